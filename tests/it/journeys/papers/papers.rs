//! Statutory papers: filled from the record, issued with a number, told from copies that were altered.

use std::{fs, thread};

use custody::audit::hash::to_hex;
use custody::audit::sha256;
use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::time::DAY;
use serde_json::{Value, json};

use crate::journeys::{execute, execute_as_two, step};
use crate::support::pdf::pages_of;
use crate::support::{Answer, Person, Team, TestApp, accepted, approve, confirm, goods, loan, request};
use crate::text;

const PAPERS: &str = "/api/v1/papers";

fn of_request(form: &str, id: &str) -> Value {
    json!({ "form": form, "request_id": id })
}

/// The seizure list of a case that has one.
#[track_caller]
fn list_of(person: &Person<'_>, case: &str) -> String {
    let lists = person.get(&format!("/api/v1/seizure-lists?case_id={case}")).ok();
    text(&lists["rows"][0], "id").to_owned()
}

/// The one request of a case and a kind.
#[track_caller]
fn request_of(person: &Person<'_>, case: &str, kind: &str) -> String {
    let rows = person.get(&format!("/api/v1/requests?case_id={case}&kind={kind}")).ok();
    text(&rows["rows"][0], "id").to_owned()
}

#[track_caller]
fn file(person: &Person<'_>, paper: &Value) -> Vec<u8> {
    let answer = person.get(&format!("{PAPERS}/{}/paper.pdf", text(paper, "id")));
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/pdf"), "{}", answer.body);
    answer.bytes
}

/// Issues a paper and reads what it says.
#[track_caller]
fn issued(person: &Person<'_>, body: &Value) -> (Value, String) {
    let paper = person.post(PAPERS, body).with(201);
    let bytes = file(person, &paper);
    assert_eq!(to_hex(&sha256(&bytes)), text(&paper, "file_sha256"));
    let pages = pages_of(&bytes);
    assert_eq!(paper["page_count"], pages.len(), "{paper}");
    (paper, pages.concat())
}

#[track_caller]
fn says(said: &str, parts: &[&str]) {
    let flat = said.replace('\n', "");
    for part in parts {
        assert!(flat.contains(part), "{part} is not in {said}");
    }
}

/// A release of goods, approved by both heads.
#[track_caller]
fn outbound(app: &TestApp, team: &Team<'_>, case: &str, codes: &[String], disposition: &str) -> String {
    let mut out = request("outbound", case, codes);
    out["disposition"] = disposition.into();
    let document = json!({ "kind": "disposition", "number": format!("处 {}", uuid::Uuid::new_v4()), "title": "处置决定书",
        "case_id": case, "issued_at": "2022-12-31T00:00:00Z" });
    out["document_id"] = team.officer.post("/api/v1/documents", &document).created().into();
    if disposition == "destruction" {
        out["witness_name"] = "监督员赵六".into();
        out["destruction_method"] = "高温焚烧".into();
        out["destruction_place"] = "市环保处置中心".into();
    } else {
        out["receiver_name"] = "李强".into();
        out["receiver_document_no"] = "130203198001010012".into();
        out["receiver_is_officer"] = false.into();
        out["delivery"] = "posted".into();
    }
    let id = team.approved(&out);
    step(&app.staff().head, &id, "approval", &approve()).ok();
    id
}

