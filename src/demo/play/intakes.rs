//! Intakes: the seizure list, the approvals, the inspection line by line.

use super::*;
use crate::model::requests::request::RefusalsDecision;

/// Goods whose seal the plan must number.
const SEALED: [&str; 2] = ["valuable", "antimagnetic"];

impl Player<'_> {
    pub(super) fn intake(&mut self, intake: &Intake, index: usize, phase: Phase) -> Result<()> {
        match phase {
            Phase::Submit => self.hand_in(intake, index),
            Phase::Return => {
                let reason = intake.correction.as_ref().map(|correction| correction.reason);
                self.decide(intake.unit_head, self.request(index)?, Decision::ReturnForCorrection, reason)
            }
            Phase::Resubmit => {
                let id = self.request(index)?;
                self.act(intake.applicant, |change, viewer| {
                    let seen = look(change, viewer, id)?;
                    submission::submit(change, viewer, seen)
                })?;
                Ok(())
            }
            Phase::Approve => self.decide(intake.unit_head, self.request(index)?, Decision::Approve, Some("同意入库")),
            Phase::ApproveCentre => {
                self.decide(centre_head(intake)?, self.request(index)?, Decision::Approve, Some("同意"))
            }
            Phase::Execute => self.inspect(intake, index),
            Phase::Confirm => {
                let id = self.request(index)?;
                self.act(centre_head(intake)?, |change, viewer| {
                    let seen = look(change, viewer, id)?;
                    execution::decide_refusals(change, viewer, seen, RefusalsDecision::Confirm, Some("情况属实"))
                })?;
                Ok(())
            }
            Phase::Open => Ok(()),
        }
    }

    fn hand_in(&mut self, intake: &Intake, index: usize) -> Result<()> {
        let list = NewSeizureList {
            case_id: self.case(intake.case)?,
            list_no: format!("扣押清单{:04}", intake.intake + 1),
            decision_no: Some(intake.seizure.decision_no.clone()),
            seized_at: Time(intake.seizure.seized_at),
            seized_place: intake.seizure.place.clone(),
            holder_name: intake.seizure.holder.clone(),
            attesting_witness: Some(intake.seizure.witness.clone()),
            items: intake.lines.iter().map(|line| listed(&line.good)).collect(),
        };
        let labels = &self.keys.labels;
        let (request, list, codes) = self.act(intake.applicant, |change, viewer| {
            let (registered, codes) = cases::register_seizure_list(change, viewer, labels, &list)?;
            let codes: Vec<String> = codes.iter().map(|code| code.as_str().to_owned()).collect();
            let reason = "依法扣押，申请入库保管".to_owned();
            let new = NewRequest { case_id: list.case_id, reason, items: codes.clone(), terms: DraftTerms::Intake };
            let draft = requests::draft(change, viewer, &self.keys.personal, &new)?;
            Ok((submission::submit(change, viewer, draft.seen())?.id, registered.id, codes))
        })?;
        self.requests.insert(index, request);
        self.show_intake(intake, list, &codes)?;
        self.waiting.insert(index, codes);
        Ok(())
    }

    fn inspect(&mut self, intake: &Intake, index: usize) -> Result<()> {
        let codes = self.waiting.remove(&index).unwrap_or_default();
        let mut lines = Vec::with_capacity(codes.len());
        for (plan, code) in intake.lines.iter().zip(&codes) {
            let sealed = SEALED.contains(&plan.good.category.word());
            let mut one = line(code.clone(), LineOutcome::Accepted);
            one.seal_no = sealed.then(|| format!("FZ{}", code.get(4..9).unwrap_or(code)));
            match &plan.result {
                LineResult::Accepted { item, place } => {
                    one.place = Some(self.directory.place(*place)?.to_owned());
                    self.remember(*item, code, *place);
                }
                LineResult::AcceptedCorrected { item, place, correction } => {
                    one.outcome = LineOutcome::AcceptedCorrected;
                    one.place = Some(self.directory.place(*place)?.to_owned());
                    one.reason = Some(correction.remark.to_owned());
                    one.corrected = Some(corrected(correction));
                    self.remember(*item, code, *place);
                }
                LineResult::Refused { reason } => {
                    one.outcome = LineOutcome::Refused;
                    one.reason = Some(reason.clone());
                }
            }
            lines.push(one);
        }
        let id = self.request(index)?;
        self.execute(&intake.custodians, id, &lines)?;
        self.receipt(intake, id)
    }
}

fn centre_head(intake: &Intake) -> Result<usize> {
    intake.centre_head.ok_or_else(|| Error::internal("the plan names no centre head"))
}
