//! How a label will look, before anything is printed: with the layouts as stored or as they are being edited.

use actix_web::HttpResponse;
use actix_web::get;
use actix_web::http::header;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::api::http::may;
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::goods::labels::{self, Which};
use crate::db::papers::{label_contents, paper_profiles};
use crate::error::{Error, Result};
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::goods::label::as_stored;
use crate::model::input::Checker;
use crate::model::papers::label_content::{ContentLayout, LabelField, LabelSubject};
use crate::model::papers::paper_profile::PaperLayout;
use crate::model::papers::shipped::USUAL_PROFILE;
use crate::model::reason::{Reason, Refusal};
use crate::operations::papers::label_words::Wording;
use crate::operations::papers::print_selection::current_codes;
use crate::paper::label::Label;
use crate::paper::preview::svg;

/// Which label.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// Name of a paper profile; the usual one when absent.
    #[param(max_length = 60)]
    profile: Option<String>,
    /// Name of a label content; the profile's when absent.
    #[param(max_length = 60)]
    content: Option<String>,
    /// Code of an item, also one it carried before, or of a place where the content is for places; sample words when
    /// absent. An item that was cancelled has no label.
    #[param(max_length = 64)]
    code: Option<String>,
    /// A `PaperLayout` as JSON that is being edited, instead of the profile's.
    #[param(max_length = 4000)]
    paper_layout: Option<String>,
    /// A `ContentLayout` as JSON that is being edited, instead of the content's.
    #[param(max_length = 4000)]
    content_layout: Option<String>,
}

/// A label as SVG, drawn with the very font of the print.
#[utoipa::path(
    tag = "label_contents",
    operation_id = "preview_label",
    params(PreviewQuery),
    security(("session" = ["read_prints"])),
    responses((status = 200, content((String = "image/svg+xml"))))
)]
#[get("/label-preview")]
pub async fn preview(session: Session<may::ReadPrints>, query: Query<PreviewQuery>) -> Result<HttpResponse> {
    let state = session.state();
    let query = query.into_inner();
    let picture = session
        .read(move |conn, viewer| {
            let (subject, paper, content) = layouts(conn, &query)?;
            let label = label_of(conn, viewer, subject, &content, query.code.as_deref())?;
            Ok(svg(&*state.font()?, &paper, &content, &label)?)
        })
        .await?;
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "image/svg+xml")).body(picture))
}

fn layouts(conn: &mut Conn, query: &PreviewQuery) -> Result<(LabelSubject, PaperLayout, ContentLayout)> {
    let name = query.profile.as_deref().unwrap_or(USUAL_PROFILE);
    let Some(profile) = paper_profiles::find_by_name(conn, name)? else {
        let known = paper_profiles::list_names(conn)?.join(", ");
        let refusal = Refusal::new(Reason::ProfileUnknown).with("name", name).with("known", known);
        return Err(Error::field("/profile", refusal));
    };
    let content = match query.content.as_deref() {
        None => label_contents::get(conn, profile.content_id)?,
        Some(name) => match label_contents::find_by_name(conn, name)? {
            Some(content) => content,
            None => {
                let known = label_contents::list_names(conn)?.join(", ");
                let refusal = Refusal::new(Reason::ContentUnknown).with("name", name).with("known", known);
                return Err(Error::field("/content", refusal));
            }
        },
    };
    let paper = edited("/paper_layout", query.paper_layout.as_deref())?.map_or_else(|| profile.layout(), Ok)?;
    let layout: ContentLayout =
        edited("/content_layout", query.content_layout.as_deref())?.map_or_else(|| content.layout(), Ok)?;
    let mut check = Checker::new();
    paper.check("/paper_layout", &mut check);
    layout.check(content.subject, "/content_layout", &mut check);
    check.done()?;
    layout.fits(&paper).map_err(|refusal| Error::field("/content_layout", refusal))?;
    Ok((content.subject, paper, layout))
}

fn edited<T: DeserializeOwned>(pointer: &str, text: Option<&str>) -> Result<Option<T>> {
    let read = text.map(serde_json::from_str).transpose();
    read.map_err(|error| {
        Error::field(pointer, Refusal::new(Reason::FieldInvalid).with_each("detail", error, "格式不正确"))
    })
}

fn label_of(
    conn: &mut Conn,
    viewer: &Viewer,
    subject: LabelSubject,
    content: &ContentLayout,
    code: Option<&str>,
) -> Result<Label> {
    let wording = Wording::load(conn, content.clone())?;
    let Some(code) = code.map(str::trim) else { return Ok(sample(content)) };
    let needed = if subject == LabelSubject::Item { Permission::ReadItems } else { Permission::ReadPlaces };
    if !viewer.may(needed) {
        return Err(Error::Forbidden(needed));
    }
    if subject == LabelSubject::Place {
        let rows = labels::list_place_words(conn, Some(&[code.to_owned()]), "", 1)?;
        let unknown = || Error::field("/code", Refusal::new(Reason::PlaceUnknown).with("place", code));
        let row = rows.into_iter().next().ok_or_else(unknown)?;
        return Ok(Label { texts: wording.of_place(&row), code: row.code });
    }
    let code = as_stored(code);
    let current = current_codes(conn, viewer.reach(), std::slice::from_ref(&code))?.remove(&code);
    let which = Which::Codes(vec![current.unwrap_or(code)]);
    let rows = labels::list_item_words(conn, viewer.reach(), &which, "", 1)?;
    let row = rows.into_iter().next().ok_or_else(|| Error::field("/code", Reason::LabelUnknown))?;
    row.custody_state.must_not_be_cancelled(&row.code).map_err(|refusal| Error::field("/code", refusal))?;
    let receivers = labels::list_receivers(conn, &[row.id])?;
    Ok(Label { texts: wording.of_item(&row, receivers.get(&row.id)), code: row.code })
}

/// Words of the usual length, where no item is named.
fn sample(content: &ContentLayout) -> Label {
    let text = |field: LabelField| match field {
        LabelField::Code => "3Z6X-1A2B3-4C5D6-7",
        LabelField::CaseNo => "A1302730001002023050001",
        LabelField::ItemName => "黑色手机（含充电器）",
        LabelField::SealedOn | LabelField::SeizedOn => "2023-05-01",
        LabelField::SealedBy => "王保管",
        LabelField::KeepingAgency => "跨部门涉案财物监督管理中心",
        LabelField::Category => "普通",
        LabelField::SealNo => "FZ000001",
        LabelField::HandlingAgency => "刑事侦查大队",
        LabelField::PlaceCode => "A1-R03-L2-B07",
        LabelField::PlaceName => "一号库房三排二层七格",
        LabelField::StorageClass => "普通库",
    };
    let texts = content.fields.iter().map(|one| text(one.field).to_owned()).collect();
    Label { code: "SAMPLE 样张".into(), texts }
}
