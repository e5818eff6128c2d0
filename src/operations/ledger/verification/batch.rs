//! What the reading thread passes to the checking one.

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
use crate::model::ledger::registers::{Register, RowDigest};
use crate::operations::ledger::verification::books::prints::Row;
use crate::operations::ledger::verification::findings::{Finding, FindingKind};

/// Rows read at a time: small enough to overlap reading and checking, large enough for one statement.
pub(super) const CHUNK: i64 = 2_000;

/// What is passed from the reading thread to the checking one.
pub(super) enum RowBatch {
    /// Leaves in order, and the movements from after the batch before up to the last of them.
    Leaves(Vec<LeafRow>, Vec<Movement>),
    Items(Vec<Item>),
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
