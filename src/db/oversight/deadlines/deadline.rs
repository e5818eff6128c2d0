//! The row of a deadline.

use diesel::prelude::*;

use crate::db::schema::deadlines;
use crate::model::ids::{AgencyId, CaseId, DeadlineId, ItemId, SubjectId, UserId};
use crate::model::oversight::clocks::clock_rule::{ClockOwner, ClockSubject};
use crate::model::time::Time;

/// One deadline.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = deadlines, treat_none_as_default_value = false)]
pub struct Deadline {
    pub id: DeadlineId,
    /// The code of its rule.
    pub rule: String,
    pub subject: ClockSubject,
    pub subject_id: SubjectId,
    /// The item, where it is about one.
    pub item_id: Option<ItemId>,
    pub case_id: CaseId,
    /// Whose limit it is, and whose people have to act unless the centre's do.
    pub agency_id: AgencyId,
    pub person_id: Option<UserId>,
    pub owner: ClockOwner,
    pub started_at: Time,
    pub warn_at: Time,
    pub due_at: Time,
    pub closed_at: Option<Time>,
}
