//! The words that open a question, by language.
//!
//! People leave the mark out where the first word says enough: "How do I update". Only articles
//! that are FAQs are read so, and only in their own language, since the same letters mean another
//! thing in the next one.

/// Returns the openings of questions in a language, separated by semicolons, in lower case with
/// straight apostrophes.
pub(crate) fn openers(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default();
    let found = OPENERS.binary_search_by_key(&primary, |(known, _)| known);
    found
        .ok()
        .and_then(|index| OPENERS.get(index))
        .map_or("", |(_, words)| words)
}

/// Sorted by language.
static OPENERS: [(&str, &str); 33] = [
    ("ar", "كيف; ماذا; ما هو; ما هي; لماذا; متى; أين; هل; كم"),
    (
        "bg",
        "как; какво; защо; кога; къде; кой; коя; кои; колко; мога ли; може ли",
    ),
    (
        "ca",
        "com; què; per què; quan; on; qui; quin; quina; quins; quines; quant; puc",
    ),
    (
        "cs",
        "jak; co; proč; kdy; kde; kdo; který; která; které; jaký; jaká; jaké; kolik; \
         můžu; mohu; je možné; lze",
    ),
    (
        "da",
        "hvordan; hvad; hvorfor; hvornår; hvor; hvem; hvilken; hvilke; hvilket; kan; \
         skal",
    ),
    (
        "de",
        "wie; was; warum; wieso; weshalb; wann; wo; wer; wen; wem; wessen; welche; \
         welcher; welches; welchen; welchem; wozu; woher; wohin; womit; wofür; \
         wodurch; woran; worin; kann; können; darf; muss; müssen; soll; gibt es; \
         ist; sind",
    ),
    (
        "el",
        "πώς; πως; τι; γιατί; πότε; πού; που; ποιος; ποια; ποιο; ποιες; ποιοι; πόσο; \
         μπορώ",
    ),
    (
        "en",
        "what; what's; whats; how; how's; why; why's; which; when; where; where's; \
         who; who's; whose; whom; can; can't; cannot; could; couldn't; do i; do you; \
         do we; do they; do the; does; doesn't; did; didn't; is; isn't; are; aren't; \
         was; wasn't; were; should; shouldn't; will; won't; would; wouldn't; must i; \
         may i; am i",
    ),
    (
        "es",
        "cómo; qué; por qué; cuándo; dónde; quién; quiénes; cuál; cuáles; cuánto; \
         cuánta; cuántos; cuántas; para qué; puedo; se puede; es posible",
    ),
    ("fa", "چگونه; چطور; چرا; آیا; کجا; چه"),
    (
        "fi",
        "miten; kuinka; mikä; mitä; mitkä; miksi; milloin; missä; mistä; mihin; \
         kuka; voiko; voinko; onko; paljonko",
    ),
    (
        "fr",
        "comment; pourquoi; quand; où; qui; que faire; quel; quelle; quels; quelles; \
         qu'est-ce; est-ce; puis-je; peut-on; dois-je; faut-il; combien; y a-t-il; \
         à quoi",
    ),
    (
        "he",
        "איך; כיצד; מה; למה; מדוע; מתי; איפה; היכן; מי; האם; כמה",
    ),
    ("hi", "कैसे; क्या; क्यों; कब; कहाँ; कौन; कितना; कितने"),
    (
        "hr",
        "kako; što; zašto; kada; gdje; tko; koji; koja; koje; koliko; mogu li; \
         može li",
    ),
    (
        "hu",
        "hogyan; mi a; mi az; mit; miért; mikor; hol; ki a; melyik; mennyi; \
         mennyibe; hány; lehet-e",
    ),
    (
        "id",
        "bagaimana; apa; apakah; mengapa; kenapa; kapan; di mana; siapa; berapa; \
         bisakah",
    ),
    (
        "it",
        "come; cosa; che cosa; che cos'è; cos'è; perché; quando; dove; dov'è; chi; \
         qual; quale; quali; quanto; quanta; quanti; quante; posso; si può; \
         è possibile",
    ),
    (
        "ja",
        "なぜ; どうして; どうすれば; どうやって; どのように; 何故; どこ; いつ; 誰",
    ),
    ("ko", "왜; 어떻게; 무엇; 언제; 어디; 누가"),
    (
        "ms",
        "bagaimana; apa; apakah; mengapa; kenapa; bila; di mana; siapa; berapa; \
         bolehkah",
    ),
    (
        "nb",
        "hvordan; hva; hvorfor; når; hvor; hvem; hvilken; hvilke; hvilket; kan",
    ),
    (
        "nl",
        "hoe; wat; waarom; wanneer; waar; waarvoor; wie; welke; welk; kan; kunnen; \
         mag; moet; is; zijn",
    ),
    (
        "no",
        "hvordan; hva; hvorfor; når; hvor; hvem; hvilken; hvilke; hvilket; kan",
    ),
    (
        "pl",
        "jak; co; czy; dlaczego; kiedy; gdzie; kto; który; która; które; jaki; jaka; \
         jakie; ile; skąd",
    ),
    (
        "pt",
        "como; o que; por que; porque; porquê; quando; onde; quem; qual; quais; \
         quanto; quantos; quantas; posso; é possível",
    ),
    (
        "ro",
        "cum; ce; de ce; când; unde; cine; care; cât; câte; pot să; se poate",
    ),
    (
        "ru",
        "как; что; почему; зачем; когда; где; куда; откуда; кто; какой; какая; \
         какое; какие; сколько; можно ли; могу ли; нужно ли; есть ли; чем",
    ),
    (
        "sk",
        "ako; čo; prečo; kedy; kde; kto; ktorý; ktorá; ktoré; aký; aká; aké; koľko; \
         môžem; je možné",
    ),
    (
        "sv",
        "hur; vad; varför; när; var; vem; vilken; vilka; vilket; kan; får jag; måste",
    ),
    (
        "tr",
        "nasıl; ne zaman; neden; niçin; nerede; kim; hangi; kaç; ne kadar",
    ),
    (
        "uk",
        "як; що; чому; навіщо; коли; де; хто; який; яка; яке; які; скільки; чи",
    ),
    (
        "zh",
        "如何; 为什么; 為什麼; 为何; 為何; 怎么; 怎麼; 怎样; 怎樣; 什么; 什麼; 是否; 能否; 哪",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_sorted_so_that_each_is_found() {
        assert!(OPENERS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(openers("pt-BR").starts_with("como; "));
        assert!(openers("tlh").is_empty());
    }
}
