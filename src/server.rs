//! Builds the web application; `serve` and the tests use the same.

use std::net::{IpAddr, SocketAddr, TcpListener};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::{Compress, from_fn};
use actix_web::rt::task::JoinHandle;
use actix_web::{App, HttpServer, web};
use utoipa_actix_web::{AppExt, scope};

use crate::api::http::tls::{self, Tls};
use crate::api::http::{middleware, pages, status};
use crate::api::state::Options;
use crate::api::{AppState, openapi, routes};
use crate::db::Database;
use crate::error::{Error, Result};
use crate::jobs::Jobs;
use crate::keys::Keys;
use crate::keys::tls::TlsFiles;
use crate::model::accounts::networks::Networks;
use crate::model::accounts::relying_party::RelyingParty;
use crate::oidc::{self, Provider};
use crate::operations::accounts::passwords::guessable::PasswordRules;
use crate::operations::ledger::verifications;
use crate::store::Store;

/// Seconds that calls under way may take after the server was told to stop.
const LAST_SECONDS: u64 = 10;
/// Threads of one worker that wait for the database or hash passwords.
const WAITING_THREADS: usize = 16;
/// How long the body of a call may take to arrive: a bulk call of 8 MiB over a line of two megabits.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(45);
/// How often the files of TLS are looked at.
pub const LOOK_EVERY: Duration = tls::LOOK_EVERY;
/// How often the figures are gathered into their buckets.
const FIGURES_EVERY: Duration = Duration::from_secs(30);

/// How a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Where; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Whether plain HTTP is allowed beyond this machine, behind a proxy that speaks TLS.
    pub insecure_http: bool,
    /// The one proxy whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<IpAddr>,
    /// Worker threads; none: one for each core.
    pub workers: Option<usize>,
    /// Whether the program verifies by itself, see [`rounds`](crate::operations::ledger::rounds).
    pub verifies: bool,
    /// The font that labels are printed with, where it is named.
    pub font: Option<PathBuf>,
    /// Where photographs, scans and papers are kept.
    pub store: Store,
    /// How long the body of a call may take to arrive.
    pub body_timeout: Duration,
    /// The list of passwords that were stolen somewhere, where there is one.
    pub breached: Option<PathBuf>,
    /// Where figures and health are given to the inside, and figures nowhere else.
    pub inside: Option<SocketAddr>,
    /// Where administrators are let in from.
    pub administration_from: Networks,
    /// Networks beyond which everybody needs a second factor; without any it is asked for nowhere because of an address.
    pub inside_networks: Networks,
    /// How many times the usual calls a person may make, see [`rates`](crate::api::rates).
    pub calls_times: NonZeroU32,
    /// The address that people open the pages under, where the operator has said it.
    pub public_origin: Option<RelyingParty>,
    /// Where TLS finds what it needs, where the program speaks it itself.
    pub tls: Option<TlsFiles>,
    /// How often these files are looked at.
    pub look_every: Duration,
    /// The identity provider that people may sign in by, if there is one.
    pub oidc: Option<oidc::Settings>,
}

/// A server that answers.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The keys it works with.
    pub keys: Arc<Keys>,
    running: actix_web::dev::Server,
    inside: Option<Inside>,
    jobs: Jobs,
    watch: Option<JoinHandle<()>>,
}

/// The listener for what watches the program: health and figures.
struct Inside {
    address: SocketAddr,
    handle: ServerHandle,
}

impl Inside {
    fn start(listen: SocketAddr, shared: web::Data<AppState>) -> Result<Self> {
        let server = HttpServer::new(move || {
            let app = App::new().into_utoipa_app().app_data(shared.clone()).app_data(status::Inside);
            let app = app.configure(status::routes).into_app();
            app.default_service(web::to(middleware::not_found)).wrap(from_fn(middleware::wrap))
        })
        .disable_signals()
        .workers(1)
        .shutdown_timeout(LAST_SECONDS);
        let server = server.bind(listen).map_err(|e| taken(listen, e))?;
        let address = server.addrs().first().copied().unwrap_or(listen);
        let running = server.run();
        let handle = running.handle();
        actix_web::rt::spawn(running);
        Ok(Self { address, handle })
    }
}

