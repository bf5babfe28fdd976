//! Text files of tickets as documents → a table: a section a ticket under headings with its number (`## Ticket 17: No
//! mail`, `=== Ticket 17 ===`), or a file a ticket with its labels in front (`---`, `title: No mail`, `---`).
//!
//! Sources: front matter as <https://jekyllrb.com/docs/front-matter/> describes it, headings of <https://commonmark.org>.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use super::{
    columns::{answers, headers},
    table::{SEVERAL, Table},
};

/// Format of such a file.
pub const SECTIONS: &str = "sections";

/// A heading that numbers its ticket: the signs of its level, a word for a ticket, the number, perhaps a title.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    let word = "conversation|chat|ticket|call|session|case|issue|request|incident|interaction|gespräch|vorgang|anfrage|anruf|fall|conversación|llamada|caso|incidencia|appel|demande|chiamado|conversa|chiamata|richiesta|gesprek|melding|zgłoszenie|обращение|заявка";
    let pattern = format!(
        r"(?i)^\s*(?P<signs>[#=*_~\[-]{{0,12}})\s*(?P<word>(?:support[ -])?(?:{word})s?(?:\s*(?:number|no\.?|nr\.?|id))?\s*:?\s*)?(?P<hash>#\s?)?(?P<id>\p{{L}}{{0,10}}-?\d[\w-]*)\]?(?:\s*[:–—|-]\s+(?P<title>\S.*?))?[\s#=*_~\]-]*$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A line above a further part of a ticket: `## Reply from Ann`, `--- Agent ---`, `**Answer:** …`.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:#{1,6}\s+(?P<a>[^\n]{1,60}?)|[-=*_~]{2,}\s*(?P<b>\p{L}[^\n:]{0,60}?)\s*[-=*_~]{2,}|\*\*(?P<c>\p{L}[^*\n]{0,40}?)\s*:?\*\*\s*:?(?P<rest>\s.*)?)\s*:?\s*$")
        .expect("a fixed pattern")
});

/// A label and its value at the head of a section, perhaps as an entry of a list.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s{0,4}(?:[-*•]\s+)?(?:\*\*|__)?(?P<label>\p{L}[^:\n\t.!?*]{0,30}?)(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+(?P<value>.*)|$)")
        .expect("a fixed pattern")
});

/// An entry of a list below a label of front matter.
static ENTRY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*-\s+(?P<value>\S.*)$").expect("a fixed pattern"));

/// A line of signs alone.
static RULE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*[-=*_#~]{3,}\s*$").expect("a fixed pattern"));

/// Beginnings of words that name an answer where they head a part of a ticket.
#[rustfmt::skip]
const ANSWERS: &[&str] = &[
    "reply", "replies", "response", "answer", "agent", "support", "resolution", "solution", "antwort", "losung", "respuesta",
    "reponse", "resposta", "risposta", "antwoord", "odpowied", "ответ", "svar", "internal", "intern", "note",
];

/// Words that name a customer there.
const CUSTOMERS: &[&str] = &["customer", "requester", "client", "user", "kunde", "cliente", "klant", "klient"];

/// Fewest sections of a document that holds several tickets.
const FEWEST: usize = 2;

/// Fewest labels in front of a file that is one ticket.
const FEWEST_LABELS: usize = 2;

/// Most words of a name.
const LONGEST_NAME: usize = 3;

/// Columns for what no label tells.
const ID: &str = "id";
const TITLE: &str = "title";
const TEXT: &str = "description";
const ANSWER: &str = "agent reply";

/// Whether a document has labels in front.
pub fn has_labels_in_front(text: &str) -> bool {
    matter(text).is_some()
}

/// Whether a text holds tickets as sections, or is one with labels in front.
pub fn looks_like(text: &str) -> bool {
    matter(text).is_some() || level(text).is_some()
}

/// Reads it, one record a ticket.
pub fn read(text: &str, lossy: bool) -> Table {
    let mut table = Table::new(vec![]);
    if let Some(Matter { labels, lines }) = matter(text) {
        let mut ticket: Vec<(String, String)> =
            labels.into_iter().map(|(label, values)| (label, values.join(&SEVERAL.to_string()))).collect();
        let below: Vec<&str> = text.lines().skip(lines).collect();
        said(&below, &mut ticket);
        push(&mut table, 1, ticket, lossy);
        table.alone = true;
    } else if let Some(level) = level(text) {
        let lines: Vec<&str> = text.lines().collect();
        let heads: Vec<usize> =
            (0..lines.len()).filter(|at| heading(lines[*at]).is_some_and(|of| of.level == level)).collect();
        for (number, at) in heads.iter().enumerate() {
            let end = heads.get(number + 1).copied().unwrap_or(lines.len());
            push(&mut table, *at as u64 + 1, section(&lines[*at..end]), lossy);
        }
    }
    table
}

fn push(table: &mut Table, line: u64, ticket: Vec<(String, String)>, lossy: bool) {
    let mut cells: Vec<(usize, String)> = Vec::new();
    for (name, value) in ticket.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
        let column = table.column(&name);
        cells.push((column, value.trim().to_owned()));
    }
    table.push(line, &mut cells, lossy);
}

