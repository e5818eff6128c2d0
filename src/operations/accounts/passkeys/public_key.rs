//! The public keys of authenticators as they give them (COSE, RFC 9053), and what was signed with their private halves.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256};
use aws_lc_rs::signature::{ParsedPublicKey, RsaPublicKeyComponents};
use ciborium::Value;

use crate::audit::hash::to_hex;

/// What does not fit in an answer, for the program's log.
pub type Unfit = &'static str;

/// The members of a key.
const KIND: i64 = 1;
const ALGORITHM: i64 = 3;
/// Of elliptic curves the curve and the point, of RSA the modulus and the exponent.
const FIRST: i64 = -1;
const SECOND: i64 = -2;
const THIRD: i64 = -3;

/// ECDSA on P-256 with SHA-256: nearly every authenticator.
pub const ES256: i64 = -7;
/// Ed25519.
pub const EDDSA: i64 = -8;
/// RSA with SHA-256: chips of older computers.
pub const RS256: i64 = -257;

/// Kinds of keys, and curves.
const OKP: i64 = 1;
const EC2: i64 = 2;
const RSA: i64 = 3;
const P256: i64 = 1;
const CURVE_25519: i64 = 6;
/// Bytes of a coordinate on either curve.
const COORDINATE: usize = 32;

/// A public key.
pub enum PublicKey {
    /// On an elliptic curve.
    Curve(ParsedPublicKey),
    /// RSA: modulus and exponent.
    Rsa(Vec<u8>, Vec<u8>),
}

impl PublicKey {
    /// Reads it.
    ///
    /// # Errors
    /// What does not fit, such as an algorithm that was not asked for.
    pub fn read(cose: &[u8]) -> Result<Self, Unfit> {
        let mut rest = cose;
        let key: Value = ciborium::from_reader(&mut rest).map_err(|_| "public key")?;
        let members = Members(key.into_map().map_err(|_| "public key")?);
        if !rest.is_empty() {
            return Err("public key");
        }
        match (members.number(KIND)?, members.number(ALGORITHM)?) {
            (EC2, ES256) if members.number(FIRST)? == P256 => {
                let (x, y) = (members.coordinate(SECOND)?, members.coordinate(THIRD)?);
                Self::on_curve(&ECDSA_P256_SHA256_ASN1, &[&[0x04], x, y].concat())
            }
            (OKP, EDDSA) if members.number(FIRST)? == CURVE_25519 => {
                let point = members.coordinate(SECOND)?;
                if is_of_small_order(point) { Err("point") } else { Self::on_curve(&ED25519, point) }
            }
            (RSA, RS256) => Self::rsa(members.bytes(FIRST)?, members.bytes(SECOND)?),
            _ => Err("algorithm"),
        }
    }

    fn on_curve(
        algorithm: &'static dyn aws_lc_rs::signature::VerificationAlgorithm,
        bytes: &[u8],
    ) -> Result<Self, Unfit> {
        ParsedPublicKey::new(algorithm, bytes).map(Self::Curve).map_err(|_| "point")
    }

    /// Of 2048 to 4096 bits, with one of the exponents in use: others verify nothing, or take as long as somebody likes.
    fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<Self, Unfit> {
        let first = if modulus.len() == 256 { 0x80 } else { 1 };
        let is_whole =
            modulus.first().is_some_and(|byte| *byte >= first) && modulus.last().is_some_and(|byte| byte & 1 == 1);
        let fits = is_whole && (256..=512).contains(&modulus.len()) && [&[1, 0, 1][..], &[3]].contains(&exponent);
        if fits { Ok(Self::Rsa(modulus.to_vec(), exponent.to_vec())) } else { Err("modulus or exponent") }
    }

    /// Whether its private half signed this.
    pub fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Curve(key) => key.verify_sig(signed, signature).is_ok(),
            Self::Rsa(n, e) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature).is_ok()
            }
        }
    }
}

/// The points of curve 25519 for which anybody can sign, whatever is signed, without their sign bits (RFC 8032, 5.1.7, and RFC 7748, 6.1, on points
/// of small order).
const SMALL_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

fn is_of_small_order(point: &[u8]) -> bool {
    let mut unsigned = point.to_vec();
    if let Some(last) = unsigned.last_mut() {
        *last &= 0x7f;
    }
    SMALL_ORDER.contains(&to_hex(&unsigned).as_str())
}

struct Members(Vec<(Value, Value)>);

impl Members {
    fn find(&self, name: i64) -> Result<&Value, Unfit> {
        let is_it = |key: &Value| key.as_integer().is_some_and(|key| i128::from(key) == i128::from(name));
        self.0.iter().find(|(key, _)| is_it(key)).map(|(_, value)| value).ok_or("public key")
    }

    fn number(&self, name: i64) -> Result<i64, Unfit> {
        self.find(name)?.as_integer().and_then(|number| i64::try_from(number).ok()).ok_or("public key")
    }

    fn bytes(&self, name: i64) -> Result<&[u8], Unfit> {
        self.find(name)?.as_bytes().map(Vec::as_slice).ok_or("public key")
    }

    fn coordinate(&self, name: i64) -> Result<&[u8], Unfit> {
        self.bytes(name).ok().filter(|bytes| bytes.len() == COORDINATE).ok_or("point")
    }
}
