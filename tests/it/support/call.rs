//! One call over HTTP and its answer. Every refusal that comes back must be a problem as the API promises it.

use serde_json::Value;

/// A call in the making.
pub struct Call<'c> {
    agent: &'c ureq::Agent,
    method: String,
    uri: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was called, for messages.
    pub call: String,
    pub status: u16,
    pub headers: ureq::http::HeaderMap,
    pub bytes: Vec<u8>,
    /// The body as JSON; null when it is none.
    pub body: Value,
}

impl<'c> Call<'c> {
    pub(super) fn new(agent: &'c ureq::Agent, method: &str, uri: String) -> Self {
        Self { agent, method: method.to_owned(), uri, headers: Vec::new(), body: Vec::new() }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Signs the call with an access token.
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Gives the call an idempotency key of its own.
    pub fn once(self) -> Self {
        let key = uuid::Uuid::new_v4().to_string();
        self.header("idempotency-key", &key)
    }

    /// Says which version is edited.
    pub fn version(self, version: i64) -> Self {
        self.header("if-match", &format!("\"{version}\""))
    }

    /// Sends JSON.
    pub fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string().as_bytes())
    }

    /// Sends these very bytes.
    pub fn raw(mut self, content_type: &str, body: &[u8]) -> Self {
        body.clone_into(&mut self.body);
        self.header("content-type", content_type)
    }

    /// Makes the call.
    #[track_caller]
    pub fn send(self) -> Answer {
        let call = format!("{} {}", self.method, self.uri);
        let request = ureq::http::Request::builder().method(self.method.as_str()).uri(self.uri);
        let request = self.headers.iter().fold(request, |request, (name, value)| request.header(name, value));
        let mut answer = self.agent.run(request.body(self.body).unwrap()).unwrap();
        let bytes = answer.body_mut().with_config().limit(64 << 20).read_to_vec().unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        let answer = Answer { call, status, headers, bytes, body };
        if status >= 400 {
            answer.must_be_a_problem();
        }
        answer
    }
}

impl Answer {
    /// A header; empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The values of a header that may come more than once.
    pub fn header_lines(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect()
    }

    /// The stable code of a problem; empty otherwise.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    pub fn with(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.call, self.body);
        self.body
    }

    /// The body of a 200.
    #[track_caller]
    pub fn ok(self) -> Value {
        self.with(200)
    }

    /// The id of what was created.
    #[track_caller]
    pub fn created(self) -> String {
        let body = self.with(201);
        super::super::text(&body, "id").to_owned()
    }

    /// The body of a problem with this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.code()), (status, code), "{}: {}", self.call, self.body);
        self.body
    }

    /// The codes of a problem's fields by their pointers.
    #[track_caller]
    pub fn fields(&self) -> Vec<(&str, &str)> {
        assert_eq!(self.status, 422, "{}: {}", self.call, self.body);
        let fields = self.body["errors"].as_array().into_iter().flatten();
        fields.map(|field| (super::super::text(field, "pointer"), super::super::text(field, "code"))).collect()
    }

    /// RFC 9457 with our members, and the same id everywhere.
    #[track_caller]
    fn must_be_a_problem(&self) {
        let member = |name| super::super::text(&self.body, name);
        let told = format!("{} {}: {}", self.call, self.status, self.body);
        assert_eq!(self.header("content-type"), "application/problem+json", "{told}");
        assert_eq!(self.body["status"], self.status, "{told}");
        assert!(!member("code").is_empty() && !member("detail").is_empty() && !member("title").is_empty(), "{told}");
        assert_eq!(member("type"), format!("urn:custody:error:{}", member("code")), "{told}");
        assert_eq!(member("instance"), format!("urn:custody:request:{}", member("request_id")), "{told}");
        assert_eq!(member("request_id"), self.header("x-request-id"), "{told}");
        assert!(!member("detail").contains('{'), "an argument is missing: {told}");
        assert!(self.status != 500, "a fault of ours: {told}");
    }
}
