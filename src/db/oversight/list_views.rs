//! Saved views of lists. They hold no fact of custody: what was shared with a role is in the log, and nothing is held against it.

use diesel::prelude::*;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::schema::{list_views, users};
use crate::error::{Error, Result};
use crate::model::accounts::role::{Role, RoleSet};
use crate::model::ids::{ListViewId, UserId};
use crate::model::oversight::list_view::{Density, ViewedList};
use crate::model::time::Time;

/// Views of one list that are shown at most: a person's own, and those of their roles.
const SHOWN: i64 = 500;

/// One saved view.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = list_views, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct ListView {
    pub id: ListViewId,
    /// Whose it is.
    pub user_id: UserId,
    pub list: ViewedList,
    pub name: String,
    /// With whom it is shared.
    pub role: Option<Role>,
    /// Filter and order, as they stand in the address of the list.
    pub filter: String,
    /// The keys of the columns, separated by commas; empty as the list is made.
    pub column_keys: String,
    pub density: Density,
    /// Whether its owner begins with it.
    pub is_default: bool,
    pub created_at: Time,
    pub version: i32,
}

/// The views of a list that a person sees, each with its owner's name: their own, and those shared with one of the roles.
pub fn list(conn: &mut Conn, user: UserId, roles: RoleSet, list: ViewedList) -> Result<Vec<(ListView, String)>> {
    let roles: Vec<Role> = roles.iter().collect();
    Ok(on!(conn, c => list_views::table
        .inner_join(users::table)
        .filter(list_views::list.eq(list))
        .filter(list_views::user_id.eq(user).or(list_views::role.assume_not_null().eq_any(roles.clone())))
        .order((list_views::name, list_views::id))
        .limit(SHOWN)
        .select((ListView::as_select(), users::name))
        .load(c))?)
}

/// One view with its owner's name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: ListViewId) -> Result<(ListView, String)> {
    let found = on!(conn, c => list_views::table
        .inner_join(users::table)
        .filter(list_views::id.eq(id))
        .select((ListView::as_select(), users::name))
        .first(c)
        .optional())?;
    found.ok_or(Error::NotFound)
}

/// A person's view of a list by its name.
pub fn find_named(conn: &mut Conn, user: UserId, list: ViewedList, name: &str) -> Result<Option<ListViewId>> {
    Ok(on!(conn, c => list_views::table
        .filter(list_views::user_id.eq(user).and(list_views::list.eq(list)).and(list_views::name.eq(name)))
        .select(list_views::id)
        .first(c)
        .optional())?)
}

/// How many views a person has.
pub fn count_own(conn: &mut Conn, user: UserId) -> Result<i64> {
    Ok(on!(conn, c => list_views::table.filter(list_views::user_id.eq(user)).count().get_result(c))?)
}

/// How many views are shared with a role.
pub fn count_shared(conn: &mut Conn, role: Role) -> Result<i64> {
    Ok(on!(conn, c => list_views::table.filter(list_views::role.eq(role)).count().get_result(c))?)
}

/// Adds a view.
pub fn insert(change: &mut Change<'_>, row: &ListView) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(list_views::table).values(row).execute(c))?;
    Ok(())
}

/// Replaces a view.
pub fn update(change: &mut Change<'_>, row: &ListView) -> Result<()> {
    on!(change.conn, c => diesel::update(list_views::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// Leaves one view of a list to begin with, and no other of its owner.
pub fn begin_with(change: &mut Change<'_>, row: &ListView) -> Result<()> {
    on!(change.conn, c => diesel::update(list_views::table
        .filter(list_views::user_id.eq(row.user_id).and(list_views::list.eq(row.list)))
        .filter(list_views::is_default.and(list_views::id.ne(row.id))))
        .set((list_views::is_default.eq(false), list_views::version.eq(list_views::version + 1)))
        .execute(c))?;
    Ok(())
}

/// Takes a view away.
pub fn delete(change: &mut Change<'_>, id: ListViewId) -> Result<()> {
    on!(change.conn, c => diesel::delete(list_views::table.find(id)).execute(c))?;
    Ok(())
}
