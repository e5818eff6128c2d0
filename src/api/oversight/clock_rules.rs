//! The rules for clocks over HTTP.

use actix_web::{Responder, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::AcceptLanguage;
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::centre::settings::SettingName;
use crate::model::oversight::clocks::clock_rule::{
    ClockEffect, ClockOwner, ClockRule, ClockStart, ClockSubject, ClockUnit, Limit, SettingOf, Term,
};
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::reason::Language;
use crate::operations::centre::settings;

/// The rules for clocks that hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockRulesView {
    /// Which issue of the rules it is.
    pub version: String,
    /// The day from which they hold, such as 2026-01-01.
    pub effective_from: String,
    pub rules: Vec<ClockRuleView>,
}

/// A rule for a clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockRuleView {
    pub code: String,
    /// What has to be done, in the caller's language.
    pub title: String,
    pub start: ClockStart,
    pub subject: ClockSubject,
    /// The first that holds for an agency counts; where none does, no clock runs.
    pub limits: Vec<ClockLimitView>,
    /// How many hours before its limit it warns.
    pub warn_hours: i64,
    pub effect: ClockEffect,
    pub owner: ClockOwner,
    /// Null for the centre's own practice, as are article and text.
    #[schema(required)]
    pub law: Option<String>,
    #[schema(required)]
    pub article: Option<String>,
    /// What the article says, in short.
    #[schema(required)]
    pub text: Option<String>,
    pub enabled: bool,
}

/// How long a clock runs for some kinds of agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockLimitView {
    /// Empty for all.
    pub agency_kinds: Vec<AgencyKind>,
    /// Null for what runs as approved.
    #[schema(required)]
    pub amount: Option<i64>,
    pub unit: ClockUnit,
}

impl ClockRuleView {
    fn of(rule: &ClockRule, language: Language, set: SettingOf<'_>) -> Self {
        let ground = rule.ground.as_ref();
        let limit = |limit: &Limit| {
            let (amount, unit) = match limit.term {
                Term::Fixed(amount, unit) => (Some(i64::from(amount)), unit),
                Term::Set(name, unit) => (Some(set(name)), unit),
                Term::AsAgreed => (None, ClockUnit::AsAgreed),
            };
            ClockLimitView { agency_kinds: limit.agency_kinds.clone(), amount, unit }
        };
        Self {
            code: rule.code.clone(),
            title: rule.title.of(language).to_owned(),
            start: rule.start,
            subject: rule.start.subject(),
            limits: rule.limits.iter().map(limit).collect(),
            warn_hours: rule.warn_hours(set),
            effect: rule.effect,
            owner: rule.owner,
            law: ground.map(|ground| ground.law.of(language).to_owned()),
            article: ground.map(|ground| ground.article.of(language).to_owned()),
            text: ground.map(|ground| ground.text.of(language).to_owned()),
            enabled: rule.enabled,
        }
    }
}

/// The rules for clocks, with the law that each rests on.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "list_clock_rules",
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = ClockRulesView))
)]
#[get("/clock-rules")]
pub async fn list_clock_rules(session: Session<may::OwnWork>, reads: AcceptLanguage) -> Result<impl Responder> {
    let view = session
        .read(move |conn, _| {
            let set = settings::list(conn)?;
            let value = |name: SettingName| {
                let of = set.iter().find(|setting| setting.name == name);
                of.map_or(name.default_value(), |setting| setting.value)
            };
            let pack = RulePack::national();
            Ok(ClockRulesView {
                version: pack.version.clone(),
                effective_from: pack.effective_from.to_string(),
                rules: pack.rules.iter().map(|rule| ClockRuleView::of(rule, reads.0, &value)).collect(),
            })
        })
        .await?;
    Ok(web::Json(view))
}
