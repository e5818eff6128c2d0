//! Intakes: their numbers, kept small, and the full act with every line, written on demand.

use std::ops::Range;

use super::Year;
use super::cases::CasePlan;
use crate::demo::draw::{Stream, chance, pick, pick_some, rng};
use crate::demo::figures::{BY_CATEGORY, Category};
use crate::demo::goods::{Assortment, Good, refusal};
use crate::demo::people::Staff;
use crate::demo::story::{Correction, Intake, Line, LineResult, ReturnForCorrection, SeizureList};
use crate::demo::words;

/// An intake without its text.
#[derive(Clone, Debug, Default)]
pub struct IntakePlan {
    pub case: usize,
    pub applicant: usize,
    pub unit_head: usize,
    pub custodians: [usize; 2],
    pub centre_head: Option<usize>,
    pub seized_at: i64,
    pub submitted_at: i64,
    pub correction: Option<ReturnForCorrection>,
    pub approved_at: i64,
    pub executed_at: i64,
    /// Number of its first piece among all received; the others follow, category by category.
    pub first_item: u32,
    /// Pieces received by category.
    pub counts: [u32; BY_CATEGORY.len()],
    /// Pieces of each category received before.
    pub first_rank: [u32; BY_CATEGORY.len()],
    /// Lines refused at the desk.
    pub refused: u32,
}

impl IntakePlan {
    /// Pieces received.
    pub fn pieces(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Numbers of its pieces.
    pub fn items(&self) -> Range<u32> {
        self.first_item..self.first_item + self.pieces()
    }

    pub fn set_count(&mut self, category: Category, pieces: u32) {
        if let Some(count) = category.column().and_then(|column| self.counts.get_mut(column)) {
            *count = pieces;
        }
    }

    /// Its pieces by category: the category, their numbers, and the rank of the first within the category.
    pub fn sections(&self) -> impl Iterator<Item = (Category, Range<u32>, u32)> + '_ {
        let counts = self.counts.iter().zip(self.first_rank);
        BY_CATEGORY.iter().zip(counts).scan(self.first_item, |next, ((category, _), (count, rank))| {
            let items = *next..*next + count;
            *next = items.end;
            Some((*category, items, rank))
        })
    }

    /// Numbers of its pieces of a category.
    pub fn items_of(&self, category: Category) -> Range<u32> {
        self.sections().find(|(known, ..)| *known == category).map_or(0..0, |(_, items, _)| items)
    }

    /// Category of one of its pieces, and its rank within the category over the year.
    pub fn category_of(&self, item: u32) -> Option<(Category, u32)> {
        let found = self.sections().find(|(_, items, _)| items.contains(&item));
        found.map(|(category, items, rank)| (category, rank + item - items.start))
    }
}

/// Gives every intake its custodians, and a centre head where valuables come in or lines are refused.
pub fn staff_the_desk(seed: u64, staff: &Staff, intakes: &mut [IntakePlan]) {
    let mut rng = rng(seed, Stream::Intakes, 0);
    for intake in intakes {
        if let [first, second] = pick_some(&mut rng, &staff.custodians, 2)[..] {
            intake.custodians = [first, second];
        }
        let deciding = intake.refused > 0 || !intake.items_of(Category::Valuable).is_empty();
        intake.centre_head = deciding.then(|| pick(&mut rng, &staff.centre_heads));
    }
}

/// The products of an intake.
pub fn assortment(seed: u64, intake: usize, case: &CasePlan) -> Assortment {
    Assortment::draw(&mut rng(seed, Stream::Variants, intake as u64), case.cause.families, case.cause.bulk)
}

/// One received piece of an intake's products.
pub fn good(seed: u64, assortment: &Assortment, item: u32, category: Category) -> Good {
    assortment.good(&mut rng(seed, Stream::Item, u64::from(item)), category)
}

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

    fn lines(&self, at: usize, plan: &IntakePlan, case: &CasePlan) -> Vec<Line> {
        let assortment = assortment(self.seed, at, case);
        let received = plan.sections().flat_map(|(category, items, rank)| {
            let start = items.start;
            items.map(move |item| (category, item, rank + item - start))
        });
        let mut lines: Vec<Line> = received
            .filter_map(|(category, item, rank)| {
                let good = good(self.seed, &assortment, item, category);
                let place = self.places.bin_of(category, rank)?;
                let result = if self.corrected.binary_search(&item).is_ok() {
                    LineResult::AcceptedCorrected { item, place, correction: correct(&good) }
                } else {
                    LineResult::Accepted { item, place }
                };
                Some(Line { good, result })
            })
            .collect();
        lines.extend((0..plan.refused).map(|line| self.refused(at, line, &assortment, case)));
        lines
    }

    fn refused(&self, at: usize, line: u32, assortment: &Assortment, case: &CasePlan) -> Line {
        let mut rng = rng(self.seed, Stream::Refused, at as u64 * 1_000 + u64::from(line));
        let category = pick(&mut rng, case.cause.dangerous);
        let good = assortment.good(&mut rng, category);
        Line { good, result: LineResult::Refused { reason: refusal(category) } }
    }
}

/// What the desk found different: the last digit of an ordinary piece's number, or a flaw nobody had noted.
fn correct(good: &Good) -> Correction {
    let mut found = good.serial_no.clone();
    let last = found.pop().and_then(|last| last.to_digit(10));
    match last.and_then(|digit| char::from_digit((digit + 1) % 10, 10)) {
        Some(digit) if good.category == Category::Ordinary => {
            found.push(digit);
            Correction { field: "serial_no", found, remark: "清单编号末位笔误,以实物为准" }
        }
        _ => Correction {
            field: "features",
            found: format!("{},边角有磨损", good.features),
            remark: "清单未记明瑕疵,以实物为准",
        },
    }
}
