//! Where an item is in its life decides what can be done with it; a refusal for that names the state it really is in.

use custody::model::goods::item::CustodyState;
use custody::model::reason::Language;
use serde_json::{Value, json};

use crate::journeys::{execute, item, step};
use crate::support::{Answer, Person, TestApp, approve, goods, request};
use crate::text;

/// An item in each state there is, by its label code.
fn one_of_each(app: &TestApp) -> Vec<String> {
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(5));
    app.lend(&team, &case, &codes[1..2]);
    let loan = app.lend(&team, &case, &codes[2..4]);
    let back = team.bring_back(&case, &loan, &codes[2..4]);
    let lost = |code: &String| json!({ "item": code, "outcome": "returned", "condition": "lost", "reason": "遗失" });
    execute(&staff.custodian, &back, &[lost(&codes[2]), lost(&codes[3])]).ok();
    let open = staff.head.get("/api/v1/discrepancies?open=true").ok();
    let of_last = open["rows"].as_array().unwrap().iter().find(|row| row["code"] == *codes[3]).unwrap();
    let word = json!({ "resolution": "lost", "opinion": "经核查" });
    staff.head.decide("discrepancies", text(of_last, "id"), &word).ok();

    let mut out = request("outbound", &case, &codes[4..5]);
    let paper = json!({ "kind": "disposition", "number": "1", "title": "发还决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    out["document_id"] = team.officer.post("/api/v1/documents", &paper).created().into();
    out["disposition"] = "return_to_party".into();
    (out["receiver_name"], out["receiver_document_no"]) = ("李强".into(), "13".into());
    let out = team.approved(&out);
    step(&staff.head, &out, "approval", &approve()).ok();
    execute(&staff.custodian, &out, &[json!({ "item": codes[4], "outcome": "released" })]).ok();

    let listed = team.seize(&case, &goods::many(3));
    team.submit(&request("intake", &case, &listed[1..2]));
    let desk = team.approved(&request("intake", &case, &listed[2..3]));
    execute(&staff.custodian, &desk, &[json!({ "item": listed[2], "outcome": "refused", "reason": "易燃" })]).ok();
    step(&staff.head, &desk, "refusals", &json!({ "decision": "confirm" })).ok();

    let gone = team.seize(&case, &goods::many(1));
    let list = text(&item(&team.officer, &gone[0]), "seizure_list_id").to_owned();
    let cancellation = format!("/api/v1/seizure-lists/{list}/cancellation");
    let why = json!({ "reason": "重复登记" });
    team.officer.prepare("POST", &cancellation).once().version(1).json(&why).send().ok();
    [codes, listed, gone].concat()
}

/// Every refusal in an answer: its own, those of its fields and lines.
fn refusals_of(answer: &Answer) -> Vec<(String, String)> {
    let lines = answer.body["results"].as_array().into_iter().flatten().map(|line| &line["refusal"]);
    let fields = answer.body["errors"].as_array().into_iter().flatten();
    let told = lines.chain(fields).chain([&answer.body]).filter(|one| one["code"].is_string());
    told.map(|one| (text(one, "code").to_owned(), text(one, "detail").to_owned())).collect()
}

/// How a refusal begins that names the state an item is in.
fn is_in(state: CustodyState, code: &str) -> String {
    let other = CustodyState::ALL.iter().find(|other| **other != state).unwrap();
    let sentence = state.must_be(code, *other).unwrap_err().text(Language::English);
    sentence.split("; ").next().unwrap().to_owned()
}

#[test]
fn a_refusal_for_the_state_of_an_item_names_the_state_it_is_in() {
    let app = TestApp::new("states");
    let (team, staff) = (app.team(0), app.staff());
    let mut seen = Vec::new();
    for code in one_of_each(&app) {
        let found = item(&team.officer, &code);
        let (id, case) = (text(&found, "id"), text(&found, "case_id"));
        let state: CustodyState = text(&found, "custody_state").parse().unwrap();
        let version = found["version"].as_i64().unwrap();
        let path = format!("/api/v1/items/{id}");
        let put = |person: &Person<'_>, body: &Value| {
            person.prepare("PUT", &format!("{path}/description")).version(version).json(body).send()
        };
        let described = json!({ "description": goods::ordinary("箱"), "reason": "登记有误" });
        let classified = json!({ "classification": { "category": "unclassified", "place": "R-1", "reason": "误" } });
        let submitted = |kind: &str| {
            let draft =
                team.officer.post("/api/v1/requests", &request(kind, case, std::slice::from_ref(&code))).created();
            step(&team.officer, &draft, "submission", &json!({}))
        };
        let mut answers = vec![
            team.officer.patch(&path, version, &json!({})),
            submitted("loan"),
            submitted("outbound"),
            submitted("loan_return"),
        ];
        if state != CustodyState::Registered {
            answers.push(submitted("intake"));
        }
        if state != CustodyState::InCustody {
            let moved = json!({ "moves": [{ "item": code, "place": "O-2" }] });
            answers.push(put(&staff.custodian, &described));
            answers.push(staff.custodian.post(&format!("{path}/classification"), &classified));
            answers.push(staff.custodian.post("/api/v1/moves", &moved));
            answers.push(staff.custodian.post(&format!("{path}/label-replacement"), &json!({ "reason": "破损" })));
        }
        let refusals: Vec<_> = answers.iter().flat_map(refusals_of).collect();
        assert!(refusals.len() >= 3, "{state}: {refusals:?}");
        for (reason, sentence) in &refusals {
            let is_true = match reason.as_str() {
                "item_state" => sentence.starts_with(&is_in(state, &code)),
                "item_received" => state.is_received(),
                _ => true,
            };
            assert!(is_true, "{state}: {reason}: {sentence}");
        }
        assert!(refusals.iter().any(|(reason, _)| reason == "item_state"), "{state}: {refusals:?}");
        seen.push(state);
    }
    seen.sort();
    assert_eq!(seen, CustodyState::ALL);
}
