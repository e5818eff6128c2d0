//! Accounts as they are shown, each member to whom it concerns.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Answer, PageView};
use crate::api::http::names::{Names, References, Referencing};
use crate::db::accounts::users::{Person, User};
use crate::db::accounts::{persons, user_list};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::Page;
use crate::error::{Error, Result};
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, PersonId, UserId};
use crate::model::time::Time;
use crate::operations::accounts::locks;
use crate::operations::accounts::password_parts::{FirstPart, RELEASE_MICROS};
use crate::operations::accounts::passwords::Password;
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
    /// Up to which level the person may know of cases.
    pub clearance: SecrecyLevel,
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
    /// 警号 or 工作证号; for administrators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge_number: Option<String>,
    /// Whether the number of the person's identity document was given, which is not kept itself; for administrators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_known: Option<bool>,
    /// The other accounts of the same person, with which it counts as one; for administrators only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_accounts: Vec<OtherAccount>,
    pub created_at: Time,
    /// When somebody last signed in; for whoever reviews accounts only, in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_signed_in_at: Option<Time>,
    /// When somebody last confirmed that the account is still needed; for administrators only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewed_at: Option<Time>,
    pub version: i32,
    #[serde(skip)]
    person: PersonId,
}

/// Another account of the same person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OtherAccount {
    pub id: UserId,
    pub login: String,
    pub name: String,
    /// Whether it can no longer be used.
    pub disabled: bool,
}

impl Referencing for Person {
    fn add_references(&self, ids: &mut References) {
        ids.agency(self.agency_id);
    }
}

impl UserView {
    pub(super) fn of(row: Person, names: &Names, parts: Parts) -> Self {
        let (person, second_factor) = (row.person(), row.has_second_factor());
        Self {
            id: row.id,
            login: row.login,
            name: row.name,
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            roles: row.roles.iter().collect(),
            clearance: row.clearance,
            disabled: row.disabled_at.is_some(),
            locked_until: None,
            password_part_at: row.password_part_at.filter(|at| parts.0.is_some_and(|since| *at > since)),
            second_factor: parts.0.map(|_| second_factor),
            badge_number: row.badge_number.filter(|_| parts.0.is_some()),
            identity_known: parts.0.map(|_| row.identity_code.is_some()),
            other_accounts: Vec::new(),
            created_at: row.created_at,
            last_signed_in_at: None,
            reviewed_at: row.reviewed_at.filter(|_| parts.0.is_some()),
            version: row.version,
            person,
        }
    }

    pub(in crate::api) fn one(conn: &mut Conn, row: impl Into<Person>, parts: Parts) -> Result<Self> {
        let row = row.into();
        let names = Names::of(conn, [&row])?;
        let mut view = Self::of(row, &names, parts);
        show_other_accounts(conn, parts, std::slice::from_mut(&mut view))?;
        Ok(view)
    }
}

/// Which first parts of passwords somebody sees: those given after this; none unless the person gives or releases passwords. Whoever
/// does sees by what the owners of accounts are known, too.
#[derive(Clone, Copy)]
pub(in crate::api) struct Parts(pub(super) Option<Time>);

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
    pub(super) fn one(conn: &mut Conn, row: User, parts: Parts) -> Result<Self> {
        Ok(Self { user: UserView::one(conn, row, parts)?, password_part: None })
    }
}

/// A first part that is made with the account, to be shown when that is done.
#[derive(Clone, Default)]
pub(super) struct Made(Arc<OnceLock<Password>>);

impl Made {
    pub(super) fn make(&self, row: &User, tokens: &Tokens) -> Result<()> {
        let part = FirstPart::of(row).map(|first| first.reveal(tokens)).transpose()?;
        part.map_or(Ok(()), |part| self.0.set(part).map_err(|_| Error::internal("two parts for one call")))
    }

    pub(super) fn shown_with(&self, answer: Answer) -> Result<Answer> {
        match self.0.get() {
            Some(part) => answer.revealing(PASSWORD_PART, part.reveal()),
            None => Ok(answer),
        }
    }
}

pub(super) const PASSWORD_PART: &str = "password_part";

/// A page of people, with all that the caller may see of them.
pub(in crate::api) fn page(
    conn: &mut Conn,
    viewer: &Viewer,
    now: Time,
    page: Page<Person>,
) -> Result<PageView<UserView>> {
    let parts = Parts::seen_by(viewer, now);
    let mut view = PageView::named(conn, page, |row, names| UserView::of(row, names, parts))?;
    show_locks(conn, viewer, now, &mut view.rows)?;
    show_other_accounts(conn, parts, &mut view.rows)?;
    show_sign_ins(conn, viewer, &mut view.rows)?;
    Ok(view)
}

/// Shows whoever reviews accounts when somebody last signed in to these.
fn show_sign_ins(conn: &mut Conn, viewer: &Viewer, views: &mut [UserView]) -> Result<()> {
    if !viewer.may(Permission::ReviewAccounts) {
        return Ok(());
    }
    let ids: Vec<UserId> = views.iter().map(|view| view.id).collect();
    let last = user_list::list_last_sign_ins(conn, &ids)?;
    for view in views {
        view.last_signed_in_at = last.get(&view.id).copied();
    }
    Ok(())
}

/// Shows whoever may lift them which of these accounts are locked.
pub(super) fn show_locks(conn: &mut Conn, viewer: &Viewer, now: Time, views: &mut [UserView]) -> Result<()> {
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

/// Shows administrators which other accounts these people have.
fn show_other_accounts(conn: &mut Conn, parts: Parts, views: &mut [UserView]) -> Result<()> {
    if parts.0.is_none() {
        return Ok(());
    }
    let people: Vec<PersonId> = views.iter().map(|view| view.person).collect();
    let mut accounts: HashMap<PersonId, Vec<User>> = HashMap::new();
    for account in persons::list_accounts(conn, &people)? {
        accounts.entry(account.person()).or_default().push(account);
    }
    for view in views {
        let all = accounts.get(&view.person).map_or(&[][..], Vec::as_slice);
        let others = all.iter().filter(|account| account.id != view.id);
        view.other_accounts = others.map(OtherAccount::of).collect();
    }
    Ok(())
}

impl OtherAccount {
    fn of(row: &User) -> Self {
        Self { id: row.id, login: row.login.clone(), name: row.name.clone(), disabled: row.disabled_at.is_some() }
    }
}