#[test]
fn a_seizure_list_is_issued_with_its_columns_its_cells_and_its_copies() {
    let app = TestApp::new("paper-seizure");
    let team = app.team(0);
    let case = team.case();
    let mut gold = goods::gold();
    gold["attributes"]["fineness"] = " 足金999 ".into();
    team.seize(&case, &[goods::ordinary("㛃䶮𬭎牌手机"), goods::ordinary(&"一个名称特别长的物品".repeat(6)), gold]);
    let list = list_of(&team.officer, &case);
    let wanted = json!({ "form": "seizure_list", "seizure_list_id": list });
    let (paper, said) = issued(&team.officer, &wanted);
    says(
        &said,
        &[
            "扣押清单",
            "编号",
            "名称",
            "数量",
            "特征",
            "来源",
            "备注",
            "财物、文件持有人：李强",
            "见证人：",
            "保管人：",
            "办案单位（公章）办案人：",
            "㛃䶮𬭎牌手机",
            &"一个名称特别长的物品".repeat(6),
            "李强，建设路18号",
            "成色：足金999",
            "以下空白",
            "本清单一式三份，一份附卷，一份交财物、文件持有人，一份交证据保管人员。",
            text(&paper, "number"),
            "第 1 页 共 1 页",
        ],
    );
    // Goods are seized or preserved as evidence: the second form is refused, and the first can be asked for again.
    let other = json!({ "form": "preservation_list", "seizure_list_id": list });
    let refused = team.officer.post(PAPERS, &other).refused(409, "paper_other_form");
    assert!(text(&refused, "detail").contains(text(&paper, "number")), "{refused}");
    assert_eq!(
        team.officer.post(PAPERS, &json!({ "form": "seizure_list", "seizure_list_id": list })).with(201)["id"],
        paper["id"]
    );
    assert_eq!(team.officer.get(&format!("{PAPERS}?seizure_list_id={list}")).ok()["rows"].as_array().unwrap().len(), 1);
    // Of other goods it is issued, and the seizure list is the one that is refused.
    let preserved = team.case();
    team.seize(&preserved, &[goods::ordinary("红色手机")]);
    let preserved = list_of(&team.officer, &preserved);
    let (_, said) = issued(&team.officer, &json!({ "form": "preservation_list", "seizure_list_id": preserved }));
    let seized = json!({ "form": "seizure_list", "seizure_list_id": preserved });
    team.officer.post(PAPERS, &seized).refused(409, "paper_other_form");
    says(&said, &["证据保全清单", "名称", "规格", "数量", "特征", "办案人民警察：", "当事人：李强", "本清单一式两份"]);
}

#[test]
fn an_intake_has_a_receipt_of_what_came_in_and_a_note_of_what_was_refused() {
    let app = TestApp::new("paper-intake");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let mut listed = [goods::ordinary("红色手机"), goods::ordinary("汽油桶")];
    listed[0]["attributes"] = json!({ "grade": "special" });
    let codes = team.seize(&case, &listed);
    let id = team.approved(&request("intake", &case, &codes));
    staff.custodian.post(PAPERS, &of_request("intake_receipt", &id)).refused(409, "paper_empty");
    let refused = json!({ "item": codes[1], "outcome": "refused", "reason": "易燃，不予接收" });
    let mut uncounted = accepted(&codes[0], &listed[0]);
    uncounted["sealing"] = "sealed_uncounted".into();
    execute(&staff.custodian, &id, &[uncounted, refused]).ok();
    let (_, said) = issued(&staff.custodian, &of_request("intake_receipt", &id));
    says(
        &said,
        &[
            "涉案财物接收回执单",
            "案件名称",
            "王伟盗窃案",
            "移交单位",
            "库管员",
            "保管单位",
            "财物等级□ 一般",
            "□ 贵重",
            "■ 特殊",
            "封存方式■ 封存未清点",
            "□ 清点后封存",
            "□ 清点未封存",
            &format!("封存未清点；封装编号：F-{}以下空白", codes[0]),
            "移送方式",
            "入库清单",
            "序号",
            "物品名称",
            "数量（单位）",
            "物品种类",
            "物品描述",
            "物品来源",
            "二维码",
            "民警签字",
            "红色手机",
            &codes[0],
            "涉案财物交接人：",
            "涉案财物接收人：",
            "注：本表一式两份",
        ],
    );
    assert!(!said.contains("汽油桶"));
    let (_, said) = issued(&staff.custodian, &of_request("refusal_note", &id));
    says(&said, &["涉案财物拒收单", "汽油桶", "拒收理由", "易燃，不予接收", "中心负责人："]);
    assert!(!said.contains("红色手机"));
    step(&staff.head, &id, "refusals", &confirm());
}

