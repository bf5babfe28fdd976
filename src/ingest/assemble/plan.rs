//! What must be known of whole columns before a single record can be read.

use std::collections::BTreeMap;

use super::{Sheet, first, people};
use crate::{
    ingest::{
        columns::fields::Field,
        dates,
        day_order::{self, Order, OrderEvidence},
        durations::{self, Unit},
        helpdesk::{Helpdesk, pages::Page},
        intake::RejectReason,
        not_tickets::Sieve,
        ratings::{self, Scale},
        table::Table,
        values,
        zones::Zone,
    },
    model::{ticket::TicketState, time::Timestamp},
};

/// The fields that hold dates.
const DATES: [Field; 4] = [Field::Created, Field::Updated, Field::Solved, Field::Since];

/// Longest example of a date that was not read, in characters.
const LONGEST_EXAMPLE: usize = 40;

/// Share of a date column's values that must be day numbers of a spreadsheet.
const SERIALS: f64 = 0.8;

/// Dates of a column that were not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Name of the column.
    pub column: String,
    /// How many values.
    pub count: usize,
    /// How many of them are relative dates.
    pub relative: usize,
    /// One of them by its shape.
    pub example: String,
}

/// How the dates of a column are read.
#[derive(Clone, Copy, Debug)]
struct Style {
    order: Order,
    /// Where the order is from; none when there is nothing to order.
    told_by: Option<TellsOrder>,
    /// Whether its numbers are days as spreadsheets count them.
    serial: bool,
    /// Dates whose month and day a spreadsheet turned round; they are turned back.
    swapped: usize,
}

/// What told which part of a date is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TellsOrder {
    Values,
    OtherColumn,
    Sequence,
    Habit,
}

/// What holds for all records of a sheet.
pub struct Plan {
    zone: Zone,
    styles: BTreeMap<usize, Style>,
    sieve: Sieve,
    handle: Option<usize>,
    /// Scale of the ratings.
    pub scale: Scale,
    /// Unit of bare handle times.
    pub handle_unit: Unit,
    /// Web address made from columns.
    pub page: Option<Page>,
    dates: Vec<usize>,
    also: BTreeMap<Field, Vec<usize>>,
    state_classes: Vec<usize>,
    done_when: Vec<usize>,
    dated_ids: Vec<usize>,
    people: Vec<usize>,
}

