//! The spellings by which a text takes in a file: `--8<-- "file"` of `PyMdown`, `{{#include file}}` of
//! mdBook, `<!--@include: file-->` and `<<< file` of VitePress, `{include}` of `MyST`,
//! `{% include file %}` of Jekyll, `{{% include "file" %}}` of Hugo.

use super::part::Part;
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::dialect::markup::arguments::{Argument, arguments, value};
use crate::content::dialect::markup::directives::{Directive, options};

/// How many lines may belong to a directive that takes in a file.
const MOST_LINES: usize = 500;

/// What a line, or several, stand for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing that is shown.
    Nothing,
    /// A file.
    File(Inclusion),
}

/// A file that is taken in.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inclusion {
    /// Where it may be, the likeliest first, as seen from the file that takes it in.
    pub(super) targets: Vec<String>,
    pub(super) part: Part,
    /// The language of its code, if it is shown as code.
    pub(super) code: Option<String>,
    /// What its variables stand for.
    pub(super) given: Vec<(String, String)>,
    /// How many further lines belong to it.
    pub(super) lines: usize,
    /// Whether it is another's business where it is missing.
    pub(super) is_optional: bool,
}

impl Inclusion {
    fn new(targets: Vec<String>) -> Self {
        Self {
            targets,
            part: Part::All,
            code: None,
            given: Vec::new(),
            lines: 0,
            is_optional: false,
        }
    }
}

/// Returns what a line takes in. `from` is the path of the file that it stands in, `after` are the
/// lines that follow.
pub(super) fn found(line: &str, from: &str, after: &[(usize, &str, u32)]) -> Option<Found> {
    let content = split_prefix(line).1.trim();
    mdbook(content)
        .or_else(|| pymdown(content))
        .or_else(|| vitepress(content).map(Found::File))
        .or_else(|| myst(line, after).map(Found::File))
        .or_else(|| jekyll(content, from).map(Found::File))
        .or_else(|| hugo(content).map(Found::File))
}

fn mdbook(content: &str) -> Option<Found> {
    let inner = content.strip_prefix("{{#")?.strip_suffix("}}")?;
    let (name, target) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    match name {
        "include" | "rustdoc_include" | "playground" => {
            let target = target.split_whitespace().next().unwrap_or_default();
            let (file, part) = target.split_once(':').unwrap_or((target, ""));
            let mut inclusion = Inclusion::new(vec![file.to_owned()]);
            inclusion.part = Part::after_colon(part, false);
            Some(Found::File(inclusion))
        }
        "title" => Some(Found::Nothing),
        _ => None,
    }
}

fn pymdown(content: &str) -> Option<Found> {
    let rest = content.trim_start_matches('-').strip_prefix("8<")?;
    let rest = rest.trim_start_matches('-').trim();
    if !content.starts_with('-') {
        return None;
    }
    let target = rest.trim_matches(['"', '\'']);
    // A mark of a part, or the end of a list of files; a file that is switched off.
    if target.is_empty() || target.starts_with(['[', ';']) {
        return Some(Found::Nothing);
    }
    // What another server has is not fetched.
    if target.contains("://") {
        return Some(Found::Nothing);
    }
    let (file, part) = target.split_once(':').unwrap_or((target, ""));
    let mut targets = vec![
        file.to_owned(),
        format!("~/{file}"),
        format!("~/docs/{file}"),
    ];
    // The folder of the configuration may be that above the content.
    targets.extend(file.split_once('/').map(|(_, below)| format!("~/{below}")));
    let mut inclusion = Inclusion::new(targets);
    inclusion.part = Part::after_colon(part, true);
    Some(Found::File(inclusion))
}

fn vitepress(content: &str) -> Option<Inclusion> {
    let comment = content
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .and_then(|inner| inner.trim().strip_prefix("@include:"));
    let (mut rest, is_code) = match comment {
        Some(target) => (target.trim(), false),
        None => (content.strip_prefix("<<<")?.trim(), true),
    };
    let mut language = None;
    let mut part = Part::All;
    // `[title]`
    if let Some((before, _)) = rest
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        rest = before.trim_end();
    }
    if let Some((before, inner)) = rest
        .strip_suffix('}')
        .and_then(|rest| rest.rsplit_once('{'))
    {
        rest = before.trim_end();
        if is_code {
            // Lines that stand out, then the language.
            let words = inner.split_whitespace();
            let mut words = words.filter(|word| !word.starts_with(|c: char| c.is_ascii_digit()));
            language = words.next();
        } else {
            part = Part::in_braces(inner);
        }
    }
    if let Some((before, name)) = rest.rsplit_once('#') {
        part = Part::Named(name.to_owned());
        rest = before;
    }
    let extension = rest.rsplit_once('.').map_or("", |(_, extension)| extension);
    let mut inclusion = Inclusion::new(from_source(rest, '@', &["", "docs/", "src/"]));
    inclusion.part = part;
    inclusion.code = is_code.then(|| language.unwrap_or(extension).to_owned());
    (!rest.is_empty()).then_some(inclusion)
}

