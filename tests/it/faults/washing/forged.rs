//! A program that does not check what it should writes rows and entries that agree with one another. What nobody could
//! have done is found all the same.

use custody::db::accounts::users as accounts;
use custody::db::change::Change;
use custody::db::goods::items::Item;
use custody::db::requests::request_lines::{self, RequestLine};
use custody::db::requests::request_steps::{self, RequestStep};
use custody::db::requests::requests::{self as rows, Request};
use custody::error::Result;
use custody::model::accounts::agency::DocumentKind;
use custody::model::accounts::role::Role;
use custody::model::accounts::viewer::{Reach, Viewer};
use custody::model::goods::category::Category;
use custody::model::goods::item::{CustodyState, Disposition};
use custody::model::ids::{RequestId, UserId};
use custody::model::ledger::event::{Action, Circumstances, ItemAction};
use custody::model::requests::request::{LineOutcome, RequestAction, RequestStatus};
use custody::model::requests::terms::{DraftOutbound, DraftTerms};
use custody::model::sealed::PersonalText;
use custody::operations::accounts::{password_parts, users};
use custody::operations::cases::documents::{self, NewDocument};
use custody::operations::requests::request_steps::take_step;
use custody::operations::requests::requests::{Decision, decide, draft, record};
use custody::operations::requests::submission;
use serde_json::json;

use super::{Centre, change, program};
use crate::support::operations::{approved_loan, loan_of, with_terms};
use crate::support::sql::sql;

