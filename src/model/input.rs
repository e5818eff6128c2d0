//! Reading what people type: every field that breaks a rule is named, all at once.

use serde::{Deserialize, Deserializer};

use crate::model::characters::{Writing, refused_in};
use crate::model::reason::{FieldIssue, Reason, Refusal};
use crate::model::text::tidied;
use crate::model::time::Time;

/// Reads a member in which `null` says that there is to be nothing; with `#[serde(default)]` an absent one is `None`.
pub fn nullable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Reads a member that can be changed but never taken out, so that `null` is refused like any other value of a wrong kind;
/// with `#[serde(default)]` an absent one is `None`.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Collects what is wrong with an input, field by field.
#[derive(Debug, Default)]
pub struct Checker {
    issues: Vec<FieldIssue>,
    standing: Vec<String>,
}

impl Checker {
    /// A checker that has found nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A checker for a change of something that has these texts already: they are taken as they are, so that what was
    /// written under other rules does not stand in the way of what is changed beside it.
    pub fn over<'t>(standing: impl IntoIterator<Item = &'t str>) -> Self {
        Self { standing: standing.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Notes an issue unless `ok`.
    pub fn demand(&mut self, ok: bool, pointer: impl Into<String>, refusal: impl Into<Refusal>) {
        if !ok {
            self.refuse(pointer, refusal);
        }
    }

    /// What another rule allows; what it refuses is noted.
    pub fn held<T>(&mut self, pointer: impl Into<String>, outcome: Result<T, Refusal>) -> Option<T> {
        outcome.map_err(|refusal| self.refuse(pointer, refusal)).ok()
    }

    /// Whether anything was refused so far.
    pub const fn refuses(&self) -> bool {
        !self.issues.is_empty()
    }

    /// Notes an issue.
    pub fn refuse(&mut self, pointer: impl Into<String>, refusal: impl Into<Refusal>) {
        self.issues.push(FieldIssue { pointer: pointer.into(), refusal: refusal.into() });
    }

    /// A required text of one line: composed and trimmed, not empty, at most `max` characters, every one of which is seen.
    /// One of which nobody sees a character counts as empty.
    pub fn text(&mut self, pointer: impl Into<String>, value: &str, max: usize) -> String {
        self.required(pointer.into(), value, max, Writing::Line)
    }

    /// A text of one line that may be absent; an empty one counts as absent.
    pub fn optional(&mut self, pointer: impl Into<String>, value: Option<&str>, max: usize) -> Option<String> {
        self.present(pointer.into(), value, max, Writing::Line)
    }

    /// A required text that people write in several lines where they like, such as a reason.
    pub fn prose(&mut self, pointer: impl Into<String>, value: &str, max: usize) -> String {
        self.required(pointer.into(), value, max, Writing::Prose)
    }

    /// A text of several lines that may be absent; an empty one counts as absent.
    pub fn optional_prose(&mut self, pointer: impl Into<String>, value: Option<&str>, max: usize) -> Option<String> {
        self.present(pointer.into(), value, max, Writing::Prose)
    }

    /// A number within bounds.
    pub fn number(&mut self, pointer: impl Into<String>, value: i64, min: i64, max: i64) -> i64 {
        let refusal = Refusal::new(Reason::NumberOutOfRange).with("min", min).with("max", max);
        self.demand((min..=max).contains(&value), pointer, refusal);
        value
    }

    /// When something happened, told at `now`.
    pub fn happened(&mut self, pointer: &str, time: Time, now: Time) -> Time {
        self.demand(time <= now, pointer, Reason::TimeInFuture);
        self.date(pointer, time, now)
    }

    /// Any date a person gives at `now`: neither before there was anything to keep nor further ahead than anybody plans.
    pub fn date(&mut self, pointer: &str, time: Time, now: Time) -> Time {
        let (min, max) = (Time::earliest(), now.latest());
        let refusal = Refusal::new(Reason::DateOutOfRange);
        let refusal = refusal.with("min", min.china_date()).with("max", max.china_date());
        self.demand((min..=max).contains(&time), pointer, refusal);
        time
    }

    /// A list that is neither empty nor too long.
    pub fn list<T>(&mut self, pointer: &str, values: &[T], max: usize) {
        self.demand(!values.is_empty(), pointer, Reason::ListEmpty);
        self.demand(values.len() <= max, pointer, Refusal::new(Reason::ListTooLong).with("max", max));
    }

    /// Everything that was found wrong, or nothing.
    ///
    /// # Errors
    /// The issues, in the order they were noted.
    pub fn done(self) -> Result<(), Vec<FieldIssue>> {
        if self.issues.is_empty() { Ok(()) } else { Err(self.issues) }
    }

    /// What was read, unless there is an issue; it is there whenever there is none.
    ///
    /// # Errors
    /// The issues, in the order they were noted.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldIssue>> {
        match value {
            Some(value) if self.issues.is_empty() => Ok(value),
            _ => Err(self.issues),
        }
    }

    fn required(&mut self, pointer: String, value: &str, max: usize, writing: Writing) -> String {
        let text = self.present(pointer.clone(), Some(value), max, writing);
        self.demand(text.is_some(), pointer, Reason::TextEmpty);
        text.unwrap_or_default()
    }

    fn present(&mut self, pointer: String, value: Option<&str>, max: usize, writing: Writing) -> Option<String> {
        let text = tidied(value?);
        if !self.standing.iter().any(|standing| tidied(standing) == text) {
            let long = Refusal::new(Reason::TextTooLong).with("max", max);
            self.demand(text.chars().count() <= max, pointer.clone(), long);
            if let Some(refusal) = refused_in(&text, writing) {
                self.refuse(pointer, refusal);
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_broken_field_is_named_at_once() {
        let mut check = Checker::new();
        assert_eq!(check.text("/name", "  王伟 ", 2), "王伟");
        check.text("/name", "", 2);
        check.optional("/note", Some("a\u{7}"), 5);
        check.number("/pieces", 0, 1, 10);
        assert_eq!(check.prose("/features", "一\r\n二", 3), "一\n二");
        check.text("/model", "\u{200B}\u{FEFF} ", 5);
        let issues = check.done().unwrap_err();
        let named: Vec<_> = issues.iter().map(|i| (i.pointer.as_str(), i.refusal.reason)).collect();
        assert_eq!(
            named,
            [
                ("/name", Reason::TextEmpty),
                ("/note", Reason::TextControl),
                ("/pieces", Reason::NumberOutOfRange),
                ("/model", Reason::TextEmpty)
            ]
        );
    }

    #[test]
    fn a_text_has_one_line_unless_it_is_prose() {
        for odd in ["\n", "\r", "\r\n", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let mut check = Checker::new();
            check.text("/name", &format!("a{odd}b"), 9);
            check.optional("/model", Some(&format!("a{odd}b")), 9);
            assert_eq!(check.text("/around", &format!("{odd}a{odd}"), 9), "a");
            let named: Vec<_> = check.done().unwrap_err().into_iter().map(|i| (i.pointer, i.refusal.reason)).collect();
            let expected = ["/name", "/model"].map(|member| (member.to_owned(), Reason::TextOneLine));
            assert_eq!(named, expected, "{odd:?}");
        }
        let mut check = Checker::new();
        assert_eq!(check.prose("/reason", "a\r\n\tb", 9), "a\n\tb");
        assert_eq!(check.optional_prose("/opinion", Some("a\nb"), 9).as_deref(), Some("a\nb"));
        assert!(check.done().is_ok());
    }

    #[test]
    fn a_text_that_stands_already_is_not_judged_again() {
        let mut check = Checker::over(["王\u{202E}伟"]);
        assert_eq!(check.text("/name", "王\u{202E}伟", 2), "王\u{202E}伟");
        check.text("/other", "王\u{202E}伟国", 4);
        let named: Vec<_> = check.done().unwrap_err().into_iter().map(|i| (i.pointer, i.refusal.reason)).collect();
        assert_eq!(named, [("/other".to_owned(), Reason::TextCharacter)]);
    }
}
