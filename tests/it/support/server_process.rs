//! The program as a server of its own process, and what it answers.

use std::fs::File;
use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::PASSWORD;

/// A server as a child process; killed when dropped.
pub struct ServerProcess {
    pub child: Child,
    pub address: String,
    /// What it printed up to its address.
    pub printed: Vec<String>,
    lines: Mutex<Lines<BufReader<ChildStdout>>>,
    log: PathBuf,
}

impl ServerProcess {
    pub fn start(mut command: Command, log: PathBuf) -> Self {
        let errors = File::options().create(true).append(true).open(&log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(errors).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        let address = loop {
            let Some(line) = lines.next() else {
                let status = child.wait().unwrap();
                panic!("the server ended with {status}: {printed:?} {}", std::fs::read_to_string(&log).unwrap());
            };
            let line = line.unwrap();
            printed.push(line.clone());
            if let Some((_, address)) = line.split_once("custody answers on ") {
                break address.trim().to_owned();
            }
        };
        Self { child, address, printed, lines: Mutex::new(lines), log }
    }

    /// The next line it prints.
    pub fn next_line(&self) -> String {
        self.lines.lock().unwrap().next().unwrap().unwrap()
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the server to stop, and answers its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }

    pub fn sign_in(&self, login: &str) -> String {
        self.sign_in_with(login, PASSWORD)
    }

    pub fn sign_in_with(&self, login: &str, password: &str) -> String {
        let who = json!({ "login": login, "password": password });
        let answer = self.call("POST", "/api/v1/session", None, &new_key(), &who).unwrap();
        assert!(answer.status < 300, "{login}: {answer:?}");
        answer.body["access_token"].as_str().unwrap().to_owned()
    }

    pub fn get(&self, path: &str, token: Option<&str>) -> ServerAnswer {
        self.call("GET", path, token, "", &Value::Null).unwrap()
    }

    pub fn post(&self, path: &str, token: &str, key: &str, body: &Value) -> Result<ServerAnswer, String> {
        self.call("POST", path, Some(token), key, body)
    }

    /// A part of a file.
    pub fn put(&self, path: &str, token: &str, bytes: &[u8]) -> ServerAnswer {
        let request = ureq::http::Request::put(format!("{}{path}", self.address));
        let request = request.header("authorization", format!("Bearer {token}"));
        let request = request.header("content-type", "application/octet-stream").body(bytes).unwrap();
        answered(agent().run(request).unwrap()).unwrap()
    }

    /// A file as its bytes.
    pub fn download(&self, path: &str, token: &str) -> Vec<u8> {
        let request = ureq::http::Request::get(format!("{}{path}", self.address));
        let request = request.header("authorization", format!("Bearer {token}")).body(()).unwrap();
        let mut answer = agent().run(request).unwrap();
        assert_eq!(answer.status(), 200, "{path}: {:?}", answer.body_mut().read_to_string());
        answer.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap()
    }

    /// A step of a request that was seen at a version; an error when no whole answer came back.
    pub fn step(&self, path: &str, token: &str, seen: i64, body: &Value) -> Result<ServerAnswer, String> {
        let request = ureq::http::Request::builder().method("POST").uri(format!("{}{path}", self.address));
        let request = request.header("idempotency-key", new_key()).header("if-match", format!("\"{seen}\""));
        send(request, Some(token), body)
    }

    /// One call; an error when no whole answer came back.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        key: &str,
        body: &Value,
    ) -> Result<ServerAnswer, String> {
        call(&self.address, method, path, token, key, body)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerAnswer {
    pub status: u16,
    pub body: Value,
    pub replayed: bool,
    pub retry_after: Option<String>,
}

impl ServerAnswer {
    pub fn text(&self, member: &str) -> &str {
        self.body[member].as_str().unwrap_or_default()
    }
}

fn agent() -> &'static ureq::Agent {
    static AGENT: OnceLock<ureq::Agent> = OnceLock::new();
    AGENT.get_or_init(|| {
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        config.timeout_global(Some(Duration::from_secs(30))).max_idle_connections(0).build().into()
    })
}

pub fn call(
    address: &str,
    method: &str,
    path: &str,
    token: Option<&str>,
    key: &str,
    body: &Value,
) -> Result<ServerAnswer, String> {
    let request = ureq::http::Request::builder().method(method).uri(format!("{address}{path}"));
    send(if key.is_empty() { request } else { request.header("idempotency-key", key) }, token, body)
}

fn send(mut request: ureq::http::request::Builder, token: Option<&str>, body: &Value) -> Result<ServerAnswer, String> {
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let request = request.header("content-type", "application/json").body(text).unwrap();
    answered(agent().run(request).map_err(|e| e.to_string())?)
}

fn answered(mut answer: ureq::http::Response<ureq::Body>) -> Result<ServerAnswer, String> {
    let body = answer.body_mut().read_to_string().map_err(|e| e.to_string())?;
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    Ok(ServerAnswer {
        status: answer.status().as_u16(),
        replayed: header("idempotency-replayed").is_some(),
        retry_after: header("retry-after"),
        body: serde_json::from_str(&body).unwrap_or(Value::Null),
    })
}

pub fn new_key() -> String {
    uuid::Uuid::new_v4().to_string()
}
