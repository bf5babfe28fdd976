//! How exports were understood: a table of all columns for each file.

use comfy_table::{Cell, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use super::{
    Page, Style, WIDTHS,
    ink::{Ink, Tone},
};
use crate::{
    ingest::{
        inspection::{ColumnView, FileColumns, Inspection},
        intake::Intake,
    },
    render::words,
    report,
};

/// From this width on there is room for the shape of the values.
const MIDDLE: usize = 96;

/// Widest columns for headers and shapes.
const HEADER: usize = 28;
const SHAPE: usize = 22;

/// Width of the columns whose words are known.
const FEEDS: usize = 14;
const FILLED: usize = 6;

/// Lines of a reason.
const REASON_LINES: usize = 3;

/// Space between two columns.
const GAP: usize = 2;

/// The inspection for a terminal, with a newline at the end.
pub fn render(inspection: &Inspection, style: &Style) -> String {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    let mut page = Page { ink, lines: vec![] };
    for file in &inspection.files {
        page.heading(&file.path, Some(&what(file)));
        page.paragraph(&helpdesk(file), "");
        page.gap();
        page.block(&table(file, &ink));
        page.gap();
        page.paragraph(&remedy(file), "");
        page.gap();
    }
    if let Ok(intake) = &inspection.outcome {
        page.heading("Tickets", None);
        page.paragraph(&totals(intake), "");
        for reject in &intake.rejects {
            let places: Vec<String> =
                reject.examples.iter().map(|at| format!("{} line {}", at.file, at.line)).collect();
            page.item(&format!(
                "{} {}: {}",
                words::number(reject.count),
                words::reason(reject.reason.name(), reject.count),
                places.join(", ")
            ));
        }
        for caveat in intake.notes.iter().filter_map(report::reading) {
            page.item(&words::caveat_of(&caveat, &[]));
        }
    }
    page.finish()
}

fn what(file: &FileColumns) -> String {
    format!("{}, {}, {}", file.format, file.encoding, words::count(file.rows, "record"))
}

/// Which helpdesk it is and how that is known.
pub fn helpdesk(file: &FileColumns) -> String {
    match file.name {
        Some(name) if file.recognised_by.is_empty() => format!("{name}, as you said."),
        Some(name) => {
            let signs: Vec<String> = file.recognised_by.iter().map(|sign| format!("“{sign}”")).collect();
            format!("{name}, recognised by {}.", signs.join(", "))
        }
        None => "No helpdesk that is known: columns are judged by their names and values.".to_owned(),
    }
}

fn remedy(file: &FileColumns) -> String {
    let flags = || file.columns.iter().filter_map(|column| column.flag.as_deref());
    let example = flags().find(|flag| flag.starts_with("--map body=")).or_else(|| flags().next());
    match example {
        Some(flag) => format!("Wrong? Say which column feeds a field: --map FIELD=COLUMN, for example {flag}"),
        None => "Wrong? Say which column feeds a field: --map FIELD=COLUMN".to_owned(),
    }
}

fn totals(intake: &Intake) -> String {
    let tickets = words::count(intake.corpus.len(), "ticket");
    let records = words::count(intake.rows, "record");
    match intake.duplicates {
        0 => format!("{tickets} from {records}."),
        copies => format!("{tickets} from {records}; {} of the same tickets left out.", words::number(copies)),
    }
}

fn table(file: &FileColumns, ink: &Ink) -> String {
    let all = usize::from(ink.style.width);
    let shaped = all >= MIDDLE;
    let widest = |least: usize, most: usize, text: &dyn Fn(&ColumnView) -> &str| {
        let width = file.columns.iter().map(|column| super::ink::width(&ink.text(text(column)))).max().unwrap_or(0);
        width.clamp(least, most)
    };
    let header = widest(6, if shaped { HEADER } else { HEADER * 2 / 3 }, &|column| &column.name);
    let shape = if shaped { widest(10, SHAPE, &|column| &column.looks_like) } else { 0 };
    let gaps = GAP * if shaped { 4 } else { 3 };
    let reason = all.saturating_sub(header + FEEDS + FILLED + shape + gaps).max(10);
    let mut widths = vec![header, FEEDS, FILLED];
    let mut heads = vec!["Column", "Feeds", "Filled"];
    if shaped {
        widths.push(shape);
        heads.push("Looks like");
    }
    widths.push(reason);
    heads.push("Why");
    let fill = if ink.style.unicode { '─' } else { '-' };
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill(fill).junction(fill)))
        .set_content_arrangement(ContentArrangement::Disabled)
        .force_no_tty()
        .set_header(heads.iter().map(|head| Cell::new(ink.paint(Tone::Quiet, head))));
    for column in &file.columns {
        table.add_row(row(column, ink, &widths));
    }
    let last = widths.len() - 1;
    for (at, (column, width)) in table.column_iter_mut().zip(widths).enumerate() {
        // One of the gap's columns is the table's own, between two cells.
        let gap = if at == last { 0 } else { GAP - 1 };
        column.set_padding((0, gap as u16));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed((width + gap) as u16)));
    }
    table.trim_fmt()
}

