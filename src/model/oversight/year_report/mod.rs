//! The figures of a year: what is counted, and when it balances. The same figures are counted twice, from the tables
//! by `db::report` and from the events of the log by [`LogTally`]; nothing here reads either.

pub mod scope;
mod tally;
mod view;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::AgencyId;
use crate::model::requests::request::RequestKind;
use crate::model::time::{DAY, Time};

pub use tally::LogTally;
pub use view::YearReport;

/// The setting that holds the hours a day the centre saves each agency.
pub const HOURS_SETTING: &str = "hours_per_agency_per_day";
/// Its value unless changed: 131,765 hours of 2023 are 19 agencies × 19 hours × 365 days.
pub const HOURS_PER_AGENCY_PER_DAY: i64 = 19;

/// A calendar year in China (+08:00).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year(i32);

impl Year {
    /// A year from 2000 to 2999; none outside.
    pub fn new(number: i32) -> Option<Self> {
        (2000..3000).contains(&number).then_some(Self(number))
    }

    /// Its number.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Its first instant.
    pub fn start(self) -> Time {
        Time::start_of_china_year(self.0)
    }

    /// The first instant after it.
    pub fn end(self) -> Time {
        Time::start_of_china_year(self.0 + 1)
    }

    /// The number of its days.
    pub fn days(self) -> i64 {
        (self.end().0 - self.start().0) / DAY
    }

    /// The month (1–12) of a time within the year.
    pub fn month_of(self, time: Time) -> Option<u32> {
        let (year, month) = time.china_month();
        (year == self.0).then_some(month)
    }
}

/// Where all pieces ever received are at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Stock {
    /// Received up to then.
    pub received: i64,
    /// At a place of the centre.
    pub in_custody: i64,
    /// Lent.
    pub on_loan: i64,
    /// In an open discrepancy: came back short or substituted, or was not found.
    pub in_dispute: i64,
    /// Left for good up to then.
    pub released: i64,
    /// Confirmed lost up to then.
    pub lost: i64,
}

impl Stock {
    /// received = in custody + on loan + in dispute + released + confirmed lost
    pub const fn is_balanced(&self) -> bool {
        self.received == self.held() + self.released + self.lost
    }

    /// What the centre answers for.
    pub const fn held(&self) -> i64 {
        self.in_custody + self.on_loan + self.in_dispute
    }

    /// Adds pieces under the name of what became of them: a custody state, or `received`.
    pub fn add(&mut self, word: &str, pieces: i64) {
        match word {
            "received" => self.received += pieces,
            "in_custody" => self.in_custody += pieces,
            "on_loan" => self.on_loan += pieces,
            "discrepancy" => self.in_dispute += pieces,
            "released" => self.released += pieces,
            "lost" => self.lost += pieces,
            _ => {}
        }
    }

    /// Adds pieces in a state.
    pub fn add_state(&mut self, state: CustodyState, pieces: i64) {
        self.add(state.as_str(), pieces);
    }

    fn plus(mut self, other: &Self) -> Self {
        self.received += other.received;
        self.in_custody += other.in_custody;
        self.on_loan += other.on_loan;
        self.in_dispute += other.in_dispute;
        self.released += other.released;
        self.lost += other.lost;
        self
    }
}

/// What happened within the year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests first submitted, by kind.
    pub requests: BTreeMap<RequestKind, i64>,
    /// Pieces received, by the category they are known to have when the report is made.
    pub received: BTreeMap<Category, i64>,
    /// Pieces that left for good.
    pub released: i64,
    /// Pieces confirmed lost.
    pub lost: i64,
}

impl Counts {
    /// Requests of a kind.
    pub fn requests_of(&self, kind: RequestKind) -> i64 {
        self.requests.get(&kind).copied().unwrap_or(0)
    }

    /// Pieces received of a category.
    pub fn received_of(&self, category: Category) -> i64 {
        self.received.get(&category).copied().unwrap_or(0)
    }

    /// Pieces received, of all categories.
    pub fn received_pieces(&self) -> i64 {
        self.received.values().sum()
    }

    fn add(&mut self, other: &Self) {
        for (kind, count) in &other.requests {
            *self.requests.entry(*kind).or_default() += count;
        }
        for (category, pieces) in &other.received {
            *self.received.entry(*category).or_default() += pieces;
        }
        self.released += other.released;
        self.lost += other.lost;
    }
}

/// The figures of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgencyFigures {
    /// What happened within the year.
    pub counts: Counts,
    /// Where its goods were when the year began.
    pub opening: Stock,
    /// Where its goods were when the year ended.
    pub closing: Stock,
}

/// One thing that happened in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A request was first submitted.
    Submitted(RequestKind),
    /// Goods came in.
    Received(Category),
    /// Goods left for good.
    Released,
    /// Goods were confirmed lost.
    Lost,
}

/// The figures of a year, however they were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// The year.
    pub year: Year,
    /// By the agency that submitted the request or registered the goods.
    pub by_agency: BTreeMap<AgencyId, AgencyFigures>,
    /// By month, January first.
    pub by_month: [Counts; 12],
}

impl Figures {
    /// Figures with nothing counted.
    pub fn new(year: Year) -> Self {
        Self { year, by_agency: BTreeMap::new(), by_month: Default::default() }
    }

