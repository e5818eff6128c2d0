//! Clocks: which event starts one, how long it runs, whose it is, and what the law says about it.

pub mod calendar;
pub mod centre_rules;
pub mod clock_rule;
pub mod day;
pub mod rule_pack;
pub mod written_rule;
