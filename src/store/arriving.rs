//! Uploads under way: what has come of each, until it is whole and kept or given up. A part is on the disk before it is
//! acknowledged, and the next one goes on where the last ended.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use uuid::Uuid;

use crate::error::Result;
use crate::files;
use crate::store::content::{unusable, unwritable};

/// How long what came of an upload is kept without a further byte. A device that was out of reach overnight goes on where it stood;
/// what stays away longer is sent from the beginning, which costs less than a disk that fills up with what nobody finishes.
pub const IDLE: Duration = Duration::from_hours(24);

/// The uploads under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arriving(PathBuf);

/// What became of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It is on the disk.
    Added {
        /// Bytes that have come in all.
        now: u64,
    },
    /// It does not begin where the last one ended; nothing of it was taken.
    Elsewhere {
        /// Where the next one has to begin.
        expected: u64,
    },
}

impl Arriving {
    pub(super) fn within(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Where they are.
    pub(super) fn folder(&self) -> &Path {
        &self.0
    }

    /// How many bytes of an upload have come.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when the folder cannot be read.
    pub fn count(&self, id: Uuid) -> Result<u64> {
        match self.path(id).metadata() {
            Ok(about) => Ok(about.len()),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(0),
            Err(e) => Err(unusable("an upload cannot be looked at", e)),
        }
    }

    /// Adds the part that begins at this byte.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be written,
    /// [`Error::StoreFull`](crate::error::Error::StoreFull) when there is no room; nothing of it is taken then.
    pub fn add(&self, id: Uuid, offset: u64, bytes: &[u8]) -> Result<Received> {
        let needed = bytes.len() as u64;
        self.try_add(id, offset, bytes).map_err(|e| unwritable("a part of an upload cannot be written", e, needed))
    }

    fn try_add(&self, id: Uuid, offset: u64, bytes: &[u8]) -> io::Result<Received> {
        let mut file = self.open_to_add(id)?;
        let expected = file.metadata()?.len();
        if expected != offset {
            return Ok(Received::Elsewhere { expected });
        }
        file.seek(SeekFrom::Start(offset))?;
        match file.write_all(bytes).and_then(|()| file.sync_all()) {
            Ok(()) => Ok(Received::Added { now: offset + bytes.len() as u64 }),
            Err(e) => {
                // What stays of it all the same is told by the hash of the whole.
                let _ = file.set_len(offset);
                Err(e)
            }
        }
    }

    /// The file of an upload, locked.
    fn open_to_add(&self, id: Uuid) -> io::Result<File> {
        files::make_folder(&self.0)?;
        let path = self.path(id);
        loop {
            let file = files::open_to_add(&path)?;
            // A file system without locks goes without: the hash of the whole tells what was mixed up.
            let _ = file.lock();
            // Before it was locked, it may have been removed as one that nobody finishes.
            if files::is_at(&file, &path) {
                return Ok(file);
            }
        }
    }

    /// Forgets what came of uploads of which no byte has come for a while; answers how many there were. Files that are announced
    /// stay so, and are sent from the beginning.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when the folder cannot be read.
    pub fn drop_idle(&self, idle: Duration) -> Result<usize> {
        let unreadable = |e| unusable("the uploads under way cannot be read", e);
        let entries = match std::fs::read_dir(&self.0) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(0),
            entries => entries.map_err(unreadable)?,
        };
        let mut dropped = 0;
        for entry in entries {
            dropped += usize::from(drop_if_idle(&entry.map_err(unreadable)?.path(), idle).unwrap_or_default());
        }
        Ok(dropped)
    }

    /// Whether these bytes are the last that have come, and nothing after them: of a part whose answer was lost.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read.
    pub fn ends_with(&self, id: Uuid, offset: u64, bytes: &[u8]) -> Result<bool> {
        let Some(mut file) = self.open(id)? else { return Ok(false) };
        let mut last = Vec::new();
        let read = file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_to_end(&mut last));
        read.map(|_| last == bytes).map_err(|e| unusable("an upload cannot be read", e))
    }

    /// Opens what has come of an upload; none of which nothing has.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read.
    pub fn open(&self, id: Uuid) -> Result<Option<File>> {
        match File::open(self.path(id)) {
            Ok(file) => Ok(Some(file)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(unusable("an upload cannot be read", e)),
        }
    }

    /// Forgets an upload. What cannot be removed is in nobody's way: its id is never given again.
    pub fn drop(&self, id: Uuid) {
        let _ = std::fs::remove_file(self.path(id));
    }

    fn path(&self, id: Uuid) -> PathBuf {
        self.0.join(id.simple().to_string())
    }
}

/// Removes a file that was not written for a while and that nobody writes; answers whether it did.
fn drop_if_idle(path: &Path, idle: Duration) -> io::Result<bool> {
    let file = File::open(path)?;
    let age = file.metadata()?.modified()?.elapsed().unwrap_or_default();
    if age < idle || file.try_lock().is_err() {
        return Ok(false);
    }
    std::fs::remove_file(path).map(|()| true)
}
