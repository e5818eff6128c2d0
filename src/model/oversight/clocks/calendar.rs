//! Days that count: calendar days, and working days with the holidays and the working weekends that the State Council announces each year.

use std::collections::HashSet;

use chrono::{Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};

use crate::model::time::{HOUR, Time};

/// China Standard Time is ahead of UTC by so much.
const AHEAD: i64 = 8 * HOUR;

/// Days on which offices are closed though it is no weekend, and weekends on which they are open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    holidays: HashSet<NaiveDate>,
    working_weekends: HashSet<NaiveDate>,
}

impl Calendar {
    /// A calendar of these days.
    pub fn new(
        holidays: impl IntoIterator<Item = NaiveDate>,
        working_weekends: impl IntoIterator<Item = NaiveDate>,
    ) -> Self {
        Self { holidays: holidays.into_iter().collect(), working_weekends: working_weekends.into_iter().collect() }
    }

    /// Whether offices are open on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !self.holidays.contains(&day) && (!weekend || self.working_weekends.contains(&day))
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

/// The last instant of a day in China.
fn end_of(day: NaiveDate) -> Time {
    let next = (day + Days::new(1)).and_time(NaiveTime::MIN);
    let there = FixedOffset::east_opt(0).and_then(|zone| zone.from_local_datetime(&next).single());
    Time(there.map_or(i64::MAX, |time| time.timestamp_micros() - AHEAD - 1))
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
        let off = (10..=17).map(|of| NaiveDate::from_ymd_opt(2024, 2, of).unwrap());
        Calendar::new(off, [day("2024-02-04"), day("2024-02-18")])
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
