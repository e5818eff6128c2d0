//! What a request says of itself: names beside ids, what a person may do next, and for whom it waits.

use custody::model::time::DAY;
use serde_json::{Value, json};

use crate::journeys::{execute_as_two, read, step};
use crate::support::{Person, TestApp, approve, goods, request};
use crate::text;

/// How many rows of a list wait for this person; the list counts them rightly.
#[track_caller]
fn waiting(person: &Person<'_>, list: &str) -> usize {
    let page = person.get(&format!("/api/v1/{list}?waiting_for_me=true&total=true")).ok();
    let rows = page["rows"].as_array().unwrap().len();
    assert_eq!(page["total"], rows, "the count is true: {page}");
    rows
}

/// Whether this person may take an action: `allowed`, or the code of the refusal.
#[track_caller]
fn action(person: &Person<'_>, id: &str, action: &str) -> String {
    let detail = read(person, id);
    let found = detail["actions"].as_array().unwrap().iter().find(|one| one["action"] == action).unwrap();
    match found["allowed"].as_bool().unwrap() {
        true => "allowed".into(),
        false => text(&found["refusal"], "code").to_owned(),
    }
}

/// The number of rows of a list.
#[track_caller]
fn total(person: &Person<'_>, query: &str) -> Value {
    person.get(&format!("/api/v1/{query}")).ok()["total"].clone()
}