#[test]
fn goods_that_leave_have_the_papers_of_their_disposition_and_no_other() {
    let app = TestApp::new("paper-outbound");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(4));
    let returned = outbound(&app, &team, &case, &codes[..1], "return_to_victim");
    let (_, said) = issued(&team.officer, &of_request("outbound_approval", &returned));
    says(
        &said,
        &[
            "财物出库审批表",
            "操作类型",
            "出库（发还被害人）",
            "经办原因",
            "办案需要",
            "办案人员（签字）",
            "库管员（签字）",
            "审批意见",
            "同意",
            "审批人（签字）",
            "审批时间",
            "出库清单",
            "存储位置",
            "O-1",
            "出库方式：□ 上门领取",
            "□ 中心移送",
            "■ 邮寄",
            "□ 转账",
            "封存方式：□ 封存未清点",
            "接收人：李强",
        ],
    );
    assert!(!said.contains("130203198001010012"), "no paper tells anybody's number");
    let (_, said) = issued(&team.officer, &of_request("return_list", &returned));
    says(&said, &["发还清单", "发还依据", "处置决定书", "批准人：", "领取人：李强", "本清单一式三份"]);
    for other in ["transfer_list", "destruction_list", "intake_receipt", "seizure_list", "loan_approval"] {
        team.officer.post(PAPERS, &of_request(other, &returned)).refused(409, "paper_form");
    }
    let moved = outbound(&app, &team, &case, &codes[1..2], "transfer_with_case");
    let (_, said) = issued(&team.officer, &of_request("transfer_list", &moved));
    says(
        &said,
        &["随案移送清单", "存放地点", "处理建议", "移送单位（公章）移送人：", "接收单位（公章）接收人：", "一式两份"],
    );
    let destroyed = outbound(&app, &team, &case, &codes[2..3], "destruction");
    let line = json!({ "item": codes[2], "outcome": "released" });
    execute_as_two(&staff.custodian, &staff.second, &destroyed, &[line]).ok();
    let (_, said) = issued(&team.officer, &of_request("destruction_list", &destroyed));
    says(
        &said,
        &[
            "销毁清单",
            "销毁依据",
            "销毁方法高温焚烧",
            "销毁地点市环保处置中心",
            "财物编号",
            &codes[2],
            "批准人：",
            "执行人：",
            "监销人：监督员赵六",
            "证明人：",
        ],
    );
}

#[test]
fn a_loan_has_its_approval_its_extension_and_its_inspection() {
    let app = TestApp::new("paper-loan");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    let lent = app.lend(&team, &case, &codes);
    let (_, said) = issued(&team.officer, &of_request("loan_approval", &lent));
    says(
        &said,
        &["财物调用审批表", "操作类型", "借调（辨认）", "预计归还时间", "2023-01-05 08:00", "借调清单", "交接人："],
    );
    team.officer.post(PAPERS, &of_request("extension_approval", &lent)).refused(409, "paper_empty");
    let asked = json!({ "due_at": "2023-01-20T00:00:00Z", "reason": "补充辨认" });
    team.officer.post(&format!("/api/v1/requests/{lent}/extensions"), &asked).with(201);
    let (_, said) = issued(&team.officer, &of_request("extension_approval", &lent));
    says(
        &said,
        &[
            "调用延期审批表",
            "原归还时间",
            "2023-01-05 08:00",
            "申请延期至",
            "2023-01-20 08:00",
            "延期原因",
            "补充辨认",
            "延期财物清单",
        ],
    );
    let back = team.bring_back(&case, &lent, &codes);
    let home = |code: &String, condition: &str| json!({ "item": code, "outcome": "returned", "condition": condition, "place": "O-1", "reason": "与出库时比对" });
    execute(&staff.custodian, &back, &[home(&codes[0], "intact"), home(&codes[1], "damaged")]).ok();
    let (_, said) = issued(&staff.custodian, &of_request("return_inspection", &back));
    says(&said, &["涉案财物归还查验单", "归还清单", "查验结果", "完好", "损坏", "对应调用单", "DY-2023-000001"]);
}

#[test]
fn the_same_state_is_the_same_issue_and_a_later_one_names_the_one_before() {
    let app = TestApp::new("paper-again");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let lent = team.approved(&loan(&case, &codes, "identification"));
    let wanted = of_request("loan_approval", &lent);
    let (first, _) = issued(&team.officer, &wanted);
    app.wait(DAY);
    let again = team.head.post(PAPERS, &wanted).with(201);
    assert_eq!((&again["id"], &again["file_sha256"]), (&first["id"], &first["file_sha256"]));
    assert_eq!(file(&team.head, &again), file(&team.officer, &first));
    execute(&staff.custodian, &lent, &[json!({ "item": codes[0], "outcome": "lent" })]).ok();
    let (later, said) = issued(&staff.custodian, &wanted);
    assert_ne!(later["id"], first["id"]);
    assert_eq!((&later["replaces_id"], &later["replaces_number"]), (&first["id"], &first["number"]));
    says(&said, &[&format!("本单替代：{}", text(&first, "number"))]);
    let shown = team.officer.get(&format!("{PAPERS}/{}", text(&first, "id"))).ok();
    assert_eq!((&shown["replaced_by_id"], &shown["replaced_by_number"]), (&later["id"], &later["number"]));
    let newest = team.officer.get(&format!("{PAPERS}?case_id={case}&newest=true&total=true")).ok();
    assert_eq!((newest["total"].as_i64(), &newest["rows"][0]["id"]), (Some(1), &later["id"]));
    let replaced = team.officer.get(&format!("{PAPERS}?request_id={lent}&newest=false")).ok();
    assert_eq!(replaced["rows"][0]["id"], first["id"]);
    let item = staff.custodian.get(&format!("/api/v1/scan/{}", codes[0])).ok()["item"]["id"].clone();
    let of_item = team.officer.get(&format!("{PAPERS}?item_id={}&total=true", item.as_str().unwrap())).ok();
    assert_eq!(of_item["total"], 2);
}

