//! Hand-overs over HTTP: opened on the list of what changed hands, signed party by party, withdrawn.

use std::collections::HashMap;

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::session::Session;
use crate::db::engine::connection::Conn;
use crate::db::engine::page::{Page, Paging};
use crate::db::requests::handover_signatures::{self, HandoverSignature};
use crate::db::requests::handovers::{self, Handover, HandoverFilter};
use crate::db::requests::requests::Request;
use crate::error::{Error, Result};
use crate::model::ids::{FileId, HandoverId, HandoverSignatureId, RequestId, UserId};
use crate::model::requests::handover::{HandoverList, HandoverParty, HandoverStatus, IdentityPaper, SignatureManner};
use crate::model::requests::request::RequestKind;
use crate::model::time::Time;
use crate::operations::requests::handover_signatures::{self as signing, NewSignature};
use crate::operations::requests::handovers::{self as operations, NewHandover, Proposed};

/// A hand-over of goods between people.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandoverView {
    pub id: HandoverId,
    pub request_id: RequestId,
    #[schema(required)]
    pub request_number: Option<String>,
    pub kind: RequestKind,
    /// Which hand-over of its request it is, from 1.
    pub sequence: i32,
    pub status: HandoverStatus,
    /// SHA-256 of the list, hexadecimal: of its text as JSON without blanks, its members in the order in which they are answered.
    pub list_sha256: String,
    /// What changes hands; told of one hand-over.
    #[schema(required)]
    pub list: Option<HandoverList>,
    pub line_count: i32,
    /// Who signs, in the order in which people do.
    pub parties: Vec<PartyView>,
    pub opened_by: UserId,
    pub opened_by_name: String,
    pub opened_at: Time,
    /// When the last party had signed or refused.
    #[schema(required)]
    pub closed_at: Option<Time>,
    #[schema(required)]
    pub withdrawn_by: Option<UserId>,
    #[schema(required)]
    pub withdrawn_by_name: Option<String>,
    #[schema(required)]
    pub withdrawn_at: Option<Time>,
    /// Why it was withdrawn.
    #[schema(required)]
    pub reason: Option<String>,
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

/// Somebody who signs for a hand-over.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyView {
    pub party: HandoverParty,
    /// Whether a custodian of the centre signs, whose account says the name.
    pub is_custodian: bool,
    /// Whom the request names.
    #[schema(required)]
    pub proposed_name: Option<String>,
    /// What was signed; null while it is awaited.
    #[schema(required)]
    pub signature: Option<SignatureView>,
}

/// A signature, or that somebody would not sign.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    pub id: HandoverSignatureId,
    pub manner: SignatureManner,
    pub signer_name: String,
    #[schema(required)]
    pub identity_paper: Option<IdentityPaper>,
    /// The last characters of its number.
    #[schema(required)]
    pub identity_masked: Option<String>,
    /// SHA-256 of the list that was signed.
    pub list_sha256: String,
    /// The picture of the signature, or the photograph of the signed copy.
    #[schema(required)]
    pub file_id: Option<FileId>,
    /// Why somebody would not sign.
    #[schema(required)]
    pub reason: Option<String>,
    /// Who saw that.
    #[schema(required)]
    pub refusal_witness: Option<String>,
    pub signed_at: Time,
}

impl From<HandoverSignature> for SignatureView {
    fn from(row: HandoverSignature) -> Self {
        Self {
            id: row.id,
            manner: row.manner,
            signer_name: row.signer_name,
            identity_paper: row.identity_paper,
            identity_masked: row.identity_masked,
            list_sha256: row.list_sha256,
            file_id: row.file_id,
            reason: row.reason,
            refusal_witness: row.refusal_witness,
            signed_at: row.signed_at,
        }
    }
}

/// A hand-over with all that its view is made of.
struct HandoverRow {
    row: Handover,
    request: Request,
    list: HandoverList,
    signatures: Vec<HandoverSignature>,
}

impl Referencing for HandoverRow {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.row.opened_by).person(self.row.withdrawn_by).person(self.request.applicant_id);
        for line in &self.list.lines {
            ids.person(line.executed_by).person(line.second_id);
        }
    }
}

impl HandoverRow {
    fn load(conn: &mut Conn, rows: Vec<(Handover, Request)>) -> Result<Vec<Self>> {
        let ids: Vec<HandoverId> = rows.iter().map(|(row, _)| row.id).collect();
        let mut signed: HashMap<HandoverId, Vec<HandoverSignature>> = HashMap::new();
        for one in handover_signatures::list(conn, &ids)? {
            signed.entry(one.handover_id).or_default().push(one);
        }
        let whole = |(row, request): (Handover, Request)| {
            let signatures = signed.remove(&row.id).unwrap_or_default();
            Ok(Self { list: operations::list_of(&row)?, row, request, signatures })
        };
        rows.into_iter().map(whole).collect()
    }

    /// Whom the request names as a party, by the names of when the hand-over was opened.
    fn proposed(&self, party: HandoverParty, names: &Names) -> Option<String> {
        match operations::proposed(&self.request, &self.list, party)? {
            Proposed::Person(id) => names.at(self.row.opened_at).person("proposed_name", id),
            Proposed::Named(name) => Some(name),
        }
    }
}

