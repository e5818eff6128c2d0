//! A place has one code, however it is typed or scanned, and no label of an item is ever taken for it.

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use crate::support::{Answer, Person, TestApp, goods};
use crate::text;

fn register(person: &Person<'_>, code: &str, capacity: Option<i64>) -> Answer {
    let new =
        json!({ "code": code, "name": "货架", "kind": "rack", "storage_class": "ordinary", "capacity": capacity });
    person.post("/api/v1/places", &new)
}

fn scanned(person: &Person<'_>, code: &str) -> Value {
    let encoded: String = code.bytes().map(|byte| format!("%{byte:02X}")).collect();
    person.get(&format!("/api/v1/scan/{encoded}")).ok()
}

#[test]
fn a_code_is_one_in_every_spelling() {
    let app = TestApp::new("place-codes");
    let (keeper, staff) = (app.one(Role::SystemAdmin), app.staff());
    let place = register(&keeper, "Q-9", None).with(201);
    assert_eq!(text(&place, "code"), "Q-9");
    for again in ["q-9", "Ｑ－９", " Q\u{2013}9 ", "Q-9\u{200B}"] {
        assert_eq!(register(&keeper, again, None).fields(), [("/code", "name_taken")], "{again:?}");
        let found = scanned(&staff.custodian, again);
        assert_eq!((text(&found, "outcome"), text(&found["place"], "code")), ("place", "Q-9"), "{again:?}");
    }
    assert_eq!(text(&register(&keeper, "b-7", None).with(201), "code"), "B-7", "the label is printed as it is scanned");
    assert_eq!(text(&scanned(&staff.custodian, "b-7"), "outcome"), "place");
    assert_eq!(register(&keeper, "A+1", None).fields(), [("/code", "place_code_characters")]);
    // Letters of other alphabets that look like ours: Cyrillic А, small а, Greek Ο.
    for alike in ["\u{410}-1", "\u{430}-1", "Q-\u{39F}"] {
        assert_eq!(register(&keeper, alike, None).fields(), [("/code", "place_code_characters")], "{alike:?}");
    }
    for odd in ["A/1", "A 1?", "\u{200B}", "——", "A\"1"] {
        let answer = register(&keeper, odd, None);
        let fields = answer.fields();
        assert!(fields.iter().all(|(pointer, _)| *pointer == "/code") && !fields.is_empty(), "{odd:?} {fields:?}");
    }
    let (_, codes) = app.in_custody(&app.team(0), &goods::many(1));
    let mut slip = codes[0].clone();
    slip.replace_range(14.., if slip.ends_with('0') { "1" } else { "0" });
    for label in [codes[0].as_str(), &codes[0].to_lowercase(), &slip] {
        assert_eq!(register(&keeper, label, None).fields(), [("/code", "place_code_label")], "{label}");
    }
}

#[test]
fn nothing_is_opened_again_within_a_closed_place() {
    let app = TestApp::new("place-reopened");
    let keeper = app.one(Role::SystemAdmin);
    let room = register(&keeper, "Q-9", None).with(201);
    let inside = json!({ "code": "Q-9-1", "name": "货架", "kind": "rack", "storage_class": "ordinary", "parent_id": room["id"] });
    let rack = keeper.post("/api/v1/places", &inside).with(201);
    let path = |place: &Value| format!("/api/v1/places/{}", text(place, "id"));
    let open = |place: &Value, version, active: bool| keeper.patch(&path(place), version, &json!({ "active": active }));
    open(&rack, 1, false).ok();
    open(&room, 1, false).ok();
    assert_eq!(open(&rack, 2, true).fields(), [("/parent_id", "place_closed")]);
    open(&room, 2, true).ok();
    open(&rack, 2, true).ok();
}

#[test]
fn goods_come_to_a_place_by_any_spelling_and_it_fills_up_for_all_of_them() {
    let app = TestApp::new("place-spellings");
    let staff = app.staff();
    register(&app.one(Role::SystemAdmin), "R-77", Some(2)).with(201);
    let (_, codes) = app.in_custody(&app.team(0), &goods::many(3));
    let to = |(code, place): (&String, &str)| json!({ "item": code, "place": place });
    let moves: Vec<Value> = codes.iter().zip(["r-77", "R-77", "Ｒ－７７"]).map(to).collect();
    let done = staff.custodian.post("/api/v1/moves", &json!({ "moves": moves })).ok();
    let outcomes: Vec<&Value> =
        done["results"].as_array().unwrap().iter().map(|line| &line["refusal"]["code"]).collect();
    assert_eq!(outcomes, [&Value::Null, &Value::Null, &json!("place_full")], "{done}");
    let item = scanned(&staff.custodian, &codes[0]);
    assert_eq!(text(&item["item"], "place_code"), "R-77");
}
