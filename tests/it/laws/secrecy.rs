//! What somebody is not cleared for does not exist for them, in their own agency and at the centre itself: not by id, not in lists and
//! totals, not by filter, search or scan, not on labels; and in the log it has no name.

use custody::model::accounts::role::Role;
use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::time::SECOND;
use custody::operations::ledger::checkpoints;
use serde_json::{Value, json};

use super::operations::{Operation, all};
use super::reach::{
    Known, body, call, furnish, ids_in_query, is_shared, must_be_empty, must_be_silent, must_not_exist, whole,
};
use crate::support::{Person, Team, TestApp, goods, schemas};
use crate::text;

/// Collections whose rows are not of cases.
const NOT_OF_CASES: [&str; 6] = ["agencies", "users", "sessions", "places", "session", "list-views"];
/// What leads to no case alone: people and places stand in rows of other cases as well.
const OF_NO_CASE: [&str; 5] = ["place_id", "agency_id", "borrower_id", "applicant_id", "actor_id"];

/// A case of the police with something of everything, which those who dealt with it are cleared for, and nobody else is.
struct Scene<'t> {
    owners: Team<'t>,
    known: Known,
    /// People of the same agency and of the centre who are not cleared, each with their role.
    others: Vec<(Role, Person<'t>)>,
}

impl<'t> Scene<'t> {
    fn new(app: &'t TestApp) -> Self {
        let owners = app.team(0);
        let mut known = furnish(app, &owners);
        let case = known.ids["cases"][0].clone();
        let printed = json!({ "case": case, "reason": "补打" });
        let batch = app.staff().custodian.post("/api/v1/print-batches", &printed).created();
        known.ids.insert("print-batches", vec![batch.clone()]);
        known.secrets.push(batch);
        let relabelled = format!("/api/v1/items/{}/label-replacement", known.ids["items"].last().unwrap());
        let code = app.staff().custodian.post(&relabelled, &json!({ "reason": "标签破损" })).ok();
        known.secrets.push(text(&code, "code").to_owned());
        let of_people = ["users", "sessions"].map(|collection| known.ids.remove(collection).unwrap()).concat();
        known.secrets.retain(|secret| !of_people.contains(secret));
        known.filters.retain(|name, _| !OF_NO_CASE.contains(name));
        app.widen();
        let raised = owners.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy"));
        raised.once().version(1).json(&json!({ "level": "restricted", "reason": "涉及未成年人" })).send().ok();
        app.clear(&["police-officer-2"], SecrecyLevel::Ordinary);
        let head = app.another("police-head-2", Role::UnitHead, &owners.head);
        let others = vec![
            (Role::CaseOfficer, app.person("police-officer-2")),
            (Role::UnitHead, head),
            (Role::Custodian, app.person("custodian-1")),
            (Role::CentreHead, app.person("centre-head-1")),
            (Role::Supervisor, app.person("supervisor")),
            (Role::SystemAdmin, app.person("system-admin")),
            (Role::Auditor, app.person("auditor")),
        ];
        Self { owners, known, others }
    }

    /// Those who have the permission and not the clearance.
    fn may<'s>(&'s self, operation: &'s Operation) -> impl Iterator<Item = &'s Person<'t>> {
        let needed = operation.permission.as_deref();
        let may = move |role: &Role| role.permissions().iter().any(|permission| Some(permission.as_str()) == needed);
        self.others.iter().filter(move |(role, _)| may(role)).map(|(_, person)| person)
    }
}

fn is_of_no_case(operation: &Operation) -> bool {
    is_shared(operation) || operation.path.split('/').any(|part| NOT_OF_CASES.contains(&part))
}

