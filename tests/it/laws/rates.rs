//! Whatever answers many rows, proves something or makes a file belongs to a class of calls, of which one person may make so many.

use custody::api::openapi;
use custody::api::rates::{CallClass, EXTENSION};
use serde_json::Value;

use crate::text;

/// Operations without a class though they look as if they needed one, each with the reason.
const UNLIMITED: [(&str, &str); 0] = [];

/// Why an operation needs a class; `None` when it needs none.
fn need(document: &Value, operation: &Value) -> Option<&'static str> {
    let id = text(operation, "operationId");
    let takes = |name: &str| {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        parameters.filter(|one| one["in"] == "query").any(|one| one["name"] == name)
    };
    let answers = &operation["responses"]["200"]["content"];
    let schema = &answers["application/json"]["schema"];
    let named = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    let schema = named.map_or(schema, |name| &document["components"]["schemas"][name]);
    let is_file =
        answers.as_object().is_some_and(|types| types.keys().any(|kind| kind.contains("pdf") || kind.contains("csv")));
    match id {
        _ if id == "search" => Some("searches"),
        _ if id.starts_with("prove_") || id.contains("verification") && id.starts_with("start_") => Some("proofs"),
        _ if schema["properties"]["proof"].is_object() => Some("proofs"),
        _ if id.starts_with("export_") => Some("exports"),
        _ if id.starts_with("print_") || is_file => Some("prints"),
        _ if id.starts_with("list_") || ["cursor", "q", "after"].into_iter().any(takes) => Some("lists"),
        _ if schema["type"] == "array" || schema["properties"]["rows"].is_object() => Some("lists"),
        _ => None,
    }
}

#[test]
fn every_list_search_proof_export_and_print_has_its_class() {
    let document = serde_json::to_value(openapi()).unwrap();
    let (mut wrong, mut limited) = (Vec::new(), [0; CallClass::ALL.len()]);
    for item in document["paths"].as_object().unwrap().values() {
        for (method, operation) in item.as_object().unwrap() {
            let id = text(operation, "operationId");
            let class = operation[EXTENSION].as_str();
            if let Some(named) = class {
                let known = CallClass::of(named).unwrap_or_else(|| panic!("{id}: {named} is no class"));
                limited[known as usize] += 1;
            }
            // Changes are limited where they make files or have the log verified.
            let needed = need(&document, operation).filter(|need| method == "get" || *need != "lists");
            let excepted = UNLIMITED.iter().any(|(known, _)| *known == id);
            if needed.is_some() && class.is_none() && !excepted {
                wrong.push(format!("{id} needs {EXTENSION}, such as {needed:?}"));
            }
            if let (Some(needed), Some(class)) = (needed, class)
                && needed != class
            {
                wrong.push(format!("{id} is one of the {class}, not of the {needed}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(limited.iter().all(|count| *count > 0) && limited.iter().sum::<usize>() >= 40, "{limited:?}");
}

#[test]
fn an_operation_without_its_class_is_named() {
    let document = serde_json::to_value(openapi()).unwrap();
    let planted = |id: &str, query: &str| serde_json::json!({ "operationId": id, "parameters": [{ "in": "query", "name": query }] });
    for (id, query, expected) in [
        ("list_things", "x", Some("lists")),
        ("get_things", "cursor", Some("lists")),
        ("prove_thing", "x", Some("proofs")),
        ("export_things", "q", Some("exports")),
        ("get_thing", "x", None),
    ] {
        assert_eq!(need(&document, &planted(id, query)), expected, "{id}");
    }
}
