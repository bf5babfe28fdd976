//! What may be said of each problem: the tests, the correction over all of them, the word.
//!
//! A rise is told as soon as the evidence allows, and a change of two months ago is not held against the
//! weeks that it had changed in. So beside the recent window against all before, each shorter window (the
//! last week, the last two, three) is tested for a rise, and the last two and three windows for a change
//! that still holds. A change is called when any of these tests holds after paying for all: the recent
//! window is given half of the error, the others share the rest (weighted Bonferroni; Genovese, Roeder &
//! Wasserman 2006), and the least of these p-values goes into the correction over all problems (Benjamini
//! & Hochberg 1995). Falls wait for the whole window: a quiet week is no fall.

use std::{collections::BTreeMap, ops::Range};

use super::{
    band,
    contrast::{Contrast, Span, Subject},
    evidence::Evidence,
    exposure::{Exposure, Shapes, block_exposure, rate, shape_within},
    silence, window,
};
use crate::{
    model::{
        series::{Calendar, Change, Compared, Expected, Verdict},
        time::Day,
    },
    statistics::{
        discovery::q_values,
        rates::{Bursts, Rate, Ratio, p_value_wide},
        shrinkage::shrunk,
        split::{Direction, Split, split},
    },
};

/// Share of false ones among the changes that are called (false discovery rate).
const FALSE_DISCOVERIES: f64 = 0.05;

/// Fewest people of a new, returning, early rising or ended problem: below five a single chatty customer makes one.
const FEWEST: f64 = 5.0;

/// Share of a new problem's tickets that may lie before the recent window: grouping by likeness puts a
/// stray ticket into a group now and then.
const STRAYS: f64 = 0.05;

/// A rate is steady when the interval excludes both a halving and a doubling.
const DOUBLING: f64 = 2.0;

/// Shares of the error that the shorter windows, and the longer ones, may spend together. With bursty weeks (shape 4,
/// known to the test) twice as much for the longer ones finds a doubling of 20 a week after eight weeks in 29 cases
/// of a hundred, not 22, for half as many false alarms more and later warnings; all of it for the whole window finds
/// it after four in 14, not 9, and after eight in 4.
const EARLY: f64 = 0.25;
const LATE: f64 = 0.25;

/// A change of long ago still holds when the recent window alone shows it at this p-value.
const STILL: f64 = 0.05;

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
    let family: Vec<f64> = tests.iter().flat_map(Tests::family).flatten().collect();
    let q = q_values(&family);
    let found = family.iter().zip(&q).filter(|(_, q)| **q <= FALSE_DISCOVERIES).map(|(p, _)| *p).fold(0.0, f64::max);
    let mut q = q.into_iter();
    let mut cases: Vec<Option<Case>> = tests
        .iter()
        .enumerate()
        .map(|(at, tests)| {
            let [change, returned, ended] = tests.family().map(|p| p.and_then(|_| q.next()));
            Case::of(tests, Corrected { change: change?, returned, ended }, found, (&measure, input, at))
        })
        .collect();
    let measured: Vec<_> = cases.iter().flatten().map(|case| case.told.measured()).collect();
    let mut drawn = shrunk(&measured).into_iter();
    cases.iter_mut().flatten().for_each(|case| case.drawn = drawn.next().map_or(1.0, f64::exp));
    (cases.into_iter().enumerate())
        .map(|(at, case)| match case {
            Some(case) => case.judged(&measure, input, at),
            None => Judged { change: Change::UNCLEAR, band: vec![] },
        })
        .collect()
}

