//! What is to be changed is held against what the log says of it, in the same transaction: a row that was changed behind
//! the program's back is not built upon. The change is refused whole, and an entry tells of it. For items this is done
//! when they are written; see [`Change::flush`].

use diesel::prelude::*;
use uuid::Uuid;

use crate::audit::Hash;
use crate::audit::hash::{from_hex, to_hex};
use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::Registered;
use crate::db::ledger::findings;
use crate::db::ledger::held::{Alteration, LoadedRow};
use crate::db::ledger::logged::Logged;
use crate::db::schema::{items, requests};
use crate::error::{Error, Result};
use crate::model::ids::{ItemId, RequestId};
use crate::model::ledger::registers::Register;
use crate::model::reason::{Reason, Refusal};

impl Change<'_> {
    /// Notes the digest of a row that was added, for the entry about its subject that must follow.
    pub(in crate::db) fn note_added(&mut self, row: &impl Registered) -> Result<()> {
        self.note_digest(row, None)
    }

    /// Holds a row that is replaced against the log, and notes the digest of the one in its place, for the entry about
    /// the subject that must follow.
    ///
    /// # Errors
    /// [`Reason::RecordAltered`].
    pub(in crate::db) fn note_replaced<R: Registered>(&mut self, before: &R, row: &R) -> Result<()> {
        let sha256 = self.hold_row(before)?;
        self.note_digest(row, Some(sha256))
    }

    /// Holds a row that something is built upon against the log; answers its digest.
    ///
    /// # Errors
    /// [`Reason::RecordAltered`].
    pub fn hold_row<R: Registered>(&mut self, row: &R) -> Result<String> {
        let (key, sha256) = (row.key(), row.sha256()?);
        let logged = match self.told_row(R::REGISTER, &key) {
            Some(own) => Some(own),
            None => self.logged(row.subject())?.row(R::REGISTER, &key),
        };
        if logged.is_some() && from_hex(sha256.as_bytes()) == logged {
            return Ok(sha256);
        }
        let what = match row.name() {
            Some(name) => name.to_owned(),
            None => called(self.reader(), R::REGISTER, &key)?,
        };
        let (table, logged) = (R::REGISTER.as_str(), hex(logged));
        let subject = row.subject();
        Err(self.refuse_altered(Alteration { subject, table, what, logged, found: Some(sha256) }))
    }

    /// Holds the row that the details of its own entries give a digest of: a request, or what is printed with.
    ///
    /// # Errors
    /// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
    pub(in crate::db) fn hold_own(
        &mut self,
        (table, subject): (&'static str, Uuid),
        what: &str,
        loaded: LoadedRow,
    ) -> Result<()> {
        let sha256 = loaded.sha256.clone();
        self.hold_read((table, subject), what, loaded)?;
        self.note_before(subject, sha256);
        Ok(())
    }

    /// Holds such a row for an entry about something else, which is made from it: the row stays as it is.
    ///
    /// # Errors
    /// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
    pub(in crate::db) fn hold_read(
        &mut self,
        (table, subject): (&'static str, Uuid),
        what: &str,
        LoadedRow { sha256, shipped }: LoadedRow,
    ) -> Result<()> {
        let logged = match self.told_own(subject) {
            Some(own) => Some(own),
            None => self.logged(subject)?.own(),
        };
        let same = logged.is_some() && from_hex(sha256.as_bytes()) == logged;
        if same || (logged.is_none() && shipped) {
            return Ok(());
        }
        let (what, logged) = (what.to_owned(), hex(logged));
        Err(self.refuse_altered(Alteration { subject, table, what, logged, found: Some(sha256) }))
    }

    /// Refuses the change because of a line of a request.
    pub(in crate::db) fn refuse_line(
        &mut self,
        id: RequestId,
        line_no: i32,
        logged: Option<Hash>,
        found: Option<String>,
    ) -> Result<Error> {
        let what = format!("{}/{line_no}", number_of(self.reader(), id)?);
        let logged = hex(logged);
        Ok(self.refuse_altered(Alteration { subject: id.0, table: "request_lines", what, logged, found }))
    }

    /// Refuses to change what a finding is about that nobody has answered.
    pub(in crate::db) fn check_barred(&mut self, subject: Uuid) -> Result<()> {
        let barred = match &mut self.barred {
            Some(barred) => barred,
            unknown => unknown.insert(findings::list_barred(self.conn)?),
        };
        match barred.get(&subject) {
            Some(what) => Err(Refusal::new(Reason::FindingOpen).with("what", what).into()),
            None => Ok(()),
        }
    }

    /// What the entries before this change say of a subject's rows.
    pub(in crate::db) fn logged(&mut self, subject: Uuid) -> Result<&Logged> {
        Ok(self.logged.of(self.conn, subject)?)
    }
}

fn hex(hash: Option<Hash>) -> Option<String> {
    hash.map(|hash| to_hex(&hash))
}

/// How people call a row without a name of its own.
fn called(conn: &mut Conn, register: Register, key: &str) -> Result<String> {
    let (first, second) = key.split_once('/').unwrap_or((key, ""));
    let item = match register {
        Register::ClockRuleVersions => return Ok(format!("clock rules {key}")),
        Register::Loans => second.parse::<ItemId>().ok(),
        Register::Discrepancies => first.parse().ok(),
        _ => None,
    };
    if let Some(id) = item {
        let code = on!(conn, c => items::table.find(id).select(items::code).first::<String>(c).optional())?;
        return Ok(code.unwrap_or_else(|| key.to_owned()));
    }
    first.parse().map_or_else(|_| Ok(key.to_owned()), |id| number_of(conn, id))
}

fn number_of(conn: &mut Conn, id: RequestId) -> Result<String> {
    let number =
        on!(conn, c => requests::table.find(id).select(requests::number).first::<Option<String>>(c).optional())?;
    Ok(number.flatten().unwrap_or_else(|| id.to_string()))
}
