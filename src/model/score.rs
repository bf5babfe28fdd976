//! Why a problem stands where it stands.

/// One reason for a rank.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Short name: `volume`, `reach` …
    pub name: &'static str,
    /// What was measured, in the factor's own unit.
    pub value: f64,
    /// The user's weight, 1 by default.
    pub weight: f64,
    /// What it adds to the total.
    pub contribution: f64,
    /// Whether nothing is known of it for this problem, and the middle of all problems stands for it.
    pub assumed: bool,
}

/// The sum of the parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// Sum of the contributions; higher is to be fixed first.
    pub total: f64,
    /// Each part, in a fixed order.
    pub parts: Vec<Part>,
}
