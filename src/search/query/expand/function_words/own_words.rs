//! Function words that the lists of the crate `stop-words` lack.
//!
//! They are mostly words in which questions are framed ("is there a way to …", "comment puis-je …").
//! Lists made for prose leave them out. Negations are not added: they turn a question. They weigh
//! less only where the crate's lists have them.
//!
//! Read by the build script, which makes one list for each language (see [`super::lists`]).

/// Languages, separated by spaces, each time with their words.
pub(crate) const OWN: [(&str, &str); 36] = [
    (
        "en",
        "can could would may might must shall want wants please way possible anyone somebody \
         someone like possibly whats wanted",
    ),
    (
        "fr",
        "puis peut peux peuvent pouvons pouvez pourra pourrai pourrait dois doit devons devez \
         doivent devrait devoir pouvoir faire fait fais faut falloir vais va vont aller veux \
         veut voulez vouloir souhaite comment pourquoi quand combien quel quelle quels \
         quelles où quoi possible plus si tout tous toute toutes aussi très comme pourrais \
         pourrions pourriez pourront pourrez pourraient puisse puissent devrais devrions \
         devriez devraient doive fera ferait fasse fassent voudrais voudrait voudriez veulent \
         devrai dû leurs là voulais",
    ),
    (
        "de",
        "kann können könnte darf dürfen muss müssen soll sollte will wollen möchte möglich \
         gibt geht machen tun wie warum wann wo wer welche bitte kannst könnt könnten \
         könntest darfst müsste müssten sollten sollen möchten möchtest willst macht gemacht \
         gehen welchem viele vielen vieler denen hätte weitere weiteren mögliche müsse \
         ",
    ),
    (
        "es",
        "puedo puede pueden podemos podría debo debe deben deber hay hacer hago hace quiero \
         quiere posible necesito cómo cuándo dónde cuál qué quién cuánto podrá podrán podrías \
         podrían podríamos pueda puedan puedas podido debería deberían deberías deberíamos \
         debes debemos haga hagan haciendo hecho quisiera queremos quieres quieren necesita \
         necesitamos cuántos cuántas cuánta cuáles quiénes ser tener haber hacen poder debido \
         alguna algún mucha muchas toda posibles necesitan",
    ),
    (
        "it",
        "posso può possono potrei devo deve devono fare faccio fa voglio vuole possibile \
         serve come quando dove quale cosa chi quanto perché cos com dov quand quant qual \
         anch senz tutt quell quest un si è bisogna potrebbe possiamo potete potresti puoi \
         dovrei dovrebbe dobbiamo dovete devi vorrei vogliamo vuoi quali bisogno quanti \
         quanta quante qualche alcuni alcune essere avere molto molti molte",
    ),
    (
        "pt",
        "posso pode podem poderia devo deve devem há fazer faço faz quero quer possível \
         preciso como quando onde qual quem quanto quais quantos por que o é podemos poderá \
         poderiam possa possam devemos deveria fazemos fazem queria gostaria precisa \
         precisamos quantas quanta alguma algumas algum alguns ser ter haver muito muita \
         muitos toda todas todo todos",
    ),
    (
        "nl",
        "kan kunnen mag mogen moet moeten zal zou wil willen mogelijk hoe waarom wanneer waar \
         wie welke wat hoeveel kun je gebeurt kunt kon konden moest mocht wilt zouden welk \
         alle onze hebt had hadden",
    ),
    (
        "da",
        "hvordan hvad hvor hvornår hvorfor hvem hvilken hvilket hvilke kan kunne skal skulle må \
         vil ville får mulig muligt gør min mit mine jeg man",
    ),
    (
        "nb nn no",
        "hvordan hva hvor når hvorfor hvem hvilken hvilket hvilke kan kunne skal skulle må vil \
         ville får mulig gjør min mitt mine jeg man",
    ),
    (
        "sv",
        "hur vad var när varför vem vilken vilket vilka kan kunna ska skulle måste får vill \
         möjligt gör göra min mitt mina jag man finns mycket många några någon alla har hade \
         kunde",
    ),
    (
        "fi",
        "miten kuinka mikä mitä missä milloin miksi kuka mistä mihin mitkä paljonko voin voiko \
         voi voinko voidaan pitääkö täytyy saanko saako onko minun haluan mahdollista tehdä",
    ),
    (
        "et",
        "kuidas mis mida kus millal miks kes kas milline mitu saan saab võin võib pean peab \
         tahan teha võimalik",
    ),
    (
        "hu",
        "hogyan hogy mi mit hol mikor miért ki melyik mennyi mennyibe hány tudom tudok tudja \
         tud lehet kell szeretném szeretnék akarok lehetséges csinál van milyen tudunk tudnak \
         kellene lehetne szeretne",
    ),
    (
        "cs",
        "jak co kde kdy proč kdo který která které jaký jaká jaké kolik mohu můžu může můžeme \
         lze musím musí chci potřebuji možné mám dělat mohl mohla mohli můžete můžeš musíme \
         musíte musíš potřebuje potřebujeme chtěl chtěla jakým jakou jakých jakého kterou \
         kterým kterých kterého můj moje mého mém mojí mých",
    ),
    (
        "sk",
        "ako čo kde kedy prečo kto ktorý ktorá ktoré aký aká aké koľko môžem môže možno musím \
         musí chcem potrebujem mám",
    ),
    (
        "pl",
        "jak co gdzie kiedy dlaczego kto który która które jaki jaka jakie ile czy mogę może \
         można muszę musi trzeba chcę chciałbym potrzebuję da się mam zrobić należy mogą \
         możesz możemy musisz musimy muszą chcesz chcemy chciałabym powinienem jakim jakiej \
         jakich jakiego jaką którym której których którego innego innej tym tymi moim mojej \
         moich moje mój moja",
    ),
    (
        "uk",
        "як що де коли чому хто який яка яке які скільки чи можна можу може можуть потрібно \
         треба слід хочу мені мій мої я у в на і й та зі по можемо можете повинен повинна \
         потрібна потрібен потрібні хоче моя моє мого моєї яким якою яких якого якому якій \
         свій своя своє свої свого своїх інші інших",
    ),
    (
        "ru",
        "как что где когда почему кто какой какая какое какие сколько ли можно могу может \
         нужно надо следует хочу мне мой могут можем можете должен должна должно должны нужна \
         нужен нужны хочет хотим моя моё мои моего моей моему каком каким какого какую каких \
         какими какому каков такое такие таких такая чему самым самый самая самое самые самых \
         самой других другие другая другим другими другого большая больших большое большую \
         большей большого своей своих своего своем свой свои своим своему скольких многих \
         многие эта это этих всей всё ими обе сами менее хотя хотят",
    ),
    (
        "bg",
        "как какво къде кога защо кой коя кое кои колко ли мога може трябва искам възможно",
    ),
    (
        "bs hr",
        "kako što gdje kada zašto tko koji koja koje koliko li mogu može moram treba želim \
         moguće",
    ),
    (
        "sr",
        "kako šta što gde kada zašto ko koji koja koje koliko li mogu može moram treba želim \
         moguće je da se u na i za od sa su",
    ),
    (
        "ro",
        "cum ce unde când de cine care cât câte pot poate putem puteți trebuie vreau doresc \
         posibil îmi îți mea meu există s m l n v c într dintr printr a am ai au o un i mi ți \
         și",
    ),
    (
        "el",
        "πώς πως τι πού που πότε γιατί ποιος ποια ποιο ποιοι ποιες πόσο πόσα πόσοι μπορώ μπορεί \
         μπορούμε πρέπει θέλω χρειάζεται υπάρχει να θα τον την της του των το τα τις τους στο \
         στη στην στον στα σε με μου μας",
    ),
    (
        "tr",
        "nasıl ne nerede neden niçin kim hangi kaç kadar mı mi mu mü mıyım miyim mıdır midir \
         misiniz mısınız gerekir gerekiyor lazım istiyorum mümkün nedir nelerdir kimdir \
         yapabilirim yapılır yapmalıyım var zaman edebilirim benim",
    ),
    (
        "id ms",
        "bagaimana cara apa apakah di mana kapan mengapa kenapa siapa berapa bisa bisakah dapat \
         dapatkah boleh bolehkah harus haruskah ingin perlu saya kami ada yang",
    ),
    (
        "vi",
        "làm thế nào cách sao gì ai đâu khi bao giờ nhiêu lâu tại vì có thể được phải cần muốn \
         nên tôi bạn của cho và là các những một với trong để này đó từ ở đến về như ra vào lên \
         xuống trên dưới nếu thì mà hay hoặc cũng đã đang sẽ bị bởi do theo tới qua lại còn chỉ \
         rất mỗi mọi nó họ chúng ta mình hơn nhất cả việc điều sự cái à ạ nhé vậy rằng hãy xin \
         vui lòng gồm ấy đây kia nữa rồi sau trước giữa ngoài",
    ),
    (
        "hi",
        "क्या कैसे कब कहाँ कहां क्यों कौन कौनसा किस कितना कितने कितनी मैं मुझे मेरा मेरी मेरे \
         हम हमें हमारे आपका आपकी आपके आपको सकता सकती सकते हूँ हूं चाहिए चाहता चाहती चाहते करूँ \
         करूं संभव गई गए जाता जाती जाते जाए जाना वाला वाली थीं लिए",
    ),
    (
        "ur",
        "کیا کیسے کب کہاں کیوں کون کتنا کتنے میں مجھے میرا سکتا سکتی سکتے ہوں چاہیے",
    ),
    (
        "fa",
        "چگونه چطور چه چرا کجا کی آیا کدام چند چقدر چیست کیست می توانم می‌توانم می‌توان \
         می‌توانیم تواند بتوانم باید لطفا دهم دهد کنم کند کنیم شود است هست را من",
    ),
    (
        "ar",
        "كيف ماذا ما هل متى أين لماذا من كم أي يمكن يمكنني أستطيع نستطيع يجب أريد ممكن هي هو \
         هذا هذه التي الذي لي",
    ),
    (
        "he",
        "איך מה מתי איפה היכן למה מדוע מי כמה איזה האם אפשר יכול יכולה יכולים ניתן צריך צריכה \
         רוצה אני שלי של את על עם",
    ),
    (
        "th",
        "อย่างไร ยังไง อะไร ที่ไหน เมื่อไหร่ เมื่อไร ทำไม ใคร เท่าไหร่ เท่าไร ไหน ได้ ไหม \
         หรือไม่ สามารถ ต้อง ฉัน ผม",
    ),
    (
        "ja",
        "どう どうすれば どのように なぜ いつ どこ どれ どの どちら だれ 誰 いくら いくつ 何 なん すれば すれ れば れ ば いい よい でき でしょう でしょ う \
         です ます まし ました ません せん か する す さ し した して たい には に は を が の と も へ で や から まで について こと 場合 とき 教え \
         教えて ください くださ い ん ま せ よう ので ある あり いる",
    ),
    (
        "ko",
        "어떻게 무엇 무엇을 무엇인가요 뭐 언제 어디 어디서 어디에서 왜 누가 누구 얼마 얼마나 어느 어떤 몇 수 있나요 있습니까 있는지 있을까요 있어요 있는 있다 \
         없나요 해야 하나요 합니까 하려면 하면 되나요 됩니까 인가요 입니까 싶어요 싶습니다 가능한가요 제 제가 나 나는 내 저는 경우 대한 대해 위한 위해 것 \
         것은 것이 그 이 및 등 또는",
    ),
    (
        "yue zh",
        "怎么 怎样 怎么办 如何 什么 哪里 哪儿 哪个 哪些 谁 为什么 何时 多少 多久 几 吗 呢 能 能否 可以 可否 是否 应该 需要 想 要 请 请问 我 我们 我的 \
         您 有 没有 是 的 了 在 和",
    ),
    (
        "ca",
        "com què on quan perquè qui quin quina quins quines quant puc pot poden he ha cal vull \
         possible fer",
    ),
];
