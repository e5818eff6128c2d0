//! The codes on items over HTTP: replacing a damaged label, binding and retiring blank ones.

use actix_web::web;
use actix_web::{Responder, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::http::body::{Answer, BULK, Idempotent, PageView};
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::goods::labels::{self, Label};
use crate::error::Result;
use crate::model::ids::{ItemId, PrintBatchId};
use crate::model::papers::print::LabelState;
use crate::model::time::Time;
use crate::operations::goods::labels as operations;
use crate::operations::goods::labels::{Replacement, Retirement};

/// A code beside those that are simply an item's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct LabelView {
    pub code: String,
    pub state: LabelState,
    /// The item that carries or carried it.
    #[schema(required)]
    pub item_id: Option<ItemId>,
    /// The batch that printed it as a blank.
    #[schema(required)]
    pub batch_id: Option<PrintBatchId>,
    pub issued_at: Time,
    pub changed_at: Time,
}

impl From<Label> for LabelView {
    fn from(row: Label) -> Self {
        let Label { code, state, item_id, batch_id, issued_at, changed_at } = row;
        Self { code, state, item_id, batch_id, issued_at, changed_at }
    }
}

/// Which codes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LabelListQuery {
    /// In this state; blank unless said.
    state: Option<LabelState>,
}

/// Codes in a state, such as the blank labels that no item carries yet.
#[utoipa::path(
    tag = "labels",
    operation_id = "list_labels",
    params(LabelListQuery, PageQuery),
    security(("session" = ["read_prints"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<LabelView>))
)]
#[get("/labels")]
pub async fn list(
    session: Session<may::ReadPrints>,
    query: ListQuery<LabelListQuery, UNCOUNTED>,
) -> Result<impl Responder> {
    let state = query.state.unwrap_or(LabelState::Blank);
    let page = session.read(move |conn, viewer| labels::list(conn, viewer.reach(), state, query.paging())).await?;
    Ok(web::Json(PageView::of(page, LabelView::from)))
}

/// What an item carries now.
#[derive(Debug, Serialize, ToSchema)]
pub struct RelabelledView {
    pub item_id: ItemId,
    /// The code it carries now; print its label next.
    pub code: String,
    /// Its former codes, oldest first; scanning one says that it was replaced.
    pub former: Vec<String>,
    /// The item's version.
    pub version: i32,
}

/// Replaces the label of an item by a new code, or by a blank label that was stuck on it.
#[utoipa::path(
    tag = "labels",
    operation_id = "replace_label",
    params(("id" = ItemId, Path)),
    request_body = Replacement,
    security(("session" = ["print_labels"])),
    extensions(("x-limit" = json!("prints"))),
    responses((status = 200, body = RelabelledView))
)]
#[post("/items/{id}/label-replacement")]
pub async fn replace(
    session: Session<may::PrintLabels>,
    id: web::Path<ItemId>,
    call: Idempotent<Replacement>,
) -> Result<Answer> {
    let state = session.state();
    session
        .carry_out(call, move |change, viewer, new| {
            let item = operations::replace(change, viewer, &state.keys.labels, *id, &new)?;
            let former = labels::list_former(change.reader(), item.id)?;
            let former = former.into_iter().map(|row| row.code).collect();
            Ok(RelabelledView { item_id: item.id, code: item.code, former, version: item.version })
        })
        .await
}

/// The blank labels that are out of use now.
#[derive(Debug, Serialize, ToSchema)]
pub struct RetiredView {
    pub rows: Vec<LabelView>,
}

/// Takes blank labels out of use, all or none: sheets that were lost or spoilt.
#[utoipa::path(
    tag = "labels",
    operation_id = "retire_labels",
    request_body = Retirement,
    security(("session" = ["print_labels"])),
    responses((status = 200, body = RetiredView))
)]
#[post("/label-retirements")]
pub async fn retire(session: Session<may::PrintLabels>, call: Idempotent<Retirement, BULK>) -> Result<Answer> {
    session
        .carry_out(call, |change, _, new| {
            let rows = operations::retire(change, &new)?;
            Ok(RetiredView { rows: rows.into_iter().map(LabelView::from).collect() })
        })
        .await
}
