//! The figures of a year, counted twice: from the tables in three statements, and from the events of the log.

use std::fmt::Write;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};

use crate::db::centre::settings;
use crate::db::engine::connection::{Conn, on};
use crate::db::ledger::{former_names, log};
use crate::db::schema::agencies;
use crate::error::{Error, Result};
use crate::model::ids::{AgencyId, SubjectId, Uid};
use crate::model::ledger::event::{ItemEvent, SubjectEvent};
use crate::model::oversight::year_report::{Event, Figures, HOURS_PER_AGENCY_PER_DAY, HOURS_SETTING, LogTally, Year};
use crate::model::time::Time;

/// Events read at a time.
const CHUNK: i64 = 5_000;
/// Where the month would stand of what happened before the year, and after it or never.
const BEFOREHAND: i32 = 0;
const AFTERWARDS: i32 = 13;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Uid)]
    agency_id: AgencyId,
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Text)]
    word: String,
    #[diesel(sql_type = Integer)]
    month: i32,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// Pieces of one category, and the months they were received and released in; see [`bucket`].
#[derive(QueryableByName)]
struct Pieces {
    #[diesel(sql_type = Uid)]
    agency_id: AgencyId,
    #[diesel(sql_type = Text)]
    category: String,
    #[diesel(sql_type = Integer)]
    received: i32,
    #[diesel(sql_type = Integer)]
    released: i32,
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// How the times in the tables are read. Before the log refused it, a clock could be set back between two entries; then
/// both counts go by the order of the log: what is dated before an earlier entry counts at that one's time.
#[derive(Debug, Clone)]
pub struct Dating {
    /// The first entry dated before an earlier one, where that makes a difference.
    pub set_back: Option<SetBack>,
}

/// Where a clock was set back.
#[derive(Debug, Clone, QueryableByName)]
pub struct SetBack {
    /// Number of the first entry that is dated before an earlier one.
    #[diesel(sql_type = BigInt)]
    pub seq: i64,
    /// When it says it was made.
    #[diesel(sql_type = BigInt)]
    pub logged_at: Time,
    /// The latest time of an entry before it.
    #[diesel(sql_type = BigInt)]
    pub high: Time,
    /// How many entries are dated before an earlier one.
    #[diesel(sql_type = BigInt)]
    pub entries: i64,
}

/// Every entry with the latest time up to it in the order of the log.
const ENTRIES: &str = "(SELECT seq, COALESCE(item_id, subject_id) AS subject, logged_at, \
     max(logged_at) OVER (ORDER BY seq) AS high FROM log_leaves) AS dated";

/// The first and the last entry of a month, of the time before the year or of that after it.
#[derive(QueryableByName)]
struct Span {
    #[diesel(sql_type = diesel::sql_types::Nullable<BigInt>)]
    first: Option<i64>,
    #[diesel(sql_type = diesel::sql_types::Nullable<BigInt>)]
    last: Option<i64>,
}

/// Whether a clock was set back across the begin of a month of the year or across its end. Within a month it changes no
/// figure, and the spans are read from the index of the times in a fraction of the time of the whole order.
fn crosses_a_month(conn: &mut Conn, year: Year) -> Result<bool> {
    let mut bounds = vec![0];
    bounds.extend((1..=12).map(|month| Time::start_of_china_month(year.number(), month).0));
    bounds.extend([year.end().0, i64::MAX]);
    let part = |(at, bounds): (usize, &[i64])| match bounds {
        [from, before] => format!(
            "SELECT {at} AS span, min(seq) AS first, max(seq) AS last FROM log_leaves \
              WHERE logged_at >= {from} AND logged_at < {before}"
        ),
        _ => String::new(),
    };
    let parts: Vec<String> = bounds.windows(2).enumerate().map(part).collect();
    let sql = format!("{} ORDER BY span", parts.join(" UNION ALL "));
    let spans: Vec<Span> = on!(conn, c => diesel::sql_query(&sql).load(c))?;
    let mut end = -1;
    Ok(spans.iter().any(|span| {
        let back = span.first.is_some_and(|first| first < end);
        end = end.max(span.last.unwrap_or(end));
        back
    }))
}

impl Dating {
    /// How the times of this log are to be read for the figures of a year.
    pub fn of(conn: &mut Conn, year: Year) -> Result<Self> {
        if !crosses_a_month(conn, year)? {
            return Ok(Self { set_back: None });
        }
        let sql = format!(
            "SELECT seq, logged_at, high, count(*) OVER () AS entries FROM {ENTRIES} WHERE logged_at < high \
             ORDER BY seq LIMIT 1"
        );
        let found: Vec<SetBack> = on!(conn, c => diesel::sql_query(sql).load(c))?;
        Ok(Self { set_back: found.into_iter().next() })
    }

