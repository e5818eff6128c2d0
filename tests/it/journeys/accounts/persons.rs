//! One human with two accounts: found by badge or identity number, let be only knowingly, and one person wherever duties are kept apart.

use custody::db::{Conn, Purpose};
use custody::model::time::SECOND;
use custody::operations::ledger::verification;
use serde_json::{Value, json};

use crate::journeys::{execute, item, step};
use crate::support::sql::{sql, texts};
use crate::support::{Answer, PASSWORD, TestApp, approve, confirm, goods, request};
use crate::text;

/// An identity card's number out of the standard (GB 11643), and another.
const NUMBER: &str = "11010519491231002X";
const ANOTHER: &str = "440524188001010014";

fn edit(app: &TestApp, login: &str, edit: &Value) -> Answer {
    let admin = app.person("system-admin");
    let path = format!("/api/v1/users/{}", app.person(login).id());
    let version = admin.get(&path).ok()["version"].as_i64().unwrap();
    admin.patch(&path, version, edit)
}

/// Lets two accounts be of one human.
fn join(app: &TestApp, one: &str, two: &str) {
    edit(app, one, &json!({ "identity_number": NUMBER })).ok();
    let told = edit(app, two, &json!({ "identity_number": NUMBER, "same_person": true })).ok();
    assert_eq!(others(&told), [one]);
}

fn others(view: &Value) -> Vec<&str> {
    let others = view["other_accounts"].as_array();
    let mut logins: Vec<&str> = others.into_iter().flatten().map(|other| text(other, "login")).collect();
    logins.sort_unstable();
    logins
}

fn grant(app: &TestApp, login: &str, roles: &[&str]) -> Answer {
    let path = format!("/api/v1/users/{}/roles", app.person(login).id());
    app.person("security-admin").post(&path, &json!({ "roles": roles }))
}

fn disable(app: &TestApp, login: &str) {
    let path = format!("/api/v1/users/{}/disablement", app.person(login).id());
    app.person("system-admin").post(&path, &json!({})).ok();
}

fn new_user(app: &TestApp, login: &str, more: &Value) -> Answer {
    let mut body = json!({ "login": login, "name": "新人", "agency_id": app.person("custodian-1").agency_id() });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    app.person("system-admin").post("/api/v1/users", &body)
}

