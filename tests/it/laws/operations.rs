//! Every operation of the API, as its own document lists them.

use custody::api::openapi;
use custody::model::accounts::role::Role;
use serde_json::Value;

use crate::text;

/// Operations that anybody may call; one more here is a decision, not an accident.
const PUBLIC: [&str; 15] = [
    "answer_identity_request",
    "begin_identity_sign_in",
    "begin_passkey_sign_in",
    "found_centre",
    "get_certificate_shown",
    "get_identity_provider",
    "get_passkeys_offered",
    "is_live",
    "is_ready",
    "read_metrics",
    "refresh_session",
    "sign_in",
    "sign_in_with_certificate",
    "sign_in_with_identity",
    "sign_in_with_passkey",
];

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    pub id: String,
    /// In capitals.
    pub method: String,
    /// With its parameters in braces.
    pub path: String,
    /// The permission it names; none for a public one.
    pub permission: Option<String>,
    pub query: Vec<String>,
    pub headers: Vec<String>,
    /// Whether it takes a JSON body.
    pub takes_body: bool,
    /// The query without which it cannot be read, such as `?from=0&to=0`; mostly empty.
    pub needed_query: String,
    /// What its first parameter may be, of the right kind, though nobody has it.
    pub plausible: String,
}

impl Operation {
    /// A role that may.
    pub fn first_role(&self) -> Role {
        let may = |role: &&Role| role.permissions().iter().any(|p| Some(p.as_str()) == self.permission.as_deref());
        *Role::ALL.iter().find(may).unwrap_or_else(|| panic!("nobody may {}", self.id))
    }

    /// The collection of the first parameter of the path, such as `cases`; none without parameters.
    pub fn collection(&self) -> Option<&str> {
        self.path.split("/{").next().filter(|start| *start != self.path)?.rsplit('/').next()
    }

    /// The address with its first parameter filled in, the others with something nobody has.
    pub fn path_of(&self, id: &str) -> String {
        let mut path = self.path.clone();
        let mut value = id.to_owned();
        while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
            path.replace_range(from..=to, &value);
            value = uuid::Uuid::new_v4().to_string();
        }
        path + &self.needed_query
    }
}

/// All operations of the document.
pub fn all() -> Vec<Operation> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push(read(&document, path, method, operation));
        }
    }
    operations
}

/// A value of the kind a schema asks for: a word of a closed list, a number, else an id.
fn value_of(document: &Value, schema: &Value) -> String {
    let name = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    let schema = name.map_or(schema, |name| &document["components"]["schemas"][name]);
    match (schema["enum"][0].as_str(), schema["type"].as_str()) {
        (Some(word), _) => word.to_owned(),
        (None, Some("integer")) => schema["minimum"].as_i64().unwrap_or(2023).to_string(),
        _ => uuid::Uuid::new_v4().to_string(),
    }
}

fn read(document: &Value, path: &str, method: &str, operation: &Value) -> Operation {
    let scopes = operation["security"].as_array().into_iter().flatten().find_map(|one| one.get("session"));
    let scopes: Vec<_> = scopes.into_iter().flat_map(|scopes| scopes.as_array().unwrap()).collect();
    assert!(scopes.len() <= 1, "{method} {path} names more than one permission");
    let parameters = |place: &str| -> Vec<String> {
        let all = operation["parameters"].as_array().into_iter().flatten();
        all.filter(|one| one["in"] == place).map(|one| text(one, "name").to_owned()).collect()
    };
    let needed = operation["parameters"].as_array().into_iter().flatten();
    let needed = needed.filter(|one| one["in"] == "query" && one["required"] == true);
    let needed = needed.map(|one| format!("{}={}", text(one, "name"), value_of(document, &one["schema"])));
    let needed = needed.collect::<Vec<_>>().join("&");
    let first = operation["parameters"].as_array().into_iter().flatten().find(|one| one["in"] == "path");
    Operation {
        id: text(operation, "operationId").to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        permission: scopes.first().and_then(|scope| scope.as_str()).map(str::to_owned),
        query: parameters("query"),
        headers: parameters("header"),
        takes_body: operation.get("requestBody").is_some(),
        needed_query: if needed.is_empty() { needed } else { format!("?{needed}") },
        plausible: first.map_or_else(String::new, |one| value_of(document, &one["schema"])),
    }
}

#[test]
fn every_operation_names_a_permission_unless_it_is_known_to_be_public() {
    let mut public: Vec<_> = all().into_iter().filter(|one| one.permission.is_none()).map(|one| one.id).collect();
    let mut known = PUBLIC.map(str::to_owned).to_vec();
    public.sort();
    known.sort();
    assert_eq!(public, known);
}

#[test]
fn operation_ids_are_unique_words() {
    let mut ids: Vec<_> = all().into_iter().map(|one| one.id).collect();
    let count = ids.len();
    assert!(count > 40, "only {count} operations");
    assert!(ids.iter().all(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')), "{ids:?}");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
