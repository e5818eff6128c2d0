//! Signing the log: when a checkpoint is due, and that it only ever continues what was signed before.

use std::time::{Duration, Instant};

use crate::audit::hash::to_hex;
use crate::audit::{Checkpoint, Hash, checkpoint, leaf_hash};
use crate::db::ledger::log::{self, CheckpointRow};
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::keys::LogSigner;
use crate::model::ledger::event::Action;
use crate::model::time::Time;

/// A checkpoint is due after so many new leaves …
pub const LEAVES: u64 = 1_000;
/// … or when leaves have waited so long.
pub const WAIT: Duration = Duration::from_secs(60);

/// Leaves read at a time.
const CHUNK: i64 = 2_000;

/// Why a log is not signed: it does not continue what its key has signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Its end was cut off, or an older database was put in its place.
    #[error("the key has signed a log of {signed} entries, and this one has {size}: entries are missing")]
    Shorter { signed: u64, size: u64 },
    /// Its beginning is another.
    #[error("the key has signed {signed} entries with the root {root}, and the log has other ones: it was rewritten")]
    Rewritten { signed: u64, root: String },
    /// What the database holds as the newest checkpoint.
    #[error("the newest checkpoint in the database, of {size} entries, is not one of this key and log")]
    Forged { size: i64 },
    /// What the key has signed is forgotten, though the log is one that remembers it.
    #[error("{path} is missing, which tells what the key has signed: an older database would be taken for the newest")]
    Forgotten { path: String },
    /// Leaves and nodes since the last checkpoint do not agree.
    #[error("the log's entries since its last checkpoint do not agree with its nodes")]
    Torn,
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        let advice = match broken {
            Broken::Forgotten { .. } => {
                "put it back with the other keys; if it is lost, make sure that this is the newest database (size and root of \
                 its log, which `custody audit verify` prints, against the last backup or export), and then make an empty \
                 file of that name, of mode 600"
            }
            _ => {
                "nothing is signed; put back the newest database, look with `custody audit verify`, or go back to a \
                 backup with `custody restore --go-back`"
            }
        };
        Self::Operator(format!("{broken}; {advice}").into())
    }
}

/// What the log must continue, and what is to be noted of it.
struct Standing {
    size: u64,
    /// The largest log known to be signed; none while nothing was.
    signed: Option<Checkpoint>,
    /// The newest checkpoint that is stored.
    stored: Option<CheckpointRow>,
}

/// Holds the log against what its key has signed, and takes note of what other nodes have signed.
///
/// # Errors
/// [`Error::Operator`] when the log does not continue what was signed; database errors.
pub fn check(database: &Database, signer: &LogSigner) -> Result<()> {
    let standing = database.snapshot(|conn| standing(conn, database.origin(), signer))??;
    note(database, signer, &standing)
}

/// The same for a server at work: a log that does not continue what was signed ends its changes.
///
/// # Errors
/// [`Error::Halted`]; database errors.
pub fn watch(database: &Database, signer: &LogSigner) -> Result<()> {
    // By the connection that writes: another one may lead to a standby that lags behind.
    match database.upkeep(|upkeep| standing(upkeep.reader(), database.origin(), signer))? {
        Ok(standing) => note(database, signer, &standing),
        Err(broken) => Err(database.halt(&broken.to_string())),
    }
}

fn note(database: &Database, signer: &LogSigner, standing: &Standing) -> Result<()> {
    let Some(signed) = &standing.signed else { return Ok(()) };
    let known = signer.memory.newest()?;
    if known.as_ref().is_some_and(|known| known.size >= signed.size) {
        return Ok(());
    }
    let now = database.clock().now();
    if let Some(known) = known {
        store(database, signer, &known, now)?;
    }
    signer.memory.note_signed(signed, now)
}

/// Signs a checkpoint of the log as it stands; none when nothing is new since the last.
///
/// # Errors
/// [`Error::Operator`] when the log does not continue what was signed: nothing is signed then.
pub fn sign(database: &Database, signer: &LogSigner) -> Result<Option<CheckpointRow>> {
    database.check_running()?;
    let (trees, not_before) = database.snapshot(|conn| prepare(conn, database.origin(), signer))?;
    let signed_at = database.clock().now().max(not_before);
    let mut last = None;
    for tree in trees {
        last = Some(store(database, signer, &tree, signed_at)?);
    }
    Ok(last)
}

