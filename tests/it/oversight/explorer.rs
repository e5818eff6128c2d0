//! The log as people read it: what entries are about by name, found by what people type, and what they changed.

use custody::model::time::SECOND;
use serde_json::{Value, json};

use super::{busy_centre, rows};
use crate::support::{Person, TestApp};
use crate::text;

fn list(reader: &Person<'_>, query: &str) -> Vec<Value> {
    rows(&reader.get(&format!("/api/v1/audit/entries?{query}")).ok()).clone()
}

/// What entries of an action are about: kind, number and name.
fn about(reader: &Person<'_>, action: &str) -> Value {
    let rows = list(reader, &format!("action={action}&limit=1"));
    let row = rows.first().unwrap_or_else(|| panic!("no entry of {action}"));
    json!([row["subject_kind"], row["subject_code"], row["subject_name"]])
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The newest entry of an action, whole.
fn newest(reader: &Person<'_>, action: &str) -> Value {
    let seq = list(reader, &format!("action={action}&limit=1"))[0]["seq"].clone();
    reader.get(&format!("/api/v1/audit/entries/{seq}")).ok()
}

fn field<'v>(entry: &'v Value, name: &str) -> &'v Value {
    let found = entry["changes"].as_array().unwrap().iter().find(|change| change["field"] == name);
    found.unwrap_or_else(|| panic!("{name}: {entry}"))
}

#[test]
fn every_entry_says_by_name_what_it_is_about() {
    let (app, codes) = busy_centre("explorer-names");
    let auditor = app.person("auditor");
    auditor.token();
    let officer = app.team(0).officer;
    let paper = json!({ "kind": "disposition", "number": "发还-7", "title": "发还决定书", "issued_at": "2022-12-31T00:00:00Z", "case_id": app.team(0).case() });
    officer.post("/api/v1/documents", &paper).created();
    let admin = app.person("system-admin");
    admin.prepare("PUT", "/api/v1/settings/loan_days_at_most").version(0).json(&json!({ "value": 20 })).send().ok();

    assert_eq!(about(&auditor, "ItemLent"), json!(["item", codes[0], "手提包"]));
    assert_eq!(about(&auditor, "DocumentRegistered")[0], "document");
    assert_eq!(about(&auditor, "DocumentRegistered"), json!(["document", "发还-7", "发还决定书"]));
    assert_eq!(about(&auditor, "SettingChanged"), json!(["setting", "loan_days_at_most", null]));
    let signed_in = about(&auditor, "SignedIn");
    assert_eq!((&signed_in[0], &signed_in[1]), (&json!("person"), &json!("system-admin")));
    for (action, kind) in [
        ("PlaceRegistered", "place"),
        ("AgencyRegistered", "agency"),
        ("CaseRegistered", "case"),
        ("RequestApproved", "request"),
        ("SeizureListRegistered", "seizure_list"),
    ] {
        let found = about(&auditor, action);
        assert!(found[0] == kind && found[1].as_str().is_some_and(|code| !code.is_empty()), "{action}: {found}");
    }
    let bare = list(&auditor, "limit=500").into_iter().filter(|row| row["subject_kind"].is_null()).count();
    assert_eq!(bare, 0, "every entry says of what kind its subject is");
    let sheet =
        app.person("supervisor").prepare("GET", "/api/v1/audit/entries.csv").header("accept-language", "zh-CN").send();
    let sheet = String::from_utf8(sheet.bytes).unwrap();
    assert!(sheet.contains("对象类别,对象编号,对象") && sheet.contains("文书,发还-7,发还决定书"), "{sheet}");
}

#[test]
fn what_people_type_leads_to_the_entries_about_it() {
    let (app, codes) = busy_centre("explorer-find");
    let auditor = app.person("auditor");
    auditor.token();
    let request = about(&auditor, "RequestCompleted")[1].clone();
    let (case, place) = (about(&auditor, "CaseRegistered"), "O-1");
    let custodian = app.person("custodian-1");
    custodian.token();
    for (typed, kind) in [
        (request.as_str().unwrap(), "request"),
        (case[1].as_str().unwrap(), "case"),
        (case[2].as_str().unwrap(), "case"),
        (place, "place"),
        (codes[0].as_str(), "item"),
        (custodian.login(), "person"),
        ("保管甲", "person"),
    ] {
        let found = list(&auditor, &format!("subject={}&limit=500", encoded(typed)));
        assert!(!found.is_empty() && found.iter().all(|row| row["subject_kind"] == kind), "{typed}: {found:?}");
        let offered = auditor.get(&format!("/api/v1/audit/subjects?q={}", encoded(typed))).ok();
        assert!(offered.as_array().unwrap().iter().any(|hit| hit["kind"] == kind), "{typed}: {offered}");
        let id = list(&auditor, &format!("subject={}&limit=1", encoded(typed)))[0].clone();
        let id = id["subject_id"].as_str().or(id["item_id"].as_str()).unwrap().to_owned();
        assert!(!list(&auditor, &format!("subject={id}")).is_empty(), "an id is taken as well");
        let known = auditor.get(&format!("/api/v1/audit/subjects?q={id}")).ok();
        assert_eq!((known.as_array().unwrap().len(), &known[0]["kind"]), (1, &json!(kind)));
    }
    assert!(list(&auditor, "subject=RK").is_empty(), "only what is called so");
    assert!(list(&auditor, "subject=%25").is_empty());
    assert_eq!(auditor.get("/api/v1/audit/subjects?q=").ok(), json!([]));
    assert!(
        auditor.get("/api/v1/audit/subjects?q=RK-2023").ok().as_array().unwrap().len() > 1,
        "the beginning is enough"
    );
    let counted = auditor.get(&format!("/api/v1/audit/entries?subject={}&total=true", encoded("O-1"))).ok();
    assert_eq!(counted["total"].as_i64().unwrap(), i64::try_from(rows(&counted).len()).unwrap());
    app.team(0).officer.get("/api/v1/audit/subjects?q=RK").refused(403, "permission_missing");
    let long = "长".repeat(101);
    assert_eq!(auditor.get(&format!("/api/v1/audit/subjects?q={}", encoded(&long))).status, 422);
}

