//! Tables for spreadsheets: the problems, and where every ticket belongs.

use csv::{Writer, WriterBuilder};

use super::words;
use crate::report::{Assignment, Part, Report};

/// One line a problem, in their order.
pub fn problems(report: &Report) -> String {
    let mut table = writer();
    put(
        &mut table,
        &[
            "rank",
            "problem_id",
            "title",
            "theme",
            "status",
            "category",
            "tickets",
            "share",
            "customers",
            "first_seen",
            "last_seen",
            "verdict",
            "rate_ratio",
            "low",
            "high",
            "q",
            "onset",
            "score",
            "score_parts",
            "quarter_tickets",
            "quarter_low",
            "quarter_high",
            "quarter_hours",
            "quarter_money",
            "segments",
            "keywords",
        ]
        .map(str::to_owned),
    );
    for problem in &report.problems {
        let trend = &problem.trend;
        let part = |part: &Part| format!("{} {} x {} = {}", part.name, part.value, part.weight, part.contribution);
        let parts: Vec<String> = problem.score.parts.iter().map(part).collect();
        let segments: Vec<String> = problem.segments.iter().map(words::segment).collect();
        put(
            &mut table,
            &[
                problem.rank.to_string(),
                problem.id.to_string(),
                guarded(&problem.title),
                problem.theme.to_string(),
                problem.status.name().to_owned(),
                problem.category.as_ref().map_or(String::new(), |category| guarded(&category.name)),
                problem.tickets.to_string(),
                problem.share.to_string(),
                text(problem.customers),
                text(problem.first_seen),
                text(problem.last_seen),
                trend.verdict.name().to_owned(),
                text(trend.rate_ratio),
                text(trend.low),
                text(trend.high),
                text(trend.q),
                text(trend.onset),
                problem.score.total.to_string(),
                parts.join("; "),
                text(problem.outlook.map(|outlook| outlook.tickets.value)),
                text(problem.outlook.map(|outlook| outlook.tickets.low)),
                text(problem.outlook.map(|outlook| outlook.tickets.high)),
                text(problem.outlook.and_then(|outlook| outlook.hours).map(|hours| hours.value)),
                text(problem.outlook.and_then(|outlook| outlook.money).map(|money| money.value)),
                guarded(&segments.join("; ")),
                guarded(&problem.keywords.join("; ")),
            ],
        );
    }
    finish(table)
}

/// Every ticket once, in the corpus' order; the problem is empty when it is ungrouped. Ids stand as
/// in the export, so that they join with it.
pub fn assignments(assignments: &[Assignment]) -> String {
    let mut table = writer();
    put(&mut table, &["ticket_id", "problem_id", "theme", "similarity"].map(str::to_owned));
    for one in assignments {
        put(&mut table, &[one.ticket.clone(), text(one.problem), text(one.theme), one.similarity.to_string()]);
    }
    finish(table)
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
fn guarded(text: &str) -> String {
    if text.trim_start().starts_with(['=', '+', '-', '@', '|']) { format!("'{text}") } else { text.to_owned() }
}

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().from_writer(vec![])
}

fn put(table: &mut Writer<Vec<u8>>, cells: &[String]) {
    table.write_record(cells).expect("memory takes every record, and all have the header's length");
}

fn finish(table: Writer<Vec<u8>>) -> String {
    let bytes = table.into_inner().expect("memory takes every byte");
    String::from_utf8(bytes).expect("it was written from strings")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn every_ticket_is_assigned_once_in_order() {
        let all = sample::all_assignments();
        let text = assignments(&all);
        let ids: Vec<_> = text.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(ids.len(), sample::report().intake.tickets);
        assert!(ids.is_sorted());
        let grouped = text.lines().skip(1).filter(|line| line.contains(",P-")).count();
        assert_eq!(grouped, sample::report().grouping.grouped);
    }

    #[test]
    fn ids_stay_and_text_is_no_formula() {
        let mut report = sample::report();
        report.problems[0].title = "=HYPERLINK(\"https://evil\")".to_owned();
        assert!(problems(&report).contains("\"'=HYPERLINK(\"\"https://evil\"\")\""));
        let mut one = sample::all_assignments();
        one.truncate(1);
        one[0].ticket = "-17".to_owned();
        assert!(assignments(&one).contains("\n-17,"));
    }
}
