//! Turns for what takes a whole core or much memory, and for the calls of one person that are under way. Whoever comes when all are taken
//! waits a little, and is told when to come again; nobody takes all of them.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use crate::error::{Error, Result};
use crate::model::ids::UserId;
use crate::model::reason::Reason;

/// Passwords hashed at the same time at most; each takes 19 MiB.
const HASHING: usize = 2;
/// Files made at the same time at most; each keeps every core busy.
const MAKING: usize = 2;
/// Files that are being made for one person or sent to one at the same time at most.
pub const FILES_EACH: usize = 3;
/// Calls that read for one person at the same time at most: a browser makes six, which take a moment each; the next wait in their order.
const READING_EACH: usize = 4;
/// Calls that change something for one person at the same time at most. There is one writer, who takes everybody in the order of coming: so
/// whoever has made many large calls at once holds up others by one of them.
const CHANGING_EACH: usize = 1;
/// People that are remembered before those are forgotten who have nothing under way.
const KEPT: usize = 1_000;
/// Calls to the identity provider under way at the same time at most. One that hangs takes a thread for some seconds; the others are for the
/// database.
const PROVIDER: usize = 4;
/// How long a caller waits for a turn to call it.
const PROVIDER_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a call waits for the others of its person.
const PERSON_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a caller waits for a turn to have a password hashed.
const HASHING_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a caller waits for a turn to have a file made, of which one takes seconds.
const MAKING_TIMEOUT: Duration = Duration::from_secs(30);
/// When to come again.
const AGAIN_SECONDS: i64 = 5;

/// The turns of one server.
pub struct Turns {
    hashing: Semaphore,
    making: Arc<Semaphore>,
    provider: Arc<Semaphore>,
    people: People,
    calls: Mutex<HashMap<UserId, Arc<Calls>>>,
}

/// The calls of a person that are under way.
struct Calls {
    reading: Arc<Semaphore>,
    changing: Arc<Semaphore>,
}

/// A turn of one person; free for the next call when it is dropped.
pub struct CallTurn(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

/// For whom files are under way.
type People = Arc<Mutex<HashMap<UserId, Person>>>;

#[derive(Default)]
struct Person {
    places: usize,
    /// Held while one file is made for the person, so that nobody takes the turns of all.
    making: Arc<AsyncMutex<()>>,
}

/// A turn to make a file: among all, and among those of one person.
pub struct Making {
    _of_all: OwnedSemaphorePermit,
    _of_person: OwnedMutexGuard<()>,
}

impl Default for Turns {
    fn default() -> Self {
        let making = Arc::new(Semaphore::new(MAKING));
        let provider = Arc::new(Semaphore::new(PROVIDER));
        Self { hashing: Semaphore::new(HASHING), making, provider, people: People::default(), calls: Mutex::default() }
    }
}

/// A person's place among those for whom files are made; free again when it is dropped.
pub struct Place {
    user: UserId,
    people: People,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut people = self.people.lock();
        if let Some(person) = people.get_mut(&self.user) {
            person.places = person.places.saturating_sub(1);
            if person.places == 0 {
                people.remove(&self.user);
            }
        }
    }
}

impl Turns {
    /// A turn to hash or check a password.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many others wait.
    pub async fn hash(&self) -> Result<SemaphorePermit<'_>> {
        match tokio::time::timeout(HASHING_TIMEOUT, self.hashing.acquire()).await {
            Ok(permit) => permit.map_err(Error::internal),
            Err(_) => Err(busy(Reason::ServerBusy)),
        }
    }

    /// A turn to call the identity provider.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many others wait.
    pub async fn call_provider(&self) -> Result<OwnedSemaphorePermit> {
        match tokio::time::timeout(PROVIDER_TIMEOUT, self.provider.clone().acquire_owned()).await {
            Ok(permit) => permit.map_err(Error::internal),
            Err(_) => Err(busy(Reason::ServerBusy)),
        }
    }

    /// A turn of a person to read.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many other calls of this person wait.
    pub async fn read(&self, user: UserId) -> Result<CallTurn> {
        of_person(self.calls_of(user).reading.clone()).await
    }

    /// A turn of a person to change something.
    ///
    /// # Errors
    /// As [`Turns::read`].
    pub async fn change(&self, user: UserId) -> Result<CallTurn> {
        of_person(self.calls_of(user).changing.clone()).await
    }

    fn calls_of(&self, user: UserId) -> Arc<Calls> {
        let mut people = self.calls.lock();
        if people.len() >= KEPT && !people.contains_key(&user) {
            people.retain(|_, calls| !calls.are_done());
        }
        people.entry(user).or_default().clone()
    }

    /// A turn to make a file, to be given back once it is made, and the person's place, to be kept until it is sent.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many others wait, or too many files are under way for this person.
    pub async fn make_file(&self, user: UserId) -> Result<(Making, Place)> {
        let (place, of_person) = self.place(user)?;
        let turn = async {
            let of_person = of_person.lock_owned().await;
            let of_all = self.making.clone().acquire_owned().await.map_err(Error::internal)?;
            Ok::<_, Error>(Making { _of_all: of_all, _of_person: of_person })
        };
        match tokio::time::timeout(MAKING_TIMEOUT, turn).await {
            Ok(turn) => Ok((turn?, place)),
            Err(_) => Err(busy(Reason::ServerBusy)),
        }
    }

    fn place(&self, user: UserId) -> Result<(Place, Arc<AsyncMutex<()>>)> {
        let mut people = self.people.lock();
        let person = people.entry(user).or_default();
        if person.places >= FILES_EACH {
            return Err(busy(Reason::FilesUnderWay));
        }
        person.places += 1;
        Ok((Place { user, people: self.people.clone() }, person.making.clone()))
    }
}

