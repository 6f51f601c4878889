#!/usr/bin/env bash
# Measures images against the same programs in a Linux guest, under the same QEMU. Prints tables; JSON goes to artifacts/bench.
# Usage: ./bench.sh [NAME]     (boot)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"
name="${1:-boot}"
programs="$HERMIT_ARTIFACTS/bench/programs"
bench="$HERMIT_ROOT/bench/Hermit.Bench"

[ "$name" = boot ] || fail "there is no benchmark '$name'. There is: boot"

"$HERMIT_ROOT/eng/setup.sh" < /dev/null
locked "$HERMIT_ROOT/eng/pack.sh" < /dev/null

# Both sides are made of the same source. The Linux program is static, so that its guest needs no C library beside it; llvm's
# objcopy cannot strip such a program.
"$HERMIT_ROOT/eng/publish.sh" "$HERMIT_ROOT/samples/Hello" hermit-x64 -- "-p:PublishDir=$programs/hermit/"
"$HERMIT_ROOT/eng/publish.sh" "$HERMIT_ROOT/samples/Hello" linux-x64 -- "-p:PublishDir=$programs/linux/" \
    -p:StaticExecutable=true -p:PositionIndependentExecutable=false -p:ObjCopyName=objcopy
quietly dotnet build "$bench" -c Release -v quiet -nologo < /dev/null || fail "the benchmark does not build"
exec dotnet exec "$bench/bin/Release/net10.0/Hermit.Bench.dll" "$name" \
    --hermit "$programs/hermit/Hello" --linux "$programs/linux/Hello" --artifacts "$HERMIT_ARTIFACTS" ${HERMIT_BENCH_ROUNDS:+--rounds "$HERMIT_BENCH_ROUNDS"}
