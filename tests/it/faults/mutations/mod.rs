//! Whatever is changed in the database behind the program's back is found: every column of every table gets another
//! value, NULL, and another storage class, every table loses a row and gets one. The schema is walked, so that a new column
//! is tried with the others. What holds no fact stands in a list, and whatever stands there must indeed not be found.

mod tamper_list;

use std::collections::{BTreeMap, BTreeSet};

use custody::db::Conn;
use custody::db::accounts::{linked_identities, users};
use custody::db::change::{Actor, Change};
use custody::db::goods::items;
use custody::db::requests::requests;
use custody::model::accounts::agency::DocumentKind;
use custody::model::accounts::viewer::Reach;
use custody::model::goods::item::CustodyState;
use custody::model::ids::VerificationId;
use custody::model::ledger::verification::FindingKind;
use custody::model::oversight::clocks::calendar::{YearTable, china_day};
use custody::model::oversight::clocks::centre_rules::CentreRules;
use custody::model::oversight::clocks::day::Day;
use custody::model::requests::terms::{DraftOutbound, DraftTerms};
use custody::model::sealed::PersonalText;
use custody::model::time::DAY;
use custody::operations::accounts::certificates;
use custody::operations::accounts::linked_identities::journeys::{Away, Purpose};
use custody::operations::accounts::linked_identities::link;
use custody::operations::cases::documents::{self, NewDocument};
use custody::operations::ledger::findings::record;
use custody::operations::ledger::verification::{Finding, verify_within};
use custody::operations::oversight::clock_rules::{self, NewClockRules};
use custody::operations::oversight::clues;
use custody::operations::oversight::supervision_notices::{self, NewNotice};
use custody::operations::requests::requests::draft;
use serde_json::json;

use self::tamper_list::TamperList;
use super::tampering::{Seeded, seeded};
use crate::support::operations::{custodian, with_terms};
use crate::support::pictures::announced;
use crate::support::signatures::outsider;
use crate::support::sql::{SQLITE_KIND, attempt, drop_guards_of_words, sql, texts};
use crate::support::tls::Authority;
use crate::support::{ORIGIN, PASSWORD, Passkey, new_key};

/// What is not held against the log: a table, or one change of it, and why.
const HOLDS_NO_FACT: &[(&str, &str)] = &[
    ("sessions", "who is signed in; a row that was changed or inserted lets nobody in, and is told when it is used"),
    ("refresh_tokens", "they continue a session and end with it; one that was changed or inserted continues nothing"),
    (
        "factor_steps",
        "which code of a second factor was taken last: set back, one that somebody saw works again for a minute",
    ),
    (
        "passkey_uses",
        "how far the counter of a passkey went: set back, a copy of it is not noticed; it lets nobody in without the passkey",
    ),
    ("certificate_uses", "when a certificate was last used; it lets nobody in"),
    (
        "passkey_challenges",
        "which challenges were answered: without one, an answer that somebody saw works again within its five minutes",
    ),
    ("linked_identity_uses", "when a linked identity was last used; it lets nobody in"),
    ("sign_in_attempts", "counters that forget themselves; a refused sign-in is an entry"),
    ("setup_tokens", "used once, to found the centre, which is an entry; one that was inserted founds nothing"),
    ("idempotency_keys", "answers kept for seven days; what they answered to is in the log, and they let nobody in"),
    ("list_views", "what somebody likes to look at; a shared one is in the log with all that it showed"),
    ("verifications", "whoever doubts an outcome has the verification carried out anew"),
    (
        "deadlines",
        "reminders, made of the record by the rules for clocks: what they say stands in the rows they are made of, and they are made anew at every start",
    ),
    ("item_texts", "the search index, made from the items"),
    ("__diesel_schema_migrations", "which migrations were run; a program refuses a schema that it does not know"),
    (
        "log_checkpoints.signed_at value",
        "no note tells when it was signed; the clock may have been ahead until the next entry",
    ),
    ("log_checkpoints row deleted", "only copies kept elsewhere show that it was there"),
];

/// Tables that belong to another: what FTS5 keeps of the search index.
const INDEX: &str = "item_grams";

/// A column as the schema has it.
struct Column {
    name: String,
    kind: String,
    in_key: bool,
}

/// One change, with the statements that make it.
struct Mutation {
    what: String,
    statements: Vec<String>,
}

