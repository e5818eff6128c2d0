#!/usr/bin/env bash
# The check behind `make test`: `check.sh STAGE...`, all stages without arguments.
# A lint stops it; a failed test lets the other runs go on. At the end a table of the stages, so that growth is seen; the
# last line is the count of all runs together.
# shellcheck disable=SC2317  # the stages are called by their names
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The caller's settings must not reach the tests.
for name in "${!CUSTODY_@}"; do unset "$name"; done

passed=0
failed=0
flaky=
wrong=0
stages=(lint dependencies unit sqlite postgres generated web browser)

title() { printf '\n== %s\n' "$*"; }

refuse() {
    echo "check: $*" >&2
    wrong=1
}

# Adds up the numbers before a word in cargo's "test result: ok. 12 passed; 0 failed; ..." lines, in vitest's
# "Tests  1 failed | 12 passed (13)" and in Playwright's "  12 passed (1.0m)".
sum() {
    sed -E 's/\x1b\[[0-9;]*m//g' "$1" | awk -v word="$2" '
        /^test result:/ || /^ +Tests / || /^ +[0-9]+ (passed|failed|flaky)/ { for (i = 2; i <= NF; i++) if ($i == word || $i == word ";") total += $(i - 1) }
        END { print total + 0 }'
}

# run_tests NAME COMMAND...: a run without a single test is a failure, whatever cargo says.
run_tests() {
    local name=$1 status=0 output run_passed run_failed run_flaky
    shift
    title "$name"
    output=$(mktemp)
    "$@" 2>&1 | tee "$output" || status=$?
    run_passed=$(sum "$output" passed)
    run_failed=$(sum "$output" failed)
    run_flaky=$(sum "$output" flaky)
    rm -f "$output"
    if [[ $status -ne 0 && $run_failed -eq 0 ]]; then
        refuse "$name ended with status $status before its tests did; counted as one failure"
        run_failed=1
    elif [[ $((run_passed + run_flaky + run_failed)) -eq 0 ]]; then
        refuse "$name ran no test at all"
    fi
    if [[ $run_failed -gt 0 ]]; then refuse "$name: $run_failed failed"; fi
    # What passed only when tried again has passed, but is told apart.
    if [[ $run_flaky -gt 0 ]]; then flaky=$((flaky + run_flaky)); fi
    passed=$((passed + run_passed + run_flaky))
    failed=$((failed + run_failed))
}

lint() {
    title "scripts"
    shellcheck --external-sources scripts/*.sh .ci/run
    title "format"
    cargo fmt --check
    title "clippy"
    cargo clippy --locked --all-targets -- -D warnings
    title "documentation"
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
}

# Not the advisories, which have to be fetched: those are looked through at each release.
dependencies() {
    scripts/cargo-tools.sh
    title "licences, bans and sources of the dependencies"
    # Those of other systems too, which nothing here builds.
    cargo fetch --locked --quiet
    .tools/bin/cargo-deny --offline --locked --workspace check licenses bans sources
    title "unused dependencies"
    .tools/bin/cargo-machete
    title "bill of materials"
    scripts/sbom.sh
}

unit() { run_tests "unit tests" cargo test --locked --no-fail-fast --lib --bins; }

sqlite() { run_tests "integration tests on SQLite" cargo test --locked --test it; }

# With the tests that are of PostgreSQL only, which the other run leaves out and does not count.
postgres() {
    run_tests "integration tests on PostgreSQL" \
        scripts/with-postgres.sh cargo test --locked --test it -- --include-ignored
}

generated() {
    title "generated documents"
    # Built with the tests: alone, the program asks fewer features of its dependencies, and many compile again.
    if ! cargo build --locked --bins --tests; then
        refuse "the program does not build"
    elif ! "${CARGO_TARGET_DIR:-target}/debug/custody" docs --check; then
        refuse "generated documents are stale; write them with: make generated"
    fi
}

web() {
    title "web: build"
    scripts/web.sh --force
    # shellcheck source=scripts/node.sh
    . scripts/node.sh
    run_tests "web: types, texts, lint, unit tests" npm --prefix web run check
}

browser() {
    scripts/deps.sh browser
    run_tests "journeys in a browser" scripts/with-year.sh npm --prefix web run e2e
}

# take STAGE: runs it and adds its line to the table.
take() {
    local began=$SECONDS passed_before=$passed failed_before=$failed
    "$1"
    printf -v line '%-14s %7d %7d %7d\n' "$1" $((SECONDS - began)) $((passed - passed_before)) $((failed - failed_before))
    table+=$line
}

[[ $# -gt 0 ]] || set -- "${stages[@]}"
for stage in "$@"; do
    [[ " ${stages[*]} " == *" $stage "* ]] || {
        echo "usage: scripts/check.sh [$(IFS='|' && echo "${stages[*]}")]..." >&2
        exit 2
    }
done

scripts/deps.sh test
table=
for stage in "$@"; do take "$stage"; done

printf '\n%-14s %7s %7s %7s\n%s' stage seconds passed failed "$table"
printf '%-14s %7d %7d %7d\n' together "$SECONDS" "$passed" "$failed"
if [[ $((passed + failed)) -gt 0 ]]; then printf '\n%d passed, %d failed%s\n' "$passed" "$failed" "${flaky:+, $flaky flaky}"; fi
exit "$wrong"
