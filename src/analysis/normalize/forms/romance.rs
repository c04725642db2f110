//! French, Spanish, Portuguese and Italian: plurals that change the stem, stem-changing and irregular
//! verbs.

use std::borrow::Cow;

use frostem::Algorithm;

use super::Lemma;
use super::table::Table;

static FRENCH: Table = Table::new(
    "\
recevoir reçu reçus reçue reçues reçoit reçois reçoivent
apercevoir aperçu aperçus
~perdre perdu perdus perdue perdues perd perds
rendre rendu rendus rendue rendues
vendre vendu vendus vendue vendues
attendre attendu attendue attendus
répondre répondu répond
mettre mis mise
permettre permis permet permettent
remettre remis remise
transmettre transmis
prendre pris prise prend prends prennent
apprendre appris apprend apprennent
comprendre compris comprend comprennent
ouvrir ouvert ouverts ouverte ouvertes ouvre ouvrent
offrir offert offerts offerte offertes
couvrir couvert couverts couverte couvertes
découvrir découvert découverte
~voir vu vus vue vues voit vois voient
~savoir su sait savent sais
boire bu boit boivent
lire lu lus lue lit lis lisent
croire cru croit croient
tenir tenu tient tiennent
obtenir obtenu obtenus obtenue obtient obtiennent
contenir contenu contient contiennent
venir venu venus venue vient viennent
devenir devenu devient deviennent
revenir revenu revient reviennent
écrire écrit écrits écrite écrites écrivent
inscrire inscrit inscrits inscrite inscrites inscrivent inscription inscriptions
souscrire souscrit souscription souscriptions
dire dit dits disent
conduire conduit conduits
produire produit
réduire réduit réduite réduction
construire construit
détruire détruit
peindre peint
éteindre éteint éteints éteinte
atteindre atteint
joindre joint jointe
craindre craint
envoyer envoie envoient envoi
payer paie paient paye paiement paiements
acheter achète achètent achat achats
appeler appelle appellent appel
jeter jette jettent
~connecter connexion connexions
~déconnecter déconnexion déconnexions
~supprimer suppression suppressions
~imprimer impression impressions
~permettre permission permissions
~transmettre transmission
~admettre admission
~convertir conversion conversions
~étendre extension extensions
~suspendre suspension
~décider décision décisions
~diviser division
~choisir choix
~perdre perte pertes
~vendre vente ventes
~livrer livraison livraisons
~essayer essai essais
~employer emploi emplois
travail travaux
cheval chevaux
journal journaux
canal canaux
signal signaux
animal animaux
local locaux
général généraux
spécial spéciaux
normal normaux
national nationaux
bail baux
vitrail vitraux
émail émaux
",
);

static SPANISH: Table = Table::new(
    "\
cerrar cierro cierra cierras cierran cierre
encontrar encuentro encuentra encuentras encuentran encuentre
abrir abierto abierta abiertos abiertas
escribir escrito escrita escritos escritas
inscribir inscrito inscrita inscripción
suscribir suscrito suscrita suscripción suscripciones
ver visto vista
hacer hecho hecha hago hizo
decir dicho digo dice
poner puesto puesta pongo puso
romper roto rota rotos
volver vuelto vuelvo vuelve vuelta
devolver devuelto devuelvo devuelve devolución devoluciones
resolver resuelto resuelvo resuelve
cubrir cubierto
morir muerto
pedir pido pide piden pidió
repetir repito repite repiten
medir mido mide
servir sirvo sirve sirven
seguir sigo sigue siguen
conseguir consigo consigue consiguen
elegir elijo elige eligen
corregir corrijo corrige
empezar empiezo empieza empiezan
comenzar comienzo comienza comienzan
perder pierdo pierde pierden perdido
entender entiendo entiende entienden
pensar pienso piensa piensan
sentar siento sienta
recomendar recomiendo recomienda
contar cuento cuenta cuentan
mostrar muestro muestra muestran
probar pruebo prueba prueban
recordar recuerdo recuerda recuerdan
costar cuesta cuestan costó
acostar acuesto acuesta
mover muevo mueve mueven
poder puedo puede pueden
jugar juego juega juegan
dormir duermo duerme
enviar envío envía envían
traer traigo trajo
conducir conduzco condujo
conocer conozco
ofrecer ofrezco
saber sé supo
salir salgo
tener tuvo tengo tiene
",
);

