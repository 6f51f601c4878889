# What the doors (run.sh, test.sh, bench.sh) share. Sourced, never run.

HERMIT_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
HERMIT_ARTIFACTS="$HERMIT_ROOT/artifacts"
HERMIT_PACKAGES="$HERMIT_ARTIFACTS/packages"
HERMIT_CACHE="${NUGET_PACKAGES:-$HOME/.nuget/packages}"
HERMIT_CACHE="${HERMIT_CACHE%/}"
# MSBuild's NuGetPackageRoot is this variable as it is written, and projects put names right behind it.
if [ -n "${NUGET_PACKAGES:-}" ]; then export NUGET_PACKAGES="$HERMIT_CACHE/"; fi
HERMIT_VERSION="$(sed -n 's:.*<HermitVersion>\(.*\)</HermitVersion>.*:\1:p' "$HERMIT_ROOT/Directory.Build.props")"
HERMIT_LAUNCHER="$HERMIT_CACHE/hermit.sdk/$HERMIT_VERSION/tools/run/Hermit.Run.dll"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_USE_MSBUILD_SERVER=0
# A build process that stays behind would keep an old Hermit.Tasks.dll loaded.
export MSBUILDDISABLENODEREUSE=1

note() { echo "hermit: $*" >&2; }

fail() { echo "hermit: $*" >&2; exit 1; }

# What a door says to --help: the comment at its head. Usage: help_if_asked "$@"
help_if_asked() {
    case "${1:-}" in
        -h | --help) sed -n '2,/^[^#]/{/^#/{s/^# \{0,1\}//;p;};}' "$0"; exit 0 ;;
    esac
}

# Runs a command without output and shows that only when it fails.
quietly() {
    local log status=0
    log="$(mktemp)"
    "$@" > "$log" 2>&1 || status=$?
    [ "$status" -eq 0 ] || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

# One door at a time may build packages: they share artifacts/ and the NuGet cache. Usage: locked COMMAND...
locked() {
    mkdir -p "$HERMIT_ARTIFACTS"
    if command -v flock > /dev/null; then
        ( flock 9; "$@" 9>&- ) 9> "$HERMIT_ARTIFACTS/.lock"
    else
        "$@"
    fi
}

# A hash over the contents of source files in the given files and folders of the repository.
inputs_hash() {
    ( cd "$HERMIT_ROOT" && find "$@" \( -name bin -o -name obj \) -prune -o -type f -print 2> /dev/null \
        | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -c1-64 )
}

# The project file for a path that may be a project file or its folder.
find_project() {
    local path="$1" projects
    if [ ! -e "$path" ] && [ -e "$HERMIT_ROOT/$path" ]; then path="$HERMIT_ROOT/$path"; fi
    [ -e "$path" ] || fail "'$1' does not exist"
    if [ -d "$path" ]; then
        shopt -s nullglob
        projects=("$path"/*.csproj "$path"/*.fsproj "$path"/*.vbproj)
        shopt -u nullglob
        [ "${#projects[@]}" -gt 0 ] || fail "there is no project in '$path'"
        [ "${#projects[@]}" -eq 1 ] || fail "'$path' has more than one project: name one of ${projects[*]}"
        path="${projects[0]}"
    fi
    echo "$(cd "$(dirname "$path")" && pwd)/$(basename "$path")"
}

# MSBuild properties that make images of a project that is written for Microsoft.NET.Sdk alone. Sets HERMIT_HOOKS.
hermit_hooks() {
    local targets="$HERMIT_CACHE/hermit.sdk/$HERMIT_VERSION/targets"
    HERMIT_HOOKS=()
    if ! grep -q 'Hermit\.Sdk' "$1"; then
        HERMIT_HOOKS=("-p:BeforeMicrosoftNETSdkTargets=$targets/Hermit.BeforeNetSdk.targets" "-p:AfterMicrosoftNETSdkTargets=$targets/Hermit.AfterNetSdk.targets")
    fi
}
