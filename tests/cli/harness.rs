//! Runs the real program in a folder of its own and compares what it writes.
//!
//! A [`Site`] is a temporary working folder with articles; [`Site::faq`] makes
//! a [`Run`]; running it gives a [`Ran`] whose methods compare to the byte.
//! No variable of the surrounding environment reaches the program.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The program under test.
pub const FAQ: &str = env!("CARGO_BIN_EXE_faq");

/// Longest run of the program. Far above any right one, so that only hanging fails.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// An English article, the French one that translates it, and a German one that stands alone.
const BAKERY: [(&str, &str); 3] = [
    (
        "content/en/bakery.md",
        "---
title: Bakery FAQ
author: anna
ms.assetid: 6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90
---

# Questions to the bakery

## Orders

### Can I order a cake by telephone?

Yes. Call before noon and name the size, the filling and the day. The number is on every paper bag.

### Do you deliver to the islands?

Only when the ferry sails, and for orders above *thirty* crowns.

## Opening hours

On weekdays from six to eighteen. The oven rests on Sundays.
",
    ),
    (
        "content/fr/bakery.md",
        "---
title: FAQ de la boulangerie
author: marie
ms.assetid: 6b0f2a52-8a64-4a43-9f0c-2d8a3c1f7e90
---

# Questions à la boulangerie

## <a name=\"orders\"></a>Commandes

### <a name=\"can-i-order-a-cake-by-telephone\"></a>Puis-je commander un gâteau par téléphone ?

Oui. Appelez avant midi et indiquez la taille, la garniture et le jour.

### <a name=\"do-you-deliver-to-the-islands\"></a>Livrez-vous sur les îles ?

Seulement quand le bac circule.

## <a name=\"opening-hours\"></a>Heures d’ouverture

En semaine, de six heures à dix-huit heures.
",
    ),
    (
        "content/de/brot.md",
        "---
title: Brot
---

# Brot

## Gibt es Brot ohne Weizen?

Ja, aus Roggen und aus Dinkel.
",
    ),
];

/// A working folder that goes away with this value.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A folder with the bakery's articles in `content`.
    pub fn bakery() -> Self {
        BAKERY
            .into_iter()
            .fold(Self::empty(), |site, (path, text)| site.file(path, text))
    }

    /// Adds a file, and the folders above it.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("below the site")).expect("writable");
        std::fs::write(path, bytes).expect("writable");
        self
    }

    /// Builds the index.
    pub fn indexed(self) -> Self {
        self.faq("reindex --quiet").run().code(0).silent();
        self
    }

    /// A path below the site.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The live generation's folder.
    pub fn generation(&self) -> PathBuf {
        let name = std::fs::read_to_string(self.path("index/CURRENT")).expect("an index");
        self.path("index").join(name.trim())
    }

    /// Prepares a run in the site; `line` is split at spaces.
    pub fn faq(&self, line: &str) -> Run {
        let run = Run::new(FAQ).current_dir(self.folder.path());
        line.split_whitespace().fold(run, Run::arg)
    }
}

/// The articles that the repository ships.
pub fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

/// A run that is being prepared.
pub struct Run {
    command: Command,
}

impl Run {
    /// A run of any program, without its environment.
    pub fn new(program: &str) -> Self {
        let mut command = Command::new(program);
        command.env_clear().stdin(Stdio::null());
        Self { command }
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn current_dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs to the end, and panics if that takes too long.
    pub fn run(mut self) -> Ran {
        let line = format!("{:?}", self.command)
            .chars()
            .take(500)
            .collect::<String>();
        let started = Instant::now();
        let mut child = self
            .command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stdout = collect(child.stdout.take().expect("piped"));
        let stderr = collect(child.stderr.take().expect("piped"));
        let status = loop {
            if let Some(status) = child.try_wait().expect("our own child") {
                break status;
            }
            if started.elapsed() > TIME_LIMIT {
                child.kill().expect("our own child");
                panic!("{line} took more than {TIME_LIMIT:?}");
            }
            thread::sleep(Duration::from_millis(2));
        };
        Ran {
            line,
            code: status.code(),
            stdout: stdout.join().expect("no panic"),
            stderr: stderr.join().expect("no panic"),
        }
    }
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).expect("a pipe");
        String::from_utf8(bytes).expect("the program writes UTF-8")
    })
}

/// What a run did.
pub struct Ran {
    line: String,
    code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// `None` when a signal ended it.
    pub fn exit_code(&self) -> Option<i32> {
        self.code
    }

    #[track_caller]
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(
            self.code,
            Some(expected),
            "{}\nstdout: {}\nstderr: {}",
            self.line,
            self.stdout,
            self.stderr
        );
        self
    }

    #[track_caller]
    pub fn stdout(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected, "stdout of {}", self.line);
        self
    }

    #[track_caller]
    pub fn stderr(self, expected: &str) -> Self {
        assert_eq!(self.stderr, expected, "stderr of {}", self.line);
        self
    }

    /// Neither output has anything in it.
    #[track_caller]
    pub fn silent(self) -> Self {
        self.stdout("").stderr("")
    }

    #[track_caller]
    pub fn stdout_has(self, part: &str) -> Self {
        assert!(
            self.stdout.contains(part),
            "{part:?} is missing in stdout of {}\n{}",
            self.line,
            self.stdout
        );
        self
    }

    #[track_caller]
    pub fn stderr_has(self, part: &str) -> Self {
        assert!(
            self.stderr.contains(part),
            "{part:?} is missing in stderr of {}\n{}",
            self.line,
            self.stderr
        );
        self
    }

    /// The one JSON value on stdout.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error} in stdout of {}\n{}", self.line, self.stdout))
    }

    /// One JSON value from each line of stdout.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        self.stdout
            .lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }
}

/// What is at `field` of each value.
pub fn column(values: &[serde_json::Value], field: &str) -> Vec<String> {
    values
        .iter()
        .map(|value| match &value[field] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect()
}
