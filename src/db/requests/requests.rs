//! Requests; their lines are on a page of their own.

use std::collections::HashMap;

use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use serde::Serialize;

use crate::db::accounts::persons::accounts_of;
use crate::db::cases::cases::Case;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::row_sha256;
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::held::LoadedRow;
use crate::db::schema::{cases, request_lines, request_steps, requests, users};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::goods::item::Disposition;
use crate::model::ids::{AgencyId, CaseId, DocumentId, RequestId, UserId};
use crate::model::requests::request::{LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::requests::request_steps::{Queue, Standing};
use crate::model::requests::terms::{DeliveryManner, DraftTerms, FlatTerms, Terms};
use crate::model::sealed::{PersonalText, Sealed};
use crate::model::text;
use crate::model::time::Time;
use crate::model::words::words;

/// One request. The order of the members is the order in which the row is hashed, and in which the log has it: the
/// terms of all kinds lie flat in it, and are read and written as [`DraftTerms`] and [`Terms`] only.
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
    purpose: Option<LoanPurpose>,
    starts_at: Option<Time>,
    due_at: Option<Time>,
    loan_id: Option<RequestId>,
    disposition: Option<Disposition>,
    document_id: Option<DocumentId>,
    receiver_name: Option<String>,
    receiver_document_no: Option<String>,
    receiver_is_officer: Option<bool>,
    witness_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destruction_method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    destruction_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<DeliveryManner>,
    pub created_at: Time,
    pub submitted_at: Option<Time>,
    pub approved_at: Option<Time>,
    pub closed_at: Option<Time>,
    pub version: i32,
}

impl Request {
    /// A draft of a person for a case, without reason, terms and lines.
    pub fn draft(id: RequestId, kind: RequestKind, applicant: &Viewer, case: &Case, now: Time) -> Self {
        Self {
            id,
            kind,
            year: None,
            sequence: None,
            number: None,
            status: RequestStatus::Draft,
            applicant_id: applicant.user_id,
            agency_id: applicant.agency_id,
            responsible_agency_id: case.responsible_agency_id,
            case_id: case.id,
            reason: String::new(),
            centre_head_asked: false,
            line_count: 0,
            open_line_count: 0,
            purpose: None,
            starts_at: None,
            due_at: None,
            loan_id: None,
            disposition: None,
            document_id: None,
            receiver_name: None,
            receiver_document_no: None,
            receiver_is_officer: None,
            witness_name: None,
            destruction_method: None,
            destruction_place: None,
            delivery: None,
            created_at: now,
            submitted_at: None,
            approved_at: None,
            closed_at: None,
            version: 1,
        }
    }

    /// The terms of all kinds, as JSON shows them.
    pub fn flat_terms(&self) -> FlatTerms {
        FlatTerms {
            purpose: self.purpose,
            starts_at: self.starts_at,
            due_at: self.due_at,
            loan_id: self.loan_id,
            disposition: self.disposition,
            document_id: self.document_id,
            receiver_name: self.receiver_name.clone(),
            receiver_document_no: self.receiver_document_no.clone().map(PersonalText::Kept),
            receiver_is_officer: self.receiver_is_officer,
            witness_name: self.witness_name.clone(),
            destruction_method: self.destruction_method.clone(),
            destruction_place: self.destruction_place.clone(),
            delivery: self.delivery,
        }
    }

    /// The terms as far as they are written.
    pub fn draft_terms(&self) -> DraftTerms {
        self.flat_terms().of_kind(self.kind)
    }

    /// The terms of a request that was submitted.
    ///
    /// # Errors
    /// [`Error::Internal`] for a draft whose terms are not whole.
    pub fn terms(&self) -> Result<Terms> {
        let missing = |_| Error::internal(format!("the terms of request {} are not whole", self.id));
        self.draft_terms().complete().map_err(missing)
    }

    /// Writes the terms, and with them the kind. A number of a person that was said now is kept as it is sealed.
    ///
    /// # Errors
    /// What `seal` answers.
    pub fn set_terms(&mut self, terms: DraftTerms, seal: impl FnOnce(&str) -> Result<Sealed>) -> Result<()> {
        self.kind = terms.kind();
        let flat = FlatTerms::from(terms);
        self.receiver_document_no = match flat.receiver_document_no {
            Some(PersonalText::Said(number)) => Some(seal(&number)?.to_string()),
            Some(PersonalText::Kept(text)) => Some(text),
            None => None,
        };
        self.purpose = flat.purpose;
        self.starts_at = flat.starts_at;
        self.due_at = flat.due_at;
        self.loan_id = flat.loan_id;
        self.disposition = flat.disposition;
        self.document_id = flat.document_id;
        self.receiver_name = flat.receiver_name;
        self.receiver_is_officer = flat.receiver_is_officer;
        self.witness_name = flat.witness_name;
        self.destruction_method = flat.destruction_method;
        self.destruction_place = flat.destruction_place;
        self.delivery = flat.delivery;
        Ok(())
    }

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

/// Limits a query over requests to what the reach covers; drafts are seen by their agency only.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (mut query, reach) = ($query, $reach);
        query = match reach.agency() {
            None => query.filter(requests::number.is_not_null()),
            Some(agency) => query.filter(
                requests::agency_id
                    .eq(agency)
                    .or(requests::responsible_agency_id.eq(agency).and(requests::number.is_not_null())),
            ),
        };
        if let Some(level) = reach.cleared() {
            query = query.filter($crate::db::accounts::secrecy::cleared!(requests::case_id, level));
        }
        query
    }};
}
pub(in crate::db) use within;

