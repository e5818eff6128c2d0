//! People's accounts over HTTP.

use std::sync::{Arc, OnceLock};

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::blocking::block;
use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may::{self, Needs};
use crate::api::http::names::{Names, References, Referencing};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::Session;
use crate::db::accounts::users::{self, Person, User, UserFilter, UserSort};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::error::{Error, Result};
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, UserId};
use crate::model::time::Time;
use crate::operations::accounts::locks;
use crate::operations::accounts::password_parts::{self, FirstPart, RELEASE_MICROS, Release};
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::users as operations;
use crate::operations::accounts::users::{NewUser, Secret, UserEdit};
use crate::tokens::Tokens;

/// A person with an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserView {
    pub id: UserId,
    pub login: String,
    pub name: String,
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub roles: Vec<Role>,
    /// Whether the account can no longer be used.
    pub disabled: bool,
    /// For whoever may lift it, in lists and on its own: until when the account is locked after too many wrong passwords.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Time>,
    /// When the first part of a password was given that nobody has released yet; for administrators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password_part_at: Option<Time>,
    /// Whether the person has a second factor; for administrators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<bool>,
    pub created_at: Time,
    pub version: i32,
}

impl Referencing for Person {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id);
    }
}

impl UserView {
    fn of(row: Person, names: &Names, parts: Parts) -> Self {
        Self {
            id: row.id,
            login: row.login,
            name: row.name,
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            roles: row.roles.iter().collect(),
            disabled: row.disabled_at.is_some(),
            locked_until: None,
            password_part_at: row.password_part_at.filter(|at| parts.0.is_some_and(|since| *at > since)),
            second_factor: parts.0.map(|_| row.factor_confirmed_at.is_some()),
            created_at: row.created_at,
            version: row.version,
        }
    }

    pub(in crate::api) fn one(conn: &mut Conn, row: impl Into<Person>, parts: Parts) -> Result<Self> {
        let row = row.into();
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names, parts))
    }
}

/// Which first parts of passwords somebody sees: those given after this; none unless the person gives or releases passwords.
#[derive(Clone, Copy)]
pub(in crate::api) struct Parts(Option<Time>);

impl Parts {
    pub(in crate::api) fn seen_by(viewer: &Viewer, now: Time) -> Self {
        let gives = viewer.may(Permission::ManageUsers) || viewer.may(Permission::ReleasePasswords);
        Self(gives.then(|| now.plus(-RELEASE_MICROS)))
    }
}

/// An account with one of the two parts of its new password, which is shown this once. Typed one after the other, the parts are
/// good for a day from the release, until the person chooses a password.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasswordPartView {
    #[serde(flatten)]
    user: UserView,
    /// Absent when the same call is repeated: then give a first part anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    password_part: Option<String>,
}

impl PasswordPartView {
    fn one(conn: &mut Conn, row: User, parts: Parts) -> Result<Self> {
        Ok(Self { user: UserView::one(conn, row, parts)?, password_part: None })
    }
}

/// A first part that is made with the account, to be shown when that is done.
#[derive(Clone, Default)]
struct Made(Arc<OnceLock<Password>>);

impl Made {
    fn make(&self, row: &User, tokens: &Tokens) -> Result<()> {
        let part = FirstPart::of(row).map(|first| first.reveal(tokens)).transpose()?;
        part.map_or(Ok(()), |part| self.0.set(part).map_err(|_| Error::internal("two parts for one call")))
    }

    fn shown_with(&self, answer: Answer) -> Result<Answer> {
        match self.0.get() {
            Some(part) => answer.revealing(PASSWORD_PART, part.reveal()),
            None => Ok(answer),
        }
    }
}

const PASSWORD_PART: &str = "password_part";

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
            let filter = UserFilter { search: search_text(&query.q)?, agency_id, role, disabled, part_given_after };
            let sort = sort_key(query.sort.as_deref(), UserSort::Login, UserSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| users::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| users::count(conn, reach, &filter))?;
            let mut view = listed.named(conn, |row, names| UserView::of(row, names, parts))?;
            show_locks(conn, viewer, now, &mut view.rows)?;
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
/// second is given by whoever releases it.
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
            let row = operations::register(change, &new, Secret::InParts)?;
            making.make(&row, &state.keys.tokens)?;
            let now = change.now();
            PasswordPartView::one(change.reader(), row, Parts::seen_by(viewer, now))
        })
        .await?;
    made.shown_with(answer)
}

/// Changes a name or an agency.
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
    let view = session
        .change(move |change, viewer| {
            let row = operations::edit(change, *id, version.0, &body.read()?)?;
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

/// Shows whoever may lift them which of these accounts are locked.
fn show_locks(conn: &mut Conn, viewer: &Viewer, now: Time, views: &mut [UserView]) -> Result<()> {
    if !viewer.may(Permission::ReleaseLocks) {
        return Ok(());
    }
    let accounts: Vec<_> = views.iter().map(|view| (view.id, view.login.as_str())).collect();
    let locked = locks::list(conn, &accounts, now)?;
    for view in views {
        view.locked_until = locked.get(&view.id).copied();
    }
    Ok(())
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
