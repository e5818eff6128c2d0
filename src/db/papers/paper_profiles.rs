//! Paper profiles.

use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::row_sha256;
use crate::db::engine::page::{Page, Paging};
use crate::db::ledger::held::LoadedRow;
use crate::db::papers::label_contents::{self, LabelContent};
use crate::db::schema::paper_profiles;
use crate::error::{Error, Result};
use crate::model::ids::{LabelContentId, PaperProfileId};
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::papers::shipped;
use crate::model::time::Time;

/// One profile. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = paper_profiles, treat_none_as_default_value = false)]
pub struct PaperProfile {
    pub id: PaperProfileId,
    pub name: String,
    /// [`PaperLayout`] as JSON.
    pub layout: String,
    /// What is printed on it unless another content is named.
    pub content_id: LabelContentId,
    pub active: bool,
    pub created_at: Time,
    pub version: i32,
}

impl PaperProfile {
    /// Where the labels are.
    ///
    /// # Errors
    /// [`Error::Internal`] when the row holds no layout.
    pub fn layout(&self) -> Result<PaperLayout> {
        serde_json::from_str(&self.layout).map_err(Error::internal)
    }
}

/// The rows a new centre starts with, as they are written into an empty database.
///
/// # Errors
/// [`Error::Internal`] when a layout cannot be written as JSON.
pub fn shipped() -> Result<(Vec<LabelContent>, Vec<PaperProfile>)> {
    let json = |layout: serde_json::Result<String>| layout.map_err(Error::internal);
    let (mut contents, mut profiles) = (Vec::new(), Vec::new());
    for one in shipped::all() {
        contents.push(LabelContent {
            id: LabelContentId(one.content_id),
            name: one.name.to_owned(),
            subject: one.subject,
            layout: json(serde_json::to_string(&one.content))?,
            active: true,
            created_at: Time(0),
            version: 1,
        });
        profiles.push(PaperProfile {
            id: PaperProfileId(one.profile_id),
            name: one.name.to_owned(),
            layout: json(serde_json::to_string(&one.paper))?,
            content_id: LabelContentId(one.content_id),
            active: true,
            created_at: Time(0),
            version: 1,
        });
    }
    Ok((contents, profiles))
}

/// Whether a row of this digest is as the program ships it: those stand in no entry until they are changed.
pub fn is_shipped(id: Uuid, sha256: &str) -> bool {
    let Ok((contents, profiles)) = shipped() else { return false };
    let contents = contents.iter().map(|own| (own.id.0, row_sha256(own)));
    let mut known = contents.chain(profiles.iter().map(|own| (own.id.0, row_sha256(own))));
    known.any(|(own, known)| own == id && known.is_ok_and(|known| known == sha256))
}

/// Puts the shipped profiles and contents into a database that has none: part of making the schema, not a change.
pub(in crate::db) fn ship(conn: &mut Conn) -> Result<()> {
    let found: i64 = on!(conn, c => paper_profiles::table.count().get_result(c))?;
    if found > 0 {
        return Ok(());
    }
    let (contents, profiles) = shipped()?;
    label_contents::ship(conn, &contents)?;
    on!(conn, c => diesel::insert_into(paper_profiles::table).values(&profiles).execute(c))?;
    Ok(())
}

/// One profile.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, id: PaperProfileId) -> Result<PaperProfile> {
    let found = on!(conn, c => paper_profiles::table.find(id).select(PaperProfile::as_select()).first(c).optional())?;
    found.ok_or(Error::NotFound)
}

/// The profile of a name.
pub fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<PaperProfile>> {
    Ok(on!(conn, c => paper_profiles::table
        .filter(paper_profiles::name.eq(name))
        .select(PaperProfile::as_select())
        .first(c)
        .optional())?)
}

/// The names of the profiles in use, the first twenty.
pub fn list_names(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(on!(conn, c => paper_profiles::table
        .filter(paper_profiles::active)
        .order(paper_profiles::name)
        .limit(20)
        .select(paper_profiles::name)
        .load(c))?)
}

/// Profiles by name.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, paging: &Paging) -> Result<Page<PaperProfile>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, PaperProfileId>()?;
    let rows: Vec<PaperProfile> = on!(conn, c => {
        let mut query = paper_profiles::table.select(PaperProfile::as_select()).into_boxed();
        if let Some((name, _)) = after {
            query = query.filter(paper_profiles::name.gt(name));
        }
        query.order(paper_profiles::name).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.name.clone(), row.id)))
}

/// Adds a profile.
pub fn insert(change: &mut Change<'_>, row: &PaperProfile) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(paper_profiles::table).values(row).execute(c))?;
    Ok(())
}

/// Replaces a profile, `known` as it was loaded.
pub fn update(change: &mut Change<'_>, known: LoadedRow, row: &PaperProfile) -> Result<()> {
    change.hold_own(("paper_profiles", row.id.0), &row.name, known)?;
    on!(change.conn, c => diesel::update(paper_profiles::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}
