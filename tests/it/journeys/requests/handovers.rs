//! Hand-overs: one signature for each party, bound to the list that was shown, for goods that leave and for goods that come.

use std::fs;

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::model::time::SECOND;
use image::ImageFormat;
use serde_json::{Value, json};

use crate::journeys::{execute, execute_as_two, item, read, refusals, step};
use crate::support::pdf::{pages_of, pictures_of};
use crate::support::pictures::{announced, picture};
use crate::support::signatures::{CARD, HANDOVERS, custodian, drawing, outsider, strokes};
use crate::support::sql::{number, sql, texts};
use crate::support::{Person, Team, TestApp, accepted, approve, goods, loan, request};
use crate::text;

const HAND_OUT: (&str, &str, &str) = ("handing_over", "taking_over", "办案甲");
const HAND_IN: (&str, &str, &str) = ("taking_over", "handing_over", "办案甲");

/// A loan that was carried out: its case, the request, the codes.
#[track_caller]
fn lent(app: &TestApp, team: &Team<'_>, count: usize) -> (String, String, Vec<String>) {
    let (case, codes) = app.in_custody(team, &goods::many(count));
    let id = app.lend(team, &case, &codes);
    (case, id, codes)
}

/// What the log tells of a request, newest first.
fn told(app: &TestApp, id: &str) -> Vec<Value> {
    let entries = app.person("auditor").get(&format!("/api/v1/audit/entries?subject_id={id}")).ok();
    entries["rows"].as_array().unwrap().clone()
}

/// The text of the list within an answer, as it stands there.
fn list_as_told(answer: &[u8]) -> &str {
    let answer = std::str::from_utf8(answer).unwrap();
    let (_, rest) = answer.split_once("\"list\":").unwrap();
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<serde::de::IgnoredAny>();
    values.next().unwrap().unwrap();
    &rest[..values.byte_offset()]
}

fn status(handover: &Value) -> (&str, Vec<bool>) {
    let signed = handover["parties"].as_array().unwrap().iter().map(|party| !party["signature"].is_null());
    (text(handover, "status"), signed.collect())
}

/// The file of a paper of a request.
#[track_caller]
fn paper(person: &Person<'_>, form: &str, request: &str) -> (Value, Vec<u8>) {
    let paper = person.post("/api/v1/papers", &json!({ "form": form, "request_id": request })).with(201);
    let file = person.get(&format!("/api/v1/papers/{}/paper.pdf", text(&paper, "id"))).bytes;
    (paper, file)
}

fn said(file: &[u8]) -> String {
    pages_of(file).concat().replace('\n', "")
}

