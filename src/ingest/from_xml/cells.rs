//! Pages and workbooks that are written as markup → tables of cells.
//!
//! Helpdesks call an HTML table `.xls`, Excel saves "XML Spreadsheet 2003", OpenDocument is XML inside
//! its archive: one reader of tables, rows and cells, with the names of each. Repeated rows and cells
//! are counted, not believed.

use super::{
    Found, Nothing, entities,
    tokens::{Tag, Token, Tokens},
    tree::is_one_of,
};
use crate::ingest::{
    grid::{self, Grid},
    header_row::MOST_COLUMNS,
};

/// Most text that repeated rows may add, in bytes.
const MOST_REPEATED: usize = 32 << 20;

/// Longest cell that is collected, in bytes; the table cuts it at its own limit.
const LONGEST_CELL: usize = 400_004;

/// Most tables of one page or sheets of one workbook.
const MOST_TABLES: usize = 1_000;

/// How deep tables of a page are read in each other.
const DEEPEST: usize = 16;

/// Elements that begin a page.
const PAGES: &[&str] = &["html", "table", "head", "body", "meta", "style"];

/// Elements whose content is not shown, or is no cell's own.
const HIDDEN: &[&str] = &["script", "style", "comment", "annotation", "tracked-changes", "styles"];

/// Elements that are a line of their own.
const LINES: &[&str] = &["br", "p", "div", "li", "line-break"];

/// What a document calls its parts.
#[derive(Clone, Copy)]
struct Names {
    format: &'static str,
    table: &'static [&'static str],
    row: &'static [&'static str],
    cell: &'static [&'static str],
    /// Whether runs of blanks are one blank, and lines stand where elements say.
    page: bool,
}

const PAGE: Names = Names { format: "html", table: &["table"], row: &["tr"], cell: &["td", "th"], page: true };

const SPREADSHEET: Names =
    Names { format: "spreadsheetml", table: &["worksheet"], row: &["row"], cell: &["cell"], page: false };

const OPEN_DOCUMENT: Names = Names {
    format: "ods",
    table: &["table"],
    row: &["table-row"],
    cell: &["table-cell", "covered-table-cell"],
    page: true,
};

/// Reads a document whose root says that it is a page or a workbook; none of any other.
pub fn read(text: &str, start: usize, lossy: bool) -> Option<Result<Vec<Found>, Nothing>> {
    let root =
        Tokens::new(text, start).find_map(|token| if let Token::Start(tag) = token { Some(tag.name) } else { None });
    let names = match root?.to_ascii_lowercase().as_str() {
        "workbook" => SPREADSHEET,
        "document" | "document-content" if text[start..].contains("table:table-row") => OPEN_DOCUMENT,
        root if PAGES.contains(&root) => PAGE,
        _ => return None,
    };
    let mut reading = Reading { names, lossy, open: vec![], done: vec![], hidden: None, repeated: 0 };
    let mut tokens = Tokens::new(text, start);
    while let Some(token) = tokens.next() {
        match token {
            Token::Start(tag) => {
                let line = tokens.line(tag.at);
                reading.start(&tag, line);
                if tag.empty {
                    reading.end(tag.name);
                }
            }
            Token::End(name) => reading.end(name),
            Token::Text(text) => reading.text(text),
            Token::Reference(name) => reading.reference(name),
        }
    }
    Some(reading.finish())
}

/// A table while it is read.
struct Sheet {
    name: Option<String>,
    grid: Grid,
    rows: u64,
    row: Option<Row>,
}

struct Row {
    line: u64,
    cells: Vec<String>,
    times: u64,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Cell {
    text: String,
    /// The value where it is an attribute.
    value: Option<String>,
    kind: String,
    /// How many columns it fills; copies of it in OpenDocument, blanks elsewhere.
    width: usize,
}

struct Reading<'t> {
    names: Names,
    lossy: bool,
    open: Vec<Sheet>,
    done: Vec<(Option<String>, Result<crate::ingest::table::Table, grid::Nothing>)>,
    /// The element that is passed over.
    hidden: Option<&'t str>,
    repeated: usize,
}

