//! The program verifies by itself, and what it finds wrong bars what it is about until the auditor has answered.

use custody::audit::hash::from_hex;
use custody::db::ledger::log;
use custody::db::{Conn, Purpose};
use custody::model::accounts::role::Role;
use custody::model::ids::VerificationId;
use custody::model::ledger::verification::VerificationScope;
use custody::operations::ledger::verification::recent::{self, Verified};
use custody::operations::ledger::verifications::{Verifications, begin_by_itself};
use custody::operations::ledger::{checkpoints, verification};
use serde_json::{Value, json};

use super::tampering::{Seeded, seeded};
use crate::support::goods::ordinary;
use crate::support::sql::{number, sql, texts};
use crate::support::{Answer, ORIGIN, TestApp};
use crate::text;

/// A centre at work, with a database administrator's connection beside it.
pub(super) struct Site {
    pub app: TestApp,
    pub conn: Conn,
    case: String,
    pub codes: Vec<String>,
}

impl Site {
    pub fn new(name: &str) -> Self {
        let app = TestApp::new(name);
        app.tampered();
        let (case, codes) = app.in_custody(&app.team(0), &[ordinary("甲"), ordinary("乙"), ordinary("丙")]);
        let conn = Conn::open(app.url(), Purpose::Write).unwrap();
        Self { app, conn, case, codes }
    }

    /// Carries out a verification as the program does by itself.
    pub fn carries_out(&self, scope: VerificationScope) -> VerificationId {
        let id = begin_by_itself(&self.app.database, scope).unwrap().unwrap();
        Verifications::default().run((id, scope), &self.app.database, &self.app.keys.log).unwrap();
        id
    }

    /// The same, and what the auditor sees of it.
    fn verifies(&self, scope: VerificationScope) -> Value {
        let id = self.carries_out(scope);
        self.app.one(Role::Auditor).get(&format!("/api/v1/audit/verifications/{id}")).ok()
    }

    fn open(&self) -> Vec<Value> {
        let page = self.app.one(Role::Auditor).get("/api/v1/audit/findings?open=true&limit=500").ok();
        page["rows"].as_array().unwrap().clone()
    }

    fn answers(&self, finding: &Value, ruling: &str) -> Answer {
        let path = format!("/api/v1/audit/findings/{}/answer", text(finding, "id"));
        self.app.one(Role::Auditor).post(&path, &json!({ "ruling": ruling, "answer": "已核对实物与纸质台账" }))
    }

    fn moves(&self, code: &str) -> Answer {
        let body = json!({ "moves": [{ "item": code, "place": "O-2" }], "reason": "整理" });
        self.app.staff().custodian.post("/api/v1/moves", &body)
    }

    #[track_caller]
    pub fn moved(&self, code: &str) {
        let answer = self.moves(code).ok();
        assert_eq!(answer["results"][0]["done"], true, "{answer}");
    }

    /// Entries of verifications and what they found.
    fn told(&mut self) -> i64 {
        number(
            &mut self.conn,
            "SELECT count(*) FROM log_leaves WHERE action LIKE 'Verification%' OR action LIKE 'Finding%'",
        )
    }
}

#[test]
fn what_is_of_the_past_cannot_be_accepted_as_it_is() {
    let mut site = Site::new("findings-past");
    let seq = number(&mut site.conn, "SELECT min(seq) FROM log_leaves WHERE action = 'ItemRegistered'");
    let disarmed = if site.conn.is_postgres() {
        "SET session_replication_role = replica"
    } else {
        "DROP TRIGGER log_leaves_no_update"
    };
    sql(&mut site.conn, disarmed);
    sql(&mut site.conn, &format!("UPDATE log_leaves SET payload = NULL WHERE seq = {seq}"));
    site.verifies(VerificationScope::Whole);
    let of_entry = site.open().into_iter().find(|finding| finding["seq"] == seq);
    let finding = of_entry.unwrap_or_else(|| panic!("{:?}", site.open()));
    assert_eq!(site.answers(&finding, "accepted").fields(), [("/ruling", "nothing_to_accept")]);
    site.answers(&finding, "noted").ok();
}

