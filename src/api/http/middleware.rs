//! Middleware for every request: its id and span, headers, access log, metrics, and errors put into words.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Instant;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use futures_util::Stream;
use futures_util::stream::poll_fn;
use tracing::field::{Empty, display};
use tracing::{Instrument, Span};
use uuid::Uuid;

use crate::api::http::problem;
use crate::api::{AppState, openapi};
use crate::error::{Error, chain};
use crate::model::characters;
use crate::model::reason::{Language, Reason, Refusal};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Headers of every answer that does not set them itself.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(), microphone=()"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// For two years, browsers come to this name and those below it by TLS only.
const TLS_ONLY: &str = "max-age=63072000; includeSubDomains";

/// The pages of the API's documentation bring their own scripts and write styles into the page.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Wraps every call.
///
/// # Errors
/// Only what the framework itself could not turn into an answer.
pub async fn wrap(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = request_id(request.headers());
    let language = problem::language(&request);
    let started = Instant::now();
    let span = request_span(&id, request.method().as_str());
    let state = AppState::of(request.request()).ok();
    if let Some(state) = &state {
        span.record("client", state.address(request.request()));
    }
    // A HEAD is answered like a GET; what is written on the line ends with the headers.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    let open = has_open_body(request.request()).then(|| share_body(&mut request));
    let response = match refuse_strange_characters(&request) {
        Ok(()) => next.call(request).instrument(span.clone()).await?.map_into_boxed_body(),
        Err(error) => request.error_response(error),
    };
    let _entered = span.entered();
    let route = response.request().match_pattern().unwrap_or_else(|| "none".into());
    Span::current().record("route", &route);
    if let Some(object) = object_of(response.request()) {
        Span::current().record("object", display(object));
    }
    log_cause(&response);
    let mut response = put_into_words(response, language, &id);
    if let Some(open) = open.filter(|_| response.status().is_client_error()) {
        response = response.map_body(|_, body| Unread { body, _open: open }.boxed());
    }
    let docs = response.request().path().starts_with("/api/docs/");
    set_headers(response.headers_mut(), docs);
    if state.is_some_and(|state| state.behind_tls) {
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(TLS_ONLY));
    }
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    note(&response, route, started);
    Ok(response)
}

/// NUL, about which PostgreSQL cannot even be asked, and what stands for bytes that are no UTF-8.
const NEVER_MEANT: [char; 2] = ['\0', char::REPLACEMENT_CHARACTER];

/// Refuses in an address what no text of ours has.
fn refuse_strange_characters(request: &ServiceRequest) -> Result<(), Error> {
    if request.path().contains('\0') || request.uri().path().contains("%00") {
        return Err(Error::NotFound);
    }
    for (name, value) in form_urlencoded::parse(request.query_string().as_bytes()) {
        let found = [&name, &value].into_iter().flat_map(|text| text.chars()).find(|c| NEVER_MEANT.contains(c));
        if let Some(found) = found {
            let refusal = if found == '\0' { characters::nul() } else { characters::replaced() };
            return Err(Error::field(format!("/{}", name.replace(NEVER_MEANT, "")), refusal));
        }
    }
    Ok(())
}

/// The span of one request; every line written on its behalf carries these fields, each once it is known. Of the level
/// of errors, so that they are there whatever else the log leaves out.
fn request_span(id: &str, method: &str) -> Span {
    tracing::error_span!(
        "request",
        request_id = id,
        method,
        client = Empty,
        route = Empty,
        object = Empty,
        user = Empty,
        agency = Empty
    )
}

/// Whether a body without a length belongs to the call: how much of it is still to come nobody knows.
fn has_open_body(request: &HttpRequest) -> bool {
    request.headers().contains_key(header::TRANSFER_ENCODING)
}

/// A body that is read by whoever handles the call, and kept until the call is over.
type OpenBody = Rc<RefCell<Payload>>;

