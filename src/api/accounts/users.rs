//! People's accounts over HTTP.

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::accounts::user_views::{
    Made, PASSWORD_PART, Parts, PasswordPartView, UserView, show_locks, show_other_accounts,
};
use crate::api::blocking::block;
use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may::{self, Needs};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::Session;
use crate::db::accounts::users::{self, UserFilter, UserSort};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::error::Result;
use crate::model::accounts::role::Role;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::ids::{AgencyId, UserId};
use crate::model::time::Time;
use crate::operations::accounts::password_parts::{self, Release};
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::users as operations;
use crate::operations::accounts::users::clearances::{self, NewClearance};
use crate::operations::accounts::users::{NewUser, Secret, UserEdit};

/// Which people.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UserQuery {
    /// Part of the name, also of a former one, or the login.
    #[param(max_length = 100)]
    q: Option<String>,
    /// Of this agency.
    agency_id: Option<AgencyId>,
    /// Having this role, besides others or not.
    role: Option<Role>,
    /// Whether the account can no longer be used.
    disabled: Option<bool>,
    /// Cleared up to this level.
    clearance: Option<SecrecyLevel>,
    /// Only those of whom the first part of a password waits to be released.
    #[serde(default)]
    awaits_release: bool,
    /// `login` unless said, or `-login`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

/// The roles a person is to have, all of them; an empty list takes them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    #[schema(min_items = 0, max_items = 8)]
    roles: Vec<Role>,
}

/// People by login; officers and unit heads see their own agency's.
#[utoipa::path(
    tag = "users",
    operation_id = "list_users",
    params(UserQuery, TotalQuery, PageQuery),
    security(("session" = ["read_users"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<UserView>))
)]
#[get("/users")]
pub async fn list(session: Session<may::ReadUsers>, query: ListQuery<UserQuery>) -> Result<impl Responder> {
    let now = session.now();
    let view = session
        .read(move |conn, viewer| {
            let (agency_id, role, disabled) = (query.agency_id, query.role, query.disabled);
            let parts = Parts::seen_by(viewer, now);
            // Whoever sees no first parts sees nobody who has one.
            let part_given_after = query.awaits_release.then(|| parts.0.unwrap_or(Time(i64::MAX)));
            let (search, clearance) = (search_text(&query.q)?, query.clearance);
            let filter = UserFilter { search, agency_id, role, disabled, clearance, part_given_after };
            let sort = sort_key(query.sort.as_deref(), UserSort::Login, UserSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| users::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| users::count(conn, reach, &filter))?;
            let mut view = listed.named(conn, |row, names| UserView::of(row, names, parts))?;
            show_locks(conn, viewer, now, &mut view.rows)?;
            show_other_accounts(conn, parts, &mut view.rows)?;
            Ok(view)
        })
        .await?;
    Ok(web::Json(view))
}

