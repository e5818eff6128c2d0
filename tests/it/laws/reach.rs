//! What belongs to another agency does not exist: not by id, not in lists and totals, not by filter, search or scan.

use std::collections::BTreeMap;

use custody::model::accounts::role::Role;
use custody::model::time::SECOND;
use image::ImageFormat;
use serde_json::{Value, json};

use super::operations::{Operation, all};
use crate::support::pictures::{announced, picture};
use crate::support::signatures::outsider;
use crate::support::tls::Authority;
use crate::support::{Answer, Call, PASSWORD, Person, Team, TestApp, approve, goods, request, schemas};
use crate::text;

/// Collections whose rows every agency may know of.
const SHARED: [(&str, &str); 1] = [("agencies", "whom one deals with is no secret")];
/// What the owners' goods, people and papers are called, and nobody else's.
const SECRET: &str = "紫檀";

/// Everything the police have, as far as an address can name it.
pub(super) struct Known {
    /// Ids by the collection that stands before them in a path.
    pub ids: BTreeMap<&'static str, Vec<String>>,
    /// Values by the name of the query parameter that takes them.
    pub filters: BTreeMap<&'static str, String>,
    /// Texts that must never reach another agency.
    pub secrets: Vec<String>,
}

#[test]
fn what_another_agency_has_is_not_there_for_those_who_ask_by_id() {
    let app = TestApp::new("reach");
    let (owners, others) = (app.team(0), app.team(2));
    let known = furnish(&app, &owners);
    let (mut tried, mut gaps) = (0, Vec::new());
    for operation in all() {
        let Some(collection) = operation.collection() else { continue };
        let pairs: Vec<_> = pairs(&owners, &others).into_iter().filter(|pair| pair.may(&operation)).collect();
        if pairs.is_empty() || is_shared(&operation) {
            continue;
        }
        let Some(ids) = known.ids.get(collection) else {
            gaps.push(format!(
                "{}: add a real id of {collection} to `furnish`, or say in SHARED why not",
                operation.id
            ));
            continue;
        };
        let body = body(&operation, &owners, &known);
        for Pair { owner, other, .. } in &pairs {
            for id in ids {
                must_not_exist(&operation, &call(other, &operation, id, &body).send());
                tried += 1;
            }
            let seen = ids.iter().any(|id| call(owner, &operation, id, &body).send().status != 404);
            assert!(seen, "{}: not even its owner reaches one of {ids:?}", operation.id);
        }
    }
    assert!(gaps.is_empty(), "\n{}", gaps.join("\n"));
    assert!(tried > 60, "only {tried} calls");
}

#[test]
fn lists_totals_filters_and_searches_never_show_what_another_agency_has() {
    let app = TestApp::new("leaks");
    let (owners, others) = (app.team(0), app.team(2));
    let known = furnish(&app, &owners);
    let mut filtered = 0;
    for operation in all().into_iter().filter(|one| one.method == "GET" && one.collection().is_none()) {
        if is_shared(&operation) {
            continue;
        }
        for Pair { other, .. } in pairs(&owners, &others).iter().filter(|pair| pair.may(&operation)) {
            let all_of_it = whole(&operation);
            must_be_silent(&other.get(&all_of_it), &known);
            for (name, value) in &known.filters {
                if operation.query.iter().any(|query| query == name) {
                    let answer = other.get(&format!("{all_of_it}{name}={value}"));
                    must_be_silent(&answer, &known);
                    must_be_empty(&answer);
                    filtered += 1;
                }
            }
        }
    }
    assert!(filtered > 15, "only {filtered} filters were tried");
    let all_of_it = owners.officer.get("/api/v1/items?limit=500&total=true").ok();
    assert!(all_of_it["total"].as_i64().unwrap() >= 4 && all_of_it.to_string().contains(SECRET), "{all_of_it}");
}

