//! How texts were cleaned and problems grouped.

use super::{
    Page, Style, WIDTHS,
    ink::{Ink, Tone},
};
use crate::{
    render::words,
    report::closer::{Cleaning, Grouped},
};

/// Sentences of boilerplate that are listed.
const REPEATED: usize = 30;

fn page(style: &Style) -> Page {
    let ink = Ink { style: Style { width: style.width.clamp(WIDTHS.0, WIDTHS.1), ..*style } };
    Page { ink, lines: vec![] }
}

/// How texts were cleaned, for a terminal.
pub fn cleaning(cleaning: &Cleaning, style: &Style) -> String {
    let mut page = page(style);
    page.paragraph(&words::cleaning(cleaning), "");
    page.gap();
    page.heading(words::MASKED, None);
    cleaning.masked.iter().for_each(|kind| page.item(&words::masked_kind(kind)));
    if cleaning.masked.is_empty() {
        page.item(words::NOTHING);
    }
    page.gap();
    page.heading(words::REPEATED, None);
    for one in cleaning.boilerplate.iter().take(REPEATED) {
        page.item(&format!("{}×  {}", words::number(one.times), one.text));
    }
    match cleaning.boilerplate.len() {
        0 => page.item(words::NOTHING),
        all if all > REPEATED => page.item(&words::count(all - REPEATED, "further sentence")),
        _ => {}
    }
    if let Some(ticket) = &cleaning.ticket {
        page.gap();
        let width = usize::from(page.ink.style.width);
        let head = page.ink.cut(&page.ink.text(&words::cleaned_ticket(ticket)), width);
        page.heading(&head, None);
        page.gap();
        page.heading(words::STEPS, None);
        ticket.steps.iter().for_each(|taken| page.item(&words::taken(taken)));
        if ticket.steps.is_empty() {
            page.item(words::NOTHING);
        }
        page.gap();
        page.heading(words::CLEANED, None);
        for line in std::iter::once(&ticket.title).chain(&ticket.body).filter(|line| !line.is_empty()) {
            page.paragraph(line, "  ");
        }
    }
    page.finish()
}

/// How problems were grouped, for a terminal.
pub fn grouped(grouped: &Grouped, style: &Style) -> String {
    let mut page = page(style);
    for (label, fact) in words::grouped(grouped) {
        page.fact(label, &fact);
    }
    if !grouped.problems.is_empty() {
        page.gap();
        page.heading(words::GROUPS, None);
    }
    for group in &grouped.problems {
        let width = usize::from(page.ink.style.width).min(super::LINE);
        let title = page.ink.cut(&page.ink.text(&format!("{} {}", group.problem, group.title)), width);
        page.lines.push(page.ink.paint(Tone::Heading, &title));
        page.paragraph(&words::group(group), "  ");
    }
    if !grouped.pairs.is_empty() {
        page.gap();
        page.heading(words::PAIRS, None);
        grouped.pairs.iter().for_each(|pair| page.item(&words::pair(pair)));
    }
    page.finish()
}

#[cfg(test)]
mod tests {
    use super::{super::ink, *};
    use crate::{
        model::problem::ProblemId,
        report::closer::{CleanedTicket, Group, Language, MaskedKind, Pair, Repeated, Taken},
    };

    fn hostile() -> String {
        "\u{1b}[31m red \u{202e} ".repeat(40) + &"x".repeat(5_000)
    }

    fn texts(width: u16, unicode: bool) -> [String; 2] {
        let taken = Taken { step: "quoted".to_owned(), lines: 3, characters: 80 };
        let cleaning = Cleaning {
            schema: 1,
            tickets: 10,
            languages: vec![Language { language: "de".to_owned(), tickets: 10 }],
            masked: vec![MaskedKind { kind: "email".to_owned(), places: 3, tickets: 2 }],
            without_message: 1,
            empty: 1,
            boilerplate: vec![Repeated { text: hostile(), times: 9 }; 40],
            ticket: Some(CleanedTicket {
                ticket: hostile(),
                day: None,
                language: "de".to_owned(),
                steps: vec![taken],
                title: hostile(),
                body: vec![hostile()],
            }),
        };
        let group = Group {
            problem: ProblemId(1),
            title: hostile(),
            tickets: 9,
            texts: 8,
            cohesion: 0.7,
            farthest: Some((hostile(), 0.2)),
            nearest: Some((ProblemId(2), 0.4)),
            phrases: vec![hostile()],
        };
        let grouped = Grouped {
            schema: 1,
            tickets: 10,
            texts: 9,
            ungrouped: 1,
            cut: 0.5,
            separation: 3.0,
            two_populations: true,
            scale: Some([0.1, 0.7]),
            joined_at: Some(0.4),
            problems: vec![group],
            pairs: vec![Pair {
                problems: [ProblemId(1), ProblemId(2)],
                titles: [hostile(), hostile()],
                similarity: 0.3,
            }],
        };
        let style = Style { width, color: false, unicode, links: false };
        [super::cleaning(&cleaning, &style), super::grouped(&grouped, &style)]
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_nothing_acts() {
        for width in [54, 80, 150] {
            for text in [texts(width, true), texts(width, false)].concat() {
                assert!(!text.contains(['\u{1b}', '\u{202e}']));
                for line in text.lines() {
                    assert!(ink::width(line) <= usize::from(width), "{width}: {line}");
                }
            }
            assert!(texts(width, false).iter().all(|text| text.is_ascii()));
        }
    }

    #[test]
    fn what_went_is_counted() {
        let [text, _] = texts(100, true);
        assert!(text.contains("quoted messages: 3 lines, 80 characters less") && text.contains("10 further sentences"));
    }
}
