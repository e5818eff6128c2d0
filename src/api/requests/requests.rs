//! Requests over HTTP, from draft to decision.

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{AcceptLanguage, Answer, BULK, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::query::{search_text, sort_key, words};
use crate::api::http::session::Session;
use crate::api::requests::request_views::{RequestDetail, RequestView};
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::requests::requests::{self, RequestFilter, RequestSort, Seen};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::item::Disposition;
use crate::model::goods::label::ScannedCode;
use crate::model::ids::{AgencyId, CaseId, DocumentId, RequestId, UserId};
use crate::model::requests::request::{LoanPurpose, RefusalsDecision, RequestKind};
use crate::model::requests::request_steps::Queue;
use crate::model::requests::terms::{DeliveryManner, FlatTerms};
use crate::model::sealed::PersonalText;
use crate::model::time::Time;
use crate::model::words::words;
use crate::operations::requests::request_edits::RequestEdit;
use crate::operations::requests::requests::Decision;
use crate::operations::requests::{execution, requests as operations, submission};

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RequestQuery {
    pub(in crate::api) kind: Option<RequestKind>,
    /// Statuses, separated by commas.
    #[param(max_length = 500)]
    pub(in crate::api) statuses: Option<String>,
    /// The applicant's agency.
    pub(in crate::api) agency_id: Option<AgencyId>,
    pub(in crate::api) case_id: Option<CaseId>,
    pub(in crate::api) applicant_id: Option<UserId>,
    /// The returns of this loan.
    pub(in crate::api) loan_id: Option<RequestId>,
    /// Submitted at this time or later.
    pub(in crate::api) submitted_from: Option<Time>,
    /// Submitted before this time.
    pub(in crate::api) submitted_before: Option<Time>,
    /// Part of the number or the reason, of the case's number or name, or of the applicant's name.
    #[param(max_length = 100)]
    pub(in crate::api) q: Option<String>,
    /// The whole number.
    #[param(max_length = 64)]
    pub(in crate::api) number: Option<String>,
    /// Of which goods changed hands that nobody has signed for, completed at this time or later, or not yet.
    pub(in crate::api) unsigned_since: Option<Time>,
    /// Only those whose next step this person can take: to approve, to carry out, or returned for correction. Oldest
    /// first.
    #[serde(default)]
    pub(in crate::api) waiting_for_me: bool,
    /// Oldest first, as a queue is worked.
    #[serde(default)]
    pub(in crate::api) oldest_first: bool,
    /// `-created_at` unless said, `created_at`, `submitted_at`, or `-submitted_at`; drafts are before everything submitted.
    #[param(max_length = 40)]
    pub(in crate::api) sort: Option<String>,
}

impl RequestQuery {
    fn sort(&self) -> Result<RequestSort> {
        let queue = self.oldest_first || self.waiting_for_me;
        let usual = if queue { RequestSort::OldestFirst } else { RequestSort::NewestFirst };
        sort_key(self.sort.as_deref(), usual, RequestSort::ALL)
    }

    pub(in crate::api) fn filter(&self, viewer: &Viewer) -> Result<RequestFilter> {
        Ok(RequestFilter {
            kind: self.kind,
            statuses: words("/statuses", self.statuses.as_deref())?,
            agency_id: self.agency_id,
            case_id: self.case_id,
            applicant_id: self.applicant_id,
            loan_id: self.loan_id,
            submitted_from: self.submitted_from,
            submitted_before: self.submitted_before,
            search: search_text(&self.q)?,
            number: self.number.clone(),
            unsigned_since: self.unsigned_since,
            waiting_for: self.waiting_for_me.then(|| Queue::of(viewer)),
            sort: Some(self.sort()?),
        })
    }
}

/// Requests within reach, newest first unless said.
#[utoipa::path(
    tag = "requests",
    operation_id = "list_requests",
    params(RequestQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<RequestView>))
)]
#[get("/requests")]
pub async fn list(session: Session<may::ReadRequests>, query: ListQuery<RequestQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = query.filter(viewer)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| requests::list(conn, reach, &filter, paging);
            let listed = listed(conn, &query, rows, |conn| requests::count(conn, reach, &filter))?;
            listed.named(conn, RequestView::of)
        })
        .await?;
    Ok(web::Json(view))
}

