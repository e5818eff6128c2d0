//! The guards: triggers by which the database itself refuses to change or delete evidence. They are made anew at every
//! start; here the database's own are held against those that the program would make.

pub mod tables;

use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl};

use crate::db::engine::connection::{Conn, on};
use crate::error::Result;

pub(super) const SQLITE: &str = include_str!("sqlite.sql");
pub(super) const POSTGRES: &str = include_str!("postgres.sql");

/// The triggers as PostgreSQL describes them; one that is out of action counts as altered.
const TRIGGERS_POSTGRES: &str = "SELECT CAST(tgname AS text) AS name, pg_get_triggerdef(t.oid, true) || \
    CASE WHEN tgenabled = 'O' THEN '' ELSE ' out of action' END AS text \
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid \
    WHERE NOT tgisinternal AND c.relnamespace = CAST(current_schema() AS regnamespace) \
    UNION ALL SELECT proname || '()', prosrc FROM pg_proc \
    WHERE pronamespace = CAST(current_schema() AS regnamespace) AND prorettype = CAST('trigger' AS regtype)";
const TRIGGERS_SQLITE: &str = "SELECT name, coalesce(sql, '') AS text FROM sqlite_master WHERE type = 'trigger'";

/// A trigger, or the function of one, by its name and by what it does.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
struct Guard {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    text: String,
}

/// What became of guards: those that were dropped or altered, and triggers that the program does not know.
pub fn list_altered(conn: &mut Conn) -> Result<Vec<String>> {
    let (query, expected) =
        if conn.is_postgres() { (TRIGGERS_POSTGRES, of_postgres()) } else { (TRIGGERS_SQLITE, of_sqlite()) };
    let found: Vec<Guard> = on!(conn, c => diesel::sql_query(query).load(c))?;
    Ok(differing(&expected, &found))
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
pub(super) fn statements_sqlite() -> impl Iterator<Item = &'static str> {
    let statements = SQLITE.split("DROP TRIGGER").skip(1);
    statements.filter_map(|text| Some(text.split_once(";\n")?.1.split("\n--").next()?.trim_end().trim_end_matches(';')))
}

fn of_sqlite() -> Vec<Guard> {
    let guard = |text: &str| Some(Guard { name: text.split(' ').nth(2)?.to_owned(), text: text.to_owned() });
    statements_sqlite().filter_map(guard).collect()
}

/// Triggers as `pg_get_triggerdef` writes them, functions by their bodies.
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
    triggers.chain(functions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_have_the_same_guards() {
        let sqlite: Vec<_> = of_sqlite().into_iter().map(|guard| guard.name).collect();
        let postgres: Vec<_> = of_postgres().into_iter().map(|guard| guard.name).collect();
        let (functions, triggers): (Vec<_>, Vec<_>) = postgres.into_iter().partition(|name| name.ends_with("()"));
        assert_eq!(triggers, sqlite);
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
