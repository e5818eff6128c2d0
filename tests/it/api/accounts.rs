//! Accounts from registration to disablement: made by one administrator, given roles by another, made one's own.

use custody::db::change::{Actor, Change};
use custody::model::ids::UserId;
use custody::model::time::{DAY, SECOND};
use custody::operations::accounts::passwords::Password;
use custody::operations::accounts::users::{self, Secret};
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, Person, TestApp};
use crate::text;

fn enter(app: &TestApp, login: &str, password: &str) -> Answer {
    app.prepare("POST", "/api/v1/session").json(&json!({ "login": login, "password": password })).send()
}

/// A new officer of the police: the id and the first part of the password.
fn register_only(app: &TestApp, login: &str) -> (String, String) {
    let user = json!({ "login": login, "name": "新警员", "agency_id": app.team(0).officer.agency_id() });
    let made = app.person("system-admin").post("/api/v1/users", &user).with(201);
    (text(&made, "id").to_owned(), text(&made, "password_part").to_owned())
}

/// A new officer of the police: the id and the initial password.
fn register(app: &TestApp, login: &str) -> (String, String) {
    let (id, first) = register_only(app, login);
    let password = app.release_password(&id, &first);
    (id, password)
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
    for beyond in ["items", "work", "openapi.json"] {
        get(&token, &format!("/api/v1/{beyond}")).refused(403, "password_must_change");
    }

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
    let again = app.give_password(&id);
    assert!(again != initial && again.len() == 24);
    enter(&app, "late.officer", &again).ok();
}

#[test]
fn no_administrator_alone_knows_a_password() {
    let app = &TestApp::new("two-parts");
    let (id, first) = register_only(app, "new.officer");
    assert_eq!(first.len(), 12);
    for tried in ["", &first, &first.repeat(2)] {
        enter(app, "new.officer", tried).refused(401, "sign_in_failed");
    }
    let security = app.person("security-admin");
    let release = format!("/api/v1/users/{id}/password-release");
    app.person("system-admin").post(&release, &json!({})).refused(403, "permission_missing");
    security.post(&format!("/api/v1/users/{id}/password"), &json!({})).refused(403, "permission_missing");
    let second = text(&security.post(&release, &json!({})).ok(), "password_part").to_owned();
    for tried in [&first, &second, &format!("{second}{first}")] {
        enter(app, "new.officer", tried).refused(401, "sign_in_failed");
    }
    enter(app, "new.officer", &format!("{first}{second}")).ok();
    security.post(&release, &json!({})).refused(409, "password_part_missing");

    let entries = app.person("auditor").get(&format!("/api/v1/audit/entries?subject_id={id}")).ok();
    let entries = entries["rows"].as_array().unwrap();
    for (action, by) in [("UserRegistered", app.person("system-admin")), ("PasswordReleased", security)] {
        let entry = entries.iter().find(|entry| entry["action"] == action).expect(action);
        assert_eq!(text(entry, "actor_id"), by.id(), "{action}");
    }
    let told = serde_json::to_string(entries).unwrap();
    assert!(!told.contains(&first) && !told.contains(&second));
}

#[test]
fn the_old_password_is_good_until_the_new_one_is_released() {
    let app = &TestApp::new("until-released");
    let custodian = app.staff().custodian;
    let token = text(&enter(app, "custodian-1", PASSWORD).ok(), "access_token").to_owned();
    let me = || app.prepare("GET", "/api/v1/session").bearer(&token).send();
    let give = || app.person("system-admin").post(&format!("/api/v1/users/{}/password", custodian.id()), &json!({}));
    let earlier = text(&give().ok(), "password_part").to_owned();
    app.wait(SECOND);
    let first = text(&give().ok(), "password_part").to_owned();
    assert_ne!(earlier, first);
    me().ok();
    enter(app, "custodian-1", PASSWORD).ok();
    let password = app.release_password(&custodian.id(), &first);
    me().refused(401, "session_ended");
    for old in [PASSWORD.to_owned(), password.replace(&first, &earlier)] {
        enter(app, "custodian-1", &old).refused(401, "sign_in_failed");
    }
    enter(app, "custodian-1", &password).ok();

    // It is of no use but to choose another one.
    let confirm = json!({ "login": "custodian-1", "password": password });
    let confirmed = app.staff().second.post("/api/v1/session/confirmations", &confirm);
    assert_eq!(confirmed.fields(), [("/password", "password_must_change")]);
}

