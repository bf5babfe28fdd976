//! What may be said of each problem: the tests, the correction over all of them, the word.
//!
//! A rise is told as soon as the evidence allows: beside the recent window against the time before, each
//! shorter window (the last week, the last two, three) is tested for a rise, and a change is called when
//! any of them holds after paying for all of them: the recent window is given seven tenths of the error,
//! the shorter ones share the rest (weighted Bonferroni; Genovese, Roeder & Wasserman 2006), and the least
//! of these p-values goes into the correction over all problems (Benjamini & Hochberg 1995). Falls wait
//! for the whole window: a quiet week is no fall.

use super::{
    band,
    contrast::{Contrast, Subject},
    evidence::Evidence,
    exposure::{Exposure, rate},
    window,
};
use crate::{
    model::{
        series::{Calendar, Change, Compared, Expected, Verdict},
        time::Day,
    },
    statistics::{
        discovery::q_values,
        rates::p_value,
        shrinkage::shrunk,
        split::{Direction, Split, split},
    },
};

/// Share of false ones among the changes that are called (false discovery rate).
const FALSE_DISCOVERIES: f64 = 0.05;

/// Fewest people of a new, returning or early rising problem: below five a single chatty customer makes one.
const FEWEST: f64 = 5.0;

/// Share of a new problem's tickets that may lie before the recent window: grouping by likeness puts a
/// stray ticket into a group now and then.
const STRAYS: f64 = 0.05;

/// A rate is steady when the interval excludes both a halving and a doubling.
const DOUBLING: f64 = 2.0;

/// Share of the error that the shorter windows may spend together.
const EARLY: f64 = 0.3;

/// What there is to judge.
pub struct Input<'a> {
    /// The periods.
    pub calendar: &'a Calendar,
    /// Tickets of each problem in each period.
    pub counts: &'a [Vec<u32>],
    /// The people behind them.
    pub evidence: &'a [Evidence],
    /// First and last day of each problem.
    pub seen: &'a [Option<(Day, Day)>],
    /// How many of the last periods are recent.
    pub recent: usize,
    /// Customers of each period, where they are to be measured against instead of the other tickets.
    pub customers: Option<&'a [f64]>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What may be said.
    pub change: Change,
    /// What would be expected of each period without a change.
    pub band: Vec<Expected>,
}

/// The change of each problem's rate in the last `recent` periods.
pub fn judge(input: &Input<'_>) -> Vec<Judged> {
    let measure = Measure::of(input);
    let tests: Vec<Tests> = (0..input.counts.len()).map(|at| Tests::of(&measure, input, at)).collect();
    // One family: every test that could make a verdict is corrected for every other.
    let family: Vec<f64> = tests.iter().flat_map(|tests| [tests.change_p(), tests.returned]).flatten().collect();
    let q = q_values(&family);
    let found = family.iter().zip(&q).filter(|(_, q)| **q <= FALSE_DISCOVERIES).map(|(p, _)| *p).fold(0.0, f64::max);
    let mut q = q.into_iter();
    let mut cases: Vec<Option<Case>> = tests
        .iter()
        .enumerate()
        .map(|(at, tests)| {
            let (q_change, q_return) = (tests.change_p().and_then(|_| q.next()), tests.returned.and_then(|_| q.next()));
            Case::of(tests, q_change?, q_return, found, (input, at))
        })
        .collect();
    let measured: Vec<_> = cases.iter().flatten().map(|case| case.told.measured).collect();
    let mut drawn = shrunk(&measured).into_iter();
    cases.iter_mut().flatten().for_each(|case| case.drawn = drawn.next().map_or(1.0, f64::exp));
    (cases.into_iter().enumerate())
        .map(|(at, case)| match case {
            Some(case) => case.judged(&measure, input, at),
            None => Judged { change: Change::UNCLEAR, band: vec![] },
        })
        .collect()
}

/// Series, what they are measured against and how wide they spread, in the usable periods only.
struct Measure {
    counts: Vec<Vec<u32>>,
    evidence: Vec<Evidence>,
    others: Vec<Vec<f64>>,
    dispersions: Vec<f64>,
    people_dispersions: Vec<f64>,
    split: usize,
}

