#!/usr/bin/env bash
# with-bus.sh COMMAND...: runs COMMAND in a D-Bus session of its own, on which nobody shows messages but what COMMAND starts.
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: with-bus.sh COMMAND..." >&2; exit 2; }
command -v dbus-run-session >/dev/null || { echo "with-bus.sh: dbus-run-session is missing (./dev test installs it)" >&2; exit 1; }
unset DBUS_SESSION_BUS_ADDRESS
place=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-bus.XXXXXX")
trap 'rm -rf "$place"' EXIT
# No service of this machine is started by a name.
cat >"$place/session.conf" <<CONF
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=$place</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
CONF
export TOCSIN_TEST_BUS=yes
dbus-run-session --config-file="$place/session.conf" -- "$@"
