//! Payloads taken out of the log behind the program's back: every such entry is named, what it told of is not judged any
//! more and said so, and nothing is accused because of it.

use custody::db::accounts::users;
use custody::db::change::{Actor, Change};
use custody::db::goods::items;
use custody::db::ledger::log::{self, LeafRow};
use custody::db::papers::paper_profiles;
use custody::db::{Conn, Database};
use custody::keys::Keys;
use custody::keys::PersonalKeys;
use custody::model::accounts::viewer::Reach;
use custody::model::ledger::event::{Action, ItemEvent, SubjectEvent};
use custody::operations::accounts::users::{self as accounts, UserEdit};
use custody::operations::goods::labels::{self, Replacement, Retirement};
use custody::operations::ledger::checkpoints;
use custody::operations::ledger::verification::{Finding, FindingKind, Verification, item};
use custody::operations::papers::paper_profiles::{PaperProfileEdit, edit};
use custody::operations::papers::print_batches;
use custody::operations::papers::print_selection::NewPrintBatch;
use serde_json::json;

use super::tampering::{Seeded, seeded, tamper};
use crate::support::ORIGIN;
use crate::support::operations::custodian;
use crate::support::sql::{sql, texts};

const MISSING: &str = "the payload of this entry is missing, and no entry orders its removal";

/// A centre with entries of every kind.
fn worked(name: &str) -> Seeded {
    let seeded = seeded(name);
    let (database, keys) = (seeded.site.open(), seeded.site.keys());
    prints(&database, &keys, &seeded.codes);
    let renamed = UserEdit { name: Some("张三".into()), ..Default::default() };
    change(&database, |change| {
        let known = users::find_by_login(change.reader(), "officer-02")?.unwrap();
        accounts::edit(change, &PersonalKeys::default(), (known.id, known.version), &renamed)?;
        change.record(Action::ListExported, known.id.0, json!({ "rows": 1 }))
    });
    checkpoints::sign(&database, &keys.log).unwrap();
    seeded
}

fn prints(database: &Database, keys: &Keys, codes: &[String]) {
    change(database, |change| {
        let known = paper_profiles::find_by_name(change.reader(), "A4-24")?.unwrap();
        edit(change, known.id, known.version, &PaperProfileEdit { active: Some(true), ..Default::default() })
    });
    let blanks = NewPrintBatch { blanks: Some(4), ..Default::default() };
    change(database, |change| print_batches::print(change, Reach::Everything, &keys.labels, &blanks));
    let of_items = NewPrintBatch { items: Some(codes[..2].to_vec()), ..Default::default() };
    change(database, |change| print_batches::print(change, Reach::Everything, &keys.labels, &of_items));
    while print_batches::record_pending(database).unwrap().is_some() {}
    let blank = "SELECT code AS value FROM labels WHERE state = 'blank' ORDER BY code";
    let blank = database.read(|conn| Ok(texts(conn, blank))).unwrap();
    let keeper = database.read(|conn| users::find_by_login(conn, &custodian(1))).unwrap().unwrap();
    let by = keeper.viewer();
    let replaced = database.change(Actor::from(&by), |change| {
        labels::retire(change, &Retirement { codes: vec![blank[0].clone()], reason: "污损".into() })?;
        let worn = items::list_by_code(change.reader(), Reach::Everything, &codes[..1])?.remove(0);
        let new = Replacement { reason: "标签破损".into(), code: Some(blank[1].clone()) };
        labels::replace(change, &by, &keys.labels, worn.id, &new)
    });
    replaced.unwrap();
}

