//! The terms of a request: what its kind says beyond case, reason and lines. A draft may leave terms open; what is
//! submitted has them all. The flat form, as a row and JSON have it, is read and written here and nowhere else.

use crate::model::goods::item::Disposition;
use crate::model::ids::{DocumentId, RequestId};
use crate::model::input::Checker;
use crate::model::reason::{FieldIssue, Reason, Refusal};
use crate::model::requests::request::{LoanPurpose, RequestKind};
use crate::model::sealed::PersonalText;
use crate::model::text::{code_spelling, tidied};
use crate::model::time::Time;
use crate::model::words::words;

words! {
    /// How goods that leave for good come to whoever receives them.
    DeliveryManner {
        /// 上门领取: somebody comes for them
        Collected = "collected" / "上门领取" / "Collected at the centre",
        /// 中心移送
        Delivered = "delivered" / "中心移送" / "Delivered by the centre",
        /// 邮寄
        Posted = "posted" / "邮寄" / "Sent by post",
        /// 转账: money whose cash stays
        Transferred = "transferred" / "转账" / "Bank transfer",
    }
}

/// The terms of every kind side by side, as rows and JSON have them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FlatTerms {
    pub purpose: Option<LoanPurpose>,
    pub starts_at: Option<Time>,
    pub due_at: Option<Time>,
    pub loan_id: Option<RequestId>,
    pub disposition: Option<Disposition>,
    pub document_id: Option<DocumentId>,
    pub receiver_name: Option<String>,
    pub receiver_document_no: Option<PersonalText>,
    pub receiver_is_officer: Option<bool>,
    pub witness_name: Option<String>,
    pub destruction_method: Option<String>,
    pub destruction_place: Option<String>,
    pub delivery: Option<DeliveryManner>,
}

impl FlatTerms {
    /// The terms of a kind as somebody says them.
    ///
    /// # Errors
    /// Whatever is said that belongs to other kinds.
    pub fn said_of(self, kind: RequestKind) -> Result<DraftTerms, Vec<FieldIssue>> {
        use RequestKind as K;
        let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !tidied(text).is_empty());
        let number = self.receiver_document_no.as_ref();
        let members = [
            ("/purpose", self.purpose.is_some(), K::Loan),
            ("/starts_at", self.starts_at.is_some(), K::Loan),
            ("/due_at", self.due_at.is_some(), K::Loan),
            ("/loan_id", self.loan_id.is_some(), K::LoanReturn),
            ("/disposition", self.disposition.is_some(), K::Outbound),
            ("/document_id", self.document_id.is_some(), K::Outbound),
            ("/receiver_name", said(&self.receiver_name), K::Outbound),
            ("/receiver_document_no", number.is_some_and(is_said), K::Outbound),
            ("/receiver_is_officer", self.receiver_is_officer.is_some(), K::Outbound),
            ("/witness_name", said(&self.witness_name), K::Outbound),
            ("/destruction_method", said(&self.destruction_method), K::Outbound),
            ("/destruction_place", said(&self.destruction_place), K::Outbound),
            ("/delivery", self.delivery.is_some(), K::Outbound),
        ];
        let mut check = Checker::new();
        for (pointer, is_said, own) in members {
            check.demand(
                !is_said || own == kind,
                pointer,
                Refusal::new(Reason::TermOfOtherKind).with_word("kind", kind),
            );
        }
        check.done()?;
        Ok(self.of_kind(kind))
    }

    /// The terms of a kind, of which rows have no others.
    pub fn of_kind(self, kind: RequestKind) -> DraftTerms {
        match kind {
            RequestKind::Intake => DraftTerms::Intake,
            RequestKind::Outbound => DraftTerms::Outbound(DraftOutbound {
                disposition: self.disposition,
                document_id: self.document_id,
                receiver_name: self.receiver_name,
                receiver_document_no: self.receiver_document_no,
                receiver_is_officer: self.receiver_is_officer,
                witness_name: self.witness_name,
                destruction_method: self.destruction_method,
                destruction_place: self.destruction_place,
                delivery: self.delivery,
            }),
            RequestKind::Loan => {
                DraftTerms::Loan(DraftLoan { purpose: self.purpose, starts_at: self.starts_at, due_at: self.due_at })
            }
            RequestKind::LoanReturn => DraftTerms::LoanReturn { loan_id: self.loan_id },
        }
    }
}

/// Terms as far as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftTerms {
    Intake,
    Outbound(DraftOutbound),
    Loan(DraftLoan),
    LoanReturn { loan_id: Option<RequestId> },
}

