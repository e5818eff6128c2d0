//! Every operation of the API that changes something, after a row that it replaces or relies on was changed behind the
//! program's back: it is refused, or the change is found afterwards. The operations are those of the API's own document, so
//! that a new one without a case fails.

mod certificates;
mod goods;
mod identities;
mod passkeys;
mod people;
mod requests;
mod supervision;

use std::collections::BTreeSet;

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::operations::ledger::verification::{Verification, verify_within};
use serde_json::json;

use super::{columns, disarm, literal};
use crate::journeys::{execute, item};
use crate::laws::operations::all;
use crate::support::identity_provider::IdentityProvider;
use crate::support::sql::sql;
use crate::support::{Answer, ORIGIN, Person, TestApp, goods as listed, loan, request};
use crate::text;

/// Operations with no row to rely on, and why.
const WITHOUT_A_ROW: [(&str, &str); 5] = [
    ("found_centre", "founds an empty centre, and is refused in every other"),
    ("begin_passkey_sign_in", "gives random bytes to anybody"),
    ("begin_identity_sign_in", "sends anybody to the identity provider"),
    ("try_clock_rules", "writes nothing"),
    ("answer_identity_request", "asks the identity provider, and gives a cookie"),
];

/// What is changed before an operation, and the operation.
struct Trial<'t> {
    table: &'static str,
    which: String,
    column: &'static str,
    /// Whether the row is replaced, or says who somebody is, so that the operation must be refused.
    replaced: bool,
    call: Box<dyn FnOnce() -> Answer + 't>,
}

/// Everybody, with goods of every kind of need.
struct Scene<'t> {
    app: &'t TestApp,
    officer: Person<'t>,
    head: Person<'t>,
    custodian: Person<'t>,
    chief: Person<'t>,
    admin: Person<'t>,
    case: String,
    codes: Vec<String>,
}

impl<'t> Scene<'t> {
    fn new(app: &'t TestApp) -> Self {
        let (team, staff) = (app.team(0), app.staff());
        let (case, codes) = app.in_custody(&team, &listed::many(15));
        let admin = app.person("system-admin");
        Self {
            app,
            officer: team.officer,
            head: team.head,
            custodian: staff.custodian,
            chief: staff.head,
            admin,
            case,
            codes,
        }
    }

    fn connection(&self) -> Conn {
        Conn::open(self.app.url(), Purpose::Write).unwrap()
    }

    /// The version of what is at a path.
    fn version(&self, by: &Person<'_>, path: &str) -> i64 {
        by.get(path).ok()["version"].as_i64().unwrap()
    }

    /// The id that a row has, as the API gives it.
    fn id_of(&self, by: &Person<'_>, list: &str, member: &str, value: &str) -> String {
        let rows = by.get(&format!("/api/v1/{list}?limit=200")).ok();
        let rows = rows["rows"].as_array().unwrap_or_else(|| panic!("{rows}"));
        let row = rows.iter().find(|row| row[member] == value).unwrap_or_else(|| panic!("{list} has no {value}"));
        text(row, "id").to_owned()
    }

    fn user(&self, login: &str) -> String {
        self.id_of(&self.admin, "users", "login", login)
    }

    /// Goods that are still with the officer: the case's newest list and its item.
    fn listed(&self) -> (String, String) {
        let code = self.app.team(0).seize(&self.case, &listed::many(1)).remove(0);
        let list = text(&item(&self.custodian, &code), "seizure_list_id").to_owned();
        (list, code)
    }

    fn document(&self, number: &str) -> String {
        let paper = json!({ "kind": "other", "number": number, "title": "说明", "case_id": self.case,
            "issued_at": "2022-12-31T00:00:00Z" });
        self.officer.post("/api/v1/documents", &paper).created()
    }

    fn draft(&self, at: usize) -> String {
        self.officer.post("/api/v1/requests", &loan(&self.case, &self.codes[at..=at], "identification")).created()
    }

    fn submitted(&self, at: usize) -> String {
        let id = self.draft(at);
        self.officer.step(&id, "submission", &json!({})).ok();
        id
    }

    fn lent(&self, at: usize) -> String {
        self.app.lend(&self.app.team(0), &self.case, &self.codes[at..=at])
    }

    /// An intake of which everything was refused.
    fn refused(&self) -> String {
        let (_, code) = self.listed();
        let id = self.app.team(0).approved(&request("intake", &self.case, std::slice::from_ref(&code)));
        let line = json!({ "item": code, "outcome": "refused", "reason": "与清单不符" });
        execute(&self.custodian, &id, &[line]).ok();
        id
    }

    fn blank(&self) -> String {
        let made = self.custodian.post("/api/v1/print-batches", &json!({ "blanks": 1, "profile": "Roll-50x30" }));
        let lines = self.custodian.get(&format!("/api/v1/print-batches/{}/lines", made.created())).ok();
        text(&lines["rows"][0], "code").to_owned()
    }
}

