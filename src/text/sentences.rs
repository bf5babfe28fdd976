//! Where sentences end. Good enough to peel courtesies off and to keep phrases apart; no grammar.
//!
//! A line break always ends a sentence. A point ends one only before white space, and never after an
//! abbreviation, an initial or inside a number, so that versions and `e.g.` stay whole.

use std::ops::Range;

use crate::model::script::is_unspaced;

/// Words that are written with a point without ending a sentence (lower case, without the point).
const ABBREVIATIONS: &[&str] = &[
    "approx", "art", "bzgl", "bzw", "ca", "cf", "dept", "dr", "e.g", "ext", "fig", "frau", "gest", "ggf", "i.e", "inc",
    "incl", "inkl", "jr", "ltd", "mr", "mrs", "ms", "nr", "p.ej", "prof", "sr", "sra", "st", "str", "tel", "u.a",
    "usw", "vs", "z.b", "z.t", "zzgl",
];

/// The sentences of a text as byte ranges, ascending, without surrounding white space, none empty.
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let mut found = vec![];
    let mut at = 0;
    for line in text.split('\n') {
        split_line(line, at, &mut found);
        at += line.len() + 1;
    }
    found
}

fn split_line(line: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_end(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, d)) =
            chars.next_if(|(_, d)| is_end(*d) || matches!(d, '"' | '\'' | ')' | ']' | '”' | '’' | '»'))
        {
            end = next + d.len_utf8();
        }
        // Signs of full width were folded to ASCII: after a sign of such a script they end a sentence all the same.
        let after_wide = || line[..at].chars().next_back().is_some_and(is_unspaced);
        let wide = matches!(c, '。' | '！' | '？' | '｡') || matches!(c, '!' | '?') && after_wide();
        let before_space = chars.peek().is_none_or(|(_, d)| d.is_whitespace());
        if (wide || before_space) && !(c == '.' && end == at + 1 && abbreviates(&line[start..at])) {
            push(line, start..end, offset, found);
            start = end;
        }
    }
    push(line, start..line.len(), offset, found);
}

fn push(line: &str, range: Range<usize>, offset: usize, found: &mut Vec<Range<usize>>) {
    let piece = &line[range.clone()];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let start = offset + range.start + (piece.len() - piece.trim_start().len());
        found.push(start..start + trimmed.len());
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '।' | '॥' | '؟' | '۔')
}

/// Whether the point after `before` belongs to its last word.
fn abbreviates(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let single = word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase() && c != 'I');
    let ordinal = !word.is_empty()
        && word.len() <= 2
        && word.bytes().all(|b| b.is_ascii_digit())
        && word.len() == before.trim_start().len();
    single || ordinal || ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_points_and_line_breaks() {
        assert_eq!(sentences("It fails. why?! Help\n  next line "), ["It fails.", "why?!", "Help", "next line"]);
        assert_eq!(sentences("登録できない。助けて"), ["登録できない。", "助けて"]);
        assert_eq!(sentences("你好!验证码没有来?请帮忙"), ["你好!", "验证码没有来?", "请帮忙"]);
        assert_eq!(sentences("لماذا؟ التطبيق لا يعمل"), ["لماذا؟", "التطبيق لا يعمل"]);
    }

    #[test]
    fn versions_and_abbreviations_do_not_end_one() {
        for whole in ["Zoom 5.11.0 crashes", "Dr. Smith cannot log in", "a browser, e.g. Firefox", "1. open the app"] {
            assert_eq!(sentences(whole), [whole]);
        }
        assert!(ABBREVIATIONS.is_sorted());
    }
}
