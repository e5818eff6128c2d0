//! A browser that somebody signed in at before: nobody else's wrong passwords keep them out there, and whoever may lifts locks.

use custody::model::time::{DAY, MINUTE};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, PASSWORD, TestApp};
use crate::text;

fn stranger(app: &TestApp, login: &str) -> Answer {
    let who = json!({ "login": login, "password": "a wrong password" });
    app.prepare("POST", "/api/v1/session").json(&who).send()
}

fn lock(app: &TestApp, login: &str) {
    for _ in 0..5 {
        stranger(app, login).refused(401, "sign_in_failed");
    }
    stranger(app, login).refused(429, "too_many_attempts");
}

/// The entries of an action.
fn entries(app: &TestApp, action: &str) -> Vec<Value> {
    let found = app.person("auditor").get(&format!("/api/v1/audit/entries?action={action}")).ok();
    found["rows"].as_array().unwrap().clone()
}

#[test]
fn a_strangers_wrong_passwords_keep_nobody_out_of_a_browser_they_used_before() {
    let app = &TestApp::new("device-known");
    let mut own = Browser::new(app);
    let first = own.sign_in("custodian-1", PASSWORD);
    let cookie = first.header_lines("set-cookie").into_iter().find(|line| line.starts_with("__Host-device=")).unwrap();
    for part in ["; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/", "; Max-Age=7776000"] {
        assert!(cookie.contains(part), "{cookie} has no {part}");
    }
    lock(app, "custodian-1");
    // The address is locked as well, by tries on others.
    for number in 0..25 {
        stranger(app, &format!("guess-{number}"));
    }
    stranger(app, "somebody-new").refused(429, "too_many_attempts");
    Browser::new(app).sign_in("custodian-1", PASSWORD).refused(429, "too_many_attempts");
    own.sign_in("custodian-1", PASSWORD).ok();
    // That was no help to strangers.
    stranger(app, "custodian-1").refused(429, "too_many_attempts");
    // Signing out leaves what the browser is known by.
    let me = app.person("custodian-1").id();
    let known = own.device().to_owned();
    let out = app.prepare("DELETE", "/api/v1/session").header("sec-fetch-site", "same-origin");
    let jar: Vec<String> = own.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let out = out.header("cookie", &jar.join("; ")).header("acting-user", &me).send();
    assert!(!out.header_lines("set-cookie").iter().any(|line| line.starts_with("__Host-device")), "{:?}", out.headers);
    Browser::known_by(app, &known).sign_in("custodian-1", PASSWORD).ok();
}

#[test]
fn wrong_passwords_at_a_known_browser_count_there_and_nowhere_else() {
    let app = &TestApp::new("device-count");
    let mut own = Browser::new(app);
    own.sign_in("custodian-1", PASSWORD).ok();
    for _ in 0..5 {
        own.sign_in("custodian-1", "a wrong password").refused(401, "sign_in_failed");
    }
    own.sign_in("custodian-1", PASSWORD).refused(429, "too_many_attempts");
    Browser::new(app).sign_in("custodian-1", PASSWORD).ok();
    // It is known to nobody but its owner: as a stranger's it counts against the other account.
    for _ in 0..5 {
        own.sign_in("custodian-2", "a wrong password").refused(401, "sign_in_failed");
    }
    Browser::new(app).sign_in("custodian-2", PASSWORD).refused(429, "too_many_attempts");
    app.wait(15 * MINUTE);
    own.sign_in("custodian-1", PASSWORD).ok();
}

#[test]
fn a_forged_a_foreign_and_an_expired_device_cookie_count_as_none() {
    let app = &TestApp::new("device-forged");
    let (mut own, mut other) = (Browser::new(app), Browser::new(app));
    own.sign_in("custodian-1", PASSWORD).ok();
    other.sign_in("custodian-2", PASSWORD).ok();
    let (known, foreign) = (own.device().to_owned(), other.device().to_owned());
    lock(app, "custodian-1");
    let forged = known.replace('.', ".1");
    for device in ["", "x", &forged, &foreign, &known[..known.len() - 2], &format!("{known}00")] {
        let mut browser = Browser::known_by(app, device);
        browser.sign_in("custodian-1", PASSWORD).refused(429, "too_many_attempts");
    }
    Browser::known_by(app, &format!("{foreign}~{known}")).sign_in("custodian-1", PASSWORD).ok();
    app.wait(90 * DAY);
    lock(app, "custodian-1");
    Browser::known_by(app, &known).sign_in("custodian-1", PASSWORD).refused(429, "too_many_attempts");
}

#[test]
fn a_new_password_ends_what_browsers_were_known_by_but_for_the_one_where_it_was_chosen() {
    let app = &TestApp::new("device-password");
    let (mut own, mut elsewhere) = (Browser::new(app), Browser::new(app));
    own.sign_in("custodian-1", PASSWORD).ok();
    elsewhere.sign_in("custodian-1", PASSWORD).ok();
    let new = PASSWORD.replace("seven", "eight");
    let body = json!({ "current": PASSWORD, "new": new });
    own.send("/api/v1/session/password", &body, Some(&app.person("custodian-1").id())).with(204);
    lock(app, "custodian-1");
    elsewhere.sign_in("custodian-1", &new).refused(429, "too_many_attempts");
    own.sign_in("custodian-1", &new).ok();
    let given = app.give_password(&app.person("custodian-1").id());
    lock(app, "custodian-1");
    own.sign_in("custodian-1", &given).refused(429, "too_many_attempts");
}

