//! Numbers by which a person is known, such as of an identity card: kept encrypted, and shown with nothing but their last characters.

use std::fmt;
use std::str::FromStr;

use crate::model::ids::PersonalKeyId;

/// What a sealed number begins with; nobody's number does, because whatever is said is sealed.
const MARK: &str = "sealed:";
/// Stands for a character that is not shown.
const HIDDEN: char = '*';

/// A personal number among what somebody writes.
#[derive(Clone, PartialEq, Eq)]
pub enum PersonalText {
    /// As it was said just now, to be sealed before it is kept.
    Said(String),
    /// As rows and the log have it.
    Kept(String),
}

impl fmt::Debug for PersonalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(text) => write!(f, "Said({})", hidden(text)),
            Self::Kept(text) => write!(f, "Kept({})", shown(text)),
        }
    }
}

/// A number as rows and the log have it: under which key it is encrypted, what of it is shown, and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub key_id: PersonalKeyId,
    pub shown: String,
    /// Encrypted, hexadecimal.
    pub cipher: String,
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{}:{}:{}", self.key_id, self.shown, self.cipher)
    }
}

impl FromStr for Sealed {
    type Err = NotSealed;

    fn from_str(text: &str) -> Result<Self, NotSealed> {
        let rest = text.strip_prefix(MARK).ok_or(NotSealed)?;
        let (key_id, rest) = rest.split_once(':').ok_or(NotSealed)?;
        let (shown, cipher) = rest.rsplit_once(':').ok_or(NotSealed)?;
        let key_id = key_id.parse().map_err(|_| NotSealed)?;
        Ok(Self { key_id, shown: shown.to_owned(), cipher: cipher.to_owned() })
    }
}

/// A number that an earlier program kept as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotSealed;

/// What is shown of a number as rows and the log have it.
pub fn shown(kept: &str) -> String {
    kept.parse().map_or_else(|NotSealed| hidden(kept), |sealed: Sealed| sealed.shown)
}

/// A number with its last four characters only, or of a short one two, or none: enough to compare it with a paper at hand, too
/// little to learn who somebody is.
pub fn hidden(text: &str) -> String {
    let count = text.chars().count();
    let open = match count {
        8.. => 4,
        4..8 => 2,
        _ => 0,
    };
    let show = |(at, own)| if at + open < count { HIDDEN } else { own };
    text.chars().enumerate().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_the_last_characters_are_shown_and_never_most_of_it() {
        for (whole, expected) in [
            ("130203199001011234", "**************1234"),
            ("11010X", "****0X"),
            ("护照号码甲乙丙丁", "****甲乙丙丁"),
            ("123", "***"),
            ("", ""),
        ] {
            assert_eq!(hidden(whole), expected);
            assert_eq!(shown(whole), expected, "as an earlier program kept it");
        }
    }

    #[test]
    fn a_sealed_number_is_read_as_it_was_written_whatever_is_shown_of_it() {
        for shown_as in ["**************1234", "****a:b:", ""] {
            let key_id = PersonalKeyId(uuid::Uuid::from_u128(7));
            let sealed = Sealed { key_id, shown: shown_as.to_owned(), cipher: "00ff".to_owned() };
            assert_eq!(sealed.to_string().parse(), Ok(sealed.clone()));
            assert_eq!(shown(&sealed.to_string()), shown_as);
            assert!(!format!("{:?}", PersonalText::Kept(sealed.to_string())).contains("00ff"));
        }
        for text in ["", "sealed:", "sealed:7:a:b", "130203199001011234"] {
            assert_eq!(text.parse::<Sealed>(), Err(NotSealed), "{text}");
        }
    }
}
