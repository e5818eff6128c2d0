//! Where a number leads: requests, cases, seizure lists and documents whose number begins so, within reach. What was
//! replaced or cancelled has given its number up.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::db::accounts::secrecy::cleared;
use crate::db::cases::cases::within as case_within;
use crate::db::cases::corrections::in_force;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::like::{escaped, folded};
use crate::db::ledger::former_names::formerly;
use crate::db::requests::requests::within as request_within;
use crate::db::schema::{cases, documents, requests, seizure_lists};
use crate::error::Result;
use crate::model::accounts::agency::DocumentKind;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{CaseId, DocumentId, RequestId, SeizureListId};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::text;

/// A request found by its number.
pub type FoundRequest = (RequestId, Option<String>, RequestKind, RequestStatus);
/// A case found by its number or a part of its name.
pub type FoundCase = (CaseId, String, String);
/// A seizure list found by its number, with its case's number.
pub type FoundList = (SeizureListId, CaseId, String, String);
/// A document found by its number.
pub type FoundDocument = (DocumentId, String, DocumentKind, String);

/// Everything but items that a text leads to; at most `limit` of each kind.
#[derive(Debug, Default)]
pub struct Found {
    pub requests: Vec<FoundRequest>,
    pub cases: Vec<FoundCase>,
    pub seizure_lists: Vec<FoundList>,
    pub documents: Vec<FoundDocument>,
}

/// Looks a number up, or the beginning of one; cases by a part of their name too, and both by former ones. A draft has no number, which the
/// function that folds on SQLite would not take.
pub fn find(conn: &mut Conn, reach: Reach, text: &str, limit: i64) -> Result<Found> {
    let text = escaped(&text::folded(text));
    let (start, part) = (format!("{text}%"), format!("%{text}%"));
    Ok(Found {
        requests: on!(conn, c => {
            let query = requests::table
                .filter(folded(sql::<Text>("coalesce(requests.number, '')")).like(&start).escape('\\'))
                .select((requests::id, requests::number, requests::kind, requests::status))
                .order(requests::id.desc())
                .limit(limit)
                .into_boxed();
            request_within!(query, reach).load(c)
        })?,
        cases: on!(conn, c => {
            let query = cases::table
                .filter(
                    folded(cases::case_no)
                        .like(&start)
                        .escape('\\')
                        .or(folded(cases::name).like(&part).escape('\\'))
                        .or(formerly!(cases::id, &start, &part)),
                )
                .select((cases::id, cases::case_no, cases::name))
                .order(cases::id.desc())
                .limit(limit)
                .into_boxed();
            case_within!(query, reach).load(c)
        })?,
        seizure_lists: on!(conn, c => {
            let query = seizure_lists::table
                .inner_join(cases::table.on(cases::id.eq(seizure_lists::case_id)))
                .filter(folded(seizure_lists::list_no).like(&start).escape('\\'))
                .filter(in_force!(seizure_lists::id))
                .select((seizure_lists::id, cases::id, seizure_lists::list_no, cases::case_no))
                .order(seizure_lists::id.desc())
                .limit(limit)
                .into_boxed();
            case_within!(query, reach).load(c)
        })?,
        documents: on!(conn, c => {
            let mut query = documents::table
                .filter(folded(documents::number).like(&start).escape('\\'))
                .filter(in_force!(documents::id))
                .select((documents::id, documents::number, documents::kind, documents::title))
                .order(documents::id.desc())
                .limit(limit)
                .into_boxed();
            if let Some(agency) = reach.agency() {
                query = query.filter(documents::agency_id.eq(agency));
            }
            if let Some(level) = reach.cleared() {
                let of_case = documents::case_id.assume_not_null();
                query = query.filter(documents::case_id.is_null().or(cleared!(of_case, level)));
            }
            query.load(c)
        })?,
    })
}
