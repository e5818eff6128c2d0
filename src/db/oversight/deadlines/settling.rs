//! Making the rows: of what a change touched within the change itself, and of everything when the rules are others.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use uuid::Uuid;

use crate::db::engine::connection::{BATCH, Conn, insert_rows, on};
use crate::db::engine::upkeep::Upkeep;
use crate::db::goods::items::Item;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::deriving::Terms;
use crate::db::oversight::deadlines::spans::{self, Scope};
use crate::db::schema::{deadlines, items, request_lines};
use crate::error::Result;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{DeadlineId, RequestId, SeizureListId, SubjectId};
use crate::model::ledger::event::Action;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::oversight::clocks::clock_rule::ClockSubject;
use crate::model::requests::request::LineOutcome;
use crate::model::time::Time;

/// What a change touched that clocks may be about.
#[derive(Debug, Default)]
pub struct Touched {
    seizure_lists: BTreeSet<Uuid>,
    items: BTreeSet<Uuid>,
    cases: BTreeSet<Uuid>,
    requests: BTreeSet<Uuid>,
    /// Requests of which refusals were confirmed.
    refusals: BTreeSet<Uuid>,
    discrepancies: BTreeSet<Uuid>,
    notices: BTreeSet<Uuid>,
    /// The rules, or a setting that they ask for, may be others.
    settings: bool,
}

impl Touched {
    /// Notes an item as far as clocks ask for what became of it.
    pub fn note_item(&mut self, before: Option<&Item>, after: &Item) {
        let moved = before.is_none_or(|before| before.custody_state != after.custody_state);
        if moved || before.is_some_and(|before| before.legal_status != after.legal_status) {
            self.seizure_lists.insert(after.seizure_list_id.0);
        }
        if before.is_some_and(|before| is_kept(before) != is_kept(after)) {
            self.cases.insert(after.case_id.0);
        }
        if before.is_some_and(waits_for_a_category) || waits_for_a_category(after) {
            self.items.insert(after.id.0);
        }
    }

    /// Notes what an entry of the log is about.
    pub fn note_entry(&mut self, action: Action, subject: Uuid) {
        if action == Action::RefusalsConfirmed {
            self.refusals.insert(subject);
        }
        let subjects = match action.subject_kind() {
            Some(SubjectKind::Case) => &mut self.cases,
            Some(SubjectKind::SeizureList) => &mut self.seizure_lists,
            Some(SubjectKind::Request) => &mut self.requests,
            Some(SubjectKind::Discrepancy) => &mut self.discrepancies,
            Some(SubjectKind::SupervisionNotice) => &mut self.notices,
            Some(SubjectKind::Setting) => {
                self.settings = true;
                return;
            }
            _ => return,
        };
        subjects.insert(subject);
    }

    fn is_nothing(&self) -> bool {
        let all = [&self.seizure_lists, &self.items, &self.cases, &self.requests, &self.discrepancies, &self.notices];
        all.iter().all(|subjects| subjects.is_empty())
    }

    fn of(&self, subject: ClockSubject) -> Vec<Uuid> {
        let subjects = match subject {
            ClockSubject::SeizureList => &self.seizure_lists,
            ClockSubject::Item => &self.items,
            ClockSubject::Case => &self.cases,
            ClockSubject::Request => &self.requests,
            ClockSubject::Discrepancy => &self.discrepancies,
            ClockSubject::SupervisionNotice => &self.notices,
        };
        subjects.iter().copied().collect()
    }
}

const fn is_kept(item: &Item) -> bool {
    matches!(item.custody_state, CustodyState::InCustody | CustodyState::OnLoan | CustodyState::Discrepancy)
}

fn waits_for_a_category(item: &Item) -> bool {
    item.category == Category::Unclassified && is_kept(item)
}

