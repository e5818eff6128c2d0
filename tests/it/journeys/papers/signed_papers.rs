//! What papers show of what was said and signed at the counter: drawings under the list that was signed and no other, whoever has
//! still to sign, and every word that somebody typed.

use serde_json::{Value, json};

use crate::journeys::{execute, execute_as_two, item, refusals, step};
use crate::support::pdf::{pages_of, pictures_of};
use crate::support::signatures::{HANDOVERS, custodian, outsider};
use crate::support::{Person, Team, TestApp, approve, goods, loan, request};
use crate::text;

const HAND_IN: (&str, &str, &str) = ("taking_over", "handing_over", "办案甲");

/// Issues a paper: its row, what it says without line breaks, how many pictures it shows.
#[track_caller]
fn issued(person: &Person<'_>, form: &str, request: &str) -> (Value, String, usize) {
    let paper = person.post("/api/v1/papers", &json!({ "form": form, "request_id": request })).with(201);
    let file = person.get(&format!("/api/v1/papers/{}/paper.pdf", text(&paper, "id"))).bytes;
    let said = pages_of(&file).concat().replace('\n', "");
    (paper, said, pictures_of(&file))
}

#[track_caller]
fn says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "{part} is not in {said}");
    }
}

/// The intake of goods in custody.
#[track_caller]
fn intake_of(team: &Team<'_>, case: &str) -> String {
    let rows = team.officer.get(&format!("/api/v1/requests?case_id={case}&kind=intake")).ok();
    text(&rows["rows"][0], "id").to_owned()
}

#[track_caller]
fn correct(person: &Person<'_>, code: &str, description: &Value) {
    let kept = item(person, code);
    let path = format!("/api/v1/items/{}/description", text(&kept, "id"));
    let body = json!({ "description": description, "reason": "登记有误" });
    person.prepare("PUT", &path).version(kept["version"].as_i64().unwrap()).json(&body).send().ok();
}

#[test]
fn a_drawing_stands_under_the_list_that_was_signed_and_under_no_corrected_one() {
    let app = TestApp::new("signed-papers");
    let (team, staff) = (app.team(0), app.staff());
    let mut listed = goods::many(2);
    listed[0]["features"] = "黑色".into();
    let (case, codes) = app.in_custody(&team, &listed);
    let intake = intake_of(&team, &case);
    let opened = staff.custodian.open_handover(&intake);
    assert_eq!(opened["list"]["lines"][0]["goods"]["features"], "黑色", "what papers say is what is signed");
    staff.custodian.have_signed(&opened, HAND_IN);
    let (signed, said, pictures) = issued(&staff.custodian, "intake_receipt", &intake);
    assert_eq!(pictures, 2);
    assert!(!said.contains("更正前"), "{said}");
    // Goods are moved without anything being corrected.
    let moves = json!({ "moves": [{ "item": codes[0], "place": "O-2" }] });
    assert_eq!(refusals(&staff.custodian.post("/api/v1/moves", &moves).ok()), [""]);
    assert_eq!(issued(&staff.custodian, "intake_receipt", &intake).2, 2);

    let digest = &text(&opened, "list_sha256")[..16];
    for description in [
        json!({ "features": "银色" }),
        json!({ "features": "黑色", "name": "木箱" }),
        json!({ "name": text(&listed[0], "name"), "attributes": { "grade": "precious" } }),
        json!({ "attributes": null, "valuation_minor": 5_000 }),
        json!({ "valuation_minor": null, "remark": "角有磕碰" }),
    ] {
        app.wait(1_000_000);
        correct(&staff.custodian, &codes[0], &description);
        let (paper, said, pictures) = issued(&staff.custodian, "intake_receipt", &intake);
        assert_eq!(pictures, 0, "{description}");
        assert!(paper["replaces_id"].is_string());
        says(&said, &["涉案财物交接人：办案甲", "涉案财物接收人：保管甲"]);
        for name in ["办案甲", "保管甲"] {
            says(&said, &[&format!("{name}签于更正前的清单（第1次交接，2023年1月1日，清单摘要{digest}）")]);
        }
    }
    // What says again what was signed shows that it was.
    app.wait(1_000_000);
    correct(&staff.custodian, &codes[0], &json!({ "remark": null }));
    let (paper, said, pictures) = issued(&staff.custodian, "intake_receipt", &intake);
    assert_eq!(pictures, 2, "{said}");
    assert_ne!(paper["id"], signed["id"]);
    // A loan's list tells of other goods.
    let lent = app.lend(&team, &case, &codes[1..]);
    let out = staff.custodian.open_handover(&lent);
    staff.custodian.have_signed(&out, ("handing_over", "taking_over", "办案甲"));
    correct(&staff.custodian, &codes[0], &json!({ "name": "樟木箱" }));
    assert_eq!(issued(&staff.custodian, "loan_approval", &lent).2, 2);
    assert_eq!(issued(&staff.custodian, "intake_receipt", &intake).2, 0);
}

