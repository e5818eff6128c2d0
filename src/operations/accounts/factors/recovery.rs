//! Recovery codes: ten for each account, each good once, for whoever has not got the authenticator at hand. They are computed with the
//! token key and kept nowhere; of each only whether it was used is in the account.

use aws_lc_rs::constant_time;

use crate::error::Result;
use crate::model::ids::UserId;
use crate::operations::accounts::passwords::Password;
use crate::tokens::Tokens;

/// How many there are.
pub const CODES: u32 = 10;
/// A bit for each.
pub const ALL: i32 = (1 << CODES) - 1;
/// Characters between two hyphens where a code is shown.
const GROUP: usize = 4;

/// How many of them were not used yet.
pub fn count(left: Option<i32>) -> u32 {
    left.unwrap_or_default().count_ones()
}

/// All ten as they are shown: twelve letters and digits, 60 bits, in groups.
///
/// # Errors
/// As [`Tokens::factor`].
pub fn list(tokens: &Tokens, user: UserId, salt: &str) -> Result<Vec<String>> {
    let grouped = |code: Password| {
        let letters: Vec<char> = code.reveal().chars().collect();
        letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    };
    (0..CODES).map(|number| code(tokens, user, salt, number).map(grouped)).collect()
}

/// The number of a code, without hyphens, that was not used yet.
///
/// # Errors
/// As [`Tokens::factor`].
pub fn find(tokens: &Tokens, (user, salt): (UserId, &str), left: i32, typed: &str) -> Result<Option<u32>> {
    let mut found = None;
    for number in (0..CODES).filter(|number| left >> number & 1 == 1) {
        let own = code(tokens, user, salt, number)?;
        if constant_time::verify_slices_are_equal(own.reveal().as_bytes(), typed.as_bytes()).is_ok() {
            found = Some(number);
        }
    }
    Ok(found)
}

fn code(tokens: &Tokens, user: UserId, salt: &str, number: u32) -> Result<Password> {
    Ok(Password::part_of(&tokens.factor("recovery", &(user, salt, number))?))
}
