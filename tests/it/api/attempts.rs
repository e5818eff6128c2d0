//! Passwords can be tried five times for an account and thirty times from an address, whoever claims to call.

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::{DAY, SECOND};
use custody::operations::accounts::attempts::Subjects;
use serde_json::json;

use crate::support::sql::sql;
use crate::support::{Answer, PASSWORD, TestApp};

const MINUTE: i64 = 60 * SECOND;

fn try_in(app: &TestApp, login: &str, password: &str, forwarded: Option<&str>) -> Answer {
    let call = app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": password }));
    match forwarded {
        Some(address) => call.header("x-forwarded-for", address).send(),
        None => call.send(),
    }
}

/// Failures from an address, counted without checking a password, which takes long.
fn fail(app: &TestApp, address: &str, times: i32) {
    for number in 0..times {
        let subjects = Subjects::new(&format!("earlier-{number}"), address);
        app.database.upkeep(|upkeep| subjects.fail(upkeep)).unwrap();
    }
}

#[test]
fn an_account_is_locked_after_five_failures_whether_it_exists_or_not() {
    let app = &TestApp::new("account-lock");
    for login in ["custodian-1", "nobody-at-all"] {
        for _ in 0..5 {
            try_in(app, login, "a wrong password", None).refused(401, "sign_in_failed");
        }
        let locked = try_in(app, login, PASSWORD, None);
        assert_eq!(locked.header("retry-after"), "901");
        locked.refused(429, "too_many_attempts");
    }
    try_in(app, "custodian-2", PASSWORD, None).ok();
    let staff = app.staff();
    let confirm = json!({ "login": "custodian-1", "password": PASSWORD });
    staff.second.post("/api/v1/session/confirmations", &confirm).refused(429, "too_many_attempts");
    app.wait(15 * MINUTE);
    try_in(app, "custodian-1", PASSWORD, None).ok();
}

#[test]
fn a_new_password_lifts_the_lock_and_none_lasts_longer_than_the_programs_own() {
    let app = &TestApp::new("lock-lifted");
    for _ in 0..5 {
        try_in(app, "custodian-1", "a wrong password", None).refused(401, "sign_in_failed");
    }
    try_in(app, "custodian-1", PASSWORD, None).refused(429, "too_many_attempts");
    let again = app.give_password(&app.person("custodian-1").id());
    try_in(app, "custodian-1", &again, None).ok();

    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let until = app.clock.now().plus(3_650 * DAY).0;
    let row = format!("VALUES ('login:custodian-2', 99, {}, {until})", app.clock.now().0);
    sql(&mut conn, &format!("INSERT INTO sign_in_attempts (subject, failures, window_started_at, locked_until) {row}"));
    try_in(app, "custodian-2", PASSWORD, None).ok();
}

#[test]
fn a_success_forgets_the_accounts_failures() {
    let app = TestApp::new("forgets");
    for _ in 0..2 {
        for _ in 0..4 {
            try_in(&app, "custodian-1", "wrong", None).refused(401, "sign_in_failed");
        }
        try_in(&app, "custodian-1", PASSWORD, None).ok();
    }
}

#[test]
fn an_address_is_locked_after_thirty_failures_and_nobody_can_claim_another() {
    let app = TestApp::new("address-lock");
    fail(&app, "127.0.0.1", 26);
    for number in 0..4 {
        let claimed = format!("203.0.113.{number}");
        let answer = try_in(&app, &format!("guess-{number}"), "wrong", Some(&claimed));
        answer.refused(401, "sign_in_failed");
    }
    let answer = try_in(&app, "custodian-1", PASSWORD, Some("203.0.113.99"));
    answer.refused(429, "too_many_attempts");
}

#[test]
fn the_trusted_proxy_is_believed_about_its_last_hop_only() {
    let app = TestApp::behind_proxy("proxy", "127.0.0.1".parse().unwrap());
    let attempts = |forwarded: &str, login: &str| try_in(&app, login, "wrong", Some(forwarded));
    fail(&app, "203.0.113.7", 26);
    // However it is written.
    for (number, written) in
        ["203.0.113.7", "::ffff:203.0.113.7", "203.0.113.7:5678", "[::ffff:203.0.113.7]:443"].into_iter().enumerate()
    {
        let spoofed = format!("198.51.100.{number}, {written}");
        attempts(&spoofed, &format!("guess-{number}")).refused(401, "sign_in_failed");
    }
    attempts("203.0.113.7", "custodian-1").refused(429, "too_many_attempts");
    try_in(&app, "custodian-1", PASSWORD, Some("203.0.113.8")).ok();
    try_in(&app, "custodian-1", PASSWORD, None).ok();
}
