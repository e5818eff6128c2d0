//! Goods that were cancelled and papers that were ended: no request is written about them, and a draft that was written
//! before says why it cannot be submitted.

use serde_json::{Value, json};

use crate::journeys::{item, read, step};
use crate::support::{Person, Team, TestApp, goods, loan, request};
use crate::text;

#[track_caller]
fn cancel(team: &Team<'_>, path: &str) {
    let why = json!({ "reason": "重复登记" });
    team.officer.prepare("POST", &format!("/api/v1/{path}/cancellation")).once().version(1).json(&why).send().ok();
}

/// Cancels the list of the item with this code.
#[track_caller]
fn cancel_list(team: &Team<'_>, code: &str) {
    cancel(team, &format!("seizure-lists/{}", text(&item(&team.officer, code), "seizure_list_id")));
}

/// What the request says of submitting it.
#[track_caller]
fn submit(person: &Person<'_>, id: &str) -> Value {
    let detail = read(person, id);
    detail["actions"].as_array().unwrap().iter().find(|one| one["action"] == "submit").unwrap().clone()
}

#[test]
fn goods_of_another_case_are_named() {
    let app = TestApp::new("other-case");
    let team = app.team(0);
    let (case, other) = (team.case(), team.case());
    let codes = [team.seize(&case, &goods::many(1)), team.seize(&other, &goods::many(1))].concat();
    let answer = team.officer.post("/api/v1/requests", &request("intake", &case, &codes));
    assert_eq!(answer.fields(), [("/items/1", "item_other_case")]);
}

#[test]
fn a_draft_whose_goods_were_cancelled_says_why_it_cannot_be_submitted() {
    let app = TestApp::new("cancelled-draft");
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let kept = team.seize(&case, &goods::many(1));
    let both = [kept.clone(), codes.clone()].concat();
    let drafts = [request("intake", &case, &both), loan(&case, &both, "identification")]
        .map(|draft| team.officer.post("/api/v1/requests", &draft).created());
    for draft in &drafts {
        assert_eq!(submit(&team.officer, draft)["allowed"], true);
    }
    cancel_list(&team, &codes[0]);
    for (draft, needed) in drafts.iter().zip(["with its officers", "in custody"]) {
        let told = submit(&team.officer, draft);
        assert_eq!((&told["allowed"], text(&told["refusal"], "code")), (&json!(false), "item_state"), "{told}");
        let sentence = format!("Item {} is cancelled; it must be {needed}.", codes[0]);
        assert_eq!(text(&told["refusal"], "detail"), sentence);
        assert_eq!(text(&submit(&team.colleague, draft)["refusal"], "code"), "not_applicant");
    }
    let refused = step(&team.officer, &drafts[0], "submission", &json!({}));
    assert_eq!(refused.fields(), [("/items/1", "item_state"), ("/items/2", "item_state")]);
    for kind in ["intake", "outbound", "loan", "loan_return"] {
        let new = team.officer.post("/api/v1/requests", &request(kind, &case, &both));
        assert_eq!(new.fields(), [("/items/1", "item_state"), ("/items/2", "item_state")], "{kind}");
    }
    let path = format!("/api/v1/requests/{}", drafts[0]);
    assert_eq!(team.officer.patch(&path, 1, &request("intake", &case, &both)).fields()[0].1, "item_state");
    team.officer.patch(&path, 1, &request("intake", &case, &kept)).ok();
    assert_eq!(submit(&team.officer, &drafts[0])["allowed"], true, "rewritten without them");
    step(&team.officer, &drafts[0], "submission", &json!({})).ok();
}

#[test]
fn a_draft_whose_document_was_cancelled_says_so() {
    let app = TestApp::new("ended-paper");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let paper = json!({ "kind": "disposition", "number": "发还1号", "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    let document = team.officer.post("/api/v1/documents", &paper).created();
    let mut out = request("outbound", &case, &codes);
    out["document_id"] = document.as_str().into();
    let draft = team.officer.post("/api/v1/requests", &out).created();
    assert_eq!(submit(&team.officer, &draft)["allowed"], true, "what is missing is among the blockers");
    cancel(&team, &format!("documents/{document}"));
    let told = submit(&team.officer, &draft);
    assert_eq!((&told["allowed"], text(&told["refusal"], "code")), (&json!(false), "not_in_force"), "{told}");
}

#[test]
fn a_label_of_what_was_cancelled_is_not_printed_by_code_case_request_or_batch() {
    let app = TestApp::new("cancelled-labels");
    let (team, person) = (app.team(0), app.staff().custodian);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let intake = team.submit(&request("intake", &case, &codes));
    let number = text(&read(&team.officer, &intake), "number").to_owned();
    let batches = "/api/v1/print-batches";
    let batch = person.post(batches, &json!({ "items": codes })).with(201);
    let file = format!("{batches}/{}/labels.pdf", text(&batch, "id"));
    assert_eq!(person.get(&file).status, 200);
    step(&team.officer, &intake, "withdrawal", &json!({})).ok();
    cancel_list(&team, &codes[0]);
    let kept = team.seize(&case, &goods::many(1));

    let named = |body: &Value| {
        let answer = person.post(batches, body);
        let fields = answer.fields().iter().map(|(pointer, code)| format!("{pointer} {code}")).collect::<Vec<_>>();
        assert!(answer.body.to_string().contains(&codes[0]), "{}", answer.body);
        fields.join(", ")
    };
    let again = [kept.clone(), codes.clone()].concat();
    let both = "/items/1 item_state, /items/2 item_state";
    assert_eq!(named(&json!({ "items": again })), both);
    assert_eq!(named(&json!({ "items": again, "reason": "标签破损" })), both, "no reason makes a reprint of it");
    assert_eq!(named(&json!({ "request": number, "reason": "重打" })), "/request item_state, /request item_state");
    let refused = person.get(&file).refused(409, "print_cancelled");
    assert!(codes.iter().all(|code| text(&refused, "detail").contains(code)), "{refused}");
    let lines = person.get(&format!("{batches}/{}/lines", text(&batch, "id"))).ok();
    assert_eq!(lines["rows"].as_array().map(Vec::len), Some(2), "what it said stays readable");
    let of_case = person.post(batches, &json!({ "case": case })).with(201);
    assert_eq!(of_case["label_count"], 1, "of a case those that stand");
}
