//! A draft of rules for clocks, tried over the whole record before anybody works by it.

use std::collections::HashMap;

use serde::Serialize;

use crate::db::Conn;
use crate::db::cases::cases;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::deriving::Terms;
use crate::error::Result;
use crate::model::ids::{CaseId, DeadlineId};
use crate::model::oversight::clocks::clock_rule::ClockLight;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;

/// Cases that are named of each rule at most.
const NAMED: usize = 100;

/// How many clocks stand so, by the rules that hold and by the draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    pub now: u64,
    pub draft: u64,
}

/// What becomes of the clocks of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RuleTrial {
    /// The code of the rule.
    pub rule: String,
    pub green: Standing,
    pub yellow: Standing,
    pub red: Standing,
    pub kept: Standing,
    pub missed: Standing,
    /// How many clocks are red by the draft and are not by the rules that hold.
    pub newly_red: u64,
    /// The numbers of their cases, the longest overdue first, each once; at most a hundred.
    pub cases: Vec<String>,
}

impl RuleTrial {
    fn standing(&mut self, light: ClockLight) -> &mut Standing {
        match light {
            ClockLight::Green => &mut self.green,
            ClockLight::Yellow => &mut self.yellow,
            ClockLight::Red => &mut self.red,
            ClockLight::Kept => &mut self.kept,
            ClockLight::Missed => &mut self.missed,
        }
    }
}

/// Tries a draft over the whole record, as things stand at a time: a row for each rule of either, in their order.
///
/// # Errors
/// Database errors.
pub fn try_pack(conn: &mut Conn, draft: &RulePack, at: Time) -> Result<Vec<RuleTrial>> {
    let held = RulePack::national();
    let now = Terms::of(conn, held)?.list_all(conn)?;
    let then = Terms::of(conn, draft)?.list_all(conn)?;
    let light = |row: &Deadline| ClockLight::of(row.warn_at, row.due_at, row.closed_at, at);
    let red: HashMap<DeadlineId, bool> = now.iter().map(|row| (row.id, light(row) == ClockLight::Red)).collect();
    let is_news = |row: &Deadline| light(row) == ClockLight::Red && red.get(&row.id) != Some(&true);
    let mut news: Vec<&Deadline> = then.iter().filter(|row| is_news(row)).collect();
    news.sort_by_key(|row| (row.due_at, row.id));
    let ids: Vec<CaseId> = news.iter().map(|row| row.case_id).collect();
    let names = cases::list_names(conn, &ids)?;

    let mut trials: Vec<RuleTrial> = Vec::new();
    for rule in held.rules.iter().chain(&draft.rules) {
        if trials.iter().all(|trial| trial.rule != rule.code) {
            trials.push(RuleTrial { rule: rule.code.clone(), ..Default::default() });
        }
    }
    let mut by_rule: HashMap<String, &mut RuleTrial> =
        trials.iter_mut().map(|trial| (trial.rule.clone(), trial)).collect();
    for row in &now {
        by_rule.get_mut(&row.rule).map(|trial| trial.standing(light(row)).now += 1);
    }
    for row in &then {
        by_rule.get_mut(&row.rule).map(|trial| trial.standing(light(row)).draft += 1);
    }
    for row in news {
        let Some(trial) = by_rule.get_mut(&row.rule) else { continue };
        trial.newly_red += 1;
        if let Some((case_no, _)) = names.get(&row.case_id) {
            if trial.cases.len() < NAMED && !trial.cases.contains(case_no) {
                trial.cases.push(case_no.clone());
            }
        }
    }
    Ok(trials)
}