#[test]
fn two_accounts_of_one_human_are_found_however_the_number_is_typed_and_let_be_only_knowingly() {
    let app = TestApp::new("persons-found");
    let told = edit(
        &app,
        "custodian-1",
        &json!({ "identity_number": "１１０１０５-19491231 002x", "badge_number": "ｊ 010203" }),
    )
    .ok();
    assert_eq!((&told["badge_number"], &told["identity_known"]), (&json!("J010203"), &json!(true)));
    for more in [json!({ "identity_number": NUMBER }), json!({ "badge_number": "j010203" })] {
        let field = more.as_object().unwrap().keys().next().unwrap().clone();
        let refused = new_user(&app, "another-1", &more);
        assert_eq!(refused.fields(), [(format!("/{field}").as_str(), "person_known")]);
        assert!(refused.body.to_string().contains("custodian-1"), "{}", refused.body);
    }
    // Nobody's number, and a badge of another force.
    new_user(&app, "another-2", &json!({ "identity_number": ANOTHER })).with(201);
    edit(&app, "police-officer-1", &json!({ "badge_number": "J010203" })).ok();
    for (wrong, code) in [
        (json!({ "identity_number": "110105194912310021" }), "identity_invalid"),
        (json!({ "identity_number": "身份证" }), "identity_invalid"),
        (json!({ "badge_number": "12/34" }), "badge_invalid"),
    ] {
        assert_eq!(new_user(&app, "another-3", &wrong).fields()[0].1, code, "{wrong}");
    }
    // Where everybody reads it and the log keeps it, the number of a card is refused.
    for (wrong, pointer) in [
        (json!({ "badge_number": NUMBER }), "/badge_number"),
        (json!({ "name": format!("张三{ANOTHER}") }), "/name"),
        (json!({ "login": format!("z.{ANOTHER}") }), "/login"),
    ] {
        assert!(new_user(&app, "another-3", &wrong).fields().contains(&(pointer, "card_number_here")), "{wrong}");
    }
    assert_eq!(edit(&app, "custodian-1", &json!({ "name": NUMBER })).fields(), [("/name", "card_number_here")]);
    let row = json!({ "login": format!("z.{ANOTHER}"), "name": NUMBER, "agency_code": "x", "badge_number": ANOTHER });
    let table = app.person("system-admin").post("/api/v1/user-imports", &json!({ "rows": [row] }));
    for member in ["login", "name"] {
        assert!(table.fields().contains(&(format!("/rows/0/{member}").as_str(), "card_number_here")), "{}", table.body);
    }
    let both = new_user(&app, "another-1", &json!({ "identity_number": NUMBER, "same_person": true })).with(201);
    assert_eq!(others(&both), ["custodian-1"]);
    // Administrators see it of both, and nobody else anything of it.
    let path = format!("/api/v1/users/{}", app.person("custodian-1").id());
    for login in ["system-admin", "security-admin", "auditor"] {
        let view = app.person(login).get(&path).ok();
        assert_eq!((others(&view), &view["identity_known"]), (vec!["another-1"], &json!(true)), "{login}");
    }
    let listed = app.person("auditor").get("/api/v1/users?q=another-1").ok();
    assert_eq!(others(&listed["rows"][0]), ["custodian-1"]);
    let seen = app.person("centre-head-1").get(&path).ok();
    for member in ["badge_number", "identity_known", "other_accounts"] {
        assert_eq!(seen[member], Value::Null, "{member}");
    }
    // The number stands nowhere, and what stands for it is of no use without the key.
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    for query in [
        "SELECT payload AS value FROM log_leaves WHERE payload IS NOT NULL",
        "SELECT identity_code AS value FROM users WHERE identity_code IS NOT NULL",
    ] {
        let kept = texts(&mut conn, query);
        assert!(kept.len() > 1 && !kept.iter().any(|text| text.contains(NUMBER)), "{query}");
    }
}

#[test]
fn accounts_stay_one_person_whatever_becomes_of_the_numbers_and_a_third_brings_two_people_together() {
    let app = TestApp::new("persons-stay");
    join(&app, "custodian-1", "custodian-2");
    edit(&app, "custodian-2", &json!({ "identity_number": null })).ok();
    let view = |login: &str| app.person("auditor").get(&format!("/api/v1/users/{}", app.person(login).id())).ok();
    assert_eq!(
        (others(&view("custodian-2")), &view("custodian-2")["identity_known"]),
        (vec!["custodian-1"], &json!(false))
    );
    edit(&app, "custodian-3", &json!({ "badge_number": "K-1" })).ok();
    new_user(&app, "keeper-9", &json!({ "badge_number": "K-1", "same_person": true })).with(201);
    // One number is of the first human, the other of the second.
    let third =
        new_user(&app, "keeper-8", &json!({ "badge_number": "K-1", "identity_number": NUMBER, "same_person": true }));
    assert_eq!(others(&third.with(201)), ["custodian-1", "custodian-2", "custodian-3", "keeper-9"]);
    assert_eq!(others(&view("keeper-9")), ["custodian-1", "custodian-2", "custodian-3", "keeper-8"]);
    let history =
        app.person("auditor").get(&format!("/api/v1/audit/entries?subject_id={}", app.person("custodian-3").id())).ok();
    assert!(history.to_string().contains("UserChanged"), "{history}");
}

#[test]
fn the_roles_of_all_accounts_of_a_human_together_may_meet_in_one_person() {
    let app = TestApp::new("persons-roles");
    let refused = |answer: Answer, field: &str| {
        assert_eq!(answer.fields(), [(field, "roles_of_one_person")], "{}", answer.body);
    };
    // Handling and keeping, two administrators, custodian and head of the centre.
    for (one, two) in
        [("police-officer-1", "custodian-1"), ("system-admin", "auditor"), ("custodian-2", "centre-head-1")]
    {
        edit(&app, one, &json!({ "identity_number": ANOTHER })).ok();
        refused(edit(&app, two, &json!({ "identity_number": ANOTHER, "same_person": true })), "/identity_number");
        edit(&app, one, &json!({ "identity_number": null })).ok();
    }
    edit(&app, "police-officer-1", &json!({ "identity_number": NUMBER })).ok();
    new_user(&app, "keeper-9", &json!({ "identity_number": NUMBER, "same_person": true })).with(201);
    refused(grant(&app, "keeper-9", &["custodian"]), "/roles");
    refused(grant(&app, "keeper-9", &["auditor"]), "/roles");
    // Whoever has moved to the centre keeps there once the former account is closed.
    disable(&app, "police-officer-1");
    grant(&app, "keeper-9", &["custodian"]).ok();
}

