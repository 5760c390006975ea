#!/usr/bin/env bash
# What the load engine costs and how punctual it is, beside wrk (and wrk2, where it is on the PATH): bench/http-engine.sh [ROUNDS [SECONDS [PART...]]]
#   capacity  requests per CPU second of the client process, closed loop, against null-server and nginx, at 16 and 100 connections
#   lua       the same where a script makes every request: tests/Bench.Load.Tests/Lua/Scripts/hotel.lua and social.lua, 16 connections
#   pacing    send lag (actual send - time due) of each pacing, and CPU time per request. 'floor' is the lateness of a thread on the same CPU that only
#             looks at the clock, with the other CPU busy: what the machine itself (interrupts, hypervisor, other processes) does to any client. 'bare' is a
#             client of a dozen lines that looks at the clock, sends and reads: what the machine and its kernel do, since what is due during a send waits for it
# The server has one CPU and the client another; where send lag is measured it is its load thread's alone, and what else bench-load does is done beside the server
# (--cpus). The tools take turns, ROUNDS times (7) of SECONDS (2) each; the table has medians, and the median of the ratios to wrk in the same round. CPU time is user + system of
# the whole client process (wait4), requests are those that the server counted.
# BENCH_LOAD names a bench-load to measure; else it is published first: native where there is a C linker.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${1:-7}
seconds=${2:-2}
parts=("${@:3}")
((${#parts[@]})) || parts=(capacity lua pacing)
server_cpu=${BENCH_SERVER_CPU:-0}
client_cpu=${BENCH_CLIENT_CPU:-1}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
chmod 755 "$work"
server=''
trap '[[ -z $server ]] || { kill "$server" && wait "$server"; } 2>/dev/null; rm -rf "$work"' EXIT

# shellcheck source=bench/publish.sh
source bench/publish.sh

load=${BENCH_LOAD:-$(publish src/Bench.Load bench-load)}
null=$(publish bench/NullServer null-server)
port=$((20000 + RANDOM % 10000))
url=http://127.0.0.1:$port/

start() { # null|nginx, for null how long it looks for requests before it sleeps, us
    case $1 in
        null) taskset -c "$server_cpu" "$null" "$port" "${2:-0}" >"$work/server.log" 2>&1 & ;;
        nginx)
            printf 'Hello, Bench.\n' >"$work/index.html"
            cat >"$work/nginx.conf" <<EOF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/error.log; user $(id -un) $(id -gn);
events { worker_connections 4096; }
http { access_log off; keepalive_requests 1000000000; client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
server { listen 127.0.0.1:$port backlog=4096; root $work; location = /count { stub_status; } } }
EOF
            taskset -c "$server_cpu" nginx -p "$work" -e "$work/error.log" -c "$work/nginx.conf" >"$work/server.log" 2>&1 & ;;
    esac
    server=$!
    for ((i = 0; i < 100; i++)); do
        ! curl -sf "${url}count" >/dev/null || return 0
        sleep 0.05
    done
    cat "$work"/*.log >&2
    exit 1
}

stop() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    server=''
}

count() { # requests so far
    curl -s "${url}count" | awk 'NF == 1 && NR == 1 {print; exit} NR == 3 {print $3; exit}'
}

pin=(taskset -c "$client_cpu")
timed() { # command...: its user + system time and the server's requests, in 'cpu' and 'requests'
    local before
    before=$(count)
    cpu=$({ TIMEFORMAT='%U %S'; time "${pin[@]}" "$@" >"$work/out" 2>"$work/err"; } 2>&1) || { cat "$work/err" >&2; exit 1; }
    cpu=$(awk '{print $1 + $2}' <<<"$cpu")
    requests=$(($(count) - before))
}

run() { # tool, connections, script or nothing
    case $1 in
        wrk) timed wrk -t1 "-c$2" "-d${seconds}s" ${3:+-s "$work/$3.lua"} "$url" ;;
        wrk2) timed wrk2 -t1 "-c$2" "-d${seconds}s" -R 1000000 ${3:+-s "$work/$3.lua"} "$url" ;;
        *) timed "$load" http --url "$url" --rate max --duration "${seconds}s" --connections "$2" --engine "$1" ${3:+--script "$work/$3.lua"} ;;
    esac
}

median() { sort -g | awk '{v[NR] = $1} END {print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'; }

microseconds() { # row of the summary: its p50 and p99 in µs
    awk -v row="$1" '
        function us(value, unit) { return value * (unit == "us" ? 1 : unit == "ms" ? 1000 : 1000000) }
        index($0, "  " row) == 1 { sub("  " row, ""); printf "%.2f %.2f\n", us($1, $2), us($5, $6); exit }' "$work/out"
}

compare() { # server, connections, script or nothing: the tools in turns, and their table
    local tool tools=(wrk epoll io-uring) file=$work/$1.$2.${3:-none} each
    ! command -v wrk2 >/dev/null || tools+=(wrk2)
    for ((round = 0; round < rounds; round++)); do
        for tool in "${tools[@]}"; do
            run "$tool" "$2" "${3:-}"
            echo "$tool $round $(awk -v r="$requests" -v c="$cpu" 'BEGIN {print r / c}')" >>"$file"
        done
    done
    for tool in "${tools[@]}"; do
        each=$(awk -v t="$tool" '$1 == t {print $3}' "$file" | median)
        printf '%-6s %5s  %-6s  %-9s %12.0f %10.2f %8.2f %8.4s\n' "$1" "$2" "${3:--}" "$tool" "$each" "$(awk -v e="$each" 'BEGIN {print 1e6 / e}')" \
            "$(against wrk "$tool" "$file")" "$(! command -v wrk2 >/dev/null || against wrk2 "$tool" "$file")"
    done
}

against() { # base, tool, file: median of the ratios of the rounds
    awk -v b="$1" -v t="$2" '$1 == b {w[$2] = $3} $1 == t {v[$2] = $3} END {for (r in v) print v[r] / w[r]}' "$3" | median
}

heading() { printf '%-6s %5s  %-6s  %-9s %12s %10s %8s %8s\n' server conns script client 'req/CPU s' 'us/req' 'x wrk' 'x wrk2'; }

capacity() {
    local where connections
    heading
    for where in null nginx; do
        [[ $where == null ]] || command -v nginx >/dev/null || { printf 'nginx is not there: left out.\n'; continue; }
        # So that no client pays for waking the server.
        start "$where" 50
        for connections in 16 100; do
            compare "$where" "$connections"
        done
        stop
    done
}

lua() {
    local script
    heading
    start null 50
    for script in hotel social; do
        # wrk and wrk2 find no luasocket on most machines; of it the scripts need the time alone.
        printf 'package.preload.socket = package.preload.socket or function() return {gettime = os.time} end\n' |
            cat - "tests/Bench.Load.Tests/Lua/Scripts/$script.lua" >"$work/$script.lua"
        compare null 16 "$script"
    done
    stop
}

pacing() {
    local mode what law rate connections p50 p99 own
    local cases=("fixed 1k 16" "fixed 10k 16" "fixed 10k 100" "fixed 30k 100" "fixed 50k 100" "exp 20k 100" "fixed 20k 1000")
    printf '%-8s %-6s %5s %5s  %22s %22s %8s %8s\n' pacing law rate conns 'send lag p50/p99, us' 'client lag p50/p99, us' 'us/req' 'x wrk2'
    start null
    for ((round = 0; round < rounds; round++)); do
        taskset -c "$server_cpu" "$null" floor 10000 "$seconds" >"$work/busy" &
        read -r p50 p99 _ < <(taskset -c "$client_cpu" "$null" floor 10000 "$seconds")
        wait "$!"
        echo "floor fixed 10k 0 $p50 $p99 $p50 $p99 100" >>"$work/pacing"
        for what in "${cases[@]}"; do
            read -r law rate connections <<<"$what"
            read -r p50 p99 < <(taskset -c "$client_cpu" "$null" sends "$law" "${rate/k/000}" "$seconds" "$connections" "$port")
            echo "bare $law $rate $connections $p50 $p99 $p50 $p99 nan" >>"$work/pacing"
            for mode in precise busy eco burst; do
                # Burst is for its cost alone, which is compared with wrk2's.
                own=(--cpus "$client_cpu")
                pin=()
                [[ $mode != burst ]] || { own=(); pin=(taskset -c "$client_cpu"); }
                timed "$load" http "${own[@]}" --url "$url" --rate "$rate" --arrivals "$law" --duration "${seconds}s" --connections "$connections" --pacing "$mode"
                pin=(taskset -c "$client_cpu")
                echo "$mode $law $rate $connections $(microseconds 'send lag') $(microseconds 'client lag') $(awk -v r="$requests" -v c="$cpu" 'BEGIN {print 1e6 * c / r}')" >>"$work/pacing"
            done
            if command -v wrk2 >/dev/null; then
                timed wrk2 -t1 "-c$connections" "-d${seconds}s" -R "${rate/k/000}" "$url"
                echo "wrk2 fixed $rate $connections nan nan nan nan $(awk -v r="$requests" -v c="$cpu" 'BEGIN {print 1e6 * c / r}')" >>"$work/pacing"
            fi
        done
    done
    stop
    cut -d' ' -f1-4 "$work/pacing" | sort -u | sort -k1,1r -k4,4n -k3,3h | while read -r mode law rate connections; do
        column() { awk -v m="$mode $law $rate $connections " -v c="$1" 'index($0, m) == 1 {print $c}' "$work/pacing" | median; }
        # The rounds of both, in their order.
        beside=$(awk -v m="$mode $law $rate $connections " -v w="wrk2 fixed $rate $connections " '
            index($0, m) == 1 {v[++n] = $9} index($0, w) == 1 {b[++k] = $9} END {for (i = 1; i <= n && i <= k; i++) print v[i] / b[i]}' "$work/pacing" | median)
        printf '%-8s %-6s %5s %5s  %10.2f /%10.2f %10.2f /%10.2f %8.1f %8s\n' "$mode" "$law" "$rate" "$connections" "$(column 5)" "$(column 6)" "$(column 7)" "$(column 8)" "$(column 9)" "$(
            [[ -z $beside || $mode == bare || $mode == floor ]] || printf '%.2f' "$beside")"
    done
}

for part in "${parts[@]}"; do
    case $part in
        capacity | lua | pacing) "$part" ;;
        *) printf 'There is no part %s: capacity, lua, pacing.\n' "$part" >&2; exit 2 ;;
    esac
done
