//! Files in PEM, as far as they are read here and there alike.

use std::path::Path;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use crate::error::{Cause, Error, Result};
use crate::files;

/// The certificates of a file, of which there must be one.
pub(super) fn certificates_in(path: &Path, content: &[u8]) -> Result<Vec<CertificateDer<'static>>> {
    let chain = CertificateDer::pem_slice_iter(content).collect::<Result<Vec<_>, _>>();
    let chain = chain.map_err(|e| unusable("certificate", path, e.into()))?;
    if chain.is_empty() {
        return Err(unusable("certificate", path, "it holds no certificate in PEM".into()));
    }
    Ok(chain)
}

/// What is told of a file that cannot be used.
pub(super) fn unusable(what: &str, path: &Path, cause: Cause) -> Error {
    Error::operator(format!("the {what} file {} cannot be used", path.display()), cause)
}

/// Refuses a key that others than its owner may read or write.
pub(super) fn check_private(path: &Path) -> Result<()> {
    files::check_private("key file", &[path.to_owned()]).map_err(|told| Error::Operator(told.into()))
}
