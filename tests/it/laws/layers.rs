//! Who may import whom, as the program's source stands.

use std::collections::BTreeMap;

use super::source::source;

/// Every layer with those it may import, in an order that leaves no room for a cycle.
const LAYERS: [(&str, &[&str]); 20] = [
    ("model", &[]),
    ("audit", &[]),
    // Of the model only the points in time and the sentences.
    ("clock", &["model"]),
    ("error", &["model"]),
    ("files", &[]),
    // Pure computation with a key, like the log's mathematics.
    ("tokens", &["audit", "error", "model"]),
    ("keys", &["audit", "error", "files", "model", "tokens"]),
    // The one call to the outside; whose account somebody has is not its matter.
    ("oidc", &["error", "files", "model"]),
    // Bytes under their hash; whose they are is not its matter.
    ("store", &["audit", "error", "files"]),
    ("db", &["audit", "clock", "error", "files", "model"]),
    // What a file is by its content.
    ("picture", &["error", "model"]),
    ("operations", &["audit", "clock", "db", "error", "keys", "model", "picture", "store", "tokens"]),
    ("paper", &["error", "model"]),
    ("sheet", &["error", "model"]),
    (
        "api",
        &[
            "audit",
            "db",
            "error",
            "keys",
            "model",
            "oidc",
            "operations",
            "paper",
            "picture",
            "sheet",
            "store",
            "tokens",
        ],
    ),
    ("jobs", &["db", "error", "keys", "model", "operations", "store"]),
    ("demo", &["audit", "clock", "db", "error", "keys", "model", "operations", "store"]),
    (
        "server",
        &["api", "audit", "clock", "db", "error", "jobs", "keys", "model", "oidc", "operations", "store", "tokens"],
    ),
    ("config", &["audit", "clock", "db", "error", "files", "keys", "model", "oidc", "server", "store"]),
    (
        "commands",
        &[
            "api",
            "audit",
            "clock",
            "config",
            "db",
            "demo",
            "error",
            "files",
            "jobs",
            "keys",
            "model",
            "operations",
            "paper",
            "server",
            "sheet",
            "store",
            "tokens",
        ],
    ),
];

/// Files beyond `api` and `server` that may speak of actix: the command that starts its system.
const ACTIX: [&str; 3] = ["src/api/", "src/server.rs", "src/commands/serve.rs"];
/// Files beyond `db` that may speak of diesel: how the model's own types are stored, no queries.
const DIESEL: [&str; 6] = [
    "src/db/",
    "src/model/accounts/role.rs",
    "src/model/goods/category.rs",
    "src/model/ids.rs",
    "src/model/time.rs",
    "src/model/words.rs",
];
/// Files beyond `db` that may ask which database it is: where the folder of a new file is made.
const BACKEND: [&str; 2] = ["src/db/", "src/config.rs"];
/// Files of `api` that hold the database itself: the session, what is called without one, what a recorded call starts
/// beside the calls, and what is streamed after the session let it pass. Every other handler gets data from its session.
const SESSIONLESS: [&str; 11] = [
    "src/api/accounts/certificates/shown.rs",
    "src/api/accounts/linked_identities/shown.rs",
    "src/api/accounts/passkeys/shown.rs",
    "src/api/accounts/sessions.rs",
    "src/api/accounts/setup.rs",
    "src/api/http/session/call.rs",
    "src/api/http/session/mod.rs",
    "src/api/http/status.rs",
    "src/api/ledger/verifications.rs",
    "src/api/papers/print_batches.rs",
    "src/api/state.rs",
];
/// What a query cannot do without.
const QUERYING: [&str; 7] =
    ["diesel::prelude", "RunQueryDsl", "insert_into", "sql_query", "diesel::update", "diesel::delete", "dsl::"];

#[test]
fn the_table_of_layers_is_complete_and_has_no_cycle() {
    let mut above: Vec<&str> = Vec::new();
    for (layer, imports) in LAYERS {
        let unknown: Vec<_> = imports.iter().filter(|import| !above.contains(import)).collect();
        assert!(unknown.is_empty(), "{layer} imports {unknown:?}, which do not stand above it");
        above.push(layer);
    }
    for line in source() {
        if let Some(layer) = line.layer() {
            assert!(above.contains(&layer), "{}: the layer {layer} is not in the table", line.file);
        }
    }
}

#[test]
fn every_layer_imports_only_those_it_may() {
    let table = BTreeMap::from(LAYERS);
    let (mut broken, mut seen) = (Vec::new(), 0);
    for line in source() {
        let Some(layer) = line.layer() else { continue };
        let may = table.get(layer).copied().unwrap_or_default();
        for import in imports(&line.text) {
            seen += 1;
            if import != layer && !may.contains(&import.as_str()) {
                broken.push(format!("{} ({layer} may not import {import})", line.at()));
            }
        }
        let depth = line.file.trim_end_matches("/mod.rs").matches('/').count() + usize::from(line.in_tests);
        if line.text.contains(&"super::".repeat(depth)) {
            broken.push(format!("{} (name it from the crate's root)", line.at()));
        }
    }
    assert!(seen > 500, "only {seen} imports were found: the law reads the source no longer");
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn the_web_framework_the_queries_and_the_backends_stay_where_they_belong() {
    let mut broken = Vec::new();
    for line in source() {
        let text = &line.text;
        if text.contains("actix") && !line.within(&ACTIX) {
            broken.push(format!("{} (actix belongs to api and server)", line.at()));
        }
        let in_db = line.within(&["src/db/"]);
        if text.contains("diesel") && !line.within(&DIESEL) || !in_db && QUERYING.iter().any(|q| text.contains(q)) {
            broken.push(format!("{} (queries belong to db)", line.at()));
        }
        let asks = ["Conn::Sqlite", "Conn::Postgres", "DatabaseUrl::Sqlite", "DatabaseUrl::Postgres"];
        if asks.iter().any(|ask| text.contains(ask)) && !line.within(&BACKEND) {
            broken.push(format!("{} (the backend is matched in db only)", line.at()));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn handlers_reach_data_through_their_session_only() {
    let (mut broken, mut seen) = (Vec::new(), 0);
    for line in source().iter().filter(|line| line.within(&["src/api/"])) {
        for rest in line.text.split(".database").skip(1) {
            seen += 1;
            let harmless = rest.starts_with(".clock()") || rest.starts_with(".origin()");
            if !harmless && !line.within(&SESSIONLESS) {
                broken.push(format!("{} (take it from the session)", line.at()));
            }
        }
    }
    assert!(seen > 15, "only {seen} uses of the database were found");
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn imports_are_read_in_every_form() {
    assert_eq!(imports("use crate::db::goods::items;"), ["db"]);
    assert_eq!(imports("let a = crate::model::x(crate::error::Error::A);"), ["model", "error"]);
    assert_eq!(imports("use crate::{audit, db::{items, users}, model::words};"), ["audit", "db", "model"]);
    assert_eq!(imports("pub(crate) use words; $crate::model::words::Word"), ["model"]);
}

/// The layers a line names from the crate's root.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => found.extend(names(group)),
            None => found.extend(first_word(rest)),
        }
    }
    found
}

/// The first words of a group's members, without what stands in groups of their own.
fn names(group: &str) -> Vec<String> {
    let (mut depth, mut member, mut members) = (0, String::new(), Vec::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(std::mem::take(&mut member)),
            c if depth == 0 => member.push(c),
            _ => {}
        }
    }
    members.push(member);
    members.iter().filter_map(|member| first_word(member.trim())).collect()
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}