impl Server {
    /// Starts to answer; called within an actix system, which [`Server::run`] then keeps busy.
    ///
    /// # Errors
    /// [`Error::Operator`] when the address is not allowed or taken.
    pub fn start(database: Database, keys: Keys, settings: &Settings) -> Result<Self> {
        let listen = settings.listen;
        check_allowed(settings)?;
        let provider = provider(settings)?;
        let passwords = PasswordRules::open(settings.breached.as_deref())?;
        let tls = settings.tls.as_ref().map(Tls::open).transpose()?.map(Arc::new);
        verifications::note_interrupted(&database)?;
        database.survey()?;
        status::recorder();
        openapi::text();
        let signer = keys.log.clone();
        let keys = Arc::new(keys);
        let options = Options {
            trusted_proxy: settings.trusted_proxy,
            behind_tls: settings.insecure_http || settings.trusted_proxy.is_some() || tls.is_some(),
            body_timeout: settings.body_timeout,
            passwords,
            font: settings.font.clone(),
            store: settings.store.clone().vouched_by(keys.tokens.picture_key()),
            calls_times: settings.calls_times,
            public_origin: settings.public_origin.clone(),
            provider,
            classes: openapi::call_classes(),
            bounds: openapi::bounds(),
            listens_inside: settings.inside.is_some(),
            administration_from: settings.administration_from.clone(),
            inside_networks: settings.inside_networks.clone(),
            authorities: tls.as_ref().and_then(|tls| tls.authorities.clone()),
        };
        let shared = web::Data::new(AppState::new(database.clone(), keys.clone(), options));
        let (unrecorded, store_watch) = (shared.unrecorded.clone(), shared.store_watch.clone());
        let inside = settings.inside.map(|listen| Inside::start(listen, shared.clone())).transpose()?;
        let under_way = settings.verifies.then(|| shared.verifications.clone());
        let mut server = HttpServer::new(move || {
            let app = App::new().into_utoipa_app().app_data(shared.clone());
            let app = app.app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound.into()));
            app.service(scope("/api/v1").configure(routes))
                .configure(status::routes)
                .into_app()
                .service(web::redirect("/api/docs", "/api/docs/"))
                .route("/api/docs/{file:.*}", web::get().to(status::docs))
                .default_service(web::to(pages::page_or_nobody))
                .wrap(from_fn(middleware::wrap))
                .wrap(Compress::default())
        })
        .disable_signals()
        .worker_max_blocking_threads(WAITING_THREADS)
        .shutdown_timeout(LAST_SECONDS);
        if let Some(workers) = settings.workers {
            server = server.workers(workers);
        }
        let server = match &tls {
            None => server.bind(listen),
            Some(tls) => server
                .on_connect(tls::note)
                .tls_handshake_timeout(tls::HANDSHAKE_TIMEOUT)
                .max_connection_rate(tls::HANDSHAKES)
                .bind_rustls_0_23(listen, tls.config()?),
        };
        let server = server.map_err(|e| taken(listen, e))?;
        let address = server.addrs().first().copied().unwrap_or(listen);
        actix_web::rt::spawn(figures());
        let watch = tls.map(|tls| actix_web::rt::spawn(tls.watch(database.clone(), settings.look_every)));
        let jobs = Jobs::start(database, signer, unrecorded, under_way, (settings.store.clone(), store_watch));
        Ok(Self { address, keys, running: server.run(), inside, jobs, watch })
    }

    /// Stops the server when asked: no new calls, and those under way have ten seconds.
    pub fn handle(&self) -> ServerHandle {
        self.running.handle()
    }

    /// Where it answers the inside, if it does so apart.
    pub fn inside(&self) -> Option<SocketAddr> {
        self.inside.as_ref().map(|inside| inside.address)
    }

    /// Answers calls until it is stopped.
    ///
    /// # Errors
    /// [`Error::Internal`] when the server breaks down.
    pub async fn run(self) -> Result<()> {
        let outcome = self.running.await.map_err(Error::internal);
        if let Some(watch) = self.watch {
            watch.abort();
        }
        if let Some(inside) = self.inside {
            inside.handle.stop(false).await;
        }
        self.jobs.stop().await;
        outcome
    }
}

/// The identity provider, which sends people back to the address that they open the pages under.
fn provider(settings: &Settings) -> Result<Option<Provider>> {
    let Some(oidc) = &settings.oidc else { return Ok(None) };
    let origin = settings.public_origin.as_ref().and_then(RelyingParty::origin);
    let origin = origin.ok_or_else(|| Error::Operator("--oidc-issuer needs --public-origin".into()))?;
    Provider::new(oidc.clone(), origin).map(Some)
}

/// Refuses an address that is not allowed, or that another program has, and an identity provider that cannot be spoken to.
///
/// # Errors
/// [`Error::Operator`] with what to do.
pub fn check_listen(settings: &Settings) -> Result<()> {
    check_allowed(settings)?;
    settings.tls.as_ref().map(Tls::open).transpose()?;
    provider(settings)?;
    // Both at once: they may be the same by mistake.
    let bind = |listen: SocketAddr| TcpListener::bind(listen).map_err(|e| taken(listen, e));
    let _main = bind(settings.listen)?;
    settings.inside.map(bind).transpose().map(drop)
}

fn check_allowed(settings: &Settings) -> Result<()> {
    let plain = Some(settings.listen).filter(|_| settings.tls.is_none());
    let open = [plain, settings.inside].into_iter().flatten().find(|listen| !listen.ip().is_loopback());
    let Some(listen) = open.filter(|_| !settings.insecure_http) else { return Ok(()) };
    let text = "listens beyond this machine without TLS; name a certificate with --tls-certificate, or put a TLS proxy in front and add --insecure-http";
    Err(Error::Operator(format!("{listen} {text}").into()))
}

fn taken(listen: SocketAddr, error: std::io::Error) -> Error {
    Error::operator(format!("cannot listen on {listen}; name another address with --listen or --inside-listen"), error)
}

async fn figures() {
    let mut turns = actix_web::rt::time::interval(FIGURES_EVERY);
    loop {
        turns.tick().await;
        if let Some(recorder) = status::recorder() {
            recorder.run_upkeep();
        }
    }
}
