//! Turns docfx's line syntax into plain Markdown.
//!
//! Includes are taken in, layout fences go and their content stays, alerts get
//! the spelling that Markdown parsers know, tab headings become bold lines. What
//! stands in code is not touched.

use std::ops::Range;

use super::comment::{self, containing};
use super::document::Document;
use super::front_matter;
use super::include::Includes;
use super::model::Severity;
use super::problems::Problems;

/// A directive longer than this (in bytes) is taken for text.
const LONGEST_DIRECTIVE: usize = 2_000;

/// Cleans an article's body.
pub(super) fn clean(
    document: Document,
    includes: &mut Includes,
    problems: &mut Problems,
) -> Document {
    let document = comment::strip(document, problems);
    let text = document.text();
    let marks = ["[!", ":::", "#tab/", "<a "];
    if !marks.iter().any(|mark| text.contains(mark)) {
        return document;
    }
    let (code_blocks, literal) = comment::literal_ranges(text);
    let lines: Vec<_> = document.lines().collect();
    let mut cleaner = Cleaner {
        literal,
        includes,
        problems,
        out: Document::default(),
    };
    let mut rest = lines.as_slice();
    while let Some((&(start, line, number), after)) = rest.split_first() {
        let indent = line.len() - line.trim_start().len();
        let used = if containing(&code_blocks, start + indent).is_some() {
            cleaner.out.push_line(line, number);
            0
        } else {
            cleaner.line(start, line, number, after)
        };
        rest = after.get(used..).unwrap_or_default();
    }
    cleaner.out
}

type Line<'a> = (usize, &'a str, u32);

struct Cleaner<'a, 'b> {
    literal: Vec<Range<usize>>,
    includes: &'a mut Includes<'b>,
    problems: &'a mut Problems,
    out: Document,
}

impl Cleaner<'_, '_> {
    fn is_literal(&self, offset: usize) -> bool {
        containing(&self.literal, offset).is_some()
    }

    /// Cleans one line; returns how many of the following lines it used up.
    fn line(&mut self, start: usize, line: &str, number: u32, after: &[Line]) -> usize {
        if let Some((heading, used)) = split_heading(line, after) {
            self.out.push_line(&heading, number);
            return used;
        }
        if let Some(label) = tab_heading(line) {
            self.out.push_line(&format!("\n**{label}**\n\n"), number);
            return 0;
        }
        let trimmed = line.trim();
        if is_fence(trimmed) {
            return 0;
        }
        if trimmed.starts_with(":::image") && !trimmed.get(3..).unwrap_or_default().contains(":::")
        {
            if let Some((directive, used)) = spanning_directive(line, after) {
                self.inline(start, &directive, number);
                return used;
            }
        }
        let (prefix, content) = split_prefix(line);
        if let Some(label) = alert_label(content.trim_end()) {
            self.out.push_line(&format!("{prefix}[!{label}]\n"), number);
            return 0;
        }
        if let Some(rest) = strip_div(content) {
            if !rest.trim().is_empty() {
                self.inline(start, &format!("{prefix}{rest}"), number);
            }
            return 0;
        }
        if let Some(include) = Directive::at(content.trim_end(), 0) {
            if include.kind == Kind::Include && include.end == content.trim_end().len() {
                self.include_block(prefix, &include, number);
                return 0;
            }
        }
        self.inline(start, line, number);
        0
    }

