//! Tells the dialects of a content root: as the configuration says, by the files of generators
//! beside the content and above it, by what most of its texts show.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::choice::{Choice, DialectName};
use super::contract::Dialect;
use super::github::GitHub;
use super::{DIALECTS, docfx, settings, signs};
use crate::content::source::beginning;

/// The files that generators are configured by, with the dialect. The first that is there counts.
const FILES: [(&str, &str); 30] = [
    ("docusaurus.config.js", "docusaurus"),
    ("docusaurus.config.ts", "docusaurus"),
    ("docusaurus.config.mjs", "docusaurus"),
    ("docusaurus.config.cjs", "docusaurus"),
    (".vitepress", "vitepress"),
    (".vuepress", "vitepress"),
    ("mkdocs.yml", "mkdocs"),
    ("mkdocs.yaml", "mkdocs"),
    ("zensical.toml", "mkdocs"),
    ("astro.config.mjs", "astro"),
    ("astro.config.ts", "astro"),
    ("astro.config.js", "astro"),
    ("hugo.toml", "hugo"),
    ("hugo.yaml", "hugo"),
    ("hugo.yml", "hugo"),
    ("hugo.json", "hugo"),
    ("archetypes", "hugo"),
    ("book.toml", "mdbook"),
    ("docfx.json", "docfx"),
    (".openpublishing.publish.config.json", "docfx"),
    ("conf.py", "myst"),
    ("myst.yml", "myst"),
    ("sidebars.js", "docusaurus"),
    ("sidebars.ts", "docusaurus"),
    ("_config.yml", "jekyll"),
    ("_config.yaml", "jekyll"),
    // Nextra, Fumadocs and Mintlify write MDX with GitHub's identifiers, too.
    ("theme.config.jsx", "docusaurus"),
    ("theme.config.tsx", "docusaurus"),
    ("source.config.ts", "docusaurus"),
    ("mint.json", "docusaurus"),
];

/// Hugo's older names of its configuration, which say nothing alone.
const OLDER_HUGO: [&str; 3] = ["config.toml", "config.yaml", "config.yml"];

/// Folders that Hugo has beside its configuration.
const HUGO: [&str; 3] = ["layouts", "themes", "static"];

/// Folders in paths that only one generator has.
const FOLDERS: [(&str, &str); 4] = [
    ("docusaurus-plugin-content-docs", "docusaurus"),
    ("versioned_docs", "docusaurus"),
    ("docusaurus-plugin-content-blog", "docusaurus"),
    ("_posts", "jekyll"),
];

/// Folders beside the content in which a site may be configured.
const SITES: [&str; 2] = ["website", "site"];

/// Folders that the walk does not enter, which generators keep in the folder of their content.
const HIDDEN: [&str; 2] = [".vitepress", ".vuepress"];

/// How many folders above the content are looked at, up to the root of a repository.
const MOST_FOLDERS: usize = 3;

/// How many folders with a dialect of their own are told apart.
const MOST_ADDED: usize = 200;

/// How many texts are looked at.
const MOST_TEXTS: usize = 48;

/// The dialects of one content root, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Site {
    /// What is certain, by folder. Of several folders around a file the innermost counts.
    folders: Vec<FolderDialect>,
    /// What most texts show.
    texts: Option<FolderDialect>,
    /// How many texts were looked at; not kept with an index, like the next.
    #[serde(skip)]
    looked_at: usize,
    /// How many of them show a dialect of their own, by its name.
    #[serde(skip)]
    shown: BTreeMap<String, usize>,
    /// Whether the configuration states the dialect.
    is_given: bool,
    /// The folder of the file noted last: its own names tell the same again. Not kept either.
    #[serde(skip)]
    last_folder: String,
}

/// The dialect of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FolderDialect {
    /// The folder below the root, with `/` at its end; empty for all of it.
    pub(crate) folder: String,
    /// The name of the dialect.
    pub(crate) dialect: String,
    /// Why it is taken, to be read after "because".
    pub(crate) reason: String,
}

impl Site {
    /// Begins a root; `given` is the dialect that the configuration states for it.
    pub(crate) fn new(root: &Path, given: Option<DialectName>) -> Self {
        let mut site = Self::default();
        if let Some(given) = given {
            site.add("", given.as_str(), "the configuration says so".to_owned());
            site.is_given = true;
            return site;
        }
        let folder = if root.is_dir() {
            Some(root)
        } else {
            root.parent()
        };
        for hidden in HIDDEN {
            if root.join("docs").join(hidden).exists() {
                site.add("docs/", "vitepress", format!("docs/{hidden} is there"));
            }
        }
        let mut above = folder;
        for _ in 0..=MOST_FOLDERS {
            let Some(folder) = above else { break };
            if site.look_in(folder) || folder.join(".git").exists() {
                break;
            }
            above = folder.parent();
        }
        site
    }

