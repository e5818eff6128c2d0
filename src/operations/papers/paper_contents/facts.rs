//! What stands at the head of papers, and whom the record names where somebody signs.

use crate::db::requests::request_steps::RequestStep;
use crate::model::goods::category::Grade;
use crate::model::goods::written::sums;
use crate::model::papers::paper_form::{FactField, Party};
use crate::model::requests::handover::Sealing;
use crate::model::requests::loan::ExtensionStatus;
use crate::model::requests::request::RequestKind;
use crate::model::time::Time;
use crate::model::words::Word;
use crate::operations::papers::paper_contents::{Record, RequestRecord};

impl Record {
    /// What the record says; none where it says nothing.
    pub(super) fn said(&self, field: FactField) -> Option<String> {
        match field {
            FactField::Blank => None,
            FactField::Fixed(text) => Some(text.to_owned()),
            FactField::CaseName => Some(self.case.name.clone()),
            FactField::CaseNo => Some(self.case.case_no.clone()),
            FactField::Agency => Some(self.agency.clone()),
            FactField::Centre => Some(self.centre.clone()),
            FactField::Quantity => Some(self.quantity()),
            FactField::Grades => Some(boxes(&self.grades())),
            FactField::ListNo => self.list.as_ref().map(|list| list.list_no.clone()),
            FactField::DecisionNo => self.list.as_ref().and_then(|list| list.decision_no.clone()),
            FactField::SeizedAt => self.list.as_ref().map(|list| minute(list.seized_at)),
            FactField::SeizedPlace => self.list.as_ref().map(|list| list.seized_place.clone()),
            _ => self.request.as_ref().and_then(|request| self.said_by(request, field)),
        }
    }

    fn said_by(&self, request: &RequestRecord, field: FactField) -> Option<String> {
        let row = &request.row;
        match field {
            FactField::RequestNumber => row.number.clone(),
            FactField::LoanNumber => request.loan_number.clone(),
            FactField::Applicant => Some(self.names([row.applicant_id])),
            FactField::SubmittedAt => row.submitted_at.map(minute),
            FactField::RequestReason => Some(row.reason.clone()),
            FactField::Operation => Some(operation(request)),
            FactField::DueAt => request.terms.due_at.map(minute),
            FactField::Document => request.document.as_ref().map(|(number, title)| format!("{title}（{number}）")),
            FactField::DestructionMethod => request.terms.destruction_method.clone(),
            FactField::DestructionPlace => request.terms.destruction_place.clone(),
            FactField::Delivery => Some(boxes(request.terms.delivery.as_slice())),
            FactField::Sealing => Some(boxes(&self.sealings())),
            FactField::Executors => Some(self.names(request.executors.iter().copied())),
            FactField::ExecutedAt => self.executed_at().map(minute),
            FactField::Opinions => Some(self.opinions()),
            FactField::Approvers => Some(self.names(self.approvals().map(|step| step.actor_id))),
            FactField::ApprovedAt => row.approved_at.map(minute),
            _ => self.said_of_extension(request, field),
        }
    }

    fn said_of_extension(&self, request: &RequestRecord, field: FactField) -> Option<String> {
        let extension = request.extension.as_ref()?;
        match field {
            FactField::ExtensionFrom if extension.status == ExtensionStatus::Approved => None,
            FactField::ExtensionFrom => request.terms.due_at.map(minute),
            FactField::ExtensionDueAt => Some(minute(extension.due_at)),
            FactField::ExtensionReason => Some(extension.reason.clone()),
            FactField::ExtensionAskedBy => Some(self.names([extension.asked_by])),
            FactField::ExtensionAskedAt => Some(minute(extension.asked_at)),
            FactField::ExtensionOpinion => {
                let decided = extension.decided_at.map(|_| extension.status.chinese());
                let said = decided.into_iter().chain(extension.opinion.as_deref());
                Some(said.collect::<Vec<_>>().join("："))
            }
            FactField::ExtensionHeads => {
                Some(self.names([extension.unit_head_id, extension.centre_head_id].into_iter().flatten()))
            }
            FactField::ExtensionDecidedAt => extension.decided_at.map(minute),
            _ => None,
        }
    }

    /// Whom the record names in a role; nobody where it names none.
    pub(super) fn party(&self, party: Party) -> Option<String> {
        let request = self.request.as_ref();
        let name = match party {
            Party::Unnamed | Party::Signing(_) => None,
            Party::Holder => self.list.as_ref().map(|list| list.holder_name.clone()),
            Party::AttestingWitness => self.list.as_ref().and_then(|list| list.attesting_witness.clone()),
            Party::Executors | Party::Custodian => request.map(|request| self.names(request.executors.iter().copied())),
            Party::Approvers => Some(self.names(self.approvals().map(|step| step.actor_id))),
            Party::Receiver => request.and_then(|request| request.terms.receiver_name.clone()),
            Party::SupervisingWitness => request.and_then(|request| request.terms.witness_name.clone()),
        };
        name.filter(|name| !name.is_empty())
    }

    /// The lines, and how much there is of each unit.
    fn quantity(&self) -> String {
        let amounts = self.lines.iter().map(|(_, item)| item.written(&item.details()).amount());
        let sums: Vec<String> = sums(amounts).iter().map(ToString::to_string).collect();
        format!("{}项，共{}", self.lines.len(), sums.join("、"))
    }

    /// The grades of the goods, line by line where it was said.
    fn grades(&self) -> Vec<Grade> {
        self.lines.iter().filter_map(|(_, item)| item.details().grade).collect()
    }

    /// How the goods were sealed and counted, line by line where it was said.
    fn sealings(&self) -> Vec<Sealing> {
        self.lines.iter().filter_map(|(line, _)| line.as_ref()?.sealing).collect()
    }

    /// When the last of the lines was carried out.
    fn executed_at(&self) -> Option<Time> {
        self.lines.iter().filter_map(|(line, _)| line.as_ref()?.executed_at).max()
    }

    /// What the approvers wrote, one after the other.
    fn opinions(&self) -> String {
        let one = |step: &RequestStep| {
            let opinion = step.opinion.as_deref().unwrap_or("同意");
            format!("{}：{opinion}（{}）", self.names([step.actor_id]), minute(step.taken_at))
        };
        self.approvals().map(one).collect::<Vec<_>>().join("\n")
    }
}

/// What is done with the goods.
fn operation(request: &RequestRecord) -> String {
    let detail = match request.row.kind {
        RequestKind::Outbound => request.terms.disposition.map(|disposition| disposition.chinese()),
        RequestKind::Loan => request.terms.purpose.map(|purpose| purpose.chinese()),
        RequestKind::Intake | RequestKind::LoanReturn => None,
    };
    let kind = match request.row.kind {
        RequestKind::Intake => "入库",
        RequestKind::Outbound => "出库",
        RequestKind::Loan => "借调",
        RequestKind::LoanReturn => "归还",
    };
    detail.map_or_else(|| kind.to_owned(), |detail| format!("{kind}（{detail}）"))
}

/// Every word of a list with a box before it, ticked where it is one of these.
fn boxes<W: Word + PartialEq>(ticked: &[W]) -> String {
    let one = |word: &W| format!("{} {}", if ticked.contains(word) { '■' } else { '□' }, word.chinese());
    W::WORDS.iter().map(one).collect::<Vec<_>>().join("　　")
}

/// A time to the minute, as papers write it.
fn minute(at: Time) -> String {
    let mut text = at.to_china_text();
    text.truncate(16);
    text
}
