//! Rows changed behind the program's back, with the guards out of the way as an administrator of the database could
//! put them: the verification names every one by its item or request.

use custody::audit::{Leaf, leaf_hash};
use custody::db::Conn;
use custody::db::change::{Actor, Change};
use custody::db::goods::items;
use custody::db::ledger::log;
use custody::db::requests::requests;
use custody::keys::PersonalKeys;
use custody::model::accounts::viewer::Reach;
use custody::model::centre::settings::SettingName;
use custody::model::goods::item::Condition;
use custody::model::requests::request::LineOutcome;
use custody::model::requests::terms::DraftTerms;
use custody::model::time::DAY;
use custody::operations::centre::settings;
use custody::operations::ledger::checkpoints;
use custody::operations::ledger::verification::{FindingKind, Verification, verify_within};
use custody::operations::requests::{extensions, requests as operations, submission};
use serde_json::Value;

use crate::support::operations::{self as centre, People, SHELVES, execute, found, lend, line, take_in, with_terms};
use crate::support::sql::{self, attempt, sql, texts};
use crate::support::{Installation, ORIGIN};

/// A centre where every guarded table has a row, signed for.
pub(super) struct Seeded {
    pub site: Installation,
    /// Label codes of the items.
    pub codes: Vec<String>,
    /// Number of the loan.
    pub loan: String,
}

pub(super) fn seeded(name: &str) -> Seeded {
    let site = Installation::new(name);
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 2);
    let codes = take_in(&database, &keys, &people, "一", 6);
    let loan = lend(&database, &people, &codes[4..]);
    let officer = &people.officers[0];
    let later = database.clock().now().plus(2 * DAY);
    database.change(Actor::from(officer), |change| extensions::ask(change, officer, loan, later, "未完")).unwrap();
    take_back_damaged(&database, &people, loan, &codes[5]);
    let set = |change: &mut Change<'_>| settings::set(change, SettingName::LoanWarningHours, 0, 48);
    database.change(Actor::PROGRAM, set).unwrap();
    centre::rename_shelf(&database);
    centre::write_down_in_vain(&database, &people);
    checkpoints::sign(&database, &keys.log).unwrap();
    let loan = database.read(|conn| requests::get(conn, Reach::Everything, loan)).unwrap().number.unwrap();
    Seeded { site, codes, loan }
}

fn take_back_damaged(
    database: &custody::db::Database,
    people: &People,
    loan: custody::model::ids::RequestId,
    code: &str,
) {
    let officer = &people.officers[0];
    let new = with_terms(DraftTerms::LoanReturn { loan_id: Some(loan) }, people.case, vec![code.to_owned()]);
    let back = database.change(Actor::from(officer), |change| {
        let draft = operations::draft(change, officer, &PersonalKeys::default(), &new)?;
        submission::submit(change, officer, draft.seen())
    });
    let mut one = line(code, LineOutcome::Returned, Some(SHELVES[0]));
    one.condition = Some(Condition::Damaged);
    one.reason = Some("屏幕破裂".into());
    execute(database, &people.custodians[0], back.unwrap().id, &[one]);
}