/// Terms of an outbound request as far as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftOutbound {
    pub disposition: Option<Disposition>,
    pub document_id: Option<DocumentId>,
    pub receiver_name: Option<String>,
    pub receiver_document_no: Option<PersonalText>,
    pub receiver_is_officer: Option<bool>,
    pub witness_name: Option<String>,
    pub destruction_method: Option<String>,
    pub destruction_place: Option<String>,
    pub delivery: Option<DeliveryManner>,
}

/// Terms of a loan as far as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftLoan {
    pub purpose: Option<LoanPurpose>,
    pub starts_at: Option<Time>,
    pub due_at: Option<Time>,
}

impl DraftTerms {
    /// The kind these terms are of.
    pub const fn kind(&self) -> RequestKind {
        match self {
            Self::Intake => RequestKind::Intake,
            Self::Outbound(_) => RequestKind::Outbound,
            Self::Loan(_) => RequestKind::Loan,
            Self::LoanReturn { .. } => RequestKind::LoanReturn,
        }
    }

    /// The terms with their texts trimmed and their dates looked at; an empty text counts as not written.
    pub fn tidied(self, check: &mut Checker, now: Time) -> Self {
        match self {
            Self::Loan(loan) => Self::Loan(DraftLoan {
                starts_at: loan.starts_at.map(|time| check.date("/starts_at", time, now)),
                due_at: loan.due_at.map(|time| check.date("/due_at", time, now)),
                ..loan
            }),
            Self::Outbound(out) => Self::Outbound(DraftOutbound {
                receiver_name: check.optional("/receiver_name", out.receiver_name.as_deref(), 100),
                receiver_document_no: tidied_number(check, out.receiver_document_no),
                witness_name: check.optional("/witness_name", out.witness_name.as_deref(), 100),
                destruction_method: check.optional("/destruction_method", out.destruction_method.as_deref(), 100),
                destruction_place: check.optional("/destruction_place", out.destruction_place.as_deref(), 200),
                ..out
            }),
            other => other,
        }
    }

    /// The whole terms.
    ///
    /// # Errors
    /// What is missing or does not go together, by the field of the flat form.
    pub fn complete(self) -> Result<Terms, Vec<FieldIssue>> {
        match self {
            Self::Intake => Ok(Terms::Intake),
            Self::Outbound(out) => out.complete(),
            Self::Loan(loan) => loan.complete(),
            Self::LoanReturn { loan_id } => {
                let mut check = Checker::new();
                check.demand(loan_id.is_some(), "/loan_id", Reason::FieldMissing);
                either(check, loan_id.map(|loan_id| Terms::LoanReturn { loan_id }))
            }
        }
    }
}

impl FlatTerms {
    /// What is written in them, but for numbers of people.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = [&self.receiver_name, &self.witness_name, &self.destruction_method, &self.destruction_place];
        texts.into_iter().flatten().map(String::as_str)
    }
}

impl From<DraftTerms> for FlatTerms {
    fn from(terms: DraftTerms) -> Self {
        match terms {
            DraftTerms::Intake => Self::default(),
            DraftTerms::Outbound(out) => Self {
                disposition: out.disposition,
                document_id: out.document_id,
                receiver_name: out.receiver_name,
                receiver_document_no: out.receiver_document_no,
                receiver_is_officer: out.receiver_is_officer,
                witness_name: out.witness_name,
                destruction_method: out.destruction_method,
                destruction_place: out.destruction_place,
                delivery: out.delivery,
                ..Self::default()
            },
            DraftTerms::Loan(loan) => {
                Self { purpose: loan.purpose, starts_at: loan.starts_at, due_at: loan.due_at, ..Self::default() }
            }
            DraftTerms::LoanReturn { loan_id } => Self { loan_id, ..Self::default() },
        }
    }
}

impl DraftOutbound {
    /// What is said of a destruction where the goods go another way.
    pub fn out_of_place(&self) -> impl Iterator<Item = &'static str> {
        let other = self.disposition.is_some_and(|disposition| disposition != Disposition::Destruction);
        let said = |text: &Option<String>| other && text.as_deref().is_some_and(|text| !tidied(text).is_empty());
        let members = [
            ("/witness_name", said(&self.witness_name)),
            ("/destruction_method", said(&self.destruction_method)),
            ("/destruction_place", said(&self.destruction_place)),
        ];
        members.into_iter().filter(|(_, is_there)| *is_there).map(|(pointer, _)| pointer)
    }

    /// What has to be said of a destruction before anybody approves it, and is not.
    pub fn unsaid(&self) -> impl Iterator<Item = &'static str> {
        let destroyed = self.disposition == Some(Disposition::Destruction);
        let members =
            [("/destruction_method", &self.destruction_method), ("/destruction_place", &self.destruction_place)];
        members.into_iter().filter(move |(_, text)| destroyed && text.is_none()).map(|(pointer, _)| pointer)
    }
}