    /// Looks for a generator in a folder and in those of sites below it.
    fn look_in(&mut self, folder: &Path) -> bool {
        let below = SITES.iter().map(|name| folder.join(name));
        let below = below.filter(|place| place.is_dir());
        for place in std::iter::once(folder.to_owned()).chain(below) {
            let file = FILES.iter().find(|(name, _)| place.join(name).exists());
            if let Some((name, dialect)) = file {
                let reason = format!("{} is there", place.join(name).display());
                self.add("", settings::dialect(dialect, &place.join(name)), reason);
                return true;
            }
            let mut older = OLDER_HUGO.iter().map(|name| place.join(name));
            let is_site = || HUGO.iter().any(|name| place.join(name).is_dir());
            if let Some(config) = older.find(|config| config.exists() && is_site()) {
                let reason = format!("{} is there", config.display());
                self.add("", settings::dialect("hugo", &config), reason);
                return true;
            }
        }
        false
    }

    /// Takes note of a file below the root; `file` is where it lies.
    pub(crate) fn note(&mut self, path: &str, file: &Path) {
        if self.is_given {
            return;
        }
        let (folder, name) = match path.rfind('/') {
            Some(slash) => path.split_at(slash + 1),
            None => ("", path),
        };
        if let Some((_, dialect)) = FILES.iter().find(|(known, _)| *known == name) {
            let reason = format!("{path} is there");
            self.add(folder, settings::dialect(dialect, file), reason);
        }
        if folder != self.last_folder {
            for (known, dialect) in FOLDERS {
                if folder.split('/').any(|part| part == known) {
                    self.add("", dialect, format!("a folder is called {known}"));
                }
            }
            folder.clone_into(&mut self.last_folder);
        }
    }

    fn add(&mut self, folder: &str, dialect: &str, reason: String) {
        let is_known = self.folders.iter().any(|one| one.folder == folder);
        if !is_known && self.folders.len() < MOST_ADDED {
            self.folders.push(FolderDialect {
                folder: folder.to_owned(),
                dialect: dialect.to_owned(),
                reason,
            });
        }
    }

    /// Looks at some texts of the root, unless its dialect is known already. `texts` are all of
    /// them, in an order that does not change.
    pub(crate) fn survey(&mut self, texts: &[&Path]) {
        if texts.is_empty() || self.folders.iter().any(|one| one.folder.is_empty()) {
            return;
        }
        let step = texts.len().div_ceil(MOST_TEXTS);
        for path in texts.iter().step_by(step) {
            self.looked_at += 1;
            if let Some(found) = beginning::of_file(path).and_then(|text| signs::dialect_of(&text))
            {
                *self.shown.entry(found.name().to_owned()).or_default() += 1;
            }
        }
        // Docfx reads texts without its signs as GitHub does, but for rare identifiers; an index
        // must not be built anew for the first text that has one.
        let others = DIALECTS.iter().map(|dialect| dialect.name());
        let others = others.filter(|name| *name != docfx::Docfx.name());
        let counts = others.filter_map(|name| Some((name, *self.shown.get(name)?)));
        // The first of several that are shown equally often.
        let Some((dialect, most)) = counts.rev().max_by_key(|(_, count)| *count) else {
            return;
        };
        // A few texts of many may quote another generator's markup.
        if most * 8 >= self.looked_at {
            self.texts = Some(FolderDialect {
                folder: String::new(),
                dialect: dialect.to_owned(),
                reason: format!("{most} of {} texts look like it", self.looked_at),
            });
        }
    }

    /// Returns how the dialect of a file below the root is known.
    pub(crate) fn choice(&self, path: &str) -> Choice {
        let around = self
            .folders
            .iter()
            .filter(|one| path.starts_with(&one.folder));
        let innermost = around.max_by_key(|one| one.folder.len());
        let named = |one: &FolderDialect| DialectName::parse(&one.dialect);
        match innermost.and_then(named) {
            Some(name) => Choice::Named(name.dialect()),
            None => Choice::Detected(
                self.texts
                    .as_ref()
                    .and_then(named)
                    .map(DialectName::dialect),
            ),
        }
    }

    /// Returns whether files are read alike; reasons do not matter.
    pub(crate) fn reads_like(&self, other: &Self) -> bool {
        let dialects = |site: &Self| -> Vec<(String, String)> {
            let known = site.findings();
            known
                .map(|one| (one.folder.clone(), one.dialect.clone()))
                .collect()
        };
        self.folders.len() == other.folders.len() && dialects(self) == dialects(other)
    }

    /// Returns what was found out.
    fn findings(&self) -> impl Iterator<Item = &FolderDialect> {
        self.folders.iter().chain(&self.texts)
    }

