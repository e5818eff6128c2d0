//! Movements: who gave what to whom, where and why; one row beside every leaf that moved an item.

use diesel::prelude::*;

use crate::db::engine::connection::{Conn, insert_rows, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::goods::items::within;
use crate::db::schema::{items, movements};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::item::{Condition, CustodyState};
use crate::model::ids::{AgencyId, ItemId, PlaceId, RequestId, UserId};
use crate::model::ledger::event::{ItemAction, ItemEvent};
use crate::model::time::Time;
use crate::model::words::words;

/// One movement of one item; every member follows from the leaf of the same number.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = movements, treat_none_as_default_value = false)]
pub struct Movement {
    /// The leaf's position in the log.
    pub leaf_seq: i64,
    pub item_id: ItemId,
    pub item_version: i32,
    pub action: ItemAction,
    pub request_id: Option<RequestId>,
    pub from_state: CustodyState,
    pub to_state: CustodyState,
    pub from_place_id: Option<PlaceId>,
    pub to_place_id: Option<PlaceId>,
    pub from_borrower_id: Option<UserId>,
    pub to_borrower_id: Option<UserId>,
    pub actor_id: UserId,
    pub second_id: Option<UserId>,
    pub receiver: Option<String>,
    pub reason: Option<String>,
    pub condition: Option<Condition>,
    pub moved_at: Time,
}

impl Movement {
    /// The movement that an event of the log amounts to.
    pub fn of(event: &ItemEvent, leaf_seq: i64, version: i32, actor: Option<UserId>, now: Time) -> Self {
        let before = event.before.as_ref().unwrap_or(&event.after);
        let circumstances = event.circumstances.clone();
        Self {
            leaf_seq,
            item_id: event.item_id,
            item_version: version,
            action: event.action,
            request_id: circumstances.request_id,
            from_state: before.state,
            to_state: event.after.state,
            from_place_id: before.place_id,
            to_place_id: event.after.place_id,
            from_borrower_id: before.borrower_id,
            to_borrower_id: event.after.borrower_id,
            actor_id: actor.unwrap_or(UserId(uuid::Uuid::nil())),
            second_id: circumstances.second_id,
            receiver: circumstances.receiver,
            reason: circumstances.reason,
            condition: circumstances.condition,
            moved_at: now,
        }
    }

    /// Names the columns in which another differs from this one.
    pub fn differing(&self, table: &Self) -> String {
        let columns = [
            (self.item_id == table.item_id, "item_id"),
            (self.item_version == table.item_version, "item_version"),
            (self.action == table.action, "action"),
            (self.request_id == table.request_id, "request_id"),
            (self.from_state == table.from_state, "from_state"),
            (self.to_state == table.to_state, "to_state"),
            (self.from_place_id == table.from_place_id, "from_place_id"),
            (self.to_place_id == table.to_place_id, "to_place_id"),
            (self.from_borrower_id == table.from_borrower_id, "from_borrower_id"),
            (self.to_borrower_id == table.to_borrower_id, "to_borrower_id"),
            (self.actor_id == table.actor_id, "actor_id"),
            (self.second_id == table.second_id, "second_id"),
            (self.receiver == table.receiver, "receiver"),
            (self.reason == table.reason, "reason"),
            (self.condition == table.condition, "condition"),
            (self.moved_at == table.moved_at, "moved_at"),
        ];
        let names: Vec<&str> = columns.iter().filter(|(same, _)| !same).map(|(_, name)| *name).collect();
        names.join(", ")
    }
}

pub(in crate::db) fn insert(conn: &mut Conn, rows: &[Movement]) -> Result<()> {
    insert_rows!(conn, movements, rows);
    Ok(())
}

words! {
    /// The sort keys of the movement list.
    MovementSort {
        NewestFirst = "-moved_at" / "移动时间倒序" / "Newest first",
        OldestFirst = "moved_at" / "移动时间" / "Oldest first",
    }
}

/// Which movements a list shows.
#[derive(Debug, Clone, Default)]
pub struct MovementFilter {
    pub item_id: Option<ItemId>,
    /// From this place or to it.
    pub place_id: Option<PlaceId>,
    /// Whoever did it, as first or second custodian.
    pub actor_id: Option<UserId>,
    pub request_id: Option<RequestId>,
    /// The agency that seized the item.
    pub agency_id: Option<AgencyId>,
    pub actions: Vec<ItemAction>,
    pub moved_from: Option<Time>,
    pub moved_before: Option<Time>,
}

/// A movement with the code and the name of its item.
pub type MovementRow = (Movement, String, String);

macro_rules! joined {
    () => {
        movements::table.inner_join(items::table.on(items::id.eq(movements::item_id)))
    };
}

macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr) => {{
        let (mut query, filter) = (within!($query, $reach), $filter);
        if let Some(item) = filter.item_id {
            query = query.filter(movements::item_id.eq(item));
        }
        if let Some(place) = filter.place_id {
            query = query.filter(movements::from_place_id.eq(place).or(movements::to_place_id.eq(place)));
        }
        if let Some(actor) = filter.actor_id {
            query = query.filter(movements::actor_id.eq(actor).or(movements::second_id.eq(actor)));
        }
        if let Some(request) = filter.request_id {
            query = query.filter(movements::request_id.eq(request));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(items::agency_id.eq(agency));
        }
        if !filter.actions.is_empty() {
            query = query.filter(movements::action.eq_any(filter.actions.clone()));
        }
        if let Some(from) = filter.moved_from {
            query = query.filter(movements::moved_at.ge(from));
        }
        if let Some(before) = filter.moved_before {
            query = query.filter(movements::moved_at.lt(before));
        }
        query
    }};
}

