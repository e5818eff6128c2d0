//! What happens to single items outside of requests: correcting a description, classifying, moving.

use std::slice;

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::cases::cases;
use crate::db::centre::places::{self, Destinations};
use crate::db::change::Change;
use crate::db::engine::connection::Conn;
use crate::db::goods::items::{self, Item};
use crate::db::requests::handovers;
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::category::{Attributes, Category};
use crate::model::goods::dual_control::{Second, second_cleared, second_custodian};
use crate::model::goods::item::CustodyState;
use crate::model::goods::label::as_stored;
use crate::model::ids::ItemId;
use crate::model::input::Checker;
use crate::model::ledger::event::{Circumstances, ItemAction};
use crate::model::reason::{FieldIssue, Reason, Refusal};
use crate::operations::goods::bulk::{CONFIRMATION, LineResult, PLACE, against_item, by_code};
use crate::operations::goods::descriptions::{ItemEdit, checker_over, is_valued, reindex};
use crate::operations::goods::frozen::{must_be_free, refusal};

/// Items one call moves at most.
pub const MOVES_AT_MOST: usize = 10_000;

/// Corrects the description of an item that has not been submitted for intake yet.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] once it is on its way, [`Error::Invalid`].
pub fn edit(change: &mut Change<'_>, viewer: &Viewer, id: ItemId, version: i32, edit: &ItemEdit) -> Result<Item> {
    let before = items::find(change.reader(), viewer.reach(), id)?.ok_or(Error::NotFound)?;
    if before.responsible_agency_id != viewer.agency_id {
        return Err(Error::NotFound);
    }
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    match before.custody_state {
        state if state.is_received() => {
            return Err(Refusal::new(Reason::ItemReceived).with("item", &before.code).into());
        }
        state => state.must_be(&before.code, CustodyState::Registered)?,
    }
    let mut check = checker_over(&before);
    edit.check(&before, "", &mut check)?;
    check.done()?;
    let mut item = before.clone();
    edit.write(&mut item)?;
    let case = cases::get(change.reader(), viewer.reach(), item.case_id)?;
    reindex(change, slice::from_ref(&item), &case)?;
    put_one(change, &before, item, ItemAction::ItemEdited, Circumstances::default())
}

/// How a custodian corrects the description of goods in custody.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// What is to be otherwise: absent members stay as they are, and so do category and pieces.
    pub description: ItemEdit,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
    /// For valuables, from `POST /session/confirmations`.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub confirmation: Option<String>,
}

/// Corrects the description of an item in custody. What was written before stays in its history. A category changes by
/// classification, and a count of pieces is a discrepancy: both are refused here.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when it is not in custody or a second custodian is missing,
/// [`Error::Invalid`].
pub fn correct(
    change: &mut Change<'_>,
    viewer: &Viewer,
    second: Option<Second>,
    (id, version): (ItemId, i32),
    new: &Correction,
) -> Result<Item> {
    let before = items::find(change.reader(), viewer.reach(), id)?.ok_or(Error::NotFound)?;
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    before.custody_state.must_be(&before.code, CustodyState::InCustody)?;
    second_custodian(viewer, second, before.category.needs_two_custodians())?;
    let mut check = checker_over(&before);
    let reason = check.prose("/reason", &new.reason, 500);
    new.description.check(&before, "/description", &mut check)?;
    let mut item = before.clone();
    new.description.write(&mut item)?;
    check.demand(item.category == before.category, "/description/category", Reason::CorrectionFixed);
    check.demand(item.pieces == before.pieces, "/description/pieces", Reason::CorrectionFixed);
    let valued = !before.category.needs_valuation() || is_valued(&item);
    check.demand(valued, "/description/attributes", Reason::ValuationNeeded);
    check.done()?;
    let case = cases::get(change.reader(), viewer.reach(), item.case_id)?;
    second_cleared(second, case.secrecy)?;
    reindex(change, slice::from_ref(&item), &case)?;
    let circumstances =
        Circumstances { second_id: second.map(|second| second.user_id), reason: Some(reason), ..Default::default() };
    put_one(change, &before, item, ItemAction::ItemEdited, circumstances)
}

fn put_one(
    change: &mut Change<'_>,
    before: &Item,
    item: Item,
    action: ItemAction,
    circumstances: Circumstances,
) -> Result<Item> {
    let id = item.id;
    must_be_free(change.reader(), before)?;
    change.put_item(Some(before), item, action, circumstances)?;
    change.flush()?;
    items::find(change.reader(), crate::model::accounts::viewer::Reach::Everything, id)?.ok_or(Error::NotFound)
}

