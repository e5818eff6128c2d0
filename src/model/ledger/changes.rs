//! What an entry of the log tells, field by field: each as it was before, where that is known, and as it is after.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::ledger::entry_fields::EntryField;
use crate::model::ledger::event::Action;

/// Objects whose members stand in some entries by themselves, in others within the object.
const BARE: [&str; 3] = ["agency", "place", "user"];
/// What is said with a change and is no part of what is changed.
const SAID: [&str; 5] = ["reason", "before", "after", "finding_id", "replaces_id"];

/// One field of what an entry tells.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// Its path, such as `request.status` or `place_id`; the last part is an [`EntryField`].
    pub field: String,
    /// As it was; none where it had no value.
    pub before: Option<Value>,
    /// As it is after the entry; none where it has no value.
    pub after: Option<Value>,
    /// Whether it is known what was before.
    pub compared: bool,
}

/// Every field that a payload tells of, in the order in which people read them; held against the payload of an earlier entry of the same
/// subject, if any. Empty for what is no payload.
pub fn changes(action: &str, payload: &str, earlier: Option<&str>) -> Vec<FieldChange> {
    let Some(event) = object(payload) else { return Vec::new() };
    let mut found = match event.get("details") {
        None => of_item(&event),
        Some(Value::Object(details)) => {
            let earlier = earlier.and_then(object);
            let earlier = earlier.as_ref().and_then(|event| event.get("details")?.as_object());
            of_subject(action, details, earlier)
        }
        Some(_) => Vec::new(),
    };
    found.retain(|change| change.before.is_some() || change.after.is_some());
    found.sort_by_key(|change| order(&change.field));
    found
}

