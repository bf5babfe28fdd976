//! What became of a shipped fix.

use super::{about_percent, count, day, number, unit};
use crate::model::fix::{Fix, FixNote, FixVerdict, Stretch};

/// The verdict and its figures in a sentence, and what to keep in mind in one more each.
pub fn fix(fix: &Fix) -> String {
    let mut text = verdict(fix);
    for note in &fix.notes {
        if let Some(note) = remark(*note, fix) {
            text.push(' ');
            text.push_str(&note);
        }
    }
    // A share that is worth a note has one.
    if !fix.notes.contains(&FixNote::OldVersions)
        && let Some(old) = fix.old_version_share.filter(|&share| share > 0.0)
    {
        text.push_str(&format!(" {}", older(fix, old)));
    }
    text
}

/// The verdict on a fix: `too early`.
pub fn fix_verdict(verdict: FixVerdict) -> &'static str {
    match verdict {
        FixVerdict::TooEarly => "too early",
        FixVerdict::Confirmed => "confirmed",
        FixVerdict::NoEffect => "without effect",
        FixVerdict::Worse => "worse",
        FixVerdict::Regressed => "regressed",
    }
}

fn verdict(fix: &Fix) -> String {
    let shipped = day(fix.shipped);
    let has = |note| fix.notes.contains(&note);
    let measured = measured(fix).map_or(String::new(), |text| format!(": {text}"));
    let expected = expected(fix);
    match fix.verdict {
        FixVerdict::TooEarly if has(FixNote::NotYetShipped) => {
            let soon = fix.decidable.map_or(String::new(), |at| format!(", decidable about {}", day(at)));
            format!("Fix to be shipped on {shipped}{soon}.")
        }
        FixVerdict::TooEarly if has(FixNote::NothingBefore) => {
            format!("Fix of {shipped}: cannot be judged, the data holds too few tickets from before it.")
        }
        FixVerdict::TooEarly => {
            let so_far = if measured.is_empty() { String::new() } else { format!("{measured} so far{expected}") };
            let soon = match fix.decidable {
                Some(at) => format!("; decidable about {}", day(at)),
                None => "; at this rate no verdict is in sight".to_owned(),
            };
            format!("Fix of {shipped}: too early to say{so_far}{soon}.")
        }
        FixVerdict::Confirmed => format!("Fix of {shipped} works{measured}{expected}{}.", avoided(fix)),
        FixVerdict::NoEffect => format!("Fix of {shipped} shows no effect{measured}{expected}."),
        FixVerdict::Worse => format!("More tickets since the fix of {shipped}{measured}{expected}."),
        FixVerdict::Regressed => {
            let had = self::measured(fix).map_or(String::new(), |text| format!(": {text},"));
            let length = unit(fix.unit.unwrap_or_default());
            let since = fix.regressed_since.map_or(String::new(), |at| format!(" since {}", day(at)));
            let rate = |stretch: &Stretch| figure(stretch.a_period);
            let figures = match (&fix.back, &fix.after, &fix.before) {
                (Some(back), Some(after), Some(before)) => format!(
                    ": {} a {}, after {} while it worked and {} before it",
                    rate(back),
                    length,
                    rate(after),
                    rate(before)
                ),
                _ => String::new(),
            };
            format!("Fix of {shipped} had worked{had} but the tickets are back{since}{figures}.")
        }
    }
}

/// `, 50% fewer expected`, and whether what was measured is surely less or more than that.
fn expected(fix: &Fix) -> String {
    let Some(hoped) = fix.expected else { return String::new() };
    let told = change(hoped, false);
    match (fix.low, fix.high) {
        (Some(low), _) if low > hoped => format!(", which is less than the {told} expected"),
        (_, Some(high)) if high < hoped => format!(", which is more than the {told} expected"),
        _ => format!(", {told} expected"),
    }
}

/// `62% fewer tickets for every 100 other ones (95% interval 41 to 76%; 20 a week before, 8.0 since)`; none when nothing
/// was measured. What is measured is the rate per other ticket; the counts alone may go another way.
fn measured(fix: &Fix) -> Option<String> {
    let effect = fix.effect?;
    let interval = match (fix.low, fix.high) {
        (Some(low), Some(high)) => Some(format!("95% interval {}", span(low, high))),
        _ => None,
    };
    let plain = fix.before.zip(fix.after).map(|(before, after)| {
        format!(
            "{} a {} before, {} since",
            figure(before.a_period),
            unit(fix.unit.unwrap_or_default()),
            figure(after.a_period)
        )
    });
    let beside: Vec<String> = interval.into_iter().chain(plain).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
    Some(format!("{}{beside}", change(effect, true)))
}

