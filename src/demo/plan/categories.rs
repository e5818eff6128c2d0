//! How many pieces of each category each intake brings, so that every category adds up exactly.

use fastrand::Rng;

use super::entries::CasePlan;
use super::entries::IntakePlan;
use crate::demo::causes::Cause;
use crate::demo::figures::{BY_CATEGORY, ListedCategory, REFUSED_LINES};
use crate::demo::random::{Stream, pick, pick_size, rng, share_out};

/// Size classes of what one intake brings of a category: share, and pieces from and to before scaling.
type Sizes = [(u32, (u32, u32))];

/// Ordinary goods: many small hand-ins, few very large ones.
const ORDINARY_SIZES: &Sizes = &[(35, (1, 20)), (30, (20, 80)), (20, (80, 200)), (11, (200, 500)), (4, (500, 1_000))];
/// The average of the above, against which a cause's size is reckoned in tenths.
const LARGEST_ORDINARY: u32 = 1_150;

/// ListedCategory, at how many intakes at most it comes, and how many at a time.
const OTHERS: [(ListedCategory, usize, &Sizes); 6] = [
    (ListedCategory::Valuable, 95, &[(60, (1, 4)), (30, (4, 10)), (10, (10, 25))]),
    (ListedCategory::Specimen, 8, &[(1, (1, 4))]),
    (ListedCategory::Antimagnetic, 70, &[(70, (1, 2)), (25, (3, 6)), (5, (6, 12))]),
    (ListedCategory::Bulk, 64, &[(40, (5, 60)), (40, (60, 200)), (20, (200, 500))]),
    (ListedCategory::Vehicle, 62, &[(75, (1, 1)), (20, (2, 3)), (5, (4, 6))]),
    (ListedCategory::Unclassified, 24, &[(70, (1, 4)), (30, (4, 8))]),
];

/// Fills the counts of all intakes and numbers the received pieces in order of hand-over.
pub fn share(seed: u64, cases: &[CasePlan], intakes: &mut [IntakePlan]) {
    let mut rng = rng(seed, Stream::Categories, 0);
    let causes: Vec<Cause> =
        intakes.iter().map(|intake| cases.get(intake.case).map_or_else(Cause::default, |case| case.cause)).collect();
    for (category, most, sizes) in OTHERS {
        share_other(&mut rng, category, most, sizes, &causes, intakes);
    }
    share_ordinary(&mut rng, &causes, intakes);
    share_refused(&mut rng, &causes, intakes);
    number(intakes);
}

/// How well a category goes with a cause.
fn affinity(cause: &Cause, category: ListedCategory) -> usize {
    if category == ListedCategory::Bulk {
        usize::from(!cause.bulk.is_empty())
    } else {
        cause.also.iter().filter(|also| **also == category).count()
    }
}

fn total(category: ListedCategory) -> u32 {
    BY_CATEGORY.iter().find(|(known, _)| *known == category).map_or(0, |(_, total)| *total)
}

fn share_other(
    rng: &mut Rng,
    category: ListedCategory,
    most: usize,
    sizes: &Sizes,
    causes: &[Cause],
    intakes: &mut [IntakePlan],
) {
    let tickets = causes.iter().enumerate().flat_map(|(at, cause)| std::iter::repeat_n(at, affinity(cause, category)));
    let mut chosen: Vec<usize> = rng.choose_multiple(tickets, most);
    chosen.sort_unstable();
    chosen.dedup();
    let weights: Vec<u32> = chosen.iter().map(|_| pick_size(rng, sizes)).collect();
    for (at, count) in chosen.into_iter().zip(share_out(total(category), &weights, 1)) {
        if let Some(intake) = intakes.get_mut(at) {
            intake.set_count(category, count);
        }
    }
}

/// Ordinary pieces go everywhere; an intake that brings nothing else brings at least one.
fn share_ordinary(rng: &mut Rng, causes: &[Cause], intakes: &mut [IntakePlan]) {
    let weights: Vec<u32> = causes
        .iter()
        .map(|cause| (pick_size(rng, ORDINARY_SIZES) * cause.size / 10).clamp(1, LARGEST_ORDINARY))
        .collect();
    let bare: u32 = intakes.iter().map(|intake| u32::from(intake.pieces() == 0)).sum();
    let shares = share_out(total(ListedCategory::Ordinary) - bare, &weights, 0);
    for (intake, count) in intakes.iter_mut().zip(shares) {
        let least = u32::from(intake.pieces() == 0);
        intake.set_count(ListedCategory::Ordinary, count + least);
    }
}

fn share_refused(rng: &mut Rng, causes: &[Cause], intakes: &mut [IntakePlan]) {
    let bringing: Vec<usize> =
        causes.iter().enumerate().filter(|(_, cause)| !cause.dangerous.is_empty()).map(|(at, _)| at).collect();
    for _ in 0..REFUSED_LINES {
        if let Some(intake) = intakes.get_mut(pick(rng, &bringing)) {
            intake.refused += 1;
        }
    }
}

fn number(intakes: &mut [IntakePlan]) {
    let mut next_item = 0;
    let mut next_rank = [0; BY_CATEGORY.len()];
    for intake in intakes {
        intake.first_item = next_item;
        intake.first_rank = next_rank;
        next_item += intake.pieces();
        for (rank, count) in next_rank.iter_mut().zip(intake.counts) {
            *rank += count;
        }
    }
}
