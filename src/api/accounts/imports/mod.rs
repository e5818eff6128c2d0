//! Agencies and people from tables.

pub mod agency_imports;
pub mod user_imports;

use serde::Serialize;
use utoipa::ToSchema;

/// What became of a table in which nothing is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// How many rows were registered, or would be.
    pub count: usize,
    /// Whether they were only checked.
    pub check_only: bool,
}
