//! How full the places are: what lies in a place lies in everything it stands in.

use std::collections::HashMap;

use crate::model::accounts::agency::PlaceKind;
use crate::model::goods::category::StorageClass;
use crate::model::ids::PlaceId;

/// A place and what lies in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Space {
    /// The place.
    pub id: PlaceId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level in the tree.
    pub kind: PlaceKind,
    /// What it is built for.
    pub storage_class: StorageClass,
    /// The place it stands in.
    pub parent_id: Option<PlaceId>,
    /// Items it takes; none when unlimited or not said.
    pub capacity: Option<i64>,
    /// Items that lie in it.
    pub held: i64,
}

/// The places with what lies in them or in anything that stands in them. A place without a capacity of its own has that
/// of the places in it.
pub fn rolled_up(mut places: Vec<Space>) -> Vec<Space> {
    let index: HashMap<PlaceId, usize> = places.iter().enumerate().map(|(at, place)| (place.id, at)).collect();
    let parent_of = |place: &Space| place.parent_id.and_then(|id| index.get(&id).copied());
    let parents: Vec<Option<usize>> = places.iter().map(parent_of).collect();
    let own: Vec<bool> = places.iter().map(|place| place.capacity.is_some()).collect();
    // Deepest first, so that a place is complete before it is added to the one it stands in.
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(depth(&parents, *at)));
    for at in order {
        let Some((held, capacity)) = places.get(at).map(|place| (place.held, place.capacity)) else { continue };
        let Some(above) = parents.get(at).copied().flatten() else { continue };
        let has_own = own.get(above).copied().unwrap_or(true);
        if let Some(parent) = places.get_mut(above) {
            parent.held += held;
            if let (false, Some(capacity)) = (has_own, capacity) {
                parent.capacity = Some(parent.capacity.unwrap_or(0) + capacity);
            }
        }
    }
    places
}

/// How many places stand around this one. The tree has no cycle, but a row edited behind the program's back may make one.
fn depth(parents: &[Option<usize>], at: usize) -> usize {
    let above = |at: &usize| parents.get(*at).copied().flatten();
    std::iter::successors(above(&at), above).take(parents.len()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: u128, parent: Option<u128>, capacity: Option<i64>, held: i64) -> Space {
        let id = |number| PlaceId(uuid::Uuid::from_u128(number));
        Space {
            id: id(number),
            code: number.to_string(),
            name: String::new(),
            kind: PlaceKind::Bin,
            storage_class: StorageClass::Ordinary,
            parent_id: parent.map(id),
            capacity,
            held,
        }
    }

    #[test]
    fn a_room_holds_what_its_bins_hold_and_a_capacity_of_its_own_counts() {
        let places = vec![
            place(3, Some(2), Some(10), 4),
            place(1, None, None, 0),
            place(2, Some(1), None, 1),
            place(4, Some(2), Some(20), 5),
            place(5, Some(1), Some(7), 0),
            place(6, Some(5), Some(99), 2),
        ];
        let rolled: Vec<_> =
            rolled_up(places).into_iter().map(|place| (place.code, place.capacity, place.held)).collect();
        let expected = [
            ("3", Some(10), 4),
            ("1", Some(37), 12),
            ("2", Some(30), 10),
            ("4", Some(20), 5),
            ("5", Some(7), 2),
            ("6", Some(99), 2),
        ];
        assert_eq!(rolled, expected.map(|(code, capacity, held)| (code.to_owned(), capacity, held)));
    }

    #[test]
    fn a_cycle_ends() {
        assert_eq!(rolled_up(vec![place(1, Some(2), None, 1), place(2, Some(1), None, 1)]).len(), 2);
    }
}
