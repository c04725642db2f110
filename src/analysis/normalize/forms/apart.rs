//! Words that a stemmer takes for forms of another word: `university` of `universe`, `Messer` of
//! `messen`.
//!
//! Owns the list of them, by language, with all their forms: such a word has a stem of its own.
//! Words that differ from the other one in accents only are not listed: who types without accents
//! means either. Forms with accents are listed without them, too.

use frostem::Algorithm;

use super::table::{Table, table};

/// Each line has a word twice, then its other forms.
static ENGLISH: Table = table!(
    "\
apartment apartment apartments
audition audition auditions auditioned
animate animate animates animated animating animation animations animator animators
authority authority authorities authoritative
authorize authorize authorizes authorized authorizing authorization authorizations authorizer \
authorise authorises authorised authorising authorisation authorisations
business business businesses
conference conference conferences
conversation conversation conversations conversational
critical critical critically
customer customer customers
customs customs
department department departments departmental
designate designate designates designated designating designation designations
disability disability disabilities
edition edition editions
engineer engineer engineers engineered engineering
evening evening evenings
executive executive executives
experiment experiment experiments experimental experimentally experimented experimenting
formation formation formations
goods goods
hardly hardly
hospitality hospitality
humane humane humanely
important important importantly importance
informal informal informally
international international internationally
literal literal literally literals
morale morale
numerous numerous
objective objective objectives objectively
personality personality personalities
politics politics political politically
positive positive positively positives positivity
publication publication publications
rational rational rationally
relative relative relatives
responsible responsible responsibly responsibility responsibilities
several several
severe severe severely severity severities
stocking stocking stockings
terminal terminal terminals
tire tire tires tyre tyres
transition transition transitions transitional transitioned transitioning
unite unite unites united uniting
universal universal universally
university university universities
",
);

static GERMAN: Table = table!(
    "\
ändern ändern ändere ändert änderte änderten geändert geänderte geänderten änderung änderungen \
andert geandert geanderte anderung anderungen
bauer bauer bauern bauers
buchen buchen buche bucht buchte buchten gebucht gebuchte gebuchten buchung buchungen
berufen berufen beruft berufung berufungen
bilden bilden bildet bildete bildeten gebildet gebildete gebildeten
diener diener dieners dienern
falle falle
güter güter gütern
lage lage lagen
liefern liefern liefere liefert lieferte lieferten geliefert gelieferte gelieferten lieferung lieferungen
lösen lösen löse löst löste lösten gelöst gelöste gelösten lösung lösungen gelost loesung losung losungen
landen landen landet landete gelandet landung landungen
meister meister meisters meistern meisterin
messer messer messers messern
räumen räumen räumt räumte geräumt räumung räumungen raumen raumt raumte geraumt raumung raumungen
reis reis
schulen schulen schult schulte geschult schulung schulungen
seit seit
sichern sichern sichert sicherte sicherten gesichert gesicherte gesicherten sicherung sicherungen
vereinigung vereinigung vereinigungen
verlängern verlängern verlängere verlängert verlängerte verlängerten verlängerung verlängerungen \
verlangern verlangert verlangerung verlangerungen
wandern wandern wandert wanderte gewandert wanderung wanderungen
wette wette wetten wettet gewettet
zahlen zahlen zahle zahlt zahlte zahlten gezahlt gezahlte gezahlten zahlung zahlungen
zucker zucker zuckers
",
);

static FRENCH: Table = table!(
    "\
commandant commandant commandants commandante
cours cours
département département départements départemental départementale departement departements departemental departementale
dur dur durs dure dures
formation formation formations
fraise fraise fraises
gare gare gares
identique identique identiques
important important importants importante importantes importance
livre livre livres
mairie mairie mairies
moyenne moyenne moyennes
opéra opéra opéras opera operas
parc parc parcs
partie partie parties
partir partir partez partons partirai partira
passager passager passagers passagère passagères passagere passageres
pays pays
porte porte portes
rapport rapport rapports
taxi taxi taxis
train train trains
vent vent vents
",
);

