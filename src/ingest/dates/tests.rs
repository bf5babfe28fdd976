use super::*;

fn iso_of(text: &str, order: Order) -> Option<String> {
    let at = parse(text, order)?;
    Some(chrono::DateTime::from_timestamp(at.seconds(), 0).unwrap().format("%Y-%m-%dT%H:%M:%S").to_string())
}

fn read(text: &str) -> String {
    iso_of(text, Order::DayMonth).unwrap_or_else(|| format!("{text} was not read"))
}

#[test]
fn every_style_seen_in_exports_is_read() {
    for (text, expected) in [
        ("2024-04-07T21:32:04Z", "2024-04-07T21:32:04"),
        ("2018-05-14T23:54:10.593+0200", "2018-05-14T21:54:10"),
        ("2014-01-07T15:57:55+05:30", "2014-01-07T10:27:55"),
        ("2016-04-28T11:19:34 -10:00", "2016-04-28T21:19:34"),
        ("2019-01-31 10:00:00 UTC", "2019-01-31T10:00:00"),
        ("2016-06-01T00:00:00.000", "2016-06-01T00:00:00"),
        ("2009-09-01 19:02", "2009-09-01T19:02:00"),
        ("2013-06-25 11:49:00 +0200", "2013-06-25T09:49:00"),
        ("29/2/2016 01:16", "2016-02-29T01:16:00"),
        ("29-02-2016 01:16", "2016-02-29T01:16:00"),
        ("7/29/2013", "2013-07-29T00:00:00"),
        ("12/12/2025 3:30:19 PM", "2025-12-12T15:30:19"),
        ("02/23/20 6:12 PM", "2020-02-23T18:12:00"),
        ("18/jul/26 9:10 AM", "2026-07-18T09:10:00"),
        ("16/Feb/17 12:29 AM", "2017-02-16T00:29:00"),
        ("Sun, 8 Sep 2024 17:43:07 +0300", "2024-09-08T14:43:07"),
        ("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10:47"),
        ("Mon May 13 2024 10:00:00 GMT+0100 (British Summer Time)", "2024-05-13T09:00:00"),
        ("Wed Jan 31 12:00:00 2018", "2018-01-31T12:00:00"),
        ("May 3, 2020", "2020-05-03T00:00:00"),
        ("January 5, 2024 3:04 PM", "2024-01-05T15:04:00"),
        ("14 Mar 2023 10:15", "2023-03-14T10:15:00"),
        ("1/31/2024 2:00pm", "2024-01-31T14:00:00"),
        ("3. März 2024 14:05 Uhr", "2024-03-03T14:05:00"),
        ("03.05.2024, 09:07", "2024-05-03T09:07:00"),
        ("16 de febrero de 2017", "2017-02-16T00:00:00"),
        ("mardi 3 août 2021 à 14h30", "2021-08-03T14:30:00"),
        ("7 de dezembro de 2022 às 18:00", "2022-12-07T18:00:00"),
        ("12 maggio 2023", "2023-05-12T00:00:00"),
        ("maandag 4 maart 2024", "2024-03-04T00:00:00"),
        ("2024年3月5日 10:20", "2024-03-05T10:20:00"),
        ("1136368931", "2006-01-04T10:02:11"),
        ("1444329851.000002", "2015-10-08T18:44:11"),
        ("1612345678901", "2021-02-03T09:47:58"),
        ("20240407", "2024-04-07T00:00:00"),
        ("Reviewed in the United States on October 3, 2025", "2025-10-03T00:00:00"),
        ("Date of experience: January 05, 2026", "2026-01-05T00:00:00"),
        ("1712525524000000", "2024-04-07T21:32:04"),
        ("1712525524000000000", "2024-04-07T21:32:04"),
        ("1712525524.0", "2024-04-07T21:32:04"),
        ("1.71253E+12", "2024-04-07T22:46:40"),
        ("2024-04-07 21:32:04,123", "2024-04-07T21:32:04"),
        ("2024-04-07T21:32:04+02:00[Europe/Berlin]", "2024-04-07T19:32:04"),
        ("07/Apr/2024:21:32:04 +0200", "2024-04-07T19:32:04"),
        ("07-APR-24 03.04.05.000000000 PM", "2024-04-07T15:04:05"),
        ("07APR2024", "2024-04-07T00:00:00"),
        ("7.4.2024 klo 14.05", "2024-04-07T14:05:00"),
        ("07-04-2024T21:32:04", "2024-04-07T21:32:04"),
        ("Apr. 7th, 2024 at 9pm", "2024-04-07T21:00:00"),
        ("7 sierpnia 2024, 14:05", "2024-08-07T14:05:00"),
        ("пн, 7 апр. 2024 г. 14:05", "2024-04-07T14:05:00"),
        ("7 Ağustos 2024 Çarşamba", "2024-08-07T00:00:00"),
        ("den 7 maj 2024 kl. 14:05", "2024-05-07T14:05:00"),
        ("7. marraskuuta 2024", "2024-11-07T00:00:00"),
        ("7. července 2024 v 9:05", "2024-07-07T09:05:00"),
        ("2024年4月7日 下午3:04", "2024-04-07T15:04:00"),
        ("2024年4月7日(日) 15時04分05秒", "2024-04-07T15:04:05"),
        ("2024/04/07（日） 10:20", "2024-04-07T10:20:00"),
        ("2024년 4월 7일 일요일 오후 3:04", "2024-04-07T15:04:00"),
        ("2024. 4. 7. 오전 9:04:05", "2024-04-07T09:04:05"),
        ("Sa, 08.03.2025", "2025-03-08T00:00:00"),
        ("8. 3. 2025", "2025-03-08T00:00:00"),
        ("09:12:44 08-03-2025", "2025-03-08T09:12:44"),
        ("mar. 04/03/2025 16 h 12", "2025-03-04T16:12:00"),
        ("mar. 4 nov. 2025", "2025-11-04T00:00:00"),
        ("mar. 4 mars 2025", "2025-03-04T00:00:00"),
        ("4 mar 2025", "2025-03-04T00:00:00"),
        ("Mar 8, 2025 @ 09:12:44.000", "2025-03-08T09:12:44"),
        ("/Date(1740820364000)/", "2025-03-01T09:12:44"),
        ("/Date(1740820364000+0100)/", "2025-03-01T09:12:44"),
        ("20250308T091244Z", "2025-03-08T09:12:44"),
        ("20250308T091244+0100", "2025-03-08T08:12:44"),
        ("8 Maret 2025", "2025-03-08T00:00:00"),
        ("٠٨/٠٣/٢٠٢٥", "2025-03-08T00:00:00"),
        ("8 مارس 2025", "2025-03-08T00:00:00"),
        ("8 كانون الثاني 2025", "2025-01-08T00:00:00"),
        ("08/03/2025 09:12:44 م", "2025-03-08T21:12:44"),
        ("2025. március 8.", "2025-03-08T00:00:00"),
        ("8 Μαρτίου 2025", "2025-03-08T00:00:00"),
        ("8 березня 2025 р.", "2025-03-08T00:00:00"),
        ("ngày 8 tháng 3 năm 2025", "2025-03-08T00:00:00"),
        ("08/03/2568", "2025-03-08T00:00:00"),
        ("令和7年3月8日", "2025-03-08T00:00:00"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "11 days ago",
        "7 hours ago",
        "yesterday",
        "29:10.8",
        "",
        "2024",
        "2024-13-01",
        "2023-02-30",
        "31/31/2024",
        "1/2/3",
        "0000-00-00",
        "1889-01-01",
        "2190-01-01",
        "INC0000045",
        "4.0.0",
        "5 mayors",
        "10:30",
        "1.2.3.4",
        "HIVE-28515",
        "may 2020",
        "2024-01-01x",
        "2024-W15-3",
        "45389",
        "3日前",
        "marketing 12 2024",
        "1.5e+12kg",
        "4 pm",
    ] {
        assert_eq!(iso_of(text, Order::DayMonth), None, "{text}");
    }
}

#[test]
fn years_come_first_where_a_column_has_shown_it() {
    assert_eq!(iso_of("25.03.08", Order::ShortYearFirst).as_deref(), Some("2025-03-08T00:00:00"));
    assert_eq!(iso_of("2025-08-03", Order::YearDayMonth).as_deref(), Some("2025-03-08T00:00:00"));
    assert_eq!(iso_of("2025-25-1 09:12", Order::YearDayMonth).as_deref(), Some("2025-01-25T09:12:00"));
    assert_eq!(iso_of("2025-25-1", Order::DayMonth), None);
}

#[test]
fn a_spreadsheets_day_number_is_read_where_a_column_holds_them() {
    let shown = |text: &str| {
        let at = parse_serial(text, Zone::UTC)?;
        Some(chrono::DateTime::from_timestamp(at.seconds(), 0).unwrap().format("%Y-%m-%d %H:%M").to_string())
    };
    assert_eq!(shown("45389").as_deref(), Some("2024-04-07 00:00"));
    assert_eq!(shown("45389.8973").as_deref(), Some("2024-04-07 21:32"));
    assert_eq!(shown("45389,5").as_deref(), Some("2024-04-07 12:00"));
    assert_eq!((shown("12345"), shown("99999"), shown("45389x"), shown("145389")), (None, None, None, None));
}

#[test]
fn a_time_without_an_offset_is_read_in_the_zone_and_one_with_keeps_its_own() {
    let berlin = Zone::named("Europe/Berlin").unwrap();
    let day = |text: &str| parse_in(text, Order::DayMonth, berlin).unwrap();
    assert_eq!(day("2024-07-10 00:30").seconds(), 1_720_564_200);
    assert_eq!(day("2024-07-10 00:30").day().to_string(), "2024-07-10");
    assert_eq!(day("2024-07-09T23:30:00Z").day().to_string(), "2024-07-10");
    assert_eq!(day("1720567800").day().to_string(), "2024-07-10");
    assert_eq!(parse_serial("45383.0", berlin).unwrap().day().to_string(), "2024-04-01");
}

/// Styles of numbers alone: how they are printed, their order, and to the how many-th second they tell.
#[rustfmt::skip]
const STYLES: &[(&str, Order, i64)] = &[
    ("%Y-%m-%dT%H:%M:%SZ", Order::MonthDay, 1), ("%Y-%m-%dT%H:%M:%S.000+0000", Order::MonthDay, 1),
    ("%Y-%m-%dT%H:%M:%S+00:00", Order::DayMonth, 1), ("%Y-%m-%d %H:%M:%S", Order::DayMonth, 1),
    ("%Y-%m-%d %H:%M", Order::DayMonth, 60), ("%Y-%m-%d", Order::DayMonth, 86_400), ("%Y/%m/%d %H:%M", Order::MonthDay, 60),
    ("%Y.%m.%d. %H:%M", Order::MonthDay, 60), ("%d/%m/%Y %H:%M:%S", Order::DayMonth, 1), ("%-d/%-m/%Y %H:%M", Order::DayMonth, 60),
    ("%d.%m.%Y %H:%M", Order::DayMonth, 60), ("%d.%m.%Y, %H:%M:%S", Order::DayMonth, 1), ("%-d.%-m.%Y %H.%M", Order::DayMonth, 60),
    ("%d-%m-%Y %H:%M", Order::DayMonth, 60), ("%m/%d/%Y %I:%M:%S %p", Order::MonthDay, 1), ("%m/%d/%Y %I:%M %P", Order::MonthDay, 60),
    ("%-m/%-d/%Y", Order::MonthDay, 86_400), ("%Y%m%d%H%M%S", Order::MonthDay, 1), ("%Y%m%d", Order::MonthDay, 86_400),
    ("%a, %d %b %Y %H:%M:%S +0000", Order::MonthDay, 1), ("%a %b %d %H:%M:%S +0000 %Y", Order::DayMonth, 1),
    ("%a %b %e %H:%M:%S %Y", Order::DayMonth, 1), ("%d/%b/%Y %I:%M %p", Order::MonthDay, 60), ("%b %d, %Y", Order::DayMonth, 86_400),
    ("%A, %B %d, %Y %I:%M %p", Order::DayMonth, 60), ("%d-%b-%Y %H:%M:%S", Order::MonthDay, 1), ("%d%b%Y", Order::DayMonth, 86_400),
    ("%Y-%m-%dT%H:%M:%S -00:00", Order::DayMonth, 1), ("%d/%b/%Y:%H:%M:%S +0000", Order::DayMonth, 1),
    ("%s", Order::DayMonth, 1), ("%s000", Order::DayMonth, 1), ("%s000000", Order::DayMonth, 1), ("%s.000002", Order::DayMonth, 1),
    ("%Y年%-m月%-d日 %H:%M:%S", Order::DayMonth, 1), ("%Y년 %-m월 %-d일 %H:%M", Order::MonthDay, 60),
    ("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)", Order::DayMonth, 1),
];

/// Months as the Unicode CLDR writes them in dates, long and short, by language.
#[rustfmt::skip]
const WRITTEN: &[[&str; 12]] = &[
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"],
    ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."],
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    ["janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"],
    ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
    ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
    ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    ["jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."],
    ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
    ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
    ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    ["янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."],
    ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"],
    ["Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"],
    ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"],
    ["jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."],
    ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"],
    ["jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."],
    ["tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"],
    ["tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"],
    ["ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince"],
    ["led", "úno", "bře", "dub", "kvě", "čvn", "čvc", "srp", "zář", "říj", "lis", "pro"],
];

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in ".{0,60}") {
        let _ = (parse(&text, Order::DayMonth), is_date(&text), is_epoch(&text), parse_serial(&text, Zone::UTC));
        let _ = is_relative(&text);
    }

    #[test]
    fn iso_dates_round_trip(seconds in 631_152_000_i64..4_102_444_000) {
        let text = chrono::DateTime::from_timestamp(seconds, 0).unwrap().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        proptest::prop_assert_eq!(parse(&text, Order::MonthDay), Some(Timestamp::from_seconds(seconds)));
        proptest::prop_assert_eq!(parse(&seconds.to_string(), Order::MonthDay), Some(Timestamp::from_seconds(seconds)));
    }

    #[test]
    fn every_style_of_numbers_is_read_back(seconds in 1_000_000_000_i64..4_102_444_000) {
        for (style, order, step) in STYLES {
            let instant = seconds - seconds.rem_euclid(*step);
            let text = chrono::DateTime::from_timestamp(instant, 0).unwrap().format(style).to_string();
            proptest::prop_assert_eq!(parse(&text, *order), Some(Timestamp::from_seconds(instant)), "{}", text);
            proptest::prop_assert!(is_date(&text) || is_epoch(&text), "{}", text);
        }
    }

    #[test]
    fn every_style_of_words_is_read_back(days in 7_400_i64..40_000, minute in 0_i64..1440) {
        use chrono::Datelike;
        let at = chrono::DateTime::from_timestamp(days * 86_400 + minute * 60, 0).unwrap();
        let (day, year, time) = (at.day(), at.year(), at.format("%H:%M"));
        for months in WRITTEN {
            let month = months[at.month0() as usize];
            for text in [
                format!("{day} {month} {year} {time}"),
                format!("{day}. {month} {year}, {time}"),
                format!("{day} de {month} de {year} {time}"),
                format!("{month} {day}, {year} {time}"),
                format!("{day}/{}/{:02} {time}", month.to_uppercase(), year % 100),
                format!("{day:02}-{month}-{year} {time}"),
            ] {
                let whole = year < 2069 || !text.contains('/');
                let read = parse(&text, Order::MonthDay).map(Timestamp::seconds);
                proptest::prop_assert!(!whole || read == Some(at.timestamp()), "{}: {:?}", text, read);
            }
        }
    }

    #[test]
    fn a_zoned_time_is_read_back_in_any_zone(seconds in 1_000_000_000_i64..4_102_444_000, minutes in -840_i32..840) {
        let east = minutes * 60;
        let shown = chrono::DateTime::from_timestamp(seconds + i64::from(east), 0).unwrap();
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        let zone = Zone::named("America/New_York").unwrap();
        for colon in [":", ""] {
            for gap in ["", " "] {
                let text = format!("{}{gap}{sign}{hours:02}{colon}{rest:02}", shown.format("%Y-%m-%dT%H:%M:%S"));
                let read = parse_in(&text, Order::DayMonth, zone).map(Timestamp::seconds);
                proptest::prop_assert_eq!(read, Some(seconds), "{}", text);
            }
        }
    }
}
