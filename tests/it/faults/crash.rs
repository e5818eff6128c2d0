//! `kill -9` under load and in the middle of the demo, again and again: whatever was acknowledged is there, a repeated
//! call gets its one answer, and the log is whole.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use custody::db::change::Actor;
use custody::operations::ledger::verifications;
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, auditor, custodian, found, take_in};
use crate::support::sql::number;
use crate::support::{Installation, ServerAnswer, ServerProcess, new_key};

/// How often the server is killed, unless `CUSTODY_KILLS` says otherwise.
const KILLS: usize = 50;
/// Custodians who move goods at the same time.
const WRITERS: usize = 8;
/// Items each of them moves about.
const ITEMS: usize = 5;

/// One call as its caller remembers it.
struct Sent {
    key: String,
    body: Value,
    /// What came back before the server died.
    answer: Option<ServerAnswer>,
}

#[test]
fn whatever_was_acknowledged_outlives_kill_9_under_load() {
    let began = Instant::now();
    let kills = std::env::var("CUSTODY_KILLS").map_or(KILLS, |kills| kills.parse().unwrap());
    let site = Installation::new("crash");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, WRITERS);
    let codes = take_in(&database, &keys, &people, "一", WRITERS * ITEMS);
    drop(database);
    let (mut acknowledged, mut unknown, mut repeated) = (0, 0, 0);
    let counts: Vec<_> = (0..WRITERS).map(|_| AtomicUsize::new(0)).collect();
    let mut server = site.serve(&[]);
    for round in 0..kills {
        let tokens: Vec<_> = (1..=WRITERS).map(|n| server.sign_in(&custodian(n))).collect();
        let (running, answered) = (AtomicBool::new(true), AtomicUsize::new(0));
        let histories: Vec<Vec<Sent>> = thread::scope(|scope| {
            let writers = codes.chunks(ITEMS).zip(&tokens).zip(&counts).map(|((codes, token), count)| {
                let (server, running, answered) = (&server, &running, &answered);
                scope.spawn(move || write(server, token, codes, (count, answered), running))
            });
            let writers: Vec<_> = writers.collect();
            // A different moment every time, in the middle of somebody's transaction.
            let begun = Instant::now();
            while answered.load(Ordering::SeqCst) < 20 + 7 * (round % 8) && begun.elapsed() < Duration::from_secs(10) {
                thread::sleep(Duration::from_millis(2));
            }
            kill(&server);
            running.store(false, Ordering::SeqCst);
            writers.into_iter().map(|writer| writer.join().unwrap()).collect()
        });
        server.kill();
        server = site.serve(&[]);
        let verified = site.run(&["audit", "verify"]);
        assert_eq!(verified.code, Some(0), "round {round}: {verified:?}");
        for (history, token) in histories.iter().zip(&tokens) {
            for sent in history {
                let again = server.post("/api/v1/moves", token, &sent.key, &sent.body).unwrap();
                assert_eq!(again.status, 200, "{again:?}");
                match &sent.answer {
                    Some(answer) => {
                        assert_eq!((&again.body, again.replayed), (&answer.body, true), "round {round}");
                        acknowledged += 1;
                    }
                    None => {
                        unknown += 1;
                        repeated += usize::from(again.replayed);
                    }
                }
                assert_eq!(again.body["results"][0]["done"], true, "{again:?}");
            }
        }
    }
    assert_eq!(server.stop(), Some(0));
    let moved = number(&mut site.connection(), "SELECT count(*) FROM movements WHERE action = 'ItemMoved'");
    assert_eq!(moved as usize, acknowledged + unknown, "every call counted once");
    let verified = site.verify();
    assert!(verified.clean, "{verified}");
    println!(
        "killed {kills} times, {acknowledged} acknowledged and there, {unknown} cut off of which {repeated} had been done, \
         {:.1} s",
        began.elapsed().as_secs_f64()
    );
    assert!(acknowledged > kills * 5, "only {acknowledged} calls were acknowledged");
}

/// Moves its items from shelf to shelf until the server is gone.
fn write(
    server: &ServerProcess,
    token: &str,
    codes: &[String],
    (count, answered): (&AtomicUsize, &AtomicUsize),
    running: &AtomicBool,
) -> Vec<Sent> {
    let mut history = Vec::new();
    while running.load(Ordering::SeqCst) {
        let at = count.fetch_add(1, Ordering::SeqCst);
        let place = SHELVES[(at / codes.len() + 1) % SHELVES.len()];
        let body = json!({ "moves": [{ "item": codes[at % codes.len()], "place": place }] });
        let key = new_key();
        let answer = server.post("/api/v1/moves", token, &key, &body).ok();
        let gone = answer.is_none();
        if let Some(answer) = &answer {
            assert_eq!(answer.status, 200, "{answer:?}");
            answered.fetch_add(1, Ordering::SeqCst);
        }
        history.push(Sent { key, body, answer });
        if gone {
            break;
        }
    }
    history
}

