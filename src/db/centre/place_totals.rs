//! What lies in places and in everything that stands in them, and how much more they take: one statement for a whole page
//! of places.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text};

use crate::db::engine::connection::Conn;
use crate::error::{Error, Result};
use crate::model::ids::{PlaceId, Uid};

/// What lies in a place and below it, and the room there is. Goods of every level count: how full a room is, is no secret.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlaceTotals {
    /// Items in the place itself.
    pub held: i64,
    /// Items in the places that stand in it, at every level.
    pub held_below: i64,
    /// Items that the open places below it take which have a capacity; `None` when none has.
    pub capacity_below: Option<i64>,
    /// Items that the open places among it and those below it still take which have a capacity; `None` when none has. Nothing
    /// where it is closed itself.
    pub free: Option<i64>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Uid)]
    root: PlaceId,
    #[diesel(sql_type = BigInt)]
    held: i64,
    #[diesel(sql_type = BigInt)]
    held_below: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    capacity_below: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    free: Option<i64>,
}

/// The statement, around the one thing in which the databases differ: how many ids are bound at once. No tree is deeper than
/// sixteen levels, so that it ends where rows edited behind the program's back stand above one another.
macro_rules! totals {
    ($roots:literal) => {
        concat!(
            "WITH RECURSIVE roots (id) AS (",
            $roots,
            "), inside (root, id, level, active, capacity) AS (\
             SELECT id, id, 0, active, capacity FROM places WHERE id IN (SELECT id FROM roots) UNION ALL \
             SELECT inside.root, places.id, inside.level + 1, places.active, places.capacity \
             FROM inside JOIN places ON places.parent_id = inside.id WHERE inside.level < 16), \
             spaces (root, own, active, capacity, items) AS (SELECT root, level = 0, active, capacity, \
             (SELECT count(*) FROM items WHERE items.place_id = inside.id) FROM inside) \
             SELECT root, \
             CAST(sum(CASE WHEN own THEN items ELSE 0 END) AS BIGINT) AS held, \
             CAST(sum(CASE WHEN own THEN 0 ELSE items END) AS BIGINT) AS held_below, \
             CAST(sum(CASE WHEN active AND NOT own THEN capacity END) AS BIGINT) AS capacity_below, \
             CAST(sum(CASE WHEN own AND NOT active THEN 0 WHEN NOT active OR capacity IS NULL THEN NULL \
             WHEN capacity > items THEN capacity - items ELSE 0 END) AS BIGINT) AS free \
             FROM spaces GROUP BY root"
        )
    };
}

/// The totals of these places. A place that is not known is absent.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, ids: &[PlaceId]) -> Result<HashMap<PlaceId, PlaceTotals>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = match conn {
        Conn::Postgres(c) => diesel::sql_query(totals!("SELECT unnest($1)")).bind::<Array<Uid>, _>(ids).load(c)?,
        Conn::Sqlite(c) => {
            let ids: Vec<String> = ids.iter().map(|id| id.0.simple().to_string()).collect();
            let ids = serde_json::to_string(&ids).map_err(Error::internal)?;
            diesel::sql_query(totals!("SELECT unhex(value) FROM json_each($1)")).bind::<Text, _>(ids).load(c)?
        }
    };
    let totals = |Row { root, held, held_below, capacity_below, free }| {
        (root, PlaceTotals { held, held_below, capacity_below, free })
    };
    Ok(rows.into_iter().map(totals).collect())
}
