//! `docs/tamper-list.md`: every change that was tried, and how it was found.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use custody::operations::ledger::verification::Finding;

use super::{HOLDS_NO_FACT, Outcome};

/// Written when this is set; compared otherwise.
const WRITE: &str = "WRITE_TAMPER_LIST";

const INTRODUCTION: &str = "\
<!-- Written by the test of the mutations: make tamper-list -->

# What is found when somebody changes the database

Somebody who can write to the database file changes what stands in it, with the guards out of the way. For every column of every table
a test tries another value, NULL, and a value that SQLite stores in another form (a text as bytes, bytes as text); of every table a row is
deleted, and others are inserted that are copies but for their key, or but for everything. This list is what `custody audit verify` says
then, on SQLite; `…` stands for the names, numbers and times of the case.

What is said may be one finding of several: the first one is listed. *Refused* means that the schema does not take the value. What the
program itself would write, but nobody could have done, is found as well: see [audit-log.md](audit-log.md).
";

/// What the changes of a table came to: by change and answer, the columns.
#[derive(Default)]
pub struct TamperList(BTreeMap<String, BTreeMap<(Change, String), Vec<String>>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Value,
    Null,
    Form,
    Row,
}

impl TamperList {
    /// Takes in what became of a change, such as `items.name value` or `items row deleted`.
    pub fn enter(&mut self, what: &str, outcome: &Outcome) {
        let (subject, kind) = what.rsplit_once(' ').unwrap();
        let (table, column) = subject.split_once('.').unwrap_or((subject.trim_end_matches(" row"), ""));
        let change = match kind {
            "value" => Change::Value,
            "NULL" => Change::Null,
            "class" => Change::Form,
            _ => Change::Row,
        };
        let subject = if change == Change::Row { kind.to_owned() } else { format!("`{column}`") };
        let answer = match outcome {
            Outcome::Found(finding) => said(finding, column),
            Outcome::Unseen => "not found, see the end".to_owned(),
            Outcome::Refused => "*refused*".to_owned(),
        };
        let columns = self.0.entry(table.to_owned()).or_default().entry((change, answer)).or_default();
        if !columns.contains(&subject) {
            columns.push(subject);
        }
    }

    /// Writes the document, or holds it against the one that is there.
    pub fn hold(&self) {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/tamper-list.md");
        let text = self.text();
        if std::env::var_os(WRITE).is_some() {
            return std::fs::write(&path, text).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        let differing = text.lines().zip(known.lines()).find(|(own, known)| own != known);
        assert!(text == known, "docs/tamper-list.md is stale; write it with: make tamper-list\n{differing:?}");
    }

    fn text(&self) -> String {
        let mut text = INTRODUCTION.to_owned();
        for (table, answers) in &self.0 {
            write!(text, "\n## {table}\n\n| change | found as |\n|---|---|\n").unwrap();
            for ((change, answer), columns) in answers {
                let columns = columns.join(", ");
                let change = match change {
                    Change::Value => format!("another value in {columns}"),
                    Change::Null => format!("NULL in {columns}"),
                    Change::Form => format!("another form of {columns}"),
                    Change::Row => format!("a row {columns}"),
                };
                writeln!(text, "| {change} | {answer} |").unwrap();
            }
        }
        text.push_str(
            "\n## What holds no fact\n\n| table or change | why it is not held against the log |\n|---|---|\n",
        );
        for (own, reason) in HOLDS_NO_FACT {
            writeln!(text, "| `{own}` | {reason} |").unwrap();
        }
        text
    }
}

/// A finding without what is of the case, or names the column.
fn said(finding: &Finding, column: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in finding.reason.split(' ') {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        let word = if bare == column && !bare.is_empty() { word.replace(bare, "…") } else { blanked(word) };
        // A name of several words is one.
        if !(word == "…" && words.last().is_some_and(|last| last == "…")) {
            words.push(word);
        }
    }
    let of = match (&finding.item, &finding.request, finding.seq) {
        (Some(_), _, _) => "item …: ",
        (None, Some(_), _) => "request …: ",
        _ => "",
    };
    format!("*{}*: {of}{}", finding.kind, words.join(" ").replace('|', "\\|"))
}

/// A word, or what stands for it when it is of the case: it has digits, without being a column's name, or is not English.
fn blanked(word: &str) -> String {
    let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let column = bare.contains('_') && bare.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let own = !column && (bare.chars().any(|c| c.is_ascii_digit()) || !bare.is_ascii());
    if own { word.replace(bare, "…") } else { word.to_owned() }
}
