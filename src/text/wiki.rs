//! Markdown and Jira's wiki markup to plain text. Marks go, words stay; fenced code shrinks to its first error line,
//! because a long dump drowns what the customer says.

use std::{borrow::Cow, sync::LazyLock};

use regex::{Captures, Regex};

use super::{controls::has_words, dump};

/// Fenced code of markdown (closed, or open to the end) and of Jira.
static FENCES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)```[^\n`]*\n(.*?)(?:```|\z)|\{(?:code|noformat)(?::[^}\n]*)?\}(.*?)(?:\{(?:code|noformat)\}|\z)")
        .expect("a fixed pattern")
});
static COMMENTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<!--.*?(?:-->|\z)").expect("a fixed pattern"));
static IMAGES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"!\[[^\]\n]*\]\([^)\n]*\)|!\[[^\]\n]*\]\[[^\]\n]*\]").expect("a fixed pattern"));
static LINKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[([^\[\]\n]+)\]\((?:[^()\s]|\([^()\s]*\))*(?: [^)\n]*)?\)").expect("a fixed pattern")
});
/// `[text|url]`, `[~user]` and `!picture.png|thumbnail!`.
static JIRA_LINKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[([^\[\]|\n]+)\|[^\]\n]*\]|\[(~)(?:accountid:)?[^\]\n]+\]|!([\w .-]+\.(?:png|jpe?g|gif|bmp|svg|mp4))(?:\|[^!\n]*)?!").expect("a fixed pattern")
});
/// `{color:red}`, `{quote}`, `{panel}`.
static JIRA_MACROS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{(?:color|quote|panel|anchor|expand|info|note|warning|tip)(?::[^}\n]*)?\}").expect("a fixed pattern")
});
/// Marks at the start of a line: heading, list item, checkbox.
static LINE_MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(\s*(?:>\s?)*)(?:#{1,6}\s+|h[1-6]\.\s+|bq\.\s+|[*+•‣▪◦–-]{1,4}\s+)?(?:\[[ xX]\]\s+)?")
        .expect("a fixed pattern")
});
/// Rules, table rules and fences of one line.
static RULES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:>\s*)*(?:[-=*_~#+]{3,}|\|?[\s:|+-]*-{3,}[\s:|+-]*\|?|`{3,}\w*)\s*$").expect("a fixed pattern")
});
static EMPHASIS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\*\*|__|~~)([^\n*_~]+)(\*\*|__|~~)").expect("a fixed pattern"));
/// `*bold*` and `_italic_` of Jira and Slack: a whole word or phrase between spaces.
static STARS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(^|[\s(])(?:\*([^\s*][^*\n]{0,80})\*|_([^\s_][^_\n]{0,80})_)([\s.,;:!?)]|$)").expect("a fixed pattern")
});
static BACKTICKS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"`{1,2}([^`\n]+)`{1,2}").expect("a fixed pattern"));
/// A line break that an export wrote as two characters. Not in a path: there a letter stands before it.
static ESCAPED_BREAKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(^|[^A-Za-z0-9:\\]|[A-Za-z]{2}:)(?:(?:\\r)?\\n)+|(?:(?:\\r)?\\n){2,}").expect("a fixed pattern")
});
static ENTITIES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"&(amp|lt|gt|quot|apos|nbsp|#39|#x27|#34);").expect("a fixed pattern"));

/// Literal `\n` of a badly written export to line breaks.
pub fn unescape_newlines(text: &str) -> Cow<'_, str> {
    if !text.contains("\\n") {
        return Cow::Borrowed(text);
    }
    ESCAPED_BREAKS
        .replace_all(text, |found: &Captures| format!("{}\n", found.get(1).map_or("", |before| before.as_str())))
}

/// Entities that stand in text that is no HTML.
pub fn decode_stray_entities(text: Cow<'_, str>) -> String {
    if !text.contains('&') {
        return text.into_owned();
    }
    ENTITIES
        .replace_all(&text, |found: &Captures| match &found[1] {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" | "#34" => "\"",
            "nbsp" => " ",
            _ => "'",
        })
        .into_owned()
}

/// Text without marks. Code goes only when something else is left.
pub fn strip(text: &str) -> String {
    let stripped = strip_with(text, dump::essence);
    if has_words(&stripped) { stripped } else { strip_with(text, str::to_owned) }
}