/// One request with its steps and what the caller may do next.
#[utoipa::path(
    tag = "requests",
    operation_id = "get_request",
    params(("id" = RequestId, Path)),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = RequestDetail))
)]
#[get("/requests/{id}")]
pub async fn get(
    session: Session<may::ReadRequests>,
    reads: AcceptLanguage,
    id: web::Path<RequestId>,
) -> Result<impl Responder> {
    let state = session.state();
    let view =
        session.read(move |conn, viewer| RequestDetail::read(conn, viewer, &state.keys.personal, *id, reads.0)).await?;
    Ok(Versioned(view.request.version, view))
}

/// A request as an officer writes it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    /// Kind; cannot change later.
    pub kind: RequestKind,
    /// The case all items belong to.
    pub case_id: CaseId,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// Items by label code or id, 0 to 10,000 while a draft.
    #[serde(default)]
    #[schema(value_type = Vec<ScannedCode>, max_items = 10000)]
    pub items: Vec<String>,
    /// Loans: what for.
    #[serde(default)]
    pub purpose: Option<LoanPurpose>,
    /// Loans: from when.
    #[serde(default)]
    pub starts_at: Option<Time>,
    /// Loans: until when.
    #[serde(default)]
    pub due_at: Option<Time>,
    /// Loan returns: the loan.
    #[serde(default)]
    pub loan_id: Option<RequestId>,
    /// Outbound: how the items' life with the centre ends.
    #[serde(default)]
    pub disposition: Option<Disposition>,
    /// Outbound: the disposition document.
    #[serde(default)]
    pub document_id: Option<DocumentId>,
    /// Outbound: who receives the goods.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub receiver_name: Option<String>,
    /// Outbound: number of the receiver's identity document.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub receiver_document_no: Option<String>,
    /// Outbound: whether the receiver is an officer; never for returns to a victim.
    #[serde(default)]
    pub receiver_is_officer: Option<bool>,
    /// Outbound, destruction: 监销人.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub witness_name: Option<String>,
    /// Outbound, destruction: how the goods are destroyed.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub destruction_method: Option<String>,
    /// Outbound, destruction: where they are destroyed.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub destruction_place: Option<String>,
    /// Outbound: how the goods come to whoever receives them.
    #[serde(default)]
    pub delivery: Option<DeliveryManner>,
}

impl TryFrom<NewRequest> for operations::NewRequest {
    type Error = Error;

    /// # Errors
    /// [`Error::Invalid`] naming terms that the kind does not have.
    fn try_from(new: NewRequest) -> Result<Self> {
        let terms = FlatTerms {
            purpose: new.purpose,
            starts_at: new.starts_at,
            due_at: new.due_at,
            loan_id: new.loan_id,
            disposition: new.disposition,
            document_id: new.document_id,
            receiver_name: new.receiver_name,
            receiver_document_no: new.receiver_document_no.map(PersonalText::Said),
            receiver_is_officer: new.receiver_is_officer,
            witness_name: new.witness_name,
            destruction_method: new.destruction_method,
            destruction_place: new.destruction_place,
            delivery: new.delivery,
        };
        let terms = terms.said_of(new.kind)?;
        Ok(Self { case_id: new.case_id, reason: new.reason, items: new.items, terms })
    }
}

/// Drafts a request.
#[utoipa::path(
    tag = "requests",
    operation_id = "draft_request",
    request_body = NewRequest,
    security(("session" = ["submit_requests"])),
    responses((status = 201, body = RequestView))
)]
#[post("/requests")]
pub async fn draft(session: Session<may::SubmitRequests>, call: Idempotent<NewRequest, BULK>) -> Result<Answer> {
    let state = session.state();
    session
        .create(call, move |change, viewer, new| {
            let row = operations::draft(change, viewer, &state.keys.personal, &new.try_into()?)?;
            RequestView::one(change.reader(), row)
        })
        .await
}

