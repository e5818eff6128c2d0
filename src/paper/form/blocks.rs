//! The parts of a paper: its head, the heads of its columns, its rows, the cells to sign in. Each is drawn from an upper
//! edge and answers its lower one; measuring is drawing and looking where it ended.

use crate::model::papers::paper::{Fact, Paper, Room, SignatureCell, Standing};
use crate::model::papers::paper_profile::MM;
use crate::model::time::Time;
use crate::paper::form::canvas::{Align, BOTTOM, Canvas, LEFT, PAD, PITCH, RIGHT, TOP, row_height};
use crate::paper::form::plan::Slice;
use crate::paper::text::Glyph;

/// The side of the QR code with its quiet zone.
const QR: i64 = 26 * MM;
/// What stands before the value of a fact.
const LABEL: i64 = 30 * MM;
/// Lowest rows that leave room for a pen.
const SIGNED: i64 = 13 * MM;
const WRITTEN: i64 = 20 * MM;
/// Height of a cell to sign in.
const CELL: i64 = 31 * MM;
/// Height of the number's letters, and lines it takes at most: with a long name of the unit in it, it is long, and never cut short.
const NUMBER: (i64, i64) = (3_400, 4);
/// Height of the picture of a signature at most.
const PICTURE: i64 = 14 * MM;
/// Stands in the cell of whoever signed on a print.
const ON_PAPER: &str = "（纸质签名，照片存档）";
/// Text lines that the QR code of a row takes with the letters below it, and how high those are.
pub const QR_LINES: usize = 3;
const CODE: i64 = 2_000;
/// Small print.
const SMALL: i64 = 2_800;
/// What stands after the last line of a list, so that nothing is added to it.
const CLOSED: &str = "以下空白";
/// What stands across a paper that was not issued.
const NOT_ISSUED: &str = "预览　未签发";
/// A day that is written by hand.
const BLANK_DAY: &str = "年        月        日";

/// Head of the first page, down to where the lines begin.
pub fn head(canvas: &mut Canvas<'_>, paper: &Paper, standing: Standing<'_>) -> i64 {
    let (middle, room) = (LEFT + QR, RIGHT - LEFT - 2 * QR);
    canvas.lines(&paper.letterhead, (middle, TOP + 5 * MM), room, (4_600, 2), Align::Centre);
    canvas.line(&paper.title, (middle, TOP + 15 * MM), room, 7_000, Align::Centre);
    let below = numbered(canvas, standing);
    let mut y_um = facts(canvas, &paper.facts, below);
    if let Some(title) = &paper.list_title {
        canvas.line(title, (LEFT, y_um + 7 * MM), RIGHT - LEFT, 4_600, Align::Centre);
        y_um += 10 * MM;
    }
    y_um
}

/// What the first page says of its number; answers where it ends.
fn numbered(canvas: &mut Canvas<'_>, standing: Standing<'_>) -> i64 {
    let room = RIGHT - LEFT - QR;
    let Some(number) = number(standing) else { return TOP + 21 * MM };
    let mut last = canvas.lines(&format!("编号：{number}"), (LEFT, TOP + 23 * MM), room, NUMBER, Align::Left);
    match standing {
        Standing::Issued(issue) => {
            canvas.qr(&issue.address, (RIGHT - QR + MM, TOP - 3 * MM), QR);
            if let Some(replaced) = &issue.replaces {
                let text = format!("本单替代：{replaced}");
                last = canvas.lines(&text, (LEFT, last + 5 * MM), room, (SMALL, NUMBER.1), Align::Left);
            }
        }
        Standing::Preview => canvas.watermark(NOT_ISSUED),
        Standing::Table => {}
    }
    last + 2 * MM
}

/// The number of a paper, where it has or should have one.
const fn number<'i>(standing: Standing<'i>) -> Option<&'i str> {
    match standing {
        Standing::Issued(issue) => Some(issue.number.as_str()),
        Standing::Preview => Some("（未签发）"),
        Standing::Table => None,
    }
}

/// Head of every other page.
pub fn running_head(canvas: &mut Canvas<'_>, paper: &Paper, standing: Standing<'_>) -> i64 {
    let title = paper.list_title.as_ref().unwrap_or(&paper.title);
    let mut below = TOP + 6 * MM;
    canvas.line(&format!("{title}（续）"), (LEFT, TOP + 4 * MM), 80 * MM, 4_000, Align::Left);
    if let Some(number) = number(standing) {
        let text = format!("编号：{number}");
        let last = canvas.lines(&text, (RIGHT - 90 * MM, TOP + 4 * MM), 90 * MM, NUMBER, Align::Right);
        below = last + 2 * MM;
    }
    if standing == Standing::Preview {
        canvas.watermark(NOT_ISSUED);
    }
    below
}

/// The foot of every page.
pub fn foot(canvas: &mut Canvas<'_>, page: usize, pages: usize) {
    let text = format!("第 {page} 页　共 {pages} 页");
    canvas.line(&text, (LEFT, BOTTOM + 7 * MM), RIGHT - LEFT, SMALL, Align::Centre);
}

