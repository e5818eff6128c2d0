//! The tables of a week and of what is overdue: counted, named, and as papers.

use std::collections::HashMap;

use crate::db::accounts::agencies;
use crate::db::centre::settings;
use crate::db::engine::connection::Conn;
use crate::db::oversight::filed_tables::{self, Happened, Overdue};
use crate::db::oversight::year_report::{self, AgencyThen};
use crate::error::Result;
use crate::model::accounts::viewer::Reach;
use crate::model::ids::AgencyId;
use crate::model::oversight::filed_tables::{
    OverdueColumn, OverdueTable, Week, WeeklyFigure, WeeklyTable, days_overdue,
};
use crate::model::papers::paper::{Column, Fact, Paper, Room, SignatureCell};
use crate::model::time::Time;
use crate::model::words::Word;
use crate::operations::papers::paper_settings;

/// A table of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weekly {
    pub table: WeeklyTable,
    pub week: Week,
    /// Every agency that ever handed goods in, with a figure for each column.
    pub rows: Vec<(AgencyThen, Vec<i64>)>,
    /// The sum of each column.
    pub total: Vec<i64>,
}

/// A sheet of what is overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdueSheet {
    pub table: OverdueTable,
    /// When it was made.
    pub at: Time,
    /// The limit as the setting has it, in hours or days.
    pub limit: i64,
    pub rows: Vec<OverdueRow>,
}

/// Goods of a case that are overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdueRow {
    pub goods: Overdue,
    pub agency_name: String,
    pub days: i64,
}

/// A table of a week, with the agencies as they were called when it ended.
pub fn weekly(conn: &mut Conn, table: WeeklyTable, week: Week) -> Result<Weekly> {
    let happened = match table {
        WeeklyTable::Goods => filed_tables::list_goods(conn, week)?,
        WeeklyTable::Vehicles => filed_tables::list_vehicles(conn, week)?,
    };
    let mut counted: HashMap<AgencyId, HashMap<WeeklyFigure, i64>> = HashMap::new();
    for row in &happened {
        let agency = counted.entry(row.agency_id).or_default();
        for (figure, number) in figures(table, row) {
            *agency.entry(figure).or_default() += number;
        }
    }
    let figure_of =
        |counts: &HashMap<_, _>| table.columns().iter().map(|one| counts.get(one).copied().unwrap_or(0)).collect();
    let agencies = year_report::list_agencies_at(conn, week.end())?;
    let named = |agency: AgencyThen| counted.get(&agency.id).map(figure_of).map(|figures: Vec<i64>| (agency, figures));
    let rows: Vec<_> = agencies.into_iter().filter_map(named).collect();
    let sum = |at: usize| rows.iter().filter_map(|(_, figures)| figures.get(at)).sum();
    let total = (0..table.columns().len()).map(sum).collect();
    Ok(Weekly { table, week, rows, total })
}

/// The columns that a count belongs in.
fn figures(table: WeeklyTable, row: &Happened) -> Vec<(WeeklyFigure, i64)> {
    use WeeklyFigure as F;
    let (cases, goods) = match (table, row.motor > 0, row.what.as_str()) {
        (WeeklyTable::Goods, _, "ItemReceived") => (Some(F::CasesReceived), F::GoodsReceived),
        (WeeklyTable::Goods, _, "ItemReleased") => (Some(F::CasesReleased), F::GoodsReleased),
        (WeeklyTable::Goods, _, "ItemLent") => (Some(F::CasesLent), F::GoodsLent),
        (WeeklyTable::Goods, _, "ItemReturned") => (Some(F::CasesReturned), F::GoodsReturned),
        (WeeklyTable::Goods, _, "received") => (Some(F::CasesReceivedEver), F::GoodsReceivedEver),
        (WeeklyTable::Goods, _, "released") => (Some(F::CasesReleasedEver), F::GoodsReleasedEver),
        (WeeklyTable::Vehicles, true, "ItemReceived") => (None, F::MotorReceived),
        (WeeklyTable::Vehicles, true, "ItemReleased") => (None, F::MotorReleased),
        (WeeklyTable::Vehicles, true, "received") => (None, F::MotorReceivedEver),
        (WeeklyTable::Vehicles, true, "released") => (None, F::MotorReleasedEver),
        (WeeklyTable::Vehicles, false, "ItemReceived") => (None, F::OtherReceived),
        (WeeklyTable::Vehicles, false, "ItemReleased") => (None, F::OtherReleased),
        (WeeklyTable::Vehicles, false, "received") => (None, F::OtherReceivedEver),
        (WeeklyTable::Vehicles, false, "released") => (None, F::OtherReleasedEver),
        _ => return Vec::new(),
    };
    cases.map(|figure| (figure, row.cases)).into_iter().chain([(goods, row.pieces)]).collect()
}