#[test]
fn what_was_found_bars_what_it_is_about_until_the_auditor_has_answered() {
    let mut site = Site::new("findings-bar");
    let run = site.verifies(VerificationScope::Whole);
    assert_eq!(run["result"]["clean"], true, "{run}");
    assert_eq!(site.verifies(VerificationScope::Recent)["result"]["clean"], true);
    assert_eq!(site.told(), 0, "a clean verification leaves no entry");

    let code = site.codes[0].clone();
    sql(&mut site.conn, &format!("UPDATE items SET name = '假' WHERE code = '{code}'"));
    let run = site.verifies(VerificationScope::Whole);
    assert_eq!(
        (&run["result"]["clean"], &run["started_by"], &run["scope"]),
        (&json!(false), &Value::Null, &json!("whole"))
    );
    let open = site.open();
    assert_eq!(open.len(), 1, "{open:?}");
    assert_eq!((&open[0]["kind"], &open[0]["item"]), (&json!("item"), &json!(code)));
    site.verifies(VerificationScope::Whole);
    assert_eq!(site.open().len(), 1, "what is open is entered once");

    // The row is put back: it bars all the same, and the rest goes on.
    sql(&mut site.conn, &format!("UPDATE items SET name = '甲' WHERE code = '{code}'"));
    site.moves(&code).refused(409, "finding_open");
    site.moved(&site.codes[1]);
    let ready = site.app.get("/health/ready", None).1;
    assert_eq!((&ready["status"], &ready["findings_open"]), (&json!("ok"), &json!(1)));
    assert!(ready["verified_at"].is_string());

    for other in [Role::Supervisor, Role::SystemAdmin, Role::CentreHead] {
        let path = format!("/api/v1/audit/findings/{}/answer", text(&open[0], "id"));
        let body = json!({ "ruling": "noted", "answer": "无事" });
        site.app.one(other).post(&path, &body).refused(403, "permission_missing");
    }
    site.answers(&open[0], "accepted").refused(409, "finding_outdated");
    let empty = json!({ "ruling": "noted", "answer": " " });
    let path = format!("/api/v1/audit/findings/{}/answer", text(&open[0], "id"));
    assert_eq!(site.app.one(Role::Auditor).post(&path, &empty).fields(), [("/answer", "text_empty")]);
    let answered = site.answers(&open[0], "noted").ok();
    assert!(answered["answered_by_name"].is_string() && answered["answered_at"].is_string(), "{answered}");
    site.answers(&open[0], "noted").refused(409, "finding_answered");
    site.moved(&code);
    assert_eq!(site.verifies(VerificationScope::Whole)["result"]["clean"], true);
    assert_eq!(site.app.get("/health/ready", None).1["findings_open"], 0);
}

/// The auditor has another account, which an identity number tells of.
#[test]
fn nobody_answers_a_finding_about_another_account_of_their_own() {
    let mut site = Site::new("findings-other-account");
    let spare = json!({ "login": "spare", "name": "备用", "agency_id": site.app.person("custodian-1").agency_id(), "badge_number": "Q-1" });
    let admin = site.app.person("system-admin");
    admin.post("/api/v1/users", &spare).with(201);
    sql(&mut site.conn, "UPDATE users SET name = '假' WHERE login = 'spare'");
    site.verifies(VerificationScope::Whole);
    let finding = site.open().remove(0);
    let path = format!("/api/v1/users/{}", site.app.person("auditor").id());
    let version = admin.get(&path).ok()["version"].as_i64().unwrap();
    admin.patch(&path, version, &json!({ "badge_number": "Q-1", "same_person": true })).ok();
    site.answers(&finding, "accepted").refused(409, "finding_about_oneself");
}

