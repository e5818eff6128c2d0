//! Every setting has its effect, from the moment it is set.

use custody::model::centre::settings::SettingName;
use custody::model::ledger::verification::VerificationScope;
use custody::model::time::{DAY, MINUTE};
use custody::operations::ledger::rounds::find_due;
use serde_json::{Value, json};

use crate::journeys::step;
use crate::support::{Person, Team, TestApp, goods, loan, request};
use crate::text;

#[track_caller]
fn set(app: &TestApp, name: SettingName, value: i64) {
    let (admin, path) = match name {
        SettingName::SecondFactorFor => (app.person("security-admin"), "/api/v1/factor-rule".to_owned()),
        SettingName::SecurityProfile | SettingName::AccountReviewDays => {
            (app.person("security-admin"), format!("/api/v1/security-rules/{name}"))
        }
        _ => (app.person("system-admin"), format!("/api/v1/settings/{name}")),
    };
    let version = admin.get("/api/v1/settings").ok();
    let known = version.as_array().unwrap().iter().find(|row| row["name"] == name.as_str()).unwrap();
    let call = admin.prepare("PUT", &path).version(known["version"].as_i64().unwrap());
    assert_eq!(call.json(&json!({ "value": value })).send().ok()["value"], value);
}

/// How much of this kind waits for a person; the list it names must show as much.
#[track_caller]
fn waits(person: &Person<'_>, name: &str) -> i64 {
    let work = person.get("/api/v1/work").ok();
    let row = work.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap();
    let path = format!("/api/v1/{}?total=true&{}", text(row, "list"), text(row, "query"));
    assert_eq!(person.get(&path).ok()["total"], row["count"], "{row}");
    row["count"].as_i64().unwrap()
}

fn loan_until(due_at: &str, case: &str, codes: &[String]) -> Value {
    let mut loan = loan(case, codes, "examination");
    loan["due_at"] = due_at.into();
    loan
}

#[track_caller]
fn lend(app: &TestApp, team: &Team<'_>, due_at: &str) -> String {
    let (case, codes) = app.in_custody(team, &goods::many(1));
    let id = team.approved(&loan_until(due_at, &case, &codes));
    let lines = json!({ "lines": [{ "item": codes[0], "outcome": "lent" }] });
    step(&app.staff().custodian, &id, "execution", &lines).ok();
    id
}

#[test]
fn the_hours_of_an_agency_are_part_of_the_hours_saved() {
    let app = TestApp::new("hours");
    app.in_custody(&app.team(0), &goods::many(1));
    let hours = || app.staff().head.get("/api/v1/reports/2023").ok()["hours_saved"].clone();
    assert_eq!((&hours()["hours"], &hours()["hours_per_agency_per_day"]), (&json!(19 * 365), &json!(19)));
    set(&app, SettingName::HoursPerAgencyPerDay, 2);
    assert_eq!((&hours()["hours"], &hours()["hours_per_agency_per_day"]), (&json!(2 * 365), &json!(2)));
}

#[test]
fn goods_not_handed_to_the_centre_in_time_wait_for_their_officers_and_their_head() {
    let app = TestApp::new("handover");
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(2));
    team.submit(&request("intake", &case, &codes[..1]));
    let late = || (waits(&team.officer, "handovers_overdue"), waits(&team.head, "handovers_overdue"));
    assert_eq!(late(), (0, 0), "seized sixteen hours ago");
    set(&app, SettingName::HandoverHours, 12);
    assert_eq!(late(), (2, 2));
    assert_eq!(waits(&app.team(1).head, "handovers_overdue"), 0, "another agency's goods are not theirs");
}

#[test]
fn cases_that_are_not_transferred_in_time_are_overdue() {
    let app = TestApp::new("transfers");
    let team = app.team(0);
    let (case, _) = app.in_custody(&team, &goods::many(1));
    let late = |table: &str| {
        let sheet = app.person("supervisor").get(&format!("/api/v1/overdue-tables/{table}")).ok();
        (sheet["limit"].clone(), sheet["cases"].clone())
    };
    app.wait(11 * DAY);
    assert_eq!(late("not_transferred_by_police"), (json!(60), json!(0)));
    set(&app, SettingName::PoliceTransferDays, 10);
    assert_eq!(late("not_transferred_by_police"), (json!(10), json!(1)));
    let version = team.officer.get(&format!("/api/v1/cases/{case}")).ok()["version"].as_i64().unwrap();
    team.officer.patch(&format!("/api/v1/cases/{case}"), version, &json!({ "stage": "prosecution" })).ok();
    app.wait(11 * DAY);
    assert_eq!(late("not_transferred_by_procuratorate"), (json!(45), json!(0)));
    set(&app, SettingName::ProcuratorateTransferDays, 10);
    assert_eq!(late("not_transferred_by_procuratorate"), (json!(10), json!(1)));
}

