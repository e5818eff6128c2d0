//! The second factor: set up by its owner, asked for after the password, taken once, and removed by nobody alone who could then be
//! somebody else.

use std::thread;

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::time::{MINUTE, SECOND};
use serde_json::{Value, json};

use crate::support::sql::{number, sql, texts};
use crate::support::{Answer, PASSWORD, TestApp};
use crate::text;

const STEP: i64 = 30 * SECOND;
const WRONG: &str = "a wrong password";

fn enter(app: &TestApp, login: &str, password: &str, code: Option<&str>) -> Answer {
    let mut who = json!({ "login": login, "password": password });
    if let Some(code) = code {
        who["code"] = code.into();
    }
    app.prepare("POST", "/api/v1/session").json(&who).send()
}

/// A call about the own second factor.
fn own(app: &TestApp, token: &str, step: &str, password: &str, code: Option<&str>) -> Answer {
    let mut body = json!({ "password": password });
    if let Some(code) = code {
        body["code"] = code.into();
    }
    app.prepare("POST", &format!("/api/v1/session/factor{step}")).bearer(token).json(&body).send()
}

fn me(app: &TestApp, token: &str) -> Value {
    app.prepare("GET", "/api/v1/session").bearer(token).send().ok()
}

fn entries(app: &TestApp, action: &str) -> i64 {
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    number(&mut conn, &format!("SELECT count(*) FROM log_leaves WHERE action = '{action}'"))
}

/// Says who must have a second factor.
fn rule(app: &TestApp, value: i64) {
    let settings = app.person("security-admin").get("/api/v1/settings").ok();
    let known = settings.as_array().unwrap().iter().find(|row| row["name"] == "second_factor_for").unwrap();
    let call = app.person("security-admin").prepare("PUT", "/api/v1/factor-rule");
    call.version(known["version"].as_i64().unwrap()).json(&json!({ "value": value })).send().ok();
}

#[test]
fn a_factor_counts_once_a_code_of_it_was_typed_and_is_then_asked_for() {
    let app = &TestApp::new("factor-set-up");
    let login = "custodian-1";
    let token = &app.person(login).session().access;
    own(app, token, "", WRONG, None).refused(422, "password_wrong");
    let shown = own(app, token, "", PASSWORD, None).ok();
    let secret = text(&shown, "secret");
    let uri = text(&shown, "uri");
    assert!(uri.starts_with("otpauth://totp/") && uri.contains(&format!("secret={secret}&")), "{uri}");
    assert!(uri.contains(":custodian-1?") && text(&shown, "qr").starts_with("<svg "), "{uri}");
    // So far it is none.
    enter(app, login, PASSWORD, None).ok();
    assert_eq!(
        me(app, token)["factor"],
        json!({ "passkeys": 0, "certificates": 0, "recovery_codes_left": 0, "needed": false })
    );
    own(app, token, "/confirmation", PASSWORD, None).refused(422, "code_needed");
    own(app, token, "/confirmation", PASSWORD, Some("000000x")).refused(422, "code_wrong");
    let device = crate::support::Authenticator::new(secret);
    let now = || app.clock.now();
    own(app, token, "/confirmation", PASSWORD, Some(&device.code(now().plus(2 * STEP)))).refused(422, "code_wrong");
    let codes = own(app, token, "/confirmation", PASSWORD, Some(&device.code(now()))).ok();
    let codes = codes["recovery_codes"].as_array().unwrap();
    assert_eq!(codes.len(), 10);
    assert!(codes.iter().all(|code| code.as_str().unwrap().replace('-', "").len() == 12), "{codes:?}");
    own(app, token, "", PASSWORD, None).refused(409, "factor_there");
    own(app, token, "/confirmation", PASSWORD, Some("123456")).refused(409, "factor_there");
    let factor = &me(app, token)["factor"];
    assert_eq!((&factor["recovery_codes_left"], factor["confirmed_at"].is_string()), (&json!(10), true), "{factor}");

    enter(app, login, PASSWORD, None).refused(401, "code_needed");
    enter(app, login, PASSWORD, Some(" ")).refused(401, "code_needed");
    enter(app, login, PASSWORD, Some(&device.code(now()))).refused(401, "code_wrong");
    app.wait(STEP);
    let code = device.code(now());
    enter(app, login, PASSWORD, Some(&format!("{} {}", &code[..3], &code[3..]))).ok();
    for action in ["FactorSetUp", "FactorConfirmed"] {
        assert_eq!(entries(app, action), 1, "{action}");
    }
    let mut conn = Conn::open(app.url(), Purpose::Read).unwrap();
    let kept = texts(&mut conn, "SELECT payload AS value FROM log_leaves WHERE action LIKE 'Factor%'").concat();
    let kept = kept
        + &texts(&mut conn, "SELECT factor_salt || recovery_salt AS value FROM users WHERE factor_salt IS NOT NULL")
            .concat();
    assert!(!kept.contains(secret) && !codes.iter().any(|code| kept.contains(&code.as_str().unwrap()[..9])), "{kept}");
}

