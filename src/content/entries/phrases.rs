//! The words by which headings are known in each language.
//!
//! Lists of phrases, separated by semicolons; line ends mean nothing. Lower case,
//! straight apostrophes. Owns the words; how they are compared is `question`'s.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list, ready for looking up.
pub(crate) type Phrases = LazyLock<HashSet<&'static str>>;

fn phrases<C: FromIterator<&'static str>>(list: &'static str) -> C {
    list.split([';', '\n'])
        .map(str::trim)
        .filter(|phrase| !phrase.is_empty())
        .collect()
}

/// Words that open an English question, as they stand in anchors.
pub(crate) static QUESTION_OPENERS: Phrases = LazyLock::new(|| phrases(QUESTION_OPENERS_LIST));

/// Endings of questions in languages that put no mark there, or not always, and write
/// without spaces or tie particles to words: Japanese, Korean, Chinese, Thai.
pub(crate) static QUESTION_ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| phrases(QUESTION_ENDINGS_LIST));

/// Words with such an ending that ask nothing.
pub(crate) static NO_QUESTION_ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| phrases(NO_QUESTION_ENDINGS_LIST));

/// Last words of questions, where words are spaced: Vietnamese.
pub(crate) static QUESTION_LAST_WORDS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| phrases(QUESTION_LAST_WORDS_LIST));

/// Phrases that name a collection of questions.
pub(crate) static FAQ_NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| phrases(FAQ_NAMES_LIST));

/// Anchors of sections that only point elsewhere.
pub(crate) static POINTER_ANCHORS: Phrases = LazyLock::new(|| phrases(POINTER_ANCHORS_LIST));

/// Headings of sections that only point elsewhere.
pub(crate) static POINTERS: Phrases = LazyLock::new(|| phrases(POINTERS_LIST));

/// Anchors of sections that frame an article and never ask.
pub(crate) static FRAME_ANCHORS: Phrases = LazyLock::new(|| phrases(FRAME_ANCHORS_LIST));

/// Headings of sections that frame an article and never ask.
pub(crate) static FRAMES: Phrases = LazyLock::new(|| phrases(FRAMES_LIST));

const QUESTION_OPENERS_LIST: &str = "\
what; whats; how; hows; why; whys; which; when; where; wheres; who; whos; whose; whom; can;
cant; cannot; could; couldnt; do; dont; does; doesnt; did; didnt; is; isnt; are; arent; was;
wasnt; were; should; shouldnt; will; wont; would; wouldnt; must; may; might; has; have; am; if;
i; im; ive; id; my; we; our; shall; had; hadnt; hasnt; havent; whens; weve";

const QUESTION_ENDINGS_LIST: &str = "\
か; とは; 까; 까요; 나요; 가요; 는가; 吗; 嗎; 呢; 什么; 什麼; 怎么办; 怎麼辦; 多少; หรือไม่; หรือเปล่า; หรือยัง; ไหม; มั้ย;
อะไร; อะไรบ้าง; อย่างไร; อย่างไรบ้าง; ยังไง; ไหน; ไหนบ้าง; ใด; ใดบ้าง; ใคร; เมื่อไร; เมื่อไหร่; เท่าไร; เท่าไหร่";

const NO_QUESTION_ENDINGS_LIST: &str = "ほか; なか; いくらか";

