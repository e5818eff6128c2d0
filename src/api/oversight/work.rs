//! What waits for a person, counted, over HTTP. Every count names the list that shows exactly these rows.

use actix_web::{Responder, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::http::body::AcceptLanguage;
use crate::api::http::may;
use crate::api::http::session::Session;
use crate::api::oversight::deadlines::mine;
use crate::db::Conn;
use crate::db::goods::discrepancies::{self, DiscrepancyFilter};
use crate::db::goods::item_list::{self, ItemFilter};
use crate::db::oversight::clues::{self, ClueFilter};
use crate::db::oversight::deadlines::deadline_list::{self, DeadlineFilter};
use crate::db::oversight::supervision_notices::{self, NoticeFilter};
use crate::db::requests::extensions::{self, ExtensionFilter};
use crate::db::requests::loans::{self, LoanFilter};
use crate::db::requests::requests::{self, RequestFilter};
use crate::error::Result;
use crate::model::accounts::role::{Permission, Role};
use crate::model::accounts::viewer::{Reach, Viewer};
use crate::model::centre::settings::SettingName;
use crate::model::goods::category::Category;
use crate::model::goods::item::CustodyState;
use crate::model::oversight::clocks::clock_rule::ClockLight;
use crate::model::oversight::clue::ClueStatus;
use crate::model::oversight::supervision::{NoticeStatus, Overseen};
use crate::model::requests::request::{RequestKind, RequestStatus};
use crate::model::requests::request_steps::Queue;
use crate::model::time::{DAY, HOUR, Time};
use crate::model::words::words;
use crate::operations::centre::settings;

/// For how long what changed hands without a signature counts as work: what centres did before is not.
const UNSIGNED_DAYS: i64 = 30;

words! {
    /// What can wait for a person.
    WorkName {
        Drafts = "drafts" / "草稿" / "Drafts",
        Returned = "returned" / "退回补正" / "Returned for correction",
        LoansDue = "loans_due" / "即将到期的调用" / "Loans due soon",
        LoansOverdue = "loans_overdue" / "超期的调用" / "Overdue loans",
        Approvals = "approvals" / "待审批" / "To approve",
        Extensions = "extensions" / "待批延期" / "Extensions",
        Refusals = "refusals" / "待确认拒收" / "Refusals to confirm",
        Intakes = "intakes" / "待入库验收" / "To receive",
        LoanHandOuts = "loan_hand_outs" / "待调用交付" / "To lend",
        OutboundHandOuts = "outbound_hand_outs" / "待出库交付" / "To hand out",
        Returns = "returns" / "待归还查验" / "To take back",
        /// Goods changed hands, and not everybody has signed for it.
        Unsigned = "unsigned" / "待签名交接" / "Hand-overs to sign",
        Unclassified = "unclassified" / "未分类物品" / "Unclassified",
        /// Longer than goods may stay unclassified.
        UnclassifiedOverdue = "unclassified_overdue" / "未分类超期物品" / "Unclassified for too long",
        /// Seized longer ago than goods may stay with the officers.
        HandoversOverdue = "handovers_overdue" / "逾期未移交物品" / "Not handed to the centre in time",
        Discrepancies = "discrepancies" / "未处理差异" / "Discrepancies",
        /// Supervision notices to answer.
        NoticesToAnswer = "notices_to_answer" / "待反馈监督通知" / "Supervision notices to answer",
        /// Answers to supervision notices that nobody has judged.
        NoticesAnswered = "notices_answered" / "待认定监督反馈" / "Answers to judge",
        /// Clues that nobody has explained.
        CluesOpen = "clues_open" / "待处理监督线索" / "Clues to explain",
        DeadlinesOverdue = "deadlines_overdue" / "逾期事项" / "Deadlines missed",
        DeadlinesWarned = "deadlines_warned" / "临期事项" / "Deadlines soon",
    }
}

words! {
    /// The list that shows the rows behind a count.
    WorkList {
        Requests = "requests" / "申请" / "Requests",
        Loans = "loans" / "调用" / "Loans",
        Extensions = "extensions" / "延期" / "Extensions",
        Items = "items" / "物品" / "Items",
        Discrepancies = "discrepancies" / "差异" / "Discrepancies",
        Deadlines = "deadlines" / "期限" / "Deadlines",
        Clues = "clues" / "监督线索" / "Clues",
        SupervisionNotices = "supervision_notices" / "监督通知书" / "Supervision notices",
    }
}

/// Something that waits for the person.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkView {
    pub name: WorkName,
    /// The name in the caller's language.
    pub title: &'static str,
    pub count: i64,
    /// The list that shows the rows.
    pub list: WorkList,
    /// Its query.
    pub query: String,
}

