#!/usr/bin/env bash
# with-display.sh COMMAND...: runs COMMAND with an X server, a window manager, a D-Bus session and a home of its own, so that
# a journey sees the windows of the program under test and nothing else. Returns when COMMAND does, with its exit code.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: with-display.sh COMMAND..." >&2; exit 2; }
for program in Xvfb openbox dbus-run-session; do
    command -v "$program" >/dev/null || { echo "with-display.sh: $program is missing (./dev test installs it)" >&2; exit 1; }
done

place=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-display.XXXXXX")
running=()
clean_up() {
    local status=$?
    [ ${#running[@]} -eq 0 ] || kill "${running[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$place"
    exit "$status"
}
trap clean_up EXIT
trap 'exit 143' TERM INT

mkdir "$place"/{home,runtime,config,data,state,cache}
chmod 700 "$place/runtime"
export HOME=$place/home XDG_RUNTIME_DIR=$place/runtime XDG_CONFIG_HOME=$place/config XDG_DATA_HOME=$place/data
export XDG_STATE_HOME=$place/state XDG_CACHE_HOME=$place/cache
export GSETTINGS_BACKEND=memory QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 GDK_BACKEND=x11
unset WAYLAND_DISPLAY AT_SPI_BUS_ADDRESS DBUS_SESSION_BUS_ADDRESS

# give_up WHAT LOG: the journey cannot begin.
give_up() {
    echo "with-display.sh: $1" >&2
    cat "$2" >&2
    exit 1
}

# The server picks a free display itself, which it writes when it takes connections: no two tests ever race for a number.
mkfifo "$place/server" "$place/manager"
exec 8<>"$place/server" 9<>"$place/manager"
Xvfb -displayfd 8 -screen 0 "${TOCSIN_SCREEN:-1440x900x24}" -nolisten tcp -noreset >"$place/server.log" 2>&1 9>&- &
running+=($!)
read -r -t 30 -u 8 number || give_up "the X server did not come up" "$place/server.log"
export DISPLAY=:$number

# Without a window manager no window is ever active. Openbox runs the start-up command once it manages the screen.
openbox --sm-disable --startup "sh -c 'echo up >$place/manager'" >"$place/manager.log" 2>&1 8>&- 9>&- &
running+=($!)
read -r -t 30 -u 9 _ || give_up "the window manager did not come up" "$place/manager.log"
exec 8>&- 9>&-

# The bus tells of every service it starts; only what COMMAND says belongs on stderr.
exec 7>&2
# shellcheck disable=SC2016 # the inner shell expands its own arguments
dbus-run-session -- sh -c 'exec "$@" 2>&7 7>&-' command "$@" 2>"$place/bus.log"
