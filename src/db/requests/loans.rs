//! Loans item by item.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde::Serialize;

use crate::db::accounts::secrecy::cleared;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::page::{Page, Paging};
use crate::db::schema::{items, loans, requests};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::Category;
use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ids::{AgencyId, CaseId, ItemId, RequestId, UserId};
use crate::model::requests::request::LoanPurpose;
use crate::model::time::Time;
use crate::model::words::words;

/// One item out on one loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = loans, treat_none_as_default_value = false)]
pub struct Loan {
    /// The loan request.
    pub request_id: RequestId,
    pub item_id: ItemId,
    pub agency_id: AgencyId,
    pub borrower_id: UserId,
    pub handed_out_at: Time,
    pub due_at: Time,
    pub returned_at: Option<Time>,
    pub return_request_id: Option<RequestId>,
    pub condition_in: Option<Condition>,
}

// The item's coming back is told with the request that brings it.
registered!(
    Loan as Loans:
        about |row| row.return_request_id.unwrap_or(row.request_id).0,
        key |row| format!("{}/{}", row.request_id, row.item_id),
        name |_| None
);

words! {
    /// The sort keys of the loan list; a minus sorts descending.
    LoanSort {
        DueFirst = "due_at" / "到期时间" / "Due first",
        DueLast = "-due_at" / "到期时间倒序" / "Due last",
    }
}

/// Which loans a list shows.
#[derive(Debug, Clone, Default)]
pub struct LoanFilter {
    /// Only those still out, or only those that came back.
    pub open: Option<bool>,
    /// Only those out and due before this time.
    pub due_before: Option<Time>,
    /// Only those out and due at this time or later.
    pub due_from: Option<Time>,
    /// Only those that are not overdue at this time, back or not.
    pub not_overdue_at: Option<Time>,
    pub handed_out_from: Option<Time>,
    pub handed_out_before: Option<Time>,
    pub agency_id: Option<AgencyId>,
    pub request_id: Option<RequestId>,
    pub borrower_id: Option<UserId>,
    pub item_id: Option<ItemId>,
}

/// A loan as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LoanRow {
    pub loan: Loan,
    pub code: String,
    pub name: String,
    pub category: Category,
    pub pieces: i32,
    pub case_id: CaseId,
    pub number: Option<String>,
    pub purpose: Option<LoanPurpose>,
}

/// Limits a query over loans joined with their items and requests to the reach and the filter.
macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = ($query, $filter);
        if let Some(agency) = $reach.agency() {
            query = query.filter(
                loans::agency_id.eq(agency).or(items::agency_id.eq(agency)).or(items::responsible_agency_id.eq(agency)),
            );
        }
        if let Some(level) = $reach.cleared() {
            query = query.filter(cleared!(items::case_id, level));
        }
        match filter.open {
            Some(true) => query = query.filter(loans::returned_at.is_null()),
            Some(false) => query = query.filter(loans::returned_at.is_not_null()),
            None => {}
        }
        if let Some(limit) = filter.due_before {
            query = query.filter(loans::returned_at.is_null().and(loans::due_at.lt(limit)));
        }
        if let Some(limit) = filter.due_from {
            query = query.filter(loans::returned_at.is_null().and(loans::due_at.ge(limit)));
        }
        if let Some(now) = filter.not_overdue_at {
            query = query.filter(loans::returned_at.is_not_null().or(loans::due_at.ge(now)));
        }
        if let Some(from) = filter.handed_out_from {
            query = query.filter(loans::handed_out_at.ge(from));
        }
        if let Some(before) = filter.handed_out_before {
            query = query.filter(loans::handed_out_at.lt(before));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(loans::agency_id.eq(agency));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(loans::request_id.eq(request));
        }
        if let Some(borrower) = filter.borrower_id {
            query = query.filter(loans::borrower_id.eq(borrower));
        }
        if let Some(item) = filter.item_id {
            query = query.filter(loans::item_id.eq(item));
        }
        query
    }};
}

macro_rules! joined {
    () => {
        loans::table
            .inner_join(items::table.on(items::id.eq(loans::item_id)))
            .inner_join(requests::table.on(requests::id.eq(loans::request_id)))
    };
}

/// Loans within reach, by due time.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &LoanFilter,
    sort: LoanSort,
    paging: &Paging,
) -> Result<Page<LoanRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<LoanKey, ItemId>()?;
    let rows: Vec<LoanRow> = on!(conn, c => {
        let query = joined!()
            .select((
                Loan::as_select(),
                items::code,
                items::name,
                items::category,
                items::pieces,
                items::case_id,
                requests::number,
                requests::purpose,
            ))
            .into_boxed();
        let mut query = filtered!(query, reach, filter);
        // The whole key: the same item may be lent twice until the same time.
        query = match (sort, after) {
            (_, None) => query,
            (LoanSort::DueFirst, Some((LoanKey(due, request), item))) => query.filter(
                loans::due_at.gt(due).or(loans::due_at.eq(due).and(
                    loans::item_id.gt(item).or(loans::item_id.eq(item).and(loans::request_id.gt(request))),
                )),
            ),
            (LoanSort::DueLast, Some((LoanKey(due, request), item))) => query.filter(
                loans::due_at.lt(due).or(loans::due_at.eq(due).and(
                    loans::item_id.lt(item).or(loans::item_id.eq(item).and(loans::request_id.lt(request))),
                )),
            ),
        };
        query = match sort {
            LoanSort::DueFirst => query.order((loans::due_at, loans::item_id, loans::request_id)),
            LoanSort::DueLast => query.order((loans::due_at.desc(), loans::item_id.desc(), loans::request_id.desc())),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (LoanKey(row.loan.due_at, row.loan.request_id), row.loan.item_id)))
}

