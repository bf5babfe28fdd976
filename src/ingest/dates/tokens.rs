//! A date's text → words in lower case, its numbers and names apart.

use unicode_normalization::UnicodeNormalization;

use super::names::month_name;

/// Two-digit years from here on are of the last century (the pivot of POSIX `strptime`).
const CENTURY_PIVOT: i32 = 69;

/// Most letters of a weekday in brackets: `(Sun)`, `(日)`.
const BRACKETED: usize = 4;

/// A number of a date, with how many digits it was written.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Its value.
    pub value: i32,
    /// Its digits.
    pub digits: usize,
}

impl Number {
    /// The year that two or four digits mean; `'24` counts as two.
    pub fn as_year(self) -> Option<i32> {
        match self.digits {
            4 => Some(self.value),
            2 if self.value >= CENTURY_PIVOT => Some(1900 + self.value),
            2 => Some(2000 + self.value),
            _ => None,
        }
    }
}

/// `3`, `3.`, `3rd` or `16/02/2017`: the numbers of a word that holds nothing else.
pub fn number_group(word: &str) -> Option<Vec<Number>> {
    let ending = ["st", "nd", "rd", "th", "º", "ª", "er", "-го", ":a", ":e"];
    let bare = ending.iter().find_map(|suffix| word.strip_suffix(suffix)).unwrap_or(word);
    let bare = bare.trim_start_matches(['\'', '’']).trim_end_matches(['.', '-', '/']);
    let parts: Vec<Number> = bare
        .split(['/', '.', '-', '–'])
        .map(|part| {
            let digits = part.len();
            let plain = (1..=4).contains(&digits) && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok().map(|value| Number { value, digits })).flatten()
        })
        .collect::<Option<_>>()?;
    (parts.len() <= 3).then_some(parts)
}

/// Splits on blanks and commas, and between month names and the signs and digits around them (`16/Feb/17`,
/// `07APR2024`).
pub fn words(text: &str) -> Vec<String> {
    let plain = without_brackets(&text.nfkc().collect::<String>().to_lowercase());
    let plain = plain.replace("a. m.", "am").replace("p. m.", "pm").replace("a.m.", "am").replace("p.m.", "pm");
    let plain = numbered_months(&spaced_hours(&plain));
    let plain = if plain.is_ascii() { plain } else { east_asian(&plain) };
    let mut words = Vec::new();
    for chunk in fractions(&plain).split([' ', ',', '\t', '\u{a0}']).filter(|chunk| !chunk.is_empty()) {
        split_chunk(chunk, &mut words);
    }
    words
}

/// `16 h 12` as `16h12`.
fn spaced_hours(text: &str) -> String {
    let Some((before, after)) = text.split_once(" h ") else { return text.to_owned() };
    let between = before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit());
    if between { format!("{before}h{after}") } else { text.to_owned() }
}

/// Months that are two words: Vietnamese counts them, the Levant tells the first of a name from the second.
#[rustfmt::skip]
const TWO_WORDS: &[(&str, &str)] = &[
    ("كانون الثاني", "يناير"), ("كانون الأول", "ديسمبر"), ("تشرين الأول", "أكتوبر"), ("تشرين الثاني", "نوفمبر"),
    ("tháng 10", "october"), ("tháng 11", "november"), ("tháng 12", "december"), ("thg 10", "october"),
    ("thg 11", "november"), ("thg 12", "december"), ("tháng 01", "january"), ("tháng 02", "february"),
    ("tháng 03", "march"), ("tháng 04", "april"), ("tháng 05", "may"), ("tháng 06", "june"), ("tháng 07", "july"),
    ("tháng 08", "august"), ("tháng 09", "september"), ("tháng 1", "january"), ("tháng 2", "february"),
    ("tháng 3", "march"), ("tháng 4", "april"), ("tháng 5", "may"), ("tháng 6", "june"), ("tháng 7", "july"),
    ("tháng 8", "august"), ("tháng 9", "september"), ("thg 1", "january"), ("thg 2", "february"),
    ("thg 3", "march"), ("thg 4", "april"), ("thg 5", "may"), ("thg 6", "june"), ("thg 7", "july"),
    ("thg 8", "august"), ("thg 9", "september"),
];

fn numbered_months(text: &str) -> String {
    let found = TWO_WORDS.iter().find(|(words, _)| text.contains(words));
    found.map_or_else(|| text.to_owned(), |(words, month)| text.replacen(words, &format!(" {month} "), 1))
}