/// Signs one tree, and keeps it. Whatever was noted as signed is stored before anything else is noted, so that a checkpoint
/// that is missing was deleted.
fn store(database: &Database, signer: &LogSigner, tree: &Checkpoint, signed_at: Time) -> Result<CheckpointRow> {
    let note = signer.sign(database.origin(), tree, signed_at)?;
    let size = i64::try_from(tree.size).map_err(Error::internal)?;
    let row = CheckpointRow { size, root: tree.root.to_vec(), note, signed_at };
    database.upkeep(|upkeep| log::insert_checkpoint(upkeep, &row))?;
    Ok(row)
}

/// Since when entries wait for a checkpoint, by a clock that nobody sets.
#[derive(Debug, Default)]
pub struct Waiting {
    since: Option<Instant>,
}

impl Waiting {
    /// Signs a checkpoint when one is due: the first at once, then after [`LEAVES`] new leaves or [`WAIT`].
    ///
    /// # Errors
    /// As [`sign`].
    pub fn sign_if_due(
        &mut self,
        database: &Database,
        signer: &LogSigner,
        now: Instant,
    ) -> Result<Option<CheckpointRow>> {
        let (size, newest) = database.read(|conn| Ok((log::size(conn)?, log::newest_checkpoint(conn)?)))?;
        let signed = newest.map(|row| u64::try_from(row.size)).transpose().map_err(Error::internal)?;
        if !self.is_due(size, signed, now) {
            return Ok(None);
        }
        let row = sign(database, signer)?;
        self.since = None;
        Ok(row)
    }

    fn is_due(&mut self, size: u64, signed: Option<u64>, now: Instant) -> bool {
        let waiting = size.saturating_sub(signed.unwrap_or(0));
        if waiting == 0 {
            self.since = None;
            return false;
        }
        let since = *self.since.get_or_insert(now);
        signed.is_none() || waiting >= LEAVES || now.saturating_duration_since(since) >= WAIT
    }
}

/// Where the log stands: it must continue what the key is known to have signed and the newest checkpoint that is stored.
fn standing(conn: &mut Conn, origin: &str, signer: &LogSigner) -> Result<Result<Standing, Broken>> {
    let size = log::size(conn)?;
    let stored = log::newest_checkpoint(conn)?;
    let known = signer.memory.newest()?;
    if let Some(forgotten) = find_forgotten(conn, signer)? {
        return Ok(Err(forgotten));
    }
    let opened = match &stored {
        None => None,
        Some(row) => match checkpoint::open(&row.note, signer.verifier(), origin) {
            Ok(opened) if i64::try_from(opened.size) == Ok(row.size) && opened.root == row.root.as_slice() => {
                Some(opened)
            }
            _ => return Ok(Err(Broken::Forged { size: row.size })),
        },
    };
    for signed in known.iter().chain(&opened) {
        if let Some(broken) = hold(conn, size, signed)? {
            return Ok(Err(broken));
        }
    }
    let signed = known.into_iter().chain(opened).max_by_key(|signed| signed.size);
    Ok(Ok(Standing { size, signed, stored }))
}

/// Whether what the key has signed is kept nowhere, though the log is one of which it is.
fn find_forgotten(conn: &mut Conn, signer: &LogSigner) -> Result<Option<Broken>> {
    let is_signed = !signer.memory.is_kept() && log::newest_checkpoint(conn)?.is_some();
    let forgotten = is_signed && log::find_first(conn, Action::KeysNamed)?.is_some();
    Ok(forgotten.then(|| Broken::Forgotten { path: signer.memory.path().display().to_string() }))
}

/// What is wrong with a log of this size when so much of it was signed.
fn hold(conn: &mut Conn, size: u64, signed: &Checkpoint) -> Result<Option<Broken>> {
    if size < signed.size {
        return Ok(Some(Broken::Shorter { signed: signed.size, size }));
    }
    let same = log::frontier_at(conn, signed.size)?.root() == signed.root;
    Ok((!same).then(|| Broken::Rewritten { signed: signed.size, root: to_hex(&signed.root) }))
}

