//! What the year of the demo adds up to: the figures of the centre's report for 2023.
//! They steer the plan only; reports count what was really played.

use serde::Serialize;

/// The year that is played.
pub const YEAR: u32 = 2023;
/// Agencies served by the centre.
pub const AGENCIES: usize = 19;
/// Intake requests in the year.
pub const INTAKES: usize = 658;
/// Outbound requests in the year.
pub const OUTBOUNDS: usize = 228;
/// Loan requests in the year.
pub const LOANS: usize = 112;
/// Loan-return requests in the year; each closes one loan.
pub const LOAN_RETURNS: usize = 66;
/// Pieces received; one piece is one item with one label.
pub const RECEIVED: u32 = 82_520;
/// Pieces released by the outbound requests.
pub const RELEASED: u32 = 5_709;
/// Pieces out on the loans that are still open when the year ends.
pub const ON_LOAN: u32 = 62;
/// Pieces in custody when the year ends.
pub const IN_CUSTODY: u32 = 76_749;
/// Lines refused at the desk; they are not received.
pub const REFUSED_LINES: u32 = 40;
/// About so many received lines differ from the seizure list and are accepted corrected.
pub const CORRECTED_LINES: u32 = 200;

/// Received pieces by category.
pub const BY_CATEGORY: [(ListedCategory, u32); 7] = [
    (ListedCategory::Ordinary, 73_578),
    (ListedCategory::Valuable, 476),
    (ListedCategory::Specimen, 17),
    (ListedCategory::Antimagnetic, 173),
    (ListedCategory::Bulk, 8_107),
    (ListedCategory::Vehicle, 95),
    (ListedCategory::Unclassified, 74),
];

/// ListedCategory of a line, with the dangerous kinds that the desk refuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedCategory {
    /// Any ordinary place.
    #[default]
    Ordinary,
    /// Gold, jewellery, watches, cash.
    Valuable,
    /// Animals and plants, whole or in part.
    Specimen,
    /// Phones, disks, tapes.
    Antimagnetic,
    /// Goods by the sack, drum, log or pallet.
    Bulk,
    /// Motor and non-motor vehicles.
    Vehicle,
    /// Not yet classified.
    Unclassified,
    /// Refused: ammunition, detonators, fireworks.
    Explosives,
    /// Refused: fuels and solvents.
    Flammables,
    /// Refused: poisons.
    Toxic,
    /// Refused: radioactive sources.
    Radioactive,
    /// Refused: firearms.
    Firearms,
    /// Refused: drugs.
    Drugs,
}

impl ListedCategory {
    /// The word used in data, such as `antimagnetic`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Valuable => "valuable",
            Self::Specimen => "specimen",
            Self::Antimagnetic => "antimagnetic",
            Self::Bulk => "bulk",
            Self::Vehicle => "vehicle",
            Self::Unclassified => "unclassified",
            Self::Explosives => "explosives",
            Self::Flammables => "flammables",
            Self::Toxic => "toxic",
            Self::Radioactive => "radioactive",
            Self::Firearms => "firearms",
            Self::Drugs => "drugs",
        }
    }

    /// Storage class of the places that may hold it; none for what is refused.
    pub const fn storage_class(self) -> Option<&'static str> {
        match self {
            Self::Ordinary => Some("ordinary"),
            Self::Valuable => Some("vault"),
            Self::Specimen => Some("specimen_room"),
            Self::Antimagnetic => Some("antimagnetic_cabinet"),
            Self::Bulk => Some("bulk_hall"),
            Self::Vehicle => Some("yard"),
            Self::Unclassified => Some("receiving"),
            _ => None,
        }
    }

    /// Column of the category in tables by category; none for what is refused.
    pub(super) fn column(self) -> Option<usize> {
        BY_CATEGORY.iter().position(|(category, _)| *category == self)
    }
}
