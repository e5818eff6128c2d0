//! Clues: searching the record for what should not be so, and what agencies say about it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use crate::db::Database;
use crate::db::change::{Actor, Change};
use crate::db::oversight::clue_search::{self, Found};
use crate::db::oversight::clues::{self, Clue};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, CaseId, ClueId};
use crate::model::input::Checker;
use crate::model::ledger::event::Action;
use crate::model::oversight::clue::{ClueRule, ClueStatus};
use crate::model::oversight::supervision::Overseen;
use crate::model::reason::Reason;
use crate::model::time::{HOUR, Time};

/// Why the cause of a clue is there, as the agency says it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExplanation {
    /// Why, and what is being done about it.
    #[schema(min_length = 1, max_length = 2000)]
    pub explanation: String,
}

/// What a search came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct Searched {
    /// Clues that were not there before, or are there again.
    pub found: usize,
    /// Clues that are about other goods than before.
    pub changed: usize,
    /// Clues whose cause is gone.
    pub corrected: usize,
    /// Clues whose cause is there, in all.
    pub present: usize,
}

/// Searches the record of all cases with every rule, and brings the clues in line with what is there. Where nothing is new, nothing is written.
///
/// # Errors
/// Database errors, and [`Reason::RecordAltered`] for a clue that was changed behind the program's back.
pub fn search(change: &mut Change<'_>) -> Result<Searched> {
    let mut known: HashMap<_, _> =
        clues::list_all(change.reader())?.into_iter().map(|clue| (key(&clue), clue)).collect();
    let (mut searched, mut fresh, now) = (Searched::default(), Vec::new(), change.now());
    for rule in ClueRule::ALL {
        for found in clue_search::list_found(change.reader(), *rule, now)? {
            searched.present += 1;
            match known.remove(&(*rule, found.case_id, found.agency_id)) {
                None => fresh.push(begun(change.new_id(), *rule, &found, now)?),
                Some(clue) => note(change, &mut searched, &clue, &found)?,
            }
        }
    }
    searched.found += fresh.len();
    add(change, &fresh)?;
    for clue in known.into_values().filter(|clue| clue.status != ClueStatus::Corrected) {
        let row = Clue { status: ClueStatus::Corrected, corrected_at: Some(now), ..clue.clone() };
        replace(change, &clue, row, Action::ClueCorrected)?;
        searched.corrected += 1;
    }
    if searched == (Searched { present: searched.present, ..Searched::default() }) {
        change.abandon();
    }
    Ok(searched)
}

/// How long after a search that failed it is tried again.
const TRIED_AGAIN: i64 = HOUR;

/// When the program searched by itself.
#[derive(Debug, Default)]
pub struct Nights {
    /// The last day, as China dates it.
    searched_on: Option<String>,
    /// When a search failed.
    failed_at: Option<Time>,
}

impl Nights {
    /// Searches when the day is another one than that of the last search, and once in a new program.
    ///
    /// # Errors
    /// As [`search`].
    pub fn search_if_due(&mut self, database: &Database) -> Result<()> {
        let now = database.clock().now();
        let today = now.china_date();
        if self.searched_on.as_ref() == Some(&today) || self.failed_at.is_some_and(|at| now < at.plus(TRIED_AGAIN)) {
            return Ok(());
        }
        self.failed_at = Some(now);
        let Searched { found, changed, corrected, present } = database.change(Actor::PROGRAM, search)?;
        tracing::info!(found, changed, corrected, present, "cases were searched for clues");
        (self.searched_on, self.failed_at) = (Some(today), None);
        Ok(())
    }
}

/// The agency that has to act says why the cause is there.
///
/// # Errors
/// [`Error::NotFound`] for another agency's clue, [`Error::Stale`], [`Reason::ClueCorrected`], [`Error::Invalid`].
pub fn explain(
    change: &mut Change<'_>,
    viewer: &Viewer,
    (id, version): (ClueId, i32),
    new: &NewExplanation,
) -> Result<Clue> {
    let known = clues::get(change.reader(), Overseen::by(viewer), id)?;
    if known.version != version {
        return Err(Error::Stale { current: known.version });
    }
    if known.status == ClueStatus::Corrected {
        return Err(Reason::ClueCorrected.into());
    }
    let mut check = Checker::new();
    let explanation = check.prose("/explanation", &new.explanation, 2000);
    check.done()?;
    let row = Clue {
        status: ClueStatus::Explained,
        explanation: Some(explanation),
        explained_by: Some(viewer.user_id),
        explained_at: Some(change.now()),
        ..known.clone()
    };
    replace(change, &known, row, Action::ClueExplained)
}

const fn key(clue: &Clue) -> (ClueRule, CaseId, AgencyId) {
    (clue.rule, clue.case_id, clue.agency_id)
}

fn begun(id: ClueId, rule: ClueRule, found: &Found, now: Time) -> Result<Clue> {
    Ok(Clue {
        id,
        rule,
        case_id: found.case_id,
        agency_id: found.agency_id,
        status: ClueStatus::Open,
        item_count: counted(found)?,
        since: found.since,
        found_at: now,
        explanation: None,
        explained_by: None,
        explained_at: None,
        corrected_at: None,
        version: 1,
    })
}

fn counted(found: &Found) -> Result<i32> {
    i32::try_from(found.item_count).map_err(Error::internal)
}

/// Brings a clue in line with what was found. What was explained of some goods is not explained of more, nor of others.
fn note(change: &mut Change<'_>, searched: &mut Searched, clue: &Clue, found: &Found) -> Result<()> {
    let item_count = counted(found)?;
    let again = clue.status == ClueStatus::Corrected;
    if !again && item_count == clue.item_count && found.since == clue.since {
        return Ok(());
    }
    let same = Clue { item_count, since: found.since, ..clue.clone() };
    let row = if again || item_count >= clue.item_count {
        Clue { id: clue.id, version: clue.version, ..begun(clue.id, clue.rule, found, change.now())? }
    } else {
        same
    };
    if again {
        searched.found += 1;
    } else {
        searched.changed += 1;
    }
    replace(change, clue, row, Action::ClueFound).map(drop)
}

fn add(change: &mut Change<'_>, fresh: &[Clue]) -> Result<()> {
    clues::insert(change, fresh)?;
    fresh.iter().try_for_each(|row| change.record(Action::ClueFound, row.id.0, json!({ "clue": row })))
}

fn replace(change: &mut Change<'_>, known: &Clue, mut row: Clue, action: Action) -> Result<Clue> {
    row.version = known.version + 1;
    clues::update(change, known, &row)?;
    change.record(action, row.id.0, json!({ "clue": row }))?;
    Ok(row)
}