fn change<T>(database: &Database, make: impl FnOnce(&mut Change<'_>) -> custody::error::Result<T>) -> T {
    database.change(Actor::PROGRAM, make).unwrap()
}

fn null(seq: i64) -> String {
    format!("UPDATE log_leaves SET payload = NULL WHERE seq = {seq}")
}

fn entries(conn: &mut Conn) -> Vec<LeafRow> {
    log::list_from(conn, 0, 10_000).unwrap()
}

/// The last entry of a kind about a subject whose row is found by this query.
fn last(conn: &mut Conn, action: &str, subject: &str) -> i64 {
    let query = format!(
        "SELECT CAST(max(seq) AS text) AS value FROM log_leaves WHERE action = '{action}' AND subject_id = ({subject})"
    );
    texts(conn, &query).remove(0).parse().unwrap()
}

#[track_caller]
fn told(found: &Verification, is: impl Fn(&&Finding) -> bool) -> &Finding {
    found.findings.iter().find(is).unwrap_or_else(|| panic!("{found}"))
}

/// Demands a finding that reads so.
#[track_caller]
fn says(found: &Verification, text: &str) {
    let is = |finding: &&Finding| finding.to_string().starts_with(text);
    told(found, is);
    let same = found.findings.iter().filter(is).count();
    assert_eq!(same, 1, "{text}: {found}");
}

#[test]
fn whichever_entry_loses_its_payload_is_named_and_nothing_is_accused() {
    let seeded = worked("blinded");
    let mut conn = seeded.site.connection();
    assert!(seeded.site.verify().clean);
    let rows = entries(&mut conn);
    let kinds: std::collections::BTreeSet<_> = rows.iter().map(|row| row.action.as_str()).collect();
    assert!(kinds.len() >= 25, "{kinds:?}");
    for row in &rows {
        let found = tamper(&seeded, &mut conn, |conn| sql(conn, &null(row.seq)));
        assert_eq!((found.payloads_missing, found.checkpoints), (1, 2), "the tree holds without: {found}");
        let entry = told(&found, |finding| finding.reason.starts_with(MISSING));
        assert_eq!((entry.kind, entry.seq), (FindingKind::Log, Some(row.seq)));
        assert!(entry.reason.ends_with(&format!("it was {}", row.action)) || row.item_id.is_none(), "{found}");
        named_as_people_do(row, entry, &found);
        for other in found.findings.iter().filter(|other| *other != entry) {
            let said = other.reason.contains(&format!("cannot be judged without the payload of entry {}", row.seq))
                || (other.kind == FindingKind::Movement && other.reason.contains("cannot be judged"));
            assert!(said, "{} {}: {found}", row.seq, row.action);
        }
    }
    let all = tamper(&seeded, &mut conn, |conn| sql(conn, "UPDATE log_leaves SET payload = NULL"));
    assert_eq!(all.payloads_missing, rows.len() as u64);
    for code in &seeded.codes[1..] {
        says(&all, &format!("item {code}: the item cannot be judged without"));
    }
    for called in ["account officer-01", "agency 130273510100", "place A-01", "setting loan_warning_hours"] {
        says(&all, &format!("{called} is in no other entry, and cannot be judged without"));
    }
    assert!(seeded.site.verify().clean, "every change was taken back");
}

/// What the entry was about is told as far as something else than its payload tells it.
fn named_as_people_do(row: &LeafRow, entry: &Finding, found: &Verification) {
    let payload = row.payload.as_deref().unwrap();
    if row.item_id.is_some() {
        let event: ItemEvent = serde_json::from_str(payload).unwrap();
        let now = event.circumstances.former_code.is_none() && entry.item.as_deref() == Some(event.code.as_str());
        assert!(now || entry.item.as_ref().is_some_and(|code| code.len() < 36), "{found}");
        return;
    }
    let event: SubjectEvent = serde_json::from_str(payload).unwrap();
    let number = event.request().and_then(|request| request.number);
    if let Some(number) = number {
        assert_eq!(entry.request.as_ref(), Some(&number), "{found}");
        return;
    }
    let called = match event.rows.first().and_then(|row| row.name.as_deref()) {
        Some(_) if row.action == "SettingChanged" || row.action.ends_with("Cancelled") => return,
        Some(name) => name,
        None => return,
    };
    assert!(entry.reason.contains(called), "{called}: {found}");
}

#[test]
fn what_the_last_entry_told_of_is_not_judged_by_those_before() {
    let seeded = worked("blinded-last");
    let mut conn = seeded.site.connection();
    let mut with = |seq: i64, text: &str| {
        tamper(&seeded, &mut conn, |conn| {
            sql(conn, &null(seq));
            sql(conn, text);
        })
    };
    // Rows put back to what the entry before had left.
    let shelf = "SELECT id FROM places WHERE code = 'A-02'";
    let seq = last(&mut seeded.site.connection(), "PlaceChanged", shelf);
    let found = with(seq, "UPDATE places SET name = 'A-02', version = 1 WHERE code = 'A-02'");
    says(&found, &format!("{MISSING}: it was PlaceChanged of place A-02 (entry {seq})"));
    says(&found, &format!("place A-02 cannot be judged without the payload of entry {seq}"));
    says(&found, "the former name A-02 of");
    let profile = "SELECT id FROM paper_profiles WHERE name = 'A4-24'";
    let seq = last(&mut seeded.site.connection(), "PaperProfileChanged", profile);
    let found = with(seq, "UPDATE paper_profiles SET version = 1 WHERE name = 'A4-24'");
    says(&found, &format!("A4-24 is in no other entry, and cannot be judged without the payload of entry {seq}"));
    // Of a row that was told of once more afterwards nothing is in doubt.
    let officer = "SELECT id FROM users WHERE login = 'officer-02'";
    let seq = last(&mut seeded.site.connection(), "RolesGranted", officer);
    let found = with(seq, "SELECT 1");
    says(&found, &format!("{MISSING}: it was RolesGranted of account officer-02 (entry {seq})"));
    assert_eq!(found.findings.len(), 1, "{found}");
    let found = with(seq, "UPDATE users SET roles = 'system_admin' WHERE login = 'officer-02'");
    says(&found, "account officer-02 is not the row whose digest was logged: it was changed");
}

#[test]
fn an_account_nobody_registered_is_found_whichever_entry_is_made_to_vouch_for_it() {
    let seeded = worked("blinded-administrator");
    let mut conn = seeded.site.connection();
    let id = if conn.is_postgres() {
        "'0123456789abcdef0123456789abcdef'::uuid"
    } else {
        "x'0123456789abcdef0123456789abcdef'"
    };
    let insert = format!(
        "CREATE TEMPORARY TABLE forged AS SELECT * FROM users WHERE login = 'officer-02'; \
         UPDATE forged SET id = {id}, login = 'z', roles = 'system_admin'; INSERT INTO users SELECT * FROM forged"
    );
    let rows = entries(&mut conn);
    for row in rows.iter().filter(|row| row.item_id.is_none()) {
        for vouching in [true, false] {
            let found = tamper(&seeded, &mut conn, |conn| {
                sql(conn, &insert);
                sql(conn, &null(row.seq));
                if vouching {
                    sql(conn, &format!("UPDATE log_leaves SET subject_id = {id} WHERE seq = {}", row.seq));
                }
            });
            let account = told(&found, |finding| finding.reason.starts_with("account z "));
            assert_eq!(account.kind, FindingKind::Register);
            // An entry that never tells of rows vouches for none.
            let silent = row.action == "ListExported";
            assert_eq!(account.reason.contains("it was inserted"), silent, "{}: {found}", row.action);
            assert_eq!(account.reason.contains("cannot be judged"), !silent, "{}: {found}", row.action);
            told(&found, |finding| finding.seq == Some(row.seq) && finding.reason.starts_with(MISSING));
        }
    }
    assert!(seeded.site.verify().clean, "every change was taken back");
}

#[test]
fn an_item_without_a_payload_is_not_confirmed_and_the_command_ends_with_1() {
    let seeded = worked("blinded-item");
    let (site, code) = (&seeded.site, seeded.codes[1].as_str());
    let mut conn = site.connection();
    let keys = site.keys();
    let one = items::list_by_code(&mut conn, Reach::Everything, &[code.to_owned()]).unwrap().remove(0);
    let own: Vec<i64> =
        entries(&mut conn).iter().filter(|row| row.item_id == Some(one.id)).map(|row| row.seq).collect();
    let (first, newest) = (own[0], own[own.len() - 1]);
    for (seq, of_row) in [(first, None), (newest, Some("payload_missing"))] {
        let mut confirmed = None;
        tamper(&seeded, &mut conn, |conn| {
            sql(conn, &null(seq));
            confirmed = Some(item::confirm(conn, ORIGIN, keys.log.verifier(), &one).unwrap());
        });
        let confirmed = confirmed.unwrap();
        let problems: Vec<_> = confirmed.events.iter().filter_map(|event| event.problem).collect();
        assert_eq!((confirmed.confirmed, problems, confirmed.row_problem), (false, vec!["payload_missing"], of_row));
    }
    let on = if conn.is_postgres() { " ON log_leaves" } else { "" };
    sql(&mut conn, &format!("DROP TRIGGER log_leaves_no_update{on}"));
    sql(&mut conn, &null(newest));
    let wrong = site.run(&["audit", "verify"]);
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    for line in [
        "payloads      1 missing".to_owned(),
        format!("WRONG         item {code}: {MISSING}: it was ItemLabelled (entry {newest})"),
        format!("WRONG         item {code}: the item cannot be judged without the payload of entry {newest}"),
        "WRONG         the guard log_leaves_no_update was dropped".to_owned(),
        "3 things are wrong.".to_owned(),
    ] {
        assert!(wrong.out.contains(&line), "{line}: {}", wrong.out);
    }
}
