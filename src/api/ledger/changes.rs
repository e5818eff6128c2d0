//! What one entry of the log tells, as people read it: its fields before and after, and what they mention.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::http::names::Names;
use crate::api::ledger::subjects::SubjectView;
use crate::db::Conn;
use crate::db::ledger::audit::{self, EntryRow};
use crate::db::ledger::subjects::Wanted;
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::ledger::changes::{FieldChange, changes};
use crate::model::ledger::event::Action;
use crate::model::ledger::parties::hidden_in;

/// Things that are named beside one entry at most.
const NAMED: usize = 200;

/// One field of what an entry tells.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeView {
    /// Its path, such as `request.status`, `circumstances.reason` or `place_id`. The last part is a word of `EntryField`.
    pub field: String,
    /// As it was before, as the payload has it; null where it had no value, or when what was before is not known.
    #[schema(required)]
    pub before: Option<Value>,
    /// As it is after the entry; null where it has no value.
    #[schema(required)]
    pub after: Option<Value>,
    /// Whether it is known what was before.
    pub compared: bool,
}

impl From<FieldChange> for ChangeView {
    fn from(change: FieldChange) -> Self {
        let FieldChange { field, before, after, compared } = change;
        Self { field, before, after, compared }
    }
}

/// What an entry tells to one reader.
pub(super) struct Told {
    /// The payload as the reader may see it.
    pub payload: Option<String>,
    /// Whether something of it is hidden.
    pub hidden: bool,
    pub changes: Vec<FieldChange>,
    pub compared_with: Option<i64>,
}

impl Told {
    /// Reads what an entry tells, with the one it is compared with; `parties` says whether names of parties are seen.
    pub fn read(conn: &mut Conn, entry: &EntryRow, payload: Option<String>, parties: bool) -> Result<Self> {
        let Some(text) = payload else {
            let hidden = entry.is_concealed();
            return Ok(Self { payload: None, hidden, changes: Vec::new(), compared_with: None });
        };
        let hidden = hidden_in(&text, parties);
        let is_hidden = hidden.is_some();
        let payload = hidden.unwrap_or(text);
        let earlier = match (entry.subject_id, entry.action.parse().map(Action::telling_alike)) {
            (Some(subject), Ok(alike)) if !alike.is_empty() => audit::find_earlier(conn, entry.seq, subject, alike)?,
            _ => None,
        };
        let (compared_with, before) = earlier.and_then(|(seq, text)| Some((seq, text?))).unzip();
        let before = before.map(|text| hidden_in(&text, parties).unwrap_or(text));
        let changes = changes(&entry.action, &payload, before.as_deref());
        Ok(Self { payload: Some(payload), hidden: is_hidden, changes, compared_with })
    }

    /// The names of what the fields mention.
    pub fn references(&self, conn: &mut Conn, reach: Reach, entry: &EntryRow) -> Result<Vec<SubjectView>> {
        let mut ids = Vec::new();
        for change in &self.changes {
            change.before.iter().chain(&change.after).for_each(|value| collect(value, &mut ids));
        }
        let mut wanted = Wanted::default();
        ids.sort_unstable();
        ids.dedup();
        ids.iter().take(NAMED).for_each(|id| wanted.add(*id, None));
        let names = Names::of_subjects(conn, reach, &wanted)?;
        Ok(ids.into_iter().filter_map(|id| SubjectView::of(id, entry.logged_at, &names)).collect())
    }
}

/// Adds the ids in a value.
fn collect(value: &Value, ids: &mut Vec<Uuid>) {
    match value {
        Value::String(text) => ids.extend(text.parse::<Uuid>().ok()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, ids)),
        Value::Object(members) => members.values().for_each(|value| collect(value, ids)),
        _ => {}
    }
}
