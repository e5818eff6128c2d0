//! Intakes: goods that arrive as listed, corrected, or not at all.

use serde_json::{Value, json};

use crate::journeys::{against, execute, execute_as_two, history, item, read, refusals, state, step};
use crate::support::{Person, Team, TestApp, accepted, approve, confirm, goods, request};
use crate::text;

/// An intake approved by the agency, with the codes of its goods.
#[track_caller]
fn ready(team: &Team<'_>, goods: &[Value]) -> (String, Vec<String>) {
    let case = team.case();
    let codes = team.seize(&case, goods);
    (team.approved(&request("intake", &case, &codes)), codes)
}

fn at(code: &str, place: &str) -> Value {
    json!({ "item": code, "outcome": "accepted", "place": place })
}

#[test]
fn goods_go_from_the_list_onto_the_shelf() {
    let app = TestApp::new("shelf");
    let (team, staff) = (app.team(0), app.staff());
    let (officer, custodian) = (&team.officer, &staff.custodian);
    let listed = [goods::ordinary("背包"), goods::specimen(), goods::bulk(), goods::car(), goods::unclassified()];
    let case = team.case();
    let codes = team.seize(&case, &listed);
    let draft = officer.post("/api/v1/requests", &request("intake", &case, &codes)).with(201);
    assert_eq!((text(&draft, "status"), &draft["number"]), ("draft", &Value::Null));
    let id = text(&draft, "id");
    custodian.get(&format!("/api/v1/requests/{id}")).refused(404, "not_found");
    assert_eq!(officer.get(&format!("/api/v1/requests/{id}/blockers")).ok(), json!([]));

    let submitted = step(officer, id, "submission", &json!({})).ok();
    assert_eq!((text(&submitted, "status"), text(&submitted, "number")), ("awaiting_unit_head", "RK-2023-000001"));
    assert_eq!(state(officer, &codes[0]), "pending_intake");
    let mut lines: Vec<Value> = codes.iter().zip(&listed).map(|(code, good)| accepted(code, good)).collect();
    lines[0]["sealing"] = "sealed_uncounted".into();
    execute(custodian, id, &lines).refused(409, "request_status");
    assert_eq!(step(&team.head, id, "approval", &approve()).ok()["status"], "approved");

    let part = execute(custodian, id, &lines[..2]).ok();
    assert_eq!((text(&part["request"], "status"), &part["request"]["open_line_count"]), ("executing", &json!(3)));
    let again = execute(custodian, id, &lines[1..]).ok();
    assert_eq!(refusals(&again), ["line_done", "", "", ""]);
    assert_eq!(text(&again["request"], "status"), "completed");
    execute(custodian, id, &lines).refused(409, "request_status");

    for (code, place) in codes.iter().zip(["O-1", "S-1", "B-1", "Y-1", "R-1"]) {
        let item = item(custodian, code);
        assert_eq!((text(&item, "custody_state"), text(&item, "place_code")), ("in_custody", place));
    }
    assert_eq!(history(officer, &codes[0]), ["ItemRegistered", "ItemSubmitted", "ItemReceived"]);
    let request = read(officer, id);
    let steps: Vec<&str> = request["steps"].as_array().unwrap().iter().map(|step| text(step, "action")).collect();
    assert_eq!(steps, ["submit", "approve", "execute", "execute"]);
    let lines = officer.get(&format!("/api/v1/requests/{id}/lines")).ok();
    let line = &lines[0];
    assert_eq!((text(line, "outcome"), text(line, "executed_by")), ("accepted", custodian.id().as_str()));
    assert_eq!((text(line, "sealing"), &lines[1]["sealing"]), ("sealed_uncounted", &Value::Null));
    assert_eq!(officer.get(&format!("/api/v1/requests/{id}/lines?after=3")).ok().as_array().unwrap().len(), 2);
}

