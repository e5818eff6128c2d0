//! What those who watch see: pages, figures and the rows behind them, the log, its proofs and its verification.

use custody::operations::checkpoints;
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};

use crate::support::{Person, Town, goods, request};
use crate::text;

/// A town with goods in custody, on loan, registered only, and at two agencies.
fn town(name: &str) -> (Town, Vec<String>) {
    let town = Town::new(name);
    let goods = [goods::ordinary("手提包"), goods::phone("手机", "SN-77"), goods::gold(), goods::unclassified()];
    let team = town.team(0);
    let (case, codes) = town.in_custody(&team, &goods);
    let mut loan = request("loan", &case, &codes[..1]);
    let term =
        json!({ "purpose": "inspection", "starts_at": "2023-01-02T00:00:00Z", "due_at": "2023-01-09T00:00:00Z" });
    loan.as_object_mut().unwrap().extend(term.as_object().unwrap().clone());
    let id = team.approved(&loan);
    let lines = json!({ "lines": [{ "item": codes[0], "outcome": "lent" }] });
    town.desk().custodian.post(&format!("/api/v1/requests/{id}/execution"), &lines).ok();
    town.in_custody(&town.team(1), &goods::many(3));
    let other = town.team(2);
    other.seize(&other.case(), &goods::many(2));
    drop(team);
    drop(other);
    (town, codes)
}

fn rows(page: &Value) -> &Vec<Value> {
    page["rows"].as_array().unwrap()
}

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
fn the_program_gives_its_pages_with_a_nonce_of_their_own_and_leaves_the_api_alone() {
    let town = Town::new("pages");
    let page = |path: &str| town.centre.prepare("GET", path).header("accept", "text/html").send();
    let (first, second) = (page("/"), page("/items/one"));
    for answer in [&first, &second] {
        assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), "no-store");
        let policy = answer.header("content-security-policy");
        let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
        let text = String::from_utf8_lossy(&answer.bytes);
        assert!(text.contains(nonce) && !text.contains("__NONCE__"), "{policy}\n{text}");
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    assert_ne!(first.header("content-security-policy"), second.header("content-security-policy"));
    page("/api/v1/nothing").refused(404, "not_found");
    page("/assets/gone.js").refused(404, "not_found");
    town.centre.prepare("GET", "/items").header("accept", "application/json").send().refused(404, "not_found");
    town.centre.prepare("POST", "/items").send().refused(404, "not_found");
    assert_eq!(page("/api/docs/").status, 200);
}

#[test]
fn every_figure_of_the_stock_counts_the_rows_of_its_own_list() {
    let (town, _) = town("stock");
    let supervisor = town.person("supervisor");
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
    town.team(0).officer.get("/api/v1/reports/stock").refused(403, "permission_missing");
}

#[test]
fn a_place_lists_what_lies_anywhere_in_it() {
    let (town, codes) = town("within");
    let admin = town.one(custody::model::role::Role::SystemAdmin);
    let bin = |parent: &str| json!({ "code": "O-1-7", "name": "格", "kind": "bin", "storage_class": "antimagnetic_cabinet", "parent_id": parent });
    let places = admin.get("/api/v1/places?limit=500").ok();
    let room = rows(&places).iter().find(|place| place["code"] == "M-1").map(|place| text(place, "id")).unwrap();
    let bin = admin.post("/api/v1/places", &bin(room)).created();
    let moves = json!({ "moves": [{ "item": codes[1], "place": "O-1-7" }] });
    let done = town.desk().custodian.post("/api/v1/moves", &moves).ok();
    assert_eq!(done["results"][0]["done"], true, "{done}");
    let supervisor = town.person("supervisor");
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
    let (town, _) = town("report");
    let head = &town.desk().head;
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
    town.person("auditor").get("/api/v1/reports/2023").refused(403, "permission_missing");
}

