//! Outbound requests: the disposition document, both approvals, the hand-out.

use super::*;
use crate::model::goods::item::Disposition;
use crate::model::sealed::PersonalText;

impl Player<'_> {
    pub(super) fn outbound(&mut self, out: &Outbound, index: usize, phase: Phase) -> Result<()> {
        match phase {
            Phase::Submit => {
                let id = self.ask_release(out)?;
                self.requests.insert(index, id);
                Ok(())
            }
            Phase::Approve => self.decide(out.unit_head, self.request(index)?, Decision::Approve, Some("同意出库")),
            Phase::ApproveCentre => {
                self.decide(out.centre_head, self.request(index)?, Decision::Approve, Some("文书齐全，同意"))
            }
            Phase::Execute => {
                let codes = self.item_codes(out.items.iter().copied())?;
                let lines: Vec<_> = codes.into_iter().map(|code| line(code, LineOutcome::Released)).collect();
                self.execute(&out.custodians, self.request(index)?, &lines)
            }
            _ => Ok(()),
        }
    }

    fn ask_release(&self, out: &Outbound) -> Result<RequestId> {
        let case_id = self.case(out.case)?;
        let codes = self.item_codes(out.items.iter().copied())?;
        let disposition: Disposition = out.disposition.parse().map_err(Error::internal)?;
        let witness = out.witness.and_then(|at| self.witness_name(at));
        let paper = NewDocument {
            kind: DocumentKind::Disposition,
            number: out.document_no.clone(),
            title: out.document_title.to_owned(),
            case_id,
            request_id: None,
            issued_at: Time(out.document_issued_at),
        };
        self.act(out.applicant, |change, viewer| {
            let document = documents::register(change, viewer, &paper)?;
            let terms = DraftTerms::Outbound(DraftOutbound {
                disposition: Some(disposition),
                document_id: Some(document.id),
                receiver_name: Some(out.receiver.name.clone()),
                receiver_document_no: Some(PersonalText::Said(out.receiver.document_no.clone())),
                receiver_is_officer: Some(false),
                destruction_method: witness.is_some().then(|| "集中焚烧".to_owned()),
                destruction_place: witness.is_some().then(|| "市环保处置中心".to_owned()),
                delivery: witness.is_none().then_some(DeliveryManner::Collected),
                witness_name: witness,
            });
            let new = NewRequest { case_id, reason: out.document_title.to_owned(), items: codes, terms };
            let draft = requests::draft(change, viewer, &self.keys.personal, &new)?;
            Ok(submission::submit(change, viewer, draft.seen())?.id)
        })
    }

    fn witness_name(&self, person: usize) -> Option<String> {
        let id = self.directory.person(person).ok()?.user_id;
        let found = self.database.read(|conn| crate::db::accounts::users::get(conn, id)).ok()?;
        Some(found.name)
    }
}