#[test]
fn a_request_returned_for_correction_is_corrected_and_keeps_its_number() {
    let app = TestApp::new("corrected");
    let team = app.team(0);
    let (case, officer) = (team.case(), &team.officer);
    let codes = team.seize(&case, &goods::many(2));
    let id = team.submit(&request("intake", &case, &codes));
    let silent = json!({ "decision": "return_for_correction" });
    assert_eq!(step(&team.head, &id, "approval", &silent).fields(), [("/opinion", "reason_needed")]);
    let returned = step(&team.head, &id, "approval", &against("return_for_correction")).ok();
    assert_eq!(text(&returned, "status"), "returned_for_correction");
    step(&team.head, &id, "approval", &approve()).refused(409, "request_status");

    let path = format!("/api/v1/requests/{id}");
    let version = returned["version"].as_i64().unwrap();
    let shorter = request("intake", &case, &codes[..1]);
    team.colleague.patch(&path, version, &shorter).refused(409, "not_applicant");
    let other_kind = officer.patch(&path, version, &request("loan", &case, &codes));
    assert_eq!(other_kind.fields(), [("/kind", "request_kind_mismatch")]);
    officer.patch(&path, version, &shorter).ok();
    let first = item(officer, &codes[0]);
    let edited = officer.patch(
        &format!("/api/v1/items/{}", text(&first, "id")),
        first["version"].as_i64().unwrap(),
        &goods::ordinary("木箱"),
    );
    assert_eq!(text(&edited.ok(), "name"), "木箱");
    let again = step(officer, &id, "submission", &json!({})).ok();
    assert_eq!((text(&again, "status"), &again["number"]), ("awaiting_unit_head", &returned["number"]));
    step(&team.head, &id, "approval", &approve()).ok();
    assert_eq!((state(officer, &codes[0]), state(officer, &codes[1])), ("pending_intake".into(), "registered".into()));
    let other = team.submit(&request("intake", &case, &codes[1..]));
    assert_eq!(text(&read(officer, &other), "number"), "RK-2023-000002", "numbers have no gaps");
}

#[test]
fn what_is_rejected_or_withdrawn_lets_its_goods_go() {
    let app = TestApp::new("let-go");
    let (team, staff) = (app.team(0), app.staff());
    let officer = &team.officer;
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let intake = request("intake", &case, &codes);
    let rejected = team.submit(&intake);
    assert_eq!(step(&team.head, &rejected, "approval", &against("reject")).ok()["status"], "rejected");
    assert_eq!(state(officer, &codes[0]), "registered");
    step(officer, &rejected, "submission", &json!({})).refused(409, "request_status");
    step(officer, &rejected, "withdrawal", &json!({})).refused(409, "request_status");

    let draft = officer.post("/api/v1/requests", &intake).created();
    step(&team.colleague, &draft, "withdrawal", &json!({})).refused(409, "not_applicant");
    assert_eq!(step(officer, &draft, "withdrawal", &json!({})).ok()["status"], "withdrawn");
    let approved = team.approved(&intake);
    let gone = step(officer, &approved, "withdrawal", &json!({ "opinion": "误报" })).ok();
    assert_eq!((text(&gone, "status"), gone["closed_at"].is_string()), ("withdrawn", true));
    assert_eq!(state(officer, &codes[1]), "registered");

    let id = team.approved(&intake);
    execute(&staff.custodian, &id, &[at(&codes[0], "O-1")]).ok();
    step(officer, &id, "withdrawal", &json!({})).refused(409, "request_status");
    let events = history(officer, &codes[0]);
    let rounds = ["ItemSubmitted", "ItemWithdrawn", "ItemSubmitted", "ItemWithdrawn", "ItemSubmitted", "ItemReceived"];
    assert_eq!(events[1..], rounds);
}

