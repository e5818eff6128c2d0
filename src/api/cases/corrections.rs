//! What is told of corrections: whether a seizure list or a document still holds, what ended it and what it replaces.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::http::names::{Names, NamesNow, References};
use crate::db::Conn;
use crate::db::cases::corrections::{self, Correction};
use crate::error::Result;
use crate::model::cases::record_state::RecordState;
use crate::model::ids::{SubjectId, UserId};
use crate::model::time::Time;

/// What ended a seizure list or a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct CorrectionView {
    /// What stands in its place; null when it was cancelled.
    #[schema(required)]
    pub replacement_id: Option<SubjectId>,
    pub reason: String,
    pub made_by: UserId,
    pub made_by_name: String,
    pub made_at: Time,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

/// What became of some seizure lists or documents.
pub(in crate::api) struct Fates {
    ended: HashMap<SubjectId, Correction>,
    replaced: HashMap<SubjectId, SubjectId>,
    names: Names,
}

impl Fates {
    /// What became of the rows with these ids, two statements for all of them.
    pub fn of(conn: &mut Conn, ids: impl IntoIterator<Item = Uuid>) -> Result<Self> {
        let ids: Vec<SubjectId> = ids.into_iter().map(SubjectId).collect();
        let rows = corrections::list_about(conn, &ids)?;
        let mut mentioned = References::default();
        for row in &rows {
            mentioned.person(row.made_by);
        }
        Ok(Self {
            names: Names::look_up(conn, mentioned)?,
            replaced: rows.iter().filter_map(|row| Some((row.replacement_id?, row.subject_id))).collect(),
            ended: rows.into_iter().map(|row| (row.subject_id, row)).collect(),
        })
    }

    /// Whether a row still holds.
    pub fn state(&self, id: Uuid) -> RecordState {
        self.ended.get(&SubjectId(id)).map_or(RecordState::InForce, Correction::state)
    }

    /// The row that one replaces.
    pub fn replaces(&self, id: Uuid) -> Option<Uuid> {
        self.replaced.get(&SubjectId(id)).map(|id| id.0)
    }

    /// What ended a row.
    pub fn correction(&self, id: Uuid) -> Option<CorrectionView> {
        let row = self.ended.get(&SubjectId(id))?;
        let mut then = self.names.at(row.made_at);
        Some(CorrectionView {
            replacement_id: row.replacement_id,
            reason: row.reason.clone(),
            made_by: row.made_by,
            made_by_name: then.person("made_by_name", row.made_by).unwrap_or_default(),
            made_at: row.made_at,
            names_now: then.now(),
        })
    }
}
