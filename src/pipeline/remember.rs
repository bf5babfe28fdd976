//! What a run has to do with the memory: steer the clustering, name its problems, note what became of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    cluster::Input,
    ingest::intake::{Intake, Note},
    ledger::{
        advance::{Learnt as Found, advance, muted, status},
        changes::{changes, regrouped},
        columns::{Columns, columns, read_otherwise},
        decisions::{Decisions, Mute},
        error::LedgerError,
        familiar::looked_at,
        fixes::{Figures, judge_all},
        keys::keys,
        memory::{Memory, Remembered as Memo, State},
        recognise::{Recognition, Run, recognise},
        renumbered::renumber,
        signature::Texts,
        steer::{Idle, broken, seen, steer, torn},
        store::Ledger,
    },
    model::{
        cluster::Clustering,
        fix::Fix,
        pins::Pins,
        problem::ProblemId,
        series::Trends,
        ticket::Ticket,
        time::{Day, Timestamp},
    },
    rank::{self, Cost},
    report::{self, Absent, Caveat, Known, Muted, OtherColumn, Remembered},
};

/// What is to be remembered when everything else is written.
#[derive(Debug)]
pub struct Learnt {
    ledger: Ledger,
    /// None when the data was older than the memory: then nothing is.
    memory: Option<Memory>,
}

impl Learnt {
    /// Writes it down.
    ///
    /// # Errors
    /// When a file of the ledger cannot be written; the old one is there as it was.
    pub fn keep(self) -> Result<(), LedgerError> {
        self.memory.map_or(Ok(()), |memory| self.ledger.save(&memory))
    }
}

/// The problems' names and what else the memory says.
pub(super) struct Named {
    pub known: Vec<Known>,
    pub remembered: Remembered,
    pub learnt: Option<Learnt>,
}

/// Names without a memory.
pub(super) fn unremembered(intake: &Intake, clustering: &Clustering) -> Named {
    let known = report::unremembered(&intake.corpus, &clustering.clusters);
    Named { known, remembered: Remembered::default(), learnt: None }
}

/// A run with a memory, between reading the ledger and keeping it.
pub(super) struct Course {
    ledger: Ledger,
    /// What is remembered, people's latest word included.
    memory: Memory,
    keys: Vec<String>,
    encoder: String,
    /// Numbers of a point that mean the same in every run.
    comparable: usize,
    seen: String,
    /// For each ticket whether the run before had it.
    looked_at: Vec<bool>,
    /// How many tickets are known by their text, where the ids are others than before.
    other_ids: Option<usize>,
    idle: Vec<Idle>,
    /// What is known of the texts.
    pub pins: Pins,
}

impl Course {
    /// Looks up what is known of this run's tickets. `encoder` is its name and how many of its numbers mean the same
    /// in every run.
    pub fn new(ledger: Ledger, intake: &Intake, input: Input<'_>, encoder: (String, usize)) -> Self {
        let (encoder, comparable) = encoder;
        let without_ids: BTreeSet<&str> = intake
            .notes
            .iter()
            .filter_map(|note| if let Note::NoIds { file } = note { Some(file.as_str()) } else { None })
            .collect();
        let file_of = |ticket: &Ticket| intake.files.get(ticket.origin.file).map(|file| file.path.as_str());
        let made_up = |ticket: &Ticket| file_of(ticket).is_some_and(|file| without_ids.contains(file));
        let keys = keys(&intake.corpus, &made_up);
        let mut memory = ledger.memory.clone();
        memory.revive(&ledger.decisions);
        let other_ids = renumber(&mut memory, &intake.corpus, &keys);
        let seen = seen((input.distinct, &input.documents.documents), &keys, &ledger.decisions);
        let (mut pins, idle) = steer(&memory, &ledger.decisions, (input.distinct, &keys), (&encoder, &seen));
        let days: Vec<Option<Day>> = intake.corpus.tickets().iter().map(|t| t.created.map(Timestamp::day)).collect();
        let looked_at = looked_at(&memory, &days);
        pins.looked_at = input.distinct.tickets.iter().map(|of| of.iter().all(|&at| looked_at[at])).collect();
        Self { ledger, memory, keys, encoder, comparable, seen, looked_at, other_ids, idle, pins }
    }

