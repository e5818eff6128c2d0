//! Whatever text stands in whatever parameter: it is a hit, no hit or refused, and never a fault of the program.

use serde_json::{Value, json};

use crate::laws::operations::{Operation, all};
use crate::support::{Answer, TestApp, schemas};

/// Texts that have broken programs.
const ODD: [&str; 12] = [
    "\0",
    "a\0b",
    "' OR 1=1 --",
    "\"",
    "\\",
    "%",
    "\u{202E}txt",
    "\u{200B}",
    "\u{1F9EA}\u{FE0F}",
    "<b>",
    "\r\n",
    "9999999999999999999999",
];

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn send(app: &TestApp, operation: &Operation, path: &str, body: Option<&Value>) -> Answer {
    let call = app.prepare(&operation.method, path).once().version(1);
    let call =
        if operation.permission.is_some() { call.bearer(&app.one(operation.first_role()).token()) } else { call };
    if let Some(body) = body { call.json(body).send() } else { call.send() }
}

fn is_answered(answer: &Answer, odd: &str) {
    assert!(answer.status < 500, "{odd:?} {}: {} {}", answer.call, answer.status, answer.body);
}

#[test]
fn any_text_in_any_part_of_an_address_is_answered() {
    let app = TestApp::new("odd-addresses");
    let mut tried = 0;
    // Signing out would end the session of the calls to come.
    for operation in all().into_iter().filter(|one| one.id != "sign_out") {
        for odd in ODD {
            if operation.path.contains('{') && !operation.takes_body {
                is_answered(&send(&app, &operation, &operation.path_of(&encoded(odd)), None), odd);
                tried += 1;
            }
            for name in &operation.query {
                let path = operation.path_of(&operation.plausible);
                let link = if path.contains('?') { '&' } else { '?' };
                let answer = send(&app, &operation, &format!("{path}{link}{name}={}", encoded(odd)), None);
                is_answered(&answer, odd);
                if odd.contains('\0') {
                    let pointer = format!("/{name}");
                    assert_eq!((answer.status, answer.fields()), (422, vec![(pointer.as_str(), "text_control")]));
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 1_000, "only {tried} calls");
}

#[test]
fn any_text_in_any_member_of_a_body_is_answered() {
    let app = TestApp::new("odd-bodies");
    let mut tried = 0;
    for operation in all().into_iter().filter(|one| one.takes_body && one.id != "change_password") {
        let path = operation.path_of(&operation.plausible);
        for (member, _) in schemas::members_of(schemas::body_of(&operation.path, &operation.method)) {
            for odd in ODD {
                let answer = send(&app, &operation, &path, Some(&json!({ member: odd })));
                is_answered(&answer, odd);
                if odd.contains('\0') {
                    assert!(answer.status >= 400, "{}: {}", answer.call, answer.status);
                    let text_control =
                        |(pointer, code): &(&str, &str)| *pointer == format!("/{member}") && *code == "text_control";
                    assert!(
                        answer.status != 422 || answer.fields().iter().any(text_control),
                        "{} {}",
                        answer.call,
                        answer.body
                    );
                }
                tried += 1;
            }
        }
    }
    assert!(tried > 500, "only {tried} calls");
}
