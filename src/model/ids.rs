//! Typed identifiers (UUIDv7), so that an item's id can never be passed where a request's is wanted.

use std::collections::HashMap;

use diesel::deserialize::{self, FromSql};
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sqlite::Sqlite;
use foldhash::fast::RandomState;
use uuid::Uuid;

use crate::model::time::Time;

/// What maps with ids as their keys hash with: the ids are random by themselves.
pub type IdState = RandomState;

/// A map with ids as its keys.
pub type IdMap<K, V> = HashMap<K, V, IdState>;

/// The database type of an identifier: `uuid` on PostgreSQL, a BLOB of 16 bytes on SQLite.
#[derive(Debug, Clone, Copy, Default, diesel::query_builder::QueryId, diesel::sql_types::SqlType)]
#[diesel(postgres_type(oid = 2950, array_oid = 2951), sqlite_type(name = "Binary"))]
pub struct Uid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = Uid)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::Type::String)
                    .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Uuid)))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}

        impl ToSql<Uid, Sqlite> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
                out.set_value(self.0.as_bytes().as_slice());
                Ok(IsNull::No)
            }
        }

        impl ToSql<Uid, Pg> for $name {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
                std::io::Write::write_all(out, self.0.as_bytes())?;
                Ok(IsNull::No)
            }
        }

        impl FromSql<Uid, Sqlite> for $name {
            fn from_sql(mut value: diesel::sqlite::SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
                Ok(Self(Uuid::from_slice(value.read_blob())?))
            }
        }

        impl FromSql<Uid, Pg> for $name {
            fn from_sql(bytes: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
                Ok(Self(Uuid::from_slice(bytes.as_bytes())?))
            }
        }
    )+};
}

ids! {
    /// An agency: a unit that seizes, prosecutes, judges, supervises or keeps.
    AgencyId,
    /// A person's account.
    UserId,
    /// A human, whichever account they use: the id of one of their accounts.
    PersonId,
    /// A passkey of a person.
    PasskeyId,
    /// A certificate of a person.
    CertificateId,
    /// By what the identity provider knows a person.
    LinkedIdentityId,
    /// One sign-in of one person, until log-out, expiry or disabling.
    SessionId,
    /// A case.
    CaseId,
    /// A seizure list (扣押清单) of a case.
    SeizureListId,
    /// An item of case property: one piece, one item, one label by default.
    ItemId,
    /// A place in the centre's tree of zones, rooms, racks, levels and bins.
    PlaceId,
    /// A request of one of the four kinds.
    RequestId,
    /// A proposed new due date of a loan.
    ExtensionId,
    /// A hand-over of goods of a request.
    HandoverId,
    /// What one party of a hand-over signed, or refused to.
    HandoverSignatureId,
    /// A discrepancy between books and goods.
    DiscrepancyId,
    /// A document's metadata.
    DocumentId,
    /// A photograph, a scan or a paper.
    FileId,
    /// One movement of one item.
    MovementId,
    /// A paper profile: how labels lie on a page or a roll.
    PaperProfileId,
    /// A statutory paper as it was issued.
    PaperId,
    /// A label content: what stands on a label.
    LabelContentId,
    /// A deadline: made by a rule for clocks of the record.
    DeadlineId,
    /// A clue: what a rule of supervision found in the record of a case.
    ClueId,
    /// A supervision notice.
    NoticeId,
    /// What was done with a supervision notice.
    NoticeStepId,
    /// A saved view of a list.
    ListViewId,
    /// One printing of labels.
    PrintBatchId,
    /// A verification that somebody asked for.
    VerificationId,
    /// Of something that a verification found wrong.
    FindingId,
    /// A key under which one personal number is encrypted.
    PersonalKeyId,
    /// Whatever an event of the log is about, when it is not an item.
    SubjectId,
}

/// A UUIDv7 of a given time.
pub fn new_uuid(now: Time) -> Uuid {
    let micros = u64::try_from(now.0).unwrap_or(0);
    let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(uuid::NoContext, micros / 1_000_000, nanos))
}