    /// Gives the clusters their ids and titles and says what became of the problems.
    pub fn recognise(
        self,
        intake: &Intake,
        input: Input<'_>,
        clustering: &mut Clustering,
        (trends, cost): (&Trends, &Cost),
    ) -> Named {
        let texts = Texts::new((input.points, self.comparable), input.distinct, intake.corpus.len());
        let centres: Vec<_> = clustering.clusters.iter().map(|cluster| texts.centre(cluster)).collect();
        let run = Run {
            corpus: &intake.corpus,
            keys: &self.keys,
            clusters: &clustering.clusters,
            centres: &centres,
            middle: &texts.middle(),
            encoder: &self.encoder,
        };
        let decisions = &self.ledger.decisions;
        let recognition = recognise(&self.memory, decisions, &run);
        let choices = intake.files.iter().flat_map(|file| &file.columns);
        let columns: Columns = columns(choices.map(|choice| (choice.field, choice.column.as_str())));
        let found = Found {
            run,
            recognition: &recognition,
            trends,
            looked_at: &self.looked_at,
            seen: &self.seen,
            columns: &columns,
            other_ids: self.other_ids,
        };
        let mut memory = advance(&self.memory, decisions, &found);
        let figures = figures(intake, clustering, &recognition, decisions, cost);
        let fixes = judge_all(&mut memory, decisions, &figures);
        let as_of = memory.header.as_of;
        let older = self.memory.header.as_of.filter(|_| !self.memory.is_empty()).filter(|&day| as_of < Some(day));

        keep_titles(clustering, &recognition, &memory);
        let known: Vec<Known> = recognition.ids.iter().map(|id| self.known(&memory, *id, &fixes)).collect();
        let mut remembered = Remembered { caveats: self.caveats(&memory, &known, older), ..Remembered::default() };
        if older.is_none() {
            let quiet = decisions.problems.iter().filter(|(_, decision)| muted(Some(decision), as_of));
            remembered.changes = changes(&memory, &quiet.map(|(id, _)| *id).collect());
            let regrouped = regrouped(&memory);
            if !regrouped.is_empty() {
                remembered.caveats.push(Caveat::Regrouped { problems: regrouped });
            }
            remembered.caveats.extend(out_of_sight(&memory, intake));
            remembered.since = memory.header.since;
            remembered.since_run = memory.header.run.checked_sub(1).filter(|&run| run > 0);
            let told = remembered.changes.iter().map(|change| change.problem).collect();
            remembered.absent = self.absent(&memory, &told, &fixes);
        }
        let learnt = Learnt { ledger: self.ledger, memory: older.is_none().then_some(memory) };
        Named { known, remembered, learnt: Some(learnt) }
    }

    fn known(&self, memory: &Memory, id: ProblemId, fixes: &BTreeMap<ProblemId, Fix>) -> Known {
        let decision = self.ledger.decisions.problems.get(&id);
        let mut known = Known::new(id);
        known.status = status(decision, memory.header.as_of);
        known.muted = muted(decision, memory.header.as_of);
        known.fix = fixes.get(&id).cloned();
        if let Some(decision) = decision {
            known.name.clone_from(&decision.name);
            known.owner.clone_from(&decision.owner);
            known.link.clone_from(&decision.link);
            known.note.clone_from(&decision.note);
        }
        if let Some(problem) = memory.problems.get(&id) {
            known.recognised = problem.recognised;
            known.lineage.clone_from(&problem.lineage);
            known.outgrew = problem.now.outgrew;
        }
        known
    }

    /// Known problems without a ticket here: those that people look after, those that have just gone,
    /// and those that something is told of.
    fn absent(&self, memory: &Memory, told: &BTreeSet<ProblemId>, fixes: &BTreeMap<ProblemId, Fix>) -> Vec<Absent> {
        let decisions = &self.ledger.decisions.problems;
        let gone = memory.problems.values().filter(|problem| problem.into.is_none() && problem.now.tickets == 0);
        let had = |problem: &Memo| {
            let had = |before: &State| before.tickets > 0 || before.out_of_sight;
            !problem.now.out_of_sight && problem.before.as_ref().is_some_and(had)
        };
        gone.filter(|problem| decisions.contains_key(&problem.id) || told.contains(&problem.id) || had(problem))
            .map(|problem| {
                let decision = decisions.get(&problem.id);
                let name = decision.and_then(|decision| decision.name.clone());
                Absent {
                    id: problem.id,
                    title: name.unwrap_or_else(|| problem.title.clone()),
                    status: status(decision, memory.header.as_of),
                    last_seen: problem.last_seen,
                    before: problem.before.as_ref().map(|before| before.tickets),
                    fix: fixes.get(&problem.id).cloned(),
                }
            })
            .collect()
    }

