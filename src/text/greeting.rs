//! Salutations and opening courtesies: "Hi team,", "Sehr geehrte Damen und Herren", "I hope you are
//! well.", "I am writing to report that". What follows on the same line is kept.
//!
//! A salutation is a greeting word and whom it greets. Names are told by their capital letter, so
//! "Hello Kitty, …" loses its first words; that is the price of "Hello Anna, …".

use std::sync::LazyLock;

use regex::Regex;

use super::{controls::has_words, courtesy, salutation as further, sentences};

/// Rounds of peeling: a greeting, a wish, another greeting …
const ROUNDS: usize = 6;

/// Words in a salutation at the most.
const LONGEST: usize = 10;

/// Greeting words that are written with a point.
const SHORTENED: [&str; 5] = ["exma", "exmas", "exmo", "exmos", "spett"];

/// A greeting word or phrase; it must end at white space or punctuation.
static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:hi+e?|hel+o+w?|hl+o+w?|hlw+|hey+|hy+e?|hiya|howdy|namaste|namaskar|salaam|as+alam(?:u| o|-o)?[ -]?alaikum|greetings|good (?:morning|afternoon|evening|day)|dear|to whom it may concern|respected",
        r"|hallo|moin(?: moin)?|servus|grüezi|grüß gott|guten (?:tag|morgen|abend)|sehr geehrte[rsn]?|geehrte[rs]?|liebe[rs]?|werte[rs]?|an wen es betrifft",
        r"|hola|buen(?:os|as) (?:d[ií]as|tardes|noches)|buen d[ií]a|muy buen[oa]s|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|distinguid[oa]s?|muy señor(?:es|as?)? (?:m[ií][oa]s?|nuestr[oa]s?)|respetad[oa]s?|a quien corresponda",
        r"|bonjour|bonsoir|salut|coucou|ch[eè]re?s?|madame,? monsieur|mesdames|messieurs|monsieur|madame|à qui de droit",
        r"|ol[áa]|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oai]s?|exm[oa]s?\.?|excelent[ií]ssim[oa]s?|a quem possa interessar",
        r"|ciao|salve|buongiorno|buonasera|buon giorno|gentil[ei]|gentilissim[oi]|egregi[o]?|spett\.?(?:le|abile)?|a chi di competenza",
        r"|goede(?:morgen|middag|navond|ndag)|goede (?:morgen|middag|avond|dag)|geachte|beste|dag",
        r"|hej+|hei|hejsan|god (?:dag|morgen|morgon|aften|kväll)|k[aæ]re|kjære|bästa|dzień dobry|cześć|witam|witajcie|szanown[iya]\w*|drog[ai])",
        r"(?:[\s,!.:;–—-]|$)"
    ))
    .expect("a fixed pattern")
});

/// Greeting words after which the message may begin without punctuation.
#[rustfmt::skip]
const BARE: &[&str] = &[
    "bonjour", "ciao", "good afternoon", "good day", "good evening", "good morning", "guten tag", "hallo", "hei",
    "hej", "hello", "hey", "hi", "hola", "moin", "olá", "salut", "bom dia", "buenas tardes", "buenos días",
    "buongiorno",
];

