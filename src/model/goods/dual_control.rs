//! Two custodians: who may stand by as the second, and where a second one is needed.

use crate::model::accounts::role::Permission;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{PersonId, UserId};
use crate::model::reason::{Reason, Refusal};

/// Whoever confirmed as the second custodian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Second {
    /// The account they confirmed with.
    pub user_id: UserId,
    /// The human.
    pub person_id: PersonId,
    /// Up to which level they may know of cases.
    pub clearance: SecrecyLevel,
}

impl From<&Viewer> for Second {
    fn from(viewer: &Viewer) -> Self {
        Self { user_id: viewer.user_id, person_id: viewer.person_id, clearance: viewer.clearance }
    }
}

/// Refuses a second custodian who may not know of goods of a level.
///
/// # Errors
/// [`Reason::SecondNotCleared`].
pub fn second_cleared(second: Option<Second>, level: SecrecyLevel) -> Result<(), Refusal> {
    match second {
        Some(second) if second.clearance < level => {
            Err(Refusal::new(Reason::SecondNotCleared).with_word("level", level))
        }
        _ => Ok(()),
    }
}

/// Refuses unless a second, different custodian confirmed where two are needed.
///
/// # Errors
/// [`Reason::SecondCustodianNeeded`], [`Reason::SecondCustodianSame`].
pub fn second_custodian(viewer: &Viewer, second: Option<Second>, needed: bool) -> Result<(), Refusal> {
    match second {
        Some(second) if second.person_id == viewer.person_id => Err(Reason::SecondCustodianSame.into()),
        None if needed => Err(Reason::SecondCustodianNeeded.into()),
        _ => Ok(()),
    }
}

/// Refuses a second custodian who is the caller or no custodian.
///
/// # Errors
/// [`Reason::SecondCustodianSame`] or [`Reason::SecondCustodianNeeded`].
pub fn check_second(viewer: &Viewer, second: &Viewer) -> Result<(), Refusal> {
    if viewer.person_id == second.person_id {
        return Err(Reason::SecondCustodianSame.into());
    }
    if !may_stand_by(second) {
        return Err(Reason::SecondCustodianNeeded.into());
    }
    Ok(())
}

/// Whether a person may confirm as the second custodian.
pub fn may_stand_by(second: &Viewer) -> bool {
    second.may(Permission::ConfirmAsSecond)
}
