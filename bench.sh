#!/usr/bin/env bash
# Measures images against the same programs in a Linux guest, under the same QEMU. Prints tables; JSON goes to artifacts/bench.
#
# Usage: ./bench.sh [NAME] [--rid RID]
#   NAME        the benchmark, boot by default; an unknown name lists all
#   RID         hermit-x64 by default; hermit-arm64
#
# HERMIT_BENCH_ROUNDS sets how often each thing is measured, HERMIT_BENCH_CPUS how many CPUs both sides have where a program measures itself.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"
help_if_asked "$@"
bench="$HERMIT_ROOT/bench/Hermit.Bench"
name=boot rid=hermit-x64
while [ $# -gt 0 ]; do
    case "$1" in
        --rid) rid="${2:?which RID?}"; shift ;;
        *) name="$1" ;;
    esac
    shift
done

"$HERMIT_ROOT/eng/setup.sh" "$rid" < /dev/null
locked "$HERMIT_ROOT/eng/pack.sh" images "$rid" < /dev/null
quietly dotnet build "$bench" -c Release -v quiet -nologo < /dev/null || fail "the benchmark does not build"
exec dotnet exec "$bench/bin/Release/net10.0/Hermit.Bench.dll" "$name" --root "$HERMIT_ROOT" --artifacts "$HERMIT_ARTIFACTS" --rid "$rid" ${HERMIT_BENCH_ROUNDS:+--rounds "$HERMIT_BENCH_ROUNDS"} ${HERMIT_BENCH_CPUS:+--cpus "$HERMIT_BENCH_CPUS"}