impl Centre {
    /// What is written without a check is found, and said like this.
    #[track_caller]
    fn finds(&mut self, by: &Viewer, expected: &str, forge: impl FnOnce(&mut Change<'_>) -> Result<()>) {
        change(&self.database, by, forge).unwrap();
        let found = self.verify();
        assert!(found.findings.iter().any(|finding| finding.to_string().contains(expected)), "{expected}\n{found}");
    }

    /// The same of a step of a request.
    #[track_caller]
    fn finds_step(
        &mut self,
        (by, id): (&Viewer, RequestId),
        (event, action): (Action, RequestAction),
        edit: impl FnOnce(&mut Request),
        expected: &str,
    ) {
        self.finds(by, expected, |change| {
            let known = rows::get(change.reader(), Reach::Everything, id)?;
            let mut row = known.clone();
            edit(&mut row);
            row.version += 1;
            rows::update(change, &known, &row)?;
            take_step(change, by, &row, action, None)?;
            record(change, event, &row)
        });
    }

    /// The same of an item.
    #[track_caller]
    fn finds_item(
        &mut self,
        (by, code): (&Viewer, &str),
        (action, said): (ItemAction, Circumstances),
        edit: impl FnOnce(&mut Item),
        expected: &str,
    ) {
        let before = self.item(code).unwrap();
        let mut after = before.clone();
        edit(&mut after);
        self.finds(by, expected, |change| {
            change.put_item(Some(&before), after, action, said)?;
            change.flush()
        });
    }

    /// A loan of items that waits for the unit head.
    fn submitted(&self, codes: &[String]) -> RequestId {
        let (new, by) = (loan_of(&self.database, &self.people, codes.to_vec()), self.officer());
        let mut id = None;
        let made = change(&self.database, by, |change| {
            let seen = draft(change, by, &self.keys.personal, &new)?.seen();
            id = Some(submission::submit(change, by, seen)?.id);
            Ok(())
        });
        made.unwrap();
        id.unwrap()
    }

    /// An outbound request, with its document.
    fn outbound(&self, by: &Viewer, codes: &[String]) -> RequestId {
        let document = NewDocument {
            kind: DocumentKind::Disposition,
            number: "处1".into(),
            title: "处置决定".into(),
            case_id: self.people.case,
            request_id: None,
            issued_at: self.database.clock().now(),
        };
        let mut id = None;
        let made = change(&self.database, by, |change| {
            let document_id = Some(documents::register(change, by, &document)?.id);
            let terms = DraftTerms::Outbound(DraftOutbound {
                disposition: Some(Disposition::ReturnToParty),
                document_id,
                receiver_name: Some("王伟".into()),
                receiver_document_no: Some(PersonalText::Said("130203199001011234".into())),
                receiver_is_officer: Some(false),
                witness_name: None,
                destruction_method: None,
                destruction_place: None,
                delivery: None,
            });
            let seen =
                draft(change, by, &self.keys.personal, &with_terms(terms, self.people.case, codes.to_vec()))?.seen();
            id = Some(submission::submit(change, by, seen)?.id);
            Ok(())
        });
        made.unwrap();
        id.unwrap()
    }
}

fn of(request: RequestId) -> Circumstances {
    Circumstances { request_id: Some(request), ..Default::default() }
}

const APPROVED: (Action, RequestAction) = (Action::RequestApproved, RequestAction::Approve);

#[test]
fn a_status_that_no_step_leads_to_is_found() {
    let mut centre = Centre::new("forged-status");
    let codes = centre.take_in("一", 6);
    let (head, keeper, officer) =
        (centre.people.unit_head.clone(), centre.custodian().clone(), centre.officer().clone());
    assert!(centre.verify().clean);

    let approve = |row: &mut Request| row.status = RequestStatus::Approved;
    let id = centre.submitted(&codes[..1]);
    let next = |row: &mut Request| row.status = RequestStatus::Completed;
    centre.finds_step((&head, id), APPROVED, next, "leads from awaiting_unit_head to approved and not to completed");
    centre.finds_step((&head, id), APPROVED, approve, "RequestApproved could not be taken");

    let id = centre.submitted(&codes[1..2]);
    let executed = (Action::RequestExecuted, RequestAction::Execute);
    let executing = |row: &mut Request| row.status = RequestStatus::Executing;
    centre.finds_step((&keeper, id), executed, executing, "RequestExecuted could not be taken");

    let id = centre.submitted(&codes[2..3]);
    let fewer = |row: &mut Request| {
        approve(row);
        row.open_line_count = 0;
    };
    centre.finds_step((&head, id), APPROVED, fewer, "RequestApproved does not change open_line_count");

    // The step in the register tells of somebody else than the entry.
    let id = centre.submitted(&codes[3..4]);
    centre.finds(&head, "step 2 is not the step that an entry tells of", |change| {
        let known = rows::get(change.reader(), Reach::Everything, id)?;
        let mut row = known.clone();
        (row.status, row.version) = (RequestStatus::Approved, known.version + 1);
        rows::update(change, &known, &row)?;
        let step = RequestStep {
            request_id: id,
            step_no: 2,
            action: RequestAction::Approve,
            status_after: row.status,
            actor_id: officer.user_id,
            opinion: None,
            taken_at: change.now(),
        };
        request_steps::insert(change, &step)?;
        record(change, Action::RequestApproved, &row)
    });
}

#[test]
fn a_step_by_somebody_who_could_not_take_it_is_found() {
    let mut centre = Centre::new("forged-person");
    let codes = centre.take_in("一", 6);
    let (head, officer) = (centre.people.unit_head.clone(), centre.officer().clone());
    let approve = |row: &mut Request| row.status = RequestStatus::Approved;
    assert!(centre.verify().clean);

    let id = centre.submitted(&codes[..1]);
    centre.finds_step(
        (&officer, id),
        APPROVED,
        approve,
        "RequestApproved could not be taken: Your roles do not include",
    );

    // The applicant has become unit head meanwhile.
    let id = centre.submitted(&codes[1..2]);
    let both = centre.with_roles(&officer, &[Role::CaseOfficer, Role::UnitHead]);
    centre.finds_step((&both, id), APPROVED, approve, "RequestApproved could not be taken");

    // The entry is signed by an agency that is not the person's.
    let id = centre.submitted(&codes[2..3]);
    let elsewhere = Viewer { agency_id: centre.custodian().agency_id, ..head.clone() };
    centre.finds_step((&elsewhere, id), APPROVED, approve, "was done by an account of another agency");

    let id = centre.submitted(&codes[3..4]);
    program(&centre.database, |change| users::disable(change, head.user_id)).unwrap();
    centre.finds_step((&head, id), APPROVED, approve, "was done by an account that was disabled");

    let (officer, keeper) = (centre.people.officers[1].clone(), centre.custodian().clone());
    let needs = "RolesGranted was done by somebody without the permission: it needs grant_roles";
    centre.finds(&officer, needs, |change| users::grant_roles(change, keeper.user_id, &[Role::CentreHead]).map(drop));
}

#[test]
fn a_password_that_one_administrator_gave_alone_is_found() {
    let mut centre = Centre::new("forged-password");
    let (officer, keeper) = (centre.officer().clone(), centre.custodian().clone());
    let admin = centre.with_roles(&keeper, &[Role::SystemAdmin]);
    assert!(centre.verify().clean);
    let release = |change: &mut Change<'_>| {
        let mut row = accounts::get(change.reader(), officer.user_id)?;
        (row.password_part_by, row.password_part_at) = (None, None);
        row.version += 1;
        accounts::update(change, &row)?;
        let roles = row.roles.to_string();
        let details = json!({ "login": row.login, "name": row.name, "agency_id": row.agency_id, "roles": roles, "disabled": false });
        change.record(Action::PasswordReleased, row.id.0, details)
    };
    centre.finds(
        &admin,
        "PasswordReleased was done by somebody without the permission: it needs release_passwords",
        release,
    );
    change(&centre.database, &admin, |change| password_parts::give(change, officer.user_id)).unwrap();
    let admin = centre.with_roles(&admin, &[Role::SecurityAdmin]);
    centre.finds(&admin, "PasswordReleased was done by whoever gave the first part of the password", release);
    centre.finds(&admin, "PasswordReleased was done without a first part of the password", release);
}

