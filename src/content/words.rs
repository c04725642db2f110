//! The words by which headings are known in each language.
//!
//! Lists of phrases, separated by semicolons; line ends mean nothing. Lower case,
//! straight apostrophes. Owns the words; how they are compared is `question`'s.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list, ready for looking up.
pub(super) type Phrases = LazyLock<HashSet<&'static str>>;

fn phrases<C: FromIterator<&'static str>>(list: &'static str) -> C {
    list.split([';', '\n'])
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
        .collect()
}

/// Words that open an English question, as they stand in anchors.
pub(super) static QUESTION_OPENERS: Phrases = LazyLock::new(|| phrases(QUESTION_OPENERS_LIST));

/// Phrases that name a collection of questions.
pub(super) static FAQ_NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| phrases(FAQ_NAMES_LIST));

/// Anchors of sections that only point elsewhere.
pub(super) static POINTER_ANCHORS: Phrases = LazyLock::new(|| phrases(POINTER_ANCHORS_LIST));

/// Headings of sections that only point elsewhere.
pub(super) static POINTERS: Phrases = LazyLock::new(|| phrases(POINTERS_LIST));

/// Anchors of sections that frame an article and never ask.
pub(super) static FRAME_ANCHORS: Phrases = LazyLock::new(|| phrases(FRAME_ANCHORS_LIST));

/// Headings of sections that frame an article and never ask.
pub(super) static FRAMES: Phrases = LazyLock::new(|| phrases(FRAMES_LIST));

const QUESTION_OPENERS_LIST: &str = "\
what; whats; how; hows; why; whys; which; when; where; wheres; who; whos; whose; whom; can;
cant; cannot; could; couldnt; do; dont; does; doesnt; did; didnt; is; isnt; are; arent; was;
wasnt; were; should; shouldnt; will; wont; would; wouldnt; must; may; might; has; have; am; if;
i; im; ive; id; my; we; our";

const FAQ_NAMES_LIST: &str = "\
frequently asked; frequently-asked; common questions; foire aux questions; forum aux questions;
questions fréquentes; questions fréquemment; questions courantes; häufig gestellte;
häufige fragen; よく寄せられる; よくある質問; よくあるご質問; よくあるお問い合わせ; 常见问题; 常見問題; 常问问题; 자주 묻는; 자주하는 질문; 질문과 대답;
preguntas frecuentes; preguntas más frecuentes; preguntes freqüents; zadawane pytania;
często zadawane; domande frequenti; perguntas frequentes; perguntas mais frequentes;
veelgestelde; часто задаваемые; вопросы и ответы; поширені запитання; поширені питання;
časté dotazy; časté otázky; nejčastější dotazy; často kladené; vanliga frågor; ofte stillede;
ofte stilte; usein kysyt; gyakori kérdések; gyakran ismételt; sık sorulan; الأسئلة الشائعة;
الأسئلة المتداولة; שאלות נפוצות; συχνές ερωτήσεις; întrebări frecvente; често задавани;
najčešća pitanja; česta pitanja; pogosta vprašanja; korduma kippuvad; dažniausiai užduodami;
biežāk uzdotie; คำถามที่พบบ่อย; câu hỏi thường gặp; pertanyaan umum; soalan lazim";

const POINTER_ANCHORS_LIST: &str = "\
next-steps; next-step; see-also; more-information; for-more-information; additional-resources;
additional-information; further-reading; learn-more; related; related-topics; related-articles;
related-links; related-content; related-information; related-resources; related-documentation;
in-this-article; in-this-section";

const POINTERS_LIST: &str = "\
étapes suivantes; prochaines étapes; voir aussi; voir également; articles associés;
contenu associé; rubriques connexes; informations supplémentaires; plus d'informations;
dans cet article; nächste schritte; siehe auch; weitere informationen; verwandte themen;
verwandte inhalte; verwandte artikel; in diesem artikel; pasos siguientes; siguientes pasos;
próximos pasos; vea también; véase también; consulte también; temas relacionados;
contenido relacionado; más información; en este artículo; passaggi successivi; vedere anche;
vedi anche; argomenti correlati; contenuto correlato; altre informazioni; próximas etapas;
próximos passos; passos seguintes; passos próximos; ver também; veja também; consulte também;
confira também; tópicos relacionados; conteúdo relacionado; mais informações; volgende stappen;
zie ook; verwante onderwerpen; gerelateerde inhoud; meer informatie; następne kroki;
kolejne kroki; dalsze kroki; zobacz też; zobacz także; zobacz również; tematy pokrewne;
powiązana zawartość; więcej informacji; další kroky; viz také; související témata;
следующие шаги; дальнейшие действия; дальнейшие шаги; см. также; связанные материалы;
дополнительные сведения; nästa steg; se även; næste trin; neste trinn; se også;
seuraavat vaiheet; katso myös; következő lépések; lásd még; sonraki adımlar; ayrıca bkz; 次のステップ;
次の手順; 関連項目; 関連情報; 関連コンテンツ; 関連リンク; 詳細情報; 参照; 后续步骤; 另请参阅; 下一步; 相关主题; 相关内容; 更多信息; 後續步驟; 另請參閱; 相關內容;
其他資訊; 다음 단계; 참고 항목; 관련 항목; 관련 콘텐츠; 참고 자료; 추가 정보; 자세한 정보";

const FRAME_ANCHORS_LIST: &str = "\
summary; overview; introduction; about-this-article; contents; table-of-contents; feedback;
applies-to";

const FRAMES_LIST: &str = "\
résumé; vue d'ensemble; présentation; sommaire; zusammenfassung; übersicht; überblick;
einführung; einleitung; inhalt; resumen; introducción; información general; riepilogo;
panoramica; introduzione; resumo; visão geral; introdução; samenvatting; overzicht; inleiding;
podsumowanie; omówienie; przegląd; wprowadzenie; streszczenie; souhrn; shrnutí; přehled; úvod;
сводка; обзор; введение; sammanfattning; översikt; oversigt; oversikt; yhteenveto;
összefoglalás; áttekintés; özet; genel bakış; 概要; はじめに; まとめ; 摘要; 概述; 简介; 概觀; 簡介; 요약; 개요; 소개";
