//! Loans, their extensions and returns: 66 come back in full, 46 are still open when the year ends.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::entries::CasePlan;
use super::entries::IntakePlan;
use crate::demo::calendar::{LAST_WORKING_DAY, after, at_hour, day_of, is_working, moment, working_day};
use crate::demo::figures::{ListedCategory, ON_LOAN};
use crate::demo::people::Staff;
use crate::demo::plan::acts::{Extension, Loan, LoanReturn};
use crate::demo::random::{Stream, pick, pick_size, pick_some, pick_weighted, rng, share_out};

/// A loan with what follows it.
#[derive(Clone, Debug)]
pub struct LoanPlan {
    pub loan: Loan,
    pub extension: Option<Extension>,
    pub back: Option<LoanReturn>,
}

/// Lent pieces: when they came back, or `None` while they are out.
pub type Busy = BTreeMap<u32, Option<i64>>;

/// How a group of loans goes. Days are days of the year or numbers of days, both ends included.
struct Course {
    loans: usize,
    lent_on: (u32, u32),
    lent_for: (u32, u32),
    extended_by: Option<(u32, u32)>,
    comes_back: bool,
}

/// Two groups come back, two are overdue at the year's end, two are due in the year after.
const COURSES: [Course; 6] = [
    Course { loans: 54, lent_on: (31, 335), lent_for: (3, 20), extended_by: None, comes_back: true },
    Course { loans: 12, lent_on: (31, 310), lent_for: (10, 21), extended_by: Some((10, 20)), comes_back: true },
    Course { loans: 17, lent_on: (60, 340), lent_for: (3, 15), extended_by: None, comes_back: false },
    Course { loans: 3, lent_on: (60, 290), lent_for: (10, 20), extended_by: Some((10, 20)), comes_back: false },
    Course { loans: 18, lent_on: (336, 361), lent_for: (30, 45), extended_by: None, comes_back: false },
    Course { loans: 8, lent_on: (320, 330), lent_for: (14, 20), extended_by: Some((35, 45)), comes_back: false },
];

/// Pieces of a loan that comes back.
const SIZES: &[(u32, (u32, u32))] = &[(60, (1, 1)), (25, (2, 4)), (15, (5, 10))];
/// What is asked for, by how often.
const WANTED: [(u32, ListedCategory); 6] = [
    (10, ListedCategory::Antimagnetic),
    (5, ListedCategory::Vehicle),
    (4, ListedCategory::Valuable),
    (2, ListedCategory::Specimen),
    (4, ListedCategory::Ordinary),
    (1, ListedCategory::Bulk),
];
/// Purpose and reason; the first two need more than a few days.
const PURPOSES: [(&str, &str); 5] = [
    ("examination", "送司法鉴定机构检验鉴定"),
    ("identification", "组织被害人及证人辨认"),
    ("inspection", "补充勘验检查"),
    ("court", "庭审出示质证"),
    ("interrogation", "讯问时出示物证"),
];
/// Goods lent over so many days are examined or identified.
const LONG_DAYS: u32 = 8;
const EXTENSION_REASONS: &[&str] = &["鉴定机构尚未出具意见", "开庭日期延后", "需补充检验项目", "案件补充侦查"];
/// Which of the returned loans come back with a damaged piece.
const DAMAGED_RETURNS: [usize; 3] = [7, 23, 41];

/// All loans in order of hand-out, and the pieces they touch.
pub fn plan(seed: u64, staff: &Staff, cases: &[CasePlan], intakes: &[IntakePlan]) -> (Vec<LoanPlan>, Busy) {
    let mut rng = rng(seed, Stream::Loans, 0);
    let mut planner = Planner { staff, cases, intakes, busy: Busy::new() };
    let mut open_sizes = open_sizes(&mut rng).into_iter();
    let mut plans = Vec::new();
    for course in &COURSES {
        for _ in 0..course.loans {
            let size = if course.comes_back { pick_size(&mut rng, SIZES) } else { open_sizes.next().unwrap_or(1) };
            plans.extend(planner.lend(&mut rng, course, size));
        }
    }
    plans.sort_by_key(|plan| plan.loan.executed_at);
    number(&mut plans);
    (plans, planner.busy)
}

fn open_sizes(rng: &mut Rng) -> Vec<u32> {
    let open: usize = COURSES.iter().filter(|course| !course.comes_back).map(|course| course.loans).sum();
    let weights: Vec<u32> = (0..open).map(|_| pick_size(rng, &[(75, (0, 1)), (25, (4, 8))])).collect();
    share_out(ON_LOAN, &weights, 1)
}

fn number(plans: &mut [LoanPlan]) {
    let mut returns = 0;
    for (at, plan) in plans.iter_mut().enumerate() {
        plan.loan.loan = at;
        if let Some(extension) = &mut plan.extension {
            extension.loan = at;
        }
        let Some(back) = &mut plan.back else { continue };
        back.loan = at;
        if DAMAGED_RETURNS.contains(&returns)
            && let Some((_, condition, note)) = back.items.first_mut()
        {
            (*condition, *note) = ("damaged", "较交付时有新增损坏，已拍照并报双方负责人");
        }
        returns += 1;
    }
}

struct Planner<'a> {
    staff: &'a Staff,
    cases: &'a [CasePlan],
    intakes: &'a [IntakePlan],
    busy: Busy,
}