/// What a step asks for another person for, and the answer it gives the same human with another account.
type Walked<'w> = (&'static str, Box<dyn Fn(&TestApp) -> (Answer, u16, &'static str) + 'w>);

#[test]
fn every_step_that_asks_for_another_person_refuses_the_other_account_of_the_same_human() {
    let steps: Vec<Walked<'_>> = vec![
        (
            "the applicant approves",
            Box::new(|app| {
                join(app, "police-officer-1", "police-head");
                let team = app.team(0);
                let case = team.case();
                let id = team.submit(&request("intake", &case, &team.seize(&case, &goods::many(1))));
                let waiting = app.person("police-head").get("/api/v1/requests?waiting_for_me=true&total=true").ok();
                assert_eq!(waiting["total"], 0, "nothing waits for whoever may not");
                (step(&team.head, &id, "approval", &approve()), 409, "duties_not_separate")
            }),
        ),
        (
            "the applicant lets an extension be",
            Box::new(|app| {
                let team = app.team(0);
                let (case, codes) = app.in_custody(&team, &goods::many(1));
                let id = app.lend(&team, &case, &codes);
                join(app, "police-officer-1", "police-head");
                let wish = json!({ "due_at": "2023-01-10T00:00:00Z", "reason": "尚未鉴定完毕" });
                let asked = team.officer.post(&format!("/api/v1/requests/{id}/extensions"), &wish).with(201);
                let waiting = team.head.get("/api/v1/extensions?waiting_for_me=true&total=true").ok();
                assert_eq!(waiting["total"], 0, "nothing waits for whoever may not");
                (
                    team.head.decide("extensions", text(&asked, "id"), &json!({ "approved": true })),
                    409,
                    "duties_not_separate",
                )
            }),
        ),
        (
            "the applicant carries out",
            Box::new(|app| {
                let (id, line) = approved(app);
                disable(app, "police-officer-1");
                join(app, "police-officer-1", "custodian-1");
                (execute(&app.person("custodian-1"), &id, &[line]), 409, "duties_not_separate")
            }),
        ),
        (
            "the applicant stands by",
            Box::new(|app| {
                let (id, line) = approved(app);
                disable(app, "police-officer-1");
                join(app, "police-officer-1", "custodian-2");
                let staff = app.staff();
                let call = json!({ "lines": [line], "confirmation": staff.custodian.with_second(&staff.second) });
                (step(&staff.custodian, &id, "execution", &call), 409, "duties_not_separate")
            }),
        ),
        (
            "the approver carries out",
            Box::new(|app| {
                let (id, line) = approved(app);
                disable(app, "police-head");
                join(app, "police-head", "custodian-1");
                (execute(&app.person("custodian-1"), &id, &[line]), 409, "duties_not_separate")
            }),
        ),
        (
            "whoever carried out confirms the refusals",
            Box::new(|app| {
                let (id, line) = approved(app);
                let refused = json!({ "item": line["item"], "outcome": "refused", "reason": "易燃" });
                execute(&app.person("custodian-1"), &id, &[refused]).ok();
                disable(app, "custodian-1");
                join(app, "custodian-1", "centre-head-1");
                (step(&app.person("centre-head-1"), &id, "refusals", &confirm()), 409, "duties_not_separate")
            }),
        ),
        (
            "the custodian stands by for themselves",
            Box::new(|app| {
                join(app, "custodian-1", "custodian-2");
                let body = json!({ "login": "custodian-2", "password": PASSWORD });
                (app.person("custodian-1").post("/api/v1/session/confirmations", &body), 409, "second_custodian_same")
            }),
        ),
        (
            "a confirmation of before the two were known to be one",
            Box::new(|app| {
                let staff = app.staff();
                let (_, codes) = app.in_custody(&app.team(0), &[goods::gold()]);
                let confirmation = staff.custodian.with_second(&staff.second);
                join(app, "custodian-1", "custodian-2");
                let path = format!("/api/v1/items/{}/classification", text(&item(&staff.custodian, &codes[0]), "id"));
                let found = json!({ "category": "ordinary", "place": "O-1", "reason": "重新鉴定" });
                let call = json!({ "classification": found, "confirmation": confirmation });
                (staff.custodian.post(&path, &call), 409, "second_custodian_same")
            }),
        ),
        (
            "a password released by whoever gave its first part",
            Box::new(|app| {
                let id = app.person("custodian-1").id();
                app.person("system-admin").post(&format!("/api/v1/users/{id}/password"), &json!({})).ok();
                spare(app, "spare-admin", "system_admin");
                spare(app, "spare-security", "security_admin");
                disable_by(app, "spare-admin", "system-admin");
                join_by(app, "spare-admin", "system-admin", "spare-security");
                let path = format!("/api/v1/users/{id}/password-release");
                (app.person("spare-security").post(&path, &json!({})), 409, "password_part_own")
            }),
        ),
        (
            "the own other account gets a password",
            Box::new(|app| {
                own_other(app, "system-admin");
                (act(app, "system-admin", "spare", "password"), 409, "own_account_protected")
            }),
        ),
        (
            "the own other account is disabled",
            Box::new(|app| {
                own_other(app, "system-admin");
                (act(app, "system-admin", "spare", "disablement"), 409, "own_account_protected")
            }),
        ),
        (
            "the own other account is granted roles",
            Box::new(|app| {
                own_other(app, "security-admin");
                (grant(app, "spare", &["custodian"]), 409, "own_account_protected")
            }),
        ),
        (
            "the password of the own other account is released",
            Box::new(|app| {
                own_other(app, "security-admin");
                (act(app, "security-admin", "spare", "password-release"), 409, "own_account_protected")
            }),
        ),
        (
            "the lock of the own other account is lifted",
            Box::new(|app| {
                own_other(app, "security-admin");
                (act(app, "security-admin", "spare", "lock-release"), 409, "own_account_protected")
            }),
        ),
        (
            "the factor of the own other account is removed",
            Box::new(|app| {
                own_other(app, "security-admin");
                (act(app, "security-admin", "spare", "factor-removal"), 409, "own_account_protected")
            }),
        ),
    ];
    for (at, (what, walk)) in steps.iter().enumerate() {
        let app = TestApp::new(&format!("persons-walk-{at}"));
        let (answer, status, code) = walk(&app);
        assert_eq!((answer.status, answer.code()), (status, code), "{what}: {}", answer.body);
    }
}

