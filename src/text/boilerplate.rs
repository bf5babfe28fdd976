//! Learnt boilerplate: sentences that stand in so many tickets that they cannot tell one problem from
//! another, such as headings of an issue template or a sentence that a service desk adds everywhere.
//!
//! Counted over distinct texts, so that a thousand identical tickets teach nothing. A sentence that is
//! somebody's whole ticket, or its title, is a problem and stays. A ticket never loses all its text.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{controls::has_words, sentences};
use crate::model::document::Boilerplate;

/// Share of the distinct texts that must hold a sentence.
const SHARE: f64 = 0.20;

/// Share from which a sentence is boilerplate by itself. Below it, a sentence must be part of a
/// template: a core complaint of a quarter of all customers looks the same as a lone shared sentence.
const SHARE_ALONE: f64 = 0.50;

/// Other shared sentences beside which a sentence counts as part of a template.
const TEMPLATE_COMPANY: usize = 2;

/// Distinct texts that must hold a sentence, however small the corpus.
const FEWEST_TEXTS: usize = 10;

/// Sentences of a form: a text with so many that [`FEWEST_TEXTS`] have, and something of its own beside them, was
/// filled in, as the mails of answering machines and contact forms are, however few they are of the corpus.
const FORM_SENTENCES: usize = 3;

/// Words that must stand beside a form, in sentences of at least [`PROSE_SENTENCE`] words. What is filled into an alarm (a
/// host, a state, a number) is none, and there the form itself is the problem.
const PROSE_WORDS: usize = 5;

/// Words of a sentence that somebody wrote.
const PROSE_SENTENCE: usize = 4;

/// Share of the distinct texts whose sentences must begin alike for the beginning to go. Far higher
/// than for whole sentences: the beginning may be the problem and what follows its variants.
const PREFIX_SHARE: f64 = 0.60;

/// Words that a shared beginning or end needs.
const AFFIX_WORDS: usize = 4;

/// Title and body of a ticket after masking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Subject, one line.
    pub title: String,
    /// Message.
    pub body: String,
    /// Whether the title is the category path of a ticket without text.
    pub from_category: bool,
}

/// One draft of each body with words, in order of the bodies.
pub fn distinct(drafts: &[Draft]) -> Vec<&Draft> {
    let mut distinct: Vec<&Draft> = drafts.iter().filter(|draft| has_words(&draft.body)).collect();
    distinct.par_sort_unstable_by(|a, b| (&a.body, &a.title).cmp(&(&b.body, &b.title)));
    distinct.dedup_by(|a, b| a.body == b.body);
    distinct
}

/// Share of the tickets with a sentence that say nothing else, from which it is a matter of its own and no boilerplate.
/// In a shop's chats some customers leave after a click in the bot's menu, which all others read as well.
const ALONE: f64 = 0.05;

/// What a corpus repeats.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// Keys of whole sentences, with a sample of how it reads.
    sentences: BTreeMap<String, String>,
    /// Those of them that may stand at the end of another sentence, by their last word.
    ends: BTreeMap<String, Vec<String>>,
    /// Beginnings of sentences, as words of the key.
    prefixes: BTreeMap<String, String>,
}

