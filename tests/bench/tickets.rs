//! Writes N tickets as CSV to standard output, for `just bench`: the sample's rows with some of their sentences
//! left out and some of another ticket put in, so that hardly two texts are equal. Good for measuring how long
//! a run takes; it says nothing about how good the groups are.
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a tool for developers")]

use std::{env, error::Error, io, process::ExitCode};

const SAMPLE: &str = include_str!("../../fixtures/sample/rondo.csv");

/// Knuth's MMIX generator: the same tickets on each machine.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// The rows' cells that matter: subject, description, creation time, customer.
fn sample() -> Result<Vec<[String; 4]>, csv::Error> {
    let mut reader = csv::Reader::from_reader(SAMPLE.as_bytes());
    let header = reader.headers()?.clone();
    let at = ["Subject", "Description", "Created time", "Email"]
        .map(|name| header.iter().position(|column| column == name).unwrap());
    reader.records().map(|row| row.map(|row| at.map(|at| row[at].to_owned()))).collect()
}

fn write(count: usize) -> Result<(), Box<dyn Error>> {
    let (rows, mut dice) = (sample()?, Dice(2026));
    let mut out = csv::Writer::from_writer(io::BufWriter::new(io::stdout().lock()));
    out.write_record(["Ticket ID", "Subject", "Description", "Created time", "Email"])?;
    for id in 1..=count {
        let [subject, body, created, email] = &rows[dice.roll(rows.len())];
        let mut kept: Vec<&str> = body.split_inclusive(['.', '!', '?', '\n']).filter(|_| dice.roll(4) > 0).collect();
        let other: Vec<&str> = rows[dice.roll(rows.len())][1].split_inclusive(['.', '!', '?', '\n']).collect();
        kept.extend(other.get(dice.roll(other.len().max(1))));
        let body = kept.concat();
        out.write_record([&id.to_string(), subject.as_str(), &body, created, email])?;
    }
    out.flush()?;
    Ok(())
}

fn main() -> ExitCode {
    let Some(count) = env::args().nth(1).and_then(|count| count.parse().ok()) else {
        eprintln!("usage: cargo run --example tickets -- COUNT > tickets.csv");
        return ExitCode::from(2);
    };
    match write(count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