/// Whom one greets when one knows nobody, and the particles between.
#[rustfmt::skip]
const ADDRESSEES: &[&str] = &[
    "&", "a", "abteilung", "admin", "administrator", "admins", "again", "agent", "al", "all", "alla", "alle",
    "allemaal", "allerseits", "and", "ao", "aos", "asistencia", "assistance", "assistenza", "at", "atención",
    "atendente", "atendimento", "au", "aux", "azienda", "billing", "care", "client", "cliente", "clientela",
    "clientes", "clienti", "clientèle", "colegas", "colleague", "colleagues", "customer", "customer-support", "da",
    "damen", "das", "de", "del", "dell'", "della", "dem", "den", "department", "der", "des", "desk", "di", "die",
    "do", "dos", "dr", "du", "e", "el", "en", "equipe", "equipo", "et", "every", "everybody", "everyone", "folks",
    "for", "frau", "friend", "friends", "from", "für", "galera", "geehrte", "geehrten", "geehrter", "geehrtes",
    "guys", "heer", "help", "help-desk", "helpdesk", "herr", "herren", "herrn", "hilfe", "i", "iedereen", "in", "it",
    "it-services", "it-support", "it-team", "klantendienst", "klantenservice", "kollegen", "kunden", "kundendienst",
    "kundendienstteam", "kundenservice", "kundenserviceteam", "kundensupport", "kundsupport", "la", "las", "le",
    "les", "leute", "liebe", "lieber", "liebes", "ligne", "loja", "los", "ma'am", "madam", "madame", "magasin", "mam",
    "manager", "mesdames", "messieurs", "mevrouw", "miss", "monsieur", "mr", "mrs", "ms", "och", "of", "og", "online",
    "or", "os", "pessoal", "prof", "representative", "sales", "seller", "senhor", "senhora", "senhores", "service",
    "servicio", "serviço", "señor", "señora", "señores", "shop", "signora", "signore", "signori", "sir", "sirs",
    "società", "soporte", "soutien", "sres", "staff", "store", "suporte", "support", "support-abteilung",
    "support-afdeling", "support-team", "supporto", "supportteam", "team", "teammitglieder", "teams", "tech",
    "technical", "technik", "technik-support", "technique", "tecnica", "tecnico", "teknisk", "the", "there", "tienda",
    "time", "to", "todas", "todos", "tous", "turma", "tutti", "técnica", "técnico", "u", "und", "van", "vom", "von",
    "y", "your", "zum", "zur", "zusammen", "à", "équipe",
];

/// Words that begin a message rather than end a salutation.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "a", "after", "any", "are", "as", "bitte", "can", "can't", "cannot", "can you", "comment", "could", "couldn't",
    "das", "der", "did", "die", "do", "does", "doesn't", "don't", "es", "est-ce", "eu", "every", "for", "from",
    "had", "has", "have", "haven't", "how", "i", "i'd", "i'll", "i'm", "i've", "ich", "if", "ik", "il", "in", "is",
    "isn't", "it", "it's", "its", "j'ai", "je", "just", "kann", "kannst", "la", "le", "looking", "me", "mein",
    "meine", "mi", "mon", "my", "na", "need", "no", "not", "nous", "on", "our", "please", "pls", "plz", "posso",
    "puede", "please,", "regarding", "se", "seit", "since", "the", "there", "there's", "this", "tried", "trying",
    "unable", "unser", "until", "want", "was", "we", "we're", "we've", "were", "what", "what's", "when", "where",
    "where's", "which", "who", "why", "will", "wir", "with", "would", "yesterday", "you", "your",
];

