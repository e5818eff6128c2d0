//! What one thread of a verification passes to the next.

use crate::audit::Hash;
use crate::db::centre::number_series::NumberSeries;
use crate::db::goods::items::Item;
use crate::db::goods::labels::Label;
use crate::db::goods::movements::Movement;
use crate::db::ledger::former_names::FormerName;
use crate::db::ledger::log::LeafRow;
use crate::db::papers::print_batches::{PrintBatch, PrintLine};
use crate::db::requests::request_lines::RequestLine;
use crate::db::requests::request_steps::RequestStep;
use crate::db::requests::requests::Request;
use crate::error::Result;
use crate::model::ids::ItemId;
use crate::model::ledger::event::{ItemEvent, SubjectEvent};
use crate::model::ledger::registers::{Register, RowDigest};
use crate::operations::ledger::verification::books::prints::Row;
use crate::operations::ledger::verification::findings::{Finding, FindingKind, Findings};

/// Rows read at a time: small enough to overlap reading and checking, large enough for one statement.
pub(super) const CHUNK: i64 = 2_000;

/// What is passed from the reading thread to the calculating one, and from there to the books.
pub(super) enum RowBatch {
    /// Leaves in order, and the movements from after the batch before up to the last of them.
    Leaves(Vec<LeafRow>, Vec<Movement>),
    Items(Vec<Item>),
    /// What the arithmetic makes of leaves, with what it found wrong beside the log itself, and of items.
    Entries(Vec<Entered>, Vec<Movement>, Findings),
    DigestedItems(Vec<DigestedItem>),
    Requests(Vec<Request>),
    /// Paper profiles and label contents.
    Rows(Vec<Row>),
    Prints(Vec<PrintBatch>),
    /// Printed labels, one print batch after the other, in their order.
    Lines(Vec<PrintLine>),
    Labels(Vec<Label>),
    FormerNames(Vec<FormerName>),
    /// Rows of the registers.
    Registers(Vec<RowDigest>),
    RequestSteps(Vec<RequestStep>),
    RequestLines(Vec<RequestLine>),
    /// A row of a register, or of the lines of requests, that cannot be read, and why.
    Illegible(Option<Register>, String),
    /// Where the series of numbers stand.
    Series(Vec<NumberSeries>),
    /// What is wrong with the database itself.
    Found(Vec<Finding>),
    /// Label codes of items whose open loan does not agree with who has them.
    Loans(Vec<String>),
    Unreadable(Unreadable),
}

/// A row that says nothing.
pub(super) struct Unreadable {
    pub kind: FindingKind,
    pub seq: Option<i64>,
    /// The item's label code or the request's number.
    pub name: Option<String>,
    pub reason: String,
}

/// An entry with what its payload says, if there is one.
pub(super) struct Entered {
    /// Without the bytes that were hashed; of a payload is left that there was one.
    pub row: LeafRow,
    pub told: Told,
}

pub(super) enum Told {
    Item(ItemId, Option<serde_json::Result<ItemEvent>>),
    Subject(Option<serde_json::Result<SubjectEvent>>),
}

/// A row of the items table with its digest, and the number and hash of the last entry about it.
pub(super) struct DigestedItem {
    pub row: Item,
    pub digest: Result<Hash>,
    pub last: Option<(u64, Hash)>,
}

impl Entered {
    pub fn of(mut row: LeafRow) -> Self {
        let payload = row.payload.as_deref();
        let told = match row.item_id {
            Some(id) => Told::Item(id, payload.map(serde_json::from_str)),
            None => Told::Subject(payload.map(serde_json::from_str)),
        };
        row.payload.iter_mut().for_each(|payload| *payload = String::new());
        (row.leaf, row.nodes) = (Vec::new(), Vec::new());
        Self { row, told }
    }
}
