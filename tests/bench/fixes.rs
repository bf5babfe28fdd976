//! How often the verdicts on shipped fixes are right: simulated problems whose fix takes away a known share of the
//! tickets, judged after each week as a team that reads the report every week would.
//!
//! `just bench-fixes 400` runs so many problems of each kind. Tickets are negative binomial (weeks differ by a fifth
//! or more beyond chance), all tickets grow by 1 % a week, a fix reaches the customers within two weeks.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for developers")]

use std::{env, thread};

use fixfirst::{
    ledger::judge::{History, judge},
    model::{
        fix::{Fix, FixVerdict, Shipped},
        outlook::TicketCost,
        time::{Day, PeriodUnit},
    },
};

/// Knuth's MMIX generator: the same tickets on each machine.
struct Dice(u64);

impl Dice {
    /// Uniform in (0, 1).
    fn uniform(&mut self) -> f64 {
        for _ in 0..2 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        }
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (((mixed ^ (mixed >> 32)) >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Gamma with mean 1 and this variance (Marsaglia & Tsang 2000).
    fn gamma(&mut self, variance: f64) -> f64 {
        if variance <= 0.0 {
            return 1.0;
        }
        let shape = 1.0 / variance;
        let boost = if shape < 1.0 { self.uniform().powf(1.0 / shape) } else { 1.0 };
        let d = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return boost * d * v / shape;
            }
        }
    }

    fn poisson(&mut self, mean: f64) -> u32 {
        if mean > 60.0 {
            return (mean + mean.sqrt() * self.normal()).round().max(0.0) as u32;
        }
        let (mut product, mut count) = (self.uniform(), 0);
        let limit = (-mean).exp();
        while product > limit {
            product *= self.uniform();
            count += 1;
        }
        count
    }
}

/// What is simulated.
#[derive(Clone, Copy)]
struct World {
    /// Tickets of the problem a week before the fix.
    weekly: f64,
    /// Change by the fix.
    effect: f64,
    /// What was promised.
    expect: Option<f64>,
    /// Weeks before and after, two weeks of adoption between.
    before: usize,
    after: usize,
    /// Weeks differ by this variance (squared coefficient of variation) beyond chance …
    shape: f64,
    /// … and this share of it is carried over into the week after.
    carried: f64,
    /// Growth of the rate a week before and after, beside the fix.
    trend: f64,
    /// The rate is this many times higher in the last four weeks before the fix.
    spike: f64,
    /// The tickets come back in this week after.
    back: Option<usize>,
}

const WORLD: World = World {
    weekly: 20.0,
    effect: 0.0,
    expect: Some(0.5),
    before: 26,
    after: 26,
    shape: 0.05,
    carried: 0.0,
    trend: 0.0,
    spike: 1.0,
    back: None,
};

const ADOPTION: usize = 2;

impl World {
    /// Tickets of the problem and of all others, week by week.
    fn tickets(&self, dice: &mut Dice) -> (Vec<u32>, Vec<f64>) {
        let fixed = self.before + ADOPTION;
        let mut drift = dice.gamma(self.shape).ln();
        (0..fixed + self.after)
            .map(|week| {
                let volume = 400.0 * 1.01f64.powi(week as i32) * dice.gamma(0.005);
                let others = f64::from(dice.poisson(volume));
                drift = self.carried * drift + (1.0 - self.carried * self.carried).sqrt() * dice.gamma(self.shape).ln();
                let fix = if week >= fixed && self.back.is_none_or(|back| week < fixed + back) {
                    1.0 + self.effect
                } else {
                    1.0
                };
                let spike = if (self.before - 4..self.before).contains(&week) { self.spike } else { 1.0 };
                let share = self.weekly / 400.0 * (1.0 + self.trend).powi(week as i32 - self.before as i32);
                let mean = volume * share * fix * spike * drift.exp();
                (dice.poisson(mean), others)
            })
            .unzip()
    }

    /// The verdict after each week since the fix counts.
    fn judged(&self, dice: &mut Dice) -> Vec<Fix> {
        let (counts, others) = self.tickets(dice);
        let start = Day::from_ymd(2025, 1, 6).unwrap();
        let periods: Vec<Day> = (0..counts.len()).map(|week| start.plus(7 * week as u32)).collect();
        let shipped =
            Shipped { shipped: periods[self.before], expect: self.expect, version: None, lag: None, link: None };
        let fixed = self.before + ADOPTION;
        (fixed + 1..=counts.len())
            .map(|until| {
                let history = History {
                    unit: PeriodUnit::Week,
                    periods: &periods[..until],
                    counts: &counts[..until],
                    others: &others[..until],
                    as_of: periods[until - 1].plus(6),
                    cost: TicketCost::default(),
                    versions: &[],
                };
                judge(std::slice::from_ref(&shipped), &history).unwrap()
            })
            .collect()
    }
}

/// What came of many problems of one kind.
#[derive(Default)]
struct Tally {
    problems: usize,
    /// Last verdicts, in the order of [`VERDICTS`].
    last: [usize; 5],
    /// … and whether it was ever given.
    ever: [usize; 5],
    /// Intervals after 4, 12 and all weeks, and those that hold the truth.
    covered: [usize; 3],
    seen: [usize; 3],
    width: f64,
    /// Weeks to the first verdict.
    waited: Vec<usize>,
    /// Weeks after which a verdict was to be expected, as told after the first one, …
    announced: Vec<usize>,
    /// … and how often there was one by then.
    kept: usize,
    /// Weeks from the tickets' return to its verdict.
    returned: Vec<usize>,
}

