//! Agencies, people and places from tables: every cell that is wrong is named at once, and all rows are registered or none.

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use super::entries;
use crate::support::{Person, TestApp};
use crate::text;

fn import(kind: &str, person: &Person<'_>, check_only: bool, rows: &[Value]) -> crate::support::Answer {
    person.post(&format!("/api/v1/{kind}-imports"), &json!({ "check_only": check_only, "rows": rows }))
}

fn total(person: &Person<'_>, list: &str) -> i64 {
    person.get(&format!("/api/v1/{list}?total=true&limit=1")).ok()["total"].as_i64().unwrap()
}

/// The same rows are checked without being registered, then registered, and are refused when they come again.
#[track_caller]
fn comes_once(app: &TestApp, (kind, list): (&str, &str), action: &str, rows: &[Value]) {
    let admin = app.one(Role::SystemAdmin);
    let (before, told) = (total(&admin, list), entries(app, action));
    let checked = import(kind, &admin, true, rows).with(201);
    assert_eq!(checked, json!({ "count": rows.len(), "check_only": true }));
    assert_eq!(total(&admin, list), before, "nothing is registered by a check");
    let made = import(kind, &admin, false, rows).with(201);
    assert_eq!(made, json!({ "count": rows.len(), "check_only": false }));
    assert_eq!(total(&admin, list), before + i64::try_from(rows.len()).unwrap());
    assert_eq!(entries(app, action), told + rows.len(), "an entry for each");
    let again = import(kind, &admin, true, rows);
    let refused: Vec<&str> = again.fields().into_iter().map(|(_, code)| code).collect();
    assert!(refused.iter().filter(|code| **code == "name_taken").count() == rows.len(), "{refused:?}");
}

#[test]
fn places_come_from_a_table_in_any_order_below_one_another() {
    let app = TestApp::new("place-imports");
    let rows = [
        json!({ "code": "i-1-b1", "name": "一格", "kind": "bin", "storage_class": "ordinary", "parent_code": "I-1", "capacity": 4 }),
        json!({ "code": "I-1", "name": "一架", "kind": "rack", "storage_class": "ordinary", "parent_code": "i" }),
        json!({ "code": "I", "name": "新库", "kind": "room", "storage_class": "ordinary", "secrecy": "restricted" }),
        json!({ "code": "O-1-B1", "name": "二格", "kind": "bin", "storage_class": "ordinary", "parent_code": " o-1 " }),
    ];
    comes_once(&app, ("place", "places"), "PlaceRegistered", &rows);
    let admin = app.one(Role::SystemAdmin);
    let found = |code: &str| admin.get(&format!("/api/v1/places?code={code}")).ok()["rows"][0].clone();
    for (code, parent) in [("I-1-B1", json!("I-1")), ("I-1", json!("I")), ("I", Value::Null), ("O-1-B1", json!("O-1"))]
    {
        assert_eq!(found(code)["parent_code"], parent, "{code}");
    }
    assert_eq!((found("I-1-B1")["capacity"].as_i64(), text(&found("I"), "secrecy")), (Some(4), "restricted"));
}

#[test]
fn every_cell_of_a_table_of_places_that_is_wrong_is_named() {
    let app = TestApp::new("place-imports-refused");
    let admin = app.one(Role::SystemAdmin);
    let place = |code: &str, with: &Value| {
        let mut row = json!({ "code": code, "name": "格", "kind": "bin", "storage_class": "ordinary" });
        with.as_object().unwrap().iter().for_each(|(name, value)| row[name] = value.clone());
        row
    };
    let rows = [
        place("P-1", &json!({})),
        place("o-1", &json!({})),
        place("p-1", &json!({ "name": " " })),
        place("P/2", &json!({ "capacity": 1_000_001 })),
        place("P-3", &json!({ "parent_code": "NOWHERE" })),
        place("P-4", &json!({ "parent_code": "P-5" })),
        place("P-5", &json!({ "parent_code": "P-4" })),
    ];
    let before = total(&admin, "places");
    for check_only in [true, false] {
        let answer = import("place", &admin, check_only, &rows);
        let mut fields = answer.fields();
        fields.sort_unstable();
        assert_eq!(
            fields,
            [
                ("/rows/1/code", "name_taken"),
                ("/rows/2/code", "repeated_in_table"),
                ("/rows/2/name", "text_empty"),
                ("/rows/3/capacity", "number_out_of_range"),
                ("/rows/3/code", "place_code_characters"),
                ("/rows/4/parent_code", "place_unknown"),
                ("/rows/5/parent_code", "tree_cycle"),
                ("/rows/6/parent_code", "tree_cycle"),
            ]
        );
    }
    assert_eq!(total(&admin, "places"), before, "nor is any of the good rows registered");
    assert_eq!(import("place", &admin, true, &[]).fields(), [("/rows", "list_empty")]);
    let many: Vec<Value> = (0..501).map(|at| place(&format!("M-{at}"), &json!({}))).collect();
    assert_eq!(import("place", &admin, true, &many).fields(), [("/rows", "list_too_long")]);
    // Seventeen levels are one too many, whether they stand in the table or above it.
    let parent = |at: usize| if at == 0 { json!({}) } else { json!({ "parent_code": format!("L-{}", at - 1) }) };
    let deep: Vec<Value> = (0..17).map(|at| place(&format!("L-{at}"), &parent(at))).collect();
    assert_eq!(import("place", &admin, true, &deep).fields(), [("/rows/16/parent_code", "tree_too_deep")]);
    import("place", &admin, false, &deep[..10]).with(201);
    let below = import("place", &admin, true, &deep[10..]);
    assert_eq!(below.fields(), [("/rows/6/parent_code", "tree_too_deep")]);
    import("place", &admin, false, &deep[10..16]).with(201);
}

