#!/usr/bin/env bash
# Publishes a project in the Release configuration.
# Usage: eng/publish.sh PROJECT [RID] [-- MSBUILD-OPTIONS]   (RID: hermit-x64, linux-x64, ...)
# The project may be anywhere, and written for Hermit.Sdk or for Microsoft.NET.Sdk. Prints nothing but errors and warnings,
# on standard error. The packages have to be there: eng/setup.sh and eng/pack.sh, which the doors call.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

project="$(find_project "${1:?which project?}")"
rid="${2:-hermit-x64}"
shift; [ $# -eq 0 ] || shift
[ "${1:-}" != "--" ] || shift
hermit_hooks "$project"
cd "$(dirname "$project")"
dotnet publish "$project" -c Release -r "$rid" -v quiet -nologo "${HERMIT_HOOKS[@]}" "$@" >&2 < /dev/null
