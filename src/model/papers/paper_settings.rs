//! How the centre's papers are headed, numbered and copied.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::input::Checker;
use crate::model::papers::paper_form::PaperForm;
use crate::model::reason::{Reason, Refusal};

/// Under which name the settings of papers are kept.
pub const SETTING: &str = "papers";
/// How a paper is numbered until somebody sets another pattern: 单位名〔年〕序号.
const PATTERN: &str = "{unit}〔{year}〕{sequence}号";
/// How many copies there are at most.
pub const COPIES_AT_MOST: i64 = 9;
/// Forms whose copies are set at most.
const FORMS_AT_MOST: usize = 50;
/// Characters of a letterhead or a pattern at most.
pub const TEXT_AT_MOST: usize = 60;

/// How many copies are made of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormCopies {
    pub form: PaperForm,
    #[schema(minimum = 1, maximum = 9)]
    pub copies: i64,
}

/// How papers are headed, numbered and copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperSettings {
    /// What stands above the papers of the centre; its own name where nothing is set.
    #[serde(default)]
    #[schema(required, max_length = 60)]
    pub letterhead: Option<String>,
    /// How papers are numbered: a text with `{year}` and `{sequence}`, and `{unit}` for the letterhead of the centre.
    #[schema(min_length = 1, max_length = 60)]
    pub number_pattern: String,
    /// How many copies are made of a form where not as many as usual.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub copies: Vec<FormCopies>,
}

impl Default for PaperSettings {
    fn default() -> Self {
        Self { letterhead: None, number_pattern: PATTERN.to_owned(), copies: Vec::new() }
    }
}

impl PaperSettings {
    /// What is kept as JSON; the usual settings where something else stands there.
    pub fn kept(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Whether a text is kept settings that could be set.
    pub fn are_sound(text: &str) -> bool {
        let mut check = Checker::new();
        serde_json::from_str::<Self>(text).is_ok_and(|kept| kept.checked(&mut check) == kept) && !check.refuses()
    }

    /// The settings with their texts trimmed, looked at; every member that breaks a rule is named.
    #[must_use]
    pub fn checked(&self, check: &mut Checker) -> Self {
        let pattern = check.text("/number_pattern", &self.number_pattern, TEXT_AT_MOST);
        check.demand(is_pattern(&pattern), "/number_pattern", Reason::PaperPattern);
        let long = Refusal::new(Reason::ListTooLong).with("max", FORMS_AT_MOST);
        check.demand(self.copies.len() <= FORMS_AT_MOST, "/copies", long);
        for (one, at) in self.copies.iter().zip(0..) {
            let again = self.copies.iter().take(at).any(|other| other.form == one.form);
            let repeats = Refusal::new(Reason::ListRepeats).with("value", one.form);
            check.demand(!again, format!("/copies/{at}/form"), repeats);
            check.number(format!("/copies/{at}/copies"), one.copies, 1, COPIES_AT_MOST);
        }
        let letterhead = check.optional("/letterhead", self.letterhead.as_deref(), TEXT_AT_MOST);
        Self { letterhead, number_pattern: pattern, copies: self.copies.clone() }
    }

    /// What stands above the papers of a centre of this name.
    pub fn letterhead<'s>(&'s self, centre: &'s str) -> &'s str {
        self.letterhead.as_deref().unwrap_or(centre)
    }

    /// The number of a paper of a centre of this name.
    pub fn number(&self, centre: &str, year: i32, sequence: i64) -> String {
        let numbered = self.number_pattern.replace("{year}", &year.to_string());
        numbered.replace("{sequence}", &sequence.to_string()).replace("{unit}", self.letterhead(centre))
    }

    /// How many copies are made of a form; as many as are usual where nothing is set.
    pub fn copies_of(&self, form: PaperForm) -> i64 {
        let set = self.copies.iter().find(|one| one.form == form);
        set.map_or(form.spec().copies, |one| one.copies)
    }

    /// The last line of a form: for whom its copies are, or how many there are.
    pub fn copies_note(&self, form: PaperForm) -> String {
        let spec = form.spec();
        match self.copies_of(form) {
            copies if copies != spec.copies => format!("本单一式{copies}份。"),
            _ => spec.copies_note.to_owned(),
        }
    }
}

/// Whether a pattern tells every paper of every year from the others.
fn is_pattern(pattern: &str) -> bool {
    let once = |part: &str| pattern.matches(part).count() == 1;
    let apart = ["{year}", "{sequence}"].iter().all(|part| {
        pattern.split_once(part).is_some_and(|(before, after)| {
            !before.ends_with(|c: char| c.is_numeric() || c == '}')
                && !after.starts_with(|c: char| c.is_numeric() || c == '{')
        })
    });
    let rest = pattern.replace("{year}", "").replace("{sequence}", "").replace("{unit}", "");
    once("{year}") && once("{sequence}") && apart && !rest.contains(['{', '}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_names_the_unit_the_year_and_the_sequence() {
        let settings = PaperSettings::default();
        assert_eq!(settings.number("高新区涉案财物管理中心", 2026, 7), "高新区涉案财物管理中心〔2026〕7号");
        let headed = PaperSettings { letterhead: Some("高新公安".into()), ..settings };
        assert_eq!(headed.number("高新区涉案财物管理中心", 2026, 7), "高新公安〔2026〕7号");
    }

    #[test]
    fn a_pattern_without_year_or_sequence_or_with_something_unknown_is_none() {
        for pattern in [
            "{year}",
            "{sequence}",
            "{year}{sequence}",
            "{year}-{sequence}{",
            "{yea}-{sequence}-{year}",
            "{year}-{year}-{sequence}",
            "{year}-1{sequence}",
            "{year}-{sequence}0",
            "２{year}-{sequence}",
            "{unit}{year}-{sequence}",
        ] {
            assert!(!is_pattern(pattern), "{pattern}");
        }
        assert!(is_pattern("{unit}〔{year}〕{sequence}号") && is_pattern("CW-{year}-{sequence}"));
    }

    #[test]
    fn another_number_of_copies_says_only_how_many() {
        let mut settings = PaperSettings::default();
        assert!(settings.copies_note(PaperForm::SeizureList).contains("一式三份"));
        settings.copies.push(FormCopies { form: PaperForm::SeizureList, copies: 4 });
        assert_eq!(settings.copies_note(PaperForm::SeizureList), "本单一式4份。");
    }
}
