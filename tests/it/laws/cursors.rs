//! A cursor counts in the list that gave it: not in another list, not with another order, not with another filter.

use custody::api::openapi;
use custody::model::ids::VerificationId;
use custody::model::ledger::verification::FindingKind;
use custody::operations::ledger::checkpoints;
use custody::operations::ledger::findings::record;
use custody::operations::ledger::verification::Finding;
use image::ImageFormat;
use serde_json::{Value, json};

use super::operations::{Operation, all};
use crate::support::pictures::{announced, picture};
use crate::support::{Person, Team, TestApp, goods};
use crate::text;

/// A list with the cursor behind its first row.
struct List<'t> {
    operation: Operation,
    reader: Person<'t>,
    path: String,
    cursor: String,
}

impl List<'_> {
    /// The cursor is refused at this address.
    fn refuses(&self, cursor: &str, more: &str) {
        let answer = self.reader.get(&format!("{}?limit=1{more}&cursor={cursor}", self.path));
        assert_eq!(answer.fields(), [("/cursor", "cursor_invalid")], "{}", answer.call);
    }
}

#[test]
fn a_cursor_counts_in_the_list_that_gave_it_and_in_no_other() {
    let app = TestApp::new("cursors");
    let (loan, blanks, clue) = furnish(&app);
    let document = serde_json::to_value(openapi()).unwrap();
    let paged = all().into_iter().filter(|one| one.query.iter().any(|name| name == "cursor"));
    let lists = paged.filter(|one| !one.path.contains("{format}")).map(|one| open(&app, one, (&loan, &blanks, &clue)));
    let lists: Vec<_> = lists.collect();
    assert!(lists.len() >= 19, "only {} lists", lists.len());
    let (mut orders, mut filters) = (0, 0);
    for (list, other) in lists.iter().zip(lists.iter().cycle().skip(1)) {
        list.reader.get(&format!("{}?cursor={}&limit=7", list.path, list.cursor)).ok();
        list.refuses(&other.cursor, "");
        let parameters = document["paths"][&list.operation.path]["get"]["parameters"].as_array().unwrap();
        for parameter in parameters.iter().filter(|one| one["in"] == "query") {
            match text(parameter, "name") {
                "limit" | "cursor" | "total" => {}
                "sort" => orders += refused_in_other_orders(list, text(parameter, "description")),
                name => {
                    list.refuses(&list.cursor, &format!("&{name}={}", value_of(&document, parameter)));
                    filters += 1;
                }
            }
        }
    }
    assert!(orders >= 10 && filters >= 60, "only {orders} orders and {filters} filters");
}

/// Tries the sort keys that a description names after the usual one, and answers their number.
fn refused_in_other_orders(list: &List<'_>, description: &str) -> usize {
    let keys = description.split('`').skip(1).step_by(2).skip(1);
    keys.map(|key| list.refuses(&list.cursor, &format!("&sort={key}"))).count()
}

fn open<'t>(app: &'t TestApp, operation: Operation, (loan, blanks, clue): (&str, &str, &str)) -> List<'t> {
    let reader = app.one(operation.first_role());
    let officer = app.team(0).officer.id();
    let path = operation.path_of(match operation.collection() {
        Some("requests") => loan,
        Some("users") => &officer,
        Some("clues") => clue,
        _ => blanks,
    });
    let page = reader.get(&format!("{path}?limit=1")).ok();
    let cursor = text(&page, "next").to_owned();
    assert!(!cursor.is_empty(), "{path} has no second row; add one to `furnish`");
    List { operation, reader, path, cursor }
}

