//! The columns of exported lists: a title in both languages and the cell of a row.

use crate::api::accounts::user_views::UserView;
use crate::api::goods::item_views::ItemView;
use crate::api::goods::movements::MovementView;
use crate::api::http::names::NamesNow;
use crate::api::ledger::audit::AuditEntryView;
use crate::api::requests::loans::LoanView;
use crate::api::requests::request_views::RequestView;
use crate::model::centre::settings::SettingName;
use crate::model::ledger::event::{Action, ItemAction};
use crate::model::ledger::subjects::SubjectKind;
use crate::model::reason::Language;
use crate::model::time::Time;
use crate::model::words::Word;
use crate::sheet::Cell;

/// One column of a list of `V`s.
pub(in crate::api) struct Column<V> {
    english: &'static str,
    chinese: &'static str,
    pub(in crate::api) cell: fn(&V, Language) -> Cell,
}

impl<V> Column<V> {
    const fn new(english: &'static str, chinese: &'static str, cell: fn(&V, Language) -> Cell) -> Self {
        Self { english, chinese, cell }
    }

    /// The title in a language.
    pub(in crate::api) const fn title(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

fn word(word: impl Word, language: Language) -> Cell {
    language.label(word).into()
}

fn optional(value: Option<impl Word>, language: Language) -> Cell {
    value.map_or(Cell::Empty, |value| word(value, language))
}

fn text(text: &str) -> Cell {
    text.into()
}

fn code<'c>(code: impl Into<Option<&'c str>>) -> Cell {
    code.into().filter(|code| !code.is_empty()).map_or(Cell::Empty, |code| Cell::Code(code.to_owned()))
}

/// A row that tells what happened with the names of then.
trait Told {
    fn names_now(&self) -> &NamesNow;
}

macro_rules! told {
    ($($view:ty),+) => {$(
        impl Told for $view {
            fn names_now(&self) -> &NamesNow {
                &self.names_now
            }
        }
    )+};
}
told!(RequestView, LoanView, MovementView, AuditEntryView);

/// A name as it was, with the present one behind it when that is another.
fn called<'n>(row: &impl Told, member: &str, then: impl Into<Option<&'n str>>, language: Language) -> Cell {
    then.into().map_or(Cell::Empty, |then| text(&row.names_now().beside(member, then, language)))
}

/// The same of a number.
fn numbered(row: &impl Told, member: &str, then: &str, language: Language) -> Cell {
    code(row.names_now().beside(member, then, language).as_str())
}

/// What is so is told; what is not leaves its cell empty.
fn yes(so: bool, language: Language) -> Cell {
    match (so, language) {
        (false, _) => Cell::Empty,
        (true, Language::English) => text("yes"),
        (true, Language::Chinese) => text("是"),
    }
}

fn time(time: impl Into<Option<Time>>) -> Cell {
    let time: Option<Time> = time.into();
    time.map(Time::to_china_text).into()
}

/// An action of the log in the reader's words; one this program does not know stands for itself.
fn action(name: &str, language: Language) -> Cell {
    match (name.parse::<ItemAction>(), name.parse::<Action>()) {
        (Ok(action), _) => word(action, language),
        (_, Ok(action)) => word(action, language),
        _ => name.into(),
    }
}

/// Items.
pub(in crate::api) const ITEMS: &[Column<ItemView>] = &[
    Column::new("Code", "标签编码", |row, _| code(row.code.as_str())),
    Column::new("Name", "名称", |row, _| text(&row.name)),
    Column::new("Category", "类别", |row, language| word(row.category, language)),
    Column::new("Features", "特征", |row, _| text(&row.features)),
    Column::new("Model", "规格型号", |row, _| text(&row.model)),
    Column::new("Serial number", "序列号", |row, _| code(row.serial_no.as_str())),
    Column::new("Pieces", "件数", |row, _| row.pieces.into()),
    Column::new("Unit", "单位", |row, _| text(&row.unit)),
    Column::new("Holder", "持有人", |row, _| text(&row.holder_name)),
    Column::new("Custody state", "保管状态", |row, language| word(row.custody_state, language)),
    Column::new("Legal status", "法律状态", |row, language| word(row.legal_status, language)),
    Column::new("Place", "存放位置", |row, _| code(row.place_code.as_deref())),
    Column::new("Borrower", "调用人", |row, _| row.borrower_name.clone().into()),
    Column::new("Case number", "案件编号", |row, _| code(row.case_no.as_str())),
    Column::new("Case", "案件名称", |row, _| text(&row.case_name)),
    Column::new("Responsible agency", "责任单位", |row, _| text(&row.responsible_agency_name)),
    Column::new("Registered (+08:00)", "登记时间", |row, _| time(row.registered_at)),
    Column::new("Received (+08:00)", "入库时间", |row, _| time(row.received_at)),
    Column::new("Released (+08:00)", "出库时间", |row, _| time(row.released_at)),
];

