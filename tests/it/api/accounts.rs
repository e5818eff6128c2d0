//! Accounts from registration to disablement: made by one administrator, given roles by another, made one's own.

use custody::model::time::DAY;
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, TestApp};
use crate::text;

fn enter(app: &TestApp, login: &str, password: &str) -> Answer {
    app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": password })).send()
}

/// A new officer of the police: the id and the initial password.
fn register(app: &TestApp, login: &str) -> (String, String) {
    let user = json!({ "login": login, "name": "新警员", "agency_id": app.team(0).officer.agency_id() });
    let made = app.person("system-admin").post("/api/v1/users", &user).with(201);
    (text(&made, "id").to_owned(), text(&made, "initial_password").to_owned())
}

fn grant(app: &TestApp, id: &str, roles: &[&str]) -> Answer {
    app.person("security-admin").post(&format!("/api/v1/users/{id}/roles"), &json!({ "roles": roles }))
}

#[test]
fn an_initial_password_opens_nothing_but_the_own_account_until_it_is_changed() {
    let app = &TestApp::new("initial");
    let (id, initial) = register(app, "new.officer");
    grant(app, &id, &["case_officer"]).ok();
    let token = text(&enter(app, "new.officer", &initial).ok(), "access_token").to_owned();
    let get = |token: &str, path: &str| app.prepare("GET", path).bearer(token).send();
    assert_eq!(get(&token, "/api/v1/session").ok()["must_change_password"], true);
    get(&token, "/api/v1/items").refused(403, "password_must_change");

    let change = |token: &str, current: &str, new: &str| {
        let body = json!({ "current": current, "new": new });
        app.prepare("POST", "/api/v1/session/password").bearer(token).json(&body).send()
    };
    for (current, new, pointer, code) in [
        (initial.as_str(), "too short", "/new", "password_too_short"),
        (&initial, "new.officer-is-my-name", "/new", "password_names_you"),
        (&initial, "password123456789", "/new", "password_guessable"),
        (&initial, &"long ".repeat(30), "/new", "password_too_long"),
        (&initial, &initial, "/new", "password_same"),
        ("not the current one", PASSWORD, "/current", "password_wrong"),
    ] {
        assert_eq!(change(&token, current, new).fields(), [(pointer, code)], "{new}");
    }
    assert_eq!(change(&token, &initial, PASSWORD).status, 204);
    get(&token, "/api/v1/session").refused(401, "session_ended");
    enter(app, "new.officer", &initial).refused(401, "sign_in_failed");
    let token = text(&enter(app, "new.officer", PASSWORD).ok(), "access_token").to_owned();
    get(&token, "/api/v1/items").ok();
}

#[test]
fn an_initial_password_runs_out_after_a_day_and_can_be_given_again() {
    let app = TestApp::new("runs-out");
    let (id, initial) = register(&app, "late.officer");
    app.wait(DAY);
    enter(&app, "late.officer", &initial).refused(401, "sign_in_failed");
    let admin = app.person("system-admin");
    let again = admin.post(&format!("/api/v1/users/{id}/password"), &json!({})).ok();
    let again = text(&again, "initial_password").to_owned();
    assert!(again != initial && again.len() == 20);
    enter(&app, "late.officer", &again).ok();
}

#[test]
fn roles_fit_the_agency_and_never_meet_both_sides_in_one_person() {
    let app = TestApp::new("roles-fit");
    let (id, _) = register(&app, "some.body");
    for (roles, code) in [
        (vec!["custodian"], "role_agency_mismatch"),
        (vec!["supervisor"], "role_agency_mismatch"),
        (vec!["case_officer", "custodian"], "roles_forbidden"),
        (vec!["system_admin", "security_admin"], "roles_forbidden"),
        (vec![], "roles_forbidden"),
    ] {
        let answer = grant(&app, &id, &roles);
        assert_eq!(answer.fields()[0], ("/roles", code), "{roles:?}");
    }
    let both = grant(&app, &id, &["case_officer", "unit_head"]).ok();
    assert_eq!(both["roles"], json!(["case_officer", "unit_head"]));
    assert_eq!(grant(&app, &id, &["emperor"]).status, 422);
}

#[test]
fn nobody_disables_or_promotes_the_own_account() {
    let app = TestApp::new("own");
    let (admin, security) = (app.person("system-admin"), app.person("security-admin"));
    let path = |id: &str, step: &str| format!("/api/v1/users/{id}/{step}");
    admin.post(&path(&admin.id(), "disablement"), &json!({})).refused(409, "own_account_protected");
    admin.post(&path(&admin.id(), "password"), &json!({})).refused(409, "own_account_protected");
    let roles = json!({ "roles": ["auditor"] });
    security.post(&path(&security.id(), "roles"), &roles).refused(409, "own_account_protected");
    admin.post(&path(&security.id(), "roles"), &roles).refused(403, "permission_missing");
    let custodian = app.staff().custodian;
    let disabled = admin.post(&path(&custodian.id(), "disablement"), &json!({})).ok();
    let again = admin.post(&path(&custodian.id(), "disablement"), &json!({})).ok();
    assert_eq!((&disabled["disabled"], &again["version"]), (&json!(true), &disabled["version"]));
}

#[test]
fn an_account_is_registered_with_everything_wrong_named_at_once() {
    let app = TestApp::new("registers");
    let admin = app.person("system-admin");
    let user = |login: &str, name: &str, agency: &str| -> Value {
        json!({ "login": login, "name": name, "agency_id": agency })
    };
    let nobody = uuid::Uuid::new_v4().to_string();
    let answer = admin.post("/api/v1/users", &user("Has Blanks", "", &nobody));
    assert_eq!(
        answer.fields(),
        [("/login", "login_invalid"), ("/name", "text_empty"), ("/agency_id", "reference_unknown")]
    );
    let answer = admin.post("/api/v1/users", &user("custodian-1", "同名", &admin.agency_id()));
    assert_eq!(answer.fields(), [("/login", "name_taken")]);
    let (id, _) = register(&app, "moves.on");
    grant(&app, &id, &["case_officer"]).ok();
    let path = format!("/api/v1/users/{id}");
    let read = admin.get(&path).ok();
    let version = read["version"].as_i64().unwrap();
    let wrong = admin.patch(&path, version, &json!({ "agency_id": admin.agency_id() }));
    assert_eq!(wrong.fields(), [("/agency_id", "role_agency_mismatch")]);
    let other = app.team(1).officer.agency_id();
    let moved = admin.patch(&path, version, &json!({ "agency_id": other, "name": "调任" })).ok();
    assert_eq!((text(&moved, "agency_id"), text(&moved, "name")), (other.as_str(), "调任"));
}
