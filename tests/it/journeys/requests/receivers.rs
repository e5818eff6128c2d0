//! The number of a receiver's identity document: sealed where it is kept, whole for whoever writes it, and for others for a reason.

use custody::db::Conn;
use custody::db::engine::connection::Purpose;
use custody::model::accounts::role::Role;
use serde_json::{Value, json};

use crate::journeys::{read, step};
use crate::support::sql::{columns, number, texts};
use crate::support::{Answer, Person, Team, TestApp, goods, request};
use crate::text;

const NUMBER: &str = "130203198001010012";
const SHOWN: &str = "**************0012";

/// A release to somebody with a number.
fn outbound(team: &Team<'_>, case: &str, codes: &[String], number: &str) -> Value {
    let paper = json!({ "kind": "disposition", "number": format!("发还 {}", uuid::Uuid::new_v4()), "title": "发还决定书",
        "case_id": case, "issued_at": "2022-12-31T00:00:00Z" });
    let mut out = request("outbound", case, codes);
    out["disposition"] = "return_to_party".into();
    out["document_id"] = team.officer.post("/api/v1/documents", &paper).created().into();
    out["receiver_name"] = "李强".into();
    out["receiver_document_no"] = number.into();
    out["receiver_is_officer"] = false.into();
    out
}

/// The number as somebody sees it, and whether part of it is hidden.
fn seen(person: &Person<'_>, id: &str) -> (String, bool) {
    let view = read(person, id);
    (text(&view, "receiver_document_no").to_owned(), view["receiver_document_hidden"].as_bool().unwrap())
}

fn reveal(person: &Person<'_>, id: &str, reason: &str) -> Answer {
    person.post(&format!("/api/v1/requests/{id}/receiver-document"), &json!({ "reason": reason }))
}

#[test]
fn a_number_is_whole_for_its_writer_and_for_others_for_a_reason_that_stays() {
    let app = TestApp::new("numbers");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let id = team.officer.post("/api/v1/requests", &outbound(&team, &case, &codes, NUMBER)).created();
    assert_eq!(seen(&team.officer, &id), (NUMBER.into(), false), "the writer's own draft");
    assert_eq!(seen(&team.colleague, &id), (SHOWN.into(), true), "somebody else's");
    step(&team.officer, &id, "submission", &json!({})).ok();
    let readers = [Role::CaseOfficer, Role::UnitHead, Role::Custodian, Role::CentreHead, Role::Supervisor];
    for role in readers {
        let person = app.one(role);
        assert_eq!(seen(&person, &id), (SHOWN.into(), true), "{role}");
        assert_eq!(reveal(&person, &id, " ").fields(), [("/reason", "text_empty")], "{role}");
        let told = format!("号码是{NUMBER}");
        assert_eq!(reveal(&person, &id, &told).fields(), [("/reason", "personal_data_told")], "{role}");
        let shown = reveal(&person, &id, "核对领取人证件").ok();
        assert_eq!(text(&shown, "receiver_document_no"), NUMBER, "{role}");
    }
    for role in [Role::SystemAdmin, Role::SecurityAdmin, Role::Auditor] {
        assert_eq!(reveal(&app.one(role), &id, "想看看").status, 403, "{role}");
    }
    assert_eq!(reveal(&app.team(1).officer, &id, "想看看").status, 404, "another agency");
    let nothing = team.officer.post("/api/v1/requests", &request("outbound", &case, &codes)).created();
    assert_eq!(reveal(&team.officer, &nothing, "没有号码").status, 404, "no number");

    let auditor = app.person("auditor");
    let entries = auditor.get("/api/v1/audit/entries?action=PersonalDataRevealed").ok();
    assert_eq!(entries["rows"].as_array().unwrap().len(), readers.len(), "every reading and no refusal");
    let newest = auditor.get(&format!("/api/v1/audit/entries/{}", entries["rows"][0]["seq"])).ok();
    let payload = text(&newest, "payload");
    assert!(payload.contains("核对领取人证件") && !payload.contains(NUMBER), "{payload}");
}

#[test]
fn a_number_has_one_spelling_however_it_is_typed() {
    let app = TestApp::new("spelled-number");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let id = team.submit(&outbound(&team, &case, &codes, "１３０２０３ 19800101-001x"));
    let told = reveal(&team.officer, &id, "核对领取人证件").ok();
    assert_eq!(text(&told, "receiver_document_no"), "13020319800101-001X");
}

#[test]
fn the_answer_to_a_repeated_call_goes_without_the_number() {
    let app = TestApp::new("repeated-number");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let id = team.submit(&outbound(&team, &case, &codes, NUMBER));
    let path = format!("/api/v1/requests/{id}/receiver-document");
    let call = || {
        let body = json!({ "reason": "核对领取人证件" });
        team.head
            .prepare("POST", &path)
            .header("Idempotency-Key", "018568e9-5400-7673-8ad1-2549a5bdd411")
            .json(&body)
            .send()
            .ok()
    };
    assert_eq!(text(&call(), "receiver_document_no"), NUMBER);
    assert_eq!(call().get("receiver_document_no"), None);
    let count = app.person("auditor").get("/api/v1/audit/entries?action=PersonalDataRevealed&total=true").ok();
    assert_eq!(count["total"], 1);
}