#[test]
fn a_code_is_taken_once_also_by_those_who_come_at_the_same_time() {
    let app = &TestApp::new("factor-once");
    let (device, _) = app.set_up_factor("custodian-1");
    let enter = |code: &str| enter(app, "custodian-1", PASSWORD, Some(code));
    app.wait(10 * STEP);
    let now = app.clock.now();
    let (before, present, next) = (device.code(now.plus(-STEP)), device.code(now), device.code(now.plus(STEP)));
    enter(&device.code(now.plus(-2 * STEP))).refused(401, "code_wrong");
    enter(&before).ok();
    enter(&before).refused(401, "code_wrong");
    let both: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..4).map(|_| scope.spawn(|| enter(&present).status)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(both.iter().filter(|status| **status == 200).count(), 1, "{both:?}");
    enter(&next).ok();
    enter(&present).refused(401, "code_wrong");
    app.wait(STEP);
    enter(&next).refused(401, "code_wrong");
}

#[test]
fn wrong_codes_lock_like_wrong_passwords_and_tell_nothing_of_a_factor() {
    let app = &TestApp::new("factor-locks");
    let (device, _) = app.set_up_factor("custodian-1");
    let refused = |login: &str| {
        let mut answer = enter(app, login, WRONG, Some("123456"));
        for own in ["request_id", "instance"] {
            answer.body.as_object_mut().unwrap().remove(own);
        }
        (answer.status, answer.body)
    };
    assert_eq!(refused("custodian-1"), refused("custodian-2"));
    app.wait(15 * MINUTE);
    for _ in 0..5 {
        // The first step of signing in is no failure.
        enter(app, "custodian-1", PASSWORD, None).refused(401, "code_needed");
    }
    for _ in 0..5 {
        enter(app, "custodian-1", PASSWORD, Some("abcdefgh")).refused(401, "code_wrong");
        enter(app, "custodian-1", PASSWORD, None);
    }
    app.wait(STEP);
    enter(app, "custodian-1", PASSWORD, Some(&device.code(app.clock.now()))).refused(429, "too_many_attempts");
    app.wait(15 * MINUTE);
    let told = enter(app, "custodian-1", PASSWORD, Some(&device.code(app.clock.now()))).ok();
    assert_eq!(told["refused"]["count"], 6, "{told}");
    // A code that nobody asks for is passed over.
    enter(app, "custodian-2", PASSWORD, Some("123456")).ok();
}

