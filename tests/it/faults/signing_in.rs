//! Signing in while the database takes nothing: people go on reading, and the log has their sign-in once it can be written.

use std::thread;
use std::time::{Duration, Instant};

use custody::clock::Clock;
use custody::model::time::SECOND;
use serde_json::{Value, json};

use crate::support::operations::{SHELVES, custodian, found, hashed_of_old, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Authenticator, Installation, PASSWORD, ServerProcess, new_key};

#[test]
fn a_lock_is_lifted_from_the_console() {
    let site = Installation::new("unlock");
    found(&site.open(), 2);
    site.keys();
    let server = site.serve(&[]);
    let sign_in = |password: &str| {
        let who = json!({ "login": custodian(1), "password": password });
        server.call("POST", "/api/v1/session", None, "", &who).unwrap().status
    };
    for _ in 0..5 {
        assert_eq!(sign_in("a wrong password"), 401);
    }
    assert_eq!(sign_in(PASSWORD), 429);
    for told in ["is lifted", "was not locked"] {
        assert!(site.run(&["user", "unlock", &custodian(1)]).done().contains(told), "{told}");
    }
    assert_eq!(sign_in(PASSWORD), 200);
    let lifted = "SELECT count(*) FROM log_leaves WHERE action = 'LockLifted' AND actor_id IS NULL";
    assert_eq!(number(&mut site.connection(), lifted), 1);
    assert!(site.run(&["user", "unlock", "nobody"]).refused(1).contains("nobody signs in as nobody"));
    drop(server);
    assert!(site.verify().clean);
}

/// The code that an authenticator shows now.
fn code(device: &Authenticator) -> String {
    device.code(Clock::system().now())
}

/// Has the first custodian set up a second factor.
fn set_up(server: &ServerProcess) -> Authenticator {
    let token = server.sign_in(&custodian(1));
    let post = |path: &str, body: &Value| {
        let answer = server.post(&format!("/api/v1/session/factor{path}"), &token, &new_key(), body).unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.body
    };
    let secret = post("", &json!({ "password": PASSWORD }))["secret"].as_str().unwrap().to_owned();
    let device = Authenticator::new(&secret);
    post("/confirmation", &json!({ "password": PASSWORD, "code": code(&device) }));
    device
}

#[test]
fn the_operator_removes_a_second_factor_from_the_console() {
    let site = Installation::new("factor-console");
    found(&site.open(), 2);
    site.keys();
    let server = site.serve(&[]);
    set_up(&server);
    let who = json!({ "login": custodian(1), "password": PASSWORD });
    let sign_in = || server.call("POST", "/api/v1/session", None, "", &who).unwrap();
    assert_eq!(sign_in().body["code"], "code_needed");
    for _ in 0..2 {
        assert!(site.run(&["user", "factor", "--remove", &custodian(1)]).done().contains("no second factor"));
    }
    let told = sign_in();
    assert!(told.status == 200 && told.body["factor_taken_at"].is_string(), "{told:?}");
    let taken = "SELECT count(*) FROM log_leaves WHERE action = 'FactorTaken' AND actor_id IS NULL";
    assert_eq!(number(&mut site.connection(), taken), 1);
    assert!(site.run(&["user", "factor", "--remove", "nobody"]).refused(1).contains("nobody signs in as nobody"));
    drop(server);
    assert!(site.verify().clean);
}

#[test]
fn a_clearance_is_granted_at_the_console_and_entered_with_its_reason() {
    let site = Installation::new("clearance-console");
    found(&site.open(), 2);
    site.keys();
    let grant = |login: &str, level: &str| site.run(&["user", "clearance", login, level, "--reason", "无人可授权"]);
    assert!(grant(&custodian(1), "secret").done().contains("cleared up to the level secret"));
    assert!(grant(&custodian(1), "secret").refused(1).contains("secret already"));
    assert!(grant("nobody", "secret").refused(1).contains("nobody signs in as nobody"));
    let granted = "SELECT count(*) FROM log_leaves WHERE action = 'ClearanceGranted' AND actor_id IS NULL";
    assert_eq!(number(&mut site.connection(), granted), 1);
    assert!(site.verify().clean);
}

