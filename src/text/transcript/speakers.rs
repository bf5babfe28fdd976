//! Who speaks in many chats: a bot or an agent meets ever new customers, and has a name of its own in most chat programs.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use rayon::prelude::*;

use super::{Chat, marks::with_colons};
use crate::{
    model::ticket::Ticket,
    text::{RAW_BYTES, controls, head, markup},
};

/// Chats from which a speaker is known for one who answers.
const MANY: usize = 5;

/// How many times as many chats as the one that is spoken with.
const OFTENER: usize = 3;

/// In how many chats of a corpus each speaker speaks. In one text, who speaks in many answers who speaks in few.
#[derive(Clone, Debug, Default)]
pub struct Speakers {
    chats: BTreeMap<String, usize>,
    /// Those who answer wherever somebody else speaks.
    helpers: BTreeSet<String>,
}

impl Speakers {
    /// Counts them in texts that read like chats.
    pub fn of(tickets: &[Ticket]) -> Self {
        let speakers = |ticket: &Ticket| -> BTreeSet<String> {
            let raw = head(&ticket.body, RAW_BYTES);
            // Few texts have so many colons, or names before dashes; the others are not looked at line by line.
            let colons = raw.bytes().filter(|byte| *byte == b':').count();
            if colons < super::FEWEST_LINES && matches!(with_colons(raw, super::FEWEST_LINES), Cow::Borrowed(_)) {
                return BTreeSet::new();
            }
            let text = controls::tidy(&markup::strip(&controls::plain(raw)));
            let text = super::on_lines(&text, super::FEWEST_LINES);
            let chat = Chat::read(&text).filter(Chat::has_turns);
            chat.into_iter().flat_map(|chat| chat.turns.into_iter().map(|turn| name(turn.speaker))).collect()
        };
        let found: Vec<BTreeSet<String>> =
            tickets.par_iter().map(speakers).filter(|speakers| !speakers.is_empty()).collect();
        let mut known = Self::default();
        for speaker in found.iter().flatten() {
            *known.chats.entry(speaker.clone()).or_default() += 1;
        }
        // Of the chats with another speaker those in which they answer.
        let mut answered: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for chat in found.iter().filter(|chat| chat.len() > 1) {
            let speakers: Vec<&str> = chat.iter().map(String::as_str).collect();
            let answering = known.answering(&speakers);
            for speaker in speakers {
                let (all, answers) = answered.entry(speaker).or_default();
                *all += 1;
                *answers += usize::from(answering.contains(&speaker));
            }
        }
        let mostly = answered.into_iter().filter(|(_, (all, answers))| answers * 2 > *all);
        let helpers = mostly.map(|(speaker, _)| speaker.to_owned()).collect();
        Self { helpers, ..known }
    }

    /// Whether a speaker answers, whoever else speaks.
    pub fn answers(&self, speaker: &str) -> bool {
        self.helpers.contains(&name(speaker))
    }

    /// Those of the speakers of a chat who answer: they speak in many chats, and in many more than another of them.
    pub fn answering<'a>(&self, speakers: &[&'a str]) -> Vec<&'a str> {
        let chats = |speaker: &str| self.chats.get(&name(speaker)).copied().unwrap_or(0);
        let fewest = speakers.iter().map(|one| chats(one)).min().unwrap_or(0).max(1);
        let many = |one: &&&str| chats(one) >= MANY && chats(one) >= OFTENER * fewest;
        speakers.iter().filter(many).copied().collect()
    }
}

fn name(speaker: &str) -> String {
    speaker.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::transcript::drop_other_side;

    #[test]
    fn who_speaks_in_many_chats_answers_whatever_the_name() {
        let chat = |customer: &str| {
            format!(
                "(10:12:01 AM) Zapi: Please select an option below.\n(10:12:09 AM) {customer}: my card is refused\n\
                 (10:12:30 AM) Anna: Let me see\n(10:12:50 AM) {customer}: it worked last week"
            )
        };
        let customers = ["Jane", "Joe", "Ravi", "Mia", "Ada", "Eve"];
        let tickets: Vec<Ticket> =
            customers.iter().map(|name| Ticket { body: chat(name), ..Ticket::default() }).collect();
        let speakers = Speakers::of(&tickets);
        assert_eq!(drop_other_side(&tickets[0].body, &speakers), "my card is refused\nit worked last week");
        assert_eq!(speakers.answering(&["Zapi", "Jane", "Anna"]), ["Zapi", "Anna"]);
        let left = "(10:12:01 AM) Zapi: Please select\n(10:13:01 AM) Zapi: Are you there?\n(10:14:01 AM) Zapi: Goodbye";
        assert_eq!(drop_other_side(left, &speakers), "");
        assert!(Speakers::of(&tickets[..3]).answering(&["Zapi", "Jane", "Anna"]).is_empty());
    }

    #[test]
    fn who_offers_help_in_many_chats_is_no_label_of_a_form() {
        for (first, second) in [("[12:29:00] ", "[12:30:13] "), ("", "")] {
            let chat = |customer: &str| {
                format!(
                    "{first}Monique: Hi there, how can I help you?\n{second}{customer}: my card is refused\n\
                     {first}Monique: Let me check that\n{second}{customer}: it worked last week"
                )
            };
            let customers = ["Jane", "Joe", "Ravi", "Mia", "Ada", "Eve"];
            let tickets: Vec<Ticket> =
                customers.iter().map(|name| Ticket { body: chat(name), ..Ticket::default() }).collect();
            let own = drop_other_side(&tickets[0].body, &Speakers::of(&tickets));
            assert_eq!(own, "my card is refused\nit worked last week", "{first}");
        }
    }
}