    /// Returns which dialects the root is read in and why, for people, also where nothing tells.
    /// Roots without a text in Markdown have none.
    pub(crate) fn taken(&self) -> Vec<FolderDialect> {
        let mut taken: Vec<FolderDialect> = self.findings().cloned().collect();
        let is_whole = |one: &FolderDialect| one.folder.is_empty();
        if self.looked_at > 0 && !taken.iter().any(is_whole) {
            let docfx = docfx::Docfx.name();
            let all = self.shown.get(docfx) == Some(&self.looked_at);
            taken.push(FolderDialect {
                folder: String::new(),
                dialect: if all { docfx } else { GitHub.name() }.to_owned(),
                reason: if all {
                    format!("{0} of {0} texts look like it", self.looked_at)
                } else {
                    "it is the default where nothing tells".to_owned()
                },
            });
        }
        for whole in taken.iter_mut().filter(|one| is_whole(one)) {
            // What a text shows itself goes before what most of them show.
            let others = self
                .shown
                .iter()
                .filter(|(name, _)| **name != whole.dialect);
            for (name, count) in others {
                let all = self.looked_at;
                let _ = write!(whole.reason, "; {count} of {all} texts are read as {name}");
            }
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn name(choice: Choice) -> Option<&'static str> {
        match choice {
            Choice::Named(dialect) => Some(dialect.name()),
            Choice::Detected(_) => None,
        }
    }

    #[test]
    fn files_beside_and_above_the_content_tell() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let content = folder.path().join("docs/en");
        fs::create_dir_all(&content)?;
        fs::create_dir(folder.path().join(".git"))?;
        assert_eq!(name(Site::new(&content, None).choice("a.md")), None);
        fs::write(folder.path().join("mkdocs.yml"), "")?;
        let mut site = Site::new(&content, None);
        for name in ["old/book.toml", "old/a.md"] {
            site.note(name, &content.join(name));
        }
        assert_eq!(name(site.choice("a.md")), Some("mkdocs"));
        assert_eq!(name(site.choice("old/a.md")), Some("mdbook"));
        let given = Site::new(&content, DialectName::parse("hugo"));
        assert_eq!(name(given.choice("a.md")), Some("hugo"));
        Ok(())
    }

    #[test]
    fn settings_of_hugo_count_under_its_older_names() -> std::io::Result<()> {
        for (folder, file) in [
            ("layouts", "config.toml"),
            ("archetypes", "config.yaml"),
            ("archetypes", "config/_default/markup.toml"),
        ] {
            let site = tempfile::tempdir()?;
            let content = site.path().join("content");
            for path in [
                &content,
                &site.path().join(folder),
                &site.path().join("config/_default"),
            ] {
                fs::create_dir_all(path)?;
            }
            fs::write(
                site.path().join(file),
                "autoHeadingIDType = \"github-ascii\"\n",
            )?;
            let found = name(Site::new(&content, None).choice("a.md"));
            assert_eq!(found, Some("hugo-ascii"), "{file}");
        }
        Ok(())
    }

    #[test]
    fn most_texts_tell_for_those_that_do_not() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join(".git"))?;
        let mut texts = Vec::new();
        for (name, text) in [
            ("a.md", "::: tip\nx\n:::\n"),
            ("b.md", "# T\n"),
            ("c.md", ""),
        ] {
            let path = folder.path().join(name);
            fs::write(&path, text)?;
            texts.push(path);
        }
        let texts: Vec<&Path> = texts.iter().map(std::path::PathBuf::as_path).collect();
        let mut site = Site::new(folder.path(), None);
        site.survey(&texts);
        let choice = site.choice("b.md");
        assert_eq!(
            choice.dialect("# T\n", "b.md").map(Dialect::name),
            Some("vitepress")
        );
        assert_eq!(
            choice
                .dialect("!!! note\n    x\n", "b.md")
                .map(Dialect::name),
            Some("mkdocs")
        );
        let taken = site.taken();
        let reasons: Vec<_> = taken.iter().map(|one| one.reason.as_str()).collect();
        assert_eq!(reasons, ["1 of 3 texts look like it"]);
        Ok(())
    }

    #[test]
    fn the_default_is_told_with_what_single_texts_show() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join(".git"))?;
        let (plain, docfx) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&plain, "# T\n")?;
        fs::write(&docfx, "---\nms.date: 1/2/2020\n---\n# T\n")?;
        let mut site = Site::new(folder.path(), None);
        site.survey(&[]);
        assert_eq!(site.taken(), []);
        site.survey(&[&plain, &docfx]);
        let taken = site.taken();
        let taken: Vec<_> = taken
            .iter()
            .map(|one| (one.dialect.as_str(), one.reason.as_str()))
            .collect();
        let expected = "it is the default where nothing tells; 1 of 2 texts are read as docfx";
        assert_eq!(taken, [("github", expected)]);
        Ok(())
    }
}