/// How letters come to the point: the prefix goes, the rest of the sentence stays.
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:(?:i am|i'm|i’m|we are|we're|this is|am|i have been|i wanted to)?\s*(?:just |currently |urgently )?(?:writing|contacting|reaching out|emailing|messaging|reach out|writing in|getting in touch)(?: (?:to )?(?:you|your \w+|support|the support team))?(?: today| again| now)?",
        r"(?:,? (?:to (?:formally )?(?:report|inform you|let you know|notify you|tell you|bring to your attention|express my \w+ (?:with|about|over))(?: that| about| of)?|because(?: of)?|since|as|that|to|about|regarding|in regards? to|with regards? to|concerning|on behalf of|for|due to))",
        r"|(?:i|we)(?: would like| 'd like|'d like|’d like| want| wanted| wish)? to (?:report|inform you|let you know|notify you|bring to your attention) (?:that|about|of)?",
        r"|(?:this is )?(?:just )?to (?:inform you|let you know)(?: that)?|this is (?:regarding|about|concerning|in regards? to|with regards? to)|(?:please|kindly) (?:be (?:informed|advised)|note) that|(?:i|we) (?:just |only )?want(?:ed)? to (?:let you know|inform you)(?: that)?",
        r"|this (?:e-?mail|message|letter|ticket) is (?:to (?:inform you|let you know|report)(?: that| about)?|regarding|about)",
        r"|(?:ich|wir) (?:schreibe|schreiben|kontaktiere|kontaktieren|wende mich an|wenden uns an|melde mich(?: bei)?)(?: (?:ihnen|sie|euch|dir|mich|heute|das support-team))*,? (?:um|weil|da|bezüglich|wegen|mit)",
        r"|(?:le|les|te|me) escrib(?:o|imos) (?:para|porque|por|con|en relación con)|(?:le |les )?escribo (?:para|porque|en relación con)|(?:le |les )?estoy escribiendo (?:para|porque)(?: (?:hacerles|hacerle) saber (?:sobre|que)| informar(?:les|le)? (?:sobre|de|que))?|me (?:pongo en contacto|comunico|dirijo)(?: (?:con|a) (?:ustedes|usted|vosotros))? (?:para|porque|en relación con)",
        r"|(?:je|nous) (?:vous (?:écris|contacte|écrivons|contactons)|me permets de vous (?:écrire|contacter)|prends contact avec vous)(?: aujourd'hui)? (?:pour|afin de|afin d'|au sujet de|concernant|car|parce que|à propos de)",
        r"|(?:escrevo(?:-lhes?)?|estou escrevendo|estou entrando em contato|entro em contato|venho por meio deste)(?: com vocês)? (?:para|porque|sobre|a respeito de|pois)",
        r"|(?:vi|le) scriv(?:o|iamo) (?:per|perché|in merito a)|(?:vi|la) contatto (?:per|perché)",
        r"|(?:ik|wij|we) (?:schrijf|schrijven|neem|nemen|contacteer)(?: (?:u|jullie|contact op|contact met u op))* (?:om|omdat|over|vanwege|met)",
        // Formal letters, which say that they say something.
        r"|(?:por (?:medio de )?la presente(?: carta)?|mediante (?:el presente escrito|la presente|este escrito)|por (?:el|medio del) presente(?: escrito)?),?(?: (?:me dirijo a (?:ustedes|usted|uds\.?|vds\.?)|les? (?:escribo|comunico|informo|comunicamos)|formulo(?: la siguiente)? reclamación|quiero|quisiera|deseo|vengo a|paso a))*(?: (?:para|a fin de|con el (?:fin|objeto) de|con objeto de|y))?(?: (?:comunicar|exponer|manifestar|informar|poner en su conocimiento|reclamar|solicitar)(?:les|le)?)?(?: (?:lo siguiente|de que|que))?",
        r"|me dirijo a (?:ustedes|usted|uds\.?|vds\.?) (?:para|a fin de|con el (?:fin|objeto) de)(?: (?:comunicar|exponer|manifestar|informar|poner en su conocimiento|reclamar|solicitar)(?:les|le)?)?(?: (?:lo siguiente|de que|que))?|el motivo (?:de|por el que) .{0,30} es (?:poner en su conocimiento|comunicarles|informarles|reclamar|exponer(?:les)?)(?: (?:lo siguiente|de que|que))?",
        r"|(?:venho|vimos)(?: respeitosamente)? (?:por este meio|por meio (?:deste|desta)|através (?:deste|desta)(?: e-?mail| mail| carta)?|pela presente)(?: (?:apresentar|formalizar|expor|comunicar|informar|solicitar|reclamar|registar|manifestar)(?: (?:a vossas excelências|vossas excelências|v\. ?exas?\.?))?)?(?: (?:uma|a minha|a seguinte|minha))?(?: reclamação| situação)?(?: (?:relativa(?:mente)? [aà]|sobre|referente [aà]|pois|porque|de que|que|devido a|quanto a))?",
        r"|hiermit (?:möchten?|wollen|will|teilen?) (?:ich|wir)(?: ihnen| euch| dir| sie)?(?: (?:gerne|leider))?(?: (?:mitteilen|melden|informieren|mit))?(?:,? (?:darüber,? )?dass)?",
        r")[\s,:]+"
    ))
    .expect("a fixed pattern")
});

/// "My name is …": a sentence of its own, or the start of one.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?i:my name is|this is|mein name ist|ich heiße|me llamo|mi nombre es|je m['’]appelle|mon nom est|meu nome é|me chamo|mi chiamo|il mio nome è|mijn naam is|jag heter|jeg heter|jeg hedder|nazywam się)",
        r"\s+(?:(?:<\w+>|\p{Lu}[\p{L}'’.-]*)\s*){1,4}(?:,? (?i:and|und|y|et|e|en|och|og)\s+|[.,!;]\s*|$)"
    ))
    .expect("a fixed pattern")
});

