//! Edits of places and agencies: null takes a part out, and what is not spoken of stays.

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use crate::support::{Person, TestApp};
use crate::text;

#[track_caller]
fn edit(person: &Person<'_>, path: &str, body: &Value) -> Value {
    let version = person.get(path).ok()["version"].as_i64().unwrap();
    let told = person.patch(path, version, body).ok();
    assert_eq!(told, person.get(path).ok(), "what is answered is what there is");
    told
}

#[test]
fn null_takes_the_capacity_and_the_parent_of_a_place_out() {
    let app = TestApp::new("place-edits");
    let keeper = app.one(Role::SystemAdmin);
    let new = |code: &str, parent: Option<&str>| json!({ "code": code, "name": "货架", "kind": "rack", "storage_class": "ordinary", "capacity": 5, "parent_id": parent });
    let room = keeper.post("/api/v1/places", &new("Q-1", None)).created();
    let rack = keeper.post("/api/v1/places", &new("Q-2", Some(&room))).created();
    let path = format!("/api/v1/places/{rack}");
    let named = edit(&keeper, &path, &json!({ "name": "二号架" }));
    assert_eq!((&named["capacity"], text(&named, "parent_id")), (&json!(5), room.as_str()));
    let unlimited = edit(&keeper, &path, &json!({ "capacity": null }));
    assert_eq!((&unlimited["capacity"], text(&unlimited, "parent_id")), (&Value::Null, room.as_str()));
    edit(&keeper, &path, &json!({ "parent_id": room }));
    let top = |is: bool| keeper.get(&format!("/api/v1/places?q=q-2&top={is}&total=true")).ok()["total"].clone();
    assert_eq!((top(true), top(false)), (json!(0), json!(1)));
    let alone = edit(&keeper, &path, &json!({ "parent_id": null }));
    assert_eq!(
        (&alone["parent_id"], &alone["parent_code"], text(&alone, "name")),
        (&Value::Null, &Value::Null, "二号架")
    );
    assert_eq!((top(true), top(false)), (json!(1), json!(0)));
}

#[test]
fn null_takes_the_parent_of_an_agency_out() {
    let app = TestApp::new("agency-edits");
    let admin = app.one(Role::SystemAdmin);
    let (above, below) = (app.team(0).officer.agency_id(), app.team(1).officer.agency_id());
    let path = format!("/api/v1/agencies/{below}");
    assert_eq!(text(&edit(&admin, &path, &json!({ "parent_id": above })), "parent_id"), above);
    assert_eq!(text(&edit(&admin, &path, &json!({ "active": true })), "parent_id"), above);
    assert_eq!(edit(&admin, &path, &json!({ "parent_id": null }))["parent_id"], Value::Null);
}
