//! Personal data and volatile tokens to readable placeholders. Short numbers that carry meaning stay:
//! `404`, `iOS 17`, `5.2`, `0x80070005`. Anything with seven digits or more does not.
//!
//! Rules run in order, the specific before the general; a placeholder holds nothing that a later rule
//! matches. Names in running text are not recognised, only after "my name is" and as mentions.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{
    address, checksum,
    numbers::{NAMED, identifier, is_version, long_number, opaque, plain_number},
};

/// What must stand in a text for a rule to be worth trying.
#[derive(Clone, Copy)]
enum Needs {
    Any,
    Digit,
    Char(char),
}

/// A pattern and what to put in its place; none leaves the match as it is.
struct Rule {
    needs: Needs,
    pattern: Regex,
    replace: fn(&Captures, &str) -> Option<String>,
}

fn rule(needs: Needs, pattern: &str, replace: fn(&Captures, &str) -> Option<String>) -> Rule {
    // ASCII digits and word boundaries: `controls` has written all digits so, and the regex crate's fast
    // engines give up on Unicode boundaries as soon as a text holds an umlaut.
    let pattern = pattern.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]");
    Rule { needs, pattern: Regex::new(&pattern).expect("a fixed pattern"), replace }
}

/// The rules in order. Where a pattern has groups, 1 is kept before the placeholder.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    use Needs::{Any, Char, Digit};
    vec![
        rule(Char('-'), r"(?s)-----BEGIN [A-Z ]+-----.*?(?:-----END [A-Z ]+-----|\z)", |_, _| put("<key>")),
        rule(
            Char('.'),
            r#"(?i)<?(?:\b(?:https?|ftps?|file|wss?|ssh|git|mailto|tel)\s?:/{0,2}|\bwww\.)[^\s<>"'`|\\)\]}]{3,}>?"#,
            |found, _| {
                let tail: String = found[0].chars().rev().take_while(|c| ".,;:!?".contains(*c)).collect();
                put(&format!("<url>{}", tail.chars().rev().collect::<String>()))
            },
        ),
        rule(
            Char('/'),
            r#"(?i)(?:https?://|\blocalhost[:/]|\b(?:[a-z0-9-]+\.)+[a-z]{2,12}/)[^\s<>"'`|)\]}]*"#,
            |found, _| {
                // `and/or`, `e.g./`: a host needs a plausible shape.
                (found[0].len() > 8).then(|| "<url>".to_owned())
            },
        ),
        // Who a mail is from: "Jane Doe <jane@x.example>".
        rule(
            Char('@'),
            r#"["']?(?:\p{Lu}[\p{L}'’.-]*(?:,? \p{Lu}[\p{L}'’.-]*){0,3}|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]{2,10})["']? ?<(?:mailto:)?[^\s@<>]+@[^\s@<>]+>"#,
            |_, _| put("<name> <email>"),
        ),
        rule(
            Char('@'),
            r#"(?i)<?(?:mailto:)?[^\s@<>()\[\]{},;:"'|/\\]+@[^\s@<>()\[\]{},;:"'|/\\]+\.[\p{L}\d-]{2,}>?"#,
            |_, _| put("<email>"),
        ),
        rule(Char('@'), r"(^|[\s(,;])@[A-Za-z_][\w.-]*\w\b", |found, text| {
            let next = text[found.get(0)?.end()..].chars().next();
            (!matches!(next, Some('/' | '('))).then(|| format!("{}<name>", &found[1]))
        }),
        rule(
            Char('/'),
            r#"(?:^|[\s"'(=:,])(/(?:home|Users|users|root|tmp|var|usr|etc|opt|mnt|srv|private|Library|Applications|data|workspace|app)(?:/[^\s:"'<>,;)\]`]+)+)"#,
            |found, _| {
                let all = &found[0];
                put(&format!("{}<path>", &all[..all.len() - found[1].len()]))
            },
        ),
        rule(
            Char('\\'),
            r#"(?i)\b[a-z]:\\(?:[^\\/:*?"<>|\n]{1,80}\\)*[^\\/:*?"<>|\s,;]*|\\\\[\w.$-]+(?:\\[^\\/:*?"<>|\s]+)+"#,
            |_, _| put("<path>"),
        ),
        // What a browser says of itself.
        rule(
            Char('/'),
            r"(?i)(?:user[- ]?agent:?\s*)?\bMozilla/\d\.\d \([^)\n]*\)(?:[ \t]+(?:[A-Za-z][\w.]*/[\w.+-]+|\([^)\n]*\)))*",
            |_, _| put("<browser>"),
        ),
        // Keys and tokens.
        rule(
            Any,
            r"\b(?:(?:sk|pk|rk)[_-](?:live|test|proj|ant)[_-][\w-]{8,}|sk-[A-Za-z0-9_-]{20,}|AKIA[0-9A-Z]{12,}|ASIA[0-9A-Z]{12,}|gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{8,}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?)",
            |_, _| put("<key>"),
        ),
        rule(
            Any,
            r#"(?i)\b((?:password|passwd|passwort|pwd|pass|token|secret|api[ _-]?key|access[ _-]?key|auth(?:orization)?|bearer|contraseña|mot de passe|senha|pin)\s?(?:is|ist|es|est|[:=])\s?["']?|bearer )(\S{4,})"#,
            |found, _| {
                let value = found[2].trim_end_matches(['.', ',', ';', '"', '\'', ')', '!', '?']);
                let secret = value.bytes().any(|b| b.is_ascii_digit()) && !value.starts_with('<')
                    || found[2].len() >= 12
                        && value.bytes().any(|b| b.is_ascii_punctuation() && b != b'.' && b != b'-');
                secret.then(|| format!("{}<key>{}", &found[1], &found[2][value.len()..]))
            },
        ),
        rule(Digit, r"(?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", |_, _| put("<id>")),
        rule(Digit, r"(?i)\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b", |_, _| put("<id>")),
        // A British national insurance number.
        rule(Digit, r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", |_, _| put("<id>")),
        // Bank and card.
        rule(Digit, r"(?i)\b(sort ?code(?: is|:)? ?)\d{2}[ -]?\d{2}[ -]?\d{2}\b", |found, _| {
            put(&format!("{}<number>", &found[1]))
        }),
        rule(Digit, r"(?i)\b[a-z]{2}\d{2}(?:[ -]?[a-z0-9]){11,30}\b", |found, _| checksum::mask_iban(&found[0])),
        rule(Any, r"[A-Za-z0-9+/_=-]{20,}", |found, _| opaque(&found[0])),
        // Dates and times before anything that looks at runs of digits.
        rule(
            Digit,
            r"\b(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:(?:T|,? )\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?\b",
            |_, _| put("<date>"),
        ),
        rule(
            Digit,
            r"\b(?:0?[1-9]|[12]\d|3[01])(?:/(?:0?[1-9]|[12]\d|3[01])/|-(?:0?[1-9]|[12]\d|3[01])-|\.(?:0?[1-9]|1[0-2])\.)(?:19|20)\d{2}\b|\b(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/\d{2}\b",
            |_, _| put("<date>"),
        ),
        rule(
            Digit,
            concat!(
                r"(?i)\b(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,? )?(?:\d{1,2}(?:st|nd|rd|th|\.|º|er)?[ -](?:of |de )?(?:jan(?:uary|uar|vier)?|feb(?:ruary|ruar)?|février|mar(?:ch|s|zo|ço)?|märz|mrt|apr(?:il)?|avril|abril|aprile|mai|mayo|maio|june?|juni|juin|junio|junho|july?|juli|juillet|julio|julho|aug(?:ust)?|août|agosto|sept?(?:ember|embre|iembre)?|setembro|settembre|o[ck]t(?:ober|obre|ubre)?|outubro|ottobre|nov(?:ember|embre|iembre)?|novembro|de[cz](?:ember|iembre|embro)?|décembre|dicembre|january|enero|janeiro|gennaio|febrero|fevereiro|febbraio|may)\.?(?:,?[ -](?:de )?(?:19|20)\d{2})?",
                r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\d{2})?|(?-i:May) \d{1,2}(?:st|nd|rd|th)?(?:,? (?:19|20)\d{2})?)\b"
            ),
            |_, _| put("<date>"),
        ),
        rule(
            Char(':'),
            r"(?i)\b(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?: ?(?:[ap]\.?m\b\.?|uhr\b|h\b|(?:gmt|utc|cet|est|pst|ist)\b))?",
            |found, text| {
                let next = text[found.get(0)?.end()..].chars().next();
                let before = text[..found.get(0)?.start()].chars().next_back();
                (!matches!(next, Some(':' | '0'..='9')) && before != Some(':')).then(|| "<time>".to_owned())
            },
        ),
        rule(Digit, r"(?i)\b(?:1[0-2]|0?[1-9]) ?(?:am|pm|a\.m\.|p\.m\.)(?:\b|$)", |_, _| put("<time>")),
        // Addresses of machines.
        rule(
            Char('.'),
            r"\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:/\d{1,2}\b|:\d{2,5}\b)?",
            |found, text| {
                let at = found.get(0)?;
                let next = text[at.end()..].chars().next();
                (!is_version(&text[..at.start()], at.as_str()) && !matches!(next, Some('0'..='9')))
                    .then(|| "<ip>".to_owned())
            },
        ),
        rule(
            Char(':'),
            r"(?i)\b(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}\b|\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}\b|(?:^|\s)::[0-9a-f]{1,4}\b",
            |found, _| found[0].bytes().any(|b| b.is_ascii_digit()).then(|| "<ip>".to_owned()),
        ),
        // Money.
        rule(
            Digit,
            concat!(
                r"(?i)(?:[€$£¥₹₽₩₺₴]|\b(?:usd|eur|gbp|chf|inr|rs\.?|aud|cad|sek|nok|dkk|pln|brl|r\$|us\$))\s?\d[\d.,'’]*(?:\s?(?:k|m|mio|million|thousand)\b)?",
                r"|\b\d[\d.,'’]*(?: \d{3})*(?:k|m)?\s?(?:[€$£¥₹₽₩₺₴]|(?:usd|eur|gbp|chf|inr|aud|cad|sek|nok|dkk|pln|brl|dollars?|euros?|pounds?|bucks|rupees|złotych|zł|kr|francs?|reais|pesos)\b)"
            ),
            |found, _| {
                let tail: String = found[0].chars().rev().take_while(|c| matches!(c, '.' | ',')).collect();
                put(&format!("<money>{tail}"))
            },
        ),
        // INV-2024-0042, A-2024-00123.
        rule(Digit, r"\b([A-Z]{1,8})(?:[-/_]\d+){2,4}\b", |found, _| {
            (!NAMED.contains(&&found[1]) && found[0].bytes().filter(u8::is_ascii_digit).count() >= 5)
                .then(|| "<id>".to_owned())
        }),
        // Telephone and long numbers; a number sign says which number it is.
        rule(Char('#'), r"#\s?\d{2,}\b", |_, _| put("<id>")),
        rule(Digit, r"\+\s?\(?\d(?:[\s().\-/\u{a0}\u{2010}-\u{2013}]{0,3}\d){6,16}\b", |_, _| put("<phone>")),
        // The desk that a switchboard puts through to.
        rule(Digit, r"\b((?i:ext\.?|extn\.?|extension|durchwahl|toestel) ?)\d{3,5}\b", |found, _| {
            put(&format!("{}<phone>", &found[1]))
        }),
        rule(Digit, r"\(?\b\d(?:[ \u{a0}.,/()\u{2010}-\u{2013}-]{0,2}\d){6,}\b", |found, text| {
            long_number(found, text)
        }),
        // Ids.
        rule(Digit, r"\b([A-Za-z]{1,12})[-_ ]?\d{3,}\b|\b[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*\b", |found, text| {
            identifier(found, text)
        }),
        rule(Digit, r"\b(?:0x[0-9a-fA-F]+|\d{5,})(?:[.,]\d+)?\b", plain_number),
        rule(
            Any,
            r"\b((?i:my name is|mein name ist|ich heiße|me llamo|mi nombre es|je m['’]appelle|meu nome é|mi chiamo|mijn naam is|jag heter|jeg heter|jeg hedder|nazywam się|nama saya|atas nama|a\.n\.?|a/n|benim adım|меня зовут|mon nom est)\s+)\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2}",
            |found, _| put(&format!("{}<name>", &found[1])),
        ),
        // Whom somebody speaks of: "Mr. Brown", "Frau Dr. Schmidt", "田中様".
        rule(
            Any,
            &format!(
                r"\b((?:{HONORIFICS})[ \u{{a0}}](?:(?:Dr|Prof)\.? )*)(\p{{Lu}}[\p{{L}}'’-]+(?: (?:(?:van|von|de|da|del|di|der|den) )*\p{{Lu}}[\p{{L}}'’-]+)?)"
            ),
            |found, _| (!NO_NAMES.contains(&&found[2])).then(|| "<name>".to_owned()),
        ),
        // "Jane Doe (staff no. 1187)".
        rule(
            Char('('),
            r"\p{Lu}\p{Ll}[\p{L}'’-]+ (?:\p{Lu}\. )?\p{Lu}[\p{L}'’-]+ (\((?i:staff|employee|emp|payroll|personnel|student|pupil|member|patient|customer|client|badge|user|personalnummer|personalnr|pers|kundennummer|kundennr|mitarbeiter|matricule|matrícula|legajo)\b[^()\n]{0,12}(?:\d|<))",
            |found, _| put(&format!("<name> {}", &found[1])),
        ),
        rule(Char('様'), r"(^|[\s:,、。])[\p{Han}\p{Katakana}]{2,8} ?様", |found, _| {
            (!found[0].contains(['客', '皆', '各'])).then(|| format!("{}<name>様", &found[1]))
        }),
        rule(
            Any,
            r"\b((?i:i am|i['’]m|ich bin|je suis|soy|sou|sono|ik ben) )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(,|\.| from| and| at| von| vom| und| de| et| y| e| van| en)",
            |found, _| put(&format!("{}<name>{}", &found[1], &found[2])),
        ),
        // Fields of a form: "Name: Jane Doe", "Reported by: Kim Lee", "Username: jdoe".
        rule(
            Char(':'),
            &format!(r"(?m)^([ \t>*•-]*(?i:{NAME_LABELS})[ \t]*[:][ \t]*)({NAME_WORDS})[ \t]*[.,;]?$"),
            |found, _| put(&format!("{}<name>", &found[1])),
        ),
        rule(
            Char(':'),
            &format!(r"(?m)^([ \t>*•-]*(?i:{PERSON_LABELS})[ \t]*[:][ \t]*)({PERSON_WORDS})[ \t]*[.,;]?$"),
            |found, _| put(&format!("{}<name>", &found[1])),
        ),
        rule(
            Char(':'),
            &format!(r"((?i:\b(?:{LOGIN_LABELS}))[ \t]*[:][ \t]*)([\p{{L}}\d._@\\-]{{2,40}})([ \t]*(?:[,;)\n]|$))"),
            |found, _| put(&format!("{}<name>{}", &found[1], &found[3])),
        ),
    ]
});