#[test]
fn foreign_things_cannot_be_built_upon() {
    let app = TestApp::new("builds");
    let (owners, others) = (app.team(0), app.team(2));
    let known = furnish(&app, &owners);
    let theirs = |collection: &str| known.ids[collection][0].clone();
    let own_case = others.case();
    let officer = &others.officer;
    officer.post("/api/v1/requests", &request("intake", &theirs("cases"), &[])).refused(404, "not_found");
    let answer = officer.post("/api/v1/requests", &request("intake", &own_case, &known.secrets[..1]));
    assert_eq!(answer.fields(), [("/items/0", "label_unknown")]);
    let answer = officer.post("/api/v1/requests", &request("intake", &own_case, &[theirs("items")]));
    assert_eq!(answer.fields(), [("/items/0", "label_unknown")]);
    let mut list = json!({ "case_id": theirs("cases"), "list_no": "1", "seized_at": "2022-12-31T00:00:00Z",
        "seized_place": "街", "holder_name": "某", "items": [goods::ordinary("箱")] });
    officer.post("/api/v1/seizure-lists", &list).refused(404, "not_found");
    list["case_id"] = own_case.clone().into();
    officer.post("/api/v1/seizure-lists", &list).created();
    let mut back = request("loan_return", &own_case, &[]);
    back["loan_id"] = theirs("requests").into();
    assert_eq!(officer.post("/api/v1/requests", &back).fields(), [("/loan_id", "reference_unknown")]);
    let mut out = request("outbound", &own_case, &[]);
    out["document_id"] = theirs("documents").into();
    assert_eq!(officer.post("/api/v1/requests", &out).fields(), [("/document_id", "reference_unknown")]);
    let officers = [officer.id(), owners.officer.id()];
    let case = json!({ "case_no": "X-1", "name": "案", "cause": "由", "officers": officers });
    assert_eq!(officer.post("/api/v1/cases", &case).fields(), [("/officers/1", "officer_unknown")]);
}

/// The parameters of an operation's query that are ids, by the document.
pub(super) fn ids_in_query(operation: &Operation) -> Vec<&'static str> {
    let described = &schemas::document()["paths"][&operation.path][&operation.method.to_lowercase()]["parameters"];
    let queried = described.as_array().into_iter().flatten().filter(|one| one["in"] == "query");
    let is_id = |one: &&'static Value| schemas::resolved(&one["schema"])["format"] == "uuid";
    queried.filter(is_id).map(|one| text(one, "name")).collect()
}

