//! The labels before a question and before its answer: `Q:`, `**A.**`, `问：`, `Frage 3:`.
//!
//! Owns which words are labels. Whether a labelled line is a question where it stands is decided
//! in `inline` and `classify`.

/// Longest label in bytes.
const LONGEST: usize = 32;

/// A label at the beginning of some text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Labelled<'t> {
    /// The label in lower case, without number and marks.
    word: String,
    /// The emphasis that goes on after the label.
    pub(crate) open: &'t str,
    /// What follows the label, without the blanks and the emphasis that close it.
    pub(crate) rest: &'t str,
}

/// Words that nobody writes before a colon but for this.
const QUESTION_WORDS: [&str; 34] = [
    "q",
    "que",
    "ques",
    "question",
    "frage",
    "pregunta",
    "pergunta",
    "domanda",
    "vraag",
    "fråga",
    "spørgsmål",
    "spørsmål",
    "kysymys",
    "pytanie",
    "otázka",
    "вопрос",
    "питання",
    "запитання",
    "въпрос",
    "pitanje",
    "kérdés",
    "întrebare",
    "soru",
    "ερώτηση",
    "سؤال",
    "س",
    "שאלה",
    "ש",
    "问",
    "問",
    "问题",
    "質問",
    "질문",
    "câu hỏi",
];
const ANSWER_WORDS: [&str; 32] = [
    "a",
    "ans",
    "answer",
    "antwort",
    "respuesta",
    "resposta",
    "risposta",
    "réponse",
    "reponse",
    "antwoord",
    "svar",
    "vastaus",
    "odpowiedź",
    "odpověď",
    "odpoveď",
    "ответ",
    "відповідь",
    "отговор",
    "odgovor",
    "válasz",
    "răspuns",
    "cevap",
    "yanıt",
    "απάντηση",
    "جواب",
    "ج",
    "תשובה",
    "答",
    "答案",
    "回答",
    "답변",
    "trả lời",
];
/// Heads of columns besides these words and their plural in `s`.
const QUESTION_COLUMNS: [&str; 17] = [
    "faq",
    "fragen",
    "domande",
    "vragen",
    "frågor",
    "kysymykset",
    "pytania",
    "otázky",
    "вопросы",
    "питання",
    "въпроси",
    "pitanja",
    "kérdések",
    "întrebări",
    "sorular",
    "ερωτήσεις",
    "أسئلة",
];
const ANSWER_COLUMNS: [&str; 17] = [
    "antworten",
    "risposte",
    "antwoorden",
    "vastaukset",
    "odpowiedzi",
    "odpovědi",
    "odpovede",
    "ответы",
    "відповіді",
    "отговори",
    "odgovori",
    "válaszok",
    "răspunsuri",
    "cevaplar",
    "yanıtlar",
    "απαντήσεις",
    "أجوبة",
];
/// First letters of the two words, which say something only together: German, French, Spanish and
/// Portuguese, Italian, Polish, Dutch, Swedish, Danish, Turkish, Hungarian and Finnish, Romanian,
/// Russian, Ukrainian, Greek, Hebrew, Korean, Vietnamese, Indonesian.
const LETTERS: [(&str, &str); 21] = [
    ("f", "a"),
    ("f", "r"),
    ("q", "r"),
    ("p", "r"),
    ("d", "r"),
    ("p", "o"),
    ("v", "a"),
    ("f", "s"),
    ("sp", "sv"),
    ("s", "c"),
    ("k", "v"),
    ("î", "r"),
    ("в", "о"),
    ("п", "в"),
    ("з", "в"),
    ("ε", "α"),
    ("ש", "ת"),
    ("문", "답"),
    ("hỏi", "đáp"),
    ("t", "j"),
    ("h", "đ"),
];

impl Labelled<'_> {
    /// Returns whether the label says by itself that a question follows.
    pub(crate) fn asks(&self) -> bool {
        QUESTION_WORDS.contains(&self.word.as_str())
    }

    /// Returns whether the label says by itself that an answer follows.
    pub(crate) fn answers(&self) -> bool {
        ANSWER_WORDS.contains(&self.word.as_str())
    }

    /// Returns whether the label is that of a question or an answer in some language, perhaps.
    pub(crate) fn is_known(&self) -> bool {
        is_word(&self.word)
    }

    /// Returns whether this label is that of a question and `other` that of its answer.
    pub(crate) fn is_answered_by(&self, other: &Labelled) -> bool {
        self.asks() && other.answers()
            || LETTERS.contains(&(self.word.as_str(), other.word.as_str()))
    }
}

