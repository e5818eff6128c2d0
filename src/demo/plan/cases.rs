//! Which agency comes with which case at which time: the frame of the intakes.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::entries::{CasePlan, IntakePlan};
use crate::demo::agencies::ALL;
use crate::demo::calendar::{MINUTE, after, day_of, intake_day, moment, month_and_day};
use crate::demo::causes;
use crate::demo::figures::{INTAKES, YEAR};
use crate::demo::people::Staff;
use crate::demo::plan::acts::{OpenCase, ReturnForCorrection};
use crate::demo::random::{Stream, chance, pick, pick_some, rng, share_out};
use crate::demo::words;

/// Fewest intakes of an agency.
const LEAST_INTAKES: u32 = 3;
/// Of a hundred intakes, how many belong to a case already open.
const FOLLOW_UP_PERCENT: u32 = 18;
/// Of a hundred intake requests, how many the unit head returns once.
const RETURNED_PERCENT: u32 = 3;
const SHORTCOMINGS: &[&str] =
    &["扣押清单缺见证人签名", "物品特征填写不完整", "扣押决定书文号有误", "数量与清单不一致", "缺少物品照片"];

/// The cases, and the intakes in order of hand-over, still without goods and custodians.
pub fn plan(seed: u64, staff: &Staff) -> (Vec<CasePlan>, Vec<IntakePlan>) {
    let mut rng = rng(seed, Stream::Cases, 0);
    let mut intakes: Vec<IntakePlan> = (0..INTAKES).map(|_| times(&mut rng)).collect();
    intakes.sort_by_key(|intake| intake.executed_at);
    let mut book = Book::default();
    for (intake, agency) in intakes.iter_mut().zip(agencies(&mut rng)) {
        let known = if chance(&mut rng, FOLLOW_UP_PERCENT) { book.open_case(&mut rng, agency, intake) } else { None };
        intake.case = known.unwrap_or_else(|| book.register(&mut rng, staff, agency, intake));
        let officers = book.cases.get(intake.case).map_or(&[][..], |case| &case.open.officers);
        intake.applicant = pick(&mut rng, officers);
        intake.unit_head = pick(&mut rng, staff.unit_heads.get(agency).map_or(&[][..], Vec::as_slice));
    }
    (book.cases, intakes)
}

/// The agency of each intake: exact shares, shuffled.
fn agencies(rng: &mut Rng) -> Vec<usize> {
    let shares: Vec<u32> = ALL.iter().filter(|agency| agency.is_served()).map(|agency| agency.share).collect();
    let counts = share_out(INTAKES as u32, &shares, LEAST_INTAKES);
    let mut all: Vec<usize> =
        counts.iter().enumerate().flat_map(|(agency, count)| std::iter::repeat_n(agency, *count as usize)).collect();
    rng.shuffle(&mut all);
    all
}

/// Steps within one day, so that goods arrive within 24 hours of the seizure even where the request is returned.
fn times(rng: &mut Rng) -> IntakePlan {
    let day = intake_day(rng);
    let submitted_at = moment(rng, day, 510..870);
    let seized_at = submitted_at - rng.i64(30 * MINUTE..19 * 60 * MINUTE);
    let correction = chance(rng, RETURNED_PERCENT).then(|| {
        let returned_at = after(rng, submitted_at, 10..40);
        let resubmitted_at = after(rng, returned_at, 10..60);
        ReturnForCorrection { returned_at, reason: pick(rng, SHORTCOMINGS), resubmitted_at }
    });
    let asked_at = correction.as_ref().map_or(submitted_at, |correction| correction.resubmitted_at);
    let approved_at = after(rng, asked_at, 5..50);
    let executed_at = after(rng, approved_at, 20..90);
    IntakePlan { seized_at, submitted_at, correction, approved_at, executed_at, ..IntakePlan::default() }
}

/// Cases so far.
#[derive(Default)]
struct Book {
    cases: Vec<CasePlan>,
    /// Last serial by agency and month.
    serials: BTreeMap<(usize, u32), u32>,
}

impl Book {
    /// One of the agency's cases registered before the request.
    fn open_case(&self, rng: &mut Rng, agency: usize, intake: &IntakePlan) -> Option<usize> {
        let fits = |case: &CasePlan| case.open.agency == agency && case.open.opened_at < intake.submitted_at;
        let fitting: Vec<usize> = self.cases.iter().filter(|case| fits(case)).map(|case| case.open.case).collect();
        rng.choice(fitting)
    }

    fn register(&mut self, rng: &mut Rng, staff: &Staff, agency: usize, intake: &IntakePlan) -> usize {
        let case = self.cases.len();
        let Some(unit) = ALL.get(agency) else {
            return case;
        };
        let opened_at = intake.submitted_at - rng.i64(5 * MINUTE..25 * MINUTE);
        let (month, _) = month_and_day(day_of(opened_at));
        let serial = self.serials.entry((agency, month)).or_default();
        *serial += 1;
        let cause = pick(rng, causes::of(unit.duty));
        let principal = words::person(rng);
        let others = if chance(rng, 35) { "等人" } else { "" };
        let count = rng.usize(2..=3);
        let officers = pick_some(rng, staff.officers.get(agency).map_or(&[][..], Vec::as_slice), count);
        let open = OpenCase {
            case,
            agency,
            case_no: format!("A{}{YEAR}{month:02}{serial:04}", unit.code),
            name: format!("{principal}{others}{}案", cause.name),
            cause: cause.name,
            criminal: cause.criminal,
            officers,
            opened_at,
        };
        self.cases.push(CasePlan { open, cause, principal });
        case
    }
}
