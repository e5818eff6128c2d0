//! The way to an identity provider and back. Nothing is kept of it but in the browser that goes: a cookie that only the holder of the token
//! key reads and makes, first of what was asked, and after the return of who came. So every server knows its own, nobody fills a table by
//! asking, and what was asked at one browser or for one thing answers no other.

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::audit::sha256;
use crate::error::{Error, Result};
use crate::model::ids::SessionId;
use crate::model::time::{MINUTE, Time};
use crate::tokens::Tokens;

/// How long somebody may be away.
pub const AWAY_MICROS: i64 = 10 * MINUTE;
/// How long whoever came back may take to do what they came for, such as to type a code.
pub const ARRIVED_MICROS: i64 = 5 * MINUTE;
/// The clocks of servers may differ by so much, that of a provider too.
const SKEW: i64 = MINUTE;
/// Random bytes of a state, a nonce and a verifier.
const RANDOM: usize = 32;

/// What somebody goes to the provider for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To sign in, at this browser.
    SignIn,
    /// To link the identity to the account of this session.
    Link(SessionId),
    /// To say anew who one is, in this session.
    Proof(SessionId),
}

/// Somebody who is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    pub purpose: Purpose,
    /// What the provider gives back with the answer.
    pub state: String,
    /// What it writes into the token.
    pub nonce: String,
    /// What shows that the code is exchanged by whoever asked (RFC 7636).
    pub verifier: String,
    since: Time,
}

/// Somebody who came back, and whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    pub purpose: Purpose,
    pub issuer: String,
    pub subject: String,
    /// Whether the provider saw more than one factor.
    pub multi_factor: bool,
    pub(super) state: String,
    since: Time,
}

impl Away {
    /// Sends somebody away now.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random bytes.
    pub fn begin(purpose: Purpose, now: Time) -> Result<Self> {
        Ok(Self { purpose, state: random()?, nonce: random()?, verifier: random()?, since: now })
    }

    /// The digest of the verifier that the provider is given (S256).
    pub fn challenge(&self) -> String {
        BASE64.encode(sha256(self.verifier.as_bytes()))
    }

    /// Whether the provider must have asked anew who it is.
    pub const fn is_anew(&self) -> bool {
        matches!(self.purpose, Purpose::Proof(_))
    }

    /// Whether somebody who said to the provider at this time who they are has said it since they were sent there.
    pub fn is_said_since(&self, at: Option<Time>) -> bool {
        at.is_some_and(|at| at.plus(SKEW) >= self.since)
    }

    /// For the browser to keep.
    ///
    /// # Errors
    /// [`Error::Internal`] when it cannot be encrypted.
    pub fn seal(&self, tokens: &Tokens) -> Result<String> {
        seal(tokens, "away", self)
    }

    /// What a browser has kept, unless it is of somebody else's making or too old.
    ///
    /// # Errors
    /// As [`Tokens::factor`].
    pub fn open(tokens: &Tokens, kept: &str, now: Time) -> Result<Option<Self>> {
        let away: Option<Self> = open(tokens, "away", kept)?;
        Ok(away.filter(|away| is_within(away.since, AWAY_MICROS, now)))
    }

    /// Takes somebody back.
    pub fn arrive(self, issuer: &str, subject: String, multi_factor: bool, now: Time) -> Arrived {
        let Self { purpose, state, .. } = self;
        Arrived { purpose, issuer: issuer.to_owned(), subject, multi_factor, state, since: now }
    }
}

impl Arrived {
    /// For the browser to keep.
    ///
    /// # Errors
    /// [`Error::Internal`] when it cannot be encrypted.
    pub fn seal(&self, tokens: &Tokens) -> Result<String> {
        seal(tokens, "arrived", self)
    }

    /// What a browser has kept, if it is for this and not too old.
    ///
    /// # Errors
    /// As [`Tokens::factor`].
    pub fn open(tokens: &Tokens, kept: &str, purpose: Purpose, now: Time) -> Result<Option<Self>> {
        let arrived: Option<Self> = open(tokens, "arrived", kept)?;
        Ok(arrived.filter(|it| it.purpose == purpose && is_within(it.since, ARRIVED_MICROS, now)))
    }
}

fn is_within(since: Time, micros: i64, now: Time) -> bool {
    since <= now.plus(SKEW) && now < since.plus(micros)
}

fn random() -> Result<String> {
    let mut bytes = [0; RANDOM];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Error::internal)?;
    Ok(BASE64.encode(bytes))
}

