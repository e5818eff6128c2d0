//! How far people may know of cases, as part of queries over whatever belongs to one.

use crate::db::schema::cases;

diesel::alias!(cases as known_cases: KnownCases);

/// The condition that a case, by the column that has its id, is not above a level: the one place where that is decided for rows of every
/// kind. The few cases above it are looked up once for the whole statement.
macro_rules! cleared {
    ($case_id:expr, $level:expr) => {{
        let known = $crate::db::accounts::secrecy::known_cases;
        let level = known.field($crate::db::schema::cases::secrecy);
        let above = known.filter(level.gt($level)).select(known.field($crate::db::schema::cases::id));
        diesel::dsl::not($case_id.eq_any(above))
    }};
}
pub(in crate::db) use cleared;

/// The same condition where one row is looked for: its case is looked up by its id.
macro_rules! one_cleared {
    ($case_id:expr, $level:expr) => {{
        let known = $crate::db::accounts::secrecy::known_cases;
        let (id, level) = (known.field($crate::db::schema::cases::id), known.field($crate::db::schema::cases::secrecy));
        diesel::dsl::exists(known.filter(id.eq($case_id).and(level.le($level))))
    }};
}
pub(in crate::db) use one_cleared;
