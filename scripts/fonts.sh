#!/usr/bin/env bash
# Fetches the Chinese font for labels and papers into data/fonts: one weight of Noto Sans SC with its licence.
# The package is pinned with its hash by fonts/package-lock.json.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=${1:-data/fonts}
target=$folder/NotoSansSC-Regular.ttf
[[ -s $target ]] && exit 0

# shellcheck source=scripts/node.sh
. scripts/node.sh

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp fonts/package.json fonts/package-lock.json "$work/"
echo "custody: fetching the font (57 MB package, 10 MB are kept)"
npm ci --ignore-scripts --no-audit --no-fund --silent --prefix "$work"
package=$work/node_modules/@expo-google-fonts/noto-sans-sc
mkdir -p "$folder"
cp "$package/LICENSE_FONT" "$folder/NotoSansSC-LICENSE.txt"
# Renamed last, so that an interrupted run leaves no half font behind.
cp "$package/400Regular/NotoSansSC_400Regular.ttf" "$target.partial"
mv "$target.partial" "$target"
echo "custody: $target"
