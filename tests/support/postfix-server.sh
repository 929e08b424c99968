#!/usr/bin/env bash
# A real Postfix on 127.0.0.1, of its own folder, gone when standard input ends. It takes mail from who logs in as "tocsin"
# with the password "only for tests"; everything it takes lands in one maildir. Says "ok PLACE port=N tls=N ...", or why not.
# In PLACE: ca.crt, other-ca.crt, inbox/new, log.
#   Ports: port (STARTTLS), tls, plain (offers no TLS), untrusted (a certificate of other-ca), expired, wrong_name (of another host).
#   Recipients at refused.example are refused for good, at later.example for now, at greylisted.example once and then taken;
#   at leaves.example it says 421 and hangs up, at hangs.example it says nothing for three seconds (and makes PLACE/asked/ADDRESS).
#   A subject with "Unwanted" is refused after the message. The sender nobody@provider.example is refused, at RCPT as Postfix does.
# Postfix needs root; who is not gets the root of a user namespace of their own (uidmap).
set -u

answer() { printf '%s\n' "$*"; }
give_up() { answer "failed: $*"; exit 1; }

if [ "$(id -u)" -ne 0 ]; then
    unshare --user --map-root-user --map-auto true 2>/dev/null ||
        give_up "no user namespace with more than one user here: run it as root, or see the package uidmap"
    exec unshare --user --map-root-user --map-auto -- bash "${BASH_SOURCE[0]}" "$@"
fi

umask 022
export LC_ALL=C.UTF-8 TZ=UTC
programs=/usr/lib/postfix/sbin
[ -x "$programs/master" ] || give_up "there is no Postfix; its package is postfix"
command -v saslpasswd2 >/dev/null || give_up "there is no saslpasswd2; its package is sasl2-bin"

place=$(mktemp -d /tmp/tocsin-postfix.XXXXXX) || give_up "cannot make a folder in /tmp"
master=
# shellcheck disable=SC2317 # called by the trap
leave() {
    trap - EXIT
    if [ -n "$master" ]; then
        kill -TERM "$master" 2>/dev/null
        wait "$master" 2>/dev/null
    fi
    cd /
    rm -rf "$place"
}
trap leave EXIT
trap 'exit 143' TERM HUP INT
cd "$place" || give_up "cannot enter $place"
chmod 755 .

# certificate NAME SIGNER [DAYS [HOSTS]]: of an authority without a signer, else for localhost and 127.0.0.1.
certificate() {
    local days=${3:-3650} hosts=${4:-DNS:localhost,IP:127.0.0.1}
    openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
    if [ -z "$2" ]; then
        openssl req -x509 -new -key "$1.key" -subj "/CN=Tocsin test authority $1" -days 3650 -out "$1.crt"
    else
        openssl req -new -key "$1.key" -subj "/CN=localhost" -out "$1.csr"
        printf 'subjectAltName=%s\n' "$hosts" >"$1.ext"
        openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days "$days" -extfile "$1.ext" -out "$1.crt"
    fi
}
{ certificate ca "" && certificate other-ca "" && certificate server ca && certificate untrusted other-ca && certificate expired ca -1 &&
    certificate wrong_name ca 3650 DNS:mail.example; } >tls.log 2>&1 || give_up "no certificates: $(tail -n 3 tls.log)"

mkdir -p etc/sasl queue data inbox
for folder in active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public pid; do
    mkdir "queue/$folder"
    [ "$folder" = pid ] || chown postfix "queue/$folder"
    chmod 700 "queue/$folder"
done
chgrp postdrop queue/maildrop queue/public
chmod 730 queue/maildrop
chmod 710 queue/public
chmod 755 queue/pid
chown postfix data inbox

