//! A year that is planted: which ticket is written in which week, from labelled texts.

use std::collections::BTreeMap;

/// Knuth's MMIX generator: the same weeks on each machine.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> f64 {
        self.roll(1 << 30) as f64 / f64::from(1 << 30)
    }

    pub fn shuffle<T>(&mut self, of: &mut [T]) {
        (1..of.len()).rev().for_each(|at| of.swap(at, self.roll(at + 1)));
    }
}

/// A ticket that is written in a week.
pub struct Ticket {
    pub id: usize,
    pub week: usize,
    pub text: String,
    /// None for one-off texts.
    pub label: Option<String>,
}

/// What becomes of a label over the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    Steady,
    /// Begins after a third of the time.
    Late,
    /// Silent for a quarter of the time.
    Quiet,
    /// Grows to three times as much.
    Growing,
    /// Hardly any after half of the time.
    Fixed,
    /// Its words change: the texts most like its first one come first.
    Reworded,
    /// Begins at half of the time, and there is a label that reads much like it all along: what was one problem turns
    /// out to be two.
    Sibling,
}

impl Course {
    pub const PLANTED: [Self; 6] = [Self::Late, Self::Quiet, Self::Growing, Self::Fixed, Self::Reworded, Self::Sibling];

    /// How often a label is written about in a week, on the scale of its weight.
    fn rate(self, week: usize, weeks: usize) -> f64 {
        match self {
            Self::Late if week < weeks / 3 => 0.0,
            Self::Sibling if week < weeks / 2 => 0.0,
            Self::Quiet if (2 * weeks / 5..13 * weeks / 20).contains(&week) => 0.0,
            Self::Growing => 1.0 + 2.0 * week as f64 / weeks as f64,
            Self::Fixed if week > weeks / 2 => 0.1,
            _ => 1.0,
        }
    }
}

/// What is planted.
pub struct Year {
    /// In the order they are written.
    pub tickets: Vec<Ticket>,
    /// What becomes of each label.
    pub courses: BTreeMap<String, Course>,
}

/// Labels with their texts; one-off texts have none.
pub type Texts = BTreeMap<Option<String>, Vec<String>>;

fn words(text: &str) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2) {
        *found.entry(word.to_owned()).or_default() += 1.0;
    }
    found
}

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> f64 {
    let dot: f64 = a.iter().filter_map(|(word, x)| Some(x * b.get(word)?)).sum();
    let norm = |v: &BTreeMap<String, f64>| v.values().map(|x| x * x).sum::<f64>().sqrt();
    dot / (norm(a) * norm(b)).max(1e-9)
}

/// The course of each label; of the two that read most alike among those drawn for it, the lesser is a sibling.
fn courses(texts: &Texts, dice: &mut Dice) -> BTreeMap<String, Course> {
    let mut found = BTreeMap::new();
    for label in texts.keys().flatten() {
        let course = match dice.roll(12) {
            0 => Course::Late,
            1 => Course::Quiet,
            2 => Course::Growing,
            3 => Course::Fixed,
            4 => Course::Reworded,
            _ => Course::Steady,
        };
        found.insert(label.clone(), course);
    }
    // Pairs that share most words, and no label twice.
    let bags: Vec<(&String, BTreeMap<String, f64>)> =
        texts.iter().filter_map(|(label, of)| Some((label.as_ref()?, words(&of.join(" "))))).collect();
    let mut pairs = vec![];
    for (at, (one, bag)) in bags.iter().enumerate() {
        pairs.extend(bags[at + 1..].iter().map(|(other, their)| (cosine(bag, their), *one, *other)));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: Vec<&String> = vec![];
    for (_, one, other) in pairs {
        if taken.len() >= 2 * bags.len().div_ceil(12) {
            break;
        }
        if !taken.contains(&one) && !taken.contains(&other) {
            taken.extend([one, other]);
            found.insert(one.clone(), Course::Steady);
            found.insert(other.clone(), Course::Sibling);
        }
    }
    found
}

impl Year {
    /// Some `count` tickets in so many weeks: few labels hold most of them (Zipf), one-off texts are a tenth.
    pub fn planted(mut texts: Texts, (weeks, count): (usize, usize), dice: &mut Dice) -> Self {
        let labels: Vec<Option<String>> = texts.keys().cloned().collect();
        let mut order: Vec<usize> = (0..labels.len()).collect();
        dice.shuffle(&mut order);
        let mut weight = vec![0.0; labels.len()];
        (1..).zip(&order).for_each(|(place, &at)| weight[at] = 1.0 / f64::powf(f64::from(place), 0.8));
        let sum: f64 = weight.iter().sum();
        weight.iter_mut().zip(&labels).filter(|(_, label)| label.is_none()).for_each(|(w, _)| *w = 0.1 * sum);
        let courses = courses(&texts, dice);
        let course = |at: usize| labels[at].as_ref().map_or(Course::Steady, |label| courses[label]);
        let rate = |at: usize, week: usize| weight[at] * course(at).rate(week, weeks);
        let all: f64 =
            (0..weeks).flat_map(|week| (0..labels.len()).map(move |at| (at, week))).map(|(a, w)| rate(a, w)).sum();
        let expected = |at: usize, week: usize| rate(at, week) / all * count as f64;
        for (at, label) in labels.iter().enumerate() {
            let pool = texts.get_mut(label).unwrap();
            dice.shuffle(pool);
            if course(at) == Course::Reworded {
                // Of as many texts as will be written, the ones most like the first come first: they are taken from
                // the end.
                pool.truncate((0..weeks).map(|week| expected(at, week)).sum::<f64>().ceil() as usize);
                let first = pool.first().map(|text| words(text)).unwrap_or_default();
                pool.sort_by(|a, b| cosine(&words(a), &first).total_cmp(&cosine(&words(b), &first)));
            }
        }
        let mut tickets = vec![];
        for week in 0..weeks {
            for (at, label) in labels.iter().enumerate() {
                let expected = expected(at, week);
                let number = expected.floor() as usize + usize::from(dice.share() < expected.fract());
                for _ in 0..number {
                    let Some(text) = texts.get_mut(label).and_then(Vec::pop) else { break };
                    tickets.push(Ticket { id: tickets.len() + 1, week, text, label: label.clone() });
                }
            }
        }
        Self { tickets, courses }
    }
}
