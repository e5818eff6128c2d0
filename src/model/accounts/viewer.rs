//! Who is asking, and how far that person can see.

use crate::model::accounts::fields::{Field, Sight};
use crate::model::accounts::role::{Permission, Role, RoleSet};
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
}

/// The rows a person may know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Goods and requests of every agency.
    Everything,
    /// What the agency registered or has become responsible for.
    Agency(AgencyId),
}

impl Viewer {
    /// How far the person can see.
    pub fn reach(&self) -> Reach {
        if self.roles.sees_all_agencies() { Reach::Everything } else { Reach::Agency(self.agency_id) }
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
