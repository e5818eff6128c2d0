//! Lists are walked page by page without a gap, in the order asked for, and counted only on demand.

use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use crate::support::{Person, TestApp, goods, request};
use crate::text;

fn walk(person: &Person<'_>, path: &str) -> Vec<Value> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    for _ in 0..50 {
        let page = person.get(&format!("{path}{cursor}")).ok();
        assert!(page.get("total").is_none(), "nobody asked how many there are");
        rows.extend(page["rows"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return rows,
        }
    }
    panic!("{path} has no end");
}

fn members(rows: &[Value], member: &str) -> Vec<String> {
    rows.iter().map(|row| text(row, member).to_owned()).collect()
}

#[test]
fn items_are_walked_in_every_order() {
    let app = TestApp::new("walks");
    let team = app.team(0);
    let codes = team.seize(&team.case(), &goods::many(7));
    let officer = &team.officer;
    let mut ascending = codes.clone();
    ascending.sort();
    let descending: Vec<String> = ascending.iter().rev().cloned().collect();
    assert_eq!(members(&walk(officer, "/api/v1/items?limit=2&sort=code"), "code"), ascending);
    assert_eq!(members(&walk(officer, "/api/v1/items?limit=3&sort=-code"), "code"), descending);
    let registered = walk(officer, "/api/v1/items?limit=2&sort=line_no");
    assert_eq!(members(&registered, "code"), codes, "as on the seizure list");
    assert_eq!(
        registered.iter().map(|row| row["line_no"].as_i64()).collect::<Vec<_>>(),
        (1..=7).map(Some).collect::<Vec<_>>()
    );
    let newest = members(&walk(officer, "/api/v1/items?limit=2"), "id");
    let mut oldest = members(&walk(officer, "/api/v1/items?limit=4&sort=registered_at"), "id");
    oldest.reverse();
    assert_eq!((newest.len(), &newest), (7, &oldest));
    let found = members(&walk(officer, "/api/v1/items?limit=2&q=%E7%BA%B8%E7%AE%B1"), "code");
    assert_eq!(found.len(), 7, "a search is walked as well");
}

#[test]
fn every_noun_is_walked_without_a_gap() {
    let app = TestApp::new("nouns");
    let team = app.team(0);
    let cases: Vec<String> = (0..5).map(|_| team.case()).collect();
    for case in &cases {
        team.seize(case, &goods::many(1));
        team.officer.post("/api/v1/requests", &request("intake", case, &[])).created();
    }
    let mut newest = cases.clone();
    newest.reverse();
    for (path, member, expected) in [
        ("cases", "id", 5),
        ("seizure-lists", "id", 5),
        ("requests", "id", 5),
        ("users", "login", 3),
        ("agencies", "code", 5),
    ] {
        let rows = members(&walk(&team.officer, &format!("/api/v1/{path}?limit=2")), member);
        let mut distinct = rows.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!((rows.len(), distinct.len()), (expected, expected), "{path}: {rows:?}");
    }
    let places = walk(&app.staff().custodian, "/api/v1/places?limit=4");
    assert_eq!(places.len(), 9);
    let oldest = members(&walk(&team.officer, "/api/v1/requests?limit=2&oldest_first=true"), "id");
    let mut newest = members(&walk(&team.officer, "/api/v1/requests?limit=2"), "id");
    newest.reverse();
    assert_eq!(oldest, newest);
}

#[test]
fn totals_count_what_the_filters_leave() {
    let app = TestApp::new("totals");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(3));
    team.seize(&case, &[goods::car(), goods::unclassified()]);
    let total =
        |query: &str| team.officer.get(&format!("/api/v1/items?limit=1&total=true&{query}")).ok()["total"].clone();
    assert_eq!(total(""), 5);
    assert_eq!(total("states=in_custody"), 3);
    assert_eq!(total("states=in_custody,registered&category=vehicle"), 1);
    assert_eq!(total("category=unclassified"), 1);
    assert_eq!(total(&format!("case_id={case}")), 5);
    assert_eq!(total(&format!("q={}", codes[0])), 1);
    assert_eq!(total("received_from=2022-12-31T16:00:00Z"), 3);
    assert_eq!(total("received_before=2022-12-31T16:00:00Z"), 0);
    assert_eq!(total("q=%E6%B2%A1%E6%9C%89"), 0);
}