#[test]
fn what_somebody_is_not_cleared_for_is_not_there_by_id() {
    let app = TestApp::new("secrecy-ids");
    let scene = Scene::new(&app);
    let mut tried = 0;
    for operation in all() {
        let Some(ids) = operation.collection().and_then(|collection| scene.known.ids.get(collection)) else { continue };
        let body = body_of(&operation, &scene);
        for other in scene.may(&operation) {
            for id in ids {
                must_not_exist(&operation, &call(other, &operation, id, &body).send());
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "only {tried} calls");
    let seen = scene.owners.officer.get(&format!("/api/v1/cases/{}", scene.known.ids["cases"][0])).ok();
    assert_eq!(seen["secrecy"], "restricted");
}

#[test]
fn lists_totals_filters_and_searches_never_show_what_somebody_is_not_cleared_for() {
    let app = TestApp::new("secrecy-lists");
    let scene = Scene::new(&app);
    let (mut listed, mut filtered) = (0, 0);
    for operation in all().into_iter().filter(|one| one.method == "GET" && one.collection().is_none()) {
        // The log tells that something happened, and figures are of everything.
        let told = operation.path.contains("/audit") || operation.path.contains("/reports");
        if is_of_no_case(&operation) || told {
            continue;
        }
        for other in scene.may(&operation) {
            let all_of_it = whole(&operation);
            let many = |path: &str| {
                if operation.path.contains("{format}") {
                    app.wait(3 * SECOND);
                }
                other.get(path)
            };
            must_be_silent(&many(&all_of_it.replace("{format}", "csv")), &scene.known);
            listed += 1;
            for (name, word) in words_in_query(&operation) {
                let path = all_of_it.replace("{format}", "csv");
                must_be_silent(&many(&format!("{path}{name}={word}")), &scene.known);
                filtered += 1;
            }
            for (name, value) in &scene.known.filters {
                if operation.query.iter().any(|query| query == name) {
                    let answer = many(&format!("{}{name}={value}", all_of_it.replace("{format}", "csv")));
                    must_be_silent_but(&answer.bytes, &scene.known, value, &answer.call);
                    must_be_empty(&answer);
                    filtered += 1;
                }
            }
        }
    }
    assert!(listed > 30 && filtered > 200, "only {listed} lists and {filtered} filters were tried");
    let all_of_it = scene.owners.officer.get("/api/v1/items?limit=500&total=true").ok();
    assert!(all_of_it["total"].as_i64().unwrap() >= 4 && all_of_it.to_string().contains("紫檀"), "{all_of_it}");
}

/// The parameters of an operation's query that take a word of a closed list, each with every word.
fn words_in_query(operation: &Operation) -> Vec<(String, String)> {
    let described = &schemas::document()["paths"][&operation.path][&operation.method.to_lowercase()]["parameters"];
    let mut found = Vec::new();
    for one in described.as_array().into_iter().flatten().filter(|one| one["in"] == "query") {
        for word in schemas::resolved(&one["schema"])["enum"].as_array().into_iter().flatten() {
            found.push((text(one, "name").to_owned(), word.as_str().unwrap_or_default().to_owned()));
        }
    }
    found
}

/// A body with which the call of somebody who is cleared would get through to the rules of custody.
fn body_of(operation: &Operation, scene: &Scene<'_>) -> Value {
    match operation.id.as_str() {
        "correct_item" => json!({ "description": goods::ordinary("紫檀木盒"), "reason": "登记有误" }),
        "classify_item" => {
            let classification = json!({ "category": "specimen", "place": "S-1", "reason": "经鉴定" });
            json!({ "classification": classification })
        }
        "repeat_supervision_notice" => json!({ "opinion": "不够", "answer_by": "2023-01-20T00:00:00Z" }),
        "accept_supervision_notice" | "withdraw_supervision_notice" => json!({ "opinion": "已阅" }),
        "resolve_discrepancy" => json!({ "resolution": "recorded", "opinion": "已查明" }),
        "replace_label" => json!({ "reason": "标签破损" }),
        "execute_request" => json!({ "lines": [{ "item": scene.known.ids["scan"][0], "outcome": "lent" }] }),
        "decide_request_refusals" => json!({ "decision": "confirm" }),
        _ => body(operation, &scene.owners, &scene.known),
    }
}

/// An answer may say again what was asked.
fn must_be_silent_but(bytes: &[u8], known: &Known, asked: &str, call: &str) {
    let text = String::from_utf8_lossy(bytes).replace(asked, "");
    let leaked: Vec<_> = known.secrets.iter().filter(|secret| text.contains(secret.as_str())).collect();
    assert!(leaked.is_empty(), "{call} tells {leaked:?}: {text}");
}

#[test]
fn no_parameter_tells_what_somebody_is_not_cleared_for_from_nothing() {
    let app = TestApp::new("secrecy-parameters");
    let scene = Scene::new(&app);
    let theirs: Vec<_> = scene.known.ids.values().filter_map(|ids| ids.first()).collect();
    let mut tried = 0;
    for operation in all().into_iter().filter(|one| one.method == "GET" && !one.path.contains("/audit")) {
        for other in scene.may(&operation) {
            for name in ids_in_query(&operation) {
                let path = operation.path_of(&operation.plausible);
                let joint = if path.contains('?') { '&' } else { '?' };
                let told = |id: &str| {
                    // Nobody asks for so much in one moment.
                    app.wait(if operation.path.contains("{format}") { 3 * SECOND } else { SECOND / 5 });
                    let answer = other.get(&format!("{path}{joint}{name}={id}"));
                    let text = String::from_utf8_lossy(&answer.bytes).replace(id, "ID");
                    (answer.status, text.split("\"instance\"").next().unwrap_or_default().to_owned())
                };
                let nothing = told(&uuid::Uuid::now_v7().to_string());
                for id in theirs.iter().filter(|id| uuid::Uuid::try_parse(id).is_ok()) {
                    assert_eq!(told(id), nothing, "{} {name}={id}", operation.id);
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 300, "only {tried} calls");
}

#[test]
fn a_code_that_somebody_is_not_cleared_for_scans_like_one_nobody_carries() {
    let app = TestApp::new("secrecy-scans");
    let scene = Scene::new(&app);
    let (code, idle) = (&scene.known.ids["scan"][0], app.keys.labels.issue(999_999).unwrap());
    let scan = |person: &Person<'_>, code: &str| person.get(&format!("/api/v1/scan/{code}")).ok();
    assert_eq!(text(&scan(&scene.owners.officer, code), "outcome"), "found");
    for person in ["custodian-1", "police-officer-2", "supervisor"].map(|login| app.person(login)) {
        assert_eq!(scan(&person, code), json!({ "outcome": "unknown", "actions": [] }));
        assert_eq!(scan(&person, code), scan(&person, idle.as_str()));
    }
    app.clear(&["custodian-1"], SecrecyLevel::Restricted);
    assert_eq!(text(&scan(&app.person("custodian-1"), code), "outcome"), "found");
}

#[test]
fn entries_about_what_an_auditor_is_not_cleared_for_tell_that_it_happened_and_prove_it() {
    let app = TestApp::new("secrecy-log");
    let scene = Scene::new(&app);
    checkpoints::sign(&app.database, &app.keys.log).unwrap();
    let auditor = app.person("auditor");
    let (mut told, mut after) = (0, String::new());
    loop {
        let page = auditor.get(&format!("/api/v1/audit/entries?limit=200{after}")).ok();
        for row in page["rows"].as_array().unwrap() {
            let about = [&row["item_id"], &row["subject_id"]].iter().find_map(|id| id.as_str()).unwrap_or_default();
            let own = scene.known.ids.values().any(|ids| ids.iter().any(|id| id == about));
            let names = ["item_code", "item_name", "request_number", "subject_code", "subject_name"];
            let named = names.iter().any(|name| !row[name].is_null());
            if own {
                assert!(row["concealed"] == true && !named, "{row}");
                let one = auditor.get(&format!("/api/v1/audit/entries/{}", row["seq"])).ok();
                assert!(one["payload"].is_null() && one["payload_hidden"] == true, "{one}");
                assert_eq!((&one["changes"], &one["references"]), (&json!([]), &json!([])), "{one}");
                assert!(one["leaf_hash"].is_string() && one["proof"].is_object(), "{one}");
                told += 1;
            }
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(told > 30, "only {told} entries");
    let code = &scene.known.ids["scan"][0];
    let entries = |person: &Person<'_>| person.get(&format!("/api/v1/audit/entries?item={code}")).ok()["rows"].clone();
    assert_eq!(entries(&auditor), json!([]));
    let asked = scene.known.secrets.iter().filter(|secret| uuid::Uuid::try_parse(secret).is_err());
    for asked in asked.chain([code]) {
        let text: String = form_urlencoded::byte_serialize(asked.as_bytes()).collect();
        assert_eq!(auditor.get(&format!("/api/v1/audit/subjects?q={text}")).ok(), json!([]), "{asked}");
        let found = auditor.get(&format!("/api/v1/audit/entries?subject={text}")).ok();
        assert_eq!(found["rows"], json!([]), "{asked}");
    }
    app.clear(&["auditor"], SecrecyLevel::Restricted);
    let rows = entries(&auditor);
    assert!(rows[0]["concealed"] == false && rows[0]["item_code"] == **code, "{rows}");
    let one = auditor.get(&format!("/api/v1/audit/entries/{}", rows[0]["seq"])).ok();
    assert!(one["payload"].is_string(), "{one}");
}
