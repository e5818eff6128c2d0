//! Days that count: calendar days, and working days with the holidays and the working weekends that the State Council announces each year.

use std::collections::HashSet;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::oversight::clocks::day::Day;
use crate::model::time::{HOUR, Time};

/// China Standard Time is ahead of UTC by so much.
const AHEAD: i64 = 8 * HOUR;

/// Days of one holiday at most.
const HOLIDAY_AT_MOST: usize = 60;

/// The days from one to another on which offices are closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    pub first: Day,
    pub last: Day,
}

/// The holidays and the working weekends of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct YearTable {
    #[schema(minimum = 1990, maximum = 2200)]
    pub year: i32,
    /// One may begin in the last days of the year before.
    #[schema(max_items = 60)]
    pub closed: Vec<Holiday>,
    /// Weekend days on which offices are open.
    #[schema(max_items = 60)]
    pub open: Vec<Day>,
}

/// What is wrong with a table of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearFault {
    /// The holiday at this place ends before it begins or is too long, or lies in another year.
    Closed(usize),
    /// The day at this place is no weekend of the year, or stands among the holidays or twice.
    Open(usize),
}

impl YearTable {
    /// Everything that is wrong.
    pub fn faults(&self) -> Vec<YearFault> {
        let near = |day: Day| (day.0.year() - self.year).abs() <= 1;
        let odd = |holiday: &Holiday| {
            let days = (holiday.last.0 - holiday.first.0).num_days();
            let fits = (0..i64::try_from(HOLIDAY_AT_MOST).unwrap_or(i64::MAX)).contains(&days);
            let within = [holiday.first, holiday.last].iter().any(|day| day.0.year() == self.year);
            !fits || !within || !near(holiday.first) || !near(holiday.last)
        };
        let closed = |day: &Day| self.closed.iter().any(|holiday| (holiday.first..=holiday.last).contains(day));
        let works = |at: usize, day: &Day| {
            let again = self.open.iter().take(at).any(|other| other == day);
            is_weekend(day.0) && day.0.year() == self.year && !closed(day) && !again
        };
        let shut = self.closed.iter().enumerate().filter(|(_, holiday)| odd(holiday));
        let open = self.open.iter().enumerate().filter(|(at, day)| !works(*at, day));
        shut.map(|(at, _)| YearFault::Closed(at)).chain(open.map(|(at, _)| YearFault::Open(at))).collect()
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Days on which offices are closed though it is no weekend, and weekends on which they are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: HashSet<NaiveDate>,
    working_weekends: HashSet<NaiveDate>,
    years: HashSet<i32>,
}

impl Calendar {
    /// The calendar of these years.
    pub fn of(years: &[YearTable]) -> Self {
        let days = |holiday: &Holiday| {
            let last = holiday.last.0;
            holiday.first.0.iter_days().take_while(move |day| *day <= last).take(HOLIDAY_AT_MOST)
        };
        Self {
            holidays: years.iter().flat_map(|year| year.closed.iter().flat_map(days)).collect(),
            working_weekends: years.iter().flat_map(|year| year.open.iter().map(|day| day.0)).collect(),
            years: years.iter().map(|year| year.year).collect(),
        }
    }

    /// Whether it is known on which days of a year offices are closed; where it is not, weekends alone count as such.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Whether offices are open on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        !self.holidays.contains(&day) && (!is_weekend(day) || self.working_weekends.contains(&day))
    }

    /// The end of the last of so many days after the one of `start`, which does not count itself. A term that ends on a day on which
    /// offices are closed ends with the next on which they are open (Criminal Procedure Law 105; Administrative Penalty Law 85).
    pub fn after_days(&self, start: Time, days: u32) -> Time {
        let last = china_day(start) + Days::new(u64::from(days));
        end_of(self.first_working_from(last))
    }

    /// The end of the last of so many working days after the one of `start`, which does not count itself.
    pub fn after_working_days(&self, start: Time, days: u32) -> Time {
        let mut day = china_day(start);
        for _ in 0..days {
            day = self.first_working_from(day + Days::new(1));
        }
        end_of(day)
    }

