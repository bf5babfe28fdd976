//! How much each part of a score counts: the user's to change.

use crate::model::nearest::nearest;

/// How much each part counts. One counts in full, zero takes a part out, two counts it twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Tickets of the next quarter.
    pub volume: f64,
    /// How many tickets the figures rest on.
    pub evidence: f64,
    /// Work that one ticket takes.
    pub cost: f64,
    /// Different customers.
    pub reach: f64,
    /// What these customers are worth.
    pub value: f64,
    /// Satisfaction lost.
    pub satisfaction: f64,
    /// Tickets opened again.
    pub reopens: f64,
    /// Tickets escalated.
    pub escalations: f64,
    /// Tickets of high priority.
    pub priority: f64,
    /// Time until a ticket is solved.
    pub resolution: f64,
    /// Change of the rate that is certain.
    pub growth: f64,
    /// Complaints against praise, in corpora that are mostly rated (reviews).
    pub complaint: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            volume: 1.0,
            evidence: 1.0,
            cost: 1.0,
            reach: 1.0,
            value: 1.0,
            satisfaction: 1.0,
            reopens: 1.0,
            escalations: 1.0,
            priority: 1.0,
            resolution: 1.0,
            growth: 1.0,
            complaint: 1.0,
        }
    }
}

/// The name that sets all parts of [`PAIN`] at once.
const ALL_PAIN: &str = "pain";

/// The parts that tell how much a problem hurts.
const PAIN: [&str; 5] = ["satisfaction", "reopens", "escalations", "priority", "resolution"];

/// Largest weight: a part that counts a hundred times is the only one.
const MOST: f64 = 100.0;

/// Why a weight was not taken.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotAWeight {
    /// There is no such part.
    #[error("there is no part \"{given}\" of the score{}; it can be {}", meant(*.nearest), Weights::names().join(", "))]
    Unknown {
        /// What was asked for.
        given: String,
        /// The part that is written most like it.
        nearest: Option<&'static str>,
    },
    /// The number is no weight.
    #[error("the weight of {name} is a number from 0 to {MOST}")]
    OutOfRange {
        /// The part.
        name: String,
    },
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!(" (did you mean {name}?)"))
}

impl Weights {
    /// All names that [`set`](Self::set) takes: the parts in their order, and `pain` for five of them at once.
    pub fn names() -> Vec<&'static str> {
        let mut names: Vec<&str> = Self::default().fields().into_iter().map(|(name, _)| name).collect();
        names.push(ALL_PAIN);
        names
    }

    /// Sets the weight of a part by its name.
    ///
    /// # Errors
    /// When there is no such part, or the number is not from 0 to 100.
    pub fn set(&mut self, name: &str, weight: f64) -> Result<(), NotAWeight> {
        let unknown =
            || NotAWeight::Unknown { given: name.to_owned(), nearest: nearest(name, Self::names().into_iter()) };
        let parts: Vec<&str> = if name == ALL_PAIN { PAIN.to_vec() } else { vec![name] };
        let mut fields = self.fields_mut();
        if !fields.iter().any(|(known, _)| parts.contains(known)) {
            return Err(unknown());
        }
        if !(0.0..=MOST).contains(&weight) {
            return Err(NotAWeight::OutOfRange { name: name.to_owned() });
        }
        for (known, field) in &mut fields {
            if parts.contains(known) {
                **field = weight;
            }
        }
        Ok(())
    }

    /// The weight of a part.
    pub fn of(&self, name: &str) -> Option<f64> {
        self.fields().into_iter().find(|(known, _)| *known == name).map(|(_, weight)| weight)
    }

    fn fields(mut self) -> [(&'static str, f64); 12] {
        self.fields_mut().map(|(name, field)| (name, *field))
    }

    fn fields_mut(&mut self) -> [(&'static str, &mut f64); 12] {
        [
            ("volume", &mut self.volume),
            ("evidence", &mut self.evidence),
            ("cost", &mut self.cost),
            ("reach", &mut self.reach),
            ("value", &mut self.value),
            ("satisfaction", &mut self.satisfaction),
            ("reopens", &mut self.reopens),
            ("escalations", &mut self.escalations),
            ("priority", &mut self.priority),
            ("resolution", &mut self.resolution),
            ("growth", &mut self.growth),
            ("complaint", &mut self.complaint),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_set_by_its_name_and_pain_sets_five() {
        let mut weights = Weights::default();
        weights.set("growth", 2.5).unwrap();
        weights.set("pain", 0.0).unwrap();
        assert_eq!((weights.growth, weights.volume, weights.priority, weights.satisfaction), (2.5, 1.0, 0.0, 0.0));
        assert_eq!(weights.of("growth"), Some(2.5));
        assert_eq!(weights.of("pain"), None);
    }

    #[test]
    fn a_wrong_name_is_answered_with_the_right_ones() {
        let error = Weights::default().set("grwth", 1.0).unwrap_err().to_string();
        assert!(error.contains("did you mean growth?") && error.contains("volume, evidence, cost"), "{error}");
        for number in [-1.0, 101.0, f64::NAN] {
            assert!(matches!(Weights::default().set("cost", number), Err(NotAWeight::OutOfRange { .. })));
        }
    }
}
