//! A call of every operation that takes texts, which would be taken.

use custody::model::ids::VerificationId;
use custody::model::ledger::verification::FindingKind;
use custody::operations::ledger::findings::record;
use custody::operations::ledger::verification::Finding;
use image::ImageFormat;
use serde_json::{Value, json};

use super::world::{World, id_of};
use crate::support::pictures::{announced, picture};
use crate::support::{Answer, PASSWORD, Passkey, Person, Staff, Team, TestApp, goods, loan, request};
use crate::text;

/// A call that would be taken, had its texts one line each.
pub struct Example<'t> {
    pub operation: &'static str,
    pub person: &'t Person<'t>,
    method: &'static str,
    path: String,
    /// Where the version that is sent along is read; the first one where nothing is named.
    version: Option<(String, &'static str)>,
    /// The members it is an example of; none: every one.
    members: &'static [&'static str],
    pub body: Value,
}

impl Example<'_> {
    pub fn send(&self, body: &Value) -> Answer {
        let version = self.version.as_ref().map_or(1, |(path, member)| {
            self.person.get(path).ok()[member].as_i64().unwrap_or_else(|| panic!("{path} has no {member}"))
        });
        self.person.prepare(self.method, &self.path).once().version(version).json(body).send()
    }

    pub fn is_of(&self, operation: &str, pointer: &str) -> bool {
        self.operation == operation && (self.members.is_empty() || self.members.contains(&pointer))
    }
}

/// A body with a text at a place, and with whatever must be around it.
pub fn with(body: &Value, pointer: &str, text: &str) -> Value {
    with_value(body, pointer, text.into())
}

/// The same with any value.
pub fn with_value(body: &Value, pointer: &str, value: Value) -> Value {
    let mut body = body.clone();
    let mut at = &mut body;
    for name in pointer.split('/').skip(1) {
        at = match name.parse::<usize>() {
            Ok(index) => {
                if at.is_null() {
                    *at = json!([null]);
                }
                &mut at[index]
            }
            Err(_) => &mut at[name],
        };
    }
    *at = value;
    body
}

/// Every example; each member that is a text is in one of them.
pub fn all<'t>(
    app: &TestApp,
    (team, staff): (&'t Team<'t>, &'t Staff<'t>),
    (admin, auditor, security, supervisor): (&'t Person<'t>, &'t Person<'t>, &'t Person<'t>, &'t Person<'t>),
    world: &World,
) -> Vec<Example<'t>> {
    app.widen();
    let mut examples = centre_examples(app, admin);
    examples.push(answer_example(app, auditor));
    examples.extend(rule_examples(security));
    examples.extend(view_examples(&team.officer));
    let cleared = format!("users/{}/clearance", staff.third.id());
    let granted = json!({ "clearance": "restricted", "reason": "参与办理" });
    examples.push(example("grant_clearance", security, &cleared, granted));
    examples.extend(passkey_examples(app, (&team.officer, &team.colleague)));
    examples.extend(paper_examples(admin, &staff.custodian, world));
    examples.extend(case_examples(&team.officer, &team.colleague, world));
    examples.extend(goods_examples(app, &team.officer, &staff.custodian, world));
    examples.extend(supervision_examples(supervisor, &team.head, world));
    examples.extend(request_examples(&team.officer, &team.head, &staff.custodian, &staff.head, world));
    examples
}

fn example<'t>(operation: &'static str, person: &'t Person<'t>, path: &str, body: Value) -> Example<'t> {
    let path = format!("/api/v1/{path}");
    Example { operation, person, method: "POST", path, version: None, members: &[], body }
}

fn edit<'t>(operation: &'static str, person: &'t Person<'t>, path: &str, body: Value) -> Example<'t> {
    let example = example(operation, person, path, body);
    Example { method: "PATCH", version: Some((example.path.clone(), "version")), ..example }
}

/// A step of the request with this id.
fn step<'t>(operation: &'static str, person: &'t Person<'t>, (id, step): (&str, &str), body: Value) -> Example<'t> {
    let version = Some((format!("/api/v1/requests/{id}"), "version"));
    Example { version, ..example(operation, person, &format!("requests/{id}/{step}"), body) }
}