    fn first_working_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working(*day)).unwrap_or(day)
    }
}

/// The day in China on which a time lies.
pub fn china_day(time: Time) -> NaiveDate {
    chrono::DateTime::<Utc>::from_timestamp_micros(time.0.saturating_add(AHEAD)).unwrap_or_default().date_naive()
}

/// The first instant of a day in China.
pub fn start_of(day: NaiveDate) -> Time {
    Time(day.and_time(NaiveTime::MIN).and_utc().timestamp_micros() - AHEAD)
}

/// The last instant of a day in China.
fn end_of(day: NaiveDate) -> Time {
    start_of(day + Days::new(1)).plus(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        Time::parse(text).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn spring_2024() -> Calendar {
        let closed = vec![Holiday { first: Day(day("2024-02-10")), last: Day(day("2024-02-17")) }];
        let open = vec![Day(day("2024-02-04")), Day(day("2024-02-18"))];
        Calendar::of(&[YearTable { year: 2024, closed, open }])
    }

    #[test]
    fn what_is_odd_in_a_year_is_named_and_a_year_without_a_table_is_not_known() {
        let of = |first: &str, last: &str| Holiday { first: Day(day(first)), last: Day(day(last)) };
        let table = YearTable {
            year: 2024,
            closed: vec![
                of("2023-12-30", "2024-01-01"),
                of("2024-05-05", "2024-05-01"),
                of("2023-05-01", "2023-05-05"),
                of("2024-01-01", "2024-03-01"),
            ],
            open: ["2024-02-18", "2024-02-18", "2024-02-19", "2023-02-18"].map(|of| Day(day(of))).to_vec(),
        };
        let closed = [1, 2, 3].map(YearFault::Closed);
        // The eighteenth of February lies within the holiday that is too long.
        assert_eq!(table.faults(), [&closed[..], &[0, 1, 2, 3].map(YearFault::Open)].concat());
        assert!(spring_2024().knows(2024) && !spring_2024().knows(2025));
    }

    #[test]
    fn a_day_ends_with_its_last_microsecond() {
        assert_eq!(end_of(day("2024-02-29")), at("2024-02-29T23:59:59.999999+08:00"));
        assert_eq!(china_day(at("2024-02-29T16:00:00Z")), day("2024-03-01"));
    }

    #[test]
    fn a_term_of_days_ends_with_its_last_day() {
        let none = Calendar::default();
        for (start, days, end) in [
            ("2024-02-27T00:00:00+08:00", 2, "2024-02-29"),
            ("2024-02-27T23:59:59.999999+08:00", 2, "2024-02-29"),
            ("2023-02-26T12:00:00+08:00", 2, "2023-02-28"),
            ("2023-12-29T12:00:00+08:00", 3, "2024-01-01"),
        ] {
            assert_eq!(none.after_days(at(start), days), end_of(day(end)), "{start}");
        }
    }

    #[test]
    fn a_term_does_not_end_while_offices_are_closed() {
        let none = Calendar::default();
        assert_eq!(none.after_days(at("2024-03-06T09:00:00+08:00"), 3), end_of(day("2024-03-11")));
        let spring = spring_2024();
        assert_eq!(spring.after_days(at("2024-02-08T09:00:00+08:00"), 3), end_of(day("2024-02-18")));
        assert_eq!(spring.after_days(at("2024-02-01T09:00:00+08:00"), 3), end_of(day("2024-02-04")));
    }

    #[test]
    fn working_days_leave_out_weekends_and_holidays_and_take_in_working_weekends() {
        let spring = spring_2024();
        assert_eq!(spring.after_working_days(at("2024-02-02T09:00:00+08:00"), 1), end_of(day("2024-02-04")));
        assert_eq!(spring.after_working_days(at("2024-02-09T09:00:00+08:00"), 2), end_of(day("2024-02-19")));
        assert_eq!(spring.after_working_days(at("2024-02-09T09:00:00+08:00"), 0), end_of(day("2024-02-09")));
    }
}
