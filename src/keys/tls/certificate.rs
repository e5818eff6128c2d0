//! Certificates (X.509) as people show them: what stands in one, and by what it is known.

use rustls::pki_types::CertificateDer;
use x509_cert::Certificate;
use x509_cert::der::Decode;

use std::sync::Arc;

use parking_lot::Mutex;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::keys::tls::authorities::Authorities;
use crate::model::reason::Reason;
use crate::model::time::{MINUTE, SECOND, Time};

/// Characters that are kept of a name.
const NAME: usize = 400;

/// What stands in a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Whom it is of, as RFC 4514 writes names.
    pub subject: String,
    /// Who made it.
    pub issuer: String,
    /// Its number with whoever made it, hexadecimal.
    pub serial: String,
    pub valid_from: Time,
    pub valid_to: Time,
}

impl Facts {
    /// Reads a certificate; none of what is no strict DER.
    pub fn read(der: &[u8]) -> Option<Self> {
        let body = Certificate::from_der(der).ok()?.tbs_certificate;
        let time = |time: x509_cert::time::Time| {
            i64::try_from(time.to_unix_duration().as_secs()).ok().map(|seconds| Time(seconds * SECOND))
        };
        Some(Self {
            subject: legible(&body.subject.to_string()),
            issuer: legible(&body.issuer.to_string()),
            serial: to_hex(body.serial_number.as_bytes()),
            valid_from: time(body.validity.not_before)?,
            valid_to: time(body.validity.not_after)?,
        })
    }
}

fn legible(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(NAME).collect()
}

/// A certificate whose private key somebody has at the other end of a connection, with those that lead to its authority.
#[derive(Debug)]
pub struct Shown {
    /// SHA-256 of it, hexadecimal: by what it is known (RFC 8705).
    pub sha256: String,
    /// What stands in it.
    pub facts: Facts,
    chain: Vec<CertificateDer<'static>>,
    /// Whether it is let in, by which authorities, and when that was found out.
    judged: Mutex<Option<Judged>>,
}

#[derive(Debug)]
struct Judged {
    by: Arc<Authorities>,
    at: Time,
    verdict: Result<(), Reason>,
}

impl Shown {
    /// Of the certificates of a connection, the shown one first.
    pub fn new(chain: &[CertificateDer<'_>]) -> Option<Self> {
        let first = chain.first()?;
        let chain = chain.iter().map(|one| one.clone().into_owned()).collect();
        Some(Self { sha256: to_hex(&sha256(first)), facts: Facts::read(first)?, chain, judged: Mutex::default() })
    }

    /// Why it is not let in, if it is not. Found out anew every minute, and when other authorities hold.
    ///
    /// # Errors
    /// [`Reason::CertificateExpired`], [`Reason::CertificateRevoked`], [`Reason::CertificateUnchecked`], [`Reason::CertificateUntrusted`].
    pub fn check(&self, authorities: &Arc<Authorities>, now: Time) -> Result<(), Reason> {
        let mut judged = self.judged.lock();
        let known = judged
            .as_ref()
            .filter(|known| Arc::ptr_eq(&known.by, authorities) && known.at <= now && now < known.at.plus(MINUTE));
        if let Some(known) = known {
            return known.verdict;
        }
        let verdict = authorities.check(&self.chain, now);
        *judged = Some(Judged { by: authorities.clone(), at: now, verdict });
        verdict
    }
}
