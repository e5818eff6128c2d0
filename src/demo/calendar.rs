//! The calendar of 2023 as people worked it: holidays, working weekends, busy months, office hours.
//! Days count from 0 (1 January, a Sunday); times are whole microseconds UTC of local clock +08:00.

use fastrand::Rng;

use super::random::pick_weighted;

/// Days from 1970-01-01 to 2023-01-01.
const FIRST_DAY: i64 = 19_358;
const UTC_OFFSET_HOURS: i64 = 8;
pub const MINUTE: i64 = 60_000_000;
pub const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// The last working day of the year, 29 December.
pub const LAST_WORKING_DAY: u32 = 362;
/// First moment after the year, in microseconds UTC.
pub const YEAR_END: i64 = (FIRST_DAY + 365) * DAY - UTC_OFFSET_HOURS * HOUR;

/// Public holidays of 2023 by the State Council's notice, first and last day.
const HOLIDAYS: [(u32, u32); 7] = [(0, 1), (20, 26), (94, 94), (118, 122), (172, 174), (271, 275), (276, 278)];
/// Weekend days worked in exchange.
const WORKED_WEEKENDS: [u32; 7] = [27, 28, 112, 125, 175, 279, 280];
/// First day of each month, and how busy the month is.
const MONTHS: [(u32, u32); 12] = [
    (0, 5),
    (31, 7),
    (59, 10),
    (90, 9),
    (120, 9),
    (151, 8),
    (181, 8),
    (212, 8),
    (243, 9),
    (273, 8),
    (304, 10),
    (334, 9),
];

/// Whether offices were open.
pub fn is_working(day: u32) -> bool {
    let weekend = matches!(day % 7, 0 | 6);
    let holiday = HOLIDAYS.iter().any(|(from, to)| (*from..=*to).contains(&day));
    !holiday && (!weekend || WORKED_WEEKENDS.contains(&day))
}

/// The day itself when offices were open, else the next one; never after the last working day.
pub fn working_day(day: u32) -> u32 {
    (day..LAST_WORKING_DAY).find(|day| is_working(*day)).unwrap_or(LAST_WORKING_DAY)
}

/// Month (1 to 12) and day of the month of a day.
pub fn month_and_day(day: u32) -> (u32, u32) {
    let found = (1..).zip(MONTHS.iter()).take_while(|(_, (first, _))| *first <= day).last();
    found.map_or((1, 1), |(month, (first, _))| (month, day - first + 1))
}

/// A day on which goods are handed in: mostly working days, more of them in busy months.
pub fn intake_day(rng: &mut Rng) -> u32 {
    let weights: Vec<(u32, u32)> = (1..=LAST_WORKING_DAY).map(|day| (weight(day), day)).collect();
    pick_weighted(rng, &weights)
}

fn weight(day: u32) -> u32 {
    let busy = MONTHS.iter().take_while(|(first, _)| *first <= day).last().map_or(0, |(_, busy)| *busy);
    let holiday = HOLIDAYS.iter().any(|(from, to)| (*from..=*to).contains(&day));
    busy * if is_working(day) {
        30
    } else if holiday {
        1
    } else {
        2
    }
}

/// Moment of a day, `minutes` after local midnight, with random seconds.
pub fn moment(rng: &mut Rng, day: u32, minutes: std::ops::Range<i64>) -> i64 {
    (FIRST_DAY + i64::from(day)) * DAY - UTC_OFFSET_HOURS * HOUR + rng.i64(minutes.start * MINUTE..minutes.end * MINUTE)
}

/// The full local hour of a day.
pub fn at_hour(day: u32, hour: i64) -> i64 {
    (FIRST_DAY + i64::from(day)) * DAY + (hour - UTC_OFFSET_HOURS) * HOUR
}

/// A later moment, some minutes on.
pub fn after(rng: &mut Rng, time: i64, minutes: std::ops::Range<i64>) -> i64 {
    time + rng.i64(minutes.start * MINUTE..minutes.end * MINUTE)
}

/// The day of the year a moment lies in, local time; the first day for moments before the year.
pub fn day_of(time: i64) -> u32 {
    u32::try_from((time + UTC_OFFSET_HOURS * HOUR).div_euclid(DAY) - FIRST_DAY).unwrap_or(0)
}
