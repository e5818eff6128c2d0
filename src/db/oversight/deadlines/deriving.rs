//! What rules make of the record. A clock that has ended is judged by the rules and the settings of the time at which it ended, one that
//! runs by those of now.

use std::borrow::Cow;
use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::audit::sha256;
use crate::db::engine::connection::{Conn, on};
use crate::db::oversight::deadlines::clock_rule_versions;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::spans::{self, Scope, Span};
use crate::db::schema::{log_leaves, settings};
use crate::error::Result;
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::centre::settings::SettingName;
use crate::model::ids::DeadlineId;
use crate::model::ledger::event::{Action, SubjectEvent};
use crate::model::oversight::clocks::clock_rule::{ClockRule, ClockStart};
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;

/// The packs of rules that hold or held, and what was set when of the settings that they ask for.
#[derive(Debug)]
pub struct Terms {
    /// Each since when; the last one that has begun counts.
    packs: Vec<(Time, Cow<'static, RulePack>)>,
    set: BTreeMap<SettingName, SetOverTime>,
}

/// What a setting was over time.
#[derive(Debug, Default)]
struct SetOverTime {
    now: Option<String>,
    /// Each change with what it was before and after, the first first.
    changes: Vec<(Time, String, String)>,
}

impl SetOverTime {
    /// What it was at a time at which something ended; none for now.
    fn at(&self, time: Option<Time>) -> Option<&str> {
        let Some(time) = time else { return self.now.as_deref() };
        let last = self.changes.iter().rfind(|(of, ..)| *of <= time).map(|(_, _, to)| to);
        let first = || self.changes.first().map(|(_, from, _)| from);
        last.or_else(first).or(self.now.as_ref()).map(String::as_str)
    }
}

impl Terms {
    /// The rules of the program and of the centre, as its settings have them and had them.
    ///
    /// # Errors
    /// Database errors.
    pub fn of(conn: &mut Conn) -> Result<Self> {
        let mut packs = vec![(Time(i64::MIN), Cow::Borrowed(RulePack::national()))];
        let versions = clock_rule_versions::list_all(conn)?;
        packs.extend(versions.iter().map(|row| (row.since(), Cow::Owned(row.pack()))));
        let set = list_set(conn)?;
        Ok(Self { packs, set })
    }

    /// The same with a draft that holds from a time on.
    #[must_use]
    pub fn with_draft(mut self, draft: &RulePack, from: Time) -> Self {
        self.packs.push((from, Cow::Owned(draft.clone())));
        self
    }

    /// The pack that holds at a time.
    pub fn pack_at(&self, time: Time) -> &RulePack {
        let held = self.packs.iter().rfind(|(since, _)| *since <= time);
        held.map_or(RulePack::national(), |(_, pack)| pack)
    }

    /// A rule as it holds at a time, or as it was last where it is in no pack any more.
    pub fn rule(&self, code: &str, time: Time) -> Option<&ClockRule> {
        let older = || self.packs.iter().rev().find_map(|(_, pack)| pack.rule(code));
        self.pack_at(time).rule(code).or_else(older)
    }

    /// Every rule there is at a time, and those that were.
    pub fn codes(&self, time: Time) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        let packs = std::iter::once(self.pack_at(time)).chain(self.packs.iter().map(|(_, pack)| pack.as_ref()));
        for rule in packs.flat_map(|pack| &pack.rules) {
            if !codes.contains(&rule.code.as_str()) {
                codes.push(&rule.code);
            }
        }
        codes
    }

    /// The value of a setting now.
    pub fn value(&self, name: SettingName) -> i64 {
        self.value_at(name, None)
    }

    fn value_at(&self, name: SettingName, ended: Option<Time>) -> i64 {
        name.under(SecurityProfile::Nist, self.set.get(&name).and_then(|set| set.at(ended)))
    }

