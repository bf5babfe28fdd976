//! Issue trackers.

use super::{Helpdesk, Link, ROW, Signature, Unlike, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // CSV "all fields" of Server and Cloud (repeated columns; header in the user's language), REST /search. Time Spent is
    // in seconds. Comments are mostly agents'.
    Helpdesk {
        id: "jira",
        name: "Jira",
        signatures: &[
            all(&[

                "issue key|clave de incidencia|vorgangsschlüssel|clé de ticket|chave da pendência|chave de item|ключ проблемы",
                "issue id|id de la incidencia|vorgangs id|vorgangs-id|id de ticket|id da pendência|идентификатор проблемы",
                "issue type|tipo de incidencia|vorgangstyp|type de ticket|tipo de pendência|тип задачи",
            ]),
            all(&["issue key", "summary", "status"]),
            all(&["key", "summary", "affected versions|affects versions|issue type|issuetype"]),
            all(&["key", "self", "issuetype name|status name|summary"]),
            // Feed of a search ("XML"); entities.xml of a backup.
            all(&["wrapper channel", "key", "link", "summary|title"]),
            all(&["wrapper entity engine xml", "summary", "workflow id|votes|watches"]),
        ],
        fields: &[
            (
                Field::Id,
                &[
                    "issue key", "key", "clave de incidencia", "vorgangsschlüssel", "clé de ticket",
                    "chave da pendência", "chave de item", "ключ проблемы",
                ],
            ),
            (Field::Subject, &["summary", "resumen", "zusammenfassung", "résumé", "resumo", "тема"]),
            (Field::Body, &["description", "descripción", "beschreibung", "descrição", "описание"]),
            (Field::Created, &["created", "creada", "erstellt", "criado", "création", "создано"]),
            (Field::Solved, &["resolved", "resuelta", "erledigt", "résolu", "resolvido", "resolutiondate"]),
            (Field::Status, &["status name", "status category key", "status", "estado", "statut"]),
            (Field::Priority, &["priority name", "priority"]),
            (
                Field::Category,
                &[
                    "component s", "components", "components name", "componentes", "komponenten",
                    "custom field (request type)", "customer request type", "component",
                ],
            ),
            (Field::Kind, &["issue type", "issuetype name", "tipo de incidencia", "vorgangstyp", "type"]),
            (Field::Product, &["project name", "nombre del proyecto", "projektname", "project"]),
            (Field::CustomerEmail, &["reporter email address"]),
            (
                Field::CustomerName,
                &["reporter", "reporter display name", "informador", "autor", "creator", "creator display name"],
            ),
            (Field::Organization, &["custom field (organizations)", "campo personalizado (organizations)"]),
            (Field::Handle, &["time spent", "timespent seconds", "timespent"]),
            (Field::Version, &["affects version s", "affects versions", "affected versions", "versions name", "version"]),
            (Field::Url, &["self", "link"]),
            (Field::InternalId, &["issue id", "id", "id de la incidencia", "vorgangs id"]),
            (
                Field::Other,
                &[
                    "votes", "watchers", "work ratio", "log work", "sprint", "status category",
                    "status category changed", "last viewed", "resolution", "fix version s", "fix versions",
                    "fix versions name", "parent id", "σ time spent", "expand",
                ],
            ),
        ],
        states: &[("indeterminate", TicketState::Open), ("undefined", TicketState::Open)],
        links: &[Link { marker: "/rest/api/", page: "/browse/{id}" }],
        handle_unit: Unit::Seconds,
        ..ROW
    },
    // REST v3 issues (pull requests are issues with a `pull_request` key), `gh issue list --json`, GraphQL nodes.
    Helpdesk {
        id: "github",
        name: "GitHub",
        signatures: &[
            all(&["html url", "number", "user login", "title"]),
            all(&["number", "title", "created at", "state", "author*|labels*|body|user login"]),
        ],
        fields: &[
            (Field::Id, &["number"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["body"]),
            (Field::Created, &["created at"]),
            (Field::Solved, &["closed at"]),
            (Field::Tags, &["labels name", "labels", "labels nodes name"]),
            (Field::CustomerName, &["user login", "author login", "author"]),
            (Field::Replies, &["comments"]),
            (Field::Url, &["html url", "url"]),
            (Field::InternalId, &["id", "node id"]),
            (
                Field::Other,
                &["author association", "state reason", "user type", "user id", "author id", "user html url", "user url", "locked"],
            ),
        ],
        unlike: &[Unlike { column: "pull request", values: &[] }],
        ..ROW
    },
    // app/services/issues/export_csv_service.rb; REST issues. `Issue ID` and `iid` are the number people use.
    Helpdesk {
        id: "gitlab",
        name: "GitLab",
        signatures: &[all(&["issue id", "created at (utc)"]), all(&["iid", "web url", "project id", "title"])],
        fields: &[
            (Field::Id, &["issue id", "iid"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created at (utc)", "created at"]),
            (Field::Updated, &["updated at (utc)", "updated at"]),
            (Field::Solved, &["closed at (utc)", "closed at"]),
            (Field::CustomerName, &["author username", "author", "author name"]),
            (Field::Replies, &["user notes count"]),
            (Field::Url, &["web url", "url"]),
            (Field::InternalId, &["id"]),
            (
                Field::Other,
                &[
                    "time estimate", "time spent", "weight", "confidential", "locked", "author web url",
                    "assignee web url", "milestone title",
                ],
            ),
        ],
        ..ROW
    },
    // CSV of 30 and 34 columns; GraphQL nodes.
    Helpdesk {
        id: "linear",
        name: "Linear",
        signatures: &[
            all(&["id", "team", "cycle number", "triaged|canceled"]),
            all(&["identifier", "priority label|team key|state name"]),
        ],
        fields: &[
            (Field::Id, &["id", "identifier"]),
            (Field::Subject, &["title"]),
            (Field::Solved, &["completed", "completed at", "canceled"]),
            (Field::Status, &["status", "state name"]),
            (Field::Priority, &["priority", "priority label"]),
            (Field::Product, &["project", "project name"]),
            (Field::CustomerName, &["creator", "creator name"]),
            (Field::InternalId, &["uuid"]),
            (
                Field::Other,
                &["team", "cycle name", "cycle start", "cycle end", "started", "archived", "time in status"],
            ),
        ],
        ..ROW
    },
    // Captions of app/models/issue_query.rb in their translations; REST issues.
    Helpdesk {
        id: "redmine",
        name: "Redmine",
        signatures: &[
            all(&["#", "tracker|suivi|трекер|トラッカー", "status|statut|статус|ステータス|estado"]),
            all(&["tracker name", "done ratio"]),
        ],
        fields: &[
            (Field::Id, &["#", "id"]),
            (Field::Subject, &["subject", "sujet", "thema", "asunto"]),
            (Field::Kind, &["tracker", "tracker name", "suivi"]),
            (Field::Created, &["created", "created on"]),
            (Field::Updated, &["updated", "updated on"]),
            (Field::Solved, &["closed", "closed on"]),
            (Field::Product, &["project", "project name"]),
            (Field::CustomerName, &["author", "author name"]),
            (
                Field::Other,
                &[
                    "start date", "estimated time", "% done", "done ratio", "target version", "spent time", "private",
                    "assigned to name", "fixed version name",
                ],
            ),
        ],
        ..ROW
    },
    // buglist.cgi?ctype=csv (machine names, human=1), REST bug.
    Helpdesk {
        id: "bugzilla",
        name: "Bugzilla",
        signatures: &[
            all(&["bug id", "short desc|bug status"]),
            all(&["bug id", "changed", "assignee"]),
            all(&["creation time", "product", "component", "summary"]),
        ],
        fields: &[
            (Field::Id, &["bug id", "id"]),
            (Field::Subject, &["short desc", "summary"]),
            (Field::Body, &["long desc first"]),
            (Field::Created, &["opendate", "creation time", "creation ts", "opened"]),
            (Field::Updated, &["changeddate", "last change time", "delta ts", "changed"]),
            (Field::Solved, &["cf last resolved"]),
            (Field::Status, &["bug status", "status"]),
            (Field::Category, &["component"]),
            (Field::Product, &["product"]),
            (Field::CustomerEmail, &["creator", "reporter"]),
            (Field::Url, &["weburl"]),
            (
                Field::Other,
                &["url", "short short desc", "target milestone", "op sys", "platform", "qa contact", "see also"],
            ),
        ],
        states: &[("reopened", TicketState::Open)],
        priorities: &[("p5", Priority::Low)],
        ..ROW
    },
    // trac/ticket/query.py; labels in newer versions.
    Helpdesk {
        id: "trac",
        name: "Trac",
        signatures: &[Signature {
            all: &["id|ticket", "summary", "owner", "milestone", "component|type"],
            none: &["pri"],
        }],
        fields: &[
            (Field::Id, &["id", "ticket"]),
            (Field::Created, &["time", "created"]),
            (Field::Updated, &["changetime", "modified"]),
            (Field::Body, &["description", "description hidden"]),
            (Field::Category, &["component"]),
            (Field::Other, &["milestone", "owner", "color"]),
        ],
        ..ROW
    },
    // csv_export.php; ids are padded with zeros.
    Helpdesk {
        id: "mantis",
        name: "MantisBT",
        signatures: &[all(&["reproducibility", "view status|date submitted"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Product, &["project"]),
            (Field::Priority, &["priority", "severity"]),
            (Field::Version, &["product version"]),
            (
                Field::Other,
                &[
                    "severity", "reproducibility", "view status", "fixed in version", "os", "os version", "platform",
                    "projection", "eta",
                ],
            ),
        ],
        ..ROW
    },
    // Issue list CSV; REST (idReadable, epoch milliseconds).
    Helpdesk {
        id: "youtrack",
        name: "YouTrack",
        signatures: &[
            Signature {
                all: &["issue id", "subsystem|fix versions", "summary"],
                none: &["issue key", "created at (utc)"],
            },
            all(&["id readable", "summary"]),
        ],
        fields: &[
            (Field::Id, &["issue id", "id readable"]),
            (Field::Category, &["subsystem"]),
            (Field::Kind, &["type"]),
            (Field::CustomerName, &["reporter", "reporter login"]),
            (Field::InternalId, &["id"]),
        ],
        ..ROW
    },
    // Query CSV (labels) and REST work items (reference names); people are written `Name <address>`.
    Helpdesk {
        id: "azure-devops",
        name: "Azure DevOps",
        signatures: &[all(&["work item type", "state", "id|title 1"]), all(&["system title", "system state"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title", "title 1", "title 2", "title 3", "system title"]),
            (Field::Body, &["repro steps", "description", "microsoft vsts tcm repro steps", "system description"]),
            (Field::Status, &["state", "system state"]),
            (Field::Created, &["created date", "system created date"]),
            (Field::Updated, &["changed date", "system changed date"]),
            (Field::Solved, &["closed date", "resolved date", "microsoft vsts common closed date"]),
            (Field::Priority, &["priority", "microsoft vsts common priority"]),
            (Field::Category, &["area path", "system area path"]),
            (Field::CustomerName, &["created by", "system created by unique name", "system created by display name"]),
            (Field::Other, &["iteration path", "story points", "system assigned to display name", "rev"]),
        ],
        ..ROW
    },
    // Project CSV (header verbatim in two exporters); API tasks.
    Helpdesk {
        id: "asana",
        name: "Asana",
        signatures: &[
            all(&["task id", "section column"]),
            all(&["gid", "name", "resource type|memberships*|completed at"]),
        ],
        fields: &[
            (Field::Id, &["task id", "gid"]),
            (Field::Subject, &["name"]),
            (Field::Body, &["notes"]),
            (Field::Solved, &["completed at"]),
            (Field::Product, &["projects"]),
            (Field::Category, &["section column", "memberships section name"]),
            (Field::Url, &["permalink url"]),
            (Field::Other, &["parent task", "assignee email", "resource type"]),
        ],
        ..ROW
    },
    // Premium CSV; board and card JSON.
    Helpdesk {
        id: "trello",
        name: "Trello",
        signatures: &[all(&["card id", "list name"]), all(&["id short", "short link", "name"])],
        fields: &[
            (Field::Id, &["card id", "short link"]),
            (Field::Subject, &["card name", "name"]),
            (Field::Body, &["card description", "desc"]),
            (Field::Status, &["list name"]),
            (Field::Updated, &["last activity date", "date last activity"]),
            (Field::Url, &["card url", "short url", "url"]),
            (Field::Other, &["board id", "board name", "id board", "id list", "id", "start date", "members"]),
        ],
        ..ROW
    },
    // issues.csv of bugs.chromium.org; dates are partly relative.
    Helpdesk {
        id: "monorail",
        name: "Monorail",
        signatures: &[all(&["pri", "all labels", "stars"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Category, &["component"]),
            (Field::Priority, &["pri"]),
            (Field::Tags, &["all labels"]),
            (Field::Other, &["stars", "m", "target", "os"]),
        ],
        priorities: &[("0", Priority::Urgent), ("1", Priority::High), ("2", Priority::Normal), ("3", Priority::Low)],
        ..ROW
    },
    // api.launchpad.net bug tasks; the bug itself where it is joined (bug_data).
    Helpdesk {
        id: "launchpad",
        name: "Launchpad",
        signatures: &[
            all(&["bug link", "bug target name|bug target display name", "importance"]),
            all(&["number of duplicates", "title", "date created"]),
        ],
        fields: &[
            (Field::Id, &["bug data id", "id", "bug link"]),
            (Field::Subject, &["bug data title", "title"]),
            (Field::Body, &["bug data description", "description"]),
            (Field::Priority, &["importance"]),
            (Field::Updated, &["date last updated", "bug data date last updated"]),
            (Field::Solved, &["date closed"]),
            (Field::Product, &["bug target name"]),
            (Field::Url, &["bug data web link", "web link"]),
            (Field::CustomerId, &["owner link"]),
            (Field::Other, &["bug target display name", "self link", "resource type link", "name"]),
        ],
        ..ROW
    },
    // Issue stream of the API; counts weigh more than events here.
    Helpdesk {
        id: "sentry",
        name: "Sentry",
        signatures: &[all(&["short id", "culprit"])],
        fields: &[
            (Field::Id, &["short id"]),
            (Field::Subject, &["title"]),
            (Field::Category, &["culprit"]),
            (Field::Product, &["project slug", "project name"]),
            (Field::Created, &["first seen"]),
            (Field::Updated, &["last seen"]),
            (Field::Url, &["permalink"]),
            (Field::InternalId, &["id"]),
            (Field::Other, &["level", "type", "metadata title", "metadata value", "platform"]),
        ],
        states: &[("ignored", TicketState::Done)],
        ..ROW
    },
];
