//! A server in the process of its test.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use custody::clock::Clock;
use custody::db::ledger::log;
use custody::db::{Database, DatabaseUrl};
use custody::keys::Keys;
use custody::model::accounts::networks::Networks;
use custody::model::ledger::changes::changes;
use custody::model::ledger::entry_fields::EntryField;
use custody::model::time::Time;
use custody::operations::ledger::verification;
use custody::server::{Server, Settings};
use custody::store::Store;
use serde_json::{Value, json};

use super::identity_provider::IdentityProvider;
use super::{Call, Installation, ORIGIN, PAGES, PASSWORD, S3Server};

/// A server in this process, with a clock that stands still unless a test moves it; its log is verified and its data
/// are gone when it is dropped. On PostgreSQL it works with an account that may only what the program does.
pub struct TestApp {
    pub database: Database,
    pub clock: Clock,
    pub keys: Keys,
    address: String,
    agent: ureq::Agent,
    tampered: AtomicBool,
    stop: Option<actix_web::dev::ServerHandle>,
    installation: Installation,
}

impl TestApp {
    /// A new centre with its people and places.
    pub fn new(name: &str) -> Self {
        Self::empty(name).peopled()
    }

    /// A new centre with its people and places that believes what this proxy says of its callers.
    pub fn behind_proxy(name: &str, proxy: IpAddr) -> Self {
        Self::start(name, Some(proxy), &[], |_| {}).peopled()
    }

    /// The same, which lets administrators in from these networks only.
    pub fn for_administrators_from(name: &str, proxy: IpAddr, networks: &[&str]) -> Self {
        Self::start(name, Some(proxy), networks, |_| {}).peopled()
    }

    /// The same, whose pages people open under this address.
    pub fn under_address(name: &str, proxy: IpAddr, networks: &[&str], origin: &str) -> Self {
        let origin = Some(origin.parse().unwrap());
        Self::start(name, Some(proxy), networks, move |settings| settings.public_origin = origin).peopled()
    }

    /// A new centre with its people and places that lets nobody in with a password alone from beyond these networks.
    pub fn for_people_within(name: &str, proxy: IpAddr, networks: &[&str]) -> Self {
        let inside = Networks(networks.iter().map(|network| network.parse().unwrap()).collect());
        Self::start(name, Some(proxy), &[], move |settings| settings.inside_networks = inside).peopled()
    }

    /// A new centre with its people and places whose people can sign in by this provider, which goes by the centre's clock.
    pub fn with_provider(name: &str, provider: &IdentityProvider) -> Self {
        let app = Self::start(name, None, &[], asks(provider)).peopled();
        provider.keep_time(&app.clock);
        app
    }

    /// The same behind a proxy, which lets administrators in from these networks only.
    pub fn with_provider_behind(name: &str, provider: &IdentityProvider, proxy: IpAddr, networks: &[&str]) -> Self {
        let app = Self::start(name, Some(proxy), networks, asks(provider)).peopled();
        provider.keep_time(&app.clock);
        app
    }

    /// A new centre with its people and places whose files are kept in a bucket.
    pub fn with_bucket(name: &str, bucket: &S3Server) -> Self {
        let store = bucket.store();
        Self::start(name, None, &[], move |settings| settings.store = store).peopled()
    }

    /// A new centre with its people and places, who may make so many times the calls that are usual.
    pub fn with_calls(name: &str, times: NonZeroU32) -> Self {
        Self::start(name, None, &[], move |settings| settings.calls_times = times).peopled()
    }

    /// A new centre that nobody has founded yet.
    pub fn empty(name: &str) -> Self {
        Self::start(name, None, &[], |_| {})
    }

    fn start(
        name: &str,
        trusted_proxy: Option<IpAddr>,
        networks: &[&str],
        change: impl FnOnce(&mut Settings) + Send + 'static,
    ) -> Self {
        let installation = Installation::with_tables(name);
        let clock = Clock::standing(Time::start_of_china_year(2023));
        let database = Database::open(&installation.running(), ORIGIN, clock.clone(), 4).unwrap();
        let from = Networks(networks.iter().map(|network| network.parse().unwrap()).collect());
        let (address, stop) = serve(database.clone(), installation.keys(), installation.store(), move |settings| {
            (settings.trusted_proxy, settings.administration_from) = (trusted_proxy, from);
            change(settings);
        });
        let address = format!("http://{address}");
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let (keys, tampered) = (installation.keys(), AtomicBool::new(false));
        Self { database, clock, keys, address, agent, tampered, stop: Some(stop), installation }
    }