const QUESTION_LAST_WORDS_LIST: &str = "\
không; là gì; thế nào; bao nhiêu; bao lâu; ở đâu; khi nào; vì sao";

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
biežāk uzdotie; คำถามที่พบบ่อย; câu hỏi thường gặp; pertanyaan umum; soalan lazim;
questions and answers; q&a; q & a; questions et réponses; questions-réponses; questions/réponses;
fragen und antworten; preguntas y respuestas; domande e risposte; perguntas e respostas;
vragen en antwoorden; pytania i odpowiedzi; otázky a odpovědi; otázky a odpovede; frågor och svar;
spørgsmål og svar; spørsmål og svar; vanlige spørsmål; kysymykset ja vastaukset;
kysymyksiä ja vastauksia; kérdések és válaszok; sorular ve yanıtlar; sorular ve cevaplar;
soru-cevap; запитання й відповіді; запитання та відповіді; питання та відповіді;
распространенные вопросы; распространённые вопросы; въпроси и отговори; често постављана питања;
честа питања; питања и одговори; často kladené otázky; najčastejšie otázky; nejčastější otázky;
često postavljana pitanja; pitanja i odgovori; vprašanja in odgovori; întrebări și răspunsuri;
συνήθεις ερωτήσεις; ερωτήσεις και απαντήσεις; preguntes més freqüents; preguntes i respostes;
ohiko galderak; dažnai užduodami; dažniausi klausimai; bieži uzdot; 質問と回答; 質問と答え;
常见问答; 常見問答; 问与答; 問與答; 질문 및 답변; 질문과 답변; คำถามที่ถามบ่อย; คำถามและคำตอบ;
câu hỏi và trả lời; hỏi đáp; tanya jawab; pertanyaan yang sering; soalan yang kerap;
שאלות ותשובות; أسئلة شائعة; أسئلة متداولة; أسئلة وأجوبة; پرسش‌های متداول; سوالات متداول;
سؤالات متداول; अक्सर पूछे जाने वाले; सामान्य प्रश्न; প্রায়শই জিজ্ঞাসিত";

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
其他資訊; 다음 단계; 참고 항목; 관련 항목; 관련 콘텐츠; 참고 자료; 추가 정보; 자세한 정보;
ressources supplémentaires; ressources associées; liens associés; en savoir plus;
pour plus d'informations; zusätzliche ressourcen; weitere ressourcen;
weiterführende informationen; verwandte links; zugehörige inhalte; recursos adicionales;
artículos relacionados; vínculos relacionados; ver también; risorse aggiuntive;
articoli correlati; ulteriori informazioni; in questo articolo; recursos adicionais;
artigos relacionados; informações adicionais; neste artigo; aanvullende resources;
verwante artikelen; aanvullende informatie; in dit artikel; dodatkowe zasoby; zasoby dodatkowe;
powiązane artykuły; dodatkowe informacje; w tym artykule; viz taky; další informace;
související články; související obsah; v tomto článku; смотрите также; дополнительные ресурсы;
связанные статьи; связанное содержимое; в этой статье; наступні кроки; подальші дії; див. також;
дивіться також; пов'язані статті; пов'язаний вміст; додаткові відомості; у цій статті; se också;
relaterade artiklar; relaterat innehåll; mer information; ytterligare information;
i den här artikeln; relaterede artikler; relateret indhold; flere oplysninger;
yderligere oplysninger; i denne artikel; neste steg; relaterte artikler; relatert innhold;
mer informasjon; i denne artikkelen; lisätietoja; aiheeseen liittyvää;
aiheeseen liittyvät artikkelit; liittyvä sisältö; tässä artikkelissa; további információ;
további információk; kapcsolódó cikkek; kapcsolódó tartalom; ebben a cikkben; ayrıca bakınız;
ilgili makaleler; ilgili içerik; daha fazla bilgi; ek bilgiler; bu makalede; επόμενα βήματα;
δείτε επίσης; βλέπε επίσης; σχετικά άρθρα; σχετικό περιεχόμενο; περισσότερες πληροφορίες;
σε αυτό το άρθρο; pașii următori; paşii următori; consultați și; consultaţi şi; vezi și; vezi şi;
articole asociate; conținut asociat; mai multe informații; în acest articol; следващи стъпки;
вижте също; вж. също; свързани статии; свързано съдържание; допълнителна информация;
в тази статия; sljedeći koraci; vidi također; pogledajte također; povezani članci;
dodatne informacije; više informacija; u ovom članku; sledeći koraci; pogledajte i; види још;
следећи кораци; погледајте и; vidi još; naslednji koraki; glejte tudi; sorodni članki;
več informacij; v tem članku; ďalšie kroky; pozrite tiež; pozri aj; súvisiace články;
súvisiaci obsah; ďalšie informácie; järgmised toimingud; järgmised sammud; vt ka; lisateave;
nākamās darbības; skatiet arī; papildinformācija; tolesni veiksmai; taip pat žr;
taip pat žiūrėkite; daugiau informacijos; passos següents; vegeu també; més informació;
articles relacionats; contingut relacionat; השלבים הבאים; הצעדים הבאים; ראה גם; ראו גם; מידע נוסף;
למידע נוסף; תוכן קשור; מאמרים קשורים; במאמר זה; الخطوات التالية; انظر أيضًا; انظر أيضا; راجع أيضًا;
المحتوى ذو الصلة; محتوى ذو صلة; مقالات ذات صلة; مزيد من المعلومات; معلومات إضافية; في هذه المقالة;
گام‌های بعدی; مراحل بعدی; همچنین ببینید; مطالب مرتبط; اطلاعات بیشتر; अगले चरण; यह भी देखें;
इन्हें भी देखें; संबंधित लेख; संबंधित सामग्री; अधिक जानकारी; ขั้นตอนถัดไป; ดูเพิ่มเติม; ดูด้วย;
บทความที่เกี่ยวข้อง; เนื้อหาที่เกี่ยวข้อง; ข้อมูลเพิ่มเติม; ในบทความนี้; các bước tiếp theo; bước tiếp theo;
xem thêm; bài viết liên quan; nội dung liên quan; thông tin thêm; thông tin bổ sung;
trong bài viết này; langkah berikutnya; langkah selanjutnya; langkah seterusnya; lihat juga;
baca juga; artikel terkait; konten terkait; informasi selengkapnya; informasi lebih lanjut;
dalam artikel ini; 関連記事; この記事の内容; その他のリソース; 追加情報; 관련 문서; 추가 리소스;
참조; 이 문서의 내용; 相关文章; 相关链接; 其他资源; 详细信息; 本文内容; 后续操作; 參閱; 相關文章;
相關主題; 相關連結; 其他資源; 更多資訊; 本文內容";

