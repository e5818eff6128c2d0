//! Access tokens (JWT, EdDSA), confirmations of a second custodian, the chain of refresh tokens, and the codes by which
//! rows that make somebody somebody, and browsers somebody signed in at, are known to be this program's. Pure computation with the token key; whether a session
//! still counts is asked of the database each time.

use std::collections::HashMap;
use std::fmt;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::audit::hash::{Hash, bytes_from_hex, sha256, to_hex};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{SessionId, UserId};
use crate::model::reason::Reason;
use crate::model::time::{SECOND, Time};

/// Access tokens live ten minutes.
pub const ACCESS_MICROS: i64 = 600 * SECOND;
/// A confirmation lives two minutes.
pub const CONFIRMATION_MICROS: i64 = 120 * SECOND;
/// Verified tokens kept in memory at most.
const CACHED: usize = 10_000;
/// RFC 9068.
const ACCESS_TYPE: &str = "at+jwt";
const CONFIRMATION_TYPE: &str = "custody-second+jwt";

/// What a token names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access {
    /// The session; for a confirmation the session it was given in.
    pub session_id: SessionId,
    /// The person; for a confirmation the second custodian.
    pub user_id: UserId,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    sid: SessionId,
    /// Seconds since 1970.
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// Makes and reads tokens.
pub struct Tokens {
    issuer: String,
    signing: EncodingKey,
    verifying: DecodingKey,
    validation: Validation,
    chain: hmac::Key,
    rows: hmac::Key,
    devices: hmac::Key,
    parts: hmac::Key,
    factors: hmac::Key,
    pictures: hmac::Key,
    verified: Mutex<HashMap<Hash, (Access, i64)>>,
}