#[test]
fn goods_unclassified_for_too_long_wait_for_the_custodians_and_the_centre_head() {
    let app = TestApp::new("unclassified");
    app.in_custody(&app.team(0), &[goods::unclassified(), goods::ordinary("箱")]);
    let staff = app.staff();
    let late = || (waits(&staff.custodian, "unclassified_overdue"), waits(&staff.head, "unclassified_overdue"));
    app.wait(3 * DAY);
    assert_eq!((late(), waits(&staff.custodian, "unclassified")), ((0, 0), 1));
    set(&app, SettingName::UnclassifiedAlarmDays, 2);
    assert_eq!(late(), (1, 1));
}

#[test]
fn a_loan_is_warned_of_as_long_before_its_due_time_as_is_set() {
    let app = TestApp::new("warning");
    let team = app.team(0);
    lend(&app, &team, "2023-01-06T00:00:00Z");
    assert_eq!(waits(&team.officer, "loans_due"), 0);
    set(&app, SettingName::LoanWarningHours, 240);
    assert_eq!(waits(&team.officer, "loans_due"), 1);
}

#[test]
fn a_loan_and_each_extension_of_it_run_no_longer_than_is_set() {
    let app = TestApp::new("longest");
    let team = app.team(0);
    let (case, codes) = app.in_custody(&team, &goods::many(1));
    let submit = |due_at: &str| {
        let draft = team.officer.post("/api/v1/requests", &loan_until(due_at, &case, &codes)).created();
        step(&team.officer, &draft, "submission", &json!({}))
    };
    assert_eq!(submit("2023-04-02T00:00:00Z").fields(), [("/due_at", "loan_term_too_long")], "more than 90 days");
    set(&app, SettingName::LoanDaysAtMost, 10);
    assert_eq!(submit("2023-01-11T00:00:01+08:00").fields(), [("/due_at", "loan_term_too_long")]);
    submit("2023-01-11T00:00:00+08:00").ok();

    let out = lend(&app, &team, "2023-01-05T00:00:00Z");
    let ask = |due: &str| {
        let wish = json!({ "due_at": due, "reason": "鉴定未完成" });
        team.officer.post(&format!("/api/v1/requests/{out}/extensions"), &wish)
    };
    assert_eq!(ask("2023-01-16T00:00:00Z").fields(), [("/due_at", "loan_term_too_long")]);
    ask("2023-01-15T00:00:00Z").with(201);
}

#[test]
fn the_program_verifies_when_it_is_set_to() {
    let app = TestApp::new("rounds");
    let due = || app.database.read(|conn| find_due(conn, app.clock.now())).unwrap();
    set(&app, SettingName::RecentVerificationMinutes, 20);
    app.wait(19 * MINUTE);
    assert_eq!(due(), None);
    app.wait(MINUTE);
    assert_eq!(due(), Some(VerificationScope::Recent));
    set(&app, SettingName::RecentVerificationMinutes, 0);
    assert_eq!(due(), None);
    // The clock began at midnight.
    set(&app, SettingName::WholeVerificationHour, 2);
    assert_eq!(due(), None);
    app.wait(100 * MINUTE);
    assert_eq!(due(), Some(VerificationScope::Whole));
    set(&app, SettingName::WholeVerificationHour, 24);
    assert_eq!(due(), None);
}

#[test]
fn wrong_passwords_lock_accounts_and_addresses_as_is_set() {
    let app = TestApp::new("lock-settings");
    let wrong = |login: &str| {
        let who = json!({ "login": login, "password": "a wrong password" });
        app.prepare("POST", "/api/v1/session").json(&who).send()
    };
    set(&app, SettingName::SignInFailuresPerAccount, 3);
    set(&app, SettingName::SignInLockMinutes, 2);
    for _ in 0..3 {
        wrong("custodian-1").refused(401, "sign_in_failed");
    }
    let locked = wrong("custodian-1");
    assert_eq!(locked.header("retry-after"), "121");
    // Shortened while it lasts: nothing is locked for longer than is set.
    set(&app, SettingName::SignInLockMinutes, 1);
    wrong("custodian-1").refused(401, "sign_in_failed");
    set(&app, SettingName::SignInFailuresPerAddress, 10);
    for number in 0..6 {
        wrong(&format!("guess-{number}")).refused(401, "sign_in_failed");
    }
    wrong("guess-6").refused(429, "too_many_attempts");
    app.wait(MINUTE);
    wrong("guess-6").refused(401, "sign_in_failed");
    let admin = app.person("system-admin");
    for (name, value) in [("sign_in_failures_per_account", 101), ("sign_in_failures_per_account", 2)] {
        let call = admin.prepare("PUT", &format!("/api/v1/settings/{name}")).version(1);
        assert_eq!(call.json(&json!({ "value": value })).send().status, 422, "{name} {value}");
    }
}

