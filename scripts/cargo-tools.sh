#!/usr/bin/env bash
# Installs what looks after the dependencies, cargo-deny and cargo-machete, into .tools/bin, where that was not done before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# install_tool NAME VERSION
install_tool() {
    local name=$1 version=$2
    grep -qs "^\"$name $version " .tools/.crates.toml && return
    echo "custody: building $name $version (once)"
    # Unoptimised: built in half the time, and it runs for seconds only.
    CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --debug --locked --root .tools --version "$version" "$name"
}

install_tool cargo-deny 0.20.2
install_tool cargo-machete 0.9.2
