//! A person's words for a problem: the subject or sentence of a real ticket that covers it best.

mod sayings;

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use self::sayings::{DANGLING, DANGLING_ELSEWHERE, ends_whole, is_whole, refers_back, sayings};
use super::{addressed, keywords::Keyword, spelling::with_capital};
use crate::model::{
    document::{DistinctTexts, Documents, TermKind},
    embedding::{Embeddings, dot},
};

/// Tickets nearest to the centre whose words are tried.
const SPEAKERS: usize = 16;
/// Subjects and sentences of one problem that are compared by meaning.
const CANDIDATES: usize = 14;
/// Characters of a title.
const LONGEST: usize = 90;
/// Words from which a title is long.
const COMFORTABLE: usize = 9;
/// Two titles nearer than this (cosine) read as the same problem.
const SAME: f32 = 0.90;

/// How much it counts that a title means what the problem is about, beside its words. This and the other weights of a
/// title were judged by how near (cosine) the titles of problems that are mostly one label come to what a person calls
/// that label: 0.60 before and 0.64 with all of them on the sample's letters, and as near as before (0.59) on four
/// labelled sets of single sentences.
const MEANING: f32 = 1.5;
/// … and that the ticket which it is from is in the middle of the problem.
const SPEAKER: f32 = 0.3;

/// A possible title with its point.
#[derive(Clone, Debug)]
struct Candidate {
    text: String,
    /// What speaks for it apart from its meaning.
    merit: f32,
    /// The distinct text that it is whole, if it is one: its point is known.
    whole: Option<usize>,
}

/// What titles are made from.
pub struct Sources<'a> {
    /// The documents of the corpus.
    pub documents: &'a Documents,
    /// The different texts.
    pub distinct: &'a DistinctTexts,
    /// A point for each different text.
    pub points: &'a Embeddings,
    /// The language most tickets are written in.
    pub language: &'a str,
    /// Whether a saying says nothing specific.
    pub is_idle: fn(&str) -> bool,
}

/// What one title is sought for.
pub struct Subject<'a> {
    /// Distinct texts, nearest to the centre first.
    pub texts: &'a [usize],
    /// Unit vector of the centre.
    pub centre: &'a [f32],
    /// Keywords, best first.
    pub keywords: &'a [Keyword],
}

/// A title for each subject, in their order; earlier ones choose first, and no later one says the same
/// if it can say anything else. `encode` gives points for texts.
///
/// # Errors
/// Those of `encode`.
pub fn titles<E>(
    sources: &Sources,
    subjects: &[Subject],
    encode: &dyn Fn(&[&str]) -> Result<Embeddings, E>,
) -> Result<Vec<String>, E> {
    let addressed = addressed::are(&sources.documents.documents);
    let candidates: Vec<Vec<Candidate>> =
        subjects.iter().map(|subject| candidates(sources, subject, addressed)).collect();
    let unknown: Vec<&str> =
        candidates.iter().flatten().filter(|c| c.whole.is_none()).map(|c| c.text.as_str()).collect();
    let encoded = encode(&unknown)?;
    let mut next = 0;
    let mut point = |candidate: &Candidate| match candidate.whole {
        Some(text) => sources.points.row(text).to_vec(),
        None => {
            next += 1;
            encoded.row(next - 1).to_vec()
        }
    };
    let mut chosen: Vec<(String, Vec<f32>)> = Vec::new();
    for (candidates, subject) in candidates.iter().zip(subjects) {
        let mut rated: Vec<(f32, &Candidate, Vec<f32>)> = candidates
            .iter()
            .map(|candidate| {
                let point = point(candidate);
                (MEANING * dot(&point, subject.centre) + candidate.merit, candidate, point)
            })
            .collect();
        rated.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
        let likeness = |point: &[f32]| chosen.iter().map(|(_, other)| dot(point, other)).fold(-1.0f32, f32::max);
        let fresh = rated.iter().position(|(_, _, point)| likeness(point) < SAME);
        let least_alike = || {
            let alike = |at: &usize| likeness(&rated[*at].2);
            (0..rated.len()).min_by(|a, b| alike(a).total_cmp(&alike(b)))
        };
        match fresh.or_else(least_alike) {
            Some(at) => {
                let (_, candidate, point) = rated.swap_remove(at);
                chosen.push((candidate.text.clone(), point));
            }
            None => chosen.push((last_resort(sources, subject), vec![0.0; subject.centre.len()])),
        }
    }
    Ok(chosen.into_iter().map(|(text, _)| text).collect())
}