#[test]
fn recovery_codes_are_good_once_and_void_when_there_are_others() {
    let app = &TestApp::new("factor-recovery");
    let (device, codes) = app.set_up_factor("custodian-1");
    let enter = |code: &str| enter(app, "custodian-1", PASSWORD, Some(code));
    let token = &text(&enter(&codes[3].to_uppercase()).ok(), "access_token").to_owned();
    enter(&codes[3]).refused(401, "code_wrong");
    enter(&codes[0].replace('-', " ")).ok();
    assert_eq!(me(app, token)["factor"]["recovery_codes_left"], 8);
    assert_eq!(entries(app, "RecoveryCodeUsed"), 2);
    let both: Vec<u16> = thread::scope(|scope| {
        let tries: Vec<_> = (0..2).map(|_| scope.spawn(|| enter(&codes[1]).status)).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(both.iter().filter(|status| **status == 200).count(), 1, "{both:?}");
    app.wait(STEP);
    own(app, token, "/recovery-codes", PASSWORD, None).refused(422, "code_needed");
    own(app, token, "/recovery-codes", WRONG, Some(&codes[2])).refused(422, "password_wrong");
    let others = own(app, token, "/recovery-codes", PASSWORD, Some(&device.code(app.clock.now()))).ok();
    let others: Vec<&str> = others["recovery_codes"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(others.iter().all(|code| !codes.iter().any(|former| former == code)), "{others:?}");
    enter(&codes[2]).refused(401, "code_wrong");
    enter(others[0]).ok();
    assert_eq!(me(app, token)["factor"]["recovery_codes_left"], 9);
}

#[test]
fn the_owner_removes_it_with_a_code_and_nobody_else_alone_but_for_people_who_are_no_administrators() {
    let app = &TestApp::new("factor-removal");
    let (device, codes) = app.set_up_factor("custodian-1");
    let token = &text(&enter(app, "custodian-1", PASSWORD, Some(&codes[0])).ok(), "access_token").to_owned();
    own(app, token, "/removal", PASSWORD, None).refused(422, "code_needed");
    own(app, token, "/removal", PASSWORD, Some(&codes[1])).with(204);
    own(app, token, "/removal", PASSWORD, None).refused(409, "factor_missing");
    own(app, token, "/recovery-codes", PASSWORD, None).refused(409, "factor_missing");
    enter(app, "custodian-1", PASSWORD, None).ok();
    // A former secret and former codes are of no use for a new one, whose codes are taken at once.
    let (again, _) = app.set_up_factor("custodian-1");
    app.wait(10 * STEP);
    assert_ne!(device.code(app.clock.now()), again.code(app.clock.now()));
    enter(app, "custodian-1", PASSWORD, Some(&codes[2])).refused(401, "code_wrong");

    let security = app.person("security-admin");
    let take = |by: &str, login: &str| {
        let path = format!("/api/v1/users/{}/factor-removal", app.person(login).id());
        app.person(by).post(&path, &json!({}))
    };
    app.set_up_factor("auditor");
    take("system-admin", "custodian-1").refused(403, "permission_missing");
    take("security-admin", "auditor").refused(409, "factor_of_administrator");
    take("security-admin", "security-admin").refused(409, "own_account_protected");
    let shown = |by: &str| app.person(by).get(&format!("/api/v1/users/{}", app.person("custodian-1").id())).ok();
    assert_eq!(shown("system-admin")["second_factor"], true);
    assert_eq!(shown("centre-head-1").get("second_factor"), None);
    let open = &app.person("custodian-1").session().access;
    app.wait(SECOND);
    assert_eq!(take("security-admin", "custodian-1").ok()["second_factor"], false);
    app.prepare("GET", "/api/v1/session").bearer(open).send().refused(401, "session_ended");
    take("security-admin", "custodian-1").ok();
    assert_eq!(entries(app, "FactorTaken"), 1);
    // Nor by way of other roles: no administrator is made of them until they have one again.
    let grant = |role: &str| {
        let path = format!("/api/v1/users/{}/roles", app.person("custodian-1").id());
        security.post(&path, &json!({ "roles": [role] }))
    };
    grant("auditor").refused(409, "factor_taken");
    grant("custodian").ok();
    let told = enter(app, "custodian-1", PASSWORD, None).ok();
    assert!(told["factor_taken_at"].is_string(), "{told}");
    assert_eq!(enter(app, "custodian-1", PASSWORD, None).ok().get("factor_taken_at"), None);
    app.wait(10 * STEP);
    app.set_up_factor("custodian-1");
    grant("auditor").ok();
}

#[test]
fn the_second_custodian_shows_a_code_as_well() {
    let app = &TestApp::new("factor-second");
    let (device, _) = app.set_up_factor("custodian-2");
    app.wait(STEP);
    let first = app.person("custodian-1");
    let confirm = |code: Option<&str>| {
        let mut body = json!({ "login": "custodian-2", "password": PASSWORD });
        if let Some(code) = code {
            body["code"] = code.into();
        }
        first.post("/api/v1/session/confirmations", &body)
    };
    let fields = |answer: Answer| answer.fields().iter().map(|(at, code)| format!("{at} {code}")).collect::<Vec<_>>();
    assert_eq!(fields(confirm(None)), ["/code code_needed"]);
    assert_eq!(fields(confirm(Some("000000"))), ["/code code_wrong"]);
    let code = device.code(app.clock.now());
    confirm(Some(&code)).ok();
    assert_eq!(fields(confirm(Some(&code))), ["/code code_wrong"]);
    enter(app, "custodian-2", PASSWORD, Some(&code)).refused(401, "code_wrong");
    rule(app, 2);
    app.person("custodian-3");
    let body = json!({ "login": "custodian-3", "password": PASSWORD });
    app.set_up_factor("custodian-1");
    first.post("/api/v1/session/confirmations", &body).refused(422, "factor_must_set_up");
}

#[test]
fn whoever_must_have_one_can_do_nothing_but_set_it_up() {
    let app = &TestApp::new("factor-rule");
    let work = |token: &str| app.prepare("GET", "/api/v1/agencies").bearer(token).send();
    let (admin, custodian) = (app.person("system-admin").token(), app.person("custodian-1").token());
    let set =
        |login: &str, path: &str| app.person(login).prepare("PUT", path).version(0).json(&json!({ "value": 1 })).send();
    set("system-admin", "/api/v1/settings/second_factor_for").refused(403, "permission_missing");
    set("system-admin", "/api/v1/factor-rule").refused(403, "permission_missing");
    set("security-admin", "/api/v1/settings/loan_warning_hours").refused(403, "permission_missing");
    app.set_up_factor("security-admin");
    rule(app, 1);
    work(&admin).refused(403, "factor_must_set_up");
    assert_eq!(me(app, &admin)["must_set_up_factor"], true);
    work(&custodian).ok();
    assert_eq!(me(app, &custodian)["must_set_up_factor"], false);
    app.set_up_factor("system-admin");
    work(&admin).ok();
    assert_eq!(me(app, &admin)["must_set_up_factor"], false);
    rule(app, 2);
    work(&custodian).refused(403, "factor_must_set_up");
    for beyond in ["work", "openapi.json"] {
        let path = format!("/api/v1/{beyond}");
        app.prepare("GET", &path).bearer(&custodian).send().refused(403, "factor_must_set_up");
    }
    rule(app, 0);
    work(&custodian).ok();
}

#[test]
fn a_factor_that_was_removed_or_exchanged_behind_the_programs_back_lets_nobody_in() {
    let app = &TestApp::new("factor-washed");
    let (device, codes) = app.set_up_factor("custodian-1");
    let (other, _) = app.set_up_factor("custodian-2");
    app.tampered();
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let mine = "WHERE login = 'custodian-1'";
    let kept = "CREATE TEMPORARY TABLE kept AS SELECT * FROM users WHERE login = 'custodian-1'";
    sql(&mut conn, kept);
    for column in ["factor_salt", "factor_confirmed_at", "recovery_salt", "recovery_left"] {
        sql(&mut conn, &format!("UPDATE users SET {column} = NULL {mine}"));
        app.wait(STEP);
        let code = device.code(app.clock.now());
        let answer = enter(app, "custodian-1", PASSWORD, Some(&code));
        answer.refused(409, "record_altered");
        sql(&mut conn, &format!("UPDATE users SET {column} = (SELECT {column} FROM kept) {mine}"));
    }
    // A factor of one's own in its place.
    for column in ["factor_salt", "recovery_salt"] {
        let own = "(SELECT * FROM (SELECT {column} FROM users WHERE login = 'custodian-2') AS theirs)"
            .replace("{column}", column);
        sql(&mut conn, &format!("UPDATE users SET {column} = {own} {mine}"));
    }
    app.wait(STEP);
    // The secret is of the salt and the person.
    enter(app, "custodian-1", PASSWORD, Some(&other.code(app.clock.now()))).refused(401, "code_wrong");
    for column in ["factor_salt", "recovery_salt"] {
        sql(&mut conn, &format!("UPDATE users SET {column} = (SELECT {column} FROM kept) {mine}"));
    }
    // A recovery code that was used is not made good again.
    enter(app, "custodian-1", PASSWORD, Some(&codes[0])).ok();
    sql(&mut conn, &format!("UPDATE users SET recovery_left = 1023 {mine}"));
    enter(app, "custodian-1", PASSWORD, Some(&codes[0])).refused(409, "record_altered");
    sql(&mut conn, &format!("UPDATE users SET recovery_left = 1022 {mine}"));
    app.wait(STEP);
    enter(app, "custodian-1", PASSWORD, Some(&device.code(app.clock.now()))).ok();
}