#[test]
fn a_record_that_is_accepted_can_be_worked_with_and_its_past_stays_to_be_seen() {
    let mut site = Site::new("findings-accepted");
    let loan = site.app.lend(&site.app.team(0), &site.case, &site.codes[2..]);
    let (code, case) = (site.codes[0].clone(), site.case.clone());
    let number_of = |site: &Site| {
        text(&site.app.one(Role::Supervisor).get(&format!("/api/v1/requests/{loan}")).ok(), "number").to_owned()
    };
    let request = number_of(&site);
    let changes = [
        ("item", format!("UPDATE items SET name = '假', pieces = 2, version = version + 3 WHERE code = '{code}'")),
        ("request", format!("UPDATE requests SET reason = '假' WHERE number = '{request}'")),
        (
            "request",
            format!(
                "UPDATE request_lines SET reason = '假' WHERE request_id = (SELECT id FROM requests WHERE number = '{request}')"
            ),
        ),
        ("request", "UPDATE loans SET due_at = due_at + 86400000000".to_owned()),
        ("register", "UPDATE places SET capacity = 7777 WHERE code = 'O-2'".to_owned()),
        ("register", "UPDATE users SET name = '假' WHERE login = 'police-officer-2'".to_owned()),
        ("register", "UPDATE agencies SET name = '假' WHERE code = (SELECT max(code) FROM agencies)".to_owned()),
        ("register", "UPDATE cases SET cause = '假'".to_owned()),
        ("register", "INSERT INTO settings (name, value, version) VALUES ('handover_hours', '700', 1)".to_owned()),
    ];
    for (kind, change) in &changes {
        sql(&mut site.conn, change);
        assert_eq!(site.verifies(VerificationScope::Whole)["result"]["clean"], false, "{change}");
        let open = site.open();
        assert!(!open.is_empty() && open.iter().all(|finding| finding["kind"] == *kind), "{change}: {open:?}");
        // The first answer takes in what all of them are about.
        let mut accepted = 0;
        for finding in &open {
            let answer = site.answers(finding, "accepted");
            if answer.status == 200 {
                accepted += 1;
            } else {
                answer.refused(409, "finding_outdated");
                site.answers(finding, "noted").ok();
            }
        }
        assert!(accepted > 0, "{change}: {open:?}");
        let found = site.verifies(VerificationScope::Whole);
        assert_eq!(found["result"]["clean"], true, "{change}: {found}");
        let found = verification::verify(&site.app.database, site.app.keys.log.verifier(), |_, _| {}).unwrap();
        assert!(found.clean, "{change}: {found}");
    }
    site.moved(&code);
    let accepted = "SELECT count(*) FROM log_leaves WHERE action IN ('ItemAccepted', 'RecordAccepted')";
    assert_eq!(number(&mut site.conn, accepted), changes.len() as i64);
    site.app.team(0).bring_back(&case, &loan, &site.codes[2..]);
    assert_eq!(site.verifies(VerificationScope::Whole)["result"]["clean"], true);
}

/// What no operation would leave so cannot be accepted: nobody could work with it afterwards.
#[test]
fn what_contradicts_itself_or_the_rules_cannot_stand() {
    let mut site = Site::new("findings-stand");
    let loan = site.app.lend(&site.app.team(0), &site.case, &site.codes[2..]);
    let number =
        text(&site.app.one(Role::Supervisor).get(&format!("/api/v1/requests/{loan}")).ok(), "number").to_owned();
    let of_loan = format!("(SELECT id FROM requests WHERE number = '{number}')");
    let roles = texts(&mut site.conn, "SELECT roles AS value FROM users WHERE login = 'police-officer-2'").remove(0);
    let yes = if site.conn.is_postgres() { "true" } else { "1" };
    let no = if site.conn.is_postgres() { "false" } else { "0" };
    for (change, back) in [
        (
            "UPDATE users SET roles = 'case_officer custodian' WHERE login = 'police-officer-2'".to_owned(),
            format!("UPDATE users SET roles = '{roles}' WHERE login = 'police-officer-2'"),
        ),
        (
            "UPDATE items SET borrower_id = (SELECT id FROM users WHERE login = 'police-officer-2') WHERE borrower_id \
             IS NOT NULL"
                .to_owned(),
            "UPDATE items SET borrower_id = (SELECT borrower_id FROM loans WHERE item_id = items.id) WHERE borrower_id \
             IS NOT NULL"
                .to_owned(),
        ),
        (
            "UPDATE loans SET returned_at = handed_out_at, return_request_id = request_id, condition_in = 'intact'".to_owned(),
            "UPDATE loans SET returned_at = NULL, return_request_id = NULL, condition_in = NULL".to_owned(),
        ),
        (
            format!("UPDATE request_lines SET holds = {yes}, reason = '假' WHERE request_id = {of_loan}"),
            format!("UPDATE request_lines SET holds = {no}, reason = NULL WHERE request_id = {of_loan}"),
        ),
        (
            "INSERT INTO settings (name, value, version) VALUES ('handover_hours', '99999', 1)".to_owned(),
            "DELETE FROM settings WHERE name = 'handover_hours'".to_owned(),
        ),
    ] {
        sql(&mut site.conn, &change);
        site.carries_out(VerificationScope::Whole);
        let open = site.open();
        assert!(!open.is_empty(), "{change}");
        for finding in &open {
            site.answers(finding, "accepted").refused(409, "record_cannot_stand");
            site.answers(finding, "noted").ok();
        }
        sql(&mut site.conn, &back);
        let found = site.verifies(VerificationScope::Whole);
        assert_eq!(found["result"]["clean"], true, "{change}: {found}");
    }
}

