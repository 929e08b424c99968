#!/usr/bin/env bash
# make-certificates.sh: an authority of the team's own, and certificates signed by it, for a shared Tocsin database.
#
#   make-certificates.sh FOLDER SERVER [OTHER-NAME-OR-ADDRESS...]   the server's certificate; SERVER is the name that stands in
#                                                                   the addresses of the database
#   make-certificates.sh FOLDER --log-in LOGIN                      one that a person logs in with instead of a password
#
# FOLDER gets ca.key and ca.crt the first time, and keeps them: whoever has ca.key can pretend to be the server, so the
# folder is root's alone and should be taken off the server when all is set up. ca.crt is no secret; each workstation needs
# it. Certificates are made anew at each call: ten years for the authority, 825 days for the others.
set -euo pipefail
umask 077

fail() {
    printf 'make-certificates.sh: %s\n' "$1" >&2
    exit 1
}

[ $# -ge 2 ] || fail "usage: make-certificates.sh FOLDER SERVER [NAME...] | FOLDER --log-in LOGIN"
command -v openssl >/dev/null || fail "openssl is missing: apt-get install openssl"
folder=$1
shift
mkdir -p "$folder"
cd "$folder"

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

if [ ! -e ca.key ]; then
    key ca.key
    openssl req -new -x509 -key ca.key -sha256 -days 3650 -subj "/CN=Tocsin team authority" \
        -addext "basicConstraints=critical,CA:TRUE" -addext "keyUsage=critical,keyCertSign,cRLSign" -out ca.crt
    chmod 644 ca.crt
fi

# sign NAME COMMON-NAME EXTENSIONS: NAME.key and NAME.crt
sign() {
    key "$1.key"
    openssl req -new -key "$1.key" -subj "/CN=$2" -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -sha256 -days 825 \
        -extfile <(printf 'basicConstraints=critical,CA:FALSE\n%s\n' "$3") -out "$1.crt" 2>/dev/null
    rm "$1.csr"
    chmod 644 "$1.crt"
    openssl verify -CAfile ca.crt "$1.crt" >/dev/null || fail "$1.crt was not signed well"
}

if [ "$1" = --log-in ]; then
    [ $# -eq 2 ] || fail "say whose certificate it is: --log-in LOGIN"
    [[ $2 =~ ^[A-Za-z0-9._-]+$ ]] || fail "this is no log-in: $2"
    sign "$2" "$2" 'extendedKeyUsage=clientAuth'
    printf 'Made %s/%s.key and %s.crt: only %s may have the key.\n' "$folder" "$2" "$2" "$2"
    exit
fi

names=
for name in "$@"; do
    [[ $name =~ ^[A-Za-z0-9.:_-]+$ ]] || fail "this is no name of a server: $name"
    if [[ $name =~ ^[0-9.]+$ || $name == *:* ]]; then
        names+=,IP:$name
    else
        names+=,DNS:$name
    fi
done
sign server "$1" "extendedKeyUsage=serverAuth
subjectAltName=${names#,}"
printf 'Made %s/server.key and server.crt for %s.\n' "$folder" "$*"
