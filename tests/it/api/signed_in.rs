//! Where people are signed in: seen and ended by themselves and by administrators, and told of at the next sign-in.

use custody::model::time::{HOUR, MINUTE};
use serde_json::{Value, json};

use crate::support::{Answer, Browser, PASSWORD, TestApp};
use crate::text;

fn call(app: &TestApp, method: &str, path: &str, token: &str) -> Answer {
    app.prepare(method, path).bearer(token).send()
}

fn rows(answer: &Value) -> &Vec<Value> {
    answer["rows"].as_array().unwrap()
}

fn entries(app: &TestApp, action: &str) -> Vec<Value> {
    let found = app.person("auditor").get(&format!("/api/v1/audit/entries?action={action}")).ok();
    rows(&found).clone()
}

#[test]
fn people_see_where_they_are_signed_in_and_end_what_is_not_theirs() {
    let app = &TestApp::new("own-sessions");
    let here = app.sign_in("custodian-1");
    app.wait(MINUTE);
    let agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";
    let who = json!({ "login": "custodian-1", "password": PASSWORD });
    let there = app.prepare("POST", "/api/v1/session").header("user-agent", agent).json(&who).send().ok();
    let there = text(&there, "access_token");
    let foreign = app.sign_in("custodian-2");
    let list = call(app, "GET", "/api/v1/sessions", &here).ok();
    let [newest, own] = &rows(&list)[..] else { panic!("{list}") };
    assert_eq!((&newest["current"], &own["current"]), (&json!(false), &json!(true)));
    assert_eq!(
        (&newest["browser"], &newest["address"], &newest["new_device"]),
        (&json!(agent), &json!("127.0.0.1"), &json!(true))
    );
    assert_eq!(newest["created_at"], "2022-12-31T16:01:00.000000Z");
    assert_eq!(newest["expires_at"], "2023-01-01T00:01:00.000000Z");
    // One of many, page by page.
    let first = call(app, "GET", "/api/v1/sessions?limit=1", &here).ok();
    let second = call(app, "GET", &format!("/api/v1/sessions?limit=1&cursor={}", text(&first, "next")), &here).ok();
    assert_eq!(
        (rows(&first)[0]["id"].clone(), rows(&second)[0]["id"].clone()),
        (newest["id"].clone(), own["id"].clone())
    );

    // Another person's is not there, and goes on.
    let path = format!("/api/v1/sessions/{}", app.session_of(&foreign));
    call(app, "DELETE", &path, &here).refused(404, "not_found");
    call(app, "GET", "/api/v1/session", &foreign).ok();
    let path = format!("/api/v1/sessions/{}", text(newest, "id"));
    assert_eq!(call(app, "DELETE", &path, &here).status, 204);
    call(app, "GET", "/api/v1/session", there).refused(401, "session_ended");
    call(app, "DELETE", &path, &here).refused(404, "not_found");
    assert_eq!(rows(&call(app, "GET", "/api/v1/sessions", &here).ok()).len(), 1);
    let ended = entries(app, "SessionEnded");
    assert_eq!((ended.len(), text(&ended[0], "actor_id")), (1, app.person("custodian-1").id().as_str()));

    let others = [app.sign_in("custodian-1"), app.sign_in("custodian-1")];
    assert_eq!(call(app, "DELETE", "/api/v1/sessions", &here).status, 204);
    for other in others {
        call(app, "GET", "/api/v1/session", &other).refused(401, "session_ended");
    }
    assert_eq!(call(app, "DELETE", "/api/v1/sessions", &here).status, 204, "where there are no others");
    call(app, "GET", "/api/v1/session", &here).ok();
    call(app, "GET", "/api/v1/session", &foreign).ok();
    assert_eq!(entries(app, "SessionEnded").len(), 3);
}

#[test]
fn a_session_that_nobody_used_for_too_long_is_in_no_list() {
    let app = &TestApp::new("idle-sessions");
    app.sign_in("custodian-1");
    app.wait(16 * MINUTE);
    let here = app.sign_in("custodian-1");
    assert_eq!(rows(&call(app, "GET", "/api/v1/sessions", &here).ok()).len(), 1);
    app.wait(9 * HOUR);
    let here = app.sign_in("custodian-1");
    assert_eq!(rows(&call(app, "GET", "/api/v1/sessions", &here).ok()).len(), 1);
}

