//! Places from a table: every row is checked, and all of them are registered or none.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::centre::places::{self, Place};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::accounts::agency::PlaceKind;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::centre::place_code;
use crate::model::goods::category::StorageClass;
use crate::model::ids::PlaceId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::nesting::{LEVELS, depths, levels_from, too_deep};
use crate::model::reason::{Reason, Refusal};
use crate::model::text::folded;
use crate::operations::centre::places::{CAPACITY_AT_MOST, record};

/// The most rows of one call.
const AT_MOST: usize = 500;

/// A place as a row of a table has it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedPlace {
    /// As of a place that is registered by itself.
    #[schema(min_length = 1, max_length = 40)]
    pub code: String,
    /// Name, at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Level of the tree.
    pub kind: PlaceKind,
    /// What it is built for; it does not change later.
    pub storage_class: StorageClass,
    /// Code of the place it stands in: one there is, or one of the same table.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub parent_code: Option<String>,
    /// Items it takes; absent: unlimited.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub capacity: Option<i64>,
    /// The highest level of goods it may hold; ordinary when absent.
    #[serde(default)]
    pub secrecy: Option<SecrecyLevel>,
}

/// Places that are registered together.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceImport {
    /// Whether the rows are only checked, and nothing is registered.
    #[serde(default)]
    pub check_only: bool,
    /// At most 500.
    #[schema(min_items = 1, max_items = 500)]
    pub rows: Vec<ImportedPlace>,
}

/// Registers the places of a table, each with an entry of its own; answers how many.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) naming every cell that breaks a rule, such as `/rows/12/code`.
pub fn register(change: &mut Change<'_>, import: &PlaceImport) -> Result<usize> {
    let mut check = Checker::new();
    check.list("/rows", &import.rows, AT_MOST);
    check.done()?;
    let mut check = Checker::new();
    let mut rows: Vec<Place> =
        import.rows.iter().enumerate().map(|(at, row)| read(change, at, row, &mut check)).collect();
    refuse_taken(change, &rows, &mut check)?;
    let order = put_below(change, &mut rows, &import.rows, &mut check)?;
    check.done()?;
    if import.check_only {
        change.abandon();
        return Ok(rows.len());
    }
    let rows: Vec<Place> = order.iter().filter_map(|at| rows.get(*at).cloned()).collect();
    places::insert(change, &rows)?;
    rows.iter().try_for_each(|row| record(change, Action::PlaceRegistered, row))?;
    Ok(rows.len())
}

fn read(change: &Change<'_>, at: usize, row: &ImportedPlace, check: &mut Checker) -> Place {
    let pointer = format!("/rows/{at}/code");
    let code = check.text(&pointer, &row.code, place_code::LONGEST);
    let code = place_code::read(&code).unwrap_or_else(|refusal| {
        check.demand(code.is_empty(), &pointer, refusal);
        code
    });
    let capacity = |items| check.number(format!("/rows/{at}/capacity"), items, 0, CAPACITY_AT_MOST);
    Place {
        id: change.new_id(),
        code,
        capacity: row.capacity.map(capacity),
        name: check.text(format!("/rows/{at}/name"), &row.name, 200),
        kind: row.kind,
        storage_class: row.storage_class,
        parent_id: None,
        active: true,
        created_at: change.now(),
        version: 1,
        secrecy: row.secrecy.unwrap_or(SecrecyLevel::Ordinary),
    }
}

/// Refuses codes that some place has, or an earlier row.
fn refuse_taken(change: &mut Change<'_>, rows: &[Place], check: &mut Checker) -> Result<()> {
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let taken: HashSet<String> = places::list_taken(change.reader(), &codes)?.iter().map(|code| folded(code)).collect();
    let mut seen = HashSet::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.code.is_empty()) {
        let (pointer, code) = (format!("/rows/{at}/code"), folded(&row.code));
        check.demand(!taken.contains(&code), &pointer, Refusal::new(Reason::NameTaken).with("value", &row.code));
        let repeated = Refusal::new(Reason::RepeatedInTable).with("value", &row.code);
        check.demand(seen.insert(code), pointer, repeated);
    }
    Ok(())
}

/// Puts each row below the place it names; answers the order in which what stands above comes first.
fn put_below(
    change: &mut Change<'_>,
    rows: &mut [Place],
    imported: &[ImportedPlace],
    check: &mut Checker,
) -> Result<Vec<usize>> {
    let own: HashMap<String, usize> = rows.iter().enumerate().map(|(at, row)| (folded(&row.code), at)).collect();
    let mut said = |(at, row): (usize, &ImportedPlace)| {
        check.optional(format!("/rows/{at}/parent_code"), row.parent_code.as_deref(), place_code::LONGEST)
    };
    let named: Vec<Option<String>> = imported.iter().enumerate().map(&mut said).collect();
    let within: Vec<Option<usize>> = named.iter().map(|code| own.get(&spelled(code.as_ref()?)).copied()).collect();
    let wanted: Vec<String> = named.iter().flatten().cloned().collect();
    let known = places::list_spelled(change.reader(), &wanted)?;
    let above: Vec<PlaceId> = known.values().filter_map(|place| place.parent_id).collect();
    let levels = usize::from(!known.is_empty()) + levels_from(above, |ids| places::list_parents(change.reader(), ids))?;
    let ids: Vec<PlaceId> = rows.iter().map(|row| row.id).collect();
    let depths = depths(&within);
    for (at, row) in rows.iter_mut().enumerate() {
        let pointer = format!("/rows/{at}/parent_code");
        match depths.get(at).copied().flatten() {
            None => check.refuse(&pointer, Reason::TreeCycle),
            Some(depth) => check.demand(depth + levels < LEVELS, &pointer, too_deep()),
        }
        let Some(code) = named.get(at).and_then(Option::as_ref) else { continue };
        let found = known.get(code);
        let there = found.filter(|place| place.active).map(|place| place.id);
        let inside = within.get(at).copied().flatten().and_then(|above| ids.get(above).copied());
        row.parent_id = inside.or(there);
        let why = if found.is_some() { Reason::PlaceClosed } else { Reason::PlaceUnknown };
        check.demand(row.parent_id.is_some(), pointer, Refusal::new(why).with("place", code));
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| depths.get(*at).copied().flatten());
    Ok(order)
}

/// A code as those of the table are compared.
fn spelled(code: &str) -> String {
    folded(&place_code::read(code).unwrap_or_else(|_| code.to_owned()))
}
