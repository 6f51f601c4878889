#!/usr/bin/env bash
# Builds the packages whose sources changed into artifacts/packages, and makes sure that the NuGet cache has no older
# content under the same version. Silent when there is nothing to do. Call it through 'locked' of common.sh.
#
# Usage: eng/pack.sh [images] [RID...]
#   images      only the packages that making an image takes, and the templates
#   RID         whose kernels; hermit-x64 by default
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
help_if_asked "$@"

stamps="$HERMIT_ARTIFACTS/stamps"
mkdir -p "$HERMIT_PACKAGES" "$stamps"
shared=(Directory.Build.props Directory.Packages.props)
only_images=false
if [ "${1:-}" = images ]; then only_images=true; shift; fi
rids=("$@")
[ $# -gt 0 ] || rids=(hermit-x64)

# up_to_date STAMP HASH FILE: FILE was made from inputs with that hash.
up_to_date() { [ -f "$3" ] && [ -f "$stamps/$1" ] && [ "$(cat "$stamps/$1")" = "$2" ]; }

# build_kernel RID
build_kernel() {
    local rid="$1" archive="$HERMIT_ARTIFACTS/kernel/$1/libhermit.a" hash
    hash="$(inputs_hash src/Kernel src/Tasks src/Analyzers src/Tools/GenerateAbi eng/Kernel.targets "${shared[@]}")"
    up_to_date "kernel.$rid" "$hash" "$archive" && return
    note "building the kernel for $rid"
    quietly dotnet build "$HERMIT_ROOT/src/Kernel/Kernel/Hermit.Kernel.csproj" -c Release -v quiet -nologo "-p:HermitArchitecture=${rid#hermit-}" || fail "the kernel for $rid does not build"
    [ -f "$archive" ] || fail "the kernel's build made no $archive"
    echo "$hash" > "$stamps/kernel.$rid"
}

# pack STAMP PACKAGE PROJECT INPUT...; the array pack_options holds more for MSBuild
pack_options=()
pack() {
    local stamp="$1" package="$HERMIT_PACKAGES/$2.$HERMIT_VERSION.nupkg" project="$HERMIT_ROOT/$3" hash
    shift 3
    hash="$(inputs_hash "$@" "${shared[@]}")"
    up_to_date "$stamp" "$hash" "$package" && return
    note "packing $(basename "$package")"
    rm -f "$package"
    quietly dotnet pack "$project" -c Release -v quiet -nologo "${pack_options[@]}" || fail "$(basename "$package") cannot be packed"
    [ -f "$package" ] || fail "packing made no $package"
    echo "$hash" > "$stamps/$stamp"
}

# The cache never looks at a source again for a version that it has: content that differs from ours has to go.
drop_stale() {
    local id="${1,,}" package="$HERMIT_PACKAGES/$1.$HERMIT_VERSION.nupkg" cached
    cached="$HERMIT_CACHE/$id/$HERMIT_VERSION"
    [ -d "$cached" ] || return 1
    [ "$(cat "$cached/$id.$HERMIT_VERSION.nupkg.sha512" 2> /dev/null)" = "$(openssl dgst -sha512 -binary "$package" | base64 -w 0)" ] && return 0
    rm -rf "$cached"
    return 1
}

for rid in "${rids[@]}"; do build_kernel "$rid"; done
pack sdk Hermit.Sdk sdk/Hermit.Sdk.csproj sdk src/Tasks src/Tools/Run docs/sdk.md THIRD-PARTY-NOTICES.txt
for rid in "${rids[@]}"; do
    pack_options=("-p:KernelRuntimeIdentifier=$rid")
    pack "kernel-pack.$rid" "Hermit.Kernel.$rid" sdk/Kernel/Hermit.Kernel.Pack.csproj sdk/Kernel src/Tasks "artifacts/kernel/$rid/libhermit.a"
    pack_options=()
done
pack templates Hermit.Templates templates/Hermit.Templates.csproj templates
if ! "$only_images"; then
    pack sync Hermit.Sync src/Packages/Hermit.Sync/Hermit.Sync.csproj src/Packages/Hermit.Sync src/Kernel/Sync docs/sync.md
    pack analyzers Hermit.Analyzers src/Analyzers/Hermit.Analyzers.Package/Hermit.Analyzers.Package.csproj src/Analyzers docs/analyzers
    pack count-unsafe Hermit.CountUnsafe src/Tools/CountUnsafe/Hermit.CountUnsafe.csproj src/Tools/CountUnsafe src/Analyzers/Hermit.Analyzers/Shared docs/count-unsafe.md
    pack tool Hermit.Tool src/Tools/Hermit/Hermit.Tool.csproj src/Tools/Hermit src/Tools/Run src/Tasks docs/tool.md THIRD-PARTY-NOTICES.txt
fi

fresh=true
for id in Hermit.Sdk "${rids[@]/#/Hermit.Kernel.}"; do
    drop_stale "$id" || fresh=false
done
# Into the cache at once: a project outside the repository then needs no nuget.config to find them.
"$fresh" || quietly dotnet restore "$HERMIT_ROOT/eng/InstallPackages.proj" -v quiet -nologo --force || fail "the packages cannot be installed into $HERMIT_CACHE"
