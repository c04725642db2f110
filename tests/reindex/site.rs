//! A small site: a content folder, an index folder, and the command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Articles and their index in a temporary folder.
pub struct Site {
    folder: TempDir,
}

/// What a run of the command said.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// An article with a question and an answer per item.
pub fn article(title: &str, front_matter: &str, questions: &[(&str, &str)]) -> String {
    let mut text = format!("---\ntitle: {title}\n{front_matter}---\n\n# {title}\n\n");
    for (question, answer) in questions {
        text.push_str(&format!("## {question}\n\n{answer}\n\n"));
    }
    text
}

impl Site {
    /// No content yet, but a folder for it.
    pub fn empty() -> Self {
        let site = Self {
            folder: TempDir::new().unwrap(),
        };
        fs::create_dir(site.content()).unwrap();
        site
    }

    /// Two English articles and the translation of one.
    pub fn new() -> Self {
        let site = Self::empty();
        site.write(
            "en/boat.md",
            &article(
                "Boats",
                "ms.assetid: boat-1\n",
                &[
                    ("Can I rent a boat?", "Yes, at the harbour, by the hour."),
                    ("Do I need a licence?", "Only for the large motor boats."),
                    ("May dogs come along?", "Yes, with a life vest."),
                ],
            ),
        );
        site.write(
            "en/tent.md",
            &article(
                "Tents",
                "",
                &[
                    (
                        "Where may I pitch a tent?",
                        "On the meadow behind the mill.",
                    ),
                    ("Is there a shower?", "Beside the kitchen."),
                ],
            ),
        );
        site.write(
            "fr/boat.md",
            &article(
                "Bateaux",
                "ms.assetid: boat-1\n",
                &[
                    ("Puis-je louer un bateau ?", "Oui, au port, à l'heure."),
                    ("Faut-il un permis ?", "Pour les grands bateaux seulement."),
                    ("Les chiens sont-ils admis ?", "Oui, avec un gilet."),
                ],
            ),
        );
        site
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn content(&self) -> PathBuf {
        self.path().join("content")
    }

    pub fn index(&self) -> PathBuf {
        self.path().join("index")
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.content().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.content().join(path)).unwrap();
    }

    /// The command in the site's folder, where `content` and `index` are the defaults.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faq"));
        command
            .args(args)
            .current_dir(self.path())
            .env_clear()
            .stdin(Stdio::null());
        command
    }

    pub fn faq(&self, args: &[&str]) -> Ran {
        self.command(args).output().unwrap().into()
    }

    /// Runs the command through a shell, after something like `umask 077`.
    #[cfg(unix)]
    pub fn faq_after(&self, preparation: &str, args: &[&str]) -> Ran {
        let script = format!("{preparation}; exec \"$0\" \"$@\"");
        Command::new("sh")
            .arg("-c")
            .arg(script)
            .arg(env!("CARGO_BIN_EXE_faq"))
            .args(args)
            .current_dir(self.path())
            .output()
            .unwrap()
            .into()
    }

    /// `faq reindex --json` with more options, which must succeed.
    pub fn reindex(&self, more: &[&str]) -> Value {
        let args: Vec<&str> = ["reindex", "--json"].iter().chain(more).copied().collect();
        let ran = self.faq(&args);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        ran.json()
    }

    /// Name of the live generation.
    pub fn live(&self) -> String {
        let current = fs::read_to_string(self.index().join("CURRENT")).unwrap();
        current.lines().next().unwrap().to_string()
    }

    /// Questions found for a query, best first.
    pub fn questions(&self, query: &str) -> Vec<String> {
        let ran = self.faq(&["search", "--json", query]);
        assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.stderr);
        let hits = ran.json()["hits"].as_array().unwrap().clone();
        let question = |hit: &Value| hit["question"].as_str().unwrap().to_string();
        hits.iter().map(question).collect()
    }

    /// What lies in the index folder besides generations, sorted.
    pub fn others_in_index(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.index())
            .unwrap()
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with("gen-"))
            .collect();
        names.sort();
        names
    }
}
