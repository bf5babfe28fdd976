//! What a line of a terminal is made of: safe text, widths, colours and small pictures.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Style;
use crate::{
    model::series::Verdict,
    render::{
        escape::{Term, term_address},
        words::page,
    },
    report::{Example, Point},
};

/// The means that a terminal has.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// What it can do.
    pub style: Style,
}

/// What a text is, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A heading or a title.
    Heading,
    /// Something beside the point.
    Quiet,
    /// Of a problem with this verdict.
    Verdict(Verdict),
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

impl Ink {
    /// Text as this terminal may show it: nothing that acts, ASCII where that is all it has.
    pub fn text(&self, text: &str) -> String {
        let safe = Term(text).to_string();
        if self.style.unicode { safe } else { safe.chars().map(ascii).collect() }
    }

    /// With the colour of its tone. The text must be safe already.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        let code = match tone {
            Tone::Heading => "1",
            Tone::Quiet => "2",
            Tone::Verdict(Verdict::New) => "1;35",
            Tone::Verdict(Verdict::Rising) => "1;31",
            Tone::Verdict(Verdict::Returning) => "1;33",
            Tone::Verdict(Verdict::Falling | Verdict::Gone) => "32",
            Tone::Verdict(Verdict::Steady | Verdict::Unclear) => "2",
        };
        if self.style.color && !text.is_empty() { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// Lines of at most `room` columns, broken at words; at most `most` of them, the last one cut.
    pub fn wrap(&self, text: &str, room: usize, most: usize) -> Vec<String> {
        let safe = self.text(text);
        let mut lines: Vec<String> = vec![];
        for word in safe.split_whitespace() {
            let full = lines.len() >= most;
            match lines.last_mut() {
                // Without a further line the rest goes on here and is cut below.
                Some(line) if full || width(line) + 1 + width(word) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        for line in &mut lines {
            *line = self.cut(line, room);
        }
        lines
    }

    /// At most `room` columns, whole words when some fit, `…` for the rest.
    pub fn cut(&self, text: &str, room: usize) -> String {
        if width(text) <= room {
            return text.to_owned();
        }
        let mark = if self.style.unicode { "…" } else { "..." };
        let room = room.saturating_sub(width(mark));
        let (mut end, mut taken) = (0, 0);
        for (at, c) in text.char_indices() {
            taken += c.width().unwrap_or(0);
            if taken > room {
                break;
            }
            end = at + c.len_utf8();
        }
        let head = &text[..end];
        let word = head.rfind(' ').filter(|&at| at * 2 > end && !text[end..].starts_with(' ')).unwrap_or(end);
        format!("{}{mark}", head[..word].trim_end())
    }

    /// A ticket's words in quotation marks and its id, in at most `most` lines of `room` columns.
    pub fn quote(&self, example: &Example, room: usize, most: usize) -> Vec<String> {
        let text = &example.text;
        let id = self.cut(&self.text(&example.ticket), room / 3);
        let (open, close) = if self.style.unicode { ('“', '”') } else { ('"', '"') };
        // The last line keeps room for the closing mark and the id.
        let tail = width(&id) + 3;
        let mut lines = self.wrap(&format!("{open}{text}"), room, most);
        if let Some(last) = lines.last_mut() {
            *last = format!("{}{close}  {}", self.cut(last, room.saturating_sub(tail)), self.linked(&id, example));
        }
        lines
    }

    /// A safe id as a link to its ticket (OSC 8), where the terminal shows links and the address is harmless.
    fn linked(&self, id: &str, example: &Example) -> String {
        match example.url.as_deref().and_then(term_address).filter(|_| self.style.links) {
            Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{id}\u{1b}]8;;\u{1b}\\"),
            None => id.to_owned(),
        }
    }

    /// The last `most` periods as bars, the highest one full.
    pub fn spark(&self, series: &[Point], most: usize) -> String {
        // No full block: the bars of two lines would run into each other.
        const BARS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];
        const PLAIN: [char; 7] = ['_', '.', ':', '-', '=', '+', '#'];
        let bars = if self.style.unicode { BARS } else { PLAIN };
        let tail = &series[series.len().saturating_sub(most)..];
        let top = tail.iter().map(|point| point.tickets).max().unwrap_or(0).max(1) as usize;
        // Zero has the lowest bar for itself.
        tail.iter().map(|point| bars[(point.tickets as usize * (bars.len() - 1)).div_ceil(top)]).collect()
    }

    /// A sign for the verdict, one column wide.
    pub fn sign(&self, verdict: Verdict) -> &'static str {
        if self.style.unicode {
            return page::sign(verdict);
        }
        match verdict {
            Verdict::New => "*",
            Verdict::Rising => "^",
            Verdict::Steady => "=",
            Verdict::Falling => "v",
            Verdict::Returning => "+",
            Verdict::Gone => "o",
            Verdict::Unclear => ".",
        }
    }
}