/// Subjects and sentences of the most central tickets, the most promising first. `addressed`: whether texts begin with whom
/// they are for.
fn candidates(sources: &Sources, subject: &Subject, addressed: bool) -> Vec<Candidate> {
    let usual = Usual::of(sources, subject.texts);
    let mut found: Vec<Candidate> = Vec::new();
    for text in speakers(sources, subject.texts) {
        let document = &sources.documents.documents[sources.distinct.tickets[text][0]];
        let known = sources.distinct.text(text, &sources.documents.documents);
        let in_the_middle = SPEAKER * dot(&sources.points.row(text), subject.centre);
        for (said, is_subject) in sayings(document) {
            let Some(title) = presentable(if addressed { addressed::without(said) } else { said }) else { continue };
            if found.iter().any(|c| c.text.eq_ignore_ascii_case(&title)) || (sources.is_idle)(&title) {
                continue;
            }
            let may_be_a_name = !is_subject && may_be_a_name(&title, document.language);
            if may_be_a_name && document.language != "en" {
                continue;
            }
            let whole = is_whole(said, document.body()) && ends_whole(said, document.body());
            let merit = merit(&title, is_subject, &usual, subject.keywords)
                - if is_subject || whole { 0.0 } else { PIECE }
                + in_the_middle
                - if !is_subject && refers_back(said) { BACK } else { 0.0 }
                - if may_be_a_name { NAME } else { 0.0 }
                - if document.language == sources.language { 0.0 } else { FOREIGN };
            found.push(Candidate { text: title, merit, whole: (said == known).then_some(text) });
        }
    }
    found.sort_by(|a, b| b.merit.total_cmp(&a.merit));
    found.truncate(CANDIDATES);
    found
}

/// The most central texts in the main language, and some of any, so that a problem of another has a voice.
fn speakers(sources: &Sources, texts: &[usize]) -> Vec<usize> {
    let ours =
        |&&text: &&usize| sources.documents.documents[sources.distinct.tickets[text][0]].language == sources.language;
    let mut chosen: Vec<usize> = texts.iter().filter(ours).take(SPEAKERS).copied().collect();
    let others = texts.iter().filter(|text| !ours(text)).take(if chosen.len() < SPEAKERS { SPEAKERS } else { 0 });
    chosen.extend(others);
    chosen
}

/// What speaks against a piece of a sentence.
const PIECE: f32 = 0.1;

/// What speaks against a sentence that goes on from the one before.
const BACK: f32 = 0.12;

/// What speaks against a line of an English letter that may be a name, `Ann Ruiz Gil`, or a title in capitals. In other
/// languages such a line is no title; where nouns have capitals it may say something.
const NAME: f32 = 0.2;

/// Words of a name.
const WORDS_OF_A_NAME: std::ops::RangeInclusive<usize> = 2..=5;

/// Whether a saying may be a person's name: nothing but a few words with capital letters, particles apart.
fn may_be_a_name(said: &str, language: &str) -> bool {
    const PARTICLES: [&str; 10] = ["da", "das", "de", "del", "der", "di", "do", "dos", "van", "von"];
    let is_of_a_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c))
            || PARTICLES.contains(&word)
    };
    let words = said.split_whitespace().count();
    let capitals = said.chars().any(char::is_lowercase);
    language != "de" && capitals && WORDS_OF_A_NAME.contains(&words) && said.split_whitespace().all(is_of_a_name)
}

/// What speaks against a title in another language than most tickets'.
const FOREIGN: f32 = 0.15;

/// A saying as a title, or none when it is not fit for one: too short, too long, mostly placeholders.
fn presentable(said: &str) -> Option<String> {
    let said = said.trim_matches(|c: char| c.is_whitespace() || ".,;:!-–—*_#|".contains(c));
    let said = without_ends(unwrapped(said));
    if is_answered(said) {
        return None;
    }
    let words: Vec<&str> = said.split_whitespace().collect();
    let telling =
        words.iter().filter(|w| !is_placeholder(w) && w.chars().filter(|c| c.is_alphabetic()).count() >= 3).count();
    let unspaced = said.chars().filter(|c| is_cjk_or_thai(*c)).count();
    if said.chars().count() > LONGEST || (telling < 2 && unspaced < 4) || words.len() > 18 {
        return None;
    }
    Some(with_capital(said))
}

/// Without a placeholder that a stroke or a colon sets apart: "Laptop slow - <phone>" is "Laptop slow".
fn without_ends(said: &str) -> &str {
    const APART: [char; 8] = ['-', '–', '—', '|', ':', '/', ',', '('];
    let mut rest = said;
    while let Some((before, last)) = rest.rsplit_once(' ').filter(|(_, last)| is_placeholder(last)) {
        let before = before.trim_end();
        if !before.ends_with(APART) && !last.starts_with('(') {
            break;
        }
        rest = before.trim_end_matches(|c: char| c.is_whitespace() || APART.contains(&c));
    }
    rest
}

