//! Whether what the log tells could have happened: a program that did not check what it should leaves entries that agree
//! with the tables, and yet are of a step that nobody could take.

use std::collections::HashSet;

use crate::db::ledger::log::LeafRow;
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::goods::dual_control::{check_second, second_custodian};
use crate::model::goods::item::Disposition;
use crate::model::ids::{IdMap, ItemId};
use crate::model::ledger::event::{Action, ItemAction, ItemEvent, SubjectEvent};
use crate::model::ledger::life;
use crate::model::reason::Refusal;
use crate::operations::ledger::verification::books::blind::Blind;
use crate::operations::ledger::verification::books::executions::Executions;
use crate::operations::ledger::verification::books::people::People;
use crate::operations::ledger::verification::books::requests::Requests;
use crate::operations::ledger::verification::books::steps::said;
use crate::operations::ledger::verification::findings::{Finding, FindingKind, Findings};

/// What the log says so far.
#[derive(Default)]
pub struct Conduct {
    pub people: People,
    pub executions: Executions,
    /// The entries by which items were classified last.
    classified: IdMap<ItemId, i64>,
    /// Fingerprints of what the auditor has answered.
    answered: HashSet<String>,
    /// Not every entry is known: of what came before it is not judged.
    pub partial: bool,
}

impl Conduct {
    /// Judges an entry about anything but an item or a request, and takes it in.
    pub fn enter(&mut self, row: &LeafRow, event: &SubjectEvent, findings: &mut Findings) {
        if let Some(needed) = needed_for(event).filter(|_| row.actor_id.is_some()) {
            let wrong = match self.people.author(row) {
                Ok(Some(viewer)) if !viewer.may(needed) => {
                    Some("was done by somebody without the permission".to_owned())
                }
                Ok(_) => None,
                Err(wrong) => Some(wrong),
            };
            if let Some(wrong) = wrong {
                let action = event.action;
                findings.entry(FindingKind::Log, row.seq, &format!("{action} {wrong}: it needs {needed}"));
            }
        }
        if let Err(wrong) = self.people.follow_parts(row, event, self.partial) {
            findings.entry(FindingKind::Log, row.seq, &format!("{} {wrong}", event.action));
        }
        if let Err(wrong) = self.people.judge_factor(row, event) {
            findings.entry(FindingKind::Log, row.seq, &format!("{} {wrong}", event.action));
        }
        self.people.enter(event);
        if event.action == Action::FindingAnswered {
            let fingerprint = event.details.get("fingerprint").and_then(|text| text.as_str());
            self.answered.extend(fingerprint.map(str::to_owned));
        }
    }

    /// Whether the auditor has answered a finding for good.
    pub fn is_settled(&self, finding: &Finding) -> bool {
        finding.is_settled_by_answer() && finding.fingerprint().is_ok_and(|print| self.answered.contains(&print))
    }

    /// Judges an entry about an item.
    ///
    /// # Errors
    /// Why it could not have been made.
    pub fn judge_item(
        &mut self,
        row: &LeafRow,
        event: &ItemEvent,
        requests: &mut Requests,
        blind: &Blind,
    ) -> Result<(), String> {
        let (action, before) = (event.action, event.before.as_ref());
        life::follow(action, before, &event.after, event.circumstances.condition)?;
        // Printed labels are recorded by the program when it comes to them, on behalf of whoever asked for them.
        if action == ItemAction::ItemLabelled {
            return Ok(());
        }
        let viewer = self.people.author(row)?;
        if let Some(viewer) = &viewer {
            self.judge_person(event, viewer)?;
        }
        if let ItemAction::ItemClassified = action {
            self.classified.insert(event.item_id, row.seq);
        }
        let state = before.map(|facts| facts.state);
        if action.permission(state).is_some() {
            return Ok(());
        }
        let Some(request) = event.circumstances.request_id else {
            return Err("is done for no request".to_owned());
        };
        let classified = self.classified.get(&event.item_id).copied().or(self.partial.then_some(row.seq));
        requests.judge_item((row, event), request, (viewer.as_ref(), &self.people, classified), blind)
    }

    /// Whether the person may do so, and whether a second one stood by where two are needed.
    fn judge_person(&self, event: &ItemEvent, viewer: &Viewer) -> Result<(), String> {
        let state = event.before.as_ref().map(|facts| facts.state);
        if let Some(needed) = event.action.permission(state).filter(|needed| !viewer.may(*needed)) {
            return Err(format!("was done by somebody without the permission: it needs {needed}"));
        }
        if !event.action.is_seconded(state) {
            return Ok(());
        }
        let categories = event.before.iter().chain([&event.after]).map(|facts| facts.category);
        let destroyed = event.after.disposition == Some(Disposition::Destruction);
        let two = destroyed || categories.into_iter().any(|category| category.needs_two_custodians());
        let second_id = event.circumstances.second_id;
        let second = second_id.map(|user_id| self.people.second(user_id));
        second_custodian(viewer, second, two).map_err(said)?;
        let Some(second_id) = second_id else { return Ok(()) };
        let second = self.people.find(second_id).map(|second| check_second(viewer, second));
        let unknown = "was confirmed by an account that the log does not know";
        let known = self.partial || self.people.knows(second_id);
        second.map_or_else(|| known.then_some(()).ok_or_else(|| unknown.to_owned()), named)
    }
}

/// The permission that whoever made an entry needed; for a setting that of the setting.
fn needed_for(event: &SubjectEvent) -> Option<Permission> {
    let setting = || event.details.get("name")?.as_str()?.parse::<SettingName>().ok();
    match event.action {
        Action::SettingChanged => setting().map(SettingName::permission).or(event.action.permission()),
        action => action.permission(),
    }
}

fn named(checked: Result<(), Refusal>) -> Result<(), String> {
    checked.map_err(|_| "was confirmed by somebody who is no second custodian".to_owned())
}
