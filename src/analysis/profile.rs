//! What analysis knows about each language: stemmers, elision, letters.
//!
//! One table. The steps that use it are in the other files.

use frostem::Algorithm;

/// Which lower case a capital letter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Casing {
    /// Unicode's own.
    Root,
    /// Turkish and Azerbaijani: `I` is the capital of `ı`, `İ` of `i`.
    Turkic,
}

/// How one language is analyzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
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
    /// Words that stand before a hyphen and are not part of a compound, in lower case.
    pub proclitics: &'static [&'static str],
    /// Words that stand after a hyphen and are not part of a compound, in lower case.
    pub enclitics: &'static [&'static str],
    /// Letters of the shortest word that they are taken off. Shorter ones make
    /// formulas with them, which say little as a whole and less in parts: `est-ce`, `puis-je`.
    pub shortest_host: usize,
    /// Endings that a hyphen joins to a name, in lower case.
    pub hyphen_endings: &'static [&'static str],
    /// An apostrophe joins an ending to a name.
    pub apostrophe_endings: bool,
    /// How the language spells words in more than one way.
    pub orthography: Orthography,
}

/// Spellings of one word that only some languages have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Orthography {
    /// None but accents and case.
    Common,
    /// Traditional characters fold to simplified ones.
    Chinese,
    /// Words also without their okurigana, short ones in either kana.
    Japanese,
    /// `aa` is `å`.
    DanoNorwegian,
    /// Particles and endings are written to words, consonants once or twice.
    Hebrew,
    /// The tone mark has one place.
    Vietnamese,
}

