//! Chats written down: "Anna: How can I help you? / Visitor 12: my card is not accepted / Anna: One moment". What the
//! customer said is the message; what the other side says is much the same in all of them.
//!
//! A form has each of its labels once, a chat has its speakers again and again; a log has levels in their place and
//! nobody who asks how to help.

mod line;
mod marks;
mod speakers;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

pub use self::speakers::Speakers;

use self::line::{Line, may_be_spoken, on_lines, spoken};
use super::{controls::has_words, dump};

/// Lines with a speaker that a chat has at least.
const FEWEST_LINES: usize = 3;

/// Lines that may stand above the first speaker.
const LONGEST_HEAD: usize = 4;

/// What a chat program says itself.
static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:[\[(]?[\d:., apm/-]{4,24}[\])]?\s*)?\W*(?:chat (?:started|ended|transferred|transcript)\b.*|(?:[^:\n]{1,40}) (?:has |have )?(?:joined|left|entered|ended|closed|started|accepted|requested|transferred|rated|disconnected)\b(?: (?:the |this |a |from )?(?:the )?(?:chat|conversation|session|room)\b.{0,40})?|(?:end|start) of (?:chat|conversation|transcript))\W*$",
    )
    .expect("a fixed pattern")
});

/// What the helping side is called.
static HELPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:agent|support|bot|chatbot|assistant|operator|system|representative|rep|csr|advisor|adviser|helpdesk|service|team|staff|admin|moderator|asistente|assistente|soporte|suporte|operadora?|cs|penjual|temsilci|destek|konsultan|консультант|оператор|поддержка|客服|坐席|担当者|オペレーター|상담원|상담사|kunden(?:service|dienst|support|betreuung)|mitarbeiter(?:in)?|berater(?:in)?|conseill(?:er|ère)|asesora?|agente|atendente|operatore|medewerker)\b").expect("a fixed pattern")
});

/// What the asking side is called.
static ASKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:visitor|customer|user|client|guest|caller|shopper|end[- ]user|requester|student|patient|member|web user|besucher|kund(?:e|in)|nutzer|gast|clienta?|visiteur|utilisateur|visitante|usuari[oa]|usuário|klant|bezoeker|utente|cliente|pelanggan|pembeli|pengunjung|müşteri|ziyaretçi|klient(?:ka)?|zákazník|клиент|покупатель|пользователь|посетитель|客户|用户|顾客|顧客|お客様|고객|고객님)\b").expect("a fixed pattern")
});

/// How the helping side begins.
static OFFER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do for)|(?:thank you|thanks) for (?:contacting|reaching out|chatting|getting in touch|your patience|waiting)|you(?: are|['’]re) (?:now )?(?:chatting|connected|speaking) (?:with|to)|my name is .{1,40} (?:and i|i)(?: will|['’]ll| am|['’]m) |happy to (?:help|assist)|welcome to .{1,40} (?:support|chat|help)",
        r"|wie kann ich (?:ihnen |dir )?(?:behilflich|helfen|weiterhelfen)|was kann ich für (?:sie|dich) tun|(?:comment|que) puis-je (?:vous aider|faire)|en qué (?:puedo|le puedo|te puedo|podemos) ayudar|como posso (?:ajudar|te ajudar)|come posso aiutar|waarmee kan ik",
        r"|dank für (?:ihre|deine|die) (?:nachricht|anfrage|kontaktaufnahme|geduld)|danke,? dass sie (?:uns|sich)|willkommen (?:bei|beim|im) .{1,40}|gracias por (?:contactar|comunicar|escribir|su paciencia|tu paciencia)|merci (?:de|d['’]avoir) (?:nous )?(?:contact|patient)|merci de votre patience|grazie per (?:averci|aver|la pazienza)|obrigad[oa] por (?:entrar|contactar|nos contactar|aguardar)|(?:bedankt|dank) voor (?:het contact|uw bericht|je bericht|uw geduld|je geduld)"
    ))
    .expect("a fixed pattern")
});

/// Labels of what a chat program tells of a chat above and below it.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:\p{L}+ ){0,2}(?:id|name|e-?mail|phone|tel|telephone|mobile|started|ended|start|end|duration|date|time|browser|os|platform|device|referr?er|location|city|country|region|language|ip|url|page|website|department|rating|score|subject|topic|status|channel|source|time ?zone|user agent|comment|feedback|survey",
        r"|telefon|datum|dauer|bewertung|ort|sprache|betreff|thema|abteilung|nom|courriel|téléphone|durée|sujet|nombre|correo|teléfono|fecha|duración|asunto|nome|telefone|telefono|data|durata|oggetto|assunto|naam|telefoon|duur|onderwerp)",
        r"(?: (?:on|at|by|id|name|number|time|address|page|url|code|system))?$"
    ))
    .expect("a fixed pattern")
});

