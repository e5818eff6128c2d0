//! Texts of one line, of characters that people see: whatever member of whatever body takes a text, a line break in it is
//! refused by name, unless people write it in several lines where they like; so is every character that nobody sees.

mod examples;
mod limits;
mod world;

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use custody::model::accounts::role::Role;
use custody::model::time::SECOND;
use custody::operations::accounts::setup;
use serde_json::{Value, json};

use self::examples::with;
use self::world::World;
use crate::laws::operations::all;
use crate::support::{Answer, PASSWORD, TestApp, schemas};
use crate::text;

/// Members that are prose, wherever they stand.
const PROSE: [&str; 8] =
    ["answer", "explanation", "features", "ground", "opinion", "reason", "remark", "sampling_note"];
/// Members that are only held against what is known and never kept as a text.
const SECRETS: [&str; 12] = [
    "attestation",
    "authenticator_data",
    "client_data",
    "confirmation",
    "credential_id",
    "current",
    "new",
    "password",
    "refresh_token",
    "signature",
    "token",
    "user_handle",
];
/// A code as a scanner sends it: freed of what scanners add, and looked up at once. The other codes name their member.
const SCANNED: (&str, &str) = ("replace_label", "/code");
/// What no text has, with the code it is refused by: controls, marks of direction, characters of no width, tags, characters of
/// no meaning, and a selector of variants where there is none.
const NOWHERE: [(&str, &str); 14] = [
    ("\u{7}", "text_control"),
    ("\u{9B}", "text_control"),
    ("\u{202E}", "text_character"),
    ("\u{2066}", "text_character"),
    ("\u{200F}", "text_character"),
    ("\u{61C}", "text_character"),
    ("\u{200B}", "text_character"),
    ("\u{2060}", "text_character"),
    ("\u{FEFF}", "text_character"),
    ("\u{AD}", "text_character"),
    ("\u{E0041}", "text_character"),
    ("\u{FFFE}", "text_character"),
    ("\u{E000}", "text_character"),
    ("\u{180E}", "text_character"),
];
/// What no text of one line has besides.
const ON_ONE_LINE: [(&str, &str); 6] = [
    ("\n", "text_one_line"),
    ("\t", "text_one_line"),
    ("\u{2028}", "text_one_line"),
    ("\u{200D}", "text_character"),
    ("\u{FE0F}", "text_character"),
    ("\u{E0100}", "text_character"),
];
/// What no text of several lines has besides.
const IN_PROSE: [(&str, &str); 2] = [("\u{2028}", "text_character"), ("\u{C}", "text_control")];
/// Operations of which one person may carry out so many a minute.
const RARE: [(&str, i64); 6] = [
    ("print_labels", 10),
    ("replace_label", 10),
    ("register_user", 20),
    // What is left of those at once does for the rest.
    ("import_users", 10),
    ("edit_user", 20),
    ("reveal_receiver_document", 20),
];
/// Operations that take nothing but a login and secrets.
const SIGNING_IN: [&str; 14] = [
    "sign_in",
    "confirm_as_second",
    "change_password",
    "refresh_session",
    "set_up_factor",
    "confirm_factor",
    "renew_recovery_codes",
    "remove_factor",
    "reauthenticate",
    "begin_passkey",
    "remove_passkey",
    "answer_identity_request",
    "sign_in_with_identity",
    "reauthenticate_with_identity",
];

/// Whether an answer refuses a member: by its pointer, or the line it is in.
fn refuses(answer: &Answer, pointer: &str) -> bool {
    if answer.status == 200 {
        return answer.body["results"][0]["refusal"].is_object();
    }
    let fields = answer.fields();
    fields.iter().any(|(at, _)| *at == pointer || (!at.is_empty() && pointer.starts_with(&format!("{at}/"))))
}

fn last_of(pointer: &str) -> &str {
    pointer.trim_end_matches("/0").rsplit('/').next().unwrap_or_default()
}

/// The members of the bodies that are texts, by the API's own document: the operation and the JSON pointer.
fn text_members() -> Vec<(String, String)> {
    let is_text = |schema: &Value| {
        let kinds = &schema["type"];
        let text = kinds == "string" || kinds.as_array().is_some_and(|kinds| kinds.contains(&json!("string")));
        text && schema["enum"].is_null() && !matches!(schema["format"].as_str(), Some("uuid" | "date-time" | "date"))
    };
    let operations = all().into_iter().filter(|one| !SIGNING_IN.contains(&one.id.as_str()));
    let of = |one: crate::laws::operations::Operation| {
        let pointers = schemas::pointers_of(schemas::body_of(&one.path, &one.method), is_text);
        pointers.into_iter().map(move |pointer| (one.id.clone(), pointer))
    };
    operations.flat_map(of).filter(|(_, pointer)| !SECRETS.contains(&last_of(pointer))).collect()
}