/// Drops what stands before the message. Never drops everything.
pub fn drop_greeting(text: &str) -> String {
    let mut rest = trim(text);
    for _ in 0..ROUNDS {
        let before = rest;
        for step in [salutation, further::without, addressed, opening, introduction] {
            let shorter = trim(step(rest));
            if has_words(shorter) {
                rest = shorter;
            }
        }
        if rest.len() == before.len() {
            break;
        }
    }
    if let Some(found) = PREFIX.find(rest)
        && has_words(&rest[found.end()..])
    {
        rest = trim(&rest[found.end()..]);
    }
    if has_words(rest) { rest.to_owned() } else { text.trim().to_owned() }
}

/// Whether a line begins with the words for "I write to say".
pub fn is_opening(line: &str) -> bool {
    PREFIX.is_match(line)
}

/// Whether a text is nothing but a salutation.
pub fn is_salutation(text: &str) -> bool {
    let text = trim(text);
    !has_words(salutation(text)) || !has_words(further::without(text))
}

/// Where in a text a letter to a service begins, which is written to with its name: "VPN drops Dear Support Team, …".
/// None when it begins with the text.
pub fn letter_within(text: &str) -> Option<usize> {
    let starts_word = |at: usize| text[..at].ends_with(|c: char| c.is_whitespace() || c == '\u{feff}');
    let near = text.char_indices().take_while(|(at, _)| *at < LATEST_LETTER);
    let mut starts = near.filter(|&(at, first)| first.is_uppercase() && starts_word(at)).map(|(at, _)| at);
    starts.find(|&at| addresses_a_service(&text[at..]))
}

/// Bytes of a text within which its letter begins: a subject is short.
const LATEST_LETTER: usize = 300;

/// Parts of the words for those that are written to because of a trouble, and for nobody one knows.
#[rustfmt::skip]
const SERVICES: &[&str] = &[
    "assist", "atend", "client", "customer", "damen", "desk", "equipe", "equipo", "herren", "hilfe", "kund", "klant",
    "madam", "messieurs", "señor", "service", "servicio", "sir", "soporte", "soutien", "suporte", "support", "team",
    "équipe",
];

fn addresses_a_service(text: &str) -> bool {
    let rest = salutation(text);
    let said = &text[..text.len() - rest.len()];
    let mut words = said.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/')).filter(|w| !w.is_empty());
    // The greeting itself.
    if words.next().is_none() || !(said.ends_with('.') || rest.starts_with([',', '!', ':', ';', '.', '\n', '–', '—']))
    {
        return false;
    }
    let words: Vec<(&str, String)> = words.map(|word| (word, word.to_lowercase())).collect();
    // A service's own name has capitals: "Dear Rondo Support Team,".
    let greeted = |(word, lower): &(&str, String)| {
        word.starts_with(|c: char| c == '<' || c.is_uppercase()) || ADDRESSEES.binary_search(&lower.as_str()).is_ok()
    };
    words.iter().all(greeted) && words.iter().any(|(_, lower)| SERVICES.iter().any(|part| lower.contains(part)))
}

fn trim(text: &str) -> &str {
    text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '.' | ';' | ':' | '!' | '-' | '–' | '—' | '*' | '•' | '。' | '、' | '،' | '~' | '～')
    })
    .trim_end()
}

/// The text after a salutation, or all of it.
fn salutation(text: &str) -> &str {
    let Some(found) = GREETING.find(text) else { return text };
    let greeting = found.as_str().trim_end_matches(|c: char| !c.is_alphabetic());
    let mut rest = &text[greeting.len()..];
    if SHORTENED.iter().any(|one| greeting.eq_ignore_ascii_case(one)) {
        rest = rest.trim_start_matches('.');
    }
    if rest.starts_with('-') {
        return text;
    }
    let mut strangers = 0;
    for _ in 0..=LONGEST {
        let spaced = rest.trim_start_matches([' ', '\u{a0}', '(', '[', '/', '|']);
        match spaced.chars().next() {
            None | Some('\n' | ',' | '!' | ';' | ':' | '.' | '–' | '—' | '?' | '…') => return spaced,
            Some('-') if spaced.starts_with("- ") || spaced.starts_with("--") => return spaced,
            _ => {}
        }
        let end = spaced
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | '!' | ';' | ':' | '?' | '…' | ')' | ']' | '/' | '|'))
            .unwrap_or(spaced.len());
        let word = spaced[..end].trim_end_matches('.');
        let lower = word.to_lowercase().replace('’', "'");
        let placeholder = word.starts_with(['<', '{', '[']);
        if placeholder || ADDRESSEES.binary_search_by(|known| known.cmp(&lower.as_str())).is_ok() {
        } else if STARTERS.contains(&lower.as_str()) || word.is_empty() {
            break;
        } else if !word.starts_with(char::is_uppercase) {
            strangers += 1;
            if strangers > 1 {
                break;
            }
        }
        let closes = spaced[end..].starts_with([')', ']']);
        rest = &spaced[end + usize::from(closes)..];
        // An abbreviation's point is no end, but a point before a space otherwise is.
        if spaced[word.len()..end].starts_with('.') && !matches!(lower.as_str(), "mr" | "mrs" | "ms" | "dr" | "prof") {
            return rest;
        }
    }
    // No punctuation ends it: only the plain words go, and only before what begins a message.
    unpunctuated(text, greeting)
}