/// Changes one's own draft, or a request returned for correction.
#[utoipa::path(
    tag = "requests",
    operation_id = "edit_request",
    params(("id" = RequestId, Path)),
    request_body = RequestEdit,
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = RequestView))
)]
#[patch("/requests/{id}")]
pub async fn edit(
    session: Session<may::SubmitRequests>,
    id: web::Path<RequestId>,
    version: IfMatch,
    body: Body<RequestEdit, BULK>,
) -> Result<impl Responder> {
    let state = session.state();
    let view = session
        .change(move |change, viewer| {
            let edit = body.read()?;
            let row = operations::edit(change, viewer, &state.keys.personal, (*id, version.0), &edit)?;
            RequestView::one(change.reader(), row)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Submits one's own draft: it gets its number and holds its items.
#[utoipa::path(
    tag = "requests",
    operation_id = "submit_request",
    params(("id" = RequestId, Path), IfMatch),
    request_body = Nothing,
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/submission")]
pub async fn submit(
    session: Session<may::SubmitRequests>,
    id: web::Path<RequestId>,
    version: IfMatch,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, _| {
            let row = submission::submit(change, viewer, Seen { id: *id, version: version.0 })?;
            RequestView::one(change.reader(), row)
        })
        .await
}

/// What a person says to a step.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OpinionCall {
    /// Why; needed for everything but an approval.
    #[schema(max_length = 500)]
    pub opinion: Option<String>,
}

/// Withdraws one's own request before anything was carried out.
#[utoipa::path(
    tag = "requests",
    operation_id = "withdraw_request",
    params(("id" = RequestId, Path), IfMatch),
    request_body = OpinionCall,
    security(("session" = ["submit_requests"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/withdrawal")]
pub async fn withdraw(
    session: Session<may::SubmitRequests>,
    id: web::Path<RequestId>,
    version: IfMatch,
    call: Idempotent<OpinionCall>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, said| {
            let row =
                operations::withdraw(change, viewer, Seen { id: *id, version: version.0 }, said.opinion.as_deref())?;
            RequestView::one(change.reader(), row)
        })
        .await
}

words! {
    /// What a head decides.
    DecisionWord {
        /// 批准
        Approve = "approve" / "批准" / "Approve",
        /// 退回补正
        ReturnForCorrection = "return_for_correction" / "退回补正" / "Return for correction",
        /// 驳回
        Reject = "reject" / "驳回" / "Reject",
    }
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionCall {
    pub decision: DecisionWord,
    /// Why; needed for everything but an approval.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub opinion: Option<String>,
}

impl DecisionCall {
    const fn decision(&self) -> Decision {
        match self.decision {
            DecisionWord::Approve => Decision::Approve,
            DecisionWord::ReturnForCorrection => Decision::ReturnForCorrection,
            DecisionWord::Reject => Decision::Reject,
        }
    }
}

/// Approves, returns for correction or rejects a request that waits for this person.
#[utoipa::path(
    tag = "requests",
    operation_id = "decide_request",
    params(("id" = RequestId, Path), IfMatch),
    request_body = DecisionCall,
    security(("session" = ["approve_requests"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/approval")]
pub async fn decide(
    session: Session<may::ApproveRequests>,
    id: web::Path<RequestId>,
    version: IfMatch,
    call: Idempotent<DecisionCall>,
) -> Result<Answer> {
    let recent = session.recent_proof();
    session
        .carry_out(call, move |change, viewer, said| {
            let (seen, decision) = (Seen { id: *id, version: version.0 }, said.decision());
            let row = operations::decide(change, viewer, seen, decision, said.opinion.as_deref())?;
            // What is let out does not come back.
            if row.kind == RequestKind::Outbound && decision == Decision::Approve {
                recent.demand(change)?;
            }
            RequestView::one(change.reader(), row)
        })
        .await
}

/// A decision on what was refused at the desk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalsDecisionCall {
    pub decision: RefusalsDecision,
    /// Why; needed for sending the lines back.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub opinion: Option<String>,
}

/// The centre head confirms what was refused at the desk, or sends the refused lines back to the custodian.
#[utoipa::path(
    tag = "requests",
    operation_id = "decide_request_refusals",
    params(("id" = RequestId, Path), IfMatch),
    request_body = RefusalsDecisionCall,
    security(("session" = ["resolve_discrepancies"])),
    responses((status = 200, body = RequestView))
)]
#[post("/requests/{id}/refusals")]
pub async fn decide_refusals(
    session: Session<may::ResolveDiscrepancies>,
    id: web::Path<RequestId>,
    version: IfMatch,
    call: Idempotent<RefusalsDecisionCall>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, said| {
            let row = execution::decide_refusals(
                change,
                viewer,
                Seen { id: *id, version: version.0 },
                said.decision,
                said.opinion.as_deref(),
            )?;
            RequestView::one(change.reader(), row)
        })
        .await
}
