//! What is said of goods, and finding them.

mod corrections;
mod labels;
mod search;
mod states;
