//! What those who watch see: pages, figures and the rows behind them, the log, its proofs and its verification.

mod audit;
mod clock_rules;
mod deadlines;
mod explorer;
mod exports;
mod figures;
mod filed_tables;
mod list_views;
mod stays;
mod supervision;
mod work;

use serde_json::{Value, json};

use crate::support::{TestApp, goods, request};

/// A centre with goods in custody, on loan, registered only, and at two agencies.
fn busy_centre(name: &str) -> (TestApp, Vec<String>) {
    let app = TestApp::new(name);
    let goods = [goods::ordinary("手提包"), goods::phone("手机", "SN-77"), goods::gold(), goods::unclassified()];
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods);
    let mut loan = request("loan", &case, &codes[..1]);
    let term =
        json!({ "purpose": "inspection", "starts_at": "2023-01-01T00:00:00+08:00", "due_at": "2023-01-09T00:00:00Z" });
    loan.as_object_mut().unwrap().extend(term.as_object().unwrap().clone());
    let id = team.approved(&loan);
    let lines = json!({ "lines": [{ "item": codes[0], "outcome": "lent" }] });
    app.staff().custodian.post(&format!("/api/v1/requests/{id}/execution"), &lines).ok();
    app.in_custody(&app.team(1), &goods::many(3));
    let other = app.team(2);
    other.seize(&other.case(), &goods::many(2));
    drop(team);
    drop(other);
    (app, codes)
}

fn rows(page: &Value) -> &Vec<Value> {
    page["rows"].as_array().unwrap()
}

#[test]
fn the_program_gives_its_pages_with_a_nonce_of_their_own_and_leaves_the_api_alone() {
    let app = TestApp::new("pages");
    let page = |path: &str| app.prepare("GET", path).header("accept", "text/html").send();
    let (first, second) = (page("/"), page("/items/one"));
    for answer in [&first, &second] {
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), "no-store");
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        let text = String::from_utf8_lossy(&answer.bytes);
        assert!(text.contains(nonce) && !text.contains("__NONCE__"), "{policy}\n{text}");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    assert_ne!(first.header("content-security-policy"), second.header("content-security-policy"));
    page("/api/v1/nothing").refused(404, "not_found");
    page("/assets/gone.js").refused(404, "not_found");
    app.prepare("GET", "/items").header("accept", "application/json").send().refused(404, "not_found");
    app.prepare("POST", "/items").send().refused(404, "not_found");
    page("/api/docs/").refused(401, "sign_in_needed");
}
