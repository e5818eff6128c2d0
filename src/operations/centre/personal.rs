//! Numbers by which people are known: sealed before they are kept, opened for those who need them, and erased by order.

use serde_json::json;
use uuid::Uuid;

use crate::db::Conn;
use crate::db::centre::personal_keys::{self, PersonalKey};
use crate::db::change::Change;
use crate::error::Result;
use crate::keys::{PersonalKeys, Wrapped};
use crate::model::ids::SubjectId;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::sealed::{NotSealed, Sealed};

/// Keys that one change encrypts anew.
const BATCH: i64 = 500;

/// What became of a number that was to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It is this one.
    Number(String),
    /// Its key was erased.
    Erased,
    /// It or its key is not as it was written, or was encrypted under a key that is not at hand.
    Unreadable,
}

/// Seals a number of a subject; the entry about the subject that must follow tells of its key.
///
/// # Errors
/// [`Error::Operator`](crate::error::Error::Operator) without a key.
pub fn seal(change: &mut Change<'_>, keys: &PersonalKeys, subject: Uuid, number: &str) -> Result<Sealed> {
    let id = change.new_id();
    let (sealed, Wrapped { master, bytes }) = keys.seal(id, subject, number)?;
    let row = PersonalKey { id, subject_id: SubjectId(subject), master, wrapped: Some(bytes) };
    personal_keys::insert(change, &row)?;
    Ok(sealed)
}

/// Reads a number of a subject as it is kept; one of an earlier program is kept as it was said.
pub fn open(conn: &mut Conn, keys: &PersonalKeys, subject: Uuid, kept: &str) -> Result<Opened> {
    let sealed: Sealed = match kept.parse() {
        Ok(sealed) => sealed,
        Err(NotSealed) => return Ok(Opened::Number(kept.to_owned())),
    };
    let Some(row) = personal_keys::find(conn, sealed.key_id)? else { return Ok(Opened::Unreadable) };
    let Some(bytes) = row.wrapped else { return Ok(Opened::Erased) };
    let number = keys.open(&sealed, subject, &Wrapped { master: row.master, bytes });
    Ok(number.map_or(Opened::Unreadable, Opened::Number))
}

/// Holds the key of a number as it is kept against the log.
///
/// # Errors
/// [`Reason::RecordAltered`].
pub fn hold(change: &mut Change<'_>, kept: &str) -> Result<()> {
    let Ok(sealed) = kept.parse::<Sealed>() else { return Ok(()) };
    match personal_keys::find(change.reader(), sealed.key_id)? {
        Some(row) => change.hold_row(&row).map(drop),
        None => Ok(()),
    }
}

/// Encrypts keys of numbers anew that are under older keys of the file: as many as one change takes, with an entry about each subject; answers
/// how many.
///
/// # Errors
/// [`Reason::PersonalDataUnreadable`] for one that cannot be decrypted; [`Reason::RecordAltered`].
pub fn renew(change: &mut Change<'_>, keys: &PersonalKeys) -> Result<usize> {
    let master = keys.in_use()?;
    let rows = personal_keys::list_under_others(change.reader(), master, BATCH)?;
    for known in &rows {
        let Some(bytes) = known.wrapped.clone() else { continue };
        let wrapped = Wrapped { master: known.master.clone(), bytes };
        let renewed = keys.renew(known.id, known.subject_id.0, &wrapped)?.ok_or(Reason::PersonalDataUnreadable)?;
        let row = PersonalKey { master: renewed.master, wrapped: Some(renewed.bytes), ..known.clone() };
        personal_keys::update(change, known, &row)?;
    }
    for of_subject in rows.chunk_by(|a, b| a.subject_id == b.subject_id) {
        let details = json!({ "master": master, "numbers": of_subject.len() });
        let Some(PersonalKey { subject_id, .. }) = of_subject.first() else { continue };
        change.record(Action::PersonalKeysRenewed, subject_id.0, details)?;
    }
    if rows.is_empty() {
        change.abandon();
    }
    Ok(rows.len())
}

/// Erases the keys of every number that belongs to a subject; answers how many there were. The entry about the subject must follow.
///
/// # Errors
/// [`Reason::RecordAltered`].
pub fn erase(change: &mut Change<'_>, subject: Uuid) -> Result<usize> {
    let rows = personal_keys::list_of(change.reader(), SubjectId(subject))?;
    let known: Vec<_> = rows.into_iter().filter(|row| row.wrapped.is_some()).collect();
    for known in &known {
        personal_keys::update(change, known, &PersonalKey { wrapped: None, ..known.clone() })?;
    }
    Ok(known.len())
}
