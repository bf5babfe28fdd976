//! Where a JSON value ends, without reading it.

/// Follows one value through its bytes, however deep it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extent {
    depth: usize,
    in_string: bool,
    escaped: bool,
    in_scalar: bool,
}

impl Extent {
    /// Where the value ends in the next bytes, if it does: the byte after its last. The first byte that is given
    /// must be its first.
    pub fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.in_string {
                match byte {
                    _ if self.escaped => self.escaped = false,
                    b'\\' => self.escaped = true,
                    b'"' => {
                        self.in_string = false;
                        if self.depth == 0 {
                            return Some(at);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' if self.in_scalar => return Some(at - 1),
                b'"' => self.in_string = true,
                b'{' | b'[' if self.in_scalar => return Some(at - 1),
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return Some(at - 1),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at);
                    }
                }
                b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return Some(at - 1),
                _ => self.in_scalar = self.depth == 0,
            }
        }
        None
    }

    /// Whether the value is a number or a bare word: such a one ends where the text does.
    pub fn is_scalar(&self) -> bool {
        self.in_scalar
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> Option<&str> {
        Extent::default().end(text.as_bytes()).map(|end| &text[..end])
    }

    #[test]
    fn a_value_ends_where_it_ends() {
        assert_eq!(first("{\"a\":\"}\\\"]\",\"b\":[1,{}]} {}"), Some("{\"a\":\"}\\\"]\",\"b\":[1,{}]}"));
        assert_eq!(first("\"a, b\",2"), Some("\"a, b\""));
        assert_eq!(first("12.5e3,2"), Some("12.5e3"));
        assert_eq!(first("null]"), Some("null"));
        assert_eq!(first("[1,2"), None);
    }

    #[test]
    fn it_does_not_matter_how_the_bytes_come() {
        let text = "[{\"a\":\"x\\\"y]\"},[[]],\"{\"],7";
        for cut in 1..text.len() - 2 {
            let mut extent = Extent::default();
            let end = match extent.end(&text.as_bytes()[..cut]) {
                Some(end) => end,
                None => cut + extent.end(&text.as_bytes()[cut..]).unwrap(),
            };
            assert_eq!(end, text.len() - 2, "{cut}");
        }
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
        assert_eq!(first(&deep).map(str::len), Some(2_000_000));
    }
}
