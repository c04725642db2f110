//! Styled text and the decision whether styles are used.
//!
//! [`Span`] is the only way to styled output and cleans what it is given, so
//! that the escape sequences in a result are the ones written here.

use std::ffi::OsString;
use std::ops::BitOr;

use super::hyperlink::Link;
use super::sanitize::{self, Layout, Sanitizer};

/// How text looks: any combination of the constants, `Style::BOLD | Style::CYAN`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style(u16);

impl Style {
    /// As the terminal has it.
    pub(crate) const PLAIN: Self = Self(0);
    /// Bold.
    pub(crate) const BOLD: Self = Self(1);
    /// Less prominent.
    pub(crate) const DIM: Self = Self(1 << 1);
    /// Italic.
    pub(crate) const ITALIC: Self = Self(1 << 2);
    /// Underlined.
    pub(crate) const UNDERLINE: Self = Self(1 << 3);
    /// Struck through.
    pub(crate) const STRIKE: Self = Self(1 << 4);
    /// Red, for errors.
    pub(crate) const RED: Self = Self(1 << 5);
    /// Green.
    pub(crate) const GREEN: Self = Self(1 << 6);
    /// Yellow.
    pub(crate) const YELLOW: Self = Self(1 << 7);
    /// Cyan.
    pub(crate) const CYAN: Self = Self(1 << 8);

    /// Select Graphic Rendition parameters, ECMA-48 section 8.3.117.
    const SGR: [(Self, &'static str); 9] = [
        (Self::BOLD, "1"),
        (Self::DIM, "2"),
        (Self::ITALIC, "3"),
        (Self::UNDERLINE, "4"),
        (Self::STRIKE, "9"),
        (Self::RED, "31"),
        (Self::GREEN, "32"),
        (Self::YELLOW, "33"),
        (Self::CYAN, "36"),
    ];

    fn write_start(self, out: &mut String) {
        let mut separator = "\x1b[";
        for (style, parameter) in Self::SGR {
            if self.0 & style.0 != 0 {
                out.push_str(separator);
                out.push_str(parameter);
                separator = ";";
            }
        }
        out.push('m');
    }
}

impl BitOr for Style {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A piece of text in one style. The text is sanitized; a `\n` in it is a line
/// break that [`super::wrap`] respects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    text: String,
    style: Style,
    link: Option<Link>,
}

impl Span {
    /// Makes text that stays on one line: line breaks become spaces.
    #[must_use]
    pub(crate) fn new(text: &str, style: Style) -> Self {
        Self {
            text: sanitize::line(text).into_owned(),
            style,
            link: None,
        }
    }

    /// Makes text that keeps its line breaks.
    #[must_use]
    pub(crate) fn block(text: &str, style: Style) -> Self {
        Self {
            text: sanitize::block(text).into_owned(),
            style,
            link: None,
        }
    }

    /// Returns the same text as a link.
    #[must_use]
    pub(crate) fn with_link(self, link: Option<Link>) -> Self {
        Self { link, ..self }
    }

    /// Returns the same text with `style` added to its own.
    #[must_use]
    pub(crate) fn with_style(self, style: Style) -> Self {
        Self {
            style: self.style | style,
            ..self
        }
    }