/// How a custodian classifies an item.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Classification {
    /// The category it turns out to be.
    pub category: Category,
    /// Code of a place fit for the category.
    #[schema(max_length = 40)]
    pub place: String,
    /// Details the category asks for.
    #[serde(default)]
    pub attributes: Option<Attributes>,
    /// Seal number, for goods that must be sealed.
    #[serde(default)]
    #[schema(max_length = 64)]
    pub seal_no: Option<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Classifies an item in custody and puts it where such goods belong.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`], [`Error::Invalid`].
pub fn classify(
    change: &mut Change<'_>,
    viewer: &Viewer,
    second: Option<Second>,
    id: ItemId,
    new: &Classification,
) -> Result<Item> {
    let before = items::find(change.reader(), viewer.reach(), id)?.ok_or(Error::NotFound)?;
    before.custody_state.must_be(&before.code, CustodyState::InCustody)?;
    if before.category == new.category {
        return Err(Refusal::new(Reason::CategorySame).with("item", &before.code).into());
    }
    second_custodian(viewer, second, before.category.needs_two_custodians() || new.category.needs_two_custodians())?;
    let mut check = Checker::new();
    let reason = check.prose("/classification/reason", &new.reason, 500);
    let seal_no = check.optional("/classification/seal_no", new.seal_no.as_deref(), 64);
    let mut item = before.clone();
    item.category = new.category;
    if let Some(attributes) = &new.attributes {
        attributes.check(new.category, "/classification/attributes", &mut check);
        item.attributes = serde_json::to_string(&attributes.clone().tidied()).map_err(Error::internal)?;
    }
    item.seal_no = seal_no.or(item.seal_no);
    check.demand(!new.category.needs_seal() || item.seal_no.is_some(), "/classification/seal_no", Reason::SealNeeded);
    let valued = !new.category.needs_valuation() || is_valued(&item);
    check.demand(valued, "/classification/attributes", Reason::ValuationNeeded);
    check.done()?;
    let found = places::list_destinations(change.reader(), slice::from_ref(&new.place))?;
    let unknown =
        || Error::field("/classification/place", Refusal::new(Reason::PlaceUnknown).with("place", &new.place));
    found.id(&new.place).ok_or_else(unknown)?;
    let case = cases::get(change.reader(), viewer.reach(), item.case_id)?;
    second_cleared(second, case.secrecy)?;
    item.place_id = Some(found.fitting(&new.place, new.category, case.secrecy)?);
    reindex(change, slice::from_ref(&item), &case)?;
    let circumstances =
        Circumstances { second_id: second.map(|second| second.user_id), reason: Some(reason), ..Default::default() };
    put_one(change, &before, item, ItemAction::ItemClassified, circumstances)
}

/// One item to be moved.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Label code of the item.
    #[schema(max_length = 64)]
    pub item: String,
    /// Code of the place it goes to.
    #[schema(max_length = 40)]
    pub place: String,
}

/// Moves items in custody to other places; each line succeeds or says why not.
///
/// # Errors
/// [`Error::Invalid`] for an empty, too long or repeating list.
pub fn move_items(
    change: &mut Change<'_>,
    viewer: &Viewer,
    second: Option<Second>,
    moves: &[Move],
    reason: Option<&str>,
) -> Result<Vec<LineResult>> {
    let mut check = Checker::new();
    check.list("/moves", moves, MOVES_AT_MOST);
    let reason = check.optional_prose("/reason", reason, 500);
    check.done()?;
    let codes: Vec<String> = moves.iter().map(|one| as_stored(&one.item)).collect();
    let known = by_code(items::list_by_code(change.reader(), viewer.reach(), &codes)?);
    let mut wanted: Vec<String> = moves.iter().map(|one| one.place.clone()).collect();
    wanted.sort();
    wanted.dedup();
    let mut found = places::list_destinations(change.reader(), &wanted)?;
    let levels = cases::find_levels(change.reader(), viewer.clearance, known.values().map(|item| item.case_id))?;
    let ids: Vec<ItemId> = known.values().map(|item| item.id).collect();
    let frozen = handovers::list_frozen(change.reader(), &ids)?;
    let mut moved = std::collections::HashSet::new();
    let mut results = Vec::with_capacity(moves.len());
    for (one, code) in moves.iter().zip(codes) {
        let outcome = known.get(&code).ok_or_else(|| against_item(Reason::LabelUnknown)).and_then(|before| {
            if !moved.insert(before.id) {
                return Err(against_item(Refusal::new(Reason::ListRepeats).with("value", &code)));
            }
            if let Some(frozen) = frozen.get(&before.id) {
                return Err(against_item(refusal(frozen, &code)));
            }
            moved_item((viewer, second), (before, levels.of(before.case_id)), one, &mut found)
                .map(|item| (before, item))
        });
        results.push(match outcome {
            Ok((before, item)) => {
                let circumstances = Circumstances {
                    second_id: second.map(|second| second.user_id),
                    reason: reason.clone(),
                    ..Default::default()
                };
                change.put_item(Some(before), item, ItemAction::ItemMoved, circumstances)?;
                LineResult::done(code)
            }
            Err(issues) => LineResult::refused(code, issues),
        });
    }
    if !results.iter().any(LineResult::is_done) {
        change.abandon();
    }
    Ok(results)
}

/// What a move would be refused for as things stand, without a second custodian.
///
/// # Errors
/// Database errors.
pub fn move_issues(conn: &mut Conn, viewer: &Viewer, before: &Item, place: &str) -> Result<Vec<FieldIssue>> {
    let one = Move { item: before.code.clone(), place: place.to_owned() };
    let mut found = places::list_destinations(conn, slice::from_ref(&one.place))?;
    let levels = cases::find_levels(conn, viewer.clearance, [before.case_id].into_iter())?;
    let moved = moved_item((viewer, None), (before, levels.of(before.case_id)), &one, &mut found);
    Ok(moved.err().unwrap_or_default())
}

fn moved_item(
    (viewer, second): (&Viewer, Option<Second>),
    (before, level): (&Item, SecrecyLevel),
    one: &Move,
    found: &mut Destinations,
) -> Result<Item, Vec<FieldIssue>> {
    before.custody_state.must_be(&before.code, CustodyState::InCustody).map_err(against_item)?;
    if before.place_id.is_some() && before.place_id == found.id(&one.place) {
        let nothing = Refusal::new(Reason::MoveNothing).with("item", &before.code).with("place", &one.place);
        return Err(against_item(nothing));
    }
    let mut check = Checker::new();
    let confirmed = second_custodian(viewer, second, before.category.needs_two_custodians());
    check.held(CONFIRMATION, confirmed.and_then(|()| second_cleared(second, level)));
    let place = check.held(PLACE, found.fitting(&one.place, before.category, level));
    let place_id = check.finish(place)?;
    found.take(place_id);
    Ok(Item { place_id: Some(place_id), ..before.clone() })
}