/// The query behind one count.
enum WorkQuery {
    Requests(RequestFilter),
    Loans(LoanFilter),
    Extensions(ExtensionFilter),
    Items(ItemFilter),
    Discrepancies(DiscrepancyFilter),
    Deadlines(DeadlineFilter),
    Clues(ClueFilter, Overseen),
    Notices(NoticeFilter, Overseen),
}

impl WorkQuery {
    const fn list(&self) -> WorkList {
        match self {
            Self::Requests(_) => WorkList::Requests,
            Self::Loans(_) => WorkList::Loans,
            Self::Extensions(_) => WorkList::Extensions,
            Self::Items(_) => WorkList::Items,
            Self::Discrepancies(_) => WorkList::Discrepancies,
            Self::Deadlines(_) => WorkList::Deadlines,
            Self::Clues(..) => WorkList::Clues,
            Self::Notices(..) => WorkList::SupervisionNotices,
        }
    }

    fn count(&self, conn: &mut Conn, reach: Reach, now: Time) -> Result<i64> {
        match self {
            Self::Requests(filter) => requests::count(conn, reach, filter),
            Self::Loans(filter) => loans::count(conn, reach, filter),
            Self::Extensions(filter) => extensions::count(conn, reach, filter),
            Self::Items(filter) => item_list::count(conn, reach, filter),
            Self::Discrepancies(filter) => discrepancies::count(conn, reach, filter),
            Self::Deadlines(filter) => deadline_list::count(conn, reach, filter, now),
            Self::Clues(filter, overseen) => clues::count(conn, *overseen, filter),
            Self::Notices(filter, overseen) => supervision_notices::count(conn, *overseen, filter),
        }
    }
}

/// What waits for the caller, by the caller's roles. Nothing for a role that only watches over accounts.
#[utoipa::path(
    tag = "work",
    operation_id = "list_work",
    security(("session" = ["own_account"])),
    extensions(("x-limit" = json!("lists"))),
    responses((status = 200, body = Vec<WorkView>))
)]
#[get("/work")]
pub async fn list(session: Session<may::OwnWork>, reads: AcceptLanguage) -> Result<impl Responder> {
    let state = session.state();
    let rows = session
        .read(move |conn, viewer| {
            let deadlines = Deadlines::read(conn, state.database.clock().now())?;
            let mut rows = Vec::new();
            for (name, work, query) in work_queries(viewer, &deadlines) {
                let count = work.count(conn, viewer.reach(), deadlines.now)?;
                let title = reads.0.label(name);
                rows.push(WorkView { name, title, count, list: work.list(), query });
            }
            Ok(rows)
        })
        .await?;
    Ok(web::Json(rows))
}

/// The times that decide what is late or soon will be.
struct Deadlines {
    now: Time,
    /// Loans due before this are warned of.
    warned: Time,
    /// What was received before this should be classified.
    classified: Time,
    /// What was seized before this should be with the centre.
    handed_over: Time,
    /// What changed hands before this is nobody's work any more, signed or not.
    unsigned_since: Time,
}

impl Deadlines {
    fn read(conn: &mut Conn, now: Time) -> Result<Self> {
        let set = settings::list(conn)?;
        let value = |name: SettingName| {
            let of = set.iter().find(|setting| setting.name == name);
            of.map_or(name.default_value(), |setting| setting.value)
        };
        Ok(Self {
            now,
            warned: now.plus(value(SettingName::LoanWarningHours) * HOUR),
            classified: now.plus(-value(SettingName::UnclassifiedAlarmDays) * DAY),
            handed_over: now.plus(-value(SettingName::HandoverHours) * HOUR),
            unsigned_since: now.plus(-UNSIGNED_DAYS * DAY),
        })
    }
}

