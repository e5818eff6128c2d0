//! Lists are walked page by page without a gap, in the order asked for, and counted only on demand.

use serde_json::Value;

use crate::support::{Person, Town, goods, request};
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
    let town = Town::new("walks");
    let team = town.team(0);
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
    let town = Town::new("nouns");
    let team = town.team(0);
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
    let places = walk(&town.desk().custodian, "/api/v1/places?limit=4");
    assert_eq!(places.len(), 9);
    let oldest = members(&walk(&team.officer, "/api/v1/requests?limit=2&oldest_first=true"), "id");
    let mut newest = members(&walk(&team.officer, "/api/v1/requests?limit=2"), "id");
    newest.reverse();
    assert_eq!(oldest, newest);
}

#[test]
fn totals_count_what_the_filters_leave() {
    let town = Town::new("totals");
    let team = town.team(0);
    let (case, codes) = town.in_custody(&team, &goods::many(3));
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
