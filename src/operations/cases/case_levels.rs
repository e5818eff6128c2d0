//! How far a case may be known: raised by its officers and their heads, lowered by heads only, each time for a reason.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::accounts::users;
use crate::db::cases::cases::{self, Case};
use crate::db::centre::places;
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::cases::case_levels::may_set;
use crate::model::ids::CaseId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::operations::cases::cases::officers_cleared;

/// Places that a refusal names at most.
const NAMED: usize = 20;

/// How far a case is to be known, and why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSecrecy {
    /// The level, not above one's own clearance.
    pub level: SecrecyLevel,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Gives a case another level. From then on it is there for nobody who is not cleared for it; open requests and loans of its goods go on
/// with those who are.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Invalid`] without a reason, [`Error::Refused`] by [`may_set`], for officers who are not
/// cleared, and for goods in places that may not hold the level.
pub fn set(change: &mut Change<'_>, viewer: &Viewer, (id, version): (CaseId, i32), new: &NewSecrecy) -> Result<Case> {
    let known = cases::get(change.reader(), viewer.reach(), id)?;
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let mut check = Checker::new();
    let reason = check.prose("/reason", &new.reason, 500);
    check.done()?;
    may_set(viewer, known.responsible_agency_id, known.secrecy, new.level)?;
    let officers = cases::list_officers(change.reader(), id)?;
    if new.level > known.secrecy {
        officers_cleared(&users::list_by_id(change.reader(), &officers)?, new.level)?;
        check_places(change, id, new.level)?;
    }
    let row = Case { secrecy: new.level, version: known.version + 1, ..known.clone() };
    cases::update(change, &row, &officers)?;
    let details =
        json!({ "case": row, "officers": officers, "before": known.secrecy, "after": new.level, "reason": reason });
    change.record(Action::CaseSecrecySet, id.0, details)?;
    Ok(row)
}

fn check_places(change: &mut Change<'_>, id: CaseId, level: SecrecyLevel) -> Result<()> {
    let lower = places::list_codes_below(change.reader(), id, level, NAMED as i64 + 1)?;
    if lower.is_empty() {
        return Ok(());
    }
    let refusal = Refusal::new(Reason::GoodsInLowerPlaces).with_word("level", level);
    Err(refusal.with_some("places", &lower, NAMED).into())
}
