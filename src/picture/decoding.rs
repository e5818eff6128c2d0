//! From bytes to pixels: which kind they are of, and the picture, with bounds that are held before anything is decoded.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageResult, Limits};

use crate::error::{Error, Result};
use crate::model::cases::files::{MediaType, PIXELS};
use crate::model::reason::{Reason, Refusal};
use crate::picture::jpeg::is_whole;

/// Bytes that a decoder may take at most: eight for each pixel, as the widest pictures have them.
const MEMORY: u64 = PIXELS * 8;

/// The kind that the first bytes say.
pub(super) fn kind_of(bytes: &[u8]) -> Option<MediaType> {
    let at = |from: usize, text: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(text));
    if at(0, b"\xff\xd8\xff") {
        Some(MediaType::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Some(MediaType::Png)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some(MediaType::Webp)
    } else if at(0, b"%PDF-") {
        Some(MediaType::Pdf)
    } else if at(4, b"ftyp") {
        let of_pictures = [&b"heic"[..], b"heix", b"heim", b"heis", b"mif1", b"msf1"].iter().any(|brand| at(8, brand));
        Some(if of_pictures { MediaType::Heic } else { MediaType::Mp4 })
    } else {
        None
    }
}

/// The picture, upright.
pub(super) fn decode(kind: MediaType, bytes: &[u8]) -> Result<DynamicImage> {
    let input = Cursor::new(bytes);
    match kind {
        MediaType::Jpeg if !is_whole(bytes) => Err(Reason::FileBroken.into()),
        MediaType::Jpeg => decoded(JpegDecoder::new(input)),
        MediaType::Png => decoded(PngDecoder::new(input)),
        _ => decoded(WebPDecoder::new(input)),
    }
}

fn decoded(decoder: ImageResult<impl ImageDecoder>) -> Result<DynamicImage> {
    let broken = |_| Error::from(Reason::FileBroken);
    let mut decoder = decoder.map_err(broken)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        let refusal = Refusal::new(Reason::FilePixels).with("width", width).with("height", height);
        return Err(refusal.with("max", PIXELS / 1_000_000).into());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    decoder.set_limits(limits).map_err(broken)?;
    let orientation = decoder.orientation().map_err(broken)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
