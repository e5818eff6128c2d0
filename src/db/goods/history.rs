//! The history of an item as people read it: its events with everybody and everything they name, in one statement.

use diesel::prelude::*;

use crate::db::engine::connection::{Conn, on};
use crate::db::goods::movements::Movement;
use crate::db::ledger::log::LeafRow;
use crate::db::schema::{log_leaves, movements, places, requests, users};
use crate::error::Result;
use crate::model::ids::ItemId;

/// One event: the leaf, the movement where goods moved, and the names of what both speak of.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Happened {
    pub leaf: LeafRow,
    pub movement: Option<Movement>,
    pub named: Named,
}

/// What the people, places and the request of an event are called.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Named {
    pub actor: Option<String>,
    pub second: Option<String>,
    pub from_borrower: Option<String>,
    pub to_borrower: Option<String>,
    /// Code and name.
    pub from_place: Option<(String, String)>,
    pub to_place: Option<(String, String)>,
    pub request_number: Option<String>,
}

/// The events of an item, first to last, from event `after` on.
pub fn list(conn: &mut Conn, id: ItemId, after: i32, limit: i64) -> Result<Vec<Happened>> {
    let (actors, seconds, givers, takers, origins, targets) = diesel::alias!(
        users as actors,
        users as seconds,
        users as givers,
        users as takers,
        places as origins,
        places as targets
    );
    Ok(on!(conn, c => log_leaves::table
        .left_join(movements::table.on(movements::leaf_seq.eq(log_leaves::seq)))
        .left_join(actors.on(actors.field(users::id).nullable().eq(log_leaves::actor_id)))
        .left_join(seconds.on(seconds.field(users::id).nullable().eq(movements::second_id)))
        .left_join(givers.on(givers.field(users::id).nullable().eq(movements::from_borrower_id)))
        .left_join(takers.on(takers.field(users::id).nullable().eq(movements::to_borrower_id)))
        .left_join(origins.on(origins.field(places::id).nullable().eq(movements::from_place_id)))
        .left_join(targets.on(targets.field(places::id).nullable().eq(movements::to_place_id)))
        .left_join(requests::table.on(requests::id.nullable().eq(movements::request_id)))
        .filter(log_leaves::item_id.eq(id).and(log_leaves::item_seq.gt(after)))
        .order(log_leaves::item_seq)
        .limit(limit)
        .select((
            LeafRow::as_select(),
            Option::<Movement>::as_select(),
            (
                actors.field(users::name).nullable(),
                seconds.field(users::name).nullable(),
                givers.field(users::name).nullable(),
                takers.field(users::name).nullable(),
                (origins.field(places::code), origins.field(places::name)).nullable(),
                (targets.field(places::code), targets.field(places::name)).nullable(),
                requests::number.nullable(),
            ),
        ))
        .load(c))?)
}

/// The same events as [`list`] without the names: the leaf and, where goods moved, the movement.
pub fn list_bare(conn: &mut Conn, id: ItemId, after: i32, limit: i64) -> Result<Vec<(LeafRow, Option<Movement>)>> {
    Ok(on!(conn, c => log_leaves::table
        .left_join(movements::table.on(movements::leaf_seq.eq(log_leaves::seq)))
        .filter(log_leaves::item_id.eq(id).and(log_leaves::item_seq.gt(after)))
        .order(log_leaves::item_seq)
        .limit(limit)
        .select((LeafRow::as_select(), Option::<Movement>::as_select()))
        .load(c))?)
}
