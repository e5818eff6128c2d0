//! An authenticator: TOTP (RFC 6238) as somebody else would compute it, from the secret as it is shown.

use custody::model::time::{SECOND, Time};
use serde_json::{Value, json};

use super::{PASSWORD, TestApp};
use crate::text;

/// Somebody's authenticator.
#[derive(Debug, Clone)]
pub struct Authenticator(Vec<u8>);

impl Authenticator {
    /// From the secret in base32.
    pub fn new(secret: &str) -> Self {
        let digit = |c: char| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c).unwrap_or_else(|| panic!("{secret}")) as u64;
        let letters: Vec<char> = secret.chars().collect();
        assert_eq!(letters.len(), 32, "{secret}");
        let five =
            |eight: &[char]| eight.iter().fold(0, |number, c| number << 5 | digit(*c)).to_be_bytes()[3..].to_vec();
        Self(letters.chunks(8).flat_map(five).collect())
    }

    /// The code that it shows at a time.
    pub fn code(&self, now: Time) -> String {
        let counter = (now.0 / SECOND / 30) as u64;
        let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let hash = aws_lc_rs::hmac::sign(&key, &counter.to_be_bytes());
        let from = usize::from(hash.as_ref()[19] & 0xf);
        let four: [u8; 4] = hash.as_ref()[from..from + 4].try_into().unwrap();
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }
}

impl TestApp {
    /// Has somebody set up a second factor: the authenticator and the recovery codes.
    #[track_caller]
    pub fn set_up_factor(&self, login: &str) -> (Authenticator, Vec<String>) {
        let token = self.person(login).session().access;
        let post = |path: &str, body: Value| {
            self.prepare("POST", &format!("/api/v1/session/factor{path}")).bearer(&token).json(&body).send().ok()
        };
        let own = Authenticator::new(text(&post("", json!({ "password": PASSWORD })), "secret"));
        let code = own.code(self.clock.now());
        let shown = post("/confirmation", json!({ "password": PASSWORD, "code": code }));
        let codes = shown["recovery_codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned());
        (own, codes.collect())
    }
}
