//! A made-up export, measured, ranked and built: the report that every renderer's test writes.

mod rich;

use super::{Findings, Remembered, Report, Settings, assignments, build, unremembered};
use crate::{
    ingest::intake::{FileIntake, Intake, Note, Place, Reject, RejectReason},
    model::{
        account::Accounts,
        cluster::{Cluster, Clustering, Sift, Theme},
        corpus::Corpus,
        document::{Document, Documents, Wording},
        problem::Status,
        ticket::{Priority, Ticket},
        time::{Day, Timestamp},
    },
    rank, trend,
};

/// A problem of the sample.
struct Made {
    title: &'static str,
    /// Subject and message of its tickets, in turn.
    texts: &'static [(&'static str, &'static str)],
    keywords: &'static [&'static str],
    category: &'static str,
    theme: usize,
    /// (weeks, tickets a week), one after the other, 26 weeks and a bit.
    weeks: &'static [(u32, u32)],
    /// A new customer with every so manieth ticket; 0: always the same.
    customers: usize,
    satisfaction: f32,
}

const THEMES: [&str; 5] = ["Signing in", "Invoices and payments", "Mobile app", "Import and export", "Notifications"];

const MADE: &[Made] = &[
    Made {
        title: "App logs me out after every update",
        texts: &[
            (
                "Logged out again",
                "Since the update I have to log in each time I open the app. It is the third time this week.",
            ),
            (
                "App logs me out after every update",
                "Every time the app updates itself I am signed out and my saved filters are gone.",
            ),
            (
                "",
                "I am thrown out of the app after each update and the code by text message never arrives on the first try.",
            ),
            (
                "Signed out after update",
                "Our drivers are signed out in the morning, call us, and lose half an hour. Please keep the session.",
            ),
        ],
        keywords: &["signed out", "update", "log in again", "session"],
        category: "App",
        theme: 2,
        weeks: &[(17, 3), (5, 7), (4, 12), (1, 6)],
        customers: 1,
        satisfaction: 0.2,
    },
    Made {
        title: "Invoice shows the wrong VAT rate",
        texts: &[
            (
                "Wrong VAT on invoice <number>",
                "The invoice shows 19 % VAT, our company is in Austria. Please correct it before the end of the month.",
            ),
            ("VAT rate", "Why is the VAT wrong on every invoice since we moved? I have changed the address twice."),
            ("Invoice shows the wrong VAT rate", "The tax office sends the invoice back because of the rate."),
        ],
        keywords: &["vat", "wrong rate", "invoice", "tax office"],
        category: "Billing",
        theme: 1,
        weeks: &[(26, 5), (1, 2)],
        customers: 2,
        satisfaction: 0.45,
    },
    Made {
        title: "Password reset mail does not arrive",
        texts: &[
            (
                "No reset mail",
                "I have asked for a new password four times and nothing arrives, not even in the spam folder.",
            ),
            ("Password reset mail does not arrive", "The link never comes. Our domain is <domain>."),
            ("reset", "how do i get in if the mail does not come"),
        ],
        keywords: &["password reset", "reset mail", "spam folder"],
        category: "Account",
        theme: 0,
        weeks: &[(20, 11), (6, 4), (1, 1)],
        customers: 1,
        satisfaction: 0.5,
    },
    Made {
        title: "Export to CSV stops at 10,000 rows without a word",
        texts: &[
            (
                "Export incomplete",
                "The CSV ends after 10,000 rows. There is no message; we noticed it when the totals were wrong.",
            ),
            (
                "CSV | export <b>fails</b>",
                "Only part of the orders is in the file. @support `please` look at #4711 & tell us why.",
            ),
            ("Export to CSV stops at 10,000 rows", "Half of our data is missing in the export and nothing says so."),
        ],
        keywords: &["csv export", "10,000 rows", "missing rows"],
        category: "Reports",
        theme: 3,
        weeks: &[(22, 0), (1, 6), (3, 9), (1, 5)],
        customers: 1,
        satisfaction: 0.3,
    },
    Made {
        title: "Charged twice for the same month",
        texts: &[
            ("Charged twice", "You took the money for October twice. I want the second payment back."),
            ("Double charge on my card", "Two identical payments of <number> on the same day."),
        ],
        keywords: &["charged twice", "double charge", "second payment"],
        category: "Billing",
        theme: 1,
        weeks: &[(10, 4), (13, 0), (3, 6), (1, 1)],
        customers: 1,
        satisfaction: 0.1,
    },
    Made {
        title: "Push notifications arrive hours late",
        texts: &[
            ("Late notifications", "The alarm came three hours after the delivery had left."),
            ("Push notifications arrive hours late", "On Android everything is late since the summer."),
        ],
        keywords: &["push", "hours late", "android"],
        category: "App",
        theme: 4,
        weeks: &[(26, 3), (1, 1)],
        customers: 3,
        satisfaction: 0.5,
    },
    Made {
        title: "Import rejects dates with two-digit years and does not say in which line, so that the whole file has to be searched by hand",
        texts: &[
            ("Import error", "It only says invalid date. In which line? The file has 8,000 of them."),
            ("Import rejects dates", "Dates like 03.11.26 are refused. They come from your own export."),
        ],
        keywords: &["import", "invalid date", "which line"],
        category: "Import",
        theme: 3,
        weeks: &[(26, 2), (1, 1)],
        customers: 1,
        satisfaction: 0.4,
    },
    Made {
        title: "Two-factor code is rejected",
        texts: &[("Code wrong", "The six digits are always wrong although the clock of the phone is right.")],
        keywords: &["two-factor", "code"],
        category: "Account",
        theme: 0,
        weeks: &[(12, 4), (10, 3), (4, 0)],
        customers: 1,
        satisfaction: 0.5,
    },
    Made {
        title: "Cannot change the billing address",
        texts: &[("Billing address", "The save button stays grey when I change the address of our company.")],
        keywords: &["billing address", "save button"],
        category: "Billing",
        theme: 1,
        weeks: &[(13, 1), (1, 2), (12, 1)],
        customers: 1,
        satisfaction: 0.6,
    },
    Made {
        title: "Barcode scanner does not open the camera",
        texts: &[("Scanner black", "The camera stays black in the scanner, on all our tablets.")],
        keywords: &["scanner", "camera"],
        category: "App",
        theme: 2,
        weeks: &[(8, 1), (1, 9), (17, 1)],
        customers: 0,
        satisfaction: 0.5,
    },
    Made {
        title: "Weekly summary mail is empty",
        texts: &[("Empty mail", "The summary on Monday has a heading and nothing below it.")],
        keywords: &["summary mail", "empty"],
        category: "Notifications",
        theme: 4,
        weeks: &[(4, 1), (4, 0), (4, 1), (6, 0), (4, 1), (4, 0)],
        customers: 1,
        satisfaction: 0.7,
    },
    Made {
        title: "Dark mode hides the search field",
        texts: &[("Search field", "In dark mode I cannot see what I type.")],
        keywords: &["dark mode", "search field"],
        category: "App",
        theme: 2,
        weeks: &[(6, 1), (20, 0)],
        customers: 1,
        satisfaction: 0.8,
    },
];

