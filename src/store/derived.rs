//! What is made of contents and can be made anew, by the hash of what it was made of. It is in no backup.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;

use crate::audit::Hash;
use crate::audit::hash::to_hex;
use crate::error::Result;
use crate::files::{self, Draft};
use crate::store::content::{unusable, unwritable};

/// What is made of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived(PathBuf);

impl Derived {
    pub(super) fn within(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// What is kept under this name of a content, if it is.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read.
    pub fn find(&self, sha256: &Hash, name: &str) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        match File::open(self.path(sha256, name)).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => Ok(Some(bytes)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(unusable("a derived picture cannot be read", e)),
        }
    }

    /// Keeps something that was made of a content.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be written,
    /// [`Error::StoreFull`](crate::error::Error::StoreFull) when there is no room; nothing of it is kept then.
    pub fn keep(&self, sha256: &Hash, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(sha256, name);
        let write = || {
            files::make_folder(path.parent().unwrap_or(&self.0))?;
            let draft = Draft::within(path.parent().unwrap_or(&self.0))?;
            draft.file().write_all(bytes)?;
            draft.place_as(&path)
        };
        write().map_err(|e| unwritable("a derived picture cannot be kept", e, bytes.len() as u64))
    }

    fn path(&self, sha256: &Hash, name: &str) -> PathBuf {
        let hash = to_hex(sha256);
        self.0.join(hash.get(..2).unwrap_or_default()).join(format!("{hash}-{name}"))
    }
}
