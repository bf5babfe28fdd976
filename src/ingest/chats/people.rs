//! Who of those who write in a chat is the helpdesk.

use std::collections::{BTreeMap, BTreeSet};

use super::Message;
use crate::ingest::{
    table::SEVERAL,
    threads::voices::{Voice, side_of},
};

/// A pause after which a message begins something, in seconds.
const PAUSE: i64 = 3600;

/// So many chats show who writes in all of them.
const CHATS: usize = 3;

/// Least share of the chats that one of a team takes part in, and share of the chats with one of the team and somebody
/// else.
const OF_CHATS: f64 = 0.05;
const NEARLY_ALL: f64 = 0.8;

/// Fewest other people whom the helpdesk answers in a chat of many.
const ANSWERED: usize = 3;

/// Share of the beginnings among all turns from which a chat is one of short conversations.
const BEGINNINGS: f64 = 0.2;

/// The helpdesk begins at most this share of what the average writer does.
const SELDOM: f64 = 0.4;

/// In a chat that never rests, the helpdesk writes so many times what others do, and answers such a share of them.
const BUSY: (usize, f64) = (3, 0.2);

/// The people of a chat.
pub fn of<'t>(messages: &[Message<'t>]) -> BTreeSet<&'t str> {
    messages.iter().map(|message| message.sender).filter(|sender| !sender.is_empty()).collect()
}

/// Whoever is the helpdesk in any of the chats: told by a role; in several chats, whoever writes in most of them, or
/// the few who share them; else whoever answers many and begins little. Nobody where that would be all.
pub fn helpdesk<'t>(chats: &[Vec<Message<'t>>]) -> BTreeSet<&'t str> {
    let all = || chats.iter().flatten();
    let is_agent = |role: &str| role.split(SEVERAL).any(|role| side_of(role) == Some(Voice::Agent));
    let told: BTreeSet<&str> = all().filter(|message| is_agent(message.role)).map(|message| message.sender).collect();
    if !told.is_empty() {
        return told;
    }
    if chats.len() >= CHATS {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        chats.iter().flat_map(|messages| of(messages)).for_each(|who| *counts.entry(who).or_default() += 1);
        let most: BTreeSet<&str> =
            counts.iter().filter(|(_, count)| **count * 2 > chats.len()).map(|(who, _)| *who).collect();
        if !most.is_empty() && chats.iter().any(|messages| of(messages).iter().any(|who| !most.contains(who))) {
            return most;
        }
        let team = team(chats, &counts);
        if !team.is_empty() {
            return team;
        }
    }
    chats.iter().flat_map(|messages| of_chat(messages)).collect()
}

/// Those who share the chats among them: in nearly every chat one of a few, with somebody who is in hardly any other.
fn team<'t>(chats: &[Vec<Message<'t>>], counts: &BTreeMap<&'t str, usize>) -> BTreeSet<&'t str> {
    let least = CHATS.max((chats.len() as f64 * OF_CHATS).ceil() as usize);
    let busiest = chats.iter().filter_map(|messages| of(messages).into_iter().max_by_key(|who| counts[who]));
    let team: BTreeSet<&str> = busiest.filter(|who| counts[who] >= least).collect();
    let both = |messages: &&Vec<Message<'_>>| {
        let of = of(messages);
        of.iter().any(|who| team.contains(who)) && of.iter().any(|who| !team.contains(who))
    };
    if chats.iter().filter(both).count() as f64 >= NEARLY_ALL * chats.len() as f64 { team } else { BTreeSet::new() }
}

/// How somebody takes part in a chat.
#[derive(Default)]
struct Part<'t> {
    turns: usize,
    begins: usize,
    answers: BTreeSet<&'t str>,
}

fn of_chat<'t>(messages: &[Message<'t>]) -> BTreeSet<&'t str> {
    let mut parts: BTreeMap<&'t str, Part<'t>> = BTreeMap::new();
    let mut before: Option<&Message<'t>> = None;
    for message in messages {
        let pause = before.and_then(|before| Some(message.time? - before.time?));
        let begins = before.is_none() || pause.is_some_and(|pause| pause >= PAUSE);
        let turn = begins || before.is_some_and(|before| before.sender != message.sender);
        let part = parts.entry(message.sender).or_default();
        part.turns += usize::from(turn);
        part.begins += usize::from(begins);
        if let Some(before) = before.filter(|_| turn && !begins) {
            part.answers.insert(before.sender);
        }
        before = Some(message);
    }
    let people = parts.len();
    let (turns, begins) =
        parts.values().fold((0, 0), |(turns, begins), part| (turns + part.turns, begins + part.begins));
    let mut many: Vec<usize> = parts.values().map(|part| part.turns).collect();
    many.sort_unstable();
    let median = many.get(people / 2).copied().unwrap_or_default();
    let average = begins as f64 / turns.max(1) as f64;
    let is_helpdesk = |part: &Part<'_>| {
        let own = part.begins as f64 / part.turns.max(1) as f64;
        let reach = part.answers.len() >= ANSWERED.min(people - 1);
        let quiet = average >= BEGINNINGS && own <= SELDOM * average;
        let busy =
            part.turns >= BUSY.0 * median && part.answers.len() as f64 >= BUSY.1 * people as f64 && own <= average;
        people > 1 && reach && (quiet || busy)
    };
    let found: BTreeSet<&str> = parts.iter().filter(|(_, part)| is_helpdesk(part)).map(|(who, _)| *who).collect();
    if found.len() == people { BTreeSet::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message<'t>(chat: &'t str, sender: &'t str) -> Message<'t> {
        Message { record: 0, chat, time: None, sender, role: "", id: "", answers: "", text: "no mail" }
    }

    #[test]
    fn a_team_shares_the_chats() {
        let people = [["ann", "kim"], ["bob", "kim"], ["cat", "lee"], ["dan", "lee"], ["eve", "kim"], ["fay", "lee"]];
        let names: Vec<String> = (0..people.len()).map(|chat| chat.to_string()).collect();
        let chats = |people: &[[&'static str; 2]]| -> Vec<Vec<Message<'_>>> {
            people.iter().zip(&names).map(|(two, chat)| two.iter().map(|who| message(chat, who)).collect()).collect()
        };
        assert_eq!(helpdesk(&chats(&people)), BTreeSet::from(["kim", "lee"]));
        let strangers = [["ann", "bob"], ["cat", "dan"], ["eve", "fay"], ["gus", "hal"]];
        assert!(
            team(&chats(&strangers), &BTreeMap::from_iter(strangers.concat().into_iter().map(|who| (who, 1))))
                .is_empty()
        );
    }
}
