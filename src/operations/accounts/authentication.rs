//! Who is believed to be somebody: a login, its password, and where the account has a second factor a code or a passkey; or a passkey
//! alone, whose device has asked who is there; or the certificate that the connection shows. Wrong ones are counted.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::accounts::linked_identities;
use crate::db::accounts::users::{self, User};
use crate::db::change::{Actor, Change};
use crate::db::engine::connection::Conn;
use crate::db::engine::upkeep::Upkeep;
use crate::db::{self, Database};
use crate::error::{Error, Result};
use crate::model::accounts::networks::Entrance;
use crate::model::ids::{AgencyId, LinkedIdentityId, UserId};
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::operations::accounts::agencies;
use crate::operations::accounts::attempts::Subjects;
use crate::operations::accounts::certificates::{Held, Showing};
use crate::operations::accounts::devices::Devices;
use crate::operations::accounts::factors::{self, Code, Presented, Proof};
use crate::operations::accounts::linked_identities::journeys::Arrived;
use crate::operations::accounts::linked_identities::{Used, spend, stranger};
use crate::operations::accounts::passkeys::{self, Assertion, Ceremony, Shown};
use crate::operations::accounts::passwords::Password;
use crate::tokens::Tokens;

/// Who wants to be believed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// Name to sign in with.
    #[schema(max_length = 64)]
    pub login: String,
    /// The password.
    pub password: Password,
    /// For an account with a second factor: the six digits that the authenticator shows, or a recovery code.
    #[serde(default)]
    pub code: Option<Code>,
    /// Instead of a code: what a passkey of the account answers.
    #[serde(default)]
    pub passkey: Option<Assertion>,
}

impl Credentials {
    /// What is shown besides the password.
    fn presented(&self) -> Presented<'_> {
        Presented { code: self.code.as_ref(), passkey: self.passkey.as_ref() }
    }
}

/// What somebody comes with.
#[derive(Debug, Clone)]
pub enum Coming {
    /// A password, and maybe more.
    Password(Credentials),
    /// A passkey alone.
    Passkey(Assertion),
    /// The certificate of the connection alone.
    Certificate,
    /// What the identity provider says, and maybe more.
    Identity(IdentityShown),
}

/// Whom the identity provider vouches for, and what is shown besides.
#[derive(Debug, Clone)]
pub struct IdentityShown {
    /// Who came back from there.
    pub arrived: Arrived,
    /// For an account with a second factor: a code.
    pub code: Option<Code>,
    /// Instead of a code: what a passkey of the account answers.
    pub passkey: Option<Assertion>,
}

impl Coming {
    /// Checks it, counting failures.
    ///
    /// # Errors
    /// As [`authenticate`], [`recognise`], [`recognise_certificate`] and [`accept`].
    pub fn believe(&self, database: &Database, tokens: &Tokens, place: &Place) -> Result<Believed> {
        match self {
            Self::Password(who) => authenticate(database, tokens, who, place),
            Self::Passkey(assertion) => recognise(database, tokens, assertion, place),
            Self::Certificate => recognise_certificate(database, tokens, place),
            Self::Identity(shown) => accept(database, tokens, shown, place),
        }
    }
}

/// Where a password is tried: the address, and the browser as far as it is known.
#[derive(Debug, Clone)]
pub struct Place {
    /// The network address the call came from.
    pub address: String,
    /// What the program at the other end calls itself.
    pub browser: String,
    /// Who signed in at the browser before; none of a program that keeps nothing.
    pub devices: Option<Devices>,
    /// Where it is, as far as it matters who comes.
    pub entrance: Option<Entrance>,
    /// Where passkeys are taken: for whom they are, and what the challenge must be for.
    pub ceremony: Option<Ceremony>,
    /// The certificate that the connection shows.
    pub certificate: Option<Showing>,
}

/// Somebody who is believed.
pub struct Believed {
    /// The account.
    pub user: User,
    /// The code or answer that is to be used up.
    pub proof: Option<Proof>,
    /// The identity that is to be used up.
    identity: Option<Used>,
    /// Whom a failure would have been counted against.
    subjects: Subjects,
}

