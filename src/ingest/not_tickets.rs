//! Records that are no tickets: what was thrown away, what programs wrote, what the helpdesk came with.
//!
//! Only on evidence that a customer's words cannot give by chance: a flag, a state, a mail header, the exact words of
//! a mail program together with those of the text below them. A customer who writes about auto-replies stays.

mod automatic;

use super::{
    assemble::Sheet,
    columns::{
        fields::Field,
        headers::{fold, squeeze},
    },
    helpdesk::Helpdesk,
    intake::RejectReason,
    table::Table,
    threads::voices::flag,
    values,
};

/// Flags of records that were thrown away; squeezed names.
const FLAGS: &[&str] = &[
    "spam",
    "isspam",
    "markedasspam",
    "deleted",
    "isdeleted",
    "fivetrandeleted",
    "trashed",
    "istrashed",
    "intrash",
    "ismerged",
    "archivedasspam",
];

/// Columns of dates that only records have that were thrown away.
const DATES: &[&str] = &["deletedat", "deletedon", "trashedat", "deleteddate", "deletiondate"];

/// States of records that were thrown away, in the languages of exports.
const STATES: &[&str] = &[
    "spam",
    "junk",
    "deleted",
    "trash",
    "trashed",
    "in trash",
    "removed",
    "merged",
    "gelöscht",
    "papierkorb",
    "zusammengeführt",
    "zusammengefasst",
    "eliminado",
    "eliminada",
    "papelera",
    "fusionado",
    "fusionada",
    "excluído",
    "excluido",
    "lixeira",
    "mesclado",
    "supprimé",
    "corbeille",
    "fusionné",
    "eliminato",
    "cestino",
    "unito",
    "verwijderd",
    "prullenbak",
    "samengevoegd",
    "удален",
    "удалён",
    "удалено",
    "корзина",
    "объединен",
    "объединён",
    "спам",
];

/// Subjects of the tickets that helpdesks come with, lower case. Sources: Zendesk's and Freshdesk's trial accounts,
/// Zoho Desk's first ticket.
const SAMPLES: &[&str] = &[
    "sample ticket: meet the ticket",
    "this is a sample ticket",
    "this is a sample ticket requested and submitted by you",
    "here's your first ticket.",
    "here’s your first ticket.",
];

/// Beginnings of such subjects in other languages; what follows is translated too.
const SAMPLE_STARTS: &[&str] = &[
    "sample ticket: ",
    "beispielticket: ",
    "ticket de muestra: ",
    "ticket de ejemplo: ",
    "exemple de ticket : ",
    "exemple de ticket: ",
    "ticket de exemplo: ",
    "tíquete de amostra: ",
    "ticket di esempio: ",
    "voorbeeldticket: ",
];

/// Samples whose subject a customer could write: with words of their text.
const SAMPLE_TEXTS: &[(&str, &str)] =
    &[("received a broken tv", "the television i ordered from your site was delivered with a cracked screen")];

/// What says of the records of a sheet that they are no tickets.
#[derive(Debug)]
pub struct Sieve {
    unlike: Vec<(usize, &'static [&'static str])>,
    needs: Vec<usize>,
    flags: Vec<usize>,
    dates: Vec<usize>,
    states: Option<usize>,
    headers: automatic::Headers,
}

impl Sieve {
    /// Finds the columns.
    pub fn of(sheet: &Sheet) -> Self {
        let table = &sheet.table;
        let names: Vec<String> = table.columns().iter().map(|name| squeeze(&fold(name))).collect();
        let columns = |known: &[&str]| -> Vec<usize> {
            (0..names.len()).filter(|column| known.contains(&names[*column].as_str())).collect()
        };
        // A column that is set in every record says nothing of any.
        let tells = |column: &usize| {
            let set = |record: usize| flag(table.cell(record, *column)) == Some(true);
            let all = table.records().len();
            (0..all).any(set) && !(0..all).all(|record| set(record) || table.is_blank(record))
        };
        Self {
            unlike: sheet.helpdesk.map(|row| row.unlike_columns(table)).unwrap_or_default(),
            needs: sheet.helpdesk.map(|row| Helpdesk::columns_named(table, row.needs)).unwrap_or_default(),
            flags: columns(FLAGS).into_iter().filter(tells).collect(),
            dates: columns(DATES),
            states: sheet.mapping.column(Field::Status),
            headers: automatic::Headers::of(&names),
        }
    }

