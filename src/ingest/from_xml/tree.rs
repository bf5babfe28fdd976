//! Tags that open and close elements, put in order: every element that opens closes once.
//!
//! A closing tag that is missing is supplied by the next one that fits; one that fits nothing is a
//! misspelt one of the element that is open, or is passed over.

use std::collections::BTreeMap;

use super::tokens::{Tag, Token, Tokens};

/// How many elements may stand in each other. Exports have about ten levels; the rest are attacks.
const DEEPEST: usize = 1_000;

/// How many children tell an element of the same name inside another that a closing tag is missing.
const CHILDREN_OF_A_RECORD: usize = 3;

/// Elements of HTML that never close.
const VOID: &[&str] = &["br", "hr", "img", "wbr"];

/// Elements of HTML that stand in texts which forgot to escape them.
pub const MARKUP: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "tt",
    "u",
    "ul",
    "wbr",
];

/// What happens next in a document.
#[derive(Clone, Copy, Debug)]
pub enum Step<'t> {
    /// An element opens.
    Open(Tag<'t>),
    /// The element that opened last closes.
    Close,
    /// Text.
    Text(&'t str),
    /// A reference, without `&` and `;`.
    Reference(&'t str),
}

struct Element<'t> {
    name: &'t str,
    children: usize,
    text: bool,
}

/// The elements of a document in reading order.
pub struct Tree<'t> {
    tokens: Tokens<'t>,
    open: Vec<Element<'t>>,
    names: BTreeMap<&'t str, usize>,
    /// Elements that are still to be closed before anything else happens.
    to_close: usize,
    /// What happens after that.
    next: Option<Tag<'t>>,
    /// Line on which elements stood too deep to go on.
    pub too_deep: Option<u64>,
}

impl<'t> Tree<'t> {
    /// Starts at a byte of the text.
    pub fn new(text: &'t str, start: usize) -> Self {
        let (tokens, names) = (Tokens::new(text, start), BTreeMap::new());
        Self { tokens, open: vec![], names, to_close: 0, next: None, too_deep: None }
    }

    /// Physical line of a byte; asked for in rising order.
    pub fn line(&mut self, byte: usize) -> u64 {
        self.tokens.line(byte)
    }

    /// Whether the end was reached, or reading given up before it.
    pub fn given_up(&self) -> bool {
        self.tokens.given_up || self.too_deep.is_some()
    }

    fn enter(&mut self, tag: Tag<'t>) -> Step<'t> {
        if let Some(parent) = self.open.last_mut() {
            parent.children += 1;
        }
        self.open.push(Element { name: tag.name, children: 0, text: false });
        *self.names.entry(tag.name).or_default() += 1;
        if tag.empty || is_one_of(VOID, tag.name) {
            self.to_close = 1;
        }
        Step::Open(tag)
    }

    fn leave(&mut self) -> Step<'t> {
        if let Some(element) = self.open.pop()
            && let Some(count) = self.names.get_mut(element.name)
        {
            *count -= 1;
        }
        Step::Close
    }

    /// How many elements a closing tag closes.
    fn closed_by(&self, name: &str) -> usize {
        let Some(top) = self.open.last() else { return 0 };
        if top.name == name {
            return 1;
        }
        if self.names.get(name).is_some_and(|count| *count > 0) {
            return self.open.iter().rev().position(|element| element.name == name).map_or(0, |above| above + 1);
        }
        let container = top.children > 0 && !top.text;
        let leaf = top.children == 0 && top.text;
        usize::from(self.open.len() > 1 && (container || leaf) && !is_one_of(MARKUP, name))
    }
}

/// Whether a name is one of a list, in any case.
pub fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl<'t> Iterator for Tree<'t> {
    type Item = Step<'t>;

    fn next(&mut self) -> Option<Step<'t>> {
        loop {
            if self.to_close > 0 {
                self.to_close -= 1;
                return Some(self.leave());
            }
            if let Some(tag) = self.next.take() {
                return Some(self.enter(tag));
            }
            if self.too_deep.is_some() {
                return None;
            }
            match self.tokens.next()? {
                Token::Start(tag) => {
                    let unclosed = self.open.len() > 1
                        && self.open.last().is_some_and(|top| {
                            top.name == tag.name && top.children >= CHILDREN_OF_A_RECORD && !top.text
                        });
                    if self.open.len() >= DEEPEST {
                        self.too_deep = Some(self.tokens.line(tag.at));
                        return None;
                    }
                    self.to_close = usize::from(unclosed);
                    self.next = Some(tag);
                }
                Token::End(name) => self.to_close = self.closed_by(name),
                Token::Text(text) => {
                    if let Some(top) = self.open.last_mut() {
                        top.text |= !text.trim().is_empty();
                    }
                    return Some(Step::Text(text));
                }
                Token::Reference(name) => {
                    if let Some(top) = self.open.last_mut() {
                        top.text = true;
                    }
                    return Some(Step::Reference(name));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |step: Step<'_>| match step {
            Step::Open(tag) => format!("({}", tag.name),
            Step::Close => ")".to_owned(),
            Step::Text(text) => format!(" {}", text.trim()).trim_end().to_owned(),
            Step::Reference(name) => format!(" &{name}"),
        };
        Tree::new(text, 0).map(show).collect()
    }

    #[test]
    fn missing_and_misspelt_closing_tags_are_supplied() {
        assert_eq!(shown("<a><b>x<c>y</a>"), "(a(b x(c y)))");
        assert_eq!(shown("<r><bag><id>1</id></bug><bug><id>2</id></bug></r>"), "(r(bag(id 1))(bug(id 2)))");
        assert_eq!(shown("<r><t><s>open</statuss><u>x</u></t></r>"), "(r(t(s open)(u x)))");
        assert_eq!(shown("<r><t><d>one</b> two<br>three</br></d></t></r>"), "(r(t(d one two(br) three)))");
        let records = "<r><t><a>1</a><b>2</b><c>3</c><t><a>4</a></t></r>";
        assert_eq!(shown(records), "(r(t(a 1)(b 2)(c 3))(t(a 4)))");
    }

    #[test]
    fn elements_beyond_any_depth_end_the_reading() {
        let text = "<a>\n".repeat(100_000);
        let mut tree = Tree::new(&text, 0);
        assert_eq!(tree.by_ref().filter(|step| matches!(step, Step::Open(_))).count(), DEEPEST);
        assert_eq!(tree.too_deep, Some(1_001));
    }

    #[test]
    fn a_hundred_thousand_stray_tags_take_no_time() {
        let text = format!("<a>{}{}", "<b>".repeat(900), "</c>".repeat(100_000));
        assert_eq!(Tree::new(&text, 0).filter(|step| matches!(step, Step::Close)).count(), 0);
    }
}
