//! Label contents: registering and changing them.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::change::{Change, row_sha256};
use crate::db::label_contents::{self, LabelContent};
use crate::error::{Error, Result};
use crate::model::event::Action;
use crate::model::ids::LabelContentId;
use crate::model::input::Checker;
use crate::model::label_content::{ContentLayout, LabelSubject};
use crate::model::reason::{Reason, Refusal};

/// A label content as it is registered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLabelContent {
    /// Name, unique, at most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// What the label is for; it does not change later.
    pub subject: LabelSubject,
    /// What stands on it.
    pub layout: ContentLayout,
}

/// What can be changed of a label content; absent members stay as they are.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LabelContentEdit {
    /// Name, at most 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// What stands on it; the whole layout.
    pub layout: Option<ContentLayout>,
    /// Whether it is offered.
    pub active: Option<bool>,
}

/// Registers a label content.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule.
pub fn register(change: &mut Change<'_>, new: &NewLabelContent) -> Result<LabelContent> {
    let row = LabelContent {
        id: change.new_id(),
        name: new.name.clone(),
        subject: new.subject,
        layout: json_of(&new.layout)?,
        active: true,
        created_at: change.now(),
        version: 1,
    };
    let row = checked(change, row, &new.layout)?;
    label_contents::insert(change, &row)?;
    record(change, Action::LabelContentRegistered, &row)?;
    Ok(row)
}

/// Changes a label content; it must still fit every paper that it is the usual content of.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Invalid`].
pub fn edit(
    change: &mut Change<'_>,
    id: LabelContentId,
    version: i32,
    edit: &LabelContentEdit,
) -> Result<LabelContent> {
    let mut row = label_contents::get(change.reader(), id)?;
    if row.version != version {
        return Err(Error::Stale { current: row.version });
    }
    let layout = match &edit.layout {
        Some(layout) => layout.clone(),
        None => row.layout()?,
    };
    row.layout = json_of(&layout)?;
    row.name = edit.name.clone().unwrap_or(row.name);
    row.active = edit.active.unwrap_or(row.active);
    row.version += 1;
    let row = checked(change, row, &layout)?;
    label_contents::update(change, &row)?;
    record(change, Action::LabelContentChanged, &row)?;
    Ok(row)
}

fn checked(change: &mut Change<'_>, mut row: LabelContent, layout: &ContentLayout) -> Result<LabelContent> {
    let mut check = Checker::new();
    row.name = check.text("/name", &row.name, 60);
    let taken = label_contents::find_by_name(change.reader(), &row.name)?.is_some_and(|found| found.id != row.id);
    check.demand(!taken, "/name", Refusal::new(Reason::NameTaken).with("value", &row.name));
    layout.check(row.subject, "/layout", &mut check);
    for paper in label_contents::list_papers(change.reader(), row.id)? {
        let paper = serde_json::from_str(&paper).map_err(Error::internal)?;
        if let Err(refusal) = layout.fits(&paper) {
            check.refuse("/layout", refusal);
        }
    }
    check.done()?;
    Ok(row)
}

fn json_of(layout: &ContentLayout) -> Result<String> {
    serde_json::to_string(layout).map_err(Error::internal)
}

fn record(change: &mut Change<'_>, action: Action, row: &LabelContent) -> Result<()> {
    let details = json!({ "row": row, "row_sha256": row_sha256(row)? });
    change.record(action, row.id.0, details)
}
