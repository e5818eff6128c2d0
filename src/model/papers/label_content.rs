//! Label contents: what stands on a label and how large. Which paper it is on is the paper profile's.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::input::Checker;
use crate::model::papers::paper_profile::{MM, PaperLayout, mm};
use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;

/// The smallest code that an ordinary reader still takes in at arm's length.
const QR_AT_LEAST: i64 = 12 * MM;
const QR_AT_MOST: i64 = 200 * MM;
/// The smallest and the largest text, baseline to baseline less the gap.
const TEXT_AT_LEAST: i64 = 1_400;
const TEXT_AT_MOST: i64 = 20 * MM;
const LINES_AT_MOST: i64 = 6;
const FIELDS_AT_MOST: usize = 16;
/// The narrowest column of text beside a code.
const COLUMN_AT_LEAST: i64 = 10 * MM;

words! {
    /// What a label is for.
    LabelSubject {
        Item = "item" / "物品" / "Items" / "an item",
        Place = "place" / "位置" / "Places" / "a place",
    }
}

words! {
    /// One field of a label (GA/T 966-2011 names those of an item).
    LabelField {
        /// The code in groups, for people.
        Code = "code" / "物证编号" / "Item code",
        CaseNo = "case_no" / "案件编号" / "Case number",
        ItemName = "item_name" / "名称" / "Item name",
        /// The day of the intake, when the centre sealed it.
        SealedOn = "sealed_on" / "封装日期" / "Sealed on",
        /// The custodian of the intake.
        SealedBy = "sealed_by" / "封装人" / "Sealed by",
        KeepingAgency = "keeping_agency" / "保管单位" / "Keeping agency",
        Category = "category" / "类别" / "Category",
        SealNo = "seal_no" / "封装编号" / "Seal number",
        SeizedOn = "seized_on" / "扣押日期" / "Seized on",
        HandlingAgency = "handling_agency" / "办案单位" / "Handling agency",
        PlaceCode = "place_code" / "位置编码" / "Place code",
        PlaceName = "place_name" / "位置名称" / "Place name",
        StorageClass = "storage_class" / "存放类别" / "Storage class",
    }
}

impl LabelField {
    /// Whether a label of this subject has such a field.
    pub const fn is_of(self, subject: LabelSubject) -> bool {
        match self {
            Self::KeepingAgency => true,
            Self::PlaceCode | Self::PlaceName | Self::StorageClass => matches!(subject, LabelSubject::Place),
            _ => matches!(subject, LabelSubject::Item),
        }
    }
}

/// One field with its size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentField {
    /// Which.
    pub field: LabelField,
    /// Height of the letters; shrunk to 70 % before anything is cut.
    #[schema(minimum = 1400, maximum = 20000)]
    pub size_um: i64,
    /// Lines it may take.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 6)]
    pub lines: i64,
}

const fn one() -> i64 {
    1
}

/// What is on a label: the code at the left, the fields in their order at its right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentLayout {
    /// Side of the QR code with its quiet zone.
    #[schema(minimum = 12000, maximum = 200000)]
    pub qr_um: i64,
    /// Between the edge of the label and everything on it.
    #[schema(minimum = 0, maximum = 20000)]
    pub padding_um: i64,
    /// Whether every field is preceded by its name.
    pub captions: bool,
    /// The fields, top to bottom.
    #[schema(max_items = 16)]
    pub fields: Vec<ContentField>,
}

impl ContentLayout {
    /// Height of one line of a field, with the gap below it.
    pub const fn line_height(size_um: i64) -> i64 {
        size_um * 5 / 4
    }

    /// Notes everything that cannot be; `pointer` is where the layout stands in the input.
    pub fn check(&self, subject: LabelSubject, pointer: &str, check: &mut Checker) {
        check.number(format!("{pointer}/qr_um"), self.qr_um, QR_AT_LEAST, QR_AT_MOST);
        check.number(format!("{pointer}/padding_um"), self.padding_um, 0, 20 * MM);
        check.list(&format!("{pointer}/fields"), &self.fields, FIELDS_AT_MOST);
        for (at, one) in self.fields.iter().take(FIELDS_AT_MOST).enumerate() {
            let field = format!("{pointer}/fields/{at}");
            check.number(format!("{field}/size_um"), one.size_um, TEXT_AT_LEAST, TEXT_AT_MOST);
            check.number(format!("{field}/lines"), one.lines, 1, LINES_AT_MOST);
            let stranger = Refusal::new(Reason::LabelFieldSubject).with_word("field", one.field);
            check.demand(one.field.is_of(subject), format!("{field}/field"), stranger.with_word("subject", subject));
        }
    }

    /// Whether everything has room on a label of the paper; nothing is ever printed over an edge.
    ///
    /// # Errors
    /// [`Reason::ContentOverLabel`] with what is needed and what there is.
    pub fn fits(&self, paper: &PaperLayout) -> Result<(), Refusal> {
        let wide = self.qr_um + COLUMN_AT_LEAST + 2 * self.padding_um;
        let text: i64 = self.fields.iter().map(|one| Self::line_height(one.size_um) * one.lines).sum();
        let high = text.max(self.qr_um) + 2 * self.padding_um;
        for (needed, room) in [(wide, paper.label_width_um), (high, paper.label_height_um)] {
            if needed > room {
                let refusal = Refusal::new(Reason::ContentOverLabel);
                return Err(refusal.with("needed", mm(needed)).with("room", mm(room)));
            }
        }
        Ok(())
    }
}
