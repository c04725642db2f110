//! The files of `src`, and the paths that each names outside its tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::Visit;

/// One file of `src`.
struct File {
    text: String,
    /// Paths in `use` declarations that give others the name, too (`pub use`).
    exported: BTreeMap<String, Vec<String>>,
    /// Every other path that the file names, from the root of the crate.
    paths: BTreeSet<Vec<String>>,
    /// First words of paths that lead out of the crate.
    crates: BTreeSet<String>,
    /// Every function, those of tests included, and how many parameters it has.
    functions: Vec<(String, usize)>,
}

/// All files of `src`, by path.
pub struct Sources {
    files: BTreeMap<String, File>,
}

/// Returns the layer that a file belongs to: the folder, or the file, below `src`.
pub fn layer(file: &str) -> Option<&str> {
    let inside = file.strip_prefix("src/")?;
    let name = inside.split('/').next()?;
    let name = name.strip_suffix(".rs").unwrap_or(name);
    // The front page and the program show and start what the layers offer.
    (!matches!(name, "lib" | "main")).then_some(name)
}

/// Lists the Markdown files of the repository that are no articles.
pub fn markdown() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["", "docs", "fuzz", "index"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let Ok(items) = fs::read_dir(path) else {
            continue;
        };
        for item in items {
            let name = item.expect("readable").file_name();
            let name = name.to_string_lossy();
            if name.ends_with(".md") {
                files.push(
                    Path::new(folder)
                        .join(&*name)
                        .to_string_lossy()
                        .into_owned(),
                );
            }
        }
    }
    files.sort();
    files
}

impl Sources {
    /// Reads and parses every file.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = BTreeMap::new();
        for item in walkdir::WalkDir::new(root.join("src")) {
            let path = item.expect("readable").into_path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(root).expect("below the root");
                let name = inside.to_string_lossy().replace('\\', "/");
                let text = fs::read_to_string(&path).expect("readable");
                files.insert(name.clone(), File::parse(&name, text));
            }
        }
        Self { files }
    }

    /// Returns the paths of all files, sorted.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns the text of a file.
    pub fn text(&self, file: &str) -> &str {
        &self.files[file].text
    }

    /// Returns the files that name one of these crates, outside tests.
    pub fn naming<'a>(&'a self, crates: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let names = |file: &File| crates.iter().any(|name| file.crates.contains(*name));
        let files = self.files.iter().filter(move |(_, file)| names(file));
        files.map(|(name, _)| name.as_str())
    }

    /// Returns the functions of a file, tests included: name, and parameters beside the receiver.
    pub fn functions(&self, file: &str) -> &[(String, usize)] {
        &self.files[file].functions
    }

    /// Returns the files that a file depends on: where what it names is defined.
    pub fn dependencies(&self, file: &str) -> BTreeSet<&str> {
        let paths = self.files[file].paths.iter();
        let defined = paths.filter_map(|path| self.defining(path, 8));
        defined.filter(|other| *other != file).collect()
    }

    /// Returns the file in which a path from the root of the crate is defined. Names that a
    /// module only hands on (`pub use`) are followed, at most `steps` times.
    fn defining(&self, path: &[String], steps: usize) -> Option<&str> {
        let (module, rest) = (0..=path.len()).rev().find_map(|length| {
            let file = self.module(&path[..length])?;
            Some((file, &path[length..]))
        })?;
        let exported = rest
            .first()
            .and_then(|name| self.files[module].exported.get(name));
        match exported {
            Some(target) if steps > 0 => {
                let target = [target, &rest[1..]].concat();
                self.defining(&target, steps - 1)
            }
            _ => Some(module),
        }
    }

    /// Returns the file of a module.
    fn module(&self, path: &[String]) -> Option<&str> {
        let inside = path.join("/");
        let names = if path.is_empty() {
            ["src/lib.rs".to_owned(), String::new()]
        } else {
            [format!("src/{inside}.rs"), format!("src/{inside}/mod.rs")]
        };
        let known = names.iter().find_map(|name| self.files.get_key_value(name));
        known.map(|(name, _)| name.as_str())
    }
}