impl Measure {
    fn of(input: &Input<'_>) -> Self {
        let usable = input.calendar.usable();
        let masked =
            |series: &[u32]| series.iter().zip(&usable).map(|(&n, &usable)| if usable { n } else { 0 }).collect();
        let counts: Vec<Vec<u32>> = input.counts.iter().map(|counts| masked(counts)).collect();
        let evidence: Vec<Evidence> = (input.evidence.iter())
            .map(|one| Evidence {
                people: masked(&one.people),
                peaks: one
                    .peaks
                    .iter()
                    .zip(&usable)
                    .map(|(&peak, &usable)| if usable { peak } else { [0, 0] })
                    .collect(),
            })
            .collect();
        let split = usable.len() - input.recent;
        let exposure = match input.customers {
            None => Exposure::tickets(&masked(&input.calendar.totals), &counts, split),
            Some(customers) => {
                let used: Vec<f64> =
                    customers.iter().zip(&usable).map(|(&n, &usable)| if usable { n } else { 0.0 }).collect();
                Exposure::customers(&used, counts.len(), split)
            }
        };
        let others = (0..counts.len()).map(|at| exposure.others(at, &counts[at])).collect();
        let people: Vec<Vec<u32>> = evidence.iter().map(|one| one.people.clone()).collect();
        let dispersions = exposure.dispersions(&counts);
        let people_dispersions = if people == counts { dispersions.clone() } else { exposure.dispersions(&people) };
        Self { counts, evidence, others, dispersions, people_dispersions, split }
    }
}

/// The tests of one problem.
struct Tests {
    whole: Option<Contrast>,
    /// p-value of no change in the whole window, with its share of the error paid.
    whole_p: f64,
    /// The shorter window that tells most, with its share paid.
    early: Option<(Contrast, f64)>,
    returned: Option<f64>,
}

impl Tests {
    fn of(measure: &Measure, input: &Input<'_>, at: usize) -> Self {
        let subject = Subject {
            counts: &measure.counts[at],
            others: &measure.others[at],
            dispersion: measure.dispersions[at],
            evidence: &measure.evidence[at],
            people_dispersion: measure.people_dispersions[at],
            unit: input.calendar.unit,
        };
        let shorter = window::early(input.calendar.unit, input.recent);
        let (whole_share, early_share) =
            if shorter.is_empty() { (1.0, 0.0) } else { (1.0 - EARLY, EARLY / shorter.len() as f64) };
        let whole = Contrast::of(&subject, input.recent);
        let early = shorter
            .into_iter()
            .filter_map(|window| Contrast::of(&subject, window))
            .filter(|one| one.is_up && one.people >= FEWEST)
            .map(|one| (one, (one.p / early_share).min(1.0)))
            .min_by(|a, b| a.1.total_cmp(&b.1).then(b.0.window.cmp(&a.0.window)));
        Self {
            whole,
            whole_p: whole.map_or(1.0, |one| (one.p / whole_share).min(1.0)),
            early,
            returned: came_back(&subject, measure.split),
        }
    }

    fn change_p(&self) -> Option<f64> {
        self.whole.map(|_| self.early.map_or(self.whole_p, |(_, p)| p.min(self.whole_p)))
    }
}

/// What a verdict is made from.
struct Case {
    told: Contrast,
    q: f64,
    q_return: Option<f64>,
    /// People in the recent window, and tickets in it and before.
    people: f64,
    recent: f64,
    before: f64,
    first_is_recent: bool,
    /// The ratio drawn towards what all problems show.
    drawn: f64,
}

