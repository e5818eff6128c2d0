//! Proposed new due times of loans.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::accounts::persons::accounts_of;
use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::requests::requests::within;
use crate::db::schema::{items, loan_extensions, loans, requests, users};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, CaseId, ExtensionId, PersonId, RequestId, UserId};
use crate::model::requests::loan::ExtensionStatus;
use crate::model::requests::request::{Part, PartTaken};
use crate::model::requests::request_steps::Queue;
use crate::model::time::Time;

/// A proposed new due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = loan_extensions, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Extension {
    pub id: ExtensionId,
    pub request_id: RequestId,
    pub due_at: Time,
    pub reason: String,
    pub status: ExtensionStatus,
    pub asked_by: UserId,
    pub asked_at: Time,
    pub unit_head_id: Option<UserId>,
    pub centre_head_id: Option<UserId>,
    pub opinion: Option<String>,
    pub decided_at: Option<Time>,
}

registered!(
    Extension as LoanExtensions: about |row| row.request_id.0, key |row| format!("{}/{}", row.request_id, row.id), name |_| None
);

/// Which extensions a list shows.
#[derive(Debug, Clone, Default)]
pub struct ExtensionFilter {
    pub request_id: Option<RequestId>,
    /// Only those that wait for a decision, or only decided ones.
    pub open: Option<bool>,
    /// Only those that wait for this person.
    pub waiting_for: Option<Queue>,
}

/// An extension as a list shows it: with the loan's number, due time, agencies and case.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ExtensionRow {
    pub extension: Extension,
    pub number: Option<String>,
    pub request_version: i32,
    /// When the loan is due as things stand.
    pub loan_due_at: Option<Time>,
    pub agency_id: AgencyId,
    pub responsible_agency_id: AgencyId,
    pub case_id: CaseId,
    /// The human whom the asking account counts as besides another.
    asked_person: Option<PersonId>,
    /// How many of its items are out still.
    pub open_items: Option<i64>,
    /// The name of the first of them.
    pub first_item: Option<String>,
}

impl ExtensionRow {
    /// Who asked for it.
    pub fn asked(&self) -> PartTaken {
        let by = self.extension.asked_by;
        PartTaken { by, person: self.asked_person.unwrap_or(PersonId(by.0)), part: Part::Applicant }
    }
}

macro_rules! joined {
    () => {
        loan_extensions::table.inner_join(requests::table.on(requests::id.eq(loan_extensions::request_id)))
    };
}

macro_rules! columns {
    () => {
        (
            Extension::as_select(),
            requests::number,
            requests::version,
            requests::due_at,
            requests::agency_id,
            requests::responsible_agency_id,
            requests::case_id,
            users::table.filter(users::id.eq(loan_extensions::asked_by)).select(users::person_id).single_value(),
            loans::table
                .filter(loans::request_id.eq(requests::id).and(loans::returned_at.is_null()))
                .count()
                .single_value(),
            loans::table
                .inner_join(items::table.on(items::id.eq(loans::item_id)))
                .filter(loans::request_id.eq(requests::id).and(loans::returned_at.is_null()))
                .order((items::line_no, items::id))
                .limit(1)
                .select(items::name)
                .single_value(),
        )
    };
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(request) = filter.request_id {
            query = query.filter(loan_extensions::request_id.eq(request));
        }
        match filter.open {
            Some(true) => query = query.filter(loan_extensions::decided_at.is_null()),
            Some(false) => query = query.filter(loan_extensions::decided_at.is_not_null()),
            None => {}
        }
        if let Some(queue) = &filter.waiting_for {
            let waiting = |statuses: &[crate::model::requests::request::RequestStatus]| -> Vec<ExtensionStatus> {
                ExtensionStatus::ALL
                    .iter()
                    .copied()
                    .filter(|status| status.waits_like().is_some_and(|like| statuses.contains(&like)))
                    .collect()
            };
            let of_unit = loan_extensions::status
                .eq_any(waiting(&queue.as_unit_head))
                .and(requests::responsible_agency_id.eq(queue.agency));
            let mine = accounts_of!(queue.person).select(users::id);
            let of_centre = loan_extensions::status.eq_any(waiting(&queue.as_centre_head));
            query = query.filter(loan_extensions::asked_by.ne_all(mine).and(of_unit.or(of_centre)));
        }
        query
    }};
}

/// Extensions of loans within reach, oldest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &ExtensionFilter, paging: &Paging) -> Result<Page<ExtensionRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, ExtensionId>()?;
    let rows: Vec<ExtensionRow> = on!(conn, c => {
        let mut query = filtered!(joined!().select(columns!()).into_boxed(), reach, filter);
        if let Some((_, id)) = after {
            query = query.filter(loan_extensions::id.gt(id));
        }
        query.order(loan_extensions::id).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.extension.id)))
}

/// How many extensions the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &ExtensionFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// One extension of a loan within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: ExtensionId) -> Result<ExtensionRow> {
    let found = on!(conn, c => {
        let query = joined!().select(columns!()).filter(loan_extensions::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Whether an extension of a loan waits for a decision.
pub fn is_waiting(conn: &mut Conn, request: RequestId) -> Result<bool> {
    let found = on!(conn, c => loan_extensions::table
        .filter(loan_extensions::request_id.eq(request).and(loan_extensions::decided_at.is_null()))
        .select(loan_extensions::id)
        .first::<ExtensionId>(c)
        .optional())?;
    Ok(found.is_some())
}

/// Adds an extension.
pub fn insert(change: &mut Change<'_>, row: &Extension) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(loan_extensions::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces an extension.
pub fn update(change: &mut Change<'_>, known: &Extension, row: &Extension) -> Result<()> {
    on!(change.conn, c => diesel::update(loan_extensions::table.find(row.id)).set(row).execute(c))?;
    change.note_replaced(known, row)
}