/// What is wrong with the log as far as the key is known to have signed it: where it does not continue that, and checkpoints
/// that are stored no more.
///
/// # Errors
/// Database errors; [`Error::Operator`] when it cannot be read what was signed. Not within a transaction that lasts: what is
/// signed meanwhile would be missing in it.
pub fn list_wrong(conn: &mut Conn, signer: &LogSigner) -> Result<Vec<String>> {
    if let Some(broken) = find_forgotten(conn, signer)?.or(find_broken(conn, signer)?) {
        return Ok(vec![broken.to_string()]);
    }
    let mut known = signer.memory.list()?;
    // The newest may be about to be stored.
    known.pop();
    let sizes = known.iter().map(|signed| i64::try_from(signed.size)).collect::<Result<Vec<_>, _>>();
    let sizes = sizes.map_err(Error::internal)?;
    let stored = log::list_checkpoint_sizes(conn, &sizes)?;
    let lost: Vec<i64> = sizes.into_iter().filter(|size| !stored.contains(size)).collect();
    let (Some(first), Some(last)) = (lost.first(), lost.last()) else { return Ok(Vec::new()) };
    let count = lost.len();
    Ok(vec![format!("{count} checkpoints that the key has signed, of {first} to {last} entries, were deleted")])
}

/// The same for everything that the key is known to have signed, first what is rewritten.
///
/// # Errors
/// Database errors; [`Error::Operator`] when it cannot be read what was signed.
pub fn find_broken(conn: &mut Conn, signer: &LogSigner) -> Result<Option<Broken>> {
    let size = log::size(conn)?;
    let known = signer.memory.list()?;
    let (within, beyond): (Vec<_>, Vec<_>) = known.iter().partition(|signed| signed.size <= size);
    // The last of each tells of all before it.
    for signed in within.last().into_iter().chain(beyond.last()) {
        if let Some(broken) = hold(conn, size, signed)? {
            return Ok(Some(broken));
        }
    }
    Ok(None)
}

/// The trees to be signed, and the earliest time to sign them at; none when nothing is new since the last checkpoint. The last
/// one noted as signed comes first when it was not stored.
fn prepare(conn: &mut Conn, origin: &str, signer: &LogSigner) -> Result<(Vec<Checkpoint>, Time)> {
    let Standing { size, signed, stored } = standing(conn, origin, signer)??;
    let last = log::head(conn)?.logged_at.unwrap_or(Time(0));
    let stored_size = stored.as_ref().map(|row| u64::try_from(row.size)).transpose().map_err(Error::internal)?;
    if size == 0 || stored_size == Some(size) {
        return Ok((Vec::new(), last));
    }
    let root = continued(conn, signed.as_ref().map_or(0, |signed| signed.size), size)?;
    let unstored = signed.filter(|signed| Some(signed.size) > stored_size && signed.size < size);
    Ok((unstored.into_iter().chain([Checkpoint { size, root }]).collect(), last))
}

/// The root of the whole log, reached by hashing every leaf since the last signature onto the tree signed then: whatever
/// is signed next is consistent with what was signed before, even when rows were changed in between.
fn continued(conn: &mut Conn, signed: u64, size: u64) -> Result<Hash> {
    let mut frontier = log::frontier_at(conn, signed)?;
    while frontier.size() < size {
        let start = i64::try_from(frontier.size()).map_err(Error::internal)?;
        let rows = log::list_leaves_from(conn, start, CHUNK)?;
        if rows.is_empty() {
            return Err(Broken::Torn.into());
        }
        for (seq, leaf) in rows {
            if u64::try_from(seq) != Ok(frontier.size()) {
                return Err(Broken::Torn.into());
            }
            frontier.append(leaf_hash(&leaf));
        }
    }
    if frontier == log::frontier_at(conn, size)? { Ok(frontier.root()) } else { Err(Broken::Torn.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_due_by_what_waits_and_not_by_the_time_of_day() {
        let (mut waiting, start) = (Waiting::default(), Instant::now());
        let after = |seconds| start + Duration::from_secs(seconds);
        assert!(!waiting.is_due(0, None, start), "nothing is in the log");
        assert!(waiting.is_due(1, None, start), "the first at once");
        waiting = Waiting::default();
        assert!(!waiting.is_due(10, Some(10), after(500)), "nothing is new");
        assert!(!waiting.is_due(11, Some(10), after(500)));
        assert!(!waiting.is_due(12, Some(10), after(559)));
        assert!(waiting.is_due(12, Some(10), after(560)), "the oldest has waited for a minute");
        assert!(!waiting.is_due(12, Some(12), after(570)), "another node has signed");
        assert!(!waiting.is_due(13, Some(12), after(580)));
        assert!(waiting.is_due(1_012, Some(12), after(581)), "many wait");
    }
}
