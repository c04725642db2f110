//! German and Dutch: participles, the infinitive with `zu`, and other forms that stand apart from
//! their word.

use std::borrow::Cow;

use super::Lemma;
use super::table::{Table, table};

/// What may be separated from a German verb, longest first where one begins with another.
const SEPARABLE: [&str; 40] = [
    "zurück", "zurueck", "zusammen", "heraus", "herunter", "hinunter", "hinaus", "hinzu", "herein",
    "hinein", "wieder", "weiter", "bereit", "durch", "unter", "über", "frei", "fest", "fern",
    "nach", "vorbei", "voraus", "hoch", "auf", "aus", "ein", "dar", "bei", "her", "hin", "los",
    "mit", "vor", "weg", "ab", "an", "um", "zu", "fort", "statt",
];

/// Prefixes that take no `ge`.
const INSEPARABLE: [&str; 9] = [
    "ver", "be", "ent", "emp", "er", "zer", "über", "unter", "miss",
];

/// Nouns and others that look like participles of verbs with another meaning.
const NO_PARTICIPLES: [&str; 14] = [
    "gebiet",
    "gericht",
    "gesicht",
    "gewicht",
    "gedicht",
    "gesamt",
    "gebet",
    "geburt",
    "gerücht",
    "gerät",
    "gestalt",
    "gehalt",
    "geschäft",
    "gewalt",
];

/// Participles of strong verbs without `ge`, after their infinitive.
static STRONG: Table = table!(
    "\
finden funden
binden bunden
winden wunden
schwinden schwunden
nehmen nommen
sprechen sprochen
brechen brochen
treffen troffen
werfen worfen
helfen holfen
sterben storben
werben worben
schreiben schrieben
bleiben blieben
treiben trieben
steigen stiegen
schneiden schnitten
leiden litten
greifen griffen
reißen rissen
streichen strichen
weisen wiesen
leihen liehen
scheiden schieden
schließen schlossen
schieben schoben
bieten boten
ziehen zogen
fliegen flogen
verlieren verloren
lieren loren
frieren froren
biegen bogen
wiegen wogen
gießen gossen
heben hoben
singen sungen
trinken trunken
sinken sunken
springen sprungen
klingen klungen
zwingen zwungen
dringen drungen
gehen gangen
stehen standen
sitzen sessen
bitten beten
denken dacht
bringen bracht
kennen kannt
nennen nannt
rennen rannt
brennen brannt
senden sandt
wissen wusst
schwimmen schwommen
gewinnen gewonnen
winnen wonnen
beginnen begonnen
ginnen gonnen
schwören schworen
löschen loschen
liegen legen
befehlen befohlen
empfehlen empfohlen
fehlen fohlen
stehlen stohlen
tun tan
sein wesen
laufen laufen
tragen tragen
waschen waschen
geben geben
rufen rufen
fahren fahren
kommen kommen
lesen lesen
sehen sehen
lassen lassen
halten halten
fallen fallen
fangen fangen
schlafen schlafen
schlagen schlagen
laden laden
messen messen
essen gessen
treten treten
wachsen wachsen
stoßen stoßen
graben graben
",
);

