//! Signing in while the database takes nothing: people go on reading, and the log has their sign-in once it can be written.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::operations::{SHELVES, custodian, found, take_in};
use crate::support::sql::{number, sql, texts};
use crate::support::{Installation, PASSWORD, new_key};

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
    for _ in 0..2 {
        assert!(site.run(&["user", "unlock", &custodian(1)]).done().contains("not locked"));
    }
    assert_eq!(sign_in(PASSWORD), 200);
    let lifted = "SELECT count(*) FROM log_leaves WHERE action = 'LockLifted' AND actor_id IS NULL";
    assert_eq!(number(&mut site.connection(), lifted), 1);
    assert!(site.run(&["user", "unlock", "nobody"]).refused(1).contains("nobody signs in as nobody"));
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
