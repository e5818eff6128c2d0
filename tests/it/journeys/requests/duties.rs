//! Who applies, who approves and who carries out are three people; and an item is in one open request at most.

use serde_json::json;

use crate::journeys::{against, execute, read, state, step};
use crate::support::{Person, TestApp, approve, confirm, goods, loan, request};
use crate::text;

fn grant(app: &TestApp, person: &Person<'_>, roles: &[&str]) {
    let path = format!("/api/v1/users/{}/roles", person.id());
    app.person("security-admin").post(&path, &json!({ "roles": roles })).ok();
}

#[test]
fn an_officer_who_is_head_as_well_does_not_approve_the_own_request() {
    let app = TestApp::new("both-roles");
    let team = app.team(0);
    grant(&app, &team.officer, &["case_officer", "unit_head"]);
    let officer = app.person("police-officer-1");
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let id = team.submit(&request("intake", &case, &codes));
    step(&officer, &id, "approval", &approve()).refused(409, "duties_not_separate");
    step(&team.colleague, &id, "approval", &approve()).refused(403, "permission_missing");
    step(&team.head, &id, "approval", &approve()).ok();
}

#[test]
fn a_head_who_approved_does_not_carry_out_after_changing_sides() {
    let app = TestApp::new("changes-sides");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &[goods::gold()]);
    let id = team.approved(&request("intake", &case, &codes));
    step(&staff.head, &id, "approval", &approve()).ok();
    grant(&app, &staff.head, &["custodian"]);
    let turned = app.person("centre-head-1");
    let line = json!({ "item": codes[0], "outcome": "accepted", "place": "V-1", "seal_no": "F-1" });
    execute(&turned, &id, std::slice::from_ref(&line)).refused(409, "duties_not_separate");
    let confirmation = staff.custodian.with_second(&turned);
    let call = json!({ "lines": [line], "confirmation": confirmation });
    step(&staff.custodian, &id, "execution", &call).refused(409, "duties_not_separate");
}

#[test]
fn a_custodian_who_carried_out_does_not_confirm_after_rising() {
    let app = TestApp::new("rises");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let id = team.approved(&request("intake", &case, &codes));
    let line = json!({ "item": codes[0], "outcome": "refused", "reason": "易燃" });
    execute(&staff.custodian, &id, &[line]).ok();
    grant(&app, &staff.custodian, &["centre_head"]);
    let risen = app.person("custodian-1");
    step(&risen, &id, "refusals", &confirm()).refused(409, "duties_not_separate");
    step(&staff.head, &id, "refusals", &confirm()).ok();
}

#[test]
fn each_step_belongs_to_the_head_it_waits_for() {
    let app = TestApp::new("belongs");
    let (team, other, staff) = (app.team(0), app.team(1), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &[goods::gold()]);
    let id = team.submit(&request("intake", &case, &codes));
    step(&other.head, &id, "approval", &approve()).refused(404, "not_found");
    let early = step(&staff.head, &id, "approval", &approve()).refused(409, "approval_not_yours");
    assert_eq!(early["detail"], "This step belongs to the unit head of 高新公安分局.");
    step(&team.head, &id, "approval", &approve()).ok();
    let late = step(&team.head, &id, "approval", &approve()).refused(409, "approval_of_centre");
    assert_eq!(late["detail"], "This step belongs to the centre head.");
    step(&staff.head, &id, "approval", &approve()).ok();
    step(&staff.head, &id, "approval", &approve()).refused(409, "request_status");
    for person in [&team.officer, &team.head, &staff.head, &app.person("supervisor")] {
        let line = json!({ "item": codes[0], "outcome": "accepted", "place": "V-1" });
        execute(person, &id, &[line]).refused(403, "permission_missing");
    }
}

