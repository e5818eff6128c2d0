//! Files made for one call: each is whole before its first byte leaves, so that neither a slow reader holds the database or
//! anybody's turn, nor a failure half way passes for a file. Who has some of it may ask for the rest (RFC 9110, sections 13 and 14).

use std::io::Read;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ByteRangeSpec, EntityTag, Header, IfNoneMatch, IfRange, Range};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::stream::try_unfold;
use tracing::Instrument;

use crate::api::blocking::block;
use crate::api::turns::Place;
use crate::error::{Error, Result};

/// Bytes sent at a time.
const CHUNK: usize = 64 << 10;

/// How a file is sent.
pub struct Shown {
    pub media_type: &'static str,
    /// Whether the browser shows it instead of saving it.
    pub inline: bool,
    pub name: String,
    /// Whether it is compressed already.
    pub packed: bool,
}

/// Which bytes a call asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted(Option<ByteRangeSpec>);

impl Wanted {
    /// What a call asks of the bytes of this tag. Several ranges, other units, what is no range and a range of other bytes
    /// (`If-Range`) ask for the whole.
    pub fn of(request: &HttpRequest, tag: &EntityTag) -> Self {
        let same = match IfRange::parse(request) {
            Ok(IfRange::EntityTag(known)) => known.strong_eq(tag),
            Ok(IfRange::Date(_)) => false,
            Err(_) => !request.headers().contains_key(header::IF_RANGE),
        };
        let written = request.headers().get(header::RANGE).filter(|value| same && !value.as_bytes().contains(&b','));
        let range = written.and_then(|value| value.to_str().ok()?.parse().ok());
        let Some(Range::Bytes(mut ranges)) = range else { return Self(None) };
        Self(ranges.pop())
    }

    /// The bytes that are asked for, of so many.
    ///
    /// # Errors
    /// [`Error::RangeBeyond`] when none of them is among those there are.
    pub fn within(&self, length: u64) -> Result<Portion> {
        let Some(range) = &self.0 else { return Ok(Portion { range: None, length }) };
        let range = range.to_satisfiable_range(length).ok_or(Error::RangeBeyond { bytes: length })?;
        Ok(Portion { range: Some(range), length })
    }
}

/// Bytes of a file that are sent: all, or those from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    range: Option<(u64, u64)>,
    length: u64,
}

impl Portion {
    /// Where it begins.
    pub fn start(&self) -> u64 {
        self.range.map_or(0, |range| range.0)
    }

    /// Its length in bytes.
    pub fn count(&self) -> u64 {
        self.range.map_or(self.length, |(first, last)| last - first + 1)
    }

    /// The beginning of an answer that sends it.
    pub fn response(&self, tag: &EntityTag) -> HttpResponseBuilder {
        let status = if self.range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
        let mut response = HttpResponse::build(status);
        response.insert_header((header::ETAG, tag.to_string())).insert_header((header::ACCEPT_RANGES, "bytes"));
        // Bytes that are counted are sent as they are.
        response.insert_header((header::CONTENT_ENCODING, "identity"));
        if let Some((first, last)) = self.range {
            response.insert_header((header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", self.length)));
        }
        response
    }
}

/// Whether whoever calls has the bytes of this tag already.
pub fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|one| one.weak_eq(tag)),
        Err(_) => false,
    }
}

/// An answer that sends a file from where it stands. The place is kept until the last byte has left.
pub fn answer(file: impl Read + Send + 'static, shown: Shown, place: Place) -> HttpResponse {
    send(HttpResponse::Ok(), file, shown, place)
}

/// An answer that sends a portion of a file, which stands where the portion begins. The place is kept until the last byte has left.
pub fn answer_portion(
    file: impl Read + Send + 'static,
    (portion, tag): (Portion, &EntityTag),
    shown: Shown,
    place: Place,
) -> HttpResponse {
    let mut response = portion.response(tag);
    response.no_chunking(portion.count());
    send(response, file.take(portion.count()), shown, place)
}

fn send(
    mut response: HttpResponseBuilder,
    file: impl Read + Send + 'static,
    shown: Shown,
    place: Place,
) -> HttpResponse {
    let disposition = if shown.inline { "inline" } else { "attachment" };
    response.insert_header((header::CONTENT_DISPOSITION, format!("{disposition}; filename=\"{}\"", shown.name)));
    if shown.packed {
        response.insert_header((header::CONTENT_ENCODING, "identity"));
    }
    // The body is asked for after the handler has returned.
    let span = tracing::Span::current();
    response.content_type(shown.media_type).streaming(try_unfold((file, place), move |(mut file, place)| {
        block(move || {
            let mut bytes = vec![0; CHUNK];
            let read = file.read(&mut bytes).map_err(Error::internal)?;
            bytes.truncate(read);
            Ok((read > 0).then(|| (Bytes::from(bytes), (file, place))))
        })
        .instrument(span.clone())
    }))
}
