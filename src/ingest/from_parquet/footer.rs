//! Whether the footer of a file can be what it says, before anything is allocated for it.
//!
//! The footer is a structure of Thrift's compact protocol: a list may claim any length, and a schema any depth.

/// Longest footer, in bytes. A row group of a column takes some hundred bytes.
const LONGEST: usize = 64 << 20;

/// Deepest nesting of Thrift structures; the format's own has 7.
const DEEPEST_VALUE: usize = 32;

/// Deepest nesting of columns; JSON of helpdesks has 10.
const DEEPEST_COLUMN: usize = 64;

/// Most elements of a list: columns, row groups, columns of a row group.
const MOST_ELEMENTS: u64 = 1 << 20;

/// Field of the footer that holds the schema.
const SCHEMA: i16 = 2;

/// Field of a schema element that holds the number of its children.
const CHILDREN: i16 = 5;

/// Whether all lengths fit, and the schema is no deeper than sense.
pub fn is_sound(footer: &[u8]) -> bool {
    let mut reading = Reading { rest: footer, children: vec![], in_schema: false };
    footer.len() <= LONGEST && reading.structure(0).is_some() && is_shallow(&reading.children)
}

/// Whether columns, given as the numbers of their children in depth-first order, nest no deeper than allowed.
fn is_shallow(children: &[u64]) -> bool {
    let mut open: Vec<u64> = Vec::new();
    for count in children {
        while open.last() == Some(&0) {
            open.pop();
        }
        if let Some(last) = open.last_mut() {
            *last -= 1;
        }
        open.push(*count);
        if open.len() > DEEPEST_COLUMN {
            return false;
        }
    }
    !children.is_empty()
}

struct Reading<'b> {
    rest: &'b [u8],
    children: Vec<u64>,
    in_schema: bool,
}

impl Reading<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn skip(&mut self, length: u64) -> Option<()> {
        self.rest = self.rest.get(usize::try_from(length).ok()?..)?;
        Some(())
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// Numbers with a sign are written 0, -1, 1, -2 …
    fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn structure(&mut self, depth: usize) -> Option<()> {
        if depth > DEEPEST_VALUE {
            return None;
        }
        let (mut field, mut children) = (0_i16, 0);
        loop {
            let head = self.byte()?;
            if head == 0 {
                break;
            }
            field = match head >> 4 {
                0 => i16::try_from(self.signed()?).ok()?,
                step => field.checked_add(i16::from(step))?,
            };
            let kind = head & 0x0f;
            if self.in_schema && depth == 1 && field == CHILDREN && kind == 5 {
                children = u64::try_from(self.signed()?).ok()?;
                continue;
            }
            self.in_schema |= depth == 0 && field == SCHEMA;
            self.value(kind, depth, true)?;
            self.in_schema &= depth != 0;
        }
        if self.in_schema && depth == 1 {
            self.children.push(children);
        }
        Some(())
    }

    /// Passes over a value. In a structure truth stands in the type; in a list it takes a byte.
    fn value(&mut self, kind: u8, depth: usize, in_structure: bool) -> Option<()> {
        match kind {
            1 | 2 => {
                if in_structure {
                    Some(())
                } else {
                    self.skip(1)
                }
            }
            3 => self.skip(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.skip(8),
            8 => {
                let length = self.number()?;
                self.skip(length)
            }
            9 | 10 => {
                let head = self.byte()?;
                let count = if head >> 4 == 15 { self.number()? } else { u64::from(head >> 4) };
                if count > MOST_ELEMENTS || count > self.rest.len() as u64 || depth > DEEPEST_VALUE {
                    return None;
                }
                (0..count).try_for_each(|_| self.value(head & 0x0f, depth + 1, false))
            }
            12 => self.structure(depth + usize::from(in_structure)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A footer of one list of schema elements with these numbers of children.
    fn footer(children: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x15, 2, 0x19, 0xfc, children.len() as u8];
        for count in children {
            bytes.extend([0x48, 1, b'x', 0x15, count * 2, 0]);
        }
        bytes.push(0);
        bytes
    }

    #[test]
    fn schemas_are_sound_when_shallow() {
        assert!(is_sound(&footer(&[2, 1, 0, 0])));
        assert!(is_sound(&footer(&[60; 1])));
        assert!(!is_sound(&footer(&[1; 100])));
        assert!(!is_sound(&[0]));
    }

    #[test]
    fn lengths_that_do_not_fit_are_refused() {
        let good = footer(&[1, 0]);
        for end in 0..good.len() {
            assert!(!is_sound(&good[..end]), "{end}");
        }
        assert!(!is_sound(&[0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 0]));
        assert!(!is_sound(&[0x1c; 1000]));
        assert!(!is_sound(&[0x19; 1000]));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            is_sound(&bytes);
        }
    }
}
