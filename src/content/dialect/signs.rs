//! Tells a dialect by what stands in a text: front matter, marks at the beginning of lines, words.

use std::borrow::Cow;
use std::collections::HashSet;

use super::contract::Dialect;
use super::github::GitHub;
use super::markup::fences::{Fences, spans};
use super::{docfx, generators};
use crate::content::markdown::text::plain;

/// Where a sign stands.
#[derive(Clone, Copy)]
enum Place {
    /// A key of the front matter, in lower case.
    Key,
    /// The beginning of a line outside code.
    Line,
    /// Anywhere outside code, also that within a line.
    Text,
    /// The tag of a component at the beginning of a line. One with a title tells; the name alone may
    /// stand in any text, and needs another sign beside it.
    Component,
}

/// A sign of a dialect: where it stands, what it is, how much it counts.
type Sign = (Place, &'static str, u32);

use Place::{Component, Key, Line, Text};

/// The signs of every dialect that has some, in the order that settles ties.
static SIGNS: [(&dyn Dialect, &[Sign]); 9] = [
    (
        &generators::DOCUSAURUS,
        &[
            (Key, "sidebar_label", 3),
            (Key, "sidebar_position", 3),
            (Key, "hide_title", 3),
            (Key, "hide_table_of_contents", 3),
            (Key, "pagination_label", 3),
            (Key, "custom_edit_url", 3),
            (Key, "displayed_sidebar", 3),
            (Key, "slug", 1),
            (Line, ":::tip", 2),
            (Line, ":::note", 2),
            (Line, ":::info", 2),
            (Line, ":::warning", 2),
            (Line, ":::caution", 2),
            (Line, ":::danger", 2),
            (Component, "<Tabs", 2),
            (Component, "<Accordion", 2),
            (Component, "<Callout", 2),
            (Component, "<Card", 2),
            (Component, "<Collaps", 2),
            (Component, "<Details", 2),
            (Component, "<Expandable", 2),
            (Component, "<FAQ", 2),
            (Component, "<Faq", 2),
            (Component, "<Steps", 2),
            (Text, "'@theme/", 4),
            (Text, "'@site/", 4),
            (Text, " \\{#", 3),
            (Text, " {/* #", 3),
            (Text, " {#", 2),
            (Key, "id", 1),
        ],
    ),
    (
        &generators::VITEPRESS,
        &[
            (Key, "outline", 2),
            (Key, "pageclass", 3),
            (Key, "sidebardepth", 2),
            (Line, "::: tip", 3),
            (Line, "::: warning", 3),
            (Line, "::: danger", 3),
            (Line, "::: info", 3),
            (Line, "::: details", 3),
            (Line, "::: note", 3),
            (Line, "::: important", 3),
            (Line, "::: code-group", 3),
            (Line, "::: tabs", 3),
            (Line, "@tab", 3),
            (Line, "<script setup", 3),
            (Line, "<<< @/", 3),
            (Line, "[[toc]]", 2),
        ],
    ),
    (
        &generators::MKDOCS,
        &[
            (Key, "hide", 2),
            (Line, "!!! ", 3),
            (Line, "??? ", 3),
            (Line, "???+ ", 3),
            (Line, "=== \"", 3),
            (Line, "--8<-- ", 3),
            (Line, "[TOC]", 1),
            (Text, ":material-", 2),
            (Text, "{ .annotate }", 3),
            (Text, " { #", 2),
            (Text, " {: #", 1),
        ],
    ),
    (
        &generators::HUGO,
        &[
            (Key, "lastmod", 3),
            (Key, "linktitle", 3),
            (Key, "weight", 2),
            (Key, "aliases", 2),
            (Key, "menu", 2),
            (Key, "draft", 2),
            (Text, "{{< ", 3),
            (Text, "{{% ", 3),
        ],
    ),
    (
        &generators::JEKYLL,
        &[
            (Key, "layout", 1),
            (Key, "permalink", 1),
            (Key, "redirect_from", 3),
            (Key, "nav_order", 3),
            (Key, "has_children", 3),
            (Line, "{: ", 2),
            (Line, "{:.", 2),
            (Line, "{:toc", 3),
            (Text, "{% ", 3),
            (Text, "{{ site.", 3),
            (Text, "{{ page.", 3),
        ],
    ),
    (
        &generators::MDBOOK,
        &[
            (Text, "{{#include ", 3),
            (Text, "{{#title ", 3),
            (Text, "{{#playground ", 3),
        ],
    ),
    (
        &generators::WIKIJS,
        &[
            (Key, "datecreated", 4),
            (Key, "editor", 2),
            (Line, "{.is-", 4),
            (Line, "{.links-list}", 4),
            (Line, "{.grid-list}", 4),
        ],
    ),
    (
        &generators::ASTRO,
        &[
            (Text, "@astrojs/starlight", 8),
            (Line, "<Aside", 3),
            (Line, "<LinkCard", 3),
            (Line, "<CardGrid", 3),
            (Key, "tableofcontents", 2),
        ],
    ),
    (
        &generators::MYST,
        &[
            (Key, "jupytext", 3),
            (Line, ":::{", 3),
            (Line, "::::{", 3),
            (Text, "{ref}`", 3),
            (Text, "{doc}`", 3),
            (Text, "{term}`", 3),
            (Text, "](project:", 3),
            (Text, "](inv:", 3),
        ],
    ),
];

/// Signs of docfx, each of which suffices.
const DOCFX: [&str; 10] = [
    "\nms.",
    "[!INCLUDE",
    "[!include",
    "[!VIDEO",
    "[!div",
    "](#tab/",
    ":::image",
    ":::row",
    ":::moniker",
    "::: moniker",
];

/// Returns the dialect that a text, front matter included, shows signs of.
pub(super) fn dialect_of(text: &str) -> Option<&'static dyn Dialect> {
    if DOCFX.iter().any(|sign| text.contains(sign)) {
        return Some(&docfx::Docfx);
    }
    if text.starts_with("+++") {
        return Some(&generators::HUGO);
    }
    let mut scores = Scores::default();
    let mut fences = Fences::default();
    let mut is_front = text.starts_with("---");
    for (number, line) in text.lines().enumerate() {
        if is_front && number > 0 {
            is_front = line.trim_end() != "---";
            if let Some((key, _)) = line.split_once(':') {
                let key = key.trim_end().to_lowercase();
                scores.count(|(place, sign, _)| matches!(place, Key) && *sign == key);
            }
            continue;
        }
        let start = line.trim_start();
        if is_myst(start.trim_end()) {
            scores.add(&generators::MYST, 3);
        }
        // Quick to see that a line has no sign: all of them hold one of these.
        let is_code = fences.is_code(line);
        scores.has_import |= !is_code && is_import(line);
        if is_code || !start.contains(['{', '!', '?', '=', ':', '<', '[', '@', '-']) {
            continue;
        }
        let text = without_code(start);
        scores.count(|(place, sign, _)| match place {
            Key => false,
            Line => start.starts_with(sign),
            Text => text.contains(sign),
            Component => start.starts_with(sign) && has_title(start),
        });
        scores.has_component |= is_component(start);
    }
    scores.add_components();
    scores.best().or_else(|| by_links(text))
}