#[test]
fn a_file_is_known_by_its_digest_and_an_altered_one_is_not() {
    let app = TestApp::new("paper-hash");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(1));
    let wanted = json!({ "form": "seizure_list", "seizure_list_id": list_of(&team.officer, &case) });
    let (paper, _) = issued(&team.officer, &wanted);
    let mut bytes = file(&team.officer, &paper);
    let known = |bytes: &[u8]| {
        let found = team.officer.get(&format!("{PAPERS}?file_sha256={}", to_hex(&sha256(bytes)))).ok();
        found["rows"].as_array().unwrap().clone()
    };
    assert_eq!(known(&bytes)[0]["id"], paper["id"]);
    bytes[100] ^= 1;
    assert_eq!(known(&bytes), Vec::<Value>::new());
    assert_eq!(team.officer.get(&format!("{PAPERS}?file_sha256=xyz")).fields(), [("/file_sha256", "sha256_invalid")]);
}

#[test]
fn the_operator_writes_a_paper_by_its_number_and_one_that_was_changed_on_the_disk_is_not_given_out() {
    let app = TestApp::new("paper-operator");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(1));
    let wanted = json!({ "form": "seizure_list", "seizure_list_id": list_of(&team.officer, &case) });
    let (paper, _) = issued(&team.officer, &wanted);
    let bytes = file(&team.officer, &paper);
    let site = app.installation();
    let out = site.folder.join("paper.pdf");
    let arguments = ["paper", text(&paper, "number"), "--out", out.to_str().unwrap()];
    site.run(&arguments).done();
    assert_eq!(fs::read(&out).unwrap(), bytes);
    site.run(&["paper", "无此编号", "--out", out.to_str().unwrap()]).refused(1);
    let sha256 = text(&paper, "file_sha256");
    let kept = site.folder.join("files").join(&sha256[..2]).join(sha256);
    fs::remove_file(&kept).unwrap();
    fs::write(&kept, [&bytes[1..], b"x"].concat()).unwrap();
    let path = format!("{PAPERS}/{}/paper.pdf", text(&paper, "id"));
    team.officer.get(&path).refused(409, "paper_missing");
    fs::remove_file(&kept).unwrap();
    team.officer.get(&path).refused(409, "paper_missing");
}

