//! Who is named in what the log keeps: payloads as they are shown to people who need the facts, not the persons.

use serde_json::Value;

use crate::model::sealed::{Sealed, shown};

/// Members that name a party, a receiver or a witness.
const NAMES: [&str; 8] = [
    "holder_name",
    "owner_name",
    "receiver_name",
    "receiver",
    "witness_name",
    "attesting_witness",
    "signer_name",
    "refusal_witness",
];
/// Members that hold a number by which a person is known.
const NUMBERS: [&str; 1] = ["receiver_document_no"];
/// Stands for a name.
const HIDDEN: &str = "***";

/// A payload without the numbers that earlier programs kept as they were said, and unless `names` are seen without those; none when
/// there is nothing to hide.
pub fn hidden_in(payload: &str, names: bool) -> Option<String> {
    let mut value: Value = serde_json::from_str(payload).ok()?;
    hide(&mut value, names).then(|| value.to_string())
}

/// Answers whether anything was hidden.
fn hide(value: &mut Value, names: bool) -> bool {
    match value {
        Value::Object(members) => members.iter_mut().fold(false, |hidden, (name, value)| {
            let own = match value {
                Value::String(text) if NUMBERS.contains(&name.as_str()) && text.parse::<Sealed>().is_err() => {
                    *text = shown(text);
                    true
                }
                Value::String(text) if !names && NAMES.contains(&name.as_str()) && !text.is_empty() => {
                    HIDDEN.clone_into(text);
                    true
                }
                other => hide(other, names),
            };
            hidden | own
        }),
        Value::Array(values) => values.iter_mut().fold(false, |hidden, value| hidden | hide(value, names)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_hidden_however_deep_they_lie_and_nothing_else_is() {
        let row = r#"{"request":{"receiver_name":"李强","receiver_document_no":"130203198001010012","reason":"发还"}}"#;
        let hidden = hidden_in(row, false).unwrap();
        assert!(!hidden.contains("李强") && !hidden.contains("130203") && hidden.contains("发还"), "{hidden}");
        let with_names = hidden_in(row, true).unwrap();
        assert!(with_names.contains("李强") && with_names.contains("**************0012"), "{with_names}");
        let sealed =
            r#"{"request":{"receiver_document_no":"sealed:00000000-0000-0000-0000-000000000007:****0012:ff"}}"#;
        assert_eq!(hidden_in(sealed, true), None);
        for nothing in [r#"{"holder_name":"","features":"黑色"}"#, "[1,null]", "no JSON"] {
            assert_eq!(hidden_in(nothing, false), None, "{nothing}");
        }
        assert!(hidden_in(r#"[{"before":{"holder_name":"王伟"}}]"#, false).is_some());
    }
}
