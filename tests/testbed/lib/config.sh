# Files that depend on the hosts: Slurm's, the hosts' names, SSH. Sourced by ../testbed.
# shellcheck shell=bash

# config_write HOST...: login first, then the nodes.
config_write() {
    local nodes=("${@:2}")
    mkdir -p "$HOSTS_DIR" "$HOME_DIR" "$SHARED_DIR" "$SSH_DIR/hostkeys" "$CONF_DIR"
    config_slurm "${nodes[@]}"
    config_etc_hosts "$@"
    config_ssh "$@"
    config_json "$@"
    binds > "$TESTBED_DIR/cluster.binds"
    printf '%s\n' "$@" > "$TESTBED_DIR/cluster.hosts"
}

# The last node is the one with GPUs (two that aren't there) and makes up partition gpu.
config_slurm() {
    local node last=${!#}
    cp "$HERE"/slurm/*.conf "$CONF_DIR/"
    chmod 600 "$CONF_DIR/slurmdbd.conf"
    chown "$SLURM_UID:$SLURM_UID" "$CONF_DIR/slurmdbd.conf"
    for node; do
        printf 'NodeName=%s NodeAddr=%s CPUs=%s RealMemory=%s%s\n' "$node" "$(host_ip "$node")" \
            "$TESTBED_CPUS" "$TESTBED_MEMORY_MB" "$([ "$node" != "$last" ] || echo ' Gres=gpu:fake:2')"
    done > "$CONF_DIR/nodes.conf"
    cat >> "$CONF_DIR/nodes.conf" <<- END
		PartitionName=DEFAULT MaxTime=1:00:00 DefaultTime=10:00 PriorityTier=10 PreemptMode=OFF State=UP
		PartitionName=debug Nodes=ALL Default=YES
		PartitionName=gpu Nodes=$last
		PartitionName=preempt Nodes=ALL PriorityTier=1 PreemptMode=CANCEL
	END
    echo "NodeName=$last Name=gpu Type=fake File=/dev/fakegpu[0-1]" > "$CONF_DIR/gres.conf"
}

config_etc_hosts() {
    local host
    echo "127.0.0.1 localhost"
    for host; do echo "$(host_ip "$host") $host"; done
} > "$TESTBED_DIR/etc-hosts"

# A key pair for the user, kept until `destroy`; host keys likewise. What a client needs
# is ssh/config, ssh/known_hosts and ssh/id_ed25519.
config_ssh() {
    local host key ip
    [ -e "$SSH_DIR/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C bench@testbed -f "$SSH_DIR/id_ed25519"
    : > "$SSH_DIR/known_hosts.new"
    : > "$SSH_DIR/config.new"
    for host; do
        key=$SSH_DIR/hostkeys/$host ip=$(host_ip "$host")
        [ -e "$key" ] || ssh-keygen -q -t ed25519 -N '' -C "$host" -f "$key"
        echo "$host,$ip $(cut -d' ' -f1,2 "$key.pub")" >> "$SSH_DIR/known_hosts.new"
        cat >> "$SSH_DIR/config.new" <<- END
			Host $host
			    HostName $ip
			    Port 22
			    User bench
			    IdentityFile $SSH_DIR/id_ed25519
			    IdentitiesOnly yes
			    UserKnownHostsFile $SSH_DIR/known_hosts
			    StrictHostKeyChecking yes
			    PasswordAuthentication no
		END
    done
    mv "$SSH_DIR/known_hosts.new" "$SSH_DIR/known_hosts"
    mv "$SSH_DIR/config.new" "$SSH_DIR/config"

    # In the cluster: the same key lets the user in from outside and from host to host.
    mkdir -p "$HOME_DIR/bench/.ssh"
    cp "$SSH_DIR/id_ed25519" "$SSH_DIR/id_ed25519.pub" "$SSH_DIR/known_hosts" "$HOME_DIR/bench/.ssh/"
    cp "$SSH_DIR/id_ed25519.pub" "$HOME_DIR/bench/.ssh/authorized_keys"
    chmod 700 "$HOME_DIR/bench" "$HOME_DIR/bench/.ssh"
    chmod 600 "$HOME_DIR/bench/.ssh/id_ed25519"
    chown -R "$BENCH_UID:$BENCH_UID" "$HOME_DIR/bench/.ssh"
    chown "$BENCH_UID:$BENCH_UID" "$HOME_DIR/bench"
    chmod 1777 "$SHARED_DIR"
}

# The same facts for a program.
config_json() {
    local host sep=''
    printf '{\n  "user": "bench",\n  "sshConfig": "%s",\n  "privateKey": "%s",\n' \
        "$SSH_DIR/config" "$SSH_DIR/id_ed25519"
    printf '  "knownHosts": "%s",\n  "home": "%s",\n  "shared": "%s",\n  "hosts": {' \
        "$SSH_DIR/known_hosts" "$HOME_DIR" "$SHARED_DIR"
    for host; do
        printf '%s\n    "%s": "%s"' "$sep" "$host" "$(host_ip "$host")"
        sep=,
    done
    printf '\n  }\n}\n'
} > "$TESTBED_DIR/cluster.json"
