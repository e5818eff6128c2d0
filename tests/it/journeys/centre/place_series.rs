//! Numbered places that are registered together: all of them, each with an entry, or none.

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use super::entries;
use crate::support::{Answer, Person, TestApp};
use crate::text;

fn room(admin: &Person<'_>) -> String {
    let new = json!({ "code": "N-1", "name": "一号库", "kind": "room", "storage_class": "ordinary" });
    admin.post("/api/v1/places", &new).created()
}

/// A series below a place, with what is different about it.
fn series(parent: &str, with: &Value) -> Value {
    let mut body = json!({ "parent_id": parent, "prefix": "n-1-b", "first": 8, "digits": 2, "count": 5,
        "name": "{number}号格", "kind": "bin", "storage_class": "ordinary", "capacity": 3, "secrecy": "restricted" });
    for (name, value) in with.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn below(person: &Person<'_>, parent: &str) -> Vec<Value> {
    person.get(&format!("/api/v1/places?parent_id={parent}&limit=500")).ok()["rows"].as_array().unwrap().clone()
}

#[test]
fn a_series_is_registered_with_its_numbers_and_an_entry_for_each_place() {
    let app = TestApp::new("place-series");
    let admin = app.one(Role::SystemAdmin);
    let parent = room(&admin);
    let before = entries(&app, "PlaceRegistered");
    let made = admin.post("/api/v1/place-series", &series(&parent, &json!({}))).with(201);
    assert_eq!(made["codes"], json!(["N-1-B08", "N-1-B09", "N-1-B10", "N-1-B11", "N-1-B12"]));
    let rows = below(&admin, &parent);
    assert_eq!(rows.len(), 5);
    let names: Vec<&str> = rows.iter().map(|row| text(row, "name")).collect();
    assert_eq!(names, ["08号格", "09号格", "10号格", "11号格", "12号格"]);
    for row in &rows {
        assert_eq!((row["capacity"].as_i64(), text(row, "secrecy"), text(row, "kind")), (Some(3), "restricted", "bin"));
    }
    assert_eq!(entries(&app, "PlaceRegistered"), before + 5);
}

#[test]
fn a_series_is_registered_once_however_often_it_is_sent() {
    let app = TestApp::new("place-series-again");
    let admin = app.one(Role::SystemAdmin);
    let parent = room(&admin);
    let send = || -> Answer {
        let call = admin.prepare("POST", "/api/v1/place-series");
        let key = "0198d5a0-0000-7000-8000-000000000001";
        call.header("idempotency-key", key).json(&series(&parent, &json!({}))).send()
    };
    let first = send().with(201);
    assert_eq!(send().with(201), first);
    assert_eq!(below(&admin, &parent).len(), 5);
}

#[test]
fn of_a_series_with_a_code_in_use_nothing_is_registered_and_the_code_is_named() {
    let app = TestApp::new("place-series-taken");
    let admin = app.one(Role::SystemAdmin);
    let parent = room(&admin);
    let taken = json!({ "code": "N-1-B11", "name": "格", "kind": "bin", "storage_class": "ordinary" });
    admin.post("/api/v1/places", &taken).created();
    let answer = admin.post("/api/v1/place-series", &series(&parent, &json!({})));
    assert_eq!(answer.fields(), [("/prefix", "name_taken")]);
    assert!(answer.body.to_string().contains("N-1-B11"), "{}", answer.body);
    assert_eq!(below(&admin, &parent), Vec::<Value>::new());
}

#[test]
fn what_makes_no_codes_is_refused_where_it_stands() {
    let app = TestApp::new("place-series-refused");
    let admin = app.one(Role::SystemAdmin);
    let parent = room(&admin);
    let nowhere = uuid::Uuid::now_v7().to_string();
    for (with, pointer, code) in [
        (json!({ "count": 501 }), "/count", "number_out_of_range"),
        (json!({ "count": 0 }), "/count", "number_out_of_range"),
        (json!({ "first": -1 }), "/first", "number_out_of_range"),
        (json!({ "digits": 7 }), "/digits", "number_out_of_range"),
        (json!({ "capacity": 1_000_001 }), "/capacity", "number_out_of_range"),
        (json!({ "prefix": "A/" }), "/prefix", "place_code_characters"),
        (json!({ "prefix": " " }), "/prefix", "text_empty"),
        (json!({ "prefix": "N".repeat(39) }), "/prefix", "text_too_long"),
        (json!({ "name": " " }), "/name", "text_empty"),
        (json!({ "name": "号".repeat(201) }), "/name", "text_too_long"),
        (json!({ "parent_id": nowhere }), "/parent_id", "reference_unknown"),
    ] {
        let answer = admin.post("/api/v1/place-series", &series(&parent, &with));
        assert_eq!(answer.fields(), [(pointer, code)], "{with}");
    }
    assert_eq!(below(&admin, &parent), Vec::<Value>::new());
    // Numbers grow beyond the digits they are filled up to.
    let made = admin.post("/api/v1/place-series", &series(&parent, &json!({ "first": 98, "count": 3 }))).with(201);
    assert_eq!(made["codes"], json!(["N-1-B98", "N-1-B99", "N-1-B100"]));
}
