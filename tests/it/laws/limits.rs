//! Nothing that is sent is without bounds: texts have a length, lists a number, numbers a range, in the document itself.

use custody::model::centre::settings::SettingName;
use serde_json::Value;

use crate::support::schemas::{document, members_of, resolved};
use crate::text;

/// What a schema leaves open, by pointer.
fn gaps(schema: &'static Value, at: &str, found: &mut Vec<String>) {
    let named = schema["$ref"].as_str().unwrap_or_default();
    let schema = resolved(schema);
    let kinds = &schema["type"];
    let is = |kind: &str| kinds == kind || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind));
    let lacks = |member: &str| schema[member].is_null();
    let formed = matches!(schema["format"].as_str(), Some("uuid" | "date-time" | "date"));
    let fixed = formed || ["enum", "pattern", "maxLength", "const"].into_iter().any(|member| !lacks(member));
    if is("string") && !fixed {
        found.push(format!("{at}: a text without maxLength"));
    }
    if is("integer") && (lacks("minimum") || lacks("maximum")) {
        found.push(format!("{at}: a number without minimum and maximum"));
    }
    if is("array") && lacks("maxItems") {
        found.push(format!("{at}: a list without maxItems"));
    }
    if is("number") || schema["additionalProperties"].is_object() {
        found.push(format!("{at}: nothing of ours is of this kind"));
    }
    for (name, member) in members_of(schema) {
        assert!(at.len() < 2_000, "{named} holds itself");
        gaps(member, &format!("{at}/{name}"), found);
    }
    if schema["items"].is_object() {
        gaps(&schema["items"], &format!("{at}/0"), found);
    }
    for choice in ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|how| schema[how].as_array()).flatten() {
        gaps(choice, at, found);
    }
}

#[test]
fn every_text_list_and_number_that_is_sent_has_its_bounds_in_the_document() {
    let (mut found, mut seen) = (Vec::new(), 0);
    for item in document()["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let id = text(operation, "operationId");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                gaps(&parameter["schema"], &format!("{id} {}", text(parameter, "name")), &mut found);
                seen += 1;
            }
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            gaps(body, id, &mut found);
        }
    }
    assert!(found.is_empty(), "{} gaps:\n{}", found.len(), found.join("\n"));
    assert!(seen > 250, "only {seen} parameters");
}

#[test]
fn what_is_left_open_is_named() {
    let planted = serde_json::json!({ "type": "object", "properties": {
        "a": { "type": "string" }, "b": { "type": ["integer", "null"], "minimum": 0 }, "c": { "type": "array", "items": { "type": "string" } },
        "d": { "type": "string", "maxLength": 3 }, "e": { "type": "string", "format": "uuid" }
    } });
    let mut found = Vec::new();
    gaps(Box::leak(Box::new(planted)), "planted", &mut found);
    let named: Vec<_> = found.iter().map(|gap| gap.split(':').next().unwrap()).collect();
    assert_eq!(named, ["planted/a", "planted/b", "planted/c", "planted/c/0"]);
}

#[test]
fn the_bounds_of_a_setting_lie_within_those_of_the_document() {
    let value = &document()["components"]["schemas"]["NewValue"]["properties"]["value"];
    let all: Vec<_> = SettingName::ALL.iter().map(|name| name.bounds()).collect();
    assert_eq!(value["minimum"].as_i64(), all.iter().map(|(min, _)| *min).min());
    assert_eq!(value["maximum"].as_i64(), all.iter().map(|(_, max)| *max).max());
}