/// What keeps a text out of a member; empty when it was taken. A code that is looked up is refused as one that nobody knows.
fn refusal_of(answer: &Answer, pointer: &str, odd: &str) -> String {
    if !matches!(answer.status, 200 | 422) || !refuses(answer, pointer) {
        return String::new();
    }
    let refusals = answer.body["errors"].as_array().into_iter().flatten();
    let refusals = refusals.chain(answer.body["results"].as_array().into_iter().flatten().map(|line| &line["refusal"]));
    let about_texts = |refusal: &&Value| text(refusal, "code").starts_with("text_");
    let Some(refusal) = refusals.into_iter().find(about_texts) else { return "unknown".to_owned() };
    let number = format!("U+{:04X}", odd.chars().next().map_or(0, u32::from));
    assert!(text(refusal, "detail").contains(&number), "{pointer}: {number} is not named: {refusal}");
    text(refusal, "code").to_owned()
}

#[test]
fn every_text_of_every_body_has_one_line_unless_it_is_prose_and_nothing_that_nobody_sees() {
    let app = TestApp::with_calls("one-line", NonZeroU32::new(50).unwrap());
    let (team, staff) = (app.team(0), app.staff());
    let world = World::new(&app);
    let administrators =
        (app.one(Role::SystemAdmin), app.one(Role::Auditor), app.one(Role::SecurityAdmin), app.person("supervisor"));
    let examples = examples::all(
        &app,
        (&team, &staff),
        (&administrators.0, &administrators.1, &administrators.2, &administrators.3),
        &world,
    );
    let (mut tried, mut named, mut taken) = (0, 0, Vec::new());
    for (operation, pointer) in text_members().into_iter().filter(|(operation, _)| operation != "found_centre") {
        let Some(example) = examples.iter().find(|one| one.is_of(&operation, &pointer)) else {
            panic!("{operation} takes a text at {pointer}: give an example here")
        };
        if (operation.as_str(), pointer.as_str()) == SCANNED {
            continue;
        }
        let besides = if PROSE.contains(&last_of(&pointer)) { &IN_PROSE[..] } else { &ON_ONE_LINE[..] };
        for (odd, code) in NOWHERE.iter().chain(besides) {
            let answer = example.send(&with(&example.body, &pointer, &format!("a{odd}b")));
            let refusal = refusal_of(&answer, &pointer, odd);
            if refusal != *code && refusal != "unknown" {
                taken.push(format!("{operation} {pointer} {odd:?}: {} {}", answer.status, answer.body));
            }
            tried += 1;
            named += usize::from(refusal == *code);
        }
        // Nobody does that so often in one moment.
        if let Some((_, seconds)) = RARE.iter().find(|(rare, _)| *rare == operation) {
            app.wait(seconds * SECOND);
        }
    }
    assert!(taken.is_empty(), "{}", taken.join("\n"));
    assert!(tried > 2_400 && named > 1_600, "only {tried} texts, {named} refused by their characters");
    for example in &examples {
        let members = text_members().into_iter().filter(|(operation, pointer)| example.is_of(operation, pointer));
        let prose = members.filter(|(_, pointer)| PROSE.contains(&last_of(pointer)));
        let body = prose.fold(example.body.clone(), |body, (_, pointer)| with(&body, &pointer, "a\nb"));
        let answer = example.send(&body);
        let done = (200..300).contains(&answer.status) && !answer.body["results"][0]["refusal"].is_object();
        // Its text is right, and what it would take is shown over TLS only.
        let done = done || (example.operation, answer.code()) == ("add_certificate", "certificates_not_offered");
        assert!(done, "{}: {} {}", example.operation, answer.status, answer.body);
    }
    let operations: BTreeSet<_> = examples.iter().map(|one| one.operation).collect();
    assert!(operations.len() > 30, "only {} operations", operations.len());
}

#[test]
fn the_names_of_a_new_centre_have_one_line() {
    let app = TestApp::empty("one-line-setup");
    let token = setup::new_token(&app.database, &app.keys.tokens).unwrap().unwrap();
    let body = json!({
        "token": token, "centre_name": "涉案财物管理中心", "centre_code": "130273000001", "login": "first.admin",
        "name": "系统管理员", "password": PASSWORD, "security_login": "second.admin", "security_name": "安全管理员",
    });
    let found = |body: &Value| app.prepare("POST", "/api/v1/setup").json(body).send();
    let members: Vec<_> = text_members().into_iter().filter(|(operation, _)| operation == "found_centre").collect();
    assert_eq!(members.len(), 6, "{members:?}");
    for (_, pointer) in members {
        for odd in ["\n", "\u{202E}", "\u{200B}"] {
            let answer = found(&with(&body, &pointer, &format!("a{odd}b")));
            assert!(refuses(&answer, &pointer), "{pointer}: {}", answer.body);
        }
    }
    found(&body).with(201);
}
