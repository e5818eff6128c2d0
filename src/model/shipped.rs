//! The papers and labels that a new centre starts with. People may change them afterwards.

use uuid::Uuid;

use crate::model::label_content::{ContentField, ContentLayout, LabelField, LabelSubject};
use crate::model::paper_profile::{MM, Media, PaperLayout};

/// A paper with the label that goes on it; both have the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipped {
    pub name: &'static str,
    pub profile_id: Uuid,
    pub content_id: Uuid,
    pub subject: LabelSubject,
    pub paper: PaperLayout,
    pub content: ContentLayout,
}

/// The profile that is used unless another is named.
pub const USUAL_PROFILE: &str = "A4-24";
/// The profile for places unless another is named.
pub const PLACE_PROFILE: &str = "Place-100x50";

/// All of them.
pub fn all() -> Vec<Shipped> {
    let item = |name, paper, qr_um, padding_um, fields: &[(LabelField, i64, i64)]| {
        (name, LabelSubject::Item, paper, qr_um, padding_um, fields.to_vec())
    };
    use LabelField as F;
    let rows = [
        item(
            USUAL_PROFILE,
            sheet((6_500, 12_900), (3, 8), (64 * MM, 33_900), 2_500),
            26 * MM,
            1_500,
            &[
                (F::ItemName, 2_800, 2),
                (F::CaseNo, 2_100, 2),
                (F::Code, 2_300, 1),
                (F::SealedOn, 2_100, 1),
                (F::SealedBy, 2_100, 1),
                (F::KeepingAgency, 2_100, 2),
            ],
        ),
        item(
            "A4-40",
            sheet((8_000, 21_500), (4, 10), (48_500, 25_400), 0),
            20 * MM,
            1_200,
            &[
                (F::ItemName, 2_400, 2),
                (F::CaseNo, 1_800, 2),
                (F::Code, 2_000, 1),
                (F::SealedOn, 1_800, 1),
                (F::SealedBy, 1_800, 1),
                (F::KeepingAgency, 1_800, 2),
            ],
        ),
        item(
            "Roll-70x50",
            roll(70 * MM, 50 * MM),
            30 * MM,
            2 * MM,
            &[
                (F::ItemName, 3_200, 3),
                (F::CaseNo, 2_500, 2),
                (F::Code, 2_500, 1),
                (F::SealNo, 2_500, 1),
                (F::SealedOn, 2_500, 1),
                (F::SealedBy, 2_500, 1),
                (F::KeepingAgency, 2_500, 2),
            ],
        ),
        item(
            "Roll-50x30",
            roll(50 * MM, 30 * MM),
            21 * MM,
            1_500,
            &[
                (F::ItemName, 2_600, 2),
                (F::CaseNo, 1_900, 2),
                (F::Code, 2_100, 1),
                (F::SealedOn, 1_900, 1),
                (F::SealedBy, 1_900, 1),
                (F::KeepingAgency, 1_900, 2),
            ],
        ),
        (
            PLACE_PROFILE,
            LabelSubject::Place,
            roll(100 * MM, 50 * MM),
            40 * MM,
            2 * MM,
            vec![
                (F::PlaceCode, 7 * MM, 1),
                (F::PlaceName, 4_500, 2),
                (F::StorageClass, 3_500, 1),
                (F::KeepingAgency, 3 * MM, 2),
            ],
        ),
    ];
    let shipped = |(number, (name, subject, paper, qr_um, padding_um, fields)): (
        u128,
        (&'static str, LabelSubject, PaperLayout, i64, i64, Vec<(LabelField, i64, i64)>),
    )| {
        let field = |(field, size_um, lines)| ContentField { field, size_um, lines };
        let fields = fields.into_iter().map(field).collect();
        let captions = subject == LabelSubject::Item;
        let content = ContentLayout { qr_um, padding_um, captions, fields };
        Shipped { name, profile_id: fixed(number), content_id: fixed(100 + number), subject, paper, content }
    };
    (1..).zip(rows).map(shipped).collect()
}

/// The same in every centre.
const fn fixed(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number)
}

fn sheet(margins: (i64, i64), cells: (i64, i64), label: (i64, i64), gap_x_um: i64) -> PaperLayout {
    PaperLayout {
        media: Media::Sheet,
        page_width_um: 210 * MM,
        page_height_um: 297 * MM,
        margin_left_um: margins.0,
        margin_top_um: margins.1,
        columns: cells.0,
        rows: cells.1,
        label_width_um: label.0,
        label_height_um: label.1,
        gap_x_um,
        gap_y_um: 0,
        offset_x_um: 0,
        offset_y_um: 0,
    }
}

fn roll(width: i64, height: i64) -> PaperLayout {
    PaperLayout {
        media: Media::Roll,
        page_width_um: width,
        page_height_um: height,
        ..sheet((0, 0), (1, 1), (width, height), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::input::Checker;

    #[test]
    fn everything_shipped_passes_the_checks_of_what_people_make() {
        for one in all() {
            let mut check = Checker::new();
            one.paper.check("/paper", &mut check);
            one.content.check(one.subject, "/content", &mut check);
            assert_eq!(check.done(), Ok(()), "{}", one.name);
            assert_eq!(one.content.fits(&one.paper), Ok(()), "{}", one.name);
        }
        assert_eq!(
            all().iter().map(|one| one.name).collect::<Vec<_>>(),
            ["A4-24", "A4-40", "Roll-70x50", "Roll-50x30", "Place-100x50"]
        );
    }
}
