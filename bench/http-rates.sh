#!/usr/bin/env bash
# Whether bench-load delivers the rate that was asked for: bench/http-rates.sh [PACING]
# Each law at 1/s, 7/s, 1k/s, 10k/s and 30k/s, over 1 to 1,000 connections, against null-server: achieved rate, its error in %, the lag of the sends, and the
# verdict of the arrival audit (- where there are too few requests to tell). Rates of up to 7/s run side by side, for 10 s; the others one after the other, for
# 3 s behind a warm-up: what is on its way when the measurement begins makes up for what is when it ends. Last a load that is rigged: its client is halted for
# three quarters of the time (SIGSTOP), so that what it sends is no longer the law, and the audit has to fail. The whole takes 4 minutes. With status 1 where an
# achieved rate is off by more than 0.1 %, or an audit's verdict is wrong.
# A connection carries one request at a time: over one only rates of up to 1k/s are run, as an answer takes 40 to 100 us.
# The server has one CPU and the client another. BENCH_LOAD and BENCH_NULL name programs to take; else they are published first: native where there is a C linker.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pacing=${1:-precise}
server_cpu=${BENCH_SERVER_CPU:-0}
client_cpu=${BENCH_CLIENT_CPU:-1}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
server=''
trap '[[ -z $server ]] || { kill "$server" && wait "$server"; } 2>/dev/null; rm -rf "$work"' EXIT

# shellcheck source=bench/publish.sh
source bench/publish.sh

load=${BENCH_LOAD:-$(publish src/Bench.Load bench-load)}
null=${BENCH_NULL:-$(publish bench/NullServer null-server)}
port=$((20000 + RANDOM % 10000))
taskset -c "$server_cpu" "$null" "$port" >"$work/server.log" 2>&1 &
server=$!
for ((i = 0; i < 100; i++)); do
    ! curl -sf "http://127.0.0.1:$port/count" >/dev/null || break
    sleep 0.05
done

run() { # name, law, rate, connections, seconds, pacing, other options: its row is left in a file
    local name=$1 law=$2 rate=$3 connections=$4 seconds=$5
    taskset -c "$client_cpu" "$load" http --url "http://127.0.0.1:$port/" --rate "$rate" --arrivals "$law" --connections "$connections" \
        --duration "${seconds}s" --pacing "${6:-$pacing}" "${@:7}" >"$work/$name.out" 2>&1 || { cat "$work/$name.out" >&2; return 1; }
    awk -v law="$law" -v rate="${rate/k/000}" -v connections="$connections" '
        /^  achieved/ { split($2, a, "/"); achieved = a[1]; for (i = 1; i <= NF; i++) if ($i ~ /^errors/) errors = $(i - 1) }
        /^  send lag/ { lag = $3 " " $4; tail = $7 != "-" && $8 ~ /s$/ ? $7 " " $8 : "-" }
        /^  arrivals: the audit passes/ { audit = "passes" }
        /^  arrivals: the audit FAILS/ { sub(/.*FAILS: /, ""); audit = "FAILS: " $0 }
        END { error = 100 * (achieved / rate - 1); printf "%-8s %6s %6s %12.3f %9.4f %6s %12s  %s\n", law, rate, connections, achieved, error, errors, lag, audit == "" ? "-" : audit }' \
        "$work/$name.out" >"$work/$name.row"
}

printf '%-8s %6s %6s %12s %9s %6s %12s  %s\n' law rate conns achieved 'error, %' errors 'send lag p50' audit
number=100
laws=(fixed exp norm uniform gamma)
slow=()
for law in "${laws[@]}"; do
    for rate in 1 7; do
        for connections in 1 16; do
            number=$((number + 1))
            run "r$number" "$law" "$rate" "$connections" 10 eco &
            slow+=("$!")
        done
    done
done
for one in "${slow[@]}"; do
    wait "$one"
done
for law in "${laws[@]}"; do
    for rate in 1k 10k 30k; do
        for connections in 1 16 100 1000; do
            # An answer takes 40 to 100 us: gaps that are shorter wait for a connection, and for bursts a few are not enough.
            [[ $connections != 1 || $rate == 1k ]] || continue
            number=$((number + 1))
            run "r$number" "$law" "$rate" "$connections" 3 "$pacing" --warmup 500ms
        done
    done
done
cat "$work"/r*.row
awk '{n++; good += $5 <= 0.1 && $5 >= -0.1; passed += $NF == "passes"; failed += /FAILS/} END {printf "%d of %d are within 0.1 %%; of the audits %d pass and %d fail\n", good, n, passed, failed; exit good < n || failed > 0}' "$work"/r*.row && status=0 || status=1
# With so many connections that one is always free: what waits for one is not the client's own lateness, which is what the audit is about.
run rigged exp 1k 1000 4 &
rigged=$!
sleep 0.5
client=$(pgrep -P "$rigged" -f 'bench-load http')
while kill -STOP "$client" 2>/dev/null && sleep 0.06 && kill -CONT "$client" 2>/dev/null; do
    sleep 0.02
done
wait "$rigged"
printf 'rigged:\n%s\n' "$(cat "$work/rigged.row")"
grep -q FAILS "$work/rigged.row" || status=1
exit "$status"
