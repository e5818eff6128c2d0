//! The bounds in the document are those that are held: what is longer or larger is refused by its name, and the refusal tells the bound.

use custody::model::accounts::role::Role;
use custody::model::time::SECOND;
use serde_json::Value;

use super::examples::{self, Example, with_value};
use super::world::World;
use super::{RARE, SIGNING_IN, last_of, refuses};
use crate::laws::operations::all;
use crate::support::{Answer, TestApp, schemas};
use crate::text;

/// Members that name something by its number, code or name: a longer one is refused as one that nobody knows. So are tokens.
const NAMES: [&str; 14] = [
    "case",
    "code",
    "codes",
    "confirmation",
    "content",
    "item",
    "items",
    "label",
    "login",
    "place",
    "places",
    "profile",
    "request",
    "plate",
];

/// The members of the bodies that have such a bound, with it: the operation, the JSON pointer, the bound.
fn bounded(bound: &'static str) -> Vec<(String, String, i64)> {
    let operations = all().into_iter().filter(|one| !SIGNING_IN.contains(&one.id.as_str()) && one.id != "found_centre");
    let of = |one: crate::laws::operations::Operation| {
        let found = schemas::numbers_of(schemas::body_of(&one.path, &one.method), bound);
        found.into_iter().map(move |(pointer, number)| (one.id.clone(), pointer, number))
    };
    operations.flat_map(of).collect()
}

/// The codes and sentences by which an answer refuses a member, or the line it is in.
fn refusals_of(answer: &Answer) -> String {
    let fields = answer.body["errors"].as_array().into_iter().flatten();
    let lines = answer.body["results"].as_array().into_iter().flatten().map(|line| &line["refusal"]);
    fields
        .chain(lines)
        .filter(|one| one.is_object())
        .map(|one| format!("{}: {}\n", text(one, "code"), text(one, "detail")))
        .collect()
}

#[test]
fn what_is_beyond_the_bounds_of_the_document_is_refused_by_name_and_with_the_bound() {
    let app = TestApp::new("limits");
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
    let example = |operation: &str, pointer: &str| -> Option<&Example<'_>> {
        examples.iter().find(|one| one.is_of(operation, pointer))
    };
    let (mut wrong, mut tried) = (Vec::new(), 0);
    let mut hold = |operation: &str, pointer: &str, (code, bound): (&str, i64), value: Value| {
        // A layout is edited as a whole, and has the members it is registered with.
        let of_a_whole = operation.starts_with("edit_") && pointer.starts_with("/layout/");
        let Some(example) = example(operation, pointer).filter(|_| !of_a_whole) else { return };
        let answer = example.send(&with_value(&example.body, pointer, value));
        let told = refusals_of(&answer);
        let negative = told.contains("number_negative:") && bound == 0;
        let named = negative || told.contains(&format!("{code}:")) && told.contains(&bound.to_string());
        let unknown = NAMES.contains(&last_of(pointer)) && (answer.status >= 400 || !told.is_empty());
        if !(matches!(answer.status, 200 | 422) && refuses(&answer, pointer) && named || unknown) {
            wrong.push(format!("{operation} {pointer} {bound}: {} {}", answer.status, answer.body));
        }
        tried += 1;
        if RARE.iter().any(|(rare, _)| *rare == operation) {
            app.wait(10 * SECOND);
        }
    };
    for (operation, pointer, max) in bounded("maxLength") {
        let long = "长".repeat(usize::try_from(max + 1).unwrap());
        hold(&operation, &pointer, ("text_too_long", max), long.into());
    }
    for (operation, pointer, max) in bounded("maxItems") {
        let Some(known) = example(&operation, &pointer) else { continue };
        let first = known.body.pointer(&format!("{pointer}/0")).cloned();
        let first = first.unwrap_or_else(|| uuid::Uuid::new_v4().to_string().into());
        let many = vec![first; usize::try_from(max + 1).unwrap()];
        hold(&operation, &pointer, ("list_too_long", max), many.into());
    }
    for (operation, pointer, max) in bounded("maximum") {
        hold(&operation, &pointer, ("number_out_of_range", max), (max + 1).into());
    }
    for (operation, pointer, min) in bounded("minimum") {
        hold(&operation, &pointer, ("number_out_of_range", min), (min - 1).into());
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 150, "only {tried}");
}

#[test]
fn parameters_beyond_the_bounds_of_the_document_are_refused_by_name() {
    let app = TestApp::new("parameters");
    let mut tried = 0;
    for operation in all().into_iter().filter(|one| one.permission.is_some()) {
        let person = app.one(operation.first_role());
        let described = &schemas::document()["paths"][&operation.path][&operation.method.to_lowercase()]["parameters"];
        for parameter in described.as_array().into_iter().flatten().filter(|one| one["in"] == "query") {
            let (name, schema) = (text(parameter, "name"), &parameter["schema"]);
            let beyond = [
                schema["maxLength"]
                    .as_u64()
                    .map(|max| ("text_too_long", max.to_string(), "a".repeat(max as usize + 1))),
                schema["maximum"]
                    .as_i64()
                    .filter(|max| *max < i64::MAX)
                    .map(|max| ("number_out_of_range", max.to_string(), (max + 1).to_string())),
                schema["minimum"].as_i64().map(|min| ("number_out_of_range", min.to_string(), (min - 1).to_string())),
            ];
            for (code, bound, value) in beyond.into_iter().flatten() {
                let path = operation.path_of(&operation.plausible);
                let joint = if path.contains('?') { '&' } else { '?' };
                let answer = person.prepare(&operation.method, &format!("{path}{joint}{name}={value}")).send();
                let told = format!("{} {}", answer.call, answer.body);
                assert_eq!(answer.fields().first(), Some(&(format!("/{name}").as_str(), code)), "{told}");
                assert!(text(&answer.body["errors"][0], "detail").contains(&bound), "{told}");
                tried += 1;
            }
        }
    }
    assert!(tried > 80, "only {tried}");
}
