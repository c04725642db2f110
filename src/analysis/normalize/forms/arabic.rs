//! Arabic: broken plurals, which have other vowels and letters than their singular.

use super::Lemma;
use super::table::Table;

static TABLE: Table = Table::new(
    "\
فاتورة فواتير
كتاب كتب
حساب حسابات
رسالة رسائل
رقم أرقام ارقام
سعر أسعار اسعار
طلب طلبات
عنوان عناوين
ملف ملفات
صورة صور
كلمة كلمات
شركة شركات
خدمة خدمات
سؤال أسئلة اسئلة
جواب أجوبة اجوبة
خطأ أخطاء اخطاء
جهاز أجهزة اجهزة
برنامج برامج
موقع مواقع
متجر متاجر
منتج منتجات
مفتاح مفاتيح
باب أبواب ابواب
درس دروس
مدرسة مدارس
بنك بنوك
بيت بيوت
يوم أيام ايام
شهر أشهر شهور اشهر
ساعة ساعات
دولة دول
مدينة مدن
شخص أشخاص اشخاص
رجل رجال
ولد أولاد اولاد
طالب طلاب طلبة
عميل عملاء
مدير مدراء
زبون زبائن
صديق أصدقاء اصدقاء
قانون قوانين
حق حقوق
شرط شروط
حد حدود
رسم رسوم
عرض عروض
قسم أقسام اقسام
خيار خيارات
لون ألوان الوان
قلم أقلام اقلام
تذكرة تذاكر
جدول جداول
نظام أنظمة انظمة
سبب أسباب اسباب
مشكلة مشاكل مشكلات
وثيقة وثائق
تاريخ تواريخ
مبلغ مبالغ
بضاعة بضائع
هاتف هواتف
",
);

/// Returns what an Arabic word is a form of, with its article or without.
pub(super) fn lemma(lower: &str) -> Option<Lemma<'_>> {
    let bare = ["وال", "بال", "ال", "لل"]
        .iter()
        .find_map(|article| lower.strip_prefix(article))
        .unwrap_or(lower);
    TABLE.lemma(bare).map(|found| match found {
        Lemma::Only(word) | Lemma::Also(word) => Lemma::Also(word),
    })
}
