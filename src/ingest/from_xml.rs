//! XML → [`Table`]s: the records of any export, without a schema and without trust.
//!
//! Two passes: where the records are (`outline`), then each record as the value that JSON would have in its place
//! (`element`), so that names are key paths (`reporter.name`) whatever the container. Workbooks and pages that are saved as
//! XML or HTML are tables of cells (`cells`). Tags that do not match, control characters and a missing end cost
//! the record they stand in at most. Entities of a document type are never expanded, nothing is fetched.

mod cells;
mod element;
mod entities;
mod lookups;
mod outline;
mod tokens;
mod tree;

use self::{
    element::Element,
    outline::{NOWHERE, Outline},
    tree::{Step, Tree},
};
use super::{from_json::Flattening, intake::RejectReason, table::Table};

/// How deep elements are kept below a record.
const DEEPEST: usize = 24;

/// Most elements of one record that are kept.
const MOST_ELEMENTS: usize = 50_000;

/// How much of a text is looked at to know XML, in bytes.
const SNIFFED: usize = 4_096;

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// No element has records in it.
    NoRecords,
    /// A page without a table.
    NoTable,
    /// Column names on this line, and nothing below.
    HeaderOnly(u64),
    /// Broken or hostile before the first record: line, and what is wrong.
    Broken(u64, &'static str),
}

/// A table of a document.
#[derive(Debug)]
pub struct Found {
    /// Name of its elements or of the sheet, where there are several.
    pub name: Option<String>,
    /// `xml`, `html` or `spreadsheetml`.
    pub format: &'static str,
    /// The records.
    pub table: Table,
}

/// Whether a text is XML or HTML, maybe below the sentence that browsers put above a document without style.
pub fn looks_like(text: &str) -> bool {
    start(text).is_some()
}

/// Where the document starts.
fn start(text: &str) -> Option<usize> {
    let mut end = text.len().min(SNIFFED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let at = head.len() - head.trim_start_matches('\u{feff}').trim_start().len();
    let first = &head[at..];
    if first.starts_with('<') {
        return is_document(first).then_some(at);
    }
    let sentence = |line: &str| {
        let delimited = line.contains([';', '\t', '"']) || line.matches(',').count() > line.matches(", ").count();
        line.contains("XML") && !delimited
    };
    if !first.lines().next().is_some_and(sentence) {
        return None;
    }
    let starts = |found: &(usize, &str)| head[..found.0].ends_with('\n') && is_document(&head[found.0..]);
    head.match_indices('<').find(starts).map(|(at, _)| at)
}

/// Elements of pages and of texts with markup: such a text is XML only when it says so.
const PAGES: &[&str] = &["html", "table", "head", "body", "meta", "style"];

fn is_document(start: &str) -> bool {
    let inside = &start[1..];
    if inside.starts_with(['?', '!']) {
        return true;
    }
    let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len());
    let name = &inside[..end];
    let element = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'));
    element && (tree::is_one_of(PAGES, name) || !tree::is_one_of(tree::MARKUP, name)) && start.contains('>')
}

/// Reads the tables of a document; never none. `lossy`: characters were replaced when it was decoded.
pub fn read(text: &str, lossy: bool) -> Result<Vec<Found>, Nothing> {
    let start = start(text).unwrap_or(0);
    if let Some(found) = cells::read(text, start, lossy) {
        return found;
    }
    let outline = Outline::of(text, start);
    let Some(tables) = outline.tables() else { return Err(why_nothing(text, start)) };
    let mut reading = Reading::new(&outline, tables.paths, lossy);
    reading.run(Tree::new(text, start));
    let cut = reading.cut;
    let mut found = lookups::resolve(reading.found());
    if found.is_empty() {
        return Err(cut.map_or(Nothing::NoRecords, |line| Nothing::Broken(line, "the first record has no end")));
    }
    if let [single] = found.as_mut_slice() {
        single.name = None;
    }
    Ok(found)
}

/// Why a document has no records.
fn why_nothing(text: &str, start: usize) -> Nothing {
    let mut tree = Tree::new(text, start);
    tree.by_ref().for_each(drop);
    if let Some(line) = tree.too_deep {
        return Nothing::Broken(line, "elements stand more than 1000 deep in each other");
    }
    let head = &text[start..];
    if let Some(at) = head.find("<!ENTITY").filter(|at| head[..*at].contains("<!DOCTYPE")) {
        let line = tokens::Tokens::new(text, start).line(start + at);
        return Nothing::Broken(
            line,
            "it declares entities, which are not expanded, and holds no tickets without them",
        );
    }
    Nothing::NoRecords
}

