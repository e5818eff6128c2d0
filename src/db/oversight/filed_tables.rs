//! What the tables of a week and of what is overdue count, in a statement each.

use std::collections::HashMap;

use diesel::dsl::{min, sum};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::db::cases::cases::{self as case_rows, within};
use crate::db::engine::connection::{Conn, on};
use crate::db::schema::{agencies, cases, items, log_leaves};
use crate::error::{Error, Result};
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::Category;
use crate::model::goods::item::{CustodyState, Stage};
use crate::model::ids::{AgencyId, CaseId, SubjectId, Uid};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::oversight::filed_tables::{OverdueTable, Week};
use crate::model::time::Time;

/// What is in the centre's care.
const HELD: [CustodyState; 3] = [CustodyState::InCustody, CustodyState::OnLoan, CustodyState::Discrepancy];

/// Cases and pieces of an agency to which something happened: within a week, or ever up to its end.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Happened {
    /// The agency that registered the goods.
    #[diesel(sql_type = Uid)]
    pub agency_id: AgencyId,
    /// An action on an item of the week; `received` or `released` of all time.
    #[diesel(sql_type = Text)]
    pub what: String,
    /// Whether they are motor vehicles (1) or not (0); 0 where all goods are counted.
    #[diesel(sql_type = diesel::sql_types::Integer)]
    pub motor: i32,
    #[diesel(sql_type = BigInt)]
    pub cases: i64,
    #[diesel(sql_type = BigInt)]
    pub pieces: i64,
}

/// What happened to all goods.
pub fn list_goods(conn: &mut Conn, week: Week) -> Result<Vec<Happened>> {
    list(conn, week, "0", "")
}

/// What happened to vehicles.
pub fn list_vehicles(conn: &mut Conn, week: Week) -> Result<Vec<Happened>> {
    // The details are JSON as it is written here; within a text of theirs the quotes would be escaped.
    let motor = "CASE WHEN i.attributes LIKE '%\"motor\":true%' THEN 1 ELSE 0 END";
    list(conn, week, motor, &format!(" AND i.category = '{}'", Category::Vehicle))
}

/// Only numbers and words of ours are written into the statement.
fn list(conn: &mut Conn, week: Week, motor: &str, only: &str) -> Result<Vec<Happened>> {
    let (start, end) = (week.start.0, week.end().0);
    let counted = "count(DISTINCT i.case_id) AS cases, CAST(sum(i.pieces) AS bigint) AS pieces";
    let ever = |what: &str| {
        format!(
            " UNION ALL SELECT i.agency_id, '{what}', {motor}, {counted} FROM items i WHERE i.{what}_at < {end}{only} GROUP BY 1, 3"
        )
    };
    let sql = format!(
        "SELECT i.agency_id, m.action AS what, {motor} AS motor, {counted} FROM movements m JOIN items i ON i.id = m.item_id \
          WHERE m.moved_at >= {start} AND m.moved_at < {end} \
            AND m.action IN ('ItemReceived', 'ItemReleased', 'ItemLent', 'ItemReturned'){only} GROUP BY 1, 2, 3{}{}",
        ever("received"),
        ever("released")
    );
    Ok(on!(conn, c => diesel::sql_query(sql).load(c))?)
}

/// Goods of one case that are overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    /// The responsible agency.
    pub agency_id: AgencyId,
    pub pieces: i64,
    /// When what the table names began: they were registered, received or the case came under review.
    pub since: Time,
    /// When the limit began.
    pub began: Time,
}

/// Rows read of one table at most; what is overdue longest comes first.
const MOST: i64 = 10_000;

/// Goods of a case and an agency: how many, and when the first of them was registered, seized and received.
type Kept = (CaseId, AgencyId, Option<i64>, Option<Time>, Option<Time>, Option<Time>);

/// The cases that a table is about, within reach.
macro_rules! of_table {
    ($table:expr, $reach:expr) => {{
        let query = within!(cases::table.select(cases::id).into_boxed(), $reach);
        match $table {
            OverdueTable::NotHandedIn => query,
            OverdueTable::NotTransferredByPolice => query.filter(cases::stage.eq(Stage::Investigation)),
            OverdueTable::NotTransferredByProcuratorate => query.filter(cases::stage.eq(Stage::Prosecution)),
        }
    }};
}