/// A sentence reduced to its words: lower case, the ticket's own title replaced, since templates repeat it.
fn key(sentence: &str, title: &str) -> String {
    let lower = sentence.to_lowercase();
    let title = title.to_lowercase();
    let title = title.trim_end_matches(['.', '!', '?']);
    let with_slot = if title.split_whitespace().count() >= 2 && lower.len() > title.len() {
        lower.replace(title, " {title} ")
    } else {
        lower
    };
    words_of(&with_slot).join(" ")
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '<' | '>' | '{' | '}' | '_' | '\'')))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Learns what `drafts` repeat; `tells` knows lines of a form that tell something. Does not depend on their order.
pub fn learn(drafts: &[Draft], tells: impl Fn(&str) -> bool + Sync) -> Learnt {
    let distinct = distinct(drafts);
    let texts = distinct.len();
    if texts < FEWEST_TEXTS {
        return Learnt::default();
    }
    let needed = ((SHARE * texts as f64).ceil() as usize).max(FEWEST_TEXTS);
    let prefix_needed = ((PREFIX_SHARE * texts as f64).ceil() as usize).max(2 * FEWEST_TEXTS);

    let keys: Vec<Vec<(String, &str)>> = distinct
        .par_iter()
        .map(|draft| {
            let mut keys: Vec<(String, &str)> = sentences::spans(&draft.body)
                .into_iter()
                .map(|range| (key(&draft.body[range.clone()], &draft.title), &draft.body[range]))
                .filter(|(key, _)| !key.is_empty())
                .collect();
            keys.sort_unstable();
            keys.dedup_by(|a, b| a.0 == b.0);
            keys
        })
        .collect();
    let alone = said_alone(drafts);
    let speaks_for_itself =
        |key: &str, texts: usize| alone.get(key).is_some_and(|alone| *alone as f64 >= ALONE * (texts + alone) as f64);
    let mut all: Vec<(&str, &str)> = keys.iter().flatten().map(|(key, text)| (key.as_str(), *text)).collect();
    all.par_sort_unstable();
    let common: Shared = all
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() >= FEWEST_TEXTS && !speaks_for_itself(group[0].0, group.len()))
        .map(|group| (group[0].0.to_owned(), (group.len(), group[0].1.to_owned())))
        .collect();
    let mut sentences = forms(&keys, &common);
    sentences.retain(|_, text| !tells(text));
    let shared = common.into_iter().filter(|(_, (count, _))| *count >= needed).collect();
    sentences.extend(templates(&keys, shared, SHARE_ALONE * texts as f64));
    let prefixes = common_prefixes(&keys, &sentences, prefix_needed);
    let mut ends: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for key in sentences.keys().filter(|key| key.split(' ').count() > AFFIX_WORDS) {
        ends.entry(last_word(key).to_owned()).or_default().push(key.clone());
    }
    Learnt { sentences, ends, prefixes }
}

/// Sentences by key, in how many texts each stands and how it reads.
type Shared = BTreeMap<String, (usize, String)>;

fn last_word(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

/// Of the common sentences those that mostly stand in forms.
fn forms(keys: &[Vec<(String, &str)>], common: &Shared) -> BTreeMap<String, String> {
    let mut found: Vec<&str> = keys.par_iter().flat_map_iter(|keys| sentences_of_form(keys, common)).collect();
    found.par_sort_unstable();
    (found.chunk_by(|a, b| a == b))
        .filter_map(|group| {
            let (key, (count, text)) = common.get_key_value(group[0])?;
            (2 * group.len() >= *count).then(|| (key.clone(), text.clone()))
        })
        .collect()
}

/// The common sentences of a text that was filled in, none of any other.
fn sentences_of_form<'k>(keys: &'k [(String, &str)], common: &Shared) -> Vec<&'k str> {
    let (form, own): (Vec<_>, Vec<_>) = keys.iter().partition(|(key, _)| common.contains_key(key));
    let said: usize = own.iter().map(|(_, text)| prose_words(text)).sum();
    let is_filled = form.len() >= FORM_SENTENCES && said >= PROSE_WORDS;
    if is_filled { form.into_iter().map(|(key, _)| key.as_str()).collect() } else { vec![] }
}

/// Words of a sentence that is long enough to be one; names in capitals and what holds a number are none.
pub(super) fn prose_words(sentence: &str) -> usize {
    let words = || sentence.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    if words().filter(|word| !word.is_empty()).count() < PROSE_SENTENCE {
        return 0;
    }
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(char::is_alphabetic);
    let in_capitals = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    words().filter(is_word).filter(|word| !in_capitals(word)).count()
}

