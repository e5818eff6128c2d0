//! Points in time: whole microseconds UTC, so both databases and every hash see the same value.

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat, TimeZone, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

/// Microseconds in one second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in one minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Microseconds in one hour.
pub const HOUR: i64 = 3600 * SECOND;
/// Microseconds in one day.
pub const DAY: i64 = 24 * HOUR;
/// China Standard Time, in seconds east of UTC.
const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;
/// How a time is written.
const WRITTEN: &[u8; 27] = b"0000-00-00T00:00:00.000000Z";
/// Days that lie ahead of a date at most: fifty years.
const DAYS_AHEAD: i64 = 50 * 365;

/// A point in time in microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct Time(pub i64);

impl Time {
    /// This point moved by a number of microseconds (negative: earlier).
    #[must_use]
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// RFC 3339 in UTC with six decimals and `Z`.
    pub fn to_rfc3339(self) -> String {
        if let Some(written) = self.written() {
            return written.into_iter().map(char::from).collect();
        }
        DateTime::<Utc>::from_timestamp_micros(self.0)
            .map_or_else(|| self.0.to_string(), |t| t.to_rfc3339_opts(SecondsFormat::Micros, true))
    }

    /// The same digit by digit, for years of four: rows are written for their digests by the hundred thousand.
    fn written(self) -> Option<[u8; WRITTEN.len()]> {
        let time = DateTime::<Utc>::from_timestamp_micros(self.0)?;
        let year = u32::try_from(time.year()).ok().filter(|year| *year <= 9999)?;
        let parts = [
            (0..4, year),
            (5..7, time.month()),
            (8..10, time.day()),
            (11..13, time.hour()),
            (14..16, time.minute()),
            (17..19, time.second()),
            (20..26, time.timestamp_subsec_micros()),
        ];
        let mut text = *WRITTEN;
        for (place, mut number) in parts {
            for digit in text.get_mut(place)?.iter_mut().rev() {
                *digit = b'0' + (number % 10) as u8;
                number /= 10;
            }
        }
        Some(text)
    }

    /// Date and time of day in China (+08:00), as people write them: `2023-05-01 08:30:00`.
    pub fn to_china_text(self) -> String {
        self.in_china().format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// Reads an RFC 3339 time with any offset; finer than a microsecond is cut off.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|t| Self(t.timestamp_micros()))
    }

    /// Year and month (1–12) of this point on a Chinese calendar day (+08:00).
    pub fn china_month(self) -> (i32, u32) {
        let local = self.in_china();
        (local.year(), local.month())
    }

    /// The first instant of a year in China (+08:00).
    pub fn start_of_china_year(year: i32) -> Self {
        Self::start_of_china_month(year, 1)
    }

    /// The first instant of a month (1–12) in China (+08:00); month 13 is the next year's first.
    pub fn start_of_china_month(year: i32, month: u32) -> Self {
        let (year, month) = if month > 12 { (year + 1, month - 12) } else { (year, month) };
        let start = china().and_then(|zone| zone.with_ymd_and_hms(year, month, 1, 0, 0, 0).single());
        Self(start.map_or(0, |t| t.timestamp_micros()))
    }

    /// The day in China (+08:00) as people write it, such as 2023-05-01.
    pub fn china_date(self) -> String {
        self.in_china().format("%Y-%m-%d").to_string()
    }

    /// The earliest date a person can mean: the first day of the People's Republic. What lies before is mistyped.
    pub fn earliest() -> Self {
        Self::start_of_china_month(1949, 10)
    }

    /// The latest date a person can mean at this time by something to come.
    #[must_use]
    pub fn latest(self) -> Self {
        self.plus(DAYS_AHEAD * DAY)
    }

    /// Year, and month, day, hour, minute and second in China (+08:00).
    pub fn china_parts(self) -> (u16, [u8; 5]) {
        let local = self.in_china();
        let parts = [local.month(), local.day(), local.hour(), local.minute(), local.second()];
        (u16::try_from(local.year()).unwrap_or(0), parts.map(|part| u8::try_from(part).unwrap_or(0)))
    }

    fn in_china(self) -> DateTime<FixedOffset> {
        let utc = DateTime::<Utc>::from_timestamp_micros(self.0).unwrap_or_default();
        china().map_or_else(|| utc.fixed_offset(), |zone| utc.with_timezone(&zone))
    }
}

fn china() -> Option<FixedOffset> {
    FixedOffset::east_opt(CHINA_OFFSET_SECONDS)
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.written() {
            Some(text) => serializer.serialize_str(str::from_utf8(&text).map_err(ser::Error::custom)?),
            None => serializer.serialize_str(&self.to_rfc3339()),
        }
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("not an RFC 3339 time, such as 2023-05-01T08:00:00+08:00"))
    }
}

impl utoipa::PartialSchema for Time {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime)))
            .into()
    }
}

impl utoipa::ToSchema for Time {}

impl<DB> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for Time
where
    DB: diesel::backend::Backend,
    i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for Time
where
    DB: diesel::backend::Backend,
    i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
        i64::from_sql(bytes).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_begins_in_china_eight_hours_before_utc() {
        assert_eq!(Time::start_of_china_year(2023).to_rfc3339(), "2022-12-31T16:00:00.000000Z");
        assert_eq!(Time::start_of_china_year(2023).china_month(), (2023, 1));
    }

    #[test]
    fn a_time_is_written_as_the_standard_has_it() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_001, "2000-02-29T00:00:00.000001Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
            (253_402_300_800_000_000, "+10000-01-01T00:00:00.000000Z"),
            (-62_167_219_200_000_000, "0000-01-01T00:00:00.000000Z"),
            (-62_167_219_200_000_001, "-0001-12-31T23:59:59.999999Z"),
            (i64::MAX, "9223372036854775807"),
        ] {
            let theirs = DateTime::<Utc>::from_timestamp_micros(micros);
            let theirs = theirs.map_or_else(|| micros.to_string(), |t| t.to_rfc3339_opts(SecondsFormat::Micros, true));
            assert_eq!((Time(micros).to_rfc3339(), theirs), (text.to_owned(), text.to_owned()));
            assert_eq!(serde_json::to_value(Time(micros)).unwrap(), text);
        }
    }

    #[test]
    fn people_read_the_time_of_day_in_china() {
        assert_eq!(Time::start_of_china_year(2023).to_china_text(), "2023-01-01 00:00:00");
    }

    #[test]
    fn reads_any_offset_and_writes_utc() {
        let time = Time::parse("2023-05-01T08:00:00+08:00").unwrap();
        assert_eq!(time.to_rfc3339(), "2023-05-01T00:00:00.000000Z");
    }
}
