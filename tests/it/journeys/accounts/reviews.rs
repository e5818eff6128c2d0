//! Accounts that are looked through from time to time: found when they are due or unused, confirmed as they stand, and never by their owner.

use custody::model::time::DAY;
use serde_json::{Value, json};

use crate::support::{Person, TestApp};

#[track_caller]
fn review_every(app: &TestApp, days: i64) {
    let admin = app.person("security-admin");
    let call = admin.prepare("PUT", "/api/v1/security-rules/account_review_days").version(0);
    call.json(&json!({ "value": days })).send().ok();
}

#[track_caller]
fn listed(person: &Person<'_>, query: &str) -> Vec<Value> {
    person.get(&format!("/api/v1/users?limit=200&{query}")).ok()["rows"].as_array().unwrap().clone()
}

fn logins(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["login"].as_str().unwrap()).collect()
}

fn as_seen(rows: &[Value]) -> Value {
    let accounts: Vec<_> = rows.iter().map(|row| json!({ "id": row["id"], "version": row["version"] })).collect();
    json!({ "accounts": accounts })
}

#[test]
fn whoever_reviews_confirms_all_but_the_own_account_and_another_reviewer_does_that() {
    let app = TestApp::new("reviews");
    app.wait(31 * DAY);
    let (security, auditor) = (app.person("security-admin"), app.person("auditor"));
    review_every(&app, 30);
    let due = listed(&security, "review_due=true");
    assert!(due.len() > 10 && logins(&due).contains(&"security-admin"));
    assert!(listed(&app.person("system-admin"), "review_due=true").is_empty(), "reviews nothing");

    let all = security.post("/api/v1/account-reviews", &as_seen(&due));
    let own = due.iter().position(|row| row["login"] == "security-admin").unwrap();
    assert_eq!(all.fields(), [(format!("/accounts/{own}/id").as_str(), "own_account_review")]);
    let others: Vec<_> = due.iter().filter(|row| row["login"] != "security-admin").cloned().collect();
    let confirmed = security.post("/api/v1/account-reviews", &as_seen(&others)).ok();
    assert_eq!(confirmed["accounts"].as_array().unwrap().len(), others.len());
    assert_eq!(confirmed["accounts"][0]["reviewed_at"], "2023-01-31T16:00:00.000000Z");
    let left = listed(&auditor, "review_due=true");
    assert_eq!(logins(&left), ["security-admin"]);
    auditor.post("/api/v1/account-reviews", &as_seen(&left)).ok();
    assert!(listed(&auditor, "review_due=true").is_empty());
    let entries = auditor.get("/api/v1/audit/entries?action=AccountReviewed&limit=200").ok();
    assert_eq!(entries["rows"].as_array().unwrap().len(), due.len());

    app.wait(30 * DAY);
    assert_eq!(listed(&auditor, "review_due=true").len(), due.len());
}

#[test]
fn what_was_changed_since_it_was_looked_at_is_not_confirmed_and_neither_is_anything_with_it() {
    let app = TestApp::new("reviews-stale");
    let security = app.person("security-admin");
    let rows = listed(&security, "q=custodian");
    let (first, second) = (&rows[0], &rows[1]);
    let id = first["id"].as_str().unwrap();
    security.post(&format!("/api/v1/users/{id}/roles"), &json!({ "roles": ["centre_head"] })).ok();
    let review = |body: &Value| security.post("/api/v1/account-reviews", body);
    assert_eq!(review(&as_seen(&rows)).fields(), [("/accounts/0/version", "version_stale")]);
    let nobody = json!({ "accounts": [{ "id": "018f0000-0000-7000-8000-000000000000", "version": 1 }, { "id": second["id"], "version": second["version"] }] });
    assert_eq!(review(&nobody).fields(), [("/accounts/0/id", "reference_unknown")]);
    let twice = as_seen(&[second.clone(), second.clone()]);
    assert_eq!(review(&twice).fields(), [("/accounts/1/id", "list_repeats")]);
    assert_eq!(review(&json!({ "accounts": [] })).fields(), [("/accounts", "list_empty")]);
    let admin = app.person("system-admin");
    let gone = second["id"].as_str().unwrap();
    admin.post(&format!("/api/v1/users/{gone}/disablement"), &json!({})).ok();
    let rows = listed(&security, "disabled=true");
    assert_eq!(review(&as_seen(&rows)).fields(), [("/accounts/0/id", "account_disabled")]);
    let untouched = listed(&security, "q=custodian");
    assert!(untouched.iter().all(|row| row.get("reviewed_at").is_none()));
}

#[test]
fn accounts_that_nobody_uses_are_found_and_leave_as_a_spreadsheet() {
    let app = TestApp::new("reviews-unused");
    let auditor = app.person("auditor");
    app.wait(10 * DAY);
    app.sign_in("custodian-1");
    app.wait(DAY);
    let since = "2023-01-10T00:00:00Z";
    let unused = listed(&auditor, &format!("unused_since={since}"));
    assert!(!logins(&unused).contains(&"custodian-1") && logins(&unused).contains(&"custodian-2"));
    let rows = listed(&auditor, "q=custodian-1");
    assert_eq!(rows[0]["last_signed_in_at"], "2023-01-10T16:00:00.000000Z");
    assert!(listed(&app.person("system-admin"), &format!("unused_since={since}")).is_empty(), "reviews nothing");
    assert!(listed(&app.person("system-admin"), "q=custodian-1")[0].get("last_signed_in_at").is_none());

    let sheet = auditor.prepare("GET", "/api/v1/users.csv?q=custodian-1").header("accept-language", "en").send();
    assert_eq!(sheet.status, 200);
    let text = String::from_utf8(sheet.bytes.clone()).unwrap();
    assert!(
        text.contains("Last sign-in (+08:00)") && text.contains("custodian-1") && text.contains("2023-01-11 00:00"),
        "{text}"
    );
    for login in ["system-admin", "centre-head-1", "police-officer-1"] {
        app.person(login).get("/api/v1/users.csv").refused(403, "permission_missing");
        app.person(login).post("/api/v1/account-reviews", &as_seen(&rows)).refused(403, "permission_missing");
    }
}
