//! How many calls of a class one person may make a minute. Whoever is a little too fast is slowed, so that a program that calls one
//! thing after the other only takes longer; whoever is much too fast is refused. What class an operation is of stands beside its
//! permission, as its extension `x-limit`.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::time::Duration;

use actix_web::http::Method;
use parking_lot::Mutex;

use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::reason::Reason;
use crate::model::time::{MINUTE, SECOND, Time};

/// The extension of an operation in the OpenAPI document that names its class.
pub const EXTENSION: &str = "x-limit";
/// A call waits so long at most until it is its turn; what would have to wait longer is refused.
const LONGEST_WAIT: i64 = 2 * SECOND;
/// People that are remembered before those are forgotten who may make all their calls at once again.
const KEPT: usize = 2_000;

/// Calls that cost about the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallClass {
    /// What looks for words in everything.
    Searches,
    /// A page of a list.
    Lists,
    /// Figures of a year or of the stock, counted anew.
    Reports,
    /// What the log proves, and verifications of it.
    Proofs,
    /// Whole lists as files.
    Exports,
    /// Labels printed, and their files.
    Prints,
    /// What tells of people: their accounts registered or changed, which may name another account of theirs, and numbers of receivers.
    People,
}

/// How many calls of a class one person may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// In the long run.
    pub a_minute: u32,
    /// At once, after a rest.
    pub at_once: u32,
}

impl CallClass {
    /// Every class.
    pub const ALL: [Self; 7] =
        [Self::Searches, Self::Lists, Self::Reports, Self::Proofs, Self::Exports, Self::Prints, Self::People];

    /// Its name in the OpenAPI document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Searches => "searches",
            Self::Lists => "lists",
            Self::Reports => "reports",
            Self::Proofs => "proofs",
            Self::Exports => "exports",
            Self::Prints => "prints",
            Self::People => "people",
        }
    }

    /// The class of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == name)
    }

    /// What one person may, unless the operator allows a multiple; the reasons are in decision 27.
    pub const fn allowance(self) -> Allowance {
        let (a_minute, at_once) = match self {
            Self::Searches => (300, 100),
            Self::Lists => (600, 300),
            Self::Reports => (60, 20),
            Self::Proofs => (300, 100),
            Self::Exports => (30, 20),
            Self::Prints => (120, 60),
            Self::People => (60, 60),
        };
        Allowance { a_minute, at_once }
    }
}

/// When each person's calls are paid for: the generic cell rate algorithm, which needs one time for each class.
type PaidUntil = [Time; CallClass::ALL.len()];

/// The calls that people made, as far as they count still.
#[derive(Debug)]
pub struct Rates {
    times: NonZeroU32,
    people: Mutex<HashMap<UserId, PaidUntil>>,
}

impl Rates {
    /// Allows everybody a multiple of what is usual.
    pub fn new(times: NonZeroU32) -> Self {
        Self { times, people: Mutex::default() }
    }

    /// Takes note of a call; how long it has to wait for its turn, mostly not at all.
    ///
    /// # Errors
    /// [`Error::Busy`] when that would be longer than anybody should wait.
    pub fn take(&self, user: UserId, class: CallClass, now: Time) -> Result<Duration> {
        let Allowance { a_minute, at_once } = class.allowance();
        let each = MINUTE / i64::from(a_minute) / i64::from(self.times.get());
        let ahead = each * i64::from(at_once) * i64::from(self.times.get());
        let mut people = self.people.lock();
        if people.len() >= KEPT && !people.contains_key(&user) {
            people.retain(|_, paid| paid.iter().any(|until| *until > now));
        }
        if people.len() >= KEPT && !people.contains_key(&user) {
            people.clear();
        }
        let paid = people.entry(user).or_insert([Time(i64::MIN); CallClass::ALL.len()]);
        let Some(until) = paid.get_mut(class as usize) else { return Ok(Duration::ZERO) };
        // A clock that was set back must not keep anybody waiting for what it once said.
        let begins = if *until > now.plus(ahead + LONGEST_WAIT) { now } else { now.max(*until) };
        let ends = begins.plus(each);
        let wait = ends.0 - now.plus(ahead).0;
        if wait > LONGEST_WAIT {
            return Err(Error::Busy { reason: Reason::TooManyCalls, seconds: (wait + SECOND - 1) / SECOND });
        }
        *until = ends;
        Ok(Duration::from_micros(u64::try_from(wait).unwrap_or_default()))
    }
}

