//! Hungarian: nouns whose stem changes before endings, and what becomes of verbs.

use std::borrow::Cow;

use super::Lemma;
use super::table::{Table, table};

static TABLE: Table = table!(
    "\
ló lovak
híd hidak
jelszó jelszavak jelszavam jelszavát jelszavamat jelszavunk
tó tavak
hó havak
szó szavak
bokor bokrok
tükör tükrök
dolog dolgok dolgot
álom álmok
teher terhek
jön jövök jössz
töröl törlés törlése törlését törölni
igényel igénylés igénylése
fa fák
",
);

/// Returns what a Hungarian word is a form of: `fizet` of `fizetés`, `fizetni`.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    const SHORTEST: usize = 3;
    const ENDINGS: [&str; 7] = ["ás", "és", "ása", "ése", "ást", "ést", "ni"];
    if let Some(word) = TABLE.word_of(lower) {
        return Some(Lemma::Also(Cow::Borrowed(word)));
    }
    let verb = ENDINGS
        .iter()
        .find_map(|ending| lower.strip_suffix(ending))?;
    (verb.chars().count() >= SHORTEST).then_some(Lemma::Also(Cow::Borrowed(verb)))
}