    /// Returns the text.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the part of the span in `range` (bytes of the text), or nothing if that is no part
    /// of it.
    pub(crate) fn slice(&self, range: std::ops::Range<usize>) -> Option<Self> {
        let text = self.text.get(range)?.to_owned();
        Some(Self {
            text,
            style: self.style,
            link: self.link.clone(),
        })
    }
}

/// Returns `text` in `base`, with the `highlights` (ranges of Unicode scalar values, ascending) in
/// `mark`.
///
/// Better than slicing the text and making a [`Span`] of each part: what may
/// follow a character is decided on the whole text.
#[must_use]
pub(crate) fn highlighted(
    text: &str,
    highlights: &[(usize, usize)],
    base: Style,
    mark: Style,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut sanitizer = Sanitizer::new(Layout::Line);
    let mut ranges = highlights.iter().peekable();
    for (at, c) in text.chars().enumerate() {
        while ranges.next_if(|range| range.1 <= at).is_some() {}
        let style = if ranges.peek().is_some_and(|range| range.0 <= at) {
            base | mark
        } else {
            base
        };
        match spans.last_mut() {
            Some(span) if span.style == style => sanitizer.push(c, &mut span.text),
            _ => {
                let mut text = String::new();
                sanitizer.push(c, &mut text);
                spans.push(Span {
                    text,
                    style,
                    link: None,
                });
            }
        }
    }
    spans
}

/// Returns the text of the spans, with escape sequences for style and links if `styled`.
#[must_use]
pub(crate) fn paint(spans: &[Span], styled: bool) -> String {
    let mut out = String::with_capacity(spans.iter().map(|span| span.text.len() + 8).sum());
    for span in spans.iter().filter(|span| !span.text.is_empty()) {
        if !styled {
            out.push_str(&span.text);
            continue;
        }
        if let Some(link) = &span.link {
            out.push_str("\x1b]8;;");
            out.push_str(link.as_str());
            out.push_str("\x1b\\");
        }
        if span.style == Style::PLAIN {
            out.push_str(&span.text);
        } else {
            span.style.write_start(&mut out);
            out.push_str(&span.text);
            out.push_str("\x1b[0m");
        }
        if span.link.is_some() {
            out.push_str("\x1b]8;;\x1b\\");
        }
    }
    out
}

/// What `--color` asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// Colour and links on a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Colour and links everywhere
    Always,
    /// Plain text everywhere
    Never,
}

impl ColorChoice {
    /// Returns whether stdout gets colour and links. `variable` looks up the environment.
    ///
    /// Order: the option, then `NO_COLOR` (<https://no-color.org>), `CLICOLOR_FORCE`
    /// (<https://bixense.com/clicolors>), `TERM=dumb`, and whether stdout is a terminal.
    #[must_use]
    pub(crate) fn resolve(
        self,
        is_terminal: bool,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> bool {
        let value = |name| variable(name).filter(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if value("NO_COLOR").is_some() => false,
            Self::Auto if value("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Self::Auto => is_terminal && value("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn painting() {
        let link = Link::web("https://e.com/");
        let spans = [
            Span::new("a\u{1b}", Style::PLAIN),
            Span::new("b", Style::BOLD | Style::CYAN),
            Span::new("", Style::BOLD),
            Span::new("c", Style::UNDERLINE).with_link(link),
        ];
        assert_eq!(paint(&spans, false), "a\u{fffd}bc");
        assert_eq!(
            paint(&spans, true),
            "a\u{fffd}\x1b[1;36mb\x1b[0m\x1b]8;;https://e.com/\x1b\\\x1b[4mc\x1b[0m\x1b]8;;\x1b\\"
        );
    }

    #[test]
    fn highlights_count_characters() {
        let marked = |text, ranges: &[(usize, usize)]| {
            let spans = highlighted(text, ranges, Style::PLAIN, Style::BOLD);
            spans
                .iter()
                .map(|span| (span.text.clone(), span.style == Style::BOLD))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            marked("証明書とは", &[(0, 3)]),
            [("証明書".into(), true), ("とは".into(), false)]
        );
        assert_eq!(
            marked("a\u{202e}bc", &[(2, 3), (9, 12)]),
            [("a".into(), false), ("b".into(), true), ("c".into(), false)]
        );
        // The joiner after a marked syllable survives.
        assert_eq!(
            marked("می\u{200c}خ", &[(0, 2)]),
            [("می".into(), true), ("\u{200c}خ".into(), false)]
        );
        assert_eq!(marked("", &[(0, 1)]), []);
    }

    #[test]
    fn colour_decision() {
        let resolve = |choice: ColorChoice, terminal, variables: &[(&str, &str)]| {
            choice.resolve(terminal, |name| {
                variables
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| OsString::from(value))
            })
        };
        use ColorChoice::{Always, Auto, Never};
        assert!(resolve(Auto, true, &[("NO_COLOR", ""), ("TERM", "xterm")]));
        assert!(!resolve(
            Auto,
            true,
            &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]
        ));
        assert!(!resolve(Auto, true, &[("TERM", "dumb")]));
        assert!(!resolve(Auto, false, &[]));
        assert!(resolve(Auto, false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!resolve(Auto, false, &[("CLICOLOR_FORCE", "0")]));
        assert!(resolve(Always, false, &[("NO_COLOR", "1")]));
        assert!(!resolve(Never, true, &[("CLICOLOR_FORCE", "1")]));
    }
}
