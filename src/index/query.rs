//! The language of queries: words, "phrases", prefix*, fuzzy~, field:value, AND, OR, NOT, brackets.

use crate::model::{problem::ProblemId, time::Day};

/// Longest query, in characters.
const LONGEST: usize = 2_000;

/// Brackets inside brackets.
const DEEPEST: usize = 24;

/// A query, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// All of them.
    All(Vec<Query>),
    /// One of them at least.
    Any(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// Text of tickets.
    Text(Text),
    /// A field of tickets.
    Field(Field),
}

/// What is looked for in texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// A word in any of its forms.
    Word(String),
    /// Words in a row, as they stand.
    Phrase(String),
    /// Words that begin so.
    Prefix(String),
    /// Words that are written nearly so, at most so many letters apart.
    Fuzzy(String, u8),
}

impl Text {
    /// As the user wrote it, without signs.
    pub fn written(&self) -> &str {
        match self {
            Self::Word(text) | Self::Phrase(text) | Self::Prefix(text) | Self::Fuzzy(text, _) => text,
        }
    }
}

/// What is looked for in fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// `open`, `pending`, `done`.
    Status(&'static str),
    /// Words of the product's name.
    Product(String),
    /// Words of the channel's name.
    Channel(String),
    /// Words of the category's path.
    Category(String),
    /// Code of the language.
    Language(String),
    /// A problem; none for the tickets that are in none.
    Problem(Option<ProblemId>),
    /// A ticket's id.
    Ticket(String),
    /// First and last day of creation, both included.
    Created(Option<Day>, Option<Day>),
}

/// The names of fields.
const FIELDS: [&str; 8] = ["category", "channel", "created", "lang", "problem", "product", "status", "ticket"];

/// Fields whose values are days, states, codes and ids: nothing in them is masked.
const PLAIN: [&str; 6] = ["created", "lang", "language", "problem", "status", "ticket"];

/// A query as it may be shown: masked, but for the values of fields that are no words.
pub fn shown(typed: &str, mask: &dyn Fn(&str) -> String) -> String {
    let is_plain = |word: &str| {
        let name = word.trim_start_matches(['(', '-']).split_once(':').map(|(name, _)| name.to_ascii_lowercase());
        name.is_some_and(|name| PLAIN.contains(&name.as_str()))
    };
    let (mut found, mut words) = (String::new(), String::new());
    for word in typed.split_inclusive(char::is_whitespace) {
        if is_plain(word) {
            found += &mask(&std::mem::take(&mut words));
            found += word;
        } else {
            words += word;
        }
    }
    found + &mask(&words)
}

/// Why a query cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Nothing in it.
    #[error("the query holds no word to look for")]
    Empty,
    /// Too long.
    #[error("the query is longer than {LONGEST} characters")]
    TooLong,
    /// Too many brackets inside each other.
    #[error("more than {DEEPEST} brackets stand inside each other")]
    TooDeep,
    /// A quotation mark without its second.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// A bracket without its second.
    #[error("a bracket is not closed")]
    OpenBracket,
    /// A closing bracket without its first.
    #[error("a bracket is closed that was not opened")]
    StrayBracket,
    /// AND, OR, NOT without what belongs to it.
    #[error("{0} stands without what it belongs to")]
    Dangling(&'static str),
    /// No such field.
    #[error("there is no field {name}; there are {}", FIELDS.join(", "))]
    UnknownField {
        /// What was written.
        name: String,
    },
    /// A field without a value.
    #[error("{0}: stands without a value")]
    NoValue(&'static str),
    /// The value of a field cannot be.
    #[error("{field}:{value} cannot be read: {should}")]
    BadValue {
        /// The field.
        field: &'static str,
        /// What was written.
        value: String,
        /// How it is written.
        should: &'static str,
    },
}

impl QueryError {
    /// One thing to do about it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::UnknownField { .. } => "put what is no field into quotation marks: '\"error:404\"'",
            Self::Dangling(_) => "put the word into quotation marks to look for it: '\"or\"'",
            _ => "fixfirst search --help shows how queries are written",
        }
    }
}

/// Reads a query.
///
/// # Errors
/// When it is malformed; the error says where.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.chars().count() > LONGEST {
        return Err(QueryError::TooLong);
    }
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let query = parser.any()?;
    match parser.peek() {
        Some(Token::Close) => Err(QueryError::StrayBracket),
        _ => query.ok_or(QueryError::Empty),
    }
}

