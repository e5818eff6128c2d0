//! Names the Debian package when PostgreSQL's client library is missing, before the linker says it in its own words,
//! and sees to it that the folder of the built web interface exists, empty when it was not built. A missing C
//! compiler cannot be named here: this program itself could not have been linked without one.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the web interface is built to.
const WEB: &str = "web/dist";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=PQ_LIB_DIR");
    if let Err(error) = fs::create_dir_all(WEB) {
        println!("cargo::error=the folder {WEB} cannot be made: {error}");
    }
    // A new file in it must be taken into the program.
    println!("cargo::rerun-if-changed={WEB}");
    // So must a new migration.
    println!("cargo::rerun-if-changed=migrations");
    let linux_here =
        env::var("HOST") == env::var("TARGET") && env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux");
    if linux_here && !places().any(|dir| has_libpq(&dir)) {
        println!(
            "cargo::error=libpq, PostgreSQL's client library, was not found. \
             Install it with `sudo apt-get install libpq-dev`, or name its folder in PQ_LIB_DIR."
        );
    }
}

/// Where the linker will look: the variable, what PostgreSQL says of itself, the compiler's own folders.
fn places() -> impl Iterator<Item = PathBuf> {
    let named = env::var_os("PQ_LIB_DIR").map(PathBuf::from);
    let installed = answer("pg_config", "--libdir");
    let usual = ["libpq.so", "libpq.a"]
        .into_iter()
        .filter_map(|file| answer("cc", &format!("-print-file-name={file}")))
        .filter_map(|file| file.parent().map(Path::to_path_buf));
    named.into_iter().chain(installed).chain(usual)
}

fn has_libpq(dir: &Path) -> bool {
    dir.is_absolute() && ["libpq.so", "libpq.a"].iter().any(|file| dir.join(file).exists())
}

fn answer(program: &str, argument: &str) -> Option<PathBuf> {
    let output = Command::new(program).arg(argument).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| PathBuf::from(text.trim()))
}
