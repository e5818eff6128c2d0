//! A centre of its own for a test: a database, keys, and a server on a free port.

use std::sync::mpsc;

use custody::clock::Clock;
use custody::db::{Database, DatabaseUrl};
use custody::keys::Keys;
use custody::model::time::Time;
use custody::server::{Server, Settings};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use serde_json::{Value, json};

/// The password of everybody who may sign in.
pub const PASSWORD: &str = "correct horse battery staple";
const ORIGIN: &str = "custody.130273/log1";

/// A running centre; gone with its data when dropped.
pub struct Centre {
    pub database: Database,
    pub clock: Clock,
    pub keys: Keys,
    address: String,
    stop: Option<actix_web::dev::ServerHandle>,
    folder: std::path::PathBuf,
}

impl Centre {
    /// A new, empty centre.
    pub fn open(name: &str) -> Self {
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
        let (address, stop) = serve(database.clone(), keys());
        Self { database, clock, keys: keys(), address, stop: Some(stop), folder }
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
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("content-type", "application/json")
            .header("idempotency-key", uuid::Uuid::new_v4().to_string())
            .header("if-match", "\"1\"");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let text = body.map(|body| body.to_string()).unwrap_or_default();
        let mut answer = agent.run(request.body(text).unwrap()).unwrap();
        let body = answer.body_mut().read_to_string().unwrap();
        (answer.status().as_u16(), serde_json::from_str(&body).unwrap_or(Value::Null))
    }
}

impl Drop for Centre {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            drop(stop.stop(false));
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn serve(database: Database, keys: Keys) -> (String, actix_web::dev::ServerHandle) {
    let (told, hears) = mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let settings = Settings {
                listen: "127.0.0.1:0".parse().unwrap(),
                insecure_http: false,
                trusted_proxy: None,
                workers: Some(1),
                font: None,
            };
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
