//! The web interface, served from within the program: the page, its assets, and what to do where it was not built.
//! What the pages show comes from the API; nothing here reads data.

use std::borrow::Cow;

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use rust_embed::RustEmbed;

use crate::api::http::middleware;
use crate::audit::hash::to_hex;
use crate::error::{Error, Result};

/// What `npm run build` left in `web/dist`; `build.rs` sees to it that the folder exists. A debug build reads the
/// folder itself, a release build carries it.
#[derive(RustEmbed)]
#[folder = "web/dist"]
struct Built;

/// The mark in the page that stands for the nonce of one answer.
const MARK: &str = "__NONCE__";
/// The page every address of the interface gives.
const PAGE: &str = "index.html";
/// The folder of files whose names carry a hash of their content.
const HASHED: &str = "assets/";
/// The worker that keeps the page and its files for when the server cannot be reached.
const WORKER: &str = "worker.js";
/// The worker asks for nothing but the files it keeps.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";
/// Addresses that are never pages: what is not found there is told as problem+json.
const NOT_PAGES: [&str; 3] = ["api", "health", "metrics"];

/// Shown by a program built without the web interface.
const UNBUILT: &str = include_str!("unbuilt.html");

/// A file of the web interface.
struct File {
    bytes: Cow<'static, [u8]>,
    sha256: [u8; 32],
    media_type: String,
}

fn find(path: &str) -> Option<File> {
    let file = Built::get(path)?;
    let media_type = file.metadata.mimetype();
    let text = media_type.starts_with("text/");
    let media_type = if text { format!("{media_type}; charset=utf-8") } else { media_type.to_owned() };
    Some(File { bytes: file.data, sha256: file.metadata.sha256_hash(), media_type })
}

/// Answers what no route of the API takes: the page, one of its files, or the refusal of [`middleware::not_found`].
///
/// # Errors
/// [`Error::Internal`] when the system gives no random numbers.
pub async fn page_or_nobody(request: HttpRequest) -> Result<HttpResponse> {
    if matches!(*request.method(), Method::GET | Method::HEAD)
        && let Some(answer) = answer(request.path(), request.headers(), find)?
    {
        return Ok(answer);
    }
    Ok(middleware::not_found(request).await)
}