/// The second pass.
struct Reading<'o, 't> {
    outline: &'o Outline<'t>,
    paths: Vec<usize>,
    tables: Vec<Flattening>,
    lossy: bool,
    /// Line of the record that the file ends in.
    cut: Option<u64>,
}

/// A record while it is read.
struct Record<'t> {
    table: usize,
    line: u64,
    open: Vec<Element<'t>>,
    elements: usize,
    /// Elements that are open and not kept.
    beyond: usize,
}

impl<'o, 't> Reading<'o, 't> {
    fn new(outline: &'o Outline<'t>, paths: Vec<usize>, lossy: bool) -> Self {
        let tables = paths.iter().map(|_| Flattening::new()).collect();
        Self { outline, paths, tables, lossy, cut: None }
    }

    fn run(&mut self, mut tree: Tree<'t>) {
        let mut path: Vec<Option<usize>> = vec![Some(NOWHERE)];
        let mut record: Option<Record<'t>> = None;
        while let Some(step) = tree.next() {
            if let Some(open) = &mut record {
                if open.step(&step)
                    && let Some(whole) = record.take()
                {
                    self.take(whole);
                    path.pop();
                }
                continue;
            }
            match step {
                Step::Open(tag) => {
                    let at = path
                        .last()
                        .copied()
                        .flatten()
                        .and_then(|parent| self.outline.child(parent, outline::name_of(&tag)));
                    path.push(at);
                    if let Some(table) = at.and_then(|at| self.paths.iter().position(|path| *path == at)) {
                        let (line, open) = (tree.line(tag.at), vec![Element::new(&tag)]);
                        record = Some(Record { table, line, open, elements: 0, beyond: 0 });
                    }
                }
                Step::Close => {
                    path.pop();
                }
                Step::Text(_) | Step::Reference(_) => {}
            }
        }
        let unread = if tree.given_up() { Some(0) } else { None };
        let fault = record.map(|record| (record.table, record.line)).or_else(|| Some((unread?, tree.line(usize::MAX))));
        if let Some((table, line)) = fault {
            self.cut = Some(line);
            self.tables[table].table.push_fault(line, RejectReason::Malformed);
        }
    }

    fn take(&mut self, record: Record<'t>) {
        let table = &mut self.tables[record.table];
        if let Some(element) = record.open.into_iter().next() {
            table.record(record.line, &element.record(), self.lossy);
        }
    }

    /// The tables that have columns.
    fn found(self) -> Vec<Found> {
        let named = |(path, flattening): (usize, Flattening)| {
            let mut table = flattening.table;
            table.wrapper = self.outline.wrapper(path).map(str::to_owned);
            Found { name: Some(self.outline.name(path).to_owned()), format: "xml", table }
        };
        let found = self.paths.into_iter().zip(self.tables).map(named);
        found.filter(|found| !found.table.columns().is_empty()).collect()
    }
}