#[test]
fn a_loan_is_signed_for_when_it_leaves_and_when_it_comes_back() {
    let app = TestApp::new("signed-loan");
    let (team, staff) = (app.team(0), app.staff());
    let (case, id, codes) = lent(&app, &team, 2);
    let opened = staff.custodian.open_handover(&id);
    let list = &opened["list"];
    let answer = team.officer.get(&format!("{HANDOVERS}/{}", text(&opened, "id")));
    assert_eq!(text(&opened, "list_sha256"), to_hex(&sha256(list_as_told(&answer.bytes).as_bytes())));
    assert_eq!(status(&opened), ("open", vec![false, false]));
    assert_eq!(opened["parties"][0]["proposed_name"], "保管甲");
    assert_eq!(opened["parties"][1]["proposed_name"], "办案甲");
    let line = &list["lines"][0];
    assert_eq!((text(line, "code"), text(line, "name"), text(line, "outcome")), (&*codes[0], "纸箱1号", "lent"));
    let (unsigned, file) = paper(&staff.custodian, "loan_approval", &id);
    assert_eq!(pictures_of(&file), 0);

    let half = staff.custodian.sign(&opened, &outsider(&opened, "taking_over", "办案甲", 1)).ok();
    assert_eq!(status(&half), ("open", vec![false, true]));
    let closed = staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 2)).ok();
    assert_eq!(status(&closed), ("closed", vec![true, true]));
    let signature = &closed["parties"][1]["signature"];
    assert_eq!((text(signature, "signer_name"), text(signature, "identity_masked")), ("办案甲", CARD.1));
    assert_eq!(signature["list_sha256"], opened["list_sha256"]);
    assert_eq!(closed["parties"][0]["signature"]["signer_name"], "保管甲");
    let shown = team.officer.get(&format!("/api/v1/files/{}/screen", text(signature, "file_id")));
    assert_eq!((shown.status, shown.header("content-type")), (200, "image/jpeg"));
    let actions: Vec<_> = told(&app, &id).iter().map(|entry| text(entry, "action").to_owned()).collect();
    assert_eq!(actions[..3], ["HandoverSigned", "HandoverSigned", "HandoverOpened"]);

    // Issues of one moment have no order.
    app.wait(SECOND);
    let (signed, file) = paper(&staff.custodian, "loan_approval", &id);
    assert_eq!((&signed["replaces_id"], pictures_of(&file)), (&unsigned["id"], 2));
    let today = "2023年1月1日";
    assert!(said(&file).contains(&format!("交接人：保管甲接收人：办案甲{today}{today}")), "{}", said(&file));
    assert_eq!(paper(&staff.custodian, "loan_approval", &id), (signed, file), "the same state is the same paper");

    let back = team.bring_back(&case, &id, &codes);
    let returned = |code| json!({ "item": code, "outcome": "returned", "condition": "intact", "place": "O-1" });
    let mut resealed = returned(&codes[1]);
    resealed["sealing"] = "counted_sealed".into();
    execute(&staff.second, &back, &[returned(&codes[0]), resealed]).ok();
    let opened = staff.second.open_handover(&back);
    let sealings = [0, 1].map(|at| opened["list"]["lines"][at]["sealing"].as_str());
    assert_eq!(sealings, [None, Some("counted_sealed")], "what is signed says so");
    assert_eq!(opened["list"]["lines"][1]["condition"], "intact");
    assert_eq!(opened["list"]["lines"][1]["place_code"], "O-1");
    let closed = staff.second.have_signed(&opened, HAND_IN);
    assert_eq!(status(&closed), ("closed", vec![true, true]));
    assert_eq!(closed["parties"][1]["signature"]["signer_name"], "保管乙");
    let (_, file) = paper(&staff.second, "return_inspection", &back);
    assert_eq!(pictures_of(&file), 2);
    let listed = team.officer.get(&format!("{HANDOVERS}?request_id={back}&status=closed&total=true")).ok();
    assert_eq!((&listed["total"], &listed["rows"][0]["list"]), (&json!(1), &Value::Null));
}

