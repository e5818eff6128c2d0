//! The figures of the stock and of a year, each with the rows behind it.

use serde_json::{Value, json};

use super::{busy_centre, rows};
use crate::text;

/// Every object within a value that has this member.
fn with_member<'a>(value: &'a Value, member: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            if map.contains_key(member) {
                found.push(value);
            }
            map.values().for_each(|value| with_member(value, member, found));
        }
        Value::Array(list) => list.iter().for_each(|value| with_member(value, member, found)),
        _ => {}
    }
}

#[test]
fn every_figure_of_the_stock_counts_the_rows_of_its_own_list() {
    let (app, _) = busy_centre("stock");
    let supervisor = app.person("supervisor");
    let report = supervisor.get("/api/v1/reports/stock").ok();
    assert_eq!(report["balanced"], true, "{report}");
    let balance = &report["balance"];
    let pieces = |name: &str| balance[name]["pieces"].as_i64().unwrap();
    assert_eq!((pieces("received"), pieces("in_custody"), pieces("on_loan")), (7, 6, 1));
    assert_eq!(report["by_agency"].as_array().unwrap().len(), 3);

    let mut figures = Vec::new();
    for part in ["balance", "by_category", "by_agency"] {
        with_member(&report[part], "query", &mut figures);
    }
    for figure in &figures {
        let list = supervisor.get(&format!("/api/v1/items?total=true&{}", text(figure, "query"))).ok();
        assert_eq!(list["total"], figure["items"], "{figure}");
    }
    for place in report["places"].as_array().unwrap() {
        let list = supervisor.get(&format!("/api/v1/items?total=true&{}", text(place, "query"))).ok();
        assert_eq!(list["total"], place["held"], "{place}");
    }
    for count in report["requests"].as_array().unwrap() {
        let list = supervisor.get(&format!("/api/v1/requests?total=true&{}", text(count, "query"))).ok();
        assert_eq!(list["total"], count["requests"], "{count}");
    }
    assert!(figures.len() > 50, "only {} figures", figures.len());
    let loans = &report["open_loans"];
    assert_eq!((&loans["pieces"], &loans["requests"], &loans["overdue_pieces"]), (&json!(1), &json!(1), &json!(0)));
    let ages: i64 = loans["ages"].as_array().unwrap().iter().map(|age| age["items"].as_i64().unwrap()).sum();
    assert_eq!(ages, 1, "{loans}");
    app.team(0).officer.get("/api/v1/reports/stock").refused(403, "permission_missing");
}

#[test]
fn a_place_lists_what_lies_anywhere_in_it() {
    let (app, codes) = busy_centre("within");
    let admin = app.one(custody::model::accounts::role::Role::SystemAdmin);
    let bin = |parent: &str| json!({ "code": "O-1-7", "name": "格", "kind": "bin", "storage_class": "antimagnetic_cabinet", "parent_id": parent });
    let places = admin.get("/api/v1/places?limit=500").ok();
    let room = rows(&places).iter().find(|place| place["code"] == "M-1").map(|place| text(place, "id")).unwrap();
    let bin = admin.post("/api/v1/places", &bin(room)).created();
    let moves = json!({ "moves": [{ "item": codes[1], "place": "O-1-7" }] });
    let done = app.staff().custodian.post("/api/v1/moves", &moves).ok();
    assert_eq!(done["results"][0]["done"], true, "{done}");
    let supervisor = app.person("supervisor");
    for place in [room, &bin] {
        let list = supervisor.get(&format!("/api/v1/items?place_id={place}")).ok();
        assert_eq!((rows(&list).len(), &rows(&list)[0]["code"]), (1, &json!(codes[1])), "{list}");
    }
    let report = supervisor.get("/api/v1/reports/stock").ok();
    let room = report["places"].as_array().unwrap().iter().find(|place| place["code"] == "M-1").unwrap();
    assert_eq!(room["held"], 1);
}

#[test]
fn a_year_is_told_with_the_scope_of_each_figure_in_the_askers_language() {
    let (app, _) = busy_centre("report");
    let head = &app.staff().head;
    let report = head.get("/api/v1/reports/2023").ok();
    let figure = |name: &str| report["figures"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    let value = |name: &str| figure(name)["value"].as_i64().unwrap();
    assert_eq!((value("agencies"), value("intake_requests"), value("loan_requests")), (2, 2, 1));
    assert_eq!((value("pieces_received"), value("pieces_on_loan"), value("pieces_in_custody")), (7, 1, 6));
    assert_eq!((&report["balanced"], &report["counted_from"]), (&json!(true), &json!("tables")));
    let categories = &report["categories"];
    assert_eq!((&categories["classified"], &categories["unclassified"]), (&json!(6), &json!(1)));
    let hours = &report["hours_saved"];
    assert_eq!((&hours["hours"], &hours["days"]), (&json!(2 * 19 * 365), &json!(365)));
    assert_eq!(report["by_month"][0]["received"], 7);
    assert_eq!(report["by_agency"].as_array().unwrap().len(), 2);
    let chinese = head.prepare("GET", "/api/v1/reports/2023").header("accept-language", "zh-CN").send().ok();
    assert_eq!(chinese["figures"][0]["title"], "服务单位");
    assert_ne!(chinese["figures"][0]["scope"], report["figures"][0]["scope"]);
    head.get("/api/v1/reports/1900").refused(404, "not_found");
    app.person("auditor").get("/api/v1/reports/2023").refused(403, "permission_missing");
}
