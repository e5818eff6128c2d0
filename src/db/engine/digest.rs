//! The digests by which the log knows rows.

use serde::Serialize;
use uuid::Uuid;

use crate::audit::hash::to_hex;
use crate::audit::{Hash, sha256};
use crate::error::{Error, Result};
use crate::model::ledger::registers::{Register, RowDigest};

/// Bytes of JSON that most rows stay under.
const TYPICAL_ROW: usize = 1_536;

/// A digest of a row as the log keeps it: SHA-256 of its JSON, hexadecimal.
///
/// # Errors
/// [`Error::Internal`] when the row cannot be written as JSON.
pub fn row_sha256(row: &impl Serialize) -> Result<String> {
    row_digest(row).map(|digest| to_hex(&digest))
}

/// The same to be compared.
///
/// # Errors
/// As [`row_sha256`].
pub fn row_digest(row: &impl Serialize) -> Result<Hash> {
    let mut bytes = Vec::with_capacity(TYPICAL_ROW);
    serde_json::to_writer(&mut bytes, row).map_err(Error::internal)?;
    Ok(sha256(&bytes))
}

/// A row of a register.
pub trait Registered {
    /// The register.
    const REGISTER: Register;

    /// What the entry is about that must tell of the row.
    fn subject(&self) -> Uuid;

    /// What tells it from the others of its register.
    fn key(&self) -> String;

    /// How people call it, when it has a name of its own.
    fn name(&self) -> Option<&str>;

    /// SHA-256 of everything in it, hexadecimal.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row cannot be written as JSON.
    fn sha256(&self) -> Result<String>;

    /// The row as the log keeps it.
    ///
    /// # Errors
    /// As [`Registered::sha256`].
    fn digest(&self) -> Result<RowDigest> {
        let name = self.name().map(str::to_owned);
        Ok(RowDigest { register: Self::REGISTER, key: self.key(), name, sha256: self.sha256()?, before: None })
    }
}

/// Says how a row of a register is known to the log: its subject, its key, and its name if it has one.
macro_rules! registered {
    ($row:ty as $register:ident: about $subject:expr, key $key:expr, name $name:expr) => {
        impl $crate::db::engine::digest::Registered for $row {
            const REGISTER: $crate::model::ledger::registers::Register =
                $crate::model::ledger::registers::Register::$register;

            fn subject(&self) -> uuid::Uuid {
                let subject: fn(&Self) -> uuid::Uuid = $subject;
                subject(self)
            }

            fn key(&self) -> String {
                let key: fn(&Self) -> String = $key;
                key(self)
            }

            fn name(&self) -> Option<&str> {
                let name: fn(&Self) -> Option<&str> = $name;
                name(self)
            }

            fn sha256(&self) -> $crate::error::Result<String> {
                $crate::db::engine::digest::row_sha256(self)
            }
        }
    };
}
pub(in crate::db) use registered;
