//! A call repeated with the same key is done once and answered alike; a key stands for one call of one person.

use custody::db::ledger::log;
use serde_json::{Value, json};

use crate::laws::operations::all;
use crate::support::{Answer, Person, Team, TestApp};

fn case(team: &Team<'_>, number: &str) -> Value {
    json!({ "case_no": number, "name": "案", "cause": "盗窃", "officers": [team.officer.id(), team.colleague.id()] })
}

fn keyed(person: &Person<'_>, path: &str, key: &str, body: &Value) -> Answer {
    person.prepare("POST", path).header("idempotency-key", key).json(body).send()
}

#[test]
fn a_repeated_call_is_done_once_and_gets_the_stored_answer() {
    let app = TestApp::new("repeats");
    let team = app.team(0);
    let key = uuid::Uuid::new_v4().to_string();
    let size = || app.database.read(log::size).unwrap();
    let first = keyed(&team.officer, "/api/v1/cases", &key, &case(&team, "A-1"));
    let grown = size();
    let again = keyed(&team.officer, "/api/v1/cases", &key, &case(&team, "A-1"));
    assert_eq!((again.status, &again.bytes), (201, &first.bytes));
    assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), ("", "true"));
    for name in ["location", "etag", "content-type"] {
        assert_eq!(first.header(name), again.header(name), "{name}");
    }
    let location = first.header("location").to_owned();
    assert_eq!(location, format!("/api/v1/cases/{}", first.created()));
    team.officer.get(&location).ok();
    assert_eq!(size(), grown, "a repeated call leaves nothing in the log");
    let quoted = keyed(&team.officer, "/api/v1/cases", &format!("\"{key}\""), &case(&team, "A-1"));
    assert_eq!(quoted.header("idempotency-replayed"), "true");
}

#[test]
fn a_key_stands_for_one_call_of_one_person() {
    let app = TestApp::new("keys");
    let team = app.team(0);
    let key = uuid::Uuid::new_v4().to_string();
    keyed(&team.officer, "/api/v1/cases", &key, &case(&team, "A-1")).created();
    keyed(&team.officer, "/api/v1/cases", &key, &case(&team, "A-2")).refused(422, "idempotency_key_reused");
    keyed(&team.officer, "/api/v1/requests", &key, &case(&team, "A-1")).refused(422, "idempotency_key_reused");
    keyed(&team.colleague, "/api/v1/cases", &key, &case(&team, "A-2")).created();
    let other = app.team(1);
    keyed(&other.officer, "/api/v1/cases", &key, &case(&other, "A-1")).created();
}

#[test]
fn a_key_does_not_show_the_answer_of_before_to_who_moved_on() {
    let app = TestApp::new("moved");
    let (team, key) = (app.team(0), uuid::Uuid::new_v4().to_string());
    let body = case(&team, "A-1");
    keyed(&team.officer, "/api/v1/cases", &key, &body).created();
    let admin = app.person("system-admin");
    let path = format!("/api/v1/users/{}", team.officer.id());
    let edit = |agency: String| {
        let version = admin.get(&path).ok()["version"].as_i64().unwrap();
        admin.patch(&path, version, &json!({ "agency_id": agency })).ok();
    };
    edit(app.team(1).officer.agency_id());
    let moved = app.person(team.officer.login());
    keyed(&moved, "/api/v1/cases", &key, &body).refused(422, "idempotency_key_reused");
    edit(team.officer.agency_id());
    let back = app.person(team.officer.login());
    assert_eq!(keyed(&back, "/api/v1/cases", &key, &body).header("idempotency-replayed"), "true");
    let roles = json!({ "roles": ["case_officer", "unit_head"] });
    app.person("security-admin").post(&format!("{path}/roles"), &roles).ok();
    let promoted = app.person(team.officer.login());
    keyed(&promoted, "/api/v1/cases", &key, &body).refused(422, "idempotency_key_reused");
}

#[test]
fn a_refused_call_leaves_its_key_free() {
    let app = TestApp::new("refused");
    let team = app.team(0);
    let key = uuid::Uuid::new_v4().to_string();
    keyed(&team.officer, "/api/v1/cases", &key, &case(&team, "")).refused(422, "text_empty");
    keyed(&team.officer, "/api/v1/cases", &key, &case(&team, "A-1")).created();
}

#[test]
fn a_part_of_a_password_is_shown_once_only() {
    let app = TestApp::new("shown");
    let admin = app.person("system-admin");
    let key = uuid::Uuid::new_v4().to_string();
    let user = json!({ "login": "new.person", "name": "新人", "agency_id": app.team(0).officer.agency_id() });
    let first = keyed(&admin, "/api/v1/users", &key, &user).with(201);
    assert_eq!(first["password_part"].as_str().map(str::len), Some(12));
    let again = keyed(&admin, "/api/v1/users", &key, &user).with(201);
    assert_eq!((again["id"].clone(), again.get("password_part")), (first["id"].clone(), None));
    let release = format!("/api/v1/users/{}/password-release", first["id"].as_str().unwrap());
    let (security, key) = (app.person("security-admin"), uuid::Uuid::new_v4().to_string());
    let second = keyed(&security, &release, &key, &json!({})).ok();
    assert_eq!(second["password_part"].as_str().map(str::len), Some(12));
    let again = keyed(&security, &release, &key, &json!({})).ok();
    assert_eq!((again["id"].clone(), again.get("password_part")), (first["id"].clone(), None));
}

#[test]
fn every_operation_that_says_so_asks_for_its_key() {
    let app = TestApp::new("asked");
    let mut tried = 0;
    for operation in all().into_iter().filter(|one| one.headers.iter().any(|name| name == "Idempotency-Key")) {
        let person = app.one(operation.first_role());
        let path = operation.path_of(&operation.plausible);
        let bare = || person.prepare("POST", &path).version(1).json(&json!({}));
        bare().send().refused(400, "idempotency_key_needed");
        bare().header("idempotency-key", "once").send().refused(400, "idempotency_key_needed");
        tried += 1;
    }
    assert!(tried >= 15, "only {tried} operations");
}

#[test]
fn every_post_that_moves_or_creates_takes_a_key() {
    // Signing in and what belongs to a session, and the first start, change nothing twice that matters; a trial changes nothing at all.
    let free = |path: &str| {
        path.starts_with("/api/v1/session") && !path.starts_with("/api/v1/session-")
            || [
                "/api/v1/setup",
                "/api/v1/passkey-challenges",
                "/api/v1/identity-requests",
                "/api/v1/identity-answers",
                "/api/v1/clock-rules/trial",
            ]
            .contains(&path)
    };
    for operation in all().into_iter().filter(|one| one.method == "POST" && !free(&one.path)) {
        assert!(operation.headers.iter().any(|name| name == "Idempotency-Key"), "{} takes no key", operation.id);
    }
}
