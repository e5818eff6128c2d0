//! Outbounds: goods that leave for good, each by a disposition with its document.

use serde_json::{Value, json};

use crate::journeys::{against, execute, execute_as_two, history, item, read, refusals, state, step};
use crate::support::{Staff, Team, TestApp, approve, goods, request};
use crate::text;

#[track_caller]
fn document(team: &Team<'_>, case: &str, number: &str) -> String {
    let paper = json!({ "kind": "disposition", "number": number, "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    team.officer.post("/api/v1/documents", &paper).created()
}

/// A release of goods to a party, with everything it needs.
#[track_caller]
fn outbound(team: &Team<'_>, case: &str, codes: &[String], disposition: &str) -> Value {
    let mut out = request("outbound", case, codes);
    out["disposition"] = disposition.into();
    out["document_id"] = document(team, case, &format!("发还 {}", uuid::Uuid::new_v4())).into();
    out["receiver_name"] = "李强".into();
    out["receiver_document_no"] = "130203198001010012".into();
    out["receiver_is_officer"] = false.into();
    out
}

fn released(codes: &[String]) -> Vec<Value> {
    codes.iter().map(|code| json!({ "item": code, "outcome": "released" })).collect()
}

#[track_caller]
fn approved(team: &Team<'_>, staff: &Staff<'_>, out: &Value) -> String {
    let id = team.approved(out);
    step(&staff.head, &id, "approval", &approve()).ok();
    id
}

/// What would block the submission.
#[track_caller]
fn blocked(team: &Team<'_>, out: &Value) -> Vec<String> {
    let id = team.officer.post("/api/v1/requests", out).created();
    let answer = step(&team.officer, &id, "submission", &json!({}));
    answer.fields().iter().map(|(pointer, code)| format!("{pointer} {code}")).collect()
}

#[test]
fn goods_leave_with_a_disposition_its_document_and_a_receiver() {
    let app = TestApp::new("leave");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(3));
    let mut out = outbound(&team, &case, &codes, "return_to_party");
    out["delivery"] = "thrown".into();
    assert_eq!(team.officer.post("/api/v1/requests", &out).fields(), [("/delivery", "word_unknown")]);
    out["delivery"] = "delivered".into();
    let id = team.submit(&out);
    assert_eq!(read(&team.officer, &id)["delivery"], "delivered");
    step(&staff.head, &id, "approval", &approve()).refused(409, "approval_not_yours");
    step(&team.head, &id, "approval", &approve()).ok();
    execute(&staff.custodian, &id, &released(&codes)).refused(409, "request_status");
    let checked = step(&staff.head, &id, "approval", &approve()).ok();
    assert_eq!((text(&checked, "status"), text(&checked, "number")), ("approved", "CK-2023-000001"));
    let left = json!({ "item": codes[2], "outcome": "not_executed", "reason": "领取人未到" });
    let silent = json!({ "item": codes[2], "outcome": "not_executed" });
    assert_eq!(refusals(&execute(&staff.custodian, &id, &[silent]).ok()), ["reason_needed"]);
    let done = execute(&staff.custodian, &id, &[released(&codes[..2]), vec![left]].concat()).ok();
    assert_eq!((refusals(&done), text(&done["request"], "status")), (vec!["", "", ""], "completed"));
    let gone = item(&team.officer, &codes[0]);
    let facts = (text(&gone, "custody_state"), text(&gone, "disposition"), &gone["place_id"]);
    assert_eq!(facts, ("released", "return_to_party", &Value::Null));
    assert_eq!(state(&team.officer, &codes[2]), "in_custody");
    let events = history(&team.officer, &codes[0]);
    assert_eq!(events.last().map(String::as_str), Some("ItemReleased"));
    let id = text(&gone, "id");
    let moved = team.officer.get(&format!("/api/v1/items/{id}/history")).ok();
    assert_eq!(moved.as_array().unwrap().last().unwrap()["movement"]["receiver"], "李强");
    assert_eq!(blocked(&team, &outbound(&team, &case, &codes[..1], "sale")), ["/items/0 item_state"]);
}

#[test]
fn nothing_leaves_without_its_papers() {
    let app = TestApp::new("papers");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let bare = request("outbound", &case, &codes);
    let needed =
        ["/disposition disposition_needed", "/document_id disposition_needed", "/receiver_name receiver_needed"];
    assert_eq!(blocked(&team, &bare), needed);
    let mut nameless = outbound(&team, &case, &codes, "auction");
    nameless["receiver_document_no"] = Value::Null;
    assert_eq!(blocked(&team, &nameless), ["/receiver_name receiver_needed"]);

    let paper = json!({ "kind": "other", "number": "情况说明", "title": "情况说明", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    let mut unordered = outbound(&team, &case, &codes, "auction");
    unordered["document_id"] = team.officer.post("/api/v1/documents", &paper).created().into();
    let answer = team.officer.post("/api/v1/requests", &unordered);
    assert_eq!(answer.fields(), [("/document_id", "document_not_disposition")]);
    let elsewhere = document(&team, &team.case(), "别案1号");
    let mut foreign = outbound(&team, &case, &codes, "auction");
    foreign["document_id"] = elsewhere.into();
    let answer = team.officer.post("/api/v1/requests", &foreign);
    assert_eq!(answer.fields(), [("/document_id", "reference_unknown")]);
    let rejected = team.approved(&outbound(&team, &case, &codes, "auction"));
    assert_eq!(step(&staff.head, &rejected, "approval", &against("reject")).ok()["status"], "rejected");
    assert_eq!(state(&team.officer, &codes[0]), "in_custody");
}

#[test]
fn what_goes_back_to_a_victim_is_never_collected_by_an_officer() {
    let app = TestApp::new("victim");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let mut out = outbound(&team, &case, &codes, "return_to_victim");
    for collected_by in [true.into(), Value::Null] {
        out["receiver_is_officer"] = collected_by;
        assert_eq!(blocked(&team, &out), ["/receiver_is_officer receiver_is_officer"]);
    }
    out["receiver_is_officer"] = false.into();
    let id = approved(&team, &staff, &out);
    execute(&staff.custodian, &id, &released(&codes)).ok();
    let mut by_officer = outbound(&team, &case, &codes, "transfer_with_case");
    by_officer["receiver_is_officer"] = true.into();
    assert_eq!(blocked(&team, &by_officer), ["/items/0 item_state"], "other dispositions may be");
}

#[test]
fn destruction_has_a_witness_and_two_custodians() {
    let app = TestApp::new("destruction");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let mut out = outbound(&team, &case, &codes, "destruction");
    for member in ["receiver_name", "receiver_document_no", "receiver_is_officer"] {
        out[member] = Value::Null;
    }
    let missing = [
        "/witness_name witness_needed",
        "/destruction_method destruction_terms_needed",
        "/destruction_place destruction_terms_needed",
    ];
    assert_eq!(blocked(&team, &out), missing);
    out["witness_name"] = "监督员赵六".into();
    out["destruction_place"] = "处".repeat(201).into();
    let long = team.officer.post("/api/v1/requests", &out);
    assert_eq!(long.fields(), [("/destruction_place", "text_too_long")]);
    out["destruction_method"] = " 高温焚烧 ".into();
    out["destruction_place"] = "市环保处置中心".into();
    let id = approved(&team, &staff, &out);
    let shown = read(&team.officer, &id);
    let said = ["witness_name", "destruction_method", "destruction_place"].map(|member| text(&shown, member));
    assert_eq!(said, ["监督员赵六", "高温焚烧", "市环保处置中心"]);
    let alone = execute(&staff.custodian, &id, &released(&codes)).ok();
    assert_eq!(refusals(&alone), ["second_custodian_needed", "second_custodian_needed"]);
    let two = execute_as_two(&staff.custodian, &staff.second, &id, &released(&codes)).ok();
    assert_eq!((refusals(&two), text(&two["request"], "status")), (vec!["", ""], "completed"));
    assert_eq!(text(&item(&team.officer, &codes[0]), "disposition"), "destruction");
}

#[test]
fn valuables_leave_from_four_hands() {
    let app = TestApp::new("four-hands");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &[goods::gold()]);
    let id = approved(&team, &staff, &outbound(&team, &case, &codes, "treasury"));
    let alone = execute(&staff.custodian, &id, &released(&codes)).ok();
    assert_eq!(refusals(&alone), ["second_custodian_needed"]);
    let not_now = json!({ "item": codes[0], "outcome": "not_executed", "reason": "国库未开门" });
    let done = execute(&staff.custodian, &id, &[not_now]).ok();
    assert_eq!((refusals(&done), text(&done["request"], "status")), (vec![""], "completed"));
    let id = approved(&team, &staff, &outbound(&team, &case, &codes, "treasury"));
    execute_as_two(&staff.second, &staff.third, &id, &released(&codes)).ok();
    assert_eq!(state(&team.officer, &codes[0]), "released");
}

#[test]
fn a_release_names_its_document_and_every_movement_is_listed() {
    let app = TestApp::new("release");
    let (team, staff) = (app.team(0), app.staff());
    let stranger = app.team(1).officer;
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let paper = json!({ "kind": "disposition", "number": "冀0273发还〔2023〕1号", "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T16:00:00Z" });
    assert_eq!(stranger.post("/api/v1/documents", &paper).code(), "not_found");
    let paper = team.officer.post("/api/v1/documents", &paper).created();
    let mut out = outbound(&team, &case, &codes[..1], "return_to_party");
    out["document_id"] = paper.clone().into();
    let id = approved(&team, &staff, &out);
    execute_as_two(&staff.custodian, &staff.second, &id, &released(&codes[..1])).ok();
    let number = text(&read(&team.officer, &id), "number").to_owned();
    let seen = staff.custodian.get(&format!("/api/v1/requests?kind=outbound&number={number}")).ok();
    assert_eq!(text(&seen["rows"][0], "document_number"), "冀0273发还〔2023〕1号");
    let papers = team.head.get(&format!("/api/v1/documents?request_id={id}&total=true")).ok();
    assert_eq!((papers["total"].as_i64(), text(&papers["rows"][0], "case_name")), (Some(1), "王伟盗窃案"), "{papers}");
    stranger.get(&format!("/api/v1/documents/{paper}")).refused(404, "not_found");

    let moved = team.officer.get(&format!("/api/v1/movements?request_id={id}&total=true")).ok();
    assert_eq!((moved["total"].as_i64(), text(&moved["rows"][0], "from_place_code")), (Some(1), "O-1"));
    assert_eq!((text(&moved["rows"][0], "action"), text(&moved["rows"][0], "receiver")), ("ItemReleased", "李强"));
    let all = team.officer.get("/api/v1/movements?limit=2&total=true").ok();
    assert_eq!((all["total"].as_i64(), text(&all["rows"][0], "action")), (Some(3), "ItemReleased"));
    assert_eq!(stranger.get("/api/v1/movements?total=true").ok()["total"], 0);
}

#[test]
fn a_release_needs_a_paper_that_orders_it() {
    let app = TestApp::new("guards");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let paper = json!({ "kind": "other", "number": "1", "title": "说明", "case_id": case,
        "issued_at": "2022-12-31T16:00:00Z" });
    let mut out = request("outbound", &case, &codes);
    out["disposition"] = "return_to_party".into();
    out["document_id"] = team.officer.post("/api/v1/documents", &paper).created().into();
    assert_eq!(team.officer.post("/api/v1/requests", &out).code(), "document_not_disposition");
}

#[test]
fn an_agency_has_a_document_of_one_kind_and_number_once() {
    let app = TestApp::new("papers-twice");
    let (team, other) = (app.team(0), app.team(1));
    let register = |team: &Team<'_>, kind: &str, number: &str| {
        let paper = json!({ "kind": kind, "number": number, "title": "发还决定书", "case_id": team.case(),
            "issued_at": "2022-12-31T00:00:00Z" });
        team.officer.post("/api/v1/documents", &paper)
    };
    register(&team, "disposition", "高公发还字1号a").created();
    for again in ["高公发还字1号a", " 高公发还字1号A ", "高公发还字１号ａ"] {
        assert_eq!(register(&team, "disposition", again).fields(), [("/number", "name_taken")], "{again:?}");
    }
    register(&team, "judgment", "高公发还字1号a").created();
    register(&other, "disposition", "高公发还字1号a").created();
    let listed = team.officer.get("/api/v1/documents?total=true&number=%20%EF%BC%91").ok();
    assert_eq!(listed["total"], 0, "the whole number, not a part");
}
