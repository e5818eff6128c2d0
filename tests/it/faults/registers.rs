//! Rows of registers changed behind the program's back: whatever column it is, the verification finds it and names the
//! row as people call it.

use custody::db::Conn;

use super::tampering::{Seeded, seeded, tamper};
use crate::support::sql::{self, sql, texts};

/// A row of a register as the tests reach it.
struct Target {
    table: &'static str,
    /// Which row.
    which: String,
    /// How the verification calls it.
    called: String,
    /// What a copy of the row needs to be another one, and how that is called.
    forged: (String, String),
}

fn targets(seeded: &Seeded, conn: &mut Conn) -> Vec<Target> {
    let target = |table, which: &str, called: &str, set: &str, forged: &str| {
        let forged = (set.replace("NEW", uid(seeded)), forged.to_owned());
        Target { table, which: which.to_owned(), called: called.to_owned(), forged }
    };
    let (loan, lent, wanting) = (seeded.loan.as_str(), &seeded.codes[4], &seeded.codes[5]);
    let of_loan = format!("request_id = (SELECT id FROM requests WHERE number = '{loan}')");
    let item = |code: &str| format!("(SELECT id FROM items WHERE code = '{code}')");
    let receipt = texts(conn, "SELECT number AS value FROM documents WHERE kind = 'intake_receipt'").remove(0);
    let loan_row = format!("item {lent}: request {loan}: the loan");
    vec![
        target("agencies", "code = '130273510100'", "agency 130273510100", "id = NEW, code = 'Z'", "agency Z"),
        target("users", "login = 'officer-02'", "account officer-02", "id = NEW, login = 'z'", "account z"),
        target("settings", "name = 'loan_warning_hours'", "setting loan_warning_hours", "name = 'z'", "setting z"),
        target("places", "code = 'A-02'", "place A-02", "id = NEW, code = 'Z'", "place Z"),
        target("cases", "name = '王伟盗窃案'", "case A13", "id = NEW, case_no = 'Z'", "case Z"),
        target("seizure_lists", "list_no = '一'", "seizure list 一", "id = NEW, list_no = 'Z'", "seizure list Z"),
        target(
            "documents",
            &format!("number = '{receipt}'"),
            &format!("document {receipt}"),
            "id = NEW, number = 'Z'",
            "document Z",
        ),
        target("corrections", "0 = 0", "correction of", "subject_id = NEW", "correction of 01234567"),
        target(
            "request_steps",
            &format!("{of_loan} AND step_no = 2"),
            &format!("request {loan}: step 2"),
            "step_no = 99",
            &format!("request {loan}: step 99"),
        ),
        target(
            "request_lines",
            &format!("{of_loan} AND line_no = 1"),
            &format!("request {loan}: line 1"),
            &format!("line_no = 99, item_id = {}", item(&seeded.codes[0])),
            &format!("request {loan}: line 99"),
        ),
        target(
            "loans",
            &format!("item_id = {}", item(lent)),
            &loan_row,
            &format!("item_id = {}", item(&seeded.codes[0])),
            &format!("item {}: request {loan}: the loan", seeded.codes[0]),
        ),
        target(
            "loan_extensions",
            "0 = 0",
            &format!("request {loan}: extension"),
            "id = NEW",
            &format!("request {loan}: extension"),
        ),
        target(
            "discrepancies",
            "0 = 0",
            &format!("item {wanting}: the discrepancy"),
            "id = NEW",
            &format!("item {wanting}: the discrepancy"),
        ),
        target(
            "former_names",
            "0 = 0",
            "the former name A-02 of",
            "subject_id = NEW, name = 'Z'",
            "the former name Z of",
        ),
    ]
}

/// An id that no row has, as a literal.
fn uid(seeded: &Seeded) -> &'static str {
    match seeded.site.url {
        custody::db::DatabaseUrl::Postgres(_) => "'0123456789abcdef0123456789abcdef'::uuid",
        custody::db::DatabaseUrl::Sqlite(_) => "x'0123456789abcdef0123456789abcdef'",
    }
}

