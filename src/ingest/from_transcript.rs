//! Text files of conversations written down ("Agent: How can I help? / Customer: My card is not accepted") → a table of
//! conversations. Programs for calls and chats save one a file, or all in one file with lines of signs between.
//!
//! Lines above the first turn tell of the conversation (`Chat ID: 17`, `Date: 2026-07-14`). Who of the speakers is the
//! customer is told later, over all conversations; here the words of both sides stay together.

mod cues;
mod names;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    columns::{fields::Field, headers},
    dates,
    day_order::Order,
    table::Table,
};

/// Format of such a file.
pub const TRANSCRIPT: &str = "transcript";

/// The beginning of a turn: perhaps a time, then who speaks.
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    let time = r"[\[(]?\d[\d:., /TZapmAPM+-]{2,28}[\])]?";
    let pattern = format!(
        r"^\s*(?:{time}\s*[-–|]?\s*)?(?P<speaker>\p{{L}}[^:\n\[(<>{{}}\t;,|]{{0,39}}?(?:\s*\([^()\n]{{1,24}}\))?)(?:\s*{time})?\s*:\s+\S"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A line of one sign, between conversations.
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:-{4,}|={4,}|\*{4,}|_{4,}|#{3,}|~{4,})[^\p{L}\n]*$").expect("a fixed pattern"));

/// A line that begins a conversation with its number: `Conversation #17`, `=== Ticket 17 ===`.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    let word = "conversation|chat|ticket|call|transcript|session|case|interaction|gespräch|vorgang|anruf|conversación|llamada|caso|appel|conversa|chiamata|gesprek";
    let pattern = format!(
        r"(?i)^[^\p{{L}}\n]{{0,12}}(?:{word})\b[ a-z]{{0,12}}(?:#|no\.?|nr\.?|id)?\s*:?\s*#?(?P<id>[a-z]{{0,5}}-?\d[\w-]*)(?:[ ,;(|–—-]{{1,4}}(?:\p{{L}}{{2,8}}\.? )?\d[\d./: T,-]{{5,22}}(?:\s?[ap]m)?)?[^\p{{L}}\d\n]{{0,12}}$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A day as it stands in a head: `2026-07-14`, `14.07.2026 10:12`, `July 14, 2026`.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:20\d{2}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]20\d{2}|\d{1,2}\.? \p{L}{3,10}\.? 20\d{2}|\p{L}{3,10}\.? \d{1,2},? 20\d{2})(?:[ T,]+(?:at )?\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?)?")
        .expect("a fixed pattern")
});

/// Between labels of one line.
static GAP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\s{2,}|\t+|\s\|\s").expect("a fixed pattern"));

/// Most words of what a label says that could be a speaker.
const WORDS_OF_LABEL: usize = 4;

/// What is said alone, and is no name.
const SAID_ALONE: [&str; 16] = [
    "hello", "hi", "hey", "yes", "no", "ok", "okay", "thanks", "hallo", "hola", "bonjour", "ciao", "olá", "ja",
    "danke", "oui",
];

/// Columns of an id and a day that no label tells.
const OF_HEAD: (&str, &str) = ("id", "date");

/// Lines with a speaker that a conversation has at least.
const FEWEST_TURNS: usize = 3;

/// Most speakers of one.
const MOST_SPEAKERS: usize = 5;

/// Share of the lines that begin a turn; what somebody says may take several.
const TURNS: f64 = 0.4;

/// What labels mean that tell of a ticket, and so are no speakers.
const LABELS: [Field; 8] = [
    Field::Id,
    Field::Subject,
    Field::Body,
    Field::Status,
    Field::Priority,
    Field::Category,
    Field::Created,
    Field::Solved,
];

/// What else is told below a conversation.
const BELOW: [Field; 7] =
    [Field::Satisfaction, Field::Tags, Field::Channel, Field::Product, Field::Language, Field::Handle, Field::Answer];

/// Whether a text holds conversations.
pub fn looks_like(text: &str) -> bool {
    let text = plain(text);
    let parts = with_tails(parts(&text));
    let spoken = parts.iter().filter(|(part, _)| is_conversation(part)).count();
    spoken > 0 && spoken * 2 >= parts.len()
}

