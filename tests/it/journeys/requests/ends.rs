//! What never comes: goods that are not brought, and receivers who do not appear. A request ends all the same, line by
//! line with a reason, and everything is free for the next one.

use serde_json::{Value, json};

use crate::journeys::{execute, history, item, read, refusals, state, step};
use crate::support::{TestApp, approve, goods, request};
use crate::text;

/// A line that is given up.
fn given_up(code: &str, reason: &str) -> Value {
    json!({ "item": code, "outcome": "not_executed", "reason": reason })
}

fn accepted(code: &str) -> Value {
    json!({ "item": code, "outcome": "accepted", "place": "O-1" })
}

#[test]
fn a_return_ends_without_the_items_that_were_not_brought_and_they_stay_on_loan() {
    let app = TestApp::new("not-brought");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let loan = app.lend(&team, &case, &codes);
    let bring = |codes: &[String]| team.bring_back(&case, &loan, codes);
    let back = bring(&codes);
    let intact = |code: &str| json!({ "item": code, "outcome": "returned", "condition": "intact", "place": "O-1" });
    let done = execute(&staff.custodian, &back, &[intact(&codes[0])]).ok();
    assert_eq!(text(&done["request"], "status"), "executing");
    let silent = json!({ "item": codes[1], "outcome": "not_executed" });
    assert_eq!(refusals(&execute(&staff.custodian, &back, &[silent]).ok()), ["reason_needed"]);
    let done = execute(&staff.custodian, &back, &[given_up(&codes[1], "借用人未带来")]).ok();
    assert_eq!(text(&done["request"], "status"), "completed");
    let lines = team.officer.get(&format!("/api/v1/requests/{back}/lines")).ok();
    assert_eq!((text(&lines[1], "outcome"), text(&lines[1], "reason")), ("not_executed", "借用人未带来"));
    assert_eq!([state(&team.officer, &codes[0]), state(&team.officer, &codes[1])], ["in_custody", "on_loan"]);
    assert_eq!(text(&item(&team.officer, &codes[1]), "borrower_id"), team.officer.id());
    let out = team.officer.get("/api/v1/loans?open=true&total=true").ok();
    assert_eq!(out["total"], 1, "it is still out on its loan");

    let again = bring(&codes[1..]);
    let done = execute(&staff.custodian, &again, &[intact(&codes[1])]).ok();
    assert_eq!(text(&done["request"], "status"), "completed");
    assert_eq!(history(&team.officer, &codes[1])[3..], ["ItemLent", "ItemReturned"]);
}

#[test]
fn an_intake_ends_without_the_goods_that_were_not_brought_and_they_stay_with_the_officers() {
    let app = TestApp::new("never-came");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(3));
    let id = team.approved(&request("intake", &case, &codes[..2]));
    let lines = [accepted(&codes[0]), given_up(&codes[1], "办案人员未送达")];
    let done = execute(&staff.custodian, &id, &lines).ok();
    assert_eq!((refusals(&done), text(&done["request"], "status")), (vec!["", ""], "completed"));
    assert_eq!([state(&team.officer, &codes[0]), state(&team.officer, &codes[1])], ["in_custody", "registered"]);
    assert_eq!(history(&team.officer, &codes[1])[1..], ["ItemSubmitted", "ItemWithdrawn"]);
    let receipts = || team.officer.get("/api/v1/documents?kind=intake_receipt&total=true").ok()["total"].clone();
    assert_eq!(receipts(), 1);

    let nothing = team.approved(&request("intake", &case, &codes[1..2]));
    let done = execute(&staff.custodian, &nothing, &[given_up(&codes[1], "仍未送达")]).ok();
    assert_eq!(text(&done["request"], "status"), "completed");
    assert_eq!(receipts(), 1, "nothing was received, so there is no receipt");
    let late = team.approved(&request("intake", &case, &codes[1..]));
    let done = execute(&staff.custodian, &late, &[accepted(&codes[1]), accepted(&codes[2])]).ok();
    assert_eq!(text(&done["request"], "status"), "completed");
    assert_eq!((state(&team.officer, &codes[1]), receipts()), ("in_custody".to_owned(), json!(2)));
}

#[test]
fn an_outbound_ends_when_nobody_comes_and_the_goods_stay_in_custody() {
    let app = TestApp::new("nobody-came");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let paper = json!({ "kind": "disposition", "number": "发还 1", "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    let mut out = request("outbound", &case, &codes);
    out["disposition"] = "return_to_party".into();
    out["document_id"] = team.officer.post("/api/v1/documents", &paper).created().into();
    out["receiver_name"] = "李强".into();
    out["receiver_document_no"] = "130203198001010012".into();
    let first = team.approved(&out);
    step(&staff.head, &first, "approval", &approve()).ok();
    let done = execute(&staff.custodian, &first, &[given_up(&codes[0], "领取人未到")]).ok();
    assert_eq!(text(&done["request"], "status"), "completed");
    assert_eq!(state(&team.officer, &codes[0]), "in_custody");
    let again = team.submit(&out);
    assert_eq!(text(&read(&team.officer, &again), "status"), "awaiting_unit_head", "its items are free again");
}
