//! What the page promises whoever opens it.

use super::*;
use crate::{
    model::problem::ProblemId,
    report::{Example, Lineage, Misfiled, Segment, sample},
};

/// Attacks on a page; each would show as a tag, an attribute or a character that acts.
const HOSTILE: &str =
    "\"'><script>alert(1)</script></script><img src=x onerror=y>\u{202e}\u{0}\u{1b}[2J</title></svg></style>";

/// The page without its own style and script.
fn bare(page: &str) -> String {
    page.replace(STYLE, "").replace(SCRIPT, "")
}

#[test]
fn it_asks_the_network_for_nothing_and_runs_nothing_but_its_own_script() {
    for report in [sample::rich(), sample::report(), sample::without_dates(), sample::empty()] {
        let page = render(&report);
        let rest = bare(&page);
        for forbidden in [
            "<img",
            "<link",
            "<iframe",
            "@import",
            "url(",
            " src=",
            " style=",
            "javascript:",
            "<object",
            "<form action",
        ] {
            assert!(!rest.contains(forbidden), "{forbidden}");
        }
        assert!(!STYLE.contains("@import") && !STYLE.contains("url("));
        assert_eq!((page.matches("<script").count(), rest.matches("<script></script>").count()), (1, 1));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}';",
            fingerprint::base64_sha256(STYLE),
            fingerprint::base64_sha256(SCRIPT)
        );
        assert!(page.contains(&policy));
    }
}

#[test]
fn hostile_words_stay_words_wherever_they_stand() {
    let mut report = sample::rich();
    let hostile = || HOSTILE.to_owned();
    let example = Example { ticket: hostile(), text: hostile(), url: Some("javascript:alert(1)".to_owned()) };
    for one in &mut report.problems {
        (one.title, one.keywords) = (hostile(), vec![hostile()]);
        (one.owner, one.note, one.link) =
            (Some(hostile()), Some(hostile()), Some(format!("https://a.example/{HOSTILE}")));
        (one.examples, one.farthest) = (vec![example.clone()], Some(example.clone()));
        one.segments = vec![Segment { by: hostile(), name: hostile(), tickets: 1, share: 0.5, elsewhere: 0.1, q: 0.1 }];
        one.misfiled = vec![Misfiled { ticket: hostile(), category: hostile() }];
        one.members[0] = hostile();
        if let Some(category) = &mut one.category {
            category.name = hostile();
        }
        if let Some(fix) = &mut one.fix {
            (fix.version, fix.link) = (Some(hostile()), Some("data:text/html,x".to_owned()));
        }
        one.score.parts[0].name = hostile();
    }
    report.themes[0].title = hostile();
    report.absent[0].title = hostile();
    report.intake.files[0].path = hostile();
    report.intake.files[0].helpdesk = hostile();
    report.grouping.examples = vec![example];
    let page = bare(&render(&report));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("<img") && !page.contains("href=\"javascript:") && !page.contains("href=\"data:"));
    assert!(!page.contains(['\u{202e}', '\0', '\u{1b}']));
    // Every tag is one of ours: attributes hold no quote, and none is an event.
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        let outside: String = tag.split('"').step_by(2).collect();
        assert!(!outside.contains(" on") && tag.matches('"').count().is_multiple_of(2), "<{tag}>");
    }
}

#[test]
fn elements_are_closed_in_the_order_they_were_opened() {
    for report in [sample::rich(), sample::report(), sample::without_dates(), sample::empty(), sample::crowd(170)] {
        let page = bare(&render(&report));
        let mut open: Vec<&str> = vec![];
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
            let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "</{name}>");
            } else if !tag.ends_with('/') && !["!doctype", "meta", "br", "input"].contains(&name) {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn every_problem_can_be_linked_to_and_every_link_inside_leads_somewhere() {
    for report in [sample::rich(), sample::crowd(170)] {
        let page = render(&report);
        for problem in &report.problems {
            assert_eq!(page.matches(&format!(" id=\"{}\"", problem.id)).count(), 1, "{}", problem.id);
        }
        for to in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(page.matches(&format!(" id=\"{to}\"")).count(), 1, "#{to}");
        }
    }
}

#[test]
fn a_page_of_two_hundred_problems_fits_into_a_mail() {
    let page = render(&sample::crowd(200));
    assert!(page.len() <= 1_500_000, "{} bytes", page.len());
    assert_eq!(page.matches("<li class=\"problem").count(), 200);
    let larger = render(&sample::crowd(2_000));
    assert!(larger.len() <= 3_000_000, "{} bytes", larger.len());
    assert_eq!(larger.matches("<li class=\"problem").count(), 2_000);
}

#[test]
fn what_is_known_of_a_problem_stands_behind_its_line() {
    let report = sample::rich();
    let page = render(&report);
    let first = &report.problems[0];
    let entry =
        page.split(&format!(" id=\"{}\"", first.id)).nth(1).and_then(|rest| rest.split("</li>").next()).unwrap();
    for told in [
        "Team Mobile",
        "https://tracker.example/APP-118",
        "first week",
        "plan Pro 61% (elsewhere 34%)",
        "Other / General",
        "92% of those it had before",
        "came out of it",
        "Reads most like",
        "in the next quarter if nothing is done",
        "The ticket that fits least",
        "fix planned",
        "rel=\"noopener noreferrer\"",
    ] {
        assert!(entry.contains(told), "{told}");
    }
}

#[test]
fn what_is_missing_leaves_no_empty_place() {
    let page = render(&sample::without_dates());
    assert!(!page.contains("class=\"spark\"") && !page.contains("class=\"series\"") && !page.contains("id=\"map\""));
    let empty = render(&sample::empty());
    assert!(
        !empty.contains("id=\"problems\"")
            && !empty.contains("id=\"controls\"")
            && empty.contains("There is no ticket")
    );
}

#[test]
fn a_problem_that_went_is_told_of_without_a_link_into_nothing() {
    let mut report = sample::rich();
    let gone = report.absent[0].id;
    report.problems[0].lineage = vec![Lineage {
        day: report.as_of,
        run: 2,
        kind: crate::model::change::ChangeKind::Merged,
        others: vec![gone, ProblemId(777)],
    }];
    let page = render(&report);
    assert!(page.contains("P-777") && !page.contains("#P-777") && !page.contains(&format!("#{gone}\"")));
}
