//! False discoveries over many problems: Benjamini & Hochberg (1995), step-up.

/// The adjusted p-values: calling all with `q <= 0.05` a discovery keeps the expected share of
/// false ones among them at 5 %.
pub fn q_values(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[b].total_cmp(&p[a]).then(a.cmp(&b)));
    let mut q = vec![1.0; p.len()];
    let mut least: f64 = 1.0;
    for (behind, at) in order.into_iter().enumerate() {
        least = least.min(p[at] * p.len() as f64 / (p.len() - behind) as f64);
        q[at] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gives_the_published_example() {
        // The 15 p-values of Benjamini & Hochberg (1995), section 3.2; q by R's p.adjust(p, "BH").
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let q = q_values(&p);
        for (at, expected) in [(0, 0.0015), (1, 0.003), (2, 0.0095), (3, 0.035625), (4, 0.0603), (7, 0.0645)] {
            assert!((q[at] - expected).abs() < 1e-9, "{at}: {}", q[at]);
        }
        // Four rejections at 5 %, as the paper finds.
        assert_eq!(q.iter().filter(|&&q| q <= 0.05).count(), 4);
    }

    #[test]
    fn q_is_never_below_p_and_keeps_its_order() {
        let p = [0.2, 0.01, 0.5, 0.01];
        let q = q_values(&p);
        assert!(p.iter().zip(&q).all(|(p, q)| q >= p && *q <= 1.0));
        assert!(q[1] == q[3] && q[1] < q[0] && q[0] < q[2]);
        assert!(q_values(&[]).is_empty());
    }
}