#[derive(Debug, PartialEq)]
enum Outcome {
    /// With what is said of it first.
    Found(Finding),
    Unseen,
    /// The schema itself does not let it be.
    Refused,
}

impl Outcome {
    const fn name(&self) -> &'static str {
        match self {
            Self::Found(_) => "found",
            Self::Unseen => "unseen",
            Self::Refused => "refused",
        }
    }
}

/// A centre where every table has a row.
pub(super) fn filled() -> Seeded {
    let seeded = seeded("mutations");
    let mut server = seeded.site.serve(&[]);
    let token = server.sign_in(&custodian(1));
    let post = |path: &str, body: serde_json::Value| {
        let answer = server.post(path, &token, &new_key(), &body).unwrap();
        assert!((200..300).contains(&answer.status), "{path} {body}: {answer:?}");
        answer.body
    };
    post("/api/v1/print-batches", json!({ "all_items": true, "profile": "A4-24", "reason": "重印" }));
    let batch = post("/api/v1/print-batches", json!({ "blanks": 3, "profile": "Roll-50x30" }));
    let lines =
        server.get(&format!("/api/v1/print-batches/{}/lines", batch["id"].as_str().unwrap()), Some(&token)).body;
    let blank = |at: usize| lines["rows"][at]["code"].as_str().unwrap().to_owned();
    for (code, new) in [(&seeded.codes[0], Some(blank(0))), (&seeded.codes[1], None)] {
        let id = server.get(&format!("/api/v1/scan/{code}"), Some(&token)).body["item"]["id"].clone();
        let path = format!("/api/v1/items/{}/label-replacement", id.as_str().unwrap());
        post(&path, json!({ "reason": "标签破损", "code": new }));
    }
    let shown = server.get(&format!("/api/v1/scan/{}", seeded.codes[2]), Some(&token)).body["item"]["id"].clone();
    post("/api/v1/files", announced(b"x", "图.jpg", "item", shown.as_str().unwrap()));
    post("/api/v1/label-retirements", json!({ "codes": [blank(1)], "reason": "污损" }));
    let request = server.get("/api/v1/requests?kind=intake&limit=1", Some(&token)).body["rows"][0]["id"].clone();
    post("/api/v1/papers", json!({ "form": "intake_receipt", "request_id": request }));
    let handover = post("/api/v1/handovers", json!({ "request_id": request }));
    let signatures = format!("/api/v1/handovers/{}/signatures", handover["id"].as_str().unwrap());
    post(&signatures, outsider(&handover, "handing_over", "王伟", 1));
    post("/api/v1/list-views", json!({ "list": "items", "name": "贵重物品", "density": "usual" }));
    let keeper = server.sign_in(&custodian(2));
    let mut passkey = Passkey::new();
    let path = "/api/v1/session/passkeys";
    let begun = "/api/v1/session/passkey-registrations";
    let offer = server.post(begun, &keeper, &new_key(), &json!({ "password": PASSWORD }));
    let made = json!({ "name": "工作手机", "credential": passkey.make(&offer.unwrap().body) });
    assert_eq!(server.post(path, &keeper, &new_key(), &made).unwrap().status, 201);
    assert_eq!(server.stop(), Some(0));
    number_somebody(&seeded);
    certify_somebody(&seeded);
    link_somebody(&seeded);
    set_rules(&seeded);
    supervise(&seeded);
    let found = Finding::of(FindingKind::Database, "a guard was dropped".to_owned());
    record(&seeded.site.open(), VerificationId(uuid::Uuid::nil()), &[found]).unwrap();
    let mut conn = seeded.site.connection();
    let (id, bytes) = strange(&conn);
    let by = "(SELECT id FROM users WHERE login = 'officer-01')";
    sql(&mut conn, "INSERT INTO sign_in_attempts VALUES ('x', 1, 1, 1)");
    sql(&mut conn, &format!("INSERT INTO factor_steps VALUES ({by}, 1)"));
    sql(&mut conn, "INSERT INTO passkey_challenges VALUES ('x', 1)");
    sql(&mut conn, "INSERT INTO certificate_uses SELECT id, 1 FROM certificates");
    sql(&mut conn, &format!("INSERT INTO setup_tokens VALUES ({bytes}, 1, 1)"));
    sql(
        &mut conn,
        &format!("INSERT INTO verifications VALUES ({id}, 'whole', 'finished', {by}, 1, 2, 3, 4, '{{}}', '[]')"),
    );
    seeded
}

