//! Arguments for the linker that make the command start quickly: the feature `small-start`.
//!
//! A search takes a millisecond, so the start of the program counts where it is started for each
//! search. The price is a program at a fixed address, with the system's C library in it. That
//! makes an attack easier, and leaves out what the library loads at run time, such as name
//! services. Hence the feature is off by default, and not meant for a process that serves others.
//!
//! Each argument is tried on an empty program first. What the linker at hand does not know, or the
//! machine lacks, is left out. Without the feature, and everywhere but on Linux with the GNU C
//! library, the command is linked as usual.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The system libraries that rustc names, with the archives that stand for each.
const LIBRARIES: [(&str, &[&str]); 7] = [
    ("gcc_s", &["libgcc_eh.a", "libgcc.a"]),
    ("util", &["libutil.a"]),
    ("rt", &["librt.a"]),
    ("pthread", &["libpthread.a"]),
    ("m", &["libm.a"]),
    ("dl", &["libdl.a"]),
    ("c", &["libc.a", "libgcc_eh.a", "libgcc.a"]),
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let glibc = target("OS") == "linux" && target("ENV") == "gnu";
    let is_wanted = env::var_os("CARGO_FEATURE_SMALL_START").is_some();
    if !is_wanted || !glibc || env::var("HOST") != env::var("TARGET") {
        return;
    }
    let Some(folder) = env::var_os("OUT_DIR").map(PathBuf::from) else {
        return;
    };
    // The tables compiled in (stemmers, function words, Unicode) hold some 60,000 pointers. In a
    // position-independent program the loader writes every one of them at each start, which
    // copies 300 pages.
    let fixed_address = Some(vec!["-no-pie".to_string()]);
    // Finding and joining four shared libraries takes longer than looking a word up.
    let own_libraries = stand_ins(&folder);

    let mut arguments = Vec::new();
    for more in [fixed_address, own_libraries].into_iter().flatten() {
        let tried = [arguments.clone(), more].concat();
        if links(&folder, &tried) {
            arguments = tried;
        }
    }
    for argument in arguments {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
}

/// Returns whether an empty program that is linked with these arguments runs.
fn links(folder: &Path, arguments: &[String]) -> bool {
    let source = folder.join("empty.rs");
    let program = folder.join("empty");
    let linker = env::var("RUSTC_LINKER").map(|linker| format!("-Clinker={linker}"));
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    let built = fs::write(&source, "fn main() {}\n").and_then(|()| {
        Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()))
            .args(linker)
            .args(
                arguments
                    .iter()
                    .map(|argument| format!("-Clink-arg={argument}")),
            )
            .arg("-o")
            .arg(&program)
            .arg(&source)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
    });
    built.is_ok_and(|status| status.success())
        && Command::new(&program)
            .current_dir(folder)
            .status()
            .is_ok_and(|status| status.success())
}

/// Returns arguments that link the system's libraries into the program; `None` if an archive is
/// not installed.
///
/// rustc asks for the shared libraries. The option that changes its mind (`crt-static`) cannot be
/// set for one program. Therefore the linker is given a folder with a script for each library,
/// which names its archives.
fn stand_ins(folder: &Path) -> Option<Vec<String>> {
    for (library, archives) in LIBRARIES {
        let paths: Option<Vec<String>> = archives.iter().map(|archive| find(archive)).collect();
        let script = format!("GROUP({})\n", paths?.join(" "));
        fs::write(folder.join(format!("lib{library}.so")), script).ok()?;
    }
    Some(vec![
        format!("-L{}", folder.display()),
        "-static".to_string(),
    ])
}

/// Returns where the C compiler, which links the program, finds an archive.
fn find(archive: &str) -> Option<String> {
    let answer = Command::new("cc")
        .arg(format!("-print-file-name={archive}"))
        .output()
        .ok()?;
    let path = String::from_utf8(answer.stdout).ok()?.trim().to_string();
    // An archive that it does not find is answered with its bare name.
    Path::new(&path).is_absolute().then_some(path)
}
