//! Every change the system can make: load, decide with the model, write, record. Nothing here knows HTTP.

pub mod accounts;
pub mod cases;
pub mod centre;
pub mod goods;
pub mod ledger;
pub mod oversight;
pub mod papers;
pub mod requests;
