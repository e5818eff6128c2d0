//! The tables that are filed each week, as those who watch over the centre get them.

use custody::model::accounts::secrecy::SecrecyLevel;
use custody::model::time::{DAY, HOUR};
use serde_json::{Value, json};

use super::rows;
use crate::journeys::execute;
use crate::support::{Person, TestApp, goods, pdf, xlsx};
use crate::text;

/// A time in the week that the tests begin in, whose last day is the first of January, and in the one after it.
const FIRST_WEEK: &str = "2023-01-01T12:00:00%2B08:00";
const NEXT_WEEK: &str = "2023-01-02T00:00:00%2B08:00";

#[track_caller]
fn weekly(person: &Person<'_>, table: &str, week: &str) -> Value {
    person.get(&format!("/api/v1/weekly-tables/{table}?week_of={week}")).ok()
}

/// The figures of an agency that are not 0, in the order of the columns.
fn figures(table: &Value, agency: &str) -> Vec<(String, i64)> {
    let row = table["by_agency"].as_array().unwrap().iter().find(|row| row["agency_id"] == agency).unwrap();
    let figures = table["columns"].as_array().unwrap().iter().zip(row["figures"].as_array().unwrap());
    let named = figures.map(|(column, figure)| (column.as_str().unwrap().to_owned(), figure.as_i64().unwrap()));
    named.filter(|(_, figure)| *figure != 0).collect()
}

fn expected(figures: &[(&str, i64)]) -> Vec<(String, i64)> {
    figures.iter().map(|(column, figure)| ((*column).to_owned(), *figure)).collect()
}

#[test]
fn a_week_counts_cases_once_and_goods_by_their_pieces_and_all_there_ever_were_up_to_its_end() {
    let app = TestApp::new("weekly-goods");
    let (first, second) = (app.team(0), app.team(1));
    let (case, codes) = app.in_custody(&first, &goods::many(3));
    let loan = app.lend(&first, &case, &codes[..2]);
    app.wait(DAY);
    let back = first.bring_back(&case, &loan, &codes[..2]);
    let lines: Vec<Value> = codes[..2]
        .iter()
        .map(|code| json!({ "item": code, "outcome": "returned", "condition": "intact", "place": "O-1" }))
        .collect();
    execute(&app.staff().custodian, &back, &lines).ok();
    app.in_custody(&second, &goods::many(4));
    let supervisor = app.person("supervisor");
    let (one, other) = (first.officer.agency_id(), second.officer.agency_id());

    let table = weekly(&supervisor, "goods", FIRST_WEEK);
    assert_eq!(
        (&table["from"], &table["before"]),
        (&json!("2022-12-25T16:00:00.000000Z"), &json!("2023-01-01T16:00:00.000000Z"))
    );
    let ever = [("cases_received_ever", 1), ("goods_received_ever", 3)];
    let of_week = [("cases_received", 1), ("goods_received", 3), ("cases_lent", 1), ("goods_lent", 2)];
    assert_eq!(figures(&table, &one), expected(&[&of_week[..], &ever].concat()));
    assert_eq!(table["by_agency"].as_array().unwrap().len(), 1, "the other agency had handed nothing in: {table}");

    let table = weekly(&supervisor, "goods", NEXT_WEEK);
    assert_eq!(figures(&table, &one), expected(&[&[("cases_returned", 1), ("goods_returned", 2)][..], &ever].concat()));
    let new = [("cases_received", 1), ("goods_received", 4), ("cases_received_ever", 1), ("goods_received_ever", 4)];
    assert_eq!(figures(&table, &other), expected(&new));
    assert_eq!(table["total"], json!([1, 4, 0, 0, 0, 0, 1, 2, 2, 7, 0, 0]));
    assert_eq!(table, weekly(&supervisor, "goods", "2023-01-08T23:59:59%2B08:00"), "to the end of Sunday");
}

#[test]
fn vehicles_with_a_motor_are_counted_apart_from_those_without() {
    let app = TestApp::new("weekly-vehicles");
    let team = app.team(0);
    let bicycle = |name: &str| json!({ "name": name, "category": "vehicle", "attributes": { "motor": false } });
    let mut tricked = bicycle("自行车");
    tricked["features"] = "\"motor\":true".into();
    app.in_custody(&team, &[goods::car(), bicycle("三轮车"), tricked, goods::ordinary("箱子")]);
    let table = weekly(&app.person("supervisor"), "vehicles", FIRST_WEEK);
    let counted =
        [("motor_received", 1), ("other_received", 2), ("motor_received_ever", 1), ("other_received_ever", 2)];
    assert_eq!(figures(&table, &team.officer.agency_id()), expected(&counted));
}

