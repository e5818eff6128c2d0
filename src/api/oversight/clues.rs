//! Clues of supervision over HTTP.

use actix_web::{Responder, get, post, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{AcceptLanguage, Answer, Idempotent, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, UNCOUNTED, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::words;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::engine::page::{Page, Paging};
use crate::db::oversight::clue_search::{self, ClueItem};
use crate::db::oversight::clues::{self, Clue, ClueFilter};
use crate::error::Result;
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::ids::{AgencyId, CaseId, ClueId, ItemId, UserId};
use crate::model::oversight::clue::{ClueRule, ClueStatus};
use crate::model::oversight::supervision::Overseen;
use crate::model::reason::Language;
use crate::model::time::Time;
use crate::operations::oversight::clues::{self as operations, NewExplanation, Searched};

/// What a rule of supervision found in a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClueView {
    pub id: ClueId,
    pub rule: ClueRule,
    /// What is wrong, in the caller's language.
    pub title: String,
    /// The law that the rule rests on, in the caller's language; null for the practice of centres.
    #[schema(required)]
    pub law: Option<String>,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    /// Whose people have to act.
    pub agency_id: AgencyId,
    pub agency_name: String,
    pub status: ClueStatus,
    /// Goods that it is about.
    pub item_count: i32,
    /// Since when the cause is there, for the goods that it is there longest for.
    pub since: Time,
    pub found_at: Time,
    #[schema(required)]
    pub explanation: Option<String>,
    #[schema(required)]
    pub explained_by: Option<UserId>,
    #[schema(required)]
    pub explained_by_name: Option<String>,
    #[schema(required)]
    pub explained_at: Option<Time>,
    /// Null while the cause is there.
    #[schema(required)]
    pub corrected_at: Option<Time>,
    /// Whether the caller may say why the cause is there.
    pub can_explain: bool,
    /// To be sent as `If-Match` when it is explained.
    pub version: i32,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for Clue {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.explained_by).agency(self.agency_id).case(self.case_id);
    }
}

impl ClueView {
    fn of(row: Clue, names: &Names, viewer: &Viewer, language: Language) -> Self {
        let explains = viewer.may(Permission::AnswerSupervision) && viewer.agency_id == row.agency_id;
        let mut then = names.at(row.found_at);
        Self {
            id: row.id,
            rule: row.rule,
            title: language.label(row.rule).to_owned(),
            law: row.rule.law(language).map(str::to_owned),
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            case_name: then.case_name("case_name", row.case_id).unwrap_or_default(),
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            status: row.status,
            item_count: row.item_count,
            since: row.since,
            found_at: row.found_at,
            explanation: row.explanation,
            explained_by: row.explained_by,
            explained_by_name: then.at(row.explained_at).person("explained_by_name", row.explained_by),
            explained_at: row.explained_at,
            corrected_at: row.corrected_at,
            can_explain: explains && row.status != ClueStatus::Corrected,
            version: row.version,
            names_now: then.now(),
        }
    }

    fn read(conn: &mut Conn, viewer: &Viewer, id: ClueId, language: Language) -> Result<Self> {
        let row = clues::get(conn, Overseen::by(viewer), id)?;
        let names = Names::of(conn, [&row])?;
        Ok(Self::of(row, &names, viewer, language))
    }
}

/// One of the goods that a clue is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClueItemView {
    pub item_id: ItemId,
    /// Label code.
    pub code: String,
    pub name: String,
    /// Since when the cause is there for it.
    pub since: Time,
}

impl From<ClueItem> for ClueItemView {
    fn from(row: ClueItem) -> Self {
        Self { item_id: row.item_id, code: row.code, name: row.name, since: row.since }
    }
}

/// Which clues.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ClueQuery {
    /// How they stand, separated by commas: `open`, `explained`, `corrected`; all unless said.
    #[param(max_length = 100)]
    statuses: Option<String>,
    rule: Option<ClueRule>,
    /// Whose people have to act.
    agency_id: Option<AgencyId>,
    case_id: Option<CaseId>,
}

