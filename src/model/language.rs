//! Defines language tags: their canonical form, and what stands in for a tag.
//!
//! Knows nothing of stemming, of articles or of queries.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use icu_locale::fallback::LocaleFallbackConfig;
use icu_locale::subtags::{Region, Script, language, script};
use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander, LocaleFallbacker,
};
use serde::{Deserialize, Serialize};

/// Every language that CLDR knows, not only those with translated locale data.
const EXPANDER: LocaleExpander = LocaleExpander::new_extended();

/// Countries and territories of ISO 3166-1, and the areas that locales use: the world,
/// Europe, Latin America. CLDR's data at hand do not tell a region from two letters.
const REGIONS: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
    ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG \
    MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL \
    PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW 001 150 419";

/// Longest tag that is looked at; the longest locale names of any system are far shorter.
const MAX_TAG_BYTES: usize = 100;

/// The tag of a language in canonical, minimal form: `fr`, `pt-PT`, `zh-TW`, `sr-Latn`.
///
/// It is a text wherever one is read. A tag that somebody wrote is parsed, see
/// [`parse`](Self::parse); one that is read back from an index was parsed before.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LanguageTag(Cow<'static, str>);

/// Something that is no language tag.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language tag: use one such as en, fr or pt-BR")]
pub struct InvalidLanguageTag(String);

impl LanguageTag {
    /// English.
    pub const ENGLISH: Self = Self(Cow::Borrowed("en"));

    /// Parses a BCP 47 tag or the name of a POSIX locale: `fr-FR` and `fr_FR.UTF-8@euro` become
    /// `fr`, `iw` becomes `he`, `zh-TW` stays.
    ///
    /// Deprecated codes are replaced and subtags that say nothing new are removed, as UTS 35
    /// prescribes ("Remove Likely Subtags", favouring the region). Variants and extensions are
    /// dropped: they do not change how text is searched. So is a script or region that does not
    /// exist. Returns `None` for `C`, `POSIX`, the empty string and whatever names no language.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        canonical(tag).map(|tag| Self(Cow::Owned(tag)))
    }

    /// Returns the tag as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for LanguageTag {
    /// Returns `und`, the tag of an undetermined language.
    fn default() -> Self {
        Self(Cow::Borrowed("und"))
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    fn from_str(tag: &str) -> Result<Self, InvalidLanguageTag> {
        Self::parse(tag).ok_or_else(|| InvalidLanguageTag(tag.to_string()))
    }
}