/// `62% fewer tickets for every 100 other ones`, `12% more …`, without the noun `62% fewer`.
fn change(effect: f64, noun: bool) -> String {
    let tickets = if noun { " tickets for every 100 other ones" } else { "" };
    let size = about_percent(effect.abs());
    match size.as_str() {
        "0%" | "<1%" if noun => "as many tickets as before for every 100 other ones".to_owned(),
        "0%" | "<1%" => "no change".to_owned(),
        "100%" if effect <= -1.0 && noun => "not one ticket".to_owned(),
        _ if effect < 0.0 => format!("{size} fewer{tickets}"),
        _ => format!("{size} more{tickets}"),
    }
}

/// `41 to 76%` where both ends go the same way as a whole, else `8% fewer to 12% more`.
fn span(low: f64, high: f64) -> String {
    let bare = |share: f64| format!("{:.0}", (100.0 * share).abs());
    if high <= 0.0 {
        format!("{} to {}%", bare(high), bare(low))
    } else if low >= 0.0 {
        format!("{} to {}%", bare(low), bare(high))
    } else {
        format!("{} to {}", change(low, false), change(high, false))
    }
}

/// `; about 84 tickets avoided (40 to 131)` with hours and money where a ticket's cost is known.
fn avoided(fix: &Fix) -> String {
    let whole = |value: f64| value.round().max(0.0) as usize;
    let between = |low: Option<f64>, high: Option<f64>| match (low, high) {
        (Some(low), Some(high)) => format!(" ({} to {})", number(whole(low)), number(whole(high))),
        _ => String::new(),
    };
    let Some(tickets) = fix.avoided.filter(|&tickets| tickets >= 1.0) else { return String::new() };
    let interval = between(fix.avoided_low, fix.avoided_high);
    let hours = fix.hours_avoided.filter(|&hours| hours >= 1.0).map(|hours| {
        format!("{}{}", count(whole(hours), "hour"), between(fix.hours_avoided_low, fix.hours_avoided_high))
    });
    let money = fix.money_avoided.filter(|&money| money >= 1.0).map(|money| {
        format!("{} of cost{}", number(whole(money)), between(fix.money_avoided_low, fix.money_avoided_high))
    });
    let saved: Vec<String> = hours.into_iter().chain(money).collect();
    let saved = if saved.is_empty() { String::new() } else { format!(", {} saved", super::list(&saved)) };
    format!("; about {} avoided{interval}{saved}", count(whole(tickets), "ticket"))
}

/// What a note means; none where the verdict's own sentence says it.
fn remark(note: FixNote, fix: &Fix) -> Option<String> {
    Some(match note {
        FixNote::NotYetShipped | FixNote::NothingBefore => return None,
        FixNote::Together => "Another fix was shipped shortly before: both are judged together.".to_owned(),
        FixNote::Falling => "The tickets were falling before it: only what fell beyond that is counted.".to_owned(),
        FixNote::PerhapsFalling => {
            "They may have been falling before it already, so a confirmation waits for more.".to_owned()
        }
        FixNote::Rising => {
            "The tickets were rising before it: without it they are taken to have stayed at their last level."
                .to_owned()
        }
        FixNote::Step => {
            let since = fix.before.map_or(String::new(), |before| format!(" of {}", day(before.from)));
            format!("Compared with the time since their jump{since}.")
        }
        FixNote::Spike => "The tickets had shot up just before it: such a spike often ends by itself.".to_owned(),
        FixNote::OthersChanged => {
            "The number of all other tickets, which this is measured against, changed strongly at the same time."
                .to_owned()
        }
        FixNote::OldVersions => older(fix, fix.old_version_share?),
    })
}

fn older(fix: &Fix, share: f64) -> String {
    let than = fix.version.as_ref().map_or("the fix".to_owned(), Clone::clone);
    format!("{} of the tickets since name a version older than {than}.", about_percent(share))
}

