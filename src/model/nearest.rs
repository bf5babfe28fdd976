//! The known name that was meant by a mistyped one.

/// Longest name that is compared, in characters.
const LONGEST: usize = 60;

/// The known name nearest to what was typed, when at most a third of its letters differ.
pub fn nearest<'k>(given: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let given = given.to_lowercase();
    known
        .map(|name| (distance(&given, &name.to_lowercase()), name))
        .filter(|(far, name)| *far * 3 <= name.chars().count().max(3))
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().take(LONGEST).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let change = corner + usize::from(left != *right);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["zendesk", "freshdesk", "jira"];
        assert_eq!(nearest("zendsk", known.into_iter()), Some("zendesk"));
        assert_eq!(nearest("Fresh-desk", known.into_iter()), Some("freshdesk"));
        assert_eq!(nearest("outlook", known.into_iter()), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
