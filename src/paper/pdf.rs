//! A PDF file written as it comes into being: every object goes out at once, so that memory does not grow with the
//! number of pages. The font comes last, when it is known which glyphs were used.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::writers::{DocumentInfo, FontDescriptor};
use pdf_writer::{Chunk, Date, Filter, Name, Rect, Ref, Settings, Str, TextStr};
use subsetter::GlyphRemapper;
use thiserror::Error;
use ttf_parser::{Face, RawFace, Tag};

use crate::error::Error;
use crate::model::reason::Reason;
use crate::model::time::Time;
use crate::paper::archive;
use crate::paper::font::{Font, FontError};
use crate::paper::text::Glyph;

/// Points in a micrometre.
const POINTS: f32 = 72.0 / 25_400.0;
/// Pages below one node of the page tree.
const KIDS: usize = 200;
/// How the font is called in pages.
pub const FONT: &str = "F";
const SYSTEM: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// Why a file could not be written.
#[derive(Debug, Error)]
pub enum PdfError {
    #[error("the file could not be written: {0}")]
    Write(#[from] io::Error),
    #[error(transparent)]
    Font(#[from] FontError),
    #[error("a code could not be drawn: {0}")]
    Qr(#[from] qrcode::types::QrError),
    #[error("a thread that draws pages ended early")]
    Thread,
}

impl From<PdfError> for Error {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::Font(FontError::Missing) => Reason::FontMissing.into(),
            PdfError::Font(error) => Self::Operator(error.into()),
            error => Self::internal(error),
        }
    }
}

/// The glyphs that were used, in the order of their first use, with what they stand for.
#[derive(Default)]
pub struct Used {
    remapper: GlyphRemapper,
    glyphs: Vec<Glyph>,
}

impl Used {
    /// The numbers of glyphs in the font that the file will carry.
    pub fn encode(&mut self, glyphs: &[Glyph]) -> Vec<u16> {
        let number = |glyph: &Glyph| {
            let id = self.remapper.remap(glyph.id);
            // The first number is that of the glyph for nothing.
            if usize::from(id) > self.glyphs.len() {
                self.glyphs.push(*glyph);
            }
            id
        };
        glyphs.iter().map(number).collect()
    }
}

/// A file in the making.
pub struct Pdf<W: Write> {
    out: W,
    written: u64,
    /// Where each object begins; the object of number n stands at n - 1.
    offsets: Vec<u64>,
    nodes: Vec<Ref>,
    kids: Vec<Ref>,
    pages: usize,
    catalog: Ref,
    tree: Ref,
    font: Ref,
    /// Pictures that every page may show, by the names that pages call them by.
    pictures: Vec<(String, Ref)>,
    /// Whether it is made to be kept: PDF/A-2u.
    archived: bool,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Pages.
    pub pages: usize,
    /// Bytes.
    pub bytes: u64,
}

impl<W: Write> Pdf<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin(out: W) -> Result<Self, PdfError> {
        let id = Ref::new(1);
        let mut pdf = Self {
            out,
            written: 0,
            offsets: Vec::new(),
            nodes: Vec::new(),
            kids: Vec::new(),
            pages: 0,
            catalog: id,
            tree: id,
            font: id,
            pictures: Vec::new(),
            archived: false,
        };
        (pdf.catalog, pdf.tree, pdf.font) = (pdf.new_ref(), pdf.new_ref(), pdf.new_ref());
        pdf.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(pdf)
    }