fn share_body(request: &mut ServiceRequest) -> OpenBody {
    let open = Rc::new(RefCell::new(request.take_payload()));
    let read = open.clone();
    let payload = poll_fn(move |cx| Pin::new(&mut *read.borrow_mut()).poll_next(cx));
    request.set_payload(Payload::Stream { payload: Box::pin(payload) });
    open
}

/// The answer to a refused call whose body is still to come. As long as the body is kept, nothing waits for the rest of it: the
/// connection ends with the answer.
struct Unread {
    body: BoxBody,
    _open: OpenBody,
}

impl MessageBody for Unread {
    type Error = Box<dyn std::error::Error>;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(cx)
    }
}

/// What the address names by its id; other words of an address may say more than the log is to hold.
fn object_of(request: &HttpRequest) -> Option<Uuid> {
    request.match_info().get("id").and_then(|id| Uuid::try_parse(id).ok())
}

/// Logs what is behind an answer that says only that something failed, or that a record cannot be read; and that somebody wanted
/// what their roles do not allow.
fn log_cause(response: &ServiceResponse) {
    let Some(error) = response.response().error() else { return };
    if let Some(Error::Forbidden(permission)) = error.as_error::<Error>() {
        tracing::warn!(%permission, "refused for want of a permission");
    }
    let unreadable = matches!(error.as_error::<Error>(), Some(Error::Unreadable { .. }));
    if !response.status().is_server_error() && !unreadable {
        return;
    }
    let told = error.as_error::<Error>().map_or_else(|| error.to_string(), |error| chain(error));
    tracing::error!(error = told, "request failed");
}

/// The caller's id of the call when it is harmless to print, else a new one.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    let fine = |id: &&str| {
        (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
    };
    given.filter(fine).map_or_else(|| Uuid::new_v4().to_string(), str::to_owned)
}

fn put_into_words(response: ServiceResponse, language: Language, id: &str) -> ServiceResponse {
    let said = response.response().error().and_then(|error| error.as_error::<Error>());
    let said = said.map(|error| problem::answer(error, language, id));
    let Some(mut said) = said else { return response };
    let allow = response.headers().get(header::ALLOW).cloned();
    if let Some(allow) = allow {
        said.headers_mut().insert(header::ALLOW, allow);
    }
    response.into_response(said)
}

fn set_headers(headers: &mut HeaderMap, docs: bool) {
    for (name, value) in HEADERS {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if docs {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCS_POLICY));
    }
}

/// One line and two figures for each request. Neither query nor body is kept: they name people and goods.
fn note(response: &ServiceResponse, route: String, started: Instant) {
    let (status, took) = (response.status(), started.elapsed());
    let milliseconds = took.as_micros() as f64 / 1e3;
    tracing::info!(status = status.as_u16(), milliseconds, "request completed");
    let method = response.request().method().as_str();
    // Callers may invent methods; the figures must not grow with them.
    let known = ["GET", "POST", "PUT", "PATCH", "DELETE"].into_iter().find(|known| *known == method);
    let labels =
        [("method", known.unwrap_or("other").to_owned()), ("route", route), ("status", status.as_str().to_owned())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_duration_seconds", &labels).record(took.as_secs_f64());
}

/// Answers for addresses and methods nobody handles: 405 with `Allow`, else 404.
///
/// # Errors
/// Always one of the two.
pub async fn not_found(request: HttpRequest) -> HttpResponse {
    let Some(methods) = openapi::methods_of(request.path()) else { return Error::NotFound.into_response() };
    let refusal = Refusal::new(Reason::MethodNotAllowed).with("method", request.method());
    let mut response = Error::Malformed(refusal).into_response();
    if let Ok(methods) = HeaderValue::from_str(&methods) {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    response
}

impl Error {
    /// An answer that carries the error on to [`wrap`].
    fn into_response(self) -> HttpResponse {
        HttpResponse::from_error(self)
    }
}