fn strip_with(text: &str, essence: fn(&str) -> String) -> String {
    let mut text = Cow::Borrowed(text);
    let mut apply = |needs: &str, pattern: &Regex, with: &dyn Fn(&Captures) -> String| {
        if text.contains(needs)
            && let Cow::Owned(changed) = pattern.replace_all(&text, with)
        {
            text = Cow::Owned(changed);
        }
    };
    apply("<!--", &COMMENTS, &|_: &Captures| String::new());
    for fence in ["```", "{code", "{noformat"] {
        apply(fence, &FENCES, &|found: &Captures| {
            let code = found.get(1).or_else(|| found.get(2)).map_or("", |code| code.as_str());
            format!("\n{}\n", essence(code))
        });
    }
    apply("![", &IMAGES, &|_: &Captures| " ".to_owned());
    apply("](", &LINKS, &|found: &Captures| found[1].to_owned());
    for mark in ["|", "[~", "!"] {
        apply(mark, &JIRA_LINKS, &|found: &Captures| match (found.get(1), found.get(2)) {
            (Some(text), _) => text.as_str().to_owned(),
            (_, Some(_)) => "<name>".to_owned(),
            _ => " ".to_owned(),
        });
    }
    apply("{", &JIRA_MACROS, &|_: &Captures| " ".to_owned());
    apply("`", &BACKTICKS, &|found: &Captures| found[1].to_owned());
    for mark in ["**", "__", "~~"] {
        apply(mark, &EMPHASIS, &|found: &Captures| {
            if found[1] == found[3] { found[2].to_owned() } else { found[0].to_owned() }
        });
    }
    for mark in ["*", "_"] {
        apply(mark, &STARS, &|found: &Captures| {
            let word = found.get(2).or_else(|| found.get(3)).map_or("", |word| word.as_str());
            if word.ends_with(' ') { found[0].to_owned() } else { format!("{}{word}{}", &found[1], &found[4]) }
        });
    }
    let lines: Vec<String> = text.lines().filter(|line| !RULES.is_match(line)).map(strip_line).collect();
    lines.join("\n")
}

/// Leading marks and the bars of a table row.
fn strip_line(line: &str) -> String {
    let line = if line.trim_start().starts_with(|c: char| !c.is_alphanumeric() || c == 'h' || c == 'b') {
        LINE_MARKS.replace(line, "$1")
    } else {
        Cow::Borrowed(line)
    };
    let bare = line.trim();
    if bare.len() > 2 && bare.starts_with('|') && bare.ends_with('|') {
        return bare.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ");
    }
    line.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::controls::tidy;

    fn clean(text: &str) -> String {
        tidy(&strip(text))
    }

    #[test]
    fn markdown_marks_go_and_words_stay() {
        assert_eq!(
            clean(
                "### Steps\n- [ ] open [the page](https://x.example/a_(b))\n* click **Save**\n![shot](x.png)\n<!-- template\ntext -->\nuse `foo`"
            ),
            "Steps\nopen the page\nclick Save\nuse foo"
        );
        assert_eq!(clean("| a | b |\n|---|---|\n| 1 | 2 |"), "a, b\n1, 2");
    }

    #[test]
    fn jira_marks_go_and_placeholders_stay() {
        assert_eq!(
            clean(
                "h2. Title\n{color:red}It{color} fails at [the form|https://x.example], ask [~jdoe] !a.png|thumbnail!\n{quote}q{quote} click *Save now*, _please_"
            ),
            "Title\nIt fails at the form, ask <name>\nq click Save now, please"
        );
        assert_eq!(
            clean("Variables like {{user.first_name}} and {product_purchased}"),
            "Variables like {{user.first_name}} and {product_purchased}"
        );
    }

    #[test]
    fn code_shrinks_to_its_error() {
        let code = "It crashes:\n```ruby\nrequire 'x'\nputs 1\nputs 2\nNoMethodError: undefined method `y'\nputs 3\n```\nafter";
        assert_eq!(clean(code), "It crashes:\nNoMethodError: undefined method `y'\nafter");
        assert_eq!(clean("{code:java}\nint a;\nint b;\nint c;\nint d;\n{code}x"), "x");
    }

    #[test]
    fn breaks_written_as_two_characters_are_breaks_but_paths_stay() {
        assert_eq!(unescape_newlines(r"Dear team,\n\nit fails.\nThanks"), "Dear team,\nit fails.\nThanks");
        assert_eq!(unescape_newlines(r"open C:\new\names now"), r"open C:\new\names now");
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["2 * 3 * 4 = 24", "my_file_name is lost", "- or not?", "Wow! great! app", "[BUG] crash | help"] {
            assert_eq!(clean(text).trim_start_matches("- "), text.trim_start_matches("- "));
        }
    }
}
