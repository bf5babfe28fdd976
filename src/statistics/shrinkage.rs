//! Many small measurements of the same kind: each is drawn towards what all of them show.
//!
//! Empirical Bayes with a scale mixture of normals around zero as prior, its weights estimated from all
//! measurements (Stephens 2017, "False discovery rates: a new deal", Biostatistics 18). A single normal
//! prior (Efron & Morris 1973) would do for problems that all change a little; here most do not change and
//! a few change a lot, and one striking change must not let every small one shout. No estimate is drawn
//! by more than its standard error (limited translation, Efron & Morris 1972), and the less the more it
//! strikes, so a problem that really changed keeps its change.

/// A measured log ratio and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Natural logarithm of the ratio.
    pub log_ratio: f64,
    /// Its standard error, above zero.
    pub error: f64,
}

/// Standard deviations that the prior is mixed from: from no change to a factor of twenty.
const SCALES: [f64; 8] = [0.0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

/// Rounds of expectation and maximisation; the weights move in the third digit after 60.
const ROUNDS: usize = 100;

/// Weight added to "no change", in measurements: a corpus of three problems has no prior of its own.
const PENALTY: f64 = 3.0;

/// Most that an estimate is drawn, in its standard errors, when it is within two of them from zero; beyond, the less the
/// farther it is: half an error at three, a fifth at six.
const MOST: f64 = 1.0;

/// The log ratios drawn towards zero.
pub fn shrunk(measured: &[Measured]) -> Vec<f64> {
    let mut weights = [1.0 / SCALES.len() as f64; SCALES.len()];
    let densities: Vec<[f64; SCALES.len()]> = measured.iter().map(densities).collect();
    for _ in 0..ROUNDS {
        let mut sums = [0.0; SCALES.len()];
        sums[0] = PENALTY;
        for density in &densities {
            let posterior = posterior(&weights, density);
            sums.iter_mut().zip(posterior).for_each(|(sum, part)| *sum += part);
        }
        let all: f64 = sums.iter().sum();
        weights = sums.map(|sum| sum / all);
    }
    measured
        .iter()
        .zip(&densities)
        .map(|(one, density)| {
            let parts = posterior(&weights, density);
            let kept: f64 = parts.iter().zip(SCALES).map(|(p, s)| p * s * s / (s * s + one.error * one.error)).sum();
            let far = (one.log_ratio.abs() / one.error - 1.0).max(1.0);
            let most = MOST * one.error / far;
            let drawn = (one.log_ratio * (kept - 1.0)).clamp(-most, most);
            one.log_ratio + drawn
        })
        .collect()
}

/// The density of the measurement under each part of the prior, up to a common factor.
fn densities(one: &Measured) -> [f64; SCALES.len()] {
    let logs = SCALES.map(|scale| {
        let variance = scale * scale + one.error * one.error;
        -0.5 * (variance.ln() + one.log_ratio * one.log_ratio / variance)
    });
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    logs.map(|log| (log - most).exp())
}

fn posterior(weights: &[f64; SCALES.len()], density: &[f64; SCALES.len()]) -> [f64; SCALES.len()] {
    let mut parts = *weights;
    parts.iter_mut().zip(density).for_each(|(part, density)| *part *= density);
    let all: f64 = parts.iter().sum();
    parts.map(|part| if all > 0.0 { part / all } else { 1.0 / SCALES.len() as f64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(log_ratios: &[f64], error: f64) -> Vec<f64> {
        shrunk(&log_ratios.iter().map(|&log_ratio| Measured { log_ratio, error }).collect::<Vec<_>>())
    }

    #[test]
    fn noise_shrinks_and_a_striking_change_stays() {
        // Nineteen problems within chance of no change, one that grew eightfold.
        let mut ratios: Vec<f64> = (0..19).map(|at| 0.3 * f64::from(at - 9) / 9.0).collect();
        ratios.push(8f64.ln());
        let drawn = all(&ratios, 0.3);
        assert!(
            drawn[..19].iter().zip(&ratios).all(|(drawn, raw)| drawn.abs() <= 0.35 * raw.abs() + 1e-9),
            "{drawn:?}"
        );
        assert!((drawn[19] - ratios[19]).abs() < 0.1, "{drawn:?}");
    }

    #[test]
    fn where_all_change_all_keep_their_change() {
        let ratios: Vec<f64> = (0..40).map(|at| if at % 2 == 0 { 1.0 } else { -1.0 }).collect();
        let drawn = all(&ratios, 0.2);
        assert!(drawn.iter().zip(&ratios).all(|(drawn, raw)| (drawn - raw).abs() < 0.1), "{drawn:?}");
    }

    #[test]
    fn no_estimate_is_drawn_by_more_than_its_error_or_past_zero() {
        for log_ratio in [-9.0, -0.4, 0.0, 0.01, 2.0, 30.0] {
            for error in [1e-3, 0.5, 2.0] {
                let drawn = all(&[log_ratio], error)[0];
                assert!((drawn - log_ratio).abs() <= error + 1e-12 && drawn * log_ratio >= 0.0);
            }
        }
        assert!(shrunk(&[]).is_empty());
    }
}
