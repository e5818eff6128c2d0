//! Saved views of lists over HTTP, and what each list knows: its filters, its orders and its columns.

use actix_web::web;
use actix_web::{HttpResponse, Responder, delete, get, patch, post};
use form_urlencoded::{Serializer, parse};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::accounts::users::UserQuery;
use crate::api::goods::items::ItemQuery;
use crate::api::goods::movements::MovementQuery;
use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Versioned};
use crate::api::http::may;
use crate::api::http::query::{Query, read_query};
use crate::api::http::session::Session;
use crate::api::ledger::audit::AuditQuery;
use crate::api::oversight::export_columns as columns;
use crate::api::requests::loans::LoanQuery;
use crate::api::requests::requests::RequestQuery;
use crate::db::change::Change;
use crate::db::oversight::list_views::{self, ListView};
use crate::error::{Error, Result};
use crate::model::accounts::role::Role;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{ListViewId, UserId};
use crate::model::oversight::list_view::{Density, ViewedList};
use crate::model::reason::FieldIssue;
use crate::model::time::Time;
use crate::operations::oversight::list_views as operations;
use crate::operations::oversight::list_views::{KnownList, ListViewEdit, NewListView};

/// A saved view of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListViewView {
    pub id: ListViewId,
    pub list: ViewedList,
    pub name: String,
    /// Filter and order as they stand in the query of the list.
    pub filter: String,
    /// The keys of the columns shown, separated by commas; empty as the list is made.
    pub columns: String,
    pub density: Density,
    /// Whether the person begins with it: of their own only.
    pub is_default: bool,
    /// The role whose people see it.
    #[schema(required)]
    pub role: Option<Role>,
    /// Whether it is the person's own.
    pub own: bool,
    pub owner_name: String,
    pub created_at: Time,
    pub version: i32,
}

impl ListViewView {
    fn of((row, owner_name): (ListView, String), reader: UserId) -> Self {
        let own = row.user_id == reader;
        Self {
            id: row.id,
            list: row.list,
            name: row.name,
            filter: row.filter,
            columns: row.column_keys,
            density: row.density,
            is_default: own && row.is_default,
            role: row.role,
            own,
            owner_name,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// Which views.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListViewQuery {
    /// Of this list.
    list: ViewedList,
}

/// The saved views of a list by name: the person's own, and those shared with one of their roles; at most 500.
#[utoipa::path(
    tag = "list_views",
    operation_id = "list_list_views",
    params(ListViewQuery),
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<ListViewView>))
)]
#[get("/list-views")]
pub async fn list(session: Session<may::OwnWork>, query: Query<ListViewQuery>) -> Result<impl Responder> {
    let views = session
        .read(move |conn, viewer| {
            let rows = list_views::list(conn, viewer.user_id, viewer.roles, query.list)?;
            Ok(rows.into_iter().map(|row| ListViewView::of(row, viewer.user_id)).collect::<Vec<_>>())
        })
        .await?;
    Ok(web::Json(views))
}

/// Saves a view of a list; whoever may manage settings can share it with a role.
#[utoipa::path(
    tag = "list_views",
    operation_id = "save_list_view",
    request_body = NewListView,
    security(("session" = ["own_account"])),
    responses((status = 201, body = ListViewView))
)]
#[post("/list-views")]
pub async fn save(session: Session<may::OwnWork>, call: Idempotent<NewListView>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| {
            let row = operations::save(change, viewer, &Asked { viewer }, &new)?;
            Ok(ListViewView::of(list_views::get(change.reader(), row.id)?, viewer.user_id))
        })
        .await
}

/// Changes a view of the person's own: renames it, replaces what it shows, begins with it, shares it.
#[utoipa::path(
    tag = "list_views",
    operation_id = "edit_list_view",
    params(("id" = ListViewId, Path)),
    request_body = ListViewEdit,
    security(("session" = ["own_account"])),
    responses((status = 200, body = ListViewView))
)]
#[patch("/list-views/{id}")]
pub async fn edit(
    session: Session<may::OwnWork>,
    id: web::Path<ListViewId>,
    version: IfMatch,
    body: Body<ListViewEdit>,
) -> Result<impl Responder> {
    let view = session
        .change(move |change, viewer| {
            let row = operations::edit(change, viewer, &Asked { viewer }, (*id, version.0), &body.read()?)?;
            Ok(ListViewView::of(list_views::get(change.reader(), row.id)?, viewer.user_id))
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Removes a view: the person's own, or a shared one by whoever may manage settings.
#[utoipa::path(
    tag = "list_views",
    operation_id = "remove_list_view",
    params(("id" = ListViewId, Path)),
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[delete("/list-views/{id}")]
pub async fn remove(session: Session<may::OwnWork>, id: web::Path<ListViewId>) -> Result<HttpResponse> {
    session.change(move |change, viewer| operations::remove(change, viewer, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The lists as this person asks them.
struct Asked<'v> {
    viewer: &'v Viewer,
}

impl KnownList for Asked<'_> {
    fn check(&self, change: &mut Change<'_>, view: &ListView) -> Result<()> {
        let now = change.now();
        let (filter, keys) = (view.filter.as_str(), Some(view.column_keys.as_str()));
        let known = match view.list {
            ViewedList::Items => read_query::<ItemQuery>(filter).and_then(|query| {
                query.sort()?;
                query.filter(now).map(drop)
            }),
            ViewedList::Requests => {
                read_query::<RequestQuery>(&without_scope(filter)).and_then(|query| query.filter(self.viewer).map(drop))
            }
            ViewedList::Loans => read_query::<LoanQuery>(filter).and_then(|query| {
                query.sort()?;
                query.filter(now).map(drop)
            }),
            ViewedList::Movements => read_query::<MovementQuery>(filter).and_then(|query| {
                query.sort()?;
                query.filter().map(drop)
            }),
            ViewedList::Users => read_query::<UserQuery>(filter).and_then(|query| query.sort().map(drop)),
            ViewedList::AuditEntries => read_query::<AuditQuery>(filter).map(drop),
        };
        known.map_err(|error| within("/filter", error))?;
        match view.list {
            ViewedList::Items => columns::chosen("/columns", columns::ITEMS, keys).map(drop),
            ViewedList::Requests => columns::chosen("/columns", columns::REQUESTS, keys).map(drop),
            ViewedList::Loans => columns::chosen("/columns", columns::LOANS, keys).map(drop),
            ViewedList::Movements => columns::chosen("/columns", columns::MOVEMENTS, keys).map(drop),
            ViewedList::Users => columns::chosen("/columns", columns::USERS, keys).map(drop),
            ViewedList::AuditEntries => columns::chosen("/columns", columns::AUDIT_ENTRIES, keys).map(drop),
        }
    }
}

/// The filter of requests without what the page alone knows: whether somebody sees their own first, or all.
fn without_scope(filter: &str) -> String {
    let pairs = parse(filter.as_bytes()).filter(|(name, value)| !(name == "scope" && value == "all"));
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The issues of a text within a body, by what they are about in it.
fn within(member: &str, error: Error) -> Error {
    match error {
        Error::Invalid(issues) => {
            let inner = |issue: FieldIssue| FieldIssue { pointer: format!("{member}{}", issue.pointer), ..issue };
            Error::Invalid(issues.into_iter().map(inner).collect())
        }
        other => other,
    }
}