#[test]
fn a_list_stays_as_it_is_while_it_is_signed() {
    let app = TestApp::new("frozen-list");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(3));
    let id = team.approved(&loan(&case, &codes, "court"));
    let out = |code: &String| vec![json!({ "item": code, "outcome": "lent" })];
    staff.custodian.post(HANDOVERS, &json!({ "request_id": id })).refused(409, "handover_nothing");
    execute(&staff.custodian, &id, &out(&codes[0])).ok();
    let opened = staff.custodian.open_handover(&id);
    assert_eq!(opened["line_count"], 1);
    let refused = execute(&staff.second, &id, &out(&codes[1])).refused(409, "handover_open");
    let number = text(&read(&team.officer, &id), "number").to_owned();
    assert!(text(&refused, "detail").contains(&number) && text(&refused, "detail").contains("保管甲"), "{refused}");
    staff.second.post(HANDOVERS, &json!({ "request_id": id })).refused(409, "handover_open");
    // Another request cannot take it along either: it is brought back once the hand-over has ended.
    let back = team.bring_back(&case, &id, &codes[..1]);
    let returned = json!({ "item": codes[0], "outcome": "returned", "condition": "intact", "place": "O-1" });
    let frozen = execute(&staff.custodian, &back, std::slice::from_ref(&returned)).ok();
    assert_eq!(refusals(&frozen), ["handover_item_frozen"]);

    assert_eq!(staff.custodian.withdraw_handover(&opened, 1, " ").fields(), [("/reason", "text_empty")]);
    staff.custodian.withdraw_handover(&opened, 7, "少列一件").refused(412, "version_stale");
    let withdrawn = staff.custodian.withdraw_handover(&opened, 1, "少列一件").ok();
    assert_eq!((text(&withdrawn, "status"), text(&withdrawn, "reason")), ("withdrawn", "少列一件"));
    staff.custodian.withdraw_handover(&opened, 2, "再撤").refused(409, "handover_ended");
    staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 1)).refused(409, "handover_ended");
    execute(&staff.custodian, &id, &out(&codes[1])).ok();
    let again = staff.custodian.open_handover(&id);
    assert_eq!((&again["sequence"], &again["line_count"]), (&json!(2), &json!(2)));
    staff.custodian.have_signed(&again, HAND_OUT);
    // What came later is on a list of its own.
    execute(&staff.custodian, &id, &out(&codes[2])).ok();
    let rest = staff.custodian.open_handover(&id);
    assert_eq!(rest["list"]["lines"][0]["line_no"], 3);
    staff.custodian.have_signed(&rest, HAND_OUT);
    staff.custodian.post(HANDOVERS, &json!({ "request_id": id })).refused(409, "handover_nothing");
    let (_, file) = paper(&staff.custodian, "loan_approval", &id);
    assert_eq!(pictures_of(&file), 4, "both hand-overs stand in the cells");
    execute(&staff.custodian, &back, &[returned]).ok();
}

#[test]
fn what_a_list_says_of_goods_that_came_is_not_changed_while_it_is_signed() {
    let app = TestApp::new("frozen-goods");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &[goods::ordinary("纸箱"), goods::unclassified()]);
    let rows = team.officer.get(&format!("/api/v1/requests?case_id={case}&kind=intake")).ok();
    let intake = text(&rows["rows"][0], "id").to_owned();
    let opened = staff.custodian.open_handover(&intake);
    let kept = item(&staff.custodian, &codes[0]);
    let (id, version) = (text(&kept, "id"), kept["version"].as_i64().unwrap());
    let describe = json!({ "description": { "name": "木箱", "category": "ordinary" }, "reason": "写错" });
    let correct = || {
        let call = staff.custodian.prepare("PUT", &format!("/api/v1/items/{id}/description")).once().version(version);
        call.json(&describe).send()
    };
    correct().refused(409, "handover_item_frozen");
    let relabel = json!({ "reason": "标签破损" });
    let path = format!("/api/v1/items/{id}/label-replacement");
    staff.custodian.post(&path, &relabel).refused(409, "handover_item_frozen");
    let moves = json!({ "moves": [{ "item": codes[0], "place": "O-2" }] });
    let moved = staff.custodian.post("/api/v1/moves", &moves).ok();
    assert_eq!(refusals(&moved), ["handover_item_frozen"]);
    let class = json!({ "classification": { "category": "ordinary", "place": "O-1", "reason": "经鉴别" } });
    let other = item(&staff.custodian, &codes[1]);
    let path = format!("/api/v1/items/{}/classification", text(&other, "id"));
    staff.custodian.post(&path, &class).refused(409, "handover_item_frozen");
    let closed = staff.custodian.have_signed(&opened, HAND_IN);
    assert_eq!(text(&closed, "status"), "closed");
    correct().ok();
    let (_, file) = paper(&staff.custodian, "intake_receipt", &intake);
    // What was corrected since was signed by nobody: both are named, and their drawings are not there.
    for part in ["涉案财物交接人：办案甲办案甲签于更正前的清单", "涉案财物接收人：保管甲保管甲签于更正前的清单"]
    {
        assert!(said(&file).contains(part), "{}", said(&file));
    }
    assert_eq!(pictures_of(&file), 0);
}

