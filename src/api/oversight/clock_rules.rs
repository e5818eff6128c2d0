//! The rules for clocks over HTTP.

use actix_web::{Responder, get, post, put, web};
use chrono::Datelike;
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::{AcceptLanguage, Body, IfMatch, Nothing, PageView, Versioned};
use crate::api::http::lists::{ListQuery, PageQuery, UNCOUNTED};
use crate::api::http::may;
use crate::api::http::names::{Names, NamesNow, References, Referencing};
use crate::api::http::session::Session;
use crate::db::Conn;
use crate::db::oversight::deadlines::clock_rule_versions::{self, ClockRuleVersion};
use crate::db::oversight::deadlines::deriving::Terms;
use crate::error::Result;
use crate::model::accounts::agency::AgencyKind;
use crate::model::accounts::role::Permission;
use crate::model::accounts::viewer::Viewer;
use crate::model::centre::settings::SettingName;
use crate::model::ids::UserId;
use crate::model::oversight::clocks::calendar::{Holiday, YearTable, china_day};
use crate::model::oversight::clocks::centre_rules::CentreRules;
use crate::model::oversight::clocks::clock_rule::{
    ClockEffect, ClockOwner, ClockRule, ClockStart, ClockSubject, ClockUnit, Limit, RuleSource, SettingOf, Term,
};
use crate::model::oversight::clocks::day::Day;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::oversight::clocks::written_rule::WrittenRule;
use crate::model::reason::Language;
use crate::model::time::Time;
use crate::operations::oversight::clock_rules::{self as operations, NewClockRules};
use crate::operations::oversight::clock_trials::{RuleTrial, try_pack};

/// The rules for clocks that hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockRulesView {
    /// Which issue of the national rules the program comes with.
    pub version: String,
    /// The day from which the national rules hold.
    pub effective_from: Day,
    /// Which version of the centre's own rules counts; null while none does.
    #[schema(required)]
    pub centre: Option<RulesInForce>,
    /// The version that begins on a later day.
    #[schema(required)]
    pub coming: Option<RulesInForce>,
    pub rules: Vec<ClockRuleView>,
    pub years: Vec<ClockYearView>,
    /// Of this year and the next, those of which it is not known on which days offices are closed: weekends alone count.
    pub missing_years: Vec<i32>,
}

/// A version of the centre's own rules, and its day.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct RulesInForce {
    pub version: i32,
    pub effective_from: Day,
    /// Since when it counts.
    pub since: Time,
}

/// The holidays and the working weekends of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockYearView {
    pub source: RuleSource,
    pub year: i32,
    pub closed: Vec<Holiday>,
    pub open: Vec<Day>,
}

/// A rule for a clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockRuleView {
    pub code: String,
    /// Whether it is as the program comes with it.
    pub source: RuleSource,
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

/// What the centre has of its own, to be edited, and what it stands over.
#[derive(Debug, Serialize, ToSchema)]
pub struct CentreRulesView {
    /// The newest version, 0 while there is none; to be sent as `If-Match`.
    pub version: i32,
    /// Its day; null while there is none.
    #[schema(required)]
    pub effective_from: Option<Day>,
    pub own: CentreRules,
    /// The rules and years that the program comes with.
    pub national: CentreRules,
}

/// A version of the centre's own rules.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockRuleVersionView {
    pub version: i32,
    pub effective_from: Day,
    pub reason: String,
    pub made_by: UserId,
    pub made_by_name: String,
    pub made_at: Time,
    pub own: CentreRules,
    pub names_now: NamesNow,
}

/// What a draft would make of the record, as things stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockTrialView {
    /// How many clocks would be overdue that are not.
    pub newly_red: u64,
    /// How many clocks would not be overdue any more.
    pub no_longer_red: u64,
    /// Rule by rule.
    pub rules: Vec<RuleTrial>,
}

