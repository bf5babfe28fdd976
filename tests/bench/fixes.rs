//! How often the verdicts on shipped fixes are right, by simulation.
fn main() {}