fn answer_example<'t>(app: &TestApp, auditor: &'t Person<'t>) -> Example<'t> {
    let found = Finding::of(FindingKind::Database, "the guard was dropped".to_owned());
    record(&app.database, VerificationId(uuid::Uuid::nil()), &[found]).unwrap();
    let open = auditor.get("/api/v1/audit/findings").ok()["rows"][0]["id"].clone();
    let path = format!("audit/findings/{}/answer", open.as_str().unwrap());
    example("answer_audit_finding", auditor, &path, json!({ "ruling": "noted", "answer": "已查明" }))
}

fn rule_examples<'t>(security: &'t Person<'t>) -> [Example<'t>; 2] {
    let both = |text: &str| json!({ "zh": text, "en": text });
    let ground = json!({ "law": both("规定"), "article": both("第一条"), "text": both("应当") });
    let rule = json!({ "code": "own", "title": both("时限"), "start": "discrepancy_opened", "effect": "overdue", "owner": "custodian",
        "enabled": true, "warn_hours": 1, "limits": [{ "agency_kinds": ["police"], "amount": 9, "unit": "hours" }], "ground": ground });
    let closed = json!([{ "first": "2027-01-01", "last": "2027-01-03" }]);
    let year = json!({ "year": 2027, "closed": closed, "open": ["2027-01-09"] });
    let own = json!({ "rules": [rule], "years": [year] });
    let new = json!({ "effective_from": "2023-03-01", "reason": "统一", "own": own });
    let version = Some(("/api/v1/clock-rules/own".to_owned(), "version"));
    [
        Example { method: "PUT", version, ..example("set_centre_rules", security, "clock-rules/own", new) },
        example("try_clock_rules", security, "clock-rules/trial", own),
    ]
}

fn view_examples<'t>(officer: &'t Person<'t>) -> [Example<'t>; 2] {
    let view = |name: &str| json!({ "list": "items", "name": name, "density": "usual" });
    let known = officer.post("/api/v1/list-views", &view("旧")).created();
    let changed = example("edit_list_view", officer, &format!("list-views/{known}"), json!({}));
    [example("save_list_view", officer, "list-views", view("新")), Example { method: "PATCH", ..changed }]
}

fn passkey_examples<'t>(app: &TestApp, (one, other): (&'t Person<'t>, &'t Person<'t>)) -> Vec<Example<'t>> {
    let known = format!("session/passkeys/{}", app.passkey_of(one.login()));
    let offer = app.offer(&other.token(), &json!({ "password": PASSWORD })).ok();
    let made = Passkey::new().make(&offer);
    let rename = example("rename_passkey", one, &known, json!({ "name": "工作手机" }));
    vec![
        Example { method: "PUT", ..rename },
        example("add_certificate", other, "session/certificates", json!({ "name": "工作UKey" })),
        example("add_passkey", other, "session/passkeys", json!({ "name": "工作手机", "credential": made })),
    ]
}

fn centre_examples<'t>(app: &TestApp, admin: &'t Person<'t>) -> Vec<Example<'t>> {
    let agency = app.team(1).officer.agency_id();
    let place = json!({ "code": "Q-1", "name": "货架", "kind": "rack", "storage_class": "ordinary" });
    let stands = admin.post("/api/v1/places", &place).created();
    let series = json!({ "parent_id": stands, "prefix": "Q-1-B", "first": 1, "digits": 2, "count": 2, "name": "{number}号格",
        "kind": "bin", "storage_class": "ordinary" });
    let places = json!({ "rows": [{ "code": "Q-3", "name": "格", "kind": "bin", "storage_class": "ordinary", "parent_code": "Q-1" }] });
    let agencies = json!({ "rows": [{ "code": "130273040100", "name": "分所", "kind": "police", "parent_code": "130273010000" }] });
    let people = json!({ "rows": [{ "login": "table.person", "name": "表中人", "agency_code": "130273010000", "badge_number": "T-1" }] });
    let user = json!({ "login": "new.person", "name": "新人", "agency_id": agency });
    let known = admin.post("/api/v1/users", &json!({ "login": "known", "name": "某", "agency_id": agency })).created();
    vec![
        example(
            "register_agency",
            admin,
            "agencies",
            json!({ "code": "130273040000", "name": "所", "kind": "police" }),
        ),
        edit("edit_agency", admin, &format!("agencies/{agency}"), json!({})),
        example("register_place", admin, "places", with(&place, "/code", "Q-2")),
        example("register_place_series", admin, "place-series", series),
        example("import_places", admin, "place-imports", places),
        example("import_agencies", admin, "agency-imports", agencies),
        example("import_users", admin, "user-imports", people),
        edit("edit_place", admin, &format!("places/{stands}"), json!({})),
        example("register_user", admin, "users", user),
        edit("edit_user", admin, &format!("users/{known}"), json!({})),
    ]
}