impl Query {
    /// The texts that a ticket should hold, in order; what stands under NOT is none.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::texts).collect(),
            Self::Not(_) | Self::Field(_) => vec![],
            Self::Text(text) => vec![text],
        }
    }

    /// What the fields alone ask for; none when they ask for nothing.
    pub fn fields_only(&self) -> Option<Self> {
        match self {
            Self::All(parts) => {
                let kept: Vec<Self> = parts.iter().filter_map(Self::fields_only).collect();
                (!kept.is_empty()).then_some(Self::All(kept))
            }
            // One part without a field lets every ticket through.
            Self::Any(parts) => parts.iter().map(Self::fields_only).collect::<Option<Vec<_>>>().map(Self::Any),
            Self::Not(part) => matches!(**part, Self::Field(_)).then(|| self.clone()),
            Self::Field(_) => Some(self.clone()),
            Self::Text(_) => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Leaf(Query),
}

fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut found = vec![];
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        let used = match c {
            '(' => {
                found.push(Token::Open);
                1
            }
            ')' => {
                found.push(Token::Close);
                1
            }
            '"' | '“' | '”' | '„' => {
                let (phrase, used) = quoted(rest)?;
                found.push(Token::Leaf(Query::Text(Text::Phrase(phrase))));
                used
            }
            '-' if rest[1..].starts_with(|next: char| next.is_alphanumeric() || next == '"') => {
                found.push(Token::Not);
                1
            }
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "()\"“”„".contains(c)).unwrap_or(rest.len());
                let (token, more) = word(&rest[..end], &rest[end..])?;
                found.push(token);
                end + more
            }
        };
        rest = rest[used..].trim_start();
    }
    Ok(found)
}

/// A phrase at the start of a text, and the bytes that it takes with its marks.
fn quoted(text: &str) -> Result<(String, usize), QueryError> {
    let open = text.chars().next().map_or(1, char::len_utf8);
    let inside = &text[open..];
    let end = inside.find(['"', '“', '”']).ok_or(QueryError::OpenQuote)?;
    let close = inside[end..].chars().next().map_or(1, char::len_utf8);
    Ok((inside[..end].to_owned(), open + end + close))
}

/// A bare word, and the bytes of `rest` that belong to it: the quoted value of a field.
fn word(word: &str, rest: &str) -> Result<(Token, usize), QueryError> {
    match word {
        "AND" => return Ok((Token::And, 0)),
        "OR" => return Ok((Token::Or, 0)),
        "NOT" => return Ok((Token::Not, 0)),
        _ => {}
    }
    if let Some((name, value)) = word.split_once(':')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
        && !value.starts_with("//")
    {
        let lower = name.to_ascii_lowercase();
        let lower = if lower == "language" { "lang" } else { &lower };
        let Some(known) = FIELDS.iter().find(|known| **known == lower) else {
            return Err(QueryError::UnknownField { name: name.to_owned() });
        };
        let (value, used) = match value {
            "" if rest.starts_with(['"', '“', '”', '„']) => quoted(rest)?,
            value => (value.to_owned(), 0),
        };
        return Ok((Token::Leaf(Query::Field(field(known, value.trim())?)), used));
    }
    let text = match word.rsplit_once('~') {
        Some((stem, "")) if !stem.is_empty() => Text::Fuzzy(stem.to_owned(), 1),
        Some((stem, "1")) if !stem.is_empty() => Text::Fuzzy(stem.to_owned(), 1),
        Some((stem, "2")) if !stem.is_empty() => Text::Fuzzy(stem.to_owned(), 2),
        _ => match word.strip_suffix('*') {
            Some(start) if !start.is_empty() => Text::Prefix(start.to_owned()),
            _ => Text::Word(word.to_owned()),
        },
    };
    Ok((Token::Leaf(Query::Text(text)), 0))
}

