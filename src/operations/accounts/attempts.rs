//! How often a password may be tried: per account and per address, whether the account exists or not, and apart from both at
//! a browser that its owner used before.

use std::net::{IpAddr, Ipv6Addr};

use crate::db::accounts::attempts::{self, Attempts};
use crate::db::centre::settings;
use crate::db::engine::connection::Conn;
use crate::db::engine::upkeep::Upkeep;
use crate::error::{Error, Result};
use crate::model::centre::settings::SettingName;
use crate::model::ids::UserId;
use crate::model::time::{DAY, MINUTE, SECOND, Time};

/// Failures are counted over fifteen minutes.
const WINDOW_MICROS: i64 = 15 * MINUTE;
/// An address is locked for no longer: nobody lifts its lock, and others come from it.
const ADDRESS_MICROS: i64 = DAY;

/// How many failures lock what, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    per_account: i64,
    per_address: i64,
    lock_micros: i64,
}

impl Limits {
    /// As they are set. They are not held against the log: whoever can write settings can delete counters as well.
    ///
    /// # Errors
    /// Database errors.
    pub fn read(conn: &mut Conn) -> Result<Self> {
        let set = settings::list(conn)?;
        let profile = settings::profile(&set);
        let value = |name: SettingName| {
            let row = set.iter().find(|row| row.name == name.as_str());
            name.under(profile, row.map(|row| row.value.as_str()))
        };
        Ok(Self {
            per_account: value(SettingName::SignInFailuresPerAccount),
            per_address: value(SettingName::SignInFailuresPerAddress),
            lock_micros: value(SettingName::SignInLockMinutes).saturating_mul(MINUTE),
        })
    }

    /// Until when a row locks, if it does now. The program locks nothing for longer than is set: such a row is somebody
    /// else's, or from before the setting.
    pub fn locked_until(&self, row: &Attempts, now: Time) -> Option<Time> {
        row.locked_until.filter(|until| *until > now && *until <= now.plus(self.lock_micros))
    }
}

/// Whom a failure is counted against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subjects {
    account: String,
    address: Option<String>,
}

impl Subjects {
    /// The login as typed, and the address the call came from.
    pub fn new(login: &str, address: &str) -> Self {
        Self { account: of_login(login), address: Some(format!("address:{}", network_of(address))) }
    }

    /// The account at a browser that it was used at before, wherever that is.
    pub fn at_device(user: UserId, device: &str) -> Self {
        Self { account: format!("{}{device}", of_devices(user)), address: None }
    }

    /// Whether they are those of a browser that its owner used before.
    pub const fn are_known(&self) -> bool {
        self.address.is_none()
    }

    /// Refuses while either is locked.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait.
    pub fn check(&self, conn: &mut Conn, now: Time) -> Result<()> {
        let limits = Limits::read(conn)?;
        let subjects = [Some(self.account.as_str()), self.address.as_deref()];
        let rows = attempts::list(conn, &subjects.into_iter().flatten().collect::<Vec<_>>())?;
        match rows.iter().filter_map(|row| limits.locked_until(row, now)).max() {
            Some(until) => Err(Error::TooMany { seconds: (until.0 - now.0).div_euclid(SECOND) + 1 }),
            None => Ok(()),
        }
    }

    /// Counts a failure against both and locks what had too many; answers until when, if the account is locked by it.
    pub fn fail(&self, upkeep: &mut Upkeep<'_>) -> Result<Option<Time>> {
        let limits = Limits::read(upkeep.reader())?;
        if let Some(address) = &self.address {
            let lock = limits.lock_micros.min(ADDRESS_MICROS);
            count(upkeep, address, (limits.per_address, lock))?;
        }
        count(upkeep, &self.account, (limits.per_account, limits.lock_micros))
    }

    /// Lifts the lock of an account.
    pub fn forgive(login: &str, upkeep: &mut Upkeep<'_>) -> Result<()> {
        attempts::delete(upkeep, &of_login(login))
    }

    /// Forgets the account's failures after a success; those of strangers stay when it was at a known browser, and so do
    /// those of the address: one good account must not buy tries on others.
    pub fn succeed(&self, upkeep: &mut Upkeep<'_>) -> Result<()> {
        attempts::delete(upkeep, &self.account)
    }
}

/// By what the failures of strangers are counted against an account.
pub fn of_login(login: &str) -> String {
    let login: String = login.chars().take(64).collect();
    format!("login:{login}")
}

/// With what the names begin by which failures at browsers of an account's owner are counted.
pub fn of_devices(user: UserId) -> String {
    format!("{}{user}:", attempts::DEVICES)
}

fn count(upkeep: &mut Upkeep<'_>, subject: &str, limit: (i64, i64)) -> Result<Option<Time>> {
    let known = attempts::find(upkeep.reader(), subject)?;
    let row = counted(known, subject, limit, upkeep.now());
    attempts::put(upkeep, &row)?;
    Ok(row.locked_until)
}

/// The row after another failure; `limit` failures lock for so many microseconds.
fn counted(known: Option<Attempts>, subject: &str, (limit, lock): (i64, i64), now: Time) -> Attempts {
    let running = known.filter(|row| row.window_started_at.plus(WINDOW_MICROS) > now && row.locked_until.is_none());
    let mut row = running.unwrap_or_else(|| Attempts {
        subject: subject.to_owned(),
        failures: 0,
        window_started_at: now,
        locked_until: None,
    });
    row.failures = row.failures.saturating_add(1);
    row.locked_until = (i64::from(row.failures) >= limit).then(|| now.plus(lock));
    row
}

/// What is counted of an address: itself, and of IPv6 the first 64 bits, all of which one subscriber has.
fn network_of(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).to_string(),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_counts_as_one() {
        assert_eq!(network_of("2001:db8:1:2:a:b:c:d"), network_of("2001:db8:1:2::1"));
        assert_ne!(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
        assert_eq!(network_of("192.0.2.7"), "192.0.2.7");
        assert_eq!(network_of("unknown"), "unknown");
    }

    #[test]
    fn the_limit_locks_and_a_new_window_starts_afresh() {
        let limits = Limits { per_account: 5, per_address: 30, lock_micros: 20 * MINUTE };
        let count = |row, now| Some(counted(row, "x", (5, 20 * MINUTE), Time(now)));
        let row = (1..=5).fold(None, count).unwrap();
        let until = Time(5 + 20 * MINUTE);
        assert_eq!((row.failures, row.locked_until), (5, Some(until)));
        assert_eq!(limits.locked_until(&row, Time(5)), Some(until));
        assert_eq!(limits.locked_until(&row, until), None);
        assert_eq!(limits.locked_until(&row, Time(4)), None, "longer than is set");
        let later = count(Some(row), until.0).unwrap();
        assert_eq!((later.failures, later.locked_until), (1, None));
        let slow = count(count(None, 0), WINDOW_MICROS).unwrap();
        assert_eq!(slow.failures, 1);
    }
}
