//! Function words: words that hold a question together and tell little of what it asks.
//!
//! They are never removed, neither from the index nor from a query: "without" turns the meaning of
//! a question. In a query they weigh little, because in a small collection chance makes some of
//! them rare and BM25 would take them for informative ones.

mod lists;
mod question_words;

use std::sync::OnceLock;

use crate::analysis::fold;
use crate::analysis::{Analyzer, EXACT_PREFIX, Form, Tokens};
use crate::model::language::primary;
use crate::search::query::term::{QueryTerm, Variant, VariantKind};

/// How many bytes a term may be longer than the word that it is a term of.
const MAX_LONGER: usize = 3;

/// The function words of one language.
///
/// The words themselves are compared, not their stems: `Sicherheit` has the stem of `sicher`. Only
/// words that have no exact form are compared by their other terms. Reading a whole list would
/// cost more than a search. A word and its terms begin alike, so that only the words with the first
/// letter in question are read, and only those with the second one analysed, once. What is set up
/// when first needed changes no answer.
pub(crate) struct FunctionWords {
    analyzer: Analyzer,
    /// The listed words, by [`slot`] of their first letter.
    slots: [OnceLock<Vec<Listed>>; SLOTS],
}

/// How many slots there are: for the letters of ASCII, and as many for all others. Neighbouring letters
/// of an alphabet have different ones.
const SLOTS: usize = 2 * HALF;
const HALF: usize = 64;

/// A listed word.
struct Listed {
    word: &'static str,
    terms: OnceLock<Vec<String>>,
}

impl FunctionWords {
    /// Makes the function words of an analyzer's language; none for a language without a list.
    #[must_use]
    pub(crate) fn new(analyzer: &Analyzer) -> Self {
        Self {
            analyzer: analyzer.clone(),
            slots: [const { OnceLock::new() }; SLOTS],
        }
    }

    /// Multiplies the weight of function words by `weight` in a query of several terms. A single
    /// word is what is asked about, whatever it is.
    pub(crate) fn expand(&self, terms: &mut [QueryTerm], weight: f32) {
        if terms.len() > 1 {
            for term in terms {
                self.weigh(term, weight);
            }
        }
    }

    /// Multiplies the weight of a term by `weight` if it is a function word, or made of them
    /// ("puis-je").
    pub(crate) fn weigh(&self, term: &mut QueryTerm, weight: f32) {
        let is_made_of_function_words = |kind: VariantKind| {
            let mut variants = term.variants.iter().filter(|one| one.kind == kind);
            let is_one = |variant: &Variant| {
                let mut terms = variant.terms.iter();
                terms.all(|indexed| self.contains(indexed))
            };
            variants.clone().next().is_some() && variants.all(is_one)
        };
        let is_listed = match &term.exact {
            Some(exact) => self.contains(exact),
            None => is_made_of_function_words(VariantKind::Word),
        };
        if is_listed || is_made_of_function_words(VariantKind::Parts) {
            term.demote_to_function_word(weight);
            term.is_question_word = self.is_question_word(&term.surface);
        }
    }

    /// Returns whether a word as it was typed asks for what an answer tells.
    fn is_question_word(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        let language = primary(self.analyzer.language());
        let mut known = question_words::question_words(language).split_whitespace();
        known.any(|word| word == typed)
    }

    /// Returns whether a word in lower case is a function word, accents aside.
    #[must_use]
    pub(crate) fn may_contain(&self, word: &str) -> bool {
        self.contains(&format!("{EXACT_PREFIX}{word}"))
    }

    /// Returns whether a term stands for a function word. If it was typed with an accent, it stands
    /// for no word without: `ändern` is no `andern`.
    fn contains(&self, term: &str) -> bool {
        let plain = term.trim_start_matches(EXACT_PREFIX);
        let mut letters = plain.chars().map(letter);
        let Some(first) = letters.next().flatten() else {
            return false;
        };
        let second = letters.next().flatten();
        let accented = has_accent(plain) || self.analyzer.accents_tell_words_apart();
        let alike = self.listed(first).iter().filter(|listed| {
            listed.word.len() + MAX_LONGER >= plain.len()
                && begins(listed.word, first, second)
                && (!has_accent(plain) || has_accent(listed.word))
        });
        let is_exact = plain.len() < term.len();
        // The word itself is mostly listed, which saves analysing the others.
        let mut others = Vec::new();
        for listed in alike {
            if is_exact && listed.is_plain() {
                // Its only exact form is the word.
                if listed.word == plain {
                    return true;
                }
            } else {
                others.push(listed);
            }
        }
        others.sort_by_key(|listed| listed.word != plain);
        others.into_iter().any(|listed| {
            let terms = listed.terms.get_or_init(|| self.terms(listed.word));
            let is_it = |known: &String| known == term || !accented && fold(known) == term;
            terms.iter().any(is_it)
        })
    }