/// Series, what they are measured against and how far they burst, in the usable periods only.
struct Measure {
    counts: Vec<Vec<u32>>,
    evidence: Vec<Evidence>,
    others: Vec<Vec<f64>>,
    /// The shapes of tickets and of people, by the number of periods that they are estimated from.
    shapes: BTreeMap<usize, (Shapes, Shapes)>,
    usable: Vec<bool>,
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
        let block = window::block(input.calendar.unit);
        let ends = window::longer(input.recent, usable.len()).into_iter().map(|window| usable.len() - window);
        let shapes = ends.chain([split]).map(|end| {
            let tickets = exposure.shapes(&counts, end, block);
            let people = if people == counts { tickets.clone() } else { exposure.shapes(&people, end, block) };
            (end, (tickets, people))
        });
        Self { shapes: shapes.collect(), counts, evidence, others, usable, split }
    }

    /// The problem as it looks when nothing after the baseline is known.
    fn subject(&self, input: &Input<'_>, at: usize, baseline: usize) -> Subject<'_> {
        let (tickets, people) = self.shapes.get(&baseline).unwrap_or(&self.shapes[&self.split]);
        Subject {
            counts: &self.counts[at],
            others: &self.others[at],
            shape: tickets.each[at],
            evidence: &self.evidence[at],
            people_shape: people.each[at],
            unit: input.calendar.unit,
        }
    }

    /// The end of the problem, where it was silent to the end and of some people before.
    fn ended(&self, input: &Input<'_>, at: usize) -> Option<Contrast> {
        if f64::from(self.evidence[at].people.iter().sum::<u32>()) < FEWEST {
            return None;
        }
        let (tickets, people) = &self.shapes[&self.split];
        let block = window::block(input.calendar.unit);
        let within =
            |counts: &[u32], life: Range<usize>, shared| shape_within((counts, &self.others[at]), life, block, shared);
        silence::ended(&self.subject(input, at, self.split), input.recent, |life| {
            (
                within(&self.counts[at], life.clone(), tickets.shared),
                within(&self.evidence[at].people, life, people.shared),
            )
        })
    }
}

/// The tests of one problem, each p-value with its share of the error paid.
struct Tests {
    whole: Option<(Contrast, f64)>,
    /// Of the shorter and the longer windows the one that tells most.
    other: Option<(Contrast, f64)>,
    returned: Option<f64>,
    /// What it was before it fell silent, against its silence.
    ended: Option<Contrast>,
}

impl Tests {
    fn of(measure: &Measure, input: &Input<'_>, at: usize) -> Self {
        let (periods, recent) = (input.calendar.periods.len(), input.recent);
        let (shorter, longer) = (window::early(input.calendar.unit, recent), window::longer(recent, periods));
        let share = |of: f64, windows: &[usize]| if windows.is_empty() { 0.0 } else { of / windows.len() as f64 };
        let (early, late) = (share(EARLY, &shorter), share(LATE, &longer));
        let whole_share = 1.0 - early * shorter.len() as f64 - late * longer.len() as f64;
        let contrast = |window: usize, baseline: usize| {
            Contrast::of(&measure.subject(input, at, baseline), Span { window, baseline })
        };
        let paid = |p: f64, share: f64| (p / share).min(1.0);
        let whole = contrast(recent, measure.split).map(|one| (one, paid(one.p, whole_share)));
        let early = shorter.iter().filter_map(|&window| {
            let one = contrast(window, periods - window)?;
            (one.is_up && one.people >= FEWEST).then(|| (one, paid(one.p, early)))
        });
        let late = longer.iter().filter_map(|&window| {
            let since = contrast(window, periods - window)?;
            let now = contrast(recent, periods - window)?;
            (now.is_up == since.is_up && now.p <= STILL).then(|| (now, paid(since.p, late)))
        });
        let other = early.chain(late).min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.span.window.cmp(&b.0.span.window)));
        let returned = came_back(&measure.subject(input, at, measure.split), measure.split);
        Self { whole, other, returned, ended: measure.ended(input, at) }
    }

    /// The p-value of no change.
    fn change_p(&self) -> Option<f64> {
        self.whole.map(|(_, p)| self.other.map_or(p, |(_, other)| other.min(p)))
    }

    /// All that is corrected for one another.
    fn family(&self) -> [Option<f64>; 3] {
        [self.change_p(), self.returned, self.ended.map(|one| one.p)]
    }
}

/// The p-values of one problem's tests after the correction.
struct Corrected {
    change: f64,
    returned: Option<f64>,
    ended: Option<f64>,
}

/// What a verdict is made from.
struct Case {
    told: Contrast,
    ratio: Ratio,
    q: f64,
    q_return: Option<f64>,
    /// People in the recent window, and tickets in it and before.
    people: f64,
    recent: f64,
    before: f64,
    first_is_recent: bool,
    /// Whether it was not there before what is told began, a stray ticket apart.
    from_nothing: bool,
    /// The ratio drawn towards what all problems show.
    drawn: f64,
}

