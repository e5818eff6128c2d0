//! The audit log as people read it: entries with the names behind their ids, and the signed checkpoints.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};

use crate::db::engine::connection::{Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::goods::items::one_within;
use crate::db::ledger::log::CheckpointRow;
use crate::db::ledger::subjects::{self, Fit};
use crate::db::schema::{agencies, items, log_checkpoints, log_leaves, requests, users};
use crate::error::Result;
use crate::model::accounts::secrecy::SecrecyLevel;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, ItemId, SubjectId, UserId};
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::ledger::subjects::SubjectKind;
use crate::model::time::Time;

/// Which entries a list shows.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// The action's whole name, such as `ItemReceived`.
    pub action: Option<String>,
    pub actor_id: Option<UserId>,
    pub item_id: Option<ItemId>,
    /// The label code of the item.
    pub item: Option<String>,
    /// What else the entry is about: a request, a case, a person.
    pub subject_id: Option<SubjectId>,
    /// What the entry is about, as people call it: a number, code, login or name, or an id.
    pub subject: Option<String>,
    pub from: Option<Time>,
    pub before: Option<Time>,
}

/// An entry as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct EntryRow {
    pub seq: i64,
    pub logged_at: Time,
    pub action: String,
    pub actor_id: Option<UserId>,
    pub actor_name: Option<String>,
    pub agency_id: Option<AgencyId>,
    pub agency_name: Option<String>,
    pub item_id: Option<ItemId>,
    pub item_code: Option<String>,
    pub item_name: Option<String>,
    pub item_seq: Option<i32>,
    pub subject_id: Option<SubjectId>,
    /// The number, where the entry is about a request.
    pub request_number: Option<String>,
    /// Whether it is about a case beyond the reach.
    beyond: Option<bool>,
    /// The payload, where nothing else says what the entry is about.
    telling: Option<String>,
}

impl EntryRow {
    /// Whether it is about a case that the reader is not cleared for, so that no name is told of it.
    pub fn is_concealed(&self) -> bool {
        self.beyond.unwrap_or(false)
    }

    /// What kind of thing it is about, as far as its action says.
    pub fn subject_kind(&self) -> Option<SubjectKind> {
        match self.item_id {
            Some(_) => Some(SubjectKind::Item),
            None => self.action.parse().ok().and_then(Action::subject_kind),
        }
    }

    /// What an entry about no row of a table says of its subject: the name of a setting, the first of the blank labels.
    pub fn told_code(&self) -> Option<String> {
        let event: SubjectEvent = serde_json::from_str(self.telling.as_ref()?).ok()?;
        let name = event.details.get("name").and_then(|name| name.as_str());
        name.or_else(|| event.blanks().next()).map(str::to_owned)
    }

    /// The entry as it is shown: of what is concealed, that it happened, when and by whom.
    fn shown(mut self) -> Self {
        if self.is_concealed() {
            (self.item_code, self.item_name, self.request_number) = (None, None, None);
        }
        self
    }
}

/// The condition that an entry is about a case above a level: about the case, an item, a request, a seizure list, a document, a file, a paper,
/// a discrepancy, a clue, a supervision notice, or a batch of labels of it.
macro_rules! beyond {
    ($reach:expr) => {
        sql::<Nullable<Bool>>(
            "(coalesce(log_leaves.item_id, log_leaves.subject_id) IN (WITH above AS (SELECT id FROM cases WHERE secrecy > ",
        )
        .bind::<Text, _>($reach.cleared().unwrap_or(SecrecyLevel::Secret))
        .sql(
            "), goods AS (SELECT id FROM items WHERE case_id IN (SELECT id FROM above)) \
             SELECT id FROM above UNION ALL SELECT id FROM goods \
             UNION ALL SELECT id FROM requests WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM seizure_lists WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM documents WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM files WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM papers WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM clues WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM supervision_notices WHERE case_id IN (SELECT id FROM above) \
             UNION ALL SELECT id FROM discrepancies WHERE item_id IN (SELECT id FROM goods) \
             UNION ALL SELECT batch_id FROM print_lines WHERE item_id IN (SELECT id FROM goods)))",
        )
    };
}

/// The columns of an [`EntryRow`], joined from what the log names by id. The log itself has no foreign keys.
macro_rules! entries {
    ($reach:expr) => {
        log_leaves::table
            .left_join(users::table.on(users::id.nullable().eq(log_leaves::actor_id)))
            .left_join(agencies::table.on(agencies::id.nullable().eq(log_leaves::actor_agency_id)))
            .left_join(items::table.on(items::id.nullable().eq(log_leaves::item_id)))
            .left_join(requests::table.on(requests::id.nullable().eq(log_leaves::subject_id)))
            .select((
                log_leaves::seq,
                log_leaves::logged_at,
                log_leaves::action,
                log_leaves::actor_id,
                users::name.nullable(),
                log_leaves::actor_agency_id,
                agencies::name.nullable(),
                log_leaves::item_id,
                items::code.nullable(),
                items::name.nullable(),
                log_leaves::item_seq,
                log_leaves::subject_id,
                requests::number.nullable(),
                beyond!($reach),
                sql::<Nullable<Text>>(
                    "CASE WHEN log_leaves.action IN ('SettingChanged', 'LabelsRetired') THEN log_leaves.payload END",
                ),
            ))
    };
}

/// A filter with its item found and its span of time turned into a span of numbers: the log grows with time.
struct Span {
    item_id: Option<ItemId>,
    /// What the entries are about, whatever kind of thing it is.
    about: Option<Vec<SubjectId>>,
    start: Option<i64>,
    end: Option<i64>,
}

