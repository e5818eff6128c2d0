//! A row is changed behind the program's back and somebody goes on working with it: the operation is refused, an entry
//! tells of it, and the verification still finds the change. Once the row is as it was, the work goes on.

mod carried;
mod closed_agencies;
mod credentials;
mod forged;
mod goods;
mod operations;
mod registers;
mod request_steps;

use custody::db::change::{Actor, Change};
use custody::db::goods::items::{self, Item};
use custody::db::requests::requests;
use custody::db::{Conn, Database};
use custody::error::{Error, Result};
use custody::keys::Keys;
use custody::model::accounts::role::{Role, RoleSet};
use custody::model::accounts::viewer::{Reach, Viewer};
use custody::model::ids::RequestId;
use custody::model::ledger::event::Action;
use custody::model::reason::Reason;
use custody::operations::accounts::users::grant_roles;
use custody::operations::ledger::verification::{Verification, verify_within};

use super::tampering::guards;
use crate::support::operations::{People, found, take_in};
use crate::support::sql::{self, attempt, number, sql, texts};
use crate::support::{Installation, ORIGIN};

/// A centre at work, with a database administrator's connection beside it.
struct Centre {
    _site: Installation,
    database: Database,
    keys: Keys,
    people: People,
    conn: Conn,
    /// What was tried so far: changes of columns, and those of them that were refused as alterations.
    tried: (u32, u32),
}

impl Centre {
    fn new(name: &str) -> Self {
        let site = Installation::new(name);
        let (database, keys) = (site.open(), site.keys());
        let people = found(&database, 2);
        let mut conn = site.connection();
        disarm(&mut conn);
        Self { _site: site, database, keys, people, conn, tried: (0, 0) }
    }

    fn take_in(&self, list_no: &str, count: usize) -> Vec<String> {
        take_in(&self.database, &self.keys, &self.people, list_no, count)
    }

    fn item(&self, code: &str) -> Result<Item> {
        let codes = [code.to_owned()];
        let found = self.database.read(|conn| items::list_by_code(conn, Reach::Everything, &codes))?;
        found.into_iter().next().ok_or(Error::NotFound)
    }

    fn request(&self, id: RequestId) -> Result<requests::Request> {
        self.database.read(|conn| requests::find(conn, id))?.ok_or(Error::NotFound)
    }

    fn officer(&self) -> &Viewer {
        &self.people.officers[0]
    }

    fn custodian(&self) -> &Viewer {
        &self.people.custodians[0]
    }

    /// A person who has these roles from now on.
    fn with_roles(&self, viewer: &Viewer, roles: &[Role]) -> Viewer {
        program(&self.database, |change| grant_roles(change, viewer.user_id, roles)).unwrap();
        Viewer { roles: RoleSet::of(roles), ..viewer.clone() }
    }

    fn verify(&mut self) -> Verification {
        verify_within(&mut self.conn, ORIGIN, Some(self.keys.log.verifier()), |_, _| {}).unwrap()
    }

    fn entries(&mut self) -> usize {
        let query = format!("SELECT action AS value FROM log_leaves WHERE action = '{}'", Action::AlterationFound);
        texts(&mut self.conn, &query).len()
    }

    fn size(&mut self) -> i64 {
        number(&mut self.conn, "SELECT count(*) FROM log_leaves")
    }

    /// Changes one column of the rows after the other, tries the work each time, and puts the column back. At the end
    /// the work is done, and nothing is wrong.
    #[track_caller]
    fn washes(&mut self, rows: &[(&str, String)], work: impl Fn(&Self) -> Result<()>) {
        for (table, which) in rows {
            for column in columns(&mut self.conn, table) {
                // Another key is another row.
                if which.contains(&column.name) || (*table, column.name.as_str()) == ("request_lines", "holds") {
                    continue;
                }
                self.wash(table, which, &column, &work);
            }
        }
        work(self).unwrap();
        let found = self.verify();
        assert!(found.clean, "{rows:?}: {found}");
    }