/// Many findings of one kind keep none of another out of the register.
#[test]
fn a_flood_of_one_kind_leaves_room_for_the_others() {
    let mut site = Site::new("findings-flood");
    let goods: Vec<_> = (0..300).map(|no| ordinary(&format!("物{no}"))).collect();
    let (case, _) = site.app.in_custody(&site.app.team(0), &goods);
    assert_ne!(case, site.case);
    sql(&mut site.conn, "UPDATE items SET features = '假'");
    sql(&mut site.conn, "UPDATE places SET capacity = 7777 WHERE code = 'O-2'");
    let run = site.verifies(VerificationScope::Whole);
    assert_eq!(run["result"]["more"], 303 - 250, "{}", run["result"]);
    let open = site.open();
    let of = |kind: &str| open.iter().filter(|finding| finding["kind"] == kind).count();
    assert_eq!((of("item"), of("register")), (250, 1));
}

#[test]
fn what_is_new_is_verified_with_the_rows_it_is_about() {
    let mut site = Site::new("findings-recent");
    site.verifies(VerificationScope::Whole);
    let (touched, untouched) = (site.codes[0].clone(), site.codes[1].clone());
    site.moved(&touched);
    for code in [&touched, &untouched] {
        sql(&mut site.conn, &format!("UPDATE items SET name = '假' WHERE code = '{code}'"));
    }
    let run = site.verifies(VerificationScope::Recent);
    assert_eq!(run["scope"], "recent");
    assert!(run["result"]["since"].as_u64() > Some(0) && run["result"]["entries"].as_u64() < Some(10), "{run}");
    let open = site.open();
    assert_eq!(open.iter().map(|finding| text(finding, "item")).collect::<Vec<_>>(), [&touched], "{open:?}");
    let run = site.verifies(VerificationScope::Whole);
    assert_eq!(run["result"]["clean"], false);
    assert_eq!(site.open().len(), 2);

    // What was verified is not the beginning of the log any more: everything is verified.
    sql(&mut site.conn, "UPDATE verifications SET result = replace(result, '\"root\":\"', '\"root\":\"00')");
    site.moved(&site.codes[2]);
    assert_eq!(site.verifies(VerificationScope::Recent)["result"]["since"], 0);
}

/// Wherever the last verification stood, what came after it is found as it is.
#[test]
fn what_is_new_is_clean_from_every_entry_on() {
    let Seeded { site, .. } = seeded("findings-every");
    let (database, keys) = (site.open(), site.keys());
    checkpoints::sign(&database, &keys.log).unwrap();
    let size = database.read(log::size).unwrap();
    assert!(size > 50, "{size}");
    let whole = verification::verify(&database, keys.log.verifier(), |_, _| {}).unwrap();
    for start in 0..=size {
        let root = database.read(|conn| Ok(log::frontier_at(conn, start)?.root())).unwrap();
        let last = Verified { size: start, root };
        let found = database.snapshot(|conn| recent::verify(conn, ORIGIN, keys.log.verifier(), last)).unwrap().unwrap();
        assert!(found.clean && found.signatures_checked, "from {start}: {found}");
        assert_eq!((found.entries, found.size), (size - start, size));
        assert_eq!(found.root, whole.root);
    }
    let other = Verified { size: 5, root: from_hex(&[b'0'; 64]).unwrap() };
    let found = database.snapshot(|conn| recent::verify(conn, ORIGIN, keys.log.verifier(), other)).unwrap();
    assert_eq!(found, None);
}

