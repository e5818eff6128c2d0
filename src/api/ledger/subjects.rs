//! What entries of the log are about over HTTP: how it is called, and where what people call it leads.

use actix_web::{Responder, get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow};
use crate::api::http::query::Query;
use crate::api::http::session::Session;
use crate::db::ledger::subjects::{Fit, Wanted, find};
use crate::error::{Error, Result};
use crate::model::ids::SubjectId;
use crate::model::ledger::subjects::SubjectKind;
use crate::model::reason::{Reason, Refusal};
use crate::model::time::Time;

/// Characters of a text at most.
const LONGEST: usize = 100;

/// Something that an entry is about or mentions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectView {
    pub id: Uuid,
    pub kind: SubjectKind,
    /// Its number, code or login, where it has one.
    #[schema(required)]
    pub code: Option<String>,
    /// Its name or title, where it has one.
    #[schema(required)]
    pub name: Option<String>,
    /// Present names, by member, if it was renamed since.
    #[serde(skip_serializing_if = "NamesNow::is_empty")]
    pub names_now: NamesNow,
}

impl SubjectView {
    /// What has this id, as it was called at a time; none when it is nothing the reader may know of.
    pub(super) fn of(id: Uuid, at: impl Into<Option<Time>>, names: &Names) -> Option<Self> {
        let id = SubjectId(id);
        let kind = names.subject(id)?.kind;
        let mut then = names.at(at);
        let code = then.subject_code("code", id);
        let name = then.subject_name("name", id);
        Some(Self { id: id.0, kind, code, name, names_now: then.now() })
    }
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SubjectQuery {
    /// The beginning of a number, code or login, a part of a name, also of a former one, or an id.
    #[serde(default)]
    #[param(max_length = 100)]
    q: String,
}

/// What a text leads to that entries of the log may be about, as far as the reader may know of it: at most five things of each kind.
#[utoipa::path(
    tag = "audit",
    operation_id = "find_audit_subjects",
    params(SubjectQuery),
    security(("session" = ["read_audit"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<SubjectView>))
)]
#[get("/audit/subjects")]
pub async fn list(session: Session<may::ReadAudit>, query: Query<SubjectQuery>) -> Result<impl Responder> {
    let found = session
        .read(move |conn, viewer| {
            let text = query.q.trim();
            if text.chars().count() > LONGEST {
                return Err(Error::field("/q", Refusal::new(Reason::TextTooLong).with("max", LONGEST)));
            }
            if text.is_empty() {
                return Ok(Vec::new());
            }
            if let Ok(id) = text.parse() {
                let mut wanted = Wanted::default();
                wanted.add(id, None);
                let names = Names::of_subjects(conn, viewer.reach(), &wanted)?;
                return Ok(SubjectView::of(id, None, &names).into_iter().collect());
            }
            let found = find(conn, viewer.reach(), text, Fit::Part)?;
            let view = |(id, subject): (SubjectId, crate::db::ledger::subjects::Subject)| SubjectView {
                id: id.0,
                kind: subject.kind,
                code: subject.code,
                name: subject.name,
                names_now: NamesNow::default(),
            };
            Ok(found.into_iter().map(view).collect())
        })
        .await?;
    Ok(web::Json(found))
}
