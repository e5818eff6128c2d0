//! The bytes of files over HTTP: taken in by parts, handed out whole, and pictures in smaller sizes.

use std::fs::File;
use std::future::Future;
use std::io::{Seek, SeekFrom};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{self, EntityTag};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse, HttpResponseBuilder, Responder, get, put, web};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::AppState;
use crate::api::blocking::block;
use crate::api::cases::files::FileView;
use crate::api::http::body::Versioned;
use crate::api::http::may;
use crate::api::http::query::Query;
use crate::api::http::sent_file::{self, Portion, Shown, Wanted};
use crate::api::http::session::Session;
use crate::db::cases::files::{self, FileRow};
use crate::error::{Error, Result};
use crate::model::cases::files::{FileRefusal, PART};
use crate::model::ids::FileId;
use crate::model::reason::{Reason, Refusal};
use crate::operations::cases::files as operations;
use crate::picture::Size;
use crate::store::{Received, Store};

/// What a browser that opens an original may do with it: nothing.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// A part of a file as it is sent; judged after the permission is known.
pub struct Part(Result<Bytes>);

impl FromRequest for Part {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let patience = AppState::of(request).map(|state| state.body_timeout);
        let payload = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let unreadable = |e: &dyn std::fmt::Display| {
                Error::Malformed(Refusal::new(Reason::BodyUnreadable).with_each("detail", e, "传输中断或格式有误"))
            };
            let (payload, patience) = (payload.await.map_err(|e| unreadable(&e))?, patience?);
            let read = tokio::time::timeout(patience, payload.to_bytes_limited(PART)).await;
            Ok(Self(match read.map_err(|_| Error::Malformed(Reason::BodyTooSlow.into()))? {
                Err(_) => Err(Error::Malformed(Refusal::new(Reason::BodyTooLarge).with("max", PART))),
                Ok(Err(cause)) => Err(unreadable(&cause)),
                Ok(Ok(bytes)) => Ok(bytes),
            }))
        })
    }
}

/// Where a part begins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PartQuery {
    /// The byte it begins with: as many have come before.
    #[param(minimum = 0, maximum = 268_435_456)]
    offset: i64,
}

/// Takes in the next part of a file, of at most 4 MiB. With the last one the bytes are held against the announced hash and
/// looked at, and the file is stored. A part that does not begin where the last one ended is refused (409), and the answer says
/// where the next begins; so does the file itself. Only the account that announced the file sends its content.
#[utoipa::path(
    tag = "files",
    operation_id = "put_file_content",
    params(("id" = FileId, Path), PartQuery),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    security(("session" = ["manage_files"])),
    responses((status = 200, body = FileView))
)]
#[put("/files/{id}/content")]
pub async fn receive(
    session: Session<may::ManageFiles>,
    id: web::Path<FileId>,
    query: Query<PartQuery>,
    part: Part,
) -> Result<impl Responder> {
    let (state, id) = (session.state(), *id);
    let row = session
        .read(move |conn, viewer| {
            let row = files::get(conn, viewer.reach(), id)?;
            operations::must_be_awaited(&row)?;
            operations::must_be_announcer(conn, viewer, &row)?;
            Ok(row)
        })
        .await?;
    let (bytes, offset) = (part.0?, query.offset);
    let (store, known) = (state.store.clone(), row.clone());
    let whole = block(move || add(&store, &known, offset, &bytes)).await?;
    if !whole {
        let store = state.store.clone();
        let view = session.read(move |conn, _| FileView::one(conn, row)?.counted(&store)).await?;
        return Ok(Versioned(view.version, view));
    }
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let store = state.store.clone();
    let refused = row.refusal();
    let kept = block(move || {
        let _turn = turn;
        operations::keep(&store, &row)
    })
    .await;
    let kept = match kept {
        Err(Error::Refused(refusal)) => {
            // What is refused for the same reason again is recorded already.
            if let Some(why) = FileRefusal::of(refusal.reason).filter(|why| refused != Some(*why)) {
                session.change(move |change, viewer| operations::refuse(change, viewer, id, why)).await?;
            }
            return Err(refusal.into());
        }
        kept => kept?,
    };
    let view = session
        .change(move |change, viewer| {
            let row = operations::store(change, viewer, id, kept)?;
            FileView::one(change.reader(), row)
        })
        .await?;
    state.store.arriving().drop(id.0);
    drop(place);
    Ok(Versioned(view.version, view))
}

/// Adds a part; answers whether all bytes have come.
fn add(store: &Store, row: &FileRow, offset: i64, bytes: &[u8]) -> Result<bool> {
    let beyond = || Error::from(Refusal::new(Reason::FilePartBeyond).with("bytes", row.bytes));
    let start = u64::try_from(offset).map_err(|_| beyond())?;
    let all = u64::try_from(row.bytes).map_err(|_| beyond())?;
    if start.saturating_add(bytes.len() as u64) > all {
        return Err(beyond());
    }
    // Room is needed for what has not come, and for all of it once more while it is kept.
    let needing = |error| match error {
        Error::StoreFull { cause, .. } => Error::StoreFull { needed: all - start + all, cause },
        error => error,
    };
    match store.arriving().add(row.id.0, start, bytes).map_err(needing)? {
        Received::Added { now } => Ok(now == all),
        // The last part comes again when its answer was lost: it ends the upload as it would have.
        Received::Elsewhere { expected }
            if expected == all
                && start + bytes.len() as u64 == all
                && store.arriving().ends_with(row.id.0, start, bytes)? =>
        {
            Ok(true)
        }
        Received::Elsewhere { expected } => {
            Err(Refusal::new(Reason::FilePartElsewhere).with("expected", expected).into())
        }
    }
}