    fn wash(&mut self, table: &str, which: &str, column: &Column, work: &impl Fn(&Self) -> Result<()>) {
        let Column { name, kind } = column;
        let own = literal(&mut self.conn, table, which, column);
        let set = |value: &str| format!("UPDATE {table} SET {name} = {value} WHERE {which}");
        let other = format!("(SELECT o.{name} FROM {table} o WHERE o.{name} <> {own} LIMIT 1)");
        let others = texts(&mut self.conn, &format!("SELECT 'x' AS value FROM {table} WHERE {name} <> {own} LIMIT 1"));
        let made = made_up(name, kind);
        let value = if others.is_empty() || attempt(&mut self.conn, &set(&other)).is_err() { &made } else { &other };
        // What the schema itself refuses nobody writes without changing the schema.
        if attempt(&mut self.conn, &set(value)).is_err() {
            return;
        }
        let (before, size) = (self.entries(), self.size());
        let done = work(self);
        self.tried.0 += 1;
        if matches!(&done, Err(Error::Refused(refusal)) if refusal.reason == Reason::RecordAltered) {
            self.tried.1 += 1;
            assert_eq!(self.entries(), before + 1, "{table}.{name}: no entry tells of it");
        }
        let idle = done.is_err() || self.size() == size;
        assert!(idle, "{table}.{name} was changed, and the work was done");
        assert!(!self.verify().clean, "{table}.{name} was washed clean: {done:?}");
        sql(&mut self.conn, &set(&own));
    }
}

/// A column and its type.
struct Column {
    name: String,
    kind: String,
}

fn columns(conn: &mut Conn, table: &str) -> Vec<Column> {
    sql::columns(conn, table).into_iter().map(|(name, kind)| Column { name, kind }).collect()
}

/// The value a column has, as it is written in SQL.
fn literal(conn: &mut Conn, table: &str, which: &str, Column { name, kind }: &Column) -> String {
    let value =
        if conn.is_postgres() { format!("quote_nullable({name}) || '::{kind}'") } else { format!("quote({name})") };
    let found = texts(conn, &format!("SELECT {value} AS value FROM {table} WHERE {which}"));
    assert_eq!(found.len(), 1, "{table} has not one row where {which}");
    found.into_iter().next().unwrap()
}

fn made_up(name: &str, kind: &str) -> String {
    match kind {
        "uuid" => "(SELECT id FROM users WHERE login = 'custodian-02')".to_owned(),
        "bigint" | "integer" => format!("coalesce({name}, 0) + 1"),
        "boolean" => format!("NOT coalesce({name}, false)"),
        "text" => format!("coalesce({name}, '') || 'x'"),
        "bytea" => "(SELECT substr(leaf, 1, 32) FROM log_leaves WHERE seq = 0)".to_owned(),
        other => panic!("{name} is of the unknown type {other}"),
    }
}

/// Puts guards and foreign keys out of the way of this connection.
fn disarm(conn: &mut Conn) {
    sql::drop_guards_of_words(conn);
    if conn.is_postgres() {
        return sql(conn, "SET session_replication_role = replica");
    }
    sql(conn, "PRAGMA foreign_keys = OFF");
    for (table, operation) in guards() {
        sql(conn, &format!("DROP TRIGGER IF EXISTS {table}_no_{}", operation.to_lowercase()));
    }
}

fn change<T>(database: &Database, by: &Viewer, make: impl FnOnce(&mut Change<'_>) -> Result<T>) -> Result<()> {
    database.change(Actor::from(by), make).map(drop)
}

fn program<T>(database: &Database, make: impl FnOnce(&mut Change<'_>) -> Result<T>) -> Result<()> {
    database.change(Actor::PROGRAM, make).map(drop)
}

impl Centre {
    /// Enough was tried, and most of it was told as what it is.
    fn is_thorough(&self, columns: u32) {
        let (tried, altered) = self.tried;
        assert!(tried >= columns, "only {tried} columns were tried");
        assert!(altered * 2 > tried, "only {altered} of {tried} were told as alterations");
    }
}