/// Tickets that read like no other, a week.
const ALONE: u32 = 9;

/// Everything a build takes, kept alive.
struct Stages {
    intake: Intake,
    documents: Documents,
    clustering: Clustering,
}

/// Everything that the renderers of the sample need: the report and the assignments.
pub fn report() -> Report {
    stages(MADE, ALONE, true).report(10, None)
}

/// The sample after the team has decided about the problem with this title.
pub fn settled(title: &str, status: Status) -> Report {
    stages(MADE, ALONE, true).report(10, Some((title, status)))
}

/// The sample with everything in it that a report can say.
pub fn rich() -> Report {
    let mut report = report();
    rich::enrich(&mut report);
    report
}

/// Very many problems with much to tell of each.
pub fn crowd(problems: usize) -> Report {
    let mut report = report();
    rich::crowd(&mut report, problems);
    report
}

/// The sample without a date in it.
pub fn without_dates() -> Report {
    stages(MADE, ALONE, false).report(10, None)
}

/// A run that found nothing.
pub fn empty() -> Report {
    stages(&[], 0, true).report(10, None)
}

/// Where every ticket of the sample belongs.
pub fn all_assignments() -> Vec<super::Assignment> {
    let stages = stages(MADE, ALONE, true);
    let known = unremembered(&stages.intake.corpus, &stages.clustering.clusters);
    assignments(&stages.intake.corpus, &stages.clustering, &known)
}

impl Stages {
    /// Measures, ranks and builds.
    fn report(&self, top: usize, settled: Option<(&str, Status)>) -> Report {
        let (corpus, clusters) = (&self.intake.corpus, &self.clustering.clusters);
        let trends = trend::measure(corpus, clusters, &trend::Settings::default());
        let accounts = Accounts::default();
        let input = rank::Input { corpus, documents: &self.documents, clusters, trends: &trends, accounts: &accounts };
        let ranked = rank::rank(&input, &rank::Settings::default());
        let mut known = unremembered(corpus, clusters);
        for (known, cluster) in known.iter_mut().zip(clusters) {
            known.status =
                settled.filter(|(title, _)| *title == cluster.title).map_or(known.status, |(_, status)| status);
        }
        build(&Findings {
            intake: &self.intake,
            documents: &self.documents,
            clustering: &self.clustering,
            places: &[],
            trends: &trends,
            ranked: &ranked,
            known: &known,
            remembered: &Remembered::default(),
            settings: Settings { top },
        })
    }
}

