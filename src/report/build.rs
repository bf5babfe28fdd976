//! Findings → report: every sum, share, order and name tag in it.

use std::collections::BTreeMap;

use super::{
    Band, Category, Estimate, Example, File, Grouping, Headline, Intake, Known, Neighbour, Outlook, Part, Period,
    Place, Point, Problem, Reject, Remembered, Report, SCHEMA, Score, Sum, Theme, Trend, VerdictCount, categories,
    caveat::caveats,
    excerpt::{example, plain},
    figures::{self, rounded, share},
    quoted, reach,
};
use crate::{
    ingest::intake,
    model::{
        change::Change,
        cluster::{self, Cluster, Clustering},
        document::Documents,
        problem::{ProblemId, ThemeId},
        series::{self, Calendar, Expected, Trends, Verdict},
        time::Day,
    },
    rank::Ranked,
};

/// Most examples of a problem: three are read, five convince.
const EXAMPLES: usize = 5;

/// Examples of what stayed ungrouped.
const UNGROUPED_EXAMPLES: usize = 3;

/// What the stages found.
#[derive(Clone, Copy, Debug)]
pub struct Findings<'a> {
    /// The tickets and how they were read.
    pub intake: &'a intake::Intake,
    /// Their masked texts.
    pub documents: &'a Documents,
    /// Which are the same problem.
    pub clustering: &'a Clustering,
    /// Where each lies among the others, in the clusters' order; empty where nobody looked.
    pub places: &'a [cluster::Place],
    /// How each went over time.
    pub trends: &'a Trends,
    /// In which order they are to be fixed.
    pub ranked: &'a [Ranked],
    /// Their name tags, in the clusters' order.
    pub known: &'a [Known],
    /// What is remembered besides.
    pub remembered: &'a Remembered,
    /// The user's wishes.
    pub settings: Settings,
}

impl Findings<'_> {
    /// Whether all that a ticket says is a greeting, thanks or a cry for help; such tickets are in no problem.
    pub fn is_small_talk(&self, ticket: usize) -> bool {
        self.documents.documents.get(ticket).is_some_and(|document| document.small_talk)
    }
}

/// What a user may wish of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many problems short outputs show.
    pub top: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { top: 10 }
    }
}

/// Puts everything together.
pub fn build(findings: &Findings<'_>) -> Report {
    let order = order(findings);
    let themes = theme_ids(findings.clustering, findings.known);
    let problems: Vec<Problem> =
        (1..).zip(&order).map(|(rank, ranked)| problem(findings, ranked, rank, &themes)).collect();
    let top = findings.settings.top.min(problems.len());
    let shown: Vec<usize> = order[..top].iter().map(|ranked| ranked.cluster).collect();
    let calendar = findings.trends.calendar.as_ref();
    Report {
        schema: SCHEMA,
        as_of: calendar.map(|calendar| calendar.as_of),
        period: calendar.and_then(|calendar| period(calendar, findings.trends)),
        intake: intake(findings.intake),
        grouping: grouping(findings, &order, top),
        headline: headline(findings, &problems),
        themes: themes_of(findings, &order, &themes),
        problems,
        changes: changes(findings, &order),
        since: findings.remembered.since,
        since_run: findings.remembered.since_run,
        absent: findings.remembered.absent.clone(),
        opened: categories::opened(findings),
        caveats: caveats(findings, &shown),
    }
}

/// The ranked problems; those that the team has settled come after all others.
fn order<'a>(findings: &Findings<'a>) -> Vec<&'a Ranked> {
    let settled = |ranked: &&Ranked| findings.known[ranked.cluster].settled();
    let (last, first): (Vec<_>, Vec<_>) = findings.ranked.iter().partition(settled);
    first.into_iter().chain(last).collect()
}

/// Ids of the themes: numbered by their first problem's id.
pub fn theme_ids(clustering: &Clustering, known: &[Known]) -> Vec<ThemeId> {
    let mut order: Vec<usize> = (0..clustering.themes.len()).collect();
    order.sort_by_key(|&at| (clustering.themes[at].clusters.iter().map(|&c| known[c].id).min(), at));
    let mut ids = vec![ThemeId(0); order.len()];
    for (number, at) in (1u32..).zip(order) {
        ids[at] = ThemeId(number);
    }
    ids
}

