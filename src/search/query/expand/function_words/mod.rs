//! Function words: words that hold a question together and tell little of what it asks.
//!
//! They are never removed, neither from the index nor from a query: "without" turns the meaning of
//! a question. In a query they weigh little, because in a small collection chance makes some of
//! them rare and BM25 would take them for informative ones.

mod lists;

use std::sync::OnceLock;

use crate::analysis::fold;
use crate::analysis::{Analyzer, EXACT_PREFIX, Form, Tokens};
use crate::model::language::primary;
use crate::search::query::term::{QueryTerm, Variant, VariantKind};

/// How many bytes a term may be longer than the word that it is a term of.
const MAX_LONGER: usize = 3;

/// The function words of one language.
///
/// They are compared by their stems, so that every inflected form is known. Stemming a whole list
/// would cost more than a search. A word and its stem begin alike, so that only the words with the
/// two letters in question are stemmed, once. What is set up when first needed changes no answer.
pub(crate) struct FunctionWords {
    analyzer: Analyzer,
    listed: OnceLock<Vec<Listed>>,
}

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
            listed: OnceLock::new(),
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
        let accented = term.exact.as_deref().is_some_and(has_accent);
        let is_function_word = |variant: &Variant| {
            variant
                .terms
                .iter()
                .all(|indexed| self.contains(indexed, accented))
        };
        let (parts, whole): (Vec<&Variant>, Vec<&Variant>) = term
            .variants
            .iter()
            .partition(|variant| variant.kind == VariantKind::Parts);
        let known = |variants: &[&Variant]| {
            !variants.is_empty() && variants.iter().all(|one| is_function_word(one))
        };
        if known(&whole) || known(&parts) {
            term.demote_to_function_word(weight);
        }
    }

    /// Returns whether a term without accents may stand for a function word.
    #[must_use]
    pub(crate) fn may_contain(&self, term: &str) -> bool {
        self.contains(term, false)
    }

    /// Returns whether a term stands for a function word. If it was typed with an accent, it stands
    /// for no word without: `ändern` has the stem of `andere`.
    fn contains(&self, term: &str, accented: bool) -> bool {
        let plain = term.trim_start_matches(EXACT_PREFIX);
        let mut letters = plain.chars().map(letter);
        let Some(first) = letters.next().flatten() else {
            return false;
        };
        let second = letters.next().flatten();
        let mut alike: Vec<&Listed> = Vec::new();
        for listed in self.listed() {
            // Nearly all words are told apart by their first letter.
            if is_other(listed.word, first) || listed.word.len() + MAX_LONGER < plain.len() {
                continue;
            }
            if begins(listed.word, first, second) && (!accented || has_accent(listed.word)) {
                alike.push(listed);
            }
        }
        // Most function words are their own stems, which saves stemming the others.
        alike.sort_by_key(|listed| listed.word != plain);
        alike.into_iter().any(|listed| {
            let terms = listed.terms.get_or_init(|| self.terms(listed.word));
            terms.iter().any(|known| known == term)
        })
    }

    /// Returns the words of the list, which is set up when first needed.
    fn listed(&self) -> &[Listed] {
        self.listed.get_or_init(|| {
            let language = primary(self.analyzer.language());
            let all = lists::listed(language).chain(lists::words(language).split(' '));
            all.map(|word| Listed {
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

/// Returns whether a Latin letter of the word has an accent.
fn has_accent(word: &str) -> bool {
    word.contains(|c| matches!(c, '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'))
}

/// Returns whether the first byte already says that a word does not begin with a letter.
fn is_other(word: &str, first: char) -> bool {
    word.bytes()
        .next()
        .is_some_and(|own| own.is_ascii() && char::from(own.to_ascii_lowercase()) != first)
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

    /// The words of a question that say what it asks about.
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
    fn inflected_function_words_are_known_by_their_stem() {
        assert_eq!(telling("fr", "comment pourrais-je vacciner"), ["vacciner"]);
    }

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
                "mengubah sandi",
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
            for listed in function.listed() {
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