/// Whether a line of a template was ticked: "Unenroll from Windows Hello: Y".
fn is_answered(said: &str) -> bool {
    const TICKS: [&str; 14] =
        ["y", "n", "yes", "no", "n/a", "na", "true", "false", "ja", "nein", "oui", "non", "sim", "não"];
    said.rsplit_once([':', '?']).is_some_and(|(_, answer)| TICKS.contains(&answer.trim().to_lowercase().as_str()))
}

/// Takes off quotation marks around the whole.
fn unwrapped(said: &str) -> &str {
    const PAIRS: [(char, char); 5] = [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('«', '»')];
    for (open, close) in PAIRS {
        if let Some(inner) = said.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
        {
            return inner.trim();
        }
    }
    said
}

fn is_placeholder(word: &str) -> bool {
    word.contains('<') && word.contains('>')
}

/// Scripts that put no space between words.
fn is_cjk_or_thai(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF)
}

/// How usual the words of a problem are in its own tickets.
struct Usual<'a> {
    /// For each content word the share of the tickets that use it in any form.
    share: BTreeMap<&'a str, f32>,
}

/// Content words that tell a problem.
const TELLING: f32 = 3.0;

/// Texts of a problem whose words are counted.
const COUNTED: usize = 200;

impl<'a> Usual<'a> {
    fn of(sources: &Sources<'a>, texts: &[usize]) -> Self {
        let terms = &sources.documents.vocabulary.terms;
        let step = texts.len().div_ceil(COUNTED).max(1);
        let mut tickets: BTreeMap<&str, f32> = BTreeMap::new();
        let mut forms: BTreeSet<(&str, &str)> = BTreeSet::new();
        let mut counted = 0.0;
        for &text in texts.iter().step_by(step) {
            counted += 1.0;
            let words = &sources.documents.documents[sources.distinct.tickets[text][0]].words;
            let content = words.iter().map(|&w| &terms[w as usize]).filter(|term| term.kind == TermKind::Content);
            let here: BTreeSet<(&str, &str)> =
                content.map(|term| (term.surface.as_str(), term.stem.as_str())).collect();
            for stem in here.iter().map(|form| form.1).collect::<BTreeSet<_>>() {
                *tickets.entry(stem).or_default() += 1.0;
            }
            forms.extend(here);
        }
        let share = forms.into_iter().map(|(form, stem)| (form, tickets[stem] / counted)).collect();
        Self { share }
    }

    /// Mean share of the content words of a title: low for what only its writer would say, and for what is too short to
    /// say anything, as "Recreate visits?" is.
    fn typicality(&self, title: &str) -> f32 {
        let lower = title.to_lowercase();
        let words: BTreeSet<&str> = lower.unicode_words().collect();
        let shares: Vec<f32> = words.into_iter().filter_map(|word| self.share.get(word)).copied().collect();
        shares.iter().sum::<f32>() / (shares.len() as f32).max(TELLING)
    }
}

/// Short, in the problem's usual and own words, without placeholders and figures; a subject line was meant
/// as a title.
fn merit(title: &str, is_subject: bool, usual: &Usual, keywords: &[Keyword]) -> f32 {
    let words = title.split_whitespace().count();
    let lower = title.to_lowercase();
    let (mut said, mut all) = (0.0, 0.0);
    for keyword in keywords.iter().take(4) {
        all += keyword.score;
        let parts = keyword.text.split(' ');
        let hit = parts.clone().filter(|part| lower.contains(stem_like(part))).count();
        said += keyword.score * hit as f64 / parts.count() as f64;
    }
    let coverage = if all > 0.0 { (said / all) as f32 } else { 0.0 };
    let length = match words {
        0..=2 => -0.06,
        n if n > COMFORTABLE => -0.02 * (n - COMFORTABLE) as f32,
        _ => 0.0,
    };
    let placeholders = title.split_whitespace().filter(|w| is_placeholder(w)).count() as f32;
    let figures =
        title.split_whitespace().filter(|w| w.chars().all(|c| c.is_ascii_digit() || ".,:%".contains(c))).count() as f32;
    let shouting = if title.chars().any(char::is_lowercase) || title.chars().any(is_cjk_or_thai) { 0.0 } else { -0.1 };
    let asides = title.matches([',', ';', '–', '—', '(', ':']).count().min(3) as f32;
    let question = if title.ends_with(['?', '？']) { -0.03 } else { 0.0 };
    0.15 * coverage + 0.6 * usual.typicality(title) + length - 0.1 * placeholders - 0.06 * figures - 0.02 * asides
        + shouting
        + question
        + manners(&lower)
        + if is_subject { 0.12 } else { 0.0 }
}

