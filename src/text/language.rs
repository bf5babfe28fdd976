//! Which language a text is in, as ISO 639-1. Two detectors must agree before a text is trusted by
//! itself; a short or doubtful text takes the language that its export states, or that its file mostly has.

pub use crate::model::document::UNKNOWN_LANGUAGE as UNKNOWN;
use std::collections::BTreeMap;

use whatlang::Script;

use super::vernacular;

/// Letters from which a text is judged by itself.
const ENOUGH_LETTERS: usize = 40;

/// Characters of a text that are looked at; more does not change the answer.
const READ_CHARS: usize = 400;

/// Letters below which a text has no language of its own.
const FEWEST_LETTERS: usize = 6;

/// Share of its file's certain texts that a language needs before a doubtful text may be in it.
const PLAUSIBLE_SHARE: f64 = 0.05;

/// Share of its file's texts that a language needs before a likely text may be in it: one in three
/// hundred, some three times the false alarms of the detectors on 11,000 headlines without stop words.
const LIKELY_SHARE: f64 = 0.003;

/// ISO 639-1 code, 639-3 code and the names exports write.
const NAMES: &[(&str, &str, &[&str])] = &[
    ("ar", "ara", &["arabic", "العربية"]),
    ("bn", "ben", &["bengali"]),
    ("bg", "bul", &["bulgarian"]),
    ("ca", "cat", &["catalan"]),
    ("cs", "ces", &["czech", "čeština"]),
    ("da", "dan", &["danish", "dansk"]),
    ("de", "deu", &["german", "deutsch", "ger"]),
    ("el", "ell", &["greek"]),
    ("en", "eng", &["english", "englisch", "inglés", "anglais"]),
    ("es", "spa", &["spanish", "español", "castellano", "spanisch"]),
    ("et", "est", &["estonian"]),
    ("fa", "pes", &["persian", "farsi"]),
    ("fi", "fin", &["finnish", "suomi"]),
    ("fr", "fra", &["french", "français", "französisch", "fre"]),
    ("gu", "guj", &["gujarati"]),
    ("he", "heb", &["hebrew"]),
    ("hi", "hin", &["hindi"]),
    ("hr", "hrv", &["croatian"]),
    ("hu", "hun", &["hungarian", "magyar"]),
    ("id", "ind", &["indonesian"]),
    ("it", "ita", &["italian", "italiano", "italienisch"]),
    ("ja", "jpn", &["japanese", "日本語"]),
    ("ka", "kat", &["georgian"]),
    ("ko", "kor", &["korean", "한국어"]),
    ("la", "lat", &["latin"]),
    ("lt", "lit", &["lithuanian"]),
    ("lv", "lav", &["latvian"]),
    ("nl", "nld", &["dutch", "nederlands", "dut"]),
    ("no", "nob", &["norwegian", "norsk", "nb", "nor"]),
    ("pl", "pol", &["polish", "polski"]),
    ("pt", "por", &["portuguese", "português", "brazilian portuguese"]),
    ("ro", "ron", &["romanian"]),
    ("ru", "rus", &["russian", "русский"]),
    ("sk", "slk", &["slovak"]),
    ("sl", "slv", &["slovenian"]),
    ("sr", "srp", &["serbian"]),
    ("sv", "swe", &["swedish", "svenska"]),
    ("ta", "tam", &["tamil"]),
    ("te", "tel", &["telugu"]),
    ("th", "tha", &["thai"]),
    ("tl", "tgl", &["tagalog", "filipino"]),
    ("tr", "tur", &["turkish", "türkçe"]),
    ("uk", "ukr", &["ukrainian"]),
    ("ur", "urd", &["urdu"]),
    ("vi", "vie", &["vietnamese"]),
    ("zh", "cmn", &["chinese", "中文", "mandarin", "zho"]),
];

