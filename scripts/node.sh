# shellcheck shell=bash
# Sourced by what needs Node.js: `. scripts/node.sh`. Leaves the path alone where the machine's own is new enough for the
# pages' build tool; otherwise puts the one that fetch-node.sh keeps in .tools/node before it.

node_is_new_enough() {
    local major minor
    command -v npm >/dev/null && IFS=. read -r major minor _ < <(node --version 2>/dev/null | tr -d v) || return 1
    [[ $major -eq 20 && $minor -ge 19 || $major -eq 22 && $minor -ge 12 || $major -gt 22 ]]
}

put_node_on_path() {
    local root
    node_is_new_enough && return
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    "$root/scripts/fetch-node.sh" || return
    PATH=$root/.tools/node/bin:$PATH
    node_is_new_enough && return
    echo "custody: the Node.js in $root/.tools/node does not run here; install Node.js 22, see https://nodejs.org" >&2
    return 1
}

put_node_on_path
