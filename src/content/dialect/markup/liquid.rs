//! Liquid: `{% include x %}`, `{% raw %}`, `{% highlight sh %}`, `{{ site.url }}`.
//!
//! Jekyll reads it in code, too; there only what is surely meant so is taken away. What a variable
//! holds is not known, so nothing stands for it.

use super::arguments::{arguments, near, title, value};
use super::fences::{FENCE, Fences};
use super::writer::{Block, Opened, Writer, block, escaped};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::source::line_map::MappedText;

/// Parameters of an include whose words its template most likely shows.
const READABLE: [&str; 14] = [
    "title",
    "heading",
    "question",
    "summary",
    "content",
    "text",
    "message",
    "body",
    "answer",
    "description",
    "caption",
    "alt",
    "note",
    "label",
];

/// Where the scan of a text stands.
#[derive(Default)]
struct State {
    writer: Writer,
    /// The name of each open block, its prefix, and how it was opened.
    open: Vec<(String, String, Opened)>,
    /// The tag up to which the text is as it is, or is not shown at all.
    until: Option<&'static str>,
    is_hidden: bool,
    fences: Fences,
    is_code: bool,
}

/// Rewrites the tags and variables of a text.
pub(super) fn clean(document: MappedText) -> MappedText {
    let text = document.text();
    if !text.contains("{%") && !text.contains("{{") {
        return document;
    }
    let mut state = State::default();
    let mut last = 1;
    for (_, line, number) in document.lines() {
        last = number;
        state.is_code = state.fences.is_code(line);
        if state.until.is_none() && !line.contains("{%") && !line.contains("{{") {
            state.writer.line(line, number);
        } else {
            state.line(line, number);
        }
    }
    while let Some((_, prefix, opened)) = state.open.pop() {
        state.writer.close(&prefix, opened, last);
    }
    state.writer.out
}

/// Drops the lines outside of code that are nothing but one tag.
pub(super) fn clean_lines(document: MappedText) -> MappedText {
    if !document.text().contains("{%") {
        return document;
    }
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    for (_, line, number) in document.lines() {
        let content = split_prefix(line).1.trim();
        let is_tag = content.starts_with("{%") && content.find("%}") == Some(content.len() - 2);
        let is_dropped = !fences.is_code(line) && is_tag;
        out.push_line(if is_dropped { "\n" } else { line }, number);
    }
    out
}

impl State {
    fn line(&mut self, line: &str, number: u32) {
        let (prefix, _) = split_prefix(line);
        let mut prefix = prefix.to_owned();
        let mut text = String::new();
        let mut rest = line.get(prefix.len()..).unwrap_or_default();
        let mut was_tag = false;
        while let Some(at) = rest.find(['{']) {
            let (before, tail) = rest.split_at(at);
            self.push(before, &mut text);
            let close = match tail.as_bytes().get(1) {
                Some(b'%') => "%}",
                Some(b'{') if self.until.is_none() => "}}",
                _ => "",
            };
            let end = near(tail).find(close).filter(|_| !close.is_empty());
            let Some(end) = end else {
                self.push("{", &mut text);
                rest = tail.get(1..).unwrap_or_default();
                continue;
            };
            let inner = tail.get(2..end).unwrap_or_default();
            let inner = inner.trim_matches('-').trim();
            rest = tail.get(end + 2..).unwrap_or_default();
            was_tag = true;
            let is_shown = self.is_code && close == "}}" && !is_of_site(inner);
            if is_shown || close == "%}" && !self.tag(inner, &mut text, &mut prefix, number) {
                // A tag in `raw`, or code of another language.
                self.push(tail.get(..end + 2).unwrap_or_default(), &mut text);
            } else if close == "}}" {
                text.push_str(shown_of(inner));
            }
        }
        self.push(rest, &mut text);
        let text = text.trim_end();
        if !text.trim().is_empty() {
            self.writer.text(&prefix, text, number);
        } else if was_tag || self.is_hidden {
            self.writer.blank(&prefix, number);
        } else {
            self.writer.line(line, number);
        }
    }

    fn push(&self, piece: &str, text: &mut String) {
        if !self.is_hidden {
            text.push_str(piece);
        }
    }

