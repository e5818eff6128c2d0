//! The series of numbers, without gaps.

use diesel::dsl::{exists, select, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use uuid::Uuid;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::ledger::held::Alteration;
use crate::db::schema::{documents, items, labels, number_series, print_batches, requests, supervision_notices};
use crate::error::{Error, Result};

/// Label codes of the region, in one series for all years.
pub const LABELS: &str = "label";
/// Receipts for intakes.
pub const RECEIPTS: &str = "intake_receipt";
/// Statutory papers.
pub const PAPERS: &str = "paper";
/// Print batches.
pub const PRINT_BATCHES: &str = "print_batch";

/// Supervision notices.
pub const NOTICES: &str = "supervision_notice";

/// Where a series stands.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct NumberSeries {
    pub name: String,
    pub year: i32,
    /// The number given last.
    pub last: i64,
}

/// Every series.
pub fn list(conn: &mut Conn) -> Result<Vec<NumberSeries>> {
    Ok(on!(conn, c => number_series::table.load(c))?)
}

/// Takes `count` consecutive numbers of a series and returns the first; without gaps, because a change that fails
/// gives them back.
pub fn take(change: &mut Change<'_>, name: &str, year: i32, count: i64) -> Result<i64> {
    let last: i64 = on!(change.conn, c => diesel::insert_into(number_series::table)
        .values((number_series::name.eq(name), number_series::year.eq(year), number_series::last.eq(count)))
        .on_conflict((number_series::name, number_series::year))
        .do_update()
        .set(number_series::last.eq(number_series::last + count))
        .returning(number_series::last)
        .get_result(c))?;
    Ok(last - count + 1)
}

/// Refuses a number of a series that was given before: the series was set back behind the program's back. Of several
/// numbers the first is enough.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn refuse_given(change: &mut Change<'_>, name: &str, number: &str) -> Result<()> {
    if is_given(change.reader(), name, number)? {
        return Err(altered(change, number.to_owned()));
    }
    Ok(())
}

/// The refusal of a number that was given before, which the auditor is told of.
pub fn altered(change: &mut Change<'_>, number: String) -> Error {
    let (subject, table) = (Uuid::nil(), "number_series");
    change.refuse_altered(Alteration { subject, table, what: number, logged: None, found: None })
}

fn is_given(conn: &mut Conn, name: &str, number: &str) -> Result<bool> {
    Ok(match name {
        LABELS => {
            let issued = on!(conn, c => select(exists(labels::table.find(number))).get_result(c))?;
            issued || on!(conn, c => select(exists(items::table.filter(items::code.eq(number)))).get_result(c))?
        }
        PRINT_BATCHES => {
            on!(conn, c => select(exists(print_batches::table.filter(print_batches::number.eq(number)))).get_result(c))?
        }
        NOTICES => {
            use supervision_notices::dsl::number as given;
            on!(conn, c => select(exists(supervision_notices::table.filter(given.eq(number)))).get_result(c))?
        }
        // In the words of the index over the receipts.
        RECEIPTS => on!(conn, c => select(exists(documents::table
            .filter(documents::number.eq(number))
            .filter(sql::<Bool>("kind = 'intake_receipt'"))))
        .get_result(c))?,
        _ => on!(conn, c => select(exists(requests::table.filter(requests::number.eq(number)))).get_result(c))?,
    })
}
