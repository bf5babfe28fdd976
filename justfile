# What you can do here.
default:
    @just --list --unsorted

# Build, and show the report on the shipped sample.
demo:
    cargo run --release -- report fixtures/sample/rondo.csv

# Run fixfirst on your export: just run report tickets.csv
[positional-arguments]
run *ARGS:
    @cargo run --release --quiet -- "$@"

# All tests, or those with a name: just test privacy
test *FILTER:
    cargo test --locked -- {{ FILTER }}

# Rewrite the expected outputs and README's blocks, then show what changed.
bless:
    FIXFIRST_BLESS=1 cargo test --locked -- golden readme
    git diff --stat -- fixtures/golden README.md

# Format and lint, fixing what can be fixed.
fix:
    cargo fmt
    cargo clippy --fix --allow-dirty --allow-staged --all-targets

# Exactly what CI runs.
ci:
    .ci/run

# Seconds a stage on N generated tickets.
bench N="10000":
    #!/usr/bin/env bash
    set -euo pipefail
    cargo build --release --quiet --bin fixfirst --example tickets
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    cargo run --release --quiet --example tickets -- {{ N }} > "$folder/tickets.csv"
    time cargo run --release --quiet -- report "$folder/tickets.csv" --timings -o "$folder/report.html"

# Megabytes a second of each reader, on tickets of N MB as CSV.
bench-readers N="64":
    cargo run --release --quiet --example readers -- {{ N }}

# False alarms, coverage and power of the trends over N simulated corpora of each kind.
bench-trends N="400":
    cargo run --release --quiet --example trends -- {{ N }}

# How often the verdicts on fixes are right, over N simulated problems of each kind.
bench-fixes N="400":
    cargo run --release --quiet --example fixes -- {{ N }}

# How well ids stay over half a year of weekly reports of labelled texts: a JSON object a line with text and label.
bench-weeks TEXTS N="3000":
    cargo run --release --quiet --example weeks -- {{ TEXTS }} {{ N }} 1 balanced

# Feed a reader broken exports for so many seconds: csv json xml workbook mail parquet archive values. Needs cargo-fuzz.
fuzz TARGET SECONDS="600":
    tests/fuzz/run {{ TARGET }} {{ SECONDS }}

# Look at the page in a browser: axe-core, console, screenshots and a print in target/browser. Needs npm and Chromium.
browser:
    npm --prefix tests/browser install --no-audit --no-fund --silent
    mkdir -p target/browser
    cargo run --quiet -- report fixtures/sample/rondo.csv --quiet -o target/browser/sample.html -o target/browser/sample.email.html
    node tests/browser/check.mjs target/browser target/browser/sample.html target/browser/sample.email.html fixtures/golden/report.html
