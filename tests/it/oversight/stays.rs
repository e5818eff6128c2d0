//! Why goods are still here: what each waits for, whose turn it is, since when and how late.

use custody::model::oversight::stay::StayReason;
use custody::model::time::DAY;
use serde_json::{Value, json};

use super::rows;
use crate::journeys::execute;
use crate::support::{Person, Team, TestApp, goods, request};
use crate::text;

/// Reason, owner and agency of each.
#[track_caller]
fn told(person: &Person<'_>, query: &str) -> Vec<String> {
    let page = person.get(&format!("/api/v1/stays?total=true&{query}")).ok();
    assert_eq!(page["total"], rows(&page).len(), "{page}");
    let line = |row: &Value| {
        let late = if row["late"] == true { " late" } else { "" };
        format!("{} {} {}{late}", text(row, "reason"), text(row, "owner"), text(row, "agency_name"))
    };
    rows(&page).iter().map(line).collect()
}

fn go_to(team: &Team<'_>, case: &str, stage: &str) {
    let path = format!("/api/v1/cases/{case}");
    let version = team.officer.get(&path).ok()["version"].as_i64().unwrap();
    team.officer.patch(&path, version, &json!({ "stage": stage })).ok();
}

#[test]
fn an_item_says_what_it_waits_for_all_its_life() {
    let app = TestApp::new("stays-life");
    let (team, staff) = (app.team(0), app.staff());
    let case = team.case();
    let one = goods::many(1);
    let codes = team.seize(&case, &one);
    let waits = || told(&team.officer, &format!("case_id={case}"));
    assert_eq!(waits(), ["with_officers case_officer 高新公安分局"]);
    app.wait(DAY);
    assert_eq!(waits(), ["with_officers case_officer 高新公安分局 late"], "a day after the seizure");
    let intake = team.submit(&request("intake", &case, &codes));
    assert_eq!(waits(), ["intake unit_head 高新公安分局 late"]);
    team.head.step(&intake, "approval", &crate::support::approve()).ok();
    assert!(waits()[0].starts_with("intake custodian "), "{:?}", waits());
    execute(&staff.custodian, &intake, &[crate::support::accepted(&codes[0], &one[0])]).ok();
    assert_eq!(waits(), ["investigation case_officer 高新公安分局"]);
    app.wait(90 * DAY);
    assert_eq!(waits(), ["investigation case_officer 高新公安分局 late"]);
    for (stage, reason) in [("prosecution", "prosecution"), ("trial", "trial"), ("enforcement", "enforcement")] {
        go_to(&team, &case, stage);
        assert!(waits()[0].starts_with(reason), "{stage}: {:?}", waits());
    }
    let paper = json!({ "kind": "judgment", "number": "判1", "title": "判决书", "case_id": case, "issued_at": "2023-01-01T00:00:00+08:00" });
    let judgment = team.officer.post("/api/v1/documents", &paper).created();
    assert_eq!(waits(), ["judged case_officer 高新公安分局"]);
    let loan = app.lend(&team, &case, &codes);
    let id = text(&rows(&team.officer.get(&format!("/api/v1/stays?case_id={case}")).ok())[0], "item_id").to_owned();
    let lent = team.officer.get(&format!("/api/v1/stays?item_id={id}")).ok();
    let row = &rows(&lent)[0];
    assert_eq!(
        (text(row, "reason"), text(row, "person_name")),
        ("on_loan", text(&team.officer.get(&format!("/api/v1/users/{}", team.officer.id())).ok(), "name"))
    );
    assert!(row["due_at"].is_string(), "{row}");
    let back = team.bring_back(&case, &loan, &codes);
    let line = json!({ "item": codes[0], "outcome": "returned", "condition": "short", "reason": "缺件" });
    execute(&staff.custodian, &back, &[line]).ok();
    assert!(waits()[0].starts_with("discrepancy centre_head "), "{:?}", waits());
    let open = text(&rows(&staff.head.get("/api/v1/discrepancies?open=true").ok())[0], "id").to_owned();
    staff
        .head
        .decide("discrepancies", &open, &json!({ "resolution": "found", "opinion": "已找到", "place": "O-1" }))
        .ok();
    let mut out = request("outbound", &case, &codes);
    out["document_id"] = judgment.into();
    for (name, value) in
        [("disposition", "return_to_party"), ("receiver_name", "李强"), ("receiver_document_no", "E12345678")]
    {
        out[name] = value.into();
    }
    let out = team.submit(&out);
    let row = team.officer.get(&format!("/api/v1/stays?item_id={id}")).ok();
    assert_eq!((text(&rows(&row)[0], "reason"), text(&rows(&row)[0], "request_id")), ("outbound", out.as_str()));
    assert_eq!(StayReason::ALL.len(), 10, "every reason was seen");
}

#[test]
fn the_sums_are_those_of_the_list_and_nobody_sees_beyond_their_reach() {
    let app = TestApp::new("stays-sums");
    let (team, other, supervisor) = (app.team(0), app.team(1), app.person("supervisor"));
    let (case, codes) = app.in_custody(&team, &goods::many(3));
    app.lend(&team, &case, &codes[..1]);
    app.in_custody(&other, &goods::many(2));
    app.wait(90 * DAY);
    let sums = |person: &Person<'_>, query: &str| {
        let report = person.get(&format!("/api/v1/reports/stays?{query}")).ok();
        report["rows"].as_array().unwrap().clone()
    };
    let mut all = 0;
    for row in sums(&supervisor, "") {
        let query = format!("reason={}&agency_id={}", text(&row, "reason"), text(&row, "agency_id"));
        assert_eq!(told(&supervisor, &query).len(), usize::try_from(row["items"].as_i64().unwrap()).unwrap(), "{row}");
        assert_eq!(
            told(&supervisor, &format!("{query}&late=true")).len(),
            usize::try_from(row["late_items"].as_i64().unwrap()).unwrap(),
            "{row}"
        );
        all += row["items"].as_i64().unwrap();
    }
    assert_eq!((all, told(&supervisor, "").len()), (5, 5));
    assert_eq!((told(&team.officer, "").len(), told(&other.officer, "").len()), (3, 2));
    assert_eq!(sums(&other.officer, &format!("case_id={case}")), Vec::<Value>::new());
    assert_eq!(told(&supervisor, "late=true").len() + told(&supervisor, "late=false").len(), 5);
    let loan = text(&rows(&team.officer.get("/api/v1/loans?open=true").ok())[0], "request_id").to_owned();
    let back = team.bring_back(&case, &loan, &codes[..1]);
    let line =
        json!({ "item": codes[0], "outcome": "returned", "condition": "damaged", "reason": "破裂", "place": "O-1" });
    execute(&app.staff().custodian, &back, &[line]).ok();
    let disputed = told(&team.officer, "reason=discrepancy");
    assert_eq!(
        (disputed.len(), disputed[0].starts_with("discrepancy centre_head ")),
        (1, true),
        "damaged goods wait for the centre: {disputed:?}"
    );
    let first = supervisor.get("/api/v1/stays?limit=2").ok();
    let next = supervisor.get(&format!("/api/v1/stays?limit=500&cursor={}", text(&first, "next"))).ok();
    assert_eq!(rows(&first).len() + rows(&next).len(), 5);
}
