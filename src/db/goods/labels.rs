//! Codes beside the current ones of the items (blank, bound later, replaced), and what is printed about an item or place.

use std::collections::HashMap;

use diesel::dsl::not;
use diesel::prelude::*;
use diesel::upsert::excluded;

use crate::db::accounts::secrecy::cleared;
use crate::db::change::Change;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::goods::items::within;
use crate::db::ledger::former_names;
use crate::db::schema::{agencies, cases, items, labels, movements, places, request_lines, users};
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::viewer::Reach;
use crate::model::goods::category::{Category, StorageClass};
use crate::model::goods::item::CustodyState;
use crate::model::ids::{CaseId, ItemId, PlaceId, PrintBatchId, RequestId, SubjectId, UserId};
use crate::model::ledger::event::ItemAction;
use crate::model::papers::print::LabelState;
use crate::model::requests::request::LineOutcome;
use crate::model::time::Time;

/// A code that is not simply an item's first and only one.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = labels, treat_none_as_default_value = false)]
pub struct Label {
    pub code: String,
    pub state: LabelState,
    /// The item that carries or carried it.
    pub item_id: Option<ItemId>,
    /// The batch that printed it as a blank.
    pub batch_id: Option<PrintBatchId>,
    pub issued_at: Time,
    pub changed_at: Time,
}

/// One code.
pub fn find(conn: &mut Conn, code: &str) -> Result<Option<Label>> {
    Ok(on!(conn, c => labels::table.find(code).select(Label::as_select()).first(c).optional())?)
}

/// Those of these codes that are known here.
pub fn list_by_code(conn: &mut Conn, codes: &[String]) -> Result<HashMap<String, Label>> {
    let mut found = HashMap::new();
    for batch in codes.chunks(BATCH) {
        let rows: Vec<Label> = on!(conn, c => labels::table
            .filter(labels::code.eq_any(batch))
            .select(Label::as_select())
            .load(c))?;
        found.extend(rows.into_iter().map(|row| (row.code.clone(), row)));
    }
    Ok(found)
}

/// The former codes of an item, oldest first.
pub fn list_former(conn: &mut Conn, item: ItemId) -> Result<Vec<Label>> {
    Ok(on!(conn, c => labels::table
        .filter(labels::item_id.eq(item).and(labels::state.eq(LabelState::Replaced)))
        .order(labels::changed_at)
        .limit(500)
        .select(Label::as_select())
        .load(c))?)
}

/// All codes after one, in their order, at most `limit`: for walks over the whole table.
pub fn list_after(conn: &mut Conn, after: &str, limit: i64) -> Result<Vec<Label>> {
    Ok(on!(conn, c => labels::table
        .filter(labels::code.gt(after))
        .order(labels::code)
        .limit(limit)
        .select(Label::as_select())
        .load(c))?)
}

/// Codes in a state, in their order, but for those of items of cases beyond the reach.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, state: LabelState, paging: &Paging) -> Result<Page<Label>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, String>()?;
    let rows: Vec<Label> = on!(conn, c => {
        let mut query = labels::table.filter(labels::state.eq(state)).select(Label::as_select()).into_boxed();
        if let Some(level) = reach.cleared() {
            let beyond = items::table.filter(not(cleared!(items::case_id, level))).select(items::id);
            query = query.filter(labels::item_id.is_null().or(not(labels::item_id.assume_not_null().eq_any(beyond))));
        }
        if let Some((code, _)) = after {
            query = query.filter(labels::code.gt(code));
        }
        query.order(labels::code).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.code.clone(), row.code.clone())))
}

