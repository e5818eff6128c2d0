//! What every handler shares: the database, the keys, and the turns for work that takes a whole core.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use actix_web::{HttpRequest, web};
use parking_lot::Mutex;
use tokio::sync::Mutex as AsyncMutex;

use crate::api::bounds::Bounds;
use crate::api::rates::{CallClasses, Rates};
use crate::api::turns::Turns;
use crate::db::Database;
use crate::error::{Error, Result};
use crate::keys::Keys;
use crate::keys::tls::Watched;
use crate::keys::tls::authorities::Authorities;
use crate::keys::tls::certificate::Shown;
use crate::model::accounts::networks::{Entrance, Networks};
use crate::model::accounts::relying_party::RelyingParty;
use crate::model::ids::{FileId, SessionId};
use crate::model::reason::Reason;
use crate::model::time::{HOUR, Time};
use crate::oidc::Provider;
use crate::operations::accounts::admission::Admission;
use crate::operations::accounts::certificates::Showing;
use crate::operations::accounts::passkeys::Ceremony;
use crate::operations::accounts::passkeys::challenges::Purpose;
use crate::operations::accounts::passwords::guessable::PasswordRules;
use crate::operations::accounts::presence::Presence;
use crate::operations::accounts::unrecorded::Unrecorded;
use crate::operations::ledger::verifications::Verifications;
use crate::paper::font::{FONTS, Font};
use crate::paper::pdf::PdfError;
use crate::store::{Store, StoreWatch};

/// Sessions that are remembered to have read the log at most.
const READERS_KEPT: usize = 2_000;
/// Originals given to sessions that are remembered at most.
const FETCHED_KEPT: usize = 10_000;

/// What every handler shares.
pub struct AppState {
    /// The database of the centre.
    pub database: Database,
    /// Its keys.
    pub keys: Arc<Keys>,
    /// The one proxy whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<IpAddr>,
    /// The verifications people asked for.
    pub verifications: Verifications,
    /// Whether callers come by TLS, which a proxy in front speaks.
    pub behind_tls: bool,
    /// How long the body of a call may take to arrive.
    pub body_timeout: Duration,
    /// What a chosen password is held against.
    pub passwords: PasswordRules,
    /// The sign-ins that could not be recorded yet.
    pub unrecorded: Arc<Unrecorded>,
    /// When sessions were last used.
    pub presence: Presence,
    /// The turn of whoever looks whether the database answers.
    pub looking: Arc<AsyncMutex<()>>,
    /// The sessions that are known to have read the log.
    pub log_readers: Mutex<LogReaders>,
    /// The originals that sessions were given of late.
    pub fetched: Mutex<Fetched>,
    /// The turns for what takes a whole core.
    pub turns: Turns,
    /// How many calls of a class people made.
    pub rates: Rates,
    /// Of which class each operation is.
    pub classes: CallClasses,
    /// What parameters are held against.
    pub bounds: &'static Bounds,
    /// Whether figures are given to the inside only, on a listener of its own.
    pub listens_inside: bool,
    /// Where administrators are let in from.
    pub administration_from: Arc<Networks>,
    /// Beyond which networks everybody needs a second factor.
    pub inside_networks: Arc<Networks>,
    /// The address that people open the pages under, where the operator has said it.
    pub public_origin: Option<RelyingParty>,
    /// Whose certificates people may sign in with, if they may.
    pub authorities: Option<Arc<Watched<Authorities>>>,
    /// The identity provider that people may sign in by, if there is one.
    pub provider: Option<Arc<Provider>>,
    /// Where photographs, scans and papers are kept.
    pub store: Store,
    /// Whether files can be kept there.
    pub store_watch: StoreWatch,
    font: FontFile,
}

