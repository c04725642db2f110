//! Swedish, Danish and Norwegian: plurals with another vowel, strong verbs, nouns of verbs.

use std::borrow::Cow;

use frostem::Algorithm;

use super::Lemma;
use super::table::{Table, table};

static SWEDISH: Table = table!(
    "\
bok böcker böckerna
hand händer händerna
stad städer städerna
land länder länderna
natt nätter
rot rötter
fot fötter fötterna
tand tänder
son söner
dotter döttrar
bror bröder
~man män männen
mus möss
skriva skrev skrivit skrivet skriven
~finna fann funnit
~få fått fick
gå gick gått
göra gjorde gjort gjord
ta tog tagit tagen
bli blev blivit
se såg sett
ge gav gett givit
komma kom kommit
välja valde valt vald
sälja sålde sålt såld
köpa köpt köpte
betala betalt betald betalade
bryta bröt brutit bruten
välj valt
stänga stängt stängd
flyga flög flugit
dricka drack druckit
hjälpa hjälpt hjälpte
skjuta sköt skjutit
byta bytt bytte
glömma glömt glömde
låsa låst låste
säga sagt sade
lägga lagt lade
stå stått stod
ligga legat låg
sitta suttit
springa sprungit sprang
äta ätit åt
sova sovit
bära burit
skära skurit
stjäla stulit
binda bundit
vinna vunnit vann
försvinna försvunnit försvann
~stor större störst största
~bra bättre bäst bästa
~gammal äldre äldst
~lång längre längst
~ung yngre yngst
öga ögon
öra öron
konto konton
leverera leverans leveranser leveransen
",
);

static DANISH: Table = table!(
    "\
bog bøger bøgerne
hånd hænder
nat nætter
fod fødder
tand tænder
~mand mænd mændene
barn børn børnene
by byer
købe købt købte
sælge solgt solgte
skrive skrev skrevet
finde fandt fundet
~få fået fik
gå gik gået
gøre gjorde gjort
tage tog taget
vælge valgt valgte
give gav givet
bryde brød brudt
~se så set
sige sagt sagde
lægge lagt lagde
~sætte sat satte
stå stod stået
bede bedt
bære båret
stjæle stjålet stjal
drikke drukket drak
spise spist spiste
glemme glemt glemte
betale betalt betalte
bestille bestilt bestilte
opsige opsagt opsigelse opsigelser
~god bedre bedst bedste
~gammel ældre ældst
~lang længere længst
øje øjne
konto konti
",
);

static NORWEGIAN: Table = table!(
    "\
bok bøker bøkene
hånd hender hendene
natt netter
fot føtter føttene
tann tenner
~mann menn mennene
barn barna
kjøpe kjøpt kjøpte
selge solgt solgte
skrive skrev skrevet
finne fant funnet
~få fått fikk
gå gikk gått
gjøre gjorde gjort
ta tok tatt
velge valgt valgte
gi ga gitt
bryte brøt brutt
~se så sett
si sagt sa
legge lagt la
~sette satt satte
stå stod stått
be bedt
bære båret
stjele stjålet stjal
drikke drukket drakk
spise spist spiste
glemme glemt glemte
betale betalt betalte
bestille bestilt bestilte
~stor større størst
~god bedre best beste
~gammel eldre eldst
~lang lengre lengst
øye øyne
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    let table = match algorithm {
        Algorithm::Swedish => &SWEDISH,
        Algorithm::Danish => &DANISH,
        _ => &NORWEGIAN,
    };
    table
        .lemma(lower)
        .or_else(|| verb_of_noun(algorithm, lower).map(|verb| Lemma::Also(Cow::Owned(verb))))
}

/// Returns the verb of `bokning`, `betaling`.
fn verb_of_noun(algorithm: Algorithm, lower: &str) -> Option<String> {
    const SHORTEST: usize = 3;
    const SWEDISH: [&str; 5] = ["ning", "ningen", "ningar", "ningarna", "nings"];
    const OTHERS: [&str; 6] = ["ing", "ingen", "inger", "ingerne", "ingene", "ings"];
    /// Nouns of no verb, without their ending.
    const OF_NO_VERB: [&str; 5] = ["tid", "drott", "våning", "dronn", "kyll"];
    let (endings, of_verb): (&[&str], _) = if algorithm == Algorithm::Swedish {
        (&SWEDISH, "a")
    } else {
        (&OTHERS, "e")
    };
    let stem = endings
        .iter()
        .find_map(|ending| lower.strip_suffix(ending))?;
    let is_verb = stem.chars().count() >= SHORTEST && !OF_NO_VERB.contains(&stem);
    is_verb.then(|| format!("{stem}{of_verb}"))
}
