//! The key of the log remembers what it has signed: a log that was rewritten, cut or put back while its checkpoints were
//! deleted is not signed anew, and another key is not taken for the log's own.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use custody::audit::Checkpoint;
use custody::audit::hash::to_hex;
use custody::db::change::{Actor, Change};
use custody::db::ledger::log;
use custody::db::{Database, DatabaseUrl};
use custody::keys::{Keys, LABEL_KEY, LOG_KEY, SIGNED};
use custody::model::centre::settings::SettingName;
use custody::operations::centre::settings;
use custody::operations::ledger::checkpoints;
use serde_json::json;

use crate::support::operations::{SHELVES, custodian, found, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Installation, ORIGIN, Run, ServerAnswer, ServerProcess, new_key};

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

/// A centre with goods, signed for.
pub(in crate::faults) fn signed(site: &Installation, count: usize) -> Vec<String> {
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", count);
    checkpoints::sign(&database, &keys.log).unwrap();
    codes
}

/// The log as it is.
fn head(database: &Database) -> Checkpoint {
    database
        .read(|conn| {
            let size = log::size(conn)?;
            Ok(Checkpoint { size, root: log::frontier_at(conn, size)?.root() })
        })
        .unwrap()
}

/// The program with the keys of one site and the database of another.
fn with_database_of(keys: &Installation, other: &Installation, arguments: &[&str]) -> Run {
    Run::of(keys.program().env("CUSTODY_DATABASE_URL", other.address()).args(arguments))
}

