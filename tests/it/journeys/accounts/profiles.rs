//! The rules that a centre is held to: what a password has to be, when it has grown old, and how long a lock lasts.

use custody::model::time::{DAY, HOUR, MINUTE};
use serde_json::json;

use crate::support::{Answer, PASSWORD, TestApp};

#[track_caller]
fn hold_to(app: &TestApp, profile: i64) {
    let admin = app.person("security-admin");
    let all = admin.get("/api/v1/settings").ok();
    let known = all.as_array().unwrap().iter().find(|row| row["name"] == "security_profile").unwrap();
    let call =
        admin.prepare("PUT", "/api/v1/security-rules/security_profile").version(known["version"].as_i64().unwrap());
    assert_eq!(call.json(&json!({ "value": profile })).send().ok()["value"], profile);
}

fn sign_in(app: &TestApp, login: &str, password: &str) -> Answer {
    app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": password })).send()
}

fn change(app: &TestApp, token: &str, current: &str, new: &str) -> Answer {
    let body = json!({ "current": current, "new": new });
    app.prepare("POST", "/api/v1/session/password").bearer(token).json(&body).send()
}

#[test]
fn each_profile_asks_for_passwords_of_its_own() {
    let app = TestApp::new("profile-passwords");
    app.set_up_factor("security-admin");
    let officer = app.person("police-officer-1");
    let me = || officer.get("/api/v1/session").ok()["password"].clone();
    let refused = |new: &str| {
        let answer = change(&app, &officer.token(), PASSWORD, new);
        answer.fields().first().map(|(_, code)| (*code).to_owned())
    };
    assert_eq!(me(), json!({ "shortest": 15, "kinds": 0 }));
    assert_eq!(refused("Kupfer9Mond!").as_deref(), Some("password_too_short"));
    hold_to(&app, 1);
    assert_eq!(me(), json!({ "shortest": 8, "kinds": 3, "ends_at": "2023-03-31T16:00:00.000000Z" }));
    assert_eq!(refused("kupfermond und kanal").as_deref(), Some("password_kinds_few"));
    assert_eq!(refused("Passw0rd!").as_deref(), Some("password_guessable"), "kinds make no password good");
    hold_to(&app, 2);
    assert_eq!(me(), json!({ "shortest": 12, "kinds": 0 }));
    assert_eq!(refused("Mond9Kanal!").as_deref(), Some("password_too_short"));
    hold_to(&app, 1);
    assert_eq!(change(&app, &officer.token(), PASSWORD, "Kupfer9Mond!").status, 204);
}

#[test]
fn a_password_grows_old_between_two_sign_ins_and_never_during_one() {
    let app = TestApp::new("profile-age");
    app.set_up_factor("security-admin");
    let (authenticator, _) = app.set_up_factor("custodian-1");
    hold_to(&app, 1);
    let come_in = |password: &str| {
        let who = json!({ "login": "custodian-1", "password": password, "code": authenticator.code(app.clock.now()) });
        app.prepare("POST", "/api/v1/session").json(&who).send().ok()["access_token"].as_str().unwrap().to_owned()
    };
    let work = |token: &str| app.prepare("GET", "/api/v1/work").bearer(token).send();
    app.wait(90 * DAY - 5 * MINUTE);
    let token = come_in(PASSWORD);
    work(&token).ok();
    app.wait(8 * MINUTE);
    work(&token).ok();
    app.wait(HOUR);

    let token = come_in(PASSWORD);
    work(&token).refused(403, "password_must_change");
    let me = app.prepare("GET", "/api/v1/session").bearer(&token).send().ok();
    assert_eq!(
        (&me["must_change_password"], &me["password"]["ends_at"]),
        (&json!(true), &json!("2023-03-31T16:00:00.000000Z"))
    );
    assert_eq!(change(&app, &token, PASSWORD, PASSWORD).fields(), [("/new", "password_same")]);
    assert_eq!(change(&app, &token, PASSWORD, "Kupfer9Mond!").status, 204);
    app.wait(MINUTE);
    let token = come_in("Kupfer9Mond!");
    work(&token).ok();
    app.wait(89 * DAY);
    work(&come_in("Kupfer9Mond!")).ok();
    app.wait(2 * DAY);
    work(&come_in("Kupfer9Mond!")).refused(403, "password_must_change");

    // Where passwords do not grow old they are as good as ever.
    app.wait(MINUTE);
    let admin = app.person("security-admin");
    let before = admin.get("/api/v1/settings");
    assert_eq!(before.code(), "password_must_change", "the administrator's own has grown old as well");
}

#[test]
fn a_second_custodian_with_an_old_password_confirms_nothing() {
    let app = TestApp::new("profile-second");
    app.set_up_factor("security-admin");
    let (first, _) = app.set_up_factor("custodian-1");
    let (second, _) = app.set_up_factor("custodian-2");
    hold_to(&app, 1);
    app.wait(91 * DAY);
    let who = |login: &str, password: &str, code: String| json!({ "login": login, "password": password, "code": code });
    let mine = who("custodian-1", PASSWORD, first.code(app.clock.now()));
    let token =
        app.prepare("POST", "/api/v1/session").json(&mine).send().ok()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(change(&app, &token, PASSWORD, "Kupfer9Mond!").status, 204);
    app.wait(MINUTE);
    let mine = who("custodian-1", "Kupfer9Mond!", first.code(app.clock.now()));
    let token =
        app.prepare("POST", "/api/v1/session").json(&mine).send().ok()["access_token"].as_str().unwrap().to_owned();
    let theirs = who("custodian-2", PASSWORD, second.code(app.clock.now()));
    let refused = app.prepare("POST", "/api/v1/session/confirmations").bearer(&token).json(&theirs).send();
    assert_eq!(refused.fields(), [("/password", "password_must_change")]);
}

#[test]
fn a_lock_lasts_until_it_is_lifted_where_a_profile_says_so() {
    let app = TestApp::new("profile-lock");
    app.set_up_factor("security-admin");
    hold_to(&app, 2);
    for _ in 0..5 {
        sign_in(&app, "custodian-1", "a wrong password").refused(401, "sign_in_failed");
    }
    for days in [1, 1, 28] {
        app.wait(days * DAY);
        app.database.upkeep(custody::db::accounts::attempts::delete_old).unwrap();
        sign_in(&app, "custodian-1", PASSWORD).refused(429, "too_many_attempts");
    }
    // Other people come from the same address, which nobody could let in again.
    for number in 0..25 {
        sign_in(&app, &format!("guess-{number}"), "a wrong password").refused(401, "sign_in_failed");
    }
    let admin = app.person("security-admin");
    let id = app.person("custodian-1").id();
    admin.post(&format!("/api/v1/users/{id}/lock-release"), &json!({})).ok();
    sign_in(&app, "custodian-1", PASSWORD).ok();
    for number in 25..35 {
        sign_in(&app, &format!("guess-{number}"), "a wrong password");
    }
    sign_in(&app, "custodian-2", PASSWORD).refused(429, "too_many_attempts");
    app.wait(DAY + MINUTE);
    sign_in(&app, "custodian-2", PASSWORD).ok();
}