fn field(name: &'static str, value: &str) -> Result<Field, QueryError> {
    if value.is_empty() {
        return Err(QueryError::NoValue(name));
    }
    let bad = |should| QueryError::BadValue { field: name, value: value.to_owned(), should };
    let lower = value.to_lowercase();
    Ok(match name {
        "status" => Field::Status(match lower.as_str() {
            "open" | "new" => "open",
            "pending" | "hold" | "waiting" => "pending",
            "done" | "closed" | "solved" | "resolved" => "done",
            _ => return Err(bad("it is open, pending or done")),
        }),
        "product" => Field::Product(value.to_owned()),
        "channel" => Field::Channel(value.to_owned()),
        "category" => Field::Category(value.to_owned()),
        "lang" if (2..=3).contains(&lower.len()) && lower.bytes().all(|b| b.is_ascii_lowercase()) => {
            Field::Language(lower)
        }
        "lang" => return Err(bad("a language is written by its code: de, en, und")),
        "problem" if lower == "none" => Field::Problem(None),
        "problem" => {
            let id = value.to_uppercase().parse().map_err(|_| bad("a problem is written P-3, or none"))?;
            Field::Problem(Some(id))
        }
        "ticket" => Field::Ticket(value.to_owned()),
        _ => {
            let (from, to) = span(value)
                .ok_or_else(|| bad("days are written 2026-05, 2026-05-03, 2026-05..2026-06, 2026-05.. or ..2026"))?;
            Field::Created(from, to)
        }
    })
}

/// `2026-05..2026-06-15` → first and last day.
fn span(text: &str) -> Option<(Option<Day>, Option<Day>)> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let one = |text: &str, last: bool| if text.is_empty() { Some(None) } else { day(text, last).map(Some) };
    let (from, to) = (one(from, false)?, one(to, true)?);
    match (from, to) {
        (None, None) => None,
        (Some(first), Some(last)) if first > last => None,
        span => Some(span),
    }
}

/// A day, or the first or last one of a month or year.
fn day(text: &str, last: bool) -> Option<Day> {
    let parts: Vec<u32> = text
        .split('-')
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())))
        .collect::<Option<_>>()?;
    let year = |year: u32| i32::try_from(year).ok().filter(|year| (1900..=2200).contains(year));
    let month_end = |year: i32, month: u32| match month {
        12 => Day::from_ymd(year + 1, 1, 1),
        month => Day::from_ymd(year, month + 1, 1),
    };
    match parts[..] {
        [y] if last => Day::from_ymd(year(y)?, 12, 31),
        [y] => Day::from_ymd(year(y)?, 1, 1),
        [y, month] if last => Some(month_end(year(y)?, month).filter(|_| month >= 1)?.previous()),
        [y, month] => Day::from_ymd(year(y)?, month, 1),
        [y, month, day] => Day::from_ymd(year(y)?, month, day),
        _ => None,
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn eat(&mut self, token: &Token) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    /// Parts with OR between them; none when nothing stands there.
    fn any(&mut self) -> Result<Option<Query>, QueryError> {
        let Some(first) = self.all()? else {
            return if self.peek() == Some(&Token::Or) { Err(QueryError::Dangling("OR")) } else { Ok(None) };
        };
        let mut parts = vec![first];
        while self.eat(&Token::Or) {
            parts.push(self.all()?.ok_or(QueryError::Dangling("OR"))?);
        }
        Ok(one_or(parts, Query::Any))
    }

    /// Parts side by side or with AND between them.
    fn all(&mut self) -> Result<Option<Query>, QueryError> {
        let mut parts = vec![];
        loop {
            if self.eat(&Token::And) {
                let part = if parts.is_empty() { None } else { self.part()? };
                parts.push(part.ok_or(QueryError::Dangling("AND"))?);
                continue;
            }
            match self.part()? {
                Some(part) => parts.push(part),
                None => return Ok(one_or(parts, Query::All)),
            }
        }
    }

    fn part(&mut self) -> Result<Option<Query>, QueryError> {
        let mut not = false;
        while self.eat(&Token::Not) {
            not = !not;
            if !matches!(self.peek(), Some(Token::Not | Token::Open | Token::Leaf(_))) {
                return Err(QueryError::Dangling("NOT"));
            }
        }
        let part = match self.peek() {
            Some(Token::Leaf(leaf)) => {
                let leaf = leaf.clone();
                self.at += 1;
                leaf
            }
            Some(Token::Open) => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(QueryError::TooDeep);
                }
                let inside = self.any()?.ok_or(QueryError::Empty)?;
                self.depth -= 1;
                if !self.eat(&Token::Close) {
                    return Err(QueryError::OpenBracket);
                }
                inside
            }
            _ => return Ok(None),
        };
        Ok(Some(if not { Query::Not(Box::new(part)) } else { part }))
    }
}

