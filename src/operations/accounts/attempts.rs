//! How often a password may be tried: per account and per address, whether the account exists or not.

use std::net::{IpAddr, Ipv6Addr};

use crate::db::accounts::sessions::{self, Attempts};
use crate::db::engine::connection::Conn;
use crate::db::engine::upkeep::Upkeep;
use crate::error::{Error, Result};
use crate::model::time::{SECOND, Time};

/// Failures are counted over fifteen minutes, and a lock lasts as long.
const WINDOW_MICROS: i64 = 900 * SECOND;
/// Failures after which an account is locked.
pub const PER_ACCOUNT: i32 = 5;
/// Failures after which an address is locked.
pub const PER_ADDRESS: i32 = 30;

/// Whom a failure is counted against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subjects {
    account: String,
    address: String,
}

impl Subjects {
    /// The login as typed, and the address the call came from.
    pub fn new(login: &str, address: &str) -> Self {
        let login: String = login.chars().take(64).collect();
        Self { account: format!("login:{login}"), address: format!("address:{}", network_of(address)) }
    }

    /// Refuses while either is locked.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait.
    pub fn check(&self, conn: &mut Conn, now: Time) -> Result<()> {
        for subject in [&self.account, &self.address] {
            let until = sessions::find_attempts(conn, subject)?.and_then(|found| found.locked_until);
            // The program locks nothing for longer: such a row is somebody else's.
            let is_ours = |until: &Time| *until > now && *until <= now.plus(WINDOW_MICROS);
            if let Some(until) = until.filter(is_ours) {
                let seconds = (until.0 - now.0).div_euclid(SECOND) + 1;
                return Err(Error::TooMany { seconds });
            }
        }
        Ok(())
    }

    /// Counts a failure against both and locks what had too many.
    pub fn fail(&self, upkeep: &mut Upkeep<'_>) -> Result<()> {
        for (subject, limit) in [(&self.account, PER_ACCOUNT), (&self.address, PER_ADDRESS)] {
            let known = sessions::find_attempts(upkeep.reader(), subject)?;
            sessions::put_attempts(upkeep, &counted(known, subject, limit, upkeep.now()))?;
        }
        Ok(())
    }

    /// Lifts the lock of an account.
    pub fn forgive(login: &str, upkeep: &mut Upkeep<'_>) -> Result<()> {
        sessions::delete_attempts(upkeep, &Self::new(login, "").account)
    }

    /// Forgets the account's failures after a success. Those of the address stay: one good account must not buy tries
    /// on others.
    pub fn succeed(&self, upkeep: &mut Upkeep<'_>) -> Result<()> {
        sessions::delete_attempts(upkeep, &self.account)
    }
}

fn counted(known: Option<Attempts>, subject: &str, limit: i32, now: Time) -> Attempts {
    let running = known.filter(|row| row.window_started_at.plus(WINDOW_MICROS) > now && row.locked_until.is_none());
    let mut row = running.unwrap_or_else(|| Attempts {
        subject: subject.to_owned(),
        failures: 0,
        window_started_at: now,
        locked_until: None,
    });
    row.failures += 1;
    row.locked_until = (row.failures >= limit).then(|| now.plus(WINDOW_MICROS));
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
        let mut row = None;
        for failure in 1..=5 {
            row = Some(counted(row, "x", 5, Time(failure)));
        }
        let row = row.unwrap();
        assert_eq!((row.failures, row.locked_until), (5, Some(Time(5 + WINDOW_MICROS))));
        let later = counted(Some(row), "x", 5, Time(6 + WINDOW_MICROS));
        assert_eq!((later.failures, later.locked_until), (1, None));
        let slow = counted(Some(counted(None, "x", 5, Time(0))), "x", 5, Time(WINDOW_MICROS));
        assert_eq!(slow.failures, 1);
    }
}
