# shellcheck shell=bash
#
# To be sourced: a Postgres of our own for measurements, from the system's server programs, reachable only through a socket in its
# folder. Unlike that of the tests it does sync: what is measured is durable. `start_postgres` sets `postgres_url`, or fails if
# there are no such programs; `stop_postgres`, or the end of the script, removes it.

postgres_folder=
postgres_url=

start_postgres() {
    local programs=""
    for candidate in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
        [[ -x $candidate/initdb ]] && programs=$candidate
    done
    if [[ -z $programs ]]; then
        command -v initdb >/dev/null || return 1
        programs=$(dirname "$(readlink -f "$(command -v initdb)")")
    fi
    postgres_folder=$(mktemp -d)
    postgres_programs=$programs
    # Postgres refuses to run as root.
    postgres_as=()
    if [[ $(id -u) -eq 0 ]]; then
        chown nobody "$postgres_folder"
        postgres_as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    fi
    trap stop_postgres EXIT
    (
        cd "$postgres_folder"
        "${postgres_as[@]}" "$programs/initdb" --auth=trust --username=postgres --no-sync --pgdata=data >initdb.log
        "${postgres_as[@]}" "$programs/pg_ctl" start --silent --wait --pgdata=data --log=server.log \
            --options="-c listen_addresses='' -c unix_socket_directories='$postgres_folder' -c max_connections=100"
    )
    postgres_url="postgres:///postgres?host=$postgres_folder&user=postgres"
}

stop_postgres() {
    [[ -n $postgres_folder ]] || return 0
    (cd "$postgres_folder" && "${postgres_as[@]}" "$postgres_programs/pg_ctl" stop --silent --mode=fast --pgdata=data) || true
    rm -rf "$postgres_folder"
    postgres_folder=
}
