//! `custody report --year YEAR`: the figures of a year, each with its scope.

use clap::ValueEnum;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, Table};

use crate::commands::output::{Format, grouped, print, progress};
use crate::db::Database;
use crate::db::ledger::log;
use crate::db::oversight::year_report::{self, AgencyThen, Dating, SetBack};
use crate::error::{Error, Result};
use crate::model::goods::category::Category;
use crate::model::ids::AgencyId;
use crate::model::oversight::year_report::{Counts, Figures, HOURS_SETTING, Stock, Year, YearReport};
use crate::model::requests::request::RequestKind;
use crate::model::words::Word;

/// What the figures are broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// By agency.
    Agency,
    /// By month.
    Month,
}

/// The figures of a year in the form for programs.
///
/// # Errors
/// [`Error::Operator`] for a year out of range, and when tables and log do not give the same figures, naming which.
pub fn year_report(database: &Database, year: i32) -> Result<String> {
    let year = Year::new(year).ok_or_else(|| Error::Operator("a year is 2000 to 2999".into()))?;
    json(&count(database, year)?, None)
}

fn json(counted: &Counted, by: Option<By>) -> Result<String> {
    let Counted { figures, hours, agencies, .. } = counted;
    let whole = YearReport::of(figures, *hours);
    let report = match by {
        None => whole,
        Some(By::Month) => whole.by_month(figures),
        Some(By::Agency) => {
            whole.by_agency(figures, agencies.iter().map(|one| (one.id, one.code.as_str(), one.name.as_str())))
        }
    };
    serde_json::to_string(&report).map_err(Error::internal)
}

struct Counted {
    figures: Figures,
    hours: i64,
    agencies: Vec<AgencyThen>,
    entries: u64,
    dating: Dating,
}

/// Prints the report of a year, and answers whether its figures balance.
///
/// # Errors
/// [`Error::Operator`] for a year out of range, and when tables and log do not give the same figures, naming which.
pub fn report(database: &Database, year: i32, format: Format, by: Option<By>) -> Result<bool> {
    let year = Year::new(year).ok_or_else(|| Error::Operator("a year is 2000 to 2999".into()))?;
    let counted = count(database, year)?;
    match format {
        Format::Text => print(&text(&counted, by))?,
        Format::Json => print(&json(&counted, by)?)?,
    }
    Ok(counted.figures.is_balanced())
}

fn count(database: &Database, year: Year) -> Result<Counted> {
    let bar = progress("counting");
    let counted = database.snapshot(|conn| {
        let entries = log::size(conn)?;
        bar.set_length(entries);
        let dating = Dating::of(conn, year)?;
        let figures = year_report::from_tables(conn, year, &dating)?;
        let from_log = year_report::from_log(conn, year, |done| bar.set_position(done))?;
        let differences = figures.differences(&from_log);
        if !differences.is_empty() {
            let which = differences.join("\n  ");
            let text = format!("tables and log do not give the same figures; run `custody audit verify`\n  {which}");
            return Err(Error::Operator(text.into()));
        }
        let hours = year_report::hours_per_agency_per_day(conn)?;
        let agencies = year_report::list_agencies_at(conn, year.end())?;
        Ok(Counted { figures, hours, agencies, entries, dating })
    });
    bar.finish_and_clear();
    counted
}

fn text(counted: &Counted, by: Option<By>) -> String {
    let figures = &counted.figures;
    let mut parts = vec![
        format!("{0} 年涉案财物管理中心数据 · the custody centre in {0} (+08:00)", figures.year.number()),
        paragraph(figures).to_string(),
        balance(figures),
        categories(&figures.whole()),
        hours(counted),
        format!(
            "以上数据由业务表与 {0} 条审计日志分别统计，结果一致。\nCounted from the tables and from {0} log entries: both agree.",
            grouped(i64::try_from(counted.entries).unwrap_or(i64::MAX))
        ),
    ];
    if let Some(note) = set_back(&counted.dating) {
        parts.push(note);
    }
    match by {
        Some(By::Agency) => parts.push(by_agency(counted).to_string()),
        Some(By::Month) => parts.push(by_month(figures).to_string()),
        None => {}
    }
    parts.join("\n\n")
}

/// What a reader must know of figures counted over a clock that was set back.
fn set_back(dating: &Dating) -> Option<String> {
    let SetBack { seq, logged_at, high, entries } = dating.set_back.as_ref()?;
    let (from, to) = (high.to_china_text(), logged_at.to_china_text());
    Some(format!(
        "服务器时钟曾被回拨：第 {seq} 条日志自 {from} 退至 {to}，共 {entries} 条早于其前的记录，均按其前最晚的时间统计。\n\
         The server's clock was set back: with entry {seq} from {from} to {to}. Entries dated before an earlier one: \
         {entries}; each counts at the latest time before it."
    ))
}

