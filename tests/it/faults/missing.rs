//! A database that is not there is no clean and empty centre, and one that goes while the program runs takes no changes.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use custody::db::engine::connection::Purpose;
use custody::db::engine::migrate;
use custody::db::ledger::log;
use custody::db::{Conn, DatabaseUrl};
use custody::error::Error;
use serde_json::json;

use super::signer::{refused_move, signed, wait_until_halted};
use crate::support::operations::{SHELVES, custodian};
use crate::support::{Installation, Run, ServerProcess, new_key};

const SERVE: [&str; 3] = ["serve", "--listen", "127.0.0.1:0"];

fn file_of(site: &Installation) -> PathBuf {
    let DatabaseUrl::Sqlite(path) = &site.url else { panic!("not SQLite") };
    path.clone()
}

/// Whether there is anything where the database should be.
fn is_made(site: &Installation) -> bool {
    match &site.url {
        DatabaseUrl::Sqlite(path) => path.exists(),
        DatabaseUrl::Postgres(_) => migrate::version(&mut site.connection()).unwrap() > 0,
    }
}

/// What a command ends with that was refused: 3 where nothing could be verified.
fn code_of(arguments: &[&str]) -> i32 {
    if arguments == ["audit", "verify"] { 3 } else { 1 }
}

#[test]
fn nothing_is_verified_backed_up_or_reported_where_there_is_no_centre() {
    let site = Installation::new("no-centre");
    let commands = [
        &["audit", "verify"][..],
        &["audit", "export"],
        &["backup", "nothing.gz"],
        &["report", "--year", "2023"],
        &["user", "passwd", "admin"],
    ];
    for arguments in commands {
        let run = site.run(arguments);
        assert!(run.refused(code_of(arguments)).contains("there is no centre's database"), "{arguments:?}: {run:?}");
        assert!(!is_made(&site), "{arguments:?} made one");
    }
    drop(site.open());
    for arguments in commands {
        let run = site.run(arguments);
        assert!(run.refused(code_of(arguments)).contains("the database holds no centre"), "{arguments:?}: {run:?}");
    }
    assert!(!site.folder.join("nothing.gz").exists());
}

#[test]
fn keys_without_their_log_found_no_other_centre() {
    let site = Installation::new("spent-keys");
    signed(&site, 2);
    site.run(&["backup", "centre.gz"]).done();
    let empty = Installation::new("empty");
    for arguments in [&SERVE[..], &["demo"], &["serve", "--listen", "127.0.0.1:0", "--demo"]] {
        let run = Run::of(site.program().env("CUSTODY_DATABASE_URL", empty.address()).args(arguments));
        assert!(run.refused(1).contains("have signed a log that this database does not hold"), "{run:?}");
        assert!(!is_made(&empty), "{arguments:?} made one");
    }
    drop(empty.open());
    let run = Run::of(site.program().env("CUSTODY_DATABASE_URL", empty.address()).args(SERVE));
    assert!(run.refused(1).contains("have signed a log that this database does not hold"), "{run:?}");
    let mut program = site.program();
    program.env("CUSTODY_DATABASE_URL", empty.address());
    Run::of(program.args(["restore", "centre.gz"])).done();
    let mut program = site.program();
    program.env("CUSTODY_DATABASE_URL", empty.address()).args(SERVE);
    drop(ServerProcess::start(program, site.folder.join("server.log")));
}

#[test]
fn a_file_that_goes_under_a_running_server_takes_no_more_changes() {
    for (name, lose) in WAYS {
        let site = Installation::on_sqlite(name);
        let codes = signed(&site, 3);
        let (path, older) = (file_of(&site), site.copy_of_file());
        let server = site.serve(&[]);
        let token = server.sign_in(&custodian(1));
        let body = json!({ "moves": [{ "item": codes[0], "place": SHELVES[1] }] });
        assert_eq!(server.post("/api/v1/moves", &token, &new_key(), &body).unwrap().status, 200);
        lose(&path, &older);
        // The very next change already, and the watch by itself.
        refused_move(&server, &token, &codes[1]);
        assert_eq!(wait_until_halted(&server).text("code"), "database_replaced");
        assert_eq!(server.get("/api/v1/items?limit=1", Some(&token)).status, 200, "reading goes on");
    }
}

type Lose = fn(&PathBuf, &PathBuf);

const WAYS: [(&str, Lose); 3] = [
    ("removed", |path, _| fs::remove_file(path).unwrap()),
    ("moved", |path, _| fs::rename(path, path.with_extension("away")).unwrap()),
    ("replaced", |path, older| fs::rename(older, path).unwrap()),
];

#[test]
fn a_file_that_was_removed_is_noticed_though_nobody_changes_anything() {
    let site = Installation::on_sqlite("unwatched");
    signed(&site, 1);
    let server = site.serve(&[]);
    fs::remove_file(file_of(&site)).unwrap();
    assert_eq!(wait_until_halted(&server).text("code"), "database_replaced");
    assert!(server.log().contains("was removed"), "{}", server.log());
    assert!(!file_of(&site).exists(), "an empty file was put in its place");
}

#[test]
fn what_is_opened_after_the_file_is_gone_finds_none_and_makes_none() {
    let site = Installation::on_sqlite("gone");
    signed(&site, 1);
    let (database, path) = (site.open(), file_of(&site));
    fs::remove_file(&path).unwrap();
    for purpose in [Purpose::Read, Purpose::Write, Purpose::Fill, Purpose::Inspect, Purpose::InspectUnlocked] {
        assert!(Conn::open(&site.url, purpose).is_err(), "{purpose:?}");
        assert!(!path.exists(), "{purpose:?} made one");
    }
    // The connection that is open reads on; a second one at the same time is to be opened.
    let second = database.read(|_| database.read(log::size));
    assert!(matches!(&second, Err(Error::Halted(why)) if why.contains("was removed")), "{second:?}");
    assert!(!path.exists());
}

#[test]
fn an_older_file_copied_over_the_open_one_is_noticed() {
    let site = Installation::on_sqlite("written-over");
    let codes = signed(&site, 3);
    let (path, older) = (file_of(&site), site.copy_of_file());
    let mut server = site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    assert_eq!(server.stop(), Some(0));
    // Started anew, it has nothing left to fold into the file.
    let server = site.serve(&[]);
    // In place and without cutting the file off first: pages that a reader has mapped would be gone under it.
    let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.write_all(&fs::read(&older).unwrap()).unwrap();
    drop(file);
    assert_eq!(wait_until_halted(&server).text("code"), "database_replaced");
    refused_move(&server, &token, &codes[0]);
}
