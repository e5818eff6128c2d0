//! What the log's key has signed, kept beside the key: whoever can write to the database only cannot make it forget.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::audit::hash::{from_hex, to_hex};
use crate::audit::{Checkpoint, LogKey, VerifierKey, checkpoint};
use crate::error::{Error, Result};
use crate::keys::check_private;
use crate::model::time::Time;

/// What the key of the log has signed: a line for each signature.
pub const SIGNED: &str = "log.signed";

/// A file of more lines is thinned out …
const MAX_LINES: usize = 2_048;
/// … but for the newest, all of which stay.
const NEWEST_LINES: usize = 512;

/// The key that signs the log's checkpoints, and what it has signed.
#[derive(Clone)]
pub struct LogSigner {
    key: LogKey,
    /// What was signed.
    pub memory: SignedMemory,
}

impl LogSigner {
    /// A key with the memory in its folder.
    pub fn new(key: LogKey, folder: &Path) -> Self {
        Self { key, memory: SignedMemory::of(folder) }
    }

    /// The public key.
    pub fn verifier(&self) -> &VerifierKey {
        self.key.verifier()
    }

    /// Signs, after it was noted on the disk: what is handed out is remembered, whatever happens in between.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be noted; nothing is signed then.
    pub fn sign(&self, origin: &str, signed: &Checkpoint, now: Time) -> Result<String> {
        if self.memory.newest()?.as_ref() != Some(signed) {
            self.memory.note_signed(signed, now)?;
        }
        checkpoint::sign(origin, signed.size, &signed.root, &self.key).map_err(Error::internal)
    }
}

impl fmt::Debug for LogSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LogSigner").field("key", &self.key).field("memory", &self.memory).finish()
    }
}

/// The file of what was signed. Lines are only added, until the older ones are thinned out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedMemory {
    folder: PathBuf,
}

impl SignedMemory {
    /// The memory in a folder of keys; there may be none yet.
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.folder.join(SIGNED)
    }

    /// Whether there is such a file, be it an empty one.
    pub fn is_kept(&self) -> bool {
        self.path().exists()
    }

    /// What the log must continue, smallest first.
    ///
    /// # Errors
    /// [`Error::Operator`] when the file cannot be read or holds anything else.
    pub fn list(&self) -> Result<Vec<Checkpoint>> {
        let text = match fs::read_to_string(self.path()) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::operator(format!("{} cannot be read", self.path().display()), error)),
        };
        check_private(&self.path())?;
        let lines = self.standing(&text)?;
        Ok(lines.into_iter().map(|(signed, _)| signed).collect())
    }

    /// The largest log it knows of; none when nothing was ever signed.
    ///
    /// # Errors
    /// As [`SignedMemory::list`].
    pub fn newest(&self) -> Result<Option<Checkpoint>> {
        Ok(self.list()?.pop())
    }

    /// Notes what is about to be signed, or what another node has signed.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written.
    pub fn note_signed(&self, signed: &Checkpoint, now: Time) -> Result<()> {
        self.append("signed", signed, now)
    }

    /// Notes that the log was deliberately put back to this: what was signed beyond it no longer counts.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written.
    pub fn note_restored(&self, restored: &Checkpoint, now: Time) -> Result<()> {
        self.append("restored", restored, now)
    }

    fn append(&self, word: &str, signed: &Checkpoint, now: Time) -> Result<()> {
        let line = format!("{word} {} {} {}\n", signed.size, to_hex(&signed.root), now.to_rfc3339());
        let failed = |error: std::io::Error| {
            Error::operator(format!("{} cannot be written; nothing was signed", self.path().display()), error)
        };
        let _alone = self.lock().map_err(failed)?;
        let text = self.add(&line).map_err(failed)?;
        if text.lines().count() > MAX_LINES {
            self.replace(&thinned_out(&self.standing(&text)?)).map_err(failed)?;
        }
        Ok(())
    }

    /// Adds a line, and answers all of them.
    fn add(&self, line: &str) -> std::io::Result<String> {
        let mut options = OpenOptions::new();
        let mut file = options.read(true).write(true).create(true).truncate(false).mode(0o600).open(self.path())?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        // A line that a crash cut off was never signed for.
        text.truncate(text.rfind('\n').map_or(0, |at| at + 1));
        file.set_len(text.len() as u64)?;
        file.seek(SeekFrom::End(0))?;
        file.write_all(line.as_bytes())?;
        file.sync_all()?;
        File::open(&self.folder)?.sync_all()?;
        text.push_str(line);
        Ok(text)
    }

    fn replace(&self, text: &str) -> std::io::Result<()> {
        let draft = self.folder.join(format!("{SIGNED}.new"));
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, self.path())?;
        File::open(&self.folder)?.sync_all()
    }

    /// One process at a time: several may serve from one folder.
    fn lock(&self) -> std::io::Result<File> {
        let folder = File::open(&self.folder)?;
        folder.lock()?;
        Ok(folder)
    }

    /// The lines that count: a restored log takes away what was signed beyond it, and a signature of another process
    /// that came in between is older than the one before it.
    fn standing<'t>(&self, text: &'t str) -> Result<Vec<(Checkpoint, &'t str)>> {
        let whole = text.get(..text.rfind('\n').map_or(0, |at| at + 1)).unwrap_or_default();
        let mut standing: Vec<(Checkpoint, &str)> = Vec::new();
        for (at, line) in whole.lines().enumerate() {
            let (restored, signed) = parse(line).ok_or_else(|| {
                let path = self.path();
                Error::Operator(format!("{}: line {} is none of this program's", path.display(), at + 1).into())
            })?;
            if restored {
                standing.retain(|(earlier, _)| earlier.size < signed.size);
            }
            if standing.last().is_none_or(|(last, _)| last.size < signed.size) {
                standing.push((signed, line));
            }
        }
        Ok(standing)
    }
}

