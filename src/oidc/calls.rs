//! HTTP to the identity provider: within a time, within a size, to where it was meant to go. No redirect is followed, no proxy of the
//! surroundings is asked, and neither cookie nor connection is kept.

use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use ureq::http::Response;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body};

use crate::error::{Cause, Error, Result};

/// How long a call may take, from the look-up of the name to the last byte.
const CALL_TIMEOUT: Duration = Duration::from_secs(8);
/// Bytes of an answer at most: a discovery document has 5 kB, and a set of keys 10 kB.
const MOST: u64 = 256 * 1024;

/// Calls one provider.
pub struct Caller(Agent);

impl Caller {
    /// For a provider whom these authorities vouch for; none where it is at this machine by plain HTTP.
    ///
    /// # Errors
    /// [`Error::Operator`] for a file without a certificate.
    pub fn new(authorities: &[u8]) -> Result<Self> {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(!authorities.is_empty())
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("custody")
            // A kept connection may be closed by the provider just as a call goes out on it, and a code is sent once only.
            .max_idle_connections(0)
            .timeout_global(Some(CALL_TIMEOUT));
        if !authorities.is_empty() {
            let crypto = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
            let tls = TlsConfig::builder().root_certs(roots(authorities)?).unversioned_rustls_crypto_provider(crypto);
            config = config.tls_config(tls.build());
        }
        Ok(Self(config.build().into()))
    }

    /// Reads a document.
    ///
    /// # Errors
    /// [`Error::ProviderUnavailable`].
    pub fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T> {
        let answer = self.0.get(address).header("accept", "application/json").call();
        match read(answer) {
            Ok((200, body)) => serde_json::from_slice(&body).map_err(|e| unavailable(address, e)),
            Ok((status, _)) => Err(unavailable(address, format!("it answered with {status}"))),
            Err(error) => Err(unavailable(address, error)),
        }
    }

    /// Sends a form, with a name and a secret in the header where they belong there; answers the status and what came.
    ///
    /// # Errors
    /// [`Error::ProviderUnavailable`].
    pub fn post(&self, address: &str, form: &str, authorization: Option<&str>) -> Result<(u16, Vec<u8>)> {
        let mut call = self.0.post(address).header("accept", "application/json");
        if let Some(value) = authorization {
            call = call.header("authorization", value);
        }
        let answer = call.header("content-type", "application/x-www-form-urlencoded").send(form);
        read(answer).map_err(|error| unavailable(address, error))
    }
}

fn read(answer: Result<Response<Body>, ureq::Error>) -> Result<(u16, Vec<u8>), ureq::Error> {
    let answer = answer?;
    let status = answer.status().as_u16();
    Ok((status, answer.into_body().into_with_config().limit(MOST).read_to_vec()?))
}

/// The identity provider cannot be used; the address for the log.
pub(super) fn unavailable(address: &str, cause: impl Into<Cause>) -> Error {
    let address = address.split('?').next().unwrap_or_default();
    Error::ProviderUnavailable(crate::error::context(format!("the identity provider at {address}"), cause))
}

fn roots(pem: &[u8]) -> Result<RootCerts> {
    let certificates = parse_pem(pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    if certificates.is_empty() {
        return Err(Error::Operator("the file of --oidc-authority has no certificate (PEM)".into()));
    }
    Ok(certificates.into())
}
