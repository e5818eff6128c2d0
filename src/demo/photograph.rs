//! Photographs of goods as they lie on the desk, drawn: the goods, their label, a ruler, a colour card and the number of the picture. The
//! same words give the same bytes.

use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use qrcode::{Color, QrCode};

use crate::error::{Error, Result};

const WIDTH: u32 = 960;
const HEIGHT: u32 = 640;
/// How well it is kept, of 100.
const QUALITY: u8 = 80;
/// Pixels of a centimetre of the ruler.
const CENTIMETRE: u32 = 40;
/// What the colour card has.
const CARD: [[u8; 3]; 6] =
    [[190, 40, 45], [60, 140, 70], [40, 70, 160], [235, 200, 40], [128, 128, 128], [245, 245, 245]];
/// The segments of each digit: top, upper left, upper right, middle, lower left, lower right, bottom.
const DIGITS: [u8; 10] = [0x77, 0x24, 0x5d, 0x6d, 0x2e, 0x6b, 0x7b, 0x25, 0x7f, 0x6f];

/// What a photograph shows.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The number on the marker, up to 99.
    pub number: u32,
    /// The code of the label beside the goods; a scan has none.
    pub code: &'a str,
    /// Whether the goods have a scratch.
    pub scratched: bool,
}

/// A place of a picture: where it begins, and its sides.
#[derive(Clone, Copy)]
struct Area(u32, u32, u32, u32);

/// A photograph as JPEG.
///
/// # Errors
/// [`Error::Internal`] when it cannot be encoded.
pub fn draw(scene: Scene<'_>) -> Result<Vec<u8>> {
    let mut picture = RgbImage::from_fn(WIDTH, HEIGHT, mat);
    let tone = scene.number.wrapping_mul(47);
    goods(&mut picture, tone, scene.scratched);
    for (at, colour) in (0..).zip(CARD) {
        fill(&mut picture, Area(700 + at % 3 * 70, 40 + at / 3 * 70, 66, 66), colour);
    }
    ruler(&mut picture);
    label(&mut picture, scene.code)?;
    fill(&mut picture, Area(40, 40, 130, 110), [240, 205, 30]);
    digit(&mut picture, 55, scene.number / 10 % 10);
    digit(&mut picture, 112, scene.number % 10);
    encode(&picture)
}

/// A list as it was scanned, with its code and as many lines: as JPEG.
///
/// # Errors
/// As [`draw`].
pub fn draw_list(code: &str, lines: usize) -> Result<Vec<u8>> {
    let mut picture = RgbImage::from_pixel(HEIGHT, WIDTH, Rgb([247, 246, 240]));
    fill(&mut picture, Area(180, 40, 280, 26), [40, 40, 40]);
    for line in 0..u32::try_from(lines).unwrap_or(u32::MAX).min(24) {
        let top = 190 + line * 28;
        fill(&mut picture, Area(40, top + 22, 560, 1), [120, 120, 120]);
        for (at, column) in [40, 90, 330, 450].into_iter().enumerate() {
            let width = 30 + (line * 37 + at as u32 * 53) % 90;
            fill(&mut picture, Area(column, top + 6, width.min(210), 9), [60, 60, 75]);
        }
    }
    // The seal of the agency, and what was signed by hand.
    ring(&mut picture, 500, 860);
    fill(&mut picture, Area(80, 880, 120, 4), [30, 40, 120]);
    code_at(&mut picture, Area(490, 60, 100, 100), code)?;
    encode(&picture)
}

fn encode(picture: &RgbImage) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).map_err(Error::internal)?;
    Ok(out)
}

/// The grey mat of the desk, lit from one side.
fn mat(x: u32, y: u32) -> Rgb<u8> {
    let grain = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 29;
    let light = 96 + x / 24 + y / 40 + grain;
    let at = |more: u32| u8::try_from(light + more).unwrap_or(u8::MAX);
    Rgb([at(0), at(6), at(14)])
}