/// A grid of facts, two in a row where they are halves.
fn facts(canvas: &mut Canvas<'_>, facts: &[Fact], top_um: i64) -> i64 {
    let mut y_um = top_um;
    let mut rest = facts;
    while let Some(first) = rest.first() {
        let half = |fact: &Fact| matches!(fact.room, Room::Half | Room::Signed);
        let taken = if half(first) && rest.get(1).is_some_and(half) { 2 } else { 1 };
        let (row, after) = rest.split_at(taken);
        rest = after;
        if y_um > top_um {
            canvas.rule((LEFT, y_um), (RIGHT, y_um));
        }
        y_um = fact_row(canvas, row, y_um);
    }
    if y_um > top_um {
        canvas.frame(top_um, y_um);
    }
    y_um
}

fn fact_row(canvas: &mut Canvas<'_>, row: &[Fact], top_um: i64) -> i64 {
    let width = (RIGHT - LEFT) / i64::try_from(row.len()).unwrap_or(1).max(1);
    let texts: Vec<_> = row
        .iter()
        .map(|fact| (canvas.wrapped(&fact.label, LABEL), canvas.wrapped(&fact.value, width - LABEL)))
        .collect();
    let most = texts.iter().map(|(label, value)| label.len().max(value.len())).max().unwrap_or(1);
    let lowest = row.iter().map(|fact| match fact.room {
        Room::Half | Room::Whole => 0,
        Room::Signed => SIGNED,
        Room::Written => WRITTEN,
    });
    let height = lowest.max().unwrap_or(0).max(row_height(most));
    for ((label, value), at) in texts.iter().zip(0..) {
        let x_um = LEFT + width * at;
        if at > 0 {
            canvas.rule((x_um, top_um), (x_um, top_um + height));
        }
        canvas.rule((x_um + LABEL, top_um), (x_um + LABEL, top_um + height));
        centred(canvas, label, (x_um, top_um), (LABEL, height), Align::Centre);
        centred(canvas, value, (x_um + LABEL, top_um), (width - LABEL, height), Align::Left);
    }
    top_um + height
}

/// Lines in the middle of a box's height.
fn centred(
    canvas: &mut Canvas<'_>,
    lines: &[Vec<Glyph>],
    (x_um, top_um): (i64, i64),
    (width_um, height_um): (i64, i64),
    align: Align,
) {
    let spare = height_um - PITCH * lines.len() as i64;
    canvas.block(lines, (x_um, top_um + spare / 2), width_um, align);
}

/// Where each column begins, and the right edge at the end.
pub fn edges(paper: &Paper) -> Vec<i64> {
    let sum: i64 = paper.columns.iter().map(|column| i64::from(column.share)).sum();
    let mut edges = vec![LEFT];
    let mut before = 0;
    for column in &paper.columns {
        before += i64::from(column.share);
        edges.push(LEFT + (RIGHT - LEFT) * before / sum.max(1));
    }
    edges
}

/// The heads of the columns.
pub fn column_heads(canvas: &mut Canvas<'_>, paper: &Paper, edges: &[i64], top_um: i64) -> i64 {
    let heads: Vec<_> =
        paper.columns.iter().zip(widths(edges)).map(|(column, width)| canvas.wrapped(&column.head, width)).collect();
    let height = row_height(heads.iter().map(Vec::len).max().unwrap_or(1));
    for (lines, (x_um, width)) in heads.iter().zip(edges.iter().copied().zip(widths(edges))) {
        centred(canvas, lines, (x_um, top_um), (width, height), Align::Centre);
    }
    top_um + height
}

/// The widths of columns between their edges.
pub fn widths(edges: &[i64]) -> impl Iterator<Item = i64> {
    edges.iter().zip(edges.iter().skip(1)).map(|(left, right)| right - left)
}

/// A row, or the part of it that stands on this page.
pub fn row(canvas: &mut Canvas<'_>, paper: &Paper, slice: Slice, edges: &[i64], top_um: i64) -> i64 {
    let height = row_height(slice.to - slice.from);
    canvas.rule((LEFT, top_um), (RIGHT, top_um));
    let texts = paper.rows.get(slice.row).map_or(&[][..], Vec::as_slice);
    let places = edges.iter().copied().zip(widths(edges));
    for ((text, column), (x_um, width)) in texts.iter().zip(&paper.columns).zip(places) {
        if column.qr {
            qr_code(canvas, text, slice, (x_um, top_um), (width, height));
            continue;
        }
        let lines = canvas.wrapped(text, width);
        let align = if column.centred { Align::Centre } else { Align::Left };
        let part: Vec<_> = lines.into_iter().skip(slice.from).take(slice.to - slice.from).collect();
        if slice.whole {
            centred(canvas, &part, (x_um, top_um), (width, height), align);
        } else {
            canvas.block(&part, (x_um, top_um + PAD), width, align);
        }
    }
    top_um + height
}

