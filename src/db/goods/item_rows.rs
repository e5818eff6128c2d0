//! Items as lists and scans show them, with the names of all that they stand beside.

use diesel::alias;
use diesel::prelude::*;

use crate::db::engine::connection::{Conn, on};
use crate::db::goods::items::one_within;
use crate::db::schema::{agencies, cases, items, places, request_lines, requests, seizure_lists, users};
use crate::error::{Error, Result};
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::{Attributes, Category};
use crate::model::goods::item::{CustodyState, Disposition, LegalStatus};
use crate::model::ids::{AgencyId, CaseId, ItemId, PlaceId, RequestId, SeizureListId, UserId};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::time::Time;

/// An item as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct StockRow {
    pub id: ItemId,
    pub code: String,
    pub line_no: i32,
    pub name: String,
    pub category: Category,
    pub features: String,
    pub model: String,
    pub serial_no: String,
    pub pieces: i32,
    pub unit: String,
    pub holder_name: String,
    pub valuation_minor: Option<i64>,
    pub currency: Option<String>,
    pub custody_state: CustodyState,
    pub legal_status: LegalStatus,
    pub place_id: Option<PlaceId>,
    pub place_code: Option<String>,
    pub place_name: Option<String>,
    pub borrower_id: Option<UserId>,
    pub borrower_name: Option<String>,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    pub secrecy: SecrecyLevel,
    pub responsible_agency_id: AgencyId,
    pub responsible_agency_name: Option<String>,
    pub registered_at: Time,
    pub received_at: Option<Time>,
    pub released_at: Option<Time>,
    pub version: i32,
    pub described: Described,
}

/// The rest of what is known of an item, which lists show when asked to.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Described {
    pub seizure_list_id: SeizureListId,
    pub list_no: Option<String>,
    pub owner_name: String,
    pub attributes: Attributes,
    pub remark: String,
    pub disposition: Option<Disposition>,
    pub seal_no: Option<String>,
    /// The agency that registered it.
    pub agency_id: AgencyId,
    pub agency_name: Option<String>,
    pub seized_at: Time,
}

alias!(agencies as registering: Registering);

/// The columns of a [`StockRow`].
macro_rules! columns {
    () => {
        (
            items::id,
            items::code,
            items::line_no,
            items::name,
            items::category,
            items::features,
            items::model,
            items::serial_no,
            items::pieces,
            items::unit,
            items::holder_name,
            items::valuation_minor,
            items::currency,
            items::custody_state,
            items::legal_status,
            items::place_id,
            places::code.nullable(),
            places::name.nullable(),
            items::borrower_id,
            users::name.nullable(),
            items::case_id,
            cases::case_no,
            cases::name,
            cases::secrecy,
            items::responsible_agency_id,
            agencies::name.nullable(),
            items::registered_at,
            items::received_at,
            items::released_at,
            items::version,
            (
                items::seizure_list_id,
                seizure_lists::list_no.nullable(),
                items::owner_name,
                items::attributes,
                items::remark,
                items::disposition,
                items::seal_no,
                items::agency_id,
                registering.field(agencies::name).nullable(),
                items::seized_at,
            ),
        )
    };
}
pub(in crate::db) use columns;

/// Joins what the columns of a [`StockRow`] are taken from. All but the case are left joins, which the planner never
/// begins with: the order and the filter are those of items.
macro_rules! named {
    ($query:expr) => {
        $query
            .inner_join(cases::table.on(cases::id.eq(items::case_id)))
            .left_join(places::table.on(items::place_id.eq(places::id.nullable())))
            .left_join(users::table.on(items::borrower_id.eq(users::id.nullable())))
            .left_join(agencies::table.on(items::responsible_agency_id.eq(agencies::id)))
            .left_join(registering.on(items::agency_id.eq(registering.field(agencies::id))))
            .left_join(seizure_lists::table.on(items::seizure_list_id.eq(seizure_lists::id)))
    };
}
pub(in crate::db) use named;

/// The open request that holds an item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Hold {
    pub request_id: RequestId,
    pub number: Option<String>,
    pub kind: RequestKind,
    pub status: RequestStatus,
}

/// One item by its label code, within reach, with the open request that holds it: the look-up behind every scan.
pub fn find_by_code(conn: &mut Conn, reach: Reach, code: &str) -> Result<Option<(StockRow, Option<Hold>)>> {
    Ok(on!(conn, c => {
        let query = named!(items::table)
            .left_join(
                request_lines::table.on(request_lines::item_id.eq(items::id).and(request_lines::holds)),
            )
            .left_join(requests::table.on(requests::id.nullable().eq(request_lines::request_id.nullable())))
            .filter(items::code.eq(code))
            .select((columns!(), (requests::id, requests::number, requests::kind, requests::status).nullable()));
        one_within!(query, reach, c)
    })?)
}

/// One item by its id, within reach.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &mut Conn, reach: Reach, id: ItemId) -> Result<StockRow> {
    let found = on!(conn, c => {
        one_within!(named!(items::table).select(columns!()).filter(items::id.eq(id)), reach, c)
    })?;
    found.ok_or(Error::NotFound)
}

/// The open request that holds an item.
pub fn find_hold(conn: &mut Conn, id: ItemId) -> Result<Option<Hold>> {
    Ok(on!(conn, c => request_lines::table
        .inner_join(requests::table.on(requests::id.eq(request_lines::request_id)))
        .filter(request_lines::item_id.eq(id).and(request_lines::holds))
        .select((requests::id, requests::number, requests::kind, requests::status))
        .first(c)
        .optional())?)
}
