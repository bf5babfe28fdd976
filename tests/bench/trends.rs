//! Whether the trends mean what they say: simulated corpora with a known truth through the public door, seeded.
//!
//! Prints how many corpora without a change show one, how often the 95 % intervals hold the true ratio, how soon a
//! doubling is seen and how well its beginning is dated. `cargo run --release --example trends -- [RUNS [WORDS OF A LINE]]`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program for whoever works on the trends")]

use fixfirst::{
    model::{
        cluster::Cluster,
        corpus::Corpus,
        series::{Trends, Verdict},
        ticket::Ticket,
        time::{Day, PeriodUnit, Timestamp},
    },
    trend::{Settings, measure},
};

/// Splitmix64: the same everywhere.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn poisson(&mut self, mean: f64) -> u32 {
        let (mut count, mut left) = (0, mean);
        while left > 0.0 {
            let part = left.min(30.0);
            left -= part;
            let mut product = self.unit();
            while product > (-part).exp() {
                product *= self.unit();
                count += 1;
            }
        }
        count
    }

    fn exponential(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }
}

/// How a week's mean spreads around the problem's mean.
#[derive(Clone, Copy, PartialEq)]
enum Spread {
    Poisson,
    /// Negative binomial of shape 4: variance = mean + mean² / 4.
    Bursty,
    /// The same variance with twice the skew, which no part of the model knows of.
    Spiky,
}

impl Spread {
    fn factor(self, chance: &mut Chance) -> f64 {
        match self {
            Self::Poisson => 1.0,
            Self::Bursty => (0..4).map(|_| chance.exponential()).sum::<f64>() / 4.0,
            Self::Spiky => 0.5 + 0.5 * chance.exponential(),
        }
    }
}

/// A world to draw corpora from.
#[derive(Clone, Copy)]
struct World {
    weeks: u32,
    spread: Spread,
    /// Weight of each weekday.
    weekdays: [f64; 7],
    /// The total's factor from the first to the last week.
    growth: f64,
    /// Loses one week, most of another, and half of the last.
    gaps: bool,
    unit: PeriodUnit,
}

const EVEN: [f64; 7] = [1.0; 7];
const OFFICE: [f64; 7] = [1.3, 1.1, 1.0, 0.9, 0.7, 0.0, 0.0];
const SHOP: [f64; 7] = [1.4, 1.0, 0.9, 0.9, 1.0, 0.5, 0.3];

const PLAIN: World =
    World { weeks: 26, spread: Spread::Poisson, weekdays: EVEN, growth: 1.0, gaps: false, unit: PeriodUnit::Week };

/// Thirty problems of different sizes, tickets a week.
const SIZES: [f64; 30] = [
    0.3, 0.6, 1.0, 2.0, 4.0, 8.0, 15.0, 3.0, 5.0, 10.0, 0.3, 0.6, 1.0, 2.0, 4.0, 8.0, 15.0, 3.0, 5.0, 10.0, 0.3, 0.6,
    1.0, 2.0, 4.0, 8.0, 15.0, 3.0, 20.0, 40.0,
];

/// Tickets of no problem, a week.
const ALONE: f64 = 150.0;

/// A problem that changes: its size, its factor, and from which week on.
#[derive(Clone, Copy)]
struct Planted {
    size: f64,
    factor: f64,
    from: u32,
}

fn start() -> Day {
    "2026-01-05".parse().unwrap()
}