    /// The beginning of a statement that reads a table by its name here.
    fn with(&self) -> String {
        if self.set_back.is_none() {
            return String::new();
        }
        let time = |table: &str, subject: &str, column: &str| {
            format!(
                "COALESCE((SELECT high FROM set_back WHERE subject = {table}.{subject} \
                 AND logged_at = {table}.{column}), {table}.{column}) AS {column}"
            )
        };
        format!(
            "WITH set_back AS MATERIALIZED (SELECT subject, logged_at, max(high) AS high FROM {ENTRIES} \
                WHERE logged_at < high GROUP BY subject, logged_at), \
             dated_requests AS (SELECT agency_id, kind, {submitted} FROM requests), \
             dated_items AS (SELECT id, agency_id, category, pieces, {received}, {released} FROM items), \
             dated_movements AS (SELECT leaf_seq, item_id, from_state, to_state, {moved} FROM movements), \
             dated_loans AS (SELECT item_id, {lent}, {returned} FROM loans) ",
            submitted = time("requests", "id", "submitted_at"),
            received = time("items", "id", "received_at"),
            released = time("items", "id", "released_at"),
            moved = time("movements", "item_id", "moved_at"),
            lent = time("loans", "item_id", "handed_out_at"),
            returned = time("loans", "item_id", "returned_at"),
        )
    }

    /// What a table is called in a statement that begins with [`Dating::with`].
    fn table(&self, name: &str) -> String {
        if self.set_back.is_some() { format!("dated_{name}") } else { name.to_owned() }
    }
}

/// The figures by the tables.
pub fn from_tables(conn: &mut Conn, year: Year, dating: &Dating) -> Result<Figures> {
    let mut figures = Figures::new(year);
    for row in load(conn, &happened(year, dating))? {
        let event = match row.what.as_str() {
            "submitted" => Event::Submitted(row.word.parse().map_err(Error::internal)?),
            _ => Event::Lost,
        };
        figures.add(row.agency_id, row.month.unsigned_abs(), event, row.number);
    }
    add_pieces(conn, &mut figures, dating)?;
    for row in load(conn, &stock(year.start(), dating))? {
        figures.by_agency.entry(row.agency_id).or_default().opening.add(&row.word, row.number);
    }
    for row in load(conn, &stock(year.end(), dating))? {
        figures.by_agency.entry(row.agency_id).or_default().closing.add(&row.word, row.number);
    }
    Ok(figures)
}

/// What was received and released, in the year and before.
fn add_pieces(conn: &mut Conn, figures: &mut Figures, dating: &Dating) -> Result<()> {
    let rows: Vec<Pieces> = on!(conn, c => diesel::sql_query(pieces(figures.year, dating)).load(c))?;
    for row in rows {
        let received = Event::Received(row.category.parse().map_err(Error::internal)?);
        for (bucket, word, event) in [(row.received, "received", received), (row.released, "released", Event::Released)]
        {
            if bucket == AFTERWARDS {
                continue;
            }
            let agency = figures.by_agency.entry(row.agency_id).or_default();
            agency.closing.add(word, row.number);
            if bucket == BEFOREHAND {
                agency.opening.add(word, row.number);
            } else {
                figures.add(row.agency_id, bucket.unsigned_abs(), event, row.number);
            }
        }
    }
    Ok(())
}

/// The figures by the log; `progress` is told how many entries are done. An entry dated before an earlier one counts at
/// that one's time, see [`Dating`].
///
/// # Errors
/// Database errors; [`Error::Internal`] for a payload that is no event.
pub fn from_log(conn: &mut Conn, year: Year, mut progress: impl FnMut(u64)) -> Result<Figures> {
    let mut tally = LogTally::new(year);
    let (mut start, mut done, mut at) = (0, 0, Time(i64::MIN));
    loop {
        let rows = log::list_events_from(conn, start, CHUNK)?;
        let Some(last) = rows.last() else { return Ok(tally.finish()) };
        start = last.seq.saturating_add(1);
        for row in &rows {
            at = at.max(row.logged_at);
            let Some(payload) = row.payload.as_deref() else { continue };
            let unreadable = |error| Error::internal(format!("the payload of entry {}: {error}", row.seq));
            if row.item_id.is_some() {
                let event: ItemEvent = serde_json::from_str(payload).map_err(unreadable)?;
                tally.add_item(at, row.actor_agency_id, &event);
            } else {
                let event: SubjectEvent = serde_json::from_str(payload).map_err(unreadable)?;
                tally.add_subject(at, &event);
            }
        }
        done += rows.len() as u64;
        progress(done);
    }
}

/// The hours a day the centre saves each agency, as set.
///
/// # Errors
/// [`Error::Operator`] when the setting is no number.
pub fn hours_per_agency_per_day(conn: &mut Conn) -> Result<i64> {
    let set = settings::list(conn)?.into_iter().find(|setting| setting.name == HOURS_SETTING);
    let Some(setting) = set else { return Ok(HOURS_PER_AGENCY_PER_DAY) };
    let refused = |e: std::num::ParseIntError| {
        Error::operator(format!("the setting {HOURS_SETTING} is no number: {}", setting.value), e)
    };
    setting.value.trim().parse().map_err(refused)
}

/// Unit code and name of every agency.
pub fn list_agencies(conn: &mut Conn) -> Result<Vec<(AgencyId, String, String)>> {
    Ok(on!(conn, c => agencies::table
        .order(agencies::code)
        .select((agencies::id, agencies::code, agencies::name))
        .load(c))?)
}

/// An agency as a report about the past calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyThen {
    pub id: AgencyId,
    pub code: String,
    pub name: String,
    /// What it is called now, when that is something else.
    pub name_now: Option<String>,
}