#[test]
fn refusing_to_sign_is_an_outcome_with_a_reason_and_a_witness() {
    let app = TestApp::new("refused-signature");
    let (team, staff) = (app.team(0), app.staff());
    let (_, id, _) = lent(&app, &team, 1);
    let opened = staff.custodian.open_handover(&id);
    let mut refusal = json!({ "party": "taking_over", "manner": "refused", "list_sha256": opened["list_sha256"],
        "name": "王五" });
    let missing = staff.custodian.sign(&opened, &refusal);
    assert_eq!(missing.fields(), [("/reason", "text_empty"), ("/refusal_witness", "text_empty")]);
    refusal["reason"] = "认为数量不符".into();
    refusal["refusal_witness"] = "王五".into();
    let same = staff.custodian.sign(&opened, &refusal);
    assert_eq!(same.fields(), [("/refusal_witness", "handover_same_person")]);
    refusal["refusal_witness"] = "赵六".into();
    refusal["drawing"] = drawing(1).into();
    assert_eq!(staff.custodian.sign(&opened, &refusal).fields(), [("/drawing", "handover_member")]);
    refusal.as_object_mut().unwrap().remove("drawing");
    staff.custodian.sign(&opened, &refusal).ok();
    let closed = staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 2)).ok();
    assert_eq!(text(&closed, "status"), "closed");
    assert_eq!(text(&told(&app, &id)[1], "action"), "HandoverRefused");
    let (_, file) = paper(&staff.custodian, "loan_approval", &id);
    assert!(said(&file).contains("接收人：王五拒绝签名，原因：认为数量不符见证人：赵六"), "{}", said(&file));
    // Auditors follow the log and not the people.
    let entry = told(&app, &id)[1]["payload"].to_string();
    assert!(!entry.contains("王五") && !entry.contains("赵六"), "{entry}");
}

#[test]
fn a_destruction_is_signed_by_two_custodians_and_two_witnesses() {
    let app = TestApp::new("signed-destruction");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let mut out = request("outbound", &case, &codes);
    let document = json!({ "kind": "disposition", "number": "销毁 1", "title": "销毁决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    out["document_id"] = team.officer.post("/api/v1/documents", &document).created().into();
    out["disposition"] = "destruction".into();
    out["witness_name"] = "监督员赵六".into();
    out["destruction_method"] = "高温焚烧".into();
    out["destruction_place"] = "市环保处置中心".into();
    let id = team.approved(&out);
    step(&staff.head, &id, "approval", &approve()).ok();
    let released = json!({ "item": codes[0], "outcome": "released" });
    execute_as_two(&staff.custodian, &staff.second, &id, &[released]).ok();
    let opened = staff.custodian.open_handover(&id);
    let parties: Vec<_> = opened["parties"].as_array().unwrap().iter().map(|one| text(one, "party")).collect();
    assert_eq!(parties, ["handing_over", "second_custodian", "supervising_witness", "attesting_witness"]);
    assert_eq!(opened["parties"][2]["proposed_name"], "监督员赵六");
    let taking = staff.custodian.sign(&opened, &outsider(&opened, "taking_over", "李强", 1));
    assert_eq!(taking.fields(), [("/party", "handover_no_party")]);
    // The second custodian signs with an account as well: in an own session, or confirming in the first one's.
    let second = custodian(&opened, "second_custodian", 3);
    assert_eq!(staff.custodian.sign(&opened, &second).fields(), [("/party", "handover_not_executor")]);
    assert_eq!(staff.third.sign(&opened, &second).fields(), [("/party", "handover_not_executor")]);
    let mut confirmed = second.clone();
    confirmed["confirmation"] = staff.custodian.with_second(&staff.second).into();
    let half = staff.custodian.sign(&opened, &confirmed).ok();
    assert_eq!(half["parties"][1]["signature"]["signer_name"], "保管乙");
    staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 4)).ok();
    staff.custodian.sign(&opened, &outsider(&opened, "supervising_witness", "监督员赵六", 5)).ok();
    let same = staff.custodian.sign(&opened, &outsider(&opened, "attesting_witness", "监督员赵六", 6));
    assert_eq!(same.fields(), [("/name", "handover_same_person")]);
    let closed = staff.custodian.sign(&opened, &outsider(&opened, "attesting_witness", "街道办钱七", 7)).ok();
    assert_eq!(text(&closed, "status"), "closed");
    let (_, file) = paper(&staff.custodian, "destruction_list", &id);
    assert_eq!(pictures_of(&file), 4);
    let names = said(&file);
    assert!(names.contains("执行人：保管乙、保管甲") || names.contains("执行人：保管甲、保管乙"), "{names}");
    assert!(names.contains("证明人：街道办钱七"), "{names}");
}

