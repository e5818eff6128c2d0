//! What is made of contents and can be made anew, by the hash of what it was made of. It is in no backup. Each is kept with a code that only
//! the holder of a key can give: what somebody else put there is no picture of ours, and is made anew.

use std::fmt;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::audit::Hash;
use crate::audit::hash::to_hex;
use crate::error::Result;
use crate::files::{self, Draft};
use crate::store::content::{unusable, unwritable};

/// Bytes of the code before each.
const CODE: usize = 32;

/// What is made of contents. Without a key nothing is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Derived {
    folder: PathBuf,
    key: Option<Arc<Zeroizing<Vec<u8>>>>,
}

impl fmt::Debug for Derived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Derived").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Derived {
    pub(super) fn within(folder: PathBuf) -> Self {
        Self { folder, key: None }
    }

    pub(super) fn vouched_by(&mut self, key: Zeroizing<Vec<u8>>) {
        self.key = Some(Arc::new(key));
    }

    /// What is kept under this name of a content, if it is and was kept by whoever has the key.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read.
    pub fn find(&self, sha256: &Hash, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(key) = self.code_key() else { return Ok(None) };
        let mut bytes = Vec::new();
        match File::open(self.path(sha256, name)).and_then(|mut file| file.read_to_end(&mut bytes)) {
            Ok(_) => Ok(bytes.split_at_checked(CODE).and_then(|(code, picture)| {
                hmac::verify(&key, &vouched(sha256, name, picture), code).ok().map(|()| picture.to_vec())
            })),
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
        let Some(key) = self.code_key() else { return Ok(()) };
        let path = self.path(sha256, name);
        let write = || {
            files::make_folder(path.parent().unwrap_or(&self.folder))?;
            let draft = Draft::within(path.parent().unwrap_or(&self.folder))?;
            draft.file().write_all(hmac::sign(&key, &vouched(sha256, name, bytes)).as_ref())?;
            draft.file().write_all(bytes)?;
            draft.place_as(&path)
        };
        write().map_err(|e| unwritable("a derived picture cannot be kept", e, bytes.len() as u64))
    }

    fn code_key(&self) -> Option<hmac::Key> {
        self.key.as_ref().map(|key| hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    fn path(&self, sha256: &Hash, name: &str) -> PathBuf {
        let hash = to_hex(sha256);
        self.folder.join(hash.get(..2).unwrap_or_default()).join(format!("{hash}-{name}"))
    }
}

/// What a code is given to: of which content, in which size, and the bytes.
fn vouched(sha256: &Hash, name: &str, bytes: &[u8]) -> Vec<u8> {
    [&sha256[..], name.as_bytes(), b"\0", bytes].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sha256;

    #[test]
    fn only_what_the_holder_of_the_key_has_kept_is_given_out() {
        let folder = std::env::temp_dir().join(format!("custody-derived-{}", uuid::Uuid::new_v4()));
        let with = |key: &[u8]| {
            let mut derived = Derived::within(folder.clone());
            derived.vouched_by(Zeroizing::new(key.to_vec()));
            derived
        };
        let (one, other, own) = (sha256(b"one"), sha256(b"other"), with(b"own"));
        own.keep(&one, "thumbnail", b"a picture").unwrap();
        own.keep(&other, "thumbnail", b"another").unwrap();
        assert_eq!(own.find(&one, "thumbnail").unwrap().as_deref(), Some(&b"a picture"[..]));
        assert_eq!(own.find(&one, "screen").unwrap(), None);
        assert_eq!(with(b"foreign").find(&one, "thumbnail").unwrap(), None);
        assert_eq!(Derived::within(folder.clone()).find(&one, "thumbnail").unwrap(), None);
        // Another content's picture, another size, other bytes, or none in its place.
        std::fs::copy(own.path(&one, "thumbnail"), own.path(&one, "screen")).unwrap();
        assert_eq!(own.find(&one, "screen").unwrap(), None);
        std::fs::copy(own.path(&other, "thumbnail"), own.path(&one, "thumbnail")).unwrap();
        assert_eq!(own.find(&one, "thumbnail").unwrap(), None);
        for bytes in [&b"<html>"[..], b"", &[0; 60]] {
            std::fs::write(own.path(&other, "thumbnail"), bytes).unwrap();
            assert_eq!(own.find(&other, "thumbnail").unwrap(), None);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