/// Puts guards and foreign keys out of the way for this transaction.
fn disarm(conn: &mut Conn) {
    if conn.is_postgres() {
        sql(conn, "BEGIN; SET LOCAL session_replication_role = replica");
        return sql::drop_guards_of_words(conn);
    }
    sql(conn, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
    sql::drop_guards_of_words(conn);
    for (table, operation) in guards() {
        sql(conn, &format!("DROP TRIGGER {table}_no_{}", operation.to_lowercase()));
    }
}

/// Tampers, verifies, and takes everything back.
pub(super) fn tamper(seeded: &Seeded, conn: &mut Conn, with: impl FnOnce(&mut Conn)) -> Verification {
    disarm(conn);
    with(conn);
    let keys = seeded.site.keys();
    let found = verify_within(conn, ORIGIN, Some(keys.log.verifier()), |_, _| {}).unwrap();
    sql(conn, "ROLLBACK");
    assert!(!found.clean, "nothing was found");
    found
}

/// What was found, and that no other item was accused.
#[track_caller]
fn names(found: &Verification, kind: FindingKind, items: &[&str], reason: &str) {
    for item in items {
        let is = |f: &&_| names_item(f, kind, item, reason);
        assert!(found.findings.iter().any(|f| is(&f)), "{item} {kind:?} {reason}: {found}");
    }
    let others = found.findings.iter().filter_map(|f| f.item.as_deref()).find(|item| !items.contains(item));
    assert_eq!(others, None, "{found}");
}

fn names_item(
    f: &custody::operations::ledger::verification::Finding,
    kind: FindingKind,
    item: &str,
    reason: &str,
) -> bool {
    f.kind == kind && f.item.as_deref() == Some(item) && f.reason.contains(reason)
}

#[track_caller]
fn names_request(found: &Verification, number: &str, reason: &str) {
    let is = |f: &custody::operations::ledger::verification::Finding| {
        f.kind == FindingKind::Request && f.request.as_deref() == Some(number) && f.reason.contains(reason)
    };
    assert!(found.findings.iter().any(is), "{number} {reason}: {found}");
    assert!(found.findings.iter().all(|f| f.item.is_none()), "{found}");
}

#[test]
fn rows_of_items_movements_and_requests_changed_behind_the_programs_back_are_named() {
    let seeded = seeded("tampering");
    let mut conn = seeded.site.connection();
    let (code, loan) = (seeded.codes[1].as_str(), seeded.loan.as_str());
    let mut with = |text: String| tamper(&seeded, &mut conn, |conn| sql(conn, &text));
    let this = format!("item_id = (SELECT id FROM items WHERE code = '{code}')");
    let shelf = "(SELECT id FROM places WHERE code = 'A-02')";

    let found = with(format!("UPDATE items SET place_id = {shelf} WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "place");
    let borrower = "(SELECT id FROM users WHERE login = 'officer-02')";
    let lent = format!("custody_state = 'on_loan', place_id = NULL, borrower_id = {borrower}");
    let found = with(format!("UPDATE items SET {lent} WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "state on_loan instead of in_custody");
    names(&found, FindingKind::Item, &[code], "holder");
    let found = with(format!("UPDATE items SET valuation_minor = 1 WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "a column that was changed");
    let found = with(format!("UPDATE items SET version = version + 1 WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "version");
    let found = with(format!("UPDATE items SET code = 'ELSE' WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "label code ELSE");
    let found = with(format!("UPDATE items SET category = 'nothing' WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "cannot be read");
    let found = with(format!("DELETE FROM items WHERE code = '{code}'"));
    names(&found, FindingKind::Item, &[code], "its row was deleted");
    let found = with(forged("items", &format!("code = '{code}'"), "code = 'FORGED', line_no = 99"));
    names(&found, FindingKind::Item, &["FORGED"], "it was inserted");

    let found = with(format!("UPDATE movements SET to_place_id = {shelf} WHERE {this}"));
    names(&found, FindingKind::Movement, &[code], "to_place_id");
    let found = with(format!("UPDATE movements SET moved_at = moved_at + 1, receiver = 'x' WHERE {this}"));
    names(&found, FindingKind::Movement, &[code], "receiver, moved_at");
    let found = with(format!("DELETE FROM movements WHERE {this}"));
    names(&found, FindingKind::Movement, &[code], "missing");
    let first = format!("(SELECT min(seq) FROM log_leaves WHERE {this})");
    let found = with(forged("movements", &this, &format!("leaf_seq = {first}")));
    names(&found, FindingKind::Movement, &[code], "the log does not know");

    let lent = seeded.codes[4].as_str();
    let found = with("DELETE FROM loans WHERE returned_at IS NULL".to_owned());
    names(&found, FindingKind::Item, &[lent], "its open loan");
    let found = with(
        "UPDATE loans SET borrower_id = (SELECT id FROM users WHERE login = 'officer-02') \
                      WHERE returned_at IS NULL"
            .to_owned(),
    );
    names(&found, FindingKind::Item, &[lent], "its open loan");
    let found = with("UPDATE loans SET returned_at = NULL".to_owned());
    names(&found, FindingKind::Item, &[&seeded.codes[5]], "its open loan");

    let found = with(format!("UPDATE requests SET status = 'rejected' WHERE number = '{loan}'"));
    names_request(&found, loan, "status rejected instead of");
    let found = with(format!("UPDATE requests SET due_at = due_at + 1 WHERE number = '{loan}'"));
    names_request(&found, loan, "a column was changed");
    let found = with(format!("DELETE FROM requests WHERE number = '{loan}'"));
    names_request(&found, loan, "its row was deleted");
    let more = forged("requests", &format!("number = '{loan}'"), "number = 'FORGED', sequence = 99");
    names_request(&with(more), "FORGED", "it was inserted");

    assert!(seeded.site.verify().clean, "every change was taken back");
}

/// SQL that adds a copy of a row with another id and other values.
fn forged(table: &str, of: &str, set: &str) -> String {
    let id = if table == "movements" { "" } else { "id = (SELECT id FROM places WHERE code = 'A-03'), " };
    format!(
        "CREATE TEMPORARY TABLE forged AS SELECT * FROM {table} WHERE {of}; UPDATE forged SET {id}{set}; \
         INSERT INTO {table} SELECT * FROM forged"
    )
}

#[test]
fn a_changed_log_is_named_by_its_items_and_by_its_checkpoints() {
    let seeded = seeded("tampered-log");
    let mut conn = seeded.site.connection();
    let code = seeded.codes[1].as_str();
    let item = items::list_by_code(&mut conn, Reach::Everything, &[code.to_owned()]).unwrap().remove(0);
    let leaves = log::list_from(&mut conn, 0, 1_000).unwrap();
    let own: Vec<_> = leaves.iter().filter(|row| row.item_id == Some(item.id)).collect();
    let (seq, last) = (own[1].seq, own[own.len() - 1].seq);
    let size = leaves.len();

    let change = |payload: &str| format!("UPDATE log_leaves SET payload = {payload} WHERE seq = {last}");
    let pieces = change("replace(payload, '\"pieces\":1', '\"pieces\":2')");
    let found = tamper(&seeded, &mut conn, |conn| sql(conn, &pieces));
    names(&found, FindingKind::Log, &[code], "the payload is not the one the leaf was written for");
    let found = tamper(&seeded, &mut conn, |conn| sql(conn, &change("'{}'")));
    names(&found, FindingKind::Log, &[code], "the payload is no event");

    let mut bytes = own[1].leaf.clone();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    let found = tamper(&seeded, &mut conn, |conn| put(conn, seq, "leaf", &bytes));
    names(&found, FindingKind::Log, &[code], "leaf");

    let mut nodes = own[1].nodes.clone();
    nodes[0] ^= 1;
    let found = tamper(&seeded, &mut conn, |conn| put(conn, seq, "nodes", &nodes));
    names(&found, FindingKind::Log, &[code], "the leaf is not the one whose hash is stored with it");
    let inner = leaves.iter().find(|row| row.nodes.len() > 64 && row.item_id.is_some()).unwrap();
    let mut nodes = inner.nodes.clone();
    nodes[40] ^= 1;
    let found = tamper(&seeded, &mut conn, |conn| put(conn, inner.seq, "nodes", &nodes));
    assert!(found.findings.iter().any(|f| f.seq == Some(inner.seq) && f.reason.contains("node")), "{found}");

    // An event that hides the one before it, with its own hash made to fit: its item and what was signed tell.
    let mut leaf = Leaf::parse(&own[1].leaf).unwrap();
    leaf.prev_item_leaf_hash = Some([7; 32]);
    let bytes = leaf.to_bytes().unwrap();
    let mut nodes = own[1].nodes.clone();
    nodes[..32].copy_from_slice(&leaf_hash(&bytes));
    let found = tamper(&seeded, &mut conn, |conn| {
        put(conn, seq, "leaf", &bytes);
        put(conn, seq, "nodes", &nodes);
    });
    names(&found, FindingKind::Log, &[code], "is not the one it was chained to");

    let found = tamper(&seeded, &mut conn, |conn| {
        sql(conn, &format!("UPDATE log_leaves SET item_seq = 9 WHERE seq = {seq}"));
    });
    names(&found, FindingKind::Log, &[code], "the column item_seq differs from the leaf");

    let other = leaves.iter().find(|row| row.item_id.is_some_and(|id| id != item.id) && row.seq > seq).unwrap();
    let swap = format!(
        "UPDATE log_leaves SET seq = -1 WHERE seq = {seq}; UPDATE log_leaves SET seq = {seq} WHERE seq = {0}; \
         UPDATE log_leaves SET seq = {0} WHERE seq = -1",
        other.seq
    );
    let found = tamper(&seeded, &mut conn, |conn| sql(conn, &swap));
    let rows = found.findings.iter().filter(|f| f.reason.contains("the row holds the leaf of entry"));
    let mut rows: Vec<_> = rows.filter_map(|f| f.seq).collect();
    rows.sort_unstable();
    assert_eq!(rows, [seq, other.seq], "{found}");
    assert!(found.findings.iter().any(|f| f.item.as_deref() == Some(code)), "{found}");

    let found = tamper(&seeded, &mut conn, |conn| sql(conn, &format!("DELETE FROM log_leaves WHERE seq = {seq}")));
    names(&found, FindingKind::Log, &[code], "");
    let tail = format!("DELETE FROM log_leaves WHERE seq >= {}", size - 3);
    let found = tamper(&seeded, &mut conn, |conn| sql(conn, &tail));
    let missing = format!("it has {} entries, and {size} were signed for", size - 3);
    let is = |f: &custody::operations::ledger::verification::Finding| {
        f.kind == FindingKind::Checkpoint && f.reason.contains(&missing)
    };
    assert!(found.findings.iter().any(is), "{found}");
}

#[test]
fn a_changed_checkpoint_is_found_and_a_deleted_one_leaves_its_entries_unsigned() {
    let seeded = seeded("checkpoints");
    let mut conn = seeded.site.connection();
    let row = log::newest_checkpoint(&mut conn).unwrap().unwrap();
    let mut note = row.note.clone();
    let at = note.rfind('=').unwrap_or(note.len() - 3) - 4;
    let other = if note.as_bytes()[at] == b'A' { "B" } else { "A" };
    note.replace_range(at..=at, other);
    let told = |found: &Verification| {
        let of = found.findings.iter().find(|f| f.kind == FindingKind::Checkpoint && f.seq == Some(row.size));
        of.unwrap_or_else(|| panic!("{found}")).reason.clone()
    };
    let found = tamper(&seeded, &mut conn, |conn| sql(conn, &format!("UPDATE log_checkpoints SET note = '{note}'")));
    told(&found);
    let found = tamper(&seeded, &mut conn, |conn| {
        let root = literal(conn, &[7; 32]);
        sql(conn, &format!("UPDATE log_checkpoints SET root = {root}"));
    });
    assert!(told(&found).contains("differ from what was signed"), "{found}");

    disarm(&mut conn);
    sql(&mut conn, "DELETE FROM log_checkpoints");
    let keys = seeded.site.keys();
    let found = verify_within(&mut conn, ORIGIN, Some(keys.log.verifier()), |_, _| {}).unwrap();
    sql(&mut conn, "ROLLBACK");
    assert_eq!((found.signed, found.checkpoints), (0, 0));
    assert!(found.to_string().contains(&format!("{} entries not signed yet", found.size)), "{found}");
}

#[test]
fn the_command_names_what_is_wrong_and_ends_with_1() {
    let seeded = seeded("verify");
    let (site, code) = (&seeded.site, seeded.codes[0].as_str());
    assert!(site.run(&["audit", "verify"]).done().contains("The log is whole, and the tables agree with it."));
    let clean: Value = serde_json::from_str(site.run(&["audit", "verify", "--format", "json"]).done()).unwrap();
    assert_eq!(
        (&clean["clean"], &clean["items"], &clean["signatures_checked"]),
        (&true.into(), &6.into(), &true.into())
    );
    sql(&mut site.connection(), &format!("UPDATE items SET name = '石头' WHERE code = '{code}'"));
    let wrong = site.run(&["audit", "verify"]);
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    assert!(wrong.out.contains(&format!("WRONG         item {code}: ")), "{}", wrong.out);
    assert!(wrong.out.contains("1 thing is wrong."), "{}", wrong.out);
    let wrong = site.run(&["audit", "verify", "--format", "json"]);
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    let found: Value = serde_json::from_str(&wrong.out).unwrap();
    assert_eq!((&found["clean"], &found["findings"][0]["item"]), (&false.into(), &code.into()));
}

#[test]
fn the_guards_refuse_every_change_of_what_was_written_and_come_back_when_dropped() {
    let seeded = seeded("guards");
    let mut conn = seeded.site.connection();
    let issue = "INSERT INTO papers SELECT id, 2023, 1, 'x', 'loan_approval', case_id, id, NULL, agency_id, 1, 1, 'a', 'b', \
                 NULL, applicant_id, 1 FROM requests LIMIT 1";
    sql(&mut conn, issue);
    let hand_over = "INSERT INTO handovers SELECT id, id, 1, '{}', 'a', 1, applicant_id, 1, NULL, NULL, NULL, NULL, 1 \
                     FROM requests LIMIT 1";
    sql(&mut conn, hand_over);
    let sign = "INSERT INTO handover_signatures SELECT id, id, request_id, 1, 'taking_over', 'on_paper', 'x', NULL, NULL, NULL, \
                'a', NULL, NULL, NULL, opened_by, 1 FROM handovers";
    sql(&mut conn, sign);
    let set = "INSERT INTO clock_rule_versions SELECT 1, '2023-01-01', '{}', 'x', id, 1 FROM users LIMIT 1";
    sql(&mut conn, set);
    let find = "INSERT INTO clues SELECT id, 'left_behind', id, agency_id, 'open', 1, 1, 1, NULL, NULL, NULL, NULL, 1 FROM cases LIMIT 1";
    sql(&mut conn, find);
    let ask = "INSERT INTO supervision_notices SELECT id, 'JD-2023-000009', case_id, id, NULL, agency_id, 'x', 'awaiting_answer', \
               (SELECT id FROM users LIMIT 1), 1, 1, 2, NULL, NULL, 1 FROM clues";
    sql(&mut conn, ask);
    sql(
        &mut conn,
        "INSERT INTO supervision_steps SELECT id, id, 1, 'send', 'x', NULL, 2, sent_by, 1 FROM supervision_notices",
    );
    for (table, operation) in guards() {
        refused(&mut conn, table, operation);
        if conn.is_postgres() && *operation == "DELETE" {
            refused(&mut conn, table, "TRUNCATE");
        }
    }
    for (table, operation) in guards() {
        let name = format!("{table}_no_{}", operation.to_lowercase());
        let on = if conn.is_postgres() { format!(" ON {table}") } else { String::new() };
        sql(&mut conn, &format!("DROP TRIGGER {name}{on}"));
    }
    drop(seeded.site.open());
    for (table, operation) in guards() {
        refused(&mut conn, table, operation);
    }
}

/// Every guarded table with what is refused on it.
pub(super) fn guards() -> &'static [(&'static str, &'static str)] {
    const TABLES: &[(&str, &str)] = &[
        ("log_leaves", "UPDATE"),
        ("log_checkpoints", "UPDATE"),
        ("movements", "UPDATE"),
        ("request_steps", "UPDATE"),
        ("seizure_lists", "UPDATE"),
        ("documents", "UPDATE"),
        ("former_names", "UPDATE"),
        ("corrections", "UPDATE"),
        ("handover_signatures", "UPDATE"),
        ("clock_rule_versions", "UPDATE"),
        ("papers", "UPDATE"),
        ("supervision_steps", "UPDATE"),
        ("log_leaves", "DELETE"),
        ("log_checkpoints", "DELETE"),
        ("movements", "DELETE"),
        ("request_steps", "DELETE"),
        ("seizure_lists", "DELETE"),
        ("documents", "DELETE"),
        ("former_names", "DELETE"),
        ("corrections", "DELETE"),
        ("handovers", "DELETE"),
        ("handover_signatures", "DELETE"),
        ("clock_rule_versions", "DELETE"),
        ("papers", "DELETE"),
        ("items", "DELETE"),
        ("requests", "DELETE"),
        ("loans", "DELETE"),
        ("loan_extensions", "DELETE"),
        ("discrepancies", "DELETE"),
        ("clues", "DELETE"),
        ("supervision_notices", "DELETE"),
        ("supervision_steps", "DELETE"),
        ("cases", "DELETE"),
        ("users", "DELETE"),
        ("agencies", "DELETE"),
        ("places", "DELETE"),
    ];
    TABLES
}

#[track_caller]
fn refused(conn: &mut Conn, table: &str, operation: &str) {
    let text = match operation {
        "UPDATE" => {
            let columns = if conn.is_postgres() {
                format!(
                    "SELECT column_name::text AS value FROM information_schema.columns WHERE table_name = '{table}'"
                )
            } else {
                format!("SELECT name AS value FROM pragma_table_info('{table}')")
            };
            format!("UPDATE {table} SET {0} = {0}", texts(conn, &columns)[0])
        }
        "DELETE" => format!("DELETE FROM {table}"),
        other => format!("{other} {table} CASCADE"),
    };
    let error = attempt(conn, &text).unwrap_err().to_string();
    assert!(error.contains(&format!("{table} is append-only: {operation} refused")), "{text}: {error}");
}

fn put(conn: &mut Conn, seq: i64, column: &str, bytes: &[u8]) {
    let bytes = literal(conn, bytes);
    sql(conn, &format!("UPDATE log_leaves SET {column} = {bytes} WHERE seq = {seq}"));
}

/// Bytes as a literal of the database.
fn literal(conn: &Conn, bytes: &[u8]) -> String {
    let digits = custody::audit::hash::to_hex(bytes);
    if conn.is_postgres() { format!("'\\x{digits}'::bytea") } else { format!("x'{digits}'") }
}
