//! Backups: consistent while others write, restored into either database, and nothing is replaced by a damaged one.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use custody::audit::{hash::to_hex, sha256};
use custody::operations::ledger::checkpoints;
use flate2::Compression;
use flate2::read::{GzDecoder, MultiGzDecoder};
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, custodian, found, lend, take_in};
use crate::support::sql::number;
use crate::support::{Installation, Run, cluster, new_key};

/// A site with goods taken in and lent, and its label codes.
fn filled(site: &Installation, count: usize) -> Vec<String> {
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 4);
    let codes = take_in(&database, &keys, &people, "一", count);
    lend(&database, &people, &codes[..2]);
    checkpoints::sign(&database, &keys.log).unwrap();
    codes
}

/// Gives `to` the keys of `from`: they are not in a backup.
pub(super) fn copy_keys(from: &Installation, to: &Installation) {
    let keys = to.folder.join("keys");
    fs::create_dir(&keys).unwrap();
    for entry in fs::read_dir(from.folder.join("keys")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), keys.join(entry.file_name())).unwrap();
    }
}

fn report(site: &Installation) -> String {
    let year = custody::clock::Clock::system().now().china_month().0.to_string();
    site.run(&["report", "--year", &year, "--format", "json"]).done().to_owned()
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let site = Installation::new("online");
    let codes = filled(&site, 202);
    let server = site.serve(&[]);
    let moved = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let (before, after) = thread::scope(|scope| {
        for (n, codes) in codes[2..].chunks(50).enumerate() {
            let token = server.sign_in(&custodian(n + 1));
            let (server, moved, stop) = (&server, &moved, &stop);
            scope.spawn(move || {
                for at in 0.. {
                    if stop.load(Ordering::SeqCst) {
                        break;
                    }
                    let place = SHELVES[(at / codes.len() + 1) % 3];
                    let body = json!({ "moves": [{ "item": codes[at % codes.len()], "place": place }] });
                    let answer = server.post("/api/v1/moves", &token, &new_key(), &body).unwrap();
                    assert_eq!(answer.body["results"][0]["done"], true, "{answer:?}");
                    moved.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        while moved.load(Ordering::SeqCst) < 40 {
            thread::sleep(std::time::Duration::from_millis(5));
        }
        let before = moved.load(Ordering::SeqCst);
        let run = site.run(&["backup", "online.gz"]);
        let after = moved.load(Ordering::SeqCst);
        stop.store(true, Ordering::SeqCst);
        run.done();
        (before, after)
    });
    drop(server);
    let other = Installation::new("restored");
    copy_keys(&site, &other);
    let file = site.folder.join("online.gz");
    other.run(&["restore", &file.display().to_string()]).done();
    let kept = number(&mut other.connection(), "SELECT count(*) FROM movements WHERE action = 'ItemMoved'") as usize;
    assert!((before..=after + 4).contains(&kept), "{before} moves before, {kept} in the backup, {after} after");
    let found = other.verify();
    assert!(found.clean && found.items == 202, "{found}");

    let lines = lines(&file);
    let manifest: Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!((&manifest["format"], &manifest["origin"]), (&1.into(), &crate::support::ORIGIN.into()));
    let end: Value = serde_json::from_str(&lines[lines.len() - 1]).unwrap();
    assert_eq!(end["end"]["log_size"], found.size);
    assert_eq!(end["end"]["log_root"], found.root.unwrap());
    assert_eq!(end["end"]["rows"]["items"], 202);
    assert!(site.run(&["backup", "online.gz"]).refused(1).contains("exists already; name a new file"));
}

#[test]
fn a_backup_moves_a_centre_to_another_database() {
    let Some(cluster) = cluster() else {
        return moves(&Installation::on_sqlite("from"), &Installation::on_sqlite("to"));
    };
    moves(&Installation::on_sqlite("from"), &Installation::on_postgres("to", &cluster));
    moves(&Installation::on_postgres("from", &cluster), &Installation::on_sqlite("to"));
    moves(&Installation::on_postgres("from", &cluster), &Installation::on_postgres("to", &cluster));
}

fn moves(from: &Installation, to: &Installation) {
    let codes = filled(from, 1_050);
    from.run(&["backup", "moving.gz"]).done();
    copy_keys(from, to);
    let file = from.folder.join("moving.gz").display().to_string();
    let told = to.run(&["restore", &file]);
    assert!(told.done().contains("The log is whole, and the tables agree with it."), "{told:?}");
    to.run(&["audit", "verify"]).done();
    assert_eq!(report(to), report(from));
    // The centre works on where it is now: the same people, places and labels.
    let server = to.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let body = json!({ "moves": [{ "item": codes[9], "place": "A-02" }] });
    let answer = server.post("/api/v1/moves", &token, &new_key(), &body).unwrap();
    assert_eq!(answer.body["results"][0]["done"], true, "{answer:?}");
    let scan = server.get(&format!("/api/v1/scan/{}", codes[9]), Some(&token));
    assert_eq!(scan.text("outcome"), "found", "{scan:?}");
    let search = server.get("/api/v1/items?q=%E6%89%8B%E6%9C%BA&total=true&limit=1", Some(&token));
    assert_eq!(search.body["total"], 1_050, "the search index is made anew: {search:?}");
    drop(server);
    let found = to.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn a_damaged_backup_replaces_nothing() {
    let site = Installation::new("damaged");
    let codes = filled(&site, 40);
    site.run(&["backup", "good.gz"]).done();
    let target = Installation::new("target");
    copy_keys(&site, &target);
    found(&target.open(), 2);
    let rows = |site: &Installation| number(&mut site.connection(), "SELECT count(*) FROM log_leaves");
    let before = rows(&target);
    let bytes = fs::read(site.folder.join("good.gz")).unwrap();
    let bad = target.folder.join("bad.gz");
    let refused = |what: &str| {
        let run = target.run(&["restore", "bad.gz", "--replace"]);
        assert_eq!(run.code, Some(1), "{what}: {run:?}");
        assert_eq!(rows(&target), before, "{what}");
        run
    };
    for part in 0..12 {
        let mut flipped = bytes.clone();
        let at = (bytes.len() - 1) * part / 11;
        flipped[at] ^= 0x20;
        // A zipped file has bits that mean nothing, such as the time in its head and what fills up its last byte.
        if unzipped(&flipped).is_some_and(|text| Some(text) == unzipped(&bytes)) {
            continue;
        }
        fs::write(&bad, flipped).unwrap();
        assert!(refused(&format!("byte {at}")).refused(1).contains("bad.gz"));
    }
    for part in 0..8 {
        fs::write(&bad, &bytes[..bytes.len() * part / 8]).unwrap();
        refused(&format!("{part} eighths")).refused(1);
    }
    fs::write(&bad, [bytes.clone(), b"more".to_vec()].concat()).unwrap();
    refused("something after the end");
    fs::write(&bad, "no backup").unwrap();
    assert!(refused("no backup").refused(1).contains("bad.gz"));

    // Changed by somebody who also makes the file's own hash fit: the log tells.
    forge(&site.folder.join("good.gz"), &bad, &codes[5]);
    let run = refused("forged");
    assert!(run.err.contains("nothing was replaced") && run.err.contains(&codes[5]), "{run:?}");

    let file = site.folder.join("good.gz").display().to_string();
    let run = target.run(&["restore", &file]);
    assert!(run.refused(1).contains("add --replace"), "{run:?}");
    let other = Installation::new("other-keys");
    other.keys();
    let run = other.run(&["restore", &file]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.err.contains("nothing was replaced"), "another centre's key: {run:?}");
    let run = Run::of(target.program().args(["--region", "999", "--keys", "none", "restore", &file, "--replace"]));
    assert!(run.refused(1).contains("the backup is of the log custody.130273/log1"), "{run:?}");
    assert!(target.run(&["restore", "nothing.gz"]).refused(1).contains("cannot open the backup"));
    assert_eq!(rows(&target), before);
    target.run(&["restore", &file, "--replace"]).done();
    assert_eq!(rows(&target), rows(&site));
    assert_eq!(number(&mut target.connection(), "SELECT count(*) FROM sessions"), 0, "everybody signs in again");
}

/// What is in a zipped file, unless it is damaged.
fn unzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    MultiGzDecoder::new(bytes).read_to_end(&mut text).ok().map(|_| text)
}

fn lines(path: &Path) -> Vec<String> {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The backup with another name for one item, and a hash that fits.
fn forge(good: &Path, bad: &Path, code: &str) {
    let mut lines = lines(good);
    let mut end: Value = serde_json::from_str(&lines.pop().unwrap()).unwrap();
    let row =
        lines.iter_mut().find(|line| line.starts_with('[') && line.contains(code) && line.contains("手机")).unwrap();
    *row = row.replace("手机", "砖头");
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    end["end"]["sha256"] = to_hex(&sha256(text.as_bytes())).into();
    let mut out = GzEncoder::new(fs::File::create(bad).unwrap(), Compression::fast());
    out.write_all(format!("{text}{end}\n").as_bytes()).unwrap();
    out.finish().unwrap();
}

#[test]
fn a_file_in_use_is_not_replaced_and_what_a_removed_one_left_is_not_taken_in() {
    let site = Installation::on_sqlite("in-use");
    filled(&site, 5);
    let size = site.verify().size;
    site.run(&["backup", "good.gz"]).done();
    let mut server = site.serve(&[]);
    server.sign_in(&custodian(1));
    let run = site.run(&["restore", "good.gz", "--replace"]);
    assert!(run.refused(1).contains("is in use; stop the server first"), "{run:?}");
    // Killed, it leaves a write-ahead log; without its database that must not be read into another.
    server.kill();
    let path = site.folder.join("custody.sqlite");
    let log = site.folder.join("custody.sqlite-wal");
    assert!(fs::metadata(&log).unwrap().len() > 0);
    fs::remove_file(&path).unwrap();
    site.run(&["restore", "good.gz"]).done();
    let found = site.verify();
    assert!(found.clean && found.size == size, "{found}");
}