/// What stands before a name in running text.
const HONORIFICS: &str = r"Mrs?\.?|Ms\.?|Dr\.?|Prof\.?|Professor|Doctor|Nurse|Herrn?|Frau|Madame|Monsieur|Mme\.?|Mlle\.?|Sr\.|Sra\.?|Señora?|Signora?|Sig\.(?:ra)?|Dhr\.?|Mevr\.?|Mevrouw|Meneer";

/// What follows one of them and is none: programs of a maker whose name is shortened so.
const NO_NAMES: [&str; 12] = [
    "Access", "Azure", "Edge", "Excel", "Office", "Outlook", "Planner", "Project", "Teams", "Visio", "Windows", "Word",
];

/// Labels of a name, in the languages that forms are met in.
const NAME_LABELS: &str = concat!(
    r"(?:(?:(?:your|full|first|last|middle|given|family|sur|nick|contact|customer|client|caller|patient|student|employee|guest|member|requester|reporter|card ?holder|account ?holder|billing|shipping)(?:['’]s)?[ -]?)?name)s?",
    r"|(?:(?:name|vor- und nachname|vorname|nachname)(?: des kunden| der kundin)?)|nom(?: complet| de famille| du client)?|prénom|nombre(?: completo| del cliente| y apellidos?)?|apellidos?|nome(?: completo| do cliente)?|cognome|sobrenome|naam|voornaam|achternaam|namn|förnamn|efternamn|navn|fornavn|etternavn|efternavn|imię(?: i nazwisko)?|nazwisko|имя|фамилия|фио|姓名|名前|氏名|お名前|ご氏名|이름|성함|성명|الاسم"
);