/// Has an officer add a certificate. Not by a call: the server does not speak TLS.
fn certify_somebody(seeded: &Seeded) {
    let shown = Authority::new("CA").issue("officer-01", 2030).shown();
    let added = |change: &mut Change<'_>| {
        let officer = users::find_by_login(change.reader(), "officer-01")?.unwrap();
        certificates::add(change, officer.id, Ok(&shown), "工作UKey").map(drop)
    };
    let database = seeded.site.open();
    let officer = database.read(|conn| users::find_by_login(conn, "officer-01")).unwrap().unwrap();
    database.change(Actor::from(&officer.viewer()), added).unwrap();
}

/// Has an officer draft a request that tells somebody's number. Not by a call: its answer would be kept under another person than the
/// others', and whose key is found first is a matter of chance.
fn number_somebody(seeded: &Seeded) {
    let (database, keys) = (seeded.site.open(), seeded.site.keys());
    let found = |conn: &mut Conn| {
        let officer = users::find_by_login(conn, "officer-01")?.unwrap();
        let loan = requests::find_by_number(conn, Reach::Everything, &seeded.loan)?.unwrap();
        Ok((officer.viewer(), loan.case_id))
    };
    let (officer, case) = database.read(found).unwrap();
    let number = Some(PersonalText::Said("E12345678".into()));
    let terms = DraftTerms::Outbound(DraftOutbound { receiver_document_no: number, ..Default::default() });
    let new = with_terms(terms, case, Vec::new());
    database.change(Actor::from(&officer), |change| draft(change, &officer, &keys.personal, &new)).unwrap();
}

/// Has an officer link an identity and use it. No provider is at hand.
fn link_somebody(seeded: &Seeded) {
    let database = seeded.site.open();
    let officer = database.read(|conn| users::find_by_login(conn, "officer-01")).unwrap().unwrap().viewer();
    let now = database.clock().now();
    let away = Away::begin(Purpose::SignIn, now).unwrap();
    let arrived = away.arrive("https://id.example.org", "subject-1".to_owned(), false, now);
    let linked = database.change(Actor::from(&officer), |change| {
        let row = link(change, officer.user_id, &arrived)?;
        linked_identities::put_use(&mut change.upkeep(), row.id)
    });
    linked.unwrap();
}

/// Has a year's holidays set.
fn set_rules(seeded: &Seeded) {
    let database = seeded.site.open();
    let officer = database.read(|conn| users::find_by_login(conn, "officer-01")).unwrap().unwrap().viewer();
    let year = YearTable { year: 2030, closed: Vec::new(), open: Vec::new() };
    let own = CentreRules { rules: Vec::new(), years: vec![year] };
    let new = NewClockRules { effective_from: Day(china_day(database.clock().now())), reason: "统一".into(), own };
    database.change(Actor::PROGRAM, |change| clock_rules::set(change, &officer, 0, new.clone())).unwrap();
}

/// A clue of a case that was judged some time ago, and a notice about it.
fn supervise(seeded: &Seeded) {
    let database = seeded.site.open();
    let officer = database.read(|conn| users::find_by_login(conn, "officer-01")).unwrap().unwrap().viewer();
    let listed = database.read(|conn| items::list_by_code(conn, officer.own_reach(), &seeded.codes)).unwrap();
    let kept = listed.iter().find(|item| item.custody_state == CustodyState::InCustody);
    let case_id = kept.unwrap().case_id;
    let now = database.clock().now();
    let judgment = NewDocument {
        kind: DocumentKind::Judgment,
        number: "判1".into(),
        title: "判决书".into(),
        case_id,
        request_id: None,
        issued_at: now.plus(-20 * DAY),
    };
    database.change(Actor::from(&officer), |change| documents::register(change, &officer, &judgment)).unwrap();
    database.change(Actor::PROGRAM, clues::search).unwrap();
    let notice = NewNotice {
        case_id,
        clue_id: None,
        item_id: None,
        agency_id: officer.agency_id,
        title: "财物滞留".into(),
        ground: "请说明原因。".into(),
        answer_by: now.plus(7 * DAY),
    };
    database.change(Actor::PROGRAM, |change| supervision_notices::send(change, &officer, &notice)).unwrap();
}