/// Movements of items within reach, in the order of the log.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &MovementFilter,
    sort: MovementSort,
    paging: &Paging,
) -> Result<Page<MovementRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, i64>()?;
    let rows: Vec<MovementRow> = on!(conn, c => {
        let query = joined!().select((Movement::as_select(), items::code, items::name)).into_boxed();
        let mut query = filtered!(query, reach, filter);
        query = match (sort, after) {
            (_, None) => query,
            (MovementSort::NewestFirst, Some((_, seq))) => query.filter(movements::leaf_seq.lt(seq)),
            (MovementSort::OldestFirst, Some((_, seq))) => query.filter(movements::leaf_seq.gt(seq)),
        };
        query = match sort {
            MovementSort::NewestFirst => query.order(movements::leaf_seq.desc()),
            MovementSort::OldestFirst => query.order(movements::leaf_seq),
        };
        query.limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |(row, ..)| (String::new(), row.leaf_seq)))
}

/// How many movements the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &MovementFilter) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = joined!().select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter).first(c)
    })?)
}

/// The movements from leaf `start` on, at most `limit`, in order.
pub fn list_from(conn: &mut Conn, start: i64, limit: i64) -> Result<Vec<Movement>> {
    Ok(on!(conn, c => movements::table
        .filter(movements::leaf_seq.ge(start))
        .order(movements::leaf_seq)
        .limit(limit)
        .select(Movement::as_select())
        .load(c))?)
}

/// The movements of the leaves after `after` up to and with `last`, in order.
pub fn list_between(conn: &mut Conn, after: i64, last: i64) -> Result<Vec<Movement>> {
    Ok(on!(conn, c => movements::table
        .filter(movements::leaf_seq.gt(after).and(movements::leaf_seq.le(last)))
        .order(movements::leaf_seq)
        .select(Movement::as_select())
        .load(c))?)
}

/// The leaf numbers of the movements that [`list_between`] lists.
pub fn list_seqs_between(conn: &mut Conn, after: i64, last: i64) -> Result<Vec<i64>> {
    Ok(on!(conn, c => movements::table
        .filter(movements::leaf_seq.gt(after).and(movements::leaf_seq.le(last)))
        .order(movements::leaf_seq)
        .select(movements::leaf_seq)
        .load(c))?)
}

/// The movement of one leaf.
pub fn find(conn: &mut Conn, leaf_seq: i64) -> Result<Option<Movement>> {
    Ok(on!(conn, c => movements::table.find(leaf_seq).select(Movement::as_select()).first(c).optional())?)
}
