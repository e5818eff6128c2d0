#!/usr/bin/env bash
# Calls the API with made-up inputs after its own document, as people of several roles: `fuzz-api.sh [SECONDS]`, for each role as long, a
# minute unless said. Run beside a centre: scripts/with-year.sh scripts/fuzz-api.sh. What must not be: a fault of the server, an answer that
# is not of its schema or type, a method or a token that is taken for another, and input against the document that is taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
[[ $seconds =~ ^[1-9][0-9]*$ && -n ${CUSTODY_WEB:-} ]] || {
    echo "usage: scripts/with-year.sh scripts/fuzz-api.sh [SECONDS]" >&2
    exit 2
}

tools=$PWD/.tools/schemathesis
if ! cmp -s fuzz/requirements.txt "$tools/requirements.txt"; then
    echo "fuzz: fetching Schemathesis (once)"
    rm -rf "$tools"
    python3 -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --target "$tools" -r fuzz/requirements.txt
    cp fuzz/requirements.txt "$tools/requirements.txt"
fi
export PYTHONPATH=$tools

token() { # token LOGIN
    python3 - "$1" <<'PYTHON'
import json, os, sys, urllib.request
who = json.dumps({"login": sys.argv[1], "password": os.environ["CUSTODY_PASSWORD"]}).encode()
call = urllib.request.Request(os.environ["CUSTODY_WEB"] + "/api/v1/session", who, {"Content-Type": "application/json"})
print(json.load(urllib.request.urlopen(call))["access_token"])
PYTHON
}

# The document as it is served to people, not as it is in the repository.
document=$(mktemp --suffix=.json)
trap 'rm -f "$document"' EXIT
python3 - "$(token custodian-01)" >"$document" <<'PYTHON'
import os, sys, urllib.request
call = urllib.request.Request(os.environ["CUSTODY_WEB"] + "/api/v1/openapi.json", headers={"Authorization": "Bearer " + sys.argv[1]})
sys.stdout.write(urllib.request.urlopen(call).read().decode())
PYTHON

# What ends the session of the caller, or signs in by itself, would end the run.
ending=(sign_out end_other_sessions sign_in refresh_session change_password)
excluded=()
for operation in "${ending[@]}"; do
    excluded+=(--exclude-operation-id "$operation")
done
checks=not_a_server_error,response_schema_conformance,content_type_conformance,unsupported_method,ignored_auth,negative_data_rejection

failed=0
for login in officer-0101 custodian-01 centre-head-01 system-admin-01 security-admin-01 auditor-01; do
    printf 'fuzz: %s for %s s\n' "$login" "$seconds"
    python3 -c 'import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())' run "$document" \
        --url "$CUSTODY_WEB" --header "Authorization: Bearer $(token "$login")" --checks "$checks" "${excluded[@]}" \
        --phases examples,coverage,fuzzing --max-time "$seconds" --workers 1 --continue-on-failure --warnings off --no-color || failed=1
done
exit "$failed"
