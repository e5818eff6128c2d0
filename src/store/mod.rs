//! Bytes of photographs, scans and papers, kept under their SHA-256: the same content is kept once, and nothing that is kept is
//! ever altered. What they are about stands in the database, and who may see them is decided there.

mod address;
mod archive;
mod arriving;
mod bucket;
mod content;
mod derived;
mod folder;
mod watch;

use std::io::Read;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::audit::Hash;
use crate::error::Result;
use crate::store::bucket::Bucket;
use crate::store::content::unusable;
use crate::store::folder::Folder;

pub use address::{BucketAddress, StoreAddress};
pub use archive::{Archive, take_in};
pub use arriving::{Arriving, IDLE, Received};
pub use bucket::Credentials;
pub use content::{Condition, Content, Stored, sha256_of};
pub use derived::Derived;
pub use watch::StoreWatch;

/// Where the bytes are. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    kept: Kept,
    arriving: Arriving,
    derived: Derived,
}

/// Who keeps them. What arrives and what is derived is on this machine all the same: parts are added to a file, and smaller pictures
/// can be made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    Folder(Folder),
    Bucket(Bucket),
}

impl Store {
    /// A store in a folder of the file system; the folder is made with what is put there first.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self::with(&folder.clone(), Kept::Folder(Folder::at(folder)))
    }

    /// A store in a bucket, with what arrives and what is derived in a folder.
    ///
    /// # Errors
    /// [`Error::Operator`](crate::error::Error::Operator) when the address or the keys cannot be used; nobody is called yet.
    pub fn in_bucket(address: BucketAddress, credentials: &Credentials, folder: &Path) -> Result<Self> {
        let bucket = Bucket::at(address, credentials, folder.join("sending"))?;
        Ok(Self::with(folder, Kept::Bucket(bucket)))
    }

    fn with(folder: &Path, kept: Kept) -> Self {
        let (arriving, derived) = (folder.join("arriving"), folder.join("derived"));
        Self { kept, arriving: Arriving::within(arriving), derived: Derived::within(derived) }
    }

    /// The same with the key that vouches for what is derived; without one nothing derived is kept.
    #[must_use]
    pub fn vouched_by(mut self, key: Zeroizing<Vec<u8>>) -> Self {
        self.derived.vouched_by(key);
        self
    }

    /// Where it is, for people.
    pub fn name(&self) -> String {
        match &self.kept {
            Kept::Folder(folder) => folder.path().display().to_string(),
            Kept::Bucket(bucket) => bucket.address().to_string(),
        }
    }

    /// Asks whether it answers.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read.
    pub fn look(&self) -> Result<()> {
        match &self.kept {
            Kept::Folder(folder) => folder.look(),
            Kept::Bucket(bucket) => bucket.look(),
        }
        .map_err(|e| unusable("the kept files cannot be read", e))
    }

    /// Tries whether files can be kept: writes a few bytes where uploads arrive and where contents are put together, and takes them away.
    /// A bucket is asked only: one that keeps versions would keep every trial.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read or written,
    /// [`Error::StoreFull`](crate::error::Error::StoreFull) when there is no room.
    pub fn try_out(&self) -> Result<()> {
        self.look()?;
        folder::try_to_write(match &self.kept {
            Kept::Folder(folder) => folder.path(),
            Kept::Bucket(bucket) => bucket.drafts(),
        })?;
        folder::try_to_write(self.arriving.folder())
    }

    /// Keeps all that is read, once it can be read again.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when it cannot be read or written,
    /// [`Error::StoreFull`](crate::error::Error::StoreFull) when there is no room; nothing of it is kept then.
    pub fn put(&self, bytes: impl Read) -> Result<Stored> {
        match &self.kept {
            Kept::Folder(folder) => folder.put(bytes),
            Kept::Bucket(bucket) => bucket.put(bytes),
        }
    }

    /// Opens a content to be read; none that is not there. What is read is held against the hash, see [`Content`].
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when the store cannot be read.
    pub fn open(&self, sha256: &Hash) -> Result<Option<Content>> {
        match &self.kept {
            Kept::Folder(folder) => folder.open(sha256),
            Kept::Bucket(bucket) => bucket.open(sha256),
        }
        .map_err(|e| unusable("a kept file cannot be opened", e))
    }

    /// Whether there is a content of this hash; what it holds is not looked at.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when the store cannot be read.
    pub fn contains(&self, sha256: &Hash) -> Result<bool> {
        match &self.kept {
            Kept::Folder(folder) => folder.contains(sha256),
            Kept::Bucket(bucket) => bucket.contains(sha256),
        }
        .map_err(|e| unusable("the kept files cannot be read", e))
    }

    /// Reads all of a content and says whether it is the one of this hash.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when the store cannot be read.
    pub fn check(&self, sha256: &Hash) -> Result<Condition> {
        match self.open(sha256)? {
            None => Ok(Condition::Missing),
            Some(content) => content.check().map_err(|e| unusable("a kept file cannot be read", e)),
        }
    }

    /// Gives out the hashes of all that is kept, some at a time and in no order.
    ///
    /// # Errors
    /// [`Error::StoreUnavailable`](crate::error::Error::StoreUnavailable) when the store cannot be read, and those of `give`.
    pub fn walk(&self, mut give: impl FnMut(Vec<Hash>) -> Result<()>) -> Result<()> {
        match &self.kept {
            Kept::Folder(folder) => folder.walk(&mut give),
            Kept::Bucket(bucket) => bucket.walk(&mut give),
        }
    }

    /// What was made of contents and can be made anew.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// The uploads under way.
    pub fn arriving(&self) -> &Arriving {
        &self.arriving
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::os::unix::fs::PermissionsExt;

    use uuid::Uuid;

    use super::*;
    use crate::audit::hash::to_hex;
    use crate::audit::sha256;
    use crate::error::Error;
    use crate::store::content::CHUNK;

    fn store() -> (PathBuf, Store) {
        let folder = std::env::temp_dir().join(format!("custody-store-{}", Uuid::new_v4()));
        (folder.clone(), Store::in_folder(folder))
    }

    /// Every file and folder below one with its mode.
    fn below(folder: &Path) -> Vec<(PathBuf, u32)> {
        let mut found = Vec::new();
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            found.push((path.clone(), path.metadata().unwrap().permissions().mode() & 0o777));
            if path.is_dir() {
                found.extend(below(&path));
            }
        }
        found
    }

    #[test]
    fn the_same_content_is_kept_once_under_its_hash_and_is_its_owners_only() {
        let (folder, store) = store();
        let hash = sha256(b"a photograph");
        assert_eq!(store.check(&hash).unwrap(), Condition::Missing);
        assert!(!store.contains(&hash).unwrap() && store.open(&hash).unwrap().is_none());
        for _ in 0..2 {
            assert_eq!(store.put(&b"a photograph"[..]).unwrap(), Stored { sha256: hash, bytes: 12 });
        }
        assert_eq!(store.check(&hash).unwrap(), Condition::Whole { bytes: 12 });
        let mut read = Vec::new();
        store.open(&hash).unwrap().unwrap().read_to_end(&mut read).unwrap();
        assert_eq!(read, b"a photograph");
        let found = below(&folder);
        let files: Vec<_> = found.iter().filter(|(path, _)| path.is_file()).collect();
        assert_eq!(files.len(), 1, "{found:?}");
        assert!(files[0].0.ends_with(format!("{}/{}", &to_hex(&hash)[..2], to_hex(&hash))), "{files:?}");
        assert!(found.iter().all(|(path, mode)| *mode == if path.is_dir() { 0o700 } else { 0o600 }), "{found:?}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn changed_bytes_are_told_before_the_last_of_them_is_read() {
        let (folder, store) = store();
        let long = vec![7; 3 * CHUNK + 5];
        let Stored { sha256: hash, .. } = store.put(&long[..]).unwrap();
        let path = below(&folder).into_iter().map(|(path, _)| path).find(|path| path.is_file()).unwrap();
        for changed in [&long[..long.len() - 1], &[&long[..], b"x"].concat(), &[b"x", &long[1..]].concat(), b""] {
            std::fs::write(&path, changed).unwrap();
            assert_eq!(store.check(&hash).unwrap(), Condition::Changed);
            let mut read = Vec::new();
            let told = store.open(&hash).unwrap().unwrap().read_to_end(&mut read).unwrap_err();
            assert_eq!(told.kind(), io::ErrorKind::InvalidData);
            assert!(read.len() < changed.len().max(1), "all {} bytes were given out", read.len());
        }
        assert_eq!(store.put(&long[..]).unwrap().sha256, hash);
        assert_eq!(store.check(&hash).unwrap(), Condition::Whole { bytes: long.len() as u64 });
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_breaks_off_leaves_nothing() {
        struct Breaking;
        impl Read for Breaking {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::from(io::ErrorKind::StorageFull))
            }
        }
        let (folder, store) = store();
        assert!(matches!(store.put((&b"half"[..]).chain(Breaking)), Err(Error::StoreUnavailable(_))));
        assert!(below(&folder).iter().all(|(path, _)| path.is_dir()), "{:?}", below(&folder));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_arrives_in_parts_goes_on_where_it_stood() {
        let (folder, store) = store();
        let (id, arriving) = (Uuid::new_v4(), store.arriving());
        assert_eq!(arriving.count(id).unwrap(), 0);
        assert_eq!(arriving.add(id, 0, b"a photo").unwrap(), Received::Added { now: 7 });
        assert_eq!(arriving.add(id, 3, b"graph").unwrap(), Received::Elsewhere { expected: 7 });
        assert_eq!(arriving.count(id).unwrap(), 7);
        assert_eq!(arriving.add(id, 7, b"graph").unwrap(), Received::Added { now: 12 });
        let mut whole = arriving.open(id).unwrap().unwrap();
        assert_eq!(store.put(&mut whole).unwrap(), Stored { sha256: sha256(b"a photograph"), bytes: 12 });
        arriving.drop(id);
        assert_eq!((arriving.count(id).unwrap(), arriving.open(id).unwrap().is_none()), (0, true));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