#[test]
fn a_step_of_an_item_that_no_operation_takes_is_found() {
    let mut centre = Centre::new("forged-item");
    let codes = centre.take_in("一", 6);
    let (keeper, officer) = (centre.custodian().clone(), centre.officer().clone());
    let moved = || (ItemAction::ItemMoved, Circumstances::default());
    assert!(centre.verify().clean);

    let lose = |item: &mut Item| {
        item.custody_state = CustodyState::Lost;
        item.place_id = None;
    };
    centre.finds_item((&keeper, &codes[0]), moved(), lose, "ItemMoved does not lead from in_custody to lost");
    let place_id = centre.item(&codes[1]).unwrap().place_id;
    let back = |item: &mut Item| {
        item.custody_state = CustodyState::InCustody;
        item.place_id = place_id;
    };
    centre.finds_item((&keeper, &codes[0]), moved(), back, "ItemMoved does not lead from lost to in_custody");
    let more = |item: &mut Item| item.pieces = 3;
    centre.finds_item((&keeper, &codes[1]), moved(), more, "ItemMoved does not change the count of pieces");
    let classified = (ItemAction::ItemClassified, Circumstances::default());
    let valuable = |item: &mut Item| item.category = Category::Valuable;
    centre.finds_item((&keeper, &codes[2]), classified, valuable, "ItemClassified could not be taken: ");
    let second = Circumstances { second_id: Some(officer.user_id), ..Default::default() };
    let confirmed = "ItemMoved was confirmed by somebody who is no second custodian";
    centre.finds_item((&keeper, &codes[2]), (ItemAction::ItemMoved, second), |_| {}, confirmed);
    let needs = "ItemMoved was done by somebody without the permission: it needs move_items";
    centre.finds_item((&officer, &codes[3]), moved(), |_| {}, needs);

    let release = |item: &mut Item| {
        item.custody_state = CustodyState::Released;
        item.place_id = None;
        item.disposition = Some(Disposition::Sale);
    };
    let released = (ItemAction::ItemReleased, Circumstances::default());
    centre.finds_item((&keeper, &codes[4]), released, release, "ItemReleased is done for no request");
}

#[test]
fn goods_that_are_carried_out_otherwise_than_it_was_approved_are_found() {
    let mut centre = Centre::new("forged-goods");
    let codes = centre.take_in("一", 8);
    let (keeper, officer) = (centre.custodian().clone(), centre.officer().clone());
    assert!(centre.verify().clean);
    let lend = |to: &Viewer| {
        let borrower = to.user_id;
        move |item: &mut Item| {
            item.custody_state = CustodyState::OnLoan;
            item.place_id = None;
            item.borrower_id = Some(borrower);
        }
    };

    let waiting = centre.submitted(&codes[..1]);
    let lent = |id| (ItemAction::ItemLent, of(id));
    let refused = "ItemLent could not be taken: ";
    centre.finds_item((&keeper, &codes[0]), lent(waiting), lend(&officer), refused);

    let approved = approved_loan(&centre.database, &centre.people, &codes[1..3]);
    let other = centre.people.officers[1].clone();
    let borrower = "ItemLent has another borrower than was approved";
    centre.finds_item((&keeper, &codes[1]), lent(approved), lend(&other), borrower);
    let unasked = "whose lines do not tell so";
    centre.finds_item((&keeper, &codes[3]), lent(approved), lend(&officer), unasked);
    let kind = "ItemReleased is not done for a loan";
    let release = |item: &mut Item| {
        item.custody_state = CustodyState::Released;
        item.place_id = None;
        item.disposition = Some(Disposition::Sale);
    };
    centre.finds_item((&keeper, &codes[4]), (ItemAction::ItemReleased, of(approved)), release, kind);

    // A line that is over without its goods, and another item on an approved line.
    let approved = approved_loan(&centre.database, &centre.people, &codes[5..7]);
    let without = "line 1 is lent, which no entry of its item tells";
    centre.finds(&keeper, without, |change| end_line(change, &keeper, (approved, 1), LineOutcome::Lent, None));
    let ended = |change: &mut Change<'_>| {
        let another = Some((codes[6].as_str(), codes[7].as_str()));
        end_line(change, &keeper, (approved, 2), LineOutcome::NotExecuted, another)
    };
    centre.finds(&keeper, "line 2 is about another item than was asked for", ended);
}

