//! What people may set while the program runs: every name with its default, its bounds and its meaning.

use crate::model::words::words;

words! {
    /// A setting. All are whole numbers; the unit is part of the name.
    SettingName {
        /// Hours of an officer's day that one agency saves by the centre; part of the printed formula of hours saved.
        HoursPerAgencyPerDay = "hours_per_agency_per_day" / "每单位每日节省工时",
        /// From seizure to hand-over to the centre.
        HandoverHours = "handover_hours" / "查扣后移交时限(小时)",
        /// From receipt elsewhere to registration.
        RegistrationHours = "registration_hours" / "异地存放登记时限(小时)",
        /// For goods found to be unrelated: lifted and returned.
        UnrelatedReturnDays = "unrelated_return_days" / "无关财物退还时限(天)",
        /// How long goods may stay unclassified before the alarm.
        UnclassifiedAlarmDays = "unclassified_alarm_days" / "未分类告警(天)",
        /// How long before its due time a loan is warned of.
        LoanWarningHours = "loan_warning_hours" / "调用到期预警(小时)",
        /// From the end of use to the return of a loan.
        LoanReturnHours = "loan_return_hours" / "调用结束后归还时限(小时)",
        /// The longest term of one loan.
        LoanDaysAtMost = "loan_days_at_most" / "单次调用最长天数",
        /// Share of the stock drawn in an unannounced sample.
        StocktakeSamplePercent = "stocktake_sample_percent" / "抽查比例(%)",
    }
}

impl SettingName {
    /// Default, smallest and largest value.
    const fn range(self) -> (i64, i64, i64) {
        match self {
            Self::HoursPerAgencyPerDay => (19, 0, 240),
            Self::HandoverHours | Self::RegistrationHours | Self::LoanReturnHours => (24, 1, 720),
            Self::LoanWarningHours => (72, 1, 720),
            Self::UnrelatedReturnDays => (3, 1, 90),
            Self::UnclassifiedAlarmDays => (7, 1, 365),
            Self::LoanDaysAtMost => (90, 1, 3650),
            Self::StocktakeSamplePercent => (10, 1, 100),
        }
    }

    /// The value that holds until somebody sets another.
    pub const fn default_value(self) -> i64 {
        self.range().0
    }

    /// The smallest and the largest value.
    pub const fn bounds(self) -> (i64, i64) {
        let (_, min, max) = self.range();
        (min, max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_lies_within_its_bounds() {
        for name in SettingName::ALL {
            let (min, max) = name.bounds();
            assert!((min..=max).contains(&name.default_value()), "{name}");
        }
    }
}
