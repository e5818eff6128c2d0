//! Why a value does not fit its field: what serde says in English, as a reason with a sentence in every language.

use crate::model::reason::{Reason, Refusal};

/// The reason behind a message of serde's about one value.
pub(in crate::api) fn serde_error(text: &str) -> Refusal {
    let word = || unknown_word(text);
    let kind = || text.strip_prefix("invalid type: ")?.rsplit_once(", expected ").and_then(|(_, kind)| expected(kind));
    let range =
        || text.strip_prefix("invalid value: integer ")?.rsplit_once(", expected ").and_then(|(_, of)| bounds(of));
    let reason = word().or_else(kind).or_else(range).or_else(|| told(text));
    reason.unwrap_or_else(|| Refusal::new(Reason::FieldInvalid).with_each("detail", text, "格式不正确"))
}

/// The word that is not one of a closed list, and the words there are.
fn unknown_word(text: &str) -> Option<Refusal> {
    let (value, allowed) = text.strip_prefix("unknown variant `")?.rsplit_once("`, expected ")?;
    let allowed: Vec<&str> = allowed.split('`').skip(1).step_by(2).collect();
    Some(Refusal::new(Reason::WordUnknown).with("value", value).with("allowed", allowed.join(", ")))
}

/// What was expected instead of a value of another kind.
fn expected(kind: &str) -> Option<Refusal> {
    let reason = match kind {
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" => Reason::NumberExpected,
        "a string" | "a borrowed string" => Reason::TextExpected,
        "a boolean" => Reason::FlagExpected,
        "a sequence" => Reason::ListExpected,
        "a formatted UUID string" => Reason::IdInvalid,
        "a map" => Reason::ObjectExpected,
        _ if kind.starts_with("struct ") => Reason::ObjectExpected,
        _ if kind.starts_with("enum ") || kind.starts_with("variant ") => Reason::TextExpected,
        _ => return None,
    };
    Some(reason.into())
}

/// The range of a kind of number.
fn bounds(kind: &str) -> Option<Refusal> {
    let (min, max) = match kind {
        "i32" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "u8" => (0, i64::from(u8::MAX)),
        "u16" => (0, i64::from(u16::MAX)),
        "u32" => (0, i64::from(u32::MAX)),
        "u64" | "usize" => (0, i64::MAX),
        "i64" => (i64::MIN, i64::MAX),
        _ => return None,
    };
    Some(Refusal::new(Reason::NumberOutOfRange).with("min", min).with("max", max))
}

/// What the types themselves say of a text.
fn told(text: &str) -> Option<Refusal> {
    let reason = match text {
        "provided string was not `true` or `false`" => Reason::FlagExpected,
        "invalid digit found in string" | "cannot parse integer from empty string" => Reason::NumberExpected,
        "number too large to fit in target type" | "number too small to fit in target type" => Reason::NumberExpected,
        _ if text.starts_with("UUID parsing failed") => Reason::IdInvalid,
        _ if text.starts_with("not an RFC 3339 time") => Reason::TimeInvalid,
        _ if text.starts_with("not a day") => Reason::DayInvalid,
        _ if text.starts_with("duplicate field") => Reason::FieldRepeated,
        _ => return None,
    };
    Some(reason.into())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use uuid::Uuid;

    use super::*;
    use crate::model::goods::category::Category;
    use crate::model::reason::Language;
    use crate::model::time::Time;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {}

    fn reason<T: DeserializeOwned + std::fmt::Debug>(json: &str) -> Reason {
        let text = serde_json::from_str::<T>(json).unwrap_err().to_string();
        serde_error(text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text)).reason
    }

    #[test]
    fn what_serde_says_becomes_a_reason_of_ours() {
        assert_eq!(reason::<i32>("\"two\""), Reason::NumberExpected);
        assert_eq!(reason::<i64>("1.5"), Reason::NumberExpected);
        assert_eq!(reason::<i32>("3000000000"), Reason::NumberOutOfRange);
        assert_eq!(reason::<u32>("-1"), Reason::NumberOutOfRange);
        assert_eq!(reason::<String>("7"), Reason::TextExpected);
        assert_eq!(reason::<Option<bool>>("7"), Reason::FlagExpected);
        assert_eq!(reason::<Vec<i32>>("{}"), Reason::ListExpected);
        assert_eq!(reason::<Thing>("7"), Reason::ObjectExpected);
        assert_eq!(reason::<Category>("\"toys\""), Reason::WordUnknown);
        assert_eq!(reason::<Uuid>("\"7\""), Reason::IdInvalid);
        assert_eq!(reason::<Uuid>("7"), Reason::IdInvalid);
        assert_eq!(reason::<Time>("\"yesterday\""), Reason::TimeInvalid);
    }

    #[test]
    fn an_unknown_word_is_told_with_the_words_there_are() {
        let told = serde_error("unknown variant `toys`, expected one of `ordinary`, `valuable`");
        assert_eq!(told.text(Language::English), "toys is not one of: ordinary, valuable.");
        let odd = serde_error("unknown variant `a`, expected `b`, expected `ordinary` or `valuable`");
        assert_eq!(odd.text(Language::English), "a`, expected `b is not one of: ordinary, valuable.");
    }

    #[test]
    fn what_is_not_known_is_passed_on() {
        assert_eq!(serde_error("something else").text(Language::English), "This value cannot be read: something else.");
        assert_eq!(serde_error("something else").text(Language::Chinese), "无法识别该值：格式不正确。");
    }
}
