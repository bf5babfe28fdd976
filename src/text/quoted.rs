//! Quoted replies and forwarded headers. What the customer wrote above the quote stays; when there is
//! nothing but a quote, the quote is the ticket: somebody forwarded it.

use std::sync::LazyLock;

use regex::Regex;

use super::{contact, courtesy, mask, signature};

/// Own words above (or between) a quote below which the quote is taken for the ticket: `FYI`, `see below`.
const OWN_WORDS: usize = 6;

/// The same above the quote of an answer ("… wrote:"): "Where is my order?" is what a customer answers with.
const ANSWER_WORDS: usize = 3;

/// Own words beside a quote that nobody is named for; with fewer, a long quote is the message.
const OWN_BESIDE: usize = 20;

/// Forwards inside forwards that are followed.
const DEPTH: usize = 4;

/// Header lines of a forwarded message that must stand together.
const HEADERS: usize = 3;

/// `On Monday … X wrote:` and its like; may be wrapped over two lines.
static ATTRIBUTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\W{0,3}(?:on|am|le|el|em|il|op|den|d\.|dnia|w dniu|mon|tue|wed|thu|fri|sat|sun|\d{1,4}[-/.])[^\n]{4,200}",
        r"(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|napisał(?:\(a\)|a)?|pisze)[^\n]{0,80}:\s*$",
        r"|^[^\n]{2,80}(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev) (?:on|am|le|el|em|il|op|den) [^\n]{4,60}:\s*$"
    ))
    .expect("a fixed pattern")
});

/// `-----Original Message-----` and its like.
static DIVIDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\s*(?:[-_=*]{2,}\s*)?(?:begin )?(?:",
        r"original message|original e-?mail|original appointment|forwarded message|forwarded by .*|reply above this line|ursprüngliche nachricht|urspr\. nachricht|originalnachricht|weitergeleitete nachricht",
        r"|message d'origine|message original|message transféré|mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada",
        r"|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|ursprungligt meddelande|vidarebefordrat meddelande",
        r"|oprindelig meddelelse|videresendt meddelelse|original melding|opprinnelig melding|videresendt melding|oryginalna wiadomość|wiadomość oryginalna|przekazana wiadomość",
        r")\s*:?\s*[-_=*]{2,}\s*$|^\s*begin forwarded message:\s*$|^\s*#{2,}.{0,20}(?:reply|type) (?:your reply )?above this line.{0,20}$"
    ))
    .expect("a fixed pattern")
});

/// Own words that point to the quote: what it says is what they are about.
static POINTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:below|fyi|fwd?|forward(?:ed|ing)?|updates?|news|status|advise|follow(?:ing)? up|siehe unten|unten|weiterleitung|voir ci-dessous|ci-dessous|véase|abajo|abaixo|sotto|hieronder)\b").expect("a fixed pattern")
});

/// What somebody writes who sends on what another one wrote.
static SENT_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:siehe (?:mail|e-mail|unten|untenstehende)|zur (?:info|kenntnis|erledigung|weiteren bearbeitung|weiterbearbeitung)|weitergeleitete?|leiten? (?:ich|wir|diese)|folgendes (?:problem )?gemeldet|for your (?:information|handling)|forwarding|forwarded|forward this|(?:from|by) (?:our|a|my) (?:customer|client|colleague|user)|reported the following|(?:le|les|os) reenvío|reenvío|reencaminho|encaminho|transfère|transmets|faire suivre|inoltro|doorgestuurd)\b").expect("a fixed pattern")
});

/// Words of who sends on at the most: more is a matter of one's own.
const SENT_ON_WORDS: usize = 20;

/// First line of a header block.
static FROM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*\*?(?:from|von|de|da|van|från|fra|od)\*?\s*:\*?\s*\S").expect("a fixed pattern")
});

/// Any line of a header block.
static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\s*\*?(?:from|sent|date|to|cc|bcc|subject|reply-to|importance|von|gesendet|datum|an|betreff|priorität|de|envoyé|date|à|objet",
        r"|enviado(?: el)?|fecha|para|asunto|data|assunto|da|inviato|a|oggetto|van|verzonden|aan|onderwerp|från|skickat|till|ämne",
        r"|fra|sendt|til|emne|od|wysłano|wysłane|do|temat|dw)\*?\s?:\*?(?:\s|$)"
    ))
    .expect("a fixed pattern")
});

