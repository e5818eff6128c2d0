//! What verifications found wrong, and how the auditor answered it.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::findings;
use crate::error::{Error, Result};
use crate::model::ids::{FindingId, ItemId, RequestId, SubjectId, UserId, VerificationId};
use crate::model::ledger::verification::{FindingKind, Ruling};
use crate::model::time::Time;

/// Something that a verification found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = findings, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct RecordedFinding {
    pub id: FindingId,
    /// By which it is known again: the same thing is open once only.
    pub fingerprint: String,
    pub kind: FindingKind,
    pub seq: Option<i64>,
    pub item: Option<String>,
    pub request: Option<String>,
    pub reason: String,
    /// What it is about, and what is not changed until it is answered.
    pub item_id: Option<ItemId>,
    pub request_id: Option<RequestId>,
    pub subject_id: Option<SubjectId>,
    pub verification_id: VerificationId,
    pub found_at: Time,
    pub ruling: Option<Ruling>,
    pub answer: Option<String>,
    pub answered_by: Option<UserId>,
    pub answered_at: Option<Time>,
}

registered!(RecordedFinding as Findings: about |row| row.id.0, key |row| row.id.to_string(), name |_| None);

impl RecordedFinding {
    /// How people call what it is about.
    pub fn what(&self) -> &str {
        self.item.as_deref().or(self.request.as_deref()).unwrap_or(&self.reason)
    }

    /// The request and the other subject that it is about.
    pub fn subjects(&self) -> impl Iterator<Item = Uuid> + use<> {
        let request = self.request_id.map(|id| id.0);
        let subject = self.subject_id.map(|id| id.0).filter(|id| Some(*id) != request);
        request.into_iter().chain(subject)
    }
}

/// Which findings a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct FindingFilter {
    /// Only those not answered yet, or only answered ones.
    pub open: Option<bool>,
    pub kind: Option<FindingKind>,
}

/// Those that nobody has answered.
pub const OPEN: FindingFilter = FindingFilter { open: Some(true), kind: None };

macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        match filter.open {
            Some(true) => query = query.filter(findings::answered_at.is_null()),
            Some(false) => query = query.filter(findings::answered_at.is_not_null()),
            None => {}
        }
        if let Some(kind) = filter.kind {
            query = query.filter(findings::kind.eq(kind));
        }
        query
    }};
}

/// Findings, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, filter: FindingFilter, paging: &Paging) -> Result<Page<RecordedFinding>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, FindingId>()?;
    let rows: Vec<RecordedFinding> = on!(conn, c => {
        let mut query = filtered!(findings::table.select(RecordedFinding::as_select()).into_boxed(), filter);
        if let Some((_, id)) = after {
            query = query.filter(findings::id.lt(id));
        }
        query.order(findings::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many findings the list would show in all.
pub fn count(conn: &mut Conn, filter: FindingFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = findings::table.select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, filter).first(c)
    })?)
}

/// One finding.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: FindingId) -> Result<RecordedFinding> {
    let found = on!(conn, c => findings::table.find(id).select(RecordedFinding::as_select()).first(c).optional())?;
    found.ok_or(Error::NotFound)
}

/// The fingerprints of those that are not answered.
pub fn list_open_fingerprints(conn: &mut Conn) -> Result<HashSet<String>> {
    let open: Vec<String> = on!(conn, c => findings::table
        .filter(findings::answered_at.is_null())
        .select(findings::fingerprint)
        .load(c))?;
    Ok(open.into_iter().collect())
}

/// Those of these fingerprints that were answered.
pub fn list_answered(conn: &mut Conn, fingerprints: &[String]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for batch in fingerprints.chunks(BATCH) {
        found.extend(on!(conn, c => findings::table
            .filter(findings::answered_at.is_not_null().and(findings::fingerprint.eq_any(batch)))
            .select(findings::fingerprint)
            .load::<String>(c))?);
    }
    Ok(found)
}

/// What is not changed until findings are answered, with how people call it. Settings have one subject for all of them, so
/// that a finding about one bars none: the one it is about is refused all the same, being held when it is changed.
pub(in crate::db) fn list_barred(conn: &mut Conn) -> Result<HashMap<Uuid, String>> {
    let open: Vec<RecordedFinding> = on!(conn, c => findings::table
        .filter(findings::answered_at.is_null())
        .select(RecordedFinding::as_select())
        .load(c))?;
    let barred = open.iter().flat_map(|row| {
        let about = [row.item_id.map(|id| id.0), row.request_id.map(|id| id.0), row.subject_id.map(|id| id.0)];
        about.into_iter().flatten().filter(|id| !id.is_nil()).map(|id| (id, row.what().to_owned()))
    });
    Ok(barred.collect())
}

/// Adds findings.
pub fn insert(change: &mut Change<'_>, rows: &[RecordedFinding]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(findings::table).values(batch).execute(c))?;
    }
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces a finding by another state of it.
pub fn update(change: &mut Change<'_>, known: &RecordedFinding, row: &RecordedFinding) -> Result<()> {
    on!(change.conn, c => diesel::update(findings::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}