impl Believed {
    /// Takes somebody at their word within a change, and uses the code up.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`] when the account has changed meanwhile, its agency is closed, or the code was used.
    pub fn admit(&self, change: &mut Change<'_>) -> Result<()> {
        let (known, now) = (&self.user, users::get(change.reader(), self.user.id)?);
        let same = now.password_hash == known.password_hash
            && (now.factor(), now.passkeys.is_some()) == (known.factor(), known.passkeys.is_some())
            && now.certificates.is_some() == known.certificates.is_some();
        if !same || now.disabled_at.is_some() {
            return Err(Error::NotSignedIn(Reason::SignInFailed));
        }
        agencies::must_be_open(change, now.agency_id)?;
        if let Some(used) = &self.identity {
            spend(change, known.id, used)?;
        }
        factors::spend(change, known.id, self.proof.as_ref())
    }

    /// Forgets the failures before.
    pub fn succeed(&self, upkeep: &mut Upkeep<'_>) -> Result<()> {
        self.subjects.succeed(upkeep)
    }

    /// The passkey that was shown, if one was.
    pub const fn passkey(&self) -> Option<&Shown> {
        match &self.proof {
            Some(Proof::Passkey(shown)) => Some(shown),
            _ => None,
        }
    }

    /// The certificate that was shown, if one was.
    pub const fn certificate(&self) -> Option<&Held> {
        match &self.proof {
            Some(Proof::Certificate(held)) => Some(held),
            _ => None,
        }
    }

    /// The linked identity that was vouched for, if one was.
    pub fn identity(&self) -> Option<LinkedIdentityId> {
        self.identity.as_ref().map(|used| used.id)
    }

    /// Counts a code or an answer that turned out wrong.
    ///
    /// # Errors
    /// `error` itself; [`Error::TooMany`] after too many failures.
    pub fn refuse_code(&self, database: &Database, address: &str, error: Error) -> Error {
        match error {
            Error::NotSignedIn(Reason::CodeWrong | Reason::PasskeyWrong | Reason::CertificateUnknown) => {
                refuse(database, &self.subjects, (Some(&self.user), None), address).err().unwrap_or(error)
            }
            other => other,
        }
    }
}

/// Checks a login, a password and a code, counting failures. The code is used up by [`Believed::admit`].
///
/// # Errors
/// As [`check_password`]; for a right password only [`Error::FactorNeeded`], and [`Error::NotSignedIn`] with [`Reason::CodeWrong`],
/// [`Reason::PasskeyWrong`] or [`Reason::PasskeyCopied`].
pub fn authenticate(database: &Database, tokens: &Tokens, who: &Credentials, place: &Place) -> Result<Believed> {
    let believed = check_password(database, tokens, who, place)?;
    prove(database, tokens, believed, who.presented(), place)
}

/// Asks for what there is besides the password.
fn prove(
    database: &Database,
    tokens: &Tokens,
    believed: Believed,
    presented: Presented<'_>,
    place: &Place,
) -> Result<Believed> {
    let now = database.clock().now();
    let shown = (presented, place.ceremony.as_ref(), place.certificate.as_ref());
    match database.read(|conn| factors::prove(conn, tokens, &believed.user, shown, now)) {
        Ok(proof) => refuse_copy(database, Believed { proof, ..believed }, &place.address),
        Err(error) => Err(believed.refuse_code(database, &place.address, error)),
    }
}

/// The same for whoever sets up an authenticator: its codes cannot be asked for yet, a passkey or a certificate is where there is one.
///
/// # Errors
/// As [`authenticate`].
pub fn authenticate_without_code(
    database: &Database,
    tokens: &Tokens,
    who: &Credentials,
    place: &Place,
) -> Result<Believed> {
    let believed = check_password(database, tokens, who, place)?;
    if believed.user.factor().is_some() || !believed.user.has_second_factor() {
        return Ok(believed);
    }
    authenticate(database, tokens, who, place)
}

