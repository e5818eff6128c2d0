//! Deadlines over HTTP.

use std::collections::HashMap;

use actix_web::{Responder, get, web};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{AcceptLanguage, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, References, Referencing};
use crate::api::http::query::words;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::oversight::deadlines::deadline::Deadline;
use crate::db::oversight::deadlines::deadline_list::{self, DeadlineFilter, Mine};
use crate::db::oversight::deadlines::deriving::Terms;
use crate::error::{Error, Result};
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, CaseId, DeadlineId, ItemId, RequestId, SeizureListId, SubjectId, UserId};
use crate::model::oversight::clocks::calendar::china_day;
use crate::model::oversight::clocks::clock_rule::{ClockEffect, ClockLight, ClockOwner, ClockSubject};
use crate::model::reason::{Language, Reason, Refusal};
use crate::model::time::Time;

/// What has to be done until when, and by whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeadlineView {
    pub id: DeadlineId,
    /// The code of its rule.
    pub rule: String,
    /// What has to be done, in the caller's language.
    pub title: String,
    /// What it means when it is late.
    pub effect: ClockEffect,
    /// The law and its article; null for the centre's own practice.
    #[schema(required)]
    pub law: Option<String>,
    pub subject: ClockSubject,
    pub subject_id: SubjectId,
    /// The number of the list, case or request, or the name of the item.
    #[schema(required)]
    pub subject_name: Option<String>,
    #[schema(required)]
    pub item_id: Option<ItemId>,
    #[schema(required)]
    pub request_id: Option<RequestId>,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    /// Whose limit it is.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub owner: ClockOwner,
    /// The person who has to act, where the record names one.
    #[schema(required)]
    pub person_id: Option<UserId>,
    #[schema(required)]
    pub person_name: Option<String>,
    pub started_at: Time,
    pub warn_at: Time,
    pub due_at: Time,
    /// Null while it runs.
    #[schema(required)]
    pub closed_at: Option<Time>,
    pub light: ClockLight,
    /// Whether it is known on which days offices are closed in the year in which it ends; where not, weekends alone were counted.
    pub holidays_known: bool,
    /// The number of the entry by which the list it is about was corrected or cancelled, or which put another date or list in the place of an
    /// earlier one.
    #[schema(required)]
    pub correction_entry: Option<i64>,
}

/// A deadline, and how people call what it is about.
#[derive(Debug)]
struct NamedDeadline {
    row: Deadline,
    subject_name: Option<String>,
    correction_entry: Option<i64>,
}

impl Referencing for NamedDeadline {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.row.person_id).agency(self.row.agency_id).case(self.row.case_id);
    }
}

impl DeadlineView {
    fn of(named: NamedDeadline, names: &Names, terms: &Terms, now: Time, language: Language) -> Self {
        let NamedDeadline { row, subject_name, correction_entry } = named;
        let rule = terms.rule(&row.rule, row.closed_at.unwrap_or(now));
        let case_no = names.case_no(row.case_id).unwrap_or_default();
        Self {
            id: row.id,
            title: rule.map_or_else(|| row.rule.clone(), |rule| rule.title.of(language).to_owned()),
            effect: rule.map_or(ClockEffect::Overdue, |rule| rule.effect),
            law: rule
                .and_then(|rule| rule.ground.as_ref())
                .map(|ground| format!("{} {}", ground.law.of(language), ground.article.of(language))),
            rule: row.rule,
            subject: row.subject,
            subject_id: row.subject_id,
            subject_name: subject_name.or_else(|| (row.subject == ClockSubject::Case).then(|| case_no.clone())),
            item_id: row.item_id,
            request_id: (row.subject == ClockSubject::Request).then_some(RequestId(row.subject_id.0)),
            case_id: row.case_id,
            case_no,
            case_name: names.case_name(row.case_id).unwrap_or_default(),
            agency_id: row.agency_id,
            agency_name: names.agency(row.agency_id),
            owner: row.owner,
            person_id: row.person_id,
            person_name: names.person(row.person_id),
            started_at: row.started_at,
            warn_at: row.warn_at,
            due_at: row.due_at,
            closed_at: row.closed_at,
            light: ClockLight::of(row.warn_at, row.due_at, row.closed_at, now),
            holidays_known: terms.pack_at(row.closed_at.unwrap_or(now)).calendar.knows(china_day(row.due_at).year()),
            correction_entry,
        }
    }
}