/// Goods whose limit began before a time, by case and responsible agency, the longest overdue first; at most 10,000 rows.
///
/// # Errors
/// Database errors; [`Error::Internal`] for an entry of a case that is no event.
pub fn list_overdue(conn: &mut Conn, reach: Reach, table: OverdueTable, before: Time) -> Result<Vec<Overdue>> {
    let kept = list_kept(conn, reach, table, before)?;
    let ids: Vec<CaseId> = kept.iter().map(|row| row.0).collect();
    let names = case_rows::list_names(conn, &ids)?;
    let reviewed = match table {
        OverdueTable::NotTransferredByProcuratorate => list_reviewed_since(conn)?,
        _ => HashMap::new(),
    };
    let overdue = |(case_id, agency_id, pieces, registered_at, seized_at, received_at): Kept| {
        let (since, began) = match table {
            OverdueTable::NotHandedIn => (registered_at?, seized_at?),
            OverdueTable::NotTransferredByPolice => (received_at?, received_at?),
            OverdueTable::NotTransferredByProcuratorate => {
                let since = *reviewed.get(&SubjectId(case_id.0))?;
                (since, since)
            }
        };
        let (case_no, case_name) = names.get(&case_id).cloned()?;
        Some(Overdue { case_id, case_no, case_name, agency_id, pieces: pieces.unwrap_or(0), since, began })
    };
    let mut rows: Vec<Overdue> = kept.into_iter().filter_map(overdue).filter(|row| row.began < before).collect();
    rows.sort_by_key(|row| row.began);
    Ok(rows)
}

fn list_kept(conn: &mut Conn, reach: Reach, table: OverdueTable, before: Time) -> Result<Vec<Kept>> {
    // Under review is a case by its stage, whenever its goods came.
    let received_before = if table == OverdueTable::NotTransferredByProcuratorate { Time(i64::MAX) } else { before };
    let kinds = if table == OverdueTable::NotTransferredByPolice { &[AgencyKind::Police][..] } else { AgencyKind::ALL };
    let columns = (
        items::case_id,
        items::responsible_agency_id,
        sum(items::pieces),
        min(items::registered_at),
        min(items::seized_at),
        min(items::received_at),
    );
    let grouped = || items::table.group_by((items::case_id, items::responsible_agency_id)).select(columns);
    Ok(on!(conn, c => match table {
        OverdueTable::NotHandedIn => grouped()
            .filter(items::custody_state.eq_any([CustodyState::Registered, CustodyState::PendingIntake]))
            .filter(items::seized_at.lt(before))
            .filter(items::case_id.eq_any(of_table!(table, reach)))
            .order((min(items::seized_at), items::case_id))
            .limit(MOST)
            .load(c),
        _ => grouped()
            .filter(items::custody_state.eq_any(HELD))
            .filter(items::received_at.lt(received_before))
            .filter(items::case_id.eq_any(of_table!(table, reach)))
            .filter(items::responsible_agency_id.eq_any(agencies::table.filter(agencies::kind.eq_any(kinds)).select(agencies::id)))
            .order((min(items::received_at), items::case_id))
            .limit(MOST)
            .load(c),
    })?)
}

/// Since when each case that is under review for prosecution is so, as its entries in the log tell.
fn list_reviewed_since(conn: &mut Conn) -> Result<HashMap<SubjectId, Time>> {
    let rows: Vec<(Option<SubjectId>, Time, Option<String>)> = on!(conn, c => log_leaves::table
        .inner_join(cases::table.on(log_leaves::subject_id.eq(cases::id.nullable())))
        .filter(cases::stage.eq(Stage::Prosecution))
        .filter(log_leaves::action.eq_any([Action::CaseRegistered.as_str(), Action::CaseChanged.as_str()]))
        .order(log_leaves::seq)
        .select((log_leaves::subject_id, log_leaves::logged_at, log_leaves::payload))
        .load(c))?;
    let mut since = HashMap::new();
    for (subject, at, payload) in rows {
        let (Some(subject), Some(payload)) = (subject, payload) else { continue };
        let event: SubjectEvent = serde_json::from_str(&payload).map_err(Error::internal)?;
        let stage = event.details.pointer("/case/stage").and_then(serde_json::Value::as_str);
        match stage {
            Some(stage) if stage == Stage::Prosecution.as_str() => _ = since.entry(subject).or_insert(at),
            _ => _ = since.remove(&subject),
        }
    }
    Ok(since)
}