/// Checks a passkey alone, counting failures. Its device has asked who is there, so that it counts for a password and a code. The
/// answer is used up by [`Believed::admit`].
///
/// # Errors
/// [`Error::NotSignedIn`] with [`Reason::PasskeyWrong`] for whatever does not fit, an unknown passkey, a disabled account and one of a closed
/// agency; [`Reason::PasskeyCopied`]; [`Error::TooMany`] after too many failures; [`Reason::PasskeysNotOffered`].
pub fn recognise(database: &Database, tokens: &Tokens, assertion: &Assertion, place: &Place) -> Result<Believed> {
    let now = database.clock().now();
    let ceremony = place.ceremony.as_ref().ok_or(Reason::PasskeysNotOffered)?;
    let (user, known, shown) = database.read(|conn| {
        let (owner, shown) = passkeys::check(conn, tokens, assertion, ceremony, now)?;
        let user = users::find(conn, owner.unwrap_or(UserId(Uuid::nil())))?;
        let stranger = || assertion.credential_id.clone();
        let login = user.as_ref().map_or_else(stranger, |user| user.login.clone());
        Ok((user.clone(), Known::of(conn, tokens, (&login, user.as_ref()), place, now)?, shown))
    })?;
    match (user, shown) {
        (Some(user), Ok(shown)) if known.counts(&user, now) => {
            let proof = Some(Proof::Passkey(shown));
            let believed = Believed { user, proof, identity: None, subjects: known.subjects };
            refuse_copy(database, believed, &place.address)
        }
        (user, _) => {
            refuse(database, &known.subjects, (user.as_ref(), None), &place.address)?;
            Err(Error::NotSignedIn(Reason::PasskeyWrong))
        }
    }
}

/// Checks the certificate that the connection shows alone, counting failures. It is held and opened with a PIN, so that it counts for a
/// password and a code.
///
/// # Errors
/// [`Error::NotSignedIn`] with why it is not let in, with [`Reason::CertificateUnknown`] for one of no account, of a disabled one or of a closed
/// agency, and with [`Reason::CertificateMissing`] where none is shown; [`Error::TooMany`] after too many failures.
pub fn recognise_certificate(database: &Database, tokens: &Tokens, place: &Place) -> Result<Believed> {
    let now = database.clock().now();
    let Showing { certificate, verdict } =
        place.certificate.as_ref().ok_or(Error::NotSignedIn(Reason::CertificateMissing))?;
    // Nothing is guessed with a certificate: one that is out of its time, or cannot be checked, locks neither its owner nor an address.
    if let Err(reason) = verdict {
        tracing::info!(reason = reason.code(), address = place.address, "a certificate was refused");
        return Err(Error::NotSignedIn(*reason));
    }
    let (user, known, row) = database.read(|conn| {
        let row = db::accounts::certificates::find_by_sha256(conn, &certificate.sha256)?;
        let owner = row.as_ref().map_or(UserId(Uuid::nil()), |row| row.user_id);
        let user = users::find(conn, owner)?;
        let login = user.as_ref().map_or_else(|| certificate.sha256.clone(), |user| user.login.clone());
        Ok((user.clone(), Known::of(conn, tokens, (&login, user.as_ref()), place, now)?, row))
    })?;
    match (user, row) {
        (Some(user), Some(row)) if known.counts(&user, now) => {
            let proof = Some(Proof::Certificate(Held { id: row.id, sha256: row.sha256 }));
            Ok(Believed { user, proof, identity: None, subjects: known.subjects })
        }
        (user, _) => {
            refuse(database, &known.subjects, (user.as_ref(), None), &place.address)?;
            Err(Error::NotSignedIn(Reason::CertificateUnknown))
        }
    }
}

/// Checks whom the identity provider vouches for, counting failures. It counts for the password; where the provider saw one factor only, what
/// the account has besides is asked for. The identity is used up by [`Believed::admit`].
///
/// # Errors
/// [`Error::NotSignedIn`] with [`Reason::IdentityNotLinked`] for an identity that is not linked, and for one of a disabled account or one of a
/// closed agency; [`Error::TooMany`] after too many failures; as [`authenticate`] for what is shown besides.
pub fn accept(database: &Database, tokens: &Tokens, shown: &IdentityShown, place: &Place) -> Result<Believed> {
    let (now, arrived) = (database.clock().now(), &shown.arrived);
    let (issuer, subject) = (&arrived.issuer, &arrived.subject);
    let (linked, user, known) = database.read(|conn| {
        let linked = linked_identities::find_by_subject(conn, issuer, subject)?;
        let owner = linked.as_ref().map_or(UserId(Uuid::nil()), |linked| linked.user_id);
        let user = users::find(conn, owner)?;
        let login = user.as_ref().map_or_else(|| stranger(issuer, subject), |user| user.login.clone());
        let known = Known::of(conn, tokens, (&login, user.as_ref()), place, now)?;
        Ok((linked, user, known))
    })?;
    match (linked, user) {
        (Some(linked), Some(user)) if known.counts(&user, now) => {
            let identity = Some(Used::by(linked.id, arrived));
            let believed = Believed { user, proof: None, identity, subjects: known.subjects };
            if arrived.multi_factor {
                return Ok(believed);
            }
            let presented = Presented { code: shown.code.as_ref(), passkey: shown.passkey.as_ref() };
            prove(database, tokens, believed, presented, place)
        }
        (_, user) => {
            refuse(database, &known.subjects, (user.as_ref(), None), &place.address)?;
            Err(Error::NotSignedIn(Reason::IdentityNotLinked))
        }
    }
}

