//! Subtitles of recorded calls (WebVTT, SubRip) as lines of who says what.
//!
//! Sources: <https://www.w3.org/TR/webvtt1/> (`<v Name>`, `NOTE`, identifiers above the times); SubRip numbers its cues.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

/// A tag of a cue that names its voice, and any other.
static VOICE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<v(?:\.[^\s>]*)?\s+([^>]+)>").expect("a fixed pattern"));
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?[a-zA-Z][^<>\n]{0,60}>").expect("a fixed pattern"));

/// What stands between the times of a cue.
const ARROW: &str = " --> ";

/// The lines of subtitles without their times and numbers, each in its place; any other text as it is.
pub fn plain(text: &str) -> Cow<'_, str> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_vtt = start.starts_with("WEBVTT");
    let is_srt = || start.lines().nth(1).is_some_and(|line| line.contains(ARROW));
    if !is_vtt && !is_srt() {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut in_note = false;
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim();
        in_note = !bare.is_empty() && (in_note || bare.starts_with("NOTE") || bare.starts_with("STYLE"));
        let names_cue = lines.get(at + 1).is_some_and(|next| next.contains(ARROW));
        if !in_note && !bare.contains(ARROW) && !names_cue && !bare.trim_start_matches('\u{feff}').starts_with("WEBVTT")
        {
            out.push_str(&TAG.replace_all(&VOICE.replace(bare, "$1: "), ""));
        }
        out.push('\n');
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_numbers_go_and_voices_stay() {
        let vtt = "WEBVTT\n\nNOTE made by us\n\n1\n00:00:00.000 --> 00:00:09.333\n<v Agent>Hello</v>\n\n00:01.000 --> 00:02.000\n<v.loud Ann Lee>It <i>broke</i></v>\n";
        assert_eq!(plain(vtt), "\n\n\n\n\n\nAgent: Hello\n\n\nAnn Lee: It broke\n");
        let srt =
            "1\n00:00:01,000 --> 00:00:02,000\nAgent: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nCaller: No mail\n";
        assert_eq!(plain(srt), "\n\nAgent: Hello\n\n\n\nCaller: No mail\n");
        assert_eq!(plain("Agent: Hello\n"), "Agent: Hello\n");
    }
}