/// The counts of a person with the queries of their lists; a handful, whatever the number of rows.
fn work_queries(viewer: &Viewer, deadlines: &Deadlines) -> Vec<(WorkName, WorkQuery, String)> {
    let Deadlines { now, warned, .. } = *deadlines;
    let mut queries = Vec::new();
    if viewer.may(Permission::SubmitRequests) {
        queries.extend(of_officer(viewer, now, warned));
    }
    if viewer.may(Permission::ApproveRequests) {
        use RequestStatus::{AwaitingCentreHead, AwaitingUnitHead};
        queries.push(waiting(WorkName::Approvals, viewer, None, &[AwaitingUnitHead, AwaitingCentreHead]));
        let filter = ExtensionFilter { waiting_for: Some(Queue::of(viewer)), ..Default::default() };
        queries.push((WorkName::Extensions, WorkQuery::Extensions(filter), "waiting_for_me=true".into()));
    }
    if viewer.may(Permission::ResolveDiscrepancies) {
        queries.push(waiting(WorkName::Refusals, viewer, None, &[RequestStatus::AwaitingConfirmation]));
    }
    if viewer.may(Permission::ExecuteRequests) {
        queries.extend(of_custodian(viewer));
        queries.push(unsigned(deadlines.unsigned_since));
    }
    if viewer.is(Role::Custodian) || viewer.is(Role::CentreHead) {
        queries.push(unclassified(WorkName::UnclassifiedOverdue, Some(deadlines.classified)));
    }
    if viewer.is(Role::CaseOfficer) || viewer.is(Role::UnitHead) {
        queries.push(handovers(deadlines.handed_over));
    }
    let heads = viewer.is(Role::UnitHead) || viewer.is(Role::CentreHead) || viewer.is(Role::Supervisor);
    let keeps = viewer.is(Role::Custodian);
    let out = LoanFilter { open: Some(true), ..Default::default() };
    if keeps {
        let filter = LoanFilter { due_from: Some(now), due_before: Some(warned), ..out.clone() };
        let query = format!("open=true&due_from={}&due_before={}", now.to_rfc3339(), warned.to_rfc3339());
        queries.push((WorkName::LoansDue, WorkQuery::Loans(filter), query));
    }
    if (heads || keeps) && !viewer.may(Permission::SubmitRequests) {
        let filter = LoanFilter { due_before: Some(now), ..out };
        queries.push((WorkName::LoansOverdue, WorkQuery::Loans(filter), "open=true&overdue=true".into()));
    }
    if heads || keeps {
        let filter = DiscrepancyFilter { open: Some(true), ..Default::default() };
        queries.push((WorkName::Discrepancies, WorkQuery::Discrepancies(filter), "open=true".into()));
    }
    queries.extend(of_supervision(viewer));
    if viewer.may(Permission::ReadCases) {
        queries.push(deadlines_of(WorkName::DeadlinesOverdue, viewer, ClockLight::Red));
        queries.push(deadlines_of(WorkName::DeadlinesWarned, viewer, ClockLight::Yellow));
    }
    queries
}

/// What supervision asks of a person: of a supervisor answers to judge, of a head notices to answer; of both clues that nobody explained.
fn of_supervision(viewer: &Viewer) -> Vec<(WorkName, WorkQuery, String)> {
    let notices = |name, status: NoticeStatus| {
        let filter = NoticeFilter { statuses: vec![status], ..Default::default() };
        (name, WorkQuery::Notices(filter, Overseen::by(viewer)), format!("statuses={status}"))
    };
    let (answers, supervises) = (viewer.may(Permission::AnswerSupervision), viewer.may(Permission::SuperviseCases));
    let mut queries = Vec::new();
    if answers {
        queries.push(notices(WorkName::NoticesToAnswer, NoticeStatus::AwaitingAnswer));
    }
    if supervises {
        queries.push(notices(WorkName::NoticesAnswered, NoticeStatus::Answered));
    }
    if answers || supervises {
        let filter = ClueFilter { statuses: vec![ClueStatus::Open], ..Default::default() };
        queries.push((WorkName::CluesOpen, WorkQuery::Clues(filter, Overseen::by(viewer)), "statuses=open".into()));
    }
    queries
}

