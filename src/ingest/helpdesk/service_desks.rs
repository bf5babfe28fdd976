//! Helpdesks and service desks.

use super::{Helpdesk, Link, ROW, Signature, Unlike, all};
use crate::{
    ingest::{columns::fields::Field, durations::Unit},
    model::ticket::{Priority, TicketState},
};

/// Rows, in no order that matters.
#[rustfmt::skip]
pub const ROWS: &[Helpdesk] = &[
    // Account CSV: header verbatim from two independent exporters; REST and incremental export: developer.zendesk.com
    // (tickets.json of the API). `description` is the first comment in plain text.
    Helpdesk {
        id: "zendesk",
        name: "Zendesk",
        signatures: &[
            all(&["summation column"]),
            all(&["requester domain", "satisfaction score"]),
            all(&["requester id", "via channel|via*", "raw subject|satisfaction rating*|custom fields id*|brand id"]),
            all(&["requester id", "fivetran synced", "subject"]),
            Signature {
                all: &["wrapper tickets", "subject", "description", "tags"],
                none: &["responder id", "created at"],
            },
            all(&["ticket id", "ticket subject", "ticket created*"]),
            // Account XML: numbers for words.
            all(&["nice id", "status id"]),
        ],
        fields: &[
            (Field::Id, &["id", "ticket id", "nice id"]),
            (Field::Subject, &["subject", "raw subject", "ticket subject"]),
            (Field::Body, &["description", "comments first"]),
            (Field::Created, &["created at", "ticket created timestamp", "ticket created date", "requested"]),
            (Field::Solved, &["solved at", "metric set solved at", "ticket solved timestamp"]),
            (Field::Status, &["status", "status id"]),
            (Field::Priority, &["priority", "priority id"]),
            (Field::Tags, &["tags", "current tags"]),
            (Field::Category, &["ticket category", "category"]),
            (Field::Kind, &["ticket type", "type"]),
            (Field::Channel, &["via channel", "via"]),
            (Field::CustomerEmail, &["requester email"]),
            (Field::CustomerId, &["requester id"]),
            (Field::CustomerName, &["requester", "requester name"]),
            (Field::Organization, &["organization", "organization name", "requester domain", "organization id"]),
            (Field::Satisfaction, &["satisfaction score", "satisfaction rating score"]),
            (Field::Reopens, &["reopens", "metric set reopens"]),
            (Field::Replies, &["replies", "metric set replies"]),
            (
                Field::Other,
                &[
                    "summation column", "submitter", "submitter id", "recipient", "external id", "group",
                    "fivetran synced", "assigned at", "initially assigned at", "generated timestamp",
                    "allow channelback",
                ],
            ),
        ],
        states: &[
            ("0", TicketState::Open),
            ("1", TicketState::Open),
            ("2", TicketState::Pending),
            ("3", TicketState::Done),
            ("4", TicketState::Done),
        ],
        priorities: &[("1", Priority::Low), ("2", Priority::Normal), ("3", Priority::High), ("4", Priority::Urgent)],
        links: &[Link { marker: "/api/v2/tickets/", page: "/agent/tickets/{id}" }],
        unlike: &[Unlike { column: "status", values: &["deleted"] }],
        spaced_tags: true,
        ..ROW
    },
    // List CSV: field to label map in Freshworks' own test; REST: tickets.json of the API. Priorities and states
    // are numbers there (api documentation, "Ticket properties").
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
            (Field::Body, &["description", "description text"]),
            (Field::Created, &["created time", "created at"]),
            (Field::Updated, &["last update time", "updated at"]),
            (Field::Solved, &["resolved time", "closed time", "stats resolved at", "stats closed at"]),
            (Field::Status, &["status name", "status"]),
            (Field::Priority, &["priority name", "priority"]),
            (Field::Category, &["category"]),
            (Field::Kind, &["type", "ticket type"]),
            (Field::CustomerEmail, &["email", "requester email"]),
            (Field::CustomerId, &["contact id", "requester id"]),
            (Field::CustomerName, &["full name", "requester name"]),
            (Field::Organization, &["company name", "company id"]),
            (Field::Handle, &["time tracked"]),
            (Field::Replies, &["agent interactions"]),
            (Field::Other, &["title", "summary", "group", "source", "customer interactions", "resolution status"]),
        ],
        states: &[
            ("2", TicketState::Open),
            ("3", TicketState::Pending),
            ("4", TicketState::Done),
            ("5", TicketState::Done),
            ("6", TicketState::Pending),
            ("7", TicketState::Pending),
        ],
        priorities: &[("1", Priority::Low), ("2", Priority::Normal), ("3", Priority::High), ("4", Priority::Urgent)],
        unlike: &[Unlike { column: "spam", values: &["true"] }, Unlike { column: "deleted", values: &["true"] }],
        handle_unit: Unit::Hours,
        ..ROW
    },
    // List CSV of a real account (header); REST: schema of the tickets stream.
    Helpdesk {
        id: "freshservice",
        name: "Freshservice",
        signatures: &[
            all(&["ticket id", "created time", "requester vip|experience score|approval status"]),
            all(&["ticket id", "created time", "sub category", "item"]),
            all(&["responder id", "department id|item category"]),
        ],
        fields: &[
            (Field::Id, &["ticket id", "id"]),
            (Field::Body, &["description", "description text"]),
            (Field::Created, &["created time", "created at"]),
            (Field::Solved, &["resolved time", "closed time"]),
            (Field::Category, &["category"]),
            (Field::Subcategory, &["sub category", "item", "item category"]),
            (Field::Satisfaction, &["survey result", "experience score"]),
            (Field::Other, &["group", "department id", "customer interactions", "impact", "urgency"]),
        ],
        states: &[
            ("2", TicketState::Open),
            ("3", TicketState::Pending),
            ("4", TicketState::Done),
            ("5", TicketState::Done),
        ],
        priorities: &[("1", Priority::Low), ("2", Priority::Normal), ("3", Priority::High), ("4", Priority::Urgent)],
        unlike: &[Unlike { column: "spam", values: &["true"] }, Unlike { column: "deleted", values: &["true"] }],
        handle_unit: Unit::Hours,
        ..ROW
    },
    // List export with labels (incident.csv) or field names; JSONv2 and Table API. States and priorities: base system of
    // the incident table. "Resolution notes" and work notes are the agents'.
    Helpdesk {
        id: "servicenow",
        name: "ServiceNow",
        signatures: &[all(&["number", "short description"]), all(&["number", "sys mod count", "incident state|state"])],
        fields: &[
            (Field::Id, &["number"]),
            (Field::Subject, &["short description"]),
            (Field::Body, &["description"]),
            (Field::Created, &["opened at", "opened", "sys created on", "created", "sys created at"]),
            (Field::Updated, &["sys updated on", "updated", "sys updated at"]),
            (Field::Solved, &["resolved at", "resolved", "closed at", "closed"]),
            (Field::Status, &["state", "incident state"]),
            (Field::Category, &["category"]),
            (Field::Subcategory, &["subcategory", "u symptom"]),
            (Field::Product, &["cmdb ci", "business service", "configuration item"]),
            (Field::CustomerName, &["caller id", "caller", "opened by"]),
            (Field::Handle, &["time worked"]),
            (Field::Reopens, &["reopen count"]),
            (
                Field::Other,
                &[
                    "close notes", "work notes", "close code", "resolution code", "active", "knowledge", "notify",
                    "impact", "urgency", "severity", "reassignment count", "assignment group", "location",
                ],
            ),
        ],
        states: &[
            ("1", TicketState::Open),
            ("2", TicketState::Open),
            ("3", TicketState::Pending),
            ("6", TicketState::Done),
            ("7", TicketState::Done),
            ("8", TicketState::Done),
        ],
        handle_unit: Unit::Seconds,
        ..ROW
    },
    // Message-level CSV of third-party exporters; API 2.x conversations (epoch seconds, HTML bodies).
    Helpdesk {
        id: "intercom",
        name: "Intercom",
        signatures: &[
            all(&["conversation id", "message id", "message author type"]),
            all(&[
                "source body|source subject", "source author*", "state",
                "waiting since|contacts*|conversation parts*",
            ]),
        ],
        fields: &[
            (Field::Id, &["id", "conversation id"]),
            (Field::Subject, &["source subject", "title"]),
            (Field::Body, &["source body", "message body", "conversation parts conversation parts first"]),
            (Field::Created, &["created at", "conversation created at", "message created at"]),
            (Field::Solved, &["statistics last close at", "conversation closed at"]),
            (Field::Channel, &["source type"]),
            (Field::CustomerEmail, &["source author email", "message author email"]),
            (Field::CustomerId, &["source author id", "message author id"]),
            (Field::CustomerName, &["source author name", "message author name"]),
            (Field::Satisfaction, &["conversation rating rating"]),
            (Field::Reopens, &["statistics count reopens"]),
            (Field::Tags, &["tags tags name", "conversation tags"]),
            (Field::Url, &["source url"]),
        ],
        unlike: &[Unlike { column: "message author type", values: &["admin", "bot", "operator", "team"] }],
        ..ROW
    },
    // Mailbox API 2.0 (HAL). FreeScout speaks the same dialect.
    Helpdesk {
        id: "helpscout",
        name: "Help Scout",
        signatures: &[all(&["mailbox id", "primary customer*|threads count|customer waiting since*"])],
        fields: &[
            (Field::Id, &["number", "id"]),
            (Field::Body, &["embedded threads first", "threads first", "preview"]),
            (Field::CustomerEmail, &["primary customer email", "customer email"]),
            (Field::CustomerId, &["primary customer id", "customer id"]),
            (Field::Created, &["created at"]),
            (Field::Tags, &["tags tag", "tags name"]),
            (Field::Other, &["id internal", "folder id", "mailbox id"]),
        ],
        unlike: &[Unlike { column: "status", values: &["spam"] }, Unlike { column: "state", values: &["deleted"] }],
        ..ROW
    },
    // Labels of the CRM export; API v3 objects/tickets (properties).
    Helpdesk {
        id: "hubspot",
        name: "HubSpot",
        signatures: &[all(&["ticket name", "pipeline|ticket status"]), all(&["hs pipeline stage"])],
        fields: &[
            (Field::Id, &["ticket id", "record id", "id", "hs object id"]),
            (Field::Subject, &["ticket name", "subject"]),
            (Field::Body, &["ticket description", "content"]),
            (Field::Created, &["create date", "createdate"]),
            (Field::Updated, &["last modified date", "hs lastmodifieddate"]),
            (Field::Solved, &["close date", "closed date"]),
            (Field::Status, &["ticket status"]),
            (Field::Priority, &["priority", "hs ticket priority"]),
            (Field::Category, &["category", "hs ticket category"]),
            (Field::Channel, &["source", "source type"]),
            (Field::CustomerName, &["associated contact", "associated contact ids"]),
            (Field::Organization, &["associated company", "associated company (primary)"]),
            (Field::Other, &["pipeline", "hs pipeline", "hs pipeline stage", "archived", "time to close"]),
        ],
        ..ROW
    },
    // Case.csv of the data export (API names); "Details Only" reports (labels); sObject tree and REST query JSON.
    Helpdesk {
        id: "salesforce",
        name: "Salesforce Service Cloud",
        signatures: &[
            all(&["case number", "is deleted|system modstamp"]),
            all(&["case number", "date time opened|case owner|case origin"]),
            all(&["case number", "attributes type"]),
        ],
        fields: &[
            (Field::Id, &["case number", "id"]),
            (Field::Created, &["created date", "date time opened", "opened date"]),
            (Field::Updated, &["last modified date", "system modstamp"]),
            (Field::Solved, &["closed date", "date time closed"]),
            (Field::Kind, &["type", "case record type"]),
            (Field::Category, &["reason", "case reason"]),
            (Field::Channel, &["origin", "case origin"]),
            (Field::CustomerEmail, &["supplied email", "contact email"]),
            (Field::CustomerId, &["contact id"]),
            (Field::CustomerName, &["contact name", "supplied name"]),
            (Field::Organization, &["account name", "account id"]),
            (Field::Other, &["attributes type", "attributes reference id", "owner id", "case owner", "age (hours)"]),
        ],
        unlike: &[Unlike { column: "is deleted", values: &["true", "1"] }],
        ..ROW
    },
    // Ticket list CSV and backup (labels); API (webUrl, ticketNumber).
    Helpdesk {
        id: "zoho-desk",
        name: "Zoho Desk",
        signatures: &[
            all(&["ticket owner", "ticket closed time|ticket reference id|sub category|ticket id"]),
            all(&["ticket number", "web url", "created time"]),
        ],
        fields: &[
            (Field::Id, &["ticket reference id", "request id", "ticket number", "ticket id"]),
            (Field::Solved, &["ticket closed time", "closed time"]),
            (Field::Category, &["category"]),
            (Field::Subcategory, &["sub category"]),
            (Field::CustomerEmail, &["email"]),
            (Field::CustomerName, &["contact name"]),
            (Field::Url, &["web url"]),
            (Field::Other, &["resolution", "ticket owner"]),
        ],
        ..ROW
    },
    // Exporter source (include/class.export.php) and default queue columns.
    Helpdesk {
        id: "osticket",
        name: "osTicket",
        signatures: &[all(&["ticket number", "help topic|from email|current status"])],
        fields: &[
            (Field::Category, &["help topic"]),
            (Field::Status, &["current status"]),
            (Field::CustomerEmail, &["from email"]),
            (Field::CustomerName, &["from"]),
            (Field::Other, &["department", "overdue", "answered", "attachment count"]),
        ],
        ..ROW
    },
    // Default columns of the search result in the project's own tests; the number's header is configurable.
    Helpdesk {
        id: "otrs",
        name: "OTRS / Znuny",
        signatures: &[all(&[
            "ticket number|ticket#|ticketnummer|number",
            "queue",
            "first lock|customer id|article tree|lock",
        ])],
        fields: &[
            (Field::Id, &["ticket number", "ticket#", "ticketnummer", "number"]),
            (Field::Category, &["queue"]),
            (Field::CustomerId, &["customer id"]),
            (Field::CustomerName, &["customer name", "from"]),
            (Field::Handle, &["accounted time"]),
            (Field::Conversation, &["article tree"]),
        ],
        unlike: &[Unlike { column: "state", values: &["merged", "removed"] }],
        ..ROW
    },
    // share/html/Elements/TSVExport of the project.
    Helpdesk {
        id: "rt",
        name: "Request Tracker",
        signatures: &[all(&["id", "subject", "queue name|requestors"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Category, &["queue name", "queue"]),
            (Field::Updated, &["last updated"]),
            (Field::Other, &["told", "time left"]),
        ],
        ..ROW
    },
    // REST list: doc/api/ticket of the project.
    Helpdesk {
        id: "zammad",
        name: "Zammad",
        signatures: &[all(&["state id", "last contact at|last contact customer at", "customer id"])],
        fields: &[
            (Field::Id, &["number", "id"]),
            (Field::Solved, &["close at"]),
            (Field::Body, &["articles first", "note"]),
            (Field::CustomerName, &["customer"]),
            (Field::Category, &["group"]),
            (Field::Other, &["group id", "state id", "priority id", "article count"]),
        ],
        ..ROW
    },
    // _conversation.json.jbuilder of the project; times are epoch seconds.
    Helpdesk {
        id: "chatwoot",
        name: "Chatwoot",
        signatures: &[all(&["inbox id", "meta sender*"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Body, &["messages first"]),
            (Field::Created, &["created at", "timestamp"]),
            (Field::Updated, &["last activity at"]),
            (Field::CustomerEmail, &["meta sender email"]),
            (Field::CustomerName, &["meta sender name"]),
            (Field::Channel, &["meta channel"]),
        ],
        ..ROW
    },
    // API tickets list (messages inlined).
    Helpdesk {
        id: "gorgias",
        name: "Gorgias",
        signatures: &[all(&["created datetime", "channel", "via"])],
        fields: &[
            (Field::Id, &["id"]),
            (Field::Body, &["messages first", "excerpt"]),
            (Field::Created, &["created datetime"]),
            (Field::Updated, &["updated datetime"]),
            (Field::Solved, &["closed datetime"]),
            (Field::Satisfaction, &["satisfaction survey score"]),
            (Field::Other, &["opened datetime", "via", "external id"]),
        ],
        unlike: &[Unlike { column: "spam", values: &["true"] }],
        ..ROW
    },
    // Request list and report columns.
    Helpdesk {
        id: "servicedesk-plus",
        name: "ManageEngine ServiceDesk Plus",
        signatures: &[all(&["request id", "technician"])],
        fields: &[
            (Field::Subcategory, &["subcategory", "item"]),
            (Field::Channel, &["request mode", "mode"]),
            (Field::Other, &["resolution", "level", "site", "department", "time elapsed", "impact", "urgency"]),
        ],
        ..ROW
    },
    // Samanage's CSV.
    Helpdesk {
        id: "solarwinds",
        name: "SolarWinds Service Desk",
        signatures: &[all(&["number", "assigned to", "created at", "time to resolve|subcategory|resolved at"])],
        fields: &[(Field::Id, &["number"]), (Field::Other, &["site", "department"])],
        ..ROW
    },
    // Hidden columns of the list export; Web API entity incident.
    Helpdesk {
        id: "dynamics",
        name: "Microsoft Dynamics 365",
        signatures: &[
            all(&["(do not modify) case|(do not modify) row checksum"]),
            all(&["incidentid", "ticketnumber"]),
        ],
        fields: &[
            (Field::Id, &["case number", "ticketnumber"]),
            (Field::Subject, &["case title", "title"]),
            (Field::Category, &["subject"]),
            (Field::Kind, &["case type"]),
            (Field::Status, &["status reason", "status"]),
            (Field::CustomerName, &["customer"]),
            (Field::InternalId, &["incidentid", "(do not modify) case"]),
            (Field::Other, &["(do not modify) row checksum", "(do not modify) modified on"]),
        ],
        ..ROW
    },
];
