#!/usr/bin/env bash
# postgres-server.sh: a real PostgreSQL server for one test program, on a cluster of its own that lives as long as its owner does.
#
# Start it as `setsid --fork postgres-server.sh` with a pipe or a socket on stdin and stdout. It first answers
# "ok PORT PLACE PROGRAMS" (PLACE holds ca.crt, other-ca.crt, log and socket/; PROGRAMS is the folder of psql), then takes
# one command a line and answers each with "ok" or "failed: WHY":
#   stop     ends it as an administrator does: sessions are closed, everything is on disk
#   kill     ends it as a power cut does, all its processes at once
#   start    starts it again on the same port
#   pause    stops all its processes where they are; the kernel still takes connections and bytes
#   resume   lets them go on
# When stdin ends, so also when the test was killed, the server ends and PLACE is removed. Being in a session of its own and
# nobody's child, it outlives a test whose whole process tree is killed by a time-out.
set -uo pipefail

patience=30 # seconds that a server has to start or to end
server=     # process id of the server while it runs
why=        # what the command that failed says

# await CONDITION...: waits until it holds; fails when the server has had its time.
await() {
    local end=$((SECONDS + patience))
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.01
    done
}

# answer TEXT: one line; an owner that is gone hears nothing, and the script ends.
answer() { printf '%s\n' "${1//$'\n'/ | }" 2>/dev/null || exit 1; }

# give_up WHY: without a server there is nothing to serve.
give_up() {
    answer "failed: $1"
    exit 1
}

# ---- The cluster -----------------------------------------------------------------------------------------------------
find_programs() {
    local folder places
    if [ -n "${TOCSIN_POSTGRES:-}" ]; then
        places=("$TOCSIN_POSTGRES")
    else
        mapfile -t places < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV)
        places=(/usr/lib/postgresql/15/bin "${places[@]}")
    fi
    for folder in "${places[@]}"; do
        if [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] && [ -x "$folder/psql" ]; then
            programs=$folder
            return
        fi
    done
    give_up "PostgreSQL is missing: no postgres, initdb and psql in ${TOCSIN_POSTGRES:-/usr/lib/postgresql/15/bin}. \
These tests need a real server (./dev test installs Debian's postgresql-15)."
}

# PostgreSQL refuses to run as root; whoever else runs the tests runs the server.
choose_person() {
    local program
    for program in setpriv openssl; do
        command -v "$program" >/dev/null || give_up "$program is missing (./dev test installs it)"
    done
    as=(setpriv --pdeathsig=QUIT)
    if [ "$(id -u)" -eq 0 ]; then
        getent passwd postgres >/dev/null || give_up "there is no user postgres to run the server as (postgresql-common makes it)"
        as+=(--reuid=postgres --regid=postgres --clear-groups)
        chown postgres: "$place" || give_up "cannot hand $place to the user postgres"
    fi
}

# sign NAME ISSUER EXTENSIONS COMMON_NAME: a key and a certificate. They hold for a century, because tests set clocks.
sign() {
    local issuer=(-selfsign -keyfile "$2.key")
    [ "$1" = "$2" ] || issuer=(-cert "$2.crt" -keyfile "$2.key")
    "${as[@]}" openssl req -new -config tls.cnf -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$4" \
        -keyout "$1.key" -out "$1.csr" &&
        "${as[@]}" openssl ca -batch -notext -config tls.cnf "${issuer[@]}" -in "$1.csr" -out "$1.crt" -extensions "$3" \
            -startdate 20000101000000Z -enddate 20991231235959Z
}

make_certificates() {
    cat >tls.cnf <<'CNF'
[req]
distinguished_name = any
[ca]
default_ca = tests
[tests]
database = index
new_certs_dir = .
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
CNF
    "${as[@]}" touch index &&
        sign ca ca authority "Tocsin test authority" &&
        sign other-ca other-ca authority "Another authority" &&
        sign server ca server localhost &&
        "${as[@]}" chmod 600 server.key
}

make_cluster() {
    "${as[@]}" mkdir socket
    printf 'only for tests\n' >superuser
    chmod 644 superuser
    "${as[@]}" "$programs/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions \
        --pwfile=superuser || return 1
    cat >>data/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$place/socket'
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 16MB
dynamic_shared_memory_type = mmap
max_wal_size = 256MB
include = '$place/fsync.conf'
ssl = on
ssl_cert_file = '$place/server.crt'
ssl_key_file = '$place/server.key'
lc_messages = 'C'
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
CONF
    cat >data/pg_hba.conf <<'CONF'
local     all all trust
hostssl   all all 127.0.0.1/32 scram-sha-256
hostnossl all all all reject
CONF
}

# ---- Its processes ---------------------------------------------------------------------------------------------------
is_running() { [ -n "$server" ] && kill -0 "$server" 2>/dev/null; }

# Each process of the server has its own process group, so they are found as its children.
processes() { printf '%s %s\n' "$server" "$(cat "/proc/$server/task/$server/children" 2>/dev/null)"; }

