//! Who last changed what a finding is about, as far as the log tells, and what a file shows: where to begin to ask.

use std::collections::HashMap;

use uuid::Uuid;

use crate::db::Conn;
use crate::db::accounts::users;
use crate::db::cases::files;
use crate::db::goods::items;
use crate::db::ledger::log::LeafRow;
use crate::db::ledger::recent;
use crate::db::requests::requests;
use crate::error::{Error, Result};
use crate::model::ids::{FileId, UserId};
use crate::operations::ledger::verification::findings::{Finding, LastChange};

/// Adds the last change to every finding that is of no entry itself.
///
/// # Errors
/// Database errors.
pub fn tell(conn: &mut Conn, findings: &mut [Finding]) -> Result<()> {
    name_shown(conn, findings)?;
    let wanting: Vec<&mut Finding> = findings.iter_mut().filter(|finding| finding.seq.is_none()).collect();
    if wanting.is_empty() {
        return Ok(());
    }
    let last = Last::of(conn, &wanting)?;
    for finding in wanting {
        finding.last = last.about(finding);
    }
    Ok(())
}

/// Names the item or the case of every file that a finding is about: many phones call their pictures alike.
///
/// # Errors
/// Database errors.
pub fn name_shown(conn: &mut Conn, findings: &mut [Finding]) -> Result<()> {
    let ids: Vec<FileId> = findings.iter().filter_map(|finding| finding.subject_id).map(|id| FileId(id.0)).collect();
    let shown = match files::list_shown(conn, &ids) {
        // What cannot be read is told of by itself.
        Err(Error::Internal(_) | Error::Unreadable { .. }) => return Ok(()),
        shown => shown?,
    };
    for finding in findings.iter_mut().filter(|finding| finding.item.is_none()) {
        let named = finding.subject_id.and_then(|id| shown.get(&FileId(id.0)));
        finding.shows = named
            .map(|(item, case)| item.as_ref().map_or_else(|| format!("case {case}"), |code| format!("item {code}")));
    }
    Ok(())
}

struct Last {
    items: HashMap<String, LeafRow>,
    requests: HashMap<String, Uuid>,
    subjects: HashMap<Uuid, LeafRow>,
    people: HashMap<UserId, String>,
}

impl Last {
    fn of(conn: &mut Conn, findings: &[&mut Finding]) -> Result<Self> {
        let codes: Vec<String> = findings.iter().filter_map(|finding| finding.item.clone()).collect();
        let numbers: Vec<String> = findings.iter().filter_map(|finding| finding.request.clone()).collect();
        let known = items::list_ids(conn, &codes)?;
        let ids: Vec<_> = known.iter().map(|(_, id)| *id).collect();
        let rows = recent::list_last_of_items(conn, &ids, i64::MAX)?;
        let mut of_item: HashMap<_, _> = rows.into_iter().filter_map(|row| Some((row.item_id?, row))).collect();
        let items = known.into_iter().filter_map(|(code, id)| Some((code, of_item.remove(&id)?))).collect();
        let requests: HashMap<String, Uuid> =
            requests::list_ids(conn, &numbers)?.into_iter().map(|(number, id)| (number, id.0)).collect();
        let mut wanted: Vec<Uuid> = requests.values().copied().collect();
        wanted.extend(findings.iter().filter_map(|finding| finding.subject_id).map(|id| id.0));
        let rows = recent::list_last_of_subjects(conn, &wanted)?;
        let subjects = rows.into_iter().filter_map(|row| Some((row.subject_id?.0, row))).collect();
        let mut last = Self { items, requests, subjects, people: HashMap::new() };
        let rows = last.items.values().chain(last.subjects.values());
        let people: Vec<UserId> = rows.filter_map(|row| row.actor_id).collect();
        last.people = users::list_names(conn, &people)?;
        Ok(last)
    }

    fn about(&self, finding: &Finding) -> Option<LastChange> {
        let of_request = || self.requests.get(finding.request.as_ref()?).and_then(|id| self.subjects.get(id));
        let row = match (&finding.item, finding.subject_id) {
            (_, Some(id)) => self.subjects.get(&id.0),
            (Some(code), None) => self.items.get(code),
            (None, None) => of_request(),
        };
        let row = row?;
        let by = row.actor_id.map(|id| self.people.get(&id).cloned().unwrap_or_else(|| id.to_string()));
        Some(LastChange { seq: row.seq, at: row.logged_at, action: row.action.clone(), by })
    }
}
