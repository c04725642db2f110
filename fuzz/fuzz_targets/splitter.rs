//! Any text as an article: nothing readable is lost in splitting it.
#![no_main]

use std::collections::HashSet;

use faq::plain_text as plain;
use libfuzzer_sys::fuzz_target;

/// Syntax that is taken out, or whose label is: with it in the text, what the parser sees
/// of the source is not what a reader sees.
const NOT_MARKDOWN: [&str; 5] = ["<!--", "[!", ":::", "#tab/", "YamlMime"];

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    for path in ["en/faq.md", "en/a.md"] {
        let article = faq_fuzz::read_article(path, data);
        faq_fuzz::check(&article, data.len());
        if text.starts_with("---")
            || article.applies_to.is_some()
            || torn_heading(text)
            || NOT_MARKDOWN.iter().any(|syntax| text.contains(syntax))
        {
            continue;
        }
        let mut kept = vec![article.title.clone()];
        for entry in &article.entries {
            kept.push(entry.question.clone());
            kept.push(plain(&entry.answer));
            kept.extend(entry.section.iter().cloned());
        }
        let kept: HashSet<&str> = kept.iter().flat_map(|text| faq_fuzz::words(text)).collect();
        let body = plain(&text.replace("\r\n", "\n").replace('\r', "\n"));
        for word in faq_fuzz::words(&body) {
            assert!(kept.contains(word), "{word:?} is lost");
        }
    }
});

/// Whether a line of `#` alone stands before an anchor: such headings are put together again.
fn torn_heading(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        if !line.is_empty()
            && line.bytes().all(|byte| byte == b'#')
            && lines.peek().is_some_and(|next| next.starts_with("<a "))
        {
            return true;
        }
    }
    false
}
