#!/usr/bin/env bash
# portable.sh BUILD OUT: packs the program of BUILD with the Qt it needs into OUT/tocsin-VERSION-linux-ARCH.tar.gz. It starts
# on Linux with glibc 2.36 or newer, fontconfig and some font; nothing else has to be installed.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: portable.sh BUILD OUT" >&2; exit 2; }
build=$(cd "$1" && pwd)
out=$(cd "$2" && pwd)
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' "$build/CMakeCache.txt")
name=tocsin-$version-linux-$(uname -m)
stage=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-portable.XXXXXX")
trap 'rm -rf "$stage"' EXIT
top=$stage/$name
plugins=$(qtpaths6 --query QT_INSTALL_PLUGINS)

cmake --install "$build" --prefix "$top" --strip >/dev/null
mkdir -p "$top/lib" "$top/plugins"

# The plugins that the program loads at run time; those that are not installed here are optional.
for plugin in platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqwayland-generic.so \
    wayland-shell-integration/libxdg-shell.so wayland-decoration-client/libbradient.so \
    imageformats/libqsvg.so imageformats/libqjpeg.so iconengines/libqsvgicon.so \
    platforminputcontexts/libcomposeplatforminputcontextplugin.so \
    xcbglintegrations/libqxcb-glx-integration.so platformthemes/libqxdgdesktopportal.so tls/libqopensslbackend.so; do
    if [ -e "$plugins/$plugin" ]; then
        install -D -m 644 "$plugins/$plugin" "$top/plugins/$plugin"
    fi
done
for plugin in platforms/libqxcb.so platforms/libqoffscreen.so iconengines/libqsvgicon.so tls/libqopensslbackend.so; do
    [ -e "$top/plugins/$plugin" ] || { echo "portable.sh: $plugin is not installed here" >&2; exit 1; }
done

# What every Linux has, and what must be the machine's own (the C library, the fonts).
own='^(ld-linux.*|lib(c|m|dl|rt|pthread|resolv|util|anl)|libfontconfig|libstdc\+\+|libgcc_s)\.so'
find "$top/bin" "$top/plugins" -type f -exec ldd {} + | sed -n 's/^\t\([^ ]*\) => \(\/[^ ]*\) .*/\1 \2/p' | sort -u |
    while read -r library file; do
        if [[ ! $library =~ $own ]]; then
            install -m 644 "$file" "$top/lib/$library"
        fi
    done

# DT_RPATH, unlike RUNPATH, also holds for the libraries of the libraries and for plugins.
patchelf --force-rpath --set-rpath "\$ORIGIN/../lib" "$top/bin/tocsin"
printf '[Paths]\nPrefix = ..\nPlugins = plugins\n' >"$top/bin/qt.conf"
install -m 644 "$(dirname "${BASH_SOURCE[0]}")/../LICENSE" "$top/LICENSE"
cat >"$top/README.txt" <<'TXT'
Start bin/tocsin. To have it in the menu, copy share/ into ~/.local/share/ and put bin/ into your PATH.
The program is licensed under Apache-2.0 (LICENSE); the libraries in lib/ and plugins/ are those of Debian 12, under their
own licences (Qt: LGPL-3.0), and can be replaced by compatible builds.
TXT

tar -C "$stage" --owner=0 --group=0 --sort=name --mtime="@${SOURCE_DATE_EPOCH:-0}" -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
