//! Renaming a person, an agency, a place or a case does not rename the past: what happened is told with the names of
//! then, and with the present ones beside them.

use std::collections::{HashMap, HashSet};

use custody::model::accounts::role::Role;
use custody::model::time::{DAY, SECOND};
use serde_json::{Value, json};

use crate::support::goods::ordinary;
use crate::support::{Person, TestApp, xlsx};
use crate::text;

/// Behind every present name, so that it is known wherever it turns up.
const NEW: &str = "·新";

/// What happened before anybody was renamed: a case with two items, one of which came back damaged from a loan.
struct Past {
    case: String,
    loan: String,
    codes: Vec<String>,
}

fn past(app: &TestApp) -> Past {
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &[ordinary("一号箱"), ordinary("二号箱")]);
    let loan = app.lend(&team, &case, &codes);
    let wish = json!({ "due_at": "2023-01-10T00:00:00Z", "reason": "鉴定未完成" });
    let extension = team.officer.post(&format!("/api/v1/requests/{loan}/extensions"), &wish).created();
    team.head.decide("extensions", &extension, &json!({ "approved": true })).ok();
    let back = team.bring_back(&case, &loan, &codes[..1]);
    let line =
        json!({ "item": codes[0], "outcome": "returned", "condition": "damaged", "place": "O-1", "reason": "破损" });
    staff.custodian.step(&back, "execution", &json!({ "lines": [line] })).ok();
    let open = staff.head.get("/api/v1/discrepancies").ok();
    let word = json!({ "resolution": "recorded", "opinion": "经核查" });
    staff.head.decide("discrepancies", text(&open["rows"][0], "id"), &word).ok();
    staff.custodian.post("/api/v1/print-batches", &json!({ "items": codes })).created();
    app.one(Role::Auditor).post("/api/v1/audit/verifications", &json!({})).created();
    Past { case, loan, codes }
}

/// Gives everybody and everything a new name; answers the names of before.
fn rename_all(app: &TestApp, case: &str) -> HashSet<String> {
    let (admin, officer) = (app.one(Role::SystemAdmin), app.team(0).officer);
    let mut old = HashSet::new();
    for kind in ["users", "agencies", "places"] {
        let list = admin.get(&format!("/api/v1/{kind}?limit=100")).ok();
        for row in list["rows"].as_array().unwrap() {
            rename(&admin, kind, text(row, "id"), &json!({ "name": format!("{}{NEW}", text(row, "name")) }));
            old.insert(text(row, "name").to_owned());
        }
    }
    let known = officer.get(&format!("/api/v1/cases/{case}")).ok();
    let (number, name) = (text(&known, "case_no"), text(&known, "name"));
    old.extend([number.to_owned(), name.to_owned()]);
    let officers: Vec<_> = known["officers"].as_array().unwrap().iter().map(|one| text(one, "user_id")).collect();
    let new = json!({ "case_no": format!("{number}{NEW}"), "name": format!("{name}{NEW}"), "cause": "盗窃", "officers": officers });
    rename(&officer, "cases", case, &new);
    old
}

#[track_caller]
fn rename(person: &Person<'_>, kind: &str, id: &str, edit: &Value) {
    let path = format!("/api/v1/{kind}/{id}");
    let version = person.get(&path).ok()["version"].as_i64().unwrap();
    person.patch(&path, version, edit).ok();
}

/// Looks through an answer about the past: how often each member has a name that is another now, by member.
fn told(value: &Value, old: &HashSet<String>, found: &mut HashMap<String, usize>) {
    match value {
        Value::Array(rows) => rows.iter().for_each(|row| told(row, old, found)),
        Value::Object(members) => {
            for (member, value) in members.iter().filter(|(member, _)| *member != "names_now") {
                // What the caller can do now is said with present names.
                if member == "refusal" {
                    continue;
                }
                let Some(name) = value.as_str() else {
                    told(value, old, found);
                    continue;
                };
                assert!(!name.contains(NEW), "{member} has a name of today: {members:?}");
                let named = ["_name", "_no"].iter().any(|end| member.ends_with(end)) || member == "name";
                if named && old.contains(name) {
                    assert_eq!(members["names_now"][member], format!("{name}{NEW}"), "{member}: {members:?}");
                    *found.entry(member.clone()).or_default() += 1;
                }
            }
        }
        _ => {}
    }
}

