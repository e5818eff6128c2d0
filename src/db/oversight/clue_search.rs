//! What the rules of supervision find in the record: goods, each with its case, the agency that has to act and since when. Only numbers and words
//! of ours are written into the statements.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::db::engine::connection::{Conn, on};
use crate::db::oversight::deadlines::spans::{NOT_HANDED_OVER, since};
use crate::error::Result;
use crate::model::ids::{AgencyId, CaseId, ItemId, Uid};
use crate::model::oversight::clue::ClueRule;
use crate::model::time::Time;

/// What a rule finds in a case, for an agency.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Found {
    #[diesel(sql_type = Uid)]
    pub case_id: CaseId,
    #[diesel(sql_type = Uid)]
    pub agency_id: AgencyId,
    /// The earliest of its goods.
    #[diesel(sql_type = BigInt)]
    pub since: Time,
    #[diesel(sql_type = BigInt)]
    pub item_count: i64,
}

/// One of the goods that a clue is about.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct ClueItem {
    #[diesel(sql_type = Uid)]
    pub item_id: ItemId,
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = BigInt)]
    pub since: Time,
}

/// Everything that a rule finds in the record at a time.
///
/// # Errors
/// Database errors.
pub fn list_found(conn: &mut Conn, rule: ClueRule, now: Time) -> Result<Vec<Found>> {
    let goods = goods(rule, now);
    let sql = format!(
        "SELECT case_id, agency_id, CAST(min(since) AS bigint) AS since, count(*) AS item_count FROM ({goods}) g GROUP BY case_id, agency_id"
    );
    Ok(on!(conn, c => diesel::sql_query(sql).load(c))?)
}

/// The goods that a rule finds in a case for an agency, `limit` at most after an item.
///
/// # Errors
/// Database errors.
pub fn list_items(
    conn: &mut Conn,
    (rule, now): (ClueRule, Time),
    (case, agency): (CaseId, AgencyId),
    after: Option<ItemId>,
    limit: i64,
) -> Result<Vec<ClueItem>> {
    let goods = goods(rule, now);
    let marks = match conn {
        Conn::Postgres(_) => ["$1", "$2", "$3", "$4"],
        Conn::Sqlite(_) => ["?1", "?2", "?3", "?4"],
    };
    let [by_case, by_agency, behind, at_most] = marks;
    let sql = format!(
        "SELECT g.item_id, x.code, x.name, g.since FROM ({goods}) g JOIN items x ON x.id = g.item_id \
         WHERE g.case_id = {by_case} AND g.agency_id = {by_agency} AND g.item_id > {behind} ORDER BY g.item_id LIMIT {at_most}"
    );
    // No item has the nil id.
    let after = after.unwrap_or(ItemId(uuid::Uuid::nil()));
    Ok(on!(conn, c => diesel::sql_query(sql.as_str())
        .bind::<Uid, _>(case)
        .bind::<Uid, _>(agency)
        .bind::<Uid, _>(after)
        .bind::<BigInt, _>(limit)
        .load(c))?)
}

const KEPT: &str = "i.custody_state IN ('in_custody', 'on_loan', 'discrepancy')";
/// Nobody has asked for the goods to be handed out.
const UNASKED: &str = "i.custody_state = 'in_custody' AND i.id NOT IN (SELECT w.item_id FROM requests r JOIN request_lines w ON w.request_id = r.id \
   WHERE r.kind = 'outbound' AND r.status NOT IN ('draft', 'completed', 'rejected', 'withdrawn'))";

/// The statement that reads the goods a rule finds at a time: `item_id`, `case_id`, `agency_id`, `since`.
fn goods(rule: ClueRule, now: Time) -> String {
    let before = rule.since_before(now).0;
    match rule {
        ClueRule::HandoverLate => {
            of_deadlines(before, "'handover'", "i.seizure_list_id = d.subject_id", NOT_HANDED_OVER)
        }
        ClueRule::SeizureExpired => {
            of_deadlines(before, "'administrative_seizure'", "i.seizure_list_id = d.subject_id", KEPT)
        }
        ClueRule::TransferLate => {
            of_deadlines(before, "'police_transfer', 'procuratorate_transfer'", "i.case_id = d.subject_id", KEPT)
        }
        ClueRule::LoanLate => format!(
            "SELECT i.id AS item_id, i.case_id, n.agency_id, n.due_at AS since FROM loans n JOIN items i ON i.id = n.item_id \
             WHERE n.returned_at IS NULL AND n.due_at < {before}"
        ),
        ClueRule::DiscrepancyWaiting => format!(
            "SELECT i.id AS item_id, i.case_id, (SELECT a.id FROM agencies a WHERE a.kind = 'centre' ORDER BY a.id LIMIT 1) AS agency_id, \
               d.opened_at AS since FROM discrepancies d JOIN items i ON i.id = d.item_id WHERE d.resolved_at IS NULL AND d.opened_at < {before}"
        ),
        ClueRule::LeftBehind => {
            let left = since("NOT", "investigation", "investigation");
            format!(
                "SELECT i.id AS item_id, i.case_id, i.responsible_agency_id AS agency_id, e.since FROM items i JOIN \
                   (SELECT c.id, coalesce({left}, c.created_at) AS since FROM cases c WHERE c.stage <> 'investigation') e ON e.id = i.case_id \
                 WHERE {UNASKED}"
            )
        }
        ClueRule::JudgmentSilent => of_documents(before, "j.kind = 'judgment'"),
        ClueRule::DecisionIdle => of_documents(
            before,
            "j.kind = 'disposition' AND j.request_id IS NULL AND NOT EXISTS (SELECT 1 FROM requests q WHERE q.document_id = j.id)",
        ),
        ClueRule::JudgmentMissing => {
            let came = since("", "enforcement", "trial");
            format!(
                "SELECT i.id AS item_id, i.case_id, i.responsible_agency_id AS agency_id, e.since FROM items i JOIN \
                   (SELECT c.id, coalesce({came}, c.created_at) AS since FROM cases c WHERE c.stage = 'enforcement' AND NOT EXISTS \
                     (SELECT 1 FROM documents j WHERE j.case_id = c.id AND j.kind = 'judgment' \
                        AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.subject_id = j.id))) e ON e.id = i.case_id \
                 WHERE {KEPT} AND e.since < {before}"
            )
        }
    }
}

/// Goods of deadlines that were missed.
fn of_deadlines(before: i64, rules: &str, about: &str, waits: &str) -> String {
    format!(
        "SELECT i.id AS item_id, i.case_id, d.agency_id, d.due_at AS since FROM deadlines d JOIN items i ON {about} \
         WHERE d.rule IN ({rules}) AND d.closed_at IS NULL AND d.due_at < {before} AND {waits}"
    )
}

/// Goods that nobody has asked for, although a document in force says what is to be done.
fn of_documents(before: i64, which: &str) -> String {
    format!(
        "SELECT i.id AS item_id, i.case_id, i.responsible_agency_id AS agency_id, e.since FROM items i JOIN \
           (SELECT j.case_id, min(j.issued_at) AS since FROM documents j WHERE {which} AND j.issued_at < {before} \
              AND NOT EXISTS (SELECT 1 FROM corrections k WHERE k.subject_id = j.id) GROUP BY j.case_id) e ON e.case_id = i.case_id \
         WHERE {UNASKED}"
    )
}
