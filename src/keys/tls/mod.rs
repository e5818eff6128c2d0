//! What TLS is spoken with: the files of the server's certificate and of the authorities whose certificates people may show, read strictly
//! and taken up anew when they are replaced. Connections belong to `api`.

pub mod authorities;
pub mod certificate;
pub mod cryptography;
mod pem;
mod watched;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use rustls::sign::CertifiedKey;
use zeroize::Zeroizing;

use crate::error::{Cause, Error, Result};
use crate::keys::tls::authorities::Authorities;
use crate::keys::tls::certificate::Facts;
use crate::keys::tls::cryptography::provider;
use crate::keys::tls::pem::{certificates_in, unusable};
use crate::model::time::Time;
pub use watched::{Looked, Watched};

/// Where TLS finds what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFiles {
    /// The server's certificate and those between it and its authority, PEM.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
    /// The authorities whose certificates people may show, PEM.
    pub authorities: Option<PathBuf>,
    /// What these have revoked, PEM.
    pub revocations: Option<PathBuf>,
}

/// A certificate of the server with its key.
#[derive(Debug)]
pub struct ServerCertificate {
    /// What connections are answered with.
    pub certified: Arc<CertifiedKey>,
    /// Until when it is good.
    pub valid_to: Time,
}

impl TlsFiles {
    /// The server's certificate, watched.
    ///
    /// # Errors
    /// [`Error::Operator`] for files that cannot be read, do not belong together, or, of the key, are open to others.
    pub fn server_certificate(&self) -> Result<Watched<ServerCertificate>> {
        Watched::open(vec![self.certificate.clone(), self.key.clone()], &[1], read_server)
    }

    /// The authorities, watched, where there are any.
    ///
    /// # Errors
    /// [`Error::Operator`] for files that cannot be read or hold something else.
    pub fn authorities(&self) -> Result<Option<Watched<Authorities>>> {
        let Some(authorities) = &self.authorities else { return Ok(None) };
        let paths = [Some(authorities.clone()), self.revocations.clone()].into_iter().flatten().collect();
        Watched::open(paths, &[], Authorities::read).map(Some)
    }
}

fn read_server(paths: &[PathBuf], contents: &[Zeroizing<Vec<u8>>]) -> Result<ServerCertificate> {
    let (Some(certificate), Some(key)) = (paths.first().zip(contents.first()), paths.get(1).zip(contents.get(1)))
    else {
        return Err(Error::internal("a certificate has two files"));
    };
    let chain = certificates_in(certificate.0, certificate.1)?;
    let unusable = |path: &Path, cause: Cause| unusable("certificate's", path, cause);
    let facts = chain.first().and_then(|first| Facts::read(first));
    let facts = facts.ok_or_else(|| unusable(certificate.0, "its first certificate cannot be read".into()))?;
    let key_der = PrivateKeyDer::from_pem_slice(key.1).map_err(|e| unusable(key.0, e.into()))?;
    let certified = CertifiedKey::from_der(chain, key_der, &provider()).map_err(|e| unusable(key.0, e.into()))?;
    Ok(ServerCertificate { certified: Arc::new(certified), valid_to: facts.valid_to })
}