fn table<const N: usize>(header: [&str; N], numbers: std::ops::Range<usize>) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_header(header);
    for at in numbers {
        if let Some(column) = table.column_mut(at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn paragraph(figures: &Figures) -> Table {
    let (whole, closing) = (figures.whole(), figures.closing());
    let mut table = table(["指标 figure", "数量 count", "口径 scope"], 1..2);
    let mut row = |name: &str, count: i64, scope: &str| {
        table.add_row([name, &grouped(count), scope]);
    };
    row("服务单位 agencies served", figures.agencies(), "本年提交过申请的单位 submitted a request in the year");
    let first = "本年首次提交，补正后重交不重复计 first submitted in the year, corrections not counted again";
    row("入库申请 intake requests", whole.requests_of(RequestKind::Intake), first);
    row("出库申请 outbound requests", whole.requests_of(RequestKind::Outbound), first);
    row("调用申请 loan requests", whole.requests_of(RequestKind::Loan), first);
    row("调用归还申请 loan returns", whole.requests_of(RequestKind::LoanReturn), first);
    row("接收物品 pieces received", whole.received_pieces(), "本年入库件数 received in the year");
    row("出库物品 pieces released", whole.released, "本年处置出库件数 left for good in the year");
    row("调用中 on loan", closing.on_loan, "年末时点 at the end of the year");
    if closing.in_dispute != 0 {
        row(
            "待查 in dispute",
            closing.in_dispute,
            "短少、调换、灭失待处理 short, substituted or missing, not yet resolved",
        );
    }
    row("已灭失 confirmed lost", closing.lost, "截至年末累计 up to the end of the year");
    row("在库 in custody", closing.in_custody, "年末时点 at the end of the year");
    table
}

fn balance(figures: &Figures) -> String {
    let (whole, opening, closing) = (figures.whole(), figures.opening(), figures.closing());
    let verdict = if figures.is_balanced() { "平衡 balanced" } else { "不平衡 NOT BALANCED" };
    format!(
        "平衡式 balance: {}\n年初结存 opening {} + 接收 received {} = 年末结存 closing {} + 出库 released {} + 灭失 lost {}\n{verdict}",
        equation(&closing),
        grouped(opening.held()),
        grouped(whole.received_pieces()),
        grouped(closing.held()),
        grouped(whole.released),
        grouped(whole.lost)
    )
}

/// received = in custody + on loan + released + confirmed lost, with the pieces in dispute where there are any.
fn equation(stock: &Stock) -> String {
    let dispute = match stock.in_dispute {
        0 => String::new(),
        pieces => format!(" + 待查 in dispute {}", grouped(pieces)),
    };
    format!(
        "累计接收 received {} = 在库 in custody {} + 调用中 on loan {}{dispute} + 出库 released {} + 灭失 confirmed lost {}",
        grouped(stock.received),
        grouped(stock.in_custody),
        grouped(stock.on_loan),
        grouped(stock.released),
        grouped(stock.lost)
    )
}

fn categories(whole: &Counts) -> String {
    let mut table = table(["类别 category", "接收件数 pieces received"], 1..2);
    for category in Category::ALL {
        table.add_row([format!("{} {category}", category.chinese()), grouped(whole.received_of(*category))]);
    }
    let unclassified = whole.received_of(Category::Unclassified);
    let received = whole.received_pieces();
    format!(
        "{table}\n六类 six categories {} + 未分类 unclassified {} = {}\n按出具报表时的类别统计本年接收件数 pieces received in the \
         year, by the category known when the report is made",
        grouped(received - unclassified),
        grouped(unclassified),
        grouped(received)
    )
}

fn hours(counted: &Counted) -> String {
    let figures = &counted.figures;
    format!(
        "节省警力工时 officer hours saved: {} = {} 个单位 agencies × {} 小时/单位/日 hours per agency per day × {} 天 days\n\
         为测算公式而非实测；每日工时为设置项 {HOURS_SETTING}。An assumption, not a measurement: the hours a day are the \
         setting {HOURS_SETTING}.",
        grouped(figures.hours_saved(counted.hours)),
        figures.agencies(),
        counted.hours,
        figures.year.days()
    )
}

const BREAKDOWN: [&str; 9] = [
    "",
    "入库 intake",
    "出库 outbound",
    "调用 loan",
    "归还 return",
    "接收件 received",
    "出库件 released",
    "年末调用中 on loan",
    "年末在库 in custody",
];

fn cells(name: String, counts: &Counts) -> Vec<String> {
    let mut cells = vec![name];
    cells.extend(RequestKind::ALL.iter().map(|kind| grouped(counts.requests_of(*kind))));
    cells.extend([grouped(counts.received_pieces()), grouped(counts.released)]);
    cells
}

fn by_agency(counted: &Counted) -> Table {
    let mut table = table(BREAKDOWN, 1..9);
    let of_agency = |id: &AgencyId| counted.figures.by_agency.get(id);
    for AgencyThen { id, code, name, name_now } in &counted.agencies {
        let Some(figures) = of_agency(id) else { continue };
        let now = name_now.as_ref().map(|now| format!("（现名 now {now}）")).unwrap_or_default();
        let mut row = cells(format!("{code} {name}{now}"), &figures.counts);
        row.extend([grouped(figures.closing.on_loan), grouped(figures.closing.in_custody)]);
        table.add_row(row);
    }
    table
}

fn by_month(figures: &Figures) -> Table {
    let [name, intake, outbound, loan, returns, received, released, ..] = BREAKDOWN;
    let mut table = table([name, intake, outbound, loan, returns, received, released], 1..7);
    for (month, counts) in (1..).zip(&figures.by_month) {
        table.add_row(cells(format!("{month} 月"), counts));
    }
    table
}
