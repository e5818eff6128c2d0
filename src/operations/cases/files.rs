//! Files: announced with the hash of their bytes, stored when the bytes have come, struck out when they do not count any more.

use std::io::{ErrorKind, Read, Write};

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::audit::Hash;
use crate::audit::hash::from_hex;
use crate::db::Conn;
use crate::db::accounts::users;
use crate::db::cases::files::{self, FileRow};
use crate::db::cases::{cases, documents, seizure_lists};
use crate::db::change::Change;
use crate::db::goods::{discrepancies, items};
use crate::db::requests::{handover_signatures, handovers, request_lines, requests};
use crate::error::{Error, Result, chain, context};
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::cases::files::{
    AWAITED, EACH, FileRefusal, FileState, FileSubject, MOST_BYTES, MediaType, NAME_LENGTH, check_name,
};
use crate::model::goods::item::CustodyState;
use crate::model::ids::{FileId, SubjectId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::reason::{Reason, Refusal};
use crate::model::requests::handover::HandoverStatus;
use crate::model::requests::request::RequestKind;
use crate::model::time::Time;
use crate::operations::cases::corrections::Cancellation;
use crate::picture::{self, Size, Told};
use crate::store::{Store, sha256_of};

/// A file as a person announces it, before its bytes are sent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// SHA-256 of its bytes, 64 hexadecimal digits in lower case.
    #[schema(min_length = 64, max_length = 64)]
    pub sha256: String,
    /// How many bytes it has.
    #[schema(minimum = 1, maximum = 268_435_456)]
    pub bytes: i64,
    /// Its name, without folders; the ending says what it is.
    #[schema(min_length = 1, max_length = 120)]
    pub name: String,
    /// What it is about.
    pub subject: FileSubject,
    /// Which one; of the condition of goods the request, of a signature the hand-over.
    pub subject_id: SubjectId,
    /// Of the condition of goods the line of the request.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 10_000)]
    pub line_no: Option<i32>,
    /// Who made it.
    #[schema(min_length = 1, max_length = 40)]
    pub maker: String,
    /// Who made it with them.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub second_maker: Option<String>,
    /// When it was made.
    #[serde(default)]
    pub taken_at: Option<Time>,
    /// Where it was made.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub taken_place: Option<String>,
    /// How it was made.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub method: Option<String>,
    /// Where the original is kept.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub original_kept: Option<String>,
    /// Anything else.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub remarks: Option<String>,
}

/// Announces a file: its hash is in the log from here on.
///
/// # Errors
/// [`Error::NotFound`] for what is out of reach, [`Error::Invalid`], [`Error::Refused`] for goods that are not the centre's to handle.
pub fn announce(change: &mut Change<'_>, viewer: &Viewer, new: &NewFile) -> Result<FileRow> {
    let mut check = Checker::new();
    let name = check.text("/name", &new.name, NAME_LENGTH);
    let kind = check.held("/name", check_name(&name));
    let sha256 = check.text("/sha256", &new.sha256, 64);
    check.demand(from_hex::<32>(sha256.as_bytes()).is_some(), "/sha256", Reason::FileHash);
    check.number("/bytes", new.bytes, 1, MOST_BYTES);
    if let Some(kind) = kind.filter(|kind| new.bytes > kind.most_bytes()) {
        let refusal = Refusal::new(Reason::FileTooLarge).with_word("kind", kind);
        check.refuse("/bytes", refusal.with("max", kind.most_bytes() >> 20));
    }
    if let Some(line_no) = new.line_no {
        check.number("/line_no", i64::from(line_no), 1, 10_000);
    }
    let row = FileRow {
        id: change.new_id(),
        sha256,
        bytes: new.bytes,
        media_type: kind.unwrap_or(MediaType::Jpeg),
        name,
        subject: new.subject,
        case_id: uuid::Uuid::nil().into(),
        item_id: None,
        seizure_list_id: None,
        document_id: None,
        discrepancy_id: None,
        request_id: None,
        line_no: None,
        maker: check.text("/maker", &new.maker, 40),
        second_maker: check.optional("/second_maker", new.second_maker.as_deref(), 40),
        taken_at: new.taken_at.map(|time| check.happened("/taken_at", time, change.now())),
        taken_place: check.optional("/taken_place", new.taken_place.as_deref(), 200),
        method: check.optional("/method", new.method.as_deref(), 200),
        original_kept: check.optional("/original_kept", new.original_kept.as_deref(), 200),
        remarks: check.optional("/remarks", new.remarks.as_deref(), 500),
        exif: None,
        width: None,
        height: None,
        announced_by: viewer.user_id,
        announced_at: change.now(),
        stored_at: None,
        struck_by: None,
        struck_at: None,
        reason: None,
        version: 1,
        handover_id: None,
        marks: None,
    };
    let alone = row.second_maker.as_deref().is_none_or(|second| second != row.maker);
    check.demand(alone, "/second_maker", Refusal::new(Reason::ListRepeats).with("value", &row.maker));
    let row = about(change, viewer, new, row)?;
    if let Some(name) = files::find_alike(change.reader(), &row)? {
        check.refuse("/sha256", Refusal::new(Reason::FileTwice).with("name", name));
    }
    check.done()?;
    if files::count_beside(change.reader(), &row)? >= EACH {
        return Err(Refusal::new(Reason::FilesTooMany).with("max", EACH).into());
    }
    if files::count_awaited_beside(change.reader(), &row)? >= AWAITED {
        return Err(Refusal::new(Reason::FilesAwaited).with("max", AWAITED).into());
    }
    files::insert(change, &row)?;
    change.record(Action::FileAnnounced, row.id.0, json!({ "file": row }))?;
    Ok(row)
}

