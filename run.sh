#!/usr/bin/env bash
# Builds a project into an image and boots it; for a RID such as linux-x64, publishes the program and runs it here.
#
# Usage: ./run.sh [PROJECT] [RID] [-- ARGUMENTS]
#   PROJECT     a project file or its folder, written for Hermit.Sdk or Microsoft.NET.Sdk; samples/Hello by default
#   RID         hermit-x64 by default; hermit-arm64
#   ARGUMENTS   go to the program
#
# The output and the exit code are the program's. Builds speak on standard error, and only when something is wrong.
# Installs QEMU and clang when they are missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/eng/common.sh"
help_if_asked "$@"

project=samples/Hello
rid=hermit-x64
if [ $# -gt 0 ] && [ "$1" != "--" ]; then project="$1"; shift; fi
if [ $# -gt 0 ] && [ "$1" != "--" ]; then rid="$1"; shift; fi
if [ $# -gt 0 ] && [ "$1" = "--" ]; then shift; elif [ $# -gt 0 ]; then fail "what is '$1'? Arguments of the program follow '--'"; fi

# What is not for a machine of ours takes no kernel, but the SDK that its project names, which comes with one.
case "$rid" in
    hermit*) target="$rid" ;;
    *) target=hermit-x64 ;;
esac
"$HERMIT_ROOT/eng/setup.sh" "$target" < /dev/null
locked "$HERMIT_ROOT/eng/pack.sh" images "$target" < /dev/null

project="$(find_project "$project")"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
case "$rid" in
    hermit*)
        "$HERMIT_ROOT/eng/publish.sh" "$project" "$rid" -- "-p:HermitRunFile=$folder/options"
        status=0
        dotnet exec "$HERMIT_LAUNCHER" "@$folder/options" -- "$@" || status=$?
        ;;
    *)
        "$HERMIT_ROOT/eng/publish.sh" "$project" "$rid" -- "-p:PublishDir=$folder/publish/" -p:PublishAot=true
        # A program is the only file there without an extension, or the one that Windows calls .exe.
        program="$(find "$folder/publish" -maxdepth 1 -type f -perm -u+x ! -name '*.dbg' ! -name '*.so' | head -n 1)"
        [ -n "$program" ] || fail "publishing for $rid made no program"
        status=0
        "$program" "$@" || status=$?
        ;;
esac
exit "$status"
