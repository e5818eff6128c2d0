//! Accounts of a PostgreSQL database that are not its owner's: one that the program works with, and one that only reads. The owner's
//! could drop the guards; theirs cannot. SQLite knows no accounts.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Array, Bool, Text};
use diesel::{QueryableByName, RunQueryDsl};

use crate::db::engine::connection::{Conn, DatabaseUrl, on};
use crate::db::engine::guards::rights::{RIGHTS, Rights};
use crate::db::engine::transaction::{BEGIN_POSTGRES, BEGIN_SQLITE, in_transaction};
use crate::error::{Error, Result};

/// What an account is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// The program works with it.
    Run,
    /// Somebody looks at the tables with it.
    Read,
}

/// An account that is not the owner's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub name: String,
    pub duty: Duty,
}

/// Whether this account may do everything with the tables, or make them where there are none.
const OWNS: &str = "SELECT CASE WHEN count(*) = 0 THEN coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) \
    ELSE bool_and(pg_has_role(relowner, 'USAGE')) END AS yes FROM pg_class \
    WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace) AND CAST(relname AS text) = ANY($1)";

/// The accounts that were given rights: nobody else has any on the log.
const LIST: &str = "SELECT CAST(pg_get_userbyid(a.grantee) AS text) AS name, bool_or(a.privilege_type = 'INSERT') AS yes \
    FROM pg_class c, aclexplode(c.relacl) a \
    WHERE c.relname = 'log_leaves' AND c.relnamespace = CAST(current_schema() AS regnamespace) \
    AND a.grantee NOT IN (0, c.relowner) GROUP BY a.grantee ORDER BY 1";

/// What an account may do with the tables, whoever it has that from, one right a line.
const HELD: &str = "WITH own AS (SELECT oid, CAST(relname AS text) AS name FROM pg_class WHERE relkind = 'r' \
    AND relnamespace = CAST(current_schema() AS regnamespace) AND CAST(relname AS text) = ANY($2)) \
    SELECT own.name || ' ' || p AS name, true AS yes FROM own, \
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p \
    WHERE has_table_privilege($1, own.oid, p) \
    UNION ALL SELECT own.name || ' ' || p || ' (' || attname || ')', true FROM own JOIN pg_attribute ON attrelid = own.oid, \
    unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p \
    WHERE attnum > 0 AND NOT attisdropped AND NOT has_table_privilege($1, own.oid, p) \
    AND has_column_privilege($1, own.oid, attnum, p)";

/// What an account may do beyond the tables, in words; with any of it the guards would be worth nothing.
const BEYOND: &str = "SELECT told AS name, true AS yes FROM pg_roles r, LATERAL (VALUES \
    ('is a superuser', rolsuper), ('makes roles', rolcreaterole), ('makes databases', rolcreatedb), \
    ('replicates', rolreplication), ('passes over row security', rolbypassrls), \
    ('is a member of ' || coalesce((SELECT string_agg(m.rolname, ', ') FROM pg_auth_members JOIN pg_roles m ON m.oid = roleid \
        WHERE member = r.oid), ''), EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid)), \
    ('owns objects', EXISTS (SELECT 1 FROM pg_shdepend WHERE refclassid = CAST('pg_authid' AS regclass) \
        AND refobjid = r.oid AND deptype = 'o')), \
    ('sets session_replication_role', has_parameter_privilege(r.oid, 'session_replication_role', 'SET')), \
    ('makes objects in the schema', has_schema_privilege(r.oid, current_schema(), 'CREATE')), \
    ('makes schemas', has_database_privilege(r.oid, current_database(), 'CREATE')), \
    ('makes temporary tables', has_database_privilege(r.oid, current_database(), 'TEMPORARY'))) AS t (told, holds) \
    WHERE rolname = $1 AND holds";

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Bool)]
    yes: bool,
}

#[derive(QueryableByName)]
struct Answer {
    #[diesel(sql_type = Bool)]
    yes: bool,
}

/// Whether the tables are this account's to make and to change, as on SQLite they always are.
///
/// # Errors
/// Database errors.
pub fn owns(conn: &mut Conn) -> Result<bool> {
    let Conn::Postgres(c) = conn else { return Ok(true) };
    Ok(diesel::sql_query(OWNS).bind::<Array<Text>, _>(tables()).get_result::<Answer>(c)?.yes)
}