/// Whatever id of another agency's stands in whatever parameter of whatever operation, the answer is that to one of nothing.
#[test]
fn no_parameter_tells_a_foreign_id_from_one_of_nothing() {
    let app = TestApp::new("foreign-parameters");
    let (owners, others) = (app.team(0), app.team(2));
    let known = furnish(&app, &owners);
    let mut theirs: Vec<_> = known.ids.values().filter_map(|ids| ids.first().cloned()).collect();
    theirs.push(owners.officer.agency_id());
    theirs.retain(|id| uuid::Uuid::try_parse(id).is_ok());
    let mut tried = 0;
    for operation in all().into_iter().filter(|one| one.method == "GET") {
        for Pair { other, .. } in pairs(&owners, &others).iter().filter(|pair| pair.may(&operation)) {
            for name in ids_in_query(&operation) {
                let path = operation.path_of(&operation.plausible);
                let joint = if path.contains('?') { '&' } else { '?' };
                let told = |id: &str| {
                    // Nobody asks for so much in one moment, and for exports even less.
                    app.wait(if operation.path.contains("{format}") { 3 * SECOND } else { SECOND / 10 });
                    let answer = other.get(&format!("{path}{joint}{name}={id}"));
                    let text = String::from_utf8_lossy(&answer.bytes).replace(id, "ID");
                    (answer.status, text.split("\"instance\"").next().unwrap_or_default().to_owned())
                };
                let nothing = told(&uuid::Uuid::now_v7().to_string());
                for id in &theirs {
                    assert_eq!(told(id), nothing, "{} {name}={id}", operation.id);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 300, "only {tried} calls");
}

#[test]
fn a_foreign_code_and_one_nobody_carries_scan_alike() {
    let app = TestApp::new("scans");
    let (owners, others) = (app.team(0), app.team(2));
    let known = furnish(&app, &owners);
    let code = &known.ids["scan"][0];
    let idle = app.keys.labels.issue(999_999).unwrap();
    let scan = |person: &Person<'_>, code: &str| person.get(&format!("/api/v1/scan/{code}")).ok();
    assert_eq!(text(&scan(&owners.officer, code), "outcome"), "found");
    assert_eq!(scan(&others.officer, code), json!({ "outcome": "unknown", "actions": [] }));
    assert_eq!(scan(&others.officer, code), scan(&others.officer, idle.as_str()));
}

/// The same role in both agencies.
pub(super) struct Pair<'a, 't> {
    role: Role,
    owner: &'a Person<'t>,
    other: &'a Person<'t>,
}

impl Pair<'_, '_> {
    pub fn may(&self, operation: &Operation) -> bool {
        let needed = operation.permission.as_deref();
        self.role.permissions().iter().any(|permission| Some(permission.as_str()) == needed)
    }
}

pub(super) fn pairs<'a, 't>(owners: &'a Team<'t>, others: &'a Team<'t>) -> [Pair<'a, 't>; 2] {
    [
        Pair { role: Role::CaseOfficer, owner: &owners.officer, other: &others.officer },
        Pair { role: Role::UnitHead, owner: &owners.head, other: &others.head },
    ]
}

pub(super) fn is_shared(operation: &Operation) -> bool {
    SHARED.iter().any(|(shared, _)| operation.path.split('/').any(|part| part == *shared))
}

pub(super) fn call<'t>(person: &Person<'t>, operation: &Operation, id: &str, body: &Value) -> Call<'t> {
    let call = person.prepare(&operation.method, &operation.path_of(id)).once().version(1);
    if operation.takes_body { call.json(body) } else { call }
}

pub(super) fn must_not_exist(operation: &Operation, answer: &Answer) {
    if operation.id == "scan" {
        assert_eq!(answer.body, json!({ "outcome": "unknown", "actions": [] }), "{}", answer.call);
        return;
    }
    let hint = if answer.status == 422 { "; add a body that would be accepted to `body`" } else { "" };
    let told = format!("{} answers {} {}{hint}", operation.id, answer.status, answer.body);
    assert_eq!((answer.status, answer.code()), (404, "not_found"), "{told}");
}

/// The list with as many rows as it gives, and their number where it can be asked for.
pub(super) fn whole(operation: &Operation) -> String {
    let asked = [("limit", "limit=500&"), ("total", "total=true&")];
    let asked = asked.iter().filter(|(name, _)| operation.query.iter().any(|query| query == name));
    asked.fold(format!("{}?", operation.path), |path, (_, part)| path + part)
}

pub(super) fn must_be_silent(answer: &Answer, known: &Known) {
    let text = String::from_utf8_lossy(&answer.bytes);
    let leaked: Vec<_> = known.secrets.iter().filter(|secret| text.contains(secret.as_str())).collect();
    assert!(leaked.is_empty(), "{} tells {leaked:?}: {text}", answer.call);
}

pub(super) fn must_be_empty(answer: &Answer) {
    if answer.status == 404 || answer.status == 422 {
        return;
    }
    let rows = answer.body.get("rows").unwrap_or(&answer.body);
    let total = answer.body["total"].as_i64().unwrap_or_default();
    let empty = rows.as_array().is_none_or(Vec::is_empty);
    assert!(empty && total == 0, "{} finds {}", answer.call, answer.body);
}

/// A body with which the owner's call would get through to the rules of custody.
pub(super) fn body(operation: &Operation, owners: &Team<'_>, known: &Known) -> Value {
    let case = &known.ids["cases"][0];
    match operation.id.as_str() {
        "edit_case" => {
            let officers = [owners.officer.id(), owners.colleague.id()];
            json!({ "case_no": "A-2", "name": "紫檀案", "cause": "盗窃", "officers": officers })
        }
        "set_case_secrecy" => json!({ "level": "secret", "reason": "涉及未成年人" }),
        "save_list_view" => json!({ "list": "items", "name": "视图", "density": "usual" }),
        "rename_passkey" => json!({ "name": "改名" }),
        "remove_passkey" => json!({ "password": PASSWORD }),
        "edit_item" => goods::ordinary("紫檀木盒"),
        "edit_request" => request("intake", case, &[]),
        "decide_request" => approve(),
        "decide_extension" => json!({ "approved": true }),
        "correct_seizure_list" => json!({ "list_no": "紫檀", "seized_at": "2022-12-31T00:00:00Z",
            "seized_place": "街", "holder_name": "某", "reason": "登记有误" }),
        "correct_document" => json!({ "kind": "other", "number": "紫檀", "title": "说明",
            "issued_at": "2022-12-31T00:00:00Z", "reason": "登记有误" }),
        "cancel_seizure_list" | "cancel_document" | "strike_file" | "reveal_receiver_document" => {
            json!({ "reason": "登记有误" })
        }
        "mark_file" => {
            json!({ "marks": [{ "left": 1, "top": 1, "width": 9, "height": 9, "text": "划痕" }] })
        }
        "open_handover" => json!({ "request_id": known.ids["loans"][0] }),
        "sign_handover" => json!({ "party": "taking_over", "manner": "refused", "list_sha256": "0".repeat(64),
            "name": "王五", "reason": "数量不符", "refusal_witness": "赵六" }),
        "withdraw_handover" => json!({ "reason": "登记有误" }),
        "explain_clue" => json!({ "explanation": "正在办理移送" }),
        "answer_supervision_notice" => json!({ "answer": "正在办理移送" }),
        "ask_extension" => json!({ "due_at": "2023-01-20T00:00:00Z", "reason": "辨认未完成" }),
        _ => json!({}),
    }
}

/// Has the police own something of everything: goods in every state, requests at every step, papers.
pub(super) fn furnish(app: &TestApp, police: &Team<'_>) -> Known {
    let good = goods::ordinary(&format!("{SECRET}木箱"));
    let (case, codes) = app.in_custody(police, &[good.clone(), good.clone(), good.clone()]);
    let waiting = police.seize(&case, std::slice::from_ref(&good));
    police.seize(&case, std::slice::from_ref(&good));
    police.submit(&request("intake", &case, &waiting));
    police.officer.post("/api/v1/requests", &request("intake", &case, &[])).created();
    let mut numbered = request("outbound", &case, &[]);
    numbered["receiver_document_no"] = "E12345678".into();
    police.officer.post("/api/v1/requests", &numbered).created();
    let loan = app.lend(police, &case, &codes[..2]);
    let extension = extend(police, &loan);
    let discrepancy = bring_back_damaged(app, police, &case, &loan, &codes[0]);
    let document = write_down(police, &case);
    let handover = signed(app, &loan);
    let (clue, notice) = supervised(app, police, &case);

    let list = |path: &str, member: &str| -> Vec<String> {
        let page = police.officer.get(&format!("/api/v1/{path}?limit=500")).ok();
        page["rows"].as_array().unwrap().iter().map(|row| text(row, member).to_owned()).collect()
    };
    let people = [police.officer.id(), police.colleague.id(), police.head.id()].to_vec();
    let place =
        text(&app.staff().custodian.get("/api/v1/places?storage_class=ordinary").ok()["rows"][0], "id").to_owned();
    let numbers: Vec<String> = list("requests", "number").into_iter().filter(|number| !number.is_empty()).collect();
    let passkeys = [&police.officer, &police.head].map(|one| app.passkey_of(one.login()));
    let passkeys = passkeys.to_vec();
    let authority = Authority::new("CA");
    let certificates = [&police.officer, &police.head]
        .map(|one| app.add_certificate(one.login(), &authority.issue(one.login(), 2030)));
    // Two of each person's, one to be removed and one to be changed.
    let save = |one: &Person<'_>, number: i32| {
        let view = json!({ "list": "items", "name": format!("{SECRET}{number}"), "density": "usual" });
        one.post("/api/v1/list-views", &view).created()
    };
    let views = [1, 2].map(|number| [&police.officer, &police.head].map(|one| save(one, number))).concat();
    let item = list("items", "id").remove(0);
    let files = [1, 2].map(|seed| {
        let bytes = picture(seed, ImageFormat::Jpeg);
        let name = format!("{SECRET}{seed}.jpg");
        match seed {
            1 => police.officer.post("/api/v1/files", &announced(&bytes, &name, "item", &item)).created(),
            _ => text(&police.officer.add_file(&bytes, &name, "document", &document), "id").to_owned(),
        }
    });
    let files = files.to_vec();
    let ids = BTreeMap::from([
        ("list-views", views),
        ("cases", vec![case.clone()]),
        ("seizure-lists", list("seizure-lists", "id")),
        ("items", list("items", "id")),
        ("requests", list("requests", "id")),
        ("users", people.clone()),
        ("passkeys", passkeys),
        ("certificates", certificates.to_vec()),
        (
            "linked-identities",
            [&police.officer, &police.head].map(|one| app.link_identity(one.login(), one.login())).to_vec(),
        ),
        ("sessions", [&police.officer, &police.head].map(|one| app.session_of(&one.session().access)).to_vec()),
        ("scan", list("items", "code")),
        ("extensions", vec![extension.clone()]),
        ("discrepancies", vec![discrepancy.clone()]),
        ("documents", vec![document.clone()]),
        ("files", files),
        ("papers", vec![issue(police, &loan)]),
        ("handovers", vec![handover.clone()]),
        ("loans", vec![loan.clone()]),
        ("clues", vec![clue.clone()]),
        ("supervision-notices", vec![notice]),
    ]);
    let filters = BTreeMap::from([
        ("document_id", document.clone()),
        ("discrepancy_id", discrepancy.clone()),
        ("handover_id", handover),
        ("clue_id", clue),
        ("q", "%E7%B4%AB%E6%AA%80".to_owned()),
        ("case_no", list("cases", "case_no")[0].clone()),
        ("number", numbers[0].clone()),
        ("case_id", case),
        ("seizure_list_id", ids["seizure-lists"][0].clone()),
        ("place_id", place),
        ("agency_id", police.officer.agency_id()),
        ("borrower_id", people[0].clone()),
        ("applicant_id", people[0].clone()),
        ("request_id", loan.clone()),
        ("loan_id", loan),
        ("actor_id", people[0].clone()),
        ("item_id", ids["items"][0].clone()),
        ("file_sha256", "0".repeat(64)),
    ]);
    let own = ids.iter().filter(|(name, _)| **name != "loans").flat_map(|(_, ids)| ids.clone());
    let secrets = codes.into_iter().chain(own).chain(numbers).chain([SECRET.to_owned()]).collect();
    Known { ids, filters, secrets }
}

