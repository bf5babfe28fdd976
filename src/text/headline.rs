//! Subjects that say nothing of their messages: "New message from your contact form", "Voice message", "Chat". Kept,
//! they would gather tickets by the way they came.
//!
//! A subject that tells a problem is followed by messages that are like each other. Where the messages below a subject
//! are no more like each other than like all others, the subject goes.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use rayon::prelude::*;

use super::{
    boilerplate::Draft,
    framed::{self, Frames},
    telling::{FEWEST, says_nothing, sharing},
    tokens,
};
use crate::model::document::Boilerplate;

/// Subjects that say nothing and share of the tickets under repeated subjects from which these are a list that tickets
/// were filed by: it is all that such tickets have.
const FILED: (usize, f64) = (5, 0.8);

/// Subjects that say nothing: these, by their words, and names in these frames.
#[derive(Clone, Debug, Default)]
pub struct Silent {
    titles: BTreeSet<String>,
    frames: Frames,
}

/// A subject without numbers and placeholders: "Chat 4711" and "Chat 4712" are one.
fn key(title: &str) -> String {
    tokens::plain_words(title).join(" ")
}

/// Whether a message says something without its subject.
fn stands_alone(body: &str) -> bool {
    let is_wide = |c: &char| !c.is_ascii() && c.is_alphabetic();
    let words = || body.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    // Some scripts have no spaces.
    words().nth(1).is_some() || body.chars().filter(is_wide).nth(3).is_some()
}

/// Finds the subjects that say nothing. Does not depend on the drafts' order.
pub fn silent(drafts: &[Draft]) -> Silent {
    let titled = drafts.par_iter().filter(|draft| !draft.title.is_empty() && stands_alone(&draft.body));
    let mut messages: Vec<(&str, &str)> = titled.map(|draft| (draft.title.as_str(), draft.body.as_str())).collect();
    messages.par_sort_unstable();
    let mut said: Vec<(String, &str)> = messages.par_iter().map(|(title, body)| (key(title), *body)).collect();
    said.par_sort_unstable();
    messages.dedup();
    let tickets = said.len();
    let repeated: usize = sharing(&said).iter().map(Range::len).filter(|n| *n >= FEWEST).sum();
    said.dedup();
    let silent = sharing(&said).into_par_iter().filter(|messages| says_nothing(&said, messages));
    let titles: BTreeSet<String> = silent.map(|messages| said[messages.start].0.clone()).collect();
    let are_filed = titles.len() >= FILED.0 && repeated as f64 >= FILED.1 * tickets as f64;
    Silent { titles: if are_filed { BTreeSet::new() } else { titles }, frames: framed::learn(&messages) }
}

impl Silent {
    /// Takes a subject that says nothing from its ticket, unless the ticket says nothing else; gives what went.
    pub fn remove(&self, draft: &mut Draft) -> Option<String> {
        if draft.title.is_empty() || !stands_alone(&draft.body) {
            return None;
        }
        let is_silent = !self.titles.is_empty() && self.titles.contains(&key(&draft.title));
        let told = if is_silent { Some(draft.title.clone()) } else { self.frames.told(&draft.title) };
        if told.is_some() {
            draft.title.clear();
        }
        told
    }

