//! What a file is by its content: its kind, the pixels and the EXIF of a picture, and the smaller sizes made of it. Bounds are
//! held before anything is decoded. Where the bytes are and whose they are is decided elsewhere.

mod boxes;
mod decoding;
mod drawing;
mod exif_data;
mod jpeg;
mod pdf;

pub use drawing::{Grey, flatten, grey};

use std::io::{self, Cursor, Read, Seek};

use image::DynamicImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;

use crate::error::{Error, Result};
use crate::model::cases::files::MediaType;
use crate::model::reason::{Reason, Refusal};
use crate::picture::decoding::{decode, kind_of};

/// Bytes that say of which kind a file is.
const HEAD: u64 = 64;
/// How well the smaller sizes are kept, of 100.
const QUALITY: u8 = 82;

/// A smaller size of a picture: upright, as JPEG, without anything but the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    Thumbnail,
    Screen,
}

impl Size {
    /// Every size.
    pub const ALL: [Self; 2] = [Self::Thumbnail, Self::Screen];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Thumbnail => "thumbnail",
            Self::Screen => "screen",
        }
    }

    /// Pixels of its longer side at most.
    const fn side(self) -> u32 {
        match self {
            Self::Thumbnail => 320,
            Self::Screen => 1_600,
        }
    }
}

/// The smaller sizes of a picture, each with its bytes.
pub type Sizes = Vec<(Size, Vec<u8>)>;

/// What the content of a file tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Pixels across and down, upright.
    pub pixels: Option<(i32, i32)>,
    /// EXIF as a JSON object of texts.
    pub exif: Option<String>,
}

/// Looks at the content of a file that its name says is of this kind, and makes the smaller sizes of a picture.
///
/// # Errors
/// [`Error::Refused`] saying why it cannot be taken.
pub fn judge(kind: MediaType, bytes: &[u8]) -> Result<(Told, Sizes)> {
    if kind_of(bytes) != Some(kind) {
        return Err(Refusal::new(Reason::FileOtherKind).with_word("kind", kind).into());
    }
    match kind {
        MediaType::Pdf => pdf::check(bytes).map(|()| Default::default()).map_err(Into::into),
        MediaType::Mp4 => judge_film(Cursor::new(bytes)).map_err(Error::internal)?.map(|()| Default::default()),
        MediaType::Heic => {
            boxes::check_picture(Cursor::new(bytes)).map_err(Error::internal)??;
            Ok((Told { pixels: None, exif: exif_data::read(bytes) }, Vec::new()))
        }
        MediaType::Jpeg | MediaType::Png | MediaType::Webp => {
            let picture = decode(kind, bytes)?;
            let pixels = (picture.width().try_into().ok()).zip(picture.height().try_into().ok());
            let sizes = Size::ALL.into_iter().map(|size| Ok((size, reduce(&picture, size)?)));
            Ok((Told { pixels, exif: exif_data::read(bytes) }, sizes.collect::<Result<_>>()?))
        }
    }
}

/// Looks at a film that its name says is one, without reading all of it.
///
/// # Errors
/// What reading says; within, [`Error::Refused`] saying why it cannot be taken.
pub fn judge_film(mut film: impl Read + Seek) -> io::Result<Result<()>> {
    let mut first = Vec::new();
    film.by_ref().take(HEAD).read_to_end(&mut first)?;
    if kind_of(&first) != Some(MediaType::Mp4) {
        return Ok(Err(Refusal::new(Reason::FileOtherKind).with_word("kind", MediaType::Mp4).into()));
    }
    Ok(boxes::check_film(film)?.map_err(Into::into))
}

/// Makes one size of a picture anew.
///
/// # Errors
/// As [`judge`].
pub fn make(kind: MediaType, bytes: &[u8], size: Size) -> Result<Vec<u8>> {
    reduce(&decode(kind, bytes)?, size)
}

fn reduce(picture: &DynamicImage, size: Size) -> Result<Vec<u8>> {
    let side = size.side();
    let smaller = (picture.width().max(picture.height()) > side).then(|| match size {
        Size::Thumbnail => picture.thumbnail(side, side),
        Size::Screen => picture.resize(side, side, FilterType::Triangle),
    });
    let mut out = Vec::new();
    let plain = smaller.as_ref().unwrap_or(picture).to_rgb8();
    plain.write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY)).map_err(Error::internal)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, RgbImage};

    use super::*;

    fn picture(format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let drawn = RgbImage::from_fn(640, 400, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
        drawn.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn refused(kind: MediaType, bytes: &[u8]) -> Reason {
        match judge(kind, bytes) {
            Err(Error::Refused(refusal)) => refusal.reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn pictures_are_taken_whole_and_made_smaller() {
        for (kind, format) in [
            (MediaType::Jpeg, ImageFormat::Jpeg),
            (MediaType::Png, ImageFormat::Png),
            (MediaType::Webp, ImageFormat::WebP),
        ] {
            let bytes = picture(format);
            let (told, sizes) = judge(kind, &bytes).unwrap();
            assert_eq!(told.pixels, Some((640, 400)), "{kind}");
            assert_eq!(image::load_from_memory(&sizes[0].1).unwrap().width(), 320, "{kind}");
            assert_eq!(sizes[0].1, make(kind, &bytes, Size::Thumbnail).unwrap());
            for cut in [bytes.len() / 2, bytes.len() - 40] {
                assert_eq!(refused(kind, &bytes[..cut]), Reason::FileBroken, "{kind} cut at {cut}");
            }
            assert_eq!(refused(kind, b"PK\x03\x04 a zip"), Reason::FileOtherKind);
        }
    }

    #[test]
    fn a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 10_000, 10_000);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&vec![0; 1_250 * 10_000]).unwrap();
        drop(writer);
        assert!(bytes.len() < 100_000);
        assert_eq!(refused(MediaType::Png, &bytes), Reason::FilePixels);
    }

    #[test]
    fn papers_with_script_are_refused_however_they_hide_it() {
        let paper = |body: &str| format!("%PDF-1.7\n1 0 obj <<{body}>> endobj\ntrailer\n%%EOF\n").into_bytes();
        assert!(judge(MediaType::Pdf, &paper("/Type /Catalog")).is_ok());
        for body in [
            "/OpenAction 2 0 R",
            "/S /JavaScript",
            "/JS (x)",
            "/S/Launch",
            "/#4aavaScript",
            "/EmbeddedFiles 1 0 R",
            "/S /SubmitForm",
            "/S /GoToR",
            "/Encrypt 3 0 R",
        ] {
            assert_eq!(refused(MediaType::Pdf, &paper(body)), Reason::FilePdfActive, "{body}");
        }
        assert_eq!(refused(MediaType::Pdf, b"%PDF-1.7 cut off"), Reason::FileBroken);
    }
}