/// Refuses an account that is not the owner's.
///
/// # Errors
/// [`Error::Operator`] with what to do; database errors.
pub fn must_own(conn: &mut Conn) -> Result<()> {
    if owns(conn)? {
        return Ok(());
    }
    let text = "this account of the database is not the owner of its tables; name the owner's address with CUSTODY_DATABASE_URL";
    Err(Error::Operator(text.into()))
}

/// Refuses a database that knows no accounts.
///
/// # Errors
/// [`Error::Operator`], with what keeps such a database.
pub fn must_be_known(url: &DatabaseUrl) -> Result<()> {
    match url {
        DatabaseUrl::Postgres(_) => Ok(()),
        DatabaseUrl::Sqlite(_) => {
            let text = "SQLite knows no accounts: who can write the file can do everything with it. It is kept by its mode and by the \
                        account of the system that the server runs as; accounts of the database are PostgreSQL's";
            Err(Error::Operator(text.into()))
        }
    }
}

/// The accounts that were given rights.
///
/// # Errors
/// Database errors.
pub fn list(conn: &mut Conn) -> Result<Vec<Account>> {
    let Conn::Postgres(c) = conn else { return Ok(Vec::new()) };
    let found: Vec<Named> = diesel::sql_query(LIST).load(c)?;
    let account = |Named { name, yes }| Account { name, duty: if yes { Duty::Run } else { Duty::Read } };
    Ok(found.into_iter().map(account).collect())
}

/// Gives those that were given rights before what they lack, as after a table was added. Nothing is taken from them.
///
/// # Errors
/// Database errors.
pub fn complete(conn: &mut Conn) -> Result<()> {
    for account in list(conn)? {
        let held = held(conn, &account.name)?;
        let lacking: Vec<_> = wanted(account.duty).into_iter().filter(|right| !held.contains(right)).collect();
        if !lacking.is_empty() {
            tracing::info!(account = account.name, count = lacking.len(), "rights on new tables were given");
            give(conn, &account)?;
        }
    }
    Ok(())
}

/// Gives an account its rights, within a transaction of the caller's.
///
/// # Errors
/// Database errors.
pub fn give(conn: &mut Conn, account: &Account) -> Result<()> {
    let (role, schema) = (quoted(&account.name), schema(conn)?);
    let mut sql =
        format!("GRANT USAGE ON SCHEMA {schema} TO {role}; GRANT EXECUTE ON FUNCTION folded(text) TO {role};");
    for rights in RIGHTS {
        let granted = match account.duty {
            Duty::Run => rights.of_running(),
            Duty::Read => rights.of_reading(),
        };
        if !granted.is_empty() {
            sql += &format!("GRANT {} ON {} TO {role};", granted.join(", "), rights.table);
        }
    }
    Ok(on!(conn, c => c.batch_execute(&sql))?)
}

/// Gives accounts exactly their rights, all or none of them.
///
/// # Errors
/// [`Error::Operator`] for a role that does not exist, or that may more; database errors.
pub fn grant_all(conn: &mut Conn, accounts: &[Account]) -> Result<()> {
    must_own(conn)?;
    let names: BTreeSet<&str> = accounts.iter().map(|account| account.name.as_str()).collect();
    if names.len() < accounts.len() {
        return Err(Error::Operator("one role cannot be both: name two".into()));
    }
    in_transaction(conn, BEGIN_SQLITE, BEGIN_POSTGRES, |conn| {
        accounts.iter().try_for_each(|account| grant(conn, account))
    })
}

/// Takes everything from an account, and from everybody what nobody needs, then gives the account its rights and looks whether it
/// has these and no others.
fn grant(conn: &mut Conn, account: &Account) -> Result<()> {
    must_exist(conn, account)?;
    let (role, schema, database) = (quoted(&account.name), schema(conn)?, database(conn)?);
    let all = tables().join(", ");
    let sql = format!(
        "REVOKE ALL ON {all} FROM {role}, PUBLIC; REVOKE ALL ON SCHEMA {schema} FROM {role}; \
         REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC; REVOKE ALL ON DATABASE {database} FROM {role}; \
         REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC; GRANT CONNECT ON DATABASE {database} TO {role}"
    );
    on!(&mut *conn, c => c.batch_execute(&sql))?;
    give(conn, account)?;
    check(conn, account)
}

