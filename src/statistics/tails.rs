//! Quantiles and tails of the beta, the gamma, Student's and the normal distribution.

use statrs::function::{beta::beta_reg, erf::erfc_inv, gamma::gamma_lr};

/// Halvings of a bisection: 60 of the unit interval leave less than 1e-18.
const HALVINGS: u32 = 60;

/// P(X <= `x`) of a beta variable; 0 or 1 outside of the unit interval. `a` and `b` are positive.
pub fn beta_below(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else {
        beta_reg(a, b, x)
    }
}

/// The point below which a beta variable falls with probability `p`, by bisection: slower than series
/// expansions and right for all arguments. `a` and `b` are positive.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if beta_below(a, b, middle) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The point below which a gamma variable of this shape and scale 1 falls with probability `p`, by bisection.
pub fn gamma_quantile(shape: f64, p: f64) -> f64 {
    // Beyond 20 standard deviations, and then some for small shapes, lies less than any probability asked for.
    let (mut low, mut high) = (0.0, shape + 20.0 * shape.sqrt() + 50.0);
    for _ in 0..2 * HALVINGS {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if gamma_lr(shape, middle) < p { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// P(|T| >= `t`) of Student's t with that many degrees of freedom.
pub fn student_p(t: f64, degrees: f64) -> f64 {
    if degrees <= 0.0 || t.is_nan() {
        return 1.0;
    }
    beta_below(0.5 * degrees, 0.5, degrees / (degrees + t * t))
}

/// The point that |T| exceeds with probability `error`, Student's t: the expansion around the normal's (Fisher &
/// Cornish 1960). Right to a percent from 4 degrees of freedom on for errors of 1 % and more.
pub fn student_quantile(error: f64, degrees: f64) -> f64 {
    let z = normal_quantile(error);
    let terms = [
        (z.powi(3) + z) / 4.0,
        (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0,
        (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0,
        (79.0 * z.powi(9) + 776.0 * z.powi(7) + 1482.0 * z.powi(5) - 1920.0 * z.powi(3) - 945.0 * z) / 92_160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / degrees) + z
}

/// The point that |Z| exceeds with probability `error`, Z standard normal.
pub fn normal_quantile(error: f64) -> f64 {
    std::f64::consts::SQRT_2 * erfc_inv(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-6 * b.abs().max(1e-6)
    }

    const BETA: [(f64, f64, f64, f64); 4] = [
        (0.5, 0.5, 0.025, 0.001541333133436012),
        (3.2, 40.7, 0.975, 0.16514600356115358),
        (0.5, 120.0, 0.975, 0.02075796282150095),
        (400.0, 30.0, 0.025, 0.9043569973472453),
    ];
    const STUDENT: [(f64, f64, f64); 4] = [
        (0.05, 5.0, 2.570581835636314),
        (0.05, 54.0, 2.0048792881880564),
        (0.01, 8.0, 3.355387331333395),
        (0.02, 250.0, 2.341356118385916),
    ];
    const NORMAL: [(f64, f64); 3] = [(0.05, 1.9599639845400545), (0.01, 2.575829303548901), (0.32, 0.994457883209753)];

    #[test]
    fn they_are_those_of_scipy() {
        // scipy 1.17.1: beta.ppf, t.ppf(1 - error / 2, df), 2 * t.sf(x, df), norm.isf(error / 2).
        for (a, b, p, x) in BETA {
            assert!(near(beta_quantile(a, b, p), x), "{a} {b} {p}: {}", beta_quantile(a, b, p));
        }
        for (error, degrees, t) in STUDENT {
            assert!((student_quantile(error, degrees) / t - 1.0).abs() < 0.005, "{error} {degrees}");
            assert!(near(student_p(t, degrees), error), "{t} {degrees}");
        }
        for (error, z) in NORMAL {
            assert!(near(normal_quantile(error), z), "{error}: {}", normal_quantile(error));
        }
    }

    #[test]
    fn the_ends_are_no_trouble() {
        assert_eq!((beta_below(0.5, 3.0, -1.0), beta_below(0.5, 3.0, 2.0)), (0.0, 1.0));
        assert_eq!(student_p(f64::NAN, 3.0), 1.0);
        assert!(student_quantile(1e-9, 1.0).is_finite());
    }
}
