//! Directives and roles of `MyST`: `:::{note} Title`, fences of backticks with a name in braces,
//! options below them, `` {ref}`label` ``, comments that begin with `%`.

use std::collections::HashMap;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::fences::{Container, FENCE, Fences, fence, spans};
use super::writer::{Block, Opened, Writer, block, continued};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::entries::question::has_question_mark;
use crate::content::markdown::text::one_line;
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
    let mut open: Vec<Open> = Vec::new();
    let mut index = 0;
    let mut last = 1;
    while let Some(&(_, line, number)) = lines.get(index) {
        index += 1;
        last = number;
        while let Some(left) = open.pop_if(|one| one.directive.is_left_by(line)) {
            // A fence in it ends with it.
            fences = Fences::default();
            left.end(&mut writer, number);
        }
        let is_closed = |one: &mut Open| !fences.is_open() && one.directive.is_closed_by(line);
        if let Some(closed) = open.pop_if(is_closed) {
            closed.end(&mut writer, number);
            continue;
        }
        match open.last().map(|one| &one.shown) {
            Some(Shown::Silent) => continue,
            Some(Shown::Code) => {
                writer.line(line, number);
                continue;
            }
            _ => {}
        }
        if !fences.is_open()
            && let Some(directive) = Directive::begun_by(line)
        {
            let (options, taken) = options(lines.get(index..).unwrap_or_default());
            index += taken;
            open.push(Open::begin(&mut writer, directive, &options, number));
            continue;
        }
        let (prefix, content) = split_prefix(line);
        let content = content.trim_end();
        if fences.is_code(line) {
            writer.line(line, number);
        } else if content.starts_with("% ") || content == "%" || content == "+++" {
            writer.blank(prefix, number);
        } else {
            writer.line(&without_roles(line, &titles), number);
        }
    }
    while let Some(unclosed) = open.pop() {
        unclosed.end(&mut writer, last);
    }
    writer.out
}

/// How many lines the options of a directive may take.
const MOST_OPTIONS: usize = 200;

/// The first line of a directive.
#[derive(Clone, Copy)]
pub(super) struct Directive<'a> {
    pub(super) name: &'a str,
    pub(super) argument: &'a str,
    prefix: &'a str,
    /// The sign and the length of its fence.
    mark: (char, usize),
}

impl<'a> Directive<'a> {
    /// Returns the directive that a line begins.
    pub(super) fn begun_by(line: &'a str) -> Option<Self> {
        let (prefix, content) = split_prefix(line);
        let content = content.trim_end();
        let mark = mark(content)?;
        let rest = content.get(mark.1..)?.trim_start();
        let (name, argument) = rest.strip_prefix('{')?.split_once('}')?;
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        is_name.then_some(Self {
            name,
            argument: argument.trim(),
            prefix,
            mark,
        })
    }

    /// Returns whether a line closes the directive.
    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let content = split_prefix(line).1.trim_end();
        let (sign, least) = self.mark;
        mark(content)
            .is_some_and(|(of, length)| of == sign && length >= least && content.len() == length)
    }

    /// Returns whether a line stands outside of the quote or the item of a list that the directive
    /// stands in, and with which it ends.
    pub(super) fn is_left_by(&self, line: &str) -> bool {
        Container::of(self.prefix).is_left_by(line)
    }
}

/// Returns the sign and the length of a fence of any kind.
fn mark(content: &str) -> Option<(char, usize)> {
    if content.starts_with(":::") {
        return Some((':', content.len() - content.trim_start_matches(':').len()));
    }
    fence(content)
}

