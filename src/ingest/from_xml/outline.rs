//! Which elements of a document are its records.
//!
//! A first pass counts the elements by their path from the root. Records are elements with a name that
//! tickets go by, else the shallowest elements that repeat and have fields of their own, the most
//! frequent of them; elements beside them are further tables.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    tokens::{Tag, local},
    tree::{Step, Tree, is_one_of},
};
use crate::ingest::columns::{fields::Field, headers};

/// How deep records may stand.
const DEEPEST: usize = 8;

/// Most different paths that are counted.
const MOST_PATHS: usize = 20_000;

/// Most names of attributes that are looked at, an element.
const MOST_ATTRIBUTES: usize = 64;

/// Most tables of one document. A Jira backup has about 150.
const MOST_TABLES: usize = 400;

/// Names of elements that are tickets. Sources: the XML exports of the helpdesks in the table; RSS and Atom.
const RECORDS: &[&str] = &[
    "ticket",
    "helpdesk-ticket",
    "issue",
    "item",
    "bug",
    "incident",
    "case",
    "request",
    "entry",
    "conversation",
    "workitem",
    "work-item",
    "work_item",
    "complaint",
    "review",
    "report",
    "record",
];

/// Fields of an element that stand as attributes only, so that it is taken for a record: `<issue start="0" total="4"/>`
/// is none.
const FIELDS_AS_ATTRIBUTES: usize = 4;

/// Elements that an attribute names: rows of database dumps (`<field name="id">`), search engines (`<str name="id">`).
const NAMED: &[&str] = &[
    "field",
    "column",
    "property",
    "param",
    "str",
    "int",
    "long",
    "float",
    "double",
    "bool",
    "date",
    "arr",
    "table",
    "table_data",
    "table-data",
];

/// The name of an element: its tag, or the attribute that names it.
pub fn name_of<'t>(tag: &Tag<'t>) -> &'t str {
    if !is_one_of(NAMED, tag.name) {
        return tag.name;
    }
    let name = tag.attributes().find(|(attribute, _)| *attribute == "name").map(|(_, value)| value.trim());
    name.filter(|name| !name.is_empty() && !name.contains('&')).unwrap_or(tag.name)
}

/// Elements that share a path.
#[derive(Debug, Default)]
struct Path<'t> {
    name: &'t str,
    parent: usize,
    depth: usize,
    /// How many there are.
    count: u64,
    /// How many have text of their own.
    texts: u64,
    attributes: BTreeSet<&'t str>,
    children: BTreeMap<&'t str, usize>,
}

/// The paths of a document.
#[derive(Debug)]
pub struct Outline<'t> {
    paths: Vec<Path<'t>>,
}

/// The tables of a document.
#[derive(Debug, Default)]
pub struct Tables {
    /// The path of the records of each, in order of appearance.
    pub paths: Vec<usize>,
}

/// Index of the path above the root.
pub const NOWHERE: usize = 0;

impl<'t> Outline<'t> {
    /// Reads a document through.
    pub fn of(text: &'t str, start: usize) -> Self {
        let mut outline = Self { paths: vec![Path::default()] };
        let mut open: Vec<Option<usize>> = vec![Some(NOWHERE)];
        for step in Tree::new(text, start) {
            match step {
                Step::Open(tag) => {
                    let path = open.last().copied().flatten().and_then(|parent| outline.enter(parent, name_of(&tag)));
                    if let Some(path) = path {
                        let path = &mut outline.paths[path];
                        path.count += 1;
                        let room = MOST_ATTRIBUTES.saturating_sub(path.attributes.len());
                        if room > 0 {
                            let names = tag.attributes().map(|(name, _)| name).filter(|name| !name.starts_with("xml"));
                            path.attributes.extend(names.take(room).map(local));
                        }
                    }
                    open.push(path);
                }
                Step::Close => {
                    open.pop();
                }
                Step::Text(text) => {
                    if let Some(path) = open.last().copied().flatten()
                        && !text.trim_start().is_empty()
                    {
                        outline.paths[path].texts += 1;
                    }
                }
                Step::Reference(_) => {}
            }
        }
        outline
    }

