//! The accounts as the log tells them: who somebody was to the centre when an entry was made.

use serde::Deserialize;
use serde_json::Value;

use crate::db::ledger::log::LeafRow;
use crate::model::accounts::role::{Role, RoleSet};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::dual_control::Second;
use crate::model::ids::{AgencyId, IdMap, PersonId, UserId};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::ledger::registers::Register;

/// What the log says so far.
#[derive(Default)]
pub struct People {
    /// An account whose entries do not tell all of it is there without what they would tell.
    accounts: IdMap<UserId, Option<Account>>,
    /// Who gave the first part of a password that was not released yet; `None` where the log does not tell.
    first_parts: IdMap<UserId, Option<UserId>>,
    /// Entries that cannot be judged, because the log does not tell enough of who made them.
    pub unjudged: u64,
    /// No account is known, so that nobody is judged.
    pub unknown: bool,
}

struct Account {
    viewer: Viewer,
    disabled: bool,
}

/// What entries about an account say of it.
#[derive(Deserialize)]
struct Told {
    agency_id: AgencyId,
    /// Words with spaces between, or a list of words.
    roles: Value,
    #[serde(default)]
    disabled: bool,
    /// The human it counts as besides another account.
    #[serde(default)]
    person_id: Option<PersonId>,
    #[serde(default)]
    clearance: Option<SecrecyLevel>,
}

impl People {
    /// Takes in an event about anything but an item.
    pub fn enter(&mut self, event: &SubjectEvent) {
        let user_id = UserId(event.subject_id);
        if event.action == Action::RecordAccepted && event.rows.iter().any(|row| row.register == Register::Users) {
            // What the auditor let stand of it the entry does not tell.
            self.accounts.insert(user_id, None);
        } else if is_about_an_account(event.action) {
            self.accounts
                .insert(user_id, Told::deserialize(&event.details).ok().and_then(|told| told.account(user_id)));
        }
    }

    /// Takes in an entry that tells nothing.
    pub fn enter_blind(&mut self, row: &LeafRow) {
        if let Some(id) = row.subject_id.filter(|_| row.action.parse().is_ok_and(is_about_an_account)) {
            self.accounts.insert(UserId(id.0), None);
            self.first_parts.insert(UserId(id.0), None);
        }
    }

    /// Takes in what an entry says of the two parts of a password, of which one person gives one only. Of what came before
    /// the first entry that is known, nothing is judged.
    ///
    /// # Errors
    /// Why the password could not have been released.
    pub fn follow_parts(&mut self, row: &LeafRow, event: &SubjectEvent, partial: bool) -> Result<(), &'static str> {
        let id = UserId(event.subject_id);
        match event.action {
            Action::UserRegistered | Action::PasswordPartGiven => {
                self.first_parts.insert(id, row.actor_id);
                Ok(())
            }
            Action::PasswordReleased => match self.first_parts.remove(&id) {
                Some(Some(first)) if row.actor_id.is_some_and(|actor| self.person(actor) == self.person(first)) => {
                    Err("was done by whoever gave the first part of the password")
                }
                None if !partial => Err("was done without a first part of the password"),
                _ => Ok(()),
            },
            Action::PasswordReset | Action::PasswordChanged | Action::UserDisabled => {
                self.first_parts.remove(&id);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Judges who did something with a second factor: its owner, or in the owner's stead somebody who may, and never with that of an
    /// administrator; who signed in so that a password was hashed anew; and who confirmed an account.
    ///
    /// # Errors
    /// Why it could not have been done.
    pub fn judge_factor(&self, row: &LeafRow, event: &SubjectEvent) -> Result<(), &'static str> {
        let id = UserId(event.subject_id);
        let own = row.actor_id == Some(id);
        let is_administrator = || self.find(id).is_some_and(|viewer| viewer.roles.has_administrator());
        match event.action {
            Action::FactorSetUp
            | Action::FactorConfirmed
            | Action::FactorRemoved
            | Action::RecoveryCodesRenewed
            | Action::PasskeyAdded
            | Action::PasskeyRenamed
            | Action::PasskeyRemoved
            | Action::CertificateAdded
            | Action::CertificateRemoved
            | Action::IdentityLinked
            | Action::IdentityUnlinked
            | Action::PasswordRehashed
                if !own =>
            {
                Err("was done by somebody else than the owner of the account")
            }
            Action::FactorTaken
            | Action::IdentitiesTaken
            | Action::AccountReviewed
            | Action::PersonSeparated
            | Action::ClearanceGranted
                if row.actor_id.is_some_and(|by| self.person(by) == self.person(id)) =>
            {
                Err("was done by the owner of the account")
            }
            Action::FactorTaken if row.actor_id.is_some() && is_administrator() => {
                Err("was done with the account of an administrator")
            }
            _ => Ok(()),
        }
    }

    /// Who made an entry that a person must have made, as the account stood then; none when the log does not tell enough.
    ///
    /// # Errors
    /// Why nobody could have made it.
    pub fn author(&mut self, row: &LeafRow) -> Result<Option<Viewer>, String> {
        if self.unknown {
            return Ok(None);
        }
        let account = row.actor_id.map(|id| self.accounts.get(&id));
        let wrong = match account {
            None => "nobody",
            Some(None) => "an account that the log does not know",
            Some(Some(None)) => {
                self.unjudged += 1;
                return Ok(None);
            }
            Some(Some(Some(account))) if account.disabled => "an account that was disabled",
            Some(Some(Some(account))) if row.actor_agency_id != Some(account.viewer.agency_id) => {
                "an account of another agency"
            }
            Some(Some(Some(account))) => return Ok(Some(account.viewer.clone())),
        };
        Err(format!("was done by {wrong}"))
    }

    /// A person as the account stands; none where the log does not tell.
    pub fn find(&self, user_id: UserId) -> Option<&Viewer> {
        self.accounts.get(&user_id)?.as_ref().map(|account| &account.viewer)
    }

    /// The human who uses an account, as far as the log tells.
    pub fn person(&self, user_id: UserId) -> PersonId {
        self.find(user_id).map_or(PersonId(user_id.0), |viewer| viewer.person_id)
    }

    /// Somebody as a second custodian.
    pub fn second(&self, user_id: UserId) -> Second {
        let clearance = self.find(user_id).map_or(SecrecyLevel::Secret, |viewer| viewer.clearance);
        Second { user_id, person_id: self.person(user_id), clearance }
    }

    /// Whether the log tells of an account at all.
    pub fn knows(&self, user_id: UserId) -> bool {
        self.accounts.contains_key(&user_id)
    }
}

const fn is_about_an_account(action: Action) -> bool {
    matches!(
        action,
        Action::UserRegistered
            | Action::UserChanged
            | Action::UserDisabled
            | Action::RolesGranted
            | Action::PersonSeparated
            | Action::ClearanceGranted
            | Action::PasswordChanged
            | Action::PasswordRehashed
            | Action::PasswordReset
            | Action::PasswordPartGiven
            | Action::PasswordReleased
    )
}

impl Told {
    fn account(self, user_id: UserId) -> Option<Account> {
        let roles = match self.roles {
            Value::String(words) => words.parse().ok()?,
            words => RoleSet::of(&serde_json::from_value::<Vec<Role>>(words).ok()?),
        };
        let person_id = self.person_id.unwrap_or(PersonId(user_id.0));
        let clearance = self.clearance.unwrap_or(SecrecyLevel::Ordinary);
        let viewer = Viewer { user_id, person_id, agency_id: self.agency_id, roles, clearance };
        Some(Account { viewer, disabled: self.disabled })
    }
}
