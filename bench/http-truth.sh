#!/usr/bin/env bash
# Whether bench-load measures what is so: bench/http-truth.sh [SECONDS [ROUNDS]]
# It drives services whose latencies are known, for SECONDS (5) a case, ROUNDS times (5), and prints the percentiles that the service's script has, those of what the
# service says that it did, and those that the client measured: the medians of the rounds, with the goal of 1 % or 50 us. Through a stall these are the corrected
# curves that follow from the arrival plan, the stall and the service's times beside it (bench/HttpTruth/ServiceModel.cs).
# The judge is 'null-server exact', for which a request has come when the kernel received it, and which looks at the clock before it answers: between it and the client
# are two calls of send and one look, and no wake-up. Where the user may give it, it has real-time priority, so that it is not late itself; the client never has.
# bench-hello stands beside it: what lies between it and the client also holds wake-ups, and Kestrel's part before and behind the answer.
# The server has one CPU and the client another: on a machine that does other things, what is measured is those.
# BENCH_LOAD, BENCH_HELLO and BENCH_NULL name programs to take; else they are published first: native where there is a C linker.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-5}
rounds=${2:-5}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Of bench-hello: no turn of the thread pool between the kernel's word and the service (bench-load's own sockets are no .NET ones).
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck source=bench/publish.sh
source bench/publish.sh

pinned() { # cpu, program, real-time or nothing: prints one that runs it there
    local before=()
    if command -v taskset >/dev/null && (($(nproc) > 1)); then
        before+=(taskset -c "$1")
    fi
    if [[ -n ${3:-} ]] && chrt --fifo 10 true 2>/dev/null; then
        before+=(chrt --fifo 10)
    fi
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${before[*]}" "$(realpath "$2")" >"$work/$(basename "$2")"
    chmod +x "$work/$(basename "$2")"
    printf '%s\n' "$work/$(basename "$2")"
}

load=${BENCH_LOAD:-$(publish src/Bench.Load bench-load)}
hello=${BENCH_HELLO:-$(publish src/Bench.Hello bench-hello)}
null=${BENCH_NULL:-$(publish bench/NullServer null-server)}
truth=$(publish bench/HttpTruth http-truth managed)
"$truth" "$(pinned "${BENCH_CLIENT_CPU:-1}" "$load")" "$(pinned "${BENCH_SERVER_CPU:-0}" "$null" real-time)" "$(pinned "${BENCH_SERVER_CPU:-0}" "$hello")" "$work" "$seconds" "$rounds"