#[test]
fn unused_sessions_end_when_it_is_set() {
    let app = TestApp::new("idle-settings");
    for (login, name) in
        [("custodian-1", SettingName::IdleMinutesAtCounter), ("police-officer-1", SettingName::IdleMinutesAtDesk)]
    {
        let token = app.person(login).session().access;
        let me = || app.prepare("GET", "/api/v1/session").bearer(&token).header("background-call", "true").send();
        app.wait(6 * MINUTE);
        assert!(me().ok()["idle_seconds"].as_i64() > Some(600));
        if name == SettingName::IdleMinutesAtCounter {
            set(&app, SettingName::IdleMinutesAtCounter, 7);
        } else {
            set(&app, SettingName::IdleMinutesAtDesk, 7);
        }
        assert_eq!(me().ok()["idle_seconds"], 420);
        app.wait(MINUTE);
        me().refused(401, "session_idle");
    }
}

#[test]
fn whoever_must_have_a_second_factor_sets_one_up_first() {
    let app = TestApp::new("factor-settings");
    let officer = app.person("police-officer-1");
    officer.get("/api/v1/cases").ok();
    set(&app, SettingName::SecondFactorFor, 2);
    officer.get("/api/v1/cases").refused(403, "factor_must_set_up");
    app.set_up_factor("police-officer-1");
    officer.get("/api/v1/cases").ok();
}

#[test]
fn a_profile_bounds_the_other_settings_and_gives_them_back() {
    let app = TestApp::new("profile-settings");
    let shown = |name: &str| {
        let all = app.person("system-admin").get("/api/v1/settings").ok();
        let row = all.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
        (row["value"].as_i64().unwrap(), row["min"].as_i64().unwrap(), row["max"].as_i64().unwrap())
    };
    set(&app, SettingName::IdleMinutesAtDesk, 120);
    set(&app, SettingName::SignInFailuresPerAccount, 20);
    app.set_up_factor("security-admin");
    app.set_up_factor("system-admin");
    set(&app, SettingName::SecurityProfile, 1);
    assert_eq!(shown("idle_minutes_at_desk"), (30, 5, 30));
    assert_eq!(shown("sign_in_failures_per_account"), (5, 3, 5));
    assert_eq!(shown("sign_in_lock_minutes"), (30, 30, 525_600));
    assert_eq!(shown("second_factor_for"), (2, 2, 2));
    let admin = app.person("system-admin");
    let call = admin.prepare("PUT", "/api/v1/settings/idle_minutes_at_desk").version(1);
    assert_eq!(call.json(&json!({ "value": 60 })).send().fields(), [("/value", "number_out_of_range")]);
    let officer = app.person("police-officer-1");
    officer.get("/api/v1/cases").refused(403, "factor_must_set_up");
    assert_eq!(officer.get("/api/v1/session").ok()["idle_seconds"], 30 * 60);
    set(&app, SettingName::SecurityProfile, 0);
    assert_eq!(shown("idle_minutes_at_desk"), (120, 5, 240));
    assert_eq!(shown("sign_in_failures_per_account").0, 20);
    officer.get("/api/v1/cases").ok();
    for (login, name) in [("system-admin", "security_profile"), ("system-admin", "account_review_days")] {
        let call = app.person(login).prepare("PUT", &format!("/api/v1/settings/{name}")).version(2);
        assert_eq!(call.json(&json!({ "value": 1 })).send().status, 403, "{name}");
    }
    let admin = app.person("security-admin");
    let call = admin.prepare("PUT", "/api/v1/security-rules/loan_days_at_most").version(0);
    assert_eq!(call.json(&json!({ "value": 1 })).send().status, 403);
}

#[test]
fn accounts_are_due_for_review_when_it_is_set() {
    let app = TestApp::new("review-settings");
    let due = || app.person("auditor").get("/api/v1/users?review_due=true&total=true").ok()["total"].clone();
    app.wait(40 * DAY);
    assert_eq!(due(), 0, "off");
    set(&app, SettingName::AccountReviewDays, 60);
    assert_eq!(due(), 0);
    set(&app, SettingName::AccountReviewDays, 30);
    assert!(due().as_i64() > Some(10));
}

#[test]
fn no_setting_is_without_a_test_of_its_effect() {
    let here = include_str!("settings.rs");
    for name in SettingName::ALL {
        assert!(here.contains(&format!("set(&app, SettingName::{name:?}, ")), "{name}");
    }
}