fn split_chunk(chunk: &str, words: &mut Vec<String>) {
    if !chunk.chars().any(char::is_alphabetic) {
        words.push(chunk.to_owned());
        return;
    }
    let signs = ['/', '-', '.'];
    if chunk.contains(signs) && chunk.split(signs).any(|part| month_name(part).is_some()) {
        for part in chunk.split(signs).filter(|part| !part.is_empty()) {
            // `07/Apr/2024:21:32:04` of web servers' logs.
            match part.split_once(':') {
                Some((year, time)) if year.len() == 4 => words.extend([year.to_owned(), time.to_owned()]),
                _ => words.push(part.to_owned()),
            }
        }
        return;
    }
    // `07-04-2024T21:32`
    if let Some((date, time)) = chunk.split_once('t')
        && number_group(date).is_some_and(|numbers| numbers.len() == 3)
        && time.starts_with(|c: char| c.is_ascii_digit())
    {
        words.extend([date.to_owned(), time.to_owned()]);
        return;
    }
    // `07apr2024`
    let letters: String = chunk.chars().filter(|c| c.is_alphabetic()).collect();
    if let Some((before, after)) = chunk.split_once(&letters)
        && month_name(&letters).is_some()
        && before.chars().chain(after.chars()).all(|c| c.is_ascii_digit())
        && before.len() + after.len() > 0
    {
        words.extend([before, &letters, after].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
        return;
    }
    words.push(chunk.to_owned());
}

/// Without what stands in brackets: zones' long names and short weekdays.
fn without_brackets(text: &str) -> String {
    let Some(open) = text.find('(') else { return text.to_owned() };
    let Some(close) = text[open..].find(')').map(|at| open + at) else { return text.to_owned() };
    let inner = &text[open + 1..close];
    let weekday = inner.chars().count() <= BRACKETED && inner.chars().all(char::is_alphabetic);
    let last = text[close + 1..].trim().is_empty();
    if weekday || last { format!("{} {}", &text[..open], &text[close + 1..]) } else { text.to_owned() }
}

/// `21:32:04,123` with a dot, so that the fraction is no word of its own.
fn fractions(text: &str) -> String {
    let bytes = text.as_bytes();
    let fraction = |at: usize| {
        at >= 6
            && bytes[at - 3] == b':'
            && bytes[at - 2].is_ascii_digit()
            && bytes[at - 1].is_ascii_digit()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    };
    text.char_indices().map(|(at, c)| if c == ',' && fraction(at) { '.' } else { c }).collect()
}

/// What stands before or after a number in Chinese, Japanese and Korean, as signs.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("午後", " pm "), ("下午", " pm "), ("晚上", " pm "), ("오후", " pm "), ("午前", " am "), ("上午", " am "),
    ("凌晨", " am "), ("早上", " am "), ("오전", " am "), ("年", "-"), ("年 ", "-"), ("月", "-"), ("日", " "), ("号", " "),
    ("년", "-"), ("월", "-"), ("일", " "), ("時", ":"), ("时", ":"), ("点", ":"), ("시", ":"), ("分", ":"),
    ("분", ":"), ("秒", " "), ("초", " "),
];

/// Eras of Japan since 1989, and the year before their first.
const ERAS: &[(&str, u32)] = &[("令和", 2018), ("平成", 1988)];

/// Weekdays of these languages: what comes before the day's own sign, or after it.
const WEEKDAY_HEADS: &[&str] = &["星期", "礼拜", "週", "周"];
const WEEKDAY_TAILS: &[&str] = &["曜日", "요일"];

fn east_asian(text: &str) -> String {
    let mut plain = text.to_owned();
    for head in WEEKDAY_HEADS {
        while let Some(at) = plain.find(head) {
            let day = plain[at + head.len()..].chars().next().map_or(0, char::len_utf8);
            plain.replace_range(at..at + head.len() + day, " ");
        }
    }
    for tail in WEEKDAY_TAILS {
        while let Some(at) = plain.find(tail) {
            let day = plain[..at].chars().next_back().map_or(0, char::len_utf8);
            plain.replace_range(at - day..at + tail.len(), " ");
        }
    }
    for (era, before) in ERAS {
        if let Some((head, tail)) = plain.split_once(era) {
            let tail = tail.trim_start().replacen('元', "1", 1);
            let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
            if let Ok(year) = tail[..digits].parse::<u32>()
                && year < 100
            {
                plain = format!("{head} {}{}", before + year, &tail[digits..]);
            }
        }
    }
    // `26년`: what a sign calls the year is one, whatever order the column has.
    for sign in ["年", "년"] {
        if let Some((head, tail)) = plain.split_once(sign) {
            let digits = head.len() - head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            if digits == 2 {
                plain = format!("{}20{}{sign}{tail}", &head[..head.len() - 2], &head[head.len() - 2..]);
            }
        }
    }
    let mut changed = false;
    for (sign, plainer) in SIGNS {
        if plain.contains(sign) {
            changed = true;
            plain = plain.replace(sign, plainer);
        }
    }
    // Korean writes a blank after each sign.
    if changed { plain.replace("- ", "-").replace(": ", ":") } else { plain }
}
