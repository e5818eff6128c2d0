//! People's accounts over HTTP.

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may::{self, Needs};
use crate::api::http::names::{Names, References, Referencing};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::{Session, block};
use crate::db::accounts::users::{self, Person, User, UserFilter, UserSort};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::error::Result;
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, UserId};
use crate::model::time::Time;
use crate::operations::accounts::locks;
use crate::operations::accounts::passwords::{Password, PasswordHash};
use crate::operations::accounts::users as operations;
use crate::operations::accounts::users::{NewUser, Secret, UserEdit};

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
    pub created_at: Time,
    pub version: i32,
}

impl Referencing for Person {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id);
    }
}

impl UserView {
    fn of(row: Person, names: &Names) -> Self {
        Self {
            id: row.id,
            login: row.login,
            name: row.name,
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            roles: row.roles.iter().collect(),
            disabled: row.disabled_at.is_some(),
            locked_until: None,
            created_at: row.created_at,
            version: row.version,
        }
    }

    pub(in crate::api) fn one(conn: &mut Conn, row: impl Into<Person>) -> Result<Self> {
        let row = row.into();
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names))
    }
}

/// An account with its initial password, which is shown this once and runs out after a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewUserView {
    #[serde(flatten)]
    user: UserView,
    /// Absent when the same call is repeated: then reset the password.
    #[serde(skip_serializing_if = "Option::is_none")]
    initial_password: Option<String>,
}

impl NewUserView {
    fn one(conn: &mut Conn, row: User) -> Result<Self> {
        Ok(Self { user: UserView::one(conn, row)?, initial_password: None })
    }
}

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
    /// `login` unless said, or `-login`.
    sort: Option<String>,
}

/// The roles a person is to have, all of them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    #[schema(min_items = 1, max_items = 8)]
    roles: Vec<Role>,
}

/// People by login; officers and unit heads see their own agency's.
#[utoipa::path(
    tag = "users",
    operation_id = "list_users",
    params(UserQuery, TotalQuery, PageQuery),
    security(("session" = ["read_users"])),
    responses((status = 200, body = PageView<UserView>))
)]
#[get("/users")]
pub async fn list(session: Session<may::ReadUsers>, query: ListQuery<UserQuery>) -> Result<impl Responder> {
    let now = session.now();
    let view = session
        .read(move |conn, viewer| {
            let (agency_id, role, disabled) = (query.agency_id, query.role, query.disabled);
            let filter = UserFilter { search: search_text(&query.q)?, agency_id, role, disabled };
            let sort = sort_key(query.sort.as_deref(), UserSort::Login, UserSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| users::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| users::count(conn, reach, &filter))?;
            let mut view = listed.named(conn, UserView::of)?;
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
            let mut view = UserView::one(conn, row)?;
            show_locks(conn, viewer, now, std::slice::from_mut(&mut view))?;
            Ok(view)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Registers an account without roles; a security administrator grants them.
#[utoipa::path(
    tag = "users",
    operation_id = "register_user",
    request_body = NewUser,
    security(("session" = ["manage_users"])),
    responses((status = 201, body = NewUserView))
)]
#[post("/users")]
pub async fn register(session: Session<may::ManageUsers>, call: Idempotent<NewUser>) -> Result<Answer> {
    let (password, hash) = initial(&session).await?;
    let answer = session
        .create(call, |change, _, new| {
            let row = operations::register(change, &new, Secret::Initial(hash))?;
            NewUserView::one(change.reader(), row)
        })
        .await?;
    answer.revealing("initial_password", password.reveal())
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
        .change(move |change, _| {
            let row = operations::edit(change, *id, version.0, &body.read()?)?;
            UserView::one(change.reader(), row)
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
        .carry_out(call, move |change, _, grant| {
            let row = operations::grant_roles(change, *id, &grant.roles)?;
            UserView::one(change.reader(), row)
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
        .carry_out(call, move |change, _, _| {
            let row = operations::disable(change, *id)?;
            UserView::one(change.reader(), row)
        })
        .await
}

/// Gives a person an initial password again; the person's sessions end.
#[utoipa::path(
    tag = "users",
    operation_id = "reset_password",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["manage_users"])),
    responses((status = 200, body = NewUserView))
)]
#[post("/users/{id}/password")]
pub async fn reset_password(
    session: Session<may::ManageUsers>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    let (password, hash) = initial(&session).await?;
    let answer = session
        .carry_out(call, move |change, _, _| {
            let row = operations::reset_password(change, *id, Secret::Initial(hash))?;
            NewUserView::one(change.reader(), row)
        })
        .await?;
    answer.revealing("initial_password", password.reveal())
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

/// A random password and its hash, made outside the transaction and only for people who may.
async fn initial<P: Needs>(session: &Session<P>) -> Result<(Password, PasswordHash)> {
    session.viewer().await?;
    let state = session.state();
    let _turn = state.hashing_turn().await?;
    block(|| {
        let password = Password::random()?;
        let hash = password.hash()?;
        Ok((password, hash))
    })
    .await
}