static PORTUGUESE: Table = Table::new(
    "\
pedir peço peça peçam pede
perder perco perca
fazer faço fiz fez feito feita
abrir aberto aberta abertos abertas
escrever escrito escrita escritos
inscrever inscrito inscrita inscrição inscrições
ver vejo visto vê
vir venho veio
pôr ponho pus posto posta
ter tenho tive teve
trazer trago trouxe
dizer digo disse dito
poder posso pude pôde
saber sei soube
ouvir ouço
dormir durmo
servir sirvo
seguir sigo
conseguir consigo
sentir sinto
preferir prefiro
pagar pago paguei pagamento pagamentos
ganhar ganho
gastar gasto
entregar entregue entregues
receber recebo
",
);

static ITALIAN: Table = Table::new(
    "\
aprire aperto aperta aperti aperte
chiudere chiuso chiusa chiusi chiuse chiusura
scrivere scritto scritta scritti
iscrivere iscritto iscritta iscritti iscrizione iscrizioni
leggere letto letta letti
perdere perso persa persi perduto
prendere preso presa presi
spendere speso spesa
rendere reso resa
mettere messo messa messi
permettere permesso
vedere visto vista visti
chiedere chiesto chiesta chiesti
richiedere richiesto richiesta richieste
rispondere risposto risposta risposte
rimuovere rimosso rimossa rimozione
risolvere risolto risolta soluzione
scegliere scelto scelta scelte scelgo
togliere tolto tolta
rompere rotto rotta rotti
fare fatto fatta fatti
dire detto
offrire offerto offerta offerte
coprire coperto coperta
correggere corretto corretta correzione
decidere deciso decisa decisione decisioni
dividere diviso divisione
spegnere spento spenta
accendere acceso accesa
uscire uscito
venire vengo viene venuto
tenere tengo tiene
sapere so
potere posso può
vendere venduto vendita vendite
pagare pagamento pagamenti
uomo uomini
dito dita
uovo uova
braccio braccia
paio paia
amico amici
medico medici
",
);

/// Returns what a word of one of these languages is a form of.
pub(super) fn lemma(algorithm: Algorithm, lower: &str) -> Option<Lemma<'_>> {
    match algorithm {
        Algorithm::French => also(FRENCH.lemma(lower)),
        Algorithm::Spanish => also(SPANISH.lemma(lower)).or_else(|| spanish_plural(lower)),
        Algorithm::Portuguese => also(PORTUGUESE.lemma(lower)).or_else(|| portuguese_plural(lower)),
        _ => also(ITALIAN.lemma(lower)),
    }
}

/// Keeps the own stem of a listed form: participles are nouns, too.
fn also(found: Option<Lemma<'_>>) -> Option<Lemma<'_>> {
    found.map(|found| match found {
        Lemma::Only(word) | Lemma::Also(word) => Lemma::Also(word),
    })
}

/// Returns the singular of `luces`, `veces`, `capaces`.
fn spanish_plural(lower: &str) -> Option<Lemma<'_>> {
    let stem = lower.strip_suffix("ces")?;
    let vowel = stem.ends_with(['a', 'e', 'i', 'o', 'u', 'á', 'é', 'í', 'ó', 'ú']);
    (vowel && stem.len() > 1).then(|| Lemma::Also(Cow::Owned(format!("{stem}z"))))
}

/// Returns the singular of `cartões`, `pães`, `papéis`, `níveis`, `homens`, `canais`.
fn portuguese_plural(lower: &str) -> Option<Lemma<'_>> {
    const RULES: [(&str, &str); 10] = [
        ("ões", "ão"),
        ("ães", "ão"),
        ("ãos", "ão"),
        ("éis", "el"),
        ("óis", "ol"),
        ("ais", "al"),
        ("veis", "vel"),
        ("ens", "em"),
        ("uns", "um"),
        ("ins", "im"),
    ];
    const NO_PLURALS: [&str; 6] = ["mais", "demais", "pais", "cais", "jamais", "mães"];
    if NO_PLURALS.contains(&lower) {
        return None;
    }
    RULES.iter().find_map(|(plural, singular)| {
        let stem = lower.strip_suffix(plural)?;
        (!stem.is_empty()).then(|| Lemma::Only(Cow::Owned(format!("{stem}{singular}"))))
    })
}
