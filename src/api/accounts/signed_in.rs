//! Where people are signed in, over HTTP: seen and ended by the person, or by an administrator for anybody.

use actix_web::{HttpResponse, Responder, delete, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::PageView;
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::accounts::sessions::{self, Session as Row};
use crate::db::accounts::{standing, users};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::error::Result;
use crate::model::accounts::role::RoleSet;
use crate::model::ids::{SessionId, UserId};
use crate::model::time::Time;
use crate::operations::accounts::signed_in as operations;

/// One sign-in that has not ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    id: SessionId,
    /// When the person signed in.
    created_at: Time,
    /// When the session was last used, to the minute.
    last_used_at: Time,
    /// When it ends, whatever is refreshed.
    expires_at: Time,
    /// Where the person signed in from.
    address: String,
    /// What the browser or program calls itself.
    browser: String,
    /// Whether the person had not signed in there before.
    new_device: bool,
    /// Whether it is the session of this very call.
    current: bool,
}

impl SessionView {
    fn of(row: Row, current: SessionId) -> Self {
        Self {
            id: row.id,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
            address: row.address,
            browser: row.browser,
            new_device: row.new_device,
            current: row.id == current,
        }
    }
}

/// No filter: a person has few.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SessionQuery {}

/// Where one is signed in oneself, the newest first.
#[utoipa::path(
    tag = "session",
    operation_id = "list_own_sessions",
    params(PageQuery),
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<SessionView>))
)]
#[get("/sessions")]
pub async fn list_own(
    session: Session<may::OwnAccount>,
    query: ListQuery<SessionQuery, UNCOUNTED>,
) -> Result<impl Responder> {
    let (now, current) = (session.now(), session.id());
    let view = session
        .read(move |conn, viewer| listed(conn, viewer.user_id, viewer.roles, now, query.paging(), current))
        .await?;
    Ok(web::Json(view))
}

/// Ends one of the own sessions.
#[utoipa::path(
    tag = "session",
    operation_id = "end_own_session",
    params(("id" = SessionId, Path)),
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[delete("/sessions/{id}")]
pub async fn end_own(session: Session<may::OwnAccount>, id: web::Path<SessionId>) -> Result<HttpResponse> {
    session.change(move |change, viewer| operations::end(change, viewer.user_id, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ends all of the own sessions but this one.
#[utoipa::path(
    tag = "session",
    operation_id = "end_other_sessions",
    security(("session" = ["own_account"])),
    responses((status = 204))
)]
#[delete("/sessions")]
pub async fn end_others(session: Session<may::OwnAccount>) -> Result<HttpResponse> {
    let current = session.id();
    session.change(move |change, viewer| operations::end_others(change, viewer.user_id, Some(current))).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Where a person is signed in, the newest first.
#[utoipa::path(
    tag = "users",
    operation_id = "list_user_sessions",
    params(("id" = UserId, Path), PageQuery),
    security(("session" = ["manage_sessions"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<SessionView>))
)]
#[get("/users/{id}/sessions")]
pub async fn list_of_user(
    session: Session<may::ManageSessions>,
    id: web::Path<UserId>,
    query: ListQuery<SessionQuery, UNCOUNTED>,
) -> Result<impl Responder> {
    let (now, current) = (session.now(), session.id());
    let view = session
        .read(move |conn, viewer| {
            let person = users::get_person(conn, viewer.reach(), *id)?;
            listed(conn, person.id, person.roles, now, query.paging(), current)
        })
        .await?;
    Ok(web::Json(view))
}

/// Ends one session of a person.
#[utoipa::path(
    tag = "users",
    operation_id = "end_user_session",
    params(("id" = UserId, Path), ("session_id" = SessionId, Path)),
    security(("session" = ["manage_sessions"])),
    responses((status = 204))
)]
#[delete("/users/{id}/sessions/{session_id}")]
pub async fn end_of_user(
    session: Session<may::ManageSessions>,
    path: web::Path<(UserId, SessionId)>,
) -> Result<HttpResponse> {
    let (user, id) = path.into_inner();
    session
        .change(move |change, viewer| {
            let person = users::get_person(change.reader(), viewer.reach(), user)?;
            operations::end(change, person.id, id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ends every session of a person, but the one of this call.
#[utoipa::path(
    tag = "users",
    operation_id = "end_user_sessions",
    params(("id" = UserId, Path)),
    security(("session" = ["manage_sessions"])),
    responses((status = 204))
)]
#[delete("/users/{id}/sessions")]
pub async fn end_all_of_user(session: Session<may::ManageSessions>, id: web::Path<UserId>) -> Result<HttpResponse> {
    let current = session.id();
    session
        .change(move |change, viewer| {
            let person = users::get_person(change.reader(), viewer.reach(), *id)?;
            operations::end_others(change, person.id, Some(current))
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The sessions of a person that nobody has left unused for too long.
fn listed(
    conn: &mut Conn,
    user: UserId,
    roles: RoleSet,
    now: Time,
    paging: &Paging,
    current: SessionId,
) -> Result<PageView<SessionView>> {
    let used_since = now.plus(-standing::find_rules(conn)?.idle_micros(roles));
    let page = sessions::list_of(conn, user, (now, used_since), paging)?;
    Ok(PageView::of(page, |row| SessionView::of(row, current)))
}
