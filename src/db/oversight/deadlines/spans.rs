//! Since when each clock runs, and when it ended: read from the record alone, in one statement a rule, of everything or of what a change
//! touched. Only ids and words of ours are written into the statements.

use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use uuid::Uuid;

use crate::db::engine::connection::{BATCH, Conn, on};
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::ids::{AgencyId, CaseId, ItemId, SubjectId, Uid, UserId};
use crate::model::oversight::clocks::clock_rule::ClockStart;
use crate::model::time::Time;

/// A time during which a clock runs or ran.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Span {
    #[diesel(sql_type = Uid)]
    pub subject_id: SubjectId,
    /// The item, where it is about one.
    #[diesel(sql_type = Nullable<Uid>)]
    pub item_id: Option<ItemId>,
    #[diesel(sql_type = Uid)]
    pub case_id: CaseId,
    /// Whose limit counts, and whose people have to act unless the centre's do.
    #[diesel(sql_type = Uid)]
    pub agency_id: AgencyId,
    #[diesel(sql_type = Text)]
    pub kind: AgencyKind,
    /// The person who has to act, where the record names one.
    #[diesel(sql_type = Nullable<Uid>)]
    pub person_id: Option<UserId>,
    #[diesel(sql_type = BigInt)]
    pub started_at: Time,
    /// The time that was approved.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub agreed_at: Option<Time>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub closed_at: Option<Time>,
    /// When a correction or a cancellation ended it.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub corrected_at: Option<Time>,
}

/// Of what spans are read.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    All,
    /// Of these subjects of the clock.
    Of(&'a [Uuid]),
}

/// The columns of a span, but for its times.
const LIST: &str = "l.id AS subject_id, CAST(NULL AS uuid) AS item_id, l.case_id, l.agency_id, a.kind, CAST(NULL AS uuid) AS person_id";
const NOTHING: &str = "CAST(NULL AS bigint)";

/// Goods that the centre does not have, and that nobody but it can take: what it refused is its officers' again once its head has confirmed that.
pub(in crate::db::oversight) const NOT_HANDED_OVER: &str = "(i.custody_state IN ('registered', 'pending_intake') OR (i.custody_state = 'refused' \
   AND NOT EXISTS (SELECT 1 FROM request_lines w JOIN requests q ON q.id = w.request_id \
     WHERE w.item_id = i.id AND w.outcome = 'refused' AND q.closed_at IS NOT NULL)))";
/// When goods were taken, or their refusal was confirmed.
const HANDED_OVER_AT: &str = "coalesce(i.received_at, (SELECT max(q.closed_at) FROM request_lines w JOIN requests q ON q.id = w.request_id \
   WHERE w.item_id = i.id AND w.outcome = 'refused'))";

/// A clock of a list runs from its seizure while any of its goods is in one of the states, and ended with the last of them, or when the list
/// was corrected or cancelled.
fn of_list(waits: &str, ended: &str) -> String {
    format!(
        "SELECT {LIST}, l.seized_at AS started_at, {NOTHING} AS agreed_at, \
           CASE WHEN k.made_at IS NOT NULL THEN k.made_at \
             WHEN EXISTS (SELECT 1 FROM items i WHERE i.seizure_list_id = l.id AND {waits}) THEN NULL \
             ELSE coalesce((SELECT max({ended}) FROM items i WHERE i.seizure_list_id = l.id), 0) END AS closed_at, \
           k.made_at AS corrected_at \
         FROM seizure_lists l JOIN agencies a ON a.id = l.agency_id LEFT JOIN corrections k ON k.subject_id = l.id \
         WHERE true"
    )
}

/// When a case first came to a stage, or to another than it, after its last entry of a stage; as its entries in the log tell.
pub(in crate::db::oversight) fn since(not: &str, stage: &str, after: &str) -> String {
    let entries =
        "FROM log_leaves g WHERE g.subject_id = c.id AND g.action IN ('CaseRegistered', 'CaseChanged') AND g.payload";
    let of = |stage: &str| format!("LIKE '%\"stage\":\"{stage}\"%'");
    let last = format!("(SELECT max(g.seq) {entries} {})", of(after));
    format!("(SELECT min(g.logged_at) {entries} {not} {} AND g.seq > coalesce({last}, -1))", of(stage))
}

