#!/usr/bin/env bash
# Makes this clone's packages available to projects anywhere on this computer: builds them into artifacts/packages, puts
# the SDK and the kernel into the NuGet cache, and installs the templates for 'dotnet new'.
#
# Usage: eng/install.sh
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
help_if_asked "$@"

"$HERMIT_ROOT/eng/setup.sh" < /dev/null
locked "$HERMIT_ROOT/eng/pack.sh" hermit-x64 hermit-arm64 < /dev/null
dotnet new install "$HERMIT_PACKAGES/Hermit.Templates.$HERMIT_VERSION.nupkg" --force
