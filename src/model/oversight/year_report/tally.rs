//! The figures of a year counted from the events of the log alone.

use std::collections::HashMap;

use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{AgencyId, ItemId};
use crate::model::ledger::event::{Action, ItemEvent, SubjectEvent};
use crate::model::oversight::year_report::{Event, Figures, Stock, Year};
use crate::model::time::Time;

/// Counts the figures of a year while the events of the whole log pass by in their order.
#[derive(Debug)]
pub struct LogTally {
    figures: Figures,
    start: Time,
    end: Time,
    items: HashMap<ItemId, Life>,
}

/// What one item's events say so far.
#[derive(Debug)]
struct Life {
    agency: AgencyId,
    category: Category,
    pieces: i32,
    /// The state when the year began and when it ended.
    opening: CustodyState,
    closing: CustodyState,
    received: Option<Time>,
    released: Option<Time>,
    lost: Option<Time>,
}

impl LogTally {
    /// A tally of that year.
    pub fn new(year: Year) -> Self {
        Self { figures: Figures::new(year), start: year.start(), end: year.end(), items: HashMap::new() }
    }

    /// Counts an event of an item; `agency` is that of the actor, who for the first event registered it.
    pub fn add_item(&mut self, at: Time, agency: Option<AgencyId>, event: &ItemEvent) {
        let after = &event.after;
        let life = self.items.entry(event.item_id).or_insert_with(|| Life {
            agency: agency.unwrap_or(AgencyId(uuid::Uuid::nil())),
            category: after.category,
            pieces: after.pieces,
            opening: CustodyState::Registered,
            closing: CustodyState::Registered,
            received: None,
            released: None,
            lost: None,
        });
        (life.category, life.pieces) = (after.category, after.pieces);
        if after.state.is_received() {
            life.received.get_or_insert(at);
        }
        match after.state {
            CustodyState::Released => _ = life.released.get_or_insert(at),
            CustodyState::Lost => _ = life.lost.get_or_insert(at),
            _ => {}
        }
        if at < self.start {
            life.opening = after.state;
        }
        if at < self.end {
            life.closing = after.state;
        }
    }

    /// Counts an event of anything else.
    pub fn add_subject(&mut self, at: Time, event: &SubjectEvent) {
        if event.action != Action::RequestSubmitted {
            return;
        }
        if let (Some(month), Some(request)) = (self.figures.year.month_of(at), event.request()) {
            self.figures.add(request.agency_id, month, Event::Submitted(request.kind), 1);
        }
    }

    /// The figures.
    pub fn finish(self) -> Figures {
        let mut figures = self.figures;
        for life in self.items.into_values() {
            let pieces = i64::from(life.pieces);
            for (when, event) in [
                (life.received, Event::Received(life.category)),
                (life.released, Event::Released),
                (life.lost, Event::Lost),
            ] {
                if let Some(month) = when.and_then(|when| figures.year.month_of(when)) {
                    figures.add(life.agency, month, event, pieces);
                }
            }
            if life.received.is_some_and(|when| when < self.end) {
                let of_agency = figures.by_agency.entry(life.agency).or_default();
                add(&mut of_agency.opening, life.opening, &life);
                add(&mut of_agency.closing, life.closing, &life);
            }
        }
        figures
    }
}

fn add(stock: &mut Stock, state: CustodyState, life: &Life) {
    if state.is_received() {
        stock.received += i64::from(life.pieces);
        stock.add_state(state, i64::from(life.pieces));
    }
}
