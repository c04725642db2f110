//! Tells by words whether a heading asks something, or only points elsewhere.
//!
//! Owns the word lists and endings of the languages. How the verdicts of several
//! headings combine is decided by structure, in `split`.

/// How sure it is that a heading is a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Nothing says so.
    None,
    /// Its English anchor begins like a question; the text itself does not tell.
    Anchor,
    /// Its text ends like a question.
    Text,
}

/// Whether a text ends with a question mark, in any script.
pub(super) fn has_question_mark(text: &str) -> bool {
    let text = without_closers(text);
    match text.chars().next_back() {
        Some('?' | '？' | '؟' | '\u{37E}' | '⁇' | '⁈' | '፧' | '꘏' | '؞') => true,
        // Greek writes its question mark as a semicolon.
        Some(';') => text
            .chars()
            .any(|c| matches!(c, '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}')),
        // Armenian puts it on the stressed vowel of the last words.
        _ => text.contains('\u{55E}'),
    }
}

/// Whether a text ends like a question: with a question mark, or with the particle
/// that does without one in Japanese, Korean and Chinese.
pub(super) fn ends_like_question(text: &str) -> bool {
    if has_question_mark(text) {
        return true;
    }
    let text = without_closers(text).trim_end_matches(['。', '.', '．']);
    let particle = ["か", "까", "나요", "가요", "吗", "嗎", "呢"]
        .iter()
        .any(|end| text.ends_with(end));
    let noun = ["ほか", "なか", "いくらか"]
        .iter()
        .any(|end| text.ends_with(end));
    particle && !noun
}

/// The text without what may follow a question mark: quotes, brackets, blanks, `!`.
fn without_closers(text: &str) -> &str {
    text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '”'
                    | '’'
                    | '»'
                    | '“'
                    | '」'
                    | '』'
                    | ')'
                    | '）'
                    | ']'
                    | '*'
                    | '_'
                    | '!'
                    | '！'
            )
    })
}

/// Whether an English anchor begins with a word that opens questions.
pub(super) fn anchor_asks(anchor: &str) -> bool {
    const OPENERS: &[&str] = &[
        "what", "whats", "how", "hows", "why", "whys", "which", "when", "where", "wheres", "who",
        "whos", "whose", "whom", "can", "cant", "cannot", "could", "couldnt", "do", "dont", "does",
        "doesnt", "did", "didnt", "is", "isnt", "are", "arent", "was", "wasnt", "were", "should",
        "shouldnt", "will", "wont", "would", "wouldnt", "must", "may", "might", "has", "have",
        "am", "if", "i", "im", "ive", "id", "my", "we", "our",
    ];
    let anchor = anchor.trim_start_matches('-');
    let (first, rest) = anchor.split_once('-').unwrap_or((anchor, ""));
    !rest.is_empty() && OPENERS.contains(&first)
}

/// Whether a title, heading, anchor or file name says that the article is a FAQ.
pub(super) fn names_faq(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "frequently asked",
        "frequently-asked",
        "common questions",
        "foire aux questions",
        "forum aux questions",
        "questions fréquentes",
        "questions fréquemment",
        "questions courantes",
        "häufig gestellte",
        "häufige fragen",
        "よく寄せられる",
        "よくある質問",
        "よくあるご質問",
        "よくあるお問い合わせ",
        "常见问题",
        "常見問題",
        "常问问题",
        "자주 묻는",
        "자주하는 질문",
        "질문과 대답",
        "preguntas frecuentes",
        "preguntas más frecuentes",
        "preguntes freqüents",
        "zadawane pytania",
        "często zadawane",
        "domande frequenti",
        "perguntas frequentes",
        "perguntas mais frequentes",
        "veelgestelde",
        "часто задаваемые",
        "вопросы и ответы",
        "поширені запитання",
        "поширені питання",
        "časté dotazy",
        "časté otázky",
        "nejčastější dotazy",
        "často kladené",
        "vanliga frågor",
        "ofte stillede",
        "ofte stilte",
        "usein kysyt",
        "gyakori kérdések",
        "gyakran ismételt",
        "sık sorulan",
        "الأسئلة الشائعة",
        "الأسئلة المتداولة",
        "שאלות נפוצות",
        "συχνές ερωτήσεις",
        "întrebări frecvente",
        "често задавани",
        "najčešća pitanja",
        "česta pitanja",
        "pogosta vprašanja",
        "korduma kippuvad",
        "dažniausiai užduodami",
        "biežāk uzdotie",
        "คำถามที่พบบ่อย",
        "câu hỏi thường gặp",
        "pertanyaan umum",
        "soalan lazim",
    ];
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word == "faq" || word == "faqs")
        || PHRASES.iter().any(|phrase| lower.contains(phrase))
}