#[test]
fn administrators_see_and_end_anybodys_sessions_and_nobody_else_does() {
    let app = &TestApp::new("others-sessions");
    let (one, two) = (app.sign_in("police-officer-1"), app.sign_in("police-officer-1"));
    let officer = app.person("police-officer-1").id();
    let path = format!("/api/v1/users/{officer}/sessions");
    for login in ["police-head", "custodian-1", "centre-head-1", "supervisor", "auditor"] {
        app.person(login).get(&path).refused(403, "permission_missing");
        app.person(login).prepare("DELETE", &path).send().refused(403, "permission_missing");
    }
    for (login, ended) in [("system-admin", &one), ("security-admin", &two)] {
        let admin = app.person(login);
        let list = admin.get(&path).ok();
        assert!(rows(&list).iter().any(|row| text(row, "id") == app.session_of(ended)), "{list}");
        let foreign = format!("/api/v1/users/{}/sessions/{}", app.person("police-head").id(), app.session_of(ended));
        admin.prepare("DELETE", &foreign).send().refused(404, "not_found");
        assert_eq!(admin.prepare("DELETE", &format!("{path}/{}", app.session_of(ended))).send().status, 204);
        call(app, "GET", "/api/v1/session", ended).refused(401, "session_ended");
    }
    let again = app.sign_in("police-officer-1");
    assert_eq!(app.person("security-admin").prepare("DELETE", &path).send().status, 204);
    call(app, "GET", "/api/v1/session", &again).refused(401, "session_ended");
    assert_eq!(app.person("system-admin").prepare("DELETE", &path).send().status, 204, "of whoever has none");
    let ended = entries(app, "SessionEnded");
    assert!(ended.iter().all(|entry| text(entry, "subject_id") == officer), "{ended:?}");
    assert_eq!(text(&ended[0], "actor_id"), app.person("security-admin").id());
    // Whoever ends all of the own ones this way stays signed in.
    let own = app.person("security-admin");
    assert_eq!(own.prepare("DELETE", &format!("/api/v1/users/{}/sessions", own.id())).send().status, 204);
    own.get("/api/v1/session").ok();
}

#[test]
fn a_sign_in_at_a_new_browser_is_told_to_whoever_comes_with_a_known_one() {
    let app = &TestApp::new("new-browser");
    let mut own = Browser::new(app);
    assert_eq!(own.sign_in("custodian-1", PASSWORD).ok().get("elsewhere"), None, "nobody is told of the first one");
    app.wait(MINUTE);
    assert_eq!(own.sign_in("custodian-1", PASSWORD).ok().get("elsewhere"), None);
    app.wait(MINUTE);
    // Somebody who learnt the password, from a browser of their own: once more when it is known there.
    let mut thief = Browser::new(app);
    assert_eq!(thief.sign_in("custodian-1", PASSWORD).ok().get("elsewhere"), None);
    app.wait(MINUTE);
    thief.sign_in("custodian-1", PASSWORD).ok();
    app.wait(MINUTE);
    let told = own.sign_in("custodian-1", PASSWORD).ok();
    assert_eq!(
        (&told["elsewhere"]["at"], &told["elsewhere"]["count"]),
        (&json!("2022-12-31T16:02:00.000000Z"), &json!(1))
    );
    assert_eq!(told["elsewhere"]["address"], "127.0.0.1");
    app.wait(MINUTE);
    assert_eq!(own.sign_in("custodian-1", PASSWORD).ok().get("elsewhere"), None, "it was told");
    // A program keeps nothing, and is told of as well.
    app.wait(MINUTE);
    app.sign_in("custodian-1");
    assert!(own.sign_in("custodian-1", PASSWORD).ok()["elsewhere"].is_object());
    // Confirming as the second custodian makes a browser known, and signing in there is told of all the same.
    app.wait(MINUTE);
    let mut counter = Browser::new(app);
    counter.sign_in("custodian-2", PASSWORD).ok();
    let second = json!({ "login": "custodian-1", "password": PASSWORD });
    let colleague = app.person("custodian-2").id();
    counter.send("/api/v1/session/confirmations", &second, Some(&colleague)).ok();
    assert_eq!(counter.sign_in("custodian-1", PASSWORD).ok().get("elsewhere"), None);
    app.wait(MINUTE);
    assert_eq!(own.sign_in("custodian-1", PASSWORD).ok()["elsewhere"]["count"], 1);
    // The own choice of a password is no sign-in elsewhere.
    app.wait(MINUTE);
    let me = app.person("custodian-1").id();
    let chosen = "nine boats by the quiet canal";
    let body = json!({ "current": PASSWORD, "new": chosen });
    assert_eq!(own.send("/api/v1/session/password", &body, Some(&me)).status, 204);
    assert_eq!(own.sign_in("custodian-1", chosen).ok().get("elsewhere"), None);
}
