//! Finnish: words whose consonants or vowels change before endings (consonant gradation), as in
//! `katu`, `kadun`.

use super::Lemma;
use super::table::Table;

/// Each line has the stem that Snowball makes of the strong form and of the weak one.
static TABLE: Table = Table::new(
    "\
katu kadun kadulla kadulle kadulta kadut kadussa kadulle
lupa luvan luvat luvalla luvassa
tapa tavan tavat tavalla
apu avun avulla
leipä leivän leivät
kauppa kaupan kaupat kaupassa kaupasta
lippu lipun liput lipulla lipuista
kortti kortin kortit kortilla korttia
tili tilin
kirje kirjeen kirjeet
osoite osoitteen osoitteet osoitteessa osoitetta
laite laitteen laitteet laitteella laitetta
sopimus sopimuksen sopimukset sopimusta
tilaus tilauksen tilaukset tilausta
maksu maksun maksut
tieto tiedon tiedot tietoja tiedoissa
luotto luoton luotot
koti kodin kodit kotona
vuosi vuoden vuodet vuotta
kuukausi kuukauden kuukaudet kuukautta
uusi uuden uudet uutta
käsi käden kädet kättä
vesi veden vedet vettä
kieli kielen kielet kieltä
nimi nimen nimet nimeä
lapsi lapsen lapset lasta
mies miehen miehet miestä
ihminen ihmisen ihmiset ihmistä
hinta hinnan hinnat hintaa hintoja
ranta rannan rannat
silta sillan sillat
parta parran
kenkä kengän kengät
kaupunki kaupungin kaupungit kaupungissa
henki hengen henget
luku luvun luvut
puku puvun puvut
salasana salasanan
lukea luen luit lukenut lukee
ottaa otan otti ottanut
antaa annan antoi antanut
tehdä teen teet tekee tehnyt tekisi
nähdä näen näkee nähnyt
lähteä lähden lähtee lähti
vaihtaa vaihdan vaihdat vaihtanut vaihdettu
poistaa poistan poistanut poistettu
maksaa maksan maksanut maksettu
tilata tilaan tilaat tilasin tilattu
avata avaan avaat avattu
sulkea suljen suljet suljettu
kirjautua kirjaudun kirjautunut
palauttaa palautan palautat palautettu
",
);

/// Returns what a Finnish word is a form of.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    TABLE.lemma(lower).map(|found| match found {
        Lemma::Only(word) | Lemma::Also(word) => Lemma::Also(word),
    })
}