fn answer(path: &str, headers: &HeaderMap, find: impl Fn(&str) -> Option<File>) -> Result<Option<HttpResponse>> {
    let path = path.trim_start_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    if NOT_PAGES.contains(&first) {
        return Ok(None);
    }
    if !path.is_empty()
        && path != PAGE
        && let Some(file) = find(path)
    {
        return Ok(Some(asset(path, headers, file)));
    }
    let wants_page = path.is_empty() || (!path.starts_with(HASHED) && accepts_html(headers));
    if !wants_page {
        return Ok(None);
    }
    page(find(PAGE)).map(Some)
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

fn asset(path: &str, headers: &HeaderMap, file: File) -> HttpResponse {
    // Weak, because the answer may be compressed on its way out.
    let tag = format!("W/\"{}\"", to_hex(file.sha256.get(..16).unwrap_or_default()));
    let keep = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let unchanged = known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let status = if unchanged { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let mut response = HttpResponseBuilder::new(status);
    response.insert_header((header::ETAG, tag)).insert_header((header::CACHE_CONTROL, keep));
    if path == WORKER {
        response.insert_header((header::CONTENT_SECURITY_POLICY, WORKER_POLICY));
    }
    if unchanged {
        return response.finish();
    }
    response.content_type(file.media_type).body(file.bytes.into_owned())
}

/// The page with a nonce of its own: style sheets that scripts add are taken from this page only.
fn page(file: Option<File>) -> Result<HttpResponse> {
    let bytes = file.map_or(Cow::Borrowed(UNBUILT.as_bytes()), |file| file.bytes);
    let text = String::from_utf8(bytes.into_owned()).map_err(Error::internal)?;
    let mut nonce = [0; 16];
    aws_lc_rs::rand::fill(&mut nonce).map_err(Error::internal)?;
    let nonce = to_hex(&nonce);
    let policy = HeaderValue::from_str(&policy(&nonce)).map_err(Error::internal)?;
    let mut response = HttpResponse::Ok();
    response.insert_header((header::CONTENT_SECURITY_POLICY, policy));
    Ok(response.content_type("text/html; charset=utf-8").body(text.replace(MARK, &nonce)))
}

/// Nothing from any other host; WebAssembly reads bar codes from the camera.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

#[cfg(test)]
mod tests {
    use actix_web::body::{MessageBody, to_bytes};
    use actix_web::rt::System;

    use super::*;

    fn built(path: &str) -> Option<File> {
        let (bytes, media_type) = match path {
            "index.html" => ("<meta nonce=\"__NONCE__\"><style nonce=\"__NONCE__\"></style>", "text/html"),
            "assets/index-1a2b.js" => ("export {}", "text/javascript; charset=utf-8"),
            "favicon.svg" => ("<svg/>", "image/svg+xml"),
            "worker.js" => ("addEventListener('fetch', () => {})", "text/javascript; charset=utf-8"),
            _ => return None,
        };
        let bytes = Cow::Borrowed(bytes.as_bytes());
        Some(File { sha256: crate::audit::sha256(&bytes), bytes, media_type: media_type.to_owned() })
    }

    fn get(path: &str, headers: &[(&str, &str)], find: fn(&str) -> Option<File>) -> Option<(HttpResponse, String)> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(name.parse().unwrap(), value.parse().unwrap());
        }
        let response = answer(path, &map, find).unwrap()?;
        let (head, body) = response.into_parts();
        let body = System::new().block_on(to_bytes(body.boxed())).ok().unwrap();
        Some((head.set_body(actix_web::body::BoxBody::new(())), String::from_utf8(body.to_vec()).unwrap()))
    }

    fn header<'a>(response: &'a HttpResponse, name: &str) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn every_address_of_the_interface_gives_the_page_with_a_nonce_of_its_own() {
        let html = [("accept", "text/html,*/*")];
        let mut nonces = std::collections::HashSet::new();
        for path in ["/", "/index.html", "/items/1", "/dashboard"] {
            let (response, text) = get(path, &html, built).unwrap();
            let policy = header(&response, "content-security-policy");
            let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
            assert_eq!(text.matches(nonce).count(), 2, "{path}");
            assert!(!text.contains(MARK) && nonces.insert(nonce.to_owned()), "{path}");
        }
    }

    #[test]
    fn hashed_files_are_kept_for_good_and_others_are_asked_for_again() {
        let (script, text) = get("/assets/index-1a2b.js", &[], built).unwrap();
        assert_eq!(text, "export {}");
        assert_eq!(header(&script, "cache-control"), "public, max-age=31536000, immutable");
        assert!(header(&script, "content-type").starts_with("text/javascript"));
        let tag = header(&script, "etag").to_owned();
        let (again, text) = get("/assets/index-1a2b.js", &[("if-none-match", tag.as_str())], built).unwrap();
        assert_eq!((again.status().as_u16(), text.as_str()), (304, ""));
        assert_eq!(header(&get("/favicon.svg", &[], built).unwrap().0, "cache-control"), "no-cache");
    }

    #[test]
    fn the_worker_is_asked_for_again_and_may_call_this_server_only() {
        let (worker, _) = get("/worker.js", &[], built).unwrap();
        assert_eq!(header(&worker, "cache-control"), "no-cache");
        assert_eq!(header(&worker, "content-security-policy"), WORKER_POLICY);
        assert!(!get("/favicon.svg", &[], built).unwrap().0.headers().contains_key("content-security-policy"));
    }

    #[test]
    fn what_is_no_page_is_left_to_the_refusal() {
        let html = [("accept", "text/html")];
        for path in ["/api/v1/nothing", "/api", "/health/x", "/metrics", "/assets/gone.js"] {
            assert!(get(path, &html, built).is_none(), "{path}");
        }
        assert!(get("/items", &[("accept", "application/json")], built).is_none());
        assert!(get("/", &[], built).is_some(), "the page itself is given to whoever asks");
    }

    #[test]
    fn without_a_built_interface_one_page_says_how_to_build_it() {
        let (_, text) = get("/anything", &[("accept", "text/html")], |_| None).unwrap();
        assert!(text.contains("make run") && text.contains("/api/docs/") && text.contains("lang=\"zh-CN\""));
        assert!(!text.contains("http"), "no other host is asked");
    }
}