/// The commonest words of the languages that most tickets are in. Three of them in a text, and no
/// more of another language, confirm the first detector; the second one costs a hundred times as much.
const COMMON: &[(&str, &[&str])] = &[
    ("de", &["das", "der", "die", "ein", "eine", "es", "haben", "ich", "ist", "mit", "nicht", "und", "wir", "zu"]),
    ("en", &["a", "and", "can", "for", "have", "i", "is", "it", "my", "not", "of", "the", "this", "to", "you"]),
    ("es", &["con", "de", "el", "en", "la", "los", "mi", "no", "para", "por", "que", "una", "y"]),
    ("fr", &["avec", "de", "des", "est", "et", "je", "la", "le", "les", "nous", "pas", "pour", "que", "une"]),
    ("it", &["che", "con", "della", "di", "e", "il", "la", "mi", "non", "per", "sono", "un"]),
    ("nl", &["dat", "de", "een", "en", "het", "ik", "is", "met", "mijn", "niet", "van", "voor"]),
    ("pt", &["com", "de", "e", "meu", "não", "o", "os", "para", "que", "um", "uma"]),
    ("sv", &["att", "det", "en", "inte", "jag", "med", "och", "på", "som", "är"]),
];

/// Common words that confirm a language.
const CONFIRMED: usize = 3;

/// Whether the text's common words speak for `code`.
fn confirmed(lower: &str, code: &str) -> bool {
    let mut hits = [0usize; COMMON.len()];
    for word in lower.split(|c: char| !c.is_alphanumeric()) {
        for (at, (_, words)) in COMMON.iter().enumerate() {
            hits[at] += usize::from(words.contains(&word));
        }
    }
    let own = COMMON.iter().position(|(known, _)| *known == code).map_or(0, |at| hits[at]);
    own >= CONFIRMED && hits.iter().all(|count| *count <= own)
}

/// The code of a language that an export states: `en`, `en-US`, `English`, `deu`.
pub fn stated(text: &str) -> Option<&'static str> {
    let lower = text.trim().to_lowercase();
    let primary = lower.split(['-', '_', ' ', '(']).next().unwrap_or("");
    NAMES
        .iter()
        .find(|(two, three, names)| {
            primary == *two || primary == *three || names.iter().any(|name| *name == lower || *name == primary)
        })
        .map(|(two, _, _)| *two)
}

/// What a text says of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Sure by itself: its commonest words or its script say so.
    Certain(&'static str),
    /// A detector is sure, but no common word confirms it: jargon without grammar looks like anything.
    Likely(&'static str),
    /// A guess.
    Doubtful(&'static str),
    /// Nothing to go by.
    None,
}

/// Judges one text.
pub fn detect(text: &str) -> Evidence {
    let plain = without_placeholders(text);
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return Evidence::None;
    }
    let latin = plain.chars().filter(|c| is_latin_letter(*c)).count();
    if latin * 2 < letters {
        return other_script(&plain, letters);
    }
    if letters < FEWEST_LETTERS {
        return Evidence::None;
    }
    let lower = plain.to_lowercase();
    if let Some(code) = vernacular::language(&lower) {
        return Evidence::Certain(code);
    }
    let first = by_three(whichlang::detect_language(&plain).three_letter_code());
    if let Some(code) = first
        && letters >= ENOUGH_LETTERS
        && confirmed(&lower, code)
    {
        return Evidence::Certain(code);
    }
    let second = whatlang::detect(&plain);
    let second_code = second.as_ref().and_then(|info| by_three(info.lang().code()));
    let reliable = second.as_ref().is_some_and(whatlang::Info::is_reliable);
    match (first, second_code) {
        (Some(first), Some(second)) if first == second && letters >= ENOUGH_LETTERS => Evidence::Likely(first),
        // The first detector knows sixteen languages and always names one of them.
        (_, Some(code)) if letters >= ENOUGH_LETTERS && reliable && !of_first(code) => Evidence::Likely(code),
        (Some(first), _) => Evidence::Doubtful(first),
        (None, Some(second)) => Evidence::Doubtful(second),
        (None, None) => Evidence::None,
    }
}

fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// Judges a text that is mostly not in Latin letters: its script says nearly all.
fn other_script(plain: &str, letters: usize) -> Evidence {
    let second = whatlang::detect(plain);
    let kana = plain.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}'));
    let code = if kana { Some("ja") } else { second.as_ref().and_then(|info| by_three(info.lang().code())) };
    let own_script = second.as_ref().is_some_and(|info| {
        matches!(info.script(), Script::Mandarin | Script::Hiragana | Script::Katakana | Script::Hangul)
    });
    match code {
        Some(code) if own_script || letters >= ENOUGH_LETTERS || second.is_some_and(|info| info.is_reliable()) => {
            Evidence::Certain(code)
        }
        Some(code) => Evidence::Doubtful(code),
        None => Evidence::None,
    }
}