impl Default for Calls {
    fn default() -> Self {
        let turns = |count| Arc::new(Semaphore::new(count));
        Self { reading: turns(READING_EACH), changing: turns(CHANGING_EACH) }
    }
}

impl Calls {
    fn are_done(&self) -> bool {
        Arc::strong_count(&self.reading) == 1 && Arc::strong_count(&self.changing) == 1
    }
}

async fn of_person(turns: Arc<Semaphore>) -> Result<CallTurn> {
    match tokio::time::timeout(PERSON_TIMEOUT, turns.acquire_owned()).await {
        Ok(permit) => permit.map(CallTurn).map_err(Error::internal),
        Err(_) => Err(busy(Reason::ServerBusy)),
    }
}

const fn busy(reason: Reason) -> Error {
    Error::Busy { reason, seconds: AGAIN_SECONDS }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn nobody_takes_the_turns_of_all() {
        let (turns, greedy) = (Turns::default(), UserId(uuid::Uuid::from_u128(1)));
        let held = turns.make_file(greedy).await.unwrap();
        let second = turns.make_file(greedy);
        let waits = tokio::time::timeout(Duration::from_millis(20), second).await;
        assert!(waits.is_err(), "a second file of the same person waits");
        let places: Vec<_> = (1..FILES_EACH).map(|_| turns.place(greedy).unwrap()).collect();
        let refused = turns.make_file(greedy).await.map(|_| ());
        assert!(matches!(refused, Err(Error::Busy { reason: Reason::FilesUnderWay, .. })), "{refused:?}");
        drop(places);
        let other = turns.make_file(UserId(uuid::Uuid::from_u128(2)));
        assert!(tokio::time::timeout(Duration::from_secs(5), other).await.is_ok());
        drop(held);
        assert!(tokio::time::timeout(Duration::from_secs(5), turns.make_file(greedy)).await.is_ok());
    }

    #[actix_web::test]
    async fn one_person_reads_four_times_and_changes_once_at_a_time_and_others_do_not_wait() {
        let (turns, one, two) = (Turns::default(), UserId(uuid::Uuid::from_u128(1)), UserId(uuid::Uuid::from_u128(2)));
        let mut reading = Vec::new();
        for _ in 0..READING_EACH {
            reading.push(turns.read(one).await.unwrap());
        }
        let changing = turns.change(one).await.unwrap();
        let moment = Duration::from_millis(20);
        assert!(tokio::time::timeout(moment, turns.read(one)).await.is_err());
        assert!(tokio::time::timeout(moment, turns.change(one)).await.is_err());
        assert!(turns.read(two).await.is_ok() && turns.change(two).await.is_ok());
        drop((reading.pop(), changing));
        assert!(turns.read(one).await.is_ok() && turns.change(one).await.is_ok());
    }

    #[actix_web::test]
    async fn people_with_nothing_under_way_are_forgotten() {
        let (turns, busy) = (Turns::default(), UserId(uuid::Uuid::from_u128(u128::MAX)));
        let held = turns.change(busy).await.unwrap();
        for number in 0..3 * KEPT as u128 {
            drop(turns.read(UserId(uuid::Uuid::from_u128(number))).await.unwrap());
        }
        assert!(turns.calls.lock().len() <= KEPT && turns.calls.lock().contains_key(&busy));
        drop(held);
    }

    #[test]
    fn a_place_is_free_again_when_it_is_left() {
        let (turns, user) = (Turns::default(), UserId(uuid::Uuid::from_u128(1)));
        let taken: Vec<_> = (0..FILES_EACH).map(|_| turns.place(user).unwrap()).collect();
        assert!(turns.place(user).is_err());
        assert!(turns.place(UserId(uuid::Uuid::from_u128(2))).is_ok(), "another person's are their own");
        drop(taken);
        assert!(turns.place(user).is_ok() && turns.people.lock().is_empty());
    }
}
