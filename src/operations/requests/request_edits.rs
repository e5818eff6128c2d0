//! What officers change of a request while it is theirs to write.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::model::goods::item::Disposition;
use crate::model::goods::label::ScannedCode;
use crate::model::ids::{CaseId, DocumentId, RequestId};
use crate::model::input::{given, nullable};
use crate::model::requests::request::{LoanPurpose, RequestKind};
use crate::model::requests::terms::{DeliveryManner, FlatTerms};
use crate::model::sealed::PersonalText;
use crate::model::time::Time;

/// What is to change of a request; absent members stay as they are, and null takes a term out.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestEdit {
    /// Kind; cannot change, and is refused when it is another one.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = RequestKind)]
    pub kind: Option<RequestKind>,
    /// The case; cannot change, and is refused when it is another one.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = CaseId)]
    pub case_id: Option<CaseId>,
    /// Why.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 500)]
    pub reason: Option<String>,
    /// Items by label code or id, 0 to 10,000; the whole list.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Vec<ScannedCode>, max_items = 10000)]
    pub items: Option<Vec<String>>,
    /// Loans: what for.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<LoanPurpose>)]
    pub purpose: Option<Option<LoanPurpose>>,
    /// Loans: from when.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Time>)]
    pub starts_at: Option<Option<Time>>,
    /// Loans: until when.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Time>)]
    pub due_at: Option<Option<Time>>,
    /// Loan returns: the loan.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<RequestId>)]
    pub loan_id: Option<Option<RequestId>>,
    /// Outbound: how the items' life with the centre ends.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<Disposition>)]
    pub disposition: Option<Option<Disposition>>,
    /// Outbound: the disposition document.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<DocumentId>)]
    pub document_id: Option<Option<DocumentId>>,
    /// Outbound: who receives the goods.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub receiver_name: Option<Option<String>>,
    /// Outbound: number of the receiver's identity document.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub receiver_document_no: Option<Option<String>>,
    /// Outbound: whether the receiver is an officer; never for returns to a victim.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<bool>)]
    pub receiver_is_officer: Option<Option<bool>>,
    /// Outbound, destruction: 监销人.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub witness_name: Option<Option<String>>,
    /// Outbound, destruction: how the goods are destroyed.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub destruction_method: Option<Option<String>>,
    /// Outbound, destruction: where they are destroyed.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub destruction_place: Option<Option<String>>,
    /// Outbound: how the goods come to whoever receives them.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<DeliveryManner>)]
    pub delivery: Option<Option<DeliveryManner>>,
}

impl RequestEdit {
    /// The terms as they are to be.
    pub(super) fn terms_over(&self, known: FlatTerms) -> FlatTerms {
        FlatTerms {
            purpose: self.purpose.unwrap_or(known.purpose),
            starts_at: self.starts_at.unwrap_or(known.starts_at),
            due_at: self.due_at.unwrap_or(known.due_at),
            loan_id: self.loan_id.unwrap_or(known.loan_id),
            disposition: self.disposition.unwrap_or(known.disposition),
            document_id: self.document_id.unwrap_or(known.document_id),
            receiver_name: self.receiver_name.clone().unwrap_or(known.receiver_name),
            receiver_document_no: match &self.receiver_document_no {
                Some(said) => said.clone().map(PersonalText::Said),
                None => known.receiver_document_no,
            },
            receiver_is_officer: self.receiver_is_officer.unwrap_or(known.receiver_is_officer),
            witness_name: self.witness_name.clone().unwrap_or(known.witness_name),
            destruction_method: self.destruction_method.clone().unwrap_or(known.destruction_method),
            destruction_place: self.destruction_place.clone().unwrap_or(known.destruction_place),
            delivery: self.delivery.unwrap_or(known.delivery),
        }
    }
}
