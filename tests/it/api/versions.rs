//! Whoever edits says which version, and learns when somebody else was faster.

use custody::model::centre::settings::SettingName;
use serde_json::json;

use crate::laws::operations::{Operation, all};
use crate::support::{TestApp, approve, goods, request};

#[test]
fn an_edit_is_of_one_version_and_makes_the_next() {
    let app = TestApp::new("versions");
    let team = app.team(0);
    let path = format!("/api/v1/cases/{}", team.case());
    let read = team.officer.get(&path);
    assert_eq!((read.header("etag"), &read.body["version"]), ("\"1\"", &json!(1)));
    let officers = [team.officer.id(), team.colleague.id()];
    let edit = json!({ "case_no": "A-7", "name": "王伟抢劫案", "cause": "抢劫", "officers": officers });
    let edited = team.officer.patch(&path, 1, &edit);
    assert_eq!(edited.header("etag"), "\"2\"");
    assert_eq!(edited.ok()["cause"], "抢劫");
    let late = team.colleague.patch(&path, 1, &edit).refused(412, "version_stale");
    assert_eq!(late["current"], 2);
    team.colleague.patch(&path, 9, &edit).refused(412, "version_stale");
    team.colleague.patch(&path, 2, &edit).ok();
}

#[test]
fn a_decision_is_on_what_was_seen() {
    let app = TestApp::new("seen");
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let id = team.submit(&request("intake", &case, &codes[..1]));
    let path = format!("/api/v1/requests/{id}");
    let seen = team.head.get(&path).ok();
    assert_eq!(seen["line_count"], 1);
    let back = json!({ "decision": "return_for_correction", "opinion": "请补充物品" });
    team.head.step(&id, "approval", &back).ok();
    let known = team.officer.get(&path).ok()["version"].as_i64().unwrap();
    team.officer.patch(&path, known, &request("intake", &case, &codes)).ok();
    let submit = |version: i64| {
        team.officer.prepare("POST", &format!("{path}/submission")).once().version(version).json(&json!({})).send()
    };
    submit(known).refused(412, "version_stale");
    submit(known + 1).ok();
    let decide = |version: i64| {
        team.head.prepare("POST", &format!("{path}/approval")).once().version(version).json(&approve()).send()
    };
    let shown = seen["version"].as_i64().unwrap();
    let now = decide(shown).refused(412, "version_stale")["current"].as_i64().unwrap();
    assert_eq!(team.head.get(&path).ok()["status"], "awaiting_unit_head", "two items were approved for one");
    assert_eq!((decide(now).ok()["line_count"].clone(), now > shown), (json!(2), true));
}

#[test]
fn every_operation_that_edits_asks_for_the_version() {
    let app = TestApp::new("asks");
    let mut tried = 0;
    let decisions = [
        "submit_request",
        "withdraw_request",
        "decide_request",
        "decide_request_refusals",
        "decide_extension",
        "resolve_discrepancy",
        "correct_seizure_list",
        "cancel_seizure_list",
        "correct_document",
        "cancel_document",
        "strike_file",
        "set_case_secrecy",
        "withdraw_handover",
        "explain_clue",
        "answer_supervision_notice",
        "repeat_supervision_notice",
        "accept_supervision_notice",
        "withdraw_supervision_notice",
    ];
    // A part of a file has its place instead of a version.
    let edits = |one: &Operation| {
        one.id != "put_file_content" && matches!(one.method.as_str(), "PATCH" | "PUT")
            || decisions.contains(&one.id.as_str())
    };
    for operation in all().into_iter().filter(edits) {
        assert!(operation.headers.iter().any(|name| name == "If-Match"), "{} does not say so", operation.id);
        let person = app.one(operation.first_role());
        let path = operation.path_of(&operation.plausible);
        let bare = || person.prepare(&operation.method, &path).once().json(&json!({}));
        bare().send().refused(428, "if_match_needed");
        for unreadable in ["*", "W/\"1\"", "one", "\"99999999999\""] {
            bare().header("if-match", unreadable).send().refused(400, "header_unreadable");
        }
        tried += 1;
    }
    assert!(tried >= 7 + decisions.len(), "only {tried} operations");
}

#[test]
fn a_setting_is_edited_from_version_nought_on_within_its_bounds() {
    let app = TestApp::new("settings");
    let admin = app.person("system-admin");
    let set = |version: i64, value: i64| {
        let call = admin.prepare("PUT", "/api/v1/settings/loan_warning_hours").version(version);
        call.json(&json!({ "value": value })).send()
    };
    assert_eq!(set(0, 0).fields(), [("/value", "number_out_of_range")]);
    assert_eq!(set(0, 48).ok()["value"], 48);
    assert_eq!(set(0, 72).refused(412, "version_stale")["current"], 1);
    let settings = admin.get("/api/v1/settings").ok();
    let default = SettingName::LoanWarningHours.default_value();
    let one = settings.as_array().unwrap().iter().find(|one| one["name"] == "loan_warning_hours").unwrap();
    assert_eq!((&one["value"], &one["default"], &one["version"]), (&json!(48), &json!(default), &json!(1)));
}
