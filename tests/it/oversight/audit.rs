//! The log as the auditor reads it, its proofs, and its verification.

use custody::operations::ledger::checkpoints;
use diesel::connection::SimpleConnection;
use serde_json::json;

use super::{busy_centre, rows};
use crate::support::{Person, TestApp};
use crate::text;

#[test]
fn the_auditor_finds_entries_by_what_who_and_when() {
    let (app, codes) = busy_centre("entries");
    let auditor = app.person("auditor");
    let list = |query: &str| auditor.get(&format!("/api/v1/audit/entries?{query}")).ok();
    let of_item = list(&format!("item={}", codes[0]));
    let actions: Vec<_> = rows(&of_item).iter().map(|entry| text(entry, "action")).collect();
    assert_eq!(actions, ["ItemLent", "ItemReceived", "ItemSubmitted", "ItemRegistered"]);
    let lent = &rows(&of_item)[0];
    assert_eq!((text(lent, "actor_name"), text(lent, "item_name")), ("保管甲", "手提包"));
    assert_eq!(rows(&list("action=ItemLent")).len(), 1);
    let officer = app.team(2).officer.id();
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
    app.team(0).officer.get("/api/v1/audit/entries").refused(403, "permission_missing");
}

#[test]
fn whoever_reads_the_log_is_in_it_once_for_each_session() {
    let app = TestApp::new("log-read");
    let reads = |by: &Person<'_>| rows(&by.get("/api/v1/audit/entries?action=LogRead").ok()).to_vec();
    let (auditor, supervisor) = (app.person("auditor"), app.person("supervisor"));
    assert_eq!(reads(&auditor).len(), 1, "the first look shows itself");
    auditor.get("/api/v1/audit/entries/0").ok();
    assert_eq!(reads(&auditor).len(), 1);
    supervisor.get("/api/v1/audit/entries/0").ok();
    let all = reads(&auditor);
    let by: Vec<_> = all.iter().map(|entry| text(entry, "actor_id").to_owned()).collect();
    assert_eq!(by, [supervisor.id(), auditor.id()]);
    assert_eq!(reads(&app.person("auditor")).len(), 3, "another session of the same person");
}

#[test]
fn an_entry_comes_with_its_bytes_and_a_proof_that_anybody_can_check() {
    let (app, codes) = busy_centre("entry");
    let auditor = app.person("auditor");
    let newest = |auditor: &Person<'_>| {
        let page = auditor.get("/api/v1/audit/entries?limit=1").ok();
        rows(&page)[0]["seq"].as_i64().unwrap()
    };
    auditor.token();
    checkpoints::sign(&app.database, &app.keys.log).unwrap();

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
    let key = app.keys.log.verifier();
    let signed = custody::audit::checkpoint::open(&note, key, app.database.origin()).unwrap();
    assert!(proof.shows(&signed.root, &leaf), "the leaf is under the signed root");
    auditor.get(&format!("/api/v1/audit/entries/{}", newest(&auditor) + 1)).refused(404, "not_found");

    auditor.session();
    let unsigned = auditor.get(&format!("/api/v1/audit/entries/{}", newest(&auditor))).ok();
    assert!(unsigned["proof"].is_null() && !unsigned["checkpoint"].is_null(), "{unsigned}");
    checkpoints::sign(&app.database, &app.keys.log).unwrap();
    let list = auditor.get("/api/v1/audit/checkpoints").ok();
    let sizes: Vec<_> = rows(&list).iter().map(|row| row["size"].as_u64().unwrap()).collect();
    assert_eq!(sizes[1], signed.size, "newest first: {sizes:?}");
    let path = format!("/api/v1/audit/proofs/consistency?from={}&to={}", sizes[1], sizes[0]);
    let proof: custody::audit::ConsistencyProof = serde_json::from_value(auditor.get(&path).ok()).unwrap();
    let later = custody::audit::checkpoint::open(text(&rows(&list)[0], "note"), key, app.database.origin());
    assert!(proof.shows(&signed.root, &later.unwrap().root), "the first log is the beginning of the second");
    let path = format!("/api/v1/audit/proofs/consistency?from=9&to={}", sizes[0] + 1_000);
    assert_eq!(auditor.get(&path).fields(), [("/to", "number_out_of_range")]);
}

#[test]
fn the_log_confirms_an_item_until_somebody_changes_its_row() {
    let (app, codes) = busy_centre("confirmed");
    let officer = app.team(0).officer;
    let id = text(&officer.get(&format!("/api/v1/scan/{}", codes[1])).ok()["item"], "id").to_owned();
    let proof = |person: &Person<'_>| person.get(&format!("/api/v1/items/{id}/proof"));
    officer.token();
    checkpoints::sign(&app.database, &app.keys.log).unwrap();
    let moves = json!({ "moves": [{ "item": codes[1], "place": "M-2" }] });
    let place = json!({ "code": "M-2", "name": "防磁柜二", "kind": "room", "storage_class": "antimagnetic_cabinet" });
    app.one(custody::model::accounts::role::Role::SystemAdmin).post("/api/v1/places", &place).with(201);
    app.staff().custodian.post("/api/v1/moves", &moves).ok();
    let unsigned = proof(&officer).ok();
    let standing = |number: usize| text(&unsigned["events"][number], "standing");
    assert_eq!((&unsigned["confirmed"], standing(2), standing(3)), (&json!(true), "confirmed", "unsigned"));
    checkpoints::sign(&app.database, &app.keys.log).unwrap();
    let confirmed = proof(&officer).ok();
    let events = confirmed["events"].as_array().unwrap();
    assert_eq!(events.len(), 4);
    assert!(events.iter().all(|event| event["standing"] == "confirmed" && event["problem"].is_null()), "{confirmed}");
    assert!(confirmed["row_problem"].is_null());
    proof(&app.team(1).officer).refused(404, "not_found");

    app.tampered();
    tamper(&app, &format!("UPDATE items SET name = '另一部手机' WHERE code = '{}'", codes[1]));
    let found = proof(&officer).ok();
    assert_eq!((&found["confirmed"], &found["row_problem"]), (&json!(false), &json!("columns_differ")));
}

#[test]
fn a_verification_runs_beside_the_calls_and_its_result_stays() {
    let (app, codes) = busy_centre("verification");
    let auditor = app.person("auditor");
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

    app.tampered();
    tamper(&app, &format!("UPDATE items SET pieces = 9 WHERE code = '{}'", codes[2]));
    let run = wait(&auditor.post("/api/v1/audit/verifications", &json!({})).created());
    assert_eq!(run["result"]["clean"], false);
    assert_eq!(run["result"]["findings"][0]["item"], json!(codes[2]));
    let list = auditor.get("/api/v1/audit/verifications").ok();
    let told: Vec<_> = list.as_array().unwrap().iter().map(|run| &run["result"]["clean"]).collect();
    assert!(told.len() == 2 && told.contains(&&json!(true)) && told.contains(&&json!(false)), "{list}");
    assert!(list.as_array().unwrap().iter().all(|run| run["result"]["findings"] == json!([])), "{list}");
    app.team(0).officer.post("/api/v1/audit/verifications", &json!({})).refused(403, "permission_missing");
}

/// Changes the database behind the program's back.
fn tamper(app: &TestApp, sql: &str) {
    match app.url() {
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
