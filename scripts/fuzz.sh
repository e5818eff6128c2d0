#!/usr/bin/env bash
# Feeds the readers of what people scan and paste made-up inputs: `fuzz.sh [INPUTS]`. The parser of label codes gets those
# of libFuzzer, four million unless said, for ten minutes at most; what the pages read of scanners and of pasted tables gets
# a hundredth of that. Before that it is seen that a fault would be found: each of five is planted in the second reading that the
# parser is held against, and must come out.
# Then every operation of the API gets made-up calls after its own document, as people of six roles.
# Afterwards the server is killed two hundred times while eight people work, and what was acknowledged is counted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

inputs=${1:-4000000}
[[ $inputs =~ ^[1-9][0-9]*$ ]] || {
    echo "usage: scripts/fuzz.sh [INPUTS]" >&2
    exit 2
}

# The branches are counted by flags of the stable compiler; what needs a nightly one is only the address sanitizer, and
# there is no unsafe code here for it to watch. Compiled for speed with all assertions: the number of inputs finds things.
cargo rustc --locked --package custody-fuzz --bin label_code -- \
    -Copt-level=2 -Cdebug-assertions=on -Coverflow-checks=on -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares
target=${CARGO_TARGET_DIR:-target}
fuzzer=$target/debug/label_code
corpus=$target/fuzz/label_code
mkdir -p "$corpus"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fuzz NAME ARGUMENT...: what it says goes to $work/NAME.log; an input that broke something to $work.
fuzz() {
    local name=$1
    shift
    "$fuzzer" -max_len=128 -max_total_time=600 -runs="$inputs" -artifact_prefix="$work/$name-" -print_final_stats=1 "$@" \
        >"$work/$name.log" 2>&1
}

for fault in length alias weights tag region; do
    if CUSTODY_FUZZ_FAULT=$fault fuzz "$fault" -seed=1; then
        echo "fuzz: the planted fault '$fault' was not found: the fuzzer cannot fail" >&2
        exit 1
    fi
    found=$(grep -m1 -o 'two readings of .*' "$work/$fault.log") || {
        tail -n 20 "$work/$fault.log" >&2
        echo "fuzz: with the planted fault '$fault' something else went wrong, see above" >&2
        exit 1
    }
    printf 'planted fault %-8s found: %s\n' "'$fault'" "$found"
done

began=$SECONDS
if ! fuzz code "$corpus"; then
    kept=$target/fuzz/found-$(date +%s)
    grep -E 'panicked|differ|left:|right:' "$work/code.log" | head -n 8 >&2
    cp "$work"/code-* "$kept" 2>/dev/null || tail -n 20 "$work/code.log" >&2
    echo "fuzz: an input breaks the parser; again with: $fuzzer $kept" >&2
    exit 1
fi
grep 'answers to' "$work/code.log" | tail -n 1
covered=$(grep -oE 'cov: [0-9]+' "$work/code.log" | tail -n 1)
tried=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/code.log")
echo "$tried inputs in $((SECONDS - began)) s, $covered branches, $(find "$corpus" -type f | wc -l) worth keeping: nothing broke"
if [[ $tried -lt $inputs ]]; then
    echo "fuzz: ten minutes were too short for $inputs inputs; ask for fewer: make fuzz INPUTS=..." >&2
    exit 1
fi

# shellcheck source=scripts/node.sh
. scripts/node.sh
seed=$((RANDOM * 32768 + RANDOM))
VITE_FUZZ_SEED=$seed VITE_FUZZ_FACTOR=$((1 + inputs / 200000)) npm --prefix web test -- --test-timeout=600000 \
    src/ui/scanning/scannedCode.test.ts src/features/seizure_lists/grid/pastePlan.test.ts || {
    echo "fuzz: the pages lose something of what is scanned or pasted; again with VITE_FUZZ_SEED=$seed" >&2
    exit 1
}

cargo build --locked --bins
scripts/with-year.sh scripts/fuzz-api.sh 30

CUSTODY_KILLS=200 cargo test --locked --test it -- --exact --nocapture \
    faults::crash::whatever_was_acknowledged_outlives_kill_9_under_load