/// What is certain of a file: how many texts in each language, most first.
#[derive(Clone, Debug, Default)]
pub struct FileLanguages {
    counts: Vec<(&'static str, usize)>,
    /// How many texts in Latin letters say nothing by themselves.
    doubtful: usize,
}

impl FileLanguages {
    /// Counts the certain texts.
    pub fn of(evidence: impl Iterator<Item = Evidence>) -> Self {
        let mut counts = BTreeMap::new();
        let mut doubtful = 0;
        for one in evidence {
            match one {
                Evidence::Certain(code) | Evidence::Likely(code) => *counts.entry(code).or_insert(0usize) += 1,
                Evidence::Doubtful(code) => doubtful += usize::from(is_latin(code)),
                Evidence::None => {}
            }
        }
        Self { counts: by_count(counts), doubtful }
    }

    /// Whether the texts that are certain by themselves say nothing of the others: there are none in the letters of
    /// those, or a few among many.
    pub fn is_open(&self) -> bool {
        let latin: usize = self.counts.iter().filter(|(code, _)| is_latin(code)).map(|(_, count)| count).sum();
        self.counts.is_empty() || latin * MANY < self.doubtful && latin < FEW_CERTAIN
    }

    /// The same with what all texts together say of those that are doubtful.
    #[must_use]
    pub fn with(self, together: Self) -> Self {
        let mut counts: BTreeMap<_, _> = self.counts.into_iter().collect();
        for (code, count) in together.counts {
            *counts.entry(code).or_insert(0) += count.max(self.doubtful);
        }
        Self { counts: by_count(counts), doubtful: self.doubtful }
    }

    /// Judges a file of short texts by all of them together.
    pub fn together(texts: &str) -> Self {
        // A few words in another script say nothing of the rest, and outweigh it in the first detector.
        let latin: String = texts.chars().filter(|c| !c.is_alphabetic() || is_latin_letter(*c)).collect();
        let count = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
        let mostly = count(&latin) * 2 > count(texts);
        match detect(if mostly { &latin } else { texts }) {
            Evidence::Certain(code) | Evidence::Likely(code) | Evidence::Doubtful(code) => {
                Self { counts: vec![(code, 1)], doubtful: 0 }
            }
            Evidence::None => Self::default(),
        }
    }

