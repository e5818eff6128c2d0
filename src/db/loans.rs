//! Loans item by item, proposed extensions, and discrepancies between books and goods.

use diesel::prelude::*;
use diesel::upsert::excluded;
use serde::Serialize;

use crate::db::change::{BATCH, Change};
use crate::db::connection::{Conn, on};
use crate::db::page::{Page, Paging};
use crate::db::schema::{discrepancies, items, loan_extensions, loans, requests};
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, DiscrepancyId, ExtensionId, ItemId, RequestId, UserId};
use crate::model::item::Condition;
use crate::model::time::Time;
use crate::model::viewer::Reach;

/// One item out on one loan.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
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

/// A proposed new due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = loan_extensions, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Extension {
    pub id: ExtensionId,
    pub request_id: RequestId,
    pub due_at: Time,
    pub reason: String,
    pub status: crate::model::loan::ExtensionStatus,
    pub asked_by: UserId,
    pub asked_at: Time,
    pub unit_head_id: Option<UserId>,
    pub centre_head_id: Option<UserId>,
    pub opinion: Option<String>,
    pub decided_at: Option<Time>,
}

/// A difference between books and goods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = discrepancies, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Discrepancy {
    pub id: DiscrepancyId,
    pub item_id: ItemId,
    pub request_id: Option<RequestId>,
    /// The agency responsible for the item.
    pub agency_id: AgencyId,
    pub condition: Condition,
    pub reason: String,
    pub opened_by: UserId,
    pub opened_at: Time,
    pub resolution: Option<crate::model::loan::Resolution>,
    pub opinion: Option<String>,
    pub resolved_by: Option<UserId>,
    pub resolved_at: Option<Time>,
}

/// Which loans a list shows.
#[derive(Debug, Clone, Default)]
pub struct LoanFilter {
    /// Only those still out.
    pub open: Option<bool>,
    /// Only those out and due before this time.
    pub due_before: Option<Time>,
    pub agency_id: Option<AgencyId>,
    pub request_id: Option<RequestId>,
    pub borrower_id: Option<UserId>,
}

/// A loan with what a list shows beside it: item code, item name, request number.
pub type LoanRow = (Loan, String, String, Option<String>);

/// Loans within reach, by due time, earliest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &LoanFilter, paging: &Paging) -> Result<Page<LoanRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<i64, ItemId>()?;
    let rows: Vec<LoanRow> = on!(conn, c => {
        let mut query = loans::table
            .inner_join(items::table.on(items::id.eq(loans::item_id)))
            .inner_join(requests::table.on(requests::id.eq(loans::request_id)))
            .select((Loan::as_select(), items::code, items::name, requests::number))
            .into_boxed();
        let agency = match reach {
            Reach::Agency(agency) => Some(agency),
            Reach::Everything => None,
        };
        if let Some(agency) = agency {
            query = query.filter(loans::agency_id.eq(agency).or(items::responsible_agency_id.eq(agency)));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(loans::agency_id.eq(agency));
        }
        match filter.open {
            Some(true) => query = query.filter(loans::returned_at.is_null()),
            Some(false) => query = query.filter(loans::returned_at.is_not_null()),
            None => {}
        }
        if let Some(limit) = filter.due_before {
            query = query.filter(loans::returned_at.is_null().and(loans::due_at.lt(limit)));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(loans::request_id.eq(request));
        }
        if let Some(borrower) = filter.borrower_id {
            query = query.filter(loans::borrower_id.eq(borrower));
        }
        if let Some((due, item)) = after {
            query = query.filter(loans::due_at.gt(Time(due)).or(loans::due_at.eq(Time(due)).and(loans::item_id.gt(item))));
        }
        query.order((loans::due_at, loans::item_id)).limit(shown + 1).load(c)
    })?;
    Ok(Page::cut(rows, shown, |(loan, ..)| (loan.due_at.0, loan.item_id)))
}

/// The items of a loan that are still out.
///
/// # Errors
/// Database errors.
pub fn list_open(conn: &mut Conn, request: RequestId) -> Result<Vec<Loan>> {
    Ok(on!(conn, c => loans::table
        .filter(loans::request_id.eq(request).and(loans::returned_at.is_null()))
        .select(Loan::as_select())
        .load(c))?)
}

/// Puts loans, new or known, one statement per batch.
///
/// # Errors
/// Database errors.
pub fn put(change: &mut Change<'_>, rows: &[Loan]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(loans::table)
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

/// The extensions of a loan, oldest first.
///
/// # Errors
/// Database errors.
pub fn list_extensions(conn: &mut Conn, request: RequestId) -> Result<Vec<Extension>> {
    Ok(on!(conn, c => loan_extensions::table
        .filter(loan_extensions::request_id.eq(request))
        .order(loan_extensions::id)
        .select(Extension::as_select())
        .load(c))?)
}

/// One extension.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_extension(conn: &mut Conn, id: ExtensionId) -> Result<Extension> {
    let found = on!(conn, c => loan_extensions::table.find(id).select(Extension::as_select()).first(c).optional())?;
    found.ok_or(Error::NotFound)
}

/// Adds an extension.
///
/// # Errors
/// Database errors.
pub fn insert_extension(change: &mut Change<'_>, row: &Extension) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(loan_extensions::table).values(row).execute(c))?;
    Ok(())
}

/// Replaces an extension.
///
/// # Errors
/// Database errors.
pub fn update_extension(change: &mut Change<'_>, row: &Extension) -> Result<()> {
    on!(change.conn, c => diesel::update(loan_extensions::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// One discrepancy within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_discrepancy(conn: &mut Conn, reach: Reach, id: DiscrepancyId) -> Result<Discrepancy> {
    let found = on!(conn, c => {
        let mut query =
            discrepancies::table.select(Discrepancy::as_select()).filter(discrepancies::id.eq(id)).into_boxed();
        if let Reach::Agency(agency) = reach {
            query = query.filter(discrepancies::agency_id.eq(agency));
        }
        query.first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Discrepancies within reach, newest first, optionally only open or only resolved ones.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list_discrepancies(
    conn: &mut Conn,
    reach: Reach,
    open: Option<bool>,
    paging: &Paging,
) -> Result<Page<(Discrepancy, String, String)>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, DiscrepancyId>()?;
    let rows: Vec<(Discrepancy, String, String)> = on!(conn, c => {
        let mut query = discrepancies::table
            .inner_join(items::table.on(items::id.eq(discrepancies::item_id)))
            .select((Discrepancy::as_select(), items::code, items::name))
            .into_boxed();
        if let Reach::Agency(agency) = reach {
            query = query.filter(discrepancies::agency_id.eq(agency));
        }
        match open {
            Some(true) => query = query.filter(discrepancies::resolved_at.is_null()),
            Some(false) => query = query.filter(discrepancies::resolved_at.is_not_null()),
            None => {}
        }
        if let Some((_, id)) = after {
            query = query.filter(discrepancies::id.lt(id));
        }
        query.order(discrepancies::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(Page::cut(rows, shown, |(row, ..)| (String::new(), row.id)))
}

/// Adds discrepancies.
///
/// # Errors
/// Database errors.
pub fn insert_discrepancies(change: &mut Change<'_>, rows: &[Discrepancy]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(discrepancies::table).values(batch).execute(c))?;
    }
    Ok(())
}

/// Replaces a discrepancy.
///
/// # Errors
/// Database errors.
pub fn update_discrepancy(change: &mut Change<'_>, row: &Discrepancy) -> Result<()> {
    on!(change.conn, c => diesel::update(discrepancies::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}
