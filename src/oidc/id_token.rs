//! What an identity provider says of somebody, signed (OpenID Connect Core 1.0, 2 and 3.1.3.7). Pure: the keys, the time and what was asked for
//! are given.

use jsonwebtoken::jwk::{AlgorithmParameters, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::Deserialize;

use crate::model::time::{MINUTE, SECOND, Time};

/// The clocks of both may differ by so much.
pub const SKEW: i64 = MINUTE;
/// How long before it is used a token may have been issued.
const OLDEST: i64 = 10 * MINUTE;
/// Characters of a subject at most (Core, 2).
const SUBJECT: usize = 255;
/// The method of authentication that says that there were several (RFC 8176).
const MULTI_FACTOR: &str = "mfa";

/// Why a token is not believed, for the log.
pub type Unfit = &'static str;

/// What a token must say.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'e> {
    pub issuer: &'e str,
    pub client_id: &'e str,
    pub nonce: &'e str,
    /// Values of `acr` that stand for two factors.
    pub multi_factor_acr: &'e [String],
    pub now: Time,
}

/// Somebody whom a provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// Who it is, among all whom the issuer knows, for good.
    pub subject: String,
    /// Whether the provider saw more than one factor.
    pub multi_factor: bool,
    /// When the person said there who they are, where the provider tells.
    pub authenticated_at: Option<Time>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    nonce: Option<String>,
    auth_time: Option<i64>,
    acr: Option<String>,
    #[serde(default)]
    amr: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// What the header of a token says of its signature.
///
/// # Errors
/// For an algorithm with a shared secret or none at all, and for extensions that must be understood.
pub fn read_header(token: &str) -> Result<Header, Unfit> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| "header")?;
    if kind_of(header.alg).is_none() {
        return Err("algorithm");
    }
    if header.crit.is_some() || header.zip.is_some() || header.enc.is_some() {
        return Err("extension");
    }
    Ok(header)
}

/// The key that a token is signed with: the one it names, or of a token that names none the only one of its kind.
pub fn find_key<'k>(keys: &'k [Jwk], header: &Header) -> Option<&'k Jwk> {
    let fits = |key: &&Jwk| {
        let common = &key.common;
        let named = common.key_algorithm.is_none_or(|algorithm| algorithm == KeyAlgorithm::from(header.alg));
        let signs = common.public_key_use.as_ref().is_none_or(|purpose| *purpose == PublicKeyUse::Signature);
        named && signs && Kind::of(&key.algorithm).is_some_and(|kind| kind_of(header.alg) == Some(kind))
    };
    let mut fitting = keys.iter().filter(fits);
    match &header.kid {
        Some(kid) => fitting.find(|key| key.common.key_id.as_ref() == Some(kid)),
        None => fitting.next().filter(|_| fitting.next().is_none()),
    }
}

/// Believes a token, or says why not.
///
/// # Errors
/// What does not fit.
pub fn verify(token: &str, header: &Header, key: &Jwk, expected: Expected<'_>) -> Result<Identified, Unfit> {
    let mut validation = Validation::new(header.alg);
    // Everything it says is held against what is expected below, and the times against our own clock.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let key = DecodingKey::from_jwk(key).map_err(|_| "key")?;
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &validation).map_err(|_| "signature or claims")?.claims;
    check(&claims, expected)?;
    let is_multi_factor = claims.amr.iter().any(|method| method == MULTI_FACTOR)
        || claims.acr.as_ref().is_some_and(|class| expected.multi_factor_acr.contains(class));
    let authenticated_at = claims.auth_time.map(time);
    if authenticated_at.is_some_and(|at| at > expected.now.plus(SKEW)) {
        return Err("auth_time");
    }
    Ok(Identified { subject: claims.sub, multi_factor: is_multi_factor, authenticated_at })
}

fn check(claims: &Claims, Expected { issuer, client_id, nonce, now, .. }: Expected<'_>) -> Result<(), Unfit> {
    let demand = |fits: bool, why: Unfit| if fits { Ok(()) } else { Err(why) };
    demand(claims.iss == issuer, "iss")?;
    let (is_ours, alone) = match &claims.aud {
        Audience::One(audience) => (audience == client_id, true),
        Audience::Several(all) => (all.iter().any(|audience| audience == client_id), all.len() == 1),
    };
    demand(is_ours, "aud")?;
    demand(claims.azp.as_ref().map_or(alone, |party| party == client_id), "azp")?;
    demand(claims.nonce.as_deref() == Some(nonce), "nonce")?;
    demand(now < time(claims.exp).plus(SKEW), "exp")?;
    let issued_at = time(claims.iat);
    demand(issued_at <= now.plus(SKEW) && now < issued_at.plus(OLDEST), "iat")?;
    demand(claims.nbf.is_none_or(|from| time(from) <= now.plus(SKEW)), "nbf")?;
    let subject = &claims.sub;
    demand(
        !subject.is_empty() && subject.len() <= SUBJECT && subject.bytes().all(|b| (b' '..=b'~').contains(&b)),
        "sub",
    )
}

/// What a signature is made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    Curve,
    Edwards,
}

impl Kind {
    const fn of(parameters: &AlgorithmParameters) -> Option<Self> {
        match parameters {
            AlgorithmParameters::RSA(_) => Some(Self::Rsa),
            AlgorithmParameters::EllipticCurve(_) => Some(Self::Curve),
            AlgorithmParameters::OctetKeyPair(_) => Some(Self::Edwards),
            _ => None,
        }
    }
}

/// What an algorithm signs with; none where whoever verifies could sign.
const fn kind_of(algorithm: Algorithm) -> Option<Kind> {
    match algorithm {
        Algorithm::RS256
        | Algorithm::RS384
        | Algorithm::RS512
        | Algorithm::PS256
        | Algorithm::PS384
        | Algorithm::PS512 => Some(Kind::Rsa),
        Algorithm::ES256 | Algorithm::ES384 => Some(Kind::Curve),
        Algorithm::EdDSA => Some(Kind::Edwards),
        _ => None,
    }
}

/// A time of a token, which counts seconds since 1970.
fn time(seconds: i64) -> Time {
    Time(seconds.clamp(0, i64::from(u32::MAX)).saturating_mul(SECOND))
}
