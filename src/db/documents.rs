//! Documents: what they are, their numbers and what they belong to. Metadata only.

use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::{BATCH, Change};
use crate::db::connection::{Conn, on};
use crate::db::page::{Page, Paging};
use crate::db::schema::documents;
use crate::error::{Error, Result};
use crate::model::agency::DocumentKind;
use crate::model::ids::{AgencyId, CaseId, DocumentId, RequestId, UserId};
use crate::model::time::Time;
use crate::model::viewer::Reach;

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

/// Which documents a list shows.
#[derive(Debug, Clone, Default)]
pub struct DocumentFilter {
    pub case_id: Option<CaseId>,
    pub request_id: Option<RequestId>,
    pub kind: Option<DocumentKind>,
}

/// One document within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: DocumentId) -> Result<Document> {
    let found = on!(conn, c => {
        let mut query = documents::table.select(Document::as_select()).filter(documents::id.eq(id)).into_boxed();
        if let Reach::Agency(agency) = reach {
            query = query.filter(documents::agency_id.eq(agency));
        }
        query.first(c).optional()
    })?;
    found.ok_or(Error::NotFound)
}

/// Number and title of these documents.
///
/// # Errors
/// Database errors.
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

/// Documents within reach, newest first.
///
/// # Errors
/// [`Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &DocumentFilter, paging: &Paging) -> Result<Page<Document>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, DocumentId>()?;
    let rows: Vec<Document> = on!(conn, c => {
        let mut query = documents::table.select(Document::as_select()).into_boxed();
        if let Reach::Agency(agency) = reach {
            query = query.filter(documents::agency_id.eq(agency));
        }
        if let Some(case) = filter.case_id {
            query = query.filter(documents::case_id.eq(case));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(documents::request_id.eq(request));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(documents::kind.eq(kind));
        }
        if let Some((_, id)) = after {
            query = query.filter(documents::id.lt(id));
        }
        query.order(documents::id.desc()).limit(shown + 1).load(c)
    })?;
    Ok(Page::cut(rows, shown, |row| (String::new(), row.id)))
}

/// Adds a document.
///
/// # Errors
/// Database errors.
pub fn insert(change: &mut Change<'_>, row: &Document) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(documents::table).values(row).execute(c))?;
    Ok(())
}
