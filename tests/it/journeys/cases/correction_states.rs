//! Correcting and cancelling seizure lists and documents while a request over their goods is in each of its states.

use custody::model::requests::request::RequestStatus;
use custody::model::requests::request::RequestStatus::{
    Approved, AwaitingCentreHead, AwaitingConfirmation, AwaitingUnitHead, Completed, Draft, Executing, Rejected,
    ReturnedForCorrection, Withdrawn,
};
use serde_json::{Value, json};

use crate::journeys::{against, execute, execute_as_two, read, state, step};
use crate::support::{Answer, Person, Team, TestApp, accepted, approve, goods, request};
use crate::text;

const WHY: &str = "登记有误";
/// The states in which an intake leaves its goods with their officers.
const LIST_FREE: [RequestStatus; 3] = [Draft, Rejected, Withdrawn];
/// The states in which nobody relies on what an outbound names.
const DOCUMENT_FREE: [RequestStatus; 4] = [Draft, ReturnedForCorrection, Rejected, Withdrawn];

#[track_caller]
fn act(person: &Person<'_>, path: &str, step: &str, body: &Value) -> Answer {
    person.prepare("POST", &format!("/api/v1/{path}/{step}")).once().version(1).json(body).send()
}

/// A request of two items that stands in a status, all the way from its draft.
#[track_caller]
fn brought_to(app: &TestApp, new: &Value, lines: &[Value], status: RequestStatus, heads: usize) -> String {
    let (team, staff) = (app.team(0), app.staff());
    let id = team.officer.post("/api/v1/requests", new).created();
    if status == Draft {
        return id;
    }
    step(&team.officer, &id, "submission", &json!({})).ok();
    match status {
        Withdrawn => drop(step(&team.officer, &id, "withdrawal", &json!({})).ok()),
        Rejected => drop(step(&team.head, &id, "approval", &against("reject")).ok()),
        ReturnedForCorrection => drop(step(&team.head, &id, "approval", &against("return_for_correction")).ok()),
        AwaitingUnitHead => {}
        _ => {
            step(&team.head, &id, "approval", &approve()).ok();
            if heads > 1 && status != AwaitingCentreHead {
                step(&staff.head, &id, "approval", &approve()).ok();
            }
            let count = match status {
                Executing => 1,
                Completed | AwaitingConfirmation => lines.len(),
                _ => 0,
            };
            if count > 0 && heads > 1 {
                execute_as_two(&staff.custodian, &staff.second, &id, &lines[..count]).ok();
            } else if count > 0 {
                execute(&staff.custodian, &id, &lines[..count]).ok();
            }
        }
    }
    assert_eq!(read(&team.officer, &id)["status"], status.as_str());
    id
}

/// A list, its codes, and an intake of all its goods in a status.
#[track_caller]
fn intake(app: &TestApp, status: RequestStatus) -> (String, Vec<String>, String) {
    let team = app.team(0);
    let case = team.case();
    let (listed, heads) = match status {
        AwaitingCentreHead => (vec![goods::gold(), goods::gold()], 2),
        _ => (goods::many(2), 1),
    };
    let codes = team.seize(&case, &listed);
    let list = team.officer.get(&format!("/api/v1/seizure-lists?case_id={case}")).ok();
    let path = format!("seizure-lists/{}", text(&list["rows"][0], "id"));
    let mut lines: Vec<Value> = codes.iter().zip(&listed).map(|(code, good)| accepted(code, good)).collect();
    if status == AwaitingConfirmation {
        lines[1] = json!({ "item": codes[1], "outcome": "refused", "reason": "与清单不符" });
    }
    let id = brought_to(app, &request("intake", &case, &codes), &lines, status, heads);
    (path, codes, id)
}

fn right_list() -> Value {
    json!({ "list_no": uuid::Uuid::new_v4().to_string(), "seized_at": "2022-12-13T08:00:00+08:00",
        "seized_place": "建设路18号", "holder_name": "李强", "reason": WHY })
}

/// Whether a list is corrected and cancelled, and that each is refused with the intake otherwise.
#[track_caller]
fn try_list(team: &Team<'_>, path: &str, id: &str, free: bool, told: &str) -> Option<String> {
    if free {
        let now = act(&team.officer, path, "correction", &right_list()).with(201);
        return Some(format!("seizure-lists/{}", text(&now, "id")));
    }
    let number = text(&read(&team.officer, id), "number").to_owned();
    for (step, body) in [("correction", right_list()), ("cancellation", json!({ "reason": WHY }))] {
        let refused = act(&team.officer, path, step, &body).refused(409, "list_handed_in");
        assert!(text(&refused, "detail").contains(&number), "{told}: {refused}");
    }
    None
}

#[test]
fn a_list_is_corrected_and_cancelled_in_exactly_the_states_that_leave_its_goods_with_their_officers() {
    let app = TestApp::new("list-states");
    let team = app.team(0);
    for status in RequestStatus::ALL {
        let (path, codes, id) = intake(&app, *status);
        let Some(now) = try_list(&team, &path, &id, LIST_FREE.contains(status), status.as_str()) else { continue };
        assert_eq!(state(&team.officer, &codes[0]), "registered", "{status}: goods go along");
        act(&team.officer, &now, "cancellation", &json!({ "reason": WHY })).ok();
        assert!(codes.iter().all(|code| state(&team.officer, code) == "cancelled"), "{status}");
        let refusal = if *status == Draft { "item_state" } else { "request_status" };
        let detail = read(&team.officer, &id);
        let submit = detail["actions"].as_array().unwrap().iter().find(|one| one["action"] == "submit").unwrap();
        assert_eq!(text(&submit["refusal"], "code"), refusal, "{status}");
        let lines = team.officer.get(&format!("/api/v1/requests/{id}/lines")).ok();
        assert_eq!(lines[0]["custody_state"], "cancelled", "{status}: what was asked for stays readable");
    }
}