    /// Begins a file that is to be kept for good: PDF/A-2u (ISO 19005-2), whose text can be searched and copied.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn begin_archived(out: W) -> Result<Self, PdfError> {
        Ok(Self { archived: true, ..Self::begin(out)? })
    }

    /// Adds a grey picture of so many pixels across and down, deflated, which later pages may show by its name.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn picture(&mut self, name: String, (width, height): (u32, u32), pixels: &[u8]) -> Result<(), PdfError> {
        let id = self.new_ref();
        let side = |pixels: u32| i32::try_from(pixels).unwrap_or(i32::MAX);
        self.object(id, |chunk| {
            let mut image = chunk.image_xobject(id, pixels);
            image.filter(Filter::FlateDecode);
            image.width(side(width)).height(side(height)).bits_per_component(8);
            image.color_space().device_gray();
        })?;
        self.pictures.push((name, id));
        Ok(())
    }

    /// Adds a page with its content as [`deflate`] made it.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn page(&mut self, content: &[u8]) -> Result<(), PdfError> {
        if self.kids.is_empty() {
            let node = self.new_ref();
            self.nodes.push(node);
        }
        let parent = self.nodes.last().copied().unwrap_or(self.tree);
        let (page, stream, font) = (self.new_ref(), self.new_ref(), self.font);
        let pictures = self.pictures.clone();
        self.object(page, |chunk| {
            let mut writer = chunk.page(page);
            writer.parent(parent).contents(stream);
            // What a page needs is named by the page itself (ISO 19005-2, 6.2.2).
            let mut resources = writer.resources();
            resources.fonts().pair(Name(FONT.as_bytes()), font);
            if !pictures.is_empty() {
                let mut named = resources.x_objects();
                for (name, picture) in &pictures {
                    named.pair(Name(name.as_bytes()), picture);
                }
            }
        })?;
        self.stream(stream, content, None)?;
        self.kids.push(page);
        self.pages += 1;
        if self.kids.len() == KIDS { self.end_node() } else { Ok(()) }
    }

    fn end_node(&mut self) -> Result<(), PdfError> {
        let kids = std::mem::take(&mut self.kids);
        let Some(node) = self.nodes.last().copied().filter(|_| !kids.is_empty()) else { return Ok(()) };
        let (tree, count) = (self.tree, i32::try_from(kids.len()).unwrap_or(i32::MAX));
        self.object(node, |chunk| {
            chunk.pages(node).parent(tree).kids(kids).count(count);
        })
    }

    /// Ends the file: the page tree, the font, and where everything stands. Pages are `size_um` wide and high.
    ///
    /// # Errors
    /// When nothing can be written, or the font cannot be cut down.
    pub fn finish(
        mut self,
        font: &Font,
        used: &Used,
        size_um: (i64, i64),
        title: &str,
        made_at: Time,
    ) -> Result<Written, PdfError> {
        self.end_node()?;
        let (tree, catalog) = (self.tree, self.catalog);
        let (nodes, count) = (std::mem::take(&mut self.nodes), i32::try_from(self.pages).unwrap_or(i32::MAX));
        self.object(tree, |chunk| {
            let mut root = chunk.pages(tree);
            root.kids(nodes).count(count);
            root.media_box(Rect::new(0.0, 0.0, points(size_um.0), points(size_um.1)));
        })?;
        let kept = if self.archived { Some(self.write_archive(title, made_at)?) } else { None };
        self.object(catalog, |chunk| {
            let mut entries = chunk.indirect(catalog).dict();
            entries.pair(Name(b"Type"), Name(b"Catalog")).pair(Name(b"Pages"), tree);
            if let Some((metadata, profile)) = kept {
                entries.pair(Name(b"Lang"), TextStr("zh-CN")).pair(Name(b"Metadata"), metadata);
                let mut intents = entries.insert(Name(b"OutputIntents")).array();
                let mut intent = intents.push().dict();
                intent.pair(Name(b"Type"), Name(b"OutputIntent")).pair(Name(b"S"), Name(b"GTS_PDFA1"));
                intent.pair(Name(b"OutputConditionIdentifier"), TextStr(archive::CONDITION));
                intent.pair(Name(b"Info"), TextStr(archive::CONDITION)).pair(Name(b"DestOutputProfile"), profile);
            }
        })?;
        let info = self.new_ref();
        self.object(info, |chunk| {
            let mut about = chunk.indirect(info).start::<DocumentInfo<'_>>();
            about.title(TextStr(title)).producer(TextStr(archive::PRODUCER)).creation_date(date(made_at));
        })?;
        self.write_font(font, used)?;
        let id = self.archived.then(|| archive::identifier(title, made_at));
        self.write_end(info, id)
    }

    /// What a file that is kept says of itself, and the colours it means: where both stand.
    fn write_archive(&mut self, title: &str, made_at: Time) -> Result<(Ref, Ref), PdfError> {
        let (metadata, profile) = (self.new_ref(), self.new_ref());
        let said = archive::metadata(title, made_at);
        // Read by programs that do not unpack it (ISO 19005-2, 6.6.2.1).
        self.object(metadata, |chunk| {
            let mut stream = chunk.stream(metadata, said.as_bytes());
            stream.pair(Name(b"Type"), Name(b"Metadata")).pair(Name(b"Subtype"), Name(b"XML"));
        })?;
        let grey = archive::grey_profile();
        self.object(profile, |chunk| {
            chunk.stream(profile, &grey).pair(Name(b"N"), 1);
        })?;
        Ok((metadata, profile))
    }

    fn write_font(&mut self, font: &Font, used: &Used) -> Result<(), PdfError> {
        let face = font.face()?;
        let file = font.subset(&used.remapper)?;
        let cff = RawFace::parse(&file, 0).ok().and_then(|raw| raw.table(Tag::from_bytes(b"CFF ")));
        let name = format!("{}+{}", prefix(used), font.name);
        let name = Name(name.as_bytes());
        let (id, cid, descriptor) = (self.font, self.new_ref(), self.new_ref());
        let (data, cmap) = (self.new_ref(), self.new_ref());
        self.object(id, |chunk| {
            let mut type0 = chunk.type0_font(id);
            type0.base_font(name).encoding_predefined(Name(b"Identity-H")).descendant_font(cid).to_unicode(cmap);
        })?;
        self.object(cid, |chunk| {
            let mut cid_font = chunk.cid_font(cid);
            cid_font.subtype(if cff.is_some() { CidFontType::Type0 } else { CidFontType::Type2 });
            cid_font.base_font(name).system_info(SYSTEM).font_descriptor(descriptor).default_width(1_000.0);
            if cff.is_none() {
                cid_font.cid_to_gid_map_predefined(Name(b"Identity"));
            }
            cid_font.widths().consecutive(1, used.glyphs.iter().map(|glyph| f32::from(glyph.advance)));
        })?;
        self.object(descriptor, |chunk| describe(chunk.font_descriptor(descriptor), &face, name, data, cff.is_some()))?;
        let kind = cff.map(|_| Name(b"CIDFontType0C"));
        self.stream(data, &deflate(cff.unwrap_or(&file))?, kind)?;
        let mut unicode = UnicodeCmap::new(Name(b"Letters"), SYSTEM);
        for (id, glyph) in (1_u16..).zip(&used.glyphs) {
            unicode.pair(id, glyph.letter);
        }
        self.stream(cmap, &deflate(unicode.finish().as_slice())?, None)
    }

    fn write_end(mut self, info: Ref, id: Option<String>) -> Result<Written, PdfError> {
        let start = self.written;
        let size = self.offsets.len() + 1;
        self.put(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for offset in std::mem::take(&mut self.offsets) {
            self.put(format!("{offset:010} 00000 n \n").as_bytes())?;
        }
        let (root, info) = (self.catalog.get(), info.get());
        let id = id.map(|id| format!("/ID[<{id}><{id}>]")).unwrap_or_default();
        let trailer =
            format!("trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R{id}>>\nstartxref\n{start}\n%%EOF\n");
        self.put(trailer.as_bytes())?;
        self.out.flush()?;
        Ok(Written { pages: self.pages, bytes: self.written })
    }

    /// Writes a stream of deflated bytes.
    fn stream(&mut self, id: Ref, bytes: &[u8], subtype: Option<Name<'_>>) -> Result<(), PdfError> {
        self.object(id, |chunk| {
            let mut stream = chunk.stream(id, bytes);
            stream.filter(Filter::FlateDecode);
            if let Some(subtype) = subtype {
                stream.pair(Name(b"Subtype"), subtype);
            }
        })
    }

    fn new_ref(&mut self) -> Ref {
        self.offsets.push(0);
        Ref::new(i32::try_from(self.offsets.len()).unwrap_or(i32::MAX))
    }

    /// Writes one object, which `make` puts into a chunk of its own.
    fn object(&mut self, id: Ref, make: impl FnOnce(&mut Chunk)) -> Result<(), PdfError> {
        let mut chunk = Chunk::with_settings(Settings { pretty: false });
        make(&mut chunk);
        let at = usize::try_from(id.get() - 1).unwrap_or(usize::MAX);
        if let Some(offset) = self.offsets.get_mut(at) {
            *offset = self.written;
        }
        self.put(chunk.as_bytes())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), PdfError> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}

