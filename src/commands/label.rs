//! `custody label CODE --out FILE`

use std::io::Write;
use std::path::Path;

use crate::error::{Cause, Error, Result};
use crate::files::Draft;
use crate::model::goods::label::LabelCode;
use crate::paper::qr;

/// Dots of one QR module in a raster picture.
const MODULE_DOTS: u32 = 8;

/// Draws a label; the ending of the file says which form.
///
/// # Errors
/// [`Error::Operator`] for what is no label code, another ending, or a file that cannot be written.
pub fn draw(code: &str, out: &Path) -> Result<()> {
    let told = |cause: Cause| Error::operator(code, cause);
    let code = LabelCode::parse(code).map_err(|e| told(e.into()))?;
    let picture = match out.extension().and_then(|ending| ending.to_str()) {
        Some("svg") => qr::svg(code.as_str()).map_err(|e| told(e.into()))?.into_bytes(),
        Some("png") => qr::png(code.as_str(), MODULE_DOTS).map_err(|e| told(e.into()))?,
        _ => return Err(Error::Operator("the picture's name must end in .svg or .png".into())),
    };
    let failed = |e: std::io::Error| Error::operator(format!("cannot write {}", out.display()), e);
    let draft = Draft::beside(out).map_err(failed)?;
    draft.file().write_all(&picture).and_then(|()| draft.place()).map_err(failed)
}
