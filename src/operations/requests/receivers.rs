//! The number of a receiver's identity document: who may read it whole, and its erasure.

use serde_json::json;

use crate::db::Conn;
use crate::db::change::Change;
use crate::db::requests::requests::{self, Request};
use crate::error::{Error, Result};
use crate::keys::PersonalKeys;
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::ids::RequestId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::request::RequestAction;
use crate::model::sealed::{PersonalText, shown};
use crate::model::text::folded;
use crate::operations::centre::personal::{self, Opened};

/// A number as somebody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenNumber {
    /// Whole, or its last characters only.
    pub text: String,
    pub whole: bool,
}

/// The number as a person sees it who only looks at the request: whole for whoever is writing it, and otherwise its last characters.
pub fn see(conn: &mut Conn, keys: &PersonalKeys, viewer: &Viewer, row: &Request) -> Result<Option<SeenNumber>> {
    let Some(kept) = kept(row) else { return Ok(None) };
    if row.standing().may_write(viewer, RequestAction::Edit).is_ok()
        && let Opened::Number(text) = personal::open(conn, keys, row.id.0, &kept)?
    {
        return Ok(Some(SeenNumber { text, whole: true }));
    }
    Ok(Some(SeenNumber { text: shown(&kept), whole: false }))
}

/// Reads the number whole, for a reason that stays in the log.
///
/// # Errors
/// [`Error::NotFound`] out of reach or without a number, [`Error::Invalid`] without a reason or for one that tells the number;
/// [`Reason::RecordAltered`], [`Reason::PersonalDataErased`], [`Reason::PersonalDataUnreadable`].
pub fn reveal(
    change: &mut Change<'_>,
    viewer: &Viewer,
    keys: &PersonalKeys,
    id: RequestId,
    reason: &str,
) -> Result<String> {
    let mut check = Checker::new();
    let reason = check.prose("/reason", reason, 500);
    check.done()?;
    let row = requests::get(change.reader(), viewer.reach(), id)?;
    let kept = kept(&row).ok_or(Error::NotFound)?;
    requests::hold(change, &row)?;
    personal::hold(change, &kept)?;
    let number = match personal::open(change.reader(), keys, row.id.0, &kept)? {
        Opened::Number(number) => number,
        Opened::Erased => return Err(Reason::PersonalDataErased.into()),
        Opened::Unreadable => return Err(Reason::PersonalDataUnreadable.into()),
    };
    if folded(&reason).contains(&folded(&number)) {
        return Err(Error::field("/reason", Reason::PersonalDataTold));
    }
    let details = json!({ "number": row.number, "member": "receiver_document_no", "reason": reason });
    change.record(Action::PersonalDataRevealed, row.id.0, details)?;
    Ok(number)
}

/// Erases the numbers that were ever written for a request, which is named by its number or id, by order of whoever may order it. The request, its entries and every
/// proof stay what they are.
///
/// # Errors
/// [`Error::Operator`] when no request has this number; [`Reason::PersonalDataErased`] when nothing is left to erase.
pub fn erase(change: &mut Change<'_>, number: &str, order: &str) -> Result<usize> {
    let mut check = Checker::new();
    let order = check.prose("/order", order, 500);
    check.done()?;
    let unknown = || Error::Operator(format!("there is no request {number}").into());
    let found = match number.parse() {
        Ok(id) => requests::find(change.reader(), id)?,
        Err(_) => requests::find_by_number(change.reader(), Reach::Everything, number)?,
    };
    let id = found.ok_or_else(unknown)?.id;
    let erased = personal::erase(change, id.0)?;
    if erased == 0 {
        return Err(Refusal::new(Reason::PersonalDataErased).into());
    }
    change.record(Action::PersonalDataErased, id.0, json!({ "number": number, "order": order, "numbers": erased }))?;
    Ok(erased)
}

fn kept(row: &Request) -> Option<String> {
    match row.flat_terms().receiver_document_no? {
        PersonalText::Said(text) | PersonalText::Kept(text) => Some(text),
    }
}