fn one_or(mut parts: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Option<Query> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(several(parts)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Query {
        Query::Text(Text::Word(text.to_owned()))
    }

    fn phrase(text: &str) -> Query {
        Query::Text(Text::Phrase(text.to_owned()))
    }

    #[test]
    fn values_of_fields_are_shown_as_they_were_typed() {
        let mask = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "#");
        for (typed, told) in [
            ("status:open \"log in 5\" created:2026-05..", "status:open \"log in #\" created:2026-05.."),
            ("(ticket:48912 OR product:7) 12", "(ticket:48912 OR product:#) ##"),
            ("-created:2026-05-03  a", "-created:2026-05-03  a"),
        ] {
            assert_eq!(shown(typed, &mask), told);
        }
    }

    #[test]
    fn words_bind_closer_than_or() {
        assert_eq!(
            parse("slow login OR \"log in\" -mobile"),
            Ok(Query::Any(vec![
                Query::All(vec![word("slow"), word("login")]),
                Query::All(vec![phrase("log in"), Query::Not(Box::new(word("mobile")))]),
            ]))
        );
        assert_eq!(
            parse("slow AND (a OR NOT b)"),
            Ok(Query::All(vec![word("slow"), Query::Any(vec![word("a"), Query::Not(Box::new(word("b")))])]))
        );
        assert_eq!(parse("well-known e-mail or"), parse("(well-known) e-mail AND or"));
    }

    #[test]
    fn endings_say_how_a_word_is_meant() {
        let text = |text: &str| match parse(text) {
            Ok(Query::Text(text)) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(text("invoic*"), Text::Prefix("invoic".to_owned()));
        assert_eq!(text("colour~"), Text::Fuzzy("colour".to_owned(), 1));
        assert_eq!(text("colour~2"), Text::Fuzzy("colour".to_owned(), 2));
        assert_eq!(text("https://x.example/a"), Text::Word("https://x.example/a".to_owned()));
        assert_eq!(text("10:30"), Text::Word("10:30".to_owned()));
    }

    #[test]
    fn fields_are_read_with_their_values() {
        let field = |text: &str| match parse(text) {
            Ok(Query::Field(field)) => field,
            other => panic!("{text}: {other:?}"),
        };
        let day = |y, m, d| Day::from_ymd(y, m, d);
        assert_eq!(field("status:closed"), Field::Status("done"));
        assert_eq!(field("Category:\"Billing > Export\""), Field::Category("Billing > Export".to_owned()));
        assert_eq!(field("problem:p-3"), Field::Problem(Some(ProblemId(3))));
        assert_eq!(field("problem:none"), Field::Problem(None));
        assert_eq!(field("created:2026-05..2026-06"), Field::Created(day(2026, 5, 1), day(2026, 6, 30)));
        assert_eq!(field("created:2024-02"), Field::Created(day(2024, 2, 1), day(2024, 2, 29)));
        assert_eq!(field("created:2026-12.."), Field::Created(day(2026, 12, 1), None));
        assert_eq!(field("created:..2025"), Field::Created(None, day(2025, 12, 31)));
        assert_eq!(field("lang:DE"), Field::Language("de".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_reason() {
        for (text, error) in [
            ("", QueryError::Empty),
            ("  ", QueryError::Empty),
            ("()", QueryError::Empty),
            ("\"log in", QueryError::OpenQuote),
            ("(a OR b", QueryError::OpenBracket),
            ("a) b", QueryError::StrayBracket),
            ("a OR", QueryError::Dangling("OR")),
            ("OR a", QueryError::Dangling("OR")),
            ("AND a", QueryError::Dangling("AND")),
            ("a NOT", QueryError::Dangling("NOT")),
            ("status:", QueryError::NoValue("status")),
            ("colour:red", QueryError::UnknownField { name: "colour".to_owned() }),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
        for text in [
            "status:angry",
            "problem:seventeen",
            "created:2026-13",
            "created:2026-06..2026-05",
            "created:..",
            "lang:german",
        ] {
            assert!(matches!(parse(text), Err(QueryError::BadValue { .. })), "{text}");
        }
        assert_eq!(parse(&"(".repeat(500)), Err(QueryError::TooDeep));
        assert_eq!(parse(&"x".repeat(3_000)), Err(QueryError::TooLong));
    }

    #[test]
    fn the_fields_of_a_query_can_be_asked_alone() {
        let fields = |text: &str| parse(text).unwrap().fields_only();
        assert_eq!(fields("slow login"), None);
        assert_eq!(fields("slow status:open NOT lang:de"), parse("status:open NOT lang:de").ok());
        assert_eq!(fields("slow OR status:open"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a-z():\"* ~.“”„ANDORT:-]{0,40}|\\PC{0,30}") {
            let _ = parse(&text);
        }
    }
}
