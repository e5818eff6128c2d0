//! The report as JSON: exactly these members in this order.

use serde::Serialize;

use crate::model::goods::category::Category;
use crate::model::ids::AgencyId;
use crate::model::oversight::year_report::{AgencyFigures, Counts, Figures};
use crate::model::requests::request::RequestKind;

/// The report of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct YearReport {
    year: i32,
    agencies: i64,
    requests: Requests,
    pieces: Pieces,
    received_by_category: ByCategory,
    hours_saved: i64,
    balanced: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_agency: Option<Vec<AgencyPart>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_month: Option<Vec<MonthPart>>,
}

/// An agency's part in the year, and what it had with the centre at the year's end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct AgencyPart {
    code: String,
    name: String,
    requests: Requests,
    pieces: AgencyPieces,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct AgencyPieces {
    received: i64,
    released: i64,
    on_loan: i64,
    in_custody: i64,
}

/// What came and went in a month, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MonthPart {
    month: i32,
    requests: Requests,
    pieces: MonthPieces,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct MonthPieces {
    received: i64,
    released: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Requests {
    intake: i64,
    outbound: i64,
    loan: i64,
    loan_return: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Pieces {
    received: i64,
    released: i64,
    on_loan: i64,
    lost: i64,
    in_custody: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ByCategory {
    ordinary: i64,
    valuable: i64,
    specimen: i64,
    antimagnetic: i64,
    bulk: i64,
    vehicle: i64,
    unclassified: i64,
}

impl YearReport {
    /// The report of these figures: what was received and released is of the year, what is on loan, lost and in
    /// custody is as at its end.
    pub fn of(figures: &Figures, hours_per_agency_per_day: i64) -> Self {
        let (whole, closing) = (figures.whole(), figures.closing());
        Self {
            year: figures.year.number(),
            agencies: figures.agencies(),
            requests: Requests::of(&whole),
            pieces: Pieces {
                received: whole.received_pieces(),
                released: whole.released,
                on_loan: closing.on_loan,
                lost: closing.lost,
                in_custody: closing.in_custody,
            },
            received_by_category: ByCategory::of(&whole),
            hours_saved: figures.hours_saved(hours_per_agency_per_day),
            balanced: figures.is_balanced(),
            by_agency: None,
            by_month: None,
        }
    }

    /// The same with the part of each of these agencies that has one, given by id, code and name.
    #[must_use]
    pub fn by_agency<'a>(
        mut self,
        figures: &Figures,
        agencies: impl Iterator<Item = (AgencyId, &'a str, &'a str)>,
    ) -> Self {
        let part = |(id, code, name): (AgencyId, &str, &str)| {
            let AgencyFigures { counts, closing, .. } = figures.by_agency.get(&id)?;
            let pieces = AgencyPieces {
                received: counts.received_pieces(),
                released: counts.released,
                on_loan: closing.on_loan,
                in_custody: closing.in_custody,
            };
            let (code, name) = (code.to_owned(), name.to_owned());
            Some(AgencyPart { code, name, requests: Requests::of(counts), pieces })
        };
        self.by_agency = Some(agencies.filter_map(part).collect());
        self
    }

    /// The same with every month, January first.
    #[must_use]
    pub fn by_month(mut self, figures: &Figures) -> Self {
        let part = |(month, counts): (i32, &Counts)| {
            let pieces = MonthPieces { received: counts.received_pieces(), released: counts.released };
            MonthPart { month, requests: Requests::of(counts), pieces }
        };
        self.by_month = Some((1..).zip(&figures.by_month).map(part).collect());
        self
    }
}

impl Requests {
    fn of(counts: &Counts) -> Self {
        Self {
            intake: counts.requests_of(RequestKind::Intake),
            outbound: counts.requests_of(RequestKind::Outbound),
            loan: counts.requests_of(RequestKind::Loan),
            loan_return: counts.requests_of(RequestKind::LoanReturn),
        }
    }
}

impl ByCategory {
    fn of(whole: &Counts) -> Self {
        Self {
            ordinary: whole.received_of(Category::Ordinary),
            valuable: whole.received_of(Category::Valuable),
            specimen: whole.received_of(Category::Specimen),
            antimagnetic: whole.received_of(Category::Antimagnetic),
            bulk: whole.received_of(Category::Bulk),
            vehicle: whole.received_of(Category::Vehicle),
            unclassified: whole.received_of(Category::Unclassified),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::AgencyId;
    use crate::model::oversight::year_report::{Event, HOURS_PER_AGENCY_PER_DAY, Year};

    #[test]
    fn the_members_and_their_order_are_fixed() {
        let mut figures = Figures::new(Year::new(2023).unwrap());
        let agency = AgencyId(uuid::Uuid::from_u128(1));
        figures.add(agency, 1, Event::Submitted(RequestKind::Loan), 2);
        figures.add(agency, 12, Event::Received(Category::Vehicle), 3);
        let closing = &mut figures.by_agency.get_mut(&agency).unwrap().closing;
        (closing.received, closing.in_custody) = (3, 3);
        let json = serde_json::to_string(&YearReport::of(&figures, HOURS_PER_AGENCY_PER_DAY)).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"year":2023,"agencies":1,"requests":{"intake":0,"outbound":0,"loan":2,"loan_return":0},"#,
                r#""pieces":{"received":3,"released":0,"on_loan":0,"lost":0,"in_custody":3},"#,
                r#""received_by_category":{"ordinary":0,"valuable":0,"specimen":0,"antimagnetic":0,"bulk":0,"#,
                r#""vehicle":3,"unclassified":0},"hours_saved":6935,"balanced":true}"#
            )
        );
    }
}
