//! Edits of `problems.toml` that leave everything else as people wrote it: comments, order, spaces.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::decisions::{Mute, RuleKind};
use crate::model::{fix::Shipped, problem::ProblemId, time::Day};

/// One decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A text of a problem: `name`, `status`, `owner`, `link`, `note`, `merged_into`; none takes it away.
    Text(ProblemId, &'static str, Option<String>),
    /// Whether a problem is kept out of the top list.
    Mute(ProblemId, Option<Mute>),
    /// A fix was shipped; of one of the same day is kept what is not said anew.
    Fix(ProblemId, Shipped),
    /// Tickets or problems that are one, or are not.
    Rule(RuleKind, Vec<String>),
}

/// The file's text after the decisions; `text` has to be one that reads well.
///
/// # Errors
/// When `text` is no TOML.
pub fn edited(text: &str, edits: &[Edit]) -> Result<String, toml_edit::TomlError> {
    let mut document: DocumentMut = text.parse()?;
    for edit in edits {
        match edit {
            Edit::Text(id, key, text) => set(&mut document, *id, key, text.as_deref().map(Value::from)),
            Edit::Mute(id, mute) => {
                let mute = mute.map(|mute| match mute {
                    Mute::Always => Value::from(true),
                    Mute::Until(day) => date(day),
                });
                set(&mut document, *id, "mute", mute);
            }
            Edit::Fix(id, shipped) => {
                set(&mut document, *id, "status", Some(Value::from("fixed")));
                fix(&mut document, *id, shipped);
            }
            Edit::Rule(kind, of) => rule(&mut document, *kind, of),
        }
    }
    Ok(document.to_string())
}

/// The table of a problem, made where there is none.
fn table(document: &mut DocumentMut, id: ProblemId) -> Option<&mut dyn TableLike> {
    let item = document.as_table_mut().entry(&id.to_string()).or_insert_with(|| {
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        Item::Table(table)
    });
    item.as_table_like_mut()
}

fn set(document: &mut DocumentMut, id: ProblemId, key: &str, new: Option<Value>) {
    // Nothing is taken away from what is not there.
    if new.is_none() && !document.contains_key(&id.to_string()) {
        return;
    }
    let Some(table) = table(document, id) else { return };
    match (new, table.get_mut(key)) {
        (None, _) => drop(table.remove(key)),
        (Some(mut new), Some(Item::Value(old))) => {
            // The comment behind the old value stays.
            *new.decor_mut() = old.decor().clone();
            *old = new;
        }
        (Some(new), _) => drop(table.insert(key, value(new))),
    }
}

fn date(day: Day) -> Value {
    day.to_string().parse().unwrap_or_else(|_| Value::from(day.to_string()))
}

fn fix(document: &mut DocumentMut, id: ProblemId, shipped: &Shipped) {
    let same = |fix: &dyn TableLike| {
        fix.get("shipped").is_some_and(|day| day.to_string().contains(&shipped.shipped.to_string()))
    };
    let Some(table) = table(document, id) else { return };
    let recorded: Vec<(String, Value)> = match table.get("fixes") {
        Some(Item::ArrayOfTables(tables)) => {
            tables.iter().filter(|fix| same(*fix)).flat_map(|fix| texts_of(fix)).collect()
        }
        Some(Item::Value(Value::Array(array))) => {
            let tables = array.iter().filter_map(Value::as_inline_table);
            tables.filter(|fix| same(*fix)).flat_map(|fix| texts_of(fix)).collect()
        }
        _ => vec![],
    };
    let mut one = InlineTable::new();
    one.insert("shipped", date(shipped.shipped));
    let percent = |share: f64| format!("{}%", (share * 1e4).round() / 100.0);
    let texts = [
        ("expect", shipped.expect.map(percent)),
        ("version", shipped.version.clone()),
        ("lag", shipped.lag.map(|days| format!("{days}d"))),
        ("link", shipped.link.clone()),
    ];
    for (key, text) in texts {
        let old = || recorded.iter().rfind(|(known, _)| known == key).map(|(_, value)| value.clone());
        if let Some(value) = text.map(Value::from).or_else(old) {
            one.insert(key, value);
        }
    }
    match table.get_mut("fixes") {
        Some(Item::ArrayOfTables(tables)) => {
            tables.retain(|table| !same(table));
            tables.push(one.into_table());
        }
        Some(Item::Value(Value::Array(array))) => {
            array.retain(|fix| !fix.as_inline_table().is_some_and(|fix| same(fix)));
            array.push(Value::InlineTable(one));
        }
        _ => drop(table.insert("fixes", value(Array::from_iter([Value::InlineTable(one)])))),
    }
}

