//! Seizure lists over HTTP.

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::cases::corrections::{CorrectionView, Fates};
use crate::api::http::body::{Answer, BULK, Idempotent, IfMatch, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, TotalQuery, listed};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::query::sort_key;
use crate::api::http::session::Session;
use crate::db::cases::seizure_lists::{self, SeizureList, SeizureListFilter};
use crate::db::engine::connection::Conn;
use crate::db::engine::page::{AgeSort, Paging};
use crate::error::Result;
use crate::model::cases::record_state::RecordState;
use crate::model::ids::{AgencyId, CaseId, SeizureListId, UserId};
use crate::model::time::Time;
use crate::operations::cases::cases as operations;
use crate::operations::cases::cases::NewSeizureList;
use crate::operations::cases::corrections::{self, Cancellation, SeizureListCorrection};

/// A seizure list (扣押清单).
#[derive(Debug, Serialize, ToSchema)]
pub struct SeizureListView {
    pub id: SeizureListId,
    pub case_id: CaseId,
    pub case_no: String,
    pub case_name: String,
    pub agency_id: AgencyId,
    pub agency_name: String,
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
    pub created_by_name: String,
    pub created_at: Time,
    pub state: RecordState,
    /// The one that this one replaces.
    #[schema(required)]
    pub replaces_id: Option<SeizureListId>,
    /// What ended it; null while it is in force.
    #[schema(required)]
    pub correction: Option<CorrectionView>,
    pub version: i32,
    /// The label codes in the order of the list; only when it is registered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// Present names of what was renamed since, by member.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl Referencing for SeizureList {
    fn add_references(&self, ids: &mut References) {
        ids.case(self.case_id).agency(self.agency_id).person(self.created_by);
    }
}

impl SeizureListView {
    fn of(row: SeizureList, names: &Names, fates: &Fates) -> Self {
        let state = fates.state(row.id.0);
        let mut then = names.at(row.created_at);
        Self {
            state,
            replaces_id: fates.replaces(row.id.0).map(Into::into),
            correction: fates.correction(row.id.0),
            version: state.version(),
            id: row.id,
            case_id: row.case_id,
            case_no: then.case_no("case_no", row.case_id).unwrap_or_default(),
            case_name: then.case_name("case_name", row.case_id).unwrap_or_default(),
            agency_id: row.agency_id,
            agency_name: then.agency("agency_name", row.agency_id).unwrap_or_default(),
            list_no: row.list_no,
            decision_no: row.decision_no,
            seized_at: row.seized_at,
            seized_place: row.seized_place,
            holder_name: row.holder_name,
            attesting_witness: row.attesting_witness,
            item_count: row.item_count,
            created_by: row.created_by,
            created_by_name: then.person("created_by_name", row.created_by).unwrap_or_default(),
            created_at: row.created_at,
            codes: Vec::new(),
            names_now: then.now(),
        }
    }

    fn one(conn: &mut Conn, row: SeizureList) -> Result<Self> {
        let names = Names::of(conn, [&row])?;
        let fates = Fates::of(conn, [row.id.0])?;
        Ok(Self::of(row, &names, &fates))
    }
}

/// Which seizure lists.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeizureListQuery {
    case_id: Option<CaseId>,
    /// The agency that seized.
    agency_id: Option<AgencyId>,
    /// The whole number.
    #[param(max_length = 64)]
    list_no: Option<String>,
    state: Option<RecordState>,
    /// `-created_at` unless said, or `created_at`.
    #[param(max_length = 40)]
    sort: Option<String>,
}

/// Seizure lists, newest first.
#[utoipa::path(
    tag = "seizure_lists",
    operation_id = "list_seizure_lists",
    params(SeizureListQuery, TotalQuery, PageQuery),
    security(("session" = ["read_cases"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<SeizureListView>))
)]
#[get("/seizure-lists")]
pub async fn list(session: Session<may::ReadCases>, query: ListQuery<SeizureListQuery>) -> Result<impl Responder> {
    let view = session
        .read(move |conn, viewer| {
            let (case_id, agency_id, list_no) = (query.case_id, query.agency_id, query.list_no.clone());
            let filter = SeizureListFilter { case_id, agency_id, list_no, state: query.state };
            let sort = sort_key(query.sort.as_deref(), AgeSort::NewestFirst, AgeSort::ALL)?;
            let reach = viewer.reach();
            let rows = |conn: &mut Conn, paging: &Paging| seizure_lists::list(conn, reach, &filter, sort, paging);
            let listed = listed(conn, &query, rows, |conn| seizure_lists::count(conn, reach, &filter))?;
            let fates = Fates::of(conn, listed.rows().iter().map(|row| row.id.0))?;
            listed.named(conn, |row, names| SeizureListView::of(row, names, &fates))
        })
        .await?;
    Ok(web::Json(view))
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
    let view = session
        .read(move |conn, viewer| {
            let row = seizure_lists::get(conn, viewer.reach(), *id)?;
            SeizureListView::one(conn, row)
        })
        .await?;
    Ok(Versioned(view.version, view))
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
pub async fn register(session: Session<may::ManageCases>, call: Idempotent<NewSeizureList, BULK>) -> Result<Answer> {
    let state = session.state();
    session
        .create(call, move |change, viewer, new| {
            let (row, codes) = operations::register_seizure_list(change, viewer, &state.keys.labels, &new)?;
            let codes = codes.iter().map(|code| code.as_str().to_owned()).collect();
            Ok(SeizureListView { codes, ..SeizureListView::one(change.reader(), row)? })
        })
        .await
}

/// Corrects a seizure list of one's own agency whose items are all still with their officers: another one, which is the
/// answer, stands in its place, with the items.
#[utoipa::path(
    tag = "seizure_lists",
    operation_id = "correct_seizure_list",
    params(("id" = SeizureListId, Path), IfMatch),
    request_body = SeizureListCorrection,
    security(("session" = ["manage_cases"])),
    responses((status = 201, body = SeizureListView))
)]
#[post("/seizure-lists/{id}/correction")]
pub async fn correct(
    session: Session<may::ManageCases>,
    id: web::Path<SeizureListId>,
    version: IfMatch,
    call: Idempotent<SeizureListCorrection>,
) -> Result<Answer> {
    let answer = session
        .create(call, move |change, viewer, new| {
            let row = corrections::correct_list(change, viewer, (*id, version.0), &new)?;
            SeizureListView::one(change.reader(), row)
        })
        .await?;
    Ok(answer.filed_under("/api/v1/seizure-lists"))
}

/// Cancels a seizure list of one's own agency together with its items, which must all still be with their officers.
#[utoipa::path(
    tag = "seizure_lists",
    operation_id = "cancel_seizure_list",
    params(("id" = SeizureListId, Path), IfMatch),
    request_body = Cancellation,
    security(("session" = ["manage_cases"])),
    responses((status = 200, body = SeizureListView))
)]
#[post("/seizure-lists/{id}/cancellation")]
pub async fn cancel(
    session: Session<may::ManageCases>,
    id: web::Path<SeizureListId>,
    version: IfMatch,
    call: Idempotent<Cancellation>,
) -> Result<Answer> {
    session
        .carry_out(call, move |change, viewer, new| {
            let row = corrections::cancel_list(change, viewer, (*id, version.0), &new)?;
            SeizureListView::one(change.reader(), row)
        })
        .await
}
