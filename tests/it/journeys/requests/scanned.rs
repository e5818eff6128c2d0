//! What a custodian is told at the scan, before anything is carried out: everything the act would be refused for.

use custody::model::time::DAY;
use serde_json::{Value, json};

use crate::journeys::{execute, execute_as_two, refusals};
use crate::support::{Person, Team, TestApp, approve, goods, loan, request};
use crate::text;

/// What stands against a line, with the member it is about.
fn issues(view: &Value) -> Vec<(&str, &str)> {
    let listed = view["issues"].as_array().into_iter().flatten();
    listed.map(|issue| (text(issue, "pointer"), text(issue, "code"))).collect()
}

#[track_caller]
fn scan(person: &Person<'_>, code: &str, query: &str) -> Value {
    person.get(&format!("/api/v1/scan/{code}{query}")).ok()
}

/// Approved by whoever has to.
fn approved(app: &TestApp, team: &Team<'_>, id: &str) {
    let done = team.head.step(id, "approval", &approve()).ok();
    if done["status"] == "awaiting_centre_head" {
        app.person("centre-head-1").step(id, "approval", &approve()).ok();
    }
}

#[test]
fn a_scan_says_all_that_stands_against_an_intake_and_carrying_it_out_says_the_same() {
    let app = TestApp::new("scanned-intake");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let unvalued = json!({ "name": "戒指", "category": "valuable" });
    let codes = team.seize(&case, &[goods::gold(), unvalued, goods::ordinary("背包"), goods::ordinary("木箱")]);
    let id = team.submit(&request("intake", &case, &codes));
    let at = |place: &str| format!("?request_id={id}&place={place}");
    let custodian = &staff.custodian;
    assert_eq!(
        issues(&scan(custodian, &codes[0], &at("V-1"))),
        [("/item", "request_status")],
        "nobody has approved it"
    );
    approved(&app, &team, &id);

    let two = ("/confirmation", "second_custodian_needed");
    let (seal, value) = (("/seal_no", "seal_needed"), ("/corrected/attributes", "valuation_needed"));
    let expected = [
        (0, "M-1", vec![two, seal, ("/place", "place_wrong")]),
        (1, "M-1", vec![two, seal, value, ("/place", "place_wrong")]),
        (1, "V-1", vec![two, seal, value]),
        (2, "V-1", vec![("/place", "place_wrong")]),
        (2, "O-9", vec![("/place", "place_unknown")]),
        (2, "O-1", vec![]),
    ];
    for (at_line, place, told) in &expected {
        let view = scan(custodian, &codes[*at_line], &at(place));
        assert_eq!((issues(&view), text(&view, "outcome")), (told.clone(), "found"), "{place}");
    }
    let elsewhere = scan(custodian, &codes[1], &at("M-1"));
    assert_eq!(elsewhere["proposed_place"], "V-1", "where there is room");
    assert_eq!(scan(custodian, &codes[1], &at("V-1")).get("proposed_place"), None);
    assert_eq!(issues(&scan(custodian, &codes[2], &format!("?request_id={id}"))), [("/place", "place_needed")]);
    assert_eq!(issues(&scan(custodian, &codes[2], "")), [], "nothing was asked about");

    // What is carried out all the same is refused for as much.
    let wrong = json!({ "item": codes[1], "outcome": "accepted", "place": "M-1" });
    let done = execute(custodian, &id, std::slice::from_ref(&wrong)).ok();
    assert_eq!(issues(&done["results"][0]), [two, seal, value, ("/place", "place_wrong")]);
    assert_eq!(refusals(&done), ["second_custodian_needed"]);
    let whole = custodian.step(&id, "execution", &json!({ "lines": [wrong], "all_or_nothing": true }));
    let pointers: Vec<_> = whole.fields().iter().map(|(pointer, _)| (*pointer).to_owned()).collect();
    assert_eq!(pointers, ["/confirmation", "/lines/0/seal_no", "/lines/0/corrected/attributes", "/lines/0/place"]);

    let sealed = json!({ "item": codes[0], "outcome": "accepted", "place": "V-1", "seal_no": "F-1" });
    execute_as_two(custodian, &staff.second, &id, &[sealed]).ok();
    assert_eq!(issues(&scan(custodian, &codes[0], &at("V-1"))), [("/item", "line_done")]);
}

#[test]
fn a_full_place_and_somebody_with_another_part_are_told_of_at_the_scan() {
    let app = TestApp::new("scanned-full");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let codes = team.seize(&case, &goods::many(3));
    let id = team.approved(&request("intake", &case, &codes));
    let query = format!("?request_id={id}&place=O-2");
    let line = |code: &str| json!({ "item": code, "outcome": "accepted", "place": "O-2" });
    assert_eq!(issues(&scan(&staff.custodian, &codes[2], &query)), []);
    execute(&staff.custodian, &id, &[line(&codes[0]), line(&codes[1])]).ok();
    assert_eq!(issues(&scan(&staff.custodian, &codes[2], &query)), [("/place", "place_full")]);
    assert_eq!(scan(&staff.custodian, &codes[2], &query)["proposed_place"], "O-1");
    // An officer learns nothing of places, and another agency's nothing of the item.
    assert_eq!(issues(&scan(&team.officer, &codes[2], &query)), [("/item", "permission_missing")]);
    assert_eq!(issues(&scan(&team.officer, &codes[0], "?place=O-2")), []);
    assert_eq!(text(&scan(&app.team(1).officer, &codes[2], &query), "outcome"), "unknown");
    let other = app.team(1);
    let (others_case, others) = (other.case(), goods::many(1));
    let foreign = other.approved(&request("intake", &others_case, &other.seize(&others_case, &others)));
    let mixed = scan(&staff.custodian, &codes[2], &format!("?request_id={foreign}&place=O-1"));
    assert_eq!(issues(&mixed), [("/item", "item_not_in_request")]);
    let path = format!("/api/v1/scan/{}?request_id={foreign}&place=O-1", codes[2]);
    team.officer.get(&path).refused(404, "not_found");
}

#[test]
fn a_scan_says_what_stands_against_a_move_a_loan_and_a_return() {
    let app = TestApp::new("scanned-others");
    let (team, staff) = (app.team(0), app.staff());
    let custodian = &staff.custodian;
    let (case, codes) = app.in_custody(&team, &[goods::ordinary("背包"), goods::gold()]);
    let two = ("/confirmation", "second_custodian_needed");
    assert_eq!(issues(&scan(custodian, &codes[0], "?place=O-2")), []);
    assert_eq!(issues(&scan(custodian, &codes[0], "?place=O-1")), [("/item", "move_nothing")]);
    assert_eq!(issues(&scan(custodian, &codes[1], "?place=M-1")), [two, ("/place", "place_wrong")]);
    let mut later = loan(&case, &codes, "examination");
    later["starts_at"] = json!("2023-01-05T00:00:00Z");
    later["due_at"] = json!("2023-01-09T00:00:00Z");
    let id = team.submit(&later);
    approved(&app, &team, &id);
    let query = format!("?request_id={id}");
    assert_eq!(issues(&scan(custodian, &codes[0], &query)), [("/item", "loan_not_started")]);
    app.clock.set(app.clock.now().plus(5 * DAY));
    assert_eq!(issues(&scan(custodian, &codes[0], &query)), []);
    assert_eq!(issues(&scan(custodian, &codes[1], &query)), [two]);
    let lent = json!({ "item": codes[0], "outcome": "lent" });
    execute(custodian, &id, &[lent]).ok();
    assert_eq!(issues(&scan(custodian, &codes[0], "?place=O-1")), [("/item", "item_state")]);
}
