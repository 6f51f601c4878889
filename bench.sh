#!/usr/bin/env bash
# Measures images against the same programs in a Linux guest, under the same QEMU. Prints tables; JSON goes to artifacts/bench.
#
# Usage: ./bench.sh [NAME]
#   NAME        the benchmark, boot by default; an unknown name lists all
#
# HERMIT_BENCH_ROUNDS sets how often each thing is measured, HERMIT_BENCH_CPUS how many CPUs both sides have where a program measures itself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"
help_if_asked "$@"
bench="$HERMIT_ROOT/bench/Hermit.Bench"

"$HERMIT_ROOT/eng/setup.sh" < /dev/null
locked "$HERMIT_ROOT/eng/pack.sh" images < /dev/null
quietly dotnet build "$bench" -c Release -v quiet -nologo < /dev/null || fail "the benchmark does not build"
exec dotnet exec "$bench/bin/Release/net10.0/Hermit.Bench.dll" "${1:-boot}" --root "$HERMIT_ROOT" --artifacts "$HERMIT_ARTIFACTS" ${HERMIT_BENCH_ROUNDS:+--rounds "$HERMIT_BENCH_ROUNDS"} ${HERMIT_BENCH_CPUS:+--cpus "$HERMIT_BENCH_CPUS"}
