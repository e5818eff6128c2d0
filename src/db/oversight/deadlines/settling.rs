//! Making the rows: of what a change touched within the change itself, and of everything when the rules are others.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use uuid::Uuid;

use crate::db::engine::connection::{BATCH, Conn, insert_rows, on};
use crate::db::goods::items::Item;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::deriving::Terms;
use crate::db::oversight::deadlines::spans::{self, Scope};
use crate::db::schema::{deadline_rules, deadlines};
use crate::error::Result;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{DeadlineId, SubjectId};
use crate::model::ledger::event::Action;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::oversight::clocks::clock_rule::ClockSubject;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;

/// What a change touched that clocks may be about.
#[derive(Debug, Default)]
pub struct Touched {
    seizure_lists: BTreeSet<Uuid>,
    items: BTreeSet<Uuid>,
    cases: BTreeSet<Uuid>,
    requests: BTreeSet<Uuid>,
    discrepancies: BTreeSet<Uuid>,
    /// A setting that rules ask for may be another.
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
        let subjects = match action.subject_kind() {
            Some(SubjectKind::Case) => &mut self.cases,
            Some(SubjectKind::SeizureList) => &mut self.seizure_lists,
            Some(SubjectKind::Request) => &mut self.requests,
            Some(SubjectKind::Discrepancy) => &mut self.discrepancies,
            Some(SubjectKind::Setting) => {
                self.settings = true;
                return;
            }
            _ => return,
        };
        subjects.insert(subject);
    }

    fn of(&self, subject: ClockSubject) -> Vec<Uuid> {
        let subjects = match subject {
            ClockSubject::SeizureList => &self.seizure_lists,
            ClockSubject::Item => &self.items,
            ClockSubject::Case => &self.cases,
            ClockSubject::Request => &self.requests,
            ClockSubject::Discrepancy => &self.discrepancies,
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
        return complete(conn, now);
    }
    let (mut fresh, mut asked) = (Vec::new(), BTreeSet::new());
    let mut terms = None;
    for rule in RulePack::national().enabled() {
        let ids = touched.of(rule.start.subject());
        if ids.is_empty() {
            continue;
        }
        let terms = match &terms {
            Some(terms) => terms,
            None => terms.insert(Terms::of(conn, RulePack::national())?),
        };
        let spans = spans::list(conn, rule.start, Scope::Of(&ids))?;
        // A loan is made anew by the request that brings it back as well.
        asked.extend(ids.into_iter().chain(spans.iter().map(|span| span.subject_id.0)));
        fresh.extend(spans.iter().filter_map(|span| terms.deadline(rule, span)));
    }
    if asked.is_empty() {
        return Ok(());
    }
    replace(conn, &asked.into_iter().collect::<Vec<_>>(), fresh)
}

/// Makes all deadlines anew, unless they were made by these very rules.
///
/// # Errors
/// Database errors.
pub fn complete(conn: &mut Conn, now: Time) -> Result<()> {
    let terms = Terms::of(conn, RulePack::national())?;
    let sha256 = terms.sha256();
    let known: Option<String> =
        on!(&mut *conn, c => deadline_rules::table.select(deadline_rules::sha256).first(c).optional())?;
    if known.as_deref() == Some(sha256.as_str()) {
        return Ok(());
    }
    on!(&mut *conn, c => diesel::delete(deadlines::table).execute(c))?;
    for batch in terms.list_all(conn)?.chunks(BATCH) {
        insert_rows!(&mut *conn, deadlines, batch);
    }
    on!(&mut *conn, c => diesel::delete(deadline_rules::table).execute(c))?;
    let row = (deadline_rules::sha256.eq(sha256), deadline_rules::settled_at.eq(now));
    on!(conn, c => diesel::insert_into(deadline_rules::table).values(row).execute(c))?;
    Ok(())
}

/// Puts the rows of some subjects in the place of those they have, as far as they differ.
fn replace(conn: &mut Conn, subjects: &[Uuid], fresh: Vec<Deadline>) -> Result<()> {
    let subjects: Vec<_> = subjects.iter().map(|id| SubjectId(*id)).collect();
    let mut fresh: HashMap<DeadlineId, Deadline> = fresh.into_iter().map(|row| (row.id, row)).collect();
    let mut gone = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let known: Vec<Deadline> = on!(&mut *conn, c => deadlines::table
            .filter(deadlines::subject_id.eq_any(batch))
            .select(Deadline::as_select())
            .load(c))?;
        for row in known {
            if fresh.get(&row.id) == Some(&row) {
                fresh.remove(&row.id);
            } else {
                gone.push(row.id);
            }
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