    /// Says that the test changed the data behind the program's back, so that a verification must not be clean.
    pub fn tampered(&self) {
        self.tampered.store(true, Ordering::Relaxed);
    }

    /// The folder with its database and keys.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// Where the data are, with the account of their owner, for changes behind the program's back.
    pub fn url(&self) -> &DatabaseUrl {
        &self.installation.url
    }

    /// A call in the making, without any header but what the body needs.
    pub fn prepare<'c>(&'c self, method: &str, path: &str) -> Call<'c> {
        Call::new(&self.agent, method, format!("{}{path}", self.address))
    }

    /// Where the server answers, such as `http://127.0.0.1:40001`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Moves the clock on.
    pub fn wait(&self, micros: i64) {
        self.clock.set(self.clock.now().plus(micros));
    }

    /// Of which session an access token is.
    pub fn session_of(&self, access: &str) -> String {
        self.keys.tokens.read_access(access, self.clock.now()).unwrap().session_id.to_string()
    }

    /// Signs a person in and answers the access token.
    pub fn sign_in(&self, login: &str) -> String {
        let (status, answer) =
            self.call("POST", "/api/v1/session", None, Some(json!({ "login": login, "password": PASSWORD })));
        assert!((200..300).contains(&status), "{login}: {status} {answer}");
        answer["access_token"].as_str().unwrap().to_owned()
    }

    pub fn get(&self, path: &str, token: Option<&str>) -> (u16, Value) {
        self.call("GET", path, token, None)
    }

    /// One call; POSTs carry a new idempotency key.
    pub fn call(&self, method: &str, path: &str, token: Option<&str>, body: Option<Value>) -> (u16, Value) {
        let key = uuid::Uuid::new_v4().to_string();
        let mut call = self.prepare(method, path).header("idempotency-key", &key).header("if-match", "\"1\"");
        if let Some(token) = token {
            call = call.bearer(token);
        }
        if let Some(body) = body {
            call = call.json(&body);
        }
        let answer = call.send();
        (answer.status, answer.body)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let checked = !self.tampered.load(Ordering::Relaxed) && !std::thread::panicking();
        let verified =
            checked.then(|| verification::verify(&self.database, self.keys.log.verifier(), |_, _| {}).unwrap());
        if let Some(stop) = self.stop.take() {
            drop(stop.stop(false));
        }
        if let Some(verified) = verified {
            assert!(verified.clean, "every test leaves a log that agrees with the tables:\n{verified}");
            assert_eq!(wordless(&self.database), BTreeSet::new(), "fields of the log without a word in `EntryField`");
        }
    }
}

/// The fields of what the log tells that people have no word for.
fn wordless(database: &Database) -> BTreeSet<String> {
    let rows = database.read(|conn| log::list_events_from(conn, 0, i64::MAX)).unwrap();
    let told = rows.iter().filter_map(|row| row.payload.as_ref()).flat_map(|payload| {
        let action = serde_json::from_str::<Value>(payload).unwrap()["action"].as_str().unwrap().to_owned();
        changes(&action, payload, None)
    });
    let parts = told.flat_map(|change| change.field.split('.').map(str::to_owned).collect::<Vec<_>>());
    parts.filter(|part| part.parse::<EntryField>().is_err()).collect()
}

/// Has a centre ask a provider who its people are.
fn asks(provider: &IdentityProvider) -> impl FnOnce(&mut Settings) + Send + 'static {
    let oidc = Some(provider.settings());
    move |settings| (settings.public_origin, settings.oidc) = (Some(PAGES.parse().unwrap()), oidc)
}

/// Starts a server in this process, with settings that `change` changes; answers where it is.
pub(super) fn serve(
    database: Database,
    keys: Keys,
    store: Store,
    change: impl FnOnce(&mut Settings) + Send + 'static,
) -> (SocketAddr, actix_web::dev::ServerHandle) {
    let (told, hears) = mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let listen = "127.0.0.1:0".parse().unwrap();
            // A test decides itself when something is verified.
            let mut settings = Settings {
                listen,
                store,
                insecure_http: false,
                trusted_proxy: None,
                workers: Some(1),
                verifies: false,
                font: None,
                body_timeout: Duration::from_secs(8),
                breached: None,
                inside: None,
                administration_from: Networks::default(),
                inside_networks: Networks::default(),
                calls_times: NonZeroU32::MIN,
                public_origin: None,
                tls: None,
                look_every: Duration::from_millis(50),
                oidc: None,
            };
            change(&mut settings);
            let server = Server::start(database, keys, &settings).unwrap();
            told.send((server.address, server.handle())).unwrap();
            server.run().await.unwrap();
        });
    });
    hears.recv().unwrap()
}
