//! Logs, stack traces and code: finds them, and keeps the line that says what went wrong.

use std::sync::LazyLock;

use regex::Regex;

/// Fenced text of so many lines or fewer is read like any other: people quote messages that way.
const SHORT_FENCE: usize = 3;

/// So many machine-written lines in a row are a dump; fewer are a quotation.
const DUMP_LINES: usize = 3;

/// Characters of an error line that are kept.
const LINE_CHARS: usize = 200;

/// A line that says what went wrong.
static ERROR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:error|exception|fatal|failed|failure|panic|denied|refused|cannot|can't|unable|undefined|segfault|timed? ?out|not found|fehler|erreur)").expect("a fixed pattern")
});

/// A line that a program wrote: a stack frame, a log record with a time stamp, a memory map, a prompt.
static MACHINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^\s*(?:>\s*)*(?:",
        r"at\s+[\w$.<>/\[\]]+[\s(:].*(?:[:(]\d|\)|\.java|Native)",
        r#"|File "[^"]+", line \d+"#,
        r"|\.\.\. \d+ (?:more|common)",
        r"|#\d+\s+(?:0x)?[0-9a-f]+",
        r"|(?:from )?\S+\.(?:rb|py|js|ts|java|go|c|cpp|rs|php):\d+(?::|\)|$)",
        r"|Traceback \(most recent call last\)|Caused by: ",
        r"|\[?\d{4}[-/]\d{2}[-/]\d{2}[T ,]+\d{1,2}:\d{2}(?::\d{2})?",
        r"|\[?\d{2}:\d{2}:\d{2}[.,\]]",
        r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d{2}:\d{2}:\d{2} ",
        r"|\[?(?:INFO|DEBUG|TRACE|WARN|WARNING|ERROR|SEVERE)\]?[\s:]",
        r"|(?:0x)?[0-9a-fA-F]{8,16}[ -]",
        r"|\S*[$#]\s+(?:sudo|npm|pip|git|docker|rails|bundle|cd|ls|make|curl)\b",
        r")"
    ))
    .expect("a fixed pattern")
});

/// What is worth keeping of fenced text: all of it when short, else its first error line, else nothing.
pub fn essence(code: &str) -> String {
    let lines: Vec<&str> = code.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() <= SHORT_FENCE && lines.iter().map(|line| line.chars().count()).sum::<usize>() <= LINE_CHARS {
        return lines.join("\n");
    }
    error_line(&lines)
}

/// Whether a line looks as one that a program wrote.
pub fn is_logged(line: &str) -> bool {
    MACHINE.is_match(line)
}

/// Text in which each run of machine-written lines is cut to its first error line.
pub fn shorten(text: &str) -> String {
    if text.bytes().filter(|b| *b == b'\n').count() + 1 < DUMP_LINES {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.lines().collect();
    let machine: Vec<bool> = lines.iter().map(|line| MACHINE.is_match(line)).collect();
    if machine.iter().filter(|is| **is).count() < DUMP_LINES {
        return text.to_owned();
    }
    let mut out: Vec<String> = vec![];
    let mut at = 0;
    while at < lines.len() {
        // Blank lines inside a run belong to it.
        let end = (at..lines.len()).find(|&i| !machine[i] && !lines[i].trim().is_empty()).unwrap_or(lines.len());
        let frames = machine[at..end].iter().filter(|is| **is).count();
        if frames >= DUMP_LINES {
            out.push(error_line(&lines[at..end]));
            at = end;
        } else {
            let next = end.max(at + 1);
            out.extend(lines[at..next].iter().map(|line| (*line).to_owned()));
            at = next;
        }
    }
    out.join("\n")
}

fn error_line(lines: &[&str]) -> String {
    lines
        .iter()
        .find(|line| ERROR.is_match(line))
        .map(|line| line.trim().chars().take(LINE_CHARS).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stack_trace_is_cut_and_its_message_stays() {
        let text = "The export crashes.\njava.lang.NullPointerException: no tenant\n\tat com.x.A.run(A.java:10)\n\tat com.x.B.go(B.java:7)\n\tat com.x.C.main(C.java:1)\nPlease fix";
        assert_eq!(shorten(text), "The export crashes.\njava.lang.NullPointerException: no tenant\n\nPlease fix");
    }

    #[test]
    fn a_log_keeps_its_first_error() {
        let text = "Log:\n2024-01-01 10:00:00 start\n2024-01-01 10:00:01 ERROR disk full\n2024-01-01 10:00:02 stop";
        assert_eq!(shorten(text), "Log:\n2024-01-01 10:00:01 ERROR disk full");
    }

    #[test]
    fn prose_of_many_lines_is_no_dump() {
        let text = "It fails.\nAt first it worked.\nThen at noon it stopped.\nFile a bug?";
        assert_eq!(shorten(text), text);
    }
}
