//! Discrepancies between books and goods: they stay open until the centre head resolves them.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::cases::cases;
use crate::db::centre::places;
use crate::db::change::Change;
use crate::db::goods::discrepancies::{self, Discrepancy};
use crate::db::goods::items::{self, Item};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::goods::dual_control::{Second, second_cleared, second_custodian};
use crate::model::goods::item::CustodyState;
use crate::model::ids::DiscrepancyId;
use crate::model::input::Checker;
use crate::model::ledger::event::{Action, Circumstances, ItemAction};
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::loan::Resolution;

/// How the centre head resolves a discrepancy.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewResolution {
    /// What became of it.
    pub resolution: Resolution,
    /// Why, in the centre head's words.
    #[schema(min_length = 1, max_length = 500)]
    pub opinion: String,
    /// When found: the place the item goes to.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub place: Option<String>,
    /// When a valuable is found: the second custodian, from `POST /session/confirmations`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub confirmation: Option<String>,
}

/// Resolves a discrepancy of an item that was seen at `version`; `second` is the custodian who confirms where valuables go back into custody.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when it is resolved or the item is elsewhere, [`Error::Invalid`].
pub fn resolve(
    change: &mut Change<'_>,
    viewer: &Viewer,
    second: Option<Second>,
    (id, version): (DiscrepancyId, i32),
    new: &NewResolution,
) -> Result<Discrepancy> {
    let known = discrepancies::get(change.reader(), viewer.reach(), id)?.discrepancy;
    let mut row = known.clone();
    if row.resolved_at.is_some() {
        return Err(Reason::DiscrepancyResolved.into());
    }
    let mut check = Checker::new();
    let opinion = check.prose("/opinion", &new.opinion, 500);
    check.done()?;
    let item = items::find(change.reader(), Reach::Everything, row.item_id)?.ok_or(Error::NotFound)?;
    if item.version != version {
        return Err(Error::Stale { current: item.version });
    }
    let circumstances = Circumstances {
        request_id: row.request_id,
        second_id: second.map(|second| second.user_id),
        reason: Some(opinion.clone()),
        ..Default::default()
    };
    new.resolution.fits(&item.code, item.custody_state)?;
    let moved = new.resolution == Resolution::Found;
    second_custodian(viewer, second, moved && item.category.needs_two_custodians())?;
    let level = cases::get(change.reader(), Reach::Everything, item.case_id)?.secrecy;
    second_cleared(second, level)?;
    match new.resolution {
        Resolution::Recorded => {}
        Resolution::Found => {
            let after = found(change, (&item, level), new.place.as_deref())?;
            change.put_item(Some(&item), after, ItemAction::ItemFound, circumstances)?;
        }
        Resolution::Lost => {
            let after = Item { custody_state: CustodyState::Lost, ..item.clone() };
            change.put_item(Some(&item), after, ItemAction::ItemLost, circumstances)?;
        }
    }
    change.flush()?;
    row.resolution = Some(new.resolution);
    row.opinion = Some(opinion);
    row.resolved_by = Some(viewer.user_id);
    row.resolved_at = Some(change.now());
    discrepancies::update(change, &known, &row)?;
    change.record(Action::DiscrepancyResolved, row.id.0, json!({ "discrepancy": row }))?;
    Ok(row)
}

fn found(change: &mut Change<'_>, (item, level): (&Item, SecrecyLevel), place: Option<&str>) -> Result<Item> {
    let code = place.ok_or_else(|| Error::field("/place", Reason::PlaceNeeded))?.to_owned();
    let known = places::list_destinations(change.reader(), std::slice::from_ref(&code))?;
    let unknown = || Error::field("/place", Refusal::new(Reason::PlaceUnknown).with("place", &code));
    known.id(&code).ok_or_else(unknown)?;
    let place_id = known.fitting(&code, item.category, level)?;
    Ok(Item { custody_state: CustodyState::InCustody, place_id: Some(place_id), ..item.clone() })
}
