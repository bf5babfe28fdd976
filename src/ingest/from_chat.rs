//! The text file of a chat as WhatsApp exports it → the table of its messages.
//!
//! `[12.03.24, 14:05:33] Jane: …` (phones of Apple) or `12/03/2024, 14:05 - Jane: …` (Android), with the date and clock of
//! the phone's country; lines without such a head go on with the message above. News of the chat have no sender or
//! begin with a mark that nobody types; pictures are a mark or a remark in angle brackets.

use std::sync::LazyLock;

use regex::Regex;

use super::{
    chats::{column, table},
    dates,
    day_order::{Order, OrderEvidence},
    intake::RejectReason,
    table::Table,
};

/// The head of a message: date, time, and what follows.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?";
    let time = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u{202f}\u{a0}]?[AaPp]\.?[\s\u{a0}]?[Mm]\.?)?";
    let between = r"(?:,|\s+à|\s+um)?\s+";
    let pattern = format!(
        r"^[\u{{200e}}\u{{feff}}]*(?:\[({date}){between}({time})\]|({date}){between}({time})[\s\u{{a0}}]-)\s(.*)$"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A file that was sent, by its name: `IMG-20240312-WA0001.jpg (file attached)`.
static FILE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\S+\.\w{2,5} \([^)]*\)$").expect("a fixed pattern"));

/// A mention of somebody: a name between marks that keep its writing's direction.
static MENTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"@\u{2068}[^\u{2069}]*\u{2069}").expect("a fixed pattern"));

/// How many lines are looked at to know a chat, and how many heads there must be among them.
const LOOKED_AT: usize = 60;
const HEADS: usize = 2;

/// Longest name of a sender, in characters.
const LONGEST_NAME: usize = 60;

/// What stands for a message that is gone, where no mark tells (lower case).
const GONE: &[&str] = &[
    "this message was deleted",
    "you deleted this message",
    "diese nachricht wurde gelöscht",
    "du hast diese nachricht gelöscht",
    "este mensaje fue eliminado",
    "se eliminó este mensaje",
    "eliminaste este mensaje",
    "ce message a été supprimé",
    "vous avez supprimé ce message",
    "mensagem apagada",
    "essa mensagem foi apagada",
    "questo messaggio è stato eliminato",
    "dit bericht is verwijderd",
    "null",
];

/// Whether a text begins as a chat does: with the head of a message, and more of them below.
pub fn looks_like(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next().and_then(|line| HEAD.captures(line)) else { return false };
    let heads = lines.take(LOOKED_AT).filter_map(|line| HEAD.captures(line));
    let senders = std::iter::once(first).chain(heads).filter(|head| sender(&head[5]).is_some());
    senders.count() >= HEADS
}