/// Words to the helpdesk, which say nothing of the problem.
const COURTESY: [&str; 12] =
    ["dear", "hello", "help", "hey", "hi", "kindly", "please", "regards", "sir", "team", "thank", "thanks"];

/// What speaks against a saying that greets or breaks off.
fn manners(lower: &str) -> f32 {
    let words: Vec<&str> = lower.unicode_words().collect();
    let courtesies = words.iter().filter(|word| COURTESY.contains(word)).count() as f32;
    let dangling = words.last().is_some_and(|word| DANGLING.contains(word) || DANGLING_ELSEWHERE.contains(word));
    -0.1 * courtesies - if dangling { 0.3 } else { 0.0 }
}

/// A word without its last letters, so that "charges" is found in "charged".
fn stem_like(word: &str) -> &str {
    let keep = word.chars().count().saturating_sub(2).max(4);
    word.char_indices().nth(keep).map_or(word, |(at, _)| &word[..at])
}

/// The beginning of the most central text, when nothing in the problem is fit for a title.
fn last_resort(sources: &Sources, subject: &Subject) -> String {
    let text = subject.texts.first().map_or("", |&text| sources.distinct.text(text, &sources.documents.documents));
    let line = text.lines().next().unwrap_or("").trim();
    if line.chars().count() <= LONGEST {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST - 10).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{whole_words} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_may_be_a_name_is_told_from_one_that_says_something() {
        for name in ["Ana Isabel Ruiz Gil", "Jan van der Berg", "Anna Smith"] {
            assert!(may_be_a_name(name, "en"), "{name}");
        }
        for said in ["Invoice is wrong", "CARD LOST", "Login", "Error 404 Page"] {
            assert!(!may_be_a_name(said, "en"), "{said}");
        }
        assert!(!may_be_a_name("Falsche Rechnung", "de"));
    }

    #[test]
    fn a_piece_of_a_sentence_is_told_from_a_whole_one() {
        let body = "It said \"Did you mean?\" style errors came. With inverse_of on, the following:";
        assert!(is_whole("It said \"Did you mean?\"", body));
        assert!(!is_whole("style errors came.", body));
        assert!(!is_whole("With inverse_of on, the following:", body));
        assert!(is_whole("card not working", "my phone broke. card not working"));
        assert!(manners("logged out by the following") < manners("cannot log in"));
        assert!(refers_back("Currently, that is not documented") && !refers_back("Cannot log in since then"));
        assert!(refers_back("Gerne, das ist der neue") && !refers_back("No mail arrives"));
    }

    #[test]
    fn a_title_is_cleaned_of_its_edges_and_starts_with_a_capital() {
        assert_eq!(presentable("- card has not arrived!!").as_deref(), Some("Card has not arrived"));
        assert_eq!(presentable("Campaign stuck in “Processing”.").as_deref(), Some("Campaign stuck in “Processing”"));
        assert_eq!(presentable("“Card lost”").as_deref(), Some("Card lost"));
        assert_eq!(presentable("iPhone app is empty").as_deref(), Some("iPhone app is empty"));
        assert_eq!(presentable("Notebook lento - <phone>").as_deref(), Some("Notebook lento"));
        assert_eq!(presentable("Cannot write to <email>").as_deref(), Some("Cannot write to <email>"));
        assert_eq!(presentable("Unenroll from Windows Hello: Y"), None);
        assert_eq!(presentable("ok"), None);
        assert_eq!(presentable("<id> <email>"), None);
        assert_eq!(presentable(&"word ".repeat(40)), None);
        assert_eq!(presentable("支付失败了").as_deref(), Some("支付失败了"));
    }

    #[test]
    fn merit_prefers_the_problems_own_words_and_brevity() {
        let keyword = |text: &str| Keyword { text: text.to_owned(), score: 1.0, share: 1.0 };
        let keywords = [keyword("charged"), keyword("removed seat")];
        let usual = Usual {
            share: [("charged", 0.8), ("seat", 0.7), ("removed", 0.6), ("march", 0.05), ("nephew", 0.02)].into(),
        };
        let merit = |title: &str| merit(title, true, &usual, &keywords);
        let good = merit("Charged for a removed seat");
        assert!(good > merit("Question about my account"));
        assert!(good > merit("CHARGED FOR A REMOVED SEAT"));
        assert!(good > merit("Charged for a removed seat but"));
        assert!(good > merit("Hello team, charged for a removed seat"));
        assert!(good > merit("Charged for the removed seat of my nephew in March"));
        assert!(good > merit("Charged seat"));
        assert!(good > merit("Charged for a removed seat?"));
        assert!(good > merit("Charged 12 times for 3 removed seat"));
        assert!(good > merit("I was charged on <date> for a removed seat <id>"));
    }
}
