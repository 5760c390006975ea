# The bridge, the hosts' interfaces, and what can be done to them. Sourced by ../testbed.
# shellcheck shell=bash

link_of() { echo "$TESTBED_PREFIX-$1"; }

# The route without a way out keeps the range's traffic on this machine while the bridge
# is gone: without it a late connection attempt would leave through the default route.
net_up() {
    ip route replace unreachable "$TESTBED_NET.0/24" metric 4000
    ip link show "$BRIDGE" > /dev/null 2>&1 && return
    ip link add "$BRIDGE" type bridge forward_delay 0
    ip link set "$BRIDGE" alias "$TESTBED_DIR"
    ip address add "$TESTBED_NET.1/24" dev "$BRIDGE"
    ip link set "$BRIDGE" up
}

# The state directory that the bridge was made for. A bridge without hosts is a leftover
# of a cluster whose processes were ended for it.
net_owner() { cat "/sys/class/net/$BRIDGE/ifalias" 2> /dev/null; }
net_is_ours() {
    [ ! -e "/sys/class/net/$BRIDGE" ] || [ "$(net_owner)" = "$TESTBED_DIR" ] ||
        [ -z "$(ls -A "/sys/class/net/$BRIDGE/brif")" ]
}

net_down() {
    local link
    net_is_ours || return 0
    for link in $(ip -o link show type veth | grep -oE " $TESTBED_PREFIX-[a-z0-9]+" || true); do
        ip link del "$link" 2> /dev/null || true
    done
    ip link del "$BRIDGE" 2> /dev/null || true
}

# net_plug HOST PID: give the network namespace of PID its interface. The host's hardware
# address follows from its number, so that it stays the same when the host comes back.
net_plug() {
    local link ip
    link=$(link_of "$1") ip=$(host_ip "$1")
    ip link del "$link" 2> /dev/null || true
    ip link add "$link" type veth peer name eth0 netns "$2" \
        address "$(printf '02:77:00:00:00:%02x' "${ip##*.}")"
    ip link set "$link" master "$BRIDGE" up
    nsenter --target "$2" --net ip -batch - <<- END
		link set lo up
		address add $ip/24 dev eth0
		link set eth0 up
	END
}

net_cut() { ip link set "$(link_of "$1")" down; }
net_heal() { ip link set "$(link_of "$1")" up; }

# net_rate HOST 100mbit|off: limit both directions.
net_rate() {
    local pid
    pid=$(host_pid "$1") || die "$1 is off"
    rate_limit "$2" "$(link_of "$1")"
    rate_limit "$2" eth0 nsenter --target "$pid" --net
}

rate_limit() { # RATE|off INTERFACE [WRAPPER...]
    "${@:3}" tc qdisc del dev "$2" root 2> /dev/null || true
    [ "$1" = off ] || "${@:3}" tc qdisc add dev "$2" root tbf rate "$1" burst 64kb latency 50ms
}

# net_delay HOST MS [JITTER_MS [LOSS_PERCENT]] | HOST off
# This kernel has no netem, so a small program passes the frames on, late: the host's
# interface is moved from the bridge to one of its own, and the program joins the two.
net_delay() {
    local link side=${TESTBED_PREFIX}d-$1 pidfile=$TESTBED_DIR/delay-$1.pid
    link=$(link_of "$1")
    if [ -e "$pidfile" ]; then
        ip link set "$link" master "$BRIDGE"
        kill_recorded "$pidfile"
        ip link del "$side" 2> /dev/null || true
    fi
    [ "$2" != off ] || return 0
    ip link add "$side" type bridge forward_delay 0
    ip link set "$side" up
    (
        close_inherited
        exec setsid /usr/bin/python3 "$HERE/lib/delay.py" \
            "${TESTBED_PREFIX}x-$1" "$BRIDGE" "${TESTBED_PREFIX}y-$1" "$side" "${@:2}"
    ) < /dev/null > "$TESTBED_DIR/delay-$1.log" 2>&1 &
    record_pid $! > "$pidfile"
    wait_until 5 grep -q ready "$TESTBED_DIR/delay-$1.log" || die "$(cat "$TESTBED_DIR/delay-$1.log")"
    ip link set "$link" master "$side"
}

net_delays_off() {
    local file
    for file in "$TESTBED_DIR"/delay-*.pid; do
        [ -e "$file" ] || continue
        kill_recorded "$file"
        file=${file##*/delay-}
        ip link del "${TESTBED_PREFIX}d-${file%.pid}" 2> /dev/null || true
    done
}
