//! Every operation by every role: who lacks its permission is told so, who has it never is, and nobody else gets in.

use custody::model::accounts::role::{Permission, Role};
use serde_json::json;

use super::operations::{Operation, all};
use crate::support::{Answer, Call, TestApp};

#[test]
fn every_operation_asks_every_role_for_its_permission() {
    let app = TestApp::new("roles");
    let secured: Vec<Operation> = all().into_iter().filter(|one| one.permission.is_some()).collect();
    let mut tried = 0;
    for role in Role::ALL {
        let person = app.one(*role);
        for operation in &secured {
            let needed: Permission = operation.permission.as_deref().unwrap().parse().unwrap();
            // Some end the session, or all others.
            let answer = call(&app, operation).bearer(&person.session().access).send();
            let told = format!("{role}: {} {} {}", answer.call, answer.status, answer.body);
            if role.permissions().contains(&needed) {
                assert!(answer.code() != "permission_missing" && answer.status != 401, "{told}");
            } else {
                assert_eq!((answer.status, answer.code()), (403, "permission_missing"), "{told}");
                assert!(answer.body["detail"].as_str().unwrap().contains(&needed.as_str().replace('_', " ")), "{told}");
            }
            tried += 1;
        }
    }
    assert_eq!(tried, secured.len() * Role::ALL.len());
    assert!(tried >= 8 * 40, "only {tried} calls");
}

#[test]
fn nobody_gets_in_without_a_session() {
    let app = TestApp::new("unsigned");
    for operation in all().into_iter().filter(|one| one.permission.is_some()) {
        call(&app, &operation).send().refused(401, "sign_in_needed");
        let answer: Answer = call(&app, &operation).bearer("eyJhbGciOiJub25lIn0.e30.").send();
        answer.refused(401, "session_ended");
    }
}

#[test]
fn no_operation_goes_on_in_a_page_that_was_opened_for_somebody_else() {
    let app = TestApp::new("other-person");
    let (first, second) = (app.person("custodian-1"), app.person("custodian-2"));
    let cookies = format!("__Host-access={}", second.token());
    for operation in all().into_iter().filter(|one| one.permission.is_some()) {
        let with = |whose: Option<&str>| {
            let call = call(&app, &operation).header("cookie", &cookies).header("sec-fetch-site", "same-origin");
            if let Some(id) = whose { call.header("acting-user", id).send() } else { call.send() }
        };
        with(Some(&first.id())).refused(409, "other_person_signed_in");
        with(Some("custodian-2")).refused(400, "header_unreadable");
        let told = format!("{} {}", operation.method, operation.path);
        assert_eq!(with(None).code() == "acting_user_needed", operation.method != "GET", "{told}");
    }
    let me = app.prepare("GET", "/api/v1/session").header("cookie", &cookies);
    me.header("acting-user", &second.id()).send().ok();
}

#[test]
fn a_permission_of_every_role_is_asked_for_by_some_operation_or_rule() {
    // Confirming as the second custodian is asked of the second person, within the first one's call.
    let elsewhere = [Permission::ConfirmAsSecond];
    let asked: Vec<String> = all().into_iter().filter_map(|one| one.permission).collect();
    let idle: Vec<_> = Permission::ALL
        .iter()
        .filter(|permission| !elsewhere.contains(permission) && !asked.iter().any(|a| a == permission.as_str()))
        .collect();
    assert!(idle.is_empty(), "no operation asks for {idle:?}");
}

fn call<'t>(app: &'t TestApp, operation: &Operation) -> Call<'t> {
    let call = app.prepare(&operation.method, &operation.path_of(&operation.plausible)).once().version(1);
    if operation.method == "GET" { call } else { call.json(&json!({})) }
}
