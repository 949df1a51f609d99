#!/usr/bin/env bash
#
# The long form of the faults that need a real process and a real disk. Each prints one line of figures; the script fails if an
# acknowledged answer is lost or changed, a database is not sound, or somebody's text is overwritten silently.
#
#   scripts/faults.sh [--kills N] [--folder DIR]
#
# - kill -9 while 64 people save, on SQLite and on Postgres
# - a sync between the last write of the log and each acknowledgement (needs strace)
# - 1,000 people saving over each other at once, on SQLite and on Postgres

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/throwaway-postgres.sh
source scripts/throwaway-postgres.sh

load() { cargo bench --quiet --bench load -- "$@"; }

load kill "$@"
load collide "$@"
if command -v strace >/dev/null; then load syncs "$@"; else echo "syncs: needs strace"; fi
if start_postgres; then
    export DATABASE_URL=$postgres_url
    echo "on Postgres:"
    load kill "$@"
    load collide "$@"
else
    echo "the same on Postgres: needs Postgres' server programs"
fi