fn paper_examples<'t>(admin: &'t Person<'t>, custodian: &'t Person<'t>, world: &World) -> Vec<Example<'t>> {
    let first = |collection: &str, wanted: &str| {
        let rows = admin.get(&format!("/api/v1/{collection}")).ok()["rows"].clone();
        rows.as_array().unwrap().iter().find(|row| row["name"] == wanted).unwrap().clone()
    };
    let (profile, content) = (first("paper-profiles", "A4-24"), first("label-contents", "A4-24"));
    let new_profile = json!({ "name": "新", "layout": profile["layout"], "content_id": profile["content_id"] });
    let new_content = json!({ "name": "新", "subject": "item", "layout": content["layout"] });
    let print = |members, body| Example { members, ..example("print_labels", custodian, "print-batches", body) };
    let number = custodian.get(&format!("/api/v1/requests/{}", world.loans[0])).ok();
    let settings = json!({ "letterhead": "高新区中心", "number_pattern": "{unit}-{year}-{sequence}",
        "copies": [{ "form": "seizure_list", "copies": 3 }] });
    vec![
        Example {
            method: "PUT",
            version: Some(("/api/v1/paper-settings".into(), "version")),
            ..example("set_paper_settings", admin, "paper-settings", settings)
        },
        example("register_paper_profile", admin, "paper-profiles", new_profile),
        edit("edit_paper_profile", admin, &format!("paper-profiles/{}", text(&profile, "id")), json!({})),
        example("register_label_content", admin, "label-contents", new_content),
        edit("edit_label_content", admin, &format!("label-contents/{}", text(&content, "id")), json!({})),
        print(&["/items/0", "/profile", "/content", "/reason"], json!({ "items": [world.codes[4]] })),
        print(&["/request"], json!({ "request": number["number"], "reason": "补打" })),
        print(&["/case"], json!({ "case": world.case, "reason": "补打" })),
        print(&["/places/0"], json!({ "places": ["O-1"], "profile": "Place-100x50", "reason": "补打" })),
        example("retire_labels", custodian, "label-retirements", json!({ "codes": [world.blank], "reason": "污损" })),
    ]
}

