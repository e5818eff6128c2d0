//! A draft of rules for clocks, tried over the whole record before anybody works by it.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::Conn;
use crate::db::cases::cases;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::deriving::Terms;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{CaseId, DeadlineId};
use crate::model::oversight::clocks::clock_rule::ClockLight;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;

/// Cases that are named of each rule at most.
const NAMED: usize = 100;

/// How many clocks stand so, by the rules that hold and by the draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialCount {
    pub now: u64,
    pub draft: u64,
}

/// What becomes of the clocks of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct RuleTrial {
    /// The code of the rule.
    pub rule: String,
    pub green: TrialCount,
    pub yellow: TrialCount,
    pub red: TrialCount,
    pub kept: TrialCount,
    pub missed: TrialCount,
    /// How many clocks are red by the draft and are not by the rules that hold.
    pub newly_red: u64,
    /// How many are red by the rules that hold and are not by the draft.
    pub no_longer_red: u64,
    /// The numbers of the cases of those newly red that the caller may see, the longest overdue first, each once; at most a hundred.
    pub cases: Vec<String>,
}

impl RuleTrial {
    fn standing(&mut self, light: ClockLight) -> &mut TrialCount {
        match light {
            ClockLight::Green => &mut self.green,
            ClockLight::Yellow => &mut self.yellow,
            ClockLight::Red => &mut self.red,
            ClockLight::Kept => &mut self.kept,
            ClockLight::Missed => &mut self.missed,
        }
    }
}

/// Tries a draft over the whole record, as if it held from a time on, and as things stand then: a row for each rule of either, in their
/// order. Cases are named as far as they are within reach, none where there is none.
///
/// # Errors
/// Database errors.
pub fn try_pack(conn: &mut Conn, draft: &RulePack, at: Time, reach: Option<Reach>) -> Result<Vec<RuleTrial>> {
    let terms = Terms::of(conn)?;
    let held = terms.pack_at(at).clone();
    let now = as_of(terms.list_all(conn, at)?, at);
    let then = as_of(terms.with_draft(draft, at).list_all(conn, at)?, at);
    let light = |row: &Deadline| ClockLight::of(row.warn_at, row.due_at, row.closed_at, at);
    let red: HashMap<DeadlineId, bool> = now.iter().map(|row| (row.id, light(row) == ClockLight::Red)).collect();
    let is_news = |row: &Deadline| light(row) == ClockLight::Red && red.get(&row.id) != Some(&true);
    let mut news: Vec<&Deadline> = then.iter().filter(|row| is_news(row)).collect();
    news.sort_by_key(|row| (row.due_at, row.id));
    let red_then: HashSet<DeadlineId> =
        then.iter().filter(|row| light(row) == ClockLight::Red).map(|row| row.id).collect();
    let ids: Vec<CaseId> = news.iter().map(|row| row.case_id).collect();
    let numbers = reach.map(|reach| cases::list_numbers(conn, reach, &ids)).transpose()?.unwrap_or_default();

    let mut trials: Vec<RuleTrial> = Vec::new();
    for rule in held.rules.iter().chain(&draft.rules) {
        if trials.iter().all(|trial| trial.rule != rule.code) {
            trials.push(RuleTrial { rule: rule.code.clone(), ..Default::default() });
        }
    }
    for trial in &mut trials {
        let of_rule = |row: &&Deadline| row.rule == trial.rule;
        let eased =
            now.iter().filter(of_rule).filter(|row| light(row) == ClockLight::Red && !red_then.contains(&row.id));
        trial.no_longer_red = u64::try_from(eased.count()).map_err(Error::internal)?;
        let (now, then) = (lights(now.iter().filter(of_rule), at), lights(then.iter().filter(of_rule), at));
        let news: Vec<&&Deadline> = news.iter().filter(|row| row.rule == trial.rule).collect();
        trial.newly_red = u64::try_from(news.len()).map_err(Error::internal)?;
        let named = news.iter().filter_map(|row| numbers.get(&row.case_id).cloned());
        trial.cases = each_once(named).take(NAMED).collect();
        for light in ClockLight::ALL {
            let counted = |lights: &HashMap<ClockLight, u64>| lights.get(light).copied().unwrap_or(0);
            *trial.standing(*light) = TrialCount { now: counted(&now), draft: counted(&then) };
        }
    }
    Ok(trials)
}

/// How many clocks stand so at a time.
fn lights<'r>(rows: impl Iterator<Item = &'r Deadline>, at: Time) -> HashMap<ClockLight, u64> {
    let mut counts = HashMap::new();
    for row in rows {
        *counts.entry(ClockLight::of(row.warn_at, row.due_at, row.closed_at, at)).or_insert(0) += 1;
    }
    counts
}

/// The same without what came before.
fn each_once(texts: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    let mut seen = HashSet::new();
    texts.filter(move |text| seen.insert(text.clone()))
}

/// The clocks that had begun by a time, those that ended later as if they still ran.
fn as_of(mut rows: Vec<Deadline>, at: Time) -> Vec<Deadline> {
    rows.retain(|row| row.started_at <= at);
    for row in &mut rows {
        row.closed_at = row.closed_at.filter(|closed| *closed <= at);
    }
    rows
}
