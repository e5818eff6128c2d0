//! By what a human is known besides an account: the number of a badge, and that of an identity document, which is only compared.

use std::fmt;

use serde::Deserialize;

use crate::model::text::code_spelling;

/// The number of a badge or work permit in its one spelling (see [`code_spelling`]), without hyphens: 2 to 20 digits, capital letters of A to Z
/// or Han characters; none of anything else.
pub fn badge_number(said: &str) -> Option<String> {
    let number = code_spelling(said).replace('-', "");
    let fits = number.chars().all(|c| c.is_ascii_alphanumeric() || ('\u{4E00}'..='\u{9FFF}').contains(&c));
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

    /// The number in its one spelling as that of a badge, if it could be one.
    pub fn badge_number(&self) -> Option<String> {
        badge_number(&self.0)
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
    /// Reads a number of 6 to 20 letters or digits; one of an identity card (公民身份号码) must have the right check character. That of an old
    /// card, of 15 digits, is the one of 18 that stands for it (GB 11643-1999); of letters that look like digits the digits are meant where
    /// nothing else makes it the number of a card.
    pub fn read(text: &str) -> Option<Self> {
        let number = code_spelling(text).replace('-', "");
        let fits = (6..=20).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
        let number = Some(number).filter(|_| fits)?;
        let number = of_card(&number).unwrap_or(number);
        check_character_fits(&number).then_some(Self(number))
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

/// The 18 characters of the number of an identity card; none of what is the number of something else.
fn of_card(number: &str) -> Option<String> {
    let card = number.replace('O', "0").replace(['I', 'L'], "1");
    let (first, last) = card.split_at_checked(card.len().checked_sub(1)?)?;
    match card.len() {
        18 if are_digits(first) && (are_digits(last) || last == "X") => Some(card),
        15 if are_digits(&card) => {
            let (region, rest) = card.split_at_checked(6)?;
            let is_birthday = rest.get(2..4).is_some_and(|month| ("01"..="12").contains(&month))
                && rest.get(4..6).is_some_and(|day| ("01"..="31").contains(&day));
            let seventeen = format!("{region}19{rest}");
            is_birthday.then(|| format!("{seventeen}{}", check_character(&seventeen)))
        }
        _ => None,
    }
}

/// Whether the number of an identity card stands anywhere in a text: 17 digits, one of them beginning the year of a birth, and the check
/// character that they ask for. One number in some hundreds fits by chance.
pub fn holds_card_number(text: &str) -> bool {
    let code = code_spelling(text).replace('-', "");
    let letters: Vec<char> = code.chars().collect();
    letters.windows(18).any(|window| {
        let number: String = window.iter().collect();
        let born = number.get(6..8).is_some_and(|century| matches!(century, "18" | "19" | "20"));
        born && number.get(..17).is_some_and(are_digits) && check_character_fits(&number) && number.is_ascii()
    })
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the last character of a number of 18 digits, of which the last may be an X, is the one that the others ask for; true of other
/// numbers.
fn check_character_fits(number: &str) -> bool {
    match number.split_at_checked(17) {
        Some((first, last)) if number.len() == 18 && are_digits(first) && (are_digits(last) || last == "X") => {
            last.starts_with(check_character(first))
        }
        _ => true,
    }
}

/// The check character of the first 17 digits of an identity card (GB 11643-1999, ISO 7064 MOD 11-2).
fn check_character(seventeen: &str) -> char {
    let weight = |at: u32| (0..at).fold(1, |weight, _| weight * 2 % 11);
    let digits = seventeen.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip(1_u32..).map(|(digit, at)| digit * weight(at)).sum();
    char::from_digit((12 - sum % 11) % 11, 10).unwrap_or('X')
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
        for (text, number) in [
            ("130102950505009", "130102199505050096"),
            ("1301O2950505009", "130102199505050096"),
            ("l3010219950505O096", "130102199505050096"),
            ("110105491231002", "11010519491231002X"),
            ("130102991305009", "130102991305009"),
        ] {
            assert_eq!(IdentityNumber::read(text).unwrap().spelling(), number, "{text}");
        }
    }

    #[test]
    fn a_card_is_found_within_a_text() {
        for text in [
            "11010519491231002X",
            "张三110105-19491231 002x",
            "zhang.11010519491231002x",
            "姓名：张三１１０１０５１９４９１２３１００２Ｘ号",
        ] {
            assert!(holds_card_number(text), "{text}");
        }
        for text in ["张三", "110105194912310021", "110105194912310", "冀B0102", "A1302730000002023010001", ""] {
            assert!(!holds_card_number(text), "{text}");
        }
    }

    #[test]
    fn an_identity_card_with_a_wrong_digit_and_what_is_no_number_are_refused() {
        for text in
            ["110105194912310021", "110105194912310O21", "11015519491231002X", "", "12345", "身份证号", &"1".repeat(21)]
        {
            assert!(IdentityNumber::read(text).is_none(), "{text}");
        }
        assert!(!format!("{:?}", IdentityText::new("E12345678")).contains('1'));
    }

    #[test]
    fn a_badge_number_has_one_spelling() {
        for text in ["ｊ 010203", "J010203", " j010203 "] {
            assert_eq!(badge_number(text).as_deref(), Some("J010203"), "{text}");
        }
        assert_eq!(badge_number("冀B–0102").as_deref(), Some("冀B0102"));
        assert_eq!(badge_number("B-2001"), badge_number("B2001"));
        for text in ["", "1", "--", "12/34", "В-2001", &"1".repeat(21)] {
            assert_eq!(badge_number(text), None, "{text}");
        }
    }
}
