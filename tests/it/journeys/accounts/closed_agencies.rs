//! The people of a closed agency are out until it is opened again, and nobody closes the centre to everybody.

use custody::db::change::Actor;
use custody::keys::PersonalKeys;
use custody::model::accounts::agency::AgencyKind;
use custody::model::accounts::role::Role;
use custody::operations::accounts::agencies::{self, NewAgency};
use custody::operations::accounts::users::{NewUser, Secret, grant_roles, register};
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, Person, TestApp, password_hash};
use crate::text;

#[track_caller]
fn edit(admin: &Person<'_>, id: &str, edit: &Value) -> Answer {
    let path = format!("/api/v1/agencies/{id}");
    let version = admin.get(&path).ok()["version"].as_i64().unwrap();
    admin.patch(&path, version, edit)
}

/// Another centre with one person of each of these roles, who signs in as the role is called: its id.
fn another_centre(app: &TestApp, roles: &[Role]) -> String {
    let made = app.database.change(Actor::PROGRAM, |change| {
        let (code, name) = ("130273000009".to_owned(), "旧涉案财物管理中心".to_owned());
        let centre = agencies::register(change, &NewAgency { code, name, kind: AgencyKind::Centre, parent_id: None })?;
        for role in roles {
            let login = format!("old-{}", role.to_string().replace('_', "-"));
            let new = NewUser::new(login, "旧人", centre.id);
            let user = register(change, &PersonalKeys::default(), &new, Secret::Own(password_hash()))?;
            grant_roles(change, user.id, &[*role])?;
        }
        Ok(centre.id)
    });
    made.unwrap().to_string()
}

#[test]
fn the_people_of_a_closed_agency_are_out_until_it_is_opened_again() {
    let app = TestApp::new("closed-agency");
    let (admin, auditor) = (app.person("system-admin"), app.person("auditor"));
    let (team, others) = (app.team(1), app.team(0));
    let sign_in = |login: &str| {
        let who = json!({ "login": login, "password": PASSWORD });
        app.prepare("POST", "/api/v1/session").json(&who).send()
    };
    let refreshed =
        |token: &str| app.prepare("POST", "/api/v1/session/refresh").json(&json!({ "refresh_token": token })).send();
    let (pair, agency) = (team.officer.session(), team.officer.agency_id());
    team.head.get("/api/v1/session").ok();
    others.officer.get("/api/v1/session").ok();
    edit(&admin, &agency, &json!({ "active": false })).ok();

    team.head.get("/api/v1/session").refused(401, "session_ended");
    app.prepare("GET", "/api/v1/session").bearer(&pair.access).send().refused(401, "session_ended");
    refreshed(&pair.refresh).refused(401, "session_ended");
    others.officer.get("/api/v1/session").ok();
    let without_ids = |answer: Answer| {
        let (status, mut body) = (answer.status, answer.body);
        for member in ["instance", "request_id"] {
            body.as_object_mut().unwrap().remove(member);
        }
        (status, body)
    };
    let refused = without_ids(sign_in("prosecutor-head"));
    assert_eq!(refused, without_ids(sign_in("nobody-at-all")), "who is out is told no more than who is nobody");
    assert_eq!((refused.0, text(&refused.1, "code")), (401, "sign_in_failed"));
    let ended = auditor.get("/api/v1/audit/entries?action=SignedOut").ok();
    let by: Vec<_> = ended["rows"].as_array().unwrap().iter().map(|entry| text(entry, "actor_id").to_owned()).collect();
    assert_eq!(by, [admin.id(), admin.id()], "an entry for each session: {ended}");

    edit(&admin, &agency, &json!({ "active": true })).ok();
    assert!(sign_in("prosecutor-head").status < 300);
    team.head.get("/api/v1/session").refused(401, "session_ended");
    refreshed(&pair.refresh).refused(401, "session_ended");
}

#[test]
fn the_centre_is_closed_to_nobody() {
    let app = TestApp::new("centre-open");
    let (admin, security) = (app.person("system-admin"), app.person("security-admin"));
    edit(&admin, &admin.agency_id(), &json!({ "active": false })).refused(409, "centre_stays_open");
    edit(&admin, &admin.agency_id(), &json!({ "name": "市涉案财物管理中心" })).ok();
    let old = another_centre(&app, &[Role::Auditor, Role::Custodian]);
    let roles = |login: &str, roles: Value| {
        let path = format!("/api/v1/users/{}/roles", app.person(login).id());
        security.post(&path, &json!({ "roles": roles }))
    };
    // Whoever cannot sign in is no administrator that is left.
    edit(&admin, &old, &json!({ "active": false })).ok();
    roles("auditor", json!([])).refused(409, "last_administrator");
    edit(&admin, &old, &json!({ "active": true })).ok();
    roles("auditor", json!([])).ok();
    edit(&admin, &old, &json!({ "active": false })).refused(409, "last_administrator");
    app.person("old-auditor").get("/api/v1/session").ok();
    roles("auditor", json!(["auditor"])).ok();
    edit(&admin, &old, &json!({ "active": false })).ok();
}

#[test]
fn a_custodian_of_a_closed_agency_stands_by_nobody() {
    let app = TestApp::new("closed-second");
    let (admin, custodian) = (app.person("system-admin"), app.person("custodian-1"));
    let old = another_centre(&app, &[Role::Custodian]);
    let confirm =
        |login: &str| custodian.post("/api/v1/session/confirmations", &json!({ "login": login, "password": PASSWORD }));
    confirm("old-custodian").ok();
    edit(&admin, &old, &json!({ "active": false })).ok();
    let (refused, unknown) = (confirm("old-custodian"), confirm("nobody-at-all"));
    assert!(refused.status >= 400, "{}", refused.body);
    assert_eq!((refused.status, refused.code()), (unknown.status, unknown.code()));
}

#[test]
fn a_closed_agency_is_not_renamed_to_what_can_be_taken_for_one_that_works() {
    let app = TestApp::new("closed-names");
    let admin = app.person("system-admin");
    let found = |code: &str, name: &str| {
        admin.post("/api/v1/agencies", &json!({ "code": code, "name": name, "kind": "police" })).created()
    };
    let (closed, working) = (found("130273050000", "工业区分局"), found("130273060000", "农业区分局"));
    edit(&admin, &closed, &json!({ "active": false })).ok();
    for name in ["农业区分局", "农业区 分局", "农业\u{3000}区分局"] {
        let answer = edit(&admin, &closed, &json!({ "name": name }));
        assert_eq!(answer.fields(), [("/name", "name_looks_like")], "{name}");
    }
    // The name of before is free meanwhile.
    edit(&admin, &working, &json!({ "name": "エ业区分局" })).ok();
    edit(&admin, &closed, &json!({ "parent_id": working })).ok();
    assert_eq!(edit(&admin, &closed, &json!({ "active": true })).fields(), [("/name", "name_looks_like")]);
    edit(&admin, &working, &json!({ "active": false })).ok();
}
