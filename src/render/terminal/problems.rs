//! The ranked table. Columns come and go with the width; the title takes what is left.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

use super::ink::{Ink, Tone, width};
use crate::{
    model::series::Verdict,
    render::words,
    report::{Problem, Report},
};

/// From this width on there is room for shares and bars.
const MIDDLE: u16 = 72;

/// … for customers and a column of bars.
const WIDE: u16 = 96;

/// … for half a year of bars and the interval.
const WIDEST: u16 = 130;

/// Space between two columns.
const GAP: u16 = 2;

/// A column: its heading, width and side.
struct Column {
    heading: String,
    width: u16,
    right: bool,
}

/// The columns of a report at a width.
struct Layout {
    title: usize,
    bars: usize,
    share: bool,
    customers: bool,
    bars_column: bool,
    interval: bool,
    trend: bool,
    columns: Vec<Column>,
}

impl Layout {
    fn new(report: &Report, ink: &Ink) -> Self {
        let all = ink.style.width;
        let period = report.period.as_ref().filter(|period| period.complete > 1);
        let trend = period.is_some_and(|period| period.recent > 0);
        let customers = all >= WIDE && report.problems.iter().any(|problem| problem.customers.is_some());
        let complete = period.map_or(0, |period| period.complete);
        let bars = complete.min(if all >= WIDEST { 26 } else { 13 });
        let bars_column = bars > 0 && (all >= WIDE || !trend);
        let (share, interval) = (all >= MIDDLE, all >= WIDEST);
        let unit = period.map_or("", |period| words::unit(period.unit));
        let id = report.shown().iter().map(|problem| width(&problem.id.to_string())).max().unwrap_or(3);
        let column = |heading: &str, width: usize, right: bool| Column {
            heading: heading.to_owned(),
            width: width.max(heading.len()) as u16,
            right,
        };
        let mut columns = vec![column("#", 2, true), column("ID", id, false), column("Problem", 0, false)];
        columns.push(column("Tickets", 7, true));
        if share {
            columns.push(column("Share", 6, true));
        }
        if customers {
            columns.push(column("Customers", 9, true));
        }
        if bars_column {
            columns.push(column(&format!("{bars} {unit}s"), bars, false));
        }
        if trend {
            columns.push(column("Trend", if interval { 25 } else { 17 }, false));
        }
        let taken: u16 = columns.iter().map(|column| column.width).sum::<u16>() + GAP * (columns.len() as u16 - 1);
        let title = all.saturating_sub(taken - columns[2].width).max(12);
        columns[2].width = title;
        Self { title: title.into(), bars, share, customers, bars_column, interval, trend, columns }
    }
}

/// The problems that are shown, then what is not, then everything.
pub fn table(report: &Report, ink: &Ink) -> String {
    let layout = Layout::new(report, ink);
    let fill = if ink.style.unicode { '─' } else { '-' };
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(LineStyle::none().fill(fill).junction(fill)))
        .set_content_arrangement(ContentArrangement::Disabled)
        .force_no_tty()
        .set_header(layout.columns.iter().map(|column| cell(column, ink.paint(Tone::Quiet, &column.heading))));
    for problem in report.shown() {
        table.add_row(row(problem, report, &layout, ink));
    }
    table.add_row(vec![Cell::new(" ")]);
    let grouping = &report.grouping;
    if grouping.further.problems > 0 {
        let further = &grouping.further;
        table.add_row(sum(&words::further(report), further.tickets, report, &layout, ink));
    }
    for (what, tickets) in words::outside(grouping) {
        table.add_row(sum(what, tickets, report, &layout, ink));
    }
    table.add_row(sum("all tickets", report.intake.tickets, report, &layout, ink));
    let last = layout.columns.len() - 1;
    for (at, (column, made)) in table.column_iter_mut().zip(&layout.columns).enumerate() {
        // One of the gap's columns is the table's own, between two cells.
        let gap = if at == last { 0 } else { GAP - 1 };
        column.set_padding((0, gap));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(made.width + gap)));
    }
    table.trim_fmt()
}

fn cell(column: &Column, text: String) -> Cell {
    let side = if column.right { CellAlignment::Right } else { CellAlignment::Left };
    Cell::new_owned(text).set_alignment(side)
}

fn row(problem: &Problem, report: &Report, layout: &Layout, ink: &Ink) -> Vec<Cell> {
    let title: Vec<String> =
        ink.wrap(&problem.title, layout.title, 2).iter().map(|line| ink.paint(Tone::Heading, line)).collect();
    let mut texts =
        vec![problem.rank.to_string(), problem.id.to_string(), title.join("\n"), words::number(problem.tickets)];
    if layout.share {
        texts.push(words::percent(problem.tickets, report.intake.tickets));
    }
    if layout.customers {
        texts.push(problem.customers.map_or(String::new(), words::number));
    }
    let bars = ink.spark(&problem.series, layout.bars);
    if layout.bars_column {
        texts.push(bars.clone());
    }
    if layout.trend {
        texts.push(trend(problem, report, layout, ink, &bars));
    }
    layout.columns.iter().zip(texts).map(|(column, text)| cell(column, text)).collect()
}

/// The verdict, and beneath it since when, how sure, or the bars.
fn trend(problem: &Problem, report: &Report, layout: &Layout, ink: &Ink, bars: &str) -> String {
    let verdict = problem.trend.verdict;
    let said = ink.text(&words::trend(&problem.trend));
    let mut lines = vec![ink.paint(Tone::Verdict(verdict), &format!("{} {said}", ink.sign(verdict)))];
    let since = problem.trend.onset.map(|onset| format!("since {}", words::day_near(onset, report)));
    let sure = words::interval(&problem.trend)
        .filter(|_| layout.interval && !matches!(verdict, Verdict::Unclear | Verdict::Gone | Verdict::New));
    let beneath = if layout.bars_column {
        [sure, since.clone()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    } else {
        bars.to_owned()
    };
    // Without a column of their own the bars stand here, and since when beneath them.
    let last = since.filter(|_| !layout.bars_column).unwrap_or_default();
    for text in [beneath, last].iter().filter(|text| !text.is_empty()) {
        lines.push(ink.paint(Tone::Quiet, &format!("  {}", ink.cut(&ink.text(text), 23))));
    }
    lines.join("\n")
}

fn sum(what: &str, tickets: usize, report: &Report, layout: &Layout, ink: &Ink) -> Vec<Cell> {
    let mut texts = vec![String::new(), String::new(), ink.cut(&ink.text(what), layout.title), words::number(tickets)];
    if layout.share {
        texts.push(words::percent(tickets, report.intake.tickets));
    }
    let quiet = texts.into_iter().map(|text| ink.paint(Tone::Quiet, &text));
    layout.columns.iter().zip(quiet).map(|(column, text)| cell(column, text)).collect()
}
