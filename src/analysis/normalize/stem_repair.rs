//! What Snowball's stemmers leave apart in some languages.
//!
//! Owns small additions for frequent forms, each after a look at what the stemmer makes
//! of them. The stemmers themselves are those of `frostem`.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// Brings the stem that `stemmer` made into line with those of other forms of the word.
pub(crate) fn repair<'s>(stemmer: Stemmer, stem: &'s str) -> Cow<'s, str> {
    match stemmer.algorithm() {
        // It takes some endings off only where no other follows: `üniversite` loses
        // one that `üniversitesinde` keeps, unless both pass twice.
        Algorithm::Turkish => Cow::Owned(stemmer.stem(stem).into_owned()),
        Algorithm::Greek => Cow::Borrowed(without_iota(without_adjective(stem))),
        _ => Cow::Borrowed(stem),
    }
}

/// Returns another stem under which the word in lower case should be found.
pub(crate) fn second_stem(stemmer: Stemmer, lower: &str) -> Option<Cow<'_, str>> {
    match stemmer.algorithm() {
        Algorithm::Turkish => {
            without_possessive(lower).map(|owned| Cow::Owned(stemmer.stem(owned).into_owned()))
        }
        // The newer stemmer goes further, but too far in words such as `wachtwoorden`.
        Algorithm::Dutch => Some(Cow::Owned(
            Stemmer::new(Algorithm::DutchPorter)
                .stem(lower)
                .into_owned(),
        )),
        Algorithm::Swedish => without_article(lower),
        Algorithm::German => {
            without_s(lower).map(|bare| Cow::Owned(stemmer.stem(bare).into_owned()))
        }
        // `játék` loses the end that `játékok` keeps: it looks like a plural.
        Algorithm::Hungarian => {
            let stem = stemmer.stem(lower);
            let plural = stem.len() < lower.len() && stem.ends_with('k');
            plural.then(|| Cow::Owned(stemmer.stem(&stem).into_owned()))
        }
        Algorithm::Arabic => {
            with_article(lower).map(|definite| Cow::Owned(stemmer.stem(&definite).into_owned()))
        }
        _ => None,
    }
}

/// Returns a Greek stem without the ending of adjectives and their nouns, which the stemmer
/// takes off in some cases only: `τεχνικ-ός`, `τεχν-ικού`.
fn without_adjective(stem: &str) -> &str {
    const SHORTEST: usize = 3;
    stem.strip_suffix("ικ")
        .filter(|short| short.chars().count() >= SHORTEST)
        .unwrap_or(stem)
}

/// Returns a Greek stem without the iota that plurals keep and singulars lose: `υπηρεσί-ες`,
/// `υπηρεσ-ία`.
fn without_iota(stem: &str) -> &str {
    const SHORTEST: usize = 4;
    stem.strip_suffix('ι')
        .filter(|short| short.chars().count() >= SHORTEST)
        .unwrap_or(stem)
}

/// Returns a Turkish word that ends in a vowel without the possessive after it, of which the
/// stemmer leaves the `s`: `partisi`, `kilisesi`.
fn without_possessive(lower: &str) -> Option<&str> {
    const SHORTEST: usize = 3;
    let owned = lower
        .strip_suffix(['ı', 'i', 'u', 'ü'])?
        .strip_suffix('s')?;
    (owned.ends_with(['a', 'e', 'ı', 'i', 'o', 'ö', 'u', 'ü']) && owned.chars().count() >= SHORTEST)
        .then_some(owned)
}

/// Returns an Arabic word with its article.
///
/// Without the article, the stemmer leaves the plural of `شهادات` and takes the first letter of
/// `سيارات` and `وثيقة` for a particle.
fn with_article(lower: &str) -> Option<String> {
    const SHORTEST: usize = 4;
    const ARTICLES: [&str; 5] = ["ال", "وال", "بال", "لل", "كال"];
    let definite = ARTICLES.iter().any(|article| lower.starts_with(article));
    // `مستشفى` is also typed with a yeh.
    let yeh = lower.strip_suffix('ى').map(|word| format!("ال{word}ي"));
    (!definite && lower.chars().count() >= SHORTEST)
        .then(|| yeh.unwrap_or_else(|| format!("ال{lower}")))
}

/// Returns a German noun without the `s` of its plural or genitive after letters where the stemmer
/// leaves it: `Kontos`, `Kameras`, `Hobbys`, `Laptops`.
fn without_s(lower: &str) -> Option<&str> {
    const SHORTEST: usize = 3;
    let noun = lower.strip_suffix('s')?;
    let leaves_it = noun.ends_with(['a', 'o', 'y', 'p']);
    (leaves_it && noun.chars().count() >= SHORTEST).then_some(noun)
}

/// Returns a Swedish noun without its article in `-et` or `-ot`, which the stemmer takes off a few
/// only: `lösenordet`, `programmet`, `kontot`.
fn without_article(lower: &str) -> Option<Cow<'_, str>> {
    const SHORTEST: usize = 3;
    const ENDS_SO: [&str; 6] = ["internet", "planet", "paket", "magnet", "idiot", "pilot"];
    let word = lower.strip_suffix('s').unwrap_or(lower);
    if ENDS_SO.contains(&word) || word.ends_with("het") || word.ends_with("tet") {
        return None;
    }
    if let Some(noun) = word.strip_suffix('t').filter(|noun| noun.ends_with('o')) {
        return Some(Cow::Borrowed(noun));
    }
    let noun = word.strip_suffix("et")?;
    let noun = match noun.strip_suffix('m') {
        Some(single) if single.ends_with('m') => single,
        _ => noun,
    };
    (noun.chars().count() >= SHORTEST).then_some(Cow::Borrowed(noun))
}
