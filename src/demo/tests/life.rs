//! Times and places of the pieces: order, no overlap, one case, room on the shelf.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::demo::YEAR_END;
use crate::demo::calendar::HOUR;
use crate::demo::figures::{ListedCategory, RECEIVED};

#[test]
fn acts_come_in_order_and_within_the_year() {
    for_each_year(|year| {
        let times: Vec<i64> = year.acts().map(|act| act.at()).collect();
        assert!(times.is_sorted());
        assert_eq!(times.len(), year.act_count());
        assert!(times.last().is_some_and(|last| *last < YEAR_END));
        let mut opened = BTreeMap::new();
        for act in year.acts() {
            match act {
                Act::OpenCase(case) => drop(opened.insert(case.case, case)),
                Act::Intake(intake) => {
                    assert!(opened[&intake.case].opened_at < intake.submitted_at);
                    assert!(intake.executed_at - intake.seizure.seized_at <= 24 * HOUR);
                    assert!(intake.seizure.seized_at < intake.submitted_at);
                    let asked_at = intake.correction.map_or(intake.submitted_at, |correction| {
                        assert!(intake.submitted_at < correction.returned_at);
                        assert!(correction.returned_at < correction.resubmitted_at);
                        correction.resubmitted_at
                    });
                    assert!(asked_at < intake.approved_at && intake.approved_at < intake.executed_at);
                }
                _ => {}
            }
        }
    });
}

#[test]
fn items_are_numbered_in_order_and_can_be_looked_up() {
    let year = Year::plan(SEEDS[0]);
    let mut next = 0;
    for intake in intakes(&year) {
        for line in &intake.lines {
            let Some((item, place)) = put_away(line) else {
                continue;
            };
            assert_eq!(item, next);
            next += 1;
            if item % 97 == 0 {
                let received = year.received(item).unwrap();
                assert_eq!((received.intake, received.case, received.place), (intake.intake, intake.case, place));
                assert_eq!(year.good(item).as_ref(), Some(&line.good));
            }
        }
    }
    assert_eq!(next, RECEIVED);
    assert_eq!(year.received(RECEIVED), None);
}

/// Every act that holds an item: from submission to execution.
fn spans(year: &Year) -> BTreeMap<u32, Vec<(i64, i64, &'static str)>> {
    let mut spans: BTreeMap<u32, Vec<(i64, i64, &'static str)>> = BTreeMap::new();
    let mut lent: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for act in year.acts() {
        let (items, span) = match act {
            Act::OpenCase(_) => continue,
            Act::Intake(intake) => {
                let items = intake.lines.iter().filter_map(put_away).map(|(item, _)| item).collect();
                (items, (intake.submitted_at, intake.executed_at, "intake"))
            }
            Act::Loan(loan) => {
                lent.insert(loan.loan, loan.items.clone());
                (loan.items, (loan.submitted_at, loan.executed_at, "loan"))
            }
            Act::Extension(extension) => {
                (lent[&extension.loan].clone(), (extension.submitted_at, extension.approved_at, "extension"))
            }
            Act::LoanReturn(back) => {
                let items: Vec<u32> = back.items.iter().map(|(item, ..)| *item).collect();
                assert_eq!(items, lent[&back.loan]);
                (items, (back.submitted_at, back.executed_at, "return"))
            }
            Act::Outbound(outbound) => (outbound.items, (outbound.submitted_at, outbound.executed_at, "outbound")),
        };
        for item in items {
            spans.entry(item).or_default().push(span);
        }
    }
    spans
}

#[test]
fn acts_on_an_item_never_overlap_and_follow_its_life() {
    for_each_year(|year| {
        let mut released_after_a_loan = 0;
        for (item, spans) in spans(year) {
            let words: Vec<&str> = spans.iter().map(|(_, _, word)| *word).collect();
            assert!(spans.windows(2).all(|pair| pair[0].1 < pair[1].0), "item {item}: {spans:?}");
            assert!(spans.iter().all(|(from, to, _)| from < to));
            match words[..] {
                ["intake"] | ["intake", "outbound"] | ["intake", "loan"] | ["intake", "loan", "extension"] => {}
                ["intake", "loan", "return"] | ["intake", "loan", "extension", "return"] => {}
                ["intake", "loan", "return", "outbound"] | ["intake", "loan", "extension", "return", "outbound"] => {
                    released_after_a_loan += 1;
                }
                _ => panic!("item {item} lives {words:?}"),
            }
        }
        assert!(released_after_a_loan > 5, "{released_after_a_loan}");
    });
}

#[test]
fn requests_stay_within_one_case() {
    for_each_year(|year| {
        let all = loans(year).map(|loan| (loan.case, loan.agency, loan.items));
        for (case, agency, items) in all.chain(outbounds(year).map(|out| (out.case, out.agency, out.items))) {
            assert!(!items.is_empty() && items.windows(2).all(|pair| pair[0] < pair[1]));
            for item in items {
                let received = year.received(item).unwrap();
                assert_eq!((received.case, received.agency), (case, agency));
            }
        }
        for outbound in outbounds(year) {
            assert!(
                outbound
                    .items
                    .iter()
                    .all(|item| year.received(*item).unwrap().category != ListedCategory::Unclassified)
            );
            assert!(!outbound.receiver.name.is_empty() && !outbound.document_no.is_empty());
            assert!(outbound.document_issued_at < outbound.submitted_at);
        }
    });
}

#[test]
fn pieces_lie_in_places_of_their_class_that_never_overflow() {
    for_each_year(|year| {
        let mut filled: BTreeMap<usize, u32> = BTreeMap::new();
        for intake in intakes(year) {
            for line in &intake.lines {
                let Some((_, place)) = put_away(line) else {
                    assert_eq!(line.good.category.storage_class(), None);
                    continue;
                };
                assert_eq!(Some(year.places.all[place].storage_class), line.good.category.storage_class());
                *filled.entry(place).or_default() += 1;
            }
        }
        // Even if nothing ever left.
        assert!(
            filled.iter().all(|(place, count)| { year.places.all[*place].capacity.is_some_and(|room| *count <= room) })
        );
        let codes: BTreeSet<&str> = year.places.all.iter().map(|place| place.code.as_str()).collect();
        assert_eq!(codes.len(), year.places.all.len());
        assert!(year.places.all.iter().enumerate().all(|(at, place)| place.parent.is_none_or(|parent| parent < at)));
    });
}
