//! The full act of an intake with every line, written on demand.

use super::Year;
use super::entries::{CasePlan, IntakePlan};
use super::intakes::{assortment, good};
use crate::demo::figures::ListedCategory;
use crate::demo::goods::{Assortment, Good, refusal};
use crate::demo::plan::acts::{Correction, Intake, IntakeLine, LineResult, SeizureList};
use crate::demo::random::{Stream, chance, pick, rng};
use crate::demo::words;

impl Year {
    /// The full act of an intake.
    pub(super) fn intake(&self, at: usize) -> Option<Intake> {
        let plan = self.intakes.get(at)?;
        let case = self.cases.get(plan.case)?;
        Some(Intake {
            intake: at,
            case: plan.case,
            agency: case.open.agency,
            applicant: plan.applicant,
            unit_head: plan.unit_head,
            custodians: plan.custodians,
            centre_head: plan.centre_head,
            submitted_at: plan.submitted_at,
            correction: plan.correction.clone(),
            approved_at: plan.approved_at,
            executed_at: plan.executed_at,
            seizure: self.seizure(at, plan, case),
            lines: self.lines(at, plan, case),
        })
    }

    fn seizure(&self, at: usize, plan: &IntakePlan, case: &CasePlan) -> SeizureList {
        let mut rng = rng(self.seed, Stream::Papers, at as u64);
        let mark = self.agencies.get(case.open.agency).map_or("", |agency| agency.mark);
        let other = chance(&mut rng, 25);
        SeizureList {
            decision_no: format!("高{mark}扣字〔2023〕{:04}号", at + 1),
            seized_at: plan.seized_at,
            place: words::address(&mut rng),
            holder: if other { words::person(&mut rng) } else { case.principal.clone() },
            witness: words::person(&mut rng),
        }
    }

    fn lines(&self, at: usize, plan: &IntakePlan, case: &CasePlan) -> Vec<IntakeLine> {
        let assortment = assortment(self.seed, at, case);
        let received = plan.sections().flat_map(|(category, items, rank)| {
            let start = items.start;
            items.map(move |item| (category, item, rank + item - start))
        });
        let mut lines: Vec<IntakeLine> = received
            .filter_map(|(category, item, rank)| {
                let good = good(self.seed, &assortment, item, category);
                let place = self.places.bin_of(category, rank)?;
                let result = if self.corrected.binary_search(&item).is_ok() {
                    LineResult::AcceptedCorrected { item, place, correction: correct(&good) }
                } else {
                    LineResult::Accepted { item, place }
                };
                Some(IntakeLine { good, result })
            })
            .collect();
        lines.extend((0..plan.refused).map(|line| self.refused(at, line, &assortment, case)));
        lines
    }

    fn refused(&self, at: usize, line: u32, assortment: &Assortment, case: &CasePlan) -> IntakeLine {
        let mut rng = rng(self.seed, Stream::Refused, at as u64 * 1_000 + u64::from(line));
        let category = pick(&mut rng, case.cause.dangerous);
        let good = assortment.good(&mut rng, category);
        IntakeLine { good, result: LineResult::Refused { reason: refusal(category) } }
    }
}

/// What the desk found different: the last digit of an ordinary piece's number, or a flaw nobody had noted.
fn correct(good: &Good) -> Correction {
    let mut found = good.serial_no.clone();
    let last = found.pop().and_then(|last| last.to_digit(10));
    match last.and_then(|digit| char::from_digit((digit + 1) % 10, 10)) {
        Some(digit) if good.category == ListedCategory::Ordinary => {
            found.push(digit);
            Correction { field: "serial_no", found, remark: "清单编号末位笔误，以实物为准" }
        }
        _ => Correction {
            field: "features",
            found: format!("{}，边角有磨损", good.features),
            remark: "清单未记明瑕疵，以实物为准",
        },
    }
}
