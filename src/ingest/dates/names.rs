//! Names of months and weekdays, and the small words beside them, in English, German, French, Spanish, Portuguese,
//! Italian, Dutch, Polish, Russian, Turkish, Swedish, Danish, Norwegian, Finnish, Czech, Indonesian, Hungarian, Greek,
//! Ukrainian, Arabic, Vietnamese, Romanian, Slovak, Bulgarian, Hebrew, Hindi, Thai, Croatian, Lithuanian and Latvian (from
//! the Unicode CLDR). The last quarter of Croatian is not among them: its `listopada` is October, and November in Polish.

/// Months: the name, the fewest of its letters that mean it, its number. Names that begin alike need more letters.
#[rustfmt::skip]
const MONTHS: &[(&str, usize, i32)] = &[
    ("january", 3, 1), ("januar", 3, 1), ("januari", 3, 1), ("janvier", 3, 1), ("janeiro", 3, 1), ("jänner", 3, 1),
    ("jaenner", 3, 1), ("enero", 3, 1), ("gennaio", 3, 1), ("stycznia", 3, 1), ("styczeń", 3, 1), ("января", 3, 1),
    ("январь", 3, 1), ("ocak", 3, 1), ("tammikuuta", 5, 1), ("ledna", 3, 1), ("leden", 3, 1),
    ("february", 3, 2), ("februar", 3, 2), ("februari", 3, 2), ("février", 3, 2), ("fevrier", 3, 2),
    ("fevereiro", 3, 2), ("febrero", 3, 2), ("febbraio", 3, 2), ("lutego", 3, 2), ("luty", 3, 2), ("февраля", 3, 2),
    ("февраль", 3, 2), ("şubat", 3, 2), ("subat", 4, 2), ("helmikuuta", 5, 2), ("února", 3, 2), ("únor", 3, 2),
    ("march", 3, 3), ("märz", 3, 3), ("maerz", 4, 3), ("marz", 3, 3), ("mrz", 3, 3), ("mars", 3, 3), ("marzo", 3, 3),
    ("março", 3, 3), ("marco", 3, 3), ("maart", 3, 3), ("mrt", 3, 3), ("marca", 3, 3), ("marzec", 3, 3), ("марта", 3, 3),
    ("март", 3, 3), ("mart", 3, 3), ("marts", 3, 3), ("maaliskuuta", 5, 3), ("března", 3, 3), ("březen", 3, 3),
    ("april", 3, 4), ("avril", 3, 4), ("abril", 3, 4), ("aprile", 3, 4), ("kwietnia", 3, 4), ("kwiecień", 3, 4),
    ("апреля", 3, 4), ("апрель", 3, 4), ("nisan", 3, 4), ("huhtikuuta", 5, 4), ("dubna", 3, 4), ("duben", 3, 4),
    ("may", 3, 5), ("mai", 3, 5), ("mayo", 3, 5), ("maio", 3, 5), ("maggio", 3, 5), ("mei", 3, 5), ("maja", 3, 5),
    ("maj", 3, 5), ("мая", 3, 5), ("май", 3, 5), ("mayıs", 3, 5), ("mayis", 3, 5), ("toukokuuta", 5, 5),
    ("května", 3, 5), ("květen", 3, 5),
    ("june", 3, 6), ("juni", 3, 6), ("juin", 4, 6), ("junio", 3, 6), ("junho", 3, 6), ("giugno", 3, 6),
    ("czerwca", 3, 6), ("czerwiec", 3, 6), ("июня", 3, 6), ("июнь", 3, 6), ("haziran", 3, 6), ("kesäkuuta", 4, 6),
    ("června", 6, 6), ("červen", 6, 6), ("čvn", 3, 6),
    ("july", 3, 7), ("juli", 3, 7), ("juillet", 4, 7), ("julio", 3, 7), ("julho", 3, 7), ("luglio", 3, 7),
    ("lipca", 3, 7), ("lipiec", 3, 7), ("июля", 3, 7), ("июль", 3, 7), ("temmuz", 3, 7), ("heinäkuuta", 5, 7),
    ("července", 7, 7), ("červenec", 7, 7), ("čvc", 3, 7),
    ("august", 3, 8), ("augusti", 3, 8), ("augustus", 3, 8), ("août", 3, 8), ("aout", 3, 8), ("agosto", 3, 8),
    ("sierpnia", 3, 8), ("sierpień", 3, 8), ("августа", 3, 8), ("август", 3, 8), ("ağustos", 3, 8),
    ("agustos", 3, 8), ("elokuuta", 3, 8), ("srpna", 3, 8), ("srpen", 3, 8),
    ("september", 3, 9), ("septembre", 3, 9), ("septiembre", 3, 9), ("setiembre", 3, 9), ("setembro", 3, 9),
    ("settembre", 3, 9), ("września", 3, 9), ("wrzesień", 3, 9), ("сентября", 3, 9), ("сентябрь", 3, 9),
    ("eylül", 3, 9), ("eylul", 3, 9), ("syyskuuta", 4, 9), ("září", 3, 9),
    ("october", 3, 10), ("oktober", 3, 10), ("octobre", 3, 10), ("octubre", 3, 10), ("outubro", 3, 10),
    ("ottobre", 3, 10), ("października", 3, 10), ("październik", 3, 10), ("октября", 3, 10), ("октябрь", 3, 10),
    ("ekim", 3, 10), ("lokakuuta", 4, 10), ("října", 3, 10), ("říjen", 3, 10),
    ("november", 3, 11), ("novembre", 3, 11), ("noviembre", 3, 11), ("novembro", 3, 11), ("listopada", 3, 11),
    ("listopadu", 3, 11), ("ноября", 3, 11), ("ноябрь", 3, 11), ("kasım", 3, 11), ("kasim", 3, 11),
    ("marraskuuta", 6, 11),
    ("december", 3, 12), ("dezember", 3, 12), ("décembre", 3, 12), ("decembre", 3, 12), ("diciembre", 3, 12),
    ("dezembro", 3, 12), ("dicembre", 3, 12), ("desember", 3, 12), ("grudnia", 3, 12), ("grudzień", 3, 12),
    ("декабря", 3, 12), ("декабрь", 3, 12), ("aralık", 3, 12), ("aralik", 3, 12), ("joulukuuta", 5, 12),
    ("prosince", 3, 12), ("prosinec", 3, 12),
    ("maret", 3, 3), ("agustus", 3, 8),
    ("január", 3, 1), ("február", 3, 2), ("március", 3, 3), ("április", 3, 4), ("május", 3, 5), ("június", 3, 6),
    ("július", 3, 7), ("augusztus", 3, 8), ("szeptember", 4, 9), ("október", 3, 10),
    ("ιανουαρίου", 3, 1), ("ιανουάριος", 3, 1), ("φεβρουαρίου", 3, 2), ("φεβρουάριος", 3, 2), ("μαρτίου", 3, 3),
    ("μάρτιος", 3, 3), ("απριλίου", 3, 4), ("απρίλιος", 3, 4), ("μαΐου", 3, 5), ("μαίου", 3, 5), ("μάιος", 3, 5),
    ("ιουνίου", 4, 6), ("ιούνιος", 4, 6), ("ιουλίου", 4, 7), ("ιούλιος", 4, 7), ("αυγούστου", 3, 8),
    ("αύγουστος", 3, 8), ("σεπτεμβρίου", 3, 9), ("σεπτέμβριος", 3, 9), ("οκτωβρίου", 3, 10), ("οκτώβριος", 3, 10),
    ("νοεμβρίου", 3, 11), ("νοέμβριος", 3, 11), ("δεκεμβρίου", 3, 12), ("δεκέμβριος", 3, 12),
    ("січня", 3, 1), ("лютого", 3, 2), ("березня", 3, 3), ("квітня", 3, 4), ("травня", 4, 5), ("червня", 4, 6),
    ("липня", 3, 7), ("серпня", 4, 8), ("вересня", 3, 9), ("жовтня", 3, 10), ("листопада", 4, 11), ("грудня", 4, 12),
    ("يناير", 5, 1), ("فبراير", 6, 2), ("مارس", 4, 3), ("أبريل", 5, 4), ("إبريل", 5, 4), ("مايو", 4, 5),
    ("يونيو", 5, 6), ("يوليو", 5, 7), ("أغسطس", 5, 8), ("سبتمبر", 6, 9), ("أكتوبر", 6, 10), ("نوفمبر", 6, 11),
    ("ديسمبر", 6, 12), ("شباط", 4, 2), ("آذار", 4, 3), ("نيسان", 5, 4), ("أيار", 4, 5), ("حزيران", 6, 6),
    ("تموز", 4, 7), ("آب", 2, 8), ("أيلول", 5, 9),
    ("ianuarie", 3, 1), ("februarie", 3, 2), ("martie", 3, 3), ("aprilie", 3, 4), ("mai", 3, 5), ("iunie", 3, 6),
    ("iulie", 3, 7), ("august", 3, 8), ("septembrie", 3, 9), ("octombrie", 3, 10), ("noiembrie", 3, 11),
    ("decembrie", 3, 12), ("januára", 3, 1), ("februára", 3, 2), ("marca", 3, 3), ("apríla", 3, 4), ("mája", 3, 5),
    ("júna", 3, 6), ("júla", 3, 7), ("augusta", 3, 8), ("septembra", 3, 9), ("októbra", 3, 10), ("novembra", 3, 11),
    ("decembra", 3, 12), ("януари", 3, 1), ("февруари", 3, 2), ("март", 3, 3), ("април", 3, 4), ("май", 3, 5),
    ("юни", 3, 6), ("юли", 3, 7), ("август", 3, 8), ("септември", 3, 9), ("октомври", 3, 10), ("ноември", 3, 11),
    ("декември", 3, 12), ("ינואר", 3, 1), ("פברואר", 3, 2), ("מרץ", 3, 3), ("אפריל", 3, 4), ("מאי", 3, 5),
    ("יוני", 3, 6), ("יולי", 3, 7), ("אוגוסט", 3, 8), ("ספטמבר", 3, 9), ("אוקטובר", 3, 10), ("נובמבר", 3, 11),
    ("דצמבר", 3, 12), ("בינואר", 4, 1), ("בפברואר", 4, 2), ("במרץ", 4, 3), ("באפריל", 4, 4), ("במאי", 4, 5),
    ("ביוני", 4, 6), ("ביולי", 4, 7), ("באוגוסט", 4, 8), ("בספטמבר", 4, 9), ("באוקטובר", 4, 10), ("בנובמבר", 4, 11),
    ("בדצמבר", 4, 12), ("जनवरी", 2, 1), ("फरवरी", 2, 2), ("मार्च", 2, 3), ("अप्रैल", 2, 4), ("मई", 2, 5),
    ("जून", 2, 6), ("जुलाई", 2, 7), ("अगस्त", 2, 8), ("सितंबर", 2, 9), ("अक्टूबर", 2, 10), ("नवंबर", 2, 11),
    ("दिसंबर", 2, 12), ("มกราคม", 5, 1), ("กุมภาพันธ์", 5, 2), ("มีนาคม", 5, 3), ("เมษายน", 5, 4), ("พฤษภาคม", 5, 5),
    ("มิถุนายน", 5, 6), ("กรกฎาคม", 5, 7), ("สิงหาคม", 5, 8), ("กันยายน", 5, 9), ("ตุลาคม", 5, 10),
    ("พฤศจิกายน", 5, 11), ("ธันวาคม", 5, 12), ("ม.ค.", 3, 1), ("ก.พ.", 3, 2), ("มี.ค.", 4, 3), ("เม.ย.", 4, 4),
    ("พ.ค.", 3, 5), ("มิ.ย.", 4, 6), ("ก.ค.", 3, 7), ("ส.ค.", 3, 8), ("ก.ย.", 3, 9), ("ต.ค.", 3, 10), ("พ.ย.", 3, 11),
    ("ธ.ค.", 3, 12), ("siječnja", 4, 1), ("veljače", 4, 2), ("ožujka", 4, 3), ("travnja", 4, 4), ("svibnja", 4, 5),
    ("lipnja", 6, 6), ("srpnja", 6, 7), ("kolovoza", 4, 8), ("rujna", 4, 9), ("sausio", 4, 1), ("vasario", 4, 2),
    ("kovo", 4, 3), ("balandžio", 4, 4), ("gegužės", 4, 5), ("birželio", 4, 6), ("liepos", 4, 7), ("rugpjūčio", 4, 8),
    ("rugsėjo", 4, 9), ("spalio", 4, 10), ("lapkričio", 4, 11), ("gruodžio", 4, 12), ("janvāris", 4, 1),
    ("februāris", 4, 2), ("marts", 4, 3), ("aprīlis", 4, 4), ("maijs", 4, 5), ("jūnijs", 4, 6), ("jūlijs", 4, 7),
    ("augusts", 4, 8), ("septembris", 4, 9), ("oktobris", 4, 10), ("novembris", 4, 11), ("decembris", 4, 12),
    ("सितम्बर", 3, 9), ("नवम्बर", 3, 11), ("दिसम्बर", 3, 12), ("अक्तूबर", 3, 10), ("फ़रवरी", 3, 2),
    ("nopember", 3, 11), ("nop", 3, 11), ("grudzień", 3, 12),
];

