//! Who signed for hand-overs, and how. Rows are only ever added.

use diesel::dsl::exists;
use diesel::prelude::*;
use serde::Serialize;

use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::digest::registered;
use crate::db::schema::handover_signatures;
use crate::error::Result;
use crate::model::ids::{FileId, HandoverId, HandoverSignatureId, RequestId, UserId};
use crate::model::requests::handover::{HandoverParty, IdentityPaper, SignatureManner};
use crate::model::time::Time;

/// One signature, or that somebody would not sign. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = handover_signatures, treat_none_as_default_value = false)]
pub struct HandoverSignature {
    pub id: HandoverSignatureId,
    pub handover_id: HandoverId,
    pub request_id: RequestId,
    /// Which hand-over of its request.
    pub sequence: i32,
    pub party: HandoverParty,
    pub manner: SignatureManner,
    pub signer_name: String,
    /// The account of a custodian.
    pub signer_id: Option<UserId>,
    pub identity_paper: Option<IdentityPaper>,
    /// The last characters of its number.
    pub identity_masked: Option<String>,
    /// SHA-256 of the list that the signer was shown, hexadecimal.
    pub list_sha256: String,
    /// The picture of the signature, or the photograph of the signed copy.
    pub file_id: Option<FileId>,
    /// Why somebody would not sign.
    pub reason: Option<String>,
    /// Who saw that.
    pub refusal_witness: Option<String>,
    /// Who had it signed.
    pub recorded_by: UserId,
    pub signed_at: Time,
}

registered!(
    HandoverSignature as HandoverSignatures:
        about |row| row.request_id.0,
        key |row| format!("{}/{}/{}", row.request_id, row.sequence, row.party),
        name |_| None
);

/// The signatures under these hand-overs, in the order in which they came; five at most under each.
pub fn list(conn: &mut Conn, ids: &[HandoverId]) -> Result<Vec<HandoverSignature>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        found.extend::<Vec<HandoverSignature>>(on!(conn, c => handover_signatures::table
            .filter(handover_signatures::handover_id.eq_any(batch))
            .order((handover_signatures::handover_id, handover_signatures::id))
            .select(HandoverSignature::as_select())
            .load(c))?);
    }
    Ok(found)
}

/// Whether a file is somebody's signature.
pub fn is_signature(conn: &mut Conn, id: FileId) -> Result<bool> {
    Ok(on!(conn, c => diesel::select(exists(handover_signatures::table.filter(handover_signatures::file_id.eq(id))))
        .get_result(c))?)
}

/// Adds a signature.
pub fn insert(change: &mut Change<'_>, row: &HandoverSignature) -> Result<()> {
    on!(change.conn, c => diesel::insert_into(handover_signatures::table).values(row).execute(c))?;
    change.note_added(row)
}