/// The row with what it is about, which must be within reach of the viewer and theirs to handle.
fn about(change: &mut Change<'_>, viewer: &Viewer, new: &NewFile, row: FileRow) -> Result<FileRow> {
    let (reach, id) = (viewer.reach(), new.subject_id.0);
    // Officers add to what is their agency's; the centre to goods it has, and to what stands in its own papers.
    let of_centre = viewer.may(Permission::ExecuteRequests);
    let conn = change.reader();
    match new.subject {
        FileSubject::Item => {
            let item = items::find(conn, reach, id.into())?.ok_or(Error::NotFound)?;
            let held = item.custody_state.is_received() || item.custody_state == CustodyState::PendingIntake;
            if of_centre && !held {
                return Err(Reason::FileNotHeld.into());
            }
            Ok(FileRow { case_id: item.case_id, item_id: Some(item.id), ..row })
        }
        FileSubject::Discrepancy => {
            let known = discrepancies::get(conn, reach, id.into())?;
            let (item_id, discrepancy_id) = (Some(known.discrepancy.item_id), Some(known.discrepancy.id));
            Ok(FileRow { case_id: known.case_id, item_id, discrepancy_id, ..row })
        }
        FileSubject::Document => {
            let document = documents::get(conn, reach, id.into())?;
            let case_id = document.case_id.ok_or(Error::NotFound)?;
            Ok(FileRow { case_id, document_id: Some(document.id), ..row })
        }
        FileSubject::Case | FileSubject::SeizureList if of_centre => Err(Reason::FileNotHeld.into()),
        FileSubject::Case => Ok(FileRow { case_id: cases::get(conn, reach, id.into())?.id, ..row }),
        FileSubject::SeizureList => {
            let list = seizure_lists::get(conn, reach, id.into())?;
            Ok(FileRow { case_id: list.case_id, seizure_list_id: Some(list.id), ..row })
        }
        FileSubject::Handover => {
            let (handover, request) = handovers::get(conn, reach, id.into())?;
            if handover.status() != HandoverStatus::Open {
                return Err(Refusal::new(Reason::HandoverEnded).with_word("status", handover.status()).into());
            }
            let (request_id, handover_id) = (Some(request.id), Some(handover.id));
            Ok(FileRow { case_id: request.case_id, request_id, handover_id, ..row })
        }
        FileSubject::ConditionOut | FileSubject::ConditionIn => {
            let request = requests::get(conn, reach, id.into())?;
            let leaves = matches!(request.kind, RequestKind::Outbound | RequestKind::Loan);
            if leaves != (new.subject == FileSubject::ConditionOut) {
                return Err(Error::field("/subject", Reason::FileOtherSide));
            }
            let line_no = new.line_no.ok_or_else(|| Error::field("/line_no", Reason::FileNoLine))?;
            let lines = request_lines::list(conn, request.id, None, line_no.saturating_sub(1), 1)?;
            let line = lines.into_iter().map(|(line, _)| line).find(|line| line.line_no == line_no);
            let line = line.filter(|_| request.number.is_some());
            let line = line.ok_or_else(|| Error::field("/line_no", Reason::FileNoLine))?;
            let (item_id, request_id) = (Some(line.item_id), Some(request.id));
            Ok(FileRow { case_id: request.case_id, item_id, request_id, line_no: Some(line_no), ..row })
        }
    }
}

