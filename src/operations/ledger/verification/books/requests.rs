//! The requests as the log tells them, held against their table.

use std::collections::HashMap;

use crate::audit::Hash;
use crate::audit::hash::from_hex;
use crate::db::requests::requests::Request;
use crate::error::Result;
use crate::model::ids::RequestId;
use crate::model::ledger::event::SubjectEvent;
use crate::model::requests::request::RequestStatus;
use crate::operations::ledger::verification::books::blind::{Blind, NEVER, altered, unjudged, unjudged_though};
use crate::operations::ledger::verification::findings::{Finding, FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub struct Requests(HashMap<RequestId, KnownRequest>);

struct KnownRequest {
    number: Option<String>,
    status: RequestStatus,
    digest: Option<Hash>,
    /// The entry that told of it last.
    told: i64,
    seen: bool,
}

impl KnownRequest {
    fn name(&self, id: RequestId) -> String {
        self.number.clone().unwrap_or_else(|| id.to_string())
    }
}

impl Requests {
    /// Takes in an event about anything but an item, and holds what it found of its request against what the event before
    /// it left. Answers how many changes do not tell what they found.
    pub fn enter(&mut self, seq: i64, event: &SubjectEvent, blind: &Blind, findings: &mut Findings) -> u64 {
        let (Some(request), Some(digest)) = (event.request(), event.row_sha256()) else { return 0 };
        let digest = from_hex(digest.as_bytes());
        let before = self.0.get(&request.id);
        let unchained =
            before.map_or(0, |known| hold_before(seq, (request.id, known), digest, (event, blind), findings));
        let (number, status) = (request.number, request.status);
        self.0.insert(request.id, KnownRequest { number, status, digest, told: seq, seen: false });
        unchained
    }

    /// Holds rows of the table against the log.
    pub fn hold(&mut self, rows: &[Request], blind: &Blind, findings: &mut Findings) -> Result<()> {
        for row in rows {
            let Some(known) = self.0.get_mut(&row.id) else {
                self.meet(row, blind, findings);
                continue;
            };
            known.seen = true;
            let about = blind.about(row.id.0, known.told);
            let wrong = if known.status != row.status {
                format!("the table has status {} instead of {}", row.status, known.status)
            } else if from_hex(row.row_sha256()?.as_bytes()) != known.digest {
                "a column was changed: the row is not the one whose digest was logged".to_owned()
            } else {
                if let Some(seq) = about {
                    findings.request(known.name(row.id), &format!("the request {}", unjudged(seq)));
                }
                continue;
            };
            let wanting = about.or_else(|| blind.any(known.told));
            let reason = wanting.map_or_else(|| wrong.clone(), |seq| unjudged_though(seq, &wrong));
            findings.request(known.name(row.id), &reason);
        }
        Ok(())
    }

    /// A row that no entry tells of.
    fn meet(&mut self, row: &Request, blind: &Blind, findings: &mut Findings) {
        let name = row.number.clone().unwrap_or_else(|| row.id.to_string());
        let about = blind.about(row.id.0, NEVER);
        let wrong = match about.or_else(|| blind.any(NEVER)) {
            Some(seq) => unjudged_though(seq, "is in no other entry"),
            None => "is not in the log: it was inserted".to_owned(),
        };
        findings.request(name, &format!("the request {wrong}"));
        if about.is_some() {
            // What the entry about it cannot say any more the table does: how it is called.
            let (number, status) = (row.number.clone(), row.status);
            self.0.insert(row.id, KnownRequest { number, status, digest: None, told: NEVER, seen: true });
        }
    }

    /// What was read by name only is there, even if nothing more can be said of it.
    pub fn see(&mut self, name: &str) {
        let named = self.0.iter_mut().filter(|(id, known)| known.name(**id) == name || id.to_string() == name);
        named.for_each(|(_, known)| known.seen = true);
    }

    /// Names what the log knows and the table has not.
    pub fn name_missing(&self, findings: &mut Findings) {
        let missing = self.0.iter().filter(|(_, known)| !known.seen);
        let mut names: Vec<String> = missing.map(|(id, known)| known.name(*id)).collect();
        names.sort_unstable();
        for name in names {
            findings.request(name, "the request is in the log only: its row was deleted");
        }
    }

    /// The number of a request; none for a draft, and for what is no request.
    pub fn number(&self, id: RequestId) -> Option<String> {
        self.0.get(&id)?.number.clone()
    }

    /// How a request is called.
    pub fn name(&self, id: RequestId) -> Option<String> {
        Some(self.0.get(&id)?.name(id))
    }

    /// Where the log leaves a request.
    pub fn status(&self, id: RequestId) -> Option<RequestStatus> {
        Some(self.0.get(&id)?.status)
    }
}

/// Holds what an event found of its request, which it leaves as `digest`, against what is known; answers 1 where it does not
/// tell.
fn hold_before(
    seq: i64,
    (id, known): (RequestId, &KnownRequest),
    digest: Option<Hash>,
    (event, blind): (&SubjectEvent, &Blind),
    findings: &mut Findings,
) -> u64 {
    match &event.before_sha256 {
        // The entry that left it so tells nothing any more, which is told already.
        Some(_) if blind.about(id.0, known.told).is_some() => {}
        Some(found) if from_hex(found.as_bytes()) != known.digest => {
            let altered = altered(blind.any(known.told));
            let reason = format!("the request was {altered}");
            findings.add(Finding {
                seq: Some(seq),
                request: Some(known.name(id)),
                ..Finding::of(FindingKind::Request, reason)
            });
        }
        // What only tells of the row again has not changed it.
        None if digest != known.digest => return 1,
        _ => {}
    }
    0
}
