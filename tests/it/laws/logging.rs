//! Every event that the program logs is in the documentation, with its level.

use std::fs;
use std::path::Path;

use super::source::files;

#[test]
fn every_event_is_documented_with_its_level() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/LOGGING.md");
    let documentation = fs::read_to_string(page).unwrap();
    let (mut missing, mut seen) = (Vec::new(), 0);
    for (file, source) in files() {
        let source = source.split("#[cfg(test)]").next().unwrap();
        for (level, message) in events(source) {
            seen += 1;
            if !documentation.contains(&format!("| {} | `{message}` |", level.to_uppercase())) {
                missing.push(format!("{file}: {level} {message}"));
            }
        }
    }
    assert!(seen >= 10, "the search finds only {seen} events");
    assert!(missing.is_empty(), "not in docs/LOGGING.md:\n{}", missing.join("\n"));
}

/// Level and sentence of every event in a source text.
fn events(source: &str) -> Vec<(&str, &str)> {
    let levels = ["error", "warn", "info", "debug", "trace"];
    let calls = source.split("tracing::").skip(1);
    let found = calls.filter_map(|call| {
        let (level, rest) = call.split_once("!(")?;
        let sentence = rest.split(");").next()?.rsplit('"').nth(1)?;
        levels.contains(&level).then_some((level, sentence))
    });
    found.collect()
}

#[test]
fn an_event_is_found_with_its_level_and_sentence() {
    let source = r#"tracing::error!(a = b("x"), "it failed"); tracing::info!(
        "done"
    ); tracing::Span::current();"#;
    assert_eq!(events(source), [("error", "it failed"), ("info", "done")]);
}
