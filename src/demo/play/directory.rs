//! The centre on its first day: agencies, people and places of the plan, brought into the books.

use crate::db::accounts::agencies::{self, Agency};
use crate::db::accounts::users::{self, User};
use crate::db::centre::places::{self, Place};
use crate::db::change::{Actor, Change};
use crate::demo::Year;
use crate::error::{Error, Result};
use crate::model::accounts::agency::{AgencyKind, PlaceKind};
use crate::model::accounts::role::{Role, RoleSet};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::category::StorageClass;
use crate::model::ids::{AgencyId, PlaceId};
use crate::model::ledger::event::Action;
use serde_json::json;

/// Everybody and every place of the year, by their index in the plan.
pub struct Directory {
    /// People, ready to act.
    pub people: Vec<Viewer>,
    /// Codes of the places.
    pub places: Vec<String>,
}

/// The one person per role that the demo's visitor may sign in as, with the hash of the password.
pub struct Visitor {
    /// The login in the plan.
    pub login: String,
    /// argon2id hash of the password made for this demo.
    pub password_hash: String,
}

/// The hash of accounts nobody may sign in to; no password has it.
const NO_PASSWORD: &str = "!";

impl Directory {
    /// Registers everybody and every place.
    pub fn register(change: &mut Change<'_>, year: &Year, visitors: &[Visitor]) -> Result<Self> {
        let agencies = register_agencies(change, year)?;
        let people = register_people(change, year, &agencies, visitors)?;
        let places = register_places(change, year)?;
        Ok(Self { people, places })
    }

    /// A person by index.
    ///
    /// # Errors
    /// [`Error::Internal`] when the plan names nobody.
    pub fn person(&self, index: usize) -> Result<&Viewer> {
        self.people.get(index).ok_or_else(|| Error::internal("the plan names a person it does not have"))
    }

    /// The code of a place by index.
    ///
    /// # Errors
    /// [`Error::Internal`] when the plan names no such place.
    pub fn place(&self, index: usize) -> Result<&str> {
        let code = self.places.get(index).ok_or_else(|| Error::internal("the plan names a place it does not have"))?;
        Ok(code)
    }
}

fn register_agencies(change: &mut Change<'_>, year: &Year) -> Result<Vec<AgencyId>> {
    let mut ids = Vec::with_capacity(year.agencies.len());
    for plan in year.agencies {
        let row = Agency {
            id: change.new_id(),
            code: plan.code.to_owned(),
            name: plan.name.to_owned(),
            kind: plan.kind.parse().unwrap_or(AgencyKind::OtherEnforcement),
            parent_id: None,
            active: true,
            created_at: change.now(),
            version: 1,
        };
        agencies::insert(change, &row)?;
        change.record(Action::AgencyRegistered, row.id.0, json!({ "agency": row }))?;
        ids.push(row.id);
    }
    Ok(ids)
}

fn register_people(
    change: &mut Change<'_>,
    year: &Year,
    agencies: &[AgencyId],
    visitors: &[Visitor],
) -> Result<Vec<Viewer>> {
    let mut people = Vec::with_capacity(year.staff.people.len());
    for plan in &year.staff.people {
        let role: Role = plan.role.parse().map_err(Error::internal)?;
        let agency_id = *agencies.get(plan.agency).ok_or_else(|| Error::internal("a person without an agency"))?;
        let visitor = visitors.iter().find(|visitor| visitor.login == plan.login);
        let row = User {
            id: change.new_id(),
            login: plan.login.clone(),
            name: plan.name.clone(),
            agency_id,
            roles: RoleSet::of(&[role]),
            password_hash: visitor.map_or(NO_PASSWORD, |visitor| &visitor.password_hash).to_owned(),
            password_expires_at: None,
            disabled_at: None,
            created_at: change.now(),
            version: 1,
            password_part_by: None,
            password_part_at: None,
            factor_salt: None,
            factor_confirmed_at: None,
            recovery_salt: None,
            recovery_left: None,
            person_id: None,
            badge_number: None,
            identity_code: None,
            clearance: SecrecyLevel::Ordinary,
            passkeys: None,
            certificates: None,
            password_chosen_at: None,
            reviewed_at: None,
        };
        users::insert(change, &row)?;
        let details = json!({ "login": row.login, "name": row.name, "agency_id": agency_id, "roles": [role] });
        change.record(Action::UserRegistered, row.id.0, details)?;
        people.push(row.viewer());
    }
    Ok(people)
}

fn register_places(change: &mut Change<'_>, year: &Year) -> Result<Vec<String>> {
    let mut rows: Vec<Place> = Vec::with_capacity(year.places.all.len());
    for plan in &year.places.all {
        let parent_id: Option<PlaceId> = plan.parent.and_then(|at| rows.get(at)).map(|parent| parent.id);
        let row = Place {
            id: change.new_id(),
            code: plan.code.clone(),
            name: plan.name.clone(),
            kind: plan.kind.parse::<PlaceKind>().map_err(Error::internal)?,
            storage_class: plan.storage_class.parse::<StorageClass>().map_err(Error::internal)?,
            parent_id,
            capacity: plan.capacity.map(i64::from),
            active: true,
            created_at: change.now(),
            version: 1,
            secrecy: SecrecyLevel::Ordinary,
        };
        rows.push(row);
    }
    places::insert(change, &rows)?;
    for row in &rows {
        change.record(Action::PlaceRegistered, row.id.0, json!({ "place": row }))?;
    }
    Ok(rows.into_iter().map(|row| row.code).collect())
}

/// The actor of a person of the plan.
pub fn actor(viewer: &Viewer) -> Actor {
    Actor::from(viewer)
}