#[test]
fn agencies_come_from_a_table_and_every_wrong_cell_is_named() {
    let app = TestApp::new("agency-imports");
    let rows = [
        json!({ "code": "130273050100", "name": "一派出所", "kind": "police", "parent_code": "130273050000" }),
        json!({ "code": "130273050000", "name": "新城分局", "kind": "police", "parent_code": "130273010000" }),
    ];
    comes_once(&app, ("agency", "agencies"), "AgencyRegistered", &rows);
    let admin = app.one(Role::SystemAdmin);
    let found = admin.get("/api/v1/agencies?q=130273050100").ok()["rows"][0].clone();
    assert_eq!(text(&found, "parent_name"), "新城分局");
    let agency = |code: &str, name: &str| json!({ "code": code, "name": name, "kind": "police" });
    let rows = [
        agency("13027306", "甲所"),
        agency("130273010000", "乙所"),
        agency("130273060000", "新城 分局"),
        agency("130273070000", "丙所"),
        agency("130273070000", "丙 所"),
        json!({ "code": "130273080000", "name": "丁所", "kind": "police", "parent_code": "999999999999" }),
    ];
    let answer = import("agency", &admin, false, &rows);
    let mut fields = answer.fields();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            ("/rows/0/code", "unit_code_invalid"),
            ("/rows/1/code", "name_taken"),
            ("/rows/2/name", "name_looks_like"),
            ("/rows/4/code", "repeated_in_table"),
            ("/rows/4/name", "name_looks_like"),
            ("/rows/5/parent_code", "agency_unknown"),
        ]
    );
}

#[test]
fn people_come_from_a_table_without_roles_and_without_a_password() {
    let app = TestApp::new("user-imports");
    let rows = [
        json!({ "login": "zhang.san", "name": "张三", "agency_code": "130273010000", "badge_number": "JH-100" }),
        json!({ "login": "li.si", "name": "李四", "agency_code": " 130273020000 ", "badge_number": "JH-100" }),
        json!({ "login": "wang.wu", "name": "王五", "agency_code": "130273010000", "badge_number": " " }),
    ];
    comes_once(&app, ("user", "users"), "UserRegistered", &rows);
    let (admin, security) = (app.one(Role::SystemAdmin), app.one(Role::SecurityAdmin));
    let found = admin.get("/api/v1/users?q=zhang.san").ok()["rows"][0].clone();
    assert_eq!((&found["roles"], text(&found, "badge_number")), (&json!([]), "JH100"));
    // Nothing opens the account, nor can a password be released of which nobody gave the first part.
    let id = text(&found, "id").to_owned();
    for password in ["", "correct horse battery staple"] {
        let body = json!({ "login": "zhang.san", "password": password });
        assert!(app.call("POST", "/api/v1/sessions", None, Some(body)).0 >= 400, "{password:?}");
    }
    security.post(&format!("/api/v1/users/{id}/password-release"), &json!({})).refused(409, "password_part_missing");
    admin.post(&format!("/api/v1/users/{id}/password"), &json!({})).ok();
    security.post(&format!("/api/v1/users/{id}/password-release"), &json!({})).ok();
}

#[test]
fn every_cell_of_a_table_of_people_that_is_wrong_is_named() {
    let app = TestApp::new("user-imports-refused");
    let admin = app.one(Role::SystemAdmin);
    let person = |login: &str, badge: Option<&str>| json!({ "login": login, "name": "某", "agency_code": "130273010000", "badge_number": badge });
    import("user", &admin, false, &[person("known", Some("J-1"))]).with(201);
    let mut rows = vec![
        person("custodian-1", None),
        person("custodian-l", None),
        person("No", None),
        person("mario", Some("j1")),
        person("rnario", Some("?")),
        person("mario", None),
        person("badge.one", Some("J-2")),
        person("badge.two", Some("J 2")),
    ];
    rows.push(json!({ "login": "homeless", "name": "", "agency_code": "130273990000" }));
    let before = total(&admin, "users");
    let answer = import("user", &admin, false, &rows);
    let mut fields = answer.fields();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            ("/rows/0/login", "name_taken"),
            ("/rows/1/login", "login_looks_like"),
            ("/rows/2/login", "login_invalid"),
            ("/rows/3/badge_number", "badge_known"),
            ("/rows/4/badge_number", "badge_invalid"),
            ("/rows/4/login", "login_looks_like"),
            ("/rows/5/login", "login_looks_like"),
            ("/rows/7/badge_number", "badge_known"),
            ("/rows/8/agency_code", "agency_unknown"),
            ("/rows/8/name", "text_empty"),
        ]
    );
    assert_eq!(total(&admin, "users"), before);
}

#[test]
fn tables_are_refused_in_the_callers_language_and_taken_from_nobody_else() {
    let app = TestApp::new("imports-refused");
    let admin = app.one(Role::SystemAdmin);
    let rows = json!({ "rows": [{ "code": "O-1", "name": "格", "kind": "bin", "storage_class": "ordinary" }] });
    for (language, told) in [("zh-CN", "O-1已被使用。"), ("en", "O-1 is already in use.")] {
        let call = admin.prepare("POST", "/api/v1/place-imports").once().header("accept-language", language);
        let answer = call.json(&rows).send();
        assert!(answer.body.to_string().contains(told), "{}", answer.body);
    }
    for role in [Role::Custodian, Role::CentreHead, Role::SecurityAdmin, Role::Auditor, Role::CaseOfficer] {
        for kind in ["place", "agency", "user"] {
            let answer = import(kind, &app.one(role), true, &[]);
            assert_eq!(answer.status, 403, "{role} {kind}");
        }
    }
}
