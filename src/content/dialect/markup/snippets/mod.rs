//! Files that a text takes in.
//!
//! How each generator spells that is in `inclusion`, which part of a file is meant in `part`; which
//! files may be read is decided in [`Includes`].

mod inclusion;
mod part;

use self::inclusion::{Found, Inclusion};
use super::fences::{FENCE, Fences};
use super::writer::continued;
use crate::content::dialect::docfx::directive::split_prefix;
use crate::content::markdown::comment;
use crate::content::metadata::front_matter;
use crate::content::problems::Problems;
use crate::content::source::include::{Includes, Refusal};
use crate::content::source::line_map::MappedText;

/// What at least one of stands in every text that takes in a file.
const SIGNS: [&str; 9] = [
    "-8<-",
    "{{#",
    "<<<",
    "@include:",
    "{include}",
    "{literalinclude}",
    "include ",
    "include_relative ",
    "readfile",
];

/// Parts of HTML that are no content.
const NO_CONTENT: [&str; 10] = [
    "<script", "<style", "<nav", "<form", "<link", "<meta", "<header", "<footer", "{% for",
    "{%- for",
];

/// Puts the files that a text names in their places.
pub(super) fn clean(
    document: MappedText,
    includes: &mut Includes,
    problems: &mut Problems,
) -> MappedText {
    let text = document.text();
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return document;
    }
    let lines: Vec<_> = document.lines().collect();
    let mut out = MappedText::default();
    let mut fences = Fences::default();
    let mut index = 0;
    while let Some(&(_, line, number)) = lines.get(index) {
        index += 1;
        let (prefix, _) = split_prefix(line);
        let after = lines.get(index..).unwrap_or_default();
        let was_code = fences.is_open();
        let found = inclusion::found(line, includes.current(), after);
        let inclusion = match found {
            // Within code a fence is text.
            Some(Found::File(inclusion)) if !was_code || inclusion.lines == 0 => inclusion,
            Some(Found::Nothing) if !was_code => continue,
            _ => {
                fences.is_code(line);
                out.push_line(line, number);
                continue;
            }
        };
        let place = Place {
            prefix,
            number,
            is_code: was_code,
        };
        match take_in(&inclusion, &place, (includes, problems), &mut out) {
            Ok(()) => {}
            // In code it may well be the syntax itself that is shown; a part of a page that is no
            // content has only its parameters to say.
            Err(_) if was_code || inclusion.is_optional => out.push_line(line, number),
            Err(refusal) => {
                let target = inclusion.targets.first().map_or("", String::as_str);
                let target = target.trim_start_matches("~/");
                problems.report(refusal.rule(), number, format!("{refusal}: {target}"));
            }
        }
        index += inclusion.lines;
    }
    out
}

/// Where a file is put.
struct Place<'a> {
    prefix: &'a str,
    number: u32,
    /// Whether it is code there.
    is_code: bool,
}

/// Writes the part of a file that is taken in.
fn take_in(
    inclusion: &Inclusion,
    place: &Place<'_>,
    (includes, problems): (&mut Includes, &mut Problems),
    out: &mut MappedText,
) -> Result<(), Refusal> {
    let mut opened = Err(Refusal::NotFound);
    for target in &inclusion.targets {
        opened = includes.open(target);
        if !matches!(opened, Err(Refusal::NotFound)) {
            break;
        }
    }
    let text = opened?;
    if inclusion.is_optional && NO_CONTENT.iter().any(|sign| text.contains(sign)) {
        includes.close();
        return Err(Refusal::NotFound);
    }
    let is_verbatim = place.is_code || inclusion.code.is_some();
    let mut inner = MappedText::default();
    if is_verbatim {
        inner.push_line(&inclusion.part.of(&text), place.number);
    } else {
        let text = inclusion.part.of(front_matter::body(&text));
        inner.push_line(&filled(&text, &inclusion.given), place.number);
        inner = comment::strip(inner, true, problems);
        inner = clean(inner, includes, problems);
    }
    includes.close();
    let further = continued(place.prefix);
    let mut prefix = place.prefix;
    let fence = inclusion
        .code
        .as_ref()
        .map(|language| format!("{FENCE}{language}"));
    let closing = fence.is_some().then_some(FENCE);
    for line in fence
        .as_deref()
        .into_iter()
        .chain(inner.text().lines())
        .chain(closing)
    {
        let is_blank = line.trim().is_empty();
        out.push_line(
            if is_blank { prefix.trim_end() } else { prefix },
            place.number,
        );
        out.push_line(line, place.number);
        out.push_line("\n", place.number);
        prefix = &further;
    }
    Ok(())
}