impl HandoverView {
    fn of(mut from: HandoverRow, names: &Names) -> Self {
        let own = from.list.kind.custodian_party();
        let mut signatures = std::mem::take(&mut from.signatures);
        let mut party = |party: &HandoverParty| PartyView {
            party: *party,
            is_custodian: *party == own || *party == HandoverParty::SecondCustodian,
            proposed_name: from.proposed(*party, names),
            signature: signatures
                .iter()
                .position(|one| one.party == *party)
                .map(|at| signatures.swap_remove(at).into()),
        };
        let parties = from.list.parties.iter().map(&mut party).collect();
        let row = from.row;
        let mut then = names.at(row.opened_at);
        let opened_by_name = then.person("opened_by_name", row.opened_by).unwrap_or_default();
        let withdrawn_by_name = then.at(row.withdrawn_at).person("withdrawn_by_name", row.withdrawn_by);
        Self {
            id: row.id,
            request_id: row.request_id,
            request_number: from.request.number,
            kind: from.request.kind,
            sequence: row.sequence,
            status: row.status(),
            list: None,
            line_count: row.line_count,
            parties,
            opened_by: row.opened_by,
            opened_by_name,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
            withdrawn_by: row.withdrawn_by,
            withdrawn_by_name,
            withdrawn_at: row.withdrawn_at,
            list_sha256: row.list_sha256,
            reason: row.reason,
            version: row.version,
            names_now: then.now(),
        }
    }

    /// One hand-over with its list.
    fn one(conn: &mut Conn, found: (Handover, Request)) -> Result<Self> {
        let mut rows = HandoverRow::load(conn, vec![found])?;
        let names = Names::of(conn, &rows)?;
        let row = rows.pop().ok_or(Error::NotFound)?;
        let shown = Some(row.list.clone());
        Ok(Self { list: shown, ..Self::of(row, &names) })
    }
}

/// Which hand-overs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HandoverQuery {
    request_id: Option<RequestId>,
    status: Option<HandoverStatus>,
}

/// Hand-overs within reach, newest first, without their lists.
#[utoipa::path(
    tag = "handovers",
    operation_id = "list_handovers",
    params(HandoverQuery, TotalQuery, PageQuery),
    security(("session" = ["read_requests"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<HandoverView>))
)]
#[get("/handovers")]
pub async fn list(session: Session<may::ReadRequests>, query: ListQuery<HandoverQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let filter = HandoverFilter { request_id: query.request_id, status: query.status };
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| {
                let page = handovers::list(conn, reach, &filter, paging)?;
                Ok(Page { rows: HandoverRow::load(conn, page.rows)?, next: page.next })
            };
            let listed = listed(conn, &query, rows, |conn| handovers::count(conn, reach, &filter))?;
            listed.named(conn, HandoverView::of)
        })
        .await?;
    Ok(web::Json(view))
}

/// One hand-over with its list.
#[utoipa::path(
    tag = "handovers",
    operation_id = "get_handover",
    params(("id" = HandoverId, Path)),
    security(("session" = ["read_requests"])),
    responses((status = 200, body = HandoverView))
)]
#[get("/handovers/{id}")]
pub async fn get(session: Session<may::ReadRequests>, id: web::Path<HandoverId>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let found = handovers::get(conn, viewer.reach(), *id)?;
            HandoverView::one(conn, found)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Opens a hand-over: freezes the list of the lines of a request that changed hands and are on no list yet. Nothing on it is changed
/// until everybody has signed.
#[utoipa::path(
    tag = "handovers",
    operation_id = "open_handover",
    request_body = NewHandover,
    security(("session" = ["execute_requests"])),
    responses((status = 201, body = HandoverView))
)]
#[post("/handovers")]
pub async fn open(session: Session<may::ExecuteRequests>, call: Idempotent<NewHandover>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| {
            let opened = operations::open(change, viewer, new)?;
            HandoverView::one(change.reader(), opened)
        })
        .await
}

/// Takes the signature of a party, or that it would not sign. The last one closes the hand-over.
#[utoipa::path(
    tag = "handovers",
    operation_id = "sign_handover",
    params(("id" = HandoverId, Path)),
    request_body = NewSignature,
    security(("session" = ["execute_requests"])),
    responses((status = 200, body = HandoverView))
)]
#[post("/handovers/{id}/signatures")]
pub async fn sign(
    session: Session<may::ExecuteRequests>,
    id: web::Path<HandoverId>,
    call: Idempotent<NewSignature>,
) -> Result<Answer> {
    let (state, seconds) = (session.state(), session.seconds());
    session
        .carry_out(call, move |change, viewer, new| {
            let second = seconds.resolve(change, new.confirmation.as_deref())?;
            let signed = signing::sign(change, (viewer, second), &state.store, *id, &new)?;
            HandoverView::one(change.reader(), signed)
        })
        .await
}

/// Why a hand-over is withdrawn.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverWithdrawal {
    /// Up to 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Withdraws a hand-over that is being signed: its lines are free for another one, and what was signed stays on record.
#[utoipa::path(
    tag = "handovers",
    operation_id = "withdraw_handover",
    params(("id" = HandoverId, Path), IfMatch),
    request_body = HandoverWithdrawal,
    security(("session" = ["execute_requests"])),
    responses((status = 200, body = HandoverView))
)]
#[post("/handovers/{id}/withdraw")]
pub async fn withdraw(
    session: Session<may::ExecuteRequests>,
    id: web::Path<HandoverId>,
    version: IfMatch,
    call: Idempotent<HandoverWithdrawal>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            let withdrawn = operations::withdraw(change, viewer, (*id, version.0), &new.reason)?;
            HandoverView::one(change.reader(), withdrawn)
        })
        .await
}