#[test]
fn the_auditor_finds_entries_by_what_who_and_when() {
    let (town, codes) = town("entries");
    let auditor = town.person("auditor");
    let list = |query: &str| auditor.get(&format!("/api/v1/audit/entries?{query}")).ok();
    let of_item = list(&format!("item={}", codes[0]));
    let actions: Vec<_> = rows(&of_item).iter().map(|entry| text(entry, "action")).collect();
    assert_eq!(actions, ["ItemLent", "ItemReceived", "ItemSubmitted", "ItemRegistered"]);
    let lent = &rows(&of_item)[0];
    assert_eq!((text(lent, "actor_name"), text(lent, "item_name")), ("保管甲", "手提包"));
    assert_eq!(rows(&list("action=ItemLent")).len(), 1);
    let officer = town.team(2).officer.id();
    let by_officer = list(&format!("actor_id={officer}&action=ItemRegistered"));
    assert_eq!(rows(&by_officer).len(), 2);
    assert_eq!(rows(&list("item=1111111111111111")).len(), 0);
    let later = text(lent, "at").to_owned();
    assert_eq!(rows(&list("from=2030-01-01T00:00:00Z")).len(), 0);
    assert_eq!(rows(&list("before=2022-01-01T00:00:00Z")).len(), 0);
    assert!(!rows(&list(&format!("from={later}"))).is_empty());

    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = list(&format!("limit=7{cursor}"));
        seen.extend(rows(&page).iter().map(|entry| entry["seq"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    let expected: Vec<i64> = (0..i64::try_from(seen.len()).unwrap()).rev().collect();
    assert_eq!(seen, expected, "every entry once, newest first");
    town.team(0).officer.get("/api/v1/audit/entries").refused(403, "permission_missing");
}

#[test]
fn an_entry_comes_with_its_bytes_and_a_proof_that_anybody_can_check() {
    let (town, codes) = town("entry");
    let auditor = town.person("auditor");
    let newest = |auditor: &Person<'_>| {
        let page = auditor.get("/api/v1/audit/entries?limit=1").ok();
        rows(&page)[0]["seq"].as_i64().unwrap()
    };
    auditor.token();
    checkpoints::sign(&town.centre.database, &town.centre.keys.log).unwrap();

    let of_item = auditor.get(&format!("/api/v1/audit/entries?item={}", codes[0])).ok();
    let seq = rows(&of_item)[0]["seq"].as_i64().unwrap();
    let entry = auditor.get(&format!("/api/v1/audit/entries/{seq}")).ok();
    let leaf = custody::audit::leaf_hash(text(&entry, "leaf").as_bytes());
    assert_eq!(text(&entry, "leaf_hash"), custody::audit::hash::to_hex(&leaf));
    let payload = custody::audit::sha256(text(&entry, "payload").as_bytes());
    assert!(text(&entry, "leaf").contains(&custody::audit::hash::to_hex(&payload)));
    let proof: custody::audit::InclusionProof = serde_json::from_value(entry["proof"].clone()).unwrap();
    let note = auditor.get("/api/v1/audit/checkpoint");
    assert!(note.header("content-type").starts_with("text/plain"));
    let note = String::from_utf8(note.bytes).unwrap();
    assert_eq!(note, text(&entry["checkpoint"], "note"));
    let key = town.centre.keys.log.verifier();
    let signed = custody::audit::checkpoint::open(&note, key, town.centre.database.origin()).unwrap();
    assert!(proof.shows(&signed.root, &leaf), "the leaf is under the signed root");
    auditor.get(&format!("/api/v1/audit/entries/{}", newest(&auditor) + 1)).refused(404, "not_found");

    auditor.session();
    let unsigned = auditor.get(&format!("/api/v1/audit/entries/{}", newest(&auditor))).ok();
    assert!(unsigned["proof"].is_null() && !unsigned["checkpoint"].is_null(), "{unsigned}");
    checkpoints::sign(&town.centre.database, &town.centre.keys.log).unwrap();
    let list = auditor.get("/api/v1/audit/checkpoints").ok();
    let sizes: Vec<_> = rows(&list).iter().map(|row| row["size"].as_u64().unwrap()).collect();
    assert_eq!(sizes[1], signed.size, "newest first: {sizes:?}");
    let path = format!("/api/v1/audit/proofs/consistency?from={}&to={}", sizes[1], sizes[0]);
    let proof: custody::audit::ConsistencyProof = serde_json::from_value(auditor.get(&path).ok()).unwrap();
    let later = custody::audit::checkpoint::open(text(&rows(&list)[0], "note"), key, town.centre.database.origin());
    assert!(proof.shows(&signed.root, &later.unwrap().root), "the first log is the beginning of the second");
    let path = format!("/api/v1/audit/proofs/consistency?from=9&to={}", sizes[0] + 1_000);
    assert_eq!(auditor.get(&path).fields(), [("/to", "number_out_of_range")]);
}

#[test]
fn the_log_confirms_an_item_until_somebody_changes_its_row() {
    let (town, codes) = town("confirmed");
    let officer = town.team(0).officer;
    let id = text(&officer.get(&format!("/api/v1/scan/{}", codes[1])).ok()["item"], "id").to_owned();
    let proof = |person: &Person<'_>| person.get(&format!("/api/v1/items/{id}/proof"));
    officer.token();
    checkpoints::sign(&town.centre.database, &town.centre.keys.log).unwrap();
    let moves = json!({ "moves": [{ "item": codes[1], "place": "M-2" }] });
    let place = json!({ "code": "M-2", "name": "防磁柜二", "kind": "room", "storage_class": "antimagnetic_cabinet" });
    town.one(custody::model::role::Role::SystemAdmin).post("/api/v1/places", &place).with(201);
    town.desk().custodian.post("/api/v1/moves", &moves).ok();
    let unsigned = proof(&officer).ok();
    let standing = |number: usize| text(&unsigned["events"][number], "standing");
    assert_eq!((&unsigned["confirmed"], standing(2), standing(3)), (&json!(true), "confirmed", "unsigned"));
    checkpoints::sign(&town.centre.database, &town.centre.keys.log).unwrap();
    let confirmed = proof(&officer).ok();
    let events = confirmed["events"].as_array().unwrap();
    assert_eq!(events.len(), 4);
    assert!(events.iter().all(|event| event["standing"] == "confirmed" && event["problem"].is_null()), "{confirmed}");
    assert!(confirmed["row_problem"].is_null());
    proof(&town.team(1).officer).refused(404, "not_found");

    town.centre.tampered();
    tamper(&town, &format!("UPDATE items SET name = '另一部手机' WHERE code = '{}'", codes[1]));
    let found = proof(&officer).ok();
    assert_eq!((&found["confirmed"], &found["row_problem"]), (&json!(false), &json!("columns_differ")));
}

#[test]
fn a_verification_runs_beside_the_calls_and_its_result_stays() {
    let (town, codes) = town("verification");
    let auditor = town.person("auditor");
    let wait = |id: &str| loop {
        let run = auditor.get(&format!("/api/v1/audit/verifications/{id}")).ok();
        if run["status"] != "running" {
            return run;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    let key = uuid::Uuid::new_v4().to_string();
    let start = || auditor.prepare("POST", "/api/v1/audit/verifications").header("idempotency-key", &key).send();
    let id = start().created();
    let run = wait(&id);
    assert_eq!((text(&run, "status"), &run["result"]["clean"]), ("finished", &json!(true)), "{run}");
    assert_eq!(run["done"], run["total"]);
    assert_eq!(start().created(), id, "the same key starts nothing new");
    let list = auditor.get("/api/v1/audit/verifications").ok();
    assert_eq!((list.as_array().unwrap().len(), text(&list[0], "id")), (1, id.as_str()));
    let started = auditor.get("/api/v1/audit/entries?action=VerificationStarted").ok();
    assert_eq!(rows(&started).len(), 1, "who asked for it is in the log");

    town.centre.tampered();
    tamper(&town, &format!("UPDATE items SET pieces = 9 WHERE code = '{}'", codes[2]));
    let run = wait(&auditor.post("/api/v1/audit/verifications", &json!({})).created());
    assert_eq!(run["result"]["clean"], false);
    assert_eq!(run["result"]["findings"][0]["item"], json!(codes[2]));
    let list = auditor.get("/api/v1/audit/verifications").ok();
    let told: Vec<_> = list.as_array().unwrap().iter().map(|run| &run["result"]["clean"]).collect();
    assert!(told.len() == 2 && told.contains(&&json!(true)) && told.contains(&&json!(false)), "{list}");
    assert!(list.as_array().unwrap().iter().all(|run| run["result"]["findings"] == json!([])), "{list}");
    town.team(0).officer.post("/api/v1/audit/verifications", &json!({})).refused(403, "permission_missing");
}

#[test]
fn what_waits_for_each_person_is_what_the_named_list_shows() {
    let (town, codes) = town("work");
    let team = town.team(0);
    let case = team.case();
    let goods = team.seize(&case, &goods::many(4));
    team.officer.post("/api/v1/requests", &request("intake", &case, &goods[..1])).created();
    team.submit(&request("intake", &case, &goods[1..2]));
    team.approved(&request("intake", &case, &goods[2..3]));
    let back = team.submit(&request("intake", &case, &goods[3..]));
    let returned = json!({ "decision": "return_for_correction", "opinion": "补充特征" });
    team.head.post(&format!("/api/v1/requests/{back}/approval"), &returned).ok();
    let loan = rows(&team.officer.get("/api/v1/loans?open=true").ok())[0].clone();
    let ask = json!({ "due_at": "2023-02-01T00:00:00Z", "reason": "仍需鉴定" });
    team.officer.post(&format!("/api/v1/requests/{}/extensions", text(&loan, "request_id")), &ask).with(201);
    assert_eq!(text(&loan, "code"), codes[0]);
    town.centre.wait(7 * 24 * 3_600 * 1_000_000);

    let work = |person: &Person<'_>| {
        let work = person.get("/api/v1/work").ok();
        for row in work.as_array().unwrap() {
            let path = format!("/api/v1/{}?total=true&{}", text(row, "list"), text(row, "query"));
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
    assert_eq!(work(&town.team(1).head)("approvals"), Some(0), "another agency's requests are not theirs");
    let desk = town.desk();
    let custodian = work(&desk.custodian);
    assert_eq!((custodian("intakes"), custodian("unclassified"), custodian("approvals")), (Some(1), Some(1), None));
    assert_eq!((custodian("loans_due"), custodian("loans_overdue")), (Some(1), Some(0)), "of all borrowers");
    assert_eq!(work(&desk.head)("refusals"), Some(0));
    town.centre.wait(2 * 24 * 3_600 * 1_000_000);
    for person in [&team.head, &town.person("supervisor")] {
        assert_eq!(work(person)("loans_overdue"), Some(1), "{}", person.login());
    }
    assert_eq!((work(&team.officer)("loans_overdue"), work(&team.officer)("loans_due")), (Some(1), Some(0)));
    let auditor = town.person("auditor").get("/api/v1/work").ok();
    assert_eq!(auditor.as_array().unwrap().len(), 0);
}

#[test]
fn the_search_box_leads_to_what_a_number_a_code_or_words_name() {
    let (town, codes) = town("search");
    let (officer, other) = (town.team(0).officer, town.team(1).officer);
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
    let (town, _) = town("export");
    let team = town.team(0);
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
    let auditor = town.person("auditor");
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
    team.officer.get("/api/v1/items.csv?states=gone").refused(422, "field_invalid");
    team.officer.get("/api/v1/audit/entries.csv").refused(403, "permission_missing");
}

/// Changes the database behind the program's back.
fn tamper(town: &Town, sql: &str) {
    match town.centre.url() {
        custody::db::DatabaseUrl::Sqlite(path) => {
            use diesel::Connection;
            let mut conn = diesel::SqliteConnection::establish(&path.to_string_lossy()).unwrap();
            conn.batch_execute(sql).unwrap();
        }
        custody::db::DatabaseUrl::Postgres(url) => {
            use diesel::Connection;
            diesel::PgConnection::establish(url).unwrap().batch_execute(sql).unwrap();
        }
    }
}