/// Reads it, one record a conversation.
pub fn read(text: &str, lossy: bool) -> Table {
    let mut table = Table::new(vec![]);
    let text = plain(text);
    let parts = with_tails(parts(&text));
    for (part, tail) in &parts {
        let mut cells: Vec<(usize, String)> = Vec::new();
        let (head, said) = part.lines.split_at(part.said());
        let mut told = |name: &str, value: &str| {
            let column = table.column(name);
            if !cells.iter().any(|(at, _)| *at == column) {
                cells.push((column, value.to_owned()));
            }
        };
        let labels = || head.iter().chain(tail).flat_map(|line| GAP.split(line)).filter_map(label);
        labels().for_each(|(label, value)| told(label, value));
        let means = |field: Field| labels().any(|(label, _)| headers::means(label, field));
        if let Some(id) = head.iter().find_map(|line| OPENS.captures(line)).filter(|_| !means(Field::Id)) {
            told(OF_HEAD.0, &id["id"]);
        }
        let day = || part.lines.iter().take(head.len() + 1).find_map(|line| day(line));
        if let Some(day) = day().filter(|_| !means(Field::Created)) {
            told(OF_HEAD.1, day);
        }
        let column = table.column(TRANSCRIPT);
        cells.push((column, said.join("\n").trim().to_owned()));
        table.push(part.line, &mut cells, lossy);
    }
    table.alone = parts.len() == 1;
    table
}

/// The text with every turn in a line of its own, each line in its place.
fn plain(text: &str) -> Cow<'_, str> {
    match cues::plain(text) {
        Cow::Borrowed(text) => names::beside(text),
        read => read,
    }
}

/// What stands between two lines of signs.
struct Part<'t> {
    /// Number of its first line.
    line: u64,
    lines: Vec<&'t str>,
    /// How many of its lines are parted from the conversation below as what is told of it.
    head: usize,
}

impl Part<'_> {
    /// Whether it only tells of a conversation so far: labels, and some that could be speakers (`Visitor: Ann`).
    fn is_head(&self) -> bool {
        let mut speakers = BTreeSet::new();
        let mut told = false;
        for line in &self.lines {
            let words = line.split_once(':').map_or(0, |(_, value)| value.split_whitespace().count());
            match speaker(line) {
                None => told = true,
                Some(speaker) if speakers.insert(speaker) && words <= WORDS_OF_LABEL => {}
                Some(_) => return false,
            }
        }
        told
    }

    /// How many lines stand above the conversation itself.
    fn said(&self) -> usize {
        let above = self.lines.iter().take_while(|line| speaker(line).is_none()).count();
        above.max(self.head).max(self.named())
    }

    /// How many lines tell of it where nothing parts them from the conversation: labels, and the names of those who
    /// speak below (`Customer: Ann Lee`, and further down `Customer: No mail`).
    fn named(&self) -> usize {
        let mut seen = BTreeSet::new();
        let mut head = 0;
        for line in &self.lines {
            if speaker(line).is_some_and(|speaker| !is_named(line) || !seen.insert(speaker)) {
                break;
            }
            head += 1;
        }
        let told = self.lines[..head].iter().any(|line| speaker(line).is_none());
        let speak_below = |line: &&str| {
            speaker(line)
                .is_none_or(|who| self.lines[head..].iter().filter_map(|line| speaker(line)).any(|of| of == who))
        };
        if told && self.lines[..head].iter().all(speak_below) { head } else { 0 }
    }
}

/// The conversations of a text; what only tells of the next one stands with it.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut open = false;
    // One alone is a title.
    let several = text.lines().filter(|line| OPENS.is_match(line)).nth(1).is_some();
    for (line, number) in text.lines().zip(1..) {
        let (line, page) = line.strip_prefix('\u{c}').map_or((line, false), |line| (line, true));
        let opens = several && OPENS.is_match(line);
        if page || opens && parts.last().is_some_and(|part| part.lines.iter().any(|line| speaker(line).is_some())) {
            open = false;
        }
        let separates = !opens && SEPARATOR.is_match(line);
        if separates || line.trim().is_empty() {
            // A line of signs below a head parts it from its own conversation.
            let head = parts.last_mut().filter(|part| open && part.head == 0 && part.is_head());
            open = !separates && open || head.is_some();
            if let Some(part) = head {
                part.head = part.lines.len();
            }
        } else {
            match parts.last_mut().filter(|_| open) {
                Some(part) => part.lines.push(line),
                None => parts.push(Part { line: number, lines: vec![line], head: 0 }),
            }
            open = true;
        }
    }
    parts
}