impl Span {
    /// None when no entry can fit.
    fn of(conn: &mut Conn, reach: Reach, filter: &EntryFilter) -> Result<Option<Self>> {
        let item_id = match &filter.item {
            Some(code) => match find_item(conn, reach, code)? {
                Some(id) if filter.item_id.is_none_or(|asked| asked == id) => Some(id),
                _ => return Ok(None),
            },
            None => filter.item_id,
        };
        let about = filter.subject.as_ref().map(|text| about(conn, reach, text)).transpose()?;
        if about.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let start = filter.from.map(|from| first_seq(conn, from)).transpose()?;
        if start == Some(None) {
            return Ok(None);
        }
        let end = filter.before.map(|before| first_seq(conn, before)).transpose()?;
        Ok(Some(Self { item_id, about, start: start.flatten(), end: end.flatten() }))
    }
}

macro_rules! filtered {
    ($query:expr, $filter:expr, $span:expr) => {{
        let (mut query, filter, span) = ($query, $filter, $span);
        if let Some(action) = filter.action.clone() {
            query = query.filter(log_leaves::action.eq(action));
        }
        if let Some(actor) = filter.actor_id {
            query = query.filter(log_leaves::actor_id.eq(actor));
        }
        if let Some(item) = span.item_id {
            query = query.filter(log_leaves::item_id.eq(item));
        }
        if let Some(subject) = filter.subject_id {
            query = query.filter(log_leaves::subject_id.eq(subject));
        }
        if let Some(about) = &span.about {
            let subject = log_leaves::subject_id.eq_any(about.clone());
            query = query.filter(subject.or(log_leaves::item_id.eq_any(about.clone())));
        }
        if let Some(start) = span.start {
            query = query.filter(log_leaves::seq.ge(start));
        }
        if let Some(end) = span.end {
            query = query.filter(log_leaves::seq.lt(end));
        }
        query
    }};
}

/// Entries, newest first.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(conn: &mut Conn, reach: Reach, filter: &EntryFilter, paging: &Paging) -> Result<Page<EntryRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, i64>()?;
    let Some(span) = Span::of(conn, reach, filter)? else { return Ok(Page { rows: Vec::new(), next: None }) };
    let rows: Vec<EntryRow> = on!(conn, c => {
        let mut query = filtered!(entries!(reach).into_boxed(), filter, &span);
        if let Some((_, seq)) = after {
            query = query.filter(log_leaves::seq.lt(seq));
        }
        query.order(log_leaves::seq.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.seq)).map(EntryRow::shown))
}

/// How many entries the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &EntryFilter) -> Result<i64> {
    let Some(span) = Span::of(conn, reach, filter)? else { return Ok(0) };
    Ok(on!(conn, c => {
        let query = log_leaves::table.select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, filter, &span).first(c)
    })?)
}

/// One entry with the names behind its ids.
pub fn find(conn: &mut Conn, reach: Reach, seq: i64) -> Result<Option<EntryRow>> {
    let found: Option<EntryRow> = on!(conn, c => entries!(reach).filter(log_leaves::seq.eq(seq)).first(c).optional())?;
    Ok(found.map(EntryRow::shown))
}

/// The ids of what is called so, or the one that is an id.
fn about(conn: &mut Conn, reach: Reach, text: &str) -> Result<Vec<SubjectId>> {
    match text.trim().parse() {
        Ok(id) => Ok(vec![id]),
        Err(_) => Ok(subjects::find(conn, reach, text, Fit::Whole)?.into_iter().map(|(id, _)| id).collect()),
    }
}

/// The number and the payload of the last entry about a subject before another, among those of some actions.
pub fn find_earlier(
    conn: &mut Conn,
    seq: i64,
    subject: SubjectId,
    actions: &[Action],
) -> Result<Option<(i64, Option<String>)>> {
    let names: Vec<_> = actions.iter().map(|action| action.as_str()).collect();
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::subject_id.eq(subject))
        .filter(log_leaves::seq.lt(seq))
        .filter(log_leaves::action.eq_any(names))
        .order(log_leaves::seq.desc())
        .select((log_leaves::seq, log_leaves::payload))
        .first(c)
        .optional())?)
}

fn find_item(conn: &mut Conn, reach: Reach, code: &str) -> Result<Option<ItemId>> {
    Ok(on!(conn, c => one_within!(items::table.filter(items::code.eq(code)).select(items::id), reach, c))?)
}

/// The number of the first entry logged at a time or later.
fn first_seq(conn: &mut Conn, at: Time) -> Result<Option<i64>> {
    Ok(on!(conn, c => log_leaves::table
        .filter(log_leaves::logged_at.ge(at))
        .order((log_leaves::logged_at, log_leaves::seq))
        .select(log_leaves::seq)
        .first(c)
        .optional())?)
}

/// Checkpoints, newest first.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list_checkpoints(conn: &mut Conn, paging: &Paging) -> Result<Page<CheckpointRow>> {
    let shown = paging.shown()?;
    let after = paging.after::<String, i64>()?;
    let rows: Vec<CheckpointRow> = on!(conn, c => {
        let mut query = log_checkpoints::table.select(CheckpointRow::as_select()).into_boxed();
        if let Some((_, size)) = after {
            query = query.filter(log_checkpoints::size.lt(size));
        }
        query.order(log_checkpoints::size.desc()).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (String::new(), row.size)))
}
