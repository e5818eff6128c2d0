//! Scanning: what a code is, where the item lies, and what this person may do with it next.

use actix_web::{Responder, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::api::centre::places::PlaceView;
use crate::api::goods::item_views::{HoldView, ItemView};
use crate::api::goods::moves::LineIssueView;
use crate::api::http::body::AcceptLanguage;
use crate::api::http::may;
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::centre::places;
use crate::db::goods::item_rows::{self, Hold, StockRow};
use crate::db::goods::{items, labels};
use crate::error::{Error, Result};
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::label::Reading;
use crate::model::goods::scan::{NextAction, ScanOutcome, next_actions};
use crate::model::ids::{ItemId, RequestId};
use crate::model::papers::print::LabelState;
use crate::model::reason::FieldIssue;
use crate::model::time::Time;
use crate::operations::goods::bulk::PLACE;
use crate::operations::goods::items::move_issues;
use crate::operations::requests::execution;

/// What a scan turns out to be. An item of another agency and a code nobody carries give the same answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScanView {
    pub outcome: ScanOutcome,
    /// The region of a foreign code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemView>,
    /// The open request that holds the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldView>,
    /// The place whose code it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceView>,
    pub actions: Vec<NextAction>,
    /// Where an act was asked about: everything it would be refused for as things stand, without a second custodian.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<LineIssueView>,
    /// Where the item could be put instead, when it cannot be put at the place that was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_place: Option<String>,
}

/// What the person is about to do with the item.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ScanQuery {
    /// A request that is being carried out, the item as usual: accepted, released, lent, or returned intact.
    #[serde(default)]
    request_id: Option<RequestId>,
    /// Code of the place the item is to be put; without a request, the item is to be moved there.
    #[serde(default)]
    #[param(max_length = 40)]
    place: Option<String>,
}

impl ScanQuery {
    /// Says beside what was found what would be refused.
    fn hold(
        &self,
        conn: &mut Conn,
        viewer: &Viewer,
        view: &mut ScanView,
        (now, reads): (Time, AcceptLanguage),
    ) -> Result<()> {
        let Some(item) = &view.item else { return Ok(()) };
        let issues = self.issues(conn, viewer, item.id, now)?;
        if issues.iter().any(|issue| issue.pointer == PLACE) {
            view.proposed_place = places::find_free(conn, item.category.storage_class(), item.secrecy)?;
        }
        view.issues = LineIssueView::all(issues, reads);
        Ok(())
    }

    fn issues(&self, conn: &mut Conn, viewer: &Viewer, id: ItemId, now: Time) -> Result<Vec<FieldIssue>> {
        let item = items::find(conn, viewer.reach(), id)?.ok_or(Error::NotFound)?;
        match (self.request_id, self.place.as_deref()) {
            (Some(request), place) => execution::issues(conn, viewer, request, (&item.code, place), now),
            (None, Some(place)) if viewer.may(Permission::MoveItems) => move_issues(conn, viewer, &item, place),
            (None, _) => Ok(Vec::new()),
        }
    }
}

impl ScanView {
    const fn without_item(outcome: ScanOutcome, region: Option<u32>) -> Self {
        Self {
            outcome,
            region,
            item: None,
            hold: None,
            place: None,
            actions: Vec::new(),
            issues: Vec::new(),
            proposed_place: None,
        }
    }

    /// The place whose code it is, for those who may see places; otherwise what it was taken for.
    fn of_place(conn: &mut Conn, viewer: &Viewer, code: &str, otherwise: Self) -> Result<Self> {
        if !viewer.may(Permission::ReadPlaces) {
            return Ok(otherwise);
        }
        let Some(row) = places::find_by_code(conn, code.trim())? else { return Ok(otherwise) };
        let place = Some(PlaceView::one(conn, row)?);
        Ok(Self { place, ..Self::without_item(ScanOutcome::Place, None) })
    }
}

/// Looks a scanned or typed code up: an item's label, a former or blank one, or a place's. Whoever is about to carry something out learns
/// before they do what it would be refused for.
#[utoipa::path(
    tag = "scan",
    operation_id = "scan",
    params(("code" = String, Path, max_length = 2000), ScanQuery),
    security(("session" = ["read_items"])),
    responses((status = 200, body = ScanView))
)]
#[get("/scan/{code}")]
pub async fn scan(
    session: Session<may::ReadItems>,
    reads: AcceptLanguage,
    code: web::Path<String>,
    query: Query<ScanQuery>,
) -> Result<impl Responder> {
    let (state, now) = (session.state(), session.now());
    let view = session
        .read(move |conn, viewer| {
            let (outcome, region) = match state.keys.labels.read(&code) {
                Reading::Genuine(label) => {
                    let mut view = genuine(conn, viewer, label.as_str())?;
                    if view.outcome == ScanOutcome::Found {
                        query.hold(conn, viewer, &mut view, (now, reads))?;
                    }
                    return Ok(view);
                }
                Reading::Malformed { .. } => (ScanOutcome::Malformed, None),
                Reading::Mistyped => (ScanOutcome::Mistyped, None),
                Reading::Foreign { region } => (ScanOutcome::Foreign, Some(region)),
                Reading::Forged => (ScanOutcome::Forged, None),
            };
            ScanView::of_place(conn, viewer, &code, ScanView::without_item(outcome, region))
        })
        .await?;
    Ok(web::Json(view))
}

/// A code issued here: on an item, once on an item, blank, or nowhere that this person may see.
fn genuine(conn: &mut Conn, viewer: &Viewer, code: &str) -> Result<ScanView> {
    if let Some((row, hold)) = item_rows::find_by_code(conn, viewer.reach(), code)? {
        return Ok(found(viewer, ScanOutcome::Found, row, hold));
    }
    let label = labels::find(conn, code)?;
    let Some(label) = label else { return Ok(ScanView::without_item(ScanOutcome::Unknown, None)) };
    match (label.state, label.item_id) {
        (LabelState::Blank, _) => {
            let mut view = ScanView::without_item(ScanOutcome::Unbound, None);
            if viewer.may(Permission::PrintLabels) {
                view.actions.push(NextAction::BindLabel);
            }
            Ok(view)
        }
        (LabelState::Retired, _) => Ok(ScanView::without_item(ScanOutcome::Retired, None)),
        (LabelState::Replaced, Some(id)) => match items::find(conn, viewer.reach(), id)? {
            Some(item) => Ok(match item_rows::find_by_code(conn, viewer.reach(), &item.code)? {
                Some((row, hold)) => found(viewer, ScanOutcome::Replaced, row, hold),
                None => ScanView::without_item(ScanOutcome::Unknown, None),
            }),
            None => Ok(ScanView::without_item(ScanOutcome::Unknown, None)),
        },
        _ => Ok(ScanView::without_item(ScanOutcome::Unknown, None)),
    }
}

fn found(viewer: &Viewer, outcome: ScanOutcome, row: StockRow, hold: Option<Hold>) -> ScanView {
    let is_responsible = row.responsible_agency_id == viewer.agency_id;
    let held = hold.as_ref().map(|hold| (hold.kind, hold.status));
    let actions = next_actions(viewer, is_responsible, row.custody_state, row.category, held);
    let hold = hold.map(HoldView::from);
    ScanView {
        outcome,
        region: None,
        item: Some(row.into()),
        place: None,
        hold,
        actions,
        issues: Vec::new(),
        proposed_place: None,
    }
}