# state_of PROCESS: the letter the kernel has for it, or nothing.
state_of() {
    local line=
    read -r line 2>/dev/null <"/proc/$1/stat" || return 0
    line=${line##*) }
    printf '%s' "${line%% *}"
}

are_gone() {
    local process
    for process in "$@"; do
        case $(state_of "$process") in
        "" | Z | X) ;;
        *) return 1 ;;
        esac
    done
}

are_stopped() {
    local process all=0
    for process in $(processes); do
        case $(state_of "$process") in
        "" | Z | X | T) ;;
        *)
            kill -STOP "$process" 2>/dev/null
            all=1
            ;;
        esac
    done
    return $all
}

# has_started: true when it takes connections, and also when it has given up.
has_started() {
    local lines=()
    is_running || return 0
    { mapfile -t lines <data/postmaster.pid; } 2>/dev/null
    [ "${lines[0]-}" = "$server" ] && [[ ${lines[7]-} = ready* ]]
}

# set_fsync ON_OR_OFF. Off: the kernel keeps what a killed process has written, and no test takes its power away. Who measures
# sets TOCSIN_POSTGRES_FSYNC=on for the time between start and end, which would be thousands of files, half a minute on a busy disk.
set_fsync() {
    printf 'fsync = %s\n' "$1" >"$place/fsync.conf"
    ! is_running || kill -HUP "$server"
}

# ---- Commands --------------------------------------------------------------------------------------------------------
start() {
    if is_running; then
        why="it runs already"
        return 1
    fi
    set_fsync off
    "${as[@]}" "$programs/postgres" -D "$place/data" -p "$port" </dev/null >>"$place/log" 2>&1 &
    server=$!
    disown "$server" # or bash tells everybody that it was killed
    if ! await has_started || ! is_running; then
        why="the server did not start: $(tail -n 12 log)"
        return 1
    fi
    set_fsync "${TOCSIN_POSTGRES_FSYNC:-off}"
}

needs_running() {
    is_running || {
        why="it does not run"
        return 1
    }
}

pause() {
    needs_running || return 1
    await are_stopped || {
        why="its processes do not stop"
        return 1
    }
}

resume() {
    needs_running || return 1
    # shellcheck disable=SC2046 # a list of numbers
    kill -CONT $(processes) 2>/dev/null
    return 0
}

# finish SIGNAL: asks the server to end and waits until it has.
finish() {
    local all
    resume || return 1
    read -ra all < <(processes)
    set_fsync off
    kill "-$1" "$server"
    await are_gone "${all[@]}" || {
        why="it does not end: $(tail -n 12 log)"
        return 1
    }
    server=
}

stop() { finish INT; }

# What stops first can't react to the death of the others.
crash() {
    local all
    pause || return 1
    read -ra all < <(processes)
    kill -KILL "${all[@]}" 2>/dev/null
    await are_gone "${all[@]}" || {
        why="its processes do not die"
        return 1
    }
    server=
}

refuse() {
    why="there is no such command"
    return 1
}

leave() {
    local lines=() segment
    trap - EXIT
    if is_running; then
        patience=5
        finish QUIT || crash
    fi
    # A server that was killed leaves its shared memory, unless it starts again.
    { mapfile -t lines <data/postmaster.pid; } 2>/dev/null
    read -r _ segment <<<"${lines[6]-}"
    [ -z "$segment" ] || ipcrm -m "$segment" 2>/dev/null
    cd /
    rm -rf "$place"
}

# ---- Life ------------------------------------------------------------------------------------------------------------
unset "${!PG@}" LD_PRELOAD FAKETIME
export LC_ALL=C.UTF-8 TZ=UTC
umask 022

# Not in TMPDIR: the name of a socket has 107 bytes at most, and the user postgres must get there.
place=$(mktemp -d /tmp/tocsin-postgres.XXXXXX) || give_up "cannot make a folder in /tmp"
trap leave EXIT
trap 'exit 143' TERM HUP INT
trap '' PIPE
cd "$place" || give_up "cannot enter $place"

find_programs
choose_person
make_certificates >tls.log 2>&1 </dev/null &
certificates=$!
make_cluster >initdb.log 2>&1 </dev/null || give_up "initdb failed: $(tail -n 12 initdb.log)"
wait "$certificates" || give_up "the certificates could not be made: $(tail -n 12 tls.log)"

# Below the range from which the kernel takes ports, so nobody has it when the server comes back after a stop.
for ((attempt = 1; ; attempt++)); do
    port=$((15000 + RANDOM % 17000))
    start && break
    if [ "$attempt" -eq 20 ] || [[ $why != *"Address already in use"* ]]; then
        give_up "$why"
    fi
    : >log
done
answer "ok $port $place $programs"

while read -r command; do
    case $command in
    start | stop | pause | resume) act=$command ;;
    kill) act=crash ;;
    *) act=refuse ;;
    esac
    if "$act"; then
        answer ok
    else
        answer "failed: $why"
    fi
done
