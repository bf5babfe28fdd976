//! Progress bars on standard error, and how long the stages took.

use std::{
    fmt::Write,
    io::{self, IsTerminal},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use fixfirst::model::progress::{Progress, Stage};
use indicatif::{HumanCount, ProgressBar, ProgressState, ProgressStyle};

use super::screen;

/// Shows a bar a stage when somebody looks, and keeps the time.
pub struct Watch {
    bars: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    running: Option<(Stage, Instant, ProgressBar)>,
    took: Vec<(Stage, Duration)>,
}

impl Watch {
    /// Bars only on a terminal, and not when asked to be quiet.
    pub fn new(quiet: bool) -> Self {
        Self { bars: !quiet && io::stderr().is_terminal(), state: Mutex::default() }
    }

    /// One line a stage with its time, in the order of the stages.
    pub fn timings(&self) -> String {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut stages: Vec<Stage> = state.took.iter().map(|(stage, _)| *stage).collect();
        stages.sort();
        stages.dedup();
        let line = |stage: &Stage| {
            let sum: Duration = state.took.iter().filter(|(other, _)| other == stage).map(|(_, took)| *took).sum();
            format!("{:10} {:8.2} s\n", name(*stage), sum.as_secs_f64())
        };
        stages.iter().map(line).collect()
    }
}

impl Progress for Watch {
    fn start(&self, stage: Stage, total: u64) {
        let bar = if self.bars { ProgressBar::new(total).with_style(style(stage)) } else { ProgressBar::hidden() };
        bar.set_message(name(stage));
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.running = Some((stage, Instant::now(), bar));
    }

    fn advance(&self, units: u64) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, bar)) = &state.running {
            bar.inc(units);
        }
    }

    fn finish(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((stage, since, bar)) = state.running.take() {
            bar.finish_and_clear();
            state.took.push((stage, since.elapsed()));
        }
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Read => "reading",
        Stage::Clean => "cleaning",
        Stage::Embed => "encoding",
        Stage::Cluster => "clustering",
        Stage::Measure => "measuring",
    }
}

fn style(stage: Stage) -> ProgressStyle {
    let units = match stage {
        Stage::Read => "{bytes}/{total_bytes}  {bytes_per_sec}  {eta} left",
        Stage::Embed => "{human_pos}/{human_len} tokens  {rate}  {eta} left",
        Stage::Clean => "{human_pos}/{human_len} tickets  {rate}  {eta} left",
        Stage::Cluster => "{human_pos}/{human_len} texts  {elapsed}",
        Stage::Measure => "{human_pos}/{human_len} problems  {elapsed}",
    };
    let bars = if screen::unicode() { "█▉▊▋▌▍▎▏ " } else { "#- " };
    ProgressStyle::with_template(&format!("{{msg:10}} {{bar:24}} {units}"))
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
            // Nobody is there to be told that a bar could not be drawn.
            let _ = write!(out, "{}/s", HumanCount(state.per_sec() as u64));
        })
        .progress_chars(bars)
}