    /// Counts something that happened in a month (1–12) of the year.
    pub fn add(&mut self, agency: AgencyId, month: u32, event: Event, count: i64) {
        let month = usize::try_from(month).ok().and_then(|month| self.by_month.get_mut(month.wrapping_sub(1)));
        let of_agency = &mut self.by_agency.entry(agency).or_default().counts;
        for counts in [Some(of_agency), month].into_iter().flatten() {
            match event {
                Event::Submitted(kind) => *counts.requests.entry(kind).or_default() += count,
                Event::Received(category) => *counts.received.entry(category).or_default() += count,
                Event::Released => counts.released += count,
                Event::Lost => counts.lost += count,
            }
        }
    }

    /// Agencies served: those that submitted requests in the year.
    pub fn agencies(&self) -> i64 {
        let served = self.by_agency.values().filter(|figures| !figures.counts.requests.is_empty()).count();
        i64::try_from(served).unwrap_or(i64::MAX)
    }

    /// What happened, of all agencies together.
    pub fn whole(&self) -> Counts {
        let mut whole = Counts::default();
        self.by_agency.values().for_each(|figures| whole.add(&figures.counts));
        whole
    }

    /// The stock when the year began.
    pub fn opening(&self) -> Stock {
        self.by_agency.values().fold(Stock::default(), |sum, figures| sum.plus(&figures.opening))
    }

    /// The stock when the year ended.
    pub fn closing(&self) -> Stock {
        self.by_agency.values().fold(Stock::default(), |sum, figures| sum.plus(&figures.closing))
    }

    /// Whether the stock balances at both ends of the year, and the year leads from the one to the other.
    pub fn is_balanced(&self) -> bool {
        let (whole, opening, closing) = (self.whole(), self.opening(), self.closing());
        opening.is_balanced()
            && closing.is_balanced()
            && opening.held() + whole.received_pieces() == closing.held() + whole.released + whole.lost
    }

    /// The officer hours saved: agencies × hours per agency per day × days of the year.
    pub fn hours_saved(&self, hours_per_agency_per_day: i64) -> i64 {
        self.agencies() * hours_per_agency_per_day * self.year.days()
    }

    /// In which figures two counts of one year differ, in words.
    pub fn differences(&self, log: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |name: String, tables: i64, log: i64| {
            if tables != log {
                found.push(format!("{name}: {tables} by the tables, {log} by the log"));
            }
        };
        let (here, there) = (self.whole(), log.whole());
        compare("agencies served".into(), self.agencies(), log.agencies());
        for kind in RequestKind::ALL {
            compare(format!("{kind} requests"), here.requests_of(*kind), there.requests_of(*kind));
        }
        for category in Category::ALL {
            let (here, there) = (here.received_of(*category), there.received_of(*category));
            compare(format!("{category} pieces received"), here, there);
        }
        compare("pieces released in the year".into(), here.released, there.released);
        compare("pieces lost in the year".into(), here.lost, there.lost);
        for (when, here, there) in
            [("before the year", self.opening(), log.opening()), ("at its end", self.closing(), log.closing())]
        {
            compare(format!("pieces received up to then, {when}"), here.received, there.received);
            compare(format!("pieces in custody {when}"), here.in_custody, there.in_custody);
            compare(format!("pieces on loan {when}"), here.on_loan, there.on_loan);
            compare(format!("pieces in dispute {when}"), here.in_dispute, there.in_dispute);
            compare(format!("pieces released up to then, {when}"), here.released, there.released);
            compare(format!("pieces lost up to then, {when}"), here.lost, there.lost);
        }
        if found.is_empty() && self != log {
            found.push(self.uneven(log));
        }
        found
    }

    fn uneven(&self, log: &Self) -> String {
        let agency = self.by_agency.iter().find(|(id, figures)| log.by_agency.get(id) != Some(figures));
        match agency {
            Some((id, _)) => format!("the sums agree, but those of agency {id} do not"),
            None => "the sums agree, but those by agency or by month do not".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_of_2023_saves_the_hours_it_says() {
        let mut figures = Figures::new(Year::new(2023).unwrap());
        for agency in 1..=19 {
            figures.add(AgencyId(uuid::Uuid::from_u128(agency)), 1, Event::Submitted(RequestKind::Intake), 1);
        }
        assert_eq!(figures.hours_saved(HOURS_PER_AGENCY_PER_DAY), 131_765);
        assert_eq!(Year::new(2024).unwrap().days(), 366);
        assert_eq!(Year::new(1999), None);
    }

    #[test]
    fn a_year_carries_the_stock_of_the_years_before() {
        let agency = AgencyId(uuid::Uuid::from_u128(1));
        let mut figures = Figures::new(Year::new(2024).unwrap());
        figures.add(agency, 2, Event::Received(Category::Bulk), 5);
        figures.add(agency, 3, Event::Released, 2);
        figures.add(agency, 12, Event::Lost, 1);
        let of_agency = figures.by_agency.get_mut(&agency).unwrap();
        of_agency.opening = Stock { received: 10, in_custody: 6, released: 4, ..Stock::default() };
        of_agency.closing = Stock { received: 15, in_custody: 5, on_loan: 2, in_dispute: 1, released: 6, lost: 1 };
        assert!(figures.is_balanced());
        let mut other = figures.clone();
        other.by_agency.get_mut(&agency).unwrap().closing.on_loan = 3;
        assert!(!other.is_balanced());
        assert_eq!(figures.differences(&other), ["pieces on loan at its end: 2 by the tables, 3 by the log"]);
        assert!(figures.differences(&figures.clone()).is_empty());
    }
}
