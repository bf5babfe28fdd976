//! Ids of problems as people type them.

use fixfirst::model::problem::ProblemId;

/// `P-17`, and what people write for it: `p17`, `17`.
pub fn problem(text: &str) -> Result<ProblemId, String> {
    let bare = text.trim().trim_start_matches(['P', 'p']).trim_start_matches('-');
    let digits = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    bare.parse().ok().filter(|_| digits).map(ProblemId).ok_or_else(|| "a problem's id is written P-17".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_understood_as_people_write_it() {
        for text in ["P-17", "p-17", "P17", "17"] {
            assert_eq!(problem(text), Ok(ProblemId(17)), "{text}");
        }
        for text in ["", "P-", "T-3", "P-x", "-+1", "99999999999"] {
            assert!(problem(text).is_err(), "{text}");
        }
    }
}
