//! What analysis knows about each language: stemmers, elision, letters.
//!
//! One table. The steps that use it are in the other files.

use frostem::Algorithm;

/// Which lower case a capital letter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// Unicode's own.
    Root,
    /// Turkish and Azerbaijani: `I` is the capital of `ı`, `İ` of `i`.
    Turkic,
}

/// How one language is analyzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Profile {
    /// Stemmer for words in the language's own script.
    pub stemmer: Option<Algorithm>,
    /// Stemmer for words of ASCII letters where that is not the language's own
    /// script: product names and terms there are English.
    pub ascii_stemmer: Option<Algorithm>,
    /// Particles that lose their vowel before an apostrophe, in lower case.
    pub elided: &'static [&'static str],
    /// The apostrophe is a letter or a sign inside a word: it never separates.
    pub apostrophe_is_letter: bool,
    /// Lower-casing rule.
    pub casing: Casing,
    /// Arabic yeh and kaf are typed for the Persian letters and mean those.
    pub persian_letters: bool,
}

const FRENCH: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];
const ITALIAN: &[&str] = &[
    "c", "d", "l", "m", "s", "t", "v", "un", "gl", "all", "dall", "dell", "nell", "sull", "coll",
    "pell", "agl", "dagl", "degl", "negl", "sugl", "quest", "quell",
];
const CATALAN: &[&str] = &["d", "l", "m", "n", "s", "t"];
const OCCITAN: &[&str] = &["d", "l", "m", "n", "s", "t", "qu"];
const CORSICAN: &[&str] = &["c", "d", "l", "m", "s", "t", "un", "ch"];

impl Profile {
    /// A language whose words are compared in lower case, without accents.
    const PLAIN: Self = Self {
        stemmer: None,
        ascii_stemmer: None,
        elided: &[],
        apostrophe_is_letter: false,
        casing: Casing::Root,
        persian_letters: false,
    };

    /// The profile for a canonical BCP 47 tag; its primary subtag decides.
    pub fn for_language(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let profile = Self {
            stemmer: stemmer(primary),
            ..Self::PLAIN
        };
        match primary {
            "fr" => Self {
                elided: FRENCH,
                ..profile
            },
            "it" => Self {
                elided: ITALIAN,
                ..profile
            },
            "ca" => Self {
                elided: CATALAN,
                ..profile
            },
            "oc" => Self {
                elided: OCCITAN,
                ..profile
            },
            "co" => Self {
                elided: CORSICAN,
                ..profile
            },
            "tr" | "az" => Self {
                casing: Casing::Turkic,
                ..profile
            },
            "br" | "uz" => Self {
                apostrophe_is_letter: true,
                ..profile
            },
            "uk" | "be" => Self {
                apostrophe_is_letter: true,
                ..profile.with_english()
            },
            "fa" | "prs" => Self {
                persian_letters: true,
                ..profile.with_english()
            },
            "am" | "ar" | "bg" | "bn" | "ckb" | "el" | "gu" | "he" | "hi" | "hy" | "ja" | "ka"
            | "kk" | "km" | "kn" | "ko" | "ky" | "lo" | "mk" | "ml" | "mn" | "mr" | "my" | "ne"
            | "pa" | "ps" | "ru" | "si" | "ta" | "te" | "tg" | "th" | "ti" | "ug" | "ur" | "yi"
            | "yue" | "zh" => profile.with_english(),
            _ => profile,
        }
    }

    const fn with_english(self) -> Self {
        Self {
            ascii_stemmer: Some(Algorithm::English),
            ..self
        }
    }

    /// Whether every term of a word of ASCII letters begins as the word does, case
    /// aside: not so where the stemmer may take off beginnings.
    pub fn keeps_initials(&self) -> bool {
        matches!(
            self.stemmer_for(true),
            None | Some(
                Algorithm::Catalan
                    | Algorithm::Danish
                    | Algorithm::English
                    | Algorithm::Finnish
                    | Algorithm::French
                    | Algorithm::German
                    | Algorithm::Hungarian
                    | Algorithm::Italian
                    | Algorithm::Norwegian
                    | Algorithm::Portuguese
                    | Algorithm::Romanian
                    | Algorithm::Spanish
                    | Algorithm::Swedish
            )
        )
    }

    /// The stemmer for a word that is or is not of ASCII characters only.
    pub fn stemmer_for(&self, ascii: bool) -> Option<Algorithm> {
        match self.ascii_stemmer {
            Some(english) if ascii => Some(english),
            _ => self.stemmer,
        }
    }
}

/// The Snowball algorithm of a language. Croatian, Bosnian and Montenegrin are
/// covered by the Serbian one (it reads both scripts and both pronunciations),
/// Malay by the Indonesian one.
fn stemmer(primary: &str) -> Option<Algorithm> {
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" | "prs" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" | "ms" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "bs" | "cnr" | "hr" | "sh" | "sr" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}
