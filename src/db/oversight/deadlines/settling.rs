//! Making the rows: of what a change touched within the change itself, and of everything when the rules are others.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use uuid::Uuid;

use crate::audit::hash::to_hex;
use crate::audit::sha256;
use crate::db::engine::connection::{BATCH, Conn, insert_rows, on};
use crate::db::goods::items::Item;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::spans::{self, Scope, Span};
use crate::db::schema::{deadline_rules, deadlines, settings};
use crate::error::Result;
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::centre::settings::SettingName;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::ids::{DeadlineId, SubjectId};
use crate::model::ledger::event::Action;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::oversight::clocks::clock_rule::{ClockRule, ClockSubject};
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;

/// Counts up when rows are made of the record in another way, so that all are made anew.
const DERIVATION: u32 = 1;

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
    let mut fresh = Vec::new();
    let mut asked = BTreeSet::new();
    let mut set = None;
    for rule in enabled() {
        let ids = touched.of(rule.start.subject());
        if ids.is_empty() {
            continue;
        }
        let set = match &set {
            Some(set) => set,
            None => set.insert(values(conn)?),
        };
        let spans = spans::list(conn, rule.start, Scope::Of(&ids))?;
        // A loan is made anew by the request that brings it back as well.
        asked.extend(ids.into_iter().chain(spans.iter().map(|span| span.subject_id.0)));
        fresh.extend(spans.into_iter().filter_map(|span| deadline(rule, &span, set)));
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
    let set = values(conn)?;
    let sha256 = digest(&set);
    let known: Option<String> =
        on!(&mut *conn, c => deadline_rules::table.select(deadline_rules::sha256).first(c).optional())?;
    if known.as_deref() == Some(sha256.as_str()) {
        return Ok(());
    }
    settle_all(conn)?;
    on!(&mut *conn, c => diesel::delete(deadline_rules::table).execute(c))?;
    let row = (deadline_rules::sha256.eq(sha256), deadline_rules::settled_at.eq(now));
    on!(conn, c => diesel::insert_into(deadline_rules::table).values(row).execute(c))?;
    Ok(())
}

/// Makes all deadlines anew.
///
/// # Errors
/// Database errors.
fn settle_all(conn: &mut Conn) -> Result<()> {
    let set = values(conn)?;
    on!(&mut *conn, c => diesel::delete(deadlines::table).execute(c))?;
    for rule in enabled() {
        let spans = spans::list(conn, rule.start, Scope::All)?;
        let rows: Vec<Deadline> = spans.iter().filter_map(|span| deadline(rule, span, &set)).collect();
        for batch in rows.chunks(BATCH) {
            insert_rows!(&mut *conn, deadlines, batch);
        }
    }
    Ok(())
}

fn enabled() -> impl Iterator<Item = &'static ClockRule> {
    RulePack::national().rules.iter().filter(|rule| rule.enabled)
}

/// What is set of the settings that rules ask for.
type Values = HashMap<SettingName, i64>;

fn values(conn: &mut Conn) -> Result<Values> {
    let names: Vec<SettingName> = enabled().flat_map(ClockRule::settings).collect();
    let written = names.iter().map(|name| name.as_str());
    let rows: Vec<(String, String)> = on!(conn, c => settings::table
        .filter(settings::name.eq_any(written))
        .select((settings::name, settings::value))
        .load(c))?;
    let value = |name: SettingName| {
        let row = rows.iter().find(|(of, _)| of == name.as_str());
        (name, name.under(SecurityProfile::Nist, row.map(|(_, value)| value.as_str())))
    };
    Ok(names.into_iter().map(value).collect())
}

/// What tells apart by which rules deadlines were made.
fn digest(set: &Values) -> String {
    let mut set: Vec<_> = set.iter().collect();
    set.sort_unstable();
    to_hex(&sha256(format!("{DERIVATION} {:?} {set:?}", enabled().collect::<Vec<_>>()).as_bytes()))
}

fn deadline(rule: &ClockRule, span: &Span, set: &Values) -> Option<Deadline> {
    let value = |name: SettingName| set.get(&name).copied().unwrap_or(name.default_value());
    let calendar = &RulePack::national().calendar;
    let (warn_at, due_at) = rule.due(span.kind, span.started_at, span.agreed_at, calendar, &value)?;
    Some(Deadline {
        id: id_of(rule, span),
        rule: rule.code.clone(),
        subject: rule.start.subject(),
        subject_id: span.subject_id,
        item_id: span.item_id,
        case_id: span.case_id,
        agency_id: span.agency_id,
        person_id: span.person_id,
        owner: rule.owner,
        started_at: span.started_at,
        warn_at,
        due_at,
        closed_at: span.closed_at,
    })
}

/// The same for the same clock, whenever its row is made.
fn id_of(rule: &ClockRule, span: &Span) -> DeadlineId {
    let digest = sha256(format!("{} {}", rule.code, span.subject_id.0).as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, of)| *byte = of);
    DeadlineId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
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