/// One person.
#[utoipa::path(
    tag = "users",
    operation_id = "get_user",
    params(("id" = UserId, Path)),
    security(("session" = ["read_users"])),
    responses((status = 200, body = UserView))
)]
#[get("/users/{id}")]
pub async fn get(session: Session<may::ReadUsers>, id: web::Path<UserId>) -> Result<impl Responder> {
    let now = session.now();
    let view = session
        .read(move |conn, viewer| {
            let row = users::get_person(conn, viewer.reach(), *id)?;
            let mut view = UserView::one(conn, row, Parts::seen_by(viewer, now))?;
            show_locks(conn, viewer, now, std::slice::from_mut(&mut view))?;
            Ok(view)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Registers an account without roles; a security administrator grants them. The answer has the first part of its password, the
/// second is given by whoever releases it. Whoever has an account already, by badge or identity number, gets another only with `same_person`; the
/// refusal names the first.
#[utoipa::path(
    tag = "users",
    operation_id = "register_user",
    request_body = NewUser,
    security(("session" = ["manage_users"])),
    responses((status = 201, body = PasswordPartView))
)]
#[post("/users")]
pub async fn register(session: Session<may::ManageUsers>, call: Idempotent<NewUser>) -> Result<Answer> {
    let made = Made::default();
    let (state, making) = (session.state(), made.clone());
    let answer = session
        .create(call, move |change, viewer, new| {
            let row = operations::register(change, &state.keys.personal, &new, Secret::InParts)?;
            making.make(&row, &state.keys.tokens)?;
            let now = change.now();
            PasswordPartView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await?;
    made.shown_with(answer)
}

/// Changes a name, an agency, or by what the person is known. What makes two accounts those of one person is refused until `same_person` says
/// that this is known; the refusal names the other account.
#[utoipa::path(
    tag = "users",
    operation_id = "edit_user",
    params(("id" = UserId, Path)),
    request_body = UserEdit,
    security(("session" = ["manage_users"])),
    responses((status = 200, body = UserView))
)]
#[patch("/users/{id}")]
pub async fn edit(
    session: Session<may::ManageUsers>,
    id: web::Path<UserId>,
    version: IfMatch,
    body: Body<UserEdit>,
) -> Result<impl Responder> {
    let state = session.state();
    let view = session
        .change(move |change, viewer| {
            let row = operations::edit(change, &state.keys.personal, (*id, version.0), &body.read()?)?;
            let now = change.now();
            UserView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Gives a person exactly these roles; the person's sessions end.
#[utoipa::path(
    tag = "users",
    operation_id = "grant_roles",
    params(("id" = UserId, Path)),
    request_body = Grant,
    security(("session" = ["grant_roles"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/roles")]
pub async fn grant_roles(
    session: Session<may::GrantRoles>,
    id: web::Path<UserId>,
    call: Idempotent<Grant>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, grant| {
            let row = operations::grant_roles(change, *id, &grant.roles)?;
            let now = change.now();
            UserView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await
}

/// Says up to which level a person may know of cases, from the next call on; nobody clears the own account.
#[utoipa::path(
    tag = "users",
    operation_id = "grant_clearance",
    params(("id" = UserId, Path)),
    request_body = NewClearance,
    security(("session" = ["grant_clearance"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/clearance")]
pub async fn grant_clearance(
    session: Session<may::GrantClearance>,
    id: web::Path<UserId>,
    call: Idempotent<NewClearance>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            let row = clearances::grant(change, *id, &new)?;
            let now = change.now();
            UserView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await
}

/// Disables an account for good; the person's sessions end.
#[utoipa::path(
    tag = "users",
    operation_id = "disable_user",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["manage_users"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/disablement")]
pub async fn disable(
    session: Session<may::ManageUsers>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, _| {
            let row = operations::disable(change, *id)?;
            let now = change.now();
            UserView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await
}

/// Gives a person the first part of a new password. The old one is good until another administrator releases the new one.
#[utoipa::path(
    tag = "users",
    operation_id = "give_password_part",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["manage_users"])),
    responses((status = 200, body = PasswordPartView))
)]
#[post("/users/{id}/password")]
pub async fn give_password_part(
    session: Session<may::ManageUsers>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    let made = Made::default();
    let (state, making) = (session.state(), made.clone());
    let answer = session
        .carry_out(call, move |change, viewer, _| {
            let row = password_parts::give(change, *id)?;
            making.make(&row, &state.keys.tokens)?;
            let now = change.now();
            PasswordPartView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await?;
    made.shown_with(answer)
}

/// Releases a password of which another administrator gave the first part within the last day; the answer has the second part. The person's
/// sessions end, and so does the lock after too many attempts.
#[utoipa::path(
    tag = "users",
    operation_id = "release_password",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["release_passwords"])),
    responses((status = 200, body = PasswordPartView))
)]
#[post("/users/{id}/password-release")]
pub async fn release_password(
    session: Session<may::ReleasePasswords>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    let second = Password::random_part()?;
    let release = prepare(&session, *id, second.clone()).await?;
    let answer = session
        .carry_out(call, move |change, viewer, _| {
            let row = password_parts::release(change, *id, release)?;
            let now = change.now();
            PasswordPartView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await?;
    answer.revealing(PASSWORD_PART, second.reveal())
}

/// The release of the first part that waits, hashed outside the transaction and only for people who may; none when nothing waits,
/// which is no fault of a call that is repeated.
async fn prepare<P: Needs>(session: &Session<P>, id: UserId, second: Password) -> Result<Option<Release>> {
    let state = session.state();
    let now = state.database.clock().now();
    let Some(first) = session.read(move |conn, _| password_parts::find_waiting(conn, id, now)).await? else {
        return Ok(None);
    };
    let turn = state.turns.hash().await?;
    let shared = state.clone();
    let release = block(move || Release::of(first, &second, &shared.keys.tokens)).await;
    drop(turn);
    release.map(Some)
}