#[test]
fn an_intake_that_was_sent_back_and_rewritten_still_holds_its_list() {
    let app = TestApp::new("rewritten-intake");
    let team = app.team(0);
    let (path, codes, id) = intake(&app, ReturnedForCorrection);
    let seen = read(&team.officer, &id);
    let request_path = format!("/api/v1/requests/{id}");
    let rewritten = request("intake", text(&seen, "case_id"), &codes[..1]);
    team.officer.patch(&request_path, seen["version"].as_i64().unwrap(), &rewritten).ok();
    try_list(&team, &path, &id, false, "one of its goods is held");
    step(&team.officer, &id, "submission", &json!({})).ok();
    step(&team.officer, &id, "withdrawal", &json!({})).ok();
    try_list(&team, &path, &id, true, "withdrawn");
}

#[test]
fn a_list_is_free_again_when_its_goods_were_not_brought() {
    let app = TestApp::new("kept-away");
    let (team, staff) = (app.team(0), app.staff());
    let (path, codes, id) = intake(&app, Approved);
    let absent = |code: &String| json!({ "item": code, "outcome": "not_executed", "reason": "未送达" });
    execute(&staff.custodian, &id, &[absent(&codes[0])]).ok();
    try_list(&team, &path, &id, false, "the other one is still expected");
    execute(&staff.custodian, &id, &[absent(&codes[1])]).ok();
    try_list(&team, &path, &id, true, "all are with their officers");
}

/// A document of an outbound in a status: named by it, or registered for it.
#[track_caller]
fn outbound(app: &TestApp, status: RequestStatus, registered_for_it: bool) -> (String, String, String) {
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let paper = |number: &str, kind: &str, request: Option<&str>| {
        json!({ "kind": kind, "number": format!("{number} {}", uuid::Uuid::new_v4()), "title": "发还决定书",
            "case_id": case, "request_id": request, "issued_at": "2022-12-31T00:00:00Z" })
    };
    let named = team.officer.post("/api/v1/documents", &paper("发还", "disposition", None)).created();
    let mut out = request("outbound", &case, &codes);
    out["disposition"] = "return_to_party".into();
    out["document_id"] = named.as_str().into();
    out["receiver_name"] = "李强".into();
    out["receiver_document_no"] = "130203198001010012".into();
    out["receiver_is_officer"] = false.into();
    let lines: Vec<Value> = codes.iter().map(|code| json!({ "item": code, "outcome": "released" })).collect();
    let id = brought_to(app, &out, &lines, status, 2);
    let document = match registered_for_it {
        true => team.officer.post("/api/v1/documents", &paper("说明", "other", Some(&id))).created(),
        false => named,
    };
    (format!("documents/{document}"), case, id)
}

#[test]
fn a_document_is_corrected_and_cancelled_in_exactly_the_states_in_which_nobody_relies_on_it() {
    let app = TestApp::new("document-states");
    let team = app.team(0);
    for status in RequestStatus::ALL.iter().filter(|status| **status != AwaitingConfirmation) {
        for registered_for_it in [false, true] {
            let (path, case, id) = outbound(&app, *status, registered_for_it);
            let kind = if registered_for_it { "other" } else { "disposition" };
            let right = json!({ "kind": kind, "number": uuid::Uuid::new_v4().to_string(), "title": "决定书",
                "issued_at": "2022-12-30T00:00:00Z", "reason": WHY });
            let why = json!({ "reason": WHY });
            if !DOCUMENT_FREE.contains(status) {
                let number = text(&read(&team.officer, &id), "number").to_owned();
                for (step, body) in [("correction", &right), ("cancellation", &why)] {
                    let refused = act(&team.officer, &path, step, body).refused(409, "document_relied_on");
                    assert!(text(&refused, "detail").contains(&number), "{status}: {refused}");
                }
                continue;
            }
            let now = act(&team.officer, &path, "correction", &right).with(201);
            let detail = read(&team.officer, &id);
            let submit = detail["actions"].as_array().unwrap().iter().find(|one| one["action"] == "submit").unwrap();
            let open = [Draft, ReturnedForCorrection].contains(status);
            match (open, registered_for_it) {
                (true, false) => assert_eq!(text(&submit["refusal"], "code"), "not_in_force", "{status}"),
                (true, true) => assert_eq!(submit["allowed"], true, "{status}"),
                _ => assert_eq!(text(&submit["refusal"], "code"), "request_status", "{status}"),
            }
            let replacement = format!("documents/{}", text(&now, "id"));
            act(&team.officer, &replacement, "cancellation", &why).ok();
            let ended = team.officer.get(&format!("/api/v1/documents?case_id={case}&state=cancelled")).ok();
            assert_eq!(ended["rows"].as_array().map(Vec::len), Some(1), "{status}");
        }
    }
}
