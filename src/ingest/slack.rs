//! The export of a Slack workspace: a folder a channel, a file a day, one array of messages each.
//!
//! A thread is one ticket in the words of its first message; answers are folded into it and counted. A message that
//! nobody answered stands for itself. Joins, leaves and the like are no tickets, nor is what bots say unless somebody
//! answered it: forms post so.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::{Captures, Regex};

use super::{
    intake::RejectReason,
    table::{SEVERAL, Table},
};

/// Columns of the table, named as in a single answer of the API where they are the same.
const COLUMNS: [&str; 8] = ["channel_and_ts", "ts", "thread_ts", "type", "user", "channel", "text", "reply_count"];

/// Files beside the channels: lists of people and channels, and the business of the workspace.
const BESIDE: &[&str] = &[
    "users.json",
    "org_users.json",
    "channels.json",
    "groups.json",
    "dms.json",
    "mpims.json",
    "integration_logs.json",
    "canvases.json",
    "lists.json",
    "file_conversations.json",
    "huddle_transcripts.json",
];

/// Kinds of messages that people write; all others tell what happened to a channel.
const WRITTEN: &[&str] =
    &["", "thread_broadcast", "reply_broadcast", "me_message", "file_share", "file_mention", "bot_message"];

/// The folder of the workspace and the name of the channel in a path like `acme/support/2026-01-05.json`.
pub fn place(path: &str) -> Option<(&str, &str)> {
    let (folder, file) = path.rsplit_once(['/', '\\'])?;
    let day = file.strip_suffix(".json")?;
    let shape: Vec<usize> = day.split('-').map(str::len).collect();
    let digits = day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let (root, channel) = folder.rsplit_once(['/', '\\']).unwrap_or(("", folder));
    (digits && shape == [4, 2, 2]).then_some((root, channel))
}

/// Whether a table holds the messages of one day of one channel.
pub fn is_day(path: &str, table: &Table) -> bool {
    let has = |name: &str| at(table, name).is_some();
    place(path).is_some() && has("ts") && (has("text") || has("type"))
}

/// Whether a file lies beside the channels of a workspace.
pub fn is_beside(root: &str, path: &str) -> bool {
    let (folder, file) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    folder == root && BESIDE.contains(&file)
}

fn at(table: &Table, name: &str) -> Option<usize> {
    table.columns().iter().position(|column| column == name)
}

/// A message while threads are put together.
struct Message<'t> {
    channel: &'t str,
    line: u64,
    ts: &'t str,
    thread: &'t str,
    user: &'t str,
    text: &'t str,
    fault: Option<RejectReason>,
}

/// Puts the days of all channels together, one record a message in the order of the days.
pub fn settle(days: &[(String, Table)], users: Option<&Table>, channels: Option<&Table>) -> Table {
    let bots = users.map(bots).unwrap_or_default();
    let names = channels.map(names).unwrap_or_default();
    let mut messages: Vec<Message<'_>> = days.iter().flat_map(|(channel, day)| of_day(channel, day, &bots)).collect();
    let mut threads: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, message) in messages.iter().enumerate().filter(|(_, message)| message.fault.is_none()) {
        threads.entry((message.channel, message.thread)).or_default().push(at);
    }
    let mut replies = vec![0; messages.len()];
    for members in threads.values_mut() {
        members.sort_by_key(|at| (messages[*at].ts, *at));
        let first = members[0];
        replies[first] = members.len() - 1;
        for at in &members[1..] {
            messages[*at].fault = Some(RejectReason::Reply);
        }
    }
    let mut table = Table::new(COLUMNS.iter().map(|name| (*name).to_owned()).collect());
    for (number, (message, replies)) in messages.iter().zip(replies).enumerate() {
        let line = if days.len() == 1 { message.line } else { number as u64 + 1 };
        if let Some(fault) = message.fault {
            table.push_fault(line, fault);
            continue;
        }
        let values = [
            format!("{}-{}", message.channel, message.thread),
            message.ts.to_owned(),
            message.thread.to_owned(),
            "message".to_owned(),
            message.user.to_owned(),
            message.channel.to_owned(),
            plain(message.text, &names),
            replies.to_string(),
        ];
        table.push(line, &mut values.into_iter().enumerate().collect(), true);
    }
    table
}

