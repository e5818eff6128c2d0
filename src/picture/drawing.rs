//! Signatures as they were drawn: strokes on nothing, made grey on white and cut to where something is.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::{DynamicImage, GrayImage, Luma};

use crate::error::{Error, Result};
use crate::model::cases::files::MediaType;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::handover::DRAWING_BYTES;
use crate::picture::decoding::{decode, kind_of};

/// Pixels across or down at most.
const SIDE: u32 = 2_000;
/// Darker than this is ink.
const INK: u8 = 160;
/// Fewer dark pixels are a slip of the finger.
const LEAST_INK: usize = 40;
/// White left around the ink.
const MARGIN: u32 = 6;

/// A picture in grey, without anything that shines through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grey {
    pub width: u32,
    pub height: u32,
    /// Row by row from the top; 0 is black.
    pub pixels: Vec<u8>,
}

/// Looks at a drawn signature and answers it as PNG, grey on white, cut to its ink.
///
/// # Errors
/// [`Reason::SignatureDrawing`] for what is no such picture, [`Reason::SignatureEmpty`] for one on which nothing is.
pub fn flatten(bytes: &[u8]) -> Result<Vec<u8>> {
    let refused = || Error::from(Refusal::new(Reason::SignatureDrawing).with("max", DRAWING_BYTES >> 10));
    if bytes.len() > DRAWING_BYTES || kind_of(bytes) != Some(MediaType::Png) || is_too_large(bytes) {
        return Err(refused());
    }
    let grey = on_white(&decode(MediaType::Png, bytes).map_err(|_| refused())?);
    let cut = cut(&grey).ok_or(Reason::SignatureEmpty)?;
    let mut out = Cursor::new(Vec::new());
    cut.write_with_encoder(PngEncoder::new(&mut out)).map_err(Error::internal)?;
    Ok(out.into_inner())
}

/// The pixels of a picture in grey.
///
/// # Errors
/// [`Reason::FileBroken`].
pub fn grey(bytes: &[u8]) -> Result<Grey> {
    let picture = on_white(&decode(MediaType::Png, bytes)?);
    Ok(Grey { width: picture.width(), height: picture.height(), pixels: picture.into_raw() })
}

/// Whether the head of a PNG says more pixels than a signature has, before any is decoded.
fn is_too_large(bytes: &[u8]) -> bool {
    let side = |from: usize| bytes.get(from..from + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
    let fits = |side: Option<u32>| side.is_some_and(|side| (1..=SIDE).contains(&side));
    !fits(side(16)) || !fits(side(20))
}

fn on_white(picture: &DynamicImage) -> GrayImage {
    let picture = picture.to_luma_alpha8();
    GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [grey, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        let mixed = (grey * alpha + 255 * (255 - alpha) + 127) / 255;
        Luma([u8::try_from(mixed).unwrap_or(u8::MAX)])
    })
}

/// The part with ink; none when there is hardly any.
fn cut(grey: &GrayImage) -> Option<DynamicImage> {
    let dark = || grey.enumerate_pixels().filter(|(.., pixel)| pixel.0 < [INK]).map(|(x, y, _)| (x, y));
    if dark().take(LEAST_INK).count() < LEAST_INK {
        return None;
    }
    let (left, right) = (dark().map(|(x, _)| x).min()?, dark().map(|(x, _)| x).max()?);
    let (top, bottom) = (dark().map(|(_, y)| y).min()?, dark().map(|(_, y)| y).max()?);
    let (left, top) = (left.saturating_sub(MARGIN), top.saturating_sub(MARGIN));
    let (right, bottom) = ((right + MARGIN).min(grey.width() - 1), (bottom + MARGIN).min(grey.height() - 1));
    Some(DynamicImage::ImageLuma8(grey.clone()).crop_imm(left, top, right - left + 1, bottom - top + 1))
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbaImage};

    use super::*;

    fn png(picture: &RgbaImage) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }

    fn refused(bytes: &[u8]) -> Reason {
        match flatten(bytes) {
            Err(Error::Refused(refusal)) => refusal.reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_drawing_is_cut_to_its_ink_and_is_grey_on_white() {
        let drawn = RgbaImage::from_fn(600, 200, |x, y| match (x, y) {
            (100..300, 50..54) => image::Rgba([0, 0, 120, 255]),
            _ => image::Rgba([0, 0, 0, 0]),
        });
        let kept = flatten(&png(&drawn)).unwrap();
        let grey = grey(&kept).unwrap();
        assert_eq!((grey.width, grey.height), (212, 16));
        assert_eq!(grey.pixels.first(), Some(&255));
        assert!(grey.pixels.iter().any(|pixel| *pixel < 40));
        assert_eq!(flatten(&kept).unwrap(), kept, "what is kept stays as it is");
    }

    #[test]
    fn what_shows_nothing_or_is_no_drawing_is_refused() {
        for nothing in [[0, 0, 0, 0], [255, 255, 255, 255], [255, 255, 255, 0]] {
            let empty = RgbaImage::from_pixel(300, 100, image::Rgba(nothing));
            assert_eq!(refused(&png(&empty)), Reason::SignatureEmpty, "{nothing:?}");
        }
        let wide = RgbaImage::from_pixel(SIDE + 1, 10, image::Rgba([0, 0, 0, 255]));
        assert_eq!(refused(&png(&wide)), Reason::SignatureDrawing);
        assert_eq!(refused(b"\x89PNG\r\n\x1a\n"), Reason::SignatureDrawing);
        assert_eq!(refused(b"\xff\xd8\xff"), Reason::SignatureDrawing);
    }
}
