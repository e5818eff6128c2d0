//! Everything that the log can tell has a word that people read: the columns of every row that stands in payloads whole, and the members that
//! operations put beside them; and every action has one on the pages. What tests bring about is looked at by every test, when its centre is dropped.

use std::collections::BTreeSet;

use custody::model::ledger::entry_fields::EntryField;
use custody::model::ledger::event::Action;
use serde_json::Value;

use super::source::files;

/// The tables whose rows stand in payloads.
const TOLD: [&str; 20] = [
    "agencies",
    "cases",
    "clues",
    "corrections",
    "discrepancies",
    "documents",
    "files",
    "findings",
    "handover_signatures",
    "handovers",
    "label_contents",
    "loan_extensions",
    "paper_profiles",
    "papers",
    "places",
    "print_batches",
    "requests",
    "seizure_lists",
    "supervision_notices",
    "supervision_steps",
];

/// Where entries are recorded.
const RECORDING: [&str; 3] = ["src/api/", "src/db/", "src/operations/"];

/// The columns of a table, by the schema.
fn columns(schema: &str, table: &str) -> Vec<String> {
    let body = schema.split(&format!("\n    {table} (")).nth(1).unwrap().split("\n    }").next().unwrap();
    body.lines().filter_map(|line| line.split_once(" -> ")).map(|(name, _)| name.trim().to_owned()).collect()
}

/// The members of objects that a source file makes, in the calls that record an entry and in what such calls take as `details`.
fn members(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("json!({") {
        let statement = before.rsplit([';', '{', '}']).next().unwrap_or_default();
        let body = after.split("})").next().unwrap_or_default();
        if statement.contains(".record(") || statement.contains("details") {
            let parts: Vec<_> = body.split('"').collect();
            let names = parts.windows(2).filter(|pair| pair[1].trim_start().starts_with(':'));
            found.extend(names.map(|pair| pair[0].to_owned()));
        }
        rest = after;
    }
    found
}

#[test]
fn every_field_that_the_log_can_tell_has_a_word() {
    let files = files();
    let schema = &files.iter().find(|(file, _)| file == "src/db/schema.rs").unwrap().1;
    let rows = TOLD.iter().flat_map(|table| columns(schema, table));
    let recording = files.iter().filter(|(file, _)| RECORDING.iter().any(|layer| file.starts_with(layer)));
    let recorded = recording.flat_map(|(_, text)| members(text.split("#[cfg(test)]").next().unwrap()));
    let told: BTreeSet<String> = rows.chain(recorded).collect();
    assert!(told.len() > 120, "only {} fields were found", told.len());
    let wordless: Vec<_> = told.iter().filter(|name| name.parse::<EntryField>().is_err()).collect();
    assert_eq!(wordless, Vec::<&String>::new(), "add them to `EntryField`");
}

#[test]
fn the_pages_have_a_word_for_every_action() {
    let texts = [
        include_str!("../../../web/src/i18n/zh-CN/actions.json"),
        include_str!("../../../web/src/i18n/en/actions.json"),
    ];
    for text in texts {
        let words: Value = serde_json::from_str(text).unwrap();
        let wordless: Vec<_> = Action::ALL.iter().filter(|action| !words[action.as_str()].is_string()).collect();
        assert_eq!(wordless, Vec::<&Action>::new());
    }
}

#[test]
fn a_field_without_a_word_is_found() {
    let planted = r#"change.record(Action::SignedIn, id, json!({ "session_id": id, "weather": sun }))?; let view = json!({ "rain": 1 });"#;
    assert_eq!(members(planted), BTreeSet::from(["session_id".to_owned(), "weather".to_owned()]));
    assert!("weather".parse::<EntryField>().is_err());
}