/// What a name may be under such a label: words without numbers, in large letters or small.
const NAME_WORDS: &str = r"[\p{L}][\p{L}'’.-]*(?:[ ,]{1,2}[\p{L}][\p{L}'’.-]*){0,3}";

/// Labels of a person: what stands below them may be something else in small letters.
const PERSON_LABELS: &str = concat!(
    r"customer|client|caller|patient|student|employee|guest|member|requester|requestor|reporter|user|contact(?: person)?|account ?holder|card ?holder|attn|attention|requested by|reported by|submitted by|opened by|created by|raised by|logged by|signed(?: by)?|on behalf of",
    r"|kund(?:e|in)|ansprechpartner(?:in)?|anrufer(?:in)?|melder(?:in)?|gemeldet von|cliente|contacto|contatto|contato|solicitante|demandeur|klant|melder|aanvrager|klient|zgłaszający"
);

/// What a person may be called below such a label.
const PERSON_WORDS: &str = r"\p{Lu}[\p{L}'’.-]*(?:[ ,]{1,2}\p{Lu}[\p{L}'’.-]*){0,4}";

/// Labels of what somebody logs in with.
const LOGIN_LABELS: &str = r"user ?name|user[ -]?id|login(?: ?name| ?id)|account ?name|benutzername|benutzerkennung|nom d['’]utilisateur|identifiant|nombre de usuario|usuario|nome utente|usuário|gebruikersnaam|användarnamn|brugernavn";

