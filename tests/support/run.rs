//! A run of a program in an environment without variables, and what it wrote.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::json::{column, items};

/// Longest run of a program. Far above any right one, so that only hanging fails.
const TIME_LIMIT: Duration = Duration::from_secs(120);

/// A run that is being prepared. No variable of the surrounding environment reaches the program.
#[must_use = "nothing has run yet"]
pub struct Run {
    command: Command,
}

impl Run {
    /// Prepares a run of any program. Its standard input is empty.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.env_clear().stdin(Stdio::null());
        Self { command }
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sets the working folder.
    pub fn current_dir(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Lets a shell start the program, after a command such as `umask 077`.
    pub fn after(self, preparation: &str) -> Self {
        let inner = self.command;
        let mut run = Self::new("/bin/sh")
            .arg("-c")
            .arg(format!("{preparation}; exec \"$0\" \"$@\""))
            .arg(inner.get_program());
        run = inner.get_args().fold(run, Self::arg);
        for (name, value) in inner.get_envs() {
            run = run.env(name, value.unwrap_or_default());
        }
        match inner.get_current_dir() {
            Some(folder) => run.current_dir(folder),
            None => run,
        }
    }

    /// Returns the command for a test that starts, watches and ends the program itself.
    pub fn command(self) -> Command {
        self.command
    }

    /// Runs to the end, and panics if that takes too long.
    #[must_use = "look at what it did"]
    #[track_caller]
    pub fn run(mut self) -> Output {
        let line: String = format!("{:?}", self.command).chars().take(500).collect();
        let started = Instant::now();
        let mut child = self
            .command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{line} does not start: {error}"));
        let stdout = collect(child.stdout.take().unwrap());
        let stderr = collect(child.stderr.take().unwrap());
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > TIME_LIMIT {
                child.kill().unwrap();
                panic!("{line} took more than {TIME_LIMIT:?}");
            }
            thread::sleep(Duration::from_millis(2));
        };
        Output {
            line,
            exit_code: status.code(),
            stdout: stdout.join().unwrap(),
            stderr: stderr.join().unwrap(),
        }
    }
}

/// Reads a pipe to its end beside the run, so that the program never waits for a reader.
fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8(bytes).expect("the program writes UTF-8")
    })
}

/// What a run did.
pub struct Output {
    /// The command line, for messages.
    line: String,
    /// `None` when a signal ended the program.
    pub exit_code: Option<i32>,
    /// All that the program wrote to its standard output.
    pub stdout: String,
    /// All that the program wrote to its standard error.
    pub stderr: String,
}

impl Output {
    /// Asserts the exit code.
    #[track_caller]
    pub fn code(self, expected: i32) -> Self {
        assert_eq!(
            self.exit_code,
            Some(expected),
            "{}\nstdout: {}\nstderr: {}",
            self.line,
            self.stdout,
            self.stderr
        );
        self
    }

    /// Asserts the whole standard output.
    #[track_caller]
    pub fn stdout(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected, "stdout of {}", self.line);
        self
    }

    /// Asserts the whole standard error.
    #[track_caller]
    pub fn stderr(self, expected: &str) -> Self {
        assert_eq!(self.stderr, expected, "stderr of {}", self.line);
        self
    }

    /// Asserts that the program wrote nothing.
    #[track_caller]
    pub fn silent(self) -> Self {
        self.stdout("").stderr("")
    }

    /// Asserts that the standard output has a part.
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

    /// Asserts that the standard error has a part.
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

    /// Asserts that the standard error lacks a part.
    #[track_caller]
    pub fn stderr_lacks(self, part: &str) -> Self {
        assert!(
            !self.stderr.contains(part),
            "{part:?} is in stderr of {}\n{}",
            self.line,
            self.stderr
        );
        self
    }

    /// Returns the one JSON value on standard output.
    #[must_use]
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!(
                "{error} in stdout of {}\n{}\nstderr: {}",
                self.line, self.stdout, self.stderr
            )
        })
    }

    /// Returns the JSON value on each line of standard output.
    #[must_use]
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    /// Returns a field of each hit that `faq search --json` wrote.
    #[must_use]
    #[track_caller]
    pub fn hits(&self, field: &str) -> Vec<String> {
        column(items(&self.json()["hits"]), field)
    }
}