impl<'t> Reading<'t> {
    fn start(&mut self, tag: &Tag<'t>, line: u64) {
        let names = self.names;
        let is = |known: &[&str]| is_one_of(known, tag.name);
        if self.hidden.is_some() {
        } else if is(HIDDEN) && (names.format != "spreadsheetml" || !is(&["style"])) {
            self.hidden = (!tag.empty).then_some(tag.name);
        } else if is(names.table) && self.open.len() < DEEPEST && self.done.len() < MOST_TABLES {
            let name = tag.attribute("name").filter(|_| names.format != "html");
            self.open.push(Sheet { name, grid: Grid::new(self.lossy), rows: 0, row: None });
        } else if is(names.row) {
            self.end_row();
            self.start_row(tag, line);
        } else if is(names.cell) {
            self.start_cell(tag, line);
        } else if let Some(cell) = self.cell() {
            match tag.name {
                "Data" | "data" => cell.kind = tag.attribute("type").unwrap_or_default(),
                "s" => cell.text.push(' '),
                "tab" => cell.text.push('\t'),
                name if is_one_of(LINES, name) && !cell.text.is_empty() && !cell.text.ends_with('\n') => {
                    cell.text.push('\n')
                }
                _ => {}
            }
        }
    }

    fn start_row(&mut self, tag: &Tag<'t>, line: u64) {
        let (number, page) = (|name: &str| tag.attribute(name)?.parse::<u64>().ok(), self.names.format == "html");
        let times = number("number-rows-repeated").unwrap_or(1).max(1);
        let Some(sheet) = self.open.last_mut() else { return };
        let at = number("index").filter(|index| *index > sheet.rows).unwrap_or(sheet.rows.saturating_add(1));
        sheet.rows = at.saturating_add(times - 1);
        sheet.row = Some(Row { line: if page { line } else { at }, cells: vec![], times, cell: None });
    }

    fn start_cell(&mut self, tag: &Tag<'t>, line: u64) {
        self.end_cell();
        let number = |name: &str| tag.attribute(name)?.parse::<usize>().ok();
        let Some(sheet) = self.open.last_mut() else { return };
        let row = sheet.row.get_or_insert_with(|| Row { line, cells: vec![], times: 1, cell: None });
        if let Some(index) = number("index").filter(|index| (1..=MOST_COLUMNS).contains(index)) {
            while row.cells.len() + 1 < index {
                row.cells.push(String::new());
            }
        }
        let across = number("mergeacross").map(|more| more.saturating_add(1));
        let width = across.or_else(|| number("colspan")).or_else(|| number("number-columns-repeated")).unwrap_or(1);
        let kind = tag.attribute("value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => tag.attribute("date-value"),
            "time" => tag.attribute("time-value"),
            "boolean" => tag.attribute("boolean-value"),
            "float" => tag.attribute("value"),
            _ => None,
        };
        row.cell = Some(Cell { text: String::new(), value, kind, width: width.clamp(1, MOST_COLUMNS) });
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.open.last_mut()?.row.as_mut()?.cell.as_mut()
    }