const VERDICTS: [FixVerdict; 5] =
    [FixVerdict::Confirmed, FixVerdict::NoEffect, FixVerdict::TooEarly, FixVerdict::Worse, FixVerdict::Regressed];

fn run(world: World, problems: usize, seed: u64) -> Tally {
    let mut tally = Tally::default();
    for at in 0..problems {
        let mut dice = Dice(seed.wrapping_mul(1_000_003).wrapping_add(at as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let looks = world.judged(&mut dice);
        tally.problems += 1;
        let index = |fix: &Fix| VERDICTS.iter().position(|verdict| *verdict == fix.verdict).unwrap();
        tally.last[index(looks.last().unwrap())] += 1;
        for (at, _) in VERDICTS.iter().enumerate() {
            tally.ever[at] += usize::from(looks.iter().any(|fix| index(fix) == at));
        }
        for (at, week) in [4, 12, looks.len()].into_iter().enumerate() {
            let fix = &looks[week.min(looks.len()) - 1];
            if let (Some(low), Some(high)) = (fix.low, fix.high) {
                tally.seen[at] += 1;
                tally.covered[at] += usize::from(low <= world.effect && world.effect <= high);
                if at == 2 {
                    tally.width += high - low;
                }
            }
        }
        if let Some(week) = looks.iter().position(|fix| fix.verdict != FixVerdict::TooEarly) {
            tally.waited.push(week + 1);
        }
        if let Some(day) = looks[0].decidable {
            let weeks = ((day.days_since(looks[0].counts_from.unwrap()) + 1) / 7) as usize;
            if weeks <= looks.len() {
                tally.announced.push(weeks);
                tally.kept += usize::from(looks[..weeks].iter().any(|fix| fix.verdict != FixVerdict::TooEarly));
            }
        }
        let found = looks.iter().position(|fix| fix.verdict == FixVerdict::Regressed);
        tally
            .returned
            .extend(world.back.zip(found).filter(|(back, week)| week >= back).map(|(back, week)| week + 1 - back));
    }
    tally
}

fn median(values: &mut [usize]) -> String {
    values.sort_unstable();
    values.get(values.len() / 2).map_or("-".to_owned(), ToString::to_string)
}

fn percent(part: usize, all: usize) -> String {
    format!("{:.1}", 100.0 * part as f64 / all.max(1) as f64)
}

fn line(name: &str, world: World, mut tally: Tally) {
    let n = tally.problems;
    let last: Vec<String> = tally.last.iter().map(|&count| percent(count, n)).collect();
    let covered: Vec<String> = (0..3).map(|at| percent(tally.covered[at], tally.seen[at])).collect();
    println!(
        "| {name} | {} | {:.0} | {} | {} | {} | {} | {} | {} | {} | {} | {:.2} | {} |",
        world.weekly,
        100.0 * world.effect,
        last.join(" | "),
        percent(tally.ever[0], n),
        percent(tally.ever[1], n),
        percent(tally.ever[4], n),
        covered.join(" | "),
        median(&mut tally.waited),
        median(&mut tally.announced),
        percent(tally.kept, tally.announced.len()),
        tally.width / tally.seen[2].max(1) as f64,
        if world.back.is_some() {
            format!("{} in {}", percent(tally.returned.len(), n), median(&mut tally.returned))
        } else {
            String::new()
        },
    );
}

fn main() {
    let problems = env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(200);
    let only = env::args().nth(2).unwrap_or_default();
    let mut worlds: Vec<(&str, World)> = vec![];
    let weekly = [5.0, 20.0, 50.0];
    for (name, expect) in [("50% promised", Some(0.5)), ("nothing promised", None)] {
        for weekly in weekly {
            for effect in [0.0, -0.3, -0.5, -0.6, -0.9] {
                worlds.push((name, World { weekly, effect, expect, ..WORLD }));
            }
        }
    }
    for weekly in weekly {
        worlds.push(("bursts", World { weekly, shape: 0.2, ..WORLD }));
        worlds.push(("carried over", World { weekly, carried: 0.4, ..WORLD }));
        worlds.push(("falls 2% a week", World { weekly, trend: -0.02, ..WORLD }));
        worlds.push(("falls 4% a week", World { weekly, trend: -0.04, ..WORLD }));
        worlds.push(("rises 2% a week", World { weekly, trend: 0.02, ..WORLD }));
        worlds.push(("spike x3", World { weekly, spike: 3.0, ..WORLD }));
        worlds.push(("8 weeks before", World { weekly, before: 8, ..WORLD }));
        for effect in [-0.6, -0.9] {
            worlds.push(("a year", World { weekly, effect, after: 64, ..WORLD }));
            worlds.push(("comes back", World { weekly, effect, after: 52, back: Some(26), ..WORLD }));
        }
    }
    worlds.retain(|(name, _)| only.split(',').any(|part| name.contains(part)));
    println!(
        "| world | a week | effect % | confirmed | no effect | too early | worse | regressed | ever confirmed | \
         ever no effect | ever regressed | covered 4 w | 12 w | all | weeks to verdict | announced | kept | width | return found |"
    );
    println!("|{}", "---|".repeat(19));
    let threads = thread::available_parallelism().map_or(1, usize::from);
    for chunk in worlds.chunks(threads) {
        let tallies: Vec<Tally> = thread::scope(|scope| {
            let running: Vec<_> = (chunk.iter().enumerate())
                .map(|(at, &(_, world))| scope.spawn(move || run(world, problems, 7 + at as u64)))
                .collect();
            running.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for ((name, world), tally) in chunk.iter().zip(tallies) {
            line(name, *world, tally);
        }
    }
}