#[test]
fn lists_are_filtered_sorted_paged_and_counted() {
    let app = TestApp::new("lists");
    let (team, stranger, custodian) = (app.team(0), app.team(1).officer, app.staff().custodian);
    let officer = &team.officer;
    let (case, _) = app.in_custody(&team, &goods::many(1));
    let get = |person: &Person<'_>, path: &str| person.get(&format!("/api/v1{path}")).ok();
    let cases = get(officer, "/cases?q=%E7%9B%97%E7%AA%83%E6%A1%88&total=true");
    assert_eq!((cases["total"].as_i64(), text(&cases["rows"][0], "id")), (Some(1), case.as_str()));
    assert_eq!(get(&stranger, "/cases?total=true")["total"], 0);
    let officers = &get(officer, &format!("/cases/{case}"))["officers"];
    assert!(officers.as_array().unwrap().iter().all(|officer| !text(officer, "name").is_empty()), "{officers}");
    assert!(get(&custodian, &format!("/cases/{case}")).get("officers").is_none(), "keepers see no case secrets");
    let lists = get(officer, &format!("/seizure-lists?case_id={case}&total=true"));
    assert_eq!((lists["total"].as_i64(), text(&lists["rows"][0], "case_name")), (Some(1), "王伟盗窃案"));
    let heads = get(&app.person("system-admin"), "/users?role=unit_head&q=police-head&total=true");
    assert_eq!(heads["total"], 1, "{heads}");
    assert!(!text(&heads["rows"][0], "agency_name").is_empty());
    assert_eq!(get(officer, "/agencies?kind=centre&total=true")["total"], 1);
    officer.get("/api/v1/cases?sort=cause").refused(422, "sort_unknown");
}

#[test]
fn documents_of_a_case_are_found_by_part_of_number_or_title() {
    let app = TestApp::new("documents-found");
    let (team, stranger) = (app.team(0), app.team(1).officer);
    let (case, other) = (team.case(), team.case());
    let write = |case: &str, number: &str, title: &str| {
        let paper = json!({ "kind": "disposition", "number": number, "title": title, "case_id": case,
            "issued_at": "2022-12-31T00:00:00Z" });
        team.officer.post("/api/v1/documents", &paper).created()
    };
    let wanted = write(&case, "发还 A-0007", "发还决定书");
    write(&case, "发还 A-0008", "Ⅱ期移送决定书");
    write(&other, "发还 A-00071", "发还决定书");
    let found = |person: &Person<'_>, q: &str| {
        let q: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
        person.get(&format!("/api/v1/documents?case_id={case}&q={q}&total=true")).ok()
    };
    let by_number = found(&team.officer, " ａ-0007 ");
    assert_eq!((by_number["total"].as_i64(), text(&by_number["rows"][0], "id")), (Some(1), wanted.as_str()));
    assert_eq!(found(&team.officer, "ii期")["total"], 1, "titles are compared folded");
    assert_eq!(found(&team.officer, "决定书")["total"], 2);
    assert_eq!(found(&team.officer, "%")["total"], 0, "a sign of the pattern stands for itself");
    assert_eq!(found(&stranger, "决定书")["total"], 0);
    team.officer.get(&format!("/api/v1/documents?q={}", "x".repeat(101))).refused(422, "text_too_long");
}

#[test]
fn places_are_found_by_their_tree_and_say_what_they_hold() {
    let app = TestApp::new("places");
    let (team, custodian) = (app.team(0), app.staff().custodian);
    let place = |code: &str, kind: &str, parent: Option<&str>| {
        let body =
            json!({ "code": code, "name": code, "kind": kind, "storage_class": "ordinary", "parent_id": parent });
        app.one(Role::SystemAdmin).post("/api/v1/places", &body).created()
    };
    let level = place("A1-R01-L1", "level", None);
    for number in 1..=8 {
        place(&format!("A1-R01-L1-B0{number}"), "bin", Some(&level));
    }
    let (_, codes) = app.in_custody(&team, &goods::many(1));
    let moves = json!({ "moves": [{ "item": codes[0], "place": "A1-R01-L1-B01" }], "reason": "整理" });
    assert_eq!(custodian.post("/api/v1/moves", &moves).ok()["results"][0]["done"], true);
    let get = |person: &Person<'_>, path: &str| person.get(&format!("/api/v1{path}")).ok();
    let places = get(&custodian, "/places?q=a1-r01-l1&kind=bin&sort=-code&total=true&limit=3");
    assert_eq!((places["total"].as_i64(), text(&places["rows"][0], "code")), (Some(8), "A1-R01-L1-B08"));
    let rest = format!("/places?q=a1-r01-l1&kind=bin&sort=-code&cursor={}", text(&places, "next"));
    assert_eq!(get(&custodian, &rest)["rows"].as_array().unwrap().len(), 5);
    let place = &get(&custodian, "/places?code=A1-R01-L1-B01")["rows"][0];
    assert_eq!((text(place, "parent_code"), place["held"].as_i64()), ("A1-R01-L1", Some(1)));
    let scanned = get(&custodian, "/scan/A1-R01-L1-B01");
    assert_eq!((text(&scanned, "outcome"), &scanned["place"]["held"]), ("place", &json!(1)));
    let seen = get(&team.officer, "/scan/A1-R01-L1-B01");
    assert_eq!(text(&seen, "outcome"), "malformed", "places are not for officers");
}
