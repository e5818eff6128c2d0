//! The secrets of a centre, each in a file only its owner may read: for tokens, for the log, for labels, for personal numbers.
//! What they are used for is not decided here.

mod personal;
mod signed;
pub mod tls;

use std::fmt;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::Ed25519KeyPair;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::audit::hash::{bytes_from_hex, to_hex};
use crate::audit::{LogKey, sha256};
use crate::error::{Cause, Error, Result};
use crate::files;
use crate::model::goods::label::{LabelKey, Labels};
use crate::tokens::Tokens;

pub use personal::{PERSONAL_KEY, PersonalKeys, Wrapped};
pub use signed::{LogSigner, SIGNED, SignedMemory};

/// Ed25519 key for tokens: PKCS #8 in hexadecimal digits.
pub const TOKEN_KEY: &str = "token.key";
/// Key that signs the log's checkpoints: the two lines of a signed-note key.
pub const LOG_KEY: &str = "log.key";
/// Key of the labels' tags: 64 hexadecimal digits.
pub const LABEL_KEY: &str = "label.key";

/// What such a file is called.
const KEY_FILE: &str = "key file";

/// The keys of a centre.
pub struct Keys {
    /// Access and refresh tokens.
    pub tokens: Tokens,
    /// Signs the checkpoints of the log.
    pub log: Arc<LogSigner>,
    /// Issues and reads labels.
    pub labels: Labels,
    /// Personal numbers are encrypted under; none yet where an earlier program ran.
    pub personal: PersonalKeys,
}

impl Keys {
    /// Reads the keys from their folder; with `make`, makes those that are missing.
    ///
    /// `make` is for a database without entries only: with a new log or label key an old one could not be checked.
    ///
    /// # Errors
    /// [`Error::Operator`] when a key is missing, unreadable, or open to other people.
    pub fn open(dir: &Path, origin: &str, region: u32, make: bool) -> Result<Self> {
        if make {
            make_dir(dir)?;
        }
        let token = file(dir, TOKEN_KEY, make, || {
            let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).map_err(Error::internal)?;
            Ok(format!("{}\n", to_hex(key.as_ref())))
        })?;
        let log = file(dir, LOG_KEY, make, || {
            Ok(LogKey::generate(origin).map_err(Error::internal)?.to_file_text().to_owned())
        })?;
        let label = file(dir, LABEL_KEY, make, || {
            Ok(format!("{}\n", LabelKey::generate().map_err(Error::internal)?.to_hex()))
        })?;
        let unusable = |name: &str, cause: Cause| {
            Error::operator(format!("the key file {} cannot be used", dir.join(name).display()), cause)
        };
        let bytes = bytes_from_hex(token.trim().as_bytes()).map(Zeroizing::new);
        let bytes = bytes.ok_or_else(|| unusable(TOKEN_KEY, "it is not hexadecimal".into()))?;
        let keys = Self {
            tokens: Tokens::new(&bytes, origin).map_err(|e| unusable(TOKEN_KEY, e.into()))?,
            log: Arc::new(LogSigner::new(LogKey::parse(&log).map_err(|e| unusable(LOG_KEY, e.into()))?, dir)),
            labels: Labels { key: LabelKey::parse(label.trim()).map_err(|e| unusable(LABEL_KEY, e.into()))?, region },
            personal: personal_keys(dir, make)?,
        };
        let name = keys.log.verifier().name();
        if name != origin {
            let text = format!("it belongs to the log {name}, not to {origin}; check --region");
            return Err(unusable(LOG_KEY, text.into()));
        }
        Ok(keys)
    }
}

impl Keys {
    /// Makes the key of personal numbers where an earlier program ran and none was encrypted yet.
    ///
    /// # Errors
    /// [`Error::Operator`] when it cannot be written.
    pub fn complete(&mut self, dir: &Path) -> Result<()> {
        if self.personal.is_empty() {
            self.personal = personal_keys(dir, true)?;
        }
        Ok(())
    }

    /// The key of the log alone, whichever log it belongs to.
    ///
    /// # Errors
    /// [`Error::Operator`] when it is missing, unreadable, or open to other people.
    pub fn log_signer(dir: &Path) -> Result<LogSigner> {
        let text = file(dir, LOG_KEY, false, || Ok(String::new()))?;
        let unusable =
            |cause| Error::operator(format!("the key file {} cannot be used", dir.join(LOG_KEY).display()), cause);
        LogKey::parse(&text).map(|key| LogSigner::new(key, dir)).map_err(unusable)
    }

