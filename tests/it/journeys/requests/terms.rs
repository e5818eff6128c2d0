//! Terms of requests: each kind has its own, and what it does not have is refused by name.

use serde_json::{Value, json};

use crate::journeys::{against, read, step};
use crate::support::{TestApp, approve, goods, loan, request};
use crate::text;

#[test]
fn a_term_that_the_kind_does_not_have_is_refused_when_it_is_drafted_and_when_it_is_edited() {
    let app = TestApp::new("other-terms");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let lent = app.lend(&team, &case, &codes);
    let listed = team.seize(&case, &goods::many(1));
    let mut back = request("loan_return", &case, &codes);
    back["loan_id"] = lent.clone().into();
    let terms = json!({ "purpose": "court", "starts_at": "2023-01-01T00:00:00Z", "due_at": "2023-01-05T00:00:00Z",
        "loan_id": lent, "disposition": "auction", "document_id": lent, "receiver_name": "李强", "receiver_document_no": "13",
        "receiver_is_officer": false, "witness_name": "赵六", "destruction_method": "焚烧", "destruction_place": "中心",
        "delivery": "collected" });
    let own = |kind: &str| -> &[&str] {
        match kind {
            "loan" => &["purpose", "starts_at", "due_at"],
            "loan_return" => &["loan_id"],
            _ => &[],
        }
    };
    for draft in [request("intake", &case, &listed), loan(&case, &codes, "court"), back] {
        let kind = text(&draft, "kind").to_owned();
        let id = team.officer.post("/api/v1/requests", &draft).created();
        let path = format!("/api/v1/requests/{id}");
        let version = read(&team.officer, &id)["version"].as_i64().unwrap();
        for (term, value) in terms.as_object().unwrap().iter().filter(|(term, _)| !own(&kind).contains(&term.as_str()))
        {
            let expected = [(format!("/{term}"), "term_of_other_kind".to_owned())];
            let named = |answer: &crate::support::Answer| -> Vec<(String, String)> {
                answer.fields().iter().map(|(at, why)| (at.to_string(), why.to_string())).collect()
            };
            let mut said = draft.clone();
            said[term] = value.clone();
            assert_eq!(named(&team.officer.post("/api/v1/requests", &said)), expected, "{kind}");
            assert_eq!(named(&team.officer.patch(&path, version, &json!({ term: value }))), expected, "{kind}");
            // That there is none is true.
            said[term] = Value::Null;
            team.officer.post("/api/v1/requests", &said).created();
        }
        assert_eq!(read(&team.officer, &id)["version"], version);
    }
}

#[test]
fn a_destruction_says_how_and_where_and_nothing_else_does() {
    let app = TestApp::new("destruction-terms");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let document = json!({ "kind": "disposition", "number": "处 1", "title": "处置决定书", "case_id": case,
        "issued_at": "2022-12-31T00:00:00Z" });
    let mut out = request("outbound", &case, &codes);
    out["document_id"] = team.officer.post("/api/v1/documents", &document).created().into();
    out["disposition"] = "destruction".into();
    out["witness_name"] = "赵六".into();
    let id = team.officer.post("/api/v1/requests", &out).created();
    let unsaid = step(&team.officer, &id, "submission", &json!({}));
    let needed = "destruction_terms_needed";
    assert_eq!(unsaid.fields(), [("/destruction_method", needed), ("/destruction_place", needed)]);
    let path = format!("/api/v1/requests/{id}");
    let edit = |body: Value| {
        let version = read(&team.officer, &id)["version"].as_i64().unwrap();
        team.officer.patch(&path, version, &body)
    };
    edit(json!({ "destruction_method": "高温焚烧" })).ok();
    assert_eq!(step(&team.officer, &id, "submission", &json!({})).fields(), [("/destruction_place", needed)]);
    edit(json!({ "destruction_place": "市环保处置中心" })).ok();
    step(&team.officer, &id, "submission", &json!({})).ok();
    step(&team.head, &id, "approval", &against("return_for_correction")).ok();

    // The goods go another way: what was said of the destruction is taken out, or stands in the way.
    let misplaced = "term_of_destruction";
    let other = json!({ "disposition": "return_to_party", "receiver_name": "李强", "receiver_document_no": "13" });
    assert_eq!(
        edit(other.clone()).fields(),
        [("/witness_name", misplaced), ("/destruction_method", misplaced), ("/destruction_place", misplaced)]
    );
    let mut whole = other;
    for term in ["witness_name", "destruction_method", "destruction_place"] {
        whole[term] = Value::Null;
    }
    let released = edit(whole).ok();
    assert_eq!((&released["destruction_method"], &released["witness_name"]), (&Value::Null, &Value::Null));
    let mut drafted = out.clone();
    drafted["disposition"] = "auction".into();
    assert_eq!(team.officer.post("/api/v1/requests", &drafted).fields(), [("/witness_name", misplaced)]);
    step(&team.officer, &id, "submission", &json!({})).ok();
    step(&team.head, &id, "approval", &approve()).ok();
}