/// An id that no row has, and the bytes of a hash.
fn strange(conn: &Conn) -> (&'static str, &'static str) {
    match conn {
        Conn::Postgres(_) => (
            "'0123456789abcdef0123456789abcdef'::uuid",
            "'\\x0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'::bytea",
        ),
        Conn::Sqlite(_) => (
            "x'0123456789abcdef0123456789abcdef'",
            "x'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'",
        ),
    }
}

pub(super) fn tables(conn: &mut Conn) -> Vec<String> {
    let query = if conn.is_postgres() {
        "SELECT CAST(table_name AS text) AS value FROM information_schema.tables \
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1"
    } else {
        "SELECT name AS value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
    };
    texts(conn, query).into_iter().filter(|name| !name.starts_with(INDEX)).collect()
}

fn columns(conn: &mut Conn, table: &str) -> Vec<Column> {
    let query = if conn.is_postgres() {
        format!(
            "SELECT column_name || '|' || data_type || '|' || CASE WHEN EXISTS (SELECT 1 FROM pg_index \
             JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey) \
             WHERE indrelid = '{table}'::regclass AND indisprimary AND attname = column_name) THEN 1 ELSE 0 END AS value \
             FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = '{table}' \
             AND data_type <> 'tsvector' ORDER BY ordinal_position"
        )
    } else {
        format!(
            "SELECT c.name || '|' || {SQLITE_KIND} || '|' || (c.pk > 0) AS value \
             FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name = '{table}'"
        )
    };
    let column = |text: String| {
        let parts: Vec<&str> = text.split('|').collect();
        Column { name: parts[0].to_owned(), kind: parts[1].to_owned(), in_key: parts[2] == "1" }
    };
    texts(conn, &query).into_iter().map(column).collect()
}

impl Column {
    /// Another value than the one a row has; none for the time at which a migration was run.
    fn other(&self, conn: &Conn) -> Option<String> {
        let name = &self.name;
        let (id, bytes) = strange(conn);
        Some(match self.kind.as_str() {
            "uuid" => id.to_owned(),
            "bytea" => bytes.to_owned(),
            // A day, as far as it is a time.
            "bigint" => format!("coalesce({name}, 0) + 86400000000"),
            "integer" => format!("coalesce({name}, 0) + 1000"),
            "boolean" => format!("NOT coalesce({name}, false)"),
            "text" | "character varying" | "varchar(50)" => format!("coalesce({name}, '') || 'x'"),
            kind if kind.starts_with("timestamp") => return None,
            kind => panic!("{name} is of the unknown type {kind}"),
        })
    }
}

/// Which row: the first that fits.
fn row(conn: &mut Conn, table: &str, fits: &str) -> Option<String> {
    let (own, text) = if conn.is_postgres() { ("ctid", "'''' || ctid || ''''") } else { ("rowid", "rowid || ''") };
    let query = format!("SELECT {text} AS value FROM {table} WHERE {fits} ORDER BY {own} LIMIT 1");
    texts(conn, &query).pop().map(|value| format!("{own} = {value}"))
}

/// Everything that is tried with a table.
fn mutations(conn: &mut Conn, table: &str) -> Vec<Mutation> {
    let columns = columns(conn, table);
    let mut all = Vec::new();
    for column in &columns {
        of_column(conn, table, column, &mut all);
    }
    let Some(first) = row(conn, table, "0 = 0") else { panic!("{table} has no row to try anything with") };
    let mut add = |what: &str, statements| all.push(Mutation { what: format!("{table} row {what}"), statements });
    add("deleted", vec![format!("DELETE FROM {table} WHERE {first}")]);
    let key: Vec<&Column> = columns.iter().filter(|column| column.in_key).collect();
    let last: Vec<&Column> = key.last().copied().into_iter().collect();
    for changed in [key, last, columns.iter().collect()] {
        let set = changed.iter().filter_map(|column| Some(format!("{} = {}", column.name, column.other(conn)?)));
        let set: Vec<String> = set.collect();
        let forged = format!("CREATE TEMPORARY TABLE forged AS SELECT * FROM {table} WHERE {first}");
        let update = format!("UPDATE forged SET {}", set.join(", "));
        add("inserted", vec![forged, update, format!("INSERT INTO {table} SELECT * FROM forged")]);
    }
    all
}