/// A code as a QR code with itself below, in the middle of the first part of its row.
fn qr_code(canvas: &mut Canvas<'_>, code: &str, slice: Slice, (x_um, top_um): (i64, i64), (width, height): (i64, i64)) {
    if code.is_empty() || slice.from > 0 {
        return;
    }
    let y_um = top_um + (height - row_height(QR_LINES)) / 2;
    let side = (row_height(QR_LINES) - CODE).min(width);
    canvas.qr(code, (x_um + (width - side) / 2, y_um), side);
    canvas.line(code, (x_um + PAD / 2, y_um + side + CODE / 2), width - PAD, CODE, Align::Centre);
}

/// The lines between columns and around them.
pub fn grid(canvas: &mut Canvas<'_>, edges: &[i64], top_um: i64, bottom_um: i64) {
    let inner = edges.iter().skip(1).take(edges.len().saturating_sub(2));
    for x_um in inner {
        canvas.rule((*x_um, top_um), (*x_um, bottom_um));
    }
    canvas.frame(top_um, bottom_um);
}

/// What closes the list, below its last line.
pub fn closing(canvas: &mut Canvas<'_>, top_um: i64) -> i64 {
    let bottom_um = top_um + row_height(1);
    canvas.frame(top_um, bottom_um);
    canvas.line(CLOSED, (LEFT, top_um + PAD + PITCH * 4 / 5), RIGHT - LEFT, 3_170, Align::Centre);
    bottom_um
}

/// What follows the list: sentences, cells to sign in, how many copies there are.
pub fn tail(canvas: &mut Canvas<'_>, paper: &Paper, top_um: i64) -> i64 {
    let mut y_um = top_um + 2 * MM;
    for note in &paper.notes {
        let lines = canvas.wrapped(note, RIGHT - LEFT);
        canvas.block(&lines, (LEFT, y_um), RIGHT - LEFT, Align::Left);
        y_um += PITCH * lines.len() as i64 + MM;
    }
    let across = if paper.cells.len() > 4 { 3 } else { paper.cells.len().max(1) };
    for row in paper.cells.chunks(across) {
        let width = (RIGHT - LEFT) / row.len() as i64;
        let mut height = CELL;
        for (cell, at) in row.iter().zip(0..) {
            let x_um = LEFT + width * at;
            height = height.max(signature(canvas, cell, (x_um, y_um), width) - y_um);
        }
        for at in 1..row.len() as i64 {
            canvas.rule((LEFT + width * at, y_um), (LEFT + width * at, y_um + height));
        }
        for (cell, at) in row.iter().zip(0..) {
            let day = cell.signed_at.map_or_else(|| BLANK_DAY.to_owned(), day);
            let baseline = y_um + height - 2 * PAD;
            canvas.line(&day, (LEFT + width * at + PAD, baseline), width - 3 * PAD, 3_170, Align::Right);
        }
        canvas.frame(y_um, y_um + height);
        y_um += height;
    }
    if !paper.copies_note.is_empty() {
        canvas.line(&paper.copies_note, (LEFT, y_um + 5 * MM), RIGHT - LEFT, SMALL, Align::Left);
        y_um += 6 * MM;
    }
    y_um
}

/// What is printed in a cell to sign in; answers where its lower edge is at the earliest.
fn signature(canvas: &mut Canvas<'_>, cell: &SignatureCell, (x_um, top_um): (i64, i64), width_um: i64) -> i64 {
    let mut lines = canvas.wrapped(&format!("{}：", cell.role), width_um);
    if let Some(name) = &cell.name {
        lines.extend(canvas.wrapped(name, width_um));
    }
    if let Some(refusal) = &cell.refusal {
        lines.extend(canvas.wrapped(&format!("拒绝签名，原因：{}", refusal.reason), width_um));
        lines.extend(canvas.wrapped(&format!("见证人：{}", refusal.witness), width_um));
    }
    for note in &cell.notes {
        lines.extend(canvas.wrapped(note, width_um));
    }
    if cell.on_paper {
        lines.extend(canvas.wrapped(ON_PAPER, width_um));
    }
    canvas.block(&lines, (x_um, top_um + PAD), width_um, Align::Left);
    let below = top_um + PAD + PITCH * lines.len() as i64;
    let each = (width_um - 2 * PAD) / (cell.pictures.len() as i64).max(1);
    for (sha256, at) in cell.pictures.iter().zip(0..) {
        canvas.picture(sha256, (x_um + PAD + each * at, below), (each, PICTURE));
    }
    let drawn = if cell.pictures.is_empty() { 0 } else { PICTURE };
    below + drawn + 2 * PAD + PITCH
}

/// A day as papers write it.
fn day(at: Time) -> String {
    let (year, [month, day, ..]) = at.china_parts();
    format!("{year}年{month}月{day}日")
}
