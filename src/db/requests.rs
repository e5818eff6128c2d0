//! Requests with their lines.

use std::collections::HashMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
use diesel::upsert::excluded;
use serde::Serialize;

use crate::db::change::{BATCH, Change, row_sha256};
use crate::db::connection::{Conn, on, put_arrays};
use crate::db::items::Item;
use crate::db::page::{Page, Paging};
use crate::db::schema::{items, request_lines, request_steps, requests};
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, CaseId, DocumentId, ItemId, RequestId, Uid, UserId};
use crate::model::item::{Condition, Disposition};
use crate::model::request::{LineOutcome, LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::steps::{Queue, Standing};
use crate::model::time::Time;
use crate::model::viewer::Reach;

/// One request. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = requests, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Request {
    pub id: RequestId,
    pub kind: RequestKind,
    /// Year of the number; none while a draft.
    pub year: Option<i32>,
    /// Sequence within kind and year, from 1, without gaps.
    pub sequence: Option<i64>,
    pub number: Option<String>,
    pub status: RequestStatus,
    pub applicant_id: UserId,
    /// The applicant's agency.
    pub agency_id: AgencyId,
    /// The agency whose unit head approves.
    pub responsible_agency_id: AgencyId,
    pub case_id: CaseId,
    pub reason: String,
    /// Whether the goods ask for the centre head's approval as well.
    pub centre_head_asked: bool,
    pub line_count: i32,
    /// Lines not carried out yet.
    pub open_line_count: i32,
    pub purpose: Option<LoanPurpose>,
    pub starts_at: Option<Time>,
    pub due_at: Option<Time>,
    /// For a loan return: the loan.
    pub loan_id: Option<RequestId>,
    pub disposition: Option<Disposition>,
    pub document_id: Option<DocumentId>,
    pub receiver_name: Option<String>,
    pub receiver_document_no: Option<String>,
    pub receiver_is_officer: Option<bool>,
    /// 监销人
    pub witness_name: Option<String>,
    pub created_at: Time,
    pub submitted_at: Option<Time>,
    pub approved_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub version: i32,
}

impl Request {
    /// The digest the log keeps of the row.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row cannot be written as JSON.
    pub fn row_sha256(&self) -> Result<String> {
        row_sha256(self)
    }

    /// What decides who may take which step.
    pub const fn standing(&self) -> Standing {
        Standing {
            kind: self.kind,
            status: self.status,
            centre_head_asked: self.centre_head_asked,
            applicant_id: self.applicant_id,
            responsible_agency_id: self.responsible_agency_id,
        }
    }
}

/// One line of a request.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_lines, treat_none_as_default_value = false)]
pub struct RequestLine {
    pub request_id: RequestId,
    pub line_no: i32,
    pub item_id: ItemId,
    /// Whether the line holds its item against other requests.
    pub holds: bool,
    pub outcome: LineOutcome,
    pub reason: Option<String>,
    pub condition: Option<Condition>,
    pub executed_by: Option<UserId>,
    pub second_id: Option<UserId>,
    pub executed_at: Option<Time>,
}

/// Limits a query over requests to what the reach covers; drafts are seen by their agency only.
macro_rules! within {
    ($query:expr, $reach:expr) => {
        match $reach {
            Reach::Everything => $query.filter(requests::number.is_not_null()),
            Reach::Agency(agency) => $query.filter(
                requests::agency_id
                    .eq(agency)
                    .or(requests::responsible_agency_id.eq(agency).and(requests::number.is_not_null())),
            ),
        }
    };
}
pub(in crate::db) use within;

/// The condition that a request waits for the person of a queue: the step is theirs, and no other part was.
macro_rules! waits {
    ($queue:expr) => {{
        let (queue, me) = ($queue, $queue.person);
        let approved = request_steps::table.filter(
            request_steps::request_id
                .eq(requests::id)
                .and(request_steps::actor_id.eq(me))
                .and(request_steps::action.eq(RequestAction::Approve)),
        );
        let executed = request_lines::table.filter(
            request_lines::request_id
                .eq(requests::id)
                .and(request_lines::executed_by.eq(me).or(request_lines::second_id.eq(me))),
        );
        let of_unit =
            requests::status.eq_any(queue.as_unit_head.clone()).and(requests::responsible_agency_id.eq(queue.agency));
        let decides = of_unit.or(requests::status.eq_any(queue.as_centre_head.clone()));
        let executes = requests::status.eq_any(queue.as_custodian.clone());
        let others = requests::applicant_id.ne(me);
        let writes = requests::status.eq_any(queue.as_applicant.clone()).and(requests::applicant_id.eq(me));
        others.and(decides.and(not(exists(executed))).or(executes.and(not(exists(approved))))).or(writes)
    }};
}

