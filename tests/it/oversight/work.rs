//! What waits for whom, the search box, and lists that leave as spreadsheets.

use custody::model::time::MINUTE;
use serde_json::{Value, json};

use super::{busy_centre, rows};
use crate::support::{Person, TestApp, goods, request, xlsx};
use crate::text;

#[test]
fn what_waits_for_each_person_is_what_the_named_list_shows() {
    let (app, codes) = busy_centre("work");
    let team = app.team(0);
    let case = team.case();
    let goods = team.seize(&case, &goods::many(4));
    team.officer.post("/api/v1/requests", &request("intake", &case, &goods[..1])).created();
    team.submit(&request("intake", &case, &goods[1..2]));
    team.approved(&request("intake", &case, &goods[2..3]));
    let back = team.submit(&request("intake", &case, &goods[3..]));
    let returned = json!({ "decision": "return_for_correction", "opinion": "补充特征" });
    team.head.step(&back, "approval", &returned).ok();
    let loan = rows(&team.officer.get("/api/v1/loans?open=true").ok())[0].clone();
    let ask = json!({ "due_at": "2023-02-01T00:00:00Z", "reason": "仍需鉴定" });
    team.officer.post(&format!("/api/v1/requests/{}/extensions", text(&loan, "request_id")), &ask).with(201);
    assert_eq!(text(&loan, "code"), codes[0]);
    app.wait(7 * 24 * 3_600 * 1_000_000);

    let work = |person: &Person<'_>| {
        let work = person.get("/api/v1/work").ok();
        for row in work.as_array().unwrap() {
            let path = format!("/api/v1/{}?total=true&{}", text(row, "list").replace('_', "-"), text(row, "query"));
            assert_eq!(person.get(&path).ok()["total"], row["count"], "{} {row}", person.login());
        }
        move |name: &str| {
            let row = work.as_array().unwrap().iter().find(|row| row["name"] == name);
            row.map(|row| row["count"].as_i64().unwrap())
        }
    };
    let officer = work(&team.officer);
    assert_eq!((officer("drafts"), officer("returned"), officer("loans_due")), (Some(1), Some(1), Some(1)));
    assert_eq!((officer("loans_overdue"), officer("approvals")), (Some(0), None));
    let head = work(&team.head);
    assert_eq!((head("approvals"), head("extensions"), head("drafts")), (Some(1), Some(1), None));
    assert_eq!(work(&app.team(1).head)("approvals"), Some(0), "another agency's requests are not theirs");
    let staff = app.staff();
    let custodian = work(&staff.custodian);
    assert_eq!((custodian("intakes"), custodian("unclassified"), custodian("approvals")), (Some(1), Some(1), None));
    assert_eq!((custodian("loans_due"), custodian("loans_overdue")), (Some(1), Some(0)), "of all borrowers");
    assert_eq!(work(&staff.head)("refusals"), Some(0));
    app.wait(2 * 24 * 3_600 * 1_000_000);
    for person in [&team.head, &app.person("supervisor")] {
        assert_eq!(work(person)("loans_overdue"), Some(1), "{}", person.login());
    }
    assert_eq!((work(&team.officer)("loans_overdue"), work(&team.officer)("loans_due")), (Some(1), Some(0)));
    let auditor = app.person("auditor").get("/api/v1/work").ok();
    assert_eq!(auditor.as_array().unwrap().len(), 0);
}

#[test]
fn the_search_box_leads_to_what_a_number_a_code_or_words_name() {
    let (app, codes) = busy_centre("search");
    let (officer, other) = (app.team(0).officer, app.team(1).officer);
    let search = |person: &Person<'_>, q: &str| {
        let q: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
        person.get(&format!("/api/v1/search?q={q}")).ok()
    };
    let hits = |answer: &Value| -> Vec<(String, String)> {
        let pair = |hit: &Value| (text(hit, "kind").to_owned(), text(hit, "id").to_owned());
        answer.as_array().unwrap().iter().map(pair).collect()
    };
    let item = text(&officer.get(&format!("/api/v1/scan/{}", codes[1])).ok()["item"], "id").to_owned();
    let by_code = search(&officer, &codes[1].to_lowercase());
    assert_eq!(hits(&by_code), [("item".to_owned(), item.clone())], "{by_code}");
    assert!(hits(&search(&other, &codes[1])).is_empty(), "another agency's item is not there");
    for words in ["手机", "sn-77"] {
        assert!(hits(&search(&officer, words)).contains(&("item".to_owned(), item.clone())), "{words}");
        assert!(hits(&search(&other, words)).is_empty(), "{words}");
    }
    let request = rows(&officer.get("/api/v1/requests?kind=loan").ok())[0].clone();
    for number in [text(&request, "number"), "dy-2023"] {
        let found = search(&officer, number);
        assert_eq!(hits(&found)[0], ("request".to_owned(), text(&request, "id").to_owned()), "{found}");
        assert!(hits(&search(&other, number)).is_empty(), "{number}");
    }
    let case_no = text(&request, "case_no");
    for start in [case_no, &case_no[..12]] {
        let found = hits(&search(&officer, start));
        assert!(found.contains(&("case".to_owned(), text(&request, "case_id").to_owned())), "{start}: {found:?}");
    }
    let lists = officer.get(&format!("/api/v1/seizure-lists?case_id={}", text(&request, "case_id"))).ok();
    let list = &rows(&lists)[0];
    let found = search(&officer, text(list, "list_no"));
    let hit = &found.as_array().unwrap()[0];
    assert_eq!((text(hit, "kind"), text(hit, "id")), ("seizure_list", text(list, "id")), "{found}");
    assert_eq!(hit["case_id"], request["case_id"]);
    assert!(hits(&search(&officer, "%")).is_empty(), "a sign stands for itself");
    assert!(hits(&search(&officer, "  ")).is_empty());
    let kinds: Vec<_> = hits(&search(&officer, "盗窃")).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["case", "item", "item", "item", "item"], "by a part of the case's name, the case first");
}