/// Of the shared sentences those that stand in enough texts by themselves, or mostly in company.
fn templates(keys: &[Vec<(String, &str)>], shared: Shared, alone: f64) -> BTreeMap<String, String> {
    let mut in_company: BTreeMap<&str, usize> = BTreeMap::new();
    for keys in keys {
        let here: Vec<&str> =
            keys.iter().map(|(key, _)| key.as_str()).filter(|key| shared.contains_key(*key)).collect();
        if here.len() > TEMPLATE_COMPANY {
            here.into_iter().for_each(|key| *in_company.entry(key).or_default() += 1);
        }
    }
    shared
        .iter()
        .filter(|(key, (count, _))| {
            *count as f64 >= alone || in_company.get(key.as_str()).is_some_and(|company| company * 2 >= *count)
        })
        .map(|(key, (_, text))| (key.clone(), text.clone()))
        .collect()
}

/// What stands alone as a ticket, and titles: how many tickets each.
fn said_alone(drafts: &[Draft]) -> BTreeMap<String, usize> {
    let mut keys: Vec<String> = drafts
        .par_iter()
        .flat_map_iter(|draft| {
            let spans = sentences::spans(&draft.body);
            let alone = if spans.len() == 1 && draft.title.is_empty() { key(&draft.body, "") } else { String::new() };
            [alone, key(&draft.title, "")].into_iter().filter(|key| !key.is_empty())
        })
        .collect();
    keys.par_sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|same| (same[0].clone(), same.len())).collect()
}

/// The longest beginnings that so many texts share, of sentences that are not boilerplate as a whole.
fn common_prefixes(
    keys: &[Vec<(String, &str)>],
    whole: &BTreeMap<String, String>,
    needed: usize,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut all: Vec<(&str, usize)> = keys
        .iter()
        .enumerate()
        .flat_map(|(at, keys)| keys.iter().map(move |(key, _)| (key.as_str(), at)))
        .filter(|(key, _)| !whole.contains_key(*key))
        .collect();
    if all.len() < needed {
        return found;
    }
    all.sort_unstable();
    // Sentences sorted by their words: those that begin alike are neighbours.
    let mut words = AFFIX_WORDS;
    let mut groups: Vec<&[(&str, usize)]> = vec![&all];
    while !groups.is_empty() && words < 40 {
        let mut next = vec![];
        for group in groups {
            let parent = beginning(group[0].0, words - 1).filter(|_| words > AFFIX_WORDS);
            let parts: Vec<&[(&str, usize)]> = group
                .chunk_by(|a, b| beginning(a.0, words) == beginning(b.0, words))
                .filter(|part| beginning(part[0].0, words).is_some() && texts_in(part) >= needed)
                .collect();
            if let (true, Some(parent)) = (parts.is_empty(), parent) {
                found.insert(parent.to_owned(), parent.to_owned());
            }
            next.extend(parts);
        }
        groups = next;
        words += 1;
    }
    found
}

fn texts_in(part: &[(&str, usize)]) -> usize {
    let mut texts: Vec<usize> = part.iter().map(|(_, text)| *text).collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len()
}

/// The first `count` words of a key, if it has more than that.
fn beginning(key: &str, count: usize) -> Option<&str> {
    key.match_indices(' ').nth(count.checked_sub(1)?).map(|(at, _)| &key[..at])
}