/// Forms of the present and the past with another vowel, and nouns that change their ending.
static CHANGED: Table = table!(
    "\
gehen ging gingen
kommen kam kamen
nehmen nahm nahmen nimmt nimm
geben gab gaben gibt
fahren fuhr fuhren fährt
laufen lief liefen läuft
schreiben schrieb schrieben
lesen las lasen liest
sehen sah sahen sieht
sprechen sprach sprachen spricht
brechen brach brachen bricht
treffen traf trafen trifft
werfen warf warfen wirft
helfen half halfen hilft
gelten galt galten gilt
vergessen vergaß vergaßen vergisst
bekommen bekam bekamen
erhalten erhielt erhielten erhält
enthalten enthielt enthielten enthält
behalten behielt behielten behält
halten hielt hielten hält
verlieren verlor verloren
finden fand fanden
beginnen begann begannen
gewinnen gewann gewannen
bleiben blieb blieben
lassen ließ ließen lässt
verlassen verließ verließen verlässt
liegen lag
stehen stand standen
verstehen verstand verstanden
entstehen entstand entstanden
tragen trug trugen trägt
ziehen zog zogen
schließen schloss schlossen
bieten bot
bitten bat baten
denken dachte dachten
bringen brachte brachten
kennen kannte kannten
nennen nannte nannten
brennen brannte brannten
wissen wusste wussten
rufen rief riefen
fallen fiel fielen fällt
fangen fing fingen fängt
laden lud luden lädt
schlagen schlug schlugen schlägt
schlafen schlief schliefen schläft
steigen stieg stiegen
treten trat traten tritt
wachsen wuchs wuchsen wächst
messen maß misst
essen aß aßen isst
fliegen flog flogen
hängen hing hingen
leihen lieh liehen
scheinen schien schienen
schneiden schnitt schnitten
senden sandte sandten
sitzen saß saßen
verbinden verband verbanden
verschwinden verschwand verschwanden
empfehlen empfahl empfahlen empfiehlt
empfangen empfing empfingen empfängt
gut besser beste besten bester bestes
hoch hohe hohen hoher hohes höher höhere höheren höchste höchsten
teuer teure teuren teurer teurere
album alben
basis basen
bonus boni
drama dramen
firma firmen
gymnasium gymnasien
index indizes
kriterium kriterien
konto konten
lexikon lexika
medium medien
ministerium ministerien
museum museen
praktikum praktika
praxis praxen
radius radien
risiko risiken
schema schemata
stadium stadien
stipendium stipendien
thema themen
villa villen
virus viren
zentrum zentren
",
);

/// Returns the word of a form with another vowel, also after a prefix: `annahm`, `zurückgab`.
fn changed(lower: &str) -> Option<String> {
    if let Some(word) = CHANGED.word_of(lower) {
        return Some(word.to_string());
    }
    SEPARABLE.iter().find_map(|prefix| {
        let word = CHANGED.word_of(lower.strip_prefix(prefix)?)?;
        word.ends_with('n').then(|| format!("{prefix}{word}"))
    })
}

/// Returns what a German word is a form of.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    if let Some(word) = changed(lower) {
        return Some(Lemma::Also(Cow::Owned(word)));
    }
    if NO_PARTICIPLES.contains(&without_ending(lower)) || NO_PARTICIPLES.contains(&lower) {
        return None;
    }
    let alone = participle(lower, "").or_else(|| participle(without_ending(lower), ""));
    let separated = || {
        SEPARABLE.iter().find_map(|prefix| {
            let verb = lower.strip_prefix(prefix)?;
            participle(verb, prefix)
                .or_else(|| participle(without_ending(verb), prefix))
                .or_else(|| infinitive(verb, prefix))
        })
    };
    alone
        .or_else(separated)
        .map(|verb| Lemma::Also(Cow::Owned(verb)))
}

/// Returns a participle without the ending that it has before a noun: `gesperrte`, `gesperrten`.
fn without_ending(lower: &str) -> &str {
    let endings = ["em", "en", "er", "es", "e"];
    let bare = endings.iter().find_map(|ending| lower.strip_suffix(ending));
    bare.filter(|bare| bare.ends_with('t') || bare.ends_with("en"))
        .unwrap_or(lower)
}

/// Returns the infinitive of a participle after a prefix that was separated from it.
fn participle(verb: &str, prefix: &str) -> Option<String> {
    const SHORTEST: usize = 3;
    let (inner, kept) = match verb.strip_prefix("ge") {
        Some(inner) => (inner, ""),
        None => INSEPARABLE
            .iter()
            .find_map(|kept| Some((verb.strip_prefix(kept)?, *kept)))
            .or_else(|| verb.ends_with("iert").then_some((verb, "")))?,
    };
    if let Some(Lemma::Only(strong)) = STRONG.lemma(inner) {
        return Some(format!("{prefix}{kept}{strong}"));
    }
    let stem = inner.strip_suffix('t')?;
    if stem.chars().count() < SHORTEST {
        return None;
    }
    let ending = if ["e", "er", "el"].iter().any(|end| stem.ends_with(end)) {
        "n"
    } else {
        "en"
    };
    Some(format!("{prefix}{kept}{stem}{ending}"))
}

/// Returns the infinitive without the `zu` inside: `anzumelden`.
fn infinitive(verb: &str, prefix: &str) -> Option<String> {
    let bare = verb.strip_prefix("zu")?;
    (bare.ends_with('n') && bare.chars().count() > 4).then(|| format!("{prefix}{bare}"))
}

