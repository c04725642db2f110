//! Directives and roles of `MyST`: `:::{note} Title`, fences of backticks with a name in braces,
//! options below them, `` {ref}`label` ``, comments that begin with `%`.

use std::collections::HashMap;

use super::fences::{Fences, fence, spans};
use super::writer::{Block, Writer, block};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::entries::question::has_question_mark;
use crate::content::source::line_map::MappedText;

/// Directives that hold code.
const CODE: [&str; 6] = [
    "code",
    "code-block",
    "code-cell",
    "sourcecode",
    "math",
    "mermaid",
];
/// Directives that show nothing of what they hold.
const SILENT: [&str; 7] = [
    "toctree",
    "contents",
    "eval-rst",
    "index",
    "meta",
    "include",
    "literalinclude",
];

/// What an open directive is.
enum Open {
    /// Its content is Markdown; whether it is folded.
    Content { prefix: String, is_fold: bool },
    /// Its content is code.
    Code { prefix: String },
    /// Its content is dropped.
    Silent,
}

/// Rewrites directives and roles.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !text.contains("{") && !text.contains("\n%") && !text.contains("\n+++") {
        return document;
    }
    let titles = titles(&document);
    let lines: Vec<_> = document.lines().collect();
    let mut writer = Writer::default();
    let mut fences = Fences::default();
    // With the sign and the length of the fence.
    let mut open: Vec<(char, usize, Open)> = Vec::new();
    let mut index = 0;
    let mut last = 1;
    while let Some(&(_, line, number)) = lines.get(index) {
        index += 1;
        last = number;
        let (prefix, content) = split_prefix(line);
        let content = content.trim_end();
        if let Some((sign, length)) = mark(content)
            && content.len() == length
            && !fences.is_open()
            && open
                .last()
                .is_some_and(|(of, least, _)| *of == sign && length >= *least)
        {
            if let Some((.., directive)) = open.pop() {
                end(&mut writer, directive, number);
            }
            continue;
        }
        match open.last() {
            Some((.., Open::Silent)) => continue,
            Some((.., Open::Code { .. })) => {
                writer.line(line, number);
                continue;
            }
            _ => {}
        }
        if !fences.is_open()
            && let Some((sign, length)) = mark(content)
            && let Some((name, argument)) = directive(content.get(length..).unwrap_or_default())
        {
            let options = Options::read(lines.get(index..).unwrap_or_default());
            index += options.lines;
            let id = options.name;
            let directive = begin(&mut writer, prefix, (name, argument, id), number);
            if let Some(alternative) = options.alternative {
                writer.text(prefix, alternative, number);
            }
            open.push((sign, length, directive));
            continue;
        }
        if fences.is_code(line) {
            writer.line(line, number);
        } else if content.starts_with("% ") || content == "%" || content == "+++" {
            writer.blank(prefix, number);
        } else {
            writer.line(&without_roles(line, &titles), number);
        }
    }
    while let Some((.., directive)) = open.pop() {
        end(&mut writer, directive, last);
    }
    writer.out
}

/// Returns the sign and the length of a fence of any kind.
fn mark(content: &str) -> Option<(char, usize)> {
    if content.starts_with(":::") {
        return Some((':', content.len() - content.trim_start_matches(':').len()));
    }
    fence(content)
}

/// Returns the name and the argument of a directive.
fn directive(rest: &str) -> Option<(&str, &str)> {
    let (name, argument) = rest.trim_start().strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    is_name.then(|| (name, argument.trim()))
}

fn begin(
    writer: &mut Writer,
    prefix: &str,
    (name, argument, id): (&str, &str, Option<&str>),
    number: u32,
) -> Open {
    if SILENT.contains(&name) {
        return Open::Silent;
    }
    if CODE.contains(&name) {
        writer.text(prefix, &format!("~~~~~~~~{argument}"), number);
        return Open::Code {
            prefix: prefix.to_owned(),
        };
    }
    let is_picture = matches!(name, "figure" | "image");
    let title = (!argument.is_empty() && !is_picture).then_some(argument);
    let shown = match block(name, title) {
        Block::Titled(title) if has_question_mark(title) => Block::Fold(title),
        shown => shown,
    };
    let is_fold = writer.open(prefix, shown, id, number);
    Open::Content {
        prefix: prefix.to_owned(),
        is_fold,
    }
}

fn end(writer: &mut Writer, directive: Open, number: u32) {
    match directive {
        Open::Content { prefix, is_fold } => writer.close(&prefix, is_fold, number),
        Open::Code { prefix } => writer.text(&prefix, "~~~~~~~~", number),
        Open::Silent => {}
    }
}