/// Returns whether a line imports a component.
fn is_import(line: &str) -> bool {
    line.starts_with("import ") && line.contains(" from ") && line.contains(['\'', '"'])
}

/// Returns whether a tag says what its block is called.
fn has_title(tag: &str) -> bool {
    const TITLES: [&str; 5] = ["title=", "question=", "summary=", "header=", "heading="];
    TITLES.iter().any(|title| tag.contains(title))
}

/// Returns whether a line begins with the tag of a component of Docusaurus.
fn is_component(line: &str) -> bool {
    let docusaurus = SIGNS.iter().flat_map(|(_, signs)| signs.iter());
    let mut components = docusaurus.filter(|(place, ..)| matches!(place, Component));
    line.starts_with('<') && components.any(|(_, sign, _)| line.starts_with(sign))
}

/// Returns a line without what stands between its backticks.
fn without_code(line: &str) -> Cow<'_, str> {
    if !line.contains('`') {
        return line.into();
    }
    let mut out = String::with_capacity(line.len());
    spans(line, |text, is_code| {
        out.push_str(if is_code { "``" } else { text });
    });
    out.into()
}

/// Returns the dialect by whose rule of identifiers the links of a text into itself lead to its
/// headings, if GitHub's rule serves fewer of them.
fn by_links(text: &str) -> Option<&'static dyn Dialect> {
    /// More headings and links tell nothing new.
    const MOST: usize = 500;
    let targets: HashSet<&str> = text
        .split("](#")
        .skip(1)
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .take(MOST)
        .collect();
    if targets.is_empty() {
        return None;
    }
    let mut fences = Fences::default();
    let headings: Vec<String> = text
        .lines()
        .filter(|line| !fences.is_code(line) && line.starts_with('#'))
        .take(MOST)
        .map(plain)
        .collect();
    let served = |dialect: &dyn Dialect| {
        let ids: HashSet<String> = headings
            .iter()
            .map(|heading| dialect.heading_id(heading))
            .collect();
        targets
            .iter()
            .filter(|target| ids.contains(**target))
            .count()
    };
    let mut best: (Option<&'static dyn Dialect>, usize) = (None, served(&GitHub));
    for (dialect, _) in &SIGNS {
        let count = served(*dialect);
        if count > best.1 {
            best = (Some(*dialect), count);
        }
    }
    best.0
}