/// Refuses a passkey whose counter went back: somebody may have a copy. It is counted as a failure, and entered.
fn refuse_copy(database: &Database, believed: Believed, address: &str) -> Result<Believed> {
    let Some(copied) = believed.passkey().filter(|shown| shown.went_back) else { return Ok(believed) };
    refuse(database, &believed.subjects, (Some(&believed.user), Some(copied)), address)?;
    Err(Error::NotSignedIn(Reason::PasskeyCopied))
}

/// What is known of whoever comes.
struct Known {
    subjects: Subjects,
    /// Whether the agency works.
    open: bool,
}

impl Known {
    /// Looks it up, and refuses while it is locked.
    fn of(
        conn: &mut Conn,
        tokens: &Tokens,
        (login, user): (&str, Option<&User>),
        place: &Place,
        now: Time,
    ) -> Result<Self> {
        let agency = user.map_or(AgencyId(Uuid::nil()), |user| user.agency_id);
        let open = db::accounts::agencies::find(conn, agency)?.is_some_and(|agency| agency.active);
        let device = match (user, &place.devices) {
            (Some(user), Some(devices)) => devices.find(tokens, user, now)?,
            _ => None,
        };
        let subjects = match (user, device) {
            (Some(user), Some(device)) => Subjects::at_device(user.id, device),
            _ => Subjects::new(login, &place.address),
        };
        subjects.check(conn, now)?;
        Ok(Self { subjects, open })
    }

    fn counts(&self, user: &User, now: Time) -> bool {
        self.open && user.disabled_at.is_none() && user.password_expires_at.is_none_or(|end| end > now)
    }
}

/// Checks a login and a password, counting failures.
///
/// # Errors
/// [`Error::NotSignedIn`] with the same reason for an unknown login, a wrong password, a disabled account and one of a closed agency;
/// [`Error::TooMany`] after too many failures.
pub fn check_password(database: &Database, tokens: &Tokens, who: &Credentials, place: &Place) -> Result<Believed> {
    let now = database.clock().now();
    let (user, known) = database.read(|conn| {
        let user = users::find_by_login(conn, &who.login)?;
        let known = Known::of(conn, tokens, (&who.login, user.as_ref()), place, now)?;
        Ok((user, known))
    })?;
    let fits = who.password.fits(user.as_ref().map(|user| user.password_hash.as_str()));
    match user {
        Some(user) if fits && known.counts(&user, now) => {
            Ok(Believed { user, proof: None, identity: None, subjects: known.subjects })
        }
        user => {
            refuse(database, &known.subjects, (user.as_ref(), None), &place.address)?;
            Err(Error::NotSignedIn(Reason::SignInFailed))
        }
    }
}

/// Refused sign-ins are recorded until the lock closes, so the log cannot be flooded. The login as typed is not kept:
/// it is a password more often than one thinks.
fn refuse(
    database: &Database,
    subjects: &Subjects,
    (user, copied): (Option<&User>, Option<&Shown>),
    address: &str,
) -> Result<()> {
    database.change(Actor::PROGRAM, |change| {
        let now = change.now();
        subjects.check(change.reader(), now)?;
        let locked = subjects.fail(&mut change.upkeep())?;
        let subject = user.map_or(Uuid::nil(), |user| user.id.0);
        change.record(Action::SignInRefused, subject, json!({ "address": address, "known": user.is_some() }))?;
        if let Some(Shown { id, counter, .. }) = copied {
            let details = json!({ "passkey_id": id, "counter": counter, "address": address });
            change.record(Action::PasskeyRefused, subject, details)?;
        }
        match (user, locked) {
            (Some(user), Some(until)) => {
                let details =
                    json!({ "locked_until": until, "address": address, "known_browser": subjects.are_known() });
                change.record(Action::AccountLocked, user.id.0, details)
            }
            _ => Ok(()),
        }
    })
}
