//! Where hostile text is made harmless: one wrapper a format. Ticket text, titles, file names, ids
//! and addresses leave through these only.

use std::fmt::{Display, Formatter, Result, Write};

/// Text inside of an HTML element or a quoted attribute.
pub struct Html<'a>(pub &'a str);

/// Text inside of a Markdown line or table cell; on GitHub it notifies and links nobody.
pub struct Md<'a>(pub &'a str);

/// Text inside of a Slack message: it mentions and links nobody.
pub struct Slack<'a>(pub &'a str);

/// Text on a terminal: nothing moves the cursor, changes colours or runs backwards.
pub struct Term<'a>(pub &'a str);

/// Characters that act instead of being shown: controls (with ESC, C1), bidi controls, zero-width
/// spaces, tags, annotations. The joiners of emoji and scripts stay.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The characters that may be shown, white space as spaces.
fn shown(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if acts(c) => None,
        c => Some(c),
    })
}

impl Display for Html<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for c in shown(self.0) {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Breaks what GitHub would link by itself; invisible to a reader.
const BREAK: char = '\u{200b}';

impl Display for Md<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (mut before, mut first) = (' ', true);
        let mut rest = shown(self.0).peekable();
        while let Some(c) = rest.next() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                    f.write_char('\\')?;
                    f.write_char(c)?;
                }
                '@' => {
                    f.write_char('@')?;
                    f.write_char(BREAK)?;
                }
                '#' => {
                    f.write_str("\\#")?;
                    f.write_char(BREAK)?;
                }
                ':' if rest.peek() == Some(&'/') => {
                    f.write_char(':')?;
                    f.write_char(BREAK)?;
                }
                '.' if before == 'w' || before == 'W' => {
                    f.write_char('.')?;
                    f.write_char(BREAK)?;
                }
                // GH-17 links like #17 does.
                '-' if before == 'H' || before == 'h' => {
                    f.write_char('-')?;
                    f.write_char(BREAK)?;
                }
                // They mark a list or a heading at the start of a line only, and a text has but one.
                '+' | '-' | '=' if first => {
                    f.write_char('\\')?;
                    f.write_char(c)?;
                }
                c => f.write_char(c)?,
            }
            before = c;
            first &= c == ' ';
        }
        Ok(())
    }
}

impl Display for Slack<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for c in shown(self.0) {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                // What would switch bold, italics, code and strike-through, and what an old client links.
                '*' | '_' | '`' | '~' | '@' | '#' => {
                    f.write_char(BREAK)?;
                    f.write_char(c)?;
                    f.write_char(BREAK)?;
                }
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

impl Display for Term<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        shown(self.0).try_for_each(|c| f.write_char(c))
    }
}

/// An address for a Markdown link; none when it could end the link early.
pub fn md_address(url: &str) -> Option<String> {
    let safe = url
        .chars()
        .all(|c| c.is_ascii_graphic() && !matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '|' | '"' | '`'));
    (safe && web(url)).then(|| url.to_owned())
}

/// An address for a terminal's link (OSC 8); none when it could end the sequence early.
pub fn term_address(url: &str) -> Option<&str> {
    (web(url) && url.len() <= 2_000 && url.bytes().all(|byte| byte.is_ascii_graphic())).then_some(url)
}

/// Whether an address is one that a browser fetches.
pub fn web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_opens_no_tag_and_leaves_no_attribute() {
        let hostile = "<script>alert('x')</script>\" onload=\"&\u{202e}";
        assert_eq!(
            Html(hostile).to_string(),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;&amp;"
        );
    }

    #[test]
    fn markdown_breaks_no_table_and_notifies_nobody() {
        assert_eq!(Md("a | b").to_string(), "a \\| b");
        assert_eq!(Md("`rm` <b>*x*</b>").to_string(), "\\`rm\\` &lt;b&gt;\\*x\\*&lt;/b&gt;");
        assert_eq!(Md("@team see #12 or GH-9").to_string(), "@\u{200b}team see \\#\u{200b}12 or GH-\u{200b}9");
        assert_eq!(Md("http://a.b www.c.d").to_string(), "http:\u{200b}//a.b www.\u{200b}c.d");
        assert_eq!(Md("[x](javascript:alert)").to_string(), "\\[x\\](javascript:alert)");
        assert_eq!(Md("a\n- b\n# c").to_string(), "a - b \\#\u{200b} c");
        assert_eq!(Md("- b").to_string(), "\\- b");
    }

    #[test]
    fn slack_mentions_nobody() {
        assert_eq!(Slack("<!channel> & <@U1>").to_string(), "&lt;!channel&gt; &amp; &lt;\u{200b}@\u{200b}U1&gt;");
    }

    #[test]
    fn a_terminal_sees_no_escape_sequence() {
        assert_eq!(Term("a\u{1b}[2J\u{9b}31m\u{7}b\u{202e}c\r\nd").to_string(), "a[2J31mbc  d");
    }

    #[test]
    fn only_harmless_addresses_become_links() {
        assert!(md_address("https://desk.example/t?id=1&x=2").is_some());
        assert!(md_address("https://a/)(javascript:x").is_none());
        assert!(md_address("javascript:alert(1)").is_none());
    }

    proptest::proptest! {
        #[test]
        fn no_text_gets_out_raw(text in "\\PC*[<>&\"'`|\\[\\]\\x1b\\x{202e}\\n]*\\PC*") {
            let raw = |text: &str, marks: &[char]| text.contains(marks) || text.chars().any(|c| acts(c) && c != BREAK);
            let (html, md, term) = (Html(&text).to_string(), Md(&text).to_string(), Term(&text).to_string());
            proptest::prop_assert!(!raw(&html, &['<', '>', '"', '\'']));
            proptest::prop_assert!(!raw(&md, &['<', '>']));
            proptest::prop_assert!(!term.chars().any(acts));
        }
    }
}
