//! The words and rules of custody. Pure: no input, no output, nothing of ours from outside this folder.

pub mod accounts;
pub mod cases;
pub mod centre;
pub mod characters;
pub mod goods;
pub mod ids;
pub mod input;
pub mod ledger;
pub mod nesting;
pub mod oversight;
pub mod papers;
pub mod reason;
pub mod requests;
pub mod sealed;
pub mod text;
pub mod time;
pub(crate) mod words;