    /// Copies a line, replacing the directives in it.
    fn inline(&mut self, start: usize, line: &str, number: u32) {
        if !line.contains("[!") && !line.contains(":::") {
            self.out.push_line(line, number);
            return;
        }
        let mut cleaned = String::with_capacity(line.len());
        let mut from = 0;
        for (at, _) in line.match_indices(['[', ':']) {
            if at < from || self.is_literal(start + at) {
                continue;
            }
            let Some(directive) = Directive::at(line, at) else {
                continue;
            };
            cleaned.push_str(line.get(from..at).unwrap_or_default());
            match directive.kind {
                Kind::Include => {
                    let text = self.include_text(&directive, number);
                    cleaned.push_str(&text.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                Kind::Video => {
                    cleaned.push_str(&format!("[Video](<{}>)", directive.target));
                }
                Kind::Text => cleaned.push_str(directive.label),
            }
            from = directive.end;
        }
        cleaned.push_str(line.get(from..).unwrap_or_default());
        self.out.push_line(&cleaned, number);
    }

    /// Takes in a file as blocks, each line behind what stands before the directive.
    fn include_block(&mut self, prefix: &str, include: &Directive, number: u32) {
        let text = self.include_text(include, number);
        let continued: String = prefix
            .chars()
            .map(|c| if matches!(c, '>' | '\t') { c } else { ' ' })
            .collect();
        let blank = format!("{}\n", continued.trim_end());
        let opens_item = continued != prefix;
        if !opens_item {
            self.out.push_line(&blank, number);
        }
        for (index, line) in text.trim_end().lines().enumerate() {
            let before = if index == 0 { prefix } else { &continued };
            self.out
                .push_line(format!("{before}{line}").trim_end(), number);
            self.out.push_line("\n", number);
        }
        self.out.push_line(&blank, number);
    }

    /// The cleaned text of an included file, or the directive's title where it cannot be read.
    fn include_text(&mut self, include: &Directive, number: u32) -> String {
        match self.includes.open(include.target) {
            Ok(text) => {
                let mut document = Document::default();
                document.push_line(front_matter::body(&text), number);
                let cleaned = clean(document, self.includes, self.problems);
                self.includes.close();
                cleaned.text().to_owned()
            }
            Err(refusal) => {
                self.problems.add(
                    refusal.rule(),
                    Severity::Error,
                    number,
                    format!("{refusal}: {}", include.target),
                    refusal.hint(),
                );
                include.label.to_owned()
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `[!INCLUDE[label](target)]`
    Include,
    /// `[!VIDEO target]`
    Video,
    /// Anything of which only the label is text: `:::image alt-text="label":::`, `[!code-x[label](…)]`.
    Text,
}

/// A directive inside a line.
struct Directive<'a> {
    kind: Kind,
    label: &'a str,
    target: &'a str,
    /// Byte offset, in the line, after the directive.
    end: usize,
}

impl<'a> Directive<'a> {
    fn at(line: &'a str, at: usize) -> Option<Self> {
        let rest = line.get(at..)?;
        let mut limit = rest.len().min(LONGEST_DIRECTIVE);
        while !rest.is_char_boundary(limit) {
            limit -= 1;
        }
        let rest = rest.get(..limit)?;
        if let Some(inner) = rest.strip_prefix("[!") {
            Self::bracketed(inner, at + 2)
        } else if rest.starts_with(":::") {
            Self::colons(rest, at)
        } else {
            None
        }
    }

    /// `inner` follows `[!`, at byte `from` of the line.
    fn bracketed(inner: &'a str, from: usize) -> Option<Self> {
        let name_end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))?;
        let (name, rest) = inner.split_at(name_end);
        if name.eq_ignore_ascii_case("video") {
            let (target, _) = rest.split_once(']')?;
            return Some(Self {
                kind: Kind::Video,
                label: "",
                target: target.trim(),
                end: from + name_end + target.len() + 1,
            });
        }
        let kind = if name.eq_ignore_ascii_case("include") {
            Kind::Include
        } else if name
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("code"))
        {
            Kind::Text
        } else {
            return None;
        };
        let label_from = rest
            .find('[')
            .filter(|&at| rest.get(..at).is_some_and(|gap| gap.trim().is_empty()))?
            + 1;
        let (label, after) = rest.get(label_from..)?.split_once("](")?;
        let (target, after) = after.split_once(')')?;
        // Some files forget the outer bracket.
        let closing = after.trim_start().starts_with(']');
        let after_len = if closing {
            after.trim_start().len() - 1
        } else {
            after.len()
        };
        Some(Self {
            kind,
            label,
            target: link_target(target),
            end: from + inner.len() - after_len,
        })
    }

    /// `:::image … alt-text="…":::`, `:::no-loc text="…":::`, `:::video source="…":::`.
    fn colons(rest: &'a str, at: usize) -> Option<Self> {
        let inner = rest.get(3..)?;
        let (inner, _) = inner.split_once(":::")?;
        let body = inner.trim_start();
        let (kind, label, target) = if body.starts_with("image") {
            (Kind::Text, quoted(body, "alt-text=").unwrap_or(""), "")
        } else if body.starts_with("no-loc") {
            (Kind::Text, quoted(body, "text=")?, "")
        } else if body.starts_with("video") {
            (Kind::Video, "", quoted(body, "source=")?)
        } else {
            return None;
        };
        Some(Self {
            kind,
            label,
            target,
            end: at + 3 + inner.len() + 3,
        })
    }
}

/// The path in `path "title"` or `<path>`.
fn link_target(target: &str) -> &str {
    let target = target.trim();
    if let Some(inner) = target
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return inner;
    }
    target
        .split_once(" \"")
        .map_or(target, |(path, _)| path.trim_end())
}