#[test]
fn goods_that_differ_from_the_list_are_accepted_as_they_are() {
    let app = TestApp::new("differ");
    let (team, staff) = (app.team(0), app.staff());
    let (id, codes) = ready(&team, &[goods::unclassified()]);
    let corrected = json!({ "name": "青花瓷瓶", "category": "ordinary", "features": "口沿有冲线" });
    let mut line = json!({ "item": codes[0], "outcome": "accepted_corrected", "place": "O-1" });
    assert_eq!(refusals(&execute(&staff.custodian, &id, &[line.clone()]).ok()), ["reason_needed"]);
    line["reason"] = "实物为瓷瓶".into();
    assert_eq!(refusals(&execute(&staff.custodian, &id, &[line.clone()]).ok()), ["field_missing"]);
    line["corrected"] = corrected;
    execute(&staff.custodian, &id, &[line]).ok();
    let item = item(&team.officer, &codes[0]);
    let told = [text(&item, "name"), text(&item, "category"), text(&item, "features"), text(&item, "place_code")];
    assert_eq!(told, ["青花瓷瓶", "ordinary", "口沿有冲线", "O-1"]);
    let found = |word: &str| team.officer.get(&format!("/api/v1/items?total=true&q={word}")).ok()["total"].clone();
    assert_eq!((found("%E7%93%B7%E7%93%B6"), found("%E7%B2%89%E6%9C%AB")), (json!(1), json!(0)), "瓷瓶, not 粉末");
}

#[test]
fn what_is_refused_at_the_desk_waits_for_the_centre_head() {
    let app = TestApp::new("refused-goods");
    let (team, staff) = (app.team(0), app.staff());
    let (id, codes) = ready(&team, &goods::many(3));
    let refuse = |code: &str, reason: Value| json!({ "item": code, "outcome": "refused", "reason": reason });
    let silent = execute(&staff.custodian, &id, &[refuse(&codes[0], Value::Null)]).ok();
    assert_eq!((refusals(&silent), text(&silent["request"], "status")), (vec!["reason_needed"], "approved"));
    let lines = [at(&codes[0], "O-1"), refuse(&codes[1], "易燃".into()), refuse(&codes[2], "剧毒".into())];
    let done = execute(&staff.custodian, &id, &lines).ok();
    assert_eq!(text(&done["request"], "status"), "awaiting_confirmation");
    assert_eq!(state(&team.officer, &codes[1]), "refused");
    step(&team.head, &id, "refusals", &confirm()).refused(403, "permission_missing");

    for word in ["reject", "approve", "return_for_correction"] {
        let refused = step(&staff.head, &id, "refusals", &against(word)).refused(422, "word_unknown");
        assert_eq!(refused["errors"][0]["pointer"], "/decision", "{refused}");
    }
    assert_eq!(text(&read(&staff.head, &id), "status"), "awaiting_confirmation", "an unknown word decides nothing");
    let silent = step(&staff.head, &id, "refusals", &json!({ "decision": "send_back" }));
    assert_eq!(silent.refused(422, "reason_needed")["errors"][0]["pointer"], "/opinion");
    let back = step(&staff.head, &id, "refusals", &against("send_back")).ok();
    assert_eq!((text(&back, "status"), &back["open_line_count"]), ("executing", &json!(2)));
    assert_eq!(last_step(&staff.head, &id), ("send_back_refusals".to_owned(), "executing".to_owned()));
    assert_eq!(state(&team.officer, &codes[1]), "pending_intake");
    let lines = [at(&codes[1], "O-1"), refuse(&codes[2], "确为剧毒".into())];
    execute(&staff.custodian, &id, &lines).ok();
    let closed = step(&staff.head, &id, "refusals", &confirm()).ok();
    assert_eq!((text(&closed, "status"), closed["closed_at"].is_string()), ("completed", true));
    assert_eq!(last_step(&staff.head, &id), ("confirm_refusals".to_owned(), "completed".to_owned()));
    let supervisor = app.person("supervisor");
    for action in ["RefusalsSentBack", "RefusalsConfirmed"] {
        let entries = supervisor.get(&format!("/api/v1/audit/entries?action={action}")).ok();
        assert_eq!(entries["rows"].as_array().map(Vec::len), Some(1), "{action}: {entries}");
    }
    let states: Vec<String> = codes.iter().map(|code| state(&team.officer, code)).collect();
    assert_eq!(states, ["in_custody", "in_custody", "refused"]);
    step(&staff.head, &id, "refusals", &confirm()).refused(409, "request_status");
}

