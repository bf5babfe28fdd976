//! Words, names and values of a dump.

use std::borrow::Cow;

/// A place in a dump.
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// How far lines are counted, and how many there were.
    counted: (usize, u64),
    /// Whether `\` escapes in all strings, and not only in `E'…'`.
    backslash: bool,
}

impl<'t> Lexer<'t> {
    /// Stands at the beginning.
    pub fn new(text: &'t str, backslash: bool) -> Self {
        Self { text, at: 0, counted: (0, 1), backslash }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Number of the line that it stands in, from 1.
    pub fn line(&mut self) -> u64 {
        let (from, lines) = self.counted;
        let lines = lines + self.text.as_bytes()[from..self.at].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = (self.at, lines);
        lines
    }

    /// Goes over blanks and comments; whether anything follows.
    pub fn skip_blanks(&mut self) -> bool {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
            self.at += blanks;
            let rest = self.rest();
            let comment = if rest.starts_with("--") || rest.starts_with('#') {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                return !rest.is_empty();
            };
            self.at += comment;
        }
    }

    /// Goes over a sign, if it is the next one.
    pub fn eat(&mut self, sign: char) -> bool {
        self.skip_blanks();
        let is = self.peek() == Some(sign);
        self.at += if is { sign.len_utf8() } else { 0 };
        is
    }

