//! Dumps of databases as SQL (mysqldump and phpMyAdmin, pg_dump, SQLite's `.dump`, SQL Server's scripts) → a table for
//! each of theirs that has rows.
//!
//! Of the language only what dumps are made of is read: `CREATE TABLE` for the names of columns, `INSERT … VALUES` and
//! `COPY … FROM stdin` for rows. Every other statement is passed over.
//!
//! Sources: the dumps of MySQL 8.0 (`\` escapes in strings), PostgreSQL 16 (`COPY` text format, `''` alone in strings),
//! SQLite 3 and SQL Server Management Studio 19 (`N'…'`, `CAST(N'…' AS DateTime2)`, `GO`).

mod lexer;
mod relations;

use std::collections::BTreeMap;

use self::lexer::Lexer;
use super::table::Table;

/// Format of such a file.
pub const SQL: &str = "sql";

/// How dumps begin: statements and comments.
const BEGINNINGS: &[&str] = &[
    "--",
    "/*",
    "set ",
    "create ",
    "drop ",
    "insert ",
    "begin",
    "pragma ",
    "use ",
    "start transaction",
    "lock ",
    "copy ",
    "replace ",
    "\\restrict",
    "\\connect",
    "delete from",
    "truncate ",
];

/// Marks of dumps in whose strings a backslash escapes.
const MYSQL: &[&str] = &["mysql", "mariadb", "phpmyadmin", "`"];

/// How much of the beginning tells which program wrote it, in bytes.
const HEAD: usize = 4_096;

/// What stands near the beginning of every dump.
const EARLY: &[&str] = &["create table", "insert ", "copy ", " dump", "foreign_keys", "\ngo"];

/// Whether the first bytes of a file are those of a dump.
pub fn begins(head: &str) -> bool {
    let head = head.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    BEGINNINGS.iter().any(|beginning| head.starts_with(beginning)) && EARLY.iter().any(|mark| head.contains(mark))
}

/// Whether a text is a dump: it begins as one, and some line inserts rows.
pub fn looks_like(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |line: &str, word: &str| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    BEGINNINGS.iter().any(|beginning| begins(head, beginning))
        && text.lines().any(|line| {
            let line = line.trim_start();
            (begins(line, "insert ") || begins(line, "replace into ")) && named(line).is_some()
                || begins(line, "copy ") && line.trim_end().to_lowercase().ends_with("from stdin;")
        })
}

/// Whether a line that begins to insert goes on as SQL does; the word begins sentences too.
fn named(line: &str) -> Option<()> {
    let lower = line.get(..line.floor_char_boundary(400))?.to_lowercase();
    (lower.contains(" values") || lower.contains("(") || lower.ends_with("values")).then_some(())
}

/// The tables of a dump that have rows, in its order, with what their keys name in each other. Err: what there is more of than a table may hold.
pub fn read(text: &str, lossy: bool) -> Result<Vec<(String, Table)>, &'static str> {
    let head = text[..text.floor_char_boundary(HEAD)].to_lowercase();
    let backslash = MYSQL.iter().any(|mark| head.contains(mark));
    let mut dump = Dump { lexer: Lexer::new(text, backslash), columns: BTreeMap::new(), tables: vec![], lossy };
    while dump.lexer.skip_blanks() {
        dump.statement();
        if let Some(what) = dump.tables.iter().find_map(|(_, table)| table.overflow()) {
            return Err(what);
        }
    }
    Ok(relations::settled(dump.tables))
}

struct Dump<'t> {
    lexer: Lexer<'t>,
    /// Names of the columns of each table, in its order.
    columns: BTreeMap<String, Vec<String>>,
    tables: Vec<(String, Table)>,
    lossy: bool,
}