#[test]
fn whoever_has_not_signed_is_named_and_lines_that_nobody_signed_for_are_told() {
    let app = TestApp::new("half-signed");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(3));
    let intake = intake_of(&team, &case);
    let opened = staff.custodian.open_handover(&intake);
    let (_, said, _) = issued(&staff.custodian, "intake_receipt", &intake);
    says(&said, &["涉案财物交接人：办案甲", "涉案财物接收人：保管甲"]);
    staff.custodian.sign(&opened, &custodian(&opened, "taking_over", 1)).ok();
    let (_, said, pictures) = issued(&staff.custodian, "intake_receipt", &intake);
    assert_eq!(pictures, 1);
    says(&said, &["涉案财物交接人：办案甲", "涉案财物接收人：保管甲"]);
    staff.custodian.sign(&opened, &outsider(&opened, "handing_over", "办案甲", 2)).ok();

    let id = team.approved(&loan(&case, &codes, "court"));
    let out = |at: usize| json!({ "item": codes[at], "outcome": "lent" });
    execute(&staff.custodian, &id, &[out(0), out(1)]).ok();
    let part = staff.custodian.open_handover(&id);
    staff.custodian.have_signed(&part, ("handing_over", "taking_over", "办案甲"));
    let (_, said, pictures) = issued(&staff.custodian, "loan_approval", &id);
    assert_eq!((pictures, said.matches("签名只及第1至2项").count()), (2, 2), "{said}");
    execute(&staff.custodian, &id, &[out(2)]).ok();
    let rest = staff.custodian.open_handover(&id);
    staff.custodian.have_signed(&rest, ("handing_over", "taking_over", "办案甲"));
    let (_, said, pictures) = issued(&staff.custodian, "loan_approval", &id);
    assert_eq!((pictures, said.contains("签名只及")), (4, false), "{said}");

    // The second custodian's name stands there as well, and that it was not signed.
    let (case, codes) = app.in_custody(&team, &[goods::gold()]);
    let id = team.submit(&loan(&case, &codes, "court"));
    for head in [&team.head, &staff.head] {
        step(head, &id, "approval", &approve()).ok();
    }
    let lent = json!({ "item": codes[0], "outcome": "lent" });
    execute_as_two(&staff.custodian, &staff.second, &id, &[lent]).ok();
    let opened = staff.custodian.open_handover(&id);
    staff.custodian.sign(&opened, &custodian(&opened, "handing_over", 3)).ok();
    let (_, said, _) = issued(&staff.custodian, "loan_approval", &id);
    says(&said, &["交接人：保管甲、保管乙保管乙未签名", "接收人：办案甲"]);
    assert_eq!(staff.custodian.get(&format!("{HANDOVERS}?request_id={id}&status=open&total=true")).ok()["total"], 1);
}

#[test]
fn what_was_said_at_the_counter_is_on_the_paper_line_by_line() {
    let app = TestApp::new("said-at-counter");
    let (team, staff) = (app.team(0), app.staff());
    let mut listed = goods::many(2);
    listed[0]["attributes"] = json!({ "grade": "special", "fineness": "足金999" });
    let (case, codes) = app.in_custody(&team, &listed);
    let id = team.approved(&loan(&case, &codes, "court"));
    let lent = |code: &str, seal: &str| json!({ "item": code, "outcome": "lent", "seal_no": seal, "sealing": "counted_sealed", "reason": "附鉴定委托书" });
    execute(&staff.custodian, &id, &[lent(&codes[0], " F-90 "), lent(&codes[1], "F-91")]).ok();
    assert_eq!(item(&staff.custodian, &codes[0])["seal_no"], "F-90");
    let (_, said, _) = issued(&staff.custodian, "loan_approval", &id);
    says(
        &said,
        &["等级：特殊", "成色：足金999", "清点后封存", "封装编号：F-90", "封装编号：F-91", "附鉴定委托书", &codes[0]],
    );

    let back = team.bring_back(&case, &id, &codes);
    let returned = |code: &str, condition: &str| json!({ "item": code, "outcome": "returned", "condition": condition, "place": "O-1" });
    let mut damaged = returned(&codes[0], "damaged");
    damaged["reason"] = "屏幕碎裂，边框变形".into();
    damaged["seal_no"] = "F-92".into();
    let mut intact = returned(&codes[1], "intact");
    intact["sealing"] = "counted_unsealed".into();
    execute(&staff.custodian, &back, &[damaged, intact]).ok();
    let (_, said, _) = issued(&staff.custodian, "return_inspection", &back);
    says(&said, &["损坏：屏幕碎裂，边框变形", "封装编号：F-92", "封装编号：F-91", "清点未封存"]);
    // What was signed for under one seal stays so when the goods are sealed anew.
    assert_eq!(item(&staff.custodian, &codes[1])["seal_no"], "F-91", "not said, it stays");
}