fn of_day<'t>(channel: &'t str, day: &'t Table, bots: &BTreeSet<&str>) -> Vec<Message<'t>> {
    let columns = [
        "ts",
        "thread_ts",
        "user",
        "text",
        "subtype",
        "bot_id",
        "username",
        "reply_count",
        "attachments[].text",
        "type",
    ]
    .map(|name| at(day, name));
    let read = |(record, of): (usize, &super::table::Record)| {
        let cell = |which: usize| columns[which].map_or("", |column| day.cell(record, column));
        let first = |text: &'t str| text.split(SEVERAL).next().unwrap_or(text);
        let (ts, thread) = (first(cell(0)), first(cell(1)));
        let thread = if thread.is_empty() { ts } else { thread };
        let user =
            [first(cell(2)), first(cell(6)), first(cell(5))].into_iter().find(|user| !user.is_empty()).unwrap_or("");
        let text = if cell(3).is_empty() { cell(8) } else { cell(3) };
        let subtype = first(cell(4));
        let bot = subtype == "bot_message" || !cell(5).is_empty() || bots.contains(user);
        let answered = matches!(cell(7), count if !count.is_empty() && count != "0");
        let of_people = WRITTEN.contains(&subtype) && (!bot || answered || thread != ts);
        let message = matches!(cell(9), "" | "message");
        let none = || Some(if ts.is_empty() { RejectReason::Malformed } else { RejectReason::NotATicket });
        let fault = of.fault.or_else(|| if of_people && message && !ts.is_empty() { None } else { none() });
        let fault = fault.or_else(|| text.trim().is_empty().then_some(RejectReason::NoText));
        Message { channel, line: of.line, ts, thread, user, text, fault }
    };
    day.records().iter().enumerate().map(read).collect()
}

/// Ids of the users that are programs.
fn bots(users: &Table) -> BTreeSet<&str> {
    let (Some(id), Some(bot)) = (at(users, "id"), at(users, "is_bot")) else { return BTreeSet::new() };
    (0..users.records().len())
        .filter(|user| users.cell(*user, bot) == "true")
        .map(|user| users.cell(user, id))
        .collect()
}

/// Names of the channels by id.
fn names(channels: &Table) -> BTreeMap<&str, &str> {
    let (Some(id), Some(name)) = (at(channels, "id"), at(channels, "name")) else { return BTreeMap::new() };
    (0..channels.records().len()).map(|channel| (channels.cell(channel, id), channels.cell(channel, name))).collect()
}

/// `<@U1>`, `<#C1|name>`, `<!here>`, `<https://a.example|label>`.
static MARKS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"<([@#!]?)([^<>|\n]{1,2000})(?:\|([^<>\n]{0,2000}))?>").expect("a fixed pattern"));

/// `:thumbsup:`, `:skin-tone-2:`.
static EMOJI: LazyLock<Regex> = LazyLock::new(|| Regex::new(r":[a-z+_-][a-z0-9+_'-]{0,60}:").expect("a fixed pattern"));

