//! Words and phrases that tell a problem from the others: never its title, but the reason for it.

use std::collections::BTreeMap;

use crate::model::{
    document::{Documents, TermId, TermKind},
    script::is_unspaced,
};

/// Keywords of a problem.
const MOST: usize = 6;

/// Documents of one problem, and of the ungrouped rest, that are counted: enough for a share to within
/// a few points, and a bound on the work whatever the corpus.
const SAMPLE: usize = 300;

/// Words of the longest phrase.
const LONGEST: usize = 3;

/// A phrase that takes over from a word in it must stand in this share of the word's documents.
const TAKES_OVER: f64 = 0.55;

/// A phrase by the numbers of its stems; shorter ones end in [`NONE`].
type Phrase = [u32; LONGEST];
const NONE: u32 = u32::MAX;

/// A keyword: how it is written and how much it tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// Most frequent spelling, lower case.
    pub text: String,
    /// Share of the problem's documents × log of how much more frequent it is there than elsewhere.
    pub score: f64,
    /// Share of the problem's documents that say it.
    pub share: f64,
}

/// Keywords of each group of documents against all others and the `rest`, best first.
pub fn keywords(documents: &Documents, groups: &[Vec<usize>], rest: &[usize]) -> Vec<Vec<Keyword>> {
    let stems = stem_numbers(documents);
    let groups: Vec<Vec<usize>> = groups.iter().map(|group| sample(group)).collect();
    let rest = sample(rest);
    let all: usize = groups.iter().map(Vec::len).sum::<usize>() + rest.len();

    // One entry for each document and phrase in it, then counted by sorting.
    let mut stands: Vec<(Phrase, u32)> = Vec::new();
    for (group, members) in groups.iter().chain([&rest]).enumerate() {
        for &at in members {
            let mut here = phrases(documents, &stems, at);
            here.sort_unstable();
            here.dedup();
            stands.extend(here.into_iter().map(|phrase| (phrase, group as u32)));
        }
    }
    stands.sort_unstable();
    let mut candidates: Vec<Vec<Candidate>> = vec![Vec::new(); groups.len()];
    for same in stands.chunk_by(|a, b| a.0 == b.0) {
        for here in same.chunk_by(|a, b| a.1 == b.1) {
            let group = here[0].1 as usize;
            let Some(members) = groups.get(group) else { continue };
            if here.len() >= 2.min(members.len()).max(members.len() / 25) {
                let inside = here.len() as f64 / members.len() as f64;
                let outside = ((same.len() - here.len()) as f64 + 0.5) / ((all - members.len()) as f64 + 1.0);
                if inside > outside {
                    let score = inside * (inside / outside).ln() * length_bonus(&same[0].0);
                    candidates[group].push(Candidate { phrase: same[0].0, documents: here.len(), score });
                }
            }
        }
    }
    candidates
        .into_iter()
        .zip(&groups)
        .map(|(mut found, members)| {
            found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.phrase.cmp(&b.phrase)));
            let chosen = choose(&found);
            spell(documents, &stems, members, &chosen)
        })
        .collect()
}

#[derive(Clone, Copy, Debug)]
struct Candidate {
    phrase: Phrase,
    documents: usize,
    score: f64,
}

/// A phrase says more than a word of the same score.
fn length_bonus(phrase: &Phrase) -> f64 {
    [1.0, 1.25, 1.2][words(phrase).len() - 1]
}

fn words(phrase: &Phrase) -> &[u32] {
    let end = phrase.iter().position(|&w| w == NONE).unwrap_or(LONGEST);
    &phrase[..end]
}

/// Evenly spread members, all when there are few.
fn sample(members: &[usize]) -> Vec<usize> {
    let step = members.len().div_ceil(SAMPLE).max(1);
    members.iter().copied().step_by(step).collect()
}

/// A number for each stem; terms of one stem share it.
fn stem_numbers(documents: &Documents) -> Vec<u32> {
    let terms = &documents.vocabulary.terms;
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for term in terms {
        numbers.entry(&term.stem).or_insert(0);
    }
    for (at, number) in numbers.values_mut().enumerate() {
        *number = at as u32;
    }
    terms.iter().map(|term| numbers[term.stem.as_str()]).collect()
}

/// The runs of terms that may be keywords, with the terms as written.
fn runs(documents: &Documents, at: usize) -> impl Iterator<Item = &[TermId]> {
    let kind = |term: TermId| documents.vocabulary.terms[term as usize].kind;
    let words = documents.documents[at].words.as_slice();
    (0..words.len())
        .flat_map(move |start| (1..=LONGEST).filter_map(move |length| words.get(start..start + length)))
        .filter(move |run| {
            kind(run[0]) == TermKind::Content
                && kind(run[run.len() - 1]) == TermKind::Content
                && run.iter().all(|&term| matches!(kind(term), TermKind::Content | TermKind::Stop))
                && run.windows(2).all(|pair| pair[0] != pair[1])
        })
}

fn phrases(documents: &Documents, stems: &[u32], at: usize) -> Vec<Phrase> {
    runs(documents, at).map(|run| phrase_of(stems, run)).collect()
}

fn phrase_of(stems: &[u32], run: &[TermId]) -> Phrase {
    let mut phrase = [NONE; LONGEST];
    phrase.iter_mut().zip(run).for_each(|(stem, &term)| *stem = stems[term as usize]);
    phrase
}

