#!/usr/bin/env bash
# Runs a command beside a centre of its own with the report's year behind it, and removes the centre afterwards:
#   scripts/with-year.sh npm --prefix web run e2e
# The command finds the centre's address in CUSTODY_WEB, everybody's password in CUSTODY_PASSWORD, and the database in
# CUSTODY_FILE.
set -euo pipefail

[[ $# -gt 0 ]] || {
    echo "usage: scripts/with-year.sh COMMAND [ARGUMENT...]" >&2
    exit 2
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
custody=${CUSTODY:-${CARGO_TARGET_DIR:-$root/target}/debug/custody}
[[ -x $custody ]] || {
    echo "with-year: $custody is not built; run: cargo build" >&2
    exit 1
}

dir=$(mktemp -d)
server=
stop() {
    local status=$?
    if [[ -n $server ]]; then
        kill -TERM "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$dir"
    exit "$status"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

export CUSTODY_PASSWORD=demo-password-2023
# From the project's folder: a debug build reads the pages there.
cd "$root"
# shellcheck source=scripts/node.sh
. scripts/node.sh
export CUSTODY_FILE=$dir/custody.sqlite
at=(--database "sqlite:$CUSTODY_FILE" --keys "$dir/keys" --store "$dir/files")
"$custody" "${at[@]}" demo --password "$CUSTODY_PASSWORD" --accounts "$dir/accounts.txt"
: >"$dir/out" # there before it is read
# Whoever is played by a machine calls faster than a person may.
"$custody" "${at[@]}" serve --listen 127.0.0.1:0 --calls-times 1000 >"$dir/out" 2>"$dir/log" &
server=$!

for _ in {1..300}; do
    CUSTODY_WEB=$(sed -n 's/^custody answers on //p' "$dir/out")
    [[ -z $CUSTODY_WEB ]] || break
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
done
[[ -n $CUSTODY_WEB ]] || {
    tail -n 20 "$dir/log" >&2
    echo "with-year: the server did not start, see above" >&2
    exit 1
}
export CUSTODY_WEB
"$@"
