#!/usr/bin/env bash
# What Bench costs on a cluster, beside what has to be done anyway: bench/cluster-overhead.sh [SECONDS [POINTS]]
#   1. one service and three clients under load for SECONDS (60): wall time less queue wait, service start and workload; scheduler calls;
#   2. POINTS (100) sweep points of a second in one run: scheduler calls, and the orchestrator's peak memory. 0 leaves it out.
# On the testbed, which must be up ('tests/testbed/testbed up'); BENCH_CLUSTER names another cluster.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-60}
points=${2:-100}
cluster=${BENCH_CLUSTER:-testbed}
recipe=recipes/hello-http.yaml
unset BENCH_CLUSTER
work=$(mktemp -d)
pid=''
# An interrupted run is told so and takes its jobs down.
trap '[[ -z $pid ]] || { kill -TERM "$pid" && wait "$pid"; } 2>/dev/null; rm -rf "$work"' EXIT

run() { # words...: sets took (ms), peak (kB) and folder; its output is shown only where it fails
    local begin status=0
    begin=$(date +%s%N)
    ./build.sh RunBenchmark --recipe "$recipe" --cluster "$cluster" --output-dir "$work/runs" --set validity.max-send-lag=10m \
        --set validity.max-steal=100% --set validity.percentile=50 --set validity.min-rate=1% "$@" >"$work/log" 2>&1 </dev/null &
    pid=$!
    while grep -s '^VmHWM' "/proc/$pid/status" >>"$work/memory"; do sleep 0.2; done &
    wait "$pid" || status=$?
    took=$((($(date +%s%N) - begin) / 1000000))
    wait
    pid=''
    peak=$(awk '{if ($2 > most) most = $2} END {print most}' "$work/memory")
    rm -f "$work/memory"
    ((status == 0)) || { cat "$work/log" >&2; exit 1; }
    folder=$work/runs/last
}

ms() { # time as JSON has it: in ms since 1970
    echo $(($(date -d "$1" +%s%N) / 1000000))
}

value() { # file, key: the first value of that key
    grep -o "\"$2\": *\"[^\"]*\"" "$1" | head -n 1 | cut -d'"' -f4
}

submitted() { # job: when its submission was recorded
    ms "$(grep '"event":"submitted"' "$folder/journal.jsonl" | grep -F ".$1\"" | grep -o '"at":"[^"]*"' | cut -d'"' -f4)"
}

calls() {
    printf '  scheduler calls                    %s\n' "$(value "$folder/environment.json" 'scheduler calls')"
    printf '  scheduler calls per minute         %8s\n' "$(value "$folder/environment.json" 'scheduler calls per minute')"
}

# Tools compiled, put onto the cluster and in memory.
run --set workloads.load.duration=1s --set workloads.load.warmup=0s

run --set "workloads.load.duration=${seconds}s" --set workloads.load.warmup=0s --set workloads.load.instances=3 --set workloads.load.connections=4
service=$folder/jobs/d1-hello-http.1
queued=$(($(ms "$(value "$service/started.json" at)") - $(submitted d1-hello-http.1)))
((queued > 0)) || queued=0
# Healthy is who answers well twice in a row: that is the recipe's own rule.
starting=$(($(ms "$(grep -m 2 '"good":true' "$service/probe.jsonl" | tail -n 1 | cut -d'"' -f4)") - $(ms "$(value "$service/started.json" at)")))
last=0 began=0 ended=0
for client in 1 2 3; do
    job=p1-load-r1-c$client.1
    at=$(submitted "$job"); ((at > last)) && last=$at
    at=$(ms "$(value "$folder/jobs/$job/started.json" at)"); ((at > began)) && began=$at
    at=$(ms "$(value "$folder/jobs/$job/exit.json" at)"); ((at > ended)) && ended=$at
done
waited=$((began > last ? began - last : 0))
workload=$((ended - began))
printf 'one service, three clients, %s s of load:\n' "$seconds"
printf '  wall time                          %8s ms\n' "$took"
printf '  queue wait of service, clients     %8s ms, %s ms\n' "$queued" "$waited"
printf '  service start                      %8s ms\n' "$starting"
printf '  workload, from the last client on  %8s ms\n' "$workload"
printf '  overhead                           %8s ms\n' "$((took - queued - waited - starting - workload))"
printf '  with the wait at the start line    %8s ms\n' "$((took - queued - waited - starting - 1000 * seconds))"
calls
printf '  peak memory                        %8s kB\n' "$peak"

((points > 0)) || exit 0
rates=$(seq -s, 101 $((100 + points)))
run --set workloads.load.duration=1s --set workloads.load.warmup=0s --set "sweep={workloads.load.rate: [$rates]}"
printf '%s points:\n' "$points"
printf '  wall time                          %8s ms, %s ms each\n' "$took" "$((took / points))"
calls
printf '  peak memory                        %8s kB\n' "$peak"