/// People.
pub(in crate::api) const USERS: &[Column<UserView>] = &[
    Column::new("Login", "登录名", |row, _| code(row.login.as_str())),
    Column::new("Name", "姓名", |row, _| text(&row.name)),
    Column::new("Badge number", "警号或工作证号", |row, _| code(row.badge_number.as_deref())),
    Column::new("Agency", "单位", |row, _| text(&row.agency_name)),
    Column::new("Roles", "角色", |row, language| {
        let roles: Vec<_> = row.roles.iter().map(|role| language.label(*role)).collect();
        match language {
            Language::English => text(&roles.join(", ")),
            Language::Chinese => text(&roles.join("、")),
        }
    }),
    Column::new("Other accounts", "本人其他账号", |row, _| {
        let logins: Vec<_> = row.other_accounts.iter().map(|other| other.login.as_str()).collect();
        code(logins.join(" ").as_str())
    }),
    Column::new("Second factor", "双因素验证", |row, language| {
        yes(row.second_factor.unwrap_or_default(), language)
    }),
    Column::new("Disabled", "已停用", |row, language| yes(row.disabled, language)),
    Column::new("Registered (+08:00)", "登记时间", |row, _| time(row.created_at)),
    Column::new("Last sign-in (+08:00)", "最近登录", |row, _| time(row.last_signed_in_at)),
    Column::new("Last review (+08:00)", "最近复核", |row, _| time(row.reviewed_at)),
];

/// Requests.
pub(in crate::api) const REQUESTS: &[Column<RequestView>] = &[
    Column::new("Number", "申请编号", |row, _| code(row.number.as_deref())),
    Column::new("Kind", "申请类型", |row, language| word(row.kind, language)),
    Column::new("Status", "状态", |row, language| word(row.status, language)),
    Column::new("Applicant", "申请人", |row, language| {
        called(row, "applicant_name", row.applicant_name.as_str(), language)
    }),
    Column::new("Agency", "申请单位", |row, language| {
        called(row, "agency_name", row.agency_name.as_str(), language)
    }),
    Column::new("Responsible agency", "责任单位", |row, language| {
        called(row, "responsible_agency_name", row.responsible_agency_name.as_str(), language)
    }),
    Column::new("Case number", "案件编号", |row, language| numbered(row, "case_no", &row.case_no, language)),
    Column::new("Case", "案件名称", |row, language| called(row, "case_name", row.case_name.as_str(), language)),
    Column::new("Reason", "事由", |row, _| text(&row.reason)),
    Column::new("Lines", "明细数", |row, _| row.line_count.into()),
    Column::new("Open lines", "未办明细数", |row, _| row.open_line_count.into()),
    Column::new("Purpose", "用途", |row, language| optional(row.purpose, language)),
    Column::new("Disposition", "处置方式", |row, language| optional(row.disposition, language)),
    Column::new("Due (+08:00)", "到期时间", |row, _| time(row.due_at)),
    Column::new("Submitted (+08:00)", "提交时间", |row, _| time(row.submitted_at)),
    Column::new("Approved (+08:00)", "批准时间", |row, _| time(row.approved_at)),
    Column::new("Closed (+08:00)", "办结时间", |row, _| time(row.closed_at)),
];

/// Loans, item by item.
pub(in crate::api) const LOANS: &[Column<LoanView>] = &[
    Column::new("Request", "调用申请编号", |row, _| code(row.number.as_deref())),
    Column::new("Code", "标签编码", |row, _| code(row.code.as_str())),
    Column::new("Name", "名称", |row, _| text(&row.name)),
    Column::new("Category", "类别", |row, language| word(row.category, language)),
    Column::new("Pieces", "件数", |row, _| row.pieces.into()),
    Column::new("Case number", "案件编号", |row, language| numbered(row, "case_no", &row.case_no, language)),
    Column::new("Purpose", "用途", |row, language| optional(row.purpose, language)),
    Column::new("Borrower", "调用人", |row, language| {
        called(row, "borrower_name", row.borrower_name.as_str(), language)
    }),
    Column::new("Agency", "调用单位", |row, language| {
        called(row, "agency_name", row.agency_name.as_str(), language)
    }),
    Column::new("Handed out (+08:00)", "交付时间", |row, _| time(row.handed_out_at)),
    Column::new("Due (+08:00)", "到期时间", |row, _| time(row.due_at)),
    Column::new("Overdue", "超期", |row, language| yes(row.overdue, language)),
    Column::new("Returned (+08:00)", "归还时间", |row, _| time(row.returned_at)),
    Column::new("Return", "归还申请编号", |row, _| code(row.return_number.as_deref())),
    Column::new("Condition", "归还状况", |row, language| optional(row.condition_in, language)),
];

