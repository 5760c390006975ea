#!/usr/bin/env bash
# Whether bench-load's memory stays flat: bench/http-memory.sh [MINUTES [RATE [CONNECTIONS]]]
# It drives null-server at RATE (10k) requests a second over CONNECTIONS (100) for MINUTES (10), looks every 10 s (for less than 2 minutes: every second) at
# the resident memory of bench-load (VmRSS), and prints the medians of the first and of the last minute, the slope of a straight line through all of it, and
# what the result file counts in the measured window: garbage collections, and bytes that the load threads allocated. With a status of 1 where memory is not
# flat: last minute more than 1 MB above the first, or a collection.
# The server has one CPU and the client another. BENCH_LOAD names a bench-load to measure; else it is published first: native where there is a C linker.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
minutes=${1:-10}
rate=${2:-10k}
connections=${3:-100}
server_cpu=${BENCH_SERVER_CPU:-0}
client_cpu=${BENCH_CLIENT_CPU:-1}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
server='' client=''
trap '[[ -z $client$server ]] || kill $client $server 2>/dev/null; wait; rm -rf "$work"' EXIT

# shellcheck source=bench/publish.sh
source bench/publish.sh

load=${BENCH_LOAD:-$(publish src/Bench.Load bench-load)}
null=$(publish bench/NullServer null-server)
port=$((20000 + RANDOM % 10000))
taskset -c "$server_cpu" "$null" "$port" >"$work/server.log" 2>&1 &
server=$!
for ((i = 0; i < 100; i++)); do
    ! curl -sf "http://127.0.0.1:$port/count" >/dev/null || break
    sleep 0.05
done

every=10
((minutes * 60 >= 120)) || every=1
taskset -c "$client_cpu" "$load" http --url "http://127.0.0.1:$port/" --rate "$rate" --connections "$connections" --warmup 2s --duration "${minutes}m" \
    --out "$work/result.json" --progress "$work/progress.jsonl" >"$work/out" 2>&1 &
client=$!
begun=$SECONDS
while sleep "$every" && rss=$(awk '$1 == "VmRSS:" {print $2}' "/proc/$client/status" 2>/dev/null) && [[ -n $rss ]]; do
    printf '%s %s\n' "$((SECONDS - begun))" "$rss" >>"$work/rss"
done
wait "$client" || { cat "$work/out" >&2; exit 1; }
client=''

median() { sort -g | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }
value() { grep -o "\"$1\": *-\?[0-9]*" "$work/result.json" | head -n 1 | grep -o -- '-\?[0-9]*$'; }

# While it starts, memory grows; and what it uses while it ends is no part of the load.
awk -v end="$((minutes * 60))" '$1 >= 10 && $1 <= end' "$work/rss" >"$work/running"
first=$(awk '$1 <= 60 {print $2}' "$work/running" | median)
last=$(awk -v from="$((minutes * 60 - 60))" '$1 >= from {print $2}' "$work/running" | median)
slope=$(awk '{n++; x += $1; y += $2; xx += $1 * $1; xy += $1 * $2} END {print 60 * (n * xy - x * y) / (n * xx - x * x)}' "$work/running")
grep -E '^  (achieved|client:)' "$work/out"
printf 'RSS every %s s, kB: %s\n' "$every" "$(cut -d' ' -f2 "$work/running" | paste -sd ' ')"
printf 'first minute %s kB, last minute %s kB, slope %.1f kB a minute\n' "$first" "$last" "$slope"
printf 'in the measured window: %s garbage collections, %s bytes allocated by load threads\n' "$(value gcCount)" "$(value allocatedBytes)"
awk -v f="$first" -v l="$last" -v g="$(value gcCount)" 'BEGIN {flat = l - f <= 1024 && g == 0; print flat ? "flat" : "NOT flat"; exit !flat}'
