//! Files that are one export: the mails of a folder, the days of a chat, records in a file each.
//!
//! A mailbox on disk is a file a message, and a chat's export a file a day; threads cross them all. They become one
//! table here, before anybody asks which column means what. All other files pass as they are.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

mod singles;

use super::{
    chats,
    error::IngestError,
    formats::{Part, documents},
    from_chat,
    from_mail::{self, EML, MBOX, column},
    mailbox, slack,
    table::{SEVERAL, Table},
};

/// What a file gave.
#[derive(Debug)]
pub struct Export {
    /// Its path, or the folder of the files that became one.
    pub name: String,
    /// The name without folder and extension.
    pub stem: String,
    /// The folder that it was found in, when that was named and not the file.
    pub in_folder: Option<String>,
    /// Its tables, or why there are none.
    pub parts: Result<Vec<Part>, IngestError>,
}

impl Export {
    /// Path of one of its tables.
    fn path(&self, part: &Part) -> String {
        part.name.as_ref().map_or_else(|| self.name.clone(), |name| format!("{}/{name}", self.name))
    }

    /// What its paths stand below: the folder or the archive that was named, else the file's own folder.
    fn root(&self, part: Option<&Part>) -> String {
        let own = || self.name.rsplit_once(['/', '\\']).map_or(String::new(), |(folder, _)| folder.to_owned());
        let archive = || part.and_then(|part| part.name.as_ref()).map(|_| self.name.clone());
        self.in_folder.clone().or_else(archive).unwrap_or_else(own)
    }
}

/// Joins what belongs together, each in the place of its first file.
pub fn gather(mut exports: Vec<Export>) -> Vec<Export> {
    let chats = chats(&mut exports);
    let messengers = messengers(&mut exports);
    let parts = exports.iter_mut().filter_map(|export| export.parts.as_mut().ok()).flatten();
    mailbox::settle_sheets(
        parts.filter(|part| !matches!(part.format, EML | MBOX)).map(|part| &mut part.table).collect(),
    );
    let mails = mails(&mut exports);
    let singles = singles::join(&mut exports);
    exports.iter_mut().for_each(open_notes);
    let emptied: BTreeSet<usize> =
        [&chats, &messengers, &mails, &singles].into_iter().flat_map(|joined| &joined.emptied).copied().collect();
    let mut gathered: BTreeMap<usize, Vec<Export>> = BTreeMap::new();
    for (at, export) in chats.made.into_iter().chain(messengers.made).chain(mails.made).chain(singles.made) {
        gathered.entry(at).or_default().push(export);
    }
    let mut all = Vec::new();
    for (at, export) in exports.into_iter().enumerate() {
        all.extend(gathered.remove(&at).unwrap_or_default());
        let empty = export.parts.as_ref().is_ok_and(Vec::is_empty);
        if !emptied.contains(&at) || !empty {
            all.push(export);
        }
    }
    all
}

/// A text beside no other is no ticket in a file of its own but a list of them.
fn open_notes(export: &mut Export) {
    for part in export.parts.iter_mut().flatten().filter(|part| part.format == documents::NOTE && part.table.alone) {
        if let Some(lines) = documents::lines_of(&part.table) {
            (part.table, part.format) = (lines, "csv");
        }
    }
}

/// What was joined, with the place of its first file, and the files of which something was taken.
#[derive(Default)]
struct Joined {
    made: Vec<(usize, Export)>,
    emptied: BTreeSet<usize>,
}

impl Joined {
    fn take(&mut self, exports: &mut [Export], wanted: impl Fn(&Export, &Part) -> bool) -> Vec<(usize, String, Part)> {
        let mut taken = Vec::new();
        for (at, export) in exports.iter_mut().enumerate() {
            let Ok(parts) = &mut export.parts else { continue };
            let all = std::mem::take(parts);
            let (mut kept, mut found) = (Vec::new(), Vec::new());
            for part in all {
                if wanted(export, &part) { found.push(part) } else { kept.push(part) }
            }
            taken.extend(found.into_iter().map(|part| (at, export.path(&part), part)));
            export.parts = Ok(kept);
        }
        self.emptied.extend(taken.iter().map(|(at, _, _)| *at));
        taken
    }

    fn put(&mut self, at: usize, of: &Export, name: String, part: Part) {
        let stem = name.rsplit(['/', '\\']).next().unwrap_or(&name).to_owned();
        self.made.push((at, Export { name, stem, in_folder: of.in_folder.clone(), parts: Ok(vec![part]) }));
    }
}

/// Mails: single messages of one folder become one table; mailbox files stay tables of their own.
fn mails(exports: &mut [Export]) -> Joined {
    let mut joined = Joined::default();
    // A message in a file of its own may have a separator before it, and is no mailbox for that.
    let single =
        joined.take(exports, |_, part| part.format == EML || part.format == MBOX && part.table.records().len() < 2);
    let (mut tables, mut places) = (Vec::new(), Vec::new());
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    let alone = single.len() == 1;
    for (at, path, part) in single {
        let root = if alone { path.clone() } else { exports[at].root(Some(&part)) };
        let slot = *folders.entry(root.clone()).or_insert_with(|| {
            tables.push(from_mail::table());
            places.push((at, root.clone(), if alone { part.format } else { EML }));
            tables.len() - 1
        });
        add(&mut tables[slot], &part.table, below(&path, &root), true);
    }
    for (at, path, part) in joined.take(exports, |_, part| part.format == MBOX) {
        let mut table = from_mail::table();
        let root = exports[at].root(Some(&part));
        // A single mailbox that was named is wanted, whatever it is called.
        let named = exports[at].in_folder.is_none() && part.name.is_none();
        add(&mut table, &part.table, if named { "" } else { below(&path, &root) }, false);
        tables.push(table);
        places.push((at, path, MBOX));
    }
    mailbox::settle(&mut tables);
    for (table, (at, name, format)) in tables.into_iter().zip(places) {
        let name = if name.is_empty() { ".".to_owned() } else { name };
        let part = Part { name: None, format, encoding: "mime".to_owned(), table };
        joined.put(at, &exports[at], name, part);
    }
    joined
}