impl Learnt {
    /// Whether nothing repeats.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty() && self.prefixes.is_empty()
    }

    /// Takes out of a ticket what the corpus repeats; the keys of what went are added to `removed`.
    pub fn remove(&self, draft: &mut Draft, removed: &mut Vec<String>) {
        let mut out = String::with_capacity(draft.body.len());
        let mut gone = vec![];
        for line in draft.body.split('\n') {
            let before = out.len();
            let mut at = 0;
            for range in sentences::spans(line) {
                let sentence = &line[range.clone()];
                let key = key(sentence, &draft.title);
                if self.sentences.contains_key(&key) {
                    gone.push(key);
                } else if let Some((prefix, rest)) = self.without_prefix(&key, sentence) {
                    gone.push(prefix);
                    out.push_str(&line[at..range.start]);
                    out.push_str(rest);
                } else if let Some((end, key)) = self.without_end(&key, sentence, &draft.title) {
                    gone.push(key);
                    out.push_str(&line[at..range.start + end]);
                } else {
                    out.push_str(&line[at..range.end]);
                }
                at = range.end;
            }
            if out.len() > before {
                out.push('\n');
            }
        }
        if gone.is_empty() || !(has_words(&out) || has_words(&draft.title)) {
            return;
        }
        draft.body = super::controls::tidy(&out);
        removed.append(&mut gone);
    }

    /// Where a sentence of the corpus starts that this one runs into without a point, and its key.
    fn without_end(&self, key: &str, sentence: &str, title: &str) -> Option<(usize, String)> {
        let found = (self.ends.get(last_word(key))?.iter())
            .filter(|known| key.strip_suffix(known.as_str()).is_some_and(|rest| rest.ends_with(' ')))
            .max_by_key(|known| known.len())?;
        let starts = sentence.match_indices(' ').map(|(at, _)| at);
        let at = starts.into_iter().find(|at| self::key(&sentence[*at..], title) == *found)?;
        Some((at, found.clone()))
    }

    /// The sentence without the beginning it shares with the corpus.
    fn without_prefix<'a>(&self, key: &str, sentence: &'a str) -> Option<(String, &'a str)> {
        let prefix = self
            .prefixes
            .keys()
            .filter(|prefix| key.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.starts_with(' ')))
            .max_by_key(|p| p.len())?;
        // Walk the same words in the sentence as written.
        let mut rest = sentence;
        for word in prefix.split(' ') {
            let at = rest.to_lowercase().find(word)?;
            rest = rest.get(at + word.len()..)?;
        }
        let rest = rest.trim_start();
        has_words(rest).then(|| (prefix.clone(), rest))
    }

    /// How something that went reads, and from how many tickets it went.
    pub fn account(&self, mut removed: Vec<String>) -> Vec<Boilerplate> {
        removed.par_sort_unstable();
        removed
            .chunk_by(|a, b| a == b)
            .map(|group| {
                let key = &group[0];
                let text =
                    self.sentences.get(key).or_else(|| self.prefixes.get(key)).cloned().unwrap_or_else(|| key.clone());
                Boilerplate { text, times: group.len() }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(title: &str, body: &str) -> Draft {
        Draft { title: title.to_owned(), body: body.to_owned(), from_category: false }
    }

    fn run(drafts: &[Draft]) -> (Vec<Draft>, Vec<Boilerplate>) {
        let learnt = learn(drafts, |_| false);
        let mut removed = vec![];
        let cleaned = drafts
            .iter()
            .map(|draft| {
                let mut draft = draft.clone();
                learnt.remove(&mut draft, &mut removed);
                draft
            })
            .collect();
        (cleaned, learnt.account(removed))
    }

    const THINGS: &[&str] =
        &["mail", "printer", "login", "invoice", "export", "search", "map", "chat", "phone", "disk", "cable", "menu"];

    #[test]
    fn a_sentence_of_every_ticket_goes_even_with_the_title_inside() {
        let drafts: Vec<Draft> = THINGS
            .iter()
            .map(|thing| {
                draft(
                    &format!("Broken {thing}"),
                    &format!("The {thing} stopped. This relates to: 'Broken {thing}', and may need more checks."),
                )
            })
            .collect();
        let mut with_a_point_missing = drafts.clone();
        with_a_point_missing[0].body = with_a_point_missing[0].body.replace("stopped. ", "stopped ");
        let (cleaned, account) = run(&drafts);
        assert_eq!(cleaned[0].body, "The mail stopped.");
        assert_eq!(account.len(), 1);
        assert_eq!(account[0].times, THINGS.len());
        assert_eq!(run(&with_a_point_missing).0[0].body, "The mail stopped");
    }

    #[test]
    fn the_problem_itself_stays_however_often_it_is_told() {
        let mut drafts = vec![draft("", "Cannot log in")];
        drafts.extend(THINGS.iter().map(|thing| draft("", &format!("Cannot log in. It was {thing}."))));
        let (cleaned, account) = run(&drafts);
        assert_eq!(cleaned, drafts);
        assert!(account.is_empty());
        // A quarter of the customers has one complaint, told with other details.
        let quarter: Vec<Draft> = (0..80)
            .map(|n| match n % 4 {
                0 => draft(
                    "",
                    &format!("The app shows a blank screen after the update. Seen on {} {n}.", THINGS[n % 12]),
                ),
                _ => draft("", &format!("Something about {} {n}.", THINGS[n % 12])),
            })
            .collect();
        assert!(run(&quarter).1.is_empty());
        // Repeated word for word it is one text.
        let same = vec![draft("", "Cannot log in. It fails."); 50];
        assert_eq!(run(&same).0, same);
    }

    #[test]
    fn headings_of_a_template_go_and_no_ticket_ends_empty() {
        let mut drafts: Vec<Draft> = THINGS
            .iter()
            .map(|thing| draft("", &format!("Steps to reproduce\nopen the {thing}\nSystem configuration")))
            .collect();
        drafts.push(draft("", "Steps to reproduce\nSystem configuration"));
        let (cleaned, _) = run(&drafts);
        assert_eq!(cleaned[0].body, "open the mail");
        assert!(cleaned.iter().all(|draft| has_words(&draft.body)));
    }

    /// Mails of an answering machine among other tickets; `said` is what each caller says.
    fn recorded(said: impl Fn(usize) -> String) -> Vec<Draft> {
        let mail = |n: usize| {
            let said = said(n);
            draft(
                "New voice message",
                &format!(
                    "Dear Manager,\nYou have a new message.\nLength: <time>\nPreview:\n{said}\nTo listen, open the attachment."
                ),
            )
        };
        let other = |n: usize| draft("", &format!("The {} of number {n} does not start.", THINGS[n % 12]));
        (0..12).map(mail).chain((0..200).map(other)).collect()
    }

    #[test]
    fn the_form_of_an_answering_machine_goes_however_few_its_mails() {
        let drafts = recorded(|n| format!("hello the {} in my room is broken again, please call me back", THINGS[n]));
        let (cleaned, account) = run(&drafts);
        assert_eq!(cleaned[0].body, "hello the mail in my room is broken again, please call me back");
        assert_eq!(account.len(), 5);
        assert_eq!(cleaned[12..], drafts[12..]);
        // An alarm is its form: what is filled in says nothing by itself.
        let alarms = recorded(|n| format!("Host: srv-{n} State: CRITICAL Load {n}.5 on {}", THINGS[n].to_uppercase()));
        assert_eq!(run(&alarms).0, alarms);
    }

    #[test]
    fn a_beginning_that_most_tickets_share_goes() {
        let drafts: Vec<Draft> = (0..30)
            .map(|n| {
                draft(
                    "",
                    &format!("I'm having an issue with the {} {}.", THINGS[n % 12], ["lamp", "watch", "door"][n / 12]),
                )
            })
            .collect();
        let (cleaned, _) = run(&drafts);
        assert_eq!(cleaned[0].body, "mail lamp.");
    }

    #[test]
    fn the_order_of_tickets_does_not_matter() {
        let mut drafts: Vec<Draft> =
            THINGS.iter().map(|thing| draft("", &format!("Template line\nabout {thing}"))).collect();
        let (mut forward, account) = run(&drafts);
        drafts.reverse();
        let (backward, again) = run(&drafts);
        forward.reverse();
        assert_eq!((forward, account), (backward, again));
    }
}