fn quoted<'a>(attributes: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = attributes.split_once(key)?;
    let rest = rest.strip_prefix('"')?;
    Some(rest.split_once('"').map_or(rest, |(value, _)| value))
}

/// What stands before a line's content: indentation, quote marks, a list marker.
fn split_prefix(line: &str) -> (&str, &str) {
    let mut end = 0;
    let mut marker = false;
    for (at, c) in line.char_indices() {
        match c {
            ' ' | '\t' | '>' => end = at + 1,
            '-' | '*' | '+' if !marker => {
                let spaced = line
                    .get(at + 1..)
                    .is_some_and(|rest| rest.starts_with([' ', '\t']));
                if !spaced {
                    break;
                }
                marker = true;
                end = at + 1;
            }
            '0'..='9' if !marker => {
                let rest = line.get(at..).unwrap_or_default();
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                let after = rest.get(digits..).unwrap_or_default();
                if digits > 9 || !(after.starts_with(". ") || after.starts_with(") ")) {
                    break;
                }
                let (before, content) = line.split_at(at + digits + 1);
                let spaces = content.len() - content.trim_start_matches([' ', '\t', '>']).len();
                return line.split_at(before.len() + spaces);
            }
            _ => break,
        }
    }
    line.split_at(end)
}

/// The label of an alert line, as Markdown parsers spell it.
fn alert_label(content: &str) -> Option<&'static str> {
    const LABELS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
    let label = content.strip_prefix("[!")?.strip_suffix(']')?;
    LABELS
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(label.trim()))
}

/// What follows `[!div …]` on its line.
fn strip_div(content: &str) -> Option<&str> {
    let rest = content.strip_prefix("[!")?;
    let name = rest.get(..3)?;
    if !name.eq_ignore_ascii_case("div") {
        return None;
    }
    rest.split_once(']').map(|(_, after)| after)
}

/// Lines that only open or close a layout container.
fn is_fence(trimmed: &str) -> bool {
    const CONTAINERS: [&str; 5] = ["row", "column", "zone", "moniker", "image-end"];
    let Some(rest) = trimmed.strip_prefix(":::") else {
        return false;
    };
    let rest = rest.trim_start_matches(':').trim_start();
    rest.is_empty()
        || CONTAINERS.iter().any(|name| {
            rest.strip_prefix(name).is_some_and(|after| {
                after.is_empty() || after.starts_with([' ', ':', '\t']) || after.starts_with("-end")
            })
        })
}

/// The label of `# [Label](#tab/id)`, which opens a tab and is no heading.
fn tab_heading(line: &str) -> Option<&str> {
    let rest = line.trim();
    let level = rest.len() - rest.trim_start_matches('#').len();
    let rest = rest.get(level..)?.trim_start();
    if !(1..=6).contains(&level) || !rest.ends_with(')') {
        return None;
    }
    let (label, target) = rest.strip_prefix('[')?.split_once("](")?;
    target.starts_with("#tab/").then_some(label)
}

/// A heading whose anchor and text were torn onto the lines below it, put together
/// again: `###`, then `<a name="x">`, then `</a> text`. Returns the lines used too.
fn split_heading(line: &str, after: &[Line]) -> Option<(String, usize)> {
    let hashes = line.trim();
    if hashes.is_empty() || hashes.len() > 6 || !hashes.bytes().all(|b| b == b'#') {
        return None;
    }
    let open = after.first()?.1.trim();
    if !open.starts_with("<a ") {
        return None;
    }
    let Some(tag) = open.strip_suffix('>').filter(|inner| !inner.contains('>')) else {
        // `###`, then `<a name="x"></a> text`.
        return open
            .contains("></a>")
            .then(|| (format!("{hashes} {open}\n"), 1));
    };
    let text = after.get(1)?.1.trim().strip_prefix("</a>")?;
    Some((format!("{hashes} {tag}></a>{text}\n"), 2))
}

