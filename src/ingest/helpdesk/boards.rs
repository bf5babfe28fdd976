//! Boards and tables where teams keep their tickets as tasks, cards or rows.

use super::{Helpdesk, Link, ROW, Signature, Unlike, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // CSV of 30 and 34 columns and an older one, headers verbatim in public code; GraphQL nodes (a connector's schema, the
    // rest from memory). Statuses are named by each team: dates and the type of the state tell the end. The page of an
    // issue without its workspace (from memory) leads there.
    Helpdesk {
        id: "linear",
        name: "Linear",
        signatures: &[
            all(&["id", "team", "cycle number", "triaged|canceled"]),
            all(&["identifier", "title", "priority label|team key|state name|state type"]),
        ],
        fields: &[
            (Field::Id, &["identifier", "id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created", "created at"]),
            (Field::Updated, &["updated", "updated at"]),
            (Field::Solved, &["completed", "completed at", "canceled", "canceled at"]),
            (Field::Status, &["status", "state name"]),
            (Field::Priority, &["priority label", "priority"]),
            (Field::Product, &["project", "project name"]),
            (Field::Tags, &["labels", "labels nodes name"]),
            (Field::CustomerName, &["creator", "creator email", "creator name"]),
            (Field::Url, &["url"]),
            (Field::DuplicateOf, &["duplicate of"]),
            (Field::InternalId, &["uuid"]),
            (
                Field::Other,
                &[
                    "team", "team name", "team key", "cycle name", "cycle start", "cycle end", "started", "triaged",
                    "archived", "time in status", "project id", "parent issue", "roadmaps", "initiatives",
                    "project milestone", "sla status", "estimate", "related to", "blocked by", "assignee name",
                ],
            ),
        ],
        states: &[("triage", TicketState::Open), ("unstarted", TicketState::Open), ("duplicate", TicketState::Done)],
        priorities: &[("no priority", Priority::Normal), ("0", Priority::Normal)],
        pages: &["https://linear.app/issue/{id}", "https://linear.app/issue/{identifier}"],
        state_classes: &["state type"],
        done_when: &["completed", "canceled", "completed at", "canceled at"],
        ..ROW
    },
    // Query CSV (labels; header and people quoted in public code; a tree query has a title column a level) and REST work
    // items (reference names). Bugs keep their text in the repro steps, other items in the description. German header from
    // memory.
    Helpdesk {
        id: "azure-devops",
        name: "Azure DevOps",
        signatures: &[
            all(&["work item type", "state", "id|title 1"]),
            all(&["arbeitselementtyp|arbeitsaufgabentyp", "id", "titel|titel 1"]),
            all(&["tipo de item de trabalho", "id", "título|título 1"]),
            all(&["tipo de elemento de trabajo", "id", "título|título 1"]),
            all(&["type d élément de travail", "id", "titre|titre 1"]),
            all(&["system title", "system state"]),
        ],
        fields: &[
            (Field::Id, &["id", "system id"]),
            (Field::Subject, &["title", "title 1", "title 2", "title 3", "title 4", "titel", "titel 1", "titel 2", "título", "título 1", "titre", "titre 1", "system title"]),
            (
                Field::Body,
                &[
                    "repro steps", "description", "microsoft vsts tcm repro steps", "system description", "beschreibung",
                    "reproduktionsschritte", "etapas de reprodução", "pasos de reproducción", "étapes de reproduction", "descrição",
                    "descripción",
                ],
            ),
            (Field::Status, &["state", "system state", "zustand", "status", "estado", "état"]),
            (Field::Kind, &["work item type", "system work item type", "arbeitselementtyp", "tipo de item de trabalho", "tipo de elemento de trabajo", "type d élément de travail"]),
            (Field::Created, &["created date", "system created date", "erstellungsdatum", "erstellt am", "data de criação", "fecha de creación", "date de création"]),
            (Field::Updated, &["changed date", "system changed date", "geändert am"]),
            (
                Field::Solved,
                &[
                    "closed date", "resolved date", "microsoft vsts common closed date",
                    "microsoft vsts common resolved date",
                ],
            ),
            (Field::Priority, &["priority", "microsoft vsts common priority", "priorität", "prioridade", "prioridad", "priorité", "severity", "microsoft vsts common severity"]),
            (
                Field::Category,
                &["area path", "system area path", "bereichspfad", "caminho da área", "ruta de acceso al área", "chemin de zone"],
            ),
            (Field::Product, &["team project", "system team project"]),
            (Field::Tags, &["tags", "system tags", "marcas", "etiquetas", "balises"]),
            (
                Field::CustomerName,
                &[
                    "created by", "system created by unique name", "system created by display name", "system created by", "erstellt von",
                    "criado por", "creado por", "créé par",
                ],
            ),
            (Field::Url, &["url"]),
            (
                Field::Other,
                &[
                    "iteration path", "system iteration path", "story points", "system assigned to display name", "rev",
                    "system assigned to unique name", "assigned to", "zugewiesen an", "zugewiesen zu", "atribuída a", "atribuído a", "asignado a", "affecté à", "system reason",
                    "reason", "system changed by display name", "activated date",
                ],
            ),
        ],
        states: &[
            ("proposed", TicketState::Open),
            ("approved", TicketState::Open),
            ("committed", TicketState::Open),
            ("doing", TicketState::Open),
            ("removed", TicketState::Done),
        ],
        links: &[Link { marker: "/_apis/", page: "/_workitems/edit/{id}" }],
        done_when: &["closed date", "microsoft vsts common closed date"],
        ..ROW
    },
    // Project CSV (header verbatim in two exporters; the sheets' sync puts rows above it); API tasks from memory. A task is
    // done when it has a day of completion; sections are stages or topics. Parts of a project that are no tasks are told
    // by their subtype.
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
            (Field::Body, &["notes", "html notes"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["last modified", "modified at"]),
            (Field::Solved, &["completed at"]),
            (Field::Product, &["projects", "projects name", "memberships project name"]),
            (Field::Category, &["section column", "memberships section name"]),
            (Field::Priority, &["priority", "custom fields (priority)"]),
            (Field::Tags, &["tags", "tags name"]),
            (Field::CustomerName, &["created by name"]),
            (Field::Url, &["permalink url"]),
            (
                Field::Other,
                &[
                    "parent task", "assignee email", "assignee name", "resource type", "resource subtype", "completed",
                    "start date", "due date", "due on", "parent name", "parent task id", "num likes", "liked", "blocked by (dependencies)",
                    "blocking (dependencies)",
                ],
            ),
        ],
        unlike: &[Unlike { column: "resource subtype", values: &["section", "milestone"] }],
        pages: &["https://app.asana.com/0/0/{task id}", "https://app.asana.com/0/0/{gid}"],
        done_when: &["completed at", "completed"],
        ..ROW
    },
    // Premium CSV, converters' CSV (labels with their colour in brackets, quoted in public code); board JSON from memory,
    // card JSON of a real file. The first eight digits of an id are the second of its creation.
    Helpdesk {
        id: "trello",
        name: "Trello",
        signatures: &[
            all(&["card id", "list name"]),
            all(&["card name", "card description", "labels"]),
            all(&["id short", "short link", "name"]),
        ],
        fields: &[
            (Field::Id, &["short link", "card id", "card #"]),
            (Field::Subject, &["card name", "name"]),
            (Field::Body, &["card description", "desc"]),
            (Field::Status, &["list name", "list"]),
            (Field::Tags, &["labels", "labels name"]),
            (Field::Updated, &["last activity date", "date last activity"]),
            (Field::Url, &["card url", "short url", "url"]),
            (Field::Replies, &["comment count", "badges comments"]),
            (
                Field::Other,
                &[
                    "board id", "board name", "id board", "id list", "id", "start date", "members", "due", "due date",
                    "id short", "labels color", "attachment links", "badges votes", "pos", "email", "start",
                    "vote count", "attachment count", "checklist item total count", "checklist item completed count",
                ],
            ),
        ],
        states: &[("doing", TicketState::Open)],
        unlike: &[Unlike { column: "is template", values: &["true"] }],
        pages: &["https://trello.com/c/{short link}", "https://trello.com/c/{card id}"],
        done_when: &["closed", "archived", "due complete"],
        dated_ids: &["id", "card id"],
        tag_notes: &["green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black"],
        ..ROW
    },
    // List CSV (header verbatim in public code); API tasks from memory. Dates and times are in milliseconds, a copy for people beside them.
    Helpdesk {
        id: "clickup",
        name: "ClickUp",
        signatures: &[
            all(&["task id", "task name", "list name|space name|task content"]),
            all(&["name", "date created", "list name|list id", "status status|status orderindex"]),
        ],
        fields: &[
            (Field::Id, &["task custom id", "task id", "custom id", "id"]),
            (Field::Subject, &["task name", "name"]),
            (Field::Body, &["task content", "text content", "description"]),
            (Field::Created, &["date created"]),
            (Field::Updated, &["date updated"]),
            (Field::Solved, &["date closed", "date done"]),
            (Field::Status, &["status", "status status"]),
            (Field::Priority, &["priority", "priority priority"]),
            (Field::Category, &["list name"]),
            (Field::Product, &["space name", "folder name", "project name"]),
            (Field::Tags, &["tags", "tags name"]),
            (Field::CustomerEmail, &["creator email"]),
            (Field::CustomerName, &["creator username"]),
            (Field::Handle, &["time spent"]),
            (Field::Url, &["url", "task link"]),
            (
                Field::Other,
                &[
                    "date created text", "date updated text", "date closed text", "due date", "due date text", "start date",
                    "start date text", "parent id", "subtasks i ds", "attachments", "assignees", "time estimated", "time estimated text", "time spent text", "rolled up time",
                    "rolled up time text", "checklists", "assigned comments", "task type", "folder path", "status color",
                    "status type", "orderindex", "time spent",
                ],
            ),
        ],
        states: &[("custom", TicketState::Open)],
        priorities: &[("1", Priority::Urgent), ("2", Priority::High), ("3", Priority::Normal), ("4", Priority::Low)],
        state_classes: &["status type"],
        handle_unit: Unit::Milliseconds,
        ..ROW
    },
    // Board export: title and group stand above and between the rows, subitems have columns of their own (public importers);
    // API items with named column values from memory.
    Helpdesk {
        id: "monday",
        name: "monday.com",
        signatures: &[
            all(&["name", "item id (auto generated)"]),
            all(&["name", "column values*", "group title|board id|board name"]),
        ],
        fields: &[
            (Field::Id, &["item id (auto generated)", "id"]),
            (Field::Subject, &["name"]),
            (Field::Body, &["description", "long text", "details", "column values (description)", "column values (details)", "updates first"]),
            (Field::Status, &["status", "column values (status)"]),
            (Field::Priority, &["priority", "column values (priority)"]),
            (Field::Category, &["category", "column values (category)", "group title"]),
            (Field::Created, &["created at", "creation log"]),
            (Field::Updated, &["last updated", "updated at"]),
            (Field::Product, &["board name"]),
            (Field::Other, &["subitems", "person", "owner", "creator id", "board id"]),
        ],
        states: &[("working on it", TicketState::Open), ("stuck", TicketState::Pending)],
        priorities: &[("critical ⚠️", Priority::Urgent), ("critical ⚠️️", Priority::Urgent)],
        needs: &["item id (auto generated)"],
        free_columns: true,
        ..ROW
    },
    // Database CSV: only the name of the file tells it (a title and 32 hexadecimal digits, `_all` for every row); its columns
    // are named by its users. API pages: each property says its type. From memory.
    Helpdesk {
        id: "notion",
        name: "Notion",
        signatures: &[all(&["object", "created time", "last edited time", "url", "parent type|parent database id|parent*"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Created, &["created time"]),
            (Field::Updated, &["last edited time"]),
            (Field::Url, &["url"]),
            (
                Field::Other,
                &["object", "archived", "in trash", "parent type", "parent", "created by id", "last edited by id", "public url"],
            ),
        ],
        unlike: &[Unlike { column: "archived", values: &["true"] }, Unlike { column: "in trash", values: &["true"] }],
        free_columns: true,
        files: &["* ????????????????????????????????", "* ????????????????????????????????_all"],
        ..ROW
    },
    // API records (`{"records": [{"id": "rec…", "createdTime", "fields": {…}}]}`), from memory; the CSV of a view has nothing
    // but its users' columns and is read as any other.
    Helpdesk {
        id: "airtable",
        name: "Airtable",
        signatures: &[all(&["wrapper records", "id", "created time"])],
        fields: &[(Field::Id, &["id"]), (Field::Created, &["created time"])],
        free_columns: true,
        ..ROW
    },
    // Project CSV, from memory: repeated `Comment` and `Owned By`.
    Helpdesk {
        id: "pivotal",
        name: "Pivotal Tracker",
        signatures: &[all(&["id", "title", "current state", "requested by|accepted at"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created at"]),
            (Field::Solved, &["accepted at"]),
            (Field::Status, &["current state"]),
            (Field::Tags, &["labels"]),
            (Field::CustomerName, &["requested by"]),
            (Field::Url, &["url"]),
            (Field::Other, &["iteration", "iteration start", "iteration end", "estimate", "owned by", "deadline", "task", "task status"]),
        ],
        states: &[
            ("unscheduled", TicketState::Open),
            ("unstarted", TicketState::Open),
            ("planned", TicketState::Open),
            ("delivered", TicketState::Open),
            ("rejected", TicketState::Open),
            ("accepted", TicketState::Done),
        ],
        priorities: &[
            ("p0 - critical", Priority::Urgent),
            ("p1 - high", Priority::High),
            ("p2 - medium", Priority::Normal),
            ("p3 - low", Priority::Low),
        ],
        ..ROW
    },
    // Stories CSV (header in a public importer, longer forms from memory): names of fields in lower case.
    Helpdesk {
        id: "shortcut",
        name: "Shortcut",
        signatures: &[Signature { all: &["id", "name", "type", "requester|requestor", "owners", "state"], none: &["subject"] }],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["name"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Solved, &["completed at"]),
            (Field::Status, &["state"]),
            (Field::Product, &["project"]),
            (Field::Category, &["epic"]),
            (Field::Tags, &["labels"]),
            (Field::CustomerName, &["requester", "requestor"]),
            (Field::Url, &["app url"]),
            (Field::Other, &["is completed", "is archived", "is blocked", "is a blocker", "owners", "estimate", "epic labels", "due date", "iteration"]),
        ],
        states: &[("unscheduled", TicketState::Open)],
        done_when: &["is completed", "completed at"],
        ..ROW
    },
];
