//! Items: the rows, and every query over them. Only a [`Change`](crate::db::change::Change) puts items.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text};
use diesel::upsert::excluded;
use serde::Serialize;

use crate::db::change::{BATCH, row_sha256};
use crate::db::connection::{Conn, on, put_arrays};
use crate::db::schema::{items, request_lines, requests};
use crate::error::Result;
use crate::model::category::Category;
use crate::model::event::ItemFacts;
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, RequestId, SeizureListId, Uid, UserId};
use crate::model::item::{CustodyState, Disposition, LegalStatus};
use crate::model::time::Time;
use crate::model::viewer::Reach;

/// One item of case property. The order of the members is the order in which the row is hashed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = items, treat_none_as_default_value = false)]
pub struct Item {
    pub id: ItemId,
    /// The label code.
    pub code: String,
    pub case_id: CaseId,
    pub seizure_list_id: SeizureListId,
    /// Position on the seizure list, from 1.
    pub line_no: i32,
    pub name: String,
    pub category: Category,
    pub features: String,
    pub model: String,
    pub serial_no: String,
    /// Pieces (件) the item stands for; one by default.
    pub pieces: i32,
    pub unit: String,
    /// 持有人
    pub holder_name: String,
    /// 所有人
    pub owner_name: String,
    /// Valuation in minor units of the currency.
    pub valuation_minor: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// [`Attributes`](crate::model::category::Attributes) as JSON.
    pub attributes: String,
    pub remark: String,
    pub custody_state: CustodyState,
    pub place_id: Option<PlaceId>,
    /// Who has it on loan.
    pub borrower_id: Option<UserId>,
    /// The agency that registered it.
    pub agency_id: AgencyId,
    pub responsible_agency_id: AgencyId,
    pub legal_status: LegalStatus,
    pub disposition: Option<Disposition>,
    pub seal_no: Option<String>,
    pub seized_at: Time,
    pub registered_at: Time,
    pub received_at: Option<Time>,
    pub released_at: Option<Time>,
    /// The number of the item's events; also its ETag.
    pub version: i32,
    /// Hash of the item's newest leaf.
    #[serde(skip)]
    pub last_leaf_hash: Vec<u8>,
}

impl Item {
    /// State, place and holder, as the log keeps them.
    pub fn facts(&self) -> ItemFacts {
        ItemFacts {
            state: self.custody_state,
            place_id: self.place_id,
            borrower_id: self.borrower_id,
            responsible_agency_id: self.responsible_agency_id,
            legal_status: self.legal_status,
            disposition: self.disposition,
            category: self.category,
            pieces: self.pieces,
        }
    }

    /// The digest of the whole row that the item's newest leaf must carry.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::error::Error::Internal) when the row cannot be written as JSON.
    pub fn row_sha256(&self) -> Result<String> {
        row_sha256(self)
    }
}

/// Puts whole rows, new or known.
pub(in crate::db) fn put(conn: &mut Conn, rows: &[Item]) -> Result<()> {
    match conn {
        Conn::Postgres(c) if rows.len() > 1 => put_arrays(c, rows),
        conn => rows.chunks(BATCH).try_for_each(|batch| put_batch(conn, batch)),
    }
}

/// One statement for all: it does not stay prepared, so many rows must share it.
fn put_batch(conn: &mut Conn, batch: &[Item]) -> Result<()> {
    on!(conn, c => diesel::insert_into(items::table)
        .values(batch)
        .on_conflict(items::id)
        .do_update()
        .set((
            items::code.eq(excluded(items::code)),
            items::name.eq(excluded(items::name)),
            items::category.eq(excluded(items::category)),
            items::features.eq(excluded(items::features)),
            items::model.eq(excluded(items::model)),
            items::serial_no.eq(excluded(items::serial_no)),
            items::pieces.eq(excluded(items::pieces)),
            items::unit.eq(excluded(items::unit)),
            items::holder_name.eq(excluded(items::holder_name)),
            items::owner_name.eq(excluded(items::owner_name)),
            items::valuation_minor.eq(excluded(items::valuation_minor)),
            items::currency.eq(excluded(items::currency)),
            items::attributes.eq(excluded(items::attributes)),
            items::remark.eq(excluded(items::remark)),
            items::custody_state.eq(excluded(items::custody_state)),
            items::place_id.eq(excluded(items::place_id)),
            items::borrower_id.eq(excluded(items::borrower_id)),
            items::responsible_agency_id.eq(excluded(items::responsible_agency_id)),
            items::legal_status.eq(excluded(items::legal_status)),
            items::disposition.eq(excluded(items::disposition)),
            items::seal_no.eq(excluded(items::seal_no)),
            items::received_at.eq(excluded(items::received_at)),
            items::released_at.eq(excluded(items::released_at)),
            items::version.eq(excluded(items::version)),
            items::last_leaf_hash.eq(excluded(items::last_leaf_hash)),
        ))
        .execute(c))?;
    Ok(())
}

