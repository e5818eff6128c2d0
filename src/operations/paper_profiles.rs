//! Paper profiles: registering and changing them.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::change::{Change, row_sha256};
use crate::db::label_contents;
use crate::db::paper_profiles::{self, PaperProfile};
use crate::error::{Error, Result};
use crate::model::event::Action;
use crate::model::ids::{LabelContentId, PaperProfileId};
use crate::model::input::Checker;
use crate::model::paper_profile::PaperLayout;
use crate::model::reason::{Reason, Refusal};

/// A paper profile as it is registered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPaperProfile {
    /// Name, unique, at most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// Where the labels are.
    pub layout: PaperLayout,
    /// What is printed on it unless another content is named.
    pub content_id: LabelContentId,
}

/// What can be changed of a paper profile; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PaperProfileEdit {
    /// Name, at most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// Where the labels are; the whole layout.
    pub layout: Option<PaperLayout>,
    /// What is printed on it unless another content is named.
    pub content_id: Option<LabelContentId>,
    /// Whether it is offered.
    pub active: Option<bool>,
}

/// Registers a paper profile.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register(change: &mut Change<'_>, new: &NewPaperProfile) -> Result<PaperProfile> {
    let row = PaperProfile {
        id: change.new_id(),
        name: new.name.clone(),
        layout: json_of(&new.layout)?,
        content_id: new.content_id,
        active: true,
        created_at: change.now(),
        version: 1,
    };
    let row = checked(change, row, &new.layout)?;
    paper_profiles::insert(change, &row)?;
    record(change, Action::PaperProfileRegistered, &row)?;
    Ok(row)
}

/// Changes a paper profile; batches printed before keep what they were printed with.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Invalid`].
pub fn edit(
    change: &mut Change<'_>,
    id: PaperProfileId,
    version: i32,
    edit: &PaperProfileEdit,
) -> Result<PaperProfile> {
    let mut row = paper_profiles::get(change.reader(), id)?;
    if row.version != version {
        return Err(Error::Stale { current: row.version });
    }
    let layout = match &edit.layout {
        Some(layout) => layout.clone(),
        None => row.layout()?,
    };
    row.layout = json_of(&layout)?;
    row.name = edit.name.clone().unwrap_or(row.name);
    row.content_id = edit.content_id.unwrap_or(row.content_id);
    row.active = edit.active.unwrap_or(row.active);
    row.version += 1;
    let row = checked(change, row, &layout)?;
    paper_profiles::update(change, &row)?;
    record(change, Action::PaperProfileChanged, &row)?;
    Ok(row)
}

fn checked(change: &mut Change<'_>, mut row: PaperProfile, layout: &PaperLayout) -> Result<PaperProfile> {
    let mut check = Checker::new();
    row.name = check.text("/name", &row.name, 60);
    let taken = paper_profiles::find_by_name(change.reader(), &row.name)?.is_some_and(|found| found.id != row.id);
    check.demand(!taken, "/name", Refusal::new(Reason::NameTaken).with("value", &row.name));
    layout.check("/layout", &mut check);
    match label_contents::get(change.reader(), row.content_id) {
        Ok(content) => {
            if let Err(refusal) = content.layout()?.fits(layout) {
                check.refuse("/content_id", refusal);
            }
        }
        Err(Error::NotFound) => check.refuse("/content_id", Reason::ReferenceUnknown),
        Err(error) => return Err(error),
    }
    check.done()?;
    Ok(row)
}

fn json_of(layout: &PaperLayout) -> Result<String> {
    serde_json::to_string(layout).map_err(Error::internal)
}

fn record(change: &mut Change<'_>, action: Action, row: &PaperProfile) -> Result<()> {
    let details = json!({ "row": row, "row_sha256": row_sha256(row)? });
    change.record(action, row.id.0, details)
}
