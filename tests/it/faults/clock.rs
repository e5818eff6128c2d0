//! The server's clock is wrong: set back, or behind that of another node.

use std::time::{Duration, Instant};

use custody::clock::Clock;
use custody::commands::year_report;
use custody::db::Database;
use custody::db::change::Actor;
use custody::db::ledger::log;
use custody::model::accounts::role::Role;
use custody::model::time::{DAY, HOUR, SECOND, Time};
use custody::operations::goods::items::{Move, move_items};
use custody::operations::ledger::checkpoints::{self, Waiting};
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, found, lend, take_in};
use crate::support::sql::{number, sql};
use crate::support::{Installation, ORIGIN, Person, TestApp};
use crate::text;

fn place(person: &Person<'_>, code: &str) -> Value {
    let new = json!({ "code": code, "name": "架", "kind": "rack", "storage_class": "ordinary" });
    person.post("/api/v1/places", &new).with(201)
}

#[test]
fn time_in_the_log_never_runs_backwards() {
    let app = TestApp::new("clock");
    let keeper = app.one(Role::SystemAdmin);
    place(&keeper, "CLOCK-1");
    app.wait(-9 * SECOND);
    place(&keeper, "CLOCK-2");
    app.wait(-2 * SECOND);
    let new = json!({ "code": "CLOCK-3", "name": "架", "kind": "rack", "storage_class": "ordinary" });
    let problem = keeper.post("/api/v1/places", &new).refused(409, "clock_behind");
    assert!(text(&problem, "detail").contains("2023-01-01 00:00:00"), "{problem}");
    app.wait(11 * SECOND);
    place(&keeper, "CLOCK-3");
    let entries = app.one(Role::Auditor).get("/api/v1/audit/entries?limit=200").ok();
    let times: Vec<&str> = entries["rows"].as_array().unwrap().iter().map(|row| text(row, "at")).collect();
    assert!(times.len() > 3 && times.is_sorted_by(|newer, older| newer >= older), "{times:?}");
}

#[test]
fn what_waits_is_signed_even_though_the_clock_was_set_back() {
    let site = Installation::new("clock-signing");
    let (start, keys) = (Time::start_of_china_year(2024), site.keys());
    let clock = Clock::standing(start);
    let database = Database::open(&site.url, ORIGIN, clock.clone(), 4).unwrap();
    let people = found(&database, 1);
    checkpoints::sign(&database, &keys.log).unwrap().unwrap();
    let codes = take_in(&database, &keys, &people, "一", 2);
    clock.set(start.plus(-HOUR));
    let (mut waiting, began) = (Waiting::default(), Instant::now());
    let mut look = |seconds| waiting.sign_if_due(&database, &keys.log, began + Duration::from_secs(seconds)).unwrap();
    assert_eq!((look(0), look(59)), (None, None), "{codes:?} do not wait for long yet");
    let signed = look(60).unwrap();
    let size = database.read(log::size).unwrap();
    assert_eq!((signed.size as u64, signed.signed_at), (size, start), "not before the entries it is signed for");
    assert_eq!(look(500), None);
    drop(database);
    let found = site.verify();
    assert!(found.clean && found.signed == size, "{found}");
}

/// Works as a program did that took its clock's word whatever the last entry said: as long as it works, that entry
/// keeps its time to itself. Afterwards log and tables are what such a program left.
fn trusting_the_clock(site: &Installation, work: impl FnOnce()) {
    let mut conn = site.connection();
    if conn.is_postgres() {
        sql(&mut conn, "SET session_replication_role = replica");
    } else {
        sql(&mut conn, "DROP TRIGGER log_leaves_no_update");
    }
    let last = number(&mut conn, "SELECT max(seq) FROM log_leaves");
    let logged_at = number(&mut conn, &format!("SELECT logged_at FROM log_leaves WHERE seq = {last}"));
    sql(&mut conn, &format!("UPDATE log_leaves SET logged_at = 0 WHERE seq = {last}"));
    work();
    sql(&mut conn, &format!("UPDATE log_leaves SET logged_at = {logged_at} WHERE seq = {last}"));
}

#[test]
fn a_log_over_which_a_clock_was_set_back_counts_by_its_order_and_says_so() {
    let site = Installation::new("clock-set-back");
    let (new_year, keys) = (Time::start_of_china_year(2024), site.keys());
    let clock = Clock::standing(new_year.plus(-DAY));
    let database = Database::open(&site.url, ORIGIN, clock.clone(), 4).unwrap();
    let people = found(&database, 1);
    let early = take_in(&database, &keys, &people, "一", 3);
    clock.set(new_year.plus(1200 * SECOND));
    let ahead = take_in(&database, &keys, &people, "二", 4);
    lend(&database, &people, &early[..1]);
    clock.set(new_year.plus(-1200 * SECOND));
    trusting_the_clock(&site, || {
        let custodian = &people.custodians[0];
        let away = [Move { item: ahead[0].clone(), place: SHELVES[1].into() }];
        database.change(Actor::from(custodian), |change| move_items(change, custodian, None, &away, None)).unwrap();
    });
    lend(&database, &people, &ahead[..2]);
    take_in(&database, &keys, &people, "三", 5);
    clock.set(new_year.plus(HOUR));
    let late = take_in(&database, &keys, &people, "四", 1);
    lend(&database, &people, &late);
    checkpoints::sign(&database, &keys.log).unwrap();

    let mut conn = site.connection();
    let after =
        "SELECT count(*) FROM log_leaves b JOIN log_leaves a ON a.seq = b.seq - 1 WHERE b.logged_at < a.logged_at";
    assert_eq!(number(&mut conn, after), 1, "time in this log runs backwards");
    let pieces = |year: i32| {
        let told: Value = serde_json::from_str(&year_report(&database, year).unwrap()).unwrap();
        assert_eq!(told["balanced"], true, "{told}");
        (told["requests"]["intake"].clone(), told["pieces"].clone())
    };
    assert_eq!(
        pieces(2023),
        (json!(1), json!({ "received": 3, "released": 0, "on_loan": 0, "lost": 0, "in_custody": 3 }))
    );
    assert_eq!(
        pieces(2024),
        (json!(3), json!({ "received": 10, "released": 0, "on_loan": 4, "lost": 0, "in_custody": 9 }))
    );
    assert_eq!(pieces(2025).0, json!(0));
    drop(database);
    // The guard that was out of the way is made anew, which only the program of that start still tells of.
    drop(site.open());
    let verified = site.verify();
    assert!(verified.clean, "{verified}");
    let printed = site.run(&["report", "--year", "2023"]);
    assert!(printed.done().contains("from 2024-01-01 00:20:00 to 2023-12-31 23:40:00"), "{}", printed.done());
    let printed = site.run(&["report", "--year", "2025"]);
    assert!(!printed.done().contains("set back"), "it makes no difference to that year: {}", printed.done());
}