/// Without every second line but for the newest. What remains still tells a log that was rewritten.
fn thinned_out(lines: &[(Checkpoint, &str)]) -> String {
    let stays = |at: usize| at.is_multiple_of(2) || at + NEWEST_LINES >= lines.len();
    let kept = lines.iter().enumerate().filter(|(at, _)| stays(*at));
    kept.map(|(_, (_, line))| format!("{line}\n")).collect()
}

/// Whether the line tells of a restored log, and the log it tells of.
fn parse(line: &str) -> Option<(bool, Checkpoint)> {
    let mut words = line.split(' ');
    let restored = match words.next()? {
        "signed" => false,
        "restored" => true,
        _ => return None,
    };
    let (size, root) = (words.next()?.parse().ok()?, from_hex(words.next()?.as_bytes())?);
    Time::parse(words.next()?)?;
    words.next().is_none().then_some((restored, Checkpoint { size, root }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory() -> SignedMemory {
        let folder = std::env::temp_dir().join(format!("custody-signed-{}", uuid::Uuid::new_v4()));
        fs::create_dir(&folder).unwrap();
        SignedMemory::of(&folder)
    }

    const fn of(size: u64) -> Checkpoint {
        Checkpoint { size, root: [(size % 251) as u8; 32] }
    }

    fn sizes(memory: &SignedMemory) -> Vec<u64> {
        memory.list().unwrap().iter().map(|signed| signed.size).collect()
    }

    #[test]
    fn what_was_signed_is_remembered_until_the_log_is_put_back() {
        let memory = memory();
        assert_eq!(memory.newest().unwrap(), None);
        for size in [3, 9, 7, 20] {
            memory.note_signed(&of(size), Time(0)).unwrap();
        }
        assert_eq!(sizes(&memory), [3, 9, 20], "a signature that another process overtook is the older one");
        memory.note_restored(&of(9), Time(0)).unwrap();
        memory.note_signed(&of(12), Time(0)).unwrap();
        assert_eq!(sizes(&memory), [3, 9, 12]);
        assert_eq!(memory.newest().unwrap(), Some(of(12)));
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(memory.path()).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        fs::remove_dir_all(&memory.folder).unwrap();
    }

    #[test]
    fn a_line_that_was_cut_off_does_not_count_and_a_strange_one_is_refused() {
        let memory = memory();
        memory.note_signed(&of(3), Time(0)).unwrap();
        let whole = fs::read_to_string(memory.path()).unwrap();
        fs::write(memory.path(), format!("{whole}signed 9 0909")).unwrap();
        assert_eq!(sizes(&memory), [3]);
        memory.note_signed(&of(5), Time(0)).unwrap();
        assert_eq!(sizes(&memory), [3, 5]);
        fs::write(memory.path(), format!("{whole}signed 9 0909\n")).unwrap();
        let told = crate::error::chain(&memory.list().unwrap_err());
        assert!(told.contains("line 2 is none of this program's"), "{told}");
        fs::remove_dir_all(&memory.folder).unwrap();
    }

    #[test]
    fn the_file_stays_small_and_keeps_the_first_and_the_newest() {
        let memory = memory();
        let line = |size: u64| format!("signed {size} {} 2026-01-01T00:00:00Z\n", to_hex(&of(size).root));
        fs::write(memory.path(), (1..=2_048).map(line).collect::<String>()).unwrap();
        fs::set_permissions(memory.path(), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        memory.note_signed(&of(2_049), Time(0)).unwrap();
        let kept = sizes(&memory);
        assert!(kept.len() < 1_400 && kept.is_sorted(), "{}", kept.len());
        assert_eq!((kept[0], kept[1]), (1, 3));
        assert_eq!(kept[kept.len() - 512..], (1_538..=2_049).collect::<Vec<_>>());
        fs::remove_dir_all(&memory.folder).unwrap();
    }
}
