//! The plan keeps its promises: exact sums, rules of the trade, valid forms, and a year that hangs together.

mod duties;
mod forms;
mod life;
mod sums;

use super::plan::acts::*;
use super::{Act, Year};

const SEEDS: [u64; 3] = [2023, 7, 20_260_101];

fn for_each_year(check: impl Fn(&Year)) {
    for seed in SEEDS {
        check(&Year::plan(seed));
    }
}

fn intakes(year: &Year) -> impl Iterator<Item = Intake> + '_ {
    year.acts().filter_map(|act| if let Act::Intake(intake) = act { Some(intake) } else { None })
}

fn loans(year: &Year) -> impl Iterator<Item = Loan> + '_ {
    year.acts().filter_map(|act| if let Act::Loan(loan) = act { Some(loan) } else { None })
}

fn outbounds(year: &Year) -> impl Iterator<Item = Outbound> + '_ {
    year.acts().filter_map(|act| if let Act::Outbound(outbound) = act { Some(outbound) } else { None })
}

fn put_away(line: &IntakeLine) -> Option<(u32, usize)> {
    match line.result {
        LineResult::Accepted { item, place } | LineResult::AcceptedCorrected { item, place, .. } => Some((item, place)),
        LineResult::Refused { .. } => None,
    }
}

fn role(year: &Year, person: usize) -> (&'static str, usize) {
    (year.staff.people[person].role, year.staff.people[person].agency)
}