impl<'t> Record<'t> {
    /// Takes the next step; whether the record is whole.
    fn step(&mut self, step: &Step<'t>) -> bool {
        match step {
            Step::Open(tag) => {
                self.elements += 1;
                if self.beyond > 0 || self.open.len() > DEEPEST || self.elements > MOST_ELEMENTS {
                    self.beyond += 1;
                } else {
                    self.open.push(Element::new(tag));
                }
            }
            Step::Close if self.beyond > 0 => self.beyond -= 1,
            Step::Close => {
                if self.open.len() == 1 {
                    return true;
                }
                if let Some(child) = self.open.pop()
                    && let Some(parent) = self.open.last_mut()
                {
                    parent.child(child);
                }
            }
            Step::Text(text) if self.beyond == 0 => {
                if let Some(top) = self.open.last_mut() {
                    top.text(text);
                }
            }
            Step::Reference(name) if self.beyond == 0 => {
                if let Some(top) = self.open.last_mut() {
                    top.reference(name);
                }
            }
            Step::Text(_) | Step::Reference(_) => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(text: &str) -> Table {
        let [found] = <[Found; 1]>::try_from(read(text, false).unwrap()).unwrap();
        found.table
    }

    fn cells(table: &Table, column: &str) -> Vec<String> {
        let Some(at) = table.columns().iter().position(|name| name == column) else {
            return vec![format!("only {:?}", table.columns())];
        };
        (0..table.records().len()).map(|record| table.cell(record, at).to_owned()).collect()
    }

    #[test]
    fn xml_is_known_with_and_without_a_browsers_sentence() {
        assert!(looks_like("\u{feff} <?xml version='1.0'?><a/>"));
        assert!(looks_like(
            "This XML file does not appear to have any style information.\n<!-- x -->\n<rss version='0.92'>"
        ));
        assert!(looks_like("Mit dieser XML-Datei sind keine Stilinformationen verknüpft.\n\n<rss>"));
        assert!(looks_like("<tickets type=\"array\"><ticket>") && looks_like("<TABLE border=1><tr>"));
        for text in
            ["text,label\n<b>No mail</b>,mail", "<b>No mail</b>,mail\n", "a < b", "<3,<4", "XML is broken, <rss>\n1,2"]
        {
            assert!(!looks_like(text), "{text}");
        }
    }

    #[test]
    fn records_keep_their_line() {
        let table = only(
            "<?xml version='1.0'?>\n<issues type='array'>\n<issue><id>1</id><subject>a</subject></issue>\n\n<issue>\n<id>2</id><subject>b</subject></issue></issues>",
        );
        assert_eq!(table.records().iter().map(|record| record.line).collect::<Vec<_>>(), [3, 5]);
        assert_eq!(cells(&table, "subject"), ["a", "b"]);
        assert_eq!(table.wrapper.as_deref(), Some("issues"));
    }

    #[test]
    fn a_cut_off_file_gives_what_is_whole() {
        let whole = "<bugs><bug><id>1</id><t>a</t></bug>\n<bug><id>2</id><t>b</t></bug>\n<bug><id>3</id><t>c";
        for cut in ["", "</", "</t", "</t>", "</t><u x='", "<![CDATA[ x", "<!-- x", "&am"] {
            let table = only(&format!("{whole}{cut}"));
            let faults: Vec<_> = table.records().iter().map(|record| (record.line, record.fault.is_some())).collect();
            assert_eq!(faults, [(1, false), (2, false), (3, true)], "{cut}");
        }
        let first = read("<bugs><bug><id>1</id><t>a</t>", false).unwrap_err();
        assert_eq!(first, Nothing::Broken(1, "the first record has no end"));
    }

    #[test]
    fn tables_of_one_file_are_told_apart() {
        let text = "<unload><incident><number>INC1</number><short_description>No mail</short_description></incident>\
                    <sys_journal_field><element_id>a</element_id><value>Still none</value></sys_journal_field>\
                    <incident><number>INC2</number><short_description>No login</short_description></incident></unload>";
        let found = read(text, false).unwrap();
        let shown: Vec<_> =
            found.iter().map(|found| (found.name.as_deref().unwrap(), found.table.records().len())).collect();
        assert_eq!(shown, [("incident", 2), ("sys_journal_field", 1)]);
    }

    #[test]
    fn numbers_are_called_by_the_words_beside_them() {
        let text = "<backup><Issue id='1' key='A-1' summary='No mail' type='2' status='3'/>\
                    <Status id='3' name='Closed' sequence='1' iconurl='x'/><IssueType id='2' name='Bug' sequence='1' iconurl='y'/>\
                    <Action id='9' issue='1' type='comment' author='ann' body='Seen'/></backup>";
        let found = read(text, false).unwrap();
        let names: Vec<_> = found.iter().map(|found| found.name.as_deref().unwrap()).collect();
        assert_eq!(names, ["Issue", "Action"]);
        assert_eq!(
            (cells(&found[0].table, "status.name"), cells(&found[0].table, "type.name")),
            (vec!["Closed".into()], vec!["Bug".into()])
        );
        assert_eq!(cells(&found[1].table, "type"), ["comment"]);
    }

    #[test]
    fn attacks_are_refused_with_their_line() {
        let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [\n<!ENTITY lol \"lol\">\n<!ENTITY lol2 \"&lol;&lol;\">]>\n<lolz>&lol2;</lolz>";
        assert!(matches!(read(laughs, false).unwrap_err(), Nothing::Broken(3, _)));
        let deep = "<a>\n".repeat(100_000);
        assert!(matches!(read(&deep, false).unwrap_err(), Nothing::Broken(1_001, _)));
        let text = format!("<bugs><bug><id>1</id><t>a</t></bug><bug><id>2</id><t>b</t>{}", "<x>".repeat(5_000));
        let table = only(&text);
        assert_eq!(table.records().iter().filter(|record| record.fault.is_some()).count(), 1);
    }

    #[test]
    fn nothing_is_told_from_broken() {
        assert_eq!(read("<a>text</a>", false).unwrap_err(), Nothing::NoRecords);
        assert_eq!(read("<html><body><p>Log in</p></body></html>", false).unwrap_err(), Nothing::NoTable);
        assert_eq!(
            read("<table><tr><th>ID</th><th>Subject</th></tr></table>", false).unwrap_err(),
            Nothing::HeaderOnly(1)
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(<t>|</t>|<a b='1'>|</a>|<c/>|x|&amp;|<|\n|<!\\[CDATA\\[|\\]\\]>|<table>|<td>|<Workbook>){0,60}") {
            let _ = read(&text, true);
        }
    }
}
