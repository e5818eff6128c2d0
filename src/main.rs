//! Reads the command line and runs one command.

use std::process::ExitCode;

fn main() -> ExitCode {
    limit_arenas();
    raise_open_files();
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

/// Lets the program hold as many files and connections open as it may ask for. What a shell or a service begins with, mostly 1,024, is less
/// than what somebody opens in a second and leaves silent; the database's files would be refused as well.
#[cfg(unix)]
#[allow(unsafe_code, reason = "the system is asked in no other way")]
fn raise_open_files() {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: two calls with a structure of our own; what they refuse stays as it was.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) == 0 {
            limit.rlim_cur = limit.rlim_max;
            libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit);
        }
    }
}

#[cfg(not(unix))]
const fn raise_open_files() {}