#[test]
fn numbers_have_no_gaps_however_many_ask_at_once() {
    let app = TestApp::new("paper-numbers");
    let (team, staff) = (app.team(0), app.staff());
    let requests: Vec<String> = (0..6)
        .map(|_| {
            let (case, _) = app.in_custody(&team, &goods::many(1));
            request_of(&team.officer, &case, "intake")
        })
        .collect();
    staff.custodian.post(PAPERS, &of_request("refusal_note", &requests[0])).refused(409, "paper_empty");
    let people = [&team.officer, &team.colleague, &team.head, &staff.custodian, &staff.second, &staff.third];
    let answers: Vec<Answer> = thread::scope(|scope| {
        let calls: Vec<_> = requests
            .iter()
            .zip(people)
            .map(|(id, person)| scope.spawn(move || person.post(PAPERS, &of_request("intake_receipt", id))))
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    });
    let mut numbers: Vec<String> = answers.into_iter().map(|one| text(&one.with(201), "number").to_owned()).collect();
    numbers.sort();
    let centre = team.officer.get("/api/v1/agencies?kind=centre").ok()["rows"][0]["name"].as_str().unwrap().to_owned();
    let expected: Vec<String> = (1..=6).map(|sequence| format!("{centre}〔2023〕{sequence}号")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn others_papers_and_those_of_secret_cases_are_not_there() {
    let app = TestApp::new("paper-reach");
    let (team, other, staff) = (app.team(0), app.team(1), app.staff());
    app.widen();
    let (case, _) = app.in_custody(&team, &goods::many(1));
    let wanted = of_request("intake_receipt", &request_of(&team.officer, &case, "intake"));
    let (paper, _) = issued(&staff.custodian, &wanted);
    let path = format!("{PAPERS}/{}", text(&paper, "id"));
    let gone = |person: &Person<'_>| {
        for path in [path.clone(), format!("{path}/paper.pdf")] {
            person.get(&path).refused(404, "not_found");
        }
        let rows = person.get(&format!("{PAPERS}?total=true&file_sha256={}", text(&paper, "file_sha256"))).ok();
        assert_eq!((rows["total"].as_i64(), rows["rows"].as_array().map(Vec::len)), (Some(0), Some(0)));
        let preview = format!("/api/v1/paper-preview?form=intake_receipt&request_id={}", text(&paper, "request_id"));
        person.get(&preview).refused(404, "not_found");
    };
    gone(&other.officer);
    other.officer.post(PAPERS, &wanted).refused(404, "not_found");
    staff.custodian.get(&path).ok();
    let secret = json!({ "level": "secret", "reason": "涉及未成年人" });
    let seen = team.officer.get(&format!("/api/v1/cases/{case}")).ok()["version"].as_i64().unwrap();
    let call = team.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(seen);
    call.json(&secret).send().ok();
    gone(&staff.custodian);
    team.officer.get(&path).ok();
    app.clear(&["custodian-1"], SecrecyLevel::Secret);
    staff.custodian.get(&path).ok();
}

#[test]
fn what_makes_no_paper_is_refused_by_name() {
    let app = TestApp::new("paper-rubbish");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let list = list_of(&team.officer, &case);
    let nobody = "018f0000-0000-7000-8000-000000000001";
    for body in [
        json!({ "form": "seizure_list" }),
        json!({ "form": "seizure_list", "seizure_list_id": list, "request_id": nobody }),
    ] {
        assert_eq!(team.officer.post(PAPERS, &body).fields(), [("", "paper_source")]);
    }
    team.officer.post(PAPERS, &of_request("loan_approval", nobody)).refused(404, "not_found");
    team.officer.get(&format!("{PAPERS}/{nobody}")).refused(404, "not_found");
    team.officer.get(&format!("{PAPERS}/{nobody}/paper.pdf")).refused(404, "not_found");
    let draft = team.officer.post("/api/v1/requests", &loan(&case, &codes, "identification")).created();
    team.officer.post(PAPERS, &of_request("loan_approval", &draft)).refused(409, "paper_empty");
    app.person("auditor").post(PAPERS, &of_request("loan_approval", nobody)).refused(403, "permission_missing");
}

#[test]
fn a_preview_has_a_watermark_and_no_number() {
    let app = TestApp::new("paper-preview");
    let team = app.team(0);
    let (case, _) = app.in_custody(&team, &goods::many(60));
    let id = request_of(&team.officer, &case, "intake");
    let answer = team.officer.get(&format!("/api/v1/paper-preview?form=intake_receipt&request_id={id}"));
    assert_eq!(answer.status, 200);
    let pages = pages_of(&answer.bytes);
    assert!(pages.len() > 1);
    for page in pages {
        assert!(page.contains("预览 未签发") && !page.contains('〔'), "{page}");
    }
    assert_eq!(team.officer.get(&format!("{PAPERS}?total=true")).ok()["total"], 0);
}

#[test]
fn a_paper_of_a_list_that_was_cancelled_says_so_and_is_not_issued_again() {
    let app = TestApp::new("paper-cancelled");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(1));
    let list = list_of(&team.officer, &case);
    let wanted = json!({ "form": "seizure_list", "seizure_list_id": list });
    let (paper, _) = issued(&team.officer, &wanted);
    assert_eq!(paper["source_state"], "in_force");
    let version = team.officer.get(&format!("/api/v1/seizure-lists/{list}")).ok()["version"].as_i64().unwrap();
    let cancel = format!("/api/v1/seizure-lists/{list}/cancellation");
    team.officer.prepare("POST", &cancel).once().version(version).json(&json!({ "reason": "登记有误" })).send().ok();
    let copies = team.officer.get(&format!("{PAPERS}?file_sha256={}", text(&paper, "file_sha256"))).ok();
    assert_eq!(copies["rows"][0]["source_state"], "cancelled", "whoever checks a copy is told");
    team.officer.post(PAPERS, &wanted).refused(409, "not_in_force");
}