fn extend(police: &Team<'_>, loan: &str) -> String {
    let wish = json!({ "due_at": "2023-01-15T00:00:00Z", "reason": "辨认未完成" });
    police.officer.post(&format!("/api/v1/requests/{loan}/extensions"), &wish).created()
}

fn bring_back_damaged(app: &TestApp, police: &Team<'_>, case: &str, loan: &str, code: &str) -> String {
    let id = police.bring_back(case, loan, &[code.to_owned()]);
    let line =
        json!({ "item": code, "outcome": "returned", "condition": "damaged", "reason": "箱盖破裂", "place": "O-1" });
    app.staff().custodian.post(&format!("/api/v1/requests/{id}/execution"), &json!({ "lines": [line] })).ok();
    text(&police.officer.get("/api/v1/discrepancies?open=true").ok()["rows"][0], "id").to_owned()
}

fn issue(police: &Team<'_>, loan: &str) -> String {
    let wanted = json!({ "form": "loan_approval", "request_id": loan });
    police.officer.post("/api/v1/papers", &wanted).created()
}

/// A hand-over of a loan that was signed by one, and withdrawn, so that its goods are free.
fn signed(app: &TestApp, loan: &str) -> String {
    let desk = app.staff().custodian;
    let opened = desk.open_handover(loan);
    desk.sign(&opened, &outsider(&opened, "taking_over", &format!("{SECRET}王"), 1)).ok();
    desk.withdraw_handover(&opened, 1, "清单有误").ok();
    text(&opened, "id").to_owned()
}

/// A clue of a case that was judged some time ago, and a notice about it.
fn supervised(app: &TestApp, police: &Team<'_>, case: &str) -> (String, String) {
    let paper = json!({ "kind": "judgment", "number": "紫檀判决1号", "title": "判决书", "case_id": case, "issued_at": "2022-12-01T00:00:00Z" });
    police.officer.post("/api/v1/documents", &paper).created();
    let supervisor = app.person("supervisor");
    supervisor.post("/api/v1/clue-searches", &json!({})).ok();
    let found = supervisor.get(&format!("/api/v1/clues?case_id={case}")).ok();
    let clue = text(&found["rows"][0], "id").to_owned();
    let notice = json!({ "case_id": case, "clue_id": clue, "agency_id": police.officer.agency_id(), "title": format!("{SECRET}财物滞留"),
        "ground": "已有判决，财物未处置。", "answer_by": "2023-01-20T00:00:00Z" });
    (clue, supervisor.post("/api/v1/supervision-notices", &notice).created())
}

fn write_down(police: &Team<'_>, case: &str) -> String {
    let paper = json!({ "kind": "disposition", "number": "紫檀文书1号", "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    police.officer.post("/api/v1/documents", &paper).created()
}
