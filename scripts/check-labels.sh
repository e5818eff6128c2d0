#!/usr/bin/env bash
# Has a printed file of labels read by programs that share no code with ours:
#   scripts/check-labels.sh FILE.pdf [--pages N] [--labels N] [--cells 3x8 --margin 6.5,12.9 --label 64x33.9 --gap 2.5,0]
# Whole pages are read by zxing-cpp, single labels by zbar, each at 203 and 300 dpi, and what they read must be what
# pdftotext finds written beside the codes. The measures are those of the profile; without any, A4-24.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for command in pdftoppm pdftotext pdffonts pdfinfo zbarimg python3; do
    command -v "$command" >/dev/null || {
        echo "check-labels: $command is missing: apt-get install poppler-utils zbar-tools python3-venv" >&2
        exit 1
    }
done

venv=${CARGO_TARGET_DIR:-target}/check-labels
[[ -x $venv/bin/python ]] || python3 -m venv "$venv"
"$venv/bin/python" -c 'import zxingcpp, PIL' 2>/dev/null ||
    "$venv/bin/pip" install --quiet --disable-pip-version-check 'zxing-cpp==2.*' 'pillow>=11' 'numpy>=2'
exec "$venv/bin/python" scripts/check_labels.py "$@"