/// The goods: a body with round corners, a lid and a shade.
fn goods(picture: &mut RgbImage, tone: u32, scratched: bool) {
    let colour =
        [80 + tone % 120, 60 + tone / 3 % 130, 70 + tone / 7 % 120].map(|value| u8::try_from(value).unwrap_or(u8::MAX));
    let (width, height) = (260 + tone % 90, 180 + tone % 70);
    let Area(left, top, ..) = Area(340 - tone % 40, 230 - tone % 30, width, height);
    for y in top..top + height {
        for x in left..left + width {
            let corner = (x - left).min(left + width - 1 - x) + (y - top).min(top + height - 1 - y);
            let shade = i32::try_from((x - left) / 6 + (y - top) / 4).unwrap_or_default() - 40;
            let lid = if (y - top) < height / 4 { 25 } else { 0 };
            let lit = |value: u8| u8::try_from((i32::from(value) + lid - shade).clamp(0, 255)).unwrap_or_default();
            if corner > 18 {
                put(picture, x, y, colour.map(lit));
            }
        }
    }
    if scratched {
        (0..90).for_each(|at| fill(picture, Area(left + 60 + at, top + height / 2 + at / 2, 3, 2), [225, 222, 215]));
    }
}

fn ruler(picture: &mut RgbImage) {
    fill(picture, Area(40, 560, 880, 50), [250, 250, 250]);
    for centimetre in 0..22 {
        let left = 40 + centimetre * CENTIMETRE;
        fill(picture, Area(left, 560, 2, 26), [20, 20, 20]);
        (1..10).for_each(|tenth| {
            fill(picture, Area(left + tenth * CENTIMETRE / 10, 560, 1, 10 + tenth % 5 / 4 * 6), [20, 20, 20])
        });
        if centimetre % 2 == 0 {
            fill(picture, Area(left, 594, CENTIMETRE, 16), [20, 20, 20]);
        }
    }
}

fn label(picture: &mut RgbImage, code: &str) -> Result<()> {
    fill(picture, Area(720, 330, 190, 190), [252, 252, 252]);
    code_at(picture, Area(735, 345, 160, 160), code)
}

/// A code that a scanner reads off the picture.
fn code_at(picture: &mut RgbImage, Area(left, top, width, _): Area, code: &str) -> Result<()> {
    let code = QrCode::new(code).map_err(Error::internal)?;
    let side = u32::try_from(code.width()).map_err(Error::internal)?;
    let module = width / side;
    for (at, colour) in (0..).zip(code.to_colors()) {
        let shown = if colour == Color::Dark { [15, 15, 15] } else { [252, 252, 252] };
        fill(picture, Area(left + at % side * module, top + at / side * module, module, module), shown);
    }
    Ok(())
}

fn digit(picture: &mut RgbImage, left: u32, digit: u32) {
    let areas =
        [(0, 0, 44, 9), (0, 0, 9, 42), (35, 0, 9, 42), (0, 38, 44, 9), (0, 42, 9, 42), (35, 42, 9, 42), (0, 76, 44, 9)];
    let segments = DIGITS.get(digit as usize).copied().unwrap_or_default();
    for (at, (x, y, width, height)) in areas.into_iter().enumerate() {
        if segments >> at & 1 == 1 {
            fill(picture, Area(left + x, 52 + y, width, height), [20, 20, 20]);
        }
    }
}

fn ring(picture: &mut RgbImage, x: u32, y: u32) {
    for (down, across) in (0..120).flat_map(|down| (0..120).map(move |across| (down, across))) {
        let (dx, dy) = (i64::from(across) - 60, i64::from(down) - 60);
        if (2_500..3_000).contains(&(dx * dx + dy * dy)) {
            put(picture, x + across - 60, y + down - 60, [200, 30, 40]);
        }
    }
}

fn fill(picture: &mut RgbImage, Area(left, top, width, height): Area, colour: [u8; 3]) {
    for y in top..top + height {
        (left..left + width).for_each(|x| put(picture, x, y, colour));
    }
}

fn put(picture: &mut RgbImage, x: u32, y: u32, colour: [u8; 3]) {
    if let Some(pixel) = picture.get_pixel_mut_checked(x, y) {
        *pixel = Rgb(colour);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_scene_is_the_same_picture_and_another_is_another() {
        let scene = Scene { number: 12, code: "130273000000017", scratched: false };
        let bytes = draw(scene).unwrap();
        assert_eq!(bytes, draw(scene).unwrap());
        assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
        for other in
            [Scene { number: 13, ..scene }, Scene { scratched: true, ..scene }, Scene { code: "1302730000", ..scene }]
        {
            assert_ne!(bytes, draw(other).unwrap(), "{other:?}");
        }
        assert_eq!(image::load_from_memory(&bytes).unwrap().width(), WIDTH);
        assert_eq!(image::load_from_memory(&draw_list("L1", 9).unwrap()).unwrap().height(), WIDTH);
    }
}