    /// The fingerprints of the keys that a log is bound to.
    pub fn fingerprints(&self) -> Fingerprints {
        let of = |text: &str| to_hex(&sha256(text.as_bytes()));
        Fingerprints { log: of(&self.log.verifier().to_string()), label: of(&self.labels.key.to_hex()) }
    }
}

/// By what the keys of a log are known without being told: SHA-256 of the public key of the log, and of the hexadecimal
/// digits of the key of labels, which is random and cannot be guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprints {
    /// Of `log.key`.
    #[serde(rename = "log_key_sha256")]
    pub log: String,
    /// Of `label.key`.
    #[serde(rename = "label_key_sha256")]
    pub label: String,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("log", self.log.verifier()).finish_non_exhaustive()
    }
}

/// The keys of personal numbers; none where there is no file and none is to be made.
fn personal_keys(dir: &Path, make: bool) -> Result<PersonalKeys> {
    let path = dir.join(PERSONAL_KEY);
    if !make && !path.exists() {
        return Ok(PersonalKeys::default());
    }
    let text = file(dir, PERSONAL_KEY, make, || Ok(format!("{}\n", personal::generate()?)))?;
    PersonalKeys::parse(&text)
        .map_err(|e| Error::operator(format!("the key file {} cannot be used", path.display()), e))
}

fn make_dir(dir: &Path) -> Result<()> {
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(dir);
    made.map_err(|e| Error::operator(format!("cannot make the folder of keys {}", dir.display()), e))
}

fn file(dir: &Path, name: &str, make: bool, fresh: impl FnOnce() -> Result<String>) -> Result<Zeroizing<String>> {
    let path = dir.join(name);
    let named = |what: &str| format!("the {KEY_FILE} {} {what}", path.display());
    if make && !path.exists() {
        write_secret(&path, &Zeroizing::new(fresh()?)).map_err(|e| Error::operator(named("cannot be written"), e))?;
    }
    if fs::metadata(&path).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound) {
        let text = "is missing; put back the keys that belong to this database, or name their folder with --keys";
        return Err(Error::Operator(named(text).into()));
    }
    check_private(&path)?;
    let text = fs::read_to_string(&path).map_err(|e| Error::operator(named("cannot be read"), e))?;
    Ok(Zeroizing::new(text))
}

/// Refuses a file that others than its owner may read or write.
fn check_private(path: &Path) -> Result<()> {
    files::check_private(KEY_FILE, &[path.to_owned()]).map_err(|told| Error::Operator(told.into()))
}

/// Writes a file only its owner may read, whole or not at all; an existing one is not replaced.
///
/// # Errors
/// What the system says.
pub fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    let draft = path.with_extension("new");
    let _ = fs::remove_file(&draft);
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::hard_link(&draft, path)?;
    fs::remove_file(&draft)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const ORIGIN: &str = "custody.130273/log1";

    fn folder() -> std::path::PathBuf {
        let name = format!("custody-keys-{}", uuid::Uuid::new_v4());
        std::env::temp_dir().join(name)
    }

    #[test]
    fn keys_are_made_once_for_their_owner_only_and_stay_the_same() {
        let dir = folder();
        let told = |result: Result<Keys>| crate::error::chain(&result.unwrap_err());
        assert!(told(Keys::open(&dir, ORIGIN, 130_273, false)).contains("is missing"));
        let made = Keys::open(&dir, ORIGIN, 130_273, true).unwrap();
        let again = Keys::open(&dir, ORIGIN, 130_273, true).unwrap();
        assert_eq!(made.log.verifier(), again.log.verifier());
        assert_eq!(made.labels.key.to_hex(), again.labels.key.to_hex());
        let path = dir.join(TOKEN_KEY);
        let secret = fs::read_to_string(&path).unwrap();
        assert!(!format!("{made:?}").contains(secret.trim()));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(told(Keys::open(&dir, "custody.999/log1", 999, false)).contains("belongs to the log"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(told(Keys::open(&dir, ORIGIN, 130_273, true)).contains("chmod 600"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, "nothing").unwrap();
        assert!(told(Keys::open(&dir, ORIGIN, 130_273, true)).contains("cannot be used"));
        fs::remove_dir_all(&dir).unwrap();
    }
}
