//! What goods wait for, whose turn it is, since when and until when: one derivation of the record, of single goods as of their sums. Only ids, numbers
//! and words of ours are written into the statements.

use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::oversight::deadlines::spans::{since, written};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, CaseId, ItemId, RequestId, Uid, UserId};
use crate::model::oversight::clocks::clock_rule::ClockOwner;
use crate::model::oversight::stay::StayReason;
use crate::model::time::Time;

/// What one of the goods waits for.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Stay {
    #[diesel(sql_type = Uid)]
    pub item_id: ItemId,
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Uid)]
    pub case_id: CaseId,
    #[diesel(sql_type = Text)]
    pub reason: StayReason,
    /// Whose turn it is.
    #[diesel(sql_type = Uid)]
    pub agency_id: AgencyId,
    #[diesel(sql_type = Text)]
    pub owner: ClockOwner,
    /// Who borrowed it.
    #[diesel(sql_type = Nullable<Uid>)]
    pub person_id: Option<UserId>,
    /// The request on its way.
    #[diesel(sql_type = Nullable<Uid>)]
    pub request_id: Option<RequestId>,
    #[diesel(sql_type = BigInt)]
    pub since: Time,
    /// Until when what it waits for has to be done, where a limit runs.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub due_at: Option<Time>,
}

/// How many goods wait for the same of the same agency.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct StaySum {
    #[diesel(sql_type = Text)]
    pub reason: StayReason,
    #[diesel(sql_type = Uid)]
    pub agency_id: AgencyId,
    #[diesel(sql_type = BigInt)]
    pub items: i64,
    #[diesel(sql_type = BigInt)]
    pub pieces: i64,
    /// Goods whose limit has passed.
    #[diesel(sql_type = BigInt)]
    pub late_items: i64,
    /// Of those that wait longest.
    #[diesel(sql_type = BigInt)]
    pub since: Time,
}

/// Which goods.
#[derive(Debug, Clone, Default)]
pub struct StayFilter {
    pub reason: Option<StayReason>,
    /// Whose turn it is.
    pub agency_id: Option<AgencyId>,
    pub case_id: Option<CaseId>,
    pub item_id: Option<ItemId>,
    /// Only those whose limit has passed at this time, or only those whose has not.
    pub late: Option<(bool, Time)>,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Goods within reach that wait, those first that wait longest.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &StayFilter, paging: &Paging) -> Result<Page<Stay>> {
    let shown = paging.shown()?;
    let mut sql = selected(conn, "*", reach, filter);
    if let Some((since, id)) = paging.after::<i64, ItemId>()? {
        let id = written(conn, &[id.0]);
        let _ = write!(sql, " AND (s.since > {since} OR (s.since = {since} AND s.item_id > {id}))");
    }
    let _ = write!(sql, " ORDER BY s.since, s.item_id LIMIT {}", shown + 1);
    let rows: Vec<Stay> = on!(conn, c => diesel::sql_query(sql).load(c))?;
    Ok(paging.cut(rows, shown, |row| (row.since.0, row.item_id)))
}

/// How many goods the list would show in all.
///
/// # Errors
/// Database errors.
pub fn count(conn: &mut Conn, reach: Reach, filter: &StayFilter) -> Result<i64> {
    let sql = selected(conn, "count(*) AS count", reach, filter);
    let counted: Counted = on!(conn, c => diesel::sql_query(sql).get_result(c))?;
    Ok(counted.count)
}

/// Everything within reach that waits, by what for and whose turn it is.
///
/// # Errors
/// Database errors.
pub fn sum(conn: &mut Conn, reach: Reach, filter: &StayFilter, now: Time) -> Result<Vec<StaySum>> {
    let sums = format!(
        "s.reason, s.agency_id, count(*) AS items, CAST(sum(s.pieces) AS bigint) AS pieces, \
         CAST(sum(CASE WHEN s.due_at < {} THEN 1 ELSE 0 END) AS bigint) AS late_items, CAST(min(s.since) AS bigint) AS since",
        now.0
    );
    let sql = selected(conn, &sums, reach, filter);
    Ok(
        on!(conn, c => diesel::sql_query(format!("{sql} GROUP BY s.reason, s.agency_id ORDER BY items DESC, s.reason, s.agency_id")).load(c))?,
    )
}

/// The statement over what waits, with the conditions of reach and filter.
fn selected(conn: &Conn, columns: &str, reach: Reach, filter: &StayFilter) -> String {
    // What limits the goods stands within, so that no others are looked at.
    let mut goods = String::new();
    if let Some(agency) = reach.agency() {
        let id = written(conn, &[agency.0]);
        let _ = write!(goods, " AND (i.agency_id = {id} OR i.responsible_agency_id = {id})");
    }
    if let Some(level) = reach.cleared() {
        let _ = write!(goods, " AND c.secrecy <= '{level}'");
    }
    let ids = [("i.case_id", filter.case_id.map(|id| id.0)), ("i.id", filter.item_id.map(|id| id.0))];
    for (column, id) in ids.into_iter().filter_map(|(column, id)| Some((column, id?))) {
        let _ = write!(goods, " AND {column} = {}", written(conn, &[id]));
    }
    let mut outside = String::new();
    if let Some(reason) = filter.reason {
        let _ = write!(outside, " AND s.reason = '{reason}'");
    }
    if let Some(agency) = filter.agency_id {
        let _ = write!(outside, " AND s.agency_id = {}", written(conn, &[agency.0]));
    }
    match filter.late {
        Some((true, at)) => drop(write!(outside, " AND s.due_at < {}", at.0)),
        Some((false, at)) => drop(write!(outside, " AND (s.due_at IS NULL OR s.due_at >= {})", at.0)),
        None => {}
    }
    format!("SELECT {columns} FROM ({}) s WHERE 0 = 0{outside}", waiting(&goods))
}

