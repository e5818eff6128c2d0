//! What the plan notes of cases and intakes.

use std::ops::Range;

use crate::demo::causes::Cause;
use crate::demo::figures::{BY_CATEGORY, ListedCategory};
use crate::demo::plan::acts::{OpenCase, ReturnForCorrection};

/// A case and what it is about.
#[derive(Clone, Debug)]
pub struct CasePlan {
    pub open: OpenCase,
    pub cause: Cause,
    /// From whom the goods were taken, mostly.
    pub principal: String,
}

/// An intake without its text.
#[derive(Clone, Debug, Default)]
pub struct IntakePlan {
    pub case: usize,
    pub applicant: usize,
    pub unit_head: usize,
    pub custodians: [usize; 2],
    pub centre_head: Option<usize>,
    pub seized_at: i64,
    pub submitted_at: i64,
    pub correction: Option<ReturnForCorrection>,
    pub approved_at: i64,
    pub executed_at: i64,
    /// Number of its first piece among all received; the others follow, category by category.
    pub first_item: u32,
    /// Pieces received by category.
    pub counts: [u32; BY_CATEGORY.len()],
    /// Pieces of each category received before.
    pub first_rank: [u32; BY_CATEGORY.len()],
    /// Lines refused at the desk.
    pub refused: u32,
}

impl IntakePlan {
    /// Pieces received.
    pub fn pieces(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Numbers of its pieces.
    pub fn items(&self) -> Range<u32> {
        self.first_item..self.first_item + self.pieces()
    }

    pub fn set_count(&mut self, category: ListedCategory, pieces: u32) {
        if let Some(count) = category.column().and_then(|column| self.counts.get_mut(column)) {
            *count = pieces;
        }
    }

    /// Its pieces by category: the category, their numbers, and the rank of the first within the category.
    pub fn sections(&self) -> impl Iterator<Item = (ListedCategory, Range<u32>, u32)> + '_ {
        let counts = self.counts.iter().zip(self.first_rank);
        BY_CATEGORY.iter().zip(counts).scan(self.first_item, |next, ((category, _), (count, rank))| {
            let items = *next..*next + count;
            *next = items.end;
            Some((*category, items, rank))
        })
    }

    /// Numbers of its pieces of a category.
    pub fn items_of(&self, category: ListedCategory) -> Range<u32> {
        self.sections().find(|(known, ..)| *known == category).map_or(0..0, |(_, items, _)| items)
    }

    /// ListedCategory of one of its pieces, and its rank within the category over the year.
    pub fn category_of(&self, item: u32) -> Option<(ListedCategory, u32)> {
        let found = self.sections().find(|(_, items, _)| items.contains(&item));
        found.map(|(category, items, rank)| (category, rank + item - items.start))
    }
}