/// The condition that finds a row by its id, as the API gives it.
fn by_id(scene: &Scene<'_>, id: &str) -> String {
    match scene.connection() {
        Conn::Postgres(_) => format!("id = '{id}'"),
        Conn::Sqlite(_) => format!("id = x'{}'", id.replace('-', "")),
    }
}

fn replaces<'t>(
    table: &'static str,
    which: String,
    column: &'static str,
    call: impl FnOnce() -> Answer + 't,
) -> Option<Trial<'t>> {
    Some(Trial { table, which, column, replaced: true, call: Box::new(call) })
}

fn relies<'t>(
    table: &'static str,
    which: String,
    column: &'static str,
    call: impl FnOnce() -> Answer + 't,
) -> Option<Trial<'t>> {
    Some(Trial { table, which, column, replaced: false, call: Box::new(call) })
}

fn login(name: &str) -> String {
    format!("login = '{name}'")
}

fn code(code: &str) -> String {
    format!("code = '{code}'")
}

/// The case of an operation; none when nobody wrote one.
fn trial<'t>(scene: &'t Scene<'t>, operation: &str) -> Option<Trial<'t>> {
    people::accounts(scene, operation)
        .or_else(|| passkeys::passkeys(scene, operation))
        .or_else(|| certificates::certificates(scene, operation))
        .or_else(|| identities::identities(scene, operation))
        .or_else(|| people::centre(scene, operation))
        .or_else(|| goods::cases(scene, operation))
        .or_else(|| goods::items(scene, operation))
        .or_else(|| goods::papers(scene, operation))
        .or_else(|| requests::requests(scene, operation))
        .or_else(|| supervision::supervision(scene, operation))
}

/// Another value that the schema takes.
fn other(column: &str) -> &'static str {
    match column {
        "due_at" | "issued_at" | "created_at" | "found_at" | "linked_at" => "+ 86400000000",
        "value" => "|| '0'",
        "capacity" | "item_count" => "+ 1",
        _ => "|| 'x'",
    }
}

fn verify(scene: &Scene<'_>) -> Verification {
    verify_within(&mut scene.connection(), ORIGIN, Some(scene.app.keys.log.verifier()), |_, _| {}).unwrap()
}

/// Changes the row, makes the call, and puts the row back; answers what is wrong with what became of it.
fn attempted(scene: &Scene<'_>, conn: &mut Conn, trial: Trial<'_>) -> Option<String> {
    let Trial { table, which, column, replaced, call } = trial;
    let known = columns(conn, table).into_iter().find(|one| one.name == column).unwrap();
    let own = literal(conn, table, &which, &known);
    let value = match column {
        "opened_by" => "(SELECT id FROM users WHERE login = 'auditor')".to_owned(),
        "active" => "NOT active".to_owned(),
        "roles" => "'supervisor'".to_owned(),
        _ => format!("{column} {}", other(column)),
    };
    sql(conn, &format!("UPDATE {table} SET {column} = {value} WHERE {which}"));
    let answer = call();
    let found = verify(scene);
    sql(conn, &format!("UPDATE {table} SET {column} = {own} WHERE {which}"));
    let refused = answer.status == 409 && answer.code() == "record_altered";
    let done = (200..300).contains(&answer.status);
    match () {
        () if found.clean => Some(format!("was washed clean: {} {}", answer.status, answer.body)),
        () if replaced && !refused => Some(format!("was not refused: {} {}", answer.status, answer.body)),
        () if !replaced && !done => Some(format!("was not done: {} {}", answer.status, answer.body)),
        () => None,
    }
}

#[test]
fn every_operation_that_changes_something_is_refused_or_leaves_what_was_changed_to_be_found() {
    let provider = IdentityProvider::start();
    let app = TestApp::with_provider("walk", &provider);
    app.tampered();
    let scene = Scene::new(&app);
    let mut conn = scene.connection();
    disarm(&mut conn);
    let (mut wrong, mut replaced) = (Vec::new(), 0);
    let changing = all().into_iter().filter(|operation| operation.method != "GET");
    let excused: BTreeSet<&str> = WITHOUT_A_ROW.iter().map(|(operation, _)| *operation).collect();
    for operation in changing.filter(|operation| !excused.contains(operation.id.as_str())) {
        let Some(trial) = trial(&scene, &operation.id) else {
            wrong.push(format!("{}: give it a case: a row that it replaces or relies on", operation.id));
            continue;
        };
        replaced += u32::from(trial.replaced);
        if let Some(why) = attempted(&scene, &mut conn, trial) {
            wrong.push(format!("{} {why}", operation.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(replaced >= 28, "only {replaced} operations replace a row");
    let found = verify(&scene);
    assert!(found.clean, "every change was taken back: {found}");
}