/// Every agency as it was called at a time.
pub fn list_agencies_at(conn: &mut Conn, time: Time) -> Result<Vec<AgencyThen>> {
    let rows = list_agencies(conn)?;
    let ids: Vec<_> = rows.iter().map(|(id, ..)| SubjectId(id.0)).collect();
    let mut former = former_names::list(conn, &ids)?;
    let then = |(id, code, now): (AgencyId, String, String)| {
        let names = former.remove(&SubjectId(id.0)).unwrap_or_default();
        match former_names::at(&names, time).filter(|then| then.name != now) {
            Some(then) => AgencyThen { id, code, name: then.name.clone(), name_now: Some(now) },
            None => AgencyThen { id, code, name: now, name_now: None },
        }
    };
    Ok(rows.into_iter().map(then).collect())
}

fn load(conn: &mut Conn, sql: &str) -> Result<Vec<Row>> {
    Ok(on!(conn, c => diesel::sql_query(sql).load(c))?)
}

/// What happened in a year. Only numbers of ours are written into the statement.
fn happened(year: Year, dating: &Dating) -> String {
    let within = |column: &str| format!("{column} >= {} AND {column} < {}", year.start().0, year.end().0);
    format!(
        "{with}SELECT agency_id, 'submitted' AS what, kind AS word, {submitted} AS month, count(*) AS number \
           FROM {requests} WHERE {submitted_within} GROUP BY 1, 3, 4 \
         UNION ALL \
         SELECT i.agency_id, 'lost', '', {lost}, CAST(sum(i.pieces) AS bigint) \
           FROM {movements} m JOIN {items} i ON i.id = m.item_id \
          WHERE m.to_state = 'lost' AND m.from_state <> 'lost' AND {lost_within} GROUP BY 1, 4",
        submitted = month(year, "submitted_at"),
        submitted_within = within("submitted_at"),
        lost = month(year, "m.moved_at"),
        lost_within = within("m.moved_at"),
        with = dating.with(),
        requests = dating.table("requests"),
        movements = dating.table("movements"),
        items = dating.table("items"),
    )
}

/// All pieces by when they were received and released, in one walk over the items.
fn pieces(year: Year, dating: &Dating) -> String {
    format!(
        "{with}SELECT agency_id, category, {received} AS received, {released} AS released, \
           CAST(sum(pieces) AS bigint) AS number FROM {items} GROUP BY 1, 2, 3, 4",
        received = bucket(year, "received_at"),
        released = bucket(year, "released_at"),
        with = dating.with(),
        items = dating.table("items"),
    )
}

/// Where the pieces received before a time were at that time, besides those released: lent by the loans, and the rest by
/// each item's last movement before it. With received and released by the items these are four independent sources, so
/// that their balance says something.
///
/// The outer join makes SQLite walk the few loans and not all items in the order of their agencies.
fn stock(at: Time, dating: &Dating) -> String {
    let at = at.0;
    format!(
        "{with}SELECT i.agency_id, '' AS what, 'on_loan' AS word, 0 AS month, CAST(sum(i.pieces) AS bigint) AS number \
           FROM {loans} l LEFT JOIN {items} i ON i.id = l.item_id \
          WHERE l.handed_out_at < {at} AND (l.returned_at IS NULL OR l.returned_at >= {at}) GROUP BY 1 \
         UNION ALL \
         SELECT i.agency_id, '', m.to_state, 0, CAST(sum(i.pieces) AS bigint) \
           FROM (SELECT max(leaf_seq) AS leaf_seq FROM {movements} WHERE moved_at < {at} GROUP BY item_id) last \
           JOIN {movements} m ON m.leaf_seq = last.leaf_seq JOIN {items} i ON i.id = m.item_id \
          WHERE m.to_state IN ('in_custody', 'discrepancy', 'lost') GROUP BY 1, 3",
        with = dating.with(),
        loans = dating.table("loans"),
        movements = dating.table("movements"),
        items = dating.table("items"),
    )
}

/// The month of the year, or that it was before or not by its end.
fn bucket(year: Year, column: &str) -> String {
    let (start, end) = (year.start().0, year.end().0);
    let within = month(year, column);
    format!(
        "CASE WHEN {column} IS NULL OR {column} >= {end} THEN {AFTERWARDS} WHEN {column} < {start} THEN {BEFOREHAND} \
         ELSE {within} END"
    )
}

fn month(year: Year, column: &str) -> String {
    let mut case = "CASE".to_owned();
    for month in 1..12 {
        let next = Time::start_of_china_month(year.number(), month + 1).0;
        // Writing to a string cannot fail.
        let _ = write!(case, " WHEN {column} < {next} THEN {month}");
    }
    case + " ELSE 12 END"
}
