//! What lies in a place and below it, and the room there is: the sums of what was put in and taken out.

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use crate::support::{Person, TestApp, goods};
use crate::text;

fn register(admin: &Person<'_>, code: &str, kind: &str, parent: Option<&str>, capacity: Option<i64>) -> String {
    let new = json!({ "code": code, "name": code, "kind": kind, "storage_class": "ordinary", "parent_id": parent,
        "capacity": capacity, "secrecy": "secret" });
    admin.post("/api/v1/places", &new).created()
}

/// The row of a place in a list: what lies in it, what below it, what is taken below it at most, what there is room for.
#[track_caller]
fn row(person: &Person<'_>, code: &str) -> (i64, i64, Option<i64>, Option<i64>) {
    let listed = person.get(&format!("/api/v1/places?code={code}")).ok();
    let row = &listed["rows"][0];
    let alone = person.get(&format!("/api/v1/places/{}", text(row, "id"))).ok();
    assert_eq!(*row, alone, "a place is the same in a list and by itself");
    let number = |name: &str| row[name].as_i64();
    (number("held").unwrap(), number("held_below").unwrap(), number("capacity_below"), number("free"))
}

fn put(person: &Person<'_>, codes: &[String], place: &str) {
    let moves: Vec<Value> = codes.iter().map(|code| json!({ "item": code, "place": place })).collect();
    let done = person.post("/api/v1/moves", &json!({ "moves": moves })).ok();
    let refused = done["results"].as_array().unwrap().iter().filter(|line| !line["refusal"].is_null()).count();
    assert_eq!(refused, 0, "{done}");
}

#[test]
fn the_totals_of_a_place_are_the_sums_of_what_lies_in_it_and_below_it() {
    let app = TestApp::new("place-totals");
    let (admin, staff) = (app.one(Role::SystemAdmin), app.staff());
    let zone = register(&admin, "T", "zone", None, None);
    let room = register(&admin, "T-R", "room", Some(&zone), None);
    let rack = register(&admin, "T-R-1", "rack", Some(&room), Some(10));
    register(&admin, "T-R-1-B1", "bin", Some(&rack), Some(4));
    register(&admin, "T-R-1-B2", "bin", Some(&rack), Some(3));
    register(&admin, "T-R-2", "rack", Some(&room), None);
    let (case, codes) = app.in_custody(&app.team(0), &goods::many(8));
    assert_eq!(row(&admin, "T"), (0, 0, Some(17), Some(17)));
    put(&staff.custodian, &codes[..4], "T-R-1-B1");
    put(&staff.custodian, &codes[4..5], "T-R-1-B2");
    put(&staff.custodian, &codes[5..7], "T-R-1");
    put(&staff.custodian, &codes[7..], "T-R-2");
    for (code, expected) in [
        ("T", (0, 8, Some(17), Some(10))),
        ("T-R", (0, 8, Some(17), Some(10))),
        ("T-R-1", (2, 5, Some(7), Some(10))),
        ("T-R-1-B1", (4, 0, None, Some(0))),
        ("T-R-1-B2", (1, 0, None, Some(2))),
        ("T-R-2", (1, 0, None, None)),
    ] {
        assert_eq!(row(&admin, code), expected, "{code}");
    }
    // Lent goods lie nowhere.
    app.lend(&app.team(0), &case, &codes[..3]);
    assert_eq!(row(&admin, "T"), (0, 5, Some(17), Some(13)));
    assert_eq!(row(&admin, "T-R-1-B1"), (1, 0, None, Some(3)));
    // What is closed takes nothing, and does not count as room.
    put(&staff.custodian, &codes[4..5], "T-R-1-B1");
    let bin = admin.get("/api/v1/places?code=T-R-1-B2").ok()["rows"][0].clone();
    let path = format!("/api/v1/places/{}", text(&bin, "id"));
    admin.patch(&path, bin["version"].as_i64().unwrap(), &json!({ "active": false })).ok();
    assert_eq!(row(&admin, "T-R-1-B2"), (0, 0, None, Some(0)));
    assert_eq!(row(&admin, "T-R"), (0, 5, Some(14), Some(10)));
}

#[test]
fn goods_that_the_reader_is_not_cleared_for_count_too() {
    let app = TestApp::new("place-totals-secret");
    app.widen();
    let (admin, staff, team) = (app.one(Role::SystemAdmin), app.staff(), app.team(0));
    let zone = register(&admin, "T", "zone", None, None);
    register(&admin, "T-1", "bin", Some(&zone), Some(5));
    let (case, codes) = app.in_custody(&team, &goods::many(2));
    put(&staff.custodian, &codes, "T-1");
    let before = [row(&staff.custodian, "T"), row(&staff.custodian, "T-1")];
    assert_eq!(before, [(0, 2, Some(5), Some(3)), (2, 0, None, Some(3))]);
    let raised = json!({ "level": "secret", "reason": "涉及未成年人" });
    let version = team.officer.get(&format!("/api/v1/cases/{case}")).ok()["version"].as_i64().unwrap();
    let call = team.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(version);
    call.json(&raised).send().ok();
    let seen = staff.custodian.get(&format!("/api/v1/items?place_id={zone}&total=true")).ok();
    assert_eq!(seen["total"], 0, "none of them is shown");
    assert_eq!([row(&staff.custodian, "T"), row(&staff.custodian, "T-1")], before);
}

#[test]
fn a_page_of_places_inside_one_another_has_the_totals_of_each() {
    let app = TestApp::new("place-totals-page");
    let (admin, staff) = (app.one(Role::SystemAdmin), app.staff());
    let zone = register(&admin, "T", "zone", None, None);
    let series = json!({ "parent_id": zone, "prefix": "T-", "first": 1, "digits": 3, "count": 200, "name": "{number}号格",
        "kind": "bin", "storage_class": "ordinary", "capacity": 2 });
    admin.post("/api/v1/place-series", &series).with(201);
    let (_, codes) = app.in_custody(&app.team(0), &goods::many(3));
    put(&staff.custodian, &codes[..2], "T-007");
    put(&staff.custodian, &codes[2..], "T-200");
    let listed = admin.get("/api/v1/places?limit=500").ok();
    let rows: Vec<&Value> =
        listed["rows"].as_array().unwrap().iter().filter(|row| text(row, "code").starts_with('T')).collect();
    assert_eq!(rows.len(), 201);
    let sum = |name: &str| rows.iter().filter_map(|row| row[name].as_i64()).sum::<i64>();
    assert_eq!((sum("held"), sum("held_below"), sum("capacity_below"), sum("free")), (3, 3, 400, 397 * 2));
    assert_eq!(row(&admin, "T"), (0, 3, Some(400), Some(397)));
}