/// What the operator says of the surroundings.
pub struct Options {
    /// See [`AppState::trusted_proxy`].
    pub trusted_proxy: Option<IpAddr>,
    /// See [`AppState::behind_tls`].
    pub behind_tls: bool,
    /// See [`AppState::body_timeout`].
    pub body_timeout: Duration,
    /// See [`AppState::passwords`].
    pub passwords: PasswordRules,
    /// The font that labels are printed with, where it is named.
    pub font: Option<PathBuf>,
    /// See [`AppState::store`].
    pub store: Store,
    /// How many times the usual calls a person may make.
    pub calls_times: NonZeroU32,
    /// See [`AppState::classes`].
    pub classes: CallClasses,
    /// See [`AppState::bounds`].
    pub bounds: &'static Bounds,
    /// See [`AppState::listens_inside`].
    pub listens_inside: bool,
    /// See [`AppState::administration_from`].
    pub administration_from: Networks,
    /// See [`AppState::inside_networks`].
    pub inside_networks: Networks,
    /// See [`AppState::public_origin`].
    pub public_origin: Option<RelyingParty>,
    /// See [`AppState::authorities`].
    pub authorities: Option<Arc<Watched<Authorities>>>,
    /// See [`AppState::provider`].
    pub provider: Option<Provider>,
}

/// The sessions that are known to have read the log. They are forgotten when there are many, and then entered once more.
#[derive(Default)]
pub struct LogReaders(HashSet<SessionId>);

impl LogReaders {
    /// Whether the session was not known yet.
    pub fn insert(&mut self, id: SessionId) -> bool {
        if self.0.len() >= READERS_KEPT {
            self.0.clear();
        }
        self.0.insert(id)
    }

    /// Forgets a session.
    pub fn remove(&mut self, id: &SessionId) {
        self.0.remove(id);
    }
}

/// When it was recorded that a session fetched an original. They are forgotten when there are many, and then entered once more.
#[derive(Default)]
pub struct Fetched(HashMap<(SessionId, FileId), Time>);

impl Fetched {
    /// Whether it was recorded within the hour: a download that is taken up again, or comes in ranges, is one.
    pub fn is_recorded(&self, session: SessionId, file: FileId, now: Time) -> bool {
        self.0.get(&(session, file)).is_some_and(|then| *then <= now && now < then.plus(HOUR))
    }

    /// Remembers that it was recorded.
    pub fn note(&mut self, session: SessionId, file: FileId, now: Time) {
        if self.0.len() >= FETCHED_KEPT {
            self.0.clear();
        }
        self.0.insert((session, file), now);
    }
}

/// The font that labels are printed with, read when it is first needed.
struct FontFile {
    named: Option<PathBuf>,
    read: Mutex<Option<Arc<Font>>>,
}

impl AppState {
    /// For the handlers of one server.
    pub fn new(database: Database, keys: Arc<Keys>, options: Options) -> Self {
        Self {
            database,
            keys,
            trusted_proxy: options.trusted_proxy,
            behind_tls: options.behind_tls,
            body_timeout: options.body_timeout,
            verifications: Verifications::default(),
            passwords: options.passwords,
            unrecorded: Arc::default(),
            presence: Presence::default(),
            looking: Arc::default(),
            log_readers: Mutex::default(),
            fetched: Mutex::default(),
            turns: Turns::default(),
            rates: Rates::new(options.calls_times),
            classes: options.classes,
            bounds: options.bounds,
            listens_inside: options.listens_inside,
            administration_from: Arc::new(options.administration_from),
            inside_networks: Arc::new(options.inside_networks),
            public_origin: options.public_origin,
            authorities: options.authorities,
            provider: options.provider.map(Arc::new),
            store: options.store,
            store_watch: StoreWatch::default(),
            font: FontFile { named: options.font, read: Mutex::new(None) },
        }
    }