#[track_caller]
fn overdue(person: &Person<'_>, table: &str) -> Vec<Value> {
    let sheet = person.get(&format!("/api/v1/overdue-tables/{table}")).ok();
    let shown = sheet["by_case"].as_array().unwrap();
    assert_eq!(sheet["cases"], shown.len(), "{sheet}");
    shown.clone()
}

#[test]
fn goods_kept_back_by_an_agency_are_overdue_from_the_hour_on_until_they_are_handed_in() {
    let app = TestApp::new("overdue-registered");
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    let supervisor = app.person("supervisor");
    assert!(overdue(&supervisor, "not_handed_in").is_empty(), "seized sixteen hours ago");
    app.wait(8 * HOUR);
    assert!(overdue(&supervisor, "not_handed_in").is_empty(), "the very hour is in time");
    app.wait(HOUR);
    let late = overdue(&supervisor, "not_handed_in");
    let told = |row: &Value| (text(row, "case_id").to_owned(), row["pieces"].as_i64(), row["days_overdue"].as_i64());
    assert_eq!(late.iter().map(told).collect::<Vec<_>>(), [(case.clone(), Some(2), Some(1))]);
    app.wait(DAY);
    assert_eq!(overdue(&supervisor, "not_handed_in")[0]["days_overdue"], 2);
    let intake = team.approved(&crate::support::request("intake", &case, &codes[..1]));
    execute(&app.staff().custodian, &intake, &[crate::support::accepted(&codes[0], &goods::many(1)[0])]).ok();
    assert_eq!(overdue(&supervisor, "not_handed_in")[0]["pieces"], 1, "one of the two is with the centre");
}

#[test]
fn goods_in_store_are_overdue_by_the_stage_of_their_case() {
    let app = TestApp::new("overdue-stages");
    let team = app.team(0);
    let (case, _) = app.in_custody(&team, &goods::many(3));
    let supervisor = app.person("supervisor");
    let late =
        |table: &str| overdue(&supervisor, table).iter().map(|row| row["days_overdue"].clone()).collect::<Vec<_>>();
    app.wait(60 * DAY);
    assert_eq!(late("not_transferred_by_police"), Vec::<Value>::new(), "the sixtieth day is in time");
    app.wait(DAY);
    assert_eq!(late("not_transferred_by_police"), [json!(1)]);
    let version = team.officer.get(&format!("/api/v1/cases/{case}")).ok()["version"].as_i64().unwrap();
    team.officer.patch(&format!("/api/v1/cases/{case}"), version, &json!({ "stage": "prosecution" })).ok();
    assert_eq!((late("not_transferred_by_police"), late("not_transferred_by_procuratorate")), (vec![], vec![]));
    app.wait(44 * DAY);
    assert_eq!(late("not_transferred_by_procuratorate"), Vec::<Value>::new(), "within the month and a half");
    app.wait(DAY + HOUR);
    assert_eq!(late("not_transferred_by_procuratorate"), [json!(1)]);
    let sheet = supervisor.get("/api/v1/overdue-tables/not_transferred_by_procuratorate").ok();
    assert_eq!(sheet["by_case"][0]["since"], "2023-03-02T16:00:00.000000Z", "{sheet}");
}

#[test]
fn a_case_beyond_the_clearance_of_who_asks_is_in_no_sheet() {
    let app = TestApp::new("overdue-secret");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &goods::many(2));
    app.clear(
        &[team.officer.login(), team.colleague.login(), team.head.login(), "centre-head-1"],
        SecrecyLevel::Secret,
    );
    app.wait(2 * DAY);
    let supervisor = app.person("supervisor");
    assert_eq!(overdue(&supervisor, "not_handed_in").len(), 1);
    let level = json!({ "level": "secret", "reason": "涉密案件" });
    let call = team.officer.prepare("POST", &format!("/api/v1/cases/{case}/secrecy")).once().version(1);
    call.json(&level).send().ok();
    assert!(overdue(&supervisor, "not_handed_in").is_empty());
    assert_eq!(overdue(&app.staff().head, "not_handed_in").len(), 1);
}

