//! The place tree of the centre: what stands where and what it is built for.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::centre::places::{self, Place};
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::accounts::agency::PlaceKind;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::centre::place_code;
use crate::model::goods::category::StorageClass;
use crate::model::ids::PlaceId;
use crate::model::input::{Checker, given, nullable};
use crate::model::ledger::event::Action;
use crate::model::nesting::{LEVELS, levels_from, too_deep};
use crate::model::reason::{Reason, Refusal};

/// The most items a place can be said to take.
pub(super) const CAPACITY_AT_MOST: i64 = 1_000_000;

/// A place as it is registered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlace {
    /// Short code, unique, at most 40 letters, digits, `-`, `_` and `.`, such as `A1-R03-L2-B07`; kept in capital letters
    /// without blanks, and nothing that a label of an item could be.
    #[schema(min_length = 1, max_length = 40)]
    pub code: String,
    /// Name, at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Level of the tree.
    pub kind: PlaceKind,
    /// What it is built for; it does not change later.
    pub storage_class: StorageClass,
    /// The place it stands in.
    #[serde(default)]
    pub parent_id: Option<PlaceId>,
    /// Items it takes; absent: unlimited.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub capacity: Option<i64>,
    /// The highest level of goods it may hold; ordinary when absent.
    #[serde(default)]
    pub secrecy: Option<SecrecyLevel>,
}

/// What can be changed of a place; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceEdit {
    /// Name, at most 200 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// The place it stands in; null: none.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<PlaceId>)]
    pub parent_id: Option<Option<PlaceId>>,
    /// Items it takes, not fewer than it holds; null: unlimited.
    #[serde(default, deserialize_with = "nullable")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000)]
    pub capacity: Option<Option<i64>>,
    /// The highest level of goods it may hold, not below that of any it holds.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = SecrecyLevel)]
    pub secrecy: Option<SecrecyLevel>,
    /// Whether goods can be put there; a place in use is not closed.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool)]
    pub active: Option<bool>,
}

/// Registers a place.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register(change: &mut Change<'_>, new: &NewPlace) -> Result<Place> {
    let mut check = Checker::new();
    let code = check.text("/code", &new.code, place_code::LONGEST);
    let code = place_code::read(&code).unwrap_or_else(|refusal| {
        check.demand(code.is_empty(), "/code", refusal);
        code
    });
    let taken = places::code_taken(change.reader(), &code, None)?;
    check.demand(!taken, "/code", Refusal::new(Reason::NameTaken).with("value", &code));
    let row = Place {
        id: change.new_id(),
        code,
        name: check.text("/name", &new.name, 200),
        kind: new.kind,
        storage_class: new.storage_class,
        parent_id: new.parent_id,
        capacity: new.capacity.map(|items| check.number("/capacity", items, 0, CAPACITY_AT_MOST)),
        active: true,
        created_at: change.now(),
        version: 1,
        secrecy: new.secrecy.unwrap_or(SecrecyLevel::Ordinary),
    };
    check_parent(change, &row, &mut check)?;
    check.done()?;
    places::insert(change, std::slice::from_ref(&row))?;
    record(change, Action::PlaceRegistered, &row)?;
    Ok(row)
}

/// Changes a place.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Invalid`], or [`Reason::StillInUse`] when it is to be closed.
pub fn edit(change: &mut Change<'_>, id: PlaceId, version: i32, edit: &PlaceEdit) -> Result<Place> {
    let mut row = places::get(change.reader(), id)?;
    if row.version != version {
        return Err(Error::Stale { current: row.version });
    }
    let mut check = Checker::new();
    if let Some(name) = &edit.name {
        row.name = check.text("/name", name, 200);
    }
    // The parent it has may have been closed since; nothing is opened again within it.
    let opens = edit.active == Some(true) && !row.active;
    let moved = edit.parent_id.filter(|parent_id| *parent_id != row.parent_id);
    row.parent_id = moved.unwrap_or(row.parent_id);
    if opens || moved.is_some() {
        check_parent(change, &row, &mut check)?;
    }
    if let Some(capacity) = edit.capacity {
        let held = places::count_held(change.reader(), &[id])?.get(&id).copied().unwrap_or(0);
        row.capacity = capacity.map(|items| check.number("/capacity", items, held, CAPACITY_AT_MOST));
    }
    if let Some(level) = edit.secrecy {
        let higher = level < row.secrecy && places::holds_above(change.reader(), id, level)?;
        check.demand(!higher, "/secrecy", Refusal::new(Reason::PlaceHoldsHigher).with_word("level", level));
        row.secrecy = level;
    }
    check.done()?;
    if edit.active == Some(false) && row.active && places::in_use(change.reader(), id)? {
        return Err(Reason::StillInUse.into());
    }
    row.active = edit.active.unwrap_or(row.active);
    row.version += 1;
    places::update(change, &row)?;
    record(change, Action::PlaceChanged, &row)?;
    Ok(row)
}

pub(super) fn check_parent(change: &mut Change<'_>, row: &Place, check: &mut Checker) -> Result<()> {
    let inside = places::list_inside(change.reader(), &[row.id])?;
    let below = levels_from(inside, |ids| places::list_inside(change.reader(), ids))?;
    let mut above = row.parent_id;
    for level in 0..LEVELS {
        let Some(id) = above else {
            check.demand(level + below < LEVELS, "/parent_id", too_deep());
            return Ok(());
        };
        if id == row.id {
            check.refuse("/parent_id", Reason::TreeCycle);
            return Ok(());
        }
        let found = places::find(change.reader(), id)?;
        if level == 0 {
            match &found {
                None => check.refuse("/parent_id", Reason::ReferenceUnknown),
                Some(place) if !place.active => {
                    check.refuse("/parent_id", Refusal::new(Reason::PlaceClosed).with("place", &place.code));
                }
                Some(_) => {}
            }
        }
        above = found.and_then(|place| place.parent_id);
    }
    check.refuse("/parent_id", too_deep());
    Ok(())
}

pub(super) fn record(change: &mut Change<'_>, action: Action, row: &Place) -> Result<()> {
    let details = json!({
        "code": row.code, "name": row.name, "kind": row.kind, "storage_class": row.storage_class,
        "parent_id": row.parent_id, "capacity": row.capacity, "active": row.active, "secrecy": row.secrecy,
    });
    change.record(action, row.id.0, details)
}