/// Movements.
pub(in crate::api) const MOVEMENTS: &[Column<MovementView>] = &[
    Column::new("Log entry", "日志序号", |row, _| row.leaf_seq.into()),
    Column::new("At (+08:00)", "时间", |row, _| time(row.moved_at)),
    Column::new("Code", "标签编码", |row, _| code(row.code.as_str())),
    Column::new("Name", "名称", |row, _| text(&row.name)),
    Column::new("What", "事项", |row, language| word(row.action, language)),
    Column::new("Request", "申请编号", |row, _| code(row.request_number.as_deref())),
    Column::new("From state", "原状态", |row, language| word(row.from_state, language)),
    Column::new("To state", "现状态", |row, language| word(row.to_state, language)),
    Column::new("From place", "原位置", |row, _| code(row.from_place_code.as_deref())),
    Column::new("From place name", "原位置名称", |row, language| {
        called(row, "from_place_name", row.from_place_name.as_deref(), language)
    }),
    Column::new("To place", "现位置", |row, _| code(row.to_place_code.as_deref())),
    Column::new("To place name", "现位置名称", |row, language| {
        called(row, "to_place_name", row.to_place_name.as_deref(), language)
    }),
    Column::new("From borrower", "原调用人", |row, language| {
        called(row, "from_borrower_name", row.from_borrower_name.as_deref(), language)
    }),
    Column::new("Borrower", "调用人", |row, language| {
        called(row, "to_borrower_name", row.to_borrower_name.as_deref(), language)
    }),
    Column::new("By", "办理人", |row, language| called(row, "actor_name", row.actor_name.as_str(), language)),
    Column::new("Second custodian", "第二保管人", |row, language| {
        called(row, "second_name", row.second_name.as_deref(), language)
    }),
    Column::new("Receiver", "领取人", |row, _| row.receiver.clone().into()),
    Column::new("Reason", "事由", |row, _| row.reason.clone().into()),
    Column::new("Condition", "状况", |row, language| optional(row.condition, language)),
];

/// The name of the setting that an entry is about.
fn setting(row: &AuditEntryView, language: Language) -> Option<Cell> {
    let code = row.subject_code.as_deref().filter(|_| row.subject_kind == Some(SubjectKind::Setting))?;
    Some(word(code.parse::<SettingName>().ok()?, language))
}

/// Entries of the audit log.
pub(in crate::api) const AUDIT_ENTRIES: &[Column<AuditEntryView>] = &[
    Column::new("Entry", "日志序号", |row, _| row.seq.into()),
    Column::new("At (+08:00)", "时间", |row, _| time(row.at)),
    Column::new("Action", "事项", |row, language| action(&row.action, language)),
    Column::new("By", "操作人", |row, language| called(row, "actor_name", row.actor_name.as_deref(), language)),
    Column::new("Agency", "单位", |row, language| called(row, "agency_name", row.agency_name.as_deref(), language)),
    Column::new("Item code", "标签编码", |row, _| code(row.item_code.as_deref())),
    Column::new("Item", "物品", |row, _| row.item_name.clone().into()),
    Column::new("Event of the item", "物品事件序号", |row, _| row.item_seq.into()),
    Column::new("About", "对象类别", |row, language| optional(row.subject_kind, language)),
    Column::new("Subject number", "对象编号", |row, language| {
        let code = row.subject_code.as_deref().unwrap_or_default();
        setting(row, language).unwrap_or_else(|| numbered(row, "subject_code", code, language))
    }),
    Column::new("Subject", "对象", |row, language| {
        called(row, "subject_name", row.subject_name.as_deref(), language)
    }),
];

/// The titles of every exported list, English and Chinese, for the pages: what is exported can be pasted again.
pub fn titles() -> Vec<(&'static str, Vec<[&'static str; 2]>)> {
    fn of<V>(columns: &[Column<V>]) -> Vec<[&'static str; 2]> {
        columns.iter().map(|column| [column.english, column.chinese]).collect()
    }
    vec![
        ("items", of(ITEMS)),
        ("requests", of(REQUESTS)),
        ("loans", of(LOANS)),
        ("movements", of(MOVEMENTS)),
        ("audit_entries", of(AUDIT_ENTRIES)),
    ]
}