macro_rules! filtered {
    ($query:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(kind) = filter.kind {
            query = query.filter(requests::kind.eq(kind));
        }
        if !filter.statuses.is_empty() {
            query = query.filter(requests::status.eq_any(filter.statuses.clone()));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(requests::agency_id.eq(agency));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(requests::case_id.eq(case));
        }
        if let Some(applicant) = filter.applicant_id {
            query = query.filter(requests::applicant_id.eq(applicant));
        }
        if let Some(number) = filter.number.clone() {
            query = query.filter(requests::number.eq(number));
        }
        if let Some(loan) = filter.loan_id {
            query = query.filter(requests::loan_id.eq(loan));
        }
        if let Some(queue) = &filter.waiting_for {
            query = query.filter(waits!(queue));
        }
        query
    }};
}

/// One request within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: RequestId) -> Result<Request> {
    let found = on!(conn, c => {
        let query = requests::table.select(Request::as_select()).filter(requests::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// The request of a number within reach.
///
/// # Errors
/// Database errors.
pub fn find_by_number(conn: &mut Conn, reach: Reach, number: &str) -> Result<Option<Request>> {
    Ok(on!(conn, c => {
        let query = requests::table.select(Request::as_select()).filter(requests::number.eq(number)).into_boxed();
        within!(query, reach).first(c).optional()
    })?)
}

/// Which requests a list shows.
#[derive(Debug, Clone, Default)]
pub struct RequestFilter {
    pub kind: Option<RequestKind>,
    pub statuses: Vec<RequestStatus>,
    pub agency_id: Option<AgencyId>,
    pub case_id: Option<CaseId>,
    pub applicant_id: Option<UserId>,
    /// The whole number.
    pub number: Option<String>,
    /// Returns of this loan.
    pub loan_id: Option<RequestId>,
    /// Only those that wait for a person.
    pub waiting_for: Option<Queue>,
    /// Oldest first, as a queue is worked.
    pub oldest_first: bool,
}

/// Requests within reach, by the time they were drafted.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &RequestFilter, paging: &Paging) -> Result<Page<Request>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, RequestId>()?;
    let rows: Vec<Request> = on!(conn, c => {
        let mut query = filtered!(within!(requests::table.select(Request::as_select()).into_boxed(), reach), filter);
        if let Some((_, id)) = after {
            query = if filter.oldest_first { query.filter(requests::id.gt(id)) } else { query.filter(requests::id.lt(id)) };
        }
        query = if filter.oldest_first { query.order(requests::id) } else { query.order(requests::id.desc()) };
        query.limit(shown + 1).load(c)
    })?;
    Ok(Page::cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many requests the list would show in all.
///
/// # Errors
/// Database errors.
pub fn count(conn: &mut Conn, reach: Reach, filter: &RequestFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = requests::table.select(diesel::dsl::count_star()).into_boxed();
        filtered!(within!(query, reach), filter).first(c)
    })?)
}

/// The numbers of these requests; drafts have none.
///
/// # Errors
/// Database errors.
pub fn list_names(conn: &mut Conn, ids: &[RequestId]) -> Result<HashMap<RequestId, String>> {
    let mut names = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(RequestId, Option<String>)> = on!(conn, c => requests::table
            .filter(requests::id.eq_any(batch))
            .select((requests::id, requests::number))
            .load(c))?;
        names.extend(rows.into_iter().filter_map(|(id, number)| Some((id, number?))));
    }
    Ok(names)
}

/// The lines of a request with their items, from line `after` on, at most `limit`; only those that ended with `outcome`
/// when one is given.
///
/// # Errors
/// Database errors.
pub fn list_lines(
    conn: &mut Conn,
    id: RequestId,
    outcome: Option<LineOutcome>,
    after: i32,
    limit: i64,
) -> Result<Vec<(RequestLine, Item)>> {
    Ok(on!(conn, c => {
        let mut query = request_lines::table
            .inner_join(items::table.on(items::id.eq(request_lines::item_id)))
            .filter(request_lines::request_id.eq(id).and(request_lines::line_no.gt(after)))
            .select((RequestLine::as_select(), Item::as_select()))
            .into_boxed();
        if let Some(outcome) = outcome {
            query = query.filter(request_lines::outcome.eq(outcome));
        }
        query.order(request_lines::line_no).limit(limit).load(c)
    })?)
}

/// All lines of a request with their items; a request has at most 10,000.
///
/// # Errors
/// Database errors.
pub fn list_all_lines(conn: &mut Conn, id: RequestId) -> Result<Vec<(RequestLine, Item)>> {
    list_lines(conn, id, None, 0, i64::MAX)
}

/// Adds a request.
///
/// # Errors
/// Database errors.
pub fn insert(change: &mut Change<'_>, row: &Request) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(requests::table).values(row).execute(c))?;
    Ok(())
}