    /// How often each went, in one of the ways it was written.
    pub fn account(removed: Vec<String>) -> Vec<Boilerplate> {
        let mut ways: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for title in removed {
            let way = ways.entry(key(&title)).or_insert_with(|| (0, title.clone()));
            way.0 += 1;
            way.1 = title.min(std::mem::take(&mut way.1));
        }
        ways.into_values().map(|(times, text)| Boilerplate { text, times }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROBLEMS: [(&str, &str); 5] = [
        ("Printer is jammed", "the printer takes no paper and the tray stays open"),
        ("Invoice is wrong", "our invoice shows a tax that nobody can explain"),
        ("Cannot log in", "my password is refused and the account locks itself"),
        ("Parcel is late", "the parcel has been on its way for weeks"),
        ("Sound is gone", "headphones give no sound since the update"),
    ];

    /// Tickets of five problems, `titled` telling the subject of each.
    fn drafts(titled: impl Fn(usize, &'static str) -> String) -> Vec<Draft> {
        let also =
            ["today", "in Rome", "at work", "for Jane", "since noon", "as before", "on floor two", "again and again"];
        (0..200)
            .map(|n| {
                let (title, body) = PROBLEMS[n % 5];
                let body = format!("{body} {} {}", also[n / 5 % 8], also[n / 40]);
                Draft { title: titled(n, title), body, from_category: false }
            })
            .collect()
    }

    fn left(drafts: &[Draft]) -> Vec<String> {
        let silent = silent(drafts);
        let left = |draft: &Draft| {
            let mut draft = draft.clone();
            silent.remove(&mut draft);
            draft.title
        };
        drafts.iter().map(left).collect()
    }

    #[test]
    fn the_subject_of_a_contact_form_goes_and_those_of_problems_stay() {
        let is_form = |n: usize| ((n * 2_654_435_761) >> 9) % 10 < 3;
        let made = drafts(|n, title| if is_form(n) { format!("Contact form {n}") } else { title.to_owned() });
        for (n, (title, draft)) in left(&made).into_iter().zip(&made).enumerate() {
            assert_eq!(title, if is_form(n) { "" } else { draft.title.as_str() });
        }
        let mut shuffled = made.clone();
        shuffled.reverse();
        let mut again = left(&shuffled);
        again.reverse();
        assert_eq!(again, left(&made));
    }

    #[test]
    fn subjects_that_tickets_were_filed_by_stay() {
        let made = drafts(|n, _| format!("Kind {}", ["a", "b", "c", "d", "e", "f", "g"][n * 11 % 7]));
        let keys: Vec<String> = made.iter().map(|draft| draft.title.clone()).collect();
        assert_eq!(left(&made), keys);
    }

    #[test]
    fn subjects_in_scripts_without_spaces_are_judged_too() {
        let said = ["打印机卡纸无法打印", "密码错误账户被锁定", "发票税率显示不正确", "包裹迟迟没有送到"];
        let also = ["今天", "昨天早上", "从上周起", "在办公室", "更新以后", "再次发生", "两次"];
        let made = |subject: fn(usize) -> &'static str| -> Vec<Draft> {
            let body = |n: usize| format!("{}{}{}", said[n % 4], also[n / 4 % 7], also[n / 28 % 7]);
            (0..160).map(|n| Draft { title: subject(n).to_owned(), body: body(n), from_category: false }).collect()
        };
        let of_problems = made(|n| ["打印问题", "登录失败", "发票有误", "物流太慢"][n % 4]);
        assert!(left(&of_problems).iter().all(|title| !title.is_empty()));
        let of_form = made(|n| {
            if ((n * 2_654_435_761) >> 9).is_multiple_of(2) {
                "来自网站的留言"
            } else {
                ["打印问题", "登录失败", "发票有误", "物流太慢"][n % 4]
            }
        });
        assert!(
            left(&of_form)
                .iter()
                .zip(&of_form)
                .all(|(left, draft)| left.is_empty() == (draft.title == "来自网站的留言"))
        );
        // Of messages that have no word in common nothing can be told.
        let apart = |n: usize| Draft {
            title: ["a b", "c d"][n % 2].to_owned(),
            body: format!("x{n}y z{n}w"),
            from_category: false,
        };
        assert!(left(&(0..60).map(apart).collect::<Vec<_>>()).iter().all(|title| !title.is_empty()));
    }

    #[test]
    fn a_ticket_keeps_what_it_has() {
        let mut made = drafts(|n, title| if n % 3 == 0 { "Chat".to_owned() } else { title.to_owned() });
        made.push(Draft { title: "Chat".to_owned(), body: "hm".to_owned(), from_category: false });
        let left = left(&made);
        assert_eq!((left[0].as_str(), left[200].as_str()), ("", "Chat"));
    }

    #[test]
    fn what_went_is_told_once_in_one_way() {
        let removed = ["Chat 2", "Chat 1", "Form"].map(str::to_owned).to_vec();
        let account = Silent::account(removed);
        let told: Vec<(&str, usize)> = account.iter().map(|one| (one.text.as_str(), one.times)).collect();
        assert_eq!(told, [("Chat 1", 2), ("Form", 1)]);
    }
}
