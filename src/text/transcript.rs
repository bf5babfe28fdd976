//! Chats written down: "Anna: How can I help you? / Visitor 12: my card is not accepted / Anna: One moment". What the
//! customer said is the message; what the other side says is much the same in all of them.
//!
//! A form has each of its labels once, a chat has its speakers again and again; a log has levels in their place and
//! nobody who asks how to help.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use super::controls::has_words;

/// Lines with a speaker that a chat has at least.
const FEWEST_LINES: usize = 3;

/// Lines that may stand above the first speaker.
const LONGEST_HEAD: usize = 4;

/// A line with a speaker: "(10:12:33) Anna: …", "[10:12] Anna: …", "Anna (10:12 AM): …", "2025-03-01 10:12 - Anna: …".
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    const TIME: &str = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},?[ T]*)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?(?: ?(?:UTC|GMT|[A-Z]{3,4}))?";
    let pattern = format!(
        r"(?i)^\s*(?:[\[(]?{TIME}[\])]?\s*[-–—|]?\s*)?(?P<speaker>[\p{{L}}*@][^:\n\[(<>{{]{{0,39}}?)\s*(?:[\[(]?{TIME}[\])]?)?\s*:(?:\s+(?P<said>.*))?$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// What a chat program says itself.
static EVENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:[\[(]?[\d:., apm/-]{4,24}[\])]?\s*)?\W*(?:chat (?:started|ended|transferred|transcript)\b.*|(?:[^:\n]{1,40}) (?:has |have )?(?:joined|left|entered|ended|closed|started|accepted|requested|transferred|rated|disconnected)\b(?: (?:the |this |a |from )?(?:the )?(?:chat|conversation|session|room)\b.{0,40})?|(?:end|start) of (?:chat|conversation|transcript))\W*$",
    )
    .expect("a fixed pattern")
});

/// What the helping side is called.
static HELPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:agent|support|bot|chatbot|assistant|operator|system|representative|rep|csr|advisor|adviser|helpdesk|service|team|staff|admin|moderator|mitarbeiter(?:in)?|berater(?:in)?|conseill(?:er|ère)|asesora?|agente|atendente|operatore|medewerker)\b").expect("a fixed pattern")
});

/// What the asking side is called.
static ASKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:visitor|customer|user|client|guest|caller|shopper|end[- ]user|requester|student|patient|member|web user|besucher|kund(?:e|in)|nutzer|gast|clienta?|visiteur|utilisateur|visitante|usuario|usuário|klant|bezoeker|utente)\b").expect("a fixed pattern")
});

/// How the helping side begins.
static OFFER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do for)|(?:thank you|thanks) for (?:contacting|reaching out|chatting|getting in touch|your patience|waiting)|you(?: are|['’]re) (?:now )?(?:chatting|connected|speaking) (?:with|to)|my name is .{1,40} (?:and i|i)(?: will|['’]ll| am|['’]m) |happy to (?:help|assist)|welcome to .{1,40} (?:support|chat|help)",
        r"|wie kann ich (?:ihnen |dir )?(?:behilflich|helfen|weiterhelfen)|was kann ich für (?:sie|dich) tun|(?:comment|que) puis-je (?:vous aider|faire)|en qué (?:puedo|le puedo|te puedo|podemos) ayudar|como posso (?:ajudar|te ajudar)|come posso aiutar|waarmee kan ik"
    ))
    .expect("a fixed pattern")
});

/// Speakers of logs.
const LEVELS: [&str; 12] =
    ["alert", "caused by", "critical", "debug", "err", "error", "fatal", "info", "note", "trace", "warn", "warning"];

/// What somebody says, over as many lines as it takes.
struct Turn<'a> {
    speaker: &'a str,
    said: Vec<&'a str>,
}

/// The customer's side of a chat; any other text as it is.
pub fn drop_other_side(text: &str) -> String {
    own_side(text).filter(|own| has_words(own)).unwrap_or_else(|| text.to_owned())
}

fn own_side(text: &str) -> Option<String> {
    // Few texts have so many colons; the others are not looked at line by line.
    text.lines().filter(|line| line.contains(':')).nth(FEWEST_LINES - 1)?;
    let (turns, has_event) = turns(text)?;
    // Each once, in the order they speak in, whatever the number of turns.
    let mut speakers: Vec<&str> = vec![];
    let mut offers: BTreeMap<&str, bool> = BTreeMap::new();
    for turn in &turns {
        let offers = offers.entry(turn.speaker).or_insert_with(|| {
            speakers.push(turn.speaker);
            false
        });
        *offers = *offers || turn.said.iter().any(|said| OFFER.is_match(said));
    }
    let again = speakers.len() < turns.len();
    if turns.len() < FEWEST_LINES || !again || speakers.iter().any(|one| LEVELS.contains(&one.to_lowercase().as_str()))
    {
        return None;
    }
    let is_asker = |speaker: &str| ASKER.is_match(speaker);
    let is_helper = |speaker: &str| !is_asker(speaker) && (HELPER.is_match(speaker) || offers[speaker]);
    // That it is a chat at all: somebody came or left, or one of the sides is called so.
    if !has_event && !speakers.iter().any(|one| is_asker(one) || is_helper(one)) {
        return None;
    }
    let asker = *speakers.iter().find(|one| is_asker(one)).or_else(|| speakers.iter().find(|one| !is_helper(one)))?;
    if speakers.len() == 1 && !has_event {
        return None;
    }
    let own = turns.iter().filter(|turn| turn.speaker == asker || is_asker(turn.speaker));
    Some(own.flat_map(|turn| turn.said.iter().copied()).collect::<Vec<_>>().join("\n"))
}

/// The turns of a chat and whether somebody came or left; none where a text begins with anything else.
fn turns(text: &str) -> Option<(Vec<Turn<'_>>, bool)> {
    let (mut turns, mut has_event, mut head): (Vec<Turn>, bool, usize) = (vec![], false, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if EVENT.is_match(line) {
            has_event = true;
        } else if let Some(found) = SPOKEN.captures(line) {
            let speaker = found.name("speaker")?.as_str().trim().trim_matches('*').trim();
            let said = found.name("said").map_or("", |said| said.as_str());
            turns.push(Turn { speaker, said: if said.is_empty() { vec![] } else { vec![said] } });
        } else if let Some(turn) = turns.last_mut() {
            turn.said.push(line);
        } else {
            head += 1;
            if head > LONGEST_HEAD {
                return None;
            }
        }
    }
    Some((turns, has_event))
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
            "Chat started on website\nJane: my card is refused\nMike: Hi, let me see\nJane: it worked last week\nMike: ok",
        ] {
            assert_eq!(drop_other_side(chat), "my card is refused\nit worked last week", "{chat}");
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
            assert_eq!(drop_other_side(text), text);
        }
    }
}