fn describe(mut to: FontDescriptor<'_>, face: &Face<'_>, name: Name<'_>, file: Ref, cff: bool) {
    let scaled = |units: i16| f32::from(units) * 1_000.0 / f32::from(face.units_per_em());
    let bbox = face.global_bounding_box();
    to.name(name).flags(FontFlags::SYMBOLIC).italic_angle(0.0).stem_v(80.0);
    to.bbox(Rect::new(scaled(bbox.x_min), scaled(bbox.y_min), scaled(bbox.x_max), scaled(bbox.y_max)));
    to.ascent(scaled(face.ascender())).descent(scaled(face.descender()));
    to.cap_height(scaled(face.capital_height().unwrap_or(face.ascender())));
    if cff {
        to.font_file3(file);
    } else {
        to.font_file2(file);
    }
}

/// Six capitals that tell subsets of one font apart, made from what is in this one.
fn prefix(used: &Used) -> String {
    let mut sum = used.glyphs.iter().fold(7_u64, |sum, glyph| sum.wrapping_mul(31).wrapping_add(u64::from(glyph.id)));
    let mut letters = String::with_capacity(6);
    for _ in 0..6 {
        letters.push(char::from(b'A' + (sum % 26) as u8));
        sum /= 26;
    }
    letters
}

/// Bytes as a page or a font file carries them.
///
/// # Errors
/// None in memory.
pub fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn points(um: i64) -> f32 {
    um as f32 * POINTS
}

/// A time as such files write it, in China.
fn date(at: Time) -> Date {
    let (year, rest) = at.china_parts();
    let [month, day, hour, minute, second] = rest;
    Date::new(year).month(month).day(day).hour(hour).minute(minute).second(second).utc_offset_hour(8)
}
