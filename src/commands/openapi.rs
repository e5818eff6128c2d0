//! `custody openapi`: prints the OpenAPI document.

use std::io::Write;
use std::process::ExitCode;

use crate::api::openapi;
use crate::error::{Error, Result};

/// Prints the document.
///
/// # Errors
/// [`Error::Operator`] when the output is closed.
pub fn run() -> Result<ExitCode> {
    let text = openapi::text();
    writeln!(std::io::stdout(), "{text}").map_err(|e| Error::operator("cannot print", e))?;
    Ok(ExitCode::SUCCESS)
}