/// First words of the lines of logs.
const LEVELS: [&str; 9] = ["alert", "critical", "debug", "err", "error", "fatal", "trace", "warn", "warning"];

/// Words that begin the lines of logs and that people may be called by as well (`Info Desk`).
const LEVELS_ALONE: [&str; 3] = ["caused by", "info", "note"];

/// What somebody says, over as many lines as it takes.
struct Turn<'a> {
    speaker: &'a str,
    said: Vec<&'a str>,
}

/// A text that may be a chat.
#[derive(Default)]
struct Chat<'a> {
    turns: Vec<Turn<'a>>,
    /// What is told of the chat above and below it: label, value.
    form: Vec<(&'a str, &'a str)>,
    /// Whether somebody came or left.
    has_event: bool,
    /// Whether its lines look as a program's log does.
    as_logged: bool,
    /// Whether its turns tell when.
    stamped: bool,
}

/// What the customer says in a chat.
enum Own {
    Said(String),
    /// Nobody but those who answer wrote: the customer left without a word.
    Nothing,
}

/// The customer's side of a chat, empty where only the other side wrote; any other text as it is.
pub fn drop_other_side(text: &str, speakers: &Speakers) -> String {
    match own_side(text, speakers) {
        Some(Own::Said(own)) if has_words(&own) => own,
        Some(Own::Nothing) => String::new(),
        _ => text.to_owned(),
    }
}

fn own_side(text: &str, known: &Speakers) -> Option<Own> {
    let text = &*on_lines(text, FEWEST_LINES);
    // Few texts have so many colons; the others are not looked at line by line.
    text.lines().filter(|line| may_be_spoken(line)).nth(FEWEST_LINES - 1)?;
    let chat = Chat::read(text)?;
    // Each once, in the order they speak in, whatever the number of turns.
    let mut speakers: Vec<&str> = vec![];
    let mut offers: BTreeMap<&str, bool> = BTreeMap::new();
    for turn in &chat.turns {
        let offers = offers.entry(turn.speaker).or_insert_with(|| {
            speakers.push(turn.speaker);
            false
        });
        *offers = *offers || turn.said.iter().any(|said| OFFER.is_match(said));
    }
    if !chat.has_turns() || speakers.iter().any(|one| is_level(one)) {
        return None;
    }
    let is_asker = |speaker: &str| is_called_asker(speaker) || chat.names(speaker, is_called_asker);
    if speakers.iter().all(|one| known.answers(one)) {
        return Some(Own::Nothing);
    }
    let answering = known.answering(&speakers);
    let is_helper = |speaker: &str| {
        let says_so = || HELPER.is_match(speaker) || offers[speaker] || chat.names(speaker, is_called_helper);
        !is_asker(speaker) && (answering.contains(&speaker) || says_so())
    };
    // That it is a chat at all: somebody came or left, or one of the sides is called so. The parts of a program, which
    // logs name (`client: connected`), begin with a small letter.
    let is_side = |speaker: &str| {
        let named = !chat.as_logged || offers[speaker] || !speaker.starts_with(char::is_lowercase);
        // Of what tells no time a form may be as well, whose labels stand in many; neither forms nor logs offer help.
        let told = chat.stamped && !chat.as_logged || offers[speaker] || !answering.contains(&speaker);
        named && told && (is_asker(speaker) || is_helper(speaker))
    };
    if !chat.has_event && (speakers.len() == 1 || !speakers.iter().any(|one| is_side(one))) {
        return None;
    }
    let asker = *speakers.iter().find(|one| is_asker(one)).or_else(|| speakers.iter().find(|one| !is_helper(one)))?;
    let own = chat.turns.iter().filter(|turn| turn.speaker == asker || is_asker(turn.speaker));
    Some(Own::Said(own.flat_map(|turn| turn.said.iter().copied()).collect::<Vec<_>>().join("\n")))
}

/// `Customer`, and not `Customer Service`.
fn is_called_asker(name: &str) -> bool {
    let role = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    let asks = |name: &str| ASKER.is_match(name) && !HELPER.is_match(name);
    asks(name) || role.is_some_and(|(_, role)| asks(role))
}

fn is_called_helper(name: &str) -> bool {
    HELPER.is_match(name)
}