/// The customer's own words.
pub fn drop_quotes(text: &str) -> String {
    peel(text, DEPTH)
}

fn peel(text: &str, depth: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let cut = (0..lines.len()).find_map(|at| Some((at, quote_head(&lines, at)?)));
    let own_end = cut.as_ref().map_or(lines.len(), |(at, _)| *at);
    let (quoted, own): (Vec<&str>, Vec<&str>) = lines[..own_end].iter().copied().partition(|line| is_quoted(line));
    if quoted.is_empty() && cut.is_none() {
        return text.to_owned();
    }
    let own = own.join("\n");
    let quoted_words = quoted.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
    let said = own_words(&own);
    if cut.is_none() && said < OWN_BESIDE && said * 3 < quoted_words {
        // Nobody is said to have written it: a text in quote marks, not a reply.
        return lines
            .iter()
            .map(|line| if is_quoted(line) { unquote(line) } else { line })
            .collect::<Vec<_>>()
            .join("\n");
    }
    let said = if said < OWN_WORDS { said } else { own_words(&unsigned(&own)) };
    let is_answer = cut.as_ref().is_some_and(|(_, head)| head.is_answer) && !POINTER.is_match(&own);
    let is_sent_on = cut.as_ref().is_some_and(|(_, head)| !head.is_answer) && SENT_ON.is_match(&own);
    let enough = if is_answer {
        ANSWER_WORDS
    } else if is_sent_on {
        SENT_ON_WORDS
    } else {
        OWN_WORDS
    };
    if said >= enough || depth == 0 {
        return own;
    }
    let mut rest: Vec<&str> = quoted.into_iter().map(unquote).collect();
    if let Some((at, head)) = cut {
        rest.extend(lines[at + head.lines..].iter().map(|line| unquote(line)));
    }
    let forwarded = peel(&rest.join("\n"), depth - 1);
    if own_words(&forwarded) > said { forwarded } else { own }
}

/// Without signature and calling card: "See below" and the name, the office and the telephone of who forwards it.
fn unsigned(text: &str) -> String {
    contact::drop_card(&mask::mask(&signature::drop_signature(text)))
}

/// Words that are neither greeting nor courtesy.
fn own_words(text: &str) -> usize {
    super::sentences::spans(text)
        .into_iter()
        .map(|range| &text[range])
        .filter(|sentence| !courtesy::is_courtesy(sentence))
        .map(|sentence| sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count())
        .sum()
}

/// What introduces a quote.
struct Head {
    /// Its length.
    lines: usize,
    /// Whether somebody is said to have written what follows: an answer stands above it.
    is_answer: bool,
}

/// What introduces a quote at line `at`, if something does.
fn quote_head(lines: &[&str], at: usize) -> Option<Head> {
    let line = lines[at].trim();
    if line.is_empty() {
        return None;
    }
    let header_block = |from: usize| {
        let count = lines[from..].iter().take_while(|line| HEADER.is_match(line) || line.trim().is_empty()).count();
        let headers = lines[from..from + count].iter().filter(|line| !line.trim().is_empty()).count();
        (headers, count)
    };
    if DIVIDER.is_match(line) {
        let (headers, count) = header_block(at + 1);
        return Some(Head { lines: 1 + if headers > 0 { count } else { 0 }, is_answer: false });
    }
    if FROM.is_match(line) {
        let (headers, count) = header_block(at);
        return (headers >= HEADERS).then_some(Head { lines: count, is_answer: false });
    }
    if ATTRIBUTION.is_match(line) {
        return Some(Head { lines: 1, is_answer: true });
    }
    let next = lines.get(at + 1).map(|next| next.trim())?;
    (next.ends_with(':') && line.len() < 120 && next.len() < 120 && !line.ends_with(['.', '!', '?', ':']))
        .then(|| format!("{line} {next}"))
        .filter(|joined| ATTRIBUTION.is_match(joined))
        .map(|_| Head { lines: 2, is_answer: true })
}

fn is_quoted(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('>') && !line.starts_with(">=") && !line.starts_with(">>>")
}

