//! What people may set while the program runs: every name with its default, its bounds and its meaning.

use crate::model::accounts::role::Permission;
use crate::model::words::words;

words! {
    /// A setting. All are whole numbers; the unit is part of the name.
    SettingName {
        /// Hours of an officer's day that one agency saves by the centre; part of the printed formula of hours saved.
        HoursPerAgencyPerDay = "hours_per_agency_per_day" / "每单位每日节省工时" / "Hours per agency per day",
        /// From seizure to hand-over to the centre; what is later waits for its officers and their head as overdue.
        HandoverHours = "handover_hours" / "查扣后移交时限（小时）" / "Handover hours",
        /// How long goods may stay unclassified before the alarm.
        UnclassifiedAlarmDays = "unclassified_alarm_days" / "未分类告警（天）" / "Unclassified alarm days",
        /// How long before its due time a loan is warned of.
        LoanWarningHours = "loan_warning_hours" / "调用到期预警（小时）" / "Loan warning hours",
        /// The longest term of one loan, and the most by which one extension lengthens it.
        LoanDaysAtMost = "loan_days_at_most" / "单次调用最长天数" / "Loan days at most",
        /// The hour of the day, in China time, from which everything is verified once a day; 24 for never.
        WholeVerificationHour = "whole_verification_hour" / "每日整体核验时刻（时，24为停用）" / "Whole verification hour (24: off)",
        /// How often what is new is verified; 0 for never.
        RecentVerificationMinutes = "recent_verification_minutes" / "增量核验间隔（分钟，0为停用）" / "Recent verification minutes (0: off)",
        /// How many wrong passwords an account takes before it is locked; a browser its owner used before has as many of its own.
        SignInFailuresPerAccount = "sign_in_failures_per_account" / "账号锁定前允许的登录失败次数" / "Sign-in failures per account",
        /// How many wrong passwords come from one network address before it is locked.
        SignInFailuresPerAddress = "sign_in_failures_per_address" / "地址锁定前允许的登录失败次数" / "Sign-in failures per address",
        /// How long a lock lasts.
        SignInLockMinutes = "sign_in_lock_minutes" / "登录锁定时长（分钟）" / "Sign-in lock minutes",
        /// How long a session of somebody who carries requests out lives without use.
        IdleMinutesAtCounter = "idle_minutes_at_counter" / "窗口人员无操作退出时限（分钟）" / "Idle minutes at counters",
        /// The same of everybody else.
        IdleMinutesAtDesk = "idle_minutes_at_desk" / "其他人员无操作退出时限（分钟）" / "Idle minutes at desks",
        /// Who must have a second factor: 0 nobody, 1 administrators and auditors, 2 everybody.
        SecondFactorFor = "second_factor_for" / "强制双因素验证（0不强制，1管理员，2所有人）" / "Two-step sign-in for (0: nobody, 1: administrators, 2: everybody)",
    }
}

impl SettingName {
    /// Default, smallest and largest value.
    const fn range(self) -> (i64, i64, i64) {
        match self {
            Self::HoursPerAgencyPerDay => (19, 0, 240),
            Self::HandoverHours => (24, 1, 720),
            Self::LoanWarningHours => (72, 1, 720),
            Self::UnclassifiedAlarmDays => (7, 1, 365),
            Self::LoanDaysAtMost => (90, 1, 3650),
            Self::WholeVerificationHour => (3, 0, 24),
            Self::RecentVerificationMinutes => (5, 0, 1440),
            Self::SignInFailuresPerAccount => (5, 3, 100),
            Self::SignInFailuresPerAddress => (30, 10, 1000),
            Self::SignInLockMinutes => (15, 1, 1440),
            Self::IdleMinutesAtCounter => (15, 5, 240),
            Self::IdleMinutesAtDesk => (30, 5, 240),
            Self::SecondFactorFor => (0, 0, 2),
        }
    }

    /// Who sets it.
    pub const fn permission(self) -> Permission {
        match self {
            Self::SecondFactorFor => Permission::ManageFactors,
            _ => Permission::ManageSettings,
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
