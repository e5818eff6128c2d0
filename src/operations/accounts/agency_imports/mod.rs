//! Agencies from a table: every row is checked, and all of them are registered or none.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::accounts::agencies::{self, Agency};
use crate::db::change::Change;
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::look_alikes::NameLook;
use crate::model::ids::AgencyId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::nesting::{LEVELS, depths, levels_from, too_deep};
use crate::model::reason::{Reason, Refusal};
use crate::operations::accounts::agencies::{is_unit_code, record};

/// The most rows of one call.
const AT_MOST: usize = 500;
/// The most characters of a code as it is typed.
const CODE: usize = 40;

/// An agency as a row of a table has it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportedAgency {
    /// 单位代码, 12 digits.
    #[schema(min_length = 1, max_length = 40)]
    pub code: String,
    /// Name, at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// What it is; it does not change later.
    pub kind: AgencyKind,
    /// Unit code of the agency above it: one there is, or one of the same table.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub parent_code: Option<String>,
}

/// Agencies that are registered together.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgencyImport {
    /// Whether the rows are only checked, and nothing is registered.
    #[serde(default)]
    pub check_only: bool,
    /// At most 500.
    #[schema(min_items = 1, max_items = 500)]
    pub rows: Vec<ImportedAgency>,
}

/// Registers the agencies of a table, each with an entry of its own; answers how many.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) naming every cell that breaks a rule, such as `/rows/12/code`.
pub fn register(change: &mut Change<'_>, import: &AgencyImport) -> Result<usize> {
    let mut check = Checker::new();
    check.list("/rows", &import.rows, AT_MOST);
    check.done()?;
    let mut check = Checker::new();
    let mut rows: Vec<Agency> =
        import.rows.iter().enumerate().map(|(at, row)| read(change, at, row, &mut check)).collect();
    let mut parent = |(at, row): (usize, &ImportedAgency)| {
        check.optional(format!("/rows/{at}/parent_code"), row.parent_code.as_deref(), CODE)
    };
    let parents: Vec<Option<String>> = import.rows.iter().enumerate().map(&mut parent).collect();
    let known = refuse_taken(change, &rows, &parents, &mut check)?;
    refuse_alike(change, &rows, &mut check)?;
    let order = put_below(change, (&mut rows, &parents), &known, &mut check)?;
    check.done()?;
    if import.check_only {
        change.abandon();
        return Ok(rows.len());
    }
    let rows: Vec<Agency> = order.iter().filter_map(|at| rows.get(*at).cloned()).collect();
    agencies::insert_all(change, &rows)?;
    rows.iter().try_for_each(|row| record(change, Action::AgencyRegistered, row))?;
    Ok(rows.len())
}

fn read(change: &Change<'_>, at: usize, row: &ImportedAgency, check: &mut Checker) -> Agency {
    let code = row.code.trim().to_owned();
    check.demand(is_unit_code(&code), format!("/rows/{at}/code"), Reason::UnitCodeInvalid);
    Agency {
        id: change.new_id(),
        code,
        name: check.text(format!("/rows/{at}/name"), &row.name, 200),
        kind: row.kind,
        parent_id: None,
        active: true,
        created_at: change.now(),
        version: 1,
    }
}

/// Refuses codes that some agency has, or an earlier row; answers the agencies there are of all codes that are named.
fn refuse_taken(
    change: &mut Change<'_>,
    rows: &[Agency],
    parents: &[Option<String>],
    check: &mut Checker,
) -> Result<HashMap<String, Agency>> {
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).chain(parents.iter().flatten().cloned()).collect();
    let known = agencies::list_by_codes(change.reader(), &codes)?;
    let mut seen = HashSet::new();
    for (at, row) in rows.iter().enumerate() {
        let pointer = format!("/rows/{at}/code");
        let taken = Refusal::new(Reason::NameTaken).with("value", &row.code);
        check.demand(!known.contains_key(&row.code), &pointer, taken);
        let repeated = Refusal::new(Reason::RepeatedInTable).with("value", &row.code);
        check.demand(seen.insert(&row.code), pointer, repeated);
    }
    Ok(known)
}

/// Refuses names that look like that of an agency that works, or of an earlier row.
fn refuse_alike(change: &mut Change<'_>, rows: &[Agency], check: &mut Checker) -> Result<()> {
    let others = agencies::list_active_names(change.reader())?;
    let mut looks: Vec<(NameLook, String, String)> =
        others.into_iter().map(|(_, code, name)| (NameLook::of(&name), code, name)).collect();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.name.is_empty()) {
        let look = NameLook::of(&row.name);
        if let Some((_, code, name)) = looks.iter().find(|(other, ..)| other.is_like(&look)) {
            let refusal = Refusal::new(Reason::NameLooksLike).with("name", name).with("code", code);
            check.refuse(format!("/rows/{at}/name"), refusal);
        }
        looks.push((look, row.code.clone(), row.name.clone()));
    }
    Ok(())
}

/// Puts each row below the agency it names; answers the order in which what stands above comes first.
fn put_below(
    change: &mut Change<'_>,
    (rows, parents): (&mut [Agency], &[Option<String>]),
    known: &HashMap<String, Agency>,
    check: &mut Checker,
) -> Result<Vec<usize>> {
    let own: HashMap<String, usize> = rows.iter().enumerate().map(|(at, row)| (row.code.clone(), at)).collect();
    let within: Vec<Option<usize>> = parents.iter().map(|code| own.get(code.as_ref()?).copied()).collect();
    let above: Vec<AgencyId> = known.values().filter_map(|agency| agency.parent_id).collect();
    let levels =
        usize::from(!known.is_empty()) + levels_from(above, |ids| agencies::list_parents(change.reader(), ids))?;
    let ids: Vec<AgencyId> = rows.iter().map(|row| row.id).collect();
    let depths = depths(&within);
    for (at, row) in rows.iter_mut().enumerate() {
        let pointer = format!("/rows/{at}/parent_code");
        match depths.get(at).copied().flatten() {
            None => check.refuse(&pointer, Reason::TreeCycle),
            Some(depth) => check.demand(depth + levels < LEVELS, &pointer, too_deep()),
        }
        let Some(code) = parents.get(at).and_then(Option::as_ref) else { continue };
        let there = known.get(code).map(|agency| agency.id);
        let inside = within.get(at).copied().flatten().and_then(|above| ids.get(above).copied());
        row.parent_id = inside.or(there);
        check.demand(row.parent_id.is_some(), pointer, Refusal::new(Reason::AgencyUnknown).with("code", code));
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| depths.get(*at).copied().flatten());
    Ok(order)
}