impl Tokens {
    /// From the token key, an Ed25519 key in PKCS #8; `issuer` is the name of the log, one for each centre.
    ///
    /// # Errors
    /// [`Error::Operator`] when it is no such key.
    pub fn new(pkcs8: &[u8], issuer: &str) -> Result<Self> {
        let pair =
            Ed25519KeyPair::from_pkcs8(pkcs8).map_err(|e| Error::operator("it holds no Ed25519 key in PKCS #8", e))?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        // The times are checked against our own clock.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
        validation.validate_aud = false;
        let root = hmac::Key::new(hmac::HMAC_SHA256, pkcs8);
        let derived = |label: &[u8]| hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, label).as_ref());
        Ok(Self {
            issuer: issuer.to_owned(),
            signing: EncodingKey::from_ed_der(pkcs8),
            verifying: DecodingKey::from_ed_der(pair.public_key().as_ref()),
            validation,
            chain: derived(b"custody refresh secret"),
            rows: derived(b"custody credential rows"),
            devices: derived(b"custody known devices"),
            parts: derived(b"custody password parts"),
            factors: derived(b"custody second factors"),
            pictures: derived(b"custody smaller pictures"),
            verified: Mutex::new(HashMap::new()),
        })
    }

    /// An access token and when it runs out: ten minutes on, and not after the session.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn access(&self, access: Access, now: Time, session_ends: Time) -> Result<(String, Time)> {
        self.sign(ACCESS_TYPE, access, now, now.plus(ACCESS_MICROS).min(session_ends))
    }

    /// Reads an access token. A token seen before is not verified again; its session always is.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] when it is forged, malformed or has run out.
    pub fn read_access(&self, token: &str, now: Time) -> Result<Access> {
        let name = sha256(token.as_bytes());
        if let Some((access, expires)) = self.verified.lock().get(&name).copied() {
            return if seconds(now) < expires { Ok(access) } else { Err(ended()) };
        }
        let (access, expires) = self.read(ACCESS_TYPE, token, now).ok_or_else(ended)?;
        let mut verified = self.verified.lock();
        if verified.len() >= CACHED {
            verified.retain(|_, (_, expires)| seconds(now) < *expires);
        }
        if verified.len() < CACHED {
            verified.insert(name, (access, expires));
        }
        Ok(access)
    }

    /// Whether an access token is of this program, run out or not.
    pub fn has_made(&self, token: &str) -> bool {
        jsonwebtoken::decode::<Claims>(token, &self.verifying, &self.validation)
            .is_ok_and(|data| data.header.typ.as_deref() == Some(ACCESS_TYPE))
    }

    /// A token that says: within this session, this second custodian confirmed.
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn confirmation(&self, access: Access, now: Time) -> Result<(String, Time)> {
        self.sign(CONFIRMATION_TYPE, access, now, now.plus(CONFIRMATION_MICROS))
    }

    /// Reads a confirmation given in this session.
    ///
    /// # Errors
    /// [`Reason::ConfirmationInvalid`] when it is forged, has run out or was given in another session.
    pub fn read_confirmation(&self, token: &str, session: SessionId, now: Time) -> Result<UserId> {
        match self.read(CONFIRMATION_TYPE, token, now) {
            Some((access, _)) if access.session_id == session => Ok(access.user_id),
            _ => Err(Reason::ConfirmationInvalid.into()),
        }
    }

    /// The refresh token that follows another one; always the same, so that a repeated refresh gets the same pair.
    pub fn refresh_after(&self, token: &str) -> String {
        let mut context = hmac::Context::with_key(&self.chain);
        context.update(b"refresh");
        context.update(token.as_bytes());
        to_hex(context.sign().as_ref())
    }

    /// The code of a row that makes somebody somebody: only the holder of the key can give it to these very values.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row cannot be written as JSON.
    pub fn row_mac(&self, table: &str, row: &impl Serialize) -> Result<String> {
        Ok(to_hex(hmac::sign(&self.rows, &named(table, row)?).as_ref()))
    }

    /// Whether a row has the code that [`Tokens::row_mac`] gave it.
    ///
    /// # Errors
    /// As [`Tokens::row_mac`].
    pub fn row_mac_fits(&self, table: &str, row: &impl Serialize, mac: &str) -> Result<bool> {
        let Some(mac) = bytes_from_hex(mac.as_bytes()) else { return Ok(false) };
        Ok(hmac::verify(&self.rows, &named(table, row)?, &mac).is_ok())
    }

    /// The code of what a browser is known by: only the holder of the key can give it to these very values.
    ///
    /// # Errors
    /// [`Error::Internal`] when the values cannot be written as JSON.
    pub fn device_mac(&self, vouched: &impl Serialize) -> Result<String> {
        let bytes = serde_json::to_vec(vouched).map_err(Error::internal)?;
        Ok(to_hex(hmac::sign(&self.devices, &bytes).as_ref()))
    }

    /// Whether [`Tokens::device_mac`] gave this code to these values.
    ///
    /// # Errors
    /// As [`Tokens::device_mac`].
    pub fn device_mac_fits(&self, vouched: &impl Serialize, mac: &str) -> Result<bool> {
        let Some(mac) = bytes_from_hex(mac.as_bytes()) else { return Ok(false) };
        let bytes = serde_json::to_vec(vouched).map_err(Error::internal)?;
        Ok(hmac::verify(&self.devices, &bytes, &mac).is_ok())
    }

    /// By what the database knows a set-up token: without the key nobody can enter one of their own.
    pub fn setup_token_hash(&self, token: &str) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.rows);
        context.update(b"setup_tokens\0");
        context.update(token.as_bytes());
        context.sign().as_ref().to_vec()
    }

    /// By what a body is known as this person said it, for this agency and in these roles: whoever has moved since, or may do something else now,
    /// is not shown the answer of before. Without the key nobody can try what a body may have said.
    pub fn call_mac(&self, viewer: &Viewer, body_sha256: &[u8]) -> Vec<u8> {
        let mut context = hmac::Context::with_key(&self.rows);
        context.update(b"idempotency_keys\0");
        context.update(viewer.agency_id.0.as_bytes());
        context.update(viewer.roles.to_string().as_bytes());
        context.update(viewer.clearance.as_str().as_bytes());
        context.update(body_sha256);
        context.sign().as_ref().to_vec()
    }

    /// Bytes that only the holder of the key can compute from what a part of a password was given for.
    ///
    /// # Errors
    /// [`Error::Internal`] when that cannot be written as JSON.
    pub fn password_part(&self, given: &impl Serialize) -> Result<Vec<u8>> {
        Ok(hmac::sign(&self.parts, &named("password_parts", given)?).as_ref().to_vec())
    }

    /// Bytes that only the holder of the key can compute from what a second factor, or a part of it, is made from.
    ///
    /// # Errors
    /// [`Error::Internal`] when that cannot be written as JSON.
    pub fn factor(&self, purpose: &str, made_from: &impl Serialize) -> Result<Vec<u8>> {
        Ok(hmac::sign(&self.factors, &named(purpose, made_from)?).as_ref().to_vec())
    }

    /// What vouches for the smaller pictures that lie beside originals.
    pub fn picture_key(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(hmac::sign(&self.pictures, b"key").as_ref().to_vec())
    }

    fn sign(&self, kind: &str, access: Access, now: Time, until: Time) -> Result<(String, Time)> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(kind.to_owned());
        let (now, until) = (seconds(now), seconds(until));
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: kind.to_owned(),
            sub: access.user_id,
            sid: access.session_id,
            iat: now,
            nbf: now,
            exp: until,
        };
        let token = jsonwebtoken::encode(&header, &claims, &self.signing).map_err(Error::internal)?;
        Ok((token, Time(until * SECOND)))
    }

    fn read(&self, kind: &str, token: &str, now: Time) -> Option<(Access, i64)> {
        let data = jsonwebtoken::decode::<Claims>(token, &self.verifying, &self.validation).ok()?;
        let (header, claims, now) = (data.header, data.claims, seconds(now));
        let foreign_key = header.jku.is_some() || header.jwk.is_some() || header.x5u.is_some() || header.x5c.is_some();
        let fits = header.typ.as_deref() == Some(kind) && header.crit.is_none() && !foreign_key && claims.aud == kind;
        let timely = claims.nbf <= now && now < claims.exp;
        (fits && timely).then_some((Access { session_id: claims.sid, user_id: claims.sub }, claims.exp))
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// A new random refresh token: 32 bytes in hexadecimal digits.
///
/// # Errors
/// [`Error::Internal`] when the system gives no random bytes.
pub fn new_refresh() -> Result<String> {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).map_err(Error::internal)?;
    Ok(to_hex(&bytes))
}