fn is_level(speaker: &str) -> bool {
    let speaker = speaker.to_lowercase();
    let first = speaker.split_whitespace().next().unwrap_or_default();
    LEVELS.contains(&first) || LEVELS_ALONE.contains(&speaker.as_str())
}

impl<'a> Chat<'a> {
    /// Takes a text apart; none where it begins with anything else than a chat.
    fn read(text: &'a str) -> Option<Self> {
        let lines: Vec<(&str, Option<Line<'_>>)> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| (line, spoken(line).filter(|_| !EVENT.is_match(line))))
            .collect();
        let stamped = |line: &Option<Line<'_>>| line.is_some_and(|line| line.stamped);
        let count = lines.iter().filter(|(_, line)| stamped(line)).count();
        let (first, last) = if count >= FEWEST_LINES {
            // Where the turns tell when, all other lines with a colon are what somebody says, or told of the chat.
            let at = |(_, line): &(&str, Option<Line<'_>>)| stamped(line);
            (lines.iter().position(at)?, lines.iter().rposition(at)?)
        } else {
            extent(&lines)?
        };
        let is_turn = |line: &Option<Line<'_>>| if count >= FEWEST_LINES { stamped(line) } else { line.is_some() };
        let mut chat = Self::default();
        let (mut head, mut below, mut logged) = (0, false, 0);
        for (at, (line, spoken)) in lines.iter().enumerate() {
            match spoken {
                _ if spoken.is_none() && EVENT.is_match(line) => chat.has_event = true,
                Some(told) if at < first || at > last => {
                    below |= at > last;
                    chat.form.push((told.speaker, told.said));
                }
                Some(turn) if is_turn(spoken) => {
                    logged += usize::from(dump::is_logged(line));
                    let said = if turn.said.is_empty() { vec![] } else { vec![turn.said] };
                    chat.turns.push(Turn { speaker: turn.speaker, said });
                }
                _ if below => {}
                _ => match chat.turns.last_mut() {
                    Some(turn) => turn.said.push(line),
                    None if head == LONGEST_HEAD => return None,
                    None => head += 1,
                },
            }
        }
        chat.as_logged = logged * 2 > chat.turns.len();
        chat.stamped = count >= FEWEST_LINES;
        Some(chat)
    }

    /// Whether somebody speaks again.
    fn has_turns(&self) -> bool {
        let speakers: BTreeSet<&str> = self.turns.iter().map(|turn| turn.speaker).collect();
        self.turns.len() >= FEWEST_LINES && speakers.len() < self.turns.len()
    }

    /// Whether the form above or below says that a speaker is on the side that a label names (`Operator: Anna`).
    fn names(&self, speaker: &str, side: impl Fn(&str) -> bool) -> bool {
        let begins = |long: &str, short: &str| {
            long.strip_prefix(short).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.form.iter().any(|(label, value)| {
            !value.is_empty() && (begins(value, speaker) || begins(speaker, value)) && side(label)
        })
    }
}

/// The first and the last line that somebody says, where no line tells when. A label that comes once, above or below
/// all that come again, is no speaker but part of a form; a single one may be a greeting.
fn extent(lines: &[(&str, Option<Line<'_>>)]) -> Option<(usize, usize)> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines.iter().filter_map(|(_, line)| line.as_ref()) {
        *times.entry(line.speaker).or_default() += 1;
    }
    let spoken: Vec<(usize, &str)> =
        lines.iter().enumerate().filter_map(|(at, (_, line))| Some((at, line.as_ref()?.speaker))).collect();
    let again = |(_, speaker): &(usize, &str)| times[speaker] > 1;
    let (first, last) = (spoken.iter().position(again)?, spoken.iter().rposition(again)?);
    let sides = spoken[first..=last].iter().any(|(_, speaker)| *speaker != spoken[first].1);
    let in_form = |block: &[(usize, &str)], at: usize| FORM.is_match(block[at].1) || sides && block.len() > 1;
    let (head, tail) = (&spoken[..first], &spoken[last + 1..]);
    let begins = (0..head.len()).rev().find(|at| in_form(head, *at)).map_or(0, |at| at + 1);
    let ends = (0..tail.len()).find(|at| in_form(tail, *at)).map_or(spoken.len(), |at| last + 1 + at);
    Some((spoken[begins].0, spoken[ends - 1].0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_customer_says_in_a_chat_is_the_message() {
        for chat in [
            "(10:12:01) *** Visitor 4711 joined the chat ***\n(10:12:04) Anna: Hello! How can I help you today?\n(10:13:00) Visitor 4711: my card is refused\n(10:14:02) Anna: Let me check this for you.\n(10:15:00) Visitor 4711: it worked last week\n(10:16:00) *** Visitor 4711 left the chat ***",
            "Anna: Hi Jane, you are chatting with Anna.\nJane Doe: my card is refused\nAnna: One moment please.\nJane Doe: it worked last week",
            "[10:12] Support Bot: Please choose a topic\n[10:13] Jane: my card is refused\n[10:13] Support Bot: An agent will be with you soon\n[10:14] Jane: it worked last week",
            "Customer: my card is refused\nAgent: I am sorry.\nAgent: Since when?\nCustomer: it worked last week",
            "Mitarbeiter (10:12): Guten Tag, wie kann ich Ihnen helfen?\nKunde (10:13): my card is refused\nit worked last week\nMitarbeiter (10:14): Danke.",
            "[10:12:01] Jane: my card is refused\n[10:12:30] Anna: Hi, how can I help?\n[10:13:00] Jane: it worked last week",
            "2026-05-04T10:12:01Z - Visitor: my card is refused\n2026-05-04T10:12:30Z - Anna: Hi\n2026-05-04T10:12:59Z - Visitor: it worked last week",
            "16:50 Customer: my card is refused\n16:51 Customer Service: Since when?\n16:52 Customer: it worked last week",
            "Customer: my card is refused | Agent: I am sorry | Customer: it worked last week",
            "<Jane> my card is refused\n<Support> Since when?\n<Jane> it worked last week",
            "Chat started on website\nJane: my card is refused\nMike: Hi, let me see\nJane: it worked last week\nMike: ok",
        ] {
            assert_eq!(
                drop_other_side(chat, &Speakers::default()),
                "my card is refused\nit worked last week",
                "{chat}"
            );
        }
    }

    #[test]
    fn forms_logs_and_letters_are_no_chats() {
        for text in [
            "Name: Jane\nProduct: Lamp\nMessage: it does not light\nSupport: yes",
            "INFO: service started\nERROR: no connection\nINFO: service stopped\nsupport: none",
            "Steps: open it\nExpected: a page\nActual: nothing\nSteps: again",
            "Hello,\nI called: nobody answered.\nThen I wrote: nobody answered.\nI called: again nobody.",
            "Customer: only me\nCustomer: and me again\nCustomer: and again",
            "My printer is jammed.",
        ] {
            assert_eq!(drop_other_side(text, &Speakers::default()), text);
        }
    }

    #[test]
    fn what_is_told_of_a_chat_above_and_below_it_is_nobodys_words() {
        for chat in [
            "Chat ID: 1\nOperator: Sarah\nVisitor name: Grace Obi\nEmail: g@x.example\n16:50 Sarah: Hi\n16:51 Grace Obi: no mail\nerror: none\n16:52 Sarah: ok",
            "Operator: Sarah\nVisitor name: Grace Obi\nEmail: g@x.example\nSarah: Hi\nGrace: no mail\nSarah: ok\nGrace: bye\nRating: 5",
            "[03:48] Jane Whitmore : no mail\nerror: none\n[03:50] Dana : Thanks for contacting us\n[03:51] Dana : bye\nBrowser: Chrome\nVisitor: Jane Whitmore\nThe live chat",
        ] {
            let own = drop_other_side(chat, &Speakers::default());
            assert!(
                own.starts_with("no mail") && own.lines().count() <= 2 && !own.contains("Grace Obi"),
                "{chat}: {own}"
            );
        }
        let roles =
            "Dana (Agent): Hello\nGrace Obi (Customer): no mail\nDana (Agent): one moment\nGrace Obi (Customer): ok";
        assert_eq!(drop_other_side(roles, &Speakers::default()), "no mail\nok");
        let greeted = "Bot: Hello\nJane: no mail\nMike, Support: one moment\nJane: ok";
        assert_eq!(drop_other_side(greeted, &Speakers::default()), "no mail\nok");
    }

    #[test]
    fn logs_with_times_are_no_chats() {
        for text in [
            "2024-01-01 10:00:00 client: connecting\n2024-01-01 10:00:01 server: accepted\n2024-01-01 10:00:02 client: sent",
            "[10:00:00] ERROR disk: full\n[10:00:01] Agent: retry\n[10:00:02] Agent: gave up",
        ] {
            assert_eq!(drop_other_side(text, &Speakers::default()), text);
        }
    }
}