fn must_exist(conn: &mut Conn, account: &Account) -> Result<()> {
    let Conn::Postgres(c) = conn else { return Ok(()) };
    let query = "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1) AS yes";
    if diesel::sql_query(query).bind::<Text, _>(&account.name).get_result::<Answer>(c)?.yes {
        return Ok(());
    }
    let role = quoted(&account.name);
    Err(Error::Operator(format!("there is no role {role}; make it with: CREATE ROLE {role} LOGIN PASSWORD '…'").into()))
}

/// Refuses an account that has other rights than it was given.
fn check(conn: &mut Conn, account: &Account) -> Result<()> {
    let (wanted, held) = (wanted(account.duty), held(conn, &account.name)?);
    let mut told = beyond(conn, &account.name)?;
    told.extend(held.iter().filter(|right| !wanted.contains(right)).map(|right| format!("has {right}")));
    told.extend(wanted.iter().filter(|right| !held.contains(right)).map(|right| format!("lacks {right}")));
    if told.is_empty() {
        return Ok(());
    }
    let advice = "nothing was changed. It must own nothing here, be a superuser or a member of a role neither, and have nothing by way of \
                  PUBLIC: what this account cannot take away, the owner of the database or a superuser can";
    Err(Error::Operator(format!("the role {} {}; {advice}", quoted(&account.name), told.join(", ")).into()))
}

fn wanted(duty: Duty) -> Vec<String> {
    let of = match duty {
        Duty::Run => Rights::of_running,
        Duty::Read => Rights::of_reading,
    };
    let named =
        |rights: &Rights| of(rights).into_iter().map(|right| format!("{} {right}", rights.table)).collect::<Vec<_>>();
    RIGHTS.iter().flat_map(named).collect()
}

fn held(conn: &mut Conn, role: &str) -> Result<Vec<String>> {
    let Conn::Postgres(c) = conn else { return Ok(Vec::new()) };
    let rows: Vec<Named> = diesel::sql_query(HELD).bind::<Text, _>(role).bind::<Array<Text>, _>(tables()).load(c)?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

fn beyond(conn: &mut Conn, role: &str) -> Result<Vec<String>> {
    let Conn::Postgres(c) = conn else { return Ok(Vec::new()) };
    let rows: Vec<Named> = diesel::sql_query(BEYOND).bind::<Text, _>(role).load(c)?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

fn tables() -> Vec<&'static str> {
    RIGHTS.iter().map(|rights| rights.table).collect()
}

fn schema(conn: &mut Conn) -> Result<String> {
    name_of(conn, "current_schema()")
}

fn database(conn: &mut Conn) -> Result<String> {
    name_of(conn, "current_database()")
}

fn name_of(conn: &mut Conn, what: &str) -> Result<String> {
    let query = format!("SELECT CAST({what} AS text) AS name, true AS yes");
    let row: Named = on!(conn, c => diesel::sql_query(query).get_result(c))?;
    Ok(quoted(&row.name))
}

/// A name as SQL reads it back.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::engine::guards::rights::Shown;

    #[test]
    fn what_is_only_added_to_is_neither_changed_nor_taken_away() {
        let guards = super::super::POSTGRES;
        for rights in RIGHTS {
            let guarded = |what: &str| guards.contains(&format!("TRIGGER {}_no_{what} ", rights.table));
            for (guard, right) in [("update", "UPDATE"), ("delete", "DELETE")] {
                assert!(!(guarded(guard) && rights.run.contains(&right)), "{} {right}", rights.table);
            }
        }
    }

    #[test]
    fn no_hash_no_token_and_no_stored_answer_is_shown() {
        for table in ["refresh_tokens", "setup_tokens", "idempotency_keys"] {
            assert_eq!(RIGHTS.iter().find(|rights| rights.table == table).unwrap().read, Shown::Nothing, "{table}");
        }
        let shown: Vec<_> = RIGHTS.iter().flat_map(Rights::of_reading).collect();
        for secret in ["hash", "mac", "wrapped"] {
            assert!(!shown.iter().any(|right| right.contains(secret)), "{shown:?}");
        }
    }
}
