//! Intakes: who is at the desk, and which products come in.

use super::entries::{CasePlan, IntakePlan};
use crate::demo::figures::ListedCategory;
use crate::demo::goods::{Assortment, Good};
use crate::demo::people::Staff;
use crate::demo::random::{Stream, pick, pick_some, rng};

/// Gives every intake its custodians, and a centre head where valuables come in or lines are refused.
pub fn staff_the_desk(seed: u64, staff: &Staff, intakes: &mut [IntakePlan]) {
    let mut rng = rng(seed, Stream::Intakes, 0);
    for intake in intakes {
        if let [first, second] = pick_some(&mut rng, &staff.custodians, 2)[..] {
            intake.custodians = [first, second];
        }
        let deciding = intake.refused > 0 || !intake.items_of(ListedCategory::Valuable).is_empty();
        intake.centre_head = deciding.then(|| pick(&mut rng, &staff.centre_heads));
    }
}

/// The products of an intake.
pub fn assortment(seed: u64, intake: usize, case: &CasePlan) -> Assortment {
    Assortment::draw(&mut rng(seed, Stream::Variants, intake as u64), case.cause.families, case.cause.bulk)
}

/// One received piece of an intake's products.
pub fn good(seed: u64, assortment: &Assortment, item: u32, category: ListedCategory) -> Good {
    assortment.good(&mut rng(seed, Stream::Item, u64::from(item)), category)
}
