//! The authorities whose certificates people may show, and what they have revoked. Judged by the clock that is handed in.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, PrivateKeyDer, UnixTime};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{CertificateError, DistinguishedName, RootCertStore};
use x509_cert::certificate::Version;
use x509_cert::crl::CertificateList;
use x509_cert::der::oid::db::rfc5280::{ID_CE_AUTHORITY_KEY_IDENTIFIER, ID_CE_ISSUING_DISTRIBUTION_POINT};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::pkix::BasicConstraints;
use zeroize::Zeroizing;

use crate::error::{Cause, Error, Result};
use crate::keys::tls::cryptography::provider;
use crate::keys::tls::pem::{certificates_in, unusable};
use crate::model::reason::Reason;
use crate::model::time::{SECOND, Time};

/// Authorities, read whole.
pub struct Authorities {
    verifier: Arc<dyn ClientCertVerifier>,
}

impl fmt::Debug for Authorities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authorities(…)")
    }
}

impl Authorities {
    pub(super) fn read(paths: &[PathBuf], contents: &[Zeroizing<Vec<u8>>]) -> Result<Self> {
        let mut files = paths.iter().zip(contents);
        let (path, content) = files.next().ok_or_else(|| Error::internal("authorities have a file"))?;
        if PrivateKeyDer::from_pem_slice(content).is_ok() {
            return Err(unusable(
                "authorities'",
                path,
                "it holds a private key, which belongs to the authority only".into(),
            ));
        }
        let mut roots = RootCertStore::empty();
        for certificate in certificates_in(path, content)? {
            check_authority(&certificate).map_err(|e| unusable("authorities'", path, e))?;
            roots.add(certificate).map_err(|e| unusable("authorities'", path, e.into()))?;
        }
        let mut verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider());
        if let Some((path, content)) = files.next() {
            let lists = CertificateRevocationListDer::pem_slice_iter(content).collect::<Result<Vec<_>, _>>();
            let lists = lists.map_err(|e| unusable("revocations'", path, e.into()))?;
            let lists = newest_of_each(lists).map_err(|e| unusable("revocations'", path, e.into()))?;
            if lists.is_empty() {
                return Err(unusable("revocations'", path, "it holds no revocation list in PEM".into()));
            }
            verifier = verifier.with_crls(lists).enforce_revocation_expiration();
        }
        let verifier = verifier.build().map_err(|e| unusable("authorities'", path, e.into()))?;
        Ok(Self { verifier })
    }

    /// By what browsers choose the certificate that they show.
    pub fn names(&self) -> Vec<DistinguishedName> {
        self.verifier.root_hint_subjects().to_vec()
    }

    /// Refuses certificates, the shown one first, that no authority vouches for at a time.
    ///
    /// # Errors
    /// [`Reason::CertificateExpired`], [`Reason::CertificateRevoked`]; [`Reason::CertificateUnchecked`] where no list that is good tells whether
    /// it was revoked; [`Reason::CertificateUntrusted`] for everything else.
    pub(super) fn check(&self, chain: &[CertificateDer<'_>], now: Time) -> Result<(), Reason> {
        let (first, between) = chain.split_first().ok_or(Reason::CertificateUntrusted)?;
        let seconds = u64::try_from(now.0.div_euclid(SECOND)).unwrap_or_default();
        let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let Err(error) = self.verifier.verify_client_cert(first, between, now) else { return Ok(()) };
        tracing::debug!(%error, "a certificate is not let in");
        let rustls::Error::InvalidCertificate(why) = error else { return Err(Reason::CertificateUntrusted) };
        Err(match why {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => Reason::CertificateExpired,
            CertificateError::Revoked => Reason::CertificateRevoked,
            CertificateError::UnknownRevocationStatus
            | CertificateError::ExpiredRevocationList
            | CertificateError::ExpiredRevocationListContext { .. } => Reason::CertificateUnchecked,
            _ => Reason::CertificateUntrusted,
        })
    }
}

/// Refuses the certificate of a person or a machine: whatever stands in the file is believed whatever it signs. Those of the first version of
/// X.509 do not say what they are for.
fn check_authority(certificate: &CertificateDer<'_>) -> Result<(), Cause> {
    let told = x509_cert::Certificate::from_der(certificate)?.tbs_certificate;
    let limits = told.get::<BasicConstraints>()?;
    let is_authority = limits.map_or(told.version == Version::V1, |(_, limits)| limits.ca);
    if is_authority { Ok(()) } else { Err(format!("{} is no authority", told.subject).into()) }
}

/// Which list follows which: those of one authority, by the same of its keys, for the same part of its certificates.
type Series = (Vec<u8>, Vec<Vec<u8>>);

/// Only the newest list of each series: an operator may add each list that is fetched to those there are, and of two the verifier would take
/// whichever stands first.
fn newest_of_each(
    lists: Vec<CertificateRevocationListDer<'static>>,
) -> Result<Vec<CertificateRevocationListDer<'static>>, x509_cert::der::Error> {
    let mut newest: BTreeMap<Series, (Duration, CertificateRevocationListDer<'static>)> = BTreeMap::new();
    for list in lists {
        let (series, made) = series_of(&list)?;
        if newest.get(&series).is_none_or(|(known, _)| *known < made) {
            newest.insert(series, (made, list));
        }
    }
    Ok(newest.into_values().map(|(_, list)| list).collect())
}

/// The series of a list, and when it was made.
fn series_of(list: &CertificateRevocationListDer<'_>) -> Result<(Series, Duration), x509_cert::der::Error> {
    let told = CertificateList::from_der(list)?.tbs_cert_list;
    let said = |oid| {
        let extensions = told.crl_extensions.iter().flatten();
        extensions.filter(|one| one.extn_id == oid).map(|one| one.extn_value.as_bytes().to_vec()).collect::<Vec<_>>()
    };
    let of = [said(ID_CE_AUTHORITY_KEY_IDENTIFIER), said(ID_CE_ISSUING_DISTRIBUTION_POINT)].concat();
    Ok(((told.issuer.to_der()?, of), told.this_update.to_unix_duration()))
}
