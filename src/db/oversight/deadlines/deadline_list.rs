//! The deadlines that a list shows.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::db::cases::cases::within;
use crate::db::engine::connection::{BATCH, Conn, on};
use crate::db::engine::page::{Page, Paging};
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::schema::{
    case_officers, cases, corrections, deadlines, items, loans, log_leaves, requests, seizure_lists,
    supervision_notices,
};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::{AgencyId, CaseId, DeadlineId, ItemId, NoticeId, RequestId, SeizureListId, SubjectId, UserId};
use crate::model::ledger::event::Action;
use crate::model::oversight::clocks::clock_rule::{ClockLight, ClockOwner, ClockSubject};
use crate::model::time::Time;

/// Whose turn it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    pub user_id: UserId,
    /// What the person's unit has to do is the person's as well.
    pub heads: Option<AgencyId>,
    /// Those of the centre's whose turn is the person's.
    pub owners: Vec<ClockOwner>,
}

/// Which deadlines a list shows.
#[derive(Debug, Clone, Default)]
pub struct DeadlineFilter {
    /// How they stand at a time; those that still run unless said.
    pub lights: Vec<ClockLight>,
    pub rule: Option<String>,
    pub subject: Option<ClockSubject>,
    /// Those about the item, its list, its case or its loans.
    pub item_id: Option<ItemId>,
    pub case_id: Option<CaseId>,
    pub seizure_list_id: Option<SeizureListId>,
    pub request_id: Option<RequestId>,
    pub agency_id: Option<AgencyId>,
    pub due_from: Option<Time>,
    pub due_before: Option<Time>,
    pub mine: Option<Mine>,
}

/// The condition that a deadline stands in one of the ways at a time.
macro_rules! stands {
    ($lights:expr, $now:expr) => {{
        let (open, now) = (deadlines::closed_at.is_null(), $now);
        let closed = deadlines::closed_at.assume_not_null();
        let asked = |light| $lights.contains(&light).into_sql::<Bool>();
        let in_time = open.and(deadlines::due_at.ge(now));
        (in_time.and(deadlines::warn_at.gt(now)).and(asked(ClockLight::Green)))
            .or(in_time.and(deadlines::warn_at.le(now)).and(asked(ClockLight::Yellow)))
            .or(open.and(deadlines::due_at.lt(now)).and(asked(ClockLight::Red)))
            .or(closed.le(deadlines::due_at).and(asked(ClockLight::Kept)))
            .or(closed.gt(deadlines::due_at).and(asked(ClockLight::Missed)))
    }};
}

/// Limits a query over deadlines to the reach and the filter, at a time.
macro_rules! filtered {
    ($query:expr, $reach:expr, $filter:expr, $now:expr) => {{
        let (mut query, filter, reach, now) = ($query, $filter, $reach, $now);
        if reach.agency().is_some() || reach.cleared().is_some() {
            let seen = within!(cases::table.select(cases::id).into_boxed(), reach);
            query = query.filter(deadlines::case_id.eq_any(seen));
        }
        query = match filter.lights.as_slice() {
            [] => query.filter(deadlines::closed_at.is_null()),
            [ClockLight::Red] => query.filter(deadlines::closed_at.is_null().and(deadlines::due_at.lt(now))),
            [ClockLight::Yellow] => query
                .filter(deadlines::closed_at.is_null().and(deadlines::due_at.ge(now)).and(deadlines::warn_at.le(now))),
            lights if lights.iter().all(|light| ClockLight::OPEN.contains(light)) => {
                query.filter(deadlines::closed_at.is_null()).filter(stands!(lights, now))
            }
            lights => query.filter(stands!(lights, now)),
        };
        if let Some(rule) = &filter.rule {
            query = query.filter(deadlines::rule.eq(rule));
        }
        if let Some(subject) = filter.subject {
            query = query.filter(deadlines::subject.eq(subject));
        }
        if let Some(item) = filter.item_id {
            let own = items::table.filter(items::id.eq(item));
            let lent = loans::table.filter(loans::item_id.eq(item));
            query = query.filter(
                deadlines::item_id
                    .eq(item)
                    .assume_not_null()
                    .or(deadlines::subject_id.eq_any(own.select(items::seizure_list_id)))
                    .or(deadlines::subject_id.eq_any(own.select(items::case_id)))
                    .or(deadlines::subject_id.eq_any(lent.select(loans::request_id))),
            );
        }
        if let Some(case) = filter.case_id {
            query = query.filter(deadlines::case_id.eq(case));
        }
        for subject in [filter.seizure_list_id.map(|id| id.0), filter.request_id.map(|id| id.0)].into_iter().flatten() {
            query = query.filter(deadlines::subject_id.eq(SubjectId(subject)));
        }
        if let Some(agency) = filter.agency_id {
            query = query.filter(deadlines::agency_id.eq(agency));
        }
        if let Some(from) = filter.due_from {
            query = query.filter(deadlines::due_at.ge(from));
        }
        if let Some(before) = filter.due_before {
            query = query.filter(deadlines::due_at.lt(before));
        }
        if let Some(mine) = &filter.mine {
            let officers = case_officers::table.filter(case_officers::user_id.eq(mine.user_id));
            let of_unit = [ClockOwner::CaseOfficer, ClockOwner::UnitHead];
            let own = deadlines::person_id.assume_not_null().eq(mine.user_id).and(deadlines::person_id.is_not_null());
            let of_case = deadlines::person_id
                .is_null()
                .and(deadlines::owner.eq(ClockOwner::CaseOfficer))
                .and(deadlines::case_id.eq_any(officers.select(case_officers::case_id)));
            let centres = deadlines::owner.eq_any(mine.owners.clone());
            query = match mine.heads {
                Some(agency) => query.filter(
                    own.or(of_case)
                        .or(centres)
                        .or(deadlines::agency_id.eq(agency).and(deadlines::owner.eq_any(of_unit))),
                ),
                None => query.filter(own.or(of_case).or(centres)),
            };
        }
        query
    }};
}