    fn next_word(&mut self) -> &'t str {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(rest.len());
        &rest[..end]
    }

    /// The next word, without quotes.
    pub fn word(&mut self) -> Option<&'t str> {
        let word = self.next_word();
        self.at += word.len();
        (!word.is_empty()).then_some(word)
    }

    /// Whether the next word is one of these.
    pub fn word_is(&mut self, words: &[&str]) -> bool {
        let next = self.next_word();
        words.iter().any(|word| next.eq_ignore_ascii_case(word))
    }

    /// Goes over a word, if it is the next one.
    pub fn skip_word(&mut self, word: &str) -> bool {
        let is = self.word_is(&[word]);
        self.at += if is { word.len() } else { 0 };
        is
    }

    /// A name, the last part of one with a schema.
    pub fn name(&mut self) -> Option<String> {
        let mut name = None;
        loop {
            self.skip_blanks();
            let part = match self.peek()? {
                '"' => self.quoted('"'),
                '`' => self.quoted('`'),
                '[' => self.quoted(']'),
                _ => self.word().map(str::to_owned),
            };
            name = part.or(name);
            if name.is_none() || self.peek() != Some('.') {
                return name;
            }
            self.at += 1;
        }
    }

    /// A name in quotes, which stand for themselves when they are doubled.
    fn quoted(&mut self, close: char) -> Option<String> {
        let mut name = String::new();
        let inner = &self.rest()[1..];
        let mut signs = inner.char_indices().peekable();
        while let Some((at, c)) = signs.next() {
            if c != close {
                name.push(c);
            } else if signs.next_if(|(_, next)| *next == close).is_some() {
                name.push(close);
            } else {
                self.at += 1 + at + close.len_utf8();
                return Some(name);
            }
        }
        self.at = self.text.len();
        None
    }

    /// The next value of a row, up to its comma or the end of the row; none for `NULL`. Of an expression the first string,
    /// else what is written.
    pub fn value(&mut self) -> Option<String> {
        self.skip_blanks();
        let start = self.at;
        let (mut depth, mut string) = (0_usize, None);
        while let Some(c) = self.peek() {
            match c {
                '\'' => {
                    let escapes = self.backslash || self.text[start..self.at].ends_with(['E', 'e']);
                    let text = self.string(escapes);
                    string.get_or_insert(text);
                    continue;
                }
                '(' => depth += 1,
                ')' if depth > 0 => depth -= 1,
                ')' | ';' => break,
                ',' if depth == 0 => break,
                _ => {}
            }
            self.at += c.len_utf8();
        }
        let written = self.text[start..self.at].trim();
        let blob =
            written.get(..2).is_some_and(|mark| mark.eq_ignore_ascii_case("0x") || mark.eq_ignore_ascii_case("x'"));
        if blob || string.is_none() && written.eq_ignore_ascii_case("null") {
            return None;
        }
        Some(string.map_or_else(|| written.to_owned(), Cow::into_owned))
    }

    /// A string; stands on its quote. One that never ends goes to the end of the text.
    fn string(&mut self, escapes: bool) -> Cow<'t, str> {
        let inner = &self.rest()[1..];
        let (mut from, mut made) = (0, String::new());
        let mut at = 0;
        while let Some(found) = inner[at..].find(['\'', '\\']) {
            let sign = at + found;
            let next = inner[sign + 1..].chars().next();
            if inner.as_bytes()[sign] == b'\\' {
                at = sign + 1;
                if let Some(next) = next.filter(|_| escapes) {
                    made.push_str(&inner[from..sign]);
                    made.push(unescaped(next));
                    at += next.len_utf8();
                    from = at;
                }
            } else if next == Some('\'') {
                made.push_str(&inner[from..=sign]);
                at = sign + 2;
                from = at;
            } else {
                self.at += 1 + sign + 1;
                if made.is_empty() && from == 0 {
                    return Cow::Borrowed(&inner[..sign]);
                }
                made.push_str(&inner[from..sign]);
                return Cow::Owned(made);
            }
        }
        self.at = self.text.len();
        made.push_str(&inner[from..]);
        Cow::Owned(made)
    }

    /// Goes on to the end of what stands between two commas of one depth.
    pub fn skip_part(&mut self) {
        let mut depth = 0_usize;
        while self.skip_blanks() {
            match self.peek() {
                Some('(') => depth += 1,
                Some(')') if depth > 0 => depth -= 1,
                Some(')' | ';') => return,
                Some(',') if depth == 0 => return,
                _ => {}
            }
            self.step();
        }
    }

    /// Goes behind the semicolon, or up to the batch's end on a line of its own.
    pub fn skip_statement(&mut self) {
        while self.skip_blanks() {
            let own_line = self.text[..self.at].ends_with('\n');
            if own_line && self.word_is(&["go"]) {
                return;
            }
            if self.peek() == Some(';') {
                self.at += 1;
                return;
            }
            self.step();
        }
    }

    /// Goes over a sign, a word, or all of something in quotes.
    fn step(&mut self) {
        match self.peek() {
            Some('\'') => drop(self.string(self.backslash)),
            Some(quote @ ('"' | '`')) => drop(self.quoted(quote)),
            Some('$') => self.dollars(),
            Some(c) if c.is_alphanumeric() => drop(self.word()),
            Some(c) => self.at += c.len_utf8(),
            None => {}
        }
    }

    /// PostgreSQL's quotes for bodies of functions: `$$…$$`, `$body$…$body$`.
    fn dollars(&mut self) {
        let rest = self.rest();
        let tag = rest[1..].find('$').map(|end| &rest[..end + 2]);
        let tag = tag.filter(|tag| tag[1..tag.len() - 1].chars().all(|c| c.is_alphanumeric() || c == '_'));
        self.at += match tag {
            Some(tag) => rest[tag.len()..].find(tag).map_or(rest.len(), |end| end + 2 * tag.len()),
            None => 1,
        };
    }

    /// Goes behind the end of the line.
    pub fn skip_line(&mut self) {
        let rest = self.rest();
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    /// The next line with its number; none at the end.
    pub fn next_line(&mut self) -> Option<(u64, &'t str)> {
        let number = self.line();
        let line = self.rest().lines().next()?;
        self.skip_line();
        Some((number, line))
    }
}

/// What a sign behind `\` stands for in MySQL and in `E'…'`.
fn unescaped(sign: char) -> char {
    match sign {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\u{8}',
        '0' => ' ',
        'Z' => '\u{1a}',
        other => other,
    }
}

/// A value of `COPY`'s text format; none for `\N`.
pub fn copied(value: &str) -> Option<String> {
    if value == "\\N" {
        return None;
    }
    if !value.contains('\\') {
        return Some(value.to_owned());
    }
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars();
    while let Some(c) = signs.next() {
        text.push(match c {
            '\\' => match signs.next() {
                Some('v') => '\u{b}',
                Some('f') => '\u{c}',
                Some(next) => unescaped(next),
                None => '\\',
            },
            other => other,
        });
    }
    Some(text)
}
