//! Long answers that are sent while they are made: what is written goes out in pieces, and waits for a slow reader.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, MessageBody};
use actix_web::http::header;
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Bytes;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::error::{Error, Result, chain};

/// Bytes of one piece.
const PIECE: usize = 64 << 10;
/// Pieces that wait for the reader.
const WAITING: usize = 8;
/// How long a reader may take nothing at all before the answer is given up.
const SLOW_READER_TIMEOUT: Duration = Duration::from_secs(60);

/// An answer of `media_type`, shown in the browser under `name`, made by `make` on a thread of its own. When `make`
/// fails after the first bytes, the connection is cut, so that nobody takes a part for the whole.
pub fn answer(
    media_type: &'static str,
    name: &str,
    make: impl FnOnce(&mut Pieces) -> Result<()> + Send + 'static,
) -> HttpResponse {
    let (sender, receiver) = channel(WAITING);
    let handle = Handle::current();
    let span = tracing::Span::current();
    spawn_blocking(move || {
        let _entered = span.entered();
        let mut out = Pieces { sender, handle, piece: Vec::with_capacity(PIECE) };
        let outcome = make(&mut out).and_then(|()| io::Write::flush(&mut out).map_err(Error::internal));
        if let Err(error) = outcome {
            tracing::error!(error = chain(&error), "response cut off while it was sent");
            // Nobody may be listening any more.
            let _ = out.handle.block_on(out.sender.send(Err(io::Error::other("cut off"))));
        }
    });
    HttpResponse::Ok()
        .content_type(media_type)
        // Written compressed already; also keeps the answer from being packed again.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")))
        .body(Body(receiver))
}

/// Where the answer is written to.
pub struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    handle: Handle,
    piece: Vec<u8>,
}

impl Pieces {
    fn send(&mut self) -> io::Result<()> {
        let piece = Bytes::from(std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE)));
        let sent = self
            .handle
            .block_on(async { tokio::time::timeout(SLOW_READER_TIMEOUT, self.sender.send(Ok(piece))).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() { Ok(()) } else { self.send() }
    }
}

struct Body(Receiver<io::Result<Bytes>>);

impl MessageBody for Body {
    type Error = io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        self.0.poll_recv(context)
    }
}