/// How many loans the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &LoanFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// The part of a cursor that goes before the item.
struct LoanKey(Time, RequestId);

impl std::fmt::Display for LoanKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0.0, self.1)
    }
}

impl std::str::FromStr for LoanKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (due, request) = text.split_once(' ').ok_or(())?;
        Ok(Self(Time(due.parse().map_err(drop)?), request.parse().map_err(drop)?))
    }
}

/// The items of a loan that are still out.
pub fn list_open(conn: &mut Conn, request: RequestId) -> Result<Vec<Loan>> {
    Ok(on!(conn, c => loans::table
        .filter(loans::request_id.eq(request).and(loans::returned_at.is_null()))
        .select(Loan::as_select())
        .load(c))?)
}

/// Adds loans.
pub fn insert(change: &mut Change<'_>, rows: &[Loan]) -> Result<()> {
    put(change.conn, rows)?;
    rows.iter().try_for_each(|row| change.note_added(row))
}

/// Replaces loans, each `known` one by that at its place in `rows`.
pub fn update(change: &mut Change<'_>, known: &[Loan], rows: &[Loan]) -> Result<()> {
    put(change.conn, rows)?;
    known.iter().zip(rows).try_for_each(|(known, row)| change.note_replaced(known, row))
}

/// One statement per batch.
fn put(conn: &mut Conn, rows: &[Loan]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(conn, c => diesel::insert_into(loans::table)
            .values(batch)
            .on_conflict((loans::request_id, loans::item_id))
            .do_update()
            .set((
                loans::due_at.eq(excluded(loans::due_at)),
                loans::returned_at.eq(excluded(loans::returned_at)),
                loans::return_request_id.eq(excluded(loans::return_request_id)),
                loans::condition_in.eq(excluded(loans::condition_in)),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// Whether anything of a loan is still out.
pub fn is_out(conn: &mut Conn, request: RequestId) -> Result<bool> {
    let found = on!(conn, c => loans::table
        .filter(loans::request_id.eq(request).and(loans::returned_at.is_null()))
        .select(loans::item_id)
        .first::<ItemId>(c)
        .optional())?;
    Ok(found.is_some())
}

/// The label codes of items whose open loan does not agree with who has them, at most `limit` of each kind.
pub fn list_codes_in_doubt(conn: &mut Conn, limit: i64) -> Result<Vec<String>> {
    let lent = CustodyState::OnLoan;
    let mut codes: Vec<String> = on!(conn, c => loans::table
        .inner_join(items::table.on(items::id.eq(loans::item_id)))
        .filter(loans::returned_at.is_null())
        .filter(items::custody_state.ne(lent).or(items::borrower_id.ne(loans::borrower_id.nullable())))
        .order(items::code)
        .limit(limit)
        .select(items::code)
        .load(c))?;
    let open = loans::table.filter(loans::item_id.eq(items::id).and(loans::returned_at.is_null()));
    let without: Vec<String> = on!(conn, c => items::table
        .filter(items::custody_state.eq(lent).and(diesel::dsl::not(diesel::dsl::exists(open))))
        .order(items::code)
        .limit(limit)
        .select(items::code)
        .load(c))?;
    codes.extend(without);
    Ok(codes)
}

/// The label codes of those of these items whose open loan does not agree with who has them.
pub fn list_codes_in_doubt_of(conn: &mut Conn, ids: &[ItemId]) -> Result<Vec<String>> {
    type Held = (ItemId, String, CustodyState, Option<UserId>);
    let mut codes = Vec::new();
    for batch in ids.chunks(BATCH) {
        let held: Vec<Held> = on!(conn, c => items::table
            .filter(items::id.eq_any(batch))
            .select((items::id, items::code, items::custody_state, items::borrower_id))
            .load(c))?;
        let lent: Vec<(ItemId, UserId)> = on!(conn, c => loans::table
            .filter(loans::item_id.eq_any(batch).and(loans::returned_at.is_null()))
            .select((loans::item_id, loans::borrower_id))
            .load(c))?;
        let lent: HashMap<ItemId, UserId> = lent.into_iter().collect();
        let agrees = |(id, _, state, borrower): &Held| match lent.get(id) {
            Some(by) => *state == CustodyState::OnLoan && *borrower == Some(*by),
            None => *state != CustodyState::OnLoan,
        };
        codes.extend(held.into_iter().filter(|item| !agrees(item)).map(|(_, code, ..)| code));
    }
    Ok(codes)
}