#[test]
fn a_number_is_told_of_only_where_the_account_would_otherwise_be_registered_or_changed() {
    let app = TestApp::new("persons-silent");
    edit(&app, "custodian-1", &json!({ "identity_number": NUMBER })).ok();
    let silent = |answer: &Answer, field: &str| {
        assert_eq!(answer.fields().iter().map(|(pointer, _)| *pointer).collect::<Vec<_>>(), [field], "{}", answer.body);
    };
    let taken = json!({ "login": "custodian-2", "identity_number": NUMBER });
    silent(&new_user(&app, "custodian-2", &taken), "/login");
    silent(&new_user(&app, "another-1", &json!({ "name": "", "identity_number": NUMBER })), "/name");
    silent(
        &new_user(&app, "another-1", &json!({ "badge_number": "12/34", "identity_number": NUMBER })),
        "/badge_number",
    );
    silent(&edit(&app, "custodian-2", &json!({ "name": "", "identity_number": NUMBER })), "/name");
    let elsewhere = app.person("police-officer-1").agency_id();
    silent(&edit(&app, "custodian-2", &json!({ "agency_id": elsewhere, "identity_number": NUMBER })), "/agency_id");
    // A guess that is wrong is a change, with an entry of the log.
    edit(&app, "custodian-2", &json!({ "identity_number": ANOTHER })).ok();
}

