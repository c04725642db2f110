//! Finnish: words whose consonants or vowels change before endings (consonant gradation), as in
//! `katu`, `kadun`.

use std::borrow::Cow;

use super::Lemma;
use super::table::{Table, table};

/// Each line has the stem that Snowball makes of the strong form and of the weak one.
static TABLE: Table = table!(
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
tunti tunnin tunnit tunnissa
lanka langan
tauko tauon tauot
sähköposti sähköpostin sähköpostit sähköpostiin
hammas hampaan hampaat
myydä myyn myy
mennä menen menee
tulla tulen tulee
voida voin voi voinko
haluta haluan haluaa
unohtaa unohdin unohdan
löytää löydän löydä
saada saan saa saako
pitää pidän
pankki pankin pankit pankissa pankista pankkiin
ruoka ruoan ruuan ruoat ruoassa
vika vian viat viassa
kuitti kuitin kuitit kuitilla
paketti paketin paketit paketissa
laatikko laatikon laatikot laatikossa
katto katon katot
lompakko lompakon lompakot
viikko viikon viikot viikossa
alku alun alussa
loppu lopun lopussa
virhe virheen virheet
ryhmä ryhmän
kanta kannan kannat
kunta kunnan kunnat
kohta kohdan kohdat kohdassa
lahja lahjan
kukka kukan kukat
takki takin takit
tukki tukin tukit
kassi kassin
muisti muistin
lentää lennän lentänyt
lento lennon lennot lennolla
asunto asunnon asunnot asunnossa
tilanne tilanteen tilanteet
vaate vaatteen vaatteet
hotelli hotellin
",
);

/// Returns what a Finnish word is a form of.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    if let Some(word) = TABLE.word_of(lower) {
        return Some(Lemma::Also(Cow::Borrowed(word)));
    }
    STEMS.iter().find_map(|(ending, nominative)| {
        let stem = lower.strip_suffix(ending)?;
        let word = format!("{stem}{nominative}");
        (stem.chars().count() >= SHORTEST).then_some(Lemma::Also(Cow::Owned(word)))
    })
}

/// Endings of nouns in `-us`, `-nen`, `-as` and `-in` whose stem is another one, and what the
/// nominative has: `tilauksen`, `naisen`, `asiakkaan`, `puhelimen`.
const STEMS: [(&str, &str); 28] = [
    ("ksen", "s"),
    ("kset", "s"),
    ("ksia", "s"),
    ("ksiä", "s"),
    ("ksessa", "s"),
    ("ksesta", "s"),
    ("kseen", "s"),
    ("ksella", "s"),
    ("kselle", "s"),
    ("ksien", "s"),
    ("isen", "inen"),
    ("iset", "inen"),
    ("isia", "inen"),
    ("isiä", "inen"),
    ("iselle", "inen"),
    ("isten", "inen"),
    ("kkaan", "kas"),
    ("kkaat", "kas"),
    ("kkaalle", "kas"),
    ("kkaita", "kas"),
    ("kkaiden", "kas"),
    ("imen", "in"),
    ("imet", "in"),
    ("imella", "in"),
    ("imellä", "in"),
    ("imeen", "in"),
    ("imessa", "in"),
    ("imessä", "in"),
];
const SHORTEST: usize = 2;
