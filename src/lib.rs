//! The custody centre for seized case property, in layers; each may use only those above it.

pub mod api;
pub mod audit;
pub mod clock;
pub mod commands;
pub mod config;
pub mod db;
pub mod demo;
pub mod error;
pub mod files;
pub mod jobs;
pub mod keys;
pub mod model;
pub mod oidc;
pub mod operations;
pub mod paper;
pub mod picture;
pub mod server;
pub mod sheet;
pub mod store;
pub mod tokens;
