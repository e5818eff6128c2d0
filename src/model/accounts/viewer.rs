//! Who is asking, and how far that person can see.

use crate::model::accounts::fields::{Field, Sight};
use crate::model::accounts::role::{Permission, Role, RoleSet};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::ids::{AgencyId, PersonId, UserId};

/// The person behind a call, as the account stood when the call began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The person's account.
    pub user_id: UserId,
    /// The human: duties that must not meet are kept apart by this, since one may have several accounts.
    pub person_id: PersonId,
    /// The person's agency.
    pub agency_id: AgencyId,
    /// The person's roles.
    pub roles: RoleSet,
    /// Up to which level the person may know of cases.
    pub clearance: SecrecyLevel,
}

/// The rows a person may know of. What belongs to a case above the clearance is as little there as what is another agency's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everything there is: for the program itself, and nobody who signs in.
    Everything,
    /// Goods and requests of every agency, of cases up to a level.
    Centre(SecrecyLevel),
    /// What the agency registered or has become responsible for, of cases up to a level.
    Agency(AgencyId, SecrecyLevel),
}

impl Reach {
    /// The agency it is limited to.
    pub const fn agency(self) -> Option<AgencyId> {
        match self {
            Self::Everything | Self::Centre(_) => None,
            Self::Agency(agency, _) => Some(agency),
        }
    }

    /// The level it is limited to.
    pub const fn cleared(self) -> Option<SecrecyLevel> {
        match self {
            Self::Everything => None,
            Self::Centre(level) | Self::Agency(_, level) => Some(level),
        }
    }
}

impl Viewer {
    /// How far the person can see.
    pub fn reach(&self) -> Reach {
        if self.roles.sees_all_agencies() { Reach::Centre(self.clearance) } else { self.own_reach() }
    }

    /// What of the own agency the person can see.
    pub const fn own_reach(&self) -> Reach {
        Reach::Agency(self.agency_id, self.clearance)
    }

    /// Whether the person has the permission.
    pub fn may(&self, permission: Permission) -> bool {
        self.roles.may(permission)
    }

    /// Whether the person has the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether the person sees a part of an answer whole.
    pub fn sees(&self, field: Field) -> bool {
        self.roles.iter().any(|role| role.sight(field) == Sight::Whole)
    }
}
