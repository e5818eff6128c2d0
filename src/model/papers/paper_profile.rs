//! Paper profiles: how labels lie on a page or along a roll. Lengths are whole micrometres, so that nothing is rounded.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::input::Checker;
use crate::model::reason::{Reason, Refusal};
use crate::model::words::words;

/// Micrometres in a millimetre.
pub const MM: i64 = 1_000;
/// The largest page side.
const PAGE_AT_MOST: i64 = 1_200 * MM;
/// The smallest label side on which a code and a word have room.
const LABEL_AT_LEAST: i64 = 15 * MM;
/// Columns or rows of one page at most.
const CELLS_AT_MOST: i64 = 50;
/// How far a printer may be off.
const OFFSET_AT_MOST: i64 = 20 * MM;

words! {
    /// What the labels are on.
    Media {
        /// Pages with several labels.
        Sheet = "sheet" / "整页纸" / "Sheet",
        /// A roll with one label after the other.
        Roll = "roll" / "卷纸" / "Roll",
    }
}

/// Where the labels are on a page, in micrometres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperLayout {
    /// Pages or a roll.
    pub media: Media,
    /// Width of the page; of a roll, the width of one label with its backing.
    #[schema(minimum = 15000, maximum = 1200000)]
    pub page_width_um: i64,
    /// Height of the page; of a roll, of one label.
    #[schema(minimum = 15000, maximum = 1200000)]
    pub page_height_um: i64,
    /// From the left edge to the first label.
    #[schema(minimum = 0, maximum = 1200000)]
    pub margin_left_um: i64,
    /// From the top edge to the first label.
    #[schema(minimum = 0, maximum = 1200000)]
    pub margin_top_um: i64,
    /// Labels side by side.
    #[schema(minimum = 1, maximum = 50)]
    pub columns: i64,
    /// Labels below one another.
    #[schema(minimum = 1, maximum = 50)]
    pub rows: i64,
    /// Width of one label.
    #[schema(minimum = 15000, maximum = 1200000)]
    pub label_width_um: i64,
    /// Height of one label.
    #[schema(minimum = 15000, maximum = 1200000)]
    pub label_height_um: i64,
    /// Between two columns.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1200000)]
    pub gap_x_um: i64,
    /// Between two rows.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1200000)]
    pub gap_y_um: i64,
    /// Calibration: everything moves to the right by this much.
    #[serde(default)]
    #[schema(minimum = -20000, maximum = 20000)]
    pub offset_x_um: i64,
    /// Calibration: everything moves down by this much.
    #[serde(default)]
    #[schema(minimum = -20000, maximum = 20000)]
    pub offset_y_um: i64,
}

impl PaperLayout {
    /// Labels of one page.
    pub const fn cells(&self) -> i64 {
        self.columns * self.rows
    }

    /// Left and top edge of a cell counted along the rows from 0, calibration included.
    pub const fn cell(&self, at: i64) -> (i64, i64) {
        let (column, row) = (at % self.columns, at / self.columns);
        let x = self.margin_left_um + column * (self.label_width_um + self.gap_x_um) + self.offset_x_um;
        let y = self.margin_top_um + row * (self.label_height_um + self.gap_y_um) + self.offset_y_um;
        (x, y)
    }

