//! Uploads under way: what has come of each, until it is whole and kept or given up. A part is on the disk before it is
//! acknowledged, and the next one goes on where the last ended.

use std::fs::File;
use std::io::{self, ErrorKind, Seek, SeekFrom, Write};
use std::path::PathBuf;

use uuid::Uuid;

use crate::error::Result;
use crate::files;
use crate::store::content::unusable;

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

    /// How many bytes of an upload have come.
    ///
    /// # Errors
    /// [`Error::Unavailable`](crate::error::Error::Unavailable) when the folder cannot be read.
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
    /// [`Error::Unavailable`](crate::error::Error::Unavailable) when it cannot be written; nothing of it is taken then.
    pub fn add(&self, id: Uuid, offset: u64, bytes: &[u8]) -> Result<Received> {
        self.try_add(id, offset, bytes).map_err(|e| unusable("a part of an upload cannot be written", e))
    }

    fn try_add(&self, id: Uuid, offset: u64, bytes: &[u8]) -> io::Result<Received> {
        files::make_folder(&self.0)?;
        let mut file = files::open_to_add(&self.path(id))?;
        // A file system without locks goes without: the hash of the whole tells what was mixed up.
        let _ = file.lock();
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

    /// Opens what has come of an upload; none of which nothing has.
    ///
    /// # Errors
    /// [`Error::Unavailable`](crate::error::Error::Unavailable) when it cannot be read.
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
