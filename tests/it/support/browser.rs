//! A browser, which keeps cookies and shows them.

use serde_json::{Value, json};

use super::{Answer, TestApp};

/// A browser with the cookies it was given.
pub struct Browser<'t> {
    app: &'t TestApp,
    pub jar: Vec<(String, String)>,
}

impl<'t> Browser<'t> {
    pub fn new(app: &'t TestApp) -> Self {
        Self { app, jar: Vec::new() }
    }

    pub fn send(&mut self, path: &str, body: &Value, person: Option<&str>) -> Answer {
        let call = self.app.prepare("POST", path).once().header("sec-fetch-site", "same-origin").json(body);
        let sent: Vec<String> = self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let call = if sent.is_empty() { call } else { call.header("cookie", &sent.join("; ")) };
        let answer = if let Some(id) = person { call.header("acting-user", id).send() } else { call.send() };
        for line in answer.header_lines("set-cookie") {
            let (cookie, rest) = line.split_once(';').unwrap();
            let (name, value) = cookie.split_once('=').unwrap();
            self.jar.retain(|(known, _)| known != name);
            if !rest.contains("Max-Age=0") {
                self.jar.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    pub fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        let who = json!({ "login": login, "password": password, "cookies": true, "replace_session": true });
        self.send("/api/v1/session", &who, None)
    }

    /// What the browser is known by.
    pub fn device(&self) -> &str {
        self.jar.iter().find(|(name, _)| name == "__Host-device").map_or("", |(_, value)| value)
    }

    /// The same with nothing but this to be known by.
    pub fn known_by(app: &'t TestApp, device: &str) -> Self {
        Self { app, jar: vec![("__Host-device".to_owned(), device.to_owned())] }
    }
}