fn case_examples<'t>(officer: &'t Person<'t>, colleague: &Person<'_>, world: &World) -> Vec<Example<'t>> {
    let case =
        json!({ "case_no": "A1", "name": "盗窃案", "cause": "盗窃", "officers": [officer.id(), colleague.id()] });
    let list = |number: &str| json!({ "list_no": number, "seized_at": "2022-12-30T00:00:00Z", "seized_place": "街", "holder_name": "李强" });
    let paper = |number: &str| json!({ "kind": "other", "number": number, "title": "说明", "issued_at": "2022-12-30T00:00:00Z" });
    let new = |mut body: Value, items: Option<Vec<Value>>| {
        body["case_id"] = world.case.clone().into();
        items.into_iter().for_each(|items| body["items"] = items.into());
        body
    };
    let because = |mut body: Value| {
        body["reason"] = "登记有误".into();
        body
    };
    let goods = || Some(goods::many(1));
    let lists = ["1", "2"].map(|no| officer.post("/api/v1/seizure-lists", &new(list(no), goods())).created());
    let papers = ["1", "2"].map(|no| officer.post("/api/v1/documents", &new(paper(no), None)).created());
    let bytes = picture(1, ImageFormat::Jpeg);
    let shown = officer.post("/api/v1/files", &announced(&bytes, "照.jpg", "case", &world.case)).created();
    officer.send_part(&shown, 0, &bytes).ok();
    let spot = json!({ "left": 0, "top": 0, "width": 1, "height": 1, "text": "划痕" });
    let marked = example("mark_file", officer, &format!("files/{shown}/marks"), json!({ "marks": [spot] }));
    let file = officer.post("/api/v1/files", &announced(b"y", "图.jpg", "case", &world.case)).created();
    let another = officer.post("/api/v1/cases", &with(&case, "/case_no", "A-知悉")).created();
    let of_case = format!("cases/{another}");
    let set_secrecy = Example {
        version: Some((format!("/api/v1/{of_case}"), "version")),
        ..example("set_case_secrecy", officer, &format!("{of_case}/secrecy"), because(json!({ "level": "restricted" })))
    };
    vec![
        example("register_case", officer, "cases", case),
        edit("edit_case", officer, &format!("cases/{}", world.case), json!({})),
        set_secrecy,
        example("register_seizure_list", officer, "seizure-lists", new(list("3"), goods())),
        example("correct_seizure_list", officer, &format!("seizure-lists/{}/correction", lists[0]), because(list("4"))),
        example(
            "cancel_seizure_list",
            officer,
            &format!("seizure-lists/{}/cancellation", lists[1]),
            because(json!({})),
        ),
        example("register_document", officer, "documents", new(paper("3"), None)),
        example("correct_document", officer, &format!("documents/{}/correction", papers[0]), because(paper("4"))),
        example("announce_file", officer, "files", announced(b"x", "图.jpg", "case", &world.case)),
        Example { method: "PUT", version: Some((format!("/api/v1/files/{shown}"), "version")), ..marked },
        example("strike_file", officer, &format!("files/{file}/strike"), because(json!({}))),
        example("cancel_document", officer, &format!("documents/{}/cancellation", papers[1]), because(json!({}))),
    ]
}

fn supervision_examples<'t>(supervisor: &'t Person<'t>, head: &'t Person<'t>, world: &World) -> Vec<Example<'t>> {
    let notice = json!({ "case_id": world.case, "agency_id": head.agency_id(), "title": "财物滞留", "ground": "请说明原因。",
        "answer_by": "2023-01-20T00:00:00Z" });
    let sent = [1, 2, 3, 4].map(|_| {
        let id = supervisor.post("/api/v1/supervision-notices", &notice).created();
        format!("supervision-notices/{id}")
    });
    for path in &sent[..2] {
        let path = format!("/api/v1/{path}/answer");
        head.prepare("POST", &path).once().version(1).json(&json!({ "answer": "已办。" })).send().ok();
    }
    let step = |operation, person: &'t Person<'t>, at: &str, what: &str, body: Value| Example {
        version: Some((format!("/api/v1/{at}"), "version")),
        ..example(operation, person, &format!("{at}/{what}"), body)
    };
    let path = format!("clues/{}", world.clue);
    vec![
        step(
            "repeat_supervision_notice",
            supervisor,
            &sent[0],
            "repetition",
            json!({ "opinion": "不够", "answer_by": "2023-01-20T00:00:00Z" }),
        ),
        step("accept_supervision_notice", supervisor, &sent[1], "acceptance", json!({ "opinion": "认可" })),
        step("withdraw_supervision_notice", supervisor, &sent[2], "withdrawal", json!({ "opinion": "发错" })),
        step("answer_supervision_notice", head, &sent[3], "answer", json!({ "answer": "已办。" })),
        step("explain_clue", head, &path, "explanation", json!({ "explanation": "正在办理" })),
        example("send_supervision_notice", supervisor, "supervision-notices", notice),
    ]
}