/// A value that a filter takes.
fn value_of(document: &Value, parameter: &Value) -> String {
    let name = parameter["schema"]["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    let schema = name.map_or(&parameter["schema"], |name| &document["components"]["schemas"][name]);
    let told = parameter["description"].as_str().unwrap_or_default();
    match (text(parameter, "name"), schema["type"].as_str(), schema["enum"][0].as_str()) {
        ("states", ..) => "in_custody".to_owned(),
        ("statuses", ..) if told.contains("`accepted`") => "accepted".to_owned(),
        ("statuses", ..) if told.contains("`explained`") => "explained".to_owned(),
        ("statuses", ..) => "approved".to_owned(),
        ("lights", ..) => "green".to_owned(),
        ("rule", _, None) => "loan".to_owned(),
        ("actions", ..) => "ItemReceived".to_owned(),
        ("file_sha256", ..) => "0".repeat(64),
        (_, _, Some(word)) => word.to_owned(),
        (_, Some("boolean"), _) => "true".to_owned(),
        (_, Some("integer"), _) => schema["minimum"].as_i64().unwrap_or_default().to_string(),
        _ if schema["format"] == "date-time" => "2023-01-01T00:00:00Z".to_owned(),
        _ => uuid::Uuid::new_v4().to_string(),
    }
}

/// Two rows for every list: answers a loan that was extended, a batch of blank labels and a clue.
fn furnish(app: &TestApp) -> (String, String, String) {
    let (team, staff) = (app.team(0), app.staff());
    for _ in 0..2 {
        team.officer.session();
    }
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    team.seize(&team.case(), &goods::many(1));
    sign(app);
    let printed = |body: Value| staff.custodian.post("/api/v1/print-batches", &body).created();
    let (blanks, _) = (printed(json!({ "blanks": 2 })), printed(json!({ "items": codes })));
    sign(app);
    for number in ["1", "2"] {
        let paper = json!({ "kind": "disposition", "number": number, "title": "发还决定书", "case_id": case,
            "issued_at": "2022-12-31T00:00:00Z" });
        team.officer.post("/api/v1/documents", &paper).created();
    }
    for version in 0..2 {
        let own = json!({ "rules": [], "years": [{ "year": 2027 + version, "closed": [], "open": [] }] });
        let new = json!({ "effective_from": "2023-02-01", "reason": "增补", "own": own });
        let security = app.person("security-admin");
        security.prepare("PUT", "/api/v1/clock-rules/own").version(version).json(&new).send().ok();
    }
    for seed in 1..=2 {
        let new = announced(&picture(seed, ImageFormat::Jpeg), "图.jpg", "case", &case);
        team.officer.post("/api/v1/files", &new).created();
    }
    let loan = app.lend(&team, &case, &codes);
    let extend = |due_at: &str| {
        let wish = json!({ "due_at": due_at, "reason": "辨认未完成" });
        team.officer.post(&format!("/api/v1/requests/{loan}/extensions"), &wish).created()
    };
    let issue =
        |form: &str| team.officer.post("/api/v1/papers", &json!({ "form": form, "request_id": loan })).created();
    issue("loan_approval");
    let first = extend("2023-01-15T00:00:00Z");
    issue("extension_approval");
    team.head.decide("extensions", &first, &json!({ "approved": true })).ok();
    extend("2023-01-20T00:00:00Z");
    bring_back_damaged(app, &case, &loan, &codes);
    for request in [&loan, &intake_of(&team, &case)] {
        staff.custodian.open_handover(request);
    }
    let found = |word: &str| Finding::of(FindingKind::Database, word.to_owned());
    record(&app.database, VerificationId(uuid::Uuid::nil()), &[found("one"), found("another")]).unwrap();
    (loan, blanks, supervise(app, &team))
}

/// Two clues of a case that was judged and decided long ago, and two notices about it; answers the first clue.
fn supervise(app: &TestApp, team: &Team<'_>) -> String {
    let (case, _) = app.in_custody(team, &goods::many(2));
    for kind in ["judgment", "disposition"] {
        let paper = json!({ "kind": kind, "number": kind, "title": "文书", "case_id": case, "issued_at": "2022-11-01T00:00:00Z" });
        team.officer.post("/api/v1/documents", &paper).created();
    }
    let supervisor = app.person("supervisor");
    supervisor.post("/api/v1/clue-searches", &json!({})).ok();
    let notice = json!({ "case_id": case, "agency_id": team.officer.agency_id(), "title": "滞留", "ground": "请说明原因。",
        "answer_by": "2023-01-20T00:00:00Z" });
    for _ in 0..2 {
        supervisor.post("/api/v1/supervision-notices", &notice).created();
    }
    text(&supervisor.get(&format!("/api/v1/clues?case_id={case}")).ok()["rows"][0], "id").to_owned()
}

/// The intake that brought the goods of a case.
fn intake_of(team: &Team<'_>, case: &str) -> String {
    let rows = team.officer.get(&format!("/api/v1/requests?case_id={case}&kind=intake")).ok();
    text(&rows["rows"][0], "id").to_owned()
}

fn bring_back_damaged(app: &TestApp, case: &str, loan: &str, codes: &[String]) {
    let id = app.team(0).bring_back(case, loan, codes);
    let line = |code: &String| json!({ "item": code, "outcome": "returned", "condition": "damaged", "reason": "箱盖破裂", "place": "O-1" });
    let lines: Vec<Value> = codes.iter().map(line).collect();
    app.staff().custodian.post(&format!("/api/v1/requests/{id}/execution"), &json!({ "lines": lines })).ok();
}

fn sign(app: &TestApp) {
    checkpoints::sign(&app.database, &app.keys.log).unwrap();
}