/// Another folder with the same keys and what they have signed.
fn copy_of_keys(site: &Installation, name: &str) -> PathBuf {
    let copy = site.folder.join(name);
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(site.folder.join("keys")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    copy
}

/// Waits until the server says why it changes nothing any more.
pub(super) fn wait_until_halted(server: &ServerProcess) -> ServerAnswer {
    let began = Instant::now();
    loop {
        let answer = server.get("/health/ready", None);
        if answer.status == 503 {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_secs(8), "{answer:?} {}", server.log());
        thread::sleep(Duration::from_millis(50));
    }
}

/// A movement that a server refuses because the data are not those it works with.
pub(super) fn refused_move(server: &ServerProcess, token: &str, code: &str) {
    let body = json!({ "moves": [{ "item": code, "place": SHELVES[1] }] });
    let answer = server.post("/api/v1/moves", token, &new_key(), &body).unwrap();
    assert_eq!((answer.status, answer.text("code")), (503, "database_replaced"), "{answer:?}");
    assert!(server.log().contains("the data are not those the program works with"), "{}", server.log());
}

#[test]
fn a_history_of_somebody_elses_making_is_not_signed() {
    let site = Installation::new("rewritten");
    signed(&site, 6);
    let size = head(&site.open()).size;
    // What an attacker writes in place of it: the same log by name, whole in itself, its checkpoints deleted.
    for (count, told) in [(2, "entries are missing"), (6, "it was rewritten"), (20, "it was rewritten")] {
        let other = Installation::new("forged");
        let (database, keys) = (other.open(), other.keys());
        let people = found(&database, 2);
        take_in(&database, &keys, &people, "一", count);
        assert_eq!(head(&database).size.cmp(&size), count.cmp(&6));
        drop(database);
        let run = with_database_of(&site, &other, &SERVE);
        assert!(run.refused(1).contains(told) && run.err.contains("custody restore --go-back"), "{run:?}");
        assert_eq!(number(&mut other.connection(), "SELECT count(*) FROM log_checkpoints"), 0);
        let run = with_database_of(&site, &other, &["audit", "verify"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.out.contains(told), "{run:?}");
    }
    site.run(&["audit", "verify"]).done();
}

#[test]
fn a_tail_cut_off_under_a_running_server_ends_its_changes() {
    let site = Installation::new("cut");
    let codes = signed(&site, 5);
    let server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let size = number(&mut site.connection(), "SELECT count(*) FROM log_leaves");
    let mut conn = site.connection();
    if conn.is_postgres() {
        sql(&mut conn, "SET session_replication_role = replica");
    } else {
        sql(&mut conn, "DROP TRIGGER log_leaves_no_delete; DROP TRIGGER log_checkpoints_no_delete");
    }
    sql(&mut conn, "DELETE FROM log_checkpoints");
    sql(&mut conn, &format!("DELETE FROM log_leaves WHERE seq > {}", size - 6));
    assert_eq!(wait_until_halted(&server).text("code"), "database_replaced");
    refused_move(&server, &token, &codes[0]);
    assert_eq!(server.get("/api/v1/items?limit=1", Some(&token)).status, 200, "reading goes on");
    drop(server);
    assert_eq!(number(&mut conn, "SELECT count(*) FROM log_checkpoints"), 0, "nothing was signed");
    // What was dropped for the test is told as well.
    let run = site.run(&SERVE);
    let line = run.err.lines().last().unwrap_or_default();
    assert!(run.code == Some(1) && line.starts_with("custody: ") && line.contains("entries are missing"), "{run:?}");
}

#[test]
fn a_signature_that_was_noted_and_not_stored_is_made_again() {
    let site = Installation::new("between");
    signed(&site, 3);
    let (database, keys) = (site.open(), site.keys());
    one_more(&database);
    let tree = head(&database);
    keys.log.memory.note_signed(&tree, database.clock().now()).unwrap();
    checkpoints::check(&database, &keys.log).unwrap();
    let row = checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    assert_eq!((row.size as u64, row.root.as_slice()), (tree.size, tree.root.as_slice()));
    assert_eq!(keys.log.memory.newest().unwrap(), Some(tree));
    drop(database);
    assert!(site.verify().clean);
}

/// One more entry.
fn one_more(database: &Database) {
    let set = |change: &mut Change<'_>| {
        let known = settings::get(change.reader(), SettingName::LoanWarningHours)?;
        settings::set(change, known.name, known.version, 48)
    };
    database.change(Actor::PROGRAM, set).unwrap();
}

#[test]
fn a_node_whose_copy_of_the_keys_lags_behind_takes_note() {
    let site = Installation::new("nodes");
    signed(&site, 3);
    let copy = copy_of_keys(&site, "second");
    let (database, keys) = (site.open(), site.keys());
    one_more(&database);
    checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    let second = Keys::open(&copy, ORIGIN, 130_273, false).unwrap();
    checkpoints::check(&database, &second.log).unwrap();
    assert_eq!(second.log.memory.newest().unwrap(), Some(head(&database)), "what the first has signed");
    // An installation of an earlier program has no memory: it begins with the newest checkpoint.
    fs::remove_file(copy.join(SIGNED)).unwrap();
    checkpoints::check(&database, &second.log).unwrap();
    assert_eq!(second.log.memory.newest().unwrap(), Some(head(&database)));
}

#[test]
fn going_back_to_a_backup_is_deliberate_and_stands_in_the_log() {
    let site = Installation::new("gap");
    let codes = signed(&site, 4);
    site.run(&["backup", "old.gz"]).done();
    let old = head(&site.open());
    let (database, keys) = (site.open(), site.keys());
    one_more(&database);
    checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    let new = head(&database);
    drop(database);
    let run = site.run(&["restore", "old.gz", "--replace"]);
    assert!(run.refused(1).contains("nothing was replaced") && run.err.contains("--go-back TEXT"), "{run:?}");

    // Elsewhere it may be looked at, and is not served.
    let drill = Installation::new("drill");
    let file = site.folder.join("old.gz").display().to_string();
    let run = with_database_of(&site, &drill, &["restore", &file]);
    assert!(run.done().contains("is served only after"), "{run:?}");
    assert_eq!(keys.log.memory.newest().unwrap(), Some(new));
    assert!(with_database_of(&site, &drill, &SERVE).refused(1).contains("entries are missing"));

    let why = "李明：磁盘损坏";
    site.run(&["restore", "old.gz", "--replace", "--go-back", why]).done();
    assert_eq!(keys.log.memory.newest().unwrap(), Some(old));
    let told = texts(
        &mut site.connection(),
        "SELECT payload AS value FROM log_leaves WHERE action = 'LogRestored' ORDER BY seq DESC",
    );
    let told: serde_json::Value = serde_json::from_str(&told[0]).unwrap();
    let told = &told["details"];
    assert_eq!((&told["signed_size"], &told["restored_size"]), (&json!(new.size), &json!(old.size)), "{told}");
    assert_eq!((&told["signed_root"], &told["why"]), (&json!(to_hex(&new.root)), &json!(why)));
    let mut server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let body = json!({ "moves": [{ "item": codes[0], "place": SHELVES[1] }] });
    assert_eq!(server.post("/api/v1/moves", &token, &new_key(), &body).unwrap().status, 200);
    assert_eq!(server.stop(), Some(0));
    let found = site.verify();
    assert!(found.clean && found.signed == found.size, "{found}");
    assert_eq!(keys.log.memory.newest().unwrap().map(|signed| signed.size), Some(found.size), "it goes on from there");
}

#[test]
fn what_the_key_has_signed_is_neither_deleted_nor_forgotten_unseen() {
    let site = Installation::new("forgotten");
    signed(&site, 3);
    drop(site.serve(&[]));
    let (database, keys) = (site.open(), site.keys());
    one_more(&database);
    checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    drop(database);
    assert!(site.run(&["audit", "verify"]).done().contains("The log is whole"));
    let mut conn = site.connection();
    if conn.is_postgres() {
        sql(&mut conn, "SET session_replication_role = replica");
    } else {
        sql(&mut conn, "DROP TRIGGER log_checkpoints_no_delete");
    }
    sql(&mut conn, "DELETE FROM log_checkpoints");
    // Signed anew or not, those before are missing.
    for _ in 0..2 {
        let run = site.run(&["audit", "verify"]);
        assert!(run.code == Some(1) && run.out.contains("that the key has signed, of"), "{run:?}");
        assert!(run.out.contains("were deleted"), "{run:?}");
        let database = site.open();
        one_more(&database);
        checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    }

    let memory = site.folder.join("keys").join(SIGNED);
    let kept = fs::read(&memory).unwrap();
    fs::remove_file(&memory).unwrap();
    let told = site.run(&SERVE);
    assert!(told.refused(1).contains("make an empty file"), "{told:?}");
    assert!(told.err.contains(SIGNED), "{told:?}");
    let run = site.run(&["audit", "verify"]);
    assert!(run.code == Some(1) && run.out.contains("which tells what the key has signed"), "{run:?}");
    keys.log.memory.note_signed(&head(&site.open()), site.open().clock().now()).unwrap();
    drop(site.serve(&[]));
    fs::remove_file(&memory).unwrap();
    custody::files::create_new(&memory).unwrap();
    drop(site.serve(&[]));
    assert!(!fs::read(&memory).unwrap().is_empty() && !kept.is_empty(), "it begins with the newest checkpoint");
}

#[test]
fn a_replaced_key_is_named_and_refused() {
    let site = Installation::new("replaced-keys");
    signed(&site, 2);
    // The log of an earlier program names its keys from the next start on.
    drop(site.serve(&[]));
    let named = "SELECT count(*) FROM log_leaves WHERE action = 'KeysNamed'";
    assert_eq!(number(&mut site.connection(), named), 1);
    drop(site.serve(&[]));
    assert_eq!(number(&mut site.connection(), named), 1, "once");
    let other = Installation::new("other-keys");
    other.keys();
    let fingerprints = [site.keys().fingerprints(), other.keys().fingerprints()];
    for (name, told) in [
        (LOG_KEY, [&fingerprints[0].log, &fingerprints[1].log]),
        (LABEL_KEY, [&fingerprints[0].label, &fingerprints[1].label]),
    ] {
        let path = site.folder.join("keys").join(name);
        let own = fs::read(&path).unwrap();
        fs::copy(other.folder.join("keys").join(name), &path).unwrap();
        for arguments in [&SERVE[..], &["audit", "export"], &["user", "disable", "officer-01"]] {
            let run = site.run(arguments);
            let line = run.refused(1);
            assert!(line.contains(&format!("{name} is another key")), "{line}");
            assert!(told.iter().all(|fingerprint| line.contains(*fingerprint)), "{line}");
        }
        let run = site.run(&["audit", "verify"]);
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(run.out.contains(&format!("{name} is another key")), "{run:?}");
        fs::write(&path, own).unwrap();
    }
    site.run(&["audit", "verify"]).done();
}

#[test]
fn an_older_file_put_back_is_refused() {
    let site = Installation::on_sqlite("older");
    signed(&site, 3);
    let DatabaseUrl::Sqlite(path) = &site.url else { panic!("not SQLite") };
    let older = site.copy_of_file();
    let (database, keys) = (site.open(), site.keys());
    one_more(&database);
    checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    drop(database);
    // What is left of the newer one beside it would be folded into the older one.
    for ending in ["-wal", "-shm"] {
        let _ = fs::remove_file(custody::files::companion(path, ending));
    }
    fs::rename(&older, path).unwrap();
    let run = site.run(&SERVE);
    assert!(run.refused(1).contains("entries are missing"), "{run:?}");
    let run = site.run(&["audit", "verify"]);
    assert!(run.code == Some(1) && run.out.contains("entries are missing"), "{run:?}");
}
