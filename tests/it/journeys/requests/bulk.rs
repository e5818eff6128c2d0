//! Large requests are the normal case: a thousand lines in one, carried out with a result for every line.

use serde_json::{Value, json};

use crate::journeys::{execute, read, refusals, step};
use crate::support::{TestApp, goods, request};
use crate::text;

const LINES: usize = 1_000;
/// Lines one request takes at most.
const MOST: usize = 10_000;

#[test]
fn an_intake_of_a_thousand_lines_is_one_request_and_every_line_has_its_result() {
    let app = TestApp::new("thousand");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(LINES));
    let id = team.approved(&request("intake", &case, &codes));
    let line = |code: &str, place: &str| json!({ "item": code, "outcome": "accepted", "place": place });

    let mut lines: Vec<Value> = codes.iter().map(|code| line(code, "O-1")).collect();
    lines[17]["place"] = "V-1".into();
    lines[998]["item"] = codes[3].clone().into();
    let whole = json!({ "lines": lines, "all_or_nothing": true });
    let answer = step(&staff.custodian, &id, "execution", &whole);
    assert_eq!(answer.fields(), [("/lines/17/place", "place_wrong"), ("/lines/998/item", "list_repeats")]);
    assert_eq!(read(&team.officer, &id)["open_line_count"], LINES, "one refused line refuses them all");

    let done = execute(&staff.custodian, &id, &lines).ok();
    let results = refusals(&done);
    assert_eq!((results.len(), results[17], results[998]), (LINES, "place_wrong", "list_repeats"));
    assert_eq!(results.iter().filter(|code| code.is_empty()).count(), LINES - 2);
    assert_eq!((text(&done["request"], "status"), &done["request"]["open_line_count"]), ("executing", &json!(2)));
    let rest = [line(&codes[17], "O-1"), line(&codes[998], "O-1")];
    assert_eq!(execute(&staff.custodian, &id, &rest).ok()["request"]["status"], "completed");
    let stock = team.officer.get("/api/v1/items?states=in_custody&limit=1&total=true").ok();
    assert_eq!(stock["total"], LINES);
    let last = team.officer.get(&format!("/api/v1/requests/{id}/lines?after=990")).ok();
    assert_eq!(last.as_array().map(Vec::len), Some(10));
}

/// The most lines there can be, in as few calls as there are steps.
#[test]
fn a_request_of_ten_thousand_lines_goes_all_the_way() {
    let app = TestApp::new("most-lines");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(MOST));
    let id = team.approved(&request("intake", &case, &codes));
    assert_eq!(read(&team.officer, &id)["line_count"], MOST);
    let place = |code: &String| json!({ "item": code, "outcome": "accepted", "place": "O-1" });
    let lines: Vec<Value> = codes.iter().map(place).collect();
    let done = execute(&staff.custodian, &id, &lines).ok();
    assert_eq!((refusals(&done).len(), refusals(&done).iter().all(|code| code.is_empty())), (MOST, true));
    assert_eq!((text(&done["request"], "status"), &done["request"]["open_line_count"]), ("completed", &json!(0)));
    let stock = team.officer.get("/api/v1/items?states=in_custody&limit=1&total=true").ok();
    assert_eq!(stock["total"], MOST);
}

#[test]
fn a_request_names_at_most_ten_thousand_items_each_once() {
    let app = TestApp::new("ten-thousand");
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let twice = [codes.clone(), codes[..1].to_vec()].concat();
    let answer = team.officer.post("/api/v1/requests", &request("intake", &case, &twice));
    assert_eq!(answer.fields(), [("/items/2", "list_repeats")]);
    let many = vec![codes[0].clone(); MOST + 1];
    let answer = team.officer.post("/api/v1/requests", &request("intake", &case, &many));
    assert_eq!(answer.fields(), [("/items", "list_too_long")]);
    let empty = team.officer.post("/api/v1/requests", &request("intake", &case, &[])).created();
    let answer = step(&team.officer, &empty, "submission", &json!({}));
    assert_eq!(answer.fields(), [("/items", "request_empty")]);
}
