//! The acts of the year as a person would do them, each with the times of its steps.
//! Times are whole microseconds UTC; people, agencies and places are indexes into the lists of the year.

use crate::demo::goods::Good;

/// One act. Acts come ordered by [`Act::at`]; acts on the same item never overlap in time.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A case is registered.
    OpenCase(OpenCase),
    /// Goods are handed in.
    Intake(Intake),
    /// Goods are lent for a purpose.
    Loan(Loan),
    /// A running loan gets a later due time.
    Extension(Extension),
    /// A loan comes back in full.
    LoanReturn(LoanReturn),
    /// Goods leave for good.
    Outbound(Outbound),
}

impl Act {
    /// When the act is finished: the time that orders the stream.
    pub const fn at(&self) -> i64 {
        match self {
            Self::OpenCase(case) => case.opened_at,
            Self::Intake(intake) => intake.executed_at,
            Self::Loan(loan) => loan.executed_at,
            Self::Extension(extension) => extension.approved_at,
            Self::LoanReturn(back) => back.executed_at,
            Self::Outbound(outbound) => outbound.executed_at,
        }
    }
}

/// A case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCase {
    /// Number of the case in the year, from 0.
    pub case: usize,
    /// The agency that works on it.
    pub agency: usize,
    /// `A` and 22 digits: unit code, year and month, serial of the unit in the month.
    pub case_no: String,
    /// Name of the case.
    pub name: String,
    /// 案由.
    pub cause: &'static str,
    /// Whether criminal; administrative otherwise.
    pub criminal: bool,
    /// The agency's officers on the case, two or three; the first registers it.
    pub officers: Vec<usize>,
    /// When it is registered.
    pub opened_at: i64,
}

/// An intake request with its seizure list.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// Number of the intake in the year, from 0.
    pub intake: usize,
    /// The case.
    pub case: usize,
    /// Its agency.
    pub agency: usize,
    /// One of the case's officers.
    pub applicant: usize,
    /// Approves for the agency.
    pub unit_head: usize,
    /// Two different custodians receive the goods.
    pub custodians: [usize; 2],
    /// Decides where valuables are received or lines refused.
    pub centre_head: Option<usize>,
    /// Times up to the hand-over.
    pub submitted_at: i64,
    /// The unit head sends it back once, where it does.
    pub correction: Option<ReturnForCorrection>,
    /// Approval by the unit head, of the resubmitted request where it was returned.
    pub approved_at: i64,
    /// Hand-over at the desk.
    pub executed_at: i64,
    /// The seizure list.
    pub seizure: SeizureList,
    /// Lines of the list with the desk's result.
    pub lines: Vec<IntakeLine>,
}

/// A request sent back to its applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnForCorrection {
    /// When the unit head returned it.
    pub returned_at: i64,
    /// What was missing.
    pub reason: &'static str,
    /// When the applicant submitted it again.
    pub resubmitted_at: i64,
}

/// Head of a seizure list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeizureList {
    /// Number of the seizure decision.
    pub decision_no: String,
    /// Within 24 hours before the hand-over.
    pub seized_at: i64,
    /// Address.
    pub place: String,
    /// From whom.
    pub holder: String,
    /// Attesting witness.
    pub witness: String,
}

/// One line of a seizure list: one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeLine {
    /// The piece as the officer listed it.
    pub good: Good,
    /// What the desk decided.
    pub result: LineResult,
}

/// Result of the inspection at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineResult {
    /// Received as listed.
    Accepted {
        /// Number of the piece among all received, from 0; loans and releases name it.
        item: u32,
        /// Bin it is put into.
        place: usize,
    },
    /// Received, with one field put right.
    AcceptedCorrected {
        /// Number of the piece among all received.
        item: u32,
        /// Bin it is put into.
        place: usize,
        /// What the desk found.
        correction: Correction,
    },
    /// Not received.
    Refused {
        /// Reason given to the officer.
        reason: String,
    },
}

