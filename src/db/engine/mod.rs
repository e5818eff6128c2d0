//! The machinery under every noun: connections, pools, pages, migrations, digests and stored answers.

pub mod connection;
pub mod data_file;
pub mod digest;
pub mod guards;
pub mod idempotency;
pub(in crate::db) mod like;
pub mod migrate;
pub mod page;
pub(in crate::db) mod pool;
pub(in crate::db) mod read_only;
pub mod storage;
pub(in crate::db) mod transaction;
pub mod upkeep;
pub(in crate::db) mod wal;