fn kill(server: &ServerProcess) {
    let pid = server.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
}

#[test]
fn what_verifications_came_to_outlives_the_program_and_a_cut_off_one_says_so() {
    const RUNS: &str = "/api/v1/audit/verifications";
    let site = Installation::new("verifications");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    take_in(&database, &keys, &people, "一", 3);
    let auditor = auditor(&database, people.custodians[0].agency_id);
    // As a program leaves it that is killed before the verification comes to its end.
    let begun = database.change(Actor::from(&auditor), |change| verifications::begin(change, auditor.user_id)).unwrap();
    let second = database.change(Actor::from(&auditor), |change| verifications::begin(change, auditor.user_id));
    assert!(second.is_err(), "one runs at a time");
    drop(database);

    let mut server = site.serve(&[]);
    let token = server.sign_in("auditor-01");
    let cut_off = server.get(&format!("{RUNS}/{}", begun.id), Some(&token));
    assert_eq!((cut_off.text("status"), &cut_off.body["result"]), ("interrupted", &Value::Null), "{cut_off:?}");
    assert!(cut_off.body["finished_at"].is_string());
    let started = server.post(RUNS, &token, &new_key(), &json!({})).unwrap();
    assert_eq!((started.status, started.text("started_by_name")), (201, "auditor-01"), "{started:?}");
    let path = format!("{RUNS}/{}", started.text("id"));
    let began = Instant::now();
    let finished = loop {
        let now = server.get(&path, Some(&token));
        if now.text("status") != "running" {
            break now;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{now:?}");
        thread::sleep(Duration::from_millis(20));
    };
    assert_eq!((finished.text("status"), &finished.body["result"]["clean"]), ("finished", &json!(true)));
    kill(&server);
    server.kill();
    let server = site.serve(&[]);
    assert_eq!(server.get(&path, Some(&token)).body, finished.body, "the same after the program was killed");
    let list = server.get(RUNS, Some(&token)).body;
    let told: Vec<_> = list.as_array().unwrap().iter().map(|run| run["status"].as_str().unwrap()).collect();
    assert_eq!(told, ["finished", "interrupted"]);
}

#[test]
fn a_killed_demo_is_told_apart_and_played_again() {
    let began = Instant::now();
    let site = Installation::new("killed-demo");
    let mut sizes = Vec::new();
    for round in 0..5 {
        let old = file_of(&site);
        let mut demo = site.program();
        demo.args(["demo", "--accounts", "accounts.txt", "--password", crate::support::PASSWORD]);
        let mut demo = demo.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped()).spawn().unwrap();
        // From the second round on the half of a year of the round before must have gone first.
        let before = sizes.last().copied().unwrap_or(0);
        // Agencies, people and places are the first change, as a whole.
        let wanted = 1_640 + 150 * round;
        let size = grown(&site, &mut demo, old, before, wanted);
        demo.kill().unwrap();
        let output = demo.wait_with_output().unwrap();
        assert_eq!(output.status.code(), None, "killed, not ended: {output:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(round > 0, told.contains("it is played again from the beginning"), "{told}");
        site.run(&["audit", "verify"]).done();
        sizes.push(size);
    }
    let run = site.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(run.refused(1).contains("not played to its end; play it with: custody demo"), "{run:?}");
    let accounts = std::fs::read_to_string(site.folder.join("accounts.txt")).unwrap();
    assert!(accounts.contains("custodian\t"), "{accounts}");
    println!("5 demos killed at {sizes:?} entries, each verified, {:.1} s", began.elapsed().as_secs_f64());
}

/// Waits until the demo has written so many entries, after those of an earlier one are gone.
fn grown(site: &Installation, demo: &mut std::process::Child, old: Option<u64>, before: i64, wanted: i64) -> i64 {
    let mut gone = before == 0;
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(60) {
        assert_eq!(demo.try_wait().unwrap(), None, "the demo ended");
        // A file that somebody reads is not replaced: the old one is left alone.
        let waits = old.is_some() && file_of(site) == old;
        let size = if waits { before } else { size(site).unwrap_or(0) };
        gone |= size < before;
        if gone && size >= wanted {
            return size;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the demo does not get on");
}

/// Which file the database is, where it is one.
fn file_of(site: &Installation) -> Option<u64> {
    let custody::db::DatabaseUrl::Sqlite(path) = &site.url else { return None };
    std::fs::metadata(path).ok().map(|file| std::os::unix::fs::MetadataExt::ino(&file))
}

fn size(site: &Installation) -> Option<i64> {
    if matches!(site.url, custody::db::DatabaseUrl::Sqlite(_)) && file_of(site).is_none() {
        return None;
    }
    let mut conn = custody::db::Conn::open(&site.url, custody::db::engine::connection::Purpose::Read).ok()?;
    custody::db::ledger::log::size(&mut conn).ok().and_then(|size| i64::try_from(size).ok())
}
