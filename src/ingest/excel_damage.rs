//! A CSV that a spreadsheet of another locale opened and saved: every line became one quoted cell,
//! its quotes doubled once more, and a run of the spreadsheet's own delimiter behind it.

/// How many lines are looked at.
const SAMPLE: usize = 400;

/// Share of the lines that must be wrapped before the file counts as damaged.
const DAMAGED: f64 = 0.5;

/// The text as it was before the spreadsheet, line for line; none when it is not damaged.
pub fn unwrap(text: &str) -> Option<String> {
    let padding = damage(text)?;
    Some(with_quotes_closed(&rejoin(text, padding)))
}

/// Whether the first lines of a text are damaged so.
pub fn is_damaged(text: &str) -> bool {
    damage(text).is_some()
}

/// The run of delimiters behind every line of a damaged text.
fn damage(text: &str) -> Option<&str> {
    let header = text.lines().find(|line| !line.trim().is_empty())?;
    let padding = &header[header.trim_end_matches(';').len()..];
    let bare = header.strip_suffix(padding).unwrap_or(header);
    if !bare.contains(',') || bare.contains(';') || padding.len() == 1 {
        return None;
    }
    let mut sample = text.lines().skip(1).filter(|line| !line.trim().is_empty()).take(SAMPLE).peekable();
    sample.peek()?;
    let (mut wrapped, mut all) = (0_usize, 0_usize);
    for line in sample {
        wrapped += usize::from(inner(line, padding).is_some_and(|inner| inner.contains(',') || !padding.is_empty()));
        all += 1;
    }
    let damaged = if padding.is_empty() { wrapped as f64 >= DAMAGED * all as f64 } else { padded(text, padding) };
    damaged.then_some(padding)
}

/// Gives back the quotes that the spreadsheet swallowed: in a line that began with one it took it, and the next one,
/// for its own. Records are told by the number that each begins with; without numbers the text stays as it is.
fn with_quotes_closed(text: &str) -> String {
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let width = cells(header).0;
    let mut whole = format!("{header}\n");
    let mut record: Vec<&str> = Vec::new();
    let mut digits = None;
    for line in lines {
        let own = line.bytes().take_while(u8::is_ascii_digit).count();
        // Numbers of one export have one length, but for the turn to one digit more: "1, 2 and 3" begins no record.
        let starts = own > 0
            && line.as_bytes().get(own) == Some(&b',')
            && digits.is_none_or(|first: usize| first < 6 || first.abs_diff(own) <= 1);
        if starts {
            digits.get_or_insert(own);
            put(&mut whole, &std::mem::take(&mut record), width);
        }
        record.push(line);
    }
    put(&mut whole, &record, width);
    whole
}

/// Adds the lines of a record, mended where they are not `width` cells.
fn put(whole: &mut String, record: &[&str], width: usize) {
    let text = record.join("\n");
    if record.is_empty() || cells(&text) == (width, false) {
        if !record.is_empty() {
            whole.push_str(&text);
            whole.push('\n');
        }
        return;
    }
    let first = opened(record[0]);
    let record: Vec<&str> = std::iter::once(first.as_str()).chain(record[1..].iter().copied()).collect();
    let text = record.join("\n");
    if cells(&text) == (width, false) {
        whole.push_str(&text);
        whole.push('\n');
        return;
    }
    // The line that ended the long cell began with a quote: without it, it begins with a comma.
    let ends = |at: &usize| record[*at].starts_with(',');
    for at in (1..record.len()).rev().filter(ends) {
        let head = record[..at].join("\n");
        let (complete, open) = cells(&head);
        let left = width.saturating_sub(complete);
        let tail: Vec<&str> = record[at][1..].splitn(left.max(1), ',').collect();
        if open && left > 0 && tail.len() == left && at + 1 == record.len() {
            let quoted = tail.iter().map(|cell| format!(",\"{}\"", cell.trim_matches('"').replace('"', "\"\"")));
            whole.push_str(&format!("{head}\n\"{}\n", quoted.collect::<String>()));
            return;
        }
    }
    whole.push_str(&text);
    if cells(&text).1 {
        // One broken record must not take the next ones with it.
        whole.push('"');
    }
    whole.push('\n');
}

/// The first line of a record that goes on: a last cell that ends in a quote and begins with none had its quote moved
/// from the front to the end.
fn opened(line: &str) -> String {
    let at = line.rfind(',').map_or(0, |comma| comma + 1);
    match line[at..].strip_suffix('"').filter(|cell| !cell.contains('"')) {
        Some(cell) => format!("{}\"{cell}", &line[..at]),
        None => line.to_owned(),
    }
}