/// Returns the options below a directive, and how many lines they take: `:key: value`, or what stands
/// between two lines of hyphens.
pub(super) fn options<'a>(lines: &[(usize, &'a str, u32)]) -> (Vec<(&'a str, &'a str)>, usize) {
    let lines = lines
        .get(..lines.len().min(MOST_OPTIONS))
        .unwrap_or_default();
    let content = |(_, line, _): &(usize, &'a str, u32)| split_prefix(line).1.trim();
    let mut rest = lines.iter().map(content);
    if rest.next() == Some("---") {
        let Some(end) = rest.position(|line| line == "---") else {
            return (Vec::new(), 0);
        };
        let inner = lines.iter().map(content).skip(1).take(end);
        let pairs = inner.filter_map(|line| line.split_once(':'));
        let pairs = pairs.map(|(key, value)| (key.trim(), value.trim()));
        return (pairs.collect(), end + 2);
    }
    let pair = |line: &'a str| line.strip_prefix(':')?.split_once(':');
    let is_key = |key: &str| !key.is_empty() && !key.contains(char::is_whitespace);
    let pairs = lines.iter().map(content).map_while(pair);
    let pairs = pairs.take_while(|(key, _)| is_key(key));
    let pairs: Vec<_> = pairs.map(|(key, value)| (key, value.trim())).collect();
    let taken = pairs.len();
    (pairs, taken)
}

/// A directive that is open.
struct Open<'a> {
    directive: Directive<'a>,
    shown: Shown,
}

/// What an open directive shows.
enum Shown {
    /// Its content is Markdown.
    Content(Opened),
    /// Its content is code.
    Code,
    /// Nothing.
    Silent,
}

impl<'a> Open<'a> {
    fn begin(
        writer: &mut Writer,
        directive: Directive<'a>,
        options: &[(&str, &str)],
        number: u32,
    ) -> Self {
        let option = |name: &str| {
            let mut named = options.iter().filter(|(key, _)| *key == name);
            named
                .next_back()
                .map(|(_, value)| *value)
                .filter(|value| !value.is_empty())
        };
        let Directive {
            name,
            argument,
            prefix,
            ..
        } = directive;
        let shown = if SILENT.contains(&name) {
            Shown::Silent
        } else if CODE.contains(&name) {
            writer.text(prefix, &format!("{FENCE}{argument}"), number);
            Shown::Code
        } else {
            let is_picture = matches!(name, "figure" | "image");
            let title = (!argument.is_empty() && !is_picture).then_some(argument);
            // `sphinx-togglebutton` folds by class.
            let is_folded = option("class")
                .is_some_and(|class| class.contains("dropdown") || class.contains("toggle"));
            let block = match block(name, title).or_alert(name) {
                Block::Titled(title) if is_folded || has_question_mark(title) => Block::Fold(title),
                block => block,
            };
            let id = option("name").or_else(|| option("label")).map(identifier);
            Shown::Content(writer.open(prefix, block, id.as_deref(), number))
        };
        if !matches!(shown, Shown::Silent)
            && let Some(alternative) = option("alt")
        {
            writer.text(prefix, alternative, number);
        }
        Self { directive, shown }
    }

    fn end(&self, writer: &mut Writer, number: u32) {
        let prefix = self.directive.prefix;
        match self.shown {
            Shown::Content(opened) => writer.close(prefix, opened, number),
            Shown::Code => writer.text(&continued(prefix), FENCE, number),
            Shown::Silent => {}
        }
    }
}

/// Returns the identifier that docutils makes of a heading's text or of a label: ASCII letters and
/// digits, everything between them one dash, no digit in front.
pub(in crate::content::dialect) fn identifier(name: &str) -> String {
    let mut lower = String::with_capacity(name.len());
    for c in name.to_lowercase().chars() {
        match without_stroke(c) {
            Some(letters) => lower.push_str(letters),
            None => lower.push(c),
        }
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let mut id = String::with_capacity(decomposed.len());
    let joined = decomposed.split_whitespace().collect::<Vec<_>>().join(" ");
    for c in joined.chars().filter(char::is_ascii) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            id.push(c);
        } else if !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    id.trim_end_matches('-').to_owned()
}

/// Returns what docutils writes for a letter that no decomposition makes ASCII (`docutils.nodes`).
fn without_stroke(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "sz",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ƌ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' | 'ƚ' => "l",
        'ŧ' | 'ƫ' | 'ƭ' => "t",
        'ƀ' | 'ƃ' => "b",
        'ƈ' => "c",
        'ƒ' => "f",
        'ƙ' => "k",
        'ƞ' => "n",
        'ƥ' => "p",
        'ƴ' => "y",
        'ƶ' => "z",
        'ǥ' => "g",
        _ => return None,
    })
}

