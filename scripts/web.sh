#!/usr/bin/env bash
# Builds the web interface into web/dist when its sources are newer than what was built: `web.sh` or `web.sh --force`.
# Ends with 3 when what it needs cannot be fetched; the program then shows one page that says so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The page is written last, so its age is the age of the build. Tests and notes do not count as sources.
is_fresh() {
    [[ -e web/dist/index.html ]] || return 1
    local newer
    newer=$(find web docs/openapi.json \
        \( -path web/node_modules -o -path web/dist -o -path web/e2e \) -prune -o \
        -type f -newer web/dist/index.html -print -quit)
    [[ -z $newer ]]
}

if [[ ! -e web/package.json ]]; then
    echo "custody: there is no web interface in this folder" >&2
    exit 1
fi
if [[ ${1:-} != --force ]] && is_fresh; then exit 0; fi
# shellcheck source=scripts/node.sh
. scripts/node.sh

echo "custody: building the web interface"
cd web
# What was installed for this very lock file need not be installed again.
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier || {
        npm ping --fetch-retries=0 >/dev/null 2>&1 && exit 1
        echo "custody: the packages of the web interface cannot be fetched, see above" >&2
        exit 3
    }
fi
npm run build
touch dist/index.html
