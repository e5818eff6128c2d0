//! Supervision notices, and what passed between the supervisor and the agency.

use std::collections::HashMap;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::Serialize;

use crate::db::cases::cases::within;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::{cases, supervision_notices, supervision_steps, users};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::ids::{AgencyId, CaseId, ClueId, DocumentId, ItemId, NoticeId, NoticeStepId, UserId};
use crate::model::oversight::supervision::{NoticeAction, NoticeStatus, Overseen};
use crate::model::time::Time;

/// One notice. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = supervision_notices, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct SupervisionNotice {
    pub id: NoticeId,
    pub number: String,
    pub case_id: CaseId,
    /// The clue, or the item, that it is about.
    pub clue_id: Option<ClueId>,
    pub item_id: Option<ItemId>,
    /// Who has to answer.
    pub agency_id: AgencyId,
    pub title: String,
    pub status: NoticeStatus,
    pub sent_by: UserId,
    pub sent_at: Time,
    /// When it was asked last.
    pub asked_last_at: Time,
    pub answer_by: Time,
    /// When what was asked last was answered.
    pub answered_at: Option<Time>,
    /// When it was accepted or withdrawn.
    pub closed_at: Option<Time>,
    pub version: i32,
}

registered!(
    SupervisionNotice as SupervisionNotices: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.number.as_str())
);

/// What was done with a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = supervision_steps, treat_none_as_default_value = false)]
pub struct SupervisionStep {
    pub id: NoticeStepId,
    pub notice_id: NoticeId,
    pub sequence: i32,
    pub action: NoticeAction,
    /// Ground, answer, opinion or reason.
    pub statement: String,
    /// The document of the case that an answer relies on.
    pub document_id: Option<DocumentId>,
    /// Until when an answer is asked for.
    pub answer_by: Option<Time>,
    pub recorded_by: UserId,
    pub done_at: Time,
}

registered!(
    SupervisionStep as SupervisionSteps: about |row| row.notice_id.0, key |row| format!("{}/{}", row.notice_id, row.sequence), name |_| None
);

/// Which notices a list shows.
#[derive(Debug, Clone, Default)]
pub struct NoticeFilter {
    pub statuses: Vec<NoticeStatus>,
    pub agency_id: Option<AgencyId>,
    pub case_id: Option<CaseId>,
    pub clue_id: Option<ClueId>,
    pub item_id: Option<ItemId>,
    /// Only those that were still to be answered after their term at this time, or only the others.
    pub overdue: Option<(bool, Time)>,
}

macro_rules! overseen {
    ($query:expr, $overseen:expr) => {{
        let overseen = $overseen;
        let mut query = within!($query, overseen.reach);
        if let Some(agency) = overseen.agency_id {
            query = query.filter(supervision_notices::agency_id.eq(agency));
        }
        query
    }};
}

macro_rules! filtered {
    ($query:expr, $overseen:expr, $filter:expr) => {{
        let (mut query, filter) = (overseen!($query, $overseen), $filter);
        if !filter.statuses.is_empty() {
            query = query.filter(supervision_notices::status.eq_any(filter.statuses.clone()));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(supervision_notices::agency_id.eq(agency));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(supervision_notices::case_id.eq(case));
        }
        if let Some(clue) = filter.clue_id {
            query = query.filter(supervision_notices::clue_id.eq(clue));
        }
        if let Some(item) = filter.item_id {
            query = query.filter(supervision_notices::item_id.eq(item));
        }
        if let Some((overdue, now)) = filter.overdue {
            let late = supervision_notices::status
                .eq(NoticeStatus::AwaitingAnswer)
                .and(supervision_notices::answer_by.lt(now));
            query = if overdue { query.filter(late) } else { query.filter(diesel::dsl::not(late)) };
        }
        query
    }};
}

/// Notices that a person oversees, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    overseen: Overseen,
    filter: &NoticeFilter,
    paging: &Paging,
) -> Result<Page<SupervisionNotice>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, NoticeId>()?;
    let rows: Vec<SupervisionNotice> = on!(conn, c => {
        let query = supervision_notices::table.inner_join(cases::table).select(SupervisionNotice::as_select()).into_boxed();
        let mut query = filtered!(query, overseen, filter);
        if let Some((_, id)) = after {
            query = query.filter(supervision_notices::id.lt(id));
        }
        query.order(supervision_notices::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many notices the list would show in all.
pub fn count(conn: &mut Conn, overseen: Overseen, filter: &NoticeFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = supervision_notices::table.inner_join(cases::table).select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, overseen, filter).first(c)
    })?)
}

/// One notice that a person oversees.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, overseen: Overseen, id: NoticeId) -> Result<SupervisionNotice> {
    let found = on!(conn, c => {
        let query = supervision_notices::table
            .inner_join(cases::table)
            .filter(supervision_notices::id.eq(id))
            .select(SupervisionNotice::as_select())
            .into_boxed();
        overseen!(query, overseen).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// What was done with these notices, each in its order.
pub fn list_steps(conn: &mut Conn, ids: &[NoticeId]) -> Result<HashMap<NoticeId, Vec<SupervisionStep>>> {
    let mut found: HashMap<NoticeId, Vec<SupervisionStep>> = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<SupervisionStep> = on!(&mut *conn, c => supervision_steps::table
            .filter(supervision_steps::notice_id.eq_any(batch))
            .order((supervision_steps::notice_id, supervision_steps::sequence))
            .select(SupervisionStep::as_select())
            .load(c))?;
        for row in rows {
            found.entry(row.notice_id).or_default().push(row);
        }
    }
    Ok(found)
}

/// Adds a notice.
pub fn insert(change: &mut Change<'_>, row: &SupervisionNotice) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(supervision_notices::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces a notice by another state of it.
pub fn update(change: &mut Change<'_>, known: &SupervisionNotice, row: &SupervisionNotice) -> Result<()> {
    on!(change.conn, c => diesel::update(supervision_notices::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}

/// Adds what was done with a notice.
pub fn insert_step(change: &mut Change<'_>, row: &SupervisionStep) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(supervision_steps::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Whether an agency has somebody who can answer for it and may know of cases of a level.
pub fn can_be_answered(conn: &mut Conn, agency: AgencyId, level: SecrecyLevel) -> Result<bool> {
    // No role's word is part of another's.
    let heads = || sql::<Bool>("(roles LIKE '%unit_head%' OR roles LIKE '%centre_head%')");
    let found: Option<UserId> = on!(conn, c => users::table
        .filter(users::agency_id.eq(agency).and(users::disabled_at.is_null()).and(users::clearance.ge(level)))
        .filter(heads())
        .select(users::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}
