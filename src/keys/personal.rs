//! The keys under which personal numbers are encrypted: every number under a key of its own, which is itself encrypted under the
//! newest one of the file and stays readable with the older ones. AES-256-GCM (NIST SP 800-38D) both times.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hmac;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::audit::hash::{bytes_from_hex, to_hex};
use crate::audit::sha256;
use crate::error::{Cause, Error, Result};
use crate::model::accounts::identity::IdentityNumber;
use crate::model::ids::PersonalKeyId;
use crate::model::sealed::{Sealed, hidden};

/// Keys of personal numbers: 64 hexadecimal digits on each line, the one in use first.
pub const PERSONAL_KEY: &str = "personal.key";

/// Bytes of a key.
const LEN: usize = 32;
/// Hexadecimal digits by which a key is named.
const NAME_LEN: usize = 16;

/// The keys of a file, the one in use first.
#[derive(Default)]
pub struct PersonalKeys(Vec<Master>);

struct Master {
    name: String,
    key: RandomizedNonceKey,
    /// Numbers are compared with, without being kept.
    blind: hmac::Key,
}

/// The key of one number, encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// The name of the key it is encrypted under.
    pub master: String,
    /// Hexadecimal.
    pub bytes: String,
}

impl PersonalKeys {
    pub(super) fn parse(text: &str) -> Result<Self, Cause> {
        let keys = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Master::parse);
        keys.collect::<Result<Vec<_>, Cause>>().map(Self)
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of all of them.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(|master| master.name.as_str()).collect()
    }

    /// Encrypts a number that belongs to a subject under a new key, and that key under the one in use.
    ///
    /// # Errors
    /// [`Error::Operator`] when there is no key.
    pub fn seal(&self, id: PersonalKeyId, subject: Uuid, number: &str) -> Result<(Sealed, Wrapped)> {
        let master = self.newest()?;
        let mut bytes = Zeroizing::new([0; LEN]);
        aws_lc_rs::rand::fill(&mut *bytes).map_err(Error::internal)?;
        let own = RandomizedNonceKey::new(&AES_256_GCM, &*bytes).map_err(Error::internal)?;
        let shown = hidden(number);
        let cipher = encrypt(&own, &bound(id, subject, &shown), number.as_bytes())?;
        let wrapped = encrypt(&master.key, &bound(id, subject, ""), &*bytes)?;
        Ok((Sealed { key_id: id, shown, cipher }, Wrapped { master: master.name.clone(), bytes: wrapped }))
    }

    /// The number that was sealed for a subject; none when any of it is not as it was sealed, or its key is not at hand.
    pub fn open(&self, sealed: &Sealed, subject: Uuid, wrapped: &Wrapped) -> Option<String> {
        let bytes = self.unwrap(sealed.key_id, subject, wrapped)?;
        let own = RandomizedNonceKey::new(&AES_256_GCM, &bytes).ok()?;
        let number = decrypt(&own, &bound(sealed.key_id, subject, &sealed.shown), &sealed.cipher)?;
        String::from_utf8(number).ok()
    }

    /// The name of the key in use.
    ///
    /// # Errors
    /// [`Error::Operator`] when there is no key.
    pub fn in_use(&self) -> Result<&str> {
        self.newest().map(|master| master.name.as_str())
    }

    /// The key of a number under the key in use; none when it is not as it was encrypted, or was under a key that is not at hand.
    ///
    /// # Errors
    /// [`Error::Operator`] when there is no key.
    pub fn renew(&self, id: PersonalKeyId, subject: Uuid, wrapped: &Wrapped) -> Result<Option<Wrapped>> {
        let master = self.newest()?;
        let Some(bytes) = self.unwrap(id, subject, wrapped) else { return Ok(None) };
        let bytes = encrypt(&master.key, &bound(id, subject, ""), &bytes)?;
        Ok(Some(Wrapped { master: master.name.clone(), bytes }))
    }

    fn newest(&self) -> Result<&Master> {
        self.0.first().ok_or_else(|| Error::Operator(format!("{PERSONAL_KEY} is missing").into()))
    }

    /// By what a number is known that is kept nowhere: a code for every key, which begins with the name of the
    /// key, that of the key in use first. Two numbers are the same
    /// where a code of the one is a code of the other; without the key nobody can try which number has a code.
    ///
    /// # Errors
    /// [`Error::Operator`] when there is no key.
    pub fn codes(&self, number: &IdentityNumber) -> Result<Vec<String>> {
        if self.is_empty() {
            return Err(Error::Operator(format!("{PERSONAL_KEY} is missing").into()));
        }
        let code = |master: &Master| {
            let blinded = to_hex(hmac::sign(&master.blind, number.spelling().as_bytes()).as_ref());
            format!("{}:{blinded}", master.name)
        };
        Ok(self.0.iter().map(code).collect())
    }

    fn unwrap(&self, id: PersonalKeyId, subject: Uuid, wrapped: &Wrapped) -> Option<Zeroizing<Vec<u8>>> {
        let master = self.0.iter().find(|master| master.name == wrapped.master)?;
        decrypt(&master.key, &bound(id, subject, ""), &wrapped.bytes).map(Zeroizing::new)
    }
}

impl fmt::Debug for PersonalKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PersonalKeys").field(&self.names()).finish()
    }
}

