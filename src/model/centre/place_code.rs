//! The code of a place: what it may look like, in the one spelling in which it is kept, printed and looked up.

use crate::model::goods::label::{CodeError, LabelCode};
use crate::model::reason::{Reason, Refusal};
use crate::model::text::code_spelling;

/// The most characters of a code.
pub const LONGEST: usize = 40;

/// The code of a place: what the API's document says of one in a list.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String, max_length = 40)]
pub struct PlaceCode(pub String);

/// A place's code in its one spelling.
///
/// # Errors
/// [`Reason::PlaceCodeCharacters`] when it holds other characters than letters, digits, `-`, `_` and `.` or none that can
/// be read, or a letter of another alphabet, which may look like one of ours (Cyrillic А, Greek Ο); [`Reason::PlaceCodeLabel`] when a scan could take it for the label of an item.
pub fn read(text: &str) -> Result<String, Refusal> {
    let code = code_spelling(text);
    let fine = |c: char| c.is_alphanumeric() && (c.is_ascii() || !c.is_uppercase()) || matches!(c, '-' | '_' | '.');
    if !code.chars().all(fine) || !code.chars().any(char::is_alphanumeric) {
        return Err(Reason::PlaceCodeCharacters.into());
    }
    match LabelCode::parse(&code) {
        Err(CodeError::Malformed(_)) => Ok(code),
        Ok(_) | Err(CodeError::Mistyped) => Err(Reason::PlaceCodeLabel.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_however_it_is_typed_and_never_a_label() {
        for text in ["q-9", "Ｑ－９", " Q\u{2014}9", "Q-9\u{200B}"] {
            assert_eq!(read(text).unwrap(), "Q-9", "{text:?}");
        }
        assert_eq!(read("东库-3.1_a").unwrap(), "东库-3.1_A");
        for text in ["", " - ", "A/1", "A1?", "a\"b", "\u{410}-1", "\u{431}-1", "Q-\u{39F}"] {
            assert_eq!(read(text).unwrap_err().reason, Reason::PlaceCodeCharacters, "{text:?}");
        }
        // Fifteen letters of a label's alphabet, whether their check character fits or not.
        for text in ["3Z7H00001ABCDEF", "AAAA-BBBBB-CCCCC-D"] {
            assert_eq!(read(text).unwrap_err().reason, Reason::PlaceCodeLabel, "{text:?}");
        }
    }
}
