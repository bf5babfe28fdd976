//! Issues beside the code: GitHub, GitLab, Bitbucket, SourceForge, Pagure.

use super::{Helpdesk, ROW, Signature, Unlike, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // REST v3 issues and search (real pages; pull requests are issues with a `pull_request` key), `gh issue list --json`
    // (camelCase; `comments` is a list there), GraphQL nodes, `issues_000001.json` of a migration archive (addresses in
    // the place of names): the last three from memory.
    Helpdesk {
        id: "github",
        name: "GitHub",
        signatures: &[
            all(&["html url", "number", "user login", "title"]),
            all(&["number", "title", "created at", "state", "author*|labels*|body|user login"]),
            Signature { all: &["type", "repository", "user", "title", "body", "labels", "created at"], none: &["number"] },
        ],
        fields: &[
            (Field::Id, &["number", "url"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["body"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Solved, &["closed at"]),
            (Field::Tags, &["labels name", "labels", "labels nodes name"]),
            (Field::CustomerName, &["user login", "author login", "author", "user"]),
            (Field::Replies, &["comments", "comments total count"]),
            (Field::Url, &["html url", "url"]),
            (Field::InternalId, &["id", "node id"]),
            (
                Field::Other,
                &[
                    "score", "author association", "state reason", "user type", "user id", "author id", "user html url",
                    "user url", "locked", "author name", "author is bot", "repository", "repository url", "milestone title",
                    "milestone description", "reactions total count", "type", "is pinned", "closed",
                ],
            ),
        ],
        unlike: &[
            Unlike { column: "pull request", values: &[] },
            Unlike { column: "is pull request", values: &["true"] },
            Unlike { column: "typename", values: &["pullrequest"] },
            Unlike { column: "type", values: &["pull_request"] },
        ],
        done_when: &["closed at"],
        ..ROW
    },
    // app/services/issues/export_csv_service.rb (two orders of columns); REST issues of real pages. `Issue ID` and `iid`
    // are the number people use. Service Desk writes the customer's address beside the bot that filed the issue.
    Helpdesk {
        id: "gitlab",
        name: "GitLab",
        signatures: &[
            all(&["issue id", "created at (utc)"]),
            all(&["iid", "web url", "project id", "title"]),
            // `tree/project/issues.ndjson` of a project's export, a `.tar.gz`.
            Signature {
                all: &["iid", "title", "project id", "author id", "issue type|lock version|relative position"],
                none: &["target branch"],
            },
        ],
        fields: &[
            (Field::Id, &["issue id", "iid"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created at (utc)", "created at"]),
            (Field::Updated, &["updated at (utc)", "updated at"]),
            (Field::Solved, &["closed at (utc)", "closed at"]),
            (Field::CustomerEmail, &["service desk reply to", "external author"]),
            (Field::CustomerName, &["author username", "author", "author name"]),
            (Field::CustomerId, &["author id"]),
            (Field::Tags, &["labels", "label links label title"]),
            (Field::Replies, &["user notes count"]),
            (Field::Handle, &["time spent", "time stats total time spent"]),
            (Field::Url, &["web url", "url"]),
            (Field::InternalId, &["id"]),
            (
                Field::Other,
                &[
                    "time estimate", "weight", "confidential", "locked", "author web url", "assignee web url",
                    "milestone title", "milestone", "assignee username", "epic title", "iteration", "type",
                    "time stats time estimate", "issue type", "references full", "links self", "project id",
                    "relative position", "lock version", "label links created at", "events action",
                ],
            ),
        ],
        handle_unit: Unit::Seconds,
        ..ROW
    },
    // db-1.0.json of the repository export; from memory.
    Helpdesk {
        id: "bitbucket",
        name: "Bitbucket",
        signatures: &[all(&["kind", "content|content raw", "priority", "status|state", "created on", "title"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["content", "content raw"]),
            (Field::Created, &["created on"]),
            (Field::Updated, &["updated on", "content updated on", "edited on"]),
            (Field::Category, &["component", "component name"]),
            (Field::Version, &["version", "version name"]),
            (Field::CustomerName, &["reporter", "reporter display name", "reporter nickname"]),
            (Field::Url, &["links html href"]),
            (Field::Other, &["watchers", "votes", "milestone", "content html", "content markup"]),
        ],
        states: &[("wontfix", TicketState::Done), ("on hold", TicketState::Pending)],
        ..ROW
    },
    // Allura's project export (`{"tickets": […]}`); from memory.
    Helpdesk {
        id: "sourceforge",
        name: "SourceForge",
        signatures: &[all(&["ticket num", "summary", "reported by|reported by id"])],
        fields: &[
            (Field::Id, &["ticket num"]),
            (Field::Subject, &["summary"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created date"]),
            (Field::Updated, &["mod date"]),
            (Field::CustomerName, &["reported by"]),
            (Field::Priority, &["custom fields priority"]),
            (Field::InternalId, &["id"]),
            (Field::Other, &["votes up", "votes down", "discussion id", "related artifacts", "assigned to id"]),
        ],
        states: &[("unread", TicketState::Open), ("closed-fixed", TicketState::Done), ("closed-duplicate", TicketState::Done)],
        dated_ids: &["id"],
        ..ROW
    },
    // REST issues as Perceval stores them: epoch seconds as text.
    Helpdesk {
        id: "pagure",
        name: "Pagure",
        signatures: &[all(&["date created", "close status|closed by*|last updated", "title", "user name|user fullname"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["content"]),
            (Field::Created, &["date created"]),
            (Field::Updated, &["last updated"]),
            (Field::Solved, &["closed at"]),
            (Field::CustomerName, &["user name", "user fullname"]),
            (Field::Url, &["full url"]),
            (Field::Other, &["close status", "private", "milestone", "related prs", "blocks", "depends"]),
        ],
        priorities: &[("10", Priority::Urgent), ("20", Priority::High), ("30", Priority::Normal), ("40", Priority::Low)],
        done_when: &["closed at"],
        ..ROW
    },
];