#[test]
fn an_entry_tells_what_was_before_and_what_it_mentions_by_name() {
    let (app, _) = busy_centre("explorer-changes");
    let auditor = app.person("auditor");
    let lent = newest(&auditor, "ItemLent");
    let state = field(&lent, "state");
    assert_eq!(
        (&state["before"], &state["after"], &state["compared"]),
        (&json!("in_custody"), &json!("on_loan"), &json!(true))
    );
    let place = field(&lent, "place_id");
    assert_eq!(place["after"], Value::Null);
    let named = |entry: &Value, id: &Value| {
        let found = entry["references"].as_array().unwrap().iter().find(|one| one["id"] == *id).cloned();
        found.unwrap_or_else(|| panic!("{id}: {entry}"))
    };
    assert_eq!(named(&lent, &place["before"])["kind"], "place");
    let borrower = named(&lent, &field(&lent, "borrower_id")["after"]);
    assert_eq!((text(&borrower, "kind"), text(&borrower, "code")), ("person", app.team(0).officer.login()));
    let request = named(&lent, &field(&lent, "circumstances.request_id")["after"]);
    assert!(text(&request, "kind") == "request" && request["code"].is_string(), "{request}");
    assert_eq!(lent["compared_with"], Value::Null, "an item's entry tells itself what was before");

    let approved = newest(&auditor, "RequestApproved");
    let status = field(&approved, "request.status");
    assert!(status["compared"] == true && status["before"] != status["after"], "{status}");
    let earlier = approved["compared_with"].as_i64().unwrap();
    let earlier = auditor.get(&format!("/api/v1/audit/entries/{earlier}")).ok();
    assert_eq!(earlier["subject_id"], approved["subject_id"]);
    assert_eq!(field(&earlier, "request.status")["after"], status["before"]);
    let technical = ["request.version", "request.id", "row_sha256", "request.year"];
    assert!(approved["changes"].as_array().unwrap().iter().all(|one| !technical.contains(&text(one, "field"))));

    let registered = newest(&auditor, "CaseRegistered");
    assert!(registered["changes"].as_array().unwrap().iter().all(|one| one["compared"] == false), "{registered}");
    let officers = field(&registered, "officers")["after"].clone();
    for id in officers.as_array().unwrap() {
        assert_eq!(named(&registered, id)["kind"], "person");
    }
    assert_eq!(field(&newest(&auditor, "ItemRegistered"), "state")["compared"], false);
}

#[test]
fn a_setting_and_a_renamed_person_tell_what_they_were() {
    let app = TestApp::new("explorer-renamed");
    let auditor = app.person("auditor");
    auditor.token();
    let admin = app.person("system-admin");
    admin.prepare("PUT", "/api/v1/settings/loan_days_at_most").version(0).json(&json!({ "value": 20 })).send().ok();
    let set = newest(&auditor, "SettingChanged");
    assert_eq!(
        (&field(&set, "value")["after"], &field(&set, "name")["after"]),
        (&json!(20), &json!("loan_days_at_most"))
    );
    assert!(field(&set, "value")["before"].is_number());

    let custodian = app.person("custodian-1").id();
    let path = format!("/api/v1/users/{custodian}");
    let known = admin.get(&path).ok();
    app.wait(SECOND);
    admin.patch(&path, known["version"].as_i64().unwrap(), &json!({ "name": "保管甲·新" })).ok();
    let changed = newest(&auditor, "UserChanged");
    let name = field(&changed, "name");
    assert_eq!(
        (&name["before"], &name["after"], &name["compared"]),
        (&json!("保管甲"), &json!("保管甲·新"), &json!(true))
    );
    app.wait(SECOND);
    let found = list(&auditor, &format!("subject={}&action=UserRegistered", encoded("保管甲")));
    assert_eq!(found.len(), 1, "a former name leads there as well");
    assert_eq!(
        (text(&found[0], "subject_name"), text(&found[0]["names_now"], "subject_name")),
        ("保管甲", "保管甲·新")
    );
}