    fn enter(&mut self, parent: usize, name: &'t str) -> Option<usize> {
        if let Some(known) = self.paths[parent].children.get(name) {
            return Some(*known);
        }
        let depth = self.paths[parent].depth + 1;
        if depth > DEEPEST + 2 || self.paths.len() >= MOST_PATHS {
            return None;
        }
        let at = self.paths.len();
        self.paths.push(Path { name, parent, depth, ..Path::default() });
        self.paths[parent].children.insert(name, at);
        Some(at)
    }

    /// The path of a child, if it was counted.
    pub fn child(&self, parent: usize, name: &str) -> Option<usize> {
        self.paths[parent].children.get(name).copied()
    }

    /// The name of the elements of a path.
    pub fn name(&self, path: usize) -> &'t str {
        self.paths[path].name
    }

    /// The name of the elements that those of a path stand in; none of the root.
    pub fn wrapper(&self, path: usize) -> Option<&'t str> {
        Some(self.paths[self.paths[path].parent].name).filter(|name| !name.is_empty())
    }

    /// The tables; none when nothing is a record.
    pub fn tables(&self) -> Option<Tables> {
        let chosen = self.named().or_else(|| self.repeated()).or_else(|| self.single())?;
        let record = &self.paths[chosen];
        let above = self.paths[record.parent].parent;
        // A feed has fields of its own beside its items.
        let container_of_tables = !self.has_fields(record.parent);
        let beside = |at: &usize| {
            let path = &self.paths[*at];
            let parent = &self.paths[path.parent];
            let sibling = path.parent == record.parent && (container_of_tables || path.count > 1);
            let cousin = parent.parent == above && parent.children.len() == 1 && parent.depth > 1 && path.count > 1;
            // A dump tells of the columns first: `<field Field="id" Type="int" />`.
            let definition = is_one_of(NAMED, path.name) && path.texts == 0 && path.children.is_empty();
            *at == chosen || path.depth == record.depth && (sibling || cousin) && self.is_record(*at) && !definition
        };
        Some(Tables { paths: (1..self.paths.len()).filter(beside).take(MOST_TABLES).collect() })
    }

    /// Paths from the root on, shallow ones first.
    fn by_depth(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (1..self.paths.len()).filter(|at| self.paths[*at].depth <= DEEPEST).collect();
        order.sort_by_key(|at| self.paths[*at].depth);
        order
    }

    /// Elements with a name that tickets have. The root is none when it holds others.
    fn named(&self) -> Option<usize> {
        let named = |at: &usize| is_one_of(RECORDS, self.paths[*at].name) && self.is_record(*at);
        let mut found = self.by_depth().into_iter().filter(named);
        let first = found.next()?;
        if self.paths[first].depth > 1 {
            return Some(first);
        }
        if self.reads_as_record(first) { Some(first) } else { found.next().or(Some(first)) }
    }

    /// The shallowest elements that repeat, the most frequent of them; or the one ticket whose parts they are.
    fn repeated(&self) -> Option<usize> {
        let order = self.by_depth();
        let repeats = |at: &&usize| self.paths[**at].count > 1 && self.is_record(**at);
        let depth = self.paths[*order.iter().find(repeats)?].depth;
        let most = order
            .iter()
            .filter(|at| self.paths[**at].depth == depth && repeats(at))
            .max_by_key(|at| (self.paths[**at].count, std::cmp::Reverse(**at)))?;
        let mut above = self.paths[*most].parent;
        while above != NOWHERE {
            if self.paths[above].count == 1 && self.reads_as_record(above) {
                return Some(above);
            }
            above = self.paths[above].parent;
        }
        Some(*most)
    }

    /// The one element that has fields.
    fn single(&self) -> Option<usize> {
        let order = self.by_depth();
        let reads = order.iter().find(|at| self.reads_as_record(**at));
        reads.or_else(|| order.iter().find(|at| self.is_record(**at) && self.has_fields(**at))).copied()
    }

    /// Whether elements have at least two fields: children, or attributes when they have enough of them.
    fn is_record(&self, at: usize) -> bool {
        let path = &self.paths[at];
        let attributes = path.attributes.iter().filter(|name| **name != "type").count();
        path.children.len() >= 2
            || !path.children.is_empty() && path.children.len() + attributes >= 3
            || attributes >= FIELDS_AS_ATTRIBUTES
    }

    /// Whether elements have children with nothing but text.
    fn has_fields(&self, at: usize) -> bool {
        self.paths[at].children.values().any(|child| {
            let child = &self.paths[*child];
            child.children.is_empty() && child.texts > 0
        })
    }

    /// Whether the fields of an element are a text and two more things that tickets have.
    fn reads_as_record(&self, at: usize) -> bool {
        let path = &self.paths[at];
        let plain = path.children.iter().filter(|(_, child)| self.paths[**child].children.is_empty());
        let names = plain.map(|(name, _)| *name).chain(path.attributes.iter().copied());
        let fields: BTreeSet<Field> =
            names.filter_map(|name| headers::meanings(name).first().map(|(field, _)| *field)).collect();
        let text = fields.iter().any(|field| matches!(field, Field::Subject | Field::Body));
        text && fields.iter().filter(|field| field.is_used()).count() >= 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(text: &str) -> Vec<String> {
        let outline = Outline::of(text, 0);
        let name = |at: &usize| match outline.wrapper(*at) {
            Some(wrapper) => format!("{wrapper}/{}", outline.name(*at)),
            None => outline.name(*at).to_owned(),
        };
        outline.tables().unwrap_or_default().paths.iter().map(name).collect()
    }

    #[test]
    fn records_are_found_by_name_and_by_shape() {
        let feed = "<rss><channel><title>x</title><link>y</link><description>z</description><issue start='0' end='1' total='1'/>\
                    <build-info><version>1</version><build>2</build></build-info>\
                    <item><title>a</title><key>K-1</key><comments><comment author='x'>c</comment></comments></item></channel></rss>";
        assert_eq!(tables(feed), ["channel/item"]);
        assert_eq!(tables("<d><s><q><no>1</no><t>a</t></q><q><no>2</no><t>b</t></q></s></d>"), ["s/q"]);
        assert_eq!(tables("<ticket><id>1</id><subject>a</subject></ticket>"), ["ticket"]);
        assert_eq!(tables("<report><ticket><id>1</id><subject>a</subject></ticket></report>"), ["report/ticket"]);
        assert_eq!(tables("<a>only text</a>"), Vec::<String>::new());
    }

    #[test]
    fn tables_side_by_side_are_told_apart() {
        let unload = "<unload><incident><number>1</number><state>2</state></incident>\
                      <sys_journal_field><element>comments</element><value>x</value></sys_journal_field></unload>";
        assert_eq!(tables(unload), ["unload/incident", "unload/sys_journal_field"]);
        let lists = "<db><users><user><id>1</id><name>a</name></user><user><id>2</id><name>b</name></user></users>\
                     <tickets><ticket><id>1</id><title>b</title></ticket></tickets></db>";
        assert_eq!(tables(lists), ["users/user", "tickets/ticket"]);
        let backup = "<entity-engine-xml><Issue id='1' key='A-1' summary='x' status='3'/><Status id='3' name='Open' sequence='1' x='2'/></entity-engine-xml>";
        assert_eq!(tables(backup).len(), 2);
    }

    #[test]
    fn dumps_of_databases_name_their_tables_and_fields_in_attributes() {
        let row = "<row><field name='id'>1</field><field name='subject'>a</field></row>";
        let dump = format!(
            "<mysqldump><database name='db'><table_data name='tickets'>{row}{row}{row}</table_data></database></mysqldump>"
        );
        assert_eq!(tables(&dump), ["tickets/row"]);
        let field = |name: &str| format!("<field Field='{name}' Type='text' Null='YES' Key='' Extra='' />");
        let structure =
            format!("<table_structure name='tickets'>{}{}</table_structure>", field("id"), field("subject"));
        assert_eq!(tables(&dump.replace("<table_data", &format!("{structure}<table_data"))), ["tickets/row"]);
        let table = |name: &str| {
            format!("<table name='{name}'><column name='id'>1</column><column name='subject'>a</column></table>")
        };
        let dump =
            format!("<x><database name='db'>{}{}{}</database></x>", table("tickets"), table("tickets"), table("users"));
        assert_eq!(tables(&dump), ["database/tickets", "database/users"]);
    }

    #[test]
    fn the_parts_of_one_ticket_are_no_tickets() {
        let one = "<thing><subject>No mail</subject><status>open</status><created_at>2024-01-01</created_at>\
                   <notes><note><id>1</id><body>x</body></note><note><id>2</id><body>y</body></note></notes></thing>";
        assert_eq!(tables(one), ["thing"]);
    }
}
