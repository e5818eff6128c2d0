//! What an authenticator is asked to sign: random bytes and their time, with a code of the token key over them, what they are for, and
//! the session or browser they were given to. So every server knows its own, and nothing is kept of one until it is answered.

use aws_lc_rs::constant_time;

use crate::audit::hash::to_hex;
use crate::error::{Error, Result};
use crate::model::ids::SessionId;
use crate::model::time::{MINUTE, SECOND, Time};
use crate::operations::accounts::passkeys::webauthn::{bytes_of, text_of};
use crate::tokens::Tokens;

/// How long a challenge can be answered.
pub const CHALLENGE_MICROS: i64 = 5 * MINUTE;
/// Random bytes in it.
const RANDOM: usize = 16;
/// Bytes before the code: those, and the seconds since 1970.
const HEAD: usize = RANDOM + 8;

/// What a challenge is for, and to whom it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in, at this browser.
    SignIn(String),
    /// To add a passkey to the account of this session.
    Add(SessionId),
    /// To say anew who one is, in this session.
    Proof(SessionId),
    /// To stand by as the second custodian, in this session of the first.
    Second(SessionId),
}

impl Purpose {
    const fn word(&self) -> &'static str {
        match self {
            Self::SignIn(_) => "sign_in",
            Self::Add(_) => "add",
            Self::Proof(_) => "proof",
            Self::Second(_) => "second",
        }
    }

    fn holder(&self) -> String {
        match self {
            Self::SignIn(browser) => browser.clone(),
            Self::Add(session) | Self::Proof(session) | Self::Second(session) => session.to_string(),
        }
    }

    fn code(&self, tokens: &Tokens, head: &[u8]) -> Result<Vec<u8>> {
        tokens.factor("passkey challenge", &(self.word(), self.holder(), to_hex(head)))
    }
}

/// A new challenge, in base64url.
///
/// # Errors
/// [`Error::Internal`] when the system gives no random bytes.
pub fn issue(tokens: &Tokens, purpose: &Purpose, now: Time) -> Result<String> {
    let mut random = [0; RANDOM];
    aws_lc_rs::rand::fill(&mut random).map_err(Error::internal)?;
    let head = [&random[..], &now.0.div_euclid(SECOND).to_be_bytes()].concat();
    let code = purpose.code(tokens, &head)?;
    Ok(text_of(&[head, code].concat()))
}

/// Whether a challenge is this program's, for this and nothing else, and has not run out.
///
/// # Errors
/// As [`Tokens::factor`].
pub fn fits(tokens: &Tokens, purpose: &Purpose, challenge: &str, now: Time) -> Result<bool> {
    let bytes = bytes_of(challenge).unwrap_or_default();
    let Some((head, code)) = bytes.split_at_checked(HEAD) else { return Ok(false) };
    if constant_time::verify_slices_are_equal(code, &purpose.code(tokens, head)?).is_err() {
        return Ok(false);
    }
    let seconds = head.get(RANDOM..).and_then(|eight| eight.try_into().ok()).map(i64::from_be_bytes);
    let issued_at = Time(seconds.unwrap_or_default().saturating_mul(SECOND));
    // Another server's clock may be a little ahead.
    Ok(issued_at <= now.plus(MINUTE) && now < issued_at.plus(CHALLENGE_MICROS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::Ed25519KeyPair;
    use uuid::Uuid;

    const NOW: Time = Time(1_700_000_000_000_000);

    fn tokens() -> Tokens {
        let key = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new()).unwrap();
        Tokens::new(key.as_ref(), "here").unwrap()
    }

    #[test]
    fn a_challenge_is_for_one_purpose_one_holder_one_key_and_five_minutes() {
        let (tokens, session) = (tokens(), SessionId(Uuid::from_u128(1)));
        let own = Purpose::Proof(session);
        let challenge = issue(&tokens, &own, NOW).unwrap();
        let known = |purpose: &Purpose, now| fits(&tokens, purpose, &challenge, now).unwrap();
        assert!(known(&own, NOW) && known(&own, NOW.plus(CHALLENGE_MICROS - SECOND)));
        assert!(!known(&own, NOW.plus(CHALLENGE_MICROS)) && !known(&own, NOW.plus(-2 * MINUTE)));
        for other in [
            Purpose::Proof(SessionId(Uuid::from_u128(2))),
            Purpose::Add(session),
            Purpose::Second(session),
            Purpose::SignIn(session.to_string()),
        ] {
            assert!(!known(&other, NOW), "{other:?}");
        }
        assert!(!fits(&self::tokens(), &own, &challenge, NOW).unwrap(), "another key");
        for strange in
            [String::new(), "AAAA".into(), format!("{challenge}A"), challenge.replacen(&challenge[..1], "_", 1)]
        {
            assert!(strange == challenge || !fits(&tokens, &own, &strange, NOW).unwrap(), "{strange}");
        }
        assert_ne!(issue(&tokens, &own, NOW).unwrap(), challenge);
    }
}
