//! Blocks between colons: `::: tip Title` of markdown-it, `:::note[Title]{#id}` of remark.

pub(super) mod callouts;

use super::arguments::{arguments, title, value};
use super::fences::Fences;
use super::writer::{Opened, Writer, block};
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::source::line_map::MappedText;

/// Takes the fences of containers away; their titles and what they hold stay.
pub(super) fn clean(document: MappedText) -> MappedText {
    if !document.text().contains(":::") && !document.text().contains("@tab") {
        return document;
    }
    let mut writer = Writer::default();
    let mut fences = Fences::default();
    // The prefix of each open container, and how it was opened.
    let mut open: Vec<(String, Opened)> = Vec::new();
    let mut last = 1;
    for (_, line, number) in document.lines() {
        last = number;
        if fences.is_code(line) {
            writer.line(line, number);
            continue;
        }
        let (prefix, content) = split_prefix(line);
        let content = content.trim();
        if let Some(label) = tab(content).filter(|_| !open.is_empty()) {
            let label = (!label.is_empty()).then_some(label);
            writer.open(prefix, block("tab", label), None, number);
            continue;
        }
        let Some(rest) = content.strip_prefix(":::") else {
            writer.line(line, number);
            continue;
        };
        let rest = rest.trim_start_matches(':').trim();
        if rest.is_empty() {
            match open.pop() {
                Some((prefix, opened)) => writer.close(&prefix, opened, number),
                None => writer.blank(prefix, number),
            }
        } else if let Some(opening) = Opening::of(rest) {
            let shown = block(opening.name, opening.title).or_alert(opening.name);
            let opened = writer.open(prefix, shown, opening.id, number);
            open.push((prefix.to_owned(), opened));
        } else {
            writer.line(line, number);
        }
    }
    while let Some((prefix, opened)) = open.pop() {
        writer.close(&prefix, opened, last);
    }
    writer.out
}

/// Returns the label of a tab of `VuePress`: `@tab npm`, `@tab:active npm`.
fn tab(content: &str) -> Option<&str> {
    let rest = content.strip_prefix("@tab")?;
    let rest = rest.strip_prefix(":active").unwrap_or(rest);
    (rest.is_empty() || rest.starts_with([' ', '#'])).then(|| {
        let label = rest.trim();
        label
            .split_once('#')
            .map_or(label, |(label, _)| label.trim())
    })
}

/// What stands after the colons of a fence that opens.
struct Opening<'a> {
    name: &'a str,
    title: Option<&'a str>,
    id: Option<&'a str>,
}

impl<'a> Opening<'a> {
    fn of(rest: &'a str) -> Option<Self> {
        // A fence that closes on its own line is a directive of another kind.
        if rest.ends_with(":::") {
            return None;
        }
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')))
            .unwrap_or(rest.len());
        let (name, mut rest) = rest.split_at(end);
        let is_named = !name.is_empty() || rest.starts_with('{');
        if !is_named {
            return None;
        }
        rest = rest.trim_start();
        let mut label = None;
        if let Some((inner, after)) = rest
            .strip_prefix('[')
            .and_then(|rest| rest.rsplit_once(']'))
        {
            label = Some(inner.trim());
            rest = after.trim_start();
        }
        let mut attributes = Vec::new();
        if let Some((inner, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            attributes = arguments(inner);
            rest = after.trim();
        }
        // `::: details Why? {open}`
        if let Some((title, inner)) = rest
            .strip_suffix('}')
            .and_then(|rest| rest.rsplit_once('{'))
            .filter(|(_, inner)| !inner.contains(['}', '"']))
        {
            attributes.extend(arguments(inner));
            rest = title;
        }
        let rest = rest.trim_matches(['"', ' ']);
        let own = (!rest.is_empty()).then_some(rest);
        let id = attributes
            .iter()
            .find_map(|one| one.value.strip_prefix('#'));
        Some(Self {
            name,
            title: label
                .or(own)
                .or_else(|| title(&attributes))
                .filter(|title| !title.is_empty()),
            id: id.or_else(|| value(&attributes, "id")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::dialect::markup::filled_lines;

    fn cleaned(text: &str) -> String {
        filled_lines(&clean(MappedText::new(text, 1)))
    }

    #[test]
    fn fences_go_and_titles_stay() {
        let text = ":::tip\na\n:::\n::: warning Mind the *step*\nb\n:::\n\
                    ::::note[Two]{.wide}\nc\n:::info{title=\"Three\"}\nd\n:::\n::::\n";
        assert_eq!(
            cleaned(text),
            "> [!TIP]\n> a\n**Mind the *step***\nb\n**Two**\nc\n**Three**\nd"
        );
    }

    #[test]
    fn an_alert_is_a_quote_unless_that_would_change_more_than_its_look() {
        let text = "::: danger\na\n\n- b\n\n```\n# c\n```\n:::\n- d\n\n  :::info\n  e\n  :::\n::: other\nf\n:::\n";
        let quoted = cleaned(&text.replace("# c", "c"));
        assert_eq!(
            quoted,
            "> [!CAUTION]\n> a\n>\n> - b\n>\n> ```\n> c\n> ```\n- d\n  > [!NOTE]\n  > e\nf"
        );
        for line in ["# c", "**Why?**", "<details>", "c\n---"] {
            let text = format!("::: warning\na\n\n{line}\n:::\n");
            assert_eq!(cleaned(&text), format!("> [!WARNING]\na\n{line}"));
        }
        assert_eq!(
            cleaned("::: note\na\n::: tip\nb\n:::\n:::\n").replace(">\n", ""),
            "> [!NOTE]\n> a\n> > [!TIP]\n> > b"
        );
    }

    #[test]
    fn details_can_be_folded() {
        let text = "::: details Why?\nBecause.\n:::\n:::details[How?]{#how}\nSo.\n:::\n";
        assert_eq!(
            cleaned(text),
            "<details>\n<summary>Why?</summary>\nBecause.\n</details>\n\
             <details id=\"how\">\n<summary>How?</summary>\nSo.\n</details>"
        );
    }

    #[test]
    fn tabs_are_labelled_and_quotes_stay_quotes() {
        assert_eq!(
            cleaned("::: tabs\n@tab npm\nx\n@tab:active yarn#y\ny\n:::\n"),
            "**npm**\nx\n**yarn**\ny"
        );
        assert_eq!(
            cleaned("> ::: tip\n> a\n> :::\n").replace(">\n", ""),
            "> > [!TIP]\n> > a\n>"
        );
        assert_eq!(cleaned("```\n::: tip\n```\n"), "```\n::: tip\n```");
    }
}