fn object(payload: &str) -> Option<Map<String, Value>> {
    match serde_json::from_str(payload).ok()? {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

/// The last part of a field's path.
pub fn last_part(field: &str) -> &str {
    field.rsplit('.').next().unwrap_or(field)
}

/// What happened stands before what accompanied it, and within each what people look for first.
fn order(field: &str) -> (bool, String, usize) {
    let (group, member) = field.rsplit_once('.').unwrap_or(("", field));
    let place = EntryField::ALL.iter().position(|known| known.as_str() == member);
    (group == "circumstances", group.to_owned(), place.unwrap_or(usize::MAX))
}

fn given(value: Option<&Value>) -> Option<Value> {
    value.filter(|value| !value.is_null()).cloned()
}

fn of_item(event: &Map<String, Value>) -> Vec<FieldChange> {
    let facts = |member: &str| event.get(member).and_then(Value::as_object);
    let (before, after) = (facts("before"), facts("after"));
    let mut names: Vec<&String> = before.into_iter().chain(after).flat_map(Map::keys).collect();
    names.sort_unstable();
    names.dedup();
    let told = names.into_iter().map(|name| FieldChange {
        field: name.clone(),
        before: given(before.and_then(|facts| facts.get(name))),
        after: given(after.and_then(|facts| facts.get(name))),
        compared: before.is_some(),
    });
    let beside = facts("circumstances").into_iter().flatten().map(|(name, value)| FieldChange {
        field: format!("circumstances.{name}"),
        before: None,
        after: given(Some(value)),
        compared: false,
    });
    told.chain(beside).collect()
}

fn of_subject(action: &str, details: &Map<String, Value>, earlier: Option<&Map<String, Value>>) -> Vec<FieldChange> {
    if let (Some(from), Some(to)) = (details.get("from"), details.get("to")) {
        return set(details, from, to);
    }
    let now = flat(details);
    let then = earlier.map(flat).unwrap_or_default();
    let same = |group: &str| {
        let id = format!("{group}.id");
        then.keys().any(|field| group_of(field) == group) && then.get(&id) == now.get(&id)
    };
    let mut fields: Vec<&String> = now.keys().chain(then.keys().filter(|field| !is_said(field))).collect();
    fields.sort_unstable();
    fields.dedup();
    let told = fields.into_iter().filter(|field| !is_technical(field)).filter_map(|field| {
        let group = group_of(field);
        let compared = !is_said(field) && same(group);
        if !compared && !now.contains_key(field) {
            return None;
        }
        let before = given(then.get(field)).filter(|_| compared);
        Some(FieldChange { field: field.clone(), before, after: given(now.get(field)), compared })
    });
    levelled(action, details, told.collect())
}

/// A setting: its name, and its value before and after.
fn set(details: &Map<String, Value>, from: &Value, to: &Value) -> Vec<FieldChange> {
    let value =
        FieldChange { field: "value".into(), before: given(Some(from)), after: given(Some(to)), compared: true };
    let rest = details.iter().filter(|(name, _)| *name != "from" && *name != "to");
    let rest = rest.map(|(name, value)| FieldChange {
        field: name.clone(),
        before: None,
        after: given(Some(value)),
        compared: false,
    });
    rest.chain([value]).collect()
}

/// A level that was set tells itself what it was before.
fn levelled(action: &str, details: &Map<String, Value>, mut told: Vec<FieldChange>) -> Vec<FieldChange> {
    let field = match action.parse() {
        Ok(Action::CaseSecrecySet) => "case.secrecy",
        Ok(Action::ClearanceGranted) => "clearance",
        _ => return told,
    };
    let ordinary = || Some(SecrecyLevel::Ordinary.as_str().into());
    let after = told.iter().find(|one| one.field == field).and_then(|one| one.after.clone());
    told.retain(|one| !["before", "after", field].contains(&one.field.as_str()));
    let before = given(details.get("before"));
    told.push(FieldChange { field: field.into(), before, after: after.or_else(ordinary), compared: true });
    told
}

fn is_said(field: &str) -> bool {
    SAID.contains(&field)
}

fn is_technical(field: &str) -> bool {
    last_part(field).parse::<EntryField>().is_ok_and(EntryField::is_technical)
}

fn group_of(field: &str) -> &str {
    field.rsplit_once('.').map_or("", |(group, _)| group)
}

/// The members of details by their paths: those of an object one level deeper.
fn flat(details: &Map<String, Value>) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for (name, value) in details {
        match value {
            Value::Object(members) => {
                let bare = BARE.contains(&name.as_str());
                let path = |member: &String| if bare { member.clone() } else { format!("{name}.{member}") };
                found.extend(members.iter().map(|(member, value)| (path(member), value.clone())));
            }
            value => drop(found.insert(name.clone(), value.clone())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(action: &str, details: Value, earlier: Option<Value>) -> Vec<FieldChange> {
        let payload = |details: Value| json!({ "action": action, "details": details }).to_string();
        changes(action, &payload(details), earlier.map(payload).as_deref())
    }

    fn one<'c>(changes: &'c [FieldChange], field: &str) -> &'c FieldChange {
        changes.iter().find(|change| change.field == field).unwrap()
    }

    #[test]
    fn an_item_tells_itself_what_was_before() {
        let payload = json!({
            "item_id": "1", "before": { "state": "in_custody", "place_id": "p" }, "after": { "state": "on_loan", "borrower_id": "b" },
            "circumstances": { "reason": "鉴定" },
        });
        let found = changes("ItemLent", &payload.to_string(), None);
        let fields: Vec<_> = found.iter().map(|change| change.field.as_str()).collect();
        assert_eq!(fields, ["state", "place_id", "borrower_id", "circumstances.reason"]);
        assert_eq!(one(&found, "place_id").before, Some("p".into()));
        assert_eq!(one(&found, "place_id").after, None);
        assert!(one(&found, "state").compared && !one(&found, "circumstances.reason").compared);
    }

    #[test]
    fn what_an_object_was_is_read_from_the_entry_before() {
        let request =
            |status: &str| json!({ "request": { "id": "1", "status": status, "version": 2, "reason": "入库" } });
        let found = told("RequestApproved", request("approved"), Some(request("awaiting_unit_head")));
        assert_eq!(one(&found, "request.status").before, Some("awaiting_unit_head".into()));
        assert!(
            one(&found, "request.reason").compared && !found.iter().any(|change| change.field == "request.version")
        );
        let alone = told("RequestApproved", request("approved"), None);
        assert!(alone.iter().all(|change| !change.compared && change.before.is_none()));
    }

    #[test]
    fn another_object_of_the_same_subject_is_not_what_was_before() {
        let extension = |id: &str| json!({ "extension": { "id": id, "status": "approved" } });
        let found = told("ExtensionApproved", extension("2"), Some(extension("1")));
        assert_eq!((found.len(), found[0].compared), (1, false));
    }

    #[test]
    fn what_is_gone_is_told_and_what_was_said_is_not_compared() {
        let found = told(
            "ClearanceGranted",
            json!({ "login": "a", "before": "secret", "reason": "调岗" }),
            Some(json!({ "login": "a", "clearance": "secret", "person_id": "1", "reason": "办案" })),
        );
        assert_eq!(one(&found, "person_id").after, None);
        assert_eq!(
            (&one(&found, "clearance").before, &one(&found, "clearance").after),
            (&Some("secret".into()), &Some("ordinary".into()))
        );
        assert_eq!((one(&found, "reason").compared, &one(&found, "reason").before), (false, &None));
        let set = told("SettingChanged", json!({ "name": "loan_days_at_most", "from": 30, "to": 20 }), None);
        assert_eq!((&one(&set, "value").before, &one(&set, "value").after), (&Some(30.into()), &Some(20.into())));
    }

    #[test]
    fn what_is_no_payload_tells_nothing() {
        assert!(changes("ItemLent", "no JSON", None).is_empty() && changes("ItemLent", "[1]", None).is_empty());
    }
}