/// The best ones, no two of which say the same: a phrase takes the place of a word in it when it
/// stands nearly as often, and is passed over when it does not.
fn choose(candidates: &[Candidate]) -> Vec<Candidate> {
    let mut chosen: Vec<Candidate> = Vec::new();
    for candidate in candidates.iter().take(MOST * 20) {
        let shares = |other: &Candidate| words(&other.phrase).iter().any(|w| words(&candidate.phrase).contains(w));
        match chosen.iter().position(shares) {
            None => chosen.push(*candidate),
            Some(at) => {
                let known = chosen[at];
                let longer = words(&candidate.phrase).len() > words(&known.phrase).len();
                let contains = words(&known.phrase).iter().all(|w| words(&candidate.phrase).contains(w));
                if longer && contains && candidate.documents as f64 >= TAKES_OVER * known.documents as f64 {
                    chosen[at] = Candidate { score: known.score.max(candidate.score), ..*candidate };
                }
            }
        }
        if chosen.len() > MOST {
            break;
        }
    }
    chosen.truncate(MOST);
    chosen
}

/// Words as a phrase. Those of scripts without spaces are pairs of signs, each of which begins with the sign that the one
/// before ends with: `コー`, `ード` are `コード`.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut phrase = String::new();
    for word in words {
        match (phrase.chars().next_back(), word.chars().next()) {
            (Some(last), Some(first)) if last == first && is_unspaced(first) => phrase += &word[first.len_utf8()..],
            (Some(last), Some(first)) if is_unspaced(last) && is_unspaced(first) => phrase += word,
            (None, _) => phrase += word,
            _ => {
                phrase.push(' ');
                phrase += word;
            }
        }
    }
    phrase
}

/// Writes each phrase as most of the documents write it.
fn spell(documents: &Documents, stems: &[u32], members: &[usize], chosen: &[Candidate]) -> Vec<Keyword> {
    let mut spellings: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); chosen.len()];
    for &at in members {
        for run in runs(documents, at) {
            let phrase = phrase_of(stems, run);
            if let Some(place) = chosen.iter().position(|c| c.phrase == phrase) {
                let surface = |&term: &TermId| documents.vocabulary.terms[term as usize].surface.as_str();
                let text = joined(run.iter().map(surface));
                *spellings[place].entry(text).or_default() += 1;
            }
        }
    }
    let mut found: Vec<Keyword> = Vec::new();
    for (candidate, spellings) in chosen.iter().zip(spellings) {
        let Some((text, _)) = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))) else { continue };
        // In a corpus of several languages one word may have two stems.
        if found.iter().all(|known| known.text != text) {
            let share = candidate.documents as f64 / members.len().max(1) as f64;
            found.push(Keyword { text, score: candidate.score, share });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_signs_are_words_again() {
        assert_eq!(joined(["コー", "ード", "届か"].into_iter()), "コード届か");
        assert_eq!(joined(["export", "fails"].into_iter()), "export fails");
        assert_eq!(joined(["app", "登録"].into_iter()), "app 登録");
    }

    use crate::model::document::{Document, Term, Vocabulary};

    fn documents(texts: &[&str]) -> Documents {
        let mut terms: Vec<Term> = vec![];
        let mut made = vec![];
        for text in texts {
            let words = text
                .split(' ')
                .map(|word| {
                    let kind = match word {
                        "the" | "my" | "is" => TermKind::Stop,
                        "|" => TermKind::Break,
                        "<id>" => TermKind::Placeholder,
                        _ => TermKind::Content,
                    };
                    let term = Term { surface: word.to_owned(), stem: word.trim_end_matches('s').to_owned(), kind };
                    let at = terms.iter().position(|known| *known == term).unwrap_or_else(|| {
                        terms.push(term);
                        terms.len() - 1
                    });
                    at as TermId
                })
                .collect();
            made.push(Document { words, ..Document::default() });
        }
        Documents { documents: made, vocabulary: Vocabulary { terms }, ..Documents::default() }
    }

    #[test]
    fn keywords_are_what_the_others_do_not_say() {
        let texts = [
            "the invoice is wrong",
            "invoices wrong | tax",
            "my invoice tax <id>",
            "login is broken",
            "the login broken",
            "my logins | broken",
        ];
        let found = keywords(&documents(&texts), &[vec![0, 1, 2], vec![3, 4, 5]], &[]);
        let texts: Vec<Vec<&str>> = found.iter().map(|k| k.iter().map(|k| k.text.as_str()).collect()).collect();
        assert_eq!(texts[0][0], "invoice");
        assert!(texts[0].contains(&"tax"));
        assert!(texts[1].iter().any(|k| k.contains("login")) && texts[1].iter().any(|k| k.contains("broken")));
        let banned = |k: &&str| ["<id>", "|", "the", "my", "is"].iter().any(|b| k.split(' ').any(|w| w == *b));
        assert!(!texts.iter().flatten().any(|k| banned(k) && !k.contains(' ')));
    }

    #[test]
    fn a_phrase_takes_the_place_of_its_word() {
        let texts =
            ["reset link dead", "reset link old", "reset link gone", "link colour", "menu colour", "font colour"];
        let found = keywords(&documents(&texts), &[vec![0, 1, 2], vec![3, 4, 5]], &[]);
        assert_eq!(found[0][0].text, "reset link");
    }
}
