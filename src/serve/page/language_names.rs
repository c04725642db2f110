//! Names of languages in themselves, for links that lead to another language.

/// Names by tag, sorted, as CLDR has them.
const NAMES: [(&str, &str); 48] = [
    ("ar", "العربية"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("id", "Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("ms", "Melayu"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("pt-PT", "português europeu"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("ta", "தமிழ்"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-HK", "中文（香港）"),
    ("zh-TW", "繁體中文"),
];

/// Returns the name of a language in itself. Where it is not known, as for most regions, that is
/// the tag, so that no two look alike.
pub(in crate::serve) fn name(tag: &str) -> &str {
    let found = NAMES.binary_search_by(|(known, _)| (*known).cmp(tag));
    let known = found.ok().and_then(|found| NAMES.get(found));
    known.map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_sorted() {
        assert!(NAMES.is_sorted_by_key(|(tag, _)| tag));
        assert_eq!(name("pt"), "português");
        assert_eq!(name("zh-TW"), "繁體中文");
        assert_eq!(name("en-AU"), "en-AU");
    }
}