/// The statement that reads the spans of a start, and the column by which it is limited to some subjects.
fn statement(start: ClockStart) -> (String, &'static [&'static str], &'static str) {
    let case = "c.id AS subject_id, CAST(NULL AS uuid) AS item_id, c.id AS case_id, c.responsible_agency_id AS agency_id, a.kind, \
                CAST(NULL AS uuid) AS person_id";
    let cases = "FROM cases c JOIN agencies a ON a.id = c.responsible_agency_id";
    match start {
        ClockStart::SeizedForHandover => {
            (of_list(NOT_HANDED_OVER, HANDED_OVER_AT), &["l.id"], "")
        }
        ClockStart::SeizedForRelease => {
            let waits =
                "i.custody_state NOT IN ('released', 'lost', 'refused', 'cancelled') AND i.legal_status = 'seized'";
            (of_list(waits, "i.released_at"), &["l.id"], "")
        }
        ClockStart::ReceivedUnclassified => (
            format!(
                "SELECT i.id AS subject_id, i.id AS item_id, i.case_id, i.responsible_agency_id AS agency_id, a.kind, \
                   CAST(NULL AS uuid) AS person_id, i.received_at AS started_at, {NOTHING} AS agreed_at, {NOTHING} AS closed_at, {NOTHING} AS corrected_at \
                 FROM items i JOIN agencies a ON a.id = i.responsible_agency_id \
                 WHERE i.category = 'unclassified' AND i.custody_state = 'in_custody' AND i.received_at IS NOT NULL"
            ),
            &["i.id"],
            "",
        ),
        ClockStart::FirstReceived => {
            let left = since("NOT", "investigation", "investigation");
            let sql = format!(
                "SELECT {case}, (SELECT min(i.received_at) FROM items i WHERE i.case_id = c.id AND i.received_at IS NOT NULL) \
                   AS started_at, {NOTHING} AS agreed_at, CASE WHEN c.stage <> 'investigation' THEN {left} \
                   WHEN EXISTS (SELECT 1 FROM items i WHERE i.case_id = c.id AND i.custody_state IN ('in_custody', 'on_loan', 'discrepancy')) \
                   THEN NULL ELSE (SELECT max(i.released_at) FROM items i WHERE i.case_id = c.id) END AS closed_at, {NOTHING} AS corrected_at {cases} \
                 WHERE EXISTS (SELECT 1 FROM items i WHERE i.case_id = c.id AND i.received_at IS NOT NULL) \
                   AND (c.stage = 'investigation' OR {left} IS NOT NULL)"
            );
            (sql, &["c.id"], "")
        }
        ClockStart::UnderReview => {
            // Only a return to the investigation begins the term anew.
            let began = since("", "prosecution", "investigation");
            let left = since("NOT", "prosecution", "prosecution");
            let sql = format!(
                "SELECT {case}, {began} AS started_at, {NOTHING} AS agreed_at, \
                   CASE WHEN c.stage <> 'prosecution' THEN {left} END AS closed_at, {NOTHING} AS corrected_at {cases} \
                 WHERE c.stage <> 'investigation' AND {began} IS NOT NULL"
            );
            (sql, &["c.id"], "")
        }
        ClockStart::HandedOut => (
            "SELECT n.request_id AS subject_id, CAST(NULL AS uuid) AS item_id, r.case_id, n.agency_id, a.kind, \
               n.borrower_id AS person_id, min(n.handed_out_at) AS started_at, \
               coalesce(max(CASE WHEN n.returned_at IS NULL THEN n.due_at END), max(n.due_at)) AS agreed_at, \
               CASE WHEN count(*) = count(n.returned_at) THEN max(n.returned_at) END AS closed_at, CAST(NULL AS bigint) AS corrected_at \
             FROM loans n JOIN requests r ON r.id = n.request_id JOIN agencies a ON a.id = n.agency_id WHERE true"
                .to_owned(),
            &["n.request_id", "n.request_id IN (SELECT o.request_id FROM loans o WHERE o.return_request_id"],
            " GROUP BY n.request_id, r.case_id, n.agency_id, a.kind, n.borrower_id",
        ),
        ClockStart::RequestWaiting => (
            format!(
                "SELECT r.id AS subject_id, CAST(NULL AS uuid) AS item_id, r.case_id, r.responsible_agency_id AS agency_id, a.kind, \
                   CAST(NULL AS uuid) AS person_id, \
                   coalesce((SELECT max(s.taken_at) FROM request_steps s WHERE s.request_id = r.id), r.created_at) AS started_at, \
                   {NOTHING} AS agreed_at, {NOTHING} AS closed_at, {NOTHING} AS corrected_at \
                 FROM requests r JOIN agencies a ON a.id = r.responsible_agency_id \
                 WHERE r.status IN ('awaiting_unit_head', 'awaiting_centre_head', 'awaiting_confirmation')"
            ),
            &["r.id"],
            "",
        ),
        ClockStart::DiscrepancyOpened => (
            format!(
                "SELECT d.id AS subject_id, d.item_id, i.case_id, d.agency_id, a.kind, CAST(NULL AS uuid) AS person_id, \
                   d.opened_at AS started_at, {NOTHING} AS agreed_at, d.resolved_at AS closed_at, {NOTHING} AS corrected_at \
                 FROM discrepancies d JOIN items i ON i.id = d.item_id JOIN agencies a ON a.id = d.agency_id WHERE true"
            ),
            &["d.id"],
            "",
        ),
        ClockStart::NoticeSent => (
            "SELECT n.id AS subject_id, CAST(NULL AS uuid) AS item_id, n.case_id, n.agency_id, a.kind, CAST(NULL AS uuid) AS person_id, \
               n.asked_last_at AS started_at, n.answer_by AS agreed_at, coalesce(n.answered_at, n.closed_at) AS closed_at, CAST(NULL AS bigint) AS corrected_at \
             FROM supervision_notices n JOIN agencies a ON a.id = n.agency_id WHERE true"
                .to_owned(),
            &["n.id"],
            "",
        ),
    }
}

