//! Shared inboxes and messengers: what they call conversations are tickets.
//!
//! What no real export or documentation confirmed says so in its comment ("unconfirmed").

use super::{Helpdesk, ROW, Signature, Unlike, all};
use crate::{
    ingest::columns::fields::Field,
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Message CSV of third-party exporters: documented column by column (one row a message, UTC; the author's type
    // tells customers from admins and bots). API: conversation model of the documentation, 1.0 (`conversation_message`) to
    // 2.x (`source`); epoch seconds, HTML bodies; statistics, parts and rating confirmed by a second exporter. `source.url`
    // is where the customer was, not the conversation. Unconfirmed: tickets (`ticket_attributes`), columns of the
    // reporting CSV, the inbox address.
    Helpdesk {
        id: "intercom",
        name: "Intercom",
        signatures: &[
            all(&["conversation id", "message id", "message author type"]),
            all(&[
                "source body|source subject", "source author*", "state",
                "waiting since|contacts*|conversation parts*",
            ]),
            all(&["conversation message body|conversation message subject", "state|open", "conversation message author*"]),
            all(&["ticket attributes default title|ticket attributes default description"]),
            all(&["conversation id", "conversation started at"]),
        ],
        fields: &[
            (Field::Id, &["ticket id", "conversation id", "id"]),
            (
                Field::Subject,
                &["ticket attributes default title", "source subject", "title", "conversation message subject"],
            ),
            (
                Field::Body,
                &[
                    "ticket attributes default description", "source body", "message body", "conversation message body",
                    "conversation parts conversation parts first", "ticket parts ticket parts first",
                ],
            ),
            (
                Field::Created,
                &["conversation created at", "conversation started at", "created at", "message created at"],
            ),
            (Field::Updated, &["updated at"]),
            (Field::Solved, &["statistics last close at", "conversation closed at", "statistics first close at"]),
            (Field::FirstResponse, &["conversation first response at", "statistics first admin reply at"]),
            (
                Field::Status,
                &["state", "conversation state", "ticket state internal label", "ticket state category", "ticket state"],
            ),
            (Field::Kind, &["ticket type name"]),
            (Field::Category, &["topics topics name", "topics"]),
            (Field::Channel, &["source type", "channel"]),
            (Field::CustomerEmail, &["source author email", "message author email"]),
            (
                Field::CustomerId,
                &["source author id", "message author id", "contacts contacts id", "user id", "conversation message author id"],
            ),
            (Field::CustomerName, &["source author name", "message author name"]),
            (Field::Organization, &["message author companies", "company name"]),
            (Field::Satisfaction, &["conversation rating rating", "conversation rating"]),
            (Field::Reopens, &["statistics count reopens"]),
            (Field::Replies, &["statistics count conversation parts"]),
            (Field::Tags, &["tags tags name", "conversation tags"]),
            (
                Field::Other,
                &[
                    "source url", "source id", "message id", "message type", "message author user id", "app id", "app name",
                    "waiting since", "snoozed until", "source delivered as", "type", "message author type",
                    "conversation rating remark", "admin assignee id", "team assignee id", "open", "read",
                    "ticket attributes", "category",
                ],
            ),
        ],
        states: &[("submitted", TicketState::Open)],
        priorities: &[("priority", Priority::High)],
        pages: &["https://app.intercom.com/a/apps/{app id}/conversations/{conversation id}"],
        ..ROW
    },
    // Keys as a connector lands them (snake case; the API writes camel case); drill-down of reports: documentation
    // (`results`, threadCount). Unconfirmed: the HAL wrapper, labels of the CSV, the address.
    Helpdesk {
        id: "helpscout",
        name: "Help Scout",
        signatures: &[
            all(&["mailbox id", "primary customer*|customer waiting since*"]),
            all(&["mailbox id", "thread count", "preview|customer name|customer email"]),
            all(&["conversation number", "subject", "customer*", "mailbox|thread count|threads|tags"]),
        ],
        fields: &[
            (Field::Id, &["number", "conversation number", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["embedded threads first", "threads first", "preview"]),
            (Field::Created, &["created at", "created"]),
            (Field::Updated, &["user updated at", "updated at", "modified at"]),
            (Field::Solved, &["closed at", "closed"]),
            (Field::Status, &["status"]),
            (Field::CustomerEmail, &["primary customer email", "customer email"]),
            (Field::CustomerId, &["primary customer id", "customer id"]),
            (Field::CustomerName, &["customer name", "primary customer first", "customer"]),
            (Field::Channel, &["type", "source type"]),
            (Field::Tags, &["tags tag", "tags name", "tags"]),
            (Field::Replies, &["threads", "thread count"]),
            (Field::Url, &["links web href"]),
            (
                Field::Other,
                &[
                    "folder id", "mailbox id", "state", "source via", "assignee id", "assignee email", "created by id",
                    "created by email", "closed by", "customer waiting since time", "customer waiting since friendly",
                    "cc", "bcc", "attachments", "custom fields value", "mailbox",
                ],
            ),
        ],
        pages: &["https://secure.helpscout.net/conversation/{id}/{number}"],
        unlike: &[
            Unlike { column: "status", values: &["spam"] },
            Unlike { column: "state", values: &["deleted", "draft"] },
        ],
        ..ROW
    },
    // Unconfirmed: the message CSV of the analytics export (one row a message or segment), conversations of the API (ids
    // `cnv_…`, epoch seconds with decimals), the address.
    Helpdesk {
        id: "front",
        name: "Front",
        signatures: &[
            all(&["conversation id", "message id", "extract|segment|direction", "inbox|contact handle"]),
            all(&["links self", "subject", "recipient handle|last message id|last message*", "status"]),
            all(&["links related conversations*|links related messages", "subject", "status"]),
        ],
        fields: &[
            (Field::Id, &["conversation id", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["extract", "messages first", "last message text", "last message body", "last message blurb"]),
            (Field::Created, &["message date", "created at"]),
            (Field::Updated, &["updated at", "last message created at"]),
            (Field::Status, &["status", "status category"]),
            (Field::Category, &["inbox"]),
            (Field::CustomerEmail, &["contact handle", "recipient handle"]),
            (Field::CustomerName, &["contact name", "recipient name"]),
            (Field::Channel, &["message type", "last message type", "type"]),
            (Field::Satisfaction, &["rating"]),
            (Field::Tags, &["tags", "tags name"]),
            (
                Field::Other,
                &[
                    "message id", "segment", "direction", "message time", "reaction time", "response time", "author",
                    "to", "cc", "bcc", "attachment count", "rating text", "links self", "assignee email", "is private",
                    "assignee username", "last message author email", "recipient role", "waiting since",
                ],
            ),
        ],
        states: &[
            ("unassigned", TicketState::Open),
            ("unreplied", TicketState::Open),
            ("replied", TicketState::Pending),
        ],
        pages: &["https://app.frontapp.com/open/{conversation id}", "https://app.frontapp.com/open/{id}"],
        unlike: &[
            Unlike { column: "direction", values: &["outbound"] },
            Unlike { column: "status", values: &["deleted", "spam", "trashed"] },
        ],
        ..ROW
    },
    // API: keys listed by a warehouse's integration; two states only, a snoozed ticket counts as closed (documentation).
    // Unconfirmed: messages inlined, the survey's keys, labels of the CSV.
    Helpdesk {
        id: "gorgias",
        name: "Gorgias",
        signatures: &[
            all(&["created datetime", "channel", "via"]),
            all(&["created datetime", "closed datetime", "subject|excerpt"]),
        ],
        fields: &[
            (Field::Id, &["id", "ticket id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["messages first", "excerpt"]),
            (Field::Created, &["created datetime"]),
            (Field::Updated, &["updated datetime"]),
            (Field::Solved, &["closed datetime"]),
            (Field::Status, &["status"]),
            (Field::Channel, &["channel"]),
            (Field::CustomerEmail, &["customer email"]),
            (Field::CustomerId, &["customer id"]),
            (Field::CustomerName, &["customer name"]),
            (Field::Satisfaction, &["satisfaction survey score", "satisfaction score"]),
            (Field::Replies, &["messages count"]),
            (Field::Tags, &["tags name", "tags"]),
            (
                Field::Other,
                &[
                    "opened datetime", "via", "external id", "last received message datetime", "last message datetime",
                    "snooze datetime", "assignee user email", "assignee user name", "assignee team name", "uri",
                    "satisfaction survey body text", "is unread",
                ],
            ),
        ],
        unlike: &[Unlike { column: "spam", values: &["true"] }, Unlike { column: "trashed datetime", values: &[] }],
        ..ROW
    },
    // Unconfirmed: conversations of the API; a message is a list of parts, `actor_type` tells who wrote it.
    Helpdesk {
        id: "freshchat",
        name: "Freshchat",
        signatures: &[all(&[
            "conversation id", "channel id", "status|messages first|assigned agent id|assigned group id",
        ])],
        fields: &[
            (Field::Id, &["conversation id"]),
            (Field::Body, &["messages first", "message parts text content"]),
            (Field::Created, &["created time"]),
            (Field::Updated, &["updated time"]),
            (Field::Status, &["status"]),
            (Field::CustomerEmail, &["user email", "users email"]),
            (Field::CustomerId, &["user id", "users id"]),
            (Field::CustomerName, &["user name", "users first name"]),
            (Field::Category, &["channel name", "topic name"]),
            (Field::Other, &["channel id", "app id", "assigned agent id", "assigned group id", "url"]),
        ],
        ..ROW
    },
    // Unconfirmed: conversations of the API (milliseconds), the address.
    Helpdesk {
        id: "crisp",
        name: "Crisp",
        signatures: &[all(&["session id", "state|status", "meta nickname|meta email|meta segments|last message"])],
        fields: &[
            (Field::Id, &["session id"]),
            (Field::Subject, &["meta subject"]),
            (Field::Body, &["messages first", "last message"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Status, &["state"]),
            (Field::Channel, &["meta origin"]),
            (Field::CustomerEmail, &["meta email"]),
            (Field::CustomerName, &["meta nickname"]),
            (Field::Language, &["meta device locales"]),
            (Field::Tags, &["meta segments"]),
            (Field::Other, &["status", "website id", "availability", "active last", "active now", "unread operator"]),
        ],
        pages: &["https://app.crisp.chat/website/{website id}/inbox/{session id}/"],
        ..ROW
    },
    // Unconfirmed: transcripts by conversation; the product is known by little.
    Helpdesk {
        id: "tidio",
        name: "Tidio",
        signatures: &[Signature {
            all: &["wrapper conversations", "messages first", "contact*|visitor*"],
            none: &["source body", "mailbox id", "channel id", "inbox id"],
        }],
        fields: &[
            (Field::Id, &["id", "conversation id"]),
            (Field::Body, &["messages first"]),
            (Field::CustomerEmail, &["contact email", "visitor email", "email"]),
            (Field::CustomerName, &["contact name", "visitor name"]),
            (Field::CustomerId, &["contact id", "visitor id"]),
            (Field::Created, &["created at", "started at", "created"]),
        ],
        states: &[("unassigned", TicketState::Open)],
        ..ROW
    },
    // Conversations of a real database dump and the documentation (open, snoozed, done; `satisfaction` is 0 without a
    // survey). Priorities are numbers whose direction is not known: left out.
    Helpdesk {
        id: "kustomer",
        name: "Kustomer",
        signatures: &[
            all(&["message count|outbound message count", "satisfaction level*|last done*|first done*|assigned teams*", "status"]),
            all(&["relationships customer data id", "status", "preview|name", "channels|direction"]),
        ],
        fields: &[
            (Field::Id, &["id"]),
            (Field::InternalId, &["external id"]),
            (Field::Subject, &["name"]),
            (Field::Body, &["messages first", "preview"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at", "modified at", "last activity at"]),
            (Field::Solved, &["last done created at", "first done created at"]),
            (Field::Status, &["status"]),
            (Field::Channel, &["channels", "first message in channel"]),
            (Field::CustomerId, &["relationships customer data id", "customer", "customer id"]),
            (Field::Organization, &["relationships company data id"]),
            (Field::Language, &["default lang"]),
            (Field::Satisfaction, &["satisfaction level score", "satisfaction level rating"]),
            (Field::Reopens, &["reopen count"]),
            (Field::Replies, &["outbound message count"]),
            (Field::Url, &["links self"]),
            (
                Field::Other,
                &[
                    "satisfaction", "priority", "message count", "note count", "direction", "assigned users",
                    "assigned teams", "rev", "type", "open status at", "sub status",
                ],
            ),
        ],
        unlike: &[Unlike { column: "spam", values: &["true"] }, Unlike { column: "deleted", values: &["true"] }],
        ..ROW
    },
    // Unconfirmed: conversations of the API with numbers for the status.
    Helpdesk {
        id: "reamaze",
        name: "Re:amaze",
        signatures: &[all(&["slug", "tag list|message body|perma url", "category name|category slug|category channel"])],
        fields: &[
            (Field::Id, &["slug"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["message body", "last customer message body"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Status, &["status"]),
            (Field::Category, &["category name"]),
            (Field::CustomerEmail, &["author email"]),
            (Field::CustomerName, &["author name"]),
            (Field::Tags, &["tag list"]),
            (Field::Replies, &["message count"]),
            (Field::Url, &["perma url"]),
            (Field::Other, &["origin", "category channel", "category slug", "category email", "display name", "assignee email", "hold until"]),
        ],
        states: &[
            ("0", TicketState::Open),
            ("1", TicketState::Pending),
            ("2", TicketState::Done),
            ("4", TicketState::Done),
            ("5", TicketState::Pending),
            ("6", TicketState::Done),
        ],
        unlike: &[Unlike { column: "status", values: &["3", "9"] }],
        ..ROW
    },
    // Unconfirmed: the mail program's own CSV export of a folder; it writes neither a date nor an id.
    Helpdesk {
        id: "outlook",
        name: "Outlook",
        signatures: &[
            all(&["subject", "body", "from (address)|from (name)"]),
            all(&["betreff", "text", "von (adresse)|von (name)"]),
            all(&["objet", "corps", "de (adresse)|de (nom)"]),
        ],
        fields: &[
            (Field::Subject, &["subject", "betreff", "objet"]),
            (Field::Body, &["body", "text", "corps"]),
            (Field::CustomerEmail, &["from (address)", "von (adresse)", "de (adresse)"]),
            (Field::CustomerName, &["from (name)", "von (name)", "de (nom)"]),
            (Field::Category, &["categories", "kategorien", "catégories"]),
            (Field::Priority, &["importance", "wichtigkeit"]),
            (
                Field::Other,
                &[
                    "from (type)", "to (name)", "to (address)", "to (type)", "cc (name)", "cc (address)", "cc (type)",
                    "bcc (name)", "bcc (address)", "bcc (type)", "billing information", "mileage", "sensitivity",
                    "von (typ)", "an (name)", "an (adresse)", "an (typ)", "cc (adresse)", "cc (typ)",
                    "bcc (adresse)", "bcc (typ)", "abrechnungsinformationen", "reisekilometer", "vertraulichkeit",
                ],
            ),
        ],
        listed_categories: true,
        ..ROW
    },
];
