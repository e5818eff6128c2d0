//! How papers are headed, numbered and copied, as the system administrator says.

use serde_json::{Value, json};

use crate::support::pdf::pages_of;
use crate::support::{Answer, Person, TestApp, goods};
use crate::text;

const SETTINGS: &str = "/api/v1/paper-settings";

fn set(person: &Person<'_>, version: i64, settings: &Value) -> Answer {
    person.prepare("PUT", SETTINGS).version(version).json(settings).send()
}

#[test]
fn papers_are_headed_numbered_and_copied_as_the_administrator_says() {
    let app = TestApp::new("paper-settings");
    let (team, admin) = (app.team(0), app.person("system-admin"));
    let before = admin.get(SETTINGS).ok();
    assert_eq!(
        (&before["version"], &before["settings"]["number_pattern"]),
        (&json!(0), &json!("{unit}〔{year}〕{sequence}号"))
    );
    let settings = json!({ "letterhead": "高新区涉案财物中心", "number_pattern": "{unit}字〔{year}〕第{sequence}号", "copies": [{ "form": "intake_receipt", "copies": 4 }] });
    let after = set(&admin, 0, &settings).ok();
    assert_eq!(text(&after, "example"), "高新区涉案财物中心字〔2023〕第1号");
    set(&admin, 0, &settings).refused(412, "version_stale");
    let (case, _) = app.in_custody(&team, &goods::many(1));
    let rows = team.officer.get(&format!("/api/v1/requests?case_id={case}")).ok();
    let wanted = json!({ "form": "intake_receipt", "request_id": rows["rows"][0]["id"] });
    let paper = team.officer.post("/api/v1/papers", &wanted).with(201);
    assert_eq!(text(&paper, "number"), "高新区涉案财物中心字〔2023〕第1号");
    let file = team.officer.get(&format!("/api/v1/papers/{}/paper.pdf", text(&paper, "id")));
    let said = pages_of(&file.bytes).concat();
    assert!(said.contains("本单一式4份。") && said.contains("高新区涉案财物中心"), "{said}");
    set(&admin, 1, &json!({ "letterhead": null, "number_pattern": "CW-{year}-{sequence}", "copies": [] })).ok();
    let next = team.officer.post("/api/v1/papers", &wanted).with(201);
    assert_eq!((text(&next, "number"), &next["replaces_id"]), ("CW-2023-2", &paper["id"]));
}

#[test]
fn a_pattern_that_could_number_two_papers_alike_is_refused() {
    let app = TestApp::new("paper-pattern");
    let admin = app.person("system-admin");
    for pattern in [
        "{year}",
        "{year}{sequence}",
        "{year}-{sequence}-{month}",
        "{year}-{year}-{sequence}",
        "{year}-1{sequence}",
        "{unit}{year}-{sequence}",
    ] {
        let answer = set(&admin, 0, &json!({ "number_pattern": pattern }));
        assert_eq!(answer.fields(), [("/number_pattern", "paper_pattern")], "{pattern}");
    }
    let many = set(
        &admin,
        0,
        &json!({ "number_pattern": "{year}-{sequence}", "copies": [{ "form": "seizure_list", "copies": 10 }] }),
    );
    assert_eq!(many.fields(), [("/copies/0/copies", "number_out_of_range")]);
    set(&app.team(0).officer, 0, &json!({ "number_pattern": "{year}-{sequence}" })).refused(403, "permission_missing");
    assert_eq!(admin.get(SETTINGS).ok()["version"], 0);
}

#[test]
fn a_pattern_that_meets_a_former_number_says_so_and_accuses_nobody() {
    let app = TestApp::new("paper-number-taken");
    let (team, admin) = (app.team(0), app.person("system-admin"));
    let issue = || {
        let (case, _) = app.in_custody(&team, &goods::many(1));
        let rows = team.officer.get(&format!("/api/v1/requests?case_id={case}")).ok();
        let wanted = json!({ "form": "intake_receipt", "request_id": rows["rows"][0]["id"] });
        team.officer.post("/api/v1/papers", &wanted)
    };
    set(&admin, 0, &json!({ "number_pattern": "{year}-A-2-{sequence}" })).ok();
    assert_eq!(text(&issue().with(201), "number"), "2023-A-2-1");
    set(&admin, 1, &json!({ "number_pattern": "{year}-A-{sequence}-1" })).ok();
    issue().refused(409, "paper_number_taken");
    set(&admin, 2, &json!({ "number_pattern": "{year}-B-{sequence}" })).ok();
    assert_eq!(text(&issue().with(201), "number"), "2023-B-2", "and no number was lost");
    assert_eq!(app.person("auditor").get("/api/v1/audit/findings?open=true").ok()["rows"], json!([]));
}

#[test]
fn a_number_and_the_name_of_its_unit_are_printed_whole_however_long() {
    let app = TestApp::new("paper-long-number");
    let (team, admin) = (app.team(0), app.person("system-admin"));
    let unit =
        "某市公安局经济技术开发区分局涉案财物集中统一保管与监督管理服务中心保管一部".to_owned() + "第四工作区二号库";
    set(&admin, 0, &json!({ "letterhead": unit, "number_pattern": "{unit}字〔{year}〕第{sequence}号" })).ok();
    let (case, _) = app.in_custody(&team, &goods::many(40));
    let rows = team.officer.get(&format!("/api/v1/requests?case_id={case}")).ok();
    let wanted = json!({ "form": "intake_receipt", "request_id": rows["rows"][0]["id"] });
    let paper = team.officer.post("/api/v1/papers", &wanted).with(201);
    let file = team.officer.get(&format!("/api/v1/papers/{}/paper.pdf", text(&paper, "id")));
    let pages = pages_of(&file.bytes);
    assert!(pages.len() > 1);
    for page in pages {
        assert!(page.replace('\n', "").contains(text(&paper, "number")), "{page}");
    }
}

#[test]
fn a_form_is_given_one_number_of_copies() {
    let app = TestApp::new("paper-copies");
    let copies = json!([{ "form": "seizure_list", "copies": 2 }, { "form": "seizure_list", "copies": 3 }]);
    let answer =
        set(&app.person("system-admin"), 0, &json!({ "number_pattern": "{year}-{sequence}", "copies": copies }));
    assert_eq!(answer.fields(), [("/copies/1/form", "list_repeats")]);
}