impl File {
    fn parse(name: &str, text: String) -> Self {
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut collector = Collector {
            module: module_path(name),
            exported: BTreeMap::new(),
            paths: BTreeSet::new(),
            crates: BTreeSet::new(),
        };
        let is_test = name.ends_with("/tests.rs") || name.contains("/tests/");
        if !is_test {
            collector.visit_file(&syntax);
        }
        let mut functions = Functions(Vec::new());
        functions.visit_file(&syntax);
        Self {
            text,
            exported: collector.exported,
            paths: collector.paths,
            crates: collector.crates,
            functions: functions.0,
        }
    }
}

/// Returns the path of the module that a file holds, from the root of the crate.
fn module_path(file: &str) -> Vec<String> {
    let inside = file.trim_start_matches("src/").trim_end_matches(".rs");
    let mut path: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod") || path == ["lib"] || path == ["main"] {
        path.pop();
    }
    path
}

/// Collects the paths of a file; what is compiled for tests only is passed over.
struct Collector {
    module: Vec<String>,
    exported: BTreeMap<String, Vec<String>>,
    paths: BTreeSet<Vec<String>>,
    crates: BTreeSet<String>,
}

impl Collector {
    /// Makes a path absolute; `None` for one that starts at a name in scope or at another crate.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut base = match path.first()?.as_str() {
            "crate" | "faq" => Vec::new(),
            "self" => self.module.clone(),
            "super" => self.module[..self.module.len().saturating_sub(1)].to_vec(),
            _ => return None,
        };
        let mut rest = &path[1..];
        while rest.first().is_some_and(|part| part == "super") {
            base.pop();
            rest = &rest[1..];
        }
        base.extend_from_slice(rest);
        Some(base)
    }

    fn add(&mut self, path: &[String]) {
        match self.absolute(path) {
            Some(absolute) => {
                self.paths.insert(absolute);
            }
            None => self.crates.extend(path.first().cloned()),
        }
    }

    /// Adds each path of a `use` declaration.
    fn add_tree(&mut self, tree: &syn::UseTree, before: &[String], is_export: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_tree(&path.tree, &with(&path.ident), is_export),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(tree, before, is_export);
                }
            }
            syn::UseTree::Glob(_) => self.add(before),
            syn::UseTree::Name(name) if name.ident == "self" => self.add(before),
            syn::UseTree::Name(name) => self.add_name(&with(&name.ident), &name.ident, is_export),
            syn::UseTree::Rename(rename) if rename.ident == "self" => self.add(before),
            syn::UseTree::Rename(rename) => {
                self.add_name(&with(&rename.ident), &rename.rename, is_export);
            }
        }
    }

    fn add_name(&mut self, path: &[String], name: &syn::Ident, is_export: bool) {
        if !is_export {
            return self.add(path);
        }
        // `pub use child::Name` names a child of the module.
        let child = || [self.module.as_slice(), path].concat();
        let target = self.absolute(path).unwrap_or_else(child);
        self.exported.insert(name.to_string(), target);
    }
}

/// Returns whether an item is compiled for tests only.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => {
            list.path.is_ident("cfg") && list.tokens.to_string().contains("test")
        }
        _ => attribute.path().is_ident("test"),
    })
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_for_tests(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_for_tests(&item.attrs) {
            syn::visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_for_tests(&item.attrs) {
            let is_export = !matches!(item.vis, syn::Visibility::Inherited);
            self.add_tree(&item.tree, &[], is_export);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            let parts: Vec<String> = path
                .segments
                .iter()
                .map(|part| part.ident.to_string())
                .collect();
            self.add(&parts);
        }
        syn::visit::visit_path(self, path);
    }
}

/// Counts the parameters of each function.
struct Functions(Vec<(String, usize)>);

impl<'ast> Visit<'ast> for Functions {
    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        let typed = |input: &&syn::FnArg| matches!(input, syn::FnArg::Typed(_));
        let parameters = signature.inputs.iter().filter(typed).count();
        self.0.push((signature.ident.to_string(), parameters));
        syn::visit::visit_signature(self, signature);
    }
}
