//! Swedish, Danish and Norwegian: plurals with another vowel, strong verbs.

use frostem::Algorithm;

use super::Lemma;
use super::table::Table;

static SWEDISH: Table = Table::new(
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
",
);

static DANISH: Table = Table::new(
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
",
);

static NORWEGIAN: Table = Table::new(
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
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    let table = match algorithm {
        Algorithm::Swedish => &SWEDISH,
        Algorithm::Danish => &DANISH,
        _ => &NORWEGIAN,
    };
    table.lemma(lower)
}
