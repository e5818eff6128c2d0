//! The font that paper is written with: read from a file, measured, and cut down to what was used.

use std::path::{Path, PathBuf};

use thiserror::Error;
use ttf_parser::{Face, Permissions, name_id};

/// Where `make fonts` puts the font, from the folder the program runs in.
pub const FONTS: &str = "data/fonts";

/// Where packages of common systems put a font with Chinese letters, the smallest first.
const SYSTEM: [&str; 8] = [
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJKsc-Regular.otf",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
];
/// Letters that every label needs; a font without them is of no use.
const NEEDED: &str = "案件编号物证封装日期人保管单位0123456789ABCDEFGHJKMNPQRSTVWXYZ[]+-…:U";

/// Why a font cannot be used.
#[derive(Debug, Error)]
pub enum FontError {
    #[error(
        "no font with Chinese letters was found. Get one with `make fonts`, or install the package fonts-noto-cjk, or \
         name a TrueType or OpenType file with CUSTODY_FONT"
    )]
    Missing,
    #[error("the font {0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    #[error("{0} is not a TrueType or OpenType font: {1}")]
    Malformed(PathBuf, ttf_parser::FaceParsingError),
    #[error("the font {0} has no letter {1}")]
    Letters(PathBuf, char),
    #[error("the licence of the font {0} forbids to embed it")]
    Forbidden(PathBuf),
    #[error("the font could not be cut down: {0}")]
    Subset(String),
}

/// A font file in memory, with one face chosen.
pub struct Font {
    data: Vec<u8>,
    index: u32,
    /// The PostScript name of the face.
    pub name: String,
}

impl Font {
    /// The font at `named`, or the first that is found in `folder` or where systems keep theirs.
    ///
    /// # Errors
    /// [`FontError`] with what to do.
    pub fn find(named: Option<&Path>, folder: &Path) -> Result<Self, FontError> {
        if let Some(path) = named {
            return Self::load(path);
        }
        let mut own: Vec<PathBuf> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|end| ["ttf", "otf", "ttc"].iter().any(|known| end == *known)))
            .collect();
        own.sort();
        let system = SYSTEM.iter().map(PathBuf::from).filter(|path| path.exists());
        let found = own.into_iter().chain(system).next().ok_or(FontError::Missing)?;
        Self::load(&found)
    }

    /// The font of a file; of a collection, the face for simplified Chinese.
    ///
    /// # Errors
    /// [`FontError`] naming the file.
    pub fn load(path: &Path) -> Result<Self, FontError> {
        let data = std::fs::read(path).map_err(|error| FontError::Unreadable(path.to_owned(), error))?;
        let index = simplified(&data);
        let face = Face::parse(&data, index).map_err(|error| FontError::Malformed(path.to_owned(), error))?;
        if face.permissions() == Some(Permissions::Restricted) {
            return Err(FontError::Forbidden(path.to_owned()));
        }
        if let Some(lacking) = NEEDED.chars().find(|letter| face.glyph_index(*letter).is_none()) {
            return Err(FontError::Letters(path.to_owned(), lacking));
        }
        let name = named(&face, name_id::POST_SCRIPT_NAME).unwrap_or_else(|| "Label".to_owned());
        let name = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        Ok(Self { data, index, name })
    }

    /// The face, for measuring.
    ///
    /// # Errors
    /// None for a font that was loaded.
    pub fn face(&self) -> Result<Face<'_>, FontError> {
        Face::parse(&self.data, self.index).map_err(|error| FontError::Malformed(PathBuf::from(&self.name), error))
    }

    /// The file of only the glyphs that were used.
    ///
    /// # Errors
    /// [`FontError::Subset`].
    pub fn subset(&self, used: &subsetter::GlyphRemapper) -> Result<Vec<u8>, FontError> {
        subsetter::subset(&self.data, self.index, used).map_err(|error| FontError::Subset(error.to_string()))
    }
}

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Font").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The face of a collection that draws characters as mainland China does.
fn simplified(data: &[u8]) -> u32 {
    let faces = ttf_parser::fonts_in_collection(data).unwrap_or(1);
    let is_simplified = |index: &u32| {
        let face = Face::parse(data, *index).ok();
        let family = face.and_then(|face| named(&face, name_id::FULL_NAME)).unwrap_or_default();
        family.contains(" SC") && !family.contains("Mono")
    };
    (0..faces).find(is_simplified).unwrap_or(0)
}

fn named(face: &Face<'_>, id: u16) -> Option<String> {
    face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string())
}
