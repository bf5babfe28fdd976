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

/// Closes the quotes that the spreadsheet swallowed, so that one broken record does not take the next ones with it.
/// Records are told by the number that each begins with; without numbers the text stays as it is.
fn with_quotes_closed(text: &str) -> String {
    let starts = |line: &str| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && line.as_bytes().get(digits) == Some(&b',')
    };
    let (mut whole, mut odd, mut inside) = (String::with_capacity(text.len()), false, false);
    for line in text.lines() {
        if starts(line) {
            if odd && inside {
                whole.insert(whole.len() - 1, '"');
            }
            (odd, inside) = (false, true);
        }
        odd ^= line.matches('"').count() % 2 == 1;
        whole.push_str(line);
        whole.push('\n');
    }
    whole
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
    fn a_sound_file_is_left_alone() {
        assert_eq!(unwrap("id,title\n\"1\",\"a, b\"\n\"2\",\"\"\n"), None);
        assert_eq!(unwrap("text\n\"Hello, I need help\"\n"), None);
        assert_eq!(unwrap("id;title;\n1;a;\n"), None);
        assert_eq!(unwrap("name, first;age;;\nA, B;7;;\nC, D;8;;\n"), None);
        assert_eq!(unwrap(""), None);
    }
}