impl Plan {
    /// Looks at the columns that need it. `zone` is what times without an offset are in; `time`: a further column of
    /// dates.
    pub fn new(sheet: &Sheet, zone: Zone, time: Option<usize>) -> Self {
        let (table, mapping) = (&sheet.table, &sheet.mapping);
        let named = |names: fn(&Helpdesk) -> &'static [&'static str]| {
            sheet.helpdesk.map(|row| Helpdesk::columns_named(table, names(row))).unwrap_or_default()
        };
        let handle = mapping.column(Field::Handle);
        let satisfaction = mapping.column(Field::Satisfaction);
        Self {
            zone,
            styles: styles(sheet, time),
            sieve: Sieve::of(sheet),
            scale: satisfaction.map_or(Scale::of(None), |column| {
                Scale::of_header(&table.columns()[column]).unwrap_or_else(|| Scale::of(range(table, column)))
            }),
            handle,
            handle_unit: handle.map_or(Unit::Minutes, |column| unit(sheet, column)),
            page: sheet.helpdesk.and_then(|row| row.page(table)),
            dates: DATES.iter().filter_map(|field| mapping.column(*field)).chain(time).collect(),
            also: mapping.all_also(),
            state_classes: named(|row| row.state_classes),
            done_when: named(|row| row.done_when),
            dated_ids: named(|row| row.dated_ids),
            people: people::columns(sheet),
        }
    }

    /// The people that a record names.
    pub fn people(&self, table: &Table, record: usize) -> Vec<String> {
        people::named(table, record, &self.people)
    }

    /// Reads a date of a column.
    pub fn date(&self, column: usize, text: &str) -> Option<Timestamp> {
        let text = first(text);
        let style = self.styles.get(&column)?;
        if values::is_null(text) {
            return None;
        }
        let serial = || style.serial.then(|| dates::parse_serial(text, self.zone)).flatten();
        serial().or_else(|| dates::parse_in(text, style.order, self.zone))
    }

    /// How a column is read, where that had to be decided.
    pub fn reading(&self, column: usize) -> Option<String> {
        if self.handle == Some(column) {
            return Some(format!("numbers without a unit are {}", self.handle_unit.name()));
        }
        let style = self.styles.get(&column)?;
        if style.serial {
            return Some("days as spreadsheets count them".to_owned());
        }
        if style.swapped > 0 {
            return Some("month and day turned back, as a spreadsheet turned them round".to_owned());
        }
        let told = match style.told_by? {
            TellsOrder::Values => "its values tell",
            TellsOrder::OtherColumn => "another date column tells",
            TellsOrder::Sequence => "the order of ids and dates tells",
            TellsOrder::Habit => "assumed, as nothing tells",
        };
        Some(format!("{}: {told}", style.order.name()))
    }

    /// The columns that stand in, one after the other, where the column of a field is empty.
    pub fn also(&self, field: Field) -> &[usize] {
        self.also.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The state of a record whose own word for it says nothing.
    pub fn state(&self, sheet: &Sheet, record: usize) -> Option<TicketState> {
        let cell = |column: &usize| first(sheet.table.cell(record, *column));
        let class = |column| {
            let word = cell(column);
            sheet.helpdesk.and_then(|row| row.state(word)).or_else(|| values::state(word))
        };
        let ends = |column| !values::is_null(cell(column)) && !is_no(cell(column));
        let done = || if self.done_when.iter().any(ends) { TicketState::Done } else { TicketState::Open };
        self.state_classes.iter().find_map(class).or_else(|| (!self.done_when.is_empty()).then(done))
    }

    /// The second that a record's id begins with.
    pub fn created(&self, table: &Table, record: usize) -> Option<Timestamp> {
        self.dated_ids.iter().find_map(|column| dated_id(first(table.cell(record, *column))))
    }

    /// Why a record is no ticket, whatever its text.
    pub fn fault(&self, sheet: &Sheet, record: usize) -> Option<RejectReason> {
        let table = &sheet.table;
        let blank = || table.is_blank(record).then_some(RejectReason::Blank);
        table.records()[record].fault.or_else(blank).or_else(|| self.sieve.reason(sheet, record))
    }

    /// Columns whose order was assumed; those that only stand in are not told.
    pub fn ambiguous(&self, table: &Table) -> Vec<(String, &'static str)> {
        let assumed = |(column, style): &(&usize, &Style)| {
            style.told_by == Some(TellsOrder::Habit) && self.dates.contains(column)
        };
        let assumed = self.styles.iter().filter(assumed);
        assumed.map(|(column, style)| (table.columns()[*column].clone(), style.order.name())).collect()
    }

    /// Columns with dates that a spreadsheet turned round, and how many.
    pub fn swapped(&self, table: &Table) -> Vec<(String, usize)> {
        let told = self.styles.iter().filter(|(column, style)| style.swapped > 0 && self.dates.contains(column));
        told.map(|(column, style)| (table.columns()[*column].clone(), style.swapped)).collect()
    }

    /// Columns with dates that no style explains.
    pub fn unreadable(&self, table: &Table) -> Vec<Unread> {
        let mut found = Vec::new();
        for column in self.styles.keys().filter(|column| self.dates.contains(column)) {
            let (mut count, mut relative, mut example) = (0, 0, None::<String>);
            for record in 0..table.records().len() {
                let text = first(table.cell(record, *column));
                if table.records()[record].fault.is_some()
                    || self.sieve.is_unlike(table, record)
                    || values::is_null(text)
                    || self.date(*column, text).is_some()
                {
                    continue;
                }
                count += 1;
                relative += usize::from(dates::is_relative(text));
                let shape = shape(text);
                // The least of all: the same whatever the order of the rows.
                if example.as_ref().is_none_or(|least| shape < *least) {
                    example = Some(shape);
                }
            }
            let name = || table.columns()[*column].clone();
            found.extend(example.map(|example| Unread { column: name(), count, relative, example }));
        }
        found
    }
}

/// How each date column is read. An order that a column does not tell is taken from another one, as the same program
/// wrote both; then from what must follow what.
fn styles(sheet: &Sheet, time: Option<usize>) -> BTreeMap<usize, Style> {
    let mut columns: Vec<usize> = DATES.iter().flat_map(|field| sheet.mapping.with_also(*field)).collect();
    columns.extend(time.filter(|time| !columns.contains(time)));
    let records = || 0..sheet.table.records().len();
    let text = |record: usize, column: usize| first(sheet.table.cell(record, column));
    let evidence = |column: usize| {
        let mut evidence = OrderEvidence::default();
        records().for_each(|record| evidence.see(text(record, column)));
        evidence
    };
    let seen: Vec<(usize, OrderEvidence)> = columns.iter().map(|column| (*column, evidence(*column))).collect();
    let told = seen.iter().find_map(|(_, evidence)| evidence.certain());
    let open = told.is_none() && seen.iter().any(|(_, evidence)| evidence.is_ambiguous());
    let followed = if open { by_sequence(sheet) } else { None };
    let style = |column: usize, evidence: &OrderEvidence| {
        let (order, told_by) = match (evidence.certain(), evidence.is_ambiguous()) {
            (Some(order), _) => (order, Some(TellsOrder::Values)),
            (None, false) => (told.unwrap_or(evidence.assumed()), None),
            (None, true) => match (told, followed) {
                (Some(order), _) => (order, Some(TellsOrder::OtherColumn)),
                (None, Some(order)) => (order, Some(TellsOrder::Sequence)),
                (None, None) => (evidence.assumed(), Some(TellsOrder::Habit)),
            },
        };
        let filled = records().filter(|record| !values::is_null(text(*record, column))).count();
        let serials = records().filter(|record| dates::is_serial(text(*record, column))).count();
        Style {
            order,
            told_by,
            serial: filled > 0 && serials as f64 >= SERIALS * filled as f64,
            swapped: evidence.swapped(),
        }
    };
    seen.iter().map(|(column, evidence)| (*column, style(*column, evidence))).collect()
}

