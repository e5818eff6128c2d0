//! The tables a centre files each week with those who watch over it: goods and vehicles of a week and since opening, and what
//! stayed longer than it should. Their columns are those of the forms that centres use (涉案物品周统计表, 涉案车辆周统计表, 逾期统计表).

use crate::model::centre::settings::SettingName;
use crate::model::time::{DAY, HOUR, Time};
use crate::model::words::words;

/// 1970-01-01 was a Thursday: so many days after the beginning of its week.
const EPOCH_WEEKDAY: i64 = 3;
/// China Standard Time is ahead of UTC by so much.
const AHEAD: i64 = 8 * HOUR;

words! {
    /// A table of a week.
    WeeklyTable {
        /// 涉案物品周统计表
        Goods = "goods" / "涉案物品周统计表" / "Weekly table of goods",
        /// 涉案车辆周统计表
        Vehicles = "vehicles" / "涉案车辆周统计表" / "Weekly table of vehicles",
    }
}

words! {
    /// A column of a table of a week: what happened within it, and what there was up to its end since the centre opened. Cases are
    /// counted once each, goods by their pieces.
    WeeklyFigure {
        CasesReceived = "cases_received" / "案件入库" / "Cases in",
        GoodsReceived = "goods_received" / "财物入库" / "Goods in",
        CasesReleased = "cases_released" / "案件出库" / "Cases out",
        GoodsReleased = "goods_released" / "财物出库" / "Goods out",
        CasesLent = "cases_lent" / "案件借调" / "Cases on loan",
        GoodsLent = "goods_lent" / "财物借调" / "Goods on loan",
        CasesReturned = "cases_returned" / "案件归还" / "Cases returned",
        GoodsReturned = "goods_returned" / "财物归还" / "Goods returned",
        CasesReceivedEver = "cases_received_ever" / "案件总数" / "Cases, total",
        GoodsReceivedEver = "goods_received_ever" / "财物总数" / "Goods, total",
        CasesReleasedEver = "cases_released_ever" / "案件出库（总数）" / "Cases out, total",
        GoodsReleasedEver = "goods_released_ever" / "财物出库（总数）" / "Goods out, total",
        MotorReceived = "motor_received" / "机动车入库" / "Motor vehicles in",
        MotorReleased = "motor_released" / "机动车出库" / "Motor vehicles out",
        OtherReceived = "other_received" / "非机动车入库" / "Other vehicles in",
        OtherReleased = "other_released" / "非机动车出库" / "Other vehicles out",
        MotorReceivedEver = "motor_received_ever" / "机动车数量（总数）" / "Motor vehicles, total",
        OtherReceivedEver = "other_received_ever" / "非机动车数量（总数）" / "Other vehicles, total",
        MotorReleasedEver = "motor_released_ever" / "机动车出库（总数）" / "Motor vehicles out, total",
        OtherReleasedEver = "other_released_ever" / "非机动车出库（总数）" / "Other vehicles out, total",
    }
}

words! {
    /// A sheet of 逾期统计表: goods that stayed where they are for longer than they should, case by case.
    OverdueTable {
        /// Registered, and not handed to the centre within the hours set for it.
        NotHandedIn = "not_handed_in" / "登记后未移交管理中心" / "Registered, not handed in",
        /// In the centre's care, and the case not transferred by the police within the days set for it.
        NotTransferredByPolice = "not_transferred_by_police" / "已入库保管中心公安局未移送" / "Not transferred by police",
        /// The case under review by the procuratorate, and not transferred within the days set for it.
        NotTransferredByProcuratorate = "not_transferred_by_procuratorate" / "检察院未移送" / "Not transferred by prosecutors",
    }
}

words! {
    /// A column of 逾期统计表.
    OverdueColumn {
        Sequence = "sequence" / "序号" / "No.",
        CaseName = "case_name" / "案件名称" / "Case",
        CaseNo = "case_no" / "案件编号" / "Case number",
        Pieces = "pieces" / "财物数量" / "Pieces",
        AgencyName = "agency_name" / "处置权单位" / "Responsible agency",
        RegisteredAt = "registered_at" / "登记时间" / "Registered",
        ReceivedAt = "received_at" / "入库时间" / "Received",
        ReviewedSince = "reviewed_since" / "审查时间" / "Under review since",
        DaysOverdue = "days_overdue" / "逾期天数" / "Days overdue",
    }
}

