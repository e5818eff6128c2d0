//! One spelling of what people type, paste and scan: for keeping, for looking up, and for codes.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfc();
const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfkc();

/// A text as it is kept: composed (NFC), with `\n` for every line break.
pub fn composed(text: &str) -> String {
    NFC.normalize(&text.replace("\r\n", "\n").replace('\r', "\n")).into_owned()
}

/// A text as it is kept, without blanks and characters that nobody sees around it. A selector of variants stays: it
/// belongs to the letter before it.
pub fn tidied(text: &str) -> String {
    let around = |c: char| c.is_whitespace() || (is_invisible(c) && !is_selector(c));
    composed(text).trim_matches(around).to_owned()
}

/// A text as it is compared and searched: whatever differs only in case, width, composition or a compatibility form
/// (NFKC: 'Ⅱ' and 'II', full-width letters, compatibility ideographs, Kangxi radicals) is one, and characters that
/// nobody sees are left out. On PostgreSQL the function `folded` does the same to a column.
pub fn folded(text: &str) -> String {
    compatible(text).to_lowercase()
}

/// A text whose compatibility forms are resolved (NFKC), without the characters that nobody sees.
pub fn compatible(text: &str) -> String {
    let seen = if text.contains(is_invisible) { Cow::from(text.replace(is_invisible, "")) } else { Cow::from(text) };
    NFKC.normalize(&seen).into_owned()
}

/// A code in its one spelling: compatibility forms resolved (NFKC), capital letters, the plain hyphen for every dash,
/// without blanks and characters that nobody sees.
pub fn code_spelling(text: &str) -> String {
    let seen = NFKC.normalize(text).to_uppercase();
    let letters = seen.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c) && !c.is_control());
    letters.map(|c| if is_dash(c) { '-' } else { c }).collect()
}

/// Whether nobody sees a character, and it only serves to make two texts differ: zero-width characters, marks of
/// direction, soft hyphens, variation selectors, tags.
pub const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Whether a character moves what follows it to another line or another column.
pub const fn breaks_line(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a character only picks another form of the one before it, and has none of its own.
pub const fn is_selector(c: char) -> bool {
    matches!(c, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

const fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_compared_as_the_same() {
        for (a, b) in [
            ("某Ⅱ期诈骗案", "某II期诈骗案"),
            ("ＡＢＣ１２３", "abc123"),
            ("e\u{301}cole", "ÉCOLE"),
            ("\u{2F08}", "人"),
            ("\u{F907}", "龜"),
            ("iPhone\u{200B} 13", "iphone 13"),
            ("ЯЩИК", "ящик"),
        ] {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
        assert_ne!(folded("王伟"), folded("王卫"));
        assert_eq!(folded(&folded("Ⅳ\u{345}")), folded("Ⅳ\u{345}"));
    }

    #[test]
    fn texts_are_kept_composed_with_one_line_break() {
        assert_eq!(composed("e\u{301}\r\nⅡ\rx"), "é\nⅡ\nx");
        assert_eq!(tidied("\u{FEFF} 葛\u{E0100}\u{200B} "), "葛\u{E0100}");
    }

    #[test]
    fn a_code_has_one_spelling() {
        for text in ["b-7", " B\u{2010}7 ", "Ｂ－７", "b\u{200B}-7\t", "B\u{2013}7\u{1D}"] {
            assert_eq!(code_spelling(text), "B-7", "{text:?}");
        }
    }
}