impl ClueQuery {
    fn filter(&self) -> Result<ClueFilter> {
        Ok(ClueFilter {
            statuses: words("/statuses", self.statuses.as_deref())?,
            rule: self.rule,
            agency_id: self.agency_id,
            case_id: self.case_id,
        })
    }
}

/// Clues, those first whose cause is there longest: a supervisor's are all of them, everybody else's those of the own agency.
#[utoipa::path(
    tag = "supervision",
    operation_id = "list_clues",
    params(ClueQuery, TotalQuery, PageQuery),
    security(("session" = ["read_cases"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<ClueView>))
)]
#[get("/clues")]
pub async fn list_clues(
    session: Session<may::ReadCases>,
    query: ListQuery<ClueQuery>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let (filter, overseen) = (query.filter()?, Overseen::by(viewer));
            let rows = |conn: &mut Conn, paging: &Paging| clues::list(conn, overseen, &filter, paging);
            let listed = listed(conn, &query, rows, |conn| clues::count(conn, overseen, &filter))?;
            listed.named(conn, |row, names| ClueView::of(row, names, viewer, reads.0))
        })
        .await?;
    Ok(web::Json(view))
}

/// One clue.
#[utoipa::path(
    tag = "supervision",
    operation_id = "get_clue",
    params(("id" = ClueId, Path)),
    security(("session" = ["read_cases"])),
    responses((status = 200, body = ClueView))
)]
#[get("/clues/{id}")]
pub async fn get_clue(
    session: Session<may::ReadCases>,
    id: web::Path<ClueId>,
    reads: AcceptLanguage,
) -> Result<impl Responder> {
    let view = session.read(move |conn, viewer| ClueView::read(conn, viewer, *id, reads.0)).await?;
    Ok(Versioned(view.version, view))
}

/// The goods that a clue is about now; none once its cause is gone.
#[utoipa::path(
    tag = "supervision",
    operation_id = "list_clue_items",
    params(("id" = ClueId, Path), PageQuery),
    security(("session" = ["read_cases"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<ClueItemView>))
)]
#[get("/clues/{id}/items")]
pub async fn list_clue_items(
    session: Session<may::ReadCases>,
    id: web::Path<ClueId>,
    query: ListQuery<Nothing, UNCOUNTED>,
) -> Result<impl Responder> {
    let now = session.state().database.clock().now();
    let view = session
        .read(move |conn, viewer| {
            let clue = clues::get(conn, Overseen::by(viewer), *id)?;
            let paging = query.paging();
            let (shown, after) = (paging.shown()?, paging.after::<String, ItemId>()?);
            let about = (clue.case_id, clue.agency_id);
            let rows = clue_search::list_items(conn, (clue.rule, now), about, after.map(|(_, id)| id), shown + 1)?;
            let page: Page<ClueItem> = paging.cut(rows, shown, |row| (String::new(), row.item_id));
            Ok(PageView::of(page, ClueItemView::from))
        })
        .await?;
    Ok(web::Json(view))
}

/// Searches all cases with every rule now; the program does so by itself every night.
#[utoipa::path(
    tag = "supervision",
    operation_id = "search_clues",
    request_body = Nothing,
    security(("session" = ["supervise_cases"])),
    responses((status = 200, body = Searched))
)]
#[post("/clue-searches")]
pub async fn search_clues(session: Session<may::SuperviseCases>, call: Idempotent<Nothing>) -> Result<Answer> {
    session.carry_out(call, |change, _, _| operations::search(change)).await
}

/// The agency that has to act says why the cause of a clue is there.
#[utoipa::path(
    tag = "supervision",
    operation_id = "explain_clue",
    params(("id" = ClueId, Path), IfMatch),
    request_body = NewExplanation,
    security(("session" = ["answer_supervision"])),
    responses((status = 200, body = ClueView))
)]
#[post("/clues/{id}/explanation")]
pub async fn explain_clue(
    session: Session<may::AnswerSupervision>,
    id: web::Path<ClueId>,
    version: IfMatch,
    call: Idempotent<NewExplanation>,
    reads: AcceptLanguage,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            operations::explain(change, viewer, (*id, version.0), &new)?;
            ClueView::read(change.reader(), viewer, *id, reads.0)
        })
        .await
}