const FRAME_ANCHORS_LIST: &str = "\
summary; overview; introduction; about-this-article; contents; table-of-contents; feedback;
applies-to";

const FRAMES_LIST: &str = "\
résumé; vue d'ensemble; présentation; sommaire; zusammenfassung; übersicht; überblick;
einführung; einleitung; inhalt; resumen; introducción; información general; riepilogo;
panoramica; introduzione; resumo; visão geral; introdução; samenvatting; overzicht; inleiding;
podsumowanie; omówienie; przegląd; wprowadzenie; streszczenie; souhrn; shrnutí; přehled; úvod;
сводка; обзор; введение; sammanfattning; översikt; oversigt; oversikt; yhteenveto;
összefoglalás; áttekintés; özet; genel bakış; 概要; はじめに; まとめ; 摘要; 概述; 简介; 概觀; 簡介; 요약; 개요; 소개;
visión general; sommario; sumário; descrição geral; общие сведения; підсумок; зведення; огляд;
вступ; загальні відомості; inledning; introduktion; sammenfatning; indledning; sammendrag;
innledning; introduksjon; johdanto; yleiskatsaus; bevezetés; összegzés; giriş; σύνοψη; περίληψη;
επισκόπηση; εισαγωγή; rezumat; prezentare generală; introducere; резюме; общ преглед; преглед;
въведение; sažetak; pregled; uvod; сажетак; увод; súhrn; zhrnutie; prehľad; povzetek; kokkuvõte;
ülevaade; sissejuhatus; kopsavilkums; pārskats; ievads; santrauka; apžvalga; įvadas; resum;
introducció; visió general; סיכום; תקציר; סקירה; סקירה כללית; מבוא; ملخص; الملخص; نظرة عامة;
مقدمة; خلاصه; مرور کلی; مقدمه; सारांश; अवलोकन; परिचय; สรุป; ภาพรวม; บทนำ; tóm tắt; tổng quan;
giới thiệu; ringkasan; ikhtisar; gambaran umum; pengantar; pendahuluan; 要約; サマリー; 总结;
總結; 引言; 概览";