impl Case {
    /// `found` is the largest p-value that is a discovery.
    fn of(tests: &Tests, q: f64, q_return: Option<f64>, found: f64, (input, at): (&Input<'_>, usize)) -> Option<Self> {
        let whole = tests.whole?;
        // A shorter window is told of only when the whole one is not enough.
        let early = tests.early.filter(|(_, p)| tests.whole_p > found && *p <= found);
        let usable = input.calendar.usable();
        let split = usable.len() - input.recent;
        let sum = |from: usize, to: usize| {
            (from..to).filter(|&t| usable[t]).map(|t| f64::from(input.counts[at][t])).sum::<f64>()
        };
        Some(Self {
            told: early.map_or(whole, |(one, _)| one),
            q,
            q_return,
            people: whole.people,
            recent: sum(split, usable.len()),
            before: sum(0, split),
            first_is_recent: input.seen[at].is_some_and(|(first, _)| first >= input.calendar.periods[split]),
            drawn: 1.0,
        })
    }

    fn verdict(&self) -> Verdict {
        let changed = self.q <= FALSE_DISCOVERIES && self.told.excludes_one();
        let enough = self.people >= FEWEST;
        let ratio = &self.told.ratio;
        let certain_doubling = ratio.low > 1.0 / DOUBLING && ratio.high.is_some_and(|high| high < DOUBLING);
        if self.q_return.is_some_and(|q| q <= FALSE_DISCOVERIES) && enough {
            Verdict::Returning
        } else if self.before == 0.0 {
            // Nothing in the complete periods before: new, unless it was seen before those began.
            match (changed && enough, self.first_is_recent) {
                (true, true) => Verdict::New,
                (true, false) => Verdict::Returning,
                (false, _) => Verdict::Unclear,
            }
        } else if changed && enough && self.told.is_up && self.before <= STRAYS * (self.before + self.recent) {
            Verdict::New
        } else if changed {
            match (self.told.is_up, self.recent == 0.0) {
                (true, _) => Verdict::Rising,
                (false, true) => Verdict::Gone,
                (false, false) => Verdict::Falling,
            }
        } else if certain_doubling && ratio.p > FALSE_DISCOVERIES {
            Verdict::Steady
        } else {
            Verdict::Unclear
        }
    }

    fn judged(&self, measure: &Measure, input: &Input<'_>, at: usize) -> Judged {
        let verdict = self.verdict();
        let ratio = &self.told.ratio;
        let direction = match verdict {
            Verdict::New | Verdict::Rising | Verdict::Returning => Some(Direction::Up),
            Verdict::Falling | Verdict::Gone => Some(Direction::Down),
            Verdict::Steady | Verdict::Unclear => None,
        };
        let began = direction.and_then(|way| onset(measure, at, way, verdict == Verdict::Returning));
        let period = |at: usize| input.calendar.periods[at];
        let changed_at = began.map_or(measure.split, |began| began.at.min(input.counts[at].len() - self.told.window));
        let change = Change {
            verdict,
            rate_ratio: ratio.estimate.map(|raw| match verdict {
                Verdict::Gone => raw,
                _ => self.drawn.max(ratio.low).min(ratio.high.unwrap_or(f64::INFINITY)),
            }),
            low: Some(ratio.low),
            high: ratio.high,
            q: Some(if verdict == Verdict::Returning {
                self.q_return.map_or(self.q, |r| r.min(self.q))
            } else {
                self.q
            }),
            onset: began.map(|split| period(split.at)),
            onset_between: began.map(|split| (period(split.low), period(split.high))),
            compared: Some(Compared {
                window: self.told.window,
                baseline: input.counts[at].len() - self.told.window,
                seasonal: self.told.seasonal,
            }),
        };
        let band = band::expected(&measure.counts[at], &measure.others[at], changed_at, measure.dispersions[at]);
        Judged { change, band }
    }
}

/// When a change began; what came back did so after its silence.
fn onset(measure: &Measure, at: usize, direction: Direction, returned: bool) -> Option<Split> {
    let (counts, others) = (&measure.counts[at], &measure.others[at]);
    let from = if returned { measure.split - silence(counts, measure.split) } else { 0 };
    let tickets: Vec<f64> = counts[from..].iter().map(|&n| f64::from(n)).collect();
    let found = split(&tickets, &others[from..], direction, measure.dispersions[at])?;
    Some(Split { at: from + found.at, low: from + found.low, high: from + found.high })
}

/// Periods without a ticket just before the recent window.
fn silence(counts: &[u32], split: usize) -> usize {
    counts[..split].iter().rev().take_while(|&&n| n == 0).count()
}

/// The p-value that a problem fell silent before the recent window and is back in it: the larger one
/// of both tests, so both must hold. None without tickets before a silence as long as the window.
fn came_back(subject: &Subject<'_>, split: usize) -> Option<f64> {
    let &Subject { counts, others, dispersion, .. } = subject;
    let silence = silence(counts, split);
    let begins = split - silence;
    if silence < counts.len() - split || begins == 0 || counts[split..].iter().all(|&n| n == 0) {
        return None;
    }
    let (long_ago, quiet, now) = (
        rate(counts, others, 0..begins),
        rate(counts, others, begins..split),
        rate(counts, others, split..counts.len()),
    );
    Some(p_value(quiet, long_ago, dispersion)?.max(p_value(now, quiet, dispersion)?))
}
