//! Goods as an officer would write them on a seizure list: name, features, numbers, value, category attributes.
//! Each category has its file of words. No agency, no time, no place here.

mod antimagnetic;
mod bulk;
mod dangerous;
pub(super) mod families;
mod ordinary;
mod specimen;
mod unclassified;
mod valuable;
mod vehicle;

use fastrand::Rng;
use serde::Serialize;

pub use antimagnetic::{Antimagnetic, imei_check};
pub use bulk::{Bulk, BulkKind};
pub use ordinary::Family;
pub use specimen::Specimen;
pub use valuable::{Denomination, Valuable};
pub use vehicle::{Vehicle, vin_check};

pub(super) use bulk::kinds as bulk_kinds;

use super::figures::ListedCategory;

/// One piece as listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Good {
    /// ListedCategory it is received in, or the dangerous kind it is refused for.
    pub category: ListedCategory,
    /// Name on the seizure list.
    pub name: String,
    /// Features: colour, condition, markings.
    pub features: String,
    /// Model or specification, empty when there is none.
    pub model: String,
    /// Brand, empty when there is none.
    pub brand: String,
    /// Serial, batch or document number, empty when there is none.
    pub serial_no: String,
    /// Unit of counting: 件, 台, 辆 …
    pub unit: &'static str,
    /// Estimated value in fen (CNY), where an estimate makes sense.
    pub valuation_fen: Option<i64>,
    /// What the category asks for beside.
    pub attributes: Attributes,
}

/// Attributes by category, as JSON `{"kind": "...", ...}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Attributes {
    /// The category asks for nothing.
    #[default]
    None,
    /// Valuables and cash.
    Valuable(Valuable),
    /// Animals and plants.
    Specimen(Specimen),
    /// Magnetic media and devices.
    Antimagnetic(Antimagnetic),
    /// Bulk goods.
    Bulk(Bulk),
    /// Vehicles.
    Vehicle(Vehicle),
}

/// What one seizure brings: the few products its lines repeat in sizes, colours and numbers.
#[derive(Clone, Debug, Default)]
pub struct Assortment {
    ordinary: Vec<ordinary::Product>,
    bulk: Vec<bulk::Lot>,
}

impl Assortment {
    /// Draws the products of a seizure from what its cause is about.
    pub(super) fn draw(rng: &mut Rng, families: &[Family], bulk: &[BulkKind]) -> Self {
        Self { ordinary: ordinary::products(rng, families), bulk: bulk::lots(rng, bulk) }
    }

    /// One piece of a category.
    pub(super) fn good(&self, rng: &mut Rng, category: ListedCategory) -> Good {
        match category {
            ListedCategory::Ordinary => ordinary::good(rng, &self.ordinary),
            ListedCategory::Valuable => valuable::good(rng),
            ListedCategory::Specimen => specimen::good(rng),
            ListedCategory::Antimagnetic => antimagnetic::good(rng),
            ListedCategory::Bulk => bulk::good(rng, &self.bulk),
            ListedCategory::Vehicle => vehicle::good(rng),
            ListedCategory::Unclassified => unclassified::good(rng),
            dangerous => dangerous::good(rng, dangerous),
        }
    }
}

/// Reason written when the desk refuses a dangerous kind.
pub(super) fn refusal(category: ListedCategory) -> String {
    dangerous::refusal(category)
}