    /// Takes a tag. Returns false where it is only text.
    fn tag(&mut self, inner: &str, text: &mut String, prefix: &mut String, number: u32) -> bool {
        let name = inner.split_whitespace().next().unwrap_or_default();
        let rest = inner.get(name.len()..).unwrap_or_default().trim();
        if let Some(until) = self.until {
            if name == until {
                self.until = None;
                self.is_hidden = false;
                return true;
            }
            return false;
        }
        match name {
            "raw" => self.until = Some("endraw"),
            "comment" => {
                self.until = Some("endcomment");
                self.is_hidden = true;
            }
            "highlight" | "code" => {
                let language = rest.split_whitespace().next().unwrap_or_default();
                self.fence(&format!("{FENCE}{language}"), text, prefix, number);
            }
            "endhighlight" | "endcode" => self.fence(FENCE, text, prefix, number),
            "link" | "post_url" => text.push_str(rest),
            // Markdoc: `{% #id %}` in a heading, `{% /callout %}`.
            _ if name.starts_with('#') => text.extend(["{", name, "}"]),
            _ if name.starts_with('/') => {
                let name = format!("end{}", inner.trim_start_matches('/').trim());
                self.end(&name, text, prefix, number);
            }
            _ if name.starts_with("end") => self.end(name, text, prefix, number),
            _ if self.is_code => return false,
            _ => {
                let given = arguments(rest);
                if name == "include" {
                    // What stands in no quotes is the name of a variable.
                    let given: Vec<_> = given.into_iter().filter(|one| one.quoted).collect();
                    let shown = READABLE.iter().filter_map(|key| value(&given, key));
                    let shown: Vec<String> = shown.map(escaped).collect();
                    text.push_str(&shown.join(" – "));
                    return true;
                }
                let title = title(&given).map(escaped);
                if title.is_some() && name != "assign" {
                    self.writer.flush(text, prefix, number);
                    let shown: Block<'_> = block(name, title.as_deref());
                    let opened = self.writer.open(prefix, shown, None, number);
                    self.open.push((name.to_owned(), prefix.clone(), opened));
                }
            }
        }
        true
    }

    fn end(&mut self, name: &str, text: &mut String, prefix: &mut String, number: u32) {
        let opened = name.trim_start_matches("end");
        if let Some(at) = self.open.iter().rposition(|(open, ..)| open == opened) {
            self.writer.flush(text, prefix, number);
            for (_, prefix, opened) in self.open.drain(at..).rev() {
                self.writer.close(&prefix, opened, number);
            }
        }
    }

    fn fence(&mut self, fence: &str, text: &mut String, prefix: &mut String, number: u32) {
        self.writer.flush(text, prefix, number);
        self.writer.text(prefix, fence, number);
    }
}

/// Returns whether a variable is one of Jekyll's own.
fn is_of_site(inner: &str) -> bool {
    ["site.", "page.", "include.", "layout.", "post."]
        .iter()
        .any(|name| inner.starts_with(name))
}

/// Returns what a variable shows, where that is known: the text of a string.
fn shown_of(inner: &str) -> &str {
    let value = inner.split('|').next().unwrap_or_default().trim();
    let strings = ['"', '\''];
    let string = strings
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    string.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn tags_and_variables_go() {
        let text = "{% include notice.html %}\n[a]({% link b.md %}) of {{ site.title }}{{ \"x\" | y }}\n\
                    {%- comment %}\nno\n{% endcomment %}\n{% hint style=\"info\" %}\nTwice.\n{% endhint %}\n";
        assert_eq!(cleaned(text), "[a](b.md) of x\nTwice.");
    }

    #[test]
    fn parameters_of_includes_are_shown() {
        let text = "{% include note.html text=words title='Mind' content=\"Wipe it.\" %}\n";
        assert_eq!(cleaned(text), "Mind – Wipe it.");
    }

    #[test]
    fn code_keeps_its_braces() {
        let text = "```jsx\n<a style={{ x: 1 }}>{{ site.url }}{% y %}\n```\n";
        assert_eq!(cleaned(text), "```jsx\n<a style={{ x: 1 }}>{% y %}\n```");
    }

    #[test]
    fn raw_and_highlighted_text_stays() {
        let text = "{% raw %}{{ x }} {% y %}{% endraw %}\n{% highlight sh %}\nls\n{% endhighlight %}\n\
                    {% details Why? %}\n{% accordion \"How?\" %}\nSo.\n{% endaccordion %}\n";
        assert_eq!(
            cleaned(text),
            "{{ x }} {% y %}\n~~~~~~~~sh\nls\n~~~~~~~~\n\
             <details>\n<summary>How?</summary>\nSo.\n</details>"
        );
    }
}