/// What is overdue as things stand, of the cases within reach; the longest overdue first, at most 10,000.
///
/// # Errors
/// Database errors.
pub fn overdue(conn: &mut Conn, reach: Reach, table: OverdueTable, now: Time) -> Result<OverdueSheet> {
    let name = table.setting();
    let set = settings::list(conn)?.into_iter().find(|row| row.name == name.as_str());
    let limit = set.and_then(|row| row.value.parse().ok()).unwrap_or(name.default_value());
    let micros = table.limit(limit);
    let goods = filed_tables::list_overdue(conn, reach, table, now.plus(-micros))?;
    let names: HashMap<_, _> = year_report::list_agencies(conn)?.into_iter().map(|(id, _, name)| (id, name)).collect();
    let row = |goods: Overdue| OverdueRow {
        agency_name: names.get(&goods.agency_id).cloned().unwrap_or_default(),
        days: days_overdue(goods.began, micros, now),
        goods,
    };
    Ok(OverdueSheet { table, at: now, limit, rows: goods.into_iter().map(row).collect() })
}

/// A table of a week as a paper.
pub fn weekly_paper(conn: &mut Conn, weekly: &Weekly, made_at: Time) -> Result<Paper> {
    let (from, to) = weekly.week.days();
    let texts = |name: &str, figures: &[i64]| {
        std::iter::once(name.to_owned()).chain(figures.iter().map(i64::to_string)).collect::<Vec<_>>()
    };
    let mut rows: Vec<_> = weekly.rows.iter().map(|(agency, figures)| texts(&agency.name, figures)).collect();
    rows.push(texts("合计", &weekly.total));
    let columns = weekly.table.columns().iter().map(|figure| column(figure.chinese(), 5, true));
    Ok(Paper {
        facts: vec![fact("统计周期", format!("{from} 至 {to}")), fact("制表时间", made_at.to_china_text())],
        columns: std::iter::once(column("单位名称", 14, false)).chain(columns).collect(),
        rows,
        notes: vec!["案件按起计，财物按件计；“总数”为建库以来至本周末的累计数。".to_owned()],
        ..paper(conn, weekly.table.chinese())?
    })
}

/// A sheet of what is overdue as a paper.
pub fn overdue_paper(conn: &mut Conn, sheet: &OverdueSheet) -> Result<Paper> {
    let row = |(at, row): (usize, &OverdueRow)| {
        let OverdueRow { goods, agency_name, days } = row;
        let since = goods.since.china_date();
        let (name, number) = (goods.case_name.clone(), goods.case_no.clone());
        vec![(at + 1).to_string(), name, number, goods.pieces.to_string(), agency_name.clone(), since, days.to_string()]
    };
    let share = |column: OverdueColumn| match column {
        OverdueColumn::CaseName | OverdueColumn::AgencyName => (14, false),
        OverdueColumn::CaseNo => (12, false),
        OverdueColumn::RegisteredAt | OverdueColumn::ReceivedAt | OverdueColumn::ReviewedSince => (9, true),
        OverdueColumn::Sequence | OverdueColumn::Pieces | OverdueColumn::DaysOverdue => (6, true),
    };
    let columns = sheet.table.columns().map(|one| (one, share(one)));
    let unit = if sheet.table == OverdueTable::NotHandedIn { "小时" } else { "天" };
    Ok(Paper {
        facts: vec![fact("制表时间", sheet.at.to_china_text()), fact("时限", format!("{} {unit}", sheet.limit))],
        columns: columns.iter().map(|(one, (share, centred))| column(one.chinese(), *share, *centred)).collect(),
        rows: sheet.rows.iter().enumerate().map(row).collect(),
        notes: vec!["不足一天的，按一天计。".to_owned()],
        ..paper(conn, &format!("逾期统计表（{}）", sheet.table.chinese()))?
    })
}

/// What all of these papers have.
fn paper(conn: &mut Conn, title: &str) -> Result<Paper> {
    let (settings, _) = paper_settings::get(conn)?;
    let centre = agencies::find_centre(conn)?.map(|centre| centre.name).unwrap_or_default();
    let cell = |role: &str| SignatureCell { role: role.to_owned(), ..SignatureCell::default() };
    Ok(Paper {
        letterhead: settings.letterhead(&centre).to_owned(),
        title: title.to_owned(),
        cells: ["制表人", "审核人"].map(cell).into(),
        ..Paper::default()
    })
}

fn column(head: &str, share: u16, centred: bool) -> Column {
    Column { head: head.to_owned(), share, centred, qr: false }
}

fn fact(label: &str, value: String) -> Fact {
    Fact { label: label.to_owned(), value, room: Room::Half }
}