#[test]
fn a_station_without_a_pad_takes_the_photograph_of_the_signed_copy() {
    let app = TestApp::new("signed-on-paper");
    let (team, staff) = (app.team(0), app.staff());
    let (_, id, _) = lent(&app, &team, 1);
    let opened = staff.custodian.open_handover(&id);
    let handover = text(&opened, "id");
    let bytes = picture(3, ImageFormat::Jpeg);
    let mut body = outsider(&opened, "taking_over", "办案甲", 1);
    body["manner"] = "on_paper".into();
    body.as_object_mut().unwrap().remove("drawing");
    assert_eq!(staff.custodian.sign(&opened, &body).fields(), [("/file_id", "field_missing")]);
    let announced = staff.custodian.post("/api/v1/files", &announced(&bytes, "签.jpg", "handover", handover)).created();
    body["file_id"] = announced.clone().into();
    assert_eq!(staff.custodian.sign(&opened, &body).fields(), [("/file_id", "handover_file_other")]);
    let stored = staff.custodian.send_part(&announced, 0, &bytes).ok();
    assert_eq!((text(&stored, "subject"), text(&stored, "handover_id")), ("handover", handover));
    staff.custodian.sign(&opened, &body).ok();
    staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 2)).ok();
    let (_, file) = paper(&staff.custodian, "loan_approval", &id);
    assert!(said(&file).contains("接收人：办案甲（纸质签名，照片存档）"), "{}", said(&file));
    assert_eq!(pictures_of(&file), 1);
    let strike = staff.custodian.prepare("POST", &format!("/api/v1/files/{announced}/strike")).once().version(2);
    strike.json(&json!({ "reason": "拍错" })).send().refused(409, "handover_file_bound");
    let late = announced_late(handover);
    staff.custodian.post("/api/v1/files", &late).refused(409, "handover_ended");
}

fn announced_late(handover: &str) -> Value {
    announced(&picture(4, ImageFormat::Jpeg), "迟.jpg", "handover", handover)
}

