//! The papers and labels that a new centre starts with. People may change them afterwards; here they stay as they are,
//! because a row that nobody ever changed is verified against them.

use uuid::Uuid;

use crate::model::papers::label_content::{ContentField, ContentLayout, LabelField, LabelSubject};
use crate::model::papers::paper_profile::{MM, Media, PaperLayout};

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

/// A field, the height of its letters, and its lines at most.
type Field = (LabelField, i64, i64);

/// All of them.
pub fn all() -> Vec<Shipped> {
    use LabelField as F;
    let a4_24 = sheet((6_500, 12_900), (3, 8), (64 * MM, 33_900), 2_500);
    let a4_40 = sheet((8_000, 21_500), (4, 10), (48_500, 25_400), 0);
    let names = [(F::PlaceCode, 7 * MM, 1), (F::PlaceName, 4_500, 2), (F::StorageClass, 3_500, 1)];
    let place = [names.as_slice(), &[(F::KeepingAgency, 3 * MM, 2)]].concat();
    let mut large = evidence(3_200, 2_500, 2_500);
    large.insert(3, (F::SealNo, 2_500, 1));
    vec![
        shipped(1, USUAL_PROFILE, a4_24, (26 * MM, 1_500), &evidence(2_800, 2_100, 2_300)),
        shipped(2, "A4-40", a4_40, (20 * MM, 1_200), &evidence(2_400, 1_800, 2_000)),
        shipped(3, "Roll-70x50", roll(70 * MM, 50 * MM), (30 * MM, 2 * MM), &large),
        shipped(4, "Roll-50x30", roll(50 * MM, 30 * MM), (21 * MM, 1_500), &evidence(2_600, 1_900, 2_100)),
        Shipped {
            subject: LabelSubject::Place,
            ..shipped(5, PLACE_PROFILE, roll(100 * MM, 50 * MM), (40 * MM, 2 * MM), &place)
        },
    ]
    .into_iter()
    .map(captioned)
    .collect()
}

/// What GA/T 966-2011 asks for, with the heights of the name, of the code, and of everything else.
fn evidence(name_um: i64, text_um: i64, code_um: i64) -> Vec<Field> {
    use LabelField as F;
    vec![
        (F::ItemName, name_um, 2),
        (F::CaseNo, text_um, 2),
        (F::Code, code_um, 1),
        (F::SealedOn, text_um, 1),
        (F::SealedBy, text_um, 1),
        (F::KeepingAgency, text_um, 2),
    ]
}

fn shipped(
    number: u128,
    name: &'static str,
    paper: PaperLayout,
    (qr_um, padding_um): (i64, i64),
    fields: &[Field],
) -> Shipped {
    let field = |(field, size_um, lines): &Field| ContentField { field: *field, size_um: *size_um, lines: *lines };
    let fields = fields.iter().map(field).collect();
    let content = ContentLayout { qr_um, padding_um, captions: false, fields };
    let (profile_id, content_id) = (fixed(number), fixed(100 + number));
    Shipped { name, profile_id, content_id, subject: LabelSubject::Item, paper, content }
}

/// What stands on an item's label is named; a place's label is read from afar.
fn captioned(mut one: Shipped) -> Shipped {
    one.content.captions = one.subject == LabelSubject::Item;
    one
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
