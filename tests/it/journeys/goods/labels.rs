//! Labels on goods: replaced, blank and bound, and what a scan says of each.

use custody::model::goods::label::{LabelCode, LabelKey};
use serde_json::json;

use crate::journeys::papers::{BATCHES, behind_its_back, custodian, pages, pdf, printed, scan};
use crate::support::goods::{many, ordinary};
use crate::support::{TestApp, request};
use crate::text;

#[test]
fn a_damaged_label_is_replaced_and_its_old_code_says_so() {
    let app = TestApp::new("replace");
    let (_, codes) = app.in_custody(&app.team(0), &[ordinary("红色手机"), ordinary("纸箱")]);
    let (person, officer) = (custodian(&app), app.team(0).officer);
    printed(&person, &json!({ "items": codes }));
    let id = scan(&person, &codes[0])["item"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/items/{id}/label-replacement");
    assert_eq!(person.post(&path, &json!({ "reason": " " })).fields(), [("/reason", "text_empty")]);
    officer.post(&path, &json!({ "reason": "破损" })).refused(403, "permission_missing");
    let item = person.post(&path, &json!({ "reason": "标签破损" })).ok();
    let code = text(&item, "code");
    assert_eq!(item["former"], json!([codes[0]]));

    let old = scan(&person, &codes[0]);
    assert_eq!((text(&old, "outcome"), text(&old["item"], "code")), ("replaced", code));
    assert_eq!(text(&scan(&officer, &codes[0]), "outcome"), "replaced");
    assert_eq!(text(&scan(&app.team(1).officer, &codes[0]), "outcome"), "unknown", "not for another agency");
    assert_eq!(text(&scan(&person, code), "outcome"), "found");
    for search in [&codes[0], code] {
        let found = person.get(&format!("/api/v1/items?q={search}")).ok();
        assert_eq!(found["rows"].as_array().map(Vec::len), Some(1), "{search}");
    }
    assert_eq!(person.post(BATCHES, &json!({ "items": [codes[0]] })).fields(), [("/items/0", "label_replaced")]);
    let batch = printed(&person, &json!({ "items": [code] }));
    assert_eq!(batch["reprint_count"], 0, "the new code was never printed before");
    let again = person.post(&path, &json!({ "reason": "又破损" })).ok();
    assert_eq!(again["former"].as_array().map(Vec::len), Some(2));
    assert_eq!(text(&scan(&person, code), "outcome"), "replaced");
}

#[test]
fn a_blank_label_is_bound_once_at_intake_and_never_again() {
    let app = TestApp::new("blank");
    let team = app.team(0);
    let person = custodian(&app);
    let batch = printed(&person, &json!({ "blanks": 3, "profile": "Roll-50x30" }));
    assert_eq!((text(&batch, "kind"), text(&batch, "status")), ("blanks", "done"));
    assert_eq!(pages(&pdf(&person, &batch).bytes), 3);
    let listed = person.get("/api/v1/labels?state=blank").ok();
    let blanks: Vec<String> =
        listed["rows"].as_array().unwrap().iter().map(|row| text(row, "code").to_owned()).collect();
    assert_eq!(blanks.len(), 3);
    let seen = scan(&person, &blanks[0]);
    assert_eq!((text(&seen, "outcome"), &seen["actions"]), ("unbound", &json!(["bind_label"])));
    assert_eq!(scan(&team.officer, &blanks[0])["actions"], json!([]));

    let case = team.case();
    let codes = team.seize(&case, &many(2));
    let id = team.approved(&request("intake", &case, &codes));
    let line =
        |at: usize, label: &str| json!({ "item": codes[at], "outcome": "accepted", "place": "O-1", "label": label });
    let path = format!("/api/v1/requests/{id}/execution");
    let both = json!({ "lines": [line(0, &blanks[0]), line(1, &blanks[0])] });
    let done = person.post(&path, &both).ok();
    assert_eq!(
        (&done["results"][0]["done"], text(&done["results"][1]["refusal"], "code")),
        (&json!(true), "label_bound")
    );
    let bound = scan(&person, &blanks[0]);
    assert_eq!((text(&bound, "outcome"), text(&bound["item"], "name")), ("found", "纸箱1号"));
    assert_eq!(text(&scan(&person, &codes[0]), "outcome"), "replaced");
    for (label, code) in
        [(blanks[0].as_str(), "label_bound"), (codes[0].as_str(), "label_bound"), ("0", "label_not_blank")]
    {
        let refused = person.post(&path, &json!({ "lines": [line(1, label)] })).ok();
        assert_eq!(text(&refused["results"][0]["refusal"], "code"), code, "{label}");
    }

    let retired = person.post("/api/v1/label-retirements", &json!({ "codes": [blanks[1]], "reason": "污损" })).ok();
    assert_eq!(retired["rows"][0]["state"], "retired");
    assert_eq!(text(&scan(&person, &blanks[1]), "outcome"), "retired");
    let refused = person.post(&path, &json!({ "lines": [line(1, &blanks[1])] })).ok();
    assert_eq!(text(&refused["results"][0]["refusal"], "code"), "label_retired");
    let twice = person.post("/api/v1/label-retirements", &json!({ "codes": [blanks[1], blanks[0]], "reason": "污损" }));
    assert_eq!(twice.fields(), [("/codes/0", "label_retired"), ("/codes/1", "label_bound")]);
    let done = person.post(&path, &json!({ "lines": [line(1, &blanks[2])] })).ok();
    assert_eq!(done["request"]["status"], "completed");

    let rebinding = format!(
        "UPDATE labels SET item_id = (SELECT item_id FROM labels WHERE code = '{}') WHERE code = '{}'",
        blanks[2], blanks[0]
    );
    assert!(behind_its_back(&app, &rebinding).is_err(), "the database itself refuses to bind a code twice");
    assert!(behind_its_back(&app, &format!("DELETE FROM labels WHERE code = '{}'", blanks[0])).is_err());
}

#[test]
fn every_kind_of_code_gets_its_own_answer() {
    let app = TestApp::new("codes");
    let (_, codes) = app.in_custody(&app.team(0), &[ordinary("红色手机")]);
    let person = custodian(&app);
    let key = LabelKey::generate().unwrap();
    let issue = |key: &LabelKey, region| LabelCode::issue(key, region, 9_999_999).unwrap().to_string();
    let mut slip = codes[0].clone().into_bytes();
    slip.swap(12, 13);
    if slip[12] == slip[13] {
        slip[14] = if slip[14] == b'0' { b'1' } else { b'0' };
    }
    for (code, outcome) in [
        (codes[0].to_lowercase(), "found"),
        (issue(&app.keys.labels.key, 130_273), "unknown"),
        (String::from_utf8(slip).unwrap(), "mistyped"),
        (issue(&key, 130_273), "forged"),
        (issue(&key, 110_101), "foreign"),
        ("O-1".to_owned(), "place"),
        ("hello".to_owned(), "malformed"),
    ] {
        assert_eq!(text(&scan(&person, &code), "outcome"), outcome, "{code}");
    }
    assert_eq!(scan(&person, &issue(&key, 110_101))["region"], 110_101);
    assert_eq!(text(&scan(&person, "O-1")["place"], "code"), "O-1");
    assert_eq!(text(&scan(&app.team(0).officer, "O-1"), "outcome"), "malformed", "officers do not see the places");
}
