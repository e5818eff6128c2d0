//! Saved views of lists: keeping, sharing with a role, changing and removing them.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::change::Change;
use crate::db::oversight::list_views::{self, ListView};
use crate::error::{Error, Result};
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::ListViewId;
use crate::model::input::{Checker, given, nullable};
use crate::model::ledger::event::Action;
use crate::model::oversight::list_view::{
    COLUMNS_AT_MOST, Density, FILTER_AT_MOST, NAME_AT_MOST, VIEWS_AT_MOST, ViewedList,
};
use crate::model::reason::{Reason, Refusal};

/// A view as it is saved.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewListView {
    /// The list it is of; it does not change later.
    pub list: ViewedList,
    /// Name, at most 60 characters, another one than those of the person's other views of the list.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// Filter and order as they stand in the query of the list.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub filter: String,
    /// The keys of the columns shown, as the list's export has them, separated by commas; empty as the list is made.
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub columns: String,
    pub density: Density,
    /// Whether the person begins with it.
    #[serde(default)]
    pub is_default: bool,
    /// The role whose people see it; needs `manage_settings`.
    #[serde(default)]
    pub role: Option<Role>,
}

/// What can be changed of a view; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListViewEdit {
    /// Name, at most 60 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// Filter and order.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, max_length = 2000)]
    pub filter: Option<String>,
    /// The keys of the columns shown.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, max_length = 1000)]
    pub columns: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Density)]
    pub density: Option<Density>,
    /// Whether the person begins with it.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool)]
    pub is_default: Option<bool>,
    /// The role whose people see it, null for nobody else; needs `manage_settings`.
    #[serde(default, deserialize_with = "nullable")]
    pub role: Option<Option<Role>>,
}

/// Says what is wrong with the filter or the columns of a view: what its list does not know.
pub trait KnownList {
    /// # Errors
    /// [`Error::Invalid`] naming every parameter and column that the list does not know.
    fn check(&self, change: &mut Change<'_>, view: &ListView) -> Result<()>;
}

/// Saves a view.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] for sharing; [`Reason::ListViewsTooMany`].
pub fn save(change: &mut Change<'_>, viewer: &Viewer, known: &impl KnownList, new: &NewListView) -> Result<ListView> {
    let row = ListView {
        id: change.new_id(),
        user_id: viewer.user_id,
        list: new.list,
        name: new.name.clone(),
        role: new.role,
        filter: new.filter.clone(),
        column_keys: new.columns.clone(),
        density: new.density,
        is_default: new.is_default,
        created_at: change.now(),
        version: 1,
    };
    must_have_room(list_views::count_own(change.reader(), viewer.user_id)?)?;
    let row = checked(change, row, known)?;
    share(change, viewer, None, &row)?;
    list_views::insert(change, &row)?;
    finish(change, &row)
}

/// Changes a view of the person's own.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], and those of [`save`].
pub fn edit(
    change: &mut Change<'_>,
    viewer: &Viewer,
    known: &impl KnownList,
    (id, version): (ListViewId, i32),
    edit: &ListViewEdit,
) -> Result<ListView> {
    let (before, _) = list_views::get(change.reader(), id)?;
    if before.user_id != viewer.user_id {
        return Err(Error::NotFound);
    }
    if before.version != version {
        return Err(Error::Stale { current: before.version });
    }
    let row = ListView {
        name: edit.name.clone().unwrap_or_else(|| before.name.clone()),
        filter: edit.filter.clone().unwrap_or_else(|| before.filter.clone()),
        column_keys: edit.columns.clone().unwrap_or_else(|| before.column_keys.clone()),
        density: edit.density.unwrap_or(before.density),
        is_default: edit.is_default.unwrap_or(before.is_default),
        role: edit.role.unwrap_or(before.role),
        version: before.version + 1,
        ..before.clone()
    };
    let row = checked(change, row, known)?;
    share(change, viewer, Some(&before), &row)?;
    list_views::update(change, &row)?;
    finish(change, &row)
}

/// Removes a view: the person's own, or one that is shared, by whoever may share.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] for a shared one.
pub fn remove(change: &mut Change<'_>, viewer: &Viewer, id: ListViewId) -> Result<()> {
    let (row, _) = list_views::get(change.reader(), id)?;
    let seen = row.role.is_some_and(|role| viewer.roles.has(role) || viewer.may(Permission::ManageSettings));
    if row.user_id != viewer.user_id && !seen {
        return Err(Error::NotFound);
    }
    match row.role {
        Some(_) => {
            must_share(viewer)?;
            record(change, viewer, Action::ListViewWithdrawn, &row)?;
        }
        None => record(change, viewer, Action::ListViewRemoved, &row)?,
    }
    list_views::delete(change, id)
}

fn checked(change: &mut Change<'_>, mut row: ListView, known: &impl KnownList) -> Result<ListView> {
    let mut check = Checker::new();
    row.name = check.text("/name", &row.name, NAME_AT_MOST);
    row.filter = check.optional("/filter", Some(row.filter.as_str()), FILTER_AT_MOST).unwrap_or_default();
    row.column_keys = check.optional("/columns", Some(row.column_keys.as_str()), COLUMNS_AT_MOST).unwrap_or_default();
    let taken =
        list_views::find_named(change.reader(), row.user_id, row.list, &row.name)?.is_some_and(|id| id != row.id);
    check.demand(!taken, "/name", Refusal::new(Reason::NameTaken).with("value", &row.name));
    check.done()?;
    known.check(change, &row)?;
    Ok(row)
}

/// What a role sees is an entry of its own, with all that it says; so is that it sees it no more.
fn share(change: &mut Change<'_>, viewer: &Viewer, before: Option<&ListView>, row: &ListView) -> Result<()> {
    let shared_before = before.filter(|before| before.role.is_some());
    if row.role.is_some() || shared_before.is_some() {
        must_share(viewer)?;
    }
    if let Some(before) = shared_before.filter(|before| before.role != row.role) {
        record(change, viewer, Action::ListViewWithdrawn, before)?;
    }
    match row.role {
        Some(role) => {
            if shared_before.is_none_or(|before| before.role != row.role) {
                must_have_room(list_views::count_shared(change.reader(), role)?)?;
            }
            record(change, viewer, Action::ListViewShared, row)
        }
        None => record(change, viewer, Action::ListViewSaved, row),
    }
}

fn finish(change: &mut Change<'_>, row: &ListView) -> Result<ListView> {
    if row.is_default {
        list_views::begin_with(change, row)?;
    }
    Ok(row.clone())
}

fn must_share(viewer: &Viewer) -> Result<()> {
    let needed = Permission::ManageSettings;
    if viewer.may(needed) { Ok(()) } else { Err(Error::Forbidden(needed)) }
}

fn must_have_room(count: i64) -> Result<()> {
    if count < VIEWS_AT_MOST {
        return Ok(());
    }
    Err(Refusal::new(Reason::ListViewsTooMany).with("max", VIEWS_AT_MOST).into())
}

/// A view of one's own is told by its list only: what somebody looks for is theirs.
fn record(change: &mut Change<'_>, viewer: &Viewer, action: Action, row: &ListView) -> Result<()> {
    let details = match row.role {
        Some(role) => json!({
            "view": row.id, "list": row.list, "name": row.name, "role": role, "filter": row.filter, "columns": row.column_keys,
        }),
        None => json!({ "view": row.id, "list": row.list }),
    };
    change.record(action, viewer.user_id.0, details)
}
