//! What was signed for the hand-overs of a request, and the cells of papers that show it.

use crate::db::Conn;
use crate::db::cases::files::{self, FileRow};
use crate::db::change::Change;
use crate::db::requests::handover_signatures::{self, HandoverSignature};
use crate::db::requests::handovers::{self, Handover};
use crate::error::Result;
use crate::model::ids::{FileId, HandoverId, RequestId};
use crate::model::papers::paper::{RefusedSignature, SignatureCell};
use crate::model::papers::paper_form::Party;
use crate::model::requests::handover::{HandoverStatus, SignatureManner};
use crate::model::requests::request::RequestKind;

/// What was signed for the hand-overs of a request that count.
#[derive(Default)]
pub struct Signatures {
    handovers: Vec<Handover>,
    signed: Vec<HandoverSignature>,
    files: Vec<FileRow>,
}

impl Signatures {
    /// Of a request, in the order of its hand-overs.
    pub(in crate::operations::papers) fn load(conn: &mut Conn, id: RequestId) -> Result<Self> {
        let mut handovers = handovers::list_of_request(conn, id)?;
        handovers.retain(|row| row.status() != HandoverStatus::Withdrawn);
        let ids: Vec<HandoverId> = handovers.iter().map(|row| row.id).collect();
        let mut signed = handover_signatures::list(conn, &ids)?;
        signed.sort_by_key(|one| (one.sequence, one.party));
        let named: Vec<FileId> = signed.iter().filter_map(|one| one.file_id).collect();
        Ok(Self { handovers, signed, files: files::list_of(conn, &named)? })
    }

    /// Holds them against the log: no paper shows a signature that was changed behind the program's back.
    pub(in crate::operations::papers) fn hold(&self, change: &mut Change<'_>) -> Result<()> {
        for row in &self.handovers {
            change.hold_row(row)?;
        }
        for row in &self.signed {
            change.hold_row(row)?;
        }
        for row in &self.files {
            change.hold_row(row)?;
        }
        Ok(())
    }

    fn picture(&self, one: &HandoverSignature) -> Option<String> {
        let file = self.files.iter().find(|file| Some(file.id) == one.file_id);
        file.filter(|_| one.manner == SignatureManner::Drawn).map(|file| file.sha256.clone())
    }

    /// A cell in which somebody signs: with what was signed there, or whom the record names.
    pub(super) fn cell(&self, kind: RequestKind, party: Party, named: SignatureCell) -> SignatureCell {
        let here = |one: &&HandoverSignature| party.signs_as(kind, one.party);
        let signed: Vec<&HandoverSignature> = self.signed.iter().filter(here).collect();
        let Some(last) = signed.last() else { return named };
        let mut names: Vec<&str> = signed.iter().map(|one| one.signer_name.as_str()).collect();
        names.dedup();
        let refused = signed.iter().find(|one| one.manner == SignatureManner::Refused);
        SignatureCell {
            role: named.role,
            name: Some(names.join("、")),
            signed_at: Some(last.signed_at),
            refusal: refused.map(|one| RefusedSignature {
                reason: one.reason.clone().unwrap_or_default(),
                witness: one.refusal_witness.clone().unwrap_or_default(),
            }),
            pictures: signed.iter().filter_map(|one| self.picture(one)).collect(),
            on_paper: signed.iter().any(|one| one.manner == SignatureManner::OnPaper),
        }
    }
}
