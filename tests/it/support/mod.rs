//! A centre of its own for a test: a database, keys, and a server on a free port; and the people who work with it.

mod call;
pub mod goods;
mod person;
mod town;

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use custody::clock::Clock;
use custody::db::{Database, DatabaseUrl};
use custody::keys::Keys;
use custody::model::time::Time;
use custody::operations::ledger::verification;
use custody::server::{Server, Settings};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use serde_json::{Value, json};

pub use call::{Answer, Call};
pub use person::Person;
pub use town::{Desk, Team, Town, accepted, approve, confirm, loan, request};

/// The password of everybody who may sign in.
pub const PASSWORD: &str = "seven lamps by the quiet canal";
const ORIGIN: &str = "custody.130273/log1";

/// A running centre; its log is verified and its data are gone when it is dropped.
pub struct Centre {
    pub database: Database,
    pub clock: Clock,
    pub keys: Keys,
    url: DatabaseUrl,
    address: String,
    agent: ureq::Agent,
    tampered: AtomicBool,
    stop: Option<actix_web::dev::ServerHandle>,
    folder: std::path::PathBuf,
}

impl Centre {
    /// A new, empty centre.
    pub fn open(name: &str) -> Self {
        Self::behind(name, None)
    }

    /// A new, empty centre that believes what this proxy says of its callers.
    pub fn behind(name: &str, trusted_proxy: Option<IpAddr>) -> Self {
        let id = uuid::Uuid::new_v4().simple().to_string();
        let folder = std::env::temp_dir().join(format!("custody-{name}-{id}"));
        std::fs::create_dir_all(&folder).unwrap();
        let url = match std::env::var("CUSTODY_TEST_DATABASE_URL") {
            Ok(cluster) => new_database(&cluster, &format!("t_{id}")),
            Err(_) => DatabaseUrl::Sqlite(folder.join("custody.sqlite")),
        };
        let clock = Clock::standing(Time::start_of_china_year(2023));
        let database = Database::open(&url, ORIGIN, clock.clone(), 4).unwrap();
        let keys = || Keys::open(&folder.join("keys"), ORIGIN, 130_273, true).unwrap();
        let (address, stop) = serve(database.clone(), keys(), trusted_proxy);
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let tampered = AtomicBool::new(false);
        Self { database, clock, keys: keys(), url, address, agent, tampered, stop: Some(stop), folder }
    }

    /// Says that the test changed the data behind the program's back, so that a verification must not be clean.
    #[allow(dead_code)] // for tests of tampering
    pub fn tampered(&self) {
        self.tampered.store(true, Ordering::Relaxed);
    }

    /// Where the data are, for changes behind the program's back.
    pub fn url(&self) -> &DatabaseUrl {
        &self.url
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

impl Drop for Centre {
    fn drop(&mut self) {
        let checked = !self.tampered.load(Ordering::Relaxed) && !std::thread::panicking();
        let verified =
            checked.then(|| verification::verify(&self.database, self.keys.log.verifier(), |_, _| {}).unwrap());
        if let Some(stop) = self.stop.take() {
            drop(stop.stop(false));
        }
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some(verified) = verified {
            assert!(verified.clean, "every test leaves a log that agrees with the tables:\n{verified}");
        }
    }
}

fn serve(database: Database, keys: Keys, trusted_proxy: Option<IpAddr>) -> (String, actix_web::dev::ServerHandle) {
    let (told, hears) = mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let listen = "127.0.0.1:0".parse().unwrap();
            let settings = Settings { listen, insecure_http: false, trusted_proxy, workers: Some(1), font: None };
            let server = Server::start(database, keys, &settings).unwrap();
            told.send((format!("http://{}", server.address), server.handle())).unwrap();
            server.run().await.unwrap();
        });
    });
    hears.recv().unwrap()
}

fn new_database(cluster: &str, name: &str) -> DatabaseUrl {
    let mut conn = PgConnection::establish(cluster).unwrap();
    conn.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (server, _) = cluster.rsplit_once('/').unwrap();
    DatabaseUrl::Postgres(format!("{server}/{name}"))
}
