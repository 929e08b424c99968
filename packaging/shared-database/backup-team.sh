#!/usr/bin/env bash
# backup-team.sh DATABASE [FOLDER]: one backup of a shared Tocsin database, taken while people go on working, and looked at
# before it counts. Run it on the server as the user postgres, by cron for example.
#
# FOLDER (/var/backups/tocsin) gets DATABASE-TIME.dump, which is the whole database, and DATABASE-TIME.roles.sql, which is
# the server's log-ins and roles: a dump alone has none. Both are as confidential as the incidents. The newest 14 stay.
set -euo pipefail
umask 077

database=${1:?say which database}
folder=${2:-/var/backups/tocsin}
keep=14
name=$folder/$database-$(date -u +%Y%m%dT%H%M%SZ)

mkdir -p "$folder"
trap 'rm -f "$name.dump.part" "$name.roles.part"' EXIT
pg_dump --format=custom --file="$name.dump.part" "$database"
pg_dumpall --roles-only --file="$name.roles.part"
# A dump that was cut short is found now, not when it is needed.
pg_restore --file=/dev/null "$name.dump.part"
sync "$name.dump.part" "$name.roles.part"
mv "$name.roles.part" "$name.roles.sql"
mv "$name.dump.part" "$name.dump"
find "$folder" -name "$database-*.dump" -printf '%f\n' | sort -r | tail -n +$((keep + 1)) | while read -r old; do
    rm -f "$folder/$old" "$folder/${old%.dump}.roles.sql"
done
printf 'Backed up to %s.dump\n' "$name"
