//! The report as JSON: exactly these members in this order.

use serde::Serialize;

use crate::model::goods::category::Category;
use crate::model::oversight::year_report::{Counts, Figures};
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
            requests: Requests {
                intake: whole.requests_of(RequestKind::Intake),
                outbound: whole.requests_of(RequestKind::Outbound),
                loan: whole.requests_of(RequestKind::Loan),
                loan_return: whole.requests_of(RequestKind::LoanReturn),
            },
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