    /// The language of a text of this file.
    pub fn decide(&self, evidence: Evidence, stated: Option<&'static str>) -> &'static str {
        let total: usize = self.counts.iter().map(|(_, count)| count).sum();
        let holds = |code: &str, share: f64| {
            total == 0
                || self.counts.iter().any(|(known, count)| *known == code && *count as f64 >= share * total as f64)
        };
        // The language of a program's window is not the one that people write in it.
        let is_written = |code: &&'static str| total < FEW_TOLD || self.counts.iter().any(|(known, _)| known == code);
        let unsure = matches!(evidence, Evidence::Likely(_) | Evidence::Doubtful(_));
        let stated = stated.filter(|code| !unsure || is_written(code));
        match (evidence, stated) {
            (Evidence::Certain(code), _) | (_, Some(code)) => code,
            (Evidence::Likely(code), None) if holds(code, LIKELY_SHARE) => code,
            (Evidence::Doubtful(code), None) if holds(code, PLAUSIBLE_SHARE) => code,
            (Evidence::Likely(code) | Evidence::Doubtful(code), None) => {
                // What is written in Latin letters is not Japanese, whatever else the file holds.
                let alike = self.counts.iter().find(|(known, _)| is_latin(known) == is_latin(code));
                alike.map_or(code, |(known, _)| known)
            }
            (Evidence::None, None) => self.counts.first().map_or(UNKNOWN, |(code, _)| code),
        }
    }
}

/// Certain texts of a file from which none in a language says that nobody writes it.
const FEW_TOLD: usize = 50;

/// Certain texts below which a file's doubtful ones are judged together.
const FEW_CERTAIN: usize = 3;

/// How many doubtful texts must stand beside each certain one for that.
const MANY: usize = 2;

/// Languages that are not written in Latin letters.
const OTHER_LETTERS: &[&str] =
    &["ar", "bg", "bn", "el", "fa", "gu", "he", "hi", "ja", "ka", "ko", "ru", "sr", "ta", "te", "th", "uk", "ur", "zh"];

fn is_latin(code: &str) -> bool {
    !OTHER_LETTERS.contains(&code)
}

/// Languages with how many texts they have, most first.
fn by_count(counts: BTreeMap<&'static str, usize>) -> Vec<(&'static str, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counts
}

fn by_three(code: &str) -> Option<&'static str> {
    NAMES.iter().find(|(_, three, _)| *three == code).map(|(two, _, _)| *two)
}

fn of_first(code: &str) -> bool {
    matches!(
        code,
        "ar" | "de" | "en" | "es" | "fr" | "hi" | "it" | "ja" | "ko" | "nl" | "pt" | "ru" | "sv" | "tr" | "vi" | "zh"
    )
}

fn without_placeholders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    for c in text.chars().take(READ_CHARS) {
        match c {
            '<' | '{' => depth = 1,
            '>' | '}' => depth = 0,
            '\n' | ' ' => {
                depth = 0;
                out.push(' ');
            }
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_judged_together() {
        let texts = ["Battery life", "Refund request", "Installation support", "Hardware issue", "Payment issue"];
        let file = FileLanguages::together(&texts.join("\n"));
        assert!(FileLanguages::of(texts.iter().map(|text| detect(text))).is_open());
        for text in texts {
            assert_eq!(file.decide(detect(text), None), "en", "{text}");
        }
    }

    #[test]
    fn one_foreign_text_is_no_majority() {
        let short = [Evidence::Doubtful("en"), Evidence::Doubtful("it"), Evidence::Doubtful("fr")];
        let many = || short.into_iter().cycle().take(60);
        for foreign in ["ja", "ru", "de"] {
            let file = FileLanguages::of(many().chain([Evidence::Certain(foreign)]));
            assert!(file.is_open(), "{foreign}");
            let file = file.with(FileLanguages::together(
                "Card declined\nMy order never arrived\nPassword reset\nログインできません",
            ));
            let decided: Vec<&str> = short.into_iter().map(|one| file.decide(one, None)).collect();
            assert_eq!(decided, ["en"; 3], "{foreign}");
            assert_eq!(file.decide(Evidence::Certain(foreign), None), foreign);
        }
        let file = FileLanguages::of([Evidence::Certain("ja"); 30].into_iter());
        assert!(!file.is_open());
        assert_eq!(file.decide(Evidence::Doubtful("en"), None), "en");
    }

    #[test]
    fn long_texts_speak_for_themselves() {
        for (text, code) in [
            ("The application crashes whenever I try to open the settings page on my phone", "en"),
            ("Die Anwendung stürzt immer ab, wenn ich die Einstellungen öffnen möchte", "de"),
            ("La aplicación se cierra cada vez que intento abrir la página de ajustes", "es"),
            ("L'application plante à chaque fois que j'essaie d'ouvrir les paramètres", "fr"),
            ("アプリが起動しません。設定を開くと落ちます", "ja"),
        ] {
            assert!(
                matches!(detect(text), Evidence::Certain(found) | Evidence::Likely(found) if found == code),
                "{text}"
            );
        }
        let polish = "Aplikacja zawiesza się za każdym razem, gdy próbuję otworzyć ustawienia telefonu";
        assert_eq!(detect(polish), Evidence::Likely("pl"));
        assert_eq!(detect("<email> 404 !!"), Evidence::None);
    }

    #[test]
    fn short_texts_follow_the_export_then_their_file() {
        let file = FileLanguages::of([Evidence::Certain("de"); 30].into_iter());
        assert_eq!(file.decide(Evidence::Doubtful("nl"), None), "de");
        assert_eq!(file.decide(Evidence::Doubtful("nl"), Some("es")), "es");
        assert_eq!(file.decide(Evidence::None, None), "de");
        assert_eq!(FileLanguages::default().decide(Evidence::None, None), UNKNOWN);
        assert_eq!(FileLanguages::default().decide(Evidence::Doubtful("en"), None), "en");
    }

    #[test]
    fn languages_are_read_however_exports_write_them() {
        for (text, code) in
            [("en", "en"), ("en-US", "en"), ("English", "en"), ("de_DE", "de"), ("Deutsch", "de"), ("por", "pt")]
        {
            assert_eq!(stated(text), Some(code));
        }
        assert_eq!(stated("klingon"), None);
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in [
            "",
            " ",
            "\u{0}",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod",
            "🎉🎉",
            "a",
            "ß",
        ] {
            detect(text);
        }
    }
}
