//! What happened is told with the names of then: no view of the past forgets it.

use std::collections::{BTreeMap, BTreeSet};

use custody::api::openapi;
use serde_json::Value;

use super::source;

/// Views that show what is, not what was.
const PRESENT: [(&str, &str); 13] = [
    ("OverdueRowView", "what is overdue as things stand"),
    ("AgencyStock", "the stock as it lies now"),
    ("AgencyView", "the register of agencies as it is"),
    ("CaseView", "a case as it is"),
    ("Confirmation", "who stands at the desk now"),
    ("DeadlineView", "what has to be done now, and by whom"),
    ("ItemView", "an item as it is; what happened to it is its history"),
    ("OfficerView", "who works on a case now"),
    ("PasskeyOffer", "how a device is to call the centre from now on"),
    ("PlaceView", "the register of places as it is"),
    ("StaySumView", "what goods wait for now"),
    ("StayView", "what an item waits for now"),
    ("UserView", "the register of people as it is"),
];

/// Single members that show what is, within views of the past.
const PRESENT_MEMBERS: [(&str, &str, &str); 1] = [("RequestLineView", "place_code", "where the item lies now")];

/// Members that an exported list of the past leaves out: its page shows them, or another column says the same.
const NOT_EXPORTED: [(&str, &str, &str); 0] = [];

/// Every schema that an answer is made of, by name.
fn views() -> BTreeMap<String, Value> {
    let document = serde_json::to_value(openapi()).unwrap();
    let operations =
        document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
    let mut found = BTreeMap::new();
    operations.for_each(|operation| reach(&document, &operation["responses"], &mut found));
    found
}

fn reach(document: &Value, value: &Value, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Array(parts) => parts.iter().for_each(|part| reach(document, part, found)),
        Value::Object(parts) => parts.values().for_each(|part| reach(document, part, found)),
        Value::String(text) => {
            let Some(name) = text.strip_prefix("#/components/schemas/") else { return };
            if !found.contains_key(name) {
                let schema = &document["components"]["schemas"][name];
                found.insert(name.to_owned(), schema.clone());
                reach(document, schema, found);
                // A page has its rows written out, not by their name.
                if let Some(row) = name.strip_prefix("PageView_") {
                    reach(document, &Value::String(format!("#/components/schemas/{row}")), found);
                }
            }
        }
        _ => {}
    }
}

/// The members that a view has of its own, without those of a view it is built on.
fn members(schema: &Value) -> BTreeSet<String> {
    let parts = schema["allOf"].as_array().into_iter().flatten().chain([schema]);
    let members = parts.filter_map(|part| part["properties"].as_object());
    members.flat_map(|members| members.keys().cloned()).collect()
}

/// The members that hold the name of a person, an agency, a place or a case whose id stands beside it.
fn names(members: &BTreeSet<String>) -> BTreeSet<&str> {
    let beside = |member: &&str| {
        let bases = ["_name", "_code", "_no"].iter().filter_map(|end| member.strip_suffix(end));
        let bearer = |id: &str| members.contains(id) && !["item_id", "document_id", "list_id"].contains(&id);
        bases.into_iter().any(|base| bearer(base) || bearer(&format!("{base}_id")))
            || (*member == "name"
                && (members.contains("agency_id") || members.contains("user_id"))
                && !members.contains("item_id"))
    };
    members.iter().map(String::as_str).filter(beside).collect()
}

#[test]
fn every_view_with_a_name_beside_an_id_tells_the_name_of_then_or_is_of_the_present() {
    let (mut past, mut present) = (Vec::new(), BTreeSet::new());
    for (view, schema) in views() {
        let members = members(&schema);
        if names(&members).is_empty() {
            continue;
        }
        match members.contains("names_now") {
            true => past.push(view),
            false => {
                let known = PRESENT.iter().any(|(name, _)| *name == view);
                assert!(known, "{view} shows {:?} without `names_now`: see docs/decisions/0008", names(&members));
                present.insert(view);
            }
        }
    }
    assert!(past.len() > 12, "only {past:?}");
    let listed: BTreeSet<String> = PRESENT.iter().map(|(view, _)| (*view).to_owned()).collect();
    assert_eq!(present, listed, "what is listed as of the present is there");
}

#[test]
fn every_name_of_a_view_of_the_past_is_asked_for_as_of_then() {
    let files = source::files();
    for (view, schema) in views().into_iter().filter(|(_, schema)| members(schema).contains("names_now")) {
        let declared = format!("pub struct {view} {{");
        let (file, text) =
            files.iter().find(|(_, text)| text.contains(&declared)).unwrap_or_else(|| panic!("no {view}"));
        for member in names(&members(&schema)) {
            let of_now = PRESENT_MEMBERS.iter().any(|(of, name, _)| (*of, *name) == (view.as_str(), member));
            let asked = text.contains(&format!("(\"{member}\", "));
            assert!(asked != of_now, "{file}: {view}.{member} is not the name of then");
        }
    }
}

#[test]
fn a_name_of_then_is_asked_for_by_the_member_it_goes_into() {
    let mut asked = 0;
    for line in source::source().into_iter().filter(|line| line.file.starts_with("src/api/")) {
        let text = line.text.trim();
        let Some((member, call)) =
            text.split_once(": then.").or_else(|| text.strip_prefix("let ")?.split_once(" = then."))
        else {
            continue;
        };
        let Some((_, rest)) = call.split_once("(\"") else { continue };
        assert!(rest.starts_with(&format!("{member}\"")), "{}", line.at());
        asked += 1;
    }
    assert!(asked > 35, "only {asked} names");
}

/// The columns of exported lists, with the view they are made of: `(view, text of the columns)`.
fn exported() -> Vec<(String, String)> {
    let files = source::files();
    let (_, text) = files.iter().find(|(file, _)| file.ends_with("/export_columns.rs")).unwrap();
    let lists = text.split(": &[Column<").skip(1).filter_map(|list| list.split_once(">] = "));
    lists.map(|(view, rest)| (view.to_owned(), rest.split("];").next().unwrap().to_owned())).collect()
}

#[test]
fn every_export_of_the_past_marks_what_is_called_otherwise_now() {
    let views = views();
    let mut marked = 0;
    for (view, columns) in exported() {
        let members = members(&views[&view]);
        if !members.contains("names_now") {
            assert!(PRESENT.iter().any(|(name, _)| *name == view), "{view} is neither of the past nor of the present");
            continue;
        }
        for member in names(&members).into_iter().filter(|member| !is_code_of_place(member)) {
            let left_out = NOT_EXPORTED.iter().any(|(of, name, _)| (*of, *name) == (view.as_str(), member));
            let call = |function: &str| {
                columns.replace(char::is_whitespace, "").contains(&format!("{function}(row,\"{member}\","))
            };
            assert!(
                left_out != (call("called") || call("numbered")),
                "{view}.{member} is exported without its present name"
            );
            marked += usize::from(!left_out);
        }
    }
    assert!(marked >= 15, "only {marked} columns");
}

/// Codes of places cannot change.
fn is_code_of_place(member: &str) -> bool {
    member.ends_with("_place_code")
}
