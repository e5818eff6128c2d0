//! Items: the rows, and every query over them. Only a [`Change`](crate::db::change::Change) puts items.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Integer, Nullable, Text};
use serde::Serialize;

use crate::db::engine::connection::{BATCH, Conn, on, put_arrays};
use crate::db::engine::digest::row_sha256;
use crate::db::schema::{items, request_lines, requests};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::{Attributes, Category};
use crate::model::goods::item::{CustodyState, Disposition, LegalStatus};
use crate::model::goods::written::Written;
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, RequestId, SeizureListId, Uid, UserId};
use crate::model::ledger::event::ItemFacts;
use crate::model::time::Time;

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
    /// [`Attributes`] as JSON.
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

    /// Its details. What was written there by this program can be read; anything else says nothing.
    pub fn details(&self) -> Attributes {
        serde_json::from_str(&self.attributes).unwrap_or_default()
    }

    /// What papers write of it, with its details.
    pub fn written<'i>(&'i self, details: &'i Attributes) -> Written<'i> {
        Written {
            features: &self.features,
            model: &self.model,
            serial_no: &self.serial_no,
            pieces: self.pieces,
            unit: &self.unit,
            valuation_minor: self.valuation_minor,
            currency: self.currency.as_deref(),
            details,
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
        conn => rows.iter().try_for_each(|row| put_one(conn, row)),
    }
}

/// Two statements that stay prepared: diesel prepares an upsert anew each time, which takes longer than carrying it out.
fn put_one(conn: &mut Conn, row: &Item) -> Result<()> {
    // A row of this change that was not written yet can have a later version as well.
    if row.version > 1 && update(conn, row)? == 1 {
        return Ok(());
    }
    on!(conn, c => diesel::insert_into(items::table).values(row).execute(c))?;
    Ok(())
}

fn update(conn: &mut Conn, row: &Item) -> Result<usize> {
    Ok(on!(conn, c => diesel::update(items::table.filter(items::id.eq(row.id)))
        .set((
            items::code.eq(&row.code),
            items::seizure_list_id.eq(row.seizure_list_id),
            items::name.eq(&row.name),
            items::category.eq(row.category),
            items::features.eq(&row.features),
            items::model.eq(&row.model),
            items::serial_no.eq(&row.serial_no),
            items::pieces.eq(row.pieces),
            items::unit.eq(&row.unit),
            items::holder_name.eq(&row.holder_name),
            items::owner_name.eq(&row.owner_name),
            items::valuation_minor.eq(row.valuation_minor),
            items::currency.eq(&row.currency),
            items::attributes.eq(&row.attributes),
            items::remark.eq(&row.remark),
            items::custody_state.eq(row.custody_state),
            items::place_id.eq(row.place_id),
            items::borrower_id.eq(row.borrower_id),
            items::responsible_agency_id.eq(row.responsible_agency_id),
            items::legal_status.eq(row.legal_status),
            items::disposition.eq(row.disposition),
            items::seal_no.eq(&row.seal_no),
            items::seized_at.eq(row.seized_at),
            items::received_at.eq(row.received_at),
            items::released_at.eq(row.released_at),
            items::version.eq(row.version),
            items::last_leaf_hash.eq(&row.last_leaf_hash),
        ))
        .execute(c))?)
}

fn put_arrays(conn: &mut PgConnection, rows: &[Item]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        put_arrays!(
            conn, "items", batch,
            known by "id",
            keep {
                id: Uid, case_id: Uid, line_no: Integer, agency_id: Uid, registered_at: BigInt,
            }
            set {
                code: Text, seizure_list_id: Uid, name: Text, category: Text, features: Text, model: Text, serial_no: Text, pieces: Integer,
                unit: Text, holder_name: Text, owner_name: Text, valuation_minor: Nullable<BigInt>, currency: Nullable<Text>,
                attributes: Text, remark: Text, custody_state: Text, place_id: Nullable<Uid>,
                borrower_id: Nullable<Uid>, responsible_agency_id: Uid, legal_status: Text,
                disposition: Nullable<Text>, seal_no: Nullable<Text>, seized_at: BigInt,
                received_at: Nullable<BigInt>, released_at: Nullable<BigInt>, version: Integer, last_leaf_hash: Binary,
            }
        );
    }
    Ok(())
}

/// Limits a query over items to what the reach covers.
macro_rules! within {
    ($query:expr, $reach:expr) => {{
        let (mut query, reach) = ($query, $reach);
        if let Some(agency) = reach.agency() {
            query = query.filter(items::agency_id.eq(agency).or(items::responsible_agency_id.eq(agency)));
        }
        if let Some(level) = reach.cleared() {
            query = query.filter($crate::db::accounts::secrecy::cleared!(items::case_id, level));
        }
        query
    }};
}
pub(in crate::db) use within;

/// The one row of a query over items, if it is within reach. Not boxed, so that the statement stays prepared.
macro_rules! one_within {
    ($query:expr, $reach:expr, $c:ident) => {
        match $reach {
            Reach::Everything => $query.first($c).optional(),
            Reach::Centre(level) => {
                $query.filter($crate::db::accounts::secrecy::one_cleared!(items::case_id, level)).first($c).optional()
            }
            Reach::Agency(agency, level) => $query
                .filter(items::agency_id.eq(agency).or(items::responsible_agency_id.eq(agency)))
                .filter($crate::db::accounts::secrecy::one_cleared!(items::case_id, level))
                .first($c)
                .optional(),
        }
    };
}
pub(in crate::db) use one_within;

/// An item by its id, within reach.
pub fn find(conn: &mut Conn, reach: Reach, id: ItemId) -> Result<Option<Item>> {
    Ok(on!(conn, c => one_within!(items::table.filter(items::id.eq(id)).select(Item::as_select()), reach, c))?)
}

/// Label code and name of an item, within reach.
pub fn find_name(conn: &mut Conn, reach: Reach, id: ItemId) -> Result<Option<(String, String)>> {
    Ok(on!(conn, c => one_within!(items::table.filter(items::id.eq(id)).select((items::code, items::name)), reach, c))?)
}

/// The items with these label codes or ids, within reach, in no particular order.
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

/// The ids of items by their label codes, whatever else of them can be read.
pub fn list_ids(conn: &mut Conn, codes: &[String]) -> Result<Vec<(String, ItemId)>> {
    let mut found = Vec::with_capacity(codes.len());
    for batch in codes.chunks(BATCH) {
        found.extend(on!(conn, c => items::table
            .filter(items::code.eq_any(batch))
            .select((items::code, items::id))
            .load::<(String, ItemId)>(c))?);
    }
    Ok(found)
}

/// The items with these ids, within reach, in no particular order.
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

/// The items of a seizure list, in its order.
pub fn list_by_seizure_list(conn: &mut Conn, list: SeizureListId) -> Result<Vec<Item>> {
    Ok(on!(conn, c => items::table
        .filter(items::seizure_list_id.eq(list))
        .order(items::line_no)
        .select(Item::as_select())
        .load(c))?)
}

/// The open requests that hold any of these items: item code, request number.
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
pub fn count_all(conn: &mut Conn) -> Result<i64> {
    Ok(on!(conn, c => items::table.count().get_result(c))?)
}
