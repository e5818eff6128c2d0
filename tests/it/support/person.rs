//! A person with an account, signed in, who calls the API.

use std::sync::Mutex;

use custody::db::accounts::users::User;
use custody::db::change::{Actor, Change};
use custody::model::accounts::viewer::Viewer;
use custody::model::time::{SECOND, Time};
use custody::operations::accounts::sessions;
use serde_json::{Value, json};

use super::{Answer, Call, PASSWORD, TestApp};
use crate::text;

/// Somebody who works with the centre. The session is opened without the sign-in page, which is tested for itself:
/// checking a password takes longer than everything else a test does.
pub struct Person<'c> {
    app: &'c TestApp,
    user: User,
    pass: Mutex<Option<(String, Time)>>,
}

impl<'c> Person<'c> {
    pub(super) fn new(app: &'c TestApp, user: User) -> Self {
        Self { app, user, pass: Mutex::new(None) }
    }

    pub fn id(&self) -> String {
        self.user.id.to_string()
    }

    pub fn login(&self) -> &str {
        &self.user.login
    }

    pub fn agency_id(&self) -> String {
        self.user.agency_id.to_string()
    }

    /// An access token that still counts.
    pub fn token(&self) -> String {
        let mut pass = self.pass.lock().unwrap();
        let now = self.app.clock.now();
        match pass.as_ref() {
            Some((token, until)) if until.plus(-SECOND) > now => token.clone(),
            _ => {
                let pair = self.session();
                *pass = Some((pair.access.clone(), pair.access_expires_at));
                pair.access
            }
        }
    }

    /// A new session of this person.
    pub fn session(&self) -> sessions::Pair {
        let here = sessions::Origin {
            address: "127.0.0.1",
            browser: "tests",
            device: None,
            is_new: true,
            passkey: None,
            certificate: None,
            present: true,
            identity: None,
        };
        let opened = |change: &mut Change<'_>| sessions::open(change, &self.app.keys.tokens, &self.user, here);
        self.app.database.change(self.actor(), opened).unwrap()
    }

    /// A call in the making, signed.
    pub fn prepare(&self, method: &str, path: &str) -> Call<'c> {
        self.app.prepare(method, path).bearer(&self.token())
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.prepare("GET", path).send()
    }

    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.prepare("POST", path).once().json(body).send()
    }

    /// Takes a step of a request as it stands now, such as `approval`.
    #[track_caller]
    pub fn step(&self, request: &str, step: &str, body: &Value) -> Answer {
        let path = format!("/api/v1/requests/{request}");
        let seen = self.get(&path).body["version"].as_i64().unwrap_or(1);
        self.prepare("POST", &format!("{path}/{step}")).once().version(seen).json(body).send()
    }

    /// Decides an extension or resolves a discrepancy, as it stands now.
    #[track_caller]
    pub fn decide(&self, what: &str, id: &str, body: &Value) -> Answer {
        let (version, step) =
            if what == "extensions" { ("request_version", "decision") } else { ("item_version", "resolution") };
        let path = format!("/api/v1/{what}/{id}");
        let seen = self.get(&path).body[version].as_i64().unwrap_or(1);
        self.prepare("POST", &format!("{path}/{step}")).once().version(seen).json(body).send()
    }

    #[track_caller]
    pub fn patch(&self, path: &str, version: i64, body: &Value) -> Answer {
        self.prepare("PATCH", path).version(version).json(body).send()
    }

    /// What another custodian leaves with this one: the token that names the second of two.
    #[track_caller]
    pub fn with_second(&self, second: &Person<'_>) -> String {
        let body = json!({ "login": second.login(), "password": PASSWORD });
        let answer = self.post("/api/v1/session/confirmations", &body).ok();
        text(&answer, "second_token").to_owned()
    }

    /// Who the person is to the operations.
    pub fn viewer(&self) -> Viewer {
        self.user.viewer()
    }

    fn actor(&self) -> Actor {
        Actor::from(&self.user.viewer())
    }
}
