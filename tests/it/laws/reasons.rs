//! Every refusal there is is shown by a test, so that its sentence is known to be said, where and to whom; and none stands in the table that
//! nobody ever says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use custody::model::reason::Reason;

use super::source::{files, source};

/// What no test can have said, and why.
const UNSHOWN: [(Reason, &str); 6] = [
    (Reason::ExportTooLarge, "a list of more than 100,000 rows"),
    (Reason::PrintTooMany, "25,000 labels of goods, twenty times each"),
    (Reason::LabelsExhausted, "four thousand million labels of one region"),
    (Reason::FontMissing, "a machine without the font that the tests themselves print with"),
    (Reason::VerificationRunning, "a verification that is still going on when the next is asked for"),
    (
        Reason::ItemNotResponsible,
        "goods on a request of an agency that is not responsible for them, which no request can hold",
    ),
];

/// The texts of all tests: those that call the program, those in a browser, and those beside the code.
fn tests() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = String::new();
    let mut folders = vec![root.join("tests/it"), root.join("web/e2e"), root.join("web/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "results" {
                folders.push(path);
            } else if name.ends_with(".rs") && name != "reasons.rs" || name.contains(".test.ts") {
                texts += &fs::read_to_string(&path).unwrap();
            }
        }
    }
    let beside = source().into_iter().filter(|line| line.in_tests).map(|line| line.text + "\n");
    texts + &beside.collect::<String>()
}

/// Whether a word stands in a text by itself.
fn has(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(part_of_word);
        let after = text[at + word.len()..].chars().next().is_some_and(part_of_word);
        !before && !after
    })
}

#[test]
fn every_refusal_is_shown_by_a_test_or_says_why_not() {
    let tests = tests();
    let unshown: BTreeSet<_> = Reason::ALL
        .iter()
        .filter(|reason| !has(&tests, reason.code()) && !has(&tests, &format!("{reason:?}")))
        .map(|r| r.code())
        .collect();
    let said: BTreeSet<_> = UNSHOWN.iter().map(|(reason, _)| reason.code()).collect();
    assert_eq!(unshown, said);
}

#[test]
fn every_refusal_is_said_somewhere() {
    let texts: String =
        files().into_iter().filter(|(file, _)| file != "src/model/reason.rs").map(|(_, text)| text).collect();
    let is_said = |reason: &Reason| has(&texts, &format!("Reason::{reason:?}"));
    let idle: Vec<_> = Reason::ALL.iter().filter(|reason| !is_said(reason)).collect();
    assert!(idle.is_empty(), "{idle:?}");
}