fn of_column(conn: &mut Conn, table: &str, column: &Column, all: &mut Vec<Mutation>) {
    let name = &column.name;
    let mut add = |kind: &str, row: &str, value: &str| {
        let statements = vec![format!("UPDATE {table} SET {name} = {value} WHERE {row}")];
        all.push(Mutation { what: format!("{table}.{name} {kind}"), statements });
    };
    let Some(other) = column.other(conn) else { return };
    if let Some(row) = row(conn, table, &format!("{name} IS NULL")) {
        add("value", &row, &other);
    }
    let Some(row) = row(conn, table, &format!("{name} IS NOT NULL")) else { return };
    add("value", &row, &other);
    add("NULL", &row, "NULL");
    if column.kind == "text" {
        let own = format!("(SELECT o.{name} FROM {table} o WHERE o.{name} <> {table}.{name} LIMIT 1)");
        add("value", &row, &format!("coalesce({own}, 'x')"));
    }
    if !conn.is_postgres() {
        let class = if ["uuid", "bytea"].contains(&column.kind.as_str()) { "text" } else { "blob" };
        add("class", &row, &format!("CAST({name} AS {class})"));
    }
}

/// Changes, verifies, and takes everything back.
fn attempted(seeded: &Seeded, conn: &mut Conn, mutation: &Mutation) -> Outcome {
    match conn {
        Conn::Postgres(_) => {
            sql(conn, "BEGIN; SET LOCAL session_replication_role = replica");
            drop_guards_of_words(conn);
        }
        Conn::Sqlite(_) => {
            sql(conn, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
            for name in texts(conn, "SELECT name AS value FROM sqlite_master WHERE type = 'trigger'") {
                sql(conn, &format!("DROP TRIGGER {name}"));
            }
            drop_guards_of_words(conn);
        }
    }
    let done = mutation.statements.iter().try_for_each(|statement| attempt(conn, statement).map(drop));
    let outcome = match done {
        Err(_) => Outcome::Refused,
        Ok(()) => {
            let keys = seeded.site.keys();
            match verify_within(conn, ORIGIN, Some(keys.log.verifier()), |_, _| {}) {
                Ok(found) if found.clean => Outcome::Unseen,
                Ok(found) => Outcome::Found(found.findings.into_iter().next().unwrap()),
                Err(error) => panic!("{}: the verification ended with {error}", mutation.what),
            }
        }
    };
    sql(conn, "ROLLBACK");
    outcome
}

/// The line of the list that a change falls under; a value in another form is found wherever it is.
fn excused(what: &str) -> Option<&'static str> {
    let of = |own: &str| what == own || what.starts_with(&format!("{own}.")) || what.starts_with(&format!("{own} "));
    let form = what.ends_with(" class") && !what.starts_with("__");
    HOLDS_NO_FACT.iter().map(|(own, _)| *own).find(|own| !form && of(own))
}

#[test]
fn whatever_is_changed_in_whatever_table_is_found_or_holds_no_fact() {
    let seeded = filled();
    let before = seeded.site.verify();
    assert!(before.clean, "{before}");
    let mut conn = seeded.site.connection();
    let (mut unseen, mut surplus, mut used) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let (mut counts, mut list) = (BTreeMap::<_, u32>::new(), TamperList::default());
    for table in tables(&mut conn) {
        for mutation in mutations(&mut conn, &table) {
            let outcome = attempted(&seeded, &mut conn, &mutation);
            list.enter(&mutation.what, &outcome);
            *counts.entry(outcome.name()).or_default() += 1;
            match (outcome, excused(&mutation.what)) {
                (Outcome::Unseen, None) => unseen.push(mutation.statements.join("; ")),
                (Outcome::Unseen, Some(own)) => {
                    used.insert(own);
                }
                (Outcome::Found(_), Some(own)) => {
                    surplus.insert((own, mutation.what));
                }
                _ => {}
            }
        }
    }
    assert!(unseen.is_empty(), "not found:\n{}", unseen.join("\n"));
    assert!(surplus.is_empty(), "in the list of what holds no fact, and found all the same: {surplus:?}");
    let stale: Vec<_> = HOLDS_NO_FACT.iter().filter(|(own, _)| !used.contains(own)).collect();
    assert!(stale.is_empty(), "in the list, and never met: {stale:?}");
    println!("{counts:?}");
    assert!(counts["found"] > 250, "{counts:?}");
    // On PostgreSQL there is no other form of a value.
    if !conn.is_postgres() {
        list.hold();
    }
    let after = seeded.site.verify();
    assert!(after.clean, "every change was taken back: {after}");
}
