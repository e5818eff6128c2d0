//! Which characters a text may have: none that nobody sees, that turns the direction of writing, or that means something
//! else on every machine. What a character does is judged where it stands: a variation selector belongs to a rare form of
//! an ideograph in somebody's name, and after anything else it only makes two texts differ.

use crate::model::reason::{Reason, Refusal};
use crate::model::text::{breaks_line, is_invisible, is_selector};

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// On one line: names, numbers, whatever else stands in a column.
    Line,
    /// On as many lines as people like, with what they type there.
    Prose,
}

/// Why a text cannot be kept, with the first character that stands in the way.
pub fn refused_in(text: &str, writing: Writing) -> Option<Refusal> {
    let before = std::iter::once(None).chain(text.chars().map(Some));
    text.chars().zip(before).find_map(|(c, before)| reason(c, before, writing).map(|reason| refusal(reason, c)))
}

/// The refusal of NUL, which no part of any call may have.
pub fn nul() -> Refusal {
    refusal(Reason::TextControl, '\0')
}

/// The refusal of what stands for bytes that are no UTF-8.
pub fn replaced() -> Refusal {
    refusal(Reason::TextCharacter, char::REPLACEMENT_CHARACTER)
}

/// Whether a character joins or parts its neighbours, as in emoji and some scripts.
pub const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn refusal(reason: Reason, c: char) -> Refusal {
    Refusal::new(reason).with("character", format!("U+{:04X}", u32::from(c)))
}

fn reason(c: char, before: Option<char>, writing: Writing) -> Option<Reason> {
    let prose = writing == Writing::Prose;
    if prose && matches!(c, '\n' | '\t') || c.is_ascii_graphic() || c == ' ' {
        return None;
    }
    if !prose && breaks_line(c) {
        return Some(Reason::TextOneLine);
    }
    if c.is_control() {
        return Some(Reason::TextControl);
    }
    let odd = breaks_line(c) || is_invisible(c) || is_blank(c) || is_noncharacter(c) || is_private(c);
    if is_combining(c) && !before.is_some_and(takes_marks) {
        return Some(Reason::TextCharacter);
    }
    let fits = is_selected(before, c) || prose && (is_joiner(c) || is_selector(c) && before.is_some());
    (odd && !fits).then_some(Reason::TextCharacter)
}

/// Whether a variation selector stands after a letter that has forms to choose from.
const fn is_selected(before: Option<char>, c: char) -> bool {
    let Some(before) = before else { return false };
    match c {
        '\u{180B}'..='\u{180F}' => matches!(before, '\u{1820}'..='\u{18AA}'),
        _ => is_selector(c) && is_ideograph(before),
    }
}

/// What is drawn as nothing or as a box and says nothing in a name: the blank of braille, what stands for an object or for bytes
/// that were none, marks of annotations, music, shorthand, hieroglyphs and Kaithi.
const fn is_blank(c: char) -> bool {
    matches!(c, '\u{2800}' | '\u{FFF9}'..='\u{FFFD}' | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}')
        || matches!(c, '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
}

/// A mark that is drawn on the letter before it.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}')
        || matches!(c, '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Letters that have marks of their own; on an ideograph or a digit a mark only makes two texts differ.
fn takes_marks(before: char) -> bool {
    is_combining(before) || before.is_alphabetic() && !is_ideograph(before)
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}')
}

const fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || c as u32 & 0xFFFE == 0xFFFE
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refused(text: &str, writing: Writing) -> Option<(Reason, String)> {
        let refusal = refused_in(text, writing)?;
        let sentence = refusal.text(crate::model::reason::Language::English);
        let character = sentence.split_once("U+").map(|(_, rest)| rest.chars().take_while(char::is_ascii_hexdigit));
        Some((refusal.reason, character.unwrap().collect()))
    }

    #[test]
    fn what_nobody_sees_or_reads_alike_is_refused_by_its_number() {
        let odd = [
            '\u{AD}',
            '\u{34F}',
            '\u{61C}',
            '\u{115F}',
            '\u{180E}',
            '\u{200B}',
            '\u{200E}',
            '\u{200F}',
            '\u{202A}',
            '\u{202E}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{206F}',
            '\u{3164}',
            '\u{E000}',
            '\u{F8FF}',
            '\u{FDD0}',
            '\u{FEFF}',
            '\u{2800}',
            '\u{FFFC}',
            '\u{FFFD}',
            '\u{110BD}',
            '\u{13430}',
            '\u{1BCA0}',
            '\u{1D173}',
            '\u{301}',
            '\u{20DD}',
            '\u{FFFE}',
            '\u{FFFF}',
            '\u{1FFFE}',
            '\u{E0001}',
            '\u{E0041}',
            '\u{E007F}',
            '\u{F0000}',
            '\u{10FFFD}',
            '\u{10FFFF}',
        ];
        for c in odd {
            let expected = Some((Reason::TextCharacter, format!("{:04X}", u32::from(c))));
            for writing in [Writing::Line, Writing::Prose] {
                assert_eq!(refused(&format!("王{c}伟"), writing), expected, "{c:?} {writing:?}");
            }
        }
        for c in ['\u{2028}', '\u{2029}'] {
            assert_eq!(refused(&format!("王{c}"), Writing::Line).unwrap().0, Reason::TextOneLine);
            assert_eq!(refused(&format!("王{c}"), Writing::Prose).unwrap().0, Reason::TextCharacter);
        }
        assert_eq!(refused("a\u{7}\u{202E}", Writing::Line), Some((Reason::TextControl, "0007".to_owned())));
        assert_eq!(refused("a\nb\tc", Writing::Prose), None);
        assert_eq!(refused("\u{301}", Writing::Line).unwrap().0, Reason::TextCharacter, "a mark on nothing");
        assert_eq!(refused("q\u{307}\u{323}", Writing::Line), None, "marks on a letter");
    }

    #[test]
    fn names_of_every_script_are_kept() {
        // Ideographic variation sequences, a rare ideograph, a name with a middle dot, Mongolian with its selectors.
        for name in [
            "葛\u{E0100}城市",
            "逢\u{FE00}",
            "𠮷野家",
            "䶮",
            "买买提·吐尔逊",
            "ᠮᠣᠩᠭᠤᠯ\u{180E}ᠠ",
            "ᠭ\u{180B}",
            "ئالىم",
            "བསྟན་འཛིན",
            "José",
            "Ⅱ号楼",
            "张三（化名）",
        ] {
            assert_eq!(refused(name, Writing::Line), None, "{name}");
        }
        for name in ["a\u{FE0F}", "\u{E0100}葛", "葛\u{E0100}\u{E0101}", "❤\u{FE0F}", "👨\u{200D}👩", "a\u{180B}"]
        {
            assert!(refused(name, Writing::Line).is_some(), "{name:?}");
        }
        for prose in ["手机壳上有❤\u{FE0F}", "👨\u{200D}👩", "می\u{200C}خواهم"] {
            assert_eq!(refused(prose, Writing::Prose), None, "{prose:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_has_only_what_is_seen(text in any::<String>()) {
            if refused_in(&text, Writing::Line).is_none() {
                let seen = |c: char| !c.is_control() && (!is_invisible(c) || is_selector(c) || c == '\u{180E}');
                prop_assert!(text.chars().all(seen));
                prop_assert!(refused_in(&text, Writing::Prose).is_none());
            }
        }
    }
}
