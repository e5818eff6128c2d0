//! The server's clock is wrong: set back, or behind that of another node.

use custody::model::accounts::role::Role;
use custody::model::time::SECOND;
use serde_json::{Value, json};

use crate::support::{Person, TestApp};
use crate::text;

fn place(person: &Person<'_>, code: &str) -> Value {
    let new = json!({ "code": code, "name": "架", "kind": "rack", "storage_class": "ordinary" });
    person.post("/api/v1/places", &new).with(201)
}

#[test]
fn time_in_the_log_never_runs_backwards() {
    let app = TestApp::new("clock");
    let keeper = app.one(Role::SystemAdmin);
    place(&keeper, "CLOCK-1");
    app.wait(-9 * SECOND);
    place(&keeper, "CLOCK-2");
    app.wait(-2 * SECOND);
    let new = json!({ "code": "CLOCK-3", "name": "架", "kind": "rack", "storage_class": "ordinary" });
    let problem = keeper.post("/api/v1/places", &new).refused(409, "clock_behind");
    assert!(text(&problem, "detail").contains("2023-01-01 00:00:00"), "{problem}");
    app.wait(11 * SECOND);
    place(&keeper, "CLOCK-3");
    let entries = app.one(Role::Auditor).get("/api/v1/audit/entries?limit=200").ok();
    let times: Vec<&str> = entries["rows"].as_array().unwrap().iter().map(|row| text(row, "at")).collect();
    assert!(times.len() > 3 && times.is_sorted_by(|newer, older| newer >= older), "{times:?}");
}