#[test]
fn an_answer_is_for_the_record_as_it_was_found() {
    let mut site = Site::new("findings-state");
    let code = site.codes[0].clone();
    sql(&mut site.conn, &format!("UPDATE items SET name = '假' WHERE code = '{code}'"));
    site.carries_out(VerificationScope::Whole);
    sql(&mut site.conn, &format!("UPDATE items SET pieces = 7 WHERE code = '{code}'"));
    let open = site.open();
    site.answers(&open[0], "accepted").refused(409, "finding_outdated");
    site.carries_out(VerificationScope::Whole);
    let open = site.open();
    assert_eq!(open.len(), 2, "the same thing of another state: {open:?}");
    site.answers(&open[1], "noted").ok();
    site.answers(&open[0], "noted").ok();
    // What was answered is not asked again until it changes, and the item is refused all the same.
    site.carries_out(VerificationScope::Whole);
    assert_eq!(site.open(), Vec::<Value>::new());
    site.moves(&code).refused(409, "record_altered");
    sql(&mut site.conn, &format!("UPDATE items SET pieces = 8 WHERE code = '{code}'"));
    site.carries_out(VerificationScope::Whole);
    assert_eq!(site.open().len(), 1);
    site.answers(&site.open()[0], "accepted").ok();
    site.moved(&code);

    // One setting bars no other.
    sql(&mut site.conn, "INSERT INTO settings (name, value, version) VALUES ('handover_hours', '700', 1)");
    site.carries_out(VerificationScope::Whole);
    let admin = site.app.one(Role::SystemAdmin);
    let set = |name: &str, version: i64| {
        admin.prepare("PUT", &format!("/api/v1/settings/{name}")).version(version).json(&json!({ "value": 20 })).send()
    };
    set("loan_warning_hours", 0).ok();
    set("handover_hours", 1).refused(409, "record_altered");
    // And the answer for one is for no other.
    sql(&mut site.conn, "UPDATE settings SET value = '31' WHERE name = 'loan_warning_hours'");
    site.carries_out(VerificationScope::Whole);
    let open = site.open();
    let of = |name: &str| open.iter().find(|finding| text(finding, "reason").contains(name)).unwrap();
    site.answers(of("loan_warning_hours"), "accepted").ok();
    set("loan_warning_hours", 1).ok();
    set("handover_hours", 1).refused(409, "record_altered");
}

#[test]
fn whoever_was_made_an_auditor_behind_the_programs_back_answers_nothing() {
    let mut site = Site::new("findings-impostor");
    let (officer, auditor) = (site.app.person("police-officer-2"), site.app.one(Role::Auditor));
    let signed_in = officer.token();
    let session = auditor.token();
    let roles = texts(&mut site.conn, "SELECT roles AS value FROM users WHERE login = 'police-officer-2'").remove(0);
    sql(&mut site.conn, "UPDATE users SET roles = 'auditor' WHERE login = 'police-officer-2'");
    site.carries_out(VerificationScope::Whole);
    let open = site.open();
    assert_eq!((open.len(), &open[0]["kind"]), (1, &json!("register")));
    let path = format!("/api/v1/audit/findings/{}/answer", text(&open[0], "id"));
    let body = json!({ "ruling": "accepted", "answer": "无误" });
    let impostor = site.app.prepare("POST", &path).once().bearer(&signed_in).json(&body).send();
    impostor.refused(409, "record_altered");
    let (status, refused) = site.app.call(
        "POST",
        "/api/v1/session",
        None,
        Some(json!({ "login": "police-officer-2", "password": crate::support::PASSWORD })),
    );
    assert_eq!((status, text(&refused, "code")), (409, "record_altered"), "{refused}");

    // The auditor's own account is altered, and another finding is open.
    let name = format!("SELECT name AS value FROM users WHERE login = '{}'", auditor.login());
    let name = texts(&mut site.conn, &name).remove(0);
    sql(&mut site.conn, &format!("UPDATE users SET roles = '{roles}' WHERE login = 'police-officer-2'"));
    sql(&mut site.conn, &format!("UPDATE users SET name = '假' WHERE login = '{}'", auditor.login()));
    let call = site.app.prepare("POST", &path).once().bearer(&session);
    call.json(&json!({ "ruling": "noted", "answer": "无误" })).send().refused(409, "record_altered");

    // What was found of it is for another auditor, also once it is as it was.
    site.carries_out(VerificationScope::Whole);
    sql(&mut site.conn, &format!("UPDATE users SET name = '{}' WHERE login = '{}'", name, auditor.login()));
    let open = site.open();
    let own = open.iter().find(|finding| text(finding, "reason").contains(auditor.login())).unwrap();
    site.answers(own, "noted").refused(409, "finding_about_oneself");
}
