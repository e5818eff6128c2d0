//! Puts the year together: who handed in what and when, what was lent, returned and released.
//! Only numbers are kept; the text of goods is written when an act is asked for.

pub mod acts;
mod cases;
mod categories;
mod entries;
mod intake_acts;
mod intakes;
mod loans;
mod outbounds;
mod papers;

use super::agencies::{ALL, Agency};
use super::figures::{self, ListedCategory};
use super::goods::Good;
use super::people::Staff;
use super::places::Places;
use super::random::{Stream, rng};
use acts::{Act, Outbound};
use entries::{CasePlan, IntakePlan};
use loans::LoanPlan;

/// The whole year, made from a seed; the same seed gives the same year.
#[derive(Debug)]
pub struct Year {
    /// The seed.
    pub seed: u64,
    /// Agencies and institutions; the served ones come first.
    pub agencies: &'static [Agency],
    /// People with their roles.
    pub staff: Staff,
    /// The rooms of the centre.
    pub places: Places,
    cases: Vec<CasePlan>,
    intakes: Vec<IntakePlan>,
    loans: Vec<LoanPlan>,
    outbounds: Vec<Outbound>,
    /// Items accepted corrected, ascending.
    corrected: Vec<u32>,
    /// All acts in order of time.
    order: Vec<(i64, ActRef)>,
}

/// Which act; ordered so that a case comes before what happens in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ActRef {
    OpenCase(usize),
    Intake(usize),
    Loan(usize),
    Extension(usize),
    LoanReturn(usize),
    Outbound(usize),
}

/// Where a received piece came from and where it was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The intake.
    pub intake: usize,
    /// Its case.
    pub case: usize,
    /// The agency of the case.
    pub agency: usize,
    /// ListedCategory it was received in.
    pub category: ListedCategory,
    /// Bin it was put into.
    pub place: usize,
    /// When it was handed over.
    pub received_at: i64,
}

impl Year {
    /// Plans the year.
    pub fn plan(seed: u64) -> Self {
        let staff = Staff::hire(seed);
        let (cases, mut intakes) = cases::plan(seed, &staff);
        categories::share(seed, &cases, &mut intakes);
        intakes::staff_the_desk(seed, &staff, &mut intakes);
        let (loans, busy) = loans::plan(seed, &staff, &cases, &intakes);
        let outbounds = outbounds::plan(seed, &staff, &cases, &intakes, &busy);
        let mut corrected =
            rng(seed, Stream::Result, 0).choose_multiple(0..figures::RECEIVED, figures::CORRECTED_LINES as usize);
        corrected.sort_unstable();
        let places = Places::build();
        let order = Vec::new();
        let mut year = Self { seed, agencies: &ALL, staff, places, cases, intakes, loans, outbounds, corrected, order };
        year.order = year.put_in_order();
        year
    }

    /// The acts of the year in order of time, written one by one.
    pub fn acts(&self) -> impl Iterator<Item = Act> + '_ {
        self.order.iter().filter_map(|(_, step)| self.act(*step))
    }

    /// How many acts there are.
    pub fn act_count(&self) -> usize {
        self.order.len()
    }

    /// Where a received piece came from; none when there is no such number.
    pub fn received(&self, item: u32) -> Option<Received> {
        let intake = self.intakes.partition_point(|intake| intake.items().end <= item);
        let plan = self.intakes.get(intake)?;
        let (category, rank) = plan.category_of(item)?;
        let place = self.places.bin_of(category, rank)?;
        let agency = self.cases.get(plan.case)?.open.agency;
        Some(Received { intake, case: plan.case, agency, category, place, received_at: plan.executed_at })
    }

    /// The piece as listed; none when there is no such number.
    pub fn good(&self, item: u32) -> Option<Good> {
        let received = self.received(item)?;
        let case = self.cases.get(received.case)?;
        let assortment = intakes::assortment(self.seed, received.intake, case);
        Some(intakes::good(self.seed, &assortment, item, received.category))
    }

    fn act(&self, step: ActRef) -> Option<Act> {
        Some(match step {
            ActRef::OpenCase(at) => Act::OpenCase(self.cases.get(at)?.open.clone()),
            ActRef::Intake(at) => Act::Intake(self.intake(at)?),
            ActRef::Loan(at) => Act::Loan(self.loans.get(at)?.loan.clone()),
            ActRef::Extension(at) => Act::Extension(self.loans.get(at)?.extension.clone()?),
            ActRef::LoanReturn(at) => Act::LoanReturn(self.loans.get(at)?.back.clone()?),
            ActRef::Outbound(at) => Act::Outbound(self.outbounds.get(at)?.clone()),
        })
    }

    fn put_in_order(&self) -> Vec<(i64, ActRef)> {
        let cases = self.cases.iter().enumerate().map(|(at, case)| (case.open.opened_at, ActRef::OpenCase(at)));
        let intakes = self.intakes.iter().enumerate().map(|(at, intake)| (intake.executed_at, ActRef::Intake(at)));
        let loans = self.loans.iter().enumerate().flat_map(|(at, plan)| {
            let extension = plan.extension.as_ref().map(|extension| (extension.approved_at, ActRef::Extension(at)));
            let back = plan.back.as_ref().map(|back| (back.executed_at, ActRef::LoanReturn(at)));
            [Some((plan.loan.executed_at, ActRef::Loan(at))), extension, back].into_iter().flatten()
        });
        let outbounds = self.outbounds.iter().enumerate().map(|(at, out)| (out.executed_at, ActRef::Outbound(at)));
        let mut order: Vec<(i64, ActRef)> = cases.chain(intakes).chain(loans).chain(outbounds).collect();
        order.sort_unstable();
        order
    }
}