/// A `:::image` whose attributes go on over several lines, as one line.
fn spanning_directive(line: &str, after: &[Line]) -> Option<(String, usize)> {
    const MOST_LINES: usize = 12;
    let mut joined = line.trim_end().to_owned();
    for (index, (_, next, _)) in after.iter().take(MOST_LINES).enumerate() {
        joined.push(' ');
        joined.push_str(next.trim());
        if next.contains(":::") {
            joined.push('\n');
            return Some((joined, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::model::Problem;

    fn cleaned_in(root: Option<&std::path::Path>, text: &str) -> (String, Vec<Problem>) {
        let mut problems = Problems::new(0, "a/b.md");
        let mut includes = Includes::new(root, "a/b.md");
        let document = clean(
            Document::new(text.to_owned(), 1),
            &mut includes,
            &mut problems,
        );
        (document.text().to_owned(), problems.into_vec())
    }

    fn cleaned(text: &str) -> String {
        cleaned_in(None, text).0
    }

    #[test]
    fn alerts_get_the_usual_spelling_and_divs_go() {
        assert_eq!(cleaned("> [!Note]  \n> a\n"), "> [!NOTE]\n> a\n");
        assert_eq!(cleaned("- >[!tip]\n"), "- >[!TIP]\n");
        assert_eq!(cleaned("> [!NOTE] a\n"), "> [!NOTE] a\n");
        assert_eq!(cleaned("> [!div class=\"next\"]\n> [a](b)\n"), "> [a](b)\n");
        assert_eq!(cleaned("> [!div class=\"x\"] a\n"), ">  a\n");
    }

    #[test]
    fn fences_go_and_what_they_hold_stays() {
        let text = ":::row:::\n:::column span=\"2\":::\na\n:::column-end:::\n:::row-end:::\n\
                    ::: zone pivot=\"p\"\nb\n::: zone-end\n::: moniker range=\">=x\"\nc\n:::moniker-end\n:::code language=\"c\":::\n";
        assert_eq!(cleaned(text), "a\nb\nc\n:::code language=\"c\":::\n");
    }

    #[test]
    fn images_and_videos_become_markdown() {
        assert_eq!(
            cleaned("a :::image source=\"x.png\" alt-text=\"A gear\"::: b\n"),
            "a A gear b\n"
        );
        assert_eq!(
            cleaned(":::image source=\"x.png\"\n  alt-text=\"A gear\":::\n"),
            "A gear\n"
        );
        assert_eq!(
            cleaned("> [!VIDEO https://v.example/1]\n"),
            "> [Video](<https://v.example/1>)\n"
        );
    }

    #[test]
    fn tabs_are_no_headings() {
        assert_eq!(
            cleaned("# [Windows](#tab/win)\na\n"),
            "\n**Windows**\n\na\n"
        );
    }

    #[test]
    fn a_torn_heading_is_put_together() {
        assert_eq!(
            cleaned("### \n  <a name=\"x\">\n  </a> Why?  \nb\n"),
            "### <a name=\"x\"></a> Why?\nb\n"
        );
        assert_eq!(
            cleaned("###\n<a name=\"x\"></a> Why?\n"),
            "### <a name=\"x\"></a> Why?\n"
        );
    }

    #[test]
    fn code_is_not_touched() {
        let text = "```\n[!INCLUDE[a](b.md)]\n:::row:::\n> [!Note]\n```\n`[!VIDEO x]` [!VIDEO y]\n";
        assert_eq!(cleaned(text), text.replace(" [!VIDEO y]", " [Video](<y>)"));
    }

    #[test]
    fn includes_are_taken_in_with_their_own() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let inc = folder.path().join("inc");
        std::fs::create_dir(&inc)?;
        std::fs::write(
            inc.join("one.md"),
            "---\ntitle: no\n---\nfirst\n\n[!INCLUDE [t](two.md)]\n",
        )?;
        std::fs::write(
            inc.join("two.md"),
            "second<!-- 1 -->\n[!INCLUDE[again](../inc/one.md)]",
        )?;
        let (text, problems) = cleaned_in(
            Some(folder.path()),
            "x\n- [!INCLUDE[t](../inc/one.md)]\ny [!include[t](~/inc/two.md)] z\n",
        );
        assert_eq!(
            text,
            "x\n- first\n\n\n  second<!-- 1 -->\n\n  again\n\ny second<!-- 1 --> first t z\n"
        );
        let found: Vec<_> = problems.iter().map(|p| (p.rule, p.line)).collect();
        assert_eq!(found, [("include-cycle", 2), ("include-cycle", 3)]);
        Ok(())
    }

    #[test]
    fn an_include_that_cannot_be_read_leaves_its_title() {
        let (text, problems) = cleaned_in(None, "a\nx [!INCLUDE[the title](none.md)] y\n");
        assert_eq!(text, "a\nx the title y\n");
        let found: Vec<_> = problems.iter().map(|p| (p.rule, p.line)).collect();
        assert_eq!(found, [("include-not-found", 2)]);
    }
}