impl Dump<'_> {
    fn statement(&mut self) {
        let Some(word) = self.lexer.word() else { return self.lexer.skip_statement() };
        match word.to_lowercase().as_str() {
            "create" => self.create(),
            "insert" | "replace" => self.insert(),
            "copy" => self.copy(),
            // A batch of SQL Server ends with it, and no semicolon.
            "go" => {}
            _ => self.lexer.skip_statement(),
        }
    }

    /// `CREATE TABLE [IF NOT EXISTS] name (column type …, …)`.
    fn create(&mut self) {
        let is_table = loop {
            match self.lexer.word().map(str::to_lowercase).as_deref() {
                Some("table") => break true,
                Some("temporary" | "temp" | "unlogged" | "global" | "local") => {}
                _ => break false,
            }
        };
        if !is_table {
            return self.lexer.skip_statement();
        }
        for word in ["if", "not", "exists"] {
            self.lexer.skip_word(word);
        }
        if let Some(name) = self.lexer.name()
            && self.lexer.eat('(')
        {
            let mut columns = Vec::new();
            loop {
                let is_key = self.lexer.word_is(&[
                    "primary",
                    "key",
                    "unique",
                    "constraint",
                    "index",
                    "fulltext",
                    "spatial",
                    "foreign",
                    "check",
                    "exclude",
                    "like",
                ]);
                match self.lexer.name() {
                    Some(column) if !is_key => columns.push(column),
                    _ => {}
                }
                self.lexer.skip_part();
                if !self.lexer.eat(',') {
                    break;
                }
            }
            self.columns.insert(name, columns);
        }
        self.lexer.skip_statement();
    }

    /// `INSERT INTO name [(column, …)] VALUES (…), (…)`.
    fn insert(&mut self) {
        for word in ["or", "ignore", "replace", "delayed", "low_priority", "into"] {
            self.lexer.skip_word(word);
        }
        let Some(name) = self.lexer.name() else { return self.lexer.skip_statement() };
        let listed = self.lexer.eat('(').then(|| self.names());
        self.lexer.skip_word("overriding");
        self.lexer.skip_word("system");
        self.lexer.skip_word("value");
        if !self.lexer.skip_word("values") {
            return self.lexer.skip_statement();
        }
        let columns = listed.or_else(|| self.columns.get(&name).cloned()).unwrap_or_default();
        while self.lexer.skip_blanks() {
            let line = self.lexer.line();
            if !self.lexer.eat('(') {
                break;
            }
            let mut values = Vec::new();
            loop {
                values.push(self.lexer.value());
                if !self.lexer.eat(',') {
                    break;
                }
            }
            if !self.lexer.eat(')') {
                return self.lexer.skip_statement();
            }
            self.row(&name, &columns, line, values);
            if !self.lexer.eat(',') {
                break;
            }
        }
        if !self.lexer.word_is(&["insert", "go", "set", "print"]) {
            self.lexer.skip_statement();
        }
    }

    fn names(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        while let Some(name) = self.lexer.name() {
            names.push(name);
            if !self.lexer.eat(',') {
                break;
            }
        }
        self.lexer.eat(')');
        names
    }

    /// `COPY name (column, …) FROM stdin;`, a row a line, up to `\.`.
    fn copy(&mut self) {
        let Some(name) = self.lexer.name() else { return self.lexer.skip_statement() };
        let listed = self.lexer.eat('(').then(|| self.names());
        let from_here = self.lexer.skip_word("from") && self.lexer.skip_word("stdin");
        self.lexer.skip_statement();
        if !from_here {
            return;
        }
        let columns = listed.or_else(|| self.columns.get(&name).cloned()).unwrap_or_default();
        self.lexer.skip_line();
        while let Some((line, row)) = self.lexer.next_line() {
            if row == "\\." {
                break;
            }
            self.row(&name, &columns, line, row.split('\t').map(lexer::copied).collect());
        }
    }

    fn row(&mut self, name: &str, columns: &[String], line: u64, values: Vec<Option<String>>) {
        let at = self.tables.iter().position(|(table, _)| table == name).unwrap_or_else(|| {
            self.tables.push((name.to_owned(), Table::new(columns.to_vec())));
            self.tables.len() - 1
        });
        let table = &mut self.tables[at].1;
        let mut cells = Vec::new();
        for (place, value) in values.into_iter().enumerate() {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let column = match columns.get(place) {
                    Some(column) => table.column(column),
                    None => table.column(&format!("column {}", place + 1)),
                };
                cells.push((column, value));
            }
        }
        table.push(line, &mut cells, self.lossy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(String, Vec<String>)> {
        assert!(looks_like(text), "{text}");
        let mut found = Vec::new();
        for (name, table) in read(text, false).unwrap() {
            for record in 0..table.records().len() {
                let cells = table.cells(record).map(|(at, cell)| format!("{}={cell}", table.columns()[at]));
                found.push((format!("{name}:{}", table.records()[record].line), cells.collect()));
            }
        }
        found
    }

    #[test]
    fn what_mysql_dumps_is_read() {
        let text = "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `t`;\nCREATE TABLE `t` (\n  `id` int NOT NULL DEFAULT '0',\n  `text` text COMMENT 'a, b; c',\n  `at` datetime,\n  PRIMARY KEY (`id`),\n  KEY `x` (`at`)\n) ENGINE=InnoDB;\nLOCK TABLES `t` WRITE;\nINSERT INTO `t` VALUES (1,'I can\\'t; \"log\" in\\nnow',NULL),(2,_binary 'It''s (off), again','2026-05-02 10:00:00');\nUNLOCK TABLES;\n";
        let expected = [
            ("t:12".to_owned(), vec!["id=1".to_owned(), "text=I can't; \"log\" in\nnow".to_owned()]),
            (
                "t:12".to_owned(),
                vec!["id=2".to_owned(), "text=It's (off), again".to_owned(), "at=2026-05-02 10:00:00".to_owned()],
            ),
        ];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn what_postgres_dumps_is_read() {
        let text = "--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\nCREATE FUNCTION f() RETURNS int AS $$ SELECT ';' $$;\nCREATE TABLE public.tickets (\n    id integer NOT NULL,\n    text text\n);\nCOPY public.tickets (id, text) FROM stdin;\n7\tNo mail\\tat all\\nnow; 'x\n8\t\\N\n\\.\n\nINSERT INTO public.notes (id, \"of ticket\") VALUES (1, 'C:\\dir') ON CONFLICT DO NOTHING;\n";
        let found = rows(text);
        assert_eq!(
            found[0],
            ("tickets:11".to_owned(), vec!["id=7".to_owned(), "text=No mail\tat all\nnow; 'x".to_owned()])
        );
        assert_eq!(found[1].1, ["id=8"]);
        assert_eq!(found[2], ("notes:15".to_owned(), vec!["id=1".to_owned(), "of ticket=C:\\dir".to_owned()]));
    }

    #[test]
    fn what_sql_server_and_sqlite_write_is_read() {
        let text = "USE [Desk]\nGO\nCREATE TABLE [dbo].[Tickets]([Id] [int] IDENTITY(1,1) NOT NULL, [Text] [nvarchar](max) NULL, [At] [datetime2](7) NULL)\nGO\nINSERT [dbo].[Tickets] ([Id], [Text], [At]) VALUES (1, N'It''s off', CAST(N'2026-05-02T10:00:00' AS DateTime2))\nINSERT [dbo].[Tickets] ([Id], [Text], [At]) VALUES (2, N'No mail', NULL)\nGO\n";
        assert_eq!(rows(text)[0].1, ["Id=1", "Text=It's off", "At=2026-05-02T10:00:00"]);
        assert_eq!(rows(text)[1].1, ["Id=2", "Text=No mail"]);
        let text = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE IF NOT EXISTS \"t\" (id INTEGER PRIMARY KEY, text TEXT, at REAL);\nINSERT INTO t VALUES(1,'a ''b''',-1.5);\nCOMMIT;\n";
        assert_eq!(rows(text)[0].1, ["id=1", "text=a 'b'", "at=-1.5"]);
    }

    #[test]
    fn other_texts_are_no_dumps() {
        for text in ["id,text\n1,insert into values\n", "Insert the card\nInsert it again\n", "-- \nI wrote to you\n"] {
            assert!(!looks_like(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "(INSERT INTO t |VALUES|CREATE TABLE |COPY t FROM stdin;|[(),;'`\"\\[\\]\\\\ \na-c1-])*") {
            let _ = read(&text, true);
        }
    }
}