fn goods_examples<'t>(
    app: &TestApp,
    officer: &'t Person<'t>,
    custodian: &'t Person<'t>,
    world: &World,
) -> Vec<Example<'t>> {
    let id = |at: usize| id_of(&app.team(0).officer, &world.codes[at]);
    let classification = json!({ "category": "bulk", "place": "B-1", "reason": "重新归类",
        "attributes": { "measure_method": "称重" } });
    let corrected = json!({ "description": goods::ordinary("箱"), "reason": "登记有误" });
    let item = format!("items/{}", id(1));
    vec![
        edit("edit_item", officer, &format!("items/{}", world.listed), json!({ "attributes": {} })),
        example(
            "classify_item",
            custodian,
            &format!("items/{}/classification", id(0)),
            json!({ "classification": classification }),
        ),
        Example {
            method: "PUT",
            version: Some((format!("/api/v1/{item}"), "version")),
            ..example("correct_item", custodian, &format!("{item}/description"), corrected)
        },
        example("replace_label", custodian, &format!("items/{}/label-replacement", id(2)), json!({ "reason": "破损" })),
        example(
            "move_items",
            custodian,
            "moves",
            json!({ "moves": [{ "item": world.codes[3], "place": "O-2" }], "reason": "整理" }),
        ),
    ]
}

fn request_examples<'t>(
    officer: &'t Person<'t>,
    head: &'t Person<'t>,
    custodian: &'t Person<'t>,
    centre_head: &'t Person<'t>,
    world: &World,
) -> Vec<Example<'t>> {
    let out = request("outbound", &world.case, &world.codes[5..6]);
    let draft = officer.post("/api/v1/requests", &out).created();
    let mut numbered = out.clone();
    numbered["receiver_document_no"] = "130203198001010012".into();
    let numbered = officer.post("/api/v1/requests", &numbered).created();
    let submitted = |at: usize| {
        let id = officer.post("/api/v1/requests", &loan(&world.case, &world.codes[at..=at], "court")).created();
        officer.step(&id, "submission", &json!({})).ok();
        id
    };
    let line = json!({ "item": world.intake.1, "outcome": "accepted_corrected", "place": "O-1", "reason": "更正",
        "corrected": goods::ordinary("箱") });
    let found = json!({ "resolution": "found", "opinion": "已找到", "place": "O-1" });
    let discrepancy = format!("discrepancies/{}", world.discrepancy);
    let extension = format!("extensions/{}", world.extension);
    let [signed, withdrawn] = &world.handovers;
    let refusal = json!({ "party": "taking_over", "manner": "refused", "list_sha256": signed["list_sha256"], "name": "王五",
        "identity": { "paper": "passport", "number": "E1234567" }, "reason": "数量不符", "refusal_witness": "赵六" });
    let withdrawn = format!("handovers/{}", text(withdrawn, "id"));
    vec![
        example("draft_request", officer, "requests", out),
        edit("edit_request", officer, &format!("requests/{draft}"), json!({})),
        example(
            "reveal_receiver_document",
            officer,
            &format!("requests/{numbered}/receiver-document"),
            json!({ "reason": "核对领取人证件" }),
        ),
        step("decide_request", head, (&submitted(6), "approval"), json!({ "decision": "approve" })),
        step("withdraw_request", officer, (&submitted(10), "withdrawal"), json!({})),
        step(
            "execute_request",
            custodian,
            (&world.intake.0, "execution"),
            json!({ "lines": [line], "all_or_nothing": true }),
        ),
        step("decide_request_refusals", centre_head, (&world.refused, "refusals"), json!({ "decision": "confirm" })),
        example(
            "ask_extension",
            officer,
            &format!("requests/{}/extensions", world.loans[0]),
            json!({ "due_at": "2023-01-10T00:00:00Z", "reason": "鉴定未完成" }),
        ),
        example("sign_handover", custodian, &format!("handovers/{}/signatures", text(signed, "id")), refusal),
        Example {
            version: Some((format!("/api/v1/{withdrawn}"), "version")),
            ..example("withdraw_handover", custodian, &format!("{withdrawn}/withdraw"), json!({ "reason": "清单有误" }))
        },
        Example {
            version: Some((format!("/api/v1/{extension}"), "request_version")),
            ..example("decide_extension", head, &format!("{extension}/decision"), json!({ "approved": true }))
        },
        Example {
            version: Some((format!("/api/v1/{discrepancy}"), "item_version")),
            ..example("resolve_discrepancy", centre_head, &format!("{discrepancy}/resolution"), found)
        },
    ]
}
