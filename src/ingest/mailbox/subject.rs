//! Subject lines as threads see them: without `Re:`, `Fwd:` and tags.

use std::sync::LazyLock;

use regex::Regex;

/// Prefixes of answers in the languages of the big mail programs, with their counters (`RE[2]:`).
static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:re|aw|antw|antwort|sv|vs|rif|r|res|odp|ynt|rv|ref|атв|отв|ha|返信|回复|答复|回覆)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[::]\s*")
        .expect("a fixed pattern")
});

/// Prefixes of forwards.
static FORWARD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:fwd?|fw|wg|wtr|tr|vb|vl|enc|i|pd|doorst|転送|转发|轉寄)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[::]\s*",
    )
    .expect("a fixed pattern")
});

/// Names of lists and numbers of tickets in front.
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\[[^\]]{1,80}\]\s*").expect("a fixed pattern"));

/// A subject without its wrapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// What it is about: lower case, single blanks.
    pub base: String,
    /// Whether it says to be an answer.
    pub answers: bool,
    /// Whether it says to be a forward.
    pub forwards: bool,
}

impl Subject {
    /// Takes a subject apart.
    pub fn of(text: &str) -> Self {
        let (mut rest, mut subject) = (text.trim(), Self::default());
        loop {
            if let Some(found) = ANSWER.find(rest) {
                (rest, subject.answers) = (&rest[found.end()..], true);
            } else if let Some(found) = FORWARD.find(rest) {
                (rest, subject.forwards) = (&rest[found.end()..], true);
            } else if let Some(found) = TAG.find(rest) {
                rest = &rest[found.end()..];
            } else {
                break;
            }
        }
        subject.base = rest.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        subject
    }

    /// Whether it opens a new subject where it stands below another.
    pub fn leaves(&self, other: &Self) -> bool {
        !self.answers && !self.forwards && !self.base.is_empty() && !other.base.is_empty() && self.base != other.base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_tags_go() {
        let of = |text: &str| {
            let subject = Subject::of(text);
            (subject.base, subject.answers, subject.forwards)
        };
        assert_eq!(of("Re: AW: [list] RE[2]: No  Login"), ("no login".to_owned(), true, false));
        assert_eq!(of("Fwd: WG: Invoice"), ("invoice".to_owned(), false, true));
        assert_eq!(of("SV:Faktura"), ("faktura".to_owned(), true, false));
        assert_eq!(of("Return of goods: how?"), ("return of goods: how?".to_owned(), false, false));
        assert_eq!(of("回复:登录"), ("登录".to_owned(), true, false));
    }
}
