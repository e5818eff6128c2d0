//! People's accounts over HTTP.

use actix_web::web;
use actix_web::{Responder, get, patch, post};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::api::accounts::user_views::{self, Made, PASSWORD_PART, Parts, PasswordPartView, UserView, show_locks};
use crate::api::blocking::block;
use crate::api::http::body::{Answer, Body, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may::{self, Needs};
use crate::api::http::query::{search_text, sort_key};
use crate::api::http::session::Session;
use crate::db::accounts::user_list::{self, UserFilter, UserSort};
use crate::db::accounts::users;
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Paging;
use crate::error::Result;
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::ids::{AgencyId, UserId};
use crate::model::time::{DAY, Time};
use crate::operations::accounts::password_parts::{self, Release};
use crate::operations::accounts::passwords::Password;
use crate::operations::accounts::users as operations;
use crate::operations::accounts::users::clearances::{self, NewClearance};
use crate::operations::accounts::users::{NewUser, Secret, UserEdit, separation};
use crate::operations::centre::settings;

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
    /// For whoever reviews accounts: only those that are due to be confirmed, by the setting `account_review_days`.
    #[serde(default)]
    review_due: bool,
    /// For whoever reviews accounts: only those that can be used and nobody has signed in to since this time.
    unused_since: Option<Time>,
    /// `login` unless said, or `-login`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

impl UserQuery {
    /// The filter as it holds for somebody. Whoever sees no first parts of passwords sees nobody who has one, and whoever reviews no accounts
    /// none that is due.
    pub(in crate::api) fn filter(&self, conn: &mut Conn, viewer: &Viewer, now: Time) -> Result<UserFilter> {
        let (nobody, reviews) = (Time(i64::MIN), viewer.may(Permission::ReviewAccounts));
        let part_given_after = self.awaits_release.then(|| Parts::seen_by(viewer, now).0.unwrap_or(Time(i64::MAX)));
        let days = if self.review_due { settings::get(conn, SettingName::AccountReviewDays)?.value } else { 0 };
        let due = now.plus(days.saturating_mul(-DAY));
        Ok(UserFilter {
            search: search_text(&self.q)?,
            agency_id: self.agency_id,
            role: self.role,
            disabled: self.disabled,
            clearance: self.clearance,
            part_given_after,
            reviewed_until: self.review_due.then_some(if reviews && days > 0 { due } else { nobody }),
            unused_since: self.unused_since.map(|time| if reviews { time } else { nobody }),
        })
    }

    /// The order asked for.
    pub(in crate::api) fn sort(&self) -> Result<UserSort> {
        sort_key(self.sort.as_deref(), UserSort::Login, UserSort::ALL)
    }
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
            let (filter, sort, reach) = (query.filter(conn, viewer, now)?, query.sort()?, viewer.reach());
            let rows = |conn: &mut Conn, paging: &Paging| user_list::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| user_list::count(conn, reach, &filter))?;
            listed.paged(|page| user_views::page(conn, viewer, now, page))
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
    extensions(("x-limit" = json!("people"))),
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
    extensions(("x-limit" = json!("people"))),
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

/// Lets an account that was taken for another one of the same person count as that of a person of its own again, once whoever manages accounts
/// has taken the common number off one of them.
#[utoipa::path(
    tag = "users",
    operation_id = "separate_person",
    params(("id" = UserId, Path)),
    request_body = Nothing,
    security(("session" = ["grant_roles"])),
    responses((status = 200, body = UserView))
)]
#[post("/users/{id}/separation")]
pub async fn separate(
    session: Session<may::GrantRoles>,
    id: web::Path<UserId>,
    call: Idempotent<Nothing>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, _| {
            let row = separation::separate(change, *id)?;
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
