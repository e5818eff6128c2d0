//! What callers send: JSON bodies, the version they edit, and lists in answer. Bodies are read before and judged after
//! the permission is known, so that nobody without it learns anything about them.

use std::future::{Future, Ready, ready};
use std::pin::Pin;

use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, HttpResponseBuilder, Responder, web};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{Object, Type};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::api::AppState;
use crate::api::http::names::{Names, Referencing};
use crate::api::http::serde_errors::serde_error;
use crate::audit::sha256;
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Page;
use crate::error::{Error, Result};
use crate::model::reason::{Language, Reason, Refusal};

/// Bytes a body has at most.
pub const USUAL: usize = 1 << 20;
/// Bytes the body of a bulk call has at most.
pub const BULK: usize = 8 << 20;

/// A JSON body; an empty one counts as `{}`.
pub struct Body<T, const MAX: usize = USUAL> {
    input: Result<T>,
    sha256: [u8; 32],
}

/// Members for operations whose address says it all.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

impl<T, const MAX: usize> Body<T, MAX> {
    /// What the caller sent; called inside `Session::read`, `change` or `create`, after the check of the permission.
    ///
    /// # Errors
    /// [`Error::Invalid`] or [`Error::Malformed`] when it cannot be read.
    pub fn read(self) -> Result<T> {
        self.input
    }
}

impl<T: DeserializeOwned + 'static, const MAX: usize> FromRequest for Body<T, MAX> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request.content_type().eq_ignore_ascii_case("application/json");
        let patience = AppState::of(request).map(|state| state.body_timeout);
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let (payload, patience) = (payload.await.map_err(|e| unreadable(&e))?, patience?);
            let read = tokio::time::timeout(patience, payload.to_bytes_limited(MAX)).await;
            let (input, sha256) = match read.map_err(|_| Error::Malformed(Reason::BodyTooSlow.into()))? {
                Err(_) => (Err(Error::Malformed(Refusal::new(Reason::BodyTooLarge).with("max", MAX))), [0; 32]),
                Ok(Err(cause)) => (Err(unreadable(&cause)), [0; 32]),
                Ok(Ok(bytes)) if bytes.is_empty() => (parse(b"{}"), sha256(b"")),
                Ok(Ok(_)) if !is_json => (Err(Error::Malformed(Reason::BodyNotJson.into())), [0; 32]),
                Ok(Ok(bytes)) => (parse(&bytes), sha256(&bytes)),
            };
            Ok(Self { input, sha256 })
        })
    }
}

fn unreadable(cause: &dyn std::fmt::Display) -> Error {
    Error::Malformed(Refusal::new(Reason::BodyUnreadable).with_each("detail", cause, "传输中断或格式有误"))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    // A struct could be read from an array of its members as well, which no document of ours mentions.
    if bytes.trim_ascii_start().first() == Some(&b'[') {
        return Err(Error::field("", Reason::ObjectExpected));
    }
    refuse_nul(bytes)?;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let input = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer = pointer(error.path());
        // Of a word that is null, a number or a list, serde_json says that the JSON itself is broken.
        if error.inner().to_string().starts_with("expected value")
            && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
        {
            return Error::field(pointer, Reason::TextExpected);
        }
        refused(&pointer, error.inner())
    })?;
    reader.end().map_err(|error| refused("", &error))?;
    Ok(input)
}

/// Refuses a text with the character NUL, naming its member: no text of ours has it, and PostgreSQL cannot even be asked
/// about it. JSON can only write it as an escape, which nearly no body has.
fn refuse_nul(bytes: &[u8]) -> Result<()> {
    if !bytes.windows(6).any(|six| six == br"\u0000") {
        return Ok(());
    }
    let body: serde_json::Value = serde_json::from_slice(bytes).map_err(|error| refused("", &error))?;
    match find_nul(&body, String::new()) {
        Some(pointer) => Err(Error::field(pointer, crate::model::characters::nul())),
        None => Ok(()),
    }
}

fn find_nul(value: &serde_json::Value, at: String) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::String(text) => text.contains('\0').then_some(at),
        Value::Array(values) => values.iter().enumerate().find_map(|(i, value)| find_nul(value, format!("{at}/{i}"))),
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            let within = format!("{at}/{}", escaped(&name.replace('\0', "")));
            if name.contains('\0') { Some(within) } else { find_nul(value, within) }
        }),
        _ => None,
    }
}

