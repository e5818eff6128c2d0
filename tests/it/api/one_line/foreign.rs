//! What belongs to another agency cannot be named by its code or number in any body: the answer is that to something that is not there. Its
//! ids are tried by a law.

use custody::model::accounts::role::Role;
use serde_json::Value;

use super::examples::{self, with};
use super::world::World;
use super::{SIGNING_IN, last_of};
use crate::laws::operations::all;
use crate::support::{Answer, TestApp, goods, schemas};

/// Members that name something by its code or number.
const NAMES: [&str; 7] = ["code", "codes", "item", "items", "label", "request", "case"];

/// The members of the bodies that name something: the operation and the JSON pointer.
fn naming_members() -> Vec<(String, String)> {
    let is_text = |schema: &Value| {
        let kinds = &schema["type"];
        let text = kinds == "string" || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "string"));
        text && schema["enum"].is_null() && schema["format"] != "date-time"
    };
    let operations = all().into_iter().filter(|one| !SIGNING_IN.contains(&one.id.as_str()) && one.id != "found_centre");
    let of = |one: crate::laws::operations::Operation| {
        let body = schemas::body_of(&one.path, &one.method);
        let names = schemas::pointers_of(body, is_text).into_iter().filter(|pointer| NAMES.contains(&last_of(pointer)));
        names.map(move |pointer| (one.id.clone(), pointer)).collect::<Vec<_>>()
    };
    operations.flat_map(of).collect()
}

#[test]
fn no_member_of_any_body_tells_a_foreign_code_from_one_of_nothing() {
    let app = TestApp::new("foreign-members");
    let (team, staff, foreign) = (app.team(0), app.staff(), app.team(2));
    let world = World::new(&app);
    let administrators = (app.one(Role::SystemAdmin), app.one(Role::Auditor));
    let examples = examples::all(&app, (&team, &staff), (&administrators.0, &administrators.1), &world);
    let (case, codes) = app.in_custody(&foreign, &goods::many(2));
    let loan = app.lend(&foreign, &case, &codes[..1]);
    let first = |path: &str| foreign.officer.get(path).ok()["rows"][0]["id"].as_str().map(str::to_owned);
    let listed = ["items", "seizure-lists", "requests"].map(|list| first(&format!("/api/v1/{list}")));
    let idle = app.keys.labels.issue(999_999).unwrap().as_str().to_owned();
    let ids = [case, loan, foreign.officer.id(), foreign.head.id()].into_iter().chain(listed.into_iter().flatten());
    let ids: Vec<String> = ids.collect();
    let (mut tried, mut operations) = (0, std::collections::BTreeSet::new());
    for (operation, pointer) in naming_members() {
        let bound = |login: &str| login.starts_with("police-");
        let Some(example) = examples.iter().find(|one| one.is_of(&operation, &pointer)) else { continue };
        // Whoever sees every agency's goods is not asked.
        if !bound(example.person.login()) {
            continue;
        }
        let told = |named: &str| -> (u16, String) {
            let answer: Answer = example.send(&with(&example.body, &pointer, named));
            let text = String::from_utf8_lossy(&answer.bytes).replace(named, "NAMED");
            (answer.status, text.split("\"instance\"").next().unwrap_or_default().to_owned())
        };
        let nothing = uuid::Uuid::now_v7().to_string();
        let foreign = ids.iter().map(|id| (id, &nothing)).chain(codes.iter().map(|code| (code, &idle)));
        for (theirs, of_nothing) in foreign {
            let answer = told(theirs);
            let other = told(of_nothing);
            tried += 1;
            if answer.0 < 400 {
                // The member means nothing in this call, and nothing of it comes back.
                assert!(
                    answer.0 == other.0 && !answer.1.contains("NAMED"),
                    "{operation} {pointer} {theirs}: {answer:?}"
                );
                continue;
            }
            assert_eq!(answer, other, "{operation} {pointer} {theirs}");
        }
        operations.insert(operation);
    }
    assert!(tried > 60 && operations.len() >= 5, "only {tried}: {operations:?}");
}
