//! Messages of four problems, for the tests of what a corpus teaches.

use super::boilerplate::Draft;

/// Messages in all, as many of each problem.
pub const MESSAGES: usize = 240;

/// What the messages of each problem say.
pub const SAYINGS: [&str; 4] = [
    "the printer takes no paper and its tray stays open",
    "our invoice shows a tax that nobody can explain",
    "my password is refused and the account locks itself",
    "headphones give no sound since the update",
];

/// A number below `of` that does not follow `n`.
pub fn scattered(n: usize, of: usize) -> usize {
    ((n * 2_654_435_761) >> 9) % of
}

/// What message `n` says; its problem is `n % 4`.
pub fn said(n: usize) -> String {
    let also = ["today", "in Rome", "at work", "since noon", "as before", "on floor two", "again"];
    format!("{} {} {}", SAYINGS[n % 4], also[n / 4 % 7], also[n / 28 % 7])
}

/// Messages made of what each says, its number and its problem.
pub fn drafts(made: impl Fn(&str, usize, usize) -> String) -> Vec<Draft> {
    (0..MESSAGES)
        .map(|n| Draft { title: String::new(), body: made(&said(n), n, n % 4), from_category: false })
        .collect()
}