    /// Returns the listed words in the slot of a first letter. They are set up when first needed.
    fn listed(&self, first: char) -> &[Listed] {
        let wanted = slot(first);
        let Some(words) = self.slots.get(wanted) else {
            return &[];
        };
        words.get_or_init(|| {
            let language = primary(self.analyzer.language());
            // No letter of other scripts becomes one of ASCII, which saves folding it.
            let is_first = |own: char| {
                (wanted >= HALF || !is_of_other_script(own))
                    && letter(own).is_some_and(|own| slot(own) == wanted)
            };
            lists::beginning(language, is_first)
                .map(|word| Listed {
                    word,
                    terms: OnceLock::new(),
                })
                .collect()
        })
    }

    /// Returns the indexed terms of a listed word.
    fn terms(&self, word: &str) -> Vec<String> {
        let mut tokens = Tokens::default();
        self.analyzer.analyze(word, &mut tokens);
        tokens
            .iter()
            .filter(|(_, token)| !matches!(token.form, Form::Bigram | Form::Unigram))
            .map(|(term, _)| term.to_string())
            .collect()
    }
}

impl Listed {
    /// Returns whether the word is made of small letters from a to z alone.
    fn is_plain(&self) -> bool {
        self.word.bytes().all(|byte| byte.is_ascii_lowercase())
    }
}

/// Returns the slot of words with a first letter, without case and accent.
fn slot(first: char) -> usize {
    // The remainder fits.
    first as usize % HALF + if first.is_ascii() { 0 } else { HALF }
}

