//! Differences noted on a picture: where they are, and what is seen there.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::ids::UserId;
use crate::model::input::Checker;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;

/// Marks of one picture at most.
pub const MARKS_AT_MOST: usize = 50;
/// Characters of what a mark says at most.
const TEXT_LENGTH: usize = 200;
/// The whole width or height of a picture.
const WHOLE: i64 = 1000;

/// A rectangle of a picture, upright, in thousandths of its width and height, with what is seen in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    #[schema(minimum = 0, maximum = 999)]
    pub left: i64,
    #[schema(minimum = 0, maximum = 999)]
    pub top: i64,
    #[schema(minimum = 1, maximum = 1000)]
    pub width: i64,
    #[schema(minimum = 1, maximum = 1000)]
    pub height: i64,
    /// What is seen there, such as a scratch that was not there before.
    #[schema(min_length = 1, max_length = 200)]
    pub text: String,
}

/// A spot as it was noted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mark {
    #[serde(flatten)]
    pub spot: Spot,
    /// Who noted it, and when.
    pub noted_by: UserId,
    pub noted_at: Time,
}

/// The marks that a picture has after somebody set these spots: those it had stay as they were noted, the rest is theirs.
pub fn noted(check: &mut Checker, known: &[Mark], spots: &[Spot], by: UserId, now: Time) -> Vec<Mark> {
    check.demand(spots.len() <= MARKS_AT_MOST, "/marks", Refusal::new(Reason::ListTooLong).with("max", MARKS_AT_MOST));
    let mut seen = HashSet::new();
    let mut marks = Vec::new();
    for (at, spot) in spots.iter().take(MARKS_AT_MOST).enumerate() {
        let spot = checked(check, spot, at);
        if !seen.insert(spot.clone()) {
            check.refuse(format!("/marks/{at}"), Refusal::new(Reason::ListRepeats).with("value", &spot.text));
        }
        let known = known.iter().find(|mark| mark.spot == spot).cloned();
        marks.push(known.unwrap_or(Mark { spot, noted_by: by, noted_at: now }));
    }
    marks
}

fn checked(check: &mut Checker, spot: &Spot, at: usize) -> Spot {
    let within = |check: &mut Checker, member: &str, value, least, most| {
        check.number(format!("/marks/{at}/{member}"), value, least, most);
    };
    within(check, "left", spot.left, 0, WHOLE - 1);
    within(check, "top", spot.top, 0, WHOLE - 1);
    within(check, "width", spot.width, 1, WHOLE.saturating_sub(spot.left).max(1));
    within(check, "height", spot.height, 1, WHOLE.saturating_sub(spot.top).max(1));
    let text = check.text(format!("/marks/{at}/text"), &spot.text, TEXT_LENGTH);
    Spot { text, ..*spot }
}

/// The marks as they are kept; none where nothing is noted.
pub fn kept(marks: &[Mark]) -> Option<String> {
    // Texts and numbers of ours are always JSON.
    (!marks.is_empty()).then(|| serde_json::to_string(marks).unwrap_or_default())
}

/// The marks that were kept.
pub fn read(kept: Option<&str>) -> Vec<Mark> {
    kept.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}
