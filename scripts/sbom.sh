#!/usr/bin/env bash
# Writes what the program consists of, as CycloneDX, into target/sbom: the Rust packages by Cargo.lock, those of the pages by
# package-lock.json. Needs no network beyond what building needs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/node.sh
. scripts/node.sh

mkdir -p target/sbom
node scripts/sbom.mjs target/sbom/custody.cdx.json
pages=target/sbom/custody-web.cdx.json
(cd web && npm sbom --sbom-format cyclonedx --sbom-type application --package-lock-only) >"$pages.new"
grep -q '"bomFormat": "CycloneDX"' "$pages.new"
mv "$pages.new" "$pages"
echo "$pages: $(grep -c '"purl":' "$pages") packages of the pages and their tools"
