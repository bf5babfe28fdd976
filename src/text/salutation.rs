//! Salutations of languages that have no row in [`super::greeting`]: Russian, Ukrainian, Bulgarian, Czech, Slovak, Turkish,
//! Hungarian, Romanian, Greek, Finnish, Serbian and Croatian, Arabic, Persian, Hebrew, Hindi, Indonesian, Vietnamese, Thai,
//! Chinese, Japanese, Korean.

use std::sync::LazyLock;

use regex::Regex;

/// Greetings that are whole by themselves.
static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:здра[вс]*твуй(?:те)?|добр(?:ый|ого|ое|ой) (?:день|вечер|утро|дня|вечера|утра|времени суток|ночи)|привет(?:ствую|ик)?|доброго времени(?: суток)?|салам",
        r"|добрий (?:день|вечір|ранок)|доброго (?:дня|ранку|вечора)|вітаю|привіт|здрастуйте|здравейте|добър ден|добро утро",
        r"|dobr(?:ý|y) (?:den|večer|deň)|dobré (?:ráno|odpoledne|odpoledné|popoludnie)|zdravím|ahoj|poštovan[ia]|poštovanje|dobar dan|dobro jutro|pozdrav",
        r"|merhaba(?:lar)?|selam(?:lar|ün aleyküm)?|iyi (?:günler|akşamlar|geceler|çalışmalar|sabahlar)|günaydın|kolay gelsin",
        r"|jó (?:napot|reggelt|estét)(?: kívánok)?|üdvözl(?:öm|et)|szia(?:sztok)?|bun[ăa](?: (?:ziua|dimineața|dimineata|seara))?",
        r"|γει[άα](?: (?:σας|σου))?|καλημέρα(?: σας)?|καλησπέρα(?: σας)?|χαίρετε|hyvää (?:päivää|huomenta|iltaa)|terve|moi|päivää",
        r"|(?:ال)?سلام(?: عليكم| علیکم)?(?: ورحمة الله(?: وبركاته)?)?|با سلام(?: و احترام| و عرض ادب)?|درود(?: بر شما)?|مرحبا?ً?(?: بكم)?|أهلا?ً?(?: وسهلا?ً?)?|تحية طيبة(?: وبعد)?|صباح الخير|مساء الخير",
        r"|שלום(?: רב| לכם)?|היי|בוקר טוב|ערב טוב|צהריים טובים|नमस्ते|नमस्कार|प्रणाम|महोदय",
        r"|selamat (?:pagi|siang|sore|malam)|hal+o|hai|as+alam[u']?[ -]?'?alaikum(?: wr\.? ?wb\.?)?|permisi|xin chào|chào(?: (?:bạn|shop|anh|chị|admin|ad))?|kính chào|alo)",
        r"(?:[\s,!.:;،。、~～…–—-]|$)",
        r"|^(?:(?:いつも)?(?:大変)?お世話に(?:なっております|なっています|なります)|いつもありがとうございます|こんにち[はわ]|こんばん[はわ]|はじめまして|初めまして|おはようございます|お疲れ様です|突然のご連絡(?:失礼(?:いた|致)します)?)",
        r"|^(?:안녕하세요|안녕하십니까|안녕하세여|수고하십니다|수고 ?많으십니다|수고하세요)",
        r"|^(?:(?:客服)?(?:人员)?(?:您好|你好|你们好|大家好)啊?|早上好|下午好|晚上好|哈喽|尊敬的客服)",
        r"|^สวัสดี(?:ครับ|ค่ะ|คะ|ครับผม)?",
    ))
    .expect("a fixed pattern")
});

/// Words that need somebody whom they greet: "Уважаемая поддержка!", "Sayın yetkili,".
static DEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:уважаем\p{L}*|шановн\p{L}*|уважаеми|vážen\p{L}*|mil[ýá]|say[ıi]n|değerli|tisztelt|kedves|stima(?:t|ț)\p{L}*|drag[ăai]|αξιότιμ\p{L}*|αγαπητ\p{L}*|hyvä|arvoisa",
        r"|عزيزي|السادة|سادة|جناب|לכבוד|प्रिय|आदरणीय|मान्यवर|kepada yth\.?|yth\.?|kính gửi|เรียน)(?: [^\s,!.:;،]{1,24}){1,5}\s?[,!.:،\n]",
    ))
    .expect("a fixed pattern")
});

/// Names behind a greeting, up to its end: "Здравствуйте, Анна!".
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s,]{0,2}(?:\p{Lu}\p{L}{1,20}|<\w+>)(?: (?:\p{Lu}\p{L}{1,20}|<\w+>)){0,2}\s?[,!.:]")
        .expect("a fixed pattern")
});

/// Who writes, behind a greeting: "박지훈입니다.", "佐藤と申します。".
static WRITER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s,.。、!]{0,3}(?:(?:[가-힣]{3}|<\w+>)(?:이라고 합니다|라고 합니다|입니다)|[^\s。、,!?]{1,24}と申します)(?:[\s.,!。、]|$)").expect("a fixed pattern")
});

/// The text after a salutation, or all of it.
pub fn without(text: &str) -> &str {
    if text.is_ascii() && !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return text;
    }
    let rest = match (GREETING.find(text), DEAR.find(text)) {
        (Some(found), _) => &text[found.end()..],
        (None, Some(found)) => &text[found.end()..],
        (None, None) => return text,
    };
    let rest = NAMED.find(rest).map_or(rest, |found| &rest[found.end()..]);
    WRITER.find(rest).map_or(rest, |found| &rest[found.end()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salutation_goes_in_every_language() {
        for (text, left) in [
            ("Здравствуйте, Анна! Не приходит код", "Не приходит код"),
            ("Уважаемая служба поддержки! Не приходит код", "Не приходит код"),
            ("Добрый день не приходит код", "не приходит код"),
            ("Merhaba, kod gelmiyor", "kod gelmiyor"),
            ("Sayın yetkili, kod gelmiyor", "kod gelmiyor"),
            ("Tisztelt Ügyfélszolgálat! Nem jön a kód", "Nem jön a kód"),
            ("Bună ziua, nu vine codul", "nu vine codul"),
            ("Γεια σας, δεν έρχεται ο κωδικός", "δεν έρχεται ο κωδικός"),
            ("السلام عليكم، لا يصل الرمز", "لا يصل الرمز"),
            ("با سلام کد نمی آید", "کد نمی آید"),
            ("שלום רב, הקוד לא מגיע", "הקוד לא מגיע"),
            ("नमस्ते, कोड नहीं आता", "कोड नहीं आता"),
            ("Selamat pagi kode tidak masuk", "kode tidak masuk"),
            ("Xin chào, mã không đến", "mã không đến"),
            ("สวัสดีครับ รหัสไม่มา", "รหัสไม่มา"),
            ("您好,验证码没有来", "验证码没有来"),
            ("いつもお世話になっております。佐藤と申します。コードが届きません", "コードが届きません"),
            ("안녕하세요, 박지훈입니다. 코드가 오지 않습니다", "코드가 오지 않습니다"),
        ] {
            assert_eq!(without(text).trim_start_matches([' ', ',', '。', '、', '!']), left, "{text}");
        }
        for whole in
            ["Haircut order is missing", "Moisture in the lens", "Приветственное письмо не приходит", "好的产品"]
        {
            assert_eq!(without(whole), whole);
        }
    }
}
