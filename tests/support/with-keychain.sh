#!/usr/bin/env bash
# with-keychain.sh COMMAND...: runs COMMAND in a D-Bus session and a home of its own, in which a Secret Service answers.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: with-keychain.sh COMMAND..." >&2; exit 2; }
for program in dbus-run-session gnome-keyring-daemon; do
    command -v "$program" >/dev/null || { echo "with-keychain.sh: $program is missing (./dev test installs it)" >&2; exit 1; }
done

place=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-keychain.XXXXXX")
trap 'rm -rf "$place"' EXIT
mkdir "$place"/{runtime,data}
chmod 700 "$place/runtime"
export HOME=$place XDG_RUNTIME_DIR=$place/runtime XDG_DATA_HOME=$place/data XDG_CURRENT_DESKTOP=GNOME
unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY

# The daemon ends with the session's bus. Unlocked with a password of its own, it asks nobody.
# shellcheck disable=SC2016 # the inner shell expands its own arguments
dbus-run-session -- sh -c 'printf "only for tests" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"' command "$@"