fn key(tokens: &Tokens) -> Result<RandomizedNonceKey> {
    let bytes = tokens.factor("journeys to the identity provider", &())?;
    RandomizedNonceKey::new(&AES_256_GCM, &bytes).map_err(Error::internal)
}

fn seal(tokens: &Tokens, kind: &str, kept: &impl Serialize) -> Result<String> {
    let mut text = serde_json::to_vec(kept).map_err(Error::internal)?;
    let nonce = key(tokens)?.seal_in_place_append_tag(Aad::from(kind), &mut text).map_err(Error::internal)?;
    Ok(BASE64.encode([&nonce.as_ref()[..], &text].concat()))
}

fn open<T: DeserializeOwned>(tokens: &Tokens, kind: &str, kept: &str) -> Result<Option<T>> {
    let bytes = BASE64.decode(kept).unwrap_or_default();
    let Some((nonce, cipher)) = bytes.split_first_chunk::<NONCE_LEN>() else { return Ok(None) };
    let (key, mut cipher) = (key(tokens)?, cipher.to_vec());
    let Ok(nonce) = Nonce::try_assume_unique_for_key(nonce) else { return Ok(None) };
    let opened = key.open_in_place(nonce, Aad::from(kind), &mut cipher).ok();
    Ok(opened.and_then(|text| serde_json::from_slice(text).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::SECOND;
    use aws_lc_rs::signature::Ed25519KeyPair;
    use uuid::Uuid;

    const NOW: Time = Time(1_700_000_000_000_000);

    fn tokens() -> Tokens {
        let key = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new()).unwrap();
        Tokens::new(key.as_ref(), "here").unwrap()
    }

    #[test]
    fn what_a_browser_keeps_of_a_journey_is_for_one_key_one_stage_and_ten_minutes() {
        let tokens = tokens();
        let away = Away::begin(Purpose::SignIn, NOW).unwrap();
        let kept = away.seal(&tokens).unwrap();
        let opened = |kept: &str, now| Away::open(&tokens, kept, now).unwrap();
        assert_eq!(opened(&kept, NOW), Some(away.clone()));
        assert_eq!(opened(&kept, NOW.plus(AWAY_MICROS - SECOND)), Some(away.clone()));
        assert_eq!(opened(&kept, NOW.plus(AWAY_MICROS)), None);
        assert_eq!(opened(&kept, NOW.plus(-2 * MINUTE)), None);
        assert_eq!(Away::open(&self::tokens(), &kept, NOW).unwrap(), None, "another key");
        for strange in ["", "AAAA", &kept[1..], &format!("{kept}A")] {
            assert_eq!(opened(strange, NOW), None, "{strange}");
        }
        assert!(!kept.contains(&away.state) && away.challenge() != away.verifier);
        assert_ne!(Away::begin(Purpose::SignIn, NOW).unwrap().state, away.state);
    }

    #[test]
    fn whoever_arrived_did_so_for_one_purpose_and_five_minutes() {
        let (tokens, session) = (tokens(), SessionId(Uuid::from_u128(1)));
        let away = Away::begin(Purpose::Link(session), NOW).unwrap();
        let arrived = away.clone().arrive("https://id.example.org", "7".to_owned(), false, NOW);
        let kept = arrived.seal(&tokens).unwrap();
        let opened = |purpose, now| Arrived::open(&tokens, &kept, purpose, now).unwrap();
        assert_eq!(opened(Purpose::Link(session), NOW), Some(arrived));
        assert_eq!(opened(Purpose::Link(session), NOW.plus(ARRIVED_MICROS)), None);
        for other in [Purpose::SignIn, Purpose::Proof(session), Purpose::Link(SessionId(Uuid::from_u128(2)))] {
            assert_eq!(opened(other, NOW), None, "{other:?}");
        }
        assert_eq!(Away::open(&tokens, &kept, NOW).unwrap(), None, "another stage");
        assert_eq!(Arrived::open(&tokens, &away.seal(&tokens).unwrap(), Purpose::Link(session), NOW).unwrap(), None);
    }

    #[test]
    fn only_what_was_said_since_the_departure_is_said_anew() {
        let away = Away::begin(Purpose::Proof(SessionId(Uuid::from_u128(1))), NOW).unwrap();
        assert!(away.is_anew() && away.is_said_since(Some(NOW)) && away.is_said_since(Some(NOW.plus(-SKEW))));
        assert!(!away.is_said_since(Some(NOW.plus(-SKEW - SECOND))) && !away.is_said_since(None));
    }
}
