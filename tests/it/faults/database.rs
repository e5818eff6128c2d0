//! The database itself: guards that were dropped or altered, a damaged index, a series of numbers that was set back.

use custody::db::change::Actor;
use custody::db::engine::connection::Purpose;
use custody::db::engine::storage::{self, Thoroughness};
use custody::db::{Conn, Database};
use custody::error::Error;
use custody::model::ledger::event::Action;
use custody::model::reason::Reason;
use custody::operations::ledger::verification::{FindingKind, Verification, verify};
use custody::operations::requests::{requests as operations, submission};

use super::tampering::seeded;
use crate::support::Installation;
use crate::support::operations::{found, loan_of, take_in};
use crate::support::sql::{number, sql};

/// What is said of the database itself.
fn told(found: &Verification) -> Vec<&str> {
    let own = found.findings.iter().filter(|finding| finding.kind == FindingKind::Database);
    own.map(|finding| finding.reason.as_str()).collect()
}

fn verified(site: &Installation, database: &Database) -> Verification {
    verify(database, site.keys().log.verifier(), |_, _| {}).unwrap()
}

#[test]
fn guards_that_were_dropped_or_altered_are_told_before_they_are_made_anew() {
    let seeded = seeded("altered-guards");
    let site = &seeded.site;
    let database = site.open();
    assert!(verified(site, &database).clean);
    let mut conn = site.connection();
    let statements = if conn.is_postgres() {
        "DROP TRIGGER items_no_delete ON items; ALTER TABLE movements DISABLE TRIGGER movements_no_update; \
         CREATE OR REPLACE FUNCTION refuse_rebinding() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    } else {
        "DROP TRIGGER items_no_delete; DROP TRIGGER movements_no_update; CREATE TRIGGER movements_no_update \
         BEFORE UPDATE ON movements BEGIN SELECT 1; END; DROP TRIGGER labels_bound_once; \
         CREATE TRIGGER labels_bound_once BEFORE UPDATE ON labels BEGIN SELECT 1; END"
    };
    sql(&mut conn, statements);
    let now = verified(site, &database);
    let third = if conn.is_postgres() { "refuse_rebinding()" } else { "labels_bound_once" };
    let altered = format!("the guard {third} was altered");
    for expected in ["the guard items_no_delete was dropped", "the guard movements_no_update was altered", &altered] {
        assert!(told(&now).contains(&expected), "{expected}: {now}");
    }
    drop(database);
    let again = site.open();
    assert_eq!(again.altered_guards().len(), 3, "{:?}", again.altered_guards());
    let found = verified(site, &again);
    assert!(told(&found).iter().all(|told| told.ends_with("made anew when the program started")), "{found}");
    assert_eq!(told(&found).len(), 3, "{found}");
    let own = "CREATE TRIGGER forger AFTER UPDATE ON places";
    let body = if conn.is_postgres() { "FOR EACH ROW EXECUTE FUNCTION refuse_change()" } else { "BEGIN SELECT 1; END" };
    sql(&mut conn, &format!("{own} {body}"));
    let found = verified(site, &again);
    assert!(told(&found).contains(&"the guard forger is not of this program"), "{found}");
    drop(again);
    // SQLite's triggers go by their names alone.
    let on = if conn.is_postgres() { " ON places" } else { "" };
    sql(&mut conn, &format!("DROP TRIGGER forger{on}"));
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn a_view_in_place_of_a_table_and_columns_that_came_or_went_are_told() {
    let seeded = seeded("altered-tables");
    let site = &seeded.site;
    let mut conn = site.connection();
    sql(&mut conn, "ALTER TABLE corrections RENAME TO kept; CREATE VIEW corrections AS SELECT * FROM kept");
    let run = site.run(&["audit", "verify"]);
    assert!(run.code == Some(1) && run.out.contains("of the tables, corrections is no table any more"), "{run:?}");
    sql(&mut conn, "DROP VIEW corrections; ALTER TABLE kept RENAME TO corrections");
    sql(&mut conn, "ALTER TABLE items ADD COLUMN note text");
    let found = verified(site, &site.open());
    assert!(told(&found).contains(&"of the tables, the column note of items is not of this program"), "{found}");
    sql(&mut conn, "ALTER TABLE items DROP COLUMN note; CREATE UNIQUE INDEX evil ON verifications (scope)");
    sql(&mut conn, "DROP INDEX items_case_id");
    let found = verified(site, &site.open());
    for expected in ["the index evil is not of this program", "the index items_case_id was dropped"] {
        assert!(told(&found).contains(&format!("of the tables, {expected}").as_str()), "{expected}: {found}");
    }
    sql(&mut conn, "DROP INDEX evil; CREATE INDEX items_case_id ON items (case_id)");
    let found = site.verify();
    assert!(found.clean, "{found}");
}

#[test]
fn a_damaged_index_of_a_file_is_found() {
    let seeded = {
        let site = Installation::on_sqlite("damaged-index");
        let (database, keys) = (site.open(), site.keys());
        let people = found(&database, 1);
        take_in(&database, &keys, &people, "一", 3);
        site
    };
    let mut conn = seeded.connection();
    sql(
        &mut conn,
        "PRAGMA writable_schema = ON; \
         UPDATE sqlite_master SET sql = 'CREATE INDEX items_place_id ON items (name)' WHERE name = 'items_place_id'; \
         PRAGMA writable_schema = OFF",
    );
    drop(conn);
    let found = seeded.verify();
    let damage = "the file of the database is damaged: ";
    assert!(told(&found).iter().any(|told| told.starts_with(damage) && told.contains("items_place_id")), "{found}");
    let ended = seeded.run(&["audit", "verify"]);
    assert!(ended.code != Some(0) && ended.out.contains("items_place_id"), "{ended:?}");
}

/// A connection that has searched remembers how the search index lay; others merge its parts meanwhile.
#[test]
fn a_search_index_that_others_wrote_to_is_not_taken_for_damaged() {
    let site = Installation::on_sqlite("index-merged");
    let database = site.open();
    let mut reader = Conn::open(&site.url, Purpose::Read).unwrap();
    let mut writer = Conn::open(&site.url, Purpose::Write).unwrap();
    for row in 1..=40 {
        sql(&mut writer, &format!("INSERT INTO item_grams (rowid, g) VALUES ({row}, 'ab bc c{row}')"));
    }
    let search = "SELECT count(*) FROM item_grams WHERE item_grams MATCH 'ab'";
    assert_eq!(number(&mut reader, search), 40);
    sql(&mut writer, "INSERT INTO item_grams (item_grams) VALUES ('optimize')");
    for thoroughness in [Thoroughness::Quick, Thoroughness::Whole] {
        assert_eq!(storage::list_damages(&mut reader, thoroughness).unwrap(), Vec::<String>::new());
    }
    drop(database);
}

#[test]
fn a_number_that_was_given_is_not_given_again_when_its_series_was_set_back() {
    let site = Installation::new("set-back");
    let (database, keys) = (site.open(), site.keys());
    let people = found(&database, 1);
    let codes = take_in(&database, &keys, &people, "一", 3);
    let officer = &people.officers[0];
    let submit = |code: &String| {
        let new = loan_of(&database, &people, vec![code.clone()]);
        database.change(Actor::from(officer), |change| {
            let draft = operations::draft(change, officer, &keys.personal, &new)?;
            submission::submit(change, officer, draft.seen()).map(drop)
        })
    };
    let mut conn = site.connection();
    sql(&mut conn, "INSERT INTO number_series SELECT 'loan', year, 0 FROM number_series WHERE name = 'intake'");
    sql(&mut conn, "UPDATE number_series SET last = last - 1 WHERE name IN ('intake', 'label')");
    let verdict = verified(&site, &database);
    for series in ["intake/", "label/0", "loan/"] {
        let own = format!("the series of numbers {series}");
        assert!(told(&verdict).iter().any(|told| told.starts_with(&own)), "{series}: {verdict}");
    }
    let refused = |done: Result<(), Error>| matches!(done, Err(Error::Refused(refusal)) if refusal.reason == Reason::RecordAltered);
    submit(&codes[0]).unwrap();
    sql(&mut conn, "UPDATE number_series SET last = 0 WHERE name = 'loan'");
    let told_by = |conn: &mut Conn| {
        let action = Action::AlterationFound.as_str();
        number(conn, &format!("SELECT count(*) FROM log_leaves WHERE action = '{action}'"))
    };
    let before = told_by(&mut conn);
    assert!(refused(submit(&codes[1])), "the number of the first loan is given again");
    assert_eq!(told_by(&mut conn), before + 1, "no entry tells of it");
    sql(&mut conn, "UPDATE number_series SET last = 1 WHERE name = 'loan'");
    submit(&codes[1]).unwrap();
    sql(&mut conn, "UPDATE number_series SET last = last + 1 WHERE name IN ('intake', 'label')");
    let found = verified(&site, &database);
    assert!(found.clean, "{found}");
}
