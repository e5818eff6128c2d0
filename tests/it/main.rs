//! The program through its front door, on the database that `CUSTODY_TEST_DATABASE_URL` names (SQLite otherwise).

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod custody_http;
mod support;
mod year;

use custody::api::openapi;
use serde_json::{Value, json};
use support::{Centre, PASSWORD};

#[test]
fn nobody_gets_in_without_signing_in_and_errors_speak_both_languages() {
    let centre = Centre::open("protocol");
    let (status, problem) = centre.get("/api/v1/items", None);
    assert_eq!((status, problem["code"].as_str()), (401, Some("sign_in_needed")));
    let (status, problem) = centre.call("PUT", "/api/v1/session", None, Some(json!({})));
    assert_eq!((status, problem["code"].as_str()), (405, Some("method_not_allowed")));
    let wrong = json!({ "login": "nobody", "password": PASSWORD });
    let (status, problem) = centre.call("POST", "/api/v1/session", None, Some(wrong));
    assert_eq!((status, problem["code"].as_str()), (401, Some("sign_in_failed")));
    let (status, _) = centre.get("/health/ready", None);
    assert_eq!(status, 200);
}

#[test]
fn every_operation_names_its_permission_and_asks_for_a_session() {
    let centre = Centre::open("law");
    let document = serde_json::to_value(openapi()).unwrap();
    let mut tried = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let scopes = operation["security"].as_array().into_iter().flatten().find_map(|s| s.get("session"));
            let Some(scopes) = scopes else { continue };
            assert_eq!(scopes.as_array().map(Vec::len), Some(1), "{method} {path}");
            let id = uuid::Uuid::new_v4().to_string();
            let path = path.replace("{id}", &id).replace("{code}", "X").replace("{name}", "x");
            let body = (method != "get" && method != "delete").then(|| json!({}));
            let (status, _) = centre.call(&method.to_uppercase(), &path, None, body);
            assert_eq!(status, 401, "{method} {path}");
            tried += 1;
        }
    }
    assert!(tried > 30, "only {tried} operations were tried");
}

/// The member of an answer, as text.
fn text<'a>(answer: &'a Value, member: &str) -> &'a str {
    answer[member].as_str().unwrap_or_default()
}