/// The spans of a start.
pub fn list(conn: &mut Conn, start: ClockStart, scope: Scope<'_>) -> Result<Vec<Span>> {
    let (sql, columns, end) = statement(start);
    let spans = match scope {
        Scope::All => on!(&mut *conn, c => diesel::sql_query(format!("{sql}{end}")).load::<Span>(c))?,
        Scope::Of(ids) => {
            let mut spans = Vec::new();
            for batch in ids.chunks(BATCH) {
                let of = among(columns, &written(conn, batch));
                let sql = format!("{sql} AND ({of}){end}");
                spans.extend(on!(&mut *conn, c => diesel::sql_query(sql).load::<Span>(c))?);
            }
            spans
        }
    };
    // What ended before it began, or without any of its goods having come or gone, never ran.
    Ok(spans.into_iter().filter(|span| span.closed_at.is_none_or(|closed| closed > span.started_at)).collect())
}

/// The condition that one of the columns is among the ids.
fn among(columns: &[&str], ids: &str) -> String {
    let one = |column: &&str| {
        let open = column.matches('(').count();
        format!("{column} IN ({ids}){}", ")".repeat(open))
    };
    columns.iter().map(one).collect::<Vec<_>>().join(" OR ")
}

/// Ids as literals of the database.
pub(in crate::db::oversight) fn written(conn: &Conn, ids: &[Uuid]) -> String {
    let mut text = String::with_capacity(ids.len() * 40);
    for id in ids {
        let separator = if text.is_empty() { "" } else { "," };
        let _ = match conn {
            Conn::Postgres(_) => write!(text, "{separator}'{id}'"),
            Conn::Sqlite(_) => write!(text, "{separator}x'{}'", id.simple()),
        };
    }
    text
}