/// The last step of a request: what was done, and where the request stood after it.
fn last_step(person: &Person<'_>, id: &str) -> (String, String) {
    let steps = read(person, id)["steps"].clone();
    let last = steps.as_array().and_then(|steps| steps.last()).unwrap();
    (text(last, "action").to_owned(), text(last, "status_after").to_owned())
}

#[test]
fn valuables_need_the_centre_head_two_custodians_a_seal_and_a_value() {
    let app = TestApp::new("valuables");
    let (team, staff) = (app.team(0), app.staff());
    let (id, codes) = ready(&team, &[goods::gold(), json!({ "name": "字画", "category": "valuable" })]);
    assert_eq!(text(&read(&team.officer, &id), "status"), "awaiting_centre_head");
    execute(&staff.custodian, &id, &[at(&codes[0], "V-1")]).refused(409, "request_status");
    step(&staff.head, &id, "approval", &approve()).ok();

    let sealed = json!({ "item": codes[0], "outcome": "accepted", "place": "V-1", "seal_no": "F-1" });
    let alone = execute(&staff.custodian, &id, std::slice::from_ref(&sealed)).ok();
    assert_eq!(refusals(&alone), ["second_custodian_needed"]);
    assert_eq!(state(&staff.custodian, &codes[0]), "pending_intake");
    let valueless = json!({ "item": codes[1], "outcome": "accepted", "place": "V-1", "seal_no": "F-2" });
    let lines = [at(&codes[0], "V-1"), valueless];
    let two = execute_as_two(&staff.custodian, &staff.second, &id, &lines).ok();
    assert_eq!(refusals(&two), ["seal_needed", "valuation_needed"]);
    let mut valued = goods::gold();
    valued["name"] = "字画".into();
    let corrected = json!({ "item": codes[1], "outcome": "accepted_corrected", "place": "V-1", "seal_no": "F-2",
        "reason": "补估价", "corrected": valued });
    let done = execute_as_two(&staff.custodian, &staff.second, &id, &[sealed, corrected]).ok();
    assert_eq!((refusals(&done), text(&done["request"], "status")), (vec!["", ""], "completed"));
    let lines = team.officer.get(&format!("/api/v1/requests/{id}/lines")).ok();
    assert_eq!(text(&lines[0], "second_id"), staff.second.id());
    assert_eq!(text(&item(&team.officer, &codes[0]), "seal_no"), "F-1");
}

#[test]
fn a_confirmation_is_good_in_its_own_session_for_two_minutes() {
    let app = TestApp::new("confirmations");
    let (team, staff) = (app.team(0), app.staff());
    let (id, codes) = ready(&team, &[goods::gold()]);
    step(&staff.head, &id, "approval", &approve()).ok();
    let line = json!({ "item": codes[0], "outcome": "accepted", "place": "V-1", "seal_no": "F-1" });
    let call = |token: &str| json!({ "lines": [line], "confirmation": token });
    let token = staff.custodian.with_second(&staff.second);
    step(&staff.third, &id, "execution", &call(&token)).refused(409, "confirmation_invalid");
    step(&staff.custodian, &id, "execution", &call("forged")).refused(409, "confirmation_invalid");
    app.wait(120_000_000);
    step(&staff.custodian, &id, "execution", &call(&token)).refused(409, "confirmation_invalid");
    let token = staff.custodian.with_second(&staff.second);
    let disable = format!("/api/v1/users/{}/disablement", staff.second.id());
    app.person("system-admin").post(&disable, &json!({})).ok();
    step(&staff.custodian, &id, "execution", &call(&token)).refused(409, "confirmation_invalid");
    let token = staff.custodian.with_second(&staff.third);
    step(&staff.custodian, &id, "execution", &call(&token)).ok();
}

