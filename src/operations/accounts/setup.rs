//! The first start: a one-time token, and with it the centre and its first two administrators.

use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::db::Database;
use crate::db::accounts::agencies::Agency;
use crate::db::accounts::users;
use crate::db::centre::settings;
use crate::db::change::{Actor, Change};
use crate::db::engine::connection::Conn;
use crate::db::ledger::log;
use crate::error::{Error, Result};
use crate::keys::{Fingerprints, Keys, PersonalKeys};
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::role::Role;
use crate::model::ids::UserId;
use crate::model::ledger::event::Action;
use crate::model::reason::Reason;
use crate::operations::accounts::agencies::{self, NewAgency};
use crate::operations::accounts::passwords::{Password, PasswordHash};
use crate::operations::accounts::users::{NewUser, Secret, grant_roles, register};
use crate::tokens::{self, Tokens};

/// The centre and its first two administrators. Roles can only be granted by a security administrator, accounts only
/// be made by a system administrator, and nobody is both.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Founding {
    /// The one-time token printed at the first start.
    pub token: Password,
    /// Name of the centre.
    #[schema(min_length = 1, max_length = 200)]
    pub centre_name: String,
    /// 单位代码 of the centre, 12 digits.
    #[schema(pattern = "^[0-9]{12}$")]
    pub centre_code: String,
    /// Login of the system administrator.
    #[schema(min_length = 3, max_length = 64)]
    pub login: String,
    /// Name of the system administrator.
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// Password of the system administrator.
    pub password: Password,
    /// Login of the security administrator, who gets an initial password.
    #[schema(min_length = 3, max_length = 64)]
    pub security_login: String,
    /// Name of the security administrator.
    #[schema(min_length = 1, max_length = 100)]
    pub security_name: String,
}

/// Makes the one-time token when nobody has an account yet; earlier ones are void.
pub fn new_token(database: &Database, tokens: &Tokens) -> Result<Option<String>> {
    if database.read(is_founded)? {
        return Ok(None);
    }
    let token = tokens::new_refresh()?;
    database.upkeep(|upkeep| settings::put_setup_token(upkeep, &tokens.setup_token_hash(&token)))?;
    Ok(Some(token))
}

/// Whether there is an account, or was one: a centre is not founded again because its accounts were deleted.
fn is_founded(conn: &mut Conn) -> Result<bool> {
    Ok(users::exist(conn)? || log::has(conn, Action::UserRegistered)?)
}

/// Founds the centre, whose log is bound to these keys. The hashes are of the two passwords, the second an initial one.
///
/// # Errors
/// [`Reason::SetupTokenWrong`], or [`Error::Invalid`].
pub fn found(
    database: &Database,
    keys: &Keys,
    new: &Founding,
    own: PasswordHash,
    initial: PasswordHash,
) -> Result<UserId> {
    database.change(Actor::PROGRAM, |change| {
        let token = keys.tokens.setup_token_hash(new.token.reveal());
        if is_founded(change.reader())? || !settings::use_setup_token(change, &token)? {
            return Err(Error::NotSignedIn(Reason::SetupTokenWrong));
        }
        let centre = NewAgency {
            code: new.centre_code.clone(),
            name: new.centre_name.clone(),
            kind: AgencyKind::Centre,
            parent_id: None,
        };
        let centre = agencies::register(change, &centre).map_err(renamed)?;
        let first = (new.login.as_str(), new.name.as_str());
        let second = (new.security_login.as_str(), new.security_name.as_str());
        let first = administrator(change, &centre, first, Secret::Own(own), Role::SystemAdmin);
        let second = administrator(change, &centre, second, Secret::Initial(initial), Role::SecurityAdmin);
        let (admin, _) = both(first, second.map_err(|error| prefixed(error, "security_")))?;
        change.record(Action::CentreFounded, centre.id.0, json!({ "code": centre.code, "name": centre.name }))?;
        name_keys(change, &keys.fingerprints())?;
        Ok(admin)
    })
}

/// Binds the log to its keys.
pub fn name_keys(change: &mut Change<'_>, keys: &Fingerprints) -> Result<()> {
    let details = serde_json::to_value(keys).map_err(Error::internal)?;
    // The keys have no id of their own.
    change.record(Action::KeysNamed, Uuid::nil(), details)
}

/// Whether a password can be checked and hashed for this token at all; the token is used up only by [`found`].
///
/// # Errors
/// [`Reason::SetupTokenWrong`].
pub fn check_token(database: &Database, tokens: &Tokens, token: &Password) -> Result<()> {
    let hash = tokens.setup_token_hash(token.reveal());
    if database.read(|conn| settings::setup_token_is_open(conn, &hash))? {
        return Ok(());
    }
    Err(Error::NotSignedIn(Reason::SetupTokenWrong))
}

fn administrator(
    change: &mut Change<'_>,
    centre: &Agency,
    (login, name): (&str, &str),
    secret: Secret,
    role: Role,
) -> Result<UserId> {
    // Whose accounts these are the founder cannot say yet; they do so when they change them.
    let user = register(change, &PersonalKeys::default(), &NewUser::new(login, name, centre.id), secret)?;
    Ok(grant_roles(change, user.id, &[role])?.id)
}

/// Both, or all that is wrong with either.
fn both<T>(first: Result<T>, second: Result<T>) -> Result<(T, T)> {
    match (first, second) {
        (Err(Error::Invalid(mut issues)), Err(Error::Invalid(more))) => {
            issues.extend(more);
            Err(Error::Invalid(issues))
        }
        (first, second) => Ok((first?, second?)),
    }
}

/// The fields of the agency as this call names them.
fn renamed(error: Error) -> Error {
    prefixed(error, "centre_")
}

fn prefixed(error: Error, prefix: &str) -> Error {
    let Error::Invalid(mut issues) = error else { return error };
    for issue in &mut issues {
        issue.pointer = issue.pointer.replacen('/', &format!("/{prefix}"), 1);
    }
    Error::Invalid(issues)
}
