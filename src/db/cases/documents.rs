//! Documents: what they are, their numbers and what they belong to. Metadata only.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::cases::corrections::{in_force, in_state};
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::like::{anywhere, folded};
use crate::db::engine::page::{AgeSort, Page, Paging};
use crate::db::schema::{cases, documents, requests};
use crate::error::{Error, Result};
use crate::model::accounts::agency::DocumentKind;
use crate::model::accounts::viewer::Reach;
use crate::model::cases::record_state::RecordState;
use crate::model::ids::{AgencyId, CaseId, DocumentId, RequestId, UserId};
use crate::model::text;
use crate::model::time::Time;

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = documents, treat_none_as_default_value = false)]
pub struct Document {
    pub id: DocumentId,
    pub kind: DocumentKind,
    pub number: String,
    pub title: String,
    /// The agency that may see it besides the centre.
    pub agency_id: AgencyId,
    pub case_id: Option<CaseId>,
    pub request_id: Option<RequestId>,
    pub issued_at: Time,
    pub created_by: UserId,
    pub created_at: Time,
}

registered!(
    Document as Documents: about |row| row.id.0, key |row| row.id.to_string(), name |row| Some(row.number.as_str())
);

/// Which documents a list shows.
#[derive(Debug, Clone, Default)]
pub struct DocumentFilter {
    /// Part of the number or the title.
    pub search: Option<String>,
    pub case_id: Option<CaseId>,
    /// Those that belong to this request, and the one it names.
    pub request_id: Option<RequestId>,
    pub kind: Option<DocumentKind>,
    /// The whole number.
    pub number: Option<String>,
    pub state: Option<RecordState>,
}

/// Documents with the cases that decide who may see them.
macro_rules! joined {
    () => {
        documents::table.left_join(cases::table.on(documents::case_id.eq(cases::id.nullable())))
    };
}

/// Limits a query over documents to what the reach covers: the agency's own, and those of its cases.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (mut query, reach) = ($query, $reach);
        if let Some(agency) = reach.agency() {
            query = query.filter(
                documents::agency_id
                    .eq(agency)
                    .or(cases::agency_id.eq(agency))
                    .or(cases::responsible_agency_id.eq(agency)),
            );
        }
        if let Some(level) = reach.cleared() {
            query = query.filter(documents::case_id.is_null().or(cases::secrecy.le(level)));
        }
        query
    }};
}
pub(in crate::db) use within;

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(text) = &filter.search {
            let pattern = anywhere(text);
            let title = folded(documents::title).like(pattern.clone()).escape('\\');
            query = query.filter(title.or(folded(documents::number).like(pattern).escape('\\')));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(documents::case_id.eq(case));
        }
        if let Some(request) = filter.request_id {
            let named = requests::table
                .filter(requests::id.eq(request).and(requests::document_id.is_not_null()))
                .select(requests::document_id.assume_not_null());
            query = query.filter(documents::request_id.eq(request).or(documents::id.eq_any(named)));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(documents::kind.eq(kind));
        }
        if let Some(number) = filter.number.clone() {
            query = query.filter(folded(documents::number).eq(text::folded(number.trim())));
        }
        if let Some(state) = filter.state {
            query = in_state!(query, documents::id, state);
        }
        query
    }};
}

/// One document within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: DocumentId) -> Result<Document> {
    let found = on!(conn, c => {
        let query = joined!().select(Document::as_select()).filter(documents::id.eq(id)).into_boxed();
        within!(query, reach).first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Number and title of these documents.
pub fn list_names(conn: &mut Conn, ids: &[DocumentId]) -> Result<HashMap<DocumentId, (String, String)>> {
    let mut names = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(DocumentId, (String, String))> = on!(conn, c => documents::table
            .filter(documents::id.eq_any(batch))
            .select((documents::id, (documents::number, documents::title)))
            .load(c))?;
        names.extend(rows);
    }
    Ok(names)
}

/// Documents within reach, in the order they were registered.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &DocumentFilter,
    sort: AgeSort,
    paging: &Paging,
) -> Result<Page<Document>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, DocumentId>()?;
    let rows: Vec<Document> = on!(conn, c => {
        let mut query = filtered!(joined!().select(Document::as_select()).into_boxed(), reach, filter);
        query = match (sort, after) {
            (_, None) => query,
            (AgeSort::NewestFirst, Some((_, id))) => query.filter(documents::id.lt(id)),
            (AgeSort::OldestFirst, Some((_, id))) => query.filter(documents::id.gt(id)),
        };
        query = match sort {
            AgeSort::NewestFirst => query.order(documents::id.desc()),
            AgeSort::OldestFirst => query.order(documents::id),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.id)))
}

/// How many documents the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &DocumentFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// Whether the agency has another document of this kind with this number in force.
pub fn number_taken(
    conn: &mut Conn,
    (agency, kind, number): (AgencyId, DocumentKind, &str),
    but: Option<DocumentId>,
) -> Result<bool> {
    // No document has the nil id.
    let but = but.unwrap_or(DocumentId(uuid::Uuid::nil()));
    let found: Option<DocumentId> = on!(conn, c => documents::table
        .filter(documents::agency_id.eq(agency).and(documents::kind.eq(kind)).and(documents::id.ne(but)))
        .filter(folded(documents::number).eq(text::folded(number)))
        .filter(in_force!(documents::id))
        .select(documents::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Adds a document.
pub fn insert(change: &mut Change<'_>, row: &Document) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(documents::table).values(row).execute(c))?;
    change.note_added(row)
}
