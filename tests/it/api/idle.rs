//! A session that nobody uses ends: after fifteen minutes at a counter, after thirty elsewhere. What a page does by itself is no
//! use, and use prolongs nothing beyond the shift.

use std::thread;
use std::time::Duration;

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::{MINUTE, SECOND};
use custody::operations::accounts::admission::Admission;
use custody::operations::accounts::presence::Presence;
use custody::operations::accounts::unrecorded::Unrecorded;
use serde_json::{Value, json};

use crate::support::sql::{number, texts};
use crate::support::{Answer, PASSWORD, TestApp};
use crate::text;

/// Somebody who signed in, with the token for the next pair.
struct Signed<'t> {
    app: &'t TestApp,
    access: String,
    refresh: String,
}

impl<'t> Signed<'t> {
    fn new(app: &'t TestApp, login: &str) -> Self {
        let who = json!({ "login": login, "password": PASSWORD });
        let mut signed = Self { app, access: String::new(), refresh: String::new() };
        signed.take(&app.prepare("POST", "/api/v1/session").json(&who).send().ok());
        signed
    }

    fn take(&mut self, tokens: &Value) {
        text(tokens, "access_token").clone_into(&mut self.access);
        text(tokens, "refresh_token").clone_into(&mut self.refresh);
    }

    fn renew(&mut self) -> Answer {
        let body = json!({ "refresh_token": self.refresh });
        let answer = self.app.prepare("POST", "/api/v1/session/refresh").json(&body).send();
        if answer.status == 200 {
            self.take(&answer.body.clone());
        }
        answer
    }

    fn me(&self) -> Answer {
        self.app.prepare("GET", "/api/v1/session").bearer(&self.access).send()
    }

    fn looks_by_itself(&self) -> Answer {
        let call = self.app.prepare("GET", "/api/v1/session").bearer(&self.access);
        call.header("background-call", "true").send()
    }
}

/// The time that the row of the only session tells of, once it is written.
fn written(app: &TestApp, wanted: i64) -> bool {
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    (0..200).any(|_| {
        let there = number(&mut conn, "SELECT max(last_used_at) FROM sessions") == wanted;
        if !there {
            thread::sleep(Duration::from_millis(20));
        }
        there
    })
}

#[test]
fn a_session_ends_a_quarter_of_an_hour_after_the_last_use_at_a_counter_and_half_an_hour_elsewhere() {
    for (login, limit) in [("custodian-1", 15), ("police-officer-1", 30), ("auditor", 30)] {
        let app = &TestApp::new(&format!("idle-{login}"));
        let mut signed = Signed::new(app, login);
        assert_eq!(signed.me().ok()["idle_seconds"], limit * 60);
        for _ in 0..2 {
            app.wait(limit * MINUTE - SECOND);
            signed.renew().ok();
            signed.me().ok();
        }
        // Short of a minute, and therefore not written, and seen all the same.
        app.wait(30 * SECOND);
        signed.me().ok();
        app.wait(limit * MINUTE - SECOND);
        signed.renew().ok();
        app.wait(2 * SECOND);
        for _ in 0..2 {
            signed.me().refused(401, "session_idle");
            signed.renew().refused(401, "session_idle");
        }
        let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
        let ends = texts(&mut conn, "SELECT payload AS value FROM log_leaves WHERE action = 'SessionTimedOut'");
        let end: Value = serde_json::from_str(&ends[0]).unwrap();
        assert_eq!((ends.len(), &end["subject_id"]), (1, &json!(app.person(login).id())), "{ends:?}");
        assert!(end["details"]["last_used_at"].is_string(), "{end}");
    }
}

#[test]
fn what_a_page_does_by_itself_is_no_use() {
    let app = &TestApp::new("idle-background");
    let mut signed = Signed::new(app, "custodian-1");
    for _ in 0..14 {
        app.wait(MINUTE);
        signed.looks_by_itself().ok();
        signed.renew().ok();
    }
    app.wait(MINUTE);
    signed.looks_by_itself().refused(401, "session_idle");
    signed.renew().refused(401, "session_idle");
}

#[test]
fn the_use_is_written_down_once_a_minute_and_counts_for_a_server_that_did_not_see_it() {
    let app = &TestApp::new("idle-written");
    let signed = Signed::new(app, "custodian-1");
    let began = app.clock.now();
    app.wait(59 * SECOND);
    signed.me().ok();
    app.wait(SECOND);
    signed.looks_by_itself().ok();
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    assert_eq!(number(&mut conn, "SELECT max(last_used_at) FROM sessions"), began.0);
    signed.me().ok();
    let used = app.clock.now();
    assert!(written(app, used.0));
    let id = app.keys.tokens.read_access(&signed.access, used).unwrap().session_id;
    let (unrecorded, presence) = (Unrecorded::default(), Presence::default());
    let found = || {
        let admission = Admission::new(&app.database, &app.keys.tokens, &unrecorded, &presence, None);
        admission.read(|conn, now| admission.find(conn, id, now)).map(|standing| standing.session.last_used_at)
    };
    app.wait(15 * MINUTE - SECOND);
    assert_eq!(found().unwrap(), used);
    app.wait(SECOND);
    assert!(found().is_err());
    signed.renew_refused();
}

impl Signed<'_> {
    /// The other server ended it.
    fn renew_refused(mut self) {
        self.renew().refused(401, "session_idle");
    }
}

#[test]
fn whoever_comes_next_to_a_browser_with_an_unused_session_need_not_end_it() {
    let app = &TestApp::new("idle-next");
    let enter = |login: &str, jar: &str| {
        let who = json!({ "login": login, "password": PASSWORD, "cookies": true });
        let call = app.prepare("POST", "/api/v1/session").header("sec-fetch-site", "same-origin");
        call.header("cookie", jar).json(&who).send()
    };
    let first = enter("custodian-1", "none=0");
    let jar: Vec<&str> = first.header_lines("set-cookie").iter().map(|line| line.split(';').next().unwrap()).collect();
    let jar = jar.join("; ");
    app.wait(15 * MINUTE - SECOND);
    enter("custodian-2", &jar).refused(409, "session_living");
    app.wait(SECOND);
    enter("custodian-2", &jar).ok();
}
