//! A statutory paper as data, before it is drawn: what stands at its head, its lines, who signs it. It holds everything that
//! is printed but for what only an issue has: its number, its time and the one it replaces.

use serde::Serialize;

use crate::model::time::Time;

/// A paper as the record fills it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Whose paper it is, above its title.
    pub letterhead: String,
    /// What it is called, such as 扣押清单.
    pub title: String,
    /// What stands above the lines, one after the other.
    pub facts: Vec<Fact>,
    /// What the lines are called where the paper is more than a list, such as 出库清单.
    pub list_title: Option<String>,
    pub columns: Vec<Column>,
    /// One text for each column, line by line.
    pub rows: Vec<Vec<String>>,
    /// Sentences below the lines.
    pub notes: Vec<String>,
    /// Who signs.
    pub cells: Vec<SignatureCell>,
    /// How many copies there are, and for whom; the last line of the paper.
    pub copies_note: String,
}

/// One thing said at the head of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    pub label: String,
    /// Empty for what is filled in by hand.
    pub value: String,
    pub room: Room,
}

/// How much room a fact takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// Half a line.
    Half,
    /// A whole line.
    Whole,
    /// Half a line, high enough to sign in.
    Signed,
    /// A whole line, high enough to write an opinion in.
    Written,
}

/// A column of the lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    pub head: String,
    /// Its share of the table's width; shares need not add up to anything.
    pub share: u16,
    /// Whether its texts stand in the middle of it.
    pub centred: bool,
    /// Whether its texts stand below their QR code.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub qr: bool,
}

/// Where one party signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SignatureCell {
    /// As whom, such as 见证人.
    pub role: String,
    /// Whom the record names in that role; nobody where it names none.
    pub name: Option<String>,
    /// When, where the record tells; otherwise the day is written by hand.
    pub signed_at: Option<Time>,
    /// Where the party would not sign.
    pub refusal: Option<RefusedSignature>,
    /// SHA-256 of the pictures of what was signed on the screen, hexadecimal, in the order of the hand-overs. Papers on which there are
    /// none keep their digest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
    /// Whether it was signed on paper, of which there is a photograph.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub on_paper: bool,
    /// What else there is to say of it: that a former list was signed, of which lines there is a signature, who has not signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// That somebody would not sign (SXGD 230): why, and who saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedSignature {
    pub reason: String,
    /// Empty where somebody still has to sign as a witness of it.
    pub witness: String,
}

/// What makes a paper an issued one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    pub number: String,
    /// What its QR code says.
    pub address: String,
    pub issued_at: Time,
    /// The number of the issue it replaces.
    pub replaces: Option<String>,
}

/// How a paper stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'i> {
    /// It is one of the series, with its number and a QR code of its page.
    Issued(&'i Issue),
    /// Not issued, which it says across every page.
    Preview,
    /// A table that is filed and belongs to no series: it has no number.
    Table,
}
