//! Files that a text takes in: `--8<-- "file"` of `PyMdown`, `{{#include file}}` of mdBook.
//!
//! Which files may be read is decided in [`Includes`].

use super::fences::Fences;
use crate::content::metadata::front_matter;
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// Puts the files that a text names in their places. Parts of files (`file:10:20`, `file:name`) are
/// not cut out: the line goes.
pub(super) fn clean(
    document: MappedText,
    includes: &mut Includes,
    problems: &mut Problems,
) -> MappedText {
    let text = document.text();
    if !text.contains("-8<-") && !text.contains("{{#") {
        return document;
    }
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    for (_, line, number) in document.lines() {
        let is_code = fences.is_code(line);
        let content = line.trim();
        let Some(target) = target(content) else {
            out.push_line(line, number);
            continue;
        };
        if target.is_empty() || target.contains(':') {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let indent = line.get(..indent).unwrap_or_default();
        match includes.open(target) {
            Ok(text) => {
                let body = front_matter::body(&text);
                let mut inner = MappedText::default();
                inner.push_line(body, number);
                let inner = clean(inner, includes, problems);
                includes.close();
                for line in inner.text().lines() {
                    let is_blank = line.trim().is_empty();
                    out.push_line(if is_blank { "" } else { indent }, number);
                    out.push_line(line, number);
                    out.push_line("\n", number);
                }
            }
            // In code it may well be the syntax itself that is shown.
            Err(_) if is_code => out.push_line(line, number),
            Err(refusal) => {
                let message = format!("{refusal}: {target}");
                problems.report(refusal.rule(), number, message);
            }
        }
    }
    out
}

/// Returns the file that a line takes in; an empty text for one that takes in none.
fn target(content: &str) -> Option<&str> {
    if let Some(inner) = content
        .strip_prefix("{{#")
        .and_then(|rest| rest.strip_suffix("}}"))
    {
        let (name, target) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        return match name {
            "include" | "rustdoc_include" | "playground" => Some(target.trim()),
            "title" => Some(""),
            _ => None,
        };
    }
    let rest = content.trim_start_matches('-').strip_prefix("8<")?;
    let rest = rest.trim_start_matches('-').trim();
    content
        .starts_with('-')
        .then_some(rest.trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_inside_the_root_are_taken_in() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(
            folder.path().join("part.md"),
            "---\ntitle: x\n---\none\ntwo\n",
        )?;
        let mut problems = Problems::new(0, "a.md");
        let mut includes = Includes::new(Some(folder.path()), "a.md");
        let text = "a\n  --8<-- \"part.md\"\n{{#include none.md}}\n{{#title x}}\n{{#if}}\n";
        let text = clean(MappedText::new(text, 1), &mut includes, &mut problems);
        assert_eq!(text.text(), "a\n  one\n  two\n{{#if}}\n");
        let problems = problems.into_vec();
        let found: Vec<_> = problems.iter().map(|one| (one.rule.id, one.line)).collect();
        assert_eq!(found, [("include-not-found", 3)]);
        Ok(())
    }
}