/// Irregular Dutch plurals and participles.
static DUTCH: Table = table!(
    "\
stad steden
museum musea
wijzen gewezen
bieden geboden
kiezen koos
verbinden verbonden
verzenden verzonden
winnen gewonnen
drinken gedronken
stelen gestolen stal
lopen liep
houden hield
laten liet
vallen viel
dragen droeg
weten wist
worden werd geworden
gaan ging gingen
komen kwam kwamen
geven gaf
nemen nam
zien zag
brengen bracht
denken dacht
kopen kocht
schip schepen
lid leden
kind kinderen
ei eieren
~weg wegen
dag dagen
gat gaten
glas glazen
bad baden
slot sloten
oorlog oorlogen
moeilijkheid moeilijkheden
mogelijkheid mogelijkheden
kopen gekocht
verkopen verkocht
brengen gebracht
denken gedacht
zoeken gezocht
vinden gevonden
nemen genomen
schrijven geschreven
kiezen gekozen
verliezen verloren
sluiten gesloten
breken gebroken
spreken gesproken
geven gegeven
sturen gestuurd
betalen betaald
bestellen besteld
zien gezien
doen gedaan
gaan gegaan
staan gestaan
krijgen gekregen
lezen gelezen
vergeten vergat
trekken getrokken
helpen geholpen
beginnen begonnen
blijven gebleven
rijden gereden
vliegen gevlogen
opslaan opgeslagen sloeg
ontvangen ontving ontvingen ontvangst
slaan geslagen
verliezen verloor
zenden gezonden zond
springen gesprongen
zwemmen gezwommen
wassen gewassen
eten gegeten at
liggen gelegen lag
zitten gezeten zat
hangen gehangen hing
bakken gebakken
afsluiten afgesloten
",
);

const DUTCH_SEPARABLE: [&str; 16] = [
    "terug", "samen", "binnen", "buiten", "uit", "aan", "af", "op", "in", "mee", "na", "om",
    "over", "toe", "voor", "weg",
];

/// Returns what a Dutch word is a form of.
pub(super) fn dutch(lower: &str) -> Option<Lemma<'_>> {
    if let Some(found) = DUTCH.lemma(lower) {
        return Some(found);
    }
    let separated = DUTCH_SEPARABLE.iter().find_map(|prefix| {
        let verb = lower.strip_prefix(prefix)?;
        match DUTCH.lemma(verb) {
            Some(Lemma::Only(found)) => Some(format!("{prefix}{found}")),
            _ => dutch_participle(verb).map(|found| format!("{prefix}{found}")),
        }
    });
    separated
        .or_else(|| dutch_participle(lower))
        .map(|verb| Lemma::Also(Cow::Owned(verb)))
}

/// Returns the infinitive of a weak participle: `geblokkeerd`, `gewerkt`, with its vowel as open
/// syllables have it.
fn dutch_participle(verb: &str) -> Option<String> {
    const NO_PARTICIPLES: [&str; 8] = [
        "geld", "geduld", "geweld", "gebied", "gezicht", "gewicht", "gerecht", "geluid",
    ];
    let bare = verb
        .strip_suffix('e')
        .filter(|bare| bare.ends_with(['d', 't']))
        .unwrap_or(verb);
    if NO_PARTICIPLES.contains(&bare) {
        return None;
    }
    let weak = bare.strip_suffix(['d', 't'])?;
    if let Some(prefix) = ["ver", "be", "ont", "her"]
        .iter()
        .find(|prefix| weak.starts_with(**prefix))
    {
        return (weak.len() > prefix.len() + 3).then(|| format!("{weak}en"));
    }
    let stem = weak.strip_prefix("ge")?;
    let letters: Vec<char> = stem.chars().collect();
    if letters.len() < 3 {
        return None;
    }
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let open = match letters.as_slice() {
        // A long vowel is written once in an open syllable, `f` and `s` are voiced.
        [head @ .., a, b, last] if a == b && vowel(*a) && !vowel(*last) => {
            let last = match last {
                'f' => 'v',
                's' => 'z',
                other => *other,
            };
            let head: String = head.iter().collect();
            format!("{head}{a}{last}")
        }
        // A short one doubles the consonant.
        [.., a, last] if vowel(*a) && !vowel(*last) && letters.len() < 5 => format!("{stem}{last}"),
        _ => stem.to_string(),
    };
    Some(format!("{open}en"))
}
