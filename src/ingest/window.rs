//! The part of a text that is in memory: all of a small one, a moving piece of a large one.

use std::io::{self, Read};

use super::{encoding::Decoding, input::Input};

/// How many bytes are read at once.
const PIECE: usize = 1 << 20;

/// A text that is read from its start to its end.
pub struct Window<'w> {
    text: String,
    rest: Option<Box<dyn Read + 'w>>,
    piece: Vec<u8>,
    decoding: Option<Decoding>,
    lossy: bool,
    failure: Option<io::Error>,
}

impl<'w> Window<'w> {
    /// A text that is there already. `lossy`: characters were replaced when it was decoded.
    pub fn whole(text: String, lossy: bool) -> Self {
        Self { text, rest: None, piece: vec![], decoding: None, lossy, failure: None }
    }

    /// The text of a large file, with its head in view; none when the file is binary.
    pub fn over(input: Input<'w>) -> Option<Self> {
        let (head, rest) = input.into_parts();
        let mut decoding = Decoding::of(&head)?;
        let mut text = String::new();
        decoding.push(&head, false, &mut text);
        let (rest, piece, decoding) = (Some(rest), vec![0; PIECE], Some(decoding));
        Some(Self { text, rest, piece, decoding, lossy: false, failure: None })
    }

    /// The text in view.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the text in view out, to work on it while the window is used; it must be given back as it was.
    pub fn lend(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Puts back what was lent.
    pub fn give_back(&mut self, text: String) {
        self.text = text;
    }

    /// Whether nothing comes after the text in view.
    pub fn is_end(&self) -> bool {
        self.rest.is_none()
    }

    /// Whether characters had to be replaced in the text so far.
    pub fn lossy(&self) -> bool {
        self.lossy || self.decoding.as_ref().is_some_and(|decoding| decoding.lossy)
    }

    /// Name of the encoding, lower case: what the text so far says.
    pub fn encoding(&self) -> String {
        self.decoding.as_ref().map_or_else(String::new, Decoding::encoding)
    }

    /// Why the text ended before its end, if it did.
    pub fn failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    /// Drops what stands before a byte of the text in view, and brings more of the text in view: at least a piece, and
    /// as much as is left of the old one, so that a long record is not looked at too often.
    pub fn move_to(&mut self, from: usize) {
        self.text.drain(..from);
        let until = self.text.len() * 2 + 1;
        while self.text.len() < until && self.rest.is_some() {
            self.read_piece();
        }
    }

    /// Brings all the rest in view, unless it is more than so many bytes; returns whether it is all there.
    pub fn take_all(&mut self, most: usize) -> bool {
        while self.rest.is_some() && self.text.len() <= most {
            self.read_piece();
        }
        self.rest.is_none()
    }

    fn read_piece(&mut self) {
        let (Some(rest), Some(decoding)) = (&mut self.rest, &mut self.decoding) else { return };
        let mut read = 0;
        while read < self.piece.len() {
            match rest.read(&mut self.piece[read..]) {
                Ok(0) => break,
                Ok(count) => read += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    (self.failure, read) = (Some(error), 0);
                    break;
                }
            }
        }
        decoding.push(&self.piece[..read], read == 0, &mut self.text);
        if read == 0 {
            self.rest = None;
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Cursor;

    /// A window over a text of which only the first bytes are in view, and then a few bytes more each time.
    pub fn narrow(text: &str, head: usize, piece: usize) -> Window<'static> {
        let bytes = text.as_bytes();
        let head = head.min(bytes.len());
        let mut decoding = Decoding::of(&bytes[..head]).unwrap();
        let mut view = String::new();
        decoding.push(&bytes[..head], false, &mut view);
        let rest: Box<dyn Read> = Box::new(Cursor::new(bytes[head..].to_vec()));
        let (rest, piece, decoding) = (Some(rest), vec![0; piece], Some(decoding));
        Window { text: view, rest, piece, decoding, lossy: false, failure: None }
    }

    #[test]
    fn a_moving_window_shows_the_whole_text() {
        let text = "Grüße aus Köln, 日本 and elsewhere. ".repeat(20);
        let (mut window, mut seen) = (narrow(&text, 10, 7), String::new());
        loop {
            seen.push_str(window.text());
            if window.is_end() {
                break;
            }
            window.move_to(window.text().len());
        }
        assert_eq!(seen, text);
    }

    #[test]
    fn a_read_that_fails_ends_the_text_and_is_told() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("gone"))
            }
        }
        let mut window = Window { rest: Some(Box::new(Broken)), ..narrow("id,subject", 10, 1) };
        window.move_to(0);
        assert!(window.is_end() && window.failure().is_some());
    }
}