/// `18`, `2.4`.
fn figure(value: f64) -> String {
    if value >= 10.0 { number(value.round() as usize) } else { format!("{value:.1}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::{Day, PeriodUnit};

    fn at(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn stretch(tickets: u32, periods: usize) -> Stretch {
        Stretch {
            from: at("2026-01-05"),
            to: at("2026-06-28"),
            periods,
            tickets,
            a_period: f64::from(tickets) / periods as f64,
            rate: 1.0,
        }
    }

    fn told(verdict: FixVerdict) -> Fix {
        Fix {
            verdict,
            effect: Some(-0.62),
            low: Some(-0.76),
            high: Some(-0.41),
            expected: Some(-0.5),
            shipped: at("2026-10-03"),
            counts_from: Some(at("2026-10-19")),
            avoided: Some(84.3),
            avoided_low: Some(40.2),
            avoided_high: Some(131.0),
            hours_avoided: None,
            hours_avoided_low: None,
            hours_avoided_high: None,
            money_avoided: None,
            money_avoided_low: None,
            money_avoided_high: None,
            decidable: None,
            unit: Some(PeriodUnit::Week),
            before: Some(stretch(520, 26)),
            after: Some(stretch(80, 10)),
            back: None,
            without: Some(20.0),
            notes: vec![],
            regressed_since: None,
            version: Some("4.3".to_owned()),
            old_version_share: None,
            link: None,
        }
    }

    #[test]
    fn each_verdict_is_a_sentence() {
        let mut confirmed = told(FixVerdict::Confirmed);
        let works = "Fix of 3 Oct 2026 works: 62% fewer tickets for every 100 other ones (95% interval 41 to 76%; 20 a \
                     week before, 8.0 since), 50% fewer expected; about 84 tickets avoided (40 to 131)";
        assert_eq!(fix(&confirmed), format!("{works}."));
        (confirmed.hours_avoided, confirmed.money_avoided) = (Some(42.1), Some(1900.4));
        assert_eq!(fix(&confirmed), format!("{works}, 42 hours and 1,900 of cost saved."));
        (confirmed.hours_avoided_low, confirmed.hours_avoided_high) = (Some(20.0), Some(66.4));
        (confirmed.money_avoided_low, confirmed.money_avoided_high) = (Some(899.6), Some(2980.0));
        assert_eq!(fix(&confirmed), format!("{works}, 42 hours (20 to 66) and 1,900 of cost (900 to 2,980) saved."));

        let more = Fix { expected: Some(-0.3), avoided: None, ..told(FixVerdict::Confirmed) };
        assert!(fix(&more).ends_with("8.0 since), which is more than the 30% fewer expected."), "{}", fix(&more));
        let less = Fix { expected: Some(-0.9), ..more };
        assert!(fix(&less).ends_with("8.0 since), which is less than the 90% fewer expected."), "{}", fix(&less));

        let early = Fix { low: Some(-0.55), high: Some(0.15), effect: Some(-0.2), ..told(FixVerdict::TooEarly) };
        let so_far = "Fix of 3 Oct 2026: too early to say: 20% fewer tickets for every 100 other ones (95% interval \
                      55% fewer to 15% more; 20 a week before, 8.0 since) so far, 50% fewer expected";
        assert_eq!(fix(&early), format!("{so_far}; at this rate no verdict is in sight."));
        let early = Fix { decidable: Some(at("2026-12-12")), ..early };
        assert_eq!(fix(&early), format!("{so_far}; decidable about 12 Dec 2026."));

        let none = Fix { effect: Some(-0.001), low: Some(-0.2), high: Some(0.2), ..told(FixVerdict::NoEffect) };
        assert_eq!(
            fix(&none),
            "Fix of 3 Oct 2026 shows no effect: as many tickets as before for every 100 other ones (95% interval 20% \
             fewer to 20% more; 20 a week before, 8.0 since), which is less than the 50% fewer expected."
        );
        let worse = Fix { effect: Some(0.4), low: Some(0.12), high: Some(0.75), ..told(FixVerdict::Worse) };
        assert_eq!(
            fix(&worse),
            "More tickets since the fix of 3 Oct 2026: 40% more tickets for every 100 other ones (95% interval 12 to \
             75%; 20 a week before, 8.0 since), which is less than the 50% fewer expected."
        );
        let back =
            Fix { regressed_since: Some(at("2027-01-04")), back: Some(stretch(54, 3)), ..told(FixVerdict::Regressed) };
        assert_eq!(
            fix(&back),
            "Fix of 3 Oct 2026 had worked: 62% fewer tickets for every 100 other ones (95% interval 41 to 76%; 20 a week \
             before, 8.0 since), but the tickets are back since 4 Jan 2027: 18 a week, after 8.0 while it worked and 20 \
             before it."
        );
    }

    #[test]
    fn what_cannot_be_judged_says_why() {
        let nothing = Fix { notes: vec![FixNote::NothingBefore], ..told(FixVerdict::TooEarly) };
        assert_eq!(
            fix(&nothing),
            "Fix of 3 Oct 2026: cannot be judged, the data holds too few tickets from before it."
        );
        let planned = Fix { notes: vec![FixNote::NotYetShipped], ..told(FixVerdict::TooEarly) };
        assert_eq!(fix(&planned), "Fix to be shipped on 3 Oct 2026.");
    }

    #[test]
    fn old_versions_are_told() {
        let some = Fix { old_version_share: Some(0.3), ..told(FixVerdict::Confirmed) };
        assert!(fix(&some).ends_with(" 30% of the tickets since name a version older than 4.3."));
        let most =
            Fix { old_version_share: Some(0.72), notes: vec![FixNote::OldVersions], ..told(FixVerdict::TooEarly) };
        assert_eq!(fix(&most).matches("72% of the tickets since name").count(), 1);
    }

    #[test]
    fn a_fix_that_took_all_says_so() {
        let all = Fix { effect: Some(-1.0), low: Some(-1.0), high: Some(-0.93), ..told(FixVerdict::Confirmed) };
        assert!(fix(&all).starts_with("Fix of 3 Oct 2026 works: not one ticket (95% interval 93 to 100%; 20 a"));
    }
}
