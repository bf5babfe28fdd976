//! Which tickets come from a version of the product that does not hold the fix yet.

use std::cmp::Ordering;

use super::History;
use crate::model::{fix::Shipped, time::Day};

/// Tickets from `first` to `last` that name a version older than the fix's. Who names none, or one that cannot be
/// compared, counts as having the fix: in doubt against it.
pub fn older(fix: &Shipped, history: &History, first: Day, last: Day) -> u32 {
    let Some(fixed) = fix.version.as_deref().and_then(segments) else { return 0 };
    let named = history.versions.iter().filter(|(day, _)| (first..=last).contains(day));
    named.filter(|(_, version)| segments(version).is_some_and(|one| order(&one, &fixed) == Ordering::Less)).count()
        as u32
}

/// Whether any ticket from `first` to `last` names a version that can be compared with the fix's.
pub fn any(fix: &Shipped, history: &History, first: Day, last: Day) -> bool {
    fix.version.as_deref().and_then(segments).is_some()
        && history.versions.iter().any(|(day, version)| (first..=last).contains(day) && segments(version).is_some())
}

/// The numbers of the first dotted number in the text: `v4.3.1-beta (build 77)` is 4, 3, 1. None without a digit.
fn segments(version: &str) -> Option<Vec<u64>> {
    let start = version.find(|c: char| c.is_ascii_digit())?;
    let dotted = version[start..].split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    // A number of twenty digits is no version.
    dotted.split('.').filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect()
}

/// 4.3 and 4.3.0 are the same.
fn order(a: &[u64], b: &[u64]) -> Ordering {
    let at = |segments: &[u64], place: usize| segments.get(place).copied().unwrap_or(0);
    (0..a.len().max(b.len()))
        .map(|place| at(a, place).cmp(&at(b, place)))
        .find(|o| o.is_ne())
        .unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> Option<Ordering> {
        Some(order(&segments(a)?, &segments(b)?))
    }

    #[test]
    fn versions_are_compared_number_by_number() {
        for (older, newer) in [("4.9", "4.10"), ("4.2.9", "4.3"), ("v1.9.9", "2"), ("iOS 16.1 build 9", "16.2")] {
            assert_eq!(compare(older, newer), Some(Ordering::Less), "{older} {newer}");
            assert_eq!(compare(newer, older), Some(Ordering::Greater), "{older} {newer}");
        }
        assert_eq!(compare("4.3", "v4.3.0 (77)"), Some(Ordering::Equal));
        assert_eq!(compare("4..3.", "4.3"), Some(Ordering::Equal));
        for unknown in ["", "latest", "99999999999999999999999.1", "…"] {
            assert_eq!(compare(unknown, "4.3"), None, "{unknown}");
        }
    }
}