fn unpunctuated<'a>(text: &'a str, greeting: &str) -> &'a str {
    let plain = greeting.to_lowercase();
    if !BARE.contains(&plain.as_str()) && plain != "dear" {
        return text;
    }
    let mut rest = text[greeting.len()..].trim_start();
    let mut named = false;
    loop {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let lower = rest[..end].to_lowercase().replace('’', "'");
        if matches!(
            lower.as_str(),
            "there"
                | "team"
                | "all"
                | "everyone"
                | "sir"
                | "madam"
                | "guys"
                | "folks"
                | "support"
                | "zusammen"
                | "again"
                | "sir/madam"
                | "team-support"
        ) {
            named = true;
            rest = rest[end..].trim_start();
            continue;
        }
        let starts = STARTERS.contains(&lower.as_str());
        return if starts && (named || plain != "dear") { rest } else { text };
    }
}

/// Words of whom a letter begins with at the most.
const ADDRESSED: usize = 3;

/// The text after whom it addresses without a greeting, or before it: "Anna,\n…", "Roger, bom dia", "Pessoal\n…".
fn addressed(text: &str) -> &str {
    let (line, below) = text.split_once('\n').unwrap_or((text, ""));
    let end = line.find([',', '!']).unwrap_or(line.len());
    let (whom, behind) = (line[..end].trim(), line[end..].trim_start_matches([',', '!', ' ', '\u{a0}']));
    let known = |word: &str| ADDRESSEES.binary_search(&word.to_lowercase().as_str()).is_ok();
    let named = |word: &str| {
        word.starts_with('<') || word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| !c.is_uppercase())
    };
    let words: Vec<&str> = whom.split_whitespace().collect();
    if !(1..=ADDRESSED).contains(&words.len()) || !words.iter().all(|word| known(word) || named(word)) {
        return text;
    }
    let is_addressed = if behind.is_empty() {
        has_words(below) && (line[end..].starts_with(',') || words.iter().all(|word| known(word)))
    } else {
        line[end..].starts_with([',', '!']) && (salutation(behind) != behind || opening(behind) != behind)
    };
    if is_addressed { &text[line.len() - behind.len()..] } else { text }
}

/// The text after a leading sentence of courtesy.
fn opening(text: &str) -> &str {
    let first = sentences::spans(&text[..text.find('\n').unwrap_or(text.len())]).into_iter().next();
    match first {
        Some(range) if courtesy::is_courtesy(&text[range.clone()]) => &text[range.end..],
        _ => text,
    }
}

