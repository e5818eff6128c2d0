//! Who acts in which role: applicant, approver and executor are different people of the right house.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::demo::agencies::ALL;
use crate::demo::figures::{AGENCIES, ListedCategory};

#[test]
fn applicant_approver_and_executor_are_who_they_must_be() {
    for_each_year(|year| {
        let officers: BTreeMap<usize, OpenCase> = year
            .acts()
            .filter_map(|act| if let Act::OpenCase(case) = act { Some((case.case, case)) } else { None })
            .collect();
        let of_case = |person: usize, case: usize| {
            assert_eq!(role(year, person), ("case_officer", officers[&case].agency));
            assert!(officers[&case].officers.contains(&person));
        };
        for case in officers.values() {
            assert!(case.officers.iter().collect::<BTreeSet<_>>().len() >= 2);
        }
        let head = |person: usize, agency: usize| assert_eq!(role(year, person), ("unit_head", agency));
        let keep = |custodians: &[usize], least: usize| {
            assert!(custodians.iter().collect::<BTreeSet<_>>().len() >= least, "{custodians:?}");
            assert!(custodians.iter().all(|person| role(year, *person).0 == "custodian"));
        };
        let lead = |person: usize| assert_eq!(role(year, person).0, "centre_head");
        let category = |item: u32| year.received(item).unwrap().category;
        let valuables = |items: &[u32]| items.iter().any(|item| category(*item) == ListedCategory::Valuable);
        let mut lent = BTreeMap::new();
        for act in year.acts() {
            match act {
                Act::OpenCase(_) => {}
                Act::Intake(intake) => {
                    of_case(intake.applicant, intake.case);
                    head(intake.unit_head, intake.agency);
                    keep(&intake.custodians, 2);
                    let special = intake
                        .lines
                        .iter()
                        .any(|line| put_away(line).is_none() || line.good.category == ListedCategory::Valuable);
                    assert_eq!(intake.centre_head.is_some(), special);
                    intake.centre_head.into_iter().for_each(lead);
                }
                Act::Loan(loan) => {
                    of_case(loan.applicant, loan.case);
                    head(loan.unit_head, loan.agency);
                    keep(&loan.custodians, if valuables(&loan.items) { 2 } else { 1 });
                    let special = loan.items.iter().any(|item| {
                        assert_ne!(category(*item), ListedCategory::Unclassified);
                        assert!(category(*item) != ListedCategory::Vehicle || loan.purpose == "examination");
                        matches!(category(*item), ListedCategory::Valuable | ListedCategory::Vehicle)
                    });
                    assert_eq!((loan.centre_head.is_some(), loan.centre_approved_at.is_some()), (special, special));
                    loan.centre_head.into_iter().for_each(lead);
                    lent.insert(loan.loan, loan);
                }
                Act::Extension(extension) => {
                    let loan = &lent[&extension.loan];
                    of_case(extension.applicant, loan.case);
                    head(extension.unit_head, loan.agency);
                    assert_eq!(extension.centre_head, loan.centre_head);
                    assert!(extension.approved_at < loan.due_at && loan.due_at < extension.due_at);
                }
                Act::LoanReturn(back) => {
                    let loan = &lent[&back.loan];
                    of_case(back.applicant, loan.case);
                    keep(&back.custodians, if valuables(&loan.items) { 2 } else { 1 });
                }
                Act::Outbound(outbound) => {
                    of_case(outbound.applicant, outbound.case);
                    head(outbound.unit_head, outbound.agency);
                    lead(outbound.centre_head);
                    let destruction = outbound.disposition == "destruction";
                    keep(&outbound.custodians, if destruction || valuables(&outbound.items) { 2 } else { 1 });
                    assert_eq!(outbound.witness.is_some(), destruction);
                    assert!(outbound.witness.is_none_or(|person| role(year, person).0 == "supervisor"));
                }
            }
        }
    });
}

#[test]
fn accounts_and_agencies_are_unique() {
    let year = Year::plan(SEEDS[1]);
    let people = &year.staff.people;
    let logins: BTreeSet<&str> = people.iter().map(|person| person.login.as_str()).collect();
    assert_eq!(logins.len(), people.len());
    assert!(logins.iter().all(|login| login.is_ascii()));
    let codes: BTreeSet<&str> = ALL.iter().map(|agency| agency.code).collect();
    assert_eq!(codes.len(), ALL.len());
    assert!(codes.iter().all(|code| code.len() == 12 && code.starts_with("130273")));
    for agency in 0..AGENCIES {
        assert!((4..=6).contains(&year.staff.officers[agency].len()));
        assert!((1..=2).contains(&year.staff.unit_heads[agency].len()));
    }
    assert_eq!((year.staff.custodians.len(), year.staff.centre_heads.len()), (8, 2));
}