impl Planner<'_> {
    fn lend(&mut self, rng: &mut Rng, course: &Course, size: u32) -> Option<LoanPlan> {
        let day = working_day(rng.u32(course.lent_on.0..=course.lent_on.1));
        let due_day = day + rng.u32(course.lent_for.0..=course.lent_for.1);
        let (intake, category, items) = self.choose(rng, day, size)?;
        let case = &self.cases.get(intake.case)?.open;
        let loan = self.loan(rng, case.agency, (day, due_day), category, &case.officers, items);
        let loan = Loan { case: intake.case, ..loan };
        let extension = course.extended_by.and_then(|by| extend(rng, &loan, (day, due_day), by));
        let settled_day = extension.as_ref().map_or(day, |extension| day_of(extension.approved_at));
        let due_at = extension.as_ref().map_or(loan.due_at, |extension| extension.due_at);
        let back = course.comes_back.then(|| {
            let latest = (day_of(due_at) + 5).min(LAST_WORKING_DAY - 2).max(settled_day + 1);
            let back_day = working_day(rng.u32(settled_day + 1..=latest));
            take_back(rng, &loan, back_day, &case.officers, &self.staff.custodians)
        });
        let back_at = back.as_ref().map(|back| back.executed_at);
        self.busy.extend(loan.items.iter().map(|item| (*item, back_at)));
        Some(LoanPlan { loan, extension, back })
    }

    /// Pieces of one category of one intake of the weeks before; of any earlier intake when these have none.
    fn choose(&self, rng: &mut Rng, day: u32, size: u32) -> Option<(&IntakePlan, ListedCategory, Vec<u32>)> {
        let mut before: Vec<&IntakePlan> =
            self.intakes.iter().filter(|intake| day_of(intake.executed_at) + 2 <= day).collect();
        let recent = before.partition_point(|intake| day_of(intake.executed_at) + 60 < day);
        let (earlier, recent) = before.split_at_mut_checked(recent)?;
        rng.shuffle(recent);
        rng.shuffle(earlier);
        let category = pick_weighted(rng, &WANTED);
        let wanted = WANTED.iter().map(|(_, other)| *other);
        for category in std::iter::once(category).chain(wanted) {
            for intake in recent.iter().chain(earlier.iter()) {
                let free: Vec<u32> = intake.items_of(category).filter(|item| !self.busy.contains_key(item)).collect();
                if free.len() >= size as usize {
                    let mut items = pick_some(rng, &free, size as usize);
                    items.sort_unstable();
                    return Some((intake, category, items));
                }
            }
        }
        None
    }

    fn loan(
        &self,
        rng: &mut Rng,
        agency: usize,
        (day, due_day): (u32, u32),
        category: ListedCategory,
        officers: &[usize],
        items: Vec<u32>,
    ) -> Loan {
        let second = matches!(category, ListedCategory::Valuable | ListedCategory::Vehicle);
        let purposes = match category {
            ListedCategory::Vehicle => PURPOSES.get(..1),
            _ if due_day - day >= LONG_DAYS => PURPOSES.get(..2),
            _ => PURPOSES.get(1..),
        };
        let (purpose, reason) = pick(rng, purposes.unwrap_or_default());
        let submitted_at = moment(rng, day, 510..840);
        let approved_at = after(rng, submitted_at, 10..90);
        let centre_approved_at = second.then(|| after(rng, approved_at, 10..60));
        let executed_at = after(rng, centre_approved_at.unwrap_or(approved_at), 15..90);
        Loan {
            loan: 0,
            case: 0,
            agency,
            items,
            purpose,
            reason,
            applicant: pick(rng, officers),
            unit_head: pick(rng, self.staff.unit_heads.get(agency).map_or(&[][..], Vec::as_slice)),
            centre_head: second.then(|| pick(rng, &self.staff.centre_heads)),
            custodians: pick_some(
                rng,
                &self.staff.custodians,
                if category == ListedCategory::Valuable { 2 } else { 1 },
            ),
            submitted_at,
            approved_at,
            centre_approved_at,
            executed_at,
            from: at_hour(day, 8),
            due_at: at_hour(due_day, 18),
        }
    }
}

/// Asked for on the last working day before the loan is due; none when there is no such day.
fn extend(rng: &mut Rng, loan: &Loan, (day, due_day): (u32, u32), by: (u32, u32)) -> Option<Extension> {
    let asked_day = (day + 1..due_day).rev().find(|day| is_working(*day))?;
    let submitted_at = moment(rng, asked_day, 510..900);
    Some(Extension {
        loan: 0,
        applicant: loan.applicant,
        unit_head: loan.unit_head,
        centre_head: loan.centre_head,
        reason: pick(rng, EXTENSION_REASONS),
        submitted_at,
        approved_at: after(rng, submitted_at, 20..150),
        due_at: at_hour(due_day + rng.u32(by.0..=by.1), 18),
    })
}

fn take_back(rng: &mut Rng, loan: &Loan, day: u32, officers: &[usize], custodians: &[usize]) -> LoanReturn {
    let submitted_at = moment(rng, day, 510..960);
    LoanReturn {
        loan: 0,
        items: loan.items.iter().map(|item| (*item, "intact", "")).collect(),
        applicant: pick(rng, officers),
        custodians: pick_some(rng, custodians, loan.custodians.len()),
        submitted_at,
        executed_at: after(rng, submitted_at, 10..90),
    }
}
