#!/usr/bin/env bash
#
# Measures the release build and prints a table: durable saves per second, pages per second, memory, time to start, size,
# export. Each figure stands beside something plain that was measured in the same run, and the ratio is what counts: the
# machine, its disk and its other work weigh on both. What is measured and how: docs/PERFORMANCE.md.
#
#   scripts/bench.sh [--runs N] [--seconds N] [--folder DIR]
#
# DIR is where the databases go: on the disk that is to be measured (default: the folder for temporary files). Needs strace
# for the run with slow syncs, sqlite3 for the export, and Postgres' server programs for the run on Postgres; what is missing
# is left out and said. Takes about five minutes after the build. Nothing else should run meanwhile.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/throwaway-postgres.sh
source scripts/throwaway-postgres.sh

load() { cargo bench --quiet --bench load -- "$@"; }
has() { command -v "$1" >/dev/null 2>&1; }

cargo bench --quiet --no-run --bench load
printf 'load average before: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
{
    load saves "$@"
    if has strace; then load slow-saves "$@"; else echo "slow-saves: needs strace"; fi
    if start_postgres; then
        DATABASE_URL=$postgres_url load saves "$@"
        stop_postgres
    else
        echo "saves on Postgres: needs Postgres' server programs"
    fi
    load page "$@"
    load questions "$@"
    load idle "$@"
    if has sqlite3; then load export "$@"; else echo "export: needs sqlite3"; fi
} | tr '\t' '|' | sed 's/|/  |  /g'
