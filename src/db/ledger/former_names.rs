//! What people, agencies, places and cases were called until they were renamed, so that what happened then can be shown
//! with the names of then. The log says the same: the rows can be made anew from it, and are held against it.

use std::collections::HashMap;

use diesel::prelude::*;
use uuid::Uuid;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::schema::{former_names, log_leaves};
use crate::error::Result;
use crate::model::ids::SubjectId;
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::ledger::naming::{NAMING, Name, RENAMING, Renamings};
use crate::model::time::Time;

/// A name, and when another took its place.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = former_names, treat_none_as_default_value = false)]
pub struct FormerName {
    pub subject_id: SubjectId,
    pub replaced_at: Time,
    /// A place's code, a case's number.
    pub code: Option<String>,
    pub name: String,
}

impl FormerName {
    fn of(subject: Uuid, replaced_at: Time, Name { code, name }: Name) -> Self {
        Self { subject_id: SubjectId(subject), replaced_at, code, name }
    }
}

/// Keeps the name that a row still has, when the row that replaces it has another.
pub fn note(
    change: &mut Change<'_>,
    subject: impl Into<Uuid>,
    known: impl Into<Name>,
    new: impl Into<Name>,
) -> Result<()> {
    let known = known.into();
    if known == new.into() {
        return Ok(());
    }
    let row = FormerName::of(subject.into(), change.now(), known);
    insert(change.conn, &[row])
}

/// A name that was given and taken at the same moment was never anybody's.
fn insert(conn: &mut Conn, rows: &[FormerName]) -> Result<()> {
    for row in rows {
        on!(conn, c => diesel::insert_into(former_names::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// The former names of these people, agencies, places and cases, each one's first to last.
pub fn list(conn: &mut Conn, subjects: &[SubjectId]) -> Result<HashMap<SubjectId, Vec<(Time, Name)>>> {
    let mut found: HashMap<SubjectId, Vec<(Time, Name)>> = HashMap::new();
    for batch in subjects.chunks(BATCH) {
        let rows: Vec<FormerName> = on!(conn, c => former_names::table
            .filter(former_names::subject_id.eq_any(batch))
            .order((former_names::subject_id, former_names::replaced_at))
            .select(FormerName::as_select())
            .load(c))?;
        for FormerName { subject_id, replaced_at, code, name } in rows {
            found.entry(subject_id).or_default().push((replaced_at, Name { code, name }));
        }
    }
    Ok(found)
}

/// The condition that what has this id was once called so, by a code or number like one pattern or a name like another.
macro_rules! formerly {
    ($id:expr, $code:expr, $name:expr) => {{
        use $crate::db::engine::like::folded;
        use $crate::db::schema::former_names;
        let code = folded(diesel::dsl::sql::<diesel::sql_types::Text>("coalesce(former_names.code, '')"));
        let alike = code.like($code).escape('\\').or(folded(former_names::name).like($name).escape('\\'));
        $id.eq_any(former_names::table.filter(alike).select(former_names::subject_id))
    }};
}
pub(in crate::db) use formerly;

/// Of the former names of one of them, the one it had at a time; none when that is the present one.
pub fn at(former: &[(Time, Name)], time: Time) -> Option<&Name> {
    former.iter().find(|(replaced_at, _)| *replaced_at > time).map(|(_, name)| name)
}

/// The rows after one, in the order of their keys.
pub fn list_after(conn: &mut Conn, after: Option<(SubjectId, Time)>, limit: i64) -> Result<Vec<FormerName>> {
    Ok(on!(conn, c => {
        let mut query = former_names::table
            .order((former_names::subject_id, former_names::replaced_at))
            .select(FormerName::as_select())
            .limit(limit)
            .into_boxed();
        if let Some((subject, at)) = after {
            let same = former_names::subject_id.eq(subject).and(former_names::replaced_at.gt(at));
            query = query.filter(former_names::subject_id.gt(subject).or(same));
        }
        query.load(c)
    })?)
}

/// Reads the former names from the log of a database that has none: that of an earlier program, or one restored from a
/// backup.
pub(in crate::db) fn complete(conn: &mut Conn) -> Result<()> {
    let known = on!(conn, c => former_names::table.select(former_names::name).first::<String>(c).optional())?;
    if known.is_some() {
        return Ok(());
    }
    let mut log = Renamings::default();
    for (at, payload) in list_namings(conn)? {
        // What is no event any more is found by the verification; it must not keep the centre from opening.
        let Ok(event) = serde_json::from_str::<SubjectEvent>(&payload) else { continue };
        if let Some(before) = log.enter(&event) {
            insert(conn, &[FormerName::of(event.subject_id, at, before)])?;
        }
    }
    Ok(())
}

/// The entries that named what may have been renamed, first to last.
fn list_namings(conn: &mut Conn) -> Result<Vec<(Time, String)>> {
    let renaming = RENAMING.map(Action::as_str);
    let naming = NAMING.map(Action::as_str).into_iter().chain(renaming);
    let changes = diesel::alias!(log_leaves as changes);
    let changed = changes
        .filter(changes.field(log_leaves::action).eq_any(renaming))
        .select(changes.field(log_leaves::subject_id));
    let named = log_leaves::action.eq_any(naming).and(log_leaves::subject_id.eq_any(changed));
    let rows: Vec<(Time, Option<String>)> = on!(conn, c => log_leaves::table
        .filter(named)
        .order(log_leaves::seq)
        .select((log_leaves::logged_at, log_leaves::payload))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(at, payload)| Some((at, payload?))).collect())
}