/// Returns whether a Latin letter of the word has an accent.
fn has_accent(word: &str) -> bool {
    word.contains(|c| matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

/// Returns whether a word begins with a letter, and goes on with the second if there is one: a stem
/// of one letter may come from any word with that letter.
fn begins(word: &str, first: char, second: Option<char>) -> bool {
    let mut letters = word.chars();
    let mut next_is = |wanted| letters.next().is_some_and(|own| is_letter(own, wanted));
    next_is(first) && second.is_none_or(next_is)
}

/// Returns whether a letter is this one, without case and accent.
fn is_letter(own: char, wanted: char) -> bool {
    // No letter of other scripts becomes a Latin one, which saves folding it.
    if own.is_ascii() || wanted.is_ascii_alphabetic() && is_of_other_script(own) {
        return own.to_ascii_lowercase() == wanted;
    }
    letter(own) == Some(wanted)
}

/// Returns whether a letter is of Greek, Cyrillic or the other alphabets up to Georgian and beyond,
/// of kana, Han or Hangul.
fn is_of_other_script(letter: char) -> bool {
    matches!(letter, '\u{370}'..='\u{1CFF}' | '\u{3041}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Returns a letter without case and accent; `None` for a sign that folding takes away.
fn letter(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter.to_ascii_lowercase());
    }
    fold(letter.encode_utf8(&mut [0; 4])).chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parameters::TermParameters;

    /// Returns the words of a question that say what it asks about.
    fn telling(language: &str, question: &str) -> Vec<String> {
        let analyzer = Analyzer::for_language(language);
        let function = FunctionWords::new(&analyzer);
        let mut words =
            crate::search::query::parse::terms(&analyzer, question, &TermParameters::default());
        for word in &mut words {
            function.weigh(word, 0.34);
        }
        words
            .into_iter()
            .filter(|word| !word.is_function_word && word.weight >= 1.0)
            .map(|word| word.surface)
            .collect()
    }

    #[test]
    fn formulas_are_made_of_function_words() {
        assert_eq!(telling("fr", "comment pourrais-je vacciner"), ["vacciner"]);
    }

    #[test]
    fn content_words_are_no_function_words_because_their_stems_meet() {
        let mut wrong = Vec::new();
        for (language, words) in CONTENT {
            let analyzer = Analyzer::for_language(language);
            let function = FunctionWords::new(&analyzer);
            let parameters = TermParameters::default();
            for word in words.split_whitespace() {
                let mut terms = crate::search::query::parse::terms(&analyzer, word, &parameters);
                terms.iter_mut().for_each(|term| function.weigh(term, 0.34));
                if terms.iter().all(|term| term.is_function_word) {
                    wrong.push(format!("{language}: {word}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Words that questions to a help desk are about: many begin as function words do.
    const CONTENT: &[(&str, &str)] = &[
        (
            "ar",
            "كلمة كلمات خاصة دولار يناير جمعة شمال حساب صفحة رسالة بريد وقت طلب سعر خدمة إنشاء أنشأ",
        ),
        (
            "bg",
            "година месец новина време живот евтин лесен главен екип парола страница съобщение",
        ),
        (
            "cs",
            "email článek článku zpráva zprávy zprávu strana stránka strany první právo práva nový \
                nová tipy téma design heslo účet čas rok stav byt pracovat práce dobrý zpět",
        ),
        (
            "da",
            "side sider konto adgangskode tid penge navn manden skole kunde kunder skat hav",
        ),
        (
            "de",
            "Sicherheit sichern Sicherung Möglichkeit Möglichkeiten Ware Waren Weg Wege Wille \
                Seite Seiten Nachricht Konto Kunde Kunden Zeit Recht Willen Verein Einheit Einheiten \
                Ändern Änderung Sollwert Machenschaften Masse Weite Dichte Haber Meinung \
                Dienst Jeans Unterschied Nichtraucher Wirt Werder Zwang",
        ),
        (
            "en",
            "wills canned mays haves doers mining mined shell willing cans mayor \
                issue state page email message order time overs howl offs",
        ),
        (
            "es",
            "estado estados sentido sentidos cuenta página correo tiempo derecho cosa \
                precio mensaje seguridad esteras algodón donación contratar entrega sobres paraje",
        ),
        ("fa", "خدمات استفاده زمان جدید مجانی حق بخش صفحه پیام"),
        (
            "fi",
            "salasana sivu viesti tili aika hinta tilaus ollakin joki minuutti mikro sinetti",
        ),
        (
            "fr",
            "étage êtres avoirs mémoire notice étude pourriel voter nourrir sommaire somme \
                serrure seringue soirée aurore fusée durée possibilité toutou deviser devoirs veuve \
                facture page compte message",
        ),
        ("he", "דרך סיסמה חשבון דואר מחיר עמוד"),
        (
            "hu",
            "cikk cikkek új nagy teljes utolsó jelszó oldal üzenet idő",
        ),
        (
            "id",
            "tahun bulan hari waktu tempat masalah jawaban pertanyaan jumlah kata gunakan umum",
        ),
        (
            "it",
            "stato stati contratto comodo facciata farina tuta tuttofare fosso \
                standard conto pagina dovere dovuto possesso volontà questura miele",
        ),
        ("ko", "시간 전자 아이 계정 비밀번호 주문"),
        (
            "nl",
            "doel doelen maart zending haring meren zonde zonden wezenlijk kunst kunde mogelijkheid \
                moeite pagina bericht tijd rekening wilg",
        ),
        (
            "no",
            "side konto passord tid pris navn kunst skole varer vare havn",
        ),
        (
            "pl",
            "prawo prawa czas czasu czasy nowy nowa nowe rok roku sposób strona konto hasło \
                wiadomość pan mający kierunek bycie dobry",
        ),
        (
            "pt",
            "estado estados conta página senha tempo direito mensagem terapia termo fórum posse  devedor querida seriado estágio",
        ),
        (
            "ro",
            "spate nou noua parca fata pagina cont parolă mesaj timp preț modem deschis primar",
        ),
        (
            "ru",
            "право права время год новый почта страница пароль бытовой быт \
                всеобщий чтение тотальный",
        ),
        (
            "sk",
            "heslo stránka správa právo čas rok nový práca každodenný",
        ),
        (
            "sv",
            "sida konto lösenord tid pris varor varning skola kunskap",
        ),
        (
            "tr",
            "şifre hesap sayfa mesaj zamanlama fiyat nesne kimlik kişi hepatit birim",
        ),
        ("uk", "право час рік новий пароль сторінка повідомлення"),
        (
            "zh",
            "安全 移动 使用 帮助 问题 任务 联系 限制 个人 完成 密码 邮件",
        ),
    ];

    #[test]
    fn the_frame_of_a_question_tells_little() {
        let mut wrong = Vec::new();
        for (language, question, expected) in [
            ("cs", "Jak mohu změnit heslo?", "změnit heslo"),
            (
                "da",
                "Hvordan kan jeg ændre min adgangskode?",
                "ændre adgangskode",
            ),
            (
                "de",
                "Wie kann ich mein Passwort ändern?",
                "Passwort ändern",
            ),
            ("el", "Πώς μπορώ να αλλάξω τον κωδικό;", "αλλάξω κωδικό"),
            ("en", "How do I change my password?", "change password"),
            (
                "es",
                "¿Cómo puedo cambiar la contraseña?",
                "cambiar contraseña",
            ),
            ("fa", "چگونه می‌توانم رمز را تغییر دهم؟", "رمز تغییر"),
            ("fi", "Miten voin vaihtaa salasanan?", "vaihtaa salasanan"),
            (
                "fr",
                "Comment puis-je changer le mot de passe ?",
                "changer mot passe",
            ),
            ("he", "איך אני יכול לשנות את הסיסמה?", "לשנות הסיסמה"),
            ("hi", "मैं अपना पासवर्ड कैसे बदल सकता हूँ?", "पासवर्ड बदल"),
            (
                "hu",
                "Hogyan tudom megváltoztatni a jelszót?",
                "megváltoztatni jelszót",
            ),
            (
                "id",
                "Bagaimana cara saya mengubah kata sandi?",
                "mengubah kata sandi",
            ),
            (
                "it",
                "Come posso cambiare la password?",
                "cambiare password",
            ),
            ("it", "Cos'è il certificato?", "certificato"),
            (
                "ja",
                "パスワードを変更するにはどうすればいいですか",
                "パスワード 変更",
            ),
            (
                "ko",
                "비밀번호를 어떻게 변경할 수 있나요?",
                "비밀번호를 변경할",
            ),
            (
                "nl",
                "Hoe kan ik mijn wachtwoord wijzigen?",
                "wachtwoord wijzigen",
            ),
            ("no", "Hvordan kan jeg endre passordet?", "endre passordet"),
            ("pl", "Jak mogę zmienić hasło?", "zmienić hasło"),
            ("pt", "Como posso alterar a senha?", "alterar senha"),
            ("ro", "Cum pot să îmi schimb parola?", "schimb parola"),
            ("ru", "Как я могу изменить пароль?", "изменить пароль"),
            ("sv", "Hur kan jag ändra mitt lösenord?", "ändra lösenord"),
            (
                "tr",
                "Şifremi nasıl değiştirebilirim?",
                "Şifremi değiştirebilirim",
            ),
            ("uk", "Як я можу змінити пароль?", "змінити пароль"),
            (
                "vi",
                "Làm thế nào để tôi có thể đổi mật khẩu?",
                "đổi mật khẩu",
            ),
        ] {
            let told = telling(language, question).join(" ");
            if told != expected {
                wrong.push(format!("{language}: {told} instead of {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn terms_are_hardly_longer_than_their_words() {
        for language in [
            "af", "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi",
            "fr", "ga", "he", "hi", "hu", "hy", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl",
            "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi", "zh",
        ] {
            let analyzer = Analyzer::for_language(language);
            let function = FunctionWords::new(&analyzer);
            // One letter for each slot.
            let first = (0..SLOTS).map(|slot| slot + 2 * (slot / HALF) * HALF);
            let first = first.filter_map(|code| char::from_u32(u32::try_from(code).ok()?));
            for listed in first.flat_map(|first| function.listed(first)) {
                for term in function.terms(listed.word) {
                    let term = term.trim_start_matches(EXACT_PREFIX);
                    assert!(
                        term.len() <= listed.word.len() + MAX_LONGER,
                        "{language}: {} {term}",
                        listed.word
                    );
                }
            }
        }
    }

    #[test]
    fn accents_tell_vietnamese_function_words_from_others() {
        assert_eq!(telling("vi", "con cò"), ["con", "cò"]);
        assert!(telling("vi", "có của").is_empty());
    }
}
