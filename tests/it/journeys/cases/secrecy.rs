//! How far a case may be known: who says so, who is cleared, and where its goods may lie.

use custody::model::accounts::role::Role;
use custody::model::accounts::secrecy::SecrecyLevel;
use serde_json::{Value, json};

use crate::journeys::execute;
use crate::support::{Answer, Person, TestApp, accepted, approve, goods, request};
use crate::text;

const POLICE: [&str; 3] = ["police-officer-1", "police-officer-2", "police-head"];

fn set(person: &Person<'_>, case: &str, version: i64, level: &str) -> Answer {
    let call = person.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(version);
    call.json(&json!({ "level": level, "reason": "涉及未成年人" })).send()
}

fn places_take(app: &TestApp, code: &str, level: &str) {
    let admin = app.person("system-admin");
    let row = admin.get(&format!("/api/v1/places?code={code}")).ok()["rows"][0].clone();
    let path = format!("/api/v1/places/{}", text(&row, "id"));
    admin.patch(&path, row["version"].as_i64().unwrap(), &json!({ "secrecy": level })).ok();
}

#[test]
fn without_levels_everything_is_as_it_was() {
    let app = TestApp::new("secrecy-none");
    let (case, codes) = app.in_custody(&app.team(0), &goods::many(1));
    let custodian = app.staff().custodian;
    let shown = custodian.get(&format!("/api/v1/cases/{case}")).ok();
    assert_eq!((&shown["secrecy"], &shown["version"]), (&json!("ordinary"), &json!(1)));
    assert_eq!(custodian.get(&format!("/api/v1/scan/{}", codes[0])).ok()["item"]["secrecy"], "ordinary");
    let place = custodian.get("/api/v1/places?code=O-1").ok();
    assert_eq!(place["rows"][0]["secrecy"], "ordinary");
    let people = app.person("security-admin").get("/api/v1/users?clearance=ordinary&total=true").ok();
    let everybody = app.person("security-admin").get("/api/v1/users?total=true").ok();
    assert_eq!(people["total"], everybody["total"]);
}

#[test]
fn nobody_registers_a_case_above_the_own_clearance_or_with_officers_who_are_not_cleared() {
    let app = TestApp::new("secrecy-register");
    let team = app.team(0);
    let officers = [team.officer.id(), team.colleague.id()];
    let case = |no: &str, level: &str| json!({ "case_no": no, "name": "举报人保护", "cause": "贪污", "officers": officers, "secrecy": level });
    let register = |no: &str, level: &str| team.officer.post("/api/v1/cases", &case(no, level));
    assert_eq!(
        register("S-1", "secret").fields(),
        [("/secrecy", "clearance_too_low"), ("/officers", "officers_not_cleared")]
    );
    app.clear(&POLICE[..1], SecrecyLevel::Restricted);
    let refused = register("S-1", "restricted");
    assert_eq!(refused.fields(), [("/officers", "officers_not_cleared")]);
    assert!(refused.body.to_string().contains("办案乙"), "{}", refused.body);
    app.clear(&POLICE[1..2], SecrecyLevel::Secret);
    assert_eq!(register("S-1", "secret").fields()[0], ("/secrecy", "clearance_too_low"));
    let id = register("S-1", "restricted").created();
    let path = format!("/api/v1/cases/{id}");
    assert_eq!(team.officer.get(&path).ok()["secrecy"], "restricted");
    team.head.get(&path).refused(404, "not_found");
    let third = app.another("police-officer-3", Role::CaseOfficer, &team.officer);
    let edit = json!({ "officers": [team.officer.id(), third.id()] });
    assert_eq!(team.officer.patch(&path, 1, &edit).fields(), [("/officers", "officers_not_cleared")]);
    let rows = team.officer.get("/api/v1/cases?secrecy=restricted&total=true").ok();
    assert_eq!((rows["total"].as_i64(), &rows["rows"][0]["id"]), (Some(1), &json!(id)));
}

#[test]
fn the_answer_of_a_repeated_call_is_given_to_nobody_who_is_no_longer_cleared() {
    let app = TestApp::new("secrecy-replay");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    places_take(&app, "O-2", "secret");
    app.clear(&POLICE, SecrecyLevel::Secret);
    let body = json!({ "moves": [{ "item": codes[0], "place": "O-2" }], "reason": "整理" });
    let moved =
        |key: &str| staff.custodian.prepare("POST", "/api/v1/moves").header("idempotency-key", key).json(&body).send();
    let key = "018f0000-0000-4000-8000-000000000001";
    moved(key).ok();
    assert_eq!(moved(key).header("idempotency-replayed"), "true");
    let version = team.officer.get(&format!("/api/v1/cases/{case}")).ok()["version"].as_i64().unwrap();
    set(&team.officer, &case, version, "secret").ok();
    moved(key).refused(422, "idempotency_key_reused");
    app.clear(&["custodian-1"], SecrecyLevel::Secret);
    assert_eq!(moved(key).status, 422, "it was kept for somebody with another clearance");
}