    /// Why a record is no ticket.
    pub fn reason(&self, sheet: &Sheet, record: usize) -> Option<RejectReason> {
        let table = &sheet.table;
        if self.is_unlike(table, record) || self.is_thrown_away(sheet, record) {
            return Some(RejectReason::NotATicket);
        }
        let cell = |field: Field| sheet.mapping.column(field).map_or("", |column| table.cell(record, column));
        let (subject, body) = (cell(Field::Subject), cell(Field::Body));
        if is_sample(subject, body) {
            return Some(RejectReason::Sample);
        }
        let sender = [Field::CustomerEmail, Field::CustomerName].map(cell);
        let automatic = self.headers.are_automatic(table, record)
            || sender.iter().any(|sender| automatic::is_mail_system(sender))
            || automatic::is_automatic(subject, body);
        automatic.then_some(RejectReason::Automatic)
    }

    /// Whether a record is something else than a ticket by what the helpdesk's row says.
    pub fn is_unlike(&self, table: &Table, record: usize) -> bool {
        let lacks = |column: &usize| values::is_null(table.cell(record, *column));
        let says = |(column, known): &(usize, &[&str])| {
            let cell = table.cell(record, *column);
            if known.is_empty() {
                !values::is_null(cell) && cell != "false"
            } else {
                known.contains(&cell.to_lowercase().as_str())
            }
        };
        self.needs.iter().any(lacks) || self.unlike.iter().any(says)
    }

    fn is_thrown_away(&self, sheet: &Sheet, record: usize) -> bool {
        let table = &sheet.table;
        // A state that the helpdesk's row knows is one of tickets there: backlogs have items that were removed.
        let known = |word: &str| sheet.helpdesk.is_some_and(|row| row.state(word).is_some());
        let state = |column: usize| {
            let word = table.cell(record, column);
            STATES.contains(&values::folded(word).as_str()) && !known(word)
        };
        let dated = |column: &usize| {
            let cell = table.cell(record, *column);
            !values::is_null(cell) && cell.starts_with(|c: char| c.is_ascii_digit()) && cell.len() >= 8
        };
        self.flags.iter().any(|column| flag(table.cell(record, *column)) == Some(true))
            || self.dates.iter().any(dated)
            || self.states.is_some_and(state)
    }
}

fn is_sample(subject: &str, body: &str) -> bool {
    if subject.len() > 120 {
        return false;
    }
    let subject = subject.trim().to_lowercase();
    let told = |(title, words): &(&str, &str)| subject == *title && body.to_lowercase().contains(words);
    SAMPLES.contains(&subject.as_str())
        || SAMPLE_STARTS.iter().any(|start| subject.starts_with(start))
        || SAMPLE_TEXTS.iter().any(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{columns, from_csv};

    fn reasons(csv: &str) -> Vec<Option<RejectReason>> {
        let table = from_csv::read(csv, false).unwrap();
        let mapping = columns::map(&table, None, &[]);
        let (path, stem, encoding) = (String::new(), String::new(), String::new());
        let sheet = Sheet { path, stem, format: "csv", encoding, table, helpdesk: None, mapping, side: false };
        let sieve = Sieve::of(&sheet);
        (0..sheet.table.records().len()).map(|record| sieve.reason(&sheet, record)).collect()
    }

    #[test]
    fn what_was_thrown_away_is_no_ticket() {
        let no = Some(RejectReason::NotATicket);
        assert_eq!(
            reasons("id,subject,status\n1,No mail,open\n2,Cheap watches,Spam\n3,No login,merged\n4,No sound,closed\n"),
            [None, no, no, None]
        );
        assert_eq!(reasons("id,subject,is_deleted\n1,No mail,false\n2,No login,true\n"), [None, no]);
        assert_eq!(reasons("id,subject,is_deleted\n1,No mail,true\n2,No login,true\n"), [None, None]);
        assert_eq!(reasons("id,subject,deleted_at\n1,No mail,\n2,No login,2026-01-05 10:00:00\n"), [None, no]);
    }

    #[test]
    fn tickets_that_the_helpdesk_came_with_are_known_by_their_words() {
        let sample = Some(RejectReason::Sample);
        let csv = "id,subject,body\n1,SAMPLE TICKET: Meet the ticket,Hi there\n2,Received a broken TV,It arrived with a dent\n3,This is a sample ticket,Feel free to delete it\n4,Sample rate too low,The audio is noisy\n";
        assert_eq!(reasons(csv), [sample, None, sample, None]);
    }
}
