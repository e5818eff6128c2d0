//! The bodies of the API as its own document describes them: which members of which kind each operation takes.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde_json::{Map, Value};

/// The document of the API.
pub fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(|| serde_json::to_value(custody::api::openapi()).unwrap())
}

/// The schema of the JSON body of an operation; null when it takes none.
pub fn body_of(path: &str, method: &str) -> &'static Value {
    let body = &document()["paths"][path][method.to_lowercase()]["requestBody"];
    resolved(&body["content"]["application/json"]["schema"])
}

/// A schema itself, where another one names it.
pub fn resolved(schema: &'static Value) -> &'static Value {
    match schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => resolved(&document()["components"]["schemas"][name]),
        None => schema,
    }
}

/// The members of an object and their schemas.
pub fn members_of(schema: &'static Value) -> impl Iterator<Item = (&'static String, &'static Value)> {
    schema["properties"].as_object().into_iter().flat_map(Map::iter)
}

/// The JSON pointers of everything in a body that is as asked; 0 stands for each element of a list.
pub fn pointers_of(schema: &'static Value, is_asked: fn(&Value) -> bool) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(schema, "", is_asked, &mut found);
    found
}

fn walk(schema: &'static Value, pointer: &str, is_asked: fn(&Value) -> bool, found: &mut BTreeSet<String>) {
    let schema = resolved(schema);
    if is_asked(schema) {
        found.insert(pointer.to_owned());
    }
    for (name, member) in members_of(schema) {
        walk(member, &format!("{pointer}/{name}"), is_asked, found);
    }
    if schema["items"].is_object() {
        walk(&schema["items"], &format!("{pointer}/0"), is_asked, found);
    }
    for choice in ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|how| schema[how].as_array()).flatten() {
        walk(choice, pointer, is_asked, found);
    }
}

/// The JSON pointers of everything in a body that has such a bound, such as `maxLength`, with the bound.
pub fn numbers_of(schema: &'static Value, bound: &str) -> Vec<(String, i64)> {
    fn walk(schema: &'static Value, at: &str, bound: &str, found: &mut Vec<(String, i64)>) {
        let schema = resolved(schema);
        found.extend(schema[bound].as_i64().map(|number| (at.to_owned(), number)));
        for (name, member) in members_of(schema) {
            walk(member, &format!("{at}/{name}"), bound, found);
        }
        if schema["items"].is_object() {
            walk(&schema["items"], &format!("{at}/0"), bound, found);
        }
        for choice in ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|how| schema[how].as_array()).flatten() {
            walk(choice, at, bound, found);
        }
    }
    let mut found = Vec::new();
    walk(schema, "", bound, &mut found);
    found
}

/// Whether a member may be of this kind, such as `null` or `string`.
pub fn may_be(schema: &'static Value, kind: &str) -> bool {
    let schema = resolved(schema);
    let named = |value: &Value| value == kind || value.as_array().is_some_and(|kinds| kinds.iter().any(|k| k == kind));
    named(&schema["type"]) || schema["oneOf"].as_array().into_iter().flatten().any(|choice| may_be(choice, kind))
}
