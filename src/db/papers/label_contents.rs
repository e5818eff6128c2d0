//! Label contents.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::held::LoadedRow;
use crate::db::schema::{label_contents, paper_profiles};
use crate::error::{Error, Result};
use crate::model::ids::LabelContentId;
use crate::model::papers::label_content::{ContentLayout, LabelSubject};
use crate::model::time::Time;

/// One content. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = label_contents, treat_none_as_default_value = false)]
pub struct LabelContent {
    pub id: LabelContentId,
    pub name: String,
    pub subject: LabelSubject,
    /// [`ContentLayout`] as JSON.
    pub layout: String,
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl LabelContent {
    /// What stands where.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row holds no layout.
    pub fn layout(&self) -> Result<ContentLayout> {
        serde_json::from_str(&self.layout).map_err(Error::internal)
    }
}

pub(in crate::db) fn ship(conn: &mut Conn, rows: &[LabelContent]) -> Result<()> {
    on!(conn, c => diesel::insert_into(label_contents::table).values(rows).execute(c))?;
    Ok(())
}

/// The profiles that use a content unless another is named, as their layouts.
pub fn list_papers(conn: &mut Conn, id: LabelContentId) -> Result<Vec<String>> {
    Ok(on!(conn, c => paper_profiles::table
        .filter(paper_profiles::content_id.eq(id).and(paper_profiles::active))
        .order(paper_profiles::name)
        .limit(500)
        .select(paper_profiles::layout)
        .load(c))?)
}

/// One content.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: LabelContentId) -> Result<LabelContent> {
    let found = on!(conn, c => label_contents::table.find(id).select(LabelContent::as_select()).first(c).optional())?;
    found.ok_or(Error::NotFound)
}

/// The content of a name.
pub fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<LabelContent>> {
    Ok(on!(conn, c => label_contents::table
        .filter(label_contents::name.eq(name))
        .select(LabelContent::as_select())
        .first(c)
        .optional())?)
}

/// The names of the contents in use, the first twenty.
pub fn list_names(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(on!(conn, c => label_contents::table
        .filter(label_contents::active)
        .order(label_contents::name)
        .limit(20)
        .select(label_contents::name)
        .load(c))?)
}

/// Contents by name.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, paging: &Paging) -> Result<Page<LabelContent>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, LabelContentId>()?;
    let rows: Vec<LabelContent> = on!(conn, c => {
        let mut query = label_contents::table.select(LabelContent::as_select()).into_boxed();
        if let Some((name, _)) = after {
            query = query.filter(label_contents::name.gt(name));
        }
        query.order(label_contents::name).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.name.clone(), row.id)))
}

/// Adds a content.
pub fn insert(change: &mut Change<'_>, row: &LabelContent) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(label_contents::table).values(row).execute(c))?;
    Ok(())
}

/// Replaces a content, `known` as it was loaded.
pub fn update(change: &mut Change<'_>, known: LoadedRow, row: &LabelContent) -> Result<()> {
    change.hold_own(("label_contents", row.id.0), &row.name, known)?;
    on!(change.conn, c => diesel::update(label_contents::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}
