//! Paper profiles: registering and changing them.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::Conn;
use crate::db::change::Change;
use crate::db::ledger::held::LoadedRow;
use crate::db::papers::label_contents;
use crate::db::papers::paper_profiles::{self, PaperProfile};
use crate::error::{Error, Result};
use crate::model::ids::{LabelContentId, PaperProfileId};
use crate::model::input::{Checker, given};
use crate::model::ledger::event::Action;
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::reason::Reason;
use crate::operations::papers::layouts::{self, Drawn, Edit, Members};

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
#[serde(deny_unknown_fields)]
pub struct PaperProfileEdit {
    /// Name, at most 60 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = String, min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// Where the labels are; the whole layout.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = PaperLayout)]
    pub layout: Option<PaperLayout>,
    /// What is printed on it unless another content is named.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = LabelContentId)]
    pub content_id: Option<LabelContentId>,
    /// Whether it is offered.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = bool)]
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
        layout: String::new(),
        content_id: new.content_id,
        active: true,
        created_at: change.now(),
        version: 1,
    };
    layouts::register(change, row, &new.layout)
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
    let known = paper_profiles::get(change.reader(), id)?;
    let row = PaperProfile { content_id: edit.content_id.unwrap_or(known.content_id), ..known.clone() };
    let given = Edit { name: edit.name.as_ref(), layout: edit.layout.as_ref(), active: edit.active };
    layouts::edit(change, &known, row, version, given)
}

impl Drawn for PaperProfile {
    type Layout = PaperLayout;
    const REGISTERED: Action = Action::PaperProfileRegistered;
    const CHANGED: Action = Action::PaperProfileChanged;

    fn id(&self) -> Uuid {
        self.id.0
    }

    fn members(&mut self) -> Members<'_> {
        let Self { name, layout, active, version, .. } = self;
        Members { name, layout, active, version }
    }

    fn find_by_name(conn: &mut Conn, name: &str) -> Result<Option<Self>> {
        paper_profiles::find_by_name(conn, name)
    }

    fn check(&self, conn: &mut Conn, layout: &PaperLayout, check: &mut Checker) -> Result<()> {
        layout.check("/layout", check);
        match label_contents::get(conn, self.content_id) {
            Ok(content) => {
                if let Err(refusal) = content.layout()?.fits(layout) {
                    check.refuse("/content_id", refusal);
                }
            }
            Err(Error::NotFound) => check.refuse("/content_id", Reason::ReferenceUnknown),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn insert(&self, change: &mut Change<'_>) -> Result<()> {
        paper_profiles::insert(change, self)
    }

    fn update(&self, change: &mut Change<'_>, known: LoadedRow) -> Result<()> {
        paper_profiles::update(change, known, self)
    }
}