    fn text(&mut self, text: &str) {
        let page = self.names.page;
        if self.hidden.is_some() {
            return;
        }
        let Some(cell) = self.cell().filter(|cell| cell.text.len() < LONGEST_CELL) else { return };
        if !page {
            let end = (0..=LONGEST_CELL.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            return entities::push_text(&text[..end], &mut cell.text);
        }
        for c in text.chars().take(LONGEST_CELL) {
            let blank = c.is_whitespace();
            if !blank && !c.is_control() {
                cell.text.push(c);
            } else if blank && !cell.text.is_empty() && !cell.text.ends_with([' ', '\n']) {
                cell.text.push(' ');
            }
        }
    }

    fn reference(&mut self, name: &str) {
        if self.hidden.is_none()
            && let Some(cell) = self.cell().filter(|cell| cell.text.len() < LONGEST_CELL)
        {
            let mut text = String::new();
            entities::push(name, &mut text);
            cell.text.push_str(if text == "\u{a0}" { " " } else { &text });
        }
    }

    fn end(&mut self, name: &str) {
        let names = self.names;
        if let Some(hidden) = self.hidden {
            if hidden.eq_ignore_ascii_case(name) {
                self.hidden = None;
            }
        } else if is_one_of(names.table, name) {
            self.end_table();
        } else if is_one_of(names.row, name) {
            self.end_row();
        } else if is_one_of(names.cell, name) {
            self.end_cell();
        } else if is_one_of(LINES, name)
            && let Some(cell) = self.cell().filter(|cell| !cell.text.is_empty() && !cell.text.ends_with('\n'))
        {
            cell.text.push('\n');
        }
    }

    fn end_cell(&mut self) {
        let copies = self.names.format == "ods";
        let Some(row) = self.open.last_mut().and_then(|sheet| sheet.row.as_mut()) else { return };
        let Some(cell) = row.cell.take() else { return };
        let (width, text) = (cell.width.min(MOST_COLUMNS.saturating_sub(row.cells.len())), cell.shown());
        for at in 0..width {
            row.cells.push(if at == 0 || copies && at < REPEATED_CELLS { text.clone() } else { String::new() });
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        let Some(sheet) = self.open.last_mut() else { return };
        let Some(row) = sheet.row.take() else { return };
        let bytes = row.cells.iter().map(String::len).sum::<usize>();
        if bytes == 0 {
            return;
        }
        for again in 1..row.times {
            self.repeated = self.repeated.saturating_add(bytes + size_of::<String>() * row.cells.len());
            if self.repeated > MOST_REPEATED {
                break;
            }
            sheet.grid.push(row.line.saturating_add(again - 1), row.cells.clone());
        }
        sheet.grid.push(row.line.saturating_add(row.times - 1), row.cells);
    }

    fn end_table(&mut self) {
        self.end_row();
        if let Some(sheet) = self.open.pop() {
            self.done.push((sheet.name, sheet.grid.finish()));
        }
    }

    /// The tables with rows. Of several those of one column are titles and layout.
    fn finish(mut self) -> Result<Vec<Found>, Nothing> {
        while !self.open.is_empty() {
            self.end_table();
        }
        let format = self.names.format;
        let (mut found, mut header) = (vec![], None);
        for (number, (name, table)) in self.done.into_iter().enumerate() {
            match table {
                Ok(table) => {
                    let name = Some(name.unwrap_or_else(|| format!("table {}", number + 1)));
                    found.push(Found { name, format, table });
                }
                Err(grid::Nothing::HeaderOnly(line)) => header = header.or(Some(line)),
                Err(grid::Nothing::Empty) => {}
            }
        }
        if found.iter().any(|found| found.table.columns().len() > 1) {
            found.retain(|found| found.table.columns().len() > 1);
        }
        match found.as_mut_slice() {
            [] => Err(header.map_or(Nothing::NoTable, Nothing::HeaderOnly)),
            [single] => {
                single.name = None;
                Ok(found)
            }
            _ => Ok(found),
        }
    }
}

/// Most copies of a cell that fills several columns.
const REPEATED_CELLS: usize = 64;

impl Cell {
    /// The text of the cell as an export in delimited text would show it.
    fn shown(&self) -> String {
        let text = self.text.trim();
        match (self.kind.to_ascii_lowercase().as_str(), &self.value) {
            ("error", _) => String::new(),
            ("boolean", value) => {
                let value = value.as_deref().unwrap_or(text);
                if matches!(value, "1" | "true") { "TRUE" } else { "FALSE" }.to_owned()
            }
            ("date", Some(value)) => civil(value),
            ("datetime", _) => civil(text),
            ("time", Some(value)) => duration(value).unwrap_or_else(|| text.to_owned()),
            ("float", Some(value)) if !value.contains(['e', 'E']) => value.clone(),
            _ => text.to_owned(),
        }
    }
}

/// `2025-12-25T10:00:00.000` as people write it; the day before the first is no day but a time.
fn civil(iso: &str) -> String {
    let (day, time) = iso.split_once('T').unwrap_or((iso, ""));
    let time = time.split('.').next().unwrap_or(time);
    match (day, time) {
        ("1899-12-31" | "1899-12-30", time) if !time.is_empty() => time.to_owned(),
        (day, "" | "00:00:00") => day.to_owned(),
        (day, time) => format!("{day} {time}"),
    }
}

/// `PT10H05M00S` as `10:05:00`.
fn duration(iso: &str) -> Option<String> {
    let (hours, rest) = iso.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let seconds = seconds.split(['.', ',']).next().unwrap_or(seconds);
    let number = |text: &str| text.parse::<u64>().ok();
    Some(format!("{}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name, columns and rows.
    type Shown = (Option<String>, Vec<String>, Vec<Vec<String>>);

    fn rows(text: &str) -> Vec<Shown> {
        let shown = |found: Found| {
            let table = found.table;
            let row = |at| (0..table.columns().len()).map(|column| table.cell(at, column).to_owned()).collect();
            (found.name, table.columns().to_vec(), (0..table.records().len()).map(row).collect())
        };
        read(text, 0, false).unwrap().unwrap().into_iter().map(shown).collect()
    }

    #[test]
    fn a_page_is_read_as_browsers_show_it() {
        let page = "<!DOCTYPE html><HTML><head><style>td < th {x}</style><meta charset=utf-8></head><body><table border=1>\
            <tr><th>Ticket&nbsp;ID<th>Subject<th nowrap>Status</tr>\
            <TR><td>1</td><td>No   mail<br>since\n today</td><td>open</td></TR>\
            <tr><td>2<td colspan=2>a &lt; b &amp; c</table></body></html>";
        let [(name, columns, rows)] = rows(page).try_into().unwrap();
        assert_eq!((name, columns), (None, vec!["Ticket ID".into(), "Subject".into(), "Status".into()]));
        assert_eq!(rows, [["1", "No mail\nsince today", "open"], ["2", "a < b & c", ""]]);
    }

    #[test]
    fn an_xml_spreadsheet_has_sheets_and_places() {
        let text = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:x" xmlns:ss="urn:x">
            <Styles><Style ss:ID="s1"/></Styles><Worksheet ss:Name="May"><Table><Row><Cell><Data ss:Type="String">Ticket ID</Data></Cell><Cell><Data ss:Type="String">Subject</Data></Cell><Cell><Data ss:Type="String">Created</Data></Cell></Row>
            <Row ss:Index="5"><Cell><Data ss:Type="Number">7</Data></Cell><Cell ss:Index="3"><Data ss:Type="DateTime">2025-12-25T10:00:00.000</Data><Comment><Data>by Bob</Data></Comment></Cell></Row></Table></Worksheet></Workbook>"#;
        let [(_, _, rows)] = rows(text).try_into().unwrap();
        assert_eq!(rows, [["7", "", "2025-12-25 10:00:00"]]);
    }

    #[test]
    fn an_open_document_is_not_blown_up_by_repeats() {
        let cell = |kind: &str, inside: &str| format!("<table:table-cell {kind}>{inside}</table:table-cell>");
        let row = |times: u32, cells: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
        };
        let words = |text: &str| cell("office:value-type='string'", &format!("<text:p>{text}</text:p>"));
        let number = cell("office:value-type='float' office:value='12345678901'", "<text:p>1.2E+10</text:p>");
        let mail = cell("", "<text:p>No<text:s/>mail</text:p><text:p>at all</text:p>");
        let wide = "table:number-columns-repeated='16384'";
        let document = |hostile: &str| {
            let header = row(1, &format!("{}{}", words("Ticket ID"), words("Subject")));
            let rows = row(1, &format!("{number}{mail}")).repeat(5);
            let blank = row(1_048_000, &cell(wide, ""));
            format!(
                "<office:document-content><table:table table:name='S'>{header}{rows}{blank}{hostile}</table:table></office:document-content>"
            )
        };
        let [(_, columns, rows_of_five)] = rows(&document("")).try_into().unwrap();
        assert_eq!(columns, ["Ticket ID", "Subject"]);
        assert_eq!(
            (rows_of_five.len(), &rows_of_five[4][..]),
            (5, &["12345678901".to_owned(), "No mail\nat all".to_owned()][..])
        );
        let hostile = row(1_000_000_000, &cell(wide, "<text:p>x</text:p>"));
        let [(_, _, many)] = rows(&document(&hostile)).try_into().unwrap();
        assert!((6..100_000).contains(&many.len()), "{}", many.len());
    }

    #[test]
    fn times_and_days_are_written_plainly() {
        assert_eq!(civil("2025-12-25T00:00:00.000"), "2025-12-25");
        assert_eq!(civil("1899-12-31T10:05:00.000"), "10:05:00");
        assert_eq!(duration("PT26H05M09S").as_deref(), Some("26:05:09"));
        assert_eq!(duration("P1D"), None);
    }
}
