//! What people can take for something else: two logins or two names that look alike are one here.

use unicode_security::skeleton;

use crate::model::text::compatible;

/// Parts of a login that look alike in most fonts, each with the one it is taken for.
pub const ALIKE: [(&str, &str); 4] = [("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l")];

/// A login as it looks. Logins are ASCII, so that a handful of pairs is all there is.
pub fn login(text: &str) -> String {
    ALIKE.iter().fold(text.to_owned(), |text, (part, taken_for)| text.replace(part, taken_for))
}

/// A name as it looks.
#[derive(Debug, Clone)]
pub struct NameLook {
    written: String,
    in_small_letters: String,
}

impl NameLook {
    /// Of a name: its skeleton (UTS #39) without width and blanks, as it is written and in small letters, since a capital and
    /// its small letter look like different letters.
    pub fn of(name: &str) -> Self {
        let seen: String = compatible(name).chars().filter(|c| !c.is_whitespace()).collect();
        let look = |text: &str| skeleton(text).collect::<String>().to_lowercase();
        Self { written: look(&seen), in_small_letters: look(&seen.to_lowercase()) }
    }

    /// Whether one can be taken for the other: they differ only in case, width, blanks or letters with the same shape.
    pub fn is_like(&self, other: &Self) -> bool {
        self.written == other.written || self.in_small_letters == other.in_small_letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_that_can_be_taken_for_one_another_are_one() {
        for (a, b) in [("mario", "rnario"), ("mario", "mari0"), ("li.wei", "1i.wei"), ("wang", "vvang"), ("a10", "alo")]
        {
            assert_eq!(login(a), login(b), "{a} {b}");
        }
        for (a, b) in [("li.wei", "li-wei"), ("officer-1", "officer-2"), ("wang", "wan"), ("i.wei", "l.wei")] {
            assert_ne!(login(a), login(b), "{a} {b}");
        }
    }

    #[test]
    fn names_that_can_be_taken_for_one_another_are_one() {
        for (a, b) in [
            ("高新公安分局", "高新 公安分局"),
            ("工业区分局", "エ业区分局"),
            ("二七分局", "ニ七分局"),
            ("口岸分局", "ロ岸分局"),
            ("ＡＢ分局", "ab分局"),
            ("AB分局", "АВ分局"),
            ("Ⅱ号分局", "II号分局"),
            ("CID分局", "cid分局"),
            ("末口分局", "未口分局"),
        ] {
            assert!(NameLook::of(a).is_like(&NameLook::of(b)), "{a} {b}");
        }
        for (a, b) in [("高新分局", "高新支局"), ("第一分局", "第二分局"), ("高新分局", "高兴分局")]
        {
            assert!(!NameLook::of(a).is_like(&NameLook::of(b)), "{a} {b}");
        }
    }
}
