//! What rules make of the record.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::audit::sha256;
use crate::db::engine::connection::{Conn, on};
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::spans::{self, Scope, Span};
use crate::db::schema::settings;
use crate::error::Result;
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::centre::settings::SettingName;
use crate::model::ids::DeadlineId;
use crate::model::oversight::clocks::clock_rule::ClockRule;
use crate::model::oversight::clocks::rule_pack::RulePack;

/// Rules with what is set of the settings that they ask for.
#[derive(Debug)]
pub struct Terms<'r> {
    pack: &'r RulePack,
    set: BTreeMap<SettingName, i64>,
}

impl<'r> Terms<'r> {
    /// A pack as the centre's settings have it.
    ///
    /// # Errors
    /// Database errors.
    pub fn of(conn: &mut Conn, pack: &'r RulePack) -> Result<Self> {
        let names: Vec<SettingName> = pack.enabled().flat_map(ClockRule::settings).collect();
        let written = names.iter().map(|name| name.as_str());
        let rows: Vec<(String, String)> = on!(conn, c => settings::table
            .filter(settings::name.eq_any(written))
            .select((settings::name, settings::value))
            .load(c))?;
        let value = |name: SettingName| {
            let row = rows.iter().find(|(of, _)| of == name.as_str());
            (name, name.under(SecurityProfile::Nist, row.map(|(_, value)| value.as_str())))
        };
        Ok(Self { pack, set: names.into_iter().map(value).collect() })
    }

    /// The deadlines that the rules make of the whole record.
    ///
    /// # Errors
    /// Database errors.
    pub fn list_all(&self, conn: &mut Conn) -> Result<Vec<Deadline>> {
        let mut rows = Vec::new();
        for rule in self.pack.enabled() {
            let spans = spans::list(conn, rule.start, Scope::All)?;
            rows.extend(spans.iter().filter_map(|span| self.deadline(rule, span)));
        }
        Ok(rows)
    }

    /// The deadline that a rule makes of a span; none where it does not hold.
    pub(super) fn deadline(&self, rule: &ClockRule, span: &Span) -> Option<Deadline> {
        let value = |name: SettingName| self.set.get(&name).copied().unwrap_or(name.default_value());
        let (warn_at, due_at) = rule.due(span.kind, span.started_at, span.agreed_at, &self.pack.calendar, &value)?;
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
}

/// The same for the same clock, whenever its row is made.
fn id_of(rule: &ClockRule, span: &Span) -> DeadlineId {
    let digest = sha256(format!("{} {}", rule.code, span.subject_id.0).as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, of)| *byte = of);
    DeadlineId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
