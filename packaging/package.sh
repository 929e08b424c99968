#!/usr/bin/env bash
# package.sh BUILD OUT: packs the program of BUILD as a Debian package and as a portable archive into the folder OUT.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: package.sh BUILD OUT" >&2; exit 2; }
packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$(cd "$1" && pwd)
out=$(cd "$2" && pwd)

log=$(cpack --config "$build/CPackConfig.cmake" -G DEB -B "$out" 2>&1) || { printf '%s\n' "$log" >&2; exit 1; }
rm -rf "$out/_CPack_Packages"
"$packaging/portable.sh" "$build" "$out"
