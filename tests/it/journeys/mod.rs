//! What people do with goods, from both sides of the staff, in the wings of the program.

mod accounts;
mod cases;
mod centre;
mod goods;
mod papers;
mod requests;

use serde_json::{Value, json};

use crate::support::{Answer, Person};
use crate::text;

/// A step of a request.
#[track_caller]
fn step(person: &Person<'_>, id: &str, step: &str, body: &Value) -> Answer {
    person.step(id, step, body)
}

/// Lines carried out by one custodian.
#[track_caller]
pub fn execute(person: &Person<'_>, id: &str, lines: &[Value]) -> Answer {
    step(person, id, "execution", &json!({ "lines": lines }))
}

/// Lines carried out by two custodians.
#[track_caller]
fn execute_as_two(person: &Person<'_>, second: &Person<'_>, id: &str, lines: &[Value]) -> Answer {
    let confirmation = person.with_second(second);
    step(person, id, "execution", &json!({ "lines": lines, "confirmation": confirmation }))
}

/// What a head says against a request.
fn against(decision: &str) -> Value {
    json!({ "decision": decision, "opinion": "清单与实物不符" })
}

/// A request as it stands.
#[track_caller]
fn read(person: &Person<'_>, id: &str) -> Value {
    person.get(&format!("/api/v1/requests/{id}")).ok()
}

/// An item as it stands.
#[track_caller]
pub fn item(person: &Person<'_>, code: &str) -> Value {
    let found = person.get(&format!("/api/v1/scan/{code}")).ok();
    person.get(&format!("/api/v1/items/{}", text(&found["item"], "id"))).ok()
}

#[track_caller]
fn state(person: &Person<'_>, code: &str) -> String {
    text(&item(person, code), "custody_state").to_owned()
}

/// Why each line of a bulk call was not carried out; empty for those that were.
fn refusals(done: &Value) -> Vec<&str> {
    let results = done["results"].as_array().into_iter().flatten();
    results.map(|result| result["refusal"]["code"].as_str().unwrap_or_default()).collect()
}

/// What happened to an item, in order.
#[track_caller]
fn history(person: &Person<'_>, code: &str) -> Vec<String> {
    let id = text(&item(person, code), "id").to_owned();
    let events = person.get(&format!("/api/v1/items/{id}/history")).ok();
    events.as_array().unwrap().iter().map(|event| text(event, "action").to_owned()).collect()
}