fn unquote(line: &str) -> &str {
    let line = line.trim_start();
    line.strip_prefix('>').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_the_quote_stays() {
        let own = "It still does not work after the update.";
        for quote in [
            "On Mon, 3 Mar 2025 at 10:00, Jane Doe <j@x.example> wrote:\n> Have you tried\n> again?",
            "On Mon, 3 Mar 2025 at 10:00, Jane Doe\n<j@x.example> wrote:\n> Have you tried",
            "Am 03.03.2025 um 10:00 schrieb Jane Doe:\n> Haben Sie es",
            "Le lun. 3 mars 2025 à 10:00, Jane <j@x.example> a écrit :\n> Avez-vous",
            "El lun, 3 mar 2025 a las 10:00, Jane (<j@x.example>) escribió:\n> Ha",
            "Em seg., 3 de mar. de 2025, Jane escreveu:\n> Oi",
            "Il giorno lun 3 mar 2025 Jane ha scritto:\n> Ciao",
            "Op ma 3 mrt 2025 om 10:00 schreef Jane:\n> Heeft",
            "Den mån 3 mars 2025 kl 10:00 skrev Jane:\n> Har",
            "W dniu 03.03.2025 Jane napisał(a):\n> Czy",
            "-----Original Message-----\nFrom: Support\nSent: Monday\nSubject: Re: x\n\nHave you tried",
            "-------- Ursprüngliche Nachricht --------\nVon: Support\nHaben Sie",
            "Von: Support\nGesendet: Montag\nAn: Jane\nBetreff: AW: x\n\nHaben Sie",
        ] {
            assert_eq!(drop_quotes(&format!("{own}\n{quote}")).trim(), own, "{quote}");
        }
    }

    #[test]
    fn a_short_answer_is_the_customers_and_a_pointer_is_not() {
        let wrote = "On Mon, Mar 3, 2025 at 10:12 AM Acme Support <help@acme.example> wrote:\n> Thank you for your order of last week, it has been sent.";
        assert_eq!(drop_quotes(&format!("Where is my parcel?\n\n{wrote}")).trim(), "Where is my parcel?");
        for pointer in ["Any news?", "Please see below", "FYI from Jane"] {
            assert!(drop_quotes(&format!("{pointer}\n\n{wrote}")).starts_with("Thank you for your order"), "{pointer}");
        }
    }

    #[test]
    fn a_forward_is_the_ticket() {
        let forward = "FYI\n---------- Forwarded message ---------\nFrom: Jane\nDate: Mon\nSubject: Broken\nTo: Support\n\nThe export has been broken since Monday.";
        assert_eq!(drop_quotes(forward).trim(), "The export has been broken since Monday.");
        let signed = "Please see below...\n\nALMA VILLADA, MHA\nCenter Manager III\nValley Medical Centers\nOffice (209) 820-1501\n2151 W Grove Line Rd, Tracy CA 95377\n\n________________________________\nFrom: Katz, Kathy\nSent: Monday, May 12, 2025 4:11 PM\nTo: Help Desk\nSubject: Log in\n\nA nurse cannot log into the ward's system.";
        assert_eq!(drop_quotes(signed).trim(), "A nurse cannot log into the ward's system.");
        assert_eq!(
            drop_quotes("> the page is empty\n> nothing is visible").trim(),
            "the page is empty\nnothing is visible"
        );
    }

    #[test]
    fn what_is_sent_on_with_a_word_is_the_ticket() {
        let block = "Von: Jane\nGesendet: Montag\nAn: Support\nBetreff: Export\n\nThe export has been broken since Monday and all reports of May are empty, so nobody here can close the month or send one.";
        let with = |cover: &str| drop_quotes(&format!("{cover}\n\n{block}"));
        assert!(with("Zur Info und Erledigung, siehe Mail von meinem Kollegen").starts_with("The export"));
        assert!(with("The printer on the second floor does not print at all").starts_with("The printer"));
    }

    #[test]
    fn words_like_from_and_to_in_prose_are_no_header() {
        for text in [
            "From: the app\nI cannot print",
            "I moved files to: the share\nand they vanished",
            "On Monday my colleague wrote: nothing works",
        ] {
            assert_eq!(drop_quotes(text), text);
        }
    }
}