#[test]
fn what_an_outcome_has_no_room_for_is_refused_by_name() {
    let app = TestApp::new("line-members");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let intake = team.approved(&request("intake", &case, &codes));
    let said = json!({ "seal_no": "F-1", "sealing": "counted_sealed", "place": "O-1", "condition": "intact",
        "corrected": { "name": "木箱" } });
    let tried = |person: &Person<'_>, request: &str, outcome: &str, code: &str| -> Vec<String> {
        let allowed = said.as_object().unwrap().iter().filter(|(member, value)| {
            let mut line = json!({ "item": code, "outcome": outcome, "reason": "说明" });
            line[*member] = (*value).clone();
            let call = json!({ "lines": [line], "all_or_nothing": true });
            let answer = person.step(request, "execution", &call);
            let fields: Vec<_> = answer.fields().iter().map(|(at, why)| (at.to_string(), why.to_string())).collect();
            let refused = fields.contains(&(format!("/lines/0/{member}"), "line_member".to_owned()));
            assert!(answer.status != 200, "{outcome} {member}");
            !refused
        });
        allowed.map(|(member, _)| member.clone()).collect()
    };
    let mut accepted = json!({ "item": codes[0], "outcome": "accepted", "place": "O-1" });
    for (member, value) in [("condition", json!("intact")), ("corrected", json!({ "name": "木箱" }))] {
        accepted[member] = value;
        let call = json!({ "lines": [accepted], "all_or_nothing": true });
        let wrong = staff.custodian.step(&intake, "execution", &call);
        assert_eq!(wrong.fields(), [(&*format!("/lines/0/{member}"), "line_member")]);
        accepted.as_object_mut().unwrap().remove(member);
    }
    for outcome in ["refused", "not_executed"] {
        assert_eq!(tried(&staff.custodian, &intake, outcome, &codes[0]), Vec::<String>::new(), "{outcome}");
    }
    execute(&staff.custodian, &intake, &[accepted]).ok();
    let id = team.approved(&loan(&case, &codes, "court"));
    for (member, value) in said.as_object().unwrap().iter().filter(|(member, _)| !member.starts_with("seal")) {
        let mut line = json!({ "item": codes[0], "outcome": "lent" });
        line[member] = value.clone();
        let wrong = staff.custodian.step(&id, "execution", &json!({ "lines": [line], "all_or_nothing": true }));
        assert_eq!(wrong.fields(), [(&*format!("/lines/0/{member}"), "line_member")]);
    }
    execute(&staff.custodian, &id, &[json!({ "item": codes[0], "outcome": "lent" })]).ok();
    let back = team.bring_back(&case, &id, &codes);
    let lost =
        json!({ "item": codes[0], "outcome": "returned", "condition": "lost", "reason": "遗失", "place": "O-1" });
    let wrong = staff.custodian.step(&back, "execution", &json!({ "lines": [lost], "all_or_nothing": true }));
    assert_eq!(wrong.fields(), [("/lines/0/place", "line_member")]);
}

#[test]
fn quantities_are_the_same_on_every_paper_and_summed_unit_by_unit() {
    let app = TestApp::new("paper-units");
    let (team, staff) = (app.team(0), app.staff());
    let mut listed = goods::many(3);
    listed[1]["attributes"] = json!({ "gross_milli": 13_000, "tare_milli": 500, "measure_unit": "克" });
    listed[2]["pieces"] = 4.into();
    let (case, codes) = app.in_custody(&team, &listed);
    let (_, said, _) = issued(&staff.custodian, "intake_receipt", &intake_of(&team, &case));
    says(&said, &["3项，共5件、12.5克"]);
    let mut out = request("outbound", &case, &codes);
    let document = json!({ "kind": "disposition", "number": "销毁 1", "title": "销毁决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    out["document_id"] = team.officer.post("/api/v1/documents", &document).created().into();
    for (term, value) in [
        ("disposition", "destruction"),
        ("witness_name", "监督员赵六"),
        ("destruction_method", "高温焚烧"),
        ("destruction_place", "市环保处置中心"),
    ] {
        out[term] = value.into();
    }
    let id = team.approved(&out);
    let (_, approval, _) = issued(&staff.custodian, "outbound_approval", &id);
    says(&approval, &["3项，共5件、12.5克", "12.5克"]);
    let (_, list, _) = issued(&staff.custodian, "destruction_list", &id);
    says(&list, &["1件普通", "12.5克普通", "4件普通"]);
}
