//! A day in China as it is written, such as 2026-01-31.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize, Serializer};

/// The years that days are written of.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2200;

/// A day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Day(pub NaiveDate);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let day: NaiveDate =
            text.parse().map_err(|error| format!("not a day, such as 2026-01-31: {text:?}: {error}"))?;
        match YEARS.contains(&day.year()) {
            true => Ok(Self(day)),
            false => Err(format!("not a day of the years {} to {}: {text:?}", YEARS.start(), YEARS.end())),
        }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Date)))
            .into()
    }
}

impl utoipa::ToSchema for Day {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_it_is_written() {
        let read = |text: &str| Day::try_from(text.to_owned());
        assert_eq!(read("2024-02-29").unwrap().to_string(), "2024-02-29");
        for odd in ["2023-02-29", "1989-12-31", "2201-01-01", "2024/02/29", ""] {
            assert!(read(odd).is_err(), "{odd}");
        }
    }
}
