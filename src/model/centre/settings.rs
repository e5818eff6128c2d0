//! What people may set while the program runs: every name with its default, its bounds and its meaning.

use crate::model::accounts::role::Permission;
use crate::model::accounts::security_profile::SecurityProfile;
use crate::model::words::words;

/// Minutes of a lock that lasts until somebody lifts it: a year.
pub const UNTIL_LIFTED: i64 = 365 * 24 * 60;

words! {
    /// A setting. All are whole numbers; the unit is part of the name.
    SettingName {
        /// Hours of an officer's day that one agency saves by the centre; part of the printed formula of hours saved.
        HoursPerAgencyPerDay = "hours_per_agency_per_day" / "每单位每日节省工时" / "Hours per agency per day",
        /// From seizure to hand-over to the centre; what is later waits for its officers and their head as overdue.
        HandoverHours = "handover_hours" / "查扣后移交时限（小时）" / "Handover hours",
        /// How long the police may keep a case whose goods are in the centre's care before it counts as not transferred: two months, as
        /// centres review what they keep in criminal cases.
        PoliceTransferDays = "police_transfer_days" / "公安移送时限（天）" / "Police transfer days",
        /// How long a case may be under review for prosecution: a month and a half (Criminal Procedure Law 172).
        ProcuratorateTransferDays = "procuratorate_transfer_days" / "检察院移送时限（天）" / "Procuratorate transfer days",
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
        SecondFactorFor = "second_factor_for" / "强制双因素验证" / "Two-step sign-in for",
        /// The rules for passwords, locks and sessions that the centre is held to, see [`SecurityProfile`]: 0 `nist`, 1 `mlps3`, 2 `cjis`.
        SecurityProfile = "security_profile" / "安全规则" / "Security profile",
        /// After how many days it has to be confirmed of an account that it is still needed, with its roles; 0 for never.
        AccountReviewDays = "account_review_days" / "账号复核周期（天，0为停用）" / "Account review days (0: off)",
    }
}

impl SettingName {
    /// Default, smallest and largest value.
    const fn range(self) -> (i64, i64, i64) {
        match self {
            Self::HoursPerAgencyPerDay => (19, 0, 240),
            Self::HandoverHours => (24, 1, 720),
            Self::PoliceTransferDays => (60, 1, 3650),
            Self::ProcuratorateTransferDays => (45, 1, 3650),
            Self::LoanWarningHours => (72, 1, 720),
            Self::UnclassifiedAlarmDays => (7, 1, 365),
            Self::LoanDaysAtMost => (90, 1, 3650),
            Self::WholeVerificationHour => (3, 0, 24),
            Self::RecentVerificationMinutes => (5, 0, 1440),
            Self::SignInFailuresPerAccount => (5, 3, 100),
            Self::SignInFailuresPerAddress => (30, 10, 1000),
            Self::SignInLockMinutes => (15, 1, UNTIL_LIFTED),
            Self::IdleMinutesAtCounter => (15, 5, 240),
            Self::IdleMinutesAtDesk => (30, 5, 240),
            Self::SecondFactorFor | Self::SecurityProfile => (0, 0, 2),
            Self::AccountReviewDays => (0, 0, 365),
        }
    }

    /// The most that the law leaves, for what is a limit of the law: twenty-four hours until goods are handed to their keeper (Police Rules on
    /// Administrative Cases 190), a month and a half of review (Criminal Procedure Law 172).
    pub const fn law_at_most(self) -> Option<i64> {
        match self {
            Self::HandoverHours => Some(24),
            Self::ProcuratorateTransferDays => Some(45),
            _ => None,
        }
    }

    /// Who sets it.
    pub const fn permission(self) -> Permission {
        match self {
            Self::SecondFactorFor => Permission::ManageFactors,
            Self::SecurityProfile | Self::AccountReviewDays => Permission::ManageSecurityRules,
            _ => Permission::ManageSettings,
        }
    }

    /// The value that holds until somebody sets another.
    pub const fn default_value(self) -> i64 {
        self.range().0
    }

    /// The smallest and the largest value that could ever be set.
    pub const fn bounds(self) -> (i64, i64) {
        let (_, min, max) = self.range();
        (min, max)
    }

    /// The smallest and the largest value that the law and the rules a centre is held to leave.
    ///
    /// Sources: GB/T 22239-2019, 8.1.4.1, as level 3 is assessed (five failures, thirty minutes, two factors); CJIS Security Policy, AC-7
    /// (five failures, locked until somebody lifts it), AC-11 (thirty minutes) and IA-2 (two factors).
    pub fn bounds_under(self, profile: SecurityProfile) -> (i64, i64) {
        use SecurityProfile::{Cjis, Mlps3, Nist};
        let (min, max) = self.bounds();
        let max = self.law_at_most().map_or(max, |most| max.min(most));
        match (profile, self) {
            (Nist, _) => (min, max),
            (Mlps3 | Cjis, Self::SignInFailuresPerAccount) => (min, 5),
            (Mlps3, Self::SignInLockMinutes) => (30, max),
            (Cjis, Self::SignInLockMinutes) => (max, max),
            (Mlps3, Self::IdleMinutesAtCounter) => (min, 15),
            (Mlps3 | Cjis, Self::IdleMinutesAtCounter | Self::IdleMinutesAtDesk) => (min, 30),
            (Mlps3 | Cjis, Self::SecondFactorFor) => (max, max),
            (Mlps3, Self::AccountReviewDays) => (1, 90),
            (Cjis, Self::AccountReviewDays) => (1, max),
            (Mlps3 | Cjis, _) => (min, max),
        }
    }

    /// The value that holds under the rules a centre is held to, whatever stands there: the default where nothing does, and the nearest that
    /// they leave where it is none of those.
    pub fn under(self, profile: SecurityProfile, value: Option<&str>) -> i64 {
        let (min, max) = self.bounds_under(profile);
        match value.and_then(|value| value.parse().ok()).unwrap_or(self.default_value()) {
            // Never is nearest to as seldom as may be.
            0 if self == Self::AccountReviewDays && min > 0 => max,
            value => value.clamp(min, max),
        }
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

    #[test]
    fn a_profile_only_narrows_and_what_stands_outside_counts_as_the_nearest() {
        for name in SettingName::ALL {
            let (min, max) = name.bounds();
            for profile in SecurityProfile::ALL {
                let (narrow_min, narrow_max) = name.bounds_under(*profile);
                assert!(min <= narrow_min && narrow_min <= narrow_max && narrow_max <= max, "{name} {profile}");
                assert_eq!(name.under(*profile, Some("-1000000")), narrow_min);
                assert_eq!(name.under(*profile, Some("1000000")), narrow_max);
            }
            assert_eq!(name.under(SecurityProfile::Nist, None), name.default_value());
            assert_eq!(SettingName::AccountReviewDays.under(SecurityProfile::Mlps3, None), 90);
            assert_eq!(name.under(SecurityProfile::Nist, Some("nonsense")), name.default_value());
        }
    }
}