printf 'only for tests' | saslpasswd2 -p -c -f "$place/sasldb" -u localhost tocsin >sasl.log 2>&1 || give_up "no log-in: $(cat sasl.log)"
chown postfix sasldb
cat >etc/sasl/smtpd.conf <<CONF
pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN
sasldb_path: $place/sasldb
CONF
cat >etc/recipients <<CONF
refused.example REJECT 5.1.1 no such mailbox
later.example 450 4.2.1 mailbox busy
leaves.example 421 4.3.2 closing down
greylisted.example policy
hangs.example policy
CONF
printf 'nobody@provider.example REJECT not owned by user tocsin\n' >etc/senders
printf '/^Subject:.*Unwanted/ REJECT 5.7.1 not this content\n' >etc/headers
mkdir asked
chown nobody asked
cat >etc/policy.sh <<'CONF'
# policy.sh FOLDER: what Postfix asks about a recipient: a greylist, and a hole.
while read -r line; do
    case $line in
    recipient=*) address=${line#recipient=} ;;
    "")
        known=
        [ -e "$1/$address" ] && known=yes
        : >"$1/$address"
        case $address in
        *@hangs.example) sleep 3 ;;
        *) [ -n "$known" ] || { printf 'action=450 4.2.0 greylisted, come back later\n\n' && continue; } ;;
        esac
        printf 'action=DUNNO\n\n'
        ;;
    esac
done
CONF
: >etc/aliases

# write_configuration PORT...: one for each of $ports
ports=(port tls plain untrusted expired wrong_name)
write_configuration() {
    cat >etc/main.cf <<CONF
compatibility_level = 3.6
queue_directory = $place/queue
data_directory = $place/data
command_directory = /usr/sbin
daemon_directory = $programs
mail_owner = postfix
setgid_group = postdrop
maillog_file = $place/log
maillog_file_prefixes = $place
myhostname = localhost
mydestination =
relay_domains =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
alias_maps =
local_recipient_maps =
default_transport = virtual
virtual_transport = virtual
virtual_mailbox_base = $place
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
virtual_minimum_uid = 1
virtual_mailbox_limit = 0
mailbox_size_limit = 0
message_size_limit = 30000000
smtpd_tls_cert_file = $place/server.crt
smtpd_tls_key_file = $place/server.key
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = cyrus
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = localhost
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access texthash:$place/etc/recipients, permit_sasl_authenticated, reject
smtpd_sender_restrictions = check_sender_access texthash:$place/etc/senders
smtpd_restriction_classes = policy
policy = check_policy_service unix:private/policy
header_checks = regexp:$place/etc/headers
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 100000
smtpd_hard_error_limit = 200000
CONF
    cat >etc/master.cf <<CONF
127.0.0.1:$1 inet n - n - - smtpd
127.0.0.1:$2 inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:$3 inet n - n - - smtpd -o smtpd_tls_security_level=none -o smtpd_tls_auth_only=no
127.0.0.1:$4 inet n - n - - smtpd -o smtpd_tls_cert_file=$place/untrusted.crt -o smtpd_tls_key_file=$place/untrusted.key
127.0.0.1:$5 inet n - n - - smtpd -o smtpd_tls_cert_file=$place/expired.crt -o smtpd_tls_key_file=$place/expired.key
127.0.0.1:$6 inet n - n - - smtpd -o smtpd_tls_cert_file=$place/wrong_name.crt -o smtpd_tls_key_file=$place/wrong_name.key
policy unix - n n - 0 spawn user=nobody argv=/bin/bash $place/etc/policy.sh $place/asked
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
CONF
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
all_listen() {
    local one
    for one in "${numbers[@]}"; do
        listens "$one" || return 1
    done
}

for ((attempt = 1; attempt <= 20; attempt++)); do
    first=$((15000 + RANDOM % 16000))
    numbers=()
    words="ok $place"
    for name in "${ports[@]}"; do
        words+=" $name=$((first + ${#numbers[@]}))"
        numbers+=($((first + ${#numbers[@]})))
    done
    write_configuration "${numbers[@]}"
    MAIL_CONFIG=$place/etc "$programs/master" -c "$place/etc" -d >master.log 2>&1 </dev/null &
    master=$!
    for ((wait = 0; wait < 200; wait++)); do
        all_listen && break
        kill -0 "$master" 2>/dev/null || break
        sleep 0.05
    done
    if kill -0 "$master" 2>/dev/null && all_listen; then
        answer "$words"
        while read -r _; do :; done
        exit 0
    fi
    kill -TERM "$master" 2>/dev/null
    wait "$master" 2>/dev/null
    master=
done
give_up "Postfix does not start: $(tail -n 5 log master.log 2>/dev/null)"
