//! The machinery under every noun: connections, pools, pages, migrations, digests and stored answers.

pub mod connection;
pub mod digest;
pub mod idempotency;
pub(in crate::db) mod like;
pub mod migrate;
pub mod page;
pub(in crate::db) mod pool;
pub(in crate::db) mod read_only;
pub(in crate::db) mod transaction;
pub mod upkeep;