#[test]
fn a_code_is_taken_once_also_while_nothing_can_be_recorded() {
    let site = Installation::on_sqlite("factor-unrecorded");
    found(&site.open(), 2);
    site.keys();
    let server = site.serve(&[]);
    let device = set_up(&server);
    // The code of the next step, so that it is another one than was typed.
    let next = device.code(Clock::system().now().plus(30 * SECOND));
    let who = json!({ "login": custodian(1), "password": PASSWORD, "code": next });
    let mut writer = site.connection();
    sql(&mut writer, "BEGIN IMMEDIATE");
    let statuses = [(); 2].map(|()| server.call("POST", "/api/v1/session", None, "", &who).unwrap().status);
    sql(&mut writer, "COMMIT");
    assert_eq!(statuses, [200, 401], "{}", server.log());
    let last = "SELECT count(*) FROM log_leaves WHERE action = 'SignedIn' AND payload LIKE '%signed_in_at%'";
    let began = Instant::now();
    while number(&mut site.connection(), last) == 0 {
        assert!(began.elapsed() < Duration::from_secs(30), "{}", server.log());
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(server.call("POST", "/api/v1/session", None, "", &who).unwrap().status, 401);
    drop(server);
    assert!(site.verify().clean);
}

#[test]
fn a_sign_in_that_cannot_be_recorded_is_for_reading_and_is_recorded_later() {
    let site = Installation::on_sqlite("unrecorded");
    let (database, keys) = (site.open(), site.keys());
    let codes = take_in(&database, &keys, &found(&database, 2), "一", 2);
    drop((database, keys));
    let server = site.serve(&[]);
    let signed_in = "SELECT count(*) FROM log_leaves WHERE action = 'SignedIn'";
    let before = number(&mut site.connection(), signed_in);
    let mut writer = site.connection();
    sql(&mut writer, "BEGIN IMMEDIATE");
    let token = server.sign_in(&custodian(1));
    assert_eq!(server.get("/api/v1/items?limit=1", Some(&token)).status, 200);
    assert_eq!(number(&mut site.connection(), signed_in), before, "there is no entry yet");
    sql(&mut writer, "COMMIT");
    let began = Instant::now();
    while number(&mut site.connection(), signed_in) == before {
        assert!(began.elapsed() < Duration::from_secs(30), "{}", server.log());
        thread::sleep(Duration::from_millis(50));
    }
    let told = "SELECT payload AS value FROM log_leaves WHERE action = 'SignedIn' ORDER BY seq DESC";
    let told: Value = serde_json::from_str(&texts(&mut site.connection(), told)[0]).unwrap();
    assert!(told["details"]["signed_in_at"].is_string(), "{told}");
    assert_eq!(number(&mut site.connection(), signed_in), before + 1, "once");
    // From now on it is a session like every other.
    let body = json!({ "moves": [{ "item": codes[0], "place": SHELVES[1] }] });
    let answer = server.post("/api/v1/moves", &token, &new_key(), &body).unwrap();
    assert_eq!(answer.body["results"][0]["done"], true, "{answer:?}");
    drop(server);
    assert!(site.verify().clean);
}

#[test]
fn a_hash_of_old_lets_its_owner_in_while_nothing_can_be_recorded_and_is_made_anew_the_next_time() {
    let site = Installation::on_sqlite("rehash-unrecorded");
    let database = site.open();
    found(&database, 1);
    hashed_of_old(&database, "veteran", &custodian(1));
    site.keys();
    drop(database);
    let server = site.serve(&[]);
    let made = "SELECT count(*) FROM log_leaves WHERE action = 'PasswordRehashed'";
    let mut writer = site.connection();
    sql(&mut writer, "BEGIN IMMEDIATE");
    let token = server.sign_in("veteran");
    assert_eq!(server.get("/api/v1/items?limit=1", Some(&token)).status, 200);
    sql(&mut writer, "COMMIT");
    assert_eq!(number(&mut writer, made), 0);
    server.sign_in("veteran");
    assert_eq!(number(&mut writer, made), 1);
    drop((server, writer));
    assert!(site.verify().clean);
}
