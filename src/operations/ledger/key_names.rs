//! Which keys a log is bound to: the log says so itself, so that another key in the folder is not taken for its own.

use crate::audit::{Leaf, sha256};
use crate::db::change::Actor;
use crate::db::ledger::log;
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::keys::{Fingerprints, Keys, LABEL_KEY, LOG_KEY};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::operations::accounts::setup::name_keys;
use crate::operations::ledger::checkpoints;
use crate::operations::ledger::verification::{Finding, FindingKind, Verification};

/// What the log says of its keys.
#[derive(Debug)]
pub struct Named {
    /// The entry.
    pub seq: i64,
    /// Their fingerprints; none when the entry cannot be read, or not as it was written.
    pub fingerprints: Option<Fingerprints>,
}

/// The keys the log names; none in a log of an earlier program.
pub fn read(conn: &mut Conn) -> Result<Option<Named>> {
    let Some(row) = log::find_first(conn, Action::KeysNamed)? else { return Ok(None) };
    let leaf = Leaf::parse(&row.leaf).ok();
    let whole = |payload: &String| leaf.as_ref().is_some_and(|leaf| leaf.payload_sha256 == sha256(payload.as_bytes()));
    let payload = row.payload.filter(whole);
    let event = payload.and_then(|payload| serde_json::from_str::<SubjectEvent>(&payload).ok());
    let fingerprints = event.and_then(|event| serde_json::from_value(event.details).ok());
    Ok(Some(Named { seq: row.seq, fingerprints }))
}

/// Holds keys against what the log says of them.
///
/// # Errors
/// [`Error::Operator`] naming the key that is another.
pub fn check(database: &Database, keys: &Fingerprints) -> Result<()> {
    let named = database.read(read)?;
    named.and_then(|named| named.differences(keys).into_iter().next()).map_or(Ok(()), |text| {
        let advice = "put back the folder of keys that belongs to this database, or name it with --keys";
        Err(Error::Operator(format!("{text}; {advice}").into()))
    })
}

/// Binds a log of an earlier program to its keys.
///
/// # Errors
/// [`Error::Refused`] when the clock is behind the log; database errors.
pub fn complete(database: &Database, keys: &Fingerprints) -> Result<()> {
    if database.read(|conn| Ok(log::size(conn)? == 0 || read(conn)?.is_some()))? {
        return Ok(());
    }
    database.change(Actor::PROGRAM, |change| name_keys(change, keys))
}

/// What a verification says of the keys at hand: whether they are those of the log, and whether the log continues what
/// they have signed.
///
/// # Errors
/// Database errors; [`Error::Operator`] when it cannot be read what was signed.
pub fn verify(database: &Database, keys: &Keys, verification: &mut Verification) -> Result<()> {
    let named = database.read(read)?;
    let differences = named.map(|named| named.differences(&keys.fingerprints())).unwrap_or_default();
    let wrong = database.snapshot(|conn| checkpoints::list_wrong(conn, &keys.log))?;
    let told = differences.into_iter().chain(wrong);
    told.for_each(|reason| verification.add(vec![Finding::of(FindingKind::Key, reason)]));
    Ok(())
}

impl Named {
    /// What these keys are not as the log names them, in words.
    pub fn differences(&self, keys: &Fingerprints) -> Vec<String> {
        let seq = self.seq;
        let Some(named) = &self.fingerprints else {
            return vec![format!("entry {seq}, which names the keys, cannot be read as it was written")];
        };
        let pairs = [(LOG_KEY, &named.log, &keys.log), (LABEL_KEY, &named.label, &keys.label)];
        let other = pairs.into_iter().filter(|(_, named, found)| named != found);
        let told = other.map(|(file, named, found)| {
            format!(
                "{file} is another key: the log names the one of fingerprint {named} (entry {seq}), this is {found}"
            )
        });
        told.collect()
    }
}