fn introduction(text: &str) -> &str {
    INTRODUCTION.find(text).map_or(text, |found| &text[found.end()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_goes_and_the_message_on_its_line_stays() {
        for (text, left) in [
            ("Hi, my invoice is wrong", "my invoice is wrong"),
            ("Hi team,\nThe export fails", "The export fails"),
            ("hello there my card is lost", "my card is lost"),
            ("Dear Sir or Madam, I cannot log in.", "I cannot log in."),
            ("Hello Anna Smith,\n\nI hope you are well. The app crashes.", "The app crashes."),
            ("Dear Customer Support Team,\nI am writing to report that the app crashes", "the app crashes"),
            ("Dear Sirs\n\nPlease be informed that the VPN drops", "the VPN drops"),
            ("Hello, this is regarding invoice 4", "invoice 4"),
            ("Por medio de la presente me dirijo a ustedes para comunicarles que no funciona", "no funciona"),
            ("Muy señores míos:\nMe dirijo a ustedes para reclamar el cobro doble", "reclamar el cobro doble"),
            ("Venho por este meio apresentar reclamação sobre a fatura de maio", "a fatura de maio"),
            ("Hiermit möchte ich Ihnen mitteilen, dass der Drucker streikt", "der Drucker streikt"),
            ("Sehr geehrte Damen und Herren,\nder Drucker streikt", "der Drucker streikt"),
            ("Liebes Support-Team, ich suche Tutorials", "ich suche Tutorials"),
            ("Estimado equipo de soporte, necesito ayuda para configurar", "necesito ayuda para configurar"),
            ("Cher support client,\nNotre client a besoin d'aide", "Notre client a besoin d'aide"),
            ("Prezado suporte, o app não abre", "o app não abre"),
            ("Exmos. Senhores,\nnão há luz", "não há luz"),
            ("Geachte heer/mevrouw, de factuur klopt niet", "de factuur klopt niet"),
            ("Hej, jag kan inte logga in", "jag kan inte logga in"),
            ("Dzień dobry, aplikacja nie działa", "aplikacja nie działa"),
            ("Bonjour, je n'arrive pas à payer", "je n'arrive pas à payer"),
            ("Hi <name>, my name is John Smith and I lost my card", "I lost my card"),
            ("Roger, bom dia,\nO sistema não grava o pedido.", "O sistema não grava o pedido."),
            ("Jadney! Boa tarde! O sistema não grava", "O sistema não grava"),
            ("Olá, Pessoal\n\nO sistema não grava", "O sistema não grava"),
            ("Pessoal, boa tarde,\n\nO sistema não grava", "O sistema não grava"),
            ("Angelo,\n\nO sistema não grava", "O sistema não grava"),
            ("Anna Berg,\nder Drucker steht", "der Drucker steht"),
        ] {
            assert_eq!(drop_greeting(text), left, "{text}");
        }
    }

    #[test]
    fn messages_that_only_look_like_a_greeting_stay_whole() {
        for text in [
            "Hi-res images do not load",
            "hello world fails to compile on ARM",
            "Dear customer service is awful here",
            "Hello",
            "Beste Lösung für mein Problem gesucht",
            "Cher pour ce que ça fait, je suis déçu",
            "Hey Siri does not respond",
            "How do I locate my card?",
            "Printer\nwill not print",
            "Error, hello world does not compile",
            "PRINTER,\nsecond floor",
            "Outlook, Teams and Word are slow",
        ] {
            assert_eq!(drop_greeting(text), text);
        }
    }

    #[test]
    fn a_letter_within_a_text_begins_where_a_service_is_greeted() {
        for (text, subject) in [
            ("VPN drops Dear Support Team, it drops daily", Some("VPN drops ")),
            ("Farbkontrast im Dashboard Liebes Support-Team, ich möchte", Some("Farbkontrast im Dashboard ")),
            ("Rechnung falsch\nSehr geehrte Damen und Herren,\ndie Rechnung", Some("Rechnung falsch\n")),
            ("Problème de facture Cher service client, ma facture", Some("Problème de facture ")),
            ("Error al pagar Estimado equipo de soporte, no puedo", Some("Error al pagar ")),
            ("Ausfall gemeldet Sehr geehrtes IT-Dienstleistungsteam, der", Some("Ausfall gemeldet ")),
            ("Late job Hello Rondo Support, a job", Some("Late job ")),
            ("Dear Support Team, the VPN drops", None),
            ("I wrote Dear Anna, and she never answered", None),
            ("The Hello button, as the team calls it, is gone", None),
            ("Please say hello to the support team, they were great", None),
            ("Dear customer service is awful here", None),
        ] {
            assert_eq!(letter_within(text).map(|at| &text[..at]), subject, "{text}");
        }
    }

    #[test]
    fn the_word_list_is_sorted() {
        let mut sorted = ADDRESSEES.to_vec();
        sorted.sort_unstable();
        assert_eq!(sorted, ADDRESSEES);
    }
}
