//! How much of what a customer writes tells the problem: the first message of a letter; of a chat, where people say
//! "Good morning" before, the messages after it as well.

use std::collections::BTreeMap;

/// From so many words a message says what is the matter.
const ENOUGH: usize = 10;

/// Once something is said, a message of fewer words (`sure`, `BR-12345`, `any news?`) adds nothing.
const ADDS: usize = 3;

/// Most messages that are looked at beyond the first.
const MOST: usize = 8;

/// Characters of a script without spaces that make a word.
const CHARACTERS: usize = 2;

/// A text that so many conversations and such a share of them begin with, of so many words, is the other side's.
const OPENERS: (usize, f64, usize) = (5, 1.0 / 3.0, 5);

/// The customer's messages, in their order, until they say something.
pub fn join<'a>(mut messages: impl Iterator<Item = &'a str>) -> String {
    let mut text = messages.next().unwrap_or_default().to_owned();
    let mut said = words(&text);
    for next in messages.take(MOST) {
        if said >= ENOUGH {
            break;
        }
        let adds = words(next);
        if adds == 0 || said >= ADDS && adds < ADDS || next == text {
            continue;
        }
        text.push('\n');
        text.push_str(next);
        said += adds;
    }
    text
}

/// Whether a message is too short to say anything of its own.
pub fn says_little(text: &str) -> bool {
    words(text) < ADDS
}

/// The texts that so many conversations begin with that no customer wrote them, of the first text of each.
pub fn openers<'a>(firsts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = 0;
    for first in firsts {
        all += 1;
        *times.entry(first.trim()).or_default() += 1;
    }
    let often = |n: usize| n >= OPENERS.0 && n as f64 >= OPENERS.1 * all as f64;
    let found = times.into_iter().filter(|(text, n)| often(*n) && words(text) >= OPENERS.2);
    found.map(|(text, _)| text.to_owned()).collect()
}

/// The words of a text without tags, addresses and numbers.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (before, after) = match rest.find('<') {
            Some(at) => (&rest[..at], &rest[at..]),
            None => (rest, ""),
        };
        count += before.split_whitespace().map(of_token).sum::<usize>();
        let is_tag = after[after.len().min(1)..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        rest = match after.find('>') {
            Some(end) if is_tag => &after[end + 1..],
            _ => &after[after.len().min(1)..],
        };
    }
    count
}

fn of_token(token: &str) -> usize {
    let letters = token.chars().filter(|c| c.is_alphabetic());
    let is_unspaced = |c: &char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}');
    let unspaced = letters.clone().filter(is_unspaced).count();
    if unspaced > 0 {
        return unspaced.div_ceil(CHARACTERS);
    }
    let is_code =
        token.contains('@') || token.contains("://") || token.chars().filter(char::is_ascii_digit).count() > 2;
    usize::from(!is_code && letters.count() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_little_is_read_with_what_follows() {
        let join = |messages: &[&str]| join(messages.iter().copied());
        assert_eq!(join(&["Good morning", "my parcel has been on its way for weeks", "it is #BR-58121"]), {
            "Good morning\nmy parcel has been on its way for weeks"
        });
        assert_eq!(join(&["Talk to a human", "jane@x.example", "I have no mail", "thanks"]), {
            "Talk to a human\nI have no mail"
        });
        assert_eq!(join(&["<div><div>Hello there</div></div>", "the lamp is broken"]), {
            "<div><div>Hello there</div></div>\nthe lamp is broken"
        });
        assert_eq!(join(&["我的包裹已经在路上好几个星期了还没到", "有消息吗"]), "我的包裹已经在路上好几个星期了还没到");
        let letter = "I ordered a lamp three weeks ago, and it has not come yet.";
        assert_eq!(join(&[letter, "Is there any news on this from your side?"]), letter);
        assert_eq!(join(&[]), "");
        assert_eq!(words("a < b <c"), 3);
    }

    #[test]
    fn what_many_conversations_begin_with_is_no_customers() {
        let welcome = "Hi there! Welcome, how can we help you today?";
        let mut firsts = vec![welcome; 5];
        firsts.extend(["Hello"; 5]);
        firsts.push("The lamp that I ordered last week is broken");
        assert_eq!(openers(firsts.into_iter()), [welcome]);
        assert!(openers([welcome; 4].into_iter()).is_empty());
    }
}