#[test]
fn the_second_custodian_is_known_where_they_confirmed_before() {
    let app = &TestApp::new("device-second");
    let me = app.person("custodian-1").id();
    let mut counter = Browser::new(app);
    counter.sign_in("custodian-1", PASSWORD).ok();
    let mut confirm = |login: &str| {
        let body = json!({ "login": login, "password": PASSWORD });
        counter.send("/api/v1/session/confirmations", &body, Some(&me))
    };
    confirm("custodian-2").ok();
    lock(app, "custodian-2");
    lock(app, "custodian-3");
    confirm("custodian-3").refused(429, "too_many_attempts");
    confirm("custodian-2").ok();
    counter.sign_in("custodian-2", PASSWORD).ok();
    lock(app, "custodian-1");
    counter.sign_in("custodian-1", PASSWORD).ok();
}

#[test]
fn a_lock_is_entered_shown_to_whoever_may_lift_it_and_lifted_once() {
    let app = &TestApp::new("lock-lift");
    let (security, custodian) = (app.person("security-admin"), app.person("custodian-1"));
    let mut own = Browser::new(app);
    own.sign_in("custodian-1", PASSWORD).ok();
    lock(app, "custodian-1");
    lock(app, "nobody-at-all");
    let locked = entries(app, "AccountLocked");
    assert_eq!((locked.len(), &locked[0]["subject_id"]), (1, &json!(custodian.id())), "{locked:?}");

    let shown = |by: &str| {
        let list = app.person(by).get("/api/v1/users?limit=100").ok();
        let rows = list["rows"].as_array().unwrap();
        let locked: Vec<_> = rows.iter().filter(|row| row.get("locked_until").is_some()).cloned().collect();
        let one = app.person(by).get(&format!("/api/v1/users/{}", custodian.id())).ok();
        assert_eq!(locked.first().map(|row| &row["locked_until"]), one.get("locked_until"));
        locked.iter().map(|row| text(row, "login").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(shown("security-admin"), ["custodian-1"]);
    assert_eq!(shown("system-admin"), Vec::<String>::new());
    for _ in 0..5 {
        own.sign_in("custodian-1", "a wrong password").refused(401, "sign_in_failed");
    }
    let path = |id: &str| format!("/api/v1/users/{id}/lock-release");
    app.person("system-admin").post(&path(&custodian.id()), &json!({})).refused(403, "permission_missing");
    security.post(&path(&security.id()), &json!({})).refused(409, "own_account_protected");
    for _ in 0..2 {
        security.post(&path(&custodian.id()), &json!({})).ok();
        own.sign_in("custodian-1", PASSWORD).ok();
        Browser::new(app).sign_in("custodian-1", PASSWORD).ok();
    }
    assert_eq!(shown("security-admin"), Vec::<String>::new());
    let lifted = entries(app, "LockLifted");
    assert_eq!((lifted.len(), &lifted[0]["actor_id"]), (1, &json!(security.id())), "{lifted:?}");
    stranger(app, "nobody-at-all").refused(429, "too_many_attempts");
}

#[test]
fn whoever_signs_in_is_told_what_was_refused_since() {
    let app = &TestApp::new("refused-told");
    let enter =
        || app.prepare("POST", "/api/v1/session").json(&json!({ "login": "custodian-1", "password": PASSWORD }));
    assert_eq!(enter().send().ok().get("refused"), None);
    for _ in 0..2 {
        stranger(app, "custodian-1").refused(401, "sign_in_failed");
        app.wait(MINUTE);
    }
    stranger(app, "custodian-2").refused(401, "sign_in_failed");
    let told = enter().send().ok();
    assert_eq!(told["refused"], json!({ "count": 2, "last_at": "2022-12-31T16:01:00.000000Z" }));
    let next = enter().send().ok();
    assert_eq!(next.get("refused"), None);
    let body = json!({ "refresh_token": next["refresh_token"] });
    assert_eq!(app.prepare("POST", "/api/v1/session/refresh").json(&body).send().ok().get("refused"), None);
}

#[test]
fn an_unknown_login_and_a_known_one_are_refused_alike() {
    let app = &TestApp::new("alike");
    let refusals = |login: &str| -> Vec<(u16, Value, String)> {
        (0..7)
            .map(|_| {
                let mut answer = stranger(app, login);
                for own in ["request_id", "instance"] {
                    answer.body.as_object_mut().unwrap().remove(own);
                }
                let after = answer.header("retry-after").to_owned();
                (answer.status, answer.body, after)
            })
            .collect()
    };
    let known = refusals("custodian-1");
    assert_eq!(known, refusals("nobody-at-all"));
    let disabled = app.person("custodian-2");
    app.person("system-admin").post(&format!("/api/v1/users/{}/disablement", disabled.id()), &json!({})).ok();
    assert_eq!(known, refusals("custodian-2"));
}
