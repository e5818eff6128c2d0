//! What the log tells of items and lines, kept small: all of it stays in memory until the tables were held against it.

use std::hash::{BuildHasher, RandomState};
use std::num::{NonZeroU32, NonZeroU64};

use indexmap::IndexSet;
use uuid::Uuid;

use crate::audit::Hash;
use crate::model::goods::category::Category;
use crate::model::goods::item::{CustodyState, Disposition, LegalStatus};
use crate::model::ids::{AgencyId, IdState, PlaceId, UserId};
use crate::model::ledger::event::ItemFacts;

/// A digest as a number that nobody outside of this verification can aim at: enough to tell whether two are the same.
pub type Print = NonZeroU64;

/// What the numbers are made with, another one each time.
#[derive(Default)]
pub struct Printer(RandomState);

impl Printer {
    pub fn print(&self, digest: Option<Hash>) -> Option<Print> {
        digest.map(|digest| NonZeroU64::new(self.0.hash_one(digest)).unwrap_or(NonZeroU64::MAX))
    }
}

/// The facts of an item with numbers for ids, of which there are far fewer than items.
#[derive(Clone, Copy)]
pub struct CompactFacts {
    place: Option<NonZeroU32>,
    borrower: Option<NonZeroU32>,
    agency: Option<NonZeroU32>,
    pub pieces: i32,
    pub state: CustodyState,
    legal_status: LegalStatus,
    disposition: Option<Disposition>,
    category: Category,
}

/// The ids by their numbers, from 1.
#[derive(Default)]
pub struct NumberedIds(IndexSet<Uuid, IdState>);

impl NumberedIds {
    pub fn compact(&mut self, facts: &ItemFacts) -> CompactFacts {
        CompactFacts {
            place: facts.place_id.and_then(|id| self.number(id.0)),
            borrower: facts.borrower_id.and_then(|id| self.number(id.0)),
            agency: self.number(facts.responsible_agency_id.0),
            pieces: facts.pieces,
            state: facts.state,
            legal_status: facts.legal_status,
            disposition: facts.disposition,
            category: facts.category,
        }
    }

    pub fn facts(&self, compact: &CompactFacts) -> ItemFacts {
        ItemFacts {
            state: compact.state,
            place_id: self.id(compact.place).map(PlaceId),
            borrower_id: self.id(compact.borrower).map(UserId),
            responsible_agency_id: AgencyId(self.id(compact.agency).unwrap_or_default()),
            legal_status: compact.legal_status,
            disposition: compact.disposition,
            category: compact.category,
            pieces: compact.pieces,
        }
    }

    fn number(&mut self, id: Uuid) -> Option<NonZeroU32> {
        let (index, _) = self.0.insert_full(id);
        u32::try_from(index + 1).ok().and_then(NonZeroU32::new)
    }

    fn id(&self, number: Option<NonZeroU32>) -> Option<Uuid> {
        let index = usize::try_from(number?.get() - 1).ok()?;
        self.0.get_index(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_as_they_were() {
        let mut ids = NumberedIds::default();
        for (place, borrower) in [(None, None), (Some(7), None), (None, Some(7)), (Some(0), Some(8))] {
            let facts = ItemFacts {
                state: CustodyState::OnLoan,
                place_id: place.map(|id| PlaceId(Uuid::from_u128(id))),
                borrower_id: borrower.map(|id| UserId(Uuid::from_u128(id))),
                responsible_agency_id: AgencyId(Uuid::from_u128(9)),
                legal_status: LegalStatus::Lifted,
                disposition: Some(Disposition::Sale),
                category: Category::Bulk,
                pieces: -3,
            };
            let compact = ids.compact(&facts);
            assert_eq!(ids.facts(&compact), facts);
        }
        assert!(size_of::<CompactFacts>() <= 20, "a million items have a million of these");
    }

    #[test]
    fn equal_digests_have_equal_numbers() {
        let printer = Printer::default();
        assert_eq!(printer.print(Some([1; 32])), printer.print(Some([1; 32])));
        assert_ne!(printer.print(Some([1; 32])), printer.print(Some([2; 32])));
        assert_eq!(printer.print(None), None);
    }
}