/// Each part with the lines below it that only tell of it, as a survey does.
fn with_tails(parts: Vec<Part<'_>>) -> Vec<(Part<'_>, Vec<&str>)> {
    let mut joined: Vec<(Part<'_>, Vec<&str>)> = Vec::new();
    for part in parts {
        let told = |speaker| headers::meanings(speaker).first().is_some_and(|(field, _)| BELOW.contains(field));
        let tells = || part.lines.iter().all(|line| speaker(line).is_none_or(told));
        match joined.last_mut().filter(|(above, _)| is_conversation(above) && tells()) {
            Some((_, tail)) => tail.extend(part.lines),
            None => joined.push((part, vec![])),
        }
    }
    joined
}

fn is_conversation(part: &Part<'_>) -> bool {
    let said = &part.lines[part.said()..];
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    said.iter().filter_map(|line| speaker(line)).for_each(|speaker| *turns.entry(speaker).or_default() += 1);
    let (all, spoken) = (turns.values().sum::<usize>(), said.len());
    all >= FEWEST_TURNS
        && (2..=MOST_SPEAKERS).contains(&turns.len())
        && all > turns.len()
        && all as f64 >= TURNS * spoken as f64
}

/// Who begins to speak in a line; a time behind the name is none of it.
fn speaker(line: &str) -> Option<&str> {
    let speaker = TURN.captures(line)?.name("speaker")?.as_str().trim();
    let is_label = headers::meanings(speaker).first().is_some_and(|(field, _)| LABELS.contains(field));
    let timed = speaker.rsplit_once('(').filter(|(_, inner)| inner.contains(|c: char| c.is_ascii_digit()));
    (!is_label).then_some(timed.map_or(speaker, |(name, _)| name.trim()))
}

/// Whether a line says no more than a name behind its label.
fn is_named(line: &str) -> bool {
    let said = line.split_once(": ").map_or("", |(_, said)| said.trim());
    let words = said.split_whitespace().count();
    let large = |word: &str| word.chars().next().is_some_and(|first| first.is_uppercase() || first == '<');
    (1..=WORDS_OF_LABEL).contains(&words)
        && said.split_whitespace().all(large)
        && !said.ends_with(['.', '!', '?', ','])
        && (words > 1 || !SAID_ALONE.contains(&said.to_lowercase().as_str()))
}

/// The first day in a line.
fn day(line: &str) -> Option<&str> {
    let found = DAY.find(line)?.as_str();
    [Order::DayMonth, Order::MonthDay].into_iter().any(|order| dates::parse(found, order).is_some()).then_some(found)
}

/// A label and its value, above the first turn.
fn label(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':')?;
    let (label, value) = (label.trim(), value.trim());
    (!label.is_empty() && !value.is_empty() && headers::is_known(label)).then_some((label, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALK: &str =
        "Agent: Hello, how can I help?\nCustomer: My card is not accepted.\nIt was before.\nAgent: Please try again.\n";

    fn rows(text: &str) -> Vec<Vec<(String, String)>> {
        let table = read(text, false);
        let row =
            |record| table.cells(record).map(|(at, cell)| (table.columns()[at].clone(), cell.to_owned())).collect();
        (0..table.records().len()).map(row).collect()
    }

    #[test]
    fn a_file_is_one_conversation_or_several() {
        assert!(looks_like(TALK));
        assert_eq!(rows(TALK), [[("transcript".to_owned(), TALK.trim().to_owned())]]);
        let text = format!(
            "Chat ID: 17\nDate: 2026-07-14\nVisitor: Ann\n\n{TALK}\n==========\nChat ID: 18\n----------\n{TALK}"
        );
        let rows = rows(&text);
        let ids: Vec<&str> = rows.iter().map(|row| row[0].1.as_str()).collect();
        let numbered = format!("Conversation #17\nStarted: 2026-07-14 10:12\n\n{TALK}\nConversation #18\n\n{TALK}");
        let id = |row: &Vec<(String, String)>| {
            row.iter().find(|(name, _)| name == "id").map_or(String::new(), |(_, id)| id.clone())
        };
        let first = |text: &str| self::rows(text).iter().map(id).collect::<Vec<_>>();
        assert_eq!(
            (first(&numbered), first(&format!("{TALK}\u{c}{TALK}")).len()),
            (vec!["17".to_owned(), "18".to_owned()], 2)
        );
        let dated = format!("Gespräch Nr. 17 vom 02.03.2026\n\n{TALK}\nGespräch Nr. 18 vom 03.03.2026\n\n{TALK}");
        assert_eq!(first(&dated), ["17", "18"]);
        let rated = self::rows(&format!("{TALK}----------\nRating: 4\n==========\n{TALK}"));
        assert_eq!((rated.len(), rated[0][0].1.as_str(), rated[0][1].1.as_str()), (2, "4", TALK.trim()));
        assert!(looks_like(&text) && ids == ["17", "18"], "{rows:?}");
        assert_eq!((rows[0][1].1.as_str(), rows[1][1].1.as_str()), ("2026-07-14", TALK.trim()));
    }

    #[test]
    fn other_texts_are_none() {
        for text in [
            "Subject: No mail\nStatus: open\nSubject: No login\nStatus: closed\n",
            "id\ttext\n1\tI see: an error\n2\tI see: nothing\n",
            "Note: read this\nThen go on.\nNote: read that\n",
            "I cannot log in\nMy printer is broken\nNo mail\n",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[A-C: =\n0-9]{0,80}") {
            looks_like(&text);
            read(&text, true);
        }
    }
}