fn problem(findings: &Findings<'_>, ranked: &Ranked, rank: usize, themes: &[ThemeId]) -> Problem {
    let at = ranked.cluster;
    let (cluster, known) = (&findings.clustering.clusters[at], &findings.known[at]);
    let corpus = &findings.intake.corpus;
    let trend = &findings.trends.trends[at];
    let shown = |&ticket: &usize| example(&corpus.tickets()[ticket], findings.documents.documents.get(ticket)?);
    let quoted = quoted::speakers(findings, cluster);
    let examples: Vec<Example> = quoted.iter().filter_map(shown).take(EXAMPLES).collect();
    Problem {
        id: known.id,
        rank,
        title: plain(known.name.as_deref().unwrap_or(&cluster.title)),
        keywords: cluster.keywords.iter().map(|word| plain(word)).collect(),
        theme: themes.get(cluster.theme).copied().unwrap_or(ThemeId(0)),
        category: category(findings, cluster),
        status: known.status,
        muted: known.muted,
        tickets: cluster.members.len(),
        share: share(cluster.members.len(), corpus.len()),
        customers: corpus.customers(&cluster.members),
        organizations: reach::organizations(corpus, &cluster.members),
        repeats: reach::repeats(corpus, &cluster.members),
        first_seen: trend.first_seen,
        last_seen: trend.last_seen,
        cohesion: rounded(f64::from(cluster.cohesion)).unwrap_or(0.0),
        series: findings.trends.calendar.as_ref().map_or(vec![], |calendar| points(&calendar.periods, &trend.counts)),
        band: findings.trends.calendar.as_ref().map_or(vec![], |calendar| band(&calendar.periods, &trend.band)),
        trend: trend_of(trend, findings.trends.recent),
        per_thousand: trend.per_thousand.and_then(rounded),
        outlook: ranked.outlook.map(outlook),
        segments: reach::segments(&ranked.segments),
        score: score(ranked),
        // A ticket in the very words of an example is no doubt.
        farthest: quoted::farthest(findings, cluster, EXAMPLES)
            .as_ref()
            .and_then(shown)
            .filter(|one| examples.iter().all(|example| example.text != one.text)),
        examples,
        misfiled: categories::misfiled(findings, cluster),
        neighbours: neighbours(findings, at),
        place: findings.places.get(at).and_then(|place| place.at),
        owner: known.owner.as_deref().map(plain),
        link: known.link.clone(),
        note: known.note.as_deref().map(plain),
        recognised: known.recognised,
        lineage: known.lineage.clone(),
        fix: known.fix.as_ref().map(figures::fix),
        members: cluster.members.iter().map(|&ticket| corpus.tickets()[ticket].id.clone()).collect(),
    }
}

/// What the memory tells: the gravest first, and of equals what stands higher in the list.
fn changes(findings: &Findings<'_>, order: &[&Ranked]) -> Vec<Change> {
    let places: BTreeMap<ProblemId, usize> =
        order.iter().enumerate().map(|(at, ranked)| (findings.known[ranked.cluster].id, at)).collect();
    let mut changes = findings.remembered.changes.clone();
    changes.sort_by_key(|change| (change.kind, places.get(&change.problem).copied().unwrap_or(usize::MAX)));
    changes
}

/// The problems that read most like it.
fn neighbours(findings: &Findings<'_>, at: usize) -> Vec<Neighbour> {
    let near = findings.places.get(at).map_or(&[][..], |place| &place.neighbours);
    let named = near.iter().filter_map(|&(other, similarity)| {
        Some(Neighbour { problem: findings.known[other].id, similarity: rounded(f64::from(similarity))? })
    });
    named.collect()
}