/// The condition that a request waits for the person of a queue: the step is theirs, and no other part was.
macro_rules! waits {
    ($queue:expr) => {{
        let queue = $queue;
        let mine = || accounts_of!(queue.person).select(users::id);
        let maybe_mine = || accounts_of!(queue.person).select(users::id.nullable());
        let approved = request_steps::table.filter(
            request_steps::request_id
                .eq(requests::id)
                .and(request_steps::actor_id.eq_any(mine()))
                .and(request_steps::action.eq(RequestAction::Approve)),
        );
        let executed =
            request_lines::table.filter(request_lines::request_id.eq(requests::id).and(
                request_lines::executed_by.eq_any(maybe_mine()).or(request_lines::second_id.eq_any(maybe_mine())),
            ));
        let of_unit =
            requests::status.eq_any(queue.as_unit_head.clone()).and(requests::responsible_agency_id.eq(queue.agency));
        let decides = of_unit.or(requests::status.eq_any(queue.as_centre_head.clone()));
        let executes = requests::status.eq_any(queue.as_custodian.clone());
        let others = requests::applicant_id.ne_all(mine());
        let writes = requests::status.eq_any(queue.as_applicant.clone()).and(requests::applicant_id.eq(queue.account));
        others.and(decides.and(not(exists(executed))).or(executes.and(not(exists(approved))))).or(writes)
    }};
}

/// The condition that lines of a request changed hands and stand on no list that was signed: no such line is ever carried out anew,
/// so that it is enough to count.
macro_rules! unsigned {
    () => {{
        let carried_out = [RequestStatus::Executing, RequestStatus::AwaitingConfirmation, RequestStatus::Completed];
        requests::status.eq_any(carried_out).and(sql::<Bool>(
            "(SELECT count(*) FROM request_lines WHERE request_lines.request_id = requests.id AND request_lines.outcome IN \
              ('accepted', 'accepted_corrected', 'released', 'lent', 'returned')) > \
             (SELECT coalesce(sum(handovers.line_count), 0) FROM handovers WHERE handovers.request_id = requests.id \
              AND handovers.closed_at IS NOT NULL)",
        ))
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
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let in_number = requests::number
                .is_not_null()
                .and(folded(requests::number.assume_not_null()).like(pattern.clone()).escape('\\'));
            let in_reason = folded(requests::reason).like(pattern.clone()).escape('\\');
            let of_case = folded(cases::name)
                .like(pattern.clone())
                .escape('\\')
                .or(folded(cases::case_no).like(pattern.clone()).escape('\\'));
            let by_name = folded(users::name).like(pattern).escape('\\');
            query = query.filter(
                in_number
                    .or(in_reason)
                    .or(requests::case_id.eq_any(cases::table.filter(of_case).select(cases::id)))
                    .or(requests::applicant_id.eq_any(users::table.filter(by_name).select(users::id))),
            );
        }
        if let Some(number) = &filter.number {
            query = query.filter(requests::number.eq(text::code_spelling(number)));
        }
        if let Some(loan) = filter.loan_id {
            query = query.filter(requests::loan_id.eq(loan));
        }
        if let Some(from) = filter.submitted_from {
            query = query.filter(requests::submitted_at.ge(from));
        }
        if let Some(before) = filter.submitted_before {
            query = query.filter(requests::submitted_at.lt(before));
        }
        if let Some(since) = filter.unsigned_since {
            let recent = requests::closed_at.is_null().or(requests::closed_at.ge(since).assume_not_null());
            query = query.filter(recent).filter(unsigned!());
        }
        if let Some(queue) = &filter.waiting_for {
            query = query.filter(waits!(queue));
        }
        query
    }};
}

/// A request at one version: what somebody who decides about it has before the eyes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub id: RequestId,
    pub version: i32,
}

impl Request {
    /// The request as it stands.
    pub const fn seen(&self) -> Seen {
        Seen { id: self.id, version: self.version }
    }
}