/// Bytes that came, looked at and kept.
pub struct Kept(Told);

/// Refuses a file that no bytes are awaited of.
///
/// # Errors
/// [`Reason::FileStruck`], [`Reason::FileWhole`].
pub fn must_be_awaited(row: &FileRow) -> Result<()> {
    match row.state() {
        FileState::Announced | FileState::Refused => Ok(()),
        FileState::Stored => Err(Reason::FileWhole.into()),
        FileState::Struck => Err(Reason::FileStruck.into()),
    }
}

/// Refuses bytes of a file from anybody but the account that announced it: what it says of its maker was said there.
///
/// # Errors
/// [`Reason::FileNotYours`].
pub fn must_be_announcer(conn: &mut Conn, viewer: &Viewer, row: &FileRow) -> Result<()> {
    if row.announced_by == viewer.user_id {
        return Ok(());
    }
    let name = users::list_names(conn, &[row.announced_by])?.remove(&row.announced_by).unwrap_or_default();
    Err(Refusal::new(Reason::FileNotYours).with("person", name).into())
}

/// Holds the bytes of a file, which have come whole, against what was announced, looks at them, and keeps them with the smaller
/// sizes of a picture. What is refused is forgotten, and can be sent anew.
///
/// # Errors
/// [`Error::Refused`] saying why they cannot be taken; nothing of them is kept then. [`Error::StoreUnavailable`] when they cannot be written.
pub fn keep(store: &Store, row: &FileRow) -> Result<Kept> {
    let outcome = try_keep(store, row);
    if matches!(outcome, Err(Error::Refused(_))) {
        store.arriving().drop(row.id.0);
    }
    outcome
}

fn try_keep(store: &Store, row: &FileRow) -> Result<Kept> {
    let come = || store.arriving().open(row.id.0)?.ok_or_else(|| Error::from(Reason::FileOtherBytes));
    if sha256_of(come()?).map_err(unreadable)? != hash_of(row)? {
        return Err(Reason::FileOtherBytes.into());
    }
    let (told, sizes) = if row.media_type == MediaType::Mp4 {
        // A film may be long: of its boxes the heads are read.
        picture::judge_film(come()?).map_err(unreadable)??;
        Default::default()
    } else {
        let mut bytes = Vec::new();
        come()?.read_to_end(&mut bytes).map_err(unreadable)?;
        picture::judge(row.media_type, &bytes)?
    };
    let stored = store.put(come()?)?;
    for (size, bytes) in sizes {
        keep_derived(store, &stored.sha256, size, &bytes);
    }
    Ok(Kept(told))
}

/// Keeps a smaller size. Where it cannot be kept, it is made anew whenever it is shown.
fn keep_derived(store: &Store, sha256: &Hash, size: Size, bytes: &[u8]) {
    if let Err(error) = store.derived().keep(sha256, size.as_str(), bytes) {
        tracing::warn!(error = chain(&error), "a smaller picture cannot be kept");
    }
}

fn unreadable(cause: std::io::Error) -> Error {
    Error::StoreUnavailable(context("an upload cannot be read", cause))
}

/// Records that the bytes of a file have come.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] when they are not awaited.
pub fn store(change: &mut Change<'_>, viewer: &Viewer, id: FileId, Kept(told): Kept) -> Result<FileRow> {
    let known = files::get(change.reader(), viewer.reach(), id)?;
    must_be_awaited(&known)?;
    must_be_announcer(change.reader(), viewer, &known)?;
    let (width, height) = told.pixels.unzip();
    let (stored_at, version) = (Some(change.now()), known.version + 1);
    let row = FileRow { width, height, exif: told.exif, stored_at, version, reason: None, ..known.clone() };
    files::update(change, &known, &row)?;
    change.record(Action::FileStored, row.id.0, json!({ "file": row }))?;
    Ok(row)
}

/// Records that the bytes of a file came and were not taken: it is not awaited any more, although the right ones may be sent.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] when none are awaited.
pub fn refuse(change: &mut Change<'_>, viewer: &Viewer, id: FileId, refusal: FileRefusal) -> Result<()> {
    let known = files::get(change.reader(), viewer.reach(), id)?;
    must_be_awaited(&known)?;
    must_be_announcer(change.reader(), viewer, &known)?;
    let row = FileRow { reason: Some(refusal.to_string()), version: known.version + 1, ..known.clone() };
    files::update(change, &known, &row)?;
    change.record(Action::FileRefused, row.id.0, json!({ "file": row }))
}

