//! By what a human is known besides an account: the number of a badge, and that of an identity document, which is only compared.

use std::fmt;

use serde::Deserialize;

use crate::model::text::code_spelling;

/// The number of a badge or work permit in its one spelling (see [`code_spelling`]): 2 to 20 letters, digits or hyphens; none of
/// anything else.
pub fn badge_number(said: &str) -> Option<String> {
    let number = code_spelling(said);
    let fits = number.chars().all(|c| c.is_alphanumeric() || c == '-') && number.chars().any(char::is_alphanumeric);
    (fits && (2..=20).contains(&number.chars().count())).then_some(number)
}

/// The number of an identity document as somebody typed it; it never shows in logs.
#[derive(Clone, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, max_length = 40)]
pub struct IdentityText(String);

impl IdentityText {
    /// What was typed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Characters that are looked at, with what people put between them.
    pub const LONGEST: usize = 40;

    /// Whether it is longer than that.
    pub fn is_too_long(&self) -> bool {
        self.0.chars().count() > Self::LONGEST
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<IdentityNumber> {
        IdentityNumber::read(&self.0)
    }
}

impl fmt::Debug for IdentityText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityText(…)")
    }
}

/// The number of an identity document in its one spelling: full-width forms resolved (NFKC), capital letters, no blanks or hyphens.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityNumber(String);

impl IdentityNumber {
    /// Reads a number of 6 to 20 letters or digits; one of an identity card (公民身份号码) must have the right check character.
    pub fn read(text: &str) -> Option<Self> {
        let number = code_spelling(text).replace('-', "");
        let fits = (6..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
        (fits && check_character_fits(&number)).then_some(Self(number))
    }

    /// The number itself, to be blinded.
    pub fn spelling(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityNumber(…)")
    }
}

/// Whether the last character of a number of 18 digits, of which the last may be an X, is the one that the others ask for (GB 11643,
/// ISO 7064 MOD 11-2); true of other numbers.
fn check_character_fits(number: &str) -> bool {
    const TEN: u32 = 10;
    let value = |c: char| if c == 'X' { Some(TEN) } else { c.to_digit(TEN) };
    let digits = number.strip_suffix('X').unwrap_or(number).bytes().all(|b| b.is_ascii_digit());
    if number.len() != 18 || !digits {
        return true;
    }
    let sum = number.chars().rev().zip(0_u32..).try_fold(0, |sum, (c, at)| {
        let weight = (0..at).fold(1, |weight, _| weight * 2 % 11);
        value(c).map(|value| sum + value * weight)
    });
    sum.is_some_and(|sum| sum % 11 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_typed() {
        let number = IdentityNumber::read("11010519491231002X").unwrap();
        for text in [
            "11010519491231002x",
            " 110105 19491231 002X ",
            "110105-19491231-002x",
            "１１０１０５１９４９１２３１００２Ｘ",
            "110105\u{200B}19491231002X",
        ] {
            assert_eq!(IdentityNumber::read(text).as_ref(), Some(&number), "{text}");
        }
        assert_eq!(IdentityNumber::read("e1234567 8").unwrap().spelling(), "E12345678");
    }

    #[test]
    fn an_identity_card_with_a_wrong_digit_and_what_is_no_number_are_refused() {
        for text in
            ["110105194912310021", "110105194912310O2X", "11015519491231002X", "", "12345", "身份证号", &"1".repeat(21)]
        {
            let read = IdentityNumber::read(text);
            assert!(read.is_none() || text.contains('O'), "{text}");
        }
        assert!(!format!("{:?}", IdentityText::new("E12345678")).contains('1'));
    }

    #[test]
    fn a_badge_number_has_one_spelling() {
        for text in ["ｊ 010203", "J010203", " j010203 "] {
            assert_eq!(badge_number(text).as_deref(), Some("J010203"), "{text}");
        }
        assert_eq!(badge_number("冀B–0102").as_deref(), Some("冀B-0102"));
        for text in ["", "1", "--", "12/34", &"1".repeat(21)] {
            assert_eq!(badge_number(text), None, "{text}");
        }
    }
}