#[test]
fn the_workbook_has_a_sheet_for_each_table_and_each_table_is_a_paper() {
    let app = TestApp::new("filed-files");
    let team = app.team(0);
    app.in_custody(&team, &[goods::car(), goods::ordinary("箱子")]);
    team.seize(&team.case(), &goods::many(2));
    app.wait(2 * DAY);
    let supervisor = app.person("supervisor");
    let get = |path: &str| {
        let answer = supervisor.prepare("GET", path).header("accept-language", "zh-CN").send();
        assert_eq!(answer.status, 200, "{}", answer.call);
        answer.bytes
    };
    let book = get(&format!("/api/v1/filed-tables.xlsx?week_of={FIRST_WEEK}"));
    let sheets =
        ["涉案物品周统计表", "涉案车辆周统计表", "登记后未移交管理中心", "已入库保管中心公安局未移送", "检察院未移送"];
    assert_eq!(xlsx::pages(&book), sheets);
    let shown = |sheet| -> Vec<Vec<String>> {
        xlsx::rows_of(&book, sheet).into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    };
    let goods = shown(1);
    assert_eq!(goods[0][..3], ["单位名称", "案件入库", "财物入库"]);
    assert_eq!((goods.len(), goods[2][0].as_str(), goods[2][2].as_str()), (3, "合计", "2"));
    let late = shown(3);
    assert_eq!(late[0], ["序号", "案件名称", "案件编号", "财物数量", "处置权单位", "登记时间", "逾期天数"]);
    assert_eq!((late[1][1].as_str(), late[1][3].as_str()), ("王伟盗窃案", "2"));

    let pages = pdf::pages_of(&get(&format!("/api/v1/weekly-tables/goods/paper.pdf?week_of={FIRST_WEEK}")));
    for words in ["涉案物品周统计表", "2022-12-26 至 2023-01-01", "合计", "制表人", "第 1 页"] {
        assert!(pages[0].contains(words), "{words}: {}", pages[0]);
    }
    assert!(!pages[0].contains("编号：") && !pages[0].contains("未签发"), "{}", pages[0]);
    let pages = pdf::pages_of(&get("/api/v1/overdue-tables/not_handed_in/paper.pdf"));
    assert!(pages[0].contains("王伟盗窃案") && pages[0].contains("以下空白"), "{}", pages[0]);

    let entries = app.person("auditor").get("/api/v1/audit/entries?action=ListExported&limit=1").ok();
    let entry = app.person("auditor").get(&format!("/api/v1/audit/entries/{}", rows(&entries)[0]["seq"])).ok();
    assert!(entry.to_string().contains("filed-tables"), "{entry}");
}

#[test]
fn the_tables_are_for_those_who_read_reports_and_others_than_these_there_are_none() {
    let app = TestApp::new("filed-refused");
    let supervisor = app.person("supervisor");
    for path in
        ["weekly-tables/goods", "weekly-tables/goods/paper.pdf", "overdue-tables/not_handed_in", "filed-tables.xlsx"]
    {
        app.team(0).officer.get(&format!("/api/v1/{path}")).refused(403, "permission_missing");
    }
    supervisor.get("/api/v1/weekly-tables/money").refused(404, "not_found");
    supervisor.get("/api/v1/overdue-tables/everything").refused(404, "not_found");
    let wrong = supervisor.get("/api/v1/weekly-tables/goods?week_of=2023-01-01");
    assert_eq!(wrong.fields()[0].0, "/week_of");
    // Weeks to come, and such as no calendar of ours has.
    for week in [
        "2023-01-02T00:00:00%2B08:00",
        "9999-12-31T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "1900-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
    ] {
        for path in
            ["weekly-tables/goods", "weekly-tables/vehicles", "weekly-tables/goods/paper.pdf", "filed-tables.xlsx"]
        {
            let wrong = supervisor.get(&format!("/api/v1/{path}?week_of={week}"));
            assert_eq!((wrong.status, wrong.fields()[0].0), (422, "/week_of"), "{path} {week}: {}", wrong.body);
        }
    }
    supervisor.get("/api/v1/weekly-tables/goods?week_of=2023-01-01T23:59:59%2B08:00").ok();
}
