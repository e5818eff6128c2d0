//! Supervision notices over HTTP.

use std::collections::HashMap;

use actix_web::{Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::words;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::Paging;
use crate::db::oversight::supervision_notices::{self as notices, NoticeFilter, SupervisionNotice, SupervisionStep};
use crate::error::Result;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, CaseId, ClueId, DocumentId, ItemId, NoticeId, UserId};
use crate::model::oversight::supervision::{NoticeAction, NoticeStatus, Overseen};
use crate::model::time::Time;
use crate::operations::oversight::supervision_notices::{
    self as operations, NewNotice, NewNoticeAnswer, NewRepetition, NoticeOpinion,
};

/// A supervision notice with what passed about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    pub id: NoticeId,
    pub number: String,
    pub title: String,
    pub status: NoticeStatus,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    #[schema(required)]
    pub clue_id: Option<ClueId>,
    #[schema(required)]
    pub item_id: Option<ItemId>,
    /// Who has to answer.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub sent_by: UserId,
    pub sent_by_name: String,
    pub sent_at: Time,
    /// Until when what was asked last is to be answered.
    pub answer_by: Time,
    #[schema(required)]
    pub answered_at: Option<Time>,
    /// Not answered in time, and still to be answered.
    pub overdue: bool,
    /// When it was accepted or withdrawn.
    #[schema(required)]
    pub closed_at: Option<Time>,
    pub steps: Vec<NoticeStepView>,
    /// What the caller may do with it now.
    pub next_steps: Vec<NoticeAction>,
    /// To be sent as `If-Match` with the next step.
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

/// What was done with a notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeStepView {
    pub sequence: i32,
    pub action: NoticeAction,
    /// Ground, answer, opinion or reason.
    pub statement: String,
    #[schema(required)]
    pub document_id: Option<DocumentId>,
    #[schema(required)]
    pub document_number: Option<String>,
    /// Until when an answer was asked for.
    #[schema(required)]
    pub answer_by: Option<Time>,
    pub recorded_by: UserId,
    pub recorded_by_name: String,
    pub done_at: Time,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

/// A notice, and what was done with it.
#[derive(Debug)]
struct Told {
    row: SupervisionNotice,
    steps: Vec<SupervisionStep>,
}

impl Referencing for Told {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.row.sent_by).agency(self.row.agency_id).case(self.row.case_id);
        for step in &self.steps {
            ids.person(step.recorded_by).document(step.document_id);
        }
    }
}

impl NoticeStepView {
    fn of(row: SupervisionStep, names: &Names) -> Self {
        let mut then = names.at(row.done_at);
        Self {
            sequence: row.sequence,
            action: row.action,
            statement: row.statement,
            document_id: row.document_id,
            document_number: names.document_number(row.document_id),
            answer_by: row.answer_by,
            recorded_by: row.recorded_by,
            recorded_by_name: then.person("recorded_by_name", row.recorded_by).unwrap_or_default(),
            done_at: row.done_at,
            names_now: then.now(),
        }
    }
}

impl NoticeView {
    fn of(told: Told, names: &Names, viewer: &Viewer, now: Time) -> Self {
        let Told { row, steps } = told;
        let fits =
            |action: &NoticeAction| action.must_fit(row.status).is_ok() && action.is_open_to(viewer, row.agency_id);
        let mut then = names.at(row.sent_at);
        Self {
            next_steps: NoticeAction::ALL.iter().copied().filter(fits).collect(),
            overdue: row.status == NoticeStatus::AwaitingAnswer && row.answer_by < now,
            id: row.id,
            number: row.number,
            title: row.title,
            status: row.status,
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            case_name: then.case_name("case_name", row.case_id).unwrap_or_default(),
            clue_id: row.clue_id,
            item_id: row.item_id,
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            sent_by: row.sent_by,
            sent_by_name: then.person("sent_by_name", row.sent_by).unwrap_or_default(),
            sent_at: row.sent_at,
            answer_by: row.answer_by,
            answered_at: row.answered_at,
            closed_at: row.closed_at,
            steps: steps.into_iter().map(|step| NoticeStepView::of(step, names)).collect(),
            version: row.version,
            names_now: then.now(),
        }
    }

    fn read(conn: &mut Conn, viewer: &Viewer, id: NoticeId, now: Time) -> Result<Self> {
        let row = notices::get(conn, Overseen::by(viewer), id)?;
        let steps = notices::list_steps(conn, &[id])?.remove(&id).unwrap_or_default();
        let told = Told { row, steps };
        let names = Names::of(conn, [&told])?;
        Ok(Self::of(told, &names, viewer, now))
    }
}

/// Which notices.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticeQuery {
    /// How they stand, separated by commas: `awaiting_answer`, `answered`, `accepted`, `withdrawn`; all unless said.
    #[param(max_length = 100)]
    statuses: Option<String>,
    /// Who has to answer.
    agency_id: Option<AgencyId>,
    case_id: Option<CaseId>,
    clue_id: Option<ClueId>,
    item_id: Option<ItemId>,
    /// Only those that were not answered in time and are still to be answered, or only the others.
    overdue: Option<bool>,
}

impl NoticeQuery {
    fn filter(&self, now: Time) -> Result<NoticeFilter> {
        Ok(NoticeFilter {
            statuses: words("/statuses", self.statuses.as_deref())?,
            agency_id: self.agency_id,
            case_id: self.case_id,
            clue_id: self.clue_id,
            item_id: self.item_id,
            overdue: self.overdue.map(|overdue| (overdue, now)),
        })
    }
}