fn put_arrays(conn: &mut PgConnection, rows: &[Item]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        put_arrays!(
            conn, "items", batch,
            known by "id",
            keep {
                id: Uid, case_id: Uid, seizure_list_id: Uid, line_no: Integer, agency_id: Uid, seized_at: BigInt,
                registered_at: BigInt,
            }
            set {
                code: Text, name: Text, category: Text, features: Text, model: Text, serial_no: Text, pieces: Integer,
                unit: Text, holder_name: Text, owner_name: Text, valuation_minor: Nullable<BigInt>, currency: Nullable<Text>,
                attributes: Text, remark: Text, custody_state: Text, place_id: Nullable<Uid>,
                borrower_id: Nullable<Uid>, responsible_agency_id: Uid, legal_status: Text,
                disposition: Nullable<Text>, seal_no: Nullable<Text>, received_at: Nullable<BigInt>,
                released_at: Nullable<BigInt>, version: Integer, last_leaf_hash: Binary,
            }
        );
    }
    Ok(())
}

/// Limits a query over items to what the reach covers.
macro_rules! within {
    ($query:expr, $reach:expr) => {
        match $reach {
            Reach::Everything => $query,
            Reach::Agency(agency) => {
                $query.filter(items::agency_id.eq(agency).or(items::responsible_agency_id.eq(agency)))
            }
        }
    };
}
pub(in crate::db) use within;

/// An item by its id, within reach.
///
/// # Errors
/// Database errors.
pub fn find(conn: &mut Conn, reach: Reach, id: ItemId) -> Result<Option<Item>> {
    on!(conn, c => {
        let query = items::table.filter(items::id.eq(id)).into_boxed();
        Ok(within!(query, reach).select(Item::as_select()).first(c).optional()?)
    })
}

/// The items with these label codes or ids, within reach, in no particular order.
///
/// # Errors
/// Database errors.
pub fn list_by_code(conn: &mut Conn, reach: Reach, codes: &[String]) -> Result<Vec<Item>> {
    let mut found = Vec::with_capacity(codes.len());
    for batch in codes.chunks(BATCH) {
        found.extend(on!(conn, c => {
            let query = items::table.filter(items::code.eq_any(batch)).into_boxed();
            within!(query, reach).select(Item::as_select()).load(c)
        })?);
    }
    Ok(found)
}

/// The items with these ids, within reach, in no particular order.
///
/// # Errors
/// Database errors.
pub fn list_by_id(conn: &mut Conn, reach: Reach, ids: &[ItemId]) -> Result<Vec<Item>> {
    let mut found = Vec::with_capacity(ids.len());
    for batch in ids.chunks(BATCH) {
        found.extend(on!(conn, c => {
            let query = items::table.filter(items::id.eq_any(batch)).into_boxed();
            within!(query, reach).select(Item::as_select()).load(c)
        })?);
    }
    Ok(found)
}

/// The open requests that hold any of these items: item code, request number.
///
/// # Errors
/// Database errors.
pub fn list_holds(conn: &mut Conn, ids: &[ItemId]) -> Result<Vec<(ItemId, RequestId, Option<String>)>> {
    let mut found = Vec::new();
    for batch in ids.chunks(BATCH) {
        found.extend(on!(conn, c => request_lines::table
            .inner_join(requests::table.on(requests::id.eq(request_lines::request_id)))
            .filter(request_lines::holds.and(request_lines::item_id.eq_any(batch)))
            .select((request_lines::item_id, requests::id, requests::number))
            .load(c))?);
    }
    Ok(found)
}

/// All items after an id, in the order of ids, at most `limit`: for walks over the whole table.
///
/// # Errors
/// Database errors.
pub fn list_after(conn: &mut Conn, after: Option<ItemId>, limit: i64) -> Result<Vec<Item>> {
    on!(conn, c => {
        let query = items::table.select(Item::as_select()).order(items::id).limit(limit).into_boxed();
        Ok(match after {
            Some(id) => query.filter(items::id.gt(id)).load(c)?,
            None => query.load(c)?,
        })
    })
}

/// Id and label code of the items that [`list_after`] lists.
///
/// # Errors
/// Database errors.
pub fn list_codes_after(conn: &mut Conn, after: Option<ItemId>, limit: i64) -> Result<Vec<(ItemId, String)>> {
    on!(conn, c => {
        let query = items::table.select((items::id, items::code)).order(items::id).limit(limit).into_boxed();
        Ok(match after {
            Some(id) => query.filter(items::id.gt(id)).load(c)?,
            None => query.load(c)?,
        })
    })
}

/// How many items there are.
///
/// # Errors
/// Database errors.
pub fn count_all(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, c => items::table.count().get_result(c))?)
}