/// The month that a word means, whole or shortened, with or without a dot.
pub fn month_name(word: &str) -> Option<i32> {
    let word = word.trim_end_matches('.');
    let length = word.chars().count();
    let means = |(name, fewest, _): &&(&str, usize, i32)| length >= *fewest && name.starts_with(word);
    MONTHS.iter().find(means).map(|(_, _, month)| *month)
}

/// Weekdays: the name and the fewest of its letters.
#[rustfmt::skip]
const WEEKDAYS: &[(&str, usize)] = &[
    ("monday", 3), ("tuesday", 3), ("wednesday", 3), ("thursday", 3), ("friday", 3), ("saturday", 3), ("sunday", 3),
    ("montag", 2), ("dienstag", 2), ("mittwoch", 2), ("donnerstag", 2), ("freitag", 2), ("samstag", 2), ("sonntag", 2),
    ("sonnabend", 4), ("lundi", 3), ("mardi", 3), ("mercredi", 3), ("jeudi", 3), ("vendredi", 3), ("samedi", 3),
    ("dimanche", 3), ("lunes", 3), ("martes", 3), ("miércoles", 2), ("miercoles", 3), ("jueves", 3), ("viernes", 3),
    ("sábado", 3), ("sabado", 3), ("domingo", 3), ("segunda", 3), ("terça", 3), ("terca", 3), ("quarta", 3),
    ("quinta", 3), ("sexta", 3), ("segunda-feira", 8), ("terça-feira", 6), ("terca-feira", 6), ("quarta-feira", 7),
    ("quinta-feira", 7), ("sexta-feira", 6), ("lunedì", 3), ("martedì", 3), ("mercoledì", 3), ("giovedì", 3),
    ("venerdì", 3), ("sabato", 3), ("domenica", 3), ("maandag", 2), ("dinsdag", 2), ("woensdag", 2), ("donderdag", 2),
    ("vrijdag", 2), ("zaterdag", 2), ("zondag", 2), ("poniedziałek", 3), ("wtorek", 2), ("środa", 2), ("czwartek", 2),
    ("piątek", 2), ("sobota", 2), ("niedziela", 3), ("pon", 3), ("niedz", 3), ("pt", 2), ("czw", 3), ("понедельник", 3),
    ("вторник", 2), ("среда", 2), ("четверг", 2), ("пятница", 2), ("суббота", 2), ("воскресенье", 2), ("пн", 2),
    ("вт", 2), ("ср", 2), ("чт", 2), ("пт", 2), ("сб", 2), ("вс", 2), ("pazartesi", 3), ("salı", 3), ("çarşamba", 3),
    ("perşembe", 3), ("cuma", 3), ("cumartesi", 3), ("pazar", 3), ("måndag", 3), ("mandag", 3), ("tisdag", 3),
    ("tirsdag", 3), ("onsdag", 3), ("torsdag", 3), ("fredag", 3), ("lördag", 3), ("lørdag", 3), ("söndag", 3),
    ("søndag", 3), ("tors", 4), ("maanantaina", 2), ("tiistaina", 2), ("keskiviikkona", 2), ("torstaina", 2),
    ("perjantaina", 2), ("lauantaina", 2), ("sunnuntaina", 2), ("pondělí", 2), ("úterý", 2), ("středa", 2),
    ("čtvrtek", 2), ("pátek", 2), ("neděle", 2), ("tues", 4), ("thur", 4), ("thurs", 5), ("mit", 3),
    ("senin", 3), ("selasa", 3), ("rabu", 3), ("kamis", 3), ("jumat", 3), ("sabtu", 3), ("minggu", 3),
    ("hétfő", 5), ("kedd", 4), ("szerda", 6), ("csütörtök", 9), ("péntek", 6), ("szombat", 7), ("vasárnap", 8),
    ("понеділок", 3), ("вівторок", 3), ("середа", 4), ("четвер", 4), ("п’ятниця", 4), ("субота", 3), ("неділя", 2),
    ("нд", 2), ("δευτέρα", 3), ("τρίτη", 3), ("τετάρτη", 3), ("πέμπτη", 3), ("παρασκευή", 3), ("σάββατο", 3),
    ("κυριακή", 3), ("الأحد", 5), ("الاثنين", 7), ("الإثنين", 7), ("الثلاثاء", 8), ("الأربعاء", 8), ("الخميس", 6),
    ("الجمعة", 6), ("السبت", 5),
];