/// Deadlines of cases within reach as they stand at a time, those due first at the top.
///
/// # Errors
/// [`Error::Invalid`](crate::error::Error::Invalid) for a bad cursor or limit.
pub fn list(
    conn: &mut Conn,
    reach: Reach,
    filter: &DeadlineFilter,
    now: Time,
    paging: &Paging,
) -> Result<Page<Deadline>> {
    let shown = paging.shown()?;
    let after = paging.after::<i64, DeadlineId>()?;
    let rows: Vec<Deadline> = on!(conn, c => {
        let query = deadlines::table.select(Deadline::as_select()).into_boxed();
        let mut query = filtered!(query, reach, filter, now);
        if let Some((due, id)) = after.map(|(due, id)| (Time(due), id)) {
            query = query.filter(deadlines::due_at.gt(due).or(deadlines::due_at.eq(due).and(deadlines::id.gt(id))));
        }
        query.order((deadlines::due_at, deadlines::id)).limit(shown + 1).load(c)
    })?;
    Ok(paging.cut(rows, shown, |row| (row.due_at.0, row.id)))
}

/// How many deadlines the list would show in all.
pub fn count(conn: &mut Conn, reach: Reach, filter: &DeadlineFilter, now: Time) -> Result<i64> {
    Ok(on!(conn, c => {
        let query = deadlines::table.select(diesel::dsl::count_star()).into_boxed();
        filtered!(query, reach, filter, now).first(c)
    })?)
}

/// How people call what deadlines are about, as far as it is a list, an item, a request or a notice.
pub fn list_subject_names(conn: &mut Conn, rows: &[Deadline]) -> Result<HashMap<SubjectId, String>> {
    let of = |subject| rows.iter().filter(move |row| row.subject == subject).map(|row| row.subject_id.0);
    let lists: Vec<SeizureListId> = of(ClockSubject::SeizureList).map(SeizureListId).collect();
    let asked: Vec<RequestId> = of(ClockSubject::Request).map(RequestId).collect();
    let sent: Vec<NoticeId> = of(ClockSubject::SupervisionNotice).map(NoticeId).collect();
    let goods: Vec<ItemId> = rows.iter().filter_map(|row| row.item_id).collect();
    let mut names = HashMap::new();
    for batch in lists.chunks(BATCH) {
        let found: Vec<(SeizureListId, String)> = on!(&mut *conn, c => seizure_lists::table
            .filter(seizure_lists::id.eq_any(batch)).select((seizure_lists::id, seizure_lists::list_no)).load(c))?;
        names.extend(found.into_iter().map(|(id, name)| (SubjectId(id.0), name)));
    }
    for batch in asked.chunks(BATCH) {
        let found: Vec<(RequestId, Option<String>)> = on!(&mut *conn, c => requests::table
            .filter(requests::id.eq_any(batch)).select((requests::id, requests::number)).load(c))?;
        names.extend(found.into_iter().filter_map(|(id, name)| Some((SubjectId(id.0), name?))));
    }
    for batch in sent.chunks(BATCH) {
        let found: Vec<(NoticeId, String)> = on!(&mut *conn, c => supervision_notices::table
            .filter(supervision_notices::id.eq_any(batch))
            .select((supervision_notices::id, supervision_notices::number))
            .load(c))?;
        names.extend(found.into_iter().map(|(id, name)| (SubjectId(id.0), name)));
    }
    for batch in goods.chunks(BATCH) {
        let found: Vec<(ItemId, String)> = on!(&mut *conn, c => items::table
            .filter(items::id.eq_any(batch)).select((items::id, items::name)).load(c))?;
        names.extend(found.into_iter().map(|(id, name)| (SubjectId(id.0), name)));
    }
    Ok(names)
}

/// The number of the entry by which the list that a deadline is about was corrected or cancelled, or took the place of another.
pub fn list_corrections(conn: &mut Conn, rows: &[Deadline]) -> Result<HashMap<SubjectId, i64>> {
    let about = rows.iter().filter(|row| row.subject == ClockSubject::SeizureList).map(|row| row.subject_id);
    let about: Vec<SubjectId> = about.collect();
    let actions = [Action::SeizureListCorrected, Action::SeizureListCancelled].map(Action::as_str);
    let mut found = HashMap::new();
    for batch in about.chunks(BATCH) {
        let ended: Vec<(SubjectId, Option<SubjectId>)> = on!(&mut *conn, c => corrections::table
            .filter(corrections::subject_id.eq_any(batch).or(corrections::replacement_id.eq_any(batch)))
            .select((corrections::subject_id, corrections::replacement_id))
            .load(c))?;
        let ids: Vec<SubjectId> = ended.iter().map(|(id, _)| *id).collect();
        let entries: Vec<(Option<SubjectId>, i64)> = on!(&mut *conn, c => log_leaves::table
            .filter(log_leaves::subject_id.eq_any(&ids).and(log_leaves::action.eq_any(actions)))
            .select((log_leaves::subject_id, log_leaves::seq))
            .load(c))?;
        let entries: HashMap<SubjectId, i64> = entries.into_iter().filter_map(|(id, seq)| Some((id?, seq))).collect();
        for (id, replacement) in ended {
            let Some(seq) = entries.get(&id) else { continue };
            // What ended a list says more of it than what it was made from.
            found.insert(id, *seq);
            if let Some(replacement) = replacement {
                found.entry(replacement).or_insert(*seq);
            }
        }
    }
    Ok(found)
}
