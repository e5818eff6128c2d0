//! How far a case may be known within the centre and its agencies. None of these levels is one of state secrets
//! (国家秘密), which such a system must not hold.

use crate::model::words::words;

words! {
    /// 知悉级别, from the lowest to the highest: of a case, of what a place may hold at most, and up to which a person is cleared. The words
    /// sort as the levels do, so that the database compares them as they are.
    SecrecyLevel {
        /// 一般: known to whoever may know the agency's cases.
        Ordinary = "ordinary" / "一般" / "Ordinary",
        /// 限制知悉: minors, informants, and whatever else few are to know of.
        Restricted = "restricted" / "限制知悉" / "Restricted",
        /// 工作秘密: known to those only whom the work cannot do without.
        Secret = "secret" / "工作秘密" / "Secret",
    }
}

impl SecrecyLevel {
    /// Whether it is the lowest level, which everybody is cleared for and which is not told.
    pub fn is_ordinary(&self) -> bool {
        *self == Self::Ordinary
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_levels_sort_as_the_levels_do() {
        let mut words: Vec<_> = SecrecyLevel::ALL.iter().rev().map(|level| level.as_str()).collect();
        words.sort_unstable();
        assert_eq!(words, SecrecyLevel::ALL.iter().map(|level| level.as_str()).collect::<Vec<_>>());
    }
}