/// The JSON pointer (RFC 6901) of a place in a body.
pub(in crate::api) fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key } => Some(format!("/{}", escaped(key))),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    steps.collect()
}

fn escaped(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}

fn refused(pointer: &str, error: &serde_json::Error) -> Error {
    if !error.is_data() {
        return unreadable(&format!("JSON {}:{}", error.line(), error.column()));
    }
    let text = error.to_string();
    refused_at(pointer, text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text))
}

/// A member that is missing, unknown or of the wrong kind, from serde's message about the place `pointer`.
pub(in crate::api) fn refused_at(pointer: &str, text: &str) -> Error {
    let named = |start: &str| {
        let name = text.strip_prefix(start)?.split('`').next()?;
        let member = format!("/{}", escaped(name));
        Some(if pointer.ends_with(&member) { pointer.to_owned() } else { format!("{pointer}{member}") })
    };
    if let Some(member) = named("missing field `") {
        return Error::field(member, Reason::FieldMissing);
    }
    if let Some(member) = named("unknown field `") {
        return Error::field(member, Reason::FieldUnknown);
    }
    if let Some(member) = named("duplicate field `") {
        return Error::field(member, Reason::FieldRepeated);
    }
    Error::field(pointer, serde_error(text))
}

/// A call that creates or moves something: its body under an `Idempotency-Key`.
pub struct Idempotent<T, const MAX: usize = USUAL> {
    pub(in crate::api) key: String,
    pub(in crate::api) route: String,
    pub(in crate::api) body: Body<T, MAX>,
}

impl<T, const MAX: usize> Idempotent<T, MAX> {
    pub(in crate::api) fn sha256(&self) -> [u8; 32] {
        self.body.sha256
    }
}

impl<T: DeserializeOwned + 'static, const MAX: usize> FromRequest for Idempotent<T, MAX> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = request.headers().get("idempotency-key").and_then(|value| value.to_str().ok());
        let key = key.and_then(|text| Uuid::try_parse(text.trim().trim_matches('"')).ok());
        let route = format!("{} {}", request.method(), request.path());
        let body = Body::from_request(request, payload);
        Box::pin(async move {
            let key = key.ok_or_else(|| Error::Malformed(Reason::IdempotencyKeyNeeded.into()))?;
            Ok(Self { key: key.to_string(), route, body: body.await? })
        })
    }
}

/// Characters of a version at most, with the quotes of an `ETag`.
pub(in crate::api) const VERSION_LENGTH: usize = 12;

/// The version the caller edits, from `If-Match`.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub i32);

impl IntoParams for IfMatch {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = Object::builder().schema_type(Type::String).max_length(Some(VERSION_LENGTH)).build();
        let header = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The version that was seen, as its ETag says it."))
            .schema(Some(text));
        vec![header.build()]
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(header::IF_MATCH) else { return ready(Err(Error::VersionNeeded)) };
        let version = value.to_str().ok().and_then(|text| text.trim().trim_matches('"').parse().ok());
        let refusal = Refusal::new(Reason::HeaderUnreadable).with("name", "If-Match");
        ready(version.map(Self).ok_or(Error::Malformed(refusal)))
    }
}

/// The language the caller reads, for answers that carry sentences.
#[derive(Debug, Clone, Copy)]
pub struct AcceptLanguage(pub Language);

impl FromRequest for AcceptLanguage {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(crate::api::http::problem::language(request))))
    }
}

/// Something with a version, answered with its `ETag`.
pub struct Versioned<T>(pub i32, pub T);

impl<T: Serialize> Responder for Versioned<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().insert_header((header::ETAG, format!("\"{}\"", self.0))).json(self.1)
    }
}

/// The answer to a [`Idempotent`], as it is kept with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub(in crate::api) status: u16,
    pub(in crate::api) body: String,
    /// The address of the collection that a created thing belongs to.
    pub(in crate::api) path: String,
    /// Whether an earlier call with the same key got it first.
    pub(in crate::api) replayed: bool,
}

/// What the headers of an answer need to know of its body.
#[derive(Deserialize)]
struct Head {
    id: Option<Uuid>,
    version: Option<i32>,
}

