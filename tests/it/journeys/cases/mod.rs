//! Cases and their papers.

mod corrections;
