//! Hosted ticketing systems for customer support.
//!
//! What no real export or documentation confirmed says so in its comment ("unconfirmed").

use super::{Helpdesk, Link, ROW, Signature, Unlike, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Priorities as Freshworks numbers them: 4 is the most urgent (API documentation, "Ticket properties").
pub const FRESHWORKS_PRIORITIES: &[(&str, Priority)] =
    &[("1", Priority::Low), ("2", Priority::Normal), ("3", Priority::High), ("4", Priority::Urgent)];

/// States as Freshworks numbers them; 6 and 7 are Freshdesk's (API documentation, "Ticket properties").
pub const FRESHWORKS_STATES: &[(&str, TicketState)] = &[
    ("2", TicketState::Open),
    ("3", TicketState::Pending),
    ("4", TicketState::Done),
    ("5", TicketState::Done),
    ("6", TicketState::Pending),
    ("7", TicketState::Pending),
];

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Account CSV: header verbatim from two independent exporters (custom fields end in their type: `[list]`; no
    // texts but the subject; `2009-09-01 19:02` in the account's zone; "Summation column" is always 1). REST, incremental
    // export and comments: schemas of the API (tickets.json, ticket_comments.json, ticket_metrics.json);
    // `description` is the first comment in plain text; `url` is the API's. Warehouse tables: a real dump. Seed files:
    // `{"tickets": [{subject, description, tags}]}` without ids. Unconfirmed: comments inlined in the full export, names of
    // Explore and of views in other languages, numbers of the old XML (0 new … 4 closed; 1 low … 4 urgent), nested
    // options spelled `A::B`, the time tracking app's "Total time spent (sec)".
    Helpdesk {
        id: "zendesk",
        name: "Zendesk",
        signatures: &[
            all(&["summation column"]),
            all(&["requester domain", "satisfaction score"]),
            all(&["group stations", "assignee stations", "id"]),
            all(&["requester id", "via channel|via*", "raw subject|satisfaction rating*|custom fields id*|brand id"]),
            all(&["requester id", "fivetran synced", "subject"]),
            all(&["nice id", "status id"]),
            Signature {
                all: &["wrapper tickets", "subject", "description", "tags"],
                none: &["responder id", "created at", "created on", "status", "priority"],
            },
            all(&["ticket id", "ticket subject", "ticket created*"]),
            all(&["ticket id", "ticket created date|ticket created timestamp|d count(tickets)", "ticket status|ticket*"]),
            all(&["id", "subject", "requester", "requested|ticket status"]),
            all(&["id", "betreff", "anfragender|anfragesteller", "angefordert|angefragt|ticketstatus"]),
            all(&["id", "asunto", "solicitante", "solicitado|solicitada"]),
            all(&["id", "assunto", "solicitante", "solicitado|solicitada"]),
            all(&["id", "objet|sujet", "demandeur", "demandé|demandée"]),
        ],
        fields: &[
            (Field::Id, &["id", "ticket id", "nice id"]),
            (Field::Subject, &["subject", "raw subject", "ticket subject", "betreff", "asunto", "assunto", "objet", "sujet"]),
            (Field::Body, &["description", "comments first"]),
            (
                Field::Created,
                &[
                    "created at", "ticket created timestamp", "ticket created date", "requested", "angefordert",
                    "angefragt", "solicitado", "solicitada", "demandé", "demandée",
                ],
            ),
            (Field::Updated, &["updated at", "ticket updated timestamp", "ticket updated date", "updated"]),
            (
                Field::Solved,
                &[
                    "solved at", "metric set solved at", "ticket solved timestamp", "ticket solved date",
                    "ticket last solved timestamp",
                ],
            ),
            (Field::Status, &["status", "ticket status", "ticketstatus", "status id"]),
            (Field::Priority, &["priority", "ticket priority", "priority id"]),
            (Field::Category, &["ticket category", "category"]),
            (Field::Kind, &["ticket type", "type"]),
            (Field::Product, &["brand name", "ticket brand", "brand"]),
            (Field::Channel, &["via channel", "via", "ticket channel"]),
            (Field::CustomerEmail, &["requester email", "via source from address"]),
            (Field::CustomerId, &["requester id"]),
            (
                Field::CustomerName,
                &["requester", "requester name", "anfragender", "anfragesteller", "solicitante", "demandeur"],
            ),
            (
                Field::Organization,
                &[
                    "organization", "organization name", "ticket organization name", "requester domain",
                    "organization id",
                ],
            ),
            (
                Field::Satisfaction,
                &["satisfaction score", "satisfaction rating score", "ticket satisfaction rating"],
            ),
            (Field::Reopens, &["reopens", "metric set reopens"]),
            (Field::Replies, &["replies", "metric set replies", "agent replies"]),
            (Field::Handle, &["total time spent (sec)"]),
            (Field::Tags, &["tags", "ticket tags", "current tags"]),
            (
                Field::Other,
                &[
                    "summation column", "submitter", "submitter id", "recipient", "external id", "group", "group id",
                    "fivetran synced", "assigned at", "initially assigned at", "generated timestamp",
                    "allow channelback", "requester external id", "group name", "ticket group", "assignee name",
                    "time spent last update (sec)", "satisfaction rating comment", "satisfaction rating reason",
                    "metric set assigned at", "metric set initially assigned at", "via source rel",
                ],
            ),
        ],
        states: &[
            ("0", TicketState::Open),
            ("1", TicketState::Open),
            ("2", TicketState::Pending),
            ("3", TicketState::Done),
            ("4", TicketState::Done),
            ("on-hold", TicketState::Pending),
        ],
        priorities: FRESHWORKS_PRIORITIES,
        links: &[Link { marker: "/api/v2/tickets/", page: "/agent/tickets/{id}" }],
        unlike: &[Unlike { column: "status", values: &["deleted"] }],
        spaced_tags: true,
        levels: &["::"],
        ..ROW
    },
    // List CSV: field to label map in Freshworks' own test, requester columns from a real account
    // (durations `HH:MM:SS` although the header says hours; dates without a zone; empty numbers beside filled dates). REST:
    // schema of the tickets stream (state 6 waits on the customer, 7 on a third party); sources 1, 2, 3, 7, 9, 10:
    // published schema. Satisfaction 103 … -103: API documentation. Older accounts write `Ticket Id`, `Customer` and
    // capital T (source of an early version). Unconfirmed: the keys of the account export (`helpdesk_ticket`, notes,
    // `display_id`), its XML.
    Helpdesk {
        id: "freshdesk",
        name: "Freshdesk",
        signatures: &[
            Signature {
                all: &[
                    "ticket id", "created time", "due by time|initial response time|resolved time|agent interactions",
                ],
                none: &["requester vip", "experience score", "approval status", "item", "ticket owner"],
            },
            Signature { all: &["responder id", "fr escalated"], none: &["department id", "item category"] },
            all(&["display id", "status name", "ticket type|responder name|requester name"]),
        ],
        fields: &[
            (Field::Id, &["ticket id", "display id", "id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["description text", "description", "notes first"]),
            (Field::Created, &["created time", "created at"]),
            (Field::Updated, &["last update time", "last updated time", "updated at"]),
            (Field::Solved, &["resolved time", "closed time", "stats resolved at", "stats closed at"]),
            (Field::FirstResponse, &["initial response time", "stats first responded at"]),
            (Field::Status, &["status name", "status"]),
            (Field::Priority, &["priority name", "priority"]),
            (Field::Category, &["category", "custom fields cf category", "custom fields category"]),
            (Field::Kind, &["type", "ticket type"]),
            (Field::Product, &["product", "product name"]),
            (Field::Channel, &["source name", "source"]),
            (Field::CustomerEmail, &["email", "requester email"]),
            (Field::CustomerId, &["contact id", "requester id"]),
            (Field::CustomerName, &["full name", "requester name", "requester", "customer"]),
            (Field::Organization, &["company name", "company id"]),
            (Field::Satisfaction, &["survey results", "ratings default question"]),
            (Field::Handle, &["time tracked"]),
            (Field::Replies, &["agent interactions"]),
            (Field::Tags, &["tags", "tags name"]),
            (
                Field::Other,
                &[
                    "title", "summary", "group", "customer interactions", "resolution status", "first response status",
                    "description html", "twitter id", "unique external id", "delta", "association type", "id internal",
                    "internal agent", "internal group", "product id", "company name id",
                ],
            ),
        ],
        states: FRESHWORKS_STATES,
        priorities: FRESHWORKS_PRIORITIES,
        channels: &[
            ("1", "Email"),
            ("2", "Portal"),
            ("3", "Phone"),
            ("7", "Chat"),
            ("9", "Feedback widget"),
            ("10", "Outbound email"),
        ],
        unlike: &[Unlike { column: "spam", values: &["true"] }, Unlike { column: "deleted", values: &["true"] }],
        handle_unit: Unit::Hours,
        ..ROW
    },
    // Import templates and their words (assisted data migration guide): `TicketExtId`, ISO dates, threads with `Direction
    // In|Out`. Unconfirmed: labels of the ticket list CSV and the backup, keys of the API (webUrl, ticketNumber).
    // Ids have 18 digits; people use the short number.
    Helpdesk {
        id: "zoho-desk",
        name: "Zoho Desk",
        signatures: &[
            all(&["ticket owner", "ticket closed time|ticket reference id|sub category|ticket id"]),
            all(&["ticket number", "web url", "created time"]),
            all(&["ticket ext id", "subject"]),
        ],
        fields: &[
            (Field::Id, &["ticket reference id", "request id", "ticket number", "ticket ext id", "ticket id"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["description"]),
            (Field::Created, &["created time"]),
            (Field::Updated, &["modified time"]),
            (Field::Solved, &["ticket closed time", "closed time"]),
            (Field::Status, &["status", "status type"]),
            (Field::Kind, &["classification", "classifications"]),
            (Field::Category, &["category"]),
            (Field::Subcategory, &["sub category"]),
            (Field::Product, &["product name", "product product name"]),
            (Field::CustomerEmail, &["email", "contact email"]),
            (Field::CustomerId, &["contact id", "contact ext id"]),
            (Field::CustomerName, &["contact name", "contact last name"]),
            (Field::Organization, &["account name", "contact account account name"]),
            (Field::Replies, &["thread count", "number of threads"]),
            (Field::Url, &["web url"]),
            (
                Field::Other,
                &[
                    "resolution", "ticket owner", "customer response time", "response time", "sentiment", "department id",
                    "due date", "account id",
                ],
            ),
        ],
        unlike: &[Unlike { column: "is spam", values: &["true"] }, Unlike { column: "is trashed", values: &["true"] }],
        ..ROW
    },
    // Unconfirmed: the classic REST (XML: displayid, epoch seconds), CSV of KQL reports (`Ticket Mask ID`), and the cases
    // of the new API.
    Helpdesk {
        id: "kayako",
        name: "Kayako",
        signatures: &[
            all(&["ticket mask id", "subject"]),
            all(&["displayid", "departmentid", "statusid|creationtime|lastactivity"]),
            all(&["subject", "resource url", "last post preview|source channel*|post count"]),
        ],
        fields: &[
            (Field::Id, &["ticket mask id", "displayid", "ticket id", "id"]),
            (Field::InternalId, &["ticket internal id", "legacy id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["posts first", "posts post contents", "last post preview"]),
            (Field::Created, &["creation time", "creationtime", "creation date", "created at"]),
            (Field::Updated, &["lastactivity", "last activity", "updated at"]),
            (Field::Solved, &["resolution date", "last completed at"]),
            (Field::Status, &["status label", "ticket status", "status"]),
            (Field::Priority, &["priority label", "ticket priority", "priority"]),
            (Field::Kind, &["type label", "ticket type", "type"]),
            (Field::Channel, &["source channel type", "source channel resource type", "creation mode"]),
            (Field::CustomerEmail, &["email", "requester email"]),
            (Field::CustomerId, &["userid", "requester id"]),
            (Field::CustomerName, &["fullname", "full name", "requester full name"]),
            (Field::Organization, &["userorganization", "user organization"]),
            (Field::Category, &["department title", "department"]),
            (Field::Replies, &["replies", "total replies", "post count"]),
            (Field::Url, &["resource url"]),
            (
                Field::Other,
                &["statusid", "priorityid", "typeid", "departmentid", "ownerstaffid", "resource", "creator full name"],
            ),
        ],
        links: &[Link { marker: "/api/v1/cases/", page: "/agent/conversations/{id}" }],
        unlike: &[Unlike { column: "state", values: &["spam", "trashed"] }],
        ..ROW
    },
    // Unconfirmed: API v3 and the CSV of the grid. States are letters: new, chatting, calling, resolved, deleted,
    // spam, answered, open, postponed.
    Helpdesk {
        id: "liveagent",
        name: "LiveAgent",
        signatures: &[
            all(&["code", "departmentid", "channel type|date created|owner email"]),
            all(&["code", "subject", "date created", "date resolved|date changed"]),
        ],
        fields: &[
            (Field::Id, &["code"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["messages first", "preview"]),
            (Field::Created, &["date created"]),
            (Field::Updated, &["date changed"]),
            (Field::Solved, &["date resolved"]),
            (Field::Category, &["department name", "department"]),
            (Field::CustomerEmail, &["owner email"]),
            (Field::CustomerId, &["owner contactid"]),
            (Field::CustomerName, &["owner name"]),
            (Field::Channel, &["channel type"]),
            (Field::Other, &["departmentid", "agentid", "owner", "date due"]),
        ],
        states: &[
            ("n", TicketState::Open),
            ("t", TicketState::Open),
            ("p", TicketState::Open),
            ("c", TicketState::Open),
            ("r", TicketState::Done),
            ("a", TicketState::Done),
            ("w", TicketState::Pending),
        ],
        unlike: &[Unlike { column: "status", values: &["x", "b"] }],
        ..ROW
    },
    // Unconfirmed: API 1.1 (`rows`); the status says by its behaviour whether it is pending or completed.
    Helpdesk {
        id: "happyfox",
        name: "HappyFox",
        signatures: &[all(&["display id", "status behavior", "subject|first message"])],
        fields: &[
            (Field::Id, &["display id", "id"]),
            (Field::InternalId, &["id"]),
            (Field::Subject, &["subject"]),
            (Field::Body, &["first message", "text", "html"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["last updated at", "last modified"]),
            (Field::Status, &["status name", "status behavior"]),
            (Field::Priority, &["priority name"]),
            (Field::Category, &["category name"]),
            (Field::CustomerEmail, &["user email"]),
            (Field::CustomerId, &["user id"]),
            (Field::CustomerName, &["user name"]),
            (Field::Channel, &["source"]),
            (Field::Handle, &["time spent"]),
            (Field::Replies, &["messages count"]),
            (Field::Other, &["assigned to name", "last staff reply at", "last user reply at", "due date"]),
        ],
        ..ROW
    },
    // Unconfirmed: tickets of API v1.
    Helpdesk {
        id: "groove",
        name: "Groove",
        signatures: &[all(&["number", "title", "links customer*", "summary|resolution time|state"])],
        fields: &[
            (Field::Id, &["number"]),
            (Field::Subject, &["title"]),
            (Field::Body, &["messages first", "summary"]),
            (Field::Created, &["created at"]),
            (Field::Updated, &["updated at"]),
            (Field::Status, &["state"]),
            (Field::CustomerId, &["links customer id"]),
            (Field::Replies, &["message count"]),
            (Field::Url, &["app url", "href"]),
            (Field::Channel, &["type"]),
            (Field::Other, &["assigned group", "links assignee id", "resolution time", "closed by", "links customer href"]),
        ],
        states: &[("unread", TicketState::Open)],
        unlike: &[Unlike { column: "state", values: &["spam"] }],
        ..ROW
    },
    // The report's columns, as its users list them (discussion of the project).
    Helpdesk {
        id: "trudesk",
        name: "Trudesk",
        signatures: &[all(&["uid", "subject", "requester", "assignee"])],
        fields: &[
            (Field::Id, &["uid"]),
            (Field::Created, &["created", "date"]),
            (Field::Kind, &["type"]),
            // Groups are of customers.
            (Field::Organization, &["group"]),
        ],
        ..ROW
    },
    // Unconfirmed: requests of the API; `tNote` is the first message.
    Helpdesk {
        id: "helpspot",
        name: "HelpSpot",
        signatures: &[all(&["x request", "s status|x status", "s title|t note"])],
        fields: &[
            (Field::Id, &["x request"]),
            (Field::Subject, &["s title"]),
            (Field::Body, &["t note", "initial request", "request history first"]),
            (Field::Created, &["dt gmt opened"]),
            (Field::Solved, &["dt gmt closed"]),
            (Field::Status, &["s status", "x status"]),
            (Field::Category, &["s category", "x category"]),
            (Field::Channel, &["f opened via", "fopened via"]),
            (Field::CustomerEmail, &["s email"]),
            (Field::CustomerId, &["s user id"]),
            (Field::CustomerName, &["s first name", "full name"]),
            (Field::Other, &["x person assigned to", "i last reply by", "s last name"]),
        ],
        states: &[("problem solved", TicketState::Done)],
        unlike: &[Unlike { column: "f trash", values: &["1", "true"] }],
        ..ROW
    },
];