#[test]
fn what_happened_is_told_with_the_names_of_then_and_those_of_now_beside_them() {
    let app = TestApp::new("renamings");
    let past = past(&app);
    let watch = app.one(Role::Supervisor);
    let item = text(&watch.get(&format!("/api/v1/scan/{}", past.codes[0])).ok()["item"], "id").to_owned();
    app.wait(400 * DAY);
    let old = rename_all(&app, &past.case);
    let renamed_at = serde_json::to_value(app.clock.now()).unwrap();
    app.wait(SECOND);

    let mut found = HashMap::new();
    let mut look = |path: &str| told(&watch.get(path).ok(), &old, &mut found);
    for list in ["movements", "requests", "loans", "extensions", "discrepancies", "documents", "seizure-lists"] {
        look(&format!("/api/v1/{list}?limit=100"));
    }
    for kind in ["requests", "extensions", "discrepancies", "documents", "seizure-lists", "print-batches"] {
        let rows = watch.get(&format!("/api/v1/{kind}?limit=100")).ok()["rows"].as_array().unwrap().clone();
        assert!(!rows.is_empty(), "{kind}");
        rows.iter().for_each(|row| look(&format!("/api/v1/{kind}/{}", text(row, "id"))));
    }
    look(&format!("/api/v1/items/{item}/history"));
    look(&format!("/api/v1/requests/{}/lines", past.loan));
    look(&format!("/api/v1/requests/{}/extensions", past.loan));
    look("/api/v1/print-batches");
    look(&format!("/api/v1/audit/entries?limit=100&before={}", renamed_at.as_str().unwrap()));
    look("/api/v1/audit/entries/50");
    look("/api/v1/audit/verifications");
    look("/api/v1/reports/2023");
    let members = [
        "actor_name",
        "agency_name",
        "applicant_name",
        "asked_by_name",
        "borrower_name",
        "case_name",
        "case_no",
        "created_by_name",
        "executed_by_name",
        "from_place_name",
        "name",
        "opened_by_name",
        "printed_by_name",
        "resolved_by_name",
        "responsible_agency_name",
        "started_by_name",
        "to_borrower_name",
        "to_place_name",
        "unit_head_name",
    ];
    for member in members {
        assert!(found.contains_key(member), "nobody was told of by {member}: {found:?}");
    }
}

#[test]
fn what_is_now_and_what_happens_next_has_the_names_of_now() {
    let app = TestApp::new("renamed-now");
    let past = past(&app);
    app.wait(SECOND);
    rename_all(&app, &past.case);
    app.wait(SECOND);
    let custodian = app.staff().custodian;
    let row = custodian.get(&format!("/api/v1/scan/{}", past.codes[0])).ok()["item"].clone();
    assert_eq!((text(&row, "place_name"), text(&row, "case_name")), ("O-1·新", "王伟盗窃案·新"));
    assert_eq!(text(&row, "responsible_agency_name"), "高新公安分局·新");

    let moves = json!({ "moves": [{ "item": past.codes[0], "place": "O-2" }], "reason": "整理" });
    custodian.post("/api/v1/moves", &moves).ok();
    let events = custodian.get(&format!("/api/v1/items/{}/history", text(&row, "id"))).ok();
    let last = events.as_array().unwrap().last().unwrap();
    let moved = &last["movement"];
    assert_eq!((text(last, "actor_name"), text(moved, "actor_name")), ("保管甲·新", "保管甲·新"));
    assert_eq!((text(moved, "from_place_name"), text(moved, "to_place_name")), ("O-1·新", "O-2·新"));
    assert!(last.get("names_now").is_none() && moved.get("names_now").is_none(), "{last}");
}

#[test]
fn of_many_names_the_one_of_then_is_told() {
    let app = TestApp::new("renamed-twice");
    let team = app.team(0);
    let mut cases = Vec::new();
    for name in ["办案甲", "张三", "李四"] {
        if name != "办案甲" {
            rename(&app.one(Role::SystemAdmin), "users", &team.officer.id(), &json!({ "name": name }));
            app.wait(SECOND);
        }
        let case = team.case();
        team.seize(&case, &[ordinary("箱子")]);
        cases.push(case);
        app.wait(SECOND);
    }
    let list = |case: &str| team.officer.get(&format!("/api/v1/seizure-lists?case_id={case}")).ok()["rows"][0].clone();
    let called = |row: &Value| (text(row, "created_by_name").to_owned(), row["names_now"]["created_by_name"].clone());
    let told: Vec<_> = cases.iter().map(|case| called(&list(case))).collect();
    let expected = [("办案甲", json!("李四")), ("张三", json!("李四")), ("李四", Value::Null)];
    assert_eq!(told, expected.map(|(then, now)| (then.to_owned(), now)));

    // Whoever has the old name again is called by the one name.
    rename(&app.one(Role::SystemAdmin), "users", &team.officer.id(), &json!({ "name": "办案甲" }));
    assert_eq!(called(&list(&cases[0])), ("办案甲".to_owned(), Value::Null));
}

#[test]
fn exports_have_the_present_name_in_the_cell_of_the_one_of_then() {
    let app = TestApp::new("renamed-exports");
    let past = past(&app);
    app.wait(SECOND);
    rename_all(&app, &past.case);
    let watch = app.one(Role::Supervisor);
    let export = |list: &str, language: &str| {
        let call = watch.prepare("GET", &format!("/api/v1/{list}.csv")).header("accept-language", language).send();
        assert_eq!(call.status, 200, "{list}");
        String::from_utf8(call.bytes).unwrap()
    };
    let movements = export("movements", "zh-CN");
    assert!(movements.contains("保管甲（现名：保管甲·新）"), "{movements}");
    assert!(movements.contains("O-1,O-1（现名：O-1·新）"), "the places too: {movements}");
    assert!(export("movements", "en").contains("保管甲 (now 保管甲·新)"));
    let requests = export("requests", "zh-CN");
    for told in
        ["办案甲（现名：办案甲·新）", "王伟盗窃案（现名：王伟盗窃案·新）", "（现编号：A", "高新公安分局（现名："]
    {
        assert!(requests.contains(told), "{told}: {requests}");
    }
    assert!(export("loans", "zh-CN").contains("办案甲（现名：办案甲·新）"));
    assert!(export("audit/entries", "zh-CN").contains("保管甲（现名：保管甲·新）"));
}

