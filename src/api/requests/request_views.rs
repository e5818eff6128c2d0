//! Requests as they are shown: in lists, one with its steps and what can be done next, and line by line.

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::db::engine::connection::Conn;
use crate::db::goods::items::Item;
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::request_steps::{self, RequestStep};
use crate::db::requests::requests::{self, Request};
use crate::error::Result;
use crate::keys::PersonalKeys;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::category::{Attributes, Category};
use crate::model::goods::item::{Condition, CustodyState, Disposition};
use crate::model::ids::{AgencyId, CaseId, DocumentId, ItemId, PlaceId, RequestId, UserId};
use crate::model::reason::{Language, RefusalView};
use crate::model::requests::handover::Sealing;
use crate::model::requests::request::{LineOutcome, LoanPurpose, RequestAction, RequestKind, RequestStatus};
use crate::model::requests::terms::DeliveryManner;
use crate::model::time::Time;
use crate::operations::requests::{receivers, request_steps as steps};

/// A request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    pub id: RequestId,
    pub kind: RequestKind,
    /// Number without gaps within kind and year; null while a draft.
    #[schema(required)]
    pub number: Option<String>,
    pub status: RequestStatus,
    pub applicant_id: UserId,
    pub applicant_name: String,
    /// The applicant's agency.
    pub agency_id: AgencyId,
    pub agency_name: String,
    /// The agency whose unit head approves.
    pub responsible_agency_id: AgencyId,
    pub responsible_agency_name: String,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    pub reason: String,
    /// Whether its goods ask for the centre head's approval as well.
    pub centre_head_asked: bool,
    pub line_count: i32,
    /// Lines not carried out yet.
    pub open_line_count: i32,
    #[schema(required)]
    pub purpose: Option<LoanPurpose>,
    #[schema(required)]
    pub starts_at: Option<Time>,
    #[schema(required)]
    pub due_at: Option<Time>,
    /// Loan returns: the loan.
    #[schema(required)]
    pub loan_id: Option<RequestId>,
    #[schema(required)]
    pub loan_number: Option<String>,
    #[schema(required)]
    pub disposition: Option<Disposition>,
    /// Outbound: the disposition document.
    #[schema(required)]
    pub document_id: Option<DocumentId>,
    #[schema(required)]
    pub document_number: Option<String>,
    #[schema(required)]
    pub document_title: Option<String>,
    #[schema(required)]
    pub receiver_name: Option<String>,
    /// 监销人
    #[schema(required)]
    pub witness_name: Option<String>,
    /// How the goods are destroyed.
    #[schema(required)]
    pub destruction_method: Option<String>,
    /// Where they are destroyed.
    #[schema(required)]
    pub destruction_place: Option<String>,
    /// How the goods come to whoever receives them.
    #[schema(required)]
    pub delivery: Option<DeliveryManner>,
    pub created_at: Time,
    #[schema(required)]
    pub submitted_at: Option<Time>,
    #[schema(required)]
    pub approved_at: Option<Time>,
    #[schema(required)]
    pub closed_at: Option<Time>,
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for Request {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.applicant_id).agency(self.agency_id).agency(self.responsible_agency_id);
        let terms = self.flat_terms();
        ids.case(self.case_id).request(terms.loan_id).document(terms.document_id);
    }
}

impl RequestView {
    /// A request with the names of what it speaks of.
    pub fn of(row: Request, names: &Names) -> Self {
        let terms = row.flat_terms();
        let mut then = names.at(row.submitted_at);
        Self {
            id: row.id,
            kind: row.kind,
            number: row.number,
            status: row.status,
            applicant_id: row.applicant_id,
            applicant_name: then.person("applicant_name", row.applicant_id).unwrap_or_default(),
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            responsible_agency_id: row.responsible_agency_id,
            responsible_agency_name: then
                .agency("responsible_agency_name", row.responsible_agency_id)
                .unwrap_or_default(),
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            case_name: then.case_name("case_name", row.case_id).unwrap_or_default(),
            reason: row.reason,
            centre_head_asked: row.centre_head_asked,
            line_count: row.line_count,
            open_line_count: row.open_line_count,
            purpose: terms.purpose,
            starts_at: terms.starts_at,
            due_at: terms.due_at,
            loan_id: terms.loan_id,
            loan_number: names.request_number(terms.loan_id),
            disposition: terms.disposition,
            document_id: terms.document_id,
            document_number: names.document_number(terms.document_id),
            document_title: names.document_title(terms.document_id),
            receiver_name: terms.receiver_name,
            witness_name: terms.witness_name,
            destruction_method: terms.destruction_method,
            destruction_place: terms.destruction_place,
            delivery: terms.delivery,
            created_at: row.created_at,
            submitted_at: row.submitted_at,
            approved_at: row.approved_at,
            closed_at: row.closed_at,
            version: row.version,
            names_now: then.now(),
        }
    }

    /// One request.
    pub fn one(conn: &mut Conn, row: Request) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names))
    }
}

/// A step a person took.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    pub action: RequestAction,
    pub status_after: RequestStatus,
    pub actor_id: UserId,
    pub actor_name: String,
    #[schema(required)]
    pub opinion: Option<String>,
    pub taken_at: Time,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for RequestStep {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.actor_id);
    }
}

impl StepView {
    fn of(row: RequestStep, names: &Names) -> Self {
        let mut then = names.at(row.taken_at);
        Self {
            action: row.action,
            status_after: row.status_after,
            actor_id: row.actor_id,
            actor_name: then.person("actor_name", row.actor_id).unwrap_or_default(),
            opinion: row.opinion,
            taken_at: row.taken_at,
            names_now: then.now(),
        }
    }
}