/// The options of a directive.
#[derive(Default)]
struct Options<'a> {
    /// Lines that they take.
    lines: usize,
    /// The identifier that they give.
    name: Option<&'a str>,
    /// What describes a picture.
    alternative: Option<&'a str>,
}

impl<'a> Options<'a> {
    /// Reads `:key: value` lines, or a block between two lines of hyphens.
    fn read(lines: &[(usize, &'a str, u32)]) -> Self {
        let mut options = Self::default();
        let mut lines = lines.iter().map(|(_, line, _)| line.trim());
        let first = lines.clone().next();
        if first == Some("---") {
            let Some(end) = lines.clone().skip(1).position(|line| line == "---") else {
                return options;
            };
            options.lines = end + 2;
            for line in lines.skip(1).take(end) {
                options.take(line.split_once(':'));
            }
            return options;
        }
        while let Some(pair) = lines
            .next()
            .and_then(|line| line.strip_prefix(':')?.split_once(':'))
            .filter(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))
        {
            options.lines += 1;
            options.take(Some(pair));
        }
        options
    }

    fn take(&mut self, pair: Option<(&'a str, &'a str)>) {
        match pair.map(|(key, value)| (key.trim(), value.trim())) {
            Some(("name", value)) if !value.is_empty() => self.name = Some(value),
            Some(("alt", value)) if !value.is_empty() => self.alternative = Some(value),
            _ => {}
        }
    }
}

/// Returns the headings that follow labels, by label.
fn titles(document: &MappedText) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    for (_, line, _) in document.lines() {
        let line = line.trim();
        if let Some(label) = line
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(")="))
        {
            waiting.push(label);
        } else if !line.is_empty() {
            let heading = line
                .starts_with('#')
                .then(|| line.trim_start_matches('#').trim());
            for label in waiting.drain(..) {
                if let Some(heading) = heading {
                    titles.insert(label.to_owned(), heading.to_owned());
                }
            }
        }
    }
    titles
}

/// Returns a line with what its roles show.
fn without_roles(line: &str, titles: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(line.len());
    spans(line, |text, is_code| {
        let role = is_code.then(|| role(&out)).flatten().map(str::to_owned);
        let Some(role) = role else {
            out.push_str(text);
            return;
        };
        out.truncate(out.len() - role.len() - 2);
        let inner = text.trim_matches('`').trim();
        let (shown, target) = match inner
            .strip_suffix('>')
            .and_then(|rest| rest.rsplit_once('<'))
        {
            Some((shown, target)) => (shown.trim(), target),
            None => (inner, inner),
        };
        match role.as_str() {
            "ref" | "numref" => {
                let title = titles.get(target);
                let shown = title
                    .filter(|_| shown == target)
                    .map_or(shown, String::as_str);
                if title.is_some() {
                    out.extend(["[", shown, "](#", target, ")"]);
                } else {
                    out.push_str(shown);
                }
            }
            "code" | "file" | "command" | "program" | "option" | "envvar" | "samp" | "math" => {
                out.extend(["`", shown, "`"]);
            }
            _ => out.push_str(shown),
        }
    });
    out
}

/// Returns the name of a role that a text ends with: `{ref}`.
fn role(before: &str) -> Option<&str> {
    let inner = before.strip_suffix('}')?;
    let (_, name) = inner.rsplit_once('{')?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'));
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn directives_keep_their_content() {
        let text = ":::{note}\n:class: wide\na\n:::\n```{admonition} Mind\nb\n```\n\
                    ```{toctree}\nx\n```\n```{code-block} sh\n:linenos:\nls\n```\n% no\n";
        assert_eq!(cleaned(text), "a\n**Mind**\nb\n~~~~~~~~sh\nls\n~~~~~~~~");
    }

    #[test]
    fn directives_that_ask_are_folded_and_named() {
        let text = "::::{faq-entry} Is it far?\n---\nname: far\n---\n\nNo.\n::::\n";
        assert_eq!(
            cleaned(text),
            "<details id=\"far\">\n<summary>Is it far?</summary>\nNo.\n</details>"
        );
    }

    #[test]
    fn roles_show_what_they_name() {
        let text = "(deep)=\n## Is it deep?\n\nSee {ref}`deep`, {ref}`that <deep>`, \
                    {doc}`the map </map>`, {kbd}`x` and `{ref}`.\n";
        assert_eq!(
            cleaned(text).lines().last(),
            Some("See [Is it deep?](#deep), [that](#deep), the map, x and `{ref}`.")
        );
    }
}