/// What a row's code is made from: its table, and everything in it as JSON.
fn named(table: &str, row: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = [table.as_bytes(), b"\0"].concat();
    serde_json::to_writer(&mut bytes, row).map_err(Error::internal)?;
    Ok(bytes)
}

const fn seconds(time: Time) -> i64 {
    time.0.div_euclid(SECOND)
}

const fn ended() -> Error {
    Error::NotSignedIn(Reason::SessionEnded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const NOW: Time = Time(1_700_000_000_000_000);

    fn tokens(issuer: &str) -> Tokens {
        let key = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new()).unwrap();
        Tokens::new(key.as_ref(), issuer).unwrap()
    }

    fn access() -> Access {
        Access { session_id: SessionId(Uuid::from_u128(1)), user_id: UserId(Uuid::from_u128(2)) }
    }

    #[test]
    fn an_access_token_is_good_for_ten_minutes_and_never_before() {
        let tokens = tokens("here");
        let (token, until) = tokens.access(access(), NOW, NOW.plus(8 * 3600 * SECOND)).unwrap();
        assert_eq!(until, NOW.plus(ACCESS_MICROS));
        assert!(tokens.read_access(&token, NOW.plus(-SECOND)).is_err());
        for _ in 0..2 {
            assert_eq!(tokens.read_access(&token, NOW).unwrap(), access());
        }
        assert!(tokens.read_access(&token, until).is_err());
        let (short, until) = tokens.access(access(), NOW, NOW.plus(SECOND)).unwrap();
        assert_eq!(until, NOW.plus(SECOND));
        assert!(tokens.read_access(&short, until).is_err());
    }

    #[test]
    fn other_keys_issuers_kinds_and_algorithms_are_refused() {
        let (here, there) = (tokens("here"), tokens("here"));
        let (token, _) = there.access(access(), NOW, NOW.plus(SECOND)).unwrap();
        assert!(here.read_access(&token, NOW).is_err());
        let (confirmation, _) = here.confirmation(access(), NOW).unwrap();
        assert!(here.read_access(&confirmation, NOW).is_err());
        assert_eq!(here.read_confirmation(&confirmation, access().session_id, NOW).unwrap(), access().user_id);
        assert!(here.read_confirmation(&confirmation, SessionId(Uuid::from_u128(9)), NOW).is_err());
        assert!(here.read_confirmation(&confirmation, access().session_id, NOW.plus(CONFIRMATION_MICROS)).is_err());
        let (good, _) = here.access(access(), NOW, NOW.plus(SECOND)).unwrap();
        let claims = good.split('.').nth(1).unwrap();
        // {"alg":"none"} and {"alg":"HS256"} with an empty signature.
        for header in ["eyJhbGciOiJub25lIn0", "eyJhbGciOiJIUzI1NiJ9"] {
            assert!(here.read_access(&format!("{header}.{claims}."), NOW).is_err());
        }
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(ACCESS_TYPE.into());
        header.jku = Some("https://elsewhere.example/keys".into());
        let claims = Claims {
            iss: "here".into(),
            aud: ACCESS_TYPE.into(),
            sub: access().user_id,
            sid: access().session_id,
            iat: 0,
            nbf: 0,
            exp: i64::MAX,
        };
        let pointing = jsonwebtoken::encode(&header, &claims, &here.signing).unwrap();
        assert!(here.read_access(&pointing, NOW).is_err());
        header.jku = None;
        let elsewhere = Claims { iss: "there".into(), ..claims };
        assert!(here.read_access(&jsonwebtoken::encode(&header, &elsewhere, &here.signing).unwrap(), NOW).is_err());
    }

    #[test]
    fn the_code_of_a_row_is_of_its_table_its_values_and_the_key() {
        let (one, two) = (tokens("here"), tokens("here"));
        let mac = one.row_mac("sessions", &("somebody", 1)).unwrap();
        let fits = |tokens: &Tokens, table: &str, row: (&str, i32), mac: &str| tokens.row_mac_fits(table, &row, mac);
        assert!(fits(&one, "sessions", ("somebody", 1), &mac).unwrap());
        assert!(!fits(&one, "sessions", ("somebody", 2), &mac).unwrap());
        assert!(!fits(&one, "refresh_tokens", ("somebody", 1), &mac).unwrap());
        assert!(!fits(&two, "sessions", ("somebody", 1), &mac).unwrap());
        for other in ["", "x", &mac[2..], &sha256_of(&mac)] {
            assert!(!fits(&one, "sessions", ("somebody", 1), other).unwrap(), "{other}");
        }
        assert_eq!(one.setup_token_hash("a"), one.setup_token_hash("a"));
        assert_ne!(one.setup_token_hash("a"), one.setup_token_hash("b"));
        assert_ne!(one.setup_token_hash("a"), two.setup_token_hash("a"));
    }

    fn sha256_of(text: &str) -> String {
        to_hex(&sha256(text.as_bytes()))
    }

    #[test]
    fn the_successor_of_a_refresh_token_depends_on_the_key() {
        let (one, two) = (tokens("here"), tokens("here"));
        let token = new_refresh().unwrap();
        assert_eq!(one.refresh_after(&token), one.refresh_after(&token));
        assert_ne!(one.refresh_after(&token), two.refresh_after(&token));
        assert!(!format!("{one:?}").contains("signing"));
    }
}
