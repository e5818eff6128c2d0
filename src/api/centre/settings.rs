//! Settings over HTTP.

use actix_web::{Responder, get, put, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::http::body::{AcceptLanguage, Body, IfMatch, Versioned};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::change::Change;
use crate::error::{Error, Result};
use crate::model::accounts::role::Permission;
use crate::model::centre::settings::SettingName;
use crate::model::reason::Language;
use crate::operations::centre::settings::{self as operations, Current};

/// A setting.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingView {
    pub name: SettingName,
    /// The name in the caller's language.
    pub title: &'static str,
    /// The value that holds, as far as the security profile leaves what was set.
    pub value: i64,
    pub default: i64,
    /// The smallest value that the security profile leaves.
    pub min: i64,
    /// The largest value that the security profile leaves.
    pub max: i64,
    /// What whoever sets it needs.
    pub permission: Permission,
    /// 0 until somebody sets it; to be sent as `If-Match`.
    pub version: i32,
}

/// A new value.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewValue {
    #[schema(minimum = 0, maximum = 525_600)]
    value: i64,
}

/// Every setting with its default and its bounds.
#[utoipa::path(
    tag = "settings",
    operation_id = "list_settings",
    security(("session" = ["read_settings"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<SettingView>))
)]
#[get("/settings")]
pub async fn list(session: Session<may::ReadSettings>, reads: AcceptLanguage) -> Result<impl Responder> {
    let rows = session.read(|conn, _| operations::list(conn)).await?;
    Ok(web::Json(rows.into_iter().map(|row| view(row, reads.0)).collect::<Vec<_>>()))
}

/// Sets a value. Who must have a second factor and what the centre is held to says the security administrator, see `set_factor_rule` and
/// `set_security_rule`.
#[utoipa::path(
    tag = "settings",
    operation_id = "set_setting",
    params(("name" = SettingName, Path)),
    request_body = NewValue,
    security(("session" = ["manage_settings"])),
    responses((status = 200, body = SettingView))
)]
#[put("/settings/{name}")]
pub async fn set(
    session: Session<may::ManageSettings>,
    name: web::Path<SettingName>,
    version: IfMatch,
    body: Body<NewValue>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let row = session
        .change(move |change, _| set_with(change, Permission::ManageSettings, (*name, version.0), body.read()?.value))
        .await?;
    Ok(Versioned(row.version, view(row, reads.0)))
}

/// Sets by which rules people sign in: the security profile (0 `nist`, 1 `mlps3`, 2 `cjis`), which bounds other settings and passwords, or
/// after how many days accounts are to be reviewed.
#[utoipa::path(
    tag = "settings",
    operation_id = "set_security_rule",
    params(("name" = SettingName, Path)),
    request_body = NewValue,
    security(("session" = ["manage_security_rules"])),
    responses((status = 200, body = SettingView))
)]
#[put("/security-rules/{name}")]
pub async fn set_security_rule(
    session: Session<may::ManageSecurityRules>,
    name: web::Path<SettingName>,
    version: IfMatch,
    body: Body<NewValue>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let row = session
        .change(move |change, _| {
            set_with(change, Permission::ManageSecurityRules, (*name, version.0), body.read()?.value)
        })
        .await?;
    Ok(Versioned(row.version, view(row, reads.0)))
}

/// Sets a value that this permission is for.
fn set_with(
    change: &mut Change<'_>,
    permission: Permission,
    (name, version): (SettingName, i32),
    value: i64,
) -> Result<Current> {
    if name.permission() != permission {
        return Err(Error::Forbidden(name.permission()));
    }
    operations::set(change, name, version, value)
}

/// Says who must have a second factor: 0 nobody, 1 administrators and auditors, 2 everybody. Whoever must and has none can do nothing
/// but set one up.
#[utoipa::path(
    tag = "settings",
    operation_id = "set_factor_rule",
    request_body = NewValue,
    security(("session" = ["manage_factors"])),
    responses((status = 200, body = SettingView))
)]
#[put("/factor-rule")]
pub async fn set_factor_rule(
    session: Session<may::ManageFactors>,
    version: IfMatch,
    body: Body<NewValue>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let name = SettingName::SecondFactorFor;
    let row = session.change(move |change, _| operations::set(change, name, version.0, body.read()?.value)).await?;
    Ok(Versioned(row.version, view(row, reads.0)))
}

fn view(row: Current, language: Language) -> SettingView {
    let (min, max) = row.bounds;
    let title = language.label(row.name);
    SettingView {
        name: row.name,
        title,
        value: row.value,
        default: row.name.default_value(),
        min,
        max,
        permission: row.name.permission(),
        version: row.version,
    }
}
