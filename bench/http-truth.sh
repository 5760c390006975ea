#!/usr/bin/env bash
# Whether bench-load measures what is so: bench/http-truth.sh [SECONDS]
# It drives bench-hello, whose latencies are known, for SECONDS (10) a case, and prints expected and measured percentiles, their difference, and the goal of
# 1 % or 50 us. Expected is for constant and bimodal latency what the service says of its own answers (/times): its timers may be late, and then it was so.
# For a stall it is the corrected curve that follows from the arrival plan, the stall and the service's own times beside it (bench/HttpTruth/ServiceModel.cs).
# The difference holds what no service can know of: the way through the kernel, both wake-ups, and Kestrel's part before and behind the answer. The first case
# shows how long that takes at the median, on this machine and at this hour; 'beside the way' is the difference without it.
# The server has one CPU and the client another. BENCH_LOAD and BENCH_HELLO name programs to take; else they are published first: native where there is a C linker.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-10}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Of bench-hello: no turn of the thread pool between the kernel's word and the service (bench-load's own sockets are no .NET ones).
export DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck source=bench/publish.sh
source bench/publish.sh

pinned() { # cpu, program: prints one that runs it there
    if command -v taskset >/dev/null && (($(nproc) > 1)); then
        printf '#!/bin/sh\nexec taskset -c %s "%s" "$@"\n' "$1" "$(realpath "$2")" >"$work/$(basename "$2")"
        chmod +x "$work/$(basename "$2")"
        printf '%s\n' "$work/$(basename "$2")"
    else
        realpath "$2"
    fi
}

load=${BENCH_LOAD:-$(publish src/Bench.Load bench-load)}
hello=${BENCH_HELLO:-$(publish src/Bench.Hello bench-hello)}
truth=$(publish bench/HttpTruth http-truth managed)
"$truth" "$(pinned "${BENCH_CLIENT_CPU:-1}" "$load")" "$(pinned "${BENCH_SERVER_CPU:-0}" "$hello")" "$work" "$seconds"