/// Announces and stores a picture that the program made itself, such as a drawn signature, in one go.
///
/// # Errors
/// As [`announce`] and [`store`]; [`Error::Unavailable`] when it cannot be written.
pub fn put(
    change: &mut Change<'_>,
    (viewer, store): (&Viewer, &Store),
    new: &NewFile,
    bytes: &[u8],
) -> Result<FileRow> {
    let row = announce(change, viewer, new)?;
    let (told, sizes) = picture::judge(row.media_type, bytes)?;
    let stored = store.put(bytes)?;
    for (size, bytes) in sizes {
        store.derived().keep(&stored.sha256, size.as_str(), &bytes)?;
    }
    self::store(change, viewer, row.id, Kept(told))
}

/// Strikes a file out: it does not count any more, and stays with its bytes and the reason.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::Refused`] when it is struck out already, [`Error::Invalid`].
pub fn strike(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (FileId, i32),
    new: &Cancellation,
) -> Result<FileRow> {
    let known = files::get(change.reader(), viewer.reach(), id)?;
    if known.state() == FileState::Struck {
        return Err(Reason::FileStruck.into());
    }
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    if handover_signatures::is_signature(change.reader(), id)? {
        return Err(Reason::HandoverFileBound.into());
    }
    let mut check = Checker::new();
    let reason = check.prose("/reason", &new.reason, 500);
    check.done()?;
    let (struck_by, struck_at, version) = (Some(viewer.user_id), Some(change.now()), known.version + 1);
    let row = FileRow { struck_by, struck_at, reason: Some(reason), version, ..known.clone() };
    files::update(change, &known, &row)?;
    change.record(Action::FileStruck, row.id.0, json!({ "file": row }))?;
    Ok(row)
}

/// Records that the original of a file is handed out.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Refused`] while its bytes are awaited.
pub fn fetch(change: &mut Change<'_>, viewer: &Viewer, id: FileId) -> Result<FileRow> {
    let row = files::get(change.reader(), viewer.reach(), id)?;
    must_be_stored(&row)?;
    change.record(Action::FileFetched, row.id.0, json!({ "name": row.name, "sha256": row.sha256 }))?;
    Ok(row)
}

/// Refuses a file whose bytes have not come.
///
/// # Errors
/// [`Reason::FileAwaited`].
pub fn must_be_stored(row: &FileRow) -> Result<()> {
    row.stored_at.map(drop).ok_or_else(|| Reason::FileAwaited.into())
}

/// What it means that a kept file cannot be read to its end.
fn lost(error: std::io::Error) -> Error {
    if error.kind() == ErrorKind::InvalidData { Reason::FileMissing.into() } else { unreadable(error) }
}

/// Writes the original of a file, held against its hash.
///
/// # Errors
/// [`Reason::FileMissing`] where it is not there or has other bytes, of which the program's log is told.
pub fn copy(store: &Store, row: &FileRow, out: &mut impl Write) -> Result<()> {
    let copied = store
        .open(&hash_of(row)?)?
        .ok_or_else(|| Error::from(Reason::FileMissing))
        .and_then(|mut content| std::io::copy(&mut content, out).map_err(lost));
    copied.map(drop).inspect_err(|error| {
        if matches!(error, Error::Refused(_)) {
            tracing::error!(file = %row.id, sha256 = row.sha256, "the bytes of a file are missing or were changed");
        }
    })
}

/// A smaller size of a picture, made anew where it is missing.
///
/// # Errors
/// [`Error::NotFound`] for what is no picture, [`Reason::FileMissing`] when the original is not there whole.
pub fn show(store: &Store, row: &FileRow, size: Size) -> Result<Vec<u8>> {
    must_be_stored(row)?;
    if !row.media_type.is_shown() {
        return Err(Error::NotFound);
    }
    let hash = hash_of(row)?;
    if let Some(bytes) = store.derived().find(&hash, size.as_str())? {
        return Ok(bytes);
    }
    let mut original = Vec::new();
    copy(store, row, &mut original)?;
    let bytes = picture::make(row.media_type, &original, size)?;
    keep_derived(store, &hash, size, &bytes);
    Ok(bytes)
}

/// The hash that a file's bytes are kept under.
///
/// # Errors
/// [`Error::Internal`] when the row has none.
pub fn hash_of(row: &FileRow) -> Result<Hash> {
    from_hex(row.sha256.as_bytes()).ok_or_else(|| Error::internal("a file has no hash"))
}
