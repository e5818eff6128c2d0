//! Requests of every kind, from draft to result.

mod bulk;
mod cancelled;
mod duties;
mod ends;
mod handovers;
mod intakes;
mod loans;
mod next_steps;
mod outbounds;
mod receivers;
mod scanned;
mod terms;