/// Reads the label that a text begins with. The text may have Markdown's emphasis around it.
pub(crate) fn read(text: &str) -> Option<Labelled<'_>> {
    let inner = text.trim_start_matches(['*', '_', ' ', '\u{a0}']);
    let word_end = inner
        .find(|c: char| !c.is_alphabetic() && !is_mark_of_letter(c) && c != ' ')
        .unwrap_or(inner.len());
    let (word, after_word) = inner.split_at(word_end);
    let word = word.trim();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    // `Question 3:`, `Q3.`
    let after = after_word.trim_start_matches(char::is_numeric);
    let closed = after.trim_start_matches(['*', '_', ' ', '\u{a0}', '\u{202f}']);
    let is_colon = closed.starts_with([':', '：']);
    let is_stop = closed.starts_with(['.', '．', '、', ')', '）']);
    // `A. first, B. second` is a list; `**A**.` and `A1.` are answers.
    let is_numbered = after.len() < after_word.len();
    let is_marked = inner.len() < text.len() && text.trim_start().starts_with(['*', '_']);
    if !is_colon && !(is_stop && (is_numbered || is_marked)) {
        return None;
    }
    let mut marks = closed.chars();
    marks.next();
    let rest = marks.as_str();
    if rest.starts_with("//") {
        return None;
    }
    let is_closed = closed.len() < after.trim_start().len()
        && after.trim_start().starts_with(['*', '_'])
        || rest.starts_with(['*', '_']);
    let open = text.trim_start();
    let open = open.get(..open.len() - open.trim_start_matches(['*', '_']).len());
    let rest = rest
        .trim_start_matches(['*', '_'])
        .trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']);
    Some(Labelled {
        word: word.to_lowercase(),
        open: open.filter(|_| !is_closed).unwrap_or_default(),
        rest,
    })
}

/// Returns whether the label of a text says that it is a question, by itself or by that of what
/// comes after it.
pub(crate) fn is_question(text: &str, after: &str) -> bool {
    read(text).is_some_and(|label| {
        label.asks() || read(after.trim_start()).is_some_and(|answer| label.is_answered_by(&answer))
    })
}

/// Returns an answer without its label.
pub(crate) fn without_answer_label(answer: &str, question: &str) -> Option<String> {
    let label = read(answer)?;
    let paired = || read(question).is_some_and(|question| question.is_answered_by(&label));
    (label.answers() || paired()).then(|| format!("{}{}", label.open, label.rest))
}

/// Returns whether a word may be a label, perhaps with a number: `Q`, `A12`, `Frage`.
pub(crate) fn is_word(word: &str) -> bool {
    let word = word.trim_end_matches(char::is_numeric).to_lowercase();
    let word = word.as_str();
    QUESTION_WORDS.contains(&word)
        || ANSWER_WORDS.contains(&word)
        || LETTERS.iter().any(|(q, a)| *q == word || *a == word)
}

/// Returns whether the head of a column says that it holds questions.
pub(crate) fn names_questions(head: &str) -> bool {
    names(head, &QUESTION_WORDS, &QUESTION_COLUMNS)
}

/// Returns whether the head of a column says that it holds answers.
pub(crate) fn names_answers(head: &str) -> bool {
    names(head, &ANSWER_WORDS, &ANSWER_COLUMNS)
}

/// Returns whether a head says that its column holds questions or answers.
pub(crate) fn names_column(head: &str) -> bool {
    names_questions(head) || names_answers(head)
}

fn names(head: &str, words: &[&str], columns: &[&str]) -> bool {
    let head = head.to_lowercase();
    let head = head.trim_matches(|c: char| !c.is_alphabetic());
    let singular = head.strip_suffix('s').unwrap_or(head);
    [head, singular]
        .iter()
        .any(|head| words.contains(head) || columns.contains(head))
}

/// Returns a text without a label before it.
pub(crate) fn without_label(text: &str) -> &str {
    let label = read(text).filter(Labelled::is_known);
    label.map_or(text, |label| label.rest)
}

/// Returns whether a character goes on a word without being a letter: accents and vowel signs.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{5b0}'..='\u{5c7}' | '\u{64b}'..='\u{652}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_with_numbers_and_emphasis() {
        for (text, rest) in [
            ("Q: Why?", "Why?"),
            ("**Q:** Why?", "Why?"),
            ("**Q**. Why?", "Why?"),
            ("**Q: Why?**", "Why?**"),
            ("Q12. Why?", "Why?"),
            ("Frage 3: Warum?", "Warum?"),
            ("Question : Pourquoi ?", "Pourquoi ?"),
            ("问：为什么", "为什么"),
        ] {
            let found = read(text);
            assert!(found.as_ref().is_some_and(Labelled::asks), "{text}");
            assert_eq!(found.map(|found| found.rest), Some(rest), "{text}");
        }
        for text in ["_A:_ Because.", "答： 因为", "A：是", "Réponse : oui"] {
            assert!(read(text).is_some_and(|found| found.answers()), "{text}");
        }
    }

    #[test]
    fn letters_count_in_pairs() {
        let pair = |question, answer| {
            let (question, answer) = (read(question), read(answer));
            question.is_some_and(|q| answer.is_some_and(|a| q.is_answered_by(&a)))
        };
        assert!(pair("В: Почему?", "О: Потому."));
        assert!(pair("**P:** ¿Por qué?", "**R:** Porque sí."));
        assert!(pair("F1. Warum?", "A1. Darum."));
        assert!(!pair("C: drive", "D: drive"));
        assert!(!pair("A: first", "Q: second"));
    }

    #[test]
    fn what_only_looks_like_a_label_is_text() {
        for text in ["A. first choice", "a://b", "Q and more", "3: x", "", ": x"] {
            assert_eq!(read(text), None, "{text}");
        }
        let note = read("Note: see below");
        assert!(note.is_some_and(|note| !note.asks() && !note.answers()));
    }
}