static SPANISH: Table = table!(
    "\
crear crear crea crean creó creado creada creados creadas creando creación creaciones creacion
donar donar dona donan donó donado donada donando donación donaciones donacion
cara cara caras
cartero cartero carteros
casar casar casarse casado casada casados casadas casamiento
caso caso casos
cortés cortés corteses cortesía cortesia
coser coser cosido cosida
cuento cuento cuentos
firme firme firmes firmemente
importante importante importantes importancia
jugo jugo jugos
librería librería librerías libreria librerias
libro libro libros
manada manada manadas
mes mes meses
minuta minuta minutas
moda moda modas
numeroso numeroso numerosos numerosa numerosas
ordenador ordenador ordenadores
partido partido partidos
partir partir partimos
plantear plantear planteo plantea plantean planteado planteamiento
plata plata platas
plaza plaza plazas
puerto puerto puertos
saludo saludo saludos saludar
sol sol soles
temer temer temo teme temen temido
titular titular titulares
universidad universidad universidades
verdad verdad verdades
",
);

static ITALIAN: Table = table!(
    "\
caso caso casi
conte conte conti
importante importante importanti importanza
partito partito partiti
pesce pesce pesci
porta porta porte
porto porto porti
posto posto posti
sala sala
salute salute
sede sede sedi
sole sole
tempio tempio templi
testa testa teste
titolare titolare titolari
università università universita
vento vento
",
);

static PORTUGUESE: Table = table!(
    "\
casar casar casado casada casados casadas casamento
caso caso casos
conto conto contos
cortês cortês corteses cortesia
firme firme firmes
importante importante importantes importância importancia
livraria livraria livrarias
livro livro livros
moda moda modas
mês mês meses
numeroso numeroso numerosos numerosa numerosas
partido partido partidos
porto porto portos
poste poste postes
sal sal sais
sol sol
solo solo solos
testa testa testas
titular titular titulares
táxi táxi táxis taxi taxis
universidade universidade universidades
vídeo vídeo vídeos video videos
",
);

static DUTCH: Table = table!(
    "\
bom bom bommen
boom boom bomen
maan maan manen
plaats plaats plaatsen geplaatst
rekening rekening rekeningen
sloot sloot
",
);

static SWEDISH: Table = table!(
    "\
boka boka bokar bokade bokat bokad bokning bokningar bokningen
kund kund kunder kunden kunderna kundens
laga laga lagade lagat
måla måla målar målade målat mala malar malade malat
tala tala talar talade talat
varor varor varorna varan varans varornas
vatten vatten vattnet
viktig viktig viktiga viktigt viktigare viktigast viktigaste
",
);

static RUSSIAN: Table = table!(
    "\
месть месть мести местью
метро метро
платье платье платья платьев платьем
почти почти
правило правило правила правил правилам правилами правилах правилу правилом
странный странный странная странное странные странно
часто часто
",
);

static POLISH: Table = table!(
    "\
lista lista listę listą liste
wino wino winem
",
);

static TURKISH: Table = table!(
    "\
adam adam adamı adamın adamlar adami adamin
kanun kanun kanunu kanunun kanunlar
parça parça parçası parçayı parçalar parca parcasi parcayi parcalar
sorun sorun sorunu sorunun sorunum sorunlar sorunları sorunlari
yaşam yaşam yaşamı yaşamın yasam yasami yasamin
",
);

static ARABIC: Table = table!(
    "\
عملة عملة العملة عملات العملات
مالك مالك المالك
",
);

/// What the stem of such a word ends in; no stem that a stemmer makes does.
pub(crate) const OWN_STEM: char = '+';

/// Returns the word of its own that a word in lower case is a form of.
pub(crate) fn own_word(algorithm: Algorithm, lower: &str) -> Option<&'static str> {
    let table = match algorithm {
        Algorithm::Arabic => &ARABIC,
        Algorithm::Dutch => &DUTCH,
        Algorithm::English => &ENGLISH,
        Algorithm::French => &FRENCH,
        Algorithm::German => &GERMAN,
        Algorithm::Italian => &ITALIAN,
        Algorithm::Polish => &POLISH,
        Algorithm::Portuguese => &PORTUGUESE,
        Algorithm::Russian => &RUSSIAN,
        Algorithm::Spanish => &SPANISH,
        Algorithm::Swedish => &SWEDISH,
        Algorithm::Turkish => &TURKISH,
        _ => return None,
    };
    table.word_of(lower)
}
