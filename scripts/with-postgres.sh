#!/usr/bin/env bash
# Runs a command beside a PostgreSQL cluster of its own and removes the cluster afterwards:
#   scripts/with-postgres.sh psql "$CUSTODY_TEST_DATABASE_URL"     (quoted so that the command expands it)
# The command finds a superuser's address in CUSTODY_TEST_DATABASE_URL; its exit status is ours.
# shellcheck disable=SC2317  # the trap calls what looks unreachable
set -euo pipefail

fail() {
    echo "with-postgres: $*" >&2
    exit 1
}

[[ $# -gt 0 ]] || {
    echo "usage: scripts/with-postgres.sh COMMAND [ARGUMENT...]" >&2
    exit 2
}

# Debian keeps the server's programs out of the path.
if ! initdb=$(command -v initdb); then
    initdb=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1) ||
        fail "PostgreSQL's server is missing. Install with: sudo apt-get install postgresql"
fi
pg_ctl=$(dirname "$initdb")/pg_ctl
[[ -x $pg_ctl ]] || fail "no pg_ctl beside $initdb. Install with: sudo apt-get install postgresql"

# The server refuses to run as root.
as_owner=()
owner=
if [[ $EUID -eq 0 ]]; then
    owner=postgres
    id -u "$owner" >/dev/null 2>&1 || owner=nobody
    as_owner=(runuser -u "$owner" --)
fi

# The caller's own connection settings must reach neither the cluster nor the command.
for name in "${!PG@}"; do
    [[ $name == PG_* ]] || unset "$name"
done

dir=
child= # what to signal: the command's process id, or its group as a negative number

end_child() {
    kill -TERM -- "$child" 2>/dev/null || return 0
    for _ in {1..100}; do
        kill -0 -- "$child" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL -- "$child" 2>/dev/null || true
}

stop() {
    local status=$?
    trap '' INT TERM HUP
    [[ -z $child ]] || end_child
    if [[ -n $dir ]]; then
        if [[ -e $dir/cluster/postmaster.pid ]]; then
            owned "$pg_ctl" stop -D "$dir/cluster" -m immediate -w >/dev/null 2>&1 || true
        fi
        rm -rf "$dir"
    fi
    exit "$status"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# From inside the directory: the owner may not enter the caller's, and would say so each time.
owned() { (cd "$dir" && exec "${as_owner[@]}" "$@"); }

# A root-owned TMPDIR is closed to the owner, and a socket's path may not be longer than 107 bytes.
for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
    dir=$(mktemp -d "$base/custody-pg.XXXXXX" 2>/dev/null) || continue
    if [[ -n $owner ]]; then chown "$owner" "$dir"; fi
    if [[ ${#dir} -le 80 ]] && owned test -w "$dir" 2>/dev/null; then break; fi
    rm -rf "$dir"
    dir=
done
[[ -n $dir ]] || fail "no temporary directory that ${owner:-this user} may use"

# Nothing waits for the disk: what the tests kill are processes, and what those wrote stays with the system. Servers that
# tests start for themselves keep to the defaults.
owned "$initdb" -D "$dir/cluster" --username=custody --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
    --no-sync >"$dir/log" 2>&1 || {
    cat "$dir/log" >&2
    fail "initdb failed"
}
cat >>"$dir/cluster/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
shared_buffers = 256MB
max_connections = 200
fsync = off
CONF

# Below the range the kernel hands out by itself. A taken port makes the start fail: take another.
started=
for _ in {1..10}; do
    port=$((15000 + RANDOM % 15000))
    if owned "$pg_ctl" start -D "$dir/cluster" -l "$dir/server.log" -w -t 60 -o "-p $port" >/dev/null 2>&1; then
        started=yes
        break
    fi
    grep -q 'Address already in use' "$dir/server.log" || break
done
[[ -n $started ]] || {
    tail -n 20 "$dir/server.log" >&2 || true
    fail "the server did not start, see above"
}

export CUSTODY_TEST_DATABASE_URL="postgres://custody@127.0.0.1:$port/postgres"

# In the background, so that a signal to this script alone is answered at once.
if [[ -t 0 ]]; then
    # In our own group, which owns the terminal; there bash would make it deaf to Ctrl-C, hence `env`.
    env --default-signal=INT,QUIT "$@" <&0 &
    child=$!
else
    # In a group of its own, so that what the command started ends with it.
    set -m
    "$@" <&0 &
    child=-$!
    set +m
fi
status=0
wait "${child#-}" || status=$?
exit "$status"