/// The nearest ASCII character.
fn ascii(c: char) -> char {
    match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '–' | '—' | '−' | '·' => '-',
        '×' => 'x',
        '≥' => '>',
        '…' => '.',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        c if c.is_ascii() => c,
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ink(unicode: bool) -> Ink {
        Ink { style: Style { width: 80, color: true, unicode, links: false } }
    }

    fn example(text: &str, ticket: &str) -> Example {
        Example { text: text.to_owned(), ticket: ticket.to_owned(), url: None }
    }

    #[test]
    fn an_id_is_a_link_only_where_links_are_shown_and_the_address_is_harmless() {
        let with = |links: bool, url: &str| {
            let ink = Ink { style: Style { width: 80, color: false, unicode: true, links } };
            ink.quote(&Example { url: Some(url.to_owned()), ..example("words", "17") }, 60, 2).concat()
        };
        let safe = "https://desk.example/17";
        assert_eq!(with(true, safe), format!("“words”  \u{1b}]8;;{safe}\u{1b}\\17\u{1b}]8;;\u{1b}\\"));
        assert_eq!(with(false, safe), "“words”  17");
        for hostile in
            ["https://a\u{1b}\\\u{1b}[2J", "https://a\u{7}b", "javascript:alert(1)", "file:///etc", "https://ä"]
        {
            assert_eq!(with(true, hostile), "“words”  17");
        }
    }

    #[test]
    fn text_is_wrapped_at_words_and_the_rest_is_cut() {
        let text = "one two three four five";
        assert_eq!(ink(true).wrap(text, 9, usize::MAX), ["one two", "three", "four five"]);
        assert_eq!(ink(true).wrap(text, 9, 2), ["one two", "three…"]);
        assert_eq!(ink(true).wrap("incomprehensibilities", 9, 2), ["incompre…"]);
        assert_eq!(ink(true).wrap("", 9, 2), Vec::<String>::new());
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(ink(true).cut("日本語のテキスト", 7), "日本語…");
        assert!(ink(true).quote(&example(&"日本 ".repeat(50), "T-1"), 30, 2).iter().all(|line| width(line) <= 30));
    }

    #[test]
    fn bars_rise_with_the_count_and_zero_is_told_from_one() {
        let series: Vec<Point> = [0, 1, 50, 100]
            .into_iter()
            .map(|tickets| Point { period: "2026-01-05".parse().unwrap(), tickets })
            .collect();
        assert_eq!(ink(true).spark(&series, 9), "▁▂▄▇");
        assert_eq!(ink(true).spark(&series, 2), "▄▇");
        assert_eq!(ink(false).spark(&series, 9), "_.-#");
        assert_eq!(ink(true).spark(&series[..1], 9), "▁");
    }

    #[test]
    fn an_escape_sequence_of_a_ticket_never_reaches_the_screen() {
        let lines = ink(true).quote(&example("\u{1b}[31mred", "\u{1b}]0;title\u{7}"), 60, 2);
        assert!(!lines.concat().contains(['\u{1b}', '\u{7}']));
    }
}