/// Whether a section only points elsewhere: "Next steps", "See also".
/// The anchor decides, being English in translations too; then the text.
pub(super) fn points_elsewhere(anchor: &str, text: &str) -> bool {
    const ANCHORS: &[&str] = &[
        "next-steps",
        "next-step",
        "see-also",
        "more-information",
        "for-more-information",
        "additional-resources",
        "additional-information",
        "further-reading",
        "learn-more",
        "related",
        "related-topics",
        "related-articles",
        "related-links",
        "related-content",
        "related-information",
        "related-resources",
        "related-documentation",
        "in-this-article",
        "in-this-section",
    ];
    const TEXTS: &[&str] = &[
        "étapes suivantes",
        "prochaines étapes",
        "voir aussi",
        "voir également",
        "articles associés",
        "contenu associé",
        "rubriques connexes",
        "informations supplémentaires",
        "plus d'informations",
        "dans cet article",
        "nächste schritte",
        "siehe auch",
        "weitere informationen",
        "verwandte themen",
        "verwandte inhalte",
        "verwandte artikel",
        "in diesem artikel",
        "pasos siguientes",
        "siguientes pasos",
        "próximos pasos",
        "vea también",
        "véase también",
        "consulte también",
        "temas relacionados",
        "contenido relacionado",
        "más información",
        "en este artículo",
        "passaggi successivi",
        "vedere anche",
        "vedi anche",
        "argomenti correlati",
        "contenuto correlato",
        "altre informazioni",
        "próximas etapas",
        "próximos passos",
        "passos seguintes",
        "passos próximos",
        "ver também",
        "veja também",
        "consulte também",
        "confira também",
        "tópicos relacionados",
        "conteúdo relacionado",
        "mais informações",
        "volgende stappen",
        "zie ook",
        "verwante onderwerpen",
        "gerelateerde inhoud",
        "meer informatie",
        "następne kroki",
        "kolejne kroki",
        "dalsze kroki",
        "zobacz też",
        "zobacz także",
        "zobacz również",
        "tematy pokrewne",
        "powiązana zawartość",
        "więcej informacji",
        "další kroky",
        "viz také",
        "související témata",
        "следующие шаги",
        "дальнейшие действия",
        "дальнейшие шаги",
        "см. также",
        "связанные материалы",
        "дополнительные сведения",
        "nästa steg",
        "se även",
        "næste trin",
        "neste trinn",
        "se også",
        "seuraavat vaiheet",
        "katso myös",
        "következő lépések",
        "lásd még",
        "sonraki adımlar",
        "ayrıca bkz",
        "次のステップ",
        "次の手順",
        "関連項目",
        "関連情報",
        "関連コンテンツ",
        "関連リンク",
        "詳細情報",
        "参照",
        "后续步骤",
        "另请参阅",
        "下一步",
        "相关主题",
        "相关内容",
        "更多信息",
        "後續步驟",
        "另請參閱",
        "相關內容",
        "其他資訊",
        "다음 단계",
        "참고 항목",
        "관련 항목",
        "관련 콘텐츠",
        "참고 자료",
        "추가 정보",
        "자세한 정보",
    ];
    listed(anchor, text, ANCHORS, TEXTS)
}