#[test]
fn a_request_names_everybody_and_says_who_may_do_what_next() {
    let app = TestApp::new("names");
    let (team, other, staff) = (app.team(0), app.team(1), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let id = team.officer.post("/api/v1/requests", &request("intake", &case, &codes)).created();
    assert_eq!(waiting(&team.head, "requests"), 0, "a draft waits for nobody");
    step(&team.officer, &id, "submission", &json!({})).ok();
    assert_eq!((waiting(&team.head, "requests"), waiting(&other.head, "requests")), (1, 0));

    for (person, may, expected) in [
        (&team.head, "approve", "allowed"),
        (&team.officer, "withdraw", "allowed"),
        (&team.officer, "edit", "request_status"),
        (&team.officer, "approve", "permission_missing"),
        (&team.colleague, "withdraw", "not_applicant"),
        (&staff.head, "approve", "approval_not_yours"),
        (&staff.custodian, "execute", "request_status"),
    ] {
        assert_eq!(action(person, &id, may), expected, "{} {may}", person.login());
    }
    assert_eq!(step(&staff.head, &id, "approval", &approve()).code(), "approval_not_yours");
    assert_eq!(step(&team.colleague, &id, "withdrawal", &json!({})).code(), "not_applicant");

    let said = json!({ "decision": "return_for_correction", "opinion": "补充照片" });
    step(&team.head, &id, "approval", &said).ok();
    assert_eq!(text(&read(&team.officer, &id), "correction"), "补充照片");
    assert_eq!(waiting(&team.officer, "requests"), 1);
    step(&team.officer, &id, "submission", &json!({})).ok();
    step(&team.head, &id, "approval", &approve()).ok();
    assert_eq!(waiting(&staff.custodian, "requests"), 1);
    let line = json!({ "item": codes[0], "outcome": "accepted", "place": "O-1" });
    execute_as_two(&staff.custodian, &staff.second, &id, &[line]).ok();
    assert_eq!(waiting(&staff.custodian, "requests"), 0);
    everybody_is_named(&app, &id);
    other.officer.get(&format!("/api/v1/requests/{id}")).refused(404, "not_found");
}

/// An intake that was carried out shows names and codes wherever it refers to something.
fn everybody_is_named(app: &TestApp, id: &str) {
    let (officer, custodian) = (app.team(0).officer, app.staff().custodian);
    let seen = read(&custodian, id);
    for name in ["applicant_name", "agency_name", "responsible_agency_name", "case_no", "case_name"] {
        assert!(!text(&seen, name).is_empty(), "{name}: {seen}");
    }
    assert!(seen["steps"].as_array().unwrap().iter().all(|step| !text(step, "actor_name").is_empty()));
    let line = &officer.get(&format!("/api/v1/requests/{id}/lines")).ok()[0];
    assert_eq!((text(line, "place_code"), text(line, "category")), ("O-1", "ordinary"));
    assert!(!text(line, "executed_by_name").is_empty() && !text(line, "second_name").is_empty());
    let list_no = text(&officer.get("/api/v1/seizure-lists").ok()["rows"][0], "list_no").to_owned();
    let item = officer.get(&format!("/api/v1/items/{}", text(line, "item_id"))).ok();
    assert_eq!((text(&item, "list_no"), text(&item, "place_code")), (list_no.as_str(), "O-1"));
    let history = officer.get(&format!("/api/v1/items/{}/history", text(line, "item_id"))).ok();
    assert!(history.as_array().unwrap().iter().all(|event| !text(event, "actor_name").is_empty()), "{history}");
}

#[test]
fn a_loan_is_extended_runs_over_and_comes_back_short() {
    let app = TestApp::new("loans");
    let (team, other, staff) = (app.team(0), app.team(1), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(3));
    let loan = app.lend(&team, &case, &codes);
    let out = staff.custodian.get("/api/v1/loans?open=true&total=true&limit=2").ok();
    assert_eq!((out["total"].as_i64(), out["rows"][0]["overdue"].as_bool()), (Some(3), Some(false)), "{out}");
    assert!(!text(&out["rows"][0], "borrower_name").is_empty());
    let rest = staff.custodian.get(&format!("/api/v1/loans?open=true&limit=2&cursor={}", text(&out, "next"))).ok();
    assert_eq!(rest["rows"].as_array().unwrap().len(), 1);
    assert_eq!(total(&other.officer, "loans?total=true"), 0);

    let later = json!({ "due_at": "2023-01-06T00:00:00Z", "reason": "鉴定未完成" });
    assert_eq!(action(&team.officer, &loan, "extend"), "allowed");
    assert_eq!(step(&team.colleague, &loan, "extensions", &later).code(), "not_applicant");
    let extension = step(&team.officer, &loan, "extensions", &later).created();
    assert_eq!(action(&team.officer, &loan, "extend"), "extension_open");
    assert_eq!(step(&team.officer, &loan, "extensions", &later).code(), "extension_open");
    assert_eq!((waiting(&team.head, "extensions"), waiting(&staff.head, "extensions")), (1, 0));
    let yes = json!({ "approved": true });
    assert_eq!(other.head.decide("extensions", &extension, &yes).code(), "not_found");
    let decided = team.head.decide("extensions", &extension, &yes).ok();
    assert_eq!((text(&decided, "status"), decided["decidable"].as_bool()), ("approved", Some(false)));
    assert_eq!(waiting(&team.head, "extensions"), 0);

    app.wait(6 * DAY);
    assert_eq!(total(&team.officer, "loans?overdue=true&total=true"), 3);
    assert_eq!(total(&team.officer, "loans?overdue=false&total=true"), 0);
    let back = team.bring_back(&case, &loan, &codes);
    let line = |code: &String, condition: &str| json!({ "item": code, "outcome": "returned", "condition": condition, "place": "O-1", "reason": "验收" });
    execute_as_two(&staff.custodian, &staff.second, &back, &[line(&codes[0], "intact")]).ok();
    assert_eq!(total(&team.officer, "loans?overdue=true&total=true"), 2, "a partial return");
    let mut lost = line(&codes[2], "lost");
    lost.as_object_mut().unwrap().remove("place");
    let short = [line(&codes[1], "damaged"), lost];
    execute_as_two(&staff.custodian, &staff.second, &back, &short).ok();
    assert_eq!(action(&team.officer, &loan, "extend"), "loan_nothing_out");
    the_centre_head_resolves_both(&app);
    assert_eq!(total(&other.officer, "discrepancies?total=true"), 0);
}

/// A damaged and a lost item, each with the resolutions that are left for it.
fn the_centre_head_resolves_both(app: &TestApp) {
    let head = app.staff().head;
    let open = head.get("/api/v1/discrepancies?open=true&total=true").ok();
    assert_eq!(open["total"], 2, "{open}");
    let found = |condition: &str| {
        let rows = open["rows"].as_array().unwrap();
        rows.iter().find(|row| row["condition"] == condition).unwrap().clone()
    };
    let (damaged, lost) = (found("damaged"), found("lost"));
    assert_eq!((&damaged["resolutions"], &lost["resolutions"]), (&json!(["recorded"]), &json!(["found", "lost"])));
    let resolve = |row: &Value, resolution: &str, opinion: &str| {
        let body = json!({ "resolution": resolution, "opinion": opinion });
        head.decide("discrepancies", text(row, "id"), &body)
    };
    assert_eq!(resolve(&lost, "recorded", "x").code(), "item_state");
    let resolved = resolve(&lost, "lost", "确认灭失").ok();
    assert_eq!((text(&resolved, "custody_state"), text(&resolved, "resolution")), ("lost", "lost"));
    assert!(!text(&resolved, "resolved_by_name").is_empty() && !text(&resolved, "opened_by_name").is_empty());
    resolve(&damaged, "recorded", "外壳破损").ok();
    assert_eq!(total(&head, "discrepancies?open=true&total=true"), 0);
}
