//! What stands above what, of many at once: rows of a table that name one another, and how many levels there are above
//! things that are known.

use crate::model::reason::{Reason, Refusal};

/// The most levels that places or agencies stand in.
pub const LEVELS: usize = 16;

/// What is told of something that would stand deeper, or have something in it that would.
pub fn too_deep() -> Refusal {
    Refusal::new(Reason::TreeTooDeep).with("levels", LEVELS)
}

/// How many rows of the same table stand above each row, by the row that stands directly above it; `None` for a row that
/// stands above itself, directly or through others, and for what stands below such a row.
pub fn depths(parents: &[Option<usize>]) -> Vec<Option<usize>> {
    let above = |at: &usize| parents.get(*at).copied().flatten();
    let depth = |at: usize| {
        let levels = std::iter::successors(above(&at), above).take(parents.len() + 1).count();
        (levels <= parents.len()).then_some(levels)
    };
    (0..parents.len()).map(depth).collect()
}

/// How many levels there are from these on, upwards or downwards, at most [`LEVELS`]: one question for each.
///
/// # Errors
/// Those of `next_of`, which says what stands directly above or below what it is asked about.
pub fn levels_from<T, E>(mut level: Vec<T>, mut next_of: impl FnMut(&[T]) -> Result<Vec<T>, E>) -> Result<usize, E> {
    let mut levels = 0;
    while !level.is_empty() && levels < LEVELS {
        levels += 1;
        level = next_of(&level)?;
    }
    Ok(levels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_deep_as_what_stands_above_them_and_a_circle_has_no_depth() {
        assert_eq!(depths(&[Some(1), Some(2), None, None]), [Some(2), Some(1), Some(0), Some(0)]);
        assert_eq!(depths(&[Some(0), Some(2), Some(1), Some(1), None]), [None, None, None, None, Some(0)]);
        assert_eq!(depths(&[]), []);
    }

    #[test]
    fn levels_are_counted_up_to_the_top_and_never_for_ever() {
        let up = |ids: &[u32]| Ok::<_, ()>(ids.iter().filter(|id| **id > 1).map(|id| id - 1).collect());
        assert_eq!(levels_from(vec![3, 1], up), Ok(3));
        assert_eq!(levels_from(Vec::new(), up), Ok(0));
        assert_eq!(levels_from(vec![7], |ids: &[u32]| Ok::<_, ()>(ids.to_vec())), Ok(LEVELS));
    }
}