/// The most frequent category path; the first in order of equals.
fn category(findings: &Findings<'_>, cluster: &Cluster) -> Option<Category> {
    let mut counts: BTreeMap<&[String], usize> = BTreeMap::new();
    for &at in &cluster.members {
        let path = findings.intake.corpus.tickets()[at].category.as_slice();
        if !path.is_empty() {
            *counts.entry(path).or_default() += 1;
        }
    }
    let (path, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    Some(Category { name: categories::named(path), purity: rounded(count as f64 / cluster.members.len() as f64)? })
}

fn points(periods: &[Day], counts: &[u32]) -> Vec<Point> {
    periods.iter().zip(counts).map(|(&period, &tickets)| Point { period, tickets }).collect()
}

fn band(periods: &[Day], expected: &[Expected]) -> Vec<Band> {
    let bands = periods.iter().zip(expected).map(|(&period, at)| {
        Some(Band { period, expected: rounded(at.tickets)?, low: rounded(at.low)?, high: rounded(at.high)? })
    });
    bands.collect::<Option<_>>().unwrap_or_default()
}

fn trend_of(trend: &series::Trend, recent: usize) -> Trend {
    let change = trend.change;
    Trend {
        verdict: change.verdict,
        rate_ratio: change.rate_ratio.and_then(rounded),
        low: change.low.and_then(rounded),
        high: change.high.and_then(rounded),
        q: change.q.and_then(rounded),
        onset: change.onset,
        onset_low: change.onset_between.map(|(low, _)| low),
        onset_high: change.onset_between.map(|(_, high)| high),
        recent: (recent > 0).then(|| trend.counts[trend.counts.len().saturating_sub(recent)..].iter().sum()),
        window: change.compared.map(|compared| compared.window),
        baseline: change.compared.map(|compared| compared.baseline),
        seasonal: change.compared.is_some_and(|compared| compared.seasonal),
    }
}

/// Rounded, to whole tickets where tickets are counted.
fn outlook(found: Outlook) -> Outlook {
    let by = |steps: f64| {
        move |of: Estimate| {
            let round = |value: f64| rounded((value * steps).round() / steps).unwrap_or(0.0);
            Estimate { value: round(of.value), low: round(of.low), high: round(of.high) }
        }
    };
    Outlook {
        tickets: by(10.0)(found.tickets),
        hours: found.hours.map(by(10.0)),
        money: found.money.map(by(100.0)),
        cost_from: found.cost_from,
    }
}

/// Rounded parts and their sum, so that what is shown adds up.
fn score(ranked: &Ranked) -> Score {
    let parts: Vec<Part> = ranked
        .score
        .parts
        .iter()
        .filter_map(|part| {
            Some(Part {
                name: part.name.to_owned(),
                value: rounded(part.value)?,
                weight: rounded(part.weight)?,
                contribution: rounded(part.contribution)?,
                assumed: part.assumed,
            })
        })
        .collect();
    Score { total: rounded(parts.iter().map(|part| part.contribution).sum()).unwrap_or(0.0), parts }
}

fn period(calendar: &Calendar, trends: &Trends) -> Option<Period> {
    let recent = trends.recent;
    let (&from, &last) = (calendar.periods.first()?, calendar.periods.last()?);
    let inside: usize = calendar.totals.iter().map(|&tickets| tickets as usize).sum();
    if recent == 0 && calendar.outside > inside {
        // The few that happen to lie in a complete period are not what the report is of.
        return None;
    }
    Some(Period {
        unit: calendar.unit,
        from,
        to: calendar.unit.next(last).previous(),
        complete: calendar.periods.len(),
        recent,
        recent_from: (recent > 0).then(|| calendar.periods[calendar.periods.len() - recent]),
        outside: calendar.outside,
        undated: calendar.undated,
        per_customer: trends.per_customer,
        series: points(&calendar.periods, &calendar.totals),
    })
}

fn intake(intake: &intake::Intake) -> Intake {
    let files = intake.files.iter().map(|file| File {
        path: file.path.clone(),
        helpdesk: file.helpdesk.clone(),
        format: file.format.clone(),
        rows: file.rows,
        tickets: file.tickets,
        folded: file.folded,
        joined: file.joined,
        rejected: file.rejected,
    });
    let place = |place: &intake::Place| Place { file: place.file.clone(), line: place.line };
    let rejects = intake.rejects.iter().map(|reject| Reject {
        reason: reject.reason.name().to_owned(),
        count: reject.count,
        examples: reject.examples.iter().map(place).collect(),
    });
    Intake {
        files: files.collect(),
        rows: intake.rows,
        tickets: intake.corpus.len(),
        folded: intake.folded,
        joined: intake.joined,
        duplicates: intake.duplicates,
        rejected: intake.rejects.iter().map(|reject| reject.count).sum(),
        rejects: rejects.collect(),
    }
}

fn sum(findings: &Findings<'_>, clusters: impl Iterator<Item = usize>) -> Sum {
    let mut sum = Sum::default();
    for at in clusters {
        sum.problems += 1;
        sum.tickets += findings.clustering.clusters[at].members.len();
    }
    Sum { share: share(sum.tickets, findings.intake.corpus.len()), ..sum }
}

fn grouping(findings: &Findings<'_>, order: &[&Ranked], top: usize) -> Grouping {
    let clusters = || order.iter().map(|ranked| ranked.cluster);
    let (all, corpus) = (sum(findings, clusters()), &findings.intake.corpus);
    let alone: Vec<usize> =
        (0..corpus.len()).filter(|&at| findings.clustering.assignment.get(at).copied().flatten().is_none()).collect();
    let (talk, mut alone): (Vec<usize>, Vec<usize>) = alone.into_iter().partition(|&at| findings.is_small_talk(at));
    alone.retain(|&at| findings.documents.documents.get(at).is_some_and(|document| !document.is_empty()));
    let step = (alone.len() / UNGROUPED_EXAMPLES).max(1);
    let mut examples: Vec<Example> = vec![];
    for &at in alone.iter().step_by(step) {
        if let Some(one) = example(&corpus.tickets()[at], &findings.documents.documents[at])
            && examples.len() < UNGROUPED_EXAMPLES
            && examples.iter().all(|other| other.text != one.text)
        {
            examples.push(one);
        }
    }
    Grouping {
        grouped: all.tickets,
        ungrouped: corpus.len() - all.tickets,
        small_talk: talk.len(),
        problems: all.problems,
        themes: findings.clustering.themes.len(),
        grouped_share: all.share,
        ungrouped_share: share(corpus.len() - all.tickets, corpus.len()),
        top,
        shown: sum(findings, clusters().take(top)),
        further: sum(findings, clusters().skip(top)),
        examples,
    }
}

fn headline(findings: &Findings<'_>, problems: &[Problem]) -> Headline {
    let mut sizes: Vec<usize> = problems.iter().map(|problem| problem.tickets).collect();
    sizes.sort_unstable_by_key(|&tickets| std::cmp::Reverse(tickets));
    let grouped: usize = sizes.iter().sum();
    let mut half = Sum::default();
    for tickets in &sizes {
        if half.tickets * 2 >= grouped {
            break;
        }
        half.problems += 1;
        half.tickets += tickets;
    }
    half.share = share(half.tickets, findings.intake.corpus.len());
    let verdicts = [
        Verdict::New,
        Verdict::Rising,
        Verdict::Returning,
        Verdict::Steady,
        Verdict::Falling,
        Verdict::Gone,
        Verdict::Unclear,
    ];
    let verdicts = verdicts
        .into_iter()
        .map(|verdict| VerdictCount {
            verdict,
            problems: problems.iter().filter(|p| p.trend.verdict == verdict).count(),
        })
        .filter(|count| count.problems > 0)
        .collect();
    Headline {
        half: (half.problems > 0).then_some(half),
        verdicts,
        pareto: pareto(problems, findings.intake.corpus.len()),
    }
}

/// The running sums over the problems, the largest first.
fn pareto(problems: &[Problem], all: usize) -> Vec<Sum> {
    let mut sizes: Vec<usize> = problems.iter().map(|problem| problem.tickets).collect();
    sizes.sort_unstable_by_key(|&tickets| std::cmp::Reverse(tickets));
    let mut sum = Sum::default();
    let add = |tickets: usize| {
        sum.problems += 1;
        sum.tickets += tickets;
        sum.share = share(sum.tickets, all);
        sum
    };
    sizes.into_iter().map(add).collect()
}

fn themes_of(findings: &Findings<'_>, order: &[&Ranked], ids: &[ThemeId]) -> Vec<Theme> {
    let mut themes: Vec<Theme> = findings
        .clustering
        .themes
        .iter()
        .enumerate()
        .zip(ids)
        .map(|((at, theme), &id)| {
            let inside = || order.iter().map(|ranked| ranked.cluster).filter(|at| theme.clusters.contains(at));
            let sum = sum(findings, inside());
            let problems = inside().map(|at| findings.known[at].id).collect();
            Theme {
                id,
                title: plain(&theme.title),
                tickets: sum.tickets,
                share: sum.share,
                problems,
                series: findings
                    .trends
                    .calendar
                    .as_ref()
                    .zip(findings.trends.themes.get(at))
                    .map_or(vec![], |(calendar, trend)| points(&calendar.periods, &trend.counts)),
                shares: findings
                    .trends
                    .calendar
                    .as_ref()
                    .zip(findings.trends.themes.get(at))
                    .map_or(vec![], |(calendar, trend)| shares_of(&trend.counts, &calendar.totals)),
                trend: findings
                    .trends
                    .themes
                    .get(at)
                    .filter(|_| findings.trends.recent > 0)
                    .map(|trend| trend_of(trend, findings.trends.recent)),
            }
        })
        .collect();
    themes.sort_by(|a, b| b.tickets.cmp(&a.tickets).then(a.id.cmp(&b.id)));
    themes
}

/// Of all tickets of each period.
fn shares_of(counts: &[u32], totals: &[u32]) -> Vec<f64> {
    counts.iter().zip(totals).map(|(&count, &all)| share(count as usize, all as usize)).collect()
}

#[cfg(test)]
mod tests;
