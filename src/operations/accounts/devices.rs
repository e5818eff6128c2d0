//! Browsers that somebody signed in at before. A browser keeps what it was given in a cookie; the token key vouches for it, and
//! the database knows nothing of it. It is no credential: it only says against whom a wrong password counts.

use serde::Serialize;
use uuid::Uuid;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::accounts::users::User;
use crate::error::Result;
use crate::model::ids::UserId;
use crate::model::time::{DAY, SECOND, Time};
use crate::tokens::Tokens;

/// How long a browser is known after the last sign-in at it.
pub const KNOWN_MICROS: i64 = 90 * DAY;
/// People whom one browser is known to at most, such as the shifts of a counter; those of longest ago are forgotten first.
const MOST: usize = 24;
/// Characters between what was given for one person and for the next, and between the parts of one.
const BETWEEN: (char, char) = ('~', '.');

/// What a browser shows of those who signed in at it, the last first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Devices(Vec<Device>);

/// A browser at which a person has just signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// For the browser to keep.
    pub cookie: String,
    /// By what it is known.
    pub id: String,
    /// Whether it was not known to this person before.
    pub is_new: bool,
}

impl Signed {
    /// The same for the account as it is now, whose password may have been hashed anew.
    ///
    /// # Errors
    /// As [`Tokens::device_mac`].
    pub fn known_by(self, tokens: &Tokens, before: &User, user: &User, now: Time) -> Result<Self> {
        if before.password_hash == user.password_hash {
            return Ok(self);
        }
        let again = Devices::read(&self.cookie).signed_in(tokens, before, user, now)?;
        Ok(Self { is_new: self.is_new, ..again })
    }
}

/// What a browser was given when one person signed in at it. Whose it is, is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Device {
    id: String,
    /// Seconds since 1970.
    issued_at: i64,
    mac: String,
}

/// What the code of a device is made from. The password is part of it, so that a new one ends what was given for the old one.
#[derive(Serialize)]
struct Vouched<'v> {
    user_id: UserId,
    id: &'v str,
    issued_at: i64,
    password_sha256: String,
}

impl Devices {
    /// Reads the cookie; what is not of its form is nothing.
    pub fn read(cookie: &str) -> Self {
        Self(cookie.split(BETWEEN.0).filter_map(Device::read).take(MOST).collect())
    }

    /// By what the browser is known to this person, if it is.
    ///
    /// # Errors
    /// As [`Tokens::device_mac`].
    pub fn find(&self, tokens: &Tokens, user: &User, now: Time) -> Result<Option<&str>> {
        Ok(self.position(tokens, user, now)?.and_then(|at| self.0.get(at)).map(|device| device.id.as_str()))
    }

    /// The cookie after this person has signed in, or chosen another password than the one of `before`. A browser that is known already
    /// keeps its name, so that nobody gathers names, and with each of them tries.
    ///
    /// # Errors
    /// As [`Tokens::device_mac`].
    pub fn signed_in(mut self, tokens: &Tokens, before: &User, user: &User, now: Time) -> Result<Signed> {
        let known = self.position(tokens, before, now)?.map(|at| self.0.remove(at).id);
        let is_new = known.is_none();
        let id = known.unwrap_or_else(|| Uuid::new_v4().simple().to_string());
        self.0.insert(0, Device::issue(tokens, user, id.clone(), now)?);
        self.0.truncate(MOST);
        let cookie = self.0.iter().map(Device::text).collect::<Vec<_>>().join(&BETWEEN.0.to_string());
        Ok(Signed { cookie, id, is_new })
    }

    fn position(&self, tokens: &Tokens, user: &User, now: Time) -> Result<Option<usize>> {
        for (at, device) in self.0.iter().enumerate() {
            if device.is_known(now) && tokens.device_mac_fits(&device.vouched(user), &device.mac)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }
}

impl Device {
    fn issue(tokens: &Tokens, user: &User, id: String, now: Time) -> Result<Self> {
        let device = Self { id, issued_at: now.0.div_euclid(SECOND), mac: String::new() };
        Ok(Self { mac: tokens.device_mac(&device.vouched(user))?, ..device })
    }

    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(BETWEEN.1);
        let (id, issued_at, mac) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
        parts.next().is_none().then(|| Self { id: id.to_owned(), issued_at, mac: mac.to_owned() })
    }

    fn text(&self) -> String {
        let Self { id, issued_at, mac } = self;
        let between = BETWEEN.1;
        format!("{id}{between}{issued_at}{between}{mac}")
    }

    const fn is_known(&self, now: Time) -> bool {
        self.issued_at.saturating_mul(SECOND).saturating_add(KNOWN_MICROS) > now.0
    }

