//! Content words that the lists of the crate `stop-words` hold.
//!
//! Some of its lists were made by counting words of web sites ("email", "článek", "services"), of
//! news ("安全", "tahun") or from grammars with their examples. Such words tell what a question is
//! about. Owns which ones are taken out, by language. Read by the build script, which takes them out.

/// Returns the words of a language's list that are content words, separated by white space.
pub(crate) fn content_words(language: &str) -> &'static str {
    match language {
        "ar" => {
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر جانفي فيفري \
             أفريل جوان جويلية كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين دولار دينار ريال \
             درهم ليرة جنيه قرش فلس مليم هللة سنتيم يورو ين يوان شيكل ثلاثاء أربعاء خميس جمعة سبت أحد \
             حبيب غادر أسكن أطعم أعطى أخبر أعلم أنبأ حدَث خبَّر نبَّا ظنَّ عدَّ تعلَّم علم اتخذ أنشأ \
             ابتدأ انقلب تبدّل تحوّل استحال ترك رجع صار يمين شمال صباح مساء خاصة عامة همزة عَدَسْ مكانَك \
             صبرا صدقا صراحة"
        }
        "bg" => {
            "автентичен бивш бивша бившо благодаря внимава време глас главен главна главно година \
             години годишен добра добро добър евтин екип живот забавям лесен месец мокър моля \
             момента направи нов нова нови новина първа първи първо равен равна смях харесва часа \
             юмрук"
        }
        "bn" => "নতুন প্রথম ব্যবহার উত্তর বক্তব্য লক্ষ চালু চেষ্টা শুরু হাজার কাজে কোটি বিশেষ সাধারণ প্রাথমিক",
        "ca" => "estat mode mons conseguir consegueixo conseguim consigueix consigueixen",
        "cs" => {
            "ahoj byt být chut' chuti clanek clanku clanky článek článku články daleko den design dobrý \
             děkovat děkujeme děkuji email moc napiste napište nove novy nové nový prave pravé první \
             prvni strana tema téma tipy vecer večer zpet zpravy zprávy zpět"
        }
        "de" => "waren weg",
        "es" => "estado estada estados estadas sentido sentida sentidos sentidas sentid",
        "eu" => "egun ikusi hasi hasiera lehen mundura",
        "fa" => {
            "آباد امور انجام استفاد استفاده اعلام بخش بخشی خدمات جدید جديد بزرگ تازه جناح حاضر حق خارجِ \
             خواسته روزانه روزهاي زمان زمانی زمینه ساخته سازي سالانه سالیانه شناسي صورت ضدِّ طرف عنوان \
             عنوانِ قصدِ کامل مجانی مختلف مدّتی مردم مستقیما ممکن مورد موارد ميليارد ميليون نشان نگاه پیدا \
             گروهي گرفتن گفتن یافتن دادن داشتن جريان جریان جلوگيري"
        }
        "he" => "נגר דרך",
        "hi" => "वर्ग साबुत",
        "hu" => "cikk cikkek cikkeket keressünk nagy nagyobb teljes új utolsó vissza",
        "id" | "ms" => {
            "akhir asal awal bagian bapak baru bekerja besar bulan buat buatan datang berdatangan \
             diberikan dibuat digunakan diingat diingatkan dijawab dijelaskan dilihat diminta \
             ditambahkan ditanya ditunjuk ditunjukkan gunakan hari ingat jawab jawaban jawabnya \
             jelaskan jumlah jumlahnya kasus kata keadaan kecil keluar masa masalah masalahnya \
             melihat memberi memberikan membuat meminta memulai menambahkan menanyakan mendapat \
             mendapatkan mengakhiri mengetahui menggunakan mengingat mengingatkan menjawab \
             menjelaskan menunjukkan menyampaikan menyiapkan mempersiapkan minta mulai dimulai naik \
             menaiki panjang penting persoalan pertanyaan pertanyakan pihak pukul rasa sampaikan \
             tahun tambah tanya tanyakan tempat tinggi ucap umum waktu"
        }
        "ko" => {
            "구토하다 놀라다 도달하다 도착하다 비슷하다 시간 시각 시작하여 연관되다 오르다 이용하여 자기집 전자 타다 토하다 \
             향하다 아이 아이구 기준으로 근거로 의지하여 공동으로"
        }
        "pl" => "dobrze kierunku nowe pan pana pani prof razie roku sposób",
        "ro" => "fata nou noua nouă parca spate zi",
        "sq" => "fjalë fjale ditë dite madh pika",
        "sw" => "sauti watu muda wakati",
        "th" => "เปิด เปิดเผย ส่ง รับ วัน ผล พบ จัด ตั้ง เริ่ม เข้า ออก ขอ ร่วม รวม",
        "tl" => "gusto makita panahon laban likod",
        "uk" => "давай давати",
        "yue" | "zh" => {
            "专门 严格 严重 丰富 主张 举行 了解 争取 产生 任务 企图 伟大 使用 促进 保持 允许 充分 先生 全面 准备 出现 前进 加入 \
             加强 反应 反映 取得 召开 合理 周围 坚决 坚持 处理 复杂 失去 安全 完成 实现 宣布 容易 对应 巨大 巩固 帮助 广泛 \
             应用 开始 开展 强烈 强调 彻底 总结 战斗 扩大 掌握 方便 明确 普通 普遍 有利 有力 有效 欢迎 正常 注意 深入 清楚 满足 \
             特殊 特点 现代 直接 相似 相信 相同 确定 移动 积极 突出 练习 组成 结合 结果 绝对 继续 维持 考虑 联系 良好 范围 获得 \
             行为 行动 表明 表示 要求 规定 认真 认识 说明 转动 转变 转贴 达到 迅速 运用 进入 进步 适应 适当 适用 遭到 避免 部分 \
             采取 重大 重新 重要 附近 限制 集中 问题 防止 高兴 个人 中小 今天 今年 每天 每年"
        }
        _ => "",
    }
}
