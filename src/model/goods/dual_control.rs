//! Two custodians: who may stand by as the second, and where a second one is needed.

use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::UserId;
use crate::model::reason::{Reason, Refusal};

/// Refuses unless a second, different custodian confirmed where two are needed.
///
/// # Errors
/// [`Reason::SecondCustodianNeeded`], [`Reason::SecondCustodianSame`].
pub fn second_custodian(viewer: &Viewer, second: Option<UserId>, needed: bool) -> Result<(), Refusal> {
    match second {
        Some(second) if second == viewer.user_id => Err(Reason::SecondCustodianSame.into()),
        None if needed => Err(Reason::SecondCustodianNeeded.into()),
        _ => Ok(()),
    }
}

/// Refuses a second custodian who is the caller or no custodian.
///
/// # Errors
/// [`Reason::SecondCustodianSame`] or [`Reason::SecondCustodianNeeded`].
pub fn check_second(viewer: &Viewer, second: &Viewer) -> Result<(), Refusal> {
    if viewer.user_id == second.user_id {
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
