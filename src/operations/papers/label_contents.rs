//! Label contents: registering and changing them.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::Conn;
use crate::db::change::Change;
use crate::db::ledger::held::LoadedRow;
use crate::db::papers::label_contents::{self, LabelContent};
use crate::error::{Error, Result};
use crate::model::ids::LabelContentId;
use crate::model::input::{Checker, given};
use crate::model::ledger::event::Action;
use crate::model::papers::label_content::{ContentLayout, LabelSubject};
use crate::operations::papers::layouts::{self, Drawn, Edit, Members};

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
#[serde(deny_unknown_fields)]
pub struct LabelContentEdit {
    /// Name, at most 60 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// What stands on it; the whole layout.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = ContentLayout)]
    pub layout: Option<ContentLayout>,
    /// Whether it is offered.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool)]
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
        layout: String::new(),
        active: true,
        created_at: change.now(),
        version: 1,
    };
    layouts::register(change, row, &new.layout)
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
    let known = label_contents::get(change.reader(), id)?;
    let given = Edit { name: edit.name.as_ref(), layout: edit.layout.as_ref(), active: edit.active };
    layouts::edit(change, &known, known.clone(), version, given)
}

impl Drawn for LabelContent {
    type Layout = ContentLayout;
    const REGISTERED: Action = Action::LabelContentRegistered;
    const CHANGED: Action = Action::LabelContentChanged;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn members(&mut self) -> Members<'_> {
        let Self { name, layout, active, version, .. } = self;
        Members { name, layout, active, version }
    }

    fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<Self>> {
        label_contents::find_by_name(conn, name)
    }

    fn check(&self, conn: &mut Conn, layout: &ContentLayout, check: &mut Checker) -> Result<()> {
        layout.check(self.subject, "/layout", check);
        for paper in label_contents::list_papers(conn, self.id)? {
            let paper = serde_json::from_str(&paper).map_err(Error::internal)?;
            if let Err(refusal) = layout.fits(&paper) {
                check.refuse("/layout", refusal);
            }
        }
        Ok(())
    }

    fn insert(&self, change: &mut Change<'_>) -> Result<()> {
        label_contents::insert(change, self)
    }

    fn update(&self, change: &mut Change<'_>, known: LoadedRow) -> Result<()> {
        label_contents::update(change, known, self)
    }
}