/// A path below its root.
fn below<'p>(path: &'p str, root: &str) -> &'p str {
    path.strip_prefix(root).unwrap_or(path).trim_start_matches(['/', '\\'])
}

/// Appends messages with what their folder says. `single`: a file is one message, and its name stands for an id.
fn add(table: &mut Table, part: &Table, path: &str, single: bool) {
    let mut cells = Vec::new();
    for (record, of) in part.records().iter().enumerate() {
        let line = if single { table.records().len() as u64 + 1 } else { of.line };
        let labels: Vec<&str> =
            part.cell(record, column("labels")).split(SEVERAL).filter(|label| !label.is_empty()).collect();
        let (topic, role) = mailbox::describe(path, &labels);
        let plain = part.cells(record).filter(|(at, _)| *at != column("labels"));
        cells.extend(plain.map(|(at, text)| (at, text.to_owned())));
        cells.extend(
            labels.iter().filter(|label| mailbox::is_topic(label)).map(|label| (column("labels"), (*label).to_owned())),
        );
        cells.push((column("folder"), topic));
        cells.push((column("direction"), role.unwrap_or_default().to_owned()));
        if single && part.cell(record, column("message_id")).is_empty() {
            let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
            let stem = file.rsplit_once(".eml").map_or(file, |(stem, _)| stem);
            cells.push((column("message_id"), stem.split(":2,").next().unwrap_or(stem).to_owned()));
        }
        table.push(line, &mut cells, false);
        table.mark_last(of.fault);
    }
    table.count_in(part);
}

/// Chats of messengers: a file each, those below one folder become one table. Who is the helpdesk is told by all.
fn messengers(exports: &mut [Export]) -> Joined {
    let mut joined = Joined::default();
    let mut found = joined.take(exports, |_, part| chats::are_messages(&part.table));
    let files = found.iter_mut().filter(|(_, _, part)| part.format == chats::CHAT);
    from_chat::date(&mut files.map(|(_, _, part)| &mut part.table).collect::<Vec<_>>());
    let mut roots: BTreeMap<String, (usize, &'static str, String, Table)> = BTreeMap::new();
    let alone = found.len() == 1;
    for (at, path, part) in found {
        let Some(table) = chats::canonical(&part.table, &path) else { continue };
        let root = if alone || exports[at].in_folder.is_none() { path } else { exports[at].root(Some(&part)) };
        match roots.entry(root) {
            Entry::Vacant(place) => drop(place.insert((at, part.format, part.encoding, table))),
            Entry::Occupied(mut of) => append(&mut of.get_mut().3, &table),
        }
    }
    for (name, (at, format, encoding, table)) in roots {
        let name = if name.is_empty() { ".".to_owned() } else { name };
        let part = Part { name: None, format, encoding, table: chats::settle(&table) };
        joined.put(at, &exports[at], name, part);
    }
    joined
}

/// Appends the records of a table with the same columns. They are numbered: their lines are those of several files.
fn append(table: &mut Table, more: &Table) {
    for (record, of) in more.records().iter().enumerate() {
        let mut cells = more.cells(record).map(|(column, text)| (column, text.to_owned())).collect();
        table.push(table.records().len() as u64 + 1, &mut cells, false);
        table.mark_last(of.fault);
    }
    table.count_in(more);
}

/// Chats: the days of all channels become one table; lists of channels and people beside them are used for it.
fn chats(exports: &mut [Export]) -> Joined {
    let mut joined = Joined::default();
    let days = joined.take(exports, |export, part| slack::is_day(&export.path(part), &part.table));
    let mut roots: BTreeMap<String, (usize, Vec<(String, Table)>)> = BTreeMap::new();
    for (at, path, part) in days {
        let Some((root, channel)) = slack::place(&path) else { continue };
        roots.entry(root.to_owned()).or_insert((at, vec![])).1.push((channel.to_owned(), part.table));
    }
    for (root, (at, days)) in roots {
        let beside = joined.take(exports, |export, part| slack::is_beside(&root, &export.path(part)));
        forget_empty(exports, &root, &mut joined.emptied);
        let list = |name: &str| beside.iter().find(|(_, path, _)| path.ends_with(name)).map(|(_, _, part)| &part.table);
        let table = slack::settle(&days, list("users.json"), list("channels.json"));
        let name = if root.is_empty() { exports[at].name.clone() } else { root };
        let part = Part { name: None, format: "slack", encoding: "utf-8".to_owned(), table };
        joined.put(at, &exports[at], name, part);
    }
    joined
}

/// Days without messages, and empty lists, of a chat that was read hold nothing that could be missed.
fn forget_empty(exports: &mut [Export], root: &str, emptied: &mut BTreeSet<usize>) {
    for (at, export) in exports.iter_mut().enumerate() {
        let nothing = matches!(export.parts, Err(IngestError::NoRecords { .. } | IngestError::Empty { .. }));
        let of_chat =
            slack::place(&export.name).is_some_and(|(other, _)| other == root) || slack::is_beside(root, &export.name);
        if nothing && of_chat {
            export.parts = Ok(vec![]);
            emptied.insert(at);
        }
    }
}
