//! How items, requests and rows are called in what is said of them.

use indexmap::IndexMap;
use uuid::Uuid;

use crate::model::ids::{IdState, ItemId, RequestId, SubjectId};
use crate::model::ledger::registers::Register;
use crate::model::requests::request::RequestStatus;
use crate::model::time::Time;
use crate::operations::ledger::verification::books::blind::Blind;
use crate::operations::ledger::verification::books::requests::Requests;
use crate::operations::ledger::verification::compact::{CompactFacts, Print};
use crate::operations::ledger::verification::findings::{Finding, FindingKind};

/// What the log calls items and requests, where it leaves a request, and which entries tell nothing.
pub trait Names {
    fn item(&self, id: ItemId) -> Option<String>;
    fn request(&self, id: RequestId) -> Option<String>;
    fn status(&self, id: RequestId) -> Option<RequestStatus>;
    fn blind(&self) -> &Blind;
}

/// An item as the log tells it.
pub struct KnownItem {
    /// None while no event tells it.
    pub code: Option<Box<str>>,
    pub registered_at: Time,
    /// The facts after the last event, and the digest of the row; none when that tells nothing.
    pub last: Option<(CompactFacts, Option<Print>)>,
    pub seen: bool,
}

/// What the log calls items and requests, and which entries tell nothing.
pub struct Named<'b> {
    pub items: &'b IndexMap<ItemId, KnownItem, IdState>,
    pub requests: &'b Requests,
    pub blind: &'b Blind,
}

impl Names for Named<'_> {
    fn item(&self, id: ItemId) -> Option<String> {
        self.items.get(&id)?.code.as_deref().map(str::to_owned)
    }

    fn request(&self, id: RequestId) -> Option<String> {
        self.requests.number(id)
    }

    fn status(&self, id: RequestId) -> Option<RequestStatus> {
        self.requests.status(id)
    }

    fn blind(&self) -> &Blind {
        self.blind
    }
}

/// A row as people call it.
pub struct Called {
    kind: FindingKind,
    pub item: Option<String>,
    request: Option<String>,
    subject: Option<SubjectId>,
    pub what: String,
}

impl Called {
    pub fn finding(self, wrong: &str) -> Finding {
        let reason = format!("{} {wrong}", self.what);
        Finding { item: self.item, request: self.request, subject_id: self.subject, ..Finding::of(self.kind, reason) }
    }
}

pub fn called_line(id: RequestId, line_no: i32, names: &impl Names) -> Called {
    let request = Some(names.request(id).unwrap_or_else(|| id.to_string()));
    let subject = Some(SubjectId(id.0));
    Called { kind: FindingKind::Request, item: None, request, subject, what: format!("line {line_no}") }
}

pub fn called(register: Register, key: &str, name: Option<&str>, names: &impl Names) -> Called {
    let (first, second) = key.split_once('/').unwrap_or((key, ""));
    let request = || {
        let number = first.parse().ok().and_then(|id| names.request(id));
        Some(number.unwrap_or_else(|| first.to_owned()))
    };
    let item = |id: &str| Some(id.parse().ok().and_then(|id| names.item(id)).unwrap_or_else(|| id.to_owned()));
    let subject = |id: &str| id.parse().ok().map(SubjectId);
    let own = |word: &str| Called {
        kind: FindingKind::Register,
        item: None,
        request: None,
        subject: subject(key),
        what: format!("{word} {}", name.unwrap_or(key)),
    };
    let of_request =
        |what| Called { kind: FindingKind::Request, item: None, request: request(), subject: subject(first), what };
    match register {
        Register::Agencies => own("agency"),
        Register::Users => own("account"),
        // It is told of by entries about its owner.
        Register::Passkeys => Called { subject: subject(first), ..own("passkey") },
        Register::Certificates => Called { subject: subject(first), ..own("certificate") },
        Register::LinkedIdentities => Called { subject: subject(first), ..own("linked identity of") },
        // A setting has no id of its own.
        Register::Settings => Called { subject: Some(SubjectId(Uuid::nil())), ..own("setting") },
        Register::ClockRuleVersions => {
            Called { subject: Some(SubjectId(Uuid::nil())), ..own("version of the deadline rules") }
        }
        Register::Places => own("place"),
        Register::Cases => own("case"),
        Register::SeizureLists => own("seizure list"),
        Register::Documents => own("document"),
        Register::Corrections => own("correction of"),
        Register::Files => own("file"),
        Register::PersonalKeys => of_request("the key of a personal number".to_owned()),
        Register::RequestSteps => of_request(format!("step {second}")),
        Register::LoanExtensions => of_request(format!("extension {second}")),
        Register::Handovers => of_request(format!("hand-over {second}")),
        Register::HandoverSignatures => {
            let (handover, party) = second.split_once('/').unwrap_or((second, ""));
            of_request(format!("the signature of {party} for hand-over {handover}"))
        }
        Register::Loans => Called { item: item(second), ..of_request("the loan".to_owned()) },
        Register::Discrepancies => {
            let what = "the discrepancy".to_owned();
            Called { kind: FindingKind::Register, item: item(first), request: None, subject: subject(second), what }
        }
        Register::Clues => own("clue"),
        Register::SupervisionNotices => own("supervision notice"),
        Register::SupervisionSteps => {
            let what = format!("step {second} of a supervision notice");
            Called { kind: FindingKind::Register, item: None, request: None, subject: subject(first), what }
        }
        Register::Findings => own("finding"),
        Register::Papers => own("paper"),
    }
}