/// A corpus of the world; what is planted comes after the thirty.
fn draw(world: &World, planted: &[Planted], seed: u64) -> Trends {
    let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let mut tickets = vec![];
    let sizes: Vec<f64> = SIZES.iter().copied().chain(planted.iter().map(|one| one.size)).chain([ALONE]).collect();
    let whole: f64 = world.weekdays.iter().sum();
    for (problem, size) in sizes.iter().enumerate() {
        for week in 0..world.weeks {
            let grown = world.growth.powf(f64::from(week) / f64::from(world.weeks - 1));
            let change = planted
                .get(problem.wrapping_sub(SIZES.len()))
                .map_or(1.0, |one| if week >= one.from { one.factor } else { 1.0 });
            // What belongs to no problem is the sum of many small things, and does not burst.
            let burst = if problem + 1 == sizes.len() { 1.0 } else { world.spread.factor(&mut chance) };
            for day in 0..7u32 {
                let mean = size * grown * change * burst * world.weekdays[day as usize] / whole;
                for one in 0..chance.poisson(mean) {
                    if world.gaps && lost(week, day, world.weeks, &mut chance) {
                        continue;
                    }
                    let date = start().plus(7 * week + day);
                    tickets.push(Ticket {
                        id: format!("{problem:02}-{week:03}-{day}-{one:03}"),
                        created: Some(Timestamp::from_seconds(i64::from(date.number()) * 86_400)),
                        body: format!("{problem} {week} {day} {one}"),
                        ..Ticket::default()
                    });
                }
            }
        }
    }
    let corpus = Corpus::new(tickets);
    let mut clusters: Vec<Cluster> = (0..sizes.len() - 1)
        .map(|_| Cluster {
            members: vec![],
            exemplars: vec![],
            title: String::new(),
            keywords: vec![],
            cohesion: 1.0,
            theme: 0,
        })
        .collect();
    for (at, ticket) in corpus.tickets().iter().enumerate() {
        if let Some(cluster) = clusters.get_mut(ticket.id[..2].parse::<usize>().unwrap()) {
            cluster.members.push(at);
        }
    }
    clusters.retain(|cluster| !cluster.members.is_empty());
    let last = (!world.gaps).then(|| start().plus(7 * world.weeks - 1));
    measure(&corpus, &clusters, &Settings { as_of: last, unit: world.unit, ..Settings::default() })
}

fn lost(week: u32, day: u32, weeks: u32, chance: &mut Chance) -> bool {
    week == 9 || (week == 17 && chance.unit() > 0.3) || (week + 2 == weeks && day < 4) || (week + 1 == weeks && day > 2)
}

fn is_change(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::Steady | Verdict::Unclear)
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}

/// Corpora without any change.
fn false_alarms(name: &str, world: &World, runs: u64) {
    let (mut alarmed, mut calls, mut held, mut measured, mut steady) = (0, 0, 0, 0, 0);
    for run in 0..runs {
        let trends = draw(world, &[], run);
        let changes: Vec<_> = trends.trends.iter().map(|trend| trend.change).collect();
        let called = changes.iter().filter(|change| is_change(change.verdict)).count();
        calls += called;
        alarmed += usize::from(called > 0);
        for change in changes.iter().filter(|change| change.rate_ratio.is_some()) {
            measured += 1;
            held += usize::from(change.low.unwrap() <= 1.0 && change.high.is_none_or(|high| high >= 1.0));
            steady += usize::from(change.verdict == Verdict::Steady);
        }
    }
    println!(
        "{name:34} {:6.1} % {:8.2} {:10.1} % {:8.1} %",
        percent(alarmed, runs as usize),
        calls as f64 / runs as f64,
        percent(held, measured),
        percent(steady, measured)
    );
}

/// One problem that changes in the last weeks.
fn planted(name: &str, world: &World, one: Planted, runs: u64) {
    let (mut held, mut seen, mut wrong, mut early) = (0, 0, 0, 0);
    let (mut off, mut dated, mut inside, mut wide) = (0.0, 0, 0, 0.0);
    let mut others = 0;
    let (mut log_error, mut measured) = (0.0, 0);
    for run in 0..runs {
        let trends = draw(world, &[one], 1_000_000 + run);
        let calendar = trends.calendar.as_ref().unwrap();
        let change = trends.trends.last().unwrap().change;
        if let Some(low) = change.low {
            held += usize::from(low <= one.factor && change.high.is_none_or(|high| high >= one.factor));
        }
        if let Some(ratio) = change.rate_ratio.filter(|ratio| *ratio > 0.0) {
            log_error += (ratio / one.factor).ln().powi(2);
            measured += 1;
        }
        let up = matches!(change.verdict, Verdict::Rising | Verdict::New | Verdict::Returning);
        let down = matches!(change.verdict, Verdict::Falling | Verdict::Gone);
        let right = if one.factor > 1.0 { up } else { down };
        seen += usize::from(right);
        wrong += usize::from((up || down) && !right);
        early += usize::from(right && change.compared.is_some_and(|compared| compared.window < 4));
        others += trends.trends[..trends.trends.len() - 1].iter().filter(|t| is_change(t.change.verdict)).count();
        if let (true, Some(onset), Some((low, high))) = (right, change.onset, change.onset_between) {
            let truth = start().plus(7 * one.from);
            dated += 1;
            off += onset.days_since(truth).abs() as f64 / 7.0;
            inside += usize::from((low..=high).contains(&truth));
            wide += high.days_since(low) as f64 / 7.0;
        }
        let _ = calendar;
    }
    let dated = f64::from(dated);
    println!(
        "{name:34} {:6.1} % {:8.1} % {:6.1} % {:6.1} % {:9.2} {:9.1} % {:7.1} {:9.3} {:8.3}",
        percent(held, runs as usize),
        percent(seen, runs as usize),
        percent(early, runs as usize),
        percent(wrong, runs as usize),
        off / dated,
        100.0 * inside as f64 / dated,
        wide / dated,
        (log_error / f64::from(measured)).sqrt(),
        others as f64 / runs as f64,
    );
}