impl RulesInForce {
    fn of(row: &ClockRuleVersion) -> Self {
        Self { version: row.version, effective_from: row.day(), since: row.since() }
    }
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
            source: RuleSource::of(RulePack::national().rule(&rule.code) == Some(rule)),
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

impl ClockRulesView {
    fn of(conn: &mut Conn, now: Time, language: Language) -> Result<Self> {
        let terms = Terms::of(conn)?;
        let (national, pack) = (RulePack::national(), terms.pack_at(now));
        let newest = clock_rule_versions::find_newest(conn)?;
        let held = clock_rule_versions::find_held(conn, now)?;
        let value = |name: SettingName| terms.value(name);
        let year = china_day(now).year();
        let year_view = |table: &YearTable| {
            let YearTable { year, closed, open } = table.clone();
            ClockYearView { source: RuleSource::of(national.years.contains(table)), year, closed, open }
        };
        Ok(Self {
            version: national.version.clone(),
            effective_from: national.effective_from,
            centre: held.as_ref().map(RulesInForce::of),
            coming: newest.filter(|row| row.since() > now).as_ref().map(RulesInForce::of),
            rules: pack.rules.iter().map(|rule| ClockRuleView::of(rule, language, &value)).collect(),
            years: pack.years.iter().map(year_view).collect(),
            missing_years: [year, year + 1].into_iter().filter(|year| !pack.calendar.knows(*year)).collect(),
        })
    }
}

impl CentreRulesView {
    fn of(newest: Option<&ClockRuleVersion>) -> Self {
        let national = RulePack::national();
        let rules = national.rules.iter().map(WrittenRule::of).collect();
        Self {
            version: newest.map_or(0, |row| row.version),
            effective_from: newest.map(ClockRuleVersion::day),
            own: newest.map(|row| CentreRules::kept(&row.rules)).unwrap_or_default(),
            national: CentreRules { rules, years: national.years.clone() },
        }
    }
}

impl Referencing for ClockRuleVersion {
    fn add_references(&self, ids: &mut References) {
        ids.person(self.made_by);
    }
}

impl ClockRuleVersionView {
    fn of(row: ClockRuleVersion, names: &Names) -> Self {
        let mut then = names.at(row.made_at);
        Self {
            version: row.version,
            effective_from: row.day(),
            own: CentreRules::kept(&row.rules),
            reason: row.reason,
            made_by: row.made_by,
            made_by_name: then.person("made_by_name", row.made_by).unwrap_or_default(),
            made_at: row.made_at,
            names_now: then.now(),
        }
    }
}

impl ClockTrialView {
    fn of(conn: &mut Conn, draft: &CentreRules, now: Time, viewer: &Viewer) -> Result<Self> {
        operations::check_draft(draft)?;
        let pack = draft.upon(RulePack::national(), String::new(), Day(china_day(now)));
        // Whoever may see no cases is told how many there are.
        let reach = viewer.may(Permission::ReadCases).then(|| viewer.reach());
        let rules = try_pack(conn, &pack, now, reach)?;
        let total = |count: fn(&RuleTrial) -> u64| rules.iter().map(count).sum();
        Ok(Self { newly_red: total(|of| of.newly_red), no_longer_red: total(|of| of.no_longer_red), rules })
    }
}

/// The rules for clocks, with the law that each rests on, and the holidays by which days are counted.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "list_clock_rules",
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = ClockRulesView))
)]
#[get("/clock-rules")]
pub async fn list_clock_rules(session: Session<may::OwnWork>, reads: AcceptLanguage) -> Result<impl Responder> {
    let now = session.now();
    Ok(web::Json(session.read(move |conn, _| ClockRulesView::of(conn, now, reads.0)).await?))
}

/// What the centre has of its own in the newest version, and what the program comes with.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "get_centre_rules",
    security(("session" = ["try_rules"])),
    responses((status = 200, body = CentreRulesView))
)]
#[get("/clock-rules/own")]
pub async fn get_own(session: Session<may::TryRules>) -> Result<impl Responder> {
    let newest = session.read(|conn, _| clock_rule_versions::find_newest(conn)).await?;
    let view = CentreRulesView::of(newest.as_ref());
    Ok(Versioned(view.version, view))
}

/// Sets what the centre has of its own from a day on: rules of the program that are otherwise here, further rules, and the holidays of years.
/// A rule that rests on a law stays on, and allows nobody more time than the law. What was set before and has not begun never does.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "set_centre_rules",
    request_body = NewClockRules,
    security(("session" = ["manage_security_rules"])),
    responses((status = 200, body = CentreRulesView))
)]
#[put("/clock-rules/own")]
pub async fn set_own(
    session: Session<may::ManageSecurityRules>,
    version: IfMatch,
    body: Body<NewClockRules>,
) -> Result<impl Responder> {
    let row = session.change(move |change, viewer| operations::set(change, viewer, version.0, body.read()?)).await?;
    Ok(Versioned(row.version, CentreRulesView::of(Some(&row))))
}

/// The versions of the centre's own rules, the newest first.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "list_clock_rule_versions",
    params(PageQuery),
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = PageView<ClockRuleVersionView>))
)]
#[get("/clock-rules/versions")]
pub async fn list_versions(
    session: Session<may::OwnWork>,
    query: ListQuery<Nothing, UNCOUNTED>,
) -> Result<impl Responder> {
    let view = session
        .read(move |conn, _| {
            let page = clock_rule_versions::list(conn, query.paging())?;
            PageView::named(conn, page, ClockRuleVersionView::of)
        })
        .await?;
    Ok(web::Json(view))
}

/// Tries a draft of what the centre would have of its own over the whole record, as if it held now; nothing is written. Clocks that have ended
/// stay as they are. Cases are named as far as the caller may see them, a hundred of each rule at most.
#[utoipa::path(
    tag = "deadlines",
    operation_id = "try_clock_rules",
    request_body = CentreRules,
    security(("session" = ["try_rules"])),
    extensions(("x-limit" = json!("reports"))),
    responses((status = 200, body = ClockTrialView))
)]
#[post("/clock-rules/trial")]
pub async fn try_rules(session: Session<may::TryRules>, body: Body<CentreRules>) -> Result<impl Responder> {
    let now = session.now();
    let view = session.snapshot(move |conn, viewer| ClockTrialView::of(conn, &body.read()?, now, viewer)).await?;
    Ok(web::Json(view))
}