/// Columns of a table with another value for each.
fn columns(seeded: &Seeded, conn: &mut Conn, table: &str) -> Vec<(String, String)> {
    let other = |(column, kind): (String, String)| {
        let value = match kind.as_str() {
            "uuid" => uid(seeded).to_owned(),
            "bigint" | "integer" => format!("coalesce({column}, 0) + 1000"),
            "boolean" => format!("NOT coalesce({column}, false)"),
            "text" => format!("coalesce({column}, '') || 'x'"),
            other => panic!("{table}.{column} is of the unknown type {other}"),
        };
        (column, value)
    };
    sql::columns(conn, table).into_iter().map(other).collect()
}

/// Tampers, and demands one finding that calls the row so and says that.
#[track_caller]
fn finds(seeded: &Seeded, conn: &mut Conn, text: &str, called: &str, reasons: &[&str]) {
    let found = tamper(seeded, conn, |conn| sql(conn, text));
    let told: Vec<String> = found.findings.iter().map(ToString::to_string).collect();
    let named = told.iter().any(|told| told.starts_with(called) && reasons.iter().any(|reason| told.contains(reason)));
    assert!(named, "{text}: {called} {reasons:?}: {found}");
}

#[test]
fn whatever_column_of_a_register_is_changed_its_row_is_named() {
    let seeded = seeded("register-columns");
    let mut conn = seeded.site.connection();
    let mut changed = 0;
    for target in targets(&seeded, &mut conn) {
        for (column, value) in columns(&seeded, &mut conn, target.table) {
            let text = format!("UPDATE {} SET {column} = {value} WHERE {}", target.table, target.which);
            let reasons = ["was changed", "is in the log only", "holds its item"];
            finds(&seeded, &mut conn, &text, &target.called, &reasons);
            changed += 1;
        }
    }
    assert!(changed > 100, "only {changed} columns were tried");
    let officer = "UPDATE case_officers SET user_id = (SELECT id FROM users WHERE login = 'custodian-01') \
                   WHERE user_id = (SELECT id FROM users WHERE login = 'officer-02')";
    finds(&seeded, &mut conn, officer, "case A13", &["was changed"]);
    assert!(seeded.site.verify().clean, "every change was taken back");
}

#[test]
fn rows_of_registers_deleted_or_inserted_are_named() {
    let seeded = seeded("register-rows");
    let mut conn = seeded.site.connection();
    for Target { table, which, called, forged: (set, forged) } in targets(&seeded, &mut conn) {
        let gone = format!("DELETE FROM {table} WHERE {which}");
        finds(&seeded, &mut conn, &gone, &called, &["its row was deleted"]);
        let more = format!(
            "CREATE TEMPORARY TABLE forged AS SELECT * FROM {table} WHERE {which}; UPDATE forged SET {set}; \
             INSERT INTO {table} SELECT * FROM forged"
        );
        finds(&seeded, &mut conn, &more, &forged, &["it was inserted"]);
    }
    assert!(seeded.site.verify().clean, "every change was taken back");
}

#[test]
fn an_account_with_a_role_nobody_granted_ends_the_command_with_1() {
    let seeded = seeded("register-command");
    let whole = seeded.site.run(&["audit", "verify", "--format", "json"]);
    let clean: serde_json::Value = serde_json::from_str(whole.done()).unwrap();
    assert_eq!(clean["request_lines"], 6 + 2 + 1, "{clean}");
    assert!(clean["rows"].as_u64().is_some_and(|rows| rows > 25), "{clean}");
    let grant = "UPDATE users SET roles = 'centre_head' WHERE login = 'custodian-01'";
    sql(&mut seeded.site.connection(), grant);
    let wrong = seeded.site.run(&["audit", "verify"]);
    assert_eq!(wrong.code, Some(1), "{wrong:?}");
    let told = "WRONG         account custodian-01 is not the row whose digest was logged: it was changed";
    assert!(wrong.out.contains(told) && wrong.out.contains("1 thing is wrong."), "{}", wrong.out);
}