#[test]
fn nothing_lies_where_it_does_not_belong() {
    let app = TestApp::new("belong");
    let (team, staff) = (app.team(0), app.staff());
    let custodian = &staff.custodian;
    let (id, codes) = ready(&team, &[goods::many(3), vec![goods::specimen(), goods::unclassified()]].concat());
    let unplaced = json!({ "item": codes[0], "outcome": "accepted" });
    let wrong = [
        unplaced,
        at(&codes[0], "V-1"),
        at(&codes[0], "R-1"),
        at(&codes[0], "X-9"),
        at(&codes[3], "O-1"),
        at(&codes[4], "O-1"),
        at("NONE", "O-1"),
    ];
    let answer = execute(custodian, &id, &wrong).ok();
    let expected = [
        "place_needed",
        "place_wrong",
        "place_wrong",
        "place_unknown",
        "place_wrong",
        "place_wrong",
        "item_not_in_request",
    ];
    assert_eq!(refusals(&answer), expected);
    let detail = &answer["results"][4]["refusal"]["detail"];
    assert_eq!(
        detail,
        "Place O-1 is of the class ordinary; goods of the category specimen must be stored in a place of the class specimen room."
    );
    assert_eq!(text(&answer["request"], "status"), "approved", "nothing was carried out");

    let into_two: Vec<Value> = codes[..3].iter().map(|code| at(code, "O-2")).collect();
    assert_eq!(refusals(&execute(custodian, &id, &into_two).ok()), ["", "", "place_full"]);
    let admin = app.person("system-admin");
    let places = admin.get("/api/v1/places?storage_class=ordinary").ok();
    let first = &places["rows"].as_array().unwrap().iter().find(|place| place["code"] == "O-1").unwrap();
    let path = format!("/api/v1/places/{}", text(first, "id"));
    admin.patch(&path, 1, &json!({ "active": false })).ok();
    assert_eq!(refusals(&execute(custodian, &id, &[at(&codes[2], "O-1")]).ok()), ["place_closed"]);
    admin.patch(&path, 2, &json!({ "active": true })).ok();
    execute(custodian, &id, &[at(&codes[2], "O-1")]).ok();
    admin.patch(&path, 3, &json!({ "active": false })).refused(409, "still_in_use");
}

#[test]
fn a_custodian_moves_and_classifies_what_lies_in_custody() {
    let app = TestApp::new("moves");
    let (team, staff) = (app.team(0), app.staff());
    let listed = [goods::ordinary("甲"), goods::unclassified(), goods::gold()];
    let (_, codes) = app.in_custody(&team, &listed);
    let to = |code: &str, place: &str| json!({ "item": code, "place": place });
    let moves = |lines: &[Value]| staff.custodian.post("/api/v1/moves", &json!({ "moves": lines, "reason": "整理" }));
    let wrong = [to(&codes[0], "O-1"), to(&codes[0], "O-2"), to(&codes[0], "O-2"), to(&codes[1], "O-1")];
    assert_eq!(refusals(&moves(&wrong).ok()), ["move_nothing", "list_repeats", "list_repeats", "place_wrong"]);
    assert_eq!(refusals(&moves(&[to(&codes[0], "O-2"), to(&codes[2], "V-2")]).ok()), ["", "second_custodian_needed"]);
    let confirmation = staff.custodian.with_second(&staff.second);
    let as_two = json!({ "moves": [to(&codes[2], "V-2")], "confirmation": confirmation });
    assert_eq!(refusals(&staff.custodian.post("/api/v1/moves", &as_two).ok()), [""]);
    assert_eq!(text(&item(&team.officer, &codes[2]), "place_code"), "V-2");

    let id = text(&item(&team.officer, &codes[1]), "id").to_owned();
    let classify = |category: &str, place: &str| {
        let body = json!({ "classification": { "category": category, "place": place, "reason": "开封查验" } });
        staff.custodian.post(&format!("/api/v1/items/{id}/classification"), &body)
    };
    classify("unclassified", "R-1").refused(409, "category_same");
    classify("ordinary", "R-1").refused(409, "place_wrong");
    classify("valuable", "V-1").refused(409, "second_custodian_needed");
    assert_eq!(text(&classify("ordinary", "O-1").ok(), "place_code"), "O-1");
    let expected = ["ItemRegistered", "ItemSubmitted", "ItemReceived", "ItemClassified"];
    assert_eq!(history(&team.officer, &codes[1]), expected);
}