/// Returns the headings that follow labels, by label.
fn titles(document: &MappedText) -> HashMap<String, String> {
    let mut titles = HashMap::new();
    let mut waiting: Vec<&str> = Vec::new();
    for (_, line, _) in document.lines() {
        let line = line.trim();
        if let Some(label) = label(line) {
            waiting.push(label);
        } else if !line.is_empty() {
            let heading = line
                .starts_with('#')
                .then(|| line.trim_start_matches('#').trim());
            for label in waiting.drain(..) {
                if let Some(heading) = heading {
                    titles.insert(normalized(label), heading.to_owned());
                }
            }
        }
    }
    titles
}

/// Returns the name of a target, `(label)=`, whatever it is made of.
pub(super) fn label(line: &str) -> Option<&str> {
    let name = line.strip_prefix('(')?.strip_suffix(")=")?;
    (!name.trim().is_empty()).then_some(name)
}

/// Returns a label as references are compared with it: docutils' `fully_normalize_name`.
fn normalized(label: &str) -> String {
    one_line(label).to_lowercase()
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
                let title = titles.get(&normalized(target));
                let shown = title
                    .filter(|_| shown == target)
                    .map_or(shown, String::as_str);
                if title.is_some() {
                    out.extend(["[", shown, "](#", &identifier(target), ")"]);
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
        assert_eq!(
            cleaned(text),
            "> [!NOTE]\n> a\n**Mind**\nb\n~~~~~~~~sh\nls\n~~~~~~~~"
        );
    }

    #[test]
    fn directives_end_with_what_they_stand_in() {
        let text = "> ```{note}\n> a\n\nb\n\n- :::{tip} Why?\n  :name: n\n  c\n- d\n\n\
                    > ~~~{code-block} sh\n> ls\n> ~~~~\ne\n";
        assert_eq!(
            cleaned(text),
            ">\n> > [!NOTE]\n> > a\n>\nb\n- <details id=\"n\">\n  <summary>Why?</summary>\n  c\n  \
             </details>\n- d\n> ~~~~~~~~sh\n> ls\n> ~~~~~~~~\ne"
        );
        // A fence in one of them ends with the quote, too.
        let text =
            "> :::{note}\n> ~~~\n> a\n\n:::{tip}\nb\n:::\n\n> ~~~\n> c\n\n:::{tip}\nd\n:::\n";
        assert_eq!(
            cleaned(text),
            ">\n> > [!NOTE]\n> > ~~~\n> > a\n>\n> [!TIP]\n> b\n> ~~~\n> c\n> [!TIP]\n> d"
        );
    }

    #[test]
    fn directives_that_ask_are_folded_and_named() {
        let text = "::::{faq-entry} Is it far?\n---\nname: far\n---\n\nNo.\n::::\n";
        assert_eq!(
            cleaned(text),
            "<details id=\"far\">\n<summary>Is it far?</summary>\nNo.\n</details>"
        );
        let text = ":::{admonition} The way\n:class: tip dropdown\n:label: way\nLong.\n:::\n";
        assert_eq!(
            cleaned(text),
            "<details id=\"way\">\n<summary>The way</summary>\nLong.\n</details>"
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
        let text = "(How  Deep)=\n## Is it deep?\n\n{ref}`how deep`\n";
        assert_eq!(
            cleaned(text).lines().last(),
            Some("[Is it deep?](#how-deep)")
        );
    }

    #[test]
    fn letters_with_strokes_are_written_as_docutils_writes_them() {
        let id = identifier("Wie groß ist Łódź? Ærø œuvre");
        assert_eq!(id, "wie-grosz-ist-lodz-aero-oeuvre");
        // Capitals that a decomposition brings are no letters of an identifier.
        assert_eq!(identifier("A™ ½ b"), "a-12-b");
    }
}
