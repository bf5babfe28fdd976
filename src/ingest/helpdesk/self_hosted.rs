//! Open source helpdesks that run on their users' own machines.
//!
//! What no real export, source or documentation confirmed says so in its comment ("unconfirmed").

use super::{Helpdesk, Link, ROW, Signature, Unlike, all};
use crate::{
    ingest::columns::fields::Field,
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Exporter source (include/class.export.php): byte order mark, comma or semicolon by locale, labels in the agent's
    // language, JSON keyed by the path in the data model. Unconfirmed: which columns a queue exports by default.
    Helpdesk {
        id: "osticket",
        name: "osTicket",
        signatures: &[
            all(&["ticket number", "help topic|from email|current status"]),
            all(&["number", "cdata subject"]),
            all(&["ticketnummer|ticket nummer", "hilfethema|hilfe thema|aktueller status|von e mail"]),
        ],
        fields: &[
            (Field::Id, &["ticket number", "number", "ticketnummer", "ticket nummer"]),
            (Field::Subject, &["subject", "cdata subject", "betreff"]),
            (Field::Body, &["issue details", "issue summary", "cdata message"]),
            (Field::Created, &["date created", "created", "erstelldatum"]),
            (Field::Updated, &["last updated", "lastupdate"]),
            (Field::Solved, &["closed date", "date closed", "closed"]),
            (Field::Category, &["help topic", "topic topic", "topic get name", "topic get full name", "topic", "hilfethema"]),
            (Field::Status, &["current status", "status name", "status get name", "status", "aktueller status"]),
            (Field::Priority, &["priority", "cdata priority priority desc", "cdata priority"]),
            (Field::CustomerEmail, &["from email", "user default email address", "user default email", "von e mail"]),
            (Field::CustomerName, &["from", "user name", "user get name", "von"]),
            (Field::Channel, &["source"]),
            (Field::Reopens, &["reopen count"]),
            (Field::Replies, &["thread count"]),
            (
                Field::Other,
                &[
                    "department", "dept name", "dept get local name", "overdue", "answered", "attachment count",
                    "isoverdue", "isanswered", "est duedate", "duedate", "team assigned", "agent assigned",
                    "merged", "linked", "task count", "collaborator count", "collab count",
                ],
            ),
        ],
        levels: &[" / "],
        ..ROW
    },
    // Default columns of the search result: the project's own tests. Header in the agent's language; the number's
    // column is called after a setting. Delimiter is a preference (unconfirmed: `;` by default), as are the translations.
    // `ArticleTree` is the whole thread. A queue's levels are parted by `::`. Merged tickets are copies of another.
    Helpdesk {
        id: "otrs",
        name: "OTRS / Znuny",
        signatures: &[all(&[
            "ticket number|ticket#|ticketnummer|number|ticket",
            "queue|cola|fila|file",
            "first lock|customer id|article tree|lock|kundennummer|sperren|sperre|bloqueo|bloquear|article tree|erste reaktion",
        ])],
        fields: &[
            (Field::Id, &["ticket number", "ticket#", "ticketnummer", "number", "ticket"]),
            (Field::Subject, &["subject", "title", "betreff", "titel", "asunto", "título", "assunto"]),
            (Field::Created, &["created", "create time", "erstellt", "criado", "creado"]),
            (Field::Updated, &["changed", "geändert", "última alteração", "modificado"]),
            (Field::Solved, &["closed", "close time", "geschlossen", "hora de fechamento", "solution time"]),
            (Field::Status, &["state", "status", "estado"]),
            (Field::Priority, &["priority", "priorität", "prioridad"]),
            (Field::Category, &["queue", "cola", "fila"]),
            (Field::Kind, &["type", "typ"]),
            (Field::Product, &["service", "serviço", "servicio"]),
            (Field::CustomerId, &["customer user id", "customer user", "usuário cliente", "kundenbenutzer"]),
            (Field::CustomerName, &["from", "customer name", "von", "kundenname"]),
            (Field::Organization, &["customer id", "kundennummer", "id do cliente", "customer company name"]),
            (Field::Handle, &["accounted time", "abgerechnete zeit", "tempo contabilizado"]),
            (Field::Conversation, &["article tree", "artikelbaum"]),
            (
                Field::Other,
                &[
                    "age", "alter", "lock", "sperre", "sperren", "owner", "besitzer", "responsible", "verantwortlicher",
                    "user firstname", "user lastname", "first lock", "solution in min", "solution diff in min",
                    "first response in min", "first response diff in min", "idade", "bloquear", "atendente proprietário",
                    "responsável", "primeira resposta", "state type", "solution time working time",
                ],
            ),
        ],
        states: &[
            ("fechado com êxito", TicketState::Done),
            ("fechado sem êxito", TicketState::Done),
            ("lembrete de pendência", TicketState::Pending),
            ("cerrado con éxito", TicketState::Done),
            ("cerrado sin éxito", TicketState::Done),
            ("erfolgreich geschlossen", TicketState::Done),
            ("erfolglos geschlossen", TicketState::Done),
            ("warten zur erinnerung", TicketState::Pending),
            ("warten auf erfolgreich schließen", TicketState::Pending),
            ("pending auto close+", TicketState::Pending),
            ("pending auto close-", TicketState::Pending),
        ],
        unlike: &[
            Unlike { column: "state", values: &["merged", "removed"] },
            Unlike { column: "status", values: &["merged", "removed", "zusammengefasst", "entfernt"] },
        ],
        levels: &["::"],
        ..ROW
    },
    // share/html/Elements/TSVExport of the project: tabs, titles or names of attributes, `#` dropped from `#id`.
    // Unconfirmed: the default format; priorities from 0 to 100; items of REST 2; merged tickets share their id.
    Helpdesk {
        id: "rt",
        name: "Request Tracker",
        signatures: &[
            all(&["id", "subject", "queue name|requestors"]),
            all(&["id", "subject", "queue", "told|time left|time worked|requestor*"]),
        ],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Subject, &["subject"]),
            (Field::Created, &["created"]),
            (Field::Updated, &["last updated"]),
            (Field::Solved, &["resolved"]),
            (Field::Status, &["status"]),
            (Field::Priority, &["priority"]),
            (Field::Category, &["queue name", "queue"]),
            (Field::CustomerEmail, &["requestors", "requestor", "requestor email address"]),
            (Field::CustomerId, &["requestor id"]),
            (Field::Handle, &["time worked"]),
            (Field::Url, &["url"]),
            (Field::Other, &["told", "time left", "queue id", "owner id", "type", "owner name", "started", "starts", "due"]),
        ],
        states: &[("stalled", TicketState::Pending)],
        priorities: &[
            ("0", Priority::Low),
            ("1", Priority::Low),
            ("2", Priority::Low),
            ("3", Priority::Low),
            ("4", Priority::Low),
            ("5", Priority::Low),
            ("10", Priority::Low),
            ("20", Priority::Low),
            ("30", Priority::Normal),
            ("40", Priority::Normal),
            ("50", Priority::Normal),
            ("60", Priority::Normal),
            ("70", Priority::High),
            ("80", Priority::High),
            ("90", Priority::Urgent),
            ("100", Priority::Urgent),
        ],
        links: &[Link { marker: "/REST/2.0/ticket/", page: "/Ticket/Display.html?id={id}" }],
        unlike: &[Unlike { column: "status", values: &["deleted"] }],
        ..ROW
    },
    // REST list and search: api/ticket of the project's documentation (a search lists ids and keeps the tickets under
    // `assets`); numbers of states and priorities: the project's seeds. Unconfirmed: names with `?expand=true`.
    Helpdesk {
        id: "zammad",
        name: "Zammad",
        signatures: &[
            all(&["state id", "last contact at|last contact customer at|first response in min", "customer id"]),
            all(&["state id", "priority id", "article count"]),
        ],
        fields: &[
            (Field::Id, &["number", "id"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["articles first", "article body", "note"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Solved, &["close at", "last close at"]),
            (Field::Status, &["state", "state id"]),
            (Field::Priority, &["priority", "priority id"]),
            (Field::CustomerName, &["customer"]),
            (Field::CustomerId, &["customer id"]),
            (Field::Organization, &["organization", "organization id"]),
            (Field::Category, &["group"]),
            (Field::Channel, &["create article type", "article type"]),
            (Field::Replies, &["article count"]),
            (Field::Handle, &["time unit"]),
            (
                Field::Other,
                &[
                    "group id", "owner id", "owner", "first response at", "first response in min", "close in min",
                    "escalation at", "last contact at", "last contact agent at", "last contact customer at",
                    "pending time", "first response diff in min", "close diff in min", "create article type id",
                ],
            ),
        ],
        states: &[
            ("1", TicketState::Open),
            ("2", TicketState::Open),
            ("3", TicketState::Pending),
            ("4", TicketState::Done),
            ("7", TicketState::Pending),
            ("pending close", TicketState::Pending),
        ],
        priorities: &[("1", Priority::Low), ("2", Priority::Normal), ("3", Priority::High)],
        unlike: &[
            Unlike { column: "state", values: &["merged", "removed"] },
            Unlike { column: "state id", values: &["5", "6"] },
        ],
        levels: &["::"],
        ..ROW
    },
    // Unconfirmed: the API, which speaks Help Scout's dialect with `customer` for `primaryCustomer`.
    Helpdesk {
        id: "freescout",
        name: "FreeScout",
        signatures: &[Signature {
            all: &["mailbox id", "threads count", "customer*|created by*|preview"],
            none: &["primary customer id", "primary customer email"],
        }],
        fields: &[
            (Field::Id, &["number", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["embedded threads first", "threads first", "preview"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at", "user updated at"]),
            (Field::Solved, &["closed at"]),
            (Field::Status, &["status"]),
            (Field::Channel, &["type"]),
            (Field::CustomerEmail, &["customer email"]),
            (Field::CustomerId, &["customer id"]),
            (Field::CustomerName, &["customer first name"]),
            (Field::Tags, &["embedded tags name", "tags name", "tags"]),
            (Field::Replies, &["threads count"]),
            (
                Field::Other,
                &["folder id", "mailbox id", "state", "created by id", "assignee id", "closed by", "source type", "source via"],
            ),
        ],
        unlike: &[
            Unlike { column: "status", values: &["spam"] },
            Unlike { column: "state", values: &["deleted", "draft"] },
        ],
        ..ROW
    },
    // Unconfirmed: the API's list of tickets.
    Helpdesk {
        id: "uvdesk",
        name: "UVdesk",
        signatures: &[all(&["increment id", "is customer view|formated created at|total threads"])],
        fields: &[
            (Field::Id, &["increment id", "id"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["threads first", "reply", "message"]),
            (Field::Created, &["formated created at", "created at"]),
            (Field::Status, &["status code", "status name"]),
            (Field::Priority, &["priority code", "priority name"]),
            (Field::Kind, &["type code", "type name", "type"]),
            (Field::Category, &["group name"]),
            (Field::CustomerEmail, &["customer email"]),
            (Field::CustomerId, &["customer id"]),
            (Field::CustomerName, &["customer name", "customer first name"]),
            (Field::Replies, &["total threads"]),
            (
                Field::Other,
                &[
                    "status id", "status description", "status color code", "priority id", "priority description",
                    "priority color code", "agent name", "agent id", "agent email", "team name", "last reply agent time",
                ],
            ),
        ],
        unlike: &[Unlike { column: "is trashed", values: &["true", "1"] }],
        ..ROW
    },
    // _conversation.json.jbuilder of the project: times are epoch seconds, `messages` holds the last one; message types:
    // 0 incoming, 1 outgoing. Unconfirmed: the list's wrapper, the subject of e-mails.
    Helpdesk {
        id: "chatwoot",
        name: "Chatwoot",
        signatures: &[all(&["inbox id", "meta sender*"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::InternalId, &["uuid"]),
            (Field::Subject, &["additional attributes mail subject"]),
            (Field::Body, &["messages first", "last non activity message content"]),
            (Field::Created, &["created at", "timestamp"]),
            (Field::Updated, &["last activity at", "updated at"]),
            (Field::CustomerEmail, &["meta sender email"]),
            (Field::CustomerId, &["meta sender id"]),
            (Field::CustomerName, &["meta sender name"]),
            (Field::Channel, &["meta channel"]),
            (Field::Language, &["additional attributes browser language"]),
            (Field::Tags, &["labels"]),
            (
                Field::Other,
                &[
                    "account id", "inbox id", "agent last seen at", "assignee last seen at", "contact last seen at",
                    "waiting since", "first reply created at", "unread count", "meta assignee name", "meta team name",
                    "snoozed until", "muted", "can reply",
                ],
            ),
        ],
        channels: &[
            ("channel::email", "Email"),
            ("channel::webwidget", "Chat"),
            ("channel::api", "API"),
            ("channel::whatsapp", "WhatsApp"),
            ("channel::facebookpage", "Facebook"),
            ("channel::twitterprofile", "Twitter"),
            ("channel::telegram", "Telegram"),
            ("channel::sms", "SMS"),
            ("channel::line", "Line"),
        ],
        ..ROW
    },
];