/// A field that differs from the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// `features`, `model` or `serial_no`.
    pub field: &'static str,
    /// What it should read.
    pub found: String,
    /// Remark of the desk.
    pub remark: &'static str,
}

/// A loan request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// Number of the loan in the year, from 0.
    pub loan: usize,
    /// The case all pieces belong to.
    pub case: usize,
    /// Its agency.
    pub agency: usize,
    /// Pieces, by their number among all received, ascending.
    pub items: Vec<u32>,
    /// `interrogation`, `identification`, `examination`, `inspection` or `court`.
    pub purpose: &'static str,
    /// Reason as written.
    pub reason: &'static str,
    /// An officer of the case, who also receives the pieces.
    pub applicant: usize,
    /// First approval.
    pub unit_head: usize,
    /// Second approval, for valuables and vehicles.
    pub centre_head: Option<usize>,
    /// Hand out: one, or two different ones for valuables.
    pub custodians: Vec<usize>,
    /// When it was asked for.
    pub submitted_at: i64,
    /// When the unit head approved.
    pub approved_at: i64,
    /// When the centre head approved.
    pub centre_approved_at: Option<i64>,
    /// When the pieces were handed out.
    pub executed_at: i64,
    /// Asked for from then.
    pub from: i64,
    /// Due back.
    pub due_at: i64,
}

/// An extension of a loan; repeats the loan's approvals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The loan.
    pub loan: usize,
    /// The loan's applicant.
    pub applicant: usize,
    /// First approval.
    pub unit_head: usize,
    /// Second approval, for valuables and vehicles.
    pub centre_head: Option<usize>,
    /// Reason as written.
    pub reason: &'static str,
    /// When it was asked for, before the loan was due.
    pub submitted_at: i64,
    /// When the last approval was given.
    pub approved_at: i64,
    /// New due time.
    pub due_at: i64,
}

/// A loan return: all pieces of one loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanReturn {
    /// The loan.
    pub loan: usize,
    /// Its pieces and their condition: `intact` or `damaged`, with a note where damaged.
    pub items: Vec<(u32, &'static str, &'static str)>,
    /// An officer of the case.
    pub applicant: usize,
    /// Take back: one, or two different ones for valuables.
    pub custodians: Vec<usize>,
    /// When it was booked.
    pub submitted_at: i64,
    /// When the pieces were inspected and put back to where they were.
    pub executed_at: i64,
}

/// An outbound request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outbound {
    /// Number of the outbound in the year, from 0.
    pub outbound: usize,
    /// The case all pieces belong to.
    pub case: usize,
    /// Its agency.
    pub agency: usize,
    /// Pieces, by their number among all received, ascending.
    pub items: Vec<u32>,
    /// Disposition in data words, such as `return_to_victim`.
    pub disposition: &'static str,
    /// Title of the disposition document.
    pub document_title: &'static str,
    /// Its number.
    pub document_no: String,
    /// Day of the document, as time of its issue.
    pub document_issued_at: i64,
    /// Who takes the goods.
    pub receiver: Receiver,
    /// An officer of the case.
    pub applicant: usize,
    /// First approval.
    pub unit_head: usize,
    /// Checks the papers.
    pub centre_head: usize,
    /// Hand out: one, or two different ones for valuables and destruction.
    pub custodians: Vec<usize>,
    /// Supervising witness of a destruction.
    pub witness: Option<usize>,
    /// When it was asked for.
    pub submitted_at: i64,
    /// When the unit head approved.
    pub approved_at: i64,
    /// When the centre head approved.
    pub centre_approved_at: i64,
    /// When the goods left.
    pub executed_at: i64,
}

/// Who takes released goods; never a case officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// Name.
    pub name: String,
    /// `party`, `victim`, `authorised_collector`, `official` or `buyer`.
    pub capacity: &'static str,
    /// For whom, empty for private persons.
    pub organisation: &'static str,
    /// `resident_id` or `work_card`.
    pub document_kind: &'static str,
    /// Number of that document; made up, of valid form, of nobody.
    pub document_no: String,
}
