//! Passwords: their length, hashing with argon2id, checking in equal time.
//! What is demanded of a chosen one says the profile of the centre; by default it is length, after NIST SP 800-63B-4, and nothing about kinds
//! of characters. What is guessed first is refused always, see [`guessable`].

pub mod breached;
pub mod guessable;

use std::fmt;

use argon2::password_hash::{Error as NoMatch, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash as Phc, Version};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::model::accounts::security_profile::{PasswordDemands, kinds_of_characters};
use crate::model::reason::{Reason, Refusal};

/// Characters a password has at most.
pub const LONGEST: usize = 128;

/// Characters of one part of a password that two administrators give.
const PART: usize = 12;
/// A hash that is nobody's, with the parameters of those that are made: what is computed for an unknown login.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// Without the letters and digits that look alike.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567890";

/// A password as typed; it never shows in logs.
#[derive(Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Password, max_length = 128)]
pub struct Password(Zeroizing<String>);

/// An argon2id hash in PHC form, with its parameters.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl Password {
    /// A password from a trusted place, such as the operator's console.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// A random initial password: 20 characters, 100 bits.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random bytes.
    pub fn random() -> Result<Self> {
        Self::random_of(20)
    }

    /// A random part of a password: 12 characters, 60 bits.
    ///
    /// # Errors
    /// As [`Password::random`].
    pub fn random_part() -> Result<Self> {
        Self::random_of(PART)
    }

    fn random_of(length: usize) -> Result<Self> {
        let mut bytes = Zeroizing::new(vec![0; length]);
        aws_lc_rs::rand::fill(&mut bytes).map_err(Error::internal)?;
        Ok(Self::spelled(&bytes))
    }

    /// The part of a password that these bytes, which nobody can guess, spell: 12 characters.
    pub fn part_of(bytes: &[u8]) -> Self {
        Self::spelled(bytes.get(..PART).unwrap_or(bytes))
    }

    fn spelled(bytes: &[u8]) -> Self {
        let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or(b'a');
        Self(Zeroizing::new(bytes.iter().map(|byte| char::from(letter(byte))).collect()))
    }

    /// The password that two parts make when they are typed one after the other.
    #[must_use]
    pub fn joined(&self, second: &Self) -> Self {
        Self(Zeroizing::new([self.0.as_str(), &second.0].concat()))
    }

    /// The text, to be shown once to the one who must know it.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether it is neither too short nor too long to be chosen, and has the kinds of characters that are demanded.
    ///
    /// # Errors
    /// The rule it breaks.
    pub fn check(&self, demands: PasswordDemands) -> Result<(), Refusal> {
        let length = self.0.chars().count();
        if length < demands.shortest {
            return Err(Refusal::new(Reason::PasswordTooShort).with("min", demands.shortest));
        }
        if length > LONGEST {
            return Err(Refusal::new(Reason::PasswordTooLong).with("max", LONGEST));
        }
        if kinds_of_characters(&self.0) < demands.kinds {
            return Err(Refusal::new(Reason::PasswordKindsFew).with("min", demands.kinds));
        }
        Ok(())
    }

    /// Hashes the password; takes tens of milliseconds and 19 MiB.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random bytes.
    pub fn hash(&self) -> Result<PasswordHash> {
        let hash = Argon2::default().hash_password(self.0.as_bytes()).map_err(Error::internal)?;
        Ok(PasswordHash(hash.to_string()))
    }

    /// Whether the password has this hash. Without a hash, or with one that cannot be read, the answer is no, after the same
    /// time.
    pub fn fits(&self, hash: Option<&str>) -> bool {
        match hash.map(|hash| self.verify(hash)) {
            Some(Ok(())) => !self.0.is_empty(),
            Some(Err(NoMatch::PasswordInvalid)) => false,
            // Nothing was computed yet.
            None | Some(Err(_)) => {
                std::hint::black_box(self.verify(NOBODY).ok());
                false
            }
        }
    }

    fn verify(&self, hash: &str) -> Result<(), NoMatch> {
        let typed = if self.0.chars().count() > LONGEST { "" } else { self.0.as_str() };
        Argon2::default().verify_password(typed.as_bytes(), &Phc::new(hash).map_err(|_| NoMatch::EncodingInvalid)?)
    }
}

