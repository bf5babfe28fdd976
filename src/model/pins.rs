//! What is known of texts before they are clustered: the problems that they were in, and what people said of them.

/// A problem of the run before, or what stands for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pinned {
    /// Its centre, a unit vector; empty where another encoder made it.
    pub centre: Vec<f32>,
    /// Similarity to the centre from which a text is one of its (a quarter of its texts are below).
    pub reach: f32,
    /// Its theme in the run before.
    pub theme: u32,
    /// Whether people decided about it: it is not joined with another known problem unless they say so.
    pub held: bool,
    /// Whether people put it together from several: all of it is one, whatever the texts say.
    pub whole: bool,
    /// Centres of the problems that it was put together from of which no text is here.
    pub parts: Vec<Vec<f32>>,
}

/// One side of what people told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A text.
    Text(usize),
    /// A known problem, by its place in [`Pins::problems`].
    Problem(u32),
}

/// What is known of the texts of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pins {
    /// For each text the known problem that it was in; none for what is new and for what was in none. Empty when
    /// nothing is known.
    pub known: Vec<Option<u32>>,
    /// For each text whether the run before had all tickets that say it. Empty when nothing is known of that.
    pub looked_at: Vec<bool>,
    /// The known problems.
    pub problems: Vec<Pinned>,
    /// What people said to be the same problem: that of the first.
    pub same: Vec<Vec<Side>>,
    /// What people said to be different problems.
    pub apart: Vec<(Side, Side)>,
    /// Whether nothing is new since the run before: then everything stays as it is.
    pub unchanged: bool,
}

impl Pins {
    /// The known problem of a text.
    pub fn of(&self, text: usize) -> Option<u32> {
        self.known.get(text).copied().flatten()
    }

    /// Whether a text is of no known problem, and the run before did not have it.
    pub fn is_new(&self, text: usize) -> bool {
        self.of(text).is_none() && !self.looked_at.get(text).copied().unwrap_or(false)
    }

    /// The same for some of the texts, by their place; what people said is of all texts and left out.
    #[must_use]
    pub fn among(&self, texts: &[usize]) -> Self {
        let known = if self.known.is_empty() { vec![] } else { texts.iter().map(|&at| self.of(at)).collect() };
        let some = |of: &[bool]| if of.is_empty() { vec![] } else { texts.iter().map(|&at| of[at]).collect() };
        Self { known, looked_at: some(&self.looked_at), problems: self.problems.clone(), ..Self::default() }
    }
}
