#!/bin/bash
# Prove the faults: each is made, seen from the outside, and undone. The cluster must be
# up with three nodes or more. Takes about two minutes; ends with 'N passed, N failed'.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/check.sh
. "$here/lib/check.sh"
tb() { bash "$here/testbed" "$@"; }
answers() { ssh -n -F "$state/ssh/config" -o ConnectTimeout="${2:-2}" "$1" true 2> /dev/null; }
rtt() { on_login "ping -q -c 5 -i 0.1 $1" | sed -n 's/^rtt.* = [^/]*\/\([0-9]*\).*/\1/p'; }
rate() { # Mbit/s from login to HOST
    tb exec -u bench "$1" iperf3 -s -1 -D
    sleep 0.3
    on_login "iperf3 -c $1 -t 2 -f m" | sed -n 's/.* \([0-9.]*\) Mbits\/sec.*receiver.*/\1/p' | cut -d. -f1
}
until_true() { # SECONDS COMMAND...
    local end=$(($(now) + $1 * 1000))
    shift
    until "$@"; do [ "$(now)" -lt $end ] || return 1; sleep 0.5; done
}
node_is() { on_login "sinfo -h -n $1 -p debug -o %T" | grep -qE "$2"; }
on_login mkdir -p demo

echo "== network"
tb delay node1 50
check "50 ms each way" [ "$(rtt node1)" -ge 100 ]
tb delay node1 off
check "no more" [ "$(rtt node1)" -lt 20 ]
tb rate node1 100mbit
check "100 Mbit/s: $(rate node1)" [ "$(rate node1)" -le 105 ]
tb rate node1 off
check "no more: $(rate node1)" [ "$(rate node1)" -gt 500 ]
tb cut node1
check "cut off" fails answers node1
tb heal node1
check "answers again" answers node1 10

echo "== processes"
tb pause node1
check "paused" fails answers node1
tb resume node1
check "goes on" answers node1 10
tb kill-daemon login slurmctld
check "no controller" fails on_login squeue
tb start-daemon login slurmctld
check "controller is back" until_true 20 on_login squeue -h
tb kill-daemon login sshd
check "no ssh" fails answers login
tb start-daemon login sshd
check "ssh is back" answers login 10

echo "== a node dies under its jobs"
check "node2 is idle" until_true 30 node_is node2 '^idle$'
job=$(submit --no-requeue -w node2 -o /dev/null --wrap "'sleep 600'")
check "job runs" wait_state "$job" RUNNING
start=$(now)
tb crash node2
check "job has failed with its node" wait_state "$job" NODE_FAIL 120
echo "      after $((($(now) - start) / 1000)) s"
check "node is down" node_is node2 '^down'
tb boot node2
check "node is back" until_true 30 node_is node2 '^idle$'
job=$(submit -w node2 -o /dev/null --wrap true)
check "and takes jobs" wait_state "$job" COMPLETED

summary