/// The order in which tickets with higher numbers are not older, and none is solved before it was created. The order
/// of the rows says nothing: it must not change a result.
fn by_sequence(sheet: &Sheet) -> Option<Order> {
    let (table, mapping) = (&sheet.table, &sheet.mapping);
    let created = mapping.column(Field::Created)?;
    let date = |record: usize, column: usize, order: Order| dates::parse(first(table.cell(record, column)), order);
    let later: Vec<usize> = [Field::Updated, Field::Solved].iter().filter_map(|field| mapping.column(*field)).collect();
    let contradictions = |order: Order| {
        let too_early = |record: usize| {
            let Some(from) = date(record, created, order) else { return false };
            later.iter().any(|column| date(record, *column, order).is_some_and(|to| to.day() < from.day()))
        };
        (0..table.records().len()).filter(|record| too_early(*record)).count()
    };
    let both =
        |count: &dyn Fn(Order) -> usize| day_order::by_contradictions(count(Order::DayMonth), count(Order::MonthDay));
    both(&contradictions).or_else(|| {
        let id = mapping.column(Field::Id)?;
        let numbered = |order: Order| {
            let dated = (0..table.records().len()).filter_map(|record| {
                Some((numbered(first(table.cell(record, id)))?, date(record, created, order)?.day()))
            });
            day_order::steps_back(dated.collect())
        };
        both(&numbered)
    })
}

/// An id that ends in a number: what stands before it, and the number.
fn numbered(id: &str) -> Option<(&str, u64)> {
    let head = id.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((head, id.get(head.len()..)?.parse().ok()?))
}

/// The unit of a column's bare numbers: the header's, the helpdesk's, else what the values can only be.
fn unit(sheet: &Sheet, column: usize) -> Unit {
    let header = &sheet.table.columns()[column];
    let by_row = || {
        let row = sheet.helpdesk.filter(|row| !row.meanings(header).is_empty())?;
        Some(row.handle_unit)
    };
    let by_values = || {
        let cells = (0..sheet.table.records().len()).map(|record| first(sheet.table.cell(record, column)));
        Unit::of_values(
            &mut cells.filter_map(durations::bare_number).filter(|number| *number > 0.0).collect::<Vec<_>>(),
        )
    };
    let known = Unit::of_header(header).or_else(by_row).or_else(by_values);
    known.unwrap_or(sheet.helpdesk.map_or(Unit::Minutes, |row| row.handle_unit))
}

/// Digits of an ObjectId, and how many of them are the second of its creation (BSON specification).
const OBJECT_ID: (usize, usize) = (24, 8);

/// The second that an ObjectId begins with.
fn dated_id(id: &str) -> Option<Timestamp> {
    let whole = id.len() == OBJECT_ID.0 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let seconds = u32::from_str_radix(id.get(..OBJECT_ID.1).filter(|_| whole)?, 16).ok()?;
    dates::parse(&seconds.to_string(), Order::MonthDay)
}

fn is_no(word: &str) -> bool {
    ["false", "no", "0", "n", "f"].iter().any(|no| word.eq_ignore_ascii_case(no))
}

/// Lowest and highest number of a column of ratings.
fn range(table: &Table, column: usize) -> Option<(f64, f64)> {
    let numbers =
        (0..table.records().len()).filter_map(|record| ratings::rating_number(first(table.cell(record, column))));
    numbers.fold(None, |range, number| {
        let (low, high) = range.unwrap_or((number, number));
        Some((number.min(low), number.max(high)))
    })
}

/// A text by its shape: it may hold personal data.
pub fn shape(text: &str) -> String {
    let masked = |c: char| match c {
        _ if c.is_numeric() => '9',
        _ if c.is_alphabetic() => 'a',
        _ if c.is_control() => ' ',
        other => other,
    };
    text.chars().take(LONGEST_EXAMPLE).map(masked).collect()
}
