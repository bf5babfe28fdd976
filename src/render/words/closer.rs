//! How texts were cleaned and problems grouped.

use super::{about_percent, count, day, language, number};
use crate::report::closer::{CleanedTicket, Cleaning, Group, Grouped, MaskedKind, Pair, Taken};

/// What was read and what is left, in a sentence.
pub fn cleaning(cleaning: &Cleaning) -> String {
    let share = |tickets: usize| about_percent(tickets as f64 / cleaning.tickets.max(1) as f64);
    let languages: Vec<String> =
        cleaning.languages.iter().map(|one| format!("{} {}", language(&one.language), share(one.tickets))).collect();
    let mut text = format!("{}. Languages: {}.", count(cleaning.tickets, "ticket"), languages.join(", "));
    if cleaning.without_message > 0 {
        text += &format!(" {} with a subject alone.", count(cleaning.without_message, "ticket"));
    }
    if cleaning.empty > 0 {
        text += &format!(" {} of which no text is left.", count(cleaning.empty, "ticket"));
    }
    text
}

/// What stands over the placeholders.
pub const MASKED: &str = "Masked in the texts that are left";

/// What stands over the boilerplate.
pub const REPEATED: &str = "Taken out because many tickets repeat it";

/// What stands where nothing was.
pub const NOTHING: &str = "nothing";

/// `<email> 120 times in 95 tickets`.
pub fn masked_kind(kind: &MaskedKind) -> String {
    format!("<{}> {} in {}", kind.kind, count(kind.places, "time"), count(kind.tickets, "ticket"))
}

/// `T-1, 12 Oct 2026, English`.
pub fn cleaned_ticket(ticket: &CleanedTicket) -> String {
    let day = ticket.day.map_or("no date".to_owned(), day);
    format!("{}, {day}, {}", ticket.ticket, language(&ticket.language))
}

/// What a step took from a ticket's message: counts, never content.
pub fn taken(taken: &Taken) -> String {
    let what = match taken.step.as_str() {
        "controls" => "characters that act",
        "markup" => "markup",
        "space" => "blank lines and spaces",
        "transcript" => "the other side of a chat",
        "log" => "logs and stack traces",
        "quoted" => "quoted messages",
        "mail banner" => "warning of a mail gateway",
        "attachments" => "names of attached files",
        "signature" => "signature and closing",
        "greeting" => "greeting and opening",
        "mask" => "personal data by its form",
        other => other,
    };
    match taken.lines {
        0 => format!("{what}: {} less", count(taken.characters, "character")),
        lines => format!("{what}: {}, {} less", count(lines, "line"), count(taken.characters, "character")),
    }
}

/// What stands over the steps.
pub const STEPS: &str = "Taken from its message, step by step";

/// What stands over the cleaned text.
pub const CLEANED: &str = "What is compared and shown";

/// How what recurs was told from what does not, and on which scale groups were joined.
pub fn grouped(grouped: &Grouped) -> Vec<(&'static str, String)> {
    let how = if grouped.two_populations {
        format!("between the two populations, which lie {:.1} standard deviations apart", grouped.separation)
    } else {
        "cautiously: the two populations lie too near each other to be trusted".to_owned()
    };
    let mut facts = vec![
        (
            "Texts",
            format!(
                "{} with {}; {} read like no other.",
                count(grouped.tickets, "ticket"),
                count(grouped.texts, "different text"),
                number(grouped.ungrouped)
            ),
        ),
        (
            "The cut",
            format!("A text recurs when it is {:.2} of 1 like its nearest neighbours. Drawn {how}.", grouped.cut),
        ),
    ];
    match (grouped.scale, grouped.joined_at) {
        (Some([random, near]), Some(joined_at)) => facts.push((
            "Scale",
            format!(
                "Two texts are {random:.2} alike at random and {near:.2} as neighbours; groups with a mean similarity \
                 of {joined_at:.2} or more that hang together are one problem."
            ),
        )),
        _ => facts.push(("Scale", "Not measured: too many texts to compare each with each.".to_owned())),
    }
    facts
}

/// What stands over the problems.
pub const GROUPS: &str = "Problems, the largest first";

/// The figures of a problem's group.
pub fn group(group: &Group) -> String {
    let mut text =
        format!("{}, {}; cohesion {:.2}", count(group.tickets, "ticket"), count(group.texts, "text"), group.cohesion);
    if let Some((ticket, similarity)) = &group.farthest {
        text += &format!("; farthest {ticket} {similarity:.2}");
    }
    if let Some((problem, similarity)) = group.nearest {
        text += &format!("; nearest {problem} {similarity:.2}");
    }
    if !group.phrases.is_empty() {
        text += &format!("; {}", group.phrases.join(", "));
    }
    text
}

/// What stands over the pairs.
pub const PAIRS: &str = "Most alike, and yet two";

/// `0.41 P-3 Title | P-9 Title`.
pub fn pair(pair: &Pair) -> String {
    let [one, other] = &pair.problems;
    let [title, second] = &pair.titles;
    format!("{:.2}  {one} {title} / {other} {second}", pair.similarity)
}