/// A numbered heading.
struct Heading<'t> {
    /// How many signs of a heading stand before it; 0 without any, or with others.
    level: usize,
    id: &'t str,
    title: &'t str,
}

fn heading(line: &str) -> Option<Heading<'_>> {
    let found = NUMBERED.captures(line)?;
    let part = |name| found.name(name).map_or("", |part| part.as_str());
    let signs = part("signs");
    let level = if signs.bytes().all(|sign| sign == b'#') { signs.len() } else { 0 };
    let named = !part("word").is_empty() || !part("hash").is_empty();
    let id = part("id");
    // "2. Findings" and "2024" number chapters and years, a key or many digits number a ticket.
    let keyed = level > 0 && (id.contains('-') || id.bytes().filter(u8::is_ascii_digit).count() > 4);
    (named && (level > 0 || !part("word").is_empty()) || keyed).then_some(Heading { level, id, title: part("title") })
}

/// The level of the headings that number the tickets of a document, if it has such.
fn level(text: &str) -> Option<usize> {
    let mut ids: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for found in text.lines().filter_map(heading) {
        ids.entry(found.level).or_default().insert(found.id);
    }
    ids.into_iter()
        .filter(|(_, ids)| ids.len() >= FEWEST)
        .max_by_key(|(level, ids)| (ids.len(), usize::MAX - level))
        .map(|(level, _)| level)
}

/// What a section tells: its heading, labels below, what was said.
fn section(lines: &[&str]) -> Vec<(String, String)> {
    let mut ticket = Vec::new();
    if let Some(heading) = lines.first().and_then(|line| heading(line)) {
        ticket.push((ID.to_owned(), heading.id.to_owned()));
        ticket.push((TITLE.to_owned(), heading.title.to_owned()));
    }
    let head =
        lines[1..].iter().take_while(|line| line.trim().is_empty() || RULE.is_match(line) || is_label(line)).count();
    for found in lines[1..=head].iter().filter_map(|line| LABEL.captures(line)) {
        let part = |name| found.name(name).map_or("", |part| part.as_str().trim().trim_end_matches('*'));
        ticket.push((part("label").to_owned(), part("value").to_owned()));
    }
    said(&lines[head + 1..], &mut ticket);
    ticket
}

/// Whether a line is a label of a field, or an entry of a list with a label. Behind that of an answer stands a name.
fn is_label(line: &str) -> bool {
    LABEL.captures(line).is_some_and(|found| {
        let part = |name| found.name(name).map_or("", |part| part.as_str());
        let answers = answer(part("label")) == Some(true);
        let names = (1..=LONGEST_NAME).contains(&part("value").split_whitespace().count());
        headers::is_known(part("label")) && (!answers || names)
    })
}

/// Whether the heading of a part is that of an answer; nothing where it names neither side.
fn answer(head: &str) -> Option<bool> {
    let folded = headers::fold(head);
    let begins = |list: &[&str]| folded.split(' ').any(|word| list.iter().any(|start| word.starts_with(start)));
    if begins(CUSTOMERS) { Some(false) } else { (begins(ANSWERS) || answers::tell_the_cure(head)).then_some(true) }
}

/// The customer's words and the answers, told by the headings between.
fn said(lines: &[&str], ticket: &mut Vec<(String, String)>) {
    let (mut asked, mut answered) = (Vec::new(), Vec::new());
    let mut answers = false;
    for line in lines.iter().filter(|line| !RULE.is_match(line)) {
        let part = PART.captures(line);
        let head = part.as_ref().and_then(|part| ["a", "b", "c"].into_iter().find_map(|name| part.name(name)));
        let turn = head.and_then(|head| answer(head.as_str()));
        let kept = match turn {
            Some(turn) => {
                answers = turn;
                part.as_ref().and_then(|part| part.name("rest")).map_or("", |rest| rest.as_str())
            }
            None => line,
        };
        if answers { &mut answered } else { &mut asked }.push(kept);
    }
    ticket.push((TEXT.to_owned(), asked.join("\n")));
    ticket.push((ANSWER.to_owned(), answered.join("\n")));
}