/// Makes the deadlines of what a change touched anew.
///
/// # Errors
/// Database errors.
pub fn settle(conn: &mut Conn, touched: &Touched, now: Time) -> Result<()> {
    if touched.settings {
        return settle_all(conn, now);
    }
    if touched.is_nothing() {
        return Ok(());
    }
    let (mut fresh, mut asked) = (Vec::new(), BTreeSet::new());
    let terms = Terms::of(conn)?;
    let refused = list_refused(conn, touched)?;
    for start in terms.starts() {
        let mut ids = touched.of(start.subject());
        if start.subject() == ClockSubject::SeizureList {
            ids.extend(&refused);
        }
        if ids.is_empty() {
            continue;
        }
        let spans = spans::list(conn, start, Scope::Of(&ids))?;
        // A loan is made anew by the request that brings it back as well.
        asked.extend(ids.into_iter().chain(spans.iter().map(|span| span.subject_id.0)));
        fresh.extend(spans.iter().flat_map(|span| terms.deadlines(start, span, now)));
    }
    if asked.is_empty() {
        return Ok(());
    }
    let known = list_known(conn, &asked.into_iter().map(SubjectId).collect::<Vec<_>>())?;
    replace(conn, known, fresh)
}

/// The lists of goods whose refusal was confirmed.
fn list_refused(conn: &mut Conn, touched: &Touched) -> Result<Vec<Uuid>> {
    if touched.refusals.is_empty() {
        return Ok(Vec::new());
    }
    let requests: Vec<RequestId> = touched.refusals.iter().copied().map(RequestId).collect();
    let lists: Vec<SeizureListId> = on!(conn, c => request_lines::table
        .inner_join(items::table)
        .filter(request_lines::request_id.eq_any(&requests).and(request_lines::outcome.eq(LineOutcome::Refused)))
        .select(items::seizure_list_id)
        .distinct()
        .load(c))?;
    Ok(lists.into_iter().map(|list| list.0).collect())
}

/// Makes all deadlines anew: where the rules or what they ask for are others, and at the start of a program, so that what was done to the
/// rows behind its back does not last.
///
/// # Errors
/// Database errors.
pub fn settle_all(conn: &mut Conn, now: Time) -> Result<()> {
    let fresh = Terms::of(conn)?.list_all(conn, now)?;
    let known = on!(&mut *conn, c => deadlines::table.select(Deadline::as_select()).load(c))?;
    replace(conn, known, fresh)
}

/// The same beside changes, when a version of the rules begins.
///
/// # Errors
/// Database errors.
pub fn settle_anew(upkeep: &mut Upkeep<'_>) -> Result<()> {
    let now = upkeep.now();
    settle_all(upkeep.conn, now)
}

/// The rows that some subjects have.
fn list_known(conn: &mut Conn, subjects: &[SubjectId]) -> Result<Vec<Deadline>> {
    let mut known = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let rows: Vec<Deadline> = on!(&mut *conn, c => deadlines::table
            .filter(deadlines::subject_id.eq_any(batch))
            .select(Deadline::as_select())
            .load(c))?;
        known.extend(rows);
    }
    Ok(known)
}

/// Puts rows in the place of others, as far as they differ.
fn replace(conn: &mut Conn, known: Vec<Deadline>, fresh: Vec<Deadline>) -> Result<()> {
    let mut fresh: HashMap<DeadlineId, Deadline> = fresh.into_iter().map(|row| (row.id, row)).collect();
    let mut gone = Vec::new();
    for row in known {
        if fresh.get(&row.id) == Some(&row) {
            fresh.remove(&row.id);
        } else {
            gone.push(row.id);
        }
    }
    for batch in gone.chunks(BATCH) {
        on!(&mut *conn, c => diesel::delete(deadlines::table.filter(deadlines::id.eq_any(batch))).execute(c))?;
    }
    let rows: Vec<Deadline> = fresh.into_values().collect();
    for batch in rows.chunks(BATCH) {
        insert_rows!(&mut *conn, deadlines, batch);
    }
    Ok(())
}
