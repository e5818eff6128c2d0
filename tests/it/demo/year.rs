//! The report's year, played through the operations: the figures, the log, what each person sees, and a tampered row.

use std::path::Path;

use custody::api::papers::papers::make;
use custody::commands::year_report;
use custody::demo::Year;
use custody::demo::play::directory::Visitor;
use custody::demo::play::{Desk, play};
use custody::model::papers::paper::{Issue, Paper};
use custody::model::time::DAY;
use custody::operations::accounts::passwords::Password;
use custody::operations::ledger::{checkpoints, kept_files, verification};
use custody::paper::font::{FONTS, Font};
use serde_json::json;

use crate::support::{PASSWORD, TestApp};
use crate::text;

/// The paragraph of the founding report, as `custody report --year 2023 --format json` must print it.
const REPORT: &str = r#"{"year":2023,"agencies":19,"requests":{"intake":658,"outbound":228,"loan":112,"loan_return":66},"pieces":{"received":82520,"released":5709,"on_loan":62,"lost":0,"in_custody":76749},"received_by_category":{"ordinary":73578,"valuable":476,"specimen":17,"antimagnetic":173,"bulk":8107,"vehicle":95,"unclassified":74},"hours_saved":131765,"balanced":true}"#;

#[test]
fn the_year_adds_up_and_every_change_behind_the_programs_back_is_found() {
    let app = TestApp::empty("year");
    let year = Year::plan(2023);
    let hash = Password::new(PASSWORD).hash().unwrap().into_string();
    let everybody = year.staff.people.iter().map(|p| Visitor { login: p.login.clone(), password_hash: hash.clone() });
    let everybody: Vec<Visitor> = everybody.collect();
    let store = app.installation().store();
    let font = Font::find(None, Path::new(FONTS)).unwrap();
    let draw = |paper: &Paper, issue: &Issue| make(&font, &store, paper, issue);
    let desk = Desk { store: &store, draw: Some(&draw) };
    play(&app.database, &app.clock, (&app.keys, desk), &year, &everybody, |_, _| {}).unwrap();
    checkpoints::sign(&app.database, &app.keys.log).unwrap();

    assert_eq!(year_report(&app.database, 2023).unwrap(), REPORT);
    let verified = verification::verify(&app.database, app.keys.log.verifier(), |_, _| {}).unwrap();
    assert!(verified.clean, "{verified}");

    let login = |role: &str, agency: Option<usize>| {
        let person = year.staff.people.iter().find(|p| p.role == role && agency.is_none_or(|a| p.agency == a));
        person.unwrap().login.clone()
    };
    let looked = kept_files::find_lost(&app.database, &store, |_| {}).unwrap();
    assert_eq!((looked.files, looked.papers, looked.lost), (15, 3, Vec::new()));
    what_hangs_on_goods(&app, &login);
    what_each_person_sees(&app, &login);
}

fn what_hangs_on_goods(app: &TestApp, login: &dyn Fn(&str, Option<usize>) -> String) {
    let custodian = app.sign_in(&login("custodian", None));
    let total = |query: &str| app.get(&format!("/api/v1/{query}&total=true"), Some(&custodian)).1["total"].clone();
    for (query, count) in [
        ("files?subject=item", 12),
        ("files?subject=seizure_list", 1),
        ("files?subject=condition_out", 1),
        ("files?subject=condition_in", 1),
        ("files?state=stored", 15),
        ("papers?limit=1", 3),
    ] {
        assert_eq!(total(query), count, "{query}");
    }
    // The goods of the loan stand side by side, as they left and as they came.
    let (_, out) = app.get("/api/v1/files?subject=condition_out", Some(&custodian));
    let item = text(&out["rows"][0], "item_id");
    let (_, both) = app.get(&format!("/api/v1/files?item_id={item}&sort=created_at"), Some(&custodian));
    let subjects: Vec<_> = both["rows"].as_array().unwrap().iter().map(|row| text(row, "subject")).collect();
    assert!(subjects.ends_with(&["condition_out", "condition_in"]), "{subjects:?}");
}

fn what_each_person_sees(app: &TestApp, login: &dyn Fn(&str, Option<usize>) -> String) {
    let custodian = app.sign_in(&login("custodian", None));
    let (own, other) = (login("case_officer", Some(0)), login("case_officer", Some(1)));
    let (own, other) = (app.sign_in(&own), app.sign_in(&other));
    let (status, page) = app.get("/api/v1/items?category=ordinary&states=in_custody&total=true", Some(&own));
    assert_eq!(status, 200, "{page}");
    let item = &page["rows"][0];
    let (id, code) = (text(item, "id"), text(item, "code"));

    let (status, _) = app.get(&format!("/api/v1/items/{id}"), Some(&other));
    assert_eq!(status, 404, "another agency's item does not exist");
    let (_, scan) = app.get(&format!("/api/v1/scan/{code}"), Some(&other));
    assert_eq!(text(&scan, "outcome"), "unknown");
    let (_, scan) = app.get(&format!("/api/v1/scan/{code}"), Some(&custodian));
    assert_eq!((text(&scan, "outcome"), text(&scan["item"], "id")), ("found", id));

    let (_, found) = app.get("/api/v1/items?q=%E6%89%8B%E6%9C%BA&limit=5", Some(&custodian));
    assert!(!found["rows"].as_array().unwrap().is_empty(), "手机 is found: {found}");
    let (_, history) = app.get(&format!("/api/v1/items/{id}/history"), Some(&own));
    assert_eq!(history[0]["action"], "ItemRegistered");

    let case = text(item, "case_id");
    let draft = json!({ "kind": "loan", "case_id": case, "reason": "核对特征", "items": [code],
        "purpose": "inspection", "starts_at": app.clock.now(), "due_at": app.clock.now().plus(5 * DAY) });
    let (status, request) = app.call("POST", "/api/v1/requests", Some(&own), Some(draft));
    assert_eq!(status, 201, "{request}");
    let path = format!("/api/v1/requests/{}/submission", text(&request, "id"));
    let (status, request) = app.call("POST", &path, Some(&own), Some(json!({})));
    assert_eq!((status, text(&request, "status")), (200, "awaiting_unit_head"), "{request}");
    let path = format!("/api/v1/requests/{}/approval", text(&request, "id"));
    let approve = |token: &str| {
        app.prepare("POST", &path).bearer(token).once().version(2).json(&json!({ "decision": "approve" })).send()
    };
    // An officer approves nothing.
    approve(&own).refused(403, "permission_missing");
    let request = approve(&app.sign_in(&login("unit_head", Some(0)))).ok();
    assert_eq!(text(&request, "status"), "approved");
    let path = format!("/api/v1/requests/{}/execution", text(&request, "id"));
    let lines = json!({ "lines": [{ "item": code, "outcome": "lent" }, { "item": "0", "outcome": "lent" }] });
    let (status, done) = app.call("POST", &path, Some(&custodian), Some(lines));
    assert_eq!((status, text(&done["request"], "status")), (200, "completed"), "{done}");
    assert_eq!(done["results"][1]["refusal"]["code"], "item_not_in_request");
    let verified = verification::verify(&app.database, app.keys.log.verifier(), |_, _| {}).unwrap();
    assert!(verified.clean, "{verified}");
}
