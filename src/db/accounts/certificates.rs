//! Certificates that people sign in with. When one was last used is no fact of custody.

use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{Conn, on};
use crate::db::engine::digest::registered;
use crate::db::engine::upkeep::Upkeep;
use crate::db::schema::{certificate_uses, certificates};
use crate::error::{Error, Result};
use crate::model::ids::{CertificateId, UserId};
use crate::model::time::Time;

/// One certificate of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = certificates, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct Certificate {
    pub id: CertificateId,
    pub user_id: UserId,
    /// SHA-256 of the certificate, hexadecimal: by what it is known.
    pub sha256: String,
    /// Whom it is of, as it says.
    pub subject: String,
    /// Who made it.
    pub issuer: String,
    /// Its number with whoever made it, hexadecimal.
    pub serial: String,
    pub valid_from: Time,
    pub valid_to: Time,
    /// How its owner calls it.
    pub name: String,
    pub added_at: Time,
    /// When it was taken off the account.
    pub removed_at: Option<Time>,
}

registered!(
    Certificate as Certificates: about |row| row.user_id.0, key |row| format!("{}/{}", row.user_id, row.id), name |row| Some(&row.name)
);

/// The certificate of an account that is known by this digest, if one is.
pub fn find_by_sha256(conn: &mut Conn, sha256: &str) -> Result<Option<Certificate>> {
    Ok(on!(conn, c => certificates::table
        .filter(certificates::sha256.eq(sha256).and(certificates::removed_at.is_null()))
        .select(Certificate::as_select())
        .first(c)
        .optional())?)
}

/// One of a person's certificates that was not removed.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_of(conn: &mut Conn, user: UserId, id: CertificateId) -> Result<Certificate> {
    let found = on!(conn, c => certificates::table
        .filter(certificates::id.eq(id).and(certificates::user_id.eq(user)).and(certificates::removed_at.is_null()))
        .select(Certificate::as_select())
        .first(c)
        .optional())?;
    found.ok_or(Error::NotFound)
}

/// The certificates of a person that were not removed, of which there are few, with when each was last used.
pub fn list_of(conn: &mut Conn, user: UserId) -> Result<Vec<(Certificate, Option<Time>)>> {
    Ok(on!(conn, c => certificates::table
        .left_join(certificate_uses::table)
        .filter(certificates::user_id.eq(user).and(certificates::removed_at.is_null()))
        .order(certificates::id)
        .select((Certificate::as_select(), certificate_uses::last_used_at.nullable()))
        .load(c))?)
}

/// Adds a certificate; the entry about its owner must follow.
pub fn insert(change: &mut Change<'_>, row: &Certificate) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(certificates::table).values(row).execute(c))?;
    change.note_added(row)
}

/// Replaces a certificate; the entry about its owner must follow.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn update(change: &mut Change<'_>, known: &Certificate, row: &Certificate) -> Result<()> {
    change.note_replaced(known, row)?;
    on!(change.conn, c => diesel::update(certificates::table.find(row.id)).set(row).execute(c))?;
    Ok(())
}

/// Takes every certificate off an account; the entry about the person must follow.
///
/// # Errors
/// [`Reason::RecordAltered`](crate::model::reason::Reason::RecordAltered).
pub fn remove_all_of(change: &mut Change<'_>, user: UserId) -> Result<()> {
    let (known, now) = (list_of(change.conn, user)?, change.now());
    on!(change.conn, c => diesel::update(certificates::table)
        .filter(certificates::user_id.eq(user).and(certificates::removed_at.is_null()))
        .set(certificates::removed_at.eq(Some(now)))
        .execute(c))?;
    known.iter().try_for_each(|(known, _)| {
        let row = Certificate { removed_at: Some(now), ..known.clone() };
        change.note_replaced(known, &row)
    })
}

/// Keeps that a certificate was used.
pub fn note_use(upkeep: &mut Upkeep<'_>, id: CertificateId) -> Result<()> {
    let row = (certificate_uses::certificate_id.eq(id), certificate_uses::last_used_at.eq(upkeep.now()));
    on!(upkeep.conn, c => diesel::insert_into(certificate_uses::table)
        .values(row)
        .on_conflict(certificate_uses::certificate_id)
        .do_update()
        .set(row.1)
        .execute(c))?;
    Ok(())
}