impl Answer {
    /// Adds a member that is shown once and never kept, such as an initial password; a replayed answer goes without.
    ///
    /// # Errors
    /// [`Error::Internal`] when the body is no JSON object.
    pub fn revealing(mut self, member: &str, secret: &str) -> Result<Self> {
        if !self.replayed {
            let mut body: serde_json::Map<_, _> = serde_json::from_str(&self.body).map_err(Error::internal)?;
            body.insert(member.to_owned(), secret.into());
            self.body = serde_json::to_string(&body).map_err(Error::internal)?;
        }
        Ok(self)
    }

    /// Says under which address the created thing is found, when that is not the call's own.
    #[must_use]
    pub fn filed_under(self, path: &str) -> Self {
        Self { path: path.to_owned(), ..self }
    }
}

impl Responder for Answer {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = actix_web::http::StatusCode::from_u16(self.status);
        let mut response = HttpResponseBuilder::new(status.unwrap_or_default());
        let head = serde_json::from_str(&self.body).unwrap_or(Head { id: None, version: None });
        if let (201, Some(id)) = (self.status, head.id) {
            response.insert_header((header::LOCATION, format!("{}/{id}", self.path)));
        }
        if let Some(version) = head.version {
            response.insert_header((header::ETAG, format!("\"{version}\"")));
        }
        if self.replayed {
            response.insert_header(("Idempotency-Replayed", "true"));
        }
        response.content_type("application/json").body(self.body)
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageView<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// To be sent as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many rows the whole list has; only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
}

impl<T> PageView<T> {
    /// A page of views that show the names of what their rows mention.
    pub fn named<R: Referencing>(conn: &mut Conn, page: Page<R>, view: impl Fn(R, &Names) -> T) -> Result<Self> {
        let names = Names::of(conn, &page.rows)?;
        Ok(Self::of(page, |row| view(row, &names)))
    }

    /// A page of views of rows.
    pub fn of<R>(page: Page<R>, view: impl FnMut(R) -> T) -> Self {
        let page = page.map(view);
        Self { rows: page.rows, next: page.next, total: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::goods::category::Category;
    use crate::model::goods::item::Stage;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Line {
        name: String,
        #[serde(default)]
        pieces: i32,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code)]
    struct Kinds {
        category: Category,
        stage: Option<Stage>,
    }

    #[test]
    fn a_word_that_is_no_text_is_named_and_a_broken_body_is_not_its_fault() {
        for (body, expected) in [
            (r#"{"category":null}"#, "/category"),
            (r#"{"category":7}"#, "/category"),
            (r#"{"category":"bulk","stage":[]}"#, "/stage"),
        ] {
            let Err(Error::Invalid(issues)) = parse::<Kinds>(body.as_bytes()) else { panic!("{body}") };
            let named: Vec<_> = issues.iter().map(|issue| (issue.pointer.as_str(), issue.refusal.reason)).collect();
            assert_eq!(named, [(expected, Reason::TextExpected)], "{body}");
        }
        for body in [r#"{"category":}"#, r#"{"category":null"#] {
            assert!(matches!(parse::<Kinds>(body.as_bytes()), Err(Error::Malformed(_))), "{body}");
        }
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Goods {
        #[allow(dead_code)]
        lines: Vec<Line>,
    }

    #[test]
    fn what_cannot_be_read_is_named_where_it_stands() {
        for (body, expected, reason) in [
            (r#"{"lines":[{"name":"a"},{"pieces":1}]}"#, "/lines/1/name", Reason::FieldMissing),
            (r#"{"lines":[{"name":"a","colour":"red"}]}"#, "/lines/0/colour", Reason::FieldUnknown),
            (r#"{"lines":[{"name":"a","pieces":"two"}]}"#, "/lines/0/pieces", Reason::NumberExpected),
            (r#"{"lines":[],"page":1}"#, "/page", Reason::FieldUnknown),
        ] {
            let Err(Error::Invalid(issues)) = parse::<Goods>(body.as_bytes()) else { panic!("{body}") };
            let named: Vec<_> = issues.iter().map(|issue| (issue.pointer.as_str(), issue.refusal.reason)).collect();
            assert_eq!(named, [(expected, reason)], "{body}");
        }
        for body in [r#"{"lines":[]} {}"#, r#"{"lines":["#] {
            assert!(matches!(parse::<Goods>(body.as_bytes()), Err(Error::Malformed(_))), "{body}");
        }
    }
}
