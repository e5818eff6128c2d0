//! The columns of exported lists: a title in both languages and the cell of a row.

use crate::api::accounts::user_views::UserView;
use crate::api::goods::item_views::ItemView;
use crate::api::goods::movements::MovementView;
use crate::api::http::names::NamesNow;
use crate::api::ledger::audit::AuditEntryView;
use crate::api::requests::loans::LoanView;
use crate::api::requests::request_views::RequestView;
use crate::error::{Error, Result};
use crate::model::centre::settings::SettingName;
use crate::model::goods::category::Attributes;
use crate::model::ledger::event::{Action, ItemAction};
use crate::model::ledger::subjects::SubjectKind;
use crate::model::reason::{Language, Reason, Refusal};
use crate::model::time::Time;
use crate::model::words::Word;
use crate::sheet::{Cell, decimal};

/// Characters of all the keys that are asked for, at most.
const KEYS_AT_MOST: usize = 1_000;

/// One column of a list of `V`s.
pub(in crate::api) struct Column<V> {
    /// What a caller asks for it by, and the pages call theirs.
    pub(in crate::api) key: &'static str,
    english: &'static str,
    chinese: &'static str,
    pub(in crate::api) cell: fn(&V, Language) -> Cell,
}

impl<V> Column<V> {
    const fn new(
        key: &'static str,
        english: &'static str,
        chinese: &'static str,
        cell: fn(&V, Language) -> Cell,
    ) -> Self {
        Self { key, english, chinese, cell }
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

/// A number in thousandths, such as milligrams told in grams.
fn thousandths(number: Option<i64>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Decimal(number, 3))
}

/// An amount in the unit of its currency (ISO 4217).
fn money(minor: Option<i64>, currency: Option<&str>) -> Cell {
    let places = match currency {
        Some("JPY" | "KRW" | "VND") => 0,
        Some("BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND") => 3,
        _ => 2,
    };
    minor.map_or(Cell::Empty, |minor| Cell::Decimal(minor, places))
}

/// What weighed or counted goods amount to without their tare, in their unit.
fn measured(attributes: &Attributes) -> Option<String> {
    let amount = decimal(attributes.net_milli()?, 3);
    Some(format!("{amount} {}", attributes.measure_unit.as_deref().unwrap_or_default()).trim_end().to_owned())
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
    Column::new("code", "Code", "标签编码", |row, _| code(row.code.as_str())),
    Column::new("name", "Name", "名称", |row, _| text(&row.name)),
    Column::new("category", "Category", "类别", |row, language| word(row.category, language)),
    Column::new("features", "Features", "特征", |row, _| text(&row.features)),
    Column::new("model", "Model", "规格型号", |row, _| text(&row.model)),
    Column::new("serial_no", "Serial number", "序列号", |row, _| code(row.serial_no.as_str())),
    Column::new("pieces", "Pieces", "件数", |row, _| row.pieces.into()),
    Column::new("unit", "Unit", "单位", |row, _| text(&row.unit)),
    Column::new("weight", "Weight (g)", "重量（克）", |row, _| thousandths(row.attributes.weight_milligrams)),
    Column::new("measured", "Net amount", "净量", |row, _| {
        measured(&row.attributes).map_or(Cell::Empty, |amount| text(&amount))
    }),
    Column::new("denominations", "Count by denomination", "券别清点", |row, _| {
        row.attributes.denominations.clone().into()
    }),
    Column::new("valuation", "Valuation", "估价", |row, _| money(row.valuation_minor, row.currency.as_deref())),
    Column::new("currency", "Currency", "币种", |row, _| code(row.currency.as_deref())),
    Column::new("grade", "Grade", "财物等级", |row, language| optional(row.attributes.grade, language)),
    Column::new("vin", "VIN", "车架号", |row, _| code(row.attributes.vin.as_deref())),
    Column::new("plate", "Number plate", "号牌", |row, _| code(row.attributes.plate.as_deref())),
    Column::new("engine_no", "Engine no.", "发动机号", |row, _| code(row.attributes.engine_no.as_deref())),
    Column::new("imei", "IMEI", "IMEI", |row, _| code(row.attributes.imei.as_deref())),
    Column::new("holder", "Holder", "持有人", |row, _| text(&row.holder_name)),
    Column::new("owner", "Owner", "所有人", |row, _| text(&row.owner_name)),
    Column::new("state", "Custody state", "保管状态", |row, language| word(row.custody_state, language)),
    Column::new("legal_status", "Legal status", "法律状态", |row, language| word(row.legal_status, language)),
    Column::new("place", "Place", "存放位置", |row, _| code(row.place_code.as_deref())),
    Column::new("borrower", "Borrower", "调用人", |row, _| row.borrower_name.clone().into()),
    Column::new("disposition", "Disposition", "处置方式", |row, language| optional(row.disposition, language)),
    Column::new("seal_no", "Seal number", "封装编号", |row, _| code(row.seal_no.as_deref())),
    Column::new("case_no", "Case number", "案件编号", |row, _| code(row.case_no.as_str())),
    Column::new("case", "Case", "案件名称", |row, _| text(&row.case_name)),
    Column::new("list_no", "Seizure list", "扣押清单编号", |row, _| code(row.list_no.as_str())),
    Column::new("line_no", "Line", "清单序号", |row, _| row.line_no.into()),
    Column::new("agency", "Registering agency", "登记单位", |row, _| text(&row.agency_name)),
    Column::new("responsible_agency", "Responsible agency", "责任单位", |row, _| {
        text(&row.responsible_agency_name)
    }),
    Column::new("remark", "Remark", "备注", |row, _| text(&row.remark)),
    Column::new("seized", "Seized (+08:00)", "扣押时间", |row, _| time(row.seized_at)),
    Column::new("registered", "Registered (+08:00)", "登记时间", |row, _| time(row.registered_at)),
    Column::new("received", "Received (+08:00)", "入库时间", |row, _| time(row.received_at)),
    Column::new("released", "Released (+08:00)", "出库时间", |row, _| time(row.released_at)),
];

/// People.
pub(in crate::api) const USERS: &[Column<UserView>] = &[
    Column::new("login", "Login", "登录名", |row, _| code(row.login.as_str())),
    Column::new("name", "Name", "姓名", |row, _| text(&row.name)),
    Column::new("badge", "Badge number", "警号或工作证号", |row, _| code(row.badge_number.as_deref())),
    Column::new("agency", "Agency", "单位", |row, _| text(&row.agency_name)),
    Column::new("roles", "Roles", "角色", |row, language| {
        let roles: Vec<_> = row.roles.iter().map(|role| language.label(*role)).collect();
        match language {
            Language::English => text(&roles.join(", ")),
            Language::Chinese => text(&roles.join("、")),
        }
    }),
    Column::new("other_accounts", "Other accounts", "本人其他账号", |row, _| {
        let logins: Vec<_> = row.other_accounts.iter().map(|other| other.login.as_str()).collect();
        code(logins.join(" ").as_str())
    }),
    Column::new("clearance", "Clearance", "知悉权限", |row, language| word(row.clearance, language)),
    Column::new("second_factor", "Second factor", "双因素验证", |row, language| {
        yes(row.second_factor.unwrap_or_default(), language)
    }),
    Column::new("locked", "Locked until (+08:00)", "锁定至", |row, _| time(row.locked_until)),
    Column::new("awaits_release", "Awaits release", "待放行密码", |row, language| {
        yes(row.password_part_at.is_some(), language)
    }),
    Column::new("disabled", "Disabled", "已停用", |row, language| yes(row.disabled, language)),
    Column::new("created", "Registered (+08:00)", "登记时间", |row, _| time(row.created_at)),
    Column::new("last", "Last sign-in (+08:00)", "最近登录", |row, _| time(row.last_signed_in_at)),
    Column::new("reviewed", "Last review (+08:00)", "最近复核", |row, _| time(row.reviewed_at)),
];

/// Requests.
pub(in crate::api) const REQUESTS: &[Column<RequestView>] = &[
    Column::new("number", "Number", "申请编号", |row, _| code(row.number.as_deref())),
    Column::new("kind", "Kind", "申请类型", |row, language| word(row.kind, language)),
    Column::new("status", "Status", "状态", |row, language| word(row.status, language)),
    Column::new("applicant", "Applicant", "申请人", |row, language| {
        called(row, "applicant_name", row.applicant_name.as_str(), language)
    }),
    Column::new("agency", "Agency", "申请单位", |row, language| {
        called(row, "agency_name", row.agency_name.as_str(), language)
    }),
    Column::new("responsible_agency", "Responsible agency", "责任单位", |row, language| {
        called(row, "responsible_agency_name", row.responsible_agency_name.as_str(), language)
    }),
    Column::new("case_no", "Case number", "案件编号", |row, language| {
        numbered(row, "case_no", &row.case_no, language)
    }),
    Column::new("case", "Case", "案件名称", |row, language| {
        called(row, "case_name", row.case_name.as_str(), language)
    }),
    Column::new("reason", "Reason", "事由", |row, _| text(&row.reason)),
    Column::new("lines", "Lines", "明细数", |row, _| row.line_count.into()),
    Column::new("open", "Open lines", "未办明细数", |row, _| row.open_line_count.into()),
    Column::new("purpose", "Purpose", "用途", |row, language| optional(row.purpose, language)),
    Column::new("disposition", "Disposition", "处置方式", |row, language| optional(row.disposition, language)),
    Column::new("due", "Due (+08:00)", "到期时间", |row, _| time(row.due_at)),
    Column::new("submitted", "Submitted (+08:00)", "提交时间", |row, _| time(row.submitted_at)),
    Column::new("approved", "Approved (+08:00)", "批准时间", |row, _| time(row.approved_at)),
    Column::new("closed", "Closed (+08:00)", "办结时间", |row, _| time(row.closed_at)),
];

/// Loans, item by item.
pub(in crate::api) const LOANS: &[Column<LoanView>] = &[
    Column::new("number", "Request", "调用申请编号", |row, _| code(row.number.as_deref())),
    Column::new("code", "Code", "标签编码", |row, _| code(row.code.as_str())),
    Column::new("name", "Name", "名称", |row, _| text(&row.name)),
    Column::new("category", "Category", "类别", |row, language| word(row.category, language)),
    Column::new("pieces", "Pieces", "件数", |row, _| row.pieces.into()),
    Column::new("case_no", "Case number", "案件编号", |row, language| {
        numbered(row, "case_no", &row.case_no, language)
    }),
    Column::new("case", "Case", "案件名称", |row, language| {
        called(row, "case_name", row.case_name.as_str(), language)
    }),
    Column::new("purpose", "Purpose", "用途", |row, language| optional(row.purpose, language)),
    Column::new("borrower", "Borrower", "调用人", |row, language| {
        called(row, "borrower_name", row.borrower_name.as_str(), language)
    }),
    Column::new("agency", "Agency", "调用单位", |row, language| {
        called(row, "agency_name", row.agency_name.as_str(), language)
    }),
    Column::new("out", "Handed out (+08:00)", "交付时间", |row, _| time(row.handed_out_at)),
    Column::new("due", "Due (+08:00)", "到期时间", |row, _| time(row.due_at)),
    Column::new("overdue", "Overdue", "超期", |row, language| yes(row.overdue, language)),
    Column::new("returned", "Returned (+08:00)", "归还时间", |row, _| time(row.returned_at)),
    Column::new("return_number", "Return", "归还申请编号", |row, _| code(row.return_number.as_deref())),
    Column::new("condition", "Condition", "归还状况", |row, language| optional(row.condition_in, language)),
];

/// Movements.
pub(in crate::api) const MOVEMENTS: &[Column<MovementView>] = &[
    Column::new("leaf", "Log entry", "日志序号", |row, _| row.leaf_seq.into()),
    Column::new("moved", "At (+08:00)", "时间", |row, _| time(row.moved_at)),
    Column::new("code", "Code", "标签编码", |row, _| code(row.code.as_str())),
    Column::new("name", "Name", "名称", |row, _| text(&row.name)),
    Column::new("action", "What", "事项", |row, language| word(row.action, language)),
    Column::new("request", "Request", "申请编号", |row, _| code(row.request_number.as_deref())),
    Column::new("from_state", "From state", "原状态", |row, language| word(row.from_state, language)),
    Column::new("to_state", "To state", "现状态", |row, language| word(row.to_state, language)),
    Column::new("from", "From place", "原位置", |row, _| code(row.from_place_code.as_deref())),
    Column::new("from_name", "From place name", "原位置名称", |row, language| {
        called(row, "from_place_name", row.from_place_name.as_deref(), language)
    }),
    Column::new("to", "To place", "现位置", |row, _| code(row.to_place_code.as_deref())),
    Column::new("to_name", "To place name", "现位置名称", |row, language| {
        called(row, "to_place_name", row.to_place_name.as_deref(), language)
    }),
    Column::new("from_borrower", "From borrower", "原调用人", |row, language| {
        called(row, "from_borrower_name", row.from_borrower_name.as_deref(), language)
    }),
    Column::new("to_borrower", "Borrower", "调用人", |row, language| {
        called(row, "to_borrower_name", row.to_borrower_name.as_deref(), language)
    }),
    Column::new("actor", "By", "办理人", |row, language| {
        called(row, "actor_name", row.actor_name.as_str(), language)
    }),
    Column::new("second", "Second custodian", "第二保管人", |row, language| {
        called(row, "second_name", row.second_name.as_deref(), language)
    }),
    Column::new("receiver", "Receiver", "领取人", |row, _| row.receiver.clone().into()),
    Column::new("reason", "Reason", "事由", |row, _| row.reason.clone().into()),
    Column::new("condition", "Condition", "状况", |row, language| optional(row.condition, language)),
];

/// The name of the setting that an entry is about.
fn setting(row: &AuditEntryView, language: Language) -> Option<Cell> {
    let code = row.subject_code.as_deref().filter(|_| row.subject_kind == Some(SubjectKind::Setting))?;
    Some(word(code.parse::<SettingName>().ok()?, language))
}

/// Entries of the audit log.
pub(in crate::api) const AUDIT_ENTRIES: &[Column<AuditEntryView>] = &[
    Column::new("seq", "Entry", "日志序号", |row, _| row.seq.into()),
    Column::new("at", "At (+08:00)", "时间", |row, _| time(row.at)),
    Column::new("action", "Action", "事项", |row, language| action(&row.action, language)),
    Column::new("actor", "By", "操作人", |row, language| {
        called(row, "actor_name", row.actor_name.as_deref(), language)
    }),
    Column::new("agency", "Agency", "单位", |row, language| {
        called(row, "agency_name", row.agency_name.as_deref(), language)
    }),
    Column::new("item", "Item code", "标签编码", |row, _| code(row.item_code.as_deref())),
    Column::new("name", "Item", "物品", |row, _| row.item_name.clone().into()),
    Column::new("item_seq", "Event of the item", "物品事件序号", |row, _| row.item_seq.into()),
    Column::new("kind", "About", "对象类别", |row, language| optional(row.subject_kind, language)),
    Column::new("subject_code", "Subject number", "对象编号", |row, language| {
        let code = row.subject_code.as_deref().unwrap_or_default();
        setting(row, language).unwrap_or_else(|| numbered(row, "subject_code", code, language))
    }),
    Column::new("subject", "Subject", "对象", |row, language| {
        called(row, "subject_name", row.subject_name.as_deref(), language)
    }),
];

/// The columns named by their keys, separated by commas, in that order; every one when none is named.
///
/// # Errors
/// [`Error::Invalid`] naming the key that the list does not have, or has twice.
pub(in crate::api) fn chosen<V>(
    pointer: &str,
    all: &'static [Column<V>],
    keys: Option<&str>,
) -> Result<Vec<&'static Column<V>>> {
    let Some(keys) = keys.filter(|keys| !keys.is_empty()) else { return Ok(all.iter().collect()) };
    if keys.len() > KEYS_AT_MOST {
        return Err(Error::field(pointer, Refusal::new(Reason::TextTooLong).with("max", KEYS_AT_MOST)));
    }
    let mut chosen: Vec<&Column<V>> = Vec::new();
    for key in keys.split(',') {
        let fresh = chosen.iter().all(|column| column.key != key);
        let found = all.iter().find(|column| fresh && column.key == key);
        chosen.push(found.ok_or_else(|| {
            let allowed: Vec<_> = all.iter().map(|column| column.key).collect();
            let unknown = Refusal::new(Reason::WordUnknown).with("value", key).with("allowed", allowed.join(", "));
            Error::field(pointer, unknown)
        })?);
    }
    Ok(chosen)
}

/// The keys of the columns of every export, by its operation.
pub(in crate::api) fn keys() -> [(&'static str, Vec<&'static str>); 6] {
    fn of<V>(columns: &[Column<V>]) -> Vec<&'static str> {
        columns.iter().map(|column| column.key).collect()
    }
    [
        ("export_items", of(ITEMS)),
        ("export_users", of(USERS)),
        ("export_requests", of(REQUESTS)),
        ("export_loans", of(LOANS)),
        ("export_movements", of(MOVEMENTS)),
        ("export_audit_entries", of(AUDIT_ENTRIES)),
    ]
}

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
