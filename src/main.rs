//! Reads the command line and runs one command.

use std::process::ExitCode;

fn main() -> ExitCode {
    limit_arenas();
    custody::commands::run()
}

/// Lets the threads share two heaps. By itself glibc gives each of the dozens that wait for the database one of its own, up to eight
/// a core, and what is freed in one serves no other (docs/decisions/0012-two-arenas.md).
#[cfg(target_env = "gnu")]
#[allow(unsafe_code, reason = "glibc can be told from within the program in no other way")]
fn limit_arenas() {
    // SAFETY: a call with two numbers, before there is a second thread; what it refuses stays as it was.
    unsafe { libc::mallopt(libc::M_ARENA_MAX, 2) };
}

#[cfg(not(target_env = "gnu"))]
const fn limit_arenas() {}