#[test]
fn one_open_request_holds_an_item() {
    let app = TestApp::new("holds");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let loan = |items: &[String]| loan(&case, items, "identification");
    let first = team.officer.post("/api/v1/requests", &loan(&codes)).created();
    let second = team.colleague.post("/api/v1/requests", &loan(&codes[1..])).created();
    let held = step(&team.officer, &first, "submission", &json!({})).ok();
    let refused = step(&team.colleague, &second, "submission", &json!({}));
    assert_eq!(refused.fields(), [("/items/0", "item_held")]);
    assert!(text(&refused.body, "detail").contains(text(&held, "number")), "{}", refused.body);
    let blockers = team.colleague.get(&format!("/api/v1/requests/{second}/blockers")).ok();
    assert_eq!((text(&blockers[0], "pointer"), text(&blockers[0], "code")), ("/items/0", "item_held"));
    let scan = team.officer.get(&format!("/api/v1/scan/{}", codes[1])).ok();
    assert_eq!((&scan["hold"]["number"], &scan["actions"]), (&held["number"], &json!([])));

    step(&team.officer, &first, "withdrawal", &json!({})).ok();
    step(&team.colleague, &second, "submission", &json!({})).ok();
    assert_eq!(text(&read(&team.colleague, &second), "status"), "awaiting_unit_head");
}

#[test]
fn a_draft_that_is_changed_or_withdrawn_leaves_alone_what_another_request_waits_for() {
    let app = TestApp::new("drafts");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let intake = request("intake", &case, &codes);
    let draft = team.colleague.post("/api/v1/requests", &intake).created();
    let other = team.colleague.post("/api/v1/requests", &intake).created();
    let id = team.approved(&intake);
    team.colleague.patch(&format!("/api/v1/requests/{draft}"), 1, &intake).ok();
    step(&team.colleague, &other, "withdrawal", &json!({})).ok();
    assert_eq!(state(&team.officer, &codes[0]), "pending_intake");
    let line = json!({ "item": codes[0], "outcome": "accepted", "place": "O-1" });
    assert_eq!(execute(&staff.custodian, &id, &[line]).ok()["request"]["status"], "completed");
}

#[test]
fn a_request_returned_for_correction_goes_on_holding_what_it_still_names() {
    let app = TestApp::new("goes-on");
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let id = team.submit(&request("intake", &case, &codes));
    step(&team.head, &id, "approval", &against("return_for_correction")).ok();
    let version = read(&team.officer, &id)["version"].as_i64().unwrap();
    team.officer.patch(&format!("/api/v1/requests/{id}"), version, &request("intake", &case, &codes[..1])).ok();
    let try_in = |codes: &[String]| {
        let other = team.colleague.post("/api/v1/requests", &request("intake", &case, codes)).created();
        step(&team.colleague, &other, "submission", &json!({}))
    };
    assert_eq!(try_in(&codes[..1]).fields(), [("/items/0", "item_held")]);
    try_in(&codes[1..]).ok();
    step(&team.officer, &id, "submission", &json!({})).ok();
}

#[test]
fn the_watchers_see_every_agency_and_change_nothing() {
    let app = TestApp::new("watchers");
    let (team, other) = (app.team(0), app.team(2));
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    app.in_custody(&other, &goods::many(1));
    let supervisor = app.person("supervisor");
    let all = supervisor.get("/api/v1/items?total=true").ok();
    assert_eq!(all["total"], 2);
    assert_eq!(text(&supervisor.get(&format!("/api/v1/cases/{case}")).ok(), "cause"), "盗窃");
    let custodian = app.staff().custodian;
    let seen = custodian.get(&format!("/api/v1/cases/{case}")).ok();
    assert!(seen.get("cause").is_none() && seen.get("officers").is_none(), "keepers see no case secrets: {seen}");
    supervisor.post("/api/v1/requests", &request("loan", &case, &codes)).refused(403, "permission_missing");
    let auditor = app.person("auditor");
    auditor.get("/api/v1/items").refused(403, "permission_missing");
}
