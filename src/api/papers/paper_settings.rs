//! How papers are headed, numbered and copied, over HTTP.

use actix_web::{Responder, get, put};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{Body, IfMatch, Versioned};
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::accounts::agencies;
use crate::error::Result;
use crate::model::papers::paper_form::PaperForm;
use crate::model::papers::paper_settings::PaperSettings;
use crate::operations::papers::paper_settings as operations;

/// How papers are headed, numbered and copied.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperSettingsView {
    pub settings: PaperSettings,
    /// The number that the first paper of a year would have.
    pub example: String,
    /// How many copies are made of each form as things stand.
    pub forms: Vec<FormView>,
    /// 0 until somebody sets them; to be sent as `If-Match`.
    pub version: i32,
}

/// The copies of a form.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormView {
    pub form: PaperForm,
    pub copies: i64,
    /// As many as are usual.
    pub usual: i64,
    /// The last line of the paper.
    pub note: String,
}

impl PaperSettingsView {
    fn of(conn: &mut Conn, settings: PaperSettings, version: i32, year: i32) -> Result<Self> {
        let centre = agencies::find_centre(conn)?.map(|centre| centre.name).unwrap_or_default();
        let copies = |form: &PaperForm| {
            let (copies, usual) = (settings.copies_of(*form), form.spec().copies);
            FormView { form: *form, copies, usual, note: settings.copies_note(*form) }
        };
        let forms = PaperForm::ALL.iter().map(copies).collect();
        Ok(Self { example: settings.number(&centre, year, 1), forms, settings, version })
    }
}

/// How papers are headed, numbered and copied.
#[utoipa::path(
    tag = "papers",
    operation_id = "get_paper_settings",
    security(("session" = ["read_settings"])),
    responses((status = 200, body = PaperSettingsView))
)]
#[get("/paper-settings")]
pub async fn get(session: Session<may::ReadSettings>) -> Result<impl Responder> {
    let (year, _) = session.now().china_month();
    let view = session
        .read(move |conn, _| {
            let (settings, version) = operations::get(conn)?;
            PaperSettingsView::of(conn, settings, version, year)
        })
        .await?;
    Ok(Versioned(view.version, view))
}

/// Sets how papers are headed, numbered and copied. Papers that were issued stay as they are.
#[utoipa::path(
    tag = "papers",
    operation_id = "set_paper_settings",
    request_body = PaperSettings,
    security(("session" = ["manage_settings"])),
    responses((status = 200, body = PaperSettingsView))
)]
#[put("/paper-settings")]
pub async fn set(
    session: Session<may::ManageSettings>,
    version: IfMatch,
    body: Body<PaperSettings>,
) -> Result<impl Responder> {
    let (year, _) = session.now().china_month();
    let view = session
        .change(move |change, _| {
            let (settings, version) = operations::set(change, version.0, &body.read()?)?;
            PaperSettingsView::of(change.reader(), settings, version, year)
        })
        .await?;
    Ok(Versioned(view.version, view))
}