#[test]
fn a_first_part_waits_for_a_day_and_for_another_administrator() {
    let app = &TestApp::new("part-waits");
    let (admin, security, auditor) = (app.person("system-admin"), app.person("security-admin"), app.person("auditor"));
    let of = |id: &str, step: &str| format!("/api/v1/users/{id}/{step}");
    let give = |id: &str| admin.post(&of(id, "password"), &json!({}));
    let waiting = |by: &Person<'_>| -> Vec<String> {
        let page = by.get("/api/v1/users?awaits_release=true").ok();
        page["rows"].as_array().unwrap().iter().map(|row| text(row, "login").to_owned()).collect()
    };
    let custodian = app.staff().custodian.id();
    give(&custodian).ok();
    assert_eq!((waiting(&security), waiting(&auditor), waiting(&admin)), one_each("custodian-1"));
    assert!(security.get(of(&custodian, "").trim_end_matches('/')).ok()["password_part_at"].is_string());
    let head = app.staff().head;
    assert_eq!(waiting(&head), Vec::<String>::new(), "nobody's business but the administrators'");
    assert_eq!(head.get(of(&custodian, "").trim_end_matches('/')).ok().get("password_part_at"), None);
    app.wait(DAY);
    assert_eq!(waiting(&security), Vec::<String>::new());
    security.post(&of(&custodian, "password-release"), &json!({})).refused(409, "password_part_missing");

    // Whoever gave the first part has become a security administrator since.
    give(&custodian).ok();
    give(&security.id()).ok();
    let become_one = |id: &str, role: &str| security.post(&of(id, "roles"), &json!({ "roles": [role] }));
    become_one(&app.person("custodian-3").id(), "system_admin").ok();
    become_one(&admin.id(), "security_admin").ok();
    let turned = app.person("system-admin");
    turned.post(&of(&custodian, "password-release"), &json!({})).refused(409, "password_part_own");

    // The security administrator's own password is released by the auditor.
    security.post(&of(&security.id(), "password-release"), &json!({})).refused(409, "own_account_protected");
    auditor.post(&of(&security.id(), "password-release"), &json!({})).ok();
}

fn one_each(login: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let one = || vec![login.to_owned()];
    (one(), one(), one())
}

#[test]
fn a_first_part_is_void_when_the_account_got_on_without_it() {
    let app = &TestApp::new("part-void");
    let (admin, security) = (app.person("system-admin"), app.person("security-admin"));
    let of = |login: &str, step: &str| format!("/api/v1/users/{}/{step}", app.person(login).id());
    let give = |login: &str| admin.post(&of(login, "password"), &json!({}));
    let refused = |login: &str| {
        security.post(&of(login, "password-release"), &json!({})).refused(409, "password_part_missing");
    };
    refused("custodian-1");

    give("custodian-1").ok();
    let body = json!({ "current": PASSWORD, "new": PASSWORD.replace("seven", "eight") });
    app.person("custodian-1").prepare("POST", "/api/v1/session/password").json(&body).send().with(204);
    refused("custodian-1");

    give("custodian-2").ok();
    admin.post(&of("custodian-2", "disablement"), &json!({})).ok();
    refused("custodian-2");
    give("custodian-2").refused(409, "account_disabled");

    let custodian = app.person("custodian-3");
    give("custodian-3").ok();
    let hash = Password::new(PASSWORD).hash().unwrap();
    let id = custodian.id().parse().map(UserId).unwrap();
    let console = |change: &mut Change<'_>| users::reset_password(change, id, Secret::Initial(hash.clone()));
    app.database.change(Actor::PROGRAM, console).unwrap();
    refused("custodian-3");
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
    ] {
        let answer = grant(&app, &id, &roles);
        assert_eq!(answer.fields()[0], ("/roles", code), "{roles:?}");
    }
    let both = grant(&app, &id, &["case_officer", "unit_head"]).ok();
    assert_eq!(both["roles"], json!(["case_officer", "unit_head"]));
    assert_eq!(grant(&app, &id, &[]).ok()["roles"], json!([]), "all are taken");
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
fn the_last_administrator_of_a_kind_stays() {
    let app = TestApp::new("last-administrator");
    let (admin, security) = (app.person("system-admin"), app.person("security-admin"));
    let path = |login: &str, step: &str| format!("/api/v1/users/{}/{step}", app.person(login).id());
    for login in ["security-admin", "auditor"] {
        admin.post(&path(login, "disablement"), &json!({})).refused(409, "last_administrator");
    }
    for (login, roles) in [("system-admin", json!([])), ("auditor", json!(["custodian"])), ("auditor", json!([]))] {
        security.post(&path(login, "roles"), &json!({ "roles": roles })).refused(409, "last_administrator");
    }
    let auditor = json!({ "roles": ["auditor"] });
    security.post(&path("custodian-3", "roles"), &auditor).ok();
    admin.post(&path("auditor", "disablement"), &json!({})).ok();
    admin.post(&path("custodian-3", "disablement"), &json!({})).refused(409, "last_administrator");
    let id = app.person("custodian-3").id().parse().map(UserId).unwrap();
    app.database.change(Actor::PROGRAM, |change| users::disable(change, id)).expect("the operator may");
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