    /// The starts of which a rule makes or made anything.
    pub(super) fn starts(&self) -> impl Iterator<Item = ClockStart> + '_ {
        let asks =
            |start: &ClockStart| self.packs.iter().any(|(_, pack)| pack.enabled().any(|rule| rule.start == *start));
        ClockStart::ALL.iter().copied().filter(asks)
    }

    /// The deadlines that the rules make of the whole record, as things stand at a time.
    ///
    /// # Errors
    /// Database errors.
    pub fn list_all(&self, conn: &mut Conn, at: Time) -> Result<Vec<Deadline>> {
        let mut rows = Vec::new();
        for start in self.starts() {
            for span in spans::list(conn, start, Scope::All)? {
                rows.extend(self.deadlines(start, &span, at));
            }
        }
        Ok(rows)
    }

    /// The deadlines that the rules make of a span, as things stand at a time.
    pub(super) fn deadlines(&self, start: ClockStart, span: &Span, at: Time) -> Vec<Deadline> {
        let ended = span.closed_at.filter(|closed| *closed <= at);
        let pack = self.pack_at(ended.unwrap_or(at));
        let rules = pack.enabled().filter(|rule| rule.start == start);
        rules.filter_map(|rule| self.deadline(rule, span, (pack, ended))).collect()
    }

    fn deadline(&self, rule: &ClockRule, span: &Span, (pack, ended): (&RulePack, Option<Time>)) -> Option<Deadline> {
        let value = |name: SettingName| self.value_at(name, ended);
        let (warn_at, due_at) = rule.due(span.kind, span.started_at, span.agreed_at, &pack.calendar, &value)?;
        // What was corrected in time never was late.
        if span.corrected_at.is_some_and(|corrected| corrected <= due_at) {
            return None;
        }
        Some(Deadline {
            id: id_of(rule, span),
            rule: rule.code.clone(),
            subject: rule.start.subject(),
            subject_id: span.subject_id,
            item_id: span.item_id,
            case_id: span.case_id,
            agency_id: span.agency_id,
            person_id: span.person_id,
            owner: rule.owner.within(span.kind),
            started_at: span.started_at,
            warn_at,
            due_at,
            closed_at: span.closed_at,
        })
    }
}

/// What is set, and what the log tells of what was.
fn list_set(conn: &mut Conn) -> Result<BTreeMap<SettingName, SetOverTime>> {
    let mut set: BTreeMap<SettingName, SetOverTime> = BTreeMap::new();
    let rows: Vec<(String, String)> = on!(&mut *conn, c => settings::table
        .order(settings::name)
        .select((settings::name, settings::value))
        .load(c))?;
    for (name, value) in rows {
        if let Ok(name) = name.parse() {
            set.entry(name).or_default().now = Some(value);
        }
    }
    if set.is_empty() {
        return Ok(set);
    }
    let entries: Vec<(Time, String)> = on!(&mut *conn, c => log_leaves::table
        .filter(log_leaves::action.eq(Action::SettingChanged.as_str()).and(log_leaves::payload.is_not_null()))
        .order(log_leaves::seq)
        .select((log_leaves::logged_at, log_leaves::payload.assume_not_null()))
        .load(c))?;
    for (at, payload) in entries {
        let Ok(event) = serde_json::from_str::<SubjectEvent>(&payload) else { continue };
        let told = |member: &str| event.details.get(member).map(ToString::to_string);
        let name = event.details.get("name").and_then(|name| name.as_str()?.parse().ok());
        if let (Some(name), Some(from), Some(to)) = (name, told("from"), told("to")) {
            set.entry(name).or_default().changes.push((at, from, to));
        }
    }
    Ok(set)
}

/// The same for the same clock, whenever its row is made.
fn id_of(rule: &ClockRule, span: &Span) -> DeadlineId {
    let digest = sha256(format!("{} {}", rule.code, span.subject_id.0).as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, of)| *byte = of);
    DeadlineId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_what_it_was_when_something_ended() {
        let change = |at, from: &str, to: &str| (Time(at), from.to_owned(), to.to_owned());
        let set = SetOverTime { now: Some("9".into()), changes: vec![change(10, "7", "8"), change(20, "8", "9")] };
        let at = |time: i64| set.at(Some(Time(time)));
        assert_eq!(
            [at(9), at(10), at(19), at(20), set.at(None)],
            [Some("7"), Some("8"), Some("8"), Some("9"), Some("9")]
        );
        assert_eq!(SetOverTime::default().at(Some(Time(5))), None);
    }
}