fn put(placeholder: &str) -> Option<String> {
    Some(placeholder.to_owned())
}

/// Masks a text.
pub fn mask(text: &str) -> String {
    // House numbers and postcodes are short: they have to be seen beside their streets.
    let mut text = address::mask(text);
    for rule in RULES.iter() {
        let worth = match rule.needs {
            Needs::Any => true,
            Needs::Digit => text.bytes().any(|b| b.is_ascii_digit()),
            Needs::Char(c) => text.contains(c),
        };
        if worth {
            text = apply(rule, text);
        }
    }
    text
}

fn apply(rule: &Rule, text: String) -> String {
    let mut out = String::new();
    let mut at = 0;
    for found in rule.pattern.captures_iter(&text) {
        let (Some(whole), Some(with)) = (found.get(0), (rule.replace)(&found, &text)) else { continue };
        out.push_str(&text[at..whole.start()]);
        out.push_str(&with);
        at = whole.end();
    }
    if at == 0 {
        return text;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn personal_data_becomes_placeholders() {
        for (text, masked) in [
            ("write to Jane.Doe+x@mail.example.co.uk today", "write to <email> today"),
            ("mail <jane@x.org>.", "mail <email>."),
            ("see https://x.example/a?b=c&d=1, please", "see <url>, please"),
            ("www.rtl.de is blank", "<url> is blank"),
            ("call +49 (0)30 123456-78 now", "call <phone> now"),
            ("call 555-123-4567 or (555) 123-4567", "call <phone> or <phone>"),
            ("call 030 1234567", "call <phone>"),
            ("card 4111 1111 1111 1111 is declined", "card <card> is declined"),
            ("card 4111-1111-1111-1111", "card <card>"),
            ("IBAN DE89 3704 0044 0532 0130 00 was refused", "IBAN <iban> was refused"),
            ("SSN 123-45-6789", "SSN <id>"),
            ("invoice 2024-55512, order A-2024-00123", "invoice <id>, order <id>"),
            ("IBAN: DE89370400440532013000.", "IBAN: <iban>."),
            ("卡号4111 1111 1111 1111被拒", "卡号<card>被拒"),
            ("電話0312345678です", "電話<phone>です"),
            (
                "bug #1438084 in Mozilla/5.0 (Windows NT 10.0; rv:60.0) Gecko/20100101 Firefox/60.0 today",
                "bug <id> in <browser> today",
            ),
            ("order #12345 and INC0012345 and ABC-1234", "order <id> and <id> and <id>"),
            ("id 123e4567-e89b-12d3-a456-426614174000", "id <id>"),
            ("commit 3f2a9bc81d is bad", "commit <hex> is bad"),
            (concat!("key sk_", "live_abcdefgh12345678"), "key <key>"),
            (concat!("AKIA", "IOSFODNN7EXAMPLE leaked"), "<key> leaked"),
            ("my password is hunter2!", "my password is <key>!"),
            ("from 192.168.10.4 at 10:15", "from <ip> at <time>"),
            ("on 2025-03-01 14:22:01 and 01.03.2025 and 3/1/2025", "on <date> and <date> and <date>"),
            ("on 12 March 2024, am 3. März", "on <date>, am <date>"),
            ("charged $1,299.99 or 20 euros", "charged <money> or <money>"),
            (r"open C:\Users\Jane Doe\Documents\a.txt now", "open <path> now"),
            ("open /home/jane/a.txt now", "open <path> now"),
            ("account 12345678 is locked", "account <number> is locked"),
            ("my name is Jane Doe and I wait", "my name is <name> and I wait"),
            ("paket a.n Doni Rahayu belum sampai", "paket a.n <name> belum sampai"),
            ("atas nama Siti Aminah", "atas nama <name>"),
            ("@janedoe said so", "<name> said so"),
            ("Name: Jane Doe\nIt fails", "Name: <name>\nIt fails"),
            ("From: Jane Doe <jane@x.example>\nIt fails", "From: <name> <email>\nIt fails"),
            ("差出人: 田中太郎 <t@x.example>", "差出人: <name> <email>"),
            ("이름: 김철수", "이름: <name>"),
            ("Mr. Brown and Frau Dr. Schmidt called", "<name> and <name> called"),
            ("Sra. Gómez García llamó", "<name> llamó"),
            ("Ms Teams crashes", "Ms Teams crashes"),
            ("seen by Dr Okafor and Dr. Maria Silva", "seen by <name> and <name>"),
            ("NI number AB 12 34 56 C is wrong", "NI number <id> is wrong"),
            ("sort code 20-00-00 is refused", "sort code <number> is refused"),
            ("ring me on ext. 4021 or extension 775", "ring me on ext. <phone> or extension <phone>"),
            ("Jane O'Neill (staff no. 1187) is locked out", "<name> (staff no. 1187) is locked out"),
            ("田中太郎 様のご注文", "<name>様のご注文"),
            ("お客様の声", "お客様の声"),
            ("I am Priya Patel from Pune", "I am <name> from Pune"),
            ("I am Using it daily", "I am Using it daily"),
            ("Patient name: tom o'neil", "Patient name: <name>"),
            ("Reported by: Kim Lee", "Reported by: <name>"),
            ("VMC Username: msmith\nIt fails", "VMC Username: <name>\nIt fails"),
            ("Vorname: Uwe\nNachname: Groß", "Vorname: <name>\nNachname: <name>"),
            ("Customer: wants a refund", "Customer: wants a refund"),
            ("The name: it is gone", "The name: it is gone"),
            ("Username: is refused every time", "Username: is refused every time"),
        ] {
            assert_eq!(mask(text), masked);
        }
    }

    #[test]
    fn what_means_something_stays() {
        for text in [
            "404 error on iOS 17 with M365, 2FA and version 5.2",
            "error 0x80070005 and error code 1234567",
            "Windows 10.0.19045.3803 and Chrome 91.0.4472.124",
            "SeaMonkey 2.53.18.2 crashes",
            "VPN client v4.10.05095",
            "Firefox 107.0.1 (64-bit) fails",
            "KB5034441 fails, SHA-256 and ISO-8859 too, CVE-2024-1234",
            "24/7 support, 50% off, 3 of 5, 1920x1080",
            "between 2019-2020",
            "hello <name>, {{customer}} with <acc_num> and {product_purchased}",
            "I waited 3 days for 2 items",
            "either/or and e.g. this",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    fn card() -> impl Strategy<Value = String> {
        (proptest::collection::vec(0u8..10, 15), prop_oneof![Just(""), Just(" "), Just("-")]).prop_map(
            |(mut digits, glue)| {
                let check = (0..10).find(|c| checksum::luhn(&[&digits[..], &[*c]].concat())).unwrap();
                digits.push(check);
                let groups: Vec<String> =
                    digits.chunks(4).map(|four| four.iter().map(u8::to_string).collect()).collect();
                groups.join(glue)
            },
        )
    }

    proptest! {
        #[test]
        fn no_card_number_survives(card in card(), before in "[a-z ,.]{0,12}", after in "[a-z ,.]{0,12}") {
            let masked = mask(&format!("{before} {card} {after}"));
            let digits = masked.bytes().filter(u8::is_ascii_digit).count();
            prop_assert!(digits == 0, "{}", masked);
        }

        #[test]
        fn no_address_survives(user in "[a-z0-9._%+-]{1,12}", host in "[a-z0-9-]{1,10}", tld in "[a-z]{2,5}", around in "[ ,;:()<>\"']{0,2}") {
            let masked = mask(&format!("x {around}{user}@{host}.{tld}{around} y"));
            prop_assert!(!masked.contains('@'), "{}", masked);
        }

        #[test]
        fn no_telephone_number_survives(country in 1u16..999, area in 10u32..9999, line in 100_000u32..9_999_999, glue in prop_oneof![Just(" "), Just("-"), Just("."), Just("")]) {
            let masked = mask(&format!("ring +{country}{glue}{area}{glue}{line} please"));
            prop_assert!(masked.bytes().filter(u8::is_ascii_digit).count() == 0, "{}", masked);
        }

        #[test]
        fn masking_twice_is_masking_once(text in "\\PC{0,80}") {
            let once = mask(&text);
            prop_assert_eq!(mask(&once), once);
        }
    }
}
