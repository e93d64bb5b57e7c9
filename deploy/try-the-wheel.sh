#!/usr/bin/env bash
# Plays an installation from the wheel alone through, on Debian 12 with the PostgreSQL of its packages
# (apt install python3-venv postgresql), in a folder that is thrown away:
#
#     make dist && deploy/try-the-wheel.sh
#
# Ends with 0 when the pages answer, the worker is seen and a backup has come back.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
folder="$(mktemp -d)"
programs="$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)"
started=()

say() { printf '  %s\n' "$*"; }
finish() {
    for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
    as_postgres "$programs/pg_ctl" -D "$folder/rows" -m fast stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT
# PostgreSQL refuses to run as root.
as_postgres() {
    if [[ "$(id -u)" == 0 ]]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

say "Installing the wheel, without npm and without this checkout"
python3 -m venv "$folder/venv"
pip="$folder/venv/bin/pip --quiet --disable-pip-version-check"
$pip install --require-hashes --no-deps -r "$here/dist/requirements.txt"
$pip install --no-index --no-deps "$here"/dist/*.whl
office="$folder/venv/bin/welcome-office"

say "PostgreSQL: $("$programs/postgres" --version)"
mkdir -m 700 "$folder/rows" "$folder/var"
chmod 711 "$folder"
if [[ "$(id -u)" == 0 ]]; then chown postgres "$folder/rows"; fi
port="$(free_port)"
as_postgres "$programs/initdb" -D "$folder/rows" -U postgres -A trust >/dev/null
as_postgres "$programs/pg_ctl" -D "$folder/rows" -w -l "$folder/rows/log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start >/dev/null
export PGHOST=127.0.0.1 PGPORT="$port" PGUSER=postgres
PATH="$programs:$PATH" OWNER_PASSWORD=tried PROGRAMS_PASSWORD=once "$here/deploy/make-roles.sh"
query() { "$programs/psql" -q -c "$1" "${2:-postgres}"; }
query "CREATE DATABASE brought_back OWNER welcome_owner"

cd "$folder"
web="$(free_port)"
mail="$(free_port)"
export WELCOME_OFFICE_VAR="$folder/var" PORT="$web" LOG_LEVEL=WARNING ALLOWED_HOSTS=localhost
owner="postgres://welcome_owner@127.0.0.1:$port"
export DATABASE_URL="postgres://welcome_programs@127.0.0.1:$port/welcome_office" PROGRAMS_ROLE=welcome_programs
export SECRET_KEY="tried-once-and-thrown-away-$RANDOM$RANDOM$RANDOM-with-fifty-characters-at-least"
# No proxy ends TLS here, so pages go out without it; `check` has to complain about that, and only that.
export SITE_URL="http://localhost:$web" SECURE_SSL_REDIRECT=false EMAIL_URL="smtp://127.0.0.1:$mail"

say "Tables, files for the web, the office; the owner's role for the first of them alone"
DATABASE_URL="$owner/welcome_office" "$office" upgrade >/dev/null
"$office" load-office "$here/offices/bochum"
"$folder/venv/bin/python" -m welcome_office.launch.mail "$mail" "$folder/var/mail" & started+=($!)
"$office" web 2>"$folder/var/web.log" & started+=($!)
"$office" worker 2>"$folder/var/worker.log" & started+=($!)
for _ in $(seq 100); do
    curl --silent --fail --output /dev/null "http://localhost:$web/health/ready" && break
    sleep 0.2
done
curl --silent --fail "http://localhost:$web/en/" | grep --quiet "Welcome Office"
say "The first page answers"

sleep 12
"$office" check | tee "$folder/checked" || true
grep --quiet "^1 things to do" "$folder/checked"
grep --quiet "DO  public address: no TLS" "$folder/checked"
grep --quiet "ok  audit records: kept from changes by missing rights" "$folder/checked"

"$office" backup "$folder/backup"
DATABASE_URL="$owner/brought_back" "$office" restore "$folder/backup"
DATABASE_URL="$owner/brought_back" "$office" upgrade >/dev/null
query "SELECT count(*) FROM partners_service" brought_back | grep --quiet -E "[1-9]"
say "All of it works."