/// Returns whether a line is a label, or opens a directive in a fence that is no code of R.
fn is_myst(line: &str) -> bool {
    let is_label = line.starts_with('(') && line.ends_with(")=");
    let is_directive =
        line.starts_with("```{") && !line.starts_with("```{r") && line.ends_with('}');
    is_label || is_directive
}

/// What the signs of each dialect count, each sign once.
#[derive(Default)]
struct Scores {
    scores: [u32; SIGNS.len()],
    /// The signs that were found, a bit each.
    found: [u32; SIGNS.len()],
    /// Whether a component stands in the text that has no title.
    has_component: bool,
    /// Whether the text imports one.
    has_import: bool,
}

impl Scores {
    fn count(&mut self, is_there: impl Fn(&Sign) -> bool) {
        let scores = self.scores.iter_mut().zip(&mut self.found);
        for ((score, found), (_, signs)) in scores.zip(&SIGNS) {
            for (number, sign) in signs.iter().enumerate() {
                let bit = 1 << number;
                if *found & bit == 0 && is_there(sign) {
                    *found |= bit;
                    *score += sign.2;
                }
            }
        }
    }

    fn add(&mut self, dialect: &'static dyn Dialect, weight: u32) {
        for (score, (known, _)) in self.scores.iter_mut().zip(&SIGNS) {
            if *known == dialect {
                *score += weight;
            }
        }
    }

    /// Counts a component without a title, where something else tells its dialect.
    fn add_components(&mut self) {
        let docusaurus: &'static dyn Dialect = &generators::DOCUSAURUS;
        let mut own = self.scores.iter().zip(&SIGNS);
        let has_other = own.any(|(score, (known, _))| *known == docusaurus && *score > 0);
        if self.has_component && (self.has_import || has_other) {
            self.add(docusaurus, 2);
        }
    }

    /// Returns the dialect whose signs count most, if there are any.
    fn best(&self) -> Option<&'static dyn Dialect> {
        let best = self.scores.iter().copied().max().filter(|best| *best > 0)?;
        let at = self.scores.iter().position(|score| *score == best)?;
        SIGNS.get(at).map(|(dialect, _)| *dialect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_tell_their_dialect() {
        for (text, expected) in [
            ("---\ntitle: T\nms.date: 1/2/2020\n---\n", Some("docfx")),
            (
                "---\nsidebar_label: T\n---\n:::tip\nx\n:::\n",
                Some("docusaurus"),
            ),
            ("## Why? {#why}\n", Some("docusaurus")),
            (
                "<Accordion title=\"Why?\">x</Accordion>\n",
                Some("docusaurus"),
            ),
            // The name of a component alone may stand anywhere.
            ("# T\n\n<Tabs>\n<Steps>\n", None),
            ("# T\n\n<FAQ />\n", None),
            ("import FAQ from './faq';\n\n<FAQ />\n", Some("docusaurus")),
            ("---\nsidebar_label: T\n---\n<Steps>\n", Some("docusaurus")),
            ("```js\nimport FAQ from './faq';\n```\n<FAQ />\n", None),
            ("# T\n::: tip\nx\n:::\n", Some("vitepress")),
            ("# T\n??? question \"Why?\"\n    x\n", Some("mkdocs")),
            ("## Why? { #why }\n", Some("mkdocs")),
            ("+++\ntitle = \"T\"\n+++\n", Some("hugo")),
            ("{{% faq \"Why?\" %}}\nx\n{{% /faq %}}\n", Some("hugo")),
            ("---\nlayout: page\n---\n{% include x %}\n", Some("jekyll")),
            ("## Why?\n{: #why}\n", Some("jekyll")),
            ("{{#include x.md}}\n", Some("mdbook")),
            ("> x\n{.is-info}\n", Some("wikijs")),
            (
                "import { Aside } from '@astrojs/starlight/components';\n",
                Some("astro"),
            ),
            ("(why)=\n## Why?\n", Some("myst")),
            (
                "---\ntitle: T\n---\n# T\n\n## Why?\n\n> [!NOTE]\n> x\n",
                None,
            ),
            ("# T\n```\n::: tip\n{% x %}\n```\n", None),
            ("Write `{% x %}` and `{#id}`.\n", None),
            ("Write {ref}`why`.\n", Some("myst")),
            ("See [why](project:#why).\n", Some("myst")),
            ("- [x](#can-t-it)\n\n## Can't it?\n", Some("vitepress")),
            ("- [x](#a-b)\n\n## `A` -- *B*?\n", Some("vitepress")),
            ("- [x](#cant-it)\n\n## Can't it?\n", None),
        ] {
            let found = dialect_of(text).map(Dialect::name);
            assert_eq!(found, expected, "{text}");
        }
    }
}