/// The classes of operations by path and method, as the document names them.
#[derive(Debug, Default)]
pub struct CallClasses(HashMap<String, Vec<(Method, CallClass)>>);

impl CallClasses {
    /// Adds an operation.
    pub fn insert(&mut self, path: &str, method: Method, class: CallClass) {
        self.0.entry(path.to_owned()).or_default().push((method, class));
    }

    /// The class of an operation; most have none.
    pub fn find(&self, path: &str, method: &Method) -> Option<CallClass> {
        self.0.get(path)?.iter().find(|(known, _)| known == method).map(|(_, class)| *class)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const ONE: UserId = UserId(Uuid::from_u128(1));
    const NOON: Time = Time(12 * 60 * MINUTE);

    fn rates() -> Rates {
        Rates::new(NonZeroU32::MIN)
    }

    fn taken(rates: &Rates, user: UserId, class: CallClass, now: Time, calls: u32) -> Vec<Result<Duration>> {
        (0..calls).map(|_| rates.take(user, class, now)).collect()
    }

    #[test]
    fn so_many_calls_are_free_then_each_waits_longer_and_then_they_are_refused() {
        for class in CallClass::ALL {
            let Allowance { a_minute, at_once } = class.allowance();
            let rates = rates();
            assert!(
                taken(&rates, ONE, class, NOON, at_once).iter().all(|one| *one.as_ref().unwrap() == Duration::ZERO)
            );
            let waiting = a_minute / 30;
            for (number, wait) in taken(&rates, ONE, class, NOON, waiting).into_iter().enumerate() {
                let each = 60_000 / u64::from(a_minute);
                assert_eq!(wait.unwrap(), Duration::from_millis(each * (number as u64 + 1)), "{class:?}");
            }
            let refused = rates.take(ONE, class, NOON).unwrap_err();
            let Error::Busy { reason: Reason::TooManyCalls, seconds } = refused else { panic!("{class:?} {refused}") };
            let two = UserId(Uuid::from_u128(2));
            assert_eq!(rates.take(two, class, NOON).unwrap(), Duration::ZERO, "another person has their own");
            // Refused calls cost nothing: after the seconds that were named one is free.
            assert_eq!(rates.take(ONE, class, NOON.plus(seconds * SECOND)).unwrap(), Duration::ZERO, "{class:?}");
        }
    }

    #[test]
    fn whoever_calls_one_thing_after_the_other_is_never_refused() {
        for class in CallClass::ALL {
            let (rates, mut now) = (rates(), NOON);
            for _ in 0..5_000 {
                let wait = rates.take(ONE, class, now).unwrap();
                now = now.plus(i64::try_from(wait.as_micros()).unwrap() + 1_000);
            }
            let Allowance { a_minute, at_once } = class.allowance();
            let least = i64::from(5_000 - at_once) * MINUTE / i64::from(a_minute);
            assert!(now >= NOON.plus(least - MINUTE), "{class:?} is slowed");
        }
    }

    #[test]
    fn a_multiple_allows_more_at_once_and_a_minute() {
        let rates = Rates::new(NonZeroU32::new(10).unwrap());
        let free = taken(&rates, ONE, CallClass::Exports, NOON, 200);
        assert!(free.iter().all(|one| *one.as_ref().unwrap() == Duration::ZERO));
        assert_eq!(rates.take(ONE, CallClass::Exports, NOON).unwrap(), Duration::from_millis(200));
    }

    #[test]
    fn a_clock_set_back_keeps_nobody_waiting() {
        let rates = rates();
        rates.take(ONE, CallClass::Lists, NOON).unwrap();
        assert_eq!(rates.take(ONE, CallClass::Lists, Time(0)).unwrap(), Duration::ZERO);
    }

    #[test]
    fn who_came_long_ago_is_forgotten() {
        let rates = rates();
        for number in 0..KEPT as u128 {
            rates.take(UserId(Uuid::from_u128(number)), CallClass::Lists, NOON).unwrap();
        }
        rates.take(UserId(Uuid::max()), CallClass::Lists, NOON.plus(MINUTE)).unwrap();
        assert_eq!(rates.people.lock().len(), 1);
        for number in 0..2 * KEPT as u128 {
            rates.take(UserId(Uuid::from_u128(number)), CallClass::Lists, NOON.plus(MINUTE)).unwrap();
        }
        assert!(rates.people.lock().len() <= KEPT);
    }
}
