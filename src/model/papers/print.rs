//! Printing labels: what a batch prints, how far it has come, and what becomes of codes.

use crate::model::words::words;

words! {
    /// What the labels of a batch are for.
    PrintKind {
        Items = "items" / "物品标签" / "Item labels",
        Places = "places" / "位置标签" / "Place labels",
        /// Genuine codes that no item carries yet.
        Blanks = "blanks" / "空白标签" / "Blank labels",
    }
}

words! {
    /// How far a batch has come.
    PrintStatus {
        /// The labels are fixed; the items' entries in the log are still being written.
        Recording = "recording" / "登记中" / "Recording",
        /// Everything is in the log, and the file can be had.
        Done = "done" / "已完成" / "Done",
    }
}

words! {
    /// What a code is, beside those that are simply an item's own.
    LabelState {
        /// Printed, and not bound to an item yet.
        Blank = "blank" / "未使用" / "Unused",
        /// The current code of an item that had another before.
        Bound = "bound" / "已绑定" / "Bound",
        /// A former code of an item.
        Replaced = "replaced" / "已更换" / "Replaced",
        /// A blank label taken out of use.
        Retired = "retired" / "已作废" / "Retired",
    }
}

/// The number of a batch: the letters of 标签, the year, and a sequence without gaps.
pub fn batch_number(year: i32, sequence: i64) -> String {
    format!("BQ-{year}-{sequence:06}")
}