#[test]
fn no_cell_of_an_export_has_a_name_that_is_another_now_without_saying_so() {
    let app = TestApp::new("renamed-cells");
    let past = past(&app);
    app.wait(SECOND);
    // The code of a place stays, and these places are named as they are coded.
    let old: HashSet<String> = rename_all(&app, &past.case).into_iter().filter(|name| !is_code(name)).collect();
    let watch = app.one(Role::Supervisor);
    let mut found = HashMap::new();
    for list in ["items", "requests", "loans", "movements", "audit/entries"] {
        let sheet = |format: &str| watch.get(&format!("/api/v1/{list}.{format}")).bytes;
        let text = sheet("csv");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_slice());
        let of_csv: Vec<String> =
            reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        let of_xlsx = xlsx::rows(&sheet("xlsx")).into_iter().flatten().map(|cell| cell.text);
        for cell in of_csv.into_iter().chain(of_xlsx) {
            for name in &old {
                assert!(cell != *name, "{list}: {name} stands alone");
                if list == "items" && cell.contains(name) {
                    assert!(cell.contains(NEW), "{list} shows what is: {cell}");
                }
                *found.entry(list).or_insert(0) += usize::from(cell == format!("{name} (now {name}{NEW})"));
            }
        }
    }
    assert!(["requests", "loans", "movements", "audit/entries"].iter().all(|list| found[list] >= 4), "{found:?}");
}

fn is_code(name: &str) -> bool {
    name.contains('-') && name.len() <= 4
}

#[test]
fn a_label_says_who_received_the_goods_by_the_name_of_then() {
    let app = TestApp::new("renamed-labels");
    let past = past(&app);
    let custodian = app.staff().custodian;
    let print = || {
        let wanted = json!({ "items": [past.codes[0]], "reason": "重打" });
        let batch = custodian.post("/api/v1/print-batches", &wanted).created();
        let lines = custodian.get(&format!("/api/v1/print-batches/{batch}/lines")).ok();
        lines["rows"][0]["texts"].clone()
    };
    let before = print().to_string();
    assert!(before.contains("保管甲"), "{before}");
    app.wait(SECOND);
    rename_all(&app, &past.case);
    let after = print().to_string();
    assert!(after.contains("\"保管甲\""), "{after}");
}

#[test]
fn what_was_renamed_is_found_by_its_former_name_and_number_too() {
    let app = TestApp::new("renamed-found");
    let past = past(&app);
    let officer = app.team(0).officer;
    let number = text(&officer.get(&format!("/api/v1/cases/{}", past.case)).ok(), "case_no").to_owned();
    app.wait(SECOND);
    rename_all(&app, &past.case);
    let encoded = |words: &str| words.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let found = |person: &Person<'_>, list: &str, words: &str| -> Vec<String> {
        let rows = person.get(&format!("/api/v1/{list}?q={}", encoded(words))).ok();
        let rows = rows["rows"].as_array().or(rows.as_array()).unwrap().clone();
        rows.iter().map(|row| text(row, "id").to_owned()).collect()
    };
    let full = format!("{number}{NEW}");
    for words in [number.as_str(), &number.to_lowercase(), &full, "王伟盗窃案", "伟盗窃", "王伟盗窃案·新"]
    {
        assert_eq!(found(&officer, "search", words).first(), Some(&past.case), "search: {words}");
        assert_eq!(found(&officer, "cases", words), [past.case.as_str()], "cases: {words}");
        let stranger = app.team(1).officer;
        assert!(found(&stranger, "search", words).is_empty() && found(&stranger, "cases", words).is_empty(), "{words}");
    }
    let admin = app.one(Role::SystemAdmin);
    app.wait(SECOND);
    rename(&admin, "users", &officer.id(), &json!({ "name": "赵六" }));
    rename(&admin, "agencies", &officer.agency_id(), &json!({ "name": "公安一分局" }));
    let place = admin.get("/api/v1/places?code=O-1").ok()["rows"][0].clone();
    rename(&admin, "places", text(&place, "id"), &json!({ "name": "主库" }));
    for (list, words, id) in [
        ("users", "办案甲·新", officer.id()),
        ("agencies", "高新公安", officer.agency_id()),
        ("places", "O-1·新", text(&place, "id").to_owned()),
    ] {
        assert!(found(&admin, list, words).contains(&id), "{list}: {words}");
    }
    assert!(found(&admin, "users", "从未有过").is_empty());
}
