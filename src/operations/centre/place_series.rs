//! Numbered places that are registered together below one place: the bins of a level, the racks of a room.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::db::centre::places::{self, Place};
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::accounts::agency::PlaceKind;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::centre::place_code;
use crate::model::goods::category::StorageClass;
use crate::model::ids::PlaceId;
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::operations::centre::places::{CAPACITY_AT_MOST, check_parent, record};

/// The most places of one series.
const AT_MOST: i64 = 500;
/// The highest number a series begins with.
const FIRST_AT_MOST: i64 = 999_999;
/// The most digits that a number is filled up to.
const DIGITS_AT_MOST: i64 = 6;
/// Codes in use that a refusal names.
const NAMED: usize = 5;
/// Stands for the number in the name of each place.
const NUMBER: &str = "{number}";

/// Numbered places below one place. Either all of them are registered, or none.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlaceSeries {
    /// The place they stand in.
    pub parent_id: PlaceId,
    /// What every code begins with, such as `A1-R03-B`; the number follows. At most 40 characters together.
    #[schema(min_length = 1, max_length = 40)]
    pub prefix: String,
    /// The number of the first place.
    #[schema(minimum = 0, maximum = 999_999)]
    pub first: i64,
    /// Digits of each number at least: shorter ones begin with zeros.
    #[schema(minimum = 1, maximum = 6)]
    pub digits: i64,
    /// How many places.
    #[schema(minimum = 1, maximum = 500)]
    pub count: i64,
    /// The name of each, at most 200 characters; `{number}` stands for its number.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Level of the tree.
    pub kind: PlaceKind,
    /// What they are built for; it does not change later.
    pub storage_class: StorageClass,
    /// Items each takes; absent: unlimited.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub capacity: Option<i64>,
    /// The highest level of goods each may hold; ordinary when absent.
    #[serde(default)]
    pub secrecy: Option<SecrecyLevel>,
}

/// Registers the places of a series, each with an entry of its own.
///
/// # Errors
/// [`Error::Invalid`] naming every field that breaks a rule, and the codes that are in use.
pub fn register(change: &mut Change<'_>, new: &NewPlaceSeries) -> Result<Vec<Place>> {
    let mut check = Checker::new();
    let prefix = check.text("/prefix", &new.prefix, place_code::LONGEST);
    let name = check.text("/name", &new.name, 200);
    check.number("/first", new.first, 0, FIRST_AT_MOST);
    check.number("/digits", new.digits, 1, DIGITS_AT_MOST);
    check.number("/count", new.count, 1, AT_MOST);
    let capacity = new.capacity.map(|items| check.number("/capacity", items, 0, CAPACITY_AT_MOST));
    // How many are made, and how long each number is, depends on these.
    check.done()?;
    let mut check = Checker::new();
    let digits = usize::try_from(new.digits).map_err(Error::internal)?;
    let mut rows = Vec::new();
    for number in new.first..new.first + new.count {
        let number = format!("{number:0digits$}");
        rows.push(Place {
            id: change.new_id(),
            code: read_code(&format!("{prefix}{number}"), &mut check),
            // No number is longer than what stands for it.
            name: name.replace(NUMBER, &number),
            kind: new.kind,
            storage_class: new.storage_class,
            parent_id: Some(new.parent_id),
            capacity,
            active: true,
            created_at: change.now(),
            version: 1,
            secrecy: new.secrecy.unwrap_or(SecrecyLevel::Ordinary),
        });
        // The others would be refused for the same.
        if check.refuses() {
            break;
        }
    }
    if let Some(first) = rows.first() {
        check_parent(change, first, &mut check)?;
    }
    check.done()?;
    must_be_free(change, &rows)?;
    places::insert(change, &rows)?;
    rows.iter().try_for_each(|row| record(change, Action::PlaceRegistered, row))?;
    Ok(rows)
}

fn read_code(text: &str, check: &mut Checker) -> String {
    let length = text.chars().count();
    let long = Refusal::new(Reason::TextTooLong).with("max", place_code::LONGEST);
    check.demand(length <= place_code::LONGEST, "/prefix", long);
    check.held("/prefix", place_code::read(text)).unwrap_or_default()
}

/// Refuses codes that some place has, naming the first of them.
fn must_be_free(change: &mut Change<'_>, rows: &[Place]) -> Result<()> {
    let codes: Vec<String> = rows.iter().map(|row| row.code.clone()).collect();
    let taken = places::list_taken(change.reader(), &codes)?;
    if taken.is_empty() {
        return Ok(());
    }
    Err(Error::field("/prefix", Refusal::new(Reason::NameTaken).with_some("value", &taken, NAMED)))
}
