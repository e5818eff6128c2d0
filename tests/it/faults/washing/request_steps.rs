//! The steps of requests, their lines, and loans.

use custody::db::change::Actor;
use custody::keys::PersonalKeys;
use custody::model::accounts::role::Role;
use custody::model::accounts::viewer::Reach;
use custody::model::goods::item::Condition;
use custody::model::ids::{ExtensionId, RequestId};
use custody::model::requests::loan::Resolution;
use custody::model::requests::request::LineOutcome;
use custody::model::requests::terms::DraftTerms;
use custody::model::time::DAY;
use custody::operations::goods::discrepancies::{self, NewResolution};
use custody::operations::requests::request_edits::RequestEdit;
use custody::operations::requests::requests::{self as operations, Decision};
use custody::operations::requests::{execution, extensions, submission};

use super::{Centre, change};
use crate::support::operations::{SHELVES, approved_loan, lend, line, loan_of, with_terms};

#[test]
fn whoever_takes_a_step_of_a_request_finds_it_or_its_lines_and_loans_changed() {
    let mut centre = Centre::new("washing-requests");
    let codes = centre.take_in("一", 6);
    let draft = |centre: &Centre, items: &[String]| {
        let new = loan_of(&centre.database, &centre.people, items.to_vec());
        let officer = centre.officer();
        centre
            .database
            .change(Actor::from(officer), |change| operations::draft(change, officer, &PersonalKeys::default(), &new))
            .unwrap()
            .id
    };
    let row = |centre: &Centre, id: RequestId| {
        ("requests", format!("created_at = {}", centre.request(id).unwrap().created_at.0))
    };
    let lines = |centre: &Centre, id: RequestId, line_no: u32| {
        let (_, which) = row(centre, id);
        ("request_lines", format!("line_no = {line_no} AND request_id = (SELECT id FROM requests WHERE {which})"))
    };
    let item = |code: &str| ("items", format!("code = '{code}'"));

    // A draft is rewritten, submitted, and withdrawn.
    let first = draft(&centre, &codes[..2]);
    centre.washes(&[row(&centre, first), lines(&centre, first, 1), lines(&centre, first, 2)], |at| {
        let edit = RequestEdit { reason: Some("辨认".into()), ..Default::default() };
        let version = at.request(first)?.version;
        change(&at.database, at.officer(), |change| {
            operations::edit(change, at.officer(), &at.keys.personal, (first, version), &edit)
        })
    });
    centre.washes(&[row(&centre, first)], |at| {
        let seen = at.request(first)?.seen();
        change(&at.database, at.officer(), |change| submission::submit(change, at.officer(), seen))
    });
    centre.washes(&[row(&centre, first)], |at| {
        let seen = at.request(first)?.seen();
        change(&at.database, at.officer(), |change| operations::withdraw(change, at.officer(), seen, None))
    });

    // Another is decided.
    let second = draft(&centre, &codes[..2]);
    let seen = centre.request(second).unwrap().seen();
    change(&centre.database, centre.officer(), |change| submission::submit(change, centre.officer(), seen)).unwrap();
    centre.washes(&[row(&centre, second)], |at| {
        let (head, seen) = (&at.people.unit_head, at.request(second)?.seen());
        change(&at.database, head, |change| operations::decide(change, head, seen, Decision::Approve, Some("同意")))
    });

    // Goods go out: the request, the line, and the item are all held.
    let third = approved_loan(&centre.database, &centre.people, &codes[2..3]);
    centre.washes(&[row(&centre, third), lines(&centre, third, 1), item(&codes[2])], |at| {
        let lent = [line(&codes[2], LineOutcome::Lent, None)];
        change(&at.database, at.custodian(), |change| {
            execution::execute(change, at.custodian(), None, third, &lent, true)
        })
    });

    // A loan is extended, and comes back damaged.
    let loan = lend(&centre.database, &centre.people, &codes[4..5]);
    let later = centre.database.clock().now().plus(2 * DAY);
    let officer = centre.officer();
    let asked =
        centre.database.change(Actor::from(officer), |change| extensions::ask(change, officer, loan, later, "未完"));
    let extension: ExtensionId = asked.unwrap().id;
    let (_, of_loan) = row(&centre, loan);
    // A loan that was said to have ended is not extended; the verification finds it.
    let of_loan = format!("returned_at IS NULL AND request_id = (SELECT id FROM requests WHERE {of_loan})");
    let rows = [row(&centre, loan), ("loan_extensions", "reason = '未完'".to_owned()), ("loans", of_loan.clone())];
    centre.washes(&rows, |at| {
        let (head, version) = (&at.people.unit_head, at.request(loan)?.version);
        change(&at.database, head, |change| extensions::decide(change, head, (extension, version), true, Some("同意")))
    });
    let new = with_terms(DraftTerms::LoanReturn { loan_id: Some(loan) }, centre.people.case, vec![codes[4].clone()]);
    let officer = centre.officer();
    let back = centre.database.change(Actor::from(officer), |change| {
        let draft = operations::draft(change, officer, &PersonalKeys::default(), &new)?;
        submission::submit(change, officer, draft.seen())
    });
    let back = back.unwrap().id;
    let rows = [row(&centre, back), lines(&centre, back, 1), ("loans", of_loan), item(&codes[4])];
    centre.washes(&rows, |at| {
        let mut one = line(&codes[4], LineOutcome::Returned, None);
        one.condition = Some(Condition::Short);
        one.reason = Some("屏幕破裂".into());
        change(&at.database, at.custodian(), |change| {
            execution::execute(change, at.custodian(), None, back, &[one], true)
        })
    });
    let damaged = centre.item(&codes[4]).unwrap();
    let filter = custody::db::goods::discrepancies::DiscrepancyFilter::default();
    let paging = custody::db::engine::page::Paging::default();
    let listed =
        centre.database.read(|conn| custody::db::goods::discrepancies::list(conn, Reach::Everything, &filter, &paging));
    let discrepancy = listed.unwrap().rows.remove(0).discrepancy.id;
    let head = centre.with_roles(&centre.people.custodians[1], &[Role::CentreHead]);
    centre.washes(&[("discrepancies", "reason = '屏幕破裂'".to_owned()), item(&codes[4])], |at| {
        let new = NewResolution {
            resolution: Resolution::Found,
            opinion: "修复".into(),
            place: Some(SHELVES[0].into()),
            confirmation: None,
        };
        change(&at.database, &head, |change| {
            discrepancies::resolve(change, &head, None, (discrepancy, damaged.version), &new)
        })
    });
    centre.is_thorough(250);
}