/// Ends a line of a request, on which an item may take another's place.
fn end_line(
    change: &mut Change<'_>,
    by: &Viewer,
    (id, line_no): (RequestId, i32),
    outcome: LineOutcome,
    exchanged: Option<(&str, &str)>,
) -> Result<()> {
    let known = request_lines::list_all(change.reader(), id)?;
    let (known, _) = known.into_iter().find(|(line, _)| line.line_no == line_no).unwrap();
    let mut line = RequestLine { outcome, holds: false, executed_by: Some(by.user_id), ..known.clone() };
    if let Some((old, new)) = exchanged {
        let item = |code: &str| format!("(SELECT id FROM items WHERE code = '{code}')");
        let (old, new) = (item(old), item(new));
        sql(change.reader(), &format!("UPDATE request_lines SET item_id = {new} WHERE item_id = {old} AND holds"));
        let lines = request_lines::list_all(change.reader(), id)?;
        line.item_id = lines.into_iter().find(|(line, _)| line.line_no == line_no).unwrap().0.item_id;
    }
    request_lines::update(change, id, &[known], &[line])?;
    let request = rows::get(change.reader(), Reach::Everything, id)?;
    let mut row = request.clone();
    row.open_line_count -= 1;
    row.status = if row.open_line_count == 0 { RequestStatus::Completed } else { RequestStatus::Executing };
    row.version += 1;
    rows::update(change, &request, &row)?;
    take_step(change, by, &row, RequestAction::Execute, None)?;
    let event = if row.open_line_count == 0 { Action::RequestCompleted } else { Action::RequestExecuted };
    record(change, event, &row)
}

#[test]
fn another_receiver_than_was_approved_is_found() {
    let mut centre = Centre::new("forged-receiver");
    let codes = centre.take_in("一", 2);
    let (keeper, officer, head) =
        (centre.custodian().clone(), centre.officer().clone(), centre.people.unit_head.clone());
    let chief = centre.with_roles(&centre.people.custodians[1], &[Role::CentreHead]);
    let id = centre.outbound(&officer, &codes);
    for by in [&head, &chief] {
        change(&centre.database, by, |change| {
            let seen = rows::get(change.reader(), Reach::Everything, id)?.seen();
            decide(change, by, seen, Decision::Approve, None)
        })
        .unwrap();
    }
    assert!(centre.verify().clean);

    let release = |item: &mut Item| {
        item.custody_state = CustodyState::Released;
        item.place_id = None;
        item.disposition = Some(Disposition::ReturnToParty);
    };
    let to = |receiver: &str| Circumstances { receiver: Some(receiver.into()), ..of(id) };
    let other = "ItemReleased has another receiver than was approved";
    centre.finds_item((&keeper, &codes[0]), (ItemAction::ItemReleased, to("李四")), release, other);
    let sold = |item: &mut Item| {
        release(item);
        item.disposition = Some(Disposition::Sale);
    };
    let other = "ItemReleased has another disposition than was approved";
    centre.finds_item((&keeper, &codes[1]), (ItemAction::ItemReleased, to("王伟")), sold, other);

    let executed = (Action::RequestExecuted, RequestAction::Execute);
    let rename = |row: &mut Request| {
        row.status = RequestStatus::Executing;
        let DraftTerms::Outbound(terms) = row.draft_terms() else { panic!("{row:?}") };
        let terms = DraftTerms::Outbound(DraftOutbound { receiver_name: Some("李四".into()), ..terms });
        row.set_terms(terms, |_| panic!("no number is said")).unwrap();
    };
    centre.finds_step((&keeper, id), executed, rename, "RequestExecuted does not change receiver_name");
}

#[test]
fn a_second_factor_dealt_with_by_somebody_who_may_not_is_found() {
    let mut centre = Centre::new("forged-factor");
    let (officer, keeper) = (centre.officer().clone(), centre.custodian().clone());
    let told = |action, id: UserId| move |change: &mut Change<'_>| change.record(action, id.0, json!({}));
    centre.finds(&keeper, "FactorTaken was done by somebody without", told(Action::FactorTaken, officer.user_id));
    centre.finds(&keeper, "FactorConfirmed was done by somebody else", told(Action::FactorConfirmed, officer.user_id));
    for action in [
        Action::PasskeyAdded,
        Action::PasskeyRenamed,
        Action::PasskeyRemoved,
        Action::CertificateAdded,
        Action::CertificateRemoved,
        Action::IdentityLinked,
        Action::IdentityUnlinked,
    ] {
        centre.finds(&keeper, &format!("{action} was done by somebody else"), told(action, officer.user_id));
    }
    let admin = centre.with_roles(&keeper, &[Role::SecurityAdmin]);
    for action in [Action::FactorTaken, Action::IdentitiesTaken, Action::AccountReviewed, Action::PersonSeparated] {
        let owner = format!("{action} was done by the owner");
        centre.finds(&admin, &owner, told(action, admin.user_id));
    }
}
