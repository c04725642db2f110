//! Prepares what makes the command start quickly: the tables of function words, and arguments for
//! the linker.
//!
//! A search takes a millisecond, so the start of the program counts where it is started for each
//! search. The loader writes every pointer of the tables compiled in (stemmers, Unicode) at each
//! start, unless the program has a fixed address.
//!
//! - The function words of the crate `stop-words` are 20,000 pointers. With our own ones, and
//!   without content words, they become one text for each language.
//! - By default, the places of the other pointers are stored as a bit map (`DT_RELR`), which the
//!   loader reads quicker. Such a program needs the GNU C library 2.36 of August 2022 or newer. The
//!   compiler's own small library (`libgcc`) is linked into the program, so that it is not searched
//!   for and mapped at each start.
//! - With the feature `small-start`, the program has a fixed address, with the system's C library
//!   in it. That makes an attack easier, and leaves out what the library loads at run time, such as
//!   name services. Hence the feature is off by default, and not meant for a process that serves
//!   others.
//!
//! Each argument is tried on an empty program first. What the linker at hand does not know, or the
//! machine lacks, is left out. Everywhere but on Linux with the GNU C library, and where one
//! machine builds for another, the command is linked as usual.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[path = "src/search/query/expand/function_words/content_words.rs"]
mod content_words;
#[path = "src/search/query/expand/function_words/own_words.rs"]
mod own_words;

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
    println!("cargo::rerun-if-changed=src/search/query/expand/function_words");
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let glibc = target("OS") == "linux" && target("ENV") == "gnu";
    let Some(folder) = env::var_os("OUT_DIR").map(PathBuf::from) else {
        return;
    };
    if let Err(error) = write_function_words(&folder.join("function_words.rs")) {
        println!("cargo::error=the tables of function words cannot be written: {error}");
    }
    if !glibc || env::var("HOST") != env::var("TARGET") {
        return;
    }
    let choices = if env::var_os("CARGO_FEATURE_SMALL_START").is_some() {
        // Finding and joining four shared libraries takes longer than looking a word up.
        let libraries = stand_ins(&folder, &LIBRARIES).map(|mut arguments| {
            arguments.push("-static".to_string());
            arguments
        });
        [Some(vec!["-no-pie".to_string()]), libraries]
    } else {
        // Only the compiler's own library, which holds no state of the system.
        [
            Some(vec!["-Wl,-z,pack-relative-relocs".to_string()]),
            stand_ins(&folder, &LIBRARIES[..1]),
        ]
    };

    let mut arguments = Vec::new();
    for more in choices.into_iter().flatten() {
        let tried = [arguments.clone(), more].concat();
        if links(&folder, &tried) {
            arguments = tried;
        }
    }
    for argument in arguments {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
}

/// Writes a function that returns the function words of a language, each on a line of its own and
/// sorted by their first letters, with the place where those of each letter end.
fn write_function_words(path: &Path) -> std::io::Result<()> {
    let own = own_words::OWN.iter();
    let mut languages: BTreeSet<&str> = own.flat_map(|(tags, _)| tags.split(' ')).collect();
    languages.extend(stop_words::available_languages());
    let arms = languages.into_iter().map(|language| {
        let words: Vec<&str> = function_words(language).into_iter().collect();
        let (mut text, mut ends) = (String::new(), Vec::new());
        for alike in words.chunk_by(|a, b| a.chars().next() == b.chars().next()) {
            text.extend(alike.iter().flat_map(|word| [word, "\n"]));
            let letter = alike.first().and_then(|word| word.chars().next());
            ends.extend(letter.map(|letter| (letter, text.len())));
        }
        format!("        {language:?} => ({text:?}, &{ends:?}),\n")
    });
    let arms: String = arms.collect();
    fs::write(
        path,
        format!(
            "/// Returns the function words of a language, one a line, and where those of each first \
             letter end.\n\
             fn listed_words(language: &str) -> (&'static str, &'static [(char, usize)]) {{\n    \
             match language {{\n{arms}        _ => (\"\", &[]),\n    }}\n}}\n"
        ),
    )
}

/// Returns the function words of a language: those of the crate `stop-words`, and own ones.
///
/// An expression of several words is left out: each of them may tell much. The Vietnamese list of the
/// crate is left out, since it holds expressions whose syllables alone are ordinary words. So are
/// content words in the others.
fn function_words(language: &str) -> BTreeSet<&'static str> {
    let is_listed = language != "vi" && stop_words::available_languages().contains(&language);
    let listed = match is_listed {
        true => stop_words::lookup(language).unwrap_or_default(),
        false => &[],
    };
    let content = content_words::content_words(language);
    let content: BTreeSet<&str> = content.split_whitespace().collect();
    let listed = listed
        .iter()
        .copied()
        .filter(|word| !word.contains(' ') && !content.contains(word));
    let own = own_words::OWN
        .iter()
        .filter(|(tags, _)| tags.split(' ').any(|tag| tag == language));
    let own = own.flat_map(|(_, words)| words.split(' '));
    listed.chain(own).filter(|word| !word.is_empty()).collect()
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

/// Returns arguments that put archives in the place of these shared libraries; `None` if an archive
/// is not installed.
///
/// rustc asks for the shared libraries. The option that changes its mind (`crt-static`) cannot be
/// set for one program. Therefore the linker is given a folder with a script for each library,
/// which names its archives.
fn stand_ins(folder: &Path, libraries: &[(&str, &[&str])]) -> Option<Vec<String>> {
    for (library, archives) in libraries {
        let paths: Option<Vec<String>> = archives.iter().map(|archive| find(archive)).collect();
        let script = format!("GROUP({})\n", paths?.join(" "));
        fs::write(folder.join(format!("lib{library}.so")), script).ok()?;
    }
    Some(vec![format!("-L{}", folder.display())])
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