#[test]
fn a_whole_list_leaves_as_a_spreadsheet_and_is_recorded() {
    let (app, _) = busy_centre("export");
    let team = app.team(0);
    let case = team.case();
    team.seize(&case, &[goods::ordinary("=HYPERLINK(1)"), goods::ordinary("包,\"大\"")]);
    let csv = |person: &Person<'_>, path: &str| {
        let answer = person.prepare("GET", path).header("accept-language", "zh-CN").send();
        assert_eq!(answer.status, 200, "{}", answer.call);
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        assert!(answer.header("content-disposition").starts_with("attachment; filename="));
        let text = String::from_utf8(answer.bytes).unwrap();
        text.strip_prefix('\u{feff}').unwrap().trim_end().split("\r\n").map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = csv(&team.officer, "/api/v1/items.csv?category=ordinary&sort=code");
    let list = team.officer.get("/api/v1/items?category=ordinary&total=true").ok();
    assert_eq!(i64::try_from(lines.len()).unwrap() - 1, list["total"].as_i64().unwrap());
    assert!(lines[0].starts_with("标签编码,名称,类别"), "{}", lines[0]);
    assert!(lines.iter().any(|line| line.contains(",'=HYPERLINK(1),普通,")), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("\"包,\"\"大\"\"\"")), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("纸箱")), "another agency's goods are not in it");
    for (path, start) in [
        ("/api/v1/requests.csv", "申请编号,申请类型"),
        ("/api/v1/loans.csv?open=true", "调用申请编号,标签编码"),
        ("/api/v1/movements.csv", "日志序号,时间"),
    ] {
        let lines = csv(&team.officer, path);
        assert!(lines.len() > 1 && lines[0].starts_with(start), "{path}: {lines:?}");
    }
    let auditor = app.person("auditor");
    let entries = csv(&auditor, "/api/v1/audit/entries.csv?action=ListExported");
    assert_eq!(entries.len(), 1 + 4, "each export left an entry: {entries:?}");
    assert!(entries[1].contains("清单导出"), "{}", entries[1]);
    let newest = auditor.get("/api/v1/audit/entries?action=ListExported&limit=5").ok();
    let first = auditor.get(&format!("/api/v1/audit/entries/{}", rows(&newest)[4]["seq"])).ok();
    let payload: Value = serde_json::from_str(text(&first, "payload")).unwrap();
    let expected =
        json!({ "list": "items", "format": "csv", "filter": "category=ordinary&sort=code", "rows": lines.len() - 1 });
    assert_eq!(payload["details"], expected);

    let book = team.officer.get("/api/v1/items.xlsx");
    assert_eq!((book.status, book.header("content-encoding")), (200, "identity"));
    assert!(book.bytes.starts_with(b"PK\x03\x04"));
    team.officer.get("/api/v1/items.pdf").refused(404, "not_found");
    team.officer.get("/api/v1/items.csv?states=gone").refused(422, "word_unknown");
    // A file has no pages.
    for list in ["items", "requests", "loans", "movements"] {
        app.wait(MINUTE);
        for page in ["limit=0", "limit=5", "cursor=abc", "total=true"] {
            let answer = team.officer.get(&format!("/api/v1/{list}.csv?{page}"));
            let name = page.split('=').next().unwrap();
            assert_eq!(answer.fields(), [(format!("/{name}").as_str(), "field_unknown")], "{list} {page}");
        }
    }
    team.officer.get("/api/v1/audit/entries.csv").refused(403, "permission_missing");
}

#[test]
fn a_workbook_shows_texts_as_they_are_and_codes_as_text() {
    let app = TestApp::new("workbook");
    let team = app.team(0);
    let odd = ["-20℃", "=1+1", "+86 315", "@王伟", "'引号'", "a<b>&\"c\""];
    let goods: Vec<Value> = odd
        .iter()
        .map(|name| json!({ "name": name, "category": "ordinary", "serial_no": "000123", "features": name }))
        .collect();
    app.in_custody(&team, &goods);
    let export = |path: &str| team.officer.prepare("GET", path).header("accept-language", "zh-CN").send().bytes;
    let shown = xlsx::rows(&export("/api/v1/items.xlsx?sort=code"));
    let column = |title: &str| shown[0].iter().position(|cell| cell.text == title).unwrap();
    let of = |title: &str| -> Vec<(&str, &str)> {
        let at = column(title);
        shown[1..].iter().map(|row| (row[at].text.as_str(), row[at].format.as_str())).collect()
    };
    for title in ["名称", "特征"] {
        let texts: Vec<&str> = of(title).into_iter().map(|(text, _)| text).collect();
        assert_eq!(texts, odd);
    }
    assert_eq!(of("名称")[0].1, "@", "a text that begins like a formula stays text when it is edited");
    assert_eq!(of("序列号"), [("000123", "@"); 6]);
    for title in ["标签编码", "案件编号", "存放位置"] {
        assert!(of(title).iter().all(|(text, format)| !text.is_empty() && *format == "@"), "{title}: {shown:?}");
    }
    let csv = String::from_utf8(export("/api/v1/items.csv?sort=code")).unwrap();
    assert!(csv.contains("'-20℃") && csv.contains("'=1+1"), "CSV keeps its guard: {csv}");
}