/// Whether a word is a weekday, whole or shortened.
pub fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let length = word.chars().count();
    WEEKDAYS.iter().any(|(name, fewest)| length >= *fewest && name.starts_with(word))
}

/// Words that stand in dates and mean nothing.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "at", "on", "de", "del", "den", "der", "le", "el", "il", "um", "uhr", "à", "a", "las", "la", "às", "as", "om",
    "of", "the", "t", "-", "–", "|", "alle", "ore", "klo", "kl", "godz", "saat", "г", "года", "r", "v", "ve", "в", "o",
    "h", "hrs", "hr", "h.", "dia", "am:", "с", "den:",
    "@", "р", "ngày", "năm", "lúc", "о", "u", "у", "ч", "pukul", "pkl", "jam", "wib", "wita", "wit", "बजे", "น", "เวลา", "วันที่", "ที่",
    "พ.ศ", "ساعت", "الساعة", "في", "בשעה", "ב", "ora", "orele", "órakor", "kell", "ώρα", "στις", "民國", "民国", "saat:", "г.",
];

/// Whether a word says nothing in a date.
pub fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word.trim_end_matches('.'))
}

/// Words of relative dates: they tell the distance from a day that the export does not say.
#[rustfmt::skip]
const DISTANCES: &[&str] = &[
    "ago", "yesterday", "today", "tomorrow", "now", "last", "vor", "gestern", "heute", "il", "hier", "aujourd'hui",
    "hace", "ayer", "hoy", "há", "ontem", "hoje", "fa", "ieri", "oggi", "geleden", "gisteren", "vandaag", "temu",
    "wczoraj", "dzisiaj", "назад", "вчера", "сегодня", "önce", "dün", "bugün", "sedan", "igår", "siden", "i", "sitten",
    "eilen", "před", "včera", "dnes", "recently",
];