impl Master {
    fn parse(line: &str) -> Result<Self, Cause> {
        let bytes = bytes_from_hex(line.as_bytes()).filter(|bytes| bytes.len() == LEN).map(Zeroizing::new);
        let bytes = bytes.ok_or("a line is not 64 hexadecimal digits")?;
        let mut name = to_hex(&sha256(&bytes));
        name.truncate(NAME_LEN);
        let key = RandomizedNonceKey::new(&AES_256_GCM, &bytes).map_err(|_| "a line is no key")?;
        let root = hmac::Key::new(hmac::HMAC_SHA256, &bytes);
        let blind = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, b"custody identity numbers").as_ref());
        Ok(Self { name, key, blind })
    }
}

/// A new key as its line.
pub(super) fn generate() -> Result<String> {
    let mut bytes = [0; LEN];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Error::internal)?;
    Ok(to_hex(&bytes))
}

/// What goes along unencrypted and cannot be exchanged: whose it is, and what of it is shown.
fn bound(id: PersonalKeyId, subject: Uuid, shown: &str) -> Vec<u8> {
    [&id.0.as_bytes()[..], subject.as_bytes(), shown.as_bytes()].concat()
}

fn encrypt(key: &RandomizedNonceKey, bound: &[u8], plain: &[u8]) -> Result<String> {
    let mut bytes = plain.to_vec();
    let nonce = key.seal_in_place_append_tag(Aad::from(bound), &mut bytes).map_err(Error::internal)?;
    Ok(to_hex(&[&nonce.as_ref()[..], &bytes].concat()))
}

fn decrypt(key: &RandomizedNonceKey, bound: &[u8], cipher: &str) -> Option<Vec<u8>> {
    let bytes = bytes_from_hex(cipher.as_bytes())?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut sealed = sealed.to_vec();
    let plain = key.open_in_place(nonce, Aad::from(bound), &mut sealed).ok()?;
    Some(plain.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "130203199001011239";

    #[test]
    fn a_number_has_a_code_of_every_key_and_its_spelling_makes_no_other() {
        let (old, new) = (generate().unwrap(), generate().unwrap());
        let codes = |file: &str, number: &str| {
            PersonalKeys::parse(file).unwrap().codes(&IdentityNumber::read(number).unwrap()).unwrap()
        };
        let (before, rotated) = (codes(&old, NUMBER), codes(&format!("{new}\n{old}"), " １３０２０３-19900101 1239 "));
        assert_eq!((before.len(), rotated.len()), (1, 2));
        assert_eq!(before[0], rotated[1], "an account of before the key was renewed is still found");
        assert_ne!(rotated[0], rotated[1]);
        assert_ne!(before, codes(&old, "11010519491231002X"));
        assert!(!before[0].contains(NUMBER));
        assert!(PersonalKeys::default().codes(&IdentityNumber::read(NUMBER).unwrap()).is_err());
    }

    fn id(number: u128) -> PersonalKeyId {
        PersonalKeyId(Uuid::from_u128(number))
    }

    #[test]
    fn a_number_is_opened_with_everything_it_was_sealed_with_and_with_nothing_else() {
        let (key, other) = (generate().unwrap(), generate().unwrap());
        let keys = PersonalKeys::parse(&format!("{key}\n")).unwrap();
        let subject = Uuid::from_u128(1);
        let (sealed, wrapped) = keys.seal(id(2), subject, NUMBER).unwrap();
        assert!(!sealed.to_string().contains(NUMBER) && !wrapped.bytes.contains(&key));
        assert_eq!(keys.open(&sealed, subject, &wrapped).as_deref(), Some(NUMBER));
        let newer = PersonalKeys::parse(&format!("{other}\n{key}\n")).unwrap();
        assert_eq!(newer.open(&sealed, subject, &wrapped).as_deref(), Some(NUMBER), "under an older key");
        assert_ne!(newer.seal(id(2), subject, NUMBER).unwrap().1.master, wrapped.master);
        let renewed = newer.renew(id(2), subject, &wrapped).unwrap().unwrap();
        assert_eq!(newer.in_use().unwrap(), renewed.master);
        let alone = PersonalKeys::parse(&other).unwrap();
        assert_eq!(alone.open(&sealed, subject, &renewed).as_deref(), Some(NUMBER), "without the older key");
        assert_eq!(alone.renew(id(2), subject, &wrapped).unwrap(), None);
        let (again, its_key) = keys.seal(id(2), subject, NUMBER).unwrap();
        assert_ne!(again.cipher, sealed.cipher);
        let foreign = PersonalKeys::parse(&other).unwrap();
        assert_eq!(foreign.open(&sealed, subject, &wrapped), None);
        for (sealed, subject, wrapped) in [
            (&Sealed { shown: "**************9999".into(), ..sealed.clone() }, subject, &wrapped),
            (&Sealed { key_id: id(3), ..sealed.clone() }, subject, &wrapped),
            (&Sealed { cipher: "00".into(), ..sealed.clone() }, subject, &wrapped),
            (&sealed, Uuid::from_u128(9), &wrapped),
            (&sealed, subject, &its_key),
        ] {
            assert_eq!(keys.open(sealed, subject, wrapped), None);
        }
    }

    #[test]
    fn a_file_of_something_else_is_no_key() {
        for text in ["nothing", "00", &"0".repeat(63), &"g".repeat(64)] {
            assert!(PersonalKeys::parse(text).is_err(), "{text}");
        }
        assert!(PersonalKeys::parse("\n").unwrap().is_empty());
        assert!(matches!(PersonalKeys::default().seal(id(1), Uuid::nil(), NUMBER), Err(Error::Operator(_))));
    }
}
