//! What forms are made of: where they come from, what stands at their head, in their columns and where somebody signs.

use crate::model::goods::item::Disposition;
use crate::model::papers::paper::Room;
use crate::model::requests::handover::HandoverParty;
use crate::model::requests::request::{LineOutcome, RequestKind};

/// What a paper is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormSource {
    SeizureList,
    /// A request of this kind; one with one of these dispositions where any are named.
    Request(RequestKind, &'static [Disposition]),
}

/// Which lines of a request stand on a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinesShown {
    /// All but those that were given up.
    Standing,
    /// Those that ended like this.
    Ended(&'static [LineOutcome]),
}

/// What is written at the head of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactField {
    /// Written by hand.
    Blank,
    /// The same words on every paper, such as boxes to tick.
    Fixed(&'static str),
    CaseName,
    CaseNo,
    /// The agency that hands goods over or asks for them.
    Agency,
    Centre,
    RequestNumber,
    /// The loan whose goods come back.
    LoanNumber,
    /// Lines and pieces.
    Quantity,
    /// The grades of goods, each with a box; what the goods have is ticked.
    Grades,
    Applicant,
    SubmittedAt,
    RequestReason,
    /// What is done with the goods: 出库, 调用, with the disposition or the purpose.
    Operation,
    DueAt,
    /// The documents that order it.
    Document,
    DestructionMethod,
    DestructionPlace,
    /// The ways goods can be delivered, each with a box; what the record says is ticked.
    Delivery,
    /// Whether goods are sealed and counted, each way with a box; what the lines say is ticked.
    Sealing,
    /// Who carried lines out.
    Executors,
    /// When the last line was carried out.
    ExecutedAt,
    /// What approvers wrote.
    Opinions,
    Approvers,
    ApprovedAt,
    ListNo,
    DecisionNo,
    SeizedAt,
    SeizedPlace,
    /// Until when the loan ran before; known while nobody has approved another time.
    ExtensionFrom,
    ExtensionDueAt,
    ExtensionReason,
    ExtensionAskedBy,
    ExtensionAskedAt,
    ExtensionOpinion,
    ExtensionHeads,
    ExtensionDecidedAt,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineField {
    /// Written by hand.
    Blank,
    /// The line of its request, which is the same on all papers of it.
    Sequence,
    /// The line of its seizure list.
    ListLine,
    Code,
    /// The label code below its QR code.
    QrCode,
    Name,
    Model,
    /// With its unit.
    Quantity,
    /// The same without its unit, which has a column of its own.
    Count,
    Unit,
    Category,
    /// Features, model, serial number, grade and fineness; where there is no remark, the seal as well.
    Features,
    /// From whom and where it was seized.
    Source,
    CaseName,
    Place,
    /// How the goods were sealed, their seal number, why they were not as listed, and what was remarked.
    Remark,
    /// Why it was refused.
    LineReason,
    /// In which condition it came back, and what was seen.
    Condition,
}

/// Who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Somebody whom the record does not name.
    Unnamed,
    Holder,
    AttestingWitness,
    Executors,
    Approvers,
    Receiver,
    SupervisingWitness,
    /// Whoever hands goods over or takes them over, where the record names nobody before they sign.
    Signing(HandoverParty),
    /// The custodians who carried lines out, who sign for the centre.
    Custodian,
}

impl Party {
    /// Whether somebody who signed for a hand-over of a request signed here.
    pub fn signs_as(self, kind: RequestKind, party: HandoverParty) -> bool {
        match self {
            Self::Signing(own) => own == party,
            Self::Custodian => party == kind.custodian_party() || party == HandoverParty::SecondCustodian,
            Self::Receiver => party == HandoverParty::TakingOver,
            Self::SupervisingWitness => party == HandoverParty::SupervisingWitness,
            Self::Unnamed | Self::Holder | Self::AttestingWitness | Self::Executors | Self::Approvers => false,
        }
    }
}

/// A fact, a column and a cell of a form.
pub type FactSpec = (&'static str, FactField, Room);
/// What a note is about, and what it says.
pub type NoteSpec = (&'static str, FactField);
/// Head, share of the width, what it holds.
pub type ColumnSpec = (&'static str, u16, LineField);
/// As whom somebody signs.
pub type CellSpec = (&'static str, Party);

/// A form.
#[derive(Debug)]
pub struct FormSpec {
    pub source: FormSource,
    pub lines: LinesShown,
    /// Whether the agency issues it in its own name; otherwise it is the centre's.
    pub of_agency: bool,
    pub facts: &'static [FactSpec],
    /// What the list is called where the paper is more than one.
    pub list_title: Option<&'static str>,
    pub columns: &'static [ColumnSpec],
    /// What stands below the list.
    pub notes: &'static [NoteSpec],
    pub cells: &'static [CellSpec],
    /// How many copies are made.
    pub copies: i64,
    /// For whom they are, when there are that many.
    pub copies_note: &'static str,
}

impl LinesShown {
    /// Whether a line that ended like this stands on the paper.
    pub fn shows(self, outcome: LineOutcome) -> bool {
        match self {
            Self::Standing => outcome != LineOutcome::NotExecuted,
            Self::Ended(outcomes) => outcomes.contains(&outcome),
        }
    }
}
