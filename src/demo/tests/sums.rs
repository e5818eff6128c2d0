//! The sums of the year, and that it can be made again.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::demo::YEAR_END;
use crate::demo::agencies::ALL;
use crate::demo::figures::*;

#[derive(Default)]
struct Sums {
    requests: [usize; 4],
    received: BTreeMap<ListedCategory, u32>,
    corrected: u32,
    refused: u32,
    released: usize,
    out: BTreeMap<usize, usize>,
    due: BTreeMap<usize, i64>,
    damaged: usize,
    extensions: usize,
    largest: usize,
    agencies: BTreeSet<usize>,
}

fn sums(year: &Year) -> Sums {
    let mut sums = Sums::default();
    for act in year.acts() {
        match act {
            Act::OpenCase(_) => {}
            Act::Intake(intake) => {
                sums.requests[0] += 1;
                sums.agencies.insert(intake.agency);
                sums.largest = sums.largest.max(intake.lines.len());
                for line in &intake.lines {
                    match line.result {
                        LineResult::Refused { .. } => sums.refused += 1,
                        LineResult::AcceptedCorrected { .. } => sums.corrected += 1,
                        LineResult::Accepted { .. } => {}
                    }
                    if put_away(line).is_some() {
                        *sums.received.entry(line.good.category).or_default() += 1;
                    }
                }
            }
            Act::Outbound(outbound) => {
                sums.requests[1] += 1;
                sums.released += outbound.items.len();
            }
            Act::Loan(loan) => {
                sums.requests[2] += 1;
                sums.out.insert(loan.loan, loan.items.len());
                sums.due.insert(loan.loan, loan.due_at);
            }
            Act::Extension(extension) => {
                sums.extensions += 1;
                sums.due.insert(extension.loan, extension.due_at);
            }
            Act::LoanReturn(back) => {
                sums.requests[3] += 1;
                assert_eq!(sums.out.remove(&back.loan), Some(back.items.len()), "returned in full, once");
                sums.damaged += back.items.iter().filter(|(_, condition, _)| *condition == "damaged").count();
            }
        }
    }
    sums
}

#[test]
fn the_year_adds_up_to_the_report() {
    for_each_year(|year| {
        let sums = sums(year);
        assert_eq!(sums.requests, [INTAKES, OUTBOUNDS, LOANS, LOAN_RETURNS]);
        assert_eq!(sums.received, BY_CATEGORY.into_iter().collect());
        let received: u32 = sums.received.values().sum();
        assert_eq!(received, RECEIVED);
        assert_eq!(sums.released, RELEASED as usize);
        assert_eq!(sums.out.len(), LOANS - LOAN_RETURNS);
        let out: usize = sums.out.values().sum();
        assert_eq!(out, ON_LOAN as usize);
        assert_eq!(received - sums.released as u32 - out as u32, IN_CUSTODY);
        assert_eq!((sums.refused, sums.corrected), (REFUSED_LINES, CORRECTED_LINES));
        assert_eq!(sums.agencies.len(), AGENCIES);
        assert_eq!(ALL.iter().filter(|agency| agency.is_served()).count(), AGENCIES);
        let overdue = sums.out.keys().filter(|loan| sums.due[loan] < YEAR_END).count();
        assert!((15..=28).contains(&overdue), "{overdue} overdue");
        assert!((18..=23).contains(&sums.extensions), "{} extensions", sums.extensions);
        assert_eq!(sums.damaged, 3);
        assert!((900..=1_700).contains(&sums.largest), "largest intake {}", sums.largest);
    });
}

#[test]
fn the_same_seed_gives_the_same_year() {
    let (year, again) = (Year::plan(1), Year::plan(1));
    assert!(year.acts().eq(again.acts()));
    assert_ne!(year.good(5), Year::plan(2).good(5));
}