/// Returns the places of a file that is named from the source folder if a sign stands before it.
fn from_source(target: &str, sign: char, folders: &[&str]) -> Vec<String> {
    match target.strip_prefix(sign) {
        Some(rest) => {
            let rest = rest.trim_start_matches('/');
            let places = folders.iter().map(|folder| format!("~/{folder}{rest}"));
            places.collect()
        }
        None => vec![target.to_owned()],
    }
}

fn myst(line: &str, after: &[(usize, &str, u32)]) -> Option<Inclusion> {
    let directive = Directive::begun_by(line)?;
    let is_code = match directive.name {
        "include" => false,
        "literalinclude" => true,
        _ => return None,
    };
    let target = directive.argument;
    let mut inclusion = Inclusion::new(from_source(target, '/', &["", "docs/", "source/"]));
    let mut language = String::new();
    let (mut first, mut last) = (1, usize::MAX);
    let (mut start, mut end) = (None, None);
    for (key, value) in options(after).0 {
        match key {
            // Counted from 0.
            "start-line" => first = value.parse().unwrap_or(0_usize).saturating_add(1),
            "end-line" => last = value.parse().unwrap_or(usize::MAX),
            "start-after" => start = Some(value.to_owned()),
            "end-before" => end = Some(value.to_owned()),
            "lines" => inclusion.part = Part::in_braces(value),
            "language" => value.clone_into(&mut language),
            _ => {}
        }
    }
    let inside = after.iter().map(|(_, line, _)| *line).take(MOST_LINES);
    let lines: Vec<_> = inside
        .take_while(|line| !directive.is_left_by(line))
        .collect();
    let closing = lines.iter().position(|line| directive.is_closed_by(line));
    inclusion.lines = closing.map_or(lines.len(), |at| at + 1);
    if start.is_some() || end.is_some() {
        inclusion.part = Part::Between(start, end);
    } else if (first, last) != (1, usize::MAX) {
        inclusion.part = Part::Lines(vec![(first, last)]);
    }
    inclusion.code = is_code.then_some(language);
    Some(inclusion)
}

fn jekyll(content: &str, from: &str) -> Option<Inclusion> {
    let inner = content.strip_prefix("{%")?.strip_suffix("%}")?;
    let inner = inner.trim_matches('-').trim();
    let (name, rest) = inner.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let file = rest.split_whitespace().next()?;
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_page = ["html", "htm"].contains(&extension);
    if inner.contains("%}") || !is_page && !["md", "markdown", "txt"].contains(&extension) {
        return None;
    }
    let targets = match name {
        "include_relative" => vec![file.to_owned()],
        "include" => {
            // The folder of includes lies in that of the site, which is one of those above.
            let above = from.rmatch_indices('/').map(|(at, _)| at + 1);
            let above = above.filter_map(|at| from.get(..at)).chain([""]);
            above
                .map(|folder| format!("~/{folder}_includes/{file}"))
                .collect()
        }
        _ => return None,
    };
    let given = arguments(rest.get(file.len()..).unwrap_or_default());
    let named = |one: &Argument<'_>| Some((one.key?.to_owned(), one.value.to_owned()));
    let mut inclusion = Inclusion::new(targets);
    inclusion.given = given.iter().filter_map(named).collect();
    // What the site has for all its pages may lie elsewhere, and need not be content.
    inclusion.is_optional = name == "include" || is_page;
    Some(inclusion)
}

fn hugo(content: &str) -> Option<Inclusion> {
    let inner = content.strip_prefix("{{")?.strip_suffix("}}")?;
    let inner = inner.trim_matches(['<', '>', '%', ' ']);
    let (name, rest) = inner.split_once(char::is_whitespace)?;
    if !matches!(name, "include" | "readfile" | "readFile") {
        return None;
    }
    let given = arguments(rest.trim_end_matches('/'));
    let first = || given.iter().find(|one| one.key.is_none());
    let file = value(&given, "file").or_else(|| first().map(|one| one.value))?;
    let is_code = value(&given, "code").is_some_and(|code| code == "true");
    let mut targets = from_source(file, '/', &["", "content/"]);
    targets.push(format!("~/{}", file.trim_start_matches('/')));
    targets.extend(
        file.split_once("content/")
            .map(|(_, below)| format!("~/{below}")),
    );
    let mut inclusion = Inclusion::new(targets);
    inclusion.code = is_code.then(|| value(&given, "lang").unwrap_or_default().to_owned());
    Some(inclusion)
}