/// The original of a file, byte for byte. Who fetched it is recorded, once an hour for a session however many ranges it comes in.
/// Its `ETag` is its SHA-256: what is asked for with `If-None-Match` and is the same is not sent again (304). One `Range` is
/// answered by its bytes (206), one beyond them is refused (416), several by the whole. No byte leaves unverified: the original is
/// read to its end and held against its hash at each call, and a range is cut out of what was verified.
#[utoipa::path(
    tag = "files",
    operation_id = "get_file_content",
    params(("id" = FileId, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, content((Vec<u8> = "application/octet-stream"))))
)]
#[get("/files/{id}/content")]
pub async fn fetch(
    session: Session<may::ReadItems>,
    request: HttpRequest,
    id: web::Path<FileId>,
) -> Result<HttpResponse> {
    let (state, id) = (session.state(), *id);
    let row = session.read(move |conn, viewer| files::get(conn, viewer.reach(), id)).await?;
    operations::must_be_stored(&row)?;
    let tag = EntityTag::new_strong(row.sha256.clone());
    if sent_file::is_known(&request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag.to_string())).finish());
    }
    let (turn, place) = state.turns.make_file(session.user()).await?;
    let (wanted, known) = (Wanted::of(&request, &tag), row.clone());
    let (content, portion) = block(move || {
        let _turn = turn;
        copy_portion(&state.store, &known, &wanted)
    })
    .await?;
    note_fetching(&session, id).await?;
    let media_type = row.media_type.header();
    let name = attachment_name(&row);
    let shown = Shown { media_type, inline: false, name, packed: true };
    let mut response = sent_file::answer_portion(content, (portion, &tag), shown, place);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(SANDBOX));
    Ok(response)
}

/// A verified copy of an original, standing where what is wanted of it begins.
fn copy_portion(store: &Store, row: &FileRow, wanted: &Wanted) -> Result<(File, Portion)> {
    let mut file = tempfile::tempfile().map_err(Error::internal)?;
    operations::copy(store, row, &mut file)?;
    let portion = wanted.within(file.stream_position().map_err(Error::internal)?)?;
    file.seek(SeekFrom::Start(portion.start())).map_err(Error::internal)?;
    Ok((file, portion))
}

/// Records that the original of a file is handed out, unless this session was given it within the hour.
async fn note_fetching(session: &Session<may::ReadItems>, id: FileId) -> Result<()> {
    let (state, own) = (session.state(), session.id());
    let now = state.database.clock().now();
    if state.fetched.lock().is_recorded(own, id, now) {
        return Ok(());
    }
    session.change(move |change, viewer| operations::fetch(change, viewer, id).map(drop)).await?;
    state.fetched.lock().note(own, id, now);
    Ok(())
}

/// The name an original is saved under, of letters that every header takes: its hash and its ending.
fn attachment_name(row: &FileRow) -> String {
    format!("{}.{}", row.sha256.get(..16).unwrap_or_default(), row.media_type)
}

/// A picture as a small one for lists, upright and without anything but the picture.
#[utoipa::path(
    tag = "files",
    operation_id = "get_file_thumbnail",
    params(("id" = FileId, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, content((Vec<u8> = "image/jpeg"))))
)]
#[get("/files/{id}/thumbnail")]
pub async fn thumbnail(
    session: Session<may::ReadItems>,
    request: HttpRequest,
    id: web::Path<FileId>,
) -> Result<HttpResponse> {
    show(session, &request, *id, Size::Thumbnail).await
}

/// A picture as large as a screen, upright and without anything but the picture.
#[utoipa::path(
    tag = "files",
    operation_id = "get_file_screen",
    params(("id" = FileId, Path)),
    security(("session" = ["read_items"])),
    responses((status = 200, content((Vec<u8> = "image/jpeg"))))
)]
#[get("/files/{id}/screen")]
pub async fn screen(
    session: Session<may::ReadItems>,
    request: HttpRequest,
    id: web::Path<FileId>,
) -> Result<HttpResponse> {
    show(session, &request, *id, Size::Screen).await
}

/// A browser keeps what it was shown, and asks each time whether it may show it again: whoever has signed out may not.
async fn show(session: Session<may::ReadItems>, request: &HttpRequest, id: FileId, size: Size) -> Result<HttpResponse> {
    let state = session.state();
    let row = session.read(move |conn, viewer| files::get(conn, viewer.reach(), id)).await?;
    operations::must_be_stored(&row)?;
    let tag = EntityTag::new_strong(format!("{}-{}", row.sha256, size.as_str()));
    if sent_file::is_known(request, &tag) {
        let mut response = HttpResponse::NotModified();
        return Ok(shown_again(response.insert_header((header::ETAG, tag.to_string()))).finish());
    }
    let bytes = block(move || operations::show(&state.store, &row, size)).await?;
    let portion = Wanted::of(request, &tag).within(bytes.len() as u64)?;
    let sent = bytes.into_iter().skip(portion.start() as usize).take(portion.count() as usize);
    Ok(shown_again(&mut portion.response(&tag))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"picture.jpg\""))
        .content_type("image/jpeg")
        .body(sent.collect::<Vec<_>>()))
}

/// Lets a browser keep an answer, and has it ask each time before it shows it again.
fn shown_again(response: &mut HttpResponseBuilder) -> &mut HttpResponseBuilder {
    response.insert_header((header::CACHE_CONTROL, "private, no-cache"))
}
