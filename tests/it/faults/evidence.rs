//! Backups of a centre in which something is wrong: they are made, they say so, and they are restored by a deliberate act.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use custody::operations::ledger::checkpoints;
use flate2::read::GzDecoder;
use serde_json::{Value, json};

use super::backup::copy_keys;
use crate::support::operations::{found, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Installation, Run};

/// A centre with goods, signed for.
fn filled(name: &str) -> (Installation, Vec<String>) {
    let site = Installation::new(name);
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 30);
    checkpoints::sign(&database, &keys.log).unwrap();
    drop(database);
    (site, codes)
}

/// What the first line of a backup says of its verification.
fn verification_in(path: &Path) -> Value {
    let mut line = String::new();
    BufReader::new(GzDecoder::new(File::open(path).unwrap())).read_line(&mut line).unwrap();
    serde_json::from_str::<Value>(&line).unwrap()["verification"].clone()
}

#[test]
fn a_backup_says_what_its_verification_came_to() {
    let (site, codes) = filled("told");
    let told = |file: &str| verification_in(&site.folder.join(file));
    assert!(site.run(&["backup", "clean.gz"]).done().contains("Verified: the log is whole"));
    assert_eq!(told("clean.gz"), "clean");
    sql(&mut site.connection(), &format!("UPDATE items SET name = '砖头' WHERE code = '{}'", codes[3]));
    let run = site.run(&["backup", "wrong.gz"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.out.contains("1 thing is wrong") && run.out.contains(&codes[3]), "{run:?}");
    assert!(run.out.contains("made all the same"), "{run:?}");
    assert_eq!(told("wrong.gz"), json!({ "findings": 1 }));
    let run = site.run(&["backup", "unknown.gz", "--no-verify"]);
    assert!(run.done().contains("Not verified"), "{run:?}");
    assert_eq!(told("unknown.gz"), "not_verified");
    // Where there are no keys a backup is made as well, and says what was not looked at.
    let run = Run::of(site.program().args(["--keys", "none", "backup", "keyless.gz"]));
    assert!(run.code == Some(1) && run.out.contains("no signature was checked"), "{run:?}");
}

#[test]
fn a_history_that_was_rewritten_is_told_when_it_is_backed_up() {
    let (site, _) = filled("rewritten-backup");
    let mut conn = site.connection();
    if conn.is_postgres() {
        sql(&mut conn, "SET session_replication_role = replica");
    } else {
        sql(&mut conn, "DROP TRIGGER log_leaves_no_delete; DROP TRIGGER log_checkpoints_no_delete");
    }
    sql(&mut conn, "DELETE FROM log_checkpoints");
    let size = number(&mut conn, "SELECT count(*) FROM log_leaves");
    sql(&mut conn, &format!("DELETE FROM log_leaves WHERE seq >= {}", size - 2));
    let run = site.run(&["backup", "cut.gz"]);
    assert!(run.code == Some(1) && run.out.contains("entries are missing"), "{run:?}");
}

#[test]
fn evidence_with_findings_is_restored_deliberately_and_the_log_says_so() {
    let (site, codes) = filled("evidence");
    for code in [&codes[3], &codes[7]] {
        sql(&mut site.connection(), &format!("UPDATE items SET name = '砖头' WHERE code = '{code}'"));
    }
    assert_eq!(site.run(&["backup", "wrong.gz"]).code, Some(1));
    let file = site.folder.join("wrong.gz").display().to_string();
    let other = Installation::new("evidence-restored");
    copy_keys(&site, &other);
    let run = other.run(&["restore", &file]);
    assert_eq!(run.code, Some(1), "{run:?}");
    for told in ["nothing was replaced", &codes[3], "--with-findings TEXT"] {
        assert!(run.err.contains(told), "{told}: {run:?}");
    }

    let why = "李明：原件如此，另案查处";
    let run = other.run(&["restore", &file, "--with-findings", why]);
    assert!(run.done().contains("What is wrong is entered in the log"), "{run:?}");
    let mut conn = other.connection();
    assert_eq!(number(&mut conn, "SELECT count(*) FROM items"), 30, "everything is restored");
    let told = texts(&mut conn, "SELECT payload AS value FROM log_leaves ORDER BY seq DESC");
    let told: Value = serde_json::from_str(&told[0]).unwrap();
    let details = &told["details"];
    let size = number(&mut conn, "SELECT count(*) FROM log_leaves");
    assert_eq!(details["restored_size"], size - 1, "{details}");
    assert_eq!((&details["findings"]["count"], &details["findings"]["why"]), (&json!(2), &json!(why)), "{details}");
    let named: Vec<&str> =
        details["findings"]["first"].as_array().unwrap().iter().map(|one| one["item"].as_str().unwrap()).collect();
    assert!(named.contains(&codes[3].as_str()) && named.contains(&codes[7].as_str()), "{details}");
    assert_eq!(details["findings"]["sha256"].as_str().unwrap().len(), 64, "{details}");

    // What was wrong stays wrong, and nothing else is.
    let found = other.verify();
    assert_eq!((found.findings.len(), found.size), (2, size as u64), "{found}");
    // The server enters it for the auditor by itself.
    let server = other.serve(&[]);
    let began = Instant::now();
    while number(&mut conn, "SELECT count(*) FROM findings") < 2 {
        assert!(began.elapsed() < Duration::from_secs(30), "{}", server.log());
        thread::sleep(Duration::from_millis(100));
    }
    drop(server);
    // A backup in which nothing is wrong leaves no such entry.
    let (clean, _) = filled("evidence-clean");
    clean.run(&["backup", "clean.gz"]).done();
    let before = number(&mut clean.connection(), "SELECT count(*) FROM log_leaves");
    clean.run(&["restore", "clean.gz", "--replace", "--with-findings", why]).done();
    assert_eq!(number(&mut clean.connection(), "SELECT count(*) FROM log_leaves"), before);
}