/// Reads it, one record a message.
pub fn read(text: &str, lossy: bool) -> Table {
    let mut messages: Vec<(u64, String, String)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match HEAD.captures(line) {
            Some(head) => {
                let part = |one: usize, other: usize| {
                    head.get(one).or_else(|| head.get(other)).map_or("", |part| part.as_str())
                };
                let time = part(2, 4).replace(['\u{202f}', '\u{a0}'], " ");
                messages.push((number, format!("{} {time}", part(1, 3)), head[5].to_owned()));
            }
            None => {
                if let Some((_, _, text)) = messages.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    let mut table = table();
    for (line, time, text) in messages {
        let Some((sender, text)) = sender(&text) else {
            table.push_fault(line, RejectReason::NotATicket);
            continue;
        };
        let Some(text) = written(text) else {
            table.push_fault(line, RejectReason::NoText);
            continue;
        };
        let mut cells = vec![(column("sent_at"), time), (column("sender"), sender.to_owned()), (column("text"), text)];
        table.push(line, &mut cells, lossy);
    }
    table
}

/// Reads the times of chats that were exported together. A phone writes all of them in one order of day and month: a
/// short chat is read as the others are, where those agree.
pub fn date(chats: &mut [&mut Table]) {
    let times = |table: &Table| -> Vec<String> {
        (0..table.records().len())
            .filter(|record| table.records()[*record].fault.is_none())
            .map(|record| table.cell(record, column("sent_at")).to_owned())
            .collect()
    };
    let orders: Vec<Option<Order>> = chats.iter().map(|table| order(times(table).iter().map(String::as_str))).collect();
    let mut sure = orders.iter().flatten();
    let common = sure.next().copied().filter(|first| sure.all(|order| order == first));
    for (table, own) in chats.iter_mut().zip(orders) {
        if let Some(order) = own.or(common) {
            **table = dated(table, order);
        }
    }
}

fn dated(old: &Table, order: Order) -> Table {
    let mut new = table();
    for (record, of) in old.records().iter().enumerate() {
        if let Some(fault) = of.fault {
            new.push_fault(of.line, fault);
            continue;
        }
        let read = |at: usize, text: &str| {
            let time = dates::parse(text, order).filter(|_| at == column("sent_at"));
            time.map_or_else(|| text.to_owned(), |time| time.seconds().to_string())
        };
        let mut cells = old.cells(record).map(|(at, text)| (at, read(at, text))).collect();
        new.push(of.line, &mut cells, false);
    }
    new.carry_over(old);
    new
}

/// The order of day and month: a value shows it, else the one in which time never runs backwards, else none that is sure.
fn order<'t>(times: impl Iterator<Item = &'t str> + Clone) -> Option<Order> {
    let mut evidence = OrderEvidence::default();
    times.clone().for_each(|time| evidence.see(time));
    if let Some(order) = evidence.certain() {
        return Some(order);
    }
    if !evidence.is_ambiguous() {
        return Some(Order::DayMonth);
    }
    let back = |order: Order| {
        let read: Vec<i64> = times.clone().filter_map(|time| Some(dates::parse(time, order)?.seconds())).collect();
        let back = read.windows(2).filter(|pair| pair[1] < pair[0]).count();
        back + usize::from(read.is_empty())
    };
    match (back(Order::DayMonth), back(Order::MonthDay)) {
        (day, month) if day < month => Some(Order::DayMonth),
        (day, month) if day > month => Some(Order::MonthDay),
        _ => None,
    }
}

/// Who wrote a message, and its text; none for the news of a chat.
fn sender(text: &str) -> Option<(&str, &str)> {
    let (name, text) =
        text.split_once(": ").or_else(|| text.split_once(":\n")).or_else(|| Some((text.strip_suffix(':')?, "")))?;
    let name =
        name.trim_start_matches(['\u{200e}', '\u{202a}', '~', ' ', '\u{a0}', '\u{202f}']).trim_end_matches('\u{202c}');
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains(['"', '“', '«', '\n']);
    is_name.then_some((name, text))
}

/// What a person wrote of a message: without the marks of pictures, mentions and changes. None when nothing is left.
fn written(text: &str) -> Option<String> {
    let lines = text.lines().map(|line| line.split('\u{200e}').next().unwrap_or(line).trim());
    let lines = lines.filter(|line| !FILE.is_match(line) && !is_remark(line));
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = MENTION.replace_all(&text, "");
    let edited = text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')).map(|(text, _)| text);
    let text = edited.unwrap_or(&text).trim();
    let gone = text.to_lowercase();
    let is_gone = GONE.contains(&gone.trim_end_matches('.'));
    (!text.is_empty() && !is_gone).then(|| text.to_owned())
}

/// `<Media omitted>`, in any language.
fn is_remark(line: &str) -> bool {
    line.strip_prefix('<').and_then(|line| line.strip_suffix('>')).is_some_and(|inner| !inner.contains(['<', '>']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(String, String, String)> {
        assert!(looks_like(text), "{text}");
        let mut table = read(text, false);
        date(&mut [&mut table]);
        let cell = |record: usize, name| table.cell(record, column(name)).to_owned();
        let kept = (0..table.records().len()).filter(|record| table.records()[*record].fault.is_none());
        kept.map(|record| (cell(record, "sent_at"), cell(record, "sender"), cell(record, "text"))).collect()
    }

    fn row(time: &str, sender: &str, text: &str) -> (String, String, String) {
        (time.to_owned(), sender.to_owned(), text.to_owned())
    }

    #[test]
    fn messages_go_on_over_lines_and_news_are_none() {
        let apple = "\u{200e}[12.03.24, 14:05:33] Help: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
                     [13.03.24, 14:05:33] Jane: No mail\r\nsince monday: none\r\n\
                     [13.03.24, 14:06:00] ~\u{a0}Tom: look \u{200e}<attached: 1.jpg>\r\n\
                     [13.03.24, 14:07:00] Jane: \u{200e}image omitted\r\n";
        let expected = [row("1710338733", "Jane", "No mail\nsince monday: none"), row("1710338760", "Tom", "look")];
        assert_eq!(cells(apple), expected);
        let android = "13/03/2024, 14:05 - Messages and calls are end-to-end encrypted.\n\
                       13/03/2024, 14:05 - Dana changed the subject from \"Help: old\" to \"Help\"\n\
                       13/03/2024, 14:05 - Jane: No mail <This message was edited>\n\
                       13/03/2024, 14:06 - Jane: <Media omitted>\n\
                       13/03/2024, 14:06 - Jane: IMG-1.jpg (file attached)\nthe screen\n\
                       13/03/2024, 14:07 - Jane: This message was deleted\n";
        assert_eq!(cells(android), [row("1710338700", "Jane", "No mail"), row("1710338760", "Jane", "the screen")]);
    }

    #[test]
    fn the_order_of_day_and_month_is_told_by_time_that_never_runs_back() {
        let american = "1/5/26, 9:12\u{202f}AM - Jane: No mail\n1/6/26, 9:12\u{202f}PM - Tom: No login\n2/1/26, 9:12\u{202f}AM - Jane: Still\n";
        let times: Vec<String> = cells(american).into_iter().map(|(time, _, _)| time).collect();
        assert_eq!(times, ["1767604320", "1767733920", "1769937120"]);
    }

    #[test]
    fn a_short_chat_is_read_as_those_beside_it() {
        let mut sure = read("[28/03/2026, 9:12:00] Jane: No mail\n[28/03/2026, 9:13:00] Tom: No login\n", false);
        let mut short = read("[02/03/2026, 9:12:00] Ann: No mail\n[02/03/2026, 9:13:00] Tom: No login\n", false);
        date(&mut [&mut short, &mut sure]);
        assert_eq!(short.cell(0, column("sent_at")), "1772442720");
        let mut alone = read("[02/03/2026, 9:12:00] Ann: No mail\n[02/03/2026, 9:13:00] Tom: No login\n", false);
        date(&mut [&mut alone]);
        assert_eq!(alone.cell(0, column("sent_at")), "02/03/2026 9:12:00");
    }

    #[test]
    fn other_texts_are_no_chats() {
        for text in [
            "id,subject\n1,No mail\n",
            "[{\"id\":1}]",
            "2026-01-05 10:00:00 ERROR: no mail\n2026-01-05 10:00:01 ERROR: no mail\n",
            "12/03/2024, 14:05 - Jane: only one\n",
            "",
        ] {
            assert!(!looks_like(text), "{text}");
        }
    }
}