fn main() {
    let runs: u64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(400);
    let wanted = std::env::args().nth(2).unwrap_or_default();
    println!("{runs} corpora a line, 30 problems of 0.3-40 tickets a week and 150 a week of no problem\n");
    println!("{:34} {:>8} {:>8} {:>12} {:>10}", "no change", "alarmed", "alarms", "95 % holds 1", "steady");
    let worlds = [
        ("Poisson", PLAIN),
        ("bursty (shape 4)", World { spread: Spread::Bursty, ..PLAIN }),
        ("spiky (twice its skew)", World { spread: Spread::Spiky, ..PLAIN }),
        ("total grows fourfold", World { growth: 4.0, ..PLAIN }),
        ("total grows fourfold, bursty", World { growth: 4.0, spread: Spread::Bursty, ..PLAIN }),
        ("office hours", World { weekdays: OFFICE, ..PLAIN }),
        ("gaps", World { gaps: true, ..PLAIN }),
        ("gaps, bursty, office hours", World { gaps: true, spread: Spread::Bursty, weekdays: OFFICE, ..PLAIN }),
        ("8 weeks", World { weeks: 8, ..PLAIN }),
        ("13 weeks", World { weeks: 13, ..PLAIN }),
        ("13 weeks, bursty", World { weeks: 13, spread: Spread::Bursty, ..PLAIN }),
        ("8 weeks, bursty", World { weeks: 8, spread: Spread::Bursty, ..PLAIN }),
        ("two years", World { weeks: 104, ..PLAIN }),
        ("two years, bursty", World { weeks: 104, spread: Spread::Bursty, ..PLAIN }),
        ("days, weekly season", World { weekdays: SHOP, unit: PeriodUnit::Day, ..PLAIN }),
        (
            "days, weekly season, bursty",
            World { weekdays: SHOP, unit: PeriodUnit::Day, spread: Spread::Bursty, ..PLAIN },
        ),
        ("days, office hours", World { weekdays: OFFICE, unit: PeriodUnit::Day, ..PLAIN }),
        ("months", World { weeks: 104, unit: PeriodUnit::Month, ..PLAIN }),
    ];
    for (name, world) in worlds.into_iter().filter(|(name, _)| name.contains(&wanted)) {
        false_alarms(name, &world, if world.weeks > 26 { runs / 2 } else { runs });
    }
    println!(
        "\n{:34} {:>8} {:>10} {:>8} {:>8} {:>9} {:>11} {:>7} {:>9} {:>8}",
        "planted change (26 weeks)",
        "holds",
        "seen",
        "early",
        "wrong",
        "onset off",
        "onset held",
        "wide",
        "log rmse",
        "others"
    );
    for spread in [Spread::Poisson, Spread::Bursty] {
        let world = World { spread, ..PLAIN };
        let kind = if spread == Spread::Poisson { "Poisson" } else { "bursty" };
        for size in [5.0, 10.0, 20.0] {
            for weeks in [1, 2, 3, 4, 8] {
                // The ratio of the recent window is the factor only where all of it has changed.
                let one = Planted { size, factor: 2.0, from: 26 - weeks };
                let name = format!("x2 at {size}/week, {weeks} weeks, {kind}");
                if name.contains(&wanted) {
                    planted(&name, &world, one, runs);
                }
            }
        }
        for (size, factor) in [(2.0, 4.0), (0.5, 10.0), (10.0, 0.5), (20.0, 0.5), (10.0, 1.0), (2.0, 1.0), (40.0, 1.5)]
        {
            let one = Planted { size, factor, from: 22 };
            let name = format!("x{factor} at {size}/week, 4 weeks, {kind}");
            if name.contains(&wanted) {
                planted(&name, &world, one, runs);
            }
        }
    }
}