/// A week in China (+08:00), from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its first instant.
    pub start: Time,
}

impl Week {
    /// The week of a time.
    pub const fn of(time: Time) -> Self {
        let day = (time.0 + AHEAD).div_euclid(DAY);
        let monday = day - (day + EPOCH_WEEKDAY).rem_euclid(7);
        Self { start: Time(monday * DAY - AHEAD) }
    }

    /// The first instant after it.
    pub const fn end(self) -> Time {
        Time(self.start.0 + 7 * DAY)
    }

    /// Its first and last day as people write them.
    pub fn days(self) -> (String, String) {
        (self.start.china_date(), Time(self.end().0 - 1).china_date())
    }
}

impl WeeklyTable {
    /// Its columns after the name of the unit.
    pub const fn columns(self) -> &'static [WeeklyFigure] {
        use WeeklyFigure as F;
        match self {
            Self::Goods => &[
                F::CasesReceived,
                F::GoodsReceived,
                F::CasesReleased,
                F::GoodsReleased,
                F::CasesLent,
                F::GoodsLent,
                F::CasesReturned,
                F::GoodsReturned,
                F::CasesReceivedEver,
                F::GoodsReceivedEver,
                F::CasesReleasedEver,
                F::GoodsReleasedEver,
            ],
            Self::Vehicles => &[
                F::MotorReceived,
                F::MotorReleased,
                F::OtherReceived,
                F::OtherReleased,
                F::MotorReceivedEver,
                F::OtherReceivedEver,
                F::MotorReleasedEver,
                F::OtherReleasedEver,
            ],
        }
    }
}

impl OverdueTable {
    /// What sets the limit.
    pub const fn setting(self) -> SettingName {
        match self {
            Self::NotHandedIn => SettingName::HandoverHours,
            Self::NotTransferredByPolice => SettingName::PoliceTransferDays,
            Self::NotTransferredByProcuratorate => SettingName::ProcuratorateTransferDays,
        }
    }

    /// The limit in microseconds, as the setting has it.
    pub const fn limit(self, set: i64) -> i64 {
        match self {
            Self::NotHandedIn => set * HOUR,
            Self::NotTransferredByPolice | Self::NotTransferredByProcuratorate => set * DAY,
        }
    }

    /// Its columns.
    pub const fn columns(self) -> [OverdueColumn; 7] {
        use OverdueColumn as C;
        let since = match self {
            Self::NotHandedIn => C::RegisteredAt,
            Self::NotTransferredByPolice => C::ReceivedAt,
            Self::NotTransferredByProcuratorate => C::ReviewedSince,
        };
        [C::Sequence, C::CaseName, C::CaseNo, C::Pieces, C::AgencyName, since, C::DaysOverdue]
    }
}

/// Days begun since a limit passed; none while it has not.
pub const fn days_overdue(began: Time, limit: i64, now: Time) -> i64 {
    let late = now.0 - began.0 - limit;
    if late <= 0 { 0 } else { (late - 1) / DAY + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_goes_from_monday_to_sunday_in_china() {
        let week = |text: &str| Week::of(Time::parse(text).unwrap()).days();
        let days = ("2023-03-06".to_owned(), "2023-03-12".to_owned());
        for inside in ["2023-03-06T00:00:00+08:00", "2023-03-09T12:00:00+08:00", "2023-03-12T23:59:59.999999+08:00"] {
            assert_eq!(week(inside), days, "{inside}");
        }
        assert_eq!(week("2023-03-13T00:00:00+08:00").0, "2023-03-13");
        assert_eq!(week("2022-12-31T16:00:00Z"), ("2022-12-26".to_owned(), "2023-01-01".to_owned()));
        assert_eq!(week("1969-12-31T12:00:00+08:00").0, "1969-12-29");
    }

    #[test]
    fn a_day_begun_is_a_day_overdue() {
        let late = |hours: i64| days_overdue(Time(0), 24 * HOUR, Time(hours * HOUR));
        assert_eq!([late(1), late(24), late(25), late(48), late(49)], [0, 0, 1, 1, 2]);
    }
}
