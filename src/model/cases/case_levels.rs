//! Who may say how far a case may be known.

use crate::model::accounts::role::Role;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::AgencyId;
use crate::model::reason::{Reason, Refusal};

/// Decides whether somebody may give a case of an agency another level: its officers and their heads raise it, its unit heads
/// and the centre head lower it, and nobody sets one above the own clearance.
///
/// # Errors
/// [`Reason::SecrecySame`], [`Reason::ClearanceTooLow`], [`Reason::SecrecyNotYours`].
pub fn may_set(viewer: &Viewer, responsible: AgencyId, from: SecrecyLevel, to: SecrecyLevel) -> Result<(), Refusal> {
    if from == to {
        return Err(Refusal::new(Reason::SecrecySame).with_word("level", to));
    }
    within_clearance(viewer, to)?;
    let own = viewer.agency_id == responsible;
    let head = viewer.is(Role::CentreHead) || (own && viewer.is(Role::UnitHead));
    if head || (to > from && own && viewer.is(Role::CaseOfficer)) {
        Ok(())
    } else {
        Err(Reason::SecrecyNotYours.into())
    }
}

/// Refuses a level above what somebody is cleared for.
///
/// # Errors
/// [`Reason::ClearanceTooLow`].
pub fn within_clearance(viewer: &Viewer, level: SecrecyLevel) -> Result<(), Refusal> {
    if level <= viewer.clearance {
        return Ok(());
    }
    Err(Refusal::new(Reason::ClearanceTooLow).with_word("level", level).with_word("clearance", viewer.clearance))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::accounts::role::RoleSet;
    use crate::model::ids::{PersonId, UserId};
    use uuid::Uuid;

    #[test]
    fn officers_raise_heads_lower_and_nobody_goes_beyond_the_own_clearance() {
        use SecrecyLevel::{Ordinary, Restricted, Secret};
        let (own, other) = (AgencyId(Uuid::from_u128(1)), AgencyId(Uuid::from_u128(2)));
        let asks = |role: Role, agency: AgencyId, clearance, from, to| {
            let user_id = UserId(Uuid::from_u128(9));
            let (person_id, roles) = (PersonId(user_id.0), RoleSet::of(&[role]));
            let viewer = Viewer { user_id, person_id, agency_id: agency, roles, clearance };
            may_set(&viewer, own, from, to).err().map(|refusal| refusal.reason)
        };
        for (role, agency, clearance, from, to, refused) in [
            (Role::CaseOfficer, own, Secret, Ordinary, Secret, None),
            (Role::CaseOfficer, own, Restricted, Ordinary, Secret, Some(Reason::ClearanceTooLow)),
            (Role::CaseOfficer, own, Secret, Secret, Restricted, Some(Reason::SecrecyNotYours)),
            (Role::CaseOfficer, other, Secret, Ordinary, Secret, Some(Reason::SecrecyNotYours)),
            (Role::UnitHead, own, Secret, Secret, Ordinary, None),
            (Role::UnitHead, other, Secret, Secret, Ordinary, Some(Reason::SecrecyNotYours)),
            (Role::CentreHead, other, Secret, Secret, Ordinary, None),
            (Role::Custodian, own, Secret, Ordinary, Secret, Some(Reason::SecrecyNotYours)),
            (Role::UnitHead, own, Secret, Secret, Secret, Some(Reason::SecrecySame)),
        ] {
            assert_eq!(asks(role, agency, clearance, from, to), refused, "{role} {from} {to}");
        }
    }
}
