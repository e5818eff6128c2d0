//! Which line stands on which page. A row stays whole unless it is higher than a page; the cells to sign in never stand on
//! a page without a line.

use crate::paper::form::canvas::{BOTTOM, PAD, PITCH, row_height};

/// Text lines `from..to` of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    pub row: usize,
    pub from: usize,
    pub to: usize,
    /// Whether that is all of it.
    pub whole: bool,
}

/// What stands on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagePlan {
    pub slices: Vec<Slice>,
    /// Whether what follows the lines stands here.
    pub tail: bool,
}

/// How much room there is, in micrometres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heights {
    /// Where lines begin on the first page.
    pub first_top: i64,
    /// Where they begin on every other.
    pub other_top: i64,
    /// How high what follows them is.
    pub tail: i64,
    /// Text lines of a row that are not torn apart.
    pub least: usize,
}

/// Puts rows of so many text lines each on pages.
pub fn plan(heights: Heights, rows: impl IntoIterator<Item = usize>) -> Vec<PagePlan> {
    let mut filling = Filling { heights, pages: Vec::new(), page: PagePlan::default(), y_um: heights.first_top };
    for (row, lines) in rows.into_iter().enumerate() {
        filling.put(row, lines.max(1));
    }
    filling.end()
}

struct Filling {
    heights: Heights,
    pages: Vec<PagePlan>,
    page: PagePlan,
    y_um: i64,
}

impl Filling {
    fn put(&mut self, row: usize, lines: usize) {
        let mut from = 0;
        while from < lines {
            let room = usize::try_from((BOTTOM - self.y_um - 2 * PAD) / PITCH).unwrap_or(0);
            let fits_elsewhere = self.heights.other_top + row_height(lines - from) <= BOTTOM;
            let empty = self.page.slices.is_empty();
            let fresh = empty && !self.pages.is_empty();
            let to = match lines - from {
                rest if rest <= room => lines,
                // No page stands without a line: what would leave one so is torn apart, as is what is higher than a page.
                _ if fits_elsewhere && !empty => from,
                _ if from == 0 && room < self.heights.least => from,
                _ => from + room,
            };
            if to > from {
                self.page.slices.push(Slice { row, from, to, whole: to - from == lines });
                self.y_um += row_height(to - from);
            } else if fresh {
                // Not even one text line fits below the heads; it is drawn all the same.
                self.page.slices.push(Slice { row, from, to: lines, whole: from == 0 });
                return;
            }
            if to < lines {
                self.turn();
            }
            from = to;
        }
    }

    fn turn(&mut self) {
        self.pages.push(std::mem::take(&mut self.page));
        self.y_um = self.heights.other_top;
    }

    fn end(mut self) -> Vec<PagePlan> {
        if self.y_um + self.heights.tail > BOTTOM {
            let last = self.page.slices.pop_if(|slice| slice.whole && slice.row > 0);
            self.turn();
            self.page.slices.extend(last);
        }
        self.page.tail = true;
        self.pages.push(self.page);
        self.pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHTS: Heights = Heights { first_top: 100_000, other_top: 40_000, tail: 60_000, least: 1 };

    fn all_lines_are_there_once(pages: &[PagePlan], rows: &[usize]) {
        let mut seen: Vec<Vec<usize>> = rows.iter().map(|_| Vec::new()).collect();
        for slice in pages.iter().flat_map(|page| &page.slices) {
            seen[slice.row].extend(slice.from..slice.to);
        }
        for (lines, row) in rows.iter().zip(seen) {
            assert_eq!(row, (0..*lines).collect::<Vec<_>>());
        }
        assert_eq!(pages.iter().filter(|page| page.tail).count(), 1);
        assert!(pages.last().unwrap().tail);
    }

    fn no_page_is_overfull(pages: &[PagePlan]) {
        for (number, page) in pages.iter().enumerate() {
            let top = if number == 0 { HEIGHTS.first_top } else { HEIGHTS.other_top };
            let rows: i64 = page.slices.iter().map(|slice| row_height(slice.to - slice.from)).sum();
            let tail = if page.tail { HEIGHTS.tail } else { 0 };
            assert!(top + rows + tail <= BOTTOM, "page {number}");
        }
    }

    #[test]
    fn every_line_stands_once_on_a_page_with_room_whatever_the_rows() {
        for rows in [
            vec![],
            vec![1],
            vec![1; 27],
            vec![1; 28],
            vec![1; 1_000],
            vec![30; 5],
            vec![200, 1, 1],
            vec![1, 200],
            (0..300).map(|row| 1 + row % 7).collect(),
        ] {
            let pages = plan(HEIGHTS, rows.clone());
            all_lines_are_there_once(&pages, &rows);
            no_page_is_overfull(&pages);
        }
    }

    #[test]
    fn the_first_page_is_not_left_empty_for_a_high_row_but_where_it_has_no_room() {
        // Sixteen lines fit below this head, and twenty on no first page, but on any other.
        let high = Heights { first_top: 210_000, least: 3, ..HEIGHTS };
        let pages = plan(high, vec![20, 1]);
        all_lines_are_there_once(&pages, &[20, 1]);
        assert!(!pages[0].slices[0].whole && pages[0].slices[0].to >= 3);
        let full = Heights { first_top: BOTTOM - row_height(2), least: 3, ..HEIGHTS };
        let pages = plan(full, vec![3, 1]);
        all_lines_are_there_once(&pages, &[3, 1]);
        assert!(pages[0].slices.is_empty() && pages[1].slices[0].whole);
    }

    #[test]
    fn the_cells_to_sign_in_stand_with_a_line() {
        for count in 1..100 {
            let pages = plan(HEIGHTS, vec![1; count]);
            assert!(!pages.last().unwrap().slices.is_empty(), "{count}");
        }
    }
}
