//! Every operation that takes an item, on an item of every custody state: done, or refused with the state.

use std::collections::BTreeSet;

use custody::api::openapi;
use custody::model::goods::item::CustodyState;
use custody::model::goods::item::CustodyState::{
    Cancelled, Discrepancy, InCustody, Lost, OnLoan, PendingIntake, Refused, Registered, Released,
};
use custody::model::reason::Language;
use serde_json::{Value, json};

use crate::journeys::{execute, item, step};
use crate::support::{Answer, TestApp, approve, goods, loan, request};
use crate::text;

/// The answers of one operation, each with the states in which an item gets it.
type Row = (&'static str, &'static [(&'static str, &'static [CustodyState])]);

const ALL: &[CustodyState] = CustodyState::ALL;
/// All but [`Cancelled`].
const KNOWN: &[CustodyState] = &[Registered, PendingIntake, InCustody, OnLoan, Released, Refused, Discrepancy, Lost];

/// What is read of a cancelled item stays readable; what would be done with it is refused with its state.
const EXPECTED: [Row; 28] = [
    ("get_item", &[("done", ALL)]),
    ("get_item_history", &[("done", ALL)]),
    ("prove_item", &[("done", ALL)]),
    ("scan", &[("done", ALL)]),
    ("list_items", &[("done", ALL)]),
    ("list_movements", &[("done", ALL)]),
    ("list_loans", &[("done", ALL)]),
    ("list_discrepancies", &[("done", ALL)]),
    ("list_deadlines", &[("done", ALL)]),
    ("list_files", &[("done", ALL)]),
    ("list_papers", &[("done", ALL)]),
    ("list_print_batches", &[("done", ALL)]),
    ("list_audit_entries", &[("done", ALL)]),
    ("get_item_label", &[("done", KNOWN), ("409 item_state", &[Cancelled])]),
    ("preview_label", &[("done", KNOWN), ("422 item_state", &[Cancelled])]),
    ("print_labels", &[("done", KNOWN), ("422 item_state", &[Cancelled])]),
    (
        "replace_label",
        &[
            ("done", &[Registered, PendingIntake, InCustody, OnLoan, Discrepancy]),
            ("409 item_state", &[Released, Refused, Lost, Cancelled]),
        ],
    ),
    ("retire_labels", &[("422 label_bound", ALL)]),
    (
        "edit_item",
        &[
            ("done", &[Registered]),
            ("409 item_state", &[PendingIntake, Refused, Cancelled]),
            ("409 item_received", &[InCustody, OnLoan, Released, Discrepancy, Lost]),
        ],
    ),
    ("correct_item", IN_CUSTODY_ONLY),
    ("classify_item", IN_CUSTODY_ONLY),
    (
        "move_items",
        &[
            ("done", &[InCustody]),
            ("item_state", &[Registered, PendingIntake, OnLoan, Released, Refused, Discrepancy, Lost, Cancelled]),
        ],
    ),
    ("draft_request", &[("done", KNOWN), ("422 item_state", &[Cancelled])]),
    ("edit_request", &[("done", KNOWN), ("422 item_state", &[Cancelled])]),
    (
        "submit_request intake",
        &[
            ("done", &[Registered]),
            ("422 item_held", &[PendingIntake]),
            ("422 item_state", &[InCustody, OnLoan, Released, Refused, Discrepancy, Lost, Cancelled]),
        ],
    ),
    ("submit_request outbound", ASKED_IN_CUSTODY_ONLY),
    ("submit_request loan", ASKED_IN_CUSTODY_ONLY),
    (
        "submit_request loan_return",
        &[
            ("done", &[OnLoan]),
            (
                "422 item_state",
                &[Registered, PendingIntake, InCustody, Released, Refused, Discrepancy, Lost, Cancelled],
            ),
        ],
    ),
];
const IN_CUSTODY_ONLY: &[(&str, &[CustodyState])] = &[
    ("done", &[InCustody]),
    ("409 item_state", &[Registered, PendingIntake, OnLoan, Released, Refused, Discrepancy, Lost, Cancelled]),
];
const ASKED_IN_CUSTODY_ONLY: &[(&str, &[CustodyState])] = &[
    ("done", &[InCustody]),
    ("422 item_state", &[Registered, PendingIntake, OnLoan, Released, Refused, Discrepancy, Lost, Cancelled]),
];