fn row(column: &ColumnView, ink: &Ink, widths: &[usize]) -> Vec<Cell> {
    let used = !column.feeds.is_empty();
    let tone = if used { Tone::Heading } else { Tone::Quiet };
    let name = if column.name.trim().is_empty() { "(no name)" } else { column.name.as_str() };
    let feeds = ink.cut(&column.feeds.join(", "), FEEDS);
    let none = if ink.style.unicode { "–" } else { "-" };
    let reason = match &column.read_as {
        Some(read_as) if used => format!("{} ({read_as})", column.reason),
        _ => column.reason.clone(),
    };
    let filled = (f64::from(column.filled) * 100.0).round();
    let share = match filled {
        0.0 if column.filled > 0.0 => "< 1%".to_owned(),
        100.0 if column.filled < 1.0 => "> 99%".to_owned(),
        _ => format!("{filled}%"),
    };
    let mut texts = vec![
        ink.paint(tone, &ink.cut(&ink.text(name), widths[0])),
        ink.paint(tone, if used { &feeds } else { none }),
        share,
    ];
    if widths.len() == 5 {
        texts.push(ink.cut(&ink.text(&column.looks_like), widths[3]));
    }
    let reason = ink.wrap(&reason, widths[widths.len() - 1], REASON_LINES);
    texts.push(reason.iter().map(|line| ink.paint(Tone::Quiet, line)).collect::<Vec<_>>().join("\n"));
    texts.into_iter().map(Cell::new_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{super::ink, *};
    use crate::ingest::error::IngestError;

    fn sample() -> Inspection {
        let column = |name: &str, feeds: Option<&'static str>, reason: &str| ColumnView {
            name: name.to_owned(),
            feeds: feeds.into_iter().collect(),
            reason: reason.to_owned(),
            filled: 0.5,
            looks_like: "Aaaa aaaa 9999-99-99".to_owned(),
            flag: Some("--map body=Notes".to_owned()),
            ..ColumnView::default()
        };
        let file = FileColumns {
            path: "exports/odd\u{1b}[31m.csv".to_owned(),
            helpdesk: "generic",
            format: "csv".to_owned(),
            encoding: "utf-8".to_owned(),
            rows: 3,
            columns: vec![
                column(
                    "Ticket \u{1b}]0;gone\u{7} description of the whole matter",
                    Some("body"),
                    "its name means body",
                ),
                column(
                    "日本語の見出しがとても長い列の名前です",
                    None,
                    "neither its name nor its values say what it is",
                ),
                column("", None, "could be category; “A very long column name that goes on” suits better than this"),
            ],
            ..FileColumns::default()
        };
        Inspection { files: vec![file], outcome: Err(IngestError::NoInput) }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_no_header_acts() {
        for width in 54..=150 {
            for unicode in [true, false] {
                let text = render(&sample(), &Style { width, color: false, unicode, links: false });
                assert!(!text.contains(['\u{1b}', '\u{7}']));
                for line in text.lines() {
                    assert!(ink::width(line) <= usize::from(width), "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn the_flag_that_mends_it_is_named() {
        let text = render(&sample(), &Style { width: 100, color: false, unicode: true, links: false });
        assert!(text.contains("--map body=Notes") && text.contains("(no name)") && text.contains("50%"), "{text}");
    }
}