const FRENCH: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];
/// Pronouns of inversions (`protège-t-il`) and imperatives (`dites-moi`).
const FRENCH_ENCLITICS: &[&str] = &[
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "t", "ce", "ci", "là", "moi",
    "toi", "le", "la", "les", "lui", "leur", "y", "en", "même", "mêmes",
];
const ITALIAN: &[&str] = &[
    "c", "d", "l", "m", "s", "t", "v", "un", "gl", "all", "dall", "dell", "nell", "sull", "coll",
    "pell", "agl", "dagl", "degl", "negl", "sugl", "quest", "quell", "cos", "com", "dov", "quand",
    "quant", "qual", "anch", "senz", "tutt", "mezz", "bell", "nessun", "ciascun", "qualcun",
    "alcun", "sant", "neanch", "fors",
];
const PORTUGUESE_ENCLITICS: &[&str] = &[
    "se", "me", "te", "lhe", "lhes", "nos", "vos", "o", "a", "os", "as", "lo", "la", "los", "las",
    "no", "na", "nas",
];
const CATALAN_ENCLITICS: &[&str] = &[
    "se", "me", "te", "lo", "la", "los", "les", "nos", "vos", "li", "ho", "hi", "ne",
];
const ROMANIAN_PROCLITICS: &[&str] = &[
    "s", "m", "l", "n", "c", "v", "i", "ne", "te", "le", "și", "ş", "ș", "într", "dintr", "printr",
];
const ROMANIAN_ENCLITICS: &[&str] = &[
    "a", "am", "ai", "ar", "au", "o", "un", "i", "l", "le", "mi", "ți", "ţi", "și", "şi", "se",
    "ne", "vă", "te", "mă",
];
/// Article and plural of loanwords: `site-ul`, `link-uri`.
const ROMANIAN_ENDINGS: &[&str] = &[
    "ul", "ului", "uri", "urile", "urilor", "uler", "lui", "ii", "ilor", "ii", "ei", "ele", "elor",
];
const HUNGARIAN_ENDINGS: &[&str] = &[
    "t", "at", "et", "ot", "öt", "ban", "ben", "ba", "be", "ból", "ből", "ra", "re", "ról", "ről",
    "n", "on", "en", "ön", "nál", "nél", "hoz", "hez", "höz", "tól", "től", "val", "vel", "ért",
    "ig", "ként", "nak", "nek", "k", "ok", "ek", "ök", "ja", "je", "os", "es", "ös", "as",
];
const IRISH: &[&str] = &["d", "m", "b"];
const IRISH_PROCLITICS: &[&str] = &["h", "n", "t"];
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
        proclitics: &[],
        enclitics: &[],
        shortest_host: 1,
        hyphen_endings: &[],
        apostrophe_endings: false,
        orthography: Orthography::Common,
    };

    /// Returns the profile for a canonical BCP 47 tag. Its primary subtag decides.
    pub(crate) fn for_language(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let profile = Self {
            stemmer: stemmer(primary),
            ..Self::PLAIN
        };
        match primary {
            "fr" => Self {
                elided: FRENCH,
                enclitics: FRENCH_ENCLITICS,
                shortest_host: 5,
                ..profile
            },
            "it" => Self {
                elided: ITALIAN,
                ..profile
            },
            "ca" => Self {
                elided: CATALAN,
                enclitics: CATALAN_ENCLITICS,
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
            "ga" => Self {
                elided: IRISH,
                proclitics: IRISH_PROCLITICS,
                ..profile
            },
            "pt" => Self {
                enclitics: PORTUGUESE_ENCLITICS,
                ..profile
            },
            "ro" => Self {
                proclitics: ROMANIAN_PROCLITICS,
                enclitics: ROMANIAN_ENCLITICS,
                hyphen_endings: ROMANIAN_ENDINGS,
                ..profile
            },
            "hu" => Self {
                hyphen_endings: HUNGARIAN_ENDINGS,
                apostrophe_endings: true,
                ..profile
            },
            "tr" | "az" => Self {
                casing: Casing::Turkic,
                apostrophe_endings: true,
                ..profile
            },
            "da" | "nb" | "nn" | "no" => Self {
                apostrophe_endings: true,
                orthography: Orthography::DanoNorwegian,
                ..profile
            },
            "cs" | "et" | "fi" | "lt" | "lv" | "pl" | "sk" | "sv" => Self {
                apostrophe_endings: true,
                ..profile
            },
            "vi" => Self {
                orthography: Orthography::Vietnamese,
                ..profile
            },
            "ja" => Self {
                orthography: Orthography::Japanese,
                ..profile.with_english()
            },
            "yue" | "zh" => Self {
                orthography: Orthography::Chinese,
                ..profile.with_english()
            },
            "he" => Self {
                orthography: Orthography::Hebrew,
                ..profile.with_english()
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
            "am" | "ar" | "bg" | "bn" | "ckb" | "el" | "gu" | "hi" | "hy" | "ka" | "kk" | "km"
            | "kn" | "ko" | "ky" | "lo" | "mk" | "ml" | "mn" | "mr" | "my" | "ne" | "pa" | "ps"
            | "ru" | "si" | "ta" | "te" | "tg" | "th" | "ti" | "ug" | "ur" | "yi" => {
                profile.with_english()
            }
            _ => profile,
        }
    }

    const fn with_english(self) -> Self {
        Self {
            ascii_stemmer: Some(Algorithm::English),
            ..self
        }
    }

    /// Returns whether every term of a word of ASCII letters begins as the word does, case aside.
    ///
    /// This is not so where the stemmer may take off beginnings, nor in German, whose participles
    /// begin with `ge`, and not for the few words that `changes_initial` names.
    pub(crate) fn keeps_initials(&self) -> bool {
        matches!(
            self.stemmer_for(true),
            None | Some(
                Algorithm::Catalan
                    | Algorithm::Danish
                    | Algorithm::English
                    | Algorithm::Finnish
                    | Algorithm::French
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

    /// Returns the stemmer for a word that is or is not of ASCII characters only.
    pub(crate) fn stemmer_for(&self, ascii: bool) -> Option<Algorithm> {
        match self.ascii_stemmer {
            Some(english) if ascii => Some(english),
            _ => self.stemmer,
        }
    }
}

/// Returns the Snowball algorithm of a language.
///
/// Croatian, Bosnian and Montenegrin are covered by the Serbian one, which reads both scripts and
/// both pronunciations. Malay is covered by the Indonesian one.
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
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}
