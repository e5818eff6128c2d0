//! Saved views of lists: under a name, which rows a list shows, in which order, and how it is laid out.

use crate::model::words::words;

words! {
    /// The lists of which views are saved: those that can be exported.
    ViewedList {
        Items = "items" / "物品" / "Items",
        Requests = "requests" / "申请" / "Requests",
        Loans = "loans" / "调用" / "Loans",
        Movements = "movements" / "移动记录" / "Movements",
        Users = "users" / "人员" / "People",
        AuditEntries = "audit_entries" / "审计日志" / "Audit log",
    }
}

words! {
    /// How densely the rows of a list stand.
    Density {
        Tight = "tight" / "紧凑" / "Compact",
        Usual = "usual" / "标准" / "Standard",
        Roomy = "roomy" / "宽松" / "Spacious",
    }
}

/// Views that one person keeps at most, and that a role has at most.
pub const VIEWS_AT_MOST: i64 = 50;
/// Characters of a view's name at most.
pub const NAME_AT_MOST: usize = 60;
/// Characters of the keys of a view's columns at most.
pub const COLUMNS_AT_MOST: usize = 1_000;
/// Characters of a view's filter at most.
pub const FILTER_AT_MOST: usize = 2_000;
