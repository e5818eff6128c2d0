//! The registers as the log knows them: what each row is digested from, and a walk over all rows of a register, one
//! statement each, without holding more than a row of it.

use std::collections::HashMap;

use diesel::connection::DefaultLoadingMode;
use diesel::pg::PgRowByRowLoadingMode;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::db::agencies::Agency;
use crate::db::cases::{Case, CaseRecord};
use crate::db::change::row_sha256;
use crate::db::connection::{Conn, on};
use crate::db::discrepancies::Discrepancy;
use crate::db::documents::Document;
use crate::db::extensions::Extension;
use crate::db::loans::Loan;
use crate::db::places::Place;
use crate::db::request_steps::RequestStep;
use crate::db::requests::RequestLine;
use crate::db::schema;
use crate::db::seizure_lists::SeizureList;
use crate::db::settings::Setting;
use crate::db::users::User;
use crate::error::Result;
use crate::model::ids::{AgencyId, CaseId, UserId};
use crate::model::registers::{Register, RowDigest};
use crate::model::time::Time;

/// A row of a register.
pub trait Registered {
    /// The register.
    const REGISTER: Register;

    /// What the entry is about that must tell of the row.
    fn subject(&self) -> Uuid;

    /// What tells it from the others of its register.
    fn key(&self) -> String;

    /// How people call it, when it has a name of its own.
    fn name(&self) -> Option<&str>;

    /// SHA-256 of everything in it, hexadecimal.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::error::Error::Internal) when the row cannot be written as JSON.
    fn sha256(&self) -> Result<String>;

    /// The row as the log keeps it.
    ///
    /// # Errors
    /// As [`Registered::sha256`].
    fn digest(&self) -> Result<RowDigest> {
        let name = self.name().map(str::to_owned);
        Ok(RowDigest { register: Self::REGISTER, key: self.key(), name, sha256: self.sha256()? })
    }
}

macro_rules! registered {
    ($($row:ty as $register:ident: about $subject:expr, key $key:expr, name $name:expr;)+) => {$(
        impl Registered for $row {
            const REGISTER: Register = Register::$register;

            fn subject(&self) -> Uuid {
                let subject: fn(&Self) -> Uuid = $subject;
                subject(self)
            }

            fn key(&self) -> String {
                let key: fn(&Self) -> String = $key;
                key(self)
            }

            fn name(&self) -> Option<&str> {
                let name: fn(&Self) -> Option<&str> = $name;
                name(self)
            }

            fn sha256(&self) -> Result<String> {
                row_sha256(self)
            }
        }
    )+};
}

registered! {
    Agency as Agencies: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.code.as_str());
    // A setting has no id of its own.
    Setting as Settings: about |_| Uuid::nil(), key |row| row.name.clone(), name |row| Some(row.name.as_str());
    Place as Places: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.code.as_str());
    CaseRecord<'_> as Cases:
        about |row| row.case.id.0, key |row| row.case.id.to_string(), name |row| Some(row.case.case_no.as_str());
    SeizureList as SeizureLists:
        about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.list_no.as_str());
    Document as Documents: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.number.as_str());
    RequestStep as RequestSteps:
        about |row| row.request_id.0, key |row| format!("{}/{}", row.request_id, row.step_no), name |_| None;
    // The item's coming back is told with the request that brings it.
    Loan as Loans:
        about |row| row.return_request_id.unwrap_or(row.request_id).0,
        key |row| format!("{}/{}", row.request_id, row.item_id), name |_| None;
    Extension as LoanExtensions:
        about |row| row.request_id.0, key |row| format!("{}/{}", row.request_id, row.id), name |_| None;
    Discrepancy as Discrepancies:
        about |row| row.id.0, key |row| format!("{}/{}", row.item_id, row.id), name |_| None;
}