/// How many cells a record has, and whether the last one's quote is still open.
fn cells(record: &str) -> (usize, bool) {
    let (mut count, mut quoted, mut fresh) = (1, false, true);
    let mut letters = record.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if fresh => (quoted, fresh) = (true, false),
            '"' if quoted && letters.peek() == Some(&'"') => drop(letters.next()),
            '"' if quoted => quoted = false,
            ',' if !quoted => (count, fresh) = (count + 1, true),
            _ => fresh = false,
        }
    }
    (count, quoted)
}

/// Whether most lines end in the header's padding.
fn padded(text: &str, padding: &str) -> bool {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE);
    lines().filter(|line| line.trim_end().ends_with(padding)).count() * 2 > lines().count()
}

fn rejoin(text: &str, padding: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines() {
        if padding.is_empty() {
            joined.push_str(&inner(line, padding).map_or(line.to_owned(), |inner| inner.replace("\"\"", "\"")));
        } else {
            joined.push_str(unsplit(line).trim_end_matches(';'));
        }
        joined.push('\n');
    }
    joined
}

/// A line as it was before it was taken for cells between semicolons.
fn unsplit(line: &str) -> String {
    let (mut whole, mut quoted, mut fresh) = (String::with_capacity(line.len()), false, true);
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if fresh => (quoted, fresh) = (true, false),
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                whole.push('"');
            }
            '"' if quoted => quoted = false,
            ';' if !quoted => {
                whole.push(';');
                fresh = true;
            }
            _ => {
                whole.push(c);
                fresh = false;
            }
        }
    }
    whole
}

/// What is inside a line that is one quoted cell.
fn inner<'l>(line: &'l str, padding: &str) -> Option<&'l str> {
    let cell = line.trim_end();
    let inner = cell.strip_suffix(padding).unwrap_or(cell).strip_prefix('"')?.strip_suffix('"')?;
    (!inner.replace("\"\"", "").contains('"')).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_become_what_they_were() {
        let damaged =
            "id,title,body;;;\n\"1,No login,\"\"Since today, nothing\";;;\n\"works.\"\"\";;;\n2,No mail,gone;;;\n";
        assert_eq!(
            unwrap(damaged).unwrap(),
            "id,title,body\n1,No login,\"Since today, nothing\nworks.\"\n2,No mail,gone\n"
        );
    }

    #[test]
    fn a_swallowed_quote_costs_its_own_record_only() {
        let damaged = "id,title,body;;;\n\"71,No login,\"\"Since today\";;;\nnothing works;;;\n\"72,No mail,\"\"gone, all\"\"\";;;\n";
        let text = unwrap(damaged).unwrap();
        assert_eq!(text, "id,title,body\n71,No login,\"Since today\nnothing works\"\n72,No mail,\"gone, all\"\n");
    }

    #[test]
    fn a_cell_whose_end_was_swallowed_ends_where_its_line_began_with_a_comma() {
        let damaged = "id,title,body,created,labels;;;;\n\"712001,No login,\"\"Since today,\";;;;\n1, 2 and 3;;;;\n\",2026-01-02,['a', \"\"b\"\"]\"\"\";;;;\n\"712002,No mail,gone,2026-01-03,x\";;;;\n";
        let text = unwrap(damaged).unwrap();
        assert_eq!(
            text,
            "id,title,body,created,labels\n712001,No login,\"Since today,\n1, 2 and 3\n\",\"2026-01-02\",\"['a', \"\"b\"\"]\"\n712002,No mail,gone,2026-01-03,x\n"
        );
    }

    #[test]
    fn a_quote_that_moved_to_the_end_of_its_line_goes_back() {
        let damaged = "id,title,body,created;;;;\n712001,No login,### Steps\";;;;\nlog, in;;;;\n\",2026-01-02\";;;;\n\"712002,No mail,gone,2026-01-03\";;;;\n";
        let text = unwrap(damaged).unwrap();
        assert!(text.contains("\n712001,No login,\"### Steps\nlog, in\n\",\"2026-01-02\"\n"), "{text}");
    }

    #[test]
    fn a_sound_file_is_left_alone() {
        assert_eq!(unwrap("id,title\n\"1\",\"a, b\"\n\"2\",\"\"\n"), None);
        assert_eq!(unwrap("text\n\"Hello, I need help\"\n"), None);
        assert_eq!(unwrap("id;title;\n1;a;\n"), None);
        assert_eq!(unwrap("name, first;age;;\nA, B;7;;\nC, D;8;;\n"), None);
        assert_eq!(unwrap(""), None);
    }
}
