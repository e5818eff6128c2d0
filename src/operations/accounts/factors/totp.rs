//! Codes that follow from a secret and the time: TOTP (RFC 6238) as every authenticator computes it, with HMAC-SHA-1, six digits
//! and steps of thirty seconds.

use aws_lc_rs::{constant_time, hmac};

use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::time::{SECOND, Time};
use crate::tokens::Tokens;

/// How long a code stands.
const STEP_MICROS: i64 = 30 * SECOND;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Bytes of a secret (RFC 4226, section 4).
const BYTES: usize = 20;
/// RFC 4648, without padding, of which twenty bytes need none.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What an authenticator computes codes from.
pub struct Secret(Vec<u8>);

impl Secret {
    /// The secret of a person that belongs to this salt.
    ///
    /// # Errors
    /// As [`Tokens::factor`].
    pub fn of(tokens: &Tokens, user: UserId, salt: &str) -> Result<Self> {
        let mut bytes = tokens.factor("secret", &(user, salt))?;
        bytes.truncate(BYTES);
        Ok(Self(bytes))
    }

    /// The step that a code is of, if it is of this one, the one before or the next, and later than the last that was taken.
    pub fn find_step(&self, code: &str, now: Time, last: Option<i64>) -> Option<i64> {
        let present = now.0.div_euclid(STEP_MICROS);
        let fits = |step: &i64| constant_time::verify_slices_are_equal(self.code(*step).as_bytes(), code.as_bytes());
        let steps = [present, present - 1, present + 1];
        steps.into_iter().filter(|step| last.is_none_or(|last| *step > last)).find(|step| fits(step).is_ok())
    }

    /// The code of a step (RFC 4226, section 5.3).
    fn code(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let from = tag.as_ref().last().map_or(0, |byte| usize::from(byte & 0xf));
        let four = tag.as_ref().iter().skip(from).take(4);
        let number = four.fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
        format!("{:0DIGITS$}", number % 1_000_000)
    }

    /// The secret to be typed into an authenticator.
    pub fn base32(&self) -> String {
        let bits = self.0.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect::<Vec<_>>();
        let number = |five: &[u8]| usize::from(five.iter().fold(0, |number, bit| number << 1 | bit));
        let letter = |five: &[u8]| BASE32.get(number(five)).copied().unwrap_or(b'A');
        bits.chunks(5).map(|five| char::from(letter(five))).collect()
    }

    /// The same as an authenticator reads it from a picture, with the names it shows.
    pub fn uri(&self, issuer: &str, login: &str) -> String {
        let quoted =
            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let (issuer, login, secret) = (quoted(issuer), quoted(login), self.base32());
        let period = STEP_MICROS / SECOND;
        format!(
            "otpauth://totp/{issuer}:{login}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={period}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret(b"12345678901234567890".to_vec())
    }

    /// RFC 6238, appendix B; the last six of its eight digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(secret().code(seconds / 30), code, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_of_the_step_before_this_one_or_the_next_and_taken_once() {
        let (secret, now) = (secret(), Time(59 * SECOND));
        for step in 0..=2 {
            assert_eq!(secret.find_step(&secret.code(step), now, None), Some(step));
            assert_eq!(secret.find_step(&secret.code(step), now, Some(step)), None);
        }
        assert_eq!(secret.find_step(&secret.code(2), now, Some(1)), Some(2));
        assert_eq!(secret.find_step(&secret.code(1), now, Some(2)), None);
        for strange in [&secret.code(3), &secret.code(-1), "", "28708", "2870820", "２８７０８２"] {
            assert_eq!(secret.find_step(strange, now, None), None, "{strange}");
        }
    }

    #[test]
    fn authenticators_read_the_secret_and_the_names() {
        assert_eq!(secret().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let uri = secret().uri("中心 1", "li.na");
        assert!(
            uri.starts_with("otpauth://totp/%E4%B8%AD%E5%BF%83%201:li.na?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"),
            "{uri}"
        );
        assert!(uri.ends_with("&issuer=%E4%B8%AD%E5%BF%83%201&algorithm=SHA1&digits=6&period=30"), "{uri}");
    }
}