/// An account as it is digested. The account itself cannot be written as JSON, so that its password's hash never
/// leaves the program.
#[derive(Serialize)]
struct Account<'r> {
    id: UserId,
    login: &'r str,
    name: &'r str,
    agency_id: AgencyId,
    roles: String,
    password_hash: &'r str,
    password_expires_at: Option<Time>,
    disabled_at: Option<Time>,
    created_at: Time,
    version: i32,
}

impl Registered for User {
    const REGISTER: Register = Register::Users;

    fn subject(&self) -> Uuid {
        self.id.0
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn name(&self) -> Option<&str> {
        Some(&self.login)
    }

    fn sha256(&self) -> Result<String> {
        row_sha256(&Account {
            id: self.id,
            login: &self.login,
            name: &self.name,
            agency_id: self.agency_id,
            roles: self.roles.to_string(),
            password_hash: &self.password_hash,
            password_expires_at: self.password_expires_at,
            disabled_at: self.disabled_at,
            created_at: self.created_at,
            version: self.version,
        })
    }
}

/// Loads a query row by row; `each` gets the row, or why it cannot be read.
macro_rules! stream {
    ($conn:expr, $query:expr, $row:ty, $each:expr) => {{
        let mut each = $each;
        match $conn {
            Conn::Postgres(c) => {
                for row in $query.load_iter::<$row, PgRowByRowLoadingMode>(c)? {
                    each(row.map_err(Into::into))?;
                }
            }
            Conn::Sqlite(c) => {
                for row in $query.load_iter::<$row, DefaultLoadingMode>(c)? {
                    each(row.map_err(Into::into))?;
                }
            }
        }
        Ok(())
    }};
}

/// Gives every row of a register to `each`, or why it cannot be read, until it answers with an error.
///
/// # Errors
/// Database errors, and what `each` answers.
pub fn walk(conn: &mut Conn, register: Register, mut each: impl FnMut(Result<RowDigest>) -> Result<()>) -> Result<()> {
    macro_rules! rows {
        ($table:ident, $row:ty) => {{
            let digested = |row: Result<$row>| each(row.and_then(|row| row.digest()));
            stream!(conn, schema::$table::table.select(<$row>::as_select()), $row, digested)
        }};
    }
    match register {
        Register::Agencies => rows!(agencies, Agency),
        Register::Users => rows!(users, User),
        Register::Settings => rows!(settings, Setting),
        Register::Places => rows!(places, Place),
        Register::SeizureLists => rows!(seizure_lists, SeizureList),
        Register::Documents => rows!(documents, Document),
        Register::RequestSteps => rows!(request_steps, RequestStep),
        Register::Loans => rows!(loans, Loan),
        Register::LoanExtensions => rows!(loan_extensions, Extension),
        Register::Discrepancies => rows!(discrepancies, Discrepancy),
        Register::Cases => {
            let mut officers = list_officers(conn)?;
            let digested = |row: Result<Case>| {
                each(row.and_then(|case| CaseRecord::of(&case, officers.remove(&case.id).unwrap_or_default()).digest()))
            };
            stream!(conn, schema::cases::table.select(Case::as_select()), Case, digested)
        }
    }
}

fn list_officers(conn: &mut Conn) -> Result<HashMap<CaseId, Vec<UserId>>> {
    let pairs: Vec<(CaseId, UserId)> = on!(conn, c => schema::case_officers::table.load(c))?;
    let mut officers: HashMap<CaseId, Vec<UserId>> = HashMap::new();
    for (case, officer) in pairs {
        officers.entry(case).or_default().push(officer);
    }
    Ok(officers)
}

/// Gives every line of every request to `each`, or why it cannot be read, until it answers with an error.
///
/// # Errors
/// Database errors, and what `each` answers.
pub fn walk_lines(conn: &mut Conn, each: impl FnMut(Result<RequestLine>) -> Result<()>) -> Result<()> {
    stream!(conn, schema::request_lines::table.select(RequestLine::as_select()), RequestLine, each)
}