#[test]
fn nobody_signs_twice_for_another_or_under_another_list() {
    let app = TestApp::new("signers");
    let (team, other, staff) = (app.team(0), app.team(2), app.staff());
    let (case, id, _) = lent(&app, &team, 1);
    let opened = staff.custodian.open_handover(&id);
    let right = outsider(&opened, "taking_over", "办案甲", 1);
    let with = |member: &str, value: Value| {
        let mut body = right.clone();
        body[member] = value;
        body
    };
    let number = |number: &str| json!({ "paper": "resident_card", "number": number });
    for (body, field) in [
        (with("list_sha256", json!("0".repeat(64))), ("/list_sha256", "handover_other_list")),
        (with("party", json!("attesting_witness")), ("/party", "handover_no_party")),
        (with("name", json!("保管甲")), ("/name", "handover_same_person")),
        (with("name", json!(" ")), ("/name", "text_empty")),
        (with("name", json!(format!("办案甲{}", CARD.0))), ("/name", "card_number_here")),
        (with("identity", Value::Null), ("/identity", "handover_identity_needed")),
        (with("identity", number("130102199505050097")), ("/identity/number", "identity_invalid")),
        (with("identity", number("12345678")), ("/identity/number", "identity_invalid")),
        (with("drawing", Value::Null), ("/drawing", "field_missing")),
        (with("drawing", json!("###")), ("/drawing", "signature_drawing")),
    ] {
        let answer = staff.custodian.sign(&opened, &body);
        assert!(answer.fields().contains(&field), "{field:?}: {}", answer.body);
    }
    let blank = base64_of(&image::RgbaImage::new(300, 100));
    staff.custodian.sign(&opened, &with("drawing", blank.into())).refused(409, "signature_empty");
    let mut with_paper = custodian(&opened, "handing_over", 2);
    with_paper["identity"] = number(CARD.0);
    assert_eq!(staff.custodian.sign(&opened, &with_paper).fields(), [("/identity", "handover_no_identity")]);
    let foreign = staff.second.sign(&opened, &custodian(&opened, "handing_over", 2));
    assert_eq!(foreign.fields(), [("/party", "handover_not_executor")]);
    for outside in [&team.officer, &team.head, &staff.head] {
        outside.sign(&opened, &right).refused(403, "permission_missing");
        outside.post(HANDOVERS, &json!({ "request_id": id })).refused(403, "permission_missing");
    }
    staff.custodian.sign(&opened, &right).ok();
    let again = staff.custodian.sign(&opened, &with("name", json!("另一人")));
    assert_eq!(again.fields(), [("/party", "handover_party_signed")]);
    // Somebody else's hand-over is not there.
    let signed = staff.custodian.get(&format!("{HANDOVERS}/{}", text(&opened, "id"))).ok();
    let file = text(&signed["parties"][1]["signature"], "file_id");
    for path in [format!("{HANDOVERS}/{}", text(&opened, "id")), format!("/api/v1/files/{file}/content")] {
        other.officer.get(&path).refused(404, "not_found");
        team.colleague.get(&path);
    }
    assert_eq!(other.officer.get(HANDOVERS).ok()["rows"], json!([]));
    assert_eq!(team.head.get(&format!("{HANDOVERS}?status=open")).ok()["rows"].as_array().unwrap().len(), 1);
    assert_eq!(text(&read(&team.officer, &id), "case_id"), case);
}

fn base64_of(picture: &image::RgbaImage) -> String {
    use base64::Engine;
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).unwrap();
    base64::engine::general_purpose::STANDARD.encode(out.into_inner())
}

#[test]
fn the_number_of_a_paper_of_identity_is_kept_nowhere() {
    let app = TestApp::new("identity-nowhere");
    let (team, staff) = (app.team(0), app.staff());
    let (_, id, _) = lent(&app, &team, 1);
    let opened = staff.custodian.open_handover(&id);
    let closed = staff.custodian.have_signed(&opened, HAND_OUT);
    assert!(!closed.to_string().contains(CARD.0) && closed.to_string().contains(CARD.1), "{closed}");
    let mut telling = outsider(&opened, "taking_over", "办案甲", 1);
    telling["manner"] = "refused".into();
    telling["reason"] = format!("证件 {} 有误", CARD.0).into();
    staff.custodian.sign(&opened, &telling);
    let site = app.installation();
    let mut conn = site.connection();
    for (table, column) in [
        ("log_leaves", "payload"),
        ("handover_signatures", "identity_masked"),
        ("handovers", "list"),
        ("idempotency_keys", "body"),
        ("files", "maker"),
    ] {
        let like = format!("SELECT count(*) AS value FROM {table} WHERE {column} LIKE '%{}%'", CARD.0);
        assert_eq!(number(&mut conn, &like), 0, "{table}.{column}");
    }
    assert_eq!(number(&mut conn, "SELECT count(*) AS value FROM handover_signatures"), 2);
    drop(conn);
    let export = site.run(&["audit", "export"]);
    assert!(export.done().contains(CARD.1) && !export.out.contains(CARD.0));
    let mut searched = 0;
    let mut folders = vec![site.folder.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = fs::read(entry.path()).unwrap();
            assert!(!bytes.windows(CARD.0.len()).any(|part| part == CARD.0.as_bytes()), "{:?}", entry.path());
            searched += 1;
        }
    }
    assert!(searched > 3, "{searched} files were searched");
}