/// The request somebody decides about, if it still is what was seen.
///
/// # Errors
/// [`Error::NotFound`] out of reach, [`Error::Stale`] when it was changed since.
pub fn get_seen(conn: &mut Conn, reach: Reach, seen: Seen) -> Result<Request> {
    let row = get(conn, reach, seen.id)?;
    if row.version == seen.version { Ok(row) } else { Err(Error::Stale { current: row.version }) }
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
pub fn find_by_number(conn: &mut Conn, reach: Reach, number: &str) -> Result<Option<Request>> {
    Ok(on!(conn, c => {
        let query = requests::table.select(Request::as_select()).filter(requests::number.eq(text::code_spelling(number))).into_boxed();
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
    /// Part of the number or the reason, of the case's number or name, or of the applicant's name.
    pub search: Option<String>,
    /// The whole number.
    pub number: Option<String>,
    /// Returns of this loan.
    pub loan_id: Option<RequestId>,
    pub submitted_from: Option<Time>,
    pub submitted_before: Option<Time>,
    /// Only those of which goods changed hands that nobody has signed for, completed at this time or later, or not yet.
    pub unsigned_since: Option<Time>,
    /// Only those that wait for a person.
    pub waiting_for: Option<Queue>,
    /// Newest first unless said.
    pub sort: Option<RequestSort>,
}

words! {
    /// The sort keys of the request list; a minus sorts descending. A draft comes before everything that was submitted.
    RequestSort {
        NewestFirst = "-created_at" / "创建时间倒序" / "Newest first",
        OldestFirst = "created_at" / "创建时间" / "Oldest first",
        Submitted = "submitted_at" / "提交时间" / "Submitted first",
        SubmittedDescending = "-submitted_at" / "提交时间倒序" / "Submitted last",
    }
}

/// When a request was submitted, as it is indexed.
macro_rules! submitted {
    () => {
        sql::<BigInt>("coalesce(requests.submitted_at, 0)")
    };
}

/// Requests within reach, sorted.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &RequestFilter, paging: &Paging) -> Result<Page<Request>> {
    let shown = paging.shown()?;
    let after = paging.after::<i64, RequestId>()?;
    let sort = filter.sort.unwrap_or(RequestSort::NewestFirst);
    let rows: Vec<Request> = on!(conn, c => {
        let mut query = filtered!(within!(requests::table.select(Request::as_select()).into_boxed(), reach), filter);
        if let Some((at, id)) = after {
            query = match sort {
                RequestSort::NewestFirst => query.filter(requests::id.lt(id)),
                RequestSort::OldestFirst => query.filter(requests::id.gt(id)),
                RequestSort::Submitted => {
                    query.filter(submitted!().gt(at).or(submitted!().eq(at).and(requests::id.gt(id))))
                }
                RequestSort::SubmittedDescending => {
                    query.filter(submitted!().lt(at).or(submitted!().eq(at).and(requests::id.lt(id))))
                }
            };
        }
        query = match sort {
            RequestSort::NewestFirst => query.order(requests::id.desc()),
            RequestSort::OldestFirst => query.order(requests::id),
            RequestSort::Submitted => query.order((submitted!(), requests::id)),
            RequestSort::SubmittedDescending => query.order((submitted!().desc(), requests::id.desc())),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.submitted_at.map_or(0, |at| at.0), row.id)))
}

/// How many requests the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &RequestFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = requests::table.select(diesel::dsl::count_star()).into_boxed();
        filtered!(within!(query, reach), filter).first(c)
    })?)
}

/// The numbers of these requests; drafts have none.
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

/// Adds a request.
pub fn insert(change: &mut Change<'_>, row: &Request) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(requests::table).values(row).execute(c))?;
    Ok(())
}

/// Holds a request against the log, for an entry that gives its digest again.
pub fn hold(change: &mut Change<'_>, known: &Request) -> Result<()> {
    let id = known.id.to_string();
    let what = known.number.as_deref().unwrap_or(&id);
    change.hold_own(("requests", known.id.0), what, LoadedRow { sha256: known.row_sha256()?, shipped: false })
}

/// Holds a request against the log, for an entry about what is made from it.
pub fn hold_read(change: &mut Change<'_>, known: &Request) -> Result<()> {
    let id = known.id.to_string();
    let what = known.number.as_deref().unwrap_or(&id);
    change.hold_read(("requests", known.id.0), what, LoadedRow { sha256: known.row_sha256()?, shipped: false })
}

/// Replaces a request by another state of it.
pub fn update(change: &mut Change<'_>, known: &Request, row: &Request) -> Result<()> {
    hold(change, known)?;
    on!(change.conn, c => diesel::update(requests::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// All requests after an id, drafts too, in the order of ids, at most `limit`: for walks over the whole table.
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

/// The requests with these numbers.
pub fn list_ids(conn: &mut Conn, numbers: &[String]) -> Result<Vec<(String, RequestId)>> {
    let mut found = Vec::with_capacity(numbers.len());
    for batch in numbers.chunks(BATCH) {
        found.extend(on!(conn, c => requests::table
            .filter(requests::number.eq_any(batch))
            .select((requests::number.assume_not_null(), requests::id))
            .load::<(String, RequestId)>(c))?);
    }
    Ok(found)
}

/// One request wherever it stands, drafts too.
pub fn find(conn: &mut Conn, id: RequestId) -> Result<Option<Request>> {
    Ok(on!(conn, c => requests::table.find(id).select(Request::as_select()).first(c).optional())?)
}
