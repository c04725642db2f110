//! The question words of each language: those that ask for a person, a place, a time, a reason, a
//! manner, an amount or one of several.
//!
//! Owns which words these are. They are function words too, and tell more than the others do: of
//! two questions about one thing, "when" and "who" say which is meant, "is" and "does" do not.

/// Returns the question words of a language in lower case, separated by white space.
///
/// Those that are typed without their accents stand beside the others. Words that introduce other
/// sentences at least as often ("that", "que") are left out.
pub(super) fn question_words(language: &str) -> &'static str {
    match language {
        "en" => "who whom whose what which when where why how",
        "fr" => "qui quel quelle quels quelles quand où pourquoi comment combien",
        "de" => {
            "wer wen wem wessen was welche welcher welches welchen welchem wann wo wohin woher \
             warum weshalb wieso wie wieviel wieviele"
        }
        "es" => {
            "quién quiénes cuál cuáles cuándo dónde adónde cómo cuánto cuánta cuántos cuántas quien \
             quienes cual cuales cuando donde adonde como cuanto cuanta cuantos cuantas"
        }
        "ca" => "qui quin quina quins quines quan on com quant quanta quants quantes",
        "it" => "chi cosa quale quali quando dove perché perche come quanto quanta quanti quante",
        "pt" => "quem qual quais quando onde aonde como quanto quanta quantos quantas",
        "ro" => "cine care când cand unde cum câte cât câți câtă cate cat cati cata",
        "nl" => "wie wat welk welke wanneer waar waarheen waarom hoe hoeveel",
        "sv" => "vem vilka vilken vilket vad när var vart varför hur",
        "da" => "hvem hvad hvilken hvilket hvilke hvornår hvor hvorfor hvordan",
        "nb" | "nn" | "no" => {
            "hvem hva hvilken hvilket hvilke når hvor hvorfor hvordan korleis kva kven"
        }
        "fi" => {
            "kuka ketkä mikä mitkä mitä milloin koska missä mihin mistä miksi miten kuinka paljonko"
        }
        "et" => "kes mis milline millal kus kuhu kust miks kuidas mitu",
        "hu" => "ki kik mi mit melyik mikor hol hová honnan miért hogyan hány mennyi",
        "cs" => "kdo co který která které kdy kde kam odkud proč jak kolik",
        "sk" => "kto čo ktorý ktorá ktoré kedy kde kam odkiaľ prečo ako koľko",
        "pl" => "kto co który która które kiedy gdzie dokąd skąd dlaczego jak ile",
        "uk" => "хто що який яка яке які коли де куди звідки чому як скільки",
        "ru" => "кто что какой какая какое какие когда где куда откуда почему зачем как сколько",
        "bg" => "кой коя кое кои какво кога къде защо как колко",
        "bs" | "hr" | "sr" => {
            "tko ko što šta koji koja koje kada gdje gde kamo kuda zašto kako koliko"
        }
        "el" => "ποιος ποια ποιο ποιοι ποιες τι πότε πού γιατί πώς πόσο πόσα πόσοι πόση",
        "tr" => "kim kimin ne hangi nerede nereye neden niçin nasıl nasil kaç kac",
        "id" | "ms" => "siapa apa kapan mana mengapa kenapa bagaimana berapa bila",
        "hi" => "कौन क्या कब कहाँ कहां क्यों कैसे कितना कितने कितनी कौनसा",
        "ur" => "کون کیا کب کہاں کیوں کیسے کتنا کتنے",
        "fa" => "کی چه کدام کجا چرا چگونه چطور چند چقدر",
        "ar" => "من ماذا متى أين لماذا كيف كم أي",
        "he" => "מי מה מתי איפה היכן למה מדוע איך כמה איזה",
        "th" => "ใคร อะไร เมื่อไหร่ เมื่อไร ที่ไหน ไหน ทำไม อย่างไร ยังไง เท่าไหร่ เท่าไร",
        "ja" => "誰 だれ 何 なに いつ どこ なぜ どう どの どれ どちら いくら いくつ",
        "ko" => "누가 누구 무엇 무엇을 뭐 언제 어디 어디서 어디에서 왜 어떻게 얼마 얼마나 어느 몇",
        "yue" | "zh" => "谁 什么 哪里 哪儿 哪个 哪些 何时 为什么 怎么 怎样 如何 多少 多久 几",
        _ => "",
    }
}