/// Supervision notices, newest first: a supervisor's are all of them, everybody else's those to the own agency.
#[utoipa::path(
    tag = "supervision",
    operation_id = "list_supervision_notices",
    params(NoticeQuery, TotalQuery, PageQuery),
    security(("session" = ["read_cases"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<NoticeView>))
)]
#[get("/supervision-notices")]
pub async fn list_notices(session: Session<may::ReadCases>, query: ListQuery<NoticeQuery>) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let view = session
        .read(move |conn, viewer| {
            let (filter, overseen) = (query.filter(now)?, Overseen::by(viewer));
            let rows = |conn: &mut Conn, paging: &Paging| {
                let page = notices::list(conn, overseen, &filter, paging)?;
                let ids: Vec<NoticeId> = page.rows.iter().map(|row| row.id).collect();
                let mut steps: HashMap<_, _> = notices::list_steps(conn, &ids)?;
                Ok(page.map(|row| Told { steps: steps.remove(&row.id).unwrap_or_default(), row }))
            };
            let listed = listed(conn, &query, rows, |conn| notices::count(conn, overseen, &filter))?;
            listed.named(conn, |told, names| NoticeView::of(told, names, viewer, now))
        })
        .await?;
    Ok(web::Json(view))
}

/// One supervision notice.
#[utoipa::path(
    tag = "supervision",
    operation_id = "get_supervision_notice",
    params(("id" = NoticeId, Path)),
    security(("session" = ["read_cases"])),
    responses((status = 200, body = NoticeView))
)]
#[get("/supervision-notices/{id}")]
pub async fn get_notice(session: Session<may::ReadCases>, id: web::Path<NoticeId>) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let view = session.read(move |conn, viewer| NoticeView::read(conn, viewer, *id, now)).await?;
    Ok(Versioned(view.version, view))
}

/// Asks an agency about a case, one of its items or a clue.
#[utoipa::path(
    tag = "supervision",
    operation_id = "send_supervision_notice",
    request_body = NewNotice,
    security(("session" = ["supervise_cases"])),
    responses((status = 201, body = NoticeView))
)]
#[post("/supervision-notices")]
pub async fn send_notice(session: Session<may::SuperviseCases>, call: Idempotent<NewNotice>) -> Result<Answer> {
    session
        .create(call, |change, viewer, new| {
            let row = operations::send(change, viewer, &new)?;
            let now = change.now();
            NoticeView::read(change.reader(), viewer, row.id, now)
        })
        .await
}

/// The asked agency answers.
#[utoipa::path(
    tag = "supervision",
    operation_id = "answer_supervision_notice",
    params(("id" = NoticeId, Path), IfMatch),
    request_body = NewNoticeAnswer,
    security(("session" = ["answer_supervision"])),
    responses((status = 200, body = NoticeView))
)]
#[post("/supervision-notices/{id}/answer")]
pub async fn answer_notice(
    session: Session<may::AnswerSupervision>,
    id: web::Path<NoticeId>,
    version: IfMatch,
    call: Idempotent<NewNoticeAnswer>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            operations::answer(change, viewer, (*id, version.0), &new)?;
            let now = change.now();
            NoticeView::read(change.reader(), viewer, *id, now)
        })
        .await
}

/// The answer is not enough: it is asked again.
#[utoipa::path(
    tag = "supervision",
    operation_id = "repeat_supervision_notice",
    params(("id" = NoticeId, Path), IfMatch),
    request_body = NewRepetition,
    security(("session" = ["supervise_cases"])),
    responses((status = 200, body = NoticeView))
)]
#[post("/supervision-notices/{id}/repetition")]
pub async fn repeat_notice(
    session: Session<may::SuperviseCases>,
    id: web::Path<NoticeId>,
    version: IfMatch,
    call: Idempotent<NewRepetition>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            operations::repeat(change, viewer, (*id, version.0), &new)?;
            let now = change.now();
            NoticeView::read(change.reader(), viewer, *id, now)
        })
        .await
}

/// The answer is enough; the notice is closed.
#[utoipa::path(
    tag = "supervision",
    operation_id = "accept_supervision_notice",
    params(("id" = NoticeId, Path), IfMatch),
    request_body = NoticeOpinion,
    security(("session" = ["supervise_cases"])),
    responses((status = 200, body = NoticeView))
)]
#[post("/supervision-notices/{id}/acceptance")]
pub async fn accept_notice(
    session: Session<may::SuperviseCases>,
    id: web::Path<NoticeId>,
    version: IfMatch,
    call: Idempotent<NoticeOpinion>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            operations::accept(change, viewer, (*id, version.0), &new)?;
            let now = change.now();
            NoticeView::read(change.reader(), viewer, *id, now)
        })
        .await
}

/// Takes a notice back, with the reason.
#[utoipa::path(
    tag = "supervision",
    operation_id = "withdraw_supervision_notice",
    params(("id" = NoticeId, Path), IfMatch),
    request_body = NoticeOpinion,
    security(("session" = ["supervise_cases"])),
    responses((status = 200, body = NoticeView))
)]
#[post("/supervision-notices/{id}/withdrawal")]
pub async fn withdraw_notice(
    session: Session<may::SuperviseCases>,
    id: web::Path<NoticeId>,
    version: IfMatch,
    call: Idempotent<NoticeOpinion>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            operations::withdraw(change, viewer, (*id, version.0), &new)?;
            let now = change.now();
            NoticeView::read(change.reader(), viewer, *id, now)
        })
        .await
}
