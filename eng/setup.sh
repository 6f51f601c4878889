#!/usr/bin/env bash
# Installs what the doors need and this machine lacks: QEMU to boot images, clang to assemble the kernel; with 'hermit-arm64', QEMU for that; with
# 'tests', QEMU for all architectures, lld and llvm, which the linker is checked against, gdb for the debugger test and tshark for the packets; with
# 'peers', the servers and the browser that guests are tried with. Silent when there is nothing to do.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

declare -A package_of=(
    [qemu-system-x86_64]=qemu-system-x86
    [clang]=clang
    [objcopy]=binutils
)
if [ "${1:-}" = tests ]; then
    package_of+=([ld.lld]=lld [llvm-dwarfdump]=llvm [gdb-multiarch]=gdb-multiarch [tshark]=tshark [qemu-system-aarch64]=qemu-system-arm)
fi
if [ "${1:-}" = hermit-arm64 ]; then
    package_of+=([qemu-system-aarch64]=qemu-system-arm)
fi
if [ "${1:-}" = peers ]; then
    package_of=([redis-server]=redis-server [chromium]=chromium)
    # Debian keeps PostgreSQL's programs apart from others.
    compgen -G '/usr/lib/postgresql/*/bin/postgres' > /dev/null || package_of+=([postgres]=postgresql)
fi

missing_packages() {
    local program
    for program in "${!package_of[@]}"; do
        command -v "$program" > /dev/null || echo "${package_of[$program]}"
    done | sort -u
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

# A new machine has no package lists, and an old one stale lists: when they do not serve, they are brought up to date.
install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    local install=(as_root apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300)
    "${install[@]}" "$@" > /dev/null 2>&1 || { quietly as_root apt-get update -qq && quietly "${install[@]}" "$@"; }
}

command -v dotnet > /dev/null || fail "the .NET SDK (10.0 or later) is missing: https://dotnet.microsoft.com/download"

mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
    command -v apt-get > /dev/null || fail "missing, and there is no apt-get to install them with: ${missing[*]}"
    [ "$(id -u)" -eq 0 ] || sudo -n true 2> /dev/null || fail "missing: run 'sudo apt-get install ${missing[*]}'"
    note "installing ${missing[*]}"
    install_packages "${missing[@]}" || fail "could not install ${missing[*]}: see above"
fi
