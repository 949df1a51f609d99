#!/usr/bin/env bash
#
# Asks the application in this container how it is: `healthcheck.sh live` (it runs) or `healthcheck.sh ready` (it can serve,
# the database included). Exits 0 on status 200. Needs nothing but bash, so the image carries no HTTP client.

set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/${BIND##*:}"
printf 'GET /health/%s HTTP/1.0\r\nHost: localhost\r\n\r\n' "${1:-live}" >&3
read -r -t 3 _version status _reason <&3
[[ $status == 200 ]]