impl Deref for LanguageTag {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for LanguageTag {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl PartialEq<str> for LanguageTag {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for LanguageTag {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// Returns the canonical, minimal form of a tag, see [`LanguageTag::parse`].
fn canonical(tag: &str) -> Option<String> {
    let tag = tag.trim();
    if tag.len() > MAX_TAG_BYTES {
        return None;
    }
    // POSIX: language[_territory][.codeset][@modifier]
    let (name, modifier) = tag.split_once('@').unwrap_or((tag, ""));
    let name = name.split('.').next().unwrap_or_default();
    let mut locale: Locale = name.replace('_', "-").parse().ok()?;
    if locale.id.script.is_none() {
        locale.id.script = match modifier {
            "latin" => Some(script!("Latn")),
            "cyrillic" => Some(script!("Cyrl")),
            _ => None,
        };
    }
    LocaleCanonicalizer::new_with_expander(EXPANDER).canonicalize(&mut locale);

    let mut id = locale.id;
    id.variants.clear();
    if id.language.is_unknown() {
        return None;
    }
    id.script = id.script.filter(|script| is_script(*script));
    id.region = id.region.filter(|region| is_region(*region));
    // CLDR keeps `nb` and `no` apart; people who write either mean Bokmål.
    if id.language == language!("nb") {
        id.language = language!("no");
    }
    let mut full = id.clone();
    EXPANDER.maximize(&mut full);
    // CLDR knows the usual script of every language it knows.
    full.script?;
    EXPANDER.minimize(&mut id);
    Some(id.to_string())
}

/// Returns the tags that stand in for a canonical tag where nothing is written in it, nearest
/// first: `pt-PT` and `pt` for `pt-AO`, `no` for `nn`. These are CLDR's parent locales.
#[must_use]
pub(crate) fn fallbacks(tag: &str) -> Vec<LanguageTag> {
    // No chain of parents in CLDR is longer than five.
    const LONGEST: usize = 8;
    let Ok(locale) = tag.parse::<Locale>() else {
        return Vec::new();
    };
    let fallbacker = LocaleFallbacker::new();
    let mut steps = fallbacker
        .for_config(LocaleFallbackConfig::default())
        .fallback_for((&locale).into());
    let mut tags: Vec<LanguageTag> = Vec::new();
    for _ in 0..LONGEST {
        steps.step();
        if steps.get().is_unknown() {
            break;
        }
        if let Some(parent) = LanguageTag::parse(&steps.get().to_string())
            && parent != *tag
            && !tags.contains(&parent)
        {
            tags.push(parent);
        }
    }
    tags
}

/// Returns whether a region exists.
pub(crate) fn is_region(region: Region) -> bool {
    REGIONS
        .split_ascii_whitespace()
        .any(|known| known == region.as_str())
}

/// Returns whether a script exists: CLDR then names a language for it.
pub(crate) fn is_script(script: Script) -> bool {
    let mut id = LanguageIdentifier::UNKNOWN;
    id.script = Some(script);
    EXPANDER.maximize(&mut id);
    !id.language.is_unknown()
}

/// Returns the language subtag of a tag: `pt` of `pt-PT`.
#[must_use]
pub(crate) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Parses the tag of a test.
#[cfg(test)]
pub(crate) fn tag(tag: &str) -> LanguageTag {
    tag.parse().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_canonical_and_minimal() {
        for (given, expected) in [
            ("fr-FR", "fr"),
            ("en_US", "en"),
            ("en-GB", "en-GB"),
            ("PT-br", "pt"),
            ("pt-PT", "pt-PT"),
            ("zh-CN", "zh"),
            ("zh-TW", "zh-TW"),
            ("zh-Hant", "zh-TW"),
            ("zh_hk", "zh-HK"),
            ("iw", "he"),
            ("fra", "fr"),
            ("cmn", "zh"),
            ("sr-Latn-RS", "sr-Latn"),
            ("sr_RS@latin", "sr-Latn"),
            ("nb-NO", "no"),
            ("nn", "nn"),
            ("fr_FR.UTF-8@euro", "fr"),
            ("de-DE-1996", "de"),
            ("de-u-co-phonebk", "de"),
            ("es-419", "es-419"),
            ("fr-XX", "fr"),
            (" ja ", "ja"),
        ] {
            assert_eq!(canonical(given).as_deref(), Some(expected), "{given}");
        }
    }
    #[test]
    fn tags_fall_back_as_cldr_has_it() {
        for (tag, expected) in [
            ("pt-AO", "pt-PT pt"),
            ("en-AU", "en-001 en"),
            ("es-MX", "es-419 es"),
            ("nn", "no"),
            ("zh-HK", "zh-TW"),
            ("fr-CA", "fr"),
            ("fr", ""),
            ("klingon!", ""),
        ] {
            assert_eq!(fallbacks(tag).join(" "), expected, "{tag}");
        }
    }
    #[test]
    fn what_names_no_language_is_refused() {
        for given in [
            "",
            "C",
            "POSIX",
            "C.UTF-8",
            "und",
            "xx",
            "qqq",
            "english",
            "fr fr",
            "日本語",
            "-",
            "@euro",
            ".",
        ] {
            assert_eq!(canonical(given), None, "{given}");
        }
        assert_eq!(canonical(&"fr-".repeat(100_000)), None);
    }
    #[test]
    fn the_primary_subtag_is_cut_off() {
        assert_eq!(primary("pt-PT"), "pt");
        assert_eq!(primary("fr"), "fr");
        assert_eq!(primary(""), "");
    }
}