/// Replaces a request.
///
/// # Errors
/// Database errors.
pub fn update(change: &mut Change<'_>, row: &Request) -> Result<()> {
    on!(change.conn, c => diesel::update(requests::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// Puts lines, new or known.
///
/// # Errors
/// Database errors.
pub fn put_lines(change: &mut Change<'_>, rows: &[RequestLine]) -> Result<()> {
    match &mut *change.conn {
        Conn::Postgres(c) if rows.len() > 1 => put_many_lines(c, rows),
        conn => rows.iter().try_for_each(|row| put_line(conn, row)),
    }
}

/// A statement that stays prepared.
fn put_line(conn: &mut Conn, row: &RequestLine) -> Result<()> {
    on!(conn, c => diesel::insert_into(request_lines::table)
        .values(row)
        .on_conflict((request_lines::request_id, request_lines::line_no))
        .do_update()
        .set((
            request_lines::holds.eq(excluded(request_lines::holds)),
            request_lines::outcome.eq(excluded(request_lines::outcome)),
            request_lines::reason.eq(excluded(request_lines::reason)),
            request_lines::condition.eq(excluded(request_lines::condition)),
            request_lines::executed_by.eq(excluded(request_lines::executed_by)),
            request_lines::second_id.eq(excluded(request_lines::second_id)),
            request_lines::executed_at.eq(excluded(request_lines::executed_at)),
        ))
        .execute(c))?;
    Ok(())
}

fn put_many_lines(conn: &mut PgConnection, rows: &[RequestLine]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        put_arrays!(
            conn, "request_lines", batch,
            known by "request_id, line_no",
            keep { request_id: Uid, line_no: Integer, item_id: Uid }
            set {
                holds: Bool, outcome: Text, reason: Nullable<Text>, condition: Nullable<Text>,
                executed_by: Nullable<Uid>, second_id: Nullable<Uid>, executed_at: Nullable<BigInt>,
            }
        );
    }
    Ok(())
}

/// Takes the lines of a draft away, so that new ones can be written. Only drafts and requests returned for correction
/// may lose lines; the log keeps what they were.
///
/// # Errors
/// Database errors.
pub fn delete_lines(change: &mut Change<'_>, id: RequestId) -> Result<()> {
    on!(change.conn, c => diesel::delete(request_lines::table.filter(request_lines::request_id.eq(id))).execute(c))?;
    Ok(())
}

/// Sets whether the request's lines hold their items; lines that do already are left alone.
///
/// # Errors
/// Database errors.
pub fn update_holds(change: &mut Change<'_>, id: RequestId, holds: bool) -> Result<()> {
    let others = request_lines::request_id.eq(id).and(request_lines::holds.ne(holds));
    on!(change.conn, c => diesel::update(request_lines::table.filter(others))
        .set(request_lines::holds.eq(holds))
        .execute(c))?;
    Ok(())
}

/// The lines of a request that carry these label codes, with their items.
///
/// # Errors
/// Database errors.
pub fn list_lines_by_code(conn: &mut Conn, id: RequestId, codes: &[String]) -> Result<Vec<(RequestLine, Item)>> {
    let mut found = Vec::with_capacity(codes.len());
    for batch in codes.chunks(BATCH) {
        found.extend(on!(conn, c => request_lines::table
            .inner_join(items::table.on(items::id.eq(request_lines::item_id)))
            .filter(request_lines::request_id.eq(id).and(items::code.eq_any(batch)))
            .select((RequestLine::as_select(), Item::as_select()))
            .load(c))?);
    }
    Ok(found)
}

/// How many lines of a request were refused at the desk.
///
/// # Errors
/// Database errors.
pub fn count_refused(conn: &mut Conn, id: RequestId) -> Result<i64> {
    Ok(on!(conn, c => request_lines::table
        .filter(request_lines::request_id.eq(id).and(request_lines::outcome.eq(LineOutcome::Refused)))
        .count()
        .get_result(c))?)
}

/// All requests after an id, drafts too, in the order of ids, at most `limit`: for walks over the whole table.
///
/// # Errors
/// Database errors.
pub fn list_after(conn: &mut Conn, after: Option<RequestId>, limit: i64) -> Result<Vec<Request>> {
    on!(conn, c => {
        let query = requests::table.select(Request::as_select()).order(requests::id).limit(limit).into_boxed();
        Ok(match after {
            Some(id) => query.filter(requests::id.gt(id)).load(c)?,
            None => query.load(c)?,
        })
    })
}

/// Id and number of the requests that [`list_after`] lists.
///
/// # Errors
/// Database errors.
pub fn list_numbers_after(
    conn: &mut Conn,
    after: Option<RequestId>,
    limit: i64,
) -> Result<Vec<(RequestId, Option<String>)>> {
    on!(conn, c => {
        let query = requests::table.select((requests::id, requests::number)).order(requests::id).limit(limit);
        let query = query.into_boxed();
        Ok(match after {
            Some(id) => query.filter(requests::id.gt(id)).load(c)?,
            None => query.load(c)?,
        })
    })
}

/// One request wherever it stands, drafts too.
///
/// # Errors
/// Database errors.
pub fn find(conn: &mut Conn, id: RequestId) -> Result<Option<Request>> {
    Ok(on!(conn, c => requests::table.find(id).select(Request::as_select()).first(c).optional())?)
}