#[test]
fn a_number_that_was_hidden_while_another_account_got_it_is_found() {
    let app = TestApp::new("persons-hidden");
    app.tampered();
    edit(&app, "custodian-1", &json!({ "identity_number": NUMBER })).ok();
    let mut conn = Conn::open(app.url(), Purpose::Write).unwrap();
    let code = texts(&mut conn, "SELECT identity_code AS value FROM users WHERE login = 'custodian-1'").remove(0);
    sql(&mut conn, "UPDATE users SET identity_code = NULL WHERE login = 'custodian-1'");
    app.wait(SECOND);
    new_user(&app, "another-1", &json!({ "identity_number": NUMBER })).with(201);
    sql(&mut conn, &format!("UPDATE users SET identity_code = '{code}' WHERE login = 'custodian-1'"));
    drop(conn);
    let found: Vec<String> = verification::verify(&app.database, app.keys.log.verifier(), |_, _| {})
        .unwrap()
        .findings
        .into_iter()
        .map(|finding| finding.reason)
        .collect();
    assert_eq!(
        found,
        ["the account another-1 is known by the same number as custodian-1 and does not count as the same person's"]
    );
}

#[test]
fn accounts_that_were_taken_for_one_persons_are_separated_by_two_administrators() {
    let app = TestApp::new("persons-apart");
    join(&app, "custodian-1", "custodian-2");
    let separate = |by: &str, login: &str| act(&app, by, login, "separation");
    separate("system-admin", "custodian-2").refused(403, "permission_missing");
    separate("security-admin", "custodian-1").refused(409, "person_first");
    separate("security-admin", "custodian-2").refused(409, "person_still_known");
    edit(&app, "custodian-2", &json!({ "identity_number": null })).ok();
    assert_eq!(others(&separate("security-admin", "custodian-2").ok()), Vec::<&str>::new());
    let second = json!({ "login": "custodian-2", "password": PASSWORD });
    app.person("custodian-1").post("/api/v1/session/confirmations", &second).ok();
    separate("security-admin", "custodian-2").ok();
    // Somebody's own other account is not theirs to separate.
    own_other(&app, "security-admin");
    edit(&app, "spare", &json!({ "badge_number": null })).ok();
    separate("security-admin", "spare").refused(409, "own_account_protected");
}

/// An intake that waits to be carried out, and its line.
fn approved(app: &TestApp) -> (String, Value) {
    let team = app.team(0);
    let case = team.case();
    let codes = team.seize(&case, &goods::many(1));
    let id = team.approved(&request("intake", &case, &codes));
    (id, json!({ "item": codes[0], "outcome": "accepted", "place": "O-1", "seal_no": "F-1" }))
}

/// An account without roles that is the administrator's, too.
fn own_other(app: &TestApp, login: &str) {
    let by = "system-admin";
    new_user(app, "spare", &json!({ "badge_number": "Q-1" })).with(201);
    edit(app, login, &json!({ "badge_number": "Q-1", "same_person": true })).ok();
    assert_eq!(others(&app.person(by).get(&format!("/api/v1/users/{}", app.person("spare").id())).ok()), [login]);
}

fn act(app: &TestApp, by: &str, login: &str, what: &str) -> Answer {
    app.person(by).post(&format!("/api/v1/users/{}/{what}", app.person(login).id()), &json!({}))
}

fn spare(app: &TestApp, login: &str, role: &str) {
    new_user(app, login, &json!({})).with(201);
    grant(app, login, &[role]).ok();
}

fn disable_by(app: &TestApp, by: &str, login: &str) {
    act(app, by, login, "disablement").ok();
}

fn join_by(app: &TestApp, by: &str, one: &str, two: &str) {
    let admin = app.person(by);
    let change = |login: &str, edit: &Value| {
        let path = format!("/api/v1/users/{}", app.person(login).id());
        let version = admin.get(&path).ok()["version"].as_i64().unwrap();
        admin.patch(&path, version, edit).ok()
    };
    change(one, &json!({ "identity_number": NUMBER }));
    assert_eq!(others(&change(two, &json!({ "identity_number": NUMBER, "same_person": true }))), [one]);
}
