//! Clocks: which event starts one, how long it runs, whose it is, and what the law says about it.

pub mod calendar;
pub mod clock_rule;
pub mod rule_pack;
