#!/usr/bin/env bash
# What planning a pattern costs: bench/pattern-plan.sh [NODES [PATTERN]]
# It prints, for NODES (1000) nodes and PATTERN (all-to-all) with 10 s a pair: rounds, batches and pairs, the expected wall time (a simulation over every pair),
# how long planning and simulation took, and the peak memory of the process. BENCH_LOAD names the program to take; else it is published first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
nodes=${1:-1000}
pattern=${2:-all-to-all}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck source=bench/publish.sh
source bench/publish.sh

# AllToAll for all-to-all, as plans have it.
pattern_kind=$(printf '%s\n' "$pattern" | awk -F- '{ for (i = 1; i <= NF; i++) printf "%s%s", toupper(substr($i, 1, 1)), substr($i, 2) }')
load=${BENCH_LOAD:-$(publish src/Bench.Load bench-load)}
cat >"$work/pattern.json" <<JSON
{
  "schema": "bench/pair-plan/1", "tool": "iperf3", "durationSeconds": 10, "graceSeconds": 10, "startTimeoutSeconds": 600,
  "pattern": {"kind": "$pattern_kind", "nodes": $nodes, "seed": 1, "rounds": 1, "contention": "Round", "repeat": 1}
}
JSON
"$load" pattern --plan "$work/pattern.json" --dry-run