/// The values of a fix, without the spaces and comments around them.
fn texts_of(fix: &dyn TableLike) -> Vec<(String, Value)> {
    let values = fix.iter().filter_map(|(key, item)| Some((key.to_owned(), item.as_value()?.clone())));
    values.map(|(key, value)| (key, value.decorated("", ""))).collect()
}

fn rule(document: &mut DocumentMut, kind: RuleKind, of: &[String]) {
    let rules = document.as_table_mut().entry("rule").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(rules) = rules.as_array_of_tables_mut() else { return };
    let key = if kind == RuleKind::Same { "same" } else { "different" };
    let there = |table: &Table| {
        let ids = table.get(key).and_then(Item::as_array);
        ids.is_some_and(|ids| ids.iter().map(Value::as_str).eq(of.iter().map(|id| Some(id.as_str()))))
    };
    if rules.iter().any(there) {
        return;
    }
    let mut one = Table::new();
    one.decor_mut().set_prefix("\n");
    one.insert(key, value(Array::from_iter(of.iter().map(String::as_str))));
    rules.push(one);
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{ledger::decisions::Decisions, model::problem::Status};

    const TEXT: &str =
        "# Ours.\n\n[P-4] # login\nname   = \"Old\" # as the CTO says\nowner = \"ana\"\n\n[P-9]\nnote=\"x\"\n";

    fn shipped(day: &str) -> Shipped {
        let (expect, version) = (Some(0.5), Some("4.3".to_owned()));
        Shipped { shipped: day.parse().unwrap(), expect, version, lag: Some(14), link: None }
    }

    fn read(text: &str) -> Decisions {
        Decisions::read(text, Path::new("problems.toml")).unwrap()
    }

    #[test]
    fn an_edit_changes_its_line_and_nothing_else() {
        let new = edited(TEXT, &[Edit::Text(ProblemId(4), "name", Some("New".to_owned()))]).unwrap();
        assert_eq!(new, TEXT.replace("\"Old\"", "\"New\""));
        let gone = edited(&new, &[Edit::Text(ProblemId(4), "owner", None)]).unwrap();
        assert_eq!(gone, new.replace("owner = \"ana\"\n", ""));
        assert_eq!(edited(TEXT, &[Edit::Mute(ProblemId(7), None)]).unwrap(), TEXT);
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let id = ProblemId(17);
        let edits = [
            Edit::Fix(id, shipped("2026-10-03")),
            Edit::Mute(id, Some(Mute::Until("2026-12-31".parse().unwrap()))),
            Edit::Text(ProblemId(9), "merged_into", Some("P-4".to_owned())),
            Edit::Rule(RuleKind::Different, vec!["P-4".to_owned(), "47 \"11\"".to_owned()]),
        ];
        let text = edited(TEXT, &edits).unwrap();
        let found = read(&text);
        assert_eq!(found.problems[&id].fixes, [shipped("2026-10-03")]);
        assert_eq!(found.problems[&id].status, Some(Status::Fixed));
        assert_eq!(found.problems[&id].mute, Some(Mute::Until("2026-12-31".parse().unwrap())));
        assert_eq!(found.heir(ProblemId(9)), ProblemId(4));
        assert_eq!(found.rules[0].of, ["P-4", "47 \"11\""]);
        assert_eq!(edited(&text, &edits).unwrap(), text, "the same again changes nothing");
        assert!(text.starts_with("# Ours.\n\n[P-4] # login\n"));
    }

    #[test]
    fn a_second_fix_stands_beside_the_first() {
        let text = edited(TEXT, &[Edit::Fix(ProblemId(4), shipped("2026-10-03"))]).unwrap();
        let text = edited(&text, &[Edit::Fix(ProblemId(4), shipped("2026-11-01"))]).unwrap();
        assert_eq!(read(&text).problems[&ProblemId(4)].fixes.len(), 2);
    }

    #[test]
    fn a_fix_of_the_same_day_keeps_what_is_not_said_anew() {
        let (id, day) = (ProblemId(4), "2026-10-03".parse().unwrap());
        let bare = Shipped { shipped: day, expect: None, version: None, lag: None, link: None };
        let tables = "[[P-4.fixes]]\nshipped = 2026-10-03 # then\nexpect = 0.5\nversion = \"4.3\"\nlag = 14 # days\n";
        for first in [edited(TEXT, &[Edit::Fix(id, shipped("2026-10-03"))]).unwrap(), tables.to_owned()] {
            assert_eq!(
                read(&edited(&first, &[Edit::Fix(id, bare.clone())]).unwrap()).problems[&id].fixes,
                [shipped("2026-10-03")]
            );
            let later = Shipped { expect: Some(0.3), ..bare.clone() };
            let found = read(&edited(&first, &[Edit::Fix(id, later)]).unwrap()).problems[&id].fixes.clone();
            assert_eq!(found, [Shipped { expect: Some(0.3), ..shipped("2026-10-03") }]);
        }
    }

    #[test]
    fn a_contradiction_is_found_through_merges_and_rules() {
        let of = |text: &str| read(text).contradiction();
        let apart = "[[rule]]\ndifferent = [\"P-1\", \"P-2\"]\n";
        assert_eq!(of(apart), None);
        let ids = || vec!["P-1".to_owned(), "P-2".to_owned()];
        assert_eq!(of(&format!("{apart}[[rule]]\nsame = [\"P-2\", \"P-1\"]\n")), Some((2, ids())));
        assert_eq!(of(&format!("[P-2]\nmerged_into = \"P-1\"\n{apart}")), Some((4, ids())));
        let by_way =
            "[[rule]]\nsame = [\"1\", \"2\"]\n[[rule]]\nsame = [\"2\", \"3\"]\n[[rule]]\ndifferent = [\"1\", \"3\"]\n";
        assert_eq!(of(by_way), Some((6, vec!["1".to_owned(), "3".to_owned()])));
    }

    #[test]
    fn a_link_leads_to_a_page_or_a_mailbox() {
        use crate::ledger::decisions::is_address;
        assert!(["https://a.example/1", "HTTP://a", "mailto:a@b.example"].into_iter().all(is_address));
        assert!(!["javascript:alert(1)", "data:x", "tracker.example/4", "file:///etc"].into_iter().any(is_address));
    }

    #[test]
    fn a_circle_of_merges_and_half_a_fix_are_refused_by_line() {
        let circle = "[P-1]\nmerged_into = \"P-2\"\n[P-2]\nmerged_into = \"P-1\"\n";
        let error = Decisions::read(circle, Path::new("p")).unwrap_err().to_string();
        assert!(error.contains("line 1") && error.contains("itself"), "{error}");
        for (text, line) in [
            ("[P-1]\nfixes = [{ expect = \"50%\" }]\n", "line 2"),
            ("[P-1]\nfixes = [{ shipped = 2026-10-03, expect = \"150%\" }]\n", "line 2"),
            ("[[rule]]\nsame = [\"1\"]\n", "line 2"),
            ("\n\n[P-1]\nmute = \"soon\"\n", "line 4"),
            ("[rule]\nsame = [\"1\", \"2\"]\n", "line 1"),
        ] {
            let error = Decisions::read(text, Path::new("p")).unwrap_err().to_string();
            assert!(error.contains(line), "{text}: {error}");
        }
    }
}
