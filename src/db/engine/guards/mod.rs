//! The guards: triggers by which the database itself refuses to change or delete evidence, and what refuses a word that is of no
//! closed list. They are made anew at every start; here the database's own are held against those that the program would make.

pub(in crate::db::engine) mod closed_words;
pub mod rights;
pub mod roles;
pub mod tables;

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::storage::strict;
use crate::error::Result;

const SQLITE: &str = include_str!("sqlite.sql");
const POSTGRES: &str = include_str!("postgres.sql");

/// The triggers as PostgreSQL describes them; one that is out of action counts as altered.
const TRIGGERS_POSTGRES: &str = "SELECT CAST(tgname AS text) AS name, pg_get_triggerdef(t.oid, true) || \
    CASE WHEN tgenabled = 'O' THEN '' ELSE ' out of action' END AS text \
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid \
    WHERE NOT tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace) \
    UNION ALL SELECT proname || '()', prosrc FROM pg_proc \
    WHERE pronamespace = CAST(current_schema() AS regnamespace) AND prorettype = CAST('trigger' AS regtype) \
    UNION ALL SELECT CAST(conname AS text), pg_get_constraintdef(oid) FROM pg_constraint \
    WHERE connamespace = CAST(current_schema() AS regnamespace) AND contype = 'c' AND conname LIKE '%\\_words'";
const TRIGGERS_SQLITE: &str = "SELECT name, coalesce(sql, '') AS text FROM sqlite_master WHERE type = 'trigger'";

/// A trigger, or the function of one, by its name and by what it does.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
struct Guard {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    text: String,
}

/// Makes every guard anew. The constraints hold for what is written from now on: looking at every row would take as long as there
/// are rows, and one that was forged before would keep the program from starting.
///
/// # Errors
/// Database errors.
pub fn make(conn: &mut Conn) -> Result<()> {
    match conn {
        Conn::Sqlite(c) => {
            c.batch_execute(SQLITE)?;
            let constraints: Vec<_> = closed_words::constraints().map(|own| (own.name, own.sqlite)).collect();
            strict::put_constraints(conn, &constraints)
        }
        Conn::Postgres(c) => {
            c.batch_execute(POSTGRES)?;
            put_constraints(conn)
        }
    }
}

/// Makes those of PostgreSQL that are not there or were altered; even when there is nothing to do, `ALTER TABLE` waits for every reader.
fn put_constraints(conn: &mut Conn) -> Result<()> {
    let found = list(conn)?;
    for closed_words::Constraint { table, name, postgres, .. } in closed_words::constraints() {
        if !found.iter().any(|guard| guard.name == name && guard.text == postgres) {
            let add = format!("DROP CONSTRAINT IF EXISTS {name}, ADD CONSTRAINT {name} {postgres}");
            on!(&mut *conn, c => c.batch_execute(&format!("ALTER TABLE {table} {add}")))?;
        }
    }
    Ok(())
}

/// Whether every guard is there as the program makes it.
///
/// # Errors
/// Database errors.
pub fn are_made(conn: &mut Conn) -> Result<bool> {
    let (expected, found) = (expected(conn), list(conn)?);
    Ok(expected.iter().all(|guard| found.contains(guard)))
}

/// What became of guards: those that were dropped or altered, and triggers that the program does not know.
pub fn list_altered(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(differing(&expected(conn), &list(conn)?))
}

fn expected(conn: &Conn) -> Vec<Guard> {
    if conn.is_postgres() { of_postgres() } else { of_sqlite() }
}

/// The guards that the database has.
fn list(conn: &mut Conn) -> Result<Vec<Guard>> {
    match conn {
        Conn::Postgres(c) => Ok(diesel::sql_query(TRIGGERS_POSTGRES).load(c)?),
        Conn::Sqlite(c) => {
            let mut guards: Vec<Guard> = diesel::sql_query(TRIGGERS_SQLITE).load(c)?;
            guards.extend(strict::list_constraints(c)?.into_iter().map(|(name, text)| Guard { name, text }));
            Ok(guards)
        }
    }
}

fn differing(expected: &[Guard], found: &[Guard]) -> Vec<String> {
    let mut told = Vec::new();
    for guard in expected {
        match found.iter().find(|found| found.name == guard.name) {
            None => told.push(format!("{} was dropped", guard.name)),
            Some(found) if found.text != guard.text => told.push(format!("{} was altered", guard.name)),
            Some(_) => {}
        }
    }
    let strange = found.iter().filter(|found| expected.iter().all(|guard| guard.name != found.name));
    told.extend(strange.map(|found| format!("{} is not of this program", found.name)));
    told
}

/// The statements that make the guards, as SQLite keeps them.
fn of_sqlite() -> Vec<Guard> {
    let kept =
        |text: &str| Some(text.split_once(";\n")?.1.split("\n--").next()?.trim_end().trim_end_matches(';').to_owned());
    let guard = |text: String| Some(Guard { name: text.split(' ').nth(2)?.to_owned(), text });
    let triggers = SQLITE.split("DROP TRIGGER").skip(1).filter_map(kept).filter_map(guard);
    triggers.chain(closed_words::constraints().map(|own| Guard { name: own.name, text: own.sqlite })).collect()
}

/// Triggers as `pg_get_triggerdef` writes them, functions by their bodies, constraints as `pg_get_constraintdef` does.
fn of_postgres() -> Vec<Guard> {
    let triggers = POSTGRES.split("CREATE OR REPLACE TRIGGER ").skip(1).filter_map(|text| {
        let words: Vec<&str> = text.split(';').next()?.split_whitespace().collect();
        let text = format!("CREATE TRIGGER {}", words.join(" "));
        Some(Guard { name: (*words.first()?).to_owned(), text })
    });
    let functions = POSTGRES.split("CREATE OR REPLACE FUNCTION ").skip(1).filter_map(|text| {
        let body = text.split("$$").nth(1)?;
        Some(Guard { name: text.split_whitespace().next()?.to_owned(), text: body.to_owned() })
    });
    let constraints = closed_words::constraints().map(|own| Guard { name: own.name, text: own.postgres });
    triggers.chain(functions).chain(constraints).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_have_the_same_guards() {
        let sqlite: Vec<_> = of_sqlite().into_iter().map(|guard| guard.name).collect();
        let postgres: Vec<_> = of_postgres().into_iter().map(|guard| guard.name).collect();
        let (functions, others): (Vec<_>, Vec<_>) = postgres.into_iter().partition(|name| name.ends_with("()"));
        assert_eq!(others, sqlite);
        assert_eq!(functions, ["refuse_change()", "refuse_rebinding()"]);
    }

    #[test]
    fn what_was_dropped_altered_or_added_is_told() {
        let guard = |name: &str, text: &str| Guard { name: name.to_owned(), text: text.to_owned() };
        let expected = [guard("a", "1"), guard("b", "2"), guard("c", "3")];
        let found = [guard("a", "1"), guard("b", "0"), guard("d", "4")];
        assert_eq!(differing(&expected, &expected), Vec::<String>::new());
        assert_eq!(differing(&expected, &found), ["b was altered", "c was dropped", "d is not of this program"]);
    }
}