/// Puts the values of parameters in the places of their names: `{{ include.title }}`.
fn filled(text: &str, given: &[(String, String)]) -> String {
    if given.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((inner, behind)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        let name = inner.split('|').next().unwrap_or_default();
        let name = name.trim_matches(['-', ' ']).strip_prefix("include.");
        match name.and_then(|name| given.iter().find(|(key, _)| key == name)) {
            Some((_, value)) => out.push_str(value),
            None => out.extend(["{{", inner, "}}"]),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_inside_the_root_are_taken_in() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
        std::fs::create_dir(folder.path().join("_includes"))?;
        write(
            "part.md",
            "---\ntitle: x\n---\none <!-- no -->\ntwo\n<!-- ANCHOR: a -->\nthree\n<!-- ANCHOR_END: a -->\n",
        )?;
        write("code.js", "let a;\n")?;
        write(
            "_includes/note.md",
            "Note: {{ include.text | markdownify }}.\n",
        )?;
        write("_includes/menu.html", "<nav>menu</nav>\n")?;
        let cleaned = |text: &str| {
            let mut problems = Problems::new(0, "en/a.md");
            let mut includes = Includes::new(Some(folder.path()), "en/a.md");
            let text = clean(MappedText::new(text, 1), &mut includes, &mut problems);
            let problems = problems.into_vec();
            let found: Vec<_> = problems.iter().map(|one| (one.rule.id, one.line)).collect();
            (text.text().to_owned(), found)
        };
        let whole = "one <!-- no -->\ntwo\nthree\n";
        for (text, expected) in [
            ("--8<-- \"part.md\"\n", whole),
            ("--8<-- \"site/part.md:1:1\"\n", "one <!-- no -->\n"),
            ("--8<-- [start:x]\nx\n", "x\n"),
            ("{{#include ../part.md:a}}\n", "three\n"),
            ("```\n{{#include ../part.md:5}}\n```\n", "```\ntwo\n```\n"),
            (
                "```\n{{#include none.md}}\n```\n",
                "```\n{{#include none.md}}\n```\n",
            ),
            (
                "> <!--@include: ../part.md{,2}-->\n",
                "> one <!-- no -->\n> two\n",
            ),
            ("<!-- @include: @/part.md#a -->\n", "three\n"),
            (
                "<<< @/code.js{1 ts} [x]\n",
                "~~~~~~~~ts\nlet a;\n~~~~~~~~\n",
            ),
            (
                "```{include} ../part.md\n:start-line: 1\n```\nx\n",
                "two\nthree\nx\n",
            ),
            (
                "```{literalinclude} /code.js\n:language: js\n```\n",
                "~~~~~~~~js\nlet a;\n~~~~~~~~\n",
            ),
            (
                "> ```{include} ../part.md\n> :start-line: 1\n> `````\nx\n",
                "> two\n> three\nx\n",
            ),
            (
                "- ~~~{include} ../part.md\n  ---\n  end-line: 1\n  ---\n  ~~~~\n- x\n",
                "- one <!-- no -->\n- x\n",
            ),
            (
                "> :::{include} ../part.md\n> :lines: 2\n\nx\n",
                "> two\n\nx\n",
            ),
            (
                "1. ```{include} ../code.js\n   ```\n2. x\n",
                "1. let a;\n2. x\n",
            ),
            ("{% include note.md text=\"this\" %}\n", "Note: this.\n"),
            (
                "{% include menu.html title=\"T\" %}\n",
                "{% include menu.html title=\"T\" %}\n",
            ),
            ("{% include none.md %}\n", "{% include none.md %}\n"),
            ("{% include_relative ../part.md %}\n", whole),
            ("{{% include \"/part.md\" %}}\n", whole),
            ("{{#title x}}\n{{#if}}\n", "{{#if}}\n"),
            ("{{% faq \"Why?\" %}}\n", "{{% faq \"Why?\" %}}\n"),
        ] {
            assert_eq!(cleaned(text), (expected.to_owned(), vec![]), "{text}");
        }
        let missing = "a\n{{#include none.md}}\n```{include} ../../x.md\n```\nb\n";
        assert_eq!(
            cleaned(missing),
            (
                "a\nb\n".to_owned(),
                vec![("include-not-found", 2), ("include-outside-root", 3)]
            )
        );
        Ok(())
    }

    #[test]
    fn files_that_take_in_each_other_end() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("a.md"), "a\n{{#include b.md}}\n")?;
        std::fs::write(folder.path().join("b.md"), "b\n{{#include a.md}}\n")?;
        let mut problems = Problems::new(0, "a.md");
        let mut includes = Includes::new(Some(folder.path()), "a.md");
        let text = MappedText::new("a\n{{#include b.md}}\n", 1);
        let text = clean(text, &mut includes, &mut problems);
        assert_eq!(text.text(), "a\nb\n");
        assert_eq!(
            problems.into_vec().first().map(|one| one.rule.id),
            Some("include-cycle")
        );
        Ok(())
    }
}