    fn caveats(&self, memory: &Memory, known: &[Known], older: Option<Day>) -> Vec<Caveat> {
        let undated = memory.header.as_of.is_none();
        let told =
            |memory| if undated { Caveat::UndatedForMemory { memory } } else { Caveat::OlderThanMemory { memory } };
        let mut caveats: Vec<Caveat> = older.map(told).into_iter().collect();
        if older.is_none() {
            caveats.extend(memory.header.other_ids.map(|tickets| Caveat::OtherIds { tickets }));
            let fields: Vec<OtherColumn> = read_otherwise(memory)
                .into_iter()
                .map(|one| OtherColumn { field: one.field, before: one.before, now: one.now })
                .collect();
            if !fields.is_empty() {
                caveats.push(Caveat::OtherColumns { fields });
            }
        }
        let idle = self.idle.iter().cloned();
        caveats.extend(idle.map(|rule| Caveat::IdleRule { line: rule.line, unknown: rule.unknown }));
        let broken = broken(memory, &self.ledger.decisions).into_iter();
        caveats.extend(broken.map(|rule| Caveat::BrokenRule { line: rule.line, ids: rule.ids }));
        let torn = torn(memory, &self.ledger.decisions).into_iter();
        caveats.extend(torn.map(|it| Caveat::BrokenMerge {
            problem: it.problem,
            into: it.into,
            elsewhere: it.elsewhere,
        }));
        let until = |id: ProblemId| match self.ledger.decisions.problems.get(&id)?.mute? {
            Mute::Always => None,
            Mute::Until(day) => Some(day),
        };
        let out = known.iter().filter(|one| one.muted);
        let mut muted: Vec<Muted> = out.map(|one| Muted { problem: one.id, until: until(one.id) }).collect();
        muted.sort_unstable_by_key(|one| one.problem);
        if !muted.is_empty() {
            caveats.push(Caveat::Muted { problems: muted });
        }
        let decisions = &self.ledger.decisions;
        let named = decisions.problems.keys().copied().chain(decisions.merges().map(|(_, into)| into));
        let unknown: BTreeSet<ProblemId> = named.filter(|id| !memory.problems.contains_key(id)).collect();
        let problems: Vec<ProblemId> = unknown.into_iter().collect();
        if !problems.is_empty() {
            caveats.push(Caveat::UnknownDecisions { problems });
        }
        caveats
    }
}

/// The problems of which this data can say nothing.
fn out_of_sight(memory: &Memory, intake: &Intake) -> Option<Caveat> {
    let hidden = memory.problems.values().filter(|problem| problem.into.is_none() && problem.now.out_of_sight);
    let problems: Vec<ProblemId> = hidden.map(|problem| problem.id).collect();
    let begins = intake.corpus.tickets().iter().filter_map(|ticket| ticket.created).min()?.day();
    (!problems.is_empty()).then_some(Caveat::OutOfSight { problems, begins })
}

/// What is known of each problem's tickets besides their number.
fn figures<'a>(
    intake: &'a Intake,
    clustering: &Clustering,
    found: &Recognition,
    decisions: &Decisions,
    cost: &Cost,
) -> BTreeMap<ProblemId, Figures<'a>> {
    let minutes = rank::Minutes::of(&intake.corpus);
    let of = |members: &[usize]| {
        let tickets = members.iter().map(|&at| &intake.corpus.tickets()[at]);
        let named = tickets.filter_map(|ticket| Some((ticket.created?.day(), ticket.version.as_deref()?)));
        let mut versions: Vec<(Day, &str)> = named.collect();
        versions.sort_unstable();
        Figures { cost: rank::of_ticket(members, minutes.as_ref(), cost), versions }
    };
    // A problem whose tickets are all gone costs what any ticket does.
    let mut figures: BTreeMap<_, _> = decisions.problems.keys().map(|id| (*id, of(&[]))).collect();
    figures.extend(found.ids.iter().zip(&clustering.clusters).map(|(id, cluster)| (*id, of(&cluster.members))));
    figures
}

/// A known problem keeps the title that it was known by, and so does a theme of that problem alone.
fn keep_titles(clustering: &mut Clustering, found: &Recognition, memory: &Memory) {
    for (cluster, id) in clustering.clusters.iter_mut().zip(&found.ids) {
        let Some(problem) = memory.problems.get(id) else { continue };
        if let Some(theme) = clustering.themes.get_mut(cluster.theme)
            && theme.clusters.len() == 1
            && theme.title == cluster.title
        {
            theme.title.clone_from(&problem.title);
        }
        cluster.title.clone_from(&problem.title);
    }
}
