//! Greek, Romanian and Turkish: verbs and nouns whose stem changes.

use std::borrow::Cow;

use frostem::Algorithm;

use super::Lemma;
use super::table::{Table, table};

static GREEK: Table = table!(
    "\
πληρώνω πληρώσω πλήρωσα πληρωμή πληρωμές
αλλάζω αλλάξω άλλαξα αλλαγή αλλαγές
ακυρώνω ακυρώσω ακύρωσα ακύρωση
στέλνω στείλω έστειλα αποστολή
αγοράζω αγοράσω αγόρασα αγορά αγορές
βλέπω δω είδα
πηγαίνω πάω πήγα
παίρνω πάρω πήρα
ανοίγω ανοίξω άνοιξα άνοιγμα
κλείνω κλείσω έκλεισα κλείσιμο
βρίσκω βρω βρήκα
γράφω γράψω έγραψα
χάνω χάσω έχασα
ξεχνάω ξεχνώ ξέχασα ξεχάσω
διαγράφω διαγράψω διαγραφή
επιστρέφω επιστρέψω επιστροφή επιστροφές
παιδί παιδιά
",
);

static ROMANIAN: Table = table!(
    "\
copil copii copiii
om oameni oamenii
stradă străzi străzile
școală școli școlile
femeie femei femeile
băiat băieți
fată fete fetele
mână mâini
noapte nopți
zi zile zilele
an ani anii
plăti plătit plătesc plătește
putea pot poate poți
vrea vreau vrei
vedea văd vede văzut
face făcut fac
ști știu știe
primi primit primesc
trimite trimis trimit
deschide deschis deschid
închide închis închid
scrie scris scriu
citi citit citesc
șterge șters șterg
pierde pierdut pierd
",
);

static TURKISH: Table = table!(
    "\
renk rengi rengini
kanat kanadı
burun burnu burnum
ağız ağzı
şehir şehri şehrim
isim ismi ismim ismini ismimi
fikir fikri fikrim
akıl aklı
oğul oğlu
resim resmi resmim resmini
metin metni metnini
şekil şekli
beyin beyni
kayıt kaydı kaydım kaydımı kaydını
git gid
et ed
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    let table = match algorithm {
        Algorithm::Greek => &GREEK,
        Algorithm::Romanian => &ROMANIAN,
        _ => &TURKISH,
    };
    if let Some(word) = table.word_of(lower) {
        return Some(Lemma::Also(Cow::Borrowed(word)));
    }
    match algorithm {
        Algorithm::Romanian => romanian_plural(lower),
        Algorithm::Turkish => turkish_root(lower),
        _ => None,
    }
}

/// Returns the singular of `conturi`.
fn romanian_plural(lower: &str) -> Option<Lemma<'_>> {
    const SHORTEST: usize = 3;
    let noun = ["uri", "urile", "urilor"]
        .iter()
        .find_map(|ending| lower.strip_suffix(ending))?;
    (noun.len() >= SHORTEST).then_some(Lemma::Also(Cow::Borrowed(noun)))
}

/// Returns the root of a verb: `öde` of `ödemek`, `ödüyorum`, `ödeme`.
fn turkish_root(lower: &str) -> Option<Lemma<'_>> {
    const SHORTEST: usize = 2;
    /// The present, whose vowel may have taken the place of the root's last one.
    const PRESENT: [&str; 6] = ["yorum", "yoruz", "yorsun", "yorsunuz", "yorlar", "yor"];
    const OTHERS: [&str; 26] = [
        "mek", "mak", "meye", "maya", "meyi", "mayı", "mem", "mam", "me", "ma", "dim", "dım",
        "dum", "düm", "tim", "tım", "tum", "tüm", "dik", "dık", "duk", "dük", "ecek", "acak",
        "eceğim", "acağım",
    ];
    let present = PRESENT.iter().find_map(|ending| {
        let root = lower.strip_suffix(ending)?;
        root.strip_suffix(['i', 'ı', 'u', 'ü'])
    });
    let root = present.or_else(|| OTHERS.iter().find_map(|ending| lower.strip_suffix(ending)))?;
    let root = TURKISH.word_of(root).unwrap_or(root);
    (root.chars().count() >= SHORTEST).then_some(Lemma::Also(Cow::Borrowed(root)))
}
