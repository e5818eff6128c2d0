//! Seizure lists and documents that turn out wrong: replaced or cancelled with a reason while nothing hangs on them, never
//! edited, and readable for good.

use serde_json::{Value, json};

use crate::journeys::{execute, history, item, state, step};
use crate::support::{Answer, Person, Team, TestApp, accepted, approve, goods, request};
use crate::text;

const WHY: &str = "日期登记有误";

/// Takes a step against a list or a document as it was seen.
#[track_caller]
fn act(person: &Person<'_>, path: &str, step: &str, version: i64, body: &Value) -> Answer {
    person.prepare("POST", &format!("/api/v1/{path}/{step}")).once().version(version).json(body).send()
}

fn list_body(number: &str, seized_at: &str) -> Value {
    json!({ "list_no": number, "decision_no": "扣〔2022〕9号", "seized_at": seized_at, "seized_place": "建设路18号",
        "holder_name": "李强" })
}

fn document_body(number: &str, issued_at: &str) -> Value {
    json!({ "kind": "disposition", "number": number, "title": "发还决定书", "issued_at": issued_at })
}

fn with_reason(mut body: Value) -> Value {
    body["reason"] = WHY.into();
    body
}

/// Registers a list of these goods: its path and the codes of its labels.
#[track_caller]
fn list(team: &Team<'_>, case: &str, number: &str, goods: &[Value]) -> (String, Vec<String>) {
    let mut new = list_body(number, "2022-12-13T08:00:00+08:00");
    new["case_id"] = case.into();
    new["items"] = goods.into();
    let list = team.officer.post("/api/v1/seizure-lists", &new).with(201);
    let codes = list["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    (format!("seizure-lists/{}", text(&list, "id")), codes)
}

#[track_caller]
fn document(team: &Team<'_>, case: &str, number: &str) -> String {
    let mut new = document_body(number, "2022-12-13T00:00:00+08:00");
    new["case_id"] = case.into();
    format!("documents/{}", team.officer.post("/api/v1/documents", &new).created())
}

#[track_caller]
fn read(person: &Person<'_>, path: &str) -> Value {
    let answer = person.get(&format!("/api/v1/{path}"));
    assert_eq!(answer.header("etag"), format!("\"{}\"", answer.body["version"]));
    answer.ok()
}

fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// The numbers that a list of the case holds in a state.
#[track_caller]
fn numbers(person: &Person<'_>, what: &str, case: &str, state: &str) -> Vec<String> {
    let member = if what == "documents" { "number" } else { "list_no" };
    let found = person.get(&format!("/api/v1/{what}?case_id={case}&state={state}&total=true")).ok();
    let rows: Vec<_> = found["rows"].as_array().unwrap().iter().map(|row| text(row, member).to_owned()).collect();
    assert_eq!(found["total"], rows.len());
    rows
}

#[test]
fn an_officer_corrects_the_date_of_a_list_and_its_items_go_along() {
    let app = TestApp::new("relisted");
    let team = app.team(0);
    let case = team.case();
    let mut listed = goods::many(2);
    listed[1]["holder_name"] = "张三".into();
    let (path, codes) = list(&team, &case, "一", &listed);
    let before = read(&team.officer, &path);
    let right = with_reason(list_body("一", "2022-12-31T08:00:00+08:00"));
    let mut unexplained = right.clone();
    unexplained["reason"] = " ".into();
    assert_eq!(act(&team.officer, &path, "correction", 1, &unexplained).fields(), [("/reason", "text_empty")]);
    unexplained["reason"] = "长".repeat(501).into();
    assert_eq!(act(&team.officer, &path, "correction", 1, &unexplained).fields(), [("/reason", "text_too_long")]);
    let same = with_reason(list_body("一", "2022-12-13T08:00:00+08:00"));
    act(&team.officer, &path, "correction", 1, &same).refused(409, "correction_nothing");

    let mut renamed = right.clone();
    renamed["holder_name"] = "李强东".into();
    let answer = act(&team.officer, &path, "correction", 1, &renamed);
    let location = answer.header("location").to_owned();
    let now = answer.with(201);
    let replacement = format!("seizure-lists/{}", text(&now, "id"));
    assert_eq!(location, format!("/api/v1/{replacement}"));
    assert_eq!((text(&now, "state"), text(&now, "list_no"), &now["version"]), ("in_force", "一", &json!(1)));
    assert_eq!((&now["replaces_id"], &now["item_count"]), (&before["id"], &json!(2)));
    assert_eq!(read(&team.officer, &replacement)["seized_at"], "2022-12-31T00:00:00.000000Z");

    let old = read(&team.officer, &path);
    assert_eq!((text(&old, "state"), &old["version"]), ("replaced", &json!(2)));
    for member in ["list_no", "seized_at", "holder_name", "created_at", "item_count"] {
        assert_eq!(old[member], before[member], "{member} stays as it was written");
    }
    let told = &old["correction"];
    assert_eq!((&told["replacement_id"], text(told, "reason")), (&now["id"], WHY));
    assert_eq!((text(told, "made_by"), text(told, "made_by_name")), (team.officer.id().as_str(), "办案甲"));

    for (code, holder) in codes.iter().zip(["李强东", "张三"]) {
        let item = item(&team.officer, code);
        assert_eq!((&item["seizure_list_id"], text(&item, "holder_name")), (&now["id"], holder), "{item}");
        assert_eq!(item["seized_at"], "2022-12-31T00:00:00.000000Z");
        assert_eq!(history(&team.officer, code), ["ItemRegistered", "ItemRelisted"]);
    }
    let found = |q: &str| team.officer.get(&format!("/api/v1/items?total=true&q={q}")).ok()["total"].clone();
    assert_eq!(found("%E6%9D%8E%E5%BC%BA%E4%B8%9C"), 1, "found by the right holder");
    let intake = team.submit(&request("intake", &case, &codes));
    let late = act(&team.officer, &path, "correction", 1, &right).refused(412, "version_stale");
    assert_eq!(late["current"], 2);
    let told = act(&team.officer, &path, "correction", 2, &right).refused(409, "not_in_force");
    assert_eq!(text(&told, "detail"), "It is replaced and no longer in force.");
    assert_eq!(numbers(&team.officer, "seizure-lists", &case, "in_force"), ["一"]);
    assert_eq!(numbers(&team.officer, "seizure-lists", &case, "replaced"), ["一"]);
    step(&team.officer, &intake, "withdrawal", &json!({})).ok();
    act(&team.officer, &replacement, "correction", 1, &with_reason(list_body("二", "2022-12-30T08:00:00+08:00")))
        .with(201);
}

#[test]
fn a_list_whose_items_were_handed_in_is_neither_corrected_nor_cancelled() {
    let app = TestApp::new("handed-in");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let listed = goods::many(3);
    let (path, codes) = list(&team, &case, "一", &listed);
    team.officer.post("/api/v1/requests", &request("intake", &case, &codes)).created();
    let intake = team.submit(&request("intake", &case, &codes[..1]));
    let right = with_reason(list_body("一", "2022-12-31T08:00:00+08:00"));
    let refused = || {
        act(&team.officer, &path, "correction", 1, &right).refused(409, "list_handed_in");
        act(&team.officer, &path, "cancellation", 1, &json!({ "reason": WHY })).refused(409, "list_handed_in")
    };
    let sentence = "1 of the 3 items of this list have been handed in: RK-2023-000001. A list is corrected or cancelled only \
                    while all its items are with their officers.";
    assert_eq!(text(&refused(), "detail"), sentence);
    step(&team.head, &intake, "approval", &approve()).ok();
    refused();
    execute(&staff.custodian, &intake, &[accepted(&codes[0], &listed[0])]).ok();
    refused();
    assert_eq!(read(&team.officer, &path)["state"], "in_force");
}

#[test]
fn a_list_registered_by_mistake_is_cancelled_with_its_items_and_its_number_is_free() {
    let app = TestApp::new("cancelled-list");
    let (team, others, staff) = (app.team(0), app.team(2), app.staff());
    let case = team.case();
    let (path, codes) = list(&team, &case, "一", &goods::many(3));
    let draft = team.officer.post("/api/v1/requests", &request("intake", &case, &codes)).created();
    let why = json!({ "reason": "重复登记" });
    act(&others.officer, &path, "cancellation", 1, &why).refused(404, "not_found");
    act(&staff.custodian, &path, "cancellation", 1, &why).refused(403, "permission_missing");
    act(&team.head, &path, "cancellation", 1, &why).refused(403, "permission_missing");
    act(&team.officer, &path, "cancellation", 7, &why).refused(412, "version_stale");
    assert_eq!(act(&team.officer, &path, "cancellation", 1, &json!({})).fields(), [("/reason", "field_missing")]);
    let gone = act(&team.colleague, &path, "cancellation", 1, &why).ok();
    assert_eq!((text(&gone, "state"), &gone["correction"]["replacement_id"]), ("cancelled", &Value::Null));
    assert_eq!(gone, read(&team.officer, &path));
    for code in &codes {
        assert_eq!(state(&team.officer, code), "cancelled");
        assert_eq!(history(&team.officer, code), ["ItemRegistered", "ItemCancelled"]);
    }
    let answer = step(&team.officer, &draft, "submission", &json!({}));
    assert_eq!(answer.fields()[0], ("/items/0", "item_state"));
    let again = act(&team.officer, &path, "cancellation", 2, &why).refused(409, "not_in_force");
    assert_eq!(text(&again, "detail"), "It is cancelled and no longer in force.");
    let search = |person: &Person<'_>| person.get("/api/v1/search?q=%E4%B8%80").ok().as_array().unwrap().len();
    assert_eq!(search(&team.officer), 0, "no number leads to what was cancelled");
    let (path, _) = list(&team, &case, "一", &goods::many(1));
    assert_eq!((read(&team.officer, &path)["state"].clone(), search(&team.officer)), (json!("in_force"), 1));
    let sheet = team.officer.get(&format!("/api/v1/items.csv?case_id={case}"));
    assert_eq!(String::from_utf8_lossy(&sheet.bytes).matches("Cancelled").count(), 3, "exports say so");
}

#[test]
fn a_document_is_corrected_and_cancelled_while_no_request_relies_on_it() {
    let app = TestApp::new("papers-corrected");
    let (team, others, staff) = (app.team(0), app.team(2), app.staff());
    let case = team.case();
    let path = document(&team, &case, "发还1号");
    let right = with_reason(document_body("发还1号", "2022-12-31T00:00:00+08:00"));
    act(&others.officer, &path, "correction", 1, &right).refused(404, "not_found");
    let told = act(&staff.custodian, &path, "correction", 1, &right).refused(409, "record_not_yours");
    assert!(text(&told, "detail").starts_with("Only "), "{told}");
    act(&team.head, &path, "correction", 1, &right).refused(403, "permission_missing");
    act(&team.officer, &path, "correction", 2, &right).refused(412, "version_stale");
    let key = uuid::Uuid::new_v4().to_string();
    let once = || {
        let call = team.officer.prepare("POST", &format!("/api/v1/{path}/correction")).version(1);
        call.header("idempotency-key", &key).json(&right).send()
    };
    let now = once().with(201);
    assert_eq!(once().with(201), now, "the same key, the same answer");
    let replacement = format!("documents/{}", text(&now, "id"));
    assert_eq!((text(&now, "number"), &now["replaces_id"]), ("发还1号", &json!(id_of(&path))));
    let old = read(&team.officer, &path);
    assert_eq!((text(&old, "state"), text(&old, "issued_at")), ("replaced", "2022-12-12T16:00:00.000000Z"));
    assert_eq!(old["correction"]["replacement_id"], now["id"]);
    assert_eq!(numbers(&team.officer, "documents", &case, "in_force"), ["发还1号"]);
    let mut taken = document_body("发还1号", "2022-12-31T00:00:00+08:00");
    taken["case_id"] = case.clone().into();
    assert_eq!(team.officer.post("/api/v1/documents", &taken).fields(), [("/number", "name_taken")]);
    let mut receipt = right.clone();
    receipt["kind"] = "intake_receipt".into();
    assert_eq!(act(&team.officer, &replacement, "correction", 1, &receipt).fields(), [("/kind", "reference_unknown")]);

    let gone = act(&team.officer, &replacement, "cancellation", 1, &json!({ "reason": "另行出具" })).ok();
    assert_eq!((text(&gone, "state"), text(&gone["correction"], "reason")), ("cancelled", "另行出具"));
    team.officer.post("/api/v1/documents", &taken).created();
    assert_eq!(numbers(&team.officer, "documents", &case, "cancelled"), ["发还1号"]);
}

#[test]
fn a_custodian_corrects_the_documents_they_registered_themselves() {
    let app = TestApp::new("own-papers");
    let (team, staff) = (app.team(0), app.staff());
    let mut new = document_body("说明1号", "2022-12-13T00:00:00+08:00");
    new["case_id"] = team.case().into();
    let path = format!("documents/{}", staff.custodian.post("/api/v1/documents", &new).created());
    let right = with_reason(document_body("说明2号", "2022-12-13T00:00:00+08:00"));
    act(&staff.second, &path, "correction", 1, &right).refused(409, "record_not_yours");
    act(&staff.custodian, &path, "correction", 1, &right).with(201);
}

#[test]
fn a_document_that_a_request_relies_on_stays_until_it_is_with_its_applicant_again() {
    let app = TestApp::new("relied-on");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let path = document(&team, &case, "发还1号");
    let mut out = request("outbound", &case, &codes);
    out["disposition"] = "return_to_party".into();
    out["document_id"] = id_of(&path).into();
    out["receiver_name"] = "李强".into();
    out["receiver_document_no"] = "130203198001010012".into();
    out["receiver_is_officer"] = false.into();
    let id = team.submit(&out);
    let why = json!({ "reason": WHY });
    let right = with_reason(document_body("发还1号", "2022-12-31T00:00:00+08:00"));
    let told = act(&team.officer, &path, "cancellation", 1, &why).refused(409, "document_relied_on");
    assert!(text(&told, "detail").contains("CK-2023-000001"), "{told}");
    act(&team.officer, &path, "correction", 1, &right).refused(409, "document_relied_on");
    let back = json!({ "decision": "return_for_correction", "opinion": "决定书日期有误" });
    step(&team.head, &id, "approval", &back).ok();
    let now = act(&team.officer, &path, "correction", 1, &right).with(201);

    let stale = step(&team.officer, &id, "submission", &json!({}));
    assert_eq!(stale.fields(), [("/document_id", "not_in_force")]);
    let blockers = team.officer.get(&format!("/api/v1/requests/{id}/blockers")).ok();
    assert!(blockers.to_string().contains("not_in_force"), "{blockers}");
    assert_eq!(team.officer.post("/api/v1/requests", &out).fields(), [("/document_id", "not_in_force")]);
    out["document_id"] = now["id"].clone();
    let request = format!("/api/v1/requests/{id}");
    let seen = team.officer.get(&request).ok()["version"].as_i64().unwrap();
    team.officer.patch(&request, seen, &out).ok();
    step(&team.officer, &id, "submission", &json!({})).ok();
    step(&team.head, &id, "approval", &approve()).ok();
    step(&staff.head, &id, "approval", &approve()).ok();
    execute(&staff.custodian, &id, &[json!({ "item": codes[0], "outcome": "released" })]).ok();
    let replacement = format!("documents/{}", text(&now, "id"));
    act(&team.officer, &replacement, "cancellation", 1, &why).refused(409, "document_relied_on");
    let receipt = team.officer.get(&format!("/api/v1/documents?case_id={case}&kind=intake_receipt")).ok();
    let receipt = format!("documents/{}", text(&receipt["rows"][0], "id"));
    act(&team.officer, &receipt, "cancellation", 1, &why).refused(409, "document_relied_on");
}

#[test]
fn the_log_tells_both_what_was_ended_and_what_stands_in_its_place() {
    let app = TestApp::new("told");
    let team = app.team(0);
    let case = team.case();
    let path = document(&team, &case, "发还1号");
    let right = with_reason(document_body("发还2号", "2022-12-31T00:00:00+08:00"));
    let now = act(&team.officer, &path, "correction", 1, &right).with(201);
    let auditor = app.person("auditor");
    let actions = |subject: &str| -> Vec<String> {
        let found = auditor.get(&format!("/api/v1/audit/entries?subject_id={subject}")).ok();
        found["rows"].as_array().unwrap().iter().map(|row| text(row, "action").to_owned()).collect()
    };
    let mut told = actions(id_of(&path));
    told.sort();
    assert_eq!(told, ["DocumentCorrected", "DocumentRegistered"]);
    assert_eq!(actions(text(&now, "id")), ["DocumentRegistered"]);
}
