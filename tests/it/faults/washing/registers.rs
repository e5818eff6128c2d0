//! People, agencies, places, cases and settings.

use custody::error::Error;
use custody::keys::PersonalKeys;
use custody::model::accounts::role::Role;
use custody::model::accounts::viewer::Reach;
use custody::model::centre::settings::SettingName;
use custody::model::ids::CaseId;
use custody::operations::accounts::agencies::{self, AgencyEdit};
use custody::operations::accounts::users::{self, Secret, UserEdit};
use custody::operations::cases::cases::{self, CaseEdit};
use custody::operations::centre::places::{self, PlaceEdit};
use custody::operations::centre::settings;

use super::{Centre, change, program};
use crate::support::operations::{SHELVES, rename_shelf};
use crate::support::password_hash;
use crate::support::sql::sql;

#[test]
fn whoever_works_with_a_person_an_agency_a_place_a_case_or_a_setting_finds_it_changed() {
    let mut centre = Centre::new("washing-registers");
    let which = |condition: &str| condition.to_owned();
    rename_shelf(&centre.database);

    let case: CaseId = centre.people.case;
    let edit = move |at: &Centre| {
        let edit = CaseEdit { case_no: Some("A1302735101002023010009".into()), ..Default::default() };
        change(&at.database, at.officer(), |change| {
            let version = custody::db::cases::cases::get(change.reader(), Reach::Everything, case)?.version;
            cases::edit(change, at.officer(), case, version, &edit)
        })
    };
    centre.washes(&[("cases", which("cause = '盗窃'"))], edit);
    let exchange = |from: &str, to: &str| {
        let id = |login: &str| format!("(SELECT id FROM users WHERE login = '{login}')");
        format!("UPDATE case_officers SET user_id = {} WHERE user_id = {}", id(to), id(from))
    };
    sql(&mut centre.conn, &exchange("officer-01", "custodian-01"));
    assert!(edit(&centre).is_err(), "an officer was changed behind the program's back");
    assert!(!centre.verify().clean);
    sql(&mut centre.conn, &exchange("custodian-01", "officer-01"));

    let officer = centre.people.officers[1].user_id;
    let user = || ("users", which("login = 'officer-02'"));
    centre.washes(&[user()], move |at| {
        let edit = UserEdit { name: Some("李明".into()), ..Default::default() };
        program(&at.database, |change| {
            let version = custody::db::accounts::users::get(change.reader(), officer)?.version;
            users::edit(change, &PersonalKeys::default(), (officer, version), &edit)
        })
    });
    centre.washes(&[user()], move |at| {
        program(&at.database, |change| users::grant_roles(change, officer, &[Role::CaseOfficer, Role::UnitHead]))
    });
    centre.washes(&[user()], move |at| {
        program(&at.database, |change| users::reset_password(change, officer, Secret::Initial(password_hash())))
    });
    centre.washes(&[user()], move |at| {
        program(&at.database, |change| {
            let known = custody::db::accounts::users::get(change.reader(), officer)?.password_hash;
            users::change_password(change, officer, &known, password_hash())
        })
    });
    centre.washes(&[user()], move |at| program(&at.database, |change| users::disable(change, officer)));

    let agency = centre.officer().agency_id;
    centre.washes(&[("agencies", which("code = '130273510100'"))], move |at| {
        program(&at.database, |change| {
            let version = custody::db::accounts::agencies::get(change.reader(), agency)?.version;
            let edit = AgencyEdit { name: Some("城关派出所".into()), ..Default::default() };
            agencies::edit(change, agency, version, &edit)
        })
    });
    centre.washes(&[("places", format!("code = '{}'", SHELVES[2]))], move |at| {
        program(&at.database, |change| {
            let shelf =
                custody::db::centre::places::find_by_code(change.reader(), SHELVES[2])?.ok_or(Error::NotFound)?;
            let edit = PlaceEdit { name: Some("三号货架".into()), ..Default::default() };
            places::edit(change, shelf.id, shelf.version, &edit)
        })
    });
    let set = |at: &Centre, value: i64| {
        program(&at.database, |change| {
            let version = settings::get(change.reader(), SettingName::LoanWarningHours)?.version;
            settings::set(change, SettingName::LoanWarningHours, version, value)
        })
    };
    set(&centre, 48).unwrap();
    centre.washes(&[("settings", which("name = 'loan_warning_hours'"))], |at| set(at, 24));

    centre.is_thorough(60);
}