/// Operations that take an item and have no row above, with the reason.
const ELSEWHERE: [(&str, &str); 8] = [
    ("execute_request", "takes items that its request holds: see the journeys of requests, and correction_states"),
    ("export_audit_entries", "the list as a sheet"),
    ("export_items", "the list as a sheet; says the state"),
    ("export_loans", "the list as a sheet"),
    ("export_movements", "the list as a sheet"),
    ("list_stays", "says the state in words of its own: see stays"),
    ("list_supervision_notices", "what was asked about an item stays, whatever becomes of it"),
    ("sum_stays", "sums: see stays"),
];

/// An item of a state, with what it went through.
struct Good {
    state: CustodyState,
    case: String,
    code: String,
    loan: Option<String>,
    /// A disposition document of its case.
    document: String,
}

/// As many items of a state as there are operations, so that none meets what another has done.
fn stock(app: &TestApp, state: CustodyState, count: usize) -> Vec<Good> {
    let (team, staff) = (app.team(0), app.staff());
    let listed = goods::many(count);
    let received = state.is_received();
    let (case, codes) = if received { app.in_custody(&team, &listed) } else { (team.case(), Vec::new()) };
    let codes = if received { codes } else { team.seize(&case, &listed) };
    let paper = json!({ "kind": "disposition", "number": format!("发还 {state}"), "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    let document = team.officer.post("/api/v1/documents", &paper).created();
    let lines = |line: &dyn Fn(&String) -> Value| -> Vec<Value> { codes.iter().map(line).collect() };
    let mut lent = None;
    match state {
        Registered | InCustody => {}
        PendingIntake => drop(team.submit(&request("intake", &case, &codes))),
        Refused => {
            let id = team.approved(&request("intake", &case, &codes));
            let refused = lines(&|code| json!({ "item": code, "outcome": "refused", "reason": "与清单不符" }));
            execute(&staff.custodian, &id, &refused).ok();
        }
        Released => {
            let id = team.approved(&outbound(&case, &codes, &document));
            step(&staff.head, &id, "approval", &approve()).ok();
            execute(&staff.custodian, &id, &lines(&|code| json!({ "item": code, "outcome": "released" }))).ok();
        }
        OnLoan | Discrepancy | Lost => {
            let loan = app.lend(&team, &case, &codes);
            if state != OnLoan {
                let back = team.bring_back(&case, &loan, &codes);
                let gone = |code: &String| json!({ "item": code, "outcome": "returned", "condition": "lost", "reason": "遗失" });
                execute(&staff.custodian, &back, &lines(&gone)).ok();
            }
            lent = Some(loan);
        }
        Cancelled => {
            let list = team.officer.get(&format!("/api/v1/seizure-lists?case_id={case}")).ok();
            let path = format!("/api/v1/seizure-lists/{}/cancellation", text(&list["rows"][0], "id"));
            let why = json!({ "reason": "重复登记" });
            team.officer.prepare("POST", &path).once().version(1).json(&why).send().ok();
        }
    }
    if state == Lost {
        for code in &codes {
            let id = text(&item(&staff.head, code), "id").to_owned();
            let open = staff.head.get(&format!("/api/v1/discrepancies?item_id={id}")).ok();
            let gone = json!({ "resolution": "lost", "opinion": "确认灭失" });
            staff.head.decide("discrepancies", text(&open["rows"][0], "id"), &gone).ok();
        }
    }
    let good = |code| Good { state, case: case.clone(), code, loan: lent.clone(), document: document.clone() };
    codes.iter().cloned().map(good).collect()
}

fn outbound(case: &str, codes: &[String], document: &str) -> Value {
    let mut out = request("outbound", case, codes);
    out["disposition"] = "return_to_party".into();
    out["document_id"] = document.into();
    out["receiver_name"] = "李强".into();
    out["receiver_document_no"] = "130203198001010012".into();
    out["receiver_is_officer"] = false.into();
    out
}

/// The answer of an operation on an item.
fn answer(app: &TestApp, operation: &str, good: &Good) -> Answer {
    let (team, staff) = (app.team(0), app.staff());
    let seen = item(&staff.custodian, &good.code);
    assert_eq!(seen["custody_state"], good.state.as_str());
    let (id, version) = (text(&seen, "id"), seen["version"].as_i64().unwrap());
    let (path, code) = (format!("/api/v1/items/{id}"), &good.code);
    let described = json!({ "name": "木箱", "category": "ordinary" });
    let put = |path: &str, body: &Value| staff.custodian.prepare("PUT", path).version(version).json(body).send();
    match operation {
        "get_item" => team.officer.get(&path),
        "get_item_history" => team.officer.get(&format!("{path}/history")),
        "prove_item" => team.officer.get(&format!("{path}/proof")),
        "scan" => team.officer.get(&format!("/api/v1/scan/{code}")),
        "list_items" => team.officer.get(&format!("/api/v1/items?q={code}")),
        "list_movements" => team.officer.get(&format!("/api/v1/movements?item_id={id}")),
        "list_loans" => team.officer.get(&format!("/api/v1/loans?item_id={id}")),
        "list_discrepancies" => staff.head.get(&format!("/api/v1/discrepancies?item_id={id}")),
        "list_deadlines" => staff.head.get(&format!("/api/v1/deadlines?item_id={id}")),
        "list_files" => team.officer.get(&format!("/api/v1/files?item_id={id}")),
        "list_papers" => team.officer.get(&format!("/api/v1/papers?item_id={id}")),
        "list_print_batches" => staff.custodian.get(&format!("/api/v1/print-batches?item_id={id}")),
        "list_audit_entries" => app.person("auditor").get(&format!("/api/v1/audit/entries?item_id={id}")),
        "get_item_label" => staff.custodian.get(&format!("{path}/label")),
        "preview_label" => staff.custodian.get(&format!("/api/v1/label-preview?code={code}")),
        "print_labels" => staff.custodian.post("/api/v1/print-batches", &json!({ "items": [code] })),
        "replace_label" => staff.custodian.post(&format!("{path}/label-replacement"), &json!({ "reason": "破损" })),
        "retire_labels" => {
            staff.custodian.post("/api/v1/label-retirements", &json!({ "codes": [code], "reason": "遗失" }))
        }
        "edit_item" => team.officer.patch(&path, version, &described),
        "correct_item" => put(&format!("{path}/description"), &json!({ "description": described, "reason": "有误" })),
        "classify_item" => {
            let to = json!({ "category": "bulk", "place": "B-1", "reason": "系大宗物品",
                "attributes": goods::bulk()["attributes"] });
            staff.custodian.post(&format!("{path}/classification"), &json!({ "classification": to }))
        }
        "move_items" => staff.custodian.post("/api/v1/moves", &json!({ "moves": [{ "item": code, "place": "O-2" }] })),
        "draft_request" => team.officer.post("/api/v1/requests", &asked(good, "intake")),
        "edit_request" => {
            let draft = team.officer.post("/api/v1/requests", &request("intake", &good.case, &[])).created();
            team.officer.patch(&format!("/api/v1/requests/{draft}"), 1, &asked(good, "intake"))
        }
        other => {
            let kind = other.strip_prefix("submit_request ").unwrap_or_else(|| panic!("nothing calls {other}"));
            let draft = team.officer.post("/api/v1/requests", &asked(good, kind));
            if draft.status != 201 { draft } else { step(&team.officer, &draft.created(), "submission", &json!({})) }
        }
    }
}

/// A request of a kind for the item, with everything it needs but the right state.
fn asked(good: &Good, kind: &str) -> Value {
    let codes = std::slice::from_ref(&good.code);
    match kind {
        "outbound" => outbound(&good.case, codes, &good.document),
        "loan" => loan(&good.case, codes, "identification"),
        _ => {
            let mut asked = request(kind, &good.case, codes);
            if let (Some(loan), "loan_return") = (&good.loan, kind) {
                asked["loan_id"] = loan.as_str().into();
            }
            asked
        }
    }
}

/// What an answer comes to: done, or its status and the reason that it gives for the item; of a line the reason alone.
fn outcome(answer: &Answer) -> String {
    let line = answer.body["results"][0]["refusal"]["code"].as_str();
    let field = answer.body["errors"].as_array().into_iter().flatten();
    let of_item = field.clone().find(|field| field["pointer"] == "/items/0").and_then(|field| field["code"].as_str());
    match answer.status {
        200 | 201 => line.unwrap_or("done").to_owned(),
        status => format!("{status} {}", of_item.unwrap_or(answer.code())),
    }
}

#[test]
fn every_operation_that_takes_an_item_answers_by_its_state() {
    let app = TestApp::new("item-states");
    let mut wrong = Vec::new();
    for state in CustodyState::ALL {
        let stock = stock(&app, *state, EXPECTED.len());
        for ((operation, answers), good) in EXPECTED.iter().zip(&stock) {
            let expected: Vec<_> = answers.iter().filter(|(_, states)| states.contains(state)).collect();
            assert_eq!(expected.len(), 1, "{operation} has one answer for {state}");
            let answer = answer(&app, operation, good);
            let got = outcome(&answer);
            if got != expected[0].0 {
                wrong.push(format!("{operation} on {state}: {got}, not {}: {}", expected[0].0, answer.body));
            }
            if got.ends_with("item_state") {
                let told = is_in(*state, &good.code);
                assert!(answer.body.to_string().contains(&told), "{operation}: {told}: {}", answer.body);
            }
        }
        if *state == Cancelled {
            nothing_is_offered(&app, &stock[0].code);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How a refusal begins that names the item and the state it really is in.
fn is_in(state: CustodyState, code: &str) -> String {
    let other = if state == InCustody { Registered } else { InCustody };
    let sentence = state.must_be(code, other).unwrap_err().text(Language::English);
    sentence.split("; ").next().unwrap().to_owned()
}

/// Nobody is told that there is anything to be done with a cancelled item.
fn nothing_is_offered(app: &TestApp, code: &str) {
    let (team, staff) = (app.team(0), app.staff());
    for person in [&team.officer, &team.head, &staff.custodian, &staff.head] {
        let scanned = person.get(&format!("/api/v1/scan/{code}")).ok();
        assert_eq!(scanned["item"]["custody_state"], "cancelled");
        assert_eq!(scanned["actions"], json!([]), "{}: {scanned}", person.login());
    }
}

#[test]
fn no_operation_that_takes_an_item_is_forgotten() {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut taking = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for operation in operations.as_object().unwrap().values() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let named = parameters.clone().any(|one| one["name"] == "item_id")
                || path.contains("/items/{id}")
                || path.ends_with("/scan/{code}")
                || path.ends_with("/label-preview");
            if named || takes_items(&document, &operation["requestBody"]) {
                taking.insert(text(operation, "operationId").to_owned());
            }
        }
    }
    let rows = EXPECTED.iter().map(|(operation, _)| operation.split(' ').next().unwrap());
    let known: BTreeSet<String> =
        rows.chain(ELSEWHERE.iter().map(|(operation, _)| *operation)).map(str::to_owned).collect();
    let unknown: Vec<_> = taking.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?} take an item: give them a row");
    assert!(taking.len() >= 20, "{taking:?}");
}

/// Whether a body has, at any depth, a member `item` or `items` that names items which exist.
fn takes_items(document: &Value, value: &Value) -> bool {
    match value {
        Value::Array(parts) => parts.iter().any(|part| takes_items(document, part)),
        Value::Object(members) => members.iter().any(|(name, member)| match name.as_str() {
            "item" => member["type"].to_string().contains("string"),
            "items" if member["items"]["type"] == "string" => true,
            "$ref" => {
                let name = member.as_str().unwrap().rsplit('/').next().unwrap();
                takes_items(document, &document["components"]["schemas"][name])
            }
            _ => takes_items(document, member),
        }),
        _ => false,
    }
}