/// A step the caller could take, and the refusal it would meet now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionView {
    pub action: RequestAction,
    pub allowed: bool,
    /// Why not; null when allowed.
    #[schema(required)]
    pub refusal: Option<RefusalView>,
}

/// One request with the steps taken and what the caller may do next.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestDetail {
    #[serde(flatten)]
    pub request: RequestView,
    /// Outbound: number of the receiver's identity document; whole for whoever is writing the request, and otherwise its last characters.
    #[schema(required)]
    pub receiver_document_no: Option<String>,
    /// Whether only its last characters are shown.
    pub receiver_document_hidden: bool,
    /// Outbound: whether the receiver is an officer.
    #[schema(required)]
    pub receiver_is_officer: Option<bool>,
    /// What is to be corrected, while it is returned for correction.
    #[schema(required)]
    pub correction: Option<String>,
    /// The steps taken, first to last.
    pub steps: Vec<StepView>,
    /// Every step there is, each with whether the caller may take it now.
    pub actions: Vec<ActionView>,
}

impl RequestDetail {
    /// One request within reach, as this person sees it.
    ///
    /// # Errors
    /// [`Error::NotFound`](crate::error::Error::NotFound).
    pub fn read(
        conn: &mut Conn,
        viewer: &Viewer,
        keys: &PersonalKeys,
        id: RequestId,
        language: Language,
    ) -> Result<Self> {
        let row = requests::get(conn, viewer.reach(), id)?;
        let number = receivers::see(conn, keys, viewer, &row)?;
        let steps = request_steps::list(conn, row.id)?;
        let possible = steps::list_possible(conn, viewer, &row, &steps)?;
        let returned = row.status == RequestStatus::ReturnedForCorrection;
        let last = steps.iter().rev().find(|step| step.action == RequestAction::ReturnForCorrection);
        let correction = last.filter(|_| returned).and_then(|step| step.opinion.clone());
        let mut ids = References::default();
        row.add_references(&mut ids);
        steps.iter().for_each(|step| step.add_references(&mut ids));
        let names = Names::look_up(conn, ids)?;
        let action = |(action, outcome): steps::Possibility| {
            let refusal = outcome.err().map(|refusal| refusal.view(language));
            ActionView { action, allowed: refusal.is_none(), refusal }
        };
        let terms = row.flat_terms();
        Ok(Self {
            receiver_document_hidden: number.as_ref().is_some_and(|number| !number.whole),
            receiver_document_no: number.map(|number| number.text),
            receiver_is_officer: terms.receiver_is_officer,
            correction,
            steps: steps.into_iter().map(|step| StepView::of(step, &names)).collect(),
            actions: possible.into_iter().map(action).collect(),
            request: RequestView::of(row, &names),
        })
    }
}

/// A line of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestLineView {
    pub line_no: i32,
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    pub category: Category,
    pub features: String,
    pub model: String,
    pub serial_no: String,
    pub pieces: i32,
    pub unit: String,
    /// In the smallest unit of the currency.
    #[schema(required)]
    pub valuation_minor: Option<i64>,
    #[schema(required)]
    pub currency: Option<String>,
    pub attributes: Attributes,
    pub custody_state: CustodyState,
    /// Where the item lies now.
    #[schema(required)]
    pub place_id: Option<PlaceId>,
    #[schema(required)]
    pub place_code: Option<String>,
    #[schema(required)]
    pub seal_no: Option<String>,
    pub outcome: LineOutcome,
    #[schema(required)]
    pub reason: Option<String>,
    #[schema(required)]
    pub condition: Option<Condition>,
    /// Whether the goods were sealed and counted when they changed hands.
    #[schema(required)]
    pub sealing: Option<Sealing>,
    #[schema(required)]
    pub executed_by: Option<UserId>,
    #[schema(required)]
    pub executed_by_name: Option<String>,
    #[schema(required)]
    pub second_id: Option<UserId>,
    #[schema(required)]
    pub second_name: Option<String>,
    #[schema(required)]
    pub executed_at: Option<Time>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for RequestLine {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.executed_by).person(self.second_id);
    }
}

impl Referencing for Item {
    fn add_references(&self, ids: &mut References) {
        ids.place(self.place_id).agency(self.agency_id);
    }
}

impl RequestLineView {
    /// A line with its item.
    pub fn of((line, item): (RequestLine, Item), names: &Names) -> Self {
        let mut then = names.at(line.executed_at);
        Self {
            line_no: line.line_no,
            item_id: item.id,
            code: item.code,
            name: item.name,
            category: item.category,
            features: item.features,
            model: item.model,
            serial_no: item.serial_no,
            pieces: item.pieces,
            unit: item.unit,
            valuation_minor: item.valuation_minor,
            currency: item.currency,
            attributes: serde_json::from_str(&item.attributes).unwrap_or_default(),
            custody_state: item.custody_state,
            place_id: item.place_id,
            place_code: names.place_code(item.place_id),
            seal_no: item.seal_no,
            outcome: line.outcome,
            reason: line.reason,
            condition: line.condition,
            sealing: line.sealing,
            executed_by: line.executed_by,
            executed_by_name: then.person("executed_by_name", line.executed_by),
            second_id: line.second_id,
            second_name: then.person("second_name", line.second_id),
            executed_at: line.executed_at,
            names_now: then.now(),
        }
    }
}
