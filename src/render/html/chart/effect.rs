//! What a fix did to the rate: the effect with its interval, what was hoped for, and no change.

use super::{super::super::words, across};
use crate::model::fix::Fix;

/// The picture; nothing before there is an effect. Its words stand beside it.
pub fn effect(fix: &Fix) -> String {
    let Some(effect) = fix.effect.filter(|effect| effect.is_finite()) else { return String::new() };
    // From no tickets at all (-1) to twice as many (+1); what is beyond touches the edge.
    let x = |value: f64| across((value + 1.0) / 2.0);
    let whole = |value: f64| words::signed_percent(value);
    let interval = match (fix.low, fix.high) {
        (Some(low), Some(high)) => {
            format!("<line class=\"interval\" x1=\"{}\" x2=\"{}\" y1=\"14\" y2=\"14\"/>", x(low), x(high))
        }
        _ => String::new(),
    };
    let hoped = fix.expected.map_or(String::new(), |hoped| {
        format!("<line class=\"hoped\" x1=\"{0}\" x2=\"{0}\" y1=\"4\" y2=\"24\"/>", x(hoped))
    });
    format!(
        "<svg class=\"effect\" height=\"42\" role=\"img\" aria-label=\"Change of the rate: {}\">\
         <line class=\"grid\" x2=\"100%\" y1=\"14\" y2=\"14\"/><line class=\"none\" x1=\"50%\" x2=\"50%\" y1=\"2\" y2=\"26\"/>\
         {hoped}{interval}<circle class=\"at\" cx=\"{}\" cy=\"14\" r=\"5\"/>\
         <text class=\"date\" y=\"39\">−100%</text><text class=\"date middle\" x=\"50%\" y=\"39\">no change</text>\
         <text class=\"date end\" x=\"100%\" y=\"39\">+100%</text></svg>",
        whole(effect),
        x(effect),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn before_there_is_an_effect_there_is_no_picture() {
        let report = sample::rich();
        let mut fix = report.problems.iter().find_map(|problem| problem.fix.clone()).unwrap();
        fix.effect = Some(7.0);
        assert!(effect(&fix).contains("cx=\"100%\""));
        fix.effect = None;
        assert_eq!(effect(&fix), "");
    }
}