/// What each of the goods waits for.
fn waiting(goods: &str) -> String {
    let stage = format!(
        "CASE WHEN e.stage = 'investigation' THEN coalesce(e.received_at, e.registered_at) \
           ELSE (SELECT coalesce({}, c.created_at) FROM cases c WHERE c.id = e.case_id) END",
        since("NOT", "investigation", "investigation")
    );
    let centre = "(SELECT a.id FROM agencies a WHERE a.kind = 'centre' ORDER BY a.id LIMIT 1)";
    let due =
        |condition: &str| format!("(SELECT min(d.due_at) FROM deadlines d WHERE d.closed_at IS NULL AND {condition})");
    format!(
        "SELECT e.item_id, e.code, e.name, e.case_id, e.pieces, e.reason, e.person_id, e.request_id, \
           CASE WHEN e.reason = 'on_loan' THEN e.borrowing_id WHEN e.reason = 'discrepancy' THEN {centre} \
             WHEN e.reason IN ('intake', 'outbound') AND e.status NOT IN ('awaiting_unit_head', 'returned_for_correction') THEN {centre} \
             ELSE e.responsible_agency_id END AS agency_id, \
           CASE WHEN e.reason = 'discrepancy' THEN 'centre_head' \
             WHEN e.reason NOT IN ('intake', 'outbound') OR e.status = 'returned_for_correction' THEN 'case_officer' \
             WHEN e.status = 'awaiting_unit_head' THEN 'unit_head' \
             WHEN e.status IN ('awaiting_centre_head', 'awaiting_confirmation') THEN 'centre_head' ELSE 'custodian' END AS owner, \
           CASE e.reason WHEN 'with_officers' THEN e.seized_at WHEN 'intake' THEN coalesce(e.asked_at, e.registered_at) WHEN 'outbound' THEN e.asked_at \
             WHEN 'on_loan' THEN e.handed_out_at WHEN 'judged' THEN e.judged_at \
             WHEN 'discrepancy' THEN coalesce(e.opened_at, e.registered_at) ELSE {stage} END AS since, \
           CASE e.reason WHEN 'on_loan' THEN e.loan_due_at WHEN 'with_officers' THEN {of_list} WHEN 'intake' THEN {of_list} \
             WHEN 'discrepancy' THEN {of_discrepancy} WHEN 'outbound' THEN coalesce({of_request}, {of_case}) \
             WHEN 'investigation' THEN {of_case} WHEN 'prosecution' THEN {of_case} END AS due_at \
         FROM ({}) e",
        goods_of(goods),
        of_list = due("d.subject_id = e.seizure_list_id"),
        of_discrepancy = due("d.item_id = e.item_id AND d.subject = 'discrepancy'"),
        of_request = due("d.subject_id = e.request_id"),
        of_case = due("d.subject_id IN (e.case_id, e.seizure_list_id)"),
    )
}

/// The goods that wait at all, with what tells what for.
fn goods_of(goods: &str) -> String {
    format!(
        "SELECT i.id AS item_id, i.code, i.name, i.case_id, i.pieces, i.seizure_list_id, i.responsible_agency_id, i.seized_at, i.registered_at, \
           i.received_at, c.stage, n.agency_id AS borrowing_id, n.borrower_id AS person_id, n.handed_out_at, n.due_at AS loan_due_at, \
           r.id AS request_id, r.status, r.asked_at, j.judged_at, x.opened_at, \
           CASE i.custody_state WHEN 'registered' THEN 'with_officers' WHEN 'pending_intake' THEN 'intake' WHEN 'on_loan' THEN 'on_loan' \
             WHEN 'discrepancy' THEN 'discrepancy' ELSE CASE WHEN r.id IS NOT NULL THEN 'outbound' WHEN x.opened_at IS NOT NULL THEN 'discrepancy' \
             WHEN j.judged_at IS NOT NULL THEN 'judged' \
             ELSE c.stage END END AS reason \
         FROM items i JOIN cases c ON c.id = i.case_id LEFT JOIN loans n ON n.item_id = i.id AND n.returned_at IS NULL \
           LEFT JOIN (SELECT w.item_id, q.id, q.status, coalesce(q.submitted_at, q.created_at) AS asked_at \
               FROM requests q JOIN request_lines w ON w.request_id = q.id WHERE q.kind IN ('intake', 'outbound') AND w.outcome = 'pending' \
                 AND q.status NOT IN ('draft', 'completed', 'rejected', 'withdrawn')) r ON r.item_id = i.id \
           LEFT JOIN (SELECT y.item_id, min(y.opened_at) AS opened_at FROM discrepancies y WHERE y.resolved_at IS NULL GROUP BY y.item_id) x \
             ON x.item_id = i.id \
           LEFT JOIN (SELECT k.case_id, min(k.issued_at) AS judged_at FROM documents k WHERE k.kind = 'judgment' \
             AND NOT EXISTS (SELECT 1 FROM corrections f WHERE f.subject_id = k.id) GROUP BY k.case_id) j ON j.case_id = i.case_id \
         WHERE i.custody_state IN ('registered', 'pending_intake', 'in_custody', 'on_loan', 'discrepancy'){goods}"
    )
}