#[test]
fn what_is_signed_is_bound_to_its_list_its_picture_and_its_party() {
    let app = TestApp::new("bound-signatures");
    let (team, staff) = (app.team(0), app.staff());
    let (_, id, _) = lent(&app, &team, 1);
    let opened = staff.custodian.open_handover(&id);
    let closed = staff.custodian.have_signed(&opened, HAND_OUT);
    let request = text(&read(&team.officer, &id), "number").to_owned();
    let site = app.installation();
    app.tampered();
    let found = |changes: &[&str]| {
        let mut conn = site.connection();
        for change in changes {
            sql(&mut conn, change);
        }
        drop(conn);
        let findings = site.verify().findings;
        findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let unguard = match site.connection() {
        custody::db::Conn::Sqlite(_) => "DROP TRIGGER handover_signatures_no_update",
        custody::db::Conn::Postgres(_) => "DROP TRIGGER handover_signatures_no_update ON handover_signatures",
    };
    let told = found(&["UPDATE handovers SET list = replace(list, '纸箱1号', '纸箱9号')"]);
    for wrong in ["hand-over 1 has a list that is not the one whose digest was signed", &*request] {
        assert!(told.contains(wrong), "{told}");
    }
    let told = found(&[
        "UPDATE handovers SET list = replace(list, '纸箱9号', '纸箱1号')",
        unguard,
        "UPDATE handover_signatures SET list_sha256 = CASE WHEN list_sha256 LIKE '0%' THEN '1' ELSE '0' END || substr(list_sha256, 2) \
         WHERE party = 'taking_over'",
    ]);
    let other = texts(
        &mut site.connection(),
        "SELECT list_sha256 AS value FROM handover_signatures WHERE party = 'taking_over'",
    );
    for wrong in [
        format!("the signature of taking_over for hand-over 1 is bound to the list {} and not to", other[0]),
        "the signature of taking_over for hand-over 1 is not the row whose digest was logged".to_owned(),
    ] {
        assert!(told.contains(&wrong), "{told}");
    }
    // Another picture in the place of the signature, under its name.
    let file = text(&closed["parties"][0]["signature"], "file_id");
    let hash = text(&staff.custodian.get(&format!("/api/v1/files/{file}")).ok(), "sha256").to_owned();
    fs::write(site.folder.join("files").join(&hash[..2]).join(&hash), strokes(9)).unwrap();
    let told = site.run(&["audit", "verify", "--files"]);
    let named = told
        .out
        .lines()
        .any(|line| line.contains("file handing_over.png (") && line.ends_with("its bytes were changed"));
    assert!(told.code == Some(1) && named, "{told:?}");
    let wanted = json!({ "form": "loan_approval", "request_id": id });
    staff.custodian.post("/api/v1/papers", &wanted).refused(409, "record_altered");
}

#[test]
fn what_changed_hands_without_a_signature_is_the_custodians_work() {
    let app = TestApp::new("unsigned-work");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let listed = goods::many(2);
    let codes = team.seize(&case, &listed);
    let id = team.approved(&request("intake", &case, &codes));
    let count = || -> (i64, usize) {
        let work = staff.custodian.get("/api/v1/work").ok();
        let row = work.as_array().unwrap().iter().find(|row| row["name"] == "unsigned").unwrap().clone();
        let listed = staff.custodian.get(&format!("/api/v1/requests?{}", text(&row, "query"))).ok();
        (row["count"].as_i64().unwrap(), listed["rows"].as_array().unwrap().len())
    };
    assert_eq!(count(), (0, 0));
    execute(&staff.custodian, &id, &[accepted(&codes[0], &listed[0])]).ok();
    assert_eq!(count(), (1, 1));
    let opened = staff.custodian.open_handover(&id);
    assert_eq!(count(), (1, 1), "while it is signed it is work still");
    staff.custodian.have_signed(&opened, HAND_IN);
    assert_eq!(count(), (0, 0));
    let refused = json!({ "item": codes[1], "outcome": "refused", "reason": "与清单不符" });
    execute(&staff.custodian, &id, &[refused]).ok();
    assert_eq!(count(), (0, 0), "what was refused did not change hands");
    let work = team.officer.get("/api/v1/work").ok();
    assert!(work.as_array().unwrap().iter().all(|row| row["name"] != "unsigned"), "{work}");
}