    /// Notes every measure that cannot be; `pointer` is where the layout stands in the input.
    pub fn check(&self, pointer: &str, check: &mut Checker) {
        let mut number = |member: &str, value: i64, min: i64, max: i64| {
            check.number(format!("{pointer}/{member}"), value, min, max);
            (min..=max).contains(&value)
        };
        let sides = [
            number("page_width_um", self.page_width_um, LABEL_AT_LEAST, PAGE_AT_MOST),
            number("page_height_um", self.page_height_um, LABEL_AT_LEAST, PAGE_AT_MOST),
            number("label_width_um", self.label_width_um, LABEL_AT_LEAST, PAGE_AT_MOST),
            number("label_height_um", self.label_height_um, LABEL_AT_LEAST, PAGE_AT_MOST),
            number("columns", self.columns, 1, CELLS_AT_MOST),
            number("rows", self.rows, 1, CELLS_AT_MOST),
            number("margin_left_um", self.margin_left_um, 0, PAGE_AT_MOST),
            number("margin_top_um", self.margin_top_um, 0, PAGE_AT_MOST),
            number("gap_x_um", self.gap_x_um, 0, PAGE_AT_MOST),
            number("gap_y_um", self.gap_y_um, 0, PAGE_AT_MOST),
            number("offset_x_um", self.offset_x_um, -OFFSET_AT_MOST, OFFSET_AT_MOST),
            number("offset_y_um", self.offset_y_um, -OFFSET_AT_MOST, OFFSET_AT_MOST),
        ];
        if sides.contains(&false) {
            return;
        }
        if self.media == Media::Roll && self.cells() > 1 {
            check.refuse(format!("{pointer}/columns"), Reason::RollCells);
        }
        let wide = self.margin_left_um + self.columns * (self.label_width_um + self.gap_x_um) - self.gap_x_um;
        let high = self.margin_top_um + self.rows * (self.label_height_um + self.gap_y_um) - self.gap_y_um;
        let axes = [
            (wide, self.page_width_um, self.label_width_um, "label_width_um", "columns"),
            (high, self.page_height_um, self.label_height_um, "label_height_um", "rows"),
        ];
        for (needed, page, label, side, count) in axes {
            let member = if label > page { side } else { count };
            let refusal = Refusal::new(Reason::LabelOverPage).with("needed", mm(needed)).with("page", mm(page));
            check.demand(needed <= page, format!("{pointer}/{member}"), refusal);
        }
    }
}

/// Micrometres as millimetres for people.
pub fn mm(um: i64) -> String {
    let (whole, rest) = (um / MM, (um % MM).abs());
    let text = format!("{whole}.{rest:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn a4() -> PaperLayout {
        PaperLayout {
            media: Media::Sheet,
            page_width_um: 210 * MM,
            page_height_um: 297 * MM,
            margin_left_um: 6_500,
            margin_top_um: 12_900,
            columns: 3,
            rows: 8,
            label_width_um: 64 * MM,
            label_height_um: 33_900,
            gap_x_um: 2_500,
            gap_y_um: 0,
            offset_x_um: 0,
            offset_y_um: 0,
        }
    }

    fn pointers(layout: &PaperLayout) -> Vec<(String, Reason)> {
        let mut check = Checker::new();
        layout.check("/layout", &mut check);
        let issues = check.done().err().unwrap_or_default();
        issues.into_iter().map(|issue| (issue.pointer, issue.refusal.reason)).collect()
    }

    #[test]
    fn a_sheet_that_fits_is_taken_and_every_impossible_one_names_its_field() {
        assert!(pointers(&a4()).is_empty());
        for (layout, pointer, reason) in [
            (PaperLayout { columns: 0, ..a4() }, "/layout/columns", Reason::NumberOutOfRange),
            (PaperLayout { rows: 9, ..a4() }, "/layout/rows", Reason::LabelOverPage),
            (
                PaperLayout { label_width_um: 211 * MM, columns: 1, ..a4() },
                "/layout/label_width_um",
                Reason::LabelOverPage,
            ),
            (PaperLayout { media: Media::Roll, ..a4() }, "/layout/columns", Reason::RollCells),
            (PaperLayout { gap_x_um: -1, ..a4() }, "/layout/gap_x_um", Reason::NumberOutOfRange),
            (PaperLayout { offset_y_um: 30 * MM, ..a4() }, "/layout/offset_y_um", Reason::NumberOutOfRange),
            (PaperLayout { page_width_um: i64::MAX, ..a4() }, "/layout/page_width_um", Reason::NumberOutOfRange),
        ] {
            assert_eq!(pointers(&layout), [(pointer.to_owned(), reason)], "{layout:?}");
        }
    }

    #[test]
    fn cells_run_along_the_rows() {
        let layout = a4();
        assert_eq!(layout.cell(0), (6_500, 12_900));
        assert_eq!(layout.cell(2), (6_500 + 2 * 66_500, 12_900));
        assert_eq!(layout.cell(3), (6_500, 12_900 + 33_900));
        assert_eq!(mm(33_900), "33.9");
        assert_eq!(mm(210_000), "210");
    }
}
