//! What people, agencies, places and cases are called, as the log tells it.

use std::collections::HashMap;

use uuid::Uuid;

use crate::model::ledger::event::{Action, SubjectEvent};

/// What something is called: by a name, and where it has one that can change, by a code or number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// A place's code, a case's number.
    pub code: Option<String>,
    pub name: String,
}

impl From<String> for Name {
    fn from(name: String) -> Self {
        Self { code: None, name }
    }
}

impl From<(String, String)> for Name {
    fn from((code, name): (String, String)) -> Self {
        Self { code: Some(code), name }
    }
}

/// What an entry says its subject is called from then on.
fn named(event: &SubjectEvent) -> Option<Name> {
    let (row, code) = match event.action {
        Action::UserRegistered | Action::UserChanged => ("user", None),
        Action::AgencyRegistered | Action::AgencyChanged => ("agency", None),
        Action::PlaceRegistered | Action::PlaceChanged => ("place", Some("code")),
        Action::CaseRegistered | Action::CaseChanged => ("case", Some("case_no")),
        _ => return None,
    };
    // Some entries have the whole row, some its members.
    let details = event.details.get(row).unwrap_or(&event.details);
    let text = |member: &str| details.get(member)?.as_str().map(str::to_owned);
    Some(Name { code: code.and_then(text), name: text("name")? })
}

/// The entries that give a first name.
pub const NAMING: [Action; 4] =
    [Action::UserRegistered, Action::AgencyRegistered, Action::PlaceRegistered, Action::CaseRegistered];

/// The entries that may give another.
pub const RENAMING: [Action; 4] =
    [Action::UserChanged, Action::AgencyChanged, Action::PlaceChanged, Action::CaseChanged];

/// Follows the log from its first entry, and finds the names that were replaced.
#[derive(Debug, Default)]
pub struct Renamings {
    present: HashMap<Uuid, Name>,
}

impl Renamings {
    /// Takes in the next entry; answers the name that it replaced.
    pub fn enter(&mut self, event: &SubjectEvent) -> Option<Name> {
        let name = named(event)?;
        let before = self.present.insert(event.subject_id, name.clone())?;
        (before != name).then_some(before)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn event(action: Action, details: Value) -> SubjectEvent {
        SubjectEvent { action, subject_id: Uuid::nil(), details, rows: Vec::new(), lines: None, before_sha256: None }
    }

    #[test]
    fn a_name_is_replaced_by_another_and_not_by_itself() {
        let mut log = Renamings::default();
        let case = |no: &str, name: &str| json!({ "case": { "case_no": no, "name": name }, "officers": [] });
        assert_eq!(log.enter(&event(Action::CaseRegistered, case("A1", "一案"))), None);
        assert_eq!(log.enter(&event(Action::CaseChanged, case("A1", "一案"))), None);
        let before = log.enter(&event(Action::CaseChanged, case("A2", "一案")));
        assert_eq!(before, Some(("A1".to_owned(), "一案".to_owned()).into()));
    }

    #[test]
    fn entries_with_the_whole_row_and_with_its_members_are_read_alike() {
        let mut log = Renamings::default();
        assert_eq!(log.enter(&event(Action::AgencyRegistered, json!({ "agency": { "name": "一局" } }))), None);
        assert_eq!(log.enter(&event(Action::AgencyChanged, json!({ "name": "二局" }))), Some("一局".to_owned().into()));
        assert_eq!(log.enter(&event(Action::ListExported, json!({ "name": "三局" }))), None);
    }
}
