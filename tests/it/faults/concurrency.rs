//! Many people at once: one wins, the others get their refusal, numbers have no gaps, and nobody is cut off by a stop.

use std::collections::BTreeSet;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::operations::{SHELVES, approved_loan, custodian, found, take_in};
use crate::support::sql::{number, texts};
use crate::support::{Installation, new_key};

/// People who write at the same time.
const WRITERS: usize = 8;
/// Requests each of them drafts and submits.
const REQUESTS: usize = 10;

#[test]
fn of_two_custodians_who_take_the_same_item_one_wins() {
    let site = Installation::new("two-custodians");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 8);
    let requests: Vec<_> =
        codes.iter().map(|code| approved_loan(&database, &people, std::slice::from_ref(code))).collect();
    drop(database);
    let server = site.serve(&[]);
    let tokens = [custodian(1), custodian(2)].map(|login| server.sign_in(&login));
    let barrier = Barrier::new(2);
    for (request, code) in requests.iter().zip(&codes) {
        let take = |token: &str| {
            let lines = json!({ "lines": [{ "item": code, "outcome": "lent" }] });
            barrier.wait();
            server.post(&format!("/api/v1/requests/{request}/execution"), token, &new_key(), &lines).unwrap()
        };
        let answers = thread::scope(|scope| {
            let both = [0, 1].map(|at| {
                let (take, token) = (&take, &tokens[at]);
                scope.spawn(move || take(token))
            });
            both.map(|one| one.join().unwrap())
        });
        let won = answers.iter().filter(|answer| answer.body["results"][0]["done"] == true).count();
        assert_eq!(won, 1, "{answers:?}");
        let lost = answers.iter().find(|answer| answer.body["results"][0]["done"] != true).unwrap();
        assert_eq!((lost.status, lost.text("code")), (409, "request_status"), "{lost:?}");
    }
    drop(server);
    let mut conn = site.connection();
    assert_eq!(number(&mut conn, "SELECT count(*) FROM loans WHERE returned_at IS NULL"), 8);
    assert_eq!(number(&mut conn, "SELECT count(*) FROM movements WHERE action = 'ItemLent'"), 8);
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn eight_writers_leave_no_gap_and_hold_nothing_twice() {
    let site = Installation::new("eight-writers");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", WRITERS * REQUESTS / 2);
    drop(database);
    let server = site.serve(&[]);
    let tokens = ["officer-01", "officer-02"].map(|login| server.sign_in(login));
    let case = people.case.to_string();
    // Every item is asked for twice, by two different writers: one of the two requests must be refused.
    let write = |writer: usize| {
        let token = &tokens[writer % 2];
        let mut numbers = Vec::new();
        for at in 0..REQUESTS {
            let code = &codes[(writer / 2 * REQUESTS + at) % codes.len()];
            let draft = loan(&case, code);
            let drafted = server.post("/api/v1/requests", token, &new_key(), &draft).unwrap();
            assert_eq!(drafted.status, 201, "{drafted:?}");
            let path = format!("/api/v1/requests/{}/submission", drafted.text("id"));
            let answer = server.step(&path, token, 1, &json!({})).unwrap();
            match answer.status {
                200 => numbers.push(answer.text("number").to_owned()),
                _ => assert_eq!((answer.status, answer.text("code")), (422, "item_held"), "{answer:?}"),
            }
        }
        numbers
    };
    let numbers: Vec<String> = thread::scope(|scope| {
        let write = &write;
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    drop(server);
    assert_eq!(numbers.len(), codes.len(), "one of two requests for each item");
    assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), numbers.len(), "no number twice");
    let mut conn = site.connection();
    let sequences = "SELECT CAST(sequence AS text) AS value FROM requests WHERE kind = 'loan' AND number IS NOT NULL";
    let mut sequences: Vec<usize> = texts(&mut conn, sequences).iter().map(|text| text.parse().unwrap()).collect();
    sequences.sort_unstable();
    assert_eq!(sequences, (1..=numbers.len()).collect::<Vec<_>>(), "no gap");
    assert_eq!(number(&mut conn, "SELECT count(*) FROM request_lines WHERE holds"), numbers.len() as i64);
    let held = "SELECT count(*) FROM (SELECT item_id FROM request_lines WHERE holds GROUP BY item_id) AS held";
    assert_eq!(number(&mut conn, held), numbers.len() as i64, "no item held twice");
    let (size, last) = (number(&mut conn, "SELECT count(*) FROM log_leaves"), "SELECT max(seq) FROM log_leaves");
    assert_eq!(number(&mut conn, last), size - 1, "no gap in the log");
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn a_stop_lets_calls_under_way_finish() {
    let site = Installation::new("stop");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 300);
    drop(database);
    let mut moved = 0;
    // The stop must come after the call has begun and before it has ended; where it did not, another wait is tried.
    let caught = (1..=8).any(|attempt| {
        let mut server = site.serve(&[]);
        let token = server.sign_in(&custodian(1));
        let place = SHELVES[1 + attempt % 2];
        let moves: Vec<_> = codes.iter().map(|code| json!({ "item": code, "place": place })).collect();
        let (address, body) = (server.address.clone(), json!({ "moves": moves }));
        let call = thread::spawn(move || {
            let answer = crate::support::call(&address, "POST", "/api/v1/moves", Some(&token), &new_key(), &body);
            (answer, Instant::now())
        });
        thread::sleep(Duration::from_millis(15 * attempt as u64));
        let told = Instant::now();
        assert_eq!(server.stop(), Some(0), "{}", server.log());
        let (answer, ended) = call.join().unwrap();
        if let Ok(answer) = &answer {
            let done =
                answer.body["results"].as_array().unwrap().iter().filter(|result| result["done"] == true).count();
            assert_eq!((answer.status, done), (200, codes.len()), "{answer:?}");
            moved += codes.len() as i64;
        }
        let count = number(&mut site.connection(), "SELECT count(*) FROM movements WHERE action = 'ItemMoved'");
        assert_eq!(count, moved, "done as a whole or not at all: {answer:?}");
        answer.is_ok() && ended > told
    });
    assert!(caught, "no call was under way at a stop");
    let found = site.verify();
    assert!(found.clean, "{found}");
    assert_eq!(found.signed, found.size, "the last checkpoint covers everything");
}

/// A loan of one item, as JSON.
pub fn loan(case: &str, code: &str) -> Value {
    json!({ "kind": "loan", "case_id": case, "reason": "核对", "items": [code], "purpose": "inspection",
        "starts_at": "2030-01-02T00:00:00Z", "due_at": "2030-01-09T00:00:00Z" })
}
