//! The sets of rules for signing in that standards ask for, and that contradict one another: a centre names the one it is held to.

use crate::model::words::words;

words! {
    /// A set of rules for passwords, locks and sessions. Each sets bounds to settings, see
    /// [`SettingName::bounds_under`](crate::model::centre::settings::SettingName::bounds_under), and demands of passwords.
    SecurityProfile {
        /// NIST SP 800-63B-4 and ASVS 5.0: long passwords, no composition, no periodic change.
        Nist = "nist" / "通用（NIST SP 800-63B）" / "General (NIST SP 800-63B)",
        /// GB/T 22239-2019, level 3, as it is assessed: composition, change every 90 days, two factors for everybody.
        Mlps3 = "mlps3" / "等保三级（GB/T 22239-2019）" / "MLPS level 3 (GB/T 22239-2019)",
        /// CJIS Security Policy: two factors for everybody, locks that somebody lifts.
        Cjis = "cjis" / "CJIS 安全政策" / "CJIS Security Policy",
    }
}

/// What a chosen password must be, beyond what is guessed first and names its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordDemands {
    /// Characters it has at least.
    pub shortest: usize,
    /// How many of the four kinds of characters are in it at least, see [`kinds_of_characters`]; 0 where none is asked for.
    pub kinds: usize,
    /// After so many days another one has to be chosen.
    pub days: Option<i64>,
}

impl SecurityProfile {
    /// The profile that a setting names; the default for what names none.
    pub fn of(value: i64) -> Self {
        usize::try_from(value).ok().and_then(|at| Self::ALL.get(at).copied()).unwrap_or(Self::Nist)
    }

    /// What it demands of passwords. Less than fifteen characters are asked for only where everybody has a second factor
    /// (SP 800-63B-4, 3.1.1.2).
    pub const fn passwords(self) -> PasswordDemands {
        match self {
            Self::Nist => PasswordDemands { shortest: 15, kinds: 0, days: None },
            Self::Mlps3 => PasswordDemands { shortest: 8, kinds: 3, days: Some(90) },
            Self::Cjis => PasswordDemands { shortest: 12, kinds: 0, days: None },
        }
    }
}

/// How many kinds of characters are in a text, of four: small letters, capital letters, digits, and everything else, such as signs and
/// Han characters.
pub fn kinds_of_characters(text: &str) -> usize {
    let kinds: [fn(char) -> bool; 4] = [
        char::is_lowercase,
        char::is_uppercase,
        |c| c.is_ascii_digit(),
        |c| !c.is_lowercase() && !c.is_uppercase() && !c.is_ascii_digit(),
    ];
    kinds.iter().filter(|kind| text.chars().any(*kind)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_names_a_profile_by_its_place_and_anything_else_the_default() {
        for (at, profile) in SecurityProfile::ALL.iter().enumerate() {
            assert_eq!(SecurityProfile::of(i64::try_from(at).unwrap()), *profile);
        }
        assert_eq!([-1, 3, i64::MAX].map(SecurityProfile::of), [SecurityProfile::Nist; 3]);
    }

    #[test]
    fn kinds_of_characters_are_counted_once() {
        for (text, kinds) in [
            ("", 0),
            ("boats", 1),
            ("Boats", 2),
            ("Boats7", 3),
            ("Boats 7", 4),
            ("绿船七艘", 1),
            ("绿船7艘a", 3),
            ("éÉ", 2),
        ] {
            assert_eq!(kinds_of_characters(text), kinds, "{text}");
        }
    }
}