#[test]
fn officers_raise_a_level_heads_lower_it_and_each_step_is_in_the_log_with_its_reason() {
    let app = TestApp::new("secrecy-set");
    let (team, others, chief) = (app.team(0), app.team(1), app.staff().head);
    let case = team.case();
    set(&team.officer, &case, 1, "ordinary").refused(409, "secrecy_same");
    set(&team.officer, &case, 1, "restricted").refused(409, "clearance_too_low");
    set(&others.head, &case, 1, "restricted").refused(404, "not_found");
    set(&app.staff().custodian, &case, 1, "restricted").refused(403, "permission_missing");
    app.clear(&[POLICE[0], POLICE[2]], SecrecyLevel::Secret);
    let told = set(&team.officer, &case, 1, "secret").refused(409, "officers_not_cleared");
    assert!(told.to_string().contains("办案乙"), "{told}");
    app.clear(&POLICE[1..2], SecrecyLevel::Secret);
    set(&team.officer, &case, 7, "secret").refused(412, "version_stale");
    let call = team.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(1);
    let blank = call.json(&json!({ "level": "secret", "reason": " " })).send();
    assert_eq!(blank.fields(), [("/reason", "text_empty")]);
    assert_eq!(set(&team.officer, &case, 1, "secret").ok()["secrecy"], "secret");
    set(&team.officer, &case, 2, "restricted").refused(409, "secrecy_not_yours");
    set(&chief, &case, 2, "ordinary").refused(404, "not_found");
    assert_eq!(set(&team.head, &case, 2, "restricted").ok()["secrecy"], "restricted");
    app.clear(&["centre-head-1", "auditor"], SecrecyLevel::Restricted);
    assert_eq!(set(&chief, &case, 3, "ordinary").ok()["secrecy"], "ordinary");
    let entries = app.person("auditor").get("/api/v1/audit/entries?action=CaseSecrecySet").ok();
    let rows = entries["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3, "{entries}");
    let entry = app.person("auditor").get(&format!("/api/v1/audit/entries/{}", rows[0]["seq"])).ok();
    let payload: Value = serde_json::from_str(text(&entry, "payload")).unwrap();
    assert_eq!(
        (&payload["details"]["before"], &payload["details"]["reason"]),
        (&json!("restricted"), &json!("涉及未成年人"))
    );
}

#[test]
fn clearance_is_granted_by_the_security_administrator_to_others_and_counts_from_the_next_call() {
    let app = TestApp::new("secrecy-grant");
    let (team, security) = (app.team(0), app.person("security-admin"));
    app.clear(&POLICE, SecrecyLevel::Restricted);
    let case = team.case();
    set(&team.officer, &case, 1, "restricted").ok();
    let custodian = app.staff().custodian;
    let path = |id: &str| format!("/api/v1/users/{id}/clearance");
    let level = |level: &str| json!({ "clearance": level, "reason": "参与办理本案" });
    let see = |person: &Person<'_>| person.get(&format!("/api/v1/cases/{case}")).status;
    assert_eq!(see(&custodian), 404);
    for person in ["system-admin", "auditor", "police-head", "centre-head-1"].map(|login| app.person(login)) {
        person.post(&path(&custodian.id()), &level("restricted")).refused(403, "permission_missing");
    }
    security.post(&path(&security.id()), &level("secret")).refused(409, "own_account_protected");
    let same = security.post(&path(&custodian.id()), &level("ordinary"));
    assert_eq!(same.fields(), [("/clearance", "secrecy_same")]);
    assert_eq!(security.post(&path(&custodian.id()), &level("restricted")).ok()["clearance"], "restricted");
    assert_eq!(see(&custodian), 200);
    security.post(&path(&custodian.id()), &level("ordinary")).ok();
    assert_eq!(see(&custodian), 404, "the session goes on, and sees it no more");
    // Nobody is left who is cleared, and still it can be granted again.
    for login in POLICE {
        security.post(&path(&app.person(login).id()), &level("ordinary")).ok();
    }
    assert_eq!(see(&team.officer), 404);
    security.post(&path(&team.head.id()), &level("secret")).ok();
    assert_eq!(see(&team.head), 200);
    let rows = app.person("auditor").get("/api/v1/audit/entries?action=ClearanceGranted&total=true").ok();
    assert_eq!(rows["total"], 9, "{rows}");
}

#[test]
fn goods_lie_where_their_level_may_lie_and_a_place_is_not_lowered_under_them() {
    let app = TestApp::new("secrecy-places");
    let (team, custodian) = (app.team(0), app.staff().custodian);
    app.clear(&POLICE, SecrecyLevel::Restricted);
    app.clear(&["custodian-1"], SecrecyLevel::Restricted);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let told = set(&team.officer, &case, 1, "restricted").refused(409, "goods_in_lower_places");
    assert!(told.to_string().contains("O-1"), "{told}");
    places_take(&app, "O-1", "restricted");
    set(&team.officer, &case, 1, "restricted").ok();
    let moved = json!({ "moves": [{ "item": codes[0], "place": "O-2" }] });
    let refused = custodian.post("/api/v1/moves", &moved).ok();
    assert_eq!(refused["results"][0]["refusal"]["code"], "place_not_cleared", "{refused}");
    places_take(&app, "O-2", "secret");
    let done = custodian.post("/api/v1/moves", &moved).ok();
    assert!(done["results"][0]["refusal"].is_null(), "{done}");
    let admin = app.person("system-admin");
    let row = admin.get("/api/v1/places?code=O-2").ok()["rows"][0].clone();
    let path = format!("/api/v1/places/{}", text(&row, "id"));
    let lowered = admin.patch(&path, row["version"].as_i64().unwrap(), &json!({ "secrecy": "ordinary" }));
    assert_eq!(lowered.fields(), [("/secrecy", "place_holds_higher")]);
    admin.patch(&path, row["version"].as_i64().unwrap(), &json!({ "secrecy": "restricted" })).ok();
    // An intake, too.
    let more = team.seize(&case, &goods::many(1));
    let id = team.approved(&request("intake", &case, &more));
    let results = execute(&custodian, &id, &[accepted(&more[0], &goods::ordinary("箱"))]).ok();
    assert!(results["results"][0]["refusal"].is_null(), "{results}");
    places_take(&app, "S-1", "ordinary");
}

#[test]
fn applicant_approver_executor_and_second_custodian_are_cleared_for_the_case() {
    let app = TestApp::new("secrecy-requests");
    let (team, staff) = (app.team(0), app.staff());
    app.clear(&POLICE, SecrecyLevel::Restricted);
    places_take(&app, "V-1", "restricted");
    let case = team.case();
    set(&team.officer, &case, 1, "restricted").ok();
    let good = goods::gold();
    let codes = team.seize(&case, std::slice::from_ref(&good));
    let stranger = app.another("police-officer-3", Role::CaseOfficer, &team.officer);
    stranger.post("/api/v1/requests", &request("intake", &case, &codes)).refused(404, "not_found");
    let id = team.submit(&request("intake", &case, &codes));
    team.head.step(&id, "approval", &approve()).ok();
    let path = format!("/api/v1/requests/{id}");
    staff.head.get(&path).refused(404, "not_found");
    assert_eq!(staff.head.get("/api/v1/requests?waiting_for_me=true&total=true").ok()["total"], 0);
    app.clear(&["centre-head-1"], SecrecyLevel::Secret);
    staff.head.step(&id, "approval", &approve()).ok();
    let lines = json!([accepted(&codes[0], &good)]);
    let execution = |second: &Person<'_>| {
        let confirmation = staff.custodian.with_second(second);
        staff.custodian.post(&format!("{path}/execution"), &json!({ "lines": lines, "confirmation": confirmation }))
    };
    execution(&staff.second).refused(404, "not_found");
    app.clear(&["custodian-1"], SecrecyLevel::Restricted);
    execution(&staff.second).refused(409, "second_not_cleared");
    app.clear(&["custodian-2"], SecrecyLevel::Restricted);
    assert_eq!(execution(&staff.second).ok()["request"]["status"], "completed");
    app.clear(&["custodian-2"], SecrecyLevel::Ordinary);
    let moved = json!({ "moves": [{ "item": codes[0], "place": "V-2" }],
        "confirmation": staff.custodian.with_second(&staff.second) });
    let refused = staff.custodian.post("/api/v1/moves", &moved).ok();
    assert_eq!(refused["results"][0]["refusal"]["code"], "second_not_cleared", "{refused}");
}

#[test]
fn figures_of_the_centre_count_everything_and_work_what_one_is_cleared_for() {
    let app = TestApp::new("secrecy-figures");
    let (team, staff) = (app.team(0), app.staff());
    let (case, _) = app.in_custody(&team, &goods::many(3));
    app.widen();
    let figures = || app.person("supervisor").get("/api/v1/reports/stock").ok();
    let before = figures();
    set(&team.officer, &case, 1, "restricted").ok();
    assert_eq!(figures()["balance"], before["balance"]);
    let place = staff.custodian.get("/api/v1/places?code=O-1").ok();
    assert_eq!(place["rows"][0]["held"], 3, "{place}");
    assert_eq!(staff.custodian.get("/api/v1/items?total=true").ok()["total"], 0);
}