fn stages(made: &'static [Made], alone: u32, dated: bool) -> Stages {
    // A Monday, 26 weeks and three days before the last ticket.
    let start: Day = "2026-05-18".parse().unwrap();
    let mut rows: Vec<(Ticket, Document, Option<usize>)> = vec![];
    for (problem, one) in made.iter().enumerate() {
        // A little up and down, as weeks have.
        let weeks = one.weeks.iter().flat_map(|&(weeks, tickets)| vec![tickets; weeks as usize]);
        let weeks = (0u32..).zip(weeks).map(|(week, tickets)| match tickets {
            0 | 1 => tickets,
            _ => tickets - 1 + (week * 5 + problem as u32 * 7 + week * week) % 3,
        });
        let mut number = 0;
        for (week, tickets) in (0u32..).zip(weeks) {
            for ticket in 0..tickets {
                let day = start.plus(week * 7 + (ticket * 3 + problem as u32) % if week == 26 { 3 } else { 7 });
                rows.push(row(one, Some(problem), number, day));
                number += 1;
            }
        }
    }
    let lonely = Made {
        title: "",
        texts: &[
            ("Question about the roadmap", "Will there be an interface for our cash register next year?"),
            ("Thank you", "The new planner is great, my team loves it."),
            ("Contract", "Please send us the signed data processing agreement."),
            ("Office hours", "Are you open on the holiday?"),
        ],
        keywords: &[],
        category: "Other",
        theme: 0,
        weeks: &[],
        customers: 1,
        satisfaction: 0.8,
    };
    let lonely: &'static Made = Box::leak(Box::new(lonely));
    for number in 0..alone * 26 {
        rows.push(row(lonely, None, number as usize, start.plus(number * 7 / alone.max(1))));
    }
    rows.sort_by_key(|(ticket, ..)| ticket.created);
    for (number, (ticket, ..)) in rows.iter_mut().enumerate() {
        ticket.id = format!("{}", 41_000 + number);
        ticket.url = Some(format!("https://desk.example/tickets/{}", ticket.id));
        ticket.created = ticket.created.filter(|_| dated);
    }
    gather(made, rows)
}

fn row(made: &Made, problem: Option<usize>, number: usize, day: Day) -> (Ticket, Document, Option<usize>) {
    let (title, body) = made.texts[number % made.texts.len()];
    let person = number.checked_div(made.customers).unwrap_or(0);
    let ticket = Ticket {
        created: Some(Timestamp::from_seconds(i64::from(day.number()) * 86_400 + number as i64)),
        customer: Some(format!("{problem:?}-{person}")),
        category: vec![if number % 7 == 6 { "General" } else { made.category }.to_owned()],
        satisfaction: number.is_multiple_of(3).then_some(made.satisfaction),
        priority: Some(if made.satisfaction < 0.3 && number.is_multiple_of(2) {
            Priority::High
        } else {
            Priority::Normal
        }),
        ..Ticket::default()
    };
    let document = Document { wording: Wording::new(title, body), language: "en", ..Document::default() };
    (ticket, document, problem)
}

fn gather(made: &[Made], rows: Vec<(Ticket, Document, Option<usize>)>) -> Stages {
    let assignment: Vec<Option<usize>> = rows.iter().map(|(.., problem)| *problem).collect();
    let members =
        |problem: usize| (0..assignment.len()).filter(|&at| assignment[at] == Some(problem)).collect::<Vec<_>>();
    let clusters: Vec<Cluster> = made
        .iter()
        .enumerate()
        .map(|(problem, one)| Cluster {
            exemplars: members(problem).into_iter().take(one.texts.len()).collect(),
            members: members(problem),
            title: one.title.to_owned(),
            keywords: one.keywords.iter().map(|&word| word.to_owned()).collect(),
            cohesion: 0.71,
            theme: one.theme,
        })
        .collect();
    let used = if made.is_empty() { 0 } else { THEMES.len() };
    let themes = (0..used)
        .map(|theme| Theme {
            clusters: (0..made.len()).filter(|&at| made[at].theme == theme).collect(),
            title: THEMES[theme].to_owned(),
        })
        .collect();
    let similarity = assignment.iter().map(|problem| if problem.is_some() { 0.7123 } else { 0.31 }).collect();
    let (tickets, documents): (Vec<Ticket>, Vec<Document>) =
        rows.into_iter().map(|(ticket, document, _)| (ticket, document)).unzip();
    let count = tickets.len();
    Stages {
        intake: intake(tickets, count),
        documents: Documents { documents, ..Documents::default() },
        clustering: Clustering {
            clusters,
            themes,
            assignment,
            similarity,
            sift: Sift { cut: 0.55, separation: 3.0, two_populations: true },
        },
    }
}

fn intake(tickets: Vec<Ticket>, count: usize) -> Intake {
    let file = FileIntake {
        path: "tickets-2026.csv".to_owned(),
        helpdesk: "zendesk".to_owned(),
        format: "csv".to_owned(),
        encoding: "utf-8".to_owned(),
        rows: count + 15,
        tickets: count,
        folded: 0,
        joined: 0,
        rejected: 12,
        columns: vec![],
    };
    let blank = Reject {
        reason: RejectReason::NoText,
        count: 12,
        examples: vec![Place { file: "tickets-2026.csv".to_owned(), line: 812 }],
    };
    Intake {
        corpus: Corpus::new(tickets),
        files: vec![file],
        rows: count + 15,
        folded: 0,
        joined: 0,
        duplicates: 3,
        rejects: vec![blank],
        notes: vec![Note::UnreadableDates {
            column: "Solved at".to_owned(),
            count: 4,
            relative: 0,
            example: "aaaa 99".to_owned(),
        }],
    }
}