    fn vouched<'v>(&'v self, user: &User) -> Vouched<'v> {
        let password_sha256 = to_hex(&sha256(user.password_hash.as_bytes()));
        Vouched { user_id: user.id, id: &self.id, issued_at: self.issued_at, password_sha256 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::accounts::role::RoleSet;
    use crate::model::accounts::secrecy::SecrecyLevel;
    use crate::model::ids::AgencyId;
    use aws_lc_rs::signature::Ed25519KeyPair;

    const NOW: Time = Time(1_700_000_000_000_000);

    fn tokens() -> Tokens {
        let key = Ed25519KeyPair::generate_pkcs8(&aws_lc_rs::rand::SystemRandom::new()).unwrap();
        Tokens::new(key.as_ref(), "here").unwrap()
    }

    fn user(number: u128) -> User {
        User {
            id: UserId(Uuid::from_u128(number)),
            login: format!("custodian-{number}"),
            name: "保管甲".into(),
            agency_id: AgencyId(Uuid::from_u128(1)),
            roles: RoleSet::default(),
            password_hash: "$argon2id$v=19$…".into(),
            password_expires_at: None,
            disabled_at: None,
            created_at: NOW,
            version: 1,
            password_part_by: None,
            password_part_at: None,
            factor_salt: None,
            factor_confirmed_at: None,
            recovery_salt: None,
            recovery_left: None,
            person_id: None,
            badge_number: None,
            identity_code: None,
            clearance: SecrecyLevel::Ordinary,
            passkeys: None,
            certificates: None,
            password_chosen_at: None,
            reviewed_at: None,
        }
    }

    fn known<'d>(devices: &'d Devices, tokens: &Tokens, user: &User, now: Time) -> Option<&'d str> {
        devices.find(tokens, user, now).unwrap()
    }

    #[test]
    fn a_browser_is_known_to_whoever_signed_in_and_to_nobody_else() {
        let (tokens, one, two) = (tokens(), user(1), user(2));
        let cookie = Devices::default().signed_in(&tokens, &one, &one, NOW).unwrap().cookie;
        let devices = Devices::read(&cookie);
        assert!(known(&devices, &tokens, &one, NOW).is_some());
        assert_eq!(known(&devices, &tokens, &two, NOW), None);
        assert_eq!(known(&devices, &self::tokens(), &one, NOW), None, "another key");
        assert!(known(&devices, &tokens, &one, NOW.plus(KNOWN_MICROS - SECOND)).is_some());
        assert_eq!(known(&devices, &tokens, &one, NOW.plus(KNOWN_MICROS)), None);
        let changed = User { password_hash: "$argon2id$v=19$another".into(), ..one.clone() };
        assert_eq!(known(&devices, &tokens, &changed, NOW), None, "another password");
        let renamed = User { name: "改名".into(), ..one.clone() };
        assert!(known(&devices, &tokens, &renamed, NOW).is_some());
        assert!(!cookie.contains(&one.id.to_string()) && !cookie.contains(&one.id.0.simple().to_string()), "{cookie}");
    }

    #[test]
    fn what_was_forged_or_prolonged_is_nothing() {
        let (tokens, one) = (tokens(), user(1));
        let cookie = Devices::default().signed_in(&tokens, &one, &one, NOW).unwrap().cookie;
        let (id, rest) = cookie.split_once('.').unwrap();
        let (_, mac) = rest.split_once('.').unwrap();
        for forged in [
            String::new(),
            "~..~.".to_owned(),
            format!("{id}.{}.{mac}", NOW.0 / SECOND + 1),
            format!("{id}x.{rest}"),
            format!("{id}.{rest}.x"),
            format!("{id}.{}", rest.replace(mac, "")),
            "x".repeat(4_000),
        ] {
            assert_eq!(known(&Devices::read(&forged), &tokens, &one, NOW), None, "{forged}");
        }
    }

    #[test]
    fn a_browser_of_many_people_knows_the_last_and_keeps_its_names() {
        let tokens = tokens();
        let mut cookie = String::new();
        let people = MOST as u128 + 1;
        for number in 1..=people {
            let user = user(number);
            cookie = Devices::read(&cookie).signed_in(&tokens, &user, &user, NOW).unwrap().cookie;
        }
        let devices = Devices::read(&cookie);
        assert_eq!(known(&devices, &tokens, &user(1), NOW), None);
        for number in 2..=people {
            assert!(known(&devices, &tokens, &user(number), NOW).is_some(), "{number}");
        }
        let again = devices.clone().signed_in(&tokens, &user(5), &user(5), NOW.plus(DAY)).unwrap();
        let again = Devices::read(&again.cookie);
        assert_eq!(known(&again, &tokens, &user(5), NOW.plus(DAY)), known(&devices, &tokens, &user(5), NOW));
        assert_eq!(again.0.len(), MOST);
        // Browsers keep cookies of four thousand characters.
        assert!(cookie.len() < 3_000, "{}", cookie.len());
    }
}
