//! What label contents and paper profiles have in common: a unique name, a layout kept as JSON, and an entry with the
//! whole row for every change.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use uuid::Uuid;

use crate::db::Conn;
use crate::db::change::Change;
use crate::db::engine::digest::row_sha256;
use crate::db::ledger::held::LoadedRow;
use crate::db::papers::paper_profiles::is_shipped;
use crate::error::{Error, Result};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};

/// The members both kinds of row have.
pub struct Members<'r> {
    pub name: &'r mut String,
    /// As JSON.
    pub layout: &'r mut String,
    pub active: &'r mut bool,
    pub version: &'r mut i32,
}

/// A row with a layout.
pub trait Drawn: Serialize + Sized {
    /// Its layout.
    type Layout: Serialize + DeserializeOwned + Clone;
    /// What is recorded of a new one.
    const REGISTERED: Action;
    /// What is recorded of a change.
    const CHANGED: Action;

    /// Its id.
    fn id(&self) -> Uuid;

    /// What both kinds have.
    fn members(&mut self) -> Members<'_>;

    /// The row of a name.
    fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<Self>>;

    /// Refuses what only its own kind asks of the layout and of what it belongs with.
    fn check(&self, conn: &mut Conn, layout: &Self::Layout, check: &mut Checker) -> Result<()>;

    /// Adds the row.
    fn insert(&self, change: &mut Change<'_>) -> Result<()>;

    /// Replaces the row, `known` as it was loaded.
    fn update(&self, change: &mut Change<'_>, known: LoadedRow) -> Result<()>;
}

/// What is to be changed; absent members stay as they are.
pub struct Edit<'e, L> {
    pub name: Option<&'e String>,
    pub layout: Option<&'e L>,
    pub active: Option<bool>,
}

/// Registers a row, which has everything but its layout.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register<R: Drawn>(change: &mut Change<'_>, mut row: R, layout: &R::Layout) -> Result<R> {
    *row.members().layout = serde_json::to_string(layout).map_err(Error::internal)?;
    check(change, &mut row, layout, Checker::new())?;
    row.insert(change)?;
    record(change, R::REGISTERED, &row)?;
    Ok(row)
}

/// Changes a row of this version, `loaded` as it was; what only its own kind has is changed in `row` already.
///
/// # Errors
/// [`Error::Stale`], [`Error::Invalid`].
pub fn edit<R: Drawn>(
    change: &mut Change<'_>,
    loaded: &R,
    mut row: R,
    version: i32,
    edit: Edit<'_, R::Layout>,
) -> Result<R> {
    let sha256 = row_sha256(loaded)?;
    let loaded = LoadedRow { shipped: is_shipped(row.id(), &sha256), sha256 };
    let known = row.members();
    let standing = Checker::over([known.name.as_str()]);
    if *known.version != version {
        return Err(Error::Stale { current: *known.version });
    }
    let layout = match edit.layout {
        Some(layout) => layout.clone(),
        None => serde_json::from_str(known.layout).map_err(Error::internal)?,
    };
    *known.layout = serde_json::to_string(&layout).map_err(Error::internal)?;
    if let Some(name) = edit.name {
        known.name.clone_from(name);
    }
    *known.active = edit.active.unwrap_or(*known.active);
    *known.version += 1;
    check(change, &mut row, &layout, standing)?;
    row.update(change, loaded)?;
    record(change, R::CHANGED, &row)?;
    Ok(row)
}

fn check<R: Drawn>(change: &mut Change<'_>, row: &mut R, layout: &R::Layout, mut check: Checker) -> Result<()> {
    let name = check.text("/name", row.members().name, 60);
    let taken = R::find_by_name(change.reader(), &name)?.is_some_and(|found| found.id() != row.id());
    check.demand(!taken, "/name", Refusal::new(Reason::NameTaken).with("value", &name));
    *row.members().name = name;
    row.check(change.reader(), layout, &mut check)?;
    Ok(check.done()?)
}

fn record<R: Drawn>(change: &mut Change<'_>, action: Action, row: &R) -> Result<()> {
    let details = json!({ "row": row, "row_sha256": row_sha256(row)? });
    change.record(action, row.id(), details)
}