/// Whether a hash was made with less than is made today: another function, or less memory or fewer turns. Of one that cannot be read
/// nothing is said.
pub fn is_outdated(hash: &str) -> bool {
    let Ok(hash) = Phc::new(hash) else { return false };
    let Ok(made) = Params::try_from(&hash) else { return false };
    let wanted = Params::DEFAULT;
    let same = hash.algorithm == Algorithm::Argon2id.ident() && hash.version == Some(Version::default().into());
    !same || made.m_cost() < wanted.m_cost() || made.t_cost() < wanted.t_cost() || made.p_cost() < wanted.p_cost()
}

impl PasswordHash {
    /// A hash that was made elsewhere, such as by an earlier program, in PHC form.
    pub fn made_elsewhere(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The hash as it is stored.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::accounts::security_profile::SecurityProfile;

    const NO_HASH: &str = "";

    #[test]
    fn length_counts_in_characters() {
        let demands = SecurityProfile::Nist.passwords();
        let refusal = |text: &str| Password::new(text).check(demands).err().map(|refusal| refusal.reason);
        assert_eq!(refusal("a short one"), Some(Reason::PasswordTooShort));
        assert_eq!(refusal("天津卫的秋天里桂花开得很早真好"), None);
        assert_eq!(refusal("天津卫的秋天里桂花开得很早真"), Some(Reason::PasswordTooShort));
        assert_eq!(refusal(&"长".repeat(128)), None);
        assert_eq!(refusal(&"长".repeat(129)), Some(Reason::PasswordTooLong));
    }

    #[test]
    fn a_profile_asks_for_its_length_and_its_kinds() {
        let refusal = |text: &str, profile: SecurityProfile| {
            Password::new(text).check(profile.passwords()).err().map(|refusal| refusal.reason)
        };
        let (short, few) = (Some(Reason::PasswordTooShort), Some(Reason::PasswordKindsFew));
        for (text, by_profile) in [
            ("Boats7!", [short, short, short]),
            ("Boats7!x", [short, None, short]),
            ("boatsseven", [short, few, short]),
            ("boats seven!", [short, few, None]),
            ("seven green boats", [None, few, None]),
            ("seven green boats 7", [None, None, None]),
            ("七艘绿船在午间驶过卫河大桥下面", [None, few, None]),
        ] {
            let found: Vec<_> = SecurityProfile::ALL.iter().map(|profile| refusal(text, *profile)).collect();
            assert_eq!(found, by_profile, "{text}");
        }
    }

    #[test]
    fn a_password_fits_its_own_hash_only_and_never_shows() {
        let password = Password::random().unwrap();
        let hash = password.hash().unwrap();
        assert!(password.fits(Some(&hash.0)));
        assert!(!Password::new("another password").fits(Some(&hash.0)));
        assert!(!password.fits(None) && !Password::new("").fits(Some(&hash.0)) && !password.fits(Some("nonsense")));
        assert!(!format!("{password:?} {hash:?}").contains(password.reveal()));
        assert!(hash.0.starts_with("$argon2id$v=19$"));
    }

    #[test]
    fn a_hash_is_outdated_when_it_was_made_with_less() {
        let made = |head: &str| format!("{head}$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        for (head, outdated) in [
            ("$argon2id$v=19$m=19456,t=2,p=1", false),
            ("$argon2id$v=19$m=65536,t=3,p=4", false),
            ("$argon2id$v=19$m=19455,t=2,p=1", true),
            ("$argon2id$v=19$m=19456,t=1,p=1", true),
            ("$argon2i$v=19$m=19456,t=2,p=1", true),
            ("$argon2id$v=16$m=19456,t=2,p=1", true),
        ] {
            assert_eq!(is_outdated(&made(head)), outdated, "{head}");
        }
        assert!(!is_outdated(&Password::random().unwrap().hash().unwrap().0), "what is made today");
        assert!(!is_outdated(NO_HASH) && !is_outdated("nonsense"));
    }

    #[test]
    fn what_is_computed_for_nobody_is_computed_as_for_everybody() {
        let password = Password::random().unwrap();
        let hash = password.hash().unwrap();
        let parameters = |hash: &str| hash.rsplitn(3, '$').nth(2).map(str::to_owned);
        assert_eq!(parameters(NOBODY), parameters(&hash.0));
        for unreadable in ["", "nonsense", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=1,t=1,p=1$AA$AA"] {
            assert!(!matches!(password.verify(unreadable), Ok(()) | Err(NoMatch::PasswordInvalid)), "{unreadable}");
            assert!(!password.fits(Some(unreadable)), "{unreadable}");
        }
        assert_eq!(password.verify(NOBODY), Err(NoMatch::PasswordInvalid));
    }
}