    /// Lets whoever calls in.
    pub fn admission(&self, entrance: Option<Entrance>) -> Admission<'_> {
        Admission::new(&self.database, &self.keys.tokens, &self.unrecorded, &self.presence, entrance)
    }

    /// Where somebody comes in, as far as it matters who: from everywhere for whoever is at this machine.
    pub fn entrance(&self, request: &HttpRequest) -> Entrance {
        let here = |networks: &Arc<Networks>| if is_local(request) { Arc::default() } else { networks.clone() };
        let (allowed, inside) = (here(&self.administration_from), here(&self.inside_networks));
        let showing = self.certificate(request).filter(|showing| showing.verdict.is_ok());
        let certificate = showing.map(|showing| showing.certificate.sha256.clone());
        Entrance { allowed, inside, address: self.address(request), certificate }
    }

    /// The certificate that the connection of a call shows, where certificates are let in at all.
    pub fn certificate(&self, request: &HttpRequest) -> Option<Showing> {
        let authorities = self.authorities.as_ref()?.current();
        let certificate = request.conn_data::<Arc<Shown>>()?.clone();
        let verdict = certificate.check(&authorities, self.database.clock().now());
        Some(Showing { certificate, verdict })
    }

    /// For whom passkeys are made: the address that the operator has said, and without one this machine for whoever is at it.
    ///
    /// # Errors
    /// [`Reason::PasskeysNotOffered`].
    pub fn relying_party(&self, request: &HttpRequest) -> Result<RelyingParty> {
        let own = || is_local(request).then(RelyingParty::localhost);
        self.public_origin.clone().or_else(own).ok_or_else(|| Reason::PasskeysNotOffered.into())
    }

    /// Where a passkey is taken for this, if passkeys are offered.
    pub fn ceremony(&self, request: &HttpRequest, purpose: Purpose) -> Option<Ceremony> {
        self.relying_party(request).ok().map(|party| Ceremony { party, purpose })
    }

    /// The font that labels are printed with; looked for anew while there is none.
    ///
    /// # Errors
    /// [`Reason::FontMissing`], or [`Error::Operator`] for a file that is
    /// no font.
    pub fn font(&self) -> Result<Arc<Font>> {
        let mut read = self.font.read.lock();
        if let Some(font) = read.as_ref() {
            return Ok(font.clone());
        }
        let found = Font::find(self.font.named.as_deref(), Path::new(FONTS)).map_err(PdfError::from)?;
        Ok(read.insert(Arc::new(found)).clone())
    }

    /// The state of the application a request came to.
    ///
    /// # Errors
    /// [`Error::Internal`] when the server was built without it.
    pub(in crate::api) fn of(request: &HttpRequest) -> Result<web::Data<Self>> {
        request.app_data::<web::Data<Self>>().cloned().ok_or_else(|| Error::internal("the server has no database"))
    }

    /// Where a call comes from: the peer, or whom the trusted proxy names last.
    pub fn address(&self, request: &HttpRequest) -> String {
        let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
        let forwarded = || {
            let lines = request.headers().get_all("x-forwarded-for");
            hop(lines.last()?.to_str().ok()?.rsplit(',').next()?.trim())
        };
        let named = if peer.is_some() && peer == self.trusted_proxy { forwarded() } else { None };
        named.or(peer).map_or_else(|| "unknown".to_owned(), |ip| ip.to_string())
    }
}

/// Whether somebody on this machine calls, and not a proxy on behalf of somebody else.
pub(in crate::api) fn is_local(request: &HttpRequest) -> bool {
    const FORWARDED: [&str; 14] = [
        "forwarded",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-real-ip",
        "x-original-forwarded-for",
        "x-forwarded",
        "fastly-client-ip",
        "client-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "true-client-ip",
        "cf-connecting-ip",
        "via",
    ];
    let peer = request.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback());
    peer && !FORWARDED.iter().any(|name| request.headers().contains_key(*name))
}

/// The address of a hop, as proxies write it: alone, with a port, and of IPv6 in brackets.
fn hop(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok().map(IpAddr::from);
    text.parse().ok().or_else(with_port).or_else(in_brackets).map(|ip| ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::hop;

    #[test]
    fn a_hop_is_read_with_and_without_its_port() {
        for (written, expected) in [
            ("1.2.3.4", Some("1.2.3.4")),
            ("1.2.3.4:5678", Some("1.2.3.4")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("[2001:db8::1]:443", Some("2001:db8::1")),
            ("[::ffff:1.2.3.4]:443", Some("1.2.3.4")),
            ("1.2.3.4:", None),
            ("1.2.3.4:99999", None),
            ("[1.2.3.4]:80", None),
            ("unknown", None),
            ("", None),
        ] {
            assert_eq!(hop(written).map(|ip| ip.to_string()).as_deref(), expected, "{written}");
        }
    }
}
