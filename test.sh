#!/usr/bin/env bash
# Runs the tests: every test project under tests/, guest programs in QEMU included.
#
# Usage: ./test.sh [FILTER]
#   FILTER      runs only tests whose full name contains it
#
# The last line is 'N passed, N failed', with ', N skipped' when some were. Fails when a test fails and when none ran.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"
help_if_asked "$@"
filter="${1:-}"
results="$HERMIT_ARTIFACTS/test-results"
passed=0 failed=0 skipped=0

"$HERMIT_ROOT/eng/setup.sh" tests < /dev/null
# Without the peers their tests are skipped, and say so.
if [ -z "$filter" ] || [[ "PeerTests BrowserTests" == *"$filter"* ]]; then
    "$HERMIT_ROOT/eng/setup.sh" peers < /dev/null || note "the peers of PeerTests and BrowserTests are not all here"
fi
# A filter is for quick answers: the packages that have nothing to do with images are as old as they are then.
locked "$HERMIT_ROOT/eng/pack.sh" ${filter:+images} < /dev/null
rm -rf "$results"
mkdir -p "$results"

# The sum of one counter over the result files of a project, such as passed="12".
counter() {
    { grep -ho "<Counters [^>]*" "$results/$2"/*.trx 2> /dev/null || true; } \
        | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}

run_project() {
    local project="$1" name started=$SECONDS status=0 total ok bad
    name="$(basename "$project" .csproj)"
    local options=(-c Release -v quiet -nologo --logger "trx" --logger "console;verbosity=minimal" --results-directory "$results/$name")
    [ -z "$filter" ] || options+=(--filter "FullyQualifiedName~$filter")
    timeout 1800 dotnet test "$project" "${options[@]}" < /dev/null > "$results/$name.log" 2>&1 || status=$?
    total="$(counter total "$name")" ok="$(counter passed "$name")" bad="$(counter failed "$name")"
    local other=$((total - ok - bad))
    # A run that failed without a failed test did not build, crashed or hung: that is a failure as well.
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    [ "$bad" -eq 0 ] || cat "$results/$name.log"
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + other))
    [ "$total" -eq 0 ] && [ "$bad" -eq 0 ] || echo "$name: $ok passed, $bad failed, $other skipped ($((SECONDS - started)) s)"
}

shopt -s nullglob
projects=("$HERMIT_ROOT"/tests/*.Tests/*.Tests.csproj)
for project in "${projects[@]}"; do
    run_project "$project"
done

# The kernel's unsafe code may only become less (docs/count-unsafe.md).
count_unsafe() {
    local log="$results/count-unsafe.log"
    if dotnet run --project "$HERMIT_ROOT/src/Tools/CountUnsafe" -c Release -- "$HERMIT_ROOT/src/Kernel" --no-progress \
        --baseline "$HERMIT_ROOT/eng/unsafe-baseline.json" --fail-on-increase < /dev/null > "$log" 2>&1; then
        passed=$((passed + 1))
        echo "count-unsafe: no more than the baseline"
    else
        cat "$log"
        failed=$((failed + 1))
    fi
}
if [ -z "$filter" ] || [[ count-unsafe == *"$filter"* ]]; then count_unsafe; fi

status=0
if [ "$failed" -gt 0 ]; then status=1; fi
if [ $((passed + failed)) -eq 0 ]; then
    note "no test ran${filter:+: none matches '$filter'}"
    status=1
fi
line="$passed passed, $failed failed"
if [ "$skipped" -gt 0 ]; then line="$line, $skipped skipped"; fi
echo "$line"
exit "$status"
