# Two commands matter: `make run` and `make test`. The rest are parts of them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: run release web pictures test check fonts fmt lint test-unit test-sqlite test-postgres test-web test-browser generated tamper-list schema fuzz bench bench-web sbom clean help

run: ## start a centre with the report's year on http://127.0.0.1:8080 (more options: make run ARGS="--listen ...")
	@scripts/deps.sh run
	@scripts/web.sh || { [[ $$? -eq 3 ]] && echo "custody: STARTING WITHOUT NEW PAGES: nothing can be fetched (see above). The API answers; try again with a network."; } || \
		{ echo "custody: the pages were not built, see above. To start without them: cargo run --profile quick --locked -- serve --demo" >&2; exit 1; }
	@exec cargo run --profile quick --locked -- serve --demo $(ARGS)

release: ## build the fully optimised program with its pages: target/release/custody
	@scripts/deps.sh run
	@scripts/web.sh
	cargo build --release --locked

web: ## build the web interface, which the program carries
	@scripts/web.sh --force

test: ## check everything: format, lints, docs, dependencies, tests on SQLite and PostgreSQL, generated files, pages, journeys in a browser
	@scripts/check.sh

check: test ## the same as make test

fonts: ## fetch the Chinese font that labels are printed with into data/fonts
	@scripts/fonts.sh

fmt: ## format the source
	cargo fmt

lint: ## formatting, clippy, documentation, scripts, and what the dependencies are; warnings refused
	@scripts/check.sh lint dependencies

test-unit: ## the tests beside the code
	@scripts/check.sh unit

test-sqlite: ## the integration tests on SQLite files
	@scripts/check.sh sqlite

test-postgres: ## the integration tests on a throw-away PostgreSQL cluster
	@scripts/check.sh postgres

test-web: ## build the pages; their types, texts, lint and unit tests
	@scripts/check.sh web

test-browser: ## journeys through the pages in Chromium, over the report's year
	@scripts/check.sh browser

generated: ## write the generated documents anew
	@scripts/deps.sh run
	cargo build --locked --bins --tests
	$${CARGO_TARGET_DIR:-target}/debug/custody docs --write
	WRITE_TAMPER_LIST=1 cargo test --locked --test it -- mutations
	. scripts/node.sh && cd web && npm ci --ignore-scripts --no-audit --no-fund && npm run generate

tamper-list: ## write docs/tamper-list.md anew: every change of the database, and how it is found
	@scripts/deps.sh test
	WRITE_TAMPER_LIST=1 cargo test --locked --test it -- mutations

schema: ## print src/db/schema.rs anew from the migrations (needs the diesel CLI, see docs/decisions/0006-diesel-migrations.md)
	scripts/with-postgres.sh bash -ec 'export DATABASE_URL=$$CUSTODY_TEST_DATABASE_URL; \
		diesel migration run; schema=$$(diesel print-schema); echo "$$schema" >src/db/schema.rs'

fuzz: ## feed the readers of label codes, scanners and pasted tables, and the API, made-up inputs (make fuzz INPUTS=...), after seeing that a fault is found
	@scripts/deps.sh fuzz
	@scripts/fuzz.sh $(INPUTS)

pictures: ## take the pictures of the README and of docs/guide again, over the report's year
	@scripts/deps.sh browser
	@scripts/web.sh --force
	cargo build --locked --bins --tests
	scripts/with-year.sh bash -c 'cd web && npm run e2e -- --no-deps officer && node e2e/tools/pictures.mjs'

bench: ## measure against the raw limit of this machine, on both databases
	@scripts/deps.sh test
	scripts/with-postgres.sh cargo bench --locked --bench custody -- --write docs/benchmarks.md

bench-web: ## measure in Chromium what a person waits for, over the report's year
	@scripts/deps.sh browser
	@scripts/web.sh
	cargo build --locked --bins --tests
	scripts/with-year.sh node web/e2e/tools/bench.mjs --write docs/benchmarks.md

sbom: ## write what the program consists of, as CycloneDX, into target/sbom
	@scripts/sbom.sh

clean: ## remove what was built; data/ stays
	cargo clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