impl DraftLoan {
    fn complete(self) -> Result<Terms, Vec<FieldIssue>> {
        let mut check = Checker::new();
        check.demand(self.purpose.is_some(), "/purpose", Reason::LoanTermNeeded);
        check.demand(self.starts_at.is_some(), "/starts_at", Reason::LoanTermNeeded);
        check.demand(self.due_at.is_some(), "/due_at", Reason::LoanTermNeeded);
        let lasts = self.starts_at.zip(self.due_at);
        if let Some((starts_at, _)) = lasts.filter(|(starts_at, due_at)| starts_at >= due_at) {
            check.refuse("/due_at", Refusal::new(Reason::LoanDueBeforeStart).with("start", starts_at.to_china_text()));
        }
        let whole = self.purpose.zip(lasts);
        either(check, whole.map(|(purpose, (starts_at, due_at))| Terms::Loan { purpose, starts_at, due_at }))
    }
}

impl DraftOutbound {
    fn complete(self) -> Result<Terms, Vec<FieldIssue>> {
        let mut check = Checker::new();
        check.demand(self.disposition.is_some(), "/disposition", Reason::DispositionNeeded);
        check.demand(self.document_id.is_some(), "/document_id", Reason::DispositionNeeded);
        let document_id = self.document_id;
        let release = if self.disposition == Some(Disposition::Destruction) {
            self.destruction(&mut check)
        } else {
            self.hand_over(&mut check)
        };
        either(check, document_id.zip(release).map(|(document_id, release)| Terms::Outbound { document_id, release }))
    }

    fn destruction(self, check: &mut Checker) -> Option<Release> {
        check.demand(self.witness_name.is_some(), "/witness_name", Reason::WitnessNeeded);
        Some(Release::Destruction { witness_name: self.witness_name?, receiver_name: self.receiver_name })
    }

    fn hand_over(self, check: &mut Checker) -> Option<Release> {
        let receiver = self.receiver_name.zip(self.receiver_document_no);
        check.demand(receiver.is_some(), "/receiver_name", Reason::ReceiverNeeded);
        let victim = self.disposition == Some(Disposition::ReturnToVictim);
        let no_officer = self.receiver_is_officer == Some(false);
        check.demand(!victim || no_officer, "/receiver_is_officer", Reason::ReceiverIsOfficer);
        let (name, document_no) = receiver?;
        Some(Release::HandOver { disposition: self.disposition?, receiver: Receiver { name, document_no } })
    }
}

fn is_said(number: &PersonalText) -> bool {
    match number {
        PersonalText::Said(text) => !tidied(text).is_empty(),
        PersonalText::Kept(_) => true,
    }
}

/// A number that was said now is looked at and kept in its one spelling; one that is kept stays as it is.
fn tidied_number(check: &mut Checker, number: Option<PersonalText>) -> Option<PersonalText> {
    match number? {
        PersonalText::Said(text) => {
            let tidied = check.optional("/receiver_document_no", Some(&text), 64)?;
            Some(PersonalText::Said(code_spelling(&tidied)))
        }
        kept @ PersonalText::Kept(_) => Some(kept),
    }
}

/// What was read, or everything that was found wrong.
fn either<T>(check: Checker, read: Option<T>) -> Result<T, Vec<FieldIssue>> {
    check.done()?;
    read.ok_or_else(Vec::new)
}

/// The whole terms of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terms {
    Intake,
    Outbound { document_id: DocumentId, release: Release },
    Loan { purpose: LoanPurpose, starts_at: Time, due_at: Time },
    LoanReturn { loan_id: RequestId },
}

/// How goods leave the centre for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Release {
    /// Before a witness (监销人); that somebody takes the goods away is possible.
    Destruction { witness_name: String, receiver_name: Option<String> },
    /// Into the hands of somebody who shows an identity document.
    HandOver { disposition: Disposition, receiver: Receiver },
}

/// Who receives goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    pub name: String,
    pub document_no: PersonalText,
}

impl Release {
    /// How the items' life with the centre ends.
    pub const fn disposition(&self) -> Disposition {
        match self {
            Self::Destruction { .. } => Disposition::Destruction,
            Self::HandOver { disposition, .. } => *disposition,
        }
    }

    /// Who receives the goods.
    pub fn receiver_name(&self) -> Option<&str> {
        match self {
            Self::Destruction { receiver_name, .. } => receiver_name.as_deref(),
            Self::HandOver { receiver, .. } => Some(&receiver.name),
        }
    }
}

#[cfg(test)]
#[path = "terms_tests.rs"]
mod tests;
