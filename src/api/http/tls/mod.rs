//! TLS of the program's own: how connections are answered, and who at the other end has a certificate. A certificate is asked for and not
//! demanded, and judged where somebody signs in with it, so that a wrong one is refused in words and shuts nobody out of the pages.

mod clients;

use std::sync::Arc;
use std::time::Duration;

use actix_tls::accept::rustls_0_23::TlsStream;
use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use rustls::server::{ClientHello, NoServerSessionStorage, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, version};

use crate::db::Database;
use crate::error::{Error, Result, chain};
use crate::keys::tls::authorities::Authorities;
use crate::keys::tls::certificate::Shown;
use crate::keys::tls::cryptography::provider;
use crate::keys::tls::{Looked, ServerCertificate, TlsFiles, Watched};
use crate::model::time::{DAY, Time};

/// How long a handshake may take.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(8);
/// Handshakes of one worker at the same time: those that are silent take a little memory, and no turn from others.
pub const HANDSHAKES: usize = 4096;
/// How often the files are looked at.
pub const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How long before its end a certificate is warned of.
const WARNED_MICROS: i64 = 14 * DAY;

/// TLS as the operator wants it.
pub struct Tls {
    certificate: Arc<Watched<ServerCertificate>>,
    /// Whose certificates people may show, if they may.
    pub authorities: Option<Arc<Watched<Authorities>>>,
}

impl Tls {
    /// Reads the files.
    ///
    /// # Errors
    /// [`Error::Operator`] with what is wrong with which.
    pub fn open(files: &TlsFiles) -> Result<Self> {
        let certificate = Arc::new(files.server_certificate()?);
        Ok(Self { certificate, authorities: files.authorities()?.map(Arc::new) })
    }

    /// How connections are answered: TLS 1.2 and 1.3, with the certificate that holds when they come.
    ///
    /// # Errors
    /// [`Error::Internal`] when the cryptography lacks something.
    pub fn config(&self) -> Result<ServerConfig> {
        let config = ServerConfig::builder_with_provider(provider());
        let config = config.with_protocol_versions(&[&version::TLS13, &version::TLS12]).map_err(Error::internal)?;
        let config = match &self.authorities {
            None => config.with_no_client_auth(),
            Some(authorities) => config.with_client_cert_verifier(clients::verifier(&authorities.current())),
        };
        let mut config = config.with_cert_resolver(Arc::new(Current(self.certificate.clone())));
        if self.authorities.is_some() {
            // Whoever comes back shows the key again: it may have been taken out.
            config.session_storage = Arc::new(NoServerSessionStorage {});
            config.send_tls13_tickets = 0;
        }
        Ok(config)
    }

    /// Looks at the files again and again, takes up what was replaced, and warns of the certificate's end, at once and every day.
    pub async fn watch(self: Arc<Self>, database: Database, every: Duration) {
        let mut turns = actix_web::rt::time::interval(every);
        let mut warned: Option<Time> = None;
        loop {
            turns.tick().await;
            let (tls, now) = (self.clone(), database.clock().now());
            // A share that does not answer holds nobody.
            if actix_web::rt::task::spawn_blocking(move || tls.look()).await.unwrap_or_default() {
                warned = None;
            }
            if warned.is_none_or(|at| at.plus(DAY) <= now) {
                self.warn_of_end(now);
                warned = Some(now);
            }
        }
    }

    /// Whether another certificate was taken up.
    fn look(&self) -> bool {
        if let Some(authorities) = &self.authorities {
            tell(authorities, "the authorities whose certificates are let in");
        }
        tell(&self.certificate, "the certificate of TLS")
    }

    fn warn_of_end(&self, now: Time) {
        let end = self.certificate.current().valid_to;
        let (files, until) = (self.certificate.paths(), end.to_rfc3339());
        if end <= now {
            tracing::error!(until, files, "the certificate of TLS has expired; replace its files");
        } else if end.plus(-WARNED_MICROS) <= now {
            tracing::warn!(until, files, "the certificate of TLS expires soon; replace its files");
        }
    }
}

/// Looks at files and tells of what was found.
fn tell<T>(watched: &Watched<T>, what: &str) -> bool {
    let files = watched.paths();
    match watched.look() {
        Looked::Same => false,
        Looked::TakenUp => {
            tracing::info!(what, files, "files of TLS were read anew");
            true
        }
        Looked::Refused(error) => {
            tracing::error!(what, files, error = chain(&error), "files of TLS cannot be used; what there was goes on");
            false
        }
    }
}

/// Keeps of a new connection the certificate that was shown.
pub fn note(connection: &dyn std::any::Any, kept: &mut Extensions) {
    let stream = connection.downcast_ref::<TlsStream<TcpStream>>();
    let chain = stream.and_then(|stream| stream.get_ref().1.peer_certificates());
    if let Some(shown) = chain.and_then(Shown::new) {
        kept.insert(Arc::new(shown));
    }
}

/// The certificate that holds.
#[derive(Debug)]
struct Current(Arc<Watched<ServerCertificate>>);

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.0.current().certified.clone())
    }
}
