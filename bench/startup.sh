#!/usr/bin/env bash
# How much Bench itself costs, on this machine: bench/startup.sh [REPEATS [RUNS]]
#   1. a warm './build.sh ParseRecipe' (nothing to do) beside 'dotnet msbuild' on an empty target, one after the other, medians;
#   2. a warm RunBenchmark beside what it has to do anyway: start the service, warm up, measure (from the run's own timeline).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
repeats=${1:-11}
runs=${2:-5}
recipe=${BENCH_RECIPE:-recipes/hello-http.yaml}
unset BENCH_RECIPE
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ms() { # command...: sets 'took' to its wall time in ms; its output is shown only where it fails
    local begin end
    begin=$(date +%s%N)
    "$@" >"$work/log" 2>&1 </dev/null || { cat "$work/log" >&2; printf 'failed: %s\n' "$*" >&2; exit 1; }
    end=$(date +%s%N)
    took=$(((end - begin) / 1000000))
}

median() { sort -n | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

# What a run has to do anyway, in ms: the timeline's services begin when they are submitted and end with the teardown; workloads lie within.
needed() { # summary.json: sets 'needed' to the time from the first service's start to the last workload's end
    local summary=$1 spans kind started ended at first='' last=''
    # Timeline entries are objects of their own: one 'kind', 'started' and 'ended' each.
    spans=$(awk '
        /"timeline"/ { inside = 1 }
        inside && /"kind"/ { kind = $0; sub(/.*"kind": *"/, "", kind); sub(/".*/, "", kind) }
        inside && /"started"/ { started = $0; sub(/.*"started": *"/, "", started); sub(/".*/, "", started) }
        inside && /"ended"/ { ended = $0; sub(/.*"ended": *"/, "", ended); sub(/".*/, "", ended); print kind, started, ended }
        inside && /^  \]/ { exit }' "$summary")
    while read -r kind started ended; do
        case $kind in
            service) at=$(date -d "$started" +%s%N); [[ -n $first && $first -le $at ]] || first=$at ;;
            workload) at=$(date -d "$ended" +%s%N); [[ -n $last && $last -ge $at ]] || last=$at ;;
        esac
    done <<<"$spans"
    if [[ -z $first || -z $last ]]; then
        printf 'The timeline of %s has no service or no workload.\n' "$summary" >&2
        exit 1
    fi
    needed=$(((last - first) / 1000000))
}

printf '<Project><Target Name="Nothing" /></Project>\n' >"$work/empty.proj"
parse=(./build.sh ParseRecipe --recipe "$recipe" --output-dir "$work/runs")
empty=(dotnet msbuild "$work/empty.proj" -t:Nothing -nologo)

# Warm: compiled, plan made, files in memory.
ms "${parse[@]}"
ms "${parse[@]}"
ms "${empty[@]}"
for ((i = 0; i < repeats; i++)); do
    ms "${parse[@]}"
    echo "$took" >>"$work/parse"
    ms "${empty[@]}"
    echo "$took" >>"$work/empty"
done
ours=$(median <"$work/parse")
theirs=$(median <"$work/empty")
printf 'warm ./build.sh ParseRecipe           %6s ms  (median of %s)\n' "$ours" "$repeats"
printf 'dotnet msbuild, an empty target       %6s ms  (median of %s)\n' "$theirs" "$repeats"
awk -v a="$ours" -v b="$theirs" 'BEGIN {printf "ratio                                 %6.2f\n", a / b}'

ms ./build.sh RunBenchmark --recipe "$recipe" --output-dir "$work/runs"
for ((i = 0; i < runs; i++)); do
    ms ./build.sh RunBenchmark --recipe "$recipe" --output-dir "$work/runs"
    needed "$(find "$work/runs" -name summary.json -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2-)"
    echo "$((took - needed))" >>"$work/overhead"
done
printf 'RunBenchmark − (service start, warm-up, workload): %s ms  (median of %s:' "$(median <"$work/overhead")" "$runs"
sort -n "$work/overhead" | awk '{printf " %s", $1} END {print ")"}'