/// A message without Slack's marks.
fn plain(text: &str, channels: &BTreeMap<&str, &str>) -> String {
    let text = MARKS.replace_all(text, |found: &Captures<'_>| {
        let label = found.get(3).map_or("", |label| label.as_str());
        match (&found[1], &found[2]) {
            ("@" | "!", _) => String::new(),
            ("#", id) if label.is_empty() => channels.get(id).map_or_else(String::new, |name| format!("#{name}")),
            ("#", _) => format!("#{label}"),
            (_, link) if label.is_empty() => link.trim_start_matches("mailto:").trim_start_matches("tel:").to_owned(),
            _ => label.to_owned(),
        }
    });
    let text = EMOJI.replace_all(&text, " ");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace(SEVERAL, "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::from_json;

    fn day(json: &str) -> Table {
        from_json::read(json, false).unwrap().table
    }

    fn found(days: &[(&str, &str)]) -> (Vec<Vec<String>>, Vec<Option<RejectReason>>) {
        let days: Vec<(String, Table)> =
            days.iter().map(|(channel, json)| ((*channel).to_owned(), day(json))).collect();
        let users = day(r#"[{"id":"U1","name":"ann"},{"id":"B9","name":"robot","is_bot":true}]"#);
        let table = settle(&days, Some(&users), None);
        let tickets = (0..table.records().len()).filter(|record| table.records()[*record].fault.is_none());
        let cell = |record, name| table.cell(record, at(&table, name).unwrap()).to_owned();
        let rows = tickets
            .map(|record| ["channel_and_ts", "text", "user", "reply_count"].map(|name| cell(record, name)).to_vec());
        (rows.collect(), table.records().iter().map(|record| record.fault).collect())
    }

    #[test]
    fn a_thread_is_one_ticket_over_days_and_channels_are_apart() {
        let monday = r#"[{"type":"message","user":"U1","text":"No login","ts":"1700000000.000100","thread_ts":"1700000000.000100","reply_count":2},
            {"type":"message","user":"U2","text":"Which browser?","ts":"1700000050.000100","thread_ts":"1700000000.000100"},
            {"type":"message","subtype":"channel_join","user":"U3","text":"<@U3> has joined","ts":"1700000060.000100"}]"#;
        let tuesday = r#"[{"type":"message","user":"U1","text":"Firefox","ts":"1700090000.000100","thread_ts":"1700000000.000100"},
            {"type":"message","user":"B9","text":"Deployed","ts":"1700090001.000100"}]"#;
        let other = r#"[{"type":"message","user":"U3","text":"No mail","ts":"1700000000.000100"}]"#;
        let (rows, faults) = found(&[("support", monday), ("support", tuesday), ("mail", other)]);
        assert_eq!(
            rows,
            [["support-1700000000.000100", "No login", "U1", "2"], ["mail-1700000000.000100", "No mail", "U3", "0"]]
        );
        let expected = [
            None,
            Some(RejectReason::Reply),
            Some(RejectReason::NotATicket),
            Some(RejectReason::Reply),
            Some(RejectReason::NotATicket),
            None,
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn a_form_that_somebody_answered_is_a_ticket_and_answers_stand_for_a_lost_beginning() {
        let json = r#"[{"type":"message","subtype":"bot_message","bot_id":"B1","text":"New request: no sound","ts":"1700000001.000000","thread_ts":"1700000001.000000","reply_count":1},
            {"type":"message","user":"U2","text":"On it","ts":"1700000002.000000","thread_ts":"1700000001.000000"},
            {"type":"message","user":"U2","text":"Still broken","ts":"1700000004.000000","thread_ts":"1600000000.000000"}]"#;
        let (rows, _) = found(&[("support", json)]);
        assert_eq!(rows[0][1], "New request: no sound");
        assert_eq!(rows[1][0], "support-1600000000.000000");
    }

    #[test]
    fn marks_go_and_words_stay() {
        let channels = BTreeMap::from([("C1", "sales")]);
        let text = "<@U061A5N1G> see <https://a.example/x|the page> &amp; <#C1> <#C2|help> <!here> <mailto:a@b.example|a@b.example> a &lt; b :smile: 10:30:45";
        assert_eq!(
            plain(text, &channels).split_whitespace().collect::<Vec<_>>().join(" "),
            "see the page & #sales #help a@b.example a < b 10:30:45"
        );
    }

    #[test]
    fn days_are_known_by_their_place() {
        assert_eq!(place("acme/support/2026-01-05.json"), Some(("acme", "support")));
        assert_eq!(place("support/2026-01-05.json"), Some(("", "support")));
        assert_eq!(place("acme/support/tickets-2026.json"), None);
        assert!(is_beside("acme", "acme/users.json") && !is_beside("acme", "other/users.json"));
    }
}