/// Puts codes, new or known. The database refuses to give a bound or replaced code to another item.
pub fn put(change: &mut Change<'_>, rows: &[Label]) -> Result<()> {
    for batch in rows.chunks(BATCH) {
        on!(change.conn, c => diesel::insert_into(labels::table)
            .values(batch)
            .on_conflict(labels::code)
            .do_update()
            .set((
                labels::state.eq(excluded(labels::state)),
                labels::item_id.eq(excluded(labels::item_id)),
                labels::changed_at.eq(excluded(labels::changed_at)),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// What is printed about an item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ItemWords {
    pub id: ItemId,
    pub code: String,
    pub name: String,
    pub category: Category,
    pub seal_no: Option<String>,
    pub seized_at: Time,
    pub received_at: Option<Time>,
    pub custody_state: CustodyState,
    pub case_no: String,
    pub handling_agency: String,
}

/// Which items are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Those of a request that were not refused.
    Request(RequestId),
    /// Those of a case that were not cancelled.
    Case(CaseId),
    /// Those with these codes.
    Codes(Vec<String>),
    /// Every item the centre ever received.
    Received,
}

/// What is printed about items within reach, at most `limit` after a code. Codes count up, so that labels come off a
/// sheet in the order in which the goods stand on their list.
pub fn list_item_words(
    conn: &mut Conn,
    reach: Reach,
    which: &Which,
    after: &str,
    limit: i64,
) -> Result<Vec<ItemWords>> {
    Ok(on!(conn, c => {
        let query = items::table
            .inner_join(cases::table.on(cases::id.eq(items::case_id)))
            .inner_join(agencies::table.on(agencies::id.eq(items::responsible_agency_id)))
            .select((
                items::id,
                items::code,
                items::name,
                items::category,
                items::seal_no,
                items::seized_at,
                items::received_at,
                items::custody_state,
                cases::case_no,
                agencies::name,
            ))
            .into_boxed();
        let mut query = within!(query, reach);
        query = match which {
            Which::Request(id) => {
                let lines = request_lines::table
                    .filter(request_lines::request_id.eq(*id).and(request_lines::outcome.ne(LineOutcome::Refused)));
                query.filter(items::id.eq_any(lines.select(request_lines::item_id)))
            }
            Which::Case(id) => {
                query.filter(items::case_id.eq(*id).and(items::custody_state.ne(CustodyState::Cancelled)))
            }
            Which::Codes(codes) => query.filter(items::code.eq_any(codes.clone())),
            Which::Received => query.filter(items::received_at.is_not_null()),
        };
        query.filter(items::code.gt(after)).order(items::code).limit(limit).load(c)
    })?)
}

/// Who received these items into custody, by the name of then: a label says the same however often it is printed.
pub fn list_receivers(conn: &mut Conn, ids: &[ItemId]) -> Result<HashMap<ItemId, String>> {
    let mut found = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(ItemId, UserId, Time, String)> = on!(conn, c => movements::table
            .inner_join(users::table.on(users::id.eq(movements::actor_id)))
            .filter(movements::item_id.eq_any(batch).and(movements::action.eq(ItemAction::ItemReceived)))
            .select((movements::item_id, users::id, movements::moved_at, users::name))
            .load(c))?;
        let mut people: Vec<SubjectId> = rows.iter().map(|(_, person, ..)| SubjectId(person.0)).collect();
        people.sort_unstable();
        people.dedup();
        let former = former_names::list(conn, &people)?;
        found.extend(rows.into_iter().map(|(item, person, at, now)| {
            let then = former.get(&SubjectId(person.0)).and_then(|names| former_names::at(names, at));
            (item, then.map_or(now, |then| then.name.clone()))
        }));
    }
    Ok(found)
}

/// The name of the centre, as the keeping agency.
pub fn find_centre(conn: &mut Conn) -> Result<Option<String>> {
    Ok(on!(conn, c => agencies::table
        .filter(agencies::kind.eq(AgencyKind::Centre).and(agencies::active))
        .order(agencies::created_at)
        .select(agencies::name)
        .first(c)
        .optional())?)
}

/// What is printed about a place.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct PlaceWords {
    pub id: PlaceId,
    pub code: String,
    pub name: String,
    pub storage_class: StorageClass,
}

/// What is printed about the open places with these codes, or about all, by code, at most `limit` after one.
pub fn list_place_words(conn: &mut Conn, codes: Option<&[String]>, after: &str, limit: i64) -> Result<Vec<PlaceWords>> {
    Ok(on!(conn, c => {
        let mut query = places::table
            .filter(places::active.and(places::code.gt(after)))
            .select((places::id, places::code, places::name, places::storage_class))
            .into_boxed();
        if let Some(codes) = codes {
            query = query.filter(places::code.eq_any(codes.to_vec()));
        }
        query.order(places::code).limit(limit).load(c)
    })?)
}
