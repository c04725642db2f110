//! Turns docfx's line syntax into plain Markdown.
//!
//! Includes are taken in, layout fences go and their content stays, alerts get
//! the spelling that Markdown parsers know, tab headings become bold lines. What
//! stands in code is not touched.

use std::ops::Range;

use super::directive::{
    Directive, Kind, Line, alert_label, is_fence, spanning_image, split_heading, split_prefix,
    strip_div, tab_heading,
};
use crate::content::markdown::comment::{self, containing};
use crate::content::metadata::front_matter;
use crate::content::problems::Problems;
use crate::content::source::include::Includes;
use crate::content::source::line_map::MappedText;

/// Cleans an article's body.
pub(super) fn clean(
    document: MappedText,
    includes: &mut Includes,
    problems: &mut Problems,
) -> MappedText {
    let text = document.text();
    let marks = ["[!", ":::", "#tab/", "<a ", "<xref:"];
    if !marks.iter().any(|mark| text.contains(mark)) {
        return document;
    }
    let (code_blocks, literal) = comment::literal_ranges(text);
    let lines: Vec<_> = document.lines().collect();
    let mut cleaner = Cleaner {
        literal,
        includes,
        problems,
        out: MappedText::default(),
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

struct Cleaner<'a, 'b> {
    literal: Vec<Range<usize>>,
    includes: &'a mut Includes<'b>,
    problems: &'a mut Problems,
    out: MappedText,
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
        if trimmed.starts_with(":::image")
            && !trimmed.get(3..).unwrap_or_default().contains(":::")
            && let Some((directive, used)) = spanning_image(line, after)
        {
            self.inline(start, &directive, number);
            return used;
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
        if let Some(include) = Directive::at(content.trim_end(), 0)
            && include.kind == Kind::Include
            && include.end == content.trim_end().len()
        {
            self.include_block(prefix, &include, number);
            return 0;
        }
        self.inline(start, line, number);
        0
    }

    /// Copies a line, replacing the directives in it.
    fn inline(&mut self, start: usize, line: &str, number: u32) {
        if !["[!", ":::", "<xref:"]
            .iter()
            .any(|mark| line.contains(mark))
        {
            self.out.push_line(line, number);
            return;
        }
        let mut cleaned = String::with_capacity(line.len());
        let mut from = 0;
        for (at, _) in line.match_indices(['[', ':', '<']) {
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
                    cleaned.extend(["[Video](<", directive.target, ">)"]);
                }
                Kind::Text => cleaned.push_str(&directive.label),
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

    /// Returns the cleaned text of an included file, or the directive's title where it cannot be
    /// read.
    fn include_text(&mut self, include: &Directive, number: u32) -> String {
        match self.includes.open(include.target) {
            Ok(text) => {
                let mut document = MappedText::default();
                document.push_line(front_matter::body(&text), number);
                let stripped = comment::strip(document, false, self.problems);
                let cleaned = clean(stripped, self.includes, self.problems);
                self.includes.close();
                cleaned.text().to_owned()
            }
            Err(refusal) => {
                self.problems.report(
                    refusal.rule(),
                    number,
                    format!("{refusal}: {}", include.target),
                );
                include.label.clone().into_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::problem::Problem;

    fn cleaned_in(root: Option<&std::path::Path>, text: &str) -> (String, Vec<Problem>) {
        let mut problems = Problems::new(0, "a/b.md");
        let mut includes = Includes::new(root, "a/b.md");
        let stripped = comment::strip(MappedText::new(text, 1), false, &mut problems);
        let document = clean(stripped, &mut includes, &mut problems);
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
    fn references_show_their_names() {
        assert_eq!(
            cleaned("a <xref:System.String?displayProperty=fullName> b `<xref:x>` <xref:A.B%2A>\n"),
            "a System.String b `<xref:x>` A.B\n"
        );
        assert_eq!(
            cleaned(
                "<xref:A.List%601> <xref:A.B%60%601%2A?text=So%20it%20is&displayProperty=name>\n"
            ),
            "A.List So it is\n"
        );
        assert_eq!(
            cleaned("<xref:A.Map`2.Add?displayProperty=x>\n"),
            "A.Map.Add\n"
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
        let found: Vec<_> = problems.iter().map(|p| (p.rule.id, p.line)).collect();
        assert_eq!(found, [("include-cycle", 2), ("include-cycle", 3)]);
        Ok(())
    }

    #[test]
    fn an_include_that_cannot_be_read_leaves_its_title() {
        let (text, problems) = cleaned_in(None, "a\nx [!INCLUDE[the title](none.md)] y\n");
        assert_eq!(text, "a\nx the title y\n");
        let found: Vec<_> = problems.iter().map(|p| (p.rule.id, p.line)).collect();
        assert_eq!(found, [("include-not-found", 2)]);
    }
}
