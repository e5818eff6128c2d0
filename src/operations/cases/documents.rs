//! Documents: registering what papers exist. Their scans are files.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::cases::cases;
use crate::db::cases::documents::{self, Document};
use crate::db::centre::number_series;
use crate::db::change::Change;
use crate::db::requests::requests::{self, Request};
use crate::error::{Error, Result};
use crate::model::accounts::agency::DocumentKind;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{CaseId, DocumentId, RequestId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;

/// A document as a person registers it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// What it is; receipts are made by the centre itself.
    pub kind: DocumentKind,
    /// Its number.
    #[schema(min_length = 1, max_length = 64)]
    pub number: String,
    /// Its title.
    #[schema(min_length = 1, max_length = 200)]
    pub title: String,
    /// The case it belongs to.
    pub case_id: CaseId,
    /// The request it belongs to.
    #[serde(default)]
    pub request_id: Option<RequestId>,
    /// When it was issued.
    pub issued_at: Time,
}

/// Registers a document of a case within reach.
///
/// # Errors
/// [`Error::NotFound`] for a case or request out of reach, [`Error::Invalid`].
pub fn register(change: &mut Change<'_>, viewer: &Viewer, new: &NewDocument) -> Result<Document> {
    let case = cases::get(change.reader(), viewer.reach(), new.case_id)?;
    if let Some(request) = new.request_id {
        let request = requests::get(change.reader(), viewer.reach(), request)?;
        if request.case_id != case.id {
            return Err(Error::field("/request_id", Reason::ReferenceUnknown));
        }
    }
    let mut check = Checker::new();
    let blank = Document {
        id: change.new_id(),
        kind: new.kind,
        number: String::new(),
        title: String::new(),
        agency_id: case.responsible_agency_id,
        case_id: Some(case.id),
        request_id: new.request_id,
        issued_at: new.issued_at,
        created_by: viewer.user_id,
        created_at: change.now(),
    };
    let said = Particulars { kind: new.kind, number: &new.number, title: &new.title, issued_at: new.issued_at };
    let row = read(change, blank, &said, None, &mut check)?;
    check.done()?;
    insert(change, row)
}

/// What a document says of itself, as somebody wrote it.
pub(super) struct Particulars<'n> {
    pub kind: DocumentKind,
    pub number: &'n str,
    pub title: &'n str,
    pub issued_at: Time,
}

/// A row that says what was written, with its number held against the agency's documents but the one it replaces.
pub(super) fn read(
    change: &mut Change<'_>,
    row: Document,
    said: &Particulars<'_>,
    replaces: Option<DocumentId>,
    check: &mut Checker,
) -> Result<Document> {
    let row = Document {
        kind: said.kind,
        number: check.text("/number", said.number, 64),
        title: check.text("/title", said.title, 200),
        issued_at: check.happened("/issued_at", said.issued_at, change.now()),
        ..row
    };
    check.demand(row.kind != DocumentKind::IntakeReceipt, "/kind", Reason::ReferenceUnknown);
    if documents::number_taken(change.reader(), (row.agency_id, row.kind, &row.number), replaces)? {
        check.refuse("/number", Refusal::new(Reason::NameTaken).with("value", &row.number));
    }
    Ok(row)
}

/// The centre's receipt for an intake (涉案财物接收回执单), numbered by year without gaps.
pub fn issue_receipt(change: &mut Change<'_>, request: &Request, custodian: UserId) -> Result<Document> {
    let (year, _) = change.now().china_month();
    let sequence = number_series::take(change, number_series::RECEIPTS, year, 1)?;
    let number = format!("HZ-{year}-{sequence:06}");
    number_series::refuse_given(change, number_series::RECEIPTS, &number)?;
    let row = Document {
        id: change.new_id(),
        kind: DocumentKind::IntakeReceipt,
        number,
        title: format!("涉案财物接收回执单 {}", request.number.as_deref().unwrap_or_default()),
        agency_id: request.agency_id,
        case_id: Some(request.case_id),
        request_id: Some(request.id),
        issued_at: change.now(),
        created_by: custodian,
        created_at: change.now(),
    };
    insert(change, row)
}

fn insert(change: &mut Change<'_>, row: Document) -> Result<Document> {
    documents::insert(change, &row)?;
    change.record(Action::DocumentRegistered, row.id.0, json!({ "document": row }))?;
    Ok(row)
}
