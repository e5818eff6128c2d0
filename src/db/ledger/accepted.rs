//! Records that stand as they are although they are not those in the log: the auditor says so, and an entry takes them in
//! after the entry they differ from, so that they can be worked with again. What they were before stays to be seen.

use diesel::prelude::*;
use serde_json::json;
use uuid::Uuid;

use crate::audit::hash::{from_hex, leaf_hash, to_hex};
use crate::db::change::Change;
use crate::db::engine::connection::on;
use crate::db::goods::items::{self, Item};
use crate::db::ledger::findings::RecordedFinding;
use crate::db::ledger::logged::whole_payload;
use crate::db::ledger::registers;
use crate::db::requests::{request_lines, requests};
use crate::db::schema::log_leaves;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{ItemId, RequestId};
use crate::model::ledger::event::{Action, Circumstances, ItemAction, ItemEvent};
use crate::model::ledger::registers::{Register, RowDigest};

impl Change<'_> {
    /// Takes an item as it is into the log; only its code, by which its label finds it, becomes again the one in the log.
    /// Answers whether it was another one than the log says.
    ///
    /// # Errors
    /// Database errors.
    pub fn accept_item(&mut self, id: ItemId, reason: &str) -> Result<bool> {
        let Some(found) = items::find(self.reader(), Reach::Everything, id)? else { return Ok(false) };
        let newest: Option<(Option<i32>, Vec<u8>, Option<String>)> = on!(self.conn, c => log_leaves::table
            .filter(log_leaves::item_id.eq(id))
            .order(log_leaves::item_seq.desc())
            .select((log_leaves::item_seq, log_leaves::leaf, log_leaves::payload))
            .first(c)
            .optional())?;
        let (version, leaf, payload) = newest.unwrap_or_default();
        let logged = whole_payload(&leaf, payload.as_deref());
        let logged = logged.and_then(|text| serde_json::from_str::<ItemEvent>(text).ok());
        let last_leaf_hash = if leaf.is_empty() { Vec::new() } else { leaf_hash(&leaf).to_vec() };
        let same = logged.as_ref().map(|event| event.row_sha256.clone()) == Some(found.row_sha256()?);
        if same && found.last_leaf_hash == last_leaf_hash {
            return Ok(false);
        }
        let code = logged.as_ref().map_or_else(|| found.code.clone(), |event| event.code.clone());
        let mut item = Item { code, version: version.unwrap_or(0) + 1, last_leaf_hash, ..found };
        let (before, before_sha256) = logged.map(|event| (event.after, event.row_sha256)).unzip();
        let event = ItemEvent {
            action: ItemAction::ItemAccepted,
            item_id: id,
            code: item.code.clone(),
            before,
            after: item.facts(),
            circumstances: Circumstances { reason: Some(reason.to_owned()), ..Default::default() },
            row_sha256: item.row_sha256()?,
            before_sha256,
        };
        let payload = serde_json::to_string(&event).map_err(Error::internal)?;
        let (_, hash) = self.append(event.action.as_str(), payload, Some(&item), None)?;
        item.last_leaf_hash = hash;
        items::put(self.conn, &[item])?;
        Ok(true)
    }

    /// Takes the rows that are about a subject, with the request it may be and its lines, as they are into the log. Answers
    /// whether any was another one than the log says.
    ///
    /// # Errors
    /// Database errors.
    pub fn accept_subject(&mut self, subject: Uuid, finding: &RecordedFinding, reason: &str) -> Result<bool> {
        let mut changed = self.accept_rows(subject, &finding.reason)?;
        let mut request = None;
        if let Some(row) = requests::find(self.reader(), RequestId(subject))? {
            changed |= request_lines::accept(self, row.id)?;
            let (found, logged) = (row.row_sha256()?, self.logged(subject)?.own());
            if from_hex(found.as_bytes()) != logged {
                logged.into_iter().for_each(|hash| self.note_before(subject, to_hex(&hash)));
                request = Some((row, found));
            }
        }
        if !changed && request.is_none() {
            return Ok(false);
        }
        let details = match request {
            None => json!({ "finding_id": finding.id, "reason": reason }),
            Some((request, found)) => {
                json!({ "finding_id": finding.id, "reason": reason, "request": request, "row_sha256": found })
            }
        };
        self.record(Action::RecordAccepted, subject, details)?;
        Ok(true)
    }

    /// Settings and versions of the centre's rules have one subject for all of them: of these only the one that was told of.
    fn accept_rows(&mut self, subject: Uuid, told: &str) -> Result<bool> {
        let mut changed = false;
        for register in Register::ALL {
            for (about, digest) in registers::list_about(self.conn, *register, &[subject])? {
                let logged = self.logged(subject)?.row(*register, &digest.key);
                let called = match register {
                    Register::ClockRuleVersions => "version of the deadline rules",
                    _ => "setting",
                };
                let is_meant = !subject.is_nil() || told.contains(&format!("{called} {} ", digest.key));
                if about != subject || !is_meant || (logged.is_some() && from_hex(digest.sha256.as_bytes()) == logged) {
                    continue;
                }
                let before = Some(logged.map(|hash| to_hex(&hash)));
                self.keep(subject, RowDigest { before, ..digest });
                changed = true;
            }
        }
        Ok(changed)
    }
}