/// Whether a section is never a question, though it stands among questions:
/// what points elsewhere, and "Summary", "Overview", "Introduction".
pub(super) fn never_asks(anchor: &str, text: &str) -> bool {
    const ANCHORS: &[&str] = &[
        "summary",
        "overview",
        "introduction",
        "about-this-article",
        "contents",
        "table-of-contents",
        "feedback",
        "applies-to",
    ];
    const TEXTS: &[&str] = &[
        "résumé",
        "vue d'ensemble",
        "présentation",
        "sommaire",
        "zusammenfassung",
        "übersicht",
        "überblick",
        "einführung",
        "einleitung",
        "inhalt",
        "resumen",
        "introducción",
        "información general",
        "riepilogo",
        "panoramica",
        "introduzione",
        "resumo",
        "visão geral",
        "introdução",
        "samenvatting",
        "overzicht",
        "inleiding",
        "podsumowanie",
        "omówienie",
        "przegląd",
        "wprowadzenie",
        "streszczenie",
        "souhrn",
        "shrnutí",
        "přehled",
        "úvod",
        "сводка",
        "обзор",
        "введение",
        "sammanfattning",
        "översikt",
        "oversigt",
        "oversikt",
        "yhteenveto",
        "összefoglalás",
        "áttekintés",
        "özet",
        "genel bakış",
        "概要",
        "はじめに",
        "まとめ",
        "摘要",
        "概述",
        "简介",
        "概觀",
        "簡介",
        "요약",
        "개요",
        "소개",
    ];
    points_elsewhere(anchor, text) || listed(anchor, text, ANCHORS, TEXTS)
}

fn listed(anchor: &str, text: &str, anchors: &[&str], texts: &[&str]) -> bool {
    let text = text
        .to_lowercase()
        .replace('’', "'")
        .replace(['\u{a0}', '\u{202f}'], " ");
    let text = text.trim().trim_end_matches([':', '：', '.', ' ']);
    anchors.contains(&anchor)
        || texts.contains(&text)
        || anchors.contains(&text.replace(' ', "-").as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_end_differently_in_each_script() {
        for text in [
            "Why?",
            "Pourquoi ?",
            "«Warum?»",
            "なぜですか。",
            "どうするか",
            "何ですか？",
            "ما هو؟",
            "Τι είναι;",
            "왜 그렇습니까",
            "有吗",
            "(Really?)",
        ] {
            assert!(ends_like_question(text), "{text}");
        }
        for text in [
            "How to",
            "その他",
            "ほか",
            "int i;",
            "",
            "保つ方法",
            "Technical",
        ] {
            assert!(!ends_like_question(text), "{text}");
        }
    }

    #[test]
    fn anchors_ask_by_their_first_word() {
        assert!(anchor_asks("what-is-a-virus"));
        assert!(anchor_asks("-isnt-it-too-risky"));
        assert!(!anchor_asks("is"));
        assert!(!anchor_asks("issue-tracking"));
        assert!(!anchor_asks("bkmk_what-is"));
    }

    #[test]
    fn faqs_are_known_by_name_in_many_languages() {
        for text in [
            "cmg-faq",
            "Desktop FAQs",
            "製品に関するFAQ",
            "Häufig gestellte Fragen zu X",
            "자주 묻는 질문",
            "frequently-asked-questions",
        ] {
            assert!(names_faq(text), "{text}");
        }
        assert!(!names_faq("Faqtory settings"));
    }

    #[test]
    fn pointers_are_known_by_anchor_first() {
        assert!(points_elsewhere("see-also", "関連"));
        assert!(points_elsewhere("x", "Étapes suivantes :"));
        assert!(points_elsewhere("x", "Weitere Informationen:"));
        assert!(never_asks("summary", "概要"));
        assert!(!never_asks("prerequisites", "Prerequisites"));
    }
}