#[test]
fn no_table_holds_a_number_as_it_was_said() {
    let app = TestApp::new("nowhere");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let id = team.submit(&outbound(&team, &case, &codes, NUMBER));
    reveal(&team.head, &id, "核对领取人证件").ok();
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let tables = match conn.is_postgres() {
        true => "SELECT CAST(tablename AS text) AS value FROM pg_tables WHERE schemaname = current_schema()",
        false => {
            "SELECT name AS value FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
        }
    };
    let tables = texts(&mut conn, tables);
    assert!(tables.len() > 30, "{tables:?}");
    let mut held = Vec::new();
    for table in tables {
        for (column, _) in columns(&mut conn, &table) {
            let query = format!("SELECT count(*) FROM \"{table}\" WHERE CAST(\"{column}\" AS text) LIKE '%{NUMBER}%'");
            let found = number(&mut conn, &query);
            if found > 0 {
                held.push(format!("{table}.{column}"));
            }
        }
    }
    assert_eq!(held, Vec::<String>::new());
    let kept =
        texts(&mut conn, "SELECT receiver_document_no AS value FROM requests WHERE receiver_document_no IS NOT NULL");
    assert!(kept.iter().all(|text| text.starts_with("sealed:") && text.contains(SHOWN)), "{kept:?}");
}

#[test]
fn a_number_said_again_stays_as_it_is_sealed_and_another_is_sealed_anew() {
    let app = TestApp::new("said-again");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let id = team.officer.post("/api/v1/requests", &outbound(&team, &case, &codes, NUMBER)).created();
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let mut keys = || number(&mut conn, "SELECT count(*) FROM personal_keys");
    assert_eq!(keys(), 1);
    let path = format!("/api/v1/requests/{id}");
    for (version, said) in [(1, json!(NUMBER)), (2, json!(SHOWN)), (3, json!("  130203198001010012 "))] {
        team.officer.patch(&path, version, &json!({ "receiver_document_no": said })).ok();
        assert_eq!(seen(&team.officer, &id).0, NUMBER, "{said}");
    }
    team.officer.patch(&path, 4, &json!({ "reason": "发还给本人" })).ok();
    assert_eq!(keys(), 1);
    team.officer.patch(&path, 5, &json!({ "receiver_document_no": "E12345678" })).ok();
    assert_eq!((seen(&team.officer, &id).0, keys()), ("E12345678".to_owned(), 2));
    assert_eq!(seen(&team.colleague, &id), ("*****5678".to_owned(), true));
    // What looks like a sealed number is a number like any other: nobody makes somebody else's their own.
    let other = team.officer.post("/api/v1/requests", &outbound(&team, &case, &codes, NUMBER)).created();
    let sealed = texts(
        &mut conn,
        "SELECT receiver_document_no AS value FROM requests WHERE receiver_document_no LIKE '%5678:%'",
    )
    .remove(0);
    let long = team.officer.patch(&format!("/api/v1/requests/{other}"), 1, &json!({ "receiver_document_no": sealed }));
    assert_eq!(long.fields(), [("/receiver_document_no", "text_too_long")]);
    team.officer.patch(&path, 6, &json!({ "receiver_document_no": null })).ok();
    assert_eq!(read(&team.officer, &id)["receiver_document_no"], Value::Null);
}

#[test]
fn auditors_read_entries_without_names_and_system_administrators_labels_without_words() {
    let app = TestApp::new("field-rules");
    let (team, staff) = (app.team(0), app.staff());
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let id = team.officer.post("/api/v1/requests", &outbound(&team, &case, &codes, NUMBER)).created();
    let entry = |login: &str| {
        let reader = app.person(login);
        let page = reader.get(&format!("/api/v1/audit/entries?action=RequestDrafted&subject_id={id}")).ok();
        reader.get(&format!("/api/v1/audit/entries/{}", page["rows"][0]["seq"])).ok()
    };
    let (audited, supervised) = (entry("auditor"), entry("supervisor"));
    assert!(audited["payload_hidden"] == true && !text(&audited, "payload").contains("李强"), "{audited}");
    assert!(supervised["payload_hidden"] == false && text(&supervised, "payload").contains("李强"), "{supervised}");
    let sha256 = custody::audit::sha256(text(&supervised, "payload").as_bytes());
    assert!(text(&supervised, "leaf").contains(&custody::audit::hash::to_hex(&sha256)), "byte for byte");

    let print = json!({ "items": codes, "profile": "A4-24", "reason": "标签脱落" });
    let batch = staff.custodian.post("/api/v1/print-batches", &print).created();
    let words = |person: &Person<'_>| {
        let lines = person.get(&format!("/api/v1/print-batches/{batch}/lines")).ok();
        lines["rows"][0]["texts"].as_array().unwrap().len()
    };
    assert!(words(&staff.custodian) > 0);
    assert_eq!(words(&app.one(Role::SystemAdmin)), 0);
}
