//! Seizure lists over HTTP.

use actix_web::web::{self, Query};
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{Answer, BULK, Call, PageView};
use super::may;
use super::session::Session;
use crate::db::cases::{self, SeizureList};
use crate::db::page::Paging;
use crate::error::Result;
use crate::model::ids::{AgencyId, CaseId, SeizureListId, UserId};
use crate::model::time::Time;
use crate::operations::cases as operations;
use crate::operations::cases::NewSeizureList;

/// A seizure list (扣押清单).
#[derive(Debug, Serialize, ToSchema)]
pub struct SeizureListView {
    pub id: SeizureListId,
    pub case_id: CaseId,
    pub agency_id: AgencyId,
    pub list_no: String,
    /// 扣押决定书 number.
    #[schema(required)]
    pub decision_no: Option<String>,
    pub seized_at: Time,
    pub seized_place: String,
    /// 持有人
    pub holder_name: String,
    /// 见证人
    #[schema(required)]
    pub attesting_witness: Option<String>,
    pub item_count: i32,
    pub created_by: UserId,
    pub created_at: Time,
    /// The label codes in the order of the list; only when it is registered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
}

impl From<SeizureList> for SeizureListView {
    fn from(row: SeizureList) -> Self {
        Self {
            id: row.id,
            case_id: row.case_id,
            agency_id: row.agency_id,
            list_no: row.list_no,
            decision_no: row.decision_no,
            seized_at: row.seized_at,
            seized_place: row.seized_place,
            holder_name: row.holder_name,
            attesting_witness: row.attesting_witness,
            item_count: row.item_count,
            created_by: row.created_by,
            created_at: row.created_at,
            codes: Vec::new(),
        }
    }
}

/// Which seizure lists.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeizureListQuery {
    case_id: Option<CaseId>,
    /// Rows wanted, 50 unless said.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Seizure lists, newest first.
#[utoipa::path(
    tag = "seizure_lists",
    operation_id = "list_seizure_lists",
    params(SeizureListQuery),
    security(("session" = ["read_cases"])),
    responses((status = 200, body = PageView<SeizureListView>))
)]
#[get("/seizure-lists")]
pub async fn list(session: Session<may::ReadCases>, query: Query<SeizureListQuery>) -> Result<impl Responder> {
    let SeizureListQuery { case_id, limit, cursor } = query.into_inner();
    let paging = Paging { limit, cursor };
    let page =
        session.read(move |conn, viewer| cases::list_seizure_lists(conn, viewer.reach(), case_id, &paging)).await?;
    Ok(web::Json(PageView::of(page, SeizureListView::from)))
}

/// One seizure list; its items are listed by `/items?seizure_list_id=`.
#[utoipa::path(
    tag = "seizure_lists",
    operation_id = "get_seizure_list",
    params(("id" = SeizureListId, Path)),
    security(("session" = ["read_cases"])),
    responses((status = 200, body = SeizureListView))
)]
#[get("/seizure-lists/{id}")]
pub async fn get(session: Session<may::ReadCases>, id: web::Path<SeizureListId>) -> Result<impl Responder> {
    let row = session.read(move |conn, viewer| cases::get_seizure_list(conn, viewer.reach(), *id)).await?;
    Ok(web::Json(SeizureListView::from(row)))
}

/// Registers a seizure list with up to 10,000 items; every item gets its label code.
#[utoipa::path(
    tag = "seizure_lists",
    operation_id = "register_seizure_list",
    request_body = NewSeizureList,
    security(("session" = ["manage_cases"])),
    responses((status = 201, body = SeizureListView))
)]
#[post("/seizure-lists")]
pub async fn register(session: Session<may::ManageCases>, call: Call<NewSeizureList, BULK>) -> Result<Answer> {
    let web = session.web();
    session
        .create(call, move |change, viewer, new| {
            let (row, codes) = operations::register_seizure_list(change, viewer, &web.keys.labels, &new)?;
            let codes = codes.iter().map(|code| code.as_str().to_owned()).collect();
            Ok(SeizureListView { codes, ..SeizureListView::from(row) })
        })
        .await
}
