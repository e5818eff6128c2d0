//! Files made for one call: each is whole before its first byte leaves, so that neither a slow reader holds the database or
//! anybody's turn, nor a failure half way passes for a file.

use std::io::Read;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::stream::try_unfold;
use tracing::Instrument;

use crate::api::blocking::block;
use crate::api::turns::Place;
use crate::error::Error;

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

/// An answer that sends a file from where it stands. The place is kept until the last byte has left.
pub fn answer(file: impl Read + Send + 'static, shown: Shown, place: Place) -> HttpResponse {
    let mut response = HttpResponse::Ok();
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