/// Which deadlines.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeadlineQuery {
    /// How they stand, separated by commas: `green`, `yellow`, `red`, `kept`, `missed`; those that still run unless said.
    #[param(max_length = 100)]
    lights: Option<String>,
    /// The code of a rule.
    #[param(max_length = 64)]
    rule: Option<String>,
    subject: Option<ClockSubject>,
    /// About the item, its list, its case or its loans.
    item_id: Option<ItemId>,
    case_id: Option<CaseId>,
    seizure_list_id: Option<SeizureListId>,
    request_id: Option<RequestId>,
    /// Whose limit it is.
    agency_id: Option<AgencyId>,
    /// Due at this time or later.
    due_from: Option<Time>,
    /// Due before this time.
    due_before: Option<Time>,
    /// Only those that wait for the caller, or for the unit the caller heads.
    #[serde(default)]
    mine: bool,
}

impl DeadlineQuery {
    fn filter(&self, viewer: &Viewer, terms: &Terms, now: Time) -> Result<DeadlineFilter> {
        Ok(DeadlineFilter {
            lights: words("/lights", self.lights.as_deref())?,
            rule: self.rule.as_deref().map(|code| known_rule(code, &terms.codes(now))).transpose()?,
            subject: self.subject,
            item_id: self.item_id,
            case_id: self.case_id,
            seizure_list_id: self.seizure_list_id,
            request_id: self.request_id,
            agency_id: self.agency_id,
            due_from: self.due_from,
            due_before: self.due_before,
            mine: self.mine.then(|| mine(viewer)),
        })
    }
}

/// The code of a rule that there is or was.
fn known_rule(code: &str, codes: &[&str]) -> Result<String> {
    if codes.contains(&code) {
        return Ok(code.to_owned());
    }
    let allowed = codes.join(", ");
    Err(Error::field("/rule", Refusal::new(Reason::WordUnknown).with("value", code).with("allowed", allowed)))
}

/// What waits for a person.
pub(in crate::api) fn mine(viewer: &Viewer) -> Mine {
    let owners = [(Role::Custodian, ClockOwner::Custodian), (Role::CentreHead, ClockOwner::CentreHead)];
    Mine {
        user_id: viewer.user_id,
        heads: viewer.may(Permission::AnswerSupervision).then_some(viewer.agency_id),
        owners: owners.into_iter().filter(|(role, _)| viewer.is(*role)).map(|(_, owner)| owner).collect(),
    }
}

/// Deadlines of cases within reach, those due first at the top.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "list_deadlines",
    params(DeadlineQuery, TotalQuery, PageQuery),
    security(("session" = ["read_cases"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<DeadlineView>))
)]
#[get("/deadlines")]
pub async fn list_deadlines(
    session: Session<may::ReadCases>,
    query: ListQuery<DeadlineQuery>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let view = session
        .read(move |conn, viewer| {
            let terms = Terms::of(conn)?;
            let filter = query.filter(viewer, &terms, now)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| {
                let page = deadline_list::list(conn, reach, &filter, now, paging)?;
                let mut names = deadline_list::list_subject_names(conn, &page.rows)?;
                let corrected = deadline_list::list_corrections(conn, &page.rows)?;
                Ok(page.map(|row| NamedDeadline {
                    subject_name: take_name(&mut names, &row),
                    correction_entry: corrected.get(&row.subject_id).copied(),
                    row,
                }))
            };
            let listed = listed(conn, &query, rows, |conn| deadline_list::count(conn, reach, &filter, now))?;
            listed.named(conn, |row, names| DeadlineView::of(row, names, &terms, now, reads.0))
        })
        .await?;
    Ok(web::Json(view))
}

fn take_name(names: &mut HashMap<SubjectId, String>, row: &Deadline) -> Option<String> {
    let of = row.item_id.map_or(row.subject_id, |item| SubjectId(item.0));
    names.get(&of).cloned()
}
