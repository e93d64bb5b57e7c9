#!/usr/bin/env bash
# Makes the two roles and the database, once, as PostgreSQL's superuser. Passwords come from the environment:
#
#     OWNER_PASSWORD=… PROGRAMS_PASSWORD=… deploy/make-roles.sh     (psql's own PGHOST, PGPORT and PGUSER count)
#
# The container of the database runs it by itself when it is made (compose.yaml).
set -euo pipefail
psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "${PGUSER:-${POSTGRES_USER:-postgres}}" --dbname postgres \
    --set owner="${OWNER_PASSWORD:?}" --set programs="${PROGRAMS_PASSWORD:?}" <<'SQL'
CREATE ROLE welcome_owner LOGIN PASSWORD :'owner';
CREATE ROLE welcome_programs LOGIN PASSWORD :'programs';
CREATE DATABASE welcome_office OWNER welcome_owner;
SQL
