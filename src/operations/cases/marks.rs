//! Differences noted on pictures: by whom they may be changed, and that the log has every state of them.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::db::Conn;
use crate::db::accounts::{agencies, users};
use crate::db::cases::files::{self, FileRow};
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::cases::files::{FileState, FileSubject};
use crate::model::cases::marks::{self, Mark, Spot};
use crate::model::ids::{FileId, UserId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::operations::cases::files::must_be_stored;

/// What is noted on a picture.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotedMarks {
    /// All of them; what the picture had and is not among them is taken off.
    #[schema(max_items = 50)]
    pub marks: Vec<Spot>,
}

/// Notes differences on a picture. Its bytes stay as they are; the log has every state of the notes. What people of another agency
/// noted stays as it is, and nothing is noted on signatures.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] for what is no picture or does not count, [`Error::Invalid`].
pub fn mark(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (FileId, i32),
    new: &NotedMarks,
) -> Result<FileRow> {
    let known = files::get(change.reader(), viewer.reach(), id)?;
    if known.state() == FileState::Struck {
        return Err(Reason::FileStruck.into());
    }
    must_be_stored(&known)?;
    if !known.media_type.is_shown() {
        return Err(Reason::FileNoPicture.into());
    }
    if known.subject == FileSubject::Handover {
        return Err(Reason::FileSignature.into());
    }
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    let mut check = Checker::new();
    let before = marks::read(known.marks.as_deref());
    let after = marks::noted(&mut check, &before, &new.marks, viewer.user_id, change.now());
    check_taken_off(change.reader(), viewer, (&before, &after), &mut check)?;
    check.done()?;
    if after == before {
        change.abandon();
        return Ok(known);
    }
    let row = FileRow { marks: marks::kept(&after), version: known.version + 1, ..known.clone() };
    files::update(change, &known, &row)?;
    change.record(Action::FileMarked, row.id.0, json!({ "file": row }))?;
    Ok(row)
}

/// Refuses to take off what people of another agency noted.
fn check_taken_off(
    conn: &mut Conn,
    viewer: &Viewer,
    (before, after): (&[Mark], &[Mark]),
    check: &mut Checker,
) -> Result<()> {
    let gone: Vec<UserId> = before.iter().filter(|mark| !after.contains(mark)).map(|mark| mark.noted_by).collect();
    let agencies = agencies::list_of_people(conn, &gone)?;
    let others = gone.iter().find(|by| agencies.get(by).is_some_and(|(id, _)| *id != viewer.agency_id));
    if let Some((by, (_, agency))) = others.and_then(|by| Some((by, agencies.get(by)?))) {
        let name = users::list_names(conn, &[*by])?.remove(by).unwrap_or_default();
        check.refuse("/marks", Refusal::new(Reason::MarkNotYours).with("person", name).with("agency", agency));
    }
    Ok(())
}
