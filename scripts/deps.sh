#!/usr/bin/env bash
# Sees to the system packages: `deps.sh run` for building and serving, `deps.sh test` for the tests as well,
# `deps.sh node` for fetching Node.js, `deps.sh browser` for trying the pages in a browser, `deps.sh fuzz` for fuzzing.
# Looks for the files themselves, so that nothing is asked of apt while all is there.
set -euo pipefail

missing=()

need() { # need PACKAGE COMMAND...: the package is missing when the command fails
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

# The compiler's own search path is the linker's; an absolute answer means the file is there.
links() { [[ $(cc -print-file-name="$1") == /* ]]; }

has_libpq() { [[ -e ${PQ_LIB_DIR:-}/libpq.so || -e $(pg_config --libdir)/libpq.so ]] || links libpq.so; }

has_font() {
    [[ -n ${CUSTODY_FONT:-} ]] || compgen -G 'data/fonts/*.[to]t[fc]' ||
        compgen -G '/usr/share/fonts/*/*/NotoSansCJK-Regular.ttc' || compgen -G '/usr/share/fonts/*/wqy/wqy-microhei.ttc'
}

has_postgres_server() {
    command -v initdb pg_ctl || compgen -G '/usr/lib/postgresql/*/bin/initdb'
}

find_missing() {
    missing=()
    if [[ $1 == node ]]; then
        need python3-pip python3 -m pip --version
        return
    fi
    if [[ $1 == browser ]]; then
        need chromium command -v chromium
        need python3 python3 -c 'import sqlite3' # changes a row behind the program's back
        need fonts-noto-cjk has_font
        return
    fi
    if [[ $1 == fuzz ]]; then
        need g++ command -v c++ # libFuzzer is in C++
        need python3-pip python3 -m pip --version # fetches Schemathesis
        return
    fi
    need gcc command -v cc
    need libc6-dev links crt1.o
    need libpq-dev has_libpq
    need fonts-noto-cjk has_font # labels are printed with it; make fonts fetches a smaller one
    if [[ $1 == test ]]; then
        need make command -v make
        need shellcheck command -v shellcheck
        need postgresql has_postgres_server
        need zbar-tools command -v zbarimg # reads the printed labels, independently of our own code
        need poppler-utils command -v pdftoppm # turns printed pages into pictures
        need librsvg2-bin command -v rsvg-convert # draws labels that are vector graphics
    fi
}

become_root=()
may_install() {
    command -v apt-get >/dev/null || return 1
    [[ $EUID -eq 0 ]] && return 0
    become_root=(sudo -n)
    sudo -n true 2>/dev/null
}

case ${1:-} in
    run | test | node | browser | fuzz) wanted=$1 ;;
    *)
        echo "usage: scripts/deps.sh run|test|node|browser|fuzz" >&2
        exit 2
        ;;
esac

if [[ $wanted =~ ^(run|test|fuzz)$ ]] && ! command -v cargo >/dev/null; then
    echo "custody: cargo is missing. Install Rust 1.95 or newer, see https://rustup.rs" >&2
    exit 1
fi

find_missing "$wanted"
[[ ${#missing[@]} -eq 0 ]] && exit 0

install=(apt-get install -y --no-install-recommends "${missing[@]}")
if ! may_install; then
    echo "custody: missing here: ${missing[*]}. Install with: sudo ${install[*]}" >&2
    exit 1
fi

echo "custody: installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${become_root[@]}" apt-get update &&
    "${become_root[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "custody: the installation failed, see above. Try: sudo apt-get update && sudo ${install[*]}" >&2
    exit 1
fi

find_missing "$wanted"
if [[ ${#missing[@]} -gt 0 ]]; then
    echo "custody: installed, yet still not found: ${missing[*]}" >&2
    exit 1
fi
