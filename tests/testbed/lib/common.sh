# Settings and small helpers. Sourced by ../testbed; HERE is that script's folder.
# shellcheck shell=bash disable=SC2034

# ---- settings, each may come from the environment
TESTBED_DIR=${TESTBED_DIR:-/var/tmp/bench-testbed}   # all state lives here
TESTBED_NET=${TESTBED_NET:-10.77.0}                  # a /24: its first three numbers
TESTBED_SUITE=${TESTBED_SUITE:-trixie}               # Debian suite of the hosts
TESTBED_CPUS=${TESTBED_CPUS:-4}                      # CPUs that Slurm believes a node has
TESTBED_MEMORY_MB=${TESTBED_MEMORY_MB:-4096}         # and its memory
TESTBED_EXTRA_PACKAGES=${TESTBED_EXTRA_PACKAGES:-}   # more Debian packages, comma-separated
TESTBED_BIND=${TESTBED_BIND:-}                       # folders of this machine that the hosts may read: /a:/b
TESTBED_PREFIX=${TESTBED_PREFIX:-tb}                 # of its network interfaces; another for a second cluster
TESTBED_MAX_NODES=32

# ---- names and places
BRIDGE=${TESTBED_PREFIX}0
CGROUP=bench-testbed${TESTBED_PREFIX#tb}
ROOTFS=$TESTBED_DIR/rootfs
HOSTS_DIR=$TESTBED_DIR/hosts
SSH_DIR=$TESTBED_DIR/ssh
HOME_DIR=$TESTBED_DIR/home
SHARED_DIR=$TESTBED_DIR/shared
CONF_DIR=$TESTBED_DIR/etc-slurm
BENCH_UID=1000
SLURM_UID=64030    # Debian gives the user this number everywhere

STARTED=${EPOCHREALTIME/./}
log() { # with the seconds since this command started
    local tenths=$(((${EPOCHREALTIME/./} - STARTED) / 100000))
    printf '[%4d.%ds] %s\n' $((tenths / 10)) $((tenths % 10)) "$*" >&2
}
die() { printf 'testbed: %s\n' "$*" >&2; exit 1; }

need_root() { [ "$(id -u)" = 0 ] || die "run this as root"; }

# One writer at a time. The lock is on fd 9; long-lived children close it (close_inherited).
lock() {
    mkdir -p "$TESTBED_DIR"
    exec 9> "$TESTBED_DIR/lock"
    flock -w 600 9 || die "another testbed command holds the lock"
}

# ---- the hosts: login is .10, node1 is .11, ...
host_ip() {
    case $1 in
        login) echo "$TESTBED_NET.10" ;;
        node*) echo "$TESTBED_NET.$((10 + ${1#node}))" ;;
        *) die "no such host: $1" ;;
    esac
}

# The hosts this cluster was brought up with, login first.
hosts() { cat "$TESTBED_DIR/cluster.hosts" 2> /dev/null || true; }

need_host() { hosts | grep -qx -- "$1" || die "no such host: $1 (have: $(hosts | tr '\n' ' '))"; }

wait_until() { # SECONDS COMMAND...: run COMMAND every 50 ms until it succeeds
    local end=$((${EPOCHREALTIME/./} + $1 * 1000000))
    shift
    until "$@"; do
        [ "${EPOCHREALTIME/./}" -lt "$end" ] || return 1
        sleep 0.05
    done
}