/// Deadlines that stand so: all of them for who watches over everybody, else those that wait for this person.
fn deadlines_of(name: WorkName, viewer: &Viewer, light: ClockLight) -> (WorkName, WorkQuery, String) {
    let own = (!viewer.is(Role::Supervisor)).then(|| mine(viewer));
    let query = format!("lights={light}{}", if own.is_some() { "&mine=true" } else { "" });
    (name, WorkQuery::Deadlines(DeadlineFilter { lights: vec![light], mine: own, ..Default::default() }), query)
}

fn of_officer(viewer: &Viewer, now: Time, warned: Time) -> [(WorkName, WorkQuery, String); 4] {
    let me = viewer.user_id;
    let own = |name, status: RequestStatus| {
        let filter = RequestFilter { statuses: vec![status], applicant_id: Some(me), ..Default::default() };
        (name, WorkQuery::Requests(filter), format!("statuses={status}&applicant_id={me}"))
    };
    let borrowed = LoanFilter { open: Some(true), borrower_id: Some(me), ..Default::default() };
    let due = LoanFilter { due_from: Some(now), due_before: Some(warned), ..borrowed.clone() };
    let overdue = LoanFilter { due_before: Some(now), ..borrowed };
    let (from, before) = (now.to_rfc3339(), warned.to_rfc3339());
    let due_query = format!("open=true&borrower_id={me}&due_from={from}&due_before={before}");
    [
        own(WorkName::Drafts, RequestStatus::Draft),
        own(WorkName::Returned, RequestStatus::ReturnedForCorrection),
        (WorkName::LoansDue, WorkQuery::Loans(due), due_query),
        (WorkName::LoansOverdue, WorkQuery::Loans(overdue), format!("open=true&borrower_id={me}&overdue=true")),
    ]
}

/// Goods in custody that nobody has classified, all or those received before a time.
fn unclassified(name: WorkName, received_before: Option<Time>) -> (WorkName, WorkQuery, String) {
    let filter = ItemFilter {
        category: Some(Category::Unclassified),
        states: vec![CustodyState::InCustody],
        received_before,
        ..Default::default()
    };
    let before = received_before.map(|before| format!("&received_before={}", before.to_rfc3339())).unwrap_or_default();
    (name, WorkQuery::Items(filter), format!("category=unclassified&states=in_custody{before}"))
}

/// Goods that are still with the officers who seized them before a time.
fn handovers(seized_before: Time) -> (WorkName, WorkQuery, String) {
    let states = vec![CustodyState::Registered, CustodyState::PendingIntake];
    let filter = ItemFilter { states, seized_before: Some(seized_before), ..Default::default() };
    let query = format!("states=registered,pending_intake&seized_before={}", seized_before.to_rfc3339());
    (WorkName::HandoversOverdue, WorkQuery::Items(filter), query)
}

/// Requests of which goods changed hands that nobody has signed for.
fn unsigned(since: Time) -> (WorkName, WorkQuery, String) {
    let filter = RequestFilter { unsigned_since: Some(since), ..Default::default() };
    (WorkName::Unsigned, WorkQuery::Requests(filter), format!("unsigned_since={}", since.to_rfc3339()))
}

fn of_custodian(viewer: &Viewer) -> [(WorkName, WorkQuery, String); 5] {
    let ready = [RequestStatus::Approved, RequestStatus::Executing];
    let of = |name, kind| waiting(name, viewer, Some(kind), &ready);
    [
        of(WorkName::Intakes, RequestKind::Intake),
        of(WorkName::LoanHandOuts, RequestKind::Loan),
        of(WorkName::OutboundHandOuts, RequestKind::Outbound),
        of(WorkName::Returns, RequestKind::LoanReturn),
        unclassified(WorkName::Unclassified, None),
    ]
}

/// Requests whose next step is this person's.
fn waiting(
    name: WorkName,
    viewer: &Viewer,
    kind: Option<RequestKind>,
    statuses: &[RequestStatus],
) -> (WorkName, WorkQuery, String) {
    let words: Vec<_> = statuses.iter().map(|status| status.as_str()).collect();
    let of_kind = kind.map(|kind| format!("kind={kind}&")).unwrap_or_default();
    let query = format!("{of_kind}statuses={}&waiting_for_me=true", words.join(","));
    let waiting_for = Some(Queue::of(viewer));
    let filter = RequestFilter { kind, statuses: statuses.to_vec(), waiting_for, ..Default::default() };
    (name, WorkQuery::Requests(filter), query)
}