/// Words for lengths of time in relative dates, by how they begin.
#[rustfmt::skip]
const LENGTHS: &[&str] = &[
    "second", "sec", "minute", "min", "hour", "hr", "day", "week", "month", "year", "sekunde", "stunde", "tag", "woche",
    "monat", "jahr", "heure", "jour", "semaine", "mois", "an", "hora", "día", "dia", "semana", "mes", "mês", "año",
    "ano", "ora", "ore", "giorn", "settiman", "ann", "uur", "uren", "dag", "weken", "maand", "jaar", "godzin", "dni",
    "dzień", "tydzie", "miesi", "lat", "час", "мин", "дн", "ден", "недел", "мес", "год", "лет", "saat", "gün", "hafta",
    "ay", "yıl", "tim", "veck", "månad", "år", "tunti", "päivä", "viikko", "hodin", "dny", "týd", "měsíc", "moment",
];

/// Whether a text is a relative date: "11 days ago", "vor 3 Stunden", "yesterday", "3日前".
pub fn is_relative(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    if text.len() > 40 {
        return false;
    }
    let digits = text.chars().any(|c| c.is_ascii_digit());
    if digits && ["前", "전"].iter().any(|sign| text.ends_with(sign)) {
        return true;
    }
    let words: Vec<&str> = text.split([' ', ',', '\u{a0}', '\'']).filter(|word| !word.is_empty()).collect();
    let distance = words.iter().any(|word| DISTANCES.contains(word));
    let length = words.iter().any(|word| LENGTHS.iter().any(|length| word.starts_with(length)));
    match words.len() {
        1 => distance && !matches!(text.as_str(), "i" | "il" | "fa" | "last" | "vor" | "há"),
        2..=6 => {
            distance && (length || words.len() <= 4 && !digits && (words[0] == "yesterday" || words[0] == "today"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_means_one_month() {
        for (name, fewest, month) in MONTHS {
            let short: String = name.chars().take(*fewest).collect();
            assert_eq!(month_name(&short), Some(*month), "{short} of {name}");
            assert_eq!(month_name(name), Some(*month), "{name}");
        }
    }

    #[test]
    fn words_are_no_months() {
        for word in ["marketing", "decrease", "ma", "junior", "augmented", "marsh", "today"] {
            assert_eq!(month_name(word), None, "{word}");
        }
        assert!(is_weekday("mo") && is_weekday("Donnerstag".to_lowercase().as_str()) && !is_weekday("money"));
    }

    #[test]
    fn relative_dates_are_told_from_names_and_texts() {
        for text in [
            "11 days ago",
            "vor 3 Stunden",
            "il y a 2 jours",
            "hace 5 días",
            "yesterday",
            "an hour ago",
            "3日前",
            "2 uur geleden",
            "5 минут назад",
            "today at noon",
        ] {
            assert!(is_relative(text), "{text}");
        }
        for text in ["Ann Lee", "2024-01-01", "I paid 3 days ago and nothing came since then", "open", "3 days"] {
            assert!(!is_relative(text), "{text}");
        }
    }
}