impl Case {
    /// `found` is the largest p-value that is a discovery.
    fn of(
        tests: &Tests,
        q: Corrected,
        found: f64,
        (measure, input, at): (&Measure, &Input<'_>, usize),
    ) -> Option<Self> {
        let (whole, whole_p) = tests.whole?;
        // Another window is told of only when it tells more.
        let told = tests.other.filter(|(_, p)| *p < whole_p && *p <= found).map_or(whole, |(one, _)| one);
        let ended = q.ended.filter(|q_ended| *q_ended <= FALSE_DISCOVERIES && *q_ended < q.change);
        let told = tests.ended.filter(|_| ended.is_some()).unwrap_or(told);
        let Measure { split, usable, .. } = measure;
        // Counts of periods that are left out are zero there.
        let sum = |periods: Range<usize>| measure.counts[at][periods].iter().map(|&n| f64::from(n)).sum::<f64>();
        Some(Self {
            told,
            ratio: told.ratio()?,
            q: ended.unwrap_or(q.change),
            q_return: q.returned,
            people: whole.people,
            recent: sum(*split..usable.len()),
            before: sum(0..*split),
            first_is_recent: input.seen[at].is_some_and(|(first, _)| first >= input.calendar.periods[*split]),
            from_nothing: input.seen[at].is_some_and(|(first, _)| first >= input.calendar.periods[0])
                && sum(0..told.span.baseline) <= STRAYS * sum(0..usable.len()),
            drawn: 1.0,
        })
    }

    fn verdict(&self) -> Verdict {
        let ratio = &self.ratio;
        let excludes_one = ratio.low > 1.0 || ratio.high.is_some_and(|high| high < 1.0);
        let changed = self.q <= FALSE_DISCOVERIES && excludes_one;
        let enough = self.people >= FEWEST;
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
        } else if changed && enough && self.told.is_up && self.from_nothing {
            Verdict::New
        } else if changed {
            match (self.told.is_up, self.recent == 0.0) {
                (true, _) => Verdict::Rising,
                (false, true) => Verdict::Gone,
                (false, false) => Verdict::Falling,
            }
        } else if certain_doubling && !excludes_one {
            Verdict::Steady
        } else {
            Verdict::Unclear
        }
    }

    fn judged(&self, measure: &Measure, input: &Input<'_>, at: usize) -> Judged {
        let verdict = self.verdict();
        let ratio = &self.ratio;
        let subject = measure.subject(input, at, self.told.span.baseline);
        let direction = match verdict {
            Verdict::New | Verdict::Rising | Verdict::Returning => Some(Direction::Up),
            Verdict::Falling | Verdict::Gone => Some(Direction::Down),
            Verdict::Steady | Verdict::Unclear => None,
        };
        let began = direction.and_then(|way| onset(measure, &subject, way, verdict == Verdict::Returning));
        let period = |at: usize| input.calendar.periods[at];
        let changed_at = began.map_or(measure.split, |began| began.at.min(self.told.span.baseline));
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
                window: self.told.span.window,
                baseline: self.told.span.baseline,
                seasonal: self.told.seasonal,
            }),
        };
        let band = band::expected(subject.counts, subject.others, changed_at, subject.shape);
        Judged { change, band }
    }
}

/// When a change began; what came back did so after its silence.
fn onset(measure: &Measure, subject: &Subject<'_>, direction: Direction, returned: bool) -> Option<Split> {
    let from = if returned { measure.split - silence(subject.counts, measure.split) } else { 0 };
    let tickets: Vec<f64> = subject.counts[from..].iter().map(|&n| f64::from(n)).collect();
    let periods = 0..subject.counts.len();
    let whole = rate(subject.counts, subject.others, periods.clone());
    let dispersion = 1.0 + subject.shape * whole.count / whole.exposure * block_exposure(subject.others, periods, 1);
    let found = split(&tickets, &subject.others[from..], direction, dispersion)?;
    Some(Split { at: from + found.at, low: from + found.low, high: from + found.high })
}

/// Periods without a ticket just before the recent window.
fn silence(counts: &[u32], split: usize) -> usize {
    counts[..split].iter().rev().take_while(|&&n| n == 0).count()
}

/// The p-value that a problem fell silent before the recent window and is back in it: the larger one
/// of both tests, so both must hold. None without tickets before a silence as long as the window.
fn came_back(subject: &Subject<'_>, split: usize) -> Option<f64> {
    let &Subject { counts, others, shape, .. } = subject;
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
    let p = |new: Rate, old: Rate, periods: [Range<usize>; 2]| {
        let [new_block, old_block] =
            periods.map(|periods| block_exposure(others, periods, window::block(subject.unit)));
        p_value_wide(new, old, Bursts { shape, new_block, old_block }.widths(new, old).without_change)
    };
    let (then, silent, recent) = (0..begins, begins..split, split..counts.len());
    Some(p(quiet, long_ago, [silent.clone(), then])?.max(p(now, quiet, [recent, silent])?))
}