/// What stands in front of a document.
#[derive(Default)]
struct Matter {
    labels: Vec<(String, Vec<String>)>,
    /// How many lines it takes, with the signs around it.
    lines: usize,
}

fn matter(text: &str) -> Option<Matter> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    lines.next().filter(|line| line.trim_end() == "---")?;
    let mut matter = Matter::default();
    let unquoted = |value: &str| value.trim().trim_matches(['"', '\'']).to_owned();
    for (line, number) in lines.zip(2..) {
        if matches!(line.trim_end(), "---" | "...") {
            matter.lines = number;
            let known = matter.labels.iter().filter(|(label, _)| headers::is_known(label)).count();
            return (known >= FEWEST_LABELS).then_some(matter);
        }
        if let Some(entry) = ENTRY.captures(line) {
            matter.labels.last_mut()?.1.push(unquoted(&entry["value"]));
        } else if let Some(found) = LABEL.captures(line) {
            let value = found.name("value").map_or("", |value| value.as_str());
            let list = value.trim().strip_prefix('[').and_then(|list| list.strip_suffix(']'));
            let values = list.map_or_else(|| vec![unquoted(value)], |list| list.split(',').map(unquoted).collect());
            matter
                .labels
                .push((found["label"].to_owned(), values.into_iter().filter(|value| !value.is_empty()).collect()));
        } else if !line.trim().is_empty() && !line.starts_with(' ') {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<(String, String)>> {
        let table = read(text, false);
        let row =
            |record| table.cells(record).map(|(at, cell)| (table.columns()[at].clone(), cell.to_owned())).collect();
        (0..table.records().len()).map(row).collect()
    }

    fn told(row: &[(String, String)]) -> Vec<(&str, &str)> {
        row.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    #[test]
    fn a_section_is_a_ticket() {
        let text = "# Tickets of May\n\nMade on 2026-06-05.\n\n## Ticket 17: No mail\n\n- **Created:** 2026-05-06\n- **Customer:** Ann Lee\n\nNo mail since Monday.\n\n**Agent reply:** Please wait.\nIt comes.\n\n## Ticket 18: No login\n\nIt asks: who?\n\n### Note 3\n";
        assert!(looks_like(text));
        let rows = rows(text);
        assert_eq!(
            told(&rows[0]),
            [
                ("id", "17"),
                ("title", "No mail"),
                ("Created", "2026-05-06"),
                ("Customer", "Ann Lee"),
                ("description", "No mail since Monday."),
                ("agent reply", "Please wait.\nIt comes.")
            ]
        );
        assert_eq!(told(&rows[1])[2], ("description", "It asks: who?"));
        let signs = "=== Ticket 17 ===\nDate: 2026-03-02\nCustomer: Ann <a@b.example>\n\nNo mail.\n\n--- Reply from Bo ---\nWait.\n\n--- Customer ---\nStill none.\n\n=== Ticket 18 ===\nNo login.\n";
        assert!(looks_like(signs));
        let rows = self::rows(signs);
        assert_eq!(told(&rows[0])[3..], [("description", "No mail.\n\n\nStill none."), ("agent reply", "Wait.")]);
        assert_eq!(told(&rows[1]), [("id", "18"), ("description", "No login.")]);
    }

    #[test]
    fn labels_in_front_make_a_file_one_ticket() {
        let text = "---\nid: 17\ntitle: \"No mail\"\ncreated: 2026-03-03T12:07:00Z\nlabels:\n  - mail\n  - inbox\ntags: [a, b]\n---\n\nSince Monday.\n\n## Reply from Bo\n\nWait.\n";
        assert!(looks_like(text));
        let rows = rows(text);
        assert_eq!(
            told(&rows[0]),
            [
                ("id", "17"),
                ("title", "No mail"),
                ("created", "2026-03-03T12:07:00Z"),
                ("labels", "mail\u{1f}inbox"),
                ("tags", "a\u{1f}b"),
                ("description", "Since Monday."),
                ("agent reply", "Wait.")
            ]
        );
        assert!(read(text, false).alone);
    }

    #[test]
    fn other_documents_hold_none() {
        for text in [
            "# Plan\n\n## 1. Now\n\nText\n\n## 2. Later\n\nText\n",
            "---\nA line\n---\nText\n",
            "The ticket 17 is late.\nThe ticket 18 is late too.\n",
            "2024\n2025\n",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(## Ticket 1|---\n|=== Case |Title: |- a|[a-c :#=\n0-9-]){0,40}") {
            looks_like(&text);
            read(&text, true);
        }
    }
}
